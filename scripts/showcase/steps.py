"""The chain: import → factors → K-Shape → grey grades → PSO-BP → LSTM, each step's layer into the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from land_subsidence.subsidence.series import find_epoch_fields

from .chain import Chain, Step, StepFailed
from .inputs import AGGREGATIONS, Inputs
from .tables import column_names

UNITS = ("mm", "cm", "m")
AUTOMATIC_POLARITY = 2
QUICK_CLUSTERS = {"STARTS": 3}
QUICK_RATES = {"MEMBERS": 2, "HIDDEN": 5, "DECAY": 0.01, "SWARM": 10, "GENERATIONS": 5, "FOLDS": 0, "TREES": False}
QUICK_FORECAST = {"EPOCHS": 1, "ORIGINS": 2, "HIDDEN": 8}


@dataclass(frozen=True)
class Settings:
    """What the user may choose.

    clusters : 0 lets the elbow choose
    horizon : epochs to forecast; 0 leaves the forecast out
    block_m : side of the blocks that test the rate model; 0 takes the range of the rate's variogram
    quick : coarse settings, to see how it works
    """

    clusters: int
    horizon: int
    block_m: float
    seed: int
    quick: bool


@dataclass
class Products:
    """What the chain left: the last layer has the columns of all steps.

    points : the layer with everything
    tables : small tables by name (GeoPackages); reports, models, rasters: files by name
    factors : the fields that grey analysis and rate model used
    prefixes : the factor series
    dates : of the epochs
    """

    points: Path
    steps: list[Step] = field(default_factory=list)
    tables: dict[str, Path] = field(default_factory=dict)
    reports: dict[str, Path] = field(default_factory=dict)
    models: dict[str, Path] = field(default_factory=dict)
    rasters: dict[str, Path] = field(default_factory=dict)
    factors: list[str] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    dates: object = None


def count_steps(inputs: Inputs, horizon: int) -> int:
    static = bool(inputs.distance_layers) + bool(inputs.rasters or inputs.class_layers)
    return bool(inputs.licsbas) + static + len(inputs.series) + 1 + (2 if static else 0) + (horizon > 0)


def run_chain(inputs: Inputs, work: Path, output: Path, settings: Settings) -> Products:
    """Run every step that the inputs allow; layers pass through files in ``work``."""
    chain = Chain(work, count_steps(inputs, settings.horizon))
    reports, models = output / "reports", output / "models"
    for folder in (work, reports, models):
        folder.mkdir(parents=True, exist_ok=True)
    products = Products(points=inputs.points or work / "points.gpkg", steps=chain.steps)
    unit = UNITS.index(inputs.unit)

    if inputs.licsbas:
        products.rasters = {"rate": output / "rate.tif", "displacement": output / "displacement.tif"}
        chain.run(
            "Import the LiCSBAS product",
            "import_licsbas",
            INPUT=str(inputs.licsbas),
            OUTPUT=str(products.points),
            VELOCITY=str(products.rasters["rate"]),
            DISPLACEMENT=str(products.rasters["displacement"]),
        )
    names = _field_names(products.points)
    products.dates = find_epoch_fields(names)[1]
    _add_factors(chain, inputs, products)
    products.factors += [name for name in inputs.point_factors if name in names]

    _add_clusters(chain, products, output, settings, unit)
    if products.factors:
        _add_grades_and_rates(chain, products, output, settings, unit)
    if settings.horizon > 0:
        _add_forecast(chain, products, output, settings, unit)
    return products


def _next_points(products: Products, work: Path, name: str) -> tuple[str, str]:
    """The points as they are and the file of those that a step will write, which are the points from then on."""
    previous = products.points
    products.points = work / f"{name}.gpkg"
    return str(previous), str(products.points)


def _add_clusters(chain: Chain, products: Products, output: Path, settings: Settings, unit: int) -> None:
    work, reports = chain.folder, output / "reports"
    source, target = _next_points(products, work, "clustered")
    products.tables["shapes"] = work / "shapes.gpkg"
    if settings.clusters == 0:
        products.tables["elbow"] = work / "elbow.gpkg"
    products.reports["K-Shape clusters"] = reports / "clusters.html"
    chain.run(
        "K-Shape clusters",
        "kshape_clustering",
        INPUT=source,
        UNIT=unit,
        CLUSTERS=settings.clusters,
        SEED=settings.seed,
        OUTPUT=target,
        SHAPES=str(products.tables["shapes"]),
        ELBOW=str(products.tables["elbow"]) if settings.clusters == 0 else None,
        REPORT=str(products.reports["K-Shape clusters"]),
        **(QUICK_CLUSTERS if settings.quick else {}),
    )


def _add_grades_and_rates(chain: Chain, products: Products, output: Path, settings: Settings, unit: int) -> None:
    work, reports, models = chain.folder, output / "reports", output / "models"
    products.tables["grey_grades"] = work / "grey_grades.gpkg"
    products.reports["Grey relational grades"] = reports / "grey_grades.html"
    chain.run(
        "Grey relational grades",
        "grey_relational_analysis",
        INPUT=str(products.points),
        FACTORS=products.factors,
        CLUSTER="cluster",
        UNIT=unit,
        POLARITY=AUTOMATIC_POLARITY,
        SEED=settings.seed,
        OUTPUT=str(products.tables["grey_grades"]),
        REPORT=str(products.reports["Grey relational grades"]),
    )
    source, target = _next_points(products, work, "rates")
    products.tables["rate_metrics"] = work / "rate_metrics.gpkg"
    products.reports["Rates predicted by PSO-BP"] = reports / "rates.html"
    products.models["rate"] = models / "rate_model.npz"
    chain.run(
        "PSO-BP rates",
        "psobp_rate_prediction",
        INPUT=source,
        UNIT=unit,
        FACTORS=products.factors,
        CLUSTER="cluster",
        BLOCK=settings.block_m,
        SEED=settings.seed,
        OUTPUT=target,
        METRICS=str(products.tables["rate_metrics"]),
        MODEL=str(products.models["rate"]),
        REPORT=str(products.reports["Rates predicted by PSO-BP"]),
        **(QUICK_RATES if settings.quick else {}),
    )


def _add_forecast(chain: Chain, products: Products, output: Path, settings: Settings, unit: int) -> None:
    """The last step; a series too short for it leaves the other results standing, and says why."""
    target, metrics = chain.folder / "forecast.gpkg", chain.folder / "forecast_metrics.gpkg"
    report, model = output / "reports" / "forecast.html", output / "models" / "forecast_model.npz"
    try:
        chain.run(
            "LSTM forecast",
            "lstm_forecast",
            INPUT=str(products.points),
            UNIT=unit,
            CLUSTER="cluster",
            COVARIATES=",".join(products.prefixes),
            HORIZON=settings.horizon,
            TEST=10,
            SEED=settings.seed,
            OUTPUT=str(target),
            METRICS=str(metrics),
            MODEL=str(model),
            REPORT=str(report),
            **(QUICK_FORECAST if settings.quick else {}),
        )
    except StepFailed as error:
        print(f"      left out: {error}", flush=True)
        return
    products.points = target
    products.tables["forecast_metrics"] = metrics
    products.reports["LSTM forecast"] = report
    products.models["forecast"] = model


def _add_factors(chain: Chain, inputs: Inputs, products: Products) -> None:
    """Distances, values, classes and series; the new static fields become the factors."""

    def grow(title: str, algorithm: str, target: Path, wanted, **parameters) -> None:
        before = set(_field_names(products.points))
        chain.run(title, algorithm, INPUT=str(products.points), OUTPUT=str(target), **parameters)
        products.points = target
        products.factors += [name for name in _field_names(target) if name not in before and wanted(name)]

    if inputs.distance_layers:
        grow(
            "Distances to " + ", ".join(path.stem for path in inputs.distance_layers),
            "distance_factors",
            chain.folder / "distances.gpkg",
            lambda name: name.startswith("dist_"),
            LAYERS=[str(path) for path in inputs.distance_layers],
        )
    if inputs.rasters or inputs.class_layers:
        products.tables["classes"] = chain.folder / "classes.gpkg"
        texts = {path.stem for path, _ in inputs.class_layers}
        grow(
            "Values of " + ", ".join(path.stem for path in (*inputs.rasters, *(p for p, _ in inputs.class_layers))),
            "sample_factors",
            chain.folder / "sampled.gpkg",
            lambda name: True,
            RASTERS=[str(path) for path in inputs.rasters],
            POLYGONS=[str(path) for path, _ in inputs.class_layers],
            POLYGON_FIELD=",".join(field for _, field in inputs.class_layers),
            CLASSES=str(products.tables["classes"]),
        )
        # where the class is text, its code is the factor
        coded = {name for name in texts if f"{name}_code" in products.factors}
        products.factors = [name for name in products.factors if name not in coded]
    for series in inputs.series:
        parameters = {"PREFIX": series.prefix, "AGGREGATION": AGGREGATIONS.index(series.aggregation)}
        if series.rasters:
            parameters["RASTERS"] = [str(path) for path in series.rasters]
        else:
            parameters.update(STATIONS=str(series.stations), TABLE=str(series.table), EXTRAPOLATE=True)
            parameters["INTERPOLATION"] = 1
        grow(
            f"Series of {series.prefix}",
            "sample_factor_series",
            chain.folder / f"series_{series.prefix.lower()}.gpkg",
            lambda name: False,
            **parameters,
        )
        products.prefixes.append(series.prefix)


def _field_names(path: Path) -> list[str]:
    if path.suffix.lower() == ".gpkg":
        return column_names(path)
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(str(path), path.stem, "ogr").fields().names()

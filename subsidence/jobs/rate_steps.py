"""Steps of a job that learn rates from factors, and apply what was learnt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import SubsidenceError
from ..factors.never_factors import is_constant
from ..model_file import parts_must_fit
from ..products.points import PointProduct
from ..progress import Report
from ..raster.pixel_size import DEGREES
from ..rate.settings import (
    GRADIENT_DESCENT,
    LEVENBERG_MARQUARDT,
    MEASURED,
    OF_CLUSTERS,
    PAPER,
    TEST_AREA,
    TEST_BLOCKS,
    TEST_RANDOM,
    RateSettings,
    for_clusters,
)
from ..wording import message
from .map_layers import names_of, read_layer
from .places import degrees_of, metres, transformed
from .side_files import FILE, PAGE, TABLE, Table, WrittenPage
from .step import (
    NUMBER,
    POINTS,
    SEEDS,
    Product,
    Step,
    Values,
    chosen_factors,
    column,
    columns_of,
    existing,
    names_in,
    points_in,
    with_columns,
)

if TYPE_CHECKING:
    from ..rate.evaluation import Evaluation
    from ..rate.model import RateModel, RatePrediction

NO_CLUSTER = -1
MOST_AREAS = 20


@dataclass(frozen=True)
class _Rows:
    """What is known of points, one entry each; see ``rate.evaluation.evaluate``."""

    matrix: np.ndarray
    rate: np.ndarray
    blocks: np.ndarray
    clusters: np.ndarray | None
    lon_lat: np.ndarray | None

    def only(self, rows: np.ndarray) -> _Rows:
        return replace(self, **{name: values[rows] for name, values in vars(self).items() if values is not None})


def _psobp_rate_prediction(values: Values, report: Report) -> Mapping[str, Product]:
    from ..rate import evaluation
    from ..rate.factor_table import check_classes, factor_table, fingerprint
    from ..rate.report import verdict
    from ..spatial.splits import check_folds

    product = points_in(values)
    folds = values["FOLDS"]
    check_folds(folds)
    classes = check_classes(names_in(values["CLASSES"]), names_in(values["FACTORS"]))
    if values["RATE"] in names_in(values["FACTORS"]):
        raise SubsidenceError(
            message("The rate field “{name}” is among the factors; leave it out there.", name=values["RATE"])
        )
    given = chosen_factors(names_in(values["FACTORS"]), report)
    columns, placed = columns_of(product, given), degrees_of(product)
    names = _varying(columns, given, report)
    if values["COORDINATES"]:
        columns |= {"coordinate_x": product.series.xy[:, 0], "coordinate_y": product.series.xy[:, 1]}
        names = [*names, "coordinate_x", "coordinate_y"]
    factors = factor_table(columns, names, classes)
    clusters = _clusters(product, values["CLUSTER"])
    settings = _settings(values, 0 if clusters is None else np.unique(clusters[clusters >= 0]).size)
    seed, judged = values["SEED"], values["SPLIT"]
    rate = column(product, values["RATE"]) if values["RATE"] else product.velocity_mm_per_yr
    blocks, ground = _ground(product, rate, values)
    lon_lat = None if values["COORDINATES"] else placed
    every = _Rows(factors.matrix, rate, blocks, clusters, lon_lat)
    drawn = evaluation.drawn_rows(factors.matrix, rate, seed=seed)
    some = every.only(drawn)
    whole = None if judged == TEST_RANDOM else some.blocks
    split = evaluation.draw_split(
        some.matrix, some.rate, blocks=whole, seed=seed, train_share=values["TRAIN"],
        validation_share=values["VALIDATION"],
    )  # fmt: skip
    if folds and len(np.unique(some.blocks)) < 3:
        report.warn(message("The points cover fewer than three blocks, so there is no test by blocks."))
        folds = 0
    choices: dict[str, Any] = {
        "names": names, "is_class": factors.is_class, "clusters": some.clusters, "settings": settings,
        "trees": values["TREES"], "seed": seed, "lon_lat": some.lon_lat,
    }  # fmt: skip
    if judged == TEST_AREA and folds:
        folds = min(len(np.unique(some.blocks)), MOST_AREAS)
    learning, telling = report.parts(94, 6 if values["REPORT"] else 0)
    xy_m = metres(product)[drawn] if values["REPORT"] else None
    found, crossed, told = evaluation.judge(
        some.matrix, some.rate, split, blocks=some.blocks, whole=whole is not None, n_folds=folds,
        validation_share=settings.validation_share, evaluation=judged, report=learning,
        xy=None if values["COORDINATES"] else xy_m, **choices,
    )  # fmt: skip
    metrics = list(found.metrics)
    if some.clusters is not None and found.model.clusters:
        metrics += evaluation.whole_area(found, some.matrix, some.rate, some.clusters)
    metrics += [*crossed, *([] if told is None else [told])]
    for sentence in verdict(metrics):
        report.info(sentence)
    products: dict[str, Product] = {"METRICS": Table({name: [row[name] for row in metrics] for name in metrics[0]})}
    if xy_m is not None:
        facts = {
            message("rate field"): values["RATE"] or "velocity",
            message("factors"): ", ".join(names),
            message("ground left out whole"): ground,
            message("data fingerprint"): fingerprint(factors.matrix, rate),
        }
        xy = product.series.xy[drawn]
        products["REPORT"] = _page(values, found, some, xy, xy_m, metrics, facts, telling)
    found = evaluation.of_every_row(found, drawn, factors.matrix, rate, every.clusters, lon_lat)
    added = _columns(found.prediction, rate, parts=found.told_places)
    added["split"] = np.array([*found.part.tolist(), None], dtype=object)[:-1]
    extra = {
        "legends": factors.legends,
        "crs": product.crs,
        "facts": {"factors": ", ".join(names), "seed": seed, "data fingerprint": fingerprint(factors.matrix, rate)},
        "metrics": [dict(row) for row in metrics if row["cluster"] == evaluation.ALL],
    }
    save = partial(_save, found, some, None if values["COORDINATES"] else lon_lat, drawn, extra, report)
    return {"OUTPUT": with_columns(product, added), "MODEL": save, **products}


def _page(
    values: Values, found: Evaluation, some: _Rows, xy: np.ndarray, xy_m: np.ndarray, metrics: list, facts: dict,
    report: Report,
) -> WrittenPage:  # fmt: skip
    """The toolbox's report; xy, xy_m : shape=(n_rows, 2), of the rows that were learned from and tested"""
    from ..rate.report import judged_page

    facts = {**facts, **found.model.settings.as_dict(), message("seed"): values["SEED"]}
    page = judged_page(
        found, xy, xy_m, some.matrix, some.rate, some.clusters, metrics, facts, coordinates=values["COORDINATES"],
        seed=values["SEED"], report=report,
    )  # fmt: skip
    return WrittenPage(page.html())


def _save(
    found: Evaluation,
    some: _Rows,
    lon_lat: np.ndarray | None,
    drawn: np.ndarray,
    extra: dict,
    report: Report,
    path: Any,
) -> None:
    """The model file, which knows how errors grow away from what was learned, where there are points enough."""
    rows = found.split.learning
    if lon_lat is not None:
        known = found.model.learn_unseen_ground(some.matrix[rows], some.rate[rows], lon_lat[drawn][rows])
        if not known:
            report.info(
                message(
                    "There are too few points to test how errors grow away from them; the model file does not know it."
                )
            )
    found.model.save(path, extra)


def _varying(columns: Mapping[str, np.ndarray], names: list[str], report: Report) -> list[str]:
    """The factors that have more than one value, as in the toolbox; all where none has."""
    constant = [name for name in names if is_constant(columns[name])]
    if not constant or len(constant) == len(names):
        return names
    report.warn(
        message(
            "Factors with one value at all points explain nothing and are left out: {names}.",
            names=", ".join(constant),
        )
    )
    return [name for name in names if name not in constant]


def _settings(values: Values, n_clusters: int) -> RateSettings:
    own = RateSettings(
        hidden=values["HIDDEN"],
        members=values["MEMBERS"],
        particles=values["SWARM"],
        generations=values["GENERATIONS"],
        c1=values["C1"],
        c2=values["C2"],
        inertia=values["INERTIA"],
        training=values["TRAINING"],
        learning_rate=values["RATE_OF_LEARNING"],
        momentum=values["MOMENTUM"],
        epochs=values["EPOCHS"],
        goal=values["GOAL"],
        decay=values["DECAY"],
        validation_share=values["VALIDATION"] / (values["TRAIN"] + values["VALIDATION"]),
        level=values["LEVEL"] / 100.0,
        select_factors=values["FEATURE_SELECTION"],
        stack=values["STACK"],
        neighbours=values["NEIGHBOURS"],
        surroundings=values["SURROUNDINGS"],
    )
    return for_clusters(own, values["MODE"], [values[key] for key in OF_CLUSTERS], n_clusters)


def _ground(product: PointProduct, rate: np.ndarray, values: Values) -> tuple[np.ndarray, str]:
    """The piece of ground that each point lies on, shape=(n_points,), and how the pieces were made."""
    from ..factors.vector_geometry import points_inside
    from ..spatial.splits import autocorrelation_range_m, block_labels

    if values["SPLIT"] != TEST_AREA:
        places = metres(product)
        size = values["BLOCK"] or autocorrelation_range_m(places, rate, seed=values["SEED"])
        return block_labels(places, size), message("blocks of {size} m", size=f"{size:.0f}")
    if not values["AREAS"]:
        raise SubsidenceError(message("Choose a polygon layer (AREAS) for the test on areas."))
    shapes, _ = read_layer(values["AREAS"], product.crs)
    point, feature = points_inside(product.series.xy, shapes, degrees=product.crs in DEGREES)
    area = np.full(product.n_points, -1)
    area[point[::-1]] = feature[::-1]
    if (area < 0).all():
        raise SubsidenceError(message("No point lies in any of the areas; check the layer and its CRS."))
    return area, message("areas of “{name}”", name=names_of([values["AREAS"]])[0])


def _clusters(product: PointProduct, name: str) -> np.ndarray | None:
    """Whole numbers, −1 where there is none; shape=(n_points,)."""
    if not name:
        return None
    held = column(product, name)
    known = np.isfinite(held)
    if not known.any() or (held[known] != np.round(held[known])).any() or (held[known] < 0).any():
        raise SubsidenceError(message("The cluster field “{name}” must hold whole numbers from 0 upwards.", name=name))
    return np.where(known, held, NO_CLUSTER).astype(int)


def _columns(prediction: RatePrediction, rate: np.ndarray | None, *, parts: bool) -> dict[str, np.ndarray]:
    """The fields of the toolbox."""
    found = {"rate_predicted": prediction.rate}
    if rate is not None:
        found["rate_error"] = prediction.rate - rate
    found |= {"rate_lo": prediction.low, "rate_hi": prediction.high}
    found["extrapolated"] = prediction.outside.sum(axis=1).astype(np.int32)
    if parts:
        found |= {"rate_from_factors": prediction.from_factors, "rate_from_neighbours": prediction.from_neighbours}
    return found


def _predict_rate(values: Values, report: Report) -> Mapping[str, Product]:
    from ..rate.factor_table import unit_suspicions
    from ..rate.model import RateModel

    product = points_in(values)
    model = RateModel.load(existing(values, "MODEL"))
    matrix = _matrix(product, model)
    for sentence in unit_suspicions(model.names, matrix, model.scaler.low, model.scaler.high):
        report.warn(sentence)
    clusters = _clusters(product, values["CLUSTER"]) if model.clusters else None
    near = bool(model.fitted.neighbours) and values["NEIGHBOURS"] and not values["BASELINE"]
    around, placed = values["SURROUNDINGS"], degrees_of(product)
    if placed is None and model.knows_places:
        report.warn(
            message(
                "The coordinate system is not known, so neither places around nor measured points nearby have"
                " a say, and intervals do not grow with the distance from the learned ground."
            )
        )
    with parts_must_fit(values["MODEL"]):
        found = model.predict_all(matrix, clusters, lon_lat=placed, neighbours=near, surroundings=around)
    known = np.isfinite(found.rate)
    if not known.any():
        raise SubsidenceError(message("Every point lacks at least one factor, so nothing can be predicted."))
    if not known.all():
        report.warn(message("{count} points lack a factor and get no rate.", count=int((~known).sum())))
    added = _columns(found, product.velocity_mm_per_yr, parts=near)
    added["unseen_ground"] = found.unseen.astype(np.int32)
    added["split"] = np.full(product.n_points, "predicted", dtype=object)
    if model.clusters and clusters is None:
        sure = (found.cluster != NO_CLUSTER) & known
        added["cluster_guessed"] = np.where(sure, found.cluster, np.nan)
    if values["BASELINE"]:
        added["rate_change"] = found.rate - _baseline(product, values, model)
    return {"OUTPUT": with_columns(product, added)}


def _matrix(product: PointProduct, model: RateModel) -> np.ndarray:
    """The factors that the model knows; shape=(n_points, n_factors)."""
    from ..rate.factor_table import factor_table

    legends = model.facts.get("extra", {}).get("legends", {})
    columns = {name: product.columns[name] for name in model.names if name in product.columns}
    for name in model.scaler.dropped:  # the model does without
        columns[name] = np.full(product.n_points, *((None, object) if name in legends else (np.nan, float)))
    if "coordinate_x" in model.names:
        columns["coordinate_x"], columns["coordinate_y"] = transformed(
            product.series.xy, product.crs, model.crs or product.crs
        ).T
    return factor_table(columns, model.names, legends=legends).matrix


def _baseline(product: PointProduct, values: Values, model: RateModel) -> np.ndarray:
    """The prediction for the same points with other factors; shape=(n_points,)."""
    other = points_in(values, "BASELINE")
    xy = product.series.xy
    if other.n_points != product.n_points or not np.allclose(other.series.xy, xy, rtol=0, atol=1e-6 * np.ptp(xy)):
        raise SubsidenceError(
            message(
                "“{name}” does not have the same points in the same order, so the rates cannot be compared.",
                name=values["BASELINE"],
            )
        )
    name = values["CLUSTER"]
    clusters = _clusters(other, name) if model.clusters and name in other.columns else None
    return model.predict_all(
        _matrix(other, model), clusters, lon_lat=degrees_of(other), neighbours=False,
        surroundings=values["SURROUNDINGS"],
    ).rate  # fmt: skip


STEPS = {
    "psobp_rate_prediction": Step(
        _psobp_rate_prediction,
        {
            "RATE": "",
            "FACTORS": "",
            "CLASSES": "",
            "CLUSTER": "",
            "SPLIT": TEST_RANDOM,
            "BLOCK": 0.0,
            "TRAIN": 0.4,
            "VALIDATION": 0.1,
            "FOLDS": 5,
            "HIDDEN": 0,
            "MEMBERS": 10,
            "SWARM": 30,
            "GENERATIONS": 30,
            "C1": 1.49445,
            "C2": 1.49445,
            "INERTIA": 0.729,
            "TRAINING": LEVENBERG_MARQUARDT,
            "RATE_OF_LEARNING": 0.8,
            "MOMENTUM": 0.6,
            "EPOCHS": 10_000,
            "GOAL": 1e-8,
            "MODE": MEASURED,
            **dict.fromkeys(OF_CLUSTERS, ""),
            "DECAY": NUMBER,
            "FEATURE_SELECTION": False,
            "LEVEL": 90.0,
            "TREES": True,
            "STACK": True,
            "NEIGHBOURS": True,
            "COORDINATES": False,
            "SURROUNDINGS": True,
            "SEED": 0,
        },
        ("INPUT", "AREAS"),
        {"OUTPUT": POINTS, "MODEL": FILE, "METRICS": TABLE, "REPORT": PAGE},
        limits={
            "BLOCK": (0, 1e12),
            "TRAIN": (0.01, 0.98),
            "VALIDATION": (0.01, 0.98),
            "FOLDS": (0, 50),
            "HIDDEN": (0, 200),
            "MEMBERS": (1, 200),
            "SWARM": (1, 1000),
            "GENERATIONS": (0, 10_000),
            "C1": (0, 10),
            "C2": (0, 10),
            "INERTIA": (0, 2),
            "RATE_OF_LEARNING": (1e-6, 10),
            "MOMENTUM": (0, 0.999),
            "EPOCHS": (1, 10_000_000),
            "GOAL": (0, 1),
            "DECAY": (0, 1e9),
            "LEVEL": (1, 99.9),
            "SEED": SEEDS,
        },
        in_mm=("UNIT",),
        choices={
            "SPLIT": (TEST_RANDOM, TEST_BLOCKS, TEST_AREA),
            "TRAINING": (LEVENBERG_MARQUARDT, GRADIENT_DESCENT),
            "MODE": (MEASURED, PAPER),
        },
    ),
    "predict_rate": Step(
        _predict_rate,
        {"CLUSTER": "", "NEIGHBOURS": True, "SURROUNDINGS": True},
        ("INPUT", "MODEL", "BASELINE"),
        required=("INPUT", "MODEL"),
        in_mm=("UNIT",),
    ),
}

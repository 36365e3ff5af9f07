"""Builds ``resources/models/*.model3`` from the algorithms as they are, so that the models stay valid.

Run after a parameter was added: ``.venv/bin/python scripts/build_models.py``.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "resources" / "models"
COLUMN_WIDTH, ROW_HEIGHT = 260.0, 110.0


class ModelBuilder:
    """Adds inputs and steps to a model; parameters that a step is not given take their defaults."""

    def __init__(self, name: str, title: str, about: str):
        from qgis.core import QgsProcessingModelAlgorithm

        self.model = QgsProcessingModelAlgorithm(title, "Models", "models")
        self.model.setName(name)
        self._help = {"ALG_DESC": about, "ALG_CREATOR": "Land Subsidence"}
        self._n_inputs = self._n_steps = 0
        self._order: list[str] = []

    def input(self, definition, about: str):
        """A parameter of the model."""
        from qgis.core import QgsProcessingModelParameter
        from qgis.PyQt.QtCore import QPointF

        component = QgsProcessingModelParameter(definition.name())
        component.setPosition(QPointF(120.0 + COLUMN_WIDTH * (self._n_inputs % 5), 60.0 + 80.0 * (self._n_inputs // 5)))
        self._help[definition.name()] = about
        self.model.addModelParameter(definition, component)
        self._n_inputs += 1
        self._order.append(definition.name())

    def step(self, child_id: str, algorithm: str, sources: dict, outputs: dict[str, str]) -> None:
        """A child algorithm.

        sources : parameter → ``from_input("NAME")``, ``from_step("child", "OUTPUT")`` or a plain value
        outputs : the child's output → its name among the model's outputs
        """
        from qgis.core import (
            QgsProcessingModelChildAlgorithm,
            QgsProcessingModelChildParameterSource,
            QgsProcessingModelOutput,
        )
        from qgis.PyQt.QtCore import QPointF

        child = QgsProcessingModelChildAlgorithm(f"subsidence:{algorithm}")
        if child.algorithm() is None:
            raise RuntimeError(f"There is no algorithm subsidence:{algorithm}.")
        child.setChildId(child_id)
        child.setDescription(child.algorithm().displayName())
        child.setPosition(QPointF(200.0 + COLUMN_WIDTH * (self._n_steps % 3), 320.0 + ROW_HEIGHT * self._n_steps))
        for definition in child.algorithm().parameterDefinitions():
            name = definition.name()
            if name in sources:
                value = sources[name]
                if not isinstance(value, QgsProcessingModelChildParameterSource):
                    value = QgsProcessingModelChildParameterSource.fromStaticValue(value)
                child.addParameterSources(name, [value])
            elif not definition.isDestination() and definition.defaultValue() is not None:
                static = QgsProcessingModelChildParameterSource.fromStaticValue(definition.defaultValue())
                child.addParameterSources(name, [static])
        unknown = set(sources) - {definition.name() for definition in child.algorithm().parameterDefinitions()}
        if unknown:
            raise RuntimeError(f"subsidence:{algorithm} has no parameter {', '.join(sorted(unknown))}.")
        model_outputs = {}
        for output_name, title in outputs.items():
            output = QgsProcessingModelOutput(title)
            output.setChildId(child_id)
            output.setChildOutputName(output_name)
            output.setDescription(title)
            output.setPosition(child.position() + QPointF(COLUMN_WIDTH, 40.0 * len(model_outputs)))
            model_outputs[title] = output
        child.setModelOutputs(model_outputs)
        self.model.addChildAlgorithm(child)
        self._n_steps += 1

    def write(self, folder: Path) -> Path:
        self.model.setHelpContent(self._help)
        self.model.setParameterOrder(self._order)
        valid, problems = self.model.validate()
        if not valid:
            raise RuntimeError(f"The model {self.model.name()} is not valid: {'; '.join(problems)}")
        path = folder / f"{self.model.name()}.model3"
        if not self.model.toFile(str(path)):
            raise RuntimeError(f"The model {path} cannot be written.")
        return path


def from_input(name: str):
    from qgis.core import QgsProcessingModelChildParameterSource

    return QgsProcessingModelChildParameterSource.fromModelParameter(name)


def from_step(child_id: str, output: str = "OUTPUT"):
    from qgis.core import QgsProcessingModelChildParameterSource

    return QgsProcessingModelChildParameterSource.fromChildOutput(child_id, output)


def licsbas_to_forecast() -> ModelBuilder:
    model = ModelBuilder(
        "licsbas_to_forecast",
        "From LiCSBAS to forecast",
        "The whole method: imports a LiCSBAS product, adds distances, raster values, classes, rain and groundwater"
        " as factors, clusters the series by shape (K-Shape), ranks the factors (grey relational grades), predicts the"
        " rate from the factors (PSO-BP) and forecasts the displacement (LSTM).",
    )
    _add_inputs(model)
    _add_steps(model)
    return model


def _add_inputs(model: ModelBuilder) -> None:
    from qgis.core import (
        QgsProcessing,
        QgsProcessingParameterFile,
        QgsProcessingParameterMultipleLayers,
        QgsProcessingParameterString,
    )

    model.input(QgsProcessingParameterFile("LICSBAS", "LiCSBAS cum.h5 or cum_filt.h5"), "The time series file.")
    layers = QgsProcessingParameterMultipleLayers
    model.input(
        layers("DISTANCE_LAYERS", "Layers to measure distances to", QgsProcessing.SourceType.TypeVectorAnyGeometry),
        "Faults, subway, buildings, wells …; each gives a field dist_<layer>.",
    )
    model.input(
        layers("RASTERS", "Rasters of static factors", QgsProcessing.SourceType.TypeRaster),
        "Mean rain, mean groundwater level, height …; each gives a field of its name.",
    )
    model.input(
        layers("POLYGONS", "Polygons of classes", QgsProcessing.SourceType.TypeVectorPolygon),
        "Geology, hydrogeology …; each gives a field of its name.",
    )
    model.input(
        QgsProcessingParameterString("POLYGON_FIELD", "Field of the classes", "code"),
        "The polygons' field with the class: one name, or one for each layer with commas between.",
    )
    model.input(
        layers("RAIN", "Rain, dated rasters", QgsProcessing.SourceType.TypeRaster),
        "One raster a month, the date in its name.",
    )
    model.input(
        layers("GROUNDWATER", "Groundwater, dated rasters", QgsProcessing.SourceType.TypeRaster),
        "One raster a month, the date in its name.",
    )
    model.input(
        QgsProcessingParameterString(
            "FACTORS",
            "Factor fields",
            "dist_faults;dist_subway;dist_buildings;geology;hydrogeology;rain;groundwater",
        ),
        "The fields that explain the rate, with semicolons between.",
    )
    add_numbers(model)
    add_effort(model)


def _add_steps(model: ModelBuilder) -> None:
    model.step(
        "import", "import_licsbas", {"INPUT": from_input("LICSBAS")},
        {"VELOCITY": "Rate raster", "DISPLACEMENT": "Displacement raster"},
    )  # fmt: skip
    model.step(
        "distances", "distance_factors", {"INPUT": from_step("import"), "LAYERS": from_input("DISTANCE_LAYERS")}, {}
    )
    model.step(
        "values", "sample_factors",
        {"INPUT": from_step("distances"), "RASTERS": from_input("RASTERS"), "POLYGONS": from_input("POLYGONS"),
         "POLYGON_FIELD": from_input("POLYGON_FIELD")}, {},
    )  # fmt: skip
    for child_id, source, prefix, key in (("rain", "values", "RAIN", "RAIN"), ("water", "rain", "GW", "GROUNDWATER")):
        model.step(
            child_id, "sample_factor_series",
            {"INPUT": from_step(source), "RASTERS": from_input(key), "PREFIX": prefix}, {},
        )  # fmt: skip
    add_clusters(model, "water")
    model.step(
        "grades", "grey_relational_analysis",
        {"INPUT": from_step("clusters"), "FACTORS": from_input("FACTORS"), "CLUSTER": "cluster"},
        {"OUTPUT": "Grey grades"},
    )  # fmt: skip
    model.step(
        "rates", "psobp_rate_prediction",
        {"INPUT": from_step("clusters"), "FACTORS": from_input("FACTORS"), "CLUSTER": "cluster",
         "MEMBERS": from_input("MEMBERS"), "HIDDEN": from_input("HIDDEN"), "FOLDS": from_input("FOLDS")},
        {"METRICS": "Rate metrics", "MODEL": "Rate model", "REPORT": "Rate report"},
    )  # fmt: skip
    add_forecast(model, "rates", "RAIN,GW")


def series_to_forecast() -> ModelBuilder:
    from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource, QgsProcessingParameterString

    model = ModelBuilder(
        "series_to_forecast",
        "Any series to clusters and forecast",
        "For any point layer with dated displacement fields in mm: clusters the series by shape (K-Shape) and"
        " forecasts the displacement (LSTM), with factor series as covariates where the layer has them.",
    )
    model.input(
        QgsProcessingParameterFeatureSource("POINTS", "Deformation points", [QgsProcessing.SourceType.TypeVectorPoint]),
        "Points with displacement fields DYYYYMMDD in mm.",
    )
    model.input(
        QgsProcessingParameterString("COVARIATES", "Prefixes of factor series", "", optional=True),
        "For example RAIN,GW for fields RAIN20180306, GW20180306; empty uses the series alone.",
    )
    add_numbers(model)
    add_clusters(model, None)
    add_forecast(model, "clusters", from_input("COVARIATES"))
    return model


def licsar_to_rate() -> ModelBuilder:
    from qgis.core import QgsProcessingParameterFile

    model = ModelBuilder(
        "licsar_to_rate",
        "From LiCSAR interferograms to subsidence zones",
        "Turns a LiCSAR GEOC folder into displacement series, rates and noise indices, and clusters the series by"
        " shape (K-Shape).",
    )
    folder = QgsProcessingParameterFile.Behavior.Folder
    model.input(QgsProcessingParameterFile("GEOC", "LiCSAR GEOC folder", folder), "The folder of interferograms.")
    model.input(
        QgsProcessingParameterFile("GACOS", "GACOS folder", folder, optional=True),
        "Zenith delays of every date; empty leaves the interferograms uncorrected.",
    )
    model.step(
        "series", "licsar_time_series", {"INPUT": from_input("GEOC"), "GACOS": from_input("GACOS")},
        {"VELOCITY": "Rate raster", "DISPLACEMENT": "Displacement raster", "INTERFEROGRAMS": "Interferograms",
         "REPORT": "Series report"},
    )  # fmt: skip
    from qgis.core import QgsProcessingParameterNumber

    model.input(
        QgsProcessingParameterNumber("CLUSTERS", "Number of clusters (0 = find it)", defaultValue=0, minValue=0),
        "0 lets the elbow choose.",
    )
    model.step(
        "clusters", "kshape_clustering", {"INPUT": from_step("series"), "CLUSTERS": from_input("CLUSTERS")},
        {"OUTPUT": "Clustered points", "REPORT": "Cluster report"},
    )  # fmt: skip
    return model


def add_numbers(model: ModelBuilder) -> None:
    from qgis.core import QgsProcessingParameterNumber

    model.input(
        QgsProcessingParameterNumber("CLUSTERS", "Number of clusters (0 = find it)", defaultValue=3, minValue=0),
        "0 lets the elbow choose.",
    )
    model.input(
        QgsProcessingParameterNumber("HORIZON", "Epochs to forecast", defaultValue=10, minValue=1),
        "How many epochs beyond the last one.",
    )
    model.input(
        QgsProcessingParameterNumber("ORIGINS", "Origins of the forecast's backtest", defaultValue=4, minValue=1),
        "Past moments from which forecasts are tested; at least 4 for trustworthy intervals.",
    )


def add_effort(model: ModelBuilder) -> None:
    from qgis.core import QgsProcessingParameterNumber

    for name, title, default, about in (
        ("MEMBERS", "Networks that predict the rate together", 10, "1 is a single network, as published."),
        ("HIDDEN", "Hidden neurons (0 = chosen by validation)", 0, "A given number saves the search."),
        ("FOLDS", "Folds of the test by blocks (0 = none)", 5, "Each fold takes as long as the training itself."),
    ):
        model.input(QgsProcessingParameterNumber(name, title, defaultValue=default, minValue=0), about)


def add_clusters(model: ModelBuilder, source: str | None) -> None:
    model.step(
        "clusters", "kshape_clustering",
        {"INPUT": from_step(source) if source else from_input("POINTS"), "CLUSTERS": from_input("CLUSTERS")},
        {"SHAPES": "Cluster shapes", "REPORT": "Cluster report"},
    )  # fmt: skip


def add_forecast(model: ModelBuilder, source: str, covariates) -> None:
    model.step(
        "forecast", "lstm_forecast",
        {"INPUT": from_step(source), "CLUSTER": "cluster", "COVARIATES": covariates,
         "HORIZON": from_input("HORIZON"), "ORIGINS": from_input("ORIGINS")},
        {"OUTPUT": "Forecast points", "METRICS": "Forecast metrics", "MODEL": "Forecast model",
         "REPORT": "Forecast report"},
    )  # fmt: skip


def main(folder: Path = MODELS) -> list[Path]:
    """Write every model into ``folder``; QGIS and the provider must be there already."""
    folder.mkdir(parents=True, exist_ok=True)
    return [build().write(folder) for build in (licsbas_to_forecast, series_to_forecast, licsar_to_rate)]


if __name__ == "__main__":
    os.environ["QT_HASH_SEED"] = "0"  # Qt writes attributes in the order of its hashes: keep differences small
    sys.path.insert(0, str(ROOT / "scripts"))
    from demo import start_qgis

    with tempfile.TemporaryDirectory() as temporary:
        application, provider = start_qgis(Path(temporary))
        for written in main():
            print(written)
        del provider
        application.exitQgis()

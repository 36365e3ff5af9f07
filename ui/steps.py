"""The chain as steps: which algorithms each has, what it needs, what the project has of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.core import (
    QgsApplication,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProject,
    QgsVectorLayer,
)

from ..bridge.i18n import tr
from ..bridge.layer_series import field_names, is_point_layer
from ..subsidence.errors import SubsidenceError
from ..subsidence.series_fields import SeriesFields, factor_fields, series_fields

PROVIDER = "subsidence"
IMPORTS = (
    "import_any", "import_licsbas", "licsar_time_series", "import_egms", "import_mintpy", "import_opera",
    "import_series_table", "import_raster_stack", "import_store",
)  # fmt: skip
GRADE_FIELDS = {"factor", "grade", "rank"}


@dataclass(frozen=True)
class Step:
    """One step of the chain; the first of its algorithms is the usual one."""

    title: str
    purpose: str
    algorithms: tuple[str, ...]
    needs: str  # "", "series", "factors"
    gives: str  # "series", "factors", "cluster", "grades", "rate", "forecast", ""


def steps() -> list[Step]:
    """The steps in order; made when asked, because their texts are translated."""
    return [
        Step(
            tr("1 Series"),
            tr("Displacement series of points: import a finished product, or process interferograms."),
            IMPORTS
            + ("licsar_download", "gacos_correction")
            + ("interferogram_quality", "decompose_los", "rereference_series")
            + _other_imports(),
            "",
            "series",
        ),
        Step(
            tr("2 Factors"),
            tr("Columns that may explain the rate: distances, maps, rain and groundwater through time."),
            ("distance_factors", "sample_factors", "sample_factor_series", "buffer_rings", "factor_quality")
            + ("ring_width_search",),
            "series",
            "factors",
        ),
        Step(
            tr("3 Clusters"),
            tr("Points whose series have the same shape, by K-Shape."),
            ("kshape_clustering", "deformation_model"),
            "series",
            "cluster",
        ),
        Step(
            tr("4 Influence"),
            tr("Which factors go with the rate: grey relational grades per cluster."),
            ("grey_relational_analysis", "ring_statistics"),
            "factors",
            "grades",
        ),
        Step(
            tr("5 Rate from factors"),
            tr("A network predicts the rate from the factors, judged on blocks of city it has not seen."),
            ("psobp_rate_prediction", "predict_rate"),
            "factors",
            "rate",
        ),
        Step(
            tr("6 Forecast"),
            tr("The next epochs of every point, with intervals, beside simple baselines."),
            ("lstm_forecast", "apply_forecast"),
            "series",
            "forecast",
        ),
        Step(
            tr("7 Decide"),
            tr("Zones, lines and buildings held against limits, what changed, comparison with the ground, export."),
            ("subsidence_zones", "structure_settlement", "profile_along_line", "groundwater_response", "update_series")
            + (
                "detect_changes",
                "decompose_signals",
                "validate_against_ground",
                "compare_layers",
                "export_series",
                "share_map",
            ),
            "series",
            "",
        ),
    ]


def _other_imports() -> tuple[str, ...]:
    """Imports that are not listed by name: a new one is offered without a word here."""
    provider = QgsApplication.processingRegistry().providerById(PROVIDER)
    found = () if provider is None else tuple(algorithm.name() for algorithm in provider.algorithms())
    return tuple(name for name in found if name.startswith("import_") and name not in IMPORTS)


@dataclass(frozen=True)
class Findings:
    """What the project holds of the chain.

    points : the uppermost point layer with date fields, whose fields are ``fields``
    files : output key → the last file a run wrote, such as ``MODEL``
    """

    points: QgsVectorLayer | None = None
    fields: SeriesFields | None = None
    factors: tuple[str, ...] = ()
    grades: QgsVectorLayer | None = None
    files: dict[str, str] = field(default_factory=dict)

    def text(self, kind: str) -> str:
        """What there is of ``kind`` in words, or "" when there is nothing."""
        if kind == "grades":
            return tr("table “{layer}”").format(layer=self.grades.name()) if self.grades is not None else ""
        if self.points is None or self.fields is None:
            return ""
        layer, names = self.points.name(), field_names(self.points)
        if kind == "series":
            return tr("“{layer}”: {points} points, {epochs} epochs").format(
                layer=layer, points=self.points.featureCount(), epochs=len(self.fields.observed)
            )
        if kind == "factors":
            found = [*self.factors, *self.fields.factor_series]
            return tr("{fields} in “{layer}”").format(layer=layer, fields=_few(found)) if found else ""
        wanted = {"cluster": "cluster", "rate": "rate_predicted"}.get(kind)
        if kind == "forecast":
            wanted = self.fields.forecast.names[-1] if len(self.fields.forecast) else None
        return tr("{fields} in “{layer}”").format(layer=layer, fields=wanted) if wanted in names else ""


def look(project: QgsProject, files: dict[str, str] | None = None) -> Findings:
    """What the project holds now; names of fields only are read, no data."""
    points = fields = grades = None
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        if not isinstance(layer, QgsVectorLayer):
            continue
        names = field_names(layer)
        if grades is None and not layer.isSpatial() and set(names) >= GRADE_FIELDS:
            grades = layer
        if points is None and is_point_layer(layer):
            try:
                fields = series_fields(names)
                points = layer
            except SubsidenceError:
                continue  # a point layer of something else
    factors: tuple[str, ...] = ()
    if points is not None:
        numeric = {f.name() for f in points.fields() if f.isNumeric()}
        factors = tuple(name for name in factor_fields(field_names(points)) if name in numeric)
    return Findings(points, fields, factors, grades, dict(files or {}))


def algorithm(identifier: str):
    """The registered algorithm, or None."""
    return QgsApplication.processingRegistry().algorithmById(f"{PROVIDER}:{identifier}")


def prefilled(identifier: str, found: Findings) -> dict:
    """Parameters for the dialog of an algorithm, from what the project holds."""
    parameters: dict = {}
    for definition in algorithm(identifier).parameterDefinitions():
        key = definition.name()
        value: object = None
        if isinstance(definition, QgsProcessingParameterFile):
            value = found.files.get(key)
        elif found.points is None or found.fields is None:
            continue
        elif key == "INPUT" and isinstance(definition, QgsProcessingParameterFeatureSource):
            value = found.points.id()
        elif key == "CLUSTER" and isinstance(definition, QgsProcessingParameterField):
            value = found.fields.cluster
        elif key == "RATE" and isinstance(definition, QgsProcessingParameterField):
            value = found.fields.rate
        elif key == "FACTORS" and not definition.flags() & definition.Flag.FlagOptional:
            value = list(found.factors)  # where they are optional, they are a choice
        elif key == "COVARIATES" and isinstance(definition, QgsProcessingParameterString):
            value = ",".join(found.fields.factor_series)
        if value:
            parameters[key] = value
    return parameters


def _few(names: list[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")

"""What every algorithm of the plugin shares: help, parameters, errors, tidying up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtGui import QIcon

from ..bridge.help_pages import help_url
from ..bridge.i18n import tr
from ..subsidence.errors import SubsidenceError
from ..subsidence.packages import missing
from ..subsidence.units import AUTOMATIC, UNITS
from ..subsidence.wording import translated

if TYPE_CHECKING:
    from ..bridge.call import Call

SECONDS_BEFORE_A_RUN = 2.0  # QGIS asks in the thread of its windows
ICONS = Path(__file__).parent.parent / "resources" / "icons"


@dataclass(frozen=True)
class Choice:
    """One entry of a list to choose from: what the algorithm and the core get, and what the user reads.

    In a script, a model or on the command line the entry is given by its place in the list or by its value.
    """

    value: str
    label: str


class SubsidenceAlgorithm(QgsProcessingAlgorithm):
    """Base of all algorithms.

    A subclass sets ``ID``, ``GROUP`` and, where needed, ``PACKAGES``, and writes ``title``,
    ``about``, ``keywords``, ``define`` and ``execute``.
    """

    ID = ""
    GROUP = ""  # insar, factors, analysis, prediction or decisions
    PACKAGES: Sequence[str] = ()  # optional packages without which it cannot run
    CARRIES_INPUT: Sequence[str] = ()  # outputs that hold all fields of INPUT
    EXAMPLE: Mapping[str, object] = MappingProxyType({})  # parameters of its example in docs/algorithms.md

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, tuple[Choice, ...]] = {}

    # ---- to be written by each algorithm ------------------------------------------------

    def title(self) -> str:
        """The name in the toolbox."""
        raise NotImplementedError

    def about(self) -> str:
        """What it does, when to use it, what comes out, with the source of the method; HTML is allowed."""
        raise NotImplementedError

    def keywords(self) -> list[str]:
        """Words by which people search for it."""
        raise NotImplementedError

    def define(self) -> None:
        """Add parameters and outputs by the ``add_…`` methods."""
        raise NotImplementedError

    def execute(self, call: Call) -> dict:
        """Do the work; returns output keys and values. Outputs are written last."""
        raise NotImplementedError

    # ---- parameters ---------------------------------------------------------------------

    def add(self, parameter: QgsProcessingParameterDefinition, about: str, advanced: bool = False) -> None:
        """Add any parameter with its help."""
        parameter.setHelp(about)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_points(self, key: str, label: str, about: str, optional: bool = False) -> None:
        kinds = [QgsProcessing.SourceType.TypeVectorPoint]
        self.add(QgsProcessingParameterFeatureSource(key, label, kinds, optional=optional), about)

    def add_vector(self, key: str, label: str, about: str, kinds: Sequence[int] = (), optional: bool = False) -> None:
        kinds = list(kinds) or [QgsProcessing.SourceType.TypeVectorAnyGeometry]
        self.add(QgsProcessingParameterFeatureSource(key, label, kinds, optional=optional), about)

    def add_table(self, key: str, label: str, about: str, optional: bool = False) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(key, label, [QgsProcessing.SourceType.TypeVector], optional=optional),
            about,
        )

    def add_layers(self, key: str, label: str, about: str, kind: Any = None, optional: bool = False) -> None:
        kind = QgsProcessing.SourceType.TypeVectorAnyGeometry if kind is None else kind
        self.add(QgsProcessingParameterMultipleLayers(key, label, kind, optional=optional), about)

    def add_integer(
        self, key: str, label: str, about: str, default: int, low: int = 0, high: int = 10**9, advanced: bool = False
    ) -> None:
        kind = QgsProcessingParameterNumber.Type.Integer
        self.add(QgsProcessingParameterNumber(key, label, kind, default, False, low, high), about, advanced)

    def add_number(
        self,
        key: str,
        label: str,
        about: str,
        default: float | None,
        low: float = -1e12,
        high: float = 1e12,
        advanced: bool = False,
        optional: bool = False,
    ) -> None:
        kind = QgsProcessingParameterNumber.Type.Double
        self.add(QgsProcessingParameterNumber(key, label, kind, default, optional, low, high), about, advanced)

    def add_flag(self, key: str, label: str, about: str, default: bool, advanced: bool = False) -> None:
        self.add(QgsProcessingParameterBoolean(key, label, default), about, advanced)

    def add_text(
        self, key: str, label: str, about: str, default: str = "", optional: bool = False, advanced: bool = False
    ) -> None:
        self.add(QgsProcessingParameterString(key, label, default, optional=optional), about, advanced)

    def add_choice(
        self,
        key: str,
        label: str,
        about: str,
        choices: Sequence[Choice],
        default: str | None = None,
        advanced: bool = False,
    ) -> None:
        """One of several; ``default`` is a value among ``choices``, the first one when it is left out."""
        self.choices[key] = tuple(choices)
        values = [choice.value for choice in choices]
        labels = [choice.label for choice in choices]
        number = 0 if default is None else values.index(default)
        self.add(QgsProcessingParameterEnum(key, label, labels, defaultValue=number), about, advanced)

    def add_field(
        self,
        key: str,
        label: str,
        about: str,
        parent: str = "INPUT",
        default: str | None = None,
        numeric: bool = True,
        several: bool = False,
        optional: bool = False,
    ) -> None:
        types = QgsProcessingParameterField.DataType
        kind = types.Numeric if numeric else types.Any
        self.add(QgsProcessingParameterField(key, label, default, parent, kind, several, optional), about)

    def add_unit(self) -> None:
        """The unit of the input's displacements, for layers from elsewhere."""
        self.add_choice(
            "UNIT",
            tr("Unit of displacements and rates"),
            tr("Unit of the input's displacement and rate fields. Layers made by this plugin are in mm and mm/yr."),
            unit_choices(),
            advanced=True,
        )

    def add_period(self) -> None:
        """FROM and TO: the period whose settlement is asked for."""
        self.add_text(
            "FROM", tr("From"), tr("First day, such as 2018-01-31; empty takes the first epoch."), optional=True
        )
        self.add_text("TO", tr("To"), tr("Last day; empty takes the last epoch."), optional=True)

    def add_seed(self) -> None:
        self.add_integer(
            "SEED",
            tr("Random seed"),
            tr("The same seed and input give the same result."),
            0,
            0,
            2**31 - 1,
            advanced=True,
        )

    def add_scheduler(self) -> None:
        """Where blocks of rows are computed (``subsidence/jobs/dask_scheduler.py``)."""
        self.add_text(
            "SCHEDULER",
            tr("Scheduler"),
            tr(
                "Address of a dask scheduler, such as tcp://10.0.0.1:8786, whose workers do the heavy part; their"
                " Python needs the same Land Subsidence core (pip install of this plugin's folder). “local:4” starts"
                " four worker processes here. Empty: the threads of this computer, which is best for all that fits"
                " into its memory."
            ),
            optional=True,
            advanced=True,
        )

    def add_memory(self) -> None:
        """What a layer may take; ``execute`` reads its points by ``call.bounded_points``."""
        self.add_integer(
            "MEMORY",
            tr("Memory for the layer [MiB]"),
            tr(
                "A layer that would take more is read into a file beside the output and its attributes go from"
                " GeoPackage to GeoPackage, with the same result. 0: a quarter of the free memory."
            ),
            0,
            advanced=True,
        )

    def add_resume(self) -> None:
        """Whether finished blocks are kept for a rerun; ``execute`` puts its work within ``call.resuming``."""
        self.add_flag(
            "RESUME",
            tr("Go on where an interrupted run stopped"),
            tr(
                "While it works, the run keeps what is finished in a hidden folder beside the output. If it is stopped"
                " or ends with the computer, the next run with the same inputs and parameters goes on from there, with"
                " exactly the same result. The folder goes when the run has ended."
            ),
            True,
            advanced=True,
        )

    def add_file(
        self, key: str, label: str, about: str, pattern: str = "", folder: bool = False, optional: bool = False
    ) -> None:
        kinds = QgsProcessingParameterFile.Behavior
        kind = kinds.Folder if folder else kinds.File
        pattern = pattern or tr("All files (*)")  # QGIS's own, *.*, refuses names without a point
        self.add(QgsProcessingParameterFile(key, label, kind, optional=optional, fileFilter=pattern), about)

    def add_files(self, key: str, label: str, about: str, optional: bool = False) -> None:
        """Several files, or folders of them."""
        self.add(
            QgsProcessingParameterMultipleLayers(key, label, QgsProcessing.SourceType.TypeFile, optional=optional),
            about,
        )

    def add_crs(self, key: str, label: str, about: str, default: str = "EPSG:4326") -> None:
        # optional, because QGIS 3.22 otherwise refuses a call that leaves the default as it is
        self.add(QgsProcessingParameterCrs(key, label, default, optional=True), about)

    def add_extent(self, key: str, label: str, about: str) -> None:
        self.add(QgsProcessingParameterExtent(key, label, optional=True), about)

    def add_map_point(self, key: str, label: str, about: str) -> None:
        self.add(QgsProcessingParameterPoint(key, label, optional=True), about)

    def add_points_output(self, key: str, label: str, about: str, optional: bool = False) -> None:
        kind = QgsProcessing.SourceType.TypeVectorPoint
        self.add(QgsProcessingParameterFeatureSink(key, label, kind, optional=optional), about)

    def add_polygons_output(self, key: str, label: str, about: str, optional: bool = False) -> None:
        kind = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(QgsProcessingParameterFeatureSink(key, label, kind, optional=optional), about)

    def add_table_output(self, key: str, label: str, about: str, optional: bool = True) -> None:
        kind = QgsProcessing.SourceType.TypeVector
        self.add(QgsProcessingParameterFeatureSink(key, label, kind, optional=optional), about)

    def add_raster_output(self, key: str, label: str, about: str, optional: bool = True) -> None:
        self.add(QgsProcessingParameterRasterDestination(key, label, optional=optional), about)

    def add_file_output(self, key: str, label: str, about: str, pattern: str, optional: bool = True) -> None:
        self.add(QgsProcessingParameterFileDestination(key, label, pattern, optional=optional), about)

    def add_report_output(self) -> None:
        self.add_file_output(
            "REPORT",
            tr("Report: {algorithm}").format(algorithm=self.title()),  # so the results viewer lists it
            tr("A self-contained HTML page with the tables and figures of this run."),
            tr("HTML files (*.html)"),
        )

    def add_number_output(self, key: str, label: str) -> None:
        self.addOutput(QgsProcessingOutputNumber(key, label))

    # ---- what QGIS asks -----------------------------------------------------------------

    def createInstance(self):
        return type(self)()

    def name(self) -> str:
        return self.ID

    def displayName(self) -> str:
        return self.title()

    def group(self) -> str:
        return {
            "insar": tr("1 InSAR"),
            "factors": tr("2 Factors"),
            "analysis": tr("3 Analysis"),
            "prediction": tr("4 Prediction"),
            "decisions": tr("5 Decisions"),
        }[self.GROUP]

    def groupId(self) -> str:
        return self.GROUP

    def tags(self) -> list[str]:
        return [*self.keywords(), "insar", "subsidence", "deformation"]

    def icon(self) -> QIcon:
        own = ICONS / f"{self.ID}.svg"
        return QIcon(str(own if own.exists() else ICONS / f"{self.GROUP}.svg"))

    def helpUrl(self) -> str:
        return help_url("algorithms", self.ID)

    def shortHelpString(self) -> str:
        """The help beside the dialog, in the window's own colours.

        QGIS paints ``p``, which it puts around all of it, and ``b`` in greys that a dark theme swallows.
        """
        text = self.about().replace("<p>", '<div style="margin-bottom:8px">').replace("</p>", "</div>")
        return "</p>" + text.replace("<b>", '<span style="font-weight:600">').replace("</b>", "</span>")

    def initAlgorithm(self, configuration=None) -> None:
        self.choices = {}
        with translated(tr):
            self.define()

    def checkParameterValues(self, parameters, context):
        """QGIS's check of the parameters, after choices given by their values have become numbers.

        Damaged files are found before QGIS opens them to ask whether they suit.
        """

        from ..bridge.sound_files import check_inputs

        try:
            with translated(tr):
                check_inputs(self, parameters, SECONDS_BEFORE_A_RUN)
        except SubsidenceError as error:
            return False, str(error)
        numbered = dict(parameters)
        for key, choices in self.choices.items():
            values = [choice.value for choice in choices]
            given = parameters.get(key)
            if isinstance(given, str) and given and not given.isdigit():
                if given not in values:
                    return False, tr("“{given}” is not a value of {key}; use one of {values}, or its number.").format(
                        given=given, key=key, values=", ".join(values)
                    )
                numbered[key] = values.index(given)
        return super().checkParameterValues(numbered, context)

    def chosen(self, parameters: dict, key: str, context) -> str:
        """The value of a choice that was given by its number or by its value."""
        values = [choice.value for choice in self.choices[key]]
        given = self.parameterAsString(parameters, key, context)
        return given if given in values else values[self.parameterAsEnum(parameters, key, context)]

    def canExecute(self):
        absent = missing(self.PACKAGES)
        if not absent:
            return True, ""
        from .running import what_to_install

        return False, what_to_install(absent)

    def processAlgorithm(self, parameters, context, feedback) -> dict:
        from .running import run

        return run(self, parameters, context, feedback)


def unit_choices(automatic: bool = False) -> list[Choice]:
    """The units of displacements; at the end, where wanted, whichever a file states."""
    return [Choice(unit, unit) for unit in UNITS] + ([Choice(AUTOMATIC, tr("automatic"))] if automatic else [])

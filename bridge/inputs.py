"""The inputs of one run of an algorithm: values, files, and layers as arrays."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingFeatureSourceDefinition, QgsVectorLayer

from ..subsidence.errors import SubsidenceError
from ..subsidence.possible import MOST
from ..subsidence.progress import Report
from ..subsidence.series_fields import find_rate_field
from ..subsidence.units import unit_taken
from .foreign_units import SAMPLE_POINTS, warn_of_foreign_units
from .i18n import tr
from .point_table import PointTable
from .read_points import first_points, read_points
from .request import Request

LAYER_SEPARATOR = "!!::!!"  # in what QGIS tells of the layers of a file
MOST_NUMBERS = 1000  # of a list in a text


class Inputs(Request):
    """Reads what an algorithm was given."""

    def __init__(self, algorithm, parameters: dict, context, report: Report, version: str):
        super().__init__(algorithm, parameters, context, report, version)
        self._asked_for_aliases: set[str] = set()  # ids of layers

    # ---- values -------------------------------------------------------------------------

    def integer(self, key: str) -> int:
        self.number(key)  # nan and the like would be some whole number
        return self.algorithm.parameterAsInt(self.parameters, key, self.context)

    def number(self, key: str) -> float:
        value = self.algorithm.parameterAsDouble(self.parameters, key, self.context)
        if not math.isfinite(value):
            raise SubsidenceError(tr("The value of {key} is no finite number; give another one.").format(key=key))
        return value

    def optional_number(self, key: str) -> float | None:
        return None if self.parameters.get(key) in (None, "") else self.number(key)

    def flag(self, key: str) -> bool:
        return self.algorithm.parameterAsBool(self.parameters, key, self.context)

    def text(self, key: str) -> str:
        return self.algorithm.parameterAsString(self.parameters, key, self.context).strip()

    def choice(self, key: str) -> str:
        """The value that was chosen from a list."""
        return self.algorithm.chosen(self.parameters, key, self.context)

    def unit(self) -> str:
        """The unit of the layer's displacements: mm, cm or m."""
        return self.choice("UNIT")

    def fields(self, key: str) -> list[str]:
        name = "parameterAsStrings" if Qgis.QGIS_VERSION_INT >= 34000 else "parameterAsFields"
        return list(getattr(self.algorithm, name)(self.parameters, key, self.context))

    def field(self, key: str) -> str | None:
        """The name of one chosen field, or None when nothing was chosen."""
        names = self.fields(key)
        return names[0] if names else None

    def numbers(self, key: str) -> list[float]:
        """Numbers from a text such as "200, 400; 600"."""
        text = self.text(key)
        try:
            found = [float(piece) for piece in text.replace(";", ",").split(",") if piece.strip()]
            if len(found) > MOST_NUMBERS or not all(abs(number) < MOST for number in found):
                raise SubsidenceError(
                    tr("{key}: at most {most} numbers are taken, each of a possible size.").format(
                        key=key, most=MOST_NUMBERS
                    )
                )
            return found
        except ValueError:
            raise SubsidenceError(
                tr("“{text}” is not a list of numbers; write for example 200, 400, 600 (with a decimal point).").format(
                    text=text
                )
            ) from None

    def file(self, key: str) -> Path:
        """An existing input file or folder."""
        text = self.algorithm.parameterAsString(self.parameters, key, self.context)
        path = Path(text)
        if not text or not path.exists():
            raise SubsidenceError(
                tr("The file or folder “{text}” does not exist; choose another one.").format(text=text)
            )
        return path

    def files(self, key: str) -> list[Path]:
        """Existing input files or folders, one or several; none only where the parameter is optional."""
        texts = self.algorithm.parameterAsFileList(self.parameters, key, self.context)
        paths = [Path(text) for text in texts if text]
        definition = self.algorithm.parameterDefinition(key)
        if not paths and not definition.flags() & definition.Flag.FlagOptional:
            raise SubsidenceError(tr("No input file or folder was given; choose at least one."))
        absent = next((path for path in paths if not path.exists()), None)
        if absent is not None:
            raise SubsidenceError(
                tr("The file or folder “{absent}” does not exist; choose another one.").format(absent=absent)
            )
        return paths

    def crs(self, key: str) -> QgsCoordinateReferenceSystem:
        """A chosen coordinate reference system."""
        crs = self.algorithm.parameterAsCrs(self.parameters, key, self.context)
        if not crs.isValid():
            raise SubsidenceError(
                tr("“{name}” is not a coordinate reference system; choose another.").format(
                    name=self.parameters.get(key)
                )
            )
        return crs

    def extent(self, key: str, crs: QgsCoordinateReferenceSystem) -> tuple[float, float, float, float] | None:
        """x_min, y_min, x_max, y_max in ``crs``, or None when no extent was given."""
        rectangle = self.algorithm.parameterAsExtent(self.parameters, key, self.context, crs)
        if rectangle.isNull() or rectangle.isEmpty():
            return None
        return rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum()

    def point(self, key: str, crs: QgsCoordinateReferenceSystem) -> tuple[float, float] | None:
        """x, y in ``crs``, or None when no point was given."""
        if self.parameters.get(key) in (None, ""):
            return None
        point = self.algorithm.parameterAsPoint(self.parameters, key, self.context, crs)
        if not (np.isfinite(point.x()) and np.isfinite(point.y())):
            raise SubsidenceError(tr("{key} is no place; give two coordinates.").format(key=key))
        return point.x(), point.y()

    # ---- layers -------------------------------------------------------------------------

    def points(
        self, key: str = "INPUT", *, foreign: bool = False, only: Iterable[str | None] | None = None
    ) -> PointTable:
        """A point layer as whole columns.

        foreign : the caller judges units and signs itself, as an import does
        only : the fields that are needed beside the rate; the others are not read
        """
        source = self.source(key)
        layer = self.whole_layer(key)
        wanted = None
        if only is not None:
            rate = self.field("RATE") if self.algorithm.parameterDefinition("RATE") is not None else None
            wanted = {name for name in (*only, rate or find_rate_field(source.fields().names())) if name}
        table = read_points(source, source.sourceName(), layer, self.reading, wanted)
        if key == "INPUT" and not foreign and wanted is not None:
            self.warn_of_units(source, table.name)
        elif key == "INPUT" and not foreign and self.algorithm.parameterDefinition("UNIT") is not None:
            warn_of_foreign_units(table, unit_taken(self.unit())[0], self.report)
        return table

    def warn_of_units(self, source, name: str) -> None:
        """Judge the unit of INPUT by its first points, for a table that does not hold all fields."""
        if self.algorithm.parameterDefinition("UNIT") is not None:
            some = first_points(source, name, SAMPLE_POINTS)
            warn_of_foreign_units(some, unit_taken(self.unit())[0], self.report)

    def whole_layer(self, key: str):
        """The layer behind an input, None where only some of its features are taken."""
        value = self.parameters.get(key)
        partial = isinstance(value, QgsProcessingFeatureSourceDefinition) and (
            value.selectedFeaturesOnly or bool(getattr(value, "filterExpression", "")) or value.featureLimit >= 0
        )
        return None if partial else self.algorithm.parameterAsVectorLayer(self.parameters, key, self.context)

    def _take_aliases(self, layer) -> None:
        """What a file says of its fields: unit, geometry, sign. Given by its path, QGIS opens it without its style."""
        if layer is None or layer.id() in self._asked_for_aliases:
            return
        self._asked_for_aliases.add(layer.id())
        self._tell_which(layer)
        if layer.providerType() != "ogr" or any(field.alias() for field in layer.fields()):
            return
        project = self.context.project()
        if project is not None and project.mapLayer(layer.id()) is not None:
            return  # as its owner wants it
        styled = QgsVectorLayer(layer.source(), layer.name(), "ogr")
        for index, field in enumerate(styled.fields()):
            if field.alias() and index < layer.fields().count() and layer.fields()[index].name() == field.name():
                layer.setFieldAlias(index, field.alias())

    def _tell_which(self, layer) -> None:
        """Say which layer of a file with several is read, where none was named."""
        if layer.providerType() != "ogr" or "|layer" in layer.source():
            return
        names = [text.split(LAYER_SEPARATOR)[1] for text in layer.dataProvider().subLayers()]
        if len(names) > 1:
            self.report.warn(
                tr(
                    "{file} holds several layers ({names}); “{first}” is read. Another one is named as"
                    " {file}|layername={other}."
                ).format(file=Path(layer.source()).name, names=", ".join(names[:6]), first=names[0], other=names[1])
            )

    def source(self, key: str):
        """A vector input as QGIS's feature source."""
        self._take_aliases(self.whole_layer(key))
        source = self.algorithm.parameterAsSource(self.parameters, key, self.context)
        if source is None:
            raise SubsidenceError(
                tr("The layer “{name}” cannot be read; check that it exists and is a vector layer.").format(
                    name=self.parameters.get(key)
                )
            )
        return source

    def layers(self, key: str) -> list:
        """Several map layers (vector or raster)."""
        found = self.algorithm.parameterAsLayerList(self.parameters, key, self.context) or []
        for layer in found:
            if isinstance(layer, QgsVectorLayer):
                self._tell_which(layer)
        return found

    def rate(self, table: PointTable, key: str = "RATE", unit: str = "mm") -> np.ndarray:
        """The rate in mm/yr from the chosen field, or from the one that producers use for it."""
        return table.rate(self.field(key), unit)

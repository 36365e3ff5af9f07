"""Tables and dated layers of any producer as deformation points."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime

from ...bridge.i18n import tr
from ...bridge.station_layers import is_text_table, plain_value, refuse_packed, table_of_layer
from ...subsidence.errors import SubsidenceError
from ...subsidence.units import AUTOMATIC, LOS, SINCE_BEFORE, SINCE_FIRST, VERTICAL
from ..base import Choice, SubsidenceAlgorithm, unit_choices
from .point_layers import add_overview, add_store, check_store, write_whole

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.products.points import PointProduct
    from ...subsidence.products.series_table import ColumnMapping

LAYER_SHARE = 0.2  # of a table in text, which repeats places and dates, a layer takes at least


class ImportSeriesTable(SubsidenceAlgorithm):
    ID = "import_series_table"
    GROUP = "insar"
    EXAMPLE = {"INPUT": "series.csv", "UNIT": 1, "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Import series table or dated layer")

    def about(self) -> str:
        return tr(
            "<p>Makes deformation points of any table or point layer that holds displacement over time: text files"
            " with commas, semicolons or tabs, shapefiles, GeoPackages, spreadsheets, layers of the project.</p>"
            "<p><b>Wide</b> tables have a row per point and a column per date: D20180306, disp_20180306, 20180306_mm,"
            " X2018.03.06, 06-Mar-2018, decimal years such as 2018.178 and the other usual forms; a date pattern tells"
            " the rest. <b>Long</b> tables have a row per point and date. Tables of <b>rates alone</b> give points"
            " without a series. Dates may also run down and points across, with the coordinates in two rows. Columns"
            " are recognised by their usual names; where that fails, name them. Points inside MULTIPOINT geometries"
            " are taken where there is one in each.</p>"
            "<p>Comment and title lines before the header, semicolons, blanks, decimal commas, separators of thousands"
            " and the encoding are found out. Units that the file states are taken and said. Values such as −9999 that"
            " stand apart become NULL and are counted.</p>"
            "<p>Displacements and rates become mm and mm/yr, <b>positive towards the satellite or up, so subsidence is"
            " negative</b>; turn the sign where the producer counts sinking as positive. Without a rate the"
            " least-squares slope of each series is taken. Large wide tables are clipped while they are read.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "csv",
            "shapefile",
            "table",
            "import",
            "psi",
            "sbas",
            "time series",
            "ps",
            "company",
            "gamma",
            "sarproz",
        ]

    def define(self) -> None:
        self.add_table(
            "INPUT",
            tr("Table or point layer"),
            tr("A text file, any vector or table file, or a layer. Type or paste the path of .txt files."),
        )
        self.add_choice(
            "UNIT",
            tr("Unit of displacements and rates"),
            tr(
                "Of the input's displacements; its rates are in the same unit per year. Automatic takes what the file"
                " states (comments, names of columns, a column of units), and mm where it states nothing. Another"
                " choice counts even where the file contradicts it, which is said."
            ),
            unit_choices(automatic=True),
            AUTOMATIC,
        )
        self.add_choice(
            "GEOMETRY",
            tr("Direction of the displacement"),
            tr("Line of sight as the radar measures it, or already turned to vertical."),
            [Choice(LOS, tr("line of sight")), Choice(VERTICAL, tr("vertical"))],
        )
        self.add_flag(
            "REVERSE",
            tr("Positive means sinking"),
            tr("Turn the sign, where the producer counts subsidence (or range increase) as positive."),
            False,
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Read only the points inside; empty reads all."))
        self.add_crs("CRS", tr("CRS of the coordinates"), tr("Of the coordinate columns. Layers keep their own CRS."))
        self._define_columns()
        self.add_points_output(
            "OUTPUT",
            tr("Deformation points"),
            tr("Points with point_id, velocity, one field DYYYYMMDD per date, and the input's other columns."),
        )
        add_store(self)
        add_overview(self)
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))

    def _define_columns(self) -> None:
        for key, label, about in (
            ("X", tr("Column of longitude or easting"), tr("Empty looks for the usual names, such as lon or x.")),
            ("Y", tr("Column of latitude or northing"), tr("Empty looks for the usual names, such as lat or y.")),
            ("RATE", tr("Column of the rate"), tr("Empty looks for the usual names; else the slope is taken.")),
            ("DATE", tr("Column of dates (long tables)"), tr("Empty looks for the usual names, such as date.")),
            ("VALUE", tr("Column of displacements (long tables)"), tr("Empty looks for the usual names.")),
            ("POINT", tr("Column of point names (long tables)"), tr("Empty tells points apart by name or place.")),
        ):
            self.add_text(key, label, about, optional=True, advanced=True)
        self.add_text(
            "DATE_PATTERN",
            tr("Date pattern"),
            tr(
                "How dates are written in the names of columns or in the column of dates, such as disp%d%m%Y; or a"
                " regular expression with the groups year, month and day. Empty finds it out."
            ),
            optional=True,
            advanced=True,
        )
        self.add_choice(
            "COUNTED_FROM",
            tr("Values count from"),
            tr(
                "The first date, as displacements do, or the date before, as increments do, which are summed up."
                " Automatic sums what its names call increments, or what runs from one date to the next, and says so."
            ),
            [
                Choice(AUTOMATIC, tr("automatic")),
                Choice(SINCE_FIRST, tr("the first date")),
                Choice(SINCE_BEFORE, tr("the date before")),
            ],
            advanced=True,
        )
        self.add_text(
            "COLUMNS",
            tr("Names of columns (text without a header line)"),
            tr("In order, with blanks or commas between, such as: x y rate."),
            optional=True,
            advanced=True,
        )
        self.add_text(
            "NODATA",
            tr("Further values for no data"),
            tr(
                "Among displacements and rates, such as 0 or -1, with commas between. Values that the file declares and"
                " usual ones (-9999, 1e20) are found by themselves."
            ),
            optional=True,
            advanced=True,
        )

    def checkParameterValues(self, parameters, context):
        """QGIS takes .txt and .dat files for no layer at all; such a file is looked at when it is read."""
        given = parameters.get("INPUT")
        if isinstance(given, str):
            try:
                refuse_packed(Path(given))
            except SubsidenceError as error:
                return False, str(error)
        if _text_file(parameters) is not None:
            parameters = {**parameters, "INPUT": QgsVectorLayer("NoGeometry", "text", "memory")}
        return super().checkParameterValues(parameters, context)

    def execute(self, call: Call) -> dict:
        from ...subsidence.products.series_table import ColumnMapping

        check_store(call)
        mapping = ColumnMapping(
            x=call.text("X"),
            y=call.text("Y"),
            identifier=call.text("POINT"),
            date=call.text("DATE"),
            value=call.text("VALUE"),
            rate=call.text("RATE"),
            unit=call.unit(),
            reverse=call.flag("REVERSE"),
            geometry=call.choice("GEOMETRY"),
            date_pattern=call.text("DATE_PATTERN"),
            columns=tuple(call.text("COLUMNS").replace(",", " ").replace(";", " ").split()),
            nodata=tuple(call.numbers("NODATA")),
            counted_from=call.choice("COUNTED_FROM"),
        )
        product = _read(call, mapping)
        call.report.info(
            tr("{points} points, {epochs} epochs.").format(points=product.n_points, epochs=product.series.n_epochs)
        )
        return {**write_whole(call, product), "POINT_COUNT": product.n_points, "EPOCH_COUNT": product.series.n_epochs}


def _read(call: Call, mapping: ColumnMapping) -> PointProduct:
    from ...subsidence.products.series_table import read_series_table, series_from_columns
    from ...subsidence.products.tables.table_units import Declared

    report = call.work
    text = _text_file(call.parameters)
    if text is not None:
        crs = call.crs("CRS")
        mapping = replace(mapping, crs=_name_of(crs), geographic=crs.isGeographic())
        extent = call.extent("EXTENT", crs)
        if extent is None:
            call.check_room({"OUTPUT": LAYER_SHARE * text.stat().st_size})
        return read_series_table(text, mapping, extent=extent, report=report)
    source = call.source("INPUT")
    if QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.NullGeometry:
        layer = call.algorithm.parameterAsVectorLayer(call.parameters, "INPUT", call.context)
        if not isinstance(layer, QgsVectorLayer):
            raise SubsidenceError(tr("This table cannot be read; export it as CSV and choose that file."))
        crs = call.crs("CRS")
        table = table_of_layer(layer)
        extent = call.extent("EXTENT", crs)
        mapping = replace(mapping, crs=_name_of(crs), geographic=crs.isGeographic())
        for note in table.notes:
            call.report.info(note)
        stated = Declared(table.unit, table.unit, table.unit_source, table.nodata)
        return series_from_columns(
            table.columns, None, mapping, table.name, extent=extent, stated=stated, report=report
        )
    points = call.points(foreign=True)
    extent = call.extent("EXTENT", points.crs)
    mapping = replace(mapping, crs=_name_of(points.crs))
    columns = {name: _with_plain_dates(values) for name, values in points.columns.items()}
    return series_from_columns(columns, points.xy, mapping, points.name, extent=extent, report=report)


def _with_plain_dates(values: np.ndarray) -> np.ndarray:
    """A column of a layer with its dates as text."""
    if values.dtype.kind != "O" or not any(isinstance(value, (QDate, QDateTime)) for value in values):
        return values
    return np.array([*map(plain_value, values), None], dtype=object)[:-1]


def _text_file(parameters: dict) -> Path | None:
    """The text file behind the input, which is read by columns and not through QGIS."""
    value = parameters.get("INPUT")
    if isinstance(value, str) and Path(value).suffix and is_text_table(Path(value)):
        return Path(value)
    return None


def _name_of(crs: QgsCoordinateReferenceSystem) -> str:
    return crs.authid() or crs.toWkt()

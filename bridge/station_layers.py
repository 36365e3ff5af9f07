"""Stations of a layer joined with the measurements of a table."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingUtils, QgsProviderRegistry, QgsVectorLayer

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import Report
from ..subsidence.raster.gdal_files import asked
from .fields import is_null
from .i18n import tr
from .point_table import PointTable
from .undeclared_text import undeclared_text

if TYPE_CHECKING:
    from ..subsidence.tabular.station_tables import StationTable
    from ..subsidence.tabular.tables import Table

LOOKED_AT = 100_000  # bytes of a workbook's description
WORKBOOKS = (".xlsx", ".xls", ".ods", ".xlsm")
PACKED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst")
MAPINFO = b"!table"
TEXT_SUFFIXES = frozenset({".txt", ".csv", ".tsv", ".tab", ".dat", ".rdb", ".xyz", ".xy", ".neu", ""})


def is_text_table(path: Path) -> bool:
    """Whether a file is read as text by its ending; MapInfo's .tab, which only leads to other files, is not."""
    if path.suffix.lower() not in TEXT_SUFFIXES or not path.is_file():
        return False
    if path.suffix.lower() != ".tab":
        return True
    with path.open("rb") as stream:
        return stream.read(len(MAPINFO)).lower() != MAPINFO


def refuse_packed(path: Path) -> None:
    """Raise ``SubsidenceError`` for a packed file; of a .zip only where QGIS finds no layer in it."""
    if path.suffix.lower() not in PACKED or not path.is_file():
        return
    if path.suffix.lower() != ".zip" or not QgsVectorLayer(str(path), path.stem, "ogr").isValid():
        raise SubsidenceError(tr("{name} is packed; unpack it and choose the table.").format(name=path.name))


def open_table(text: str, context) -> Table:
    """A table from a text file, any other file QGIS reads, or a layer of the project."""
    path = Path(text)
    if text:
        refuse_packed(path)
    if text and is_text_table(path):
        from ..subsidence.tabular.tables import read_table

        return read_table(path)
    layer = QgsProcessingUtils.mapLayerFromString(text, context) if text else None
    if not isinstance(layer, QgsVectorLayer):
        raise SubsidenceError(tr("The table “{text}” does not exist or cannot be read as a table.").format(text=text))
    return table_of_layer(layer)


def table_of_layer(layer: QgsVectorLayer) -> Table:
    """The attributes of a layer, its geometry left aside; of a workbook's sheets the one with dates or coordinates.

    Another sheet is named by ``file.xlsx|layername=sheet``.
    """
    from ..subsidence.tabular.column_names import tells_series

    path, sheets = _sheets(layer)
    if _counts_from_1904(path):
        raise SubsidenceError(
            tr(
                "The workbook “{name}” counts its days from 1904, which QGIS does not heed: its dates would be four"
                " years too early. Save it without the 1904 date system, or as CSV."
            ).format(name=Path(path).name)
        )
    if len(sheets) < 2:
        return _table_of_layer(layer)
    tables = {}
    for sheet in sheets:
        one = QgsVectorLayer(f"{path}|layername={sheet}", sheet, "ogr")
        if one.isValid() and one.featureCount() != 0:
            tables[sheet] = _table_of_layer(one)
    worth = {sheet: tells_series(table.columns) for sheet, table in tables.items()}
    if not tables:
        raise SubsidenceError(tr("The table “{name}” is empty.").format(name=layer.name()))
    best = max(worth, key=worth.__getitem__)
    note = tr("Of the sheets of “{name}” “{best}” is read, not {others}; for another give the path with |layername=.")
    others = ", ".join(f"“{sheet}”" for sheet in sheets if sheet != best)
    return replace(
        tables[best],
        name=layer.name(),
        notes=(*tables[best].notes, note.format(name=Path(path).name, best=best, others=others)),
    )


def _counts_from_1904(path: str) -> bool:
    """Whether a workbook has Excel's old Macintosh calendar."""
    if Path(path).suffix.lower() not in (".xlsx", ".xlsm"):
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as stream:
            return bool(re.search(rb"date1904\s*=\s*[\"'](?:1|true)", stream.read(LOOKED_AT)))
    except (OSError, KeyError, zipfile.BadZipFile):  # whoever reads it says what is wrong
        return False


def _sheets(layer: QgsVectorLayer) -> tuple[str, list[str]]:
    """The file and the sheets of a workbook of which none was named; none for any other layer."""
    if layer.providerType() != "ogr":
        return "", []
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = str(uri.get("path") or "")
    if Path(path).suffix.lower() not in WORKBOOKS or uri.get("layerName"):
        return path, []
    from osgeo import gdal

    dataset = asked(gdal.OpenEx, path, gdal.OF_VECTOR | gdal.OF_READONLY)
    if dataset is None:
        return path, []
    return path, [dataset.GetLayer(number).GetName() for number in range(dataset.GetLayerCount())]


def _table_of_layer(layer: QgsVectorLayer) -> Table:
    from ..subsidence.tabular.tables import Table, with_header_found, without_units_row

    texts = undeclared_text(layer)
    names = [field.name() for field in (texts.fields(layer.fields()) if texts else layer.fields())]
    rows = [
        [plain_value(texts.value(index, feature.id(), value)) for index, value in enumerate(feature.attributes())]
        for feature in layer.getFeatures()
    ]
    if not rows:
        raise SubsidenceError(tr("The table “{name}” is empty.").format(name=layer.name()))
    columns: dict[str, list] = {name: list(column) for name, column in zip(names, zip(*rows))}
    table = with_header_found(Table(layer.name(), columns, (texts.note,) if texts else ()))
    path = str(QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or "")
    return without_units_row(table) if Path(path).suffix.lower() in WORKBOOKS else table


def plain_value(value):
    """An attribute as Python has it: NULL is None, dates are ISO text."""
    if is_null(value):
        return None
    if hasattr(value, "toPyDateTime"):
        return value.toPyDateTime().date().isoformat()
    if hasattr(value, "toPyDate"):
        return value.toPyDate().isoformat()
    return value


def stations_of_table(
    stations: PointTable, measured: StationTable, field: str | None, table_name: str, report: Report
) -> tuple[np.ndarray, list[str]]:
    """The rows of the stations layer that the table has measurements of, and their names.

    field : the layer's field with the stations' names; by default the one that matches most of them
    """
    from ..subsidence.tabular.station_tables import matched_names

    wanted = set(measured.records)
    if field is None:
        matches = {
            name: len(set(matched_names(wanted, column.tolist())) - {None}) for name, column in stations.columns.items()
        }
        field = max(matches, key=matches.__getitem__) if matches else None
        if field is None or matches[field] == 0:
            raise SubsidenceError(
                tr(
                    "No field of the stations “{name}” holds the station names of the table “{table_name}”,"
                    " such as “{wanted}”."
                ).format(name=stations.name, table_name=table_name, wanted=sorted(wanted)[0])
            )
    keys = matched_names(wanted, stations.column(field).tolist())
    rows = [index for index, key in enumerate(keys) if key is not None]
    names = [key for key in keys if key is not None]
    if not rows:
        raise SubsidenceError(
            tr(
                "The field “{field}” of the stations “{name}” holds none of the station names of the"
                " table “{table_name}”, such as “{wanted}”."
            ).format(field=field, name=stations.name, table_name=table_name, wanted=sorted(wanted)[0])
        )
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise SubsidenceError(
            tr("The stations layer “{name}” has the station “{doubled}” more than once.").format(
                name=stations.name, doubled=doubled[0]
            )
        )
    without_place = sorted(wanted - set(names))
    if without_place:
        report.warn(
            tr(
                "{count} stations of the table “{table_name}” are not in the stations layer and are left"
                " out: {names}{value}."
            ).format(
                count=len(without_place),
                table_name=table_name,
                names=", ".join(without_place[:5]),
                value=" …" if len(without_place) > 5 else "",
            )
        )
    silent = len(keys) - len(rows)
    if silent:
        report.info(
            tr("{silent} stations of “{name}” have no measurements in “{table_name}”.").format(
                silent=silent, name=stations.name, table_name=table_name
            )
        )
    return np.array(rows), names

"""Vector files of any format that QGIS writes: what a format can hold, making it, and reading it back.

Nothing that a format drops is dropped without a word: field names are shortened by a table that is written beside,
and what cannot be held at all is refused.
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import QgsField, QgsFields, QgsGeometry, QgsVectorFileWriter, QgsWkbTypes

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, stop_if_cancelled
from ..subsidence.raster.gdal_files import asked
from .fields import INTEGER, LONG, REAL, TEXT
from .geopackage import MOST_COLUMNS, interruptible, quoted
from .i18n import tr
from .write_features import add_features

ROWS_PER_LOOK = 1000  # for a stop
DBF_COLUMNS, DBF_NAME = 255, 10
DATED = re.compile(r"^(.*?)(?:19|20)(\d{6})(_\w{2})?$")
NAMES_TABLE = ".fields.csv"
TRIED = (1.2345678, 3.3456789)  # degrees, of the rows that are written to try a format
SAME_DEGREES = 1e-6
# field names that a format gives a meaning of its own; drivers take or drop them without a word
KML_NAMES: tuple[str, ...] = (
    "name",
    "description",
    "timestamp",
    "begin",
    "end",
    "altitudemode",
    "tessellate",
    "extrude",
    "visibility",
)
KML_NAMES += (
    "model",
    "scale_x",
    "scale_y",
    "scale_z",
    "heading",
    "tilt",
    "roll",
    "draworder",
    "icon",
    "id",
    "snippet",
    "camera_longitude",
    "camera_latitude",
    "camera_altitude",
)


@dataclass(frozen=True)
class Format:
    """What is asked of OGR for one file.

    stored : the fields as the file holds them, in the order of the given ones
    key, geometry : names of the columns that a GeoPackage adds
    """

    driver: str
    stored: QgsFields
    layer_options: tuple[str, ...] = ()
    key: str = ""
    geometry: str = ""

    def renamed(self, fields: QgsFields) -> dict[str, str]:
        return {new.name(): old.name() for new, old in zip(self.stored, fields) if new.name() != old.name()}


def driver_of(path: Path) -> str:
    """OGR's name of the format; "" where QGIS knows none."""
    suffix = path.suffix.lower()
    return "MapInfo MIF" if suffix == ".mif" else QgsVectorFileWriter.driverForExtension(suffix[1:])


def format_for(path: Path, fields: QgsFields, spatial: bool) -> Format:
    """How these fields go into a file of this name; raises ``SubsidenceError`` where they do not fit."""
    driver = driver_of(path)
    _refuse_doubles(path, fields)
    if driver == "GPKG":
        return _package_format(path, fields)
    options = tuple(QgsVectorFileWriter.defaultLayerOptions(driver))
    if driver in ("ESRI Shapefile", "DBF file"):
        if len(fields) > DBF_COLUMNS:
            raise SubsidenceError(
                tr("{path} cannot hold {count} fields, a shapefile has at most {most}; choose a GeoPackage.").format(
                    path=path, count=len(fields), most=DBF_COLUMNS
                )
            )
        return Format(driver, shortened(fields), options)
    if driver in ("KML", "LIBKML"):
        return Format(driver, _escaped(fields, KML_NAMES), options)
    if driver == "SQLite":  # otherwise D20190101 becomes d20190101
        options = tuple(option for option in options if not option.startswith("LAUNDER="))
        return Format(driver, _escaped(fields, ("ogc_fid", "geometry")), (*options, "LAUNDER=NO"))
    if driver == "CSV" and spatial:
        options = (*(option for option in options if not option.startswith("GEOMETRY=")), "GEOMETRY=AS_WKT")
    return Format(driver, fields, options)


def _refuse_doubles(path: Path, fields: QgsFields) -> None:
    names = [field.name().lower() for field in fields]
    twice = next((name for name in names if names.count(name) > 1), None) if len(set(names)) < len(names) else None
    if twice is not None:
        raise SubsidenceError(
            tr("{path} cannot hold two fields named “{name}” (capitals do not count); rename one in the input.").format(
                path=path, name=twice
            )
        )


def _package_format(path: Path, fields: QgsFields) -> Format:
    names = {field.name().lower() for field in fields}
    at = fields.lookupField("fid")
    keeps_key = at >= 0 and fields.at(at).type() in (INTEGER, LONG)
    count = len(fields) + 2 - keeps_key
    if count > MOST_COLUMNS:
        raise SubsidenceError(
            tr(
                "{path} cannot hold {count} fields, a GeoPackage has at most {most}; leave out some fields or epochs."
            ).format(path=path, count=count, most=MOST_COLUMNS)
        )
    key = "fid" if keeps_key or at < 0 else _free("fid", names)
    geometry = _free("geom", names)
    return Format("GPKG", fields, (f"FID={key}", f"GEOMETRY_NAME={geometry}"), key, geometry)


def _free(name: str, taken) -> str:
    """``name``, or the name with the smallest number that nobody has."""
    number, free = 0, name
    while free.lower() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _escaped(fields: QgsFields, reserved: Sequence[str]) -> QgsFields:
    names = {field.name().lower() for field in fields} | set(reserved)
    result = QgsFields()
    for field in fields:
        copy = QgsField(field)
        if field.name().lower() in reserved:
            copy.setName(_free(field.name(), names))
            names.add(copy.name().lower())
        result.append(copy)
    return result


def shortened(fields: QgsFields) -> QgsFields:
    """Fields with different names of at most ten bytes; dates lose their century before anything else is cut.

    ``F20190101_lo`` becomes ``F190101_lo``.
    """
    taken = {field.name().lower() for field in fields if len(field.name().encode()) <= DBF_NAME}
    result = QgsFields()
    for field in fields:
        copy = QgsField(field)
        if len(field.name().encode()) > DBF_NAME:
            dated = DATED.match(field.name())
            copy.setName(_short("".join(piece or "" for piece in dated.groups()) if dated else field.name(), taken))
            taken.add(copy.name().lower())
        result.append(copy)
    return result


def _short(name: str, taken: set[str]) -> str:
    number, ending = 0, ""
    while True:
        short = name.encode()[: DBF_NAME - len(ending)].decode(errors="ignore") + ending
        if short.lower() not in taken:
            return short
        number += 1
        ending = f"_{number}"


def write_names(place: Path, renamed: dict[str, str]) -> None:
    """The table that gives shortened names their meaning back, beside the file."""
    with place.with_suffix(NAMES_TABLE).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["field", "full_name"])
        writer.writerows(renamed.items())


def create_writer(place: Path, table: str, found: Format, wkb_type, crs, transforms, encoding: str = ""):
    """An open ``QgsVectorFileWriter``; a package that is there already gets one more layer."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = found.driver
    options.fileEncoding = encoding or "UTF-8"
    options.layerName = table
    options.datasourceOptions = QgsVectorFileWriter.defaultDatasetOptions(found.driver)
    options.layerOptions = list(found.layer_options)
    actions = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = actions.CreateOrOverwriteLayer if place.exists() else actions.CreateOrOverwriteFile
    writer = QgsVectorFileWriter.create(str(place), found.stored, wkb_type, crs, transforms, options)
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        del writer
        raise _not_held(place)
    return writer


def write_all(writer, found: Format, columns, geometries, report) -> None:
    """Every row into an open writer; raises ``SubsidenceError`` where that fails."""
    add_features(writer, found.stored, columns, geometries, report)
    if hasattr(writer, "flushBuffer"):
        writer.flushBuffer()
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise SubsidenceError(tr("The rows could not be written; is the disk full, or does the format not take them?"))


def _plain(text: str) -> str:
    return " ".join(str(text).split()).rstrip(".")


# ---- reading back ------------------------------------------------------------------------


def check_package(place: Path, table: str, n_rows: int) -> None:
    """Count a new layer's rows and have SQLite look through its pages."""
    try:
        with closing(sqlite3.connect(place)) as connection, interruptible(connection):
            (count,) = connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()  # nosec B608: quoted
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise _incomplete(place, str(error)) from error
    if count != n_rows or state != "ok":
        raise _incomplete(place, tr("{count} of {all} rows are in it").format(count=count, all=n_rows))


def check_style(place: Path, table: str) -> None:
    """A package that has no room left may take the rows and not the style, which QGIS does not say."""
    try:
        with closing(sqlite3.connect(place)) as connection:
            query = "SELECT count(*) FROM layer_styles WHERE f_table_name = ?"
            (count,) = connection.execute(query, (table,)).fetchone()
    except sqlite3.Error as error:
        raise _incomplete(place, str(error)) from error
    if not count:
        raise _incomplete(place, tr("its style is not in it"))


def check_file(place: Path, found: Format, n_rows: int, spatial: bool, tried: bool = False) -> None:
    """Reopen a new file and count what can be read from it: rows, fields and places.

    tried : whether it was only made to try the format, which then cannot be read at all
    """
    from osgeo import gdal, ogr

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = asked(gdal.OpenEx, str(_made(place)), gdal.OF_VECTOR)
        layer = dataset.GetLayer(0) if dataset is not None and dataset.GetLayerCount() else None
        if layer is None:
            if n_rows == 0:
                return
            raise _not_held(place) if tried else _incomplete(place, tr("it cannot be read"))
        definition = layer.GetLayerDefn()
        present = [definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount())]
        present.append(layer.GetFIDColumn())
        count = placed = 0
        while (feature := layer.GetNextFeature()) is not None:
            count += 1
            if count % ROWS_PER_LOOK == 0:
                stop_if_cancelled()
            placed += feature.GetGeometryRef() is not None
        flat = definition.GetGeomType() == ogr.wkbNone
        del feature, layer, dataset
    finally:
        gdal.PopErrorHandler()
    if count != n_rows:
        raise _incomplete(place, tr("{count} of {all} rows are in it").format(count=count, all=n_rows))
    absent = [field.name() for field in found.stored if field.name() not in present]
    if n_rows and absent:
        raise SubsidenceError(
            tr("This format does not keep the field “{name}” in {path}; choose a GeoPackage.").format(
                name=absent[0], path=place.name
            )
        )
    if n_rows and spatial and (flat or not placed):
        raise SubsidenceError(
            tr("This format keeps no places, only the table, in {path}; choose a GeoPackage.").format(path=place.name)
        )


def _made(place: Path) -> Path:
    """The file that is opened; a table asked for as .shp is a .dbf.

    Older QGIS adds .json to a name that ends in .geojsonl; such a file gets the name that was asked for.
    """
    longer = place.with_name(f"{place.name}.json")
    if driver_of(place) == "GeoJSONSeq" and longer.exists() and not place.exists():
        longer.rename(place)
    return place if place.exists() or place.suffix.lower() != ".shp" else place.with_suffix(".dbf")


def _incomplete(place: Path, why: str) -> SubsidenceError:
    return SubsidenceError(
        tr(
            "The file {path} could not be written whole ({why}); is the disk full? What was there before is untouched."
        ).format(path=place.name, why=_plain(why))
    )


def sample_fields() -> QgsFields:
    """Fields of every kind that results have."""
    fields = QgsFields()
    for name, kind in (("velocity", REAL), ("D20190101", REAL), ("number", INTEGER), ("remark", TEXT)):
        fields.append(QgsField(name, kind))
    return fields


def try_format(place: Path, fields: QgsFields, wkb_type, crs, transforms) -> str:
    """Write a row and one without values in the format of ``place`` and read them back: what cannot be held is
    refused before work.

    Returns what the format makes of a missing number, such as "0.0"; "" where it stays missing.
    """
    spatial = wkb_type != QgsWkbTypes.Type.NoGeometry
    found = format_for(place, fields, spatial)
    writer = create_writer(place, place.stem, found, wkb_type, crs, transforms)
    columns = [
        np.array([1.0, np.nan]) if field.isNumeric() else np.array(["1", None], dtype=object) for field in fields
    ]
    for index, field in enumerate(fields):
        if not field.isNumeric() and field.type() != TEXT:
            columns[index] = np.array([None, None], dtype=object)  # dates, lists
        elif index == 0:  # some formats leave out a last row that is empty
            columns[index] = np.array([1.0, 2.0]) if field.isNumeric() else np.array(["1", "2"], dtype=object)
    geometry = None
    if spatial:
        point = wkb_type == QgsWkbTypes.Type.Point
        texts = [f"Point ({x} 2)" if point else f"MultiPolygon ((({x} 2, {x + 1} 2, {x + 1} 3, {x} 2)))" for x in TRIED]
        geometry = [QgsGeometry.fromWkt(text) for text in texts]
    write_all(writer, found, columns, geometry, SILENT)
    del writer
    made = _made(place)
    if not made.exists():
        other = min((piece for piece in place.parent.iterdir()), key=lambda piece: len(piece.name), default=place)
        if driver_of(other) != found.driver or other.suffix == place.suffix:
            raise _not_held(place)
        raise SubsidenceError(
            tr("QGIS writes this format under another ending; name the output {other}.").format(other=other.name)
        )
    if made.is_dir():
        raise SubsidenceError(
            tr("{path} would be a folder of files in its format; choose a GeoPackage.").format(path=place.name)
        )
    if not spatial and made != place:
        raise _not_held(place)  # a table beside points that are not there, which QGIS does not open by this name
    check_file(place, found, 2, spatial, tried=True)
    return _made_of_nothing(made, found, spatial)


def _made_of_nothing(made: Path, found: Format, spatial: bool) -> str:
    """Read the rows of ``try_format`` back: what a missing number became. Refuses a format that moves places."""
    from osgeo import gdal

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = asked(gdal.OpenEx, str(made), gdal.OF_VECTOR)
        layer = dataset.GetLayer(0)
        rows = []
        while (feature := layer.GetNextFeature()) is not None:
            place = feature.GetGeometryRef()
            rows.append((feature.items(), place.GetEnvelope()[0] if place is not None else np.nan))
        del feature, layer, dataset
    finally:
        gdal.PopErrorHandler()
    if spatial and not np.allclose(sorted(x for _, x in rows), TRIED, rtol=0, atol=SAME_DEGREES):
        raise SubsidenceError(tr("The format of {path} moves places; choose a GeoPackage.").format(path=made.name))
    for field in list(found.stored)[1:]:
        kept = [items.get(field.name()) for items, _ in rows]
        if field.isNumeric() and field.name() in rows[0][0] and not any(value in (None, "") for value in kept):
            return str(min(kept, key=str))
    return ""


def check_nothing_missing(place: Path, fields: QgsFields, columns: Sequence[np.ndarray], becomes: str) -> None:
    """Raise ``SubsidenceError`` where numbers are missing that the format would write as one.

    becomes : what ``try_format`` found
    """
    for field, values in zip(fields, columns):
        if field.isNumeric() and any(value is None or value != value for value in np.asarray(values).tolist()):
            raise SubsidenceError(
                tr(
                    "In the format of {path} a missing value becomes {value}, and values of “{field}” are missing;"
                    " choose a GeoPackage."
                ).format(path=place.name, value=becomes, field=field.name())
            )


def _not_held(place: Path) -> SubsidenceError:
    return SubsidenceError(
        tr(
            "{path} cannot hold this result in its format, or its folder cannot be written; choose a GeoPackage."
        ).format(path=place.name)
    )

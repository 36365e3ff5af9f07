"""From a QGIS vector source to a ``PointTable``.

Files that OGR serves and that QGIS shows unchanged are read as whole Arrow columns; anything else
(memory layers, joins, virtual fields, selections, filters, edits) goes feature by feature. Both
ways give the same table.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from qgis.core import QgsFeatureRequest, QgsFields, QgsProject, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes

from ..subsidence.errors import SubsidenceError
from ..subsidence.missing_values import (
    common_sentence,
    implausible,
    marks_in_columns,
    may_hold_marks,
    screened,
    states_a_mark,
    strange_sentence,
    too_common,
    without_marks,
)
from ..subsidence.possible import check_places, possible_identifiers
from ..subsidence.progress import SILENT, Report, stop_if_cancelled
from ..subsidence.raster.gdal_files import asked
from ..subsidence.spatial.geodesy import check_degrees
from .fields import INTEGER, LARGEST_IN_FLOAT, LONG, REAL, TEXT, column_array
from .geometry import crs_name, is_known
from .i18n import tr
from .point_table import PointTable
from .undeclared_text import BYTE_DRIVERS, NOTHING, UndeclaredText, undeclared_text

IN_THIS_THREAD = "OGR_GPKG_STREAM_BASE_IMPL"
FILLED_BY_ANOTHER_THREAD = 3070000  # version of GDAL
COLUMNS_AT_ONCE = 100
MOST_FOREIGN_COLUMNS = 400
ROWS_TOGETHER = 65_536
ROWS_OF_A_PIECE = 16_384  # of columns that are only looked at
WIDEST_DEGREES, LEAST_DEGREES = 5.0, 5.0  # of a layer whose coordinates may be degrees
POINT_WKB_BYTES = 21  # byte order, type, x, y
LINE_WKB_HEADER = struct.Struct("<BII")  # byte order, type, number of vertices
IDENTIFIERS = frozenset({"fid", "ogc_fid", "id", "point_id", "pid", "code", "station", "name", "cluster"})
DATED = re.compile(r"^(.*?)\d{8}(.*)$")
POINT_WKB = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])


def read_points(
    source,
    name: str,
    layer: QgsVectorLayer | None = None,
    report: Report = SILENT,
    only: Collection[str] | None = None,
) -> PointTable:
    """Read every point of ``source``, a ``QgsFeatureSource``.

    layer : the layer behind ``source`` when the source is the whole layer, else None
    only : the fields that are needed; the others are neither read nor in the table
    Raises ``SubsidenceError`` for an empty layer, missing geometries, other geometry types, or no CRS.
    """
    if QgsWkbTypes.geometryType(source.wkbType()) != QgsWkbTypes.GeometryType.PointGeometry:
        raise SubsidenceError(tr("The layer “{name}” has no points; choose a point layer.").format(name=name))
    if not is_known(source.sourceCrs()):
        raise SubsidenceError(
            tr("The layer “{name}” has no coordinate reference system; set it in the layer's properties first.").format(
                name=name
            )
        )
    if source.featureCount() == 0:
        raise SubsidenceError(tr("The layer “{name}” is empty; choose a layer with points.").format(name=name))
    if QgsWkbTypes.hasZ(source.wkbType()):
        report.info(
            tr(
                "The points of “{name}” have heights (Z) in their geometry, which results do not; with “Extract Z"
                " values” they become a field."
            ).format(name=name)
        )
    texts = undeclared_text(layer)
    if texts:
        report.warn(texts.note)
    fields = _some(texts.fields(source.fields()) if texts else source.fields(), only)
    table = None
    if layer is not None and not texts and is_plain_file(layer):
        table = _read_arrow(source, name, layer, fields)
    if table is None:
        table = _read_features(source, name, report, texts, fields)
    check_read(table)
    _doubt_degrees(table, report)
    return without_marks_of_nothing(_with_possible_identifiers(table, report), report)


def check_read(table: PointTable) -> None:
    """Refuse places that are none."""
    check_places(table.xy, table.name)
    if table.crs.isGeographic():
        check_degrees(table.xy, table.name)


def _doubt_degrees(table: PointTable, report: Report) -> None:
    """Say where coordinates look like degrees, though the CRS has lengths."""
    xy = table.xy
    low, high = xy.min(axis=0), xy.max(axis=0)
    within = bool((np.abs([low, high]) <= (180.0, 90.0)).all())
    if table.crs.isGeographic() or not within or (high - low).max() > WIDEST_DEGREES or (xy == np.rint(xy)).all():
        return
    if np.abs([low, high]).max() < LEAST_DEGREES:
        return  # a site with an origin of its own
    report.warn(
        tr(
            "“{name}”: coordinates such as {x:.8g}, {y:.8g} look like degrees, but its CRS ({crs}) has lengths; set the"
            " layer's true CRS."
        ).format(name=table.name, x=xy[0, 0], y=xy[0, 1], crs=table.crs.authid() or table.crs.description())
    )


def first_points(source, name: str, count: int) -> PointTable:
    """The first points with all their fields, as they are."""
    return _read_features(source, name, SILENT, NOTHING, source.fields(), count)


def _some(fields: QgsFields, only: Collection[str] | None) -> QgsFields:
    if only is None:
        return fields
    some = QgsFields()
    for field in fields:
        if field.name() in only or states_a_mark(field.name()):
            some.append(field)
    return some


def _with_possible_identifiers(table: PointTable, report: Report) -> PointTable:
    """Identifying numbers that no whole number can be, as 1e300, become NULL and are counted."""
    columns = dict(table.columns)
    for field, values in table.columns.items():
        if field.lower() in IDENTIFIERS and values.dtype.kind == "f":
            columns[field] = possible_identifiers(values)
            gone = int((np.isnan(columns[field]) & ~np.isnan(values)).sum())
            if gone:
                sentence = tr("{count} values of “{field}” of “{name}” are no possible numbers and become NULL.")
                report.warn(sentence.format(count=gone, field=field, name=table.name))
    return replace(table, columns=columns)


def judged_together(field: str) -> tuple[str, str]:
    """The same for fields whose values are of one kind: dated ones of one prefix."""
    match = DATED.match(field)
    return (match.group(1), match.group(2)) if match else ("", field)


def without_marks_of_nothing(table: PointTable, report: Report = SILENT) -> PointTable:
    """The table with −9999 and the like as NaN where they stand apart; dated fields of one prefix are judged together.

    What was taken for missing is said, and so are displacements that are probably mistakes.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for field, values in table.columns.items():
        if values.dtype.kind in "fiu" and field.lower() not in IDENTIFIERS and not marks_in_columns({field: values}):
            groups.setdefault(judged_together(field), []).append(field)
    columns = dict(table.columns)
    declared = marks_in_columns(columns)
    for (prefix, suffix), names in groups.items():
        if len(names) == 1:
            values = screened(columns[names[0]], f"{table.name}, {names[0]}", nodata=declared, report=report)
            columns[names[0]] = values
            continue
        where = f"{table.name}, {names[0]} … {names[-1]}"
        series = not suffix and prefix.upper() in ("", "D", "D_")
        if series:
            _name_strange_values([columns[name] for name in names], where, report)
        if not declared and not any(may_hold_marks(columns[name]) for name in names):
            continue
        matrix = np.column_stack([columns[name] for name in names])
        cleaned = screened(matrix, where, nodata=declared, report=report)
        if cleaned is not matrix:
            columns.update(zip(names, cleaned.T))
    return replace(table, columns=columns)


def _name_strange_values(columns: list[np.ndarray], where: str, report: Report) -> None:
    """Name displacements that are probably mistakes, some rows at a time, so that no second copy of a layer is held."""
    strange: list[tuple[int, ...]] = []
    for start in range(0, len(columns[0]), ROWS_TOGETHER):
        block = np.column_stack([column[start : start + ROWS_TOGETHER] for column in columns])
        known = without_marks(block).values
        strange += [(start + row, column) for row, column in implausible(known)]
        if not start and (common := too_common(known)):
            report.warn(common_sentence(*common, where))
    if strange:
        report.warn(strange_sentence(strange, where))


def is_plain_file(layer: QgsVectorLayer) -> bool:
    """Whether the file behind the layer holds exactly what the layer shows."""
    return (
        layer.providerType() == "ogr"
        and not layer.subsetString()
        and not layer.isEditable()
        and not layer.vectorJoins()
        and all(
            layer.fields().fieldOrigin(index) == layer.fields().OriginProvider
            for index in range(layer.fields().count())
        )
    )


def _read_arrow(source, name: str, layer: QgsVectorLayer, fields: QgsFields) -> PointTable | None:
    """The layer by Arrow columns, or None where this GDAL or this file does not allow it."""
    from osgeo import gdal, ogr

    if not hasattr(ogr.Layer, "GetArrowStreamAsNumPy"):  # GDAL before 3.6
        return None
    if any(f.type() not in (INTEGER, LONG, REAL, TEXT) for f in fields):
        return None
    if not all(f.name().isascii() for f in fields) and layer.dataProvider().storageType() in BYTE_DRIVERS:
        return None  # GDAL's Arrow columns must have names in UTF-8, which such a file need not have
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    dataset = asked(gdal.OpenEx, uri["path"], gdal.OF_VECTOR | gdal.OF_READONLY)
    if dataset is None:
        return None
    wanted = uri.get("layerName")
    ogr_layer = dataset.GetLayerByName(wanted) if wanted else dataset.GetLayer(uri.get("layerId") or 0)
    if ogr_layer is None:
        return None
    in_utf8 = bool(ogr_layer.TestCapability(ogr.OLCStringsAsUTF8))
    if not in_utf8 and not all(ogr_layer.GetLayerDefn().GetFieldDefn(i).GetNameRef().isascii()
                               for i in range(ogr_layer.GetLayerDefn().GetFieldCount())):  # fmt: skip
        return None
    if dataset.GetDriver().ShortName != "GPKG" and len(fields) > MOST_FOREIGN_COLUMNS:
        return None  # GDAL looks at all columns for each of them: a thousand take seconds, two thousand minutes
    key = ogr_layer.GetFIDColumn()
    batches = _arrow_batches(ogr_layer, {f.name() for f in fields})
    if not batches:
        return None
    geometry_name = next((n for n in ("wkb_geometry", ogr_layer.GetGeometryColumn()) if n in batches[0]), None)
    if geometry_name is None:
        return None
    found = [_points_of_wkb(batch.pop(geometry_name)) for batch in batches]
    places = [place for place in found if place is not None]
    if len(places) < len(found):
        return None
    xy = np.concatenate(places)
    columns: dict[str, np.ndarray] = {}
    for f in fields:
        stored = key or "OGC_FID" if f.name() == key and f.name() not in batches[0] else f.name()
        if stored not in batches[0]:
            return None
        column = _whole_column([batch[stored] for batch in batches], f)
        if column is None:
            return None
        columns[f.name()] = column
    return PointTable(xy, columns, fields, source.sourceCrs(), name)


def arrow_pieces(ogr_layer, wanted: Collection[str]) -> Iterator[dict]:
    """The columns wanted, without geometry, in batches of rows and some columns at a time; nothing is kept."""
    every = [field.name for field in ogr_layer.schema]
    names = [name for name in every if name in wanted]
    try:
        for start in range(0, len(names), COLUMNS_AT_ONCE):
            now = set(names[start : start + COLUMNS_AT_ONCE])
            ogr_layer.SetIgnoredFields([*(name for name in every if name not in now), "OGR_GEOMETRY"])
            yield from _batches(ogr_layer, ROWS_OF_A_PIECE)
    finally:
        ogr_layer.SetIgnoredFields([])


def _batches(ogr_layer, n_rows: int = ROWS_TOGETHER) -> Iterator[dict]:
    """Rows of a layer as Arrow columns, read in this thread.

    Newer GDAL fills the batches of a GeoPackage in another thread, and on a busy machine hands some of them out before
    they are full: 3.10.3 then gives numbers of other rows, or ends the process.
    """
    from osgeo import gdal

    before = gdal.GetThreadLocalConfigOption(IN_THIS_THREAD, None)
    if int(gdal.VersionInfo()) >= FILLED_BY_ANOTHER_THREAD:
        gdal.SetThreadLocalConfigOption(IN_THIS_THREAD, "YES")
    try:
        yield from ogr_layer.GetArrowStreamAsNumPy([f"MAX_FEATURES_IN_BATCH={n_rows}"])
    finally:
        gdal.SetThreadLocalConfigOption(IN_THIS_THREAD, before)


def _arrow_batches(ogr_layer, wanted: Collection[str]) -> list[dict]:
    """The columns wanted of a layer, in batches of rows; columns are read some at a time.

    GDAL hands the columns of a GeoPackage through an SQLite function, which takes 127 arguments at most. Nothing comes
    back where the parts are not of the same rows.
    """
    every = [field.name for field in ogr_layer.schema]
    names = [name for name in every if name in wanted]
    never = [name for name in every if name not in wanted]
    batches: list[dict] = []
    for start in range(0, max(len(names), 1), COLUMNS_AT_ONCE):
        known = [*names[:start], "OGR_GEOMETRY"] if start else []
        ogr_layer.SetIgnoredFields(never + known + names[start + COLUMNS_AT_ONCE :])
        part = []
        for batch in _batches(ogr_layer):
            stop_if_cancelled()
            part.append(batch)
        if not batches:
            batches = part
        if [_length(batch) for batch in part] != [_length(batch) for batch in batches]:
            ogr_layer.SetIgnoredFields([])
            return []
        for batch, more in zip(batches, part):
            batch.update(more)
    ogr_layer.SetIgnoredFields([])
    return batches


def _length(batch: dict) -> int:
    return len(next(iter(batch.values()), ()))


def _whole_column(pieces: list[np.ndarray], field) -> np.ndarray | None:
    """One column from its batches, where NULLs are masked; None for a type that Arrow tells otherwise than QGIS."""
    values = np.ma.concatenate(pieces)
    null = np.ma.getmaskarray(values)
    plain = np.ma.getdata(values)
    if field.type() in (INTEGER, LONG, REAL):
        if plain.dtype.kind not in "fiu":
            return None
        if null.any():
            if plain.dtype.kind in "iu" and (np.abs(plain[~null]) > LARGEST_IN_FLOAT).any():
                whole = plain.astype(object)
                whole[null] = None
                return whole
            return np.where(null, np.nan, plain.astype(float))
        return plain.astype(float if field.type() == REAL else np.int64)
    try:
        text = [None if absent else v.decode() if isinstance(v, bytes) else v for v, absent in zip(plain, null)]
    except UnicodeDecodeError:  # text in a declared encoding that GDAL leaves to QGIS
        return None
    if any(value is not None and not value.isprintable() and not _encodes(value) for value in text):
        return None
    return np.array([*text, None], dtype=object)[:-1]


def _encodes(text: str) -> bool:
    """Whether a text is one; undecoded bytes come as lone surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _points_of_wkb(blobs: Sequence) -> np.ndarray | None:
    """Coordinates of plain two-dimensional little-endian points, or None if there is anything else."""
    joined = b"".join(bytes(blob) if blob is not None else b"" for blob in blobs)
    if len(joined) != POINT_WKB_BYTES * len(blobs):
        return None
    points = np.frombuffer(joined, dtype=POINT_WKB)
    if (points["order"] != 1).any() or (points["type"] != 1).any():
        return None
    xy = np.column_stack([points["x"], points["y"]])
    return xy if np.isfinite(xy).all() else None


def _read_features(
    source, name: str, report: Report, texts: UndeclaredText, fields: QgsFields, most: int = -1
) -> PointTable:
    of_source = texts.fields(source.fields()) if texts else source.fields()
    wanted = [of_source.indexFromName(field.name()) for field in fields]
    request = QgsFeatureRequest().setLimit(most)
    if len(wanted) < len(of_source):
        request.setSubsetOfAttributes(wanted)
    count = max(source.featureCount(), 1)
    xy: list[tuple[float, float]] = []
    rows: list[list] = []
    without = 0
    for number, feature in enumerate(source.getFeatures(request)):
        if number % 2048 == 0:
            report.progress(number / count)
        place = _single_point(feature, name)
        if place is None:
            without += 1
            continue
        xy.append(place)
        values = feature.attributes()
        for index in texts.values:
            values[index] = texts.value(index, feature.id(), values[index])
        rows.append([values[index] for index in wanted])
    if without:
        report.warn(
            tr("{count} features of the layer “{name}” have no geometry and are left out.").format(
                count=without, name=name
            )
        )
    if not rows:
        raise SubsidenceError(tr("The layer “{name}” is empty; choose a layer with points.").format(name=name))
    by_column = list(zip(*rows)) if fields.count() else []
    columns = {f.name(): column_array(list(values), f) for f, values in zip(fields, by_column)}
    return PointTable(np.array(xy, dtype=float), columns, fields, source.sourceCrs(), name)


def _single_point(feature, name: str) -> tuple[float, float] | None:
    """The place of a feature, None where it has none."""
    geometry = feature.geometry()
    if geometry.isNull() or geometry.isEmpty():
        return None
    if geometry.isMultipart():
        points = geometry.asMultiPoint()
        if len(points) != 1:
            raise SubsidenceError(
                tr(
                    "The feature {feature} of the layer “{name}” holds {count} points; split it with"
                    " “Multipart to singleparts” first."
                ).format(feature=feature.id(), name=name, count=len(points))
            )
        return points[0].x(), points[0].y()
    point = geometry.asPoint()
    return point.x(), point.y()


def transform_xy(xy: np.ndarray, source_crs, target_crs) -> np.ndarray:
    """Coordinates from one CRS into another; shape=(n_points, 2).

    They travel as the vertices of one line, because a call per point takes many times as long.
    """
    from qgis.core import QgsCoordinateTransform, QgsCsException, QgsGeometry

    xy = np.asarray(xy, dtype=float).reshape(-1, 2)
    if source_crs == target_crs or not len(xy):
        return xy
    transform = QgsCoordinateTransform(source_crs, target_crs, QgsProject().transformContext())
    if not transform.isValid():  # one of the two has no place on the earth; QGIS would change nothing
        raise SubsidenceError(
            tr("Coordinates cannot be brought from {authid} into {target}; check both CRS.").format(
                authid=crs_name(source_crs), target=crs_name(target_crs)
            )
        )
    line = QgsGeometry()
    line.fromWkb(LINE_WKB_HEADER.pack(1, 2, len(xy)) + xy.astype("<f8").tobytes())
    try:
        line.transform(transform)
    except QgsCsException as error:
        raise SubsidenceError(
            tr("Coordinates cannot be brought from {authid} into {target}; check both CRS.").format(
                authid=crs_name(source_crs), target=crs_name(target_crs)
            )
        ) from error
    return np.frombuffer(bytes(line.asWkb()), "<f8", offset=LINE_WKB_HEADER.size).reshape(-1, 2).copy()


def drawn_at(xy: np.ndarray, source_crs, target_crs) -> np.ndarray:
    """Where a map in ``target_crs`` draws places; shape=(n_points, 2).

    A map without a CRS, or of a layer in a site's own plane, draws coordinates as they are.
    """
    from qgis.core import QgsCoordinateTransform

    if not QgsCoordinateTransform(source_crs, target_crs, QgsProject().transformContext()).isValid():
        return np.asarray(xy, dtype=float).reshape(-1, 2)
    return transform_xy(xy, source_crs, target_crs)

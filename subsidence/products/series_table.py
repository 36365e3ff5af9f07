"""Displacement series from tables and dated layers of any producer.

Wide tables have a row per point and a column per date; long tables have a row per point and date; across tables a row
per date and a column per point, with the coordinates in two of the rows. Tables of rates alone have no dates.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..analysis.trend_fit import noise_of_rates
from ..errors import SubsidenceError
from ..missing_values import screened, without_marks
from ..progress import SILENT, Report
from ..series import DeformationSeries, find_rate_field, linear_rate
from ..spatial.look_vectors import with_believed_look
from ..tabular import column_names as known
from ..tabular.cell_numbers import angle_of
from ..tabular.dates import DatedColumns, dated_columns, dates_of_column
from ..tabular.tables import is_missing, parse_numbers, read_table, readings_of, station_key
from ..tabular.text_files import TextFile
from ..tabular.text_layout import TextLayout, look_at
from ..tabular.wide_rows import Extent, Layout, read_wide, unreadable_sentences
from ..units import LOS, mm_per
from ..wording import message
from .points import PointProduct
from .table_units import Declared, applied_units, stated_unit, warn_of_units

Columns = Mapping[str, "Sequence | np.ndarray"]
WKT_POINT = re.compile(r"^(?:SRID=\d+;)?(?:MULTI)?POINT\s*(?:Z|M|ZM)?\s*\(+\s*([-+\d.eE]+)\s+([-+\d.eE]+)", re.I)
SAME_PLACE = 1e-6  # of the largest coordinate
IDENTIFIERS = frozenset(map(known.normal, (*known.POINT, *known.STATION)))


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a table are, as far as the user says so; an empty name is looked for.

    unit : of displacements and rates; reverse : positive means sinking (or away from the satellite)
    geometry : line of sight or vertical; crs : of the coordinates, geographic : whether these are degrees
    date_pattern : see ``tabular.date_text.by_pattern``, for the names of columns and for cells
    columns : names for a text file without a header line
    """

    x: str = ""
    y: str = ""
    identifier: str = ""
    date: str = ""
    value: str = ""
    rate: str = ""
    unit: str = "mm"
    reverse: bool = False
    geometry: str = LOS
    crs: str = "EPSG:4326"
    geographic: bool | None = None
    date_pattern: str = ""
    columns: tuple[str, ...] = ()

    @property
    def factor(self) -> float:
        return -mm_per(self.unit) if self.reverse else mm_per(self.unit)

    @property
    def in_degrees(self) -> bool:
        return self.crs == "EPSG:4326" if self.geographic is None else self.geographic


def read_series_table(
    path: str | os.PathLike,
    mapping: ColumnMapping | None = None,
    *,
    extent: Extent | None = None,
    report: Report = SILENT,
) -> PointProduct:
    """Read a delimited text file of any of the shapes; wide ones are streamed and clipped while reading.

    Parameters
    ----------
    path : str or path
        A text file, or a zip archive with one.
    mapping : ColumnMapping, optional
        What the columns are, as far as it must be said; the rest is looked for, and said.
    extent : tuple of float, optional
        (x_min, y_min, x_max, y_max) in the table's coordinates; what lies outside is not read.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    PointProduct
        Series, rates, point ids and further columns; mm and mm/yr.

    Raises
    ------
    SubsidenceError
        Where columns cannot be told, or cells are no numbers; the sentence names column and row.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = os.path.join(folder, "series.csv")
    ...     with open(path, "w") as stream:
    ...         _ = stream.write("id,lon,lat,20200101,20200113,20200125\\n7,102.7,25.0,0,-1,-2\\n")
    ...     read_series_table(path).series.displacement_mm.tolist()
    [[0.0, -1.0, -2.0]]
    """
    mapping = mapping or ColumnMapping()
    file = TextFile(Path(path))
    if not file.path.is_file():
        raise SubsidenceError(message("The table {path} does not exist.", path=path))
    text = look_at(file, mapping.columns)
    dated = DatedColumns() if mapping.date else dated_columns(text.names, mapping.date_pattern)
    if not dated.names or _runs_across(text.names, mapping):
        table = read_table(file.path, mapping.columns)
        for note in table.notes:
            report.info(note)
        stated = Declared(table.unit, text.rate_unit, table.unit_source, table.nodata)
        return series_from_columns(table.columns, None, mapping, file.name, extent=extent, stated=stated, report=report)
    return _read_wide(file, text, dated, mapping, extent, report)


def _runs_across(names: Sequence[str], mapping: ColumnMapping) -> bool:
    """Whether a header with dates lacks coordinates, so that these may stand in rows."""
    return not (_named(names, mapping.x, known.X) and _named(names, mapping.y, known.Y))


def _read_wide(
    file: TextFile,
    text: TextLayout,
    dated: DatedColumns,
    mapping: ColumnMapping,
    extent: Extent | None,
    report: Report,
) -> PointProduct:
    for note in text.notes:
        report.info(note)
    for note in dated.notes:
        report.warn(note)

    def understand(header: list[str]) -> Layout:
        return Layout(*_coordinate_names(header, mapping, file.name), dated.names, dated.dates)

    rows = read_wide(file, understand, extent=extent, text=text, report=report)
    for sentence in unreadable_sentences(rows, file.name):
        report.warn(sentence)
    if not len(rows.xy):
        raise SubsidenceError(_nothing(file.name, rows.n_rows - rows.unreadable, extent, text.preview))
    layout = rows.layout
    others = {name: values for name, values in rows.columns.items() if name not in (layout.x, layout.y)}
    stated = Declared(text.unit, text.rate_unit, text.unit_source, text.nodata)
    placed = _placed(rows.xy, mapping, file.name, report)
    columns = {name: values[placed] for name, values in others.items()}
    return _product(
        rows.xy[placed], dated, rows.displacement[placed], columns, rows.row_number[placed], mapping, stated,
        file.name, report,
    )  # fmt: skip


def series_from_columns(
    columns: Columns,
    xy: np.ndarray | None,
    mapping: ColumnMapping,
    name: str,
    *,
    extent: Extent | None = None,
    stated: Declared | None = None,
    report: Report = SILENT,
) -> PointProduct:
    """A product from columns in memory, of any of the shapes.

    columns : name → values, shape=(n_rows,)
    xy : shape=(n_rows, 2) of a point layer, or None when the coordinates are columns
    stated : what the file says of its units
    """
    stated = stated or Declared()
    if xy is None and (turned := _turned(columns, mapping, name)) is not None:
        columns = turned
    n_rows = len(next(iter(columns.values()))) if columns else 0
    if xy is None:
        if (wkt := _wkt_column(columns, mapping)) is not None:
            x_name, y_name, xy = wkt, wkt, _places_of_wkt(columns[wkt])
        else:
            x_name, y_name = _coordinate_names(list(columns), mapping, name)
            xy = np.column_stack([_coordinates(columns[axis], f"{name}, {axis}") for axis in (x_name, y_name)])
        columns = {key: values for key, values in columns.items() if key not in (x_name, y_name)}
        inside = _placed(xy, mapping, name, report)
    else:
        inside = np.isfinite(xy).all(axis=1)
    if extent is not None:
        inside &= (xy >= extent[:2]).all(axis=1) & (xy <= extent[2:]).all(axis=1)
    if not inside.any():
        raise SubsidenceError(_nothing(name, n_rows, extent))
    kept = np.flatnonzero(inside)
    columns = {key: _kept(values, kept) for key, values in columns.items()}
    dated = DatedColumns() if mapping.date else dated_columns(columns, mapping.date_pattern)
    for note in dated.notes:
        report.warn(note)
    if mapping.date or not dated.names:
        return _without_dated_columns(columns, xy[kept], mapping, stated, name, report)
    displacement = np.column_stack([parse_numbers_fast(columns[epoch], f"{name}, {epoch}") for epoch in dated.names])
    others = {key: _plain(values) for key, values in columns.items() if key not in dated.names}
    return _product(xy[kept], dated, displacement, others, kept + 1, mapping, stated, name, report)


def _placed(xy: np.ndarray, mapping: ColumnMapping, name: str, report: Report) -> np.ndarray:
    """Which rows have coordinates; shape=(n_rows,), bool. Said where some have none; refused where they cannot be."""
    marked = np.column_stack([without_marks(xy[:, 0]).values, without_marks(xy[:, 1]).values])
    placed = np.isfinite(marked).all(axis=1)
    if not placed.all():
        report.warn(
            message("{name}: {count} rows have no coordinates and are left out.", name=name, count=int((~placed).sum()))
        )
    if not placed.any():
        return placed
    x, y = np.abs(xy[placed, 0]), np.abs(xy[placed, 1])
    if not mapping.in_degrees:
        if x.max() <= 180.0 and y.max() <= 90.0 and (xy[placed] != np.rint(xy[placed])).any():
            report.warn(
                message(
                    "{name}: coordinates such as {x:.10g}, {y:.10g} look like degrees, but the chosen CRS ({crs}) has"
                    " metres; choose the CRS of the coordinates.",
                    name=name,
                    x=xy[placed][0, 0],
                    y=xy[placed][0, 1],
                    crs=mapping.crs,
                )
            )
        return placed
    if y.max() > 90.0 and x.max() <= 90.0 and y.max() <= 360.0:
        raise SubsidenceError(
            message(
                "{name}: the column of latitudes goes up to {value:g}; longitude and latitude seem to be exchanged,"
                " name their columns.",
                name=name,
                value=y.max(),
            )
        )
    if x.max() > 360.0 or y.max() > 90.0:
        raise SubsidenceError(
            message(
                "{name}: coordinates such as {x:.10g}, {y:.10g} are no degrees; set the CRS of the coordinates.",
                name=name,
                x=xy[placed][0, 0],
                y=xy[placed][0, 1],
            )
        )
    return placed


def _wkt_column(columns: Columns, mapping: ColumnMapping) -> str | None:
    """The column of points in well-known text, where there are no columns of coordinates."""
    name = known.find(columns, known.GEOMETRY)
    if not name or not _runs_across(list(columns), mapping):
        return None
    return name if any(WKT_POINT.match(str(value).strip()) for value in columns[name][:20]) else None


def _places_of_wkt(values: Sequence | np.ndarray) -> np.ndarray:
    """Coordinates from “POINT (x y)”, NaN for anything else; shape=(n, 2)."""
    matches = [WKT_POINT.match(str(value).strip()) for value in values]
    return np.array([[float(m[1]), float(m[2])] if m else [np.nan, np.nan] for m in matches]).reshape(-1, 2)


def _coordinates(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers, or angles in degrees and minutes."""
    try:
        return parse_numbers_fast(values, where)
    except SubsidenceError:
        try:
            return np.array([np.nan if is_missing(value) else angle_of(str(value)) for value in values])
        except ValueError:
            pass
        raise


def _kept(values: Sequence | np.ndarray, kept: np.ndarray) -> Sequence:
    return values[kept] if isinstance(values, np.ndarray) else [values[index] for index in kept.tolist()]


def parse_numbers_fast(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers of a column that may already be numbers; NaN where missing."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values.astype(float)
    return parse_numbers(list(values), where)


def _plain(values: Sequence | np.ndarray) -> np.ndarray:
    """A further column: numbers where every cell is one, else text."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values
    try:
        return parse_numbers(values, "")
    except SubsidenceError:
        texts = [None if is_missing(value) else str(value).strip() or None for value in values]
        return np.array([*texts, None], dtype=object)[:-1]


def _turned(columns: Columns, mapping: ColumnMapping, name: str) -> dict[str, list] | None:
    """A table with dates down and points across as a wide one; None where the table is none of this kind.

    Two rows give the coordinates; the first column holds their names and the dates.
    """
    names = list(columns)
    if len(names) < 2 or not _runs_across(names, mapping):
        return None
    labels = [station_key(label) for label in columns[names[0]]]
    if sum(bool(label) and readings_of(label) for label in labels) < max(2, 0.5 * len(labels)):
        return None
    x_row, y_row = known.find(labels, known.X), known.find(labels, known.Y)
    if not x_row or not y_row:
        raise SubsidenceError(
            message(
                "{name} has dates down and points across, but no rows with the coordinates of the points; add two rows"
                " that begin with “lon” and “lat”, or join the points to their places first.",
                name=name,
            )
        )
    turned: dict[str, list] = {"point": names[1:]}
    for row, label in enumerate(labels):
        if label:
            turned[label] = [columns[point][row] for point in names[1:]]
    return turned


def _without_dated_columns(
    columns: Columns,
    xy: np.ndarray,
    mapping: ColumnMapping,
    stated: Declared,
    name: str,
    report: Report,
) -> PointProduct:
    """A long table, or one of rates alone."""
    date_name = _date_column(columns, mapping.date)
    if not date_name and known.find(columns, known.VALUE):
        date_name = known.find(columns, known.DATE)  # to say which cell is no date
    value_name = _value_column(columns, mapping.value, date_name) if date_name else ""
    if date_name and value_name:
        return _from_long(columns, xy, date_name, value_name, mapping, stated, name, report)
    rate_name = _rate_column(columns, mapping)
    if rate_name and not date_name:
        report.info(message("{name} has no dates; its rates are read without a series.", name=name))
        others = {key: _plain(values) for key, values in columns.items()}
        nothing = np.empty((len(xy), 0))
        return _product(xy, DatedColumns(), nothing, others, np.arange(1, len(xy) + 1), mapping, stated, name, report)
    raise SubsidenceError(
        message(
            "{name} has no columns named by dates (such as D20180306 or 2018-03-06), and no column"
            " of {value} either; say which one it is, or set the date pattern. It has: {names}.",
            name=name,
            value="dates" if not date_name else "displacements",
            names=", ".join(list(columns)[:12]),
        )
    )


def _date_column(columns: Columns, given: str) -> str:
    """The column of dates: the given one, or the first with a usual name whose cells can be dates."""
    if given:
        return given if given in columns else ""
    taken: list[str] = []
    while found := known.find(columns, known.DATE, taken):
        sample = [value for value in columns[found][:200] if not is_missing(value)]
        if sample and all(readings_of(station_key(value)) for value in sample[:20]):
            return found
        taken.append(found)
    return ""


def _value_column(columns: Columns, given: str, date_name: str) -> str:
    if given:
        return given if given in columns else ""
    found = known.find(columns, known.VALUE, [date_name])
    if found:
        return found
    sinking = [name for name in columns if name != date_name and known.sinks_positive(name)]
    return sinking[0] if len(sinking) == 1 else ""


def _rate_column(columns: Mapping[str, object], mapping: ColumnMapping) -> str:
    """The column of the rate: the given one, by its usual names, of the vertical rate, or one that says sinking."""
    if mapping.rate:
        return mapping.rate if mapping.rate in columns else ""
    found = find_rate_field(list(columns)) or known.find(columns, (*known.RATE, *known.VERTICAL_RATE))
    if found:
        return found
    sinking = [name for name in columns if known.sinks_positive(name) and "depth" not in name.lower()]
    return sinking[0] if len(sinking) == 1 else ""


def _from_long(
    columns: Columns,
    xy: np.ndarray,
    date_name: str,
    value_name: str,
    mapping: ColumnMapping,
    stated: Declared,
    name: str,
    report: Report,
) -> PointProduct:
    """Rows of point and date, folded into one row per point."""
    notes: list[str] = []
    dates = dates_of_column(columns[date_name], f"{name}, {date_name}", notes, mapping.date_pattern)
    for note in notes:
        report.warn(note)
    values = parse_numbers_fast(columns[value_name], f"{name}, {value_name}")
    identifier = mapping.identifier or known.find(columns, known.POINT, [date_name, value_name])
    if identifier and identifier in columns:
        keys = np.array([station_key(value) for value in columns[identifier]], dtype=str)
    else:
        keys = np.array([f"{x!r} {y!r}" for x, y in xy.tolist()], dtype=str)
    if identifier and not mapping.identifier and np.unique(keys).size == keys.size > np.unique(xy, axis=0).shape[0]:
        keys = np.array([f"{x!r} {y!r}" for x, y in xy.tolist()], dtype=str)  # it numbers the rows, not the points
    has_date = ~np.isnat(dates)
    _, first, point = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))  # points in the order in which they appear
    point, first = order[point.reshape(-1)], np.sort(first)
    if np.abs(xy - xy[first][point]).max() > SAME_PLACE * max(np.abs(xy).max(), 1.0):
        raise SubsidenceError(
            message(
                "{name} gives one point of “{identifier}” several places; every point needs one place.",
                name=name,
                identifier=identifier,
            )
        )
    days, epoch = np.unique(dates[has_date], return_inverse=True)
    cell = point[has_date] * days.size + epoch.reshape(-1)
    if np.unique(cell).size < cell.size:
        twice = int(np.flatnonzero(np.bincount(cell) > 1)[0])
        raise SubsidenceError(
            message(
                "{name} has more than one value for the point “{keys}” on {days}; keep one.",
                name=name,
                keys=keys[first[twice // days.size]],
                days=days[twice % days.size],
            )
        )
    displacement = np.full(first.size * days.size, np.nan)
    displacement[cell] = values[has_date]
    others = {
        key: _plain(_kept(values, first)) for key, values in columns.items() if key not in (date_name, value_name)
    }
    unit_column = stated_unit(columns)
    dated = DatedColumns(list(days.astype(str)), days, value_name, unit_column or known.unit_in(value_name))
    return _product(
        xy[first], dated, displacement.reshape(first.size, days.size), others, np.arange(1, first.size + 1), mapping,
        stated, name, report,
    )  # fmt: skip


def _product(
    xy: np.ndarray,
    dated: DatedColumns,
    displacement: np.ndarray,
    others: Mapping[str, np.ndarray],
    row_number: np.ndarray,
    mapping: ColumnMapping,
    stated: Declared,
    name: str,
    report: Report,
) -> PointProduct:
    columns = dict(others)
    rate_name = _rate_column(columns, mapping)
    if mapping.rate and not rate_name:
        raise SubsidenceError(message("{name} has no column “{rate}”.", name=name, rate=mapping.rate))
    units = applied_units(mapping.unit, stated, dated, rate_name, columns, name, report)
    sign = -1.0 if mapping.reverse else 1.0
    if dated.names:
        where = message("{name}, displacements", name=name)
        displacement = screened(displacement, where, nodata=stated.nodata, judge=True, report=report)
        displacement = displacement if units.displacement == sign == 1.0 else displacement * (sign * units.displacement)
        if not np.isfinite(displacement).any():
            raise SubsidenceError(
                message("All displacements of {name} are empty; there is nothing to import.", name=name)
            )
    rate = columns.pop(rate_name, None) if rate_name else None
    if rate is None:
        velocity, columns["velocity_std_white"], _ = linear_rate(displacement, dated.dates)
        columns["velocity_std"], _ = noise_of_rates(displacement, dated.dates)
    else:
        raw = parse_numbers_fast(rate, f"{name}, {rate_name}")
        raw = screened(raw, f"{name}, {rate_name}", nodata=stated.nodata, judge=True, report=report)
        velocity = raw * (sign * units.rate)
    columns = _cleaned(_renamed(columns, rate_name), stated.nodata, name, report)
    columns = with_believed_look(columns, name, report)
    if rate is not None and "velocity_std" in columns and columns["velocity_std"].dtype.kind in "fiu":
        columns["velocity_std"] = columns["velocity_std"] * units.rate
    if rate is not None and not np.isfinite(velocity).any() and not dated.names:
        raise SubsidenceError(message("All rates of {name} are empty; there is nothing to import.", name=name))
    warn_of_units(
        mapping, stated, dated, rate_name, displacement, velocity if rate is not None else None, others, name, report
    )
    point_id = columns.pop("point_id", None)
    whole = point_id is not None and point_id.dtype.kind in "fiu" and np.isfinite(point_id).all()
    return PointProduct(
        series=DeformationSeries(dated.dates, displacement, xy),
        velocity_mm_per_yr=velocity,
        point_id=point_id.astype(np.int64) if point_id is not None and whole else row_number,
        columns=columns,
        crs=mapping.crs,
        geometry=mapping.geometry,
        source=name,
    )


def _cleaned(
    columns: Mapping[str, np.ndarray], nodata: Sequence[float], name: str, report: Report
) -> dict[str, np.ndarray]:
    """The further columns without marks of "nothing"; identifiers stay as they are."""
    return {
        key: values
        if values.dtype.kind not in "fiu" or known.normal(key) in IDENTIFIERS
        else screened(values, f"{name}, {key}", nodata=nodata, report=report)
        for key, values in columns.items()
    }


def _renamed(columns: Mapping[str, np.ndarray], rate_name: str = "") -> dict[str, np.ndarray]:
    """Columns under our names where a producer's name is known; the first of several aliases wins."""
    numeric = {name: values for name, values in columns.items() if values.dtype.kind in "fiu"}
    ours = known.renamed_to_ours(numeric)
    for field, names in (("velocity_east", known.EAST_RATE), ("velocity_north", known.NORTH_RATE)):
        found = known.find(numeric, names, taken=ours)
        if found:
            ours[found] = field
    taken = {name.lower() for name in columns if name not in ours}
    ours = {name: field for name, field in ours.items() if field.lower() not in taken or name.lower() == field}
    return {ours.get(name, name): values for name, values in columns.items() if known.normal(name) != "fid"}


def _named(columns: Sequence[str] | Mapping[str, object], given: str, usual: Sequence[str]) -> str:
    if given:
        return given if given in columns else ""
    return known.find(columns, usual)


def _coordinate_names(names: Sequence[str], mapping: ColumnMapping, where: str) -> tuple[str, str]:
    x, y = _named(names, mapping.x, known.X), _named(names, mapping.y, known.Y)
    if not mapping.in_degrees and not mapping.x and not mapping.y:  # metres are wanted, where there are both
        of_metres = known.find(names, known.X_METRES), known.find(names, known.Y_METRES)
        x, y = of_metres if all(of_metres) else (x, y)
    if not x or not y:
        raise SubsidenceError(
            message(
                "{where} has no columns of coordinates that can be recognised; say which they are. It has: {names}.",
                where=where,
                names=", ".join(list(dict.fromkeys(names))[:12]),
            )
        )
    return x, y


def _nothing(name: str, n_rows: int, extent: Extent | None, preview: str = "") -> str:
    if extent is not None and n_rows:
        return message(
            "None of the {n_rows} points of {name} lies in the extent; check the extent and the table's CRS.",
            n_rows=n_rows,
            name=name,
        )
    if preview:
        return message("{name} has no rows that can be read. They begin “{preview}”.", name=name, preview=preview)
    return message("{name} has no rows that can be read.", name=name)

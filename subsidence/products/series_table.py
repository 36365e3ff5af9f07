"""Displacement series from tables and dated layers of any producer.

Wide tables have a row per point and a column per date; long tables have a row per point and date.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..series import DeformationSeries, find_rate_field, linear_rate
from ..spatial.look_vectors import LOS_NAMES, with_believed_look
from ..tabular.dates import dated_names, dates_of_column
from ..tabular.tables import parse_numbers, read_table, station_key
from ..tabular.text_files import TextFile, read_header
from ..tabular.wide_rows import Extent, Layout, read_wide, unreadable_sentences
from ..units import LOS, mm_per
from ..wording import message
from .points import PointProduct

X_NAMES = ("longitude", "lon", "long", "lng", "easting", "x", "x_coord", "xcoord", "coord_x", "east", "utm_x", "经度")
Y_NAMES = ("latitude", "lat", "northing", "y", "y_coord", "ycoord", "coord_y", "north", "utm_y", "纬度")
ID_NAMES = ("point_id", "id", "pid", "code", "point", "ps_id", "name", "station", "fid", "点号", "点名")
DATE_NAMES = ("date", "epoch", "time", "datetime", "day", "acquisition", "fecha", "datum", "日期")
VALUE_NAMES = ("displacement", "displacement_mm", "disp", "value", "los", "deformation", "motion", "d", "位移", "形变")
MORE_RATE_NAMES = ("rate", "v", "vel_mm_yr", "velocity_mm_yr", "v_mm_yr", "mean_vel", "vlos", "v_los")
# Our fields and the names that producers give them, in lower case.
Columns = Mapping[str, "Sequence | np.ndarray"]

ALIASES = {
    "velocity_std": ("velocity_std", "v_stdev", "vel_std", "mean_velocity_std", "velocitystd", "vstd", "v_std"),
    "coherence": ("coherence", "temporal_coherence", "temp_coh", "coer", "coh"),
    "height": ("height", "height_m", "hgt", "elevation", "height_ortho"),
    **LOS_NAMES,
}


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a table are, as far as the user says so; an empty name is looked for.

    unit : of displacements and rates; reverse : positive means sinking (or away from the satellite)
    geometry : line of sight or vertical; crs : of the coordinates
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

    @property
    def factor(self) -> float:
        return -mm_per(self.unit) if self.reverse else mm_per(self.unit)


def read_series_table(
    path: str | os.PathLike,
    mapping: ColumnMapping | None = None,
    *,
    extent: Extent | None = None,
    report: Report = SILENT,
) -> PointProduct:
    """Read a delimited text file, wide or long; wide ones are streamed and clipped while reading."""
    mapping = mapping or ColumnMapping()
    file = TextFile(Path(path))
    if not file.path.is_file():
        raise SubsidenceError(message("The table {path} does not exist.", path=path))
    with file.open() as stream:
        first = stream.readline(2**20)
    if not first.strip():
        raise SubsidenceError(message("{name} is empty; copy it again.", name=file.name))
    names, _ = read_header(first, file.name)
    if mapping.date or not dated_names(names)[0]:
        table = read_table(file.path)
        for note in table.notes:
            report.info(note)
        return series_from_columns(table.columns, None, mapping, file.name, extent=extent, report=report)

    def understand(header: list[str]) -> Layout:
        epochs, dates = dated_names(header)
        return Layout(*_coordinate_names(header, mapping, file.name), epochs, dates)

    rows = read_wide(file, understand, extent=extent, report=report)
    for text in unreadable_sentences(rows, file.name):
        report.warn(text)
    if not len(rows.xy):
        raise SubsidenceError(_nothing(file.name, rows.n_rows - rows.unreadable, extent))
    layout = rows.layout
    others = {name: values for name, values in rows.columns.items() if name not in (layout.x, layout.y)}
    return _product(rows.xy, layout.dates, rows.displacement, others, rows.row_number, mapping, file.name, report)


def series_from_columns(
    columns: Columns,
    xy: np.ndarray | None,
    mapping: ColumnMapping,
    name: str,
    *,
    extent: Extent | None = None,
    report: Report = SILENT,
) -> PointProduct:
    """A product from columns in memory, wide or long.

    columns : name → values, shape=(n_rows,)
    xy : shape=(n_rows, 2) of a point layer, or None when the coordinates are columns
    """
    n_rows = len(next(iter(columns.values()))) if columns else 0
    if xy is None:
        x_name, y_name = _coordinate_names(list(columns), mapping, name)
        xy = np.column_stack([parse_numbers(columns[x_name], f"{name}, {x_name}"),
                              parse_numbers(columns[y_name], f"{name}, {y_name}")])  # fmt: skip
        columns = {key: values for key, values in columns.items() if key not in (x_name, y_name)}
    inside = np.isfinite(xy).all(axis=1)
    if not inside.all():
        report.warn(
            message("{name}: {count} rows have no coordinates and are left out.", name=name, count=int((~inside).sum()))
        )
    if extent is not None:
        inside &= (xy >= extent[:2]).all(axis=1) & (xy <= extent[2:]).all(axis=1)
    if not inside.any():
        raise SubsidenceError(_nothing(name, n_rows, extent))
    kept = np.flatnonzero(inside)
    columns = {key: _kept(values, kept) for key, values in columns.items()}
    epochs, dates = dated_names(columns)
    if mapping.date or not epochs:
        return _from_long(columns, xy[kept], mapping, name, report)
    displacement = np.column_stack([parse_numbers_fast(columns[epoch], f"{name}, {epoch}") for epoch in epochs])
    others = {key: _plain(values) for key, values in columns.items() if key not in epochs}
    return _product(xy[kept], dates, displacement, others, kept + 1, mapping, name, report)


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
        texts = [None if value is None else str(value).strip() or None for value in values]
        return np.array([*texts, None], dtype=object)[:-1]


def _from_long(columns: Columns, xy: np.ndarray, mapping: ColumnMapping, name: str, report: Report) -> PointProduct:
    """Rows of point and date, folded into one row per point."""
    date_name = _named(columns, mapping.date, DATE_NAMES)
    value_name = _named(columns, mapping.value, VALUE_NAMES)
    if not date_name or not value_name:
        raise SubsidenceError(
            message(
                "{name} has no columns named by dates (such as D20180306 or 2018-03-06), and no column"
                " of {value} either; say which one it is. It has: {names}.",
                name=name,
                value="dates" if not date_name else "displacements",
                names=", ".join(list(columns)[:12]),
            )
        )
    dates = dates_of_column(columns[date_name], f"{name}, {date_name}")
    values = parse_numbers_fast(columns[value_name], f"{name}, {value_name}")
    identifier = _named(columns, mapping.identifier, ID_NAMES)
    if identifier:
        keys = np.array([station_key(value) for value in columns[identifier]], dtype=str)
    else:
        keys = np.array([f"{x!r} {y!r}" for x, y in xy.tolist()], dtype=str)
    known = ~np.isnat(dates)
    _, first, point = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))  # points in the order in which they appear
    point, first = order[point.reshape(-1)], np.sort(first)
    if np.abs(xy - xy[first][point]).max() > 1e-6 * max(np.abs(xy).max(), 1.0):
        raise SubsidenceError(
            message(
                "{name} gives one point of “{identifier}” several places; every point needs one place.",
                name=name,
                identifier=identifier,
            )
        )
    days, epoch = np.unique(dates[known], return_inverse=True)
    cell = point[known] * days.size + epoch.reshape(-1)
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
    displacement[cell] = values[known]
    others = {
        key: _plain(_kept(values, first)) for key, values in columns.items() if key not in (date_name, value_name)
    }
    shape = (first.size, days.size)
    rows = np.arange(1, first.size + 1)
    return _product(xy[first], days, displacement.reshape(shape), others, rows, mapping, name, report)


def _product(
    xy: np.ndarray,
    dates: np.ndarray,
    displacement: np.ndarray,
    others: Mapping[str, np.ndarray],
    row_number: np.ndarray,
    mapping: ColumnMapping,
    name: str,
    report: Report,
) -> PointProduct:
    displacement = np.where(np.isfinite(displacement), displacement, np.nan) * mapping.factor
    if not np.isfinite(displacement).any():
        raise SubsidenceError(message("All displacements of {name} are empty; there is nothing to import.", name=name))
    columns = dict(others)
    rate_name = mapping.rate or find_rate_field(list(columns)) or _named(columns, "", MORE_RATE_NAMES)
    rate = columns.pop(rate_name, None) if rate_name else None
    if mapping.rate and rate is None:
        raise SubsidenceError(message("{name} has no column “{rate}”.", name=name, rate=mapping.rate))
    if rate is None:
        velocity, std, _ = linear_rate(displacement, dates)
        columns["velocity_std"] = std
    else:
        velocity = parse_numbers_fast(rate, f"{name}, {rate_name}") * mapping.factor
    columns = with_believed_look(_renamed(columns), name, report)
    if rate is not None and "velocity_std" in columns and columns["velocity_std"].dtype.kind in "fiu":
        columns["velocity_std"] = columns["velocity_std"] * abs(mapping.factor)
    point_id = columns.pop("point_id", None)
    whole = point_id is not None and point_id.dtype.kind in "fiu" and np.isfinite(point_id).all()
    return PointProduct(
        series=DeformationSeries(dates, displacement, xy),
        velocity_mm_per_yr=velocity,
        point_id=point_id.astype(np.int64) if point_id is not None and whole else row_number,
        columns=columns,
        crs=mapping.crs,
        geometry=mapping.geometry,
        source=name,
    )


def _renamed(columns: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Columns under our names where a producer's name is known; the first of several aliases wins."""
    lower = {name.lower(): name for name in columns}
    ours = {}
    for field, aliases in ALIASES.items():
        theirs = next((lower[alias] for alias in aliases if alias in lower), None)
        if theirs is not None and columns[theirs].dtype.kind in "fiu":
            ours[theirs] = field
    return {ours.get(name, name): values for name, values in columns.items() if name.lower() != "fid"}


def _named(columns: Mapping[str, object], given: str, known: Sequence[str]) -> str:
    if given:
        return given if given in columns else ""
    lower = {name.lower(): name for name in columns}
    return next((lower[name] for name in known if name in lower), "")


def _coordinate_names(names: Sequence[str], mapping: ColumnMapping, where: str) -> tuple[str, str]:
    columns = dict.fromkeys(names)
    x, y = _named(columns, mapping.x, X_NAMES), _named(columns, mapping.y, Y_NAMES)
    if not x or not y:
        raise SubsidenceError(
            message(
                "{where} has no columns of coordinates that can be recognised; say which they are. It has: {names}.",
                where=where,
                names=", ".join(list(columns)[:12]),
            )
        )
    return x, y


def _nothing(name: str, n_rows: int, extent: Extent | None) -> str:
    if extent is not None and n_rows:
        return message(
            "None of the {n_rows} points of {name} lies in the extent; check the extent and the table's CRS.",
            n_rows=n_rows,
            name=name,
        )
    return message("{name} has no rows that can be read.", name=name)

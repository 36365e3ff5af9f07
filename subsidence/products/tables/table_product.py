"""Columns whose meaning is known as points with series, in our units, signs and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ...analysis.trend_fit import noise_of_rates
from ...errors import SubsidenceError
from ...missing_values import marks_in_columns, screened, without_marks
from ...progress import Report
from ...series import DeformationSeries, linear_rate
from ...spatial.look_vectors import with_believed_look
from ...tabular import column_names as known
from ...tabular.column_values import is_missing, parse_angles, parse_numbers
from ...tabular.dates import DatedColumns
from ...tabular.wide_rows import are_long_names
from ...wording import message
from ..points import PointProduct
from .column_mapping import WKT_POINT, ColumnMapping, rate_column
from .doubts import tell_doubles
from .increments import as_displacements
from .table_units import Declared, applied_units, warn_of_units

MEXICO = -99.0  # a longitude before it is a mark of "nothing"; no latitude is as low
FORGIVEN_DAYS = 366  # clocks may be wrong, and made series run on
IDENTIFIERS = frozenset(map(known.normal, (*known.POINT, *known.STATION)))


def placed_rows(xy: np.ndarray, mapping: ColumnMapping, name: str, report: Report) -> np.ndarray:
    """Which rows have coordinates; shape=(n_rows,), bool. Said where some have none; refused where they cannot be."""
    marked = np.column_stack([without_marks(xy[:, 0]).values, without_marks(xy[:, 1]).values])
    marked[:, 0] = np.where(xy[:, 0] == MEXICO, xy[:, 0], marked[:, 0])
    placed = np.isfinite(marked).all(axis=1)
    if not placed.all():
        report.warn(
            message("{name}: {count} rows have no coordinates and are left out.", name=name, count=int((~placed).sum()))
        )
    if not placed.any():
        return placed
    placed &= ~nowhere(xy, name, report)
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


def nowhere(xy: np.ndarray, name: str, report: Report) -> np.ndarray:
    """Which rows lie at 0, 0 while all others are far from there, as where a place was not known; said.

    xy : shape=(n_rows, 2); shape=(n_rows,), bool
    """
    zero = (xy == 0.0).all(axis=1)
    others = xy[~zero & np.isfinite(xy).all(axis=1)]
    if not zero.any() or not len(others):
        return np.zeros(len(xy), dtype=bool)
    low, high = others.min(axis=0), others.max(axis=0)
    reach = float((high - low).max())
    if (low - reach <= 0.0).all() and (high + reach >= 0.0).all():
        return np.zeros(len(xy), dtype=bool)
    report.warn(
        message(
            "{name}: {count} rows lie at 0, 0, far from all others; they have no place and are left out.",
            name=name,
            count=int(zero.sum()),
        )
    )
    return zero


def places_of_wkt(values: Sequence | np.ndarray) -> np.ndarray:
    """Coordinates from “POINT (x y)”, NaN for anything else; shape=(n, 2)."""
    matches = [WKT_POINT.match(str(value).strip()) for value in values]
    return np.array([[float(m[1]), float(m[2])] if m else [np.nan, np.nan] for m in matches]).reshape(-1, 2)


def coordinates(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers, or angles in degrees and minutes."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values.astype(float)
    return parse_angles(list(values), where)


def chosen_rows(values: Sequence | np.ndarray, kept: np.ndarray) -> Sequence:
    return values[kept] if isinstance(values, np.ndarray) else [values[index] for index in kept.tolist()]


def parse_numbers_fast(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers of a column that may already be numbers; NaN where missing."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values.astype(float)
    return parse_numbers(list(values), where)


def plain_column(values: Sequence | np.ndarray) -> np.ndarray:
    """A further column: numbers where every cell is one, else text; names of digits too long for a number are text."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values
    texts = [None if is_missing(value) else str(value).strip() or None for value in values]
    if not are_long_names([text or "" for text in texts]):
        try:
            return parse_numbers(values, "")
        except SubsidenceError:
            pass
    return np.array([*texts, None], dtype=object)[:-1]


def product_of(
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
    declared = (*stated.nodata, *marks_in_columns(others))
    columns = {key: values for key, values in others.items() if not marks_in_columns({key: values})}
    of_motion = (*declared, *mapping.nodata)
    rate_name = rate_column(columns, mapping, beside_series=bool(dated.names))
    if mapping.rate and not rate_name:
        raise SubsidenceError(message("{name} has no column “{rate}”.", name=name, rate=mapping.rate))
    units = applied_units(mapping.unit, stated, dated, rate_name, columns, name, report)
    sign = -1.0 if mapping.reverse else 1.0
    rate = columns.pop(rate_name, None) if rate_name else None
    raw = None if rate is None else parse_numbers_fast(rate, f"{name}, {rate_name}")
    if raw is not None:
        raw = screened(raw, f"{name}, {rate_name}", nodata=of_motion, judge=True, report=report)
    if dated.names:
        _doubt_future(dated, name, report)
        where = message("{name}, displacements", name=name)
        displacement = screened(displacement, where, nodata=of_motion, judge=True, report=report)
        per_value = None if raw is None else raw * (units.rate / units.displacement)
        displacement, dated = as_displacements(displacement, dated, per_value, mapping.counted_from, name, report)
        displacement = displacement if units.displacement == sign == 1.0 else displacement * (sign * units.displacement)
        if not np.isfinite(displacement).any():
            raise SubsidenceError(
                message("All displacements of {name} are empty; there is nothing to import.", name=name)
            )
    if raw is None:
        velocity, columns["velocity_std_white"], _ = linear_rate(displacement, dated.dates)
        columns["velocity_std"], _ = noise_of_rates(displacement, dated.dates)
    else:
        velocity = raw * (sign * units.rate)
    columns = _cleaned(_renamed(columns, rate_name), declared, name, report)
    columns = with_believed_look(columns, name, report)
    if rate is not None and "velocity_std" in columns and columns["velocity_std"].dtype.kind in "fiu":
        columns["velocity_std"] = columns["velocity_std"] * units.rate
    if rate is not None and not np.isfinite(velocity).any() and not dated.names:
        raise SubsidenceError(message("All rates of {name} are empty; there is nothing to import.", name=name))
    warn_of_units(
        mapping, stated, dated, rate_name, displacement, velocity if rate is not None else None, others, name, report
    )
    tell_doubles(columns, xy, name, report)
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


def _doubt_future(dated: DatedColumns, name: str, report: Report) -> None:
    """Say where displacements are dated later than today, which nobody can have measured."""
    last = dated.dates.max()
    if last > np.datetime64("today", "D") + FORGIVEN_DAYS:
        report.warn(
            message(
                "{name}: its dates reach to {last}, which lies in the future; check how they are written, or set the"
                " date pattern.",
                name=name,
                last=last,
            )
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

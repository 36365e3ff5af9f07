"""The units of a table's displacements and rates: what the file says, what the user says, and what looks wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...errors import SubsidenceError
from ...progress import Report
from ...series import linear_rate
from ...tabular import column_names as known
from ...tabular.column_values import is_missing
from ...tabular.dates import DatedColumns
from ...units import AUTOMATIC, LOS, MM_PER_UNIT, mm_per, unit_taken
from ...wording import message

if TYPE_CHECKING:
    from .column_mapping import ColumnMapping

DEPTH = re.compile(r"depth|tiefe|flurabstand|埋深", re.I)
UNIT_COLUMNS = ("uom", "unit", "units", "measure_unit", "measure_units", "einheit", "unidad", "unita", "单位", "單位")
SAMPLE_ROWS = 2000
SLOWEST_TO_COMPARE = 0.3  # of the largest rates; slopes of slow points are noise
TINY_MM = 0.5  # series that never leave this are probably in another unit
POWERS = (10.0, 100.0, 1000.0)
WITHIN = 1.35  # of a power of ten


@dataclass(frozen=True)
class Declared:
    """What a file states: units of displacements and of rates ("" where it states none), in which words, and marks of
    "no value"."""

    unit: str = ""
    rate_unit: str = ""
    source: str = ""
    nodata: tuple[float, ...] = ()


@dataclass(frozen=True)
class Units:
    """Millimetres per unit of the displacements, and of the rates (per year)."""

    displacement: float
    rate: float


def stated_unit(columns: Mapping[str, Sequence | np.ndarray]) -> str:
    """The unit in a column such as UOM; "" where there is none, or one that holds something else.

    Raises ``SubsidenceError`` where it differs from row to row.
    """
    name = known.find(columns, UNIT_COLUMNS)
    if not name:
        return ""
    texts = {str(value).strip().lower() for value in columns[name] if not is_missing(value)}
    units = {known.unit_named(text.split("/")[0]) for text in texts}
    if len(units - {""}) > 1:
        raise SubsidenceError(
            message(
                "The column “{name}” states several units ({units}); bring all rows to one first.",
                name=name,
                units=", ".join(sorted(units - {""})),
            )
        )
    return units.pop() if len(units) == 1 else ""


def applied_units(
    chosen: str,
    stated: Declared,
    dated: DatedColumns,
    rate_name: str,
    columns: Mapping[str, Sequence | np.ndarray],
    name: str,
    report: Report,
) -> Units:
    """The units that are applied: what the user chose; the file's own where that is automatic.

    What the file states is said where it is taken, and where it differs from what the user chose.
    """
    column_unit = stated_unit(columns)
    if chosen == AUTOMATIC:
        _refuse_scaled((*dated.names[:1], dated.word, rate_name), name)
    if rate_name and (other := known.other_time(rate_name)) and chosen == AUTOMATIC:
        raise SubsidenceError(
            message(
                "{name}: the rates of “{column}” are per {time}, not per year; convert them, or set UNIT where they are"
                " per year all the same.",
                name=name,
                column=rate_name,
                time=other,
            )
        )
    unit = dated.unit or column_unit or stated.unit
    own_rate = known.unit_in(rate_name) if rate_name else ""
    rate_unit = own_rate or column_unit or stated.rate_unit or stated.unit or (dated.unit if dated.names else "")
    if not dated.names:
        unit = rate_unit
    source = stated.source if unit == stated.unit and not dated.unit and stated.source else ""
    taken = [_one(chosen, found, source, kind, name, report) for found, kind in
             ((unit, message("displacements")), (rate_unit, message("rates")))[0 if dated.names else 1 :]]  # fmt: skip
    rate = taken[-1] if dated.names and rate_name else taken[0]
    return Units(mm_per(taken[0]), mm_per(rate))


def _refuse_scaled(names: Sequence[str], name: str) -> None:
    """Refuse units with a factor, such as tenths of a millimetre."""
    if scaled := next((text for text in map(known.scaled_unit, names) if text), ""):
        raise SubsidenceError(
            message(
                "{name} counts in “{unit}”, which is no unit of its own; multiply the values, or set UNIT where they"
                " are in that unit all the same.",
                name=name,
                unit=scaled,
            )
        )


def _one(chosen: str, found: str, source: str, kind: str, name: str, report: Report) -> str:
    if found and found not in MM_PER_UNIT and chosen == AUTOMATIC:
        raise SubsidenceError(
            message(
                "{name} states the unit {found} for its {kind} ({source}), which is no length; convert them to mm, or"
                " set UNIT where they are lengths all the same.",
                name=name,
                found=found,
                kind=kind,
                source=source or message("in names of columns"),
            )
        )
    taken, other = unit_taken(chosen, found)
    if other and chosen == AUTOMATIC:
        report.warn(
            message(
                "{name} states the unit {found} for its {kind} ({source}), which is taken.",
                name=name,
                found=found,
                kind=kind,
                source=source or message("in names of columns"),
            )
        )
    elif other:
        report.warn(
            message(
                "{name} states the unit {found} for its {kind}, but UNIT is {chosen}, which is taken. Leave UNIT on"
                " automatic to take the file's.",
                name=name,
                found=found,
                kind=kind,
                chosen=chosen,
            )
        )
    return taken


def warn_of_units(
    mapping: ColumnMapping,
    stated: Declared,
    dated: DatedColumns,
    rate_name: str,
    displacement_mm: np.ndarray,
    velocity_mm_per_yr: np.ndarray | None,
    columns: Mapping[str, np.ndarray],
    name: str,
    report: Report,
) -> None:
    """Warn of a unit or sign that is probably another than the one taken, with the parameter to set."""
    states = bool(stated.unit or dated.unit or (rate_name and known.unit_in(rate_name)))
    if (
        known.signature_in_cm([*columns, rate_name])
        and mapping.unit in (AUTOMATIC, "mm")
        and not states
        and not stated_unit(columns)
    ):
        report.warn(
            message(
                "{name} has the columns of a P-SBAS product, whose values are usually in cm; they are taken as mm. Set"
                " UNIT to cm if they are.",
                name=name,
            )
        )
    if dated.names and mapping.unit == AUTOMATIC and not stated.unit and not dated.unit:
        _warn_of_amounts(columns, rate_name, name, report)
    sinking = [text for text in (dated.word, rate_name) if text and known.sinks_positive(text)]
    sinking += _sinking_alike(columns, displacement_mm)
    if sinking and not mapping.reverse:
        report.warn(
            message(
                "{name}: “{column}” may count sinking as positive; it is taken as it is (negative means sinking). Set"
                " REVERSE (“Positive means sinking”) if it does.",
                name=name,
                column=sinking[0],
            )
        )
    _warn_of_direction(mapping, dated, name, report)
    if dated.names and mapping.unit == AUTOMATIC:
        _warn_of_tiny(displacement_mm, name, report)
    if velocity_mm_per_yr is not None and len(dated.names) > 2:
        warn_of_disagreement(displacement_mm, dated.dates, velocity_mm_per_yr, name, report)


def _warn_of_tiny(displacement_mm: np.ndarray, name: str, report: Report) -> None:
    """Say where no displacement is as large as those that are measured in millimetres."""
    some = displacement_mm[:: max(1, len(displacement_mm) // SAMPLE_ROWS)]
    some = np.abs(some[np.isfinite(some)])
    most = float(np.percentile(some, 99.5)) if some.size else 0.0
    if 0.0 < most < TINY_MM:
        report.warn(
            message(
                "{name}: no displacement is larger than {most:.3g} mm; where they are in metres or centimetres set"
                " UNIT.",
                name=name,
                most=most,
            )
        )


def _warn_of_direction(mapping: ColumnMapping, dated: DatedColumns, name: str, report: Report) -> None:
    """Say where names speak of another direction than the one taken."""
    if dated.direction == "up" and mapping.geometry == LOS:
        report.warn(
            message(
                "{name}: “{column}” sounds vertical, but is taken as {geometry}; set GEOMETRY to vertical if it is.",
                name=name,
                column=dated.names[0],
                geometry=mapping.geometry,
            )
        )
    elif dated.direction == "horizontal":
        report.warn(
            message(
                "{name}: “{column}” sounds horizontal; what follows takes it as {geometry}, so that it tells nothing of"
                " sinking.",
                name=name,
                column=dated.names[0],
                geometry=mapping.geometry,
            )
        )


def _warn_of_amounts(columns: Mapping[str, np.ndarray], rate_name: str, name: str, report: Report) -> None:
    """Say where an amount of sinking states a unit that the series beside it may have, too."""
    for column in columns:
        unit = known.unit_in(column)
        if column != rate_name and known.sinks_positive(column) and not DEPTH.search(column) and unit not in ("", "mm"):
            report.warn(
                message(
                    "{name}: “{column}” is in {unit}, while the displacements state no unit and are taken as mm; set"
                    " UNIT if they are in {unit}, too.",
                    name=name,
                    column=column,
                    unit=unit,
                )
            )
            return


def _sinking_alike(columns: Mapping[str, np.ndarray], displacement_mm: np.ndarray) -> list[str]:
    """Columns of sinking that have the sign of the last displacements, which then count sinking as positive, too."""
    if not displacement_mm.size:
        return []
    last = displacement_mm[:, -1]
    found = []
    for name, values in columns.items():
        if known.sinks_positive(name) and not DEPTH.search(name) and values.dtype.kind in "fiu":
            same = np.sign(values.astype(float) * last)
            if np.nansum(same) > 0.5 * len(last):
                found.append(name)
    return found


def warn_of_disagreement(
    displacement_mm: np.ndarray, dates: np.ndarray, rate_mm_per_yr: np.ndarray, name: str, report: Report
) -> None:
    """Warn where stated rates differ from the slopes of the series by a power of ten, or in sign."""
    step = max(1, len(displacement_mm) // SAMPLE_ROWS)
    slope, error, _ = linear_rate(displacement_mm[::step], dates)
    rate = np.asarray(rate_mm_per_yr, dtype=float)[::step]
    both = np.isfinite(slope) & np.isfinite(rate) & (rate != 0)
    if not both.any():
        return
    large = both & (np.abs(rate) >= SLOWEST_TO_COMPARE * np.abs(rate[both]).max())
    clear = large & ~(np.abs(slope) < 2.0 * np.nan_to_num(error))
    if not clear.any():
        return
    ratio = float(np.median(slope[clear] / rate[clear]))
    for power in POWERS:
        for factor in (power, 1.0 / power):
            if factor / WITHIN < abs(ratio) < factor * WITHIN:
                report.warn(
                    message(
                        "{name}: the rates and the slopes of the series differ by a factor of {factor:g}, so one of the"
                        " two is in another unit; check UNIT, or leave the rate out.",
                        name=name,
                        factor=power,
                    )
                )
                return
    if -WITHIN < ratio < -1.0 / WITHIN:
        report.warn(
            message("{name}: the rates and the slopes of the series have opposite signs; check both.", name=name)
        )

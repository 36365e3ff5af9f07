"""Layers of dated rasters as records in time: their periods, sub-daily values brought to days, rates to totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.band_times import named_dates
from ..raster.cf_time import Periods, periods_of
from ..raster.grid_source import GridSource
from ..units import split_per_time
from ..wording import message

LEAST_OF_DAY = 0.8  # of a day's hours must be known, or the day is not
LAYERS_LOOKED_AT = 240
VALUES_AT_ONCE = 20_000_000
HOURS_PER = {"second": 1 / 3600, "hour": 1.0, "day": 24.0, "month": 24 * 30.4375, "year": 24 * 365.25}


@dataclass(frozen=True)
class LayerRecords:
    """Which layers make which record.

    dates, until : shape=(n_records,), datetime64[D], the first day of each and the day after its last
    of_layer : shape=(n_layers, 3), raster, layer, record
    factor : shape=(n_layers,), what a value is multiplied by; hours : shape=(n_layers,), its length
    totals : whether values of a day are added up, not averaged; unit : of the records
    starts : shape=(n_layers,), datetime64[s]; up_to_time : sub-daily values are totals of a forecast up to their time
    """

    dates: np.ndarray
    until: np.ndarray
    of_layer: np.ndarray
    factor: np.ndarray
    hours: np.ndarray
    totals: bool
    unit: str
    sub_daily: bool
    starts: np.ndarray
    up_to_time: bool = False
    notes: Sequence[str] = field(default_factory=tuple)


def layer_records(
    sources: Sequence[GridSource],
    pattern: str = "",
    *,
    names: Sequence[str] = (),
    levels: bool = False,
    sums: bool = False,
) -> LayerRecords:
    """The records that the layers of some rasters make together.

    names : of the rasters, for dates and sentences
    levels : values were measured on their dates; else they stand for periods
    sums : they will be added up over time, so rates are turned into totals
    """
    names = list(names) or [source.path.name for source in sources]
    place = np.array([(n, layer) for n, source in enumerate(sources) for layer in range(source.n_layers)])
    periods = _together(sources, pattern, names)
    _refuse_repeats(periods, place, names)
    units = {source.unit for source in sources}
    if len(units) > 1:
        raise SubsidenceError(
            message(
                "The rasters are in different units ({names}); bring them to one first.",
                names=", ".join(sorted(unit or "–" for unit in units)),
            )
        )
    unit = units.pop()
    notes = [_told(periods, sources[0])]
    factor, result_unit, sentence = _factor(unit, periods, sums)
    notes += [sentence] if sentence else []
    if periods.sub_daily and not levels:
        middle = periods.starts + (periods.ends - periods.starts) // 2
        days = middle.astype("datetime64[D]")
        dates, record = np.unique(days, return_inverse=True)
        until = dates + np.timedelta64(1, "D")
    else:
        days = periods.days if levels else periods.starts.astype("datetime64[D]")
        dates, record = np.unique(days, return_inverse=True)
        length = np.maximum(np.rint(periods.hours / 24.0), 1).astype("timedelta64[D]")
        until = np.zeros(dates.size, dtype="datetime64[D]")
        until[record] = days + length
    return LayerRecords(
        dates,
        until,
        np.column_stack([place, record]),
        factor,
        periods.hours,
        sums,
        result_unit,
        bool(periods.sub_daily),
        periods.starts,
        periods.ends_at_stamp,
        tuple(note for note in notes if note),
    )


def record_values(
    records: LayerRecords,
    readers: Sequence[Callable[[Sequence[int]], np.ndarray]],
    n_points: int,
    report: Report = SILENT,
) -> np.ndarray:
    """The value of each record at each point; shape=(n_points, n_records), NaN where unknown.

    readers : one per raster: layers → values, shape=(n_points, n_layers)
    A day of sub-daily values is known where four fifths of its hours are; its total is scaled up to the whole.
    """
    n_records = records.dates.size
    running = records.sub_daily and records.up_to_time and _runs_through_the_day(records, readers)
    if running:
        report.warn(
            message(
                "The values grow through each day and begin anew with the next: they are totals since midnight (as"
                " ERA5-Land's), so the last one of a day is taken, not their sum."
            )
        )
    total = np.zeros((n_points, n_records))
    weight = np.zeros((n_points, n_records))
    at_once = max(VALUES_AT_ONCE // max(n_points, 1), 1)
    blocks = [
        rows[start : start + at_once]
        for raster in range(len(readers))
        for rows in [np.flatnonzero(records.of_layer[:, 0] == raster)]
        for start in range(0, rows.size, at_once)
    ]
    for rows in report.each(blocks):
        raster = int(records.of_layer[rows[0], 0])
        values = readers[raster](records.of_layer[rows, 1].tolist()) * records.factor[rows]
        known = np.isfinite(values)
        for column, row in enumerate(rows):
            record, hours = records.of_layer[row, 2], records.hours[row]
            share = np.where(known[:, column], values[:, column], 0.0)
            if running:
                total[:, record] = np.maximum(total[:, record], share)
            else:
                total[:, record] += share if records.totals else share * hours
            weight[:, record] += known[:, column] * hours
    with np.errstate(invalid="ignore", divide="ignore"):
        if records.sub_daily:
            whole = weight >= LEAST_OF_DAY * 24.0
            result = total * 24.0 / weight if records.totals else total / weight
            if running:
                result = total if records.totals else total / 24.0
            return np.where(whole, result, np.nan)
        return np.where(weight > 0, total if records.totals else total / weight, np.nan)


def _runs_through_the_day(records: LayerRecords, readers: Sequence[Callable]) -> bool:
    """Whether sub-daily values are totals since midnight: never less than before within a day, and less with the
    next; told by the first days that have rain."""
    rows = np.flatnonzero(records.of_layer[:, 0] == 0)
    rows = rows[np.argsort(records.starts[rows], kind="stable")][:LAYERS_LOOKED_AT]
    if rows.size < 3:
        return False
    values = readers[0](records.of_layer[rows, 1].tolist())
    steps = np.diff(values, axis=1)
    same_day = np.diff(records.of_layer[rows, 2]) == 0
    within, across = steps[:, same_day], steps[:, ~same_day]
    slack = 1e-6 * float(np.nanmax(np.abs(values), initial=0.0))
    with np.errstate(invalid="ignore"):
        grows, falls = int((within > slack).sum()), int((within < -slack).sum())
        resets = int((across < -slack).sum())
    return bool(grows > 3 and falls <= 0.01 * grows and resets > 0 and not (across > slack).any())


def _together(sources: Sequence[GridSource], pattern: str, names: Sequence[str]) -> Periods:
    """The periods of all layers. Where files tell no bounds, the steps between all of them count, for there may be
    one file per date."""
    own = [None if pattern else source.periods() for source in sources]
    stamps = [periods.stamps if periods is not None else np.empty(0, dtype="datetime64[s]") for periods in own]
    untimed = [number for number, periods in enumerate(own) if periods is None]
    by_name = named_dates([sources[n] for n in untimed], pattern, names=[names[n] for n in untimed])
    for number, days in zip(untimed, by_name):
        stamps[number] = days.astype("datetime64[s]")
    starts, ends = [each.copy() for each in stamps], [each.copy() for each in stamps]
    loose = []
    forecast = False
    for number, periods in enumerate(own):
        if periods is not None and periods.origin == "bounds":
            starts[number], ends[number] = periods.starts, periods.ends
        else:
            loose.append(number)
            forecast |= periods is not None and periods.ends_at_stamp
    origin = "bounds"
    if loose:
        joint = periods_of(np.concatenate([stamps[number] for number in loose]), ends_at_stamp=forecast)
        origin = joint.origin if len(loose) == len(sources) else "bounds"
        at = 0
        for number in loose:
            stop = at + stamps[number].size
            starts[number], ends[number] = joint.starts[at:stop], joint.ends[at:stop]
            at = stop
    return Periods(np.concatenate(stamps), np.concatenate(starts), np.concatenate(ends), origin, forecast)


def _refuse_repeats(periods: Periods, place: np.ndarray, names: Sequence[str]) -> None:
    key = periods.starts if periods.sub_daily else periods.starts.astype("datetime64[D]")
    order = np.argsort(key, kind="stable")
    for one, other in zip(order, order[1:]):
        if key[one] == key[other]:
            raise SubsidenceError(
                message(
                    "“{first}” and “{second}” both hold {date}; keep one raster for each date.",
                    first=names[place[one, 0]],
                    second=names[place[other, 0]],
                    date=periods.stamps[one] if periods.sub_daily else periods.days[one],
                )
            )


def _told(periods: Periods, source: GridSource) -> str:
    """How the time of the values was understood, in a sentence."""
    first, last = periods.starts.min().astype("datetime64[D]"), periods.ends.max().astype("datetime64[D]")
    what = {
        "bounds": message("periods from the file's bounds"),
        "month": message("calendar months"),
        "year": message("calendar years"),
        "day": message("days"),
        "hours": message("steps of less than a day, brought to days"),
        "step": message("the time from each date to the next"),
    }[periods.origin]
    return message(
        "“{name}”: {count} layers, {what}, from {first} until {last}{unit}.",
        name=source.name,
        count=periods.stamps.size,
        what=what,
        first=first,
        last=last - np.timedelta64(1, "D"),
        unit=message("; unit {unit}", unit=source.unit) if source.unit else "",
    )


def _factor(unit: str, periods: Periods, sums: bool) -> tuple[np.ndarray, str, str]:
    """What the values are multiplied by, the unit that they get, and a sentence where that is another one."""
    ones = np.ones(periods.stamps.size)
    what, time = split_per_time(unit)
    if not sums or not time:
        return ones, unit, ""
    if time == "month" and periods.origin in ("month", "bounds") and np.abs(periods.hours / 24 - 30.4).max() < 3:
        return ones, what, ""  # the total of its own month
    note = message(
        "“{unit}” is a rate: each value is multiplied by the time that it stands for, and the sums are in {what}.",
        unit=unit,
        what=what,
    )
    return periods.hours / HOURS_PER[time], what, note

"""From records in time (rain, groundwater) to one value per epoch of the displacement series."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..possible import check_days
from ..series import compact_date
from ..wording import message

VALUE, INTERVAL_SUM, INTERVAL_MEAN, MONTH_MEAN, MONTH_SUM, WINDOW_SUM, WINDOW_MEAN = (
    "value",
    "interval-sum",
    "interval-mean",
    "month-mean",
    "month-sum",
    "window-sum",
    "window-mean",
)
AGGREGATIONS = (VALUE, INTERVAL_SUM, INTERVAL_MEAN, MONTH_MEAN, MONTH_SUM, WINDOW_SUM, WINDOW_MEAN)
SUMS = (INTERVAL_SUM, MONTH_SUM, WINDOW_SUM)
GAP_FACTOR = 1.75  # a step longer than this many usual steps is a gap in the records, not a long period
ONE_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Records:
    """Values of sources (stations, pixels) at dates.

    dates : shape=(n_dates,), datetime64[D], strictly increasing
    values : shape=(n_sources, n_dates), NaN where missing
    periods : True when a value stands for the time from its date to the next (a day's or month's rain),
        False when it was measured on its date (a groundwater level)
    until : shape=(n_dates,), the day after each period, where it is known and not just the next date
    """

    dates: np.ndarray
    values: np.ndarray
    periods: bool
    until: np.ndarray | None = None

    def __post_init__(self) -> None:
        dates = np.asarray(self.dates, dtype="datetime64[D]")
        values = np.atleast_2d(np.asarray(self.values, dtype=float))
        if values.shape[1] != dates.size or dates.size == 0:
            raise SubsidenceError(
                message("The records have {count} values for {total} dates.", count=values.shape[1], total=dates.size)
            )
        if (np.diff(dates) <= np.timedelta64(0, "D")).any():
            raise SubsidenceError(message("The dates of the records must increase without repeats."))
        check_days(dates, message("The records"))
        object.__setattr__(self, "dates", dates)
        object.__setattr__(self, "values", values)

    @property
    def ends(self) -> np.ndarray:
        """The day after the last day that each record stands for; shape=(n_dates,)."""
        if self.periods and self.until is not None:
            return np.asarray(self.until, dtype="datetime64[D]")
        return period_ends(self.dates) if self.periods else self.dates + ONE_DAY

    @property
    def first(self) -> np.datetime64:
        return self.dates[0]

    @property
    def last(self) -> np.datetime64:
        """The last day that the records tell anything about."""
        return self.ends[-1] - ONE_DAY


@dataclass(frozen=True)
class EpochValues:
    """Records brought to epochs.

    values : shape=(n_sources, n_epochs), NaN where unknown
    coverage : shape=(n_sources, n_epochs), share of the epoch's time span with records, in [0, 1]
    outside : shape=(n_epochs,), True where the span reaches beyond the records' first or last day
    """

    values: np.ndarray
    coverage: np.ndarray
    outside: np.ndarray


def period_ends(dates: np.ndarray) -> np.ndarray:
    """The day after each period, when a period begins at its date and runs to the next one.

    Periods that begin on the first of a month at monthly steps end with the month. After a gap
    (a step longer than 1.75 usual ones) the period has the usual length.
    """
    dates = np.asarray(dates, dtype="datetime64[D]")
    if dates.size < 2:
        month = dates.astype("datetime64[M]")
        whole = dates == month.astype("datetime64[D]")
        return np.where(whole, (month + 1).astype("datetime64[D]"), dates + ONE_DAY)
    steps = np.diff(dates)
    usual = np.median(steps.astype(int))
    months = dates.astype("datetime64[M]")
    same_day = np.unique((dates - months.astype("datetime64[D]")).astype(int)).size == 1
    if same_day and 28 <= usual <= 31:
        following = (months + 1).astype("datetime64[D]") + (dates - months.astype("datetime64[D]"))
    else:
        following = dates + np.timedelta64(round(usual), "D")
    ends = following.copy()
    regular = steps.astype(int) <= GAP_FACTOR * usual
    ends[:-1][regular] = dates[1:][regular]
    return ends


def usual_step_days(dates: np.ndarray) -> float:
    """The median number of days from one date to the next; NaN for a single date."""
    dates = np.asarray(dates, dtype="datetime64[D]")
    return float(np.median(np.diff(dates).astype(int))) if dates.size > 1 else np.nan


def spans(
    epochs: np.ndarray, aggregation: str, *, window_days: int = 30, lag_days: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """First day and the day after the last day of each epoch's time span; shape=(n_epochs,) each.

    An interval runs from the day after the previous epoch to the epoch; the first epoch takes the
    usual length. A window is the days up to and including the epoch. A lag moves all spans back.
    """
    epochs = np.asarray(epochs, dtype="datetime64[D]") - np.timedelta64(int(lag_days), "D")
    stops = epochs + ONE_DAY
    if aggregation in (INTERVAL_SUM, INTERVAL_MEAN):
        if epochs.size < 2:
            raise SubsidenceError(message("Sums and means between epochs need at least two epochs."))
        usual = np.timedelta64(round(usual_step_days(epochs)), "D")
        starts = np.concatenate([[epochs[0] - usual], epochs[:-1]]) + ONE_DAY
    elif aggregation in (MONTH_MEAN, MONTH_SUM):
        months = epochs.astype("datetime64[M]")
        starts, stops = months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]")
    elif aggregation in (WINDOW_SUM, WINDOW_MEAN):
        if window_days < 1:
            raise SubsidenceError(message("The window must be at least one day long."))
        starts = stops - np.timedelta64(int(window_days), "D")
    elif aggregation == VALUE:
        starts = epochs
    else:
        raise SubsidenceError(
            message(
                "The aggregation “{aggregation}” is not known; use one of {names}.",
                aggregation=aggregation,
                names=", ".join(AGGREGATIONS),
            )
        )
    return starts, stops


def at_epochs(
    records: Records,
    epochs: np.ndarray,
    aggregation: str = VALUE,
    *,
    window_days: int = 30,
    lag_days: int = 0,
    min_coverage: float = 0.8,
    extrapolate: bool = False,
) -> EpochValues:
    """One value per source and epoch.

    Records of periods are taken as constant within their period: a sum counts the share of each
    period (and of its total) that lies in the span, a mean weights by days. Measured levels are
    joined by straight lines between known values, at most 1.75 usual steps apart; a mean is the mean
    over the days of the span. Where less than ``min_coverage`` of a span is known the value is NaN;
    a sum over a span that is known in part is scaled up to the whole.

    extrapolate : before the first and after the last known value hold that value, instead of NaN;
        sums beyond the records stay unknown
    """
    starts, stops = spans(epochs, aggregation, window_days=window_days, lag_days=lag_days)
    if not records.periods and aggregation in SUMS:
        raise SubsidenceError(
            message("Levels measured on single days cannot be summed over time; use a mean, or the value.")
        )
    outside = (starts < records.first) | (stops - ONE_DAY > records.last)
    if records.periods:
        values, coverage = _of_periods(records, starts, stops, sums=aggregation in SUMS)
    else:
        values, coverage = _of_levels(records, starts, stops)
    values = np.where(coverage >= max(min_coverage, 1e-9), values, np.nan)
    if extrapolate and aggregation not in SUMS:
        values = _held(records, values, starts, stops)
    return EpochValues(values, coverage, outside)


def _of_periods(
    records: Records, starts: np.ndarray, stops: np.ndarray, *, sums: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Sums or means of piecewise constant records, and the share of each span that is known."""
    begin, end = records.dates, records.ends
    overlap = np.minimum(end[:, None], stops[None]) - np.maximum(begin[:, None], starts[None])
    days = np.maximum(overlap.astype(int), 0).astype(float)  # (n_dates, n_epochs)
    known = np.isfinite(records.values)
    filled = np.where(known, records.values, 0.0)
    span_days = (stops - starts).astype(int)
    known_days = known.astype(float) @ days  # (n_sources, n_epochs)
    if sums:
        days = days / (end - begin).astype(int)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        total = filled @ days
        coverage = known_days / span_days
        # periods of months that overlap, as gravity missions have them, know a span more than once
        return (total / coverage if sums else total / known_days), np.minimum(coverage, 1.0)


def _of_levels(records: Records, starts: np.ndarray, stops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means over the days of each span of levels joined by straight lines, and the known share."""
    first, last = starts.min(), stops.max()
    days = np.arange(first, last)
    day_number = days.astype(int)
    n_sources, n_epochs = len(records.values), len(starts)
    values, coverage = np.full((n_sources, n_epochs), np.nan), np.zeros((n_sources, n_epochs))
    low, high = (starts - first).astype(int), (stops - first).astype(int)
    for source, row in enumerate(records.values):
        known = np.isfinite(row)
        if not known.any():
            continue
        at = records.dates[known].astype(int)
        daily = np.interp(day_number, at, row[known], left=np.nan, right=np.nan)
        if at.size > 1:
            usual = np.median(np.diff(at))
            after = np.clip(np.searchsorted(at, day_number, side="left"), 1, at.size - 1)
            gap = at[after] - at[after - 1] > max(GAP_FACTOR * usual, 1.0)
            daily[gap & ~np.isin(day_number, at)] = np.nan
        sure = np.isfinite(daily)
        total = np.concatenate([[0.0], np.cumsum(np.where(sure, daily, 0.0))])
        count = np.concatenate([[0], np.cumsum(sure)])
        n_known = count[high] - count[low]
        coverage[source] = n_known / (high - low)
        with np.errstate(invalid="ignore", divide="ignore"):
            values[source] = (total[high] - total[low]) / n_known
    return values, coverage


def _held(records: Records, values: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Fill epochs beyond a source's records with its first or last known value."""
    known = np.isfinite(records.values)
    some = known.any(axis=1)[:, None]
    first = known.argmax(axis=1)
    last = known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    rows = np.arange(len(known))
    before = some & (starts[None] < records.dates[first][:, None])
    after = some & (stops[None] > records.ends[last][:, None])
    held = np.where(before & np.isnan(values), records.values[rows, first][:, None], values)
    return np.where(after & np.isnan(held), records.values[rows, last][:, None], held)


def outside_sentence(name: str, records: Records, epochs: np.ndarray, outside: np.ndarray, *, extrapolate: bool) -> str:
    """One sentence on the epochs that the records do not reach, or an empty text."""
    if not outside.any():
        return ""
    dates = np.asarray(epochs, dtype="datetime64[D]")[outside]
    which = f"{dates[0]}" if dates.size == 1 else f"{dates[0]} … {dates[-1]}"
    what = (
        message("hold the nearest known value")
        if extrapolate
        else message("are NULL (EXTRAPOLATE would hold the nearest known value)")
    )
    return message(
        "The records of “{name}” run from {first} to {last}; the values of {count} of {total}"
        " epochs ({which}) reach beyond them and {what}.",
        name=name,
        first=records.first,
        last=records.last,
        count=dates.size,
        total=outside.size,
        which=which,
        what=what,
    )


def check_overlap(name: str, records: Records, epochs: np.ndarray, outside: np.ndarray) -> None:
    """Refuse records that share no time with the displacement series."""
    if outside.all() and (records.last < epochs[0] or records.first > epochs[-1]):
        raise SubsidenceError(
            message(
                "The records of “{name}” ({first} … {last}) share no time with the displacement series"
                " ({begin} … {end}); check their dates.",
                name=name,
                first=records.first,
                last=records.last,
                begin=epochs[0],
                end=epochs[-1],
            )
        )


def series_fields(prefix: str, dates: np.ndarray) -> list[str]:
    """Names of the fields of a factor series: the prefix and eight digits per epoch.

    >>> series_fields("RAIN", np.array(["2018-03-06"], dtype="datetime64[D]"))
    ['RAIN20180306']
    """
    if not prefix or prefix.upper() in ("D", "D_", "F") or prefix[-1].isdigit():
        raise SubsidenceError(
            message(
                "The prefix “{prefix}” cannot be used: it must not be empty, end in a digit, or be D or"
                " F, which mean displacement and forecast.",
                prefix=prefix,
            )
        )
    return [prefix + compact_date(date) for date in dates]

"""What the values of dates count from: the first date, or the date before each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...errors import SubsidenceError
from ...progress import Report
from ...series import linear_rate
from ...tabular.dated_pairs import may_be_an_angle, says_increment
from ...tabular.dates import DatedColumns
from ...units import AUTOMATIC, SINCE_BEFORE
from ...wording import message

SAMPLE_ROWS = 2000
AGREES = 1.35  # ratio of slopes to rates that count as the same
FEWEST_DATES, FEWEST_ROWS = 20, 10
OPPOSITE = -0.3  # correlation of each value with the next; −0.5 for differences of white noise
STEEPEST_ANGLE, FLATTEST_ANGLE = 10.0, 80.0  # degrees of incidence


def as_displacements(
    values: np.ndarray,
    dated: DatedColumns,
    rate: np.ndarray | None,
    chosen: str,
    name: str,
    report: Report,
) -> tuple[np.ndarray, DatedColumns]:
    """Values that count from one date; increments are summed up where a name or the user says that they are.

    Parameters
    ----------
    values : ndarray, shape=(n_points, n_dates)
        In order of time, NaN where missing.
    dated : DatedColumns
        Their dates, and the words in their names.
    rate : ndarray, shape=(n_points,), or None
        In units of the values per year, where the table has rates.
    chosen : str
        ``units.AUTOMATIC``, ``SINCE_FIRST`` or ``SINCE_BEFORE``.
    name : str
        Of the table, for the sentences.
    report : Report
        Told what was taken.

    Returns
    -------
    tuple of ndarray, DatedColumns
        Values and dates; the date from which pairs count comes first, with zeros.

    Raises
    ------
    SubsidenceError
        Where values look like angles of incidence.
    """
    if not dated.names:
        return values, dated
    sum_up = _are_increments(values, dated, rate, chosen, name, report)
    if sum_up:
        broken = int((np.isnan(values[:, :-1]).any(axis=1) & np.isfinite(values).any(axis=1)).sum())
        values = np.cumsum(values, axis=1)
        if broken:
            report.warn(
                message(
                    "{name}: {count} points lack an increment; what they moved from then on stays empty.",
                    name=name,
                    count=broken,
                )
            )
    if dated.start is not None:
        nothing = np.where(np.isfinite(values).any(axis=1), 0.0, np.nan)[:, None]
        values = np.concatenate([nothing.astype(values.dtype), values], axis=1)
        start = np.datetime64(dated.start, "D")
        dated = replace(
            dated, names=[str(start), *dated.names], dates=np.concatenate([[start], dated.dates]), start=None
        )
    return values, dated


def _are_increments(
    values: np.ndarray, dated: DatedColumns, rate: np.ndarray | None, chosen: str, name: str, report: Report
) -> bool:
    says = says_increment(dated.word)
    if chosen != AUTOMATIC:
        return chosen == SINCE_BEFORE
    if dated.chain:
        report.warn(
            message(
                "{name}: the columns run from one date to the next; they are summed up, from 0 on {start}.",
                name=name,
                start=dated.start,
            )
        )
        return True
    if not says:
        _doubt_sums(values, dated, rate, name, report)
        return False
    if may_be_an_angle(dated.word):
        _refuse_angles(values, dated, name)
    by_rate = _told_by_rates(values, dated.dates, rate)
    if by_rate is not None or says == "sure":
        sum_up = says == "sure" if by_rate is None else by_rate
        if sum_up:
            text = message("{name}: “{first}” … are taken for increments since the date before, and summed up.",
                           name=name, first=_called(dated))  # fmt: skip
        else:
            text = message("{name}: “{first}” … agree with the rates as they are, so they are not summed up.",
                           name=name, first=_called(dated))  # fmt: skip
        report.warn(text + " " + message("Set COUNTED_FROM if that is wrong."))
        return sum_up
    report.warn(
        message(
            "{name}: “{first}” … may be increments since the date before; they are taken as displacements since the"
            " first. Set COUNTED_FROM if they are increments.",
            name=name,
            first=_called(dated),
        )
    )
    return False


def _doubt_sums(values: np.ndarray, dated: DatedColumns, rate: np.ndarray | None, name: str, report: Report) -> None:
    """Say where values that do not call themselves increments behave like some."""
    if _told_by_rates(values, dated.dates, rate) or _swings_back(values):
        report.warn(
            message(
                "{name}: the values behave like increments since the date before, not like displacements, as which they"
                " are taken. Set COUNTED_FROM if they are increments.",
                name=name,
            )
        )


def _swings_back(values: np.ndarray) -> bool:
    """Whether what follows a value usually goes the other way, as the differences of noisy series do."""
    some = np.asarray(values[:: max(1, len(values) // SAMPLE_ROWS)], dtype=float)
    some = some[np.isfinite(some).all(axis=1)]
    if some.shape[1] < FEWEST_DATES or len(some) < FEWEST_ROWS:
        return False
    some = some - some.mean(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        following = (some[:, 1:] * some[:, :-1]).sum(axis=1) / (some**2).sum(axis=1)
    return bool(np.nanmedian(following) < OPPOSITE) if np.isfinite(following).any() else False


def _called(dated: DatedColumns) -> str:
    """The first of the columns, or the one that holds the values of all dates."""
    return dated.word if dated.names[0] == str(dated.dates[0]) and dated.word else dated.names[0]


def _refuse_angles(values: np.ndarray, dated: DatedColumns, name: str) -> None:
    known = values[np.isfinite(values)]
    if known.size and known.min() > STEEPEST_ANGLE and known.max() < FLATTEST_ANGLE:
        raise SubsidenceError(
            message(
                "{name}: “{first}” … look like angles of incidence, not like increments; name the columns of"
                " displacements by a date pattern, or set COUNTED_FROM.",
                name=name,
                first=_called(dated),
            )
        )


def _told_by_rates(values: np.ndarray, dates: np.ndarray, rate: np.ndarray | None) -> bool | None:
    """Whether sums (True) or the values themselves (False) have the stated rates as their slopes; None where both or
    neither have."""
    if rate is None or dates.size < 3:
        return None
    step = max(1, len(values) // SAMPLE_ROWS)
    some, rate = values[::step].astype(float), np.asarray(rate, dtype=float)[::step]
    fits = []
    for series in (np.cumsum(some, axis=1), some):
        slope = linear_rate(series, dates)[0]
        both = np.isfinite(slope) & np.isfinite(rate) & (np.abs(rate) >= 0.3 * np.nanmax(np.abs(rate), initial=0.0))
        both &= rate != 0
        ratio = float(np.median(slope[both] / rate[both])) if both.any() else np.nan
        fits.append(1.0 / AGREES < abs(ratio) < AGREES)
    return fits[0] if fits[0] != fits[1] else None

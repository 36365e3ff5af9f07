"""Heads of wells as steady series, and what an aquifer system feels of them: past minimum, delay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..factors.time import Records
from ..progress import SILENT, Report
from ..series import decimal_years
from ..tabular.column_names import says_depth
from ..units import mm_per
from ..wording import message

LEVEL, DEPTH = "level", "depth"
PRESSURE = re.compile(r"(?<![a-z])(?:[kmh]?pa|m?bar|psi|atm)(?![a-z])|pressure|druck|presi[oó]n|压力|давлен", re.I)
LONGEST_GAP_DAYS = 150
MOST_CHANGE_M = 300.0
GRID_STEPS = 600  # of the common grid of days
FINEST_STEP_DAYS = 2.0
MODES = 12  # of the diffusion of an interbed
MONTH_YEARS = 1.0 / 12.0


@dataclass(frozen=True)
class Heads:
    """Heads on an even grid of days.

    dates : shape=(n_days,); head_m : shape=(n_wells, n_days), up, straight between readings, NaN before the first and
    after the last reading of a well and in its long gaps
    curved_m : the same by a smooth curve through the readings, which cuts off no lows and highs; None where not known
    """

    dates: np.ndarray
    head_m: np.ndarray
    curved_m: np.ndarray | None = None

    @property
    def step_days(self) -> float:
        return float((self.dates[1] - self.dates[0]).astype(int)) if self.dates.size > 1 else 1.0

    def at(self, well: int, dates: np.ndarray) -> np.ndarray:
        """The head of a well at some dates, m, NaN where it is not known; shape=(n_dates,)."""
        days = (self.dates - self.dates[0]).astype(float)
        wanted = (dates - self.dates[0]).astype(float)
        return np.interp(wanted, days, self.head_m[well], left=np.nan, right=np.nan)


def looks_like_depth(name: str) -> bool:
    """Whether a column says by its name that it holds depths below ground.

    >>> looks_like_depth("DTW_ft"), looks_like_depth("地下水埋深"), looks_like_depth("head")
    (True, True, False)
    """
    return says_depth(name)


def refuse_pressures(name: str) -> None:
    """Raise ``SubsidenceError`` where a column says by its name that it holds pressures, not heads."""
    if PRESSURE.search(name):
        raise SubsidenceError(message("“{name}” holds pressures; give heads or depths in a unit of length.", name=name))


def even_heads(records: Sequence[Records], *, unit: str = "m", kind: str = LEVEL, report: Report = SILENT) -> Heads:
    """Readings of several wells on one grid, straight between readings; gaps of more than 150 days stay empty.

    unit : a length, as ``units.mm_per`` knows it; kind : ``LEVEL`` (up) or ``DEPTH`` (below ground, turned)
    Raises ``SubsidenceError`` for heads that cannot be in that unit.
    """
    factor = mm_per(unit) / 1000.0 * (-1.0 if kind == DEPTH else 1.0)
    first = min(record.dates[0] for record in records)
    last = max(record.dates[-1] for record in records)
    days = int((last - first).astype(int))
    step = max(round(days / GRID_STEPS), int(FINEST_STEP_DAYS))
    grid = first + np.arange(0, days + step, step)
    result, curved = np.full((2, len(records), grid.size), np.nan)
    constant = 0
    for row, record in enumerate(records):
        values = record.values[0] * factor
        known = np.isfinite(values)
        if known.sum() < 2:
            continue
        at = (record.dates[known] - first).astype(float)
        wanted = (grid - first).astype(float)
        result[row] = np.interp(wanted, at, values[known], left=np.nan, right=np.nan)
        after = np.clip(np.searchsorted(at, wanted), 1, at.size - 1)
        result[
            row, (at[after] - at[after - 1] > LONGEST_GAP_DAYS) & (wanted > at[after - 1]) & (wanted < at[after])
        ] = np.nan
        curved[row] = np.where(np.isfinite(result[row]), _curve(at, values[known], wanted), np.nan)
        constant += int(np.ptp(values[known]) == 0)
    change = np.nanmax(result, axis=1) - np.nanmin(result, axis=1) if np.isfinite(result).any() else np.array([np.nan])
    if not np.isfinite(change).any():
        raise SubsidenceError(message("No well has two readings; check the columns of dates and values."))
    if np.nanmax(change) > MOST_CHANGE_M:
        raise SubsidenceError(
            message(
                "The head of a well changes by {change:.0f} m, which no well does; set the unit of the heads.",
                change=float(np.nanmax(change)),
            )
        )
    if constant:
        report.warn(message("{count} wells never change; nothing can be learnt from them.", count=constant))
    return Heads(grid, result, curved)


def _curve(days: np.ndarray, values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Through readings by Akima 1970, J. ACM 17, 589–602, whose curve does not swing about a leap."""
    from scipy.interpolate import Akima1DInterpolator

    days, first = np.unique(days, return_index=True)
    return Akima1DInterpolator(days, values[first])(wanted)


def past_minimum(head_m: np.ndarray, preconsolidation_m: float | None = None) -> np.ndarray:
    """The lowest head so far, from the first reading or a known earlier minimum on; shape as ``head_m``.

    >>> past_minimum(np.array([[5.0, 3.0, 4.0, 2.0]])).tolist()
    [[5.0, 3.0, 3.0, 2.0]]
    """
    start = np.inf if preconsolidation_m is None else preconsolidation_m
    return np.fmin.accumulate(np.fmin(head_m, start) if np.isfinite(start) else head_m, axis=-1)


def lagged(values: np.ndarray, step_days: float, lag_days: float) -> np.ndarray:
    """First-order lag along the last axis: what fades with a time constant; starts in balance.

    values : shape=(..., n_days), without gaps
    """
    from scipy.signal import lfilter

    if lag_days <= 0:
        return values
    keep = np.exp(-step_days / lag_days)
    gain = lag_days / step_days * (1.0 - keep)  # straight between grid days, so the lag is exact for a ramp
    coefficients = [1.0 - gain, gain - keep]
    start = values[..., :1]
    return start + lfilter(coefficients, [1.0, -keep], values - start, axis=-1)


def drained(values: np.ndarray, step_days: float, tau_days: float) -> np.ndarray:
    """What an interbed that drains on both sides has done of a history of heads at its faces; starts in balance.

    The degree of consolidation after a step is U(t) = 1 − (8/π²) Σ k⁻² exp(−k²π² t / (4 τ)) over odd k, with
    τ = (b'/2)² S'_s / K'_v (Terzaghi; Riley 1969): a sum of first-order lags of 4 τ / (k² π²) with weights 8 / (k² π²).
    """
    if tau_days <= 0:
        return values
    odd = 2.0 * np.arange(MODES) + 1.0
    weight = 8.0 / (odd * np.pi) ** 2
    result = (1.0 - weight.sum()) * values
    for k, share in zip(odd, weight):
        result = result + share * lagged(values, step_days, 4.0 * tau_days / (k * np.pi) ** 2)
    return result


def continued(heads: Heads, dates: np.ndarray, change_m: float) -> Heads:
    """Heads carried on to later dates: the season of the past about the last year's mean, and a steady change.

    change_m : by how much the mean head differs at the last of the dates from what it was in the last year
    """
    step = max(round(heads.step_days), 1)
    more = np.arange(heads.dates[-1] + step, dates[-1] + step, step)
    if not more.size:
        return heads
    result = np.full((len(heads.head_m), more.size), np.nan)
    whole = heads.head_m.copy()
    for row, head in enumerate(heads.head_m):
        known = np.flatnonzero(np.isfinite(head))
        if not known.size:
            continue
        final = known[-1]
        recent = known[heads.dates[known] > heads.dates[final] - 365]
        phase = decimal_years(heads.dates) % 1.0
        trend = np.polyfit(known, head[known], 1) if known.size > 2 else np.array([0.0, head[final]])
        rest = head[known] - np.polyval(trend, known)
        if heads.dates[final] - heads.dates[known[0]] < np.timedelta64(540, "D"):
            rest = np.zeros(known.size)

        def season(when: np.ndarray, rest: np.ndarray = rest, own: np.ndarray = phase[known]) -> np.ndarray:
            gap = np.abs((decimal_years(when) % 1.0)[:, None] - own[None, :])
            gap = np.minimum(gap, 1.0 - gap)
            weight = np.exp(-0.5 * (gap / MONTH_YEARS) ** 2) + 1e-9
            return weight @ rest / weight.sum(axis=1)

        after = np.concatenate([heads.dates[final + 1 :], more])
        mean = float((head[recent] - season(heads.dates[recent])).mean())
        span = max(float((dates[-1] - heads.dates[final]).astype(float)), 1.0)
        share = np.clip((after - heads.dates[final]).astype(float) / span, 0.0, 1.0)
        ahead = mean + season(after) + change_m * share
        jump = head[final] - (mean + float(season(heads.dates[final : final + 1])[0]))
        ahead += jump * np.exp(-(after - heads.dates[final]).astype(float) / 90.0)  # no leap at the last reading
        whole[row, final + 1 :] = ahead[: heads.dates.size - final - 1]
        result[row] = ahead[heads.dates.size - final - 1 :]
    return Heads(np.concatenate([heads.dates, more]), np.concatenate([whole, result], axis=1))

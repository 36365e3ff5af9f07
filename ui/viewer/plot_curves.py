"""What of a single series is drawn into given axes: values with their errors, copies, forecast, backtest, spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...bridge.area_series import PlaceSeries
from ...bridge.i18n import tr
from ...bridge.layer_series import FoundChange, PointSeries
from ...subsidence.report.figures import CATEGORIES
from ..theme import LIGHT, Theme
from .fits import Window

# half a wavelength in mm: what a wrong fringe adds or takes
HALF_WAVELENGTH_MM = {"": 0.0, "C": 27.73, "X": 15.53, "L": 121.1}


@dataclass(frozen=True)
class PlotOptions:
    """How the viewer draws.

    colours : of the series, in their order; empty takes the usual ones
    residuals : a panel of its own; replicas_mm : copies so far above and below, 0 for none
    errors : bars where the layer has them; backtest : curves of the newest backtest
    window : the dates that fits are made from; day : where the date cursor stands
    """

    theme: Theme = LIGHT
    colours: Sequence[str] = ()
    residuals: bool = False
    replicas_mm: float = 0.0
    errors: bool = True
    backtest: bool = True
    window: Window | None = None
    day: np.datetime64 | None = None
    loop: bool = False

    def colour(self, index: int) -> str:
        colours = self.colours or CATEGORIES
        return colours[index % len(colours)]


def draw_values(axes: Any, one: PointSeries, colour: str, label: str, options: PlotOptions) -> Any:
    """Observations as dots and a thin line, with errors, spread and copies; returns the line."""
    known = np.isfinite(one.displacement_mm)
    dates, values = one.dates[known], one.displacement_mm[known]
    (drawn,) = axes.plot(dates, values, marker="o", markersize=3, linewidth=0.8, color=colour, label=label)
    if options.errors and one.error_mm.size:
        axes.errorbar(dates, values, yerr=one.error_mm[known], fmt="none", ecolor=colour, elinewidth=0.7, alpha=0.6)
    if isinstance(one, PlaceSeries) and one.spread_low_mm.size:
        axes.fill_between(one.dates, one.spread_low_mm, one.spread_high_mm, color=colour, alpha=0.12, linewidth=0)
        if np.isfinite(one.interval_low_mm).any():
            axes.fill_between(
                one.dates, one.interval_low_mm, one.interval_high_mm, color=colour, alpha=0.35, linewidth=0
            )
    for copy in (-options.replicas_mm, options.replicas_mm) if options.replicas_mm else ():
        axes.plot(dates, values + copy, linestyle="none", marker="o", markersize=2, color=colour, alpha=0.3)
    return drawn


def draw_forecast(axes: Any, one: PointSeries, colour: str, label: str | None, band: str | None) -> None:
    axes.plot(one.forecast_dates, one.forecast_mm, linestyle="--", marker=".", color=colour, label=label)
    if one.low_mm.size:
        axes.fill_between(one.forecast_dates, one.low_mm, one.high_mm, color=colour, alpha=0.2, linewidth=0, label=band)


def draw_backtest(axes: Any, one: PointSeries, colour: str, alone: bool) -> None:
    """What was forecast of dates that are known by now."""
    if one.backtest_mm.size and np.isfinite(one.backtest_mm).any():
        axes.plot(
            one.backtest_dates, one.backtest_mm, linestyle=":", marker="x", markersize=3, linewidth=1.2, color=colour,
            alpha=0.9, label=tr("backtest") if alone else None,
        )  # fmt: skip


def spread_text(one: PlaceSeries) -> str:
    """What the bands of an area are."""
    if one.statistic == "median":
        return tr("median of {count} points, band: half of them").format(count=one.n_points)
    if np.isfinite(one.interval_low_mm).any():
        return tr("mean of {count} points, bands: ± 1 sd, 90 % of the mean").format(count=one.n_points)
    return tr("mean of {count} points, band: ± 1 sd").format(count=one.n_points)


def alarm_lines(one: PointSeries) -> list[str]:
    """What forecasts and change detection say of a point, for the note under the mouse."""
    names = {
        "alarm": tr("alarm {value:.0f}"),
        "p": tr("probability of a change {value:.0%}"),
        "p_threshold": tr("passes its threshold with {value:.0%}"),
        "p_rate": tr("sinks faster than its limit with {value:.0%}"),
    }
    lines = [names[key].format(value=value) for key, value in one.alarms.items() if np.isfinite(value)]
    return lines if one.change is None else [*change_lines(one.change), *lines]


def change_lines(change: FoundChange) -> list[str]:
    """What was called at a point, in words."""
    if np.isfinite(change.step_mm):
        what = tr("step of {step:+.0f} mm").format(step=change.step_mm)
    else:
        what = tr("rate {before:.0f} → {after:.0f} mm/yr").format(before=change.rate_before, after=change.rate_after)
    return [tr("alarm: {kind}").format(kind=change.alarm), what]


def draw_change(axes: Any, change: FoundChange, colour: str, alone: bool) -> None:
    """When a change began and when it was called."""
    for day, dashes, text in (
        (change.onset, "--", tr("{change}, began {date}").format(change=change_lines(change)[1], date=change.onset)),
        (change.found, "-", tr("{alarm}, called {date}").format(alarm=change_lines(change)[0], date=change.found)),
    ):
        if not np.isnat(day):
            axes.axvline(day, color=colour, linestyle=dashes, linewidth=1.2, label=text if alone else None)

"""The drawing in the series viewer: curves of points over time on a matplotlib Figure that is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..bridge.area_series import PlaceSeries
from ..bridge.i18n import tr
from ..bridge.layer_series import ClusterShape, PointSeries
from ..subsidence.errors import SubsidenceError
from ..subsidence.report.figures import CATEGORIES
from ..subsidence.report.fonts import ems, font_families
from .viewer.fits import FITS, LINE, NO_FIT, fit_of, left_over, model_names
from .viewer.loop import draw_loop, head_prefix
from .viewer.plot_curves import (
    PlotOptions,
    alarm_lines,
    draw_backtest,
    draw_change,
    draw_forecast,
    draw_values,
    spread_text,
)

__all__ = ["FITS", "LINE", "MOST_CURVES", "NO_FIT", "PlotOptions", "SeriesPlot", "table_rows"]
LEFT_INCHES, TOP_INCHES, BOTTOM_INCHES = 0.75, 0.3, 0.4
LOW_INCHES = 1.7  # a lower plot has no room for panels below the curves
INCHES_A_TICK = 0.28
LOOP_WIDTHS, LOOP_SPACE = [3.0, 2.0], 0.16
LEGEND_ROW_INCHES, LEGEND_EDGE_INCHES, LEGEND_COLUMN_INCHES = 0.145, 0.16, 2.3
MOST_LEGEND = 0.5  # of the height of the curves; a legend that needs more is left to the list below the plot
SMALLEST_TITLE, SMALLEST_LABEL = 6.5, 5.5  # points
MOST_CURVES = 100  # more are drawn thin, without their own colour, around their mean
MOST_COLOURS = len(CATEGORIES)
SUMMED_FACTORS = ("RAIN", "PREC", "SNOW")  # drawn as bars, because they are sums over a time


@dataclass(frozen=True)
class Curve:
    """What was drawn of one point, for finding it again under the mouse; value_mm : shape=(n_dates,)."""

    series: PointSeries
    dates: np.ndarray
    value_mm: np.ndarray
    colour: str


@dataclass(frozen=True)
class Beside:
    """A curve that is no point's own: a fit, the mean of many, a cluster's; value_mm : shape=(n_dates,)."""

    label: str
    kind: str
    dates: np.ndarray
    value_mm: np.ndarray


class SeriesPlot:
    """Draws series and knows what is under the mouse.

    ``drawn_beside`` holds the curves that are no point's own; ``refused`` says why a fit could not be made.
    """

    def __init__(self, figure):
        self.figure = figure
        self.curves: list[Curve] = []
        self.drawn_beside: list[Beside] = []
        self.remarks: dict[str, str] = {}
        self.cursors: list = []
        self.note = None
        self.axes: Any = None
        self._locator: Any = None
        self._residuals: list[tuple[str, np.ndarray, np.ndarray]] = []
        self.day_lines: list = []
        self.options = PlotOptions()
        self.refused = ""
        self._families: list[str] = []  # of the font, by the signs that are written
        self._words: list[str] = []  # beside the axis
        self.retell: Callable[[str], str] = str  # words of the layer in the language of the plot
        self._legend: tuple[list, list[str], bool] | None = None
        self._limits: tuple = ((0.0, 0.0), (0.0, 0.0))  # of the curves alone, and with room for the legend
        self.panels: list = []
        self.loop: Any = None
        self.title = ""

    @property
    def look(self):
        return self.options.theme

    def draw(
        self,
        series: Sequence[PointSeries],
        *,
        fit: str = LINE,
        shapes: dict[str, ClusterShape] | None = None,
        title: str = "",
        remarks: dict[str, str] | None = None,
        options: PlotOptions | None = None,
    ) -> None:
        """Draw from scratch.

        remarks : what the layer says of its fields: "displacement" (geometry and sign), "level" of the forecast's
            interval, and the unit of each factor series by its prefix

        fit : ``NO_FIT``, ``LINE`` or ``BEST_MODEL``, drawn with its rate
        shapes : by cluster; drawn at the scale of the first point in that cluster
        """
        from matplotlib import rc_context

        written = "".join([tr("displacement (mm)"), title, *(one.label for one in series)])
        self._families = font_families("".join(sign for sign in written if ord(sign) > 0x2E80))
        with rc_context({"font.family": self._families}):
            self.remarks = remarks or {}
            self.options = options or PlotOptions()
            self._draw(series, fit, shapes or {}, title)

    def _draw(self, series: Sequence[PointSeries], fit: str, shapes: dict, title: str) -> None:
        self._wipe()
        self.title = title
        self.drawn_beside = []
        self.curves, self.cursors, self.note, self.axes = [], [], None, None
        self.day_lines, self.panels, self._residuals, self._locator, self.loop = [], [], [], None, None
        self._legend, self.refused = None, ""
        self.figure.set_facecolor(self.look.paper)
        if not series:
            self._say(tr("Click on a point of the layer to see its series."))
            return
        factors = list(dict.fromkeys(prefix for one in series for prefix in one.factors))
        left = self.options.residuals and fit != NO_FIT
        if self.figure.get_size_inches()[1] < LOW_INCHES:
            factors, left = [], False
        heights = [3.0] + [1.0] * (len(factors) + left)
        head = head_prefix(series) if self.options.loop else None
        widths = [1.0] if head is None else LOOP_WIDTHS
        grid = self.figure.add_gridspec(
            len(heights), len(widths), height_ratios=heights, width_ratios=widths, wspace=LOOP_SPACE
        )
        self.fit_margins()
        self.axes = self.figure.add_subplot(grid[0, 0])
        panels = [self.figure.add_subplot(grid[row, 0], sharex=self.axes) for row in range(1, len(heights))]
        self.loop = None if head is None else self.figure.add_subplot(grid[:, 1])
        self.panels = [self.axes, *panels]
        if len(series) > MOST_COLOURS:
            self._draw_many(series, fit)
        else:
            for index, one in enumerate(series):
                self._draw_one(one, self.options.colour(index), fit, alone=len(series) == 1)
            self._draw_shapes(series, shapes, alone=len(series) == 1)
        self.axes.axhline(0.0, color=self.look.soft, linewidth=0.6, zorder=0)
        remark = self.retell(self.remarks.get("displacement", ""))
        self._words = [*filter(None, [tr("displacement (mm)"), remark])]
        self.axes.set_title(title, fontsize=9, loc="left", color=self.look.ink)
        self.axes.tick_params(labelsize=8)  # four digits and a sign leave room for the words beside them
        self._fit_title()
        self._draw_legend(len(series))
        if left:
            self._draw_residuals(panels.pop(0))
        for prefix, panel in zip(factors, panels):
            self._draw_factor(panel, prefix, series)
        if head is not None:
            draw_loop(self.loop, series[:MOST_COLOURS], head, self.remarks.get(head, ""), self.look)
        self._date_axis(self.panels)
        self._mark_dates()
        self._colour_axes()
        self.note = self.axes.annotate(
            "", (0, 0), xytext=(8, 8), textcoords="offset points", fontsize=8, visible=False, color=self.look.ink,
            bbox={"boxstyle": "round", "facecolor": self.look.note, "edgecolor": self.look.soft}, zorder=10,
        )  # fmt: skip

    def _draw_legend(self, count: int) -> None:
        handles, labels = self.axes.get_legend_handles_labels()
        if handles:
            self._legend = (handles, labels, 1 < count <= MOST_COLOURS)
            self._limits = (self.axes.get_ylim(), self.axes.get_ylim())
            self._lay_legend()

    def _lay_legend(self) -> None:
        """Several curves leave no corner free: above them there is room for the legend, however low the plot is."""
        if self._legend is None:
            return
        handles, labels, several = self._legend
        if self.axes.get_legend() is not None:
            self.axes.get_legend().remove()
        untouched = self.axes.get_ylim() == self._limits[1]  # else the person has zoomed
        width, height = self.figure.get_size_inches()
        box = self.axes.get_position()
        columns, share = 1, self._legend_share(len(labels))
        if several and share > MOST_LEGEND / 2:
            columns = max(1, min(len(labels), int(box.width * width / LEGEND_COLUMN_INCHES)))
            share = self._legend_share(-(-len(labels) // columns))
        shown = height >= LOW_INCHES and (share <= MOST_LEGEND or not several)
        if untouched:
            low, high = self._limits[0]
            room = (high - low) * share / (1.0 - share) if shown and several else 0.0
            self.axes.set_ylim(low, high + room)
            self._limits = ((low, high), self.axes.get_ylim())
        if shown:
            look = self.look
            self.axes.legend(
                handles, labels, prop={"family": self._families, "size": 7}, framealpha=0.8, ncol=columns,
                loc="upper left" if several else "best", labelcolor=look.ink, facecolor=look.paper,
                edgecolor=look.grid,
            )  # fmt: skip

    def _legend_share(self, rows: int) -> float:
        """Of the height of the curves."""
        tall = self.axes.get_position().height * self.figure.get_size_inches()[1]
        return (rows * LEGEND_ROW_INCHES + LEGEND_EDGE_INCHES) / tall

    def _draw_residuals(self, panel) -> None:
        """What each series keeps when its fit is taken off."""
        for colour, dates, values in self._residuals:
            panel.plot(dates, values, marker=".", markersize=3, linewidth=0.6, color=colour)
        panel.axhline(0.0, color=self.look.soft, linewidth=0.6, zorder=0)
        panel.set_ylabel(tr("residual (mm)"), fontsize=8)
        panel.tick_params(labelsize=7)

    def _mark_dates(self) -> None:
        """The window of the fits, and the date that the map shows."""
        window, day = self.options.window, self.options.day
        for panel in self.panels:
            if window is not None:
                panel.axvspan(*window, color=self.look.ready, alpha=0.10, linewidth=0)
            if day is not None:
                self.day_lines.append(panel.axvline(day, color=self.look.strong, linewidth=1.4, zorder=4))

    def show_day(self, day: np.datetime64) -> None:
        """Move the date cursor without drawing anew."""
        for line in self.day_lines:
            line.set_xdata([day, day])

    def _colour_axes(self) -> None:
        """Everything that matplotlib draws black on white, in the colours of the window."""
        look = self.look
        for panel in [*self.panels, *([] if self.loop is None else [self.loop])]:
            panel.set_facecolor(look.paper)
            panel.tick_params(colors=look.ink)
            panel.xaxis.label.set_color(look.ink)
            panel.yaxis.label.set_color(look.ink)
            for spine in panel.spines.values():
                spine.set_color(look.soft)
            for axis in (panel.xaxis, panel.yaxis):
                axis.get_offset_text().set_color(look.ink)

    def _wipe(self) -> None:
        """An empty figure; Figure.clear would first lay every axis out anew, which takes long."""
        for thing in [*self.figure.axes, *self.figure.texts]:
            thing.remove()

    def fit_margins(self) -> None:
        """Room for the labels at any size; matplotlib's automatic layouts take longer than all the rest."""
        width, height = self.figure.get_size_inches()
        self.figure.subplots_adjust(
            left=min(LEFT_INCHES / width, 0.4), right=0.98, top=1.0 - min(TOP_INCHES / height, 0.2),
            bottom=min(BOTTOM_INCHES / height, 0.3), hspace=0.12,
        )  # fmt: skip
        self._thin_ticks()
        self._fit_title()
        self._lay_legend()

    def _fit_label(self) -> None:
        """The words beside the axis as tall as there is room; where there is too little, the first line alone."""
        box, height = self.axes.get_position(), self.figure.get_size_inches()[1]
        middle = 0.5 * (box.y0 + box.y1)
        room = 72.0 * height * 2.0 * min(middle, 1.0 - middle)
        words = self._words
        if len(words) > 1 and room / max(ems(line) for line in words) < SMALLEST_LABEL:
            words = words[:1]
        size = min(8.0, room / max(ems(line) for line in words))
        self.axes.set_ylabel("\n".join(words), fontsize=max(size, SMALLEST_LABEL))

    def _fit_title(self) -> None:
        """A title as wide as its plot: smaller, and shortened where that does not do."""
        if self.axes is None or not self.axes.get_title(loc="left"):
            return
        room = self.axes.get_position().width * self.figure.get_size_inches()[0]
        text = self.title
        size = min(9.0, 72.0 * room / max(ems(text), 1.0))
        while size < SMALLEST_TITLE and len(text) > 12:
            text = text[: len(text) - 2].rstrip("…") + "…"
            size = 72.0 * room / ems(text)
        self.axes.set_title(text, fontsize=max(size, SMALLEST_TITLE), loc="left", color=self.look.ink)

    def _thin_ticks(self) -> None:
        """As many labels as fit beside each other: low and narrow docks have few."""
        from matplotlib.ticker import MaxNLocator

        width, height = self.figure.get_size_inches()
        for panel in self.panels:
            tall = panel.get_position().height * height
            panel.yaxis.set_major_locator(MaxNLocator(max(2, min(9, int(tall / INCHES_A_TICK)))))
            panel.yaxis.label.set_fontsize(6 if tall < 0.8 else 8)
        if self._words and self.axes is not None:
            self._fit_label()
        if self._locator is not None:
            self._locator.maxticks = dict.fromkeys(self._locator.maxticks, max(3, int(width / 0.7)))

    def _say(self, text: str) -> None:
        self.figure.text(0.5, 0.5, text, ha="center", va="center", color=self.look.soft, wrap=True)

    def _draw_one(self, one: PointSeries, colour: str, fit: str, alone: bool) -> None:
        name = tr("point {label}").format(label=one.label)
        if one.cluster:
            name = tr("point {label}, cluster {cluster}").format(label=one.label, cluster=one.cluster)
        if isinstance(one, PlaceSeries):
            name = f"{one.label}: {spread_text(one)}" if alone else one.label
        drawn = draw_values(self.axes, one, colour, name, self.options)
        rate = self._draw_fit(one, colour, fit, alone) if fit != NO_FIT else ""
        if rate and not alone:
            drawn.set_label(f"{name}: {rate}")  # one entry for each point keeps the legend off the curves
        dates, values = one.dates, one.displacement_mm
        if one.forecast_mm.size and np.isfinite(one.forecast_mm).any():
            draw_forecast(
                self.axes, one, colour, tr("forecast") if alone else None, self._band_label() if alone else None
            )
            dates, values = np.append(dates, one.forecast_dates), np.append(values, one.forecast_mm)
        if self.options.backtest:
            draw_backtest(self.axes, one, colour, alone)
        if one.change is not None:
            draw_change(self.axes, one.change, self.look.strong if alone else colour, alone)
        self.curves.append(Curve(one, dates, values, colour))

    def _band_label(self) -> str:
        level = self.remarks.get("level", "")
        return tr("{level} interval of the forecast").format(level=level) if level else tr("forecast interval")

    def _draw_fit(self, one: PointSeries, colour: str, fit: str, alone: bool) -> str:
        """Draws the fit; returns its rate in words, "" where the series has none."""
        try:
            curve = fit_of(one.displacement_mm, one.dates, fit, self.options.window)
        except SubsidenceError as error:  # a year's season in a few months
            self.refused, curve = str(error), None
        if curve is None:
            return ""
        self._residuals.append((colour, one.dates, left_over(one.displacement_mm, one.dates, curve)))
        self.drawn_beside.append(Beside(one.label, "fit", curve.dates, curve.value_mm))
        spread = f" ± {curve.rate_std_mm_per_yr:.1f}" if np.isfinite(curve.rate_std_mm_per_yr) else ""
        rate = f"{curve.rate_mm_per_yr:.1f}{spread}"
        label = tr("{model}: {rate} mm/yr").format(model=model_names()[curve.model], rate=rate) if alone else None
        self.axes.plot(curve.dates, curve.value_mm, color=self.look.ink if alone else colour, linewidth=1, label=label)
        return f"{rate} mm/yr"

    def _draw_many(self, series: Sequence[PointSeries], fit: str) -> None:
        """Thin curves around their mean, which carries the fit."""
        dates = series[0].dates
        values = np.array([one.displacement_mm for one in series])
        shown = np.unique(np.linspace(0, len(series) - 1, min(len(series), MOST_CURVES)).astype(int))
        for index in shown:
            self.axes.plot(dates, values[index], color="#8899aa", linewidth=0.4, alpha=0.6)
            self.curves.append(Curve(series[index], dates, values[index], "#8899aa"))
        mean = mean_of(values)
        name = tr("mean of {count} points").format(count=len(series))
        self.axes.plot(dates, mean, color=self.look.strong, linewidth=2, label=name)
        self.drawn_beside.append(Beside(name, "mean", dates, mean))
        if fit != NO_FIT:
            self._draw_fit(PointSeries(name, -1, series[0].xy, dates, mean), self.look.ink, fit, alone=True)

    def _draw_shapes(self, series: Sequence[PointSeries], shapes: dict, alone: bool) -> None:
        """The mean of the point's cluster and, for a single point, the shape that K-Shape compares with."""
        done = set()
        for one in series:
            if one.cluster not in shapes or one.cluster in done:
                continue
            done.add(one.cluster)
            cluster = shapes[one.cluster]
            known = np.isfinite(one.displacement_mm)
            if not known.any():
                continue
            level, height = np.mean(one.displacement_mm[known]), np.std(one.displacement_mm[known])
            mean, shape = tr("mean of cluster {cluster}"), tr("shape of cluster {cluster}")
            curves = [(cluster.mean, "-", mean), (cluster.shape, ":", shape)]
            if not alone:
                curves = curves[:1] if cluster.mean is not None else curves[1:]
            for curve, dashes, label in curves:
                if curve is None or not np.nanstd(curve) > 0:
                    continue
                scaled = level + height * (curve - np.nanmean(curve)) / np.nanstd(curve)
                kind = "cluster mean" if curve is cluster.mean else "cluster shape"
                self.drawn_beside.append(Beside(one.cluster, kind, cluster.dates, scaled))
                style = {"color": self.look.soft, "linestyle": dashes, "linewidth": 1.5, "alpha": 0.5}
                text = label.format(cluster=one.cluster) if alone else None
                self.axes.plot(cluster.dates, scaled, label=text, **style)

    def _draw_factor(self, panel, prefix: str, series: Sequence[PointSeries]) -> None:
        known = [one.factors[prefix] for one in series if prefix in one.factors]
        if len(series) > MOST_COLOURS:
            known = [(known[0][0], mean_of([values for _, values in known]))]
        for index, (dates, values) in enumerate(known):
            colour = CATEGORIES[index] if len(known) > 1 else "#2c7fb8"
            if prefix.upper().startswith(SUMMED_FACTORS) and len(known) == 1:
                draw_bars(panel, dates, values, colour)
            else:
                panel.plot(dates, values, color=colour, linewidth=0.9)
        unit = self.remarks.get(prefix, "")
        panel.set_ylabel(f"{prefix} [{unit}]" if unit else prefix, fontsize=8)
        panel.tick_params(labelsize=7)

    def _date_axis(self, panels: list) -> None:
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

        self._locator = locator = AutoDateLocator()
        month = tr("%b")  # the name of a month as strftime writes it; %m is its number
        formats = ["%Y", month, "%d", "%H:%M", "%H:%M", "%S.%f"]
        for panel in panels:
            panel.xaxis.set_major_locator(locator)
            panel.xaxis.set_major_formatter(ConciseDateFormatter(locator, formats=formats, show_offset=False))
            panel.grid(True, color=self.look.grid, linewidth=0.6)
            panel.tick_params(labelbottom=panel is panels[-1])
            self.cursors.append(panel.axvline(panel.get_xlim()[0], color=self.look.soft, linewidth=0.7, visible=False))
        left = min(curve.dates[0] for curve in self.curves)
        right = max(curve.dates[-1] for curve in self.curves)
        margin = max((right - left) // 50, np.timedelta64(1, "D"))
        self.axes.set_xlim(left - margin, right + margin)
        self._thin_ticks()

    # ---- under the mouse ----------------------------------------------------------------

    def curve_at(self, event, reach_in_pixels: float = 25.0) -> tuple[Curve, int] | None:
        """The drawn curve and the index of its epoch nearest to a mouse event, or None when none is near."""
        if self.axes is None or event.inaxes is None:
            return None
        best = None
        for curve in self.curves:
            known = np.flatnonzero(np.isfinite(curve.value_mm))
            if not known.size:
                continue
            numbers = curve.dates[known].astype("datetime64[D]").astype(float)
            pixels = self.axes.transData.transform(np.column_stack([numbers, curve.value_mm[known]]))
            distance = np.abs(pixels[:, 0] - event.x)
            if event.inaxes is self.axes:
                distance = np.hypot(distance, pixels[:, 1] - event.y)
            nearest = int(np.argmin(distance))
            if best is None or distance[nearest] < best[0]:
                best = (float(distance[nearest]), curve, int(known[nearest]))
        if best is None or best[0] > reach_in_pixels:
            return None
        return best[1], best[2]

    def show_cursor(self, found: tuple[Curve, int] | None) -> str:
        """Put the cursor of every panel on one epoch; returns what the note says."""
        if self.axes is None or self.note is None:
            return ""
        visible = found is not None
        for cursor in self.cursors:
            cursor.set_visible(visible)
        self.note.set_visible(visible)
        if found is None:
            return ""
        curve, index = found
        date = curve.dates[index]
        for cursor in self.cursors:
            cursor.set_xdata([date, date])
        self.note.xy = (self.axes.convert_xunits(date), curve.value_mm[index])
        lines = [f"{date}", f"{curve.value_mm[index]:.1f} mm", tr("point {label}").format(label=curve.series.label)]
        lines += [
            f"{prefix} {values[np.flatnonzero(dates == date)[0]]:.4g}"
            for prefix, (dates, values) in curve.series.factors.items()
            if (dates == date).any()
        ]
        lines += alarm_lines(curve.series)
        self.note.set_text("\n".join(lines))
        self._turn_note()
        return "\n".join(lines)

    def _turn_note(self) -> None:
        """Right of the cursor or left of it, above or below, wherever there is room."""
        if self.note is None:
            return
        across, up = self.axes.transAxes.inverted().transform(self.axes.transData.transform(self.note.xy))
        self.note.set_ha("right" if across > 0.5 else "left")
        self.note.set_va("top" if up > 0.5 else "bottom")
        self.note.xyann = (-8 if across > 0.5 else 8, -8 if up > 0.5 else 8)


def draw_bars(panel, dates: np.ndarray, values: np.ndarray, colour: str) -> None:
    """Bars on dates as one polygon, because hundreds of rectangles are slow."""
    days = dates.astype("datetime64[D]").astype(float)
    half = 0.4 * float(np.median(np.diff(days))) if days.size > 1 else 0.4
    edges = np.column_stack([days - half, days - half, days + half, days + half]).ravel()
    heights = np.column_stack([0 * values, values, values, 0 * values]).ravel()
    panel.fill_between(edges, heights, color=colour, linewidth=0)
    panel.set_ylim(bottom=min(0.0, float(np.nanmin(values, initial=0.0))))


def mean_of(values) -> np.ndarray:
    """Mean over points, of what is known; shape=(n_points, n_dates) → (n_dates,)."""
    values = np.asarray(values, dtype=float)
    count = np.isfinite(values).sum(axis=0)
    return np.where(count > 0, np.nansum(values, axis=0) / np.maximum(count, 1), np.nan)


def table_rows(series: Sequence[PointSeries], beside: Sequence[Beside] = ()) -> tuple[list[str], list[list]]:
    """Header and rows of everything that is shown as a long table, for export."""
    header = ["point", "date", "kind", "value_mm", "low_mm", "high_mm"]
    prefixes = list(dict.fromkeys(prefix for one in series for prefix in one.factors))
    rows: list[list] = []
    for one in series:
        factors = {p: dict(zip(dates.astype(str), values)) for p, (dates, values) in one.factors.items()}

        def add(kind: str, date, value, low="", high="", one=one, factors=factors) -> None:
            more = [_cell(factors.get(prefix, {}).get(str(date), float("nan"))) for prefix in prefixes]
            rows.append([one.label, str(date), kind, _cell(value), _cell(low), _cell(high), *more])

        for date, value in zip(one.dates, one.displacement_mm):
            add("observed", date, value)
        if isinstance(one, PlaceSeries):
            for kind, low, high in (
                ("spread", one.spread_low_mm, one.spread_high_mm),
                ("interval of the mean", one.interval_low_mm, one.interval_high_mm),
            ):
                for date, value, below, above in zip(one.dates, one.displacement_mm, low, high):
                    if np.isfinite(below):
                        add(kind, date, value, below, above)
        for date, value in zip(one.backtest_dates, one.backtest_mm):
            add("backtest", date, value)
        has_band = one.low_mm.size == one.forecast_mm.size
        for index, date in enumerate(one.forecast_dates):
            band = (one.low_mm[index], one.high_mm[index]) if has_band else ("", "")
            add("forecast", date, one.forecast_mm[index], *band)
    for curve in beside:
        for date, value in zip(curve.dates, curve.value_mm):
            rows.append([curve.label, str(date), curve.kind, _cell(value), "", "", *([""] * len(prefixes))])
    return [*header, *prefixes], rows


def _cell(value):
    """Unknown is an empty cell."""
    return "" if isinstance(value, str) or not np.isfinite(value) else float(value)

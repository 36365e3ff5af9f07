"""The report “since the last time”: where something changed, what is common to all, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..report.figures import draw_categories, marker_size, set_map_axes
from ..report.page import Page
from ..wording import message
from .areas import Area, direction
from .detect import Changes, describe
from .update import LOST, MATCHED, NEW, Updated

MOST_ROWS = 20
MOST_CURVES = 6
DOWN, UP, STILL, OPEN = "#b2182b", "#2166ac", "#cccccc", "#f2e394"


def changes_page(
    changes: Changes,
    areas: Sequence[Area],
    xy: np.ndarray,
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    *,
    source: str,
    expected_by: str,
    notes: Sequence[str] = (),
    geographic: bool | None = None,
) -> Page:
    """xy : shape=(n_points, 2); displacement_mm : shape=(n_points, n_epochs); expected_by : what foresaw, in words."""
    fresh = changes.expectation.dates
    page = Page(
        message("What changed"),
        message("{source}: {count} new epochs, {first} to {last}", source=source, count=fresh.size, first=fresh[0],
                last=fresh[-1]),
    )  # fmt: skip
    for note in notes:
        page.warning(note)
    page.figure(lambda figure: _draw_map(figure.subplots(), xy, changes, geographic), message("Alarms"), (8.0, 6.0))
    found, chance, *more = describe(changes)
    page.opening(found, chance, message("An alarm says that the series left what was expected of it, not why."))
    if more:
        page.note(" ".join(more))
    newest = changes.is_alarm & (changes.found == fresh[-1])
    page.paragraph(
        message("{count} of the alarms were called at the last epoch, {date}.", count=int(newest.sum()), date=fresh[-1])
    )
    _tables(page, changes, areas)
    _curves(page, changes, displacement_mm, dates)
    _common(page, changes)
    page.heading(message("How it was judged"))
    page.paragraph(
        message(
            "Expected by: {expected}. Noise of the series: {noise}. A change must last two epochs; a point is tested"
            " alone and in places of several sizes about it, each against its surroundings: the noise that neighbours"
            " share ({share:.0f} % within {range:.0f} m) is foretold from them and taken off.",
            expected=expected_by,
            noise=changes.expectation.noise,
            share=100 * changes.correlation.share,
            range=changes.correlation.range_m,
        )
    )
    page.paragraph(
        message(
            "A slow change of everything at once is taken for a movement of the reference and is shown in the table of"
            " what is common, not on the map; a change that is wider than the widest place with its surroundings cannot"
            " be told from atmosphere."
        )
    )
    return page


def _tables(page: Page, changes: Changes, areas: Sequence[Area]) -> None:
    if areas:
        page.heading(message("Areas"))
        page.table(
            [message("area"), message("points"), message("since"), message("called at"), message("rate before, mm/yr"),
             message("rate after, mm/yr"), message("step, mm")],
            [[str(number + 1), area.rows.size, str(area.onset), str(area.found), area.rate_before, area.rate_after,
              area.step_mm] for number, area in enumerate(areas[:MOST_ROWS])],
            message("Alarms that lie together and go the same way; means of their points."),
        )  # fmt: skip
    rows = _strongest(changes)[:MOST_ROWS]
    if rows.size:
        page.heading(message("The clearest alarms"))
        page.table(
            [message("row"), message("alarm"), message("kind"), message("since"), message("called at"),
             message("rate before, mm/yr"), message("rate after, mm/yr"), message("step, mm"), message("p"),
             message("support")],
            [[int(row) + 1, message("point") if changes.alarm[row] == "point" else str(changes.alarm[row]),
              str(changes.kind[row]), str(changes.onset[row]), str(changes.found[row]), changes.rate_before[row],
              changes.rate_after[row], changes.step_mm[row], f"{changes.p[row]:.1e}", changes.support[row]]
             for row in rows.tolist()],
            message("p: chance of as much without a change; support: share of the neighbours that lean the same way."),
        )  # fmt: skip


def _strongest(changes: Changes) -> np.ndarray:
    rows = np.flatnonzero(changes.is_alarm)
    return rows[np.argsort(changes.p[rows], kind="stable")]


def _common(page: Page, changes: Changes) -> None:
    page.heading(message("What was taken out"))
    page.table(
        [message("date"), message("common to all points, mm"), message("shared by neighbours (rms), mm"),
         message("alarms called")],
        [[str(date), float(value), float(shared), int((changes.found == date).sum())]
         for date, value, shared in zip(changes.expectation.dates, changes.expectation.common_mm, shared_rms(changes))],
        message(
            "Common is the median over all points of observed minus expected: atmosphere and reference. Shared is what"
            " the surroundings of each point foretell of its noise at that date."
        ),
    )  # fmt: skip


def shared_rms(changes: Changes) -> np.ndarray:
    """Size of what the surroundings foretold at each new epoch, mm, NaN where they foretold nothing."""
    known = np.isfinite(changes.shared_mm)
    count = known.sum(axis=0)
    squares = np.where(known, changes.shared_mm, 0.0) ** 2
    return np.where(count > 0, np.sqrt(squares.sum(axis=0) / np.maximum(count, 1)), np.nan)


def _curves(page: Page, changes: Changes, displacement_mm: np.ndarray, dates: np.ndarray) -> None:
    rows = _strongest(changes)[:MOST_CURVES]
    if rows.size:
        page.figure(
            lambda figure: _draw_curves(figure, changes, displacement_mm[rows], dates, rows),
            message("The clearest alarms: observed (dots), expected with its 90 % interval (band), onset (line)"),
            (9.0, 2.0 + 1.6 * ((rows.size + 1) // 2)),
        )


def _draw_curves(figure: Any, changes: Changes, series: np.ndarray, dates: np.ndarray, rows: np.ndarray) -> None:
    shape = ((rows.size + 1) // 2, 2 if rows.size > 1 else 1)
    axes = np.atleast_1d(figure.subplots(*shape, sharex=True)).ravel()
    expectation = changes.expectation
    for one, row, values in zip(axes, rows.tolist(), series):
        one.plot(dates, values, ".", color="#333333", markersize=3)
        middle = expectation.expected_mm[row] + expectation.common_mm
        half = 1.645 * changes.inflation * expectation.std_mm[row]
        one.fill_between(expectation.dates, middle - half, middle + half, color="#4393c3", alpha=0.4, linewidth=0)
        one.axvline(changes.onset[row], color=DOWN, linewidth=1)
        one.set_title(message("row {row}", row=row + 1), fontsize=8)
        one.tick_params(labelsize=7)
        for label in one.get_xticklabels():
            label.set_rotation(30)
    for one in axes[rows.size :]:
        one.set_visible(False)
    figure.supylabel(message("displacement (mm)"), fontsize=9)


def _draw_map(axes: Any, xy: np.ndarray, changes: Changes, geographic: bool | None) -> None:
    down, alarm = direction(changes), changes.is_alarm
    size = marker_size(len(xy))
    for members, colour, name in (
        (~changes.judged, OPEN, message("not judged")),
        (changes.judged & ~alarm, STILL, message("as expected")),
        (alarm & ~down, UP, message("sinks less, or rises")),
        (alarm & down, DOWN, message("sinks more")),
    ):
        if members.any():
            axes.scatter(
                *xy[members].T, s=size * (1 if colour in (STILL, OPEN) else 2), c=colour, linewidths=0,
                label=f"{name} ({int(members.sum())})", rasterized=True,
            )  # fmt: skip
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, markerscale=2)
    set_map_axes(axes, xy, geographic)


def update_page(
    updated: Updated, *, source: str, other: str, notes: Sequence[str] = (), geographic: bool | None = None
) -> Page:
    """What came, what went, and how the frames were tied."""
    page = Page(message("Series brought up to date"), message("{source} and {other}", source=source, other=other))
    for note in notes:
        page.warning(note)
    states = (MATCHED, LOST, NEW)
    counts = {state: int((updated.state == state).sum()) for state in states}
    names = [message("in both"), message("only in the older"), message("only in the newer")]
    labels = np.select([updated.state == state for state in states], range(len(states)), -1)
    page.figure(
        lambda figure: draw_categories(figure.subplots(), updated.series.xy, labels, names, geographic=geographic),
        message("Points of the two deliveries"),
        (8.0, 6.0),
    )
    page.opening(
        message(
            "{matched} points matched, {lost} only in the older layer, {new} only in the newer; {appended} epochs"
            " appended, {common} epochs common to both.",
            appended=updated.appended.size,
            common=updated.common.size,
            **counts,
        ),
        message("The past of {count} points was revised by more than 3 mm.", count=updated.n_revised),
        message("A drift of all points at once, newer minus older, is most often the reference of the newer delivery."),
    )
    offset, revised = updated.offset_mm[updated.state == MATCHED], updated.revised_mm[updated.state == MATCHED]
    page.facts(
        {
            message("median distance of matched points, m"): _middle(updated.distance_m),
            message("median shift of the newer series, mm"): _middle(offset),
            message("median difference over common epochs once tied (rms), mm"): _middle(revised),
            message("points whose past was revised by more than 3 mm"): updated.n_revised,
            message("drift of all points, newer minus older, mm/yr"): updated.drift_mm_per_yr,
        }
    )
    return page


def _middle(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")

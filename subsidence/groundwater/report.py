"""The report of the response to groundwater: maps, loops of head and displacement, tables, the scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..report.figures import draw_map
from ..report.page import Page
from ..wording import message
from .heads import Heads
from .pooled import Pooled
from .response import Response, Scenario, remark

MOST_LOOPS = 6


def response_page(
    response: Response,
    pooled: Sequence[Pooled],
    heads: Heads,
    wells: Sequence[str],
    xy: np.ndarray,
    dates: np.ndarray,
    *,
    source: str,
    scenario: Scenario | None = None,
    geographic: bool | None = None,
) -> Page:
    """xy : shape=(n_points, 2); dates : shape=(n_epochs,)."""
    page = Page(
        message("Response to groundwater"),
        message("{source}, {first} to {last}; {count} wells", source=source, first=dates[0], last=dates[-1],
                count=len(wells)),
    )  # fmt: skip
    known = np.isfinite(response.ske)
    if known.any():
        page.figure(
            lambda figure: draw_map(
                figure.subplots(), xy, 1000.0 * response.ske, message("Ske, mm per m of head"), diverging=False,
                geographic=geographic,
            ),
            message("Elastic storage; grey: it cannot be told"),
            (8.0, 6.0),
        )  # fmt: skip
    page.opening(
        *_sentences(response),
        message("Heads and displacements of a season share it with temperature, soil moisture and the troposphere."),
    )
    counts = np.bincount(response.code, minlength=10)
    page.table(
        [message("what the data support"), message("points")],
        [[remark(code), int(counts[code])] for code in np.flatnonzero(counts).tolist()],
    )
    shown = list(pooled[:MOST_LOOPS])
    if shown:
        page.heading(message("Head and displacement"))
        page.figure(
            lambda figure: _draw_loops(figure, shown, heads, dates),
            message(
                "Left: mean displacement (dots) and model (line). Right: displacement against head, from early (pale)"
                " to late (dark); a narrow loop is elastic, what does not come back is inelastic or has another cause"
            ),
            (9.0, 2.8 * len(shown)),
        )  # fmt: skip
        _pooled_table(page, pooled)
    if scenario is not None:
        page.heading(message("Scenario"))
        page.figure(
            lambda figure: _draw_scenario(figure, response, scenario, dates),
            message("Median over the points of displacement and its 90 % interval, and of the heads, to {date}",
                    date=scenario.dates[-1]),
            (8.0, 5.0),
        )  # fmt: skip
    page.paragraph(
        message(
            "Compare seasons with those of stable ground. A steady fall of the head and any other steady motion cannot"
            " be told apart. A well shows its own screen, not the whole aquifer; compaction that is still to come from"
            " older falls looks like motion without heads."
        )
    )
    return page


def _sentences(response: Response) -> list[str]:
    known, lower = np.isfinite(response.ske), np.isfinite(response.skv)
    told = message(
        "Elastic storage is told at {known} of {all} points, inelastic storage at {lower}.",
        known=int(known.sum()),
        all=known.size,
        lower=int(lower.sum()),
    )
    medians = []
    if known.any():
        medians.append(
            message(
                "Median Ske {ske:.2g}: {mm:.2g} mm for a metre of head.",
                ske=float(np.median(response.ske[known])),
                mm=1000.0 * float(np.median(response.ske[known])),
            )
        )
    if lower.any():
        medians.append(
            message(
                "Median Skv {skv:.2g}, delay {delay:.0f} days.",
                skv=float(np.median(response.skv[lower])),
                delay=float(np.median(response.delay_days[lower])),
            )
        )
    return [told, " ".join(medians)]


def _between(one: Response, name: str, factor: float = 1.0) -> str:
    value, low, high = (float(getattr(one, name + end)[0]) * factor for end in ("", "_lo", "_hi"))
    return "–" if not np.isfinite(value) else f"{value:.3g} ({low:.3g} … {high:.3g})"


def _pooled_table(page: Page, pooled: Sequence[Pooled]) -> None:
    page.table(
        [message("pool"), message("points"), "Ske · 1000", "Skv · 1000", message("delay, days"),
         message("elastic share"), message("explained"), message("what the data support")],
        [[one.name, one.n_points, _between(one.response, "ske", 1000.0), _between(one.response, "skv", 1000.0),
          _between(one.response, "delay_days"), _between(one.response, "elastic_share"),
          float(one.response.explained[0]), one.told] for one in pooled],
        message("Means of the points of a pool; in brackets 90 % intervals. Storage times 1000 is mm per m of head."),
    )  # fmt: skip


def _draw_loops(figure: Any, pooled: Sequence[Pooled], heads: Heads, dates: np.ndarray) -> None:
    axes = np.atleast_2d(figure.subplots(len(pooled), 2, gridspec_kw={"width_ratios": (3, 2)}))
    days = (heads.dates - heads.dates[0]).astype(float)
    for (course, loop), one in zip(axes, pooled):
        head = np.interp((dates - heads.dates[0]).astype(float), days, one.head_m, left=np.nan, right=np.nan)
        course.plot(dates, one.displacement_mm, ".", color="#333333", markersize=3)
        course.plot(dates, one.response.modelled_mm[0], color="#b2182b", linewidth=1)
        course.set_title(message("{name} ({count} points)", name=one.name, count=one.n_points), fontsize=9, loc="left")
        course.set_ylabel(message("displacement (mm)"), fontsize=8)
        beside = course.twinx()
        beside.plot(dates, head, color="#4393c3", linewidth=0.8)
        beside.set_ylabel(message("head (m)"), fontsize=8, color="#4393c3")
        loop.plot(head, one.displacement_mm, color="#bbbbbb", linewidth=0.5)
        loop.scatter(head, one.displacement_mm, c=np.arange(dates.size), cmap="YlGnBu", s=8, linewidths=0)
        loop.set_xlabel(message("head (m)"), fontsize=8)
        for plot in (course, beside, loop):
            plot.tick_params(labelsize=7)
        for label in course.get_xticklabels():
            label.set_rotation(30)


def _draw_scenario(figure: Any, response: Response, scenario: Scenario, dates: np.ndarray) -> None:
    above, below = figure.subplots(2, 1, sharex=True)
    some = np.isfinite(response.ahead_mm).all(axis=1)
    if some.any():
        middle, low, high = (
            np.median(part[some], axis=0) for part in (response.ahead_mm, response.ahead_lo_mm, response.ahead_hi_mm)
        )
        past = response.modelled_mm[some]
        known = np.isfinite(past).all(axis=0)
        above.plot(dates[known], np.median(past[:, known], axis=0), color="#333333", linewidth=1)
        above.fill_between(scenario.dates, low, high, color="#b2182b", alpha=0.2, linewidth=0)
        above.plot(scenario.dates, middle, color="#b2182b", linestyle="--")
    above.set_ylabel(message("displacement (mm)"))
    below.plot(scenario.heads.dates, np.nanmedian(scenario.heads.head_m, axis=0), color="#4393c3")
    below.axvline(dates[-1], color="#999999", linewidth=0.8)
    below.set_ylabel(message("head (m)"))

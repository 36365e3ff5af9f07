"""Tables and figures about interferograms: what was kept, what was dropped and why."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..report.page import Page
from ..series import parse_compact_date
from ..wording import message
from .interferogram_network import connectivity_warning
from .interferogram_quality import KEPT, Quality
from .noise import NoiseMask
from .stack import Stack

KEPT_COLOUR, DROPPED_COLOUR = "#2166ac", "#b2182b"


def network_facts(stack: Stack) -> dict[str, object]:
    """What a report says about its input."""
    rows, columns = stack.grid.shape
    return {
        message("interferograms"): message(
            "{read} read, {dropped} left out", read=stack.n_ifgs, dropped=len(stack.dropped)
        ),
        message("dates"): f"{stack.n_epochs}, {stack.dates[0]} … {stack.dates[-1]}",
        message("pixels"): f"{columns} x {rows}",
        message("wavelength"): f"{100 * stack.wavelength_m:.3f} cm",
    }


def interferogram_columns(
    stack: Stack, quality: Quality | None = None, residual_rms_mm: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """One row per interferogram of the folder, in order of date: columns by name.

    Parameters
    ----------
    stack : Stack
        The interferograms of the folder, those that were not loaded too.
    quality : Quality, optional
        By default nothing is said of it.
    residual_rms_mm : ndarray, shape=(n_kept,), optional
        Of the kept ones after inversion.

    Returns
    -------
    dict of ndarray
        Columns by name, in order of date.
    """
    names = sorted([*stack.names, *stack.dropped])
    place = {name: index for index, name in enumerate(stack.names)}
    index = np.array([place.get(name, -1) for name in names], dtype=int)
    here = index >= 0
    first, second = (np.array([parse_compact_date(name[part]) for name in names]) for part in (slice(8), slice(9, 17)))
    columns = {
        "interferogram": np.array(names, dtype=object),
        "first_date": first.astype("datetime64[D]"),
        "second_date": second.astype("datetime64[D]"),
        "days": ((second - first) / np.timedelta64(1, "D")).astype(int),
        "baseline_m": _spread(stack.baseline_m[stack.pairs[:, 1]] - stack.baseline_m[stack.pairs[:, 0]], index),
    }
    reasons = np.array([stack.dropped.get(name, "") for name in names], dtype=object)
    if quality is not None:
        columns["coverage"] = _spread(quality.coverage, index)
        columns["coherence"] = _spread(quality.mean_coherence, index)
        member, bad, best = _loop_counts(quality, stack.n_ifgs)
        columns["loops"], columns["bad_loops"] = (np.where(here, values[index], 0) for values in (member, bad))
        columns["smallest_loop_rms_rad"] = _spread(best, index)
        reasons[here] = np.where(quality.status[index[here]] == KEPT, "", quality.status[index[here]])
        columns["kept"] = here & np.concatenate([quality.kept, [False]])[index]
    else:
        columns["kept"] = here
    columns["reason"] = reasons
    if stack.spread_before_rad is not None and stack.spread_after_rad is not None:
        before, after = _spread(stack.spread_before_rad, index), _spread(stack.spread_after_rad, index)
        columns["std_before_rad"], columns["std_after_rad"] = before, after
        with np.errstate(invalid="ignore", divide="ignore"):
            columns["std_reduction_percent"] = 100.0 * (before - after) / before
    if residual_rms_mm is not None and quality is not None:
        residual = np.full(stack.n_ifgs, np.nan)
        residual[quality.kept] = residual_rms_mm
        columns["residual_rms_mm"] = _spread(residual, index)
    return columns


def loop_columns(stack: Stack, quality: Quality) -> dict[str, np.ndarray]:
    """One row per loop of three interferograms: columns by name.

    Parameters
    ----------
    stack : Stack
        The interferograms.
    quality : Quality
        Of ``assess``.

    Returns
    -------
    dict of ndarray
        Columns by name.
    """
    dates = stack.dates.astype(str)
    first, second, across = quality.loops.T
    rms = quality.loop_rms_rad
    judged = np.where(np.isfinite(quality.loop_rms_referenced_rad), quality.loop_rms_referenced_rad, rms)
    verdict = np.where(np.isnan(judged), "not judged", np.where(judged >= quality.loop_rms_limit_rad, "bad", "good"))
    return {
        "first_date": dates[stack.pairs[first, 0]].astype("datetime64[D]"),
        "middle_date": dates[stack.pairs[second, 0]].astype("datetime64[D]"),
        "last_date": dates[stack.pairs[across, 1]].astype("datetime64[D]"),
        "rms_rad": rms,
        "rms_about_reference_rad": quality.loop_rms_referenced_rad,
        "verdict": verdict.astype(object),
    }


def kept_network_warning(stack: Stack, quality: Quality) -> str:
    """A sentence about dates that the kept interferograms leave unconnected; empty where there are none.

    Parameters
    ----------
    stack : Stack
        The interferograms.
    quality : Quality
        Of ``assess``.

    Returns
    -------
    str
        Empty where the dates are connected.
    """
    epochs = np.unique(stack.pairs[quality.kept])
    return connectivity_warning(np.searchsorted(epochs, stack.pairs[quality.kept]), stack.dates[epochs])


def network_opening(columns: dict[str, np.ndarray], trouble: str = "") -> list[str]:
    """How many interferograms were kept, why others were not, and whether the kept ones hang together.

    Parameters
    ----------
    columns : dict
        Of ``interferogram_columns``.
    trouble : str
        Of ``kept_network_warning``.

    Returns
    -------
    list of str
        Sentences for the head of a report.
    """
    kept = columns["kept"]
    reasons = columns["reason"][~kept].astype(str)
    names, counts = np.unique(reasons[reasons != ""], return_counts=True)
    why = ", ".join(f"{names[index]} ({counts[index]})" for index in np.argsort(-counts)[:3])
    return [
        message("{kept} of {all} interferograms were kept.", kept=int(kept.sum()), all=kept.size),
        message("The others were left out for: {why}.", why=why) if why else message("None was left out."),
        trouble or message("The kept ones connect all dates, so no part of the series rests on a guess."),
    ]


def add_network(page: Page, columns: dict[str, np.ndarray], stack: Stack) -> Page:
    """The network figure: time against perpendicular baseline, kept blue, dropped red.

    Parameters
    ----------
    page : Page
        The report, which is added to.
    columns : dict
        Of ``interferogram_columns``.
    stack : Stack
        The interferograms.

    Returns
    -------
    Page
        The same one.
    """
    kept = columns["kept"]
    caption = message(
        "Network of interferograms: {kept} kept (blue), {dropped} dropped (red); time against perpendicular baseline.",
        kept=int(kept.sum()),
        dropped=int((~kept).sum()),
    )
    if not np.isfinite(stack.baseline_m).all():
        caption += message(" Dates without a known baseline are drawn at zero.")
    return page.figure(lambda figure: draw_network(figure, columns, stack), caption)


def draw_network(figure: Any, columns: dict[str, np.ndarray], stack: Stack) -> None:
    axes = figure.subplots()
    baseline = np.nan_to_num(stack.baseline_m)
    level = dict(zip(stack.dates.tolist(), baseline))
    for wanted, colour, order in ((False, DROPPED_COLOUR, 3), (True, KEPT_COLOUR, 2)):
        chosen = np.flatnonzero(columns["kept"] == wanted)
        for row in chosen:
            first, second = columns["first_date"][row].tolist(), columns["second_date"][row].tolist()
            if first in level and second in level:
                axes.plot([first, second], [level[first], level[second]], "-", color=colour, lw=0.8, zorder=order)
    axes.plot(stack.dates.tolist(), baseline, "o", color="#222222", ms=3.5, zorder=4)
    axes.set_ylabel(message("perpendicular baseline [m]"))
    axes.grid(alpha=0.3)
    axes.tick_params(axis="x", rotation=30)


def add_correction(page: Page, columns: dict[str, np.ndarray], *, tell: bool = True) -> Page:
    """Standard deviation of every interferogram without and with the atmospheric correction.

    Parameters
    ----------
    page : Page
        The report, which is added to.
    columns : dict
        With the standard deviations before and after.
    tell : bool
        Whether a sentence stands above, where none opened the page.

    Returns
    -------
    Page
        The same one.
    """
    before, after = columns["std_before_rad"], columns["std_after_rad"]
    known = np.isfinite(before) & np.isfinite(after)
    if not known.any():
        return page
    if tell:
        page.paragraph(_correction_sentence(before[known], after[known]))
    return page.figure(
        lambda figure: draw_correction(figure, before[known], after[known]),
        message("Standard deviation of each interferogram without and with the atmospheric correction."),
    )


def correction_opening(columns: dict[str, np.ndarray]) -> list[str]:
    """What the correction did, and how far to believe it; empty where nothing is known."""
    before, after = columns["std_before_rad"], columns["std_after_rad"]
    known = np.isfinite(before) & np.isfinite(after)
    if not known.any():
        return []
    return [
        _correction_sentence(before[known], after[known]),
        message("A smaller deviation means less atmosphere only where the ground moves less than the air delays."),
        message("Interferograms that became worse are written as well: look at them in the table before inverting."),
    ]


def _correction_sentence(before: np.ndarray, after: np.ndarray) -> str:
    return message(
        "The delays lower the standard deviation of {percent:.0f} % of the {count} corrected"
        " interferograms; on average from {before:.2f} to {after:.2f} rad.",
        percent=100 * float((after < before).mean()),
        count=before.size,
        before=before.mean(),
        after=after.mean(),
    )


def draw_correction(figure: Any, before: np.ndarray, after: np.ndarray) -> None:
    left, right = figure.subplots(1, 2, gridspec_kw={"width_ratios": [2, 1]})
    number = np.arange(1, before.size + 1)
    left.vlines(number, before, after, color="#bbbbbb", lw=0.8)
    left.plot(number, before, ".", color=DROPPED_COLOUR, ms=4, label=message("before"))
    left.plot(number, after, ".", color=KEPT_COLOUR, ms=4, label=message("after"))
    left.set_xlabel(message("interferogram, in order of date"))
    left.set_ylabel(message("standard deviation [rad]"))
    left.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncol=2)
    top = 1.05 * max(before.max(), after.max())
    right.plot([0, top], [0, top], "-", color="#999999", lw=0.8)
    right.plot(before, after, ".", color="#222222", ms=3)
    right.set(xlim=(0, top), ylim=(0, top), xlabel=message("before [rad]"), ylabel=message("after [rad]"))


def add_interferograms(page: Page, columns: dict[str, np.ndarray], limit: int = 400) -> Page:
    """The table of interferograms, the dropped ones first.

    Parameters
    ----------
    page : Page
        The report, which is added to.
    columns : dict
        Of ``interferogram_columns``.
    limit : int
        Rows of the table at most.

    Returns
    -------
    Page
        The same one.
    """
    order = np.argsort(columns["kept"], kind="stable")[:limit]
    shown = [name for name in columns if name not in ("first_date", "second_date")]
    rows = [[columns[name][row] if name != "kept" else bool(columns[name][row]) for name in shown] for row in order]
    rest = (
        ""
        if columns["kept"].size <= limit
        else message(" The first {limit} of {count}.", limit=limit, count=columns["kept"].size)
    )
    return page.table(
        [name.replace("_", " ") for name in shown], rows, message("Interferograms, dropped ones first.") + rest
    )


def add_mask(page: Page, mask: NoiseMask) -> Page:
    """What each noise index removed, and which threshold would keep half."""
    rows = [
        [
            criterion.name,
            f"{'<' if criterion.at_least else '>'} {criterion.threshold:g} {criterion.unit}".strip(),
            criterion.removed,
            f"{100 * criterion.share:.1f} %",
            criterion.keeps_half,
        ]
        for criterion in mask.criteria
    ]
    total = int(mask.has_data.sum())
    rows.append([message("all together"), "", mask.n_removed, f"{100 * mask.n_removed / max(total, 1):.1f} %", None])
    return page.table(
        [
            message("noise index"),
            message("pixel is removed where"),
            message("pixels"),
            message("share"),
            message("threshold that keeps the better half"),
        ],
        rows,
        message("What each criterion removes by itself, of {total} pixels with data.", total=total),
    )


def _spread(values: np.ndarray, index: np.ndarray) -> np.ndarray:
    """Values of the stack's interferograms on the rows of the table; NaN where it has none."""
    return np.append(np.asarray(values, dtype=float), np.nan)[index]


def _loop_counts(quality: Quality, n_ifgs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Per interferogram: judged loops, bad loops about its neighbours, smallest RMS."""
    member, bad = np.zeros(n_ifgs + 1, dtype=int), np.zeros(n_ifgs + 1, dtype=int)
    best = np.full(n_ifgs, np.inf)
    for loop, rms in zip(quality.loops, quality.loop_rms_rad):
        if np.isfinite(rms):
            member[loop] += 1
            bad[loop] += rms >= quality.loop_rms_limit_rad
            best[loop] = np.minimum(best[loop], rms)
    return member, bad, np.where(np.isfinite(best), best, np.nan)

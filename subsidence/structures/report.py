"""The reports of structures and profiles: the picture first, what was found in three sentences, then the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..report.figures import set_map_axes
from ..report.page import Page
from ..wording import message
from .assessment import CANNOT_SAY, FIRST_EXCEEDED, Assessment, class_names, largest_on_still_ground
from .change import Change
from .profile import Profile
from .settlement import Settlements

COLOURS = ("#bbbbbb", "#4393c3", "#f2e394", "#f4a582", "#d6604d", "#b2182b", "#8b1a4f", "#5c1340", "#3d0c2c")
MOST_ROWS = 20
NOTHING = "–"


def structures_page(
    found: Settlements,
    assessment: Assessment,
    names: Sequence[str],
    middle_xy: np.ndarray,
    change: Change,
    *,
    source: str,
    notes: Sequence[str] = (),
    later: Assessment | None = None,
    geographic: bool | None = None,
) -> Page:
    """The report of structures held against limits.

    Parameters
    ----------
    found : Settlements
        What the structures do.
    assessment : Assessment
        Of ``assess``.
    names : sequence of str
        Of the structures.
    middle_xy : ndarray, shape=(n_structures, 2)
        For the map.
    change : Change
        The settlement of the points.
    source : str
        Name of the points' layer.
    notes : sequence of str
        Sentences that must be read.
    later : Assessment, optional
        The assessment at the forecast's date.
    geographic : bool, optional
        Whether ``middle_xy`` are degrees; by default found out from the numbers.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    page = Page(
        message("Settlement of structures: screening"),
        message("{source}, {start} to {end}", source=source, start=change.start, end=change.end),
    )
    for note in notes:
        page.warning(note)
    page.figure(
        lambda figure: _draw_map(figure.subplots(), middle_xy, assessment, geographic),
        message("Each structure's class"),
        (8.0, 6.0),
    )
    known = assessment.grade >= 0
    above = assessment.grade >= FIRST_EXCEEDED
    page.opening(
        message(
            "{above} of {known} structures exceed {limit} with a probability of 95 % or more; of {open} it cannot be"
            " said. {unknown} have too few points.",
            above=int(above.sum()),
            known=int(known.sum()),
            limit=assessment.limits[0].text,
            open=int((assessment.grade == CANNOT_SAY).sum()),
            unknown=int((~known).sum()),
        ),
        message(
            "This is screening, not a finding of damage: limits are design values of foundations, and InSAR sees the"
            " ground or a roof where scatterers happen to be. Motion along the line of sight counts as settlement only"
            " if the ground does not move sideways."
        ),
        message(
            "The intervals count the noise of the series and what neighbouring points share, not a wrong reference."
        ),
    )
    if later is not None:
        page.paragraph(
            message(
                "At the forecast's last date {above} structures exceed it, by the forecast and its interval.",
                above=int((later.grade >= FIRST_EXCEEDED).sum()),
            )
        )
    _worst_table(page, found, assessment, names)
    _still_table(page, found)
    page.heading(message("Limits"))
    page.table(
        [
            message("limit"),
            message("of"),
            message("meaning"),
            message("source"),
            message("clause"),
            message("verified"),
        ],
        [
            [
                one.text,
                one.quantity,
                one.meaning,
                one.source,
                one.clause,
                message("yes") if one.verified else message("no"),
            ]
            for one in assessment.limits
        ],
        message("Limits marked “no” were taken from memory of the source or from a text about it: check before use."),
    )
    return page


def _still_table(page: Page, found: Settlements) -> None:
    """The largest values beside those that noise alone would give: the largest of many is large on still ground too."""
    words = {
        "differential": message("differential, mm"),
        "tilt": message("tilt, mm/m"),
        "distortion": message("distortion, mm/m"),
        "deflection": message("deflection, mm/m"),
    }
    rows = []
    for key, name in words.items():
        value, std = getattr(found, key), getattr(found, f"{key}_std")
        if np.isfinite(value).any():
            rows.append([name, int(np.isfinite(value).sum()), float(np.nanmax(value)), *largest_on_still_ground(std)])
    if rows:
        page.heading(message("The largest of many"))
        page.table(
            [message("quantity"), message("structures"), message("largest found"),
             message("largest on still ground, median"), message("and 95 %")],
            rows,
            message("What the largest of all structures would be if nothing moved but the noise, from 400 draws."),
        )  # fmt: skip


def _worst_table(page: Page, found: Settlements, assessment: Assessment, names: Sequence[str]) -> None:
    order = np.lexsort((-np.nan_to_num(found.distortion), -np.nan_to_num(assessment.p_exceed, nan=-1.0)))[:MOST_ROWS]
    words = assessment.words()
    page.heading(message("The structures most likely to exceed it"))
    page.table(
        [
            message("structure"),
            message("points"),
            message("settlement, mm"),
            message("differential, mm"),
            message("tilt, mm/m"),
            message("distortion, mm/m"),
            message("probability"),
            message("class"),
        ],
        [
            [
                names[row],
                int(found.n[row]),
                *(_pair(getattr(found, key)[row], getattr(found, f"{key}_std")[row]) for key in
                  ("settlement", "differential", "tilt", "distortion")),
                NOTHING if np.isnan(assessment.p_exceed[row]) else f"{assessment.p_exceed[row]:.2f}",
                words[row],
            ]
            for row in order.tolist()
        ],
        message("± is one standard error; settlement is positive down."),
    )  # fmt: skip


def _pair(value: float, error: float) -> str:
    return NOTHING if not np.isfinite(value) else f"{value:.2f} ± {error:.2f}"


def _draw_map(axes: Any, xy: np.ndarray, assessment: Assessment, geographic: bool | None) -> None:
    for number, name in enumerate(class_names(assessment.limits)):
        members = assessment.grade == number - 1
        if members.any():
            colour = COLOURS[min(number, len(COLOURS) - 1)]
            axes.scatter(*xy[members].T, s=14, c=colour, linewidths=0, label=f"{name} ({int(members.sum())})")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    set_map_axes(axes, xy, geographic)


def profiles_page(
    profiles: Sequence[tuple[str, Profile]],
    dates: np.ndarray,
    change: Change,
    *,
    source: str,
    notes: Sequence[str] = (),
) -> Page:
    """The report of profiles along lines.

    Parameters
    ----------
    profiles : sequence of tuple
        Name and profile of each line.
    dates : ndarray, shape=(n_epochs,)
        Of the profiles' series.
    change : Change
        The settlement of the points.
    source : str
        Name of the points' layer.
    notes : sequence of str
        Sentences that must be read.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    page = Page(
        message("Profiles along lines"),
        message("{source}, {start} to {end}", source=source, start=change.start, end=change.end),
    )
    for note in notes:
        page.warning(note)
    if profiles:
        page.opening(
            _profile_sentence(*profiles[0]),
            message(
                "The bars are 95 % intervals of the mean of each station's points, the band their 10th to 90th"
                " percentile."
            ),
            message(
                "Stations without points stay empty. The largest of many noisy slopes is too large on still ground as"
                " well: compare it with its standard error, and with how many spans were looked at."
            ),
        )
    for number, (name, profile) in enumerate(profiles):
        page.figure(
            lambda figure, profile=profile: _draw_profile(figure, profile, dates),
            message("{name}: rate with its 95 % interval, and displacement at some dates", name=name),
            (9.0, 6.0),
        )
        if number:
            page.note(_profile_sentence(name, profile))
    return page


def _profile_sentence(name: str, profile: Profile) -> str:
    known = np.isfinite(profile.rate)
    if not known.any():
        return message("“{name}” has no points within the width.", name=name)
    lowest = int(np.nanargmin(profile.rate))
    text = message(
        "“{name}”: {known} of {all} stations have points; the lowest rate is {rate:.1f} ± {std:.1f} mm/yr at"
        " {chainage:.0f} m.",
        name=name,
        known=int(known.sum()),
        all=known.size,
        rate=profile.rate[lowest],
        std=profile.rate_std[lowest],
        chainage=profile.chainage_m[lowest],
    )
    if np.isfinite(profile.distortion).any():
        worst = int(np.nanargmax(profile.distortion / profile.distortion_std))
        text += " " + message(
            "The clearest change of slope is {value:.2f} ± {std:.2f} mm/m at {chainage:.0f} m.",
            value=profile.distortion[worst],
            std=profile.distortion_std[worst],
            chainage=profile.chainage_m[worst],
        )
        if np.isfinite(profile.distortion_rate[worst]):
            text += " " + message(
                "It changes by {rate:+.2f} ± {std:.2f} mm/m a year (+ grows).",
                rate=profile.distortion_rate[worst],
                std=profile.distortion_rate_std[worst],
            )
    return text


def _draw_profile(figure: Any, profile: Profile, dates: np.ndarray) -> None:
    above, below = figure.subplots(2, 1, sharex=True)
    above.axhline(0.0, color="#999999", linewidth=0.8)
    above.fill_between(profile.chainage_m, profile.p10, profile.p90, color="#41b6c4", alpha=0.25, linewidth=0)
    above.errorbar(
        profile.chainage_m, profile.rate, yerr=1.96 * profile.rate_std, color="#225ea8", marker=".", elinewidth=0.8
    )
    above.set_ylabel(message("rate (mm/yr)"))
    shown = np.unique(np.linspace(0, max(dates.size - 1, 0), 6).astype(int)) if dates.size else []
    for number, epoch in enumerate(shown):
        below.plot(
            profile.chainage_m, profile.series_mm[:, epoch], color=str(0.8 - 0.15 * number), label=str(dates[epoch])
        )
    below.set_ylabel(message("displacement (mm)"))
    below.set_xlabel(message("chainage (m)"))
    if len(shown):
        below.legend(frameon=False, fontsize=8)

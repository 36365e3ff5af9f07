"""Several releases of one EGMS tile: joined into one series, or the newest alone.

A file's name tells its release: none for the first ones, else ``_<first year>_<last year>_<delivery>``. A delivery of
the same years replaces the one before it. Identifiers of points repeat across releases, and may have moved; points are
the same where both identifier and place agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..metrics import disagreement
from ..progress import SILENT, Report
from ..series import DeformationSeries
from ..tabular.text_files import TextFile
from ..wording import message
from .egms_agreement import tell_disagreement
from .egms_settings import JOIN, NEWEST
from .points import PointProduct

RELEASE = re.compile(
    r"(?P<stem>EGMS_(?:L2a|L2b|L3)_.+?)(?:_(?P<first>(?:19|20)\d{2})_(?P<last>(?:19|20)\d{2})_(?P<delivery>\d+))?"
    r"(?: ?\(\d+\))?(?:\.csv|\.txt)?$",  # a browser writes (1) behind the name of what is there already
    re.IGNORECASE,
)
FIRST_RELEASE = (2015, 2021, 0)
SAME_PLACE_M = 10.0
SAME_PLACE_DEGREES = 1e-4


def release_of(name: str) -> tuple[str, tuple[int, int, int]]:
    """What a file is of, and its release: last year, first year, delivery.

    >>> release_of("EGMS_L3_E44N25_100km_U_2019_2023_1.csv")
    ('egms_l3_e44n25_100km_u', (2023, 2019, 1))
    """
    match = RELEASE.search(name)
    if match is None:
        return name.lower(), (0, 0, 0)
    if match["last"] is None:
        return match["stem"].lower(), (FIRST_RELEASE[1], FIRST_RELEASE[0], 0)
    return match["stem"].lower(), (int(match["last"]), int(match["first"]), int(match["delivery"]))


def without_replaced(files: Sequence[TextFile], releases: str = JOIN, report: Report = SILENT) -> list[TextFile]:
    """The files without those that a newer delivery of the same years, or, where asked, a newer release replaces."""
    newest: dict[tuple, tuple[tuple, TextFile]] = {}
    for file in files:
        stem, release = release_of(file.name)
        key = (stem,) if releases == NEWEST else (stem, *release[:2])
        if key not in newest or release > newest[key][0]:
            newest[key] = (release, file)
    kept = [file for _, file in newest.values()]
    left = [file.name for file in files if file not in kept]
    if left:
        report.warn(
            message(
                "{count} files are replaced by a newer release or delivery and left out: {names}.",
                count=len(left),
                names=", ".join(left[:5]),
            )
        )
    return [file for file in files if file in kept]


def joined_releases(parts: Sequence[tuple[str, PointProduct]], report: Report = SILENT) -> list[PointProduct]:
    """One product per tile from the products of files; parts : file name and product."""
    groups: dict[str, list[tuple[tuple, PointProduct]]] = {}
    for name, product in parts:
        stem, release = release_of(name)
        groups.setdefault(stem, []).append((release, product))
    result = []
    for stem, members in groups.items():
        ordered = [product for _, product in sorted(members, key=lambda member: member[0])]
        if len({release for release, _ in members}) < len(members):
            result += ordered  # the same name twice, such as in two folders
            continue
        product = ordered[-1]
        for older in ordered[-2::-1]:
            product = _with_older(product, older, stem, report)
        result.append(product)
    return result


def _with_older(newer: PointProduct, older: PointProduct, stem: str, report: Report) -> PointProduct:
    """The newer series continued backwards by the older one, shifted to agree in the common time."""
    of_older = _same_points(newer, older)
    matched = np.flatnonzero(of_older >= 0)
    dates = np.union1d(newer.series.dates, older.series.dates)
    lone = np.setdiff1d(np.arange(older.n_points), of_older[matched])
    displacement = np.full((newer.n_points + lone.size, dates.size), np.nan)
    at_newer, at_older = (np.searchsorted(dates, series.dates) for series in (newer.series, older.series))
    displacement[: newer.n_points, at_newer] = newer.series.displacement_mm
    common = np.intersect1d(newer.series.dates, older.series.dates)
    old = older.series.displacement_mm[of_older[matched]]
    mine = newer.series.displacement_mm[matched][:, np.searchsorted(newer.series.dates, common)]
    theirs = old[:, np.searchsorted(older.series.dates, common)]
    both = np.isfinite(mine) & np.isfinite(theirs)
    count = both.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        shift = np.where(both, mine - theirs, 0.0).sum(axis=1) / np.where(count > 0, count, np.nan)
    mine_then, theirs_then = (_about_mean(np.where(both, values, np.nan)) for values in (mine, theirs))
    found = disagreement(mine_then, theirs_then)
    names = message("The newer release of {stem}", stem=stem), message("the older one")
    tell_disagreement(found, *names, report)
    tied = old + shift[:, None]
    filled = displacement[matched][:, at_older]
    block = displacement[matched]
    block[:, at_older] = np.where(np.isnan(filled), tied, filled)
    displacement[matched] = block
    displacement[np.arange(newer.n_points, displacement.shape[0])[:, None], at_older] = older.series.displacement_mm[
        lone
    ]
    report.warn(
        message(
            "Two releases of {stem} are joined: {count} points are in both, tied by the mean of {dates} common dates;"
            " where they overlap the newer counts. {lone} points are in the older one only.{untied}",
            stem=stem,
            count=matched.size,
            dates=common.size,
            lone=lone.size,
            untied=""
            if not (count == 0).any()
            else message(" {n} of them share no date, so their older values are left out.", n=int((count == 0).sum())),
        )
    )
    columns = {}
    for name in {**newer.columns, **older.columns}:
        columns[name] = _stacked(newer.columns.get(name), older.columns.get(name), newer.n_points, lone)
    return replace(
        newer,
        series=DeformationSeries(dates, displacement, np.concatenate([newer.series.xy, older.series.xy[lone]])),
        velocity_mm_per_yr=np.concatenate([newer.velocity_mm_per_yr, older.velocity_mm_per_yr[lone]]),
        point_id=np.concatenate([newer.point_id, older.point_id[lone]]),
        columns=columns,
    )


def _about_mean(values: np.ndarray) -> np.ndarray:
    """Values about the mean of those known in their row, one after the other; shape=(n_rows * n_columns,)."""
    known = np.isfinite(values)
    mean = np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return np.asarray((values - mean[:, None]).reshape(-1))


def _same_points(newer: PointProduct, older: PointProduct) -> np.ndarray:
    """Row of the older product for each point of the newer one, −1 where there is none; shape=(n_points,)."""
    result = np.full(newer.n_points, -1)
    reach = SAME_PLACE_DEGREES if newer.crs == "EPSG:4326" else SAME_PLACE_M
    names = [part.columns.get("pid") for part in (newer, older)]
    if names[0] is None or names[1] is None:
        return result
    place = {name: row for row, name in enumerate(names[1].tolist())}
    rows = np.array([place.get(name, -1) for name in names[0].tolist()])
    known = np.flatnonzero(rows >= 0)
    off = np.abs(newer.series.xy[known] - older.series.xy[rows[known]]).max(axis=1)
    near = known[off <= reach]
    result[near] = rows[near]
    return result


def _stacked(one: np.ndarray | None, other: np.ndarray | None, n_newer: int, lone: np.ndarray) -> np.ndarray:
    known = one if one is not None else other
    assert known is not None
    numbers = known.dtype.kind in "fiu"
    unknown = np.nan if numbers else None
    pieces = []
    for values, rows, count in ((one, slice(None), n_newer), (other, lone, lone.size)):
        if values is None:
            pieces.append(np.full(count, unknown, dtype=float if numbers else object))
        else:
            pieces.append(values[rows])
    return np.concatenate(pieces)

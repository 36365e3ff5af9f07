"""Whether two tables of the same ground tell the same motion, as far as sign and unit go.

Two bursts of a track where they overlap, or two releases of a tile, see the same ground along nearly the same line:
what one calls sinking cannot rise in the other, nor be a thousandth of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from ..metrics import disagreement
from ..progress import SILENT, Report, stop_if_cancelled
from ..spatial.geodesy import metres_per_degree
from ..units import LOS
from ..wording import message
from .egms_settings import WGS84
from .points import PointProduct

CELL_M = 100.0


def tell_disagreement(what: str, one: str, other: str, report: Report) -> None:
    """Say what two tables contradict each other in; what : as of ``disagreement``."""
    if what == "sign":
        report.warn(
            message(
                "{one} and {other} move in opposite directions on the same ground; one of them has another sign."
                " Mend it before you use them together.",
                one=one,
                other=other,
            )
        )
    elif what == "unit":
        report.warn(
            message(
                "{one} and {other} move by very different amounts on the same ground; one of them is probably in"
                " another unit than mm. Mend it before you use them together.",
                one=one,
                other=other,
            )
        )


def tell_repeated(name: str, pid: np.ndarray, report: Report) -> None:
    """Say how many rows of one table bear an identifier that an earlier row bears; pid : shape=(n_points,), text."""
    known = [text for text in pid.tolist() if text]
    count = len(known) - len(set(known))
    if not count:
        return
    report.warn(
        message(
            "{name}: {count} rows repeat the pid of a row before, such as “{pid}”; all are kept as points of their own."
            " Remove those that are no measurements of their own.",
            name=name,
            count=count,
            pid=Counter(known).most_common(1)[0][0],
        )
    )


def check_overlaps(parts: Sequence[PointProduct], report: Report = SILENT) -> None:
    """Warn of tables of one track whose rates contradict each other where they overlap."""
    tracks: dict[str, list[PointProduct]] = {}
    for part in parts:
        if part.geometry == LOS and "track" in part.columns:
            tracks.setdefault(str(part.columns["track"][0]), []).append(part)
    for members in tracks.values():
        cells = _cells(members) if len(members) > 1 else []
        for one, other in combinations(range(len(cells)), 2):
            stop_if_cancelled()
            _, in_one, in_other = np.intersect1d(
                cells[one][0], cells[other][0], assume_unique=True, return_indices=True
            )
            found = disagreement(cells[one][1][in_one], cells[other][1][in_other])
            names = [str(members[number].columns["tile"][0]) for number in (one, other)]
            tell_disagreement(found, names[0], names[1], report)


def _cells(parts: Sequence[PointProduct]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Numbers of cells, increasing, and the mean of the known rates in each; cells lie on multiples of ``CELL_M``."""
    size = np.array([CELL_M, CELL_M])
    if parts[0].crs == WGS84:
        latitude = np.median([np.median(part.series.xy[:, 1]) for part in parts])
        size = size / np.array(metres_per_degree(latitude))
    found = []
    for part in parts:
        known = np.isfinite(part.velocity_mm_per_yr)
        place = np.floor(part.series.xy[known] / size).astype(np.int64)
        cells, member = np.unique((place[:, 1] << 32) + place[:, 0], return_inverse=True)
        number = member.reshape(-1)
        total = np.bincount(number, part.velocity_mm_per_yr[known], minlength=cells.size)
        found.append((cells, total / np.maximum(np.bincount(number, minlength=cells.size), 1)))
    return found

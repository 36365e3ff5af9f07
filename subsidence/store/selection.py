"""Some points of a store, or all, in memory: by extent, name or row; only the files that may hold them are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Union

import numpy as np

from ..errors import SubsidenceError
from ..products.points import PointProduct
from ..progress import SILENT, Report
from ..series import DeformationSeries
from ..wording import message
from .point_store import ID, RATE, Part, PointStore

Extent = tuple[float, float, float, float]
NAMED = 5  # points that are not there, in a warning
Wanted = Union[Sequence[str], np.ndarray, None]


@dataclass(frozen=True)
class Selection:
    """rows : shape=(n_points,), counted through all files; absent : names that no point has"""

    rows: np.ndarray
    absent: tuple[str, ...]


def select(store: PointStore, *, extent: Extent | None = None, names: Wanted = None, rows: Wanted = None) -> Selection:
    """Points of a store that meet all conditions.

    Parameters
    ----------
    store : PointStore
        An open store.
    extent : tuple of float, optional
        (x_min, y_min, x_max, y_max) in the store's CRS.
    names : sequence of str, optional
        Their ``point_id``, as text.
    rows : sequence of int, optional
        Their rows in the store.

    Returns
    -------
    Selection
        Rows in order, and the names that were not found.

    Raises
    ------
    SubsidenceError
        Where there is no such row, or no point meets the conditions.
    """
    given = None if rows is None else np.unique(np.asarray(rows, dtype=int))
    if given is not None and given.size and (given[0] < 0 or given[-1] >= store.n_points):
        raise SubsidenceError(
            message(
                "The store {path} has {count} points; there is no such row.", path=store.folder, count=store.n_points
            )
        )
    wanted = None if names is None else np.unique(np.asarray(names, dtype=str))
    found, seen, start = [], [], 0
    for part in store.parts:
        here = np.ones(part.rows, dtype=bool)
        if given is not None:
            here = np.isin(np.arange(start, start + part.rows), given)
        if extent is not None:
            here &= _inside(store, part, extent) if here.any() and _touches(part, extent) else False
        if wanted is not None and here.any():
            own = store.read([ID], part)[ID].astype(str)
            here &= np.isin(own, wanted)
            seen.append(own[here])
        found.append(start + np.flatnonzero(here))
        start += part.rows
    chosen = np.concatenate(found) if found else np.zeros(0, dtype=int)
    if not chosen.size:
        raise SubsidenceError(
            message(
                "No point of the store {path} is in the extent and of the names that were given.", path=store.folder
            )
        )
    absent = () if wanted is None else tuple(np.setdiff1d(wanted, np.concatenate(seen)).tolist())
    return Selection(chosen, absent)


def product_of(store: PointStore, rows: np.ndarray, report: Report = SILENT) -> PointProduct:
    """Some points with all that the store has of them, file by file.

    rows : shape=(n_points,), increasing, as of ``Selection``
    """
    names = [ID, RATE, "xy", *store.columns]
    displacement = np.empty((rows.size, store.dates.size))
    pieces: dict[str, list[np.ndarray]] = {name: [] for name in names}
    start = done = 0
    for part in report.each(store.parts):
        inside = rows[np.searchsorted(rows, start) : np.searchsorted(rows, start + part.rows)] - start
        if inside.size:
            block = store.block(part, names)
            displacement[done : done + inside.size] = block["displacement_mm"][inside]
            for name in names:
                pieces[name].append(block[name][inside])
        start, done = start + part.rows, done + inside.size
    columns = {name: np.concatenate(values) for name, values in pieces.items()}
    return PointProduct(
        DeformationSeries(store.dates, displacement, columns["xy"]),
        columns[RATE].astype(float),
        columns[ID],
        {name: columns[name] for name in store.columns},
        store.crs,
        str(store.about.get("geometry", "")),
        str(store.about.get("reference", "")),
        str(store.about.get("source", "")),
    )


def _touches(part: Part, extent: Extent) -> bool:
    x_min, y_min, x_max, y_max = part.extent
    return x_max >= extent[0] and x_min <= extent[2] and y_max >= extent[1] and y_min <= extent[3]


def _inside(store: PointStore, part: Part, extent: Extent) -> np.ndarray:
    x, y = store.read(["xy"], part)["xy"].T
    return (x >= extent[0]) & (x <= extent[2]) & (y >= extent[1]) & (y <= extent[3])

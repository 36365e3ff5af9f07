"""Points with a displacement series, as a finished product delivers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import SubsidenceError
from ..series import DeformationSeries
from ..units import LOS
from ..wording import message


@dataclass(frozen=True)
class PointProduct:
    """A deformation point layer before it becomes one.

    series : displacements in mm, NaN where missing
    velocity_mm_per_yr : shape=(n_points,)
    point_id : shape=(n_points,), the same for every clip of the same files
    columns : further values per point by field name, numbers or text
    crs : authority id or WKT of the coordinates
    geometry : line of sight, vertical, or east–west
    reference, source : what the displacements are relative to and where they come from, in words
    """

    series: DeformationSeries
    velocity_mm_per_yr: np.ndarray
    point_id: np.ndarray
    columns: Mapping[str, np.ndarray] = field(default_factory=dict)
    crs: str = "EPSG:4326"
    geometry: str = LOS
    reference: str = ""
    source: str = ""

    @property
    def n_points(self) -> int:
        return self.series.n_points

    def only(self, chosen: np.ndarray) -> PointProduct:
        """The chosen points, and the epochs at which any of them has a value; chosen : shape=(n_points,), bool."""
        rows = np.flatnonzero(chosen)
        displacement = self.series.displacement_mm[rows]
        epochs = np.isfinite(displacement).any(axis=0)
        return replace(
            self,
            series=DeformationSeries(self.series.dates[epochs], displacement[:, epochs], self.series.xy[rows]),
            velocity_mm_per_yr=self.velocity_mm_per_yr[rows],
            point_id=self.point_id[rows],
            columns={name: values[rows] for name, values in self.columns.items()},
        )


def joined(parts: Sequence[PointProduct]) -> PointProduct:
    """Several products in one: all their points, the union of their epochs, NULL where one has no such epoch."""
    if not parts:
        raise SubsidenceError(message("There is nothing to join; none of the files holds points in the extent."))
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    dates = np.unique(np.concatenate([part.series.dates for part in parts]))
    counts = [part.n_points for part in parts]
    displacement = np.full((sum(counts), dates.size), np.nan)
    start = 0
    for part, count in zip(parts, counts):
        displacement[start : start + count, np.searchsorted(dates, part.series.dates)] = part.series.displacement_mm
        start += count
    names = list(dict.fromkeys(name for part in parts for name in part.columns))
    columns = {name: joined_column([part.columns.get(name) for part in parts], counts) for name in names}
    return replace(
        first,
        series=DeformationSeries(dates, displacement, np.concatenate([part.series.xy for part in parts])),
        velocity_mm_per_yr=np.concatenate([part.velocity_mm_per_yr for part in parts]),
        point_id=np.concatenate([part.point_id for part in parts]),
        columns=columns,
        source=", ".join(dict.fromkeys(part.source for part in parts)),
    )


def joined_column(pieces: Sequence[np.ndarray | None], counts: Sequence[int]) -> np.ndarray:
    """One column from its pieces; where a piece lacks it the values are unknown, and text wins over numbers."""
    known = [piece for piece in pieces if piece is not None]
    if any(piece.dtype.kind not in "fiu" for piece in known):
        filled = [np.full(n, None, dtype=object) if p is None else _as_text(p) for p, n in zip(pieces, counts)]
    elif len(known) < len(pieces):
        filled = [np.full(n, np.nan) if p is None else p.astype(float) for p, n in zip(pieces, counts)]
    else:
        filled = known
    return np.concatenate(filled)


def _as_text(values: np.ndarray) -> np.ndarray:
    if values.dtype.kind in "iu":
        return np.array([*map(str, values.tolist()), None], object)[:-1]
    if values.dtype.kind != "f":
        return values.astype(object)
    return np.array([None if value != value else f"{value:.15g}" for value in values.tolist()] + [None], object)[:-1]

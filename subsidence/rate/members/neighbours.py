"""What measured points nearby add to the rate that the factors give.

Two ways are tried on rows left out, and none: *residuals* carries what the factors did not explain from measured
points to their neighbours (regression kriging); *map* carries the rates themselves, and mixes them with the
factors' answer by how well each is known there. Far from measured points both fade into the factors' answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...progress import ALONE, Run
from ...spatial.geodesy import WGS84, middle_of, planar_metres
from ..intervals import conformal_quantile
from .place_process import PlaceProcess, fit_place
from .stack import held

RESIDUALS, MAP, NONE = "residuals", "map", "none"
WORTH = 0.02  # relative fall of the error on rows left out that neighbours must bring
SURE = 3.0  # and in its standard errors, or it is chance
CHOICE_ROWS = 800  # of each hand at most, to choose by
LEAST_ROWS = 40


@dataclass(frozen=True)
class Neighbours:
    """Measured points and how they speak for places near them.

    way : ``residuals`` or ``map``
    process : of the residuals or rates; centre : longitude and latitude of the plane's origin
    error : (mm/yr)², mean square of the factors' answer on rows left out
    quantile : of the scaled errors on rows left out, for the intervals
    mse : by way, (mm/yr)², on rows left out
    """

    way: str
    process: PlaceProcess
    centre: np.ndarray
    error: float
    quantile: float
    mse: Mapping[str, float]

    def add(self, rate: np.ndarray, half: np.ndarray, lon_lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What neighbours add to the factors' rate, and half the interval around the sum; mm/yr, shape=(n_rows,).

        rate, half : shape=(n_rows,), from factors; lon_lat : shape=(n_rows, 2), degrees; where they are not known
        nothing is added
        """
        added, half = np.where(np.isfinite(rate), 0.0, np.nan), half.copy()
        here = np.flatnonzero(np.isfinite(rate) & np.isfinite(lon_lat).all(axis=1))
        mean, doubt, known = self.process.predict(kilometres(lon_lat[here], self.centre))
        added[here], variance, share = mixed(self.way, rate[here], mean, doubt, known, self.error)
        near = np.minimum(self.quantile * np.sqrt(variance), half[here])  # knowing more does not widen it
        half[here] = (1.0 - share) * half[here] + share * near
        return added, half

    def facts(self) -> dict[str, Any]:
        return {"way": self.way, "error": self.error, "quantile": self.quantile, "mse": dict(self.mse),
                "centre": [float(value) for value in self.centre]}  # fmt: skip

    @classmethod
    def from_parts(cls, arrays: Mapping[str, np.ndarray], facts: Mapping[str, Any]) -> Neighbours:
        """What ``process.arrays`` and ``facts`` gave; raises ``ValueError`` where they do not fit."""
        centre = np.array(facts["centre"], dtype=float)
        error, quantile = float(facts["error"]), float(facts["quantile"])
        if facts["way"] not in (RESIDUALS, MAP) or centre.shape != (2,) or not (error >= 0 and quantile >= 0):
            raise ValueError("neighbours")
        return cls(facts["way"], PlaceProcess.from_arrays(arrays), centre, error, quantile, dict(facts["mse"]))


def mixed(
    way: str, rate: np.ndarray, mean: np.ndarray, doubt: np.ndarray, known: np.ndarray, error: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is added to the factors' rate, the variance of the sum, and the neighbours' share of it.

    mean, doubt, known : what the process says, its variance, how much of it is known
    error : mean square error of the factors' rate

    On the map the two are weighed by their variances, and the share fades with what is known.
    """
    if way == RESIDUALS:
        return mean, doubt, known
    share = known * error / (error + doubt)
    return share * (mean - rate), (1.0 - share) ** 2 * error + share**2 * doubt, share


def kilometres(lon_lat: np.ndarray, centre: np.ndarray) -> np.ndarray:
    """Places on a plane around the centre; shape=(n, 2)."""
    return planar_metres(lon_lat, WGS84, centre) / 1000.0


@dataclass(frozen=True)
class Carried:
    """Values carried from measured points to others, and what that says of rows left out.

    asked : rows of each hand, some of them where there are many; said : of these, as from ``PlaceProcess.predict``
    """

    process: PlaceProcess
    asked: list[np.ndarray]
    said: list[tuple[np.ndarray, np.ndarray, np.ndarray]]


def learn_neighbours(
    lon_lat: np.ndarray,
    rate: np.ndarray,
    unseen: np.ndarray,
    hands: Sequence[np.ndarray],
    run: Run = ALONE,
    *,
    level: float,
    maps: dict[bytes, Carried] | None = None,
) -> tuple[Neighbours | None, dict[str, float]]:
    """The way that rows left out favour, None where neighbours do not help; and the mean square error by way.

    lon_lat : shape=(n_rows, 2), degrees; rate : shape=(n_rows,), mm/yr
    unseen : shape=(n_rows,), mm/yr, what the factors' model said of rows it had not seen, NaN where there is none
    hands : rows left out together, shape=(n_rows,), bool each, drawn like the test's
    maps : where the map as it is carried is kept for further calls with the same rates and seed: it is the same
        whatever the factors say
    """
    known = np.flatnonzero(np.isfinite(unseen) & np.isfinite(lon_lat).all(axis=1))
    if len(known) < LEAST_ROWS:
        return None, {}
    same = known.tobytes()
    known = np.random.default_rng(run.seed).permutation(known)
    centre = middle_of(lon_lat[known])
    xy, rate, unseen = kilometres(lon_lat[known], centre), rate[known], unseen[known]
    hands = [hand[known] for hand in hands if hand[known].any() and not hand[known].all()]
    if not hands:
        return None, {}
    missed = held(rate - unseen)
    error = float(np.mean(missed**2))
    mse, tried = {NONE: error}, {}
    maps = {} if maps is None else maps
    for way in run.report.each((RESIDUALS, MAP), 2):
        if way == RESIDUALS:
            carried = carry(xy, missed, hands, run.seed, mean=0.0)
        else:
            carried = maps[same] = maps.get(same) or carry(xy, rate, hands, run.seed)
        errors, sizes, before = [], [], []
        for asked, said in zip(carried.asked, carried.said):
            added, variance, _ = mixed(way, unseen[asked], *said, error)
            errors.append(unseen[asked] + added - rate[asked])
            sizes.append(np.sqrt(variance))
            before.append(missed[asked])
        error_now, size = np.concatenate(errors), np.concatenate(sizes)
        mse[way] = float(np.mean(held(error_now) ** 2))
        gain = np.concatenate(before) ** 2 - held(error_now) ** 2
        tried[way] = carried.process, conformal_quantile(np.abs(error_now) / size, level), gain
    best = min((RESIDUALS, MAP), key=lambda way: mse[way])
    process, quantile, gain = tried[best]
    chance = SURE * gain.std() / np.sqrt(len(gain))
    if not (mse[best] < (1.0 - WORTH) * error and gain.mean() > chance):
        return None, mse
    return Neighbours(best, process, centre, error, quantile, mse), mse


def carry(
    xy: np.ndarray, values: np.ndarray, hands: Sequence[np.ndarray], seed: int, *, mean: float | None = None
) -> Carried:
    """Learn how values are carried, and leave out each hand in turn; arguments as in ``fit_place``."""
    random = np.random.default_rng(seed)
    process = fit_place(xy, values, mean=mean)
    every, said = [], []
    for hand in hands:
        asked = np.flatnonzero(hand)
        if len(asked) > CHOICE_ROWS:
            asked = np.sort(random.choice(asked, CHOICE_ROWS, replace=False))
        every.append(asked)
        said.append(process.predict_left_out(hand, asked))
    return Carried(process, every, said)

"""The response of many points together: their mean motion against the mean head of their wells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..analysis.noise_models import NoiseModel
from ..wording import message
from .heads import Heads
from .noise import noise_of_layer, noise_of_mean
from .response import Response, remark, respond

FEWEST_POINTS = 3


@dataclass(frozen=True)
class Pooled:
    """A pool of points.

    head_m : shape=(n_days,), mean of its wells; displacement_mm : shape=(n_epochs,), mean of its points
    """

    name: str
    n_points: int
    head_m: np.ndarray
    displacement_mm: np.ndarray
    response: Response

    @property
    def told(self) -> str:
        """What the data support, in words."""
        return remark(int(self.response.code[0]))


def pooled_responses(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    heads: Heads,
    head_of: np.ndarray,
    labels: np.ndarray,
    names: Sequence[str],
    *,
    noise: NoiseModel | None = None,
    **choices: Any,
) -> list[Pooled]:
    """All points together first, then each pool.

    labels : shape=(n_points,), −1 for none; noise : of the points, from ``noise_of_layer``; choices : of ``respond``
    How large the noise of a mean is shows its own series, so that what its points share counts in full.
    """
    if noise is None:
        shared = {key: choices[key] for key in ("preconsolidation_m", "run") if key in choices}
        noise = noise_of_layer(np.asarray(displacement_mm, dtype=float), dates, heads, head_of, **shared)
    pools = [(message("all"), np.flatnonzero(head_of >= 0))]
    pools += [(name, np.flatnonzero((labels == number) & (head_of >= 0))) for number, name in enumerate(names)]
    found = []
    for name, rows in pools:
        if rows.size < FEWEST_POINTS:
            continue
        values = np.asarray(displacement_mm, dtype=float)[rows]
        first = np.isfinite(values).argmax(axis=1)
        mean = _column_mean(values - values[np.arange(rows.size), first][:, None])
        weights = np.bincount(head_of[rows], minlength=len(heads.head_m)).astype(float)
        used = weights > 0
        level = _column_mean_weighted(heads.head_m[used], weights[used])
        curved = heads.curved_m
        smooth = None if curved is None else _column_mean_weighted(curved[used], weights[used])[None]
        own = Heads(heads.dates, level[None], smooth)
        own_noise = None if noise is None else noise_of_mean(noise, rows.size)
        response = respond(mean[None], dates, own, np.zeros(1, dtype=int), noise=own_noise, **choices)
        found.append(Pooled(name, rows.size, level, mean, response))
    return found


def _column_mean(values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    count = known.sum(axis=0)
    return np.where(count > 0, np.where(known, values, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)


def _column_mean_weighted(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean of wells about their own means, so that one that ends makes no leap."""
    middle = np.array([np.nanmean(row) for row in values])
    known = np.isfinite(values)
    weight = known * weights[:, None]
    total = weight.sum(axis=0)
    about = np.where(known, values - middle[:, None], 0.0)
    mean = (about * weight).sum(axis=0) / np.where(total > 0, total, 1.0)
    return np.where(total > 0, mean + middle @ weights / weights.sum(), np.nan)

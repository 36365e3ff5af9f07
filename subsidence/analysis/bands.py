"""The rate by bands of a factor: how far from a building, a line or a well the ground sinks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..report.page import Page
from ..spatial.mean_error import estimate_spatial_error
from ..wording import message
from .trend_fit import NORMAL_95

MOST_BANDS = 500
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Bands:
    """Statistics of the rate in mm/yr in each band of a factor; arrays shape=(n_bands,).

    lower, upper : edges of the bands (lower, upper], the first with its lower edge
    n : points; mean, mean_lo, mean_hi : mean and its 95 % interval; median
    n_effective : independent points that they are worth; n where the places of the points are not known
    p5 : 5th percentile; worst : the lowest rate; std : standard deviation. NaN where a band has no points
    outside : points whose factor lies outside all bands; unknown : points without rate or factor
    """

    lower: np.ndarray
    upper: np.ndarray
    n: np.ndarray
    mean: np.ndarray
    mean_lo: np.ndarray
    mean_hi: np.ndarray
    median: np.ndarray
    p5: np.ndarray
    worst: np.ndarray
    std: np.ndarray
    outside: int
    unknown: int
    n_effective: np.ndarray

    @property
    def fastest(self) -> int:
        """The band with the lowest mean rate, among those with several points if there are any."""
        several = self.n > 1 if (self.n > 1).any() else self.n > 0
        return int(np.nanargmin(np.where(several, self.mean, np.nan)))


def edges_by_width(factor: np.ndarray, width: float) -> np.ndarray:
    """Edges at multiples of ``width`` that cover the factor.

    Parameters
    ----------
    factor : ndarray, shape=(n_points,)
        The factor; NaN takes no part.
    width : float
        Of every band, in the factor's unit.

    Returns
    -------
    ndarray, shape=(n_bands + 1,)
        Increasing edges, in the factor's unit.

    Raises
    ------
    SubsidenceError
        With a width that is not positive or makes too many bands, or without any value.

    Examples
    --------
    >>> edges_by_width(np.array([30.0, 450.0]), 200.0).tolist()
    [0.0, 200.0, 400.0, 600.0]
    """
    if not width > 0:
        raise SubsidenceError(message("The width of the bands must be greater than 0."))
    known = np.asarray(factor, dtype=float)[np.isfinite(factor)]
    if not known.size:
        raise SubsidenceError(message("All values of the factor are NULL; choose another field."))
    first, last = np.floor(known.min() / width), np.ceil(known.max() / width)
    last = max(last, first + 1)
    if last - first > MOST_BANDS:
        raise SubsidenceError(
            message(
                "A width of {width:g} makes {last:.0f} bands over {least:g} … {most:g}; choose a larger"
                " width (at most {most_bands} bands).",
                width=width,
                last=last - first,
                least=known.min(),
                most=known.max(),
                most_bands=MOST_BANDS,
            )
        )
    return np.arange(first, last + 1) * width


def edges_by_quantiles(factor: np.ndarray, count: int) -> np.ndarray:
    """Edges between which about equally many points lie; equal values stay in one band.

    Parameters
    ----------
    factor : ndarray, shape=(n_points,)
        The factor; NaN takes no part.
    count : int
        How many bands are wanted; there are fewer where many values are equal.

    Returns
    -------
    ndarray, shape=(n_bands + 1,)
        Increasing edges, in the factor's unit.

    Raises
    ------
    SubsidenceError
        Without any value, or where all are the same.
    """
    known = np.asarray(factor, dtype=float)[np.isfinite(factor)]
    if not known.size:
        raise SubsidenceError(message("All values of the factor are NULL; choose another field."))
    edges = np.unique(np.quantile(known, np.linspace(0.0, 1.0, count + 1)))
    if edges.size < 2:
        raise SubsidenceError(message("The factor has the same value at all points, so there are no bands to compare."))
    return edges


def rate_by_band(
    rate_mm_per_yr: np.ndarray,
    factor: np.ndarray,
    edges: Sequence[float] | np.ndarray,
    place_m: np.ndarray | None = None,
) -> Bands:
    """Statistics of the rate between the edges.

    Parameters
    ----------
    rate_mm_per_yr : ndarray, shape=(n_points,)
        NaN takes no part.
    factor : ndarray, shape=(n_points,)
        What the bands are of.
    edges : array-like, shape=(n_bands + 1,)
        Increasing; a value on an edge belongs to the band below it, the first edge to the first band.
    place_m : ndarray, shape=(n_points, 2 or 3), optional
        Metres: the intervals of the means then allow for rates that neighbours share; without it points count as
        independent (Student).

    Returns
    -------
    Bands
        Number, mean with its 95 % interval, median, 5th percentile and lowest rate of each band, mm/yr.

    Raises
    ------
    SubsidenceError
        With edges that do not increase, or where no point has both a rate and the factor, or lies between them.

    Examples
    --------
    >>> bands = rate_by_band(np.array([-9.0, -5.0, -1.0]), np.array([0.0, 200.0, 201.0]), [0, 200, 400])
    >>> bands.n.tolist(), bands.mean.tolist(), bands.worst.tolist()
    ([2, 1], [-7.0, -1.0], [-9.0, -1.0])
    """
    from scipy.stats import t as student

    edges = np.asarray(edges, dtype=float)
    if edges.size < 2 or not (np.diff(edges) > 0).all():
        raise SubsidenceError(message("The bands need at least two edges that increase, such as 0, 200, 400."))
    rate, factor = np.asarray(rate_mm_per_yr, dtype=float), np.asarray(factor, dtype=float)
    known = np.isfinite(rate) & np.isfinite(factor)
    if not known.any():
        raise SubsidenceError(message("No point has both a rate and the factor."))
    rate, factor = rate[known], factor[known]
    place = None if place_m is None else np.asarray(place_m, dtype=float)[known]
    band = np.searchsorted(edges, factor, side="left") - 1
    band[factor == edges[0]] = 0
    inside = (band >= 0) & (band < edges.size - 1)
    if not inside.any():
        raise SubsidenceError(
            message(
                "No point lies between {first:g} and {last:g}; the factor goes from {least:g} to {most:g}. Change the"
                " edges of the bands.",
                first=edges[0],
                last=edges[-1],
                least=factor.min(),
                most=factor.max(),
            )
        )
    n_bands = edges.size - 1
    statistics = np.full((7, n_bands), np.nan)
    count = np.bincount(band[inside], minlength=n_bands)
    for number in np.flatnonzero(count):
        values = rate[inside & (band == number)]
        mean, std, half = values.mean(), np.nan, np.nan
        if values.size > 1:
            std = values.std(ddof=1)
            half = student.ppf(0.5 + CONFIDENCE / 2.0, values.size - 1) * std / np.sqrt(values.size)
        five = np.percentile(values, 5)
        statistics[:, number] = (mean, mean - half, mean + half, np.median(values), five, values.min(), std)
    outside, unknown = int((~inside).sum()), int((~known).sum())
    n_effective = count.astype(float)
    if place is not None and inside.any():
        _allow_for_neighbours(statistics, n_effective, place[inside], rate[inside], band[inside])
    mean, low, high, median, p5, worst, std = statistics
    return Bands(edges[:-1], edges[1:], count, mean, low, high, median, p5, worst, std, outside, unknown, n_effective)


def _allow_for_neighbours(
    statistics: np.ndarray, n_effective: np.ndarray, place_m: np.ndarray, rate: np.ndarray, band: np.ndarray
) -> None:
    """Intervals of the means from the covariance of the rates about them, in place."""
    error = estimate_spatial_error(place_m, rate, band)
    if error is None:
        return
    for number in np.unique(band):
        places = place_m[band == number]
        half = NORMAL_95 * error.mean_std(places)
        statistics[1, number], statistics[2, number] = statistics[0, number] - half, statistics[0, number] + half
        n_effective[number] = error.effective_number(places)


def bands_page(bands: Bands, factor_name: str, notes: Sequence[str]) -> Page:
    """The report: rate by band with intervals, counts, the table.

    Parameters
    ----------
    bands : Bands
        Of ``rate_by_band``.
    factor_name : str
        What the bands are of.
    notes : sequence of str
        Sentences that must be read.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    best = bands.fastest
    page = Page(
        message("Rate by {factor_name}", factor_name=factor_name),
        message("{count} points in {total} bands", count=bands.n.sum(), total=bands.n.size),
    )
    for note in notes:
        page.warning(note)
    page.opening(
        message(
            "The mean rate is lowest from {lower:g} to {upper:g}: {mean:.1f} mm/yr (95 % interval"
            " {mean_lo:.1f} … {mean_hi:.1f}, {count} points).",
            lower=bands.lower[best],
            upper=bands.upper[best],
            mean=bands.mean[best],
            mean_lo=bands.mean_lo[best],
            mean_hi=bands.mean_hi[best],
            count=bands.n[best],
        ),
        message(
            "Intervals allow for what neighbouring points share: as many independent points as the table says would"
            " have them, too."
        ),
        message("A band that sinks faster need not sink because of this factor: other factors change with it."),
    )
    page.figure(
        lambda figure: _draw(figure, bands, factor_name),
        message("Rate and number of points by {factor_name}", factor_name=factor_name),
        (8, 6),
    )
    names = ("lower", "upper", "n", "n_effective", "mean", "mean_lo", "mean_hi", "median", "p5", "worst")
    page.table(
        [
            message("from"),
            message("to"),
            message("points"),
            message("worth independent"),
            message("mean"),
            message("95 % low"),
            message("95 % high"),
            message("median"),
            message("5th percentile"),
            message("lowest"),
        ],
        list(zip(*(getattr(bands, name).tolist() for name in names))),
        message("Rates in mm/yr; subsidence is negative. Bands hold their upper edge."),
    )
    return page


def _draw(figure: Any, bands: Bands, factor_name: str) -> None:
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[3, 1])
    middle, width = (bands.lower + bands.upper) / 2.0, bands.upper - bands.lower
    spread = np.vstack([bands.mean - bands.mean_lo, bands.mean_hi - bands.mean])
    above.axhline(0.0, color="#999999", linewidth=0.8)
    above.errorbar(
        middle, bands.mean, yerr=spread, marker="o", capsize=3, color="#225ea8", label=message("mean, 95 % interval")
    )
    above.plot(middle, bands.median, marker="s", markersize=3, color="#41b6c4", label=message("median"))
    above.plot(middle, bands.p5, marker="v", markersize=3, color="#b2182b", label=message("5th percentile"))
    above.set_ylabel(message("rate (mm/yr)"))
    above.legend(frameon=False)
    below.bar(middle, bands.n, width=0.95 * width, color="#bbbbbb")
    below.set_ylabel(message("points"))
    below.set_xlabel(factor_name)

"""Two layers of rates side by side: two periods, tracks, processors or methods; and named places over periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..blocks import row_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..series import DeformationSeries, linear_rate
from ..wording import message
from .ways import MEAN, NEAREST

METHODS = (NEAREST, MEAN)
ROWS_PER_BLOCK = 65_536
LEAST_EPOCHS = 3  # of a period, for a rate
FEWEST_TO_DOUBT, ALIKE, WITHIN = 10, 0.8, 1.35  # points; correlation; of a power of ten


@dataclass(frozen=True)
class Comparison:
    """Every point of one layer with what the other says there.

    other_mm_per_yr, difference_mm_per_yr : shape=(n_points,), NaN where the other has no point near; one minus other
    distance_m : shape=(n_points,), to the nearest point of the other; n_other : how many were averaged
    """

    rate_mm_per_yr: np.ndarray
    other_mm_per_yr: np.ndarray
    distance_m: np.ndarray
    n_other: np.ndarray

    @property
    def difference_mm_per_yr(self) -> np.ndarray:
        return self.rate_mm_per_yr - self.other_mm_per_yr

    def statistics(self, tolerance_mm_per_yr: float = 10.0) -> dict[str, float]:
        """Bias, spread and agreement over the points that both layers know.

        ``slope`` and ``intercept`` are of the line fitted with errors in both (reduced major axis); ``share_within``
        counts differences up to the tolerance.
        """
        both = np.isfinite(self.rate_mm_per_yr) & np.isfinite(self.other_mm_per_yr)
        n = int(both.sum())
        if n < 2:
            raise SubsidenceError(
                message(
                    "The two layers have fewer than two points in common; check that they overlap, or widen the radius."
                )
            )
        one, other = self.rate_mm_per_yr[both], self.other_mm_per_yr[both]
        difference = one - other
        spreads = one.std(), other.std()
        correlation = float(np.corrcoef(one, other)[0, 1]) if min(spreads) > 0 else float("nan")
        slope = float(np.sign(correlation) * spreads[0] / spreads[1]) if min(spreads) > 0 else float("nan")
        low, median, high = np.percentile(difference, [5, 50, 95])
        return {
            "n": n,
            "matched_share": n / max(int(np.isfinite(self.rate_mm_per_yr).sum()), 1),
            "mean": float(one.mean()),
            "mean_other": float(other.mean()),
            "bias": float(difference.mean()),
            "std": float(difference.std(ddof=1)),
            "rmse": float(np.sqrt((difference**2).mean())),
            "mae": float(np.abs(difference).mean()),
            "p5": float(low),
            "median": float(median),
            "p95": float(high),
            "correlation": correlation,
            "slope": slope,
            "intercept": float(one.mean() - slope * other.mean()),
            "share_within": float((np.abs(difference) <= tolerance_mm_per_yr).mean()),
        }


def compare(
    place_m: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    other_place_m: np.ndarray,
    other_rate_mm_per_yr: np.ndarray,
    radius_m: float,
    *,
    method: str = NEAREST,
    report: Report = SILENT,
) -> Comparison:
    """Bring the other layer's rates to the points of the first.

    Parameters
    ----------
    place_m : ndarray, shape=(n, 2 or 3)
        Metres whose straight distances count.
    rate_mm_per_yr : ndarray, shape=(n,)
        NaN takes no part.
    other_place_m : ndarray, shape=(n_other, 2 or 3)
        In the same coordinates.
    other_rate_mm_per_yr : ndarray, shape=(n_other,)
        NaN takes no part.
    radius_m : float
        Within which points belong together.
    method : str
        The nearest point with a rate, or the mean of all within ``radius_m``.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Comparison
        At the points of the first: the other rate, the difference, distance and number.

    Raises
    ------
    SubsidenceError
        For a radius that is not positive.
    """
    from scipy.spatial import cKDTree

    if not radius_m > 0:
        raise SubsidenceError(message("The radius must be greater than 0 m."))
    known = np.isfinite(other_rate_mm_per_yr)
    rates = np.asarray(other_rate_mm_per_yr, dtype=float)[known]
    n_points = len(place_m)
    other, distance, count = np.full(n_points, np.nan), np.full(n_points, np.nan), np.zeros(n_points, dtype=int)
    if rates.size:
        tree = cKDTree(other_place_m[known])
        for block in report.each(list(row_blocks(n_points, ROWS_PER_BLOCK))):
            near, index = tree.query(place_m[block], distance_upper_bound=np.nextafter(radius_m, np.inf))
            found = np.isfinite(near)
            rows = np.flatnonzero(found) + block.start
            distance[rows] = near[found]
            if method == NEAREST:
                other[rows], count[rows] = rates[index[found]], 1
            else:
                around = tree.query_ball_point(place_m[rows], radius_m)
                count[rows] = [len(members) for members in around]
                other[rows] = [rates[members].mean() for members in around]
    return Comparison(np.asarray(rate_mm_per_yr, dtype=float), other, distance, count)


def rate_in_period(
    series: DeformationSeries, first: np.datetime64 | None = None, last: np.datetime64 | None = None
) -> np.ndarray:
    """Least-squares rate over the epochs of a period, both ends included.

    Parameters
    ----------
    series : DeformationSeries
        Of the points.
    first : datetime64, optional
        By default the first epoch.
    last : datetime64, optional
        By default the last epoch.

    Returns
    -------
    ndarray, shape=(n_points,)
        mm/yr.

    Raises
    ------
    SubsidenceError
        Where the period holds too few epochs.
    """
    inside = np.ones(series.n_epochs, dtype=bool)
    if first is not None:
        inside &= series.dates >= np.datetime64(first, "D")
    if last is not None:
        inside &= series.dates <= np.datetime64(last, "D")
    if inside.sum() < LEAST_EPOCHS:
        raise SubsidenceError(
            message(
                "The period {first} … {last} holds {count} epochs of the series ({begin} … {end}),"
                " but a rate needs {least_epochs}.",
                first=first,
                last=last,
                count=int(inside.sum()),
                begin=series.dates[0],
                end=series.dates[-1],
                least_epochs=LEAST_EPOCHS,
            )
        )
    return linear_rate(series.displacement_mm[:, inside], series.dates[inside])[0]


def common_period(one: np.ndarray, other: np.ndarray) -> tuple[np.datetime64, np.datetime64]:
    """First and last day that two series of dates share.

    Parameters
    ----------
    one : ndarray, shape=(n_epochs,)
        Days.
    other : ndarray, shape=(n_other,)
        Days of the other layer.

    Returns
    -------
    tuple of datetime64
        First and last.

    Raises
    ------
    SubsidenceError
        Where they share no time.
    """
    first, last = max(one[0], other[0]), min(one[-1], other[-1])
    if last <= first:
        raise SubsidenceError(
            message(
                "The two layers share no time: {one} … {one_2} and {other} … {other_2}; compare their"
                " whole rates instead.",
                one=one[0],
                one_2=one[-1],
                other=other[0],
                other_2=other[-1],
            )
        )
    return first, last


def parse_periods(text: str) -> list[tuple[np.datetime64, np.datetime64]]:
    """Periods such as “2018-03-06/2019-03-01; 2019-03-01/2021-02-01”; a year alone means all of it.

    >>> [(str(a), str(b)) for a, b in parse_periods("2018; 2019-01-01/2019-06-30")]
    [('2018-01-01', '2018-12-31'), ('2019-01-01', '2019-06-30')]
    """
    periods = []
    for piece in filter(None, (part.strip() for part in text.replace("\n", ";").split(";"))):
        ends = [end.strip() for end in piece.split("/")]
        try:
            if len(ends) == 1 and len(ends[0]) == 4:
                year = np.datetime64(ends[0], "Y")
                first, last = year.astype("datetime64[D]"), (year + 1).astype("datetime64[D]") - 1
            else:
                first, last = (np.datetime64(end, "D") for end in ends)
        except ValueError:
            raise SubsidenceError(
                message(
                    "“{piece}” is no period; write 2018-03-06/2019-03-01, a year, or several with semicolons between.",
                    piece=piece,
                )
            ) from None
        if last <= first:
            raise SubsidenceError(message("The period “{piece}” ends before it begins.", piece=piece))
        periods.append((first, last))
    return periods


@dataclass(frozen=True)
class PlaceRate:
    """The rate of a named place in one period of one layer: points, mean, median, lowest (strongest subsidence)."""

    place: str
    layer: str
    period: str
    n: int
    mean: float
    median: float
    lowest: float


def rates_of_places(
    places: Sequence[tuple[str, np.ndarray]], rates: Sequence[tuple[str, str, np.ndarray]]
) -> list[PlaceRate]:
    """A row for each place, layer and period, as the paper compares named places over periods.

    Parameters
    ----------
    places : sequence of tuple
        Name and rows of the points that belong to it.
    rates : sequence of tuple
        Layer, period and rate per point, shape=(n_points,).

    Returns
    -------
    list of PlaceRate
        Number, mean, median and lowest rate of each.
    """
    table = []
    for place, rows in places:
        for layer, period, rate in rates:
            here = rate[rows][np.isfinite(rate[rows])]
            figures = (float(here.mean()), float(np.median(here)), float(here.min())) if here.size else (np.nan,) * 3
            table.append(PlaceRate(place, layer, period, here.size, *figures))
    return table


def doubt_of_scale(one_mm_per_yr: np.ndarray, other_mm_per_yr: np.ndarray) -> str:
    """What to say of rates that differ by a power of ten or in sign, though they belong together; "" else.

    Parameters
    ----------
    one_mm_per_yr : ndarray, shape=(n_points,)
        NaN where unknown.
    other_mm_per_yr : ndarray, shape=(n_points,)
        At the same places.

    Returns
    -------
    str
        A sentence.

    Examples
    --------
    >>> rate = np.linspace(-40.0, 0.0, 30)
    >>> doubt_of_scale(rate, rate + 1.0), "in sign" in doubt_of_scale(rate, -rate)
    ('', True)
    """
    both = np.isfinite(one_mm_per_yr) & np.isfinite(other_mm_per_yr)
    one, other = one_mm_per_yr[both], other_mm_per_yr[both]
    if both.sum() < FEWEST_TO_DOUBT or not one.std() > 0 or not other.std() > 0:
        return ""
    together = float(np.corrcoef(one, other)[0, 1])
    if abs(together) < ALIKE:
        return ""
    ratio = float(np.sqrt((other**2).mean() / (one**2).mean()))
    if any(power / WITHIN < max(ratio, 1.0 / ratio) < power * WITHIN for power in (10.0, 100.0, 1000.0)):
        return message(
            "The rates of the other layer are {ratio:.3g} times those of the first, so one of the two is probably in"
            " another unit; check UNIT and OTHER_UNIT.",
            ratio=ratio,
        )
    if together < 0 and 1.0 / WITHIN < ratio < WITHIN:
        return message("The rates of the two layers are alike but in sign; check which way each counts as positive.")
    return ""

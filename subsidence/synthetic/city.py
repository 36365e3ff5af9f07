"""A small city with known answers: series, clusters, factors and the functions that tie them.

A lake basin, 22 km wide, at any number of points and epochs. The points are pixels of a regular
longitude–latitude grid, as LiCSAR's are. Three mechanisms move the ground, each in its own part of
the city:

0  linear    pumping: a straight line
1  seasonal  elastic aquifer by the lake: follows the groundwater level of the month, with a slow trend
2  decaying  consolidation beside the subway lines under construction: 1 - exp(-t / tau)

The rate of each point is a known function of its factors (``rate_from_factors``) plus a scatter of
known size that no factor explains, and is exactly the least-squares slope of the noise-free series.
So the best that any model of the rate can reach is ``rate_noise_variance``, and the best that any
forecast can reach is ``noise_mm``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..series import DeformationSeries, years_since
from ..wording import message
from .geography import CENTRE, HALF_SIZE, Geography, distance_m, make_geography, to_metres
from .weather import Weather, make_weather, smooth_field

CLUSTER_NAMES = ("linear", "seasonal", "decaying")
LINEAR, SEASONAL, DECAYING = range(3)
FACTOR_NAMES = (
    "dist_faults", "dist_subway", "dist_buildings", "geology", "hydrogeology", "rain", "groundwater",
)  # fmt: skip
DECAY_YEARS = 0.2
LAKE_ZONE_M = 4500.0
CONSTRUCTION_ZONE_M = 3000.0
HEADING_DEGREES = -12.3  # ascending Sentinel-1


@dataclass(frozen=True)
class Grid:
    """The pixels: row 0 in the north, geotransform as GDAL has it (edges), EPSG:4326."""

    n_rows: int
    n_cols: int
    geotransform: tuple[float, ...]

    def centres(self) -> np.ndarray:
        """Longitude and latitude of every pixel's centre, row by row; shape=(n_rows * n_cols, 2)."""
        west, width, _, north, _, height = self.geotransform
        x = west + width * (np.arange(self.n_cols) + 0.5)
        y = north + height * (np.arange(self.n_rows) + 0.5)
        return np.column_stack([np.tile(x, self.n_rows), np.repeat(y, self.n_cols)])


@dataclass(frozen=True)
class SyntheticCity:
    """A city and the truth about it; rates and displacements along the line of sight.

    series : what InSAR sees: truth + noise, 0 at the first epoch; xy are longitude and latitude
    truth_mm : shape=(n_points, n_epochs), without noise
    labels : shape=(n_points,), 0 linear, 1 seasonal, 2 decaying
    rate_mm_per_yr : shape=(n_points,), least-squares slope of the truth
    rate_from_factors_mm_per_yr : shape=(n_points,), the part of it that the factors explain
    noise_mm : standard deviation of the white noise of each epoch
    rate_scatter_mm_per_yr : standard deviation of the part of the rate that no factor explains
    rate_noise_variance : mean squared error, in (mm/yr)², of a perfect model of the observed rate
    factors : the seven factors, shape=(n_points,) each, in m, class codes, mm a year and m
    los : shape=(n_points, 3), unit vector ground → satellite (east, north, up)
    height_m, coherence : shape=(n_points,)
    pixels : shape=(n_points,), index of each point's pixel in the flattened grid
    land : shape=(n_rows, n_cols), False in the lake
    future_dates : shape=(n_future,), the passes after the last epoch, for forecasts to be judged by
    future_truth_mm : shape=(n_points, n_future), without noise
    """

    series: DeformationSeries
    truth_mm: np.ndarray
    labels: np.ndarray
    rate_mm_per_yr: np.ndarray
    rate_from_factors_mm_per_yr: np.ndarray
    noise_mm: float
    rate_scatter_mm_per_yr: float
    rate_noise_variance: float
    factors: dict[str, np.ndarray]
    los: np.ndarray
    height_m: np.ndarray
    coherence: np.ndarray
    grid: Grid
    pixels: np.ndarray
    land: np.ndarray
    geography: Geography
    weather: Weather
    seed: int
    future_dates: np.ndarray
    future_truth_mm: np.ndarray

    @property
    def n_points(self) -> int:
        return self.series.n_points

    @property
    def dates(self) -> np.ndarray:
        return self.series.dates

    @property
    def factor_matrix(self) -> np.ndarray:
        """The factors in the order of ``FACTOR_NAMES``; shape=(n_points, 7)."""
        return np.column_stack([self.factors[name] for name in FACTOR_NAMES])

    def factor_series(self, name: str, dates: np.ndarray | None = None) -> np.ndarray:
        """``rain`` (mm) or ``groundwater`` (m) of the month that holds each date; shape=(n_points, n_dates).

        dates : by default the epochs; up to two years after them are known
        """
        raster = {"rain": self.weather.rain_mm, "groundwater": self.weather.groundwater_m}[name]
        months = self.weather.month_of(self.dates if dates is None else dates)
        by_cell = raster.reshape(len(raster), -1)[months].T  # (n_cells, n_dates)
        return by_cell[self.weather.cells(self.series.xy)]

    def on_grid(self, values: np.ndarray, fill: float = np.nan) -> np.ndarray:
        """Point values as a raster; shape=(n_points,) → (n_rows, n_cols)."""
        raster = np.full(self.grid.n_rows * self.grid.n_cols, fill, dtype=np.float32)
        raster[self.pixels] = values
        return raster.reshape(self.grid.n_rows, self.grid.n_cols)


def rate_from_factors(factors: Mapping[str, np.ndarray], labels: np.ndarray) -> np.ndarray:
    """The known function: rate in mm/yr (negative = sinking) from the factors, one for each mechanism.

    With s = (code - 1) / 3 for geology (g) and hydrogeology (h), depth d = -groundwater / 40 m,
    wet w = (rain - 900 mm) / 300 mm, fault f = exp(-dist / 3 km),
    building b = exp(-((dist - 500 m) / 600 m)² / 2), subway u = exp(-((dist - 700 m) / 600 m)² / 2):

    linear    -(5 + 8 d + 3 h + b (3 + 3 g) + 2 f)
    seasonal  -(1 + 2.5 g + 3 f + w)
    decaying  -(4 + 5 u + 3 b + 2 h)
    """
    soft_geology = (np.asarray(factors["geology"], dtype=float) - 1.0) / 3.0
    soft_hydrogeology = (np.asarray(factors["hydrogeology"], dtype=float) - 1.0) / 3.0
    depth = -factors["groundwater"] / 40.0
    wet = (factors["rain"] - 900.0) / 300.0
    fault = np.exp(-factors["dist_faults"] / 3000.0)
    building = np.exp(-0.5 * ((factors["dist_buildings"] - 500.0) / 600.0) ** 2)
    subway = np.exp(-0.5 * ((factors["dist_subway"] - 700.0) / 600.0) ** 2)
    by_mechanism = (
        5.0 + 8.0 * depth + 3.0 * soft_hydrogeology + building * (3.0 + 3.0 * soft_geology) + 2.0 * fault,
        1.0 + 2.5 * soft_geology + 3.0 * fault + wet,
        4.0 + 5.0 * subway + 3.0 * building + 2.0 * soft_hydrogeology,
    )
    return -np.choose(labels, by_mechanism)


def make_city(
    n_points: int = 2000,
    n_epochs: int = 86,
    seed: int = 0,
    noise_mm: float = 2.0,
    *,
    n_future: int = 0,
    rate_scatter_mm_per_yr: float = 1.2,
    start: str = "2018-03-06",
    revisit_days: int = 12,
    regular: bool = False,
) -> SyntheticCity:
    """Build a city whose subsidence, factors and clusters are known; the same arguments give the same city.

    Parameters
    ----------
    n_points : int
        20 or more; the paper's case is 40,901. The city keeps its size, the pixels shrink.
    n_epochs : int
        3 or more, ``revisit_days`` apart; about one in twenty is skipped unless ``regular``.
    seed : int
        Of everything that is drawn.
    noise_mm : float
        Standard deviation of each displacement.
    n_future : int
        Passes after the last epoch whose truth is kept aside; they change nothing before them.
    rate_scatter_mm_per_yr : float
        Standard deviation of what the factors do not explain of the rates.
    start : str
        The first date, ISO.
    revisit_days : int
        Days between passes.
    regular : bool
        Whether no pass is skipped.

    Returns
    -------
    SyntheticCity
        The series as measured, the truth, the factors and the true labels.

    Raises
    ------
    SubsidenceError
        With fewer points or epochs than that.

    Examples
    --------
    >>> city = make_city(500, 40, seed=1)
    >>> city.series.displacement_mm.shape, bool(city.truth_mm[:, 0].any())
    ((500, 40), False)
    >>> sorted(set(city.labels.tolist()))
    [0, 1, 2]
    """
    if n_points < 20 or n_epochs < 3:
        raise SubsidenceError(message("A synthetic city needs at least 20 points and 3 epochs."))
    dates = _dates(n_epochs, seed, start, revisit_days, regular)
    geography = make_geography(seed, dates[0], dates[-1])
    weather = make_weather(seed, dates[0], dates[-1])
    grid, land, pixels, coherence = _pixels(n_points, seed, geography)
    xy = grid.centres()[pixels]

    factors = _factors(xy, dates, geography, weather)
    labels = _labels(xy, geography)
    rng = np.random.default_rng([seed, 4])
    explained = rate_from_factors(factors, labels)
    rate = explained + rate_scatter_mm_per_yr * rng.normal(size=n_points)
    noise = noise_mm * rng.normal(size=(n_points, n_epochs))
    future_dates = dates[-1] + np.arange(1, n_future + 1) * np.timedelta64(revisit_days, "D")
    all_dates = np.concatenate([dates, future_dates])
    truth = _truth(rate, labels, factors, all_dates, n_epochs, weather, weather.cells(xy))
    truth, future_truth = truth[:, :n_epochs], truth[:, n_epochs:]
    displacement = truth + noise - noise[:, :1]

    time = years_since(dates)
    slope_variance = noise_mm**2 / ((time - time.mean()) ** 2).sum()
    return SyntheticCity(
        series=DeformationSeries(dates, displacement, xy),
        truth_mm=truth,
        labels=labels,
        rate_mm_per_yr=rate,
        rate_from_factors_mm_per_yr=explained,
        noise_mm=noise_mm,
        rate_scatter_mm_per_yr=rate_scatter_mm_per_yr,
        rate_noise_variance=rate_scatter_mm_per_yr**2 + slope_variance,
        factors=factors,
        los=_line_of_sight(xy),
        height_m=_height_m(xy, seed),
        coherence=coherence,
        grid=grid,
        pixels=pixels,
        land=land,
        geography=geography,
        weather=weather,
        seed=seed,
        future_dates=future_dates,
        future_truth_mm=future_truth,
    )


def _dates(n_epochs: int, seed: int, start: str, revisit_days: int, regular: bool) -> np.ndarray:
    n_slots = n_epochs if regular else n_epochs + n_epochs // 20
    rng = np.random.default_rng([seed, 0])
    inner = rng.choice(np.arange(1, n_slots - 1), size=n_epochs - 2, replace=False)
    slots = np.sort(np.concatenate([[0], inner, [n_slots - 1]]))
    return np.datetime64(start, "D") + slots * np.timedelta64(revisit_days, "D")


def _pixels(n_points: int, seed: int, geography: Geography) -> tuple[Grid, np.ndarray, np.ndarray, np.ndarray]:
    """A grid with enough land, and its ``n_points`` most coherent pixels, in order."""
    from scipy import ndimage

    n_side = int(np.ceil(np.sqrt(n_points / 0.80)))
    while True:
        width, height = 2 * HALF_SIZE[0] / n_side, 2 * HALF_SIZE[1] / n_side
        west, north = CENTRE[0] - HALF_SIZE[0], CENTRE[1] + HALF_SIZE[1]
        grid = Grid(n_side, n_side, (west, width, 0.0, north, 0.0, -height))
        xy = grid.centres()
        land = ~geography.in_lake(xy)
        if land.sum() >= 1.04 * n_points:
            break
        n_side += 1
    rng = np.random.default_rng([seed, 3])
    metres = to_metres(xy)
    built = smooth_field(rng, metres[:, 0], metres[:, 1], 3_000, 20_000)
    grain = ndimage.uniform_filter(rng.normal(size=land.size).reshape(n_side, n_side), 3, mode="nearest").ravel()
    near_buildings = np.exp(-distance_m(xy, geography.layers["buildings"]) / 2500.0)
    coherence = np.clip(0.50 + 0.08 * built + 0.20 * grain + 0.30 * near_buildings, 0.06, 0.98)
    order = np.argsort(np.where(land, -coherence, np.inf), kind="stable")
    pixels = np.sort(order[:n_points])
    return grid, land.reshape(n_side, n_side), pixels, coherence[pixels]


def _factors(xy: np.ndarray, dates: np.ndarray, geography: Geography, weather: Weather) -> dict[str, np.ndarray]:
    months = weather.observed_months(dates)
    cells = weather.cells(xy)
    rain_mm_per_yr = 12.0 * weather.rain_mm[months].mean(axis=0).ravel()
    level_m = weather.groundwater_m[months].mean(axis=0).ravel()
    layers = geography.layers
    return {
        "dist_faults": distance_m(xy, layers["faults"]),
        "dist_subway": distance_m(xy, layers["subway"]),
        "dist_buildings": distance_m(xy, layers["buildings"]),
        "geology": geography.geology_codes(xy),
        "hydrogeology": geography.hydrogeology_codes(xy),
        "rain": rain_mm_per_yr[cells],
        "groundwater": level_m[cells],
    }


def _labels(xy: np.ndarray, geography: Geography) -> np.ndarray:
    under_construction = tuple(
        line for line in geography.layers["subway"] if line.attributes["status"] == "under construction"
    )
    labels = np.full(len(xy), LINEAR)
    labels[distance_m(xy, under_construction) < CONSTRUCTION_ZONE_M] = DECAYING
    labels[distance_m(xy, (geography.lake,)) < LAKE_ZONE_M] = SEASONAL
    return labels


def _truth(
    rate: np.ndarray,
    labels: np.ndarray,
    factors: Mapping[str, np.ndarray],
    dates: np.ndarray,
    n_observed: int,
    weather: Weather,
    cells: np.ndarray,
) -> np.ndarray:
    """Noise-free displacement in mm, 0 at the first epoch, with slope ``rate`` over the first ``n_observed`` epochs."""
    time = years_since(dates)
    centred = time[:n_observed] - time[:n_observed].mean()

    def slope(values: np.ndarray) -> np.ndarray:
        return values[..., :n_observed] @ centred / (centred @ centred)

    decay = 1.0 - np.exp(-time / DECAY_YEARS)
    shapes = np.stack([time, time, decay / slope(decay)])  # (3, n_epochs), each of slope 1
    level = weather.groundwater_m.reshape(weather.months.size, -1)[weather.month_of(dates)].T
    swing = level - slope(level)[:, None] * time  # (n_cells, n_epochs): no slope, so that the rate stays the rate
    swing -= swing[:, :1]
    soft_geology = (factors["geology"] - 1.0) / 3.0
    elastic_mm_per_m = np.where(labels == SEASONAL, 8.0 + 4.0 * soft_geology, 0.6)
    truth = rate[:, None] * shapes[labels]
    truth += elastic_mm_per_m[:, None] * swing[cells]
    return truth


def _line_of_sight(xy: np.ndarray) -> np.ndarray:
    """Unit vectors ground → satellite of an ascending, right-looking pass; incidence grows to the east."""
    incidence = np.radians(36.0 + 6.0 * (xy[:, 0] - CENTRE[0]) / HALF_SIZE[0] * 0.25)
    heading = np.radians(HEADING_DEGREES)
    return np.column_stack(
        [-np.cos(heading) * np.sin(incidence), np.sin(heading) * np.sin(incidence), np.cos(incidence)]
    )


def _height_m(xy: np.ndarray, seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, 5])
    east, north = to_metres(xy).T
    hills = np.clip(smooth_field(rng, east, north, 4_000, 20_000), 0.0, None)
    return 1890.0 + 8.0 * np.hypot(east + 6500.0, north + 6500.0) / 1000.0 + 60.0 * hills

"""Rain and groundwater of the synthetic city: one coarse raster a month; the level follows the rain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .geography import CENTRE, HALF_SIZE

CELL_DEGREES = 0.01  # about 1 km, as GPM and GRACE products resampled by the paper
RAIN_BY_MONTH_MM = np.array([15, 16, 20, 26, 90, 175, 205, 200, 118, 85, 40, 14], dtype=float)
LEVEL_MEMORY = 0.75  # share of last month's rise that is left
LEVEL_RISE_M_PER_MM = 0.008


@dataclass(frozen=True)
class Weather:
    """Monthly rasters, row 0 in the north.

    months : shape=(n_months,), datetime64[M]
    rain_mm : shape=(n_months, n_rows, n_cols), sum of the month
    groundwater_m : shape=(n_months, n_rows, n_cols), level relative to the ground (negative: below it)
    geotransform : as GDAL has it, EPSG:4326
    """

    months: np.ndarray
    rain_mm: np.ndarray
    groundwater_m: np.ndarray
    geotransform: tuple[float, ...]

    def cells(self, xy: np.ndarray) -> np.ndarray:
        """Index of the raster cell (flattened) that holds each point; shape=(n_points,)."""
        west, width, _, north, _, height = self.geotransform
        n_rows, n_cols = self.rain_mm.shape[1:]
        col = np.clip(((xy[:, 0] - west) / width).astype(int), 0, n_cols - 1)
        row = np.clip(((xy[:, 1] - north) / height).astype(int), 0, n_rows - 1)
        return row * n_cols + col

    def month_of(self, dates: np.ndarray) -> np.ndarray:
        """Index of the month that holds each date; shape=(n_dates,)."""
        index = (np.asarray(dates).astype("datetime64[M]") - self.months[0]).astype(int)
        if index.size and (index.min() < 0 or index.max() >= self.months.size):
            raise ValueError(f"dates outside {self.months[0]} … {self.months[-1]}")
        return index

    def observed_months(self, dates: np.ndarray) -> slice:
        """The months from the first to the last date."""
        index = self.month_of(dates)
        return slice(int(index[0]), int(index[-1]) + 1)


def smooth_field(
    rng: np.random.Generator, x: np.ndarray, y: np.ndarray, shortest_m: float, longest_m: float, n_waves: int = 24
) -> np.ndarray:
    """A smooth random function of place with mean 0 and variance about 1, at any places (metres).

    A sum of plane cosine waves of random direction and phase; their power grows with wavelength, as
    that of the troposphere and of most maps does.
    """
    angle, phase = rng.uniform(0, 2 * np.pi, size=(2, n_waves))
    wavelength = np.exp(rng.uniform(np.log(shortest_m), np.log(longest_m), size=n_waves))
    weight = wavelength ** (1.0 / 3.0)
    weight *= np.sqrt(2.0 / (weight**2).sum())
    total = np.zeros(np.broadcast(x, y).shape)
    for k in range(n_waves):
        travel = (x * np.cos(angle[k]) + y * np.sin(angle[k])) * (2 * np.pi / wavelength[k])
        total += weight[k] * np.cos(travel + phase[k])
    return total


def make_weather(seed: int, first_day: np.datetime64, last_day: np.datetime64) -> Weather:
    """Rain and groundwater from two years before the first epoch to two years after the last."""
    rng = np.random.default_rng([seed, 2])
    first = first_day.astype("datetime64[M]") - 24
    months = np.arange(first, last_day.astype("datetime64[M]") + 25)
    west, north = CENTRE[0] - HALF_SIZE[0] - 2 * CELL_DEGREES, CENTRE[1] + HALF_SIZE[1] + 2 * CELL_DEGREES
    n_cols, n_rows = (round(2 * half / CELL_DEGREES) + 4 for half in HALF_SIZE)
    columns, rows = np.meshgrid(np.linspace(-1, 1, n_cols), np.linspace(1, -1, n_rows))
    x, y = columns * 13_000.0, rows * 13_000.0
    wetness = 1.0 + 0.10 * columns - 0.08 * rows + 0.05 * smooth_field(rng, x, y, 8_000, 40_000)
    depth_m = np.clip(20.0 + 7.0 * smooth_field(rng, x, y, 9_000, 45_000) - 3.0 * columns, 4.0, 40.0)

    calendar = months.astype(int) % 12
    year = months.astype("datetime64[Y]").astype(int)
    wet_year = 1.0 + 0.15 * rng.normal(size=year.max() - year.min() + 1)[year - year.min()]
    storms = np.exp(0.20 * rng.normal(size=(months.size, 1, 1)) + 0.10 * rng.normal(size=(months.size, n_rows, n_cols)))
    rain = (RAIN_BY_MONTH_MM[calendar] * wet_year)[:, None, None] * wetness * storms

    usual = RAIN_BY_MONTH_MM.mean() * wetness
    rise = np.zeros((n_rows, n_cols))
    level = np.empty_like(rain)
    decline_m_per_month = (0.1 + 0.01 * depth_m) / 12.0  # deep levels are pumped ones
    for number in range(months.size):
        rise = LEVEL_MEMORY * rise + LEVEL_RISE_M_PER_MM * (rain[number] - usual)
        level[number] = rise - depth_m - decline_m_per_month * (number - 24)
    return Weather(months, rain, level, (west, CELL_DEGREES, 0.0, north, 0.0, -CELL_DEGREES))

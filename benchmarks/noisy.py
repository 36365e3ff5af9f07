"""The synthetic city as noisy as the world: flicker and white noise, gaps, irregular dates.

Not a benchmark of its own: the second row of others, beside the city with its usual white noise of 2 mm.
"""

from __future__ import annotations

import numpy as np

from subsidence.series import DeformationSeries
from subsidence.synthetic.city import SyntheticCity

TIMES = 10.0  # the noise of the city, in flicker and white to equal parts of the variance
GAPS = 0.03  # of the values, at random; the first epoch is always there
SERIES_TOGETHER = 10_000


def noisy_series(city: SyntheticCity, seed: int = 0) -> DeformationSeries:
    """The truth of the city with ten times its noise and with gaps; its dates are irregular already."""
    random = np.random.default_rng(seed)
    years = (city.dates - city.dates[0]).astype(float) / 365.25
    step = np.median(np.diff(years))
    place = np.rint(years / step).astype(int)  # on the usual step: irregular dates share and leave out places
    length = 2 * (int(place[-1]) + 1)
    frequency = np.fft.rfftfreq(length)
    frequency[0] = frequency[1]
    observed = np.empty_like(city.truth_mm)
    for start in range(0, len(observed), SERIES_TOGETHER):
        rows = slice(start, start + SERIES_TOGETHER)
        shape = city.truth_mm[rows].shape
        white = random.normal(size=(shape[0], length))
        flicker = np.fft.irfft(np.fft.rfft(white) / np.sqrt(frequency), length)[:, place]
        noise = (flicker / flicker.std() + random.normal(size=shape)) / np.sqrt(2.0)
        observed[rows] = city.truth_mm[rows] + TIMES * city.noise_mm * noise
    missing = random.random(observed.shape) < GAPS
    missing[:, 0] = False
    observed -= observed[:, :1]
    observed[missing] = np.nan
    return DeformationSeries(city.dates, observed, city.series.xy)

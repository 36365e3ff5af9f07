"""The core as a library: no QGIS, arrays in, values out."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from subsidence.analysis.grey import grey_relational_grades
from subsidence.clustering.kshape import kshape
from subsidence.series import linear_rate
from subsidence.synthetic import FACTOR_NAMES, make_city

city = make_city(1000, 60, seed=1)
series = city.series  # dates (T,), displacement_mm (N, T), xy (N, 2)
print(f"{series.n_points} points, {series.n_epochs} epochs, {series.dates[0]} to {series.dates[-1]}")

rate, rate_std, _ = linear_rate(series.displacement_mm, series.dates)
print(f"rates from {rate.min():.1f} to {rate.max():.1f} mm/yr, median standard error {np.median(rate_std):.2f}")

result = kshape(series.displacement_mm, n_clusters=3, n_starts=3, seed=0)
for number, size in enumerate(np.bincount(result.labels)):
    print(f"cluster {number}: {size} points, mean rate {rate[result.labels == number].mean():.1f} mm/yr")

grades = grey_relational_grades(rate, city.factor_matrix)
for name, grade in sorted(zip(FACTOR_NAMES, grades), key=lambda pair: -pair[1]):
    print(f"{name:>16} {grade:.3f}")

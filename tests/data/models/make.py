"""Writes the model files of this folder: run with the code of the format that they are to hold, into a new name.

python tests/data/models/make.py v1

A file that lies here was written by a version that people may have used. It is never written again: a later version
has to read it and to forecast what stands beside it.
"""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))
N_POINTS, N_EPOCHS, HORIZON = 40, 44, 4
FACTORS = ("distance", "thickness", "soil")


def world():
    """Dates, xy and displacement of two clusters, and rain; by formulas, so that every numpy gives the same."""
    dates = np.datetime64("2019-01-05") + 12 * np.arange(N_EPOCHS)
    point, time = np.arange(N_POINTS)[:, None], (12 / 365.25) * np.arange(N_EPOCHS)[None]
    noise = np.sin(1e4 * np.sin(7.1 * point + 3.3 * np.arange(N_EPOCHS)[None]))
    rain = 2.0 + np.sin(2 * np.pi * time + 0.3) + 0.2 * np.sin(99.0 * time)
    labels = (np.arange(N_POINTS) >= 22).astype(int) + 1
    steady = -(4.0 + 0.2 * point) * time + 0.3 * noise
    wavy = -3.0 * time + 4.0 * np.sin(2 * np.pi * time + 0.05 * point) + 0.8 * rain + 0.3 * noise
    displacement = np.where(labels[:, None] == 1, steady, wavy)
    xy = np.column_stack([500_000 + 37.0 * (np.arange(N_POINTS) % 8), 2_100_000 + 41.0 * (np.arange(N_POINTS) // 8)])
    return dates, xy, displacement - displacement[:, :1], np.repeat(rain, N_POINTS, axis=0), labels


def factors():
    """Rows of three factors, the last a class code, and the rates that follow from them."""
    row = np.arange(160)
    distance, thickness = 1000.0 * np.abs(np.sin(1.7 * row)), 20.0 + 10.0 * np.cos(2.9 * row)
    soil = (row % 3).astype(float)
    rate = -20.0 * np.exp(-distance / 400.0) - 0.3 * thickness - 2.0 * soil + 0.2 * np.sin(1e4 * np.sin(row))
    return np.column_stack([distance, thickness, soil]), rate, 1 + (thickness > 20.0)


def main(version: str) -> None:
    from subsidence.forecast.data.covariates import Covariates
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.rate.model import RateModel
    from subsidence.rate.settings import RateSettings
    from subsidence.series import DeformationSeries

    dates, xy, displacement, rain, labels = world()
    series, covariates = DeformationSeries(dates, displacement, xy), Covariates(("RAIN",), dates, rain[None])
    expected = {}
    for name, options in {
        "forecast": {"network": False},
        "forecast_lstm": {"network": True, "hidden": 3, "passes": 1},
    }.items():
        model = Forecaster(HORIZON, window=8, origins=3, neighbours=5, **options)
        model.fit(series, covariates, labels)
        model.save(HERE / f"{name}_{version}.npz")
        found = model.forecast()
        for part in ("displacement_mm", "lower_mm", "upper_mm"):
            expected[f"{name}/{part}"] = getattr(found, part)
        expected[f"{name}/model"] = found.model.astype(str)
    matrix, rate, groups = factors()
    settings = RateSettings(hidden=3, members=3, particles=5, generations=3, decay=0.01)
    rates = RateModel(FACTORS, is_class=np.array([False, False, True]), settings=settings)
    rates.fit(matrix, rate, groups)
    rates.save(HERE / f"rate_{version}.npz", {"unit": "mm"})
    answer = rates.predict_all(matrix, groups)
    expected.update({f"rate/{part}": getattr(answer, part) for part in ("rate", "low", "high", "cluster")})
    np.savez_compressed(HERE / f"expected_{version}.npz", **expected)


if __name__ == "__main__":
    main(sys.argv[1])

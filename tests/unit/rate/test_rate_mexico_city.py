"""The rate model on a real sinking city, by the protocol of the benchmark, made small."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from subsidence.rate import evaluation
from subsidence.rate.settings import RateSettings

SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "rate_mexico_city.py"


@pytest.fixture(scope="module")
def city(shared_data):
    pytest.importorskip("osgeo", reason="GDAL's Python package is not installed")
    spec = importlib.util.spec_from_file_location("rate_mexico_city", SCRIPT)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    return benchmark.NAMES, *benchmark.load(shared_data / "mexico_city")


def test_the_target_and_the_factors_are_those_of_the_reference_measurements(city):
    _, factors, rate, blocks = city
    assert len(rate) == 5882
    assert rate.std() == pytest.approx(83, abs=0.5)
    assert len(np.unique(blocks)) == 15
    known = {0: -0.24, 1: -0.65, 2: 0.56, 3: 0.70}  # metro, well, wells within 2 km, height
    for column, correlation in known.items():
        assert np.corrcoef(factors[:, column], rate)[0, 1] == pytest.approx(correlation, abs=0.03)


def test_a_small_ensemble_beats_its_members_and_the_plane_and_its_intervals_hold(city):
    names, factors, rate, _ = city
    split = evaluation.draw_split(factors, rate, train_share=0.4, validation_share=0.1, seed=0)
    settings = RateSettings(hidden=11, decay=0.001, members=5, particles=10, generations=5, max_iterations=40)
    found = evaluation.evaluate(factors, rate, split, names=names, settings=settings, trees=False)
    rows = {row["model"]: row for row in found.metrics}
    assert rows["PSO-BP"]["mse"] < 0.6 * rows["linear"]["mse"]
    assert rows["PSO-BP"]["mse"] < rows[evaluation.SINGLE]["mse"]
    assert 0.86 < rows["PSO-BP"]["coverage"] < 0.94

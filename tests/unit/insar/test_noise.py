"""Noise indices and mask against slow, plain formulas."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from subsidence.insar.interferogram_network import triplet_loops
from subsidence.insar.noise import (
    HIGH,
    LOW,
    NOISE_INDICES,
    InvertedStack,
    NoiseIndex,
    bootstrap_rate_std,
    licsbas_thresholds,
    network_thresholds,
    noise_mask,
    noise_of_stack,
    spatio_temporal_consistency,
    stable_pixel,
)
from subsidence.series import linear_rate

DATES = np.datetime64("2020-01-01") + 12 * np.arange(20)


def cube(seed=0, shape=(20, 6, 7), missing=0.0):
    rng = np.random.default_rng(seed)
    values = np.cumsum(rng.normal(size=shape), axis=0).astype("f4")
    values[rng.random(shape) < missing] = np.nan
    return values


def test_consistency_is_the_least_rms_of_double_differences_with_the_neighbours():
    values = cube(1)
    result = spatio_temporal_consistency(values)
    for row, column in ((0, 0), (3, 4), (5, 6), (2, 0)):
        candidates = []
        for dr, dc in ((a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)):
            r, c = row + dr, column + dc
            if 0 <= r < 6 and 0 <= c < 7:
                steps = np.diff(values[:, row, column]) - np.diff(values[:, r, c])
                candidates.append(np.sqrt(np.mean(steps.astype(float) ** 2)))
        assert result[row, column] == pytest.approx(min(candidates), rel=1e-5)


def test_a_pixel_without_neighbours_has_no_consistency():
    values = np.full((20, 3, 3), np.nan, dtype="f4")
    values[:, 1, 1] = 1.0
    assert np.isnan(spatio_temporal_consistency(values)).all()


@pytest.mark.parametrize("missing", [0.0, 0.2])
def test_the_bootstrap_agrees_with_regressing_each_resample(missing):
    series = cube(2, (20, 5, 1), missing)[:, :, 0].T
    drawn = np.random.default_rng(7).integers(0, 20, (100, 20))
    rates = []
    for sample in drawn:
        years = (DATES[sample] - DATES[0]).astype(float) / 365.25
        found = []
        for row in series[:, sample]:
            known = np.isfinite(row)
            found.append(np.polyfit(years[known], row[known], 1)[0])
        rates.append(found)
    np.testing.assert_allclose(bootstrap_rate_std(series, DATES, seed=7), np.std(rates, axis=0), rtol=1e-4)


def test_the_bootstrap_is_near_the_standard_error_for_white_noise():
    series = np.random.default_rng(3).normal(0, 2, (400, 20))
    boot = bootstrap_rate_std(series, DATES, seed=1)
    assert np.median(boot) == pytest.approx(np.median(linear_rate(series, DATES)[1]), rel=0.15)


def test_the_stable_pixel_is_the_one_that_follows_the_median():
    values = cube(4)
    values[:, 2, 3] = np.median(np.delete(values.reshape(20, -1), 2 * 7 + 3, axis=1), axis=1)
    assert stable_pixel(values, np.ones((6, 7), bool)) == (slice(2, 3), slice(3, 4))
    allowed = np.ones((6, 7), bool)
    allowed[2, 3] = False
    assert stable_pixel(values, allowed) != (slice(2, 3), slice(3, 4))


def test_a_criterion_that_removes_everything_is_warned_about_with_the_value_that_keeps_half(listener):
    rms = np.array([[3.0, 4.0], [5.0, 6.0]])
    mask = noise_mask({"resid_rms": rms}, {"resid_rms": 2.0}, np.ones((2, 2), bool), report=listener)
    assert not mask.keep.any()
    assert mask.criteria[0].keeps_half == 4.5
    assert listener.warnings == [
        "The mask criterion resid_rms > 2 mm removes every pixel; 4.5 would keep the better half."
    ]


def test_the_stable_pixel_has_values_even_where_every_series_misses_some():
    values = cube(4)
    for epoch in range(20):
        values[epoch, epoch % 6, :] = np.nan
    row, column = stable_pixel(values, np.ones((6, 7), bool))
    assert np.isfinite(values[:, row, column]).sum() == 17


def test_each_criterion_counts_what_it_removes_alone():
    indices = {"coh_avg": np.array([[0.01, 0.5, 0.5, 0.5]]), "n_gap": np.array([[0.0, 20.0, 3.0, np.nan]])}
    data = np.array([[True, True, True, False]])
    mask = noise_mask(indices, {"coh_avg": 0.05, "n_gap": 10}, data)
    assert mask.keep.tolist() == [[False, False, True, False]]
    assert [(c.name, c.removed) for c in mask.criteria] == [("coh_avg", 1), ("n_gap", 1)]
    assert mask.n_removed == 2


def test_the_reference_is_kept():
    mask = noise_mask(
        {"resid_rms": np.array([[1.0, 9.0]])},
        {"resid_rms": 2},
        np.ones((1, 2), bool),
        reference=(slice(0, 1), slice(1, 2)),
    )
    assert mask.keep.all()


def network(n_epochs, n_next):
    pairs = np.array([(i, j) for i in range(n_epochs) for j in range(i + 1, min(i + 1 + n_next, n_epochs))])
    return pairs, np.datetime64("2018-01-01") + 12 * np.arange(n_epochs), triplet_loops(pairs)


def test_thresholds_are_those_of_licsbas_for_long_networks():
    limits = network_thresholds(0.0555, *network(150, 4))
    expected = {"maxTlen": 1.0, "n_unw": 225, "n_gap": 10, "n_loop_err": 17, "n_ifg_noloop": 50, "stc": 5}
    assert {name: limits[name] for name in expected} == expected
    assert network_thresholds(0.236, *network(150, 4))["resid_rms"] == 10


def test_thresholds_can_be_met_by_short_networks():
    limits = network_thresholds(0.0555, *network(13, 3))
    assert limits["maxTlen"] == pytest.approx(0.5 * 144 / 365.25, abs=1e-3)
    assert (limits["n_unw"], limits["n_gap"], limits["n_loop_err"], limits["n_ifg_noloop"]) == (16, 6, 5, 16)


def test_what_the_network_lacks_is_held_against_no_pixel():
    chain, dates, loops = network(40, 1)
    assert len(loops) == 0
    limits = network_thresholds(0.0555, chain, dates, loops)
    assert limits["n_ifg_noloop"] >= 39
    torn = chain[[index for index in range(39) if index != 20]]
    assert network_thresholds(0.0555, torn, dates, loops)["n_gap"] >= 1
    assert network_thresholds(0.0555, torn, dates, loops)["maxTlen"] < 0.5


def test_an_index_that_is_added_has_a_threshold_in_both_bands_and_a_raster_and_takes_part_in_the_mask(monkeypatch):
    trial = NoiseIndex(
        *("swing", "mm", LOW, 3.0, 6.0, lambda: "Remove pixels that swing more."),
        of_stack=lambda stack, report: np.ptp(stack.displacement_mm, axis=0),
    )
    monkeypatch.setitem(NOISE_INDICES, "swing", trial)
    assert licsbas_thresholds(0.055, 20)["swing"] == 3.0
    assert network_thresholds(0.236, *network(20, 3))["swing"] == 6.0
    values = cube(shape=(20, 4, 5))
    quality = SimpleNamespace(**{name: np.ones((4, 5)) for name in ("coh_avg", "n_unw", "n_loop_err")})
    rasters = noise_of_stack(InvertedStack(values, DATES, quality, seed=0))
    assert {"coh_avg", "n_unw", "vstd", "stc", "n_loop_err", "swing"} <= set(rasters)
    swing = values.max(axis=0) - values.min(axis=0)
    mask = noise_mask(rasters, {"swing": 5.0}, np.ones((4, 5), bool))
    np.testing.assert_array_equal(mask.keep, swing <= 5.0)
    assert 0 < mask.n_removed < 20


def test_an_index_without_a_raster_or_without_a_good_side_is_refused():
    with pytest.raises(ValueError, match="needs one way to its raster"):
        NoiseIndex("swing", "mm", LOW, 3.0, 6.0, lambda: "")
    with pytest.raises(ValueError, match="what is better"):
        NoiseIndex("swing", "mm", "bad", 3.0, 6.0, lambda: "", of_network=lambda pixels: pixels.residual_rms_mm)
    for name, better in (
        *((name, HIGH) for name in ("coh_avg", "n_unw", "maxTlen")),
        *((name, LOW) for name in ("vstd", "n_gap", "stc", "n_ifg_noloop", "n_loop_err", "resid_rms")),
    ):
        assert NOISE_INDICES[name].better == better


def test_campi_flegrei_is_masked_pixel_for_pixel_as_licsbas_does(shared_data):
    results = shared_data / "licsbas_campi_flegrei" / "TS_GEOCml1clip" / "results"

    def raster(name):
        return np.fromfile(results / name, "<f4").reshape(121, 191)

    limits = {"coh_avg": 0.05, "n_unw": 243, "vstd": 100, "maxTlen": 1, "n_gap": 10}  # its 15parameters.txt
    limits.update({"stc": 5, "n_ifg_noloop": 50, "n_loop_err": 5, "resid_rms": 2})
    theirs = raster("mask")
    ours = noise_mask({name: raster(name) for name in limits}, limits, np.isfinite(theirs))
    np.testing.assert_array_equal(ours.keep, theirs == 1)
    shares = {criterion.name: round(100 * criterion.share, 1) for criterion in ours.criteria}
    assert (shares["n_loop_err"], shares["resid_rms"], shares["n_gap"], shares["stc"]) == (24.2, 19.8, 15.7, 10.5)

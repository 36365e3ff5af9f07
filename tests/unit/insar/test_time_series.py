"""The whole processing: against LiCSBAS' own outputs on real data, and against the truth of a synthetic city."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import Cancelled
from subsidence.insar.filter import FilterSettings
from subsidence.insar.geoc import scan_geoc
from subsidence.insar.interferogram_quality import assess
from subsidence.insar.licsar.gacos import load_corrected_stack
from subsidence.insar.noise import licsbas_thresholds
from subsidence.insar.scratch import Scratch
from subsidence.insar.stack import load_stack
from subsidence.insar.time_series import TimeSeriesSettings, process
from subsidence.products.licsbas import read_licsbas
from subsidence.progress import Report
from subsidence.synthetic.city import make_city
from subsidence.synthetic.licsar import write_geoc

UNFILTERED = TimeSeriesSettings(filter=FilterSettings(km=0))


@pytest.fixture(scope="module")
def mexico(shared_data):
    return shared_data / "mexico_city"


@pytest.fixture(scope="module")
def mexico_series(mexico):
    """Ours, filtered and unfiltered, by LiCSBAS' thresholds, with its automatic choices."""
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(mexico / "GEOC"), scratch)
        limits = {**licsbas_thresholds(stack.wavelength_m, 13), "maxTlen": 0.0}  # as in its 15parameters.txt
        plain = process(stack, scratch, TimeSeriesSettings(filter=FilterSettings(km=0), mask_thresholds=limits))
        as_licsbas = FilterSettings(keep_trend=False)
        smooth = process(stack, scratch, TimeSeriesSettings(filter=as_licsbas, mask_thresholds=limits))
        yield stack, plain, smooth


def result_raster(mexico, name):
    return np.fromfile(mexico / "licsbas" / "results" / name, "<f4").reshape(60, 100)


def test_the_same_interferograms_are_kept_with_the_same_statistics(mexico, mexico_series):
    stack, plain, _ = mexico_series
    lines = (mexico / "licsbas" / "info" / "11ifg_stats.txt").read_text().splitlines()
    table = {line.split()[0]: line.split()[3:5] for line in lines if not line.startswith("#")}
    assert set(table) == {stack.names[index] for index in plain.used}
    for index, name in enumerate(stack.names):
        coverage, coherence = map(float, table[name])
        assert plain.quality.coverage[index] == pytest.approx(coverage, abs=6e-4)
        assert plain.quality.mean_coherence[index] == pytest.approx(coherence, abs=4e-3)  # it cuts to 1/255


def test_loop_rms_is_the_plain_formula_on_the_files(mexico_series):
    stack, plain, _ = mexico_series
    for (first, second, across), found in zip(plain.quality.loops, plain.quality.loop_rms_rad):
        frames = stack.unwrapped_rad.astype(float)
        phase = frames[first] + frames[second] - frames[across]
        phase = phase - np.nanmedian(phase)
        assert found == pytest.approx(np.sqrt(np.nanmean(phase**2)), abs=0.01)


def test_interferograms_without_a_loop_are_those_licsbas_lists(mexico, mexico_series):
    stack, plain, _ = mexico_series
    outside = set(stack.names) - {stack.names[index] for index in plain.quality.loops.ravel()}
    assert outside == set((mexico / "licsbas" / "info" / "12no_loop_ifg.txt").read_text().split())


def test_references_are_those_licsbas_chooses(mexico, mexico_series):
    _, plain, smooth = mexico_series

    def text(reference):
        rows, columns = reference
        return f"{columns.start}:{columns.stop}/{rows.start}:{rows.stop}"

    info = mexico / "licsbas" / "info"
    assert text(plain.quality.reference) == (info / "12ref.txt").read_text().strip()
    assert text(plain.reference) == (info / "13ref.txt").read_text().strip()
    assert text(smooth.reference) == (info / "16ref.txt").read_text().strip()


def test_displacement_and_rate_are_licsbas_to_a_hundredth_of_a_millimetre(mexico, mexico_series):
    _, plain, _ = mexico_series
    theirs = read_licsbas(mexico / "licsbas" / "cum.h5")
    np.testing.assert_allclose(plain.cube.displacement_mm, theirs.displacement_mm, atol=0.01)
    np.testing.assert_allclose(plain.cube.velocity_mm_per_yr, theirs.velocity_mm_per_yr, atol=0.01)
    np.testing.assert_allclose(plain.cube.layers["intercept"], theirs.layers["intercept"], atol=0.01)
    assert plain.cube.grid.shape == theirs.grid.shape
    np.testing.assert_allclose(plain.cube.grid.geotransform, theirs.grid.geotransform, atol=1e-9)


@pytest.mark.parametrize("name", ["n_gap", "n_ifg_noloop", "maxTlen", "resid_rms", "stc", "n_unw", "n_loop_err"])
def test_noise_indices_are_those_of_licsbas(mexico, mexico_series, name):
    _, plain, _ = mexico_series
    ours, theirs = plain.noise[name], result_raster(mexico, name)
    np.testing.assert_allclose(ours, theirs, atol=1e-3)


def test_bootstrapped_rate_std_agrees_within_its_own_scatter(mexico, mexico_series):
    _, plain, _ = mexico_series
    theirs = result_raster(mexico, "vstd")
    ratio = plain.noise["vstd"][theirs > 0] / theirs[theirs > 0]
    assert np.median(ratio) == pytest.approx(1.0, abs=0.15)  # 100 samples, other seed


def test_the_mask_is_that_of_licsbas(mexico, mexico_series):
    _, plain, _ = mexico_series
    assert plain.mask.keep.sum() == 5845
    assert (plain.mask.keep != (result_raster(mexico, "mask") == 1)).mean() < 0.005


def test_filtered_rates_agree_but_for_the_reference_that_licsbas_leaves_unfiltered(mexico, mexico_series):
    _, _, smooth = mexico_series
    theirs = read_licsbas(mexico / "licsbas" / "cum_filt.h5")
    row, column = (piece.start for piece in smooth.reference)
    difference = smooth.cube.displacement_mm - theirs.displacement_mm
    assert np.nanmax(np.abs(difference - difference[:, row, column][:, None, None])) < 0.1
    rate = smooth.cube.velocity_mm_per_yr - theirs.velocity_mm_per_yr
    assert np.nanmax(np.abs(rate - rate[row, column])) < 0.5
    assert smooth.cube.velocity_mm_per_yr[row, column] == pytest.approx(0, abs=1e-4)


def test_a_given_reference_stays_at_zero_and_only_shifts_the_series(mexico, mexico_series):
    _, plain, _ = mexico_series
    west = (slice(37, 42), slice(1, 6))
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(mexico / "GEOC"), scratch)
        moved = process(stack, scratch, TimeSeriesSettings(filter=FilterSettings(km=0), reference=west))
        rate = moved.cube.velocity_mm_per_yr
        assert np.nanmean(rate[west]) == pytest.approx(0, abs=1e-3)
        assert -300 < np.nanmin(rate) < -280
        shift = rate - plain.cube.velocity_mm_per_yr
        assert np.nanmax(shift) - np.nanmin(shift) < 1e-3
        assert "given" in moved.cube.reference


# --- a city whose truth is known --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def city():
    return make_city(700, 22, seed=3)


@pytest.fixture(scope="module")
def interferograms(city, tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    return write_geoc(
        city,
        folder / "GEOC",
        n_connections=4,
        unwrapping_error_share=0.05,
        missing_share=0.05,
        delay_std_mm=15.0,
        gacos_folder=folder / "GACOS",
        seed=5,
    )


def rate_error(city, truth, gacos_folder, settings=UNFILTERED):
    """Root mean square of rate minus that of the city's own series, at kept pixels; and the result."""
    with Scratch() as scratch:
        stack = load_corrected_stack(scan_geoc(truth.folder), scratch, gacos_folder=gacos_folder)
        series = process(stack, scratch, settings)
        expected = city.on_grid(np.polyfit(city.series.years, city.series.displacement_mm.T, 1)[0])
        error = series.cube.velocity_mm_per_yr - (expected - expected[series.reference].mean())
        found = {stack.names[index] for index in np.flatnonzero(~series.quality.kept)}
        return float(np.sqrt(np.nanmean(error[series.mask.keep] ** 2))), found, stack, series


def test_unwrapping_errors_are_found_and_the_rate_of_the_series_is_recovered(city, interferograms):
    error, found, _, _ = rate_error(city, interferograms, interferograms.gacos_folder)
    wrong = {name for name, bad in zip(interferograms.names, interferograms.with_unwrapping_error) if bad}
    assert len(wrong) == 4
    assert found == wrong
    assert error < 0.05


def test_the_rate_is_the_truth_to_the_level_of_the_noise(city, interferograms):
    _, _, _, series = rate_error(city, interferograms, interferograms.gacos_folder)
    truth = city.on_grid(np.polyfit(city.series.years, city.truth_mm.T, 1)[0])
    difference = (series.cube.velocity_mm_per_yr - truth)[series.mask.keep]
    time = city.series.years - city.series.years.mean()
    expected = city.noise_mm / np.sqrt((time**2).sum())
    assert np.nanstd(difference) < 1.3 * expected


def test_without_gacos_the_rate_is_measurably_worse(city, interferograms):
    with_gacos, _, _, _ = rate_error(city, interferograms, interferograms.gacos_folder)
    without, _, _, _ = rate_error(city, interferograms, None)
    assert without > 20 * with_gacos


def test_gacos_takes_out_the_spread_that_the_delays_put_in(city, interferograms):
    _, _, stack, _ = rate_error(city, interferograms, interferograms.gacos_folder)
    order = [interferograms.names.index(name) for name in stack.names]
    strong = (interferograms.delay_std_rad > 3.0)[order] & ~interferograms.with_unwrapping_error[order]
    assert strong.sum() > 5
    assert (stack.spread_after_rad[strong] < 0.6 * stack.spread_before_rad[strong]).all()


def test_weighting_by_coherence_recovers_the_rate_too(city, interferograms):
    settings = TimeSeriesSettings(filter=FilterSettings(km=0), weighted=True)
    assert rate_error(city, interferograms, interferograms.gacos_folder, settings)[0] < 0.05


def test_cancelling_ends_at_once(interferograms):
    class Impatient(Report):
        def __init__(self):
            self.count = 0

        def is_cancelled(self):
            self.count += 1
            return self.count > 30

    impatient = Impatient()
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(interferograms.folder), scratch)
        with pytest.raises(Cancelled):
            process(stack, scratch, report=impatient)
    assert impatient.count < 40


def test_progress_only_rises(interferograms, listener):
    with Scratch() as scratch:
        process(load_stack(scan_geoc(interferograms.folder), scratch), scratch, report=listener)
    assert np.diff(listener.fractions).min() >= 0
    assert listener.fractions[-1] == 1.0


def test_assessing_twice_gives_the_same_verdict(interferograms):
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(interferograms.folder), scratch)
        assert (assess(stack).status == assess(stack).status).all()

"""Sources of the synthetic city and of made series, against drivers that are known."""

import numpy as np
import pytest

from subsidence.analysis.signals import decompose
from subsidence.analysis.signals_report import signals_page, with_height
from subsidence.errors import SubsidenceError
from subsidence.series import years_since
from subsidence.synthetic import make_city


@pytest.fixture(scope="module")
def city():
    return make_city(600, 80, seed=1)


def best(driver, signals):
    return max(abs(np.corrcoef(driver, course)[0, 1]) for course in signals.course.T)


def test_the_drivers_of_the_city_come_back(city):
    found = decompose(city.series.displacement_mm, city.dates, city.series.xy * 1e5)
    years = years_since(city.dates)
    drivers = [years, 1.0 - np.exp(-years / 0.2), city.truth_mm[city.labels == 1].mean(axis=0)]
    assert min(best(driver, found) for driver in drivers) >= 0.95
    groundwater = city.factor_series("groundwater")[city.labels == 1].mean(axis=0)
    assert best(groundwater, found) >= 0.95
    assert found.stability.min() >= 0.8
    assert found.explained > 0.9


def test_each_map_lies_where_its_mechanism_acts(city):
    found = decompose(city.series.displacement_mm, city.dates, city.series.xy * 1e5, 3)
    strongest = np.abs(found.score_mm).argmax(axis=1)
    shares = [np.bincount(strongest[city.labels == label], minlength=3).max() for label in range(3)]
    assert sum(shares) / len(strongest) > 0.9


def test_principal_components_are_those_of_the_singular_values(city):
    values = city.series.displacement_mm - city.series.displacement_mm.mean(axis=1, keepdims=True)
    found = decompose(city.series.displacement_mm, city.dates, city.series.xy * 1e5, 3, method="pca")
    _, sizes, right = np.linalg.svd(values, full_matrices=False)
    assert found.variance_share == pytest.approx(sizes[:3] ** 2 / (sizes**2).sum(), rel=1e-6)
    for course, vector in zip(found.course.T, right):
        assert abs(np.corrcoef(course, vector)[0, 1]) == pytest.approx(1.0, abs=1e-6)


def test_series_without_a_source_have_lost_it_and_kept_the_rest(city):
    found = decompose(city.series.displacement_mm, city.dates, city.series.xy * 1e5, 3)
    season = int(found.season_share.argmax())
    values = city.series.displacement_mm.copy()
    values[0, 3] = np.nan
    cleaned = found.without(values, np.array([season]))
    assert np.isnan(cleaned[0, 3])
    lake = city.labels == 1
    left = np.nanstd(cleaned[lake] - np.nanmean(cleaned[lake], axis=1, keepdims=True))
    assert left < 0.5 * np.std(city.truth_mm[lake] - city.truth_mm[lake].mean(axis=1, keepdims=True)) + city.noise_mm
    other = city.labels == 0
    assert np.abs(cleaned[other] - values[other])[:, 5].mean() < 2.0


def test_noise_alone_has_no_stable_sources(city):
    noise = np.random.default_rng(0).standard_normal((600, 80))
    found = decompose(noise, city.dates, city.series.xy * 1e5, 4)
    assert found.stability.max() < 0.5


def test_gaps_and_series_that_are_mostly_missing(city):
    values = city.series.displacement_mm.copy()
    values[np.random.default_rng(0).random(values.shape) < 0.1] = np.nan
    values[5, 10:] = np.nan
    found = decompose(values, city.dates, city.series.xy * 1e5, 3)
    assert np.isnan(found.score_mm[5]).all()
    assert np.isfinite(np.delete(found.score_mm, 5, axis=0)).all()
    assert best(years_since(city.dates), found) > 0.95


def test_the_same_seed_gives_the_same_sources_and_the_report_shows_them(city):
    one, two = (decompose(city.series.displacement_mm, city.dates, city.series.xy * 1e5, 3) for _ in range(2))
    assert np.array_equal(one.score_mm, two.score_mm)
    assert np.abs(with_height(one, city.height_m)).max() <= 1.0
    page = signals_page(one, city.series.xy, city.height_m, source="city", removed=np.array([1])).html()
    assert "stability" in page


def test_what_cannot_be_taken_apart_is_refused(city):
    xy = city.series.xy * 1e5
    for values, count, words in (
        (city.series.displacement_mm[:10], 0, "at least 20 points"),
        (city.series.displacement_mm, 80, "more than the series can hold"),
        (np.zeros((50, 80)), 0, "constant"),
    ):
        with pytest.raises(SubsidenceError, match=words):
            decompose(values, city.dates, xy[: len(values)], count)

"""A reading that can hardly be is named with its station and date; a cloudburst and a drought are not."""

import numpy as np
import pytest

from subsidence.factors.doubtful_readings import doubtful_readings, is_rain, most_rain_mm
from subsidence.factors.time import Records

DAYS = np.datetime64("2015-01-01") + np.arange(1500)


def gauge(seed: int) -> np.ndarray:
    """Daily rain of a dry place: mostly nothing, showers, and one cloudburst of 420 mm."""
    rng = np.random.default_rng(seed)
    rain = np.where(rng.random(DAYS.size) < 0.25, rng.gamma(0.7, 6.0, DAYS.size), 0.0).round(1)
    rain[700] = 420.0
    return rain


def well(seed: int) -> np.ndarray:
    """Daily heads that fall by 12 m in four years, with seasons and two days of pumping tests."""
    rng = np.random.default_rng(seed)
    head = 80.0 - 0.008 * np.arange(DAYS.size) + np.sin(np.arange(DAYS.size) / 58.0) + rng.normal(0, 0.02, DAYS.size)
    head[[400, 900]] -= 9.0
    return head


def said(values: dict[str, np.ndarray], amounts: bool) -> list[str]:
    return doubtful_readings({k: Records(DAYS, v, amounts) for k, v in values.items()}, "t.csv", amounts=amounts)


@pytest.mark.parametrize("seed", range(10))
def test_a_cloudburst_and_a_pumping_test_are_left_alone(seed):
    assert said({"G": gauge(seed)}, True) == []
    assert said({"W": well(seed)}, False) == []


def test_more_than_has_ever_fallen_is_named_with_station_date_and_value():
    rain = gauge(1)
    rain[3] = 2540.0
    (sentence,) = said({"G1": gauge(2), "G2": rain}, True)
    assert "G2 2015-01-04: 2540" in sentence
    assert "t.csv: 1 amounts" in sentence
    assert "G1" not in sentence


def test_rain_of_a_month_may_be_more_than_that_of_a_day():
    months = np.arange("2015-01", "2019-01", dtype="datetime64[M]").astype("datetime64[D]")
    rain = np.random.default_rng(0).gamma(2.0, 150.0, months.size)
    rain[5] = 5000.0
    assert doubtful_readings({"Cherrapunji": Records(months, rain, True)}, "t", amounts=True) == []
    assert most_rain_mm(1) < 5000.0 < most_rain_mm(30)


def test_rain_below_zero_is_named_and_the_rest_counted():
    rain = gauge(3)
    rain[[5, 9, 20, 21, 22]] = -1.0
    (sentence,) = said({"G": rain}, True)
    assert "5 amounts are below zero" in sentence
    assert "G 2015-01-06: -1" in sentence
    assert "and 2 more" in sentence


@pytest.mark.parametrize("wrong", [lambda v: v * 10, lambda v: -v, lambda v: v * 1000, lambda v: 1e6])
def test_a_lost_decimal_point_in_a_well_is_named_and_kept(wrong):
    head = well(4)
    head[1234] = wrong(head[1234])
    before = head.copy()
    (sentence,) = said({"A": well(5), "B": head}, False)
    assert f"B {DAYS[1234]}: {head[1234]:g}" in sentence
    assert "A " not in sentence
    assert "1 readings" in sentence
    assert (head == before).all()


def test_wells_are_judged_by_themselves():
    deep, high = well(6) - 500.0, well(7) + 3000.0
    assert said({"deep": deep, "high": high, "few": np.where(np.arange(DAYS.size) < 5, 3.0, np.nan)}, False) == []


def test_steady_steps_and_rounded_readings_are_no_mistakes():
    rounded = np.full(DAYS.size, 12.3)
    rounded[::50] = 12.4
    step = np.where(np.arange(DAYS.size) < 700, 12.3, 4.1)
    assert said({"rounded": rounded, "step": step, "same": np.full(DAYS.size, 7.0)}, False) == []


def test_what_is_rain_is_told_by_names_and_numbers_together():
    rain, heads = {"G": Records(DAYS, gauge(1), True)}, {"W": Records(DAYS, well(1), True)}
    assert is_rain(rain, ["X", "", "Niederschlag.csv"], summed=False)
    assert not is_rain(heads, ["RAIN"], summed=False)  # the prefix was left as it is
    assert not is_rain(rain, ["PUMPED"], summed=True)

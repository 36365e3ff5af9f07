"""Columns that hold what moved between two dates, and tables with several sets of series."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.series_table import ColumnMapping, read_series_table
from subsidence.progress import Report
from subsidence.series import find_epoch_fields
from subsidence.units import SINCE_BEFORE, SINCE_FIRST

DAYS = [day.astype(object).strftime("%Y%m%d") for day in np.datetime64("2018-01-06") + 12 * np.arange(9)]
RATES = np.array([-30.0, -12.0, 4.0])
MOVED = RATES[:, None] * 12 / 365.25 * np.arange(9)  # since the first day


class Heard(Report):
    def __init__(self):
        self.texts = []

    def on_info(self, text):
        self.texts.append(text)

    on_warning = on_info


def read(tmp_path, names, values, rate=False, **mapping):
    path = tmp_path / "t.csv"
    lines = [",".join(["id", "lon", "lat", *(["velocity"] if rate else []), *names])]
    for number, row in enumerate(np.asarray(values)):
        cells = [number + 1, 102 + number / 100, 25.0, *([RATES[number]] if rate else []), *np.round(row, 6).tolist()]
        lines.append(",".join("" if cell != cell else str(cell) for cell in cells))
    path.write_text("\n".join(lines) + "\n")
    heard = Heard()
    return read_series_table(path, ColumnMapping(**mapping), report=heard), " ".join(heard.texts)


STEPS = np.diff(MOVED, axis=1, prepend=0.0)


@pytest.mark.parametrize("word", ["inc_", "incr_", "increment_", "incremental_disp_", "增量"])
def test_increments_are_summed_up_and_said(tmp_path, word):
    product, said = read(tmp_path, [word + day for day in DAYS], STEPS)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    np.testing.assert_allclose(product.velocity_mm_per_yr, RATES, atol=1e-3)
    assert "summed up" in said
    assert "COUNTED_FROM" in said


def test_a_chain_of_pairs_is_summed_up_from_its_first_date(tmp_path):
    names = [f"{a}_{b}" for a, b in zip(DAYS, DAYS[1:])]
    product, said = read(tmp_path, names, STEPS[:, 1:])
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    assert product.series.dates.astype(str)[0] == "2018-01-06"
    assert "run from one date to the next" in said


@pytest.mark.parametrize("form", ["{a}_{b}", "disp_{a}-{b}", "{a}T061400_{b}T061400_mm"])
def test_pairs_with_one_first_date_are_displacements_since_then(tmp_path, form):
    names = [form.format(a=DAYS[0], b=b) for b in DAYS[1:]]
    product, said = read(tmp_path, names, MOVED[:, 1:])
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    assert "summed" not in said


def test_the_date_that_pairs_count_from_may_have_a_column_of_its_own(tmp_path):
    product, _ = read(tmp_path, [f"{DAYS[0]}_{day}" for day in DAYS], MOVED)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)


def test_interferograms_are_no_series(tmp_path):
    names = [f"{a}_{b}" for a, b in [*zip(DAYS, DAYS[1:]), *zip(DAYS, DAYS[2:])]]
    with pytest.raises(SubsidenceError, match="neither a chain nor count from one date"):
        read(tmp_path, names, np.ones((3, len(names))))


def test_rates_tell_increments_from_displacements(tmp_path):
    names = ["delta_" + day for day in DAYS]
    product, said = read(tmp_path, names, STEPS, rate=True)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    assert "summed up" in said
    product, said = read(tmp_path, names, MOVED, rate=True)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    assert "agree with the rates as they are" in said


def test_what_only_may_be_increments_is_asked_about(tmp_path):
    names = ["delta_" + day for day in DAYS]
    product, said = read(tmp_path, names, STEPS)
    np.testing.assert_allclose(product.series.displacement_mm, STEPS, atol=1e-4)
    assert "may be increments" in said
    product, _ = read(tmp_path, names, STEPS, counted_from=SINCE_BEFORE)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    product, _ = read(tmp_path, ["inc_" + day for day in DAYS], MOVED, counted_from=SINCE_FIRST)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)


def test_a_missing_increment_leaves_the_rest_unknown_and_says_so(tmp_path):
    steps = STEPS.copy()
    steps[1, 4] = np.nan
    product, said = read(tmp_path, ["inc_" + day for day in DAYS], steps)
    assert np.isnan(product.series.displacement_mm[1, 4:]).all()
    assert np.isfinite(product.series.displacement_mm[[0, 2]]).all()
    assert "1 points lack an increment" in said


def test_angles_of_incidence_are_no_increments(tmp_path):
    with pytest.raises(SubsidenceError, match="angles of incidence"):
        read(tmp_path, ["inc_" + day for day in DAYS], np.full((3, 9), 38.5))


@pytest.mark.parametrize("letter", ["F", "B", "g", "Q_", "z", "n"])
def test_any_letter_before_all_dates_is_read_and_said(tmp_path, letter):
    product, said = read(tmp_path, [letter + day for day in DAYS], MOVED)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    assert "are taken for displacements" in said
    assert ("sounds horizontal" in said) == (letter == "n")


@pytest.mark.parametrize(("words", "chosen"), [
    (("east_", "up_"), "up_"), (("N", "E", "U"), "U"), (("up_", "east_", "north_"), "up_"), (("los_", "up_"), "los_"),
    (("east", "disp"), "disp"),
])  # fmt: skip
def test_of_several_sets_one_is_read_the_others_are_named_and_a_pattern_chooses(tmp_path, words, chosen):
    names = [word + day for word in words for day in DAYS]
    values = np.concatenate([MOVED * (1.0 if word == chosen else 5.0 + i) for i, word in enumerate(words)], axis=1)
    product, said = read(tmp_path, names, values)
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)
    other = next(word for word in words if word != chosen)
    assert f"“{other}20180106” …" in said
    assert f"{other}%Y%m%d" in said
    product, _ = read(tmp_path, names, values, date_pattern=f"{other}%Y%m%d")
    np.testing.assert_allclose(product.series.displacement_mm, MOVED * (5.0 + words.index(other)), atol=1e-4)


def test_two_tracks_in_one_table_are_asked_about(tmp_path):
    names = [word + day for word in ("asc_", "dsc_") for day in DAYS]
    with pytest.raises(SubsidenceError, match=r"several sets of dated columns \(“asc_20180106” …, “dsc_20180106” …\)"):
        read(tmp_path, names, np.ones((3, 18)))
    product, _ = read(tmp_path, names, np.concatenate([MOVED, -MOVED], axis=1), date_pattern="asc_%Y%m%d")
    np.testing.assert_allclose(product.series.displacement_mm, MOVED, atol=1e-4)


def test_layers_with_increments_or_forecasts_alone_are_no_series():
    for word in ("inc_", "delta_", f"{DAYS[0]}_"):
        with pytest.raises(SubsidenceError, match="moved between two dates"):
            find_epoch_fields([word + day for day in DAYS[1:]])
    with pytest.raises(SubsidenceError, match="no displacement fields"):
        find_epoch_fields(["F" + day for day in DAYS])


@pytest.mark.parametrize("word", ["vel_", "residual_", "acc_", "mean_rate_"])
def test_dated_rates_and_residuals_are_no_displacements(tmp_path, word):
    with pytest.raises(SubsidenceError, match="no columns named by dates"):
        read(tmp_path, [word + day for day in DAYS], MOVED)


def test_a_long_table_of_increments_is_summed_up_by_point(tmp_path):
    path = tmp_path / "long.csv"
    lines = [f"{i},102.{i},25.0,{day},{STEPS[i, k]:.6f}" for k, day in enumerate(DAYS) for i in range(3)]
    path.write_text("id,lon,lat,date,increment\n" + "\n".join(lines[::-1]) + "\n")
    heard = Heard()
    series = read_series_table(path, report=heard).series
    order = np.argsort(series.xy[:, 0])
    np.testing.assert_allclose(series.displacement_mm[order], MOVED, atol=1e-4)
    assert any("“increment” … are taken for increments" in text for text in heard.texts)

"""What stands in a table and does not become a part of the series is said, and so is what cannot be a place."""

import numpy as np
import pytest

from subsidence.products.egms import read_egms
from subsidence.products.series_table import read_series_table
from subsidence.progress import Report
from subsidence.tabular.cell_numbers import number_of

DAYS = ("20190105", "20190117", "20190129", "20190210", "20190222")


class Heard(Report):
    def __init__(self):
        self.warnings = []

    def warn(self, text):
        self.warnings.append(text)


def table(tmp_path, names, cells=lambda row, column: f"{row * column:.2f}", places=((102.71, 25.03), (102.72, 25.04))):
    lines = [",".join(("id", "lon", "lat", *names))]
    for row, (x, y) in enumerate(places):
        lines.append(",".join((f"P{row}", f"{x}", f"{y}", *(cells(row + 1, column) for column in range(len(names))))))
    path = tmp_path / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("odd", ["2019O129", "201901299", "20190129x", "20190129mm", "Jan", "43494"])
def test_a_column_among_dated_ones_that_is_no_date_is_said(tmp_path, odd):
    heard = Heard()
    product = read_series_table(table(tmp_path, [*DAYS[:2], odd, *DAYS[3:]]), report=heard)
    assert product.series.n_epochs == 4
    assert any(f"“{odd}”" in warning for warning in heard.warnings)


@pytest.mark.parametrize("further", [["velocity"], ["coherence", "height"], [f"std_{day}" for day in DAYS]])
def test_further_columns_beside_dated_ones_are_nothing_to_say(tmp_path, further):
    heard = Heard()
    read_series_table(table(tmp_path, [*further, *DAYS]), report=heard)
    assert not any("stand among dated ones" in warning for warning in heard.warnings)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("-nan(ind)", np.nan), ("1.#IND00", np.nan), ("nan(0x7f)", np.nan), ("12.5-", -12.5), ("1.234,5-", -1234.5)],
)
def test_what_c_and_accounting_programs_write_is_read(cell, value):
    np.testing.assert_equal(number_of(cell), value)


def test_rows_with_such_cells_are_kept(tmp_path):
    cells = [["0", "1.5-", "2.5-", "-nan(ind)", "4-"], ["0", "1", "2", "3", "4"]]
    product = read_series_table(table(tmp_path, DAYS, lambda row, column: cells[row - 1][column]))
    np.testing.assert_array_equal(product.series.displacement_mm, [[0, -1.5, -2.5, np.nan, -4], [0, 1, 2, 3, 4]])


def test_points_at_zero_zero_far_from_all_others_have_no_place(tmp_path):
    heard = Heard()
    places = ((102.71, 25.03), (0, 0), (102.72, 25.04))
    product = read_series_table(table(tmp_path, DAYS, places=places), report=heard)
    assert product.n_points == 2
    assert any("0, 0" in warning for warning in heard.warnings)


def test_a_point_at_zero_zero_among_others_is_a_place(tmp_path):
    places = ((-0.01, 0.01), (0, 0), (0.01, -0.02))
    assert read_series_table(table(tmp_path, DAYS, places=places)).n_points == 3


@pytest.mark.parametrize(("factor", "said"), [(0.1, "factor of 10"), (-1.0, "opposite signs")])
def test_egms_rates_that_contradict_their_own_series_are_said(tmp_path, factor, said):
    days = np.arange(np.datetime64("2019-01-05"), np.datetime64("2020-12-01"), 12)
    years = (days - days[0]).astype(float) / 365.25
    lines = ["pid,easting,northing,mean_velocity," + ",".join(str(day).replace("-", "") for day in days)]
    for row in range(12):
        rate = -5.0 - row
        values = ",".join(f"{value:.2f}" for value in factor * rate * years)
        lines.append(f"A{row},{2_900_000 + 100 * row},1700000,{rate},{values}")
    path = tmp_path / "EGMS_L3_E29N17_100km_U_2019_2023_1.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    heard = Heard()
    read_egms([path], report=heard)
    assert any(said in warning for warning in heard.warnings)

"""What turned up in files that nobody had tried: languages, counted days, cut names, units per other times."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.raster_stack import open_raster_stack
from subsidence.products.rate_raster import read_rate_raster
from subsidence.products.series_table import read_series_table
from subsidence.tabular.column_names import RATE, VALUE, X, Y, find, other_time, unit_in
from subsidence.tabular.date_text import tidy
from subsidence.tabular.dates import dates_of_column
from tests.unit.products.test_raster_stack import write

DAYS = np.datetime64("2019-01-05") + 12 * np.arange(5)
MM = np.array([[0.0, -1.0, -2.0, -3.0, -4.0], [0.0, 0.5, 1.0, 1.5, 2.0]])


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("Længdegrad", "Breddegrad", "Hastighed", "Bevægelse"), (X, Y, RATE, VALUE)),
        (("Lengtegraad", "Breedtegraad", "Snelheid", "Verplaatsing"), (X, Y, RATE, VALUE)),
        (("Boylam", "Enlem", "Hız", "Yer değiştirme"), (X, Y, RATE, VALUE)),
        (("Długość", "Szerokość", "Prędkość [mm/rok]", "Przemieszczenie"), (X, Y, RATE, VALUE)),
        (("Долгота", "Широта", "Скорость, мм/год", "Смещение, мм"), (X, Y, RATE, VALUE)),
        (("经度", "纬度", "年均速率", "位移量mm"), (X, Y, RATE, VALUE)),
        (("lon", "lat", "Velocity, mm/yr", "Displacement, mm"), (X, Y, RATE, VALUE)),
    ],
)
def test_columns_in_many_languages_are_known(names, kinds):
    assert [find(names, kind) for kind in kinds] == list(names)


def test_units_behind_commas_and_in_other_scripts_are_read():
    names = ["Смещение, см", "Displacement, cm", "位移量cm", "Скорость, см/год"]
    assert [unit_in(name) for name in names] == ["cm"] * 4
    assert [other_time(name) for name in ("v_mm_day", "vel [cm/month]", "mm_yr", "mm_data")] == ["day", "month", "", ""]


@pytest.mark.parametrize(
    "cells",
    [
        [f"{2440587.5 + day.astype(int) + 0.3:.2f}" for day in DAYS],
        [f"{40587 + day.astype(int)}.75" for day in DAYS],
        [str(day.astype("datetime64[s]").astype(int) + 4000) for day in DAYS],
        [str((day.astype("datetime64[s]").astype(int) + 4000) * 1000) for day in DAYS],
        [day.astype(object).strftime("%a %d %b %Y") for day in DAYS],
        [day.astype(object).strftime("%A, %d %B %Y 05:10:00 GMT") for day in DAYS],
    ],
)
def test_days_counted_from_other_origins_and_with_their_weekday_are_dates(cells):
    assert dates_of_column(cells, "t").tolist() == DAYS.tolist()


def test_a_word_that_begins_like_a_weekday_stays():
    assert tidy("Sunny spot") == "Sunny spot"


def table(tmp_path, names, rows=MM):
    path = tmp_path / "t.csv"
    lines = [",".join(["id", "lon", "lat", *names])]
    lines += [f"{number},14.{number},40.8," + ",".join(map(str, row)) for number, row in enumerate(rows.tolist())]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_names_that_a_shapefile_has_cut_are_no_rate(tmp_path):
    names = ["DISPLACEME", *(f"DISPLACE_{number}" for number in range(1, 5))]
    with pytest.raises(SubsidenceError, match="cut to ten characters"):
        read_series_table(table(tmp_path, names))


@pytest.mark.parametrize(("name", "time"), [("velocity_mm_day", "day"), ("vel_cm_month", "month")])
def test_rates_per_another_time_are_refused_with_that_time(tmp_path, name, time):
    with pytest.raises(SubsidenceError, match=f"are per {time}, not per year"):
        read_series_table(table(tmp_path, [name], MM[:, 1:2]))


def test_displacements_of_the_future_are_warned_of(tmp_path, heard):
    read_series_table(table(tmp_path, [f"207{year}0105" for year in range(5)]), report=heard)
    assert any("2074-01-05, which lies in the future" in text for text in heard.warnings)


GRID = -np.arange(5.0)[:, None, None] * (1 + np.arange(12).reshape(3, 4))


@pytest.mark.parametrize("name", ["inc_{}.tif", "incremental_disp_{}.tif"])
def test_rasters_of_increments_are_summed_up_and_said(tmp_path, heard, name):
    for day, step in zip(DAYS, np.diff(GRID, axis=0, prepend=0.0)):
        write(tmp_path / name.format(str(day).replace("-", "")), step[None])
    cube = open_raster_stack([tmp_path], report=heard).read()
    np.testing.assert_allclose(cube.displacement_mm, GRID, atol=1e-5)
    assert any("summed up" in text for text in heard.warnings)


def test_a_chain_of_displacements_is_summed_up_from_its_first_date(tmp_path, heard):
    texts = [str(day).replace("-", "") for day in DAYS]
    for one, other, step in zip(texts, texts[1:], np.diff(GRID, axis=0)):
        write(tmp_path / f"{one}_{other}_disp_mm.tif", step[None])
    cube = open_raster_stack([tmp_path], report=heard).read()
    assert cube.dates.tolist() == DAYS.tolist()
    np.testing.assert_allclose(cube.displacement_mm, GRID, atol=1e-5)


def test_a_chain_of_phases_and_rasters_of_incidence_are_refused(tmp_path):
    texts = [str(day).replace("-", "") for day in DAYS]
    (tmp_path / "a").mkdir()
    for one, other in zip(texts, texts[1:]):
        write(tmp_path / "a" / f"{one}_{other}.tif", GRID[1:2])
    with pytest.raises(SubsidenceError, match="as interferograms are"):
        open_raster_stack([tmp_path / "a"])
    for text in texts:
        write(tmp_path / f"inc_{text}.tif", np.full((1, 3, 4), 39.0))
    with pytest.raises(SubsidenceError, match="angles of incidence"):
        open_raster_stack([tmp_path])


@pytest.mark.parametrize(
    ("unit", "mm_per_year"), [("m s-1", 31_557_600_000.0), ("mm/h", 8766.0), ("cm month-1", 120.0)]
)
def test_rasters_of_rates_per_any_time_become_mm_per_year(tmp_path, unit, mm_per_year):
    from osgeo import gdal

    path = write(tmp_path / "velocity.tif", GRID[1:2] / mm_per_year, kind="Float64")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType(unit)
    del dataset
    np.testing.assert_allclose(read_rate_raster(path).velocity_mm_per_yr, GRID[1], rtol=1e-6)


@pytest.mark.parametrize(("name", "unit"), [("velocity.tif", "furlong/fortnight"), ("vel_mm_month.tif", "")])
def test_rates_in_what_is_no_known_unit_are_refused(tmp_path, name, unit):
    from osgeo import gdal

    path = write(tmp_path / name, GRID[1:2])
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(1).SetUnitType(unit)
    del dataset
    with pytest.raises(SubsidenceError, match="no rate that is known here"):
        read_rate_raster(path)

"""LiCSBAS products are read exactly as they are, and refused in words where they are not whole."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.licsbas import read_licsbas


def flat(path, shape):
    return np.fromfile(path, "<f4").reshape(shape)


def write_results(folder, product, names=("vel", "mask")):
    """The results folder of a TS_* run; returns the TS folder."""
    (folder / "results").mkdir(parents=True)
    (folder / "info").mkdir()
    for name in names:
        product[name].astype("<f4").tofile(folder / "results" / name)
    rows, columns = product["vel"].shape
    lines = [f"width: {columns}", f"nlines: {rows}", "title: DEM", "corner_lat: 40.0 decimal degrees"]
    lines += ["corner_lon: 14.0 decimal degrees", "post_lat: -0.001 decimal degrees", "post_lon: 0.002 decimal degrees"]
    (folder / "info" / "EQA.dem_par").write_text("\n".join(lines))
    return folder


def test_a_small_product_comes_back_as_it_was_written(write_product, product):
    cube = read_licsbas(write_product(product))
    assert cube.dates.astype(str).tolist() == ["2020-01-01", "2020-01-13", "2020-01-25"]
    np.testing.assert_array_equal(cube.displacement_mm, product["cum"].astype("f4"))
    np.testing.assert_array_equal(cube.velocity_mm_per_yr, product["vel"].astype("f4"))
    np.testing.assert_allclose(cube.grid.geotransform, (13.999, 0.002, 0, 40.0005, 0, -0.001), atol=1e-12)
    assert cube.layers["coherence"][0, 0] == 0.5


def test_points_sit_on_pixel_centres_with_the_values_of_their_pixel(write_product, product):
    points = read_licsbas(write_product(product)).masked().to_points()
    assert points.series.n_points == 18  # 20 pixels, one masked, one without data
    np.testing.assert_allclose(points.series.xy[0], (14.002, 40.0))
    np.testing.assert_allclose(points.series.displacement_mm[-1], (0, -48, -96))
    assert points.point_id[0] == 2
    assert points.point_id[-1] == 19


def test_a_cropped_product_keeps_place_values_and_point_numbers(write_product, product):
    path = write_product(product)
    whole = read_licsbas(path).to_points()
    cropped = read_licsbas(path, extent=(14.001, 39.9975, 14.0061, 39.9995)).to_points()
    assert cropped.series.n_points == 6
    at = np.searchsorted(whole.point_id, cropped.point_id)
    np.testing.assert_array_equal(whole.point_id[at], cropped.point_id)
    np.testing.assert_allclose(whole.series.xy[at], cropped.series.xy, atol=1e-9)
    np.testing.assert_array_equal(whole.series.displacement_mm[at], cropped.series.displacement_mm)


def test_vertical_is_line_of_sight_divided_by_its_up_component(write_product, product):
    cube = read_licsbas(write_product(product))
    vertical = cube.vertical()
    np.testing.assert_allclose(vertical.displacement_mm, cube.displacement_mm / np.float32(0.8))
    assert vertical.geometry == "vertical"
    assert "los_u" not in vertical.layers


def test_vertical_without_the_up_component_is_refused(write_product, product):
    del product["U.geo"]
    with pytest.raises(SubsidenceError, match=r"U\.geo"):
        read_licsbas(write_product(product)).vertical()


def test_rates_are_computed_where_the_file_has_none(write_product, product):
    expected = product.pop("vel")
    np.testing.assert_allclose(read_licsbas(write_product(product)).velocity_mm_per_yr, expected, rtol=1e-5)


def test_only_dates_displacement_and_place_must_be_there(write_product, product):
    for name in ("vel", "mask", "U.geo", "coh_avg"):
        del product[name]
    assert read_licsbas(write_product(product)).masked().to_points().series.n_points == 19


def test_a_mask_that_removes_every_point_is_named_with_the_way_out(write_product, product):
    product["mask"][:] = 0
    with pytest.raises(SubsidenceError, match=r"“mask” of cum_filt\.h5 removes every .* APPLY_MASK=False"):
        read_licsbas(write_product(product)).masked()


def test_a_file_without_displacement_is_refused(write_product, product):
    del product["cum"]
    with pytest.raises(SubsidenceError, match="no displacement “cum”"):
        read_licsbas(write_product(product))


def test_a_file_that_was_not_geocoded_is_refused(write_product, product):
    del product["corner_lat"]
    with pytest.raises(SubsidenceError, match="corner_lat"):
        read_licsbas(write_product(product))


def test_dates_that_do_not_fit_the_displacement_are_refused(write_product, product):
    product["imdates"] = product["imdates"][:2]
    with pytest.raises(SubsidenceError, match="does not fit its 2 dates"):
        read_licsbas(write_product(product))


def test_a_repeated_date_is_refused(write_product, product):
    product["imdates"] = np.array([20200101, 20200113, 20200113])
    with pytest.raises(SubsidenceError, match="do not increase"):
        read_licsbas(write_product(product))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(write_product, product, share):
    path = write_product(product)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(SubsidenceError, match=r"cum_filt\.h5"):
        read_licsbas(path)


def test_a_path_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(SubsidenceError, match="does not exist"):
        read_licsbas(tmp_path / "cum.h5")


def test_an_extent_elsewhere_is_refused_with_the_extent_of_the_data(write_product, product):
    with pytest.raises(SubsidenceError, match="does not touch the data"):
        read_licsbas(write_product(product), extent=(0, 0, 1, 1))


def test_a_results_folder_alone_gives_rates_and_mask(tmp_path, product):
    folder = write_results(tmp_path / "TS_GEOCml1", product)
    for path in (folder, folder / "results"):
        cube = read_licsbas(path).masked()
        assert cube.displacement_mm.shape == (0, 4, 5)
        assert cube.to_points().series.n_points == 18
        expected = np.where(product["mask"] == 1, product["vel"], np.nan)
        np.testing.assert_allclose(cube.velocity_mm_per_yr, expected, rtol=1e-6)


def test_a_cut_flat_file_is_refused_by_its_size(tmp_path, product):
    folder = write_results(tmp_path / "TS_GEOCml1", product)
    content = (folder / "results" / "vel").read_bytes()
    (folder / "results" / "vel").write_bytes(content[:-4])
    with pytest.raises(SubsidenceError, match="76 bytes, but 4 x 5 pixels take 80"):
        read_licsbas(folder)


def test_a_results_folder_without_its_size_is_refused(tmp_path, product):
    folder = write_results(tmp_path / "TS_GEOCml1", product)
    (folder / "info" / "EQA.dem_par").unlink()
    with pytest.raises(SubsidenceError, match=r"EQA\.dem_par is missing"):
        read_licsbas(folder)


def test_a_folder_of_something_else_is_refused(tmp_path):
    with pytest.raises(SubsidenceError, match="neither cum"):
        read_licsbas(tmp_path)


def test_a_series_without_mask_takes_the_mask_of_the_results_beside_it(tmp_path, write_product, product):
    write_results(tmp_path / "TS", product, names=("mask",))
    del product["mask"]
    write_product(product, "TS/cum.h5")
    cube = read_licsbas(tmp_path / "TS")
    assert cube.mask.sum() == 18
    assert cube.mask_source == "results/mask"


def test_mexico_city_comes_in_with_every_value_of_the_file(shared_data):
    folder = shared_data / "mexico_city" / "licsbas"
    cube = read_licsbas(folder / "cum_filt.h5")
    masked = cube.masked()
    points = masked.to_points()
    assert points.series.displacement_mm.shape == (5845, 13)
    np.testing.assert_array_equal(cube.velocity_mm_per_yr, flat(folder / "results" / "vel.filt", (60, 100)))
    np.testing.assert_array_equal(masked.velocity_mm_per_yr, flat(folder / "results" / "vel.filt.mskd", (60, 100)))
    first = (-99.19037533718674, 19.450598179001755)
    np.testing.assert_allclose(cube.grid.centres(np.array([0]), np.array([0]))[0], first, atol=1e-12)
    assert cube.reference.endswith("94:95/58:59")


def test_campi_flegrei_comes_in_from_its_results_folder(shared_data):
    folder = shared_data / "licsbas_campi_flegrei" / "TS_GEOCml1clip"
    points = read_licsbas(folder).masked().to_points()
    expected = flat(folder / "results" / "vel.mskd", (121, 191))
    assert points.series.n_points == 15_598
    np.testing.assert_array_equal(points.velocity_mm_per_yr, expected[np.isfinite(expected)])
    assert {"los_e", "los_u", "height", "coherence", "velocity_std"} <= set(points.columns)


def test_undeclared_marks_of_nothing_are_missing_and_said(write_product, product, heard):
    product["cum"][1, 2, 2] = -9999.0
    product["vel"][0, 1] = 1e20
    cube = read_licsbas(write_product(product), report=heard)
    assert np.argwhere(np.isnan(cube.displacement_mm)).tolist() == [[0, 3, 4], [1, 2, 2], [1, 3, 4], [2, 3, 4]]
    assert np.isnan(cube.velocity_mm_per_yr[0, 1])
    assert any("-9999" in warning for warning in heard.warnings)
    assert any("e+20" in warning for warning in heard.warnings)


def test_marks_of_nothing_in_flat_results_are_missing(tmp_path, product, heard):
    product["vel"][1, 1] = -9999.0
    cube = read_licsbas(write_results(tmp_path / "TS", product), report=heard)
    assert np.isnan(cube.velocity_mm_per_yr[1, 1])
    assert any("-9999" in warning for warning in heard.warnings)


def test_corners_that_are_none_are_refused_and_longitudes_up_to_360_lie_in_the_west(write_product, product):
    with pytest.raises(SubsidenceError, match="in degrees, but reaches to"):
        read_licsbas(write_product({**product, "corner_lat": -99.0}))
    east = read_licsbas(write_product({**product, "corner_lon": 260.8}))
    assert east.grid.geotransform[0] == pytest.approx(-99.2 - 0.001)


def test_what_a_mask_has_multiplied_with_0_is_missing(write_product, product):
    cum = product["cum"].copy()
    cum[:, 1, 2] = 0.0
    kept = read_licsbas(write_product({**product, "cum": cum}))
    assert (kept.displacement_mm[:, 1, 2] == 0).all()
    masked = read_licsbas(write_product({**product, "cum": cum, "masked": 1}))
    assert np.isnan(masked.displacement_mm[:, 1, 2]).all()


def test_metres_in_cum_are_doubted(write_product, product, heard):
    read_licsbas(write_product({**product, "cum": product["cum"] / 1e6}), report=heard)
    assert any("hardly possible" in text for text in heard.warnings)

"""The synthetic city: its answers are right, and its files say what its arrays say."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.licsbas import read_licsbas
from subsidence.series import linear_rate
from subsidence.synthetic import (
    FACTOR_NAMES,
    make_city,
    rate_from_factors,
    write_geoc,
    write_layers,
    write_licsbas,
    write_mean_rasters,
    write_monthly_rasters,
    write_points,
    write_stations,
    write_truth,
)
from subsidence.synthetic.geography import distance_m, inside_polygon, to_degrees
from subsidence.units import wavelength_m

gdal = pytest.importorskip("osgeo.gdal")
gdal.UseExceptions()


@pytest.fixture(scope="module")
def city():
    return make_city(1200, 86, seed=3)


def test_the_rate_is_the_slope_of_the_noise_free_series(city):
    rate, _, _ = linear_rate(city.truth_mm, city.dates)
    np.testing.assert_allclose(rate, city.rate_mm_per_yr, atol=1e-9)


def test_the_rate_without_scatter_is_the_stated_function_of_the_factors(city):
    plain = make_city(300, 30, seed=3, rate_scatter_mm_per_yr=0.0)
    np.testing.assert_array_equal(plain.rate_mm_per_yr, rate_from_factors(plain.factors, plain.labels))
    scatter = city.rate_mm_per_yr - city.rate_from_factors_mm_per_yr
    assert scatter.std() == pytest.approx(city.rate_scatter_mm_per_yr, rel=0.06)
    assert np.abs(np.corrcoef(np.c_[scatter, city.factor_matrix].T)[0, 1:]).max() < 0.1


def test_the_stated_noise_variance_is_what_a_perfect_model_reaches():
    city = make_city(20_000, 60, seed=5)
    observed, _, _ = linear_rate(city.series.displacement_mm, city.dates)
    reached = np.mean((observed - city.rate_from_factors_mm_per_yr) ** 2)
    assert reached == pytest.approx(city.rate_noise_variance, rel=0.03)


def test_the_noise_has_the_stated_level_and_the_first_epoch_is_zero(city):
    assert (city.series.displacement_mm[:, 0] == 0.0).all()
    assert (city.truth_mm[:, 0] == 0.0).all()
    difference = np.diff(city.series.displacement_mm - city.truth_mm, axis=1)
    assert difference.std() / np.sqrt(2.0) == pytest.approx(city.noise_mm, rel=0.02)


def test_the_same_seed_gives_the_same_city_and_another_seed_another(city):
    again = make_city(1200, 86, seed=3)
    np.testing.assert_array_equal(again.series.displacement_mm, city.series.displacement_mm)
    other = make_city(1200, 86, seed=4)
    assert not np.array_equal(other.labels, city.labels)
    assert not np.allclose(other.weather.rain_mm[0], city.weather.rain_mm[0])


def test_the_future_kept_aside_changes_nothing_before_it():
    city = make_city(100, 40, seed=2)
    with_future = make_city(100, 40, seed=2, n_future=10)
    np.testing.assert_array_equal(with_future.series.displacement_mm, city.series.displacement_mm)
    assert with_future.future_truth_mm.shape == (100, 10)
    assert with_future.future_dates[0] - city.dates[-1] == np.timedelta64(12, "D")
    linear = city.labels == 0
    step = with_future.future_truth_mm[linear, -1] - city.truth_mm[linear, -1]
    assert np.abs(step - city.rate_mm_per_yr[linear] * 120 / 365.25).max() < 2.0  # the aquifer's breath


def test_every_mechanism_holds_a_fair_share_of_every_city():
    for seed in range(6):
        city = make_city(600, 20, seed=seed)
        assert np.bincount(city.labels, minlength=3).min() > 0.12 * city.n_points


def test_each_mechanism_has_its_own_kind_of_series(city):
    years = city.series.years
    linear, seasonal, decaying = (city.truth_mm[city.labels == label] for label in range(3))
    assert np.corrcoef(linear.mean(axis=0), years)[0, 1] < -0.995
    halfway = np.searchsorted(years, years[-1] / 4)
    assert (decaying[:, halfway] / decaying[:, -1]).mean() > 0.85
    level = city.factor_series("groundwater")[city.labels == 1]
    design = np.stack([np.ones_like(years), years], axis=1)
    for series, head in zip(seasonal[:20], level[:20]):  # a line and the head of the month explain all of it
        model = np.column_stack([design, head])
        left = series - model @ np.linalg.lstsq(model, series, rcond=None)[0]
        assert np.abs(left).max() < 1e-8


def test_groundwater_follows_rain_by_a_month_or_two(city):
    rain = city.weather.rain_mm.mean(axis=(1, 2))
    rise = city.weather.groundwater_m.mean(axis=(1, 2))
    months = np.arange(rain.size)
    rise = rise - np.polyval(np.polyfit(months, rise, 1), months)
    by_lag = [np.corrcoef(rain[: -lag or None], rise[lag:])[0, 1] for lag in range(6)]
    assert int(np.argmax(by_lag)) in (1, 2)
    assert (city.weather.rain_mm >= 0).all()


def test_factors_of_a_month_reach_two_years_past_the_last_epoch(city):
    later = city.dates[-1] + np.array([100, 600]) * np.timedelta64(1, "D")
    assert city.factor_series("rain", later).shape == (city.n_points, 2)
    with pytest.raises(ValueError, match="dates outside"):
        city.factor_series("rain", city.dates[-1] + np.array([1200]) * np.timedelta64(1, "D"))


def test_distances_agree_with_the_ellipsoid_and_are_zero_inside(city):
    geographic = pytest.importorskip("pyproj").Geod(ellps="WGS84")
    dense = np.concatenate(
        [
            np.column_stack([np.interp(np.linspace(0, len(f.coordinates) - 1, 40_000), np.arange(len(f.coordinates)),
                                       f.coordinates[:, axis]) for axis in (0, 1)])
            for f in city.geography.layers["faults"]
        ]
    )  # fmt: skip
    for point, stated in zip(city.series.xy[::100], city.factors["dist_faults"][::100]):
        lon, lat = np.full(len(dense), point[0]), np.full(len(dense), point[1])
        nearest = geographic.inv(lon, lat, dense[:, 0], dense[:, 1])[2].min()
        assert stated == pytest.approx(nearest, rel=2e-3, abs=1.0)
    building = city.geography.layers["buildings"][0]
    middle = building.coordinates[:-1].mean(axis=0, keepdims=True)
    assert distance_m(middle, (building,))[0] == 0.0


def test_no_point_lies_in_the_lake_and_the_grid_holds_the_points(city):
    assert not city.geography.in_lake(city.series.xy).any()
    np.testing.assert_array_equal(city.grid.centres()[city.pixels], city.series.xy)
    square = to_degrees(np.array([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]]))
    probe = to_degrees(np.array([[50.0, 50.0], [150.0, 50.0], [-1.0, 50.0]]))
    assert inside_polygon(probe, square).tolist() == [True, False, False]


def test_beside_the_subway_the_ground_sinks_most_at_the_distance_stated():
    city = make_city(8000, 20, seed=3)
    decaying = city.labels == 2
    distance = city.factors["dist_subway"][decaying]
    bands = np.arange(0, 2500, 200)
    mean_rate = [city.rate_mm_per_yr[decaying][(distance >= low) & (distance < low + 200)].mean() for low in bands]
    assert bands[int(np.argmin(mean_rate))] in (400, 600, 800)


def test_unit_vectors_point_from_the_ground_to_a_satellite_in_the_west(city):
    np.testing.assert_allclose((city.los**2).sum(axis=1), 1.0, atol=1e-12)
    assert (city.los[:, 2] > 0.7).all()
    assert (city.los[:, 0] < -0.4).all()


def test_too_small_a_city_is_refused():
    with pytest.raises(SubsidenceError, match="at least 20 points"):
        make_city(10, 86)


def test_the_city_can_be_as_large_as_the_paper_s():
    city = make_city(40_901, 86, seed=0)
    assert city.series.displacement_mm.shape == (40_901, 86)
    assert [str(city.dates[0]), str(city.dates[-1])] == ["2018-03-06", "2021-02-06"]


def test_gdal_reads_the_licsbas_product_as_it_reads_licsbas_files(city, tmp_path):
    path = write_licsbas(city, tmp_path / "cum_filt.h5")
    dataset = gdal.OpenEx(str(path), gdal.OF_MULTIDIM_RASTER, allowed_drivers=["HDF5"])
    root = dataset.GetRootGroup()
    cube, velocity, mask, dates = (root.OpenMDArray(name).ReadAsArray() for name in ("cum", "vel", "mask", "imdates"))
    assert int((mask == 1).sum()) == city.n_points
    np.testing.assert_allclose(cube.reshape(86, -1)[:, city.pixels].T, city.series.displacement_mm, atol=1e-4)
    rate, _, _ = linear_rate(city.series.displacement_mm, city.dates)
    np.testing.assert_allclose(velocity.ravel()[city.pixels], rate, atol=1e-3)
    assert dates[0] == 20180306
    assert np.isnan(cube[:, ~city.land]).all()


def test_our_own_reader_finds_the_points_in_the_licsbas_product(city, tmp_path):
    points = read_licsbas(write_licsbas(city, tmp_path / "cum_filt.h5")).masked().to_points()
    np.testing.assert_allclose(points.series.xy, city.series.xy, atol=1e-9)
    np.testing.assert_allclose(points.series.displacement_mm, city.series.displacement_mm, atol=1e-4)
    np.testing.assert_allclose(points.columns["los_u"], city.los[:, 2], atol=1e-6)
    unmasked = read_licsbas(write_licsbas(city, tmp_path / "cum.h5", filtered=False)).masked().to_points()
    assert unmasked.series.n_points == city.land.sum() > city.n_points


def _read(path):
    return gdal.Open(str(path)).ReadAsArray()


def test_interferograms_are_the_displacements_in_radians(city, tmp_path):
    truth = write_geoc(city, tmp_path / "GEOC", n_connections=2)
    assert len(truth.names) == len(truth.pairs) == 84 * 2 + 1
    for number in (0, 50):
        first, second = truth.pairs[number]
        name = truth.names[number]
        unwrapped = _read(tmp_path / "GEOC" / name / f"{name}.geo.unw.tif").ravel()[city.pixels]
        moved = -unwrapped * 1000.0 * wavelength_m() / (4 * np.pi)
        expected = city.series.displacement_mm[:, second] - city.series.displacement_mm[:, first]
        np.testing.assert_allclose(moved - moved.mean(), expected - expected.mean(), atol=1e-3)
    coherence = _read(tmp_path / "GEOC" / name / f"{name}.geo.cc.tif")
    assert coherence.dtype == np.uint8
    assert coherence.max() > 200
    static = {axis: _read(next((tmp_path / "GEOC").glob(f"*.geo.{axis}.tif"))).ravel()[city.pixels] for axis in "ENU"}
    np.testing.assert_allclose(sum(values**2 for values in static.values()), 1.0, atol=1e-5)
    assert "heading=" in (tmp_path / "GEOC" / "metadata.txt").read_text()
    assert len((tmp_path / "GEOC" / "baselines").read_text().splitlines()) == 86


def test_unwrapping_errors_and_missing_pixels_come_as_ordered(city, tmp_path):
    truth = write_geoc(city, tmp_path / "GEOC", n_connections=2, unwrapping_error_share=0.1, missing_share=0.05, seed=1)
    assert truth.with_unwrapping_error.sum() == round(0.1 * len(truth.names))
    missing, off = [], []
    for name, (first, second) in zip(truth.names, truth.pairs):
        unwrapped = _read(tmp_path / "GEOC" / name / f"{name}.geo.unw.tif").ravel()[city.pixels]
        known = unwrapped != 0.0
        missing.append(1.0 - known.mean())
        moved = city.series.displacement_mm[:, second] - city.series.displacement_mm[:, first]
        residual = unwrapped + 4 * np.pi / (1000.0 * wavelength_m()) * moved
        cycles = np.round((residual[known] - np.median(residual[known])) / (2 * np.pi))
        off.append((cycles != 0).mean())
    assert np.mean(missing) == pytest.approx(0.05, abs=0.005)
    off = np.array(off)
    assert (off[~truth.with_unwrapping_error] == 0).all()
    assert (np.abs(off[truth.with_unwrapping_error] - 0.33) < 0.05).all()


@pytest.mark.parametrize("file_format", ["ztd", "tif"])
def test_the_gacos_files_undo_the_delays(tmp_path, file_format):
    city = make_city(1200, 6, seed=3)
    truth = write_geoc(
        city, tmp_path / "GEOC", n_connections=1, delay_std_mm=15.0, gacos_folder=tmp_path / "GACOS",
        gacos_format=file_format,
    )  # fmt: skip
    zenith = []
    for date in city.dates:
        stem = str(date).replace("-", "")
        if file_format == "tif":
            dataset = gdal.Open(str(tmp_path / "GACOS" / f"{stem}.ztd.tif"))
            values, (west, step, _, north, _, _) = dataset.ReadAsArray(), dataset.GetGeoTransform()
            west, north = west + step / 2, north - step / 2
        else:
            words = dict(line.split() for line in (tmp_path / "GACOS" / f"{stem}.ztd.rsc").read_text().splitlines())
            shape = int(words["FILE_LENGTH"]), int(words["WIDTH"])
            values = np.fromfile(tmp_path / "GACOS" / f"{stem}.ztd", dtype="<f4").reshape(shape)
            west, north, step = (float(words[key]) for key in ("X_FIRST", "Y_FIRST", "X_STEP"))
        from scipy.ndimage import map_coordinates

        rows, cols = (north - city.series.xy[:, 1]) / step, (city.series.xy[:, 0] - west) / step
        zenith.append(map_coordinates(values.astype(float), [rows, cols], order=1))
    slant_rad = np.array(zenith) / city.los[:, 2] * 4 * np.pi / wavelength_m()
    for name, (first, second), spread in zip(truth.names, truth.pairs, truth.delay_std_rad):
        unwrapped = _read(tmp_path / "GEOC" / name / f"{name}.geo.unw.tif").ravel()[city.pixels]
        moved = city.series.displacement_mm[:, second] - city.series.displacement_mm[:, first]
        expected = -4 * np.pi / (1000.0 * wavelength_m()) * moved
        before = (unwrapped - expected).std()
        after = (unwrapped - (slant_rad[second] - slant_rad[first]) - expected).std()
        assert before == pytest.approx(spread, rel=1e-3)
        assert after < 0.05 * before


@pytest.mark.parametrize(("suffix", "epsg"), [(".gpkg", 4326), (".geojson", 4326), (".gpkg", 32648)])
def test_layers_on_disk_have_the_features_and_dates_of_the_city(city, tmp_path, suffix, epsg):
    from osgeo import ogr

    for name, path in write_layers(city, tmp_path, suffix=suffix, epsg=epsg).items():
        source = ogr.Open(str(path))
        layer = source.GetLayer(0)
        features = city.geography.layers[name]
        assert layer.GetFeatureCount() == len(features)
        assert all(feature.GetGeometryRef().IsValid() for feature in layer)
        if epsg == 32648:
            assert abs(layer.GetExtent()[0] - 270_000) < 20_000
    source = ogr.Open(str(tmp_path / f"subway{suffix}"))
    lines = list(source.GetLayer(0))
    assert [line.GetField("status") for line in lines].count("under construction") == 2
    assert np.datetime64(lines[2].GetField("START").replace("/", "-")) < city.dates[0]
    assert city.dates[0] < np.datetime64(lines[2].GetField("END").replace("/", "-")) < city.dates[-1]


def test_class_polygons_agree_with_the_class_codes(city, tmp_path):
    from osgeo import ogr

    for name, path in write_layers(city, tmp_path).items():
        if name not in ("geology", "hydrogeology"):
            continue
        source = ogr.Open(str(path))
        polygons = [(feature.GetField("code"), feature.GetGeometryRef().Clone()) for feature in source.GetLayer(0)]
        for (x, y), code in zip(city.series.xy[::17], city.factors[name][::17]):
            point = ogr.CreateGeometryFromWkt(f"POINT ({float(x)!r} {float(y)!r})")
            assert [number for number, shape in polygons if shape.Contains(point)] == [code]


def test_rasters_give_back_the_factors_at_the_points(city, tmp_path):
    for name, path in write_mean_rasters(city, tmp_path / "mean").items():
        sampled = _read(path).ravel()[city.weather.cells(city.series.xy)]
        np.testing.assert_allclose(sampled, city.factors[name], rtol=1e-5)
    monthly = write_monthly_rasters(city, tmp_path / "monthly")
    assert [path.name for path in monthly["rain"][:2]] == ["rain_20160301.tif", "rain_20160401.tif"]
    march_2018 = next(path for path in monthly["groundwater"] if "20180301" in path.name)
    sampled = _read(march_2018).ravel()[city.weather.cells(city.series.xy)]
    np.testing.assert_allclose(sampled, city.factor_series("groundwater")[:, 0], rtol=1e-5)


def test_points_stations_and_truth_are_written_whole(city, tmp_path):
    from osgeo import ogr

    path = write_points(city, tmp_path / "points.gpkg", factors=True, truth=True, epsg=32648, every=10)
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    names = [field.name for field in layer.schema]
    assert layer.GetFeatureCount() == 120
    assert {"point_id", "velocity", "D20180306", "true_cluster", *FACTOR_NAMES} <= set(names)
    second = layer.GetFeature(2)
    assert second.GetField("true_rate") == pytest.approx(city.rate_mm_per_yr[10])
    for _, (stations, table) in write_stations(city, tmp_path / "stations").items():
        assert ogr.Open(str(stations)).GetLayer(0).GetFeatureCount() == 12
        with table.open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert len(rows) == 12 * city.weather.months.size
    with write_truth(city, tmp_path / "truth.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [int(row["cluster"]) - 1 for row in rows] == city.labels.tolist()

"""LiCSBAS products become layers whose values, places and dates are those of the product."""

import numpy as np
import pytest
from land_subsidence.bridge.rasters import read_raster
from qgis.core import QgsProcessingException, QgsVectorLayer


@pytest.fixture
def campi(shared_data):
    return shared_data / "licsbas_campi_flegrei" / "TS_GEOCml1clip"


@pytest.fixture
def mexico(shared_data):
    return shared_data / "mexico_city" / "licsbas"


def flat(path, shape):
    return np.fromfile(path, "<f4").reshape(shape)


def test_mexico_city_becomes_points_and_rasters_equal_to_the_file(run, mexico, tmp_path):
    result = run(
        "import_licsbas",
        INPUT=str(mexico / "cum_filt.h5"),
        OUTPUT=str(tmp_path / "points.gpkg"),
        VELOCITY=str(tmp_path / "velocity.tif"),
        DISPLACEMENT=str(tmp_path / "displacement.tif"),
    )
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (5845, 13)
    layer = QgsVectorLayer(result["OUTPUT"], "points", "ogr")
    assert layer.featureCount() == 5845
    names = [field.name() for field in layer.fields()]
    assert {"point_id", "velocity", "velocity_std", "coherence", "height", "los_e", "los_n", "los_u"} <= set(names)
    assert next(name for name in names if name.startswith("D2")) == "D20180106"

    velocity = read_raster(result["VELOCITY"])
    expected = flat(mexico / "results" / "vel.filt.mskd", (60, 100))
    np.testing.assert_array_equal(velocity.values[0].astype("f4"), expected)
    corner = (-99.19037533718674 - 0.0013888889 / 2, 0.0013888889, 0, 19.450598179001755 + 0.0013888889 / 2, 0)
    np.testing.assert_allclose(velocity.geotransform, (*corner, -0.0013888889), rtol=0, atol=1e-12)
    displacement = read_raster(result["DISPLACEMENT"])
    assert displacement.band_names[0] == "2018-01-06"
    assert displacement.band_names[-1] == "2018-07-17"

    rows, columns = np.nonzero(np.isfinite(expected))
    features = list(layer.getFeatures())
    np.testing.assert_array_equal([f["point_id"] for f in features], 1 + rows * 100 + columns)
    np.testing.assert_allclose([f["velocity"] for f in features], expected[rows, columns], rtol=1e-6)
    np.testing.assert_allclose([f["D20180717"] for f in features], displacement.values[-1][rows, columns], rtol=1e-6)
    point = features[0].geometry().asPoint()
    np.testing.assert_allclose(
        (point.x(), point.y()),
        (corner[0] + (columns[0] + 0.5) * 0.0013888889, corner[3] - (rows[0] + 0.5) * 0.0013888889),
        atol=1e-9,
    )


def test_without_the_mask_the_raster_holds_every_value_of_the_file(run, mexico, tmp_path):
    result = run(
        "import_licsbas",
        INPUT=str(mexico / "cum_filt.h5"),
        APPLY_MASK=False,
        OUTPUT="memory:",
        VELOCITY=str(tmp_path / "velocity.tif"),
    )
    velocity = read_raster(result["VELOCITY"]).values[0].astype("f4")
    np.testing.assert_array_equal(velocity, flat(mexico / "results" / "vel.filt", (60, 100)))
    assert result["POINT_COUNT"] == 5898


def test_campi_flegrei_comes_from_its_results_folder_equal_to_the_masked_rates(run, campi, tmp_path):
    result = run("import_licsbas", INPUT=str(campi), OUTPUT="memory:", VELOCITY=str(tmp_path / "velocity.tif"))
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (15_598, 0)
    velocity = read_raster(result["VELOCITY"]).values[0].astype("f4")
    np.testing.assert_array_equal(velocity, flat(campi / "results" / "vel.mskd", (121, 191)))


def test_vertical_divides_by_the_up_component_and_says_so(run, mexico):
    los = run("import_licsbas", INPUT=str(mexico / "cum.h5"), OUTPUT="memory:")["OUTPUT"]
    vertical = run("import_licsbas", INPUT=str(mexico / "cum.h5"), VERTICAL=True, OUTPUT="memory:")["OUTPUT"]
    first, other = next(los.getFeatures()), next(vertical.getFeatures())
    assert other["velocity"] == pytest.approx(first["velocity"] / first["los_u"], rel=1e-5)
    assert other["D20180717"] == pytest.approx(first["D20180717"] / first["los_u"], rel=1e-5)
    assert vertical.fields().indexFromName("los_u") < 0
    alias = vertical.fields().field("velocity").alias() or vertical.attributeDisplayName(1)
    assert "vertical" in alias


def test_a_truncated_file_leaves_nothing_behind(run, mexico, tmp_path):
    (tmp_path / "cum.h5").write_bytes((mexico / "cum.h5").read_bytes()[:100_000])
    outputs = {"OUTPUT": str(tmp_path / "out.gpkg"), "VELOCITY": str(tmp_path / "out.tif")}
    with pytest.raises(QgsProcessingException, match="cut off"):
        run("import_licsbas", INPUT=str(tmp_path / "cum.h5"), **outputs)
    assert [path.name for path in tmp_path.iterdir()] == ["cum.h5"]


def test_an_extent_in_another_crs_crops_the_product(run, mexico):
    extent = "482000,490000,2143000,2148000 [EPSG:32614]"
    layer = run("import_licsbas", INPUT=str(mexico), EXTENT=extent, OUTPUT="memory:")["OUTPUT"]
    box = layer.extent()
    assert 0 < layer.featureCount() < 5845
    assert box.xMinimum() > -99.1715
    assert box.yMaximum() < 19.4262


@pytest.mark.parametrize("filtered", [True, False])
def test_the_synthetic_city_comes_back_from_the_product_it_writes(run, tmp_path, filtered):
    from land_subsidence.subsidence.synthetic.city import make_city
    from land_subsidence.subsidence.synthetic.licsbas import write_licsbas

    city = make_city(300, 12, seed=4)
    path = write_licsbas(city, tmp_path / ("cum_filt.h5" if filtered else "cum.h5"), filtered=filtered)
    result = run("import_licsbas", INPUT=str(path), OUTPUT="memory:")
    assert result["EPOCH_COUNT"] == 12
    if filtered:
        last = "D" + str(city.dates[-1]).replace("-", "")
        values = [feature[last] for feature in result["OUTPUT"].getFeatures()]
        np.testing.assert_allclose(values, city.series.displacement_mm[:, -1], atol=1e-3)
    else:
        assert result["POINT_COUNT"] > 300  # a cum.h5 has no mask


def test_a_file_without_displacement_leaves_nothing_behind(run, tmp_path):
    from osgeo import gdal

    path = tmp_path / "cum.h5"
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path), [], ["FORMAT=NC4"])
    time = dataset.GetRootGroup().CreateDimension("n_im", "", "", 3)
    dates = dataset.GetRootGroup().CreateMDArray("imdates", [time], gdal.ExtendedDataType.Create(gdal.GDT_Int32))
    dates.Write(np.array([20180306, 20180318, 20180330], "<i4"))
    del dates, time, dataset
    with pytest.raises(QgsProcessingException, match="no displacement “cum”"):
        run("import_licsbas", INPUT=str(path), OUTPUT=str(tmp_path / "out.gpkg"), VELOCITY=str(tmp_path / "out.tif"))
    assert [item.name for item in tmp_path.iterdir()] == ["cum.h5"]


def test_a_mask_that_removes_every_point_is_named_and_nothing_is_written(run, tmp_path):
    from land_subsidence.subsidence.synthetic.city import make_city
    from land_subsidence.subsidence.synthetic.licsbas import write_licsbas

    path = write_licsbas(make_city(300, 12, seed=4), tmp_path / "cum.h5", filtered=False)
    from land_subsidence.subsidence.products.licsbas import read_licsbas

    (tmp_path / "results").mkdir()
    np.zeros(read_licsbas(path).grid.shape, "<f4").tofile(tmp_path / "results" / "mask")
    with pytest.raises(QgsProcessingException, match=r"results/mask removes every .* APPLY_MASK=False"):
        run("import_licsbas", INPUT=str(path), OUTPUT=str(tmp_path / "out.gpkg"))
    assert not (tmp_path / "out.gpkg").exists()
    assert run("import_licsbas", INPUT=str(path), APPLY_MASK=False, OUTPUT="memory:")["POINT_COUNT"] > 300


def test_an_output_in_a_folder_that_does_not_exist_is_refused(run, mexico, tmp_path):
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        run("import_licsbas", INPUT=str(mexico / "cum.h5"), OUTPUT=str(tmp_path / "nowhere" / "out.gpkg"))


def test_a_reference_that_sinks_is_named_with_a_better_one(run, shared_data):
    import processing
    from qgis.core import QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__()
            self.said = []

        def pushWarning(self, text):
            self.said.append(text)

    log = Log()
    city = shared_data / "mexico_city" / "licsbas"
    points = processing.run("subsidence:import_licsbas", {"INPUT": str(city), "OUTPUT": "memory:"}, feedback=log)
    assert any("reference itself seems to move" in text and "rereference_series" in text for text in log.said)
    anew = run("rereference_series", INPUT=points["OUTPUT"], OUTPUT="memory:")
    assert -110.0 < anew["SHIFT"] < -75.0  # half of the pixels had seemed to rise by up to 110 mm/yr
    assert anew["REFERENCE_X"] < -99.16  # in the west, where the city stands on firm ground
    rates = np.array([feature["velocity"] for feature in anew["OUTPUT"].getFeatures()])
    assert (rates > 30.0).mean() < 0.01

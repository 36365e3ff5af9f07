"""A GEOC folder becomes layers: points, rate, uncertainty, dated displacement, noise, table and report."""

import shutil
from importlib.util import find_spec

import numpy as np
import pytest
from land_subsidence.bridge.rasters import read_raster
from land_subsidence.subsidence.store.raster_store import open_raster_store
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsVectorLayer,
)


@pytest.fixture
def geoc(shared_data):
    return shared_data / "mexico_city" / "GEOC"


@pytest.fixture
def licsbas(shared_data):
    return shared_data / "mexico_city" / "licsbas" / "results"


def flat(path):
    return np.fromfile(path, "<f4").reshape(60, 100)


def test_mexico_city_gives_every_output_and_the_rates_of_licsbas(run, geoc, licsbas, tmp_path):
    outputs = {
        key: str(tmp_path / f"{key.lower()}.tif") for key in ("VELOCITY", "VELOCITY_STD", "DISPLACEMENT", "NOISE")
    }
    result = run(
        "licsar_time_series",
        INPUT=str(geoc),
        FILTER_KM=0,
        OUTPUT=str(tmp_path / "points.gpkg"),
        INTERFEROGRAMS=str(tmp_path / "interferograms.gpkg"),
        REPORT=str(tmp_path / "report.html"),
        RASTER_STORE=str(tmp_path / "cube") if find_spec("zarr") else None,
        **outputs,
    )
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (5845, 13)
    assert (result["KEPT_COUNT"], result["DROPPED_COUNT"], result["MASKED_COUNT"]) == (30, 0, 53)
    points = QgsVectorLayer(result["OUTPUT"], "points", "ogr")
    names = {field.name() for field in points.fields()}
    assert {"point_id", "velocity", "velocity_std", "coherence", "height", "los_u", "D20180106", "D20180717"} <= names

    rate = read_raster(result["VELOCITY"]).values[0]
    theirs = np.where(flat(licsbas / "mask") == 1, flat(licsbas / "vel"), np.nan)
    row, column = 20, 43  # LiCSBAS shifted its results to another reference afterwards
    np.testing.assert_allclose(rate - rate[row, column], theirs - theirs[row, column], atol=0.02)
    assert read_raster(result["VELOCITY_STD"]).values[0][np.isfinite(rate)].min() >= 0
    displacement = read_raster(result["DISPLACEMENT"])
    assert displacement.band_names[0] == "2018-01-06"
    assert displacement.values.shape == (13, 60, 100)
    if find_spec("zarr"):
        cube = open_raster_store(result["RASTER_STORE"]).cube()
        np.testing.assert_array_equal(cube.displacement_mm, displacement.values.astype(np.float32))
        np.testing.assert_array_equal(cube.velocity_mm_per_yr, rate.astype(np.float32))
        assert {"velocity_std", "coherence", "los_u"} <= set(cube.layers)
    noise = read_raster(result["NOISE"])
    assert noise.band_names[-1] == "mask"
    np.testing.assert_allclose(noise.values[8], flat(licsbas / "resid_rms"), atol=1e-3)

    table = QgsVectorLayer(result["INTERFEROGRAMS"], "interferograms", "ogr")
    assert table.featureCount() == 30
    report = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "30 kept (blue), 0 dropped (red)" in report
    assert report.count("data:image/png") == 2


def test_a_reference_point_is_where_the_rate_is_zero(run, geoc, tmp_path):
    result = run(
        "licsar_time_series",
        INPUT=str(geoc),
        FILTER_KM=0,
        REFERENCE="-99.1862,19.3958 [EPSG:4326]",
        REFERENCE_SIZE=5,
        OUTPUT="memory:",
        VELOCITY=str(tmp_path / "velocity.tif"),
    )
    rate = read_raster(result["VELOCITY"]).values[0]
    assert np.nanmean(rate[37:42, 1:6]) == pytest.approx(0, abs=0.01)
    assert np.nanmedian(rate) == pytest.approx(-87, abs=8)


def test_the_reference_of_licsbas_gives_the_displacement_and_rate_of_licsbas(run, geoc, licsbas, tmp_path):
    from land_subsidence.subsidence.products.licsbas import read_licsbas

    theirs = read_licsbas(licsbas.parent / "cum.h5")
    x, y = theirs.grid.centres(np.array([20]), np.array([43]))[0]  # x 43:44, y 20:21
    result = run(
        "licsar_time_series",
        INPUT=str(geoc),
        FILTER_KM=0,
        APPLY_MASK=False,
        REFERENCE=f"{x},{y} [EPSG:4326]",
        OUTPUT="memory:",
        VELOCITY=str(tmp_path / "velocity.tif"),
        DISPLACEMENT=str(tmp_path / "displacement.tif"),
    )
    np.testing.assert_allclose(read_raster(result["VELOCITY"]).values[0], theirs.velocity_mm_per_yr, atol=0.01)
    np.testing.assert_allclose(read_raster(result["DISPLACEMENT"]).values, theirs.displacement_mm, atol=0.01)


def test_a_reference_area_has_a_mean_rate_of_zero(run, geoc, tmp_path):
    area = "-99.1898,-99.1828,19.3927,19.3997 [EPSG:4326]"
    options = {"INPUT": str(geoc), "FILTER_KM": 0, "OUTPUT": "memory:"}
    result = run("licsar_time_series", **options, REFERENCE_AREA=area, VELOCITY=str(tmp_path / "velocity.tif"))
    rate = read_raster(result["VELOCITY"]).values[0]
    assert np.nanmean(rate[37:42, 1:6]) == pytest.approx(0, abs=0.01)
    with pytest.raises(QgsProcessingException, match="not both"):
        run("licsar_time_series", **options, REFERENCE_AREA=area, REFERENCE="-99.18,19.39 [EPSG:4326]")


def test_a_reference_outside_is_refused(run, geoc):
    with pytest.raises(QgsProcessingException, match="lies outside the area"):
        run("licsar_time_series", INPUT=str(geoc), REFERENCE="10,10 [EPSG:4326]", OUTPUT="memory:")


def test_extent_and_looks_make_a_smaller_coarser_raster(run, geoc, tmp_path):
    result = run(
        "licsar_time_series",
        INPUT=str(geoc),
        EXTENT="-99.18,-99.10,19.37,19.44 [EPSG:4326]",
        MULTILOOK=2,
        OUTPUT="memory:",
        VELOCITY=str(tmp_path / "velocity.tif"),
    )
    raster = read_raster(result["VELOCITY"])
    assert raster.values.shape[1:] == (25, 29)
    assert raster.geotransform[1] == pytest.approx(2 * 0.0013888889)


def test_a_mask_that_removes_everything_names_the_criterion_and_the_value_that_keeps_half(run, geoc):
    with pytest.raises(QgsProcessingException, match=r"coh_avg < 0\.99.*0\.60\d+ would keep the better half"):
        run("licsar_time_series", INPUT=str(geoc), FILTER_KM=0, MASK_COH_AVG=0.99, OUTPUT="memory:")


class CancelledAt(QgsProcessingFeedback):
    """Presses cancel as soon as a share of the work is done."""

    def __init__(self, percent):
        super().__init__()
        self.percent = percent

    def setProgress(self, progress):
        super().setProgress(progress)
        if progress >= self.percent:
            self.cancel()


@pytest.mark.parametrize("percent", [2, 20, 60, 96])
def test_a_cancelled_run_leaves_nothing_behind(geoc, tmp_path, percent):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("subsidence:licsar_time_series")
    parameters = {
        "INPUT": str(geoc),
        "OUTPUT": str(tmp_path / "out.gpkg"),
        "VELOCITY": str(tmp_path / "velocity.tif"),
        "REPORT": str(tmp_path / "report.html"),
        "RESUME": False,
    }
    feedback = CancelledAt(percent)
    algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert feedback.isCanceled()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("late", [False, True])  # late: the folder is whole, the report not yet
def test_a_cancelled_correction_leaves_nothing_behind(tmp_path, monkeypatch, late):
    from land_subsidence.subsidence.synthetic.city import make_city
    from land_subsidence.subsidence.synthetic.licsar import write_geoc

    write_geoc(make_city(100, 6, seed=2), tmp_path / "GEOC", delay_std_mm=9.0, gacos_folder=tmp_path / "GACOS")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("subsidence:gacos_correction")
    parameters = {
        "INPUT": str(tmp_path / "GEOC"),
        "GACOS": str(tmp_path / "GACOS"),
        "OUTPUT": str(tmp_path / "corrected"),
        "REPORT": str(tmp_path / "report.html"),
    }
    feedback = CancelledAt(1000 if late else 60)
    if late:
        place = "land_subsidence.subsidence.insar.network_report.add_correction"
        monkeypatch.setattr(place, lambda page, columns, **_choices: feedback.cancel())
    algorithm.run(parameters, QgsProcessingContext(), feedback)
    assert feedback.isCanceled()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["GACOS", "GEOC"]


def test_every_option_together_still_gives_vertical_rates(run, geoc, tmp_path):
    options = {
        "INPUT": str(geoc),
        "DERAMP": 1,
        "HEIGHT_TERM": True,
        "DEM_ERROR": True,
        "WEIGHTED": True,
        "BOOTSTRAP": True,
        "FILTER_DAYS": 30,
        "OUTPUT": "memory:",
    }
    sight = run("licsar_time_series", **options, VELOCITY=str(tmp_path / "sight.tif"))
    vertical = run("licsar_time_series", **options, VERTICAL=True, VELOCITY=str(tmp_path / "vertical.tif"))
    feature = next(sight["OUTPUT"].getFeatures())
    sight_rate, vertical_rate = (read_raster(result["VELOCITY"]).values[0] for result in (sight, vertical))
    known = np.isfinite(sight_rate) & (np.abs(sight_rate) > 0.01)
    ratio = np.where(known, sight_rate, 1.0) / np.where(known, vertical_rate, 1.0)
    assert known.sum() > 5000
    assert 0.84 < np.percentile(ratio[known], 5) <= np.percentile(ratio[known], 95) < 0.87
    assert feature["velocity_std"] > 0


def test_an_empty_folder_is_refused_in_one_sentence(run, tmp_path):
    (tmp_path / "GEOC").mkdir()
    with pytest.raises(QgsProcessingException, match="no interferogram folders"):
        run("licsar_time_series", INPUT=str(tmp_path / "GEOC"), OUTPUT="memory:")


def test_quality_alone_gives_interferograms_loops_and_report(run, geoc, tmp_path):
    copy = tmp_path / "GEOC"
    shutil.copytree(geoc, copy)
    broken = copy / "20180506_20180705" / "20180506_20180705.geo.unw.tif"
    broken.write_bytes(broken.read_bytes()[:2000])
    result = run(
        "interferogram_quality",
        INPUT=str(copy),
        INTERFEROGRAMS="memory:",
        LOOPS="memory:",
        REPORT=str(tmp_path / "quality.html"),
    )
    assert (result["KEPT_COUNT"], result["DROPPED_COUNT"]) == (29, 1)
    rows = {feature["interferogram"]: feature for feature in result["INTERFEROGRAMS"].getFeatures()}
    assert len(rows) == 30
    assert "damaged" in rows["20180506_20180705"]["reason"]
    assert rows["20180331_20180412"]["loops"] == 2
    assert rows["20180331_20180412"]["baseline_m"] == pytest.approx(-72.123, abs=0.01)
    assert result["LOOPS"].featureCount() == 24
    assert "1 dropped (red)" in (tmp_path / "quality.html").read_text(encoding="utf-8")


def test_gacos_correction_writes_a_folder_that_can_be_processed(run, tmp_path):
    from land_subsidence.subsidence.synthetic.city import make_city
    from land_subsidence.subsidence.synthetic.licsar import write_geoc

    city = make_city(400, 10, seed=2)
    write_geoc(city, tmp_path / "GEOC", delay_std_mm=15.0, gacos_folder=tmp_path / "GACOS", seed=1)
    next((tmp_path / "GACOS").glob("*.ztd")).unlink()  # one date without a delay
    result = run(
        "gacos_correction",
        INPUT=str(tmp_path / "GEOC"),
        GACOS=str(tmp_path / "GACOS"),
        OUTPUT=str(tmp_path / "corrected"),
        INTERFEROGRAMS="memory:",
        REPORT=str(tmp_path / "gacos.html"),
    )
    total = len([path for path in (tmp_path / "GEOC").iterdir() if path.is_dir()])
    written = {path.name for path in (tmp_path / "corrected").iterdir() if path.is_dir()}
    rows = {feature["interferogram"]: feature for feature in result["INTERFEROGRAMS"].getFeatures()}
    assert len(rows) == total
    assert {name for name, row in rows.items() if row["kept"]} == written
    assert result["CORRECTED_COUNT"] == len(written) < total
    assert result["IMPROVED_COUNT"] == len(written)
    once = run(
        "licsar_time_series",
        INPUT=str(tmp_path / "GEOC"),
        GACOS=str(tmp_path / "GACOS"),
        FILTER_KM=0,
        OUTPUT="memory:",
        VELOCITY=str(tmp_path / "once.tif"),
    )
    twice = run(
        "licsar_time_series",
        INPUT=str(tmp_path / "corrected"),
        FILTER_KM=0,
        OUTPUT="memory:",
        VELOCITY=str(tmp_path / "twice.tif"),
    )
    assert once["POINT_COUNT"] == twice["POINT_COUNT"]
    np.testing.assert_allclose(read_raster(once["VELOCITY"]).values, read_raster(twice["VELOCITY"]).values, atol=1e-3)
    with pytest.raises(QgsProcessingException, match="not empty"):
        run(
            "gacos_correction",
            INPUT=str(tmp_path / "GEOC"),
            GACOS=str(tmp_path / "GACOS"),
            OUTPUT=str(tmp_path / "corrected"),
        )
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_the_displacement_raster_has_a_time_for_the_temporal_controller(run, geoc, tmp_path):
    context = QgsProcessingContext()
    import processing

    result = processing.run(
        "subsidence:licsar_time_series",
        {"INPUT": str(geoc), "OUTPUT": "memory:", "DISPLACEMENT": str(tmp_path / "displacement.tif")},
        context=context,
    )
    layer = QgsProcessingUtils.mapLayerFromString(result["DISPLACEMENT"], context)
    assert layer.temporalProperties().isActive()

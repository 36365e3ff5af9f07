"""An older layer brought up to date and its changes called, through a real QGIS."""

from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.fields import is_null
from land_subsidence.subsidence.forecast.forecaster import Forecaster
from land_subsidence.subsidence.series import DeformationSeries, compact_date, epoch_field, years_since
from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingException

DATES = np.datetime64("2018-01-03") + 12 * np.arange(66)
BASE = 60


@pytest.fixture
def world():
    """Points 50 m apart; since epoch 60 those in the south-west corner sink 60 mm/yr faster."""
    random = np.random.default_rng(0)
    x, y = np.meshgrid(np.arange(20) * 50.0, np.arange(20) * 50.0)
    xy = np.column_stack([x.ravel(), y.ravel()]) + [480_000, 2_150_000]
    rate = random.uniform(-30, 0, len(xy))
    series = rate[:, None] * years_since(DATES) + 2.0 * random.standard_normal((len(xy), DATES.size))
    changed = (x.ravel() < 300) & (y.ravel() < 300)
    series[changed] -= 60.0 * np.maximum(years_since(DATES, DATES[BASE - 1]), 0.0)
    return xy, series, changed


def columns(series, first, last, **more):
    epochs = {epoch_field(date): series[:, first + n] for n, date in enumerate(DATES[first:last])}
    return {"point_id": np.arange(len(series)) + 1, **more, **epochs}


def test_a_newer_delivery_is_joined_and_what_changed_is_called(run, point_layer, world, tmp_path):
    xy, series, changed = world
    old = point_layer(xy, columns(series, 0, BASE, velocity=np.zeros(400), velocity_std=np.ones(400),
                                  cluster=np.arange(400) % 3))  # fmt: skip
    new = point_layer(xy[20:] + 2.0, columns(series[20:] + 11.0, 30, 66))
    updated = run("update_series", INPUT=old, NEW=new, RADIUS=10, OUTPUT=str(tmp_path / "updated.gpkg"),
                  REPORT=str(tmp_path / "update.html"))  # fmt: skip
    assert [updated[key] for key in ("MATCHED", "LOST", "NEW_POINTS", "APPENDED", "REVISED")] == [380, 20, 0, 6, 0]
    found = run("detect_changes", INPUT=updated["OUTPUT"], SINCE=str(DATES[BASE - 1]), OUTPUT="memory:",
                AREAS="memory:", REPORT=str(tmp_path / "changes.html"))  # fmt: skip
    rows = list(found["OUTPUT"].getFeatures())
    names = [field.name() for field in found["OUTPUT"].fields()]
    assert "velocity_std" not in names  # it was that of the older series
    assert rows[30]["cluster"] == 0
    alarm = np.array([not is_null(f["alarm"]) and f["alarm"] != "" for f in rows]) & (np.arange(400) >= 20)
    seen = changed & (np.arange(400) >= 20)
    assert alarm[seen].mean() > 0.9
    assert alarm[~changed].sum() <= 6
    assert is_null(rows[0]["alarm"])  # a lost point has no new epochs
    assert found["ALARM_COUNT"] == alarm.sum()
    hit = rows[int(np.flatnonzero(alarm & changed)[0])]
    assert hit["rate_change"] == pytest.approx(-60, abs=25)
    assert hit["kind"] == "rate"
    area = max(found["AREAS"].getFeatures(), key=lambda f: f["n"])
    middle = QgsGeometry.fromPointXY(QgsPointXY(480_150, 2_150_150))
    assert area.geometry().contains(middle)
    assert area["change"] == pytest.approx(-60, abs=8)
    assert found["AREA_COUNT"] >= 1
    report = Path(found["REPORT"]).read_text(encoding="utf-8")
    assert report.index("<img") < report.index("<table")
    assert {"F" + str(DATES[-1]).replace("-", ""), "support", "p"} <= set(names)


def test_layers_in_degrees_and_metres_match_on_the_ground(run, point_layer, world):
    from land_subsidence.bridge.read_points import transform_xy
    from qgis.core import QgsCoordinateReferenceSystem as Crs

    xy, series, _ = world
    lonlat = transform_xy(xy, Crs("EPSG:32614"), Crs("EPSG:4326"))
    old = point_layer(lonlat, columns(series, 0, BASE), crs="EPSG:4326")
    new = point_layer(xy, columns(series, 30, 66))
    updated = run("update_series", INPUT=old, NEW=new, OUTPUT="memory:")
    assert updated["MATCHED"] == 400
    found = run("detect_changes", INPUT=updated["OUTPUT"], SINCE=str(DATES[BASE - 1]), OUTPUT="memory:",
                AREAS="memory:")  # fmt: skip
    assert found["AREA_COUNT"] >= 1
    largest = max(f.geometry().boundingBox().width() for f in found["AREAS"].getFeatures())
    assert 250 / 107_000 < largest < 700 / 107_000


def test_the_forecast_made_before_is_what_new_epochs_are_held_against(run, point_layer, world, tmp_path):
    xy, series, changed = world
    known = DeformationSeries(DATES[:BASE], series[:, :BASE], xy)
    forecaster = Forecaster(6, network=False, origins=3).fit(known)
    model = str(tmp_path / "forecast.npz")
    forecaster.save(model)
    whole = point_layer(xy, columns(series, 0, 66))
    found = run("detect_changes", INPUT=whole, MODEL=model, OUTPUT="memory:")
    alarm = np.array([not is_null(f["alarm"]) and f["alarm"] != "" for f in found["OUTPUT"].getFeatures()])
    assert alarm[changed].mean() > 0.8
    x, y = (xy - xy[0]).T
    assert alarm[(x > 400) | (y > 400)].sum() <= 1  # those beside the area may see it, too
    ahead = forecaster.forecast()
    expected = {}
    for n, date in enumerate(ahead.dates):
        name = "F" + str(date).replace("-", "")
        expected[name] = ahead.displacement_mm[:, n]
        expected[name + "_lo"], expected[name + "_hi"] = ahead.lower_mm[:, n], ahead.upper_mm[:, n]
    old = point_layer(xy, columns(series, 0, BASE, **expected))
    updated = run("update_series", INPUT=old, NEW=whole, OUTPUT="memory:")
    by_fields = run("detect_changes", INPUT=updated["OUTPUT"], OUTPUT="memory:")
    assert by_fields["ALARM_COUNT"] == pytest.approx(alarm.sum(), abs=8)


def test_a_model_that_the_forecast_saved_judges_what_came_later(run, point_layer, world, tmp_path):
    pytest.importorskip("torch")
    xy, series, changed = world
    rain = {f"RAIN{epoch_field(date)[1:]}": np.full(400, 2 + np.sin(n / 5)) for n, date in enumerate(DATES)}
    old = point_layer(xy, columns(series, 0, BASE, cluster=1 + np.arange(400) % 2, **rain))
    model = str(tmp_path / "model.npz")
    made = run("lstm_forecast", INPUT=old, CLUSTER="cluster", COVARIATES="RAIN", HORIZON=6, WINDOW=6, EPOCHS=1,
               HIDDEN=4, ORIGINS=2, DEVICE=1, OUTPUT=str(tmp_path / "f.gpkg"), MODEL=model)  # fmt: skip
    new = point_layer(xy, columns(series, 30, 66))
    updated = run("update_series", INPUT=made["OUTPUT"], NEW=new, OUTPUT=str(tmp_path / "updated.gpkg"))
    found = run("detect_changes", INPUT=updated["OUTPUT"], MODEL=model, CLUSTER="cluster", OUTPUT="memory:")
    alarm = np.array([not is_null(f["alarm"]) and f["alarm"] != "" for f in found["OUTPUT"].getFeatures()])
    assert alarm[changed].mean() > 0.8
    x, y = (xy - xy[0]).T
    assert alarm[(x > 400) | (y > 400)].sum() <= 1  # those beside the area may see it, too


def test_bad_input_is_refused_in_a_sentence(run, point_layer, world, tmp_path):
    xy, series, _ = world
    old, new = point_layer(xy, columns(series, 0, BASE)), point_layer(xy, columns(series, 62, 66))
    target = tmp_path / "out.gpkg"
    for name, parameters, words in (
        ("update_series", {"NEW": new}, "share no epoch"),
        ("update_series", {"NEW": point_layer(xy + 1e5, columns(series, 30, 66))}, "No point of the newer delivery"),
        ("detect_changes", {}, "Say what the new epochs are held against"),
        ("detect_changes", {"SINCE": "tomorrow"}, "is no date"),
        ("detect_changes", {"SINCE": "2030-01-01"}, "nothing is new"),
        ("detect_changes", {"SINCE": "20300101"}, "nothing is new"),
        ("detect_changes", {"SINCE": "2018"}, "is no date"),
        ("detect_changes", {"SINCE": "2018-02-01"}, "at least 20 epochs"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run(name, INPUT=old, **parameters, OUTPUT=str(target))
        assert not target.exists()


def test_the_script_for_a_schedule_leads_from_two_deliveries_to_alarms(qgis_process, point_layer, world, tmp_path):
    import subprocess

    from qgis.core import QgsVectorFileWriter

    xy, series, changed = world
    for name, first, last in (("old", 0, BASE), ("new", 30, 66)):
        options = QgsVectorFileWriter.SaveVectorOptions()
        layer = point_layer(xy, columns(series, first, last))
        (tmp_path / name).mkdir()
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(tmp_path / name / "points.gpkg"), layer.transformContext(), options
        )
    script = Path(__file__).resolve().parents[3] / "examples" / "monitor.sh"
    environment, program = qgis_process(environment_only=True)
    done = subprocess.run(
        ["sh", script, tmp_path / "old", tmp_path / "new", tmp_path / "out"],
        capture_output=True, text=True, env={**environment, "QGIS_PROCESS": program}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"SINCE:\t{compact_date(DATES[BASE - 1])}" in (tmp_path / "out" / "changes.log").read_text()
    assert int(done.stdout) == pytest.approx(changed.sum(), abs=6)
    assert (tmp_path / "out" / "areas.gpkg").exists()
    assert (tmp_path / "out" / "changes.html").stat().st_size > 1000

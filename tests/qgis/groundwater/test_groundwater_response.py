"""Wells, tables of other habits and Almonte's piezometers, through a real QGIS."""

from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.fields import is_null
from land_subsidence.subsidence.series import compact_date, epoch_field
from qgis.core import QgsProcessingException

ALMONTE = Path(__file__).resolve().parents[4] / "shared" / "data" / "almonte"
START = np.datetime64("2012-01-01")
DAYS = np.arange(0, 8 * 365, 2.0)
HEAD = 50.0 - 1.5 * DAYS / 365.25 + 3.0 * np.cos(2 * np.pi * DAYS / 365.25)
EPOCHS = np.arange(2 * 365, 8 * 365 - 10, 24)
DATES = START + EPOCHS
READ = np.arange(0, 8 * 365, 15)


@pytest.fixture
def points(point_layer):
    """Thirty points that answer at once: Ske 0.002, and Skv 0.02 below the past minimum."""
    random = np.random.default_rng(0)
    low = np.minimum.accumulate(HEAD)
    motion = 1000 * (0.002 * (HEAD - HEAD[0]) + 0.018 * (low - low[0]))
    series = np.interp(EPOCHS, DAYS, motion) + 2.0 * random.standard_normal((30, EPOCHS.size))
    xy = np.array([480_000.0, 2_150_000.0]) + random.uniform(0, 1500, (30, 2))
    columns = {"velocity": np.zeros(30), "cluster": np.arange(30) % 2}
    columns |= {epoch_field(date): series[:, n] for n, date in enumerate(DATES)}
    read = np.interp(READ, DAYS, HEAD)
    columns |= {f"GW{compact_date(START + day)}": np.full(30, value) for day, value in zip(READ, read)}
    return point_layer(xy, columns)


@pytest.fixture
def wells(point_layer):
    return point_layer(
        np.array([[480_700.0, 2_150_700.0], [481_000.0, 2_151_000.0]]), {"well": np.array(["A", "B"], object)}
    )


def table(path, value="head", factor=1.0, shift=0.0, names=("A", "B")):
    rows = [f"well,date,{value}"]
    for name, add in zip(names, (0.0, 3.0)):
        for day in READ:
            level = np.interp(day, DAYS, HEAD) + add
            rows.append(f"{name},{START + day},{shift + factor * level:.4f}")
    path.write_text("\n".join(rows), encoding="utf-8")
    return str(path)


def test_head_fields_give_storage_scenario_pools_and_a_report(run, points, tmp_path):
    result = run("groundwater_response", INPUT=points, HEAD="GW", CLUSTER="cluster", SCENARIO="change", CHANGE=-5,
                 HORIZON=20, OUTPUT="memory:", POOLED="memory:", REPORT=str(tmp_path / "r.html"))  # fmt: skip
    assert result["TOLD_COUNT"] == 30
    assert result["MEDIAN_SKE"] == pytest.approx(0.002, rel=0.15)
    assert result["MEDIAN_SKV"] == pytest.approx(0.02, rel=0.1)
    first = next(result["OUTPUT"].getFeatures())
    assert first["skv_lo"] < first["skv"] < first["skv_hi"]
    names = [field.name() for field in result["OUTPUT"].fields()]
    ahead = [name for name in names if name.startswith("F20") and len(name) == 9]
    assert len(ahead) == 20
    assert first[ahead[-1] + "_lo"] < first[ahead[-1]] < first[epoch_field(DATES[-1])]
    assert [f["pool"] for f in result["POOLED"].getFeatures()] == ["all", "0", "1"]
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.index("<img") < page.index("<table")
    assert "Scenario" in page


@pytest.mark.parametrize(
    ("column", "factor", "shift", "options"),
    [
        ("head", 1.0, 0.0, {}),
        ("level_cm", 100.0, 0.0, {"HEAD_UNIT": "cm"}),
        ("depth_to_water", -1.0, 90.0, {}),
        ("Messwert", -1 / 0.3048, 300.0, {"HEADS_ARE": "depth", "HEAD_UNIT": "ft"}),
        ("head_ft", 1 / 0.3048, 0.0, {}),
        ("water level (cm)", 100.0, 0.0, {}),
        ("DTW_ft", -1 / 0.3048, 300.0, {}),
        ("head_ft", 1.0, 0.0, {"HEAD_UNIT": "m"}),
        ("depth", 1.0, -300.0, {}),
    ],
)
def test_wells_of_any_habit_give_the_same_storage(run, points, wells, tmp_path, column, factor, shift, options):
    result = run("groundwater_response", INPUT=points, STATIONS=wells, OUTPUT="memory:",
                 TABLE=table(tmp_path / "heads.csv", column, factor, shift), **options)  # fmt: skip
    assert result["MEDIAN_SKE"] == pytest.approx(0.002, rel=0.15)
    assert result["MEDIAN_SKV"] == pytest.approx(0.02, rel=0.1)


def test_points_far_from_every_well_get_nothing_and_say_so(run, points, wells, tmp_path):
    result = run("groundwater_response", INPUT=points, STATIONS=wells, TABLE=table(tmp_path / "heads.csv"),
                 MAX_DISTANCE=400, OUTPUT="memory:")  # fmt: skip
    rows = list(result["OUTPUT"].getFeatures())
    far = [f for f in rows if f["told"] == "no head"]
    assert 0 < len(far) < 30
    assert all(is_null(f["ske"]) for f in far)


def test_bad_input_is_refused_in_a_sentence(run, points, wells, tmp_path, point_layer):
    target = tmp_path / "out.gpkg"
    good = table(tmp_path / "heads.csv")
    away = point_layer(
        np.array([[600_000.0, 2_000_000.0], [600_000.0, 2_000_100.0]]), {"well": np.array(["A", "B"], object)}
    )
    for parameters, words in (
        ({}, "Give either the prefix"),
        ({"HEAD": "RAIN"}, "has no head fields"),
        ({"TABLE": good}, "needs the layer of its wells"),
        ({"TABLE": good, "STATIONS": away}, "The nearest well is"),
        ({"TABLE": table(tmp_path / "mm.csv", "head", 1000.0), "STATIONS": wells}, "set the unit of the heads"),
        ({"TABLE": good, "STATIONS": wells, "PRECONSOLIDATION": 1e4}, "above every reading"),
        ({"TABLE": good, "STATIONS": wells, "SCENARIO": "change", "CHANGE": 1e4}, "cannot be"),
        ({"TABLE": table(tmp_path / "no.csv", names=("C", "D")), "STATIONS": wells}, "station names"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("groundwater_response", INPUT=points, **parameters, OUTPUT=str(target))
        assert not target.exists()


@pytest.mark.skipif(not ALMONTE.exists(), reason="the real data are not at hand")
def test_almonte_supports_elastic_storage_at_few_points_and_says_why_not_elsewhere(run, tmp_path):
    result = run("groundwater_response", INPUT=str(ALMONTE / "sentinel1_desc.shp"), UNIT="cm", MAX_DISTANCE=0,
                 STATIONS=str(ALMONTE / "piezometers.shp"), TABLE=str(ALMONTE / "piezometer_levels.txt"),
                 OUTPUT="memory:", POOLED="memory:", REPORT=str(tmp_path / "almonte.html"))  # fmt: skip
    rows = list(result["OUTPUT"].getFeatures())
    assert len(rows) == 914
    assert all(f["told"] for f in rows)
    heads = [field.name() for field in result["OUTPUT"].fields() if field.name().startswith("GW")]
    assert len(heads) == 146  # what the viewer draws loops from
    assert np.isfinite([f[heads[70]] for f in rows]).all()
    told = [f for f in rows if not is_null(f["ske"])]
    assert all(0 <= f["ske_lo"] <= f["ske"] < f["ske_hi"] for f in told)
    assert all(1e-6 < f["ske"] < 0.1 for f in told if f["ske_lo"] > 0)


def test_units_and_depths_beside_the_values_are_those_of_the_column_that_is_read(
    run, listener, points, wells, tmp_path
):
    """A column of units counts, one such as screen_depth turns no levels, and nothing that is said is contradicted."""
    table(tmp_path / "heads.csv", "head", 1 / 0.3048, 0.0)
    lines = (tmp_path / "heads.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{line},ft,30.5" for line in lines[1:]]
    (tmp_path / "more.csv").write_text("\n".join([f"{lines[0]},unit,screen_depth", *rows]), encoding="utf-8")
    given = {"INPUT": points, "STATIONS": wells, "OUTPUT": "memory:", "feedback": listener}
    result = run("groundwater_response", **given, TABLE=str(tmp_path / "more.csv"))
    assert result["MEDIAN_SKE"] == pytest.approx(0.002, rel=0.15)
    assert any("states the unit ft" in text for text in listener.warnings)
    assert not any("turned" in text for text in listener.warnings)
    listener.warnings.clear()
    run("groundwater_response", **given, TABLE=table(tmp_path / "dtw.csv", "dtw", -1.0, 90.0))
    assert not any("taken as they are" in text for text in listener.warnings)
    run("groundwater_response", **given, TABLE=table(tmp_path / "ft.csv", "head_ft", 1.0, 0.0), HEAD_UNIT="m")
    assert any("HEAD_UNIT is used" in text for text in listener.warnings)


def test_levels_of_the_usgs_are_depths_in_feet(run, points, wells, tmp_path):
    path = table(tmp_path / "usgs.csv", value="lev_va", factor=-1 / 0.3048, shift=300.0)
    plain = run("groundwater_response", INPUT=points, STATIONS=wells, TABLE=table(tmp_path / "m.csv"),
                OUTPUT="memory:", POOLED="memory:")  # fmt: skip
    found = run("groundwater_response", INPUT=points, STATIONS=wells, TABLE=path, OUTPUT="memory:", POOLED="memory:")
    assert found["MEDIAN_SKE"] == pytest.approx(plain["MEDIAN_SKE"], rel=1e-3)


def test_depths_taken_for_levels_are_doubted_and_pressures_refused(run, points, wells, tmp_path, listener):
    given = {"INPUT": points, "STATIONS": wells, "OUTPUT": "memory:", "POOLED": "memory:"}
    run("groundwater_response", **given, feedback=listener,
        TABLE=table(tmp_path / "swl.csv", value="swl", factor=-1.0, shift=90.0))  # fmt: skip
    assert any("move against the heads" in text for text in listener.warnings)
    with pytest.raises(QgsProcessingException, match="holds pressures"):
        run("groundwater_response", **given, TABLE=table(tmp_path / "p.csv", value="pressure_kPa", factor=9.81))

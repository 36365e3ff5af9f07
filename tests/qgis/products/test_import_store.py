"""A deformation store becomes a layer again: all of it, an extent, a selection of the light layer, named points."""

import json

import numpy as np
import pytest
from land_subsidence.subsidence.products.points import PointProduct
from land_subsidence.subsidence.series import DeformationSeries
from land_subsidence.subsidence.store.point_store import open_store, write_store
from qgis.core import QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsVectorLayer

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
DATES = np.array(["2020-01-01", "2020-01-13", "2020-02-06"], dtype="datetime64[D]")
ROWS = ["id,lon,lat,height,2020-01-01,2020-01-13,2020-02-06", "1,14.1,40.1,5,0,-1.5,-3", "2,14.2,40.2,6,0,,2"]


@pytest.fixture
def light(run, tmp_path):
    """The light layer of a store of three points in ``tmp_path / "store"``."""
    (tmp_path / "table.csv").write_text("\n".join([*ROWS, "3,14.3,40.3,7,0,4,8"]))
    made = run(
        "import_series_table",
        INPUT=str(tmp_path / "table.csv"),
        STORE=str(tmp_path / "store"),
        OUTPUT=str(tmp_path / "light.gpkg"),
    )["OUTPUT"]
    return made if isinstance(made, QgsVectorLayer) else QgsVectorLayer(made, "light", "ogr")


def ids(layer):
    return sorted(str(feature["point_id"]) for feature in layer.getFeatures())


def test_the_whole_store_becomes_a_layer_with_everything(run, light, tmp_path):
    found = run("import_store", INPUT=str(tmp_path / "store"), OUTPUT="memory:")
    layer = found["OUTPUT"]
    assert ids(layer) == ["1", "2", "3"]
    assert found["EPOCH_COUNT"] == 3
    by_id = {str(feature["point_id"]): feature for feature in layer.getFeatures()}
    assert [by_id["1"][name] for name in ("D20200101", "D20200113", "D20200206")] == [0.0, -1.5, -3.0]
    assert by_id["2"].geometry().asPoint().x() == pytest.approx(14.2)
    run("kshape_clustering", INPUT=layer, CLUSTERS=1, STARTS=1, OUTPUT="memory:")  # goes into the others


def test_an_extent_names_and_a_selection_each_take_a_part(run, light, tmp_path):
    store = str(tmp_path / "store")
    assert ids(run("import_store", INPUT=store, EXTENT="14.15,14.25,40,41", OUTPUT="memory:")["OUTPUT"]) == ["2"]
    assert ids(run("import_store", INPUT=store, IDS="3, 1, 99", OUTPUT="memory:")["OUTPUT"]) == ["1", "3"]
    light.selectByExpression("point_id = '3' OR point_id = 2")
    from qgis.core import QgsProject

    QgsProject.instance().addMapLayer(light, False)
    try:
        chosen = QgsProcessingFeatureSourceDefinition(light.id(), True)
        assert ids(run("import_store", INPUT=store, POINTS=chosen, OUTPUT="memory:")["OUTPUT"]) == ["2", "3"]
    finally:
        QgsProject.instance().takeMapLayer(light)


def test_any_import_knows_a_store(run, light, tmp_path):
    found = run("import_any", FILE=str(tmp_path / "store"), OUTPUT="memory:")
    assert (found["KIND"], ids(found["OUTPUT"])) == ("deformation store", ["1", "2", "3"])


def test_dates_and_texts_that_a_job_added_are_fields(run, tmp_path):
    series = DeformationSeries(DATES, np.zeros((2, 3)), np.array([[14.0, 40.0], [14.1, 40.0]]))
    columns = {"alarm": np.array(["", None], dtype=object), "onset": np.array(["2020-01-13", "NaT"], "datetime64[D]")}
    columns["unwrapping"] = np.array([0, 1])
    write_store(tmp_path / "store", PointProduct(series, np.zeros(2), np.arange(2), columns))
    layer = run("import_store", INPUT=str(tmp_path / "store"), OUTPUT="memory:")["OUTPUT"]
    first, second = sorted(layer.getFeatures(), key=lambda feature: feature["point_id"])
    assert first["onset"].toString("yyyy-MM-dd") == "2020-01-13"
    assert not second["onset"]
    assert second["unwrapping"] == 1


def test_a_store_is_replaced_by_a_second_run_but_not_with_a_file_of_somebody_s_own_in_it(run, light, tmp_path):
    again = {"INPUT": str(tmp_path / "table.csv"), "STORE": str(tmp_path / "store"), "OUTPUT": "memory:"}
    (tmp_path / "table.csv").write_text("\n".join(ROWS))
    run("import_series_table", **again)
    assert open_store(tmp_path / "store").n_points == 2
    (tmp_path / "store" / "mine.csv").write_text("mine")
    with pytest.raises(QgsProcessingException, match=r"also holds mine\.csv"):
        run("import_series_table", **again)
    assert (tmp_path / "store" / "mine.csv").read_text() == "mine"


def test_what_does_not_fit_is_said(run, light, tmp_path):
    store = tmp_path / "store"
    with pytest.raises(QgsProcessingException, match="No point of the store"):
        run("import_store", INPUT=str(store), IDS="99", OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="is no store"):
        run("import_store", INPUT=str(tmp_path), OUTPUT="memory:")
    whole = run("import_store", INPUT=str(store), OUTPUT="memory:")["OUTPUT"]
    with pytest.raises(QgsProcessingException, match="has no field store_row"):
        run("import_store", INPUT=str(store), POINTS=whole, OUTPUT="memory:")
    first = open_store(store).product()
    series = DeformationSeries(DATES, first.series.displacement_mm[:2], first.series.xy[:2])
    write_store(store, PointProduct(series, np.zeros(2), np.array([7, 8])))
    with pytest.raises(QgsProcessingException, match="was made anew"):
        run("import_store", INPUT=str(store), POINTS=light, OUTPUT="memory:")
    about = json.loads((store / "store.json").read_text())
    (store / "store.json").write_text(json.dumps({**about, "format": 99}))
    with pytest.raises(QgsProcessingException, match="update the plugin"):
        run("import_store", INPUT=str(store), OUTPUT="memory:")
    (store / "store.json").write_text(json.dumps(about))
    (store / "part-00000.parquet").unlink()
    with pytest.raises(QgsProcessingException, match="lacks 1 of its 1 files"):
        run("import_store", INPUT=str(store), OUTPUT="memory:")


def test_a_folder_with_something_else_in_it_is_refused_before_the_table_is_read(run, light, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("dear")
    (tmp_path / "spoiled.csv").write_text("no table at all")
    with pytest.raises(QgsProcessingException, match="is no store"):
        run(
            "import_series_table",
            INPUT=str(tmp_path / "spoiled.csv"),
            OUTPUT="memory:",
            STORE=str(tmp_path / "own"),
        )


def test_a_column_called_like_one_of_the_stores_is_kept_under_another_name_and_that_is_said(run, listener, tmp_path):
    rows = ["id,lon,lat,geometry,2020-01-01,2020-01-13,2020-02-06"]
    rows += [f"{n},14.{n},40.{n},POINT (14.{n} 40.{n}),0,{n},{n + 1}" for n in range(1, 4)]
    (tmp_path / "frame.csv").write_text("\n".join(rows))
    run(
        "import_series_table",
        INPUT=str(tmp_path / "frame.csv"),
        STORE=str(tmp_path / "store"),
        OUTPUT="memory:",
        feedback=listener,
    )
    assert any("geometry_1" in text for text in listener.warnings)
    layer = run("import_store", INPUT=str(tmp_path / "store"), OUTPUT="memory:")["OUTPUT"]
    assert sorted(feature["geometry_1"] for feature in layer.getFeatures())[0] == "POINT (14.1 40.1)"


def test_a_layer_without_its_series_says_where_they_are(run, light, tmp_path):
    for algorithm, options in (
        ("kshape_clustering", {}),
        ("detect_changes", {"SINCE": "2020-01-13"}),
        ("rereference_series", {"POINT": "14.1,40.1 [EPSG:4326]"}),
    ):
        with pytest.raises(QgsProcessingException, match="import_store"):
            run(algorithm, INPUT=light, OUTPUT="memory:", **options)
    with pytest.raises(QgsProcessingException, match="import_store"):
        run("export_series", INPUT=light, FORMAT="wide csv", OUTPUT=str(tmp_path / "series.csv"))


def test_names_may_stand_with_semicolons_between(run, light, tmp_path):
    assert ids(run("import_store", INPUT=str(tmp_path / "store"), IDS="3; 1", OUTPUT="memory:")["OUTPUT"]) == ["1", "3"]


def test_of_several_stores_the_one_that_is_read_is_named(run, light, listener, tmp_path):
    import shutil

    shutil.copytree(tmp_path / "store", tmp_path / "other")
    given = [str(tmp_path / "store"), str(tmp_path / "other")]
    run("import_any", INPUT=given, OUTPUT="memory:", feedback=listener)
    assert any("only store is read" in text for text in listener.warnings)

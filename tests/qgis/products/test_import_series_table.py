"""Tables and layers of any producer become deformation points."""

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException, QgsVectorLayer

WIDE = "id;lon;lat;VEL;2018-03-06;2018-03-18;2018-04-11\n7;11.5;45.25;-1.5;0;-1,25;-3,5\n8;12.5;45.25;2;0;;2\n"


@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_a_text_file_with_semicolons_and_decimal_commas_becomes_a_layer(run, tmp_path, suffix):
    path = tmp_path / f"table.{suffix}"
    path.write_text(WIDE)
    result = run("import_series_table", INPUT=str(path), UNIT=1, OUTPUT=str(tmp_path / "points.gpkg"))
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (2, 3)
    layer = QgsVectorLayer(result["OUTPUT"], "points", "ogr")
    table = read_points(layer, "points", layer)
    assert table.crs.authid() == "EPSG:4326"
    np.testing.assert_array_equal(table.series().displacement_mm, [[0, -12.5, -35], [0, np.nan, 20]])
    np.testing.assert_array_equal(table.numeric("velocity"), [-15, 20])


def test_a_long_table_without_geometry_in_a_geopackage_is_folded(run, tmp_path):
    lines = ["pid,x,y,date,displacement"]
    lines += [f"{p},{500000 + p},2100000,{d},{v}" for p in (1, 2) for d, v in (("2020-01-01", 0), ("2020-01-13", p))]
    (tmp_path / "long.csv").write_text("\n".join(lines))
    from osgeo import gdal

    gdal.VectorTranslate(str(tmp_path / "long.gpkg"), str(tmp_path / "long.csv"))
    for name in ("long.csv", "long.gpkg"):
        layer = run("import_series_table", INPUT=str(tmp_path / name), CRS="EPSG:32614", OUTPUT="memory:")["OUTPUT"]
        assert layer.crs().authid() == "EPSG:32614"
        np.testing.assert_array_equal(read_points(layer, "p", layer).series().displacement_mm, [[0, 1], [0, 2]])


def test_the_multipoints_of_almonte_in_centimetres_become_millimetres(run, shared_data):
    path = shared_data / "almonte" / "sentinel1_desc.shp"
    result = run("import_series_table", INPUT=str(path), UNIT=1, OUTPUT="memory:")
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (914, 146)
    layer = result["OUTPUT"]
    source = QgsVectorLayer(str(path), "almonte", "ogr")
    # ETRS89 / UTM zone 30N; its code differs since EPSG has national editions of ETRS89
    assert layer.crs() == source.crs()
    assert "+proj=utm +zone=30 +ellps=GRS80" in layer.crs().toProj()
    raw, imported = read_points(source, "almonte", source), read_points(layer, "points", layer)
    np.testing.assert_allclose(imported.series().displacement_mm, raw.series("cm").displacement_mm)
    np.testing.assert_allclose(imported.numeric("velocity"), 10 * raw.numeric("Vel"))
    np.testing.assert_allclose(imported.numeric("los_u"), raw.numeric("cosU"))
    np.testing.assert_allclose(imported.numeric("coherence"), raw.numeric("Coer"))


def test_a_layer_with_decimal_years_and_the_other_sign_is_taken_with_an_extent(run, point_layer):
    layer = point_layer([[500_000, 2_100_000], [500_900, 2_100_000]], {"2020.0": [0.0, 0.0], "2020.5": [5.0, 7.0]})
    output = run(
        "import_series_table",
        INPUT=layer,
        REVERSE=True,
        GEOMETRY=1,
        EXTENT="500500,501000,2099000,2101000 [EPSG:32614]",
        OUTPUT="memory:",
    )["OUTPUT"]
    table = read_points(output, "p", output)
    assert table.n_points == 1
    assert table.numeric("D20200702").tolist() == [-7.0]
    assert "vertical" in output.attributeDisplayName(output.fields().lookupField("velocity"))


def test_a_table_without_dates_leaves_nothing_behind(run, tmp_path):
    (tmp_path / "table.csv").write_text("x,y,a\n1,2,3\n")
    with pytest.raises(QgsProcessingException, match="no columns named by dates"):
        run("import_series_table", INPUT=str(tmp_path / "table.csv"), OUTPUT=str(tmp_path / "out.gpkg"))
    assert not (tmp_path / "out.gpkg").exists()


def test_a_store_takes_everything_and_the_layer_stays_light(run, tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from land_subsidence.subsidence.store.point_store import open_store

    path = tmp_path / "table.csv"
    path.write_text(WIDE)
    result = run("import_series_table", INPUT=str(path), UNIT=1, STORE=str(tmp_path / "store"), OUTPUT="memory:")
    layer = result["OUTPUT"]
    assert layer.fields().names() == ["point_id", "velocity", "store_row"]
    store = open_store(result["STORE"])
    assert store.n_points == layer.featureCount() == 2
    assert "import_series_table" in store.about["provenance"]
    for feature in layer.getFeatures():
        expected = {-15.0: [0, -12.5, -35], 20.0: [0, np.nan, 20]}[feature["velocity"]]
        np.testing.assert_array_equal(store.series_of([feature["store_row"]])[0], expected)


def test_an_overview_is_shown_where_the_points_of_a_store_are_hidden(run, tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    path = tmp_path / "table.csv"
    path.write_text(WIDE)
    given = {"INPUT": str(path), "UNIT": 1, "OVERVIEW": "memory:", "OUTPUT": "memory:"}
    found = run("import_series_table", STORE=str(tmp_path / "store"), **given)
    points, cells = found["OUTPUT"], found["OVERVIEW"]
    assert sum(feature["n_points"] for feature in cells.getFeatures()) == points.featureCount() == 2
    for denominator in (1_000.0, 150_000.0, 250_000.0, 5e6):
        assert points.isInScaleRange(denominator) != cells.isInScaleRange(denominator)
    assert cells.isInScaleRange(5e6)
    with pytest.raises(QgsProcessingException, match="name a folder for it"):
        run("import_series_table", **given)


def test_a_store_without_pyarrow_is_refused_before_any_work(run, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(QgsProcessingException, match="pyarrow"):
        run("import_series_table", INPUT=str(tmp_path), STORE=str(tmp_path / "store"), OUTPUT="memory:")
    assert not (tmp_path / "store").exists()


def test_coordinates_far_from_where_their_crs_is_used_are_warned_of(tmp_path):
    """In China X goes north; the points lay in the sea without a word."""
    import processing
    from qgis.core import QgsProcessingFeedback

    warnings = []
    listener = QgsProcessingFeedback(False)
    listener.pushWarning = warnings.append
    told = []
    for first, second in ((2480000, 805000), (805000, 2480000)):
        path = tmp_path / f"{first}.csv"
        rows = [f"C{number},{first + number},{second + number},-1.0,0.0,-0.5" for number in range(3)]
        path.write_text("\n".join(["id,X,Y,velocity,20190105,20190705", *rows]), encoding="utf-8")
        parameters = {"INPUT": str(path), "CRS": "EPSG:32649", "OUTPUT": "memory:"}
        processing.run("subsidence:import_series_table", parameters, feedback=listener)
        told.append(any("X goes north" in text for text in warnings))
        warnings.clear()
    assert told == [True, False]

"""What goes from file to file is what would have been read and written; where it would not be, it is read."""

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge import call as call_module
from land_subsidence.bridge.carried import carried_points
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer


@pytest.fixture
def stored(point_layer, tmp_path):
    """A GeoPackage of 300 points with gaps, texts and numbers of any size, and keys with gaps."""

    def make(**more):
        rng = np.random.default_rng(0)
        values = rng.normal(0.0, 60.0, 300)
        values[5] = np.nan
        columns = {
            "velocity": values,
            "D20190101": rng.normal(0, 80, 300),
            "name": np.array([None, "löss", 'a "b"'] * 100, dtype=object),
            "track": np.arange(300),
            **more,
        }
        layer = point_layer(rng.uniform([500000, 2100000], [501000, 2101000], (300, 2)), columns)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", "points"
        path = tmp_path / "points.gpkg"
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
        made = QgsVectorLayer(str(path), "points", "ogr")
        made.startEditing()
        assert made.deleteFeatures([7, 100])
        assert made.commitChanges()
        return QgsVectorLayer(str(path), "points", "ogr")

    return make


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "line.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32614"}}, "features": ['
        '{"type": "Feature", "properties": {}, "geometry": {"type": "LineString",'
        ' "coordinates": [[500000, 2100000], [501000, 2101000]]}}]}'
    )
    return QgsVectorLayer(str(path), "line", "ogr")


def contents(path):
    layer = QgsVectorLayer(str(path), "out", "ogr")
    table = read_points(layer, "out", layer)
    return table.xy, table.columns, [field.typeName() for field in table.fields], layer


def test_added_columns_lie_beside_attributes_that_were_never_read(run, stored, lines, tmp_path, monkeypatch):
    source = stored()
    paths = {}
    for way in ("carried", "read"):
        if way == "read":
            monkeypatch.setattr(call_module, "carried_points", lambda *arguments: None)
        paths[way] = tmp_path / f"{way}.gpkg"
        run("distance_factors", INPUT=source, LAYERS=[lines], NAMES="line", OUTPUT=str(paths[way]))
    (xy, columns, types, layer), (other_xy, others, other_types, other) = map(contents, paths.values())
    np.testing.assert_array_equal(xy, other_xy)
    assert list(columns) == list(others)
    assert types == other_types
    for name, values in columns.items():
        np.testing.assert_array_equal(values, others[name], err_msg=name)
    assert layer.featureCount() == other.featureCount() == 298
    assert layer.extent() == other.extent()
    assert "dist_line" in columns
    here = layer.getFeatures(layer.extent().buffered(-300.0))  # through the spatial index
    there = other.getFeatures(other.extent().buffered(-300.0))
    assert sorted(f.id() for f in here) == sorted(f.id() for f in there)


@pytest.mark.parametrize("other", [False, True])
def test_places_keep_their_bytes_or_take_the_number_of_the_outputs_reference_system(
    run, stored, lines, tmp_path, other
):
    source = stored()
    path = Path(source.source().split("|")[0])
    del source
    if other:  # one row names another number than the layer does; what the layer says holds
        with closing(sqlite3.connect(path)) as file:
            (blob,) = file.execute("SELECT geom FROM points WHERE fid = 12").fetchone()
            changed = blob[:4] + struct.pack("<i", 4326) + blob[8:]
            triggers = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:  # they call functions of GDAL
                file.execute(f'DROP TRIGGER "{name}"')
            file.execute("UPDATE points SET geom = ? WHERE fid = 12", (changed,))
            file.commit()
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert (carried_points(layer, layer).carried.srs_id is None) is other
    run("distance_factors", INPUT=layer, LAYERS=[lines], NAMES="line", OUTPUT=str(tmp_path / "out.gpkg"))
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(tmp_path / "out.gpkg")) as two:
        had = dict(one.execute("SELECT fid, geom FROM points"))
        if other:
            had[12] = blob
        assert dict(two.execute("SELECT fid, geom FROM out")) == had


def test_only_places_are_read(stored):
    layer = stored()
    table = carried_points(layer, layer)
    assert table.columns == {}
    assert len(table.fields) == len(layer.fields())
    assert table.n_points == 298


@pytest.mark.parametrize(("worst", "goes"), [(9999.0, True), (np.nan, True), (1e300, False)])
def test_clusters_written_as_floats_are_carried_unless_one_can_be_none(stored, worst, goes):
    layer = stored(cluster=np.where(np.arange(300) == 11, worst, np.arange(300) % 3 + 1.0))
    assert (carried_points(layer, layer) is not None) is goes


def test_values_that_stand_for_nothing_are_read_and_become_null(stored, run, lines, tmp_path):
    marked = np.random.default_rng(1).normal(size=300)
    marked[[3, 50, 60]] = -9999.0
    layer = stored(height=marked)
    assert carried_points(layer, layer) is None
    run("distance_factors", INPUT=layer, LAYERS=[lines], NAMES="line", OUTPUT=str(tmp_path / "out.gpkg"))
    assert np.isnan(contents(tmp_path / "out.gpkg")[1]["height"]).sum() == 3


def test_what_is_not_shown_as_it_is_stored_is_read(stored):
    layer = stored()
    layer.setSubsetString('"track" < 10')
    assert carried_points(layer, layer) is None
    assert carried_points(layer, None) is None

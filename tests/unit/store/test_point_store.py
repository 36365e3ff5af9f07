"""A store gives back what was put in, by blocks and by point; one that is not whole is refused and nothing is lost."""

import json

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.points import PointProduct
from subsidence.series import DeformationSeries
from subsidence.store import point_store, store_folder
from subsidence.store.point_store import open_store, tiles, write_store

pytest.importorskip("pyarrow", reason="pyarrow is not installed")


def product(n_points: int = 500, n_epochs: int = 12) -> PointProduct:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(n_points, n_epochs)).astype(np.float32).astype(float)
    values[3, 4] = np.nan
    series = DeformationSeries(
        np.datetime64("2020-01-01") + 12 * np.arange(n_epochs), values, rng.uniform([10, 40], [11, 41], (n_points, 2))
    )
    ids = np.array([f"p{number}" for number in range(n_points)], dtype=object)
    return PointProduct(series, values[:, 0], ids, {"height": rng.normal(size=n_points)}, source="made")


@pytest.fixture
def stored(tmp_path):
    return write_store(tmp_path / "city", product(), rows_per_file=120)


def in_order(store) -> np.ndarray:
    """The rows of the product in the store's order."""
    return np.array([int(name[1:]) for name in store.read(["point_id"])["point_id"]])


def test_what_was_put_in_comes_back_in_tiles(stored):
    made = product()
    assert stored.n_points == 500
    assert len(stored.parts) == 8
    assert max(part.rows for part in stored.parts) <= 120
    back, order = stored.product(), in_order(stored)
    np.testing.assert_array_equal(back.series.displacement_mm, made.series.displacement_mm[order])
    np.testing.assert_array_equal(back.series.xy, made.series.xy[order])
    np.testing.assert_array_equal(back.columns["height"], made.columns["height"][order])
    assert (back.series.dates == made.series.dates).all()
    assert (back.crs, back.source, back.geometry) == (made.crs, made.source, made.geometry)


def test_the_series_of_a_few_points_are_read_alone(stored, monkeypatch):
    rows = np.array([499, 0, 121, 300, 0])
    expected = product().series.displacement_mm[in_order(stored)[rows]]
    np.testing.assert_array_equal(stored.series_of(rows), expected.astype(np.float32))
    with pytest.raises(SubsidenceError, match="500 points"):
        stored.series_of([500])


def test_row_groups_are_counted_as_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(point_store, "ROWS_PER_GROUP", 7)
    store = write_store(tmp_path / "groups", product(50), rows_per_file=30)
    expected = product(50).series.displacement_mm[in_order(store)]
    np.testing.assert_array_equal(store.series_of(np.arange(50)), expected.astype(np.float32))


def test_tiles_hold_every_point_once():
    xy = np.random.default_rng(1).normal(size=(1000, 2))
    found = tiles(xy, 90)
    assert sorted(np.concatenate(found).tolist()) == list(range(1000))
    assert max(map(len, found)) <= 90
    same_place = tiles(np.zeros((10, 2)), 3)
    assert sorted(np.concatenate(same_place).tolist()) == list(range(10))


def test_the_files_are_geoparquet(stored):
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(stored.folder / stored.parts[0].name)
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.0.0"
    assert geo["columns"][geo["primary_column"]]["encoding"] == "WKB"
    assert str(schema.field("D20200101").type) == "float"
    geopandas = pytest.importorskip("geopandas", reason="geopandas is not installed")
    assert len(geopandas.read_parquet(stored.folder / stored.parts[0].name)) == stored.parts[0].rows


def test_a_store_that_is_not_whole_is_refused(stored):
    (stored.folder / stored.parts[2].name).unlink()
    with pytest.raises(SubsidenceError, match="lacks 1 of its 8 files"):
        open_store(stored.folder)
    (stored.folder / point_store.ABOUT).write_text("{", encoding="utf-8")
    with pytest.raises(SubsidenceError, match="was not written whole"):
        open_store(stored.folder)


def test_a_store_of_a_newer_format_is_refused(stored):
    about = json.loads((stored.folder / point_store.ABOUT).read_text(encoding="utf-8"))
    (stored.folder / point_store.ABOUT).write_text(json.dumps({**about, "format": 2}), encoding="utf-8")
    with pytest.raises(SubsidenceError, match="update the plugin"):
        open_store(stored.folder)


def test_a_damaged_file_is_named(stored):
    (stored.folder / stored.parts[1].name).write_bytes(b"PAR1 nothing PAR1")
    with pytest.raises(SubsidenceError, match=stored.parts[1].name):
        stored.read(["velocity"])


def test_a_failed_write_leaves_the_old_store_and_nothing_beside_it(stored, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet, "write_table", full)
    with pytest.raises(SubsidenceError, match="No space left"):
        write_store(stored.folder, product(10))
    assert open_store(stored.folder).n_points == 500
    assert [path.name for path in stored.folder.parent.iterdir()] == ["city"]


def test_no_room_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(store_folder, "free_bytes", lambda path: 10.0)
    with pytest.raises(SubsidenceError, match="no room"):
        write_store(tmp_path / "city", product(10))
    assert not (tmp_path / "city").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(SubsidenceError, match="is no store"):
        write_store(tmp_path, product(10))
    assert (tmp_path / "letter.txt").exists()


@pytest.mark.parametrize("reader", ["GDAL", "GeoPandas", "DuckDB"])
def test_others_read_the_files_as_they_are(stored, reader):
    """Rows, places, ids and a column of displacements, from every file, NULL where there is none."""
    made, names = product(), []
    for part in stored.parts:
        path, values, xy = str(stored.folder / part.name), None, None
        if reader == "GDAL":
            gdal = pytest.importorskip("osgeo.gdal", reason="GDAL's Python is not installed")
            if gdal.GetDriverByName("Parquet") is None:
                pytest.skip("this GDAL was built without its Parquet driver")
            layer = gdal.OpenEx(path).GetLayer(0)
            rows = [(f["point_id"], f["D20200218"], f.GetGeometryRef().GetPoint_2D()) for f in layer]
            ids, values, xy = (list(column) for column in zip(*rows))
        elif reader == "GeoPandas":
            frame = pytest.importorskip("geopandas", reason="geopandas is not installed").read_parquet(path)
            assert "WGS 84" in frame.crs.name
            ids, values, xy = frame["point_id"], frame["D20200218"], list(zip(frame.geometry.x, frame.geometry.y))
        else:
            duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
            found = duckdb.sql(f"SELECT point_id, D20200218, geometry FROM '{path}'").fetchall()
            ids, values, blobs = (list(column) for column in zip(*found))
            xy = (
                [np.frombuffer(blob, "<f8", offset=5).tolist() for blob in blobs]
                if isinstance(blobs[0], bytes)
                else None
            )
        order = [int(str(name)[1:]) for name in ids]
        expected = made.series.displacement_mm[order, 4]
        values = np.array([np.nan if value is None else value for value in values], dtype=float)
        np.testing.assert_allclose(values, expected, rtol=0, atol=1e-6)
        if xy is not None:
            np.testing.assert_allclose(xy, made.series.xy[order], rtol=0, atol=1e-12)
        names += order
    assert sorted(names) == list(range(500))


@pytest.mark.parametrize("name", ["notes.txt", "wells.csv", "part-00000.parquet.bak", "own"])
def test_a_store_that_also_holds_something_of_a_person_is_not_replaced(stored, name):
    mine = stored.folder / name
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(SubsidenceError, match=f"also holds {name}"):
        write_store(stored.folder, product(n_points=50))
    assert mine.read_text(encoding="utf-8") == "mine"
    assert open_store(stored.folder).n_points == 500


def test_what_file_managers_leave_does_not_keep_a_store_from_being_replaced(stored):
    (stored.folder / ".DS_Store").write_bytes(b"")
    assert write_store(stored.folder, product(n_points=50)).n_points == 50

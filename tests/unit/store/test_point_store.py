"""A store gives back what was put in, by blocks and by point; one that is not whole is refused and nothing is lost."""

import json
import os
import struct
import time
from dataclasses import replace

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.points import PointProduct
from subsidence.progress import Report
from subsidence.series import DeformationSeries
from subsidence.store import point_store, store_folder
from subsidence.store.point_store import open_store, tiles, write_store
from subsidence.store.store_rows import StoreRows

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


def rewritten(store, change, number: int = 0, **options) -> None:
    """One of the files as another program writes it again: ``change`` of its table."""
    parquet = pytest.importorskip("pyarrow.parquet")
    path = store.folder / store.parts[number].name
    parquet.write_table(change(parquet.read_table(path)), path, **options)


def with_places(make):
    """A change of the WKB of every place; make : from x and y to bytes, or None."""

    def change(table):
        arrow = pytest.importorskip("pyarrow")
        blobs = [make(*struct.unpack("<dd", blob[5:])) for blob in table.column("geometry").to_pylist()]
        at = table.column_names.index("geometry")
        return table.set_column(at, "geometry", arrow.array(blobs, arrow.binary()))

    return change


@pytest.mark.parametrize("rows", [1, 7, 50, 100_000])
def test_points_are_found_in_row_groups_of_any_size(stored, rows):
    for number in range(len(stored.parts)):
        rewritten(stored, lambda table: table, number, row_group_size=rows)
    wanted = np.array([499, 0, 121, 300, 63, 0])
    expected = product().series.displacement_mm[in_order(stored)[wanted]]
    np.testing.assert_array_equal(stored.series_of(wanted), expected.astype(np.float32))


def test_columns_in_another_order_and_as_other_numbers_are_the_same(stored):
    arrow = pytest.importorskip("pyarrow")

    def change(table):
        at = table.column_names.index("D20200113")
        wide = table.set_column(at, "D20200113", table.column("D20200113").cast(arrow.float64()))
        return wide.select(wide.column_names[::-1])

    expected = stored.product()
    rewritten(stored, change)
    again = open_store(stored.folder).product()
    np.testing.assert_array_equal(again.series.displacement_mm, expected.series.displacement_mm)
    np.testing.assert_array_equal(again.series.xy, expected.series.xy)


@pytest.mark.parametrize(
    "make",
    [
        lambda x, y: struct.pack(">BIdd", 0, 1, x, y),
        lambda x, y: struct.pack("<BIddd", 1, 1001, x, y, 0.0),
        lambda x, y: struct.pack("<BIddd", 1, 0x80000001, x, y, 0.0),
        lambda x, y: struct.pack("<BIIdd", 1, 0x20000001, 4326, x, y),
        lambda x, y: struct.pack(">BIIdddd", 0, 0xE0000001, 4326, x, y, 1.0, 2.0),
    ],
)
def test_places_of_other_writers_are_the_same(stored, make):
    expected = stored.read(["xy"])["xy"]
    rewritten(stored, with_places(make))
    np.testing.assert_array_equal(stored.read(["xy"])["xy"], expected)


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.slice(0, 20),
        lambda table: table.slice(0, 0),
        lambda table: table.take(list(range(table.num_rows)) + [0]),
        lambda table: table.drop(["D20200113"]),
        lambda table: table.rename_columns([name.lower() for name in table.column_names]),
        lambda table: table.append_column("D20200113", table.column("D20200125")),
        lambda table: table.drop(["D20200113"]).append_column("D20200113", [["text"] * table.num_rows]),
        with_places(lambda x, y: None),
        with_places(lambda x, y: struct.pack("<BIII", 1, 2, 0, 0)),
        with_places(lambda x, y: struct.pack("<BIdd", 1, 1, 500_000 + 1e5 * x, 1e5 * y)),
        with_places(lambda x, y: struct.pack("<BIdd", 1, 1, float("nan"), y)),
    ],
)
def test_a_file_that_another_program_has_changed_is_named_and_not_read_as_it_was(stored, change):
    rewritten(stored, change, 2)
    for read in (stored.product, lambda: stored.points(np.arange(500), ["xy", "height"])):
        with pytest.raises(SubsidenceError, match=f"{stored.parts[2].name} is not as store.json says"):
            read()


@pytest.mark.parametrize(
    "change",
    [
        lambda about: {"dates": about["dates"][::-1]},
        lambda about: {"dates": [about["dates"][0]] * len(about["dates"])},
        lambda about: {"dates": [None, *about["dates"][1:]]},
        lambda about: {"parts": about["parts"] * 2},
        lambda about: {"parts": [{**about["parts"][0], "rows": -3}]},
        lambda about: {"parts": [{**about["parts"][0], "extent": [1.0]}]},
        lambda about: {"parts": 7},
        lambda about: {"columns": "height"},
        lambda about: {"columns": ["height", "height"]},
        lambda about: {"unit": "m"},
        lambda about: {"sign": "positive down"},
    ],
)
def test_a_description_that_contradicts_itself_or_the_format_is_refused(stored, change):
    path = stored.folder / point_store.ABOUT
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**about, **change(about)}), encoding="utf-8")
    with pytest.raises(SubsidenceError, match="store"):
        open_store(stored.folder)


def test_a_description_that_an_editor_gave_a_mark_is_read(stored):
    path = stored.folder / point_store.ABOUT
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert open_store(stored.folder).n_points == 500


def test_names_of_points_beyond_two_to_the_53_stay_whole_beside_unknown_ones(stored):
    arrow = pytest.importorskip("pyarrow")
    first = 2**60 + 1

    def change(table):
        ids = [None, *range(first, first + table.num_rows - 1)]
        return table.set_column(0, "point_id", arrow.array(ids, arrow.int64()))

    rewritten(stored, change)
    found = stored.read(["point_id"], stored.parts[0])["point_id"]
    assert found[0] is None
    assert found[1:3].tolist() == [str(first), str(first + 1)]


def test_all_files_have_the_same_columns_whatever_each_of_them_holds(tmp_path):
    made = product()
    east = made.series.xy[:, 0] > np.quantile(made.series.xy[:, 0], 0.9)
    kind = np.where(east, "clay", None)
    mixed = np.array([number if number % 2 else f"n{number}" for number in range(499)] + [None], dtype=object)
    none = np.full(500, None, dtype=object)
    made = replace(made, columns={"kind": kind, "mixed": mixed, "none": none}, point_id=mixed)
    stored = write_store(tmp_path / "city", made, rows_per_file=60)
    tables = pytest.importorskip("pyarrow.dataset").dataset([stored.folder / part.name for part in stored.parts])
    assert [str(tables.schema.field(name).type) for name in (*made.columns, "point_id")] == ["string"] * 4
    assert tables.to_table().num_rows == 500
    order = np.concatenate(tiles(made.series.xy, 60))
    found = stored.product()
    assert found.columns["kind"].tolist() == kind[order].tolist()
    assert found.point_id.tolist() == [None if one is None else str(one) for one in mixed[order]]


def test_rows_that_others_read_are_found_from_any_folder(tmp_path, stored, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = StoreRows.of(open_store("city"), np.dtype(np.float64))
    monkeypatch.chdir("city")
    np.testing.assert_array_equal(rows[100:300], stored.series_of(np.arange(100, 300)))


def test_a_store_without_points_is_not_made(tmp_path):
    with pytest.raises(SubsidenceError, match="There is no point"):
        write_store(tmp_path / "none", product().only(np.zeros(500, dtype=bool)))
    assert not any(tmp_path.iterdir())


def test_columns_called_like_the_stores_own_get_another_name_and_that_is_said(tmp_path):
    made = product(40)
    texts = np.array([f"POINT ({number} 0)" for number in range(40)], dtype=object)
    own = {"geometry": texts, "xy": np.arange(40.0), "Velocity": np.ones(40), "d20200101": np.ones(40)}
    listener, told = Report(), []
    listener.on_warning = told.append
    store = write_store(tmp_path / "s", replace(made, columns=own), report=listener)
    assert store.columns == ("geometry_1", "xy_1", "Velocity_1", "d20200101_1")
    back, order = store.product(), in_order(store)
    np.testing.assert_array_equal(back.series.xy, made.series.xy[order])
    assert back.columns["geometry_1"].tolist() == texts[order].tolist()
    assert len(told) == 4
    assert "geometry_1" in told[0]


def test_a_store_json_of_another_program_is_left_alone(tmp_path):
    (tmp_path / "store.json").write_text('{"shop": 1}', encoding="utf-8")
    with pytest.raises(SubsidenceError, match="is no store"):
        write_store(tmp_path, product(10))
    assert (tmp_path / "store.json").read_text(encoding="utf-8") == '{"shop": 1}'


def test_a_link_stands_for_the_folder_it_leads_to(stored, tmp_path):
    (tmp_path / "link").symlink_to(stored.folder, target_is_directory=True)
    write_store(tmp_path / "link", product(30))
    assert (tmp_path / "link").is_symlink()
    assert open_store(stored.folder).n_points == 30
    assert sorted(path.name for path in tmp_path.iterdir()) == ["city", "link"]


def test_of_two_runs_into_one_folder_one_store_is_whole_and_nothing_is_left(stored, monkeypatch):
    """While one run puts its store in place, another does."""
    move, others = os.replace, []

    def slow(one, other):
        if str(one).endswith(".part") and not others:
            others.append(one)
            write_store(stored.folder, product(30))
        move(one, other)

    monkeypatch.setattr(store_folder.os, "replace", slow)
    with pytest.raises(SubsidenceError, match="cannot be written"):
        write_store(stored.folder, product(40))
    assert open_store(stored.folder).n_points == 30
    assert [path.name for path in stored.folder.parent.iterdir()] == ["city"]


def test_what_a_killed_run_left_is_removed_after_a_day_and_not_before(stored):
    for name, hours in ((".city.0123abcd.part", 30), (".city.ffffffff.part", 1), (".city.notes.part", 30)):
        left = stored.folder.with_name(name)
        left.mkdir()
        (left / "part-00000.parquet").write_bytes(b"")
        for path in (left / "part-00000.parquet", left):
            os.utime(path, (time.time() - 3600 * hours,) * 2)
    write_store(stored.folder, product(30))
    names = sorted(path.name for path in stored.folder.parent.iterdir())
    assert names == [".city.ffffffff.part", ".city.notes.part", "city"]


def test_a_file_in_place_of_the_folder_above_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SubsidenceError, match="cannot be written"):
        write_store(tmp_path / "file" / "store", product(10))

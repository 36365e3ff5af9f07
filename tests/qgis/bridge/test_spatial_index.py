"""A packed spatial index holds what SQLite itself would have put into it, and goes on as any other."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest
from land_subsidence.bridge.spatial_index import write_points
from land_subsidence.subsidence.progress import SILENT


def index_of(connection, name="places"):
    connection.execute(f'CREATE VIRTUAL TABLE "{name}" USING rtree(id, minx, maxx, miny, maxy)')
    return name


def inserted(connection, ids, xy):
    """SQLite's own, one point at a time."""
    name = index_of(connection, "own")
    rows = ((int(one), x, x, y, y) for one, (x, y) in zip(ids, xy.tolist()))
    connection.executemany(f'INSERT INTO "{name}" VALUES (?, ?, ?, ?, ?)', rows)
    return name


def contents(connection, name, where=""):
    return connection.execute(f'SELECT * FROM "{name}" {where} ORDER BY id').fetchall()


def somewhere(count, seed=0):
    random = np.random.default_rng(seed)
    xy = random.uniform([-180.0, -3_500_000.0], [180.0, 3_500_000.0], (count, 2))
    return random.permutation(np.arange(3, 3 + 2 * count, 2)), xy


@pytest.mark.parametrize("count", [1, 50, 51, 52, 103, 51 * 51, 51 * 51 + 1, 7_000])
def test_every_box_is_the_one_that_sqlite_makes(count):
    ids, xy = somewhere(count)
    with closing(sqlite3.connect(":memory:")) as connection:
        write_points(connection, index_of(connection), ids, xy, SILENT)
        own = inserted(connection, ids, xy)
        assert connection.execute("SELECT rtreecheck('places')").fetchone() == ("ok",)
        assert contents(connection, "places") == contents(connection, own)
        for west, south in ((-90.0, -1e6), (10.0, 2e6), (170.0, 3e6), (200.0, 0.0)):
            where = f"WHERE maxx >= {west} AND minx <= {west + 30} AND maxy >= {south} AND miny <= {south + 1e6}"
            assert contents(connection, "places", where) == contents(connection, own, where)


def test_points_at_one_place_are_all_found():
    ids, xy = np.arange(1, 301), np.tile([[500_000.1, 2_100_000.7]], (300, 1))
    with closing(sqlite3.connect(":memory:")) as connection:
        write_points(connection, index_of(connection), ids, xy, SILENT)
        assert connection.execute("SELECT rtreecheck('places')").fetchone() == ("ok",)
        found = contents(connection, "places", "WHERE minx <= 500000.1 AND maxx >= 500000.1")
        assert [row[0] for row in found] == ids.tolist()


def test_rows_come_and_go_afterwards():
    ids, xy = somewhere(3_000)
    later, places = np.arange(100_001, 100_501), somewhere(500, seed=1)[1]
    with closing(sqlite3.connect(":memory:")) as connection:
        write_points(connection, index_of(connection), ids, xy, SILENT)
        rows = ((int(one), x, x, y, y) for one, (x, y) in zip(later, places.tolist()))
        connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?)", rows)
        connection.executemany("DELETE FROM places WHERE id = ?", [(int(one),) for one in ids[:2_500]])
        own = inserted(connection, [*ids[2_500:], *later], np.vstack([xy[2_500:], places]))
        assert connection.execute("SELECT rtreecheck('places')").fetchone() == ("ok",)
        assert contents(connection, "places") == contents(connection, own)


def test_where_sqlite_defends_its_tables_points_go_in_one_by_one():
    ids, xy = somewhere(200)

    def guard(action, table, *_):
        forbidden = action == sqlite3.SQLITE_DELETE and table == "places_parent"
        return sqlite3.SQLITE_DENY if forbidden else sqlite3.SQLITE_OK

    with closing(sqlite3.connect(":memory:")) as connection:
        name, own = index_of(connection), inserted(connection, ids, xy)
        connection.set_authorizer(guard)
        write_points(connection, name, ids, xy, SILENT)
        connection.set_authorizer(None)
        assert contents(connection, name) == contents(connection, own)


def test_no_points_make_an_empty_index():
    with closing(sqlite3.connect(":memory:")) as connection:
        write_points(connection, index_of(connection), np.empty(0, int), np.empty((0, 2)), SILENT)
        assert contents(connection, "places") == []

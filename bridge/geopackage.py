"""GeoPackages that hold more than one layer: what is in them, and how another layer comes in or takes a place.

A layer is made in a package of its own and then copied in one transaction, so that whoever reads sees the old layers or
all layers, whatever happens in between: SQLite takes an interrupted change back when the file is next opened.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from ..subsidence.errors import Cancelled, SubsidenceError
from ..subsidence.progress import stop_if_cancelled
from .i18n import tr

WAIT_S = 30.0  # for other writers of the same file
ONCE_S = 0.2  # of waiting without hearing a stop
STEPS = 20_000  # of SQLite's machine between looks for a stop
MOST_COLUMNS = 2000  # SQLite's, as it is built everywhere
NO_LAYERS = ("gpkg_", "rtree_", "sqlite_")
SIDE_TABLES = ("layer_styles", "ogr_empty_table")
# tables about layers, and the column that names the layer
ABOUT = (
    ("gpkg_geometry_columns", "table_name"),
    ("gpkg_ogr_contents", "table_name"),
    ("gpkg_extensions", "table_name"),
    ("gpkg_data_columns", "table_name"),
    ("layer_styles", "f_table_name"),
)


Result = TypeVar("Result")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def patiently(act: Callable[[], Result], seconds: float | None = None) -> Result:
    """Do something as soon as no other program holds the file; a stop is heard meanwhile."""
    end = time.monotonic() + (WAIT_S if seconds is None else seconds)
    while True:
        try:
            return act()
        except sqlite3.OperationalError as error:
            if not is_held(error) or time.monotonic() > end:
                raise
            stop_if_cancelled()
            time.sleep(ONCE_S / 4)


def is_held(error: sqlite3.Error) -> bool:
    """Whether SQLite says that another program holds the file."""
    return "locked" in str(error) or "busy" in str(error)


def _held(path: str | os.PathLike) -> SubsidenceError:
    return SubsidenceError(
        tr("{path} is being written by another program; end that, or choose another place.").format(path=path)
    )


@contextmanager
def interruptible(connection: sqlite3.Connection) -> Iterator[None]:
    """Within, long statements are ended by a stop, which is raised as such."""

    def stopped() -> int:
        try:
            stop_if_cancelled()
        except Cancelled:
            return 1
        return 0

    connection.set_progress_handler(stopped, STEPS)
    try:
        yield
    except sqlite3.OperationalError:
        stop_if_cancelled()
        raise
    finally:
        connection.set_progress_handler(None, 0)


def in_use(path: Path) -> bool:
    """Whether some program, this one perhaps, has a GeoPackage open for editing: it may not be replaced under it.

    Such a one keeps a log beside the file under the file's name, which would be taken for that of the new file.
    """
    if not path.with_name(path.name + "-wal").exists():
        return False
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=0)) as connection:
        return connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",)
    return True


def tables(path: str | os.PathLike, seconds: float | None = None) -> list[str]:
    """Names of what a GeoPackage holds, layers first; raises ``SubsidenceError`` where it is none.

    seconds : how long to wait for another program; by default ``WAIT_S``
    """

    def read() -> list[str]:
        where = f"{Path(path).absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(where, uri=True, timeout=ONCE_S)) as connection:
            return _tables(connection)

    try:
        return patiently(read, seconds)
    except sqlite3.Error as error:
        if "not a database" in str(error):
            return []  # something else under this name, which is replaced like any old file
        if is_held(error):
            raise _held(path) from error
        raise SubsidenceError(
            tr(
                "The file {path} is there already and cannot be read as a GeoPackage ({error}); choose another name."
            ).format(path=path, error=error)
        ) from error


def _tables(connection: sqlite3.Connection) -> list[str]:
    listed = connection.execute("SELECT table_name FROM gpkg_contents ORDER BY rowid")
    names = [name for (name,) in listed if name.lower() not in SIDE_TABLES]
    known = {*(name.lower() for name in names), *SIDE_TABLES}
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if name.lower() not in known and not name.lower().startswith(NO_LAYERS):
            empty = name == "qgis_projects" and not connection.execute("SELECT 1 FROM qgis_projects LIMIT 1").fetchone()
            if not empty:
                names.append(name)
    return names


def first_table(path: str | os.PathLike) -> str:
    """The layer that is opened when none is named; "" where there is none."""
    try:
        found = tables(path, ONCE_S)
    except SubsidenceError:
        return ""
    return found[0] if found else ""


def others(path: Path, own: list[str]) -> list[str]:
    """What a GeoPackage holds besides these layers; nothing where there is no such file."""
    if not path.exists() or path.stat().st_size == 0:
        return []
    names = {name.lower() for name in own}
    return [name for name in tables(path) if name.lower() not in names]


class Merge:
    """Layers on their way from one GeoPackage into another.

    ``prepare`` does the work in a transaction that nobody sees; ``commit`` ends it, ``cancel`` takes it back.
    """

    def __init__(self, source: Path, target: Path, names: list[str]):
        self.source, self.target, self.names = source, target, names
        self._connection: sqlite3.Connection | None = None

    def prepare(self) -> None:
        try:
            self._connection = connection = sqlite3.connect(self.target, isolation_level=None, timeout=ONCE_S)
            connection.execute("ATTACH ? AS new", (str(self.source),))
            patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
            with interruptible(connection):
                for name in self.names:
                    self._remove(name)
                    self._copy(name)
        except sqlite3.Error as error:
            self.cancel()
            raise self._refused(error) from error

    def commit(self) -> None:
        assert self._connection is not None
        connection = self._connection
        try:
            patiently(lambda: connection.execute("COMMIT"))  # until nobody reads
        except sqlite3.Error as error:
            raise self._refused(error) from error
        finally:
            self.cancel()

    def cancel(self) -> None:
        if self._connection is not None:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._connection.close()
            self._connection = None

    def _refused(self, error: sqlite3.Error) -> SubsidenceError:
        if is_held(error):
            return _held(self.target)
        return SubsidenceError(
            tr("The layer cannot be added to {path} ({error}); close other programs that write to it.").format(
                path=self.target, error=error
            )
        )

    def _rows(self, sql: str, *values) -> list[tuple]:
        assert self._connection is not None
        return self._connection.execute(sql, values).fetchall()

    def _has(self, schema: str, table: str) -> bool:
        return bool(self._rows(f"SELECT 1 FROM {schema}.sqlite_master WHERE lower(name) = lower(?)", table))  # nosec B608

    def _geometry_columns(self, schema: str, name: str) -> list[str]:
        if not self._has(schema, "gpkg_geometry_columns"):
            return []
        sql = f"SELECT column_name FROM {schema}.gpkg_geometry_columns WHERE lower(table_name) = lower(?)"  # nosec B608
        return [column for (column,) in self._rows(sql, name)]

    def _remove(self, name: str) -> None:
        """The layer of this name with all that is said of it."""
        for column in self._geometry_columns("main", name):
            self._rows(f"DROP TABLE IF EXISTS main.{quoted(f'rtree_{name}_{column}')}")
        if self._has("main", "gpkg_metadata_reference"):
            gone = self._rows(
                "SELECT md_file_id FROM main.gpkg_metadata_reference WHERE lower(table_name) = lower(?)", name
            )
            self._rows("DELETE FROM main.gpkg_metadata_reference WHERE lower(table_name) = lower(?)", name)
            for (number,) in gone:
                self._rows(
                    "DELETE FROM main.gpkg_metadata WHERE id = ? AND NOT EXISTS"
                    " (SELECT 1 FROM main.gpkg_metadata_reference WHERE md_file_id = ? OR md_parent_id = ?)",
                    number, number, number,
                )  # fmt: skip
        for table, column in (*ABOUT, ("gpkg_contents", "table_name")):
            if self._has("main", table):
                self._rows(f"DELETE FROM main.{table} WHERE lower({column}) = lower(?)", name)  # nosec B608
        self._rows(f"DROP TABLE IF EXISTS main.{quoted(name)}")

    def _copy(self, name: str) -> None:
        (sql,) = self._rows("SELECT sql FROM new.sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", name)[
            0
        ]
        self._rows(sql)
        table = quoted(name)
        self._rows(f"INSERT INTO main.{table} SELECT * FROM new.{table}")  # nosec B608: names are quoted
        self._adopt_crs(name)
        self._copy_rows("gpkg_contents", "table_name", name)
        for about, column in ABOUT:
            self._copy_rows(about, column, name)
        self._copy_metadata(name)
        for column in self._geometry_columns("new", name):
            index = quoted(f"rtree_{name}_{column}")
            if self._has("new", f"rtree_{name}_{column}"):
                self._rows(f"CREATE VIRTUAL TABLE main.{index} USING rtree(id, minx, maxx, miny, maxy)")
                self._rows(f"INSERT INTO main.{index} SELECT * FROM new.{index}")  # nosec B608
        for (sql,) in self._rows("SELECT sql FROM new.sqlite_master WHERE type = 'trigger' AND tbl_name = ?", name):
            self._rows(sql)

    def _ensure(self, table: str) -> bool:
        """Make a table about layers that an older or other GeoPackage lacks; False where there is nothing to copy."""
        if not self._has("new", table):
            return False
        if not self._has("main", table):
            for (sql,) in self._rows(
                "SELECT sql FROM new.sqlite_master WHERE lower(tbl_name) = lower(?) AND sql IS NOT NULL"
                " ORDER BY type = 'table' DESC", table,
            ):  # fmt: skip
                self._rows(sql)
            columns = self._shared_columns("gpkg_contents")
            self._rows(  # QGIS lists its table of styles among the contents
                f"INSERT INTO main.gpkg_contents ({columns}) SELECT {columns} FROM new.gpkg_contents"  # nosec B608
                " WHERE lower(table_name) = lower(?)",
                table,
            )
        return True

    def _shared_columns(self, table: str, leave_out: str = "") -> str:
        here, there = (
            [row[1] for row in self._rows(f"PRAGMA {schema}.table_info({quoted(table)})")] for schema in ("main", "new")
        )
        return ", ".join(quoted(name) for name in here if name in there and name != leave_out)

    def _copy_rows(self, table: str, column: str, name: str) -> None:
        if not self._ensure(table):
            return
        columns = self._shared_columns(table, leave_out="id" if table == "layer_styles" else "")
        self._rows(
            f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}"  # nosec B608: our own names
            f" WHERE lower({column}) = lower(?)",
            name,
        )
        if table == "gpkg_extensions":  # what holds for the whole file
            for row in self._rows(f"SELECT rowid, table_name, extension_name FROM new.{table}"):  # nosec B608
                whole = row[1] is None or row[1].lower() in ("gpkg_metadata", "gpkg_metadata_reference")
                if whole and not self._rows(
                    f"SELECT 1 FROM main.{table} WHERE table_name IS ? AND extension_name = ?", row[1], row[2]  # nosec B608
                ):  # fmt: skip
                    self._rows(
                        f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table} WHERE rowid = ?",  # nosec B608
                        row[0],
                    )

    def _copy_metadata(self, name: str) -> None:
        if not self._ensure("gpkg_metadata") or not self._ensure("gpkg_metadata_reference"):
            return
        columns = self._shared_columns("gpkg_metadata", leave_out="id")
        references = self._shared_columns("gpkg_metadata_reference", leave_out="md_file_id")
        for rowid, number in self._rows(
            "SELECT rowid, md_file_id FROM new.gpkg_metadata_reference WHERE lower(table_name) = lower(?)", name
        ):
            assert self._connection is not None
            copied = self._connection.execute(
                f"INSERT INTO main.gpkg_metadata ({columns}) SELECT {columns} FROM new.gpkg_metadata WHERE id = ?",  # nosec B608
                (number,),
            ).lastrowid
            self._rows(
                f"INSERT INTO main.gpkg_metadata_reference ({references}, md_file_id)"  # nosec B608
                f" SELECT {references}, ? FROM new.gpkg_metadata_reference WHERE rowid = ?",
                copied, rowid,
            )  # fmt: skip

    def _adopt_crs(self, name: str) -> None:
        """The layer's reference system under the number that it has, or gets, in the target."""
        found = self._rows(
            "SELECT s.srs_id, s.organization, s.organization_coordsys_id, s.definition FROM new.gpkg_spatial_ref_sys s"
            " JOIN new.gpkg_contents c ON c.srs_id = s.srs_id WHERE c.table_name = ?", name,
        )  # fmt: skip
        for number, organisation, code, definition in found:
            same = self._rows(
                "SELECT srs_id FROM main.gpkg_spatial_ref_sys"
                " WHERE (lower(organization) = lower(?) AND organization_coordsys_id = ? AND lower(?) != 'none')"
                " OR definition = ? ORDER BY srs_id = ? DESC",
                organisation, code, organisation, definition, number,
            )  # fmt: skip
            if same:
                new_number = same[0][0]
            else:
                taken = self._rows("SELECT 1 FROM main.gpkg_spatial_ref_sys WHERE srs_id = ?", number)
                (largest,) = self._rows("SELECT max(srs_id) FROM main.gpkg_spatial_ref_sys")[0]
                new_number = max(largest + 1, 100000) if taken else number
                columns = self._shared_columns("gpkg_spatial_ref_sys", leave_out="srs_id")
                self._rows(
                    f"INSERT INTO main.gpkg_spatial_ref_sys ({columns}, srs_id)"  # nosec B608
                    f" SELECT {columns}, ? FROM new.gpkg_spatial_ref_sys WHERE srs_id = ?",
                    new_number, number,
                )  # fmt: skip
            if new_number != number:
                self._renumber(name, number, new_number)

    def _renumber(self, name: str, number: int, new_number: int) -> None:
        assert self._connection is not None
        self._connection.create_function("with_srs", 2, _with_srs, deterministic=True)
        for column in self._geometry_columns("new", name):
            self._rows(
                f"UPDATE main.{quoted(name)} SET {quoted(column)} = with_srs({quoted(column)}, ?)",  # nosec B608
                new_number,
            )
        for table in ("gpkg_contents", "gpkg_geometry_columns"):  # the source is ours and about to go
            sql = f"UPDATE new.{table} SET srs_id = ? WHERE table_name = ? AND srs_id = ?"  # nosec B608: our own names
            self._rows(sql, new_number, name, number)


def _with_srs(geometry: bytes | None, number: int) -> bytes | None:
    """A GeoPackage geometry under another number of its reference system (bytes 4 to 7 of its header)."""
    if geometry is None:
        return None
    order = "<" if geometry[3] & 1 else ">"
    return geometry[:4] + struct.pack(f"{order}i", number) + geometry[8:]

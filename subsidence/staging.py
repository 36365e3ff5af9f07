"""Results made beside their targets and moved into place together: whole, or not at all.

A run makes its files in a scratch folder ``.land_subsidence_…`` in the folder of each target, so that moving them is
a renaming within one file system. A lock in the scratch folder tells a run that is alive from one that was killed: what
a killed run has left is removed by the next run that writes into the same folder, and nothing else ever is.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from .errors import SubsidenceError
from .file_lock import FileLock, remove_with_lock
from .kept_blocks import remove_aged
from .progress import SILENT, Report
from .wording import message

PREFIX = ".land_subsidence_"
OWN_NAME = re.compile(re.escape(PREFIX) + "[0-9a-f]{12}")
LOCK = "run.lock"  # only folders with this file are taken for ours
MOVES = "moves.json"  # written once everything is whole and only moving is left
OLD = "old"
# what belongs to a format and would be wrong beside a new file; a person's own .qml is not among them
COMPANIONS = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".idm", ".ind", ".qpj", ".fields.csv"),
    ".dbf": (".cpg", ".idm", ".ind", ".fields.csv"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
    ".gml": (".xsd", ".gfs"),
}
ENDINGS = (".aux.xml", ".ovr", ".msk", "-wal", "-shm", "-journal")


def companions(path: Path) -> list[Path]:
    """Files that belong to a file of this name and to no other, whether they exist or not."""
    beside = [path.with_suffix(suffix) for suffix in COMPANIONS.get(path.suffix.lower(), ())]
    return [*beside, *(path.with_name(path.name + ending) for ending in ENDINGS)]


class Staging:
    """The files of one run on their way.

    ``place`` gives the path to write to instead of the target; ``commit`` moves what was written there into place,
    ``discard`` removes it. Either ends with no scratch folder left.
    """

    def __init__(self, report: Report = SILENT):
        self._report = report
        self._folders: dict[Path, _Folder] = {}
        self._targets: list[tuple[_Folder, Path, Path]] = []

    def place(self, target: Path) -> Path:
        """Where to make the file that is to become ``target``; raises ``OSError`` if nothing can be made there.

        A target that is a link stands for the file it leads to.
        """
        target = Path(os.path.realpath(target))
        folder = self._folders.get(target.parent)
        if folder is None:
            _remove_leftovers(target.parent, self._report)
            remove_aged(target.parent, self._report)
            folder = self._folders[target.parent] = _Folder(target.parent)
        inside = folder.path / str(len(self._targets) + 1)
        inside.mkdir()
        self._targets.append((folder, inside, target))
        return inside / target.name

    def pieces(self, place: Path) -> list[Path]:
        """The files that were made at a place, companions among them."""
        return sorted(place.parent.iterdir())

    def target_of(self, place: Path) -> Path:
        """The file, links followed, that a place stands for."""
        return next(target for _, inside, target in self._targets if inside == place.parent)

    def forget(self, place: Path) -> None:
        """Move nothing from this place, because its content went elsewhere."""
        self._targets = [kept for kept in self._targets if kept[1] != place.parent]

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Move everything into place, then let the caller finish; if that fails, what was there before is put back."""
        moves = [
            (folder, piece, target.parent / piece.name)
            for folder, inside, target in self._targets
            for piece in sorted(inside.iterdir())
        ]
        stale = self._stale({final for _, _, final in moves})
        for _, piece, _ in moves:
            for inner in [*piece.rglob("*"), piece]:  # of a folder, all that is in it
                flush(inner)
        for target in {target for _, _, target in self._targets}:
            settle(target)
        for folder in self._folders.values():
            folder.announce([(piece, final) for owner, piece, final in moves if owner is folder], stale)
        done: list[tuple[Path, Path | None]] = []
        try:
            for folder, old in stale:
                done.append((old, folder.keep(old, away=True)))
            for folder, piece, final in moves:
                kept = folder.keep(final)
                done.append((final, kept))
                os.replace(piece, final)
            yield
        except BaseException:
            _put_back(done)
            for folder in self._folders.values():
                folder.recall()
            raise
        for folder in self._folders.values():
            flush(folder.path.parent)
        self.discard()

    def commit(self) -> None:
        with self.committing():
            pass

    def discard(self) -> None:
        """Remove the scratch folders and all that is in them."""
        for folder in self._folders.values():
            folder.remove()
        self._folders, self._targets = {}, []

    def _stale(self, new: set[Path]) -> list[tuple[_Folder, Path]]:
        """Companions of replaced files that the new files do not have."""
        return [
            (folder, old)
            for folder, inside, target in self._targets
            if target.exists() and any(inside.iterdir())
            for old in companions(target)
            if old not in new and old.is_file()
        ]


def working_folder(parent: Path, report: Report = SILENT) -> _Folder:
    """A scratch folder for working files; what killed runs have left beside it is removed. Raises ``OSError``."""
    _remove_leftovers(parent, report)
    return _Folder(parent)


class _Folder:
    """A scratch folder with its lock."""

    def __init__(self, parent: Path):
        while True:
            self.path = parent / f"{PREFIX}{os.urandom(6).hex()}"
            self.path.mkdir()
            try:
                (self.path / LOCK).touch()
            except FileNotFoundError:
                continue  # another run has just taken the empty folder for a left-over
            self._lock = FileLock(self.path / LOCK)
            if self._lock.try_to_acquire() is not False and (self.path / LOCK).exists():
                return  # otherwise another run has just taken the new folder for a left-over

    def announce(self, moves: list[tuple[Path, Path]], stale: list[tuple[_Folder, Path]]) -> None:
        """Write down what is about to be moved, so that the next run can finish it if this one is killed meanwhile."""
        if len(moves) < 2:
            return  # a single renaming needs no plan
        plan = {
            "moves": [[str(piece.relative_to(self.path)), final.name, _state(final)] for piece, final in moves],
            "stale": [[old.name, _state(old)] for folder, old in stale if folder is self],
        }
        written = self.path / (MOVES + ".new")
        written.write_text(json.dumps(plan), encoding="utf-8")
        flush(written)
        os.replace(written, self.path / MOVES)

    def recall(self) -> None:
        (self.path / MOVES).unlink(missing_ok=True)

    def keep(self, path: Path, away: bool = False) -> Path | None:
        """Keep the old file until the run has ended well; with ``away`` its place becomes free."""
        if not path.exists():
            return None
        kept = self.path / OLD / path.name
        kept.parent.mkdir(exist_ok=True)
        kept.unlink(missing_ok=True)
        if away or path.is_dir():
            os.replace(path, kept)
            return kept
        try:
            os.link(path, kept)  # its name stays taken until the new file takes it
        except OSError:  # a file system without hard links
            os.replace(path, kept)
        return kept

    def remove(self) -> None:
        self._lock.release()
        remove_with_lock(self.path, LOCK)


def _put_back(done: Iterable[tuple[Path, Path | None]]) -> None:
    for final, kept in reversed(list(done)):
        if final.is_dir():
            shutil.rmtree(final)
        if kept is not None:
            os.replace(kept, final)
        else:
            final.unlink(missing_ok=True)


def _state(path: Path) -> list[int] | None:
    """What tells whether a file is still the same."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]


def _remove_leftovers(parent: Path, report: Report) -> None:
    """Finish or remove what killed runs have left in this folder."""
    with suppress(OSError):
        found = [Path(entry.path) for entry in os.scandir(parent) if entry.name.startswith(PREFIX)]
        for folder in found:
            if not (folder / LOCK).is_file() or folder.is_symlink():
                if OWN_NAME.fullmatch(folder.name):
                    with suppress(OSError):
                        folder.rmdir()  # of a run that was killed before it could put its lock there, if it is empty
                continue  # else none of ours
            lock = FileLock(folder / LOCK)
            if not lock.try_to_acquire():
                continue  # its run is alive, or nobody can tell
            finished = _finish(folder)
            lock.release()
            remove_with_lock(folder, LOCK)
            text = (
                message(
                    "An interrupted run had finished its results; they have been put in place in {folder}.",
                    folder=parent,
                )
                if finished
                else message("Left-overs of an interrupted run were removed from {folder}.", folder=parent)
            )
            report.info(text)


def _finish(folder: Path) -> bool:
    """Finish moving, if a run was killed in the middle of it and nobody has touched its targets since."""
    try:
        plan = json.loads((folder / MOVES).read_text(encoding="utf-8"))
        moves = [(folder / piece, _inside(folder, name), state) for piece, name, state in plan["moves"]]
        stale = [(_inside(folder, name), state) for name, state in plan["stale"]]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    left = [(piece, final, state) for piece, final, state in moves if piece.exists()]
    if not left or any(_state(final) not in (state, None) for _, final, state in left):
        return False
    for old, state in stale:
        if _state(old) == state:
            old.unlink(missing_ok=True)
    for piece, final, _ in left:
        os.replace(piece, final)
    return True


def _inside(folder: Path, name: str) -> Path:
    if Path(name).name != name:
        raise ValueError(name)
    return folder.parent / name


def flush(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk; raises ``OSError`` where it cannot."""
    if path.is_dir():
        if os.name == "nt":
            return  # Windows flushes no folders
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(path: Path) -> None:
    """Bring an SQLite file that is about to be replaced to rest.

    A ``-wal`` or ``-journal`` that an interrupted program has left would be taken for the new file's and spoil it.
    """
    beside = [path.with_name(path.name + ending) for ending in ("-wal", "-journal")]
    if not path.is_file() or not any(piece.exists() for piece in beside):
        return
    try:
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # rolls an interrupted change back
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise SubsidenceError(
                message("{path} is being written by another program; end that, or choose another place.", path=path)
            ) from error


def free_bytes(path: Path) -> float:
    """The room left on the disk of ``path``; infinite where the place does not tell."""
    try:
        return shutil.disk_usage(Path(os.path.realpath(path)).parent).free
    except OSError:
        return math.inf


def need_room(path: Path, n_bytes: int) -> None:
    """Raise ``SubsidenceError`` when the disk of ``path`` has less than ``n_bytes`` left."""
    free = free_bytes(path)
    if free < n_bytes:
        raise SubsidenceError(
            message(
                "The output {path} needs about {needed:.1f} MB, and only {free:.1f} MB are left there; free some space"
                " or choose another place.",
                path=path,
                needed=n_bytes / 2**20,
                free=free / 2**20,
            )
        )

"""Finished pieces of a long run, kept on disk so that the next run with the same inputs can go on from there.

They lie in a folder ``.land_subsidence_kept_…`` beside the output, whose name holds a fingerprint of inputs, parameters
and versions. A lock tells whether a run is using it; a run that was killed holds none. Every piece is an ``.npz`` of
numbers with a digest, read without pickle: one that is damaged is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from .file_lock import FileLock, remove_with_lock
from .model_file import MISFITS, UNREADABLE, read_arrays, seal
from .progress import SILENT, Report
from .tabular.shared_rows import Mark
from .wording import message

OURS = ".land_subsidence_"
PREFIX = OURS + "kept_"
LOCK = "kept.lock"  # only folders with this file are taken for ours
ABOUT = "about.json"
HEADER = "kept_header"
ENDING = ".npz"
DAYS_KEPT = 7
ROOM = 3  # times its size must be free on the disk where a piece is kept

Arrays = Mapping[str, np.ndarray]


def fingerprint(*facts: object, files: Iterable[str | os.PathLike] = (), arrays: Iterable[np.ndarray] = ()) -> str:
    """What is the same for two runs that must give the same results.

    facts : anything JSON can hold, or whose text tells it; files : with all that is in folders, by path, size and time
    of change; arrays : by content
    """
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode())
    for path in sorted(map(str, files)):
        for name, size, changed in _states(Path(path)):
            digest.update(f"{name}\0{size}\0{changed}\0".encode(errors="surrogateescape"))
    for values in arrays:
        plain = np.atleast_1d(values)
        digest.update(f"{plain.dtype.str}{plain.shape}".encode())
        if plain.dtype.hasobject:
            digest.update(repr(plain.tolist()).encode())
        else:
            digest.update(np.ascontiguousarray(plain).view(np.uint8).data if plain.size else b"")
    return digest.hexdigest()


def _states(path: Path) -> Iterator[tuple[str, int, int]]:
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in found:
        if any(part.startswith(OURS) for part in file.parts):
            continue  # what runs are making
        with suppress(OSError):
            state = file.stat()
            if not file.is_dir():
                yield os.path.realpath(file), state.st_size, state.st_mtime_ns


class KeptBlocks:
    """The pieces of one run.

    Parameters
    ----------
    parent : path
        The folder of the run's output.
    owner : str
        Whose pieces they are, such as the algorithm's id; those of the same owner and another fingerprint are removed.
    mark : str
        The ``fingerprint``.
    report : Report
        Told what is taken, kept and removed.
    """

    def __init__(self, parent: str | os.PathLike, owner: str, mark: str, report: Report = SILENT):
        self._report = report
        self._parent = Path(os.path.realpath(parent))
        self._folder = self._parent / f"{PREFIX}{owner}_{mark[:20]}"
        self._lock: FileLock | None = None
        self._counting = Lock()
        self._asked = self._taken = self._written = 0
        self.since = ""  # when the run began whose pieces are taken, "" where there are none
        remove_kept(self._parent, owner, report, but=self._folder)
        self._open()

    def _open(self) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
            (self._folder / LOCK).touch()
            lock = FileLock(self._folder / LOCK)
            if lock.try_to_acquire() is not True or not (self._folder / LOCK).exists():
                lock.release()
                return  # the same run is at work already, or nobody can tell
            self._lock = lock
            about = self._folder / ABOUT
            with suppress(OSError, ValueError, TypeError):
                self.since = str(json.loads(about.read_text(encoding="utf-8"))["since"])
            if not self.since:
                about.write_text(json.dumps({"since": time.strftime("%Y-%m-%d %H:%M")}), encoding="utf-8")
        except OSError:
            self._lock = None  # a folder where nothing can be kept; the run goes on without

    @property
    def active(self) -> bool:
        """Whether anything is kept."""
        return self._lock is not None

    def block(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """The piece of this name: from the earlier run if it is there and whole, else made, and kept for the next."""
        if not self.active:
            return make()
        path = _path(self._folder, name)
        with self._counting:
            self._asked += 1
        found = self._read(path, name)
        if found is not None:
            with self._counting:
                self._taken += 1
            return found
        made = make()
        _write(path, name, made)
        return made

    def has(self, name: str) -> bool:
        """Whether the piece is there and whole."""
        return self.active and self._read(_path(self._folder, name), name) is not None

    def tell(self) -> None:
        """Say how much was taken from an earlier run."""
        if self._taken:
            self._report.info(
                message(
                    "{count} of {all} blocks taken from the run of {when}.",
                    count=self._taken,
                    all=self._asked,
                    when=self.since,
                )
            )

    def close(self) -> None:
        """Leave the pieces for the next run, and say so."""
        if self._lock is None:
            return
        pieces = self._pieces()
        if not pieces:
            self.remove()
            return
        self._release()
        size = sum(piece.stat().st_size for piece in pieces)
        self._report.info(
            message(
                "{count} finished blocks ({size:.1f} MB) are kept in {folder} for a run with the same inputs and"
                " parameters; they are removed when that has ended, or after {days} days.",
                count=len(pieces),
                size=size / 2**20,
                folder=self._folder,
                days=DAYS_KEPT,
            )
        )

    def remove(self) -> None:
        """Remove the pieces: the run has ended, or they are of no use."""
        if self._lock is not None:
            self._release()
            remove_with_lock(self._folder, LOCK)

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
        self._lock = None

    def _pieces(self) -> list[Path]:
        return sorted(self._folder.glob("*" + ENDING))

    def _read(self, path: Path, name: str) -> dict[str, np.ndarray] | None:
        if not path.is_file():
            return None
        try:
            arrays = read_arrays(path, path.stat().st_size)
            header = json.loads(str(arrays.pop(HEADER)))
            if header["name"] == name and header["seal"] == seal(arrays, {"name": name}):
                return arrays
        except (*UNREADABLE, *MISFITS):
            pass
        with suppress(OSError):
            path.unlink()
        self._report.info(message("A kept block ({name}) is damaged and is made again.", name=name))
        return None

    @property
    def place(self) -> KeptPlace | None:
        """For ``KeptPlace.write`` in another process; None where nothing is kept."""
        try:
            return KeptPlace(str(self._folder), Mark.of(self._folder / ABOUT)) if self.active else None
        except OSError:
            return None


@dataclass(frozen=True)
class KeptPlace:
    """Where a run keeps its pieces, for other processes that make some of them."""

    folder: str
    mark: Mark

    def write(self, name: str, arrays: Arrays) -> None:
        """Keep a piece for the run whose place this is."""
        _write(_path(Path(self.folder), name), name, arrays)


def _path(folder: Path, name: str) -> Path:
    return folder / (hashlib.sha256(name.encode()).hexdigest()[:24] + ENDING)


def _write(path: Path, name: str, arrays: Arrays) -> None:
    size = sum(np.asarray(values).nbytes for values in arrays.values())
    temporary = path.with_suffix(f".part{os.getpid()}_{id(arrays)}")
    try:
        if shutil.disk_usage(path.parent).free < ROOM * size:
            return  # the results need the room
        header = json.dumps({"name": name, "seal": seal(arrays, {"name": name})})
        with temporary.open("wb") as stream:
            np.savez(stream, **{HEADER: np.array(header)}, **arrays)
        os.replace(temporary, path)
    except OSError:  # such as a full disk: this piece is not kept
        with suppress(OSError):
            temporary.unlink()


def remove_kept(parent: Path, owner: str, report: Report = SILENT, but: Path | None = None) -> None:
    """Remove what is kept in a folder for one owner and no longer of use; what a living run is using stays."""
    for folder in _folders(parent):
        if folder != but and folder.name.startswith(f"{PREFIX}{owner}_"):
            _remove(folder, report)


def remove_aged(parent: Path, report: Report = SILENT) -> None:
    """Remove what nobody has come back for."""
    for folder in _folders(parent):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > DAYS_KEPT * 86400:
                _remove(folder, report)


def _folders(parent: Path) -> list[Path]:
    try:
        found = [Path(entry.path) for entry in os.scandir(parent) if entry.name.startswith(PREFIX)]
    except OSError:
        return []
    return [folder for folder in found if (folder / LOCK).is_file() and not folder.is_symlink()]


def _remove(folder: Path, report: Report) -> None:
    lock = FileLock(folder / LOCK)
    if not lock.try_to_acquire():
        return  # its run is alive, or nobody can tell
    lock.release()
    remove_with_lock(folder, LOCK)
    report.info(
        message(
            "Blocks that an interrupted run had kept were removed from {folder}: they are of other inputs or"
            " parameters, or older than {days} days.",
            folder=folder.parent,
            days=DAYS_KEPT,
        )
    )


# ---- for loops deep inside -----------------------------------------------------------------

_keeper: ContextVar[KeptBlocks | None] = ContextVar("keeper", default=None)


@contextmanager
def keeping(blocks: KeptBlocks | None) -> Iterator[None]:
    """Within, in this thread and the ones it starts, ``kept_block`` uses these pieces."""
    token = _keeper.set(blocks)
    try:
        yield
    finally:
        _keeper.reset(token)


def kept_block(name: str, make: Callable[[], Arrays]) -> Arrays:
    """A piece of the work, made or taken from an earlier run; names are given once in a run.

    ``make`` must depend on nothing but the run's inputs and parameters.
    """
    keeper = _keeper.get()
    return make() if keeper is None else keeper.block(name, make)


def is_kept(name: str) -> bool:
    """Whether an earlier run has left this piece."""
    keeper = _keeper.get()
    return keeper is not None and keeper.has(name)


def is_keeping() -> bool:
    """Whether pieces are kept here at all."""
    keeper = _keeper.get()
    return keeper is not None and keeper.active


def place_of_kept() -> KeptPlace | None:
    """Where pieces are kept here; None where none are."""
    keeper = _keeper.get()
    return None if keeper is None else keeper.place


def to_keep(value: object) -> Arrays:
    """An array, or a tuple, list or dict of arrays, as a piece; of ``None`` one that is only read."""
    if isinstance(value, dict):
        return {f"d{name}": np.asarray(each) for name, each in value.items()}
    if isinstance(value, (tuple, list)):
        return {
            f"{'t' if isinstance(value, tuple) else 'l'}{at:04d}": np.asarray(each) for at, each in enumerate(value)
        }
    return {"a": np.asarray(value)}


def from_kept(piece: Arrays) -> Any:
    """What ``to_keep`` was given."""
    kind = next(iter(piece), "t")[0]
    if kind == "d":
        return {name[1:]: values for name, values in piece.items()}
    if kind == "a":
        return piece["a"]
    ordered = [piece[name] for name in sorted(piece)]
    return tuple(ordered) if kind == "t" else ordered


def as_array(value: object) -> np.ndarray:
    """Anything JSON can hold, as an array among others.

    >>> from_array(as_array({"a": ["é", None]}))
    {'a': ['é', None]}
    """
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), np.uint8)


def from_array(values: np.ndarray) -> object:
    """What ``as_array`` was given."""
    return json.loads(values.tobytes().decode("utf-8", "surrogatepass"))

"""Inputs and outputs of a job in object storage (s3://, gs://, abfs:// and whatever fsspec knows), by copies beside it.

What a job reads is brought into a folder beside the job, and what it makes there is taken back, the file that tells of
a store last. What was brought or taken is remembered with the state it had there, and is not moved again while that is
the same. Keys and tokens are fsspec's own configuration; addresses that hold some are refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ..errors import Cancelled, SubsidenceError
from ..packages import require
from ..progress import SILENT, Report
from ..store.store_folder import ABOUT
from ..wording import message

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
STATES = "objects.json"
OF_A_STATE = ("size", "ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "created")


def is_address(text: str) -> bool:
    """Whether a path leads to object storage.

    >>> is_address("s3://bucket/tile"), is_address("C:/tile"), is_address("/vsis3/bucket/tile.tif")
    (True, False, False)
    """
    return bool(ADDRESS.match(text))


class Objects:
    """Copies of what lies in object storage, in a folder."""

    def __init__(self, folder: Path, report: Report = SILENT):
        self._folder, self._report = folder, report
        self._states: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            self._states = dict(json.loads((folder / STATES).read_text(encoding="utf-8")))

    def copy_of(self, address: str) -> Path:
        """Where the copy lies, whether there is one or not."""
        if "@" in address.partition("://")[2].partition("/")[0]:
            raise SubsidenceError(
                message(
                    "An address in a job must not hold a key or password; put them into the configuration of fsspec"
                    " or the environment."
                )
            )
        name = address.rstrip("/").rpartition("/")[2] or "objects"
        return self._folder / hashlib.sha256(address.encode()).hexdigest()[:12] / name

    def bring(self, address: str, *, needed: bool = True) -> Path:
        """The copy, brought anew where what lies there has changed; needed : whether there must be something."""
        copy = self.copy_of(address)
        with _reaching(address) as (files, root):
            state = _state(files, root)
            if not state and needed:
                raise SubsidenceError(message("The input {path} does not exist.", path=address))
            if not state or (self._states.get(address) == state and copy.exists()):
                return copy
            self._report.info(message("{address} is copied to {path}.", address=address, path=copy))
            self._fetch(files, root, list(state), copy)
            self._remember(address, state)
        return copy

    def _fetch(self, files: Any, root: str, names: list[str], copy: Path) -> None:
        fresh = copy.with_name(copy.name + ".part")
        shutil.rmtree(copy.parent, ignore_errors=True)
        fresh.parent.mkdir(parents=True)
        for name in self._report.each(names):
            place = Path(os.path.normpath(fresh / name)) if name else fresh
            if fresh not in (place, *place.parents):
                raise SubsidenceError(
                    message("{path} holds a name that leads out of it: {name}.", path=root, name=name)
                )
            place.parent.mkdir(parents=True, exist_ok=True)
            files.get_file(_joined(root, name), str(place))
        os.replace(fresh, copy)

    def take(self, address: str) -> None:
        """Bring the copy to its address, unless it came from there: a store is whole there, or has no JSON file."""
        copy = self.copy_of(address)
        with _reaching(address) as (files, root):
            there = _state(files, root)
            if there and self._states.get(address) == there and self._states.get(f"copy of {address}") == _local(copy):
                return
            self._report.info(message("{path} is copied to {address}.", address=address, path=copy))
            names = sorted(_local(copy))
            if ABOUT in there:
                files.rm_file(_joined(root, ABOUT))
            for name in sorted(names, key=lambda one: one == ABOUT):
                if name == ABOUT:
                    for stale in set(there) - set(names):
                        files.rm_file(_joined(root, stale))
                source, target = copy / name if name else copy, _joined(root, name)
                files.makedirs(target.rpartition("/")[0], exist_ok=True)
                files.put_file(str(source), target)
            self._remember(address, _state(files, root))

    def _remember(self, address: str, state: Mapping[str, Any]) -> None:
        self._states[address] = state
        self._states[f"copy of {address}"] = _local(self.copy_of(address))
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / (STATES + ".new")
        fresh.write_text(json.dumps(self._states), encoding="utf-8")
        os.replace(fresh, self._folder / STATES)

    def names_at(self, address: str) -> list[str]:
        """The objects below an address, "" for one object; [] where there is nothing."""
        with _reaching(address) as (files, root):
            return sorted(_state(files, root))


@contextmanager
def _reaching(address: str) -> Iterator[tuple[Any, str]]:
    """The file system of an address and the path there; what goes wrong is said with the address."""
    fsspec = require("fsspec")
    try:
        files, root = fsspec.core.url_to_fs(address)
        files.invalidate_cache()
        yield files, str(root).rstrip("/")
    except (SubsidenceError, Cancelled):
        raise
    except Exception as error:  # each storage has errors of its own
        why = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
        raise SubsidenceError(message("{path} cannot be reached: {error}.", path=address, error=why)) from error


def _joined(root: str, name: str) -> str:
    return f"{root}/{name}" if name else root


def _state(files: Any, root: str) -> dict[str, list[str]]:
    """What tells whether anything has changed, by the names below; "" for a single object."""
    try:
        found = {root: files.info(root)} if files.isfile(root) else files.find(root, detail=True)
    except FileNotFoundError:
        return {}
    about = {}
    for path, info in found.items():
        if info.get("type", "file") == "file":
            about[str(path)[len(root) :].lstrip("/")] = [str(info[key]) for key in OF_A_STATE if info.get(key)]
    return about


def _local(copy: Path) -> dict[str, list[int]]:
    """The files of a copy with size and time of change, as ``_state``."""
    found = [copy] if copy.is_file() else [item for item in copy.rglob("*") if item.is_file()]
    return {
        "" if item == copy else item.relative_to(copy).as_posix(): [item.stat().st_size, item.stat().st_mtime_ns]
        for item in found
    }

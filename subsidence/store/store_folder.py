"""What stores of points and of rasters have in common: a folder that is whole or not there, and a JSON file about it.

The JSON file is written last and the folder moved into place then: one without it is half-written and is refused.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from ..errors import SubsidenceError
from ..staging import free_bytes
from ..wording import message

FORMAT = 1
ABOUT = "store.json"
OWN_NAME = re.compile(  # of what a store's folder holds, and what file managers leave in it
    r"store\.json|provenance\.json|part-\d+\.parquet|cube\.zarr|\.DS_Store|\.directory|Thumbs\.db|desktop\.ini"
)
POINTS, RASTERS = "points", "rasters"
UNIT, SIGN = "mm", "positive towards the satellite or up; subsidence is negative"


def read_about(folder: Path, kind: str) -> dict[str, Any]:
    """What a store's JSON file says; refuses a newer format, the other kind, and what is no store or not whole."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        version, held = int(about["format"]), str(about.get("kind", POINTS))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise not_whole(folder) from error
    if version > FORMAT:
        raise SubsidenceError(
            message(
                "The store {path} has format {version}, this plugin knows {known}; update the plugin.",
                path=folder,
                version=version,
                known=FORMAT,
            )
        )
    if held != kind:
        told = message("a store of rasters") if held == RASTERS else message("a store of points")
        raise SubsidenceError(message("{path} is {told}, which does not fit here.", path=folder, told=told))
    return dict(about)


def not_whole(folder: Path) -> SubsidenceError:
    """The error for a folder whose JSON file is missing or damaged."""
    return SubsidenceError(
        message(
            "{path} is no store, or was not written whole ({name} is missing or damaged); make it again.",
            path=folder,
            name=ABOUT,
        )
    )


def lacking(folder: Path, count: int, all_of_them: int, name: str) -> SubsidenceError:
    """The error for a store of which files are missing."""
    return SubsidenceError(
        message(
            "The store {path} lacks {count} of its {all} files ({name} …); copy it again, or make it again.",
            path=folder,
            count=count,
            all=all_of_them,
            name=name,
        )
    )


def unreadable(path: Path, error: object) -> SubsidenceError:
    """The error for a file of a store that is damaged or out of reach, in words of the system's, not of a library's."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else message("its content is damaged")
    return SubsidenceError(
        message(
            "{path} of the store cannot be read ({why}); copy the store again, or make it again.",
            path=path,
            why=why,
        )
    )


def check_place(folder: Path) -> None:
    """Refuse a folder that holds something other than a store: the whole folder is replaced."""
    if not folder.exists():
        return
    held = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
    if not folder.is_dir() or (held and ABOUT not in held):
        raise SubsidenceError(message("{path} exists and is no store; choose another folder.", path=folder))
    others = [name for name in held if not OWN_NAME.fullmatch(name)]
    if others:
        raise SubsidenceError(
            message(
                "The store {path} also holds {name}, which would be lost with it; move that away, or choose another"
                " folder.",
                path=folder,
                name=others[0],
            )
        )


@contextmanager
def new_store(folder: Path, needed: float) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A scratch folder that takes the place of ``folder`` at the end, and what its JSON file shall say, to be filled.

    needed : bytes that the store may take; a store that is there already is replaced at the end, or stays
    """
    check_place(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if free_bytes(folder.parent) < needed:
        raise SubsidenceError(
            message(
                "There is no room for the store {path}: up to {size:.0f} MB are needed.", path=folder, size=needed / 1e6
            )
        )
    scratch = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.part")
    scratch.mkdir()
    made = datetime.now(timezone.utc).isoformat(timespec="seconds")
    about: dict[str, Any] = {"format": FORMAT, "made": made, "unit": UNIT, "sign": SIGN}
    try:
        yield scratch, about
        (scratch / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
        _replace(scratch, folder)
    except OSError as error:
        raise SubsidenceError(
            message("The store {path} cannot be written: {error}.", path=folder, error=error.strerror or error)
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _replace(scratch: Path, place: Path) -> None:
    old = scratch.with_suffix(".old")
    if place.exists():
        os.replace(place, old)
    try:
        os.replace(scratch, place)
    except OSError:
        if old.exists():
            os.replace(old, place)
        raise
    shutil.rmtree(old, ignore_errors=True)

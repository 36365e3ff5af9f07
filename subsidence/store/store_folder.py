"""What stores of points and of rasters have in common: a folder that is whole or not there, and a JSON file about it.

The JSON file is written last and the folder moved into place then: one without it is half-written and is refused.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
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
PART, LEFT_AFTER_S = ".part", 86_400.0
ABOUT = "store.json"
OWN_NAME = re.compile(  # of what a store's folder holds, and what file managers leave in it
    r"store\.json|provenance\.json|part-\d+\.parquet|cube\.zarr|\.DS_Store|\.directory|Thumbs\.db|desktop\.ini"
)
CUBE = "cube.zarr"
CONTENT = re.compile(r"part-\d+\.parquet|cube\.zarr")
ZARR_NAME = re.compile(r"\.z(?:array|attrs|group|metadata)|\d+(?:\.\d+)*|\.DS_Store|Thumbs\.db|desktop\.ini")
SERIES, RATE, MASK, NUMBER, PLACE = "displacement", "velocity", "mask", "pixel_number", "spatial_ref"
CUBE_NAMES = (SERIES, RATE, MASK, NUMBER, PLACE, "time", "y", "x")  # of the arrays of rasters, beside their layers
POINTS, RASTERS = "points", "rasters"
UNIT, SIGN = "mm", "positive towards the satellite or up; subsidence is negative"


def read_about(folder: Path, kind: str) -> dict[str, Any]:
    """What a store's JSON file says; refuses a newer format, the other kind, and what is no store or not whole."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8-sig"))  # some editors put a mark before it
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
    if about.get("unit", UNIT) != UNIT or about.get("sign", SIGN) != SIGN:
        raise SubsidenceError(
            message(
                "{path} says that its values are in another unit or have another sign than a store's ({unit}; {sign});"
                " make it again.",
                path=folder / ABOUT,
                unit=UNIT,
                sign=SIGN,
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


def changed(path: Path) -> SubsidenceError:
    """The error for a file of a store that is sound, but not the one that the store's JSON file speaks of."""
    return SubsidenceError(
        message(
            "{path} is not as {name} says: another program has changed it since the store was written. Make the store"
            " again, or import that file for itself.",
            path=path,
            name=ABOUT,
        )
    )


def check_place(folder: Path) -> None:
    """Refuse a folder that holds something other than a store: the whole folder is replaced."""
    if not folder.exists():
        return
    held = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
    if not folder.is_dir() or (held and not _is_ours(folder, held)):
        raise SubsidenceError(message("{path} exists and is no store; choose another folder.", path=folder))
    others = [name for name in held if not OWN_NAME.fullmatch(name)] or _added(folder)
    if others:
        raise SubsidenceError(
            message(
                "The store {path} also holds {name}, which would be lost with it; move that away, or choose another"
                " folder.",
                path=folder,
                name=others[0],
            )
        )


def _is_ours(folder: Path, held: list[str]) -> bool:
    """Whether the JSON file is a store's, and not one of the same name; a damaged one is, beside a store's files."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8-sig"))
    except OSError:
        return False
    except ValueError:
        return any(CONTENT.fullmatch(name) for name in held)
    return isinstance(about, dict) and {"format", "dates"} <= set(about)


def _added(folder: Path) -> list[str]:
    """What somebody has added to the rasters of a store, which is a group of arrays that others read and write."""
    cube = folder / CUBE
    if not cube.is_dir():
        return []
    try:
        layers = json.loads((folder / ABOUT).read_text(encoding="utf-8-sig")).get("layers", [])
    except ValueError:
        return []  # a damaged one tells nothing of its layers
    known = {*CUBE_NAMES, *map(str, layers)}
    found = [item.name for item in cube.iterdir() if item.name not in known and not ZARR_NAME.fullmatch(item.name)]
    for array in filter(Path.is_dir, (cube / name for name in sorted(known))):
        names = (item.name for item in array.iterdir())
        found += [f"{array.name}/{name}" for name in names if not ZARR_NAME.fullmatch(name)]
    return [f"{CUBE}/{name}" for name in sorted(found)]


@contextmanager
def new_store(folder: Path, needed: float) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A scratch folder that takes the place of ``folder`` at the end, and what its JSON file shall say, to be filled.

    needed : bytes that the store may take; a store that is there already is replaced at the end, or stays
    A link stands for the folder it leads to.
    """
    folder = Path(os.path.realpath(folder))
    check_place(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_left(folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    if free_bytes(folder.parent) < needed:
        raise SubsidenceError(
            message(
                "There is no room for the store {path}: up to {size:.0f} MB are needed.", path=folder, size=needed / 1e6
            )
        )
    scratch = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}{PART}")
    made = datetime.now(timezone.utc).isoformat(timespec="seconds")
    about: dict[str, Any] = {"format": FORMAT, "made": made, "unit": UNIT, "sign": SIGN}
    try:
        scratch.mkdir()
        yield scratch, about
        (scratch / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
        _replace(scratch, folder)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _cannot_write(folder: Path, error: OSError) -> SubsidenceError:
    return SubsidenceError(
        message("The store {path} cannot be written: {error}.", path=folder, error=error.strerror or error)
    )


def _remove_left(folder: Path) -> None:
    """Remove what killed runs have left of a store of this name, if nothing in it was touched for a day."""
    own_name = re.compile(re.escape(f".{folder.name}.") + "[0-9a-f]{8}" + re.escape(PART))
    for left in folder.parent.iterdir():
        if own_name.fullmatch(left.name) and left.is_dir() and not left.is_symlink():
            touched = max(item.lstat().st_mtime for item in (left, *left.rglob("*")))
            if time.time() - touched > LEFT_AFTER_S:
                shutil.rmtree(left, ignore_errors=True)


def _replace(scratch: Path, place: Path) -> None:
    """Put a whole store in place; where another run was faster, its store stays."""
    old = scratch.with_suffix(".old")
    if place.exists():
        os.replace(place, old)
    try:
        os.replace(scratch, place)
    except OSError:
        if old.exists() and not place.exists():
            os.replace(old, place)
        raise
    finally:
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)

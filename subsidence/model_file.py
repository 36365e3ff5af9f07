"""Trained models on disk: arrays and JSON metadata in one ``.npz`` file, nothing executable."""

from __future__ import annotations

import hashlib
import json
import math
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import numpy as np

from .errors import SubsidenceError
from .wording import message

FORMAT = "land-subsidence-model"
FORMAT_VERSION = 2  # 1: baselines, committees and settings of networks by their places
ARRAY = ".npy"
MOST_BYTES = 2 * 2**30  # of all arrays, unpacked
MOST_DIMENSIONS = 8
KINDS = "biufU"
UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, MemoryError)
MISFITS = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)


def save_model(path: str | os.PathLike, kind: str, arrays: Mapping[str, np.ndarray], metadata: Mapping) -> None:
    """Write a model under a temporary name, then rename it into place.

    kind : what the model is ("rate", "forecast"); checked again on loading
    metadata : anything JSON can hold
    """
    path = Path(path)
    stored = json.loads(json.dumps(dict(metadata)))  # as it will be read
    header = {"format": FORMAT, "format_version": FORMAT_VERSION, "kind": kind, "metadata": stored}
    header["seal"] = seal(arrays, stored)
    text = json.dumps(header, ensure_ascii=False, allow_nan=True)
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("wb") as stream:
            np.savez_compressed(stream, header=np.array(text), **arrays)
        os.replace(temporary, path)
    except OSError as error:
        raise SubsidenceError(
            message("The model file {path} cannot be written: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def add_note(path: str | os.PathLike, name: str, text: str) -> None:
    """Put a text, such as how the model was made, into a model file; ``name`` ends in .json."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)


def read_note(path: str | os.PathLike, name: str) -> str:
    """The text of a note, "" where there is none."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8") if name in archive.namelist() else ""


def load_model(path: str | os.PathLike, kind: str) -> tuple[dict[str, np.ndarray], dict]:
    """The arrays and metadata of a model file; a damaged or foreign file is refused in words.

    Nothing is unpacked before its size is known to be what its shape says, and within ``MOST_BYTES``.
    """
    path = Path(path)
    if not path.is_file():
        raise SubsidenceError(message("The model file {path} does not exist.", path=path))
    try:
        arrays = read_arrays(path, MOST_BYTES)
        header = json.loads(str(arrays.pop("header")))
        written_kind, metadata = header["kind"], header["metadata"]
        if header["format"] != FORMAT or not isinstance(metadata, dict):
            raise ValueError(message("another format"))
        version = int(header["format_version"])
        sealed = header.get("seal", "")
    except (*UNREADABLE, *MISFITS) as error:
        raise SubsidenceError(
            message(
                "The file {path} is not a Land Subsidence model, or it is damaged; train and save the model again.",
                path=path,
            )
        ) from error
    if version > FORMAT_VERSION:
        raise SubsidenceError(
            message("The model file {path} was written by a newer version of the plugin; update it.", path=path)
        )
    if written_kind != kind:
        raise SubsidenceError(
            message(
                "The model file {path} holds a “{written_kind}” model; this step needs a “{kind}” model.",
                path=path,
                written_kind=written_kind,
                kind=kind,
            )
        )
    if sealed and sealed != seal(arrays, metadata):
        raise SubsidenceError(
            message(
                "The content of the model file {path} is not what was saved; copy it again, or train and save the"
                " model again.",
                path=path,
            )
        )
    return arrays, metadata


def check_model_place(path: str | os.PathLike) -> None:
    """Refuse a file that is there already and no model, such as a layer or arrays that were named by mistake.

    An .npz file that is damaged beyond being an archive is taken for a model, and made anew.
    """
    path = Path(path)
    if not path.exists() or (path.suffix.lower() == ".npz" and path.is_file() and not zipfile.is_zipfile(path)):
        return
    with suppress(*UNREADABLE, *MISFITS), zipfile.ZipFile(path) as archive, archive.open(f"header{ARRAY}") as stream:
        header = _read_array(stream, archive.getinfo(f"header{ARRAY}").file_size)
        if json.loads(str(header))["format"] == FORMAT:
            return
    raise SubsidenceError(message("{path} exists and is no model file; choose another path.", path=path))


@contextmanager
def parts_must_fit(path: str | os.PathLike) -> Iterator[None]:
    """Within, parts of a loaded model are put together and used for the first time: what does not fit is its damage."""
    try:
        yield
    except MISFITS as error:
        raise SubsidenceError(
            message(
                "The parts of the model file {path} do not fit together; it is damaged. Train and save it again.",
                path=path,
            )
        ) from error


def unknown_name(path: str | os.PathLike, name: str) -> SubsidenceError:
    """The error of a file that uses a model, a baseline or a setting that this version does not have."""
    return SubsidenceError(
        message(
            "The model file {path} uses “{name}”, which this version does not have; train and save the model again.",
            path=path,
            name=name,
        )
    )


def must_be_finite(arrays: Mapping[str, np.ndarray], names: Iterable[str]) -> None:
    """Raise ``ValueError`` where one of the arrays is absent, no numbers, or holds NaN or infinities."""
    for name in names:
        values = arrays[name]
        if values.dtype.kind not in "biuf" or not np.isfinite(values).all():
            raise ValueError(message("“{name}” holds no finite numbers", name=name))


def must_have_shape(name: str, values: np.ndarray, *shape: int) -> None:
    """Raise ``ValueError`` unless the array has this shape; −1 stands for any length."""
    if values.ndim != len(shape) or any(size not in (-1, own) for size, own in zip(shape, values.shape)):
        raise ValueError(message("“{name}” has the shape {shape}", name=name, shape=values.shape))


def read_arrays(path: Path, most_bytes: int) -> dict[str, np.ndarray]:
    """The arrays of an ``.npz``, none larger than what the file says; raises ``UNREADABLE`` or ``MISFITS``."""
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.endswith(ARRAY)]
        if sum(entry.file_size for entry in entries) > most_bytes:
            raise ValueError(message("it is too large"))
        found = {}
        for entry in entries:
            with archive.open(entry) as stream:
                found[entry.filename[: -len(ARRAY)]] = _read_array(stream, entry.file_size)
        return found


def _read_array(stream: IO[bytes], size: int) -> np.ndarray:
    """An array of numbers or text whose bytes are as many as its shape says."""
    version = np.lib.format.read_magic(stream)
    read_header = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }[version]
    shape, fortran, kind = read_header(stream)
    if kind.kind not in KINDS or len(shape) > MOST_DIMENSIONS or any(length < 0 for length in shape):
        raise ValueError(message("an array of another kind"))
    count = math.prod(shape)
    if count * kind.itemsize > size:
        raise ValueError(message("an array larger than the file"))
    values = np.frombuffer(stream.read(), dtype=kind, count=count) if count else np.empty(0, dtype=kind)
    return values.reshape(shape, order="F" if fortran else "C").copy()


def seal(arrays: Mapping[str, np.ndarray], metadata: Mapping) -> str:
    """A digest of the content, so that a flipped bit is found that the archive's own checks do not see."""
    digest = hashlib.sha256(json.dumps(metadata, sort_keys=True).encode())
    for name in sorted(arrays):
        values = np.asarray(arrays[name])
        digest.update(f"{name}{values.dtype.str}{values.shape}".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()

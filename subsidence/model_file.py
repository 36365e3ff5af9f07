"""Trained models on disk: arrays and JSON metadata in one ``.npz`` file, nothing executable."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from .errors import SubsidenceError
from .wording import message

FORMAT = "land-subsidence-model"
FORMAT_VERSION = 2  # 1: baselines, committees and settings of networks by their places
NOTE = ".json"


def save_model(path: str | os.PathLike, kind: str, arrays: Mapping[str, np.ndarray], metadata: Mapping) -> None:
    """Write a model under a temporary name, then rename it into place.

    kind : what the model is ("rate", "forecast"); checked again on loading
    metadata : anything JSON can hold
    """
    path = Path(path)
    header = {"format": FORMAT, "format_version": FORMAT_VERSION, "kind": kind, "metadata": dict(metadata)}
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
    """The arrays and metadata of a model file; a damaged or foreign file is refused in words."""
    path = Path(path)
    if not path.is_file():
        raise SubsidenceError(message("The model file {path} does not exist.", path=path))
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files if not name.endswith(NOTE)}
        header = json.loads(str(arrays.pop("header")))
        written_kind, metadata = header["kind"], header["metadata"]
        if header["format"] != FORMAT:
            raise ValueError(message("another format"))
        version = int(header["format_version"])
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError) as error:
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
    return arrays, metadata

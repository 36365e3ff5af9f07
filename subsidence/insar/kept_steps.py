"""The steps from interferograms to displacement as blocks that the next run may take over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np

from ..kept_blocks import as_array, from_array, is_kept, kept_block
from .interferogram_quality import Quality

BYTES_PER_BLOCK = 64 * 2**20


def kept_quality(judge: Callable[[], Quality]) -> Quality:
    """The verdict on the interferograms."""

    def make() -> dict[str, np.ndarray]:
        found = judge()
        arrays = {}
        for field in fields(found):
            value = getattr(found, field.name)
            is_array = isinstance(value, np.ndarray) and not value.dtype.hasobject
            arrays[field.name] = value if is_array else as_array(_plain(value))
        return arrays

    arrays: dict[str, Any] = dict(kept_block("quality", make))
    arrays["status"] = np.array(from_array(arrays["status"]), dtype=object)
    rows, columns = (slice(*ends) for ends in from_array(arrays["reference"]))  # type: ignore[attr-defined]
    arrays["reference"] = rows, columns
    arrays["loop_rms_limit_rad"] = from_array(arrays["loop_rms_limit_rad"])
    return Quality(**arrays)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):  # of slices
        return [[int(one.start), int(one.stop)] for one in value]
    return value.tolist() if hasattr(value, "tolist") else value


def kept_in_place(name: str, values: np.ndarray, change: Callable[[], None]) -> None:
    """Let ``change`` write into ``values``, or fill in what it wrote in an interrupted run; shape=(n_epochs, …)."""
    step = max(int(BYTES_PER_BLOCK // max(values[:1].nbytes, 1)), 1)
    slices = [slice(start, start + step) for start in range(0, len(values), step)]
    names = [f"{name} {piece.start}" for piece in slices]
    if not all(map(is_kept, names)):  # one that is missing can only be made with all the others
        change()
    for piece, block in zip(slices, names):
        values[piece] = kept_block(block, lambda piece=piece: {"values": values[piece]})["values"]  # type: ignore[misc]

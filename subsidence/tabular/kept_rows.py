"""The rows of a table as a block that the next run may take over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..kept_blocks import as_array, from_array, kept_block
from .wide_rows import Layout, WideRows

NUMBERS, TEXTS = "number ", "text "
COUNTS = ("n_rows", "unreadable", "first_unreadable", "spoiled_cells")


def kept_rows(name: str, read: Callable[[], WideRows]) -> WideRows:
    """What ``read`` gives, or what it gave in an interrupted run.

    Parameters
    ----------
    name : str
        Under which the rows are kept.
    read : callable
        Reads them.

    Returns
    -------
    WideRows
        The same either way.
    """
    made: list[WideRows] = []

    def make() -> dict[str, np.ndarray]:
        made.append(read())
        return packed_rows(made[0])

    arrays = kept_block(name, make)
    return made[0] if made else unpacked_rows(arrays)


def packed_rows(rows: WideRows) -> dict[str, np.ndarray]:
    """Rows as arrays without objects."""
    layout = rows.layout
    facts = {
        "layout": [layout.x, layout.y, list(layout.epochs), sorted(layout.texts), sorted(layout.numbers)],
        "counts": [getattr(rows, name) for name in COUNTS],
        "columns": list(rows.columns),
    }
    found = {"facts": as_array(facts), "dates": np.asarray(layout.dates, dtype="datetime64[D]").astype(np.int64)}
    for number, values in enumerate(rows.columns.values()):
        is_text = values.dtype.hasobject
        found[f"{TEXTS if is_text else NUMBERS}{number}"] = as_array(values.tolist()) if is_text else values
    return {**found, "xy": rows.xy, "row_number": rows.row_number, "displacement": rows.displacement}


def unpacked_rows(arrays: Any) -> WideRows:
    """The rows of ``packed_rows``."""
    facts: Any = from_array(arrays["facts"])
    x, y, epochs, texts, numbers = facts["layout"]
    dates = arrays["dates"].astype("datetime64[D]")
    columns = {}
    for number, name in enumerate(facts["columns"]):
        if f"{NUMBERS}{number}" in arrays:
            columns[name] = arrays[f"{NUMBERS}{number}"]
        else:
            texts_here: Any = from_array(arrays[f"{TEXTS}{number}"])
            columns[name] = np.array([*texts_here, None], dtype=object)[:-1]
    return WideRows(
        Layout(x, y, epochs, dates, frozenset(texts), frozenset(numbers)),
        arrays["xy"],
        arrays["row_number"],
        arrays["displacement"],
        columns,
        **dict(zip(COUNTS, facts["counts"])),
    )

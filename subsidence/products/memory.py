"""How much of a raster series is read at once."""

from __future__ import annotations

from ..errors import SubsidenceError
from ..wording import message

MOST_BYTES = 4 * 2**30


def check_size(n_epochs: int, rows: slice, columns: slice, most_bytes: int = MOST_BYTES) -> None:
    """Refuse a window of float32 frames that would not fit into the memory of an ordinary computer."""
    n_rows, n_columns = rows.stop - rows.start, columns.stop - columns.start
    n_bytes = 4 * n_epochs * n_rows * n_columns
    if n_bytes > most_bytes:
        raise SubsidenceError(
            message(
                "{n_epochs} epochs of {n_rows} x {n_columns} pixels take {n_bytes:.0f} GB; give an"
                " EXTENT of at most about {most_bytes:.0%} of this area.",
                n_epochs=n_epochs,
                n_rows=n_rows,
                n_columns=n_columns,
                n_bytes=n_bytes / 2**30,
                most_bytes=most_bytes / max(n_bytes, 1),
            )
        )

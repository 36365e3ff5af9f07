"""What a worker is given to do: blocks of rows that came along, or lie in files that it reads and writes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..blocks import map_rows, without
from ..kept_blocks import KeptPlace, to_keep
from ..tabular.shared_rows import FileArray, Mark, NotSeen, SharedRows


@dataclass(frozen=True)
class Piece:
    """Some blocks.

    first : the number of its first row among all rows
    sources : where the rows of each array lie, None for one that comes along
    targets : the files that parts of the results go into, rows counted among all
    kept, name : where finished blocks are kept, and what they are called before their rows; None where they are not
    """

    first: int
    rows_per_block: int
    sources: tuple[SharedRows | None, ...]
    targets: Mapping[Any, FileArray]
    kept: KeptPlace | None = None
    name: str = ""

    def marks(self) -> list[Mark]:
        """Of all files that a worker has to see."""
        found = marks_of(self.sources) + [target.mark for target in self.targets.values()]
        return found if self.kept is None else [*found, self.kept.mark]

    def do(self, function: Callable[..., Any], arrays: Sequence[np.ndarray]) -> tuple[str, Any]:
        """("done", results of all blocks) or ("not seen", the path of a file that is not, or is another, here)."""
        try:
            for mark in self.marks():
                mark.check()
            given = completed(self.sources, arrays)
            rows = [values[:] if getattr(values, "at_once", False) else values for values in given]
            return "done", map_rows(function, rows, self.rows_per_block, take=self._take, workers=1)
        except NotSeen as error:
            return "not seen", str(error)

    def _take(self, block: slice, found: Any) -> Any:
        rows = slice(self.first + block.start, self.first + block.stop)
        for key, target in self.targets.items():
            target.write(rows, found[key])
        if self.kept is not None:
            self.kept.write(f"{self.name} {rows.start} {rows.stop}", to_keep(found))
        return without(self.targets, found)


def marks_of(sources: Sequence[SharedRows | None]) -> list[Mark]:
    """Of the files of all sources."""
    return [mark for source in sources if source is not None for mark in source.marks()]


def completed(sources: Sequence[SharedRows | None], arrays: Sequence[np.ndarray]) -> list[Any]:
    """All arrays in their order, those that came along and those that lie in files."""
    coming = iter(arrays)
    return [next(coming) if source is None else source for source in sources]


def first_unseen(marks: Sequence[Mark]) -> str:
    """The path of the first file that is not, or is another, here; "" where all are seen."""
    for mark in marks:
        try:
            mark.check()
        except NotSeen as error:
            return str(error)
    return ""

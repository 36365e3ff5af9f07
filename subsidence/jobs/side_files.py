"""What a step writes beside its store: a table as CSV, a page as HTML."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import SubsidenceError
from ..wording import message

FILE, TABLE, PAGE = "file", "table", "page"
FILES = (FILE, TABLE, PAGE)  # kinds of outputs that are no stores
ENDINGS = {TABLE: (".csv",), PAGE: (".html", ".htm")}


@dataclass(frozen=True)
class Table:
    """Columns of a table by name, all of one length; NaN and None are written as nothing."""

    columns: Mapping[str, Any]

    @classmethod
    def of_rows(cls, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
        """From its rows, each with a value for every name."""
        columns = list(zip(*rows)) or [()] * len(names)
        return cls(dict(zip(names, columns)))

    def text(self, provenance: str, source: str) -> str:
        """With commas, a line for the names and one for each row; nothing of where it comes from."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(value) for value in row] for row in zip(*self.columns.values()))
        return stream.getvalue()


@dataclass(frozen=True)
class WrittenPage:
    """The HTML of a report; where it comes from is added when it is written."""

    html: str

    def text(self, provenance: str, source: str) -> str:
        """With its origin; provenance : JSON; source : names of what was read."""
        from ..report.page import with_origin

        return with_origin(self.html, message("Made from {names}.", names=source), [], provenance)


def _cell(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bool):
        return int(plain)
    return "" if plain is None or plain != plain else plain


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what is there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """By which a file is known again."""
    return digest_of(path.read_bytes())


def digest_of(content: bytes) -> str:
    """The same of what a file holds."""
    return hashlib.sha256(content).hexdigest()


def check_ending(path: str, kind: str, key: str) -> None:
    """Refuse a name under which nobody would look for a table or a page."""
    endings = ENDINGS.get(kind, ())
    if endings and not path.lower().endswith(endings):
        raise SubsidenceError(
            message("{key} is {path}, but must end in {ending}.", key=key, path=path, ending=endings[0])
        )

"""Tables with a column per date, streamed: only the rows inside the extent are ever taken apart.

Such tables have hundreds of columns and up to millions of rows, so for every row the two coordinates are looked
at first, and the rest of the row only when the point is wanted.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message
from .text_files import LONGEST_LINE, TextFile, read_header, split_line

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--"})
ROWS_PER_PIECE = 16_384
ROWS_PER_PROGRESS = 4096

Extent = tuple  # (x_min, y_min, x_max, y_max) in the CRS of the coordinates


@dataclass(frozen=True)
class Layout:
    """What the columns of a table mean.

    x, y : names of the coordinate columns
    epochs : names of the displacement columns, in order of date
    dates : shape=(n_epochs,), datetime64[D], strictly increasing
    texts : columns that are text even where they look like numbers
    numbers : columns that are numbers even where a cell is not; such a cell is missing, and counted
    """

    x: str
    y: str
    epochs: Sequence[str]
    dates: np.ndarray
    texts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class WideRows:
    """The wanted rows of one table.

    xy : shape=(n, 2); row_number : shape=(n,), 1 = the first row below the header
    displacement : shape=(n, n_epochs) in the table's unit, NaN where a cell is empty
    columns : the other columns, numbers or text (None where empty)
    n_rows : rows in the whole table; unreadable, first_unreadable : how many of them are no rows of the table
    spoiled_cells : how many cells of ``layout.numbers`` hold something else
    """

    layout: Layout
    xy: np.ndarray
    row_number: np.ndarray
    displacement: np.ndarray
    columns: Mapping[str, np.ndarray]
    n_rows: int
    unreadable: int = 0
    first_unreadable: int = 0
    spoiled_cells: int = 0


def read_wide(
    file: TextFile,
    understand: Callable[[list[str]], Layout],
    *,
    extent: Extent | None = None,
    report: Report = SILENT,
) -> WideRows:
    """Read the rows of a table that lie inside ``extent``.

    understand : from the names in the header to the layout; raises ``SubsidenceError`` for a foreign table
    Rows that are too short or too long, have no coordinates, or hold something else than a number where a
    number belongs, are left out and counted.
    """
    size = max(file.n_bytes, 1)
    with file.open() as stream:
        first = stream.readline(LONGEST_LINE)
        if not first.strip():
            raise SubsidenceError(message("{name} is empty; copy or download it again.", name=file.name))
        names, delimiter = read_header(first, file.name)
        layout = understand(names)
        x_index, y_index = names.index(layout.x), names.index(layout.y)
        most = max(x_index, y_index) + 1
        x_min, y_min, x_max, y_max = extent or (-math.inf, -math.inf, math.inf, math.inf)
        rows = _Rows(names, layout)
        unreadable = first_unreadable = number = 0
        n_bytes = len(first)
        for line in stream:
            n_bytes += len(line)
            number += 1
            if number % ROWS_PER_PROGRESS == 0:
                report.progress(n_bytes / size)
            try:
                if b'"' in line:
                    raise ValueError
                start = line.split(delimiter, most)
                x, y = float(start[x_index]), float(start[y_index])
            except (ValueError, IndexError):
                place = _slow_coordinates(line, delimiter, x_index, y_index)
                if place is None:
                    if not line.strip():
                        number -= 1
                        continue
                    unreadable += 1
                    first_unreadable = first_unreadable or number
                    continue
                x, y = place
            if x_min <= x <= x_max and y_min <= y <= y_max and not rows.add(number, x, y, line, delimiter):
                unreadable += 1
                first_unreadable = first_unreadable or number
    report.progress(1.0)
    return rows.finished(number, unreadable, first_unreadable)


def _slow_coordinates(line: bytes, delimiter: bytes, x_index: int, y_index: int) -> tuple[float, float] | None:
    """Coordinates of a line with quotes or decimal commas, or None."""
    cells = split_line(line, delimiter)
    try:
        x, y = number_of(cells[x_index]), number_of(cells[y_index])
    except (ValueError, IndexError):
        return None
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None


def number_of(cell: str) -> float:
    """A number, perhaps with a decimal comma; NaN for an empty cell; ``ValueError`` for anything else.

    >>> number_of("1,5"), number_of(" -2.25 ")
    (1.5, -2.25)
    """
    text = cell.strip()
    if text.lower() in MISSING:
        return math.nan
    try:
        return float(text)
    except ValueError:
        return float(text.replace(",", ".", 1))


@dataclass
class _Rows:
    """Rows as they come in, and the columns they become."""

    names: list[str]
    layout: Layout
    numbers: array = field(default_factory=lambda: array("q"))
    xy: array = field(default_factory=lambda: array("d"))
    displacement: array = field(default_factory=lambda: array("d"))
    cells: list[list[str]] = field(default_factory=list)
    pieces: dict[str, list] = field(default_factory=dict)
    spoiled_cells: int = 0

    def __post_init__(self) -> None:
        places = {name: index for index, name in enumerate(self.names)}
        self.epochs = [places[name] for name in self.layout.epochs]
        low = self.epochs[0] if self.epochs else 0
        together = self.epochs == list(range(low, low + len(self.epochs)))
        self.span = slice(low, low + len(self.epochs)) if together else None
        dated = set(self.epochs)
        self.others = {name: index for name, index in places.items() if index not in dated and name}

    def add(self, number: int, x: float, y: float, line: bytes, delimiter: bytes) -> bool:
        cells = split_line(line, delimiter)
        if len(cells) != len(self.names):
            return False
        dated = cells[self.span] if self.span is not None else [cells[index] for index in self.epochs]
        try:
            values = list(map(float, dated))
        except ValueError:
            try:
                values = list(map(number_of, dated))
            except ValueError:
                return False
        self.displacement.extend(values)
        self.numbers.append(number)
        self.xy.extend((x, y))
        self.cells.append([cells[index] for index in self.others.values()])
        if len(self.cells) >= ROWS_PER_PIECE:
            self._convert()
        return True

    def _convert(self) -> None:
        for (name, _), column in zip(self.others.items(), zip(*self.cells)):
            pieces = self.pieces.setdefault(name, [])
            if name in self.layout.numbers:
                pieces.append(self._sure_numbers(column))
                continue
            is_text = name in self.layout.texts or (bool(pieces) and pieces[0].dtype == object)
            pieces.append(text_column(column) if is_text else number_column(column))
            if pieces[-1].dtype == object and any(piece.dtype != object for piece in pieces):
                self.pieces[name] = [_to_text(piece) for piece in pieces]
        self.cells.clear()

    def _sure_numbers(self, cells: Sequence[str]) -> np.ndarray:
        values = number_column(cells)
        if values.dtype != object:
            return values
        known = [_number_or_none(cell) for cell in cells]
        self.spoiled_cells += known.count(None)
        return np.array([math.nan if value is None else value for value in known])

    def finished(self, n_rows: int, unreadable: int, first_unreadable: int) -> WideRows:
        self._convert()
        count, n_epochs = len(self.numbers), len(self.epochs)
        displacement = np.frombuffer(self.displacement, dtype=float) if self.displacement else np.empty(0)
        coordinates = np.frombuffer(self.xy, dtype=float) if self.xy else np.empty(0)
        return WideRows(
            layout=self.layout,
            xy=coordinates.reshape(count, 2),
            row_number=np.array(self.numbers, dtype=np.int64),
            displacement=displacement.reshape(count, n_epochs),
            columns={name: np.concatenate(pieces) for name, pieces in self.pieces.items()},
            n_rows=n_rows,
            unreadable=unreadable,
            first_unreadable=first_unreadable,
            spoiled_cells=self.spoiled_cells,
        )


def number_column(cells: Sequence[str]) -> np.ndarray:
    """Cells as numbers, NaN where empty; as text when any of them is none."""
    try:
        return np.array(list(map(float, cells)))
    except ValueError:
        try:
            return np.array(list(map(number_of, cells)))
        except ValueError:
            return text_column(cells)


def _number_or_none(cell: str) -> float | None:
    try:
        return number_of(cell)
    except ValueError:
        return None


def text_column(cells: Sequence[str]) -> np.ndarray:
    return np.array([cell.strip() or None for cell in cells] + [None], dtype=object)[:-1]


def _to_text(piece: np.ndarray) -> np.ndarray:
    if piece.dtype == object:
        return piece
    return np.array([None if value != value else f"{value:.15g}" for value in piece.tolist()] + [None], object)[:-1]


def unreadable_sentences(rows: WideRows, name: str) -> list[str]:
    """What to tell about rows and cells that were left out."""
    told = []
    if rows.unreadable:
        which = (
            message("row {number}", number=rows.first_unreadable)
            if rows.unreadable == 1
            else message("{count} rows", count=rows.unreadable)
        )
        first = (
            ""
            if rows.unreadable == 1
            else message(" (the first is row {first_unreadable})", first_unreadable=rows.first_unreadable)
        )
        end = (
            message("; the file seems to be cut off")
            if rows.unreadable == 1 and rows.first_unreadable == rows.n_rows
            else ""
        )
        told.append(
            message(
                "{name}: {which}{first} of {n_rows} could not be read, for want of cells, coordinates or"
                " numbers, and left out{end}.",
                name=name,
                which=which,
                first=first,
                n_rows=rows.n_rows,
                end=end,
            )
        )
    if rows.spoiled_cells:
        told.append(
            message(
                "{name}: {spoiled_cells} cells hold no number where one belongs; they are missing values.",
                name=name,
                spoiled_cells=rows.spoiled_cells,
            )
        )
    return told

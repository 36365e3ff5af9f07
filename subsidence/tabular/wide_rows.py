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
from .cell_numbers import angle_of, is_a_limit, is_nothing, is_number, number_of
from .column_names import known_names, normal
from .dated_names import may_hold_date
from .text_files import TextFile, split_line
from .text_layout import TextLayout, look_at, split_cells, text_lines

WHOLE_UNTIL = 2**53  # larger numbers lose their last digits
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
    text: TextLayout | None = None,
    report: Report = SILENT,
) -> WideRows:
    """Read the rows of a table that lie inside ``extent``.

    Parameters
    ----------
    file : TextFile
        Text, perhaps within an archive; it is streamed.
    understand : callable
        From the names in the header to the layout; raises ``SubsidenceError`` for a foreign table.
    extent : tuple of float, optional
        (x_min, y_min, x_max, y_max) in the table's coordinates.
    text : TextLayout, optional
        How the file is laid out, where that is known already.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    WideRows
        Coordinates, displacements, further columns, and how many rows and cells could not be read.

    Raises
    ------
    SubsidenceError
        Where the file cannot be read, or ``understand`` refuses it.

    Notes
    -----
    Rows that are too short or too long, have no coordinates, or hold something else than a number where a number
    belongs, are left out and counted.
    """
    size = max(file.n_bytes, 1)
    text = text or look_at(file)
    names = checked_names(text.names, file.name)
    layout = understand(names)
    delimiter = None if text.delimiter == " " else text.delimiter.encode()
    x_index, y_index = names.index(layout.x), names.index(layout.y)
    most = max(x_index, y_index) + 1
    x_min, y_min, x_max, y_max = extent or (-math.inf, -math.inf, math.inf, math.inf)
    rows = _Rows(names, layout, text)
    plain = not rows.commas & {layout.x, layout.y}
    unreadable = first_unreadable = number = n_bytes = 0
    with file.open() as stream:
        lines = text_lines(stream, text)
        for _ in range(text.lines_before):
            n_bytes += len(next(lines, b""))
        for line in lines:
            n_bytes += len(line)
            number += 1
            if number % ROWS_PER_PROGRESS == 0:
                report.progress(n_bytes / size)
            try:
                if b'"' in line or not plain:
                    raise ValueError
                start = line.split(delimiter, most)
                x, y = float(start[x_index]), float(start[y_index])
            except (ValueError, IndexError):
                place = _slow_coordinates(line, text, names, x_index, y_index)
                if place is None:
                    if not line.strip().strip(b",;\t|") or line.lstrip().startswith((b"#", b"%")):
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


def checked_names(names: Sequence[str], where: str, cells: Callable[[int], Sequence[str]] | None = None) -> list[str]:
    """The names of columns, each once: what says nothing to a reader is numbered, anything else refused.

    cells : the cells of a column by its place, where columns of numbers under one name are refused, too
    """
    known = known_names()
    result: list[str] = []
    for name in names:
        if not name or name not in result:
            result.append(name)
            continue
        numbers = cells is not None and any(map(is_number, cells(len(result))))
        if normal(name) in known or may_hold_date(name) or numbers:
            raise SubsidenceError(
                message(
                    "The header of {name} names the column “{twice}” twice; remove one of them.",
                    name=where,
                    twice=name,
                )
            )
        number = 2
        while f"{name}_{number}" in (*names, *result):
            number += 1
        result.append(f"{name}_{number}")
    return result


def _slow_coordinates(
    line: bytes, text: TextLayout, names: list[str], x_index: int, y_index: int
) -> tuple[float, float] | None:
    """Coordinates of a line with quotes or decimal commas, or None."""
    cells = split_cells(line.decode("utf-8", errors="replace"), text.delimiter)
    try:
        x = angle_of(cells[x_index], names[x_index] in text.commas)
        y = angle_of(cells[y_index], names[y_index] in text.commas)
    except (ValueError, IndexError):
        return None
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None


@dataclass
class _Rows:
    """Rows as they come in, and the columns they become."""

    names: list[str]
    layout: Layout
    text: TextLayout
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
        self.commas = self.text.commas
        self.plain = not self.commas & set(self.layout.epochs)
        self.others = {name: index for name, index in places.items() if index not in dated and name}

    def add(self, number: int, x: float, y: float, line: bytes, delimiter: bytes | None) -> bool:
        cells = split_line(line, delimiter)
        if len(cells) != len(self.names) and not self._fits(cells):
            return False
        dated = cells[self.span] if self.span is not None else [cells[index] for index in self.epochs]
        try:
            values = list(map(float, dated)) if self.plain else self._numbers(dated, self.layout.epochs)
        except ValueError:
            try:
                values = self._numbers(dated, self.layout.epochs)
            except ValueError:
                return False
        self.displacement.extend(values)
        self.numbers.append(number)
        self.xy.extend((x, y))
        self.cells.append([cells[index] for index in self.others.values()])
        if len(self.cells) >= ROWS_PER_PIECE:
            self._convert()
        return True

    def _fits(self, cells: list[str]) -> bool:
        """Whether a row has as many cells as names once empty ones at its end are cut."""
        while len(cells) > len(self.names) and not cells[-1].strip():
            cells.pop()
        return len(cells) == len(self.names)

    def _numbers(self, cells: Sequence[str], names: Sequence[str]) -> list[float]:
        self.spoiled_cells += sum(map(is_a_limit, cells))
        return [number_of(cell, name in self.commas) for cell, name in zip(cells, names)]

    def _convert(self) -> None:
        for (name, _), column in zip(self.others.items(), zip(*self.cells)):
            pieces = self.pieces.setdefault(name, [])
            if name in self.commas and name not in self.layout.texts:
                column = tuple(plain_number(cell, True) for cell in column)
            if name in self.layout.numbers:
                pieces.append(self._sure_numbers(column))
                continue
            is_text = name in self.layout.texts or (bool(pieces) and pieces[0].dtype == object)
            pieces.append(text_column(column) if is_text or are_long_names(column) else number_column(column))
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
            return np.array([number_of(cell, False) for cell in cells])
        except ValueError:
            return text_column(cells)


def are_long_names(cells: Sequence[str]) -> bool:
    """Whether digits alone stand in all cells, in some more of them than a number keeps, as in names of points.

    >>> are_long_names(["9007199254740993", "17", ""]), are_long_names(["123456", "7"]), are_long_names(["1e20", "3"])
    (True, False, False)
    """
    long = any(len(cell) > 15 and cell.strip().isdecimal() and int(cell) > WHOLE_UNTIL for cell in cells)
    return long and all(cell.strip().isdecimal() or is_nothing(cell) for cell in cells)


def plain_number(cell: str, decimal_comma: bool) -> str:
    """A cell with a number as text with a decimal point and no separators; any other cell as it is.

    >>> plain_number("1.234,5", True), plain_number("A,1", True)
    ('1234.5', 'A,1')
    """
    if is_nothing(cell):
        return cell
    try:
        return repr(number_of(cell, decimal_comma))
    except ValueError:
        return cell


def _number_or_none(cell: str) -> float | None:
    try:
        return number_of(cell, False)
    except ValueError:
        return None


def text_column(cells: Sequence[str]) -> np.ndarray:
    return np.array([cell.strip() or None for cell in cells] + [None], dtype=object)[:-1]


def _to_text(piece: np.ndarray) -> np.ndarray:
    if piece.dtype == object:
        return piece
    return np.array([None if value != value else _shortest(value) for value in piece.tolist()] + [None], object)[:-1]


def _shortest(value: float) -> str:
    return f"{value:.0f}" if 1e15 <= abs(value) <= WHOLE_UNTIL and value == round(value) else f"{value:.15g}"


def unreadable_sentences(rows: WideRows, name: str) -> list[str]:
    """What to tell about rows and cells that were left out.

    Parameters
    ----------
    rows : WideRows
        From ``read_wide``.
    name : str
        Of the file.

    Returns
    -------
    list of str
        None where everything was read.
    """
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

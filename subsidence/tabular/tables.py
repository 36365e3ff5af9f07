"""Delimited text files as columns of text under their names."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import SubsidenceError
from ..wording import message
from .cell_numbers import is_a_limit
from .column_names import unit_in
from .column_values import is_missing, station_key
from .text_layout import (
    COMMENT,
    HEAD_BYTES,
    TextLayout,
    header_place,
    is_line_of_units,
    layout_of,
    split_cells,
    units_of_line,
)
from .wide_rows import checked_names, plain_number

UNNAMED = re.compile(r"^(?:Field\d+|Unnamed: \d+|column_?\d+|)$", re.I)
MOST_FOOTERS = 3  # lines at the end of a file that are no rows


@dataclass(frozen=True)
class Table:
    """Columns of text (or of plain values, from a layer) under their names.

    notes : sentences about how it was read
    unit, unit_source : of the motion, where the file states it, and in which words
    nodata : marks of "no value" that the file states
    said : what a line of units says of the columns, by their names
    """

    name: str
    columns: dict[str, list]
    notes: tuple[str, ...] = ()
    unit: str = ""
    unit_source: str = ""
    nodata: tuple[float, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def unit_of(self, column: str) -> str:
        """The unit that a column's name or the line of units states, "" where neither does.

        >>> table = Table("t", {"head": ["1"], "fall (cm)": ["2"]}, said={"head": "[ft]"})
        >>> table.unit_of("head"), table.unit_of("fall (cm)")
        ('ft', 'cm')
        """
        said = self.said.get(column, "").strip("[](){} ")
        return unit_in(column) or (unit_in(f"x [{said}]") if said else "")


def read_table(path: str | os.PathLike, columns: Sequence[str] = ()) -> Table:
    """A delimited text file as columns; encoding, delimiter, comments, titles and decimal commas are found out.

    Parameters
    ----------
    path : str or path
        A text file.
    columns : sequence of str
        Names for a file without a header line.

    Returns
    -------
    Table
        Columns of text, with notes on how it was read; decimal commas and separators of thousands are rewritten with a
        decimal point.

    Raises
    ------
    SubsidenceError
        Where the file cannot be read, has no rows, or rows of different length.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SubsidenceError(
            message("The table {path} cannot be read: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    layout = layout_of(content[:HEAD_BYTES], path.name, columns)
    text = content.decode(layout.encoding, errors="replace")
    lines = text.splitlines() if layout.universal_ends else text.split("\n")
    rows, notes = _rows_of(lines[layout.lines_before :], layout, len(layout.names), path.name)
    given = [name or f"column {number + 1}" for number, name in enumerate(layout.names)]
    names = checked_names(given, path.name, lambda place: [row[place] for row in rows])
    read = {name: list(column) for name, column in zip(names, zip(*rows))}
    for name, cells in read.items():
        comma = name in layout.commas
        if comma or any("," in cell or " " in cell or "\u00a0" in cell or "'" in cell for cell in cells):
            read[name] = [plain_number(cell, comma) for cell in cells]
    limits = [
        cell for cells in read.values() for cell in cells if cell[:1] in ("<", ">", "≤", "≥") and is_a_limit(cell)
    ]
    if limits:
        notes = [
            *notes,
            message(
                "{name}: {count} cells such as “{cell}” tell only a limit; they are missing values.",
                name=path.name,
                count=len(limits),
                cell=limits[0],
            ),
        ]
    said = {name: layout.said[old] for name, old in zip(names, layout.names) if old in layout.said}
    return Table(path.name, read, (*layout.notes, *notes), layout.unit, layout.unit_source, layout.nodata, said)


def _rows_of(lines: Sequence[str], layout: TextLayout, width: int, name: str) -> tuple[list[list[str]], list[str]]:
    """The rows of the table below its header; a last line that is cut off or a footer is left out, and said."""
    split: Iterator[list[str]]
    if layout.delimiter == " ":
        split = (split_cells(line, " ") for line in lines)
    else:
        split = csv.reader(lines, delimiter=layout.delimiter, skipinitialspace=True)
    rows: list[list[str]] = []
    left_out: list[int] = []
    try:
        for number, row in enumerate(split, start=1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or COMMENT.match(cells[0]):
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) != width:
                left_out.append(number)
                wrong = len(cells)
                continue
            if left_out and len(left_out) > MOST_FOOTERS:
                break
            rows.append(cells)
    except csv.Error as error:
        raise SubsidenceError(
            message("The table {name} cannot be read as columns: {error}.", name=name, error=error)
        ) from error
    if left_out and (len(left_out) > MOST_FOOTERS or left_out[0] <= len(rows)):
        raise SubsidenceError(
            message(
                "Row {number} of the table {name} has {count} cells, but the header has {total}.",
                number=left_out[0] + 1,
                name=name,
                count=wrong,
                total=width,
            )
        )
    if not rows:
        raise SubsidenceError(message("The table {name} has a header, but no rows below it.", name=name))
    if left_out:
        return rows, [
            message(
                "{name}: the last {count} lines have fewer or more cells than the header and are left out.",
                name=name,
                count=len(left_out),
            )
        ]
    return rows, []


def without_units_row(table: Table) -> Table:
    """A workbook's table without a first row that gives units, which become the table's; any other table as it is.

    >>> found = without_units_row(Table("t", {"lon": ["deg", "102.5"], "D20180106": ["cm", "1.5"]}))
    >>> found.columns, found.unit
    ({'lon': ['102.5'], 'D20180106': ['1.5']}, 'cm')
    """
    if table.n_rows < 2:
        return table
    names = list(table.columns)
    first = ["" if is_missing(cells[0]) else station_key(cells[0]) for cells in table.columns.values()]
    if not is_line_of_units(first, [(0, names), (1, first)], 0):
        return table
    unit, rate_unit = units_of_line(names, first)
    columns = {name: cells[1:] for name, cells in table.columns.items()}
    said = {name: cell for name, cell in zip(names, first) if cell}
    return replace(table, columns=columns, said=said, unit=unit or rate_unit or table.unit,
                   unit_source=message("the line of units below the header"))  # fmt: skip


def with_header_found(table: Table) -> Table:
    """A spreadsheet whose header was missed, because titles stand above it or all its cells are text, under the names
    of its header row; any other table as it is.

    >>> with_header_found(Table("t", {"Levelling 2018": ["id", "A"], "Field2": ["20180106", "1.5"]})).columns
    {'id': ['A'], '20180106': ['1.5']}
    """
    names = list(table.columns)
    unnamed = [bool(UNNAMED.match(name)) for name in names]
    if not names or sum(unnamed) < 0.5 * len(names):
        return table
    rows = [["" if none else name for name, none in zip(names, unnamed)]]
    rows += [["" if is_missing(cell) else station_key(cell) for cell in row] for row in zip(*table.columns.values())]
    filled = [(number, row) for number, row in enumerate(rows) if any(row)]
    place = header_place(filled, len(names))
    if place is None:
        return table
    used = [index for index, name in enumerate(filled[place][1]) if name]
    below = [row for _, row in filled[place + 1 :]]
    header = checked_names(
        [filled[place][1][index] for index in used], table.name, lambda at: [row[used[at]] for row in below]
    )
    body = [number - 1 for number, _ in filled[place + 1 :]]
    cells = list(table.columns.values())
    columns = {name: [cells[index][row] for row in body] for name, index in zip(header, used)}
    note = message("{name}: the names of its columns stand in row {row}.", name=table.name, row=filled[place][0] + 1)
    return replace(table, columns=columns, notes=(*table.notes, note))

"""How a text table is laid out: encoding, delimiter, comments and titles before the header, units, decimal commas.

Found out from the first lines, once for every reader.
"""

from __future__ import annotations

import contextlib
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from typing import IO

import numpy as np

from ..errors import SubsidenceError
from ..wording import message
from .cell_numbers import is_nothing, is_number, surely_commas
from .column_names import RATE, UNIT_WORDS, VERTICAL_RATE, X, Y, find, known_names, normal, unit_in, unit_named
from .date_text import one_date, readings
from .encodings import encoding_of, encoding_title
from .text_files import LONGEST_LINE, TextFile

HEAD_BYTES = 2**21
HEAD_LINES = 400
HEAD_LETTERS, LEAST_LINES = 60_000, 80  # of long lines fewer tell as much
USUAL_ENCODINGS = frozenset({"utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"})
MOST_ZEROS, MOST_LONE_RETURNS = 0.01, 0.1  # of the letters and of the lines; fewer are damage, not a kind of file
DELIMITERS = ("\t", ";", ",", "|", " ")  # a blank stands for any run of blanks
COMMENT = re.compile(r"^\s*\"?\s*(?:#|%|//|!|>)")
SEP_LINE = re.compile(r"^\"?sep=(.)\"?\s*$", re.I)
RDB_FORMAT = re.compile(r"^\d+[sdnSDN]$")
UNIT_CELL = re.compile(
    rf"^[\[(]?\s*(?:{UNIT_WORDS}(?:\s?/(?:yr|a|y|year)|\s?a-1)?|deg|degrees?|°|-|–|%|"
    r"text|date|float|int(?:eger)?|string|double|real)\s*[\])]?$",
    re.I,
)
_END = r"(?![A-Za-z0-9])"
UNIT_WORD = re.compile(
    r"(?:measure[_ ]?units?|value[_ ]?units?|units?(?:[_ ]of[_ ]\w+)?|einheit(?:en)?|unit[aà]|unidad(?:es)?|unités?|"
    r"uom|单位|單位|единицы)\s*(?:is|in|are)?\s*[:=：\t ,;]+\s*[\"\[(]?\s*"
    rf"(?P<unit>{UNIT_WORDS}){_END}",
    re.I,
)
UNIT_PROSE = re.compile(
    r"(?:displacement|deformation|time series|timeseries|velocit|rates?\b|los\b|values|motion|subsidence|settlement|"
    r"movement|measurements?\b|data\b|位移|形变|沉降)"
    rf"[^#]{{0,40}}?(?:\bin\s+|[\[(]\s*|[:=：]\s*|,\s*(?={UNIT_WORDS}\W*$))(?P<unit>{UNIT_WORDS}){_END}",
    re.I,
)
UNIT_ALONE = re.compile(rf"^\W*(?:(?:all|everything)\s+in\s+|in\s+)?(?P<unit>{UNIT_WORDS})\W*$", re.I)
ANGLE = re.compile(r"angle|incidence|azimuth|heading|look", re.I)
NOT_OF_MOTION = re.compile(
    r"height|elev|topo|\bdem\b|coord|east|north|utm|wavelength|resol|spacing|pixel|baseline|distance|radius|高程", re.I
)
NODATA_WORD = re.compile(
    r"(?:no[_ ]?data(?:[_ ]?value)?|missing(?:[_ ]?value)?|fill[_ ]?value|null[_ ]?value|fehlwert|缺测)\s*[:=\t ]+\s*"
    r"\"?([-+]?\d[\d.,]*(?:[eE][-+]?\d+)?)",
    re.I,
)
STAMPS_NAME = re.compile(r"^\"?export[_ ]?res[_ ]*\d+\"?$", re.I)
TWO_NUMBERS = re.compile(r"^(?!\d{1,3}(?: \d{3})+(?:[.,]\d+)?$)\d+ +[-+\d]")  # not one with blanks between thousands
P_SBAS = ("ID", "Lat", "Lon", "Topo", "Vel", "Coer", "CosN", "CosE", "CosU")
ISO_IN_TEXT = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
PREVIEW_LINES, PREVIEW_LETTERS = 2, 90
FEWEST_COUNTED = 5  # columns
STAMPS_DAY_LAG = 1  # the exported day numbers are one less than MATLAB's


@dataclass(frozen=True)
class TextLayout:
    """What was found out about a text table.

    names : of the columns; empty where the file has no header
    lines_before : physical lines before the first row of data
    commas : names of the columns whose numbers have decimal commas
    unit, rate_unit : stated in comments or a line of units, or ""
    said : what a line of units says of the columns, by their names
    nodata : marks of "no value" stated in comments
    notes : sentences about what was assumed; preview : the first lines of data
    """

    encoding: str
    delimiter: str
    names: list[str]
    lines_before: int
    commas: frozenset[str] = frozenset()
    universal_ends: bool = False
    unit: str = ""
    rate_unit: str = ""
    unit_source: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    nodata: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    preview: str = ""

    def cells(self, line: str) -> list[str]:
        return split_cells(line, self.delimiter)


def split_cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line, quoted or not, without blanks around."""
    line = line.rstrip("\r\n")
    if delimiter == " ":
        if '"' in line:
            return next(csv.reader([" ".join(line.split())], delimiter=" "), [])
        return line.split()
    if '"' in line:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]
        except csv.Error:
            return []
    return [cell.strip() for cell in line.split(delimiter)]


def text_lines(stream: IO[bytes], layout: TextLayout) -> Iterator[bytes]:
    """All lines of an opened table as UTF-8, also those before the data."""
    if layout.encoding in ("utf-8-sig", "utf-8", "ascii") and not layout.universal_ends:
        return iter(stream)
    return _lines_in_utf8(stream, layout)


def _lines_in_utf8(stream: IO[bytes], layout: TextLayout) -> Iterator[bytes]:
    ends = None if layout.universal_ends else ""
    text = TextIOWrapper(stream, encoding=layout.encoding, errors="replace", newline=ends)
    try:
        for line in text:
            yield line.encode("utf-8", errors="replace")
    finally:
        text.detach()


def look_at(file: TextFile, columns: Sequence[str] = ()) -> TextLayout:
    """The layout of a text table from its first lines.

    Parameters
    ----------
    file : TextFile
        Text, perhaps within an archive.
    columns : sequence of str
        Names for a table without a header line.

    Returns
    -------
    TextLayout
        Encoding, delimiter, names, decimal commas, and what the first lines say of units.

    Raises
    ------
    SubsidenceError
        For an empty file, one that is no text or no table, and one without header for which no names are given.

    Notes
    -----
    no names are given.
    """
    with file.open() as stream:
        head = stream.read(HEAD_BYTES)
    return layout_of(head, file.name, columns)


def layout_of(head: bytes, name: str, columns: Sequence[str] = ()) -> TextLayout:
    """As ``look_at``, from the first bytes of the file."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise SubsidenceError(message("{name} is empty; copy or download it again.", name=name))
    encoding = encoding_of(head)
    text = head.decode(encoding, errors="replace")
    page = text.lstrip()[:5].lower() in ("<html", "<!doc")
    if page or "\0" in text.partition("\n")[0] or text.count("\0") > MOST_ZEROS * len(text):
        what = message("a web page, perhaps an error message") if page else message("no text at all")
        raise SubsidenceError(
            message("{name} is not a table of text ({what}); save it as CSV first.", name=name, what=what)
        )
    universal = text.count("\r") - text.count("\r\n") > MOST_LONE_RETURNS * text.count("\n")
    lines = text.splitlines() if universal else text.split("\n")
    if len(head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()
    lines = [line.rstrip("\r") for line in _first_lines(lines)]
    if max(map(len, lines)) >= LONGEST_LINE and len(lines) == 1:
        raise SubsidenceError(message("{name} is no table of text: its first line does not end.", name=name))
    found = _understood(lines, name, [c for c in columns if c])
    told = encoding_title(encoding) if encoding not in USUAL_ENCODINGS else ""
    notes = (message("{name} is read as {encoding}.", name=name, encoding=told), *found.notes) if told else found.notes
    return replace(found, encoding=encoding, universal_ends=universal, notes=notes)


def _first_lines(lines: Sequence[str]) -> Sequence[str]:
    """The lines that are looked at: the first, until they hold enough letters."""
    letters = 0
    for count, line in enumerate(lines[:HEAD_LINES], start=1):
        letters += len(line)
        if letters > HEAD_LETTERS and count >= LEAST_LINES:
            return lines[:count]
    return lines[:HEAD_LINES]


def _understood(lines: list[str], name: str, columns: list[str]) -> TextLayout:
    comments, body, forced = [], [], ""
    for number, line in enumerate(lines):
        if match := SEP_LINE.match(line.strip().lstrip("\ufeff")):
            forced = match[1]
        elif COMMENT.match(line):
            comments.append((number, line))
        elif line.strip().strip(',;\t|"').strip():
            body.append((number, line))
    if not body:
        raise SubsidenceError(message("{name} has no rows that can be read.", name=name))
    delimiter = forced or _delimiter([line for _, line in body])
    rows = [(number, split_cells(line, delimiter)) for number, line in body]
    width = _width(rows)
    if width < 2 or (delimiter == " " and len(rows) < 2):
        raise SubsidenceError(
            message(
                "{name} is not a table of text: its lines hold no columns separated by commas, semicolons, tabs,"
                " bars or blanks. It begins “{preview}”.",
                name=name,
                preview=_preview([line for _, line in body]),
            )
        )
    place = None if columns else header_place(rows, width)
    skipped = [line for number, line in body if place is not None and number < rows[place][0]]
    facts = _facts([line for _, line in comments] + skipped)
    notes = _told_lines(name, len(comments), len(skipped))
    base = TextLayout("", delimiter, [], 0, notes=notes, **facts)
    if place is None:
        return _without_header(base, rows, comments, width, name, columns, [line for _, line in body])
    header = _header_names(rows[place][1], rows, place, width)
    base = replace(base, notes=(*notes, *_told_groups([cells for _, cells in rows[:place]], header, name)))
    if all(STAMPS_NAME.match(cell) for cell in header if cell):
        return _stamps(base, rows, place)
    after = place + 1
    if place and len(rows[place - 1][1]) == len(header) and is_line_of_units(rows[place - 1][1], rows, place - 1):
        base = _with_units(base, header, rows[place - 1][1])
    while after < len(rows) and is_line_of_units(rows[after][1], rows, after):
        base = _with_units(base, header, rows[after][1])
        after += 1
    first = rows[after][0] if after < len(rows) else rows[place][0] + 1
    data = [cells for _, cells in rows[after:]]
    return replace(base, names=header, lines_before=first, commas=_commas(header, data, name),
                   preview=_preview([line for _, line in body[after:]]))  # fmt: skip


def _told_groups(above: Sequence[Sequence[str]], header: Sequence[str], name: str) -> tuple[str, ...]:
    """What is to be said of dated columns that stand below the names of several groups.

    Raises ``SubsidenceError`` where the groups cannot be one series: their dates overlap, or their units differ.
    """
    from .dates import dated_columns

    rows = [cells for cells in above if len(cells) == len(header) and sum(map(bool, cells)) >= 2]
    if not rows:
        return ()
    unique = list(dict.fromkeys(header))
    dated = dated_columns(unique)
    day_of = dict(zip(dated.names, dated.dates))
    for cells in rows:
        days: dict[str, list] = {}
        group = ""
        for title, column in zip(cells, header):
            group = title or group
            if column in day_of:
                days.setdefault(group, []).append(day_of[column])
        titles = [title for title in days if title]
        if len(titles) < 2 or any(map(_is_value, titles)):
            continue
        spans = sorted((min(days[title]), max(days[title])) for title in titles)
        overlap = any(later[0] <= earlier[1] for earlier, later in zip(spans, spans[1:]))
        listed = ", ".join(f"“{title}”" for title in titles[:4])
        if overlap or len({unit_in(title) for title in titles}) > 1:
            raise SubsidenceError(
                message(
                    "{name} has several groups of columns with dates ({groups}), which are not one series; keep one"
                    " group in a file.",
                    name=name,
                    groups=listed,
                )
            )
        return (message("{name}: the groups {groups} are read as one series.", name=name, groups=listed),)
    return ()


def _told_lines(name: str, comments: int, titles: int) -> tuple[str, ...]:
    if not comments and not titles:
        return ()
    return (message("{name}: {count} lines before the table are not part of it.", name=name, count=comments + titles),)


def _preview(lines: Sequence[str]) -> str:
    return " ¶ ".join(line.strip()[:PREVIEW_LETTERS] for line in lines[:PREVIEW_LINES])


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter by which most lines have the same, and the largest, number of cells that make sense."""
    sample = lines[:200]
    if sum(map(len, sample)) > HEAD_LETTERS:
        sample = [*lines[: LEAST_LINES // 2], *lines[-LEAST_LINES // 4 :]]
    best, score_of_best = ",", -1.0
    for delimiter in DELIMITERS:
        rows = [split_cells(line, delimiter) for line in sample]
        counts = Counter(len(row) for row in rows if len(row) > 1)
        if not counts:
            continue
        width, _ = counts.most_common(1)[0]
        if delimiter == " " and sum(line.count('","') + line.count('";"') for line in sample) >= len(sample):
            continue  # blanks within quoted cells
        alike = [row for row in rows if abs(len(row) - width) <= 1 and len(row) > 1]
        cells = [cell for row in alike[-20:] for cell in row]
        sense = sum(is_number(cell) or is_nothing(cell) for cell in cells) / max(len(cells), 1)
        score = len(alike) / len(sample) * (0.5 + 0.5 * sense) + (0.0 if delimiter == " " else 0.2)
        if delimiter == "," and any(_spread_by_commas(row) for row in alike[-20:]):
            score -= 0.4
        if score > score_of_best + 1e-9:
            best, score_of_best = delimiter, score
    return best


def _spread_by_commas(cells: Sequence[str]) -> bool:
    """Whether a split at commas went through decimal commas, so that a cell holds two things."""
    return any(";" in cell or "\t" in cell or TWO_NUMBERS.match(cell) for cell in cells)


def _width(rows: Sequence[tuple[int, list[str]]]) -> int:
    counts = Counter(len(cells) for _, cells in rows[len(rows) // 2 :])
    everywhere = Counter(len(cells) for _, cells in rows)
    return max(counts, key=lambda width: (counts[width], everywhere[width]))  # of few rows one damaged line says little


def header_place(rows: Sequence[tuple[int, list[str]]], width: int) -> int | None:
    """The row that is the header, or None."""
    known = known_names()
    for place, (_, cells) in enumerate(rows[:80]):
        filled = [cell for cell in cells if cell]
        if len(cells) < width - 1 or any(cells[width:]) or len(filled) < max(2, 0.5 * min(width, len(cells))):
            continue
        named = any(normal(cell) in known for cell in filled)
        below = [other for _, other in rows[place + 1 : place + 40] if abs(len(other) - len(cells)) <= 1]
        if _is_row_of_groups(cells, below):
            continue
        if (not cells[0] or normal(cells[0]) in known) and _coordinates_in_rows(below):
            return place
        shift = 1 if below and len(cells) == width - 1 and len(below[-1]) == width and below[-1][-1] else 0
        titles = _mismatched(cells, below, shift)
        if all(STAMPS_NAME.match(cell) for cell in filled):
            return place
        dates = any(one_date(cell) is not None for cell in filled) or _mostly_dates(filled)
        if named and (titles or dates or not below or not any(map(_is_value, filled))):
            return place
        if titles:
            return _better_place(rows, place, known)
        if any(map(_is_value, filled)):
            return None
    return None


def _mostly_dates(filled: Sequence[str]) -> bool:
    """Whether most cells are different dates, even such as 01/02/2018 that can be read in two ways."""
    dates = {cell for cell in filled if not is_number(cell) and readings([cell])}
    return len(dates) >= 2 and len(dates) > 0.5 * len(filled)


def _is_row_of_groups(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row repeats the names of groups above a row of different names, as cells that were merged do."""
    if not below or len(set(cells)) == len(cells) or any(map(_is_value, cells)) or not all(cells):
        return False
    known = known_names()
    names = [cell for cell in below[0] if cell]
    told = sum(normal(cell) in known or one_date(cell) is not None for cell in names)
    return told >= 2 and not any(map(is_number, names[:2])) and told >= 0.5 * len(names)


def _coordinates_in_rows(below: Sequence[Sequence[str]]) -> bool:
    """Whether the coordinates stand in two rows, as in a table with dates down and points across."""
    labels = [row[0] for row in below if row and row[0]]
    return bool(find(labels, X) and find(labels, Y))


def _better_place(rows: Sequence[tuple[int, list[str]]], place: int, known: frozenset[str]) -> int:
    """A title may have as many words as the table columns: a row of known names soon below it is the header."""
    for later in range(place + 1, min(place + 4, len(rows))):
        cells = [cell for cell in rows[later][1] if cell]
        if sum(normal(cell) in known for cell in cells) >= 2 and not is_number(cells[0]):
            return later
    return place


def _mismatched(cells: Sequence[str], below: Sequence[Sequence[str]], shift: int) -> int:
    """How many cells are text above a column of numbers or dates."""
    count = 0
    for index, cell in enumerate(cells):
        if not cell or _is_value(cell):
            continue
        column = [
            row[index + shift] for row in below if index + shift < len(row) and not is_nothing(row[index + shift])
        ]
        if column and sum(map(_is_value, column)) >= 0.7 * len(column):
            count += 1
    return count


def _is_value(cell: str) -> bool:
    return (
        is_number(cell) or one_date(cell) is not None or bool(len(cell) > 5 and cell[:1].isdigit() and readings([cell]))
    )


def _header_names(cells: list[str], rows: Sequence[tuple[int, list[str]]], place: int, width: int) -> list[str]:
    below = [other for _, other in rows[place + 1 : place + 40]]
    cells = list(cells)
    if len(cells) == width - 1 and len(below) > 1 and all(len(row) == width and row[-1] for row in below[:20]):
        cells = ["row", *cells]  # as R writes names of rows
    while cells and not cells[-1] and all(len(row) < len(cells) or not row[len(cells) - 1] for row in below):
        cells.pop()
    return [cell.lstrip("\ufeff#%").strip().strip("'") for cell in cells]


def is_line_of_units(cells: list[str], rows: Sequence[tuple[int, list[str]]], place: int) -> bool:
    """Whether a line below the header gives units or, as in USGS RDB files, widths of columns."""
    filled = [cell for cell in cells if cell]
    if not filled or place + 1 >= len(rows):
        return False
    if all(RDB_FORMAT.match(cell) for cell in filled):
        return True
    if _counts_columns(filled):
        return True
    units = sum(bool(UNIT_CELL.match(cell)) for cell in filled)
    numbers = sum(is_number(cell) for cell in filled)
    return units >= 1 and not numbers and units >= 0.5 * len(filled)


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether cells are 1, 2, 3 … or 0, 1, 2 …, as a row that numbers the columns."""
    if len(cells) < FEWEST_COUNTED or not all(cell.isascii() and cell.isdigit() for cell in cells):
        return False
    return [int(cell) - int(cells[0]) for cell in cells] == list(range(len(cells))) and int(cells[0]) <= 1


def _with_units(layout: TextLayout, header: Sequence[str], cells: Sequence[str]) -> TextLayout:
    unit, rate_unit = units_of_line(header, cells)
    layout = replace(layout, said={name: cell for name, cell in zip(header, cells) if cell})
    if not (unit or rate_unit):
        return layout
    return replace(layout, unit=unit or layout.unit, rate_unit=rate_unit or layout.rate_unit,
                   unit_source=message("the line of units beside the header"))  # fmt: skip


def units_of_line(header: Sequence[str], cells: Sequence[str]) -> tuple[str, str]:
    """The units of displacements and of rates in a line of units below a header, "" where it gives none or several."""
    from .dates import dated_columns

    by_name = dict(zip(header, cells))
    dated = dated_columns(header).names or [name for name in header if normal(name) in ("displacement", "disp", "los")]
    units = {unit_named(by_name.get(name, "")) for name in dated} - {""}
    rate_name = find(header, (*RATE, *VERTICAL_RATE))
    rate_unit = unit_in(f"rate [{by_name.get(rate_name, '').strip('[]() ')}]") if rate_name else ""
    if len(units) > 1:
        return "", ""
    return (units.pop() if units else ""), rate_unit


def _commas(names: Sequence[str], data: Sequence[Sequence[str]], where: str) -> frozenset[str]:
    """The columns whose numbers have decimal commas, each by its own cells and, where these do not tell, by the rest.

    Raises ``SubsidenceError`` for a column with both.
    """
    if not any("," in cell for row in data for cell in row):
        return frozenset()
    columns = {name: [row[index] for row in data if index < len(row)] for index, name in enumerate(names)}
    own = {name: surely_commas(cells) for name, cells in columns.items()}
    mixed = next((name for name, (comma, point, _) in own.items() if comma and point), None)
    if mixed is not None:
        raise SubsidenceError(
            message(
                "{where}: the column “{name}” has decimal commas and decimal points; write it in one way.",
                where=where,
                name=mixed,
            )
        )
    with_comma = sum(comma > 0 for comma, _, _ in own.values())
    with_point = sum(point > 0 for _, point, _ in own.values())
    usual = with_comma > with_point or (not with_point and any(some for _, _, some in own.values()))
    return frozenset(name for name, (comma, point, _) in own.items() if comma or (usual and not point))


def _facts(lines: Iterable[str]) -> dict:
    """Units and marks of "no value" that comments and titles state."""
    unit = rate_unit = source = ""
    nodata = []
    for line in lines:
        if match := NODATA_WORD.search(line):
            with contextlib.suppress(ValueError):  # words, not a mark
                nodata.append(float(match[1].replace(",", ".")))
        if NOT_OF_MOTION.search(line) and not re.search(r"measure|value|displ|veloc|rate|los", line, re.I):
            continue
        match = UNIT_WORD.search(line) or UNIT_PROSE.search(line) or UNIT_ALONE.match(line)
        if match and not (unit_named(match["unit"]) == "rad" and ANGLE.search(line)):
            found = unit_named(match["unit"])
            if re.search(r"veloc|rate|速率", line, re.I) and re.search(r"/\s*(?:yr|year|a|y)|per year|年", line, re.I):
                rate_unit = rate_unit or found
            else:
                unit = unit or found
            source = source or line.strip().strip('"').strip(",;").strip()
    return {"unit": unit, "rate_unit": rate_unit, "unit_source": f"“{source[:80]}”" if source else "",
            "nodata": tuple(nodata)}  # fmt: skip


def _without_header(
    base: TextLayout,
    rows: list[tuple[int, list[str]]],
    comments: list[tuple[int, str]],
    width: int,
    name: str,
    columns: list[str],
    body: list[str],
) -> TextLayout:
    """The layout of a table whose first row is data: names from the user, a commented header, or a list of dates."""
    first = next(place for place, (_, cells) in enumerate(rows) if abs(len(cells) - width) <= 1)
    before = [line for number, line in comments if number < rows[first][0]] + body[:first]
    base = replace(base, **_facts(before))
    names = columns or _names_from_comments(before, base.delimiter, width) or _dates_line(before, width)
    data = [cells for _, cells in rows[first:]]
    if not names:
        numeric = len(data[0]) >= 3 and all(is_number(cell) or is_nothing(cell) for cell in data[0])
        example = " ".join(("x", "y", "rate") if len(data[0]) == 3 else ("x", "y", "rate", "…"))
        raise SubsidenceError(
            message(
                "{name} has no header line with the names of its {width} columns. It begins “{preview}”. Give the names"
                " in “Names of columns”, such as {example}.",
                name=name,
                width=width,
                preview=_preview(body),
                example=example if numeric else "name x y rate",
            )
        )
    if columns and len(columns) != width:
        raise SubsidenceError(
            message(
                "{count} names of columns are given, but {name} has {width} columns. It begins “{preview}”.",
                count=len(columns),
                name=name,
                width=width,
                preview=_preview(body),
            )
        )
    return replace(base, names=list(names), lines_before=rows[first][0], preview=_preview(body),
                   commas=_commas(names, data, name))  # fmt: skip


def _names_from_comments(before: Sequence[str], delimiter: str, width: int) -> list[str]:
    """A header that is written as a comment: the last line with a name for each column, one of them known."""
    known = known_names()
    for line in reversed(before):
        text = line.strip().strip('"').lstrip("#%!>/ ").strip()
        for separator in dict.fromkeys((delimiter, *DELIMITERS)):
            cells = split_cells(text, separator)
            if len(cells) == width and sum(normal(cell) in known for cell in cells) >= 2:
                return [cell.strip().strip("'") for cell in cells]
    return []


def _dates_line(before: Sequence[str], width: int) -> list[str]:
    """Names for the rows of a P-SBAS product, whose dates stand in one of the lines of metadata."""
    for line in before:
        dates = ISO_IN_TEXT.findall(line)
        if len(dates) >= 2 and len(dates) + len(P_SBAS) == width:
            return [*P_SBAS, *dates]
    return []


def _stamps(base: TextLayout, rows: list[tuple[int, list[str]]], place: int) -> TextLayout:
    """The export of the StaMPS visualizer: columns without names, whose first row is the reference and day numbers."""
    cells = rows[place + 1][1] if place + 1 < len(rows) else []
    try:
        days = np.array([int(float(cell)) for cell in cells[3:]])
    except ValueError:
        days = np.array([], dtype=int)
    if not days.size or days.min() < 700_000 or days.max() > 760_000:
        raise SubsidenceError(
            message(
                "The first row of a StaMPS export must hold the day numbers of the epochs from its fourth column on."
            )
        )
    dates = (days + STAMPS_DAY_LAG - 366 - 719_163).astype("datetime64[D]")
    names = ["longitude", "latitude", "velocity", *dates.astype(str).tolist()]
    note = message(
        "A StaMPS export is recognised by its columns; its first row, the reference point and the days, is not a point."
    )
    number = rows[place + 2][0] if place + 2 < len(rows) else rows[place][0] + 2
    return replace(base, names=names, lines_before=number, unit="mm", unit_source="StaMPS", notes=(*base.notes, note))

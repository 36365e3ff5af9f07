"""Displacement series from tables and dated layers of any producer.

Wide tables have a row per point and a column per date; long tables have a row per point and date; across tables a row
per date and a column per point, with the coordinates in two of the rows. Tables of rates alone have no dates.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..tabular import column_names as known
from ..tabular.column_values import is_missing, readings_of, station_key
from ..tabular.date_parts import YEAR, with_whole_dates
from ..tabular.dates import DatedColumns, dated_columns, dates_of_column, series_sets
from ..tabular.tables import Table, read_table
from ..tabular.text_files import TextFile
from ..tabular.text_layout import TextLayout, look_at
from ..tabular.wide_rows import Extent, Layout, read_wide, unreadable_sentences
from ..wording import message
from .points import PointProduct
from .tables.column_mapping import (
    ColumnMapping,
    Columns,
    coordinate_names,
    date_column,
    rate_column,
    runs_across,
    value_column,
    wkt_column,
)
from .tables.doubts import summary_rows, usual_places
from .tables.table_product import (
    chosen_rows,
    coordinates,
    nowhere,
    parse_numbers_fast,
    placed_rows,
    places_of_wkt,
    plain_column,
    product_of,
)
from .tables.table_units import Declared, stated_unit

UNNAMED_COLUMN = re.compile(r"^column \d+$")
NUMBERED = re.compile(r"^(?P<stem>[^\W\d][\w]{4,7})_\d{1,3}$")
FEWEST_LETTERS, FEWEST_CUT = 6, 2
FEWEST_ALIKE = 5  # columns
SAME_PLACE = 1e-6  # of the largest coordinate


def read_series_table(
    path: str | os.PathLike,
    mapping: ColumnMapping | None = None,
    *,
    extent: Extent | None = None,
    report: Report = SILENT,
) -> PointProduct:
    """Read a delimited text file of any of the shapes; wide ones are streamed and clipped while reading.

    Parameters
    ----------
    path : str or path
        A text file, or a zip archive with one.
    mapping : ColumnMapping, optional
        What the columns are, as far as it must be said; the rest is looked for, and said.
    extent : tuple of float, optional
        (x_min, y_min, x_max, y_max) in the table's coordinates; what lies outside is not read.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    PointProduct
        Series, rates, point ids and further columns; mm and mm/yr.

    Raises
    ------
    SubsidenceError
        Where columns cannot be told, or cells are no numbers; the sentence names column and row.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = os.path.join(folder, "series.csv")
    ...     with open(path, "w") as stream:
    ...         _ = stream.write("id,lon,lat,20200101,20200113,20200125\\n7,102.7,25.0,0,-1,-2\\n")
    ...     read_series_table(path).series.displacement_mm.tolist()
    [[0.0, -1.0, -2.0]]
    """
    mapping = mapping or ColumnMapping()
    file = TextFile(Path(path))
    if not file.path.is_file():
        raise SubsidenceError(message("The table {path} does not exist.", path=path))
    text = look_at(file, mapping.columns)
    dated = DatedColumns() if mapping.date else dated_columns(text.names, mapping.date_pattern, pairs=True)
    if not dated.names or runs_across(text.names, mapping):
        table = read_table(file.path, mapping.columns)
        for note in table.notes:
            report.info(note)
        stated = Declared(table.unit, text.rate_unit, table.unit_source, table.nodata)
        return series_from_columns(table.columns, None, mapping, file.name, extent=extent, stated=stated, report=report)
    return _read_wide(file, text, dated, mapping, extent, report)


def _read_wide(
    file: TextFile,
    text: TextLayout,
    dated: DatedColumns,
    mapping: ColumnMapping,
    extent: Extent | None,
    report: Report,
) -> PointProduct:
    for note in text.notes:
        report.info(note)
    for note in dated.notes:
        report.warn(note)

    def understand(header: list[str]) -> Layout:
        return Layout(*coordinate_names(header, mapping, file.name), dated.names, dated.dates)

    rows = read_wide(file, understand, extent=extent, text=text, report=report)
    for sentence in unreadable_sentences(rows, file.name):
        report.warn(sentence)
    if not len(rows.xy):
        raise SubsidenceError(_nothing(file.name, rows.n_rows - rows.unreadable, extent, text.preview))
    layout = rows.layout
    others = {name: values for name, values in rows.columns.items() if name not in (layout.x, layout.y)}
    stated = Declared(text.unit, text.rate_unit, text.unit_source, text.nodata)
    xy = usual_places(rows.xy, (layout.x, layout.y), mapping, file.name, report)
    placed = placed_rows(xy, mapping, file.name, report) & ~summary_rows(others, len(xy), file.name, report)
    columns = {name: values[placed] for name, values in others.items()}
    return product_of(
        xy[placed], dated, rows.displacement[placed], columns, rows.row_number[placed], mapping, stated,
        file.name, report,
    )  # fmt: skip


def series_from_columns(
    columns: Columns,
    xy: np.ndarray | None,
    mapping: ColumnMapping,
    name: str,
    *,
    extent: Extent | None = None,
    stated: Declared | None = None,
    report: Report = SILENT,
) -> PointProduct:
    """A product from columns in memory, of any of the shapes.

    columns : name → values, shape=(n_rows,)
    xy : shape=(n_rows, 2) of a point layer, or None when the coordinates are columns
    stated : what the file says of its units
    """
    stated = stated or Declared()
    if xy is None and (turned := _turned(columns, mapping, name)) is not None:
        columns = turned
    n_rows = len(next(iter(columns.values()))) if columns else 0
    if xy is None:
        if (wkt := wkt_column(columns, mapping)) is not None:
            x_name, y_name, xy = wkt, wkt, places_of_wkt(columns[wkt])
        else:
            x_name, y_name = coordinate_names(list(columns), mapping, name)
            xy = np.column_stack([coordinates(columns[axis], f"{name}, {axis}") for axis in (x_name, y_name)])
            xy = usual_places(xy, (x_name, y_name), mapping, name, report)
        columns = {key: values for key, values in columns.items() if key not in (x_name, y_name)}
        inside = placed_rows(xy, mapping, name, report) & ~summary_rows(columns, len(xy), name, report)
    else:
        inside = np.isfinite(xy).all(axis=1) & ~nowhere(xy, name, report)
    if extent is not None:
        inside &= (xy >= extent[:2]).all(axis=1) & (xy <= extent[2:]).all(axis=1)
    if not inside.any():
        raise SubsidenceError(_nothing(name, n_rows, extent))
    kept = np.flatnonzero(inside)
    columns = {key: chosen_rows(values, kept) for key, values in columns.items()}
    dated = DatedColumns() if mapping.date else dated_columns(columns, mapping.date_pattern, pairs=True)
    for note in dated.notes:
        report.warn(note)
    if mapping.date or not dated.names:
        return _without_dated_columns(columns, xy[kept], mapping, stated, name, report)
    displacement = np.column_stack([parse_numbers_fast(columns[epoch], f"{name}, {epoch}") for epoch in dated.names])
    others = {key: plain_column(values) for key, values in columns.items() if key not in dated.names}
    return product_of(xy[kept], dated, displacement, others, kept + 1, mapping, stated, name, report)


def _turned(columns: Columns, mapping: ColumnMapping, name: str) -> dict[str, list] | None:
    """A table with dates down and points across as a wide one; None where the table is none of this kind.

    Two rows give the coordinates; the first column holds their names and the dates. A unit in the corner, as in
    “date [cm]”, is that of the dated rows.
    """
    names = list(columns)
    if len(names) < 2 or not runs_across(names, mapping):
        return None
    labels = [station_key(label) for label in columns[names[0]]]
    dated = [label for label in labels if label and readings_of(label)]
    if runs_across(labels, mapping):
        if len(dated) < 2 or len(set(dated)) < len(dated) or len(dated) < 0.5 * len(labels):
            return None
        raise SubsidenceError(
            message(
                "{name} has dates down and points across, but no rows with the coordinates of the points; add two rows"
                " that begin with “lon” and “lat”, or join the points to their places first.",
                name=name,
            )
        )
    if len(dated) < 2 and not known.find(labels, (*known.RATE, *known.VERTICAL_RATE)):
        return None
    _refuse_unclear_rows(columns, labels, name)
    turned: dict[str, list] = {"point": names[1:]}
    unit = known.unit_in(names[0])
    for row, label in enumerate(labels):
        if label:
            title = f"{label} [{unit}]" if unit and readings_of(label) else label
            turned[title] = [columns[point][row] for point in names[1:]]
    return turned


def _refuse_unclear_rows(columns: Columns, labels: list[str], name: str) -> None:
    """Refuse a table with dates down in which two rows have one name, or values stand in a row or column without."""
    filled = [label for label in labels if label]
    if twice := next((label for label in filled if filled.count(label) > 1), ""):
        raise SubsidenceError(message("{name} has two rows “{label}”; keep one of them.", name=name, label=twice))
    unnamed = [row for row, label in enumerate(labels) if not label]
    points = list(columns)[1:]
    if any(not is_missing(columns[point][row]) for row in unnamed for point in points):
        raise SubsidenceError(
            message(
                "{name} has dates down and points across, and values in a row whose first cell is empty; write there"
                " what they are, or remove the row.",
                name=name,
            )
        )
    if blank := next((point for point in points if UNNAMED_COLUMN.match(point)), ""):
        raise SubsidenceError(
            message(
                "{name} has dates down and points across, but “{column}” has no name of a point above it; cells that"
                " are merged name only one of their columns. Write a name above each.",
                name=name,
                column=blank,
            )
        )


def _without_dated_columns(
    columns: Columns,
    xy: np.ndarray,
    mapping: ColumnMapping,
    stated: Declared,
    name: str,
    report: Report,
) -> PointProduct:
    """A long table, or one of rates alone."""
    if not mapping.date and not mapping.date_pattern and known.find(columns, YEAR):
        whole = with_whole_dates(Table(name, {key: list(values) for key, values in columns.items()}))
        for note in whole.notes:
            report.warn(note)
        columns = whole.columns if whole.notes and whole.n_rows == len(xy) else columns
    date_name = date_column(columns, mapping.date)
    if not date_name and known.find(columns, known.VALUE):
        date_name = known.find(columns, known.DATE)  # to say which cell is no date
    value_name = value_column(columns, mapping.value, date_name) if date_name else ""
    if date_name and value_name:
        return _from_long(columns, xy, date_name, value_name, mapping, stated, name, report)
    _refuse_cut_names(list(columns), name)
    rate_name = rate_column(columns, mapping)
    sets = [] if date_name else series_sets(columns)
    several = message(
        "{name} has several sets of dated columns ({sets}), of which none is surely the displacement; set the date"
        " pattern, such as {pattern}.",
        name=name,
        sets=", ".join(f"“{first}” …" for first, _ in sets[:4]),
        pattern=next((pattern for _, pattern in sets if pattern), "asc_%Y%m%d"),
    )
    if rate_name and not date_name:
        if sets:
            report.warn(several)
        elif unread := _alike(columns, rate_name):
            report.warn(
                message(
                    "{name}: the columns {unread} … are not read as dates, so that rates are read without a series; set"
                    " the date pattern, or write the dates as 2018-03-06.",
                    name=name,
                    unread=", ".join(f"“{column}”" for column in unread[:3]),
                )
            )
        report.info(message("{name} has no dates; its rates are read without a series.", name=name))
        others = {key: plain_column(values) for key, values in columns.items()}
        nothing = np.empty((len(xy), 0))
        return product_of(xy, DatedColumns(), nothing, others, np.arange(1, len(xy) + 1), mapping, stated, name, report)
    if sets:
        raise SubsidenceError(several)
    raise SubsidenceError(
        message(
            "{name} has no columns named by dates (such as D20180306 or 2018-03-06), and no column"
            " of {value} either; say which one it is, set the date pattern, or name the column of rates. It has:"
            " {names}.",
            name=name,
            value="dates" if not date_name else "displacements",
            names=", ".join(list(columns)[:12]),
        )
    )


def _alike(columns: Columns, rate_name: str) -> list[str]:
    """Columns of numbers whose names differ in their digits alone, and that may be dates of some form."""
    by_shape: dict[str, list[str]] = {}
    for column, values in columns.items():
        if column != rate_name and re.search(r"\d", column) and plain_column(values).dtype.kind in "fiu":
            by_shape.setdefault(re.sub(r"\w+", "", column) or "-", []).append(column)
    most = max(by_shape.values(), key=len, default=[])
    return most if len(most) >= FEWEST_ALIKE else []


def _refuse_cut_names(names: list[str], name: str) -> None:
    """Refuse columns whose names a shapefile has cut and numbered, so that their dates are lost."""
    cut: dict[str, list[str]] = {}
    for column in names:
        if match := NUMBERED.match(column):
            cut.setdefault(match["stem"][:FEWEST_LETTERS], []).append(column)
    for stem, members in cut.items():
        if len(members) >= FEWEST_CUT and any(
            len(each) == known.SHAPEFILE_LENGTH and each.startswith(stem) and each not in members for each in names
        ):
            raise SubsidenceError(
                message(
                    "{name}: the names “{first}” … “{last}” were cut to ten characters and numbered by a shapefile, so"
                    " that their dates are lost; export the data again as a GeoPackage or CSV, or with shorter names.",
                    name=name,
                    first=members[0],
                    last=members[-1],
                )
            )


def _from_long(
    columns: Columns,
    xy: np.ndarray,
    date_name: str,
    value_name: str,
    mapping: ColumnMapping,
    stated: Declared,
    name: str,
    report: Report,
) -> PointProduct:
    """Rows of point and date, folded into one row per point."""
    notes: list[str] = []
    dates = dates_of_column(columns[date_name], f"{name}, {date_name}", notes, mapping.date_pattern)
    for note in notes:
        report.warn(note)
    values = parse_numbers_fast(columns[value_name], f"{name}, {value_name}")
    identifier = mapping.identifier or known.find(columns, known.POINT, [date_name, value_name])
    if identifier and identifier in columns:
        keys = np.array([station_key(value) for value in columns[identifier]], dtype=str)
    else:
        keys = np.array([f"{x!r} {y!r}" for x, y in xy.tolist()], dtype=str)
    if identifier and not mapping.identifier and np.unique(keys).size == keys.size > np.unique(xy, axis=0).shape[0]:
        keys = np.array([f"{x!r} {y!r}" for x, y in xy.tolist()], dtype=str)  # it numbers the rows, not the points
    has_date = ~np.isnat(dates)
    _, first, point = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))  # points in the order in which they appear
    point, first = order[point.reshape(-1)], np.sort(first)
    if np.abs(xy - xy[first][point]).max() > SAME_PLACE * max(np.abs(xy).max(), 1.0):
        raise SubsidenceError(
            message(
                "{name} gives one point of “{identifier}” several places; every point needs one place.",
                name=name,
                identifier=identifier,
            )
        )
    days, epoch = np.unique(dates[has_date], return_inverse=True)
    cell = point[has_date] * days.size + epoch.reshape(-1)
    if np.unique(cell).size < cell.size:
        twice = int(np.flatnonzero(np.bincount(cell) > 1)[0])
        raise SubsidenceError(
            message(
                "{name} has more than one value for the point “{keys}” on {days}; keep one.",
                name=name,
                keys=keys[first[twice // days.size]],
                days=days[twice % days.size],
            )
        )
    displacement = np.full(first.size * days.size, np.nan)
    displacement[cell] = values[has_date]
    others = {
        key: plain_column(chosen_rows(values, first))
        for key, values in columns.items()
        if key not in (date_name, value_name)
    }
    unit_column = stated_unit(columns)
    dated = DatedColumns(list(days.astype(str)), days, value_name, unit_column or known.unit_in(value_name))
    return product_of(
        xy[first], dated, displacement.reshape(first.size, days.size), others, np.arange(1, first.size + 1), mapping,
        stated, name, report,
    )  # fmt: skip


def _nothing(name: str, n_rows: int, extent: Extent | None, preview: str = "") -> str:
    if extent is not None and n_rows:
        return message(
            "None of the {n_rows} points of {name} lies in the extent; check the extent and the table's CRS.",
            n_rows=n_rows,
            name=name,
        )
    if preview:
        return message("{name} has no rows that can be read. They begin “{preview}”.", name=name, preview=preview)
    return message("{name} has no rows that can be read.", name=name)

"""Tables of the European Ground Motion Service: L2a and L2b (line of sight) and L3 (up, east–west).

Columns of both generations of releases (2015–2021 and later) are understood. Source: EGMS product description and
delivered files; see ``COLUMNS`` for what each column becomes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ..blocks import computes_elsewhere, map_rows
from ..errors import SubsidenceError
from ..kept_blocks import as_array, from_array
from ..missing_values import screened
from ..progress import SILENT, Report
from ..series import DeformationSeries, find_epoch_fields
from ..spatial.look_vectors import with_believed_look
from ..tabular.dates import nearly_dated
from ..tabular.kept_rows import kept_rows, packed_rows, unpacked_rows
from ..tabular.text_files import TextFile, find_text_files
from ..tabular.wide_rows import Extent, Layout, WideRows, read_wide, unreadable_sentences
from ..units import EAST, LOS, VERTICAL
from ..wording import message
from .egms_agreement import check_overlaps, tell_repeated
from .egms_overlaps import tied
from .egms_releases import joined_releases, without_replaced
from .egms_settings import ETRS89_LAEA, JOIN, STD_FLOOR_MM_PER_YR, WGS84
from .points import PointProduct, joined
from .tables.table_units import warn_of_disagreement

SUFFIXES = (".csv", ".txt")
FILE_NAME = re.compile(
    r"EGMS_(?P<level>L2a|L2b|L3)_(?:(?P<track>\d{3})_(?P<burst>\d{4})_(?P<swath>IW\d)_(?P<polarisation>[VH]{2})"
    r"|(?P<tile>E\d+N\d+)_(?P<cell>\d+km)_(?P<component>[UE]))",
    re.IGNORECASE,
)
# The columns of the deliveries, and our fields; a column not named here keeps its name.
COLUMNS = {
    "height_ortho": "height",
    "height": "height",
    "height_ellipse": "height_ellipsoid",
    "height_wgs84": "height_ellipsoid",
    "rmse_ts": "rmse",
    "temporal_coherence": "coherence",
    "los_east": "los_e",
    "los_north": "los_n",
    "los_up": "los_u",
}
FEWEST_FOR_A_SLOPE = 2
REFUSED = "refused"  # in place of rows
WHOLE_NUMBERS = ("line", "pixel")
TEXTS = frozenset({"pid"})
NUMBERS = frozenset(COLUMNS) | {
    *("mean_velocity", "mean_velocity_std", "acceleration", "acceleration_std", "seasonality", "seasonality_std"),
    *("rmse", "amplitude_dispersion", "incidence_angle", "track_angle", *WHOLE_NUMBERS),
    *("gnss_velocity", "gnss_velocity_n", "gnss_velocity_e", "gnss_velocity_u"),
}


@dataclass(frozen=True)
class _Kind:
    """What a file's name and columns tell."""

    level: str
    geometry: str
    tags: dict[str, str]


def read_egms(
    paths: Sequence[str | os.PathLike],
    *,
    extent: Extent | None = None,
    geographic: bool = False,
    std_floor_mm_per_yr: float = STD_FLOOR_MM_PER_YR,
    tracks: Sequence[str] = (),
    releases: str = JOIN,
    tie: bool = False,
    report: Report = SILENT,
) -> PointProduct:
    """Read one or several tables; what lies outside ``extent`` never takes up memory.

    paths : CSV files, the zip archives they come in, or folders of either
    extent : (x_min, y_min, x_max, y_max), in ETRS89-LAEA metres, or in degrees when ``geographic``
    geographic : take longitude and latitude (L2 only) instead of easting and northing
    std_floor_mm_per_yr : smaller values of ``velocity_std`` are raised to this; 0 only makes zeros unknown
    releases : of a tile that is there in several releases, join their series or take the newest
    tracks : of files with a track in their name, read only these, such as "088"
    tie : bring the bursts of level 2a of each track into one frame, by their overlaps

    The points carry ``tile``, ``level`` and, for L2, ``track``, ``burst``, ``swath`` and ``pass``. ``point_id``
    counts rows over the files that are read, in order of name, so it does not depend on the extent.
    """
    files = without_replaced(_chosen(find_text_files(paths, SUFFIXES), tracks), releases, report)
    parts: list[tuple[str, PointProduct]] = []
    first_id = 1
    for file, rows in _read(files, extent, geographic, report):
        for text in unreadable_sentences(rows, file.name):
            report.warn(text)
        if len(rows.xy):
            crs = WGS84 if geographic else ETRS89_LAEA
            parts.append((file.name, _product(file, rows, first_id, crs, std_floor_mm_per_yr, report)))
            tell_repeated(file.name, parts[-1][1].columns["pid"], report)
        elif rows.n_rows and rows.unreadable == rows.n_rows:
            raise SubsidenceError(
                message(
                    "None of the {n_rows} rows of {name} can be read; download it again.",
                    n_rows=rows.n_rows,
                    name=file.name,
                )
            )
        first_id += rows.n_rows
    if not parts:
        where = message("in the extent; check that it and the tiles overlap") if extent else message("in the files")
        raise SubsidenceError(
            message(
                "There are no EGMS points {where} ({names}).",
                where=where,
                names=", ".join(file.name for file in files[:5]),
            )
        )
    geometries = {part.geometry for _, part in parts}
    if len(geometries) > 1:
        raise SubsidenceError(
            message(
                "The files hold different motions ({names}), which cannot be one series; import"
                " line-of-sight (L2), up (L3 U) and east–west (L3 E) files one kind at a time.",
                names=", ".join(sorted(geometries)),
            )
        )
    tiles = joined_releases(parts, report)
    check_overlaps(tiles, report)
    return joined(tied(tiles, report) if tie else tiles)


def _read(
    files: list[TextFile], extent: Extent | None, geographic: bool, report: Report
) -> Iterator[tuple[TextFile, WideRows]]:
    """The rows of every table, one after the other, or on workers, which have to see the files."""
    if computes_elsewhere():
        read_there = partial(_read_there, extent=extent, geographic=geographic)
        found = map_rows(read_there, [_Names(files)], 1, together=1, name="tables", report=report)
        for file, arrays in zip(files, found):
            if REFUSED in arrays:
                raise SubsidenceError(str(from_array(arrays[REFUSED])))
            yield file, unpacked_rows(arrays)
        return
    for file, reading in report.stages(files, weights=[file.n_bytes for file in files]):
        understand = partial(_layout, file=file, geographic=geographic)
        read = partial(read_wide, file, understand, extent=extent, report=reading)
        yield file, kept_rows(file.name, read) if len(files) > 1 else read()  # one is read again as soon as kept


@dataclass(frozen=True)
class _Names:
    """Files as rows for ``map_rows``: path and member, absolute, as plain text."""

    files: list[TextFile]

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, rows: slice) -> np.ndarray:
        return np.array([[str(file.path.absolute()), file.member] for file in self.files[rows]])


def _read_there(names: np.ndarray, *, extent: Extent | None, geographic: bool) -> dict[str, np.ndarray]:
    """The rows of one table as arrays, wherever they are read, or a sentence of why not."""
    path, member = names[0].tolist()
    file = TextFile(Path(path), member)
    if not file.path.exists():  # another time it may be there, so nothing is kept
        raise FileNotFoundError(
            message("The workers do not see {path}; put the tables on a disk that all machines share.", path=path)
        )
    try:
        return packed_rows(read_wide(file, partial(_layout, file=file, geographic=geographic), extent=extent))
    except SubsidenceError as error:
        return {REFUSED: as_array(str(error))}


def _chosen(files: list[TextFile], tracks: Sequence[str]) -> list[TextFile]:
    wanted = {track.strip().zfill(3) for track in tracks if track.strip()}
    if not wanted:
        return files
    named = {file: match["track"] for file in files if (match := FILE_NAME.search(file.name)) and match["track"]}
    chosen = [file for file in files if named.get(file) in wanted]
    if not chosen:
        held = ", ".join(sorted(set(named.values()))) or message("none in their names")
        raise SubsidenceError(
            message(
                "No file is of track {names}; the files' tracks are: {held}.",
                names=", ".join(sorted(wanted)),
                held=held,
            )
        )
    return chosen


def _layout(names: list[str], file: TextFile, geographic: bool) -> Layout:
    lower = {name.lower(): name for name in names if name}
    x_name, y_name = ("longitude", "latitude") if geographic else ("easting", "northing")
    if "pid" not in lower or "mean_velocity" not in lower:
        raise SubsidenceError(
            message(
                "{name} is no EGMS table: it lacks the column {value}; use “Import series table” for other tables.",
                name=file.name,
                value="pid" if "pid" not in lower else "mean_velocity",
            )
        )
    if x_name not in lower or y_name not in lower:
        other = message(" (L3 tables have easting and northing only; choose EPSG:3035)") if geographic else ""
        raise SubsidenceError(
            message(
                "{name} lacks the columns {x_name} and {y_name}{other}.",
                name=file.name,
                x_name=x_name,
                y_name=y_name,
                other=other,
            )
        )
    try:
        epochs, dates = find_epoch_fields([name for name in names if name.isdigit()])
    except SubsidenceError as error:
        raise SubsidenceError(
            message("The dates in the header of {name} are unusable: {error}", name=file.name, error=error)
        ) from error
    texts, numbers = (frozenset(lower[name] for name in known if name in lower) for known in (TEXTS, NUMBERS))
    return Layout(lower[x_name], lower[y_name], epochs, dates, texts, numbers)


def _kind(file: TextFile, columns: dict[str, np.ndarray], report: Report) -> _Kind:
    match = FILE_NAME.search(file.name)
    tags = {"tile": file.name.rpartition(".")[0]}
    if (match and match["track"]) or all(name in columns for name in ("los_e", "los_n", "los_u")):
        if match and match["track"]:
            tags.update(track=match["track"], burst=match["burst"], swath=match["swath"].upper())
        level = "L" + match["level"][1:].lower() if match else "L2"
        return _Kind(level, LOS, {**tags, "level": level})
    if match and match["component"]:
        component = match["component"].upper()
        return _Kind("L3", VERTICAL if component == "U" else EAST, {**tags, "level": "L3"})
    report.warn(
        message(
            "Neither the name nor the columns of {name} tell its component; it is taken as L3 up"
            " (vertical). Keep the delivered name, EGMS_L3_…_U_… or …_E_…, to be sure.",
            name=file.name,
        )
    )
    return _Kind("L3", VERTICAL, {**tags, "level": "L3"})


def _product(file: TextFile, rows: WideRows, first_id: int, crs: str, floor: float, report: Report) -> PointProduct:
    columns: dict[str, np.ndarray] = {}
    for name, values in rows.columns.items():
        if name in (rows.layout.x, rows.layout.y):
            continue
        ours = COLUMNS.get(name.lower(), name.lower())
        if ours in columns:
            ours = name.lower()
        if values.dtype.kind == "f":
            values = screened(values, f"{file.name}, {name}", report=report)
        whole = ours in WHOLE_NUMBERS and values.dtype.kind == "f" and np.isfinite(values).all()
        columns[ours] = values.astype(np.int64) if whole else values
    velocity = columns.pop("mean_velocity")
    kind = _kind(file, columns, report)
    formal = columns.get("mean_velocity_std")
    if formal is not None:
        columns["velocity_std"] = floored(formal, floor)
        zeros = int((formal <= 0).sum())
        if zeros:
            report.info(
                message(
                    "{name}: {zeros} of {count} points state a mean_velocity_std of 0.",
                    name=file.name,
                    zeros=zeros,
                    count=formal.size,
                )
            )
    count = len(rows.xy)
    for name, text in kind.tags.items():
        columns[name] = np.full(count, text, dtype=object)
    if kind.geometry == LOS:
        columns = with_believed_look(columns, file.name, report)
    if "los_e" in columns:
        columns["pass"] = np.where(columns["los_e"] > 0, "descending", "ascending").astype(object)
    rows.displacement[~np.isfinite(rows.displacement)] = np.nan
    displacement = screened(rows.displacement, file.name, judge=True, report=report)
    if note := nearly_dated(list(rows.columns), rows.layout.epochs, rows.layout.dates):
        report.warn(note)
    if rows.layout.dates.size > FEWEST_FOR_A_SLOPE:
        warn_of_disagreement(displacement, rows.layout.dates, velocity, file.name, report)
    return PointProduct(
        series=DeformationSeries(rows.layout.dates, displacement, rows.xy),
        velocity_mm_per_yr=velocity,
        point_id=first_id - 1 + rows.row_number,
        columns=columns,
        crs=crs,
        geometry=kind.geometry,
        reference="the EGMS reference (L2a: local; L2b and L3: GNSS, ETRF)",
        source=f"EGMS {kind.level}",
    )


def floored(formal_std: np.ndarray, floor: float) -> np.ndarray:
    """A formal standard deviation made usable: zeros and less are unknown, the rest at least ``floor``.

    >>> floored(np.array([0.0, 0.2, 3.0]), 1.0).tolist(), floored(np.array([0.0, 0.2]), 0.0).tolist()
    ([1.0, 1.0, 3.0], [nan, 0.2])
    """
    if floor > 0:
        return np.where(np.isfinite(formal_std), np.maximum(formal_std, floor), np.nan)
    return np.where(formal_std > 0, formal_std, np.nan)

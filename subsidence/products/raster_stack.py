"""Dated rasters, one file per date or one band per date, as a displacement series."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import common_sentence, commonest
from ..progress import SILENT, Report
from ..raster.band_times import named_dates
from ..raster.cube import DisplacementCube, Extent, Grid, pixel_numbers, rate_of
from ..raster.grid_source import GridSource, open_grids, split_source
from ..tabular.column_names import other_time, scaled_unit, unit_in, unit_named
from ..tabular.dated_names import date_in_text, may_hold_date
from ..tabular.dated_pairs import says_increment
from ..units import AUTOMATIC, LOS, MM_PER_UNIT, is_angle, mm_per, mm_per_told, split_per_time
from ..wording import message
from .memory import check_size
from .tables.increments import FLATTEST_ANGLE, STEEPEST_ANGLE

SUFFIXES = (
    *(".tif", ".tiff", ".img", ".vrt", ".nc", ".nc4", ".cdf", ".grd", ".asc", ".bil"),
    *(".grib", ".grb", ".grib2", ".grb2"),
)
PAIR = re.compile(r"(?<!\d)((?:19|20)\d{2}-?\d{2}-?\d{2})[-_]((?:19|20)\d{2}-?\d{2}-?\d{2})(?!\d)")
GMTSAR_DAY = re.compile(r"^disp_(\d{4})(\d{3})(?:_ll)?$")
SINKING = re.compile(
    r"subsid|settle|sinking|senkung|setzung|沉降|positive[ _](?:is[ _])?(?:down|away)|range[ _]increase", re.I
)
PHASE = re.compile(r"(?<![a-z])(?:unw|unwrapped|phase|rad|radians?)(?![a-z])", re.I)
MOVED = re.compile(r"disp|deform|defo|motion|los_?(?:mm|cm|m)\b|(?:^|[_.\-])(?:mm|cm)(?:$|[_.\-])", re.I)
NO_MOTION = re.compile(
    r"(?<![a-z])(?:coh|coherence|corr|std|stdev|sigma|rms|rmse|mask|amp|amplitude|dem|incidence|conncomp|snr)(?![a-z])",
    re.I,
)
DATE_AT_END = re.compile(r"[-_. ]*\d{4}[-_.]?\d{2}[-_.]?\d{2}$")
COUNTED, MOST_COUNTED = 2_000, 50_000  # values of a frame and block, and different ones of all
LOOKED_AT = 200  # rows
NAMED_UNITS = ("mm", "cm", "dm", "ft")  # “m” and “in” at the end of a name may be anything
SAME_PLACE = 1e-3  # of a pixel
TINY_MM = 1.0  # a series that never leaves this is probably in another unit


@dataclass(frozen=True)
class Frame:
    """The layer of a raster that holds a date's displacement; reference : the date it is counted from, if named."""

    source: GridSource
    layer: int
    date: np.datetime64
    reference: np.datetime64 | None = None


@dataclass(frozen=True)
class RasterStack:
    """Frames in order of date, all on ``grid``.

    starts_at : the date that is 0 throughout and has no frame
    increments : frames hold what moved since the date before, and are summed up
    """

    frames: Sequence[Frame]
    grid: Grid
    starts_at: np.datetime64 | None = None
    increments: bool = False

    @property
    def dates(self) -> np.ndarray:
        days = [frame.date for frame in self.frames]
        return np.array(days if self.starts_at is None else [self.starts_at, *days], dtype="datetime64[D]")

    @property
    def sources(self) -> list[GridSource]:
        return list({id(frame.source): frame.source for frame in self.frames}.values())

    @property
    def name(self) -> str:
        """The file, or the folder of several."""
        path = self.frames[0].source.path
        return path.name if len({source.path for source in self.sources}) == 1 else path.parent.name

    def read(
        self,
        extent: Extent | None = None,
        *,
        unit: str = AUTOMATIC,
        reverse: bool = False,
        geometry: str = LOS,
        no_data: float | None = None,
        report: Report = SILENT,
    ) -> DisplacementCube:
        """The rasters in mm.

        unit : mm, cm or m; automatic takes what the files tell, and mm where they tell nothing
        reverse : positive values mean sinking
        no_data : a further value that stands for no data
        """
        whole = self.grid
        rows, columns = whole.window(extent) if extent else (slice(0, whole.n_rows), slice(0, whole.n_columns))
        check_size(self.dates.size, rows, columns)
        (cube,) = self._blocks(rows, columns, rows.stop - rows.start, unit, reverse, geometry, no_data, report)
        return cube

    def blocks(
        self,
        n_rows: int,
        extent: Extent | None = None,
        *,
        unit: str = AUTOMATIC,
        reverse: bool = False,
        geometry: str = LOS,
        no_data: float | None = None,
        report: Report = SILENT,
    ) -> Iterator[DisplacementCube]:
        """As ``read``, ``n_rows`` at a time from the north to the south, for what is larger than memory."""
        whole = self.grid
        rows, columns = whole.window(extent) if extent else (slice(0, whole.n_rows), slice(0, whole.n_columns))
        yield from self._blocks(rows, columns, n_rows, unit, reverse, geometry, no_data, report)

    def _blocks(
        self,
        rows: slice,
        columns: slice,
        n_rows: int,
        unit: str,
        reverse: bool,
        geometry: str,
        no_data: float | None,
        report: Report,
    ) -> Iterator[DisplacementCube]:
        factors = _factors(self.sources, unit, report)
        turn = -1.0 if reverse else 1.0
        judgement = _Judgement(turn * factors[id(self.frames[0].source)])
        from_zero = self.starts_at is None and _begins_with_nothing(self.frames[0], no_data, report)
        reading, _judging = report.parts(95, 5)
        for start, part in reading.stages(range(rows.start, rows.stop, n_rows)):
            block = slice(start, min(start + n_rows, rows.stop))
            displacement = self._displacement(block, columns, factors, turn, no_data, from_zero, part)
            judgement.add(displacement)
            if block.stop == rows.stop:
                for one in self.sources:
                    one.tell(report)
                    _doubt_marks(one, report)
                judgement.tell(unit, self.sources, no_data, report)
                if not reverse:
                    doubt_sign(self.sources[0], report)
                doubt_kind(self.sources[0], report)
            yield DisplacementCube(
                dates=self.dates,
                displacement_mm=displacement,
                velocity_mm_per_yr=rate_of(displacement, self.dates),
                grid=self.grid.crop(block, columns),
                pixel_number=pixel_numbers(self.grid, block, columns),
                geometry=geometry,
                source=self.name,
            )
        report.progress(1.0)

    def _displacement(
        self,
        rows: slice,
        columns: slice,
        factors: dict[int, float],
        sign: float,
        no_data: float | None,
        from_zero: bool,
        report: Report,
    ) -> np.ndarray:
        """A window in mm; shape=(n_epochs, n_rows, n_columns), float32."""
        shape = (rows.stop - rows.start, columns.stop - columns.start)
        displacement = np.empty((self.dates.size, *shape), dtype=np.float32)
        first = 0 if self.starts_at is None else 1
        for index, frame in enumerate(report.each(self.frames), start=first):
            values = frame.source.read([frame.layer], rows, columns)[0]
            if no_data is not None:
                values = np.where(np.isclose(values, no_data, rtol=1e-6, atol=0.0), np.nan, values)
            displacement[index] = sign * factors[id(frame.source)] * values
        if self.increments:
            np.cumsum(displacement[first:], axis=0, out=displacement[first:])
        if first or from_zero:
            displacement[0] = np.where(np.isfinite(displacement[1:]).any(axis=0), 0.0, np.nan)
        return displacement


def _begins_with_nothing(frame: Frame, no_data: float | None, report: Report) -> bool:
    """Whether a first frame is 0 throughout, and 0 is declared as no data: the date that all others count from."""
    if 0.0 not in (no_data, *frame.source.declared_marks()):
        return False
    for row in range(0, frame.source.shape[0], LOOKED_AT):
        values = frame.source.read([frame.layer], slice(row, min(row + LOOKED_AT, frame.source.shape[0])))[0]
        if (np.isfinite(values) & (values != 0.0)).any():
            return False
    report.info(
        message(
            "{date} is 0 throughout, which is declared as no data; it is taken for the date that all others count"
            " from.",
            date=frame.date,
        )
    )
    return True


def _factors(sources: Sequence[GridSource], unit: str, report: Report) -> dict[int, float]:
    """Millimetres in one unit of each raster; where UNIT and a file contradict each other it is said."""
    factors, told_units, silent = {}, set(), 0
    named_units: set[str] = set()
    unit = "" if unit == AUTOMATIC else unit
    for source in sources:
        told = _length_told(source.unit)
        if named := unit_of_name(source):
            told, named_units = mm_per(named), {*named_units, named}
        if told is None and source.unit:
            if is_angle(source.unit):
                raise SubsidenceError(
                    message(
                        "“{name}” of {file} is a phase in {unit}, not a displacement; multiply it by −λ/4π first, or"
                        " process interferograms with “LiCSAR interferograms to time series”.",
                        name=source.name,
                        file=source.path.name,
                        unit=source.unit,
                    )
                )
            if mm_per_told(split_per_time(source.unit)[0]) and split_per_time(source.unit)[1]:
                raise SubsidenceError(
                    message(
                        "“{name}” of {file} is a rate in {unit}, not a displacement; choose the displacements"
                        " (VARIABLE), or import the rate alone with “Import deformation data”.",
                        name=source.name,
                        file=source.path.name,
                        unit=source.unit,
                    )
                )
        silent += told is None
        if told is not None:
            told_units.add(source.unit or named)
        factors[id(source)] = mm_per(unit) if unit else told or 1.0
        if unit and told is not None and not np.isclose(told, mm_per(unit)):
            report.warn(
                message(
                    "{file} says that its unit is {told}, but UNIT is {unit}; UNIT is used. Leave UNIT on automatic to"
                    " take the file's.",
                    file=source.path.name,
                    told=source.unit or named,
                    unit=unit,
                )
            )
    if not unit and named_units - {"mm"}:
        report.warn(
            message("The unit {units} is taken from the names of the files.", units=", ".join(sorted(named_units)))
        )
    elif not unit and told_units:
        report.info(message("The unit {units} is taken from the file.", units=", ".join(sorted(told_units))))
    if not unit and silent:
        strange = next((source.unit for source in sources if source.unit and _length_told(source.unit) is None), "")
        _refuse_no_unit(strange)
        if strange:
            report.warn(message("The unit “{unit}” in the file is no length; mm are taken. Set UNIT.", unit=strange))
        elif told_units:
            raise SubsidenceError(
                message(
                    "Some of the rasters tell their unit ({units}) and {count} do not; set UNIT.",
                    units=", ".join(sorted(told_units)),
                    count=silent,
                )
            )
        else:
            report.info(message("The rasters tell no unit; mm are taken. Set UNIT where that is wrong."))
            phase = next((source for source in sources if PHASE.search(_word(source))), None)
            if phase is not None:
                report.warn(
                    message(
                        "{file} is named as an unwrapped phase, which is in radians; mm are taken. If it is one,"
                        " multiply it by −λ/4π first.",
                        file=phase.path.name,
                    )
                )
    return factors


def _refuse_no_unit(unit: str) -> None:
    """Refuse a unit with a factor or in a time, such as 0.1 mm or mm/12days."""
    if scaled_unit(unit) or other_time(unit):
        raise SubsidenceError(
            message(
                "The unit “{unit}” of the rasters is no unit of displacements of its own; convert the values, or"
                " set UNIT where they are in that unit all the same.",
                unit=unit,
            )
        )


def unit_of_name(source: GridSource) -> str:
    """The unit that the name of a raster states where the file itself states none; "" for names without one."""
    if source.unit:
        return ""
    banded = {unit_in(name) or unit_in(DATE_AT_END.sub("", name)) for name in source.band_names}
    unit = unit_in(source.path.stem) or (banded.pop() if len(banded) == 1 else "")
    return unit if unit in NAMED_UNITS else ""


def _length_told(unit: str) -> float | None:
    """Millimetres in one unit as a file tells it in any language; None where it tells none, or no length."""
    if not unit:
        return None
    told = mm_per_told(unit)
    return MM_PER_UNIT.get(unit_named(unit)) if told is None else told


class _Judgement:
    """What looks like a wrong unit, or like zeros that stand for no data, in all blocks together."""

    def __init__(self, mm_per_value: float) -> None:
        self._mm_per_value = mm_per_value
        self._most, self._still, self._known, self._n_epochs = 0.0, 0, 0, 0
        self._counts: Counter[float] = Counter()

    def add(self, displacement: np.ndarray) -> None:
        moved, seen = np.zeros((2, *displacement.shape[1:]), dtype=bool)
        for frame in displacement:
            known = np.isfinite(frame)
            seen |= known
            moved |= known & (frame != 0)
            if known.any():
                self._most = max(self._most, float(np.percentile(np.abs(frame[known]), 99.5)))
            if len(self._counts) < MOST_COUNTED and known.any() and np.ptp(frame[known]) > 0:
                self._counts.update(np.round(frame[known][:: max(1, known.sum() // COUNTED)], 6).tolist())
        self._n_epochs = displacement.shape[0]
        self._still += int((seen & ~moved).sum())
        self._known += int(seen.sum())

    def tell(self, unit: str, sources: Sequence[GridSource], no_data: float | None, report: Report) -> None:
        told = any(mm_per_told(source.unit) for source in sources if source.unit)
        if 0 < self._most < TINY_MM and unit == AUTOMATIC and not told:
            report.warn(
                message(
                    "No displacement is larger than {most:.3g} mm, and the rasters tell no unit; where they are in"
                    " metres or centimetres set UNIT.",
                    most=self._most,
                )
            )
        self._counts.pop(0.0, None)
        if no_data is None and (common := commonest(self._counts)):
            report.warn(common_sentence(common[0] / self._mm_per_value, common[1], sources[0].path.name))
        share = self._still / max(self._known, 1)
        if no_data is None and self._n_epochs > 2 and 0.02 < share < 1 and self._still > 4:
            report.warn(
                message(
                    "{count} pixels ({share:.0%}) are exactly 0 at all dates; where 0 stands for no data set NODATA to"
                    " 0.",
                    count=self._still,
                    share=share,
                )
            )


def _doubt_marks(source: GridSource, report: Report) -> None:
    """Warn where a value stood for nothing in some blocks and for itself in others."""
    if both := [f"{mark:g}" for mark in source.found if mark in source.kept]:
        report.warn(
            message(
                "In {file} {marks} is far from all other values in some rows and among them in others, and became"
                " missing there only; where it stands for no data, name it in NODATA.",
                file=source.path.name,
                marks=", ".join(both),
            )
        )


def doubt_sign(source: GridSource, report: Report) -> None:
    """Warn where a name or an attribute says that positive values mean sinking."""
    told = [
        source.name,
        *source.band_names[:1],
        *(str(source.attributes.get(key, "")) for key in ("long_name", "standard_name", "description")),
    ]
    seen = next((text for text in told if SINKING.search(text)), "")
    if not seen and str(source.attributes.get("positive", "")).strip().lower() == "down":
        seen = "positive: down"
    if seen:
        report.warn(
            message(
                "“{seen}” in {file} sounds as if positive values meant sinking; they are taken as motion towards the"
                " satellite or up. Where they do, set REVERSE.",
                seen=seen,
                file=source.path.name,
            )
        )


def doubt_kind(source: GridSource, report: Report) -> None:
    """Warn where names say that a raster holds no displacements."""
    word = next((found[0] for text in (source.name, *source.band_names[:1]) if (found := NO_MOTION.search(text))), "")
    if word:
        report.warn(
            message(
                "“{word}” in {file} sounds as if it held no displacements, as which it is taken.",
                word=word,
                file=source.path.name,
            )
        )


def open_raster_stack(
    paths: Sequence[str | os.PathLike], *, pattern: str = "", variable: str = "", report: Report = SILENT
) -> RasterStack:
    """Find the dates and the grid of raster files, or of folders of them.

    paths : files, folders, or ``NETCDF:"file":variable``
    pattern : a regular expression for the date in file or band names, see ``tabular.dated_names.date_in_text``
    variable : of NetCDF and GRIB files with several
    Raises ``SubsidenceError`` for rasters without date or place, repeated dates, different grids, and files named
    by two dates of which the first varies: those are interferograms, not a series.
    """
    files = [text for path in paths for text in _files(path)]
    if not files:
        raise SubsidenceError(
            message("There are no rasters ({names}) in {paths}.", names=", ".join(SUFFIXES), paths=paths[0])
        )
    sources = [source for file in report.each(files) for source in _sources_of(file, variable)]
    grid = _one_grid(sources)
    frames = _frames_of(sources, pattern)
    frames.sort(key=lambda frame: frame.date)
    for one, other in zip(frames, frames[1:]):
        if one.date == other.date:
            raise SubsidenceError(
                message(
                    "{name} and {other} carry the same date, {date}; keep one of them.",
                    name=one.source.path.name,
                    other=other.source.path.name,
                    date=one.date,
                )
            )
    if len(frames) < 2:
        raise SubsidenceError(message("A series needs rasters of at least two dates; only one was found."))
    references = {frame.reference for frame in frames}
    chain = len(references) > 1 and _is_chain(frames)
    if chain or any(says_increment(_word(frame.source)) == "sure" for frame in frames):
        _refuse_angles(frames[0].source)
        report.warn(
            message(
                "The values of {name} hold what moved since the date before (“{word}”); they are summed up.",
                name=frames[0].source.path.name,
                word=frames[0].source.path.stem if chain else _word(frames[0].source),
            )
        )
        return RasterStack(frames, grid, frames[0].reference if chain else None, increments=True)
    if len(references) > 1:
        raise SubsidenceError(
            message(
                "The files are named by two dates of which the first varies, as interferograms are; make"
                " a series of them first, for example with “LiCSAR time series”."
            )
        )
    reference = references.pop()
    return RasterStack(frames, grid, reference if reference is not None and reference < frames[0].date else None)


def _word(source: GridSource) -> str:
    """What the names of a variable and its file say beside dates."""
    banded = source.band_names[0] if len(source.band_names) else ""
    return re.sub(r"\d+", " ", f"{source.name} {source.path.stem} {banded}")


def _refuse_angles(source: GridSource) -> None:
    """Refuse rasters called “inc” that hold incidence."""
    values = source.read([0], slice(0, min(source.shape[0], LOOKED_AT)))
    known = values[np.isfinite(values)]
    if known.size and known.min() > STEEPEST_ANGLE and known.max() < FLATTEST_ANGLE:
        raise SubsidenceError(
            message(
                "{name} looks like angles of incidence, not like increments of displacement; choose the displacements.",
                name=source.path.name,
            )
        )


def _is_chain(frames: Sequence[Frame]) -> bool:
    """Whether frames between two dates run from one to the next, and are displacements, not phases."""
    runs_on = all(later.reference == earlier.date for earlier, later in zip(frames, frames[1:]))
    return runs_on and all(
        (mm_per_told(frame.source.unit) or MOVED.search(frame.source.path.stem))
        and not PHASE.search(frame.source.path.stem)
        for frame in frames
    )


def _files(path: str | os.PathLike) -> list[str]:
    if not Path(path).is_dir():
        return [str(path)]
    return [str(f) for f in sorted(Path(path).iterdir()) if f.suffix.lower() in SUFFIXES and f.is_file()]


def grid_of(source: GridSource, *, crs_needed: bool = True) -> Grid:
    """The north-up grid of a raster; refuses what has no place, no CRS, or rotated pixels."""
    if source.geotransform is None and not getattr(source, "uneven", False):
        raise SubsidenceError(
            message("{name} has no georeference or no CRS; assign them first.", name=source.path.name)
        )
    if source.geotransform is None:
        raise SubsidenceError(
            message(
                "The coordinates of “{name}” in {file} are not evenly spaced; warp it to an even grid first.",
                name=source.name,
                file=source.path.name,
            )
        )
    if crs_needed and not source.crs:
        raise SubsidenceError(
            message(
                "{name} has no georeference or no CRS; assign them first (a .prj file beside an ASCII grid). Radar"
                " coordinates must be geocoded.",
                name=source.path.name,
            )
        )
    if source.rotated:
        raise SubsidenceError(message("{name} is rotated; warp it to a north-up grid first.", name=source.path.name))
    x0, dx, a, y0, b, dy = source.geotransform
    ends = (abs(x0), abs(x0 + dx * source.shape[1])), (abs(y0), abs(y0 + dy * source.shape[0]))
    if source.geographic and (max(ends[0]) > 360.0 + abs(dx) or max(ends[1]) > 90.0 + abs(dy)):
        raise SubsidenceError(
            message(
                "{name} has a CRS in degrees, but reaches to {x:.10g}, {y:.10g}; assign it the true CRS, or exchange"
                " its axes.",
                name=source.path.name,
                x=x0,
                y=y0,
            )
        )
    return Grid((x0, dx, a, y0, b, dy), *source.shape, source.crs)


def _sources_of(file: str, variable: str) -> list[GridSource]:
    path, _ = split_source(file)
    if not Path(path).is_file():
        raise SubsidenceError(message("The file {path} does not exist.", path=path))
    return open_grids(file, variable, wanted="displacement")


def _one_grid(sources: Sequence[GridSource]) -> Grid:
    grid = grid_of(sources[0])
    for source in sources[1:]:
        if not _same_grid(grid, grid_of(source)):
            raise SubsidenceError(
                message(
                    "{name} has another size, place or CRS than {other}; warp them to one grid first.",
                    name=source.path.name,
                    other=sources[0].path.name,
                )
            )
    return grid


def _frames_of(sources: Sequence[GridSource], pattern: str) -> list[Frame]:
    """All layers with their dates: of the file's time, of GMTSAR's or a pair's name, else of all names together."""
    frames: list[Frame] = []
    by_name: list[GridSource] = []
    for source in sources:
        stem = source.path.stem
        gmtsar = GMTSAR_DAY.match(stem) if source.path.suffix.lower() == ".grd" and not pattern else None
        pair = None if pattern else PAIR.search(stem)
        periods = source.periods()
        if periods is not None:
            start = source.counted_from()
            frames += [Frame(source, layer, np.datetime64(day, "D"), start) for layer, day in enumerate(periods.days)]
        elif source.n_layers == 1 and gmtsar:
            # GMTSAR counts the days of a year from 0
            day = np.datetime64(f"{gmtsar[1]}-01-01", "D") + int(gmtsar[2])
            told = message(
                "The day {day} in {name} is counted from 0, as GMTSAR does.", day=gmtsar[2], name=source.path.name
            )
            source.notes.append(told)
            frames.append(Frame(source, 0, day))
        elif source.n_layers == 1 and pair and not may_hold_date(source.band_names[0]):
            reference, date = (date_in_text(text) for text in pair.groups())
            assert date is not None  # the expression allows calendar dates only
            frames.append(Frame(source, 0, date, reference))
        else:
            by_name.append(source)
    for source, days in zip(by_name, named_dates(by_name, pattern)):
        frames += [Frame(source, layer, day) for layer, day in enumerate(days)]
    return frames


def same_crs(one: str, other: str) -> bool:
    """Whether two CRS, as authority id or WKT, are the same."""
    if one == other:
        return True
    from osgeo import osr

    first, second = osr.SpatialReference(), osr.SpatialReference()
    for reference, text in ((first, one), (second, other)):
        reference.SetFromUserInput(text)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return bool(first.IsSame(second))


def _same_grid(one: Grid, other: Grid) -> bool:
    if one.shape != other.shape:
        return False
    step = np.abs(np.array([one.geotransform[1], one.geotransform[1], 1, one.geotransform[5], 1, one.geotransform[5]]))
    close = np.abs(np.subtract(one.geotransform, other.geotransform)) <= SAME_PLACE * step
    return bool(close.all()) and same_crs(one.crs, other.crs)

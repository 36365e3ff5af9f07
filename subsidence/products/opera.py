"""OPERA DISP-S1 displacement products: a stack of NetCDF files, each from a reference to a secondary date.

The displacement is in metres along the line of sight, positive towards the satellite. The ionospheric delay and the
solid Earth tide, delivered beside it, are subtracted. The reference date moves forward now and then; the series is
put together by adding the displacement that the new reference had reached.
Source: OPERA DISP-S1 product specification (JPL D-108278).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import tell, without_marks
from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube, Extent, Grid, pixel_numbers, rate_of
from ..raster.gdal_files import RasterFile
from ..raster.hdf5 import ProductFile
from ..series import parse_compact_date
from ..units import mm_per
from ..wording import message
from .memory import check_size

FILE_NAME = re.compile(
    r"OPERA_L3_DISP-(?:S1|NI)_\w+?_F(?P<frame>\d{5})_(?P<polarisation>[VH]{2})_(?P<reference>\d{8})T\d{6}Z"
    r"_(?P<secondary>\d{8})T\d{6}Z_v(?P<version>[\d.]+)_(?P<made>\d{8}T\d{6}Z)\.nc$"
)
CORRECTIONS = ("/corrections/ionospheric_delay", "/corrections/solid_earth_tide")
COHERENCE = ("temporal_coherence", "estimated_phase_quality")
GOOD = 1  # of recommended_mask; 0 is bad, 255 is fill


@dataclass(frozen=True)
class Pair:
    """One file: the displacement from ``reference`` to ``secondary``."""

    path: Path
    reference: np.datetime64
    secondary: np.datetime64
    frame: str
    version: tuple


@dataclass(frozen=True)
class OperaStack:
    """The files of one frame, in order of their secondary dates."""

    pairs: Sequence[Pair]
    grid: Grid
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def dates(self) -> np.ndarray:
        """The first reference date and all secondary dates; shape=(n_epochs,)."""
        return np.array([self.pairs[0].reference, *(pair.secondary for pair in self.pairs)], dtype="datetime64[D]")

    def read(
        self,
        extent: Extent | None = None,
        *,
        correct: bool = True,
        mask: bool = True,
        report: Report = SILENT,
    ) -> DisplacementCube:
        """The stack as one series in mm.

        correct : subtract the ionospheric delay and the solid Earth tide
        mask : keep a displacement only where ``recommended_mask`` calls it good
        A pixel that is unknown on the date when the reference moves is unknown from then on.
        """
        for note in self.notes:
            report.info(note)
        whole = self.grid
        rows, columns = whole.window(extent) if extent else (slice(0, whole.n_rows), slice(0, whole.n_columns))
        check_size(self.dates.size, rows, columns)
        dates = self.dates
        frames = np.full((dates.size, rows.stop - rows.start, columns.stop - columns.start), np.nan, np.float32)
        frames[0] = 0.0
        place = {date: index for index, date in enumerate(dates.tolist())}
        lacking: dict[str, int] = {}
        marks: Counter[float] = Counter()
        coherence, n_coherence = np.zeros(frames.shape[1:]), np.zeros(frames.shape[1:])
        reading, _rest = report.parts(9, 1)
        for pair in reading.each(self.pairs):
            file = ProductFile(pair.path)
            self._check_shape(file)
            moved = _displacement_mm(file, rows, columns, correct, mask, lacking, marks)
            frames[place[pair.secondary.item()]] = frames[place[pair.reference.item()]] + moved
            quality = file.find(*COHERENCE)
            if quality:
                values = file.array(quality, (rows, columns)).astype(float)
                known = np.isfinite(values) & np.isfinite(moved)
                coherence[known] += values[known]
                n_coherence[known] += 1
        frames[0][~np.isfinite(frames[1:]).any(axis=0)] = np.nan
        for what, count in lacking.items():
            report.warn(
                message(
                    "{count} of {total} files have no {what}; it was not applied there.",
                    count=count,
                    total=len(self.pairs),
                    what=what.rpartition("/")[2],
                )
            )
        tell(marks, {}, message("the OPERA files"), report)
        self._tell_lost(frames, report)
        layers = self._static_layers(rows, columns, report)
        if n_coherence.any():
            with np.errstate(invalid="ignore"):
                layers["coherence"] = (coherence / np.where(n_coherence > 0, n_coherence, np.nan)).astype(np.float32)
        velocity = rate_of(frames, dates)
        report.progress(1.0)
        return DisplacementCube(
            dates=dates,
            displacement_mm=frames,
            velocity_mm_per_yr=velocity,
            grid=whole.crop(rows, columns),
            layers=layers,
            pixel_number=pixel_numbers(whole, rows, columns),
            reference=f"OPERA's reference area, date {dates[0]}",
            source=f"OPERA DISP-S1 frame {self.pairs[0].frame}",
        )

    def _check_shape(self, file: ProductFile) -> None:
        shape = file.shape("displacement")
        if shape != self.grid.shape or not np.allclose(_grid(file).geotransform, self.grid.geotransform):
            raise SubsidenceError(
                message(
                    "{name} has another size or place than {other}; keep files of one frame and one subset together.",
                    name=file.path.name,
                    other=self.pairs[0].path.name,
                )
            )

    def _tell_lost(self, frames: np.ndarray, report: Report) -> None:
        moves = sorted({pair.reference for pair in self.pairs})[1:]
        if not moves:
            return
        report.info(
            message("The reference moves to {names}; the series is joined there.", names=", ".join(map(str, moves)))
        )
        lost = np.zeros(frames.shape[1:], dtype=bool)
        for index in np.searchsorted(self.dates, moves):
            lost |= np.isnan(frames[index]) & np.isfinite(frames[:index]).any(axis=0)
        if lost.any():
            report.warn(
                message(
                    "{count} pixels end before the last date, because they are masked on a date when the"
                    " reference moves; without the recommended mask they would go on.",
                    count=int(lost.sum()),
                )
            )

    def _static_layers(self, rows: slice, columns: slice, report: Report) -> dict[str, np.ndarray]:
        """Line of sight and height from DISP-S1-STATIC rasters beside the stack."""
        layers: dict[str, np.ndarray] = {}
        folder = self.pairs[0].path.parent
        for pattern, names in (("los_enu", ("los_e", "los_n", "los_u")), ("dem", ("height",))):
            found = sorted(folder.glob(f"*STATIC*F{self.pairs[0].frame}*{pattern}*.tif"))
            if not found:
                continue
            bands = [RasterFile(found[0], band) for band in range(1, len(names) + 1)]
            same = bands[0].shape == self.grid.shape
            if not same or not np.allclose(bands[0].geotransform, self.grid.geotransform):
                report.warn(message("{name} has other pixels than the stack and is not used.", name=found[0].name))
                continue
            for name, band in zip(names, bands):
                layers[name] = band.read(rows, columns).astype(np.float32)
        if "los_u" not in layers:
            report.info(
                message("There is no DISP-S1-STATIC los_enu raster beside the files; the line of sight is unknown.")
            )
        return layers


def open_opera(paths: Sequence[str | os.PathLike]) -> OperaStack:
    """Look into DISP-S1 files, or folders of them; of several versions of a pair the newest counts."""
    files = [file for path in map(Path, paths) for file in (sorted(path.glob("*.nc")) if path.is_dir() else [path])]
    pairs: dict[tuple, Pair] = {}
    foreign = []
    for file in files:
        match = FILE_NAME.search(file.name)
        if match is None:
            foreign.append(file.name)
            continue
        version = (*(int(part) for part in match["version"].split(".") if part), match["made"])
        pair = Pair(
            file,
            parse_compact_date(match["reference"]),
            parse_compact_date(match["secondary"]),
            match["frame"],
            version,
        )
        key = (pair.frame, pair.secondary)
        if key not in pairs or pairs[key].version < version:
            pairs[key] = pair
    if not pairs:
        named = message(" ({foreign} is not named like one)", foreign=foreign[0]) if foreign else ""
        raise SubsidenceError(
            message("There are no OPERA_L3_DISP-S1_*.nc files{named}; choose the files or their folder.", named=named)
        )
    frames = sorted({pair.frame for pair in pairs.values()})
    if len(frames) > 1:
        raise SubsidenceError(
            message("The files are of several frames ({names}); import one frame at a time.", names=", ".join(frames))
        )
    chosen = sorted(pairs.values(), key=lambda pair: pair.secondary)
    _check_chain(chosen)
    notes = []
    if foreign:
        notes.append(message("{count} files that are no DISP-S1 products were passed over.", count=len(foreign)))
    if len(files) - len(foreign) > len(chosen):
        notes.append(
            message(
                "Of {count} files the newest of each date are read, {total} in all.",
                count=len(files) - len(foreign),
                total=len(chosen),
            )
        )
    first = ProductFile(chosen[0].path)
    if "displacement" not in first.names:
        raise SubsidenceError(message("{name} holds no “displacement”; download it again.", name=first.path.name))
    return OperaStack(chosen, _grid(first), tuple(notes))


def _check_chain(pairs: Sequence[Pair]) -> None:
    """Every reference must be the first one or a date that an earlier file reaches."""
    reached = {pairs[0].reference}
    for pair in pairs:
        if pair.secondary <= pair.reference:
            raise SubsidenceError(
                message("In {name} the second date is not after the first; download it again.", name=pair.path.name)
            )
        if pair.reference not in reached:
            raise SubsidenceError(
                message(
                    "{name} starts from {reference}, which no earlier file reaches; add the file that ends"
                    " on that date, or begin the stack there.",
                    name=pair.path.name,
                    reference=pair.reference,
                )
            )
        reached.add(pair.secondary)


def _grid(file: ProductFile) -> Grid:
    """From the pixel centres in ``x`` and ``y`` and the CRS in ``spatial_ref``."""
    if "x" not in file.names or "y" not in file.names:
        raise SubsidenceError(
            message("{name} holds no coordinates “x” and “y”; download it again.", name=file.path.name)
        )
    x, y = file.array("x").astype(float), file.array("y").astype(float)
    if x.size < 2 or y.size < 2:
        raise SubsidenceError(
            message(
                "{name} has only {count} x {total} pixels; choose a larger subset.",
                name=file.path.name,
                count=y.size,
                total=x.size,
            )
        )
    dx, dy = (x[-1] - x[0]) / (x.size - 1), (y[-1] - y[0]) / (y.size - 1)
    if not dx > 0 or not dy < 0:
        raise SubsidenceError(
            message("The pixels of {name} are not in north-up order; download it again.", name=file.path.name)
        )
    wkt = ""
    for name, keys in (("spatial_ref", ("crs_wkt", "spatial_ref")), ("displacement", ("crs_wkt",))):
        if not wkt and name in file.names:
            attributes = file.attributes(name)
            wkt = next((str(attributes[key]) for key in keys if attributes.get(key)), "")
    if not wkt:
        raise SubsidenceError(
            message("{name} names no coordinate system in “spatial_ref”; download it again.", name=file.path.name)
        )
    return Grid((x[0] - dx / 2, dx, 0.0, y[0] - dy / 2, 0.0, dy), y.size, x.size, wkt)


def _displacement_mm(
    file: ProductFile,
    rows: slice,
    columns: slice,
    correct: bool,
    mask: bool,
    lacking: dict[str, int],
    marks: Counter[float],
) -> np.ndarray:
    moved = _values(file, "displacement", rows, columns, marks)
    for name in CORRECTIONS if correct else ():
        if name in file.names:
            moved = moved - _values(file, name, rows, columns, marks)
        else:
            lacking[name] = lacking.get(name, 0) + 1
    if mask:
        if "recommended_mask" in file.names:
            moved = np.where(file.array("recommended_mask", (rows, columns)) == GOOD, moved, np.nan)
        else:
            lacking["recommended_mask"] = lacking.get("recommended_mask", 0) + 1
    return moved


def _values(file: ProductFile, name: str, rows: slice, columns: slice, marks: Counter[float]) -> np.ndarray:
    """An array of lengths in mm, NaN where it has none; marks : of nothing that nobody declared, counted here."""
    unit = str(file.attributes(name).get("units", "meters")).lower()
    factor = mm_per({"meters": "m", "meter": "m", "metre": "m", "metres": "m"}.get(unit, unit))
    values = file.array(name, (rows, columns)).astype(float)
    fill = file.no_data(name)
    if fill is not None and np.isfinite(fill):
        values[values == fill] = np.nan
    read = without_marks(values)
    marks.update(read.found)
    return read.values * factor

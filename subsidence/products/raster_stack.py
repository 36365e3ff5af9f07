"""Dated rasters, one file per date or one band per date, as a displacement series."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube, Extent, Grid, pixel_numbers, rate_of
from ..raster.gdal_files import asked, quiet_gdal
from ..tabular.dated_names import date_in_text, netcdf_date
from ..units import LOS, mm_per
from ..wording import message
from .memory import check_size

SUFFIXES = (".tif", ".tiff", ".img", ".vrt", ".nc", ".grd", ".asc", ".bil")
PAIR = re.compile(r"(?<!\d)((?:19|20)\d{6})[-_]((?:19|20)\d{6})(?!\d)")
SAME_PLACE = 1e-3  # of a pixel


@dataclass(frozen=True)
class Frame:
    """The band of a file that holds the displacement of a date; reference : the date it is counted from, if named."""

    file: str
    band: int
    date: np.datetime64
    reference: np.datetime64 | None = None


@dataclass(frozen=True)
class RasterStack:
    """Frames in order of date, all on ``grid``; starts_at : the date that is 0 throughout and has no frame."""

    frames: Sequence[Frame]
    grid: Grid
    starts_at: np.datetime64 | None = None

    @property
    def dates(self) -> np.ndarray:
        days = [frame.date for frame in self.frames]
        return np.array(days if self.starts_at is None else [self.starts_at, *days], dtype="datetime64[D]")

    def read(
        self,
        extent: Extent | None = None,
        *,
        unit: str = "mm",
        reverse: bool = False,
        geometry: str = LOS,
        report: Report = SILENT,
    ) -> DisplacementCube:
        """The rasters in mm; unit : mm, cm or m; reverse : positive values mean sinking."""
        whole = self.grid
        rows, columns = whole.window(extent) if extent else (slice(0, whole.n_rows), slice(0, whole.n_columns))
        check_size(self.dates.size, rows, columns)
        factor = -mm_per(unit) if reverse else mm_per(unit)
        shape = (rows.stop - rows.start, columns.stop - columns.start)
        displacement = np.empty((self.dates.size, *shape), dtype=np.float32)
        first = 0 if self.starts_at is None else 1
        for index, frame in enumerate(report.part(0.0, 0.95).each(self.frames), start=first):
            displacement[index] = factor * _read_band(frame, rows, columns)
        if first:
            displacement[0] = np.where(np.isfinite(displacement[1:]).any(axis=0), 0.0, np.nan)
        velocity = rate_of(displacement, self.dates)
        report.progress(1.0)
        source = Path(self.frames[0].file)
        return DisplacementCube(
            dates=self.dates,
            displacement_mm=displacement,
            velocity_mm_per_yr=velocity,
            grid=whole.crop(rows, columns),
            pixel_number=pixel_numbers(whole, rows, columns),
            geometry=geometry,
            source=source.name if len({frame.file for frame in self.frames}) == 1 else source.parent.name,
        )


def open_raster_stack(paths: Sequence[str | os.PathLike], *, pattern: str = "", report: Report = SILENT) -> RasterStack:
    """Find the dates and the grid of raster files, or of folders of them.

    pattern : a regular expression for the date in file or band names, see ``factors.dated_names.date_in_text``
    Raises ``SubsidenceError`` for rasters without date or place, repeated dates, different grids, and files named
    by two dates of which the first varies: those are interferograms, not a series.
    """
    files = [file for path in map(Path, paths) for file in (_inside(path) if path.is_dir() else [path])]
    if not files:
        raise SubsidenceError(
            message("There are no rasters ({names}) in {paths}.", names=", ".join(SUFFIXES), paths=paths[0])
        )
    frames: list[Frame] = []
    grid: Grid | None = None
    for file in report.each(files):
        found, own_grid = _frames_of(file, pattern)
        if grid is None:
            grid = own_grid
        elif not _same_grid(grid, own_grid):
            raise SubsidenceError(
                message(
                    "{name} has another size, place or CRS than {other}; warp them to one grid first.",
                    name=file.name,
                    other=files[0].name,
                )
            )
        frames += found
    assert grid is not None  # there is at least one file
    frames.sort(key=lambda frame: frame.date)
    for one, other in zip(frames, frames[1:]):
        if one.date == other.date:
            raise SubsidenceError(
                message(
                    "{name} and {other} carry the same date, {date}; keep one of them.",
                    name=Path(one.file).name,
                    other=Path(other.file).name,
                    date=one.date,
                )
            )
    if len(frames) < 2:
        raise SubsidenceError(message("A series needs rasters of at least two dates; only one was found."))
    references = {frame.reference for frame in frames}
    if len(references) > 1:
        raise SubsidenceError(
            message(
                "The files are named by two dates of which the first varies, as interferograms are; make"
                " a series of them first, for example with “LiCSAR time series”."
            )
        )
    reference = references.pop()
    return RasterStack(frames, grid, reference if reference is not None and reference < frames[0].date else None)


def _inside(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())


def _open(gdal: Any, name: str) -> Any:
    """A raster; of a file with several variables the one with the most bands."""
    dataset = asked(gdal.OpenEx, name, gdal.OF_RASTER | gdal.OF_READONLY)
    if dataset is None:
        raise SubsidenceError(
            message("{name} cannot be read as a raster; it is damaged or of another format.", name=Path(name).name)
        )
    if dataset.RasterCount == 0 and dataset.GetSubDatasets():
        inner = [asked(gdal.OpenEx, sub, gdal.OF_RASTER) for sub, _ in dataset.GetSubDatasets()]
        inner = [one for one in inner if one is not None and one.RasterCount]
        if inner:
            return max(inner, key=lambda one: one.RasterCount)
    return dataset


def _frames_of(file: Path, pattern: str) -> tuple[list[Frame], Grid]:
    with quiet_gdal() as gdal:
        dataset = _open(gdal, str(file))
        name = dataset.GetDescription()
        transform = tuple(float(value) for value in dataset.GetGeoTransform())
        crs = dataset.GetProjection()
        if transform == (0.0, 1.0, 0.0, 0.0, 0.0, 1.0) or not crs:
            raise SubsidenceError(message("{name} has no georeference or no CRS; assign them first.", name=file.name))
        if transform[2] or transform[4] or transform[5] > 0:
            raise SubsidenceError(
                message("{name} is rotated or upside down; warp it to a north-up grid first.", name=file.name)
            )
        grid = Grid(transform, dataset.RasterYSize, dataset.RasterXSize, crs)
        units = {key: value for key, value in dataset.GetMetadata().items() if key.lower().endswith("#units")}
        frames = []
        for number in range(1, dataset.RasterCount + 1):
            band = dataset.GetRasterBand(number)
            date = _netcdf_date(band.GetMetadata(), units) or date_in_text(band.GetDescription() or "", pattern)
            reference = None
            if date is None and dataset.RasterCount == 1:
                pair = None if pattern else PAIR.search(file.stem)
                if pair:
                    reference, date = (date_in_text(text) for text in pair.groups())
                else:
                    date = date_in_text(file.stem, pattern)
            if date is None:
                raise SubsidenceError(
                    message(
                        "Band {number} of {name} has no date; name files or bands by date, such as 2018-03-06 or"
                        " 20180306, or give a date pattern.",
                        number=number,
                        name=file.name,
                    )
                )
            frames.append(Frame(name, number, date, reference))
        return frames, grid


def _netcdf_date(metadata: dict, units: dict) -> np.datetime64 | None:
    for key, value in metadata.items():
        if key.startswith("NETCDF_DIM_"):
            found = netcdf_date(value, units.get(f"{key[len('NETCDF_DIM_') :]}#units", ""))
            if found is not None:
                return found
    return None


def _read_band(frame: Frame, rows: slice, columns: slice) -> np.ndarray:
    """A window of a band, scaled as the file says, NaN where it has no data."""
    with quiet_gdal() as gdal:
        dataset = _open(gdal, frame.file)
        band = dataset.GetRasterBand(frame.band)
        width, height = columns.stop - columns.start, rows.stop - rows.start
        values = asked(band.ReadAsArray, columns.start, rows.start, width, height)
        if values is None:
            raise SubsidenceError(
                message(
                    "{name} is damaged or cut off: band {band} cannot be read.",
                    name=Path(frame.file).name,
                    band=frame.band,
                )
            )
        result = values.astype(float)
        no_data = band.GetNoDataValue()
        if no_data is not None and np.isfinite(no_data):
            # a float32 raster holds the value as float32; of whole numbers another one cannot occur
            stored = float(np.float32(no_data)) if values.dtype == np.float32 else no_data
            result[result == stored] = np.nan
        return result * (band.GetScale() or 1.0) + (band.GetOffset() or 0.0)


def _same_grid(one: Grid, other: Grid) -> bool:
    if one.shape != other.shape:
        return False
    step = np.abs(np.array([one.geotransform[1], one.geotransform[1], 1, one.geotransform[5], 1, one.geotransform[5]]))
    close = np.abs(np.subtract(one.geotransform, other.geotransform)) <= SAME_PLACE * step
    if not close.all():
        return False
    if one.crs == other.crs:
        return True
    from osgeo import osr

    first, second = osr.SpatialReference(), osr.SpatialReference()
    first.ImportFromWkt(one.crs)
    second.ImportFromWkt(other.crs)
    return bool(first.IsSame(second))

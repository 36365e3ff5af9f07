"""Atmospheric delay from GACOS or LiCSAR files, on the grid of the interferograms.

Three kinds of files are understood, in the folder itself or one folder per date below it:

- ``YYYYMMDD.ztd`` with ``YYYYMMDD.ztd.rsc``: zenith total delay, metres, float32 little-endian; X_FIRST and Y_FIRST
  are the centre of the first pixel;
- ``YYYYMMDD.ztd.tif`` or ``YYYYMMDD.ztd.geo.tif``: zenith total delay, metres;
- ``YYYYMMDD.sltd.geo.tif``: slant delay, rad, as LiCSAR gives it.

Zenith delay becomes slant delay by 1/U and rad by 4π/λ; it is subtracted from the unwrapped phase.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...errors import SubsidenceError
from ...progress import SILENT, Report
from ...raster.cube import WGS84, Grid
from ...raster.gdal_files import RasterFile
from ...series import compact_date, parse_compact_date
from ...spatial.look_vectors import checked_up
from ...wording import message
from ..geoc import GeocFolder, PairFiles
from ..scratch import Scratch
from ..stack import Stack, Window, load_stack, read_frame, read_window

LATTICE = 65  # points along each side at which places are computed exactly
# In order of preference; LiCSAR's own slant delay needs no angle.
FILE_NAMES = (
    (re.compile(r"^(\d{8})\.sltd\.geo\.tif$"), "slant"),
    (re.compile(r"^(\d{8})\.ztd(?:\.geo)?\.tif$"), "zenith"),
    (re.compile(r"^(\d{8})\.ztd$"), "flat"),
)


@dataclass(frozen=True)
class DelayFile:
    path: Path
    kind: str  # slant (rad), zenith (m, GeoTIFF) or flat (m, .ztd with .rsc)


def scan_delays(folder: str | os.PathLike) -> dict[np.datetime64, DelayFile]:
    """Delay files by date."""
    folder = Path(folder)
    if not folder.is_dir():
        raise SubsidenceError(
            message("The GACOS folder {folder} does not exist; choose the folder with the .ztd files.", folder=folder)
        )
    found: dict[np.datetime64, tuple[int, DelayFile]] = {}
    places = [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]
    for path in sorted(file for place in places for file in place.iterdir() if file.is_file()):
        for rank, (pattern, kind) in enumerate(FILE_NAMES):
            match = pattern.match(path.name)
            if match:
                date = parse_compact_date(match.group(1))
                if date not in found or rank < found[date][0]:
                    found[date] = (rank, DelayFile(path, kind))
    if not found:
        raise SubsidenceError(
            message(
                "The folder {folder} holds no delays; expected are YYYYMMDD.ztd with .ztd.rsc,"
                " YYYYMMDD.ztd.tif or YYYYMMDD.sltd.geo.tif.",
                folder=folder,
            )
        )
    return {date: file for date, (_, file) in sorted(found.items())}


def read_delay(file: DelayFile, grid: Grid) -> np.ndarray:
    """Delay on a grid by cubic interpolation between pixel centres; NaN outside the file; shape=(n_rows, n_columns).

    Unit of the file: rad for slant, metres for zenith.
    """
    values, geotransform, wkt = (*_read_flat(file.path), "") if file.kind == "flat" else _read_raster(file.path)
    values = values.astype(np.float64)
    values[values == 0] = np.nan
    return resample(values, geotransform, grid, in_degrees=not wkt or "PROJC" not in wkt)


def resample(values: np.ndarray, geotransform: tuple, grid: Grid, in_degrees: bool = False) -> np.ndarray:
    """Cubic interpolation from one north-up grid to another; linear beside unknown pixels, NaN outside.

    in_degrees : the values lie in degrees of WGS 84, whatever the CRS of ``grid``
    """
    from scipy import ndimage

    x0, dx, _, y0, _, dy = geotransform
    x, y = places_in_degrees(grid) if in_degrees and grid.crs != WGS84 else _centres(grid)
    column, row = (x - x0) / dx - 0.5, (y - y0) / dy - 0.5
    known = np.isfinite(values)
    if not known.any():
        return np.full(grid.shape, np.nan, dtype=np.float32)
    half = 0.5 + 1e-6  # half a pixel beyond the outer centres still lies inside the outer pixels
    inside = (row >= -half) & (row <= values.shape[0] - 1 + half)
    inside = inside & (column >= -half) & (column <= values.shape[1] - 1 + half)
    if not inside.any():
        return np.full(grid.shape, np.nan, dtype=np.float32)
    column, row = np.broadcast_arrays(column, row)
    place = [np.clip(row, 0, values.shape[0] - 1), np.clip(column, 0, values.shape[1] - 1)]
    filled = np.where(known, values, np.mean(values[known]))
    result = ndimage.map_coordinates(filled, place, order=3, mode="nearest")
    if not known.all():
        weight = ndimage.map_coordinates(known.astype(float), place, order=1, mode="nearest")
        linear = ndimage.map_coordinates(np.where(known, values, 0.0), place, order=1, mode="nearest")
        reach = ndimage.map_coordinates(  # cubic splines reach further than their four neighbours, but fade quickly
            ndimage.binary_erosion(known, iterations=2, border_value=1).astype(float), place, order=1, mode="nearest"
        )
        with np.errstate(invalid="ignore", divide="ignore"):
            result = np.where(reach > 0.999, result, np.where(weight > 0.5, linear / weight, np.nan))
    return np.where(inside, result, np.nan).astype(np.float32)


def _centres(grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """x and y of the pixel centres; shape=(1, n_columns) and (n_rows, 1)."""
    x0, dx, _, y0, _, dy = grid.geotransform
    return (x0 + (np.arange(grid.n_columns) + 0.5) * dx)[None], (y0 + (np.arange(grid.n_rows) + 0.5) * dy)[:, None]


def places_in_degrees(grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude of the pixel centres of a projected grid; shape=(n_rows, n_columns) each.

    Exact on a lattice of 65 x 65 places, and linear in between, which leaves less than a metre over a frame.
    """
    from osgeo import osr
    from scipy import ndimage

    own, degrees = osr.SpatialReference(), osr.SpatialReference()
    own.SetFromUserInput(grid.crs)
    degrees.ImportFromEPSG(4326)
    for reference in (own, degrees):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    rows = np.linspace(-0.5, grid.n_rows - 0.5, max(2, min(grid.n_rows, LATTICE)))
    columns = np.linspace(-0.5, grid.n_columns - 0.5, max(2, min(grid.n_columns, LATTICE)))
    x0, dx, _, y0, _, dy = grid.geotransform
    x, y = np.meshgrid(x0 + (columns + 0.5) * dx, y0 + (rows + 0.5) * dy)
    moved = osr.CoordinateTransformation(own, degrees).TransformPoints(np.column_stack([x.ravel(), y.ravel()]).tolist())
    lattice = np.array(moved)[:, :2].T.reshape(2, rows.size, columns.size)
    at = np.meshgrid(
        (np.arange(grid.n_rows) + 0.5) / grid.n_rows * (rows.size - 1),
        (np.arange(grid.n_columns) + 0.5) / grid.n_columns * (columns.size - 1),
        indexing="ij",
    )
    longitude, latitude = (ndimage.map_coordinates(each, at, order=1, mode="nearest") for each in lattice)
    return longitude, latitude


def _read_raster(path: Path) -> tuple[np.ndarray, tuple, str]:
    file = RasterFile(path)
    return file.read_all(), file.geotransform, file.projection_wkt


def _read_flat(path: Path) -> tuple[np.ndarray, tuple]:
    header = path.with_name(path.name + ".rsc")
    if not header.is_file():
        raise SubsidenceError(
            message("The file {name} that belongs to {other} is missing.", name=header.name, other=path.name)
        )
    entries = {}
    for line in header.read_text(encoding="utf-8", errors="replace").splitlines():
        words = line.split()
        if len(words) >= 2:
            entries[words[0].upper()] = words[1]
    try:
        columns, rows = int(entries["WIDTH"]), int(entries["FILE_LENGTH"])
        x, y, dx, dy = (float(entries[key]) for key in ("X_FIRST", "Y_FIRST", "X_STEP", "Y_STEP"))
    except (KeyError, ValueError) as error:
        raise SubsidenceError(
            message("The header {name} does not say size and place: {error}.", name=header.name, error=error)
        ) from error
    if path.stat().st_size != 4 * rows * columns:
        raise SubsidenceError(
            message(
                "The file {name} has {size} bytes, but {rows} x {columns} values take {needed}; download it again.",
                name=path.name,
                size=path.stat().st_size,
                rows=rows,
                columns=columns,
                needed=4 * rows * columns,
            )
        )
    values = np.fromfile(path, dtype="<f4").reshape(rows, columns)
    return values, (x - dx / 2, dx, 0.0, y - dy / 2, 0.0, dy)


class SlantDelays:
    """Slant delay of each date on one grid, to be subtracted from interferograms.

    Call it with a pair for the delay of the second minus the first date, rad, shape=(n_rows, n_columns), or None where
    a date has no delay.
    """

    def __init__(self, delays: dict[np.datetime64, np.ndarray]):
        self._delays = delays

    @property
    def dates(self) -> list[np.datetime64]:
        return list(self._delays)

    def __call__(self, pair: PairFiles) -> np.ndarray | None:
        if pair.first not in self._delays or pair.second not in self._delays:
            return None
        return self._delays[pair.second] - self._delays[pair.first]


def load_delays(
    folder: str | os.PathLike,
    grid: Grid,
    dates: list[np.datetime64],
    wavelength_m: float,
    up: np.ndarray | None,
    scratch: Scratch,
    report: Report = SILENT,
) -> SlantDelays:
    """Read the delays of ``dates`` onto ``grid``, in rad along the line of sight.

    up : shape=(n_rows, n_columns), up component of the line of sight; needed for zenith delays
    A damaged file, or one that does not cover the grid at all, is named and left out.
    """
    files = scan_delays(folder)
    wanted = [date for date in dates if date in files]
    if not wanted:
        raise SubsidenceError(
            message(
                "None of the {count} dates of the interferograms has a delay in {folder}, which holds"
                " {first} … {last}; choose the GACOS folder of this frame.",
                count=len(dates),
                folder=folder,
                first=min(files),
                last=max(files),
            )
        )
    upward = None if up is None else checked_up(up, ".geo.U.tif", report).astype(np.float32)
    store = scratch.array((len(wanted), *grid.shape), np.float32)
    delays: dict[np.datetime64, np.ndarray] = {}
    outside = 0
    for date in report.each(wanted):
        file = files[date]
        try:
            delay = read_delay(file, grid)
        except SubsidenceError as error:
            report.warn(message("The delay of {date} is left out: {error}", date=date, error=error))
            continue
        if not np.isfinite(delay).any():
            outside += 1
            report.warn(
                message(
                    "The delay of {date} is left out: {name} does not cover the interferograms.",
                    date=date,
                    name=file.path.name,
                )
            )
            continue
        if file.kind != "slant":
            if upward is None:
                raise SubsidenceError(
                    message(
                        "Zenith delays need the line of sight, but the interferograms' folder holds no"
                        " .geo.U.tif; add it from the frame's metadata."
                    )
                )
            delay = delay / upward * np.float32(4 * np.pi / wavelength_m)
        store[len(delays)] = delay
        delays[date] = store[len(delays)]
    if not delays:
        where = message(" They lie in another area.") if outside else ""
        raise SubsidenceError(
            message(
                "None of the delays in {folder} can be used.{where} Choose the GACOS folder of this frame.",
                folder=folder,
                where=where,
            )
        )
    absent = [compact_date(date) for date in dates if date not in delays]
    if absent:
        report.warn(
            message(
                "No delay for {count} of {total} dates ({names} …): their pairs go.",
                count=len(absent),
                total=len(dates),
                names=", ".join(absent[:5]),
            )
        )
    return SlantDelays(delays)


def load_corrected_stack(
    geoc: GeocFolder,
    scratch: Scratch,
    *,
    window: Window | None = None,
    gacos_folder: str | os.PathLike | None = None,
    report: Report = SILENT,
) -> Stack:
    """The stack of a ``GEOC`` folder, corrected by the delays in ``gacos_folder`` if one is given.

    Parameters
    ----------
    geoc : GeocFolder
        The folder of the interferograms, scanned.
    scratch : Scratch
        Where large arrays live; it must stay open as long as the stack is used.
    window : Window, optional
        The part to read; by default all.
    gacos_folder : str or path, optional
        Delays by date; without it nothing is corrected.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Stack
        The interferograms that can be used.
    """
    window = window or read_window(geoc)
    if gacos_folder is None:
        return load_stack(geoc, scratch, window=window, report=report)
    dates = sorted({day for pair in geoc.pairs for day in (pair.first, pair.second)})
    up = read_frame(geoc.rasters["los_u"], window) if "los_u" in geoc.rasters else None
    of_delays, of_stack = report.parts(3, 7)
    delays = load_delays(gacos_folder, window.grid, dates, geoc.wavelength_m, up, scratch, of_delays)
    return load_stack(geoc, scratch, window=window, correct=delays, report=of_stack)

"""Finished LiCSBAS products: ``cum.h5`` and ``cum_filt.h5``, and ``TS_*`` or ``results`` folders of flat binaries.

Layout of the files: LiCSBAS documentation and the producers' files of 2018 to 2025. Names have changed between
versions, so datasets are looked up by aliases; only dates, displacement and georeference must be there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import screened, tell, without_marks
from ..progress import SILENT, Report
from ..raster.cube import (
    DisplacementCube,
    Extent,
    Grid,
    doubt_size,
    filled_epochs,
    pixel_numbers,
    rate_of,
    usual_degrees,
)
from ..raster.gdal_files import Hdf5File
from ..series import parse_compact_date
from ..wording import message

# Our field name for each raster, and the names it has in the products.
LAYER_ALIASES = {
    "velocity_std": ("vstd",),
    "coherence": ("coh_avg", "coh"),
    "height": ("hgt", "height"),
    "los_e": ("E.geo", "E"),
    "los_n": ("N.geo", "N"),
    "los_u": ("U.geo", "U"),
    "intercept": ("vintercept", "vconst"),
    "n_unw": ("n_unw",),
    "n_gap": ("n_gap",),
    "n_ifg_noloop": ("n_ifg_noloop",),
    "n_loop_err": ("n_loop_err",),
    "maxTlen": ("maxTlen",),
    "resid_rms": ("resid_rms",),
    "stc": ("stc",),
}
DISPLACEMENT_ALIASES = ("cum", "cum_filt")
VELOCITY_ALIASES = ("vel", "velocity")
BYTES_AT_ONCE = 64 * 2**20


def read_licsbas(
    path: str | os.PathLike,
    *,
    extent: Extent | None = None,
    filtered: bool = False,
    sized: Callable[[Grid, int], None] | None = None,
    report: Report = SILENT,
) -> DisplacementCube:
    """Read a LiCSBAS product, line of sight, mm and mm/yr, positive towards the satellite.

    path : ``cum.h5``, ``cum_filt.h5``, or a folder: ``TS_*`` or its ``results``
    extent : (x_min, y_min, x_max, y_max) in degrees; pixels whose centre lies inside are read
    filtered : of a folder that holds both, take the spatio-temporally filtered product
    sized : told the pixels and the number of epochs of a series before they are read; it may refuse
    """
    path = Path(path)
    if path.is_dir():
        file = _series_file(path, filtered)
        if file is None:
            return _read_results(path, extent, filtered, report)
        report.info(message("The series is read from {name}.", name=file.name))
        return _read_series(file, extent, sized, report)
    if not path.is_file():
        raise SubsidenceError(
            message(
                "{path} does not exist; choose a LiCSBAS cum.h5 or cum_filt.h5, or a TS_* or results folder.", path=path
            )
        )
    return _read_series(path, extent, sized, report)


def _series_file(folder: Path, filtered: bool) -> Path | None:
    order = ("cum_filt.h5", "cum.h5") if filtered else ("cum.h5", "cum_filt.h5")
    return next((folder / name for name in order if (folder / name).is_file()), None)


# --- cum.h5 ---------------------------------------------------------------------------------------------------


def _read_series(
    path: Path, extent: Extent | None, sized: Callable[[Grid, int], None] | None, report: Report
) -> DisplacementCube:
    file = Hdf5File(path)
    cum = file.find(*DISPLACEMENT_ALIASES)
    if cum is None:
        held = ", ".join(file.names[:8]) or "nothing"
        raise SubsidenceError(
            message(
                "The file {name} holds no displacement “cum” (it holds {held}); choose the cum.h5 or"
                " cum_filt.h5 that LiCSBAS leaves in its TS folder.",
                name=path.name,
                held=held,
            )
        )
    dates = _dates(file)
    shape = file.shape(cum)
    if len(shape) != 3 or shape[0] != dates.size:
        raise SubsidenceError(
            message(
                "In {name} the displacement “{cum}” has shape {count}, which does not fit its {total} dates.",
                name=path.name,
                cum=cum,
                count=shape,
                total=dates.size,
            )
        )
    whole = _series_grid(file, shape[1], shape[2])
    rows, columns = whole.window(extent) if extent else (slice(0, shape[1]), slice(0, shape[2]))
    if sized is not None:
        sized(whole.crop(rows, columns), dates.size)
    reading, _rest = report.parts(9, 1)
    displacement = read_epochs(file, cum, rows, columns, reading)
    if file.find("masked") and float(file.scalar("masked")) == 1.0:  # cum was multiplied by the mask
        displacement[:, ~np.any(np.nan_to_num(displacement) != 0, axis=0)] = np.nan
    doubt_size(displacement, path.name, report)
    layers = {}
    for name, aliases in LAYER_ALIASES.items():
        values = _frame(file, aliases, shape[1:], rows, columns, report)
        if values is not None:
            layers[name] = values
    velocity = _frame(file, VELOCITY_ALIASES, shape[1:], rows, columns, report)
    if velocity is None:
        report.info(message("{name} holds no rates; they are computed from the displacements.", name=path.name))
        velocity = rate_of(displacement, dates)
    mask, mask_source = _frame(file, ("mask",), shape[1:], rows, columns, report), f"“mask” of {path.name}"
    if mask is None:
        mask, mask_source = _mask_beside(path.parent, whole, rows, columns)
    displacement, dates = filled_epochs(displacement, dates, velocity, path.name, report)
    reference = str(file.scalar("refarea")) if file.find("refarea") else ""
    report.progress(1.0)
    return DisplacementCube(
        dates=dates,
        displacement_mm=displacement,
        velocity_mm_per_yr=velocity,
        grid=whole.crop(rows, columns),
        mask=None if mask is None else mask == 1,
        layers=layers,
        pixel_number=pixel_numbers(whole, rows, columns),
        reference=f"LiCSBAS reference area {reference}" if reference else "",
        source=path.name,
        mask_source=mask_source if mask is not None else "",
    )


def _dates(file: Hdf5File) -> np.ndarray:
    name = file.find("imdates", "dates")
    if name is None:
        raise SubsidenceError(
            message("The file {name} holds no dates “imdates”; make it again with LiCSBAS.", name=file.path.name)
        )
    return np.array([parse_compact_date(f"{int(value):08d}") for value in file.array(name)], dtype="datetime64[D]")


def _series_grid(file: Hdf5File, n_rows: int, n_columns: int) -> Grid:
    values = {}
    for name in ("corner_lat", "corner_lon", "post_lat", "post_lon"):
        if name not in file.names:
            raise SubsidenceError(
                message(
                    "The file {name} holds no “{other}”, so its place on Earth is unknown; it is not geocoded.",
                    name=file.path.name,
                    other=name,
                )
            )
        try:
            values[name] = float(file.scalar(name))
        except ValueError:
            raise SubsidenceError(
                message(
                    "In {name} “{other}” is {value}, which is no coordinate; make the file again with LiCSBAS.",
                    name=file.path.name,
                    other=name,
                    value=file.scalar(name),
                )
            ) from None
    return _grid(values, n_rows, n_columns, file.path.name)


def _grid(values: dict[str, float], n_rows: int, n_columns: int, source: str) -> Grid:
    """LiCSBAS gives the centre of the upper left pixel; the geotransform has its corner."""
    dx, dy = values["post_lon"], values["post_lat"]
    if not dx > 0 or not dy < 0:
        raise SubsidenceError(
            message(
                "The pixel size in {source} ({dx:g}, {dy:g} degrees) is not that of a north-up raster.",
                source=source,
                dx=dx,
                dy=dy,
            )
        )
    place = (values["corner_lon"] - dx / 2, dx, 0.0, values["corner_lat"] - dy / 2, 0.0, dy)
    return usual_degrees(Grid(place, n_rows, n_columns), source)


def read_epochs(file: Hdf5File, name: str, rows: slice, columns: slice, report: Report) -> np.ndarray:
    """Whole chunks of epochs at a time, so that no chunk of the file is unpacked twice; marks of nothing as NaN."""
    n_epochs = file.shape(name)[0]
    frame_bytes = 4 * (rows.stop - rows.start) * (columns.stop - columns.start)
    deep = max(file.chunk_shape(name)[0], 1)
    step = deep * max(BYTES_AT_ONCE // (frame_bytes * deep), 1)
    result = np.empty((n_epochs, rows.stop - rows.start, columns.stop - columns.start), dtype=np.float32)
    found: Counter[float] = Counter()
    kept: Counter[float] = Counter()
    for start in report.each(range(0, n_epochs, step)):
        epochs = slice(start, min(start + step, n_epochs))
        read = without_marks(file.array(name, (epochs, rows, columns)))
        result[epochs] = read.values
        found.update(read.found)
        kept.update(read.kept)
    tell(found, kept, file.path.name, report)
    return result


def known_values(values: np.ndarray, where: str, report: Report) -> np.ndarray:
    """A raster that came with a series, in single precision, without marks of nothing; where : for the sentences."""
    return screened(np.asarray(values, dtype=np.float32), where, report=report).astype(np.float32, copy=False)


def _frame(
    file: Hdf5File, aliases: tuple[str, ...], shape: tuple[int, ...], rows: slice, columns: slice, report: Report
) -> np.ndarray | None:
    name = file.find(*aliases)
    if name is None or file.shape(name) != tuple(shape):
        return None
    return known_values(file.array(name, (rows, columns)), f"{file.path.name}, {name}", report)


def _mask_beside(folder: Path, whole: Grid, rows: slice, columns: slice) -> tuple[np.ndarray | None, str]:
    """``results/mask`` next to a ``cum.h5``, which has no mask of its own."""
    file = folder / "results" / "mask"
    if not file.is_file() or file.stat().st_size != 4 * whole.n_rows * whole.n_columns:
        return None, ""
    return _read_flat(file, whole)[rows, columns], f"{file.parent.name}/{file.name}"


# --- results folder -------------------------------------------------------------------------------------------


def _read_results(folder: Path, extent: Extent | None, filtered: bool, report: Report) -> DisplacementCube:
    results = folder / "results" if (folder / "results").is_dir() else folder
    velocity_file = _velocity_file(results, filtered)
    if velocity_file is None:
        raise SubsidenceError(
            message(
                "The folder {folder} holds neither cum.h5 nor a “vel” of LiCSBAS; choose a TS_* folder or its results.",
                folder=folder,
            )
        )
    whole = _results_grid(results)
    rows, columns = whole.window(extent) if extent else (slice(0, whole.n_rows), slice(0, whole.n_columns))
    velocity = known_values(_read_flat(velocity_file, whole)[rows, columns], velocity_file.name, report)
    layers = {}
    for number, (name, aliases) in enumerate(LAYER_ALIASES.items()):
        report.progress(number / len(LAYER_ALIASES))
        if name == "intercept" and velocity_file.name.startswith("vel.filt"):
            aliases = ("vintercept.filt", "vconst.filt")
        file = _beside(results, aliases)
        if file is not None:
            layers[name] = known_values(_read_flat(file, whole)[rows, columns], file.name, report)
    mask_file = results / "mask"
    mask = _read_flat(mask_file, whole)[rows, columns] if mask_file.is_file() else None
    report.info(
        message(
            "The rates are read from {name}; this folder holds no series of displacements.", name=velocity_file.name
        )
    )
    report.progress(1.0)
    return DisplacementCube(
        dates=np.array([], dtype="datetime64[D]"),
        displacement_mm=np.empty((0, *velocity.shape), dtype=np.float32),
        velocity_mm_per_yr=velocity,
        grid=whole.crop(rows, columns),
        mask=None if mask is None else mask == 1,
        layers=layers,
        pixel_number=pixel_numbers(whole, rows, columns),
        reference=_reference(results, velocity_file),
        source=f"{folder.name}/{velocity_file.name}",
        mask_source=f"{results.name}/mask" if mask is not None else "",
    )


def _velocity_file(results: Path, filtered: bool) -> Path | None:
    plain, smooth = ("vel", "vel.mskd"), ("vel.filt", "vel.filt.mskd")
    names = smooth + plain if filtered else plain + smooth
    return next((results / name for name in names if (results / name).is_file()), None)


def _homes(results: Path) -> Iterator[Path]:
    """Folders where LiCSBAS keeps what belongs to ``results``: info, and the ``GEOCml*`` the run started from."""
    parent = results.parent
    yield results
    yield parent / "info"
    yield parent
    if parent.name.startswith("TS_"):
        yield parent.parent / parent.name[len("TS_") :]


def _beside(results: Path, aliases: tuple[str, ...]) -> Path | None:
    return next((home / name for home in _homes(results) for name in aliases if (home / name).is_file()), None)


def _results_grid(results: Path) -> Grid:
    file = _beside(results, ("EQA.dem_par",))
    if file is None:
        raise SubsidenceError(
            message(
                "The size and place of the rasters in {results} are unknown, because info/EQA.dem_par is"
                " missing; copy it from the LiCSBAS run.",
                results=results,
            )
        )
    return read_dem_par(file)


def read_dem_par(file: Path) -> Grid:
    """The grid that GAMMA's ``EQA.dem_par`` describes."""
    values: dict[str, float] = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        key, separator, rest = line.partition(":")
        if separator and rest.split():
            try:
                values[key.strip()] = float(rest.split()[0])
            except ValueError:  # a line of text, such as the title
                continue
    missing = [
        key for key in ("width", "nlines", "corner_lat", "corner_lon", "post_lat", "post_lon") if key not in values
    ]
    if missing:
        raise SubsidenceError(
            message(
                "The file {file} lacks “{missing}”; copy it again from the LiCSBAS run.", file=file, missing=missing[0]
            )
        )
    return _grid(values, int(values["nlines"]), int(values["width"]), file.name)


def _read_flat(file: Path, grid: Grid) -> np.ndarray:
    """Little-endian float32, row by row from the north; shape=(n_rows, n_columns)."""
    expected = 4 * grid.n_rows * grid.n_columns
    size = file.stat().st_size
    if size != expected:
        raise SubsidenceError(
            message(
                "The file {file} has {count} bytes, but {n_rows} x {n_columns} pixels take {expected};"
                " it is cut off or belongs to another run.",
                file=file,
                count=size,
                n_rows=grid.n_rows,
                n_columns=grid.n_columns,
                expected=expected,
            )
        )
    return np.fromfile(file, dtype="<f4").reshape(grid.shape).astype(np.float32, copy=False)


def _reference(results: Path, velocity_file: Path) -> str:
    name = "16ref.txt" if (results / "vel.filt").is_file() or "filt" in velocity_file.name else "13ref.txt"
    file = results.parent / "info" / name
    return (
        f"LiCSBAS reference area {file.read_text(encoding='utf-8').split()[0]}"
        if file.is_file() and file.stat().st_size
        else ""
    )

"""MintPy time series: ``timeseries*.h5`` with the rate, geometry, mask and coherence files that lie beside it.

MintPy keeps metres along the line of sight, positive towards the satellite, in HDF5 files whose root attributes are
all texts. ``X_FIRST`` and ``Y_FIRST`` are the outer corner of the upper left pixel (LiCSBAS gives its centre).
Source: MintPy documentation, file formats.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import (
    WGS84,
    DisplacementCube,
    Extent,
    Grid,
    doubt_size,
    filled_epochs,
    pixel_numbers,
    rate_of,
    usual_degrees,
)
from ..raster.hdf5 import ProductFile
from ..series import parse_compact_date
from ..units import mm_per
from ..wording import message
from .licsbas import known_values, read_epochs
from .memory import check_size

UTM_CODE = re.compile(r"^EPSG:32[67]\d\d$")
VELOCITY_FILES = ("velocity.h5", "geo_velocity.h5")
GEOMETRY_FILES = ("geometryGeo.h5", "geo_geometryRadar.h5", "geo_geometryGeo.h5")
MASK_FILES = ("maskTempCoh.h5", "geo_maskTempCoh.h5")
COHERENCE_FILES = ("temporalCoherence.h5", "geo_temporalCoherence.h5")
NOT_A_SERIES = ("residual", "rms", "timeseriesrg", "timeseriesaz")

A_YEAR = ("year", "years", "yr", "y", "a", "annum")


@dataclass(frozen=True)
class MintpyProduct:
    """A geocoded time series whose header has been read.

    grid : the whole raster; dates : shape=(n_epochs,), datetime64[D]
    """

    file: ProductFile
    attributes: dict
    grid: Grid
    dates: np.ndarray
    array: str = "timeseries"

    def read(self, extent: Extent | None = None, report: Report = SILENT) -> DisplacementCube:
        """Displacements in mm and what the files beside hold; extent : in the product's CRS."""
        rows, columns = (
            self.grid.window(extent) if extent else (slice(0, self.grid.n_rows), slice(0, self.grid.n_columns))
        )
        check_size(self.dates.size, rows, columns)
        reading, _rest = report.parts(8, 2)
        displacement = read_epochs(self.file, self.array, rows, columns, reading)
        displacement *= np.float32(_mm_per(self.attributes, self.file.path.name))
        empty = ~np.any(np.nan_to_num(displacement) != 0, axis=0) & ~self._is_reference(rows, columns)
        displacement[:, empty] = np.nan
        layers = self._layers(rows, columns, report)
        velocity = layers.pop("velocity", None)
        if velocity is None:
            report.info(
                message("There is no velocity.h5 beside the series; the rates are computed from the displacements.")
            )
            velocity = rate_of(displacement, self.dates)
        velocity = np.where(empty, np.float32(np.nan), velocity)
        doubt_size(displacement, self.file.path.name, report)
        if UTM_CODE.match(self.grid.crs) and self._says_degrees:
            report.warn(
                message(
                    "{name} says that it is in degrees, but its EPSG code ({crs}) counts metres, which is taken.",
                    name=self.file.path.name,
                    crs=self.grid.crs,
                )
            )
        mask = self._mask(rows, columns, report)
        displacement, dates = filled_epochs(displacement, self.dates, velocity, self.file.path.name, report)
        report.progress(1.0)
        return DisplacementCube(
            dates=dates,
            displacement_mm=displacement,
            velocity_mm_per_yr=velocity,
            grid=self.grid.crop(rows, columns),
            mask=None if mask is None else mask[0] != 0,
            layers=layers,
            pixel_number=pixel_numbers(self.grid, rows, columns),
            reference=self._reference(),
            source=f"MintPy {self.file.path.name}",
            mask_source=mask[1] if mask is not None else "",
        )

    def read_rates(self, extent: Extent | None = None, report: Report = SILENT) -> DisplacementCube:
        """Rates in mm/yr without a series, and what the files beside hold; extent : in the product's CRS."""
        whole = slice(0, self.grid.n_rows), slice(0, self.grid.n_columns)
        rows, columns = self.grid.window(extent) if extent else whole
        factor = np.float32(_mm_per(self.attributes, self.file.path.name))
        if "UNIT" not in self.attributes:
            report.warn(
                message("{name} tells no unit; m/yr are taken, in which MintPy writes.", name=self.file.path.name)
            )
        velocity = self._own("velocity", rows, columns, report) * factor
        layers = self._layers(rows, columns, report)
        layers.pop("velocity", None)
        if "velocityStd" in self.file.names:
            layers["velocity_std"] = self._own("velocityStd", rows, columns, report) * factor
        velocity = np.where((velocity == 0) & ~self._is_reference(rows, columns), np.float32(np.nan), velocity)
        mask = self._mask(rows, columns, report)
        return DisplacementCube(
            dates=self.dates,
            displacement_mm=np.empty((0, *velocity.shape), dtype=np.float32),
            velocity_mm_per_yr=velocity,
            grid=self.grid.crop(rows, columns),
            mask=None if mask is None else mask[0] != 0,
            layers=layers,
            pixel_number=pixel_numbers(self.grid, rows, columns),
            reference=self._reference(),
            source=f"MintPy {self.file.path.name}",
            mask_source=mask[1] if mask is not None else "",
        )

    def _own(self, name: str, rows: slice, columns: slice, report: Report) -> np.ndarray:
        return known_values(self.file.array(name, (rows, columns)), f"{self.file.path.name}, {name}", report)

    def _mask(self, rows: slice, columns: slice, report: Report) -> Any:
        return self._beside(MASK_FILES, "mask", rows, columns, report)

    def _is_reference(self, rows: slice, columns: slice) -> np.ndarray:
        """The pixel that is 0 at all times because everything is relative to it; shape of the window, bool."""
        found = np.zeros((rows.stop - rows.start, columns.stop - columns.start), dtype=bool)
        try:
            row, column = (int(float(self.attributes[key])) for key in ("REF_Y", "REF_X"))
        except (KeyError, ValueError):
            return found
        row, column = row - rows.start, column - columns.start
        if 0 <= row < found.shape[0] and 0 <= column < found.shape[1]:
            found[row, column] = True
        return found

    @property
    def _says_degrees(self) -> bool:
        return str(self.attributes.get("X_UNIT", "")).lower().startswith("deg")

    def _reference(self) -> str:
        words = []
        if "REF_DATE" in self.attributes:
            words.append(f"date {self.attributes['REF_DATE']}")
        if "REF_LAT" in self.attributes and "REF_LON" in self.attributes:
            words.append(f"latitude {self.attributes['REF_LAT']}, longitude {self.attributes['REF_LON']}")
        elif "REF_Y" in self.attributes and "REF_X" in self.attributes:
            words.append(f"row {self.attributes['REF_Y']}, column {self.attributes['REF_X']}")
        return "MintPy reference " + ", ".join(words) if words else ""

    def _layers(self, rows: slice, columns: slice, report: Report) -> dict[str, np.ndarray]:
        layers: dict[str, np.ndarray] = {}
        for ours, theirs in (("velocity", "velocity"), ("velocity_std", "velocityStd")):
            found = self._beside(VELOCITY_FILES, theirs, rows, columns, report)
            if found is not None:
                layers[ours] = (found[0] * _mm_per(found[2], found[1])).astype(np.float32)
        found = self._beside(COHERENCE_FILES, "temporalCoherence", rows, columns, report)
        if found is not None:
            layers["coherence"] = found[0].astype(np.float32)
        found = self._beside(GEOMETRY_FILES, "height", rows, columns, report)
        if found is not None:
            layers["height"] = found[0].astype(np.float32)
        incidence = self._beside(GEOMETRY_FILES, "incidenceAngle", rows, columns, report)
        if incidence is not None:
            azimuth = self._azimuth(rows, columns, report)
            if azimuth is not None:
                layers.update(zip(("los_e", "los_n", "los_u"), line_of_sight(incidence[0], azimuth)))
        return layers

    def _azimuth(self, rows: slice, columns: slice, report: Report) -> np.ndarray | float | None:
        """Direction ground → satellite, degrees anticlockwise from north: a raster, or from the heading."""
        found = self._beside(GEOMETRY_FILES, "azimuthAngle", rows, columns, report)
        if found is not None:
            return found[0]
        return self._azimuth_of_heading()

    def _azimuth_of_heading(self) -> float | None:
        try:
            heading = float(self.attributes["HEADING"])
        except (KeyError, ValueError):
            return None
        side = float(self.attributes.get("ANTENNA_SIDE", -1))  # -1 looks to the right
        return -heading - side * 90.0

    def _beside(
        self, names: tuple[str, ...], array: str, rows: slice, columns: slice, report: Report
    ) -> tuple[np.ndarray, str, dict[str, str | float]] | None:
        """Values of an array in a file beside the series, the file's name and attributes; None where there is none."""
        home = self.file.path.parent
        for folder in (home, home / "inputs", home.parent / "inputs", home / "geo", home.parent):
            for name in names:
                if not (folder / name).is_file():
                    continue
                file = ProductFile(folder / name)
                if array not in file.names:
                    continue
                attributes = file.attributes()
                if file.shape(array) != self.grid.shape or not _same_place(attributes, self.attributes):
                    report.warn(
                        message(
                            "{name} has another size or place than {other} and is not used.",
                            name=name,
                            other=self.file.path.name,
                        )
                    )
                    continue
                values = file.array(array, (rows, columns))
                if array != "mask":
                    values = known_values(values, f"{name}, {array}", report)
                return values, name, attributes
        return None


def open_mintpy(path: str | os.PathLike, report: Report = SILENT) -> MintpyProduct:
    """Look into a ``timeseries*.h5`` file, or into the folder that holds it.

    Raises ``SubsidenceError`` for radar geometry, a missing CRS, or a file that is no MintPy time series.
    """
    path = Path(path)
    if path.is_dir():
        path = _series_file(path, report)
    file = ProductFile(path)
    attributes = file.attributes()
    if "/HDFEOS/GRIDS/timeseries/observation/displacement" in file.names:
        from .mintpy_hdfeos import open_hdfeos

        return open_hdfeos(file, attributes)
    if "timeseries" not in file.names or "date" not in file.names:
        held = ", ".join(file.names[:8]) or "nothing"
        raise SubsidenceError(
            message(
                "{name} is no MintPy time series: it holds {held}, not “timeseries” and “date”; choose a"
                " timeseries*.h5.",
                name=path.name,
                held=held,
            )
        )
    if "X_FIRST" not in attributes or "Y_FIRST" not in attributes:
        raise SubsidenceError(
            message(
                "{name} is in radar geometry, without a place on Earth; geocode it first, for example"
                " with “geocode.py {name} -l inputs/geometryRadar.h5”, and import geo_{name}.",
                name=path.name,
            )
        )
    dates = np.array([parse_compact_date(text[:8]) for text in file.texts("date")], dtype="datetime64[D]")
    shape = file.shape("timeseries")
    if len(shape) != 3 or shape[0] != dates.size:
        raise SubsidenceError(
            message(
                "In {name} the series has shape {count}, which does not fit its {total} dates.",
                name=path.name,
                count=shape,
                total=dates.size,
            )
        )
    stated = [int(float(attributes.get(key, length))) for key, length in zip(("LENGTH", "WIDTH"), shape[1:])]
    if stated != list(shape[1:]):
        raise SubsidenceError(
            message(
                "In {name} the series has {n_rows} x {n_columns} pixels, but its attributes LENGTH and WIDTH say"
                " {length} x {width}; write it again with MintPy.",
                name=path.name,
                n_rows=shape[1],
                n_columns=shape[2],
                length=stated[0],
                width=stated[1],
            )
        )
    return MintpyProduct(file, attributes, grid_from_attributes(attributes, shape[1], shape[2], path.name), dates)


def holds_mintpy_rates(names: set[str], attributes: dict) -> bool:
    """Whether an HDF5 file is MintPy's ``velocity.h5``, by the arrays and attributes in it."""
    return "velocity" in names and "X_FIRST" in attributes and "timeseries" not in names


def open_mintpy_rates(path: str | os.PathLike) -> MintpyProduct | None:
    """A geocoded ``velocity.h5``, whose rates stand without a series; None for any other file."""
    try:
        file = ProductFile(Path(path))
        names, attributes = set(file.names), file.attributes()
    except SubsidenceError:  # no HDF5 file, or none that can be read; whoever reads it says so
        return None
    if not holds_mintpy_rates({name.strip("/") for name in names}, attributes):
        return None
    n_rows, n_columns = file.shape("velocity")
    grid = grid_from_attributes(attributes, n_rows, n_columns, file.path.name)
    return MintpyProduct(file, attributes, grid, np.array([], dtype="datetime64[D]"), "velocity")


def line_of_sight(
    incidence_deg: np.ndarray, azimuth_deg: np.ndarray | float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """East, north and up of the unit vector ground → satellite from MintPy's angles; NaN where the incidence is 0.

    azimuth_deg : of the vector ground → satellite, anticlockwise from north

    >>> [round(float(value[0]), 3) for value in line_of_sight(np.array([30.0]), 102.0)]
    [-0.489, -0.104, 0.866]
    """
    incidence = np.radians(np.where(np.asarray(incidence_deg) > 0, incidence_deg, np.nan).astype(float))
    azimuth = np.radians(np.asarray(azimuth_deg, dtype=float))
    east, north = -np.sin(incidence) * np.sin(azimuth), np.sin(incidence) * np.cos(azimuth)
    return east.astype(np.float32), north.astype(np.float32), np.cos(incidence).astype(np.float32)


def _series_file(folder: Path, report: Report) -> Path:
    """The most corrected series of a folder: MintPy adds a word to the name with each correction."""
    found = []
    for home in (folder, folder / "geo"):
        if home.is_dir():
            found += [*home.glob("timeseries*.h5"), *home.glob("geo_timeseries*.h5"), *home.glob("*.he5")]
    found = [file for file in found if not any(word in file.name.lower() for word in NOT_A_SERIES)]
    if not found:
        raise SubsidenceError(
            message(
                "There is no timeseries*.h5 in {folder}; choose the file, or MintPy's working folder.", folder=folder
            )
        )
    geocoded = [file for file in found if "X_FIRST" in ProductFile(file).attributes()] or found
    chosen = max(geocoded, key=lambda file: (len(file.name.replace("geo_", "")), file.name))
    if len(found) > 1:
        report.info(
            message(
                "Of {count} series in {name}, {other} is read, the most corrected one.",
                count=len(found),
                name=folder.name,
                other=chosen.name,
            )
        )
    return chosen


def grid_from_attributes(attributes: dict, n_rows: int, n_columns: int, name: str) -> Grid:
    try:
        x, y, dx, dy = (float(attributes[key]) for key in ("X_FIRST", "Y_FIRST", "X_STEP", "Y_STEP"))
    except (KeyError, ValueError):
        raise SubsidenceError(
            message("{name} lacks one of X_FIRST, Y_FIRST, X_STEP, Y_STEP; write it again with MintPy.", name=name)
        ) from None
    if not dx > 0 or not dy < 0:
        raise SubsidenceError(
            message(
                "The pixel size of {name} ({dx:g}, {dy:g}) is not that of a north-up raster.", name=name, dx=dx, dy=dy
            )
        )
    crs = _crs(attributes, name)
    return usual_degrees(Grid((x, dx, 0.0, y, 0.0, dy), n_rows, n_columns, crs), name)


def _crs(attributes: dict, name: str) -> str:
    code = str(attributes.get("EPSG", "")).strip().partition(".")[0]
    if code.isdigit():
        return f"EPSG:{code}"
    if str(attributes.get("X_UNIT", "degrees")).lower().startswith("deg"):
        return WGS84
    zone = str(attributes.get("UTM_ZONE", "")).strip().upper()
    if zone[:-1].isdigit() and zone[-1] in "NS" and 1 <= int(zone[:-1]) <= 60:
        return f"EPSG:{(32600 if zone[-1] == 'N' else 32700) + int(zone[:-1])}"
    raise SubsidenceError(
        message(
            "{name} is in metres, but names neither EPSG nor UTM_ZONE; add its EPSG code to the file’s attributes.",
            name=name,
        )
    )


def _mm_per(attributes: dict, name: str) -> float:
    unit, _, time = (piece.strip() for piece in str(attributes.get("UNIT", "m")).partition("/"))
    if time and time.lower() not in A_YEAR:
        raise SubsidenceError(
            message("The rates of {name} are per “{time}”, not per year; convert them first.", name=name, time=time)
        )
    try:
        return mm_per(unit)
    except SubsidenceError:
        raise SubsidenceError(
            message(
                "The unit of {name} is “{unit}”, which is no length; choose a displacement file.", name=name, unit=unit
            )
        ) from None


def _same_place(attributes: dict, other: dict) -> bool:
    """Whether two files' corners and pixel sizes agree to a tenth of a pixel."""
    try:
        steps = [abs(float(other[key])) for key in ("X_STEP", "Y_STEP")] * 2
        pairs = [(float(attributes[k]), float(other[k])) for k in ("X_FIRST", "Y_FIRST", "X_STEP", "Y_STEP")]
    except (KeyError, ValueError):
        return "X_FIRST" not in attributes  # without georeference of its own, the shape has to do
    return all(abs(a - b) <= 0.1 * step for (a, b), step in zip(pairs, steps))

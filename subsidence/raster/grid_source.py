"""Rasters of any kind behind one small interface: what lies where, when, in which unit; values by window.

``open_grid`` looks at a file and gives a ``GridSource``: a variable of a NetCDF or HDF5 file on its axes, or the bands
of whatever else GDAL reads (GeoTIFF, GRIB, ENVI …). Rows go from the north to the south and columns from the west to
the east, whichever way they lie in the file; missing values are NaN; packed values are unpacked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import marks_in_attributes, tell, without_marks, zeros_apart, zeros_sentence
from ..progress import Report
from ..wording import message
from .cf_time import Periods
from .gdal_files import asked, quiet_gdal, whole_array
from .trial import try_opening

SUBDATASET = re.compile(r'^(?P<driver>NETCDF|HDF5):(?:"(?P<quoted>[^"]+)"|(?P<plain>.+?)):(?P<variable>[^":]+)$', re.I)
WGS84 = "EPSG:4326"
FAR = 1e-6  # of a pixel


class GridSource:
    """A stack of layers on one grid.

    path : the file; name : of the variable or the file, for sentences
    shape : (rows, columns); n_layers : bands or times
    geotransform : GDAL's, north-up where ``rotated`` is False; None where the axes are not even
    crs : authority id or WKT, "" where unknown; unit : as the file has it
    band_names : one per layer, "" where the file gives none; notes : what was taken for granted, in sentences
    """

    path: Path
    name: str = ""
    shape: tuple[int, int] = (0, 0)
    n_layers: int = 0
    geotransform: tuple[float, ...] | None = None
    crs: str = ""
    unit: str = ""
    band_names: Sequence[str] = ()
    geographic: bool = False
    uneven: bool = False  # the axes have coordinates, but not at even steps
    attributes: dict

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.found: dict[float, int] = {}
        self.kept: dict[float, int] = {}
        self.zeros = 0
        self.attributes = {}

    def periods(self) -> Periods | None:
        """The time of each layer, or None where the file tells none."""
        raise NotImplementedError

    def counted_from(self) -> np.datetime64 | None:
        """The date from which displacements are counted, where the file tells it and it has no layer of its own."""
        return None

    def declared_marks(self) -> Sequence[float]:
        """The values that the file declares as no data."""
        return ()

    def raw(self, layers: Sequence[int], rows: slice, columns: slice) -> np.ndarray:
        """Values with declared no data as NaN; shape=(n_layers, n_rows, n_columns), float64."""
        raise NotImplementedError

    def read(self, layers: Sequence[int], rows: slice | None = None, columns: slice | None = None) -> np.ndarray:
        """The values of a window, NaN where there are none; shape=(n_layers, n_rows, n_columns), float64."""
        rows = slice(0, self.shape[0]) if rows is None else rows
        columns = slice(0, self.shape[1]) if columns is None else columns
        return self.screened(self.raw(layers, rows, columns))

    def screened(self, values: np.ndarray) -> np.ndarray:
        """Undeclared marks of "nothing" as NaN; they are counted for ``tell``."""
        result = without_marks(values)
        for total, more in ((self.found, result.found), (self.kept, result.kept)):
            for mark, count in more.items():
                total[mark] = total.get(mark, 0) + count
        self.zeros += zeros_apart(result.values)
        return result.values

    def tell(self, report: Report) -> None:
        """Say what was taken for granted, and which marks of "nothing" became missing while reading."""
        for note in self.notes:
            report.info(note)
        where = message("“{name}” of {file}", name=self.name, file=self.path.name)
        tell(self.found, self.kept, where, report)
        if self.zeros:
            report.warn(zeros_sentence(self.zeros, where))

    def pixel_places(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Fractional column and row of coordinates in ``crs``, counted from the outer corner; longitudes may be
        written either way."""
        xy = np.asarray(xy, dtype=float)
        assert self.geotransform is not None  # uneven axes have a way of their own
        x0, dx, rx, y0, ry, dy = self.geotransform
        x = xy[:, 0]
        if self.geographic and not rx and not ry:
            least = min(x0, x0 + dx * self.shape[1])
            x = least + np.mod(x - least + FAR * abs(dx), 360.0) - FAR * abs(dx)
        matrix = np.array([[dx, rx], [ry, dy]], dtype=float)
        column, row = np.linalg.inv(matrix) @ np.stack([x - x0, xy[:, 1] - y0])
        return column, row

    @property
    def rotated(self) -> bool:
        return self.geotransform is not None and bool(self.geotransform[2] or self.geotransform[4])


class BandSource(GridSource):
    """The bands of a raster that GDAL opens."""

    def __init__(self, source: str, chosen: Sequence[int] = ()):
        super().__init__()
        self._source = source
        self.path = Path(source.partition("|")[0])
        with quiet_gdal() as gdal:
            dataset = self._open(gdal)
            if dataset.RasterCount == 0:
                inner = [name for name, _ in dataset.GetSubDatasets() or ()]
                if len(inner) != 1:
                    raise SubsidenceError(
                        message(
                            "“{name}” holds several rasters; choose one of {names}.",
                            name=self.path.name,
                            names=", ".join(inner[:6]),
                        )
                        if inner
                        else message("“{name}” holds no raster bands.", name=self.path.name)
                    )
                self._source = inner[0]
                dataset = self._open(gdal)
            self._bands = list(chosen) or list(range(1, dataset.RasterCount + 1))
            self.name = self.path.stem
            self.n_layers = len(self._bands)
            self._size = (dataset.RasterYSize, dataset.RasterXSize)
            self.shape = self._size
            transform = asked(dataset.GetGeoTransform, can_return_null=True)
            if transform is not None and tuple(transform) == (0.0, 1.0, 0.0, 0.0, 0.0, 1.0):
                transform = None
            self.crs = dataset.GetProjection() or ""
            self._place(None if transform is None else tuple(float(value) for value in transform))
            self.attributes = dict(dataset.GetMetadata() or {})
            bands = [dataset.GetRasterBand(number) for number in self._bands]
            self.band_names = [band.GetDescription() or "" for band in bands]
            self.band_metadata = [dict(band.GetMetadata() or {}) for band in bands]
            self.unit = _unit_of_bands(
                [band.GetUnitType() or "" for band in bands], self.band_metadata, self.attributes
            )
            reference = dataset.GetSpatialRef()
            self.geographic = reference is not None and bool(reference.IsGeographic())
            self._in_usual_longitudes()
            marks = [asked(bands[0].GetNoDataValue), *marks_in_attributes({**self.attributes, **self.band_metadata[0]})]
            self._marks = [mark for mark in marks if mark is not None]
            self._told_scales(bands)

    def declared_marks(self) -> Sequence[float]:
        return self._marks

    def _told_scales(self, bands: Sequence[Any]) -> None:
        """Refuse a scale of 0, and say where tags give a scale that the bands do not have."""
        scales = {band.GetScale() for band in bands}
        if 0.0 in scales:
            raise SubsidenceError(
                message("{name} has a scale of 0, by which all values would be 0; mend it.", name=self.path.name)
            )
        tags = {key.lower(): value for key, value in {**self.band_metadata[0], **self.attributes}.items()}
        if "scale_factor" in tags and scales <= {None, 1.0} and str(tags["scale_factor"]).strip() not in ("1", "1.0"):
            self.notes.append(
                message(
                    "A tag of {name} states the scale factor {factor}, which its bands do not; values are taken as they"
                    " stand.",
                    name=self.path.name,
                    factor=tags["scale_factor"],
                )
            )

    def _in_usual_longitudes(self) -> None:
        """Longitudes beyond 180 as those west of Greenwich."""
        if self.geographic and self.geotransform is not None and not self.rotated and self.geotransform[0] >= 180.0:
            x0, *rest = self.geotransform
            self.geotransform = (x0 - 360.0, *rest)
            self.notes.append(
                message("The longitudes of {name} go beyond 180; they are taken as west.", name=self.path.name)
            )

    def _place(self, transform: tuple[float, ...] | None) -> None:
        """Turn a raster whose rows or columns run the other way."""
        self._flip = (False, False)
        self.geotransform = transform
        if transform is None or transform[2] or transform[4]:
            return
        x0, dx, a, y0, b, dy = transform
        n_rows, n_columns = self._size
        self._flip = (dy > 0, dx < 0)
        if dy > 0:
            y0, dy = y0 + n_rows * dy, -dy
        if dx < 0:
            x0, dx = x0 + n_columns * dx, -dx
        self.geotransform = (x0, dx, a, y0, b, dy)

    def _open(self, gdal: Any) -> Any:
        dataset = asked(gdal.OpenEx, self._source, gdal.OF_RASTER | gdal.OF_READONLY)
        if dataset is None:
            raise SubsidenceError(
                message("{name} cannot be read as a raster; it is damaged or of another format.", name=self.path.name)
            )
        return dataset

    def periods(self) -> Periods | None:
        from .band_times import band_periods

        return band_periods(self)

    def raw(self, layers: Sequence[int], rows: slice, columns: slice) -> np.ndarray:
        height, width = rows.stop - rows.start, columns.stop - columns.start
        top = self._size[0] - rows.stop if self._flip[0] else rows.start
        left = self._size[1] - columns.stop if self._flip[1] else columns.start
        result = np.empty((len(layers), height, width))
        with quiet_gdal() as gdal:
            dataset = self._open(gdal)
            for place, layer in enumerate(layers):
                number = self._bands[layer]
                band = dataset.GetRasterBand(number)
                values = whole_array(gdal, band.ReadAsArray, left, top, width, height)
                if values is None:
                    raise SubsidenceError(
                        message(
                            "{name} is damaged or cut off: band {band} cannot be read.",
                            name=self.path.name,
                            band=number,
                        )
                    )
                if values.dtype.kind == "c":
                    raise SubsidenceError(
                        message(
                            "{name} holds complex numbers, as wrapped interferograms do, and not displacements.",
                            name=self.path.name,
                        )
                    )
                result[place] = self._unpacked(gdal, band, values, (left, top, width, height))
        if self._flip[0]:
            result = result[:, ::-1]
        if self._flip[1]:
            result = result[:, :, ::-1]
        return result

    def _unpacked(self, gdal: Any, band: Any, values: np.ndarray, window: tuple[int, int, int, int]) -> np.ndarray:
        result = values.astype(float)
        no_data = asked(band.GetNoDataValue)
        told = marks_in_attributes({**self.attributes, **dict(band.GetMetadata() or {})})
        for mark in told if no_data is None or not np.isfinite(no_data) else [no_data, *told]:
            # a float32 raster holds the value as float32; of whole numbers another one cannot occur
            stored = float(np.float32(mark)) if values.dtype == np.float32 else mark
            result[result == stored] = np.nan
        if band.GetMaskFlags() & (gdal.GMF_PER_DATASET | gdal.GMF_ALPHA):  # a mask of its own beside the values
            mask = asked(band.GetMaskBand().ReadAsArray, *window)
            if mask is not None:
                result[mask == 0] = np.nan
        scale, offset = band.GetScale(), band.GetOffset()
        if scale not in (None, 1.0) or offset not in (None, 0.0):
            result = self.screened(result)  # marks are known in packed numbers only
            result = result * (1.0 if scale is None else scale) + (0.0 if offset is None else offset)
        return result


def _unit_of_bands(units: list[str], band_metadata: list[dict], metadata: dict) -> str:
    """The unit that the bands share, from their unit, their tags or those of the file."""
    told = [unit for unit in units if unit]
    if not told:
        for tags in (*band_metadata[:1], metadata):
            lower = {key.lower(): str(value) for key, value in tags.items()}
            told = [lower[key] for key in UNIT_TAGS if lower.get(key)]
            if told:
                break
    return told[0].strip().strip("[]") if told else ""


UNIT_TAGS = ("units", "unit", "measure_units", "value_unit", "data_units", "displacement_unit", "unittype", "grib_unit")


def split_source(text: str | os.PathLike) -> tuple[str, str]:
    """The file and the variable in ``NETCDF:"file":variable``; of anything else the text itself and "".

    >>> split_source('NETCDF:"a/b.nc":rain'), split_source("a.nc")
    (('a/b.nc', 'rain'), ('a.nc', ''))
    """
    match = SUBDATASET.match(str(text).strip())
    if match is None:
        plain = re.match(r'^(?:NETCDF|HDF5):"?(.+?)"?$', str(text).strip(), re.I)
        return (plain.group(1) if plain else str(text)), ""
    return match["quoted"] or match["plain"], match["variable"].strip("/")


def open_grid(source: str | os.PathLike, variable: str = "", *, wanted: str = "values", hint: str = "") -> GridSource:
    """Open a raster file, or a variable of one.

    source : a file, or ``NETCDF:"file":variable``
    variable : of a file with several; "" chooses, and ``notes`` say which
    wanted : "displacement" looks for names of displacements, "values" takes the only one that is no side product
    hint : a word such as RAIN that tells which variable is meant
    """
    from .cf_file import SUFFIXES

    path, own = split_source(source)
    variable = variable.strip() or own
    try_opening(path)
    if Path(path).suffix.lower() in SUFFIXES or own:
        from .cf_source import open_variable

        return open_variable(path, variable, wanted=wanted, hint=hint)
    from .band_times import open_bands

    return open_bands(path, variable, hint=hint)


def open_grids(
    source: str | os.PathLike, variable: str = "", *, wanted: str = "values", hint: str = ""
) -> list[GridSource]:
    """As ``open_grid``; of a file with a variable for each date all of these, where none is named."""
    from .cf_file import SUFFIXES

    path, own = split_source(source)
    if Path(path).suffix.lower() in SUFFIXES and not own and not variable.strip():
        from .cf_source import open_dated_variables

        dated = open_dated_variables(path, wanted=wanted, hint=hint)
        if dated:
            return list(dated)
    return [open_grid(source, variable, wanted=wanted, hint=hint)]

"""Files that GDAL reads: rasters and HDF5 arrays, with GDAL's errors turned into sentences.

GDAL is imported inside the functions, so the package loads without it. Its exception switch is one for the
whole process, and other threads of QGIS read rasters too: nothing here touches it. Both answers of a failed
call, ``None`` and ``RuntimeError``, are understood.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..packages import how_to_install, missing
from ..wording import message
from .trial import try_opening


@contextmanager
def quiet_gdal() -> Iterator[Any]:
    """The ``osgeo.gdal`` module, with its messages kept off the console in this thread.

    What GDAL raises inside, where it was told to raise, is a ``SubsidenceError`` with GDAL's words.
    """
    try:
        from osgeo import gdal
    except ImportError as error:
        raise SubsidenceError(
            message(
                "This step reads its files through GDAL, whose Python package “osgeo” is missing; run it"
                " with the Python that comes with QGIS."
            )
        ) from error
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield gdal
    except RuntimeError as error:
        if not _raised_by_gdal(error):
            raise
        why = " ".join(str(error).split()).rstrip(".")
        raise SubsidenceError(message("A file is damaged, GDAL says: {why}.", why=why)) from error
    finally:
        gdal.PopErrorHandler()


def _raised_by_gdal(error: BaseException) -> bool:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return last is not None and "osgeo" in Path(last.tb_frame.f_code.co_filename).parts


def asked(call: Callable, *arguments: Any, **options: Any) -> Any:
    """What a GDAL call returns, or None where it failed, whichever way GDAL was told to fail."""
    try:
        return call(*arguments, **options)
    except (RuntimeError, MemoryError, ValueError, UnicodeError):  # a damaged file asks for what cannot be
        return None


def whole_array(gdal: Any, call: Callable, *arguments: Any, **options: Any) -> Any:
    """What a GDAL call that reads values returns, or None where any of them could not be read."""
    gdal.ErrorReset()
    values = asked(call, *arguments, **options)
    return None if gdal.GetLastErrorType() >= gdal.CE_Failure else values


def array_values(gdal: Any, source: Any, start: Sequence[int], count: Sequence[int]) -> np.ndarray | None:
    """A window of a multidimensional array, or None where any of it could not be read.

    ``ReadAsArray`` of GDAL does not look whether the reading failed, and gives what happened to be in memory.
    """
    from osgeo import gdal_array

    kind = gdal_array.GDALTypeCodeToNumericTypeCode(source.GetDataType().GetNumericDataType())
    buffer = whole_array(gdal, source.Read, array_start_idx=list(start), count=list(count)) if kind else None
    return np.frombuffer(buffer, dtype=kind).reshape(tuple(count)).copy() if buffer else None


class Hdf5File:
    """The arrays in the root of an HDF5 file, read through GDAL's multidimensional interface.

    ``names`` lists them. Arrays are opened when asked for, so a damaged one is found when it is read.
    """

    DRIVERS: tuple[str, ...] = ("HDF5",)  # of GDAL, in the order they are tried

    def __init__(self, path: str | os.PathLike):
        self.path = Path(path)
        if not self.path.is_file():
            raise SubsidenceError(message("The file {path} does not exist.", path=self.path))
        try_opening(self.path)
        with quiet_gdal() as gdal:
            if gdal.GetDriverByName("HDF5") is None:
                raise SubsidenceError(
                    message(
                        "The file {name} is HDF5, and the GDAL of this QGIS was built without its HDF5 driver;"
                        " install a QGIS whose GDAL lists HDF5 under Settings, Options, GDAL.",
                        name=self.path.name,
                    )
                )
            flags = gdal.OF_MULTIDIM_RASTER | gdal.OF_READONLY
            self._dataset = asked(gdal.OpenEx, str(self.path), flags, allowed_drivers=list(self.DRIVERS))
            self._root: Any = asked(self._dataset.GetRootGroup) if self._dataset is not None else None
            if self._root is None:
                raise SubsidenceError(
                    message(
                        "The file {name} cannot be read as HDF5; it is damaged, cut off or of another format."
                        " Copy or make it again.",
                        name=self.path.name,
                    )
                )
            self.names = tuple(asked(self._root.GetMDArrayNames) or ())

    def find(self, *aliases: str) -> str | None:
        """The first of the aliases that the file holds, or None."""
        return next((name for name in aliases if name in self.names), None)

    def shape(self, name: str) -> tuple[int, ...]:
        with quiet_gdal():
            return tuple(int(size.GetSize()) for size in self._open(name).GetDimensions())

    def chunk_shape(self, name: str) -> tuple[int, ...]:
        """How the array lies in the file; 0 where it is not cut into chunks."""
        with quiet_gdal():
            return tuple(int(size) for size in self._open(name).GetBlockSize())

    def array(self, name: str, window: Sequence[slice] | None = None) -> np.ndarray:
        """The values of an array, or of a window of it: one slice with start and stop per dimension."""
        with quiet_gdal() as gdal:
            source = self._open(name)
            shape = [int(size.GetSize()) for size in source.GetDimensions()]
            if not shape:
                return np.asarray(self.scalar(name))
            slices = list(window) if window is not None else [slice(0, size) for size in shape]
            start = [piece.start for piece in slices]
            count = [piece.stop - piece.start for piece in slices]
            values = array_values(gdal, source, start, count)
        if values is None:
            values = self._otherwise(name, tuple(slices))
        if values is None:
            raise self._damaged(name)
        return values

    def scalar(self, name: str) -> float | str:
        """A single number or a text."""
        with quiet_gdal() as gdal:
            source = self._open(name)
            kind = source.GetDataType()
            if kind.GetClass() == gdal.GEDTC_STRING:
                texts = whole_array(gdal, source.Read)
                if not texts:
                    raise self._damaged(name)
                return texts[0] if isinstance(texts, (list, tuple)) else str(texts)
            wanted = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
            buffer = whole_array(gdal, source.Read, buffer_datatype=wanted)
            if not buffer:
                raise self._damaged(name)
            return float(np.frombuffer(buffer, dtype=np.float64)[0])

    def _open(self, name: str) -> Any:
        array = asked(self._root.OpenMDArray, name)
        if array is None:
            raise self._damaged(name)
        return array

    def _otherwise(self, name: str, slices: tuple[slice, ...]) -> Any:
        """An array that GDAL cannot read, through h5py, which knows LZF; None where that is no HDF5 or damaged."""
        with self.path.open("rb") as stream:
            if stream.read(8) != b"\x89HDF\r\n\x1a\n":
                return None
        if missing(["h5py"]):
            raise SubsidenceError(
                message(
                    "The array “{name}” of {other} cannot be read; it is damaged, or packed with LZF, which MintPy"
                    " uses and GDAL does not know.",
                    name=name,
                    other=self.path.name,
                )
                + " "
                + how_to_install(["h5py"])
            )
        import h5py

        try:
            with h5py.File(self.path, "r") as file:
                return np.asarray(file[name][slices])
        except (OSError, KeyError, ValueError, TypeError, RuntimeError):
            return None

    def _damaged(self, name: str) -> SubsidenceError:
        return SubsidenceError(
            message(
                "The array “{name}” of {other} cannot be read; the file is damaged or cut off. Copy or make it again.",
                name=name,
                other=self.path.name,
            )
        )


class RasterFile:
    """One band of a georeferenced raster, read by window.

    ``geotransform`` is GDAL's (x of the upper left corner, x step, 0, y, 0, y step), ``shape`` is (rows, columns).
    The file is open only while something is read, so that thousands of these can be held at once.
    """

    def __init__(self, path: str | os.PathLike, band: int = 1):
        self.path, self._number = Path(path), band
        try_opening(self.path)
        with quiet_gdal() as gdal:
            dataset = self._opened(gdal)
            self.shape = (dataset.RasterYSize, dataset.RasterXSize)
            transform, projection = asked(dataset.GetGeoTransform), asked(dataset.GetProjection)
            if transform is None or projection is None:
                raise SubsidenceError(
                    message("The file {path} is damaged: it does not say where it lies.", path=self.path)
                )
            self.geotransform = tuple(float(value) for value in transform)
            self.projection_wkt = projection
            self.is_byte = dataset.GetRasterBand(band).DataType == gdal.GDT_Byte

    def read(self, rows: slice, columns: slice) -> np.ndarray:
        """The values of a window as stored; shape=(n_rows, n_columns)."""
        size = (columns.stop - columns.start, rows.stop - rows.start)
        with quiet_gdal() as gdal:
            dataset = self._opened(gdal)  # a band lives only as long as its dataset
            read = dataset.GetRasterBand(self._number).ReadAsArray
            values = whole_array(gdal, read, columns.start, rows.start, *size)
        if values is None:
            raise SubsidenceError(
                message("The file {path} is damaged or cut off: part of it cannot be read.", path=self.path)
            )
        return values

    def read_all(self) -> np.ndarray:
        return self.read(slice(0, self.shape[0]), slice(0, self.shape[1]))

    def _opened(self, gdal: Any) -> Any:
        flags = gdal.OF_RASTER | gdal.OF_READONLY
        dataset = asked(gdal.OpenEx, str(self.path), flags) if self.path.is_file() else None
        if dataset is None:
            what = (
                message("cannot be read as a raster; it is damaged")
                if self.path.is_file()
                else message("does not exist")
            )
            raise SubsidenceError(message("The file {path} {what}.", path=self.path, what=what))
        return dataset


def write_raster(
    path: str | os.PathLike,
    values: np.ndarray,
    geotransform: Sequence[float],
    projection_wkt: str,
    nodata: float | None = None,
) -> None:
    """Write one band as a compressed GeoTIFF, under a temporary name that is renamed when complete.

    values : shape=(n_rows, n_columns); uint8 stays uint8, anything else becomes float32
    """
    path = Path(path)
    temporary = path.with_name(path.name + ".part")
    is_byte = values.dtype == np.uint8
    try:
        with quiet_gdal() as gdal:
            driver = gdal.GetDriverByName("GTiff")
            kind = gdal.GDT_Byte if is_byte else gdal.GDT_Float32
            rows, columns = values.shape
            dataset = asked(driver.Create, str(temporary), columns, rows, 1, kind, ["COMPRESS=DEFLATE"])
            if dataset is None:
                raise SubsidenceError(
                    message("The file {path} cannot be written; check the folder and the free space.", path=path)
                )
            dataset.SetGeoTransform([float(value) for value in geotransform])
            dataset.SetProjection(projection_wkt)
            band = dataset.GetRasterBand(1)
            if nodata is not None:
                band.SetNoDataValue(nodata)
            written = asked(band.WriteArray, values if is_byte else values.astype(np.float32))
            flushed = asked(dataset.FlushCache)
            failed = written is None or gdal.GetLastErrorType() >= gdal.CE_Failure
            del band, dataset, flushed
            if failed:
                raise SubsidenceError(
                    message("The file {path} cannot be written; check the folder and the free space.", path=path)
                )
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)

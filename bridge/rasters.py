"""Rasters on disk: written under a temporary name, then renamed; read as arrays."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, Report
from ..subsidence.raster.gdal_files import asked, quiet_gdal, whole_array
from .i18n import tr

NODATA = -9999.0


@dataclass(frozen=True)
class RasterGrid:
    """Bands of a raster.

    values : shape=(n_bands, n_rows, n_cols), NaN where there is no data
    geotransform : GDAL's six numbers; the corner is the corner of the upper left pixel
    band_names : one per band
    """

    values: np.ndarray
    geotransform: tuple[float, ...]
    crs_wkt: str
    band_names: tuple[str, ...]


def write_raster(
    path: str | os.PathLike,
    values: np.ndarray,
    geotransform: Sequence[float],
    crs_wkt: str,
    band_names: Sequence[str],
    *,
    unit: str = "",
    metadata: dict[str, str] | None = None,
    report: Report = SILENT,
) -> None:
    """Write a GeoTIFF, band by band.

    values : shape=(n_bands, n_rows, n_cols) or (n_rows, n_cols); NaN becomes no data
    band_names : one per band; an epoch's band is named by its ISO date
    """
    from osgeo import gdal

    path = Path(path)
    bands = np.asarray(values, dtype=np.float32)
    bands = bands[None] if bands.ndim == 2 else bands
    temporary = path.with_name(path.name + ".part.tif")
    options = ["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", "BIGTIFF=IF_SAFER", "INTERLEAVE=BAND"]
    create = gdal.GetDriverByName("GTiff").Create
    dataset = asked(create, str(temporary), bands.shape[2], bands.shape[1], bands.shape[0], gdal.GDT_Float32, options)
    if dataset is None:
        raise SubsidenceError(
            tr("The raster {path} cannot be written; check that its folder exists and is writable.").format(path=path)
        )
    try:
        dataset.SetGeoTransform(list(geotransform))
        dataset.SetProjection(crs_wkt)
        if metadata:
            dataset.SetMetadata(metadata)
        for index, name in enumerate(band_names):
            band = dataset.GetRasterBand(index + 1)
            band.SetNoDataValue(NODATA)
            band.SetDescription(name)
            if unit:
                band.SetUnitType(unit)
        for index in report.each(range(len(bands))):
            band = dataset.GetRasterBand(index + 1)
            asked(band.WriteArray, np.where(np.isfinite(bands[index]), bands[index], np.float32(NODATA)))
            asked(band.FlushCache)
        band = dataset = None
        _check_whole(temporary, path, bands)
        os.replace(temporary, path)
    finally:
        band = dataset = None
        temporary.unlink(missing_ok=True)


def _check_whole(made: Path, path: Path, bands: np.ndarray) -> None:
    """Reopen a new raster and compare: GDAL does not say when a disk was full."""
    from osgeo import gdal

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = asked(gdal.Open, str(made))
        whole = dataset is not None and dataset.RasterCount == len(bands)
        for index in range(len(bands)):
            if not whole:
                break
            found = asked(dataset.GetRasterBand(index + 1).ReadAsArray)
            wanted = np.where(np.isfinite(bands[index]), bands[index], np.float32(NODATA))
            whole = found is not None and np.array_equal(found, wanted)
        del dataset
    finally:
        gdal.PopErrorHandler()
    if not whole:
        raise SubsidenceError(
            tr(
                "The raster {path} could not be written whole; is the disk full? What was there before is untouched."
            ).format(path=path.name)
        )


def read_raster(path: str | os.PathLike) -> RasterGrid:
    """Read every band of a raster file; no-data values become NaN."""
    with quiet_gdal() as gdal:
        dataset = asked(gdal.Open, str(path))
        if dataset is None:
            raise SubsidenceError(
                tr("The raster {path} cannot be opened; check that it is a raster file GDAL can read.").format(
                    path=path
                )
            )
        values, names = [], []
        for index in range(1, dataset.RasterCount + 1):
            band = dataset.GetRasterBand(index)
            array = whole_array(gdal, band.ReadAsArray)
            if array is None:
                raise SubsidenceError(
                    tr("The raster {path} is truncated or damaged: band {index} cannot be read.").format(
                        path=path, index=index
                    )
                )
            array = array.astype(float)
            nodata = band.GetNoDataValue()
            if nodata is not None and np.isfinite(nodata):
                array[array == nodata] = np.nan
            values.append(array)
            names.append(band.GetDescription() or str(index))
        return RasterGrid(np.stack(values), dataset.GetGeoTransform(), dataset.GetProjection(), tuple(names))

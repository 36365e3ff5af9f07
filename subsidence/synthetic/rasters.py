"""GeoTIFF files of the synthetic city, through GDAL."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from .city import SyntheticCity


def write_geotiff(
    path: str | os.PathLike,
    values: np.ndarray,
    geotransform: tuple[float, ...],
    *,
    nodata: float | None = None,
    epsg: int = 4326,
    unit: str = "",
) -> Path:
    """Write one band of a unit; shape=(n_rows, n_cols), row 0 in the north."""
    from osgeo import gdal, osr

    gdal.UseExceptions()
    kinds = {"uint8": gdal.GDT_Byte, "float32": gdal.GDT_Float32, "float64": gdal.GDT_Float64}
    values = np.ascontiguousarray(values)
    n_rows, n_cols = values.shape
    options = ["COMPRESS=DEFLATE", "ZLEVEL=1"]
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), n_cols, n_rows, 1, kinds[values.dtype.name], options=options
    )
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform(geotransform)
    band = dataset.GetRasterBand(1)
    if nodata is not None:
        band.SetNoDataValue(nodata)
    if unit:
        band.SetUnitType(unit)
    band.WriteRaster(0, 0, n_cols, n_rows, values.tobytes())
    dataset.FlushCache()
    return Path(path)


def write_monthly_rasters(city: SyntheticCity, folder: str | os.PathLike) -> dict[str, list[Path]]:
    """Rain (mm a month) and groundwater level (m), a GeoTIFF each month, ``rain_20180301.tif`` and so on.

    The months run from two years before the first epoch to two years after the last. Returns the
    files of "rain" and of "groundwater" in order of time.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weather = city.weather
    written: dict[str, list[Path]] = {"rain": [], "groundwater": []}
    for name, cube, unit in (("rain", weather.rain_mm, "mm"), ("groundwater", weather.groundwater_m, "m")):
        for month, values in zip(weather.months, cube.astype(np.float32)):
            path = folder / f"{name}_{str(month).replace('-', '')}01.tif"
            written[name].append(write_geotiff(path, values, weather.geotransform, nodata=-9999.0, unit=unit))
    return written


def write_mean_rasters(city: SyntheticCity, folder: str | os.PathLike) -> dict[str, Path]:
    """The two static raster factors: ``rain.tif`` (mm a year) and ``groundwater.tif`` (m, mean level)."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    weather = city.weather
    months = weather.observed_months(city.dates)
    means = {
        "rain": 12.0 * weather.rain_mm[months].mean(axis=0),
        "groundwater": weather.groundwater_m[months].mean(axis=0),
    }
    return {
        name: write_geotiff(folder / f"{name}.tif", values.astype(np.float32), weather.geotransform, nodata=-9999.0)
        for name, values in means.items()
    }

"""The synthetic city as LiCSBAS would leave it: ``cum.h5`` or ``cum_filt.h5``.

The file is NetCDF-4, which is HDF5 inside, written through GDAL's multidimensional interface, so no
h5py is needed; GDAL's HDF5 driver and h5py read it as they read LiCSBAS's own.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from ..series import compact_date, linear_rate
from .city import SyntheticCity
from .licsar import perpendicular_baselines_m

MASKED_NOISE_MM = 20.0


def write_licsbas(city: SyntheticCity, path: str | os.PathLike, *, filtered: bool = True) -> Path:
    """Write the city as a LiCSBAS product: ``filtered`` as cum_filt.h5 (with the mask), else as cum.h5.

    The city's points are the unmasked pixels. Other land is there as incoherent noise with mask 0; the
    lake is NaN. Velocities are the least-squares rates of the series.
    """
    from osgeo import gdal

    gdal.UseExceptions()
    path = Path(path)
    grid, dates = city.grid, city.dates
    n_rows, n_cols, n_epochs = grid.n_rows, grid.n_cols, dates.size
    cube, rasters = _pixels(city)
    if not filtered:
        for name in ("mask", "vstd", "stc"):
            del rasters[name]
    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path), [], ["FORMAT=NC4"])
    root = dataset.GetRootGroup()
    time = root.CreateDimension("n_im", "", "", n_epochs)
    row = root.CreateDimension("length", "", "", n_rows)
    col = root.CreateDimension("width", "", "", n_cols)

    def write(name: str, dimensions: list, kind: int, values: np.ndarray) -> None:
        options = ["COMPRESS=DEFLATE", "ZLEVEL=1"] if len(dimensions) > 1 else []
        array = root.CreateMDArray(name, dimensions, gdal.ExtendedDataType.Create(kind), options)
        array.Write(values.tobytes())

    write("cum", [time, row, col], gdal.GDT_Float32, cube.reshape(n_epochs, n_rows, n_cols))
    write("imdates", [time], gdal.GDT_Int32, np.array([int(compact_date(date)) for date in dates], dtype=np.int32))
    write("bperp", [time], gdal.GDT_Float32, perpendicular_baselines_m(n_epochs, city.seed).astype(np.float32))
    for name, values in rasters.items():
        write(name, [row, col], gdal.GDT_Float32, values.reshape(n_rows, n_cols).astype(np.float32))
    west, width, _, north, _, height = grid.geotransform
    scalars = {
        "corner_lon": west + width / 2,
        "corner_lat": north + height / 2,
        "post_lon": width,
        "post_lat": height,
    }
    if filtered:
        scalars.update(filtwidth_yr=0.1, filtwidth_km=0.0)
    for name, value in scalars.items():
        write(name, [], gdal.GDT_Float64, np.array(value, dtype=np.float64))
    reference_row, reference_col = divmod(int(city.pixels[np.argmin(np.abs(city.rate_mm_per_yr))]), n_cols)
    # LiCSBAS has a scalar here; GDAL's Python can only write strings with a dimension.
    one = root.CreateDimension("one", "", "", 1)
    text = root.CreateMDArray("refarea", [one], gdal.ExtendedDataType.CreateString())
    text.Write([f"{reference_col}:{reference_col + 1}/{reference_row}:{reference_row + 1}"])
    dataset.FlushCache()
    return path


def _pixels(city: SyntheticCity) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """The displacements, shape=(n_epochs, n_pixels), and the rasters by name, shape=(n_pixels,) each."""
    dates = city.dates
    n_epochs = dates.size
    rng = np.random.default_rng([city.seed, 20])
    land = city.land.ravel()
    chosen = np.zeros(land.size, dtype=bool)
    chosen[city.pixels] = True
    other = land & ~chosen

    cube = np.full((n_epochs, land.size), np.nan, dtype=np.float32)
    cube[:, city.pixels] = city.series.displacement_mm.T
    cube[:, other] = MASKED_NOISE_MM * rng.normal(size=(n_epochs, int(other.sum())))
    cube[0, other] = 0.0
    rate, rate_std, intercept = np.full((3, land.size), np.nan)
    rate[land], rate_std[land], intercept[land] = linear_rate(cube[:, land].T, dates)

    def raster(at_points: np.ndarray | float, elsewhere: float) -> np.ndarray:
        values = np.full(land.size, np.nan, dtype=np.float32)
        values[other] = elsewhere
        values[city.pixels] = at_points
        return values

    n_pairs = 3.0 * (n_epochs - 2)
    rasters = {
        "vel": rate,
        "vintercept": intercept,
        "vstd": rate_std,
        "mask": raster(1.0, 0.0),
        "coh_avg": raster(city.coherence, 0.04),
        "n_unw": raster(n_pairs, np.ceil(0.4 * n_pairs)),
        "n_gap": raster(0.0, 12.0),
        "n_ifg_noloop": raster(0.0, 5.0),
        "n_loop_err": raster(0.0, 9.0),
        "maxTlen": raster(city.series.years[-1], 0.5),
        "resid_rms": raster(city.noise_mm, 8.0),
        "stc": raster(1.5 * city.noise_mm, 25.0),
        "hgt": raster(city.height_m, 1900.0),
        "slc.mli": raster(100.0 * city.coherence, 10.0),
        "E.geo": raster(city.los[:, 0], city.los[:, 0].mean()),
        "N.geo": raster(city.los[:, 1], city.los[:, 1].mean()),
        "U.geo": raster(city.los[:, 2], city.los[:, 2].mean()),
    }
    return cube, rasters

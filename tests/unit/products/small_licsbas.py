"""Small LiCSBAS products, written here so that the right answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def write_hdf5(path: Path, arrays: dict) -> Path:
    """Write an HDF5 file with GDAL's netCDF-4 driver, whose files are HDF5."""
    from osgeo import gdal

    dataset = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path), [], ["FORMAT=NC4"])
    root = dataset.GetRootGroup()
    dimensions = {}
    for name, value in arrays.items():
        values = np.asarray(value)
        kind = {"f": (gdal.GDT_Float32, "f4"), "i": (gdal.GDT_Int32, "i4")}[values.dtype.kind]
        if values.ndim == 0:
            kind = (gdal.GDT_Float64, "f8")
        for size in values.shape:
            if size not in dimensions:
                dimensions[size] = root.CreateDimension(f"n{size}", "", "", size)
        shape = [dimensions[size] for size in values.shape]
        array = root.CreateMDArray(name, shape, gdal.ExtendedDataType.Create(kind[0]))
        values = values.astype(kind[1])
        array.Write(np.ascontiguousarray(values) if values.ndim else values.tobytes())
    return path


def small_product() -> dict:
    """Three epochs of 4 x 5 pixels that sink by 1 mm a day times (row + 1), with one pixel without data."""
    rate = -np.arange(1.0, 5.0)[:, None] * np.ones(5)
    cum = np.array([0.0, 12.0, 24.0])[:, None, None] * rate
    cum[:, 3, 4] = np.nan
    mask = np.ones((4, 5))
    mask[0, 0], mask[3, 4] = 0, np.nan
    return {
        "imdates": np.array([20200101, 20200113, 20200125]),
        "cum": cum,
        "vel": cum[2] / 24 * 365.25,
        "mask": mask,
        "U.geo": np.full((4, 5), 0.8),
        "coh_avg": np.full((4, 5), 0.5),
        "corner_lat": 40.0,
        "corner_lon": 14.0,
        "post_lat": -0.001,
        "post_lon": 0.002,
    }

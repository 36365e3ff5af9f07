"""Small LiCSBAS products, written here so that the right answer is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest


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
                dimensions[size] = root.CreateDimension(f"n{size}", None, None, size)
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


@pytest.fixture
def product() -> dict:
    return small_product()


@pytest.fixture
def write_product(tmp_path):
    """Write a product's arrays as an HDF5 file and return its path."""

    def write(arrays: dict, name: str = "cum_filt.h5") -> Path:
        return write_hdf5(tmp_path / name, arrays)

    return write


TRANSFORM = (14.0, 0.001, 0.0, 40.0, 0.0, -0.001)
DATES = np.datetime64("2020-01-01") + 12 * np.arange(6)
MM_PER_RAD = -55.465764662349676 / (4 * np.pi)


def compact(date) -> str:
    return str(date).replace("-", "")


def pair_name(first, second) -> str:
    return f"{compact(first)}_{compact(second)}"


class SmallFrame:
    """A GEOC folder of 12 x 15 pixels and six epochs, each with its next three, sinking at up to 73 mm/yr.

    ``displacement_mm`` (6, 12, 15) is the truth; ``names`` are the interferograms.
    """

    def __init__(self, folder: Path, *, transform=TRANSFORM, float_coherence: bool = False):
        from subsidence.insar.gdal_files import write_raster

        self.folder, self.transform = folder, transform
        rng = np.random.default_rng(3)
        rate = -0.2 * np.linspace(0, 1, 12)[:, None] * np.linspace(0.5, 1, 15)
        days = (DATES - DATES[0]).astype(int)
        self.displacement_mm = days[:, None, None] * rate
        self.pairs = [(i, j) for i in range(6) for j in range(i + 1, min(i + 4, 6))]
        self.names = [pair_name(DATES[i], DATES[j]) for i, j in self.pairs]
        for (i, j), name in zip(self.pairs, self.names):
            phase = (self.displacement_mm[j] - self.displacement_mm[i]) / MM_PER_RAD + rng.uniform(-9, 9)
            self.write_pair(name, phase, float_coherence)
        up = np.full((12, 15), 0.8, dtype=np.float32)
        for axis, value in (("E", -0.59), ("N", -0.11), ("U", 0.8)):
            write_raster(folder / f"001A_00001_010101.geo.{axis}.tif", up / 0.8 * value, transform, wgs84(), 0.0)

    def write_pair(self, name: str, phase: np.ndarray, float_coherence: bool = False) -> None:
        from subsidence.insar.gdal_files import write_raster

        place = self.folder / name
        place.mkdir(parents=True, exist_ok=True)
        write_raster(place / f"{name}.geo.unw.tif", phase.astype("f4"), self.transform, wgs84(), 0.0)
        coherence = np.full(phase.shape, 0.6, "f4") if float_coherence else np.full(phase.shape, 153, np.uint8)
        write_raster(place / f"{name}.geo.cc.tif", coherence, self.transform, wgs84(), 0)


def wgs84() -> str:
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    return reference.ExportToWkt()


@pytest.fixture
def frame(tmp_path) -> SmallFrame:
    return SmallFrame(tmp_path / "GEOC")


class Listener:
    """A report that remembers what it was told."""

    @staticmethod
    def make():
        from subsidence.progress import Report

        class Remembering(Report):
            def __init__(self):
                self.warnings, self.fractions = [], []

            def on_warning(self, text):
                self.warnings.append(text)

            def on_progress(self, fraction):
                self.fractions.append(fraction)

        return Remembering()


@pytest.fixture
def listener():
    return Listener.make()

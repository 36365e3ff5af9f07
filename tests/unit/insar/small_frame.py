"""A small GEOC folder whose displacement is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from subsidence.raster.gdal_files import write_raster

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

"""Run as a process of its own: opens files that may be damaged, and lives or not. It imports nothing of the plugin.

Arguments: a JSON list of folders to import from, and "versions" to be asked for those only. Then a line with a file's
path as JSON on standard input is answered by dots while it is read, by "done" when that went well, and by "died" and
the signal when it ended the process. Each file is read in a fork where there are forks: the HDF5 library keeps
something of a damaged file, which would spoil the reading of the next one.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from typing import Any

MOST_BYTES = 128 * 2**20  # of values that are read by each of two drivers, of all arrays together
MOST_SECONDS = 4.0
MOST_MEMORY = 4 * 2**30
DEEPEST = 6
PIECE_BYTES = 2**24


def main() -> None:
    for place in json.loads(sys.argv[1]):
        if place not in sys.path:
            sys.path.append(place)
    from osgeo import gdal

    if len(sys.argv) > 2:
        print(json.dumps(["ready", sys.version_info[0], sys.version_info[1], gdal.VersionInfo()]))
        return
    with contextlib.suppress(ImportError):
        from osgeo import gdal_array  # noqa: F401 - loads NumPy once, not in every fork
    limit_memory()
    gdal.DontUseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    for line in sys.stdin:
        print(outcome(gdal, json.loads(line)), flush=True)


def outcome(gdal: Any, path: str) -> str:
    if not hasattr(os, "fork"):
        Trial(gdal).read(path)
        return "done"
    child = os.fork()
    if child == 0:
        try:
            Trial(gdal).read(path)
        finally:
            os._exit(0)  # what Python does not like of a file is found by whoever reads it
    _, status = os.waitpid(child, 0)
    return f"died {status & 127}" if status & 127 else "done"


def limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Trial:
    """Reads a file in the ways in which it will be read afterwards."""

    def __init__(self, gdal: Any):
        self.gdal, self.left, self.end = gdal, 2 * MOST_BYTES, time.monotonic() + MOST_SECONDS

    def read(self, path: str) -> None:
        flags = self.gdal.OF_MULTIDIM_RASTER | self.gdal.OF_READONLY
        for driver in ("HDF5", "netCDF"):
            dataset = self.gdal.OpenEx(path, flags, allowed_drivers=[driver])
            if dataset is not None:
                self.group(dataset.GetRootGroup(), 0)
            dataset = None
        self.raster(self.gdal.OpenEx(path, self.gdal.OF_RASTER | self.gdal.OF_READONLY), True)

    def alive(self) -> None:
        print(".", flush=True)

    def group(self, group: Any, depth: int) -> None:
        if group is None or depth > DEEPEST:
            return
        self.attributes(group)
        arrays = []
        group.GetMDArrayNames()
        for name in group.GetMDArrayNames(["SHOW_ALL=YES"]) or ():
            self.alive()
            array = group.OpenMDArray(name)
            if array is not None:
                self.attributes(array)
                array.GetNoDataValueAsDouble(), array.GetUnit(), array.GetSpatialRef(), array.GetBlockSize()
                arrays.append(array)
        for name in group.GetGroupNames() or ():
            self.group(group.OpenGroup(name), depth + 1)
        for array in arrays:
            self.values(array)

    def attributes(self, owner: Any) -> None:
        for attribute in owner.GetAttributes() or ():
            attribute.GetName(), attribute.Read()

    def values(self, array: Any) -> None:
        shape = [int(dimension.GetSize()) for dimension in array.GetDimensions() or ()]
        kind = array.GetDataType()
        if not shape or kind.GetClass() != self.gdal.GEDTC_NUMERIC:
            if not shape or shape[0] < 10**6:
                array.Read()
            return
        row_bytes = max(1, kind.GetSize())
        for size in shape[1:]:
            row_bytes *= size
        if row_bytes > self.left or 0 in shape:
            return
        rows = max(1, PIECE_BYTES // row_bytes)
        starts = list(range(0, shape[0], rows))
        # evenly spread over the whole array first, so that what the limit allows says most
        for step in (16, 1):
            for start in starts[::step]:
                count = min(rows, shape[0] - start)
                if self.left < count * row_bytes or time.monotonic() > self.end:
                    return
                self.alive()
                self.left -= count * row_bytes
                array.ReadAsArray(array_start_idx=[start] + [0] * (len(shape) - 1), count=[count, *shape[1:]])

    def raster(self, dataset: Any, within: bool) -> None:
        if dataset is None:
            return
        dataset.GetMetadata(), dataset.GetGeoTransform(), dataset.GetProjection()
        for number in range(1, min(dataset.RasterCount, 400) + 1):
            if time.monotonic() > self.end:
                return
            self.alive()
            band = dataset.GetRasterBand(number)
            band.GetMetadata(), band.GetNoDataValue(), band.GetDescription()
            band.ReadAsArray(0, 0, dataset.RasterXSize, min(dataset.RasterYSize, 16))
        if within:
            for name, _ in dataset.GetSubDatasets()[:50]:
                if time.monotonic() > self.end:
                    return
                self.raster(self.gdal.OpenEx(name, self.gdal.OF_RASTER | self.gdal.OF_READONLY), False)


if __name__ == "__main__":
    main()

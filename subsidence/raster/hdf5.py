"""HDF5 and NetCDF-4 files with attributes, texts and groups, through GDAL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import numpy as np

from .gdal_files import Hdf5File, asked, quiet_gdal, whole_array

DEEPEST_GROUP = 6


def _names_below(group: Any, path: str, options: list[str], depth: int) -> Iterator[str]:
    """The full names of the arrays in the groups below a group."""
    for name in asked(group.GetGroupNames) or () if depth else ():
        inner = asked(group.OpenGroup, name)
        if inner is not None:
            yield from (f"{path}/{name}/{array}" for array in asked(inner.GetMDArrayNames, options) or ())
            yield from _names_below(inner, f"{path}/{name}", options, depth - 1)


class ProductFile(Hdf5File):
    """An HDF5 or NetCDF-4 file; arrays in groups are named by their path, such as ``/corrections/tide``."""

    DRIVERS = ("HDF5", "netCDF")  # GDAL's HDF5 driver leaves files ending in .nc to the netCDF driver

    def __init__(self, path: str | os.PathLike):
        super().__init__(path)
        with quiet_gdal():
            everything = ["SHOW_ALL=YES"]  # without it the netCDF driver hides scalars and grid mappings
            self.names = tuple(asked(self._root.GetMDArrayNames, everything) or self.names)
            self.names += tuple(_names_below(self._root, "", everything, DEEPEST_GROUP))

    def attributes(self, name: str = "") -> dict[str, str | float]:
        """The attributes of an array, or of the file; texts as they are, numbers as float, arrays left out."""
        with quiet_gdal():
            source = self._open(name) if name else self._root
            found = {}
            for attribute in asked(source.GetAttributes) or ():
                value = asked(attribute.Read)
                if isinstance(value, (list, tuple, np.ndarray)) and len(value) == 1:
                    value = value[0]
                if isinstance(value, (str, int, float)):
                    found[attribute.GetName()] = value
            if name:
                # the netCDF driver keeps some attributes to itself
                if unit := asked(source.GetUnit):
                    found.setdefault("units", unit)
                reference = asked(source.GetSpatialRef)
                if reference is not None:
                    found.setdefault("crs_wkt", reference.ExportToWkt())
            return found

    def texts(self, name: str) -> list[str]:
        """An array of texts."""
        with quiet_gdal() as gdal:
            texts = whole_array(gdal, self._open(name).Read)
        if texts is None:
            stored = self._otherwise(name, (slice(None),))
            texts = (
                None if stored is None else [t.decode() if isinstance(t, bytes) else str(t) for t in stored.tolist()]
            )
        if not isinstance(texts, (list, tuple)) or not all(isinstance(text, str) for text in texts):
            raise self._damaged(name)
        return [text.strip("\0 ") for text in texts]

    def no_data(self, name: str) -> float | None:
        """The value that stands for no data, if the array names one."""
        with quiet_gdal():
            return asked(self._open(name).GetNoDataValueAsDouble)

    def _open(self, name: str) -> Any:
        if not name.startswith("/"):
            return super()._open(name)
        array = asked(self._root.OpenMDArrayFromFullname, name)
        if array is None:
            raise self._damaged(name)
        return array

"""MintPy's HDF-EOS5 archives, ``S1_….he5``: series, quality and geometry in one file.

The layout is that of ``save_hdfeos5.py``: below ``/HDFEOS/GRIDS/timeseries`` lie ``observation``, ``quality`` and
``geometry``; the root attributes are MintPy's. No rate is stored. Source: MintPy documentation, HDF-EOS5 for InSAR.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import Report
from ..raster.hdf5 import ProductFile
from ..series import parse_compact_date
from ..wording import message
from .licsbas import known_values
from .mintpy import MintpyProduct, grid_from_attributes, line_of_sight

ROOT = "/HDFEOS/GRIDS/timeseries"


class HdfeosProduct(MintpyProduct):
    """As ``MintpyProduct``, but all rasters come from the one file."""

    def _raster(self, name: str, rows: slice, columns: slice, report: Report) -> np.ndarray | None:
        path = f"{ROOT}/{name}"
        if path not in self.file.names or self.file.shape(path) != self.grid.shape:
            return None
        values = self.file.array(path, (rows, columns)).astype(np.float32)
        fill = self.file.no_data(path)
        if fill is not None and np.isfinite(fill) and not name.endswith("mask"):
            values[values == np.float32(fill)] = np.nan
        return values if name.endswith("mask") else known_values(values, f"{self.file.path.name}, {name}", report)

    def _layers(self, rows: slice, columns: slice, report: Report) -> dict[str, np.ndarray]:
        layers = {}
        for ours, theirs in (("coherence", "quality/temporalCoherence"), ("height", "geometry/height")):
            values = self._raster(theirs, rows, columns, report)
            if values is not None:
                layers[ours] = values
        incidence = self._raster("geometry/incidenceAngle", rows, columns, report)
        azimuth: Any = self._raster("geometry/azimuthAngle", rows, columns, report)
        if azimuth is None:
            azimuth = self._azimuth_of_heading()
        if incidence is not None and azimuth is not None:
            layers.update(zip(("los_e", "los_n", "los_u"), line_of_sight(np.nan_to_num(incidence), azimuth)))
        return layers

    def _mask(self, rows: slice, columns: slice, report: Report) -> Any:
        values = self._raster("quality/mask", rows, columns, report)
        return None if values is None else (values, f"“mask” of {self.file.path.name}", {})


def open_hdfeos(file: ProductFile, attributes: dict) -> HdfeosProduct:
    """The series of an archive whose header has been read."""
    array, dates_name = f"{ROOT}/observation/displacement", f"{ROOT}/observation/date"
    name = file.path.name
    if dates_name not in file.names:
        raise SubsidenceError(message("{name} holds no dates; write it again with MintPy.", name=name))
    if "X_FIRST" not in attributes or "Y_FIRST" not in attributes:
        raise SubsidenceError(
            message(
                "{name} is in radar geometry, without even pixels on Earth; geocode the series with MintPy and write"
                " the archive again.",
                name=name,
            )
        )
    dates = np.array([parse_compact_date(text[:8]) for text in file.texts(dates_name)], dtype="datetime64[D]")
    shape = file.shape(array)
    if len(shape) != 3 or shape[0] != dates.size:
        raise SubsidenceError(
            message(
                "In {name} the series has shape {count}, which does not fit its {total} dates.",
                name=name,
                count=shape,
                total=dates.size,
            )
        )
    unit = str(file.attributes(array).get("units", "") or attributes.get("UNIT", "m"))
    told = {**attributes, "UNIT": {"meters": "m", "meter": "m"}.get(unit, unit)}
    return HdfeosProduct(file, told, grid_from_attributes(attributes, shape[1], shape[2], name), dates, array)

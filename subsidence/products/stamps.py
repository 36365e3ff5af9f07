"""What StaMPS leaves as MATLAB files: ``ps_plot_ts_*.mat`` with series, ``ps_plot_*.mat`` with rates.

Series are in mm and positive towards the satellite. MATLAB counts days from year 0: 366 days before Python's. Source:
StaMPS, ``ps_plot.m`` and its manual.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import screened
from ..progress import SILENT, Report
from ..raster.cube import Extent
from ..series import DeformationSeries, linear_rate
from ..wording import message
from .points import PointProduct

MATLAB_DAYS = 719_529  # of 1 January 1970


def read_stamps(path: str | os.PathLike, *, extent: Extent | None = None, report: Report = SILENT) -> PointProduct:
    """Points of a MATLAB file of StaMPS; extent : (x_min, y_min, x_max, y_max) in degrees."""
    path = Path(path)
    held = _arrays(path)
    if "ph_mm" not in held:
        names = ", ".join(sorted(held)[:8]) or "–"
        if "ph_disp" in held:
            return _rates(path, held, extent, report)
        raise SubsidenceError(
            message(
                "{name} holds no series “ph_mm” (it holds {names}); write one in MATLAB with"
                " ps_plot('v-do','ts') and choose ps_plot_ts_v-do.mat.",
                name=path.name,
                names=names,
            )
        )
    lonlat = _pairs(held, path)
    day = np.asarray(held.get("day", []), dtype=float).ravel()
    values = np.asarray(held["ph_mm"], dtype=float)
    if values.shape != (len(lonlat), day.size) and values.T.shape == (len(lonlat), day.size):
        values = values.T
    if values.shape != (len(lonlat), day.size):
        raise SubsidenceError(
            message(
                "In {name} the series have shape {shape}, which does not fit {points} points and {dates} days.",
                name=path.name,
                shape=values.shape,
                points=len(lonlat),
                dates=day.size,
            )
        )
    if not day.size or not ((day > 700_000) & (day < 780_000)).all():
        raise SubsidenceError(
            message("“day” of {name} holds no day numbers of MATLAB; write it again with StaMPS.", name=path.name)
        )
    dates = np.datetime64("1970-01-01", "D") + np.rint(day - MATLAB_DAYS).astype("timedelta64[D]")
    dates, order = np.unique(dates, return_index=True)
    if dates.size != day.size:
        raise SubsidenceError(message("Two images of {name} carry the same date; keep one of them.", name=path.name))
    values = screened(values[:, order], path.name, report=report)
    rows = _inside(lonlat, extent, path)
    series = DeformationSeries(dates, values[rows], lonlat[rows])
    return PointProduct(
        series=series,
        velocity_mm_per_yr=linear_rate(series.displacement_mm, dates)[0],
        point_id=rows + 1,
        reference="StaMPS reference area",
        source=f"StaMPS {path.name}",
    )


def _rates(path: Path, held: dict[str, Any], extent: Extent | None, report: Report) -> PointProduct:
    lonlat = _pairs(held, path)
    if not path.name.lower().startswith("ps_plot_v"):
        raise SubsidenceError(
            message(
                "“ph_disp” of {name} is a rate only for value types that start with v; choose ps_plot_v….mat.",
                name=path.name,
            )
        )
    values = np.asarray(held["ph_disp"], dtype=float).ravel()
    if values.size != len(lonlat):
        raise SubsidenceError(
            message("{name} holds {n} rates for {m} points.", name=path.name, n=values.size, m=len(lonlat))
        )
    rows = _inside(lonlat, extent, path)
    report.info(message("{name} holds rates only, without a series of displacements.", name=path.name))
    no_dates = np.array([], dtype="datetime64[D]")
    return PointProduct(
        series=DeformationSeries(no_dates, np.empty((rows.size, 0)), lonlat[rows]),
        velocity_mm_per_yr=screened(values, path.name, report=report)[rows],
        point_id=rows + 1,
        reference="StaMPS reference area",
        source=f"StaMPS {path.name}",
    )


def _pairs(held: dict[str, Any], path: Path) -> np.ndarray:
    """Longitude and latitude; shape=(n_points, 2). They may lie in ps2.mat beside the file."""
    if "lonlat" not in held:
        beside = path.with_name("ps2.mat")
        held = _arrays(beside) if beside.is_file() else {}
    values = np.asarray(held.get("lonlat", np.empty((0, 2))), dtype=float)
    values = values.T if values.ndim == 2 and values.shape[0] == 2 and values.shape[1] != 2 else values
    if values.ndim != 2 or values.shape[1] != 2 or not len(values):
        raise SubsidenceError(message("{name} holds no places “lonlat”; put ps2.mat beside it.", name=path.name))
    if not ((np.abs(values[:, 0]) <= 360) & (np.abs(values[:, 1]) <= 90)).all():
        raise SubsidenceError(message("“lonlat” of {name} is not in degrees.", name=path.name))
    return values


def _inside(lonlat: np.ndarray, extent: Extent | None, path: Path) -> np.ndarray:
    if extent is None:
        return np.arange(len(lonlat))
    x_min, y_min, x_max, y_max = extent
    x, y = lonlat.T
    rows = np.flatnonzero((x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max))
    if not rows.size:
        raise SubsidenceError(message("The extent holds none of the points of {name}.", name=path.name))
    return rows


def _arrays(path: Path) -> dict[str, Any]:
    """The arrays of a MATLAB file of version 5, or of 7.3, which is HDF5 with its axes turned around."""
    if not path.is_file():
        raise SubsidenceError(message("The file {path} does not exist.", path=path))
    with path.open("rb") as stream:
        head = stream.read(1024)
    wanted = ("ph_mm", "ph_disp", "lonlat", "day")
    if b"MATLAB 7.3" in head[:128] or head.startswith(b"\x89HDF"):
        from ..raster.hdf5 import ProductFile

        file = ProductFile(path)
        return {name: np.asarray(file.array(name)).T for name in wanted if name in file.names}
    from ..raster.matlab_file import read_matlab

    return read_matlab(path, wanted)

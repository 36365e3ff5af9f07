"""A raster of rates, such as LiCSBAS' ``vel.geo.tif`` or a GeoTIFF of EGMS level 3, as a product without a series."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube, Extent, Grid, pixel_numbers
from ..raster.grid_source import GridSource, open_grid
from ..tabular.column_names import other_time
from ..units import AUTOMATIC, EAST, LOS, VERTICAL, is_angle, mm_per, mm_per_told, rate_mm_per_told
from ..wording import message
from .mintpy import open_mintpy_rates
from .raster_stack import doubt_sign, grid_of, unit_of_name

FASTEST_M = 1.0  # per year, in m; MintPy's rates are hardly ever as fast, those in mm nearly always
EGMS = re.compile(r"EGMS_L3_.*_(?P<component>[UE])(?:_|\.|$)", re.I)
# of LiCSBAS: files that lie beside the rates, and what they become
BESIDE = {"velocity_std": "vstd", "coherence": "coh_avg", "los_e": "E", "los_n": "N", "los_u": "U", "height": "hgt"}


def read_rate_raster(
    path: str | os.PathLike,
    extent: Extent | None = None,
    *,
    unit: str = AUTOMATIC,
    variable: str = "",
    reverse: bool = False,
    geometry: str = "",
    report: Report = SILENT,
) -> DisplacementCube:
    """The rates of a raster of one band in mm/yr.

    unit : per year: mm, cm or m; automatic takes what the file tells, and mm where it tells nothing
    geometry : line of sight, vertical or east–west; "" takes it from an EGMS name, else line of sight
    """
    if (mintpy := open_mintpy_rates(path)) is not None:
        report.info(message("{name} holds rates only, without a series of displacements.", name=Path(path).name))
        if unit != AUTOMATIC or reverse:
            report.warn(message("UNIT and REVERSE are not used: unit and sign of MintPy's rates are known."))
        return mintpy.read_rates(extent, report)
    source = open_grid(path, variable, wanted="rate")
    if source.n_layers != 1:
        raise SubsidenceError(
            message(
                "{name} has {count} bands; a raster of rates has one. Dated bands are imported as displacement"
                " rasters.",
                name=source.path.name,
                count=source.n_layers,
            )
        )
    whole = grid_of(source)
    rows, columns = whole.window(extent) if extent else (slice(0, whole.n_rows), slice(0, whole.n_columns))
    values = source.read([0], rows, columns)[0]
    factor = _factor(source, unit, values, report)
    values = values * (-factor if reverse else factor)
    egms = EGMS.search(source.path.name)
    if not geometry:
        geometry = LOS if egms is None else VERTICAL if egms["component"].upper() == "U" else EAST
    source.tell(report)
    if not reverse:
        doubt_sign(source, report)
    report.info(message("{name} holds rates only, without a series of displacements.", name=source.path.name))
    return DisplacementCube(
        dates=np.array([], dtype="datetime64[D]"),
        displacement_mm=np.empty((0, *values.shape), dtype=np.float32),
        velocity_mm_per_yr=values.astype(np.float32),
        grid=whole.crop(rows, columns),
        layers=_beside(source.path, whole, rows, columns),
        pixel_number=pixel_numbers(whole, rows, columns),
        geometry=geometry,
        reference="the EGMS reference (GNSS, ETRF)" if egms else "",
        source=source.path.name,
    )


def rates_crs(path: str | os.PathLike, variable: str = "") -> str:
    """The CRS of a raster of rates, as an authority id or WKT."""
    mintpy = open_mintpy_rates(path)
    return mintpy.grid.crs if mintpy is not None else grid_of(open_grid(path, variable, wanted="rate")).crs


def written_by_mintpy(tags: Mapping[str, object]) -> bool:
    """Whether the tags of a raster are those that MintPy gives its files.

    >>> written_by_mintpy({"FILE_TYPE": "velocity", "X_FIRST": "14.0", "REF_DATE": "20200101"})
    True
    """
    keys = {str(key).rpartition("#")[2] for key in tags}
    return {"FILE_TYPE", "X_FIRST"} <= keys or any(key.startswith("mintpy.") for key in keys)


def _factor(source: GridSource, unit: str, values: np.ndarray, report: Report) -> float:
    told = rate_mm_per_told(source.unit) or mm_per_told(source.unit) if source.unit else None
    if source.unit and told is None and is_angle(source.unit.partition("/")[0]):
        raise SubsidenceError(
            message(
                "{name} is in {unit}, a phase and not a length; turn it into millimetres first.",
                name=source.path.name,
                unit=source.unit,
            )
        )
    strange = source.unit if told is None and source.unit.strip() not in ("", "1", "-") else ""
    per = other_time(source.path.stem) if not source.unit else ""
    if unit == AUTOMATIC and (strange or per):
        raise SubsidenceError(
            message(
                "{name} is in “{unit}”, which is no rate that is known here; convert it to mm/yr, or set UNIT where it"
                " is per year all the same.",
                name=source.path.name,
                unit=strange or message("per {time}", time=per),
            )
        )
    if unit == AUTOMATIC:
        if named := unit_of_name(source):
            report.info(
                message("The unit {unit}/yr is taken from the name of {file}.", unit=named, file=source.path.name)
            )
            return mm_per(named)
        known = np.abs(values[np.isfinite(values)])
        if told is None and written_by_mintpy(source.attributes) and known.size and known.max() < FASTEST_M:
            report.warn(
                message(
                    "{name} tells no unit; m/yr are taken, in which MintPy writes and which its numbers fit. Set UNIT"
                    " if they are mm/yr.",
                    name=source.path.name,
                )
            )
            return mm_per("m")
        if told is None:
            report.warn(message("{name} tells no unit; mm/yr are taken.", name=source.path.name))
        return told or 1.0
    if told is not None and not np.isclose(told, mm_per(unit)):
        report.warn(
            message(
                "{file} says that its unit is {told}, but UNIT is {unit}; UNIT is used. Leave UNIT on automatic to take"
                " the file's.",
                file=source.path.name,
                told=source.unit,
                unit=unit,
            )
        )
    return mm_per(unit)


def _beside(path: Path, whole: Grid, rows: slice, columns: slice) -> dict[str, np.ndarray]:
    """What LiCSBAS writes beside its rates on the same grid."""
    layers: dict[str, np.ndarray] = {}
    if not re.match(r"^vel(\.filt)?(\.mskd)?\.geo\.tif$", path.name):
        return layers
    for name, stem in BESIDE.items():
        files: Sequence[Path] = [path.with_name(f"{stem}.geo.tif"), *sorted(path.parent.glob(f"*.geo.{stem}.tif"))]
        file = next((each for each in files if each.is_file()), None)
        if file is None:
            continue
        source = open_grid(file)
        if source.shape != whole.shape or source.n_layers != 1 or source.geotransform is None:
            continue
        if np.allclose(source.geotransform, whole.geotransform, atol=1e-6):
            layers[name] = source.read([0], rows, columns)[0].astype(np.float32)
    return layers

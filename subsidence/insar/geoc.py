"""A LiCSAR ``GEOC`` folder: which interferograms and rasters it holds, on which grid."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import WGS84, Grid
from ..raster.gdal_files import RasterFile
from ..series import parse_compact_date
from ..units import C_BAND_HZ, wavelength_m
from ..wording import message

PAIR_FOLDER = re.compile(r"^(\d{8})_(\d{8})$")
FRAME_RASTERS = {"los_e": "E", "los_n": "N", "los_u": "U", "height": "hgt", "intensity": "mli"}
NOWHERE = (0.0, 1.0, 0.0, 0.0, 0.0, 1.0)  # what GDAL gives where a file says nothing
DUMMY_BASELINE_M = 1.0  # LiCSBAS writes baselines within ± 1 m where it knows none


@dataclass(frozen=True)
class PairFiles:
    """One interferogram: ``name`` is YYYYMMDD_YYYYMMDD.

    unwrapped, coherence : files of LiCSAR, or rasters of other processors that read like them (``pair_rasters``)
    """

    name: str
    first: np.datetime64
    second: np.datetime64
    unwrapped: Any
    coherence: Any


@dataclass(frozen=True)
class GeocFolder:
    """What a ``GEOC`` folder holds.

    pairs : interferograms whose files are there and lie on the common grid, in order of date
    dropped : name of each other interferogram and why it is left out
    rasters : paths, or rasters that can be read, by name: los_e, los_n, los_u, height, intensity
    baseline_m : perpendicular baseline by date; empty where unknown
    """

    folder: Path
    pairs: tuple[PairFiles, ...]
    dropped: dict[str, str]
    grid: Grid
    rasters: dict[str, Any]
    wavelength_m: float
    heading_degrees: float | None
    baseline_m: dict[np.datetime64, float]
    projection_wkt: str


def scan_geoc(folder: str | os.PathLike, report: Report = SILENT) -> GeocFolder:
    """Look through a ``GEOC`` folder; a pair that cannot be used is named with its reason, the rest goes on."""
    folder = Path(folder)
    root = _pair_root(folder)
    found: list[tuple[PairFiles, RasterFile]] = []
    dropped: dict[str, str] = {}
    candidates = sorted(path for path in root.iterdir() if path.is_dir() and PAIR_FOLDER.match(path.name))
    for path in report.each(candidates):
        try:
            pair = _pair_files(path)
            raster, coherence = RasterFile(pair.unwrapped), RasterFile(pair.coherence)
            for file in (raster, coherence):
                if file.geotransform == NOWHERE:
                    raise SubsidenceError(
                        message("{name} has no place on Earth; it is damaged or cut off.", name=file.path.name)
                    )
            if not same_grid(raster, coherence):
                raise SubsidenceError(message("coherence and unwrapped phase have different grids"))
        except SubsidenceError as error:
            dropped[path.name] = str(error)
            continue
        found.append((pair, raster))
    if not found:
        why = message(" The first one: {reason}", reason=next(iter(dropped.values()))) if dropped else ""
        raise SubsidenceError(
            message(
                "The folder {folder} holds no usable interferogram (YYYYMMDD_YYYYMMDD folders with"
                " .geo.unw.tif and .geo.cc.tif); choose the GEOC folder of a LiCSAR frame.{why}",
                folder=folder,
                why=why,
            )
        )
    common = _most_common(found)
    pairs = []
    for pair, raster in found:
        if same_grid(raster, common):
            pairs.append(pair)
        else:
            rows, columns = raster.shape
            dropped[pair.name] = message(
                "another grid ({columns} x {rows} pixels from {corner:.5f})",
                columns=columns,
                rows=rows,
                corner=raster.geotransform[0],
            )
    for name, reason in dropped.items():
        report.warn(message("Interferogram {name} is left out: {reason}", name=name, reason=reason))
    metadata = _metadata(root)
    rasters = _frame_rasters(root, common, report)
    return GeocFolder(
        folder=folder,
        pairs=tuple(pairs),
        dropped=dropped,
        grid=Grid(common.geotransform, *common.shape, crs=_crs(common)),
        rasters=rasters,
        wavelength_m=wavelength_m(_number(metadata.get("radar_freq")) or C_BAND_HZ),
        heading_degrees=_number(metadata.get("heading")),
        baseline_m=_baselines(root),
        projection_wkt=common.projection_wkt,
    )


def same_grid(one: RasterFile, other: RasterFile) -> bool:
    """Same size, and corners and steps equal within a hundredth of a pixel."""
    if one.shape != other.shape:
        return False
    size = abs(one.geotransform[1])
    difference = np.abs(np.subtract(one.geotransform, other.geotransform))
    far = max(one.shape)
    return bool(difference[[0, 3]].max() < 0.01 * size and difference[[1, 2, 4, 5]].max() * far < 0.01 * size)


def _pair_root(folder: Path) -> Path:
    if not folder.is_dir():
        raise SubsidenceError(
            message("The folder {folder} does not exist; choose the GEOC folder of a LiCSAR frame.", folder=folder)
        )
    for place in (folder, folder / "GEOC", folder / "interferograms"):
        if place.is_dir() and any(PAIR_FOLDER.match(path.name) for path in place.iterdir()):
            return place
    raise SubsidenceError(
        message(
            "The folder {folder} holds no interferogram folders (YYYYMMDD_YYYYMMDD); choose the GEOC"
            " folder of a LiCSAR frame.",
            folder=folder,
        )
    )


def _pair_files(path: Path) -> PairFiles:
    first, second = (parse_compact_date(text) for text in path.name.split("_"))
    if not first < second:
        raise SubsidenceError(message("its first date is not before its second."))
    files = {}
    for kind in ("unw", "cc"):
        file = path / f"{path.name}.geo.{kind}.tif"
        if not file.is_file():
            other = next(iter(sorted(path.glob(f"*.geo.{kind}.tif"))), None)
            if other is not None:
                raise SubsidenceError(
                    message("the folder {name} disagrees with its file {other}.", name=path.name, other=other.name)
                )
            raise SubsidenceError(message("{name} is missing.", name=file.name))
        files[kind] = file
    return PairFiles(path.name, first, second, files["unw"], files["cc"])


def _most_common(found: list[tuple[PairFiles, RasterFile]]) -> RasterFile:
    """The raster whose grid most pairs share."""
    keys = [(raster.shape, tuple(np.round(raster.geotransform, 6))) for _, raster in found]
    winner = Counter(keys).most_common(1)[0][0]
    return found[keys.index(winner)][1]


def _crs(raster: RasterFile) -> str:
    wkt = raster.projection_wkt
    # a projected CRS names the code of its degrees, too
    degrees = wkt.startswith("GEOG") and ('"EPSG",4326' in wkt or '"EPSG","4326"' in wkt)
    return WGS84 if not wkt or degrees else wkt


def _frame_rasters(root: Path, common: RasterFile, report: Report) -> dict[str, Path]:
    rasters = {}
    for name, suffix in FRAME_RASTERS.items():
        for place in (root, root.parent, root.parent / "metadata"):
            file = next(iter(sorted(place.glob(f"*.geo.{suffix}.tif"))), None)
            if file is None:
                continue
            try:
                usable = same_grid(RasterFile(file), common)
                reason = message("it has another grid than the interferograms.")
            except SubsidenceError as error:
                usable, reason = False, str(error)
            if usable:
                rasters[name] = file
            else:
                report.warn(message("{name} is left out: {reason}", name=file.name, reason=reason))
            break
    return rasters


def _metadata(root: Path) -> dict[str, str]:
    """``key=value`` lines of metadata.txt."""
    for place in (root, root.parent, root.parent / "metadata"):
        file = place / "metadata.txt"
        if file.is_file():
            lines = (line.partition("=") for line in file.read_text(encoding="utf-8", errors="replace").splitlines())
            return {key.strip(): value.strip() for key, separator, value in lines if separator}
    return {}


def _number(text: str | None) -> float | None:
    try:
        return float(str(text).split()[0]) if text else None
    except ValueError:
        return None


def _baselines(root: Path) -> dict[np.datetime64, float]:
    """Perpendicular baseline by date from either form of ``baselines``.

    New: reference date, date, baseline, days. Old (GAMMA): number, first date, second date, baseline, …
    """
    for place in (root, root.parent, root.parent / "metadata"):
        file = place / "baselines"
        if not file.is_file():
            continue
        baselines: dict[np.datetime64, float] = {}
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            words = line.split()
            offset = 1 if len(words) >= 9 else 0
            try:
                date = parse_compact_date(words[1 + offset])
                baselines[date] = float(words[2 + offset])
            except (SubsidenceError, ValueError, IndexError):
                continue  # a header or a broken line: that date stays unknown
        if all(abs(value) <= DUMMY_BASELINE_M for value in baselines.values()):
            return {}
        return baselines
    return {}

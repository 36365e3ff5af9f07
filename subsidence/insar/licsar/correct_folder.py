"""A whole ``GEOC`` folder corrected for atmospheric delay, as a new ``GEOC`` folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import SubsidenceError
from ...progress import SILENT, Report
from ...raster.gdal_files import write_raster
from ...series import parse_compact_date
from ...staging import Staging, need_room
from ...units import SPEED_OF_LIGHT_M_PER_S
from ...wording import message
from ..geoc import FRAME_RASTERS, GeocFolder
from ..scratch import Scratch
from ..stack import read_frame, read_window
from .gacos import load_delays

SIDE_FILES = ("metadata.txt", "baselines")


def correct_folder(
    geoc: GeocFolder,
    gacos_folder: str | os.PathLike,
    target: str | os.PathLike,
    scratch: Scratch,
    report: Report = SILENT,
    *,
    place: Path | None = None,
) -> dict[str, np.ndarray]:
    """Write the corrected interferograms with their coherence and the frame's rasters to ``target``.

    Parameters
    ----------
    geoc : GeocFolder
        The folder of the interferograms, scanned.
    gacos_folder : str or path
        Delays by date.
    target : str or path
        A new or an empty folder.
    scratch : Scratch
        Where large arrays live meanwhile.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.
    place : Path, optional
        Where to make the folder for a caller that moves it to ``target`` itself.

    Returns
    -------
    dict of ndarray
        One row per interferogram of the input: columns by name, with the standard deviation before and after (rad), and
        the reason where it was left out.

    Raises
    ------
    SubsidenceError
        Where the target is not empty or cannot be written, or nothing could be corrected.

    Notes
    -----
    Everything is made beside ``target`` under another name and moved into place at the end, so that a cancelled run
    leaves nothing. Returns one row per interferogram of the input: columns by name, with the standard deviation before
    and after (rad), and the reason where it was left out.
    """
    target = Path(target)
    check_free(target)
    window = read_window(geoc)
    dates = sorted({day for pair in geoc.pairs for day in (pair.first, pair.second)})
    up = read_frame(geoc.rasters["los_u"], window) if "los_u" in geoc.rasters else None
    of_delays, of_pairs, _moving = report.parts(30, 68, 2)
    staging = Staging(report)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        need_room(target, _size(geoc))
        delays = load_delays(gacos_folder, geoc.grid, dates, geoc.wavelength_m, up, scratch, of_delays)
        working = staging.place(target) if place is None else place
        working.mkdir()
        spread, dropped = {}, dict(geoc.dropped)
        for pair in of_pairs.each(geoc.pairs):
            try:
                delay = delays(pair)
                if delay is None:
                    raise SubsidenceError(message("there is no atmospheric delay for both of its dates."))
                phase = read_frame(pair.unwrapped, window)
                corrected = phase - delay
                if not np.isfinite(corrected).any():
                    raise SubsidenceError(message("no pixel has both a phase and a delay."))
            except SubsidenceError as error:
                dropped[pair.name] = str(error)
                report.warn(message("Interferogram {name} is left out: {error}", name=pair.name, error=error))
                continue
            place = working / pair.name
            place.mkdir()
            values = np.nan_to_num(corrected).astype(np.float32)
            name = f"{pair.name}.geo.unw.tif"
            write_raster(place / name, values, geoc.grid.geotransform, geoc.projection_wkt, nodata=0.0)
            _keep(pair.coherence, place / f"{pair.name}.geo.cc.tif", geoc)
            spread[pair.name] = (float(np.nanstd(phase)), float(np.nanstd(corrected)))
        if not spread:
            raise SubsidenceError(
                message(
                    "None of the interferograms could be corrected. The first one: {reason}",
                    reason=next(iter(dropped.values())),
                )
            )
        _copy_frame_files(geoc, working)
        staging.commit()
    except OSError as error:
        raise SubsidenceError(
            message(
                "The folder {target} cannot be written: {strerror}.", target=target, strerror=error.strerror or error
            )
        ) from error
    finally:
        staging.discard()
    report.progress(1.0)
    return _table(spread, dropped)


def check_free(target: Path) -> None:
    """Raise ``SubsidenceError`` where a folder cannot be made because something is there."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SubsidenceError(
            message("The output folder {target} is not empty; choose a new or an empty one.", target=target)
        )


def _size(geoc: GeocFolder) -> int:
    """Bytes of the interferograms, which the corrected ones take again."""
    files = [file for pair in geoc.pairs for file in (pair.unwrapped, pair.coherence) if isinstance(file, Path)]
    return sum(file.stat().st_size for file in files)


def _copy_frame_files(geoc: GeocFolder, working: Path) -> None:
    for name, raster in geoc.rasters.items():
        own = raster.name if isinstance(raster, Path) else f"frame.geo.{FRAME_RASTERS[name]}.tif"
        _keep(raster, working / own, geoc)
    if not isinstance(geoc.pairs[0].unwrapped, Path):
        frequency = SPEED_OF_LIGHT_M_PER_S / geoc.wavelength_m
        lines = [f"radar_freq={frequency:.0f}"]
        lines += [f"heading={geoc.heading_degrees}"] if geoc.heading_degrees is not None else []
        (working / "metadata.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    root = geoc.pairs[0].unwrapped.parent.parent
    for name in SIDE_FILES:
        for place in (root, root.parent, root.parent / "metadata"):
            if (place / name).is_file():
                shutil.copyfile(place / name, working / name)
                break


def _keep(raster: Any, target: Path, geoc: GeocFolder) -> None:
    """Copy a file, or write what another processor's raster holds on the common grid."""
    if isinstance(raster, Path):
        shutil.copyfile(raster, target)
        return
    values = raster.read(slice(0, geoc.grid.n_rows), slice(0, geoc.grid.n_columns))
    write_raster(target, values, geoc.grid.geotransform, geoc.projection_wkt, nodata=0.0)


def _table(spread: dict[str, tuple[float, float]], dropped: dict[str, str]) -> dict[str, np.ndarray]:
    names = sorted([*spread, *dropped])
    before, after = np.array([spread.get(name, (np.nan, np.nan)) for name in names]).T
    with np.errstate(invalid="ignore", divide="ignore"):
        reduction = 100.0 * (before - after) / before
    return {
        "interferogram": np.array(names, dtype=object),
        "first_date": np.array([parse_compact_date(name[:8]) for name in names]),
        "second_date": np.array([parse_compact_date(name[9:17]) for name in names]),
        "std_before_rad": before,
        "std_after_rad": after,
        "std_reduction_percent": reduction,
        "kept": np.array([name in spread for name in names]),
        "reason": np.array([dropped.get(name, "") for name in names], dtype=object),
    }

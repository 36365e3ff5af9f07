"""Frames of the COMET LiCSAR portal, fetched into a ``GEOC`` folder.

Layout of the portal, as its own listings show it: ``<root>/<track>/<frame>/`` with ``metadata``, ``interferograms``
(one folder per pair) and ``epochs`` (one folder per date).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...errors import SubsidenceError
from ...possible import impossible_days
from ...progress import SILENT, Report, stop_if_cancelled
from ...raster.cube import WGS84, Grid
from ...raster.gdal_files import RasterFile, write_raster
from ...series import parse_compact_date
from ...wording import message
from ..geoc import PAIR_FOLDER
from . import DEFAULT_SERVER
from .http_files import NotThere, WebFolder

FRAME = re.compile(r"^\d{3}[AD]_\d{5}_\d{6}$")
RECORD = "downloaded.json"  # which files are complete, so that a cropped one is not fetched again
FRAME_SUFFIXES = ("E", "N", "U", "hgt", "mli")
DELAY_FOLDER = "GACOS"
ROWS_AT_ONCE = 512

Extent = tuple  # (x_min, y_min, x_max, y_max) in degrees


@dataclass(frozen=True)
class Download:
    """pairs : interferograms that are complete in the folder; skipped : the others, with the reason
    n_fetched, n_bytes : files and bytes that came over the network this time
    """

    folder: Path
    pairs: tuple[str, ...]
    skipped: dict[str, str]
    n_fetched: int
    n_bytes: int


def download_frame(
    frame: str,
    target: str | os.PathLike,
    *,
    start: np.datetime64 | None = None,
    end: np.datetime64 | None = None,
    extent: Extent | None = None,
    longest_days: int = 0,
    delays: bool = False,
    server: str = DEFAULT_SERVER,
    proxies: Mapping[str, str] | None = None,
    pause_s: float = 2.0,
    report: Report = SILENT,
) -> Download:
    """Fetch a frame's interferograms between two dates; a second run goes on where the first one ended.

    Parameters
    ----------
    frame : str
        Such as 124D_04854_171313.
    target : str or path
        The folder; what is there already is not fetched again.
    start : datetime64, optional
        First date; by default the frame's.
    end : datetime64, optional
        Last date; by default the frame's.
    extent : tuple of float, optional
        (x_min, y_min, x_max, y_max) in degrees; files are cropped to it after they came.
    longest_days : int
        Leave out interferograms over a longer time; 0 takes all.
    delays : bool
        Also fetch LiCSAR's slant delays, into ``GACOS`` within the folder.
    server : str
        Where the portal is.
    proxies : mapping, optional
        As for ``urllib``; by default the system's.
    pause_s : float
        Seconds before the second try of a file that did not come, doubled for each further one.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Download
        The pairs that are complete, and the others with the reason.

    Raises
    ------
    SubsidenceError
        For a frame that does not exist or has nothing between the dates, and where nothing could be fetched.
    """
    frame = frame.strip()
    if not FRAME.match(frame):
        raise SubsidenceError(
            message("“{frame}” is not the name of a LiCSAR frame, such as 124D_04854_171313.", frame=frame)
        )
    web = WebFolder(f"{server.rstrip('/')}/{int(frame[:3])}/{frame}", proxies=proxies, pause_s=pause_s)
    try:
        listed = web.names("interferograms", report)
    except NotThere as error:
        raise SubsidenceError(
            message(
                "The server has no frame {frame}; check its name on the LiCSAR portal (comet.nerc.ac.uk).", frame=frame
            )
        ) from error
    names = sorted(name for name in listed if _wanted(name, start, end, longest_days))
    if not names:
        raise SubsidenceError(
            message(
                "Frame {frame} has no interferogram between {start} and {end} ({count} in all); widen the dates.",
                frame=frame,
                start=start or "its begin",
                end=end or "its end",
                count=len([name for name in listed if PAIR_FOLDER.match(name)]),
            )
        )
    fetcher = _Fetcher(web, Path(target), extent)
    of_frame, of_pairs, of_delays = report.parts(5, 85, 10 if delays else 0)
    fetcher.frame_files(frame, of_frame)
    skipped: dict[str, str] = {}
    for name, of_pair in of_pairs.stages(names):
        try:
            for kind, part in of_pair.stages(("unw", "cc")):
                file = f"{name}/{name}.geo.{kind}.tif"
                fetcher.fetch(f"interferograms/{file}", file, part)
        except (NotThere, _Damaged) as error:
            skipped[name] = str(error)
            report.warn(message("Interferogram {name} is left out: {error}", name=name, error=error))
    if len(skipped) == len(names):
        raise SubsidenceError(
            message(
                "None of the {count} interferograms could be fetched; the first: {skipped}",
                count=len(names),
                skipped=skipped[names[0]],
            )
        )
    if delays:
        fetcher.delays(sorted({day for name in names for day in name.split("_")}), of_delays)
    report.progress(1.0)
    complete = tuple(name for name in names if name not in skipped)
    return Download(fetcher.target, complete, skipped, fetcher.n_fetched, fetcher.n_bytes)


def _wanted(name: str, start: np.datetime64 | None, end: np.datetime64 | None, longest_days: int) -> bool:
    match = PAIR_FOLDER.fullmatch(name)
    if not match:
        return False
    try:
        first, second = (parse_compact_date(text) for text in match.groups())
    except SubsidenceError:  # digits that are no date
        return False
    if impossible_days(np.array([first, second])).any():
        return False
    return bool(
        first < second
        and (start is None or first >= start)
        and (end is None or second <= end)
        and (longest_days <= 0 or (second - first) <= np.timedelta64(longest_days, "D"))
    )


class _Damaged(SubsidenceError):
    """A file that came in full, but is no raster."""


class _Fetcher:
    """Fetches files of one frame into one folder and remembers which are complete."""

    def __init__(self, web: WebFolder, target: Path, extent: Extent | None):
        self.web, self.target = web, target
        self.extent = None if extent is None else [round(float(value), 9) for value in extent]
        self.n_fetched = self.n_bytes = 0
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SubsidenceError(
                message(
                    "The folder {target} cannot be made: {strerror}.", target=target, strerror=error.strerror or error
                )
            ) from error
        self._record = self._read_record()

    def frame_files(self, frame: str, report: Report) -> None:
        """What comes once per frame; a frame may lack any of them."""
        names = [f"{frame}.geo.{suffix}.tif" for suffix in FRAME_SUFFIXES] + ["metadata.txt", "baselines"]
        for name, part in report.stages(names):
            try:
                self.fetch(f"metadata/{name}", name, part)
            except NotThere:
                report.info(message("The frame has no {name}.", name=name))

    def delays(self, days: list[str], report: Report) -> None:
        absent = []
        for day, part in report.stages(days):
            try:
                name = f"{day}.sltd.geo.tif"
                self.fetch(f"epochs/{day}/{name}", f"{DELAY_FOLDER}/{name}", part)
            except NotThere:
                absent.append(day)
        if absent:
            report.warn(
                message(
                    "The server has no delay for {count} of {total} dates ({names} …).",
                    count=len(absent),
                    total=len(days),
                    names=", ".join(absent[:5]),
                )
            )

    def fetch(self, remote: str, local: str, report: Report) -> None:
        """Make ``local`` complete, over the network only where it is not so already."""
        report.progress(0.0)
        path = self.target / local
        if self._is_complete(remote, local, path, report):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        is_raster = local.endswith(".tif")
        whole = path.with_name(path.name + ".whole") if is_raster and self.extent else path
        size = self.web.download(remote, whole, report)
        self.n_fetched += 1
        self.n_bytes += size
        try:
            if is_raster:
                self._check(whole)
            if whole != path:
                self._crop(whole, path)
        finally:
            if whole != path:
                whole.unlink(missing_ok=True)
        self._record[local] = {"size": size, "stored": path.stat().st_size, "extent": self.extent}
        self._write_record()

    def _is_complete(self, remote: str, local: str, path: Path, report: Report) -> bool:
        if not path.is_file():
            return False
        stored = path.stat().st_size
        known = self._record.get(local)
        if isinstance(known, dict) and known.get("extent") == self.extent and known.get("stored") == stored:
            return True
        if self.extent is not None and local.endswith(".tif"):
            return False  # of another extent, or of unknown origin
        if self.web.size(remote, report) != stored:
            return False
        self._record[local] = {"size": stored, "stored": stored, "extent": self.extent}
        return True

    def _check(self, path: Path) -> None:
        try:
            raster = RasterFile(path)
            for start in range(0, raster.shape[0], ROWS_AT_ONCE):  # all of it: the end may be missing
                stop_if_cancelled()
                raster.read(slice(start, min(start + ROWS_AT_ONCE, raster.shape[0])), slice(0, raster.shape[1]))
        except SubsidenceError as error:
            path.unlink(missing_ok=True)
            raise _Damaged(
                message("{name} came damaged from the server.", name=path.name.replace(".whole", ""))
            ) from error

    def _crop(self, whole: Path, path: Path) -> None:
        raster = RasterFile(whole)
        grid = Grid(raster.geotransform, *raster.shape, WGS84)
        assert self.extent is not None  # only what has an extent is cropped
        x_min, y_min, x_max, y_max = self.extent
        rows, columns = grid.window((x_min, y_min, x_max, y_max))
        values = raster.read(rows, columns)
        write_raster(path, values, grid.crop(rows, columns).geotransform, raster.projection_wkt, nodata=0)

    def _read_record(self) -> dict:
        try:
            record = json.loads((self.target / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or cut off: every file is looked at again
            return {}
        return record if isinstance(record, dict) else {}

    def _write_record(self) -> None:
        temporary = self.target / (RECORD + ".part")
        temporary.write_text(json.dumps(self._record, indent=0), encoding="utf-8")
        os.replace(temporary, self.target / RECORD)

"""Interferograms of other processors, as the ``GeocFolder`` that quality, correction and inversion work on.

A reader per kind finds the pairs of a folder and says how their phase counts:

- HyP3 (GAMMA and ISCE2): ``…_unw_phase.tif``, ``…_corr.tif``, ``…_lv_theta.tif``, ``…_lv_phi.tif``; the older scene is
  the reference and the phase grows with the distance;
- any other: files with two dates in their name, or in that of their folder, as GAMMA, ISCE, SNAP, dolphin, PyGMTSAR
  and GMTSAR leave them.

Phases in rad grow with the distance to the satellite, displacements (mm, cm, m) are positive towards it, unless told
otherwise. Sources: HyP3 product guides; GMTSAR ``proj_ra2ll``; MintPy, "directory structure".
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import WGS84
from ..raster.grid_source import BandSource, GridSource, open_grid
from ..units import AUTOMATIC, is_angle, mm_per_told, wavelength_m
from ..wording import message
from .geoc import PAIR_FOLDER, GeocFolder, PairFiles, scan_geoc
from .pair_rasters import MadeRaster, PairRaster, SameEverywhere, aligned, common_grid

RASTER_SUFFIXES = (".tif", ".tiff", ".grd", ".img", ".vrt", ".nc", ".unw", ".geo")
UNWRAPPED = re.compile(r"unw|unwrap|los_ll|los\.grd|_los_|disp", re.I)
COHERENCE = re.compile(r"(?:^|[._\-])(?:cor|corr|coh|cc|coherence|correlation)(?=$|[._\-\d])", re.I)
NOT_PHASE = re.compile(
    r"conncomp|connected|(?<!un)wrapped_phase|(?<!unwrap_)mask|vert_disp|\.png$|\.aux|diff_pha|inc_map|browse", re.I
)
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
DATE_FORMS = (
    re.compile(r"(?<!\d)((?:19|20)\d{6})(?:T\d{6})?[-_]((?:19|20)\d{6})(?:T\d{6})?(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2}-\d{2}-\d{2})[-_]((?:19|20)\d{2}-\d{2}-\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(\d{2}[A-Z][a-z]{2}(?:19|20)\d{2})[-_](\d{2}[A-Z][a-z]{2}(?:19|20)\d{2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{5})[-_]((?:19|20)\d{5})(?!\d)"),
    re.compile(r"(?<!\d)(\d{6})[-_](\d{6})(?!\d)"),
)
LINE_OF_SIGHT = {
    "los_e": re.compile(r"(?:^|[._\-])(?:los_e(?:ast)?|look_e|lk_e|(?:geo\.)?E)(?=\.(?:geo\.)?(?:tif|grd|img|nc)|_ll)"),
    "los_n": re.compile(
        r"(?:^|[._\-])(?:los_n(?:orth)?|look_n|lk_n|(?:geo\.)?N)(?=\.(?:geo\.)?(?:tif|grd|img|nc)|_ll)"
    ),
    "los_u": re.compile(r"(?:^|[._\-])(?:los_u(?:p)?|look_u|lk_u|(?:geo\.)?U)(?=\.(?:geo\.)?(?:tif|grd|img|nc)|_ll)"),
    "height": re.compile(r"(?:^|[._\-])(?:dem|hgt|height|elevation)(?=[._])", re.I),
}
HYP3_WAVELENGTH_M = 0.055465763
SENTINEL_NAME = re.compile(r"S1[ABCD]|sentinel-?1", re.I)
SENTINEL_CYCLE_DAYS = 6
MM_PER_M = 1000.0


@dataclass(frozen=True)
class PairSettings:
    """What a folder may not tell.

    wavelength_m : of the radar; None looks for it
    unit : of the unwrapped values: rad, mm, cm or m; automatic takes the file's, else rad
    towards : whether positive values mean motion towards the satellite; None: displacements do, phases do not
    """

    wavelength_m: float | None = None
    unit: str = AUTOMATIC
    towards: bool | None = None


@dataclass
class Found:
    """The files of a pair; ``swapped`` : the name gives the later date first."""

    first: np.datetime64
    second: np.datetime64
    swapped: bool
    unwrapped: Path | None = None
    coherence: Path | None = None
    extra: dict[str, Path] = field(default_factory=dict)
    others: list[Path] = field(default_factory=list)  # of the same two dates, left aside

    @property
    def name(self) -> str:
        return f"{self.first}_{self.second}".replace("-", "")


def scan_interferograms(
    folder: str | os.PathLike, settings: PairSettings | None = None, report: Report = SILENT
) -> GeocFolder:
    """Look through a folder of interferograms of any known kind, LiCSAR's ``GEOC`` first.

    Parameters
    ----------
    folder : str or path
        LiCSAR's ``GEOC``, HyP3 products, or rasters named by two dates.
    settings : PairSettings, optional
        Wavelength, unit and sign, where the files do not tell them.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    GeocFolder
        Pairs, files, grid and frame rasters.

    Raises
    ------
    SubsidenceError
        Where the folder does not exist or holds nothing that is known.
    """
    folder = Path(folder)
    settings = settings or PairSettings()
    if not folder.is_dir():
        raise SubsidenceError(
            message("The folder {folder} does not exist; choose the folder of the interferograms.", folder=folder)
        )
    if _is_geoc(folder):
        return scan_geoc(folder, report)
    pairs, hyp3 = find_pairs(folder)
    if not pairs:
        if any(PAIR_FOLDER.match(path.name) for place in (folder, folder / "GEOC") for path in _inside(place)):
            return scan_geoc(folder, report)  # it says what is wrong with each
        raise SubsidenceError(
            message(
                "The folder {folder} holds no interferogram folders or files that are known: LiCSAR's GEOC folders,"
                " HyP3 products (…_unw_phase.tif), or unwrapped rasters with two dates in their names"
                " (YYYYMMDD_YYYYMMDD).",
                folder=folder,
            )
        )
    kind = message("HyP3 products") if hyp3 else message("pairs of files")
    report.info(message("{folder} holds {count} {kind}.", folder=folder.name, count=len(pairs), kind=kind))
    return _assembled(folder, pairs, hyp3, settings, report)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def looks_like_pairs(folder: Path) -> str:
    """What kind of interferograms a folder holds, in words; "" where it holds none."""
    if _is_geoc(folder):
        return message("LiCSAR's GEOC")
    pairs, hyp3 = find_pairs(folder)
    if len(pairs) < 2 or len({pair.first for pair in pairs}) < 2:
        return ""
    return message("{count} HyP3 products", count=len(pairs)) if hyp3 else message("{count} pairs", count=len(pairs))


def _is_geoc(folder: Path) -> bool:
    for place in (folder, folder / "GEOC", folder / "interferograms"):
        if place.is_dir():
            for path in place.iterdir():
                if path.is_dir() and PAIR_FOLDER.match(path.name) and next(path.glob("*.geo.unw.tif"), None):
                    return True
    return False


def dates_of_pair(text: str, *, days_from_zero: bool = False) -> tuple[np.datetime64, np.datetime64] | None:
    """The two dates in a name, in its order, or None.

    days_from_zero : days of a year count from 0, as GMTSAR's do

    >>> [str(date) for date in dates_of_pair("filt_20180106_20180118.unw")]
    ['2018-01-06', '2018-01-18']
    >>> [str(date) for date in dates_of_pair("2018005_2018017", days_from_zero=True)]
    ['2018-01-06', '2018-01-18']
    """
    for number, pattern in enumerate(DATE_FORMS):
        for match in pattern.finditer(text):
            try:
                one, other = (_date(part, number, days_from_zero) for part in match.groups())
            except (ValueError, KeyError):
                continue
            if one != other:
                return one, other
    return None


def _date(text: str, form: int, days_from_zero: bool) -> np.datetime64:
    if form == 0:
        return np.datetime64(f"{text[:4]}-{text[4:6]}-{text[6:]}", "D")
    if form == 1:
        return np.datetime64(text, "D")
    if form == 2:
        return np.datetime64(f"{text[5:]}-{MONTHS[text[2:5].lower()]:02d}-{text[:2]}", "D")
    if form == 3:
        day = int(text[4:])
        if day > 366:
            raise ValueError(text)
        return np.datetime64(f"{text[:4]}-01-01", "D") + (day if days_from_zero else day - 1)
    year = int(text[:2])
    return np.datetime64(f"{2000 + year if year < 70 else 1900 + year}-{text[2:4]}-{text[4:]}", "D")


def find_pairs(folder: Path) -> tuple[list[Found], bool]:
    """The pairs of a folder and whether they are HyP3's; files lie in it or one or two folders below."""
    files = sorted(
        file
        for pattern in ("*", "*/*", "*/*/*", "*/*/*/*")
        for file in folder.glob(pattern)
        if file.is_file() and (file.suffix.lower() in RASTER_SUFFIXES or file.suffix.lower() == ".txt")
    )
    hyp3 = [file for file in files if re.search(r"_unw_phase(?:_clip\w*)?\.tif$", file.name)]
    pairs: dict[str, Found] = {}
    if hyp3:
        for file in hyp3:
            base = file.name.partition("_unw_phase")[0]
            dates = dates_of_pair(base)
            if dates is None:
                continue
            found = _entry(pairs, dates, f"{base}")
            if found.unwrapped is not None:
                found.others.append(file)
                continue
            found.unwrapped = file
            for part in ("corr", "lv_theta", "lv_phi", "dem"):
                beside = sorted(file.parent.glob(f"{base}_{part}*.tif"))
                if beside:
                    found.extra[part] = beside[0]
            if (file.parent / f"{base}.txt").is_file():
                found.extra["txt"] = file.parent / f"{base}.txt"
            found.coherence = found.extra.get("corr")
        return list(pairs.values()), True
    for file in files:
        if file.suffix.lower() == ".txt" or NOT_PHASE.search(file.name):
            continue
        gmtsar = file.suffix.lower() == ".grd"
        dates = dates_of_pair(file.stem, days_from_zero=gmtsar) or dates_of_pair(
            file.parent.name if file.parent != folder else "", days_from_zero=gmtsar
        )
        if dates is None or _header_of(file, files):
            continue
        is_coherence = bool(COHERENCE.search(file.name))
        if not is_coherence and not UNWRAPPED.search(file.name) and not _bare(file.name):
            continue
        found = _entry(pairs, dates, "")
        held = found.coherence if is_coherence else found.unwrapped
        if held is not None and not is_coherence and held.parent != file.parent and held.name == file.name:
            found.others.append(file)
            continue
        if held is None or _rank(file) < _rank(held):
            if is_coherence:
                found.coherence = file
            else:
                found.unwrapped = file
    return [pair for pair in pairs.values() if pair.unwrapped is not None], False


def _header_of(file: Path, files: Sequence[Path]) -> bool:
    """Whether a file is the flat binary behind a .vrt, which is read instead."""
    return file.suffix.lower() in (".unw", ".geo") and file.with_name(file.name + ".vrt") in files


def _bare(name: str) -> bool:
    """Whether a name is two dates and nothing else that could tell what the file is."""
    return bool(re.match(r"^[\d_\-T]+\.\w+$", name))


def _rank(file: Path) -> tuple[int, int, str]:
    """Of several files of one kind: geocoded ones, masked ones, then short names."""
    name = file.name.lower()
    return (0 if re.search(r"_ll|geo|_tc", name) else 1, 0 if "mask" in name else 1, f"{len(name):04d}{name}")


def _entry(pairs: dict[str, Found], dates: tuple[np.datetime64, np.datetime64], base: str) -> Found:
    first, second = min(dates), max(dates)
    found = Found(first, second, swapped=bool(dates[0] > dates[1]))
    return pairs.setdefault(f"{found.name}", found)


def _assembled(folder: Path, pairs: list[Found], hyp3: bool, settings: PairSettings, report: Report) -> GeocFolder:
    _say_doubles(pairs, report)
    opened: list[tuple[Found, PairRaster, PairRaster | None]] = []
    dropped: dict[str, str] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.first, pair.second)):
        try:
            opened.append((pair, *_opened(pair, hyp3)))
        except SubsidenceError as error:
            dropped[pair.name] = str(error)
    if not opened:
        raise SubsidenceError(
            message(
                "None of the {count} interferograms in {folder} can be used. The first one: {reason}",
                count=len(pairs),
                folder=folder.name,
                reason=next(iter(dropped.values()), ""),
            )
        )
    first = opened[0][1]
    same = []
    for pair, phase, coherence in opened:
        if (
            phase.projection_wkt == first.projection_wkt
            and aligned(first.geotransform, phase.geotransform, max(phase.shape))
            and (coherence is None or aligned(phase.geotransform, coherence.geotransform, max(phase.shape)))
        ):
            same.append((pair, phase, coherence))
        else:
            dropped[pair.name] = message("another grid than {name}.", name=first.name)
    grids = [raster for _, phase, coherence in same for raster in (phase, coherence) if raster is not None]
    grid = common_grid(grids, _crs(first.projection_wkt))
    if grid is None:
        raise SubsidenceError(
            message("The interferograms of {folder} have no area in common; sort them by frame.", folder=folder.name)
        )
    if any(raster.shape != grid.shape for raster in grids):
        report.info(
            message(
                "The interferograms reach differently far; the {columns} x {rows} pixels that all share are used.",
                columns=grid.n_columns,
                rows=grid.n_rows,
            )
        )
    wavelength = _wavelength(settings, same, hyp3, report)
    without = 0
    files: list[PairFiles] = []
    for pair, phase, coherence in same:
        phase.scaled(_to_radians(pair, phase, settings, wavelength, report if not files else SILENT))
        phase.placed_on(grid)
        quality = SameEverywhere(1.0, phase) if coherence is None else coherence
        quality.placed_on(grid)
        without += coherence is None
        files.append(PairFiles(pair.name, pair.first, pair.second, phase, quality))
    if without:
        report.warn(
            message("{count} interferograms have no coherence beside them; 1 is taken everywhere.", count=without)
        )
    for name, reason in dropped.items():
        report.warn(message("Interferogram {name} is left out: {error}", name=name, error=reason))
    rasters = _side_rasters(folder, same[0][0], first, hyp3, report)
    for raster in rasters.values():
        raster.placed_on(grid)
    return GeocFolder(
        folder=folder,
        pairs=tuple(files),
        dropped=dropped,
        grid=grid,
        rasters=rasters,
        wavelength_m=wavelength,
        heading_degrees=_heading(same[0][0]),
        baseline_m={},
        projection_wkt=first.projection_wkt or _wkt(WGS84),
    )


def _say_doubles(pairs: Sequence[Found], report: Report) -> None:
    double = [pair for pair in pairs if pair.others]
    if not double:
        return
    first = double[0]
    assert first.unwrapped is not None
    report.warn(
        message(
            "{count} pairs of dates are there more than once: of {name} {taken} is read and {left} is left aside. Where"
            " these are neighbouring frames, or one is a newer version, put the ones to use into a folder of their"
            " own.",
            count=len(double),
            name=first.name,
            taken=first.unwrapped.name if first.unwrapped.name != first.others[0].name else first.unwrapped,
            left=first.others[0].name if first.unwrapped.name != first.others[0].name else first.others[0],
        )
    )


def _opened(pair: Found, hyp3: bool) -> tuple[PairRaster, PairRaster | None]:
    assert pair.unwrapped is not None
    source = _source(pair.unwrapped)
    band = 1 if source.n_layers == 2 and ".unw" in pair.unwrapped.name else 0  # ISCE: amplitude, phase
    if source.n_layers > 2:
        raise SubsidenceError(
            message("{name} has {count} bands, not one.", name=pair.unwrapped.name, count=source.n_layers)
        )
    coherence = PairRaster(_source(pair.coherence)) if pair.coherence is not None else None
    valid = PairRaster(_source(pair.coherence)) if hyp3 and pair.coherence is not None else None
    if valid is not None and (valid.shape != source.shape or valid.geotransform != source.geotransform):
        valid = None
    return PairRaster(source, band=band, valid=valid), coherence


def _source(path: Path) -> GridSource:
    if path.suffix.lower() in (".unw", ".geo") and not any(
        path.with_name(path.name + end).is_file() or path.with_suffix(end).is_file() for end in (".hdr", ".vrt")
    ):
        raise SubsidenceError(
            message(
                "{name} is a flat file of numbers without a header beside it (.vrt or .hdr), so its size and place are"
                " unknown; write GeoTIFF (GAMMA: data2geotiff, ISCE: isce2gis.py and gdal_translate).",
                name=path.name,
            )
        )
    source = BandSource(str(path)) if path.suffix.lower() in (".tif", ".tiff", ".img", ".vrt") else open_grid(path)
    if not source.crs and source.geotransform is not None:
        x0, dx, _, y0, _, dy = source.geotransform
        far_x, far_y = x0 + dx * source.shape[1], y0 + dy * source.shape[0]
        if max(abs(x0), abs(far_x)) > 360 or max(abs(y0), abs(far_y)) > 90 or abs(dx) >= 0.5:
            raise SubsidenceError(
                message("{name} is in radar coordinates, without a place on Earth; geocode it.", name=path.name)
            )
    if source.geotransform is None:
        raise SubsidenceError(message("{name} has no place on Earth; geocode it first.", name=path.name))
    return source


def _crs(wkt: str) -> str:
    """The CRS of a raster; degrees without one are WGS 84."""
    if not wkt or wkt == WGS84:
        return WGS84
    geographic = wkt.startswith("GEOG") and ('"EPSG",4326' in wkt or '"EPSG","4326"' in wkt)
    return WGS84 if geographic else wkt


def _wkt(authority: str) -> str:
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.SetFromUserInput(authority)
    return reference.ExportToWkt()


def _wavelength(
    settings: PairSettings, pairs: Sequence[tuple[Found, PairRaster, PairRaster | None]], hyp3: bool, report: Report
) -> float:
    if settings.wavelength_m:
        return settings.wavelength_m
    if hyp3:
        return HYP3_WAVELENGTH_M
    for _, phase, _ in pairs[:1]:
        for key, value in phase._source.attributes.items():
            try:
                number = float(str(value).split()[0])
            except (ValueError, IndexError):
                continue
            if key.lower() in ("wavelength", "radar_wavelength", "wavelength_m") and 0.01 < number < 2:
                return number
            if key.lower() in ("radar_frequency", "radar_freq", "center_frequency") and number > 1e8:
                return wavelength_m(number)
        if SENTINEL_NAME.search(str(phase.path)):
            report.info(message("The wavelength is Sentinel-1's, by the name of the files."))
            return wavelength_m()
    days = np.array([(pair.second - pair.first).astype(int) for pair, _, _ in pairs])
    if (days % SENTINEL_CYCLE_DAYS == 0).all():
        report.warn(
            message(
                "The files tell no wavelength. Every interval is a multiple of {days} days, as Sentinel-1's are, so"
                " {cm:.3f} cm are taken; set WAVELENGTH for another satellite.",
                days=SENTINEL_CYCLE_DAYS,
                cm=100 * wavelength_m(),
            )
        )
        return wavelength_m()
    raise SubsidenceError(
        message(
            "The interferograms tell no wavelength; set WAVELENGTH in metres (Sentinel-1 0.0555, ALOS-2 0.2424,"
            " TerraSAR-X 0.0311)."
        )
    )


def _to_radians(pair: Found, phase: PairRaster, settings: PairSettings, wavelength: float, report: Report) -> float:
    """What the values are multiplied by to be radians that grow with the distance, from the earlier to the later."""
    unit = settings.unit if settings.unit != AUTOMATIC else phase.unit
    millimetres = None if not unit or is_angle(unit) else mm_per_told(unit)
    if unit and millimetres is None and not is_angle(unit):
        report.warn(message("The unit “{unit}” of {name} is not known; rad is taken.", unit=unit, name=phase.name))
    if not unit:
        report.info(message("{name} tells no unit; its values are taken as rad.", name=phase.name))
    towards = settings.towards if settings.towards is not None else millimetres is not None
    sign = -1.0 if towards else 1.0
    if pair.swapped:
        sign = -sign
        report.info(
            message("{name} gives the later date first; its sign is turned to earlier → later.", name=phase.name)
        )
    return sign if millimetres is None else sign * 4 * np.pi / (wavelength * MM_PER_M) * millimetres


def _heading(pair: Found) -> float | None:
    """Of HyP3's text file."""
    if "txt" not in pair.extra:
        return None
    for line in pair.extra["txt"].read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.partition(":")
        if key.strip().lower() == "heading":
            try:
                return float(value.split()[0]) % 360.0
            except (ValueError, IndexError):
                return None
    return None


def _side_rasters(folder: Path, pair: Found, like: PairRaster, hyp3: bool, report: Report) -> dict:
    """Line of sight and height: from HyP3's look vectors, or from files with the usual names."""
    rasters: dict = {}
    if hyp3:
        if "lv_theta" in pair.extra and "lv_phi" in pair.extra:
            angles = [PairRaster(_source(pair.extra[name])) for name in ("lv_theta", "lv_phi")]
            rasters["los_e"] = MadeRaster(angles, lambda theta, phi: np.cos(theta) * np.cos(phi), "lv_theta")
            rasters["los_n"] = MadeRaster(angles, lambda theta, phi: np.cos(theta) * np.sin(phi), "lv_theta")
            rasters["los_u"] = MadeRaster(angles, lambda theta, phi: np.sin(theta) + 0.0 * phi, "lv_theta")
        if "dem" in pair.extra:
            rasters["height"] = PairRaster(_source(pair.extra["dem"]))
    else:
        for place in (folder, folder / "geometry", folder.parent):
            for file in sorted(place.iterdir()) if place.is_dir() else ():
                for name, pattern in LINE_OF_SIGHT.items():
                    wanted = file.suffix.lower() in RASTER_SUFFIXES and name not in rasters
                    if wanted and pattern.search(file.name) and dates_of_pair(file.name) is None:
                        rasters[name] = PairRaster(_source(file))
            if rasters:
                break
    usable = {}
    for name, raster in rasters.items():
        offset = aligned(like.geotransform, raster.geotransform, max(like.shape))
        covers = offset and raster.shape[0] >= like.shape[0] and raster.shape[1] >= like.shape[1]
        if covers and raster.projection_wkt == like.projection_wkt:
            usable[name] = raster
        else:
            report.warn(
                message(
                    "{name} is left out: {reason}",
                    name=raster.name,
                    reason=message("it has another grid than the interferograms."),
                )
            )
    if "los_u" not in usable:
        report.info(message("There is no line of sight beside the interferograms; it stays unknown."))
    return usable

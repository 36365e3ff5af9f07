"""The dates of raster bands: from GRIB messages, NetCDF times, names of bands or of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..tabular.dated_names import date_in_text, dates_in_texts
from ..wording import message
from .cf_time import Periods, decode_times, periods_of
from .grid_source import BandSource

ACCUMULATED_TEMPLATES = ("8", "11", "12")  # of GRIB 2 products: statistics over an interval that ends at the time


def open_bands(path: str, variable: str = "", *, hint: str = "") -> BandSource:
    """A raster of bands; of a GRIB file the messages of one element."""
    source = BandSource(path)
    elements = [tags.get("GRIB_ELEMENT", "") for tags in source.band_metadata]
    if not any(elements):
        return source
    kinds = [f"{element}@{tags.get('GRIB_SHORT_NAME', '')}" for element, tags in zip(elements, source.band_metadata)]
    chosen, note = _grib_kind(source, kinds, variable, hint)
    picked = BandSource(path, [number for number, kind in enumerate(kinds, start=1) if kind == chosen])
    picked.name = chosen.partition("@")[0]
    picked.unit = picked.band_metadata[0].get("GRIB_UNIT", picked.unit).strip("[]")
    if note:
        picked.notes.append(note)
    return picked


def _grib_kind(source: BandSource, kinds: list[str], variable: str, hint: str) -> tuple[str, str]:
    from .cf_source import HINTS

    present = list(dict.fromkeys(kinds))
    wanted = variable.strip().lower()
    if wanted:
        fitting = [kind for kind in present if wanted in (kind.lower(), kind.partition("@")[0].lower())]
    elif len(present) > 1 and hint:
        pattern = next((HINTS[word] for word in HINTS if word in hint.lower()), re.escape(hint))
        pattern += "|^apcp|^tp" if "rain" in hint.lower() or "prec" in hint.lower() else ""
        fitting = [kind for kind in present if re.search(pattern, kind.partition("@")[0], re.I)]
    else:
        fitting = present
    if len(fitting) != 1:
        raise SubsidenceError(
            message(
                "{file} holds the elements {names}; name one of them as VARIABLE.",
                file=source.path.name,
                names=", ".join(present[:10]),
            )
        )
    note = ""
    if len(present) > 1:
        note = message(
            "Of the elements of {file} “{chosen}” is read, not {passed}; VARIABLE names another.",
            file=source.path.name,
            chosen=fitting[0],
            passed=", ".join(kind for kind in present if kind != fitting[0]),
        )
    return fitting[0], note


def band_periods(source: BandSource) -> Periods | None:
    """The time of each band from the file's metadata; None where it tells none."""
    stamps = [_grib_time(tags) for tags in source.band_metadata]
    if all(stamp is not None for stamp in stamps):
        template = source.band_metadata[0].get("GRIB_PDS_PDTN", "")
        short = source.band_metadata[0].get("GRIB_ELEMENT", "")
        return periods_of(
            np.array(stamps, dtype="datetime64[s]"),
            ends_at_stamp=template in ACCUMULATED_TEMPLATES or bool(re.match(r"^(TP|APCP|ACPCP)", short, re.I)),
        )
    units = {
        key.lower()[: -len("#units")]: (value, source.attributes.get(f"{key[: -len('#units')]}#calendar", ""))
        for key, value in source.attributes.items()
        if key.lower().endswith("#units")
    }
    found = []
    for tags in source.band_metadata:
        times = [
            (value, units[key[len("NETCDF_DIM_") :].lower()])
            for key, value in tags.items()
            if key.startswith("NETCDF_DIM_") and " since " in units.get(key[len("NETCDF_DIM_") :].lower(), ("",))[0]
        ]
        if not times:
            return None
        value, (unit, calendar) = times[0]
        found.append(decode_times(np.array([float(value)]), unit, calendar)[0])
    return periods_of(np.array(found, dtype="datetime64[s]"))


def _grib_time(tags: dict) -> np.datetime64 | None:
    text = str(tags.get("GRIB_VALID_TIME", "")).split()
    try:
        return np.datetime64(int(text[0]), "s") if text else None
    except ValueError:
        return None


def named_dates(sources: Sequence[Any], pattern: str = "", *, names: Sequence[str] = ()) -> list[np.ndarray]:
    """The dates of the layers of rasters from their names: of bands, or, of single bands, of files.

    pattern : see ``tabular.dated_names.date_in_text``
    names : further names of the rasters, such as their layers', one for each
    Returns one array per raster, shape=(n_layers,), datetime64[D]. All names count together: a number above 12 in one
    of them tells days from months. Raises ``SubsidenceError`` when a layer has no date, or when the names can be read
    in several ways.
    """
    dates: dict[int, list[Any]] = {}
    lone = [number for number, source in enumerate(sources) if source.n_layers == 1]
    for number, source in enumerate(sources):
        if source.n_layers > 1:
            where = message("the bands of {name}", name=Path(source.path).name)
            dates[number] = dates_in_texts(source.band_names, pattern, where=where, ordered=True, notes=source.notes)
    left = lone
    where = message("the names of the rasters")
    for texts in (
        [sources[number].band_names[0] for number in lone],
        [Path(sources[number].path).stem for number in lone],
        [names[number] if names else "" for number in lone],
    ):
        if not left:
            break
        asked_for = [text for number, text in zip(lone, texts) if number in left]
        told: list[str] = []
        for number, day in zip(left, dates_in_texts(asked_for, pattern, where=where, notes=told)):
            dates[number] = [day]
        sources[lone[0]].notes += told
        left = [number for number in left if dates[number] == [None]]
    for number in left:
        dates[number] = [_tagged(sources[number])]
    return _each_dated(sources, dates)


def _each_dated(sources: Sequence[Any], dates: dict[int, list[Any]]) -> list[np.ndarray]:
    for number, days in dates.items():
        if None in days:
            raise SubsidenceError(
                message(
                    "Band {number} of {name} has no date; name files or bands by date, such as 2018-03-06 or"
                    " 20180306, or give a date pattern.",
                    number=days.index(None) + 1,
                    name=Path(sources[number].path).name,
                )
            )
    return [np.array(dates[number], dtype="datetime64[D]") for number in range(len(sources))]


def _tagged(source: Any) -> np.datetime64 | None:
    """A date among the tags of a GeoTIFF."""
    tags = {**source.attributes, **(source.band_metadata[0] if hasattr(source, "band_metadata") else {})}
    for key, value in tags.items():
        if key.lower() in ("date", "acquisition_date", "datetime", "time", "epoch", "tifftag_datetime"):
            if key.upper() == "TIFFTAG_DATETIME":
                continue  # the moment of writing
            found = date_in_text(str(value))
            if found is not None:
                return found
    return None

"""A map in one HTML file: points, series and forecasts packed so that a browser opens them without a network."""

from __future__ import annotations

import base64
import gzip
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

NOTHING = -32768  # in place of a missing value
STEPS_MM = (0.1, 1.0, 10.0)  # the finest that holds the largest value in 16 bits is taken
MICRODEGREES = 1e6


@dataclass(frozen=True)
class SharedPoints:
    """What is shown.

    lon_lat : shape=(n_points, 2), degrees; rate_mm_per_yr : shape=(n_points,)
    dates, displacement_mm : shape=(n_epochs,) and (n_points, n_epochs)
    forecast_dates : shape=(n_forecasts,); forecast_mm : middle, low and high (or the middle alone), each
        shape=(n_points, n_forecasts)
    labels : shape=(n_points,), text
    """

    lon_lat: np.ndarray
    rate_mm_per_yr: np.ndarray
    dates: np.ndarray
    displacement_mm: np.ndarray
    forecast_dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    forecast_mm: tuple[np.ndarray, ...] = ()
    labels: tuple[str, ...] = ()


def shared_page(
    points: SharedPoints,
    assets: Mapping[str, str],
    *,
    title: str,
    about: str,
    credit: str,
    words: Mapping[str, str],
    low: float,
    high: float,
    colours: Sequence[str],
    language: str = "en",
) -> str:
    """The whole page.

    Parameters
    ----------
    points : SharedPoints
    assets : mapping
        Name → text of page.html, style.css, map.js, leaflet.js, leaflet.css and LICENSE.
    title, about, credit : str
        Heading, the line below it, and whom to name.
    words : mapping
        The texts that the script shows, in the reader's language.
    low, high : float
        Range of the colours in mm/yr.
    colours : sequence of str
        "#rrggbb" from low to high.

    Returns
    -------
    str
        HTML that loads nothing from elsewhere, but for the streets that the reader may switch on.
    """
    if not np.isfinite(points.lon_lat).all():
        raise SubsidenceError(message("Some points have no place; they cannot be put on a map."))
    step = _step([points.displacement_mm, *points.forecast_mm])
    rate_step = _step([points.rate_mm_per_yr])
    data = {
        "count": len(points.lon_lat),
        "dates": points.dates.astype(str).tolist(),
        "forecast": points.forecast_dates.astype(str).tolist(),
        "places": _packed(np.round(points.lon_lat * MICRODEGREES).astype("<i4")),
        "rates": _packed(_whole(points.rate_mm_per_yr, rate_step)),
        "rateStep": rate_step,
        "series": _packed(_whole(points.displacement_mm, step)),
        "futures": [_packed(_whole(block, step)) for block in points.forecast_mm],
        "step": step,
        "low": low,
        "high": high,
        "colours": [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in colours],
        "labels": list(points.labels),
        "about": about,
        "credit": html.escape(credit),
        "words": dict(words),
    }
    script = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")  # no text in it ends the script
    filled = assets["page.html"]
    pieces = {
        "@LANGUAGE@": html.escape(language),
        "@TITLE@": html.escape(title),
        "@LEAFLET_CSS@": assets["leaflet.css"],
        "@STYLE@": assets["style.css"],
        "@LEAFLET_LICENCE@": assets["LICENSE"],
        "@LEAFLET_JS@": assets["leaflet.js"],
        "@SCRIPT@": assets["map.js"],
        "@DATA@": script,
    }
    first, *others = filled.split("@")
    return first + "".join(pieces.get(f"@{other}@", other) for other in others)


def read_assets(resources: Path) -> dict[str, str]:
    """The files of ``resources/share_map`` and ``resources/leaflet`` by name."""
    found = {}
    for folder, names in (
        ("share_map", ("page.html", "style.css", "map.js")),
        ("leaflet", ("leaflet.js", "leaflet.css", "LICENSE")),
    ):
        for name in names:
            found[name] = (resources / folder / name).read_text(encoding="utf-8")
    return found


def thinned(rate_mm_per_yr: np.ndarray, most: int, seed: int = 0) -> np.ndarray:
    """Rows to keep, in order: half of them the fastest, the others by chance; all where there are no more than most.

    rate_mm_per_yr : shape=(n_points,)
    """
    count = len(rate_mm_per_yr)
    if not most or count <= most:
        return np.arange(count)
    order = np.argsort(-np.nan_to_num(np.abs(rate_mm_per_yr)), kind="stable")
    fastest, others = order[: most // 2], order[most // 2 :]
    chosen = np.random.default_rng(seed).choice(others, most - fastest.size, replace=False)
    return np.sort(np.concatenate([fastest, chosen]))


def _step(blocks: Sequence[np.ndarray]) -> float:
    largest = max([float(np.nanmax(np.abs(block), initial=0.0)) for block in blocks if block.size] or [0.0])
    for step in STEPS_MM:
        if largest / step < -NOTHING:
            return step
    raise SubsidenceError(
        message("A value of {value:.0f} mm is no displacement of ground; check the unit.", value=largest)
    )


def _whole(values: np.ndarray, step: float) -> np.ndarray:
    known = np.isfinite(values)
    return np.where(known, np.round(np.where(known, values, 0.0) / step), NOTHING).astype("<i2")


def _packed(values: np.ndarray) -> str:
    return base64.b64encode(gzip.compress(np.ascontiguousarray(values).tobytes(), 6, mtime=0)).decode("ascii")

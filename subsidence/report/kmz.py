"""Points for Google Earth: colours by rate, a legend, and each point's series as a picture in its balloon."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..staging import need_room
from ..wording import message

MOST_POINTS = 60_000  # Google Earth slows down far before a million
MOST_PICTURES = 5_000
BYTES_A_POINT, BYTES_A_PICTURE = 400, 4_000


@dataclass(frozen=True)
class EarthPoints:
    """lon_lat : shape=(n, 2), degrees; rate_mm_per_yr : shape=(n,); labels : shape=(n,)
    dates, displacement_mm : shape=(n_epochs,), (n, n_epochs)
    """

    lon_lat: np.ndarray
    rate_mm_per_yr: np.ndarray
    dates: np.ndarray
    displacement_mm: np.ndarray
    labels: Sequence[str]


def write_kmz(
    path: Path,
    points: EarthPoints,
    colours: Sequence[str],
    edges: np.ndarray,
    picture_of: Callable[[np.ndarray, np.ndarray], bytes],
    images: Mapping[str, bytes],
    *,
    title: str,
    about: str,
    report: Report = SILENT,
) -> int:
    """Write a KMZ; returns how many points have a picture.

    Parameters
    ----------
    path : Path
    points : EarthPoints
    colours : sequence of str
        "#rrggbb" of each class of rates.
    edges : ndarray, shape=(n_classes + 1,)
        Of the classes, mm/yr.
    picture_of : callable
        dates, displacement_mm → PNG of one series.
    images : mapping
        "legend.png" and "dot.png" as bytes.

    Raises
    ------
    SubsidenceError
        For more points than Google Earth shows.

    Notes
    -----
    The fastest ``MOST_PICTURES`` points have a picture; all have rate and total displacement in words.
    """
    count = len(points.lon_lat)
    if count > MOST_POINTS:
        raise SubsidenceError(
            message(
                "{count} points are more than Google Earth shows smoothly; select at most {most} of them.",
                count=count,
                most=MOST_POINTS,
            )
        )
    fastest = np.argsort(-np.nan_to_num(np.abs(points.rate_mm_per_yr)), kind="stable")[:MOST_PICTURES]
    drawn = set(fastest.tolist())
    need_room(path, count * BYTES_A_POINT + len(drawn) * BYTES_A_PICTURE)
    classes = np.clip(np.searchsorted(edges, points.rate_mm_per_yr, side="right") - 1, 0, len(colours) - 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        marks = []
        for row in report.each(range(count)):
            picture = ""
            if row in drawn:
                picture = f"series/{row}.png"
                archive.writestr(picture, picture_of(points.dates, points.displacement_mm[row]), zipfile.ZIP_STORED)
            marks.append(_placemark(points, row, int(classes[row]), picture))
        for name, content in images.items():
            archive.writestr(name, content, zipfile.ZIP_STORED)
        archive.writestr("doc.kml", _document(title, about, colours, marks))
    return len(drawn)


def kml_colour(colour: str, alpha: int = 255) -> str:
    """KML counts alpha, blue, green, red.

    >>> kml_colour("#b2182b")
    'ff2b18b2'
    """
    return f"{alpha:02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _placemark(points: EarthPoints, row: int, number: int, picture: str) -> str:
    lon, lat = points.lon_lat[row]
    rate = points.rate_mm_per_yr[row]
    known = points.displacement_mm[row][np.isfinite(points.displacement_mm[row])]
    lines = [message("Rate: {rate:.1f} mm/yr", rate=rate)] if np.isfinite(rate) else []
    if known.size:
        lines.append(
            message(
                "{first} to {last}: {total:.1f} mm",
                first=points.dates[0],
                last=points.dates[-1],
                total=known[-1] - known[0],
            )
        )
    text = "<br>".join(escape(line) for line in lines)
    if picture:
        text += f'<br><img src="{picture}">'
    return (
        f"<Placemark><name>{escape(points.labels[row])}</name><styleUrl>#c{number}</styleUrl>"
        f"<description><![CDATA[{text}]]></description><Point><coordinates>{lon:.6f},{lat:.6f}</coordinates></Point>"
        "</Placemark>"
    )


def _document(title: str, about: str, colours: Sequence[str], marks: Sequence[str]) -> str:
    styles = "".join(
        f'<Style id="c{number}"><IconStyle><color>{kml_colour(colour)}</color><scale>0.4</scale>'
        "<Icon><href>dot.png</href></Icon></IconStyle><LabelStyle><scale>0</scale></LabelStyle></Style>"
        for number, colour in enumerate(colours)
    )
    legend = (
        '<ScreenOverlay><name>legend</name><Icon><href>legend.png</href></Icon><overlayXY x="0" y="0" xunits="fraction"'
        ' yunits="fraction"/><screenXY x="0.01" y="0.06" xunits="fraction" yunits="fraction"/></ScreenOverlay>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<name>{escape(title)}</name><description>{escape(about)}</description>{styles}{legend}"
        f"<Folder><name>{escape(title)}</name>{''.join(marks)}</Folder></Document></kml>\n"
    )

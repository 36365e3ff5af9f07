"""What the viewer hands out: tables of all shown values, and the plot in a publication's size and language."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from ...bridge.i18n import CONTEXT, tr
from ..series_plot import SeriesPlot, table_rows
from ..theme import LIGHT

TRANSLATIONS = Path(__file__).parents[2] / "resources" / "i18n"
MM_PER_INCH = 25.4
ONE_COLUMN_MM, TWO_COLUMNS_MM = 85.0, 178.0  # of most journals
PUBLICATION_DPI = 600
SIGNS = {"axes.unicode_minus": False}  # as in the rates; Chinese fonts draw the other sign as a long dash
LANGUAGES = {"": "", "en": "en", "zh": "zh_CN"}
# as in ``deformation_fields.geometry_texts``, whose texts are translated
GEOMETRY_WORDS = ("line of sight", "+ towards satellite", "vertical", "+ up", "east–west", "+ east")


def write_csv(path: Path, series: list, beside) -> None:
    header, rows = table_rows(series, beside)
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *rows])


@contextmanager
def language(code: str) -> Iterator[None]:
    """Within, texts are in another language: "en", "zh", or "" for the one of QGIS."""
    if not code:
        yield
        return
    translator = QTranslator() if code != "en" else Plain()
    if code != "en":
        translator.load(_translations(LANGUAGES[code]))
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)


def retold(text: str) -> str:
    """The words of an alias in the language of now, whichever it was written in: “line of sight, + towards satellite”.

    What is none of these words stays as it is. No translator is installed for it: all windows would hear of that.
    """
    known = {word: str(QCoreApplication.translate(CONTEXT, word)) for word in GEOMETRY_WORDS}
    for name in filter(None, LANGUAGES.values()):
        translator = QTranslator()
        if translator.load(_translations(name)):
            # a str that is not ASCII is refused here, its bytes are not
            known |= {str(translator.translate(CONTEXT, word.encode())): known[word] for word in GEOMETRY_WORDS}
    told = [known.get(piece, piece) for piece in re.split(r"\s*[,，]\s*", text)]
    return ("，" if any(ord(sign) > 0x2E80 for sign in told[0]) else ", ").join(told)


def _translations(name: str) -> str:
    return str(TRANSLATIONS / f"land_subsidence_{name}.qm")


class Plain(QTranslator):
    """Every text as it is written in the code: English."""

    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        return source if context == CONTEXT else ""

    def isEmpty(self) -> bool:
        return False


def write_plot(
    path: Path,
    draw,
    *,
    width_mm: float = TWO_COLUMNS_MM,
    ratio: float = 0.6,
    code: str = "",
    words_as_shapes: bool = False,
) -> None:
    """The plot in millimetres, bright, in any language; the ending says PNG, SVG or PDF.

    draw(plot, theme) draws on a ``SeriesPlot``
    words_as_shapes : in SVG, for readers that size letters by themselves; else they stay text that can be edited
    """
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width = width_mm / MM_PER_INCH
    figure = Figure(figsize=(width, width * ratio))
    FigureCanvasAgg(figure)
    with (
        language(code),
        rc_context({"svg.fonttype": "path" if words_as_shapes else "none", "pdf.fonttype": 42, **SIGNS}),
    ):
        plot = SeriesPlot(figure)
        plot.retell = retold if code else str
        draw(plot, LIGHT)
        figure.savefig(path, dpi=PUBLICATION_DPI if width_mm <= TWO_COLUMNS_MM else 200)


def publication_sizes() -> list[tuple[str, float]]:
    return [(tr("one column, 85 mm"), ONE_COLUMN_MM), (tr("two columns, 178 mm"), TWO_COLUMNS_MM)]

"""A report: one HTML file that needs no network, reads well on a screen and prints well on paper."""

from __future__ import annotations

import base64
import html
import io
import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..packages import how_to_install, missing, require
from ..progress import stop_if_cancelled
from ..wording import message
from .fonts import set_fonts

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; color: #222; max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin-bottom: 0; } h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid #ccc; }
.subtitle { color: #666; margin-top: .2rem; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .9rem; display: block; overflow-x: auto; }
caption, figcaption { text-align: left; color: #555; font-size: .9rem; padding: .3rem 0; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid #ddd; text-align: right; font-variant-numeric: tabular-nums; }
th { background: #f3f3f3; } th:first-child, td:first-child, .text { text-align: left; }
td:first-child { min-width: 9rem; }
figure { margin: 1.2rem 0; break-inside: avoid; } img { max-width: 100%; }
.note { border-left: 4px solid #4393c3; background: #eef5fa; padding: .5rem 1rem; }
.warning { border-left-color: #b2182b; background: #fbeeee; }
.opening { font-size: 1.1rem; border-left: 4px solid #1a7a3a; padding: .2rem 1rem; margin: 1rem 0; }
.opening p { margin: .5rem 0; } summary { cursor: pointer; color: #2166ac; padding: .3rem 0; }
.origin { font-size: .85rem; color: #555; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print { body { margin: 0; font-size: 11pt; } h2 { break-after: avoid; } }
"""

FOLDED_ROWS = 12  # a longer table is folded away, and opens on a click


def number_text(value: object, digits: int = 4) -> str:
    """A table cell: numbers with ``digits`` significant digits, unknown as a dash.

    >>> number_text(1234.5678), number_text(0.00012345), number_text(float("nan")), number_text("all")
    ('1235', '0.0001234', '–', 'all')
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return message("yes") if value else message("no")
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)
    if isinstance(value, str):
        return value
    if math.isnan(number):
        return "–"
    if math.isinf(number):
        return "∞" if number > 0 else "−∞"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    if abs(number) >= 10 ** (digits - 1):
        return f"{number:.0f}"
    return f"{number:.{digits}g}"


class Page:
    """Builds a report from top to bottom; every method returns the page, so calls can be chained.

    Whatever the order of the calls, it opens with its picture (the first, or the one that ``opens``) and with the
    sentences of ``opening``; long tables are folded away.
    """

    def __init__(self, title: str, subtitle: str = ""):
        self.title = title
        self._head = [f"<h1>{html.escape(title)}</h1>"]
        if subtitle:
            self._head.append(f'<p class="subtitle">{html.escape(subtitle)}</p>')
        self._opening: list[str] = []
        self._parts: list[str] = []
        self._picture: int | None = None
        self._says_figures_are_missing = False

    def opening(self, *sentences: str) -> Page:
        """What was found and how far to believe it, for the top of the page; as a rule three sentences."""
        self._opening = [f"<p>{html.escape(sentence)}</p>" for sentence in sentences if sentence]
        return self

    def heading(self, text: str) -> Page:
        self._parts.append(f"<h2>{html.escape(text)}</h2>")
        return self

    def paragraph(self, text: str) -> Page:
        self._parts.append(f"<p>{html.escape(text)}</p>")
        return self

    def folded(self, caption: str, sentences: Sequence[str]) -> Page:
        """Sentences for whoever wants to know more, folded away under a caption; none, no caption."""
        if sentences:
            told = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
            self._parts.append(f"<details><summary>{html.escape(caption)}</summary>{told}</details>")
        return self

    def note(self, text: str) -> Page:
        """A sentence set apart."""
        self._parts.append(f'<p class="note">{html.escape(text)}</p>')
        return self

    def warning(self, text: str) -> Page:
        """A sentence that must not be missed."""
        self._parts.append(f'<p class="note warning">{html.escape(text)}</p>')
        return self

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[object]], caption: str = "") -> Page:
        """Rows under headers; columns of text stand left, numbers right."""
        rows = [list(row) for row in rows]
        is_text = [any(isinstance(row[index], str) for row in rows) for index in range(len(headers))]
        kinds = [' class="text"' if text else "" for text in is_text]
        head = "".join(f"<th{kind}>{html.escape(header)}</th>" for kind, header in zip(kinds, headers))
        body = "".join(
            "<tr>"
            + "".join(f"<td{kind}>{html.escape(number_text(cell))}</td>" for kind, cell in zip(kinds, row))
            + "</tr>"
            for row in rows
        )
        text = f"<caption>{html.escape(caption)}</caption>" if caption else ""
        whole = f"<table>{text}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        if len(rows) > FOLDED_ROWS:
            name = caption or message("Table")
            told = html.escape(message("{name} ({count} rows)", name=name, count=len(rows)))
            whole = f"<details><summary>{told}</summary>{whole}</details>"
        self._parts.append(whole)
        return self

    def facts(self, facts: Mapping[str, object], caption: str = "") -> Page:
        """Names and values, one per row."""
        return self.table(["", ""], list(facts.items()), caption)

    def figure(
        self, draw: Callable, caption: str = "", size: tuple[float, float] = (8.0, 4.5), *, opens: bool = False
    ) -> Page:
        """``draw(figure)`` draws on an empty matplotlib Figure of ``size`` inches; ``opens`` puts it on top.

        Without matplotlib the page says so once and goes on.
        """
        if missing(["matplotlib"]):
            if not self._says_figures_are_missing:
                self.note(how_to_install(["matplotlib"]))
                self._says_figures_are_missing = True
            return self
        return self.image(figure_png(draw, size), caption, opens=opens)

    def image(self, png: bytes, caption: str = "", *, opens: bool = False) -> Page:
        """A finished picture, kept inside the page; ``opens`` puts it on top."""
        if opens or self._picture is None:
            self._picture = len(self._parts)
        encoded = base64.b64encode(png).decode("ascii")
        self._parts.append(
            f'<figure><img alt="{html.escape(caption)}" src="data:image/png;base64,{encoded}">'
            f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        )
        return self

    def link(self, text: str, target: str) -> Page:
        """A link to a file beside the page."""
        self._parts.append(f'<p><a href="{html.escape(target)}">{html.escape(text)}</a></p>')
        return self

    def html(self) -> str:
        language = message("en")  # a translation puts its own code here
        parts = list(self._parts)
        first = [parts.pop(self._picture)] if self._picture is not None else []
        opening = [f'<div class="opening">{"".join(self._opening)}</div>'] if self._opening else []
        body = "".join([*self._head, *first, *opening, *parts])
        return (
            f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{html.escape(self.title)}</title><style>{STYLE}</style></head>"
            f"<body>{body}</body></html>\n"
        )


def with_origin(page: str, sources: str, terms: Sequence[str], provenance: str) -> str:
    """A finished page with what it was made from, under whose terms, and how to make it again (JSON)."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in [sources, *terms] if line)
    data = provenance.replace("<", "\\u003c")  # so that no text in it ends the script, or begins another
    return page.replace(
        "</body>",
        f'<section class="origin"><h2>{html.escape(message("Origin"))}</h2>{lines}'
        f"<details><summary>{html.escape(message('Algorithm, parameters and versions'))}</summary>"
        f"<pre>{html.escape(_indented(provenance))}</pre></details></section>"
        f'<script type="application/json" id="provenance">{data}</script></body>',
    )


def _indented(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1)


def figure_png(draw: Callable, size: tuple[float, float] = (8.0, 4.5), dots_per_inch: int = 110) -> bytes:
    """A drawing as PNG bytes, without pyplot and so without global state; works in any thread.

    Texts are written as they are: a name such as ``$x{$`` is no formula. A cancel is heard at each of them.
    """
    figure = require("matplotlib.figure").Figure(figsize=size, dpi=dots_per_inch, layout="constrained")
    _plain_canvas()(figure)
    draw(figure)
    set_fonts(figure)
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return stream.getvalue()


@lru_cache(maxsize=1)
def _plain_canvas() -> type:
    """A canvas whose renderer takes no text for mathematics, and hears a cancel at each text that it measures."""

    canvas: Any = require("matplotlib.backends.backend_agg").FigureCanvasAgg

    class PlainCanvas(canvas):
        def get_renderer(self, *arguments: Any, **options: Any) -> Any:
            renderer = super().get_renderer(*arguments, **options)
            if not hasattr(renderer, "writes_plainly"):
                measure, write = renderer.get_text_width_height_descent, renderer.draw_text

                def measured(text: str, font: Any, ismath: Any) -> Any:
                    stop_if_cancelled()
                    return measure(text, font, False)

                def written(gc: Any, x: float, y: float, text: str, font: Any, angle: float, *_: Any, **__: Any) -> Any:
                    return write(gc, x, y, text, font, angle)

                renderer.get_text_width_height_descent, renderer.draw_text = measured, written
                renderer.writes_plainly = True
            return renderer

    return PlainCanvas

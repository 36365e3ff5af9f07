"""Fonts that have the signs a figure writes; matplotlib's own font has no Chinese."""

from __future__ import annotations

from typing import Any

# on Windows, macOS and Linux
WIDE_FONTS = (
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "Heiti SC",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
USUAL_FONT = "DejaVu Sans"


def font_families(sample: str) -> list[str]:
    """The fonts to write with: one that has the signs of ``sample`` first, where this system has any."""
    if sample.isascii():
        return [USUAL_FONT]
    from matplotlib.font_manager import fontManager

    present = {font.name for font in fontManager.ttflist}
    return [*(name for name in WIDE_FONTS if name in present), USUAL_FONT]


def ems(text: str) -> float:
    """About how wide a text is, in heights of its letters: Chinese signs are twice as wide as Latin ones.

    >>> ems("ab") < ems("沉降")
    True
    """
    return sum(1.0 if ord(sign) > 0x2E80 else 0.58 for sign in text)


def set_fonts(figure: Any) -> None:
    """Give the texts of a matplotlib Figure whose signs are wide a font that has them."""
    from matplotlib.text import Text

    for text in figure.findobj(Text):
        if any(sign >= "\u2e80" for sign in text.get_text()):
            text.set_fontfamily(font_families(text.get_text()))

"""Colours that can be read on the window's own background, bright or dark, and icons that stand out from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qgis.PyQt.QtGui import QColor, QIcon, QPalette, QPixmap

ICON_PIXELS = 64
LEAST_CONTRAST = 3.5  # of texts; on a middle grey hardly more is to be had
# dark strokes of the icons → what stands out from a dark toolbar
BRIGHTER = {
    "#2d2d2d": "#dddddd",
    "#555": "#cccccc",
    "#888": "#aaaaaa",
    "#b2182b": "#ff7b6b",
    "#2166ac": "#7cc0ff",
    "#1a7a3a": "#6fd68f",
}


@dataclass(frozen=True)
class Theme:
    """good, ready, bad, faint : of texts; paper, ink, soft, grid : of drawings; line, strong, note : within them."""

    is_dark: bool
    good: str
    ready: str
    bad: str
    faint: str
    paper: str
    ink: str
    soft: str
    grid: str
    strong: str
    note: str


LIGHT = Theme(
    False, "#1a7a3a", "#2166ac", "#b2182b", "#767676", "#ffffff", "#222222", "#666666", "#eeeeee", "#b2182b", "#ffffe8"
)
DARK = Theme(
    True, "#6fd68f", "#7cc0ff", "#ff8a7a", "#a0a0a0", "#232629", "#e6e6e6", "#a8a8a8", "#3d4145", "#ff7b6b", "#3a3a2c"
)


def theme_of(palette: QPalette, role: QPalette.ColorRole = QPalette.ColorRole.Window) -> Theme:
    """The theme that goes with a window's palette; role : what its texts stand on."""
    background = palette.color(role)
    theme = DARK if background.lightness() < 128 else LIGHT
    good, ready, bad, faint = (readable(text, background) for text in (theme.good, theme.ready, theme.bad, theme.faint))
    return replace(theme, good=good, ready=ready, bad=bad, faint=faint)


def readable(colour: str, background: QColor) -> str:
    """A colour, made lighter or darker until it stands out from a background: on greys of QGIS's own themes it may not.

    >>> readable("#1a7a3a", QColor("#ffffff"))
    '#1a7a3a'
    """
    shown = QColor(colour)
    end = 255 if background.lightness() < 128 else 0
    for step in range(11):
        share = step / 10
        mixed = [round(part + (end - part) * share) for part in (shown.red(), shown.green(), shown.blue())]
        found = QColor(*mixed)
        if contrast(found, background) >= LEAST_CONTRAST:
            break
    return found.name()


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of two colours' luminance, from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def themed_icon(path: Path, palette: QPalette) -> QIcon:
    """An icon from an SVG file, its dark strokes brightened on a dark window."""
    if not theme_of(palette).is_dark:
        return QIcon(str(path))
    text = path.read_text(encoding="utf-8")
    for dark, bright in BRIGHTER.items():
        text = text.replace(f'"{dark}"', f'"{bright}"')
    text = (
        text.replace("<svg ", f'<svg width="{ICON_PIXELS}" height="{ICON_PIXELS}" ', 1)
        if "width=" not in text[:90]
        else text
    )
    picture = QPixmap()
    picture.loadFromData(text.encode("utf-8"), "SVG")
    return QIcon(picture) if not picture.isNull() else QIcon(str(path))

"""Where the guide lies: pages that ship with the plugin, or the documents of a checkout."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl

ROOT = Path(__file__).parent.parent


def help_url(page: str = "guide", anchor: str = "") -> str:
    """The address of a page on this disk, "" where neither pages nor documents are.

    page : such as "guide" or "algorithms"; anchor : an algorithm's id
    """
    for path in (ROOT / "help" / f"{page}.html", ROOT / "docs" / f"{page}.md"):
        if path.is_file():
            url = QUrl.fromLocalFile(str(path))
            if anchor:
                url.setFragment(anchor)
            return url.toString()
    return ""

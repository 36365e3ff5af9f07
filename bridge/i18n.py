"""Translation of what the user reads."""

from qgis.PyQt.QtCore import QCoreApplication

CONTEXT = "LandSubsidence"


def tr(text: str) -> str:
    """The text in the user's language; ``text`` must be a literal, so that it can be collected.

    What the core says goes through here too, inside ``with translated(tr):`` (``subsidence/wording.py``).
    """
    return QCoreApplication.translate(CONTEXT, text)

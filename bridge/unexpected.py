"""What is said when something happens that nobody thought of: a mistake of this plugin, not of its user."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from qgis.core import Qgis, QgsApplication

from ..version import about_plugin
from .i18n import tr

LOG = "Land Subsidence"


OF_DISKS = {errno.ENOSPC, errno.EROFS, errno.EIO, errno.EFBIG, errno.ENAMETOOLONG, errno.EMFILE}
OF_DISKS |= {getattr(errno, name) for name in ("EDQUOT", "ESTALE", "ENOTCONN", "EREMOTEIO") if hasattr(errno, name)}


def unexpected(error: Exception) -> str:
    """A sentence for the user; the whole traceback goes into QGIS' log of messages.

    What a disk may do at any moment is nobody's mistake.
    """
    if isinstance(error, OSError) and error.errno in OF_DISKS:
        return tr("The disk does not do what was asked ({reason}). What was there before is untouched.").format(
            reason=error.strerror or error
        )
    QgsApplication.messageLog().logMessage(
        "".join(traceback.format_exception(type(error), error, error.__traceback__)),
        LOG,
        Qgis.MessageLevel.Critical,
    )
    if isinstance(error, MemoryError):
        return tr(
            "There is not enough memory for this; use fewer points, a smaller extent or a coarser grid, or close other"
            " programs."
        )
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}, {frames[-1].lineno}" if frames else ""
    return tr(
        "Something unexpected happened ({kind} at {place}); that is a mistake of the plugin, not yours. Nothing was"
        " changed. Please report it at {tracker} with what the panel “Log Messages” shows under “{log}”."
    ).format(kind=type(error).__name__, place=place, tracker=about_plugin("tracker"), log=LOG)

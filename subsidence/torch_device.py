"""Where torch computes: on the processor, or on a card that is there."""

from __future__ import annotations

from typing import Any

from .errors import SubsidenceError
from .packages import require
from .wording import message

AUTO = "auto"


def torch_device(wanted: str) -> Any:
    """The ``torch.device`` of this name, or the card where there is one and the processor elsewhere for "auto".

    Raises SubsidenceError where torch knows no such device or the computer has none.
    """
    torch = require("torch")
    if wanted == AUTO:
        wanted = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(wanted)
    except RuntimeError as error:
        raise SubsidenceError(
            message("The series do not go onto the device “{device}”: {error}", device=wanted, error=error)
        ) from error
    if device.type == "cuda" and not torch.cuda.is_available():
        raise SubsidenceError(message("torch finds no CUDA device on this computer; choose the processor."))
    return device

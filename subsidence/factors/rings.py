"""Rings around features: which one a distance falls into, and the edges of a set of rings."""

from __future__ import annotations

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

ROUNDING_M = 1e-6  # a point this far outside an edge still counts as on it


def ring_outer_edge(distance_m: np.ndarray, width_m: float) -> np.ndarray:
    """The outer edge in metres of the ring of ``width_m`` that each distance falls into; NaN stays NaN.

    Rings are (0, w], (w, 2w] …, and the feature itself belongs to the first one.

    >>> ring_outer_edge(np.array([0.0, 199.0, 200.0, 201.0]), 200.0).tolist()
    [200.0, 200.0, 200.0, 400.0]
    """
    if not width_m > 0:
        raise SubsidenceError(message("The ring width must be greater than 0 m."))
    distance = np.asarray(distance_m, dtype=float)
    return np.maximum(np.ceil((distance - ROUNDING_M) / width_m), 1.0) * width_m


def parse_distances(text: str) -> np.ndarray:
    """Increasing distances in metres from a list such as ``200, 400, 600``.

    >>> parse_distances("200, 400,600").tolist()
    [200.0, 400.0, 600.0]
    """
    parts = [part for part in text.replace(";", ",").replace("\n", ",").split(",") if part.strip()]
    try:
        distances = np.array([float(part) for part in parts])
    except ValueError:
        raise SubsidenceError(
            message(
                "“{text}” is not a list of distances in metres; write numbers with commas between, such"
                " as 200,400,600.",
                text=text,
            )
        ) from None
    if not distances.size:
        raise SubsidenceError(message("No ring distances are given; write them in metres, such as 200,400,600."))
    if not np.isfinite(distances).all() or (distances <= 0).any():
        raise SubsidenceError(message("Ring distances must be greater than 0 m."))
    if np.unique(distances).size < distances.size:
        raise SubsidenceError(message("A ring distance is given twice; each may occur only once."))
    return np.sort(distances)


def equal_rings(width_m: float, count: int) -> np.ndarray:
    """Outer edges of ``count`` rings of the same width.

    >>> equal_rings(250.0, 3).tolist()
    [250.0, 500.0, 750.0]
    """
    if not width_m > 0 or count < 1:
        raise SubsidenceError(message("Rings need a width greater than 0 m and a count of at least 1."))
    return width_m * np.arange(1, count + 1)

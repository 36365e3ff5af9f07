"""Unit vectors from the ground to the satellite, believed only when they can be that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message

LOS_FIELDS = ("los_e", "los_n", "los_u")
LOS_NAMES = {
    "los_e": ("los_e", "los_east", "cose", "cos_e", "e_los", "east_los"),
    "los_n": ("los_n", "los_north", "cosn", "cos_n", "n_los", "north_los"),
    "los_u": ("los_u", "los_up", "cosu", "cos_u", "u_los", "up_los"),
}
LENGTH_TOLERANCE = 0.02
LARGEST_NORTH = 0.35  # of a satellite in a polar orbit; without it the rest is at least 0.93 long
LEAST_UP = 0.2  # an incidence of 78°
LARGEST_SHARE_OFF = 0.01  # of the points; fewer odd ones become unknown


def line_of_sight_fields(names: Iterable[str]) -> dict[str, str]:
    """Which fields hold the components, by the names that producers give them, in any case.

    >>> line_of_sight_fields(["pid", "los_east", "los_north", "los_up"])
    {'los_e': 'los_east', 'los_n': 'los_north', 'los_u': 'los_up'}
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(name.strip().lower(), name)
    found = {
        ours: next((by_name[alias] for alias in aliases if alias in by_name), None)
        for ours, aliases in LOS_NAMES.items()
    }
    return {ours: name for ours, name in found.items() if name is not None}


def checked_look(los: np.ndarray, name: str, report: Report = SILENT) -> np.ndarray:
    """Unit vectors ground → satellite that can be believed.

    Parameters
    ----------
    los : ndarray, shape=(n, 3)
        East, north, up; north may be NaN or 0 throughout, where a producer left it out.
    name : str
        Of the layer or product, for what is said.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    ndarray, shape=(n, 3)
        NaN where unknown.

    Raises
    ------
    SubsidenceError
        Where some vectors point up and some down, where they are nearly level, or their length is not 1, such as angles
        in degrees.

    Notes
    -----
    Vectors that all point down are those of the opposite convention, satellite → ground: they are turned, and that is
    said. Refused, with ``SubsidenceError``, are vectors of which some point up and some down, nearly level ones, and
    those whose length is not 1, such as angles in degrees. A few odd ones among many become NaN.
    """
    los = np.array(los, dtype=float)
    east, north, up = los.T
    has_north = bool((np.isfinite(north) & (north != 0)).any())
    known = np.isfinite(east) & np.isfinite(up) & (np.isfinite(north) | (not has_north))
    known &= (east != 0) | (up != 0) | (np.nan_to_num(north) != 0)  # zeros stand for unknown
    if not known.any():
        return np.full(los.shape, np.nan)
    length = np.sqrt(east**2 + np.nan_to_num(north) ** 2 + up**2)
    shortest = 1.0 - LENGTH_TOLERANCE if has_north else np.sqrt(1.0 - LARGEST_NORTH**2) - LENGTH_TOLERANCE
    off = known & ((length > 1.0 + LENGTH_TOLERANCE) | (length < shortest))
    if off[known].mean() > LARGEST_SHARE_OFF:
        raise SubsidenceError(_length_sentence(name, float(np.median(length[off]))))
    good = known & ~off
    down = good & (up < 0)
    if down.sum() > (1.0 - LARGEST_SHARE_OFF) * good.sum():
        report.warn(
            message(
                "The line of sight of “{name}” points down (los_u {up:.2f}), from the satellite to the ground; it was"
                " turned round. Displacements are still taken as positive towards the satellite.",
                name=name,
                up=float(np.median(up[good])),
            )
        )
        los, up = -los, -up
        down = good & (up < 0)
    level = good & (up < LEAST_UP)
    if level[good].mean() > LARGEST_SHARE_OFF:
        raise SubsidenceError(
            message(
                "The line of sight of “{name}” is not that of a satellite: los_u lies between {low:.2f} and"
                " {high:.2f}, but must be positive, about 0.6 to 0.9; check los_e, los_n and los_u.",
                name=name,
                low=float(up[good].min()),
                high=float(up[good].max()),
            )
        )
    odd = off | level
    if odd.any():
        report.warn(
            message(
                "{count} of {total} lines of sight of “{name}” are no unit vectors and count as unknown.",
                count=int(odd.sum()),
                total=len(los),
                name=name,
            )
        )
    los[~known | odd] = np.nan
    if not has_north:
        los[:, 1] = np.where(np.isfinite(los[:, 0]), 0.0, np.nan)
    return los


def checked_up(up: np.ndarray, name: str, report: Report = SILENT) -> np.ndarray:
    """The up component of look vectors alone.

    Parameters
    ----------
    up : ndarray
        Of any shape; NaN where unknown.
    name : str
        Of the layer or product, for what is said.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    ndarray
        Positive, of the same shape; turned where all of it points down, which is said.

    Raises
    ------
    SubsidenceError
        Where it is no up component of a satellite's look.
    """
    up = np.array(up, dtype=float)
    known = np.isfinite(up) & (up != 0)
    if not known.any():
        return np.full(up.shape, np.nan)
    if np.abs(up[known]).max() > 1.0 + LENGTH_TOLERANCE:
        raise SubsidenceError(_length_sentence(name, float(np.abs(up[known]).max())))
    level = np.zeros((int(known.sum()), 3))
    level[:, 2] = up[known]
    level[:, 0] = np.sqrt(np.maximum(1.0 - up[known] ** 2, 0.0))
    result = np.full(up.shape, np.nan)
    result[known] = checked_look(level, name, report)[:, 2]
    return result


def _length_sentence(name: str, length: float) -> str:
    return message(
        "The line of sight of “{name}” is no unit vector: its length is {length:.3g} instead of 1. Give the"
        " components of the vector from the ground to the satellite, not angles.",
        name=name,
        length=length,
    )


def with_believed_look(layers: Mapping[str, np.ndarray], name: str, report: Report = SILENT) -> dict[str, np.ndarray]:
    """Columns or rasters whose los_e, los_n and los_u were checked; left out, with a warning, where they cannot be.

    Parameters
    ----------
    layers : mapping
        By field name; the components share one shape.
    name : str
        Of the layer or product, for what is said.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    dict of ndarray
        The same ones; without los_e, los_n and los_u where these cannot be believed.
    """
    layers = dict(layers)
    present = [field for field in LOS_FIELDS if field in layers]
    if not present:
        return layers
    shape, kind = layers[present[0]].shape, layers[present[0]].dtype
    kind = kind if kind.kind == "f" else np.dtype(float)
    try:
        if "los_e" in layers and "los_u" in layers:
            north = layers.get("los_n", np.zeros(shape))
            parts = [np.asarray(part, dtype=float).reshape(-1) for part in (layers["los_e"], north, layers["los_u"])]
            checked = dict(zip(LOS_FIELDS, checked_look(np.column_stack(parts), name, report).T))
        elif "los_u" in layers:
            checked = {"los_u": checked_up(np.asarray(layers["los_u"], dtype=float), name, report)}
        else:
            return layers
    except SubsidenceError as error:
        report.warn(message("{error} It is left out.", error=error))
        return {field: values for field, values in layers.items() if field not in LOS_FIELDS}
    for field in present:
        if field in checked:
            layers[field] = checked[field].reshape(shape).astype(kind)
    return layers

"""Which points, zones and predictions a map marks as doubtful, by the fields a layer has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .i18n import tr

# a deviation below this is within what DZ/T 0154-2020 allows, in mm/yr for rates and mm for displacements
TOLERANCE_MM = 10.0
NINETY_PERCENT = 1.645  # standard deviations of a normal distribution
LOW_COHERENCE = 0.3
BETWEEN_CLUSTERS = 0.05  # of shape-based distance
WEAK_SUPPORT = 2.0  # of the Bayesian information criterion: "not worth more than a bare mention" (Kass & Raftery 1995)
FEW_POINTS = 10
FORECAST = re.compile(r"F\d{8}")


@dataclass(frozen=True)
class Doubt:
    """expression : of QGIS, true for what is doubtful; label : for the legend."""

    expression: str
    label: str


def doubt_about(field: str, names: Sequence[str]) -> Doubt | None:
    """What makes the values of ``field`` doubtful in a layer with the fields ``names``; None where nothing is known.

    Intervals count as doubtful where they are wider than the tolerance and hold zero: sinking or not is open.
    """
    present = set(names)
    reasons: list[tuple[str, str]] = []
    wide = tr("wide interval")
    if field in ("velocity", "rate"):
        std = f"{field}_std"
        if std in present:
            half = f"{NINETY_PERCENT} * {_quoted(std)}"
            reasons.append((f"{half} > {TOLERANCE_MM} AND abs({_quoted(field)}) < {half}", wide))
        if "coherence" in present:
            low = tr("coherence < {limit:g}").format(limit=LOW_COHERENCE)
            reasons.append((f'"coherence" < {LOW_COHERENCE}', low))
    if field in ("rate_predicted", "rate_error", "rate_change"):
        reasons += _interval("rate", present, wide)
        if "extrapolated" in present:
            reasons.append(('"extrapolated" > 0', tr("extrapolated")))
    if FORECAST.fullmatch(field):
        reasons += _interval(field, present, wide)
    if field == "cluster" and "sbd_margin" in present:
        reasons.append((f'"sbd_margin" < {BETWEEN_CLUSTERS}', tr("between clusters")))
    if field == "model" and "model_support" in present:
        reasons.append((f'"model_support" < {WEAK_SUPPORT}', tr("another model fits too")))
    if field == "rate_mean" and "n" in present:
        reasons.append((f'"n" < {FEW_POINTS}', tr("fewer than {count} points").format(count=FEW_POINTS)))
    if field == "rate_difference" and "n_points" in present:
        reasons.append(('"n_points" < 2', tr("a single point")))
    if not reasons:
        return None
    return Doubt(
        " OR ".join(f"({expression})" for expression, _ in reasons),
        tr("low confidence: {reasons}").format(reasons=", ".join(label for _, label in reasons)),
    )


def _interval(stem: str, present: set[str], label: str) -> list[tuple[str, str]]:
    low, high = f"{stem}_lo", f"{stem}_hi"
    if not {low, high} <= present:
        return []
    low, high = _quoted(low), _quoted(high)
    return [(f"{high} - {low} > {2 * TOLERANCE_MM} AND {low} < 0 AND {high} > 0", label)]


def _quoted(name: str) -> str:
    return f'"{name}"'

"""Published limits of settlement, each with its source, its clause and whether its number could be verified.

They are design or construction-control values for foundations. InSAR measures the ground (or a roof) where scatterers
happen to be: what exceeds a limit here is a case for a closer look, never a damage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

SETTLEMENT, DIFFERENTIAL, TILT, DISTORTION, DEFLECTION = (
    "settlement",
    "differential",
    "tilt",
    "distortion",
    "deflection",
)
QUANTITIES = (SETTLEMENT, DIFFERENTIAL, TILT, DISTORTION, DEFLECTION)
MILLIMETRES = (SETTLEMENT, DIFFERENTIAL)  # the others are ratios, mm per m


@dataclass(frozen=True)
class Limit:
    """One limit.

    quantity : one of ``QUANTITIES``
    value : mm for settlement and differential, mm/m for the others (1/500 is 2 mm/m)
    meaning : what it stands for, in the source's sense
    source, clause : where it is written
    verified : whether the number was seen in the source, or in a text that quotes it
    """

    quantity: str
    value: float
    meaning: str
    source: str
    clause: str
    verified: bool

    def __post_init__(self) -> None:
        if self.quantity not in QUANTITIES:
            raise SubsidenceError(
                message(
                    "The quantity “{quantity}” is not known; use one of {names}.",
                    quantity=self.quantity,
                    names=", ".join(QUANTITIES),
                )
            )
        if not (np.isfinite(self.value) and self.value > 0):
            raise SubsidenceError(
                message("The limit “{value}” of {quantity} must be above 0.", value=self.value, quantity=self.quantity)
            )

    @property
    def text(self) -> str:
        """The limit as engineers write it.

        >>> Limit("distortion", 2.0, "", "", "", True).text, Limit("settlement", 50.0, "", "", "", True).text
        ('1/500', '50 mm')
        """
        if self.quantity in MILLIMETRES:
            return f"{self.value:g} mm"
        return f"1/{1000.0 / self.value:.0f}"


def _ratios(quantity: str, source: str, clause: str, rows: Sequence[tuple[float, str, bool]]) -> tuple[Limit, ...]:
    return tuple(Limit(quantity, 1000.0 / n, meaning, source, clause, verified) for n, meaning, verified in rows)


SKEMPTON, BJERRUM, EUROCODE, GB_TILT, GB_LOCAL, METRO, BURLAND = (
    "skempton_macdonald_1956",
    "bjerrum_1963",
    "eurocode_7",
    "gb_50007_tilt",
    "gb_50007_local_tilt",
    "cjjt_202",
    "boscardin_cording_1989",
)

# key → limits from the mildest to the severest
LIMIT_SETS: dict[str, tuple[Limit, ...]] = {
    SKEMPTON: _ratios(
        DISTORTION,
        "Skempton & MacDonald 1956",
        "The allowable settlements of buildings, Proc. ICE 5(6)",
        [
            (500, "design value, cracks avoided", False),
            (300, "cracks in panel and brick walls", True),
            (150, "damage to structural frames", True),
        ],
    ),
    BJERRUM: _ratios(
        DISTORTION,
        "Bjerrum 1963",
        "Discussion, 3rd European Conference on Soil Mechanics, vol. 2",
        [
            (750, "machinery sensitive to settlement", False),
            (600, "danger to frames with diagonals", False),
            (500, "safe where no cracks are allowed", False),
            (300, "first cracks in panel walls", False),
            (250, "tilt of high rigid buildings becomes visible", False),
            (150, "structural damage to be feared", False),
        ],
    ),
    EUROCODE: (
        *_ratios(
            DISTORTION,
            "EN 1997-1:2004",
            "Annex H (2)",
            [
                (2000, "lower end of the serviceability range", True),
                (500, "acceptable for many structures", True),
                (300, "upper end of the serviceability range", True),
                (150, "ultimate limit state likely", True),
            ],
        ),
        Limit(SETTLEMENT, 50.0, "often acceptable for isolated foundations", "EN 1997-1:2004", "Annex H (4)", True),
    ),
    GB_TILT: tuple(
        Limit(TILT, value, meaning, "GB 50007-2011", "table 5.3.4", verified)
        for value, meaning, verified in (
            (2.0, "overall tilt, buildings above 100 m", False),
            (2.5, "overall tilt, buildings of 60–100 m", True),
            (3.0, "overall tilt, buildings of 24–60 m", True),
            (4.0, "overall tilt, buildings up to 24 m", True),
        )
    ),
    GB_LOCAL: tuple(
        Limit(TILT, value, meaning, "GB 50007-2011", "table 5.3.4", True)
        for value, meaning in (
            (2.0, "local tilt of masonry bearing walls, soil of low or medium compressibility"),
            (3.0, "local tilt of masonry bearing walls, soil of high compressibility"),
        )
    ),
    METRO: tuple(
        Limit(SETTLEMENT, value, meaning, "CJJ/T 202-2013", "appendix B, table B.0.2", False)
        for value, meaning in (
            (10.0, "vertical displacement of a tunnel, warning"),
            (20.0, "vertical displacement of a tunnel, control"),
        )
    ),
    # with horizontal strain 0 the critical strain is about half the distortion (chart for L/H = 1)
    BURLAND: tuple(
        Limit(DISTORTION, value, meaning, "Boscardin & Cording 1989, after Burland 1977", "chart, strain 0", False)
        for value, meaning in (
            (1.0, "category 1, very slight"),
            (1.5, "category 2, slight"),
            (3.0, "category 3, moderate to severe"),
            (6.0, "category 4, severe to very severe"),
        )
    ),
}


def limits_of_table(columns: Mapping[str, Sequence]) -> tuple[Limit, ...]:
    """Limits from the columns ``quantity``, ``value`` and, if there, ``meaning``, ``source``, ``clause``, ``verified``.

    A value such as "1/500" or 0.002 of a ratio is taken as such; 2 is 2 mm/m. Raises ``SubsidenceError`` with the
    row that cannot be understood.
    """
    if "quantity" not in columns or "value" not in columns:
        raise SubsidenceError(
            message(
                "The table of limits needs the columns “quantity” and “value”; it has {names}.",
                names=", ".join(columns),
            )
        )
    found = []
    for row, (quantity, value) in enumerate(zip(columns["quantity"], columns["value"]), start=1):
        name = str(quantity).strip().lower()
        number = _number(value)
        if number is None:
            raise SubsidenceError(
                message(
                    "Row {row} of the table of limits has the value “{value}”; write 1/500 or 2.", row=row, value=value
                )
            )
        if name not in MILLIMETRES and 0.0 < number < 0.1:
            number *= 1000.0  # a plain ratio
        wanted = ("meaning", "source", "clause")
        meaning, source, clause = (str(columns[key][row - 1] or "") if key in columns else "" for key in wanted)
        verified = bool(columns["verified"][row - 1]) if "verified" in columns else False
        found.append(Limit(name, number, meaning, source, clause, verified))
    if not found:
        raise SubsidenceError(message("The table of limits has no rows."))
    return tuple(sorted(found, key=lambda limit: (limit.quantity, limit.value)))


def _number(value: object) -> float | None:
    text = str(value).strip()
    above, slash, below = text.partition("/")
    try:
        return float(above) / float(below) if slash else float(text)
    except (ValueError, ZeroDivisionError):
        return None


def probability_above(value: np.ndarray, std: np.ndarray, limit: float) -> np.ndarray:
    """Probability that a quantity with a normal error lies above a limit in size; NaN where unknown.

    Above the limit it is one minus how often a quantity at the limit, of either sign, would be measured as large: P(|x|
    ≥ value). Below it is that of a normal error, and never more than one half: noise much larger than the limit makes a
    size beyond it likely on either side, and shows none.

    >>> probability_above(np.array([2.0, 0.0, 0.0]), np.array([1.0, 1.0, 100.0]), 2.0).round(2).tolist()
    [0.5, 0.05, 0.5]
    """
    from scipy.special import ndtr

    size, std = np.abs(np.asarray(value, dtype=float)), np.asarray(std, dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        same_side, other_side = ndtr((size - limit) / std), ndtr((-size - limit) / std)
        return np.maximum(same_side - other_side, np.minimum(same_side + other_side, 0.5))

"""Classes such as geology as numbers: a legend, an order by the mean rate, or a column per class."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

MAX_COLUMNS = 50
TEXT_ONLY, ALPHABETICAL, LEGEND, MEAN_RATE, ONE_HOT = ENCODINGS = (
    "text",
    "alphabetical",
    "legend",
    "mean rate",
    "one hot",
)


@dataclass(frozen=True)
class ClassCodes:
    """A code for each class; unknown classes become NaN. Plain values, so it can be kept in a model file."""

    codes: dict[str, float]

    def transform(self, classes: np.ndarray) -> np.ndarray:
        """The code of every row, NaN for missing and unknown classes; shape=(n,)."""
        return np.array([np.nan if name is None else self.codes.get(str(name), np.nan) for name in classes], float)

    def unknown(self, classes: np.ndarray) -> dict[str, int]:
        """Classes without a code, and how many rows have them."""
        names, counts = class_counts(classes)
        return {name: count for name, count in zip(names, counts) if name not in self.codes}


def class_counts(classes: np.ndarray) -> tuple[list[str], list[int]]:
    """The classes in alphabetical order and their numbers of rows; missing ones (None) are left out."""
    names = [str(name) for name in classes if name is not None]
    unique, counts = np.unique(np.array(names, dtype=str), return_counts=True)
    return unique.tolist(), counts.tolist()


def alphabetical_codes(classes: np.ndarray) -> ClassCodes:
    """1, 2, 3 … in alphabetical order: names for classes, without meaning as amounts.

    >>> alphabetical_codes(np.array(["clay", "rock", "clay", None], dtype=object)).codes
    {'clay': 1.0, 'rock': 2.0}
    """
    return ClassCodes({name: float(number) for number, name in enumerate(class_counts(classes)[0], start=1)})


def legend_codes(legend: Mapping[str, float]) -> ClassCodes:
    """The user's own codes, for example rock 1, sand 2, clay 3."""
    codes = {str(name): float(code) for name, code in legend.items()}
    if not codes:
        raise SubsidenceError(message("The legend of classes is empty."))
    return ClassCodes(codes)


def mean_rate_codes(
    classes: np.ndarray, rate_mm_per_yr: np.ndarray, rows: np.ndarray | None = None, *, smoothing: float = 10.0
) -> ClassCodes:
    """The mean rate of each class, drawn to the overall mean where a class has few rows.

    rows : mask or indices of the rows to learn from. A model must pass its training rows only, since
        the code carries the target; without rows the whole layer is used, for looking, not for testing
    smoothing : a class of this many rows lies halfway between its own mean and the overall mean
        (Micci-Barreca 2001, SIGKDD Explorations 3(1))
    """
    classes, rate = np.asarray(classes, dtype=object), np.asarray(rate_mm_per_yr, dtype=float)
    if rows is not None:
        classes, rate = classes[rows], rate[rows]
    usable = np.isfinite(rate) & np.array([name is not None for name in classes], dtype=bool)
    if not usable.any():
        raise SubsidenceError(
            message("No row has both a class and a rate, so classes cannot be ordered by their mean rate.")
        )
    names = np.array([str(name) for name in classes[usable]])
    unique, number, counts = np.unique(names, return_inverse=True, return_counts=True)
    overall = rate[usable].mean()
    total = np.bincount(number.reshape(-1), rate[usable])
    means = (total + smoothing * overall) / (counts + smoothing)
    return ClassCodes(dict(zip(unique.tolist(), means.tolist())))


def one_hot(classes: np.ndarray, prefix: str) -> dict[str, np.ndarray]:
    """A column of 0 and 1 per class, NaN where the class is missing; names made of the prefix and the class.

    >>> {k: v.tolist() for k, v in one_hot(np.array(["clay", "rock"], dtype=object), "geo").items()}
    {'geo_clay': [1.0, 0.0], 'geo_rock': [0.0, 1.0]}
    """
    unique, _ = class_counts(classes)
    if len(unique) > MAX_COLUMNS:
        raise SubsidenceError(
            message(
                "“{prefix}” has {count} classes; a column for each is too many (at most {max_columns}):"
                " join classes or choose codes.",
                prefix=prefix,
                count=len(unique),
                max_columns=MAX_COLUMNS,
            )
        )
    missing = np.array([name is None for name in classes], dtype=bool)
    columns: dict[str, np.ndarray] = {}
    for name in unique:
        field = f"{prefix}_{field_name(name)}"
        while field in columns:
            field += "_"
        is_class = np.array([str(value) == name for value in classes], dtype=float)
        columns[field] = np.where(missing, np.nan, is_class)
    return columns


def field_name(text: str, longest: int = 40) -> str:
    """A field name: the letters of any script and digits as they are, underscores for the rest.

    >>> field_name("Líneas de metro (2016)"), field_name("地铁 2 号线"), field_name("Straßen")
    ('Líneas_de_metro_2016', '地铁_2_号线', 'Straßen')
    """
    name = re.sub(r"\W+", "_", unicodedata.normalize("NFC", text)).strip("_")[:longest].rstrip("_")
    return name or "layer"

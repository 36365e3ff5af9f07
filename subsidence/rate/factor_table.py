"""Factor columns of a layer as the numbers a rate model works on, and the checks on a new layer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

UNKNOWN_CLASS = -1.0  # code of a class name that the model never met


@dataclass(frozen=True)
class FactorTable:
    """matrix : shape=(n_rows, n_factors), NaN = missing; is_class : shape=(n_factors,)
    legends : for factors given as text, their class names in order of code."""

    names: tuple[str, ...]
    matrix: np.ndarray
    is_class: np.ndarray
    legends: dict[str, list[str]]


def factor_table(
    columns: Mapping[str, np.ndarray],
    names: Sequence[str],
    class_names: Sequence[str] = (),
    legends: Mapping[str, Sequence[str]] | None = None,
) -> FactorTable:
    """Numeric factors as they are; text, and the factors in ``class_names``, as class codes.

    Parameters
    ----------
    columns : mapping
        Name → shape=(n_rows,), numbers (NaN = missing) or text (None = missing).
    names : sequence of str
        The factors, in order.
    class_names : sequence of str
        Those whose numbers are codes of classes.
    legends : mapping, optional
        Of a model that is applied; a class it does not have becomes ``UNKNOWN_CLASS``.

    Returns
    -------
    FactorTable
        The matrix, which factors are classes, and their legends.

    Raises
    ------
    SubsidenceError
        Where a factor is absent, empty, of the wrong kind, or none varies.

    Examples
    --------
    >>> found = factor_table({"geology": np.array(["silt", None, "clay"], dtype=object)}, ["geology"])
    >>> found.matrix[:, 0].tolist(), found.legends
    ([1.0, nan, 0.0], {'geology': ['clay', 'silt']})
    """
    if not names:
        raise SubsidenceError(message("Choose at least one factor field."))
    absent = [name for name in names if name not in columns]
    if absent:
        raise SubsidenceError(
            message("The layer lacks the factor {name}; add it under this name and in the same unit.", name=absent[0])
            if len(absent) == 1
            else message(
                "The layer lacks the factors {names}; add them under these names and in the same units.",
                names=", ".join(absent),
            )
        )
    matrix = np.empty((len(next(iter(columns.values()))), len(names)))
    is_class = np.zeros(len(names), dtype=bool)
    found_legends: dict[str, list[str]] = {}
    for index, name in enumerate(names):
        values = np.asarray(columns[name])
        is_text = values.dtype.kind not in "fiub"
        is_class[index] = is_text or name in class_names
        if legends is not None and (name in legends) != is_text:
            wanted = "text" if name in legends else "numbers"
            raise SubsidenceError(
                message(
                    "The factor “{name}” must hold {wanted}, as in the layer the model learned from.",
                    name=name,
                    wanted=wanted,
                )
            )
        if is_text:
            known = list(legends[name]) if legends is not None else sorted({str(v) for v in values if v is not None})
            code = {text: float(number) for number, text in enumerate(known)}
            matrix[:, index] = [np.nan if v is None else code.get(str(v), UNKNOWN_CLASS) for v in values]
            found_legends[name] = known
        else:
            matrix[:, index] = values
        if legends is None and not np.isfinite(matrix[:, index]).any():
            raise SubsidenceError(
                message("All values of the factor “{name}” are NULL; choose another field.", name=name)
            )
    if legends is None and not any(_varies(matrix[:, index]) for index in range(len(names))):
        raise SubsidenceError(
            message(
                "Every factor has the same value at all points ({names}), so no rate can be told from"
                " them; choose other fields.",
                names=", ".join(names),
            )
        )
    matrix[~np.isfinite(matrix)] = np.nan
    return FactorTable(tuple(names), matrix, is_class, found_legends)


def check_classes(classes: Sequence[str], factors: Sequence[str]) -> list[str]:
    """The fields of classes; refused is one that is none of the factors, for it would say nothing.

    Parameters
    ----------
    classes : sequence of str
        Those whose numbers are codes of classes.
    factors : sequence of str
        All factors.

    Returns
    -------
    list of str
        The classes, as given.

    Raises
    ------
    SubsidenceError
        Where one is no factor.
    """
    others = [name for name in classes if name not in factors]
    if others:
        raise SubsidenceError(
            message(
                "“{name}” is to hold codes of classes, but is none of the factors: {names}.",
                name=others[0],
                names=", ".join(factors),
            )
        )
    return list(classes)


def _varies(values: np.ndarray) -> bool:
    known = values[np.isfinite(values)]
    return bool(known.size and (known != known[0]).any())


def unit_suspicions(names: Sequence[str], matrix: np.ndarray, low: np.ndarray, high: np.ndarray) -> list[str]:
    """Sentences about factors whose values look like another unit than the model learned.

    Parameters
    ----------
    names : sequence of str
        Of the factors.
    matrix : ndarray, shape=(n_rows, n_factors)
        The values that a model is to be applied to.
    low : ndarray, shape=(n_factors,)
        Least of the training range.
    high : ndarray, shape=(n_factors,)
        Most of the training range.

    Returns
    -------
    list of str
        None where nothing is suspicious.
    """
    said = []
    for index, name in enumerate(names):
        values = matrix[np.isfinite(matrix[:, index]), index]
        span = high[index] - low[index]
        if not values.size or span <= 0:
            continue
        outside = np.mean((values < low[index] - 0.1 * span) | (values > high[index] + 0.1 * span))
        ratio = np.ptp(values) / span
        if outside > 0.5 or ratio > 100 or (0 < ratio < 0.01 and np.abs(values).max() < 0.02 * np.abs(high[index])):
            said.append(
                message(
                    "“{name}” runs from {least:.4g} to {most:.4g} here, but from {low:.4g} to {high:.4g}"
                    " where the model learned; is it in the same unit?",
                    name=name,
                    least=values.min(),
                    most=values.max(),
                    low=low[index],
                    high=high[index],
                )
            )
    return said


def fingerprint(matrix: np.ndarray, rate: np.ndarray) -> str:
    """Sixteen hexadecimal digits that tell one data set from another, whatever the order of rows.

    Parameters
    ----------
    matrix : ndarray, shape=(n_rows, n_factors)
        The factors.
    rate : ndarray, shape=(n_rows,)
        mm/yr.

    Returns
    -------
    str
        For reports, so that two runs can be told to be of the same data.
    """
    rows = np.column_stack([matrix, rate])
    rows = rows[np.lexsort(rows.T[::-1])]
    return hashlib.sha256(np.ascontiguousarray(rows, dtype="<f8").tobytes()).hexdigest()[:16]

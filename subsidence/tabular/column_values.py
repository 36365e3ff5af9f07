"""Columns of cells as names, numbers and dates, each column in one way of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from ..errors import SubsidenceError
from ..possible import without_impossible_days
from ..wording import message
from .cell_numbers import MISSING_TEXTS, angle_of, number_of, uses_decimal_comma
from .date_text import agreed_form, by_pattern, one_date, readings, tidy

LOCAL_DATE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$")


def station_key(value: object) -> str:
    """A station's name as text, so that 104080065, 104080065.0 and "104080065" are the same."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def is_missing(value: object) -> bool:
    """Whether a cell stands for no value: None, NaN, nothing, or a word such as “n/a”."""
    return (
        value is None
        or (isinstance(value, float) and np.isnan(value))
        or (isinstance(value, str) and value.strip().lower() in MISSING_TEXTS)
    )


def parse_numbers(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers of a column, NaN where missing; decimal commas and separators of thousands are understood.

    Parameters
    ----------
    values : array-like, shape=(n,)
        Cells: text, numbers or None.
    where : str
        Of what table and column they are, for the sentences.

    Returns
    -------
    ndarray of float, shape=(n,)
        NaN where missing.

    Raises
    ------
    SubsidenceError
        For a cell that is no number, and where commas and points are both decimal.

    Examples
    --------
    >>> parse_numbers(["1,5", "2", ""], "rain").tolist()
    [1.5, 2.0, nan]
    """
    result = np.full(len(values), np.nan)
    texts = [value for value in values if isinstance(value, str)]
    comma = uses_decimal_comma(texts) if any("," in text for text in texts) else False
    if comma is None:
        raise SubsidenceError(
            message("{where} has decimal commas and decimal points; write it in one way.", where=where)
        )
    for index, value in enumerate(values):
        if is_missing(value):
            continue
        try:
            result[index] = number_of(value, comma) if isinstance(value, str) else float(value)
        except (ValueError, TypeError):
            raise SubsidenceError(
                message(
                    "“{value}” in row {index} of {where} is not a number.", value=value, index=index + 1, where=where
                )
            ) from None
    return result


def parse_angles(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Coordinates of a column, NaN where missing: numbers, or degrees with minutes, seconds and a letter.

    Parameters
    ----------
    values : array-like, shape=(n,)
        Cells: text, numbers or None.
    where : str
        Of what table and column they are, for the sentences.

    Returns
    -------
    ndarray of float, shape=(n,)
        NaN where missing.

    Raises
    ------
    SubsidenceError
        For a cell that is no coordinate.

    Examples
    --------
    >>> parse_angles(["99°06'00''W", ""], "lon").tolist()
    [-99.1, nan]
    """
    try:
        return parse_numbers(values, where)
    except SubsidenceError:
        try:
            return np.array([np.nan if is_missing(value) else angle_of(str(value)) for value in values])
        except ValueError:
            pass
        raise


def _number(value: object) -> float | None:
    try:
        return number_of(str(value))
    except ValueError:
        return None


def is_number(value: object) -> bool:
    return _number(value) is not None


def is_date(value: object, date_format: str) -> bool:
    if date_format and not isinstance(value, (date, np.datetime64)):
        return by_pattern(str(value), date_format) is not None
    return isinstance(value, (date, np.datetime64)) or readings_of(_date_cell(value))


def parse_dates(
    values: Sequence | np.ndarray, where: str, date_format: str = "", notes: list[str] | None = None
) -> np.ndarray:
    """Dates of a column, NaT where missing; shape=(n,), datetime64[D].

    Parameters
    ----------
    values : array-like, shape=(n,)
        Cells: text, dates or None.
    where : str
        Of what table and column they are, for the sentences.
    date_format : str
        See ``date_text.by_pattern``; by default the form is found out.
    notes : list of str, optional
        A list that sentences on what was assumed are added to.

    Returns
    -------
    ndarray of datetime64[D], shape=(n,)
        NaT where missing.

    Raises
    ------
    SubsidenceError
        For a cell that is no date, or where the order of day and month cannot be told.

    Notes
    -----
    All usual forms are understood (a month alone means its first day); all cells must have one form, see ``date_text``.
    Day and month are told apart by a second number above 12, or by the order of the rows; when nothing tells, they are
    refused; with points between (06.03.2018) the day comes first, which is said in ``notes``.
    """
    texts = ["" if is_missing(value) else _date_cell(value) for value in values]
    known = _dates_of_texts([text for text in dict.fromkeys(texts) if text], where, date_format, notes)
    result = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[D]")
    for index, text in enumerate(texts):
        if not text:
            continue
        day = known.get(text)
        if day is None:
            raise SubsidenceError(
                message(
                    "“{text}” in row {row} of {where} is not a date such as {expected}.",
                    text=text,
                    row=index + 1,
                    where=where,
                    expected=date_format or "2018-03-06, 20180306, 06/03/2018",
                )
            )
        result[index] = day
    return without_impossible_days(result, where, notes)


def _date_cell(value: object) -> str:
    """A cell as the text of a date; letters before eight digits, as in names of columns, are left out."""
    text = tidy("" if str(value) == "NaT" else station_key(value))
    return re.sub(r"^[A-Za-z_]{1,3}(?=\d{8}$)", "", text)


def _dates_of_texts(
    texts: list[str], where: str, date_format: str, notes: list[str] | None
) -> dict[str, np.datetime64 | None]:
    if date_format:
        return {text: by_pattern(text, date_format) for text in texts}
    agreed = agreed_form(texts, where, notes) if texts else None
    if agreed is not None:
        return {text: np.datetime64(day, "D") for text, day in zip(texts, agreed[1])}
    _refuse_mixed(texts, where)
    known = {text: one_date(text) for text in texts}
    unsure = [text for text, day in known.items() if day is None]
    if unsure and len(unsure) < len(texts):  # a minority in another form, or no dates at all
        forms = [dates for text in unsure[:1] for dates in readings([text]).values()]
        if forms and (agreed := agreed_form(unsure, where, notes) if all(map(readings_of, unsure)) else None):
            known.update({text: np.datetime64(day, "D") for text, day in zip(unsure, agreed[1])})
    return known


def readings_of(text: str) -> bool:
    """Whether a text can be a date at all."""
    return bool(readings([text]))


def _refuse_mixed(texts: Sequence[str], where: str) -> None:
    local = [match for text in texts if (match := LOCAL_DATE.match(text))]
    if any(int(m.group(2)) > 12 for m in local) and any(int(m.group(1)) > 12 for m in local):
        raise SubsidenceError(
            message(
                "The dates of {where} mix day/month and month/day; write them as 2018-03-06 or state their format.",
                where=where,
            )
        )

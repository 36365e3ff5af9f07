"""Columns of numbers and text, and the QGIS fields they become."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsField, QgsFields
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QVariant

from ..subsidence.errors import SubsidenceError
from .i18n import tr

if Qgis.QGIS_VERSION_INT >= 33800:
    from qgis.PyQt.QtCore import QMetaType

    INTEGER, LONG, REAL, TEXT, DATE = (
        QMetaType.Type.Int,
        QMetaType.Type.LongLong,
        QMetaType.Type.Double,
        QMetaType.Type.QString,
        QMetaType.Type.QDate,
    )
else:
    INTEGER, LONG, REAL, TEXT, DATE = (
        QVariant.Int,
        QVariant.LongLong,
        QVariant.Double,
        QVariant.String,
        QVariant.Date,
    )


LARGEST_IN_FLOAT = 2**53  # beyond it, float64 does not hold every whole number


@dataclass(frozen=True)
class Column:
    """A field to be written.

    values : shape=(n_rows,); float (NaN becomes NULL), integer, bool, text (None becomes NULL), whole numbers with
        None among them, or datetime64[D]
    alias : what a legend or attribute table shows instead of the name, with unit and sign
    """

    name: str
    values: np.ndarray
    alias: str = ""

    def field(self) -> QgsField:
        kind = np.asarray(self.values).dtype.kind
        if kind == "f":
            field = QgsField(self.name, REAL)
        elif kind in "iub":
            field = QgsField(self.name, INTEGER if kind == "b" or fits_32_bits(self.values) else LONG)
        elif kind == "M":
            field = QgsField(self.name, DATE)
        elif kind == "O" and is_whole_or_none(self.values):
            field = QgsField(self.name, INTEGER)
        else:
            field = QgsField(self.name, TEXT)
        field.setAlias(self.alias)
        return field


def is_whole_or_none(values: np.ndarray) -> bool:
    """Whether a column of objects holds small whole numbers with gaps, such as a cluster that some points lack."""
    known = [value for value in np.asarray(values).tolist() if value is not None]
    return bool(known) and all(type(value) is int and abs(value) < 2**31 for value in known)


def whole_with_gaps(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Whole numbers in which NULL stands where ``known`` is False; both shape=(n_rows,)."""
    values = np.asarray(values).astype(int)
    if np.asarray(known).all():
        return values
    result = values.astype(object)
    result[~np.asarray(known)] = None
    return result


def fits_32_bits(values: np.ndarray) -> bool:
    values = np.asarray(values)
    return values.size == 0 or (values.min() >= -(2**31) and values.max() < 2**31)


def is_null(value) -> bool:
    """Whether QGIS means "no value", on Qt 5 and Qt 6."""
    return value is None or (isinstance(value, QVariant) and value.isNull())


def column_array(values: list, field: QgsField) -> np.ndarray:
    """Attribute values of one field as an array: numbers as float64 or int64, the rest as objects.

    Whole numbers with NULL among them are float64 where that holds them, else objects.
    """
    if not field.isNumeric():
        return np.array([None if is_null(value) else value for value in values] + [None], dtype=object)[:-1]
    if field.type() in (INTEGER, LONG):
        try:
            return np.array(values, dtype=np.int64)
        except TypeError:  # NULLs among them
            known = [None if is_null(value) else value for value in values]
            if any(value is not None and abs(value) > LARGEST_IN_FLOAT for value in known):
                return np.array([*known, None], dtype=object)[:-1]
    try:
        return np.array(values, dtype=float)
    except TypeError:
        return np.array([np.nan if is_null(value) else value for value in values], dtype=float)


def python_values(values: np.ndarray) -> list:
    """A column as plain Python values for an attribute: NaN, NaT and None become None, dates ``QDate``."""
    values = np.asarray(values)
    kind = values.dtype.kind
    if kind == "f":
        result = values.astype(float).tolist()
        if not np.isfinite(values).all():
            for index in np.flatnonzero(~np.isfinite(values)):
                result[index] = None
        return result
    if kind == "b":
        return values.astype(int).tolist()
    if kind == "M":
        return [None if text == "NaT" else QDate.fromString(text, "yyyy-MM-dd") for text in values.astype(str)]
    return values.tolist()


def storage_values(values: np.ndarray) -> list:
    """A column as a GeoPackage stores it: dates as ISO text, the rest as plain Python values."""
    values = np.asarray(values)
    if values.dtype.kind == "M":
        return [None if text == "NaT" else text for text in values.astype(str)]
    if values.dtype.kind != "O":
        return python_values(values)
    return [
        value.toString(Qt.DateFormat.ISODate) if isinstance(value, (QDate, QDateTime)) else value
        for value in values.tolist()
    ]


def merged_fields(existing: QgsFields, columns: list[Column]) -> QgsFields:
    """The input's fields, with those of ``columns`` replaced in place or added at the end."""
    added = {column.name.lower(): column for column in columns}
    if len(added) != len(columns):
        names = [column.name for column in columns]
        twice = next(name for name in names if [n.lower() for n in names].count(name.lower()) > 1)
        raise SubsidenceError(
            tr("The output would have two fields named “{twice}”; rename one of the inputs.").format(twice=twice)
        )
    fields = QgsFields()
    for field in existing:
        replacement = added.pop(field.name().lower(), None)
        fields.append(field if replacement is None else replacement.field())
    for column in added.values():
        fields.append(column.field())
    return fields


def without_remarks(fields: QgsFields) -> QgsFields:
    """The fields without aliases and comments, which a scratch layer cannot store."""
    plain = QgsFields()
    for field in fields:
        copy = QgsField(field)
        copy.setAlias("")
        copy.setComment("")
        plain.append(copy)
    return plain

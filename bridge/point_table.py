"""A point layer as whole columns, read in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsFields

from ..subsidence.errors import SubsidenceError
from ..subsidence.series import DeformationSeries, find_epoch_fields, find_rate_field
from ..subsidence.units import mm_per
from .i18n import tr

if TYPE_CHECKING:
    from .carried import Carried


@dataclass(frozen=True)
class PointTable:
    """Points with their attributes.

    xy : shape=(n_points, 2), in ``crs``
    columns : field name → shape=(n_points,); numbers are float64 (NULL is NaN) or int64, the rest objects
    fields : the layer's fields, in its order
    carried : where the attributes are that no column holds, on their way from file to file (``carried.py``)
    series_matrix : shape=(n_points, n_columns), the columns side by side where they are in a file
    """

    xy: np.ndarray
    columns: dict[str, np.ndarray]
    fields: QgsFields
    crs: QgsCoordinateReferenceSystem
    name: str = ""
    _aliases: dict[str, str] = field(default_factory=dict)
    carried: Carried | None = None
    series_matrix: np.ndarray | None = None

    @property
    def n_points(self) -> int:
        return len(self.xy)

    @property
    def names(self) -> list[str]:
        return list(self.columns)

    def numeric(self, name: str) -> np.ndarray:
        """A numeric column as float64, NaN for NULL; shape=(n_points,)."""
        column = self.column(name)
        if column.dtype.kind not in "fiu":
            raise SubsidenceError(
                tr(
                    "The field “{name}” is text, but numbers are needed; choose a numeric field or code the"
                    " classes first."
                ).format(name=name)
            )
        return column.astype(float)

    def column(self, name: str) -> np.ndarray:
        try:
            return self.columns[name]
        except KeyError:
            raise SubsidenceError(
                tr("The layer “{layer}” has no field “{name}”; it has {fields}.").format(
                    layer=self.name,
                    name=name,
                    fields=", ".join(self.names[:12]) + (" …" if len(self.columns) > 12 else ""),
                )
            ) from None

    def keeping(self, names: Iterable[str | None]) -> PointTable:
        """The table with these columns alone, for when the others have been used; all where none can be carried."""
        if self.carried is None:
            return self
        known = set(names)
        return replace(self, columns={name: values for name, values in self.columns.items() if name in known})

    def matrix(self, names: Sequence[str]) -> np.ndarray:
        """Several numeric columns side by side; shape=(n_points, len(names))."""
        result = np.empty((self.n_points, len(names)))
        for index, name in enumerate(names):
            result[:, index] = self.numeric(name)
        return result

    def series(self, unit: str = "mm") -> DeformationSeries:
        """The displacements in mm, NaN where NULL, in order of date.

        unit : the unit of the layer's displacement fields: mm, cm or m
        Raises ``SubsidenceError`` without date fields, or when every value is NULL.
        """
        names, dates = find_epoch_fields(self.names)
        if self.series_matrix is not None and len(names) == self.series_matrix.shape[1] and mm_per(unit) == 1.0:
            displacement = self.series_matrix
        else:
            displacement = self.matrix(names) * mm_per(unit)
        if not np.isfinite(displacement).any():
            raise SubsidenceError(
                tr("All displacements of the layer “{name}” are NULL; there is nothing to work with.").format(
                    name=self.name
                )
            )
        return DeformationSeries(dates, displacement, self.xy)

    def rate(self, name: str | None = None, unit: str = "mm") -> np.ndarray:
        """The rate in mm/yr from field ``name``, or from the field that producers use for it."""
        name = name or find_rate_field(self.names)
        if name is None:
            raise SubsidenceError(
                tr(
                    "The layer “{name}” has no rate field such as “velocity”; choose the field that holds the rate."
                ).format(name=self.name)
            )
        rate = self.numeric(name) * mm_per(unit)
        if not np.isfinite(rate).any():
            raise SubsidenceError(
                tr("All values of the rate field “{name}” are NULL; choose another field.").format(name=name)
            )
        return rate

"""The factor fields that a user chose, less what cannot be one."""

from __future__ import annotations

from ..subsidence.errors import SubsidenceError
from ..subsidence.factors.never_factors import is_constant, sort_fields
from ..subsidence.progress import Report
from .i18n import tr
from .point_table import PointTable


def chosen_factors(table: PointTable, names: list[str], rate_field: str | None, report: Report) -> list[str]:
    """The fields that may explain the rate; refused are those that hold it, left out those that say nothing.

    Raises ``SubsidenceError`` for displacements, forecasts, predictions and rates among them.
    """
    useful = without_answers(names, rate_field, report)
    constant = [name for name in useful if name in table.columns and is_constant(table.columns[name])]
    if constant and len(constant) < len(useful):
        report.warn(
            tr("Factors with one value at all points explain nothing and are left out: {names}.").format(
                names=", ".join(constant)
            )
        )
        useful = [name for name in useful if name not in constant]
    return useful


def without_answers(names: list[str], rate_field: str | None, report: Report) -> list[str]:
    """As ``chosen_factors``, by the names alone."""
    if rate_field in names:
        raise SubsidenceError(
            tr("The rate field “{name}” is among the factors; leave it out there.").format(name=rate_field)
        )
    found = sort_fields(names)
    if found.answers:
        raise SubsidenceError(
            tr("These fields hold the motion itself, or were made from it, and cannot explain it: {names}.").format(
                names=", ".join(found.answers)
            )
        )
    if found.bookkeeping and not found.factors:
        raise SubsidenceError(
            tr(
                "These fields only say which point it is and how it was seen; choose factors instead of {names}."
            ).format(names=", ".join(found.bookkeeping))
        )
    if found.bookkeeping:
        report.warn(
            tr(
                "Fields that only say which point it is or how it was seen are no factors and are left out: {names}."
                " Rename a field that is meant otherwise."
            ).format(names=", ".join(found.bookkeeping))
        )
    return found.factors

"""Warnings about a point layer from elsewhere whose unit or sign is probably another than the one taken."""

from __future__ import annotations

import numpy as np

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import Report
from ..subsidence.series import EPOCH_FIELD, find_epoch_fields, find_rate_field
from ..subsidence.tabular.column_names import signature_in_cm, sinks_positive, unit_in
from ..subsidence.tabular.dates import dated_columns
from ..subsidence.units import mm_per
from .i18n import tr
from .point_table import PointTable

SAMPLE_POINTS = 2000


def warn_of_foreign_units(table: PointTable, unit: str, report: Report) -> None:
    """Say where a layer looks like one in cm, where its rates and series disagree, and where it may count sinking as
    positive, with the parameter to set.

    unit : the one that the algorithm takes the layer to be in
    """
    names = table.names
    if unit == "mm" and signature_in_cm(names):
        report.warn(
            tr(
                "“{name}” has the fields of a P-SBAS product, whose values are usually in cm; they are taken as mm. Set"
                " UNIT to cm if they are."
            ).format(name=table.name)
        )
    rate_name = find_rate_field(names)
    try:
        epochs, dates = find_epoch_fields(names)
    except SubsidenceError:  # no series, or none that can be read; whoever needs one says so
        epochs, dates = [], np.array([], dtype="datetime64[D]")
    stated = {rate_name: unit_in(rate_name)} if rate_name else {}
    if epochs:
        stated[epochs[0]] = dated_columns(epochs).unit
        if not EPOCH_FIELD.match(epochs[0]):  # fields of others' names: how they were understood
            for note in dated_columns(names).notes:
                report.warn(f"“{table.name}”: {note}")
    for field, told in stated.items():
        if told not in ("", unit):
            report.warn(
                tr(
                    "The name of “{field}” of “{name}” states the unit {told}, but {unit} is taken; set UNIT to {told},"
                    " or import the layer first if there is no such choice."
                ).format(field=field, name=table.name, told=told, unit=unit)
            )
    sinking = next((name for name in [*epochs[:1], rate_name or ""] if sinks_positive(name)), "")
    if sinking:
        report.warn(
            tr(
                "“{field}” of “{name}” may count sinking as positive; it is taken as it is (negative means sinking)."
                " Import the layer with REVERSE (“Positive means sinking”) if it does."
            ).format(field=sinking, name=table.name)
        )
    if len(epochs) < 3 or any(table.columns[n].dtype.kind not in "fiu" for n in epochs):
        return
    from ..subsidence.products.tables.table_units import TINY_MM, warn_of_disagreement

    step = max(1, table.n_points // SAMPLE_POINTS)
    series = np.column_stack([table.columns[name][::step].astype(float) for name in epochs]) * mm_per(unit)
    most = float(np.fmax.reduce(np.abs(series), axis=None))
    if 0.0 < most < TINY_MM and not any(stated.values()):
        report.warn(
            tr(
                "No displacement of “{name}” is larger than {most:.2g} mm, so they are probably in another unit, such"
                " as m; set UNIT, or import the layer first if there is no such choice."
            ).format(name=table.name, most=most)
        )
    if rate_name is None or table.columns[rate_name].dtype.kind not in "fiu":
        return
    rate = table.numeric(rate_name)[::step] * mm_per(unit)
    warn_of_disagreement(series, dates, rate, table.name, report)

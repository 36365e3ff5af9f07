"""An older layer brought up to date by a newer delivery of the same area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.read_points import transform_xy
from ...bridge.styles import style_for
from ...subsidence.series import (
    DeformationSeries,
    compact_date,
    epoch_field,
    find_epoch_fields,
    find_rate_field,
    linear_rate,
)
from ..base import Choice, SubsidenceAlgorithm, unit_choices

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.changes.update import Updated

STALE = ("velocity_std", "velocity_std_white")


class UpdateSeries(SubsidenceAlgorithm):
    ID = "update_series"
    GROUP = "decisions"
    EXAMPLE = {"INPUT": "points.gpkg", "NEW": "points_2024.gpkg", "RADIUS": 20, "OUTPUT": "updated.gpkg"}

    def title(self) -> str:
        return tr("Update series")

    def about(self) -> str:
        return tr(
            "<p>Joins a newer delivery of the same area – a LiCSBAS run with later images, the next release of EGMS,"
            " newer OPERA dates – to an older layer. Points that are each other's nearest within a radius are the same;"
            " each newer series is shifted by the median of its differences over the common epochs, so that it stands"
            " in the older frame, and its later epochs are appended. Other attributes, clusters and forecasts of the"
            " older layer are kept; the rate is computed anew, and its old standard deviation is left out.</p>"
            "<p>Counted and said: what matched, is lost, is new, whose past was revised by more than 3 mm, and whether"
            " all points together move against the older layer (then a reference moves; refer both to the same ground"
            " first). New fields: <b>update</b> (matched, lost, new), <b>match_distance</b> [m], <b>tie</b> [mm, added"
            " to the newer series], <b>revised</b> [mm].</p>"
            "<p>Without a common epoch nothing can be tied, and the run ends in a sentence.</p>"
        )

    def keywords(self) -> list[str]:
        return ["update", "append", "new epochs", "delivery", "merge", "match", "monitoring"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Older points"), tr("The layer that is to be brought up to date."))
        self.add_points("NEW", tr("Newer points"), tr("The newer delivery, with some epochs of the older; any CRS."))
        self.add_number(
            "RADIUS",
            tr("Radius (m)"),
            tr("Points no farther apart can be the same: half a pixel for grids, 5–10 m for persistent scatterers."),
            20.0,
            0.001,
        )
        self.add_choice(
            "KEEP",
            tr("Values at common epochs"),
            tr("Older ones stay what forecasts were made from; newer ones may be better processed."),
            [Choice("older", tr("the older layer's")), Choice("newer", tr("the newer layer's"))],
        )
        self.add_flag(
            "KEEP_NEW",
            tr("Add new points"),
            tr("Points that only the newer layer has, tied by the median shift of all; their earlier epochs are NULL."),
            True,
        )
        self.add_unit()
        self.add_choice(
            "NEW_UNIT",
            tr("Unit of the newer points"),
            tr("Unit of the newer layer's displacement fields."),
            unit_choices(),
            advanced=True,
        )
        self.add_points_output("OUTPUT", tr("Updated points"), tr("The points with all epochs, in mm."))
        self.add_report_output()
        self.add_number_output("MATCHED", tr("Points that matched"))
        self.add_number_output("LOST", tr("Points that only the older layer has"))
        self.add_number_output("NEW_POINTS", tr("Points that only the newer layer has"))
        self.add_number_output("REVISED", tr("Points whose past was revised"))
        self.add_number_output("APPENDED", tr("Epochs appended"))
        self.add_number_output("OLDER_UNTIL", tr("Last day of the older layer, as YYYYMMDD"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.changes.report import update_page
        from ...subsidence.changes.update import LOST, MATCHED, NEW, match_points, update

        table, other = call.points(), call.points("NEW")
        old, new = table.series(call.unit()), other.series(call.choice("NEW_UNIT"))
        new = DeformationSeries(new.dates, new.displacement_mm, transform_xy(new.xy, other.crs, table.crs))
        ground = ground_of(table.crs, table.xy, table.name, call.report)
        match = match_points(
            ground.metric(table.xy, table.name), ground.metric(new.xy, other.name), call.number("RADIUS")
        )
        updated = update(old, new, match, keep=call.choice("KEEP"), keep_new=call.flag("KEEP_NEW"), report=call.report)
        counts = {state: int((updated.state == state).sum()) for state in (MATCHED, LOST, NEW)}
        call.report.info(
            tr("{matched} points matched, {lost} lost, {new} new; {epochs} epochs appended.").format(
                epochs=updated.appended.size, **counts
            )
        )
        if not updated.appended.size:
            call.report.warn(tr("The newer delivery has no epoch after {date}.").format(date=old.dates[-1]))
        columns = _columns(table, other, updated)
        page = None
        if call.wants("REPORT"):
            page = update_page(updated, source=table.name, other=other.name).html()
        return {
            "OUTPUT": call.write_new_points(
                "OUTPUT",
                updated.series.xy,
                table.crs,
                columns,
                style=style_for("velocity", next(c.values for c in columns if c.name == "velocity"), unit="mm/yr"),
                description=tr("Displacement in mm and rate in mm/yr, brought up to date; subsidence is negative."),
            ),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "MATCHED": counts[MATCHED],
            "LOST": counts[LOST],
            "NEW_POINTS": counts[NEW],
            "REVISED": updated.n_revised,
            "APPENDED": int(updated.appended.size),
            "OLDER_UNTIL": int(compact_date(old.dates[-1])),
        }


def _columns(table: PointTable, other: PointTable, updated: Updated) -> list[Column]:
    """The older layer's fields for all points, the rate anew, what the update did, and all epochs."""
    from ...subsidence.products.points import joined_column

    fresh = updated.new_row[updated.old_row < 0]
    rate = find_rate_field(table.names)
    epochs = {name.lower() for name in find_epoch_fields(table.names)[0]}
    left_out = {*epochs, *STALE, "velocity", (rate or "velocity").lower(), "fid", "update", "match_distance", "tie"}
    left_out.add("revised")
    aliases = {field.name(): field.alias() for field in table.fields}
    lower = {name.lower(): name for name in other.names}
    columns = []
    for name in table.names:
        if name.lower() in left_out:
            continue
        known = table.columns[name]
        if name.lower() == "point_id" and known.dtype.kind in "iu":
            added = known.max() + 1 + np.arange(fresh.size)
        else:
            there = lower.get(name.lower())
            added = None if there is None else other.columns[there][fresh]
        columns.append(Column(name, joined_column([known, added], [len(known), fresh.size]), aliases.get(name, "")))
    series = updated.series
    columns += [
        Column("velocity", linear_rate(series.displacement_mm, series.dates)[0], tr("Rate [mm/yr], + up")),
        Column("update", updated.state, tr("Matched, lost or new")),
        Column("match_distance", updated.distance_m, tr("Distance of the matched points [m]")),
        Column("tie", updated.offset_mm, tr("Added to the newer series [mm]")),
        Column("revised", updated.revised_mm, tr("RMS difference over the common epochs, tied [mm]")),
    ]
    columns += [
        Column(
            epoch_field(date), series.displacement_mm[:, index], tr("Displacement {date} [mm], + up").format(date=date)
        )
        for index, date in enumerate(series.dates)
    ]
    return columns

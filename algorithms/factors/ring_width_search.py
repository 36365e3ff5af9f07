"""Which ring width predicts the rate best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsVectorLayer

from ...bridge.fields import Column
from ...bridge.geometry import VectorLayer, read_vector
from ...bridge.ground import Ground, ground_of
from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from ..base import SubsidenceAlgorithm
from .distance_factors import layer_names

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.factors.widths import WidthSearch


class RingWidthSearch(SubsidenceAlgorithm):
    ID = "ring_width_search"
    GROUP = "factors"
    EXAMPLE = {"INPUT": "points.gpkg", "LAYERS": ["subway.gpkg"], "WIDTHS": "100,200,400", "OUTPUT": "widths.gpkg"}

    def title(self) -> str:
        return tr("Ring width search")

    def about(self) -> str:
        return tr(
            "<p>Which width of the rings around subway lines, faults or buildings predicts the rate best, and is it"
            " better than the exact distance? The question that Zhou, Zuo and Zhao (2022, <i>Remote Sensing</i> 14(8),"
            " 1803) leave open, answered for your data.</p>"
            "<p>Each width, and the exact distance, is given to the same additive regression, which is tested on blocks"
            " of ground it has not seen (block cross-validation), many times. Intervals come from resampling the"
            " blocks. <b>When several widths predict equally well within noise, the result says so</b> and names no"
            " winner.</p>"
            "<p>With several layers, all of them together are searched, and each by itself.</p>"
        )

    def keywords(self) -> list[str]:
        return ["ring", "buffer", "width", "distance", "cross-validation", "choose", "best"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with a rate."))
        self.add_field("RATE", tr("Rate field"), tr("By default velocity."), optional=True)
        self.add_layers("LAYERS", tr("Layers to measure to"), tr("Point, line or polygon layers of any CRS."))
        self.add_text(
            "WIDTHS",
            tr("Ring widths (m)"),
            tr("Widths to try, with commas between; the exact distance is always tried."),
            "50,100,200,400,800,1600",
        )
        self.add_number(
            "BLOCK",
            tr("Block size (m)"),
            tr("Side of the squares that are held out; 0 takes the distance at which rates become unrelated."),
            0.0,
            0.0,
            advanced=True,
        )
        self.add_integer("FOLDS", tr("Folds"), tr("Parts into which the blocks are dealt."), 5, 2, 20, advanced=True)
        self.add_integer("REPEATS", tr("Repeats"), tr("Times the blocks are dealt anew."), 10, 1, 200, advanced=True)
        self.add_unit()
        self.add_seed()
        self.add_table_output(
            "OUTPUT",
            tr("Widths"),
            tr("One row per width (0 = exact distance): error with interval, excess over the best, within noise."),
            optional=False,
        )
        self.add_report_output()
        self.add_number_output("BEST_WIDTH", tr("Width with the smallest error (0 = exact distance)"))
        self.add_number_output("WITHIN_NOISE", tr("How many other widths predict as well within noise"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.factors.reports import width_page
        from ...subsidence.factors.rings import parse_distances
        from ...subsidence.factors.widths import search_widths

        table = call.points()
        rate = call.rate(table, unit=call.unit())
        widths = parse_distances(call.text("WIDTHS"))
        layers = [layer for layer in call.layers("LAYERS") if isinstance(layer, QgsVectorLayer)]
        if not layers:
            raise SubsidenceError(tr("No vector layer to measure distances to was given."))
        names = layer_names(layers, "")
        ground = ground_of(table.crs, table.xy, table.name, call.report)
        places = ground.places(table.xy)
        distances = []
        measuring, searching = call.work.parts(4, 5)
        for layer in measuring.each(layers):
            vector = read_vector(layer, layer.name(), ground.measured_in, call.context.transformContext())
            for note in vector.notes:
                call.report.warn(note)
            distances.append(_nearest_m(vector, ground, places))
        distance = np.column_stack(distances)
        sets = {name: [index] for index, name in enumerate(names)}
        if len(names) > 1:
            sets = {"all": list(range(len(names))), **sets}
        xy_m = ground.planar_metres(table.xy)
        searches: dict[str, WidthSearch] = {}
        for (name, columns), part in searching.stages(sets.items()):
            searches[name] = search_widths(
                distance[:, columns],
                rate,
                xy_m,
                widths,
                block_m=call.number("BLOCK"),
                n_folds=call.integer("FOLDS"),
                n_repeats=call.integer("REPEATS"),
                seed=call.integer("SEED"),
                report=part,
            )
            call.report.info(f"{name}: {searches[name].verdict}")
        first = next(iter(searches.values()))
        page = width_page(searches).html() if call.wants("REPORT") else None
        return {
            "OUTPUT": call.write_table("OUTPUT", _columns(searches), description=first.verdict),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "BEST_WIDTH": first.scores[first.best].width_m,
            "WITHIN_NOISE": sum(score.within_noise for score in first.scores) - 1,
        }


def _nearest_m(vector: VectorLayer, ground: Ground, places: np.ndarray) -> np.ndarray:
    from ...subsidence.factors.distances import FeatureIndex

    return FeatureIndex(vector.shapes, ground.surface, name=vector.name).nearest(places).distance_m


def _columns(searches: dict[str, WidthSearch]) -> list[Column]:
    rows = [(name, search, score) for name, search in searches.items() for score in search.scores]

    def numbers(attribute: str) -> np.ndarray:
        return np.array([getattr(score, attribute) for _, _, score in rows], dtype=float)

    return [
        Column("layers", np.array([name for name, _, _ in rows], dtype=object)),
        Column("width_m", numbers("width_m"), tr("Ring width (m), 0 = exact distance")),
        Column("rmse", numbers("rmse"), tr("RMSE of held-out blocks (mm/yr)")),
        Column("rmse_lo", numbers("low"), tr("95 % of resampled blocks, lower end")),
        Column("rmse_hi", numbers("high"), tr("95 % of resampled blocks, upper end")),
        Column("r2", numbers("r2"), tr("Share of the variance that is predicted")),
        Column("excess", numbers("worse"), tr("Mean square error above the best width's (share)")),
        Column("excess_lo", numbers("worse_low"), tr("Its interval, lower end")),
        Column("excess_hi", numbers("worse_high"), tr("Its interval, upper end")),
        Column("within_noise", numbers("within_noise").astype(int), tr("1: may be as good as the best")),
        Column("rmse_mean", np.array([search.baseline_rmse for _, search, _ in rows]), tr("RMSE of the mean rate")),
        Column("blocks", np.array([search.n_blocks for _, search, _ in rows])),
        Column("n", np.array([search.n_points for _, search, _ in rows])),
    ]

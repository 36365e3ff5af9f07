"""Which interferograms of a frame can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...bridge.i18n import tr
from ..base import SubsidenceAlgorithm
from .geoc_inputs import (
    add_geoc_folder,
    add_quality_parameters,
    grid_crs,
    interferogram_aliases,
    quality_thresholds,
    scan_folder,
    table_columns,
)

if TYPE_CHECKING:
    from ...bridge.call import Call


class InterferogramQuality(SubsidenceAlgorithm):
    ID = "interferogram_quality"
    GROUP = "insar"
    EXAMPLE = {"INPUT": "GEOC", "INTERFEROGRAMS": "interferograms.gpkg", "REPORT": "quality.html"}

    def title(self) -> str:
        return tr("Interferogram quality and loop closure")

    def about(self) -> str:
        return tr(
            "<p>Looks at every interferogram of a LiCSAR GEOC folder before a time series is made of them: how much of"
            " the area is unwrapped, how coherent it is, and whether it closes with its neighbours. For three dates"
            " the phases 1–2 and 2–3 must add up to 1–3; what is left over is unwrapping error.</p>"
            "<p>Gives a table of interferograms with the reason for each one that should be dropped, a table of loops,"
            " and a report with the network (time against perpendicular baseline, kept blue, dropped red). The rules"
            " are those of LiCSBAS; an interferogram is dropped when all its loops are bad.</p>"
            "<p>Source: Morishita, Y., et al. (2020), LiCSBAS, <i>Remote Sensing</i> 12(3), 424.</p>"
        )

    def keywords(self) -> list[str]:
        return ["interferogram", "coherence", "coverage", "loop closure", "unwrapping error", "network", "licsar"]

    def define(self) -> None:
        add_geoc_folder(self)
        self.add_extent("EXTENT", tr("Extent"), tr("Judge only this area; empty takes the whole frame."))
        add_quality_parameters(self)
        self.add_integer(
            "MULTILOOK",
            tr("Looks"),
            tr("Average so many pixels in each direction first; makes large frames quick."),
            1,
            1,
            100,
            advanced=True,
        )
        self.add_table_output(
            "INTERFEROGRAMS", tr("Interferograms"), tr("One row per interferogram, kept or with a reason.")
        )
        self.add_table_output("LOOPS", tr("Loops"), tr("One row per loop of three interferograms with its RMS."))
        self.add_report_output()
        self.add_number_output("KEPT_COUNT", tr("Number of kept interferograms"))
        self.add_number_output("DROPPED_COUNT", tr("Number of dropped interferograms"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.insar.interferogram_quality import assess
        from ...subsidence.insar.network_report import (
            add_interferograms,
            add_network,
            interferogram_columns,
            kept_network_warning,
            loop_columns,
            network_facts,
            network_opening,
        )
        from ...subsidence.insar.scratch import Scratch
        from ...subsidence.insar.stack import load_stack, read_window
        from ...subsidence.report.page import Page

        with Scratch(folder=call.scratch_folder()) as scratch:
            scanning, loading, judging = call.work.parts(1, 4, 4)
            geoc = scan_folder(call, scanning)
            window = read_window(geoc, call.extent("EXTENT", grid_crs(geoc.grid)), call.integer("MULTILOOK"))
            stack = load_stack(geoc, scratch, window=window, report=loading)
            quality = assess(stack, quality_thresholds(call), report=judging)
            columns = interferogram_columns(stack, quality)
            loops = loop_columns(stack, quality)
            page = Page(self.title(), str(geoc.folder))
            trouble = kept_network_warning(stack, quality)
            page.opening(*network_opening(columns, trouble))
            page.facts(network_facts(stack))
            if trouble:
                call.report.warn(trouble)
                page.warning(trouble)
            add_network(page, columns, stack)
            add_interferograms(page, columns)
            kept = int(columns["kept"].sum())
            return {
                "INTERFEROGRAMS": call.write_table("INTERFEROGRAMS", table_columns(columns, interferogram_aliases())),
                "LOOPS": call.write_table("LOOPS", table_columns(loops, {})),
                "REPORT": call.write_text("REPORT", page.html()),
                "KEPT_COUNT": kept,
                "DROPPED_COUNT": columns["kept"].size - kept,
            }

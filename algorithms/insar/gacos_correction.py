"""Interferograms corrected for the delay in the troposphere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingParameterFolderDestination

from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from ..base import SubsidenceAlgorithm
from .geoc_inputs import add_geoc_folder, interferogram_aliases, scan_folder, table_columns

if TYPE_CHECKING:
    from ...bridge.call import Call


class GacosCorrection(SubsidenceAlgorithm):
    ID = "gacos_correction"
    GROUP = "insar"
    EXAMPLE = {"INPUT": "GEOC", "GACOS": "GACOS", "OUTPUT": "GEOC_corrected"}

    def title(self) -> str:
        return tr("Correct interferograms with GACOS delays")

    def about(self) -> str:
        return tr(
            "<p>Subtracts the tropospheric delay of GACOS, or LiCSAR's own slant delay, from every unwrapped"
            " interferogram of a GEOC folder and writes a corrected GEOC folder. Zenith delays are divided by the up"
            " component of the line of sight and turned into radians.</p>"
            "<p>An interferogram without a delay for both of its dates is left out, so that corrected and uncorrected"
            " ones are never mixed. The table and the report say for each interferogram how much the standard"
            " deviation changed; where it grew, the delays did not fit.</p>"
            "<p><i>LiCSAR interferograms to time series</i> can do this by itself; use this algorithm to look at the"
            " correction, or to use the corrected interferograms elsewhere.</p>"
            "<p>Source: Yu, C., et al. (2018), <i>J. Geophys. Res. Solid Earth</i> 123, 9202–9222.</p>"
        )

    def keywords(self) -> list[str]:
        return ["gacos", "atmosphere", "troposphere", "delay", "correction", "interferogram", "licsar"]

    def define(self) -> None:
        add_geoc_folder(self)
        self.add_file(
            "GACOS",
            tr("GACOS folder"),
            tr(
                "Folder with the delay of each date: YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif, or LiCSAR's"
                " YYYYMMDD.sltd.geo.tif."
            ),
            folder=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT", tr("Corrected GEOC folder")),
            tr("A new or empty folder for the corrected interferograms with their coherence and the frame's files."),
        )
        self.add_table_output(
            "INTERFEROGRAMS",
            tr("Interferograms"),
            tr("One row per interferogram with its standard deviation before and after."),
        )
        self.add_report_output()
        self.add_number_output("CORRECTED_COUNT", tr("Number of corrected interferograms"))
        self.add_number_output("IMPROVED_COUNT", tr("Number of interferograms with a smaller standard deviation"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.insar.licsar.correct_folder import correct_folder
        from ...subsidence.insar.network_report import add_correction, add_interferograms, correction_opening
        from ...subsidence.insar.scratch import Scratch
        from ...subsidence.report.page import Page

        place = call.output_folder("OUTPUT")
        if place is None:
            raise SubsidenceError(tr("Choose a folder for the corrected interferograms."))
        with Scratch(folder=call.scratch_folder()) as scratch:
            scanning, correcting = call.work.parts(1, 9)
            geoc = scan_folder(call, scanning)
            target = call.final(place)
            columns = correct_folder(geoc, call.file("GACOS"), target, scratch, correcting, place=place)
        page = Page(self.title(), str(geoc.folder))
        page.opening(*correction_opening(columns))
        add_correction(page, columns, tell=False)
        add_interferograms(page, columns)
        with np.errstate(invalid="ignore"):
            improved = int((columns["std_after_rad"] < columns["std_before_rad"]).sum())
        return {
            "OUTPUT": str(place),
            "INTERFEROGRAMS": call.write_table("INTERFEROGRAMS", table_columns(columns, interferogram_aliases())),
            "REPORT": call.write_text("REPORT", page.html()),
            "CORRECTED_COUNT": int(columns["kept"].sum()),
            "IMPROVED_COUNT": improved,
        }

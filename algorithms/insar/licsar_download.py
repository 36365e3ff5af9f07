"""Interferograms of a LiCSAR frame from the COMET portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFolderDestination,
)

from ...bridge.i18n import tr
from ...bridge.proxy import proxies
from ...subsidence.errors import SubsidenceError
from ...subsidence.insar.licsar import DEFAULT_SERVER
from ..base import SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call


class LicsarDownload(SubsidenceAlgorithm):
    ID = "licsar_download"
    GROUP = "insar"
    EXAMPLE = {"FRAME": "124D_04854_171313", "START": "2020-01-01", "OUTPUT": "GEOC"}

    def title(self) -> str:
        return tr("Download LiCSAR interferograms")

    def about(self) -> str:
        return tr(
            "<p>Fetches the unwrapped interferograms and coherence of a Sentinel-1 frame, with the frame's heights,"
            " line of sight and baselines, from the COMET LiCSAR portal into a GEOC folder for <i>LiCSAR"
            " interferograms to time series</i>.</p>"
            "<p>Find the name of your frame, such as 124D_04854_171313, on the map at"
            " <a href='https://comet.nerc.ac.uk/comet-lics-portal/'>comet.nerc.ac.uk/comet-lics-portal</a>. A frame of"
            " four years takes several gigabytes; dates, an extent and a longest time keep it small.</p>"
            "<p>An interrupted download goes on where it ended: give the same folder again. Every file is checked by"
            " its size. The proxy of QGIS' network settings is used.</p>"
            "<p>LiCSAR data contain modified Copernicus Sentinel data analysed by COMET; cite Lazecký, M., et al."
            " (2020), <i>Remote Sensing</i> 12(15), 2430.</p>"
        )

    def keywords(self) -> list[str]:
        return ["licsar", "comet", "download", "sentinel-1", "interferogram", "frame", "gacos"]

    def define(self) -> None:
        self.add_text("FRAME", tr("Frame"), tr("Name of the frame, such as 124D_04854_171313."))
        date_kind = QgsProcessingParameterDateTime.Type.Date
        self.add(
            QgsProcessingParameterDateTime("START", tr("First date"), date_kind, None, True),
            tr("Interferograms that begin earlier are left out; empty takes all."),
        )
        self.add(
            QgsProcessingParameterDateTime("END", tr("Last date"), date_kind, None, True),
            tr("Interferograms that end later are left out; empty takes all."),
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Files are cropped to it after they came; empty keeps the frame."))
        self.add_integer(
            "MAX_DAYS",
            tr("Longest time of an interferogram [days]"),
            tr("Interferograms over a longer time are left out; 0 takes all."),
            0,
            0,
            10_000,
        )
        self.add_flag(
            "DELAYS",
            tr("Also fetch the atmospheric delays"),
            tr("LiCSAR's GACOS slant delays of each date, into the folder GACOS within the output."),
            False,
        )
        self.add_text(
            "SERVER", tr("Server"), tr("Address of the portal's folder of products."), DEFAULT_SERVER, advanced=True
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT", tr("GEOC folder")),
            tr("A new folder, or that of an earlier download to go on with."),
        )
        self.add_number_output("PAIR_COUNT", tr("Number of complete interferograms"))
        self.add_number_output("SKIPPED_COUNT", tr("Number of interferograms left out"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.raster.cube import WGS84

        target = self.parameterAsFileOutput(call.parameters, "OUTPUT", call.context)
        if not target:
            raise SubsidenceError(tr("Choose a folder for the interferograms."))
        start, end = self._date(call, "START"), self._date(call, "END")
        if start is not None and end is not None and end <= start:
            raise SubsidenceError(tr("The last date must be later than the first date."))
        from ...subsidence.insar.licsar.licsar_portal import download_frame

        result = download_frame(
            call.text("FRAME"),
            target,
            start=start,
            end=end,
            extent=call.extent("EXTENT", QgsCoordinateReferenceSystem(WGS84)),
            longest_days=call.integer("MAX_DAYS"),
            delays=call.flag("DELAYS"),
            server=call.text("SERVER") or DEFAULT_SERVER,
            proxies=proxies(),
            report=call.report,
        )
        call.report.info(
            tr("{pairs} interferograms complete; {files} files ({size:.1f} MB) fetched this time.").format(
                pairs=len(result.pairs), files=result.n_fetched, size=result.n_bytes / 1e6
            )
        )
        return {"OUTPUT": str(result.folder), "PAIR_COUNT": len(result.pairs), "SKIPPED_COUNT": len(result.skipped)}

    def _date(self, call: Call, key: str) -> np.datetime64 | None:
        if call.parameters.get(key) in (None, ""):
            return None
        moment = self.parameterAsDateTime(call.parameters, key, call.context)
        if not moment.isValid():
            raise SubsidenceError(
                tr("“{text}” is not a date; write for example 2020-01-31.").format(text=call.parameters[key])
            )
        return np.datetime64(moment.date().toString("yyyy-MM-dd"), "D")

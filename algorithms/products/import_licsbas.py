"""LiCSBAS products as layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from .cube_import import CubeImport
from .point_layers import check_store

if TYPE_CHECKING:
    from ...bridge.call import Call

NOISE_COLUMNS = ("n_unw", "n_gap", "n_ifg_noloop", "n_loop_err", "maxTlen", "resid_rms", "stc")


class ImportLicsbas(CubeImport):
    ID = "import_licsbas"
    EXAMPLE = {"INPUT": "TS_GEOCml1/cum_filt.h5", "OUTPUT": "points.gpkg", "VELOCITY": "rate.tif"}

    def title(self) -> str:
        return tr("Import LiCSBAS time series")

    def about(self) -> str:
        return tr(
            "<p>Reads what LiCSBAS leaves behind, <b>cum.h5</b>, <b>cum_filt.h5</b>, or a <b>TS_*</b> or <b>results</b>"
            " folder of flat files, and makes a point layer with the rate and one displacement field per epoch, a"
            " raster of the rate, and a raster of the displacement with one band per epoch.</p>"
            "<p>Values are taken over unchanged: mm and mm/yr along the line of sight, <b>positive towards the"
            " satellite, so subsidence is negative</b>, relative to the product's reference area. The rasters have"
            " the pixels and the georeference of the product.</p>"
            "<p>A folder that holds both the plain and the filtered product gives the plain one unless you ask for"
            " the filtered: LiCSBAS' spatial filter of 2 km flattens small subsidence bowls. A results folder"
            " without cum.h5 holds rates only.</p>"
            "<p>Source: Morishita, Y., et al. (2020), LiCSBAS, <i>Remote Sensing</i> 12(3), 424.</p>"
        )

    def keywords(self) -> list[str]:
        return ["licsbas", "licsar", "comet", "sbas", "cum.h5", "hdf5", "time series", "import", "velocity"]

    def define(self) -> None:
        self.add_file(
            "INPUT",
            tr("cum.h5, cum_filt.h5, or a TS_* or results folder"),
            tr("A LiCSBAS time series file, or the folder it lies in (type or paste the folder's path)."),
            tr("HDF5 files (*.h5);;All files (*)"),
        )
        self.add_mask(
            tr("Apply the mask of the product"),
            tr(
                "Leave out the pixels that LiCSBAS masked as noisy, in points and rasters. The mask is the one inside"
                " the file, or results/mask beside it."
            ),
        )
        self.add_pixel_extent()
        self.add_vertical()
        self.add_flag(
            "FILTERED",
            tr("Of a folder, take the filtered product"),
            tr("Take cum_filt.h5 or vel.filt where the folder holds it. Without effect when the input is a file."),
            False,
            advanced=True,
        )
        self.add_flag(
            "NOISE",
            tr("Add the noise indices as fields"),
            tr("n_unw, n_gap, n_ifg_noloop, n_loop_err, maxTlen, resid_rms and stc, as far as the product has them."),
            False,
            advanced=True,
        )
        self.add_cube_outputs()

    def execute(self, call: Call) -> dict:
        check_store(call)
        from ...subsidence.products.licsbas import read_licsbas
        from ...subsidence.raster.cube import WGS84

        crs = QgsCoordinateReferenceSystem(WGS84)
        cube = read_licsbas(
            _input(call),
            extent=call.extent("EXTENT", crs),
            filtered=call.flag("FILTERED"),
            sized=call.check_cube_room,
            report=self.stages(call)[0],
        )
        cube = self.masked(call, cube, tr("The product has no mask; every pixel with data is kept."))
        self.tell_moving_reference(call, cube)
        return self.write(call, cube, crs, NOISE_COLUMNS if call.flag("NOISE") else ())


def _input(call: Call) -> Path:
    path = call.file("INPUT")
    if path.is_file() and path.stat().st_size == 0:
        raise SubsidenceError(tr("The file {file} is empty; copy it again.").format(file=path.name))
    return path

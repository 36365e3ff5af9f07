"""MintPy time series as layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from .cube_import import CubeImport

if TYPE_CHECKING:
    from ...bridge.call import Call


class ImportMintpy(CubeImport):
    ID = "import_mintpy"
    EXAMPLE = {"INPUT": "mintpy/timeseries.h5", "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Import MintPy time series")

    def about(self) -> str:
        return tr(
            "<p>Reads a geocoded <b>timeseries*.h5</b> of MintPy, and what lies beside it or in <i>inputs</i>:"
            " velocity.h5, geometryGeo.h5, maskTempCoh.h5 and temporalCoherence.h5 (also with geo_ in front). Of a"
            " folder it takes the most corrected series. <b>HDF-EOS5 archives</b> (S1_….he5) hold all of that in one"
            " file; they are mostly packed with LZF, which needs the Python package h5py.</p>"
            "<p>Metres become <b>mm</b> and mm/yr along the line of sight, <b>positive towards the satellite, so"
            " subsidence is negative</b>, relative to MintPy's reference point and date. The line of sight comes from"
            " the incidence and azimuth angles, or from the heading where there is no azimuth. Pixels that are 0 at all"
            " times are no data, except the reference.</p>"
            "<p>Files in radar geometry have no place on Earth; run MintPy's geocode.py first.</p>"
            "<p>Source: Yunjun, Z., Fattahi, H., Amelung, F. (2019), <i>Computers &amp; Geosciences</i> 133, 104331."
            "</p>"
        )

    def keywords(self) -> list[str]:
        return ["mintpy", "isce", "hdf5", "timeseries.h5", "time series", "import", "velocity"]

    def define(self) -> None:
        self.add_file(
            "INPUT",
            tr("timeseries*.h5, or MintPy's working folder"),
            tr("The file to read, or the folder it lies in (type or paste the folder's path)."),
            tr("HDF5 files (*.h5 *.he5);;All files (*)"),
        )
        self.add_mask(
            tr("Apply maskTempCoh.h5"),
            tr("Leave out the pixels below MintPy's threshold of temporal coherence, where the mask lies beside."),
        )
        self.add_pixel_extent()
        self.add_vertical()
        self.add_cube_outputs()

    def execute(self, call: Call) -> dict:
        from ...subsidence.products.mintpy import open_mintpy

        product = open_mintpy(call.file("INPUT"), call.report)
        crs = QgsCoordinateReferenceSystem(product.grid.crs)
        extent = call.extent("EXTENT", crs)
        self.check_room(call, product.grid, product.dates.size, extent)
        cube = product.read(extent, self.stages(call)[0])
        cube = self.masked(call, cube, tr("There is no maskTempCoh.h5; every pixel with data is kept."))
        return self.write(call, cube, crs)

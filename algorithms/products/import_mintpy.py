"""MintPy time series as layers."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.call import Call
from ...bridge.i18n import tr
from ..base import SubsidenceAlgorithm
from .cube_layers import write_cube


class ImportMintpy(SubsidenceAlgorithm):
    ID = "import_mintpy"
    GROUP = "insar"

    def title(self) -> str:
        return tr("Import MintPy time series")

    def about(self) -> str:
        return tr(
            "<p>Reads a geocoded <b>timeseries*.h5</b> of MintPy, and what lies beside it or in <i>inputs</i>:"
            " velocity.h5, geometryGeo.h5, maskTempCoh.h5 and temporalCoherence.h5 (also with geo_ in front). Of a"
            " folder it takes the most corrected series.</p>"
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
            tr("HDF5 files (*.h5);;All files (*)"),
        )
        self.add_flag(
            "APPLY_MASK",
            tr("Apply maskTempCoh.h5"),
            tr("Leave out the pixels below MintPy's threshold of temporal coherence, where the mask lies beside."),
            True,
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Read only pixels whose centre lies inside; empty reads all."))
        self.add_flag(
            "VERTICAL",
            tr("Convert to vertical"),
            tr(
                "Divide by the up component of the line of sight, which assumes that the ground moves straight up or"
                " down only."
            ),
            False,
        )
        self.add_points_output(
            "OUTPUT",
            tr("Deformation points"),
            tr("One point per pixel with point_id, velocity, DYYYYMMDD and, when known, velocity_std, coherence, …"),
        )
        self.add_raster_output("VELOCITY", tr("Rate"), tr("Rate in mm/yr on the product's pixels."))
        self.add_raster_output(
            "DISPLACEMENT",
            tr("Displacement"),
            tr("Displacement in mm, one band per epoch, named by date, for the temporal controller."),
        )
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.products.mintpy import open_mintpy

        product = open_mintpy(call.file("INPUT"), call.report)
        crs = QgsCoordinateReferenceSystem(product.grid.crs)
        cube = product.read(call.extent("EXTENT", crs), call.report.part(0.0, 0.8))
        if call.flag("APPLY_MASK"):
            if cube.mask is None:
                call.report.info(tr("There is no maskTempCoh.h5; every pixel with data is kept."))
            cube = cube.masked()
        cube = cube.with_believed_look(call.report)
        if call.flag("VERTICAL"):
            cube = cube.vertical()
        points = cube.to_points()
        results = write_cube(call, cube, points, crs=crs)
        return {**results, "POINT_COUNT": points.series.n_points, "EPOCH_COUNT": int(cube.dates.size)}

"""Deformation data of any producer: looked at, recognised, and read by the import for their kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingOutputString

from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from ...subsidence.units import AUTOMATIC
from ..base import SubsidenceAlgorithm
from .cube_layers import write_cube
from .import_egms import ImportEgms
from .import_licsbas import ImportLicsbas
from .import_mintpy import ImportMintpy
from .import_opera import ImportOpera
from .import_raster_stack import ImportRasterStack
from .import_series_table import ImportSeriesTable
from .point_layers import write_product

if TYPE_CHECKING:
    from ...bridge.call import Call


class ImportAny(SubsidenceAlgorithm):
    ID = "import_any"
    GROUP = "insar"
    EXAMPLE = {"INPUT": ["S1_IW12_128_0593_0597.he5"], "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Import deformation data")

    def about(self) -> str:
        return tr(
            "<p>Looks at a file or folder, says what it is and why, and reads it: LiCSBAS, MintPy (also .he5), EGMS"
            " (tables, archives, level 3 rasters), OPERA DISP-S1, StaMPS' ps_plot .mat, dated rasters (GeoTIFF, NetCDF,"
            " GMTSAR and PyGMTSAR grids), rasters of rates (LiCSBAS' vel.geo.tif), and tables or point layers.</p>"
            "<p>Everything becomes deformation points in mm and mm/yr, <b>positive towards the satellite or up, so"
            " subsidence is negative</b>. Units that the files tell are used and named in the log. Where something has"
            " to be set by hand, such as a sign or a column, use the import for that kind; the result says which it"
            " was (KIND).</p>"
        )

    def keywords(self) -> list[str]:
        return ["import", "open", "any", "recognise", "velocity", "time series", "stamps", "he5", "geotiff", "netcdf"]

    def define(self) -> None:
        self.add_files(
            "INPUT",
            tr("Files or folder"),
            tr("One file, several files of one kind, or a folder (type or paste its path)."),
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Read only the points inside; empty reads all."))
        self.add_text(
            "VARIABLE",
            tr("Variable"),
            tr("Of a NetCDF, HDF5 or GRIB file with several; empty chooses, and the log says which."),
            optional=True,
            advanced=True,
        )
        self.add_points_output(
            "OUTPUT",
            tr("Deformation points"),
            tr("Points with point_id, velocity, DYYYYMMDD and what else the product tells."),
        )
        self.addOutput(QgsProcessingOutputString("KIND", tr("What it was taken for")))
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.products import recognise as kinds

        found = kinds.recognise(call.files("INPUT"))
        call.report.info(
            tr("{name} is taken for {kind}, because {why}.").format(
                name=found.paths[0].name, kind=found.kind, why=found.why
            )
        )
        one, several = str(found.paths[0]), [str(path) for path in found.paths]
        variable = call.text("VARIABLE")
        if found.kind == kinds.LICSBAS:
            result = _run(ImportLicsbas(), call, INPUT=one)
        elif found.kind == kinds.MINTPY:
            result = _run(ImportMintpy(), call, INPUT=one)
        elif found.kind == kinds.EGMS:
            result = _run(ImportEgms(), call, INPUT=several)
        elif found.kind == kinds.OPERA:
            result = _run(ImportOpera(), call, INPUT=several)
        elif found.kind == kinds.RASTERS:
            result = _run(ImportRasterStack(), call, INPUT=several, VARIABLE=variable)
        elif found.kind == kinds.TABLE:
            result = _run(ImportSeriesTable(), call, INPUT=one)
        elif found.kind in (kinds.STAMPS, kinds.POINTS):
            result = _points(call, found.paths[0], variable, stamps=found.kind == kinds.STAMPS)
        else:
            result = _rates(call, found.paths[0], variable)
        return {**result, "KIND": found.kind}


def _run(algorithm: SubsidenceAlgorithm, call: Call, **parameters) -> dict:
    """Another import's work on the same call: its defaults, this call's outputs and report."""
    algorithm.initAlgorithm()
    own = {definition.name() for definition in algorithm.parameterDefinitions()}
    shared = {key: call.parameters[key] for key in ("EXTENT", "OUTPUT") if key in call.parameters and key in own}
    wanted = {key: value for key, value in parameters.items() if key in own}
    if (
        algorithm.ID == "import_series_table"
        and not algorithm.checkParameterValues({**shared, **wanted}, call.context)[0]
    ):
        raise SubsidenceError(
            tr("{name} cannot be read as a table or layer; check the file.").format(name=Path(wanted["INPUT"]).name)
        )
    with call.as_algorithm(algorithm, {**shared, **wanted}):
        return algorithm.execute(call)


def _points(call: Call, path: Path, variable: str, *, stamps: bool) -> dict:
    from ...subsidence.products.netcdf_points import read_netcdf_points
    from ...subsidence.products.stamps import read_stamps

    extent, report = call.extent("EXTENT", QgsCoordinateReferenceSystem("EPSG:4326")), call.work
    if stamps:
        product = read_stamps(path, extent=extent, report=report)
    else:
        product = read_netcdf_points(path, variable=variable, extent=extent, report=report)
    layer = write_product(call, "OUTPUT", product)
    return {"OUTPUT": layer, "POINT_COUNT": product.n_points, "EPOCH_COUNT": product.series.n_epochs}


def _rates(call: Call, path: Path, variable: str) -> dict:
    from ...subsidence.products.raster_stack import grid_of
    from ...subsidence.products.rate_raster import read_rate_raster
    from ...subsidence.raster.grid_source import open_grid

    crs = QgsCoordinateReferenceSystem(grid_of(open_grid(path, variable, wanted="rate")).crs)
    cube = read_rate_raster(
        path,
        call.extent("EXTENT", crs),
        unit=AUTOMATIC,
        variable=variable,
        report=call.work,
    )
    points = cube.to_points()
    results = write_cube(call, cube, points, crs=crs)
    return {**results, "POINT_COUNT": points.series.n_points, "EPOCH_COUNT": 0}

"""Deformation data of any producer: looked at, recognised, and read by the import for their kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingOutputString

from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from ...subsidence.units import AUTOMATIC, LOS, VERTICAL
from ..base import Choice, SubsidenceAlgorithm, unit_choices
from .cube_layers import write_cube
from .import_egms import ImportEgms
from .import_licsbas import ImportLicsbas
from .import_mintpy import ImportMintpy
from .import_opera import ImportOpera
from .import_raster_stack import ImportRasterStack
from .import_series_table import ImportSeriesTable
from .import_store import ImportStore
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
            " GMTSAR and PyGMTSAR grids), rasters of rates (LiCSBAS' vel.geo.tif), deformation stores, and tables or"
            " point layers.</p>"
            "<p>Everything becomes deformation points in mm and mm/yr, <b>positive towards the satellite or up, so"
            " subsidence is negative</b>. Units that the files tell are used and named in the log. Where something has"
            " to be set by hand, such as a sign or a column, use the import for that kind; the result says which it"
            " was (KIND).</p>"
        )

    def keywords(self) -> list[str]:
        return ["import", "open", "any", "recognise", "velocity", "time series", "stamps", "he5", "geotiff", "netcdf"]

    def define(self) -> None:
        # a path that was dropped on QGIS fills in this one; QGIS's widget for several files cannot be filled in
        self.add_file(
            "FILE", tr("File or folder"), tr("One file, or a folder (type or paste its path)."), optional=True
        )
        self.add_files(
            "INPUT",
            tr("Several files"),
            tr("Of one kind, in place of or beside the one above."),
            optional=True,
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Read only the points inside; empty reads all."))
        self.add_text(
            "VARIABLE",
            tr("Variable"),
            tr("Of a NetCDF, HDF5 or GRIB file with several; empty chooses, and the log says which."),
            optional=True,
            advanced=True,
        )
        self.add_choice(
            "UNIT",
            tr("Unit of displacements and rates"),
            tr("Automatic takes what the files tell; of tables, rasters and points in NetCDF another choice counts."),
            unit_choices(automatic=True),
            AUTOMATIC,
            advanced=True,
        )
        self.add_choice(
            "GEOMETRY",
            tr("Direction of the displacement"),
            tr("Of tables and rasters; automatic takes what a file's name tells, else the line of sight."),
            [Choice(AUTOMATIC, tr("automatic")), Choice(LOS, tr("line of sight")), Choice(VERTICAL, tr("vertical"))],
            advanced=True,
        )
        self.add_flag(
            "REVERSE",
            tr("Positive means sinking"),
            tr("Turn the sign of tables and rasters, where the producer counts subsidence as positive."),
            False,
            advanced=True,
        )
        self.add_crs("CRS", tr("CRS of a table's coordinates"), tr("Of coordinate columns. Layers keep their own CRS."))
        for key, label, about in (
            (
                "DATE_PATTERN",
                tr("Date pattern"),
                tr("How dates are written in names of columns, bands or files, such as %d%m%Y. Empty finds it out."),
            ),
            (
                "COLUMNS",
                tr("Names of columns (text without a header line)"),
                tr("In order, with blanks or commas between, such as: x y rate."),
            ),
            ("NODATA", tr("Further values for no data"), tr("Such as 0; the declared and usual ones are found.")),
        ):
            self.add_text(key, label, about, optional=True, advanced=True)
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

        given = [call.file("FILE")] if call.text("FILE") else []
        given += call.files("INPUT")
        if not given:
            raise SubsidenceError(tr("Choose a file or a folder."))
        found = kinds.recognise(given)
        call.report.info(
            tr("{name} is taken for {kind}, because {why}.").format(
                name=found.paths[0].name, kind=found.kind, why=found.why
            )
        )
        if len(given) > 1 and found.kind not in (kinds.EGMS, kinds.OPERA, kinds.RASTERS):
            call.report.warn(
                tr("{count} files or folders were given, of which only {name} is read; import the others one at a"
                   " time.").format(count=len(given), name=found.paths[0].name)
            )  # fmt: skip
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
        elif found.kind == kinds.STORE:
            result = _run(ImportStore(), call, INPUT=one)
        elif found.kind == kinds.RASTERS:
            result = _run(ImportRasterStack(), call, INPUT=several, VARIABLE=variable, **_told(call, "PATTERN"))
        elif found.kind == kinds.TABLE:
            told = {**_told(call, "DATE_PATTERN"), "COLUMNS": call.text("COLUMNS")}
            if call.parameters.get("CRS") not in (None, ""):
                told["CRS"] = call.parameters["CRS"]
            result = _run(ImportSeriesTable(), call, INPUT=one, **told)
        elif found.kind in (kinds.STAMPS, kinds.POINTS):
            result = _points(call, found.paths[0], variable, stamps=found.kind == kinds.STAMPS)
        else:
            result = _rates(call, found.paths[0], variable)
        if found.kind not in (kinds.RASTERS, kinds.TABLE, kinds.RATE_RASTER):
            _say_what_is_left_aside(call, found.kind)
        return {**result, "KIND": found.kind}


def _told(call: Call, pattern: str) -> dict:
    """What the user says of tables and rasters, as their imports take it."""
    units = [choice.value for choice in unit_choices(automatic=True)]
    geometry = call.choice("GEOMETRY")
    told: dict[str, object] = {"UNIT": units.index(call.unit()), "GEOMETRY": int(geometry == VERTICAL)}
    told |= {"REVERSE": call.flag("REVERSE"), pattern: call.text("DATE_PATTERN")}
    marks = call.numbers("NODATA")
    if marks:
        told["NODATA"] = marks[0] if pattern == "PATTERN" else ", ".join(map(str, marks))
    if len(marks) > 1 and pattern == "PATTERN":
        raise SubsidenceError(tr("Of rasters one further value for no data can be named, not {count}.").format(
            count=len(marks)))  # fmt: skip
    return told


def _say_what_is_left_aside(call: Call, kind: str) -> None:
    """Products whose units and signs are known do not ask for them."""
    given = {"UNIT": call.unit() != AUTOMATIC, "GEOMETRY": call.choice("GEOMETRY") != AUTOMATIC}
    given |= {"REVERSE": call.flag("REVERSE")}
    given |= {key: bool(call.text(key)) for key in ("DATE_PATTERN", "COLUMNS", "NODATA")}
    names = ", ".join(key for key, said in given.items() if said)
    if names:
        text = tr("{names} are not used: units, signs and dates of {kind} are known.")
        call.report.warn(text.format(names=names, kind=kind))


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
    from ...subsidence.products.rate_raster import rates_crs, read_rate_raster

    crs = QgsCoordinateReferenceSystem(rates_crs(path, variable))
    cube = read_rate_raster(
        path,
        call.extent("EXTENT", crs),
        unit=call.unit(),
        variable=variable,
        reverse=call.flag("REVERSE"),
        geometry="" if call.choice("GEOMETRY") == AUTOMATIC else call.choice("GEOMETRY"),
        report=call.work,
    )
    points = cube.to_points()
    results = write_cube(call, cube, points, crs=crs)
    return {**results, "POINT_COUNT": points.series.n_points, "EPOCH_COUNT": 0}

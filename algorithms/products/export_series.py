"""Deformation points as files that other software reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterRasterLayer

from ...bridge.i18n import tr
from ...bridge.output_paths import check_other_ending
from ...bridge.point_table import PointTable
from ...bridge.read_points import transform_xy
from ...bridge.styles import DIVERGING, style_for
from ...bridge.vector_files import has_driver, keep_file_style, write_point_file
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import STORE_ROW, find_epoch_fields, find_rate_field
from ...subsidence.units import mm_per
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.products.points import PointProduct

EXPLORER, MINTPY, WIDE_CSV, LONG_CSV = "explorer", "mintpy", "wide csv", "long csv"
PARQUET, NETCDF, KMZ = "geoparquet", "netcdf", "kmz"
SUFFIXES = {
    EXPLORER: (".gpkg", ".shp", ".geojson"),
    MINTPY: (".shp",),
    WIDE_CSV: (".csv",),
    LONG_CSV: (".csv",),
    PARQUET: (".parquet",),
    NETCDF: (".nc",),
    KMZ: (".kmz",),
}
DRIVERS = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".geojson": "GeoJSON", ".parquet": "Parquet"}
STYLED = ("GPKG", "ESRI Shapefile", "GeoJSON")  # QGIS opens them with the style in the .qml beside them
WGS84 = "EPSG:4326"


class ExportSeries(SubsidenceAlgorithm):
    ID = "export_series"
    GROUP = "insar"
    EXAMPLE = {"INPUT": "points.gpkg", "FORMAT": 2, "OUTPUT": "series.csv"}

    def title(self) -> str:
        return tr("Export displacement series")

    def about(self) -> str:
        return tr(
            "<p>Writes deformation points as others read them, in <b>mm</b> and mm/yr with the sign as it is:</p><ul>"
            "<li><b>InSAR Explorer</b>: a point layer with velocity and DYYYYMMDD (.gpkg, .shp, .geojson);</li>"
            "<li><b>MintPy save_qgis</b>: a shapefile in longitude and latitude with CODE, HEIGHT, H_STDEV, VEL,"
            " V_STDEV, COHERENCE, EFF_AREA and DYYYYMMDD;</li>"
            "<li><b>CSV, wide</b>: a row per point, a column per date; <b>CSV, long</b>: a row per point and date;</li>"
            "<li><b>GeoParquet</b>, where this QGIS has the driver;</li>"
            "<li><b>NetCDF cube</b> after CF-1.8: displacement over time, y and x, with time, units and CRS. The points"
            " must be the pixels of a raster; or give the displacement raster itself;</li>"
            "<li><b>Google Earth (KMZ)</b>: coloured points with a legend; the series of the fastest 5,000 as pictures."
            "</li></ul>"
            "<p>Shapefiles hold at most 255 fields. A file name with another ending gets the format's own.</p>"
        )

    def keywords(self) -> list[str]:
        return ["export", "csv", "netcdf", "parquet", "insar explorer", "mintpy", "shapefile", "save", "cf"]

    def define(self) -> None:
        self.add_points(
            "INPUT",
            tr("Deformation points"),
            tr("Points with displacement fields (DYYYYMMDD). May be empty when a raster is exported to NetCDF."),
            optional=True,
        )
        self.add_choice(
            "FORMAT",
            tr("Format"),
            tr("What is written; see above."),
            [
                Choice(EXPLORER, tr("InSAR Explorer layer")),
                Choice(MINTPY, tr("MintPy shapefile")),
                Choice(WIDE_CSV, tr("CSV, wide")),
                Choice(LONG_CSV, tr("CSV, long")),
                Choice(PARQUET, tr("GeoParquet")),
                Choice(NETCDF, tr("NetCDF cube")),
                Choice(KMZ, tr("Google Earth (KMZ)")),
            ],
        )
        self.add(
            QgsProcessingParameterRasterLayer("RASTER", tr("Displacement raster"), optional=True),
            tr("For NetCDF: a raster with a band per date, such as the displacement output of the imports."),
        )
        self.add_unit()
        self.add_memory()
        self.add_file_output(
            "OUTPUT",
            tr("File"),
            tr("Where to write. Its ending says the file type where a format has several."),
            tr("GeoPackage (*.gpkg);;Shapefile (*.shp);;GeoJSON (*.geojson);;CSV (*.csv);;GeoParquet (*.parquet);;")
            + "NetCDF (*.nc);;KMZ (*.kmz)",
            optional=False,
        )
        self.add_number_output("POINT_COUNT", tr("Number of points"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.products.export import write_netcdf
        from ...subsidence.products.raster_stack import open_raster_stack

        chosen = call.choice("FORMAT")
        path = _path(call, chosen)
        raster = call.algorithm.parameterAsRasterLayer(call.parameters, "RASTER", call.context)
        if raster is not None and chosen == NETCDF:
            reading, writing = call.work.parts(6, 4)
            cube = open_raster_stack([raster.source()]).read(unit=call.unit(), report=reading)
            write_netcdf(path, cube, call.origin().provenance, writing)
            return {"OUTPUT": str(path), "POINT_COUNT": int(cube.has_data.sum())}
        if call.parameters.get("INPUT") in (None, ""):
            raise SubsidenceError(tr("Give the points to export (a raster goes into NetCDF only)."))
        product, table = _bounded_product(call)
        _write(call, chosen, path, product, table.crs)
        return {"OUTPUT": str(path), "POINT_COUNT": product.n_points}


def _path(call: Call, chosen: str) -> Path:
    path = call.output_path("OUTPUT")
    if path is None:
        raise SubsidenceError(tr("Say where the file is to be written."))
    if path.suffix.lower() not in SUFFIXES[chosen]:
        path = path.with_suffix(SUFFIXES[chosen][0])
        call.report.info(tr("The file is written as {name}.").format(name=path.name))
    check_other_ending(call.target("OUTPUT"), path.name)
    return path


def _bounded_product(call: Call) -> tuple[PointProduct, PointTable]:
    """What is exported, its series in a file where the layer would take more than MEMORY, and its layer."""
    unit = call.unit()
    has_rate = find_rate_field(call.source("INPUT").fields().names()) is not None
    table = call.bounded_points(None, adds=False) if has_rate and mm_per(unit) == 1.0 else call.points()
    if table.series_matrix is None:
        return _product(table, unit), table
    series = table.series(unit)
    names, _ = find_epoch_fields(table.names)
    columns = {name: values for name, values in table.columns.items() if name not in names}
    product = _product(replace(table, columns=columns, series_matrix=None), unit)
    if product.n_points != series.n_points or product.series.n_epochs:  # a table of another shape
        table = call.points()
        return _product(table, unit), table
    return replace(product, series=replace(series, xy=product.series.xy)), table


def _product(table: PointTable, unit: str) -> PointProduct:
    from ...subsidence.products.series_table import ColumnMapping, series_from_columns

    if STORE_ROW in table.names:
        find_epoch_fields(table.names)  # which says where the series are, if they are not here
    columns = {name: values for name, values in table.columns.items() if name.lower() != "fid"}
    meaning = ColumnMapping(unit=unit, crs=table.crs.authid() or table.crs.toWkt())
    return series_from_columns(columns, table.xy, meaning, table.name)


def _write(call: Call, chosen: str, path: Path, product: PointProduct, crs: QgsCoordinateReferenceSystem) -> None:
    from ...subsidence.products.export import (
        check_dbf,
        cube_of_points,
        explorer_columns,
        mintpy_columns,
        write_long_csv,
        write_netcdf,
        write_wide_csv,
    )

    report = call.work
    names = ("longitude", "latitude") if crs.isGeographic() else ("x", "y")
    if chosen == WIDE_CSV:
        write_wide_csv(path, product, names, report)
    elif chosen == LONG_CSV:
        write_long_csv(path, product, names, report)
    elif chosen == KMZ:
        _write_earth(call, path, product, crs)
    elif chosen == NETCDF:
        write_netcdf(path, cube_of_points(product), call.origin().provenance, report)
    else:
        driver = DRIVERS[path.suffix.lower()]
        if not has_driver(driver):
            raise SubsidenceError(
                tr("The GDAL of this QGIS was built without its {driver} driver; choose another format.").format(
                    driver=driver
                )
            )
        columns = explorer_columns(product)
        xy = product.series.xy
        if chosen == MINTPY:
            columns = mintpy_columns(product)
            wgs84 = QgsCoordinateReferenceSystem(WGS84)
            xy, crs = transform_xy(xy, crs, wgs84), wgs84
        if driver == "ESRI Shapefile":
            columns = _short_names(columns)
            check_dbf(columns)
        write_point_file(path, driver, columns, xy, crs, report)
        rate = next((name for name in ("velocity", "VEL") if name in columns), "")
        if rate and driver in STYLED:
            keep_file_style(path, style_for(rate, columns[rate], unit="mm/yr"), columns)


def _write_earth(call: Call, path: Path, product: PointProduct, crs: QgsCoordinateReferenceSystem) -> None:
    from ...bridge.small_pictures import dot_picture, legend_picture, series_picture
    from ...subsidence.report.kmz import MOST_PICTURES, EarthPoints, write_kmz

    rate = product.velocity_mm_per_yr
    style = style_for("velocity", rate, unit="mm/yr")
    edges = np.linspace(style.low, style.high, len(DIVERGING) + 1)
    points = EarthPoints(
        transform_xy(product.series.xy, crs, QgsCoordinateReferenceSystem(WGS84)),
        rate,
        product.series.dates,
        product.series.displacement_mm,
        [str(value) for value in product.point_id.tolist()],
    )
    legend = legend_picture(DIVERGING, edges, tr("Rate (mm/yr)"), tr("red sinks or moves away"))
    origin = call.origin()
    drawn = write_kmz(
        path,
        points,
        DIVERGING,
        edges,
        series_picture,
        {"legend.png": legend, "dot.png": dot_picture()},
        title=path.stem,
        about=" ".join([origin.sources, *origin.licences, *origin.rights]),
        report=call.work,
    )
    if drawn < product.n_points:
        call.report.info(
            tr("The {count} fastest points have their series as a picture; all have it in words.").format(
                count=min(drawn, MOST_PICTURES)
            )
        )


def _short_names(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Names of at most ten characters, as a shapefile has them, all different."""
    short: dict[str, np.ndarray] = {}
    for name, values in columns.items():
        candidate = {"velocity_std": "v_stdev"}.get(name, name[:10])
        number = 1
        while candidate.lower() in {known.lower() for known in short}:
            number += 1
            candidate = f"{name[: 10 - len(str(number))]}{number}"
        short[candidate] = values
    return short

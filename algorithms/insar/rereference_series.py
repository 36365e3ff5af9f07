"""A finished layer or raster, referred to other ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessing, QgsProcessingParameterRasterLayer

from ...bridge.areas import OUTSIDE, area_of_points
from ...bridge.fields import Column
from ...bridge.ground import Ground, ground_of
from ...bridge.i18n import tr
from ...bridge.look_inputs import look_of_points
from ...bridge.point_table import PointTable
from ...bridge.rasters import RasterGrid, read_raster
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import STORE_ROW, find_epoch_fields, find_rate_field
from ...subsidence.units import AUTOMATIC, LOS, VERTICAL, mm_per
from ..base import Choice, SubsidenceAlgorithm, unit_choices
from ..validation.ground_inputs import ground_stations

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.insar.rereference import Motion

NO_DATES = np.array([], dtype="datetime64[D]")


@dataclass(frozen=True)
class Product:
    """What is referred anew: points, or the pixels of a raster.

    xy : shape=(n, 2), in ``crs``; displacement : shape=(n, n_epochs), rate : shape=(n,), mm and mm/yr
    epochs : the fields or bands of the displacements, in order of date
    """

    name: str
    crs: QgsCoordinateReferenceSystem
    xy: np.ndarray
    dates: np.ndarray
    displacement: np.ndarray
    rate: np.ndarray
    epochs: list[str]
    rate_field: str | None


class RereferenceSeries(SubsidenceAlgorithm):
    ID = "rereference_series"
    GROUP = "insar"
    EXAMPLE = {"INPUT": "points.gpkg", "OUTPUT": "referred.gpkg"}

    def title(self) -> str:
        return tr("Change the reference")

    def about(self) -> str:
        return tr(
            "<p>InSAR measures motion against a reference. Where the reference itself moves, everything else seems to"
            " move the other way. This refers a finished layer or raster to other ground: what that ground did is"
            " taken from every point and every epoch.</p>"
            "<p>Give <b>one</b> of: a point with a radius, an extent, polygons, or stations with ground measurements."
            " Give <b>none</b> to let the plugin look for stable ground: even (neighbours move alike), common (much of"
            " the even ground has the same rate), and of several such rates the one that sinks least. That is a"
            " judgement from the rates alone: where everything seen sinks evenly, only ground measurements can"
            " tell.</p>"
            "<p>An offset takes the mean of the area; a plane, fitted to its points at every epoch, also takes a tilt,"
            " as orbits leave it. With stations the difference between the rates of InSAR and the ground is taken,"
            " growing evenly with time.</p>"
            "<p>The number SHIFT is what was added to the rates, on average, in mm/yr: positive where the new"
            " reference sank in the old frame. Standard deviations of rates stay as they are.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "reference",
            "rereference",
            "datum",
            "stable area",
            "calibrate",
            "gnss",
            "tie",
            "offset",
            "ramp",
            "plane",
        ]

    def define(self) -> None:
        self.add_points(
            "INPUT", tr("Deformation points"), tr("Points with a rate or displacement fields."), optional=True
        )
        self.add(
            QgsProcessingParameterRasterLayer("RASTER", tr("Raster"), None, True),
            tr("Instead of points: displacements with bands named by date, or rates with one band."),
        )
        self.add_map_point("POINT", tr("Reference point"), tr("Stable ground lies within the radius of this point."))
        self.add_number(
            "RADIUS",
            tr("Radius [m]"),
            tr(
                "Around the point; around each station; of the area that is looked for, which has at least five times"
                " the spacing of the points."
            ),
            250.0,
            0.0,
        )
        self.add_extent("EXTENT", tr("Reference extent"), tr("Stable ground is this rectangle."))
        self.add_vector(
            "AREA",
            tr("Reference polygons"),
            tr("Stable ground lies in these polygons."),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        )
        self.add_points("STATIONS", tr("Stations"), tr("Where the ground was measured."), optional=True)
        self.add_field(
            "STATION_NAME",
            tr("Field with the stations' names"),
            tr("Empty takes the field that matches the names of the table best."),
            "STATIONS",
            numeric=False,
            optional=True,
        )
        self.add_file(
            "TABLE",
            tr("Table of measurements"),
            tr("A row per station and date with a height, or east, north and up; or a row per station with rates."),
            tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
            optional=True,
        )
        self.add_field(
            "GROUND_RATE",
            tr("Field with the vertical rate of the stations"),
            tr("For stations known by their rate alone, per year, positive up."),
            "STATIONS",
            optional=True,
        )
        self.add_files("GNSS", tr("GNSS files"), tr("Files .tenv3 or .tenv, or their folder."), optional=True)
        self.add_choice(
            "TABLE_UNIT",
            tr("Unit of the ground measurements"),
            tr("Of the table's or the stations' heights and rates."),
            [*unit_choices(), Choice("ft", tr("feet")), Choice(AUTOMATIC, tr("automatic"))],
            AUTOMATIC,
            advanced=True,
        )
        self.add_flag(
            "PLANE",
            tr("Take a plane, not only an offset"),
            tr("Fit a plane to the reference ground (or to at least four stations) and take it from all points."),
            False,
        )
        self.add_unit()
        self.add_points_output(
            "OUTPUT",
            tr("Points against the new reference"),
            tr("The input with its motion changed; where points were given."),
            optional=True,
        )
        self.add_raster_output("OUTPUT_RASTER", tr("Raster against the new reference"), tr("Where a raster was given."))
        self.add_number_output("SHIFT", tr("Added to the rates [mm/yr]"))
        self.add_number_output("REFERENCE_COUNT", tr("Points or stations in the reference"))
        self.add_number_output("REFERENCE_X", tr("Middle of the reference, x"))
        self.add_number_output("REFERENCE_Y", tr("Middle of the reference, y"))

    def execute(self, call: Call) -> dict:
        given = [call.parameters.get(key) not in (None, "") for key in ("INPUT", "RASTER")]
        if sum(given) != 1:
            raise SubsidenceError(tr("Give either points or a raster to refer anew."))
        table = call.points() if given[0] else None
        raster, product = (None, _of_table(call, table)) if table is not None else _of_raster(call)
        ground = ground_of(product.crs, product.xy, product.name, call.report)
        motion, place, count = _new_reference(call, table, product, ground)
        shift = -float(
            np.nanmean(np.broadcast_to(motion.rate_mm_per_yr, product.rate.shape)[np.isfinite(product.rate)])
        )
        call.report.info(
            tr(
                "Rates change by {shift:+.2f} mm/yr; the new reference has {count} points around {x:.5f}, {y:.5f}."
            ).format(shift=shift, count=count, x=place[0], y=place[1])
        )
        results = {"SHIFT": shift, "REFERENCE_COUNT": count, "REFERENCE_X": place[0], "REFERENCE_Y": place[1]}
        if table is not None:
            return {"OUTPUT": _write_points(call, table, product, motion), **results}
        assert raster is not None  # it is what was given where there is no layer of points
        return {"OUTPUT_RASTER": _write_raster(call, raster, product, motion), **results}


def _of_table(call: Call, table: PointTable) -> Product:
    from ...subsidence.insar.rereference import rates_of

    rate_field, dates = find_rate_field(table.names), NO_DATES
    epochs: list[str] = []
    displacement = np.empty((table.n_points, 0))
    try:
        epochs, _ = find_epoch_fields(table.names)
    except SubsidenceError:
        if rate_field is None or STORE_ROW in table.names:  # the rates would no longer be those of the series
            raise
    if epochs:
        series = table.series(call.unit())
        dates, displacement = series.dates, series.displacement_mm
    rate = table.rate(rate_field, call.unit()) if rate_field else rates_of(displacement, dates)
    return Product(table.name, table.crs, table.xy, dates, displacement, rate, epochs, rate_field)


def _of_raster(call: Call) -> tuple[RasterGrid, Product]:
    """The raster, and its pixels with values."""
    from ...subsidence.insar.rereference import rates_of
    from ...subsidence.raster.cube import Grid

    layer = call.algorithm.parameterAsRasterLayer(call.parameters, "RASTER", call.context)
    if layer is None:
        raise SubsidenceError(tr("The raster “{name}” cannot be read.").format(name=call.parameters["RASTER"]))
    raster = read_raster(layer.source())
    rows, columns = np.nonzero(np.isfinite(raster.values).any(axis=0))
    if not rows.size:
        raise SubsidenceError(tr("The raster “{name}” has no values.").format(name=layer.name()))
    n_rows, n_columns = raster.values.shape[1:]
    xy = Grid(tuple(raster.geotransform), n_rows, n_columns).centres(rows, columns)
    values = raster.values[:, rows, columns].T * mm_per(call.unit())
    if len(raster.band_names) == 1:
        product = Product(layer.name(), layer.crs(), xy, NO_DATES, values[:, :0], values[:, 0], [], "1")
        return raster, product
    digits = [name.replace("-", "") for name in raster.band_names]
    names, dates = find_epoch_fields(digits)
    if len(names) != len(digits):
        raise SubsidenceError(
            tr("The bands of the raster “{name}” are not all named by date, such as 2020-01-31.").format(
                name=layer.name()
            )
        )
    order = [digits.index(name) for name in names]
    displacement = values[:, order]
    bands = [raster.band_names[index] for index in order]
    rates = rates_of(displacement, dates)
    return raster, Product(layer.name(), layer.crs(), xy, dates, displacement, rates, bands, None)


def _new_reference(
    call: Call, table: PointTable | None, product: Product, ground: Ground
) -> tuple[Motion, np.ndarray, int]:
    """What is to be subtracted, the middle of the reference, and how many points or stations it has."""
    from ...subsidence.insar.rereference import motion_of_area
    from ...subsidence.insar.stable_area import stable_area

    ways = {key: call.parameters.get(key) not in (None, "") for key in ("POINT", "EXTENT", "AREA")}
    ways["STATIONS"] = any(call.parameters.get(key) not in (None, "", []) for key in ("STATIONS", "TABLE", "GNSS"))
    chosen = [key for key, given in ways.items() if given]
    if len(chosen) > 1:
        raise SubsidenceError(tr("Give one reference only, not {ways} together.").format(ways=", ".join(chosen)))
    plane_m = ground.planar_metres(product.xy)
    if chosen == ["STATIONS"]:
        return _of_stations(call, table, product, ground, plane_m)
    if chosen:
        rows = _rows_of(call, chosen[0], product, ground)
        through = rows
    else:
        found = stable_area(plane_m, product.rate, radius_m=call.number("RADIUS"))
        rows, through = found.rows, found.ground if call.flag("PLANE") else found.rows
        call.report.info(
            tr(
                "Most even ground that sinks least: {count} points within {radius:.0f} m, at {rate:+.2f} mm/yr on"
                " average against the present reference (standard deviation of the points' rates {spread:.2f} mm/yr);"
                " {share:.0%} of all points move like it."
            ).format(
                count=rows.size, radius=found.radius_m, rate=found.rate_mm_per_yr, spread=found.spread_mm_per_yr,
                share=found.ground.size / len(product.rate),
            )
        )  # fmt: skip
    motion = motion_of_area(
        product.displacement, product.dates, product.rate, through, plane_m if call.flag("PLANE") else None
    )
    return motion, product.xy[rows].mean(axis=0), int(through.size)


def _rows_of(call: Call, way: str, product: Product, ground: Ground) -> np.ndarray:
    """The points in the reference that the user drew."""
    known = np.isfinite(product.rate)
    if way == "POINT":
        centre = np.array([call.point("POINT", product.crs)])
        distance = np.linalg.norm(ground.metric(product.xy) - ground.metric(centre), axis=1)
        inside = distance <= call.number("RADIUS")
        if not (inside & known).any():
            raise SubsidenceError(
                tr("No point lies within {radius:g} m of the reference; the nearest is {distance:.0f} m away.").format(
                    radius=call.number("RADIUS"), distance=distance.min()
                )
            )
    elif way == "EXTENT":
        extent = call.extent("EXTENT", product.crs)
        assert extent is not None  # or this would not be the way
        x_min, y_min, x_max, y_max = extent
        x, y = product.xy.T
        inside = (x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max)
    else:
        source = call.source("AREA")
        area = area_of_points(source, source.sourceName(), product.xy, product.crs, call.context.transformContext())
        inside = area != OUTSIDE
    if not (inside & known).any():
        raise SubsidenceError(tr("No point with a rate lies in the reference; check its place and CRS."))
    return np.flatnonzero(inside & known)


def _of_stations(
    call: Call, table: PointTable | None, product: Product, ground: Ground, plane_m: np.ndarray
) -> tuple[Motion, np.ndarray, int]:
    from ...subsidence.insar.rereference import motion_at_rate
    from ...subsidence.validation.ground_series import MEAN, Matching
    from ...subsidence.validation.ground_tie import OFFSET, PLANE, fit_tie
    from ...subsidence.validation.ground_validation import InsarPoints, validate

    stations = ground_stations(call, product.crs)
    los = look_of_points(table, call.report) if table is not None else None
    geometry = VERTICAL if los is None else LOS
    if los is None:
        call.report.info(tr("The points have no line of sight; they are taken to hold vertical motion."))
    place_m = ground.metric(product.xy, product.name)
    unknown = np.full(len(product.rate), np.nan)
    points = InsarPoints(place_m, product.dates, product.displacement, product.rate, unknown, los, geometry)
    xy = np.array([station.xy for station in stations])
    matching = Matching(radius_m=call.number("RADIUS"), method=MEAN, compare=geometry)
    validation = validate(points, stations, ground.metric(xy, "stations"), matching, call.work)
    for name, why in validation.skipped:
        call.report.info(tr("{station} is not compared: {why}.").format(station=name, why=why))
    rows = np.array([result.index for result in validation.stations], dtype=int)
    middle = product.xy.mean(axis=0)
    tie = fit_tie(
        ground.planar_metres(xy[rows], middle),
        validation.column("difference"),
        validation.column("difference_std"),
        PLANE if call.flag("PLANE") else OFFSET,
    )
    call.report.info(
        tr("{count} stations; differences of {before:.2f} mm/yr RMS become {after:.2f}.").format(
            count=rows.size, before=tie.rmse_before, after=tie.rmse_after
        )
    )
    correction, _ = tie.at(ground.planar_metres(product.xy, middle))
    return motion_at_rate(correction, product.dates), xy[rows].mean(axis=0), int(rows.size)


def _write_points(call: Call, table: PointTable, product: Product, motion: Motion) -> str | None:
    per_unit = mm_per(call.unit())
    series = (product.displacement - motion.displacement_mm) / per_unit if product.dates.size else product.displacement
    rate = (product.rate - motion.rate_mm_per_yr) / per_unit
    columns = [
        Column(
            product.rate_field or "velocity",
            rate,
            tr("Rate against the new reference [{unit}/yr]").format(unit=call.unit()),
        )
    ]
    for name, date, values in zip(product.epochs, product.dates, series.T):
        alias = tr("{date} [{unit}], against the new reference").format(unit=call.unit(), date=date)
        columns.append(Column(name, values, alias))
    lost = np.isfinite(product.displacement).any(axis=0) & ~np.isfinite(series).any(axis=0)
    if lost.any():
        call.report.warn(
            tr("At {count} epochs the new reference has no value; they are NULL.").format(count=int(lost.sum()))
        )
    return call.write_points(
        "OUTPUT",
        table,
        columns,
        style=style_for(product.rate_field or "velocity", rate, unit=f"{call.unit()}/yr"),
        description=tr("Motion against a new reference."),
    )


def _newest(values: np.ndarray) -> np.ndarray:
    """The last band with any value; left without a style, QGIS would mix the first three dates to colours."""
    known = np.flatnonzero(np.isfinite(values).any(axis=(1, 2)))
    return values[known[-1]] if known.size else values[-1]


def _write_raster(call: Call, raster: RasterGrid, product: Product, motion: Motion) -> str | None:
    per_unit = mm_per(call.unit())
    rows, columns = np.nonzero(np.isfinite(raster.values).any(axis=0))
    values = np.full(raster.values.shape, np.nan)
    if product.dates.size:
        bands = [raster.band_names.index(name) for name in product.epochs]
        values[np.array(bands)[:, None], rows, columns] = ((product.displacement - motion.displacement_mm) / per_unit).T
    else:
        values[0, rows, columns] = (product.rate - motion.rate_mm_per_yr) / per_unit
    return call.write_raster(
        "OUTPUT_RASTER",
        values,
        raster.geotransform,
        product.crs,
        raster.band_names,
        unit=call.unit() if product.dates.size else f"{call.unit()}/yr",
        style=style_for("", _newest(values), unit=call.unit() if product.dates.size else f"{call.unit()}/yr"),
        dates=product.dates if product.dates.size else None,
        description=tr("Motion against a new reference."),
    )

"""Up and east motion from an ascending and a descending track."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
)

from ...bridge.fields import Column
from ...bridge.ground import LARGEST_DISTORTION, Ground, ground_of
from ...bridge.i18n import tr
from ...bridge.look_inputs import look_in_fields, look_of_points, look_of_rasters
from ...bridge.point_table import PointTable
from ...bridge.read_points import transform_xy
from ...bridge.stored_series import STORE
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.insar import DEFAULT_MAX_GAP_DAYS, DEFAULT_STEP_DAYS
from ...subsidence.series import EPOCH_FIELD, DeformationSeries, epoch_field, find_rate_field
from ...subsidence.spatial.geodesy import Plane, continuous_longitude, metres_per_degree
from ...subsidence.units import AUTOMATIC, EAST, VERTICAL, mm_per, mm_per_told, rate_mm_per_told, unit_taken
from ..base import SubsidenceAlgorithm, unit_choices
from ..products.deformation_fields import geometry_texts
from ..products.point_layers import add_overview, add_store, check_store, write_whole

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.insar.decompose import Decomposition, Look

SAME_LOOK_DEGREES = 3.0  # by which angles of a track may differ from the vectors of its points
NO_UNIT_VECTOR = 0.1  # by which the length of one may be off
CELL_TOLERANCE = 0.1  # a grid that others share is worth more than the last percent of its cells' size


class DecomposeLos(SubsidenceAlgorithm):
    ID = "decompose_los"
    GROUP = "insar"
    EXAMPLE = {"ASCENDING": "ascending.gpkg", "DESCENDING": "descending.gpkg", "CELL": 100, "OUTPUT": "up.gpkg"}

    def title(self) -> str:
        return tr("Decompose ascending and descending into up and east")

    def about(self) -> str:
        return tr(
            "<p>One track sees motion along its line of sight only. An ascending and a descending track of the same"
            " place together give <b>up</b> and <b>east</b>, here for the whole series: both are interpolated in time"
            " to common epochs, and at each place a system of two equations is solved. North motion, which satellites"
            " in polar orbits hardly see, is neglected.</p>"
            "<p>Standard errors come from the measured epochs, not the interpolated ones, and from the noise that is"
            " found there, which may be correlated in time.</p>"
            "<p>Both tracks must be relative to the same stable place, or their difference shows up as east motion."
            " The field <i>condition</i> is the condition number of the system: how much errors of the input grow,"
            " about 2 for Sentinel-1.</p>"
            "<p>The inputs need the unit vector from the ground to the satellite: fields los_e, los_n, los_u as the"
            " importers of this plugin write them (or los_east … of EGMS, CosE … of P-SBAS), rasters of its components,"
            " or incidence and heading of the track. Vectors that point down are turned, and that is said; what is no"
            " unit vector is refused.</p>"
            "<p>Source: Wright, T. J., et al. (2004), <i>Geophys. Res. Lett.</i> 31, L01607.</p>"
        )

    def keywords(self) -> list[str]:
        return ["decomposition", "ascending", "descending", "vertical", "east-west", "horizontal", "los", "2d"]

    def define(self) -> None:
        self._define_inputs()
        self._define_method()
        self._define_outputs()

    def _define_inputs(self) -> None:
        self.add_points(
            "ASCENDING", tr("Ascending points"), tr("Deformation points of the ascending track."), optional=True
        )
        self.add_points(
            "DESCENDING", tr("Descending points"), tr("Deformation points of the descending track."), optional=True
        )
        for side, label in (("ASCENDING", tr("Ascending raster")), ("DESCENDING", tr("Descending raster"))):
            self.add(
                QgsProcessingParameterRasterLayer(f"{side}_RASTER", label, None, True),
                tr(
                    "Instead of points: a displacement raster whose bands are named by date, as this plugin writes"
                    " it, or a raster of rates with one band. Needs incidence and heading of the track."
                ),
                advanced=True,
            )
        self.add_number(
            "CELL",
            tr("Cell size [m]"),
            tr(
                "Both tracks are averaged over square cells of this size, which lie on multiples of it; points that"
                " begin on different days are joined by their common epochs. 0 pairs nearest points instead."
            ),
            100.0,
            0.0,
            1e7,
        )
        self.add_number(
            "REACH",
            tr("Largest distance of a pair [m]"),
            tr("With cell size 0: how far the nearest descending point may be."),
            100.0,
            0.01,
            1e7,
            advanced=True,
        )
        self.add_integer(
            "STEP",
            tr("Days between epochs"),
            tr("Spacing of the common epochs; 0 takes the epochs of the ascending track."),
            DEFAULT_STEP_DAYS,
            0,
            3650,
        )
        self.add_integer(
            "MAX_GAP",
            tr("Longest gap to interpolate [days]"),
            tr("Where a track has a longer gap, its series is not interpolated and the epochs are NULL."),
            DEFAULT_MAX_GAP_DAYS,
            1,
            3650,
            advanced=True,
        )

    def _define_method(self) -> None:
        self.add_choice(
            "UNIT",
            tr("Unit of displacements and rates"),
            tr(
                "Of the layers' fields and of the rasters. Automatic takes what rasters tell, and mm where nothing is"
                " told. Another choice counts even where a raster contradicts it, which is said."
            ),
            unit_choices(automatic=True),
            AUTOMATIC,
            advanced=True,
        )
        for side, label in (("ASCENDING", tr("ascending")), ("DESCENDING", tr("descending"))):
            self.add(
                QgsProcessingParameterMultipleLayers(
                    f"{side}_LOS",
                    tr("Line of sight, {side}: rasters").format(side=label),
                    QgsProcessing.SourceType.TypeRaster,
                    optional=True,
                ),
                tr(
                    "The east, north and up component of the unit vector from the ground to the satellite, as three"
                    " rasters (such as E.geo.tif, N.geo.tif, U.geo.tif) or one with three bands; they go before"
                    " fields and angles."
                ),
                advanced=True,
            )
            self.add_number(
                f"{side}_INCIDENCE",
                tr("Incidence angle, {side} [degrees]").format(side=label),
                tr("From the vertical; only for rasters and layers without los_e and los_u."),
                None,
                0.0,
                90.0,
                advanced=True,
                optional=True,
            )
            self.add_number(
                f"{side}_HEADING",
                tr("Heading, {side} [degrees]").format(side=label),
                tr("Flight direction clockwise from north, about -12 or -168; as for the incidence angle."),
                None,
                -360.0,
                360.0,
                advanced=True,
                optional=True,
            )

    def _define_outputs(self) -> None:
        self.add_scheduler()
        self.add_memory()
        self.add_points_output(
            "OUTPUT",
            tr("Up"),
            tr("Points with velocity = up, velocity_east, condition, and the up series in DYYYYMMDD; + is up."),
        )
        self.add_points_output(
            "EAST",
            tr("East"),
            tr("The same points with velocity = east and the east series in DYYYYMMDD; + is east."),
            optional=True,
        )
        add_store(self)
        add_overview(self)
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("CONDITION", tr("Largest condition number"))

    def execute(self, call: Call) -> dict:
        check_store(call)
        ascending, crs = _track(call, "ASCENDING", None)
        descending, _ = _track(call, "DESCENDING", crs)
        tolerance = CELL_TOLERANCE if call.number("CELL") > 0 else LARGEST_DISTORTION
        ground = ground_of(crs, ascending.series.xy, tr("ascending"), call.report, tolerance=tolerance)
        ascending, descending, scale = _measured(ground, ascending, descending)
        from ...subsidence.insar.decompose import decompose

        result = decompose(
            ascending,
            descending,
            cell_m=call.number("CELL"),
            reach_m=call.number("REACH"),
            step_days=call.integer("STEP"),
            max_gap_days=call.integer("MAX_GAP"),
            metres_per_unit=scale,
            report=call.work,
        )
        if not result.dates.size:
            call.report.warn(tr("One of the layers has no displacement series; only the rates are decomposed."))
        xy = ground.back(result.xy)
        worst = float(result.condition.max())
        call.report.info(
            tr("{count} places; condition number {median:.2f} (median), {worst:.2f} (largest).").format(
                count=len(result.xy), median=float(np.median(result.condition)), worst=worst
            )
        )
        return {
            **_write_up(call, result, xy, crs),
            "EAST": call.write_new_points(
                "EAST",
                xy,
                crs,
                _east_columns(result),
                style=style_for("velocity", result.east_rate, unit="mm/yr"),
                description=tr("East motion from two tracks, mm and mm/yr, positive to the east."),
            ),
            "POINT_COUNT": len(result.xy),
            "CONDITION": worst,
        }


def _write_up(call: Call, result: Decomposition, xy: np.ndarray, crs: QgsCoordinateReferenceSystem) -> dict:
    """The up motion as a layer, or in a store with a light layer."""
    columns = _up_columns(result)
    if not call.wants(STORE):
        style = style_for("velocity", result.up_rate, unit="mm/yr")
        about = tr("Up motion from two tracks, mm and mm/yr, positive up; subsidence is negative.")
        return {"OUTPUT": call.write_new_points("OUTPUT", xy, crs, columns, style=style, description=about)}
    from ...subsidence.products.points import PointProduct

    others = {column.name: column.values for column in columns if column.name not in ("point_id", "velocity")}
    product = PointProduct(
        DeformationSeries(result.dates, result.up_mm, xy),
        result.up_rate,
        np.arange(1, len(xy) + 1),
        {name: values for name, values in others.items() if not EPOCH_FIELD.match(name)},
        crs.authid() or crs.toWkt(),
        VERTICAL,
    )
    return write_whole(call, product)


def _track(
    call: Call, side: str, crs: QgsCoordinateReferenceSystem | None
) -> tuple[Look, QgsCoordinateReferenceSystem]:
    """One track from its points or its raster, in ``crs`` or, where that is None, in its own CRS."""
    has_points, has_raster = (call.parameters.get(key) not in (None, "") for key in (side, f"{side}_RASTER"))
    if has_points == has_raster:
        raise SubsidenceError(tr("Give either points or a raster for the {side} track.").format(side=side.lower()))
    if has_points:
        dated = any(EPOCH_FIELD.match(name) for name in call.source(side).fields().names())
        whole = call.bounded_points(None, key=side, adds=False) if dated else call.points(side)
        _check_not_turned(whole)
        table = _of_pass(call, whole, side.lower())
        xy, own = table.xy, table.crs
        dates, displacement, rate, std = _table_values(call, table)
        los = _line_of_sight(call, side, xy, own, table, table.name)
    else:
        layer = call.algorithm.parameterAsRasterLayer(call.parameters, f"{side}_RASTER", call.context)
        if layer is None:
            raise SubsidenceError(
                tr("The raster “{name}” cannot be read.").format(name=call.parameters[f"{side}_RASTER"])
            )
        own = layer.crs()
        xy, dates, displacement, rate = _raster_values(call, layer)
        std = np.full(len(xy), np.nan)
        los = _line_of_sight(call, side, xy, own, None, layer.name())
    crs = crs or own
    series = DeformationSeries(dates, displacement, transform_xy(xy, own, crs))
    from ...subsidence.insar.decompose import Look

    return Look(series, rate, std, los, side.lower()), crs


def _check_not_turned(table: PointTable) -> None:
    """Refuse a layer whose fields say that they hold vertical or east–west motion already."""
    words = {*(geometry_texts(geometry)[0] for geometry in (VERTICAL, EAST)), VERTICAL, EAST}
    for field in table.fields:
        if (field.name() == "velocity" or EPOCH_FIELD.match(field.name())) and any(
            word in field.alias() for word in words
        ):
            raise SubsidenceError(
                tr("“{layer}” does not hold motion along the line of sight: its field {field} says “{alias}”.").format(
                    layer=table.name, field=field.name(), alias=field.alias()
                )
            )


def _measured(ground: Ground, ascending: Look, descending: Look) -> tuple[Look, Look, tuple[float, float]]:
    """Both tracks in the coordinates that are measured, and the metres of a unit along x and y."""
    places = [ground.places(look.series.xy) for look in (ascending, descending)]
    if isinstance(ground.surface, Plane):
        scale = (ground.surface.metres_per_unit,) * 2
    else:
        along = continuous_longitude(np.concatenate([xy[:, 0] for xy in places]))
        parts = np.split(along, [len(places[0])])
        places = [np.column_stack([longitude, xy[:, 1]]) for longitude, xy in zip(parts, places)]
        east, north = metres_per_degree(np.median(places[0][:, 1]))
        scale = (float(east), float(north))
    looks = [replace(look, series=replace(look.series, xy=xy)) for look, xy in zip((ascending, descending), places)]
    return looks[0], looks[1], scale


def _of_pass(call: Call, table: PointTable, wanted: str) -> PointTable:
    """The points of one pass where the layer holds both, as the import of several EGMS tracks writes them."""
    if "pass" not in table.names:
        return table
    chosen = table.column("pass") == wanted
    if chosen.all() or not chosen.any():
        return table
    call.report.info(
        tr("Of “{layer}” the {count} points whose pass is {wanted} are used.").format(
            layer=table.name, count=int(chosen.sum()), wanted=wanted
        )
    )
    columns = {name: values[chosen] for name, values in table.columns.items()}
    return replace(table, xy=table.xy[chosen], columns=columns, series_matrix=None)


def _table_values(call: Call, table: PointTable) -> tuple[np.ndarray, ...]:
    """Dates, displacement, rate and its standard deviation of a point layer; NaN where it has none."""
    unit, unknown = unit_taken(call.unit())[0], np.full(table.n_points, np.nan)
    dates, displacement = np.array([], dtype="datetime64[D]"), np.empty((table.n_points, 0))
    if any(EPOCH_FIELD.match(name) for name in table.names):
        series = table.series(unit)
        seen = np.isfinite(series.displacement_mm).any(axis=0)  # the dates of this pass
        dates = series.dates[seen]
        displacement = series.displacement_mm if seen.all() else series.displacement_mm[:, seen]
    has_rate = find_rate_field(table.names) is not None
    if not dates.size and not has_rate:
        raise SubsidenceError(
            tr("The layer “{layer}” has neither displacement fields nor a rate.").format(layer=table.name)
        )
    std = table.numeric("velocity_std") * mm_per(unit) if "velocity_std" in table.names else unknown
    return dates, displacement, table.rate(unit=unit) if has_rate else unknown, std


def _raster_values(call: Call, layer) -> tuple[np.ndarray, ...]:
    """Pixel centres, dates, displacement and rate of a raster; bands named by date are displacements."""
    from ...subsidence.products.raster_stack import grid_of
    from ...subsidence.raster.cube import Grid
    from ...subsidence.raster.grid_source import open_grid

    source = open_grid(layer.source(), wanted="displacement")
    grid: Grid = grid_of(source, crs_needed=False)
    bands = source.read(range(source.n_layers))
    source.tell(call.report)
    known = np.isfinite(bands).any(axis=0)
    if not known.any():
        raise SubsidenceError(tr("The raster “{name}” has no values.").format(name=layer.name()))
    rows, columns = np.nonzero(known)
    values = bands[:, rows, columns].T * _raster_unit(call, source.unit, layer.name())
    unknown = np.full(rows.size, np.nan)
    periods = source.periods()
    days = None if periods is None else periods.days
    digits = [name.replace("-", "") for name in source.band_names]
    if days is None and all(EPOCH_FIELD.match(name) for name in digits):
        days = np.array([np.datetime64(f"{n[-8:-4]}-{n[-4:-2]}-{n[-2:]}", "D") for n in digits])
    if days is not None:
        dates, order = np.unique(days, return_index=True)
        if dates.size != source.n_layers:
            raise SubsidenceError(tr("Two layers of “{name}” carry the same date.").format(name=layer.name()))
        return grid.centres(rows, columns), dates, values[:, order], unknown
    if source.n_layers != 1:
        raise SubsidenceError(
            tr("The bands of the raster “{name}” are not named by date, such as 2020-01-31.").format(name=layer.name())
        )
    dates = np.array([], dtype="datetime64[D]")
    return grid.centres(rows, columns), dates, np.empty((rows.size, 0)), values[:, 0]


def _raster_unit(call: Call, told: str, name: str) -> float:
    """Millimetres in one unit of a raster: what was chosen, or what its file tells where that is automatic."""
    millimetres = (rate_mm_per_told(told) or mm_per_told(told)) if told else None
    if call.unit() == AUTOMATIC:
        if told and millimetres is not None:
            call.report.info(tr("“{name}” is in {told}, as its file says.").format(name=name, told=told))
        return millimetres or 1.0
    if millimetres is not None and not np.isclose(millimetres, mm_per(call.unit())):
        call.report.warn(
            tr(
                "“{name}” says that its unit is {told}, but UNIT is {unit}; UNIT is used. Leave UNIT on automatic to"
                " take the file's."
            ).format(name=name, told=told, unit=call.unit())
        )
    return mm_per(call.unit())


def _line_of_sight(
    call: Call, side: str, xy: np.ndarray, crs: QgsCoordinateReferenceSystem, table: PointTable | None, layer: str
) -> np.ndarray:
    """Unit vectors from rasters, from one incidence and heading, or from the layer's fields; shape=(n_points, 3)."""
    sampled = look_of_rasters(call, f"{side}_LOS", xy, crs, call.report)
    if sampled is not None:
        return sampled
    incidence, heading = call.optional_number(f"{side}_INCIDENCE"), call.optional_number(f"{side}_HEADING")
    if incidence is not None and heading is not None:
        from ...subsidence.insar.decompose import line_of_sight

        given = line_of_sight(incidence, heading)
        _tell_contradictions(call, side, given, heading, table, layer)
        return np.tile(given, (len(xy), 1))
    found = look_of_points(table, call.report) if table is not None else None
    if found is None:
        raise SubsidenceError(
            tr(
                "The layer “{layer}” has no line of sight (fields los_e and los_u); give rasters of its"
                " components, or give the incidence angle and the heading of its track."
            ).format(layer=layer)
        )
    return found


def _tell_contradictions(
    call: Call, side: str, given: np.ndarray, heading: float, table: PointTable | None, layer: str
) -> None:
    """Say where the angles given are those of the other direction of flight, or not those of the layer's fields."""
    southward = np.cos(np.radians(heading)) < 0.0
    if southward != (side == "DESCENDING"):
        call.report.warn(
            tr(
                "The heading {heading:g}° of the {side} track points {where}, as that of the other track does; with"
                " both headings exchanged east and west are. Check them."
            ).format(
                heading=heading,
                side=tr("ascending") if side == "ASCENDING" else tr("descending"),
                where=tr("south") if southward else tr("north"),
            )
        )
    own = look_in_fields(table) if table is not None else None
    if own is None or not np.isfinite(own).all(axis=1).any():
        return
    mean = np.nanmean(own, axis=0) * np.sign(np.nanmean(own[:, 2]))
    if not 1.0 - NO_UNIT_VECTOR < np.linalg.norm(mean) < 1.0 + NO_UNIT_VECTOR:
        return  # which is why angles are given
    apart = float(np.degrees(np.arccos(np.clip(given @ mean / np.linalg.norm(mean), -1.0, 1.0))))
    if apart > SAME_LOOK_DEGREES:
        call.report.warn(
            tr(
                "The incidence and heading given are used, not the line of sight in the fields of “{layer}”, which is"
                " {apart:.0f}° off; leave both empty to use the fields."
            ).format(layer=layer, apart=apart)
        )


def _up_columns(result: Decomposition) -> list[Column]:
    columns = [
        Column("point_id", np.arange(1, len(result.xy) + 1), tr("Point number")),
        Column("velocity", result.up_rate, tr("Rate [mm/yr], vertical, + up")),
        Column("velocity_std", result.up_rate_std, tr("Rate, std. dev. [mm/yr]")),
        Column("velocity_east", result.east_rate, tr("Rate [mm/yr], east–west, + east")),
        Column("velocity_east_std", result.east_rate_std, tr("Standard deviation of the east rate [mm/yr]")),
        Column("condition", result.condition, tr("Condition number of the decomposition")),
        Column("n_asc", result.n_ascending, tr("Ascending points")),
        Column("n_desc", result.n_descending, tr("Descending points")),
    ]
    return columns + _series_columns(result.dates, result.up_mm, tr("{date} [mm], vertical, + up"))


def _east_columns(result: Decomposition) -> list[Column]:
    columns = [
        Column("point_id", np.arange(1, len(result.xy) + 1), tr("Point number")),
        Column("velocity", result.east_rate, tr("Rate [mm/yr], east–west, + east")),
        Column("velocity_std", result.east_rate_std, tr("Rate, std. dev. [mm/yr]")),
    ]
    return columns + _series_columns(result.dates, result.east_mm, tr("{date} [mm], east–west, + east"))


def _series_columns(dates: np.ndarray, values: np.ndarray, alias: str) -> list[Column]:
    return [Column(epoch_field(date), values[:, index], alias.format(date=date)) for index, date in enumerate(dates)]

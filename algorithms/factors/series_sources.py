"""Where factor series come from: dated rasters, or stations with a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsFields

from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.raster_inputs import RasterInput
from ...bridge.read_points import read_points, transform_xy
from ...bridge.sample_rasters import places_on
from ...bridge.station_layers import open_table, stations_of_table
from ...subsidence.errors import SubsidenceError
from ...subsidence.factors import time
from ...subsidence.factors.time import EpochValues, Records, at_epochs

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.tabular.station_tables import StationTable
    from ...subsidence.tabular.tables import Table

AUTOMATIC, PERIODS, LEVELS = "automatic", "periods", "levels"  # what a record stands for
DAILY_STEP = 1.5
ROWS_PER_BLOCK = 65_536
MOST_STATIONS_LEFT_OUT = 60
FAR_M = 200_000.0


@dataclass(frozen=True)
class Timing:
    """How records become one value per epoch."""

    epochs: np.ndarray
    aggregation: str
    window_days: int
    lag_days: int
    min_coverage: float
    extrapolate: bool

    def bring(self, records: Records) -> EpochValues:
        return at_epochs(
            records,
            self.epochs,
            self.aggregation,
            window_days=self.window_days,
            lag_days=self.lag_days,
            min_coverage=self.min_coverage,
            extrapolate=self.extrapolate,
        )


@dataclass(frozen=True)
class Sampled:
    """Values at points and epochs (n_points, n_epochs), with what the coverage table tells per epoch.

    unit : of the values, "" where unknown
    """

    values: np.ndarray
    coverage: np.ndarray
    sources: np.ndarray
    outside: np.ndarray
    span: Records
    unit: str = ""


def from_rasters(call: Call, table: PointTable, rasters: list[RasterInput], timing: Timing) -> Sampled:
    """Values of dated rasters at the points, brought to the epochs."""
    from ...subsidence.blocks import row_blocks
    from ...subsidence.factors.raster_records import layer_records, record_values

    sums = timing.aggregation in time.SUMS
    levels = call.choice("RECORDS") == LEVELS
    records = layer_records(
        [raster.source for raster in rasters],
        call.text("DATE_PATTERN"),
        names=[raster.name() for raster in rasters],
        levels=levels,
        sums=sums,
    )
    for note in records.notes:
        call.report.info(note)
    method, radius = call.choice("RASTER_SAMPLING"), call.number("RADIUS")
    outside = np.zeros(table.n_points, dtype=bool)
    moved: list = []
    placed = []
    for raster in rasters:
        if raster.crs() not in [crs for crs, _ in moved]:  # dated rasters share one CRS: bring the points there once
            moved.append((raster.crs(), transform_xy(table.xy, table.crs, raster.crs())))
        xy = next(xy for crs, xy in moved if crs == raster.crs())
        placed.append(places_on(raster, xy, raster.crs(), method, radius))
        outside |= ~placed[-1].inside
    readers = [places.values for places in placed]
    values = record_values(records, readers, table.n_points, call.work)
    for raster in rasters:
        raster.source.tell(call.report)
    if outside.any():
        call.report.warn(
            tr("{count} of {all} points lie outside a raster; their values are NULL.").format(
                count=int(outside.sum()), all=outside.size
            )
        )

    def of(rows: slice) -> Records:
        return Records(records.dates, values[rows], not levels, records.until)

    brought = [timing.bring(of(rows)) for rows in row_blocks(table.n_points, ROWS_PER_BLOCK)]
    result = np.concatenate([block.values for block in brought])
    on_raster = ~outside if (~outside).any() else slice(None)
    coverage = np.concatenate([block.coverage for block in brought])[on_raster].mean(axis=0)
    return Sampled(result, coverage, np.isfinite(result).sum(axis=0), brought[0].outside, of(slice(0, 1)), records.unit)


def from_stations(call: Call, table: PointTable, tabled: str, timing: Timing) -> Sampled:
    """Values of stations with a table, brought to the epochs and then to the points."""
    from ...subsidence.factors.doubtful_readings import doubtful_readings, is_rain
    from ...subsidence.factors.stations import interpolate_stations
    from ...subsidence.tabular.station_tables import station_records

    text = open_table(tabled, call.context)
    stations = _stations(call, text)
    options = {
        "name_column": call.text("NAME_COLUMN"),
        "date_column": call.text("DATE_COLUMN"),
        "value_column": call.text("VALUE_COLUMN"),
        "date_format": call.text("DATE_FORMAT"),
    }
    measured = station_records(text, periods=True, **options)
    for note in measured.notes:
        call.report.warn(note)
    _tell_unit(call, measured, text.name)
    if not _stands_for_periods(call.choice("RECORDS"), measured.records, timing.aggregation):
        measured = station_records(text, periods=False, **options)
    said = (call.text("PREFIX"), options["value_column"], text.name)
    rain = is_rain(measured.records, said, summed=timing.aggregation in time.SUMS)
    for sentence in doubtful_readings(measured.records, text.name, amounts=rain):
        call.report.warn(sentence)
    rows, names = stations_of_table(stations, measured, call.field("STATION_FIELD"), text.name, call.report)
    records = [measured.records[name] for name in names]
    bringing, interpolating = call.work.parts(4, 5)
    brought = [timing.bring(record) for record in bringing.each(records)]
    station_values = np.concatenate([block.values for block in brought])
    ground = ground_of(table.crs, table.xy, table.name, call.report)
    places = transform_xy(stations.xy[rows], stations.crs, table.crs)
    places_m = ground.metric(places, stations.name)
    points_m = ground.metric(table.xy, table.name)
    _doubt_distance(call, points_m, places_m, stations.name)
    _compare_methods(call, places_m, station_values)
    farthest = call.number("MAX_DISTANCE")
    values = interpolate_stations(
        points_m,
        places_m,
        station_values,
        call.choice("INTERPOLATION"),
        max_distance_m=farthest if farthest > 0 else np.inf,
        report=interpolating,
    )
    return Sampled(
        values,
        np.concatenate([block.coverage for block in brought]).mean(axis=0),
        np.isfinite(station_values).sum(axis=0),
        np.all([block.outside for block in brought], axis=0),
        _whole_span(records),
        measured.unit,
    )


def _tell_unit(call: Call, measured: StationTable, name: str) -> None:
    """Say in which unit values come that are not in the usual one."""
    if measured.unit not in ("", "mm", "m"):
        call.report.warn(
            tr("“{name}” states the unit {unit}; the values are taken as they stand.").format(
                name=measured.value_column or name, unit=measured.unit
            )
        )


def _doubt_distance(call: Call, points_m: np.ndarray, stations_m: np.ndarray, name: str) -> None:
    """Say where no station is anywhere near."""
    from scipy.spatial import cKDTree

    nearest = float(cKDTree(stations_m).query(points_m)[0].min())
    if nearest > FAR_M:
        call.report.warn(
            tr("The nearest feature of “{name}” is {km:.0f} km away from the points; is its CRS right?").format(
                name=name, km=nearest / 1000.0
            )
        )


def _stations(call: Call, table: Table) -> PointTable:
    """The layer of stations, or without one the places that the table itself gives in degrees."""
    from ...subsidence.tabular.station_tables import station_places

    if call.parameters.get("STATIONS") not in (None, ""):
        source = call.source("STATIONS")
        return read_points(source, source.sourceName(), report=call.report)
    names, xy = station_places(table, call.text("NAME_COLUMN"))
    if not names:
        raise SubsidenceError(
            tr(
                "The table needs the stations it belongs to; give the layer of stations, or columns of longitude and"
                " latitude in the table."
            )
        )
    call.report.info(
        tr("The places of {count} stations are taken from the table, as longitude and latitude (WGS 84).").format(
            count=len(names)
        )
    )
    crs = QgsCoordinateReferenceSystem("EPSG:4326")
    return PointTable(xy, {"station": np.array([*names, None], dtype=object)[:-1]}, QgsFields(), crs, table.name)


def _compare_methods(call: Call, places_m: np.ndarray, station_values: np.ndarray) -> None:
    """Say by how much each method misses stations that are left out, so that the choice can be judged."""
    from ...subsidence.factors.stations import KRIGING_STATIONS, left_out_error
    from ...subsidence.factors.stations import METHODS as STATION_METHODS

    useful = np.isfinite(station_values).any(axis=1)
    places_m, station_values = places_m[useful], station_values[useful]
    if not 2 <= len(places_m) <= MOST_STATIONS_LEFT_OUT:
        return
    methods = STATION_METHODS if len(places_m) > KRIGING_STATIONS else STATION_METHODS[:-1]
    misses = ", ".join(f"{method} {left_out_error(places_m, station_values, method):.4g}" for method in methods)
    call.report.info(
        tr(
            "Root mean square miss at each station when it is left out: {misses}; spread of all values {spread:.4g}."
        ).format(misses=misses, spread=np.nanstd(station_values))
    )


def _stands_for_periods(choice: str, records: dict[str, Records], aggregation: str) -> bool:
    from ...subsidence.factors import time

    if choice != AUTOMATIC:
        return choice == PERIODS
    dates = [record.dates for record in records.values()]
    if aggregation == time.MONTH_MEAN and all((of == of.astype("datetime64[M]")).all() for of in dates):
        return True  # dated on the first of the month: the month's own value
    steps = [time.usual_step_days(of) for of in dates]
    return aggregation in time.SUMS or bool(np.nanmedian(steps) <= DAILY_STEP)


def _whole_span(records: list[Records]) -> Records:
    """Records that begin with the earliest station and end with the latest, for the log."""
    dates = np.unique(np.concatenate([record.dates for record in records]))
    longest = max(records, key=lambda record: record.last)
    ends = np.unique([dates[0], longest.dates[-1]])
    return longest if ends.size < 2 else Records(dates, np.zeros((1, dates.size)), longest.periods)

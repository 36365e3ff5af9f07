"""Rain, groundwater and the like as one field per displacement epoch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessing

from ...bridge.call import Call
from ...bridge.fields import Column
from ...bridge.geometry import surface_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.read_points import read_points, transform_xy
from ...bridge.sample_rasters import band_dates, raster_layers, sample_raster
from ...bridge.station_layers import open_table, stations_of_table
from ...bridge.styles import style_for
from ...subsidence.blocks import row_blocks
from ...subsidence.errors import SubsidenceError
from ...subsidence.factors import time
from ...subsidence.factors.grids import METHODS as RASTER_METHODS
from ...subsidence.factors.stations import METHODS as STATION_METHODS
from ...subsidence.factors.stations import interpolate_stations, metric_coordinates
from ...subsidence.factors.tables import station_records
from ...subsidence.factors.time import EpochValues, Records, at_epochs
from ...subsidence.series import find_epoch_fields
from ..base import SubsidenceAlgorithm

# in the order of the enumeration; the first four are held stable
AGGREGATIONS = (
    time.VALUE,
    time.INTERVAL_SUM,
    time.INTERVAL_MEAN,
    time.MONTH_MEAN,
    time.MONTH_SUM,
    time.WINDOW_SUM,
    time.WINDOW_MEAN,
)
AUTOMATIC, PERIODS, LEVELS = range(3)
DAILY_STEP = 1.5
ROWS_PER_BLOCK = 65_536


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
    """Values at points and epochs (n_points, n_epochs), with what the coverage table tells per epoch."""

    values: np.ndarray
    coverage: np.ndarray
    sources: np.ndarray
    outside: np.ndarray
    span: Records


class SampleFactorSeries(SubsidenceAlgorithm):
    ID = "sample_factor_series"
    GROUP = "factors"

    def title(self) -> str:
        return tr("Sample factor series")

    def about(self) -> str:
        return tr(
            "<p>Adds a value per displacement epoch from something that was measured over time: rain, groundwater"
            " levels, temperature. The source is either <b>dated rasters</b> (one file per date, a multiband raster"
            " or NetCDF with a time dimension), or <b>stations and a table</b> in long form (name, date, value) or in"
            " wide form (a column per station, or per date). Dates such as 2018-03-06, 20180306 or 6.3.2018 and"
            " decimal commas are understood.</p>"
            "<p>New fields: <b>&lt;prefix&gt;YYYYMMDD</b>. Where the records do not reach or have gaps, the value is"
            " NULL and the log and the coverage table say so; nothing is filled in silently, and nothing extrapolated"
            " unless you ask for it.</p>"
            "<p>Records of periods (a day's or month's rain) are shared out by days; levels measured on single days"
            " are joined by straight lines. Values of stations are brought to the points by the nearest station, by"
            " inverse squared distance, or by ordinary kriging; a station without a value at an epoch leaves its"
            " place to the others.</p>"
        )

    def keywords(self) -> list[str]:
        return ["rain", "groundwater", "precipitation", "piezometer", "station", "netcdf", "temporal", "zonal", "gauge"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields (DYYYYMMDD)."))
        self.add_layers(
            "RASTERS",
            tr("Dated rasters"),
            tr("One raster per date with the date in its name, or a raster with dated bands or a NetCDF time."),
            QgsProcessing.TypeRaster,
            optional=True,
        )
        self.add_points("STATIONS", tr("Stations"), tr("Points where the table's values were measured."), optional=True)
        self.add_file(
            "TABLE",
            tr("Table of measurements"),
            tr("A text file (or the path or id of a table QGIS can read) with station, date and value."),
            tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
            optional=True,
        )
        self.add_text(
            "PREFIX",
            tr("Prefix of the new fields"),
            tr("Such as RAIN or GW: the fields become RAIN20180306 …"),
            "RAIN",
        )
        self.add_choice(
            "AGGREGATION",
            tr("Value at each epoch"),
            tr(
                "Sums and means between epochs run from the day after the previous epoch to the epoch; windows are the"
                " days up to and including the epoch."
            ),
            [
                tr("value at the epoch"),
                tr("sum since the previous epoch"),
                tr("mean since the previous epoch"),
                tr("mean of the calendar month"),
                tr("sum of the calendar month"),
                tr("sum over a window before the epoch"),
                tr("mean over a window before the epoch"),
            ],
        )
        self.add_integer("WINDOW", tr("Window (days)"), tr("Length of the window before each epoch."), 30, 1, 36500)
        self.add_integer(
            "LAG", tr("Lag (days)"), tr("Take everything this many days earlier."), 0, 0, 36500, advanced=True
        )
        self.add_choice(
            "INTERPOLATION",
            tr("From stations to points"),
            tr("Ordinary kriging needs at least five stations."),
            [tr("nearest station"), tr("inverse squared distance"), tr("ordinary kriging")],
        )
        self.add_choice(
            "RASTER_SAMPLING",
            tr("From rasters to points"),
            tr("The pixel, between pixels, or the mean within the radius."),
            [tr("pixel"), tr("bilinear"), tr("mean within the radius")],
            advanced=True,
        )
        self.add_number("RADIUS", tr("Radius (m)"), tr("For means around points."), 1000.0, 0.0, advanced=True)
        self.add_choice(
            "RECORDS",
            tr("What a record stands for"),
            tr(
                "A period is the time from the record's date to the next one. By default rasters, daily tables,"
                " everything that is summed, and for means of the month tables dated on the first of each month stand"
                " for periods; other tables for levels on single days."
            ),
            [tr("automatic"), tr("a period that starts on its date"), tr("a level on its date")],
            advanced=True,
        )
        self.add_field(
            "STATION_FIELD",
            tr("Field with the stations' names"),
            tr("By default the field that matches the table best."),
            "STATIONS",
            numeric=False,
            optional=True,
        )
        for key, label in (
            ("NAME_COLUMN", tr("Table column with the station")),
            ("DATE_COLUMN", tr("Table column with the date")),
            ("VALUE_COLUMN", tr("Table column with the value")),
        ):
            self.add_text(key, label, tr("By default found by what it holds."), optional=True, advanced=True)
        self.add_text(
            "DATE_FORMAT",
            tr("Format of the table's dates"),
            tr("As in Python, such as %d/%m/%Y; by default the usual forms are understood."),
            optional=True,
            advanced=True,
        )
        self.add_text(
            "DATE_PATTERN",
            tr("Date pattern in raster names"),
            tr("A regular expression whose group holds the date, such as rain_(\\d{6}); by default found."),
            optional=True,
            advanced=True,
        )
        self.add_number(
            "MAX_DISTANCE",
            tr("Farthest station (m)"),
            tr("Stations farther away do not count; 0 sets no limit."),
            0.0,
            0.0,
            advanced=True,
        )
        self.add_number(
            "MIN_COVERAGE",
            tr("Least coverage"),
            tr("A value is NULL where less than this share of its time span has records."),
            0.8,
            0.0,
            1.0,
            advanced=True,
        )
        self.add_flag(
            "EXTRAPOLATE",
            tr("Extrapolate in time"),
            tr("Hold the first and last known value beyond the records; sums are never extrapolated."),
            False,
            advanced=True,
        )
        self.add_points_output("OUTPUT", tr("Points with factor series"), tr("The points with the new fields."))
        self.add_table_output(
            "COVERAGE",
            tr("Coverage"),
            tr("Per epoch: the time span, the share of it with records, the sources and the points with a value."),
        )
        self.add_number_output("EMPTY_EPOCHS", tr("Epochs without any value"))

    def execute(self, call: Call) -> dict:
        table = call.points()
        _, epochs = find_epoch_fields(table.names)
        fields = time.series_fields(call.text("PREFIX"), epochs)
        timing = Timing(
            epochs,
            AGGREGATIONS[call.choice("AGGREGATION")],
            call.integer("WINDOW"),
            call.integer("LAG"),
            call.number("MIN_COVERAGE"),
            call.flag("EXTRAPOLATE"),
        )
        rasters = raster_layers(call.layers("RASTERS"))
        tabled = call.text("TABLE")
        if bool(rasters) == bool(tabled):
            raise SubsidenceError(tr("Give either dated rasters, or stations and a table."))
        sampled = (
            _from_rasters(call, table, rasters, timing) if rasters else _from_stations(call, table, tabled, timing)
        )
        _tell(call, sampled, timing)
        prefix = call.text("PREFIX")
        columns = [
            Column(field, values, f"{prefix} {date}") for field, values, date in zip(fields, sampled.values.T, epochs)
        ]
        known = np.isfinite(sampled.values)
        shown = int(np.flatnonzero(known.any(axis=0))[-1])
        output = call.write_points(
            "OUTPUT",
            table,
            columns,
            style=style_for(fields[shown], columns[shown].values, "sequential"),
            description=tr("Factor series {prefix}, one value per displacement epoch.").format(prefix=prefix),
        )
        starts, stops = time.spans(epochs, timing.aggregation, window_days=timing.window_days, lag_days=timing.lag_days)
        coverage = call.write_table(
            "COVERAGE",
            [
                Column("epoch", epochs),
                Column("from_date", starts),
                Column("to_date", stops - time.ONE_DAY),
                Column("coverage", sampled.coverage, tr("Share of the time span with records")),
                Column("sources", sampled.sources, tr("Stations or pixels with a value")),
                Column("points", known.sum(axis=0), tr("Points with a value")),
                Column("beyond_records", sampled.outside.astype(int), tr("1 where the records do not reach")),
            ],
            description=tr("How well the records cover each epoch."),
        )
        return {"OUTPUT": output, "COVERAGE": coverage, "EMPTY_EPOCHS": int((~known.any(axis=0)).sum())}


def _tell(call: Call, sampled: Sampled, timing: Timing) -> None:
    """Say what is missing; refuse when nothing is there."""
    name = call.text("PREFIX")
    time.check_overlap(name, sampled.span, timing.epochs, sampled.outside)
    sentence = time.outside_sentence(name, sampled.span, timing.epochs, sampled.outside, extrapolate=timing.extrapolate)
    if sentence:
        call.report.warn(sentence)
    known = np.isfinite(sampled.values)
    if not known.any():
        raise SubsidenceError(
            tr("No epoch has a value of “{name}”; lower the least coverage or check the records.").format(name=name)
        )
    gaps = ~known.any(axis=0) & ~sampled.outside
    if gaps.any():
        call.report.warn(
            tr("At {count} epochs within the records “{name}” has gaps that leave no value, first on {date}.").format(
                count=int(gaps.sum()), name=name, date=timing.epochs[gaps][0]
            )
        )
    partly = known.any(axis=0) & ~known.all(axis=0)
    if partly.any():
        call.report.warn(
            tr("At {count} epochs some points have no value of “{name}” (at most {points} of {all}).").format(
                count=int(partly.sum()),
                name=name,
                points=int((~known[:, partly]).sum(axis=0).max()),
                all=len(known),
            )
        )


def _from_rasters(call: Call, table: PointTable, rasters: list, timing: Timing) -> Sampled:
    pattern = call.text("DATE_PATTERN")
    dated = sorted(
        (date, number, band + 1)
        for number, layer in enumerate(rasters)
        for band, date in enumerate(band_dates(layer, pattern))
    )
    for (date, first, _), (following, second, _) in zip(dated, dated[1:]):
        if date == following:
            raise SubsidenceError(
                tr("“{first}” and “{second}” both hold {date}; keep one raster for each date.").format(
                    first=rasters[first].name(), second=rasters[second].name(), date=date
                )
            )
    method, radius = RASTER_METHODS[call.choice("RASTER_SAMPLING")], call.number("RADIUS")
    dates = np.array([date for date, _, _ in dated])
    values = np.full((table.n_points, dates.size), np.nan)
    outside = np.zeros(table.n_points, dtype=bool)
    places: list = []
    for number, layer in enumerate(call.report.part(0.05, 0.7).each(rasters)):
        own = [(position, band) for position, (_, of, band) in enumerate(dated) if of == number]
        if layer.crs() not in [crs for crs, _ in places]:  # dated rasters share one CRS: bring the points there once
            places.append((layer.crs(), transform_xy(table.xy, table.crs, layer.crs())))
        xy = next(xy for crs, xy in places if crs == layer.crs())
        bands = [band for _, band in own]
        samples = sample_raster(layer, xy, layer.crs(), method, radius_m=radius, bands=bands)
        values[:, [position for position, _ in own]] = samples.values
        outside |= ~samples.inside
    if outside.any():
        call.report.warn(
            tr("{count} of {all} points lie outside a raster; their values are NULL.").format(
                count=int(outside.sum()), all=outside.size
            )
        )
    periods = call.choice("RECORDS") != LEVELS
    brought = [
        timing.bring(Records(dates, values[rows], periods)) for rows in row_blocks(table.n_points, ROWS_PER_BLOCK)
    ]
    result = np.concatenate([block.values for block in brought])
    on_raster = ~outside if (~outside).any() else slice(None)
    coverage = np.concatenate([block.coverage for block in brought])[on_raster].mean(axis=0)
    return Sampled(
        result, coverage, np.isfinite(result).sum(axis=0), brought[0].outside, Records(dates, values[:1], periods)
    )


def _from_stations(call: Call, table: PointTable, tabled: str, timing: Timing) -> Sampled:
    if call.parameters.get("STATIONS") in (None, ""):
        raise SubsidenceError(tr("The table needs the stations it belongs to; give the layer of stations."))
    source = call.source("STATIONS")
    stations = read_points(source, source.sourceName())
    text = open_table(tabled, call.context)
    options = {
        "name_column": call.text("NAME_COLUMN"),
        "date_column": call.text("DATE_COLUMN"),
        "value_column": call.text("VALUE_COLUMN"),
        "date_format": call.text("DATE_FORMAT"),
    }
    measured = station_records(text, periods=True, **options)
    for note in measured.notes:
        call.report.warn(note)
    if not _stands_for_periods(call.choice("RECORDS"), measured.records, timing.aggregation):
        measured = station_records(text, periods=False, **options)
    rows, names = stations_of_table(stations, measured, call.field("STATION_FIELD"), text.name, call.report)
    records = [measured.records[name] for name in names]
    brought = [timing.bring(record) for record in call.report.part(0.05, 0.4).each(records)]
    station_values = np.concatenate([block.values for block in brought])
    surface = surface_of(table.crs)
    places = transform_xy(stations.xy[rows], stations.crs, table.crs)
    farthest = call.number("MAX_DISTANCE")
    values = interpolate_stations(
        metric_coordinates(table.xy, surface, table.name),
        metric_coordinates(places, surface, stations.name),
        station_values,
        STATION_METHODS[call.choice("INTERPOLATION")],
        max_distance_m=farthest if farthest > 0 else np.inf,
        report=call.report.part(0.4, 0.9),
    )
    return Sampled(
        values,
        np.concatenate([block.coverage for block in brought]).mean(axis=0),
        np.isfinite(station_values).sum(axis=0),
        np.all([block.outside for block in brought], axis=0),
        _whole_span(records),
    )


def _stands_for_periods(choice: int, records: dict[str, Records], aggregation: str) -> bool:
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

"""Rain, groundwater and the like as one field per displacement epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessing

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.raster_inputs import raster_inputs, without_files
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.factors import time
from ...subsidence.factors.grids import BILINEAR, MEAN_AROUND, PIXEL
from ...subsidence.factors.stations import INVERSE_DISTANCE, KRIGING, NEAREST
from ...subsidence.series import find_epoch_fields
from ..base import Choice, SubsidenceAlgorithm
from .series_sources import AUTOMATIC, LEVELS, PERIODS, Sampled, Timing, from_rasters, from_stations

if TYPE_CHECKING:
    from ...bridge.call import Call


class SampleFactorSeries(SubsidenceAlgorithm):
    ID = "sample_factor_series"
    GROUP = "factors"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {
        "INPUT": "points.gpkg",
        "STATIONS": "gauges.gpkg",
        "TABLE": "rain.csv",
        "PREFIX": "RAIN",
        "AGGREGATION": 1,
        "OUTPUT": "points_rain.gpkg",
    }

    def title(self) -> str:
        return tr("Sample factor series")

    def about(self) -> str:
        return tr(
            "<p>Adds a value per displacement epoch from something that was measured over time: rain, groundwater"
            " levels, temperature. The source is either <b>dated rasters</b> (one file per date, a multiband raster"
            " or NetCDF, HDF5 or GRIB with a time), or <b>stations and a table</b> in long form (name, date, value) or"
            " in wide form (a column per station, or per date). Dates such as 2018-03-06, 20180306 or 6.3.2018 and"
            " decimal commas are understood.</p>"
            "<p>New fields: <b>&lt;prefix&gt;YYYYMMDD</b>. Where the records do not reach or have gaps, the value is"
            " NULL and the log and the coverage table say so; nothing is filled in silently, and nothing extrapolated"
            " unless you ask for it.</p>"
            "<p>Of rasters the time's bounds and calendar are honoured; without bounds monthly values stand for their"
            " calendar month, hourly ones are brought to days first. Where a sum is asked for, rates such as mm/day or"
            " kg m-2 s-1 are multiplied by their time. Values keep the unit of the file, which the log and the fields'"
            " aliases name.</p>"
            "<p>Records of periods (a day's or month's rain) are shared out by days; levels measured on single days"
            " are joined by straight lines. Values of stations are brought to the points by the nearest station, by"
            " inverse squared distance, or by ordinary kriging; a station without a value at an epoch leaves its"
            " place to the others.</p>"
        )

    def keywords(self) -> list[str]:
        return ["rain", "groundwater", "precipitation", "piezometer", "station", "netcdf", "temporal", "zonal", "gauge"]

    def define(self) -> None:
        self._define_inputs()
        self._define_method()
        self._define_outputs()

    def _define_inputs(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields (DYYYYMMDD)."))
        self.add_layers(
            "RASTERS",
            tr("Dated rasters"),
            tr("One raster per date with the date in its name, or a raster with dated bands or a NetCDF time."),
            QgsProcessing.SourceType.TypeRaster,
            optional=True,
        )
        self.add_text(
            "VARIABLE",
            tr("Variable of the rasters"),
            tr(
                "Which variable (NetCDF, HDF5) or element (GRIB) to read. Empty takes the only one, or the one that the"
                " prefix tells, such as RAIN; the log says which."
            ),
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
                " days up to and including the epoch. A calendar month holds days after the epoch, too, which nobody"
                " knows when a forecast is made: for forecasts take a window."
            ),
            [
                # saved models know them by their places: new ones come last
                Choice(time.VALUE, tr("value at the epoch")),
                Choice(time.INTERVAL_SUM, tr("sum since the previous epoch")),
                Choice(time.INTERVAL_MEAN, tr("mean since the previous epoch")),
                Choice(time.MONTH_MEAN, tr("mean of the calendar month")),
                Choice(time.MONTH_SUM, tr("sum of the calendar month")),
                Choice(time.WINDOW_SUM, tr("sum over a window before the epoch")),
                Choice(time.WINDOW_MEAN, tr("mean over a window before the epoch")),
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
            [
                Choice(NEAREST, tr("nearest station")),
                Choice(INVERSE_DISTANCE, tr("inverse squared distance")),
                Choice(KRIGING, tr("ordinary kriging")),
            ],
        )
        self.add_choice(
            "RASTER_SAMPLING",
            tr("From rasters to points"),
            tr("The pixel, between pixels, or the mean within the radius."),
            [
                Choice(PIXEL, tr("pixel")),
                Choice(BILINEAR, tr("bilinear")),
                Choice(MEAN_AROUND, tr("mean within the radius")),
            ],
            advanced=True,
        )

    def _define_method(self) -> None:
        self.add_number("RADIUS", tr("Radius (m)"), tr("For means around points."), 1000.0, 0.0, advanced=True)
        self.add_choice(
            "RECORDS",
            tr("What a record stands for"),
            tr(
                "A period is the time from the record's date to the next one. By default rasters, daily tables,"
                " everything that is summed, and for means of the month tables dated on the first of each month stand"
                " for periods; other tables for levels on single days."
            ),
            [
                Choice(AUTOMATIC, tr("automatic")),
                Choice(PERIODS, tr("a period that starts on its date")),
                Choice(LEVELS, tr("a level on its date")),
            ],
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

    def _define_outputs(self) -> None:
        self.add_points_output("OUTPUT", tr("Points with factor series"), tr("The points with the new fields."))
        self.add_table_output(
            "COVERAGE",
            tr("Coverage"),
            tr("Per epoch: the time span, the share of it with records, the sources and the points with a value."),
        )
        self.add_number_output("EMPTY_EPOCHS", tr("Epochs without any value"))

    def checkParameterValues(self, parameters, context):
        """Files are looked at when they are read; QGIS knows no NetCDF without a CRS or with several variables."""
        return super().checkParameterValues(without_files(parameters, "RASTERS"), context)

    def execute(self, call: Call) -> dict:
        table = call.points()
        _, epochs = find_epoch_fields(table.names)
        fields = time.series_fields(call.text("PREFIX"), epochs)
        timing = Timing(
            epochs,
            call.choice("AGGREGATION"),
            call.integer("WINDOW"),
            call.integer("LAG"),
            call.number("MIN_COVERAGE"),
            call.flag("EXTRAPOLATE"),
        )
        if call.choice("AGGREGATION") in (time.MONTH_MEAN, time.MONTH_SUM):
            call.report.info(
                tr(
                    "The months of the epochs end after them: these values know days that come later. A forecast judged"
                    " with them looks better than it will be; take a window of 30 days for that."
                )
            )
        rasters = raster_inputs(call, "RASTERS", variable=call.text("VARIABLE"), hint=call.text("PREFIX"))
        tabled = call.text("TABLE")
        if bool(rasters) == bool(tabled):
            raise SubsidenceError(tr("Give either dated rasters, or stations and a table."))
        sampled = from_rasters(call, table, rasters, timing) if rasters else from_stations(call, table, tabled, timing)
        _tell(call, sampled, timing)
        prefix = call.text("PREFIX")
        unit = f" [{sampled.unit}]" if sampled.unit else ""
        columns = [
            Column(field, values, f"{prefix} {date}{unit}")
            for field, values, date in zip(fields, sampled.values.T, epochs)
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

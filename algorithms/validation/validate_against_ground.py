"""InSAR points against GNSS and levelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column, whole_with_gaps
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.look_inputs import look_of_points
from ...bridge.point_table import PointTable
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import find_epoch_fields, find_rate_field, linear_rate, years_since
from ...subsidence.units import LOS, VERTICAL, mm_per
from ...subsidence.validation.ways import INVERSE_DISTANCE, MEAN, NEAREST, OFFSET, PLANE
from ..base import Choice, SubsidenceAlgorithm, unit_choices
from .ground_inputs import add_gnss_files, ground_stations

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.validation.ground_tie import Tie
    from ...subsidence.validation.ground_validation import InsarPoints, StationResult, Validation

NO_TIE, AUTOMATIC = "none", "automatic"


class ValidateAgainstGround(SubsidenceAlgorithm):
    ID = "validate_against_ground"
    GROUP = "analysis"
    EXAMPLE = {
        "INPUT": "points.gpkg",
        "STATIONS": "benchmarks.gpkg",
        "TABLE": "levelling.csv",
        "RADIUS": 200,
        "OUTPUT": "stations.gpkg",
    }

    def title(self) -> str:
        return tr("Validate against ground measurements")

    def about(self) -> str:
        return tr(
            "<p>Compares deformation points with what was measured on the ground: <b>GNSS</b> series (files of"
            " Nevada, SOPAC, PBO, JPL or USGS, or a table with east, north, up) and <b>levelling</b> (a table of"
            " heights by date or of rates, dated fields, or a field with the rate of each benchmark).</p>"
            "<p>Ground motion is projected into the line of sight, or the points are turned to vertical. Points within"
            " the radius are averaged; the denser series is brought to the dates of the sparser one in their common"
            " period; the constant between the two series means nothing and is removed. For every station: the rates"
            " and their difference with standard errors (widened for correlated noise), RMSE, correlation; overall:"
            " bias, RMSE, share within the sum of uncertainties. Differences are InSAR minus ground.</p>"
            "<p>The comparison is repeated under other readings of the data, and what fits clearly better is said: sign"
            " reversed, dates shifted, vertical taken for line of sight, the other orbit's geometry, another unit. It"
            " is not changed by itself.</p>"
            "<p>On request the points are <b>tied</b> to the ground: the differences at the stations, as an offset or a"
            " plane, are subtracted from rates and series. With height differences alone, the ground is taken to move"
            " straight up or down.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "gnss",
            "gps",
            "levelling",
            "leveling",
            "benchmark",
            "tenv3",
            "neu",
            "pos",
            "validation",
            "accuracy",
            "calibrate",
            "tie",
        ]

    def define(self) -> None:
        self._define_inputs()
        self._define_method()
        self._define_outputs()

    def _define_inputs(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with a rate or displacement fields (DYYYYMMDD)."))
        self.add_points(
            "STATIONS",
            tr("Stations or benchmarks"),
            tr(
                "Where the ground was measured. Not needed for GNSS files that hold their place, nor for a table with"
                " longitude and latitude (WGS 84)."
            ),
            optional=True,
        )
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
        add_gnss_files(self)
        self.add_field(
            "GROUND_RATE",
            tr("Field with the vertical rate of the stations"),
            tr("For benchmarks known by their rate alone, per year, positive up."),
            "STATIONS",
            optional=True,
        )
        self.add_field(
            "GROUND_RATE_STD",
            tr("Field with the standard deviation of that rate"),
            tr("Per year, in the same unit."),
            "STATIONS",
            optional=True,
        )
        self.add_choice(
            "TABLE_UNIT",
            tr("Unit of the ground measurements"),
            tr(
                "Of the table's or the stations' heights, motion and rates. GNSS files tell theirs, but for .neu"
                " without standard errors. Automatic takes what the table states, and mm where it states nothing."
            ),
            [*unit_choices(), Choice("ft", tr("feet")), Choice(AUTOMATIC, tr("automatic"))],
            AUTOMATIC,
        )
        self.add_flag(
            "TABLE_REVERSE",
            tr("The ground measurements count sinking as positive"),
            tr("Turn the sign of heights, settlement and vertical rates, of the table or of the stations' fields."),
            False,
            advanced=True,
        )
        self.add_text(
            "DATE_PATTERN",
            tr("Date pattern"),
            tr("How the table writes its dates, such as %d%m%y; empty finds it out."),
            optional=True,
            advanced=True,
        )
        self.add_number("RADIUS", tr("Radius [m]"), tr("Points no farther from the station count."), 250.0, 0.0)
        self.add_choice(
            "METHOD",
            tr("Points around a station"),
            tr("How the points within the radius become one series."),
            [
                Choice(MEAN, tr("mean")),
                Choice(INVERSE_DISTANCE, tr("inverse distance")),
                Choice(NEAREST, tr("nearest point")),
            ],
        )

    def _define_method(self) -> None:
        self.add_choice(
            "COMPARE",
            tr("Direction of the comparison"),
            tr("Along the line of sight (ground projected into it), or vertical (points divided by los_u)."),
            [Choice(LOS, tr("line of sight")), Choice(VERTICAL, tr("vertical"))],
        )
        self.add_choice(
            "GEOMETRY",
            tr("What the points hold"),
            tr("Automatic takes points with los_e, los_n and los_u for line of sight, others for vertical."),
            [
                Choice(AUTOMATIC, tr("automatic")),
                Choice(LOS, tr("line of sight")),
                Choice(VERTICAL, tr("vertical")),
            ],
            advanced=True,
        )
        self.add_integer(
            "WINDOW",
            tr("Days of GNSS around an InSAR date"),
            tr("Where the ground series is dense, its mean within so many days before and after is compared."),
            3,
            0,
            60,
            advanced=True,
        )
        self.add_integer(
            "MAX_GAP",
            tr("Longest gap to interpolate [days]"),
            tr("Dates inside a longer gap of the denser series are left out."),
            60,
            1,
            4000,
            advanced=True,
        )
        self.add_choice(
            "TIE",
            tr("Tie the points to the ground"),
            tr("Subtract the differences at the stations: their weighted mean, or a plane (four stations or more)."),
            [
                Choice(NO_TIE, tr("no")),
                Choice(OFFSET, tr("by an offset")),
                Choice(PLANE, tr("by a plane")),
            ],
        )
        for key, label in (
            *(("STATION", tr("Column of station names")), ("DATE", tr("Column of dates"))),
            *(("EAST", tr("Column of motion east")), ("NORTH", tr("Column of motion north"))),
            ("UP", tr("Column of motion up or height")),
        ):
            about = tr("Of the table. Empty looks for the usual names.")
            self.add_text(f"COLUMN_{key}", label, about, optional=True, advanced=True)
        self.add_unit()

    def _define_outputs(self) -> None:
        self.add_points_output(
            "OUTPUT", tr("Stations with differences"), tr("Stations with both rates, difference, errors, RMSE, …")
        )
        self.add_table_output("METRICS", tr("Overall figures"), tr("measure, value, unit."))
        self.add_table_output("SERIES", tr("Matched series"), tr("station, date, insar, ground, difference in mm."))
        self.add_points_output(
            "CALIBRATED", tr("Tied points"), tr("The points with rates and series tied to the ground."), optional=True
        )
        self.add_report_output()
        for key, label in (
            *(("STATION_COUNT", tr("Stations compared")), ("BIAS", tr("Bias of the rate [mm/yr]"))),
            *(("RMSE", tr("RMSE of the rates [mm/yr]")), ("SHARE_WITHIN", tr("Share within the uncertainties"))),
            ("SUSPICIONS", tr("Number of readings that fit clearly better")),
        ):
            self.add_number_output(key, label)

    def execute(self, call: Call) -> dict:
        from ...subsidence.validation.ground_checks import other_readings
        from ...subsidence.validation.ground_report import validation_page
        from ...subsidence.validation.ground_series import Matching
        from ...subsidence.validation.ground_validation import validate

        table = call.points()
        stations = ground_stations(call, table.crs)
        ground = ground_of(table.crs, table.xy, table.name, call.report)
        points = _insar(call, table, ground.metric(table.xy, table.name))
        station_xy = np.array([station.xy for station in stations])
        places = ground.metric(station_xy, "stations")
        matching = Matching(
            radius_m=call.number("RADIUS"),
            method=call.choice("METHOD"),
            compare=VERTICAL if points.geometry == VERTICAL else call.choice("COMPARE"),
            window_days=call.integer("WINDOW"),
            max_gap_days=call.integer("MAX_GAP"),
        )
        comparing, checking, _rest = call.work.parts(2, 5, 2)
        validation = validate(points, stations, places, matching, comparing)
        for name, why in validation.skipped:
            call.report.info(tr("{station} is not compared: {why}.").format(station=name, why=why))
        readings = other_readings(points, stations, places, matching, checking)
        for reading in readings:
            call.report.warn(reading.sentence())
        rows = np.array([result.index for result in validation.stations])
        compared_xy = station_xy[rows]
        kind = call.choice("TIE")
        tie = None
        if kind != NO_TIE:
            centre = compared_xy.mean(axis=0)
            plane = ground.planar_metres(table.xy, centre)
            station_plane = ground.planar_metres(compared_xy, centre)
            from ...subsidence.validation.ground_tie import fit_tie

            tie = fit_tie(station_plane, validation.column("difference"), validation.column("difference_std"), kind)
        elif call.wants("CALIBRATED"):
            raise SubsidenceError(tr("Tied points were asked for, but not how to tie them; choose offset or plane."))
        metrics = validation.metrics()
        results = {
            "OUTPUT": call.write_new_points(
                "OUTPUT",
                compared_xy,
                table.crs,
                _station_columns(validation),
                style=style_for("rate_difference", validation.column("difference"), unit="mm/yr"),
                description=tr("Rates of InSAR and ground at stations; difference = InSAR minus ground."),
            ),
            "METRICS": call.write_table("METRICS", _metric_columns(metrics, tie)),
            "SERIES": call.write_table("SERIES", _series_columns(validation)),
        }
        if tie is not None:
            results["CALIBRATED"] = _write_tied(call, table, points, tie, plane)
        page = validation_page(validation, readings, compared_xy, table.name, tie)
        results["REPORT"] = call.write_text("REPORT", page.html()) if call.wants("REPORT") else None
        return {
            **results,
            "STATION_COUNT": len(validation.stations),
            "BIAS": metrics["bias"],
            "RMSE": metrics["rmse"],
            "SHARE_WITHIN": metrics["share_within"] if np.isfinite(metrics["share_within"]) else None,
            "SUSPICIONS": len(readings),
        }


def _insar(call: Call, table: PointTable, place_m: np.ndarray) -> InsarPoints:
    from ...subsidence.analysis.trend_fit import noise_of_rates
    from ...subsidence.validation.ground_validation import InsarPoints

    los = look_of_points(table, call.report)
    has_los = los is not None
    known_std, unknown = "velocity_std" in table.columns, np.full(table.n_points, np.nan)
    chosen = call.choice("GEOMETRY")
    geometry = (LOS if has_los else VERTICAL) if chosen == AUTOMATIC else chosen
    if chosen == AUTOMATIC and not has_los:
        call.report.info(tr("The points have no los_e, los_n and los_u; they are taken to hold vertical motion."))
    dates, displacement = np.array([], dtype="datetime64[D]"), np.empty((table.n_points, 0))
    if _has_series(table):
        series = table.series(call.unit())
        dates, displacement = series.dates, series.displacement_mm
        slope, _, _ = linear_rate(displacement, dates)
        slope_std = unknown if known_std else noise_of_rates(displacement, dates, call.report)[0]
        rate = table.rate(None, call.unit()) if find_rate_field(table.names) else slope
    else:
        rate, slope_std = table.rate(None, call.unit()), unknown
    std = table.numeric("velocity_std") * mm_per(call.unit()) if known_std else slope_std
    return InsarPoints(place_m, dates, displacement, rate, std, los, geometry)


def _has_series(table: PointTable) -> bool:
    try:
        find_epoch_fields(table.names)
    except SubsidenceError:
        return False
    return True


def _station_columns(validation: Validation) -> list[Column]:
    def text(values) -> np.ndarray:
        return np.array([*values, None], dtype=object)[:-1]

    stations = validation.stations
    first = [s.dates[0] if s.dates.size else np.datetime64("NaT") for s in stations]
    last = [s.dates[-1] if s.dates.size else np.datetime64("NaT") for s in stations]
    return [
        Column("station", text(s.name for s in stations), tr("Station")),
        Column("rate_difference", validation.column("difference"), tr("InSAR minus ground [mm/yr]")),
        Column("difference_std", validation.column("difference_std"), tr("Standard error of the difference [mm/yr]")),
        Column("insar_rate", validation.column("insar_rate"), tr("Rate of InSAR [mm/yr]")),
        Column("insar_std", validation.column("insar_std"), tr("Standard error of the InSAR rate [mm/yr]")),
        Column("ground_rate", validation.column("ground_rate"), tr("Rate of the ground [mm/yr]")),
        Column("ground_std", validation.column("ground_std"), tr("Standard error of the ground rate [mm/yr]")),
        Column(
            "within",
            _within(stations),
            tr("Within the sum of uncertainties"),
        ),
        Column("rmse", validation.column("rmse_mm"), tr("RMSE of the series [mm]")),
        Column("correlation", validation.column("correlation"), tr("Correlation of the series")),
        Column("n_points", np.array([s.n_points for s in stations]), tr("InSAR points averaged")),
        Column("distance", validation.column("distance_m"), tr("Distance of the nearest point [m]")),
        Column("n_dates", np.array([s.dates.size for s in stations]), tr("Dates compared")),
        Column("first_date", np.array(first, dtype="datetime64[D]"), tr("First common date")),
        Column("last_date", np.array(last, dtype="datetime64[D]"), tr("Last common date")),
    ]


def _within(stations: Sequence[StationResult]) -> np.ndarray:
    """1 or 0, NULL where an uncertainty is not known."""
    judged = np.array([station.judged for station in stations])
    if not judged.any():
        return np.full(judged.size, np.nan)
    return whole_with_gaps(np.array([station.within for station in stations]), judged)


def _metric_columns(metrics: dict[str, float], tie: Tie | None) -> list[Column]:
    units = {"n_stations": "", "correlation": "", "share_within": "", "spread_ratio": "", "series_rmse_mm": "mm"}
    rows = [(name, value, units.get(name, "mm/yr")) for name, value in metrics.items()]
    if tie is not None:
        rows += [
            ("tie_offset", float(tie.coefficients[0]), "mm/yr"),
            ("tie_rmse_before", tie.rmse_before, "mm/yr"),
            ("tie_rmse_after", tie.rmse_after, "mm/yr"),
            ("tie_rmse_left_out", tie.left_out_rmse, "mm/yr"),
        ]
    names, values, unit = zip(*rows)
    return [
        Column("measure", np.array(names, dtype=object)),
        Column("value", np.array(values, dtype=float)),
        Column("unit", np.array(unit, dtype=object)),
    ]


def _series_columns(validation: Validation) -> list[Column]:
    stations = validation.stations
    names = [name for s in stations for name in [s.name] * s.dates.size]
    insar = np.concatenate([s.insar_mm for s in stations])
    ground = np.concatenate([s.ground_mm for s in stations])
    return [
        Column("station", np.array([*names, None], dtype=object)[:-1]),
        Column("date", np.concatenate([s.dates for s in stations]).astype("datetime64[D]")),
        Column("insar", insar, tr("InSAR, mean 0 [mm]")),
        Column("ground", ground, tr("Ground, mean 0 [mm]")),
        Column("difference", insar - ground, tr("InSAR minus ground [mm]")),
    ]


def _write_tied(call: Call, table: PointTable, points: InsarPoints, tie: Tie, plane: np.ndarray) -> str | None:
    """The input's rates and series without the differences from the ground."""
    correction, error = tie.at(plane)
    if points.los is not None and points.geometry == LOS and call.choice("COMPARE") == VERTICAL:
        # the differences are vertical, the points are not
        correction, error = correction * points.los[:, 2], error * points.los[:, 2]
    rate = points.rate_mm_per_yr
    columns = [
        Column("velocity", rate - correction, tr("Rate [mm/yr], tied to the ground")),
        Column("velocity_std", np.hypot(points.rate_std_mm_per_yr, error), tr("Standard deviation")),
        Column("tie", correction, tr("What was subtracted from the rate [mm/yr]")),
    ]
    if points.dates.size:
        names, _ = find_epoch_fields(table.names)
        time = years_since(points.dates)
        for index, (name, date) in enumerate(zip(names, points.dates)):
            values = points.displacement_mm[:, index] - correction * time[index]
            columns.append(Column(name, values, tr("{date} [mm], tied to the ground").format(date=date)))
    return call.write_points(
        "CALIBRATED",
        table,
        columns,
        style=style_for("velocity", rate - correction, unit="mm/yr"),
        description=tr("Rates and displacements in mm and mm/yr, tied to ground measurements."),
    )

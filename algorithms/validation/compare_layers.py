"""Two layers of rates compared point by point and place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.geometry import read_vector
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.read_points import transform_xy
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.validation.ways import MEAN, NEAREST
from ..base import Choice, SubsidenceAlgorithm, unit_choices

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.report.page import Page
    from ...subsidence.validation.layer_comparison import Comparison, PlaceRate


class CompareLayers(SubsidenceAlgorithm):
    ID = "compare_layers"
    GROUP = "analysis"
    EXAMPLE = {"INPUT": "points.gpkg", "OTHER": "points_2024.gpkg", "RADIUS": 100, "OUTPUT": "difference.gpkg"}

    def title(self) -> str:
        return tr("Compare two layers of rates")

    def about(self) -> str:
        return tr(
            "<p>Puts two point layers side by side: two periods, two tracks, two processors or methods. Every point of"
            " the first layer gets the rate of the other there (the nearest point, or the mean within the radius) and"
            " the difference, <b>first minus other</b>, in mm/yr.</p>"
            "<p>The table tells bias, standard deviation, RMSE, percentiles, correlation, the slope of the line with"
            " errors in both, and the share within the tolerance (10 mm/yr as in DZ/T 0154-2020). Layers of different"
            " lines of sight differ for that reason alone: turn them to vertical first.</p>"
            "<p>With named places (points or polygons) and periods, a table gives the mean, median and lowest rate of"
            " each place in each period and layer, as the source of the method compares places over the years.</p>"
        )

    def keywords(self) -> list[str]:
        return ["difference", "comparison", "agreement", "rmse", "bias", "periods", "change", "tracks", "places"]

    def define(self) -> None:
        self.add_points("INPUT", tr("First layer"), tr("Deformation points; the output has these points."))
        self.add_points("OTHER", tr("Other layer"), tr("Deformation points to compare with, in any CRS."))
        self.add_field("RATE", tr("Rate of the first layer"), tr("Empty takes velocity."), "INPUT", optional=True)
        self.add_field("OTHER_RATE", tr("Rate of the other layer"), tr("Empty takes velocity."), "OTHER", optional=True)
        self.add_number(
            "RADIUS", tr("Radius [m]"), tr("Points of the other layer farther away do not count."), 100.0, 0.0
        )
        self.add_choice(
            "METHOD",
            tr("The other layer's rate"),
            tr("What is taken of the points within the radius."),
            [Choice(NEAREST, tr("nearest point")), Choice(MEAN, tr("mean within the radius"))],
        )
        self.add_flag(
            "COMMON_PERIOD",
            tr("Rates over the common period"),
            tr("Compute both rates from the series, over the time that both layers cover, instead of taking fields."),
            False,
        )
        self.add_number(
            "TOLERANCE",
            tr("Tolerance [mm/yr]"),
            tr("For the share of differences within it."),
            10.0,
            0.0,
            advanced=True,
        )
        self.add_vector(
            "PLACES",
            tr("Named places"),
            tr("Polygons, or points around which the points within PLACE_RADIUS count."),
            optional=True,
        )
        self.add_field(
            "PLACE_NAME",
            tr("Field with the places' names"),
            tr("Empty numbers them."),
            "PLACES",
            None,
            False,
            False,
            True,
        )
        self.add_number(
            "PLACE_RADIUS", tr("Radius around places that are points [m]"), tr("In metres."), 500.0, 0.0, advanced=True
        )
        self.add_text(
            "PERIODS",
            tr("Periods"),
            tr("For the table of places, for example 2018-03-06/2019-03-01; 2020. Empty takes each layer's rate."),
            optional=True,
        )
        self.add_unit()
        self.add_choice(
            "OTHER_UNIT",
            tr("Unit of the other layer"),
            tr("Of its displacements and rates."),
            unit_choices(),
            advanced=True,
        )
        self.add_points_output(
            "OUTPUT",
            tr("Differences"),
            tr("The first layer's points with rate, rate_other, rate_difference, distance and n_other."),
        )
        self.add_table_output("METRICS", tr("Statistics"), tr("measure, value, unit."))
        self.add_table_output(
            "PLACE_RATES", tr("Rates of places"), tr("place, layer, period, n, rate_mean, rate_median, rate_min.")
        )
        self.add_report_output()
        for key, label in (
            *(("MATCHED", tr("Points in common")), ("BIAS", tr("Bias [mm/yr]")), ("RMSE", tr("RMSE [mm/yr]"))),
            ("CORRELATION", tr("Correlation")),
        ):
            self.add_number_output(key, label)

    def execute(self, call: Call) -> dict:
        from ...subsidence.validation.layer_comparison import compare, doubt_of_scale

        one, other = call.points("INPUT"), call.points("OTHER")
        units = call.unit(), call.choice("OTHER_UNIT")
        rate, other_rate = _rates(call, one, other, units)
        ground = ground_of(one.crs, one.xy, one.name, call.report)
        other_xy = transform_xy(other.xy, other.crs, one.crs)
        comparison = compare(
            ground.metric(one.xy, one.name),
            rate,
            ground.metric(other_xy, other.name),
            other_rate,
            call.number("RADIUS"),
            method=call.choice("METHOD"),
            report=call.work,
        )
        if doubt := doubt_of_scale(comparison.rate_mm_per_yr, comparison.other_mm_per_yr):
            call.report.warn(doubt)
        statistics = comparison.statistics(call.number("TOLERANCE"))
        metric_m = ground.metric(one.xy, one.name)
        statistics["bias_std"] = _bias_std(metric_m, comparison.difference_mm_per_yr)
        places = _place_rates(call, one, other, units, rate, other_rate)
        page = _page(one, other, comparison, statistics, places) if call.wants("REPORT") else None
        difference = comparison.difference_mm_per_yr
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                one,
                [
                    Column("rate", comparison.rate_mm_per_yr, tr("Rate of the first layer [mm/yr]")),
                    Column("rate_other", comparison.other_mm_per_yr, tr("Rate of the other layer [mm/yr]")),
                    Column("rate_difference", difference, tr("First minus other [mm/yr]")),
                    Column("distance_other", comparison.distance_m, tr("Distance of the nearest point [m]")),
                    Column("n_other", comparison.n_other, tr("Points of the other layer averaged")),
                ],
                style=style_for("rate_difference", difference, unit="mm/yr"),
                description=tr("Difference of rates in mm/yr: {one} minus {other}.").format(
                    one=one.name, other=other.name
                ),
            ),
            "METRICS": call.write_table("METRICS", _metric_columns(statistics)),
            "PLACE_RATES": call.write_table("PLACE_RATES", _place_columns(places)) if places else None,
            "REPORT": call.write_text("REPORT", page.html()) if page else None,
            "MATCHED": statistics["n"],
            "BIAS": statistics["bias"],
            "RMSE": statistics["rmse"],
            "CORRELATION": statistics["correlation"],
        }


def _bias_std(place_m: np.ndarray, difference: np.ndarray) -> float:
    """Standard error of the mean difference, with what neighbouring points share; NaN for a few points."""
    from ...subsidence.spatial.mean_error import estimate_spatial_error

    known = np.isfinite(difference)
    error = estimate_spatial_error(place_m[known], difference[known])
    return float("nan") if error is None else error.mean_std(place_m[known])


def _rates(call: Call, one: PointTable, other: PointTable, units: tuple[str, str]) -> tuple[np.ndarray, np.ndarray]:
    from ...subsidence.validation.layer_comparison import common_period, rate_in_period

    if not call.flag("COMMON_PERIOD"):
        return call.rate(one, "RATE", units[0]), call.rate(other, "OTHER_RATE", units[1])
    series, other_series = one.series(units[0]), other.series(units[1])
    first, last = common_period(series.dates, other_series.dates)
    call.report.info(tr("Rates from {first} to {last}.").format(first=first, last=last))
    return rate_in_period(series, first, last), rate_in_period(other_series, first, last)


def _place_rates(
    call: Call,
    one: PointTable,
    other: PointTable,
    units: tuple[str, str],
    rate: np.ndarray,
    other_rate: np.ndarray,
) -> list[PlaceRate]:
    """Rates of named places: over the periods where given, else the layers' own rates."""
    from ...subsidence.validation.layer_comparison import parse_periods, rate_in_period, rates_of_places

    if call.parameters.get("PLACES") in (None, ""):
        return []
    periods = parse_periods(call.text("PERIODS"))
    table: list[PlaceRate] = []
    found = 0
    names = (one.name, other.name) if one.name != other.name else (one.name, tr("{name} (other)").format(name=one.name))
    for layer, own_rate, unit, name in zip((one, other), (rate, other_rate), units, names):
        places = _members(call, layer)
        found += sum(rows.size for _, rows in places)
        rates = [(name, tr("all"), own_rate)]
        for first, last in periods:
            series = layer.series(unit)
            if ((series.dates >= first) & (series.dates <= last)).any():
                rates.append((name, f"{first}/{last}", rate_in_period(series, first, last)))
        table += rates_of_places(places, rates)
    for first, last in periods:
        if not any(row.period == f"{first}/{last}" for row in table):
            raise SubsidenceError(
                tr("Neither layer has epochs in the period {first} … {last}.").format(first=first, last=last)
            )
    if not found:
        call.report.warn(tr("No point lies in any of the named places; check their CRS and PLACE_RADIUS."))
    order = {place: number for number, place in enumerate(dict.fromkeys(row.place for row in table))}
    return sorted(table, key=lambda row: order[row.place])


def _members(call: Call, layer: PointTable) -> list[tuple[str, np.ndarray]]:
    """Each place's name and the rows of the points that belong to it."""
    from ...subsidence.factors.stations import metric_coordinates
    from ...subsidence.factors.vector_geometry import POINT, points_inside

    source = call.source("PLACES")
    field = call.field("PLACE_NAME")
    ground = ground_of(layer.crs, layer.xy, layer.name, call.report)
    vector = read_vector(
        source,
        source.sourceName(),
        ground.measured_in,
        call.context.transformContext(),
        fields=[field] if field else [],
    )
    for note in vector.notes:
        call.report.warn(note)
    belongs = np.zeros((vector.shapes.n_features, layer.n_points), dtype=bool)
    row, feature = points_inside(ground.places(layer.xy), vector.shapes, degrees=ground.in_degrees)
    belongs[feature, row] = True
    points = vector.shapes.of_kind(POINT)
    layer_m = ground.metric(layer.xy, layer.name)
    for number, centre_m in zip(
        points.part_feature, metric_coordinates(points.xy, ground.surface, source.sourceName())
    ):
        belongs[number] |= ((layer_m - centre_m) ** 2).sum(axis=1) <= call.number("PLACE_RADIUS") ** 2
    names = [str(value) for value in vector.columns[field]] if field else map(str, range(1, len(belongs) + 1))
    return [(name, np.flatnonzero(rows)) for name, rows in zip(names, belongs)]


def _metric_columns(statistics: dict[str, float]) -> list[Column]:
    plain = {"n", "matched_share", "correlation", "slope", "share_within"}
    return [
        Column("measure", np.array([*statistics, None], dtype=object)[:-1]),
        Column("value", np.array(list(statistics.values()), dtype=float)),
        Column("unit", np.array(["" if name in plain else "mm/yr" for name in statistics], dtype=object)),
    ]


def _place_columns(places: list[PlaceRate]) -> list[Column]:
    def text(name: str) -> np.ndarray:
        return np.array([*(getattr(row, name) for row in places), None], dtype=object)[:-1]

    def number(name: str) -> np.ndarray:
        return np.array([getattr(row, name) for row in places])

    return [
        Column("place", text("place"), tr("Place")),
        Column("layer", text("layer"), tr("Layer")),
        Column("period", text("period"), tr("Period")),
        Column("n", number("n"), tr("Points")),
        Column("rate_mean", number("mean").astype(float), tr("Mean rate [mm/yr]")),
        Column("rate_median", number("median").astype(float), tr("Median rate [mm/yr]")),
        Column("rate_min", number("lowest").astype(float), tr("Lowest rate [mm/yr]")),
    ]


def _page(
    one: PointTable, other: PointTable, comparison: Comparison, statistics: dict[str, float], places: list[PlaceRate]
) -> Page:
    from ...subsidence.report.figures import draw_map, draw_predicted_against_observed
    from ...subsidence.report.page import Page

    difference = comparison.difference_mm_per_yr
    known = np.isfinite(difference)

    def draw_histogram(figure) -> None:
        axes = figure.add_subplot()
        axes.hist(difference[known], bins=60, color="#4393c3")
        axes.axvline(0.0, color="#222222", linewidth=1)
        axes.set_xlabel(tr("difference (mm/yr)"))
        axes.set_ylabel(tr("points"))

    def draw_scatter(figure) -> None:
        axes = figure.add_subplot()
        draw_predicted_against_observed(axes, comparison.other_mm_per_yr, comparison.rate_mm_per_yr, "mm/yr")
        axes.set_xlabel(tr("{name} (mm/yr)").format(name=other.name))
        axes.set_ylabel(tr("{name} (mm/yr)").format(name=one.name))

    page = Page(tr("Two layers compared"), tr("{one} minus {other}").format(one=one.name, other=other.name))
    page.opening(
        tr("{count} pairs differ by {mean:+.2f} mm/yr on average and by {spread:.2f} mm/yr from pair to pair.").format(
            count=int(known.sum()), mean=float(np.mean(difference[known])), spread=float(np.std(difference[known]))
        ),
        tr("The rates of the two layers correlate with {value:.2f}.").format(
            value=float(np.corrcoef(comparison.rate_mm_per_yr[known], comparison.other_mm_per_yr[known])[0, 1])
            if known.sum() > 1
            else float("nan")
        ),
        tr("An even offset is most often the reference, not an error; a difference that follows the map is neither."),
    )
    page.heading(tr("Statistics")).facts(statistics, tr("Rates and differences in mm/yr"))
    page.figure(
        lambda figure: draw_map(figure.add_subplot(), one.xy, difference, tr("difference (mm/yr)")), tr("Differences")
    )
    page.figure(draw_scatter, tr("The two rates against each other, with the line of agreement"), (6.0, 5.0))
    page.figure(draw_histogram, tr("How the differences are spread"))
    if places:
        page.heading(tr("Named places")).table(
            [tr("Place"), tr("Layer"), tr("Period"), tr("Points"), tr("Mean"), tr("Median"), tr("Lowest")],
            [(row.place, row.layer, row.period, row.n, row.mean, row.median, row.lowest) for row in places],
            tr("Rates in mm/yr"),
        )
    return page

"""Rate and settlement along lines: a tunnel, a railway, a dyke, a pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessing

from ...bridge.fields import Column
from ...bridge.geometry import read_vector
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import epoch_field, parse_day
from ..base import SubsidenceAlgorithm
from .structure_inputs import Moved, in_metres, lines_of, read_moved, stages

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.structures.profile import Profile

MOST_FIGURES = 12


class ProfileAlongLine(SubsidenceAlgorithm):
    ID = "profile_along_line"
    GROUP = "decisions"
    EXAMPLE = {"INPUT": "points.gpkg", "LINES": "subway.gpkg", "WIDTH": 60, "STEP": 50, "OUTPUT": "profile.gpkg"}

    def title(self) -> str:
        return tr("Profile along lines")

    def about(self) -> str:
        return tr(
            "<p>Gathers the points within a corridor along lines – a subway, a railway, a dyke, a pipeline – at"
            " stations by their chainage: rate with its standard error, percentiles, settlement over a period"
            " (positive down), displacement at every date, and the <b>differential</b> settlement between neighbouring"
            " stations, the <b>slope</b> over a span, the <b>distortion</b> (change of slope between the spans before"
            " and after), its change a year, and the curvature.</p>"
            "<p>Standard errors take into account what neighbouring points share of their noise, learnt from the"
            " residuals about each point's own trend. Stations without points stay empty: nothing is carried over a"
            " gap. Slopes of line-of-sight motion are slopes of settlement only where the ground does not move"
            " sideways.</p>"
        )

    def keywords(self) -> list[str]:
        return ["profile", "transect", "chainage", "line", "tunnel", "railway", "dyke", "pipeline", "settlement"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with dated displacement fields."))
        self.add_vector(
            "LINES",
            tr("Lines"),
            tr("One profile per feature, in the direction in which it was drawn; any CRS."),
            [QgsProcessing.SourceType.TypeVectorLine],
        )
        self.add_number(
            "WIDTH", tr("Width of the corridor (m)"), tr("Points within half of it on either side."), 50.0, 0.1
        )
        self.add_number(
            "STEP", tr("Distance of stations (m)"), tr("Each station gathers the points half a step around."), 50.0, 0.1
        )
        self.add_number(
            "SPAN",
            tr("Span for slopes (m)"),
            tr(
                "Slopes and distortions compare stations so far apart; 0 takes two steps. Short spans of noisy points"
                " say little, and a kink is smeared over the spans that hold it."
            ),
            0.0,
            0.0,
        )
        self.add_text(
            "DATES",
            tr("Dates to write"),
            tr("Such as 2019-06-30, 2020-06-30: the nearest epochs are written as fields; empty writes every epoch."),
            optional=True,
        )
        self.add_period()
        self.add_unit()
        self.add_points_output(
            "OUTPUT",
            tr("Stations"),
            tr("One point per station: line, chainage, rate, settlement, slopes, dated fields."),
        )
        self.add_report_output()
        self.add_number_output("STATION_COUNT", tr("Stations with points"))
        self.add_number_output("LOWEST_RATE", tr("Lowest rate of a station [mm/yr]"))
        self.add_number_output("LARGEST_DISTORTION", tr("Largest distortion [mm/m]"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.structures.report import profiles_page

        moved = read_moved(call)
        profiles, places, notes = _profiles(call, moved)
        epochs = _chosen_epochs(call.text("DATES"), moved.dates)
        for note in notes:
            call.report.warn(note)
        found = [profile for _, profile in profiles]
        rate = np.concatenate([profile.rate for profile in found])
        if not np.isfinite(rate).any():
            raise SubsidenceError(
                tr("No point lies within {width:g} m of a line; widen the corridor or check the layers' CRS.").format(
                    width=call.number("WIDTH") / 2
                )
            )
        columns = _columns(profiles, moved.dates, epochs)
        page = None
        if call.wants("REPORT"):
            page = profiles_page(
                profiles[:MOST_FIGURES], moved.dates, moved.change, source=moved.table.name, notes=notes
            ).html()
        bend = np.concatenate([profile.distortion for profile in found])
        return {
            "OUTPUT": call.write_new_points(
                "OUTPUT",
                np.concatenate(places),
                moved.table.crs,
                columns,
                style=style_for("rate", rate, unit="mm/yr"),
                description=tr("Profile along lines; rates in mm/yr, positive up; settlement in mm, positive down."),
            ),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "STATION_COUNT": int(np.isfinite(rate).sum()),
            "LOWEST_RATE": float(np.nanmin(rate)),
            "LARGEST_DISTORTION": float(np.nanmax(bend)) if np.isfinite(bend).any() else None,
        }


def _profiles(call: Call, moved: Moved) -> tuple[list[tuple[str, Profile]], list[np.ndarray], list[str]]:
    """Name and profile of each line, the stations' coordinates, and remarks."""
    from ...subsidence.structures.profile import corridor_of, place_on_line, profile_of

    source = call.source("LINES")
    vector = read_vector(source, source.sourceName(), moved.table.crs, call.context.transformContext())
    xy_m, vertices_m = in_metres(moved.table, vector.shapes)
    years = (moved.change.end - moved.change.start).astype(float) / 365.25
    settlement, std = moved.change.settlement_mm, moved.change.std_mm
    step = call.number("STEP")
    profiles, places = [], []
    report = stages(call)[1]
    drawn, metres = lines_of(vector.shapes, vector.shapes.xy), lines_of(vector.shapes, vertices_m)
    for number, parts in enumerate(report.each(metres)):
        if not parts:
            continue
        corridor = corridor_of(parts, xy_m, call.number("WIDTH") / 2.0)
        profile = profile_of(
            corridor, xy_m, -settlement / years, std / years, settlement, std, moved.displacement_mm,
            moved.correlation, step_m=step, span_m=call.number("SPAN") or 2.0 * step,
        )  # fmt: skip
        profiles.append((f"{number + 1}", profile))
        places.append(place_on_line(drawn[number], profile.chainage_m, parts))
    if not profiles:
        raise SubsidenceError(tr("“{name}” has no lines; choose a line layer.").format(name=vector.name))
    return profiles, places, vector.notes


def _chosen_epochs(text: str, dates: np.ndarray) -> np.ndarray:
    """Numbers of the epochs nearest to the dates that were asked for."""
    if not text:
        return np.arange(dates.size)
    wanted = []
    for word in text.replace(";", ",").split(","):
        if word.strip():
            wanted.append(parse_day(word))
    outside = [date for date in wanted if not dates[0] <= date <= dates[-1]]
    if outside:
        raise SubsidenceError(
            tr("{date} is not within the series, {first} … {last}; choose other dates to write.").format(
                date=outside[0], first=dates[0], last=dates[-1]
            )
        )
    return np.unique([np.abs(dates - date).argmin() for date in wanted])


def _columns(profiles: list[tuple[str, Profile]], dates: np.ndarray, epochs: np.ndarray) -> list[Column]:
    def of(attribute: str) -> np.ndarray:
        return np.concatenate([getattr(profile, attribute) for _, profile in profiles])

    line = np.concatenate([np.full(profile.n.size, int(name)) for name, profile in profiles])
    series = np.concatenate([profile.series_mm for _, profile in profiles])
    aliases = {
        "chainage": tr("Chainage [m]"),
        "rate": tr("Rate [mm/yr], + up"),
        "rate_std": tr("Standard error of the rate [mm/yr]"),
        "p10": tr("10th percentile of the points' rates [mm/yr]"),
        "median": tr("Median of the points' rates [mm/yr]"),
        "p90": tr("90th percentile of the points' rates [mm/yr]"),
        "settlement": tr("Settlement over the period [mm], + down"),
        "settlement_std": tr("Standard error of the settlement [mm]"),
        "differential": tr("Difference of settlement to the station before [mm]"),
        "differential_std": tr("Standard error of the difference [mm]"),
        "slope": tr("Slope of the settlement over the span [mm/m]"),
        "slope_std": tr("Standard error of the slope [mm/m]"),
        "distortion": tr("Change of slope between neighbouring spans [mm/m]"),
        "distortion_std": tr("Standard error of the distortion [mm/m]"),
        "distortion_rate": tr("Change of the distortion a year [mm/m/yr], + grows"),
        "distortion_rate_std": tr("Standard error of the distortion's change [mm/m/yr]"),
        "curvature": tr("Curvature of the settlement [mm/m²]"),
    }
    columns = [Column("line", line, tr("Number of the line")), Column("n", of("n"), tr("Points"))]
    columns += [
        Column(name, of("chainage_m" if name == "chainage" else name), alias) for name, alias in aliases.items()
    ]
    columns += [
        Column(
            epoch_field(dates[epoch]), series[:, epoch], tr("Displacement {date} [mm], + up").format(date=dates[epoch])
        )
        for epoch in epochs.tolist()
    ]
    return columns

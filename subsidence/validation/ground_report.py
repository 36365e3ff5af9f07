"""The page of a validation: figures, what looks wrong, a table and a plot for each station."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..report.figures import draw_map
from ..report.page import Page
from ..units import LOS
from ..wording import message
from .ground_checks import Reading
from .ground_tie import Tie
from .ground_validation import StationResult, Validation

SERIES_PER_FIGURE = 6
MOST_SERIES = 24
INSAR_COLOUR, GROUND_COLOUR = "#2166ac", "#b2182b"


def validation_page(
    validation: Validation, readings: Sequence[Reading], xy: np.ndarray, source: str, tie: Tie | None = None
) -> Page:
    """The report of a comparison with ground measurements.

    Parameters
    ----------
    validation : Validation
        Of ``validate``.
    readings : sequence of Reading
        Of ``other_readings``.
    xy : ndarray, shape=(n_stations, 2)
        Of the stations in ``validation``, for the map.
    source : str
        Name of the points' layer.
    tie : Tie, optional
        Of ``fit_tie``, if one was made.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    metrics = validation.metrics()
    direction = message("along the line of sight") if validation.compare == LOS else message("in the vertical")
    page = Page(
        message("InSAR against the ground"),
        message(
            "{source}, compared {direction}; differences are InSAR minus ground", source=source, direction=direction
        ),
    )
    plain = message("No other sign, unit, direction or shift in time fits the ground clearly better than the data do.")
    page.opening(
        *_agreement(metrics),
        message("Something does not fit: read the warnings below before anything else.") if readings else plain,
    )
    for reading in readings:
        page.warning(reading.sentence())
    _add_overall(page, metrics, tie)
    page.figure(lambda figure: _draw_rates(figure, validation), message("Rates with one standard deviation"))
    if len(validation.stations) > 1:
        difference = validation.column("difference")
        page.figure(
            lambda figure: draw_map(figure.add_subplot(), xy, difference, message("InSAR − ground (mm/yr)")),
            message("Difference of rates at the stations"),
        )
    _add_stations(page, validation)
    return page


def _agreement(metrics: Mapping[str, float]) -> list[str]:
    """How InSAR and ground agree, in two sentences."""
    if np.isfinite(metrics["bias_std"]):
        bias = message(
            "At {count} stations InSAR minus ground is {bias:+.1f} ± {std:.1f} mm/yr, with an RMSE of {rmse:.1f}"
            " mm/yr.",
            count=int(metrics["n_stations"]),
            bias=metrics["bias"],
            std=metrics["bias_std"],
            rmse=metrics["rmse"],
        )
    else:
        bias = message(
            "InSAR minus ground is {bias:+.1f} mm/yr; its uncertainty is not known, because there are too few stations"
            " and dates.",
            bias=metrics["bias"],
        )
    if np.isfinite(metrics["share_within"]):
        return [
            bias,
            message(
                "{share:.0%} of the differences lie within the sum of both uncertainties.",
                share=metrics["share_within"],
            ),
        ]
    return [bias, message("No difference can be held against its uncertainty, which is not known at any station.")]


def _add_overall(page: Page, metrics: Mapping[str, float], tie: Tie | None) -> None:
    page.heading(message("Overall")).facts(
        {
            message("Stations compared"): int(metrics["n_stations"]),
            message("Bias of the rate (mm/yr)"): metrics["bias"],
            message("Standard error of the bias (mm/yr)"): metrics["bias_std"],
            message("RMSE of the rates (mm/yr)"): metrics["rmse"],
            message("RMSE without the bias (mm/yr)"): metrics["rmse_without_bias"],
            message("Correlation of the rates"): metrics["correlation"],
            message("Share within the sum of uncertainties"): metrics["share_within"],
            message("Spread of the differences over what their uncertainties promise"): metrics["spread_ratio"],
            message("RMSE of the series (mm)"): metrics["series_rmse_mm"],
        }
    )
    if np.isfinite(metrics["spread_ratio"]) and metrics["spread_ratio"] > 1.5:
        page.note(
            message(
                "The differences scatter more than their uncertainties allow: the uncertainties are too"
                " small, or stations and points do not move alike."
            )
        )
    if tie is not None:
        page.heading(message("Tie")).facts(
            {
                message("Kind"): tie.kind,
                message("Subtracted at the middle of the stations (mm/yr)"): float(tie.coefficients[0]),
                message("RMSE before (mm/yr)"): tie.rmse_before,
                message("RMSE after, at the same stations (mm/yr)"): tie.rmse_after,
                message("RMSE at stations left out of the fit (mm/yr)"): tie.left_out_rmse,
            }
        )


def _add_stations(page: Page, validation: Validation) -> None:
    page.heading(message("Stations")).table(
        [
            message("Station"),
            message("Points"),
            message("Dates"),
            "InSAR",
            "±",
            message("Ground"),
            "±",
            message("Difference"),
            "±",
            message("RMSE (mm)"),
            message("Correlation"),
        ],
        [
            (s.name, s.n_points, s.dates.size, s.insar_rate, s.insar_std, s.ground_rate, s.ground_std)
            + (s.difference, s.difference_std, s.rmse_mm, s.correlation)
            for s in validation.stations
        ],
        message(
            "Rates and their standard errors in mm/yr. InSAR and ground each err by no more than is said; of two dates,"
            " or of rates that were given without, no error is known."
        ),
    )
    if validation.skipped:
        page.table([message("Station"), message("Not compared because")], list(validation.skipped))
    series = [station for station in validation.stations if station.dates.size]
    worst_first = sorted(series, key=lambda station: -abs(station.difference))[:MOST_SERIES]
    for start in range(0, len(worst_first), SERIES_PER_FIGURE):
        part = worst_first[start : start + SERIES_PER_FIGURE]
        page.figure(
            _drawing(part), message("InSAR (blue) and ground (red), each relative to its mean"), (8.0, 1.9 * len(part))
        )
    if len(series) > MOST_SERIES:
        page.paragraph(
            message(
                "The {most_series} stations with the largest differences are drawn, of {count}.",
                most_series=MOST_SERIES,
                count=len(series),
            )
        )


def _drawing(stations: Sequence[StationResult]) -> Callable[[Any], None]:
    return lambda figure: _draw_series(figure, stations)


def _draw_series(figure: Any, stations: Sequence[StationResult]) -> None:
    for number, station in enumerate(stations, start=1):
        axes = figure.add_subplot(len(stations), 1, number)
        days = station.dates.astype("datetime64[D]").astype(object)
        axes.plot(days, station.ground_mm, color=GROUND_COLOUR, linewidth=1, marker=".", markersize=3)
        axes.plot(days, station.insar_mm, color=INSAR_COLOUR, linewidth=1, marker=".", markersize=3)
        axes.set_ylabel("mm")
        axes.set_title(
            f"{station.name}: {station.difference:+.1f} mm/yr, RMSE {station.rmse_mm:.1f} mm",
            fontsize=9,
        )
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)


def _draw_rates(figure: Any, validation: Validation) -> None:
    axes = figure.add_subplot()
    ground, insar = validation.column("ground_rate"), validation.column("insar_rate")
    axes.errorbar(
        ground,
        insar,
        xerr=np.nan_to_num(validation.column("ground_std")),
        yerr=np.nan_to_num(validation.column("insar_std")),
        fmt="o",
        markersize=4,
        color=INSAR_COLOUR,
        ecolor="#999999",
        linewidth=1,
    )
    ends = [np.nanmin([ground, insar]), np.nanmax([ground, insar])]
    axes.plot(ends, ends, color=GROUND_COLOUR, linewidth=1)
    if len(validation.stations) <= 30:
        for station in validation.stations:
            axes.annotate(station.name, (station.ground_rate, station.insar_rate), fontsize=7, xytext=(3, 3),
                          textcoords="offset points")  # fmt: skip
    axes.set_xlabel(message("ground (mm/yr)"))
    axes.set_ylabel(message("InSAR (mm/yr)"))

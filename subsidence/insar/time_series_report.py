"""The report of a time series: what was done, what was dropped, and what came out."""

from __future__ import annotations

import numpy as np

from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube
from ..report.figures import draw_map
from ..report.page import Page
from ..wording import message
from .filter import temporal_width_years
from .network_report import add_correction, add_interferograms, add_mask, add_network
from .stack import Stack
from .time_series import TimeSeries, TimeSeriesSettings

POINTS_ON_MAP = 100_000


def add_time_series(
    page: Page,
    stack: Stack,
    series: TimeSeries,
    cube: DisplacementCube,
    columns: dict[str, np.ndarray],
    settings: TimeSeriesSettings,
    report: Report = SILENT,
) -> Page:
    """Everything that a processing has to tell.

    Parameters
    ----------
    page : Page
        The report, which is added to.
    stack : Stack
        The interferograms; their values are not needed any more.
    series : TimeSeries
        Of ``process``.
    cube : DisplacementCube
        The displacement as it is written, masked or vertical if asked for.
    columns : dict
        One row per interferogram, from ``interferogram_columns``.
    settings : TimeSeriesSettings
        As given to ``process``.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Page
        The same one.
    """
    mapping, of_network, _rest = report.parts(6, 3, 1)
    rate = cube.velocity_mm_per_yr[np.isfinite(cube.velocity_mm_per_yr)]
    page.opening(
        message(
            "Half of {count} pixels move by less than {median:.1f} mm/yr; the fastest twentieth sinks by"
            " {fast:.1f} mm/yr or more.",
            count=rate.size,
            median=float(np.median(np.abs(rate))) if rate.size else float("nan"),
            fast=float(-np.percentile(rate, 5)) if rate.size else float("nan"),
        ),
        message(
            "The usual standard deviation of a rate is {std:.1f} mm/yr, relative to {reference}.",
            std=float(np.nanmedian(cube.layers["velocity_std"])),
            reference=cube.reference or message("the reference"),
        ),
        message(
            "{masked} of {pixels} pixels were too noisy and are masked; the network falls into {parts} unconnected"
            " parts.",
            masked=series.mask.n_removed,
            pixels=int(series.mask.has_data.sum()),
            parts=series.n_parts,
        )
        if series.n_parts > 1
        else message(
            "{masked} of {pixels} pixels were too noisy and are masked; the network connects all dates.",
            masked=series.mask.n_removed,
            pixels=int(series.mask.has_data.sum()),
        ),
    )
    page.facts(
        {
            message("dates inverted"): series.dates.size,
            message("unconnected parts of the network"): series.n_parts,
            message("interferograms weighted"): message("by coherence") if settings.weighted else message("equally"),
            message("pixels with data"): int(series.mask.has_data.sum()),
            message("pixels masked"): series.mask.n_removed,
            message("filter"): filter_text(settings, series.dates),
            message("median rate [mm/yr]"): float(np.nanmedian(cube.velocity_mm_per_yr)),
            message("median uncertainty of the rate [mm/yr]"): float(np.nanmedian(cube.layers["velocity_std"])),
        }
    )
    for first, second in series.missing_steps:
        page.warning(
            message(
                "No interferogram leads from {first} to {second}; the step is bridged, not measured.",
                first=first,
                second=second,
            )
        )
    rows, cols = np.nonzero(np.isfinite(cube.velocity_mm_per_yr))
    every = rows.size // POINTS_ON_MAP + 1  # a million dots take long to draw and look the same
    rows, cols = rows[::every], cols[::every]
    xy, shown = cube.grid.centres(rows, cols), cube.velocity_mm_per_yr[rows, cols]
    page.figure(
        lambda figure: draw_map(figure.subplots(), xy, shown, "mm/yr"), message("Rate; subsidence is negative.")
    )
    mapping.progress(1.0)
    page.heading(message("Interferograms"))
    add_network(page, columns, stack)
    if stack.spread_before_rad is not None:
        add_correction(page, columns)
    of_network.progress(1.0)
    page.heading(message("Mask"))
    add_mask(page, series.mask)
    page.heading(message("All interferograms"))
    return add_interferograms(page, columns)


def filter_text(settings: TimeSeriesSettings, dates: np.ndarray) -> str:
    """The filter in words."""
    chosen = settings.filter
    parts = []
    if chosen.km > 0:
        days = 365.25 * temporal_width_years(chosen, dates)
        parts.append(message("{km:g} km in space, {days:.0f} days in time", km=chosen.km, days=days))
    if chosen.ramp != "none":
        parts.append(message("ramp: {ramp}", ramp=chosen.ramp))
    parts += [message("linear in height")] * chosen.height_linear + [message("height model's error")] * chosen.dem_error
    return "; ".join(parts) or message("none")

"""From LiCSAR interferograms to displacement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...bridge.read_points import transform_xy
from ...bridge.styles import Style, style_for
from ..base import Choice, SubsidenceAlgorithm
from ..products.cube_layers import describe, write_cube
from ..products.cube_store import add_raster_store, check_raster_store
from .geoc_inputs import (
    add_geoc_folder,
    add_quality_parameters,
    grid_crs,
    interferogram_aliases,
    quality_thresholds,
    scan_folder,
    table_columns,
)

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.insar.time_series import TimeSeries, TimeSeriesSettings
    from ...subsidence.raster.cube import DisplacementCube


class LicsarTimeSeries(SubsidenceAlgorithm):
    ID = "licsar_time_series"
    GROUP = "insar"
    EXAMPLE = {"INPUT": "GEOC", "GACOS": "GACOS", "FILTER_KM": 0, "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("LiCSAR interferograms to time series")

    def about(self) -> str:
        return tr(
            "<p>Makes a displacement time series out of the unwrapped interferograms of a LiCSAR frame: optional GACOS"
            " correction, quality check and loop closure, small-baseline inversion (NSBAS), noise indices, rate with"
            " its uncertainty, mask, and filter. The steps and formulas are those of LiCSBAS, and so are the results"
            " (0.01 mm on its own test of Mexico City); it runs on any system, in a fraction of the time.</p>"
            "<p>Values are mm and mm/yr, <b>positive towards the satellite, so subsidence is negative</b>, relative to"
            " the reference.</p>"
            "<p><b>The filter</b> takes what is smooth over 2 km and changes from date to date for atmosphere. It also"
            " flattens small bowls of short-lived subsidence; set its width to 0 for a city.</p>"
            "<p><b>The mask</b> removes pixels by LiCSBAS' noise indices. Empty thresholds are LiCSBAS' own, made"
            " reachable for short networks; the report says what each of them removes.</p>"
            "<p>Sources: Morishita, Y., et al. (2020), LiCSBAS, <i>Remote Sensing</i> 12(3), 424; López-Quiroz, P., et"
            " al. (2009), <i>J. Appl. Geophys.</i> 69, 1–15.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "licsbas",
            "licsar",
            "nsbas",
            "sbas",
            "gacos",
            "interferogram",
            "loop closure",
            "time series",
            "sentinel-1",
        ]

    def define(self) -> None:
        self._define_inputs()
        self._define_method()
        self._define_outputs()

    def _define_inputs(self) -> None:
        add_geoc_folder(self)
        self.add_file(
            "GACOS",
            tr("GACOS folder"),
            tr(
                "Folder with the delay of each date: YYYYMMDD.ztd with .ztd.rsc, YYYYMMDD.ztd.tif, or LiCSAR's"
                " YYYYMMDD.sltd.geo.tif. Interferograms without a delay for both dates are dropped, never mixed in."
            ),
            folder=True,
            optional=True,
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Process only this area; empty takes the whole frame."))
        self.add_integer(
            "MULTILOOK", tr("Looks"), tr("Average so many pixels in each direction while reading."), 1, 1, 100
        )
        self.add_map_point(
            "REFERENCE",
            tr("Reference point"),
            tr(
                "A place taken as stable; the displacement there is zero. Empty chooses the steadiest pixel, which may"
                " lie inside a sinking area."
            ),
        )
        self.add_extent(
            "REFERENCE_AREA",
            tr("Reference area"),
            tr("Instead of a point: the mean displacement of this area is zero."),
        )
        self.add_integer(
            "REFERENCE_SIZE",
            tr("Size of the reference [pixels]"),
            tr("The reference is the mean of a square of so many pixels around the point."),
            1,
            1,
            999,
            advanced=True,
        )
        add_quality_parameters(self)
        self.add_flag(
            "WEIGHTED",
            tr("Weight interferograms by coherence"),
            tr("Slower; may help where coherence differs much between interferograms."),
            False,
            advanced=True,
        )

    def _define_method(self) -> None:
        self.add_number(
            "GAMMA",
            tr("Weight that bridges gaps (gamma)"),
            tr("Gaps in the network are bridged by a straight line with this weight; it changes nothing elsewhere."),
            1e-4,
            1e-8,
            1.0,
            advanced=True,
        )
        self._define_mask()
        self._define_filter()
        self.add_flag(
            "VERTICAL",
            tr("Convert to vertical"),
            tr(
                "Divide by the up component of the line of sight, which assumes that the ground moves straight up or"
                " down only."
            ),
            False,
        )
        self.add_flag(
            "BOOTSTRAP",
            tr("Rate uncertainty by bootstrap"),
            tr(
                "velocity_std as the standard deviation over resampled epochs, instead of the standard error under the"
                " time-correlated noise that the series show. velocity_std_white, for noise that is independent from"
                " epoch to epoch, is written in any case; it is too small where noise is correlated."
            ),
            False,
            advanced=True,
        )
        self.add_seed()
        self.add_scheduler()
        self.add_resume()
        self.add_number(
            "MEMORY",
            tr("Memory for large arrays [GB]"),
            tr("What does not fit is kept in working files in the folder for temporary files."),
            2.0,
            0.01,
            1000.0,
            advanced=True,
        )

    def _define_mask(self) -> None:
        from ...subsidence.insar.noise import NOISE_INDICES

        self.add_flag(
            "APPLY_MASK",
            tr("Apply the mask"),
            tr("Leave out noisy pixels in points, rate and displacement."),
            True,
        )
        for name, index in NOISE_INDICES.items():
            self.add_number(
                _mask_key(name),
                tr("Mask threshold: {index}").format(index=name),
                index.help(),
                None,
                advanced=True,
                optional=True,
            )

    def _define_filter(self) -> None:
        self.add_number(
            "FILTER_KM",
            tr("Spatial width of the filter [km]"),
            tr(
                "Sigma of the Gaussian in space; 0 = no spatio-temporal filter. What changes fast in time and is wider"
                " than this is taken for atmosphere, short-lived motion of the ground too: a bowl of 1 km (sigma) that"
                " lasts for 36 days keeps 88 % of its depth at 2 km, 70 % at 1 km and 43 % at 0.2 km. Steady motion"
                " and its season are kept at any width."
            ),
            2.0,
            0.0,
            1000.0,
        )
        self.add_number(
            "FILTER_DAYS",
            tr("Temporal width of the filter [days]"),
            tr("Sigma of the Gaussian in time; 0 = three mean intervals between dates."),
            0.0,
            0.0,
            100_000.0,
            advanced=True,
        )
        self.add_flag(
            "FILTER_AS_LICSBAS",
            tr("Filter as LiCSBAS does"),
            tr(
                "Leave each pixel's trend in the temporal filter. Steady motion wider than the filter then loses part"
                " of its first and last epochs to what is taken for atmosphere."
            ),
            False,
            advanced=True,
        )
        self.add_choice(
            "DERAMP",
            tr("Remove a ramp from each date"),
            tr("Fitted to the unmasked pixels of each date; removes orbit errors and wide haze, and wide motion too."),
            [
                Choice("none", tr("none")),
                Choice("plane", tr("plane")),
                Choice("bilinear", tr("bilinear")),
                Choice("quadratic", tr("quadratic")),
            ],
        )
        self.add_flag(
            "HEIGHT_TERM",
            tr("Remove what is linear in height"),
            tr("With the ramp, also fit delay that grows with height (needs .geo.hgt.tif)."),
            False,
            advanced=True,
        )
        self.add_flag(
            "DEM_ERROR",
            tr("Remove the height model's error"),
            tr("Remove what follows the perpendicular baseline (needs baselines for every date)."),
            False,
            advanced=True,
        )

    def _define_outputs(self) -> None:
        self.add_points_output(
            "OUTPUT",
            tr("Deformation points"),
            tr("One point per pixel with point_id, velocity, velocity_std, coherence, height, los_… and DYYYYMMDD."),
        )
        self.add_raster_output("VELOCITY", tr("Rate"), tr("Rate in mm/yr."))
        self.add_raster_output("VELOCITY_STD", tr("Rate uncertainty"), tr("Standard deviation of the rate in mm/yr."))
        self.add_raster_output(
            "DISPLACEMENT",
            tr("Displacement"),
            tr("Displacement in mm, one band per date, named by date, for the temporal controller."),
        )
        self.add_raster_output(
            "NOISE", tr("Noise indices"), tr("One band per noise index, and the mask (1 = kept) as the last one.")
        )
        self.add_table_output(
            "INTERFEROGRAMS", tr("Interferograms"), tr("One row per interferogram, kept or with a reason.")
        )
        add_raster_store(self)
        self.add_report_output()
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))
        self.add_number_output("KEPT_COUNT", tr("Number of kept interferograms"))
        self.add_number_output("DROPPED_COUNT", tr("Number of dropped interferograms"))
        self.add_number_output("MASKED_COUNT", tr("Number of masked pixels"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.insar.licsar.gacos import load_corrected_stack
        from ...subsidence.insar.network_report import interferogram_columns, network_facts
        from ...subsidence.insar.scratch import Scratch
        from ...subsidence.insar.stable_area import moving_reference
        from ...subsidence.insar.stack import read_window, reference_window
        from ...subsidence.insar.time_series import process
        from ...subsidence.insar.time_series_report import add_time_series
        from ...subsidence.report.page import Page

        report = call.report
        check_raster_store(call)
        with Scratch(int(call.number("MEMORY") * 2**30), call.scratch_folder()) as scratch:
            scanning, loading, processing, placing, telling, rasters = call.work.parts(5, 25, 58, 1, 1, 5)
            geoc = scan_folder(call, scanning)
            crs = grid_crs(geoc.grid)
            window = read_window(geoc, call.extent("EXTENT", crs), call.integer("MULTILOOK"))
            call.check_cube_room(window.grid, len({day for pair in geoc.pairs for day in (pair.first, pair.second)}))
            reference = reference_window(
                window.grid,
                call.point("REFERENCE", crs),
                call.extent("REFERENCE_AREA", crs),
                call.integer("REFERENCE_SIZE"),
            )
            settings = self._settings(call, reference)
            folder = call.file("GACOS") if call.text("GACOS") else None
            stack = load_corrected_stack(geoc, scratch, window=window, gacos_folder=folder, report=loading)
            with call.resuming(files=[geoc.folder, *([folder] if folder else [])]):
                series = process(stack, scratch, settings, processing)
            stack = stack.without_values()  # the layers need the memory
            cube = series.cube.masked() if call.flag("APPLY_MASK") else series.cube
            cube = cube.with_believed_look(report)
            if call.flag("VERTICAL"):
                cube = cube.vertical()
            placing.progress(0.0)
            points = cube.to_points()
            degrees = transform_xy(points.series.xy, crs, QgsCoordinateReferenceSystem("EPSG:4326"))
            told = moving_reference(degrees, points.velocity_mm_per_yr)
            if told is not None:
                report.warn(
                    told[0]
                    + " "
                    + tr("Run again with REFERENCE {x:.5f},{y:.5f} [EPSG:4326], or use “Change the reference”.").format(
                        x=told[1][0], y=told[1][1]
                    )
                )
            placing.progress(1.0)
            columns = interferogram_columns(stack, series.quality, series.residual_rms_mm)
            page = Page(self.title(), str(geoc.folder)).paragraph(describe(cube))
            page.facts(network_facts(stack))
            if call.wants("REPORT"):
                add_time_series(page, stack, series, cube, columns, settings, telling)
            report.info(
                tr(
                    "{kept} of {all} interferograms kept; {masked} of {pixels} pixels masked. Reference: {place}."
                ).format(
                    kept=int(columns["kept"].sum()),
                    all=columns["kept"].size,
                    masked=series.mask.n_removed,
                    pixels=int(series.mask.has_data.sum()),
                    place=cube.reference,
                )
            )
            kept = int(columns["kept"].sum())
            return {
                **self._rasters(call, series, cube, crs),
                **write_cube(call, cube, points, crs=crs, report=rasters),
                "INTERFEROGRAMS": call.write_table("INTERFEROGRAMS", table_columns(columns, interferogram_aliases())),
                "REPORT": call.write_text("REPORT", page.html()),
                "POINT_COUNT": points.series.n_points,
                "EPOCH_COUNT": int(cube.dates.size),
                "KEPT_COUNT": kept,
                "DROPPED_COUNT": columns["kept"].size - kept,
                "MASKED_COUNT": series.mask.n_removed,
            }

    def _settings(self, call: Call, reference: tuple[slice, slice] | None) -> TimeSeriesSettings:
        from ...subsidence.insar.filter import FilterSettings
        from ...subsidence.insar.noise import NOISE_INDICES
        from ...subsidence.insar.time_series import TimeSeriesSettings

        limits = {name: call.optional_number(_mask_key(name)) for name in NOISE_INDICES}
        return TimeSeriesSettings(
            quality=quality_thresholds(call),
            gamma=call.number("GAMMA"),
            weighted=call.flag("WEIGHTED"),
            mask_thresholds={name: value for name, value in limits.items() if value is not None},
            filter=FilterSettings(
                km=call.number("FILTER_KM"),
                keep_trend=not call.flag("FILTER_AS_LICSBAS"),
                days=call.number("FILTER_DAYS"),
                ramp=call.choice("DERAMP"),
                height_linear=call.flag("HEIGHT_TERM"),
                dem_error=call.flag("DEM_ERROR"),
            ),
            reference=reference,
            bootstrap=call.flag("BOOTSTRAP"),
            seed=call.integer("SEED"),
        )

    def _rasters(self, call: Call, series: TimeSeries, cube: DisplacementCube, crs) -> dict:
        from ...subsidence.insar.noise import NOISE_INDICES

        std = np.where(np.isfinite(cube.velocity_mm_per_yr), cube.layers["velocity_std"], np.nan)
        mask = np.where(series.mask.has_data, series.mask.keep.astype(np.float32), np.nan)
        description = describe(cube)
        return {
            "VELOCITY_STD": call.write_raster(
                "VELOCITY_STD",
                std,
                cube.grid.geotransform,
                crs,
                ["velocity_std"],
                unit="mm/yr",
                style=style_for("velocity_std", std, "sequential", "mm/yr"),
                description=description,
            ),
            "NOISE": call.write_raster(
                "NOISE",
                np.stack([series.noise[name] for name in NOISE_INDICES] + [mask]),
                cube.grid.geotransform,
                crs,
                [*NOISE_INDICES, "mask"],
                style=Style("mask", "mask"),
                description=tr("Noise indices of LiCSBAS, line of sight, and the mask (1 = kept)."),
            ),
        }


def _mask_key(index: str) -> str:
    return f"MASK_{index.upper()}"

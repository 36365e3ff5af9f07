"""Steps of a job from rasters: interferograms to series, dated rasters to a store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..insar.filter import RAMPS
from ..insar.noise import NOISE_INDICES
from ..progress import Report
from ..raster.cube import DisplacementCube
from ..units import AUTOMATIC, LOS, MM_PER_UNIT, SIGN, UNITS, VERTICAL
from ..wording import message
from .places import degrees_of, transformed
from .side_files import PAGE, TABLE, Table, WrittenPage
from .step import (
    NUMBER,
    POINTS,
    RASTERS,
    SEEDS,
    Product,
    RowBlocks,
    Step,
    Values,
    existing,
    extent_in,
    numbers_in,
    points_of,
)

TOWARDS = {AUTOMATIC: None, "away": False, "towards": True}


def _licsar_time_series(values: Values, report: Report) -> Mapping[str, Product]:
    from ..insar.licsar.gacos import load_corrected_stack
    from ..insar.network_report import interferogram_columns, network_facts
    from ..insar.pair_folders import PairSettings, scan_interferograms
    from ..insar.scratch import Scratch
    from ..insar.stack import read_window, reference_window
    from ..insar.time_series import process
    from ..insar.time_series_report import add_time_series
    from ..report.page import Page

    point = numbers_in(values["REFERENCE"], 2, "REFERENCE")
    area = extent_in(values["REFERENCE_AREA"], "REFERENCE_AREA")
    extent = extent_in(values["EXTENT"], "EXTENT")
    scanning, loading, processing, telling = report.parts(5, 25, 60, 5 if values["REPORT"] else 0)
    told = PairSettings(values["WAVELENGTH"], values["PHASE_UNIT"], TOWARDS[values["PHASE_SIGN"]])
    geoc = scan_interferograms(existing(values), told, scanning)
    window = read_window(geoc, extent, values["MULTILOOK"])
    reference = reference_window(window.grid, point, area, values["REFERENCE_SIZE"])
    folder = Path(values["RASTER_STORE"] or values["OUTPUT"]).parent
    scratch = Scratch(int(values["MEMORY"] * 2**30), str(folder))  # its arrays live as long as the cube
    gacos = existing(values, "GACOS") if values["GACOS"] else None
    stack = load_corrected_stack(geoc, scratch, window=window, gacos_folder=gacos, report=loading)
    settings = _settings(values, reference)
    series = process(stack, scratch, settings, processing)
    stack = stack.without_values()  # the results need the memory
    cube = (series.cube.masked() if values["APPLY_MASK"] else series.cube).with_believed_look(report)
    report.info(
        message(
            "{kept} of {all} interferograms kept; {masked} of {pixels} pixels masked. Reference: {place}.",
            kept=series.used.size,
            all=stack.n_ifgs,
            masked=series.mask.n_removed,
            pixels=int(series.mask.has_data.sum()),
            place=cube.reference,
        )
    )
    cube = cube.vertical() if values["VERTICAL"] else cube
    _tell_moving_reference(cube, report)
    products = _wanted(values, cube)
    if values["INTERFEROGRAMS"] or values["REPORT"]:
        columns = interferogram_columns(stack, series.quality, series.residual_rms_mm)
        products["INTERFEROGRAMS"] = Table(columns)
    if values["REPORT"]:
        page = Page(message("LiCSAR interferograms to time series"), str(geoc.folder)).paragraph(_in_words(cube))
        page.facts(network_facts(stack))
        products["REPORT"] = WrittenPage(add_time_series(page, stack, series, cube, columns, settings, telling).html())
    return products


def _tell_moving_reference(cube: DisplacementCube, report: Report) -> None:
    """Warn where the series' zero moves against most of the even ground."""
    from ..insar.stable_area import moving_reference

    points = points_of(cube)
    degrees = degrees_of(points)
    told = None if degrees is None else moving_reference(degrees, points.velocity_mm_per_yr)
    if told is not None:
        place = transformed(told[1][None], "EPSG:4326", points.crs)[0]
        again = message('Run again with REFERENCE = "{x:.8g}, {y:.8g}".', x=float(place[0]), y=float(place[1]))
        report.warn(f"{told[0]} {again}")


def _in_words(cube: DisplacementCube) -> str:
    """Unit, sign, geometry, reference and source."""
    lines = [
        message(
            "Displacement in mm and rate in mm/yr, {geometry}; {sign}.",
            geometry=cube.geometry,
            sign=SIGN[cube.geometry],
        )
    ]
    if cube.reference:
        lines.append(message("Relative to: {reference}.", reference=cube.reference))
    if cube.source:
        lines.append(message("Source: {source}.", source=cube.source))
    return " ".join(lines)


def _settings(values: Values, reference: tuple[slice, slice] | None) -> Any:
    from ..insar.filter import FilterSettings
    from ..insar.interferogram_quality import QualityThresholds
    from ..insar.time_series import TimeSeriesSettings

    limits = {name: values[f"MASK_{name.upper()}"] for name in NOISE_INDICES}
    return TimeSeriesSettings(
        quality=QualityThresholds(
            values["MIN_COHERENCE"], values["MIN_COVERAGE"], values["LOOP_RMS"], values["UNBIAS_LOOPS"]
        ),
        gamma=values["GAMMA"],
        weighted=values["WEIGHTED"],
        mask_thresholds={name: limit for name, limit in limits.items() if limit is not None},
        filter=FilterSettings(
            km=values["FILTER_KM"],
            keep_trend=not values["FILTER_AS_LICSBAS"],
            days=values["FILTER_DAYS"],
            ramp=values["DERAMP"],
            height_linear=values["HEIGHT_TERM"],
            dem_error=values["DEM_ERROR"],
        ),
        reference=reference,
        bootstrap=values["BOOTSTRAP"],
        seed=values["SEED"],
    )


def _import_raster_stack(values: Values, report: Report) -> Mapping[str, Product]:
    from ..products.raster_stack import open_raster_stack
    from ..store.raster_store import CHUNK

    opening, reading = report.parts(1, 7)
    stack = open_raster_stack(
        [existing(values)], pattern=values["PATTERN"], variable=values["VARIABLE"], report=opening
    )
    extent = extent_in(values["EXTENT"], "EXTENT")
    told: dict[str, Any] = {
        "unit": values["UNIT"],
        "no_data": values["NODATA"],
        "reverse": values["REVERSE"],
        "geometry": values["GEOMETRY"],
        "report": reading,
    }
    if values["OUTPUT"]:
        return _wanted(values, stack.read(extent, **told))
    grid = stack.grid.crop(*stack.grid.window(extent)) if extent else stack.grid
    return {"RASTER_STORE": RowBlocks(stack.blocks(CHUNK[1], extent, **told), grid)}


def _wanted(values: Values, cube: DisplacementCube) -> dict[str, Product]:
    products: dict[str, Product] = {}
    if values["RASTER_STORE"]:
        products["RASTER_STORE"] = cube
    if values["OUTPUT"]:
        products["OUTPUT"] = points_of(cube)
    return products


OUTPUTS: Mapping[str, str] = {"OUTPUT": POINTS, "RASTER_STORE": RASTERS}
STEPS = {
    "licsar_time_series": Step(
        _licsar_time_series,
        {
            "WAVELENGTH": NUMBER,
            "PHASE_UNIT": AUTOMATIC,
            "PHASE_SIGN": AUTOMATIC,
            "EXTENT": "",
            "MULTILOOK": 1,
            "REFERENCE": "",
            "REFERENCE_AREA": "",
            "REFERENCE_SIZE": 1,
            "MIN_COHERENCE": 0.05,
            "MIN_COVERAGE": 0.3,
            "LOOP_RMS": 1.5,
            "UNBIAS_LOOPS": True,
            "WEIGHTED": False,
            "GAMMA": 1e-4,
            "APPLY_MASK": True,
            **{f"MASK_{name.upper()}": NUMBER for name in NOISE_INDICES},
            "FILTER_KM": 2.0,
            "FILTER_DAYS": 0.0,
            "FILTER_AS_LICSBAS": False,
            "DERAMP": "none",
            "HEIGHT_TERM": False,
            "DEM_ERROR": False,
            "VERTICAL": False,
            "BOOTSTRAP": False,
            "SEED": 0,
            "MEMORY": 2.0,
        },
        ("INPUT", "GACOS"),
        {**OUTPUTS, "INTERFEROGRAMS": TABLE, "REPORT": PAGE},
        either=("RASTER_STORE", "OUTPUT"),
        limits={
            "WAVELENGTH": (0.005, 2),
            "MULTILOOK": (1, 100),
            "REFERENCE_SIZE": (1, 999),
            "MIN_COHERENCE": (0, 1),
            "MIN_COVERAGE": (0, 1),
            "LOOP_RMS": (0.01, 100),
            "GAMMA": (1e-8, 1),
            "FILTER_KM": (0, 1000),
            "FILTER_DAYS": (0, 100_000),
            "SEED": SEEDS,
            "MEMORY": (0.01, 1000),
        },
        choices={
            "PHASE_UNIT": (AUTOMATIC, "rad", *UNITS),
            "PHASE_SIGN": tuple(TOWARDS),
            "DERAMP": RAMPS,
        },
    ),
    "import_raster_stack": Step(
        _import_raster_stack,
        {
            "VARIABLE": "",
            "UNIT": AUTOMATIC,
            "GEOMETRY": LOS,
            "REVERSE": False,
            "EXTENT": "",
            "PATTERN": "",
            "NODATA": NUMBER,
        },
        ("INPUT",),
        OUTPUTS,
        either=("RASTER_STORE", "OUTPUT"),
        choices={"UNIT": (AUTOMATIC, *MM_PER_UNIT), "GEOMETRY": (LOS, VERTICAL)},
    ),
}

"""What the algorithms on GEOC folders share: parameters and the table of interferograms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...subsidence.units import AUTOMATIC
from ..base import Choice, SubsidenceAlgorithm, unit_choices

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.insar.geoc import GeocFolder
    from ...subsidence.insar.interferogram_quality import QualityThresholds
    from ...subsidence.progress import Report
    from ...subsidence.raster.cube import Grid


def add_geoc_folder(algorithm: SubsidenceAlgorithm) -> None:
    algorithm.add_file(
        "INPUT",
        tr("Folder of interferograms"),
        tr(
            "The GEOC folder of a LiCSAR frame, with a folder per interferogram (YYYYMMDD_YYYYMMDD holding .geo.unw.tif"
            " and .geo.cc.tif) and, if there, the frame's .geo.E/N/U/hgt.tif, metadata.txt and baselines. Or a"
            " folder of HyP3 products (…_unw_phase.tif), or of other geocoded pairs with both dates in their names:"
            " GAMMA, ISCE, SNAP, dolphin, PyGMTSAR GeoTIFFs, GMTSAR grids (unwrap_ll.grd, corr_ll.grd)."
        ),
        folder=True,
    )
    algorithm.add_number(
        "WAVELENGTH",
        tr("Radar wavelength [m]"),
        tr("Only where the files do not tell it: Sentinel-1 0.0555, ALOS-2 0.2424, TerraSAR-X 0.0311."),
        None,
        0.005,
        2.0,
        advanced=True,
        optional=True,
    )
    algorithm.add_choice(
        "PHASE_UNIT",
        tr("Unit of the unwrapped values"),
        tr("Of pairs that are not LiCSAR's or HyP3's. Automatic takes what the files tell, else radians."),
        [Choice(AUTOMATIC, tr("automatic")), Choice("rad", tr("radians")), *unit_choices()],
        advanced=True,
    )
    algorithm.add_choice(
        "PHASE_SIGN",
        tr("Sign of the unwrapped values"),
        tr(
            "Of pairs that are not LiCSAR's or HyP3's. Automatic: phases grow with the distance to the satellite,"
            " displacements are positive towards it."
        ),
        [
            Choice(AUTOMATIC, tr("automatic")),
            Choice("away", tr("positive away from the satellite")),
            Choice("towards", tr("positive towards the satellite")),
        ],
        advanced=True,
    )


def scan_folder(call: Call, report: Report) -> GeocFolder:
    """What the folder of interferograms holds, of whatever processor."""
    from ...subsidence.insar.pair_folders import PairSettings, scan_interferograms

    towards = {"away": False, "towards": True}.get(call.choice("PHASE_SIGN"))
    settings = PairSettings(call.optional_number("WAVELENGTH"), call.choice("PHASE_UNIT"), towards)
    return scan_interferograms(call.file("INPUT"), settings, report)


def add_quality_parameters(algorithm: SubsidenceAlgorithm) -> None:
    algorithm.add_number(
        "MIN_COHERENCE",
        tr("Smallest mean coherence of an interferogram"),
        tr("Interferograms whose coherence, averaged over the valid area, is lower are dropped."),
        0.05,
        0.0,
        1.0,
    )
    algorithm.add_number(
        "MIN_COVERAGE",
        tr("Smallest coverage of an interferogram"),
        tr("Interferograms that are unwrapped in a smaller share of the valid area are dropped."),
        0.3,
        0.0,
        1.0,
    )
    algorithm.add_number(
        "LOOP_RMS",
        tr("Largest RMS of a good loop [rad]"),
        tr(
            "Three interferograms between three dates should add up to zero. A loop whose RMS reaches this value is"
            " bad; an interferogram that lies in bad loops only is dropped."
        ),
        1.5,
        0.01,
        100.0,
    )
    algorithm.add_flag(
        "UNBIAS_LOOPS",
        tr("Ignore a constant in each loop"),
        tr(
            "Subtract the median of each loop before its RMS is taken, as LiCSBAS does with --multi_prime, so that a"
            " constant misclosure does not cost a good interferogram."
        ),
        True,
        advanced=True,
    )


def quality_thresholds(call: Call) -> QualityThresholds:
    from ...subsidence.insar.interferogram_quality import QualityThresholds

    return QualityThresholds(
        coherence=call.number("MIN_COHERENCE"),
        coverage=call.number("MIN_COVERAGE"),
        loop_rms_rad=call.number("LOOP_RMS"),
        unbias_loops=call.flag("UNBIAS_LOOPS"),
    )


def grid_crs(grid: Grid) -> QgsCoordinateReferenceSystem:
    crs = QgsCoordinateReferenceSystem(grid.crs)
    return crs if crs.isValid() else QgsCoordinateReferenceSystem.fromWkt(grid.crs)


def interferogram_aliases() -> dict[str, str]:
    return {
        "days": tr("Days between the dates"),
        "baseline_m": tr("Perpendicular baseline [m]"),
        "coverage": tr("Unwrapped share of the valid area [0–1]"),
        "coherence": tr("Mean coherence over the valid area [0–1]"),
        "loops": tr("Loops it closes"),
        "bad_loops": tr("Bad loops among them"),
        "smallest_loop_rms_rad": tr("Smallest RMS of its loops [rad]"),
        "kept": tr("Kept (1) or dropped (0)"),
        "reason": tr("Why it was dropped"),
        "std_before_rad": tr("Standard deviation before correction [rad]"),
        "std_after_rad": tr("Standard deviation after correction [rad]"),
        "std_reduction_percent": tr("Reduction of the standard deviation [%]"),
        "residual_rms_mm": tr("RMS of the inversion's residuals [mm]"),
    }


def table_columns(columns: Mapping[str, np.ndarray], aliases: Mapping[str, str]) -> list[Column]:
    return [Column(name, values, aliases.get(name, "")) for name, values in columns.items()]

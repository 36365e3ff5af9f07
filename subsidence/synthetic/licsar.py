"""The synthetic city as a LiCSAR ``GEOC/`` folder, with the troubles real interferograms have, each of them known."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..series import compact_date
from ..units import wavelength_m
from .city import HEADING_DEGREES, SyntheticCity
from .geography import to_metres
from .rasters import write_geotiff
from .weather import smooth_field

FRAME = "128A_99999_101010"
GACOS_STEP_DEGREES = 0.005
GACOS_MARGIN_CELLS = 6


@dataclass(frozen=True)
class LicsarTruth:
    """What was done to the interferograms.

    pairs : shape=(n_pairs, 2), indices of the earlier and the later epoch
    names : "YYYYMMDD_YYYYMMDD", one for each pair
    with_unwrapping_error : shape=(n_pairs,), bool
    delay_std_rad : shape=(n_pairs,), spread of the tropospheric phase of each pair; 0 without delays
    folder, gacos_folder : where the files are; gacos_folder is None without delays
    """

    pairs: np.ndarray
    names: tuple[str, ...]
    with_unwrapping_error: np.ndarray
    delay_std_rad: np.ndarray
    folder: Path
    gacos_folder: Path | None


def small_baseline_pairs(n_epochs: int, n_connections: int) -> np.ndarray:
    """Each epoch with the next ``n_connections`` ones; shape=(n_pairs, 2).

    >>> small_baseline_pairs(4, 2).tolist()
    [[0, 1], [0, 2], [1, 2], [1, 3], [2, 3]]
    """
    return np.array([(i, j) for i in range(n_epochs) for j in range(i + 1, min(i + n_connections + 1, n_epochs))])


def write_geoc(
    city: SyntheticCity,
    folder: str | os.PathLike,
    *,
    n_connections: int = 3,
    unwrapping_error_share: float = 0.0,
    missing_share: float = 0.0,
    phase_noise_rad: float = 0.0,
    delay_std_mm: float = 0.0,
    residual_delay_std_mm: float = 0.0,
    gacos_folder: str | os.PathLike | None = None,
    gacos_format: str = "ztd",
    seed: int = 0,
) -> LicsarTruth:
    """Write the city's displacements as unwrapped interferograms; only its own pixels have data.

    unwrapping_error_share : share of the interferograms in which a third of the city is 2π off
    missing_share : share of the pixels missing in each interferogram, drawn anew for each
    phase_noise_rad : white noise of each interferogram, beside the noise that the city's series have
    delay_std_mm : spread of the zenith delay of each epoch that GACOS knows; ``gacos_folder`` gets the
        GACOS files (``gacos_format`` "ztd": flat binary with .rsc, or "tif")
    residual_delay_std_mm : spread of the zenith delay that GACOS does not know
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([seed, 10])
    dates, grid = city.dates, city.grid
    pairs = small_baseline_pairs(dates.size, n_connections)
    names = tuple(f"{compact_date(dates[i])}_{compact_date(dates[j])}" for i, j in pairs)
    rad_per_mm = -4.0 * np.pi / (1000.0 * wavelength_m())
    delays_mm = _slant_delays_mm(city, delay_std_mm, seed, 11)
    unknown_mm = _slant_delays_mm(city, residual_delay_std_mm, seed, 12)
    phase = rad_per_mm * (city.series.displacement_mm - delays_mm - unknown_mm)  # (n_points, n_epochs)

    wrong = np.zeros(len(pairs), dtype=bool)
    wrong[rng.choice(len(pairs), size=round(unwrapping_error_share * len(pairs)), replace=False)] = True
    metres = to_metres(city.series.xy)
    for number, (first, second) in enumerate(pairs):
        unwrapped = phase[:, second] - phase[:, first] + rng.uniform(-20.0, 20.0)
        unwrapped = unwrapped + phase_noise_rad * rng.normal(size=unwrapped.size)
        if wrong[number]:
            angle = rng.uniform(0, 2 * np.pi)
            reach = metres @ (np.cos(angle), np.sin(angle))
            unwrapped[reach > np.quantile(reach, 0.67)] += 2 * np.pi * rng.choice([-1, 1])
        years = float((dates[second] - dates[first]) / np.timedelta64(1, "D")) / 365.25
        coherence = np.clip(city.coherence * np.exp(-0.5 * years), 0.01, 1.0)
        gone = rng.random(unwrapped.size) < missing_share
        unwrapped[gone] = 0.0
        place = folder / names[number]
        place.mkdir(exist_ok=True)
        write_geotiff(
            place / f"{names[number]}.geo.unw.tif", city.on_grid(unwrapped, 0.0), grid.geotransform, nodata=0.0
        )
        write_geotiff(
            place / f"{names[number]}.geo.cc.tif",
            np.round(255.0 * city.on_grid(coherence, 0.0)).astype(np.uint8),
            grid.geotransform,
            nodata=0,
        )
    _write_static(city, folder, seed)
    written_gacos = None
    if gacos_folder is not None:
        written_gacos = Path(gacos_folder)
        _write_gacos(city, written_gacos, delay_std_mm, seed, gacos_format)
    delay_std = np.array([(rad_per_mm * (delays_mm[:, j] - delays_mm[:, i])).std() for i, j in pairs])
    return LicsarTruth(pairs, names, wrong, delay_std, folder, written_gacos)


def _zenith_delay_mm(
    east_m: np.ndarray, north_m: np.ndarray, spread_mm: float, seed: int, stream: int, epoch: int
) -> np.ndarray:
    """Zenith delay of one epoch about its mean, at any place; the same function for points and GACOS grid."""
    rng = np.random.default_rng([seed, stream, epoch])
    return spread_mm * smooth_field(rng, east_m, north_m, 6_000.0, 60_000.0, n_waves=12)


def _slant_delays_mm(city: SyntheticCity, spread_mm: float, seed: int, stream: int) -> np.ndarray:
    """Delay along the line of sight at the points; shape=(n_points, n_epochs)."""
    if spread_mm == 0.0:
        return np.zeros((city.n_points, city.dates.size))
    east, north = to_metres(city.series.xy).T
    zenith = [_zenith_delay_mm(east, north, spread_mm, seed, stream, epoch) for epoch in range(city.dates.size)]
    return np.column_stack(zenith) / city.los[:, 2:]


def _write_static(city: SyntheticCity, folder: Path, seed: int) -> None:
    transform = city.grid.geotransform
    layers = {axis: city.on_grid(city.los[:, number], 0.0) for number, axis in enumerate("ENU")}
    layers["hgt"] = city.on_grid(city.height_m, 0.0)
    layers["mli"] = city.on_grid(100.0 * city.coherence, 0.0)
    for name, values in layers.items():
        write_geotiff(folder / f"{FRAME}.geo.{name}.tif", values, transform, nodata=0.0)
    reference = compact_date(city.dates[0])
    incidence = float(np.degrees(np.arccos(city.los[:, 2])).mean())
    (folder / "metadata.txt").write_text(
        f"master={reference}\ncenter_time=10:58:21\nheading={HEADING_DEGREES}\navg_incidence_angle={incidence:.4f}\n"
        f"azimuth_resolution=14.00\nrange_resolution=2.33\ncentre_range_m=870000.0\n"
        f"avg_height={city.height_m.mean():.1f}\napplied_DEM=synthetic\n",
        encoding="ascii",
    )
    days = (city.dates - city.dates[0]) / np.timedelta64(1, "D")
    perpendicular = perpendicular_baselines_m(city.dates.size, seed)
    (folder / "baselines").write_text(
        "".join(
            f"{reference} {compact_date(date)} {baseline:.3f} {int(day)}\n"
            for date, baseline, day in zip(city.dates, perpendicular, days)
        ),
        encoding="ascii",
    )


def perpendicular_baselines_m(n_epochs: int, seed: int = 0) -> np.ndarray:
    """Perpendicular baselines against the first epoch, within Sentinel-1's orbital tube; shape=(n_epochs,)."""
    baselines = 60.0 * np.random.default_rng([seed, 13]).normal(size=n_epochs)
    return baselines - baselines[0]


def _write_gacos(city: SyntheticCity, folder: Path, spread_mm: float, seed: int, file_format: str) -> None:
    """Zenith delays in metres on a coarser grid that covers the city; X_FIRST and Y_FIRST are pixel centres."""
    folder.mkdir(parents=True, exist_ok=True)
    west, width, _, north, _, height = city.grid.geotransform
    step = GACOS_STEP_DEGREES
    margin = GACOS_MARGIN_CELLS * step
    n_cols = int(np.ceil((city.grid.n_cols * width + 2 * margin) / step))
    n_rows = int(np.ceil((city.grid.n_rows * -height + 2 * margin) / step))
    first_x, first_y = west - margin + step / 2, north + margin - step / 2
    x, y = np.meshgrid(first_x + step * np.arange(n_cols), first_y - step * np.arange(n_rows))
    east, north_m = to_metres(np.column_stack([x.ravel(), y.ravel()])).T
    for epoch, date in enumerate(city.dates):
        zenith_m = 2.3 + _zenith_delay_mm(east, north_m, spread_mm, seed, 11, epoch).reshape(n_rows, n_cols) / 1000.0
        name = compact_date(date)
        if file_format == "tif":
            transform = (first_x - step / 2, step, 0.0, first_y + step / 2, 0.0, -step)
            write_geotiff(folder / f"{name}.ztd.tif", zenith_m.astype(np.float32), transform, nodata=0.0)
            continue
        (folder / f"{name}.ztd").write_bytes(zenith_m.astype("<f4").tobytes())
        (folder / f"{name}.ztd.rsc").write_text(
            f"WIDTH {n_cols}\nFILE_LENGTH {n_rows}\nXMIN 0\nXMAX {n_cols - 1}\nYMIN 0\nYMAX {n_rows - 1}\n"
            f"X_FIRST {first_x:.10f}\nY_FIRST {first_y:.10f}\nX_STEP {step:.10f}\nY_STEP {-step:.10f}\n"
            "X_UNIT degres\nY_UNIT degres\nZ_OFFSET 0\nZ_SCALE 1\nPROJECTION LATLON\nDATUM WGS84\n"
            f"TIME_OF_DAY 10.97\n",
            encoding="ascii",
        )

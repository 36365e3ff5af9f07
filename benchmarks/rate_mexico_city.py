"""The rate of Mexico City from factors, by the protocol of the project's reference measurements.

    python3 benchmarks/rate_mexico_city.py [--seeds 5] [--data ../shared/data/mexico_city] [--only random|blocks]

Target: line-of-sight rate by least squares over the 30 interferograms, relative to the 5 x 5 pixels around
column 3, row 39. Factors: distance to metro lines, distance to the nearest well, wells within 2 km, height,
mean coherence; no coordinates. Random: 40 % train, 10 % validation, 50 % test. Blocks: 20 x 20 pixels shuffled
into 5 folds, pooled. Writes benchmarks/rate_mexico_city.md; a section that was not asked for stays as it was.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.prediction import rate_evaluation as evaluation  # noqa: E402
from subsidence.prediction.rate_settings import RateSettings  # noqa: E402
from subsidence.series import parse_compact_date  # noqa: E402
from subsidence.units import DAYS_PER_YEAR, wavelength_m  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
SECTIONS = ("head", "random", "blocks")
NAMES = ("dist_metro", "dist_well", "wells_2km", "height", "coherence")
REFERENCE = (slice(37, 42), slice(1, 6))
WELL_RADIUS_M = 2000.0
BLOCK_PIXELS = 20
TRAIN_SHARE, VALIDATION_SHARE = 0.4, 0.1


def read(path: Path) -> tuple[np.ndarray, tuple]:
    """One band as float64, and the geotransform."""
    from osgeo import gdal

    gdal.UseExceptions()
    data = gdal.Open(str(path))
    return data.ReadAsArray().astype(float), data.GetGeoTransform()


def load(folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Factors (n, 5), rate (n,) in mm/yr and block labels (n,) of the pixels complete in all pairs."""
    pairs = sorted(path for path in (folder / "GEOC").iterdir() if path.is_dir())
    phase = np.array([read(pair / f"{pair.name}.geo.unw.tif")[0] for pair in pairs])
    coherence = np.array([read(pair / f"{pair.name}.geo.cc.tif")[0] for pair in pairs])
    height, geotransform = read(next((folder / "GEOC").glob("*.geo.hgt.tif")))
    phase[phase == 0] = np.nan
    millimetres = -wavelength_m() / (4 * np.pi) * 1000.0 * phase
    millimetres -= np.nanmean(millimetres[(slice(None), *REFERENCE)], axis=(1, 2))[:, None, None]
    complete = np.isfinite(millimetres).all(axis=0)
    rate = rate_of(millimetres[:, complete], [pair.name for pair in pairs])
    rows, columns = np.nonzero(complete)
    lon_lat = np.column_stack(
        [geotransform[0] + (columns + 0.5) * geotransform[1], geotransform[3] + (rows + 0.5) * geotransform[5]]
    )
    to_metres = np.array([111_320.0 * np.cos(np.radians(19.4)), 110_650.0])
    points = lon_lat * to_metres
    wells = np.array([g["coordinates"][:2] for g in geometries(folder / "factors" / "wells.geojson")]) * to_metres
    apart = np.hypot(*(points[:, None, :] - wells[None, :, :]).transpose(2, 0, 1))
    factors = np.column_stack(
        [
            distance_to_lines(points, folder / "factors" / "metro_lines.geojson", to_metres),
            apart.min(axis=1),
            (apart <= WELL_RADIUS_M).sum(axis=1),
            height[complete],
            coherence.mean(axis=0)[complete],
        ]
    )
    return factors, rate, (rows // BLOCK_PIXELS) * 1000 + columns // BLOCK_PIXELS


def rate_of(millimetres: np.ndarray, pairs: list[str]) -> np.ndarray:
    """Increments by least squares over the pairs, and the slope of the series; millimetres (n_pairs, n_pixels)."""
    ends = np.array([[parse_compact_date(text) for text in pair.split("_")] for pair in pairs])
    dates = np.unique(ends)
    spans = ((dates[:-1] >= ends[:, :1]) & (dates[:-1] < ends[:, 1:])).astype(float)
    increments, *_ = np.linalg.lstsq(spans, millimetres, rcond=None)
    series = np.vstack([np.zeros(millimetres.shape[1]), np.cumsum(increments, axis=0)])
    years = (dates - dates[0]) / np.timedelta64(1, "D") / DAYS_PER_YEAR
    line = np.column_stack([np.ones(len(years)), years])
    return np.linalg.lstsq(line, series, rcond=None)[0][1]


def geometries(path: Path) -> list[dict]:
    return [feature["geometry"] for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]


def distance_to_lines(points: np.ndarray, path: Path, to_metres: np.ndarray) -> np.ndarray:
    nearest = np.full(len(points), np.inf)
    for geometry in geometries(path):
        lines = [geometry["coordinates"]] if geometry["type"] == "LineString" else geometry["coordinates"]
        for line in lines:
            corners = np.array(line)[:, :2] * to_metres
            for a, b in zip(corners[:-1], corners[1:]):
                along = b - a
                share = np.clip((points - a) @ along / max(along @ along, 1e-12), 0, 1)
                nearest = np.minimum(nearest, np.hypot(*(points - a - share[:, None] * along).T))
    return nearest


def run(kind: str, factors, rate, blocks, seed: int, settings: RateSettings) -> list[dict]:
    if kind == "random":
        split = evaluation.draw_split(
            factors, rate, train_share=TRAIN_SHARE, validation_share=VALIDATION_SHARE, seed=seed
        )
        found = evaluation.evaluate(factors, rate, split, names=NAMES, settings=settings, trees=False, seed=seed)
        members, observed, table = found.said[evaluation.SINGLE].rate, rate[split.test], found.metrics
    else:
        folds = evaluation.evaluate_folds(
            factors, rate, blocks, names=NAMES, settings=settings, trees=False, seed=seed
        )  # fmt: skip
        members = np.concatenate([fold.said[evaluation.SINGLE].rate for fold in folds], axis=1)
        observed = np.concatenate([rate[fold.split.test] for fold in folds])
        table = evaluation.join_folds(folds, rate)[1]
    best_single = min(float(np.mean((one - observed) ** 2)) for one in members)
    return [*table, {**table[0], "model": "best single network (chosen by the test itself)", "mse": best_single}]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "mexico_city")
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--members", type=int, default=10)
    options.add_argument("--only", choices=["random", "blocks"])
    chosen = options.parse_args()
    factors, rate, blocks = load(chosen.data)
    print(f"{len(rate)} pixels, standard deviation {rate.std():.1f} mm/yr, {len(np.unique(blocks))} blocks")
    settings = RateSettings(members=chosen.members)
    sections = kept_sections()
    sections["head"] = (
        f"# Rate of Mexico City from factors\n\n{len(rate)} pixels, standard deviation {rate.std():.1f} mm/yr; five"
        " factors, no coordinates; the plugin's defaults. Mean over seeds, in brackets each seed's MSE. "
        "Each test says with which command and on which machine it was run.\n\n"
    )
    for kind in [chosen.only] if chosen.only else ["random", "blocks"]:
        started = time.perf_counter()
        tables = []
        for seed in range(chosen.seeds):
            tables.append(run(kind, factors, rate, blocks, seed, settings))
            print(kind, seed, {row["model"]: round(row["mse"], 1) for row in tables[-1]}, flush=True)
        lines = [
            f"## {kind}",
            "",
            f"`python3 benchmarks/rate_mexico_city.py --seeds {chosen.seeds} --members {chosen.members} --only {kind}`;"
            f" {machine()}",
            "",
            "| model | MSE (mm/yr)² | MAE | R² | within ±10 mm/yr | coverage of 90 % | seconds a fit |",
            "|---|---|---|---|---|---|---|",
        ]
        for number, row in enumerate(tables[0]):
            same = [table[number] for table in tables]

            def mean(key, same=same):
                return float(np.mean([one[key] for one in same]))

            each = ", ".join(f"{one['mse']:.0f}" for one in same)
            cover = "" if np.isnan(row["coverage"]) else f"{mean('coverage'):.3f}"
            lines.append(
                f"| {row['model']} | {mean('mse'):.0f} ({each}) | {mean('mae'):.1f} | {mean('r2'):.3f} |"
                f" {mean('within_10mm'):.3f} | {cover} | {mean('seconds') / (1 if kind == 'random' else 5):.1f} |"
            )
        lines += ["", f"{time.perf_counter() - started:.0f} s in all.", "", ""]
        sections[kind] = "\n".join(lines)
        print(sections[kind])
        PAGE.write_text("".join(sections[name] for name in SECTIONS if name in sections), encoding="utf-8")


def kept_sections() -> dict[str, str]:
    """The sections of the page as an earlier run left them."""
    if not PAGE.exists():
        return {}
    _, *rest = PAGE.read_text(encoding="utf-8").split("## ")
    return {text.partition("\n")[0]: f"## {text}" for text in rest}


def machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (
        f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()},"
        f" NumPy {np.__version__}"
    )


if __name__ == "__main__":
    main()

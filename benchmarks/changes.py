"""How soon “Detect changes” finds a change, and how often it calls one where there is none.

    python3 benchmarks/changes.py            # writes benchmarks/changes.md

False alarms are counted on made series of white, AR(1) and flicker noise; changes are put into made series and, where
``../shared/data`` is there, into the residuals of real ones. Every figure is a count over points.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from record import publish  # noqa: E402

from subsidence.analysis.noise_models import ar1_covariance, power_law_covariance  # noqa: E402
from subsidence.changes.detect import Changes, detect, inflation_of_the_past  # noqa: E402
from subsidence.changes.expectation import expect_from_past  # noqa: E402
from subsidence.series import find_epoch_fields, years_since  # noqa: E402

STEP_DAYS, BASELINE = 12, 80
NOISE_MM = 2.0
KINDS = ("white", "AR(1)", "white + flicker")
AFTER = (6, 9, 12)  # new epochs at which is looked


def noise_of(kind: str, n_points: int, dates: np.ndarray, seed: int) -> np.ndarray:
    """Noise whose residuals about a line have a standard deviation of ``NOISE_MM``; shape=(n_points, n_epochs)."""
    covariance = {
        "white": np.eye(dates.size),
        "AR(1)": ar1_covariance(dates, STEP_DAYS / -np.log(0.5)),
        "white + flicker": power_law_covariance(dates, -1.0),
    }[kind]
    line, _ = np.linalg.qr(np.column_stack([np.ones(dates.size), years_since(dates)]))
    covariance = covariance * (dates.size - 2) / (np.trace(covariance) - np.trace(line.T @ covariance @ line))
    if kind == "white + flicker":
        covariance = 0.5 * covariance + 0.5 * np.eye(dates.size)
    random = np.random.default_rng(seed)
    return NOISE_MM * random.standard_normal((n_points, dates.size)) @ np.linalg.cholesky(covariance).T


def grid(n_x: int, n_y: int, spacing_m: float = 50.0) -> np.ndarray:
    """Points on a square grid; shape=(n_x * n_y, 2)."""
    x, y = np.meshgrid(np.arange(n_x) * spacing_m, np.arange(n_y) * spacing_m)
    return np.column_stack([x.ravel(), y.ravel()])


def days(n_epochs: int) -> np.ndarray:
    """Epochs every 12 days."""
    return np.datetime64("2018-01-03") + STEP_DAYS * np.arange(n_epochs)


def watch(series: np.ndarray, dates: np.ndarray, xy: np.ndarray, false_alarms: float = 1.0) -> Changes:
    """The whole procedure with ``BASELINE`` epochs of past."""
    inflation = inflation_of_the_past(series, dates, BASELINE)
    expected = expect_from_past(series, dates, BASELINE)
    return detect(expected, dates[BASELINE - 1], xy, false_alarms=false_alarms, inflation=inflation)


def false_alarms(kinds: tuple[str, ...] = KINDS) -> list[str]:
    """Rows: noise, new epochs, points, point-years, alarms, alarms per 1,000 point-years."""
    rows = []
    for kind in kinds:
        for n_new, n_y in ((6, 150), (30, 100)):
            xy = grid(200, n_y)
            dates = days(BASELINE + n_new)
            found = watch(noise_of(kind, len(xy), dates, 1), dates, xy)
            alarms, years = int(found.is_alarm.sum()), len(xy) * n_new * STEP_DAYS / 365.25
            rows.append(f"| {kind} | {n_new} | {len(xy):,} | {years:,.0f} | {alarms} | {1000 * alarms / years:.2f} |")
    return rows


CHANGES = {
    "sinks 20 mm/yr faster": lambda t: -20.0 * t,
    "sinks 50 mm/yr faster": lambda t: -50.0 * t,
    "stops (was −20 mm/yr)": lambda t: 20.0 * t,
    "step of −10 mm": lambda t: -10.0 * (t > 0),
    "unwrapping jump of +28 mm": lambda t: 28.0 * (t > 0),
}


PUT_IN = ("sinks 20 mm/yr faster", "step of −10 mm")  # into made series; all of them into real ones


def found_after(noise: np.ndarray, xy: np.ndarray, dates: np.ndarray, changed: np.ndarray, change) -> list[float]:
    """Share of the changed points that are called within each of ``AFTER`` epochs."""
    later = np.maximum(years_since(dates, dates[BASELINE - 1]), 0.0)
    series = noise - 20.0 * years_since(dates)
    series[changed] += change(later)[: dates.size]
    shares = []
    for n_new in AFTER:
        found = watch(series[:, : BASELINE + n_new], dates[: BASELINE + n_new], xy)
        shares.append(float(found.is_alarm[changed].mean()))
    return shares


def detections(kinds: tuple[str, ...] = KINDS) -> list[str]:
    """Rows: noise, where, change, share found within each of ``AFTER``."""
    rows = []
    xy = grid(60, 60)
    dates = days(BASELINE + max(AFTER))
    patches = ((xy[:, 0] % 1000 < 250) & (xy[:, 1] % 1000 < 250)).nonzero()[0]  # 5 x 5 points at 50 m
    single = np.arange(37, len(xy), 211)
    for kind in kinds:
        noise = noise_of(kind, len(xy), dates, 5)
        for where, changed in (("areas of 5 x 5 points", patches), ("single points", single)):
            for name in PUT_IN:
                shares = found_after(noise, xy, dates, changed, CHANGES[name])
                rows.append(f"| {kind} | {where} | {name} | " + " | ".join(f"{100 * s:.0f} %" for s in shares) + " |")
    return rows


def almonte() -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Displacements in mm, dates and places in metres of the real series; None where they are not at hand."""
    path = ROOT.parent / "shared" / "data" / "almonte" / "sentinel1_desc.shp"
    if not path.exists():
        return None
    from osgeo import ogr

    ogr.UseExceptions()
    source = ogr.Open(str(path))
    layer = source.GetLayer()
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]
    names, dates = find_epoch_fields(names)
    values, places = [], []
    for feature in layer:
        values.append([feature[name] for name in names])
        places.append(feature.geometry().GetGeometryRef(0).GetPoint_2D())
    return 10.0 * np.array(values, dtype=float), dates, np.array(places)  # from cm


def real_series() -> list[str]:
    """Rows: change, share found within 6, 12 and 24 epochs; the first row counts alarms where nothing was put in."""
    real = almonte()
    if real is None:
        return ["| not at hand | – | – | – |"]
    series, dates, xy = real
    first = dates.size - 24
    random = np.random.default_rng(0)
    centres = xy[random.permutation(len(xy))[:12]]
    changed = np.flatnonzero(np.min(np.linalg.norm(xy[:, None] - centres, axis=2), axis=1) < 300.0)
    rows = []
    later = np.maximum(years_since(dates, dates[first - 1]), 0.0)
    for name, change in {"nothing": lambda t: 0.0 * t, **CHANGES}.items():
        shares = []
        for n_new in (6, 12, 24):
            spoiled = series.copy()
            spoiled[changed] += change(later)
            part, epochs = spoiled[:, : first + n_new], dates[: first + n_new]
            inflation = inflation_of_the_past(part, epochs, first)
            expected = expect_from_past(part, epochs, first)
            found = detect(expected, dates[first - 1], xy, inflation=inflation, radius_m=300.0)
            if name == "nothing":
                shares.append(f"{int(found.is_alarm.sum())} alarms of {len(xy)}, scales x {inflation:.2f}")
            else:
                shares.append(f"{100 * found.is_alarm[changed].mean():.0f} %")
        rows.append(f"| {name} | " + " | ".join(shares) + " |")
    return rows


HEAD = """# Detecting changes

`python3 benchmarks/changes.py`. Epochs every 12 days, 80 before the new ones; the noise about a line has a standard
deviation of 2 mm; false alarms are set to 1 per 1,000 point-years. Shares count points that are called at some epoch up
to the one named. “Nothing” on real series is no count of false alarms: what changed there is not known.
"""


def page() -> str:
    """The page in Markdown."""
    lines = [HEAD, "## False alarms", ""]
    lines += ["| noise | new epochs | points | point-years | alarms | per 1,000 point-years |"]
    lines += ["|---|---|---|---|---|---|", *false_alarms(), "", "## Found within", ""]
    lines += ["| noise | where | change | 6 epochs | 9 epochs | 12 epochs |"]
    lines += ["|---|---|---|---|---|---|", *detections(), ""]
    lines += ["## Put into real series (Almonte, 914 points, the last 24 of 146 epochs)", ""]
    lines += ["| change | 6 epochs | 12 epochs | 24 epochs |", "|---|---|---|---|", *real_series(), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    publish(ROOT / "benchmarks" / "changes.md", page())

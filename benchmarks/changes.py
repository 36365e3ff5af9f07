"""How soon “Detect changes” finds a change, and how often it calls one where there is none.

    python3 benchmarks/changes.py [--processes 4] [--only-lone | --only-alarms]  # writes changes.md, or a section of it

False alarms are counted on made series of white, AR(1) and flicker noise, of noise that neighbours share, and against a
forecast with intervals; changes are put into made series and, where ``../shared/data`` is there, into the residuals of
real ones. Every figure is a count over points. The thresholds (``SPARE``, ``ALONE_SHARE``, ``TOGETHER_SHARE``,
``NARROW``, ``RATE_BEFORE_STEP``, ``MOST_PRIOR``, ``CLOSE_LEAN``, ``SHOWS``, ``OWN``, ``SIZES``) were chosen on seeds
1 to 16, and on wide areas of other seeds than ``WIDE_SEED``; what is counted here was not looked at.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from record import publish  # noqa: E402

from subsidence.analysis.noise_models import ar1_covariance, power_law_covariance  # noqa: E402
from subsidence.changes.detect import Changes, detect  # noqa: E402
from subsidence.changes.expectation import expect_from_forecast, expect_from_past, inflation_of_the_past  # noqa: E402
from subsidence.series import find_epoch_fields, years_since  # noqa: E402

STEP_DAYS, BASELINE = 12, 80
NOISE_MM = 2.0
KINDS = ("white", "AR(1)", "white + flicker")
SHARED_KINDS = tuple(f"{kind}, shared" for kind in KINDS)
AFTER = (6, 12)  # new epochs at which is looked
SEED = 31_847
SHARED, RANGE_M = 0.6, 300.0  # of the variance that neighbours have in common, and how far
FORECAST_LEVEL = 0.9
RANGES_M = (500.0, 2000.0, 5000.0)
RADII_M = ((100.0, 50.0, 1000.0), (300.0, 50.0, 1600.0), (1000.0, 100.0, 3200.0))  # radius, spacing, areas apart
WIDE_SEED = 77_000
FULL_GRID, FULL_NEW = (400, 250), 26
OTHER_SIZE = 4.0 / 3.0
GRIDS = 3  # on which 20 mm/yr are looked for in areas of 5 x 5 points
LONE_APART_M = 400.0
INSIDE, BORDER = "areas of 5 x 5 points", "areas of 5 x 5 points at the border of the data"


def noise_of(kind: str, n_points: int, dates: np.ndarray, seed: int) -> np.ndarray:
    """Noise whose residuals about a line have a standard deviation of ``NOISE_MM``; shape=(n_points, n_epochs)."""
    return coloured(kind, np.random.default_rng(seed).standard_normal((n_points, dates.size)), dates)


def shared_noise(
    kind: str, n_x: int, n_y: int, dates: np.ndarray, seed: int, *, range_m: float = RANGE_M, spacing_m: float = 50.0,
    field_kind: str = "",
) -> np.ndarray:  # fmt: skip
    """The same on a grid, ``SHARED`` of its variance a field of correlation exp(−d / range).

    field_kind : of noise in time of the field, where it is another than that of the points
    """
    random = np.random.default_rng(seed)
    n = 512 if max(n_x, n_y) <= 256 else 1024  # a torus, larger than the grid
    step = np.minimum(np.arange(n), n - np.arange(n)) * spacing_m
    spectrum = np.fft.fft2(np.exp(-np.hypot(step[:, None], step[None, :]) / range_m)).real.clip(0.0)
    own = np.sqrt(1.0 - SHARED) * random.standard_normal((n_x * n_y, dates.size))
    together = np.empty_like(own)
    for epoch in range(dates.size):
        field = np.fft.ifft2(np.sqrt(spectrum) * np.fft.fft2(random.standard_normal((n, n)))).real
        together[:, epoch] = np.sqrt(SHARED) * field[:n_y, :n_x].ravel()
    return coloured(kind, own, dates) + coloured(field_kind or kind, together, dates)


def coloured(kind: str, fresh: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Unit white noise made noise of a kind; shape=(n_points, n_epochs)."""
    return fresh @ np.linalg.cholesky(covariance_of(kind, dates)).T


def covariance_of(kind: str, dates: np.ndarray) -> np.ndarray:
    """Of a kind of noise, mm²; shape=(n_epochs, n_epochs)."""
    covariance = {
        "white": np.eye(dates.size),
        "AR(1)": ar1_covariance(dates, STEP_DAYS / -np.log(0.5)),
        "white + flicker": power_law_covariance(dates, -1.0),
    }[kind]
    line, _ = np.linalg.qr(np.column_stack([np.ones(dates.size), years_since(dates)]))
    covariance = covariance * (dates.size - 2) / (np.trace(covariance) - np.trace(line.T @ covariance @ line))
    if kind == "white + flicker":
        covariance = 0.5 * covariance + 0.5 * np.eye(dates.size)
    return NOISE_MM**2 * covariance


def best_possible(kind: str, n_new: int) -> tuple[float, float, float]:
    """Share found by a test that knows onset, sign and noise, at one false alarm per 1,000 point-years.

    Of a single point, of an area of 5 x 5 known points with noise of its own each, and of one in shared noise. The
    matched filter is the most powerful test there is (Neyman and Pearson); level, rate and season are unknown to it as
    to us.
    """
    from scipy.special import ndtr, ndtri

    size = ratio_of_one(kind, n_new)
    limit = float(-ndtri(n_new * STEP_DAYS / 365.25 / 1000.0))
    xy = grid(30, 30)
    area = ((np.abs(xy - 700.0) <= 100.0).all(axis=1)).astype(float)
    alike = SHARED * np.exp(-np.linalg.norm(xy[:, None] - xy[None], axis=2) / RANGE_M)
    np.fill_diagonal(alike, 1.0)
    gain = float(np.sqrt(area @ np.linalg.solve(alike, area)))
    return float(ndtr(size - limit)), float(ndtr(5.0 * size - limit)), float(ndtr(gain * size - limit))


def ratio_of_one(kind: str, n_new: int) -> float:
    """Signal-to-noise ratio of 20 mm/yr more at a single point, level, rate and season unknown."""
    dates = days(BASELINE + n_new)
    later = np.maximum(years_since(dates, dates[BASELINE - 1]), 0.0)
    angle = 2.0 * np.pi * years_since(dates)
    unknown = np.column_stack([np.ones(dates.size), years_since(dates), np.sin(angle), np.cos(angle)])
    whiten = np.linalg.inv(np.linalg.cholesky(covariance_of(kind, dates)))
    basis, _ = np.linalg.qr(whiten @ unknown)
    left = whiten @ (-20.0 * later)
    left -= basis @ (basis.T @ left)
    return float(np.linalg.norm(left))


def bounds() -> list[str]:
    """Rows: noise, epochs, shares found at best."""
    rows = []
    for kind in KINDS:
        for n_new in AFTER:
            one, area, shared = (f"{100 * share:.0f} %" for share in best_possible(kind, n_new))
            rows.append(f"| {kind} | {n_new} | {one} | {area} | {shared} |")
    return rows


def ratios() -> list[str]:
    """Rows: noise, ratio of signal to noise of ``best_possible`` in shared noise, by where the area lies."""
    xy = grid(24, 24)
    alike = SHARED * np.exp(-np.linalg.norm(xy[:, None] - xy[None], axis=2) / RANGE_M)
    np.fill_diagonal(alike, 1.0)
    gains = []
    for centre in ((550.0, 550.0), (100.0, 550.0), (100.0, 100.0)):
        area = (np.abs(xy - centre) <= 100.0).all(axis=1).astype(float)
        gains.append(float(np.sqrt(area @ np.linalg.solve(alike, area))))
    return [
        f"| {kind} | " + " | ".join(f"{gain * ratio_of_one(kind, AFTER[0]):.1f}" for gain in gains) + " |"
        for kind in KINDS
    ]


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


def watch_forecast(series: np.ndarray, dates: np.ndarray, xy: np.ndarray) -> Changes:
    """Against a forecast made before: lines, with the interval that as long a trial held earlier, at the same leads."""
    n_new = dates.size - BASELINE

    def line(first: int, last: int) -> np.ndarray:
        columns = np.column_stack([np.ones(dates.size), years_since(dates)])
        terms = np.linalg.pinv(columns[first:last])
        return series[:, first:last] @ terms.T @ columns[last : last + n_new].T

    origin = BASELINE - n_new
    missed = np.abs(series[:, origin:BASELINE] - line(0, origin))
    half = np.broadcast_to(np.quantile(missed, FORECAST_LEVEL, axis=0), (len(series), n_new))
    inflation = inflation_of_the_past(series, dates, BASELINE)
    expected = expect_from_forecast(series, dates, BASELINE, line(0, BASELINE), half, FORECAST_LEVEL)
    return detect(expected, dates[BASELINE - 1], xy, inflation=inflation)


def false_alarms(kind: str, n_new: int, n_y: int) -> list[str]:
    """Rows: noise, held against, new epochs, points, point-years, alarms, alarms per 1,000 point-years."""
    rows = []
    xy = grid(200, n_y)
    dates = days(BASELINE + n_new)
    alone = noise_of(kind, len(xy), dates, SEED)
    shared = shared_noise(kind, 200, n_y, dates, SEED + 1)
    trials = [(kind, "own past", watch, alone), (f"{kind}, shared", "own past", watch, shared)]
    if kind == "white" and n_new == 6:
        by_forecast = ((kind, alone), (f"{kind}, shared", shared))
        trials += [(name, "a forecast", watch_forecast, series) for name, series in by_forecast]
    if kind != "white":
        mixed = shared_noise(kind, 200, n_y, dates, SEED + 4, field_kind="white")
        trials.append((f"{kind}, in a shared field of white noise", "own past", watch, mixed))
    for name, by, judge, series in trials:
        found = judge(series, dates, xy)
        alarms, years = int(found.is_alarm.sum()), found.judged.sum() * n_new * STEP_DAYS / 365.25
        spots = groups_of(xy[found.is_alarm])
        rows.append(
            f"| {name} | {by} | {n_new} | {len(xy):,} | {years:,.0f} | {alarms} | {spots} |"
            f" {1000 * alarms / years:.2f} |"
        )
        print(rows[-1], flush=True)
    return rows


def groups_of(xy: np.ndarray, apart_m: float = 200.0) -> int:
    """How many separate places alarms lie at."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    pairs = cKDTree(xy).query_pairs(apart_m, output_type="ndarray") if len(xy) else np.empty((0, 2), dtype=int)
    graph = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(xy), len(xy)))
    return int(connected_components(graph, directed=False)[0]) if len(xy) else 0


def full_size() -> list[str]:
    """A row: points, epochs, processor-seconds of each step, and the peak of a process that does nothing else."""
    n_x, n_y = FULL_GRID
    dates = days(BASELINE + FULL_NEW)
    series = shared_noise("white", n_x, n_y, dates, SEED + 5)
    before = peak_gb()
    spent = [time.process_time()]
    inflation = inflation_of_the_past(series, dates, BASELINE)
    expected = expect_from_past(series, dates, BASELINE)
    spent.append(time.process_time())
    found = detect(expected, dates[BASELINE - 1], grid(n_x, n_y), inflation=inflation)
    spent.append(time.process_time())
    steps = np.diff(spent)
    return [
        f"| {len(series):,} | {dates.size} | {FULL_NEW} | {steps[0]:.0f} | {steps[1]:.0f} | {before:.2f} |"
        f" {peak_gb():.2f} | {int(found.is_alarm.sum())} |"
    ]


def peak_gb() -> float:
    """What the process has held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


CHANGES = {
    "sinks 20 mm/yr faster": lambda t: -20.0 * t,
    "sinks 50 mm/yr faster": lambda t: -50.0 * t,
    "stops (was −20 mm/yr)": lambda t: 20.0 * t,
    "step of −10 mm": lambda t: -10.0 * (t > 0),
    "unwrapping jump of +28 mm": lambda t: 28.0 * (t > 0),
}


def found_after(noise: np.ndarray, xy: np.ndarray, dates: np.ndarray, changed: np.ndarray, change) -> list[float]:
    """Share of the changed points that are called within each of ``AFTER`` epochs."""
    later = np.maximum(years_since(dates, dates[BASELINE - 1]), 0.0)
    series = noise - 20.0 * years_since(dates)
    series[changed] += change(later)
    shares = []
    for n_new in AFTER:
        found = watch(series[:, : BASELINE + n_new], dates[: BASELINE + n_new], xy)
        shares.append(float(found.is_alarm[changed].mean()))
    return shares


def detections(kind: str) -> list[str]:
    """Rows: noise, where, change, share found within each of ``AFTER``; a kind may end in ", shared"."""
    rows = []
    xy = grid(60, 60)
    dates = days(BASELINE + max(AFTER))
    name_of, _, shared = kind.partition(", ")
    first = list(CHANGES)[: 5 if kind == "white" else 1]
    cases = [(INSIDE, name) for name in first] + [("single points", first[0])]
    cases += [(BORDER, first[0])] if shared else []
    for where, name in cases:
        shares = []
        for number in range(GRIDS if name == first[0] and where != "single points" else 1):
            seed = (SEED + 3 if shared else SEED + 2) + 1000 * number
            made = shared_noise(name_of, 60, 60, dates, seed) if shared else noise_of(kind, len(xy), dates, seed)
            shares.append(found_after(made, xy, dates, changed_of(where, xy), CHANGES[name]))
        rows.append(
            f"| {kind} | {where} | {name} | " + " | ".join(f"{100 * s:.0f} %" for s in np.mean(shares, axis=0)) + " |"
        )
        print(rows[-1], shares, flush=True)
    return rows


def changed_of(where: str, xy: np.ndarray) -> np.ndarray:
    """Rows of the points that change, on a grid of 50 m."""
    if where == "single points":
        return np.arange(37, len(xy), 211)
    if where == INSIDE:
        return ((xy % 1000 >= 400) & (xy % 1000 < 650)).all(axis=1).nonzero()[0]
    return ((xy % 1000 < 250).all(axis=1) & (xy < 250).any(axis=1)).nonzero()[0]


def lone_points(kind: str) -> list[str]:
    """Rows: noise, change, how many points that change by themselves are called, how many others are."""
    rows = []
    xy, (n_x, n_y), dates = grid(40, 40), (40, 40), days(BASELINE + max(AFTER))
    later = np.maximum(years_since(dates, dates[BASELINE - 1]), 0.0)
    lone = ((xy - 200.0) % LONE_APART_M == 0.0).all(axis=1)
    name_of, _, shared = kind.partition(", ")
    for name in ("unwrapping jump of +28 mm", "step of −10 mm", "sinks 50 mm/yr faster"):
        cells = []
        for number in range(GRIDS):
            seed = SEED + 6 + 1000 * number
            series = shared_noise(name_of, n_x, n_y, dates, seed) if shared else noise_of(kind, len(xy), dates, seed)
            series[lone] += CHANGES[name](later)
            found = watch(series, dates, xy).is_alarm
            cells.append([found[lone].sum(), found[~lone].sum()])
        called, others = np.sum(cells, axis=0)
        rows.append(f"| {kind} | {name} | {called} of {GRIDS * lone.sum()} | {others} |")
        print(rows[-1], flush=True)
    return rows


def wide_areas(kinds: tuple[str, ...]) -> list[str]:
    """Rows: noise, range, radius, share found within 6 epochs by change, and points called outside, of how many."""
    rows = []
    dates = days(BASELINE + AFTER[0])
    later = np.maximum(years_since(dates, dates[BASELINE - 1]), 0.0)
    for kind in kinds:
        for range_m in RANGES_M:
            for radius_m, spacing_m, every_m in RADII_M:
                seed = WIDE_SEED + int(range_m) + int(radius_m)
                series = shared_noise(kind, 64, 64, dates, seed, range_m=range_m, spacing_m=spacing_m)
                series -= 20.0 * years_since(dates)
                xy = grid(64, 64, spacing_m)
                changed = np.hypot(*(xy % every_m - every_m / 2.0).T) <= radius_m
                cells = []
                names = [name for name in CHANGES if "50" not in name]
                for name in names[: 4 if kind == "white" and range_m == RANGES_M[1] else 1]:
                    found = watch(series + changed[:, None] * CHANGES[name](later), dates, xy).is_alarm
                    cells.append(f"{100 * found[changed].mean():.0f} % ({int(found[~changed].sum())})")
                cells += ["–"] * (4 - len(cells))
                rows.append(
                    f"| {kind} | {range_m / 1000:g} | {radius_m:g} | {int(changed.sum())} of {len(xy):,} | "
                    + " | ".join(cells)
                    + " | {:.0f} % | {:.1f}, {:.1f} |".format(*best_of_disc(kind, range_m, radius_m, spacing_m))
                )
                print(rows[-1], flush=True)
    return rows


def best_of_disc(kind: str, range_m: float, radius_m: float, spacing_m: float) -> tuple[float, float, float]:
    """Share found within 6 epochs, %, by the matched filter of ``best_possible``, of a disc in shared noise.

    And its signal-to-noise ratio, and that of the filter for a disc of ``OTHER_SIZE`` times as many points.
    """
    from scipy.special import ndtr, ndtri

    n = 2 * int((radius_m + 600.0) / spacing_m) + 1
    xy = grid(n, n, spacing_m) - spacing_m * (n // 2)
    alike = SHARED * np.exp(-np.linalg.norm(xy[:, None] - xy[None], axis=2) / range_m)
    np.fill_diagonal(alike, 1.0)
    inside = (np.hypot(*xy.T) <= radius_m).astype(float)
    larger = (np.hypot(*xy.T) <= np.sqrt(OTHER_SIZE) * radius_m).astype(float)
    weights = np.linalg.solve(alike, np.column_stack([inside, larger]))
    one = ratio_of_one(kind, AFTER[0])
    best = one * float(np.sqrt(inside @ weights[:, 0]))
    other = one * float(inside @ weights[:, 1] / np.sqrt(larger @ weights[:, 1]))
    limit = float(-ndtri(AFTER[0] * STEP_DAYS / 365.25 / 1000.0))
    return 100.0 * float(ndtr(best - limit)), best, other


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


def real_series(names: tuple[str, ...] = ("nothing", *CHANGES)) -> list[str]:
    """Rows: change, share found within 6, 12 and 24 epochs; “nothing” counts alarms where nothing was put in.

    Into three of twelve areas at a time, because what half of all points do is taken for the frame.
    """
    real = almonte()
    if real is None:
        return ["| not at hand | – | – | – |"]
    series, dates, xy = real
    first = dates.size - 24
    centres = xy[np.random.default_rng(0).permutation(len(xy))[:12]]
    away = np.linalg.norm(xy[:, None] - centres, axis=2)
    trials = [np.flatnonzero(away[:, number::4].min(axis=1) < 300.0) for number in range(4)]
    later = np.maximum(years_since(dates, dates[first - 1]), 0.0)
    rows = []
    for name in names:
        shares = []
        for n_new in (6, 12, 24):
            called = []
            for changed in trials if name in CHANGES else trials[:1]:
                spoiled = series.copy()
                if name in CHANGES:
                    spoiled[changed] += CHANGES[name](later)
                part, epochs = spoiled[:, : first + n_new], dates[: first + n_new]
                inflation = inflation_of_the_past(part, epochs, first)
                expected = expect_from_past(part, epochs, first)
                found = detect(expected, dates[first - 1], xy, inflation=inflation, radius_m=300.0)
                called.append(found.is_alarm[changed] if name in CHANGES else found.is_alarm)
            count = int(np.concatenate(called).sum())
            whole = f"{100 * np.concatenate(called).mean():.0f} %"
            shares.append(whole if name in CHANGES else f"{count} alarms of {len(xy)}, scales x {inflation:.2f}")
        rows.append(f"| {name} | " + " | ".join(shares) + " |")
        print(rows[-1], flush=True)
    return rows


HEAD = """# Detecting changes

`python3 benchmarks/changes.py`. Epochs every 12 days, 80 before the new ones; the noise about a line has a standard
deviation of 2 mm; false alarms are set to 1 per 1,000 point-years. Shares count points that are called at some epoch up
to the one named. “Nothing” on real series is no count of false alarms: what changed there is not known. In “shared”
noise 60 % of the variance is common to neighbours (correlation falling with exp(−d / 300 m)); its alarms come in
clumps, so the places they lie at are counted as well. “A forecast” is a line with the interval that it held at the
same leads in an earlier trial. The thresholds were chosen on other seeds than the one that is counted here; but after a
first count on this one (1.93 per 1,000 point-years in shared flicker noise) the chance of areas was divided, now by
the number of independent tests that the places about a point are worth.
"""


AREAS = f"""Areas of 5 x 5 points 1 km apart; 20 mm/yr are put into {9 * GRIDS} of them on {GRIDS} grids of noise.
An area is mostly found as a whole or not at all, so a share is good to about 7 in a hundred. At the border of the data
it has surroundings on two or three sides only. Before, five of nine areas lay there and were not counted apart.
"""


LONE = f"""Every eighth point of every eighth row changes by itself, on {GRIDS} grids of 40 x 40 points; its
neighbours do not. Looked at after {max(AFTER)} epochs. Until a point whose neighbours do not show 0.4 of what it shows
counted for no place, up to four others were called for each: 310, 61 and 256 in white noise, 343 and 122 for the jump
and the step in shared AR(1) noise.
"""


LONE_HEADING, AREAS_HEADING = "## Points that change by themselves", "## Areas in noise that neighbours share"


WIDE = """Noise of 2 mm, 60 % of its variance a field of correlation exp(−d / range); discs of a radius, on grids of
50 m (100 m for the widest). Share of their points called within 6 epochs, in brackets the points called outside discs:
those that touch one see it too. “At best” is the matched filter of “What is possible” for 20 mm/yr; it knows the disc.
Its ratio of signal to noise is in the last column, and beside it that of the filter for a disc of 4/3 as many points:
in noise of short range the sharp edge tells, and whoever does not know it well loses most of the ratio. A little more
than 5 is needed, because thousands of places are looked at.
"""


SIZE = """Noise that neighbours share, nothing changes; processor-seconds. The first peak is that of the made series.
"""


POSSIBLE = """Found at best of 20 mm/yr more, at one false alarm per 1,000 point-years: by a matched filter that knows
where the area is, when and which way the change began and what the noise is. No test finds more. On a single point
20 mm/yr are beyond reach within six epochs in any of these. In shared noise the filter also takes off what the
surroundings tell of the noise in the area. “Detect changes” does so too, but knows neither place nor size nor onset.
"""


RATIOS = """The ratio of signal to noise of that filter for 5 x 5 points in shared noise after 6 epochs.
About 5.3 is needed where place, size, onset and kind are not known and thousands of places are looked at; the filter of
places reaches 0.96 of these ratios. At a border of the data fewer surroundings tell the shared noise.
"""


def lone_section(rows: list[str]) -> list[str]:
    return [LONE_HEADING, "", LONE, "| noise | change | called | others called |", "|---|---|---|---|", *rows, ""]


def with_lone_points(text: str, processes: int) -> str:
    """The page with that section made anew."""
    with ProcessPoolExecutor(processes) as pool:
        rows = [row for some in pool.map(lone_points, KINDS + SHARED_KINDS) for row in some]
    before, _, after = text.partition(AREAS_HEADING)
    before = before.partition(LONE_HEADING)[0]
    return before + "\n".join([*lone_section(rows), AREAS_HEADING]) + after


ALARMS_HEADING, FOUND_HEADING = "## False alarms", "## Found within"
ALARM_SIZES = ((6, 100), (30, 50))  # new epochs, rows of the grid


def alarms_section(rows: list[str]) -> list[str]:
    head = "| noise | held against | new epochs | points | point-years | alarms | places | per 1,000 point-years |"
    return [ALARMS_HEADING, "", head, "|---|---|---|---|---|---|---|---|", *rows, ""]


def with_false_alarms(text: str, processes: int) -> str:
    """The page with that section made anew."""
    jobs = [(kind, *size) for kind in KINDS for size in ALARM_SIZES]
    with ProcessPoolExecutor(processes) as pool:
        rows = [row for some in pool.map(false_alarms, *zip(*jobs)) for row in some]
    before, _, after = text.partition(FOUND_HEADING)
    before = before.partition(ALARMS_HEADING)[0]
    return before + "\n".join([*alarms_section(rows), FOUND_HEADING]) + after


def page(processes: int) -> str:
    """The page in Markdown."""
    shared = SHARED_KINDS
    jobs: list[tuple[Callable[..., list[str]], tuple]] = [(detections, (kind,)) for kind in KINDS + shared]
    jobs += [(false_alarms, (kind, *size)) for kind in KINDS for size in ALARM_SIZES]
    jobs += [(lone_points, (kind,)) for kind in KINDS + shared]
    jobs += [(wide_areas, ((kind,),)) for kind in KINDS[:2]] + [
        (real_series, ((name,),)) for name in ("nothing", *CHANGES)
    ]
    found: dict[Callable[..., list[str]], list[str]] = {}
    with ProcessPoolExecutor(1) as alone, ProcessPoolExecutor(processes) as pool:
        full = alone.submit(full_size)  # in a process of its own, whose peak is told
        running = [(job, pool.submit(job, *given)) for job, given in jobs]
        for job, one in running:
            found.setdefault(job, []).extend(one.result())
        size = full.result()
    lines = [HEAD, *alarms_section(found[false_alarms]), FOUND_HEADING, "", AREAS]
    lines += ["| noise | where | change | 6 epochs | 12 epochs |"]
    lines += ["|---|---|---|---|---|", *found[detections], ""]
    lines += [*lone_section(found[lone_points]), AREAS_HEADING, "", WIDE]
    lines += ["| noise | range, km | radius, m | points | " + " | ".join(n for n in CHANGES if "50" not in n)
              + " | at best | ratios |"]  # fmt: skip
    lines += ["|---|---|---|---|---|---|---|---|---|---|", *found[wide_areas], ""]
    lines += ["## At full size", "", SIZE]
    lines += ["| points | epochs | new | expectation, s | detection, s | peak before, GB | peak, GB | alarms |"]
    lines += ["|---|---|---|---|---|---|---|---|", *size, ""]
    lines += ["## What is possible", "", POSSIBLE]
    lines += ["| noise | epochs | a single point | 5 x 5 points | 5 x 5 points in shared noise |"]
    lines += ["|---|---|---|---|---|", *bounds(), "", RATIOS]
    lines += ["| noise | inside | at a border | in a corner |", "|---|---|---|---|", *ratios(), ""]
    lines += ["## Put into real series (Almonte, 914 points, the last 24 of 146 epochs)", ""]
    lines += ["| change | 6 epochs | 12 epochs | 24 epochs |", "|---|---|---|---|", *found[real_series], ""]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--only-lone", action="store_true", help="make only the section of single points anew")
    parser.add_argument("--only-alarms", action="store_true", help="make only the section of false alarms anew")
    asked, where = parser.parse_args(), Path(__file__).with_suffix(".md")
    if asked.only_lone:
        publish(where, with_lone_points(where.read_text(encoding="utf-8"), asked.processes))
    elif asked.only_alarms:
        publish(where, with_false_alarms(where.read_text(encoding="utf-8"), asked.processes))
    else:
        publish(where, page(asked.processes))

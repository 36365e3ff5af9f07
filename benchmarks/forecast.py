"""How good and how fast the forecast is: writes benchmarks/forecast.md.

    .venv/bin/python benchmarks/forecast.py [--only PART] [--points 40901]

Almonte needs ../shared/data. Each part keeps its lines in forecast.md until it is run again.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from noisy import noisy_series  # noqa: E402

from subsidence.forecast.data.covariates import Covariates  # noqa: E402
from subsidence.forecast.data.history import build_history  # noqa: E402
from subsidence.forecast.fallback import best_baseline, mean_square  # noqa: E402
from subsidence.forecast.forecaster import Forecaster  # noqa: E402
from subsidence.forecast.intervals import coverage  # noqa: E402
from subsidence.forecast.metrics import one_step_test  # noqa: E402
from subsidence.forecast.models.baselines import BASELINES  # noqa: E402
from subsidence.forecast.models.lstm_training import LstmCorrection  # noqa: E402
from subsidence.forecast.zhou2022_lstm import paper_test  # noqa: E402
from subsidence.series import DeformationSeries, years_since  # noqa: E402
from subsidence.synthetic.city import make_city  # noqa: E402
from subsidence.synthetic.layers import write_points  # noqa: E402

RESULT = ROOT / "benchmarks" / "forecast.md"
ALMONTE = ROOT.parent / "shared" / "data" / "almonte"
ORIGINS = (136, 126, 116, 106)
HORIZON = 10
PUBLISHED = "combination (published)"
PAPER_EPOCHS = 1000
PAPER_CLUSTERS = ((7_951, 1400), (11_928, 1000), (21_022, 1500))  # points and training epochs (Zhou et al., 2022)


def rmse(errors: list[np.ndarray]) -> float:
    """Root of the mean, over origins, of the mean squared error."""
    return float(np.sqrt(np.mean([np.nanmean(error**2) for error in errors])))


def read_almonte() -> DeformationSeries:
    from osgeo import ogr

    source = ogr.Open(str(ALMONTE / "sentinel1_desc.shp"))
    layer = source[0]
    names = [field.name for field in layer.schema if field.name[0] == "D" and field.name[1:].isdigit()]
    values, xy = [], []
    for feature in layer:
        values.append([feature[name] for name in names])
        point = feature.GetGeometryRef().GetGeometryRef(0)
        xy.append((point.GetX(), point.GetY()))
    dates = np.array([f"{n[1:5]}-{n[5:7]}-{n[7:]}" for n in names], dtype="datetime64[D]")
    return DeformationSeries(dates, np.array(values, dtype=float) * 10, np.array(xy))


def nearest_station(series: DeformationSeries, points: str, table: str, by_month: bool) -> np.ndarray:
    """The value of the nearest station at each epoch, NaN where it has none; shape=(n_points, n_epochs)."""
    from osgeo import ogr

    source = ogr.Open(str(ALMONTE / points))
    places = {f["Nombre"]: (f.GetGeometryRef().GetX(), f.GetGeometryRef().GetY()) for f in source[0]}
    records: dict[str, dict[str, list[float]]] = {name: {} for name in places}
    for line in (ALMONTE / table).read_text(encoding="utf-8").splitlines()[1:]:
        name, date, value = line.split("\t")
        if name in records and value.strip():
            records[name].setdefault(date[:7], []).append(float(value))
    months = [str(date)[:7] for date in series.dates]
    combine = np.mean if by_month else np.sum
    rows = np.array([[combine(records[n][m]) if m in records[n] else np.nan for m in months] for n in places])
    where = np.array(list(places.values()))
    gap = ((series.xy[:, None, :] - where[None]) ** 2).sum(axis=2)
    return rows[gap.argmin(axis=1)]


def almonte() -> list[str]:
    series = read_almonte()
    heads = nearest_station(series, "piezometers.shp", "piezometer_levels.txt", True)
    rain = nearest_station(series, "rain_gauges.shp", "rain_daily.txt", False)
    drivers = np.stack([rain, heads])
    errors: dict[str, list[np.ndarray]] = {}
    held, widths, spent = [], [], dict.fromkeys(("without", "with"), 0.0)
    trials = []
    for origin in ORIGINS:
        past = DeformationSeries(series.dates[:origin], series.displacement_mm[:, :origin], series.xy)
        ahead = slice(origin, origin + HORIZON)
        truth = series.displacement_mm[:, ahead]
        for name, rule in BASELINES.items():
            found = rule(past.displacement_mm, past.dates, series.dates[ahead])
            errors.setdefault(name, []).append(found - truth)
        for which, network in (("without", False), ("with", True)):
            started = time.process_time()
            forecaster = Forecaster(HORIZON, network=network).fit(past)
            result = forecaster.forecast(dates=series.dates[ahead])
            spent[which] += time.process_time() - started
            name = PUBLISHED if not network else "combination with LSTM networks (NETWORK)"
            errors.setdefault(name, []).append(result.displacement_mm - truth)
            if not network:
                trials.append(forecaster.trial)
                held.append(coverage(truth, result.lower_mm, result.upper_mm))
                widths.append(float((result.upper_mm - result.lower_mm).mean()))
        history = forecaster.history
        alone = forecaster.models.forecasts(history.past(origin), history.future(origin, series.dates[ahead]))
        for name, found in zip(forecaster.models.names, alone):
            if name not in BASELINES:
                errors.setdefault(name, []).append(found - truth)
        covariates = Covariates(["rain", "groundwater"], past.dates, drivers[:, :, :origin])
        driven = Forecaster(HORIZON).fit(past, covariates).forecast(dates=series.dates[ahead])
        errors.setdefault("combination with rain and groundwater", []).append(driven.displacement_mm - truth)
    lines = ["| model | RMSE, mm | by origin 136, 126, 116, 106 |", "|---|---|---|"]
    for name in sorted(errors, key=lambda name: rmse(errors[name])):
        each = ", ".join(f"{np.sqrt(np.mean(error**2)):.3f}" for error in errors[name])
        lines.append(f"| {name} | {rmse(errors[name]):.3f} | {each} |")
    with_, without = ([np.mean(e**2) for e in errors[n]] for n in (
        "combination with rain and groundwater", PUBLISHED))  # fmt: skip
    change = np.sqrt(with_) - np.sqrt(without)
    lines += [
        "",
        f"Rain and groundwater (future unknown) change the RMSE by {change.mean():+.3f} ± "
        f"{change.std(ddof=1) / 2:.3f} mm (standard error over the four origins).",
        f"90 % intervals held {', '.join(f'{100 * h:.1f}' for h in held)} %, mean {100 * np.mean(held):.1f} %;"
        f" mean width {np.mean(widths):.2f} mm. Four fits with backtests took {spent['without']:.0f} s of processor"
        f" time, with LSTM networks {spent['with']:.0f} s.",
    ]
    lines.append(
        "These four origins and those from 96 to 66 were in view when weights lead by lead and spans of training were"
        " settled, and when points were no longer given baselines of their own. That weights also learn from forecasts"
        " half-way between origins, and the tolerance and shrinkage that this allows, was settled at origins 66, 71 …"
        " 96, whose tests end before these begin, and on made-up series: 0.990 times the error at those seven by the"
        " first, 0.989 by all."
        f" At these four origins it keeps groups of its own at {sum(trial.groups is not None for trial in trials)}: its"
        f" backtest has {', '.join(f'{trial.ratio:.3f}' for trial in trials)} times the RMSE with them. Extra trees on"
        " the ridge's inputs (1.664 mm alone, and 1.600 in the best mixture, a fifth, with the combination of"
        " 2026-11-29, which had 1.604; from 96 to 66, 1.94 instead of 1.97 with two fifths) were tried and not taken."
        " So was a member that forecasts first the courses that many points share (up to three principal"
        " components in time of all series about their lines, each with a Gaussian process of its own, counted"
        " where neighbours follow it alike): of some twenty variants this one was picked where it gave 0.992"
        " times the error at the seven origins from 66 to 96, 0.98 on made-up series of many kinds and 0.92 to"
        " 0.96 in cities as the demo's; at these four origins, looked at once afterwards, the combination with"
        " it has 1.615 mm. Built anew, with fewer variants, it had 1.004 times the error at the seven origins (0.92 to"
        " 1.10 from one to another) and is not taken."
    )
    history, _ = build_history(series)
    test = one_step_test(history, 10, {"lstm": LstmCorrection(window=30, passes=2)})
    one = {name: float(np.sqrt(np.nanmean((f - test.truth) ** 2))) for name, f in test.forecasts.items()}
    wanted = ("persistence", "gaussian process", "ridge autoregression", "lstm", "combination")
    lines.append("One step ahead, last ten epochs: " + ", ".join(f"{name} {one[name]:.3f}" for name in wanted) + " mm.")
    return lines


class Judged(NamedTuple):
    """Errors in mm at the origins: of what is published, of each simple baseline, of each model alone.

    favoured : of the simple baseline that did best in the backtest before each origin
    """

    ours: list[np.ndarray]
    baselines: dict[str, list[np.ndarray]]
    models: dict[str, list[np.ndarray]]
    favoured: list[np.ndarray]

    def row(self, name: str) -> str:
        best = min(self.baselines, key=lambda rule: rmse(self.baselines[rule]))
        members = {**self.baselines, **self.models}
        member = min(members, key=lambda rule: rmse(members[rule]))
        ours, simple, least = (rmse(found) for found in (self.ours, self.baselines[best], members[member]))
        return (
            f"| {name} | {ours:.4g} | {best} {simple:.4g} | {ours / simple:.3f} | {member} {least:.4g} |"
            f" {ours / least:.3f} |"
        )


TABLE = [
    "| series | combination, mm | best simple baseline, mm | ratio | best member, mm | ratio |",
    "|---|---|---|---|---|---|",
]


def judge(values: np.ndarray, dates: np.ndarray, xy: np.ndarray, origins: Iterable[int], horizon: int) -> Judged:
    """Forecasts from each origin, with the plugin's defaults, and what each of their members would have said."""
    judged = Judged([], {}, {}, [])
    for origin in origins:
        ahead = slice(origin, origin + horizon)
        past = DeformationSeries(dates[:origin], values[:, :origin], xy)
        forecaster = Forecaster(horizon).fit(past)
        judged.ours.append(forecaster.forecast(dates=dates[ahead]).displacement_mm - values[:, ahead])
        history = forecaster.history
        found = forecaster.models.forecasts(history.past(origin), history.future(origin, dates[ahead]))
        for name, said in zip(forecaster.models.names, found):
            kind = judged.baselines if name in BASELINES else judged.models
            kind.setdefault(name, []).append(said - values[forecaster.usable, ahead])
        squares = np.array([mean_square(forecaster.backtest.errors(name)) for name in BASELINES])
        judged.favoured.append(judged.baselines[list(BASELINES)[best_baseline(squares)]][-1])
    count = len(judged.ours)
    whole = {name: errors for name, errors in judged.models.items() if len(errors) == count}
    return judged._replace(models=whole)


def simple() -> list[str]:
    """Series whose obvious baseline must be found."""
    generator = np.random.default_rng(0)
    n_points, n_epochs = 150, 90
    dates = np.datetime64("2016-01-01") + np.arange(n_epochs) * np.timedelta64(12, "D")
    years = years_since(dates)
    xy = generator.uniform(0, 5000, (n_points, 2))

    def noise(size: float) -> np.ndarray:
        return generator.normal(0, size, (n_points, n_epochs))

    def own(mean: float, size: float) -> np.ndarray:
        return generator.normal(mean, size, (n_points, 1))

    worlds = {
        "white noise": noise(2),
        "line": own(-8, 4) * years + noise(1e-3),
        "line + noise": own(-8, 4) * years + noise(1.5),
        "step half-way": own(-15, 5) * (np.arange(n_epochs) >= 45) + noise(1),
        "random walk": noise(1).cumsum(axis=1),
        "annual": own(5, 2) * np.sin(2 * np.pi * years + own(0.2, 0.1)) + noise(0.5),
    }
    return [*TABLE, *(judge(values, dates, xy, (80, 70), HORIZON).row(name) for name, values in worlds.items())]


def strange() -> list[str]:
    """Series of many kinds; other draws of them were in view when weights were settled."""
    generator = np.random.default_rng(11)
    n_points, n_epochs = 200, 76
    dates = np.datetime64("2017-03-01") + np.cumsum(generator.choice([6, 12, 12, 18, 24, 48], n_epochs))
    years = years_since(dates)
    xy = generator.uniform(0, 5000, (n_points, 2))
    covariance = np.exp(-np.linalg.norm(xy[:, None] - xy[None], axis=2) / 1500) + 1e-6 * np.eye(n_points)
    smooth = np.linalg.cholesky(covariance)

    def noise(size: float) -> np.ndarray:
        return generator.normal(0, size, (n_points, n_epochs))

    def own(mean: float, size: float) -> np.ndarray:
        return generator.normal(mean, size, (n_points, 1))

    fading = noise(1)
    for epoch in range(1, n_epochs):
        fading[:, epoch] += 0.8 * fading[:, epoch - 1]
    knee = np.maximum(years - 0.75 * years[-1], 0)
    half = np.arange(n_points)[:, None] % 2 == 0
    line, wave = own(-8, 4) * years, own(5, 2) * np.sin(2 * np.pi * years)
    holes = line + wave + noise(1.5)
    holes[generator.random(holes.shape) < 0.3] = np.nan
    shared = (smooth @ generator.normal(0, 1, (n_points, n_epochs))).cumsum(axis=1)
    worlds = {
        "fading memory": fading,
        "settling": own(-30, 8) * (1 - np.exp(-years / 1.2)) + noise(1.5),
        "one jump for all, 60 % in": own(-8, 3) * (years > years[int(0.6 * n_epochs)]) + line / 4 + noise(1),
        "a jump of its own for each": own(-8, 3) * (years > generator.uniform(0, years[-1], (n_points, 1))) + noise(1),
        "heavy tails": line + 1.5 * generator.standard_t(2.5, (n_points, n_epochs)),
        "growing season": own(2, 0.5) * years * np.sin(2 * np.pi * years) + noise(1),
        "new rate, 75 % in": line / 2 + own(-25, 5) * knee + noise(1),
        "half lines, half waves": np.where(half, line, wave) + noise(1),
        "30 % missing": holes,
        "random walk shared by neighbours": shared + noise(1),
        "air shared by neighbours": line + 3 * (smooth @ generator.normal(0, 1, (n_points, n_epochs))) + noise(1),
        "first 34 epochs of lines": (line + noise(3))[:, :34],
    }
    lines = list(TABLE)
    for name, values in worlds.items():
        last = values.shape[1]
        origins = (last - 6, last - 12, last - 18)[: 1 if "34" in name else 3]
        lines.append(judge(values, dates, xy, origins, 6).row(name))
    return [
        *lines,
        "",
        "Before weights learnt from forecasts half-way between origins, on six other draws of these twelve kinds"
        " and four of the six with an obvious answer (96 in all; measured once, on 2026-11-29), the combination"
        " had more than 1.01 times the error of the best simple baseline in hindsight on 11, at worst 1.21 times"
        " (one jump for all), and more than 1.01 times that of its best member in hindsight on 28. A tolerance of"
        " 0.1 instead of 0.35 and a shrinkage of 0.5 instead of 1.5 gave 17 and 7 then, but cost 0.4 % at seven"
        " early origins of Almonte. With the forecasts half-way they cost nothing there, and are taken. In view"
        " then were those seven origins, another draw of these kinds and of those with an obvious answer, and"
        " sixteen cities with shared waves (seeds 21, 2, 20 to 23): errors 0.989, 0.990, 0.971 and 1.003 times"
        " what they were, above 1.01 times the best member 3 kinds of the twelve instead of 5 and none of the six"
        " instead of 2; by the forecasts half-way alone 0.990, 0.992, 0.975 and 1.002 times. Tried earlier and not"
        " taken, because real series lost what made-up ones won (above the best member, above the best simple one,"
        " what Almonte lost): a tolerance that follows how far a model's loss varies between origins (17 to 22 and"
        " 6 to 10; 0.2 to 1.8 %), later origins counted by their square or cube (30 and 11, 28 and 11; 0.1 %),"
        " evidence shared by half or wholly among all leads (29 and 12, 32 and 14; 0.1 and 0.2 %). On this draw"
        " the change took eight rows down, by up to 2.1 % (growing season 1.205, half lines, half waves 1.049,"
        " first 34 epochs 3.256 before), and three up: new rate (4.100 before), 30 % missing (1.725) and air"
        " shared by neighbours (3.485).",
    ]


def short() -> list[str]:
    """Few points, 20 to 80 epochs at odd times, a gap of about a year: parts of Almonte, wells, made-up wells."""
    lines = [
        "| series | runs | "
        + " | ".join(("best simple in hindsight", *SHORT_SHOWN)) + " | combination |"
        " worst run, times the best simple |",
        "|---" * (5 + len(SHORT_SHOWN)) + "|",
    ]  # fmt: skip
    kinds = {"parts of Almonte": parts_of_almonte, "Almonte's piezometers": wells_of_almonte, "made-up wells": wells}
    for name, make in kinds.items():
        rows = []
        for values, dates, xy, origin, horizon in make():
            judged = judge(values, dates, xy, [origin], horizon)
            ours = rmse(judged.ours)
            alone = {rule: rmse(found) for rule, found in {**judged.baselines, **judged.models}.items()}
            best = min(alone[rule] for rule in BASELINES)
            rows.append([best / ours, *(alone.get(rule, np.nan) / ours for rule in SHORT_SHOWN), 1.0, ours / best])
        means = np.exp(np.nanmean(np.log(rows), axis=0))
        worst = float(np.max(rows, axis=0)[-1])
        lines.append(
            f"| {name} | {len(rows)} | " + " | ".join(f"{mean:.3f}" for mean in means[:-1]) + f" | {worst:.2f} |"
        )
    return [
        *lines,
        "",
        "Errors in shares of the combination's, geometric mean over runs: above one it did better. The best simple"
        " baseline of a run is known only in hindsight. The version before, which gave clusters and points a baseline"
        " on a mere average or a t-test, had 1.010, 1.046 and 1.044 times this error on the same runs (measured once,"
        " on 2026-11-29).",
        "",
        "Other draws of these three kinds of series, and of the series above, were in view when these were settled: how"
        " many points are few (12), what each model is believed to lose to the Gaussian process, how sure a loss must"
        " be before a cluster is given a baseline, tolerance and shrinkage of the weights, weights lead by lead, how"
        " many of the latest origins the ridge may learn from, and that clusters of fewer than 50 points keep the"
        " looser tolerance and shrinkage.",
    ]


SHORT_SHOWN = ("persistence", "theta", "damped trend", "linear + annual", "gaussian process", "ridge autoregression")
SHORT_RUNS = 40


def parts_of_almonte() -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, int, int]]:
    series = read_almonte()
    for run in range(SHORT_RUNS):
        generator = np.random.default_rng(40_000 + run)
        points = generator.choice(series.n_points, int(generator.integers(5, 60)), replace=False)
        origin = int(generator.integers(70, 120))
        gap = int(generator.integers(0, origin - 45))
        outside = np.setdiff1d(np.arange(origin), np.arange(gap, gap + 30))
        count = min(int(generator.integers(20, 81)), outside.size * 2 // 3)
        known = np.sort(generator.choice(outside, count, replace=False))
        horizon = int(generator.choice([3, 6]))
        coming = origin + int(generator.choice([2, 3, 4])) * np.arange(horizon)
        epochs = np.concatenate([known, coming[coming < series.n_epochs]])
        yield (
            series.displacement_mm[points][:, epochs],
            series.dates[epochs],
            series.xy[points],
            known.size,
            (epochs.size - known.size),
        )


def wells_of_almonte() -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, int, int]]:
    """Monthly heads in cm; of some runs a part of the months is left out."""
    rows = [line.split("\t") for line in (ALMONTE / "piezometer_levels.txt").read_text("utf-8").splitlines()[1:]]
    names, days = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    heads = np.full((len(names), len(days)), np.nan)
    for name, day, value in rows:
        if value.strip():
            heads[names.index(name), days.index(day)] = 100 * float(value)
    dates = np.array(days, dtype="datetime64[D]")
    xy = np.random.default_rng(0).uniform(0, 20_000, (len(names), 2))
    for run in range(SHORT_RUNS):
        generator = np.random.default_rng(41_000 + run)
        kept = generator.random(len(days)) >= generator.choice([0, 0.2, 0.4])
        gap = int(generator.integers(20, 70))
        kept[gap : gap + 12] = False
        horizon = int(generator.choice([3, 6]))
        origin = int(generator.integers(40, kept.sum() - horizon))
        first = max(origin - int(generator.integers(25, 80)), 0)
        some = slice(first, origin + horizon)
        yield heads[:, kept][:, some], dates[kept][some], xy, origin - first, horizon


def wells() -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, int, int]]:
    """Levels that jump, rates that change, seasons of changing size, noise with heavy tails."""
    for run in range(SHORT_RUNS):
        generator = np.random.default_rng(42_000 + run)
        n_epochs, n_points = int(generator.integers(25, 81)), int(generator.integers(3, 15))
        horizon = int(generator.choice([3, 4, 6]))
        steps = generator.choice([20, 30, 30, 31, 45, 60, 90], n_epochs + horizon)
        steps[int(generator.integers(5, n_epochs - 2))] = int(generator.integers(300, 500))
        dates = np.datetime64("2008-01-10") + np.cumsum(steps)
        years, spans = years_since(dates), steps / 365.25

        def course(generator=generator, spans=spans) -> np.ndarray:
            changes = generator.random(spans.size) < 0.06
            rate = np.where(changes, generator.normal(0, 8, spans.size), np.nan)
            rate[0] = generator.normal(0, 6)
            latest = np.maximum.accumulate(np.where(np.isfinite(rate), np.arange(rate.size), 0))
            jumps = np.where(generator.random(spans.size) < 0.08, 2 * generator.standard_t(2.5, spans.size), 0)
            return np.cumsum(rate[latest] * spans + jumps)

        common = course()
        values = np.array([generator.uniform(0.2, 1.2) * common + course() for _ in range(n_points)])
        size = generator.uniform(0, 5) * generator.uniform(0.2, 1.5, (n_points, 1))
        values += size * np.sin(2 * np.pi * years + generator.normal(0, 0.8, (n_points, 1)))
        values += generator.standard_t(3, values.shape) * generator.uniform(0.2, 2.5, (n_points, 1))
        yield values, dates, generator.uniform(0, 20_000, (n_points, 2)), n_epochs, horizon


def waves() -> list[str]:
    """Made-up cities with a slow wave that all points share: at the origin it turns, or goes on."""
    lines = [
        "| shared wave | cities | RMSE, times the best simple baseline in hindsight: mean | worst | above 1.03 |"
        " times the simple baseline that the backtest favours: mean | worst of these | of these above 1.03 |"
        " persistence, times the best in hindsight: mean | worst of persistence |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    shares = " | ".join(f"{share:g}" for share in COMMON_SHARES)
    damped_lines = [f"| shared wave | {shares} |", "|---" * (1 + len(COMMON_SHARES)) + "|"]
    for name, sharp, turns in (
        ("smooth, turns at the origin", False, True), ("smooth, goes on", False, False),
        ("a corner at the origin", True, True), ("straight, goes on", True, False),
    ):  # fmt: skip
        ratios, fair, stays, damped = [], [], [], []
        for seed in range(WAVE_CITIES):
            values, dates, xy = wave_city(seed, sharp, turns)
            judged = judge(values, dates, xy, [WAVE_ORIGIN], HORIZON)
            best = min(rmse(found) for found in judged.baselines.values())
            ratios.append(rmse(judged.ours) / best)
            fair.append(rmse(judged.ours) / rmse(judged.favoured))
            stays.append(rmse(judged.baselines["persistence"]) / best)
            change = judged.ours[0] + values[:, WAVE_ORIGIN:] - values[:, WAVE_ORIGIN - 1 : WAVE_ORIGIN]
            common = change.mean(axis=0)
            damped.append([rmse([judged.ours[0] - (1 - share) * common]) / best for share in COMMON_SHARES])
        lines.append(
            f"| {name} | {WAVE_CITIES} | {in_short(ratios)} | {in_short(fair)} |"
            f" {geometric_mean(stays):.3f} | {max(stays):.3f} |"
        )
        means = " | ".join(f"{geometric_mean(list(column)):.3f}" for column in np.transpose(damped))
        damped_lines.append(f"| {name} | {means} |")
    return [
        *lines,
        "",
        "What damping would buy: of the change that the forecast gives all points in common, only a share is kept, from"
        " all of it (1) to none (0, the common part stays where it was). Mean ratio to the best simple baseline in"
        " hindsight:",
        "",
        *damped_lines,
        "",
        "Nothing before a corner tells of it, and no damping makes up for that: with no common change at all the"
        " forecast is still beaten there by the best of nine baselines picked afterwards (as persistence is), and"
        " where the wave goes on most of its lead over the simple ones is gone. To be within 1.03 of that best one at"
        " every corner a forecast would have to be told. Tried and not taken, on other cities of this kind, which were"
        " in view, as ten more were for an earlier trial that damped by the backtest alone:",
        "",
        "- the common change kept by the share that the mean of all points bore out at all origins of its past,"
        " less nought, one or two of the share's standard errors between origins (eight cities of each kind): 6, 8"
        " and 11 % off the error at corners; 18, 22 and 26 % more where the wave went straight on, 8, 12 and 16 %"
        " more on smooth waves that turned, 29, 40 and 51 % more on those that went on;",
        "- a rate that wanders and fades within half a year or one (the best linear forecast of a rate that turns"
        " at random) in the Gaussian process, beside the one that does not fade or in its place (three cities of"
        " each kind): the process alone 2 to 4 % better at corners, the combination 1 to 2 % worse there and 0.5 to"
        " 4 % worse on the other kinds; on seven early origins of Almonte the process alone 0.0 % beside it, 1.3 %"
        " better in its place, all of that from one origin.",
    ]


def in_short(ratios: list[float]) -> str:
    """Mean, worst and how many are above 1.03."""
    return f"{geometric_mean(ratios):.3f} | {max(ratios):.3f} | {sum(ratio > 1.03 for ratio in ratios)}"


COMMON_SHARES = (1.0, 0.75, 0.5, 0.25, 0.0)
WAVE_ORIGIN = 100
WAVE_CITIES = 20


def wave_city(
    seed: int, sharp: bool, turns: bool, *, straight_on: bool = False, noise: bool = True
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Displacements, dates and places of 200 points: lines, seasons, noise, and the shared wave.

    straight_on : after the origin the wave goes on as it went before it, instead of turning
    """
    generator = np.random.default_rng(60_000 + seed)
    dates = np.datetime64("2016-01-01") + np.arange(WAVE_ORIGIN + HORIZON) * np.timedelta64(12, "D")
    years = years_since(dates)
    xy = generator.uniform(0, 5000, (200, 2))
    cycles = (years - years[WAVE_ORIGIN - 1]) / generator.uniform(2.5, 6) + (
        0 if turns else 0.25 * generator.choice([-1, 1])
    )
    wave = 1 - 4 * np.abs((cycles + 0.5) % 1 - 0.5) if sharp else np.cos(2 * np.pi * cycles)
    if straight_on:
        wave = np.where(cycles > 0, 1 + 4 * cycles, wave)
    shared = generator.uniform(4, 12) * generator.choice([-1, 1]) * wave * generator.uniform(0.8, 1.2, (200, 1))
    own = generator.normal(-4, 3, (200, 1)) * years + generator.normal(0, 1, (200, 1)) * np.sin(2 * np.pi * years)
    chance = generator.normal(0, generator.uniform(0.8, 2), (200, dates.size))
    return own + shared + (chance if noise else 0), dates, xy


def corner() -> list[str]:
    """Corner cities and their twins, which have the same past and go straight on: what any forecast must lose."""
    after, rows = slice(WAVE_ORIGIN, None), []
    for seed in range(WAVE_CITIES):
        values, dates, xy = wave_city(seed, True, True)
        twin = wave_city(seed, True, True, straight_on=True)[0][:, after]
        noise = rmse([values[:, after] - wave_city(seed, True, True, noise=False)[0][:, after]])
        judged = judge(values, dates, xy, [WAVE_ORIGIN], HORIZON)
        apart = values[:, after] - twin
        ours, ours_on = rmse(judged.ours), rmse([judged.ours[0] + apart])
        best = min(rmse(found) for found in judged.baselines.values())
        best_on = min(rmse([found[0] + apart]) for found in judged.baselines.values())
        between = rmse([apart])

        def least(other: float, between: float = between, noise: float = noise) -> float:
            """The least error at one future with that error at the other."""
            share = between - np.sqrt(max(other**2 - noise**2, 0.0))
            return float(np.sqrt(max(share, 0.0) ** 2 + noise**2))

        rows.append(
            (ours / best, ours_on / best_on, least(ours_on) / best, least(1.03 * best) / ours_on,
             least(1.03 * best) / best_on)
        )  # fmt: skip
    found = np.array(rows)
    lines = ["| of twenty cities | mean | worst | above 1.03 |", "|---|---|---|---|"]
    for name, ratios in zip(
        (
            "ours where the wave turns, times the best simple baseline in hindsight",
            "ours at the twin that goes straight on, times the best simple one there",
            "least possible where it turns, for who is as good as ours at the twin, times the best simple one",
            "least possible at the twin, for who is within 1.03 of the best simple one at the turn, times ours there",
            "the same, times the best simple one at the twin",
        ),
        found.T,
    ):
        lines.append(f"| {name} | {in_short(list(ratios))} |")
    return [
        *lines,
        "",
        "Each city has a twin with the same past to the last digit, so that every forecast says the same of both."
        " Their futures lie D apart (root mean square); what is said lies a from one and, at best, D − a from the"
        " other, and the noise σ, which nobody knows ahead, comes on top: errors √(a² + σ²) and √((D − a)² + σ²)."
        " “Least possible” is that of who knows both futures to the last digit, noise apart, and not which of them"
        " comes. To stand between the two is possible, and near the simple ones at both, which are far from"
        " either; what it costs is the lead where the wave goes on. So 1.03 at every corner is out of reach of any"
        " forecast that is not worse elsewhere: one as good as ours at the twins has at least the third row at the"
        " corners, and one within 1.03 there has at least the fourth at the twins.",
    ]


def geometric_mean(values: list[float]) -> float:
    return float(np.exp(np.mean(np.log(values))))


DEMO_CITIES = range(10, 24)


def demo() -> list[str]:
    """Cities as the demo's, their rain unknown ahead: what choosing one model would give instead of combining."""
    errors: dict[str, list[float]] = {}
    for seed in DEMO_CITIES:
        town = make_city(150, 86, seed=seed, n_future=HORIZON, regular=True)
        values = np.stack([town.factor_series(name) for name in ("rain", "groundwater")])
        covariates = Covariates(["rain", "groundwater"], town.dates, values)
        forecaster = Forecaster(HORIZON).fit(town.series, covariates, town.labels)
        said, history = forecaster.forecast(dates=town.future_dates).displacement_mm, forecaster.history
        found = forecaster.models.forecasts(history.past(86), history.future(86, town.future_dates))
        members, backtest = dict(zip(forecaster.models.names, found)), forecaster.backtest
        squares = {name: mean_square(backtest.errors(name)) for name in (*members, "combination")}
        best, by_cluster, loose = (np.array(said) for _ in range(3))
        best[:] = members[min(members, key=lambda name: np.nanmean(squares[name]))]
        for rows in (town.labels == label for label in np.unique(town.labels)):
            by_cluster[rows] = members[min(members, key=lambda name: np.nanmean(squares[name][:, rows]))][rows]
            rule = list(BASELINES)[best_baseline(np.array([squares[name][:, rows] for name in BASELINES]))]
            ours, simple = (np.nanmean(squares[name][1:, rows], axis=1) for name in ("combination", rule))
            if (ours / simple).mean() > 1:
                loose[rows] = members[rule][rows]
        offset = (town.series.displacement_mm - town.truth_mm).mean(axis=1, keepdims=True)
        truth = town.future_truth_mm + offset
        choices = {
            "the member that was best in the backtest": best,
            "that of each cluster": by_cluster,
            "a simple baseline for each cluster where it had the lesser mean error, the combination elsewhere": loose,
            "the best member in hindsight": min(members.values(), key=lambda one: rmse([one - truth])),
        }
        for name, choice in choices.items():
            errors.setdefault(name, []).append(rmse([choice - truth]) / rmse([said - truth]))
    lines = ["| instead of the combination | times its RMSE: mean | least | most |", "|---|---|---|---|"]
    for name, ratios in errors.items():
        lines.append(f"| {name} | {geometric_mean(ratios):.3f} | {min(ratios):.2f} | {max(ratios):.2f} |")
    return [*lines, "", f"{len(DEMO_CITIES)} cities, geometric means; against the truth without noise."]


def city() -> list[str]:
    """The synthetic city with the true future of its drivers, against its known noise."""
    lines = [
        "| seed | horizon 10, mm | times the noise | all horizons | best member, all horizons | ratio | coverage |"
        " paper's per-point LSTM, 30 points |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for seed in (0, 1, 2):
        town = make_city(1500, 86, seed=seed, n_future=HORIZON)
        dates = np.concatenate([town.dates, town.future_dates])
        values = np.stack([town.factor_series(name, dates) for name in ("rain", "groundwater")])
        covariates = Covariates(["rain", "groundwater"], dates, values, future_known=True)
        generator = np.random.default_rng(100 + seed)
        # Observations are relative to the first epoch, whose noise they all carry.
        offset = (town.series.displacement_mm - town.truth_mm).mean(axis=1, keepdims=True)
        truth = town.future_truth_mm + offset + generator.normal(0, town.noise_mm, town.future_truth_mm.shape)
        forecaster = Forecaster(HORIZON).fit(town.series, covariates, town.labels)
        found = forecaster.forecast(dates=town.future_dates)
        past, future = forecaster.history.past(86), forecaster.history.future(86, town.future_dates)
        members = zip(forecaster.models.names, forecaster.models.forecasts(past, future))
        least, member = min((rmse([said - truth]), name) for name, said in members)
        error = found.displacement_mm - truth
        at_ten = float(np.sqrt(np.mean(error[:, -1] ** 2)))
        chosen = generator.choice(town.n_points, 30, replace=False)
        paper = paper_test(
            np.concatenate([town.series.displacement_mm, truth], axis=1)[chosen], values[:, chosen], HORIZON,
            epochs=PAPER_EPOCHS,
        )  # fmt: skip
        theirs = float(np.sqrt(np.mean((paper.recursive - paper.truth)[:, -1] ** 2)))
        mine = float(np.sqrt(np.mean(error[chosen, -1] ** 2)))
        lines.append(
            f"| {seed} | {at_ten:.3f} | {at_ten / town.noise_mm:.3f} | {rmse([error]):.3f}"
            f" | {member} {least:.3f} | {rmse([error]) / least:.3f}"
            f" | {coverage(truth, found.lower_mm, found.upper_mm):.3f}"
            f" | {theirs:.3f} (ours on them {mine:.3f}) |"
        )
    return lines


def speed(n_points: int) -> list[str]:
    """The paper's case from layer to layer with backtest, against one network per point."""
    from examples.start_qgis import start_qgis

    qgis = start_qgis()
    import processing

    town = make_city(n_points, 86, seed=0)
    drivers = {"RAIN": town.factor_series("rain"), "GW": town.factor_series("groundwater")}
    with tempfile.TemporaryDirectory() as folder:
        source = write_points(town, Path(folder) / "city.gpkg", truth=True)
        add_series(source, town.dates, drivers)
        took = {}
        for network in (True, False):
            started, burnt = time.perf_counter(), time.process_time()
            found = processing.run(
                "subsidence:lstm_forecast",
                {
                    "INPUT": str(source), "CLUSTER": "true_cluster", "COVARIATES": "RAIN,GW", "TEST": 0,
                    "NETWORK": network,
                    "OUTPUT": str(Path(folder) / "forecast.gpkg"), "METRICS": str(Path(folder) / "metrics.gpkg"),
                    "MODEL": str(Path(folder) / "model.npz"),
                },
            )  # fmt: skip
            took[network] = time.perf_counter() - started, time.process_time() - burnt, found["RMSE"]
        seconds, cpu, error = took[False]
        started = time.perf_counter()
        processing.run(
            "subsidence:apply_forecast",
            {
                "INPUT": str(source), "CLUSTER": "true_cluster", "MODEL": found["MODEL"],
                "OUTPUT": str(Path(folder) / "again.gpkg"),
            },
        )  # fmt: skip
        applied = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    del qgis
    values = np.stack(list(drivers.values()))
    everyone, each = 0.0, []
    for row, (count, epochs) in enumerate(PAPER_CLUSTERS):  # one network at a time, as the paper trains them
        started = time.perf_counter()
        paper_test(town.series.displacement_mm[[row]], values[:, [row]], HORIZON, epochs=epochs)
        each.append(time.perf_counter() - started)
        everyone += count * each[-1] * n_points / sum(count for count, _ in PAPER_CLUSTERS)
    return [
        f"{n_points} points x 86 epochs, 2 covariates, 3 clusters, horizon 10, from GeoPackage to GeoPackage with a"
        f" backtest of 4 origins, accuracy table and model file: **{seconds:.0f} s** ({cpu:.0f} s of processor time),"
        f" peak memory {peak:.2f} GB. The trained model applied to the layer again: {applied:.0f} s.",
        f"With LSTM networks (`NETWORK`): {took[True][0]:.0f} s ({took[True][1]:.0f} s of processor time); the RMSE of"
        f" the backtest is {took[True][2]:.3f} mm then and {error:.3f} mm without.",
        "One network per point with the paper's 1,400, 1,000 and 1,500 epochs for its three clusters, one point of each"
        f" measured: {', '.join(f'{one:.2f}' for one in each)} s, {everyone / 3600:.1f} h for all by the sizes of its"
        f" clusters: **{everyone / seconds:.0f} times** as long.",
    ]


NOISY_POINTS = 10_000
COMBINATION = "combination"


def noisy() -> list[str]:
    """What the noise of the world costs: the same city with its usual noise and with ten times that, and gaps."""
    lines = [
        "| city | clusters | fit, CPU s | forecast, CPU s | peak GB | RMSE of the backtest, mm | best baseline, mm |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in ("white noise of 2 mm", "flicker and white noise of 20 mm, 3 % missing"):
        for given in (True, False):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:  # its memory is its own
                row = alone.submit(one_noisy, name[0] != "w", given).result()
            lines.append(f"| {name} | {'given' if given else 'tried'} | " + " | ".join(row) + " |")
    return [
        *lines,
        "",
        f"{NOISY_POINTS:,} points x 86 irregular epochs, without covariates, in Python. Peaks hold the city and what"
        " made it. “Tried”: no clusters are given, and the forecast tries groups of its own.",
    ]


def one_noisy(is_noisy: bool, given: bool) -> list[str]:
    town = make_city(NOISY_POINTS, 86, seed=0)
    series = noisy_series(town) if is_noisy else town.series
    clock = [time.process_time()]
    forecaster = Forecaster(HORIZON).fit(series, labels=town.labels if given else None)
    clock.append(time.process_time())
    forecaster.forecast()
    clock.append(time.process_time())
    fit, ahead = np.diff(clock)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    backtest = forecaster.backtest
    ours = rmse(list(backtest.errors(COMBINATION)))
    baseline = min(rmse(list(backtest.errors(name))) for name in BASELINES)
    return [f"{fit:.1f}", f"{ahead:.2f}", f"{peak:.2f}", f"{ours:.2f}", f"{baseline:.2f}"]


def add_series(path: Path, dates: np.ndarray, series: dict[str, np.ndarray]) -> None:
    """Fields ``<PREFIX>YYYYMMDD`` in a GeoPackage's only layer."""
    from osgeo import ogr

    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayer(0)
    first = layer.GetLayerDefn().GetFieldCount()
    for prefix in series:
        for date in dates:
            layer.CreateField(ogr.FieldDefn(prefix + str(date).replace("-", ""), ogr.OFTReal))
    table = np.concatenate(list(series.values()), axis=1).tolist()
    layer.StartTransaction()
    for feature, values in zip(layer, table):
        for number, value in enumerate(values):
            feature.SetField(first + number, value)
        layer.SetFeature(feature)
    layer.CommitTransaction()


def million(n_points: int = 1_000_000) -> list[str]:
    """Prediction with a trained model on many points."""
    town = make_city(5000, 150, seed=0)
    forecaster = Forecaster(HORIZON).fit(town.series, labels=town.labels)
    repeats = -(-n_points // town.n_points)
    generator = np.random.default_rng(0)
    values = np.tile(town.series.displacement_mm.astype(np.float32), (repeats, 1))[:n_points]
    xy = np.tile(town.series.xy, (repeats, 1))[:n_points] + generator.normal(0, 1e-4, (n_points, 2))
    labels = np.tile(town.labels, repeats)[:n_points]
    started = time.perf_counter()
    forecaster.update(DeformationSeries(town.dates, values, xy), labels=labels).forecast()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return [f"{n_points} points x 150 epochs with a trained model: {seconds:.0f} s, peak memory {peak:.2f} GB."]


TITLES = {
    "almonte": "Almonte, ten epochs ahead, trained on what came before each origin",
    "simple": "Series with an obvious answer (150 points, origins 80 and 70)",
    "strange": "Series of many kinds (200 points, 76 irregular epochs, six ahead from three origins)",
    "short": "Short, irregular, few points: 20 to 80 epochs, a gap of a year",
    "waves": "Twenty cities with a slow wave that all points share",
    "corner": "A corner at the origin: what any forecast must lose",
    "city": "Synthetic city (1,500 x 86), rain and groundwater known ahead; noise 2 mm",
    "demo": "Cities as the demo's (150 x 86, three clusters), rain and groundwater not known ahead",
    "speed": "Time and memory",
    "noisy": "The noise of the world",
    "million": "A million points",
}


def write(name: str, lines: list[str], command: str) -> None:
    """Replace one section of forecast.md."""
    sections: dict[str, str] = {}
    if RESULT.exists():
        for part in RESULT.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, body = part.partition("\n")
            sections[title] = body.strip("\n")
    processor = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    sections[TITLES[name]] = "\n".join([f"`{command}`, {processor}, NumPy {np.__version__}", "", *lines])
    ordered = [title for title in TITLES.values() if title in sections]
    text = "# Forecast: how good, how fast\n" + "".join(f"\n## {title}\n{sections[title]}\n" for title in ordered)
    from record import publish

    publish(RESULT, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=list(TITLES))
    parser.add_argument("--points", type=int, default=40_901)
    options = parser.parse_args()
    parts = {
        "almonte": almonte,
        "simple": simple,
        "strange": strange,
        "short": short,
        "waves": waves,
        "corner": corner,
        "city": city,
        "demo": demo,
        "speed": lambda: speed(options.points),
        "noisy": noisy,
        "million": million,
    }
    for name, part in parts.items():
        if options.only in (None, name):
            lines = part()
            write(name, lines, f"python benchmarks/forecast.py --only {name}")
            sys.stdout.write("\n".join([f"## {TITLES[name]}", *lines, ""]) + "\n")


if __name__ == "__main__":
    main()

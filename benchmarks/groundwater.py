"""Whether “Groundwater response” finds known storage and delay and whether its intervals hold, on fresh aquifers.

    python3 benchmarks/groundwater.py [--aquifers 200] [--processes 4]     # writes benchmarks/groundwater.md

No constant was chosen on these aquifers; ways to intervals were tried on others, of other seeds. Motion is made by
superposing Terzaghi's curves, without the code that is judged. Each aquifer has parameters of its own, drawn by chance:
clay of 2–30 m in layers of one thickness, storage, conductivity (so that τ is 60–1,500 days), fall and season of the
head, wells read every 15 or 30 days, 4–8 years of epochs 6 or 12 days apart, noise of 2 mm, white or AR(1), 15 % of the
epochs missing and one gap of 100 days. The third noise is that of the world: 20 mm, flicker and white to equal parts of
the variance, epochs 6, 12 or 24 days apart by chance; also with half of it shared by an aquifer's points. Ground that
does not answer at all shows what is told by mistake.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from scipy.special import ndtri

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from noisy import TIMES  # noqa: E402
from record import publish  # noqa: E402

from subsidence.analysis.noise_models import power_law_covariance  # noqa: E402
from subsidence.factors.time import Records  # noqa: E402
from subsidence.groundwater.heads import Heads, even_heads  # noqa: E402
from subsidence.groundwater.pooled import pooled_responses  # noqa: E402
from subsidence.groundwater.response import IF_NOTHING_ELSE, Response, remark, respond  # noqa: E402
from tests.unit.groundwater.aquifer import heads, superposed  # noqa: E402

SEED = 90_210
POINTS = 8
NOISE_MM, ALIKE = 2.0, 0.4  # AR(1) from one epoch to the next
WORLD = -1.0  # in place of that: ten times the noise, flicker and white, irregular dates
SHARED = 0.5
STEPS_DAYS = (6, 12, 24)
START = np.datetime64("2011-03-07")
NAMES = ("ske", STRONG := "ske where the season moves the ground by 4 mm and more", "skv", "delay_days")
KEYS = ("ske", "skv", "delay_days")
STATED = {"ske": 2e-3, "skv": 2e-2, "delay_days": 300.0}
SWINGS = ((5.5, 12, 1.0, 0.5), (5.5, 12, 3.0, 1.5), (8.0, 6, 3.0, 1.5), (8.0, 6, 6.0, 3.0))  # years, days, m, m/yr
STATED_POINTS, STATED_SEED = 48, 7
WITHIN, SURE = 0.1, 0.9
STRONG_MM = 4.0  # half the range


def aquifer(random: np.random.Generator) -> tuple[dict[str, float], np.ndarray, np.ndarray]:
    """What is true of one, days and heads."""
    days = np.arange(0, 10 * 365, 2.0)
    while True:
        layers = random.integers(1, 6)
        thick_m = random.uniform(2.0, 30.0) / layers
        storage = np.exp(random.uniform(np.log(2e-4), np.log(2e-3)))  # inelastic, 1/m
        conductivity = np.exp(random.uniform(np.log(1e-6), np.log(1e-3)))  # m/day
        tau = (thick_m / 2.0) ** 2 * storage / conductivity
        skv = storage * thick_m * layers
        if 60.0 <= tau <= 1500.0 and skv <= 0.05:
            break
    truth = {"ske": skv / random.uniform(5.0, 30.0), "skv": skv, "delay_days": tau}
    fall, season = random.uniform(0.5, 3.0), random.uniform(1.0, 4.0)
    truth["swing_mm"] = 1000.0 * truth["ske"] * season
    return truth, days, heads(days, fall_m_per_yr=fall, season_m=season)


Judged = tuple[dict[str, float], Response, Response, np.ndarray]


def judged(number: int, alike: float, shared: float = 0.0, answers: bool = True) -> Judged:
    """One aquifer, what was found at ``POINTS`` points and by their mean, and the bounds of one point's errors.

    shared : part of the noise's variance that is the same at all points; answers : whether the ground answers at all
    """
    random = np.random.default_rng([SEED, number])
    truth, days, head = aquifer(random)
    motion = superposed(days, head, truth["ske"], truth["skv"], truth["delay_days"], head[0])
    known = read_every(int(random.choice([15, 30])), days, head)
    step, years = int(random.choice([6, 12])), random.uniform(4.0, 8.0)
    epochs = last_epochs(days, years, step)
    if alike == WORLD:
        back = np.cumsum(random.choice(STEPS_DAYS, epochs.size))[::-1]
        epochs = int(days[-1]) - back[back <= years * 365]
    seen = answers * np.interp(epochs, days, motion) + np.sqrt(1.0 - shared) * noise(random, POINTS, epochs, alike)
    if shared:
        seen += np.sqrt(shared) * noise(random, 1, epochs, alike)
    lost = random.uniform(epochs[0], epochs[-1] - 100)
    gone = (random.random(epochs.size) < 0.15) | ((epochs >= lost) & (epochs < lost + 100))
    seen[:, gone] = np.nan
    alone = respond(seen, START + epochs, known, np.zeros(POINTS, dtype=int))
    together = pooled_responses(seen, START + epochs, known, np.zeros(POINTS, dtype=int), np.full(POINTS, -1), [])
    return truth, alone, together[0].response, bounds(truth, days, head, epochs[~gone], alike, step)


def read_every(every: int, days: np.ndarray, head: np.ndarray) -> Heads:
    """Heads of a well that is read every so many days."""
    read = np.arange(0, int(days[-1]), every)
    return even_heads([Records(START + read, np.interp(read, days, head)[None], False)])


def last_epochs(days: np.ndarray, years: float, step: int) -> np.ndarray:
    """Days of the epochs, the last one 20 days before the end."""
    return int(days[-1]) - 20 - step * np.arange(int(years * 365 / step))[::-1]


def noise(random: np.random.Generator, n_points: int, epochs: np.ndarray, alike: float) -> np.ndarray:
    """White, AR(1) or of the world, mm; epochs : days; shape=(n_points, n_epochs)."""
    fresh = random.standard_normal((n_points, epochs.size))
    if alike == WORLD:
        return fresh @ np.linalg.cholesky(covariance_of_the_world(epochs)).T
    for epoch in range(1, epochs.size):
        fresh[:, epoch] = alike * fresh[:, epoch - 1] + np.sqrt(1.0 - alike**2) * fresh[:, epoch]
    return NOISE_MM * fresh


def covariance_of_the_world(epochs: np.ndarray) -> np.ndarray:
    """Flicker and white to equal parts of a series' variance about its mean, mm²; shape=(n_epochs, n_epochs)."""
    flicker = power_law_covariance(START + epochs, -1.0)
    centre = np.eye(epochs.size) - 1.0 / epochs.size
    flicker *= (epochs.size - 1) / np.trace(centre @ flicker @ centre)
    return (TIMES * NOISE_MM) ** 2 * (flicker + np.eye(epochs.size)) / 2.0


def stated_rows(swing: tuple[float, int, float, float]) -> list[str]:
    """One stated aquifer under heads that vary so much: what is possible, points needed, and what was found."""
    years, step, season, fall = swing
    days = np.arange(0, 10 * 365, 2.0)
    head = heads(days, fall_m_per_yr=fall, season_m=season)
    motion = superposed(days, head, *(STATED[key] for key in KEYS), head[0])
    epochs, known = last_epochs(days, years, step), read_every(15, days, head)
    rows = []
    for alike in (0.0, ALIKE):
        least = bounds(STATED, days, head, epochs, alike, step)
        needed = np.ceil((least / (WITHIN / ndtri(0.5 + SURE / 2.0))) ** 2)
        random = np.random.default_rng(STATED_SEED)
        seen = np.interp(epochs, days, motion) + noise(random, STATED_POINTS, epochs, alike)
        pools = seen.reshape(-1, POINTS, epochs.size).mean(axis=1)
        shares = []
        for series in (seen, pools):
            found = respond(series, START + epochs, known, np.zeros(len(series), dtype=int))
            ratio = np.array([getattr(found, key) / STATED[key] - 1.0 for key in KEYS])
            inside = np.abs(ratio) < WITHIN  # what is not told is not
            shares.append([100 * inside.mean(axis=1), 100 * inside.all(axis=0).mean()])
        rows.append(
            f"| {years:g} | {step} | {season:g} | {fall:g} | {noise_name(alike)} | "
            + " / ".join(f"{100 * one:.1f}" for one in least)
            + f" | {needed.max():.0f} | "
            + " | ".join(" / ".join(f"{one:.0f}" for one in each) + f" | {every:.0f} %" for each, every in shares)
            + " |"
        )
        print(rows[-1], flush=True)
    return rows


def noise_name(alike: float) -> str:
    if alike == WORLD:
        return f"flicker and white, {TIMES * NOISE_MM:g} mm"
    return "white" if alike == 0 else f"AR(1), {alike:g}"


def bounds(
    truth: dict[str, float], days: np.ndarray, head: np.ndarray, epochs: np.ndarray, alike: float, step: int
) -> np.ndarray:
    """Least standard errors of one point, as a share of the truth, for ``KEYS``: Cramér and Rao, level unknown too.

    For heads that are known without error.
    """

    def motion(factor: float, key: str) -> np.ndarray:
        changed = truth | {key: factor * truth[key]}
        whole = superposed(days, head, changed["ske"], changed["skv"], changed["delay_days"], head[0])
        return np.interp(epochs, days, whole)

    slopes = [(motion(1.02, key) - motion(0.98, key)) / 0.04 for key in KEYS]
    design = np.column_stack([np.ones(epochs.size), *slopes])
    if alike == WORLD:
        covariance = covariance_of_the_world(epochs)
    else:
        apart = np.abs(epochs[:, None] - epochs[None]) / step
        covariance = NOISE_MM**2 * (alike**apart if alike > 0 else np.eye(epochs.size))
    return np.sqrt(np.diag(np.linalg.inv(design.T @ np.linalg.solve(covariance, design))))[1:]


def rows_of(alike: float, every: list[tuple[dict[str, float], Response, Response, np.ndarray]]) -> list[str]:
    """Rows of the two tables: recovery and coverage, then what was told."""
    ratios: dict[str, list[np.ndarray]] = {name: [] for name in NAMES}
    held: dict[str, list[np.ndarray]] = {name: [] for name in NAMES}
    middles: dict[str, list[float]] = {name: [] for name in NAMES}
    codes, strong = np.zeros(10, dtype=int), 0
    pools: dict[str, list[tuple[float, bool]]] = {key: [] for key in KEYS}
    least, count = [], len(every)
    for truth, found, pooled, bound in every:
        least.append(bound)
        for key in KEYS:
            value, low, high = (float(getattr(pooled, key + end)[0]) for end in ("", "_lo", "_hi"))
            if np.isfinite(value) and (key != "delay_days" or np.isfinite(pooled.skv[0])):
                pools[key].append((value / truth[key], low <= truth[key] <= high))
        strong += POINTS * (truth["swing_mm"] >= STRONG_MM)
        codes += np.bincount(found.code, minlength=10)
        for name in NAMES:
            if name == STRONG and truth["swing_mm"] < STRONG_MM:
                continue
            key = name.split()[0]
            value, low, high = (getattr(found, key + end) for end in ("", "_lo", "_hi"))
            told = np.isfinite(value)
            if name == "delay_days":
                told &= np.isfinite(found.skv)  # else it is the lag of an elastic answer
            if told.any():
                ratios[name].append(value[told] / truth[key])
                held[name].append((low[told] <= truth[key]) & (truth[key] <= high[told]))
                middles[name].append(float(np.median(value[told]) / truth[key]))
    asked = dict.fromkeys(NAMES, count * POINTS) | {STRONG: strong}
    noise = noise_name(alike)
    rows = []
    for name in NAMES:
        ratio, middle = np.concatenate(ratios[name]), np.array(middles[name])
        rows.append(
            f"| {noise} | {name} | {ratio.size} of {asked[name]} | {np.median(ratio):.2f} |"
            f" {100 * np.mean(np.abs(ratio - 1) < 0.1):.0f} % | {100 * np.mean(np.abs(middle - 1) < 0.1):.0f} % |"
            f" {np.concatenate(held[name]).mean():.2f} |"
        )
        print(rows[-1], flush=True)
    rows += bound_rows(noise, ratios, pools, np.array(least), count)
    rows += [f"{noise}: {codes[code]} points, {remark(code)}" for code in np.flatnonzero(codes).tolist()]
    return rows


def bound_rows(
    noise: str, ratios: dict[str, list[np.ndarray]], pools: dict[str, list[tuple[float, bool]]], least: np.ndarray,
    count: int,
) -> list[str]:  # fmt: skip
    """What a point and the mean of all points reach beside what is possible at all."""
    from scipy.special import erf

    rows = []
    for number, key in enumerate(KEYS):
        ratio, pool = np.concatenate(ratios[key]), np.array(pools[key])
        at_best = [100 * erf(0.1 / (least[:, number] / np.sqrt(n)) / np.sqrt(2.0)).mean() for n in (1, POINTS)]
        one, all_ = (100 * np.mean(np.abs(values - 1) < 0.1) for values in (ratio, pool[:, 0]))
        rows.append(
            f"|| {noise} | {key} | {one:.0f} % | {at_best[0]:.0f} % | {all_:.0f} % | {at_best[1]:.0f} % |"
            f" {len(pool)} of {count} | {pool[:, 1].mean():.2f} |"
        )
        print(rows[-1], flush=True)
    return rows


def shared_rows(every: list[Judged]) -> list[str]:
    """How often intervals hold where the points of an aquifer share half of their noise."""
    rows = []
    for key in KEYS:
        own, means = (
            [
                (low <= truth[key]) & (truth[key] <= high)
                for truth, *both, _ in every
                for value, low, high, skv in zip(
                    *(getattr(both[which], name) for name in (key, f"{key}_lo", f"{key}_hi", "skv"))
                )
                if np.isfinite(value) and (key != "delay_days" or np.isfinite(skv))
            ]
            for which in (0, 1)
        )
        rows.append(f"| {key} | {len(own)} | {np.mean(own):.2f} | {len(means)} | {np.mean(means):.2f} |")
        print(rows[-1], flush=True)
    return rows


def still_row(name: str, every: list[Judged]) -> str:
    """What is told of ground that does not answer to its heads."""
    told = [
        f"{sum(int(np.isfinite(getattr(one[which], key)).sum()) for one in every)}"
        f" of {sum(len(one[which].ske) for one in every)}"
        for which in (1, 2)
        for key in ("ske", "skv")
    ]
    loose = sum(int((found.code == IF_NOTHING_ELSE).sum()) for one in every for found in one[1:3])
    print(row := f"| {name} | " + " | ".join(told) + f" | {loose} |", flush=True)
    return row


def page(count: int, processes: int) -> str:
    """The page in Markdown."""
    with ProcessPoolExecutor(processes) as pool:
        together = shared_rows(list(pool.map(judged, range(count), [WORLD] * count, [SHARED] * count)))
        still = [
            still_row(
                noise_name(alike), list(pool.map(judged, range(count), [alike] * count, [0.0] * count, [False] * count))
            )
            for alike in (0.0, ALIKE, WORLD)
        ]
        white, coloured, world = (pool.map(judged, range(count), [alike] * count) for alike in (0.0, ALIKE, WORLD))
        stated = [row for rows in pool.map(stated_rows, SWINGS) for row in rows]
        rows = rows_of(0.0, list(white)) + rows_of(ALIKE, list(coloured)) + rows_of(WORLD, list(world))
    head = (
        "# Groundwater response on aquifers made afresh\n\n"
        f"`python3 benchmarks/groundwater.py`, {count} aquifers with parameters of their own, {POINTS} points each,"
        f" noise of {NOISE_MM:g} mm, gaps.\nNo constant was chosen on them; one mistake was found on them"
        " and mended (in white noise 148 points with a slow\nanswer had been called “against the head”). “Points told”"
        " are those where a value is given at all.\nThe third noise is ten times as large and half flicker, on"
        " irregular dates.\n"
    )
    table = [
        "| noise | what | points told | median of found / true | points within 10 % |"
        " aquifers whose median is within 10 % | 90 % intervals hold |",
        "|---|---|---|---|---|---|---|",
        *(row for row in rows if row.startswith("| ")),
        "",
        "## Beside what is possible",
        "",
        f"An estimate without bias errs at least as much as the bound of Cramér and Rao says, here for each noise"
        " and heads\nwithout error. “At best” is the share within 10 % for normal errors of that size, a mean"
        f" over the aquifers; “pooled” is the\nmean of the {POINTS} points of an aquifer, as the table of aquifers or"
        " clusters has it. Shares count those that were told, which\nleaves out the hardest; so they can pass the"
        " bound, which counts all.",
        "",
        "| noise | what | points within 10 % | at best | pooled within 10 % | at best | pooled told |"
        " pooled: 90 % intervals hold |",
        "|---|---|---|---|---|---|---|---|",
        *(row[1:] for row in rows if row.startswith("||")),
        "",
        "## What a tenth needs",
        "",
        "Ske 0.002, Skv 0.02, τ 300 days; heads with a season of ± so many metres about a steady fall, read every 15"
        f" days; {NOISE_MM:g} mm of\nnoise. The three figures are Ske / Skv / τ: the least standard error of one point"
        f" (Cramér and Rao, heads without error), then the\nshare found within 10 %, of {STATED_POINTS} points and of"
        f" {STATED_POINTS // POINTS} means of {POINTS}, and that of those where all three are. “Points needed”: mean"
        " of so many,\nor all three are not within 10 % nine times in ten.",
        "",
        "| years | every, days | season, ± m | fall, m/yr | noise | least error, % | points needed | points, % |"
        f" all three | means of {POINTS}, % | all three |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        *stated,
        "",
        "## Noise that points share",
        "",
        f"The third noise, half of its variance the same at all {POINTS} points of an aquifer.",
        "",
        "| what | points told | 90 % intervals hold | means told | 90 % intervals hold |",
        "|---|---|---|---|---|",
        *together,
        "",
        "## Ground that does not answer",
        "",
        "The same heads, and ground that only shows noise: what is told is told by mistake. Last: those of which the",
        f"field says “{remark(IF_NOTHING_ELSE)}”.",
        "",
        "| noise | Ske told, points | Skv told, points | Ske told, means | Skv told, means | both: only a caution |",
        "|---|---|---|---|---|---|",
        *still,
    ]
    return "\n".join([head, *table, "", *(f"- {row}" for row in rows if not row.startswith("|")), ""])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--aquifers", type=int, default=200)
    parser.add_argument("--processes", type=int, default=1)
    choices = parser.parse_args()
    publish(Path(__file__).with_suffix(".md"), page(choices.aquifers, choices.processes))

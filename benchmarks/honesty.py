"""How often what the project promises holds: intervals, false alarms and jumps, in worlds that are made and known.

Run from the repository root:

    python benchmarks/honesty.py [SECTION ...]

Writes benchmarks/honesty.md; without names every section, else only those named, and the others stay as they are. A
section is a function of no arguments that returns lines of Markdown; add it to SECTIONS.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.analysis.bands import rate_by_band  # noqa: E402
from subsidence.analysis.motion_models import MODELS, fit_motion_models  # noqa: E402
from subsidence.analysis.noise_models import estimate_noise, white_noise  # noqa: E402
from subsidence.analysis.trend_fit import rate_std  # noqa: E402
from subsidence.series import linear_rate, years_since  # noqa: E402

START = np.datetime64("2018-01-03")
RATE = -10.0
KINDS = ("white", "AR(1) 0.7", "flicker", "flicker + white", "random walk")
N_SERIES = 1000


def dates_of(n_epochs: int, irregular: bool) -> np.ndarray:
    """Every 12 days, or 6, 12 and 24 days by chance."""
    if not irregular:
        return START + 12 * np.arange(n_epochs)
    steps = np.random.default_rng(n_epochs).choice([6, 12, 24], n_epochs - 1)
    return START + np.concatenate([[0], np.cumsum(steps)])


def noise_of(kind: str, n_points: int, dates: np.ndarray, seed: int) -> np.ndarray:
    """Series of noise, made by recursions of its own; shape=(n_points, n_epochs), mm."""
    random = np.random.default_rng(seed)
    days = (dates - dates[0]).astype(int)
    shape = (n_points, dates.size)
    if kind == "white":
        return random.normal(0.0, 3.0, shape)
    if kind == "random walk":
        return (random.normal(size=shape) * np.sqrt(np.diff(days, prepend=-12) / 12.0)).cumsum(axis=1)
    if kind == "AR(1) 0.7":
        values = random.normal(size=shape)
        for epoch in range(1, dates.size):
            keep = 0.7 ** ((days[epoch] - days[epoch - 1]) / 12.0)
            values[:, epoch] = keep * values[:, epoch - 1] + np.sqrt(1.0 - keep**2) * values[:, epoch]
        return 3.0 * values
    length = days[-1] // 6 + 1
    lag = np.arange(1, length)
    impulse = np.concatenate([[1.0], np.cumprod((lag - 0.5) / lag)])
    spectrum = np.fft.rfft(random.normal(size=(n_points, length)), 2 * length, axis=1) * np.fft.rfft(
        impulse, 2 * length
    )
    flicker = 2.0 * np.fft.irfft(spectrum, 2 * length, axis=1)[:, days // 6]
    return flicker + (random.normal(0.0, 3.0, shape) if kind == "flicker + white" else 0.0)


def noise_section() -> list[str]:
    """Coverage of nominal 95 % intervals of the rate, and accelerations that are none."""
    lines = [
        f"{N_SERIES} series of {RATE:g} mm/yr for each row; nominal 95 %. “white” is `velocity_std_white`; “rate” is",
        "`velocity_std`; “best model” is `rate_std` of `deformation_model`, and false accelerations and breaks are",
        "those of that model.",
        "",
        "| noise | epochs | dates | white | rate | best model | false accelerations | false breaks |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        for n_epochs in (60, 150):
            for irregular in (False, True):
                dates = dates_of(n_epochs, irregular)
                series = noise_of(kind, N_SERIES, dates, seed=n_epochs + irregular) + RATE * years_since(dates)
                rate, white, _ = linear_rate(series, dates)
                best = fit_motion_models(series, dates)
                lines.append(
                    f"| {kind} | {n_epochs} | {'6, 12, 24 d' if irregular else '12 d'} | {inside(rate, white):.2f} |"
                    f" {inside(rate, rate_std(series, dates)):.2f} | {inside(best.rate, best.rate_std):.2f} |"
                    f" {np.isfinite(best.acceleration).mean():.3f} | {np.isfinite(best.break_size).mean():.3f} |"
                )
    return lines


def gaps_section() -> list[str]:
    """Coverage where epochs are missing."""
    lines = ["| noise | missing | rate |", "|---|---|---|"]
    dates = dates_of(100, irregular=False)
    for kind in ("white", "flicker", "random walk"):
        for share, words in (
            (0.1, "a tenth, by chance"),
            (0.4, "two fifths, by chance"),
            (None, "one year, all points"),
        ):
            series = noise_of(kind, 200, dates, seed=3) + RATE * years_since(dates)
            if share is None:
                series[:, 40:70] = np.nan
            else:
                series[np.random.default_rng(4).random(series.shape) < share] = np.nan
            std = rate_std(series, dates)
            lines.append(f"| {kind} | {words} | {inside(linear_rate(series, dates)[0], std):.2f} |")
    return lines


def jump_section() -> list[str]:
    """A jump of half a wavelength on ground that does not move."""
    lines = [
        "300 stable series of 100 epochs, each with one jump of −27.7 mm at a date of its own.",
        "",
        "| noise | straight line, white noise: “significant” | best model: significant | called a step | date inside"
        " its interval | size ± mm |",
        "|---|---|---|---|---|---|",
    ]
    dates = dates_of(100, irregular=False)
    place = np.random.default_rng(5).integers(10, 90, 300)
    for kind in ("white", "AR(1) 0.7", "flicker"):
        series = noise_of(kind, 300, dates, seed=6) - 27.73 * (np.arange(100) >= place[:, None])
        rate, white, _ = linear_rate(series, dates)
        best = fit_motion_models(series, dates)
        step = np.char.startswith(np.array([*MODELS, "-"])[best.model], "step")
        held = (best.break_date_lo <= dates[place]) & (dates[place] <= best.break_date_hi)
        before, now = np.mean(np.abs(rate) > 1.96 * white), np.mean(np.abs(best.rate) > 1.96 * best.rate_std)
        lines.append(
            f"| {kind} | {before:.2f} | {now:.2f}"
            f" | {step.mean():.2f} | {held.mean():.2f} | {np.nanmedian(best.break_size_std):.1f} |"
        )
    return lines


def rings_section() -> list[str]:
    """Means of distance bands where rates are correlated in space and have nothing to do with the distance."""
    from scipy.ndimage import gaussian_filter

    lines = [
        "1,500 points over 10 km, bands of 1 km, 20 worlds; the true mean is the same in every band.",
        "",
        "| rates correlated over | points independent | as reported |",
        "|---|---|---|",
    ]
    for cells in (0, 2, 5, 8):
        found: dict[bool, list[bool]] = {False: [], True: []}
        for seed in range(20):
            random = np.random.default_rng(seed)
            field = random.normal(size=(300, 300))
            if cells:
                field = gaussian_filter(field, cells, mode="wrap") * 2.0 * np.sqrt(np.pi) * cells
            place = random.uniform(0.0, 10_000.0, (1500, 2))
            row, column = (place // 100).astype(int).T
            rate = RATE + 5.0 * field[row, column] + random.normal(size=1500)
            distance = np.abs(place[:, 0] - 4000.0)
            for allowed in (False, True):
                bands = rate_by_band(rate, distance, np.arange(0.0, 6001.0, 1000.0), place if allowed else None)
                found[allowed] += ((bands.mean_lo <= RATE) & (bands.mean_hi >= RATE)).tolist()
        lines.append(f"| {cells * 200} m | {np.mean(found[False]):.2f} | {np.mean(found[True]):.2f} |")
    return lines


def speed_section() -> list[str]:
    """Seconds for many points."""
    dates = dates_of(150, irregular=False)
    series = np.concatenate([noise_of(kind, 25_000, dates, seed=7) for kind in KINDS[:4]]).astype(np.float32)
    gaps = series.copy()
    gaps[np.random.default_rng(8).random(series.shape) < 0.1] = np.nan
    one = series[:1]
    fit_motion_models(one, dates)  # the kinds of noise at these dates are remembered from one series to the next
    lines = [
        "100,000 points x 150 epochs, four kinds of noise mixed; two cores.",
        "",
        "| what | s | processor s |",
        "|---|---|---|",
    ]
    tasks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("noise estimated", lambda: estimate_noise(series, dates)),
        ("`velocity_std`", lambda: rate_std(series, dates)),
        ("best of 12 models", lambda: fit_motion_models(series, dates)),
        (
            "best of 12 models, white noise",
            lambda: fit_motion_models(series, dates, noise=white_noise(dates, len(series))),
        ),
        ("`velocity_std`, a tenth of the epochs missing by chance", lambda: rate_std(gaps, dates)),
        ("best of 12 models, a tenth missing", lambda: fit_motion_models(gaps, dates)),
        ("best of 12 models, one series of a layer already seen", lambda: fit_motion_models(one, dates)),
    )
    for name, task in tasks:
        wall, processor = time.perf_counter(), time.process_time()
        task()
        lines.append(f"| {name} | {time.perf_counter() - wall:.2g} | {time.process_time() - processor:.2g} |")
    return lines


def inside(rate: np.ndarray, std: np.ndarray) -> float:
    """Share of rates whose 95 % interval holds the truth."""
    return float(np.mean(np.abs(rate - RATE) < 1.96 * std))


SECTIONS: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "noise": ("Noise that is correlated in time", noise_section),
    "gaps": ("Missing epochs", gaps_section),
    "jumps": ("A jump is no rate", jump_section),
    "rings": ("Means of bands", rings_section),
    "speed": ("Time it takes", speed_section),
}
HEAD = ["# Do the numbers hold?", "", "Made by `benchmarks/honesty.py`; every world is made up and its truth known."]


def main(names: list[str]) -> None:
    path = Path(__file__).with_suffix(".md")
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    kept = dict(re.findall(r"^## (.*?)\n\n(.*?)(?=^## |\Z)", old, flags=re.M | re.S))
    for name in names or list(SECTIONS):
        title, make = SECTIONS[name]
        kept[title] = "\n".join(make()) + "\n\n"
        ordered = [title for title, _ in SECTIONS.values() if title in kept]
        text = "\n".join(HEAD) + "\n\n" + "".join(f"## {title}\n\n{kept[title]}" for title in ordered)
        from record import publish

        publish(path, text.rstrip("\n") + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

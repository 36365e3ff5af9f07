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

sys.path.insert(0, str(ROOT / "benchmarks"))

import honest_outputs as outputs  # noqa: E402

START = np.datetime64("2018-01-03")
RATE = -10.0
KINDS = ("white", "AR(1) 0.7", "flicker", "flicker + white", "random walk")
N_LAYERS, N_SERIES = 10, 250  # a layer's kinds of noise are estimated together, so its series are no independent trials
ALMONTE_ORIGINS = (136, 126, 116, 106, 96, 86, 76, 66)  # epochs known before a forecast
SEASONS = ((60, 12), (100, 12), (150, 12), (60, 30))  # epochs, days apart


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
        f"{N_LAYERS} layers of {N_SERIES} series of {RATE:g} mm/yr for each row; nominal 95 %; ± the standard error",
        "from layer to layer. “white” is `velocity_std_white`; “rate” is `velocity_std`; “best model” is `rate_std` of",
        "`deformation_model`, and false accelerations and breaks are those of that model. The weight of the prior and",
        "of the season's part were settled with the row of white noise, 60 epochs, 12 d in view.",
        "",
        "| noise | epochs | dates | white | rate | best model | false accelerations | false breaks |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        for n_epochs in (60, 150):
            for irregular in (False, True):
                white, rate, best, bent, broken = shares_of(kind, dates_of(n_epochs, irregular))
                lines.append(
                    f"| {kind} | {n_epochs} | {'6, 12, 24 d' if irregular else '12 d'} | {white[0]:.2f} |"
                    f" {spread(rate)} | {spread(best)} | {bent[0]:.3f} | {broken[0]:.3f} |"
                )
    lines += ["", "Few epochs, 12 days apart:", "", "| noise | epochs | rate | best model | false accelerations |"]
    lines.append("|---|---|---|---|---|")
    for kind in ("white", "random walk"):
        for n_epochs in (8, 15, 30):
            _, rate, best, bent, _ = shares_of(kind, dates_of(n_epochs, irregular=False))
            lines.append(f"| {kind} | {n_epochs} | {spread(rate)} | {spread(best)} | {bent[0]:.3f} |")
    return lines


def alone_section() -> list[str]:
    """Coverage where hardly one series tells what kind of noise there is."""
    lines = [
        "100 series of 60 epochs, each judged by itself, and 30 layers of 60 points that share nine tenths of the",
        "variance of their noise; nominal 95 %. How much walks weigh in the prior was settled with such series in",
        "view.",
        "",
        "| noise | alone: `velocity_std` | shared: `velocity_std` | shared: best model | false accelerations |",
        "|---|---|---|---|---|",
    ]
    dates = dates_of(60, irregular=False)
    for kind in KINDS:
        series = noise_of(kind, 100, dates, seed=31) + RATE * years_since(dates)
        alone = [inside(linear_rate(row, dates)[0], rate_std(row, dates)) for row in series[:, None]]
        found = []
        for layer in range(30):
            common, own = noise_of(kind, 1, dates, seed=5000 + layer), noise_of(kind, 60, dates, seed=7000 + layer)
            values = np.sqrt(0.9) * common + np.sqrt(0.1) * own + RATE * years_since(dates)
            best = fit_motion_models(values, dates)
            held = inside(linear_rate(values, dates)[0], rate_std(values, dates)), inside(best.rate, best.rate_std)
            found.append((*held, np.isfinite(best.acceleration).mean()))
        mean, error = np.mean(found, axis=0), np.std(found, axis=0, ddof=1) / np.sqrt(len(found))
        cells = (f"{one:.2f} ± {other:.2f}" for one, other in zip(mean, error))
        lines.append(f"| {kind} | {np.mean(alone):.2f} | " + " | ".join(cells) + " |")
    return lines


def spread(share: tuple[float, float]) -> str:
    return f"{share[0]:.2f} ± {share[1]:.2f}"


def shares_of(kind: str, dates: np.ndarray) -> list[tuple[float, float]]:
    """Mean over layers and its standard error: held by white, rate, best model; accelerations and breaks found."""
    found = []
    for layer in range(N_LAYERS):
        series = noise_of(kind, N_SERIES, dates, seed=1000 * dates.size + layer) + RATE * years_since(dates)
        rate, white, _ = linear_rate(series, dates)
        best = fit_motion_models(series, dates)
        held = inside(rate, white), inside(rate, rate_std(series, dates)), inside(best.rate, best.rate_std)
        found.append((*held, np.isfinite(best.acceleration).mean(), np.isfinite(best.break_size).mean()))
    values = np.array(found)
    return list(zip(values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(N_LAYERS)))


def seasons_section() -> list[str]:
    """Coverage of the rate of a straight line through a season of any phase."""
    lines = [
        "500 series of −10 mm/yr, white noise of 3 mm, a season of one amplitude and any phase; nominal 95 %. The rate",
        "is that of a straight line, which takes a part of a season that is not whole years long.",
        "",
        "| amplitude, mm | " + " | ".join(f"{n} epochs of {step} d: white, rate" for n, step in SEASONS) + " |",
        "|---|" + "---|" * len(SEASONS),
    ]
    for amplitude in (0, 2, 10, 30):
        cells = []
        for n_epochs, step in SEASONS:
            dates = START + step * np.arange(n_epochs)
            years = years_since(dates)
            phase = np.random.default_rng(9).uniform(0.0, 2.0 * np.pi, (500, 1))
            series = noise_of("white", 500, dates, seed=n_epochs) + RATE * years
            series += amplitude * np.sin(2.0 * np.pi * years + phase)
            rate, white, _ = linear_rate(series, dates)
            cells.append(f"{inside(rate, white):.2f}, {inside(rate, rate_std(series, dates)):.2f}")
        lines.append(f"| {amplitude} | " + " | ".join(cells) + " |")
    return lines


def gaps_section() -> list[str]:
    """Coverage where epochs are missing, of rates and of forecasts."""
    lines = ["Rates, nominal 95 %:", "", "| noise | missing | rate |", "|---|---|---|"]
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
    return [*lines, "", *forecast_gaps()]


def forecast_gaps() -> list[str]:
    """A steady −100 mm/yr whose last epochs are missing at a quarter of the points."""
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.series import DeformationSeries

    lines = [
        "Forecasts, nominal 90 %, 120 points of −100 mm/yr, noise of 1 mm, ten epochs ahead of the last of 100; at a",
        "quarter of the points the last epochs are missing (gaps older than a year get no forecast):",
        "",
        "| last epochs missing | held | mean error, mm |",
        "|---|---|---|",
    ]
    dates = dates_of(100, irregular=False)
    for missing in (0, 5, 10, 20, 40):
        random = np.random.default_rng(missing)
        values = -100.0 * years_since(dates) + random.normal(0.0, 1.0, (120, 100))
        values[:30, 100 - missing :] = np.nan
        place = random.uniform(0.0, 3000.0, (120, 2))
        found = Forecaster(10, network=False).fit(DeformationSeries(dates, values, place)).forecast()
        own = slice(0, 30)
        truth = -100.0 * years_since(found.dates, dates[0]) + random.normal(0.0, 1.0, (30, 10))
        if not np.isfinite(found.displacement_mm[own]).any():
            lines.append(f"| {missing} | none given | – |")
            continue
        held = (found.lower_mm[own] <= truth) & (truth <= found.upper_mm[own])
        lines.append(f"| {missing} | {held.mean():.2f} | {np.mean(found.displacement_mm[own] - truth):.1f} |")
    return lines


def references_section() -> list[str]:
    """A reference inside a bowl, found out and moved."""
    from subsidence.insar.rereference import motion_of_area
    from subsidence.insar.stable_area import moving_reference, stable_area

    lines = [
        "600 points over 12 x 12 km, a bowl of −100 mm/yr, noise of 1 mm/yr; the reference lies where it sinks by the",
        "rate of the first column. Mean error of all rates before and after it is moved to the stable area that is",
        "found, over ten worlds.",
        "",
        "| the reference sinks, mm/yr | said to move | mean error before | after |",
        "|---|---|---|---|",
    ]
    for sinks in (0.0, -10.0, -40.0, -80.0):
        before, after, warned = [], [], 0
        for seed in range(10):
            random = np.random.default_rng(seed)
            place = random.uniform(0.0, 12_000.0, (600, 2))
            truth = -100.0 * np.exp(-np.square((place - 6000.0) / 2500.0).sum(axis=1))
            seen = truth + random.normal(0.0, 1.0, 600) - sinks
            lon_lat = np.array([-99.1, 19.4]) + place / 108_000.0
            warned += moving_reference(lon_lat, seen) is not None
            area = stable_area(place, seen)
            moved = motion_of_area(np.empty((600, 0)), np.empty(0, "datetime64[D]"), seen, area.rows)
            before.append(np.mean(seen - truth))
            after.append(np.mean(seen - moved.rate_mm_per_yr - truth))
        lines.append(f"| {sinks:g} | {warned} of 10 | {np.mean(before):.1f} | {np.mean(after):.1f} |")
    return lines


def filters_section() -> list[str]:
    """What the spatio-temporal filter leaves of a steady bowl and of haze."""
    from subsidence.insar.filter import spatio_temporal_filter

    lines = [
        "A bowl of −100 mm/yr, 60 epochs, pixels of 100 m, filter of 2 km and three mean intervals; haze of 10 mm that",
        "is smooth over 3 km and new at each epoch.",
        "",
        "| bowl | | rate at its middle | rate over the first three epochs | over the last three | haze left |",
        "|---|---|---|---|---|---|",
    ]
    from scipy.ndimage import gaussian_filter

    dates = dates_of(60, irregular=False)
    years = years_since(dates)
    row, column = np.mgrid[:100, :100] * 100.0
    for radius in (1000.0, 3000.0):
        for keep_trend in (True, False):
            bowl = np.exp(-((row - 5000.0) ** 2 + (column - 5000.0) ** 2) / (2.0 * radius**2))
            motion = (-100.0 * years[:, None, None] * bowl).astype(np.float32)
            random = np.random.default_rng(1)
            haze = np.array([gaussian_filter(random.normal(size=(100, 100)), 30) for _ in dates])
            haze *= 10.0 / haze.std()
            found = [motion + haze.astype(np.float32), haze.astype(np.float32), motion.copy()]
            for one in found:
                spatio_temporal_filter(
                    one, dates, np.ones((100, 100), bool), years=3.0 * 12 / 365.25, rows_sigma=20.0,
                    columns_sigma=20.0, high_pass=np.empty_like(one), keep_trend=keep_trend,
                )  # fmt: skip
            middle = found[2][:, 50, 50]
            ends = [np.polyfit(years[part], middle[part], 1)[0] for part in (slice(0, 3), slice(-3, None))]
            whole = np.polyfit(years, middle, 1)[0]
            name = "trend and season kept" if keep_trend else "as LiCSBAS"
            lines.append(
                f"| {radius / 1000:g} km | {name} | {whole:.0f} | {ends[0]:.0f} | {ends[1]:.0f}"
                f" | {found[1].std() / haze.std():.0%} |"
            )
    return lines


SHARED = {
    "none": "nothing shared",
    "AR(1)": "shared by the city: AR(1), 4 mm",
    "walk": "shared by the city: a random walk of 0.8 mm an epoch",
    "regions": "shared by each of six regions: AR(1), 5 mm",
}


def shared_error(kind: str, place_m: np.ndarray, dates: np.ndarray, seed: int) -> np.ndarray:
    """What points have in common beside their motion; shape=(n_points, n_epochs), mm."""
    random = np.random.default_rng([seed, 99])

    def ar1(keep: float) -> np.ndarray:
        values = random.normal(size=dates.size)
        for epoch in range(1, dates.size):
            values[epoch] = keep * values[epoch - 1] + np.sqrt(1.0 - keep**2) * values[epoch]
        return values

    found = np.zeros((len(place_m), dates.size))
    if kind == "AR(1)":
        found += 4.0 * ar1(0.9)
    elif kind == "walk":
        found += random.normal(0.0, 0.8, dates.size).cumsum()
    elif kind == "regions":
        for _ in range(6):
            apart = np.square(place_m - place_m[random.integers(len(place_m))]).sum(axis=1)
            found += np.exp(-apart / (2.0 * 5000.0**2))[:, None] * 5.0 * ar1(0.95)
    return found


def bands_section() -> list[str]:
    """Forecast bands where points err together, and where their noise is of other kinds."""
    from subsidence.synthetic.city import make_city

    lines = [
        "60 points, 120 epochs, fitted on all but the last twenty, with four origins and ten epochs ahead, judged by",
        "those twenty; nominal 90 %. Above, forty synthetic cities for each row, noise of 1.5 mm and an error that",
        "points share; below, six plains of steady points for each row, each point with its own noise. ± is the",
        "standard error from place to place.",
        "",
        "| what there is beside motion | held, 1 to 10 ahead | lowest and highest place | 11 to 15 ahead | 16 to 20 |"
        " half width, mm |",
        "|---|---|---|---|---|---|",
    ]
    for kind, words in SHARED.items():
        places = []
        for seed in range(1, 41):
            city = make_city(60, 120, seed=seed)
            place = (city.series.xy - city.series.xy.mean(axis=0)) * 105_000.0
            own = np.random.default_rng([seed, 98]).normal(0.0, 1.5, city.truth_mm.shape)
            values = city.truth_mm + own + shared_error(kind, place, city.dates, seed)
            places.append(bands_of(city.dates, values, place))
        lines.append(band_row(words, places))
    for words, irregular in OWN.items():
        places = []
        for seed in range(6):
            random = np.random.default_rng([seed, len(words)])
            dates = dates_of(120, irregular)
            motion = random.normal(-20.0, 8.0, (60, 1)) * years_since(dates)
            values = motion + own_error(words, dates, random)
            places.append(bands_of(dates, values, random.uniform(0.0, 5000.0, (60, 2))))
        lines.append(band_row(words, places))
    return lines


OWN = {  # kinds of noise, and whether their dates are irregular
    "white noise, dates of 6, 12, 24 d": True,
    "AR(2)": False,
    "AR(2), dates of 6, 12, 24 d": True,
    "random walk, dates of 6, 12, 24 d": True,
    "white noise that grows from 1 to 4 mm": False,
    "white noise, five times as much at a seventh of the epochs": False,
    "white noise, three tenths of the values missing": False,
    "white noise, a jump of 28 mm at a quarter of the points": False,
}


def own_error(words: str, dates: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Noise of 60 points, each for itself, by the words of ``OWN``; shape=(60, n_epochs), mm."""
    count = dates.size
    white = random.normal(size=(60, count))
    if words.startswith("AR(2)"):
        for epoch in range(2, count):
            white[:, epoch] = 1.3 * white[:, epoch - 1] - 0.4 * white[:, epoch - 2] + 0.8 * white[:, epoch]
        return white
    if words.startswith("random walk"):
        return 0.8 * (
            white * np.sqrt(np.diff(dates.astype(int), prepend=int(dates[0].astype(int)) - 12) / 12.0)
        ).cumsum(1)
    if "grows" in words:
        return white * np.linspace(1.0, 4.0, count)
    if "five times" in words:
        return 1.5 * white * np.where(random.random(count) < 1.0 / 7.0, 5.0, 1.0)
    if "missing" in words:
        return np.where(random.random(white.shape) < 0.3, np.nan, 2.0 * white)
    if "jump" in words:
        for row in range(15):
            white[row, random.integers(20, count) :] += 27.73 / 2.0 * random.choice([-1.0, 1.0])
    return 2.0 * white


def bands_of(dates: np.ndarray, values: np.ndarray, place_m: np.ndarray) -> tuple[np.ndarray, float]:
    """Share held at each of the last twenty epochs, forecast from the others, and mean half width of ten, mm."""
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.series import DeformationSeries

    known = DeformationSeries(dates[:-20], values[:, :-20], place_m)
    found = Forecaster(10, network=False).fit(known).forecast(dates=dates[-20:])
    came = values[:, -20:]
    held = np.where(np.isfinite(came), (found.lower_mm <= came) & (came <= found.upper_mm), np.nan)
    return np.nanmean(held, axis=0), float(np.nanmean((found.upper_mm - found.lower_mm)[:, :10]) / 2.0)


def band_row(words: str, places: list[tuple[np.ndarray, float]]) -> str:
    steps = np.array([held for held, _ in places])
    own = steps[:, :10].mean(axis=1)
    width = np.mean([half for _, half in places])
    return (
        f"| {words} | {own.mean():.2f} ± {own.std(ddof=1) / np.sqrt(own.size):.2f} | {own.min():.2f}, {own.max():.2f} |"
        f" {steps[:, 10:15].mean():.2f} |"
        f" {steps[:, 15:].mean():.2f} | {width:.1f} |"
    )


def almonte_section() -> list[str]:
    """Forecast bands on real ground, without a network."""
    from forecast import ALMONTE, HORIZON, read_almonte

    from subsidence.forecast.forecaster import Forecaster
    from subsidence.series import DeformationSeries

    if not ALMONTE.exists():
        return ["Almonte's data were not there."]
    series = read_almonte()
    lines = [
        "914 points, forecast twenty epochs ahead from what was known before, with a backtest of ten ahead, by the",
        "statistical models alone; 90 %.",
        "",
        "| epochs known | held, 1 to 10 ahead | half width, mm | held, 11 to 20 ahead |",
        "|---|---|---|---|",
    ]
    near, far = [], []
    for origin in ALMONTE_ORIGINS:
        came = series.displacement_mm[:, origin : origin + 2 * HORIZON]
        past = DeformationSeries(series.dates[:origin], series.displacement_mm[:, :origin], series.xy)
        ahead = series.dates[origin : origin + came.shape[1]]
        found = Forecaster(HORIZON, network=False).fit(past).forecast(dates=ahead)
        held = (found.lower_mm <= came) & (came <= found.upper_mm)
        half = (found.upper_mm - found.lower_mm)[:, :HORIZON].mean() / 2.0
        near.append(held[:, :HORIZON].mean())
        beyond = "–"
        if held.shape[1] > HORIZON:
            far.append(held[:, HORIZON:].mean())
            beyond = f"{far[-1]:.2f}"
        lines.append(f"| {origin} | {near[-1]:.3f} | {half:.1f} | {beyond} |")
    error = np.std(near, ddof=1) / np.sqrt(len(near))
    lines.append(f"| mean | {np.mean(near):.3f} ± {error:.3f} |  | {np.mean(far):.2f} |")
    return lines


def unseen_section() -> list[str]:
    """Intervals of a rate model on the other half of a city."""
    from rate_mexico_city import load_places

    from subsidence.rate.model import RateModel
    from subsidence.rate.settings import RateSettings
    from subsidence.rate.unseen_ground import halves

    folder = ROOT.parent / "shared" / "data" / "mexico_city"
    if not folder.exists():
        return ["Mexico City's data were not there."]
    factors, rate, blocks, lon_lat = load_places(folder)
    lines = [
        "Rates of Mexico City from five factors, learned on one half, asked on the other; nominal 90 %. “As near by”",
        "are the intervals that hold on blocks left out among learned ones.",
        "",
        "| asked about | as near by | widened | points with an interval | half width, mm/yr: near by | widened |",
        "|---|---|---|---|---|---|",
    ]
    for name, asked in zip(("west", "east", "south", "north"), halves(lon_lat)):
        learned = ~asked
        model = RateModel(settings=RateSettings(generations=0)).fit(
            factors[learned], rate[learned], blocks=blocks[learned]
        )
        model.learn_unseen_ground(factors[learned], rate[learned], lon_lat[learned])
        near = model.predict_all(factors[asked])
        found = model.predict_all(factors[asked], lon_lat=lon_lat[asked])
        held = [np.mean(((one.low <= rate[asked]) & (rate[asked] <= one.high))[~found.unseen]) for one in (near, found)]
        widths = [np.nanmedian(one.high - one.low) / 2.0 for one in (near, found)]
        lines.append(
            f"| {name} | {held[0]:.2f} | {held[1]:.2f} | {1.0 - found.unseen.mean():.0%} | {widths[0]:.0f} |"
            f" {widths[1]:.0f} |"
        )
    return lines


RELIABILITY = (
    "Ten thresholds of the rate ten epochs ahead, the tenths of the rates before: at four origins of the backtest,",
    "each judged with the errors of the other three alone, and for the ten epochs to come, which the forecaster",
    "never saw. Mean probability said / share that came true ± its standard error from one run to the other",
    "(jackknife), and the number of warnings. 300 points in a city, with their clusters; Almonte from eight dates.",
    "Cities 1 to 12 and Almonte were in view when the origins' weights and the degrees of freedom were settled,",
    "cities 13 to 24 were not.",
)
OTHER_SEASONS = (
    "The same for cities of 100 points, and for thresholds of displacement (tenths of the last levels; `p_threshold`),",
    "20 cities forecast from epoch 110, 20 others from epoch 120. Those of “one day” all begin on 6 March, so that all",
    "stand in the same season at an origin, and what is wrong in that season is wrong in all of them: their standard",
    "errors do not know that. Those of “all year” begin on days all through the year, both epochs together.",
)


def alarms_section() -> list[str]:
    """Early warning: probabilities at a known rate, and how often what was called likely happened."""
    from subsidence.forecast.early_warning import probability_of_rate_below
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.series import DeformationSeries

    dates = dates_of(100, irregular=False)
    random = np.random.default_rng(3)
    values = -100.0 * years_since(dates) + random.normal(0.0, 1.0, (60, 100))
    forecaster = Forecaster(10, network=False).fit(DeformationSeries(dates, values, random.uniform(0, 2000, (60, 2))))
    lines = [
        "60 points of exactly −100 mm/yr, noise of 1 mm: probability that the rate to the last date is below −120,",
        "beside a simulation in which the ground is known and only the measurement is not.",
        "",
        "| epochs ahead | said | simulated |",
        "|---|---|---|",
    ]
    for ahead in (1, 3, 5, 10):
        lead = ahead * 12 / 365.25
        level = np.median(random.normal(0.0, 1.0, (100_000, 3)), axis=1)
        simulated = np.mean((-100.0 * lead + random.normal(0.0, 1.0, 100_000) - level) / lead < -120.0)
        said = probability_of_rate_below(forecaster, forecaster.forecast(ahead), -120.0).mean()
        lines.append(f"| {ahead} | {said:.2f} | {simulated:.2f} |")
    lines += ["", *RELIABILITY, "", *reliability_table(reliability_of_places())]
    return [*lines, "", *OTHER_SEASONS, "", *reliability_table(reliability_by_season())]


def reliability_of_places() -> dict[str, list]:
    """By name of a column, the tenths of probability of each run."""
    from forecast import ALMONTE, HORIZON, read_almonte

    from subsidence.forecast.early_warning import reliability
    from subsidence.synthetic.city import make_city

    tables: dict[str, list] = {}
    for first in (1, 13):
        for seed in range(first, first + 12):
            city = make_city(300, 120 + HORIZON, seed=seed)
            fitted, coming = warnings_to_come(city.series, 120, city.labels)
            name = f"cities {first} to {first + 11}"
            tables.setdefault(f"{name}, other origins", []).append(reliability(fitted))
            tables.setdefault(f"{name}, to come", []).append(coming)
    if ALMONTE.exists():
        series = read_almonte()
        for known in ALMONTE_ORIGINS:
            fitted, coming = warnings_to_come(series, known, None)
            tables.setdefault("Almonte, other origins", []).append(reliability(fitted))
            tables.setdefault("Almonte, to come", []).append(coming)
    return tables


def warnings_to_come(series, n_known: int, labels: np.ndarray | None) -> tuple:
    """A forecaster of the first epochs, and the tenths of its probabilities for ten epochs that it never saw."""
    from subsidence.forecast.early_warning import level_at_end, probability_of_rate_below
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.series import DeformationSeries

    known = DeformationSeries(series.dates[:n_known], series.displacement_mm[:, :n_known], series.xy)
    fitted = Forecaster(10, network=False).fit(known, labels=labels)
    coming = fitted.forecast(dates=series.dates[n_known : n_known + 10])
    past = fitted.history.past(n_known)
    level = level_at_end(past.displacement_mm, past.dates)
    before = (level - past.displacement_mm[:, -11]) / years_since(past.dates[-1:], past.dates[-11])[0]
    lead = years_since(coming.dates[-1:], past.dates[-1])[0]
    rate = (series.displacement_mm[fitted.usable, n_known + 9] - level) / lead
    said, happened = [], []
    for threshold in np.quantile(before, (np.arange(10) + 0.5) / 10):
        said.append(probability_of_rate_below(fitted, coming, threshold)[fitted.usable])
        happened.append(rate < threshold)
    return fitted, tenths_of(np.concatenate(said), np.concatenate(happened))


def thresholds_to_come(series, n_known: int, fitted) -> list:
    """The tenths of ``p_threshold`` for ten epochs that were kept back; thresholds are tenths of the last levels."""
    from subsidence.forecast.early_warning import level_at_end, probability_below

    coming = fitted.forecast(dates=series.dates[n_known : n_known + 10])
    past = fitted.history.past(n_known)
    level = level_at_end(past.displacement_mm, past.dates)
    after = series.displacement_mm[fitted.usable, n_known : n_known + 10]
    said, happened = [], []
    for threshold in np.quantile(level, (np.arange(10) + 0.5) / 10):
        said.append(probability_below(fitted, coming, threshold)[fitted.usable])
        happened.append((after < threshold).any(axis=1))
    return tenths_of(np.concatenate(said), np.concatenate(happened))


def tenths_of(p: np.ndarray, true: np.ndarray) -> list:
    from subsidence.forecast.early_warning import Tenth

    tenths = []
    for number in range(10):
        own = np.minimum((p * 10).astype(int), 9) == number
        if own.any():
            tenths.append(Tenth(number / 10, (number + 1) / 10, int(own.sum()), p[own].mean(), true[own].mean()))
    return tenths


def reliability_by_season() -> dict[str, list]:
    """As ``reliability_of_places`` of smaller cities, begun on one day or on days all through the year."""
    from subsidence.forecast.early_warning import reliability
    from subsidence.synthetic.city import make_city

    tables: dict[str, list] = {}
    for name, days_later in (("one day", 0), ("all year", 137)):
        for n_known, seeds in ((110, range(201, 221)), (120, range(221, 241))):
            for seed in seeds:
                start = np.datetime64("2018-03-06") + seed * days_later % 365
                city = make_city(100, n_known + 10, seed=seed, start=str(start))
                fitted, coming = warnings_to_come(city.series, n_known, city.labels)
                column = f"{name}, {n_known}" if days_later == 0 else name
                tables.setdefault(f"{column}: rate, other origins", []).append(reliability(fitted))
                tables.setdefault(f"{column}: rate, to come", []).append(coming)
                late = thresholds_to_come(city.series, n_known, fitted)
                tables.setdefault(f"{column}: threshold, to come", []).append(late)
    return tables


def reliability_table(tables: dict[str, list]) -> list[str]:
    """Said and come true by tenths of probability."""
    lines = [
        "| probability | " + " | ".join(tables) + " |",
        "|---|" + "---|" * len(tables),
    ]
    for number in range(10):
        cells = []
        for runs in tables.values():
            own = [tenth for run in runs for tenth in run if round(tenth.low * 10) == number]
            weight = np.array([tenth.n for tenth in own], dtype=float)
            said, happened = (np.array([getattr(tenth, name) for tenth in own]) for name in ("said", "happened"))
            text = f"{np.average(said, weights=weight):.2f} / {np.average(happened, weights=weight):.2f}"
            if len(own) > 1:
                without = [
                    np.average(np.delete(happened - said, left_out), weights=np.delete(weight, left_out))
                    for left_out in range(len(own))
                ]
                text += f" ± {np.sqrt((len(own) - 1.0) * np.var(without)):.2f}"
            text += f", {weight.sum():.0f}"
            cells.append(text)
        lines.append(f"| {number / 10:.1f} … {(number + 1) / 10:.1f} | " + " | ".join(cells) + " |")
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
    return [*lines, "", *uneven(), "", *new_rates(), "", *settled()]


def uneven() -> list[str]:
    """Steady ground whose epochs are not equally noisy, or that has values far off."""
    lines = [
        "Two layers of 300 series of 120 epochs, −10 mm/yr, white noise of 2 mm, more at some epochs; nominal 95 %.",
        "",
        "| noise | `velocity_std` holds | `rate_std` holds | false accelerations | false breaks | false settling |",
        "|---|---|---|---|---|---|",
    ]
    dates = dates_of(120, irregular=False)
    for words, epochs, times in (
        ("three times as much at the first 12 epochs", slice(0, 12), 3.0),
        ("five times as much at the first 12 epochs", slice(0, 12), 5.0),
        ("five times as much at the last 12 epochs", slice(108, 120), 5.0),
        ("five times as much at the first 4 epochs", slice(0, 4), 5.0),
        ("three times as much in the second half", slice(60, 120), 3.0),
        ("ten times as much at one value in fifty", None, 10.0),
    ):
        random = np.random.default_rng(11)
        noise = random.normal(0.0, 2.0, (600, 120))
        if epochs is None:
            noise *= np.where(random.random(noise.shape) < 0.02, times, 1.0)
        else:
            noise[:, epochs] *= times
        found = []
        for layer in (slice(0, 300), slice(300, 600)):
            series = noise[layer] + RATE * years_since(dates)
            best = fit_motion_models(series, dates)
            held = inside(linear_rate(series, dates)[0], rate_std(series, dates)), inside(best.rate, best.rate_std)
            changes = best.acceleration, best.break_size, best.settling_mm
            found.append((*held, *(np.isfinite(one).mean() for one in changes)))
        rate, own, *false = np.mean(found, axis=0)
        lines.append(f"| {words} | {rate:.2f} | {own:.2f} | " + " | ".join(f"{one:.3f}" for one in false) + " |")
    return lines


def new_rates() -> list[str]:
    """A rate that changes on some day, and the interval of that day."""
    lines = [
        "150 series of 120 epochs whose rate of −5 mm/yr becomes a new one on any day of the middle half; white noise.",
        "",
        "| change, mm/yr | noise, mm | called a new rate | day inside its interval | its width, days | size inside |",
        "|---|---|---|---|---|---|",
    ]
    dates = dates_of(120, irregular=False)
    years = years_since(dates)
    for size in (10.0, 30.0, 100.0):
        for noise in (1.0, 4.0):
            random = np.random.default_rng(7)
            day = random.uniform(years[-1] / 4.0, 0.75 * years[-1], (150, 1))
            series = random.normal(0.0, noise, (150, 120)) - 5.0 * years - size * np.maximum(years - day, 0.0)
            best = fit_motion_models(series, dates)
            called = np.char.startswith(np.array([*MODELS, "-"])[best.model], "breakpoint")
            low, high = (years_since(one[called], dates[0]) for one in (best.break_date_lo, best.break_date_hi))
            if not called.any():
                lines.append(f"| −{size:g} | {noise:g} | 0.00 | – | – | – |")
                continue
            held = ((low <= day[called, 0]) & (day[called, 0] <= high)).mean()
            close = np.abs(best.break_size + size)[called] < 1.96 * best.break_size_std[called]
            width = np.median(high - low) * 365.25
            lines.append(
                f"| −{size:g} | {noise:g} | {called.mean():.2f} | {held:.2f} | {width:.0f} | {close.mean():.2f} |"
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


def settled() -> list[str]:
    """What settled, where neither its pace nor its form is known."""
    lines = [
        "200 series of 120 epochs, 60 mm that settle with 0.2 to 1.5 years beside −3 mm/yr; white noise, nominal 95 %.",
        "",
        "| noise, mm | called settling | exponential | `settling_mm` inside | rate in the middle inside |",
        "|---|---|---|---|---|",
    ]
    dates = dates_of(120, irregular=False)
    years = years_since(dates)
    for noise in (1.0, 3.0):
        random = np.random.default_rng(7)
        tau = random.uniform(0.2, 1.5, (200, 1))
        series = -60.0 * (1.0 - np.exp(-years / tau)) - 3.0 * years + random.normal(0.0, noise, (200, 120))
        best = fit_motion_models(series, dates)
        names = np.array([*MODELS, "-"])[best.model]
        known = np.isfinite(best.settling_mm)
        size = (-60.0 * (1.0 - np.exp(-years[-1] / tau)))[:, 0]
        rate = (-60.0 * np.exp(-years[-1] / 2.0 / tau) / tau)[:, 0] - 3.0
        held = np.abs(best.settling_mm - size)[known] < 1.96 * best.settling_mm_std[known]
        middle = np.abs(best.rate - rate) < 1.96 * best.rate_std
        lines.append(
            f"| {noise:g} | {known.mean():.2f} | {np.char.startswith(names, 'exponential').mean():.2f} |"
            f" {held.mean():.2f} | {middle.mean():.2f} |"
        )
    return lines


SECTIONS: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "noise": ("Noise that is correlated in time", noise_section),
    "alone": ("Noise that hardly one series tells of", alone_section),
    "seasons": ("A season under a straight line", seasons_section),
    "gaps": ("Missing epochs", gaps_section),
    "references": ("A reference that moves", references_section),
    "filters": ("Filters", filters_section),
    "jumps": ("A jump is no rate", jump_section),
    "rings": ("Means of bands", rings_section),
    "bands": ("Forecast bands where points err together", bands_section),
    "almonte": ("Forecast bands at Almonte", almonte_section),
    "unseen": ("Ground that a rate model never saw", unseen_section),
    "alarms": ("Early warning", alarms_section),
    "ground": ("Stations", outputs.ground_section),
    "zones": ("Means of zones", outputs.zones_section),
    "tracks": ("Up and east from two tracks", outputs.tracks_section),
    "lines": ("Profiles along lines", outputs.lines_section),
    "changes": ("Sizes of changes", outputs.changes_section),
    "grades": ("Grey grades", outputs.grades_section),
    "widths": ("Widths of rings", outputs.widths_section),
    "speed": ("Time it takes", speed_section),
}
HEAD = ["# Do the numbers hold?", "", "Made by `benchmarks/honesty.py`; every world is made up and its truth known."]


def main(names: list[str]) -> None:
    path = Path(__file__).with_suffix(".md")
    for name in names or list(SECTIONS):
        title, make = SECTIONS[name]
        found = "\n".join(make()) + "\n\n"
        old = path.read_text(encoding="utf-8") if path.exists() else ""  # another run may have written since
        kept = {**dict(re.findall(r"^## (.*?)\n\n(.*?)(?=^## |\Z)", old, flags=re.M | re.S)), title: found}
        ordered = [title for title, _ in SECTIONS.values() if title in kept]
        text = "\n".join(HEAD) + "\n\n" + "".join(f"## {title}\n\n{kept[title]}" for title in ordered)
        from record import publish

        publish(path, text.rstrip("\n") + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

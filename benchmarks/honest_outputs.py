"""Errors of what is made from series and rates: stations, zones, two tracks, lines, changes, grades; see honesty.py.

Each section makes worlds whose truth is known and counts how often ± 1.96 standard errors, or an interval, hold it.
"""

from __future__ import annotations

import numpy as np

from subsidence.series import years_since

START = np.datetime64("2018-01-03")
KINDS = ("white", "AR(1)", "flicker", "flicker + white", "random walk")
RATE = -10.0
DAYS_OF_AR1 = 34.0  # 0.7 from one epoch to the next, 12 days later


def noise_at(kind: str, n: int, dates: np.ndarray, seed: int | list[int]) -> np.ndarray:
    """Noise of some mm by recursions of its own, on a grid of the dates' common step; shape=(n, n_dates)."""
    random = np.random.default_rng(seed)
    day = (dates - dates[0]).astype(int)
    if kind == "white":
        return random.normal(0.0, 3.0, (n, day.size))
    if kind == "random walk":
        return (random.normal(size=(n, day.size)) * np.sqrt(np.diff(day, prepend=-12) / 12.0)).cumsum(axis=1)
    if kind == "AR(1)":
        values = random.normal(size=(n, day.size))
        for epoch in range(1, day.size):
            keep = np.exp(-(day[epoch] - day[epoch - 1]) / DAYS_OF_AR1)
            values[:, epoch] = keep * values[:, epoch - 1] + np.sqrt(1.0 - keep**2) * values[:, epoch]
        return 3.0 * values
    step = int(np.gcd.reduce(np.diff(day)))
    length = int(day[-1]) // step + 1
    lag = np.arange(1, length)
    impulse = np.concatenate([[1.0], np.cumprod((lag - 0.5) / lag)])
    fresh = np.fft.rfft(random.normal(size=(n, length)), 2 * length, axis=1) * np.fft.rfft(impulse, 2 * length)
    flicker = 2.0 * (step / 12.0) ** 0.25 * np.fft.irfft(fresh, 2 * length, axis=1)[:, day // step]
    return flicker + (random.normal(0.0, 3.0, (n, day.size)) if kind == "flicker + white" else 0.0)


def field_at(place_m: np.ndarray, range_m: float, n: int, random: np.random.Generator) -> np.ndarray:
    """Values of variance 1 that neighbours share, exp(−d / range); shape=(n, n_places)."""
    apart = np.linalg.norm(place_m[:, None] - place_m[None], axis=2)
    lower = np.linalg.cholesky(np.exp(-apart / range_m) + 1e-6 * np.eye(len(place_m)))
    return random.normal(size=(n, len(place_m))) @ lower.T


def share(error: np.ndarray, std: np.ndarray) -> str:
    """How often ± 1.96 standard errors hold an error, of those that have one."""
    known = np.isfinite(error) & np.isfinite(std)
    return f"{np.mean(np.abs(error[known]) <= 1.96 * std[known]):.2f}" if known.any() else "–"


# Stations -------------------------------------------------------------------------------------------------------------

CAMPAIGNS = np.array([0, 371, 729, 1102, 1455, 1830, 2190, 2561])


def ground_section() -> list[str]:
    """Rates of GNSS and levelling, differences, bias and ties."""
    lines = [
        f"Series of {RATE:g} mm/yr, 12 stations at a time; nominal 95 %. GNSS: a value a day over three years, each",
        "station alone. InSAR: differences at 60 epochs. Levelling: heights about a year apart, same days, or each",
        "benchmark on days of its own.",
        "",
        "| noise | GNSS | 60 epochs | 60 of 6, 12, 24 d, a fifth missing | levelled 3 times | 4 times | 6 times |"
        " 4 times, own days | 8 times, own days |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        daily = START + np.arange(1096)
        cells = [held_alone(kind, daily, 60)]
        cells += [held_together(kind, START + 12 * np.arange(60), 30, 0.0)]
        steps = np.random.default_rng(60).choice([6, 12, 24], 59)
        cells += [held_together(kind, START + np.concatenate([[0], np.cumsum(steps)]), 30, 0.2)]
        cells += [held_together(kind, START + CAMPAIGNS[:count], 60, 0.0) for count in (3, 4, 6)]
        cells += [held_on_own_days(kind, count, 200) for count in (4, 8)]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return [*lines, "", *validation_rows()]


def held_alone(kind: str, dates: np.ndarray, n: int) -> str:
    from subsidence.validation.ground_rates import rates_with_errors

    series = noise_at(kind, n, dates, 11) + RATE * years_since(dates)
    found = np.array([np.ravel(rates_with_errors([(row, dates)])) for row in series])
    return share(found[:, 0] - RATE, found[:, 1])


def held_together(kind: str, dates: np.ndarray, n: int, missing: float) -> str:
    from subsidence.validation.ground_rates import rates_with_errors

    found = []
    for seed in range(n):
        series = noise_at(kind, 12, dates, [seed, 12]) + RATE * years_since(dates)
        series[np.random.default_rng(seed).random(series.shape) < missing] = np.nan
        found.append(np.transpose(rates_with_errors([(row, dates) for row in series])))
    rate, std = np.concatenate(found).T
    return share(rate - RATE, std)


def held_on_own_days(kind: str, count: int, n: int) -> str:
    from subsidence.validation.ground_rates import rates_with_errors

    series = []
    for seed in range(n):
        random = np.random.default_rng([seed, 13])
        dates = START + CAMPAIGNS[:count] + random.integers(0, 120, count)
        series.append((noise_at(kind, 1, dates, [seed, 14])[0] + RATE * years_since(dates), dates))
    rate, std = rates_with_errors(series)
    return share(rate - RATE, std)


WORLDS = (
    ("InSAR white, GNSS white", "white", "white", "", 0.0),
    ("InSAR white, GNSS flicker", "white", "flicker", "", 0.0),
    ("InSAR flicker + white, GNSS flicker", "flicker + white", "flicker", "", 0.0),
    ("the same, and a walk of the reference", "flicker + white", "flicker", "random walk", 0.0),
    ("the same, and weather over 20 km", "flicker + white", "flicker", "", 20_000.0),
    ("both", "flicker + white", "flicker", "random walk", 20_000.0),
)


def validation_rows() -> list[str]:
    """Differences of rates at 12 stations, their bias, and what a tie leaves."""
    lines = [
        "12 stations over 30 km against InSAR of 60 epochs, 60 worlds; the InSAR rates are 2 mm/yr too high. A tie is",
        "judged by what it should have taken off at the stations: that bias and what the common errors made of it.",
        "",
        "| noise | difference | InSAR | ground | bias | tie by offset | by plane | ± of the bias, mm/yr |",
        "|---|---|---|---|---|---|---|---|",
    ]
    dates = START + 12 * np.arange(60)
    for world in WORLDS:
        found: dict[str, list[np.ndarray]] = {}
        for seed in range(60):
            for name, (error, std) in one_validation(world, dates, seed).items():
                found.setdefault(name, []).append(np.column_stack([np.ravel(error), np.ravel(std)]))
        table = {name: np.concatenate(values) for name, values in found.items()}
        cells = [share(*table[name].T) for name in ("difference", "insar", "ground", "bias", "offset", "plane")]
        lines.append(f"| {world[0]} | " + " | ".join(cells) + f" | {np.median(table['bias'][:, 1]):.2f} |")
    return lines


def one_validation(world: tuple[str, str, str, str, float], dates: np.ndarray, seed: int) -> dict[str, tuple]:
    """Errors and their standard errors, by name."""
    from subsidence.series import linear_rate
    from subsidence.units import VERTICAL
    from subsidence.validation.ground_series import NEAREST, Matching
    from subsidence.validation.ground_stations import GroundStation
    from subsidence.validation.ground_tie import OFFSET, PLANE, fit_tie
    from subsidence.validation.ground_validation import InsarPoints, validate

    _, of_insar, of_ground, of_reference, range_m = world
    random = np.random.default_rng([seed, 15])
    place = random.uniform(0.0, 30_000.0, (12, 2))
    rate = random.uniform(-20.0, 0.0, 12)
    truth = rate[:, None] * years_since(dates)
    common = np.zeros(truth.shape)
    if of_reference:
        common = common + noise_at(of_reference, 1, dates, [seed, 16])
    if range_m:
        common = common + 4.0 * field_at(place, range_m, dates.size, random).T
    made = linear_rate(common, dates)[0]  # what the common errors make of the rates
    insar = truth + 2.0 * years_since(dates) + common + noise_at(of_insar, 12, dates, [seed, 17])
    ground = truth + noise_at(of_ground, 12, dates, [seed, 18])
    nothing = np.full((dates.size, 2), np.nan)
    stations = [
        GroundStation(str(row), None, dates, np.column_stack([nothing, values])) for row, values in enumerate(ground)
    ]
    unknown = np.full(12, np.nan)
    points = InsarPoints(place, dates, insar, unknown, unknown, geometry=VERTICAL)
    found = validate(points, stations, place, Matching(10.0, NEAREST, VERTICAL))
    metrics = found.metrics()
    difference, std = found.column("difference"), found.column("difference_std")
    result = {
        "difference": (difference - 2.0, std),
        "insar": (found.column("insar_rate") - rate - 2.0, found.column("insar_std")),
        "ground": (found.column("ground_rate") - rate, found.column("ground_std")),
        "bias": (metrics["bias"] - 2.0, metrics["bias_std"]),
    }
    for name, kind in (("offset", OFFSET), ("plane", PLANE)):
        correction, error = fit_tie(place, difference, std, kind).at(place)
        result[name] = (correction - 2.0 - (made if name == "plane" else made.mean()), error)
    return result


# Zones ----------------------------------------------------------------------------------------------------------------


def zones_section() -> list[str]:
    """The mean rate of zones in noise that neighbours share."""
    lines = [
        "2,500 points 100 m apart, a bowl of −30 mm/yr (Gaussian, 800 m), zones of −10 mm/yr and more; the rates err",
        "by 2 mm/yr, of which neighbours share three quarters (exp(−d / range)). 40 worlds, nominal 95 %; the truth is",
        "the mean of the true rates at the points of the zone that was found. The error is an upper bound.",
        "",
        "| range | held | median ±, mm/yr | true scatter, mm/yr |",
        "|---|---|---|---|",
    ]
    x, y = np.meshgrid(np.arange(50) * 100.0, np.arange(50) * 100.0)
    xy = np.column_stack([x.ravel(), y.ravel()])
    for range_m in (1.0, 300.0, 1000.0, 3000.0):
        fields = field_at(xy, range_m, 40, np.random.default_rng(int(range_m)))
        error, std = np.transpose([zone_error(xy, field, seed) for seed, field in enumerate(fields)])
        lines.append(f"| {range_m:g} m | {share(error, std)} | {np.median(std):.2f} | {error.std():.2f} |")
    return lines


def zone_error(xy: np.ndarray, shared: np.ndarray, seed: int) -> tuple[float, float]:
    """Of the mean rate of the bowl's zone, and its standard error; shared : shape=(n_points,), by neighbours."""
    from osgeo import ogr

    from subsidence.analysis.zones import find_zones

    random = np.random.default_rng([seed, 21])
    truth = -30.0 * np.exp(-np.square(xy - 2500.0).sum(axis=1) / (2.0 * 800.0**2))
    rate = truth + 2.0 * (np.sqrt(0.75) * shared + 0.5 * random.normal(size=len(xy)))
    zones, _ = find_zones(xy, rate, -10.0, 100_000.0, geographic=False, rate_std_mm_per_yr=np.full(len(xy), 2.0))
    polygon = ogr.CreateGeometryFromWkb(zones[0].outline)
    inside = np.array([polygon.Contains(ogr.CreateGeometryFromWkt(f"POINT ({a} {b})")) for a, b in xy])
    assert abs(rate[inside].mean() - zones[0].rate_mean) < 0.2
    return zones[0].rate_mean - truth[inside].mean(), zones[0].rate_mean_std


# Two tracks -----------------------------------------------------------------------------------------------------------


def tracks_section() -> list[str]:
    """Rates up and east from two tracks."""
    lines = [
        "Ascending and descending points at 200 places, 10 layers; descending 5 days later, or both irregular with a",
        "fifth missing; nominal 95 %. “Shared”: nine tenths of a track's variance are common to its points.",
        "",
        "| noise | up, 12 d | east | up, irregular | east | up, shared | east | up, cells of 300 m | east |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        cells = []
        for how in ("", "irregular", "shared", "cells"):
            found = np.concatenate([track_errors(kind, how, seed) for seed in range(10)])
            cells += [share(found[:, 0], found[:, 1]), share(found[:, 2], found[:, 3])]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return lines


def track_errors(kind: str, how: str, seed: int) -> np.ndarray:
    """Errors and standard errors of up and east; shape=(n_places, 4)."""
    from subsidence.insar.decompose import Look, decompose, line_of_sight
    from subsidence.series import DeformationSeries, linear_rate

    random = np.random.default_rng([seed, 31])
    xy = random.uniform(0.0, 3000.0, (200, 2))
    looks = []
    for number, heading in enumerate((-12.0, 192.0)):
        steps = np.full(69, 12) if how != "irregular" else random.choice([6, 12, 24], 69)
        dates = START + 5 * number + np.concatenate([[0], np.cumsum(steps)])
        los = line_of_sight(39.0, heading)
        noise = noise_at(kind, 200, dates, [seed, 32 + number])
        if how == "shared":
            noise = np.sqrt(0.1) * noise + np.sqrt(0.9) * noise_at(kind, 1, dates, [seed, 34 + number])
        values = (RATE * los[2] + 4.0 * los[0]) * years_since(dates, START) + noise
        if how == "irregular":
            values[random.random(values.shape) < 0.2] = np.nan
        rate, std, _ = linear_rate(values, dates)
        looks.append(Look(DeformationSeries(dates, values, xy), rate, std, np.tile(los, (200, 1))))
    found = decompose(*looks, cell_m=300.0 if how == "cells" else 0.0)
    return np.column_stack([found.up_rate - RATE, found.up_rate_std, found.east_rate - 4.0, found.east_rate_std])


# Lines ----------------------------------------------------------------------------------------------------------------


def lines_section() -> list[str]:
    """Profiles over ground that stands still."""
    lines = [
        "600 points beside a line of 3 km that stands still, stations every 50 m, 8 layers; half of the variance",
        "of the noise is shared by neighbours (exp(−d / 300 m)); nominal 95 %.",
        "",
        "| noise | epochs | rate | settlement | difference | slope | distortion |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in KINDS:
        for count in (5, 10, 60):
            found = np.concatenate([line_errors(kind, count, seed) for seed in range(8)])
            cells = [share(found[:, 2 * number], found[:, 2 * number + 1]) for number in range(5)]
            lines.append(f"| {kind} | {count} | " + " | ".join(cells) + " |")
    return lines


def line_errors(kind: str, count: int, seed: int) -> np.ndarray:
    from subsidence.spatial.noise_correlation import estimate_noise_correlation
    from subsidence.structures.change import settlement_between
    from subsidence.structures.profile import corridor_of, profile_of

    random = np.random.default_rng([seed, 41])
    xy = np.column_stack([random.uniform(0.0, 3000.0, 600), random.uniform(-50.0, 50.0, 600)])
    dates = START + 12 * np.arange(count)
    apart = np.linalg.norm(xy[:, None] - xy[None], axis=2)
    lower = np.linalg.cholesky(0.5 * np.exp(-apart / 300.0) + 0.5 * np.eye(600))
    series = lower @ noise_at(kind, 600, dates, [seed, 42])
    change = settlement_between(series, dates, xy_m=xy)
    correlation = estimate_noise_correlation(change.residual_mm, xy[change.rows])
    years = (change.end - change.start).astype(float) / 365.25
    corridor = corridor_of([np.array([[0.0, 0.0], [3000.0, 0.0]])], xy, 50.0)
    profile = profile_of(
        corridor, xy, -change.settlement_mm / years, change.std_mm / years, change.settlement_mm, change.std_mm,
        series, correlation, step_m=50.0, span_m=100.0,
    )  # fmt: skip
    names = ("rate", "settlement", "differential", "slope", "distortion")
    return np.column_stack([getattr(profile, name + end) for name in names for end in ("", "_std")])


# Changes --------------------------------------------------------------------------------------------------------------


def changes_section() -> list[str]:
    """Sizes of changes and their errors, and the chance that is said of what is none."""
    from changes import BASELINE, days, grid, noise_of, shared_noise, watch
    from changes import KINDS as CHANGING

    lines = [
        "2,500 points 50 m apart, 80 epochs before and 12 new ones; every fourth point of every fourth row sinks 50",
        "mm/yr faster by itself. How often `rate_change` ± 1.96 `rate_after_std` holds it (nominal 95 %), and, where",
        "nothing changes, how often `p` is below a value (it should be no more than that).",
        "",
        "| noise | called | held | p < 0.1 | p < 0.01 | p < 0.001 |",
        "|---|---|---|---|---|---|",
    ]
    dates, xy = days(BASELINE + 12), grid(50, 50)
    later = np.maximum(years_since(dates, dates[BASELINE - 1]), 0.0)
    lone = ((xy - 100.0) % 200.0 == 0.0).all(axis=1)
    for kind in CHANGING:
        for shared in (False, True):
            made = shared_noise(kind, 50, 50, dates, 51) if shared else noise_of(kind, len(xy), dates, 52)
            still = watch(made, dates, xy)
            moved = made.copy()
            moved[lone] += -50.0 * later
            found = watch(moved, dates, xy)
            turned = lone & (found.kind == "rate")
            size = (found.rate_after - found.rate_before)[turned] + 50.0
            below = " | ".join(f"{np.mean(still.p[still.judged] < limit):.4f}" for limit in (0.1, 0.01, 0.001))
            lines.append(
                f"| {kind}{', shared' if shared else ''} | {int(turned.sum())} of {int(lone.sum())} |"
                f" {share(size, found.rate_after_std[turned])} | {below} |"
            )
    return lines


# Grades ---------------------------------------------------------------------------------------------------------------


def grades_section() -> list[str]:
    """Intervals of grey grades where neighbours resemble each other."""
    lines = [
        "600 points over 5 km, the rate and three factors, one of which it follows, fields of exp(−d / range); 60",
        "worlds. How often the 90 % interval of a grade holds the mean grade of all worlds, drawing points (as where",
        "no places are known) or blocks of them.",
        "",
        "| range | points drawn | blocks drawn |",
        "|---|---|---|",
    ]
    for range_m in (1.0, 500.0, 2000.0):
        lines.append(f"| {range_m:g} m | {grades_held(range_m, False):.2f} | {grades_held(range_m, True):.2f} |")
    return lines


def grades_held(range_m: float, placed: bool) -> float:
    """Share of intervals that hold the mean grade; placed : whether the places are told."""
    from subsidence.analysis.grey_groups import grade_groups

    found = []
    for seed in range(60):
        random = np.random.default_rng([seed, 61])
        place = random.uniform(0.0, 5000.0, (600, 2))
        fields = field_at(place, range_m, 4, random)
        names = ["one", "two", "three"]
        whole, *_ = grade_groups(
            fields[0] + fields[1], fields[1:].T, names, normalization="z-score", place_m=place if placed else None
        )
        found.append((whole.grades.lo, whole.grades.grades, whole.grades.hi))
    lo, grades, hi = np.transpose(found, (1, 0, 2))
    mean = grades.mean(axis=0)
    return float(np.mean((lo <= mean) & (mean <= hi)))


# Ring widths ----------------------------------------------------------------------------------------------------------


def widths_section() -> list[str]:
    """Errors of ring widths, and widths that are said to tell a rate that has nothing to do with the distance."""
    from subsidence.factors.widths import search_widths

    lines = [
        "400 points over 5 km, rates that have nothing to do with the distance, fields of exp(−d / range); 30 worlds.",
        "How often 95 % of the resampled blocks hold the mean error of all worlds, and how often distance is said to",
        "tell the rate.",
        "",
        "| range | error held | said to tell the rate |",
        "|---|---|---|",
    ]
    for range_m in (1.0, 500.0, 2000.0):
        scores, useful = [], 0
        for seed in range(30):
            random = np.random.default_rng([seed, 91])
            place = random.uniform(0.0, 5000.0, (400, 2))
            rate = 3.0 * field_at(place, range_m, 1, random)[0] + random.normal(size=400)
            found = search_widths(np.abs(place[:, :1] - 2000.0), rate, place, [200, 400, 800], n_repeats=4, seed=seed)
            useful += "No width" not in found.verdict
            scores.append([(score.low, score.rmse, score.high) for score in found.scores])
        low, rmse, high = np.transpose(scores, (2, 0, 1))
        mean = rmse.mean(axis=0)
        lines.append(f"| {range_m:g} m | {np.mean((low <= mean) & (mean <= high)):.2f} | {useful} of 30 |")
    return lines

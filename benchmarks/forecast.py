"""How good and how fast the forecast is: writes benchmarks/forecast.md.

    .venv/bin/python benchmarks/forecast.py [--only almonte|simple|strange|city|speed|million] [--points 40901]

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
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.forecast.combination import combine  # noqa: E402
from subsidence.forecast.data.covariates import Covariates  # noqa: E402
from subsidence.forecast.data.history import build_history, fill_gaps  # noqa: E402
from subsidence.forecast.fallback import best_baseline, worse_points  # noqa: E402
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
    fallbacks: dict[str, list[np.ndarray]] = {}
    held, widths, started = [], [], time.perf_counter()
    for origin in ORIGINS:
        past = DeformationSeries(series.dates[:origin], series.displacement_mm[:, :origin], series.xy)
        ahead = slice(origin, origin + HORIZON)
        truth = series.displacement_mm[:, ahead]
        for name, rule in BASELINES.items():
            found = rule(past.displacement_mm, past.dates, series.dates[ahead])
            errors.setdefault(name, []).append(found - truth)
        forecaster = Forecaster(HORIZON).fit(past)
        result = forecaster.forecast(dates=series.dates[ahead])
        errors.setdefault("combination (published)", []).append(result.displacement_mm - truth)
        for rule, found in with_other_fallbacks(forecaster, series.dates[ahead]).items():
            fallbacks.setdefault(rule, []).append(found - truth)
        held.append(coverage(truth, result.lower_mm, result.upper_mm))
        widths.append(float((result.upper_mm - result.lower_mm).mean()))
        history = forecaster.tested.history
        alone = forecaster.models.forecasts(history.past(origin), history.future(origin, series.dates[ahead]))
        for name, found in zip(forecaster.models.names, alone):
            if name not in BASELINES:
                errors.setdefault(name, []).append(found - truth)
        covariates = Covariates(["rain", "groundwater"], past.dates, drivers[:, :, :origin])
        driven = Forecaster(HORIZON).fit(past, covariates).forecast(dates=series.dates[ahead])
        errors.setdefault("combination with rain and groundwater", []).append(driven.displacement_mm - truth)
    seconds = time.perf_counter() - started
    lines = ["| model | RMSE, mm | by origin 136, 126, 116, 106 |", "|---|---|---|"]
    for name in sorted(errors, key=lambda name: rmse(errors[name])):
        each = ", ".join(f"{np.sqrt(np.mean(error**2)):.3f}" for error in errors[name])
        lines.append(f"| {name} | {rmse(errors[name]):.3f} | {each} |")
    with_, without = ([np.mean(e**2) for e in errors[n]] for n in (
        "combination with rain and groundwater", "combination (published)"))  # fmt: skip
    change = np.sqrt(with_) - np.sqrt(without)
    lines += [
        "",
        f"Rain and groundwater (future unknown) change the RMSE by {change.mean():+.3f} ± "
        f"{change.std(ddof=1) / 2:.3f} mm (standard error over the four origins).",
        f"90 % intervals held {', '.join(f'{100 * h:.1f}' for h in held)} %, mean {100 * np.mean(held):.1f} %;"
        f" mean width {np.mean(widths):.2f} mm. Eight fits with backtests took {seconds:.0f} s.",
    ]
    each = ", ".join(f"{rule} {rmse(found):.4f}" for rule, found in fallbacks.items())
    lines.append(f"RMSE by when a point gets the best simple baseline instead of the combination: {each} mm.")
    history, _ = build_history(series)
    test = one_step_test(history, 10, {"lstm": LstmCorrection(window=30, passes=2)})
    one = {name: float(np.sqrt(np.nanmean((f - test.truth) ** 2))) for name, f in test.forecasts.items()}
    wanted = ("persistence", "gaussian process", "ridge autoregression", "lstm", "combination")
    lines.append("One step ahead, last ten epochs: " + ", ".join(f"{name} {one[name]:.3f}" for name in wanted) + " mm.")
    return lines


def with_other_fallbacks(forecaster: Forecaster, dates: np.ndarray) -> dict[str, np.ndarray]:
    """Forecasts of all points under other rules than the paired t-test for giving a point the simple baseline."""
    backtest, labels = forecaster.backtest, forecaster.tested.history.labels
    ours = np.nanmean(backtest.errors("combination") ** 2, axis=2)  # (n_origins, n_points)
    baselines = np.array([np.nanmean(backtest.errors(name) ** 2, axis=2) for name in BASELINES])
    number = best_baseline(baselines)  # one cluster here
    theirs = baselines[number]
    history = forecaster.tested.history
    past, future = history.past(history.n_epochs), history.future(history.n_epochs, dates)
    found = forecaster.models.forecasts(past, future)
    combined = combine(found, forecaster.weights, labels)
    rules = {
        "never": np.zeros(labels.size, dtype=bool),
        "worse by the t-test (published)": worse_points(ours, theirs),
        "worse from every origin": (ours > theirs).all(axis=0),
        "worse on the mean": ours.mean(axis=0) > theirs.mean(axis=0),
    }
    return {rule: np.where(chosen[:, None], found[number], combined) for rule, chosen in rules.items()}


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
    lines = ["| series | combination, mm | best simple baseline, mm | ratio |", "|---|---|---|---|"]
    for name, values in worlds.items():
        ours, baselines = [], {rule: [] for rule in BASELINES}
        for origin in (80, 70):
            ahead = slice(origin, origin + HORIZON)
            past = DeformationSeries(dates[:origin], values[:, :origin], xy)
            ours.append(Forecaster(HORIZON).fit(past).forecast(dates=dates[ahead]).displacement_mm - values[:, ahead])
            for rule, function in BASELINES.items():
                baselines[rule].append(function(values[:, :origin], dates[:origin], dates[ahead]) - values[:, ahead])
        best = min(baselines, key=lambda rule: rmse(baselines[rule]))
        ratio = rmse(ours) / rmse(baselines[best])
        lines.append(f"| {name} | {rmse(ours):.4g} | {best} {rmse(baselines[best]):.4g} | {ratio:.3f} |")
    return lines


def strange() -> list[str]:
    """Series of kinds that nothing here was tuned on."""
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
    lines = ["| series | combination, mm | best simple baseline, mm | ratio |", "|---|---|---|---|"]
    for name, values in worlds.items():
        ours, baselines = [], {rule: [] for rule in BASELINES}
        for origin in (values.shape[1] - 6, values.shape[1] - 12, values.shape[1] - 18)[: 1 if "34" in name else 3]:
            ahead = slice(origin, origin + 6)
            past = DeformationSeries(dates[:origin], values[:, :origin], xy)
            ours.append(Forecaster(6).fit(past).forecast(dates=dates[ahead]).displacement_mm - values[:, ahead])
            for rule, function in BASELINES.items():
                found = function(fill_gaps(values[:, :origin], dates[:origin]), dates[:origin], dates[ahead])
                baselines[rule].append(found - values[:, ahead])
        best = min(baselines, key=lambda rule: rmse(baselines[rule]))
        ratio = rmse(ours) / rmse(baselines[best])
        lines.append(f"| {name} | {rmse(ours):.4g} | {best} {rmse(baselines[best]):.4g} | {ratio:.3f} |")
    return lines


def city() -> list[str]:
    """The synthetic city with the true future of its drivers, against its known noise."""
    lines = [
        "| seed | horizon 10, mm | times the noise | all horizons | coverage | paper's per-point LSTM, 30 points |"
    ]
    lines.append("|---|---|---|---|---|---|")
    for seed in (0, 1, 2):
        town = make_city(1500, 86, seed=seed, n_future=HORIZON)
        dates = np.concatenate([town.dates, town.future_dates])
        values = np.stack([town.factor_series(name, dates) for name in ("rain", "groundwater")])
        covariates = Covariates(["rain", "groundwater"], dates, values, future_known=True)
        generator = np.random.default_rng(100 + seed)
        # Observations are relative to the first epoch, whose noise they all carry.
        offset = (town.series.displacement_mm - town.truth_mm).mean(axis=1, keepdims=True)
        truth = town.future_truth_mm + offset + generator.normal(0, town.noise_mm, town.future_truth_mm.shape)
        found = Forecaster(HORIZON).fit(town.series, covariates, town.labels).forecast(dates=town.future_dates)
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
            f"| {seed} | {at_ten:.3f} | {at_ten / town.noise_mm:.3f} | {np.sqrt(np.mean(error**2)):.3f}"
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
        started, burnt = time.perf_counter(), time.process_time()
        found = processing.run(
            "subsidence:lstm_forecast",
            {
                "INPUT": str(source), "CLUSTER": "true_cluster", "COVARIATES": "RAIN,GW", "TEST": 0,
                "OUTPUT": str(Path(folder) / "forecast.gpkg"), "METRICS": str(Path(folder) / "metrics.gpkg"),
                "MODEL": str(Path(folder) / "model.npz"),
            },
        )  # fmt: skip
        seconds, cpu = time.perf_counter() - started, time.process_time() - burnt
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
        "One network per point with the paper's 1,400, 1,000 and 1,500 epochs for its three clusters, one point of each"
        f" measured: {', '.join(f'{one:.2f}' for one in each)} s, {everyone / 3600:.1f} h for all by the sizes of its"
        f" clusters: **{everyone / seconds:.0f} times** as long.",
    ]


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
    "strange": "Series that nothing was tuned on (200 points, 76 irregular epochs, six ahead from three origins)",
    "city": "Synthetic city (1,500 x 86), rain and groundwater known ahead; noise 2 mm",
    "speed": "Time and memory",
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
        "city": city,
        "speed": lambda: speed(options.points),
        "million": million,
    }
    for name, part in parts.items():
        if options.only in (None, name):
            lines = part()
            write(name, lines, f"python benchmarks/forecast.py --only {name}")
            sys.stdout.write("\n".join([f"## {TITLES[name]}", *lines, ""]) + "\n")


if __name__ == "__main__":
    main()

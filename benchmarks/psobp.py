"""PSO-BP at the paper's scale: 40,901 points x 7 factors, 3 clusters, an ensemble of 10, paper's settings.

    python3 benchmarks/psobp.py [--points 40901] [--only accuracy|noisy|layers|single]

accuracy: test error on the synthetic city against its known noise, per cluster, with and without clusters.
noisy: the same on series with ten times the noise, flicker and white, and gaps.
layers: the algorithm through QGIS Processing from a GeoPackage to a GeoPackage.
single: one network against the same swarm and Levenberg–Marquardt written one particle and one
weight-gradient at a time.
Writes benchmarks/psobp.md; a section that was not asked for stays as it was.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from noisy import noisy_series  # noqa: E402

from subsidence.rate import evaluation  # noqa: E402
from subsidence.rate.network.levenberg_marquardt import Problem, levenberg_marquardt  # noqa: E402
from subsidence.rate.network.multilayer_perceptron import Layout  # noqa: E402
from subsidence.rate.network.particle_swarm import swarm_start  # noqa: E402
from subsidence.rate.scaling import FactorScaler, RateScaler  # noqa: E402
from subsidence.rate.settings import RateSettings  # noqa: E402
from subsidence.series import linear_rate  # noqa: E402
from subsidence.synthetic.city import FACTOR_NAMES, make_city  # noqa: E402
from subsidence.threads import one_thread_pools  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
SECTIONS = ("accuracy", "noisy", "layers", "single")
PAPER = RateSettings(hidden=11, members=10, particles=30, generations=30)
REPEATS = 4
CLASSES: tuple[str, ...] = ()  # the codes of geology rise with softness, so they serve as amounts: 7 inputs


def accuracy(n_points: int) -> list[str]:
    city = make_city(n_points, seed=1)
    rate, _, _ = linear_rate(city.series.displacement_mm, city.dates)
    is_class = np.isin(FACTOR_NAMES, CLASSES)
    split = evaluation.draw_split(city.factor_matrix, rate, train_share=0.4, validation_share=0.1, seed=0)
    started = time.process_time()
    found = evaluation.evaluate(
        city.factor_matrix, rate, split, names=FACTOR_NAMES, is_class=is_class, clusters=city.labels + 1,
        settings=PAPER, trees=False,
    )  # fmt: skip
    seconds = time.process_time() - started
    noise = city.rate_noise_variance
    lines = [
        f"{n_points} points, noise variance {noise:.4f} (mm/yr)², {seconds:.1f} s of processor time for everything;"
        f" chosen decay {found.model.facts['decay']}, {found.model.facts['steps']} steps.",
        "",
        "| cluster | model | test MSE | MSE / noise variance | coverage of 90 % |",
        "|---|---|---|---|---|",
    ]
    for row in found.metrics:
        cover = "" if np.isnan(row["coverage"]) else f"{row['coverage']:.3f}"
        lines.append(f"| {row['cluster']} | {row['model']} | {row['mse']:.4f} | {row['mse'] / noise:.3f} | {cover} |")
    return lines


def noisy(n_points: int) -> list[str]:
    city = make_city(n_points, seed=1)
    lines = [
        "| city | CPU s | decay | steps | test MSE | MSE / noise variance | linear / noise variance"
        " | coverage of 90 % |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, series in (
        ("white noise of 2 mm", city.series),
        ("flicker and white noise of 20 mm, 3 % missing", noisy_series(city)),
    ):
        rate, _, _ = linear_rate(series.displacement_mm, city.dates)
        noise = float(np.mean((rate - city.rate_from_factors_mm_per_yr) ** 2))  # what no factor tells
        split = evaluation.draw_split(city.factor_matrix, rate, train_share=0.4, validation_share=0.1, seed=0)
        started = time.process_time()
        found = evaluation.evaluate(
            city.factor_matrix, rate, split, names=FACTOR_NAMES, is_class=np.isin(FACTOR_NAMES, CLASSES),
            clusters=city.labels + 1, settings=PAPER, trees=False,
        )  # fmt: skip
        seconds = time.process_time() - started
        of_all = {row["model"]: row for row in found.metrics if row["cluster"] == "all"}
        ours = of_all["PSO-BP, observed cluster"]
        lines.append(
            f"| {name} | {seconds:.1f} | {found.model.facts['decay']} | {found.model.facts['steps']}"
            f" | {ours['mse']:.3f} | {ours['mse'] / noise:.3f} | {of_all['linear']['mse'] / noise:.3f}"
            f" | {ours['coverage']:.3f} |"
        )
    return [*lines, "", "“Noise variance”: of the observed rate about what the factors tell, scatter included."]


def layers(n_points: int) -> list[str]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    spec = importlib.util.spec_from_file_location(
        "land_subsidence", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["land_subsidence"] = module
    spec.loader.exec_module(module)
    import processing
    from land_subsidence.processing_provider.provider import SubsidenceProvider
    from processing.core.Processing import Processing

    from subsidence.synthetic.layers import write_points

    Processing.initialize()
    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    with tempfile.TemporaryDirectory() as folder:
        source = write_points(make_city(n_points, seed=1), Path(folder) / "city.gpkg", factors=True, truth=True)
        started, burnt = time.perf_counter(), time.process_time()
        found = processing.run(
            "subsidence:psobp_rate_prediction",
            {
                "INPUT": str(source), "FACTORS": list(FACTOR_NAMES), "CLASSES": list(CLASSES),
                "CLUSTER": "true_cluster", "HIDDEN": 11, "MEMBERS": 10, "FOLDS": 0, "TREES": False,
                "OUTPUT": str(Path(folder) / "rates.gpkg"), "METRICS": str(Path(folder) / "metrics.gpkg"),
                "MODEL": str(Path(folder) / "model.npz"),
            },
        )  # fmt: skip
        seconds, spent = time.perf_counter() - started, time.process_time() - burnt
    lines = [
        f"{n_points} points, 7 factors, 86 epochs carried along, 3 clusters, ensemble of 10, 11 hidden, 30 x 30 swarm:"
        f" **{seconds:.1f} s** ({spent:.1f} s of processor time) from GeoPackage to GeoPackage, metrics and model file;"
        f" test MSE {found['TEST_MSE']:.4f}, coverage {found['COVERAGE']:.3f}.",
    ]
    QgsApplication.processingRegistry().removeProvider(provider)
    return lines


@one_thread_pools()  # the slow one's too: BLAS's own threads get in each other's way in small products
def single(n_points: int) -> list[str]:
    city = make_city(n_points, seed=1)
    rate, _, _ = linear_rate(city.series.displacement_mm, city.dates)
    rows = np.random.default_rng(0).permutation(n_points)[: n_points // 2]
    factors, rate = city.factor_matrix[rows], rate[rows]
    inputs = FactorScaler.learn(factors, FACTOR_NAMES).scale(factors)
    targets = RateScaler.learn(rate).scale(rate)
    training = np.random.default_rng(1).random((1, len(rate))) < 0.8
    layout = Layout(inputs.shape[1], PAPER.hidden)
    times = []
    for _ in range(REPEATS):  # the least of several, because other work on the machine only adds
        clock = [time.perf_counter()]
        start = swarm_start(layout, inputs, targets, training, particles=30, generations=30)
        clock.append(time.perf_counter())
        problem = Problem.of(layout, inputs, targets, training, ~training)
        trained = levenberg_marquardt(problem, start.weights, max_iterations=50)
        clock.append(time.perf_counter())
        steps = int(trained.iterations[0])
        slow_start = swarm_one_by_one(layout, inputs[training[0]], targets[training[0]])
        clock.append(time.perf_counter())
        slow_weights = descend_one_by_one(layout, slow_start, inputs, targets, training[0], steps)
        clock.append(time.perf_counter())
        times.append(np.diff(clock))
    swarm_seconds, descent_seconds, slow_swarm, slow_descent = np.min(times, axis=0)
    fast, slow = swarm_seconds + descent_seconds, slow_swarm + slow_descent
    reached = [
        f"{np.mean((forward(layout, weights, inputs[training[0]]) - targets[training[0]]) ** 2):.4f}"
        for weights in (trained.last_weights[0], slow_weights)
    ]
    return [
        f"{int(training.sum())} training rows, swarm 30 x 30, {steps} Levenberg–Marquardt steps;"
        f" least of {REPEATS} runs.",
        "",
        "| | swarm s | back-propagation s | together s | training MSE reached |",
        "|---|---|---|---|---|",
        f"| one batched pass | {swarm_seconds:.3f} | {descent_seconds:.3f} | {fast:.3f} | {reached[0]} |",
        f"| one particle, one weight at a time | {slow_swarm:.1f} | {slow_descent:.1f} | {slow:.1f} | {reached[1]} |",
        "",
        f"**{slow / fast:.1f} times** faster. The slow one is vectorised over rows, judges every particle on all rows"
        " and takes each weight's derivative by moving that weight; the fast one judges particles on 2,000 rows and"
        f" takes the bend of the cost from {problem.known[0].shape[1]:,} (cost and gradient from all). Both on one"
        " thread of BLAS; MSE of the rate scaled to [−1, 1], each from its own swarm's start.",
    ]


def forward(layout: Layout, weights: np.ndarray, inputs: np.ndarray) -> np.ndarray:
    """One network's outputs for all rows at once, shape=(n_rows,)."""
    first, second, constant = layout.parts(weights[None, :])
    return np.tanh(inputs @ first[0, :, :-1].T + first[0, :, -1]) @ second[0] + constant[0]


def swarm_one_by_one(layout: Layout, inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The paper's swarm, particle by particle."""
    random = np.random.default_rng(0)
    position = random.uniform(-1, 1, (30, layout.n_weights))
    velocity = np.zeros_like(position)
    best, best_cost = position.copy(), np.full(30, np.inf)
    for _ in range(30):
        for particle in range(30):
            errors = forward(layout, position[particle], inputs) - targets
            cost = float(np.mean(errors**2))
            if cost < best_cost[particle]:
                best[particle], best_cost[particle] = position[particle], cost
        leader = best[best_cost.argmin()]
        own, shared = random.uniform(size=(2, *position.shape))
        velocity = 0.729 * velocity + 1.49445 * (own * (best - position) + shared * (leader - position))
        position = position + velocity
    return best[best_cost.argmin()]


def descend_one_by_one(layout: Layout, weights, inputs, targets, training, steps: int) -> np.ndarray:
    """Levenberg–Marquardt whose Jacobian is made weight by weight."""
    known, target = inputs[training], targets[training]
    damping = 1e-3
    for _ in range(steps):
        base = forward(layout, weights, known)
        slopes = np.empty((len(known), layout.n_weights))
        for weight in range(layout.n_weights):
            moved = weights.copy()
            moved[weight] += 1e-6
            slopes[:, weight] = (forward(layout, moved, known) - base) / 1e-6
        step = np.linalg.solve(slopes.T @ slopes + damping * np.eye(layout.n_weights), slopes.T @ (base - target))
        trial = weights - step
        forward(layout, trial, inputs[~training])  # validation
        if np.sum((forward(layout, trial, known) - target) ** 2) < np.sum((base - target) ** 2):
            weights, damping = trial, damping * 0.1
        else:
            damping *= 10.0
    return weights


def kept_sections() -> dict[str, str]:
    if not PAGE.exists():
        return {}
    _, *rest = PAGE.read_text(encoding="utf-8").split("## ")
    return {text.partition("\n")[0]: f"## {text}" for text in rest}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--points", type=int, default=40_901)
    options.add_argument("--only", choices=SECTIONS)
    chosen = options.parse_args()
    sections = kept_sections()
    for name in [chosen.only] if chosen.only else SECTIONS:
        lines = {"accuracy": accuracy, "noisy": noisy, "layers": layers, "single": single}[name](chosen.points)
        where = (
            f"`python3 benchmarks/psobp.py --points {chosen.points} --only {name}`; {date.today()},"
            f" {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end, Python"
            f" {platform.python_version()}, NumPy {np.__version__}"
        )
        sections[name] = "\n".join([f"## {name}", "", where, "", *lines, "", ""])
        print(sections[name], flush=True)
        head = "# PSO-BP at the paper's scale\n\n"
        from record import publish

        publish(PAGE, head + "".join(sections[one] for one in SECTIONS if one in sections))


if __name__ == "__main__":
    main()

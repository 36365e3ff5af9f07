"""Times K-Shape at the paper's scale against tslearn, at a million series, and from layer to layer.

    .venv/bin/python benchmarks/kshape.py [--quick] [--million] [--layers] [--smoothing] [--agreement] [--cuda]

Writes what it measured into benchmarks/kshape.md, section by section: a section that was not asked for keeps
what an earlier run wrote. Figures hold for the machine and date that each section names.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.clustering.agreement import adjusted_rand_index  # noqa: E402
from subsidence.clustering.kshape import kshape  # noqa: E402
from subsidence.clustering.kshape_tslearn import kshape_by_tslearn  # noqa: E402
from subsidence.clustering.regular import regular_series  # noqa: E402
from subsidence.clustering.shape_distance import extract_shape, z_normalize  # noqa: E402
from subsidence.clustering.smoothing import smooth  # noqa: E402
from subsidence.clustering.starts import unit_rows  # noqa: E402
from subsidence.clustering.sweep import sweeper  # noqa: E402
from subsidence.synthetic.city import make_city  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
PAPER = (40_901, 86)
N_CLUSTERS = 3
SMOOTHING = "local regression"  # the default


def machine() -> str:
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].partition(":")[2].strip() if lines else model
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{date.today()}, {model}, {os.cpu_count()} cores, load {load} at the start, Python"
        f" {platform.python_version()}, numpy {np.__version__}"
    )


def seconds(work) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def iteration_seconds(series: np.ndarray) -> tuple[float, float]:
    """Our seconds per iteration, extraction of shapes included: with nothing remembered, and mean to convergence.

    The first is the median of five first sweeps, each by a sweeper that has seen no centroid yet.
    """
    shapes = z_normalize(series, np.float32)[0] / np.float32(np.sqrt(series.shape[1]))
    start = shapes[np.random.RandomState(0).choice(len(shapes), N_CLUSTERS, replace=False)].astype(float)

    def iterate(sweep, centroids):
        swept = sweep(centroids)
        return swept, unit_rows(np.stack([extract_shape(s, t) for s, t in zip(swept.scatter, swept.total)]))

    full, run = [], []
    for _ in range(5):
        with sweeper(shapes, N_CLUSTERS) as sweep:
            full.append(seconds(lambda sweep=sweep: iterate(sweep, start))[0])
    with sweeper(shapes, N_CLUSTERS) as sweep:
        centroids, before = start, np.inf
        while True:
            spent, (swept, centroids) = seconds(lambda c=centroids, sweep=sweep: iterate(sweep, c))
            run.append(spent)
            if abs(before - swept.inertia) < 1e-6 or swept.inertia > before:
                break
            before = swept.inertia
    return float(np.median(full)), float(np.mean(run))


def paper_scale(quick: bool) -> list[str]:
    n_points, n_epochs = (4_000, 86) if quick else PAPER
    city = make_city(n_points, n_epochs, seed=0, regular=True)
    series = city.series.displacement_mm
    full, mean = iteration_seconds(series)
    one_start, ours = seconds(lambda: kshape(series, N_CLUSTERS, n_starts=1, seed=0))
    ten_starts, ten = seconds(lambda: kshape(series, N_CLUSTERS, n_starts=10, seed=0))
    kshape_by_tslearn(series[:200], N_CLUSTERS, n_starts=1)  # numba compiles
    theirs_seconds, theirs = seconds(lambda: kshape_by_tslearn(series, N_CLUSTERS, n_starts=1))
    import tslearn

    theirs_each = theirs_seconds / (theirs.n_iterations + 1)
    return [
        f"{n_points:,} x {n_epochs} (synthetic city, noise 2 mm), k = {N_CLUSTERS}, not smoothed, the same start:",
        "",
        "| | seconds per iteration | iterations | seconds to convergence | inertia |",
        "|---|---|---|---|---|",
        f"| tslearn {tslearn.__version__} | {theirs_each:.2f} | {theirs.n_iterations} | {theirs_seconds:.1f}"
        f" | {theirs.inertia:.6f} |",
        f"| built-in | {mean:.4f} (nothing remembered: {full:.4f}) | {ours.n_iterations} | {one_start:.2f}"
        f" | {ours.inertia:.6f} |",
        f"| built-in, ten starts | | | {ten_starts:.1f} | {ten.inertia:.6f} |",
        "",
        f"Per iteration {theirs_each / mean:.0f} times as fast as tslearn, {theirs_each / full:.0f} times when"
        f" nothing is remembered from the iteration before; same labels: {(ours.labels == theirs.labels).all()}."
        f" Agreement of the ten starts' best with the truth (adjusted Rand index):"
        f" {adjusted_rand_index(ten.labels, city.labels):.3f}.",
    ]


def recovery() -> list[str]:
    lines = [
        "| noise, mm | smoothing | clusters found with 0 | adjusted Rand index, k = 3 | stability |",
        "|---|---|---|---|---|",
    ]
    from subsidence.clustering.choose_clusters import choose_clusters

    for noise_mm in (2.0, 4.0, 8.0, 16.0):
        city = make_city(1_000, 86, seed=0, noise_mm=noise_mm)
        series = regular_series(city.series.displacement_mm, city.dates).displacement_mm
        for method in ("none", "moving mean", "local regression", "low rank"):
            rows = smooth(series, method)
            found = kshape(rows, 3, n_starts=10, seed=0)
            number = choose_clusters(rows, 6, n_starts=4).n_clusters
            agreement = adjusted_rand_index(found.labels, city.labels)
            lines.append(f"| {noise_mm:g} | {method} | {number} | {agreement:.3f} | {found.stability:.2f} |")
    almonte = ROOT.parent / "shared" / "data" / "almonte" / "sentinel1_desc.shp"
    if almonte.exists():
        lines += ["", *almonte_stability(almonte)]
    return ["Synthetic city, 1,000 x 86, irregular dates; the default noise is 2 mm:", "", *lines]


def almonte_series(path: Path) -> np.ndarray:
    """Displacements in mm on a regular step."""
    from osgeo import ogr

    from subsidence.series import find_epoch_fields

    holder = ogr.Open(str(path))
    layer = holder.GetLayer(0)
    names, dates = find_epoch_fields([field.name for field in layer.schema])
    values = 10.0 * np.array([[feature[name] for name in names] for feature in layer], dtype=float)
    return regular_series(values, dates).displacement_mm


def almonte_stability(path: Path) -> list[str]:
    series = almonte_series(path)
    noise = np.random.default_rng(0).normal(size=series.shape) * series.std(axis=1, keepdims=True)
    lines = [
        "Almonte (real, 914 x 146), k = 3, best of 20 starts. Two seeds: agreement (adjusted Rand index) of the best of"
        " two sets of starts. Noise: agreement after white noise of each series' own spread was added.",
        "",
        "| smoothing | window | two seeds | noise |",
        "|---|---|---|---|",
    ]
    for method, window in (
        ("none", 0), ("moving mean", 7), ("moving mean", 11), ("local regression", 15), ("local regression", 21),
        ("local regression", 31), ("low rank", 0),
    ):  # fmt: skip
        one, two, noisy = (
            kshape(smooth(rows, method, window), 3, n_starts=20, seed=seed)
            for rows, seed in ((series, 0), (series, 1), (series + noise, 0))
        )
        lines.append(
            f"| {method} | {window or '–'} | {adjusted_rand_index(one.labels, two.labels):.2f}"
            f" | {adjusted_rand_index(one.labels, noisy.labels):.2f} |"
        )
    return lines


def agreement() -> list[str]:
    """Best of ten starts and consensus: agreement of seeds, of odd and even epochs, and with the truth."""
    lines = list(AGREEMENT_HEAD)
    for noise_mm in (8.0, 14.0, 20.0):
        lines += agreement_rows(f"city, flicker noise of {noise_mm:g} mm", *noisy_city(noise_mm))
    almonte = ROOT.parent / "shared" / "data" / "almonte" / "sentinel1_desc.shp"
    if almonte.exists():
        lines += agreement_rows("Almonte", almonte_series(almonte), None)
    return [*lines, "", WEIGHTS_BY_NOISE]


WEIGHTS_BY_NOISE = (
    "Weights by noise were tried and not taken: each member of a cluster counting in its shape by the variance"
    " that smoothing left of it over the variance that it took, at most 20 times the median (best of ten starts;"
    " measured once, on 2026-11-29). At Almonte agreement fell, between seeds from 0.91 to 0.69, of odd and even"
    " epochs from 0.79 to 0.66. In the city with 8, 14 and 20 mm of flicker noise it was 1.00, 0.99 and 0.88"
    " between seeds (without 1.00, 0.98, 0.81), 0.94, 0.70 and 0.37 of odd and even epochs (0.94, 0.69, 0.35),"
    " 0.97, 0.73 and 0.37 with the truth (0.98, 0.73, 0.37)."
)
AGREEMENT_HEAD = (
    "k = 3, local regression; three seeds, each with each. Flicker noise: 70 % of the variance flicker, 30 % white."
    " The city has 1,000 x 86 values, Almonte 914 x 146.",
    "",
    "| layer | way | between seeds | odd and even epochs | with the truth | processor s a run |",
    "|---|---|---|---|---|---|",
)


def agreement_rows(name: str, series: np.ndarray, truth: np.ndarray | None) -> list[str]:
    """One layer, both ways."""
    from subsidence.clustering.consensus import consensus
    from subsidence.progress import Run

    ways = {
        "best of ten starts": lambda rows, seed: kshape(rows, 3, n_starts=10, seed=seed).labels,
        "consensus of 20 runs": lambda rows, seed: consensus(rows, 3, n_runs=20, run=Run(seed=seed)).result.labels,
    }
    rows = smooth(series, SMOOTHING)
    odd, even = (smooth(series[:, first::2], SMOOTHING, 0, 24.0) for first in (0, 1))
    lines = []
    for way, clustered in ways.items():
        before = time.process_time()
        found = [clustered(rows, seed) for seed in range(3)]
        spent = (time.process_time() - before) / 3
        seeds = [adjusted_rand_index(found[n], found[m]) for n, m in ((0, 1), (0, 2), (1, 2))]
        halves = adjusted_rand_index(clustered(odd, 0), clustered(even, 0))
        true = "–" if truth is None else f"{np.mean([adjusted_rand_index(one, truth) for one in found]):.2f}"
        lines.append(f"| {name} | {way} | {np.mean(seeds):.2f} | {halves:.2f} | {true} | {spent:.1f} |")
        print(lines[-1], flush=True)
    return lines


def noisy_city(noise_mm: float) -> tuple[np.ndarray, np.ndarray]:
    """Series of the synthetic city with flicker noise, and the true clusters."""
    from subsidence.analysis.noise_models import power_law_covariance

    city = make_city(1_000, 86, seed=0, noise_mm=0.01, regular=True)
    flicker = power_law_covariance(city.dates, -1.0)
    covariance = 0.7 * flicker / np.trace(flicker) * len(flicker) + 0.3 * np.eye(len(flicker))
    fresh = np.random.default_rng(0).standard_normal((1_000, 86))
    return city.series.displacement_mm + noise_mm * fresh @ np.linalg.cholesky(covariance).T, city.labels


def million() -> list[str]:
    """In a process of its own, so that its peak of memory can be read."""
    code = (
        "import json, resource, sys, time\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "import numpy as np\n"
        "from subsidence.analysis.kshape import kshape\n"
        "n, t = 1_000_000, 300\n"
        "random, time_axis = np.random.default_rng(0), np.linspace(0, 10, t, dtype=np.float32)\n"
        "forms = [-time_axis / 10, np.sin(2 * np.pi * time_axis) / 2, np.exp(-time_axis)]\n"
        "forms = np.stack(forms).astype(np.float32)\n"
        "series = np.empty((n, t), dtype=np.float32)\n"
        "for start in range(0, n, 10_000):\n"
        "    noise = random.standard_normal((10_000, t), dtype=np.float32) * np.float32(0.3)\n"
        "    series[start : start + 10_000] = forms[np.arange(10_000) % 3] + noise\n"
        "start, processor = time.perf_counter(), time.process_time()\n"
        "result = kshape(series, 3, n_starts=1, seed=0)\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024\n"
        "spent, processor = time.perf_counter() - start, time.process_time() - processor\n"
        "print(json.dumps([spent, processor, peak, result.n_iterations, result.inertia]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    spent, processor, peak, iterations, inertia = json.loads(done.stdout.strip().splitlines()[-1])
    return [
        f"1,000,000 x 300 (float32, 1.1 GiB), k = 3, one start: {spent:.0f} s ({processor:.0f} s of processor time),"
        f" {iterations} iterations, peak memory {peak:.1f} GiB with the input, inertia {inertia:.5f}."
    ]


def graphics_card() -> list[str]:
    import torch

    series = make_city(*PAPER, seed=0, regular=True).series.displacement_mm
    kshape(series[:2000], N_CLUSTERS, n_starts=1, device="cuda")  # the card wakes up
    on_card, theirs = seconds(lambda: kshape(series, N_CLUSTERS, n_starts=10, seed=0, device="cuda"))
    on_processor, ours = seconds(lambda: kshape(series, N_CLUSTERS, n_starts=10, seed=0))
    return [
        f"{PAPER[0]:,} x {PAPER[1]}, k = {N_CLUSTERS}, ten starts to convergence: {on_card:.2f} s on"
        f" {torch.cuda.get_device_name()}, {on_processor:.2f} s on the processor; same labels:"
        f" {(ours.labels == theirs.labels).all()}."
    ]


def layers() -> list[str]:
    """GeoPackage in, GeoPackage out, in a process of its own with QGIS."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, __file__, "--layers-child", folder],
            capture_output=True, text=True, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    reading, writing, loop_reading, loop_writing, whole = json.loads(done.stdout.strip().splitlines()[-1])
    return [
        f"GeoPackage in, GeoPackage out, {PAPER[0]:,} points x {PAPER[1]} epochs:",
        "",
        "| | read, s | write, s | together, s |",
        "|---|---|---|---|",
        f"| this plugin | {reading:.2f} | {writing:.2f} | {reading + writing:.2f} |",
        f"| getFeatures, addFeature | {loop_reading:.2f} | {loop_writing:.2f} | {loop_reading + loop_writing:.2f} |",
        "",
        f"`kshape_clustering` from layer to layer with its defaults (k = 3, ten starts): {whole:.1f} s.",
    ]


def layers_child(folder: Path) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location(
        "land_subsidence", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["land_subsidence"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["land_subsidence"])
    from qgis.core import QgsApplication, QgsFeature, QgsVectorFileWriter, QgsVectorLayer

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    from land_subsidence.bridge.fields import Column, merged_fields
    from land_subsidence.bridge.read_points import read_points
    from land_subsidence.bridge.write_features import add_features, fill_geopackage
    from land_subsidence.processing_provider.provider import SubsidenceProvider
    from land_subsidence.subsidence.series import epoch_field
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsFields, QgsWkbTypes

    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    city = make_city(*PAPER, seed=0)
    columns = [Column("velocity", city.rate_mm_per_yr)]
    columns += [Column(epoch_field(d), city.series.displacement_mm[:, i]) for i, d in enumerate(city.dates)]
    fields = merged_fields(QgsFields(), columns)
    crs = QgsCoordinateReferenceSystem("EPSG:4326")

    def writer(path: Path):
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = path.stem
        return QgsVectorFileWriter.create(
            str(path), fields, QgsWkbTypes.Type.Point, crs, QgsCoordinateTransformContext(), options
        )

    source = folder / "points.gpkg"
    sink = writer(source)
    add_features(sink, fields, [column.values for column in columns], city.series.xy)
    del sink
    layer = QgsVectorLayer(str(source), "points", "ogr")
    reading, table = seconds(lambda: read_points(layer, "points", layer))

    def write():
        sink = writer(folder / "fast.gpkg")
        del sink
        fill_geopackage(folder / "fast.gpkg", "fast", fields, [table.columns[f.name()] for f in fields], table.xy)

    writing, _ = seconds(write)
    loop_reading, features = seconds(lambda: [(f.geometry().asPoint(), f.attributes()) for f in layer.getFeatures()])

    def loop():
        sink = writer(folder / "slow.gpkg")
        for original in layer.getFeatures():
            feature = QgsFeature(fields)
            feature.setGeometry(original.geometry())
            feature.setAttributes(original.attributes()[1:])
            sink.addFeature(feature)
        del sink

    both, _ = seconds(loop)
    del features
    whole, _ = seconds(
        lambda: processing.run(
            "subsidence:kshape_clustering", {"INPUT": str(source), "CLUSTERS": 3, "OUTPUT": str(folder / "out.gpkg")}
        )
    )
    print(json.dumps([reading, writing, loop_reading, both - loop_reading, whole]), flush=True)
    os._exit(0)  # QGIS must not be torn down in the order of Python's garbage collection


def update_page(sections: dict[str, list[str]]) -> None:
    """Replace the sections that were measured; keep the others."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    pieces = dict(piece.split("\n", 1) for piece in old.split("\n## ")[1:])
    stamp = f"_{machine()}; `{' '.join(['python', 'benchmarks/kshape.py', *sys.argv[1:]])}`_"
    for title, lines in sections.items():
        pieces[title] = "\n" + "\n".join([stamp, "", *lines]) + "\n"
    body = "".join(f"\n## {title}\n{text.rstrip()}\n" for title, text in pieces.items())
    from record import publish

    publish(PAGE, "# K-Shape: measured\n" + body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="4,000 series instead of 40,901")
    parser.add_argument("--million", action="store_true", help="only one start at 1,000,000 x 300")
    parser.add_argument("--layers", action="store_true", help="only GeoPackage to GeoPackage")
    parser.add_argument("--smoothing", action="store_true", help="only recovery of known clusters by smoothing")
    parser.add_argument("--agreement", action="store_true", help="only what a consensus of runs is worth")
    parser.add_argument("--cuda", action="store_true", help="only the graphics card against the processor")
    parser.add_argument("--layers-child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.layers_child:
        layers_child(options.layers_child)
        return
    some = options.million or options.layers or options.smoothing or options.agreement or options.cuda
    sections = {}
    if not some:
        sections["Against tslearn"] = paper_scale(options.quick)
    if options.million:
        sections["A million series"] = million()
    if options.layers:
        sections["Layer to layer"] = layers()
    if options.smoothing:
        sections["Noise and smoothing"] = recovery()
    if options.agreement:
        sections["Consensus"] = agreement()
    if options.cuda:
        sections["Graphics card"] = graphics_card()
    update_page(sections)


if __name__ == "__main__":
    main()

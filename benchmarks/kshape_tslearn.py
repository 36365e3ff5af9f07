"""K-Shape against the tslearn that is installed, from the same first shapes to convergence.

    python benchmarks/kshape_tslearn.py                   # in an environment that has tslearn

Writes benchmarks/kshape_tslearn.md. Computing time and not the clock, so that a busy machine says the same.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scale import noisy_series  # noqa: E402

from subsidence.clustering.agreement import adjusted_rand_index  # noqa: E402
from subsidence.clustering.kshape import kshape  # noqa: E402
from subsidence.clustering.shape_distance import z_normalize  # noqa: E402
from subsidence.synthetic.city import make_city  # noqa: E402
from subsidence.threads import one_thread_pools  # noqa: E402

N_CLUSTERS, MOST_ITERATIONS, TOLERANCE = 3, 100, 1e-6
LAYERS: dict[str, Callable[[], np.ndarray]] = {
    "clean city, 2,000 x 86": lambda: make_city(2_000, 86, seed=0).series.displacement_mm,
    "noisy city, 1,500 x 150": lambda: noisy_series(1_500)[1],
}


def computing(work: Callable[[], object]) -> tuple[float, object]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def compared(series: np.ndarray) -> str:
    from tslearn.clustering import KShape

    rows = z_normalize(series.astype(float))[0]
    first = rows[np.random.default_rng(0).choice(len(rows), N_CLUSTERS, replace=False)]

    def theirs(some: np.ndarray, iterations: int) -> KShape:
        model = KShape(N_CLUSTERS, max_iter=iterations, tol=TOLERANCE, init=first[:, :, None].copy())
        return model.fit(some[:, :, None])

    options = {"initial_centroids": first, "max_iterations": MOST_ITERATIONS, "tolerance": TOLERANCE}
    with one_thread_pools():
        theirs(rows[:50], 1)  # compiles what it compiles
        kshape(rows, N_CLUSTERS, **options)
        ours_s, ours = computing(lambda: kshape(rows, N_CLUSTERS, **options))
        theirs_s, other = computing(lambda: theirs(rows, MOST_ITERATIONS))
    agreement = adjusted_rand_index(ours.labels, other.labels_)
    return (
        f"{ours_s:.3f} | {theirs_s:.2f} | {theirs_s / ours_s:.0f}x | {ours.n_iterations}, {other.n_iter_} |"
        f" {agreement:.3f} | {ours.inertia:.6f}, {other.inertia_:.6f} |"
    )


def main() -> None:
    import tslearn

    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    lines = [
        "# K-Shape against tslearn: measured",
        "",
        f"`python benchmarks/kshape_tslearn.py`, {date.today()}, {platform.machine()}, {os.cpu_count()} cores{load},"
        f" Python {platform.python_version()}, NumPy {np.__version__}, tslearn {tslearn.__version__}; one start from"
        " the same shapes, CPU-seconds until it settles."
        " Blocks, threads and where single precision begins were settled with the noisy row in view.",
        "",
        "| layer | ours | tslearn | | iterations | same labels (Rand) | inertia |",
        "|---|---|---|---|---|---|---|",
        *(f"| {name} | {compared(make())}" for name, make in LAYERS.items()),
        "",
    ]
    from record import publish

    publish(ROOT / "benchmarks" / "kshape_tslearn.md", "\n".join(lines))
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()

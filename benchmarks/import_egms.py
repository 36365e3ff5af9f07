"""How long the import of an EGMS-sized table takes, clipped to a tenth of its area, layer to layer.

    python benchmarks/import_egms.py [--rows 1000000]
    python benchmarks/import_egms.py --rows 400000 --beside /tmp/before

Writes the table to a temporary folder (about 1.4 GB for a million rows), imports it in a fresh process, and
writes the figures to ``benchmarks/import_egms.md``. Beside an earlier version (``git archive OLD | tar x -C
/tmp/before``) both import it by turns, and the processor time of the first import of each process is printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
N_FIXED, N_EPOCHS = 25, 210
SIDE_M = 100_000.0
EXTENT = (4_400_000.0, 2_500_000.0, 4_400_000.0 + SIDE_M, 2_500_000.0 + 0.1 * SIDE_M)
HEADER = (
    "pid,mp_type,latitude,longitude,easting,northing,height_ortho,height_ellipse,line,pixel,rmse_ts,"
    "temporal_coherence,amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,"
    "mean_velocity_std,acceleration,acceleration_std,seasonality,seasonality_std,gnss_velocity"
)


def child(table: str, folder: str, tree: str) -> None:
    """Import the table in this process by the version in ``tree`` and print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    plugin = "land_subsidence"
    spec = importlib.util.spec_from_file_location(plugin, f"{tree}/__init__.py", submodule_search_locations=[tree])
    sys.modules[plugin] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[plugin])
    from qgis.core import QgsApplication

    application = QgsApplication([], False, str(Path(folder) / "profile"))
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    try:
        from land_subsidence.algorithms.products.import_egms import ImportEgms
    except ImportError:  # its place before the rooms were made
        from land_subsidence.algorithms.insar.import_egms import ImportEgms
    from land_subsidence.subsidence.products.egms import read_egms

    started = time.perf_counter()
    read_egms([table], extent=EXTENT)
    read_s = time.perf_counter() - started
    started, started_cpu = time.perf_counter(), time.process_time()
    x_min, y_min, x_max, y_max = EXTENT
    result = processing.run(
        ImportEgms().create(),
        {
            "INPUT": [table],
            "EXTENT": f"{x_min},{x_max},{y_min},{y_max} [EPSG:3035]",
            "OUTPUT": str(Path(folder) / "points.gpkg"),
        },
    )
    figures = {
        "read_s": read_s,
        "seconds": time.perf_counter() - started,
        "cpu_s": time.process_time() - started_cpu,
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "points": result["POINT_COUNT"],
        "epochs": result["EPOCH_COUNT"],
    }
    print("RESULT " + json.dumps(figures), flush=True)
    os._exit(0)  # QGIS sometimes crashes when Python tidies up after it


def write_table(path: Path, n_rows: int) -> None:
    """A table of the size and look of a delivery: points all over the tile, numbers with one to three decimals."""
    rng = np.random.default_rng(0)
    days = (np.datetime64("2020-01-03") + 6 * np.arange(N_EPOCHS) * np.timedelta64(1, "D")).astype(str)
    # a thousand different tails are enough: the reader does not remember them
    tails = [",".join(f"{value:.1f}" for value in row) for row in rng.normal(0, 12, (1000, N_EPOCHS))]
    east = EXTENT[0] + SIDE_M * rng.random(n_rows)
    north = EXTENT[1] + SIDE_M * rng.random(n_rows)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEADER + "," + ",".join(day.replace("-", "") for day in days) + "\n")
        for number, (x, y) in enumerate(zip(east.tolist(), north.tolist())):
            stream.write(
                f"10MG{number:07d},0,{45 + 1e-6 * number:.6f},{11 + 1e-6 * number:.6f},{x:.2f},{y:.2f},12.3,58.1,"
                f"{number % 20000},{number % 9000},1.9,0.83,0.21,36.912,191.42,0.589,-0.117,0.800,-3.2,0.1,0.12,0.08,"
                f"1.7,0.3,-0.2,{tails[number % 1000]}\n"
            )


def measure(table: Path, folder: Path, tree: Path = ROOT) -> dict:
    command = [sys.executable, __file__, "--child", str(table), str(folder), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True)
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), None)
    if line is None:
        raise SystemExit(f"The import failed:\n{done.stdout}\n{done.stderr}")
    return json.loads(line[7:])


def beside(table: Path, folder: Path, tree: Path, rounds: int) -> None:
    """Print the processor time of an earlier version and of this one, by turns."""
    seconds: dict[Path, list[float]] = {tree: [], ROOT: []}
    for _ in range(rounds):
        for version, measured in seconds.items():
            measured.append(measure(table, folder, version)["cpu_s"])
    for version, measured in seconds.items():
        print(f"{version}: median {median(measured):.2f} s of computing, {min(measured):.2f} to {max(measured):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(*arguments.child)
    rows = arguments.rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "EGMS_L2b_088_0282_IW2_VV_2020_2024_1.csv"
        started = time.perf_counter()
        write_table(table, rows)
        size_gb = table.stat().st_size / 1e9
        print(f"table of {size_gb:.2f} GB written in {time.perf_counter() - started:.0f} s", flush=True)
        if arguments.beside:
            beside(table, folder, arguments.beside.resolve(), arguments.rounds)
            return
        plain = measure(table, folder)
        print("csv", plain, flush=True)
        archive = table.with_suffix(".zip")
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.write(table, table.name)
        table.unlink()
        zipped = measure(archive, folder)
        print("zip", zipped, flush=True)
    text = [
        "# Import of an EGMS-sized table",
        "",
        f"`python benchmarks/import_egms.py --rows {rows}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores (the import uses one), Python {platform.python_version()}, NumPy {np.__version__}.",
        "",
        f"{rows:,} rows x {N_FIXED + N_EPOCHS} columns, {size_gb:.2f} GB of text, clipped to a tenth of the tile's area"
        f" ({plain['points']:,} points, {plain['epochs']} epochs), through Processing into a GeoPackage:",
        "",
        "| input | seconds | of it reading | peak memory of QGIS and import, GB |",
        "|---|---|---|---|",
        f"| CSV | {plain['seconds']:.1f} | {plain['read_s']:.1f} | {plain['peak_gb']:.2f} |",
        f"| zip as delivered | {zipped['seconds']:.1f} | {zipped['read_s']:.1f} | {zipped['peak_gb']:.2f} |",
        "",
        "The aim was under 60 s and 2 GB.",
        "",
    ]
    from record import publish

    publish(ROOT / "benchmarks" / "import_egms.md", "\n".join(text))


if __name__ == "__main__":
    main()

"""Steps from layer to layer at a million points: time, computing time and memory, each beside a plain copy of the file.

    python benchmarks/scale_layers.py --folder /tmp/layers            # 1,000,000 points x 150 epochs
    python benchmarks/scale_layers.py --folder /tmp/layers --points 100000 --only K-Shape zones

Writes benchmarks/scale_layers.md. The layers are made once in the folder, which then takes about 8 GB, and stay there;
so does what was measured, and a run that is begun anew does what is missing. Every step is QGIS Processing in a process
of its own, whose memory is looked at every 20 ms: its own, which the system cannot take back, and the peak, pages of
files among it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scale import N_EPOCHS, noisy_series  # noqa: E402

FACTORS = 8
LEARNING = 3_000  # points that the models learn from
LOOK_S = 0.02
EPSG = 32648
ROWS_AT_ONCE = 20_000
BLOB = np.dtype([("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("order", "u1"),
                 ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])  # fmt: skip
COPY = "a plain copy by GDAL"


# ---- the layers ----------------------------------------------------------------------------


def write_layer(path: Path, n_points: int, seed: int, heading: float) -> None:
    """Points in a square, about five in a cell of 100 m, with velocity, factors, line of sight and noisy series."""
    from osgeo import ogr, osr

    from subsidence.insar.decompose import line_of_sight

    dates = noisy_series(1)[0]
    names = ["velocity", *(f"factor_{number}" for number in range(FACTORS)), "los_e", "los_n", "los_u"]
    names += [f"D{str(day).replace('-', '')}" for day in dates]
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    part = path.with_suffix(".part.gpkg")
    part.unlink(missing_ok=True)
    made = ogr.GetDriverByName("GPKG").CreateDataSource(str(part))
    layer = made.CreateLayer(path.stem, reference, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("point_id", ogr.OFTInteger))
    for name in names:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    made = layer = None
    look = line_of_sight(38.0, heading)
    side = 40.0 * np.sqrt(n_points)
    marks = ", ".join("?" * (len(names) + 2))
    columns = ", ".join(f'"{name}"' for name in ("geom", "point_id", *names))
    with closing(sqlite3.connect(part)) as file:
        file.execute("PRAGMA synchronous = OFF")
        for start in range(0, n_points, ROWS_AT_ONCE):
            count = min(ROWS_AT_ONCE, n_points - start)
            random = np.random.default_rng([seed, start])
            xy = random.uniform(0.0, side, (count, 2)) + [500_000.0, 3_500_000.0]
            factors = random.normal(size=(count, FACTORS))
            series = noisy_series(count, seed + start + 1)[1].round(2)
            rate = factors[:, 0] - np.abs(factors[:, 1]) + random.normal(0.0, 0.5, count)
            table = np.column_stack([rate, factors, np.tile(look, (count, 1)), series]).tolist()
            blobs = np.zeros(count, BLOB)
            blobs["magic"], blobs["flags"], blobs["srs"], blobs["order"], blobs["type"] = b"GP", 1, EPSG, 1, 1
            blobs["x"], blobs["y"] = xy.T
            rows = ((blob.tobytes(), start + number, *row) for number, (blob, row) in enumerate(zip(blobs, table)))
            file.executemany(f'INSERT INTO "{path.stem}" ({columns}) VALUES ({marks})', rows)
        file.commit()
    part.replace(path)


def write_map(folder: Path, n_points: int) -> None:
    """Forty lines and a raster of heights over the square."""
    from osgeo import gdal, ogr, osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    side, random = 40.0 * np.sqrt(n_points), np.random.default_rng(3)
    made = ogr.GetDriverByName("GPKG").CreateDataSource(str(folder / "lines.gpkg"))
    layer = made.CreateLayer("lines", reference, ogr.wkbLineString)
    for _ in range(40):
        line = ogr.Geometry(ogr.wkbLineString)
        way = np.cumsum(random.normal(0.0, side / 200.0, (50, 2)), axis=0) + random.uniform(0.0, side, 2)
        for x, y in way + [500_000.0, 3_500_000.0]:
            line.AddPoint_2D(x, y)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(line)
        layer.CreateFeature(feature)
    made = layer = None
    raster = gdal.GetDriverByName("GTiff").Create(str(folder / "height.tif"), 1_000, 1_000, 1, gdal.GDT_Float32)
    raster.SetGeoTransform([500_000.0, side / 1_000, 0.0, 3_500_000.0 + side, 0.0, -side / 1_000])
    raster.SetProjection(reference.ExportToWkt())
    raster.GetRasterBand(1).WriteArray(random.normal(100.0, 10.0, (1_000, 1_000)).astype(np.float32))


def prepare(folder: Path, n_points: int) -> None:
    """Layers, map and models, as far as they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    layers = {"points": (n_points, 1, -12.0), "ascending": (n_points // 2, 2, -12.0)}
    layers |= {"descending": (n_points // 2, 3, -168.0), "learning": (LEARNING, 4, -12.0)}
    for name, (count, seed, heading) in layers.items():
        if not (folder / f"{name}.gpkg").is_file():
            write_layer(folder / f"{name}.gpkg", count, seed, heading)
    if not (folder / "height.tif").is_file():
        write_map(folder, n_points)
    few = str(folder / "learning.gpkg")
    factors = [f"factor_{number}" for number in range(FACTORS)]
    if not (folder / "forecast.npz").is_file():
        run("lstm_forecast", {"INPUT": few, "HORIZON": 5, "OUTPUT": "memory:", "MODEL": str(folder / "forecast.npz")})
    if not (folder / "rate.npz").is_file():
        settings = {"FACTORS": factors, "HIDDEN": 10, "MEMBERS": 5, "FOLDS": 0, "MODEL": str(folder / "rate.npz")}
        run("psobp_rate_prediction", {"INPUT": few, "OUTPUT": "memory:", **settings})


# ---- the steps -----------------------------------------------------------------------------


def steps(folder: Path) -> dict[str, tuple[str, dict]]:
    """Algorithm and parameters of each step, its output aside."""
    points, memory = {"INPUT": str(folder / "points.gpkg")}, {"MEMORY": 200}
    tracks = {"ASCENDING": str(folder / "ascending.gpkg"), "DESCENDING": str(folder / "descending.gpkg")}
    return {
        "distances to 40 lines, one column": (
            "distance_factors",
            {**points, "LAYERS": [str(folder / "lines.gpkg")], "RING_WIDTH": 0},
        ),
        "a raster sampled, one column": ("sample_factors", {**points, "RASTERS": [str(folder / "height.tif")]}),
        "predict rate, 8 factors": ("predict_rate", {**points, "MODEL": str(folder / "rate.npz")}),
        "zones": ("subsidence_zones", {**points, "THRESHOLD": -1.0}),
        "K-Shape, k = 3, two starts": ("kshape_clustering", {**points, **memory, "CLUSTERS": 3, "STARTS": 2}),
        "deformation model": ("deformation_model", {**points, **memory}),
        "apply forecast, 5 ahead": (
            "apply_forecast",
            {**points, **memory, "MODEL": str(folder / "forecast.npz"), "HORIZON": 5},
        ),
        "export, wide CSV": ("export_series", {**points, **memory, "FORMAT": 2}),
        "decompose, cells of 100 m, half of the points in each track": (
            "decompose_los",
            {**tracks, **memory, "CELL": 100, "UNIT": 0},
        ),
    }


def run(algorithm: str, parameters: dict) -> dict:
    """One algorithm of the provider by QGIS Processing in this process."""
    import processing
    from qgis.core import QgsProcessingFeedback

    class Words(QgsProcessingFeedback):
        def pushInfo(self, text):
            sys.stderr.write(text + "\n")

        pushWarning = pushInfo

    return processing.run(f"subsidence:{algorithm}", parameters, feedback=Words())


def start_qgis():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    places = [str(ROOT)]
    spec = importlib.util.spec_from_file_location(
        "land_subsidence", ROOT / "__init__.py", submodule_search_locations=places
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["land_subsidence"] = module
    spec.loader.exec_module(module)
    from land_subsidence.processing_provider.provider import SubsidenceProvider
    from processing.core.Processing import Processing

    Processing.initialize()
    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider


def child(step: str, folder: Path, n_points: int) -> None:
    if step == COPY:
        from osgeo import gdal

        started, before = time.perf_counter(), time.process_time()
        done = gdal.VectorTranslate(str(folder / "out.gpkg"), str(folder / "points.gpkg"))
        del done
        sys.stdout.write(json.dumps([time.perf_counter() - started, time.process_time() - before]) + "\n")
        return
    _application, provider = start_qgis()
    if step == "prepare":
        prepare(folder, n_points)
    else:
        algorithm, parameters = steps(folder)[step]
        output = folder / ("out.csv" if algorithm == "export_series" else "out.gpkg")
        started, before = time.perf_counter(), time.process_time()
        run(algorithm, {**parameters, "OUTPUT": str(output)})
        sys.stdout.write(json.dumps([time.perf_counter() - started, time.process_time() - before]) + "\n")
    sys.stdout.flush()
    from qgis.core import QgsApplication

    QgsApplication.processingRegistry().removeProvider(provider)
    os._exit(0)  # what QGIS does at its end is not asked


def memory_of(process: int) -> Iterator[tuple[float, float]]:
    """GB of its own and peak GB of a process, as long as it runs."""
    time.sleep(10 * LOOK_S)  # before, it may still be its parent's copy
    while True:
        try:
            text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        except (OSError, ValueError):
            return
        found = dict(line.split(":", 1) for line in text.splitlines())
        if "RssAnon" not in found:  # it has ended
            return
        yield tuple(int(found[key].split()[0]) / 2**20 for key in ("RssAnon", "VmHWM"))
        time.sleep(LOOK_S)


def measured(step: str, folder: Path, n_points: int) -> list[float]:
    """Seconds, CPU-seconds, GB of its own at the most, peak GB."""
    command = [sys.executable, __file__, "--folder", str(folder), "--points", str(n_points), "--child", step]
    with (folder / "words.txt").open("a", encoding="utf-8") as words:
        words.write(f"--- {step}\n")
        words.flush()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, text=True)
        own = peak = 0.0
        for now, highest in memory_of(process.pid):
            own, peak = max(own, now), max(peak, highest)
        out, _ = process.communicate()
    for leftover in folder.glob("out.*"):
        leftover.unlink() if leftover.is_file() else shutil.rmtree(leftover)
    if process.returncode or not out.strip():
        raise SystemExit(f"{step} failed; see {folder / 'words.txt'}")
    return [*json.loads(out.strip().splitlines()[-1]), own, peak]


def page(found: dict[str, list[float]], n_points: int, note: str) -> str:
    copy = found.get(COPY, [np.nan, np.nan])
    lines = [
        "# Layer to layer: measured",
        "",
        f"`python benchmarks/scale_layers.py --points {n_points}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, QGIS Processing from"
        f" GeoPackage to GeoPackage, {n_points:,} points x {N_EPOCHS} epochs, `MEMORY` 200 where there is one. Own"
        " memory is what the system cannot take back, QGIS's among it; the peak counts pages of files as well."
        f" Beside the copy: computing time over that of GDAL's plain copy of the layer.{' ' + note if note else ''}",
        "",
        "| step | seconds | CPU-seconds | own GB | peak GB | beside the copy |",
        "|---|---|---|---|---|---|",
    ]
    for step, (wall, computing, own, peak) in found.items():
        ratio = f"{computing / copy[1]:.2f}x"
        lines.append(f"| {step} | {wall:.1f} | {computing:.1f} | {own:.2f} | {peak:.2f} | {ratio} |")
    return "\n".join([*lines, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--only", nargs="+", default=[], help="words of the steps that are measured anew")
    parser.add_argument("--note", default="", help="what else is to be known of the machine, written on the page")
    parser.add_argument("--child")
    options = parser.parse_args()
    folder = options.folder / str(options.points)
    if options.child:
        child(options.child, options.folder, options.points)
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, "--folder", str(folder), "--points", str(options.points)]
    with (folder / "words.txt").open("a", encoding="utf-8") as words:
        subprocess.run([*command, "--child", "prepare"], check=True, stderr=words, stdout=words)
    kept = folder / "measured.json"
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    for step in (COPY, *steps(folder)):
        if step not in found or any(word in step for word in options.only):
            found[step] = measured(step, folder, options.points)
            kept.write_text(json.dumps(found), encoding="utf-8")
            sys.stderr.write(f"{step}: {found[step]}\n")
    from record import publish

    text = page({step: found[step] for step in (COPY, *steps(folder))}, options.points, options.note)
    publish(ROOT / "benchmarks" / "scale_layers.md", text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()

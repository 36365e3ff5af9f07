"""Distances against native:joinbynearest, layer to layer, and at a million points.

Run from the repository root with the Python that sees QGIS:

    QT_QPA_PLATFORM=offscreen python benchmarks/factors.py

Writes benchmarks/factors.md.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
N_POINTS, N_LINES, N_VERTICES = 40_901, 60, 200
N_EPOCHS = 86
CITY_M = 30_000.0
CRS = "EPSG:32648"


def start_qgis():
    """QGIS with Processing and the plugin's provider."""
    spec = importlib.util.spec_from_file_location(
        "land_subsidence", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["land_subsidence"] = module
    spec.loader.exec_module(module)
    from qgis.core import QgsApplication

    application = QgsApplication([], False, tempfile.mkdtemp())
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    from land_subsidence.processing_provider.provider import SubsidenceProvider

    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider


def city(n_points: int, seed: int = 0):
    """Points of a city, and winding lines across it."""
    random = np.random.default_rng(seed)
    points = random.uniform(0, CITY_M, (n_points, 2)) + [500_000, 2_700_000]
    lines = []
    for _ in range(N_LINES):
        turns = random.uniform(0, 2 * np.pi) + np.cumsum(random.normal(0, 0.15, N_VERTICES - 1))
        steps = np.column_stack([np.cos(turns), np.sin(turns)]) * random.uniform(20, 120, (N_VERTICES - 1, 1))
        start = random.uniform(0, CITY_M, 2) + [500_000, 2_700_000]
        lines.append(np.vstack([start, start + np.cumsum(steps, axis=0)]))
    return points, lines


def write_points(path: Path, points: np.ndarray, n_epochs: int) -> str:
    """A GeoPackage of deformation points with ``n_epochs`` displacement fields."""
    from land_subsidence.bridge.fields import Column, merged_fields
    from land_subsidence.bridge.write_features import fill_geopackage
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFields,
        QgsProject,
        QgsVectorFileWriter,
        QgsWkbTypes,
    )

    random = np.random.default_rng(1)
    dates = np.datetime64("2018-03-06") + 12 * np.arange(n_epochs)
    columns = [Column("velocity", random.normal(size=len(points)))]
    columns += [Column(f"D{str(day).replace('-', '')}", random.normal(size=len(points))) for day in dates]
    fields = merged_fields(QgsFields(), columns)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = path.stem
    context = QgsProject().transformContext()
    crs = QgsCoordinateReferenceSystem(CRS)
    writer = QgsVectorFileWriter.create(str(path), fields, QgsWkbTypes.Type.Point, crs, context, options)
    del writer
    fill_geopackage(path, path.stem, fields, [column.values for column in columns], points)
    return str(path)


def write_lines(path: Path, lines: list[np.ndarray]) -> str:
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsFeature,
        QgsFields,
        QgsGeometry,
        QgsPointXY,
        QgsProject,
        QgsVectorFileWriter,
        QgsWkbTypes,
    )

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = path.stem
    crs = QgsCoordinateReferenceSystem(CRS)
    context = QgsProject().transformContext()
    writer = QgsVectorFileWriter.create(str(path), QgsFields(), QgsWkbTypes.Type.LineString, crs, context, options)
    for line in lines:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*vertex) for vertex in line.tolist()]))
        writer.addFeature(feature)
    del writer
    return str(path)


def seconds(function, repeats: int = 3) -> tuple[float, object]:
    """The least of several timings, and the last result."""
    best, result = np.inf, None
    for _ in range(repeats):
        start = time.perf_counter()
        result = function()
        best = min(best, time.perf_counter() - start)
    return best, result


def column(path: str, name: str) -> np.ndarray:
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(path)
    index = layer.fields().lookupField(name)
    return np.array([feature.attribute(index) for feature in layer.getFeatures()], dtype=float)


def compare(folder: Path, n_epochs: int) -> list[str]:
    """Rows of the table for points with ``n_epochs`` fields."""
    import processing
    from land_subsidence.subsidence.factors.distances import FeatureIndex
    from land_subsidence.subsidence.factors.vector_geometry import LINE, Shapes

    points, lines = city(N_POINTS)
    point_path = write_points(folder / f"points{n_epochs}.gpkg", points, n_epochs)
    line_path = write_lines(folder / f"lines{n_epochs}.gpkg", lines)
    numbers = iter(range(1000))

    def native(output):
        parameters = {"INPUT": point_path, "INPUT_2": line_path, "NEIGHBORS": 1, "PREFIX": "n_"}
        return processing.run("native:joinbynearest", {**parameters, "OUTPUT": output})["OUTPUT"]

    def ours(output):
        parameters = {"INPUT": point_path, "LAYERS": [line_path], "RING_WIDTH": 0, "OUTPUT": output}
        return processing.run("subsidence:distance_factors", parameters)["OUTPUT"]

    def package():
        return str(folder / f"out{n_epochs}_{next(numbers)}.gpkg")

    native_memory, _ = seconds(lambda: native("memory:"))
    shapes = Shapes.of_parts(LINE, [[line] for line in lines])
    computing, found = seconds(lambda: FeatureIndex(shapes).nearest(points))
    native_package, native_path = seconds(lambda: native(package()))
    own_package, own_path = seconds(lambda: ours(package()))
    name = next(f"dist_lines{n}" for n in (n_epochs,))
    theirs, own = column(native_path, "distance"), column(own_path, name)
    difference = max(np.abs(theirs - own).max(), np.abs(found.distance_m - own).max())
    return [
        f"| {n_epochs} epoch fields: computation | {native_memory:.2f} s (memory layer out) | {computing:.3f} s |"
        f" {native_memory / computing:.1f}x |",
        f"| {n_epochs} epoch fields: GeoPackage to GeoPackage | {native_package:.2f} s | {own_package:.2f} s |"
        f" {native_package / own_package:.1f}x |",
        f"| {n_epochs} epoch fields: largest difference | | {1000 * difference:.6f} mm | |",
    ]


def million(folder: Path) -> str:
    """A million points, three layers, in a child process so that its memory is its own."""
    import subprocess

    command = [sys.executable, __file__, "--million", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]


def run_million(folder: Path) -> str:
    import processing

    points, _ = city(1_000_000, seed=5)
    point_path = write_points(folder / "million.gpkg", points, 0)
    layers = []
    for number in range(3):
        layers.append(write_lines(folder / f"layer{number}.gpkg", city(1, seed=10 + number)[1]))
    start = time.perf_counter()
    processing.run(
        "subsidence:distance_factors",
        {"INPUT": point_path, "LAYERS": layers, "RING_WIDTH": 200, "OUTPUT": str(folder / "million_out.gpkg")},
    )
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    return f"| 1,000,000 points x 3 layers, GeoPackage to GeoPackage | | {took:.1f} s, peak memory {peak:.2f} GB | |"


def main() -> None:
    application, provider = start_qgis()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "--million" in sys.argv:
            sys.stdout.write(run_million(Path(sys.argv[-1])) + "\n")
            sys.stdout.flush()
            os._exit(0)  # QGIS may stumble while it shuts down; the figures are out
        from qgis.core import Qgis

        rows = compare(folder, 0) + compare(folder, N_EPOCHS) + [million(folder)]
        text = "\n".join(
            [
                "# Distances: measured",
                "",
                f"{N_POINTS:,} random points in a city of 30 km against {N_LINES} lines of {N_VERTICES} vertices,",
                "projected CRS; best of three runs, `native:joinbynearest` and `distance_factors` in the same process.",
                "",
                "| | native:joinbynearest | distance_factors | |",
                "|---|---|---|---|",
                *rows,
                "",
                f"QGIS {Qgis.QGIS_VERSION.partition('-')[0]}, Python {platform.python_version()},"
                f" numpy {np.__version__}, {os.cpu_count()} cores."
                " Command: `QT_QPA_PLATFORM=offscreen python benchmarks/factors.py`.",
                "",
            ]
        )
        from record import publish

        publish(Path(__file__).with_suffix(".md"), text)
        sys.stdout.write(text)
        sys.stdout.flush()
        del provider, application
    os._exit(0)


if __name__ == "__main__":
    main()

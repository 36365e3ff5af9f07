"""How quickly the viewer answers: click, reference, area and date, in a real window without a screen.

    .venv/bin/python benchmarks/viewer.py [POINTS]        writes benchmarks/viewer.md

Seconds of processor time, the median of several tries, with everything that the person waits for: reading, computing,
drawing the curve (matplotlib) and painting the points. All runs in one thread, so a machine without other work takes as
long by the clock.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
CITY, AREA, TRIES = 40_901, 5_000, 7
EPOCHS, MANY_EPOCHS = 86, 20


def start():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT / "scripts"))
    spec = importlib.util.spec_from_file_location(
        "land_subsidence", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["land_subsidence"] = module
    spec.loader.exec_module(module)
    from demo import start_qgis

    return start_qgis(Path(tempfile.mkdtemp()))


def make_layer(folder: Path, name: str, points: int, epochs: int):
    """Points spread evenly over 20 km with noise about a line, as a GeoPackage with its spatial index."""
    from land_subsidence.bridge.fields import Column, merged_fields
    from land_subsidence.bridge.write_features import fill_geopackage
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsFields,
        QgsVectorFileWriter,
        QgsVectorLayer,
        QgsWkbTypes,
    )

    random = np.random.default_rng(0)
    xy = random.uniform(0, 20_000, (points, 2)) + [480_000, 2_140_000]
    rate = -20.0 * np.exp(-(((xy - xy.mean(axis=0)) / 4_000) ** 2).sum(axis=1))
    dates = np.datetime64("2018-01-06") + 12 * np.arange(epochs)
    years = (dates - dates[0]).astype(float) / 365.25
    columns = [Column("point_id", np.arange(points)), Column("velocity", rate)]
    for date, when in zip(dates, years):
        columns.append(Column(f"D{str(date).replace('-', '')}", rate * when + random.normal(0, 2, points)))
    fields = merged_fields(QgsFields(), columns)
    path = folder / f"{name}.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = name
    crs = QgsCoordinateReferenceSystem("EPSG:32614")
    writer = QgsVectorFileWriter.create(
        str(path), fields, QgsWkbTypes.Type.Point, crs, QgsCoordinateTransformContext(), options
    )
    del writer
    fill_geopackage(path, name, fields, [column.values for column in columns], xy)
    return QgsVectorLayer(f"{path}|layername={name}", name, "ogr"), xy


def timed(act) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def paint(live) -> None:
    from qgis.PyQt.QtGui import QImage, QPainter

    image = QImage(800, 600, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    live._map.paint(painter)
    painter.end()


def measure(points: int) -> list[tuple[str, str, float]]:
    from land_subsidence.ui.series_viewer import SeriesViewer
    from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
    from qgis.gui import QgsMapCanvas

    canvas = QgsMapCanvas()
    canvas.resize(800, 600)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    canvas.setExtent(QgsRectangle(480_000, 2_140_000, 500_000, 2_160_000))
    canvas.show()
    viewer = SeriesViewer(canvas)
    viewer.show()
    rows: list[tuple[str, str, float]] = []
    with tempfile.TemporaryDirectory() as temporary:
        layer, xy = make_layer(Path(temporary), "many", points, MANY_EPOCHS)
        QgsProject.instance().addMapLayer(layer)
        viewer.layer_box.setLayer(layer)
        canvas.setExtent(QgsRectangle.fromCenterAndSize(QgsPointXY(*xy[0]), 500, 500))

        def click(number: int) -> None:
            viewer.show_place(QgsPointXY(*xy[number]))
            viewer.plot_canvas.draw()

        click(0)
        rows.append((f"click to curve, {points:,} points", "0.15", statistics.median(
            timed(lambda number=number: click(number)) for number in range(1, TRIES + 1))))  # fmt: skip
        layer, xy = make_layer(Path(temporary), "city", CITY, EPOCHS)
        QgsProject.instance().addMapLayer(layer)
        viewer.layer_box.setLayer(layer)
        canvas.setExtent(layer.extent())
        click(0)
        rows.append((f"first live colours, {CITY:,} points (the layer is read once)", "–", timed(viewer.live.values)))

        def refer(number: int) -> None:
            viewer.refer_to_place(QgsPointXY(*xy[number]))
            viewer.plot_canvas.draw()
            paint(viewer.live)

        refer(1)
        rows.append((f"reference changed, {CITY:,} points", "0.5", statistics.median(
            timed(lambda number=number: refer(number)) for number in range(2, TRIES + 2))))  # fmt: skip
        side = 20_000 * (AREA / CITY) ** 0.5
        box = QgsRectangle(481_000, 2_141_000, 481_000 + side, 2_141_000 + side)

        def area() -> None:
            viewer.clear()
            viewer.add_area(QgsGeometry.fromRect(box))
            viewer.plot_canvas.draw()

        area()
        count = viewer.series[0].n_points
        rows.append((f"area of {count:,} points", "0.5", statistics.median(timed(area) for _ in range(TRIES))))
        viewer.dates_action.setChecked(True)

        def move(number: int) -> None:
            viewer.date_bar.slider.setValue(number)
            viewer.plot_canvas.draw()
            paint(viewer.live)

        move(3)
        rows.append((f"date cursor, a frame, {CITY:,} points", "0.2", statistics.median(
            timed(lambda number=number: move(number)) for number in range(10, 10 + 2 * TRIES))))  # fmt: skip
        viewer.tidy_up()
        QgsProject.instance().clear()
    return rows


def main(points: int) -> None:
    _application, provider = start()
    rows = measure(points)
    lines = ["# How quickly the viewer answers", "", (__doc__ or "").strip(), "", "## Processor time", ""]
    lines += ["| what | at most, s | measured, s |", "|---|---|---|"]
    lines += [f"| {what} | {most} | {seconds:.3f} |" for what, most, seconds in rows]
    from record import publish

    publish(Path(__file__).with_suffix(".md"), "\n".join(lines) + "\n")
    print("\n".join(lines))
    del provider
    sys.stdout.flush()
    os._exit(0)  # QGIS may fall over its own feet at the end


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

"""The demo as a person runs it: what it leaves behind opens, is styled and says how good it was."""

import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from land_subsidence.subsidence.synthetic import (
    make_city,
    write_layers,
    write_licsbas,
    write_mean_rasters,
    write_monthly_rasters,
    write_stations,
)
from qgis.core import QgsProject, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[3]


def run_demo(*arguments):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(ROOT / "scripts" / "demo.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A run on a very small synthetic city: the finished process and its output folder."""
    output = tmp_path_factory.mktemp("demo") / "out"
    done = run_demo("--size", 260, "--clusters", 3, "--horizon", 5, "--quick", "--output", output)
    assert done.returncode == 0, done.stdout + done.stderr
    return done, output


def test_the_demo_says_how_far_it_is_and_where_everything_lies(finished):
    done, output = finished
    for number in range(1, 10):
        assert f"[{number}/9]" in done.stdout
    assert "Are the clusters the mechanisms?" in done.stdout
    assert "Did the future come as forecast?" in done.stdout
    for name in ("land_subsidence.gpkg", "land_subsidence.qgz", "report.html"):
        assert (output / name).stat().st_size > 0
        assert str(output / name) in done.stdout


def test_the_geopackage_holds_all_layers_with_their_styles(finished):
    with closing(sqlite3.connect(finished[1] / "land_subsidence.gpkg")) as connection:
        tables = {row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")}
        styles = connection.execute("SELECT f_table_name, styleName, useAsDefault FROM layer_styles").fetchall()
    assert {"points", "faults", "subway", "buildings", "geology", "lake", "rate_metrics", "forecast_metrics"} <= tables
    of_points = {name: default for table, name, default in styles if table == "points"}
    assert len(of_points) == 5
    assert sum(of_points.values()) == 1
    assert {table for table, _, _ in styles} >= {"faults", "subway", "geology"}


def test_the_project_opens_with_every_layer_by_relative_paths(finished):
    output = finished[1]
    project = QgsProject()
    assert project.read(str(output / "land_subsidence.qgz"))
    layers = project.mapLayers().values()
    assert len(layers) >= 12
    assert all(layer.isValid() for layer in layers)
    assert all(layer.featureCount() > 0 for layer in layers if isinstance(layer, QgsVectorLayer))
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    assert groups == ["Forecast", "Rate from factors", "Clusters", "Deformation", "Factors", "Tables"]
    displacement = next(layer for layer in layers if layer.name() == "Displacement over time")
    assert displacement.temporalProperties().isActive()
    with zipfile.ZipFile(output / "land_subsidence.qgz") as archive:
        tree = ElementTree.fromstring(archive.read("land_subsidence.qgs"))
    sources = [layer.find("datasource").text for layer in tree.iter("maplayer")]
    assert len(sources) == len(layers)
    assert all(source.startswith("./") for source in sources)


def test_the_maps_show_something(finished):
    from qgis.PyQt.QtGui import QImage

    maps = sorted((finished[1] / "maps").glob("*.png"))
    assert len(maps) == 5
    for path in maps:
        image = QImage(str(path))
        colours = {image.pixel(x, y) for x in range(40, 700, 6) for y in range(90, 730, 6)}
        assert len(colours) > 5, path.name


def test_the_report_has_tables_pictures_and_the_truth(finished):
    text = (finished[1] / "report.html").read_text(encoding="utf-8")
    assert text.count("data:image/png;base64") == 7  # five maps, grades, series
    assert "Against the known truth" in text
    assert "://" not in text  # no web address; the letters of a picture have no colon
    for link in ("reports/clusters.html", "reports/rates.html", "reports/forecast.html"):
        assert link in text
        assert (finished[1] / link).exists()


def test_a_folder_of_maps_is_sorted_into_distances_values_classes_and_series(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from showcase.inputs import user_inputs

    city = make_city(60, 12)
    write_layers(city, tmp_path)
    write_mean_rasters(city, tmp_path)
    write_monthly_rasters(city, tmp_path)
    stations, table = write_stations(city, tmp_path / "stations")["rain"]
    inputs = user_inputs(
        licsbas=str(write_licsbas(city, tmp_path / "cum.h5")),
        points=None,
        unit="mm",
        factors=str(tmp_path),
        layers="faults,subway",
        classes=["geology=code"],
        stations=[f"WET:month={stations},{table}"],
    )
    assert [path.stem for path in inputs.distance_layers] == ["faults", "subway"]
    assert [path.stem for path in inputs.rasters] == ["groundwater", "rain"]
    assert [(path.stem, field) for path, field in inputs.class_layers] == [("geology", "code")]
    assert [(one.prefix, len(one.rasters), one.aggregation) for one in inputs.series] == [
        ("GROUNDWATER", city.weather.months.size, "value"),
        ("RAIN", city.weather.months.size, "value"),
        ("WET", 0, "month"),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--licsbas", "nowhere.h5"), "“nowhere.h5” does not exist"),
        (("--points", __file__, "--stations", "RAIN"), "not of the form PREFIX=layer,table"),
    ],
)
def test_wrong_arguments_end_with_one_sentence(arguments, sentence, tmp_path):
    done = run_demo(*arguments, "--output", tmp_path / "out")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr

"""The ready models: registered, valid, as the builder makes them, and runnable from the command line."""

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from land_subsidence.processing_provider.provider import RESOURCES
from land_subsidence.subsidence.series import linear_rate
from land_subsidence.subsidence.synthetic import (
    make_city,
    write_geoc,
    write_layers,
    write_licsbas,
    write_mean_rasters,
    write_monthly_rasters,
)
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[3]
NAMES = ("licsar_to_rate", "licsbas_to_forecast", "series_to_forecast")


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_models", ROOT / "scripts" / "build_models.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_models"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A small city as files, long enough for clusters and a forecast."""
    folder = tmp_path_factory.mktemp("city")
    city = make_city(260, 48, seed=1, regular=True)
    layers = write_layers(city, folder)
    monthly = write_monthly_rasters(city, folder / "monthly")
    return {
        "LICSBAS": [write_licsbas(city, folder / "cum_filt.h5")],
        "DISTANCE_LAYERS": [layers[name] for name in ("faults", "subway", "buildings")],
        "RASTERS": list(write_mean_rasters(city, folder).values()),
        "POLYGONS": [layers["geology"], layers["hydrogeology"]],
        "RAIN": monthly["rain"][20:48],
        "GROUNDWATER": monthly["groundwater"][20:48],
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_model_is_registered_with_its_outputs_and_valid(name):
    model = QgsApplication.processingRegistry().algorithmById(f"subsidence:{name}")
    assert isinstance(model, QgsProcessingModelAlgorithm)
    assert model.validate() == (True, [])
    assert model.canExecute()[0]
    assert {output.name().split(":")[-1] for output in model.outputDefinitions()} & {
        "Forecast points",
        "Clustered points",
    }
    assert model.parameterComponents()
    assert all(model.helpContent().get(key) for key in [*model.parameterComponents(), "ALG_DESC"])
    assert model.shortHelpString()


def anatomy(path):
    """Steps, their algorithms, where each of their parameters comes from, and their outputs; inputs of the model."""
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    steps = {
        child_id: (
            child.algorithmId(),
            {
                key: [(int(source.source()), source.parameterName(), source.outputChildId(), str(source.staticValue()))
                      for source in sources]
                for key, sources in child.parameterSources().items()
            },
            {
                title: (output.childOutputName(), output.description(), output.isMandatory())
                for title, output in child.modelOutputs().items()
            },
        )
        for child_id, child in model.childAlgorithms().items()
    }  # fmt: skip
    return steps, sorted(model.parameterComponents()), sorted(o.name() for o in model.outputDefinitions())


def derived_name(name):
    """QGIS 3.22 calls an output "step:Its title", what QGIS 3.40 builds "its_title"."""
    return name.rpartition(":")[2].lower().replace(" ", "_")


def test_the_models_on_disk_are_what_the_builder_makes(builder, tmp_path):
    built = {path.name: anatomy(path) for path in builder.main(tmp_path)}
    kept = {path.name: anatomy(path) for path in (RESOURCES / "models").glob("*.model3")}
    assert set(kept) == {f"{name}.model3" for name in NAMES}
    for name, (steps, inputs, outputs) in kept.items():
        assert outputs == sorted(f"{step}:{title}" for step, (_, _, titles) in steps.items() for title in titles)
        assert built[name][:2] == (steps, inputs), "run scripts/build_models.py"
        assert sorted(map(derived_name, built[name][2])) == sorted(map(derived_name, outputs))


def test_the_whole_chain_runs_as_a_model_from_the_command_line(qgis_process, files, tmp_path):
    arguments = [f"--{key}={path}" for key, paths in files.items() for path in paths]
    outputs = {
        "forecast:Forecast points": "forecast.gpkg",
        "forecast:Forecast metrics": "forecast_metrics.gpkg",
        "rates:Rate metrics": "rate_metrics.gpkg",
        "grades:Grey grades": "grades.gpkg",
        "import:Rate raster": "rate.tif",
    }
    arguments += [f"--{key}={tmp_path / name}" for key, name in outputs.items()]
    # qgis_process hands a model only what it is told, not the defaults of the model's own inputs
    factors = "dist_faults;dist_subway;dist_buildings;geology;hydrogeology;rain;groundwater"
    arguments += ["--POLYGON_FIELD=code", f"--FACTORS={factors}", "--CLUSTERS=3", "--HORIZON=5"]
    arguments += ["--MEMBERS=2", "--HIDDEN=4", "--FOLDS=0", "--ORIGINS=1"]
    qgis_process("run", "subsidence:licsbas_to_forecast", *arguments)
    points = QgsVectorLayer(str(tmp_path / "forecast.gpkg"), "points", "ogr")
    assert points.featureCount() == 260
    names = points.fields().names()
    assert {"dist_subway", "geology", "rain", "RAIN20180306", "GW20180306", "cluster", "rate_predicted"} <= set(names)
    forecasts = [name for name in names if name.startswith("F2") and len(name) == 9]
    assert len(forecasts) == 5
    values = np.array([[feature[name] for name in forecasts] for feature in points.getFeatures()], dtype=float)
    assert np.isfinite(values).all()
    for name in outputs.values():
        assert (tmp_path / name).stat().st_size > 0


def test_any_series_goes_through_its_model(run, files, tmp_path):
    points = run("import_licsbas", INPUT=str(files["LICSBAS"][0]), OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    results = run(
        "series_to_forecast",
        POINTS=points,
        CLUSTERS=2,
        HORIZON=3,
        ORIGINS=1,
        **{"forecast:Forecast points": str(tmp_path / "forecast.gpkg")},
    )
    layer = QgsVectorLayer(results["forecast:Forecast points"], "forecast", "ogr")
    assert sum(name.startswith("F2") and len(name) == 9 for name in layer.fields().names()) == 3


def test_interferograms_go_through_their_model(run, tmp_path):
    city = make_city(200, 30, seed=2)
    write_geoc(city, tmp_path / "GEOC", n_connections=2)
    results = run(
        "licsar_to_rate",
        GEOC=str(tmp_path / "GEOC"),
        CLUSTERS=3,
        **{
            "clusters:Clustered points": str(tmp_path / "points.gpkg"),
            "series:Rate raster": str(tmp_path / "rate.tif"),
        },
    )
    layer = QgsVectorLayer(results["clusters:Clustered points"], "points", "ogr")
    table = read_points(layer, "points", layer)
    rows = np.column_stack([table.numeric(name) for name in ("point_id", "velocity", "cluster")])
    rows = rows[np.isfinite(rows).all(axis=1)]
    assert len(rows) > 150
    assert set(rows[:, 2]) == {1.0, 2.0, 3.0}
    place = np.searchsorted(city.pixels + 1, rows[:, 0].astype(int))
    rate, _, _ = linear_rate(city.series.displacement_mm, city.dates)
    difference = rows[:, 1] - rate[place]  # relative to another point; the default filter changes rates a little
    assert difference.std() < 0.05 * rate.std()
    assert (tmp_path / "rate.tif").exists()


@pytest.mark.parametrize("name", NAMES)
def test_models_stand_in_the_toolbox_by_title_with_their_input_first(name):
    model = QgsApplication.processingRegistry().algorithmById(f"subsidence:{name}").create()
    assert " " in model.displayName()
    assert model.name() == name
    assert model.parameterDefinitions()[0].name() in ("GEOC", "LICSBAS", "POINTS")


WITHOUT = """
import importlib.util
import sys

GONE = {"torch", "pyswarms", "pandas", "tslearn", "sklearn", "matplotlib", "h5py", "pyarrow", "cftime", "threadpoolctl"}
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name.split(".")[0] in GONE else found(name, package)


class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Nothing())
"""


def test_the_whole_chain_runs_on_numpy_scipy_and_gdal_alone(qgis_process, files, tmp_path):
    """A QGIS from which everything optional was taken, matplotlib too: the chain ends, and says what it lacks."""
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(WITHOUT)
    arguments = [f"--{key}={path}" for key, paths in files.items() for path in paths]
    outputs = {
        "forecast:Forecast points": "forecast.gpkg",
        "grades:Grey grades": "grades.gpkg",
        "forecast:Forecast report": "forecast.html",
        "rates:Rate report": "rates.html",
        "clusters:Cluster report": "clusters.html",
    }
    arguments += [f"--{key}={tmp_path / name}" for key, name in outputs.items()]
    factors = "dist_faults;dist_subway;dist_buildings;geology;hydrogeology;rain;groundwater"
    arguments += ["--POLYGON_FIELD=code", f"--FACTORS={factors}", "--CLUSTERS=3", "--HORIZON=5"]
    arguments += ["--MEMBERS=1", "--HIDDEN=3", "--FOLDS=0", "--ORIGINS=1"]
    done = qgis_process("run", "subsidence:licsbas_to_forecast", *arguments, packages=False, path=tmp_path / "without")
    told = done.stdout + done.stderr
    assert "Without torch" not in told, "nobody asked for the network"
    assert "Nguyen" in told, "where the swarm is missing, the start is said"
    points = QgsVectorLayer(str(tmp_path / "forecast.gpkg"), "points", "ogr")
    names = points.fields().names()
    forecasts = [name for name in names if name.startswith("F2") and len(name) == 9]
    assert len(forecasts) == 5
    values = np.array([[f[name] for name in [*forecasts, "rate_predicted"]] for f in points.getFeatures()], dtype=float)
    assert np.isfinite(values).all()
    for name in ("forecast.html", "rates.html", "clusters.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert "<img" not in page
        assert page.count("matplotlib") >= 1, "the page says what its figures need"
        assert '<div class="opening">' in page

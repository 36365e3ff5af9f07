"""A field's name is a key: whatever language QGIS speaks, it stays as it is."""

import ast
import importlib.util
import sys
import warnings
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from tests.world_of_examples import build

ROOT = Path(__file__).resolve().parents[3]
MARK = "Ø"
READ = (QgsProcessingParameterFeatureSource, QgsProcessingParameterFile, QgsProcessingParameterMultipleLayers)
FILES = (QgsProcessingParameterFileDestination, QgsProcessingParameterFolderDestination)
FORECAST = {"HORIZON": 3, "WINDOW": 4, "EPOCHS": 1, "HIDDEN": 4, "ORIGINS": 2, "TEST": 3, "DEVICE": "cpu"}
RATE = {"HIDDEN": 3, "MEMBERS": 2, "SWARM": 4, "GENERATIONS": 2, "DECAY": 0.01, "FOLDS": 2, "TREES": False}
QUICK = {  # beside the examples: small settings, and what brings out the fields that are not there by default
    "lstm_forecast": {
        **FORECAST,
        "THRESHOLD": -5.0,
        "RATE_THRESHOLD": -5.0,
        "BACKTEST": True,
        "MODEL": "forecast.npz",
        "COVARIATES": "RAIN",
    },
    "apply_forecast": {"HORIZON": 3},
    "psobp_rate_prediction": RATE,
    "kshape_clustering": {"MAX_CLUSTERS": 3, "STARTS": 2},
    "validate_against_ground": {"RADIUS": 2000, "TIE": "offset"},
    "distance_factors": {"COUNT_RADIUS": 500, "BEARING": True},
    "sample_factors": {"ENCODING": "one hot"},
    "ring_width_search": {"WIDTHS": "500,1000"},
    "licsar_time_series": {"GACOS": ""},
    "import_any": {"INPUT": ["TS_GEOCml1/cum_filt.h5"]},
    "structure_settlement": {"BUFFER": 2000},
}


class Marking(QTranslator):
    """A language in which every text of the plugin is another one than in English."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return MARK + source if context == "LandSubsidence" else None

    def isEmpty(self):
        return False


@pytest.fixture(scope="module")
def examples():
    spec = importlib.util.spec_from_file_location("reference_script", ROOT / "scripts" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    provider = QgsApplication.processingRegistry().providerById("subsidence")
    found = {algorithm.name(): module.example_parameters(algorithm) for algorithm in provider.algorithms()}
    return {name: given for name, given in found.items() if given}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("examples")
    build(path)
    return path


@pytest.fixture
def marked():
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def in_order(names):
    """The algorithms that write a model before those that read one."""
    return sorted(names, key=lambda name: (name in ("apply_forecast", "predict_rate"), name))


def absent(algorithm, example):
    """Files that an example reads and that are not there."""
    definitions = {d.name(): d for d in algorithm.parameterDefinitions()}
    read = [value for key, value in example.items() if isinstance(definitions[key], READ)]
    names = [name for value in read for name in (value if isinstance(value, list) else [value])]
    return [name for name in names if name and not Path(name).exists()]


def everywhere(algorithm, given):
    """Parameters with which each output is written."""
    wanted = {}
    for definition in algorithm.destinationParameterDefinitions():
        name = f"{algorithm.name()}_{definition.name()}"
        if definition.name() == "REPORT" or (definition.name() == "MODEL" and "MODEL" in given):
            continue  # a report has no fields
        if isinstance(definition, FILES):
            wanted[definition.name()] = name + Path(str(given.get(definition.name(), ""))).suffix
        else:
            wanted[definition.name()] = "TEMPORARY_OUTPUT" if definition.type() == "sink" else name + ".tif"
    return {**given, **wanted}


def names_in(result, context):
    """Output and name of every field of the layers in a result, and the heads of its tables of text."""
    for key, value in result.items():
        layer = QgsProcessingUtils.mapLayerFromString(str(value), context) if isinstance(value, str) else value
        if isinstance(layer, QgsVectorLayer):
            yield from ((key, field.name()) for field in layer.fields())
        elif isinstance(value, str) and value.endswith(".csv"):
            with Path(value).open(encoding="utf-8-sig") as stream:
                yield from ((key, name) for name in stream.readline().strip().split(","))


def test_no_field_of_any_output_is_translated(examples, folder, marked, monkeypatch, qgis_app):
    """Every algorithm runs as in its example, in a language that marks all texts."""
    monkeypatch.chdir(folder)
    seen = {}
    for name in in_order(set(examples) - {"licsar_download"}):  # that one reads from the network and writes no layer
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"subsidence:{name}")
        given = {**examples[name], **QUICK.get(name, {})}
        if absent(algorithm, given):
            warnings.warn(f"tests/world_of_examples.py does not make what the example of {name} reads", stacklevel=1)
        if not algorithm.canExecute()[0] or absent(algorithm, given):
            continue
        assert all(MARK in definition.description() for definition in algorithm.parameterDefinitions())
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        parameters = everywhere(algorithm, given)
        fit, why = algorithm.checkParameterValues(parameters, context)
        assert fit, (name, why)
        result, finished = algorithm.run(parameters, context, feedback)
        assert finished, (name, feedback.textLog())
        seen[name] = list(names_in(result, context))
    assert [(name, *field) for name, fields in seen.items() for field in fields if MARK in field[1]] == []
    assert ("ELBOW", "inertia") in seen["kshape_clustering"]
    assert ("OUTPUT", "point_id") in seen["import_licsbas"]


def keys_from_a_translator(code):
    """Lines on which the name of a column comes out of tr() or message(), straight or by a variable."""
    tree = ast.parse(code)
    spoken = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and translates(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Column":
            names = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "name")]
            if any(translates(name, spoken) for name in names):
                yield node.lineno


def translates(node, spoken):
    return any(
        (isinstance(part, ast.Call) and getattr(part.func, "id", "") in ("tr", "message"))
        or (isinstance(part, ast.Name) and part.id in spoken)
        for part in ast.walk(node)
    )


def test_no_column_is_named_by_a_translator():
    assert list(keys_from_a_translator('Column(tr("inertia"), values)')) == [1]
    assert list(keys_from_a_translator('label = tr("inertia")\nColumn(f"{label}_mm", values)')) == [2]
    assert list(keys_from_a_translator('Column("inertia", values, tr("Inertia"))')) == []
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("algorithms", "bridge")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in keys_from_a_translator(path.read_text(encoding="utf-8"))
    ]
    assert found == []

"""Every algorithm run as in its example: in this process, or with a language of its own as ``python -m``.

``python -m tests.runs_of_examples LOCALE FOLDER OUTPUT.json`` starts a QGIS that speaks that language, as a user's
settings make it do, and the plugin as QGIS loads it.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path

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
    "decompose_signals": {"REMOVE": "1"},
}
Columns = dict[str, list[str]]  # name of a field → the texts in it, each once; [] for numbers


def algorithms() -> list:
    """Those with an example, the ones that write a model before the ones that read it.

    ``licsar_download`` reads from the network and writes no layer.
    """
    provider = QgsApplication.processingRegistry().providerById("subsidence")
    found = [one for one in provider.algorithms() if getattr(one, "EXAMPLE", None) and one.name() != "licsar_download"]
    return sorted(found, key=lambda one: (one.name() in ("apply_forecast", "predict_rate"), one.name()))


def run_all(check=lambda algorithm: None, look=lambda layer: None) -> dict[str, dict[str, Columns]]:
    """Algorithm → output → its columns; in the current folder, which ``world_of_examples.build`` has filled.

    check : is called with each algorithm before it runs; look : with each layer that it made
    """
    seen = {}
    for known in algorithms():
        algorithm = known.create()
        given = {**known.EXAMPLE, **QUICK.get(known.name(), {})}
        if absent(algorithm, given):
            warnings.warn(f"tests/world_of_examples.py does not make what {known.name()} reads", stacklevel=1)
        if not algorithm.canExecute()[0] or absent(algorithm, given):
            continue
        check(algorithm)
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        parameters = everywhere(algorithm, given)
        fit, why = algorithm.checkParameterValues(parameters, context)
        assert fit, (known.name(), why)
        result, finished = algorithm.run(parameters, context, feedback)
        assert finished, (known.name(), feedback.textLog())
        seen[known.name()] = tables_in(result, context, look)
    return seen


def absent(algorithm, example: dict) -> list[str]:
    """Files that an example reads and that are not there."""
    definitions = {d.name(): d for d in algorithm.parameterDefinitions()}
    read = [value for key, value in example.items() if isinstance(definitions[key], READ)]
    names = [name for value in read for name in (value if isinstance(value, list) else [value])]
    return [name for name in names if name and not Path(name).exists()]


def everywhere(algorithm, given: dict) -> dict:
    """Parameters with which each output is written."""
    wanted = {}
    for definition in algorithm.destinationParameterDefinitions():
        name = f"{algorithm.name()}_{definition.name()}"
        if definition.name() == "REPORT" or (definition.name() == "MODEL" and "MODEL" in given):
            continue  # a report has no fields
        needed = {"STORE": "pyarrow", "RASTER_STORE": "zarr"}.get(definition.name())
        if needed and find_spec(needed) is None:
            continue
        if isinstance(definition, FILES):
            wanted[definition.name()] = name + Path(str(given.get(definition.name(), ""))).suffix
        else:
            wanted[definition.name()] = "TEMPORARY_OUTPUT" if definition.type() == "sink" else name + ".tif"
    return {**given, **wanted}


def tables_in(result: dict, context: QgsProcessingContext, look=lambda layer: None) -> dict[str, Columns]:
    """The layers of a result, and its tables of text."""
    found = {}
    for key, value in result.items():
        layer = QgsProcessingUtils.mapLayerFromString(str(value), context) if isinstance(value, str) else value
        if isinstance(layer, QgsVectorLayer):
            look(layer)
            rows = [feature.attributes() for feature in layer.getFeatures()]
            found[key] = columns_of([field.name() for field in layer.fields()], rows)
        elif isinstance(value, str) and value.endswith(".csv"):
            with Path(value).open(encoding="utf-8-sig", newline="") as stream:
                names, *rows = csv.reader(stream)
            found[key] = columns_of(names, rows)
    return found


def columns_of(names: list[str], rows: list[list]) -> Columns:
    return {
        name: sorted({row[place] for row in rows if isinstance(row[place], str)}) for place, name in enumerate(names)
    }


def main() -> None:
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QLocale

    language, folder, target = sys.argv[1:]
    application = QgsApplication([], False, os.environ["QGIS_CUSTOM_CONFIG_PATH"])
    QgsSettings().setValue("locale/userLocale", language)
    QLocale.setDefault(QLocale(language))
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    from tests.qgis import conftest

    plugin = sys.modules[conftest.PACKAGE].classFactory(None)
    plugin.initProcessing()
    os.chdir(folder)
    seen = run_all()
    Path(target).write_text(json.dumps(seen), encoding="utf-8")
    print(plugin.provider.algorithm("kshape_clustering").displayName())
    sys.stdout.flush()
    os._exit(0)  # what QGIS tears down at its end is no matter here


if __name__ == "__main__":
    main()

"""What is chosen from a list: each label stands beside the value that the core gets."""

import numpy as np
import pytest
from land_subsidence.subsidence.analysis import grey, motion_models
from land_subsidence.subsidence.clustering import smoothing
from land_subsidence.subsidence.factors import grids, stations, time
from land_subsidence.subsidence.insar import filter as insar_filter
from land_subsidence.subsidence.rate import settings
from land_subsidence.subsidence.validation import ground_series, layer_comparison
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingParameterEnum

UNITS = ["mm", "cm", "m"]
# by the place in the list, because saved models and scripts hold places; new values may follow, none may move
HELD = {
    "licsar_time_series": {"DERAMP": ["none", "plane", "bilinear", "quadratic"]},
    "sample_factors": {
        "SAMPLING": ["pixel", "bilinear", "mean around"],
        "ENCODING": ["text", "alphabetical", "legend", "mean rate", "one hot"],
    },
    "sample_factor_series": {
        "AGGREGATION": [time.VALUE, time.INTERVAL_SUM, time.INTERVAL_MEAN, time.MONTH_MEAN, time.MONTH_SUM],
        "INTERPOLATION": ["nearest", "inverse distance", "ordinary kriging"],
        "RASTER_SAMPLING": ["pixel", "bilinear", "mean around"],
        "RECORDS": ["automatic", "periods", "levels"],
    },
    "psobp_rate_prediction": {
        "SPLIT": ["test-random", "test-blocks", "test-area"],
        "TRAINING": ["levenberg-marquardt", "gradient-descent"],
        "UNIT": UNITS,
    },
    "kshape_clustering": {
        "SMOOTHING": ["none", "moving mean", "local regression", "low rank"],
        "ENGINE": ["built-in", "tslearn"],
        "DEVICE": ["cpu", "cuda"],
        "UNIT": UNITS,
    },
    "validate_against_ground": {
        "TABLE_UNIT": UNITS,
        "METHOD": ["mean within the radius", "inverse distance", "nearest point"],
        "COMPARE": ["line of sight", "vertical"],
        "GEOMETRY": ["automatic", "line of sight", "vertical"],
        "TIE": ["none", "offset", "plane"],
        "UNIT": UNITS,
    },
    "compare_layers": {
        "METHOD": ["nearest point", "mean within the radius"], "OTHER_UNIT": UNITS, "UNIT": UNITS,
    },
    "lstm_forecast": {
        "MODE": ["direct", "step by step", "paper"], "DEVICE": ["auto", "cpu", "cuda"], "UNIT": UNITS,
    },
    "import_raster_stack": {"UNIT": UNITS, "GEOMETRY": ["line of sight", "vertical"]},
    "import_series_table": {"UNIT": UNITS, "GEOMETRY": ["line of sight", "vertical"]},
    "export_series": {
        "FORMAT": ["explorer", "mintpy", "wide csv", "long csv", "geoparquet", "netcdf", "kmz"], "UNIT": UNITS,
    },
    "share_map": {"UNIT": UNITS},
    "import_egms": {"COORDINATES": ["EPSG:3035", "EPSG:4326"]},
    "ring_statistics": {"METHOD": ["width", "quantiles"], "UNIT": UNITS},
    "grey_relational_analysis": {
        "NORMALIZATION": ["min-max", "mean value", "initial value", "z-score", "none"],
        "POLARITY": ["direct", "inverse", "automatic"],
        "UNIT": UNITS,
    },
    "deformation_model": {"MODEL": ["best", *motion_models.MODELS], "UNIT": UNITS},
}  # fmt: skip
# every value of the list is one that the core knows, and the other way round
OF_THE_CORE = [
    ("licsar_time_series", "DERAMP", insar_filter.RAMPS),
    ("sample_factors", "SAMPLING", grids.METHODS),
    ("sample_factor_series", "AGGREGATION", time.AGGREGATIONS),
    ("sample_factor_series", "INTERPOLATION", stations.METHODS),
    ("psobp_rate_prediction", "TRAINING", (settings.LEVENBERG_MARQUARDT, settings.GRADIENT_DESCENT)),
    ("kshape_clustering", "SMOOTHING", smoothing.METHODS),
    ("validate_against_ground", "METHOD", ground_series.METHODS),
    ("compare_layers", "METHOD", layer_comparison.METHODS),
    ("grey_relational_analysis", "NORMALIZATION", grey.NORMALIZATIONS),
    ("deformation_model", "MODEL", ("best", *motion_models.MODELS)),
]


def algorithm(name):
    return QgsApplication.processingRegistry().algorithmById(f"subsidence:{name}").create()


def own_algorithms():
    provider = QgsApplication.processingRegistry().providerById("subsidence")
    return [found.create() for found in provider.algorithms() if hasattr(found, "choices")]


def enumerations(of):
    return [d for d in of.parameterDefinitions() if isinstance(d, QgsProcessingParameterEnum)]


def words(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())


def test_every_list_is_made_of_choices_with_a_value_and_a_label_of_its_own():
    found = 0
    for own in own_algorithms():
        for definition in enumerations(own):
            choices = own.choices[definition.name()]
            values, labels = [c.value for c in choices], [c.label for c in choices]
            assert labels == definition.options()
            assert len(set(values)) == len(set(labels)) == len(choices) > 1
            assert not any(value.isdigit() or "," in value or value != value.strip() for value in values)
            found += 1
    assert found >= 40


@pytest.mark.parametrize("name", sorted(HELD))
def test_the_places_that_saved_models_hold_do_not_move(name):
    choices = algorithm(name).choices
    for key, values in HELD[name].items():
        assert [choice.value for choice in choices[key]][: len(values)] == values


@pytest.mark.parametrize(("name", "key", "known"), OF_THE_CORE)
def test_the_values_are_the_ones_that_the_core_knows(name, key, known):
    assert sorted(choice.value for choice in algorithm(name).choices[key]) == sorted(known)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("grey_relational_analysis", "NORMALIZATION"),
        ("grey_relational_analysis", "POLARITY"),
        ("kshape_clustering", "SMOOTHING"),
        ("licsar_time_series", "DERAMP"),
        ("lstm_forecast", "MODE"),
        ("import_raster_stack", "GEOMETRY"),
        ("validate_against_ground", "COMPARE"),
    ],
)
def test_a_label_says_what_its_value_says(name, key):
    for choice in algorithm(name).choices[key]:
        assert words(choice.value) in words(choice.label)


def test_a_choice_is_taken_by_its_number_by_its_value_and_by_default():
    own, context = algorithm("grey_relational_analysis"), QgsProcessingContext()
    for number, choice in enumerate(own.choices["NORMALIZATION"]):
        for given in (number, str(number), choice.value):
            assert own.chosen({"NORMALIZATION": given}, "NORMALIZATION", context) == choice.value
    assert own.chosen({}, "NORMALIZATION", context) == "z-score"
    assert own.chosen({"NORMALIZATION": None}, "NORMALIZATION", context) == "z-score"
    assert algorithm("kshape_clustering").chosen({}, "SMOOTHING", context) == "local regression"


def grades(run, layer, normalization):
    outcome = run(
        "grey_relational_analysis", INPUT=layer, FACTORS=["depth"], NORMALIZATION=normalization, OUTPUT="memory:"
    )
    return [row["grade"] for row in outcome["OUTPUT"].getFeatures()]


def test_a_script_may_name_what_it_chooses_and_an_unknown_name_is_refused_in_words(run, point_layer):
    random = np.random.default_rng(0)
    columns = {"velocity": random.uniform(-9.0, -1.0, 30), "depth": random.uniform(1.0, 9.0, 30)}
    layer = point_layer(random.uniform(size=(30, 2)), columns)
    assert grades(run, layer, "z-score") == grades(run, layer, 3) != grades(run, layer, 0)
    with pytest.raises(QgsProcessingException, match="“zscores” is not a value of NORMALIZATION; use one of min-max"):
        grades(run, layer, "zscores")
    with pytest.raises(QgsProcessingException):
        grades(run, layer, 17)


def test_the_command_line_takes_a_name_too(qgis_process, point_layer, tmp_path):
    from qgis.core import QgsVectorFileWriter

    layer = point_layer(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), {"velocity": np.array([-1.0, -2.0, -4.0])})
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(tmp_path / "p.gpkg"), layer.transformContext(), options)
    done = qgis_process(
        *("run", "subsidence:ring_statistics", "--", f"INPUT={tmp_path / 'p.gpkg'}", "FACTOR=velocity"),
        *("METHOD=quantiles", "COUNT=2", f"OUTPUT={tmp_path / 'bands.gpkg'}"),
    )
    assert (tmp_path / "bands.gpkg").is_file(), done.stdout + done.stderr

"""Steps of jobs without QGIS have the keys of the toolbox, with its defaults."""

import pytest
from land_subsidence.subsidence.jobs.job_steps import STEPS
from land_subsidence.subsidence.jobs.step import NUMBER
from qgis.core import QgsApplication, QgsProcessingParameterNumber

OF_JOBS = {"import_series_table": {"CRS"}, "lstm_forecast": set()}  # given as text there


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_has_the_keys_and_the_defaults_of_its_algorithm(name):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"subsidence:{name}")
    known = {definition.name(): definition for definition in algorithm.parameterDefinitions()}
    step = STEPS[name]
    assert {*step.keys, *step.inputs, *step.outputs} <= set(known)
    for key, ours in step.keys.items():
        theirs = known[key].defaultValue()
        if key in algorithm.choices:
            theirs = algorithm.choices[key][theirs or 0].value
        wanted = None if ours is NUMBER else ours
        assert (theirs if theirs is not None or wanted is None else type(wanted)()) == wanted, key


@pytest.mark.parametrize("name", sorted(STEPS))
def test_a_step_takes_the_numbers_and_choices_of_its_algorithm(name):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"subsidence:{name}")
    step = STEPS[name]
    for key in step.keys:
        definition = algorithm.parameterDefinition(key)
        if isinstance(definition, QgsProcessingParameterNumber):
            theirs = (definition.minimum(), definition.maximum())
            assert step.limits.get(key, (-1e12, 1e12)) == theirs, key
        if key in algorithm.choices:
            theirs = {choice.value for choice in algorithm.choices[key]}
            assert theirs <= set(step.choices[key]), key
            assert key == "UNIT" or theirs == set(step.choices[key]), key  # files without QGIS may be in any length

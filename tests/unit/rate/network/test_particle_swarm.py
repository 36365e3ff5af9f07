"""The swarm that looks for starting weights: it helps, it repeats, and it leaves nothing behind."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from subsidence.errors import Cancelled, MissingPackageError
from subsidence.progress import Report, Run
from subsidence.rate.network.multilayer_perceptron import Layout, outputs
from subsidence.rate.network.particle_swarm import swarm_start

# asked without importing it: pyswarms opens a log file in the working directory when it is imported
pytestmark = pytest.mark.skipif(find_spec("pyswarms") is None, reason="pyswarms is not installed")
LAYOUT = Layout(n_inputs=2, n_hidden=4)


def world(n_rows=300, seed=0):
    inputs = np.random.default_rng(seed).uniform(-1, 1, (n_rows, 2))
    targets = 0.5 * np.sin(3 * inputs[:, 0]) + 0.3 * inputs[:, 1]
    training = np.random.default_rng(seed + 1).random((3, n_rows)) < 0.7
    return inputs, targets, training


def test_the_swarm_lowers_the_starting_error_of_every_network():
    found = swarm_start(LAYOUT, *world(), particles=15, generations=25, run=Run(seed=1))
    assert (found.mse < 0.7 * found.first_mse).all()


def test_the_reported_fitness_is_the_mean_squared_error_of_each_networks_own_training_rows():
    inputs, targets, training = world()
    found = swarm_start(LAYOUT, inputs, targets, training, particles=10, generations=5, run=Run(seed=2))
    for network in range(3):
        error = (outputs(LAYOUT, found.weights, inputs)[network] - targets)[training[network]]
        assert found.mse[network] == pytest.approx(np.mean(error**2), rel=1e-4)


def test_networks_may_have_targets_of_their_own():
    inputs, targets, training = world()
    both = np.stack([targets, -targets, 0 * targets])
    found = swarm_start(LAYOUT, inputs, both, training, particles=10, generations=30, run=Run(seed=2))
    correlation = np.corrcoef(outputs(LAYOUT, found.weights, inputs)[:2])[0, 1]
    assert correlation < -0.5


def test_the_same_seed_gives_the_same_swarm_on_any_number_of_cores():
    first = swarm_start(LAYOUT, *world(), particles=8, generations=6, run=Run(seed=3, workers=1))
    again = swarm_start(LAYOUT, *world(), particles=8, generations=6, run=Run(seed=3, workers=3))
    other = swarm_start(LAYOUT, *world(), particles=8, generations=6, run=Run(seed=4))
    np.testing.assert_array_equal(first.weights, again.weights)
    assert not np.array_equal(first.weights, other.weights)


def test_numpys_global_generator_logging_and_environment_are_left_as_they_were():
    np.random.seed(7)  # noqa: NPY002
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(7)  # noqa: NPY002
    handlers, environment = list(logging.getLogger().handlers), dict(os.environ)
    swarm_start(LAYOUT, *world(), particles=4, generations=2)
    assert np.random.random() == expected  # noqa: NPY002
    assert logging.getLogger().handlers == handlers
    assert dict(os.environ) == environment


def test_a_fresh_python_prints_nothing_and_writes_no_log_file(tmp_path):
    root = Path(__file__).resolve().parents[4]
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import numpy as np\n"
        "from subsidence.rate.network.particle_swarm import swarm_start\n"
        "from subsidence.rate.network.multilayer_perceptron import Layout\n"
        "swarm_start(Layout(1, 2), np.linspace(-1, 1, 20)[:, None], np.zeros(20), np.ones((1, 20), bool),"
        " particles=3, generations=2)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(root)], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert run.stderr == ""
    assert not any(tmp_path.iterdir())


def test_a_cancel_ends_the_flight():
    class Impatient(Report):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        swarm_start(LAYOUT, *world(), particles=4, generations=5, run=Run(Impatient()))


def test_a_missing_pyswarms_is_said_with_the_way_to_get_it(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyswarms"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyswarms", None)
    with pytest.raises(MissingPackageError, match="pip install pyswarms"):
        swarm_start(LAYOUT, *world(), particles=4, generations=2)

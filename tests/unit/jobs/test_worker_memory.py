"""Workers use again what they freed, under dask's settings too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from subsidence.jobs.worker_memory import keep_freed_memory

pytestmark = pytest.mark.skipif(not keep_freed_memory(), reason="the C library has no such setting")

FAULTS = """
import resource, sys, json
import numpy as np
from subsidence.jobs.worker_memory import keep_freed_memory
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(50):
        np.ones(262_144)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
given_back = faults()
keep_freed_memory()
faults()
print(json.dumps([given_back, faults()]))
"""


def test_arrays_that_follow_each_other_take_the_same_memory_where_dask_would_give_each_back():
    environment = {**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536", "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-c", FAULTS], check=True, capture_output=True, text=True, env=environment, timeout=120
    )
    given_back, kept = json.loads(done.stdout)
    assert given_back > 50 * 500  # each array's 512 pages anew
    assert kept < given_back / 10

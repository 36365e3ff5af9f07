"""Numbers in a file: the same as in memory, of which they take little."""

from pathlib import Path

import numpy as np
import pytest

from subsidence.blocks import map_rows
from subsidence.tabular import bounded_memory
from subsidence.tabular.bounded_memory import numbers_in_a_file, passing, rows_of

STATUS = Path("/proc/self/status")


def held_bytes() -> int:
    """Of files, in this process's memory."""
    (line,) = (line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("RssFile"))
    return int(line.split()[1]) * 1024


@pytest.mark.skipif(not STATUS.is_file(), reason="the system does not say")
def test_blocks_of_a_file_leave_memory_as_others_come_and_nothing_of_them_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded_memory, "HELD_BYTES", 2 * bounded_memory.MIB)
    values = numbers_in_a_file(60_000, 100, tmp_path)
    values[:] = np.arange(60_000.0)[:, None]
    bounded_memory.let_go(values)
    before, most = held_bytes(), 0

    def take(rows: slice, total: np.ndarray) -> np.ndarray:
        nonlocal most
        most = max(most, held_bytes())
        return total

    pieces = map_rows(lambda rows: rows.sum(axis=1), [np.asarray(values)[::1]], 1_000, take=take, workers=2)
    assert np.array_equal(np.concatenate(pieces), 100.0 * np.arange(60_000.0))
    assert most - before < values.nbytes / 4


def test_arrays_in_memory_pass_as_they_are():
    values = np.zeros((4, 2))
    assert passing(values) is values
    assert passing(values[1:]).base is values


@pytest.mark.parametrize("in_a_file", [True, False])
def test_rows_here_and_there_are_those_asked_for_and_a_file_gives_its_memory_back(in_a_file, tmp_path, monkeypatch):
    monkeypatch.setattr(bounded_memory, "AROUND_BYTES", 400)  # ten rows
    monkeypatch.setattr(bounded_memory, "HELD_BYTES", 800)
    given_back = []
    monkeypatch.setattr(bounded_memory, "let_go", lambda *arrays: given_back.append(arrays))
    expected = np.random.default_rng(0).normal(size=(100, 5))
    values = numbers_in_a_file(100, 5, tmp_path) if in_a_file else expected.copy()
    values[:] = expected
    some = np.array([3, 90, 90, 2, *range(40, 60)])
    np.testing.assert_array_equal(rows_of(np.asarray(values)[:, 1:4], some), expected[some, 1:4])
    np.testing.assert_array_equal(rows_of(values, slice(5, 20)), expected[5:20])
    assert len(given_back) == (3 if in_a_file else 0)  # rows 3 and 90, 2 and 40 …, 50 …

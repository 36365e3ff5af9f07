"""What lies in a file is found there by others, to the last byte; what does not is never taken for it."""

import os
import subprocess
import sys
import tempfile

import numpy as np
import pytest

from subsidence.tabular.bounded_memory import file_that_others_see, files_seen_by_others, numbers_in_a_file, passing
from subsidence.tabular.shared_rows import FileArray, Mark, NotSeen, readable, shared, some_rows


@pytest.fixture
def numbers(tmp_path):
    np.save(tmp_path / "numbers.npy", np.random.default_rng(0).normal(size=(7, 5, 4)).astype(np.float32))
    return tmp_path / "numbers.npy"


@pytest.mark.parametrize(
    "view",
    [
        lambda a: a,
        lambda a: a[2:6],
        lambda a: a.T,
        lambda a: np.asarray(a)[:, 1:3],
        lambda a: a.transpose(1, 0, 2)[::2],
        lambda a: a[::-1],
        lambda a: a.reshape(35, 4)[:, 3],
    ],
)
def test_any_view_of_a_file_is_read_from_the_file(numbers, view):
    values = view(np.load(numbers, mmap_mode="r"))
    found = FileArray.of(values)
    assert len(found) == len(values)
    np.testing.assert_array_equal(found[0 : len(values)], values)
    np.testing.assert_array_equal(found.cut(slice(1, 4))[1:2], values[2:3])
    np.testing.assert_array_equal(some_rows(found, np.array([0, 2])), values[[0, 2]])


@pytest.mark.parametrize("view", [lambda a: a, lambda a: a[1:6, 1:3], lambda a: a.transpose(1, 0, 2), lambda a: a.T])
def test_rows_are_written_and_no_byte_beside_them(numbers, view):
    values = view(np.load(numbers, mmap_mode="r+"))
    wanted = np.load(numbers)
    FileArray.of(values, written=True).write(slice(1, 3), view(wanted)[1:3] + 100.0)
    view(wanted)[1:3] += 100.0
    np.testing.assert_array_equal(np.load(numbers), wanted)
    np.testing.assert_array_equal(values, view(wanted))  # the map sees it too


def test_what_has_no_file_or_shares_its_bytes_is_not_said_to_have(numbers, tmp_path):
    mapped = np.load(numbers, mmap_mode="r+")
    assert FileArray.of(np.zeros(3)) is None
    assert FileArray.of(mapped + 1.0) is None
    assert FileArray.of(np.load(numbers, mmap_mode="c")) is None  # its changes are its own
    assert FileArray.of(np.broadcast_to(mapped[0], (3, 5, 4)), written=True) is None
    with tempfile.TemporaryFile(dir=tmp_path) as file:
        assert FileArray.of(np.memmap(file, dtype=float, mode="w+", shape=(3, 2))) is None
    assert FileArray.of(numbers_in_a_file(3, 2, tmp_path)) is None


def replaced(path):
    """By a file of zeros, from outside: Windows would not let this process."""
    np.save(path.with_name("new.npy"), np.zeros((7, 5, 4), np.float32))
    code = "import os, sys; os.replace(sys.argv[1], sys.argv[2])"
    subprocess.run([sys.executable, "-c", code, path.with_name("new.npy"), path], check=True)


def test_a_file_that_was_replaced_behind_its_map_is_not_read_in_its_place(numbers):
    mapped = np.load(numbers, mmap_mode="r")
    replaced(numbers)
    assert FileArray.of(mapped) is None


def test_another_file_of_the_same_name_is_not_seen(numbers):
    found = FileArray.of(np.load(numbers, mmap_mode="r"))
    written = FileArray.of(np.load(numbers, mmap_mode="r+"), written=True)
    replaced(numbers)
    with pytest.raises(NotSeen, match=r"numbers\.npy"):
        found[0:2]
    with pytest.raises(NotSeen):
        written.write(slice(0, 2), 1.0)
    assert not np.load(numbers).any()
    with pytest.raises(NotSeen):
        Mark("/nowhere", 1, 1, None).check()


def test_only_the_array_itself_is_readable_elsewhere_and_nobody_changes_it(numbers):
    rows = FileArray.of(np.load(numbers, mmap_mode="r"))
    values = readable(np.load(numbers), rows)
    assert type(values) is np.ndarray
    assert shared(values) is rows
    assert shared(np.asarray(values)) is rows
    assert shared(values[1:]) is None
    assert shared(values.T) is None
    assert shared(values * 2.0) is None
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 1.0


def test_a_working_file_has_a_name_only_where_others_are_to_see_it_and_goes_with_its_array(tmp_path):
    with files_seen_by_others():
        array = numbers_in_a_file(4, 3, tmp_path)
    assert shared(passing(array)) == FileArray.of(array)
    array[1] = 5.0
    np.testing.assert_array_equal(FileArray.of(array)[1:2], [[5.0, 5.0, 5.0]])
    part = array[2:]
    del array
    assert len(list(tmp_path.iterdir())) == 1
    del part
    assert list(tmp_path.iterdir()) == []


def test_no_working_file_is_left_where_it_has_no_room(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "posix_fallocate", lambda *_: (_ for _ in ()).throw(OSError(28, "full")), raising=False)
    with pytest.raises(OSError, match="full"):
        file_that_others_see((4,), float, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_mark_of_a_file_that_is_read_hears_of_every_change(numbers):
    mark, growing = Mark.of(numbers), Mark.of(numbers, written=True)
    os.utime(numbers, ns=(1, 1))
    growing.check()
    with pytest.raises(NotSeen):
        mark.check()

"""Blocks that an interrupted run leaves are taken over whole and unchanged, or made again."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from subsidence.kept_blocks import (
    DAYS_KEPT,
    KeptBlocks,
    as_array,
    fingerprint,
    from_array,
    keeping,
    kept_block,
    remove_aged,
    remove_kept,
)
from subsidence.progress import Report
from subsidence.tabular.kept_rows import kept_rows
from subsidence.tabular.text_files import TextFile
from subsidence.tabular.wide_rows import Layout, read_wide

ROOT = Path(__file__).resolve().parents[2]
BLOCK = {"numbers": np.array([[1.5, np.nan], [np.inf, -0.0]]), "text": as_array(["é", None, {"a": 1}])}


class Heard(Report):
    def __init__(self):
        self.said = []

    def on_info(self, text):
        self.said.append(text)


def never():
    raise AssertionError("the block should have been taken over")


def interrupted(folder, mark="mark", owner="work", names=("one", "two")):
    kept = KeptBlocks(folder, owner, mark)
    for name in names:
        kept.block(name, lambda: BLOCK)
    kept.close()


def test_a_block_comes_back_bit_by_bit_and_that_is_said(tmp_path):
    interrupted(tmp_path)
    heard = Heard()
    kept = KeptBlocks(tmp_path, "work", "mark", heard)
    found = kept.block("one", never)
    assert found["numbers"].tobytes() == BLOCK["numbers"].tobytes()
    assert from_array(found["text"]) == ["é", None, {"a": 1}]
    kept.block("two", never)
    kept.block("three", lambda: BLOCK)
    kept.tell()
    assert len(heard.said) == 1
    assert heard.said[0].startswith(f"2 of 3 blocks taken from the run of {time.strftime('%Y')}-")
    kept.remove()
    assert list(tmp_path.iterdir()) == []


def test_blocks_of_other_inputs_are_not_taken_and_go(tmp_path):
    interrupted(tmp_path)
    interrupted(tmp_path, owner="other")
    heard = Heard()
    made = KeptBlocks(tmp_path, "work", "another mark", heard).block("one", lambda: {"a": np.array([7])})
    assert made["a"].tolist() == [7]
    assert "removed" in heard.said[0]
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [".land_subsidence_kept_other_mark", ".land_subsidence_kept_work_another mark"]


def test_a_damaged_block_is_made_again(tmp_path):
    interrupted(tmp_path, names=["one"])
    (path,) = tmp_path.glob("*/*.npz")
    sound = path.read_bytes()
    heard = Heard()
    made_again = 0
    for place in range(0, len(sound), 5):
        content = bytearray(sound)
        content[place] ^= 0x10
        path.write_bytes(content)
        kept = KeptBlocks(tmp_path, "work", "mark", heard)
        found = kept.block("one", lambda: {"again": np.array([7])})
        if "again" in found:
            made_again += 1
        else:  # a bit that says nothing of the content, such as the time in the archive
            assert found["numbers"].tobytes() == BLOCK["numbers"].tobytes()
            assert from_array(found["text"]) == ["é", None, {"a": 1}]
        kept.close()
    assert made_again > 0.5 * len(range(0, len(sound), 5))
    assert sum("is damaged" in text for text in heard.said) == made_again


def test_a_block_cut_off_or_under_another_name_is_made_again(tmp_path):
    interrupted(tmp_path)
    first, second = sorted(tmp_path.glob("*/*.npz"))
    first.write_bytes(second.read_bytes())
    second.write_bytes(second.read_bytes()[:-100])
    kept = KeptBlocks(tmp_path, "work", "mark")
    for name in ("one", "two"):
        assert kept.block(name, lambda: {"a": np.array([7])})["a"].tolist() == [7]


def test_nothing_is_unpickled(tmp_path):
    interrupted(tmp_path, names=["one"])
    (path,) = tmp_path.glob("*/*.npz")
    np.savez(path, kept_header=np.array([{"name": "one"}], dtype=object), a=np.array([print], dtype=object))
    kept = KeptBlocks(tmp_path, "work", "mark")
    assert kept.block("one", lambda: {"a": np.array([7])})["a"].tolist() == [7]


def test_a_run_that_is_alive_keeps_its_blocks_for_itself(tmp_path):
    alive = KeptBlocks(tmp_path, "work", "mark")
    alive.block("one", lambda: BLOCK)
    second = KeptBlocks(tmp_path, "work", "mark")
    assert not second.active
    assert second.block("one", lambda: {"a": np.array([7])})["a"].tolist() == [7]
    remove_kept(tmp_path, "work")
    KeptBlocks(tmp_path, "work", "another").remove()
    assert alive.block("one", never)["numbers"].shape == (2, 2)


def test_blocks_are_there_after_a_kill(tmp_path):
    code = (
        "import os, signal, sys; sys.path.insert(0, sys.argv[2])\n"
        "import numpy as np\n"
        "from subsidence.kept_blocks import KeptBlocks\n"
        "kept = KeptBlocks(sys.argv[1], 'work', 'mark')\n"
        "kept.block('one', lambda: {'a': np.arange(5)})\n"
        "kept.block('two', lambda: os.kill(os.getpid(), signal.SIGKILL))\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path), str(ROOT)], check=False)
    kept = KeptBlocks(tmp_path, "work", "mark")
    assert kept.active
    assert kept.block("one", never)["a"].tolist() == [0, 1, 2, 3, 4]


def test_what_nobody_comes_back_for_goes_after_some_days(tmp_path):
    interrupted(tmp_path)
    remove_aged(tmp_path)
    (folder,) = tmp_path.iterdir()
    old = time.time() - (DAYS_KEPT + 1) * 86400
    os.utime(folder, (old, old))
    (tmp_path / ".land_subsidence_kept_by_hand").mkdir()  # no lock in it: not ours
    remove_aged(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".land_subsidence_kept_by_hand"]


def test_a_folder_where_nothing_can_be_written_stops_nobody(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    kept = KeptBlocks(file, "work", "mark")
    assert kept.block("one", lambda: BLOCK) is BLOCK
    kept.close()


def test_a_full_disk_stops_nobody(tmp_path, monkeypatch):
    def full(stream, **arrays):
        stream.write(b"x" * 100)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    kept = KeptBlocks(tmp_path, "work", "mark")
    assert kept.block("one", lambda: BLOCK) is BLOCK
    kept.close()
    assert list(tmp_path.iterdir()) == []


def test_the_fingerprint_tells_files_arrays_and_facts_apart(tmp_path):
    table = tmp_path / "in" / "table.csv"
    table.parent.mkdir()
    table.write_text("1")
    first = fingerprint({"a": 1}, files=[table.parent], arrays=[np.arange(3)])
    assert first == fingerprint({"a": 1}, files=[table.parent], arrays=[np.arange(3)])
    assert first != fingerprint({"a": 2}, files=[table.parent], arrays=[np.arange(3)])
    assert first != fingerprint({"a": 1}, files=[table.parent], arrays=[np.arange(3) + 1])
    assert first != fingerprint({"a": 1}, files=[table.parent], arrays=[np.arange(3.0)])
    (table.parent / ".land_subsidence_x").mkdir()
    (table.parent / ".land_subsidence_x" / "a.tif").write_text("made by a run")
    assert first == fingerprint({"a": 1}, files=[table.parent], arrays=[np.arange(3)])
    table.write_text("2 ")
    assert first != fingerprint({"a": 1}, files=[table.parent], arrays=[np.arange(3)])
    texts = [np.array(["a", None], dtype=object), np.array(["a", "b"], dtype=object)]
    assert fingerprint(arrays=texts[:1]) != fingerprint(arrays=texts[1:])


def test_loops_deep_inside_find_the_blocks(tmp_path):
    assert kept_block("one", lambda: BLOCK) is BLOCK
    kept = KeptBlocks(tmp_path, "work", "mark")
    with keeping(kept):
        kept_block("one", lambda: BLOCK)
    kept.close()
    with keeping(KeptBlocks(tmp_path, "work", "mark")):
        assert kept_block("one", never)["numbers"].shape == (2, 2)


def test_the_rows_of_a_table_come_back_as_they_were_read(tmp_path):
    table = tmp_path / "table.csv"
    table.write_text("x,y,name,size,20200101,20200113\n1,2,a,5,0.25,\n3,4,,x,1e-3,2\nrubbish\n5,6,ü,7,1,2\n")

    def read():
        dates = np.array(["2020-01-01", "2020-01-13"], "datetime64[D]")
        layout = Layout("x", "y", ["20200101", "20200113"], dates, frozenset({"name"}), frozenset({"size"}))
        return read_wide(TextFile(table), lambda names: layout)

    kept = KeptBlocks(tmp_path, "work", "mark")
    with keeping(kept):
        first = kept_rows("table", read)
    kept.close()
    with keeping(KeptBlocks(tmp_path, "work", "mark")):
        second = kept_rows("table", never)
    for name in ("xy", "row_number", "displacement"):
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))
    assert list(first.columns) == list(second.columns) == ["x", "y", "name", "size"]
    assert second.columns["name"].tolist() == ["a", None, "ü"]
    np.testing.assert_array_equal(second.columns["size"], first.columns["size"])
    assert second.layout.epochs == ["20200101", "20200113"]
    assert (second.layout.dates == first.layout.dates).all()
    assert (second.n_rows, second.unreadable, second.first_unreadable, second.spoiled_cells) == (4, 1, 3, 1)

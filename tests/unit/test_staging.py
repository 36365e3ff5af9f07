"""Files made beside their targets: whole or not at all, whatever ends the run."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from subsidence.errors import SubsidenceError
from subsidence.file_lock import FileLock, lock_for
from subsidence.progress import Report
from subsidence.staging import PREFIX, Staging, need_room
from tests.windows_files import be_as_strict_as_windows

ROOT = Path(__file__).resolve().parent.parent.parent


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_nothing_is_at_the_target_before_the_end_and_nothing_but_the_target_after_it(tmp_path, monkeypatch):
    be_as_strict_as_windows(monkeypatch)
    target = tmp_path / "result.txt"
    target.write_text("yesterday")
    staging = Staging()
    place = staging.place(target)
    assert place.name == "result.txt"
    place.write_text("today")
    assert target.read_text() == "yesterday"
    staging.commit()
    assert target.read_text() == "today"
    assert names(tmp_path) == ["result.txt"]


def test_a_discarded_run_leaves_everything_as_it_was(tmp_path, monkeypatch):
    be_as_strict_as_windows(monkeypatch)
    (tmp_path / "a.tif").write_text("old")
    (tmp_path / "a.qml").write_text("my style")
    staging = Staging()
    staging.place(tmp_path / "a.tif").write_text("new")
    staging.discard()
    assert names(tmp_path) == ["a.qml", "a.tif"]
    assert (tmp_path / "a.tif").read_text() == "old"


def test_all_pieces_move_and_stale_companions_of_the_old_file_go(tmp_path):
    for suffix in (".shp", ".dbf", ".qix", ".qml"):
        (tmp_path / f"a{suffix}").write_text("old")
    staging = Staging()
    place = staging.place(tmp_path / "a.shp")
    for suffix in (".shp", ".dbf", ".prj"):
        place.with_suffix(suffix).write_text("new")
    staging.commit()
    content = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert content == {"a.shp": "new", "a.dbf": "new", "a.prj": "new", "a.qml": "old"}


def test_when_the_second_of_two_files_cannot_be_moved_the_first_is_as_before(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("old")
    staging = Staging()
    for name in ("new.txt", "a.txt", "b.txt"):
        staging.place(tmp_path / name).write_text("new")
    replace = os.replace

    def refuse(source, target):
        if Path(target) == tmp_path / "b.txt" and Path(source).name == "b.txt" and "old" not in Path(source).parts:
            raise PermissionError(13, "held by another program", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        staging.commit()
    staging.discard()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old", "b.txt": "old"}


def test_what_fails_after_the_moves_puts_them_back(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    staging = Staging()
    staging.place(tmp_path / "a.txt").write_text("new")
    with pytest.raises(RuntimeError), staging.committing():
        raise RuntimeError
    staging.discard()
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_new_folder_is_taken_away_again_when_the_run_fails_after_the_moves(tmp_path):
    (tmp_path / "empty").mkdir()
    staging = Staging()
    for name in ("empty", "new"):
        place = staging.place(tmp_path / name)
        place.mkdir()
        (place / "a.txt").write_text("new")
    with pytest.raises(RuntimeError, match=r"a\.txt"), staging.committing():
        raise RuntimeError(*names(tmp_path / "empty"))
    staging.discard()
    assert names(tmp_path) == ["empty"]
    assert names(tmp_path / "empty") == []


def test_a_link_is_followed(tmp_path):
    (tmp_path / "there").mkdir()
    real = tmp_path / "there" / "real.txt"
    real.write_text("old")
    (tmp_path / "link.txt").symlink_to(real)
    staging = Staging()
    staging.place(tmp_path / "link.txt").write_text("new")
    assert not list(tmp_path.glob(f"{PREFIX}*"))  # the scratch folder lies where the file lies
    staging.commit()
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text() == "new"


KILLED = """
import os, signal, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from subsidence import staging as module
staging = module.Staging()
folder = Path(sys.argv[1])
for name in ("a.txt", "b.txt"):
    staging.place(folder / name).write_text("new")
if sys.argv[3] == "moving":
    replace, calls = os.replace, []
    def once(source, target):
        if Path(target).name == "b.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        replace(source, target)
    os.replace = once
    staging.commit()
os.kill(os.getpid(), signal.SIGKILL)
"""


def kill(folder, moment):
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(ROOT), moment], timeout=60)
    assert done.returncode == -9


class Heard(Report):
    def __init__(self):
        self.said = []

    def on_info(self, text):
        self.said.append(text)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_what_a_killed_run_left_goes_with_the_next_and_the_living_and_strangers_stay(tmp_path):
    kill(tmp_path, "making")
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
    alive = Staging()
    alive.place(tmp_path / "c.txt").write_text("still being made")
    stranger = tmp_path / f"{PREFIX}notes"
    stranger.mkdir()
    (stranger / "mine.txt").write_text("mine")
    heard = Heard()
    after = Staging(heard)
    after.place(tmp_path / "d.txt").write_text("d")
    after.commit()
    alive.commit()
    assert names(tmp_path) == [stranger.name, "c.txt", "d.txt"]
    assert (stranger / "mine.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("touched", [False, True])
def test_a_run_killed_between_two_moves_is_finished_unless_somebody_wrote_since(tmp_path, touched):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("old")
    kill(tmp_path, "moving")
    assert (tmp_path / "a.txt").read_text() == "new"
    assert (tmp_path / "b.txt").read_text() == "old"
    if touched:
        (tmp_path / "b.txt").write_text("written by a person since")
    heard = Heard()
    after = Staging(heard)
    after.place(tmp_path / "c.txt").write_text("c")
    after.commit()
    assert (tmp_path / "b.txt").read_text() == ("written by a person since" if touched else "new")
    assert names(tmp_path) == ["a.txt", "b.txt", "c.txt"]
    assert len(heard.said) == 1


def test_a_plan_that_points_elsewhere_is_not_followed(tmp_path):
    inside = tmp_path / "inside"
    folder = inside / f"{PREFIX}planted"
    folder.mkdir(parents=True)
    (tmp_path / "victim.txt").write_text("mine")
    (folder / "run.lock").touch()
    (folder / "x").write_text("evil")
    (folder / "moves.json").write_text('{"moves": [["x", "../victim.txt", null]], "stale": [["../victim.txt", null]]}')
    Staging().place(inside / "a.txt")
    assert (tmp_path / "victim.txt").read_text() == "mine"


def test_a_write_ahead_log_of_the_old_file_does_not_reach_the_new_one(tmp_path):
    """As when a program was killed that had the old file open."""
    target = tmp_path / "a.gpkg"
    script = (
        "import sqlite3, os, sys\n"
        "c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA journal_mode=WAL')\n"
        "c.execute('CREATE TABLE old (x)'); c.execute('INSERT INTO old VALUES (1)'); c.commit(); os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(target)], check=True)
    assert target.with_name("a.gpkg-wal").exists()
    staging = Staging()
    with sqlite3.connect(staging.place(target)) as connection:
        connection.execute("CREATE TABLE new (x)")
    connection.close()
    staging.commit()
    assert names(tmp_path) == ["a.gpkg"]
    with sqlite3.connect(target) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("new",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_a_lock_is_held_by_one_and_free_when_its_process_ends(tmp_path):
    one, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.try_to_acquire()
    assert other.try_to_acquire() is False
    one.release()
    assert other.try_to_acquire()
    other.release()
    assert lock_for(tmp_path / "x").path == lock_for(tmp_path / "." / "x").path


def test_too_little_room_is_said_with_what_is_needed(tmp_path):
    need_room(tmp_path / "a.gpkg", 1000)
    with pytest.raises(SubsidenceError, match=r"needs about .* MB"):
        need_room(tmp_path / "a.gpkg", 2**60)


def test_a_run_killed_while_it_tidies_up_is_tidied_up_after(tmp_path, monkeypatch):
    """Once the lock was gone before the rest, nobody knew the folder any more."""
    staging = Staging()
    staging.place(tmp_path / "a.txt").write_text("new")
    (folder,) = tmp_path.glob(f"{PREFIX}*")
    removed = []

    def killed(path, **given):
        removed.append(Path(path).name)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "unlink", killed)
    monkeypatch.setattr("shutil.rmtree", killed)
    with pytest.raises(KeyboardInterrupt):
        staging.discard()
    monkeypatch.undo()
    assert removed == ["1"]
    assert (folder / "run.lock").is_file()
    Staging().place(tmp_path / "b.txt")
    assert not folder.exists()


def test_a_run_killed_before_it_has_a_lock_leaves_nothing_that_stays(tmp_path):
    empty = tmp_path / f"{PREFIX}0123456789ab"
    full = tmp_path / f"{PREFIX}0123456789ac"
    strange = tmp_path / f"{PREFIX}by_hand"
    for folder in (empty, full, strange):
        folder.mkdir()
    (full / "mine.txt").write_text("of somebody else")
    Staging().place(tmp_path / "a.txt")
    assert not empty.exists()
    assert (full / "mine.txt").exists()
    assert strange.exists()

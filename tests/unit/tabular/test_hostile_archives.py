"""Archives with names that climb out, with thousands of members, or that unpack to far more than they are."""

import time
import zipfile

import pytest

from subsidence.errors import SubsidenceError
from subsidence.tabular.text_files import find_text_files

ROW = "pid,easting,northing\n1,2,3\n"


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in members.items():
            target.writestr(name, text)
    return path


@pytest.mark.parametrize("name", ["../../out.csv", "/out.csv", "..\\..\\out.csv", "C:/out.csv"])
def test_a_name_that_climbs_out_writes_nothing(tmp_path, name):
    place = tmp_path / "a" / "b"
    place.mkdir(parents=True)
    (file,) = find_text_files([archive(place / "t.zip", {name: ROW})])
    with file.open() as stream:
        assert stream.read() == ROW.encode()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["t.zip"]


def test_thousands_of_tables_are_refused_at_once(tmp_path):
    path = archive(tmp_path / "t.zip", {f"{number}.csv": ROW for number in range(2000)})
    started = time.monotonic()
    with pytest.raises(SubsidenceError, match="2000 tables"):
        find_text_files([path])
    assert time.monotonic() - started < 2


def test_a_table_among_thousands_of_other_members_is_read(tmp_path):
    path = archive(tmp_path / "t.zip", {**{f"{number}.txt": "" for number in range(3000)}, "own.csv": ROW})
    (file,) = find_text_files([path])
    assert (file.name, file.n_bytes) == ("own.csv", len(ROW))


def test_what_unpacks_to_far_more_than_it_is_is_refused(tmp_path):
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target, target.open("own.csv", "w") as table:
        for _ in range(120):
            table.write(bytes(2**20))
    with pytest.raises(SubsidenceError, match="over and over"):
        find_text_files([path])

"""A frame comes whole from a server that drops connections, answers late, and sends on."""

from __future__ import annotations

import shutil
import time

import numpy as np
import pytest

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.insar.geoc import scan_geoc
from subsidence.insar.licsar.licsar_portal import download_frame
from subsidence.insar.scratch import Scratch
from subsidence.insar.stack import load_stack
from subsidence.progress import Report
from subsidence.raster.gdal_files import RasterFile
from tests.unit.insar.local_portal import Portal
from tests.unit.insar.small_frame import DATES, SmallFrame, pair_name

FRAME = "001A_00001_010101"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One frame of twelve interferograms as a portal lays it out, and their names."""
    place = tmp_path_factory.mktemp("frame")
    frame = SmallFrame(place / "made")
    root = place / "root" / "1" / FRAME
    for folder in ("metadata", "epochs"):
        (root / folder).mkdir(parents=True)
    (root / "metadata" / "metadata.txt").write_text("master=20200101\nheading=-10.0\n")
    for path in frame.folder.glob("*.tif"):
        shutil.move(str(path), root / "metadata" / path.name)
    shutil.move(str(frame.folder), root / "interferograms")
    for date in DATES[:5]:
        day = str(date).replace("-", "")
        (root / "epochs" / day).mkdir()
        source = root / "metadata" / f"{FRAME}.geo.U.tif"
        shutil.copyfile(source, root / "epochs" / day / f"{day}.sltd.geo.tif")
    return place / "root", frame.names


@pytest.fixture
def portal(served, tmp_path):
    """A portal of its own for a test, which may spoil it."""
    root, names = served
    shutil.copytree(root, tmp_path / "root")
    with Portal(tmp_path / "root") as running:
        running.frame, running.names = tmp_path / "root" / "1" / FRAME, names
        yield running


def fetch(portal, target, **options):
    return download_frame(FRAME, target, server=portal.address, proxies={}, pause_s=0.01, **options)


def same_files(portal, target, names):
    for name in names:
        for kind in ("unw", "cc"):
            file = f"{name}/{name}.geo.{kind}.tif"
            if (target / file).read_bytes() != (portal.frame / "interferograms" / file).read_bytes():
                return False
    return True


def test_a_frame_comes_whole_and_can_be_read(portal, tmp_path):
    result = fetch(portal, tmp_path / "GEOC")
    assert result.pairs == tuple(sorted(portal.names))
    assert same_files(portal, tmp_path / "GEOC", portal.names)
    assert not list((tmp_path / "GEOC").rglob("*.part"))
    geoc = scan_geoc(tmp_path / "GEOC")
    assert len(geoc.pairs) == 12
    assert set(geoc.rasters) == {"los_e", "los_n", "los_u"}
    assert geoc.heading_degrees == -10.0


def test_dates_and_length_choose_the_interferograms(portal, tmp_path):
    result = fetch(portal, tmp_path / "GEOC", start=DATES[1], end=DATES[4], longest_days=24)
    expected = [pair_name(DATES[i], DATES[j]) for i, j in ((1, 2), (1, 3), (2, 3), (2, 4), (3, 4))]
    assert result.pairs == tuple(expected)


def test_a_second_run_fetches_nothing_again(portal, tmp_path):
    fetch(portal, tmp_path / "GEOC")
    count = len(portal.log)
    again = fetch(portal, tmp_path / "GEOC")
    assert (again.n_fetched, again.n_bytes) == (0, 0)
    assert len(again.pairs) == 12
    files = [path for verb, path, _ in portal.log[count:] if verb == "GET" and path.endswith("unw.tif")]
    assert files == []


def test_a_folder_from_elsewhere_is_checked_by_size(portal, tmp_path):
    fetch(portal, tmp_path / "GEOC")
    (tmp_path / "GEOC" / "downloaded.json").unlink()
    name = portal.names[0]
    cut = tmp_path / "GEOC" / name / f"{name}.geo.unw.tif"
    cut.write_bytes(cut.read_bytes()[:-10])
    assert fetch(portal, tmp_path / "GEOC").n_fetched == 1
    assert same_files(portal, tmp_path / "GEOC", portal.names)


def test_a_broken_connection_is_continued_where_it_broke(portal, tmp_path):
    name = portal.names[3]
    path = f"1/{FRAME}/interferograms/{name}/{name}.geo.unw.tif"
    portal.cut[path] = 2
    fetch(portal, tmp_path / "GEOC")
    size = (portal.frame / "interferograms" / name / f"{name}.geo.unw.tif").stat().st_size
    half = size // 2
    assert portal.asked(path) == [None, f"bytes={half}-", f"bytes={half + (size - half) // 2}-"]
    assert same_files(portal, tmp_path / "GEOC", portal.names)


def test_a_server_that_cannot_continue_sends_the_file_again(portal, tmp_path):
    name = portal.names[3]
    portal.ignores_range = True
    portal.cut[f"1/{FRAME}/interferograms/{name}/{name}.geo.unw.tif"] = 1
    fetch(portal, tmp_path / "GEOC")
    assert same_files(portal, tmp_path / "GEOC", portal.names)


def test_a_part_that_is_longer_than_the_file_is_thrown_away(portal, tmp_path):
    name = portal.names[0]
    (tmp_path / "GEOC" / name).mkdir(parents=True)
    (tmp_path / "GEOC" / name / f"{name}.geo.unw.tif.part").write_bytes(b"x" * 1_000_000)
    fetch(portal, tmp_path / "GEOC")
    assert same_files(portal, tmp_path / "GEOC", portal.names)


def test_a_busy_server_is_asked_again(portal, tmp_path):
    name = portal.names[0]
    portal.fail[f"1/{FRAME}/interferograms"] = 2
    portal.fail[f"1/{FRAME}/interferograms/{name}/{name}.geo.cc.tif"] = 3
    assert len(fetch(portal, tmp_path / "GEOC").pairs) == 12


def test_a_server_that_stays_busy_is_given_up_in_one_sentence_and_nothing_is_lost(portal, tmp_path):
    name = portal.names[5]
    path = f"1/{FRAME}/interferograms/{name}/{name}.geo.unw.tif"
    portal.fail[path] = 99
    with pytest.raises(SubsidenceError, match=r"could not be fetched in 5 attempts .* run again"):
        fetch(portal, tmp_path / "GEOC")
    portal.fail[path] = 0
    assert fetch(portal, tmp_path / "GEOC").n_fetched == 2 * (12 - sorted(portal.names).index(name))


def test_a_listing_that_sends_on_is_followed(portal, tmp_path):
    portal.redirect_listing = True
    assert len(fetch(portal, tmp_path / "GEOC").pairs) == 12


def test_an_extent_crops_what_comes(portal, tmp_path):
    extent = (14.0029, 39.9959, 14.0081, 39.9991)
    result = fetch(portal, tmp_path / "GEOC", extent=extent)
    assert len(result.pairs) == 12
    name = portal.names[0]
    whole = RasterFile(portal.frame / "interferograms" / name / f"{name}.geo.unw.tif").read_all()
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(tmp_path / "GEOC"), scratch)
        assert stack.grid.shape == (3, 5)
        np.testing.assert_array_equal(stack.unwrapped_rad[stack.names.index(name)], whole[1:4, 3:8])
        assert (stack.coherence == 153).all()
    assert fetch(portal, tmp_path / "GEOC", extent=extent).n_fetched == 0
    assert fetch(portal, tmp_path / "GEOC").n_fetched == 27  # whole now: 24 files and three rasters of the frame


def test_a_damaged_file_on_the_server_costs_its_pair_only(portal, tmp_path, listener):
    name = portal.names[2]
    (portal.frame / "interferograms" / name / f"{name}.geo.unw.tif").write_bytes(b"not a tif")
    (portal.frame / "interferograms" / portal.names[4] / f"{portal.names[4]}.geo.cc.tif").unlink()
    result = fetch(portal, tmp_path / "GEOC", report=listener)
    assert set(result.skipped) == {name, portal.names[4]}
    assert "came damaged" in result.skipped[name]
    assert len(listener.warnings) == 2


def test_delays_come_into_a_folder_of_their_own(portal, tmp_path, listener):
    fetch(portal, tmp_path / "GEOC", delays=True, report=listener)
    assert len(list((tmp_path / "GEOC" / "GACOS").glob("*.sltd.geo.tif"))) == 5
    assert any("no delay for 1 of 6 dates (20200301" in warning for warning in listener.warnings)


def test_progress_rises_to_the_end(portal, tmp_path, listener):
    fetch(portal, tmp_path / "GEOC", report=listener)
    assert np.diff(listener.fractions).min() >= 0
    assert listener.fractions[-1] == 1.0


def test_a_slow_connection_moves_progress_and_hears_a_cancel(portal, tmp_path):
    class Watch(Report):
        def __init__(self, patience_s=np.inf):
            self.moments, self.patience_s = [time.monotonic()], patience_s

        def on_progress(self, fraction):
            self.moments.append(time.monotonic())

        def is_cancelled(self):
            return time.monotonic() - self.moments[0] > self.patience_s

    name = sorted(portal.names)[0]
    portal.slow[f"1/{FRAME}/interferograms/{name}/{name}.geo.unw.tif"] = 0.12  # 1.2 s for the file
    with pytest.raises(Cancelled):
        fetch(portal, tmp_path / "impatient", report=(impatient := Watch(0.5)))
    assert time.monotonic() - impatient.moments[0] < 1.0
    fetch(portal, tmp_path / "patient", report=(patient := Watch()))
    assert patient.moments[-1] - patient.moments[0] > 1.1
    assert np.diff(patient.moments).max() < 0.8
    assert same_files(portal, tmp_path / "patient", portal.names)


def test_a_cancelled_download_keeps_whole_files_only_and_goes_on_later(portal, tmp_path):
    class Impatient(Report):
        fraction = 0.0

        def on_progress(self, fraction):
            self.fraction = fraction

        def is_cancelled(self):
            return self.fraction > 0.5

    with pytest.raises(Cancelled):
        fetch(portal, tmp_path / "GEOC", report=Impatient())
    there = list((tmp_path / "GEOC").rglob("*.unw.tif"))
    assert 0 < len(there) < 12
    assert same_files(portal, tmp_path / "GEOC", [path.parent.name for path in there[:1]])
    assert len(fetch(portal, tmp_path / "GEOC").pairs) == 12


@pytest.mark.parametrize("name", ["124D", "../../etc", "124X_04854_171313", ""])
def test_what_is_no_frame_name_is_refused_before_anything_is_asked(portal, tmp_path, name):
    with pytest.raises(SubsidenceError, match="is not the name of a LiCSAR frame"):
        download_frame(name, tmp_path / "GEOC", server=portal.address, proxies={})
    assert portal.log == []


def test_a_frame_that_the_server_lacks_is_said(portal, tmp_path):
    with pytest.raises(SubsidenceError, match="no frame 002A_00001_010101"):
        download_frame("002A_00001_010101", tmp_path / "GEOC", server=portal.address, proxies={}, pause_s=0.01)


def test_dates_without_interferograms_are_said(portal, tmp_path):
    with pytest.raises(SubsidenceError, match=r"no interferogram between 2015-01-01 .*12 in all"):
        fetch(portal, tmp_path / "GEOC", start=np.datetime64("2015-01-01"), end=np.datetime64("2016-01-01"))


def test_a_server_that_is_not_there_is_said(tmp_path):
    with pytest.raises(SubsidenceError, match="does not answer"):
        download_frame(FRAME, tmp_path / "GEOC", server="http://127.0.0.1:9", proxies={}, pause_s=0.001)


def test_an_address_that_is_no_web_address_is_refused(tmp_path):
    with pytest.raises(SubsidenceError, match="must begin with https"):
        download_frame(FRAME, tmp_path / "GEOC", server="file:///etc")

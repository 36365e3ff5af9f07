"""Blocks on worker processes give what threads give; what goes wrong there is named, and what is done is kept."""

import dataclasses
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from subsidence import blocks
from subsidence.blocks import Kept, Task, computed_by, held_blocks, map_rows
from subsidence.errors import SubsidenceError
from subsidence.jobs import dask_scheduler, dask_watch
from subsidence.jobs.piece import Piece
from subsidence.kept_blocks import KeptBlocks, keeping
from subsidence.progress import Report
from subsidence.tabular import shared_rows

distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
cloudpickle = pytest.importorskip("cloudpickle")
cloudpickle.register_pickle_by_value(sys.modules[__name__])  # the workers do not know this module


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as running:
        yield running


@pytest.fixture
def elsewhere(cluster):
    with dask_scheduler.scheduled(cluster.scheduler_address):
        yield


def doubled(values):
    return 2.0 * values


def rooted(values):
    if (values < 0).any():
        raise ValueError("a root of something negative")
    return np.sqrt(values)


def process(values):
    return np.full(len(values), os.getpid())


def test_blocks_come_back_in_order_from_other_processes(elsewhere):
    values = np.arange(1000.0)
    assert np.array_equal(np.concatenate(map_rows(doubled, [values], 7)), 2.0 * values)
    assert os.getpid() not in np.concatenate(map_rows(process, [values], 7)).tolist()


def test_large_blocks_are_sent_without_a_warning_for_programmers(elsewhere, recwarn):
    values = np.zeros(2_000_000)
    assert sum(part.size for part in map_rows(doubled, [values], values.size)) == values.size
    assert not [str(warning.message) for warning in recwarn if "graph" in str(warning.message)]


def test_inversion_clusters_and_trends_are_those_of_threads(cluster):
    from subsidence.analysis.trend_fit import rate_std
    from subsidence.clustering.kshape import kshape
    from subsidence.insar.nsbas import invert

    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(30)
    pairs = [(i, i + step) for step in (1, 2) for i in range(30 - step)]
    series = np.cumsum(rng.normal(-1, 2, (5000, 30)), axis=1)
    values = np.stack([series[:, b] - series[:, a] for a, b in pairs], axis=1)
    values[rng.random(values.shape) < 0.1] = np.nan
    weights = rng.uniform(0.5, 2.0, values.shape)

    def work():
        inverted = invert(values, pairs, dates, weights=weights)
        return [inverted.displacement_mm, kshape(series, 3, n_starts=1).labels, rate_std(series, dates)]

    here = work()
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = work()
    for mine, theirs in zip(here, there):
        np.testing.assert_array_equal(mine, theirs)


def test_distances_decompositions_and_predicted_rates_are_those_of_threads(cluster):
    from subsidence.factors.distances import FeatureIndex
    from subsidence.factors.vector_geometry import Shapes
    from subsidence.insar.decompose import Look, decompose, line_of_sight
    from subsidence.rate.model import RateModel
    from subsidence.rate.settings import RateSettings
    from subsidence.series import DeformationSeries

    rng = np.random.default_rng(0)
    xy = rng.uniform(0.0, 2000.0, (3000, 2))
    index = FeatureIndex(Shapes.of_parts("point", [[place[None]] for place in rng.uniform(0.0, 2000.0, (40, 2))]))
    looks = []
    for heading, start in ((-12.0, 0), (-168.0, 5)):
        dates = np.datetime64("2020-01-01") + start + 12 * np.arange(30)
        values = rng.normal(size=(3000, 1)) * np.arange(30.0) + rng.normal(size=(3000, 30))
        values[rng.random(values.shape) < 0.05] = np.nan
        nothing, los = np.full(3000, np.nan), np.tile(line_of_sight(38.0, heading), (3000, 1))
        looks.append(Look(DeformationSeries(dates, values, xy), nothing, nothing, los))
    settings = RateSettings(hidden=3, members=2, generations=0, decay=0.3, max_iterations=5)
    factors = rng.normal(size=(3000, 2))
    model = RateModel(settings=settings).fit(factors[:300], factors[:300, 0])

    def work():
        split = decompose(*looks, cell_m=100.0)
        return [index.nearest(xy).distance_m, split.up_mm, split.up_rate_std, model.predict(factors)]

    here = work()
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = work()
    for mine, theirs in zip(here, there):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-9)


def test_shapes_are_extracted_on_workers_and_clusters_are_those_of_threads(cluster, monkeypatch):
    from subsidence.clustering import sweep
    from subsidence.clustering.kshape import kshape

    monkeypatch.setattr(sweep, "TRAVELS_ABOVE", 4_500)
    rng = np.random.default_rng(0)
    series = np.cumsum(rng.normal(rng.choice([-0.3, 0.0, 0.3], (5000, 1)), 1.0, (5000, 30)), axis=1)
    steps = []
    went = dask_scheduler._HeldThere.step
    monkeypatch.setattr(
        dask_scheduler._HeldThere, "step", lambda held, *given, **more: steps.append(1) or went(held, *given, **more)
    )
    mapped, maps = [], dask_scheduler.DaskExecutor.map
    monkeypatch.setattr(
        dask_scheduler.DaskExecutor,
        "map",
        lambda executor, task, *more: mapped.append((task.function, len(task.blocks()))) or maps(executor, task, *more),
    )
    here = kshape(series, 3, n_starts=2)
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = kshape(series, 3, n_starts=2)
    assert len(steps) > 2
    pieces = {getattr(function, "func", function).__name__: count for function, count in mapped}
    assert pieces["_followed_draws"] == 12, "of two starts six draws each go there"
    assert pieces["_moments"] == 2, "and both starts"
    for name in ("labels", "centroids", "distances", "margins"):
        np.testing.assert_array_equal(getattr(here, name), getattr(there, name))


def test_pieces_grow_smaller_towards_the_end_and_leave_no_block_out():
    executor = dask_scheduler.DaskExecutor(None, 2)
    pieces = executor.cut([*range(60), *range(70, 140)], 8)
    assert [number for piece in pieces for number in piece] == [*range(60), *range(70, 140)]
    sizes = [len(piece) for piece in pieces]
    assert max(sizes) == 8
    assert sizes[-4:] == [1, 1, 1, 1]
    assert all((np.diff(piece) == 1).all() for piece in pieces)


# ---- rows in files ------------------------------------------------------------------------


def both(values, factor):
    return factor * values, values.sum(axis=1), np.full(len(values), os.getpid())


@pytest.fixture
def in_a_file(tmp_path):
    np.save(tmp_path / "values.npy", np.random.default_rng(0).uniform(size=(1000, 3)))
    return np.load(tmp_path / "values.npy", mmap_mode="r")


@pytest.fixture
def sent(monkeypatch):
    """Bytes of all arrays that were sent with pieces."""
    counted = []
    way = dask_scheduler.DaskExecutor.submit

    def watched(executor, payload, pieces, arrays):
        counted.extend(sum(values.nbytes for values in coming) for coming in arrays)
        return way(executor, payload, pieces, arrays)

    monkeypatch.setattr(dask_scheduler.DaskExecutor, "submit", watched)
    return counted


def room(folder):
    return np.lib.format.open_memmap(folder / "out.npy", "w+", np.float64, (1000, 3))


def test_workers_read_their_rows_of_a_file_and_write_their_part_of_another(elsewhere, in_a_file, sent, tmp_path):
    factor, results = np.arange(1000.0)[:, None], room(tmp_path)
    assert (results == 0.0).all()  # this process has looked at the file
    found = map_rows(both, [in_a_file, factor], 30, into={0: results})
    np.testing.assert_array_equal(results, factor * in_a_file)
    assert {part[0] for part in found} == {None}
    np.testing.assert_array_equal(np.concatenate([part[1] for part in found]), in_a_file.sum(axis=1))
    assert os.getpid() not in np.concatenate([part[2] for part in found])
    assert sum(sent) == factor.nbytes


@pytest.mark.parametrize("hidden", ["values.npy", "out.npy"])
def test_a_file_that_workers_do_not_see_is_sent_which_is_said_once(
    cluster, in_a_file, sent, tmp_path, monkeypatch, hidden
):
    real = dask_scheduler.FileArray.of

    def misplaced(values, **more):
        found = real(values, **more)
        if found is None or not found.mark.path.endswith(hidden):
            return found
        return dataclasses.replace(found, mark=dataclasses.replace(found.mark, size=1))

    monkeypatch.setattr(shared_rows.FileArray, "of", misplaced)
    said, report, results = [], Report(), room(tmp_path)
    report.on_info = said.append
    with dask_scheduler.scheduled(cluster.scheduler_address):
        for _ in range(2):
            found = map_rows(both, [in_a_file, np.ones((1000, 1))], 30, into={0: results}, report=report)
            np.testing.assert_array_equal(results, in_a_file)
            assert len(found) == 34
            results[:] = 0.0
        held = held_blocks(started, [in_a_file], 500)
        sums = [sum_ for sum_, _ in held.step(next_sum, 1.0)]
    np.testing.assert_allclose(sums, [in_a_file[:500].sum(), in_a_file[500:].sum()])
    assert [hidden in text for text in said] == [True]
    assert (sum(sent) > in_a_file.nbytes) == (hidden == "values.npy")


def test_a_rerun_takes_what_workers_have_kept_for_it(elsewhere, in_a_file, tmp_path):
    results, factor = room(tmp_path), np.ones((1000, 1))
    factor[700] = np.nan
    kept = KeptBlocks(tmp_path, "test", "a" * 20)
    with keeping(kept), pytest.raises(SubsidenceError, match=r"Rows .*not a number.* are done and kept"):
        map_rows(known, [in_a_file, factor], 50, into={0: results}, name="products", together=1)
    kept.close()
    assert len(list(tmp_path.rglob("*.npz"))) == 19
    results[:] = 0.0
    other = np.full((1000, 1), np.nan)  # would fail, if it were done again
    other[700:750] = 2.0
    kept = KeptBlocks(tmp_path, "test", "a" * 20)
    with keeping(kept):
        map_rows(known, [in_a_file, other], 50, into={0: results}, name="products", together=1)
    wanted = np.array(in_a_file)
    wanted[700:750] *= 2.0
    np.testing.assert_array_equal(results, wanted)


def filled_disk(first, last, tries):
    """Patch a worker's writing: a part of the file finds no room, and every try is noted."""
    import errno
    import importlib
    import pathlib

    room = importlib.import_module("subsidence.tabular.shared_rows")
    whole = getattr(room, "whole_write", None) or room._write_at
    room.whole_write = whole

    def write(handle, values, offset):
        if first <= offset < last:
            with pathlib.Path(tries).open("a", encoding="ascii") as file:
                file.write("x")
            raise OSError(errno.ENOSPC, "No space left on device")
        whole(handle, values, offset)

    room._write_at = write


def test_a_full_disk_of_a_worker_is_tried_again_then_named_and_a_rerun_does_only_what_is_missing(
    elsewhere, in_a_file, tmp_path
):
    client = blocks._executor.get()._client
    results, header = room(tmp_path), (tmp_path / "out.npy").stat().st_size - 1000 * 3 * 8
    tries = tmp_path / "tries"
    poor = {"first": header + 700 * 24, "last": header + 750 * 24, "tries": str(tries)}
    kept = KeptBlocks(tmp_path, "test", "a" * 20)
    one, two = np.ones((1000, 1)), np.full((1000, 1), 2.0)
    try:
        client.run(filled_disk, **poor)
        named = r"Rows 700 to 749 failed .*No space left on device\); 19 of 20 blocks are done and kept\. .*disks"
        with keeping(kept), pytest.raises(SubsidenceError, match=named):
            map_rows(both, [in_a_file, one], 50, into={0: results}, name="full", together=1)
        client.run(filled_disk, **{**poor, "last": 0})
    finally:
        kept.close()
    assert tries.read_text() == "xxx"
    done = np.r_[0:700, 750:1000]
    np.testing.assert_array_equal(results[done], in_a_file[done])
    kept = KeptBlocks(tmp_path, "test", "a" * 20)
    with keeping(kept):
        map_rows(both, [in_a_file, two], 50, into={0: results}, name="full", together=1)
    np.testing.assert_array_equal(results[done], in_a_file[done])
    np.testing.assert_array_equal(results[700:750], 2.0 * in_a_file[700:750])


def known(values, factor):
    if np.isnan(factor).any():
        raise ValueError("not a number")
    return factor * values, values.sum(axis=1)


def test_working_files_of_interferograms_are_seen_by_workers_and_go_with_the_run(cluster, sent, tmp_path):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    from subsidence.insar.geoc import scan_geoc
    from subsidence.insar.scratch import Scratch
    from subsidence.insar.stack import load_stack
    from subsidence.insar.time_series import process
    from tests.unit.insar.small_frame import SmallFrame

    SmallFrame(tmp_path / "GEOC")
    geoc, folder = scan_geoc(tmp_path / "GEOC"), tmp_path / "out"
    folder.mkdir()

    def work():
        with Scratch(folder=str(folder)) as scratch:
            return process(load_stack(geoc, scratch), scratch)

    here = work()
    assert list(folder.iterdir()) == []
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = work()
    np.testing.assert_array_equal(np.array(there.cube.displacement_mm), here.cube.displacement_mm)
    np.testing.assert_array_equal(there.cube.layers["velocity_std"], here.cube.layers["velocity_std"])
    assert sent == [0, 12 * 15 * 8]  # the inversion, and of standard errors which pixels belong together
    del there
    assert list(folder.iterdir()) == []


def test_an_inversion_and_clusters_of_files_are_those_of_threads(cluster, sent, tmp_path, monkeypatch):
    from subsidence.clustering import sweep
    from subsidence.clustering.kshape import kshape
    from subsidence.insar.nsbas import Inversion, invert

    monkeypatch.setattr(sweep, "TRAVELS_ABOVE", 4_500)
    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(30)
    pairs = [(i, i + step) for step in (1, 2) for i in range(30 - step)]
    series = np.cumsum(rng.normal(rng.choice([-0.3, 0.0, 0.3], (5000, 1)), 1.0, (5000, 30)), axis=1)
    np.save(tmp_path / "series.npy", series)
    np.save(tmp_path / "pairs.npy", np.stack([series[:, b] - series[:, a] for a, b in pairs], axis=1))
    series, values = (np.load(tmp_path / f"{name}.npy", mmap_mode="r") for name in ("series", "pairs"))
    into = Inversion(
        *(
            np.lib.format.open_memmap(tmp_path / f"{name}.npy", "w+", part.dtype, part.shape)
            for name, part in Inversion.empty(5000, 30, values.dtype).__dict__.items()
        )
    )
    here = invert(values, pairs, dates), kshape(series, 3, n_starts=2)
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = invert(values, pairs, dates, into=into), kshape(series, 3, n_starts=2)
    for mine, theirs in zip(here, there):
        for name, expected in mine.__dict__.items():
            np.testing.assert_array_equal(getattr(theirs, name), expected)
    assert there[0] is into
    # which rows have a shape, what chance says of 12 draws, and the first centroids of two starts
    assert sum(sent) == 5000 + 12 * (8 + 2 * 4 * 8) + 2 * 3 * 30 * 8


def started(values):
    return values, os.getpid()


def next_sum(state, factor):
    values, _ = state
    if values.sum() < 0:
        raise ValueError("less than nothing")
    return (factor * values, os.getpid()), (float(values.sum()), os.getpid())


def test_what_a_killed_worker_held_is_made_again(cluster):
    values = np.arange(40.0)
    with dask_scheduler.scheduled(cluster.scheduler_address):
        held = held_blocks(started, [values], 10)
        first = held.step(next_sum, 2.0)
        assert os.getpid() not in {process for _, process in first}
        os.kill(first[0][1], signal.SIGKILL)
        second = held.step(next_sum, 2.0)
        third = held.step(next_sum, 2.0)
    for factor, found in ((1.0, first), (2.0, second), (4.0, third)):
        assert [one for one, _ in found] == [factor * values[start : start + 10].sum() for start in (0, 10, 20, 30)]


def test_a_block_that_cannot_be_carried_on_is_named(elsewhere):
    values = np.arange(40.0)
    values[25] = -1000.0
    held = held_blocks(started, [values], 10)
    with pytest.raises(SubsidenceError, match=r"Rows 20 to 29 failed .*less than nothing"):
        held.step(next_sum, 2.0)


def test_a_worker_that_was_started_anew_finds_the_core(tmp_path):
    given = cloudpickle.dumps(doubled), "any.name", str(dask_scheduler.CORE.parent)
    given += cloudpickle.dumps(Piece(0, 2, (None,), {})), [np.arange(4.0)]
    (tmp_path / "task").write_bytes(cloudpickle.dumps((dask_scheduler._travelling(dask_scheduler._do), given)))
    code = "import pickle; run, given = pickle.load(open('task', 'rb')); print(run(*given))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "array([4., 6.])" in done.stdout, done.stderr


def test_changes_are_those_of_threads(cluster, monkeypatch):
    """Blocks travel with the places about them."""
    from subsidence.changes import expectation, following, surroundings
    from subsidence.changes.detect import detect

    for module in (expectation, following, surroundings):
        monkeypatch.setattr(module, "ROWS_PER_BLOCK", 120)
    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(60)
    xy = rng.uniform(0.0, 900.0, (700, 2))
    values = rng.normal(size=(700, 60)) + np.sin(xy[:, :1] / 200.0) * rng.normal(size=60)
    values[np.hypot(*(xy - 450.0).T) < 120.0, 52:] -= 2.0 * np.arange(8)
    values[:40, 55] = np.nan
    went = []
    monkeypatch.setattr(dask_scheduler.DaskExecutor, "map", _counting(dask_scheduler.DaskExecutor.map, went))

    def work():
        found = detect(expectation.expect_from_past(values, dates, 52), dates[51], xy)
        return [found.alarm.astype(str), found.p, found.rate_after, found.step_mm, found.shared_mm, found.support]

    here = work()
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = work()
    for mine, theirs in zip(here, there):
        np.testing.assert_array_equal(mine, theirs)
    assert (here[0] != "").sum() > 10
    assert {"_predict_rows", "_scan_rows", "_filters_of_rows"} <= set(went)


def _counting(way, went):
    def watched(executor, task, kept, report):
        went.append(getattr(task.function, "func", task.function).__name__)
        return way(executor, task, kept, report)

    return watched


def test_tables_are_read_on_workers_as_here_and_one_that_cannot_be_is_named(cluster, tmp_path, monkeypatch):
    from subsidence.products.egms import read_egms
    from tests.unit.products.written_products import IRREGULAR, NEW_L2, egms_rows

    for number in range(3):
        lines = [[*NEW_L2, *IRREGULAR], *egms_rows(NEW_L2, IRREGULAR, 8, seed=number)]
        path = tmp_path / f"EGMS_L2b_088_028{number}_IW2_VV_2020_2024_1.csv"
        path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")
    here = read_egms([tmp_path])
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = read_egms([tmp_path])
        path.write_text("pid,easting\n1,2\n", encoding="utf-8")
        with pytest.raises(SubsidenceError, match=f"{path.name} is no EGMS table: it lacks the column mean_velocity"):
            read_egms([tmp_path])
        path.write_text("pid,easting\n", encoding="utf-8")
        monkeypatch.setattr(Path, "absolute", lambda path: Path("/another/machine") / path.name)
        with pytest.raises(SubsidenceError, match=r"The workers do not see .*machine"):
            read_egms([tmp_path])
    np.testing.assert_array_equal(here.series.displacement_mm, there.series.displacement_mm)
    np.testing.assert_array_equal(here.point_id, there.point_id)
    assert {name: column.tolist() for name, column in here.columns.items()} == {
        name: column.tolist() for name, column in there.columns.items()
    }


def test_a_worker_that_is_killed_costs_nothing_but_time(cluster):
    with dask_scheduler.scheduled(cluster.scheduler_address):
        somewhere = int(map_rows(process, [np.arange(64.0)], 1)[0][0])
        os.kill(somewhere, signal.SIGKILL)
        assert np.array_equal(np.concatenate(map_rows(doubled, [np.arange(640.0)], 1)), 2.0 * np.arange(640.0))


def test_a_poisoned_block_is_named_the_others_are_kept_and_a_rerun_does_only_what_is_missing(elsewhere, tmp_path):
    values = np.arange(64.0)
    values[35] = -1.0
    kept = KeptBlocks(tmp_path, "test", "a" * 20)
    refused = pytest.raises(SubsidenceError, match=r"Rows 32 to 39 failed .*56 of 64 blocks are done and kept")
    with keeping(kept), refused:
        map_rows(rooted, [values], 1, name="roots")
    kept.close()
    sound = np.arange(64.0)
    sound[:32] = -1.0  # would fail, if they were done again
    kept = KeptBlocks(tmp_path, "test", "a" * 20)
    with keeping(kept):
        again = np.concatenate(map_rows(rooted, [sound], 1, name="roots"))
    assert np.array_equal(again, np.sqrt(np.arange(64.0)))


def slept(values):
    time.sleep(60.0)
    return values


@pytest.fixture
def short_lived(monkeypatch):
    """A cluster of one worker that a test may take away."""
    monkeypatch.setattr(dask_watch, "LOOK_S", 0.2)
    monkeypatch.setattr(dask_watch, "PATIENCE_S", 1.0)
    monkeypatch.setattr(dask_scheduler, "CONNECT_S", 15)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as running:
        yield running


@pytest.mark.parametrize("work", ["blocks", "held"])
def test_a_run_whose_workers_are_all_gone_ends_in_words(short_lived, work):
    said = []
    report = Report()
    report.on_warning = said.append
    with dask_scheduler.scheduled(short_lived.scheduler_address):
        held = held_blocks(started, [np.arange(4.0)], 2)
        held.step(next_sum, 1.0)
        short_lived.scale(0)
        ways = {
            "held": lambda: held.step(next_sum, 1.0, report=report),
            "blocks": lambda: map_rows(slept, [np.arange(4.0)], 1, report=report),
        }
        with pytest.raises(SubsidenceError, match=r"no workers for .* run this again"):
            ways[work]()
    assert "no workers any more" in said[0]


def test_a_lost_scheduler_is_said_as_that_and_not_as_bad_rows(cluster):
    class Gone:
        status = "closed"

    with pytest.raises(SubsidenceError, match="connection to the scheduler was lost"):
        map_with(Gone())

    class Cancelled:
        status = "cancelled"

    with dask_scheduler.scheduled(cluster.scheduler_address), pytest.raises(SubsidenceError, match="was lost"):
        dask_watch.Watch(blocks._executor.get()._client).connected(Cancelled())
    with dask_scheduler.scheduled(cluster.scheduler_address), pytest.raises(SubsidenceError, match="was lost"):
        map_rows(closing, [np.arange(4.0)], 1, take=_close_at_once, together=1)


def map_with(client):
    return dask_scheduler.DaskExecutor(client, 1).map(
        Task(doubled, [np.arange(4.0)], 1, lambda block, value: value), Kept(""), Report()
    )


def closing(values):
    return values


def _close_at_once(block, values):
    blocks._executor.get()._client.close()
    return values


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(dask_scheduler, "CONNECT_S", 1)
    with (
        pytest.raises(SubsidenceError, match=r"tcp://127\.0\.0\.1:9 cannot be reached"),
        dask_scheduler.scheduled("tcp://127.0.0.1:9"),
    ):
        pass


def test_workers_with_another_core_are_refused(cluster, monkeypatch):
    monkeypatch.setattr(dask_scheduler, "fingerprint", lambda: "another")
    with (
        pytest.raises(SubsidenceError, match="another Land Subsidence core"),
        dask_scheduler.scheduled(cluster.scheduler_address),
    ):
        pass


def test_the_versions_of_the_workers_are_said(cluster):
    said = []
    report = Report()
    report.on_info = said.append
    with dask_scheduler.scheduled(cluster.scheduler_address, report):
        pass
    assert np.__version__ in said[0]
    assert " workers with " in said[0]


def test_no_address_changes_nothing():
    with dask_scheduler.scheduled(" "):
        assert map_rows(len, [np.zeros(5)], 2) == [2, 2, 1]
    with computed_by(None):
        assert map_rows(len, [np.zeros(5)], 2) == [2, 2, 1]


def test_a_wrong_number_of_local_workers_is_refused():
    with pytest.raises(SubsidenceError, match="local:2"), dask_scheduler.scheduled("local:many"):
        pass


def test_without_dask_the_command_that_brings_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(SubsidenceError, match=r"distributed .* is missing\. Install it with"),
        dask_scheduler.scheduled("local"),
    ):
        pass


def test_a_forecast_by_tiles_is_that_of_threads(cluster, monkeypatch):
    """Models learn here, once; tiles travel with the neighbours around them."""
    from subsidence.forecast.data import history
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.synthetic.city import make_city

    city = make_city(400, 40, seed=2, regular=True)
    city.series.displacement_mm[:30, -2:] = np.nan  # these are forecast from an earlier end
    model = Forecaster(3, origins=2, network=False).fit(city.series, labels=np.arange(400) % 2)
    monkeypatch.setattr(history, "POINTS_AT_ONCE", 100)
    monkeypatch.setattr(history, "POINTS_TOGETHER", 100)
    here = model.forecast(5)
    with dask_scheduler.scheduled(cluster.scheduler_address):
        there = model.forecast(5)
    for name in ("displacement_mm", "lower_mm", "upper_mm"):
        np.testing.assert_allclose(getattr(there, name), getattr(here, name), rtol=0, atol=1e-9)
    assert there.model.tolist() == here.model.tolist()
    assert np.isfinite(here.displacement_mm).all()


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "http://127.0.0.1:8786", "127.0.0.1"])
def test_what_is_no_address_is_said_at_once(address):
    pytest.importorskip("distributed", reason="dask's distributed is not installed")
    began = time.monotonic()
    with pytest.raises(SubsidenceError, match="cannot be reached"), dask_scheduler.scheduled(address):
        pass
    assert time.monotonic() - began < dask_scheduler.CONNECT_S / 2

"""An interrupted run is gone on with: what was finished is taken over, and the result is that of a run in one go."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingFeedback, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[3]
KEPT = ".land_subsidence_kept_*"


class Stopping(QgsProcessingFeedback):
    """A user who stops the run as soon as so many blocks are finished; None never does."""

    def __init__(self, folder, blocks=None):
        super().__init__(False)
        self.folder, self.blocks, self.said = folder, blocks, []

    def isCanceled(self):
        return self.blocks is not None and len(list(self.folder.glob(f"{KEPT}/*.npz"))) >= self.blocks

    def pushInfo(self, text):
        self.said.append(text)

    @property
    def told(self):
        return "\n".join(self.said)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A GEOC folder, four EGMS tiles, and points with clusters."""
    from subsidence.synthetic import make_city, write_geoc, write_points
    from tests.unit.products.written_products import NEW_L2, egms_rows

    folder = tmp_path_factory.mktemp("world")
    write_geoc(make_city(60, 6, seed=2, regular=True), folder / "GEOC", n_connections=2)
    write_points(make_city(40, 30, seed=1, regular=True), folder / "points.gpkg", factors=True, truth=True)
    (folder / "egms").mkdir()
    dates = [str(date).replace("-", "") for date in np.datetime64("2020-01-03") + 6 * np.arange(5)]
    for number in range(1, 5):
        rows = [NEW_L2 + dates, *egms_rows(NEW_L2, dates, 10 * number)]
        text = "\n".join(",".join(map(str, row)) for row in rows) + "\n"
        (folder / "egms" / f"EGMS_L2b_088_029{number}_IW2_VV_2020_2024_1.csv").write_text(text)
    return folder


def calls(world):
    quick = {"NETWORK": True, "HORIZON": 2, "ORIGINS": 3, "HIDDEN": 4, "EPOCHS": 1, "TEST": 0, "WINDOW": 6}
    return {
        "licsar_time_series": {"INPUT": str(world / "GEOC"), "APPLY_MASK": False, "FILTER_KM": 0.5},
        "import_egms": {"INPUT": [str(world / "egms")]},
        "lstm_forecast": {"INPUT": str(world / "points.gpkg"), "CLUSTER": "true_cluster", **quick},
    }


STOPS = [("licsar_time_series", 1), ("licsar_time_series", 3), ("licsar_time_series", 5)]
STOPS += [("import_egms", 1), ("import_egms", 3), ("lstm_forecast", 1), ("lstm_forecast", 3), ("lstm_forecast", 4)]


def start(algorithm, parameters, feedback):
    import processing

    return processing.run(f"subsidence:{algorithm}", parameters, feedback=feedback)


def rows(path):
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert layer.isValid()
    names = [field.name() for field in layer.fields()]
    return names, [[f.geometry().asWkt(17), *map(repr, f.attributes())] for f in layer.getFeatures()]


@pytest.fixture(scope="module")
def in_one_go(world, tmp_path_factory):
    """The results of runs that nobody stops and that keep nothing."""
    done = {}

    def result(algorithm):
        if algorithm not in done:
            folder = tmp_path_factory.mktemp(algorithm)
            feedback = Stopping(folder, 1)  # were a block kept, this would stop it
            parameters = {**calls(world)[algorithm], "RESUME": False, "OUTPUT": str(folder / "out.gpkg")}
            start(algorithm, parameters, feedback)
            done[algorithm] = rows(folder / "out.gpkg")
        return done[algorithm]

    return result


@pytest.mark.parametrize(("algorithm", "blocks"), STOPS)
def test_a_stopped_run_is_gone_on_with_and_ends_exactly_as_one_in_one_go(world, in_one_go, tmp_path, algorithm, blocks):
    if algorithm == "lstm_forecast":
        pytest.importorskip("torch").set_num_threads(1)
    parameters = {**calls(world)[algorithm], "OUTPUT": str(tmp_path / "out.gpkg")}
    stopped = Stopping(tmp_path, blocks)
    assert start(algorithm, parameters, stopped) == {}
    assert "finished blocks" in stopped.told
    assert not (tmp_path / "out.gpkg").exists()
    again = Stopping(tmp_path)
    start(algorithm, parameters, again)
    assert "blocks taken from the run of 20" in again.told
    assert rows(tmp_path / "out.gpkg") == in_one_go(algorithm)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_other_parameters_take_nothing_and_remove_what_was_kept(world, tmp_path):
    parameters = {**calls(world)["import_egms"], "OUTPUT": str(tmp_path / "out.gpkg")}
    start("import_egms", parameters, Stopping(tmp_path, 2))
    (kept,) = tmp_path.glob(KEPT)
    other = Stopping(tmp_path)
    start("import_egms", {**parameters, "STD_FLOOR": 2.0}, other)
    assert "taken from" not in other.told
    assert "were removed" in other.told
    assert not kept.exists()


def test_a_changed_input_is_read_again(world, tmp_path):
    tiles = tmp_path / "egms"
    shutil.copytree(world / "egms", tiles)
    parameters = {"INPUT": [str(tiles)], "OUTPUT": str(tmp_path / "out.gpkg")}
    start("import_egms", parameters, Stopping(tmp_path, 3))
    first = sorted(tiles.iterdir())[0]
    lines = first.read_text().splitlines()
    first.write_text("\n".join(lines[:-1]) + "\n")
    again = Stopping(tmp_path)
    result = start("import_egms", parameters, again)
    assert "taken from" not in again.told
    assert result["POINT_COUNT"] == 99


def test_a_damaged_block_is_made_again(world, in_one_go, tmp_path):
    parameters = {**calls(world)["import_egms"], "OUTPUT": str(tmp_path / "out.gpkg")}
    start("import_egms", parameters, Stopping(tmp_path, 3))
    first = sorted(tmp_path.glob(f"{KEPT}/*.npz"))[0]
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(content)
    again = Stopping(tmp_path)
    start("import_egms", parameters, again)
    assert "is damaged and is made again" in again.told
    assert "2 of 4 blocks taken" in again.told
    assert rows(tmp_path / "out.gpkg") == in_one_go("import_egms")


def test_an_error_in_the_input_leaves_nothing_behind(world, tmp_path):
    tiles = tmp_path / "egms"
    shutil.copytree(world / "egms", tiles)
    (tiles / "EGMS_L2b_088_0299_IW2_VV_2020_2024_1.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Exception, match="no EGMS table"):
        start("import_egms", {"INPUT": [str(tiles)], "OUTPUT": str(tmp_path / "out.gpkg")}, Stopping(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["egms"]


def test_temporary_outputs_are_gone_on_with_within_a_session(world):
    from qgis.core import QgsProcessingUtils

    folder = Path(QgsProcessingUtils.tempFolder())
    parameters = {**calls(world)["import_egms"], "OUTPUT": "TEMPORARY_OUTPUT"}
    start("import_egms", parameters, Stopping(folder, 2))
    again = Stopping(folder)
    assert start("import_egms", parameters, again)["OUTPUT"].featureCount() == 100
    assert "2 of 4 blocks taken" in again.told
    assert list(folder.glob(KEPT)) == []


KILLED = """
import os, signal, sys
root, algorithm, blocks, parameters = sys.argv[1], sys.argv[2], int(sys.argv[3]), eval_json(sys.argv[4])
sys.path[:0] = [root, root + "/examples"]
from start_qgis import start_qgis
application, provider = start_qgis()
import processing
from land_subsidence.subsidence import kept_blocks
write = kept_blocks._write
count = 0
def counted(*given):
    global count
    write(*given)
    count += 1
    if count == blocks:
        os.kill(os.getpid(), signal.SIGKILL)
kept_blocks._write = counted
processing.run(f"subsidence:{algorithm}", parameters)
""".replace("eval_json", "__import__('json').loads")


@pytest.mark.parametrize(("algorithm", "blocks"), [("licsar_time_series", 4), ("import_egms", 2), ("lstm_forecast", 2)])
def test_a_killed_run_is_gone_on_with(world, in_one_go, tmp_path, algorithm, blocks):
    import json

    if algorithm == "lstm_forecast":
        pytest.importorskip("torch").set_num_threads(1)
    parameters = {**calls(world)[algorithm], "OUTPUT": str(tmp_path / "out.gpkg")}
    command = [sys.executable, "-c", KILLED, str(ROOT), algorithm, str(blocks), json.dumps(parameters)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    again = Stopping(tmp_path)
    start(algorithm, parameters, again)
    assert f"{blocks} of " in again.told
    assert rows(tmp_path / "out.gpkg") == in_one_go(algorithm)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

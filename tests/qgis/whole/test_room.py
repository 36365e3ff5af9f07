"""A disk without room is told before anything is read, with what is needed, and old files stand."""

import importlib
import re
import shutil
from types import SimpleNamespace

import pytest
from qgis.core import QgsProcessingException

READERS = {
    "import_licsbas": "products.licsbas.read_epochs",
    "import_mintpy": "products.mintpy.read_epochs",
    "import_opera": "products.opera._values",
    "import_raster_stack": "raster.grid_source.GridSource.read",
    "import_egms": "products.egms.read_wide",
    "import_series_table": "products.series_table.read_wide",
    "licsar_time_series": "insar.stack.read_frame",
    "gacos_correction": "insar.licsar.correct_folder.load_delays",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    from tests.hostile.world import build_world

    for name in READERS.values():  # before anything in them is replaced, which others would take over
        importlib.import_module("land_subsidence.subsidence." + re.sub(r"\.[A-Z].*|\.\w+$", "", name))

    folder = tmp_path_factory.mktemp("world")
    build_world(folder)
    return folder


def fill_up(monkeypatch, free):
    usage = shutil.disk_usage
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(**{**usage(path)._asdict(), "free": free}))


@pytest.mark.parametrize("algorithm", READERS)
def test_a_full_disk_is_told_before_anything_is_read(run, world, tmp_path, monkeypatch, algorithm):
    from tests.hostile.world import sound_calls

    parameters = sound_calls(world, tmp_path)[algorithm]

    def read(*given, **named):
        raise AssertionError("something was read")

    monkeypatch.setattr(f"land_subsidence.subsidence.{READERS[algorithm]}", read)
    fill_up(monkeypatch, 100)
    old = tmp_path / "out.gpkg"
    if "out.gpkg" in str(parameters["OUTPUT"]):
        shutil.copyfile(world / "other.gpkg", old)
    with pytest.raises(QgsProcessingException, match=r"needs about .* MB, and only 0\.0 MB are left"):
        run(algorithm, **parameters)
    left = [path.name for path in tmp_path.iterdir()]
    assert left == (["out.gpkg"] if old.exists() else [])
    assert not old.exists() or old.read_bytes() == (world / "other.gpkg").read_bytes()


@pytest.mark.parametrize("algorithm", [name for name in READERS if name != "gacos_correction"])
def test_twice_the_room_that_a_result_takes_is_enough(run, world, tmp_path, monkeypatch, algorithm):
    """The estimate is no more than what the files then take, beside SQLite's own pages."""
    from tests.hostile.world import sound_calls

    parameters = sound_calls(world, tmp_path)[algorithm]
    run(algorithm, **parameters)
    taken = sum(path.stat().st_size for path in tmp_path.iterdir())
    for path in tmp_path.iterdir():
        path.unlink()
    fill_up(monkeypatch, 2 * taken)
    run(algorithm, **parameters)


def test_outputs_on_one_disk_are_counted_together(run, world, tmp_path, monkeypatch):
    from tests.hostile.world import sound_calls

    parameters = sound_calls(world, tmp_path)["import_licsbas"]
    parameters["DISPLACEMENT"] = str(tmp_path / "displacement.tif")
    asked = []
    monkeypatch.setattr("land_subsidence.bridge.output_files.need_room", lambda path, size: asked.append(size))
    run("import_licsbas", **parameters)
    alone = []
    monkeypatch.setattr("land_subsidence.bridge.output_files.need_room", lambda path, size: alone.append(size))
    run("import_licsbas", **{**parameters, "DISPLACEMENT": None})
    assert asked[0] > alone[0] > 0

"""Jobs read from and write to object storage, for which fsspec's file system in memory stands; GDAL reads the web."""

import functools
import http.server
import threading

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.jobs.job import run_job
from subsidence.jobs.objects import Objects, is_address
from subsidence.progress import Report
from subsidence.store.point_store import open_store
from tests.unit.jobs.test_factor_steps import added, store
from tests.unit.jobs.test_job_steps import job_of, store_of_a_city

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("tomllib", reason="TOML is read by Python 3.11 and newer, or by tomli")
fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
MODEL = {"algorithm": "deformation_model", "MODEL": "linear"}


@pytest.fixture
def bucket(tmp_path):
    """An empty bucket, and a city's store there."""
    files = fsspec.filesystem("memory")
    if files.exists("/bucket"):
        files.rm("/bucket", recursive=True)
    store_of_a_city(tmp_path)
    files.put(str(tmp_path / "city"), "/bucket/city", recursive=True)
    yield files
    files.rm("/bucket", recursive=True)


def said(job):
    heard, report = [], Report()
    report.on_info = heard.append
    run_job(job, report)
    return heard


def test_a_job_from_bucket_to_bucket_gives_what_folders_give_and_is_done_once(bucket, tmp_path):
    steps = [
        {**MODEL, "INPUT": "memory://bucket/city", "OUTPUT": "memory://bucket/models"},
        {**MODEL, "INPUT": "memory://bucket/models", "OUTPUT": "again"},
    ]
    run_job(job_of(tmp_path, *steps))
    bucket.get("/bucket/models", str(tmp_path / "models"), recursive=True)
    run_job(job_of(tmp_path, {**MODEL, "INPUT": "city", "OUTPUT": "here"}))
    there, here = (open_store(tmp_path / name).product() for name in ("models", "here"))
    np.testing.assert_array_equal(there.columns["rate"], here.columns["rate"])
    assert (tmp_path / "again").is_dir()
    job = job_of(tmp_path, *steps)
    assert len([text for text in said(job) if "copied" in text]) == 0
    bucket.rm("/bucket/models/part-00000.parquet")  # somebody takes a part away there
    heard = said(job)
    assert [text for text in heard if "copied to memory://bucket/models" in text]
    assert bucket.exists("/bucket/models/part-00000.parquet")


def test_what_has_changed_there_is_brought_anew(bucket, tmp_path):
    job = job_of(tmp_path, {**MODEL, "INPUT": "memory://bucket/city", "OUTPUT": "out"})
    run_job(job)
    assert open_store(tmp_path / "out").n_points == 150
    store_of_a_city(tmp_path, 90)
    bucket.rm("/bucket/city", recursive=True)
    bucket.put(str(tmp_path / "city"), "/bucket/city", recursive=True)
    run_job(job)
    assert open_store(tmp_path / "out").n_points == 90


def test_a_store_that_takes_the_place_of_a_larger_one_leaves_no_part_of_it(bucket, tmp_path):
    objects = Objects(tmp_path / "objects")
    bucket.pipe("/bucket/city/part-00099.parquet", b"old")
    objects.bring("memory://bucket/city")
    (objects.copy_of("memory://bucket/city") / "part-00099.parquet").unlink()
    objects.take("memory://bucket/city")
    left = sorted(name.rpartition("/")[2] for name in bucket.find("/bucket/city"))
    assert left == ["part-00000.parquet", "store.json"]


def test_the_json_file_of_a_store_comes_last_so_that_half_a_store_is_none(bucket, tmp_path, monkeypatch):
    objects = Objects(tmp_path / "objects")
    copy = objects.bring("memory://bucket/city")
    (copy / "part-00000.parquet").write_bytes(b"other")

    def broken(*_, **__):
        raise OSError("connection reset")

    monkeypatch.setattr(type(bucket), "put_file", broken)
    with pytest.raises(SubsidenceError, match=r"memory://bucket/city cannot be reached: connection reset"):
        objects.take("memory://bucket/city")
    assert not bucket.exists("/bucket/city/store.json")


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"INPUT": "memory://bucket/nothing", "OUTPUT": "out"}, "memory://bucket/nothing does not exist"),
        ({"INPUT": "nosuch://bucket/city", "OUTPUT": "out"}, "nosuch://bucket/city cannot be reached"),
        ({"INPUT": "s3://key:secret@bucket/city", "OUTPUT": "out"}, "must not hold a key or password"),
        ({"INPUT": "memory://bucket/city", "OUTPUT": "memory://bucket/photos"}, "exists and is no store"),
        ({"INPUT": "memory://bucket/city", "OUTPUT": "memory://bucket/city"}, "would write over it"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_lost(bucket, tmp_path, keys, sentence):
    bucket.pipe("/bucket/photos/one.jpg", b"a photo")
    with pytest.raises(SubsidenceError, match=sentence) as caught:
        run_job(job_of(tmp_path, {**MODEL, **keys}))
    assert "secret" not in str(caught.value)
    assert bucket.cat("/bucket/photos/one.jpg") == b"a photo"
    assert bucket.exists("/bucket/city/store.json")


def test_a_path_on_a_disk_is_no_address():
    assert not any(map(is_address, ("city", "C:/city", "/vsis3/bucket/city", r"\\server\city", "~/city")))


@pytest.fixture
def web(tmp_path):
    """A web server of a folder; GDAL asks it for ranges, which it answers with whole files."""
    (tmp_path / "web").mkdir()
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path / "web"))
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path / "web", f"/vsicurl/http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_rasters_are_sampled_through_gdals_own_paths(web, tmp_path):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    from subsidence.raster.gdal_files import write_raster
    from tests.unit.insar.small_frame import wgs84

    folder, address = web
    height = np.arange(20.0).reshape(4, 5).astype("f4")
    write_raster(folder / "height.tif", height, (14.0, 0.1, 0.0, 40.0, 0.0, -0.1), wgs84(), -9999.0)
    store(tmp_path, "points", np.array([[14.05, 39.95], [14.35, 39.75]]), "EPSG:4326")
    step = {"algorithm": "sample_factors", "INPUT": "points", "RASTERS": [f"{address}/height.tif"], "OUTPUT": "out"}
    run_job(job_of(tmp_path, step))
    np.testing.assert_array_equal(added(tmp_path)["height"], [0.0, 13.0])

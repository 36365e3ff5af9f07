"""A model file is damaged, foreign or made up: one sentence, no memory filled, nothing executed."""

import io
import json
import struct
import zipfile

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.model_file import load_model, parts_must_fit, save_model

ARRAYS = {"weights": np.arange(12.0).reshape(3, 4), "names": np.array(["a", "bc"])}
METADATA = {"names": ["a"], "seed": 1, "none": None, "nan": float("nan")}


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.npz"
    save_model(path, "rate", ARRAYS, METADATA)
    return path


def replaced(path, name, content):
    with zipfile.ZipFile(path) as source:
        members = {entry: source.read(entry) for entry in source.namelist()}
    members[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry, value in members.items():
            target.writestr(entry, value)


def as_npy(values, **options):
    stream = io.BytesIO()
    np.save(stream, values, **options)
    return stream.getvalue()


def declared(shape):
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + bytes(64)


def test_what_was_saved_comes_back(model):
    arrays, metadata = load_model(model, "rate")
    assert np.array_equal(arrays["weights"], ARRAYS["weights"])
    assert arrays["names"].tolist() == ["a", "bc"]
    assert metadata["seed"] == 1


@pytest.mark.parametrize(
    "shape", ["(10000000000000,)", "(3000000, 3000000)", f"({2**62},)", "(-5,)", f"({'1, ' * 60})"]
)
def test_a_shape_beyond_the_file_is_refused_before_memory_is_taken(model, shape):
    replaced(model, "weights.npy", declared(shape))
    with pytest.raises(SubsidenceError, match="damaged"):
        load_model(model, "rate")


def test_a_changed_number_is_found_though_the_archive_is_sound(model):
    replaced(model, "weights.npy", as_npy(ARRAYS["weights"] + 1e-9))
    with pytest.raises(SubsidenceError, match="not what was saved"):
        load_model(model, "rate")


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, "[]", "null", "{", '{"kind": "rate"}'])
def test_a_header_that_is_no_header_is_refused(model, text):
    replaced(model, "header.npy", as_npy(np.array(text)))
    with pytest.raises(SubsidenceError, match="damaged"):
        load_model(model, "rate")


def test_objects_are_never_unpickled(model):
    replaced(model, "weights.npy", as_npy(np.array([{"a": 1}], dtype=object), allow_pickle=True))
    with pytest.raises(SubsidenceError, match="damaged"):
        load_model(model, "rate")


def test_bytes_that_no_decompressor_takes_are_refused(model):
    content = bytearray(model.read_bytes())
    start = content.find(b"PK\x03\x04") + 60
    content[start : start + 60] = bytes(255 - byte for byte in content[start : start + 60])
    model.write_bytes(content)
    with pytest.raises(SubsidenceError, match="damaged"):
        load_model(model, "rate")


def test_an_archive_that_unpacks_to_gigabytes_is_refused(model, monkeypatch):
    monkeypatch.setattr("subsidence.model_file.MOST_BYTES", 2**20)
    replaced(model, "weights.npy", as_npy(np.zeros(2**18)))
    assert model.stat().st_size < 10_000
    with pytest.raises(SubsidenceError, match="damaged"):
        load_model(model, "rate")


def test_a_model_without_a_seal_is_still_read(model):
    with zipfile.ZipFile(model) as archive:
        header = json.loads(str(np.load(io.BytesIO(archive.read("header.npy")))))
    del header["seal"]
    replaced(model, "header.npy", as_npy(np.array(json.dumps(header))))
    assert load_model(model, "rate")[1]["seed"] == 1


def test_parts_that_do_not_fit_are_told_as_damage():
    with pytest.raises(SubsidenceError, match="do not fit together"), parts_must_fit("model.npz"):
        np.zeros((2, 3)) @ np.zeros((2, 3))

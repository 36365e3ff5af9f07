"""A part of a store is what its conditions say, and only the files that may hold it are read."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.points import PointProduct
from subsidence.series import DeformationSeries
from subsidence.store.point_store import PointStore, write_store
from subsidence.store.selection import product_of, select

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
DATES = np.datetime64("2020-01-01") + 12 * np.arange(4)


@pytest.fixture
def stored(tmp_path):
    rng = np.random.default_rng(0)
    xy = rng.uniform(0.0, 10.0, (400, 2))
    names = np.array([f"p{number}" for number in range(400)], dtype=object)
    series = DeformationSeries(DATES, rng.normal(size=(400, 4)).astype("f4").astype(float), xy)
    product = PointProduct(series, xy[:, 0].astype("f4").astype(float), names, {"kind": names}, "EPSG:3035")
    return write_store(tmp_path / "store", product, rows_per_file=60)


def test_an_extent_reads_only_the_files_that_touch_it(stored, monkeypatch):
    whole = stored.product()
    read = []
    table = PointStore._table
    monkeypatch.setattr(PointStore, "_table", lambda self, part, names: read.append(part) or table(self, part, names))
    rows = select(stored, extent=(0.0, 0.0, 3.0, 3.0)).rows
    part = product_of(stored, rows)
    assert {one.name for one in read} < {one.name for one in stored.parts}
    inside = (whole.series.xy <= 3.0).all(axis=1)
    assert 10 < inside.sum() < 100
    np.testing.assert_array_equal(part.point_id, whole.point_id[inside])
    np.testing.assert_array_equal(part.series.displacement_mm, whole.series.displacement_mm[inside])
    assert part.columns["kind"].tolist() == whole.columns["kind"][inside].tolist()
    assert part.crs == "EPSG:3035"


def test_names_and_rows_are_found_and_what_is_absent_is_told(stored):
    found = select(stored, names=["p7", "p399", "p7", "q1"])
    assert sorted(product_of(stored, found.rows).point_id.tolist()) == ["p399", "p7"]
    assert found.absent == ("q1",)
    assert select(stored, rows=[5, 399, 5]).rows.tolist() == [5, 399]
    assert select(stored, rows=[5], names=[str(stored.read(["point_id"])["point_id"][5])]).rows.tolist() == [5]


def test_all_conditions_together_and_nothing_left_is_said(stored):
    with pytest.raises(SubsidenceError, match="No point of the store"):
        select(stored, extent=(20.0, 20.0, 30.0, 30.0))
    with pytest.raises(SubsidenceError, match="No point of the store"):
        select(stored, rows=[3], names=["nobody"])
    with pytest.raises(SubsidenceError, match="has 400 points"):
        select(stored, rows=[400])


def test_whole_numbers_are_names_too(tmp_path):
    series = DeformationSeries(DATES, np.zeros((3, 4)), np.arange(6.0).reshape(3, 2))
    store = write_store(tmp_path / "store", PointProduct(series, np.zeros(3), np.array([10, 20, 30])))
    assert product_of(store, select(store, names=["20"]).rows).point_id.tolist() == [20]

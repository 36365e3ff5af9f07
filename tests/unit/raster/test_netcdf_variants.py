"""Whoever writes a NetCDF file, its values come out right or are refused in words, and never wrong."""

import importlib.util

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.raster_records import layer_records, record_values
from subsidence.raster.grid_source import open_grid
from tests.unit.raster.netcdf_variants import LAT, LON, MONTHS, truth, variants, write


def outcome(path, variant):
    """right, refused or wrong, with what was found."""
    try:
        source = open_grid(path, hint="RAIN")
        records = layer_records([source])
        columns, rows = np.meshgrid(LON, LAT)
        column, row = source.pixel_places(np.column_stack([columns.ravel(), rows.ravel()]))
        at = (row.astype(int), column.astype(int))
        values = record_values(records, [lambda layers: source.read(layers)[:, at[0], at[1]].T], LON.size * LAT.size)
    except SubsidenceError as error:
        return "refused", str(error)
    months = records.dates.astype("datetime64[M]")
    same_time = months.size == MONTHS.size and (months == MONTHS).all() and (records.dates == MONTHS).all()
    whole = same_time and (records.until == MONTHS + 1).all()
    found = values.T.reshape(truth().shape)
    if whole and np.allclose(found, truth(), atol=0.26, equal_nan=True):
        return "right", ""
    return "wrong", f"{variant} {records.dates[:3]} {found[0, 0]} {truth()[0, 0]} {np.isnan(found).sum()}"


def test_variants_are_read_right_or_refused_and_never_wrong(tmp_path, monkeypatch):
    from subsidence.raster import cf_file, grid_source

    for module in (cf_file, grid_source):  # the files are not damaged, and many
        monkeypatch.setattr(module, "try_opening", lambda *_, **__: None)
    counts = {"right": 0, "refused": 0, "wrong": 0}
    told = []
    has_cftime = importlib.util.find_spec("cftime") is not None
    for number, variant in enumerate(variants()):
        if variant.needs_cftime and not has_cftime:
            continue
        path = tmp_path / f"variant{number}.nc"
        write(path, variant)
        result, why = outcome(path, variant)
        counts[result] += 1
        if result != "right":
            told.append((result, why))
    assert counts["wrong"] == 0, told[:5]
    assert counts["right"] >= 0.98 * sum(counts.values()), (counts, told[:5])
    assert sum(counts.values()) > 100


def test_without_cftime_a_calendar_of_models_is_refused_with_the_way_to_get_it(tmp_path, monkeypatch):
    from subsidence.raster import cf_time
    from tests.unit.raster.netcdf_variants import Variant

    write(tmp_path / "a.nc", Variant(calendar="360_day"))
    monkeypatch.setattr(cf_time, "missing", lambda names: list(names))
    with pytest.raises(SubsidenceError, match=r"360_day.*pip install cftime"):
        layer_records([open_grid(tmp_path / "a.nc")])

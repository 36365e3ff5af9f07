"""Interferograms that are not LiCSAR's go through the same algorithms."""

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException

from tests.unit.insar.test_pair_folders import DATES, PAIRS, RAD_PER_MM, SHAPE, UTM, moved, text, truth, write


@pytest.fixture
def hyp3(tmp_path):
    folder = tmp_path / "hyp3"
    for number, (one, other) in enumerate(PAIRS):
        base = f"S1_136231_IW2_{text(DATES[one])}_{text(DATES[other])}_VV_INT80_{number:04d}"
        parts = {
            "unw_phase": -RAD_PER_MM * moved(one, other),
            "corr": np.full(SHAPE, 0.8),
            "lv_theta": np.full(SHAPE, np.radians(52.0)),
            "lv_phi": np.full(SHAPE, np.radians(190.0)),
        }
        for suffix, values in parts.items():
            write(folder / base / f"{base}_{suffix}.tif", values, UTM, 32614)
    return folder


def test_hyp3_products_become_a_time_series_in_their_own_crs(run, hyp3):
    options = {"FILTER_KM": 0, "APPLY_MASK": False, "REFERENCE": "500040,2149960 [EPSG:32614]"}
    result = run("licsar_time_series", INPUT=str(hyp3), OUTPUT="memory:", **options)
    layer = result["OUTPUT"]
    assert layer.crs().authid() == "EPSG:32614"
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (SHAPE[0] * SHAPE[1], 4)
    table = read_points(layer, "points", layer)
    wanted = truth().reshape(4, -1).T
    np.testing.assert_allclose(table.series().displacement_mm, wanted - wanted[:1], atol=0.02)
    np.testing.assert_allclose(table.numeric("los_u"), np.sin(np.radians(52.0)), atol=1e-5)


def test_their_quality_is_judged_and_an_empty_folder_says_what_is_known(run, hyp3, tmp_path):
    result = run("interferogram_quality", INPUT=str(hyp3), INTERFEROGRAMS="memory:")
    assert (result["KEPT_COUNT"], result["DROPPED_COUNT"]) == (5, 0)
    (tmp_path / "void").mkdir()
    with pytest.raises(QgsProcessingException, match="HyP3 products"):
        run("interferogram_quality", INPUT=str(tmp_path / "void"), INTERFEROGRAMS="memory:")

"""Algorithms on the workers of a dask scheduler, from a QGIS in which the core has another name than there."""

import numpy as np
import pytest
from land_subsidence.subsidence.series import epoch_field
from land_subsidence.subsidence.synthetic.city import make_city
from qgis.core import QgsProcessingException

distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as running:
        yield running


@pytest.fixture
def layer(point_layer):
    city = make_city(700, 40, seed=1)
    columns = {epoch_field(date): city.series.displacement_mm[:, i] for i, date in enumerate(city.dates)}
    return point_layer(city.series.xy, columns, crs="EPSG:4326")


@pytest.mark.parametrize(
    ("algorithm", "parameters", "field"),
    [
        ("kshape_clustering", {"CLUSTERS": 3, "STARTS": 1}, "sbd"),
        ("deformation_model", {}, "rate"),
        ("detect_changes", {"SINCE": "2019-04-30"}, "p"),
    ],
)
def test_workers_give_what_this_computer_gives(run, layer, cluster, algorithm, parameters, field):
    values = []
    for address in ("", cluster.scheduler_address):
        made = run(algorithm, INPUT=layer, OUTPUT="memory:", SCHEDULER=address, **parameters)["OUTPUT"]
        at = made.fields().indexFromName(field)
        assert at >= 0, made.fields().names()
        values.append(np.array([feature[at] for feature in made.getFeatures()], dtype=float))
    np.testing.assert_allclose(values[0], values[1], atol=1e-9)


def test_tiles_of_a_forecast_travel_whatever_the_core_is_called(cluster, monkeypatch):
    from land_subsidence.subsidence.forecast.data import history
    from land_subsidence.subsidence.forecast.forecaster import Forecaster
    from land_subsidence.subsidence.jobs.dask_scheduler import scheduled

    series = make_city(150, 40, seed=1, regular=True).series
    model = Forecaster(2, origins=1, network=False).fit(series)
    for name in ("POINTS_AT_ONCE", "POINTS_TOGETHER"):
        monkeypatch.setattr(history, name, 80)
    here = model.forecast()
    with scheduled(cluster.scheduler_address):
        there = model.forecast()
    np.testing.assert_allclose(there.displacement_mm, here.displacement_mm, rtol=0, atol=1e-9)


def test_a_scheduler_that_is_not_there_stops_the_run_in_words(run, layer, monkeypatch):
    from land_subsidence.subsidence.jobs import dask_scheduler

    monkeypatch.setattr(dask_scheduler, "CONNECT_S", 1)
    with pytest.raises(QgsProcessingException, match=r"tcp://127\.0\.0\.1:9 cannot be reached"):
        run("kshape_clustering", INPUT=layer, OUTPUT="memory:", SCHEDULER="tcp://127.0.0.1:9")

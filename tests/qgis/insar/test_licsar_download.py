"""The download algorithm against a portal on this machine, and the proxy of QGIS' settings."""

import importlib.util
import sys
from pathlib import Path

import pytest
from land_subsidence.bridge.proxy import proxies
from land_subsidence.subsidence.errors import SubsidenceError
from land_subsidence.subsidence.synthetic.city import make_city
from land_subsidence.subsidence.synthetic.licsar import FRAME, write_geoc
from qgis.core import QgsProcessingException
from qgis.PyQt.QtCore import QSettings


@pytest.fixture
def portal(tmp_path):
    """The synthetic city's frame behind a local server."""
    name = "local_portal"
    path = Path(__file__).parents[2] / "unit" / "insar" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    root = tmp_path / "root" / str(int(FRAME[:3])) / FRAME
    write_geoc(make_city(200, 6, seed=1), root / "interferograms", n_connections=2)
    (root / "metadata").mkdir()
    for file in [path for path in (root / "interferograms").iterdir() if path.is_file()]:
        file.rename(root / "metadata" / file.name)
    with module.Portal(tmp_path / "root") as running:
        yield running


def test_a_synthetic_frame_is_fetched_and_processed(run, portal, tmp_path):
    first = sorted((portal.root / "128" / FRAME / "interferograms").iterdir())[0]
    portal.cut[f"128/{FRAME}/interferograms/{first.name}/{first.name}.geo.unw.tif"] = 1
    result = run("licsar_download", FRAME=FRAME, SERVER=portal.address, OUTPUT=str(tmp_path / "GEOC"))
    assert (result["PAIR_COUNT"], result["SKIPPED_COUNT"]) == (9, 0)
    series = run("licsar_time_series", INPUT=result["OUTPUT"], FILTER_KM=0, OUTPUT="memory:")
    assert series["EPOCH_COUNT"] == 6
    assert series["POINT_COUNT"] > 150


def test_dates_limit_what_is_fetched(run, portal, tmp_path):
    result = run(
        "licsar_download",
        FRAME=FRAME,
        SERVER=portal.address,
        START="2018-03-18",
        MAX_DAYS=12,
        OUTPUT=str(tmp_path / "GEOC"),
    )
    assert result["PAIR_COUNT"] < 9
    assert not [path for path in (tmp_path / "GEOC").iterdir() if path.name.startswith("20180306")]


def test_a_wrong_frame_and_wrong_dates_are_refused(run, portal, tmp_path):
    target = str(tmp_path / "GEOC")
    with pytest.raises(QgsProcessingException, match="not the name of a LiCSAR frame"):
        run("licsar_download", FRAME="Mexico", SERVER=portal.address, OUTPUT=target)
    with pytest.raises(QgsProcessingException, match="later than the first date"):
        run("licsar_download", FRAME=FRAME, SERVER=portal.address, START="2020-01-01", END="2019-01-01", OUTPUT=target)


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "qgis.ini"), QSettings.Format.IniFormat)


def test_the_proxy_is_that_of_the_settings(settings):
    assert proxies(settings) == {}
    settings.setValue("proxy/proxyEnabled", True)
    assert proxies(settings) is None
    settings.setValue("proxy/proxyType", "HttpProxy")
    settings.setValue("proxy/proxyHost", "proxy.example")
    settings.setValue("proxy/proxyPort", "3128")
    assert proxies(settings)["https"] == "http://proxy.example:3128"
    settings.setValue("proxy/proxyUser", "me@work")
    assert proxies(settings)["http"] == "http://me%40work:@proxy.example:3128"


def test_a_proxy_that_cannot_be_used_is_said(settings):
    settings.setValue("proxy/proxyEnabled", True)
    settings.setValue("proxy/proxyType", "Socks5Proxy")
    settings.setValue("proxy/proxyHost", "proxy.example")
    with pytest.raises(SubsidenceError, match="Socks5Proxy"):
        proxies(settings)

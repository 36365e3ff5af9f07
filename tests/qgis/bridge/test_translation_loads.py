"""The compiled translation that ships says what its source says."""

import xml.etree.ElementTree as ElementTree
from importlib.util import find_spec
from pathlib import Path

import pytest
from land_subsidence.bridge.i18n import tr
from land_subsidence.subsidence.series import epoch_field
from land_subsidence.subsidence.synthetic.city import make_city
from qgis.core import QgsProcessingException
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "i18n"


def test_the_compiled_translations_are_those_of_the_source():
    compiled = sorted(FOLDER.glob("*.qm"))
    assert [path.stem for path in compiled] == ["land_subsidence_zh_CN"]
    for path in compiled:
        translator = QTranslator()
        assert translator.load(str(path))
        QCoreApplication.installTranslator(translator)
        try:
            stale = [source for source, wanted in messages(path.with_suffix(".ts")) if tr(source) != wanted]
        finally:
            QCoreApplication.removeTranslator(translator)
        assert stale == [], "run scripts/translate"


def messages(path):
    """Text and what is to be shown: the translation, or the text itself while there is none."""
    for message in ElementTree.parse(path).getroot().iter("message"):
        source = message.findtext("source")
        yield source, message.findtext("translation") or source


def test_qgis_s_name_of_simplified_chinese_finds_the_translation():
    from land_subsidence.plugin import translations_for

    assert translations_for("zh-Hans") == translations_for("zh_CN") == translations_for("zh") == ["zh_CN"]
    assert "zh_CN" not in translations_for("zh-Hant") + translations_for("zh_TW") + translations_for("de_AT")


@pytest.fixture
def chinese():
    translator = QTranslator()
    assert translator.load(str(FOLDER / "land_subsidence_zh_CN.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_in_a_chinese_qgis_errors_and_reports_of_the_core_are_chinese(run, point_layer, tmp_path, chinese):
    city = make_city(60, 20, seed=2)
    epochs = {epoch_field(date): city.series.displacement_mm[:, i] for i, date in enumerate(city.dates)}
    layer = point_layer(city.series.xy, {"velocity": city.rate_mm_per_yr, **epochs}, crs="EPSG:4326")
    with pytest.raises(QgsProcessingException, match="图层没有位移字段"):
        run("kshape_clustering", INPUT=point_layer(city.series.xy, {"velocity": city.rate_mm_per_yr}), OUTPUT="memory:")
    page = tmp_path / "report.html"
    found = run("kshape_clustering", INPUT=layer, CLUSTERS=3, STARTS=2, OUTPUT="memory:", REPORT=str(page))
    text = page.read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in text
    assert "沉降序列的聚类" in text
    assert "Clusters of subsidence" not in text
    assert "由“" in found["OUTPUT"].metadata().abstract()


@pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed")
def test_in_a_chinese_qgis_a_forecast_has_its_whole_report(run, point_layer, tmp_path, chinese):
    city = make_city(40, 40, seed=2)
    epochs = {epoch_field(date): city.series.displacement_mm[:, i] for i, date in enumerate(city.dates)}
    layer = point_layer(city.series.xy, {"velocity": city.rate_mm_per_yr, **epochs}, crs="EPSG:4326")
    page = tmp_path / "report.html"
    run("lstm_forecast", INPUT=layer, HORIZON=3, TEST=3, EPOCHS=1, OUTPUT="memory:", REPORT=str(page))
    text = page.read_text(encoding="utf-8")
    assert "位移预测" in text
    assert text.count("<table") >= 3

"""The compiled translation that ships says what its source says."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from land_subsidence.bridge.i18n import tr
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "i18n"


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

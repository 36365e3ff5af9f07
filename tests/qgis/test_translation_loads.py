"""The compiled translation that ships says what its source says."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from qgis.PyQt.QtCore import QTranslator

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "i18n"


def test_the_compiled_translations_are_those_of_the_source():
    compiled = sorted(FOLDER.glob("*.qm"))
    assert [path.stem for path in compiled] == ["land_subsidence_zh_CN"]
    for path in compiled:
        translator = QTranslator()
        assert translator.load(str(path))
        stale = [
            message.findtext("source")
            for message in ElementTree.parse(path.with_suffix(".ts")).getroot().iter("message")
            if translator.translate("LandSubsidence", message.findtext("source")) != message.findtext("translation")
        ]
        assert stale == [], "run scripts/translate"

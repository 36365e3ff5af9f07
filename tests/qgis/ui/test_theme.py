"""Colours of texts stand out from the windows of every theme that QGIS ships."""

import pytest
from land_subsidence.ui.theme import LEAST_CONTRAST, contrast, theme_of
from qgis.PyQt.QtGui import QColor, QPalette


@pytest.mark.parametrize("background", ["#ffffff", "#efefef", "#b2b2b2", "#727272", "#323232", "#222222"])
def test_texts_stand_out_from_any_window(qgis_app, background):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(background))
    look = theme_of(palette)
    for name in ("good", "ready", "bad", "faint"):
        assert contrast(QColor(getattr(look, name)), QColor(background)) >= LEAST_CONTRAST, (name, background)


def test_a_light_table_on_a_dark_window_has_dark_texts(qgis_app):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#727272"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#b2b2b2"))
    assert QColor(theme_of(palette, QPalette.ColorRole.Base).good).lightness() < 100

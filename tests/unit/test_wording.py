"""The core speaks the language of its caller, and English by itself."""

import pytest

from subsidence.blocks import map_blocks
from subsidence.errors import SubsidenceError
from subsidence.report.page import Page, figure_png
from subsidence.units import mm_per
from subsidence.wording import message, translated

CHINESE = {
    "The unit “{unit}” is not known; use one of {known}.": "单位“{unit}”未知；请用 {known} 之一。",
    "block {number}": "块 {number}",
    "en": "zh-CN",
}


def translate(template):
    return CHINESE.get(template, template)


def test_an_error_of_the_core_is_raised_in_the_caller_s_language():
    with pytest.raises(SubsidenceError, match="The unit “yard” is not known; use one of m"):
        mm_per("yard")
    with translated(translate), pytest.raises(SubsidenceError, match="单位“yard”未知；请用 m"):
        mm_per("yard")


def test_the_language_ends_with_the_call_even_if_it_fails():
    with pytest.raises(ZeroDivisionError), translated(translate):
        raise ZeroDivisionError
    assert message("block {number}", number=1) == "block 1"


def test_blocks_on_other_threads_speak_the_same_language():
    with translated(translate):
        said = map_blocks(lambda rows: message("block {number}", number=rows.start), 4, 1, workers=2)
    assert said == ["块 0", "块 1", "块 2", "块 3"]
    assert map_blocks(lambda rows: message("block {number}", number=rows.start), 2, 1) == ["block 0", "block 1"]


def test_a_value_with_braces_is_left_as_it_is():
    assert message("The field “{name}” is empty.", name="{odd}") == "The field “{odd}” is empty."


def test_a_report_says_which_language_it_is_in():
    assert '<html lang="en">' in Page("Report").html()
    with translated(translate):
        assert '<html lang="zh-CN">' in Page("报告").html()


def test_a_figure_with_chinese_labels_is_drawn_without_missing_signs(recwarn):
    matplotlib = pytest.importorskip("matplotlib")
    from matplotlib.font_manager import fontManager

    from subsidence.report.fonts import WIDE_FONTS

    if not {font.name for font in fontManager.ttflist} & set(WIDE_FONTS):
        pytest.skip("no font with Chinese signs on this system")
    assert matplotlib.rcParams["font.family"] == ["sans-serif"]
    figure_png(lambda figure: figure.subplots().set_xlabel("速率 (mm/yr)"))
    assert not [one for one in recwarn if "missing from" in str(one.message)]
    assert matplotlib.rcParams["font.family"] == ["sans-serif"], "the figure's font must not leak"

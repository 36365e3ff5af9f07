"""Names from outside in reports: markup stays text, and text in figures is no formula."""

import pytest

from subsidence.report.page import Page, figure_png

SCRIPT = '<script>alert("x")</script>'


def test_markup_in_names_stays_text():
    page = Page(SCRIPT)
    page.heading(SCRIPT).paragraph(SCRIPT).warning(SCRIPT)
    page.table([SCRIPT, "n"], [[SCRIPT, 1]], SCRIPT)
    text = page.html()
    assert SCRIPT not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("name", [r"$\frac{$", "$x$", "$$", "_^{", "a$b", r"\$"])
def test_a_name_that_looks_like_a_formula_is_drawn(name):
    pytest.importorskip("matplotlib")

    def draw(figure):
        axes = figure.add_subplot()
        axes.bar([name, "b"], [1, 2])
        axes.set_title(name)
        axes.text(0, 1, name)

    assert figure_png(draw).startswith(b"\x89PNG")


def test_infinite_numbers_are_written():
    assert "∞" in Page("t").table(["a"], [[float("inf")], [-float("inf")]]).html()

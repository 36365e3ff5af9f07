"""Reports are one file, escape what they are given, and do without matplotlib."""

import importlib.util
import re

import numpy as np

from subsidence.report.figures import draw_bars, draw_categories, draw_map
from subsidence.report.page import Page, number_text


def test_a_page_is_self_contained_and_escapes_text():
    page = Page("A & B", "<script>").heading("One").table(["name", "value"], [["<b>", 1.23456], ["none", None]])
    page.figure(lambda figure: figure.subplots().plot([1, 2]), "A line")
    text = page.html()
    assert "<script>" not in text
    assert "&lt;b&gt;" in text
    assert "data:image/png;base64," in text
    assert not re.search(r'(src|href)="(?!data:)', text)


def test_without_matplotlib_the_page_says_so_once(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "matplotlib" else find(name))
    page = Page("T").figure(lambda figure: 1 / 0).figure(lambda figure: 1 / 0)
    assert page.html().count("matplotlib") == 2  # the name and the command, in one sentence


def test_numbers_are_short_and_unknown_is_a_dash():
    assert [number_text(v) for v in (0.123456, 12, float("nan"), None, True, "x")] == [
        "0.1235",
        "12",
        "–",
        "–",
        "yes",
        "x",
    ]


def test_maps_and_bars_draw_what_they_are_given():
    rng = np.random.default_rng(0)
    xy = rng.uniform(size=(50, 2))
    values = np.where(np.arange(50) < 5, np.nan, rng.normal(size=50))

    def draw(figure):
        axes = figure.subplots(1, 3)
        draw_map(axes[0], xy, values, "mm/yr")
        draw_categories(axes[1], xy, np.arange(50) % 2, ["a", "b"])
        draw_bars(axes[2], ["rain", "depth"], [0.8, 0.7], [0.7, 0.6], [0.9, 0.75], "grade")
        assert len(axes[2].patches) == 2
        assert axes[0].collections[1].get_clim()[0] == -axes[0].collections[1].get_clim()[1]

    assert len(Page("T").figure(draw).html()) > 5000

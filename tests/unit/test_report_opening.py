"""A report opens with its picture and three sentences; long tables are folded away."""

import re

import numpy as np
import pytest

from subsidence.report.page import FOLDED_ROWS, Page

pytest.importorskip("matplotlib")


def draw(figure):
    figure.subplots().plot([0, 1], [0, 1])


def test_picture_and_sentences_come_first_whatever_the_order_of_the_calls():
    page = (
        Page("Title", "beneath")
        .heading("Tables")
        .table(["a"], [[1]])
        .figure(draw, "second")
        .figure(draw, "first", opens=True)
    )
    text = page.opening("One.", "Two.", "Three.").html()
    assert text.index("<figure>") < text.index("One.") < text.index("<h2>")
    assert text.index('alt="first"') < text.index('alt="second"')
    assert text.index('class="subtitle"') < text.index("<figure>")
    assert text.count("<figure>") == 2


def test_without_a_choice_the_first_picture_opens():
    text = Page("Title").heading("Tables").figure(draw, "one").figure(draw, "two").opening("One.").html()
    assert text.index('alt="one"') < text.index("<h2>") < text.index('alt="two"')


def test_long_tables_are_folded_and_short_ones_are_not():
    long = Page("Title").table(["n"], [[n] for n in range(FOLDED_ROWS + 1)], "Stations").html()
    assert re.search(r"<details><summary>Stations \(13 rows\)</summary><table>", long)
    assert "<details>" not in Page("Title").table(["n"], [[n] for n in range(FOLDED_ROWS)]).html()


def test_sentences_for_whoever_wants_more_are_folded_and_none_leave_no_caption():
    text = Page("Title").folded("More", ["One <b>.", "Two."]).folded("Nothing", []).html()
    assert "<details><summary>More</summary><p>One &lt;b&gt;.</p><p>Two.</p></details>" in text
    assert "Nothing" not in text


def test_the_forecaster_names_its_stages_and_its_progress_fits_what_it_does():
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.progress import Report
    from subsidence.synthetic.city import make_city

    told, shares = [], [0.0]
    report = Report()
    report.on_stage = lambda text: told.append((shares[-1], text))
    report.on_progress = shares.append
    city = make_city(40, 60, seed=3, regular=True)
    Forecaster(3, network=False, origins=3, own_groups=False).fit(city.series, report=report)
    assert [text.split(":")[0] for _, text in told[:3]] == [f"Backtest {n} of 3" for n in (1, 2, 3)]
    assert "whole series" in told[3][1]
    begun = [share for share, _ in told]
    assert begun == sorted(begun)
    assert 0.6 < begun[3] < 0.75, "without networks the backtest took 0.69 of the time of 1,200 points"


def test_grey_report_names_the_factor_that_goes_with_the_rate():
    from subsidence.analysis.grey_groups import grade_groups, grey_page

    random = np.random.default_rng(0)
    rate = random.normal(size=200)
    factors = np.column_stack([random.normal(size=200), rate + 0.05 * random.normal(size=200)])
    groups = grade_groups(rate, factors, ["noise", "cause"])
    text = grey_page(groups, [], [], 200).html()
    opening = text.partition('<div class="opening">')[2].partition("</div>")[0]
    assert opening.count("<p>") == 3
    assert "“cause”" in opening
    assert text.index("<figure>") < text.index('<div class="opening">')

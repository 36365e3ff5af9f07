"""Tables in other people's habits are read rightly or refused in words, never wrong."""

from collections import Counter

import pytest

from subsidence.synthetic.foreign_habits import habit_table
from subsidence.synthetic.foreign_rasters import foreign_raster, raster_verdict
from subsidence.synthetic.foreign_tables import foreign_table
from subsidence.synthetic.foreign_verdict import REFUSED, RIGHT, WRONG, verdict

SUBSET = range(0, 200, 5)  # benchmarks/foreign_tables.py tries all


@pytest.mark.parametrize("start", range(4))
def test_generated_tables_are_read_or_refused_and_none_is_wrong(tmp_path, start):
    found = Counter()
    for number in SUBSET[start::4]:
        kind, why = verdict(foreign_table(tmp_path, number))
        assert kind != WRONG, (number, why)
        assert kind != REFUSED or (why[-1] in ".”" and "\n" not in why), (number, why)
        found[kind] += 1
    assert found[RIGHT] >= 0.9 * sum(found.values())


@pytest.mark.parametrize("start", range(4))
def test_marks_signs_and_headers_of_further_habits_are_read_or_refused_and_none_is_wrong(tmp_path, start):
    found = Counter()
    for number in SUBSET[start::4]:
        kind, why = verdict(habit_table(tmp_path, number))
        assert kind != WRONG, (number, why)
        assert kind != REFUSED or (why[-1] in ".”" and "\n" not in why), (number, why)
        found[kind] += 1
    assert found[RIGHT] >= 0.9 * sum(found.values())


def test_dates_in_several_forms_are_one_series_and_said(tmp_path):
    from subsidence.tabular.dates import dated_columns

    found = dated_columns(["D20180106", "disp_20180118", "2018-01-30", "std_20180130", "vert_20180106"])
    assert found.names == ["D20180106", "disp_20180118", "2018-01-30"]
    assert "written otherwise" in found.notes[-1]


def test_generated_rasters_are_read_or_refused_and_none_is_wrong(tmp_path):
    found = Counter()
    for number in range(60):
        kind, why = raster_verdict(foreign_raster(tmp_path, number))
        assert kind != WRONG, (number, why)
        found[kind] += 1
    assert found[RIGHT] >= 0.95 * sum(found.values())

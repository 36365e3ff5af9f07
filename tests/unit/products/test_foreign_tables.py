"""Tables in other people's habits are read rightly or refused in words, never wrong."""

from collections import Counter

import pytest

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

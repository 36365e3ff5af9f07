"""Columns that hold what moved between two dates: named by pairs of dates, or by a word that says increment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..wording import message
from .column_names import normal
from .date_text import one_date, tidy

_DAY = r"(?:19|20)\d{2}[-._]?\d{2}[-._]?\d{2}"
_TIME = r"(?:T\d{4,6})?"
PAIR = re.compile(
    rf"^(?P<before>.*?)(?<!\d)(?P<first>{_DAY}){_TIME}(?:[_\-~ ]+|to|[_\- ]to[_\- ]|至)"
    rf"(?P<second>{_DAY}){_TIME}(?!\d)(?P<after>.*)$",
    re.I,
)
# since the date before, without doubt; and words that may mean it
INCREMENT = frozenset(
    ("inc", "incr", "incs", "increment", "increments", "incremental", "incrementaldisp", "incrementaldisplacement")
    + ("incdisp", "dispinc", "dispincr", "incmm", "incrementmm", "incremento", "inkrement", "stepwise", "interval")
    + ("intervaldisp", "增量", "本次变化量", "本次位移", "本次沉降", "本次沉降量", "期间变形", "приращение", "増分")
)
MAYBE_INCREMENT = frozenset(("delta", "diff", "difference", "step", "change", "ddisp", "dd", "dz", "变化量", "变化"))
ANGLE = frozenset(("inc", "incs"))  # which incidence is cut to as well
FEWEST = 2


@dataclass(frozen=True)
class Pairs:
    """Columns named by two dates each, in order.

    dates : shape=(n,), the second ones; start : the first of the first pair, None where it has a column of its own
    increments : each runs from where the one before ends; otherwise all count from ``start``
    refusal : why they are no series, or ""
    """

    names: list[str]
    dates: np.ndarray
    start: np.datetime64 | None
    increments: bool
    word: str
    refusal: str = ""


def dated_pairs(names: Iterable[str]) -> Pairs | None:
    """The columns named by pairs of dates, and how they hang together; None where there are none.

    >>> found = dated_pairs(["id", "20180106_20180118", "20180118_20180130"])
    >>> found.increments, str(found.start), found.dates.astype(str).tolist()
    (True, '2018-01-06', ['2018-01-18', '2018-01-30'])
    >>> dated_pairs(["20180106_20180118", "20180106_20180130"]).increments
    False
    """
    groups: dict[tuple[str, str], list[tuple[str, np.datetime64, np.datetime64]]] = {}
    for name in names:
        match = PAIR.match(tidy(name))
        if not match:
            continue
        first, second = (one_date(re.sub(r"[_.]", "-", match[key])) for key in ("first", "second"))
        if first is not None and second is not None:
            groups.setdefault((match["before"].lower(), match["after"].lower()), []).append((name, first, second))
    if not groups:
        return None
    (before, after), members = max(groups.items(), key=lambda group: len(group[1]))
    if len(members) < FEWEST:
        return None
    members = sorted(members, key=lambda member: (member[2], member[1]))
    firsts, seconds = (np.array([member[at] for member in members], dtype="datetime64[D]") for at in (1, 2))
    word = f"{before} {after}".strip()
    onward = bool((seconds >= firsts).all() and (np.diff(seconds) > np.timedelta64(0, "D")).all())
    one_first = onward and bool((firsts == firsts[0]).all())
    chain = onward and bool((seconds > firsts).all() and (firsts[1:] == seconds[:-1]).all())
    refusal = ""
    if not chain and not one_first:
        refusal = message(
            "The columns “{first}” … “{last}” are named by pairs of dates that are neither a chain nor count from one"
            " date, as those of interferograms are; invert them to a series first, or name each by one date.",
            first=members[0][0],
            last=members[-1][0],
        )
    start = None if one_first and seconds[0] == firsts[0] else firsts[0]
    return Pairs([member[0] for member in members], seconds, start, chain, word, refusal)


def says_increment(word: str) -> str:
    """Whether what stands around a date says that a value counts since the date before: "sure", "maybe" or "".

    >>> says_increment("inc_"), says_increment("delta "), says_increment("disp")
    ('sure', 'maybe', '')
    """
    words = {normal(word), *(normal(piece) for piece in re.split(r"[\s_.\-]+", word))} - {""}
    if words & INCREMENT:
        return "sure"
    return "maybe" if words & MAYBE_INCREMENT else ""


def may_be_an_angle(word: str) -> bool:
    """Whether a word may stand for incidence.

    >>> may_be_an_angle("inc_"), may_be_an_angle("increment_")
    (True, False)
    """
    return normal(word) in ANGLE

"""Numbers from outside: the one gate at which "nothing" written as a number becomes missing.

Files write −9999, −999.9, −32768 or 1e20 where nothing was measured, often without declaring it. A value that is
such a known mark and stands apart from the rest becomes NaN, which is counted and said. A declared mark is
always obeyed. Values that are merely improbable are named in a warning and never changed.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .errors import SubsidenceError
from .progress import SILENT, Report, stop_if_cancelled
from .wording import message

SMALLEST_MARK = 99.0  # no mark is smaller in absolute value; 99 itself is one with a minus only
ALWAYS_NOTHING = 1e12  # no length, rate or amount in any unit is as large: 1e20, 9.97e36, 1.7e38, 3.4e38
WHOLE_LIMITS = (32767.0, 32768.0, 65535.0, 2147483647.0, 2147483648.0, 4294967295.0)  # of 16 and 32 bits
NINES = tuple(float(f"{'9' * whole}{'.' * bool(part)}{'9' * part}") for whole in range(2, 10) for part in range(5))
EIGHTS = (8888.0, 88888.0, 888888.0, 7777.0, 77777.0)
OF_WEATHER_SERVICES = (32700.0, 32744.0, 32766.0, 999990.0, 999998.0)  # China: trace, blank, missing; of older tables
OF_WELL_LOGS = (999.25, 9999.25)  # the null value of LAS files
TENS = (1e9, 1e10, 1e11, 1e12)
MARKS = np.array(
    sorted(
        sign * v
        for sign in (-1.0, 1.0)
        for v in {*WHOLE_LIMITS, *NINES, *EIGHTS, *OF_WEATHER_SERVICES, *OF_WELL_LOGS, *TENS}
        if v > SMALLEST_MARK or sign * v == -SMALLEST_MARK
    )
)
MARKS_BLURRED = MARKS.astype(np.float32).astype(float)  # as they come out of single precision,
ROUND = np.abs(MARKS_BLURRED) == 10.0 ** np.rint(np.log10(np.abs(MARKS_BLURRED)))  # but 9999.9999 as 10000,
MARKS_BLURRED = np.where(ROUND, MARKS, MARKS_BLURRED)  # which is a length like others
EITHER_MARKS = np.unique(np.concatenate([MARKS, MARKS_BLURRED]))
SAMPLE = 200_000  # values from which the spread of the rest is estimated
APART_BELOW, APART_ABOVE = 3.0, 10.0  # robust standard deviations; marks are mostly negative, large values positive
IMPLAUSIBLE = 60.0  # robust standard deviations from the median
SPIKE = 40.0  # robust standard deviations of the departure from both neighbours in time
MOST_IMPLAUSIBLE = 0.001  # of the values; more are a distribution with a long tail, not single mistakes
ROWS_AT_ONCE = 4096
SAME_VALUE = 1e-9  # of the values; a smaller spread comes of values that are the same but for rounding
NODATA_NAMES = frozenset(
    ("nodata", "nodatavalue", "nodatavalues", "nullvalue", "fillvalue", "missingvalue", "undef", "undefvalue")
)  # of attributes and columns, without marks between the words
FEWEST = 8  # values without which nothing can be said of their spread
FEWEST_DIFFERENT = 20  # values without which a common one is nothing strange
COMMON_SHARE, COMMON_RATIO = 0.01, 4.0  # of all values, and of how often the next one occurs


@dataclass(frozen=True)
class Screened:
    """What was found in an array from outside.

    values : the array as float, marks as NaN (the input itself when there were none)
    found : mark → how often it occurred and became NaN; ``inf`` stands for infinities
    kept : marks that occur among similar values, and were kept → how often
    """

    values: np.ndarray
    found: Mapping[float, int]
    kept: Mapping[float, int]


def without_marks(values: np.ndarray, nodata: float | Iterable[float] | None = None) -> Screened:
    """Replace the marks of "nothing" in numbers of one kind (one unit, one meaning), of any shape.

    nodata : declared marks, obeyed wherever they occur

    >>> found = without_marks(np.array([0.4, -9999.0, 1.5, 0.2, -0.1]))
    >>> found.values.tolist(), dict(found.found)
    ([0.4, nan, 1.5, 0.2, -0.1], {-9999.0: 1})
    >>> dict(without_marks(np.array([900.5, 999.0, 1100.25])).found)  # a height, not a mark
    {}
    """
    values = np.asarray(values)
    if values.dtype.kind not in "fiu" or not values.size:
        return Screened(values, {}, {})
    found: dict[float, int] = {}
    declared = [] if nodata is None else [float(v) for v in np.atleast_1d(np.asarray(nodata, dtype=float))]
    result = values
    for mark in (mark for mark in declared if np.isfinite(mark)):
        same = _equal(result, mark)
        if count := int(np.count_nonzero(same)):
            result = np.where(same, np.nan, result)
            found[mark] = count
    with np.errstate(invalid="ignore"):
        low, high = _limits(result)
    if low > -SMALLEST_MARK and high < SMALLEST_MARK:
        return Screened(result, found, {})
    result, more, kept = _undeclared(result)
    for mark, count in more.items():
        found[mark] = found.get(mark, 0) + count
    return Screened(result, found, kept)


class MarksInBlocks:
    """Whether ``without_marks`` would take anything out of an array that is seen block by block.

    A mark among similar values is kept, and one that is as large anywhere is enough; what else looks like a mark may
    go.

    >>> seen = MarksInBlocks()
    >>> seen.add(np.array([0.4, -99.9, 1.5]))
    >>> seen.may_go
    True
    >>> seen.add(np.array([-120.2, 3.0]))
    >>> seen.may_go, seen.kept
    (False, {-99.9: 1})
    """

    def __init__(self) -> None:
        self._counts: Counter[float] = Counter()
        self._similar = np.zeros(EITHER_MARKS.size, dtype=bool)
        self._hopeless = self._fractions = False

    def add(self, values: np.ndarray) -> None:
        """values : of any shape, NaN where missing"""
        flat = np.asarray(values).reshape(-1)
        with np.errstate(invalid="ignore"):
            beyond = flat[np.abs(flat) >= SMALLEST_MARK - 1e-4].astype(float)
        marked = _is_mark(beyond)
        hopeless = ~(np.abs(beyond) < ALWAYS_NOTHING) if flat.dtype.kind == "f" else np.zeros(beyond.size, dtype=bool)
        self._hopeless |= bool(hopeless.any())
        self._counts.update(beyond[marked & ~hopeless].tolist())
        others = np.sort(beyond[~marked & ~hopeless])
        near = np.sort(np.stack([0.5 * EITHER_MARKS, 1.5 * EITHER_MARKS]), axis=0)
        self._similar |= np.searchsorted(others, near[0]) < np.searchsorted(others, near[1], side="right")
        self._fractions |= bool((others != np.rint(others)).any())

    @property
    def may_go(self) -> bool:
        """Whether a value may have to become missing, so that the whole array has to be looked at."""
        places = np.searchsorted(EITHER_MARKS, list(self._counts))
        return self._hopeless or not self._similar[places].all()

    @property
    def kept(self) -> dict[float, int]:
        """As in ``Screened``, where nothing may go."""
        told = {mark: count for mark, count in self._counts.items() if self._fractions and mark < -SMALLEST_MARK}
        return {_nice(mark): count for mark, count in told.items()}


def may_hold_marks(values: np.ndarray) -> bool:
    """Whether any value is a mark at all, apart from the rest or not; quick, and without a copy of the array."""
    values = np.asarray(values)
    if values.dtype.kind not in "fiu" or not values.size:
        return False
    with np.errstate(invalid="ignore"):
        low, high = _limits(values)
        if low > -SMALLEST_MARK and high < SMALLEST_MARK:
            return False
        if values.dtype.kind == "f" and max(-low, high) >= ALWAYS_NOTHING:
            return True
        large = values[(values <= SMALLEST_MARK * -0.999) | (values >= SMALLEST_MARK * 0.999)]
    return bool(_is_mark(large.astype(float)).any())


def _limits(values: np.ndarray) -> tuple[float, float]:
    """Smallest and largest value, NaN left aside; infinities count."""
    if values.dtype.kind != "f":
        return float(values.min()), float(values.max())
    low, high = float(np.fmin.reduce(values, axis=None)), float(np.fmax.reduce(values, axis=None))
    return (0.0, 0.0) if np.isnan(low) else (low, high)


def _equal(values: np.ndarray, mark: float) -> np.ndarray:
    """Where values are the mark, also after it went through single precision."""
    same = values == mark
    if values.dtype.kind == "f" and abs(mark) < 3.4e38:
        same |= values == float(np.float32(mark))
    elif values.dtype.kind == "f":
        same |= np.abs(values - mark) <= 1e-5 * abs(mark)
    return same


def _undeclared(values: np.ndarray) -> tuple[np.ndarray, dict[float, int], dict[float, int]]:
    flat = values.reshape(-1)
    with np.errstate(invalid="ignore"):
        large = np.flatnonzero(np.abs(flat) >= SMALLEST_MARK - 1e-4)
        beyond = flat[large].astype(float)
    whole = values.dtype.kind != "f"
    hopeless = np.zeros(large.size, dtype=bool) if whole else ~(np.abs(beyond) < ALWAYS_NOTHING)
    marked = hopeless | _is_mark(beyond)
    if not marked.any():
        return values, {}, {}
    rest_is = np.ones(flat.size, dtype=bool)
    rest_is[large[marked]] = False
    step = max(1, flat.size // SAMPLE)
    sample = flat[::step][rest_is[::step]].astype(float)
    sample = sample[np.isfinite(sample)]
    ordinary = beyond[~marked]
    found: dict[float, int] = {}
    kept: dict[float, int] = {}
    gone = hopeless.copy()
    fractions = bool(sample.size and (sample != np.rint(sample)).any())
    for mark in np.unique(beyond[marked & ~hopeless]).tolist():
        same = beyond == mark
        if _stands_apart(mark, sample, ordinary):
            gone |= same
            found[_nice(mark)] = int(same.sum())
        elif fractions and mark < -SMALLEST_MARK:  # −99 is a value like others where these are as large
            kept[_nice(mark)] = int(same.sum())
    for value, count in zip(*np.unique(beyond[hopeless], return_counts=True)):
        found[_nice(float(value))] = int(count)
    if not gone.any():
        return values, {}, kept
    result = np.array(values, dtype=float, order="C")  # so that its flat view is a view
    result.reshape(-1)[large[gone]] = np.nan
    return result, found, kept


def _is_mark(values: np.ndarray) -> np.ndarray:
    place = np.searchsorted(EITHER_MARKS, values)
    return EITHER_MARKS[np.minimum(place, EITHER_MARKS.size - 1)] == values


def _nice(mark: float) -> float:
    """The mark as it was meant, where single precision blurred it."""
    place = np.flatnonzero(mark == MARKS_BLURRED)
    return float(MARKS[place[0]]) if place.size else mark


def _stands_apart(mark: float, sample: np.ndarray, ordinary: np.ndarray) -> bool:
    """Whether no ordinary value is near a mark, and it lies far outside their spread."""
    if not sample.size:
        return mark < -SMALLEST_MARK or abs(mark) >= 9999.0
    near = sorted((0.5 * mark, 1.5 * mark))
    for values in (ordinary, sample):
        if ((values >= near[0]) & (values <= near[1])).any():
            return False
    middle = float(np.median(sample))
    return abs(mark - middle) > (APART_BELOW if mark < 0 else APART_ABOVE) * robust_spread(sample)


def robust_spread(values: np.ndarray) -> float:
    """A standard deviation that single values cannot move: from the median deviation, or where more than half of
    the values are the same, from the 5th to the 95th percentile.

    >>> round(robust_spread(np.array([0.0, 1.0, 2.0, 3.0, 1e9])), 2)
    1.48
    """
    known = values[np.isfinite(values)]
    if not known.size:
        return float("nan")
    spread = 1.4826 * float(np.median(np.abs(known - np.median(known))))
    wide = float(np.subtract(*np.percentile(known, [95, 5]))) / 3.29
    return spread if spread > SAME_VALUE * float(np.median(np.abs(known))) else wide


def screened(
    values: np.ndarray,
    where: str,
    *,
    nodata: float | Iterable[float] | None = None,
    judge: bool = False,
    report: Report = SILENT,
) -> np.ndarray:
    """Numbers of one kind as they go on: marks of "nothing" as NaN, which is said through ``report``.

    where : the file, column or variable, for the sentences
    nodata : declared marks
    judge : also name values so far from the rest that they are probably mistakes; they are not changed. Rows of a
        matrix are then series in order of time.
    """
    result = without_marks(values, nodata)
    tell(result.found, result.kept, where, report)
    if zeros := zeros_apart(result.values):
        report.warn(zeros_sentence(zeros, where))
    if judge and (strange := implausible(result.values)):
        report.warn(strange_sentence(strange, where))
    if judge and (common := too_common(result.values)):
        report.warn(common_sentence(*common, where))
    return result.values


def zeros_apart(values: np.ndarray) -> int:
    """How many values are 0, where these are farther from all others than the others from each other; else 0.

    >>> zeros_apart(np.array([2210.0, 0.0, 2245.5, *range(2250, 2260)])), zeros_apart(np.array([0.0, 3.0, 8.0] * 9))
    (1, 0)
    """
    values = np.asarray(values)
    if values.dtype.kind not in "fiu" or values.size < FEWEST:
        return 0
    if not _far_from_zero(values[:: max(1, values.size // SAMPLE)]):  # quick, and without a copy of the whole
        return 0
    count = int(np.count_nonzero(values == 0))
    return count if 0 < count <= 0.5 * values.size and _far_from_zero(values) else 0


def _far_from_zero(values: np.ndarray) -> bool:
    rest = values[(values != 0) & np.isfinite(values)]
    if rest.size < FEWEST:
        return False
    low, high = float(rest.min()), float(rest.max())
    return high > low and max(low, -high) > high - low


def zeros_sentence(count: int, where: str) -> str:
    return message(
        "{where}: {count} values are 0, far from all others; they are kept. Where 0 stands for “no value” set it to"
        " NULL or declare it as no data.",
        where=where,
        count=count,
    )


def too_common(values: np.ndarray) -> tuple[float, int] | None:
    """The one value that occurs far more often than any other, and how often, as one does that stands for "nothing".

    values : shape=(n,), or series, shape=(n_rows, n_dates); what is the same in a whole column (0 at the first date)
        or in a whole row (a reference) tells nothing

    >>> too_common(np.concatenate([np.linspace(0.0, 9.0, 90), np.full(10, -1.0)]))
    (-1.0, 10)
    >>> too_common(np.arange(100.0) % 25) is None
    True
    """
    values = np.asarray(np.asarray(values)[:: max(1, np.size(values) // SAMPLE)], dtype=float)
    if values.ndim == 2:
        with np.errstate(invalid="ignore"):
            same_column = np.fmin.reduce(values, axis=0) == np.fmax.reduce(values, axis=0)
            same_row = np.fmin.reduce(values, axis=1) == np.fmax.reduce(values, axis=1)
        kept_rows = same_row.sum() <= max(1, COMMON_SHARE * len(values))
        values = values[~same_row][:, ~same_column] if kept_rows else values[:, ~same_column]
    return commonest(Counter(dict(zip(*_counted(values)))))


def _counted(values: np.ndarray) -> tuple[list[float], list[int]]:
    found, counts = np.unique(values[np.isfinite(values)], return_counts=True)
    return found.tolist(), counts.tolist()


def commonest(counts: Counter[float]) -> tuple[float, int] | None:
    """As ``too_common``, from how often each value occurs."""
    if len(counts) <= FEWEST_DIFFERENT:
        return None
    (value, most), (_, next_most) = counts.most_common(2)
    enough = max(FEWEST, COMMON_SHARE * sum(counts.values()), COMMON_RATIO * next_most)
    return (value, most) if most >= enough else None


def common_sentence(value: float, count: int, where: str) -> str:
    return message(
        "{where}: the value {value} occurs {count} times, far more often than any other; it is kept. Where it stands"
        " for “no value” set NODATA, or remove it from the file.",
        where=where,
        value=f"{value:.6g}",
        count=count,
    )


def tell(found: Mapping[float, int], kept: Mapping[float, int], where: str, report: Report) -> None:
    """Say which marks became missing, and which values look like marks but were kept."""
    if found:
        report.warn(
            message(
                "{where}: {count} values are {marks}, which stands for “no value”; they are taken as missing.",
                where=where,
                count=sum(found.values()),
                marks=", ".join(f"{mark:.10g}" for mark in sorted(found)),
            )
        )
    if kept:
        report.warn(
            message(
                "{where}: the value {marks} occurs {count} times among similar values and is kept as a measurement;"
                " remove it from the file if it stands for “no value”.",
                where=where,
                count=sum(kept.values()),
                marks=", ".join(f"{mark:.10g}" for mark in sorted(kept)),
            )
        )


def implausible(values: np.ndarray) -> list[tuple[int, ...]]:
    """The places of single values that are probably mistakes, the farthest first; at most a thousandth of all.

    In a matrix a value is judged by its neighbours in the row (time), else by the median of all.

    >>> rows = np.arange(40.0).reshape(4, 10) % 7
    >>> rows[2, 4] = 5000.0
    >>> implausible(rows)
    [(2, 4)]
    """
    values = np.asarray(values, dtype=float)
    if values.size < FEWEST:
        return []
    if values.ndim == 2 and values.shape[1] >= 3:
        places, departures = _spikes(values)
    else:
        flat = values.reshape(-1)
        off = flat - _median(flat)
        farthest = IMPLAUSIBLE * robust_spread(off[:: max(1, off.size // SAMPLE)])
        with np.errstate(invalid="ignore"):
            places = np.flatnonzero(np.abs(off) > farthest) if farthest > 0 else np.empty(0, dtype=int)
        departures = np.abs(off[places])
    if not 0 < places.size <= max(1, MOST_IMPLAUSIBLE * values.size):
        return []
    order = places[np.argsort(-departures, kind="stable")]
    return [tuple(int(i) for i in np.unravel_index(place, values.shape)) for place in order]


def _spikes(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where a value departs from both its neighbours in the row to the same side, and by how much."""
    rows = values[:: max(1, values.size // SAMPLE)]
    steps = np.diff(rows, axis=1)
    farthest = SPIKE * robust_spread(steps)
    if farthest < SAME_VALUE * SPIKE or not farthest > 0:  # all steps are the same but for rounding
        known = np.abs(rows[np.isfinite(rows)])
        farthest = SPIKE * float(np.median(known)) if known.size else 0.0
    if not farthest > 0:
        return np.empty(0, dtype=int), np.empty(0)
    places, departures = [], []
    for start in range(0, len(values), ROWS_AT_ONCE):
        step = np.diff(values[start : start + ROWS_AT_ONCE], axis=1)
        with np.errstate(invalid="ignore"):
            row, column = np.nonzero((step[:, :-1] > farthest) | (step[:, :-1] < -farthest))
            up, down = step[row, column], -step[row, column + 1]
            spike = (up * down > 0) & (np.abs(down) > farthest)
        places.append((start + row[spike]) * values.shape[1] + column[spike] + 1)
        departures.append(np.minimum(np.abs(up), np.abs(down))[spike])
    return np.concatenate(places), np.concatenate(departures)


def _median(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")


def strange_sentence(places: Sequence[tuple[int, ...]], where: str) -> str:
    first = places[0]
    return message(
        "{where}: {count} values lie so far from the rest that they are probably mistakes, the farthest in row {row}"
        " (value {number} of it); they are kept.",
        where=where,
        count=len(places),
        row=first[0] + 1,
        number=first[1] + 1 if len(first) > 1 else 1,
    )


def states_a_mark(name: str) -> bool:
    """Whether a column of this name says which value means "nothing"."""
    return re.sub(r"[\W_]", "", str(name)).lower() in NODATA_NAMES


def marks_in_columns(columns: Mapping[str, Sequence | np.ndarray]) -> tuple[float, ...]:
    """The marks of "nothing" that a column called NODATA states, the same in all rows.

    >>> marks_in_columns({"NoData": np.array([-1.0, -1.0]), "a": np.array([3.0, -1.0])})
    (-1.0,)
    """
    found = []
    for name, values in columns.items():
        if not states_a_mark(name):
            continue
        texts = {str(value).strip() for value in values if value is not None and value == value}
        if len(texts) == 1:
            with contextlib.suppress(ValueError):  # words, not a mark
                found.append(float(texts.pop()))
    return tuple(found)


def marks_in_attributes(attributes: Mapping[str, object]) -> list[float]:
    """The marks that attributes of a raster or array such as NODATA, no_data_value or fill_value state.

    >>> marks_in_attributes({"NoData_Value": "-1", "units": "mm"})
    [-1.0]
    """
    found = []
    for name, value in attributes.items():
        if re.sub(r"[\W_]", "", str(name)).lower() in NODATA_NAMES:
            with contextlib.suppress(ValueError, TypeError):  # words, not a mark
                pieces = value.split(",") if isinstance(value, str) else np.ravel(np.asarray(value)).tolist()
                found += [float(piece) for piece in pieces]
    return [mark for mark in found if np.isfinite(mark)]


def declared_mark(text: str, where: str) -> float | None:
    """The number of a declared mark such as a NODATA attribute; None where it is empty.

    >>> declared_mark("-9999", "dem"), declared_mark("", "dem")
    (-9999.0, None)
    """
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise SubsidenceError(
            message("{where}: “{text}” is no number that could stand for “no value”.", where=where, text=text)
        ) from None


def same_gaps(known: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows that know the same columns, and those columns as numbers, so that they can be worked on together.

    known : shape=(n_rows, n_columns), bool

    >>> [(rows.tolist(), columns.tolist()) for rows, columns in same_gaps(np.array([[1, 1], [1, 0], [1, 1]], bool))]
    [([1], [0]), ([0, 2], [0, 1])]
    """
    packed = np.packbits(known, axis=1)
    _, member = np.unique(packed, axis=0, return_inverse=True)
    member = member.reshape(-1)
    order = np.argsort(member, kind="stable")
    for rows in np.split(order, np.cumsum(np.bincount(member))[:-1]) if len(known) else []:
        stop_if_cancelled()
        yield rows, np.flatnonzero(known[rows[0]])

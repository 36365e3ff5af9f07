"""Dates in the names of displacement columns, as producers write them, and in the cells of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import SubsidenceError
from ..wording import message
from .column_names import SINKING, normal, unit_in, unit_named
from .column_values import is_missing, parse_dates, parse_numbers, station_key
from .date_text import (
    MONTHS,
    NUMBERS_ONLY,
    agreed_form,
    by_pattern,
    coarse_sentence,
    coarse_years,
    one_date,
    readings,
    tidy,
)
from .dated_pairs import dated_pairs, says_increment

COMPACT = re.compile(r"^(?:[Dd]_?)?(\d{4})(\d{2})(\d{2})$")
SEPARATED = re.compile(r"^(?:[Dd]_?)?(\d{4})[-_/.](\d{2})[-_/.](\d{2})(?:[T ].*)?$")
DECIMAL_YEAR = re.compile(r"^(?:[Dd]_?)?((?:19|20)\d{2}\.\d+)$")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TIME = (
    r"(?:[T _]\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:[AaPp][Mm])?|[T_ ]?\d{6}(?:\.\d+)?|[T_ ]?\d{4})?"
    r"(?:Z|[+-]\d\d:?\d\d)?"
)
# what a date looks like inside a name, the surest first
CORES = tuple(
    re.compile(rf"(?<![0-9])(?P<core>{pattern})(?![0-9])", re.I)
    for pattern in (
        rf"(?:19|20)\d{{2}}[-/._ ]\d{{1,2}}[-/._ ]\d{{1,2}}{_TIME}",
        r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日?",
        rf"(?:19|20)\d{{6}}{_TIME}",
        r"\d{4}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일",
        rf"\d{{1,2}}\.?(?:\s+del?\s+|[-/._ ]?)(?:{_MONTH})\.?(?:\s+del?\s+|[-/._ ]?)(?:\d{{4}}|\d{{2}})",
        rf"(?:{_MONTH})\.?[-/._ ]?\d{{1,2}},?[-/._ ]\d{{4}}",
        rf"\d{{4}}[-/._ ]?(?:{_MONTH})[-/._ ]?\d{{1,2}}",
        rf"\d{{1,2}}[-/._ ]\d{{1,2}}[-/._ ]\d{{4}}{_TIME}",
        r"(?:19|20)\d{2}\.\d+",
        r"\d{4}\s?年\s?\d{1,2}\s?月",
        r"(?:19|20)\d{2}[-_]\d{3}",
        r"\d{8}",
        r"(?:19|20)\d{5}",
        r"\d{1,2}[-/._]\d{1,2}[-/._]\d{2}",
        r"(?:19|20)\d{2}[-/_]\d{1,2}",
        rf"(?:{_MONTH})[-/._ ]?\d{{4}}",
        r"\d{6}",
        r"\d{5}",
    )
)
WEAK_CORES = frozenset(CORES[-7:])  # digits that may as well be a code: only with a known word before, and many
FEWEST_WEAK = 3
FEWEST_SET = 2
NEARLY_A_DATE = re.compile(r"(?<![\dOoIl])(?=[OoIl]{0,2}\d)[\dOoIl]{7,9}(?![\dOoIl])")  # also with a letter for a digit
MORE_DATES = re.compile(r"\d{4}")
MONTH_BETWEEN = re.compile(r"^\d{1,4}[-/._ ]*([^\W\d_]{3,})\.?[-/._ ]*\d{1,4}$")
# words that stand before or behind the date of a displacement
DISPLACEMENT_WORDS = frozenset(
    ("", "d", "x", "disp", "displ", "displacement", "ts", "t", "date", "epoch", "los", "dlos", "def", "defo", "cum")
    + ("deformation", "deform", "cumdisp", "cumulative", "motion", "dis", "dates", "day", "ep", "acq", "insar", "val")
    + ("value", "losdisp", "losdisplacement", "dispmm", "cumuldisp", "vert", "vertical", "up", "u", "timeseries", "ps")
    + (
        "位移",
        "形变",
        "累计形变",
        "累积形变",
        "形变量",
        "形變",
        "累计位移",
        "smeshenie",
        "смещение",
        "verschiebung",
        "s1",
    )
    + ("desplazamiento", "spostamento", "deplacement", "mm", "cm", "m", "field", "column", "col", "sum", "y", "c")
)
HORIZONTAL = frozenset(("e", "east", "n", "north", "ew", "ns", "horizontal", "hor"))
UPWARDS = frozenset(("u", "up", "vert", "vertical", "dup", "du"))
# words of which one series may have several
SAME_SERIES = frozenset(("", "d", "x", "disp", "displacement", "ts", "date", "epoch", "los", "cum", "def", "defo", "t"))
# words that say that the dated column is something else
OTHER_WORDS = re.compile(
    r"std|sigma|err|rms|coh|amp|rain|prec|temp|gw|head|level|ground|water|perp|base|pred|forec|lower|upper|_lo$|_hi$|"
    r"%|resid|accel|^acc|veloc|^vel|rate(?![a-z])|speed|速率|速度|qual|flag|mask|weight|count|^f_?$|^b_?$|ndvi|sm_|soil|雨|降水|水位|温度",
    re.I,
)


@dataclass(frozen=True)
class DatedColumns:
    """Columns of displacement, in order of date.

    dates : shape=(n,), datetime64[D], increasing
    word : what stands around the dates, such as "disp"; unit : that it states, or ""
    notes : sentences about how the dates were read
    start : the date from which columns named by pairs of dates count; chain : each pair begins where the last ended
    """

    names: list[str] = field(default_factory=list)
    dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    word: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    start: np.datetime64 | None = None
    chain: bool = False

    @property
    def direction(self) -> str:
        """ "up" or "horizontal" where the names say so, else ""."""
        letters = set(map(_letters, re.split(r"[\s_.\-]+", self.word)))
        return "up" if letters & UPWARDS else "horizontal" if letters & HORIZONTAL else ""

    @property
    def sinks_positive(self) -> bool:
        return bool(SINKING.search(self.word))


def dates_from_decimal_years(years: np.ndarray | Sequence[float]) -> np.ndarray:
    """Days from calendar years with a fraction, to the nearest day; shape=(n,), datetime64[D].

    >>> dates_from_decimal_years([2020.0, 2020.5, 2021.9986]).astype(str).tolist()
    ['2020-01-01', '2020-07-02', '2021-12-31']
    """
    years = np.asarray(years, dtype=float)
    whole = np.floor(years).astype(int)
    start = (whole - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    length = ((whole - 1969).astype("datetime64[Y]").astype("datetime64[D]") - start).astype(int)
    return start + np.rint((years - whole) * length).astype("timedelta64[D]")


def date_of_name(name: str) -> np.datetime64 | None:
    """The date that a field's whole name is, or None: D20180306, D_20180306, 20180306, 2018-03-06, 2018.178.

    Raises ``SubsidenceError`` for a name of that form that is no calendar date.
    """
    text = name.strip() if name.isascii() else tidy(name)
    match = COMPACT.match(text) or SEPARATED.match(text)
    if match:
        try:
            return np.datetime64("-".join(match.groups()), "D")
        except ValueError:
            raise SubsidenceError(_no_date(name)) from None
    match = DECIMAL_YEAR.match(text)
    return dates_from_decimal_years([float(match.group(1))])[0] if match else None


def _no_date(name: str) -> str:
    return message(
        "The column “{name}” looks like a displacement epoch, but is not a calendar date; rename or remove it.",
        name=name,
    )


def dated_names(names: Iterable[str], pattern: str = "") -> tuple[list[str], np.ndarray]:
    """The names that are dates, in order of date, and the dates; both empty where there are none.

    Parameters
    ----------
    names : iterable of str
        Of columns.
    pattern : str
        See ``date_text.by_pattern``; by default the forms are found out.

    Returns
    -------
    tuple of list of str, ndarray
        In order of date; both empty where there are none.

    Raises
    ------
    SubsidenceError
        As ``dated_columns``.
    """
    found = dated_columns(names, pattern)
    return found.names, found.dates


def dated_columns(names: Iterable[str], pattern: str = "", *, pairs: bool = False) -> DatedColumns:
    """The displacement columns among a table's names, by the dates in these, in any of the usual forms.

    Parameters
    ----------
    names : iterable of str
        Of a table's columns.
    pattern : str
        See ``date_text.by_pattern``; by default the forms are found out.
    pairs : bool
        Whether columns named by pairs of dates count where there are no others.

    Returns
    -------
    DatedColumns
        Names in order of date, the dates, what they measure and the unit in their names.

    Raises
    ------
    SubsidenceError
        Where two have the same date, where a date cannot be, or where the dates can be read in several ways.

    Examples
    --------
    >>> found = dated_columns(["id", "disp_20180118_cm", "disp_20180106_cm", "std_20180106", "std_20180118"])
    >>> found.names, found.dates.astype(str).tolist(), found.unit
    (['disp_20180106_cm', 'disp_20180118_cm'], ['2018-01-06', '2018-01-18'], 'cm')
    >>> dated_columns(["X2018.01.06", "X2018.01.18"]).dates.astype(str).tolist()
    ['2018-01-06', '2018-01-18']
    """
    names = [str(name) for name in names]
    if pattern:
        return _by_pattern(names, pattern)
    found = _dated_columns(names)
    _refuse_unknown_months(names, found.names)
    if len(found.names) > 1:
        found = _with_other_forms(found, names)
        more = [
            note for note in (_other_sets(names, found.names), nearly_dated(names, found.names, found.dates)) if note
        ]
        return replace(found, notes=(*found.notes, *more)) if more else found
    paired = dated_pairs(names) if pairs else None
    if paired is None or OTHER_WORDS.search(paired.word):
        return found
    if paired.refusal:
        raise SubsidenceError(paired.refusal)
    return DatedColumns(paired.names, paired.dates, paired.word, unit_in(f"x_{paired.word}"), start=paired.start,
                        chain=paired.increments)  # fmt: skip


def _refuse_unknown_months(names: Sequence[str], taken: Sequence[str]) -> None:
    """Refuse names such as 5 xyz 2019 where others beside them are read, so that no month is lost in silence."""
    if not any(MONTH_BETWEEN.match(tidy(name)) for name in taken):
        return
    lost = {
        match[1]: name
        for name in names
        if name not in set(taken) and (match := MONTH_BETWEEN.match(tidy(name))) and match[1].lower() not in MONTHS
    }
    if lost:
        raise SubsidenceError(
            message(
                "The month “{month}” in the column “{name}” is not known, while other columns are read as dates; write"
                " the dates as 2018-03-06.",
                month=next(iter(lost)),
                name=next(iter(lost.values())),
            )
        )


def series_sets(names: Iterable[str]) -> list[tuple[str, str]]:
    """The sets of dated columns that may each be a series: the first name of each, and a pattern that picks the set.

    >>> series_sets(["id", "asc_20180106", "asc_20180118", "dsc_20180106", "dsc_20180118", "rain_20180106"])
    [('asc_20180106', 'asc_%Y%m%d'), ('dsc_20180106', 'dsc_%Y%m%d')]
    """
    groups = [(key, members) for key, members in _groups(names).items() if CORES[key[2]] not in WEAK_CORES]
    found = []
    for (prefix, suffix, _), members in _merged(groups):
        other = OTHER_WORDS.search(prefix) or OTHER_WORDS.search(suffix) or MORE_DATES.search(prefix + " " + suffix)
        if len(members) >= FEWEST_SET and not other:
            name, core = members[0]
            form = re.sub(r"^(\d{4})([-/._]?)\d{2}([-/._]?)\d{2}$", r"%Y\2%m\3%d", core)
            found.append((name, tidy(name).replace(core, form) if form != core else ""))
    return found


def _other_sets(names: Sequence[str], taken: Sequence[str]) -> str:
    """What to say of further sets of dated columns, which are not read; "" where there are none."""
    others = series_sets([name for name in names if name not in set(taken)])
    if not others:
        return ""
    return message(
        "Of several sets of dated columns “{first}” … is read as displacements; {others} are left as they are. Set the"
        " date pattern, such as {pattern}, to read another.",
        first=taken[0],
        others=", ".join(f"“{name}” …" for name, _ in others[:4]),
        pattern=next((pattern for _, pattern in others if pattern), "east_%Y%m%d"),
    )


def nearly_dated(names: Sequence[str], taken: Sequence[str], dates: np.ndarray) -> str:
    """What to say of columns that stand among dated ones, or look much like them, and are not read as dates; "" else.

    Parameters
    ----------
    names : sequence of str
        Of all columns, in their order.
    taken : sequence of str
        The names that are read as dates.
    dates : ndarray, shape=(n,), datetime64[D]
        Those dates.

    Returns
    -------
    str
        A sentence; what names something else, or a date that is there already, is not spoken of.

    Examples
    --------
    >>> read = np.array(["2018-01-06", "2018-01-30"], dtype="datetime64[D]")
    >>> "2018O118" in nearly_dated(["id", "20180106", "2018O118", "20180130"], ["20180106", "20180130"], read)
    True
    >>> nearly_dated(["id", "20180106", "20180130", "velocity"], ["20180106", "20180130"], read)
    ''
    """
    dated, days = set(taken), set(dates.tolist())
    names = [name for name in names if name in dated or not _is_something_else(name, days)]
    several = {
        name
        for group in dated_groups([name for name in names if name not in dated])
        if len(group) >= FEWEST_SET
        for name in group
    }
    odd = [
        name
        for place, name in enumerate(names)
        if name not in dated
        and name not in several
        and (NEARLY_A_DATE.search(name) or {*names[max(place - 1, 0) : place], *names[place + 1 : place + 2]} <= dated)
    ]
    odd = [name for name in odd if NEARLY_A_DATE.search(name) or name not in (names[0], names[-1])]
    if not odd or len(odd) > len(taken):
        return ""
    return message(
        "The columns {names} stand among dated ones, or look like them, and are not read as dates; mend their names if"
        " they are.",
        names=", ".join(f"“{name}”" for name in odd[:4]),
    )


def _is_something_else(name: str, days: set) -> bool:
    cores = [core for members in _groups([name]).values() for _, core in members]
    return bool(OTHER_WORDS.search(name)) or any(
        date is not None and date.tolist() in days for date in map(one_date, cores)
    )


def _with_other_forms(found: DatedColumns, names: Sequence[str]) -> DatedColumns:
    """The columns together with those of further dates that are written otherwise, such as 2018-01-06 beside D20180118.

    Columns of the same dates are something else, as another component is.
    """
    first = _letters(found.word)
    more: list[str] = []
    days: list[np.datetime64] = []
    groups = _groups([name for name in names if name not in found.names])
    for (prefix, suffix, number), members in groups.items():
        plain = _letters(prefix) in SAME_SERIES and not _letters(suffix)
        if not plain or first not in SAME_SERIES or CORES[number] in WEAK_CORES:
            continue
        where = message("the columns “{first}” … “{last}”", first=members[0][0], last=members[-1][0])
        dates = _dates_of_cores([core for _, core in members], where, [])
        if dates is not None and not set(dates) & {*found.dates.tolist(), *days}:
            more += [name for name, _ in members]
            days += dates
    if not more or set(np.array(days, dtype="datetime64[D]")) & set(found.dates):
        return found
    note = message("The columns {names} are written otherwise than “{first}”; they are read as further dates of it.",
                   names=", ".join(f"“{name}”" for name in more[:4]), first=found.names[0])  # fmt: skip
    return _in_order([*found.names, *more], [*found.dates, *days], found.word, found.unit, (*found.notes, note))


def _dated_columns(names: list[str]) -> DatedColumns:
    plain = _plain_dates(names)
    if len(plain) > 1 and not any(DECIMAL_YEAR.match(name.strip()) for name in plain):
        units = {unit_in(name) for name in plain}
        return _in_order(list(plain), list(plain.values()), "", units.pop() if len(units) == 1 else "", ())
    groups = _groups(names)
    group = _chosen(groups)
    if group is None:
        return _in_order(list(plain), list(plain.values()), "", "", ())
    (prefix, suffix, _), members = group
    word = f"{prefix} {suffix}".strip()
    notes: list[str] = []
    strange = [part for part in (prefix, suffix) if _letters(part) not in DISPLACEMENT_WORDS]
    if strange and not any(map(SINKING.search, strange)) and not says_increment(word):
        notes.append(message("The dated columns “{first}” … are taken for displacements.", first=members[0][0]))
    where = message("the columns “{first}” … “{last}”", first=members[0][0], last=members[-1][0])
    dates = _dates_of_cores([core for _, core in members], where, notes)
    if dates is None:
        return _in_order(list(plain), list(plain.values()), "", "", ())
    before = prefix.strip(" _-.")
    unit = unit_in(f"x_{suffix}") or unit_in(word) or unit_in(f"x_{before}") or unit_named(before)
    return _in_order([name for name, _ in members], dates, word, unit, tuple(notes))


def _plain_dates(names: Sequence[str]) -> dict[str, np.datetime64]:
    """The names that are dates as they stand; none where all with eight digits are written day or month first."""
    plain: dict[str, np.datetime64] = {}
    refused: SubsidenceError | None = None
    for name in names:
        try:
            date = date_of_name(name)
        except SubsidenceError as error:
            refused = error
            continue
        if date is not None:
            plain[name] = date
    if refused is not None:
        eight = [name for name in names if COMPACT.match(name.strip())]
        digits = [re.sub(r"\D", "", name) for name in eight]
        if len(eight) < FEWEST_WEAK or any(one_date(text) is not None for text in digits) or not readings(digits):
            raise refused
    return plain


def _by_pattern(names: list[str], pattern: str) -> DatedColumns:
    dated = {name: date for name in names if (date := by_pattern(name, pattern)) is not None}
    if not dated:
        raise SubsidenceError(
            message(
                "No column's name fits the date pattern “{pattern}”; the names are: {names}.",
                pattern=pattern,
                names=", ".join(names[:12]),
            )
        )
    first = next(iter(dated))
    return _in_order(list(dated), list(dated.values()), re.sub(r"\d+", " ", first).strip(), unit_in(first), ())


def _groups(names: Iterable[str]) -> dict[tuple[str, str, int], list[tuple[str, str]]]:
    """(word before, word behind, kind of date) → [(name, date text)], in order."""
    groups: dict[tuple[str, str, int], list[tuple[str, str]]] = {}
    for name in names:
        text = tidy(name)
        for number, core in enumerate(CORES):
            match = core.search(text)
            if match:
                key = (text[: match.start()].lower(), text[match.end() :].lower(), number)
                groups.setdefault(key, []).append((name, match["core"]))
                break
    return groups


def dated_groups(names: Iterable[str]) -> list[list[str]]:
    """Names that differ only in the date that they hold, group by group; digits that may be a code are none.

    >>> dated_groups(["disp_20180106", "coh_20180106", "disp_20180118", "mask"])
    [['disp_20180106', 'disp_20180118'], ['coh_20180106']]
    """
    merged = _merged([(key, members) for key, members in _groups(names).items()])
    return [[name for name, _ in members] for _, members in merged]


def _chosen(groups: dict) -> tuple | None:
    """The group of columns that are displacements: one with a known word, else the only one that can be."""
    able: list[tuple] = []
    known: list[tuple] = []
    for (prefix, suffix, number), members in groups.items():
        if MORE_DATES.search(prefix + " " + suffix):
            continue  # a pair of dates, as of an interferogram
        words = {_letters(prefix), _letters(suffix)}
        plain = words <= DISPLACEMENT_WORDS or any(SINKING.search(word) for word in (prefix, suffix) if word)
        weak = CORES[number] in WEAK_CORES
        if weak and (len(members) < FEWEST_WEAK or not plain):
            continue
        if not plain and (OTHER_WORDS.search(prefix) or OTHER_WORDS.search(suffix) or len(members) < FEWEST_WEAK):
            continue
        if re.search(r"\d", prefix + suffix) and not plain:
            continue
        (known if plain else able).append(((prefix, suffix, number), members))
    merged = _merged(known)
    if merged:
        return max(merged, key=lambda group: len(group[1]))
    vertical = [group for group in able if _letters(group[0][0]) not in HORIZONTAL]
    if len(vertical) == 1 or len(able) == 1:
        return (vertical or able)[0]
    return _one_letter(groups) if not able else None


def _one_letter(groups: dict) -> tuple | None:
    """The only group of dates with one letter before each, whatever it is."""
    found = [
        ((prefix, suffix, number), members)
        for (prefix, suffix, number), members in groups.items()
        if re.fullmatch(r"[^\W\d_]_?", prefix) and not suffix and len(members) >= FEWEST_SET
        and CORES[number] not in WEAK_CORES
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _letters(text: str) -> str:
    """A word around a date, without the unit's brackets, separators and a counting number."""
    return "".join(letter for letter in normal(text) if not letter.isdigit()) if text.strip() else ""


def _merged(groups: list) -> list:
    """Groups that differ only in how many digits a day or month has are one."""
    by_words: dict[tuple[str, str], list] = {}
    kinds: dict[tuple[str, str], int] = {}
    for (prefix, suffix, number), members in groups:
        by_words.setdefault((prefix, suffix), []).extend(members)
        kinds[prefix, suffix] = number
    return [((*words, kinds[words]), members) for words, members in by_words.items()]


def _dates_of_cores(cores: list[str], where: str, notes: list[str]) -> list[np.datetime64] | None:
    sure = [date for date in map(one_date, cores) if date is not None]
    if len(sure) == len(cores):
        return sure
    agreed = agreed_form(cores, where, notes)
    if agreed is None:
        eight = next((core for core in cores if re.fullmatch(r"\d{8}", core) and one_date(core) is None), None)
        if eight:
            raise SubsidenceError(_no_date(eight))
        return None
    if agreed[0] == "decimal year" and coarse_years(cores):
        notes.append(coarse_sentence(where))
    if agreed[0] in NUMBERS_ONLY and agreed[0] != "decimal year":
        notes.append(message("The dates of {where} are read as {form}.", where=where, form=agreed[0]))
    return [np.datetime64(day, "D") for day in agreed[1]]


def _in_order(
    names: list[str], dates: Sequence[np.datetime64], word: str, unit: str, notes: tuple[str, ...]
) -> DatedColumns:
    found: dict[np.datetime64, str] = {}
    for name, date in zip(names, dates):
        if date in found:
            raise SubsidenceError(
                message(
                    "The columns “{found}” and “{name}” carry the same date; keep only one of them.",
                    found=found[date],
                    name=name,
                )
            )
        found[date] = name
    days = np.array(sorted(found), dtype="datetime64[D]")
    return DatedColumns([found[day] for day in days], days, word, unit, notes)


def dates_of_column(
    values: Sequence | np.ndarray, where: str, notes: list[str] | None = None, pattern: str = ""
) -> np.ndarray:
    """Dates of a column in any of the usual forms, decimal years among them; NaT where missing.

    Parameters
    ----------
    values : array-like, shape=(n,)
        Cells: text, numbers, dates or None.
    where : str
        Of what table and column they are, for the sentences.
    notes : list of str, optional
        A list that sentences on what was assumed are added to.
    pattern : str
        See ``date_text.by_pattern``; by default the forms are found out.

    Returns
    -------
    ndarray of datetime64[D], shape=(n,)
        NaT where missing.

    Raises
    ------
    SubsidenceError
        For a cell that is no date.

    Examples
    --------
    >>> dates_of_column(["2020.5", ""], "table").astype(str).tolist(), str(dates_of_column([20200702], "table")[0])
    (['2020-07-02', 'NaT'], '2020-07-02')
    """
    if pattern:
        return parse_dates(values, where, pattern, notes)
    try:
        years = parse_numbers(values, where)
    except SubsidenceError:
        return parse_dates(values, where, notes=notes)
    known = np.isfinite(years)
    if known.any() and ((years[known] > 1900) & (years[known] < 2100)).all() and not _days_of_year(values, years):
        result = np.full(years.size, np.datetime64("NaT"), dtype="datetime64[D]")
        result[known] = dates_from_decimal_years(years[known])
        texts = [str(value) for value in values if not is_missing(value)]
        if notes is not None and coarse_years([text for text in texts if re.search(r"[.,]", text)]):
            notes.append(coarse_sentence(where))
        return result
    return parse_dates(["" if is_missing(value) else station_key(value) for value in values], where, notes=notes)


def _days_of_year(values: Sequence | np.ndarray, years: np.ndarray) -> bool:
    """Whether 2018.006, 2018.018 … are years and days of the year, as far as their digits tell."""
    texts = [str(value).strip() for value in values if isinstance(value, str) and value.strip()]
    if len(texts) < 2 or not all(re.fullmatch(r"\d{4}\.\d{3}", text) for text in texts):
        return False
    days = [int(text[5:]) for text in texts]
    return max(days) <= 366 and min(days) >= 1 and len({text[:4] for text in texts}) > 1

"""The displacement series: the one shape in which InSAR data travel through the core."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .errors import SubsidenceError
from .possible import check_amounts, check_days
from .units import DAYS_PER_YEAR
from .wording import message

EPOCH_FIELD = re.compile(r"^(?:[Dd]_?)?(\d{8})$")  # SpatiaLite turns names into lower case
STORE_ROW = "store_row"  # of a layer whose series are in a deformation store
RATE_FIELDS = ("velocity", "VEL", "Vel", "vel", "mean_velocity")
ROWS_OF_LINES = 8_192  # of a whole layer in double precision several copies would be in memory at once


@dataclass(frozen=True)
class DeformationSeries:
    """Displacement of points over time; checked once, then frozen.

    Parameters
    ----------
    dates : ndarray, shape=(n_epochs,)
        datetime64[D], strictly increasing.
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing; positive towards the satellite or up, so that subsidence is negative.
    xy : ndarray, shape=(n_points, 2)
        Coordinates in the layer's CRS.

    Raises
    ------
    SubsidenceError
        Where the shapes do not fit each other or the dates do not increase.

    Examples
    --------
    >>> days = np.array(["2020-01-01", "2020-01-13"], dtype="datetime64[D]")
    >>> series = DeformationSeries(days, np.array([[0.0, -1.5]]), np.array([[102.7, 25.0]]))
    >>> series.n_points, series.n_epochs
    (1, 2)
    """

    dates: np.ndarray
    displacement_mm: np.ndarray
    xy: np.ndarray

    def __post_init__(self) -> None:
        dates = np.asarray(self.dates, dtype="datetime64[D]")
        displacement = np.asarray(self.displacement_mm)
        xy = np.asarray(self.xy, dtype=float)
        if displacement.ndim != 2 or displacement.shape[1] != dates.size:
            raise SubsidenceError(
                message(
                    "The displacements have shape {count}, which does not fit {total} dates.",
                    count=displacement.shape,
                    total=dates.size,
                )
            )
        if xy.shape != (displacement.shape[0], 2):
            raise SubsidenceError(
                message(
                    "There are {count} series, but the coordinates have shape {total}.",
                    count=displacement.shape[0],
                    total=xy.shape,
                )
            )
        if dates.size and (np.diff(dates) <= np.timedelta64(0, "D")).any():
            raise SubsidenceError(message("The dates of a series must increase from epoch to epoch without repeats."))
        check_days(dates, message("The displacement series"))
        check_amounts(displacement, message("The displacement series"))
        for name, value in (("dates", dates), ("displacement_mm", displacement), ("xy", xy)):
            object.__setattr__(self, name, value)

    @property
    def n_points(self) -> int:
        return self.displacement_mm.shape[0]

    @property
    def n_epochs(self) -> int:
        return self.dates.size

    @property
    def years(self) -> np.ndarray:
        return years_since(self.dates)


def years_since(dates: np.ndarray, origin: np.datetime64 | None = None) -> np.ndarray:
    """Years of 365.25 days from ``origin`` (by default the first date); shape=(n_epochs,).

    >>> years_since(np.array(["2020-01-01", "2021-01-01"], dtype="datetime64[D]")).round(4).tolist()
    [0.0, 1.0021]
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    origin = days[0] if origin is None else np.datetime64(origin, "D")
    return (days - origin) / np.timedelta64(1, "D") / DAYS_PER_YEAR


def decimal_years(dates: np.ndarray) -> np.ndarray:
    """Calendar years with a fraction, for seasons: the same day of any year has the same fraction."""
    days = np.asarray(dates, dtype="datetime64[D]")
    year = days.astype("datetime64[Y]")
    start = year.astype("datetime64[D]")
    length = (year + 1).astype("datetime64[D]") - start
    return year.astype(int) + 1970 + (days - start) / length


def parse_compact_date(text: str) -> np.datetime64:
    """A date from its eight digits, such as ``20180306``."""
    try:
        return np.datetime64(f"{text[:4]}-{text[4:6]}-{text[6:8]}", "D")
    except ValueError:
        raise SubsidenceError(message("“{text}” is not a calendar date of the form YYYYMMDD.", text=text)) from None


def parse_day(text: str) -> np.datetime64:
    """A day as people write it in a field: 2018-03-06 or 20180306; a year or a month alone is none.

    >>> str(parse_day("2018-03-06")), str(parse_day(" 20180306 "))
    ('2018-03-06', '2018-03-06')
    """
    match = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})", text.strip())
    try:
        if match is None:
            raise ValueError(text)
        return np.datetime64("-".join(match.groups()), "D")
    except ValueError:
        raise SubsidenceError(message("“{text}” is no date; write it like 2020-01-31.", text=text)) from None


def check_coming(dates: Sequence[np.datetime64], last: np.datetime64) -> None:
    """Refuse dates that cannot be forecast from an epoch.

    Parameters
    ----------
    dates : sequence of datetime64
        Those asked for; none is fine.
    last : datetime64
        The last epoch.

    Returns
    -------
    None
        Where they can be forecast.

    Raises
    ------
    SubsidenceError
        Where they do not increase, or do not follow the last epoch.
    """
    if any(later <= earlier for earlier, later in zip([last, *dates], dates)):
        raise SubsidenceError(
            message("The dates to forecast must increase and lie after the last epoch, {dates}.", dates=last)
        )


def compact_date(date: np.datetime64) -> str:
    """The eight digits of a date.

    >>> compact_date(np.datetime64("2018-03-06"))
    '20180306'
    """
    return str(np.datetime64(date, "D")).replace("-", "")


def epoch_field(date: np.datetime64) -> str:
    """The name of the field that holds the displacement at ``date``: ``DYYYYMMDD``."""
    return "D" + compact_date(date)


def _foreign_epochs(names: Sequence[str]) -> tuple[list[str], np.ndarray] | None:
    """Displacement fields that are named in another way than ours; None where there are none."""
    from .series_fields import FORECAST_FIELD
    from .tabular.dated_pairs import says_increment
    from .tabular.dates import dated_columns

    found = dated_columns([name for name in names if not FORECAST_FIELD.match(name)], pairs=True)
    if found.start is not None or says_increment(found.word):
        raise SubsidenceError(
            message(
                "The fields “{first}” … may hold what moved between two dates; import the layer first (Import series"
                " table or dated layer).",
                first=found.names[0],
            )
        )
    return (found.names, found.dates) if found.names else None


def find_epoch_fields(names: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """The fields that hold displacements, in order of date, and their dates.

    ``DYYYYMMDD``, ``D_YYYYMMDD`` and ``YYYYMMDD`` are understood, and where there are none of these the names that
    other producers use, see ``tabular.dates.dated_columns``. Raises ``SubsidenceError`` when
    there are none, when one is not a date, or when two fields carry the same date.
    """
    names = list(names)
    found: dict[np.datetime64, str] = {}
    for name in names:
        match = EPOCH_FIELD.match(name)
        if not match:
            continue
        try:
            date = parse_compact_date(match.group(1))
        except SubsidenceError:
            raise SubsidenceError(
                message(
                    "The field “{name}” looks like a displacement epoch, but {match} is not a calendar date;"
                    " rename or remove it.",
                    name=name,
                    match=match.group(1),
                )
            ) from None
        if date in found:
            raise SubsidenceError(
                message(
                    "The fields “{found}” and “{name}” carry the same date; keep only one of them.",
                    found=found[date],
                    name=name,
                )
            )
        found[date] = name
    if not found:
        foreign = _foreign_epochs(names)
        if foreign is not None:
            return foreign
        if STORE_ROW in names:
            raise SubsidenceError(
                message(
                    "The layer has the rates of a deformation store alone, not the series; make a layer with both by"
                    " “Deformation store to layer” (import_store) first."
                )
            )
        raise SubsidenceError(
            message(
                "The layer has no displacement fields; they must be named DYYYYMMDD, D_YYYYMMDD or"
                " YYYYMMDD, for example D20180306."
            )
        )
    dates = np.array(sorted(found), dtype="datetime64[D]")
    check_days(dates, message("The fields of displacements"))
    return [found[date] for date in dates], dates


def find_rate_field(names: Sequence[str]) -> str | None:
    """The field that holds the rate by the names producers give it, or None.

    >>> find_rate_field(["D20180106", "VELOCITY"]), find_rate_field(["mean_veloc"]), find_rate_field(["slope"])
    ('VELOCITY', 'mean_veloc', None)
    """
    exact = next((name for name in RATE_FIELDS if name in names), None)
    if exact:
        return exact
    from .tabular.column_names import RATE, find  # its patterns take a while to compile

    return find([name for name in names if len(name) > 1], RATE) or None


def linear_rate(displacement_mm: np.ndarray, dates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rate, its standard error, and intercept by ordinary least squares, NaN-aware.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN = missing.
    dates : ndarray, shape=(n_epochs,)
        datetime64[D].

    Returns
    -------
    tuple of ndarray
        ``rate_mm_per_yr``, ``rate_std_mm_per_yr`` and ``intercept_mm``, each shape=(n_points,). The rate is NaN where a
        point has fewer than two values, its standard error where it has fewer than three.

    Notes
    -----
    The standard error comes from the residuals with n − 2 degrees of freedom, as if they had nothing to do with each
    other; those of InSAR have, so that the true error is larger (docs/trust.md).

    Examples
    --------
    >>> rate, std, start = linear_rate(np.array([[0.0, 1.0, 2.0]]), np.array(
    ...     ["2020-01-01", "2020-01-11", "2020-01-21"], dtype="datetime64[D]"))
    >>> rate.round(3).tolist(), abs(start.round(6)).tolist()
    ([36.525], [0.0])
    """
    time, displacement = years_since(dates), np.asarray(displacement_mm)
    fitted = np.empty((3, len(displacement)))
    for start in range(0, len(displacement), ROWS_OF_LINES):
        block = slice(start, start + ROWS_OF_LINES)
        fitted[:, block] = _lines(displacement[block], time)
    rate, rate_std, intercept = fitted
    return rate, rate_std, intercept


def _lines(displacement_mm: np.ndarray, time: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``linear_rate`` of as many points as fit into the cache; time in years, shape=(n_epochs,)."""
    values = np.asarray(displacement_mm, dtype=float)
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    count = known.sum(axis=1).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_time = known @ time / count
        mean_value = filled.sum(axis=1) / count
        spread = known @ time**2 - count * mean_time**2  # sum of squares about the mean
        spread = np.where((count >= 2) & (spread > 0), spread, np.nan)
        rate = (filled @ time - count * mean_time * mean_value) / spread
        intercept = mean_value - rate * mean_time
        residual = np.where(known, values - intercept[:, None] - rate[:, None] * time, 0.0)
        variance = (residual**2).sum(axis=1) / np.where(count > 2, count - 2, np.nan)
        return rate, np.sqrt(variance / spread), intercept

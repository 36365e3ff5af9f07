"""Which fields of a point layer hold what: observations, forecasts, factor series, rate, cluster.

By name alone, as written in the plugin's outputs and in the products of others; nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .errors import SubsidenceError
from .factors.never_factors import sort_fields
from .series import find_epoch_fields, find_rate_field, parse_compact_date

FORECAST_FIELD = re.compile(r"^[Ff](\d{8})(_lo|_hi)?$")
BACKTEST_FIELD = re.compile(r"^B(\d{8})$")
DATED_FIELD = re.compile(r"^(.*?)(\d{8})$")
OWN_PREFIXES = ("", "D", "D_", "F", "B")  # observations, forecasts, backtests: no factor series


@dataclass(frozen=True)
class DatedFields:
    """Fields of one kind in order of date; dates : shape=(n_dates,), datetime64[D]."""

    names: tuple[str, ...] = ()
    dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True)
class SeriesFields:
    """What the fields of a layer are.

    forecast_low, forecast_high : names that go with ``forecast``, or empty
    factor_series : prefix, such as ``RAIN``, → its fields
    """

    observed: DatedFields
    forecast: DatedFields
    forecast_low: tuple[str, ...]
    forecast_high: tuple[str, ...]
    factor_series: dict[str, DatedFields]
    rate: str | None
    cluster: str | None


def series_fields(names: Sequence[str]) -> SeriesFields:
    """Sort the fields of a layer by what they hold.

    Raises ``SubsidenceError`` when there are no displacement fields, or when they cannot be read.

    >>> found = series_fields(["D20180106", "D20180118", "RAIN20180106", "RAIN20180118", "F20180130"])
    >>> found.observed.names, found.forecast.names, list(found.factor_series)
    (('D20180106', 'D20180118'), ('F20180130',), ['RAIN'])
    """
    observed, dates = find_epoch_fields(names)
    present = set(names)
    matches = [match for name in names if (match := FORECAST_FIELD.match(name))]
    forecast = _dated({match[0]: match[1] for match in matches if not match[2]})
    low = tuple(f"{name}_lo" for name in forecast.names if f"{name}_lo" in present)
    high = tuple(f"{name}_hi" for name in forecast.names if f"{name}_hi" in present)
    complete = len(low) == len(high) == len(forecast)
    return SeriesFields(
        DatedFields(tuple(observed), dates),
        forecast,
        low if complete else (),
        high if complete else (),
        factor_series(names),
        find_rate_field(names),
        "cluster" if "cluster" in present else None,
    )


def backtest_fields(names: Sequence[str]) -> DatedFields:
    """Fields ``BYYYYMMDD``: what the newest backtest forecast of these dates.

    >>> backtest_fields(["D20180106", "B20180130", "B20180118"]).names
    ('B20180118', 'B20180130')
    """
    return _dated({name: match[1] for name in names if (match := BACKTEST_FIELD.match(name))})


def factor_series(names: Sequence[str]) -> dict[str, DatedFields]:
    """Prefix → fields ``<PREFIX>YYYYMMDD``, for every prefix that occurs with at least two dates."""
    by_prefix: dict[str, dict[str, str]] = {}
    for name in names:
        match = DATED_FIELD.match(name)
        if match and match.group(1).upper() not in OWN_PREFIXES and match.group(1)[0].isalpha():
            by_prefix.setdefault(match.group(1), {})[name] = match.group(2)
    found = {prefix: _dated(group) for prefix, group in by_prefix.items()}
    return {prefix: fields for prefix, fields in found.items() if len(fields) > 1}


def factor_fields(names: Sequence[str]) -> list[str]:
    """Fields that may be factors of the rate (see ``never_factors``), and without a date.

    >>> factor_fields(["point_id", "velocity", "D20180106", "dist_faults", "ring_faults", "RAIN20180106", "geology"])
    ['dist_faults', 'geology']
    """
    exact = {name[5:] for name in names if name.startswith("dist_")}
    return [
        name
        for name in sort_fields(names).factors
        if name != find_rate_field(names)
        and not DATED_FIELD.match(name)
        and not (name.startswith("ring_") and name[5:] in exact)
    ]


def _dated(digits_of: dict[str, str]) -> DatedFields:
    found: dict[np.datetime64, str] = {}
    for name, digits in digits_of.items():
        try:
            found.setdefault(parse_compact_date(digits), name)
        except SubsidenceError:
            continue  # a name that merely ends in eight digits is no date
    dates = np.array(sorted(found), dtype="datetime64[D]")
    return DatedFields(tuple(found[date] for date in dates), dates)

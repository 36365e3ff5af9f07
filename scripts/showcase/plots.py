"""Plots of the run's report: typical series with their forecasts, and the grey grades."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from land_subsidence.subsidence.report.figures import CATEGORIES
from land_subsidence.subsidence.series import find_epoch_fields, parse_compact_date
from land_subsidence.subsidence.units import mm_per

from .tables import column_names, read_columns, read_rows

FORECAST = re.compile(r"^F(\d{8})$")


def draw_series(figure, points: Path, unit: str) -> None:
    """For each cluster its most typical point: what was observed, and the forecast with its interval."""
    names = column_names(points)
    observed, dates = find_epoch_fields(names)
    ahead = sorted(name for name in names if FORECAST.match(name))
    future = np.array([parse_compact_date(FORECAST.match(name).group(1)) for name in ahead], dtype="datetime64[D]")
    bounds = [f"{name}_{side}" for side in ("lo", "hi") for name in ahead]
    columns = read_columns(points, ["cluster", "sbd", *observed, *ahead, *(b for b in bounds if b in names)])
    clusters = [int(value) for value in np.unique(columns["cluster"][np.isfinite(columns["cluster"])])]
    axes = figure.subplots(len(clusters), 1, sharex=True, squeeze=False)[:, 0]
    for place, cluster in zip(axes, clusters):
        members = np.flatnonzero(columns["cluster"] == cluster)
        typical = members[np.nanargmin(columns["sbd"][members])]
        colour = CATEGORIES[(cluster - 1) % len(CATEGORIES)]
        series = mm_per(unit) * np.array([columns[name][typical] for name in observed])
        place.plot(dates, series, ".-", markersize=3, linewidth=0.8, color=colour, label="observed")
        if ahead:
            place.plot(future, [columns[name][typical] for name in ahead], color="#222222", label="forecast")
            if all(bound in columns for bound in bounds):
                low, high = ([columns[f"{name}_{side}"][typical] for name in ahead] for side in ("lo", "hi"))
                place.fill_between(future, low, high, color="#222222", alpha=0.2, linewidth=0, label="interval")
        place.set_ylabel("mm")
        place.set_title(f"cluster {cluster}", fontsize=10, loc="left")
        place.grid(alpha=0.3)
    axes[0].legend(frameon=False, fontsize=8)


def draw_grades(figure, table: Path) -> None:
    """The grey grades of each cluster, with their intervals where the table has them."""
    rows = read_rows(table)
    groups = list(dict.fromkeys(str(row["cluster"]) for row in rows))
    factors = list(dict.fromkeys(row["factor"] for row in rows))
    axes = figure.subplots(1, 1)
    height = 0.8 / len(groups)
    for number, group in enumerate(groups):
        chosen = {row["factor"]: row for row in rows if str(row["cluster"]) == group}
        grades = np.array([chosen[factor]["grade"] if factor in chosen else np.nan for factor in factors], dtype=float)
        colour = "#444444" if group == "all" else CATEGORIES[(number - 1) % len(CATEGORIES)]
        at = np.arange(len(factors)) + height * number
        label = "all points" if group == "all" else f"cluster {group}"
        axes.barh(at, grades, height, color=colour, label=label)
    axes.set_yticks(np.arange(len(factors)) + 0.4 - height / 2, factors)
    axes.invert_yaxis()
    axes.set_xlabel("grey relational grade")
    axes.set_xlim(0.0, 1.0)
    axes.legend(frameon=False, fontsize=8, loc="lower right")

"""From the chain's files to what a person keeps: GeoPackage, project, maps and a summary for the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from land_subsidence.subsidence.series import find_rate_field

from .inputs import Inputs
from .judge import Verdict
from .maps import write_map
from .project import View, copy_layer, keep_style, open_raster, open_table, style_context, view_layer, write_project
from .steps import Products
from .tables import column_names, read_rows

FORECAST_FIELD = re.compile(r"^F\d{8}$")


@dataclass(frozen=True)
class Results:
    package: Path
    project: Path
    maps: dict[str, Path]


def views_of(names: list[str], unit: str = "mm") -> list[View]:
    """The ways to look at the points, as far as they have the columns; the most telling comes first.

    unit : of the displacement and rate fields that came with the points; what the chain adds is in mm
    """
    forecasts = sorted(name for name in names if FORECAST_FIELD.match(name))
    rate = find_rate_field(names)
    views = []
    if forecasts:
        last = forecasts[-1]
        date = f"{last[1:5]}-{last[5:7]}-{last[7:]}"
        views.append(View(f"Forecast {date}", last, "diverging", "mm", "Forecast"))
    if "rate_predicted" in names:
        same_colours = rate if rate and unit == "mm" else ""
        views += [
            View("Rate predicted from factors", "rate_predicted", "diverging", "mm/yr", "Rate from factors",
                 range_of=same_colours),
            View("Error of the predicted rate", "rate_error", "diverging", "mm/yr", "Rate from factors"),
        ]  # fmt: skip
    views.append(View("Clusters", "cluster", "categories", "", "Clusters", visible=not rate))
    if rate:
        views.append(View("Rate", rate, "diverging", f"{unit}/yr", "Deformation", visible=True))
    return views


def gather(inputs: Inputs, products: Products, output: Path) -> Results:
    """Write the GeoPackage, the project and the maps into ``output``."""
    package = output / "land_subsidence.gpkg"
    package.unlink(missing_ok=True)
    copy_layer(products.points, package, "points")
    # without text classes the table of their codes has no row: nothing to show
    filled = [name for name, path in products.tables.items() if path.exists() and read_rows(path)]
    for name in filled:
        copy_layer(products.tables[name], package, name)
    stations = [series.stations for series in inputs.series if series.stations]
    context_paths = (*inputs.distance_layers, *inputs.context, *stations, *(path for path, _ in inputs.class_layers))
    for path in context_paths:
        copy_layer(path, package, path.stem)

    views = views_of(column_names(package, "points"), inputs.unit)
    layers = {view.name: view_layer(package, "points", view, products.points) for view in views}
    for view in views:
        keep_style(layers[view.name], default=view.visible)
    context = []
    for number, path in enumerate(context_paths):
        layer = open_table(package, path.stem, path.stem)
        style_context(layer, number)
        keep_style(layer, default=True)
        context.append(layer)
    tables = [open_table(package, name, name) for name in filled]

    groups: dict[str, list] = {}
    for view in views:
        groups.setdefault(view.group, []).append(layers[view.name])
    if "rate" in products.rasters:
        groups.setdefault("Deformation", []).append(open_raster(products.rasters["rate"], "Rate (raster)", "mm/yr"))
        groups.setdefault("Deformation", []).append(
            open_raster(products.rasters["displacement"], "Displacement over time", "mm", products.dates)
        )
    if context:
        groups["Factors"] = context
    if tables:
        groups["Tables"] = tables
    frame = layers[next(view.name for view in views if view.visible)]
    lines, areas = _stack(context)
    shown = {layer.name() for layer in (*lines, *areas)} | {view.name for view in views if view.visible}
    project_path = output / "land_subsidence.qgz"
    project = write_project(project_path, inputs.title, groups, shown, frame)

    maps = {}
    folder = output / "maps"
    folder.mkdir(exist_ok=True)
    for view in reversed(views):
        layer = layers[view.name]
        file = folder / (re.sub(r"[^a-z]+", "_", view.name.lower()).strip("_") + ".png")
        title = f"{view.name} ({view.unit})" if view.unit else view.name
        maps[title] = write_map(project, file, title, [*lines, layer, *areas], frame, [layer, *lines, *areas])
    return Results(package, project_path, maps)


def _stack(context: list) -> tuple[list, list]:
    """Of the context layers those to draw above the points (lines and points) and below (water)."""
    above = [layer for layer in context if layer.geometryType() in (0, 1)]
    below = [layer for layer in context if "lake" in layer.name().lower() or "water" in layer.name().lower()]
    return above, below


def summary(products: Products, verdicts: Sequence[Verdict], results: Results, report: Path) -> str:
    """What the terminal shows at the end."""
    lines = []
    for key, title in (("rate_metrics", "Predicted rates (mm/yr)"), ("forecast_metrics", "Forecasts (mm)")):
        if key in products.tables:
            lines += [title, *_metric_lines(read_rows(products.tables[key])), ""]
    if verdicts:
        lines.append("Against the known truth")
        for verdict in verdicts:
            lines += [f"  {verdict.question}", f"    {verdict.answer}"]
        lines.append("")
    lines += [
        "Where everything is",
        f"  layers   {results.package}",
        f"  project  {results.project}",
        f"  report   {report}",
        *(f"  map      {path}" for path in results.maps.values()),
    ]
    return "\n".join(lines)


def _metric_lines(rows: list[dict]) -> list[str]:
    """RMSE of every model, all clusters together, one line for each evaluation."""
    lines = []
    for evaluation in dict.fromkeys(row["evaluation"] for row in rows if " by " not in row["evaluation"]):
        scores = {
            str(row["model"]): row["rmse"]
            for row in rows
            if row["evaluation"] == evaluation and str(row["cluster"]) == "all" and row["rmse"] is not None
        }
        ranked = sorted(scores.items(), key=lambda item: item[1] if np.isfinite(item[1]) else np.inf)
        if ranked:
            lines.append(f"  {evaluation}: RMSE " + ", ".join(f"{model} {value:.2f}" for model, value in ranked))
    return lines

"""docs/algorithms.md from the help of the algorithms themselves, so that it is written once."""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "algorithms.md"
GROUPS = ("insar", "factors", "analysis", "prediction", "decisions")
POINTS = {"INPUT": "points.gpkg"}
# what is given in the example of each algorithm, unless its class has an EXAMPLE; the rest keeps its default
EXAMPLES = {
    "apply_forecast": {**POINTS, "MODEL": "forecast.npz", "HORIZON": 5, "OUTPUT": "forecast.gpkg"},
    "buffer_rings": {"INPUT": "subway.gpkg", "DISTANCES": "200,400,600", "OUTPUT": "rings.gpkg"},
    "compare_layers": {**POINTS, "OTHER": "points_2024.gpkg", "RADIUS": 100, "OUTPUT": "difference.gpkg"},
    "decompose_los": {"ASCENDING": "ascending.gpkg", "DESCENDING": "descending.gpkg", "CELL": 100, "OUTPUT": "up.gpkg"},
    "deformation_model": {**POINTS, "OUTPUT": "models.gpkg"},
    "distance_factors": {**POINTS, "LAYERS": ["subway.gpkg", "faults.gpkg"], "OUTPUT": "distances.gpkg"},
    "profile_along_line": {**POINTS, "LINES": "subway.gpkg", "WIDTH": 60, "STEP": 50, "OUTPUT": "profile.gpkg"},
    "update_series": {**POINTS, "NEW": "points_2024.gpkg", "RADIUS": 20, "OUTPUT": "updated.gpkg"},
    "detect_changes": {**POINTS, "SINCE": "2018-11-30", "OUTPUT": "alarms.gpkg", "AREAS": "areas.gpkg"},
    "structure_settlement": {**POINTS, "STRUCTURES": "buildings.gpkg", "BUFFER": 5, "OUTPUT": "screening.gpkg"},
    "export_series": {**POINTS, "FORMAT": 2, "OUTPUT": "series.csv"},
    "factor_quality": {**POINTS, "FACTORS": ["dist_subway", "height"], "OUTPUT": "quality.gpkg"},
    "gacos_correction": {"INPUT": "GEOC", "GACOS": "GACOS", "OUTPUT": "GEOC_corrected"},
    "grey_relational_analysis": {
        **POINTS,
        "FACTORS": ["dist_subway", "height"],
        "CLUSTER": "cluster",
        "OUTPUT": "grades.gpkg",
    },
    "import_egms": {"INPUT": ["EGMS_L2b_088_0297_IW2_VV_2020_2024_1.zip"], "OUTPUT": "points.gpkg"},
    "import_licsbas": {"INPUT": "TS_GEOCml1/cum_filt.h5", "OUTPUT": "points.gpkg", "VELOCITY": "rate.tif"},
    "import_any": {"INPUT": ["S1_IW12_128_0593_0597.he5"], "OUTPUT": "points.gpkg"},
    "import_mintpy": {"INPUT": "mintpy/timeseries.h5", "OUTPUT": "points.gpkg"},
    "import_opera": {"INPUT": ["opera"], "EXTENT": "-118.5,-118.2,33.7,33.9 [EPSG:4326]", "OUTPUT": "points.gpkg"},
    "import_raster_stack": {
        "INPUT": ["displacement_20180306.tif", "displacement_20180318.tif"],
        "OUTPUT": "points.gpkg",
    },
    "import_series_table": {"INPUT": "series.csv", "UNIT": 1, "OUTPUT": "points.gpkg"},
    "interferogram_quality": {"INPUT": "GEOC", "INTERFEROGRAMS": "interferograms.gpkg", "REPORT": "quality.html"},
    "kshape_clustering": {**POINTS, "CLUSTERS": 0, "OUTPUT": "clusters.gpkg", "SHAPES": "shapes.gpkg"},
    "licsar_download": {"FRAME": "124D_04854_171313", "START": "2020-01-01", "OUTPUT": "GEOC"},
    "licsar_time_series": {"INPUT": "GEOC", "GACOS": "GACOS", "FILTER_KM": 0, "OUTPUT": "points.gpkg"},
    "lstm_forecast": {
        **POINTS,
        "CLUSTER": "cluster",
        "COVARIATES": "RAIN,GW",
        "HORIZON": 10,
        "OUTPUT": "forecast.gpkg",
    },
    "predict_rate": {**POINTS, "MODEL": "rate.npz", "OUTPUT": "predicted.gpkg"},
    "psobp_rate_prediction": {
        **POINTS,
        "FACTORS": ["dist_subway", "height"],
        "CLUSTER": "cluster",
        "MODEL": "rate.npz",
        "OUTPUT": "predicted.gpkg",
    },
    "ring_statistics": {**POINTS, "FACTOR": "dist_subway", "BREAKS": "0,200,400,600", "OUTPUT": "bands.gpkg"},
    "ring_width_search": {**POINTS, "LAYERS": ["subway.gpkg"], "WIDTHS": "100,200,400", "OUTPUT": "widths.gpkg"},
    "sample_factor_series": {
        **POINTS,
        "STATIONS": "gauges.gpkg",
        "TABLE": "rain.csv",
        "PREFIX": "RAIN",
        "AGGREGATION": 1,
        "OUTPUT": "points_rain.gpkg",
    },
    "rereference_series": {**POINTS, "OUTPUT": "referred.gpkg"},
    "sample_factors": {
        **POINTS,
        "RASTERS": ["height.tif"],
        "POLYGONS": ["geology.gpkg"],
        "POLYGON_FIELD": "class",
        "OUTPUT": "sampled.gpkg",
    },
    "subsidence_zones": {**POINTS, "THRESHOLD": 10, "MIN_AREA": 10000, "OUTPUT": "zones.gpkg"},
    "validate_against_ground": {
        **POINTS,
        "STATIONS": "benchmarks.gpkg",
        "TABLE": "levelling.csv",
        "RADIUS": 200,
        "OUTPUT": "stations.gpkg",
    },
}


def page(algorithms: list) -> str:
    """Markdown with a contents list and a section for each algorithm."""
    ranked = sorted(algorithms, key=lambda a: (GROUPS.index(a.groupId()), a.displayName()))
    lines = [
        "# Algorithms",
        "",
        "Made by `scripts/reference` from the help in the dialogs. In scripts and on the command line an algorithm is",
        "called `subsidence:<id>`.",
        "",
    ]
    group = None
    for algorithm in ranked:
        if algorithm.group() != group:
            group = algorithm.group()
            lines += ["", f"**{group}**", ""]
        lines.append(f"- [{algorithm.displayName()}](#{algorithm.name()})")
    for algorithm in ranked:
        lines += section(algorithm)
    return "\n".join(lines) + "\n"


def section(algorithm) -> Iterator[str]:
    yield from ("", f'<a id="{algorithm.name()}"></a>', "", f"## {algorithm.displayName()}", "")
    yield from (f"`subsidence:{algorithm.name()}`", "", algorithm.shortHelpString().strip(), "")
    destinations = {definition.name() for definition in algorithm.destinationParameterDefinitions()}
    inputs = [d for d in algorithm.parameterDefinitions() if d.name() not in destinations]
    yield from ("| parameter | | default |", "|---|---|---|")
    for definition in inputs:
        yield f"| `{definition.name()}` | {text(definition)}{values(algorithm, definition)} | {default(definition)} |"
    yield from ("", "| output | |", "|---|---|")
    for definition in algorithm.destinationParameterDefinitions():
        yield f"| `{definition.name()}` | {text(definition)} |"
    for output in algorithm.outputDefinitions():
        if output.name() not in destinations:
            yield f"| `{output.name()}` | {cell(output.description())} (number) |"
    yield from ("", example(algorithm))


def example(algorithm) -> str:
    """A call with what is usually given."""
    lines = [f'    "{key}": {json.dumps(value)},' for key, value in example_parameters(algorithm).items()]
    return "\n".join(["```python", f'processing.run("subsidence:{algorithm.name()}", {{', *lines, "})", "```"])


def example_parameters(algorithm) -> dict:
    """What the example gives: the class's own ``EXAMPLE``, or the one kept here."""
    return algorithm.EXAMPLE if getattr(algorithm, "EXAMPLE", None) else EXAMPLES.get(algorithm.name(), {})


def values(algorithm, definition) -> str:
    """The names by which a script may choose from a list, in the order of their numbers."""
    choices = getattr(algorithm, "choices", {}).get(definition.name(), ())
    return " " + ", ".join(f"{number} `{choice.value}`" for number, choice in enumerate(choices)) if choices else ""


def is_optional(definition) -> bool:
    return bool(definition.flags() & type(definition).Flag.FlagOptional)


def text(definition) -> str:
    optional = " *(optional)*" if is_optional(definition) else ""
    return f"**{cell(definition.description())}**{optional}. {cell(definition.help())}"


def default(definition) -> str:
    value = definition.defaultValue()
    options = getattr(definition, "options", None)
    if callable(options) and isinstance(value, int):
        return f"{value} ({cell(options()[value])})"
    return "" if value is None or value == "" else cell(str(value))


def cell(value: str) -> str:
    """Text that stays within its cell."""
    return html.escape(html.unescape(value), quote=False).replace("|", "\\|").replace("\n", " ")


def main() -> None:
    sys.path.insert(0, str(ROOT / "examples"))
    from start_qgis import start_qgis

    application, provider = start_qgis()
    own = [a for a in provider.algorithms() if a.groupId() in GROUPS]
    TARGET.write_text(page(own), encoding="utf-8")
    print(f"{TARGET}: {len(own)} algorithms")
    del provider
    application.exitQgis()


if __name__ == "__main__":
    main()

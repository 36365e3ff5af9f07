"""docs/algorithms.md from the help of the algorithms themselves, so that it is written once."""

from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "algorithms.md"
GROUPS = ("insar", "factors", "analysis", "prediction")


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
        yield f"| `{definition.name()}` | {text(definition)} | {default(definition)} |"
    yield from ("", "| output | |", "|---|---|")
    for definition in algorithm.destinationParameterDefinitions():
        yield f"| `{definition.name()}` | {text(definition)} |"
    for output in algorithm.outputDefinitions():
        if output.name() not in destinations:
            yield f"| `{output.name()}` | {cell(output.description())} (number) |"
    yield from ("", example(algorithm))


def example(algorithm) -> str:
    """A call with what has to be given; the values are made up, the keys are not."""
    lines = [f'processing.run("subsidence:{algorithm.name()}", {{']
    for definition in algorithm.parameterDefinitions():
        wanted = not is_optional(definition) and definition.defaultValue() in (None, "")
        if wanted or definition.name() == "OUTPUT":
            lines.append(f'    "{definition.name()}": {made_up(definition)},')
    return "\n".join(["```python", *lines, "})", "```"])


def made_up(definition) -> str:
    key, kind = definition.name(), definition.type()
    values = {
        "sink": f'"{key.lower()}.gpkg"',
        "vectorDestination": f'"{key.lower()}.gpkg"',
        "rasterDestination": f'"{key.lower()}.tif"',
        "folderDestination": f'"{key.lower()}"',
        "fileDestination": f'"{key.lower()}.html"',
        "source": '"points.gpkg"',
        "vector": '"points.gpkg"',
        "multilayer": '["subway.gpkg", "faults.gpkg"]',
        "file": f'"{key.lower()}"',
        "number": "1",
        "extent": '"102.6,102.8,24.9,25.1 [EPSG:4326]"',
    }
    if kind == "field":
        several = getattr(definition, "allowMultiple", lambda: False)()
        return '["dist_subway", "height"]' if several else f'"{key.lower()}"'
    return values.get(kind, '"…"')


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

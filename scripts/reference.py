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
    yield from (f"`subsidence:{algorithm.name()}`", "", algorithm.about().strip(), "")
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
    lines = [f'    "{key}": {json.dumps(value)},' for key, value in algorithm.EXAMPLE.items()]
    return "\n".join(["```python", f'processing.run("subsidence:{algorithm.name()}", {{', *lines, "})", "```"])


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

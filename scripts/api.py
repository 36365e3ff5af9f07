"""docs/api.md from the docstrings of the core's public names, so that they are written once. It needs no QGIS."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "api.md"
HEAD = """# The core, for scripts

Written by `scripts/reference` from the docstrings; change them there. Everything here is imported from `subsidence`,
after `pip install .` or with the root of this repository on `sys.path`, and needs no QGIS. Displacements are mm, rates
mm/yr, positive towards the satellite or up; points come first and time second; missing is NaN.

"""
METHODS = {"RateModel": ("fit", "predict", "save", "load"), "Forecaster": ("fit", "update", "forecast", "save", "load")}
SECTIONS = ("Parameters", "Returns", "Raises", "Notes", "Examples")


def public() -> dict[str, Any]:
    """The names that ``subsidence`` exports."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    import subsidence

    return {name: getattr(subsidence, name) for name in sorted(subsidence.__all__, key=str.lower)}


def page() -> str:
    found = public()
    links = " · ".join(f"[{name}](#{name.lower()})" for name in found)
    parts = [HEAD, links, ""]
    for name, thing in found.items():
        parts += ["", f"## {name}", "", *described(name, thing)]
        for method in METHODS.get(name, ()):
            parts += ["", f"### {name}.{method}", "", *described(method, getattr(thing, method))]
    return "\n".join(parts).rstrip() + "\n"


def described(name: str, thing: Any) -> Iterator[str]:
    """Signature and docstring as Markdown."""
    if not (inspect.isclass(thing) and issubclass(thing, Exception)):
        yield from ("```python", _signature(name, thing), "```", "")
    home = inspect.getmodule(thing)
    if inspect.isclass(thing) or "." not in thing.__qualname__:
        yield from (f"*from `{home.__name__}`*" if home else "", "")
    title, sections = split(inspect.getdoc(thing) or "")
    yield title
    for section, text in sections.items():
        yield from ("", f"**{section}**", "")
        if section == "Examples":
            yield from ("```python", text, "```")
        elif section == "Notes":
            yield text
        else:
            yield from _entries(text)


def split(docstring: str) -> tuple[str, dict[str, str]]:
    """What stands before the first section, and the sections.

    >>> split("Does it." + chr(10) * 2 + "Returns" + chr(10) + "-------" + chr(10) + "int")
    ('Does it.', {'Returns': 'int'})
    """
    pieces = re.split(rf"^({'|'.join(SECTIONS)})\n-+\n", docstring, flags=re.MULTILINE)
    return pieces[0].strip(), {name: text.strip("\n") for name, text in zip(pieces[1::2], pieces[2::2])}


def _entries(text: str) -> Iterator[str]:
    """ "name : type" with the indented lines below it, as a list."""
    for block in re.split(r"\n(?=\S)", text):
        head, _, about = block.partition("\n")
        said = " ".join(line.strip() for line in about.splitlines())
        yield f"- `{head.strip()}`" + (f": {said}" if said else "")


def _signature(name: str, thing: Any) -> str:
    signature = inspect.signature(thing)
    shown = [str(one.replace(annotation=one.empty)) for one in signature.parameters.values() if one.name != "self"]
    kinds = [one.kind for one in signature.parameters.values() if one.name != "self"]
    keyword_only = next((number for number, kind in enumerate(kinds) if kind is inspect.Parameter.KEYWORD_ONLY), None)
    if keyword_only is not None:
        shown.insert(keyword_only, "*")
    text = f"{name}({', '.join(re.sub(r'<[^>]*>', '…', one) for one in shown)})"
    return text if len(text) <= 100 else text.replace("(", "(\n    ", 1).replace(", ", ",\n    ")[:-1] + ",\n)"


def write() -> None:
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET}: {len(public())} names")


if __name__ == "__main__":
    write()

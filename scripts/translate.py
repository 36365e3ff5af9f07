"""Collects the texts inside ``tr("…")``, and ``message("…")`` in the core, by reading the code; keeps the .ts files and
compiles the .qm files.

Qt's own lupdate takes the class as the context and misses texts that are joined over several lines;
here every text has the one context of ``bridge/i18n.py``.
"""

from __future__ import annotations

import argparse
import ast
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "LandSubsidence"
LANGUAGES = ("zh_CN",)
ROOMS = ("algorithms", "bridge", "processing_provider", "subsidence", "ui", "plugin.py")
CALLED = ("tr", "message")
COMPILERS = ("lrelease", "lrelease-qt5", "/usr/lib/qt6/bin/lrelease", "/usr/lib/qt5/bin/lrelease")


class NotALiteral(Exception):
    """A text that cannot be collected, because it is made while the program runs."""


def source_files() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def texts_of(code: str, name: str) -> Iterator[tuple[int, str]]:
    """Line and text of every ``tr("…")`` and ``message("…", …)``; ``NotALiteral`` where it is no plain string."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in CALLED:
            continue
        text = node.args[0] if len(node.args) == 1 else None
        if node.func.id == "tr" and node.keywords:
            text = None
        if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
            raise NotALiteral(f"{name}:{node.lineno}: {node.func.id}() needs one plain text, and values beside it")
        yield node.lineno, text.value


def collect() -> dict[str, list[str]]:
    """Text → the places where it stands, in order of the files."""
    found: dict[str, list[str]] = {}
    for path in source_files():
        name = path.relative_to(ROOT).as_posix()
        for _line, text in sorted(texts_of(path.read_text(encoding="utf-8"), name)):
            places = found.setdefault(text, [])
            if name not in places:
                places.append(name)
    return found


def ts_path(language: str) -> Path:
    return FOLDER / f"land_subsidence_{language}.ts"


def read_translations(path: Path) -> dict[str, str]:
    """Text → translation, "" where there is none yet."""
    if not path.exists():
        return {}
    root = ElementTree.parse(path).getroot()  # a file of this repository
    return {m.findtext("source") or "": m.findtext("translation") or "" for m in root.iter("message")}


def write_translations(path: Path, language: str, texts: dict[str, list[str]], known: dict[str, str]) -> None:
    """Write the .ts file: the texts of the code, with the translations that are known."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text, places in texts.items():
        message = ElementTree.SubElement(context, "message")
        for place in places:
            ElementTree.SubElement(message, "location", filename=f"../../{place}")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        if known.get(text):
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def untranslated(language: str) -> list[str]:
    """Texts of the code that have no translation yet."""
    known = read_translations(ts_path(language))
    return [text for text in collect() if not known.get(text)]


def compile_translations(language: str) -> None:
    compiler = next((found for name in COMPILERS if (found := shutil.which(name))), None)
    if compiler is None:
        sys.exit("lrelease is missing; install it with: apt-get install qttools5-dev-tools (or qt6-l10n-tools)")
    source = ts_path(language)
    subprocess.run([compiler, "-silent", str(source), "-qm", str(source.with_suffix(".qm"))], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Collect, keep and compile the translations.")
    parser.add_argument("--list", action="store_true", help="print untranslated texts as JSON and stop")
    parser.add_argument("--merge", type=Path, metavar="FILE", help="take over translations from a JSON file")
    parser.add_argument("--language", default=LANGUAGES[0], choices=LANGUAGES)
    arguments = parser.parse_args()
    if arguments.list:
        print(json.dumps(dict.fromkeys(untranslated(arguments.language), ""), ensure_ascii=False, indent=1))
        return
    FOLDER.mkdir(exist_ok=True)
    path = ts_path(arguments.language)
    known = read_translations(path)
    if arguments.merge:
        known |= {k: v for k, v in json.loads(arguments.merge.read_text(encoding="utf-8")).items() if v}
    texts = collect()
    write_translations(path, arguments.language, texts, known)
    compile_translations(arguments.language)
    missing = sum(1 for text in texts if not known.get(text))
    print(f"{arguments.language}: {len(texts)} texts, {missing} without translation")


if __name__ == "__main__":
    main()

"""What other rooms, algorithms and scripts call says what it takes, gives and refuses, in numpydoc sections."""

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "subsidence"
ROOMS = ("insar", "clustering", "rate", "forecast", "spatial", "structures", "analysis", "validation", "tabular")
READERS = ("subsidence", "algorithms", "bridge", "ui", "scripts", "examples")
SAID_IN_A_SENTENCE = 1  # so many parameters need no section


def module_asked(path, node):
    """The parts below ``subsidence`` of the module that an import names, None for another package's."""
    package = list(path.relative_to(ROOT).parts[:-1])
    start = package[: len(package) - node.level + 1] if node.level else []
    parts = [*start, *(node.module.split(".") if node.module else [])]
    return tuple(parts[parts.index("subsidence") + 1 :]) if "subsidence" in parts else None


def called_from_outside():
    """Module → names that are asked of it by files outside its room."""
    asked = defaultdict(set)
    for path in (path for reader in READERS for path in (ROOT / reader).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        here = path.relative_to(ROOT).parts[:2]
        dotted = defaultdict(set)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                dotted[node.value.id].add(node.attr)
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or (module := module_asked(path, node)) is None:
                continue
            if here == ("subsidence", *module[:1]):
                continue
            for alias in node.names:
                asked[module].add(alias.name)
                asked[(*module, alias.name)] |= dotted[alias.asname or alias.name]  # where it is a module
    return asked


def section(text, title):
    found = re.search(rf"^{title}\n-+\n(.*?)(?=^\w+\n-+\n|\Z)", text, re.M | re.S)
    return found.group(1) if found else ""


def missing_in(function):
    text = ast.get_docstring(function) or ""
    names = [one.arg for one in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]]
    told = [
        name for line in re.findall(r"^(\w[\w, ]*) : ", section(text, "Parameters"), re.M) for name in line.split(", ")
    ]
    if len(names) <= SAID_IN_A_SENTENCE and "Parameters\n" not in text:
        return [] if text else ["a sentence"]
    gaps = [f"Parameters, {name}" for name in sorted(set(names) ^ set(told))]
    if not section(text, "Returns"):
        gaps.append("Returns")
    if "raise SubsidenceError" in ast.unparse(function) and not section(text, "Raises"):
        gaps.append("Raises")
    return gaps


def test_what_other_rooms_call_tells_its_parameters_what_it_returns_and_what_it_refuses():
    asked = called_from_outside()
    checked, gaps = 0, {}
    for path in (path for room in ROOMS for path in sorted((CORE / room).rglob("*.py"))):
        module = path.relative_to(CORE).with_suffix("").parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name in asked[module]:
                checked += 1
                if missing := missing_in(node):
                    gaps[f"{'/'.join(module)}.py: {node.name}"] = missing
    assert checked > 140  # it sees them
    assert gaps == {}


def test_a_gap_in_a_docstring_is_found():
    code = 'def f(a, b):\n    """Do.\n\n    Parameters\n    ----------\n    a : int\n        One.\n    """\n'
    code += "    raise SubsidenceError"
    assert missing_in(ast.parse(code).body[0]) == ["Parameters, b", "Returns", "Raises"]
    assert missing_in(ast.parse('def f(a):\n    """Do it to ``a``."""').body[0]) == []

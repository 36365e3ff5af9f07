"""The house stays one in which a newcomer finds the way: short functions, small rooms, imports that go one way."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "subsidence"
ROOMS = ("algorithms", "bridge", "processing_provider", "scripts", "subsidence", "ui")
LONGEST_FUNCTION = 80
MOST_FILES = 20


def files(*rooms):
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_when_loaded(path, modules):
    """The modules of the core that a file imports as soon as it is imported itself, not inside a function."""
    found = set()
    package = list(path.relative_to(ROOT).parts[:-1])

    def visit(body):
        for node in body:
            if isinstance(node, ast.ImportFrom) and node.level:
                place = package[: len(package) - node.level + 1] + (node.module.split(".") if node.module else [])
                for alias in node.names:
                    inner = ".".join([*place, alias.name])
                    found.add(inner if inner in modules else ".".join(place))
            elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                visit(node.orelse)
            elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                visit(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt))

    visit(ast.parse(path.read_text(encoding="utf-8")).body)
    return found - {module_of(path)}


def circle(graph):
    """The modules on a way that leads back to its start, or [] where there is none."""
    done = set()

    def walk(module, way):
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for other in sorted(graph.get(module, ())):
            if found := walk(other, [*way, module]):
                return found
        done.add(module)
        return []

    return next((found for module in sorted(graph) if (found := walk(module, []))), [])


def test_no_imports_of_the_core_go_round_in_a_circle():
    modules = {module_of(path) for path in files("subsidence")}
    graph = {module_of(path): imports_when_loaded(path, modules) for path in files("subsidence")}
    assert sum(map(len, graph.values())) > 300  # the test sees the imports
    assert circle(graph) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


def test_no_folder_of_the_core_has_more_files_than_one_can_overlook():
    counts = Counter(path.parent for path in files("subsidence"))
    assert {str(folder): count for folder, count in counts.items() if count > MOST_FILES} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_every_function_fits_on_a_screen_or_two(room):
    long = {}
    for path in files(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                text = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
                described = text.end_lineno - text.lineno + 1 if text is not None else 0  # as long as it needs to be
                lines = node.end_lineno - node.lineno + 1 - described
                if lines > LONGEST_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_every_function_of_the_core_says_its_types():
    """What mypy asks first, without mypy: scripts/typecheck checks that the types are right as well."""
    silent = []
    for path in files("subsidence"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                named += [one for one in (node.args.vararg, node.args.kwarg) if one]
                told = [one.annotation is not None for one in named if one.arg not in ("self", "cls")]
                result = node.returns is not None or (node.name == "__init__" and bool(told))
                if not all(told) or not result:
                    silent.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert silent == []


def calls_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


def written_shares(text):
    """The lines that say in numbers how far a work is; stages say how much they weigh, in whole numbers."""
    lines = []
    for call in calls_in(ast.parse(text)):
        numbers = [node.value for one in call.args for node in ast.walk(one) if isinstance(node, ast.Constant)]
        placed = call.func.attr == "part"
        told = call.func.attr == "progress" and any(number not in (0, 1) for number in numbers)
        weighed = call.func.attr == "parts" and any(isinstance(number, float) for number in numbers)
        if placed or told or weighed:
            lines.append(call.lineno)
    return lines


def test_nobody_writes_down_the_share_of_the_progress_at_which_a_stage_begins_or_ends():
    found = {}
    for path in files("algorithms", "bridge", "subsidence", "ui"):
        if lines := written_shares(path.read_text(encoding="utf-8")):
            found[str(path.relative_to(ROOT))] = lines
    assert found == {}


SHARES = (
    "report.progress(0.35)",
    "report.progress(count * 0.5)",
    "work(report.part(0.1, 0.9))",
    "reading, working = run.parts(0.3, 0.7)",
)


@pytest.mark.parametrize("line", SHARES)
def test_a_share_that_is_written_down_is_found(line):
    assert written_shares(line) == [1]
    assert written_shares("a, b = report.parts(3, 7)\na.progress(number / max(total, 1))\nb.progress(1.0)") == []


SURROUNDINGS = {"report", "seed", "workers"}
TAKES_THEM_APART = {"map_blocks", "map_rows"}  # where a run's threads start


def test_below_what_scripts_and_algorithms_call_report_seed_and_workers_travel_as_one_run():
    asked_from_outside = set()
    for path in [*files("algorithms", "bridge"), *(ROOT / "examples").rglob("*.py"), CORE / "__init__.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                asked_from_outside |= {alias.name for alias in node.names}
            elif isinstance(node, ast.Attribute):
                asked_from_outside.add(node.attr)
    apart = []
    for path in files("subsidence"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name not in asked_from_outside | TAKES_THEM_APART:
                named = {one.arg for one in [*node.args.args, *node.args.kwonlyargs]}
                if len(named & SURROUNDINGS) > 1:
                    apart.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert apart == []

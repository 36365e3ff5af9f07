"""A benchmark's page is written, and its figures are remembered run by run."""

import ast
import importlib.util
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = """# Speed

Text with 3 numbers that are not 1 table.

| points | seconds | model |
|---|---:|---|
| 10,000 | {seconds} | lstm |
| a million | – | – |
"""


def record():
    spec = importlib.util.spec_from_file_location("benchmark_record", ROOT / "benchmarks" / "record.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_runs_give_two_lines_and_a_course(tmp_path):
    module, page = record(), tmp_path / "speed.md"
    for seconds in ("1.25 ± 0.1", "−1,000"):
        module.publish(page, PAGE.format(seconds=seconds), tmp_path / "history")
    lines = (tmp_path / "history" / "speed.jsonl").read_text(encoding="utf-8").splitlines()
    runs = [json.loads(line) for line in lines]
    assert [run["figures"] for run in runs] == [
        {"Speed / 10,000 / seconds": 1.25},
        {"Speed / 10,000 / seconds": -1000.0},
    ]
    assert page.read_text(encoding="utf-8") == PAGE.format(seconds="−1,000")
    assert "| Speed / 10,000 / seconds | 1.25 | -1000 | -80100 % |" in module.course(tmp_path / "history")


def test_the_course_compares_runs_of_one_machine_only(tmp_path):
    runs = [("a", 1.0), ("b", 50.0), ("a", 3.0), ("a", 1.5)]
    lines = [
        json.dumps({"when": "2026-01-01", "commit": "c", "machine": machine, "figures": {"seconds": value}})
        for machine, value in runs
    ]
    (tmp_path / "speed.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert "| seconds | 1 | 50 | 3 | 1.5 | -25 % |" in record().course(tmp_path)


def test_every_benchmark_that_writes_a_page_keeps_a_record():
    pages = sorted((ROOT / "benchmarks").glob("*.md"))
    assert len(pages) > 5
    for page in pages:
        tree = ast.parse(page.with_suffix(".py").read_text(encoding="utf-8"))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "publish" in called, f"{page.stem}.py: write the page by publish(page, text) of record.py"


def test_the_pages_there_are_hold_figures():
    module = record()
    for page in sorted((ROOT / "benchmarks").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert module.figures_of(text) or "|---" not in text, page.name

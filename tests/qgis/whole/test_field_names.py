"""A field's name is a key: whatever language QGIS speaks, it stays as it is."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from tests.runs_of_examples import run_all
from tests.world_of_examples import build

ROOT = Path(__file__).resolve().parents[3]
MARK = "Ø"
LONGEST = 52  # signs of an alias


class Marking(QTranslator):
    """A language in which every text of the plugin is another one than in English."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return MARK + source if context == "LandSubsidence" else None

    def isEmpty(self):
        return False


@pytest.fixture(scope="module")
def in_chinese(tmp_path_factory):
    """A QGIS whose user chose Chinese runs all examples meanwhile; a call waits for what it found."""
    home = tmp_path_factory.mktemp("chinese")
    (folder := home / "files").mkdir()
    build(folder)
    command = [sys.executable, "-m", "tests.runs_of_examples", "zh_CN", str(folder), str(home / "seen.json")]
    environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(home), "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}
    log = (home / "log").open("w+b")
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def wait():
        code = process.wait(timeout=300)
        log.seek(0)
        text = log.read().decode(errors="replace")
        assert code == 0, text
        return json.loads((home / "seen.json").read_text(encoding="utf-8")), text

    yield wait
    process.kill()
    process.wait()
    log.close()


@pytest.fixture(scope="module")
def aliases():
    """Of the fields of all layers that ``in_marks`` makes."""
    return set()


@pytest.fixture(scope="module")
def in_marks(tmp_path_factory, in_chinese, qgis_app, aliases):
    """What all algorithms write in a language that marks all texts."""
    build(folder := tmp_path_factory.mktemp("marked"))
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    before = Path.cwd()
    os.chdir(folder)
    try:
        return run_all(speaks_in_marks, lambda layer: aliases.update(field.alias() for field in layer.fields()))
    finally:
        os.chdir(before)
        QCoreApplication.removeTranslator(translator)


def speaks_in_marks(algorithm):
    assert all(MARK in definition.description() for definition in algorithm.parameterDefinitions())


def fields_of(seen):
    return {(name, key): list(columns) for name, found in seen.items() for key, columns in found.items()}


def test_no_field_of_any_output_is_translated(in_marks):
    """Every algorithm runs as in its example, in a language that marks all texts."""
    assert {place: fields for place, fields in fields_of(in_marks).items() if MARK in "".join(fields)} == {}
    assert "inertia" in in_marks["kshape_clustering"]["ELBOW"]
    assert "point_id" in in_marks["import_licsbas"]["OUTPUT"]


def test_the_aliases_of_all_outputs_are_short_enough_to_stand_beside_the_name_in_a_dialog(in_marks, aliases):
    told = {alias.replace(MARK, "") for alias in aliases}
    assert len(told) > 150
    assert sorted(alias for alias in told if len(alias) > LONGEST) == []


def test_in_a_chinese_qgis_all_outputs_have_the_fields_that_they_have_in_english(in_marks, in_chinese):
    seen, log = in_chinese()
    assert "聚类" in log  # it spoke Chinese
    assert len(seen) > 25
    assert fields_of(seen) == fields_of(in_marks)


def test_the_keys_in_tables_are_the_same_in_chinese(in_marks, in_chinese):
    """A column holds keys, which no language changes, or sentences and words for people, which each does."""
    seen, _ = in_chinese()
    told = set()
    for name, found in in_marks.items():
        for key, columns in found.items():
            for field, texts in columns.items():
                if MARK in "".join(texts) or texts != seen[name][key][field]:
                    told.add((name, field))
    assert told == {
        ("deformation_model", "break_kind"),
        ("groundwater_response", "pool"),
        ("groundwater_response", "told"),
        ("structure_settlement", "class"),
    }


def keys_from_a_translator(code):
    """Lines on which the name of a column comes out of tr() or message(), straight or by a variable."""
    tree = ast.parse(code)
    spoken = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and translates(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Column":
            names = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "name")]
            if any(translates(name, spoken) for name in names):
                yield node.lineno


def translates(node, spoken):
    return any(
        (isinstance(part, ast.Call) and getattr(part.func, "id", "") in ("tr", "message"))
        or (isinstance(part, ast.Name) and part.id in spoken)
        for part in ast.walk(node)
    )


def test_no_column_is_named_by_a_translator():
    assert list(keys_from_a_translator('Column(tr("inertia"), values)')) == [1]
    assert list(keys_from_a_translator('label = tr("inertia")\nColumn(f"{label}_mm", values)')) == [2]
    assert list(keys_from_a_translator('Column("inertia", values, tr("Inertia"))')) == []
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("algorithms", "bridge")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in keys_from_a_translator(path.read_text(encoding="utf-8"))
    ]
    assert found == []

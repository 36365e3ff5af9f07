"""Every text that a user reads is translated, and its placeholders survive."""

import ast
import importlib.util
import re
import sys
import warnings

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def translate():
    spec = importlib.util.spec_from_file_location("translate_script", ROOT / "scripts" / "translate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_texts_without_translation_and_translations_without_text_are_told(translate):
    """A warning for whoever writes the text; only the release (scripts/package) refuses to go without."""
    for language in translate.LANGUAGES:
        missing = translate.untranslated(language)
        left = set(translate.read_translations(translate.ts_path(language))) - set(translate.collect())
        if missing or left:
            warnings.warn(
                f"{language}: {len(missing)} texts without translation, {len(left)} translations without text;"
                " scripts/translate --list shows them",
                stacklevel=1,
            )


def test_placeholders_and_markup_survive_translation(translate):
    for language in translate.LANGUAGES:
        known = translate.read_translations(translate.ts_path(language))
        for pattern in (r"\{[a-z_]*[^}]*\}", r"</?[a-z]+>", r"\(\*\.[^)]*\)"):
            changed = [
                t for t, d in known.items() if d and sorted(re.findall(pattern, t)) != sorted(re.findall(pattern, d))
            ]
            assert changed == []


def test_a_text_that_is_made_while_running_is_refused(translate):
    with pytest.raises(translate.NotALiteral, match=r"here\.py:1"):
        list(translate.texts_of('tr(f"{n} points")', "here.py"))
    with pytest.raises(translate.NotALiteral):
        list(translate.texts_of("tr(text)", "here.py"))
    with pytest.raises(translate.NotALiteral):
        list(translate.texts_of('message(f"{n} points")', "here.py"))
    assert list(translate.texts_of('tr("two "\n   "pieces")', "here.py")) == [(1, "two pieces")]
    assert list(translate.texts_of('message("{n} points", n=3)', "here.py")) == [(1, "{n} points")]


SPOKEN = ("SubsidenceError", "MissingPackageError", "info", "warn", "Page", "heading", "paragraph", "note", "warning")


def plain_text(node):
    """Whether an argument is a sentence written out, and not one from message() or tr()."""
    if isinstance(node, ast.BinOp):
        return plain_text(node.left) or plain_text(node.right)
    if isinstance(node, ast.IfExp):
        return plain_text(node.body) or plain_text(node.orelse)
    is_text = isinstance(node, ast.Constant) and re.search(r"[a-z]{2,} | [a-z]{2,}", str(node.value)) is not None
    return is_text or (isinstance(node, ast.JoinedStr) and any(plain_text(part) for part in node.values))


def written_out(code):
    """Lines with a sentence that no translator would see."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SPOKEN and any(plain_text(argument) for argument in node.args):
                yield node.lineno


def test_no_error_warning_or_report_speaks_past_the_translator():
    assert list(written_out('raise SubsidenceError(f"{n} points are too few.")')) == [1]
    assert list(written_out('raise SubsidenceError(message("{n} points are too few.", n=n))')) == []
    rooms = [path for room in ("subsidence", "bridge", "algorithms", "ui") for path in (ROOT / room).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in rooms for line in written_out(path.read_text(encoding="utf-8"))
    ]
    assert found == []

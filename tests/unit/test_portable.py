"""What ships runs on Windows, macOS and Linux, on Qt 5 and Qt 6: nothing in it belongs to one of them."""

import ast
import os
import re
import shutil

import pytest

from tests.conftest import ROOT
from tests.windows_files import HANDLES

# the process that opens foreign files; each of its ways of one system is asked for before it is gone
TRIAL = ("subsidence/raster/trial.py", "subsidence/raster/trial_helper.py")
MEMORY = "subsidence/tabular/bounded_memory.py"
ROOMS = ("algorithms", "bridge", "processing_provider", "subsidence", "ui")


def shipped():
    files = [ROOT / "plugin.py", ROOT / "__init__.py", ROOT / "version.py"]
    return files + [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def lines_with(pattern, allowed=()):
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in shipped()
        if path.relative_to(ROOT).as_posix() not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if found.search(line.partition("  # ")[0])
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bos\.(fork|uname|getuid|geteuid|mkfifo|symlink|sched_\w+|nice|getloadavg|statvfs|kill\w*|setsid|pread|sysconf)\b",
        r"^\s*(import|from) (fcntl|resource|pwd|grp|termios|posix|pty|readline|syslog)\b",
        r"\b(signal\.SIG(KILL|HUP|USR1|ALRM)|time\.tzset|locale\.setlocale|signal\.alarm)\b",
        r"strftime\([^)]*%-",  # %-d is glibc's
        r"^\s*(import|from) multiprocessing\b|\bProcessPoolExecutor\b",  # in QGIS on Windows it would start QGIS again
        r"\.symlink_to\(",
        r"[\"'](/tmp|/usr|/dev|/proc|/bin|/home)\b",
        r"shell=True|os\.system\(|os\.popen\(",
        r"\bsubprocess\.",
    ],
)
def test_nothing_that_ships_needs_one_system(pattern):
    assert lines_with(pattern, (*TRIAL, MEMORY)) == []


def test_free_memory_is_asked_of_each_system_in_its_own_way_and_taken_for_granted_of_none():
    text = (ROOT / MEMORY).read_text(encoding="utf-8")
    guards = (
        'sys.platform == "win32"',
        "except OSError:  # not Linux",
        "except (AttributeError, ValueError, OSError):",
    )
    assert all(guard in text for guard in guards)


def test_the_process_that_opens_foreign_files_asks_for_what_only_some_systems_have():
    for path, guards in zip(TRIAL, (['if os.name == "nt"'], ['hasattr(os, "fork")', "except ImportError"])):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert all(guard in text for guard in guards), path


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\.exec_\(", ()),
        (r"\bQt\.[A-Z][A-Za-z]+\b(?!\.)", ()),  # Qt.AlignLeft instead of Qt.AlignmentFlag.AlignLeft
        (r"\bQVariant\b", ("bridge/fields.py",)),
        (r"(import|from) PyQt[456]", ()),
        (r"import .*\bNULL\b", ()),
        (r"from qgis\.PyQt\.QtWidgets import .*\bQAction\b", ("bridge/qt.py",)),
    ],
)
def test_nothing_that_ships_needs_qt_5(pattern, allowed):
    assert lines_with(pattern, allowed) == []


def test_what_ships_is_python_3_9():
    """QGIS 3.22 on Windows has Python 3.9: no match, and "int | None" only where annotations are not evaluated."""
    for path in shipped():
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=(3, 9))
        late = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
        unions = [
            part.lineno
            for node in ast.walk(tree)
            for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
            if annotation is not None
            for part in ast.walk(annotation)
            if isinstance(part, ast.BinOp)
        ]
        assert late or not unions, f"{path}:{unions} needs from __future__ import annotations"


def test_every_file_of_the_repository_can_lie_on_windows_and_macos():
    """No name that Windows reserves or forbids, none that differs only in case, none that makes paths too long."""
    listed = [
        path.relative_to(ROOT).as_posix()
        for room in (*ROOMS, "resources", "tests", "scripts", "docs", "examples", "benchmarks")
        for path in (ROOT / room).rglob("*")
        if "__pycache__" not in path.parts
    ]
    assert listed
    reserved = re.compile(r"(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(/|$)", re.IGNORECASE)
    assert [name for name in listed if reserved.search(name) or re.search(r'[<>:"\\|?*]|[. ](/|$)', name)] == []
    assert [name for name in listed if not name.isascii()] == []
    assert len({name.lower() for name in listed}) == len(set(listed))
    assert max(len(name) for name in listed) < 100  # 260 in all, and a profile's folder has some 100


def test_every_text_file_is_read_and_written_as_utf_8():
    """Windows' own encoding would spoil texts with signs such as ² or Chinese names."""
    found = []
    for path in shipped():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and opens_text(node) and "encoding" not in {k.arg for k in node.keywords}:
                found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}")
    assert found == []


def opens_text(call):
    """Whether a call reads or writes a text file."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("read_text", "write_text"):
        return not (isinstance(call.func.value, ast.Name) and call.func.value.id in ("call", "self"))
    modes = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    is_text_mode = any(re.fullmatch("[rwax]t?[+]?", mode) for mode in modes)
    return name == "open" and (is_text_mode or (isinstance(call.func, ast.Name) and len(call.args) == 1))


@pytest.mark.skipif(not HANDLES.is_dir(), reason="this system does not tell which files are open")
def test_the_tests_refuse_what_windows_refuses(tmp_path):
    """An open file is neither removed nor replaced, nor is its folder; a closed one is."""
    path, other = tmp_path / "open.txt", tmp_path / "other.txt"
    other.write_text("", encoding="utf-8")
    with path.open("w", encoding="utf-8"):
        for forbidden in (path.unlink, lambda: os.replace(other, path), lambda: shutil.rmtree(tmp_path)):
            with pytest.raises(PermissionError):
                forbidden()
    os.replace(other, path)
    path.unlink()
    assert list(tmp_path.iterdir()) == []

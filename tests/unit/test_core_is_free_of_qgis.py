"""The core is plain Python: it neither imports QGIS nor loads heavy packages before they are used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CORE = sorted((ROOT / "subsidence").rglob("*.py"))
LATE = {"torch", "tslearn", "pyswarms", "pandas", "sklearn", "matplotlib", "h5py", "osgeo"}


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_the_core_imports_qgis_or_reaches_out_of_the_core(path):
    depth = len(path.relative_to(ROOT / "subsidence").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level <= depth, f"line {node.lineno} imports from outside the core"
            names = [node.module or ""] if node.level == 0 else []
        else:
            continue
        assert not [name for name in names if name.split(".")[0] in {"qgis", "PyQt5", "PyQt6"}]


def test_importing_every_room_loads_neither_qgis_nor_a_heavy_package():
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in CORE if path.name != "__init__.py"]
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        + "\n".join(f"import {module}" for module in modules)
        + f"\nprint(sorted({LATE | {'qgis'}!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

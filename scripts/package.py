"""Builds the plugin's zip and holds it to what the plugin repository asks."""

from __future__ import annotations

import configparser
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from help_pages import help_files, linked_readme  # noqa: E402

FOLDER = "land_subsidence"
LEFT_OUT = ("tests/", "benchmarks/", "scripts/", "docs/", ".ci/", ".git")
LEFT_OUT_FILES = ("pyproject.toml", "CONTRIBUTING.md", "ARCHITECTURE.md", "CITATION.cff", ".pre-commit-config.yaml")
MOST_BYTES = 25 * 2**20
REQUIRED = (
    *("name", "qgisMinimumVersion", "description", "about", "version", "author", "email", "homepage", "tracker"),
    *("repository", "hasProcessingProvider", "category", "tags", "icon", "experimental", "deprecated"),
)
# errors of syntax and names, wrong imports (QGS1..) and what Qt 6 no longer has (QGS4..); style is ruff's business.
# QGS105 wants iface imported instead of passed in, QGS106 osgeo's old names; QVariant is kept in bridge/fields.py;
# what the core exports is imported for types alone; any method called width counts as one of QFontMetrics
FLAKE8 = (
    "--select=E9,F,QGS101,QGS102,QGS103,QGS104,QGS106,QGS4",
    "--isolated",
    "--per-file-ignores=bridge/fields.py:QGS402,subsidence/__init__.py:F401,subsidence/rate/evaluation.py:QGS404",
)
# B311 takes every numpy generator that is called "random" for the module random
BANDIT = ("--skip", "B101,B311")


class Unfit(Exception):
    """The zip would be refused."""


def shipped_files() -> list[str]:
    """Tracked files that belong in the zip."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.split("\0") if name]
    return [
        name
        for name in names
        if not name.startswith(LEFT_OUT) and name not in LEFT_OUT_FILES and (ROOT / name).is_file()
    ]


def metadata() -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def build(target: Path) -> None:
    """Write the zip with one top folder; the same files give the same bytes."""
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        contents = {name: (ROOT / name).read_bytes() for name in shipped_files()}
        contents["README.md"] = linked_readme(contents["README.md"].decode("utf-8")).encode("utf-8")
        contents |= {f"help/{name}": content for name, content in help_files().items()}
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", date_time=(2020, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents[name])


def check_archive(target: Path) -> None:
    size = target.stat().st_size
    if size > MOST_BYTES:
        raise Unfit(f"the zip has {size / 2**20:.1f} MiB, more than 25")
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    if {name.partition("/")[0] for name in names} != {FOLDER}:
        raise Unfit("the zip must hold one top folder")
    for wanted in ("metadata.txt", "__init__.py", "LICENSE", "requirements.txt", "README.md"):
        if f"{FOLDER}/{wanted}" not in names:
            raise Unfit(f"{wanted} is missing")
    unwanted = [n for n in names if "__pycache__" in n or "/." in n or n.endswith((".pyc", ".so", ".dll", ".exe"))]
    if unwanted:
        raise Unfit(f"these do not belong into a plugin: {unwanted}")


def check_metadata() -> None:
    known = metadata()
    empty = [key for key in REQUIRED if not known.get(key, "").strip()]
    if empty:
        raise Unfit(f"metadata.txt lacks {', '.join(empty)}")
    if "\n" in known["description"] or len(known["description"]) > 255:
        raise Unfit("the description must be one line of at most 255 characters")
    if not (ROOT / known["icon"]).is_file():
        raise Unfit(f"the icon {known['icon']} is missing")
    if "@" not in known["email"]:
        raise Unfit("the e-mail address is none")


def check_translations() -> None:
    """Every text in every language, and in the .qm files that ship: contributors are only warned of what is missing."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import translate

    for language in translate.LANGUAGES:
        missing = translate.untranslated(language)
        if missing:
            raise Unfit(
                f"{len(missing)} texts have no translation into {language}, such as “{sorted(missing)[0]}”;"
                " scripts/translate --list shows them all"
            )


def placeholders() -> list[str]:
    """Keys of metadata.txt whose address is a stand-in (example.org): to be filled in before it is published."""
    return [key for key in ("homepage", "tracker", "repository", "email") if "example.org" in metadata().get(key, "")]


def check_security(folder: Path) -> None:
    """bandit, detect-secrets and flake8 on what is in the zip."""
    run([sys.executable, "-m", "bandit", "-q", *BANDIT, "-r", str(folder)], "bandit")
    listing = run([sys.executable, "-m", "detect_secrets", "scan", "--all-files", "."], "detect-secrets", folder)
    secrets = json.loads(listing)["results"]
    if secrets:
        raise Unfit(f"detect-secrets found {json.dumps(secrets, indent=1)}")
    run([sys.executable, "-m", "flake8", *FLAKE8, "."], "flake8", folder)


def run(command: list[str], name: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    if done.returncode:
        raise Unfit(f"{name} is not content:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def try_it(target: Path, home: Path) -> None:
    """Install the zip into a fresh profile and run one algorithm from it."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        raise Unfit("qgis_process is not installed, so the zip was not tried")
    profile = home / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(plugins)  # our own archive, made a moment ago
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text(f"[PythonPlugins]\n{FOLDER}=true\n", encoding="utf-8")
    points = home / "wells.geojson"
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [102.7, 25.0]}}
    points.write_text(json.dumps({"type": "FeatureCollection", "features": [point]}), encoding="utf-8")
    environment = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(home),
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
    }
    output = home / "rings.gpkg"
    done = subprocess.run(
        [program, "run", "subsidence:buffer_rings", "--", f"INPUT={points}", "DISTANCES=200,400", f"OUTPUT={output}"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    if done.returncode or not output.is_file():
        raise Unfit(f"the installed plugin did not run:\n{done.stdout}\n{done.stderr}")


def main() -> None:
    target = ROOT / "dist" / f"{FOLDER}.{metadata()['version']}.zip"
    try:
        check_metadata()
        check_translations()
        build(target)
        check_archive(target)
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(target) as archive:
                archive.extractall(folder)
            check_security(Path(folder) / FOLDER)
        with tempfile.TemporaryDirectory() as folder:
            try_it(target, Path(folder))
    except Unfit as error:
        sys.exit(f"Not fit for the plugin repository: {error}")
    with zipfile.ZipFile(target) as archive:
        count = len(archive.namelist())
    print(
        f"{target}: {count} files, {target.stat().st_size / 1024:.0f} KiB; metadata, bandit, detect-secrets and flake8"
    )
    print("are content, and the installed plugin ran an algorithm in a fresh profile.")
    if placeholders():
        print(
            f"WARNING: {', '.join(placeholders())} in metadata.txt are placeholders (example.org). Put in where the"
            " plugin really lives before you upload it: the plugin repository shows them to everybody."
        )


if __name__ == "__main__":
    main()

"""The zip of a release: what is in it, and that it runs where nothing of the repository is."""

import importlib.util
import re
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def package():
    spec = importlib.util.spec_from_file_location("package_script", ROOT / "scripts" / "package.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, so what is tracked is not known")
    return module


@pytest.fixture(scope="module")
def archive(package, tmp_path_factory):
    target = tmp_path_factory.mktemp("dist") / "plugin.zip"
    package.build(target)
    return target


def test_the_zip_is_what_the_plugin_repository_takes(package, archive):
    package.check_metadata()
    package.check_archive(archive)
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    assert "land_subsidence/plugin.py" in names
    assert not [n for n in names if n.startswith(("land_subsidence/tests", "land_subsidence/scripts"))]
    assert [n for n in names if n.endswith(".qm")]


def test_the_zip_brings_the_guide_with_its_pictures_and_no_dead_link(archive):
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
        pages = {name: opened.read(name).decode("utf-8") for name in names if name.endswith(".html")}
        readme = opened.read("land_subsidence/README.md").decode("utf-8")
    assert {"land_subsidence/help/guide.html", "land_subsidence/help/algorithms.html"} <= set(pages)
    dead = []
    for name, page in {**pages, "land_subsidence/README.md": readme}.items():
        folder = name.rpartition("/")[0]
        targets = (
            re.findall(r'(?:src|href)="([^"#]+)', page) if name.endswith(".html") else re.findall(r"\]\(([^)#]+)", page)
        )
        dead += [(name, target) for target in targets if "://" not in target and f"{folder}/{target}" not in names]
    assert dead == []
    assert 'id="kshape_clustering"' in pages["land_subsidence/help/algorithms.html"]


def test_addresses_that_stand_in_for_real_ones_are_named(package, monkeypatch):
    real = {
        "homepage": "https://plugin.test/",
        "tracker": "https://plugin.test/issues",
        "repository": "",
        "email": "a@b.test",
    }
    monkeypatch.setattr(package, "metadata", lambda: {**real, "tracker": "https://example.org/land-subsidence/issues"})
    assert package.placeholders() == ["tracker"]
    monkeypatch.setattr(package, "metadata", lambda: real)
    assert package.placeholders() == []


def test_a_zip_with_two_top_folders_or_left_overs_is_refused(package, archive, tmp_path):
    for extra in ("other/file.txt", "land_subsidence/__pycache__/plugin.pyc", "land_subsidence/.hidden"):
        spoiled = tmp_path / "spoiled.zip"
        spoiled.write_bytes(archive.read_bytes())
        with zipfile.ZipFile(spoiled, "a") as opened:
            opened.writestr(extra, b"")
        with pytest.raises(package.Unfit):
            package.check_archive(spoiled)


def test_the_same_files_give_the_same_zip(package, archive, tmp_path):
    package.build(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_the_installed_zip_runs_an_algorithm_in_a_fresh_profile(package, archive, tmp_path):
    package.try_it(archive, tmp_path)
    assert (tmp_path / "rings.gpkg").is_file()


def test_a_text_without_translation_holds_up_the_release(package, monkeypatch):
    import types

    fake = types.SimpleNamespace(LANGUAGES=("zh_CN",), untranslated=lambda language: ["Buffer", "A new text"])
    monkeypatch.setitem(sys.modules, "translate", fake)
    with pytest.raises(package.Unfit, match="2 texts have no translation into zh_CN, such as “A new text”"):
        package.check_translations()
    fake.untranslated = lambda language: []
    package.check_translations()

"""The change log says what is not released yet, then each version with its day, in the groups of Keep a Changelog."""

import re
from datetime import date

from tests.conftest import ROOT

GROUPS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Tried on"}


def test_the_newest_heading_is_what_is_unreleased_and_versions_fall_with_their_days():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert headings[0] == "[Unreleased]"
    versions = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in headings[1:]]
    assert versions
    assert all(versions)
    order = [tuple(map(int, found.groups()[:3])) for found in versions]
    days = [date.fromisoformat(found.group(4)) for found in versions]
    assert order == sorted(order, reverse=True)
    assert days == sorted(days, reverse=True)
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= GROUPS


def test_the_version_of_the_plugin_stands_in_the_change_log():
    version = re.search(r"^version=(.+)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"), re.M).group(1).strip()
    assert f"## [{version}] - " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_nothing_is_told_twice():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    bullets = [" ".join(bullet.split()) for bullet in re.findall(r"^- (.+?)(?=^- |^#|^$)", text, re.M | re.S)]
    assert len(bullets) > 40
    assert sorted(bullets) == sorted(set(bullets))

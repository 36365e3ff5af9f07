"""What metadata.txt says of the plugin, the only place where it is written."""

from functools import cache
from pathlib import Path


@cache
def about_plugin(key: str) -> str:
    """An entry of metadata.txt, such as its tracker."""
    for line in (Path(__file__).parent / "metadata.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{key}="):
            return line.partition("=")[2].strip()
    raise ValueError(f"metadata.txt has no {key}")


def plugin_version() -> str:
    return about_plugin("version")


VERSION = plugin_version()

"""The version, read from metadata.txt, the only place where it is written."""

from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def plugin_version() -> str:
    for line in (Path(__file__).parent / "metadata.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("version="):
            return line.partition("=")[2].strip()
    raise ValueError("metadata.txt has no version")


VERSION = plugin_version()

"""Tables written for a test, and a report that listens."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.unit.products.small_licsbas import small_product, write_hdf5
from tests.unit.products.written_products import IRREGULAR, egms_rows


@pytest.fixture
def write_egms(tmp_path):
    """Write a table; returns its path and the rows that it holds."""

    def write(
        name: str,
        header: list[str],
        dates=tuple(IRREGULAR),
        count: int = 6,
        delimiter: str = ",",
        newline: str = "\n",
        bom: bool = False,
        quoting: int = csv.QUOTE_MINIMAL,
        seed: int = 0,
        descending: bool = True,
    ) -> tuple[Path, list[list]]:
        path = tmp_path / name
        rows = egms_rows(header, list(dates), count, seed, descending)
        with path.open("w", newline="", encoding="utf-8-sig" if bom else "utf-8") as stream:
            writer = csv.writer(stream, delimiter=delimiter, lineterminator=newline, quoting=quoting)
            writer.writerow([*header, *dates])
            writer.writerows(rows)
        return path, rows

    return write


@pytest.fixture
def heard():
    """A report that remembers what it was told, and can ask to stop."""
    from subsidence.progress import Report

    class Listener(Report):
        def __init__(self):
            self.warnings, self.infos, self.fractions = [], [], []
            self.stop_after = None

        def on_progress(self, fraction):
            self.fractions.append(fraction)

        def on_info(self, text):
            self.infos.append(text)

        def on_warning(self, text):
            self.warnings.append(text)

        def is_cancelled(self):
            return self.stop_after is not None and len(self.fractions) >= self.stop_after

    return Listener()


@pytest.fixture
def product() -> dict:
    return small_product()


@pytest.fixture
def write_product(tmp_path):
    """Write a product's arrays as an HDF5 file and return its path."""

    def write(arrays: dict, name: str = "cum_filt.h5") -> Path:
        return write_hdf5(tmp_path / name, arrays)

    return write

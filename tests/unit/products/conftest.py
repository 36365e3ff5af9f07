"""EGMS deliveries as they are written, with known values."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest


def _names(header: str) -> list[str]:
    return header.split(",")


NEW_L2 = _names(
    "pid,mp_type,latitude,longitude,easting,northing,height_ortho,height_ellipse,line,pixel,rmse_ts,"
    "temporal_coherence,amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,"
    "mean_velocity_std,acceleration,acceleration_std,seasonality,seasonality_std,gnss_velocity"
)
OLD_L2A = _names(
    "pid,mp_type,latitude,longitude,easting,northing,height,height_wgs84,line,pixel,rmse,temporal_coherence,"
    "amplitude_dispersion,incidence_angle,track_angle,los_east,los_north,los_up,mean_velocity,mean_velocity_std,"
    "acceleration,acceleration_std,seasonality,seasonality_std,cluster_label"
)
NEW_L3 = _names(
    "pid,easting,northing,height_ortho,rmse_ts,mean_velocity,mean_velocity_std,acceleration,acceleration_std,"
    "seasonality,seasonality_std,gnss_velocity_n,gnss_velocity_e,gnss_velocity_u"
)
OLD_L3 = _names(
    "pid,easting,northing,height,rmse,mean_velocity,mean_velocity_std,acceleration,acceleration_std,seasonality,"
    "seasonality_std"
)
HEADERS = {"new L2b": NEW_L2, "old L2a": OLD_L2A, "new L3": NEW_L3, "old L3": OLD_L3}
IRREGULAR = ["20200103", "20200109", "20200121", "20200214", "20200220"]  # 6, 12 and 24 days


def egms_rows(header: list[str], dates: list[str], count: int, seed: int = 0, descending: bool = True) -> list[list]:
    """Rows with numbers as EGMS prints them: one or two decimals."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        incidence = np.radians(36.0 + rng.random())
        east = np.sin(incidence) * (0.98 if descending else -0.98)
        values = {
            "pid": f"10M{seed}{number:05d}x",
            "mp_type": 0 if number % 2 else 1250,
            "latitude": 45.0 + 0.001 * number,
            "longitude": 11.0 + 0.001 * number,
            "easting": 4_400_000.5 + 100.0 * number,
            "northing": 2_500_000.25 + 50.0 * number,
            "line": 1000 + number,
            "pixel": 2000 + number,
            "cluster_label": number % 3,
            "los_east": f"{east:.3f}",
            "los_north": "-0.115",
            "los_up": f"{np.cos(incidence):.3f}",
            "mean_velocity_std": "0.0" if number == 0 else "0.2",
            "track_angle": 191.42 if descending else 348.6,
        }
        row = [values.get(name, f"{rng.normal(0, 5):.2f}") for name in header]
        rows.append(row + [f"{value:.1f}" for value in rng.normal(0, 10, len(dates))])
    return rows


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

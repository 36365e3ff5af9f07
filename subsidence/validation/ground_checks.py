"""Does the comparison with the ground fit better under another reading of the data?

A wrong sign, a shifted clock, displacements taken for vertical that are not, a line of sight of the other orbit, or a
wrong unit spoil a validation without any error message. Each is tried, and said when the data speak for it clearly:
when the log-likelihood ratio n/2 · ln(MSE as given / MSE otherwise), with n the number of independent residuals,
exceeds a threshold, and exceeds it against an InSAR series of zeros too. A common difference of rates, which a
reference frame may cause, is left out of account where there are at least three stations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..progress import SILENT, Report, stop_if_cancelled
from ..series import years_since
from ..units import LOS, VERTICAL
from ..wording import message
from .ground_series import Matching, inflation, match, mean_series, mixed_directions, project, vector, weighted_mean
from .ground_stations import GroundStation
from .ground_validation import InsarPoints, around

EVIDENCE = 8.0  # log-likelihood ratio; one in three thousand
LEAST_GAIN = 1.25  # of the mean squared error
LONGEST_LAG_DAYS = 400
SCALES = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
STATIONS_FOR_FRAME = 3


@dataclass(frozen=True)
class Reading:
    """Another reading of the data and how much better it fits.

    name : sign, vertical, line of sight, orbit, unit or clock; value : the lag in days or the scale, else 0
    rmse_mm, rmse_as_given_mm : of the series, under this reading and as given
    evidence : log-likelihood ratio
    """

    name: str
    value: float
    rmse_mm: float
    rmse_as_given_mm: float
    evidence: float

    def sentence(self) -> str:
        what = {
            "sign": message("with the sign reversed; check which way is positive"),
            "vertical": message("as vertical motion, not along the line of sight; it may be vertical already"),
            "line of sight": message(
                "as motion along the line of sight, not as vertical; it may not have been converted"
            ),
            "orbit": message(
                "with the east component of the line of sight reversed; check los_e, or ascending and descending"
            ),
            "unit": message("when multiplied by {value:g}; check its unit", value=self.value),
            "clock": message("when moved by {value:+.0f} days; check the dates of both series", value=self.value),
        }[self.name]
        return message(
            "The InSAR series agrees better {what} (RMSE {rmse_mm:.1f} mm instead of {rmse_as_given_mm:.1f} mm).",
            what=what,
            rmse_mm=self.rmse_mm,
            rmse_as_given_mm=self.rmse_as_given_mm,
        )


@dataclass(frozen=True)
class _Site:
    """A station and the points around it: series (n_epochs,) in the points' own direction, unit vector or None."""

    station: GroundStation
    insar: np.ndarray
    los: np.ndarray | None


def other_readings(
    points: InsarPoints,
    stations: Sequence[GroundStation],
    places_m: np.ndarray,
    matching: Matching,
    report: Report = SILENT,
) -> list[Reading]:
    """The readings that fit clearly better than the data as given, the best first; needs series on both sides.

    Parameters
    ----------
    points : InsarPoints
        InSAR.
    stations : sequence of GroundStation
        Ground measurements.
    places_m : ndarray, shape=(n_stations, 2 or 3)
        In the same coordinates as ``points.place_m``.
    matching : Matching
        As in ``validate``.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    list of Reading
        Other signs, units and geometries that fit clearly better, the best first; empty without series on both sides.
    """
    sites = _sites(points, stations, places_m, matching)
    if not sites or points.dates.size < 4:
        return []
    given = _Hypothesis(points.geometry if points.geometry == VERTICAL else matching.compare, points.geometry)
    base = _residuals(points, sites, matching, given)
    nothing = _residuals(points, sites, matching, replace(given, factor=0.0))
    if base is None or nothing is None:
        return []
    tried: list[tuple[str, float, _Hypothesis]] = [("sign", 0.0, replace(given, factor=-1.0))]
    has_los = all(site.los is not None for site in sites)
    if has_los and given.geometry == LOS:
        tried.append(("vertical", 0.0, replace(given, compare=VERTICAL, geometry=VERTICAL)))
        if any(site.station.has_horizontal for site in sites):
            tried.append(("orbit", 0.0, replace(given, east=-1.0)))
    if has_los and given.geometry == VERTICAL:
        tried.append(("line of sight", 0.0, replace(given, compare=LOS, geometry=LOS)))
    tried += [("unit", scale, replace(given, factor=scale)) for scale in SCALES]
    step = max(int(np.median(np.diff(points.dates).astype(int))), 3)
    lags = np.arange(step, LONGEST_LAG_DAYS + 1, step)
    tried += [("clock", float(lag), replace(given, lag_days=int(lag))) for lag in (*-lags, *lags)]
    found: dict[str, Reading] = {}

    def consider(name: str, value: float, hypothesis: _Hypothesis) -> None:
        other = _residuals(points, sites, matching, hypothesis)
        reading = None if other is None else _weigh(name, value, base, other, nothing)
        if reading is not None and (name not in found or reading.evidence > found[name].evidence):
            found[name] = reading

    for trial in report.each(tried):
        consider(*trial)
    if "clock" in found:  # to a quarter of the step
        best = int(found["clock"].value)
        for lag in range(best - step, best + step + 1, max(step // 4, 1)):
            if lag:
                consider("clock", float(lag), replace(given, lag_days=lag))
    return sorted(found.values(), key=lambda reading: -reading.evidence)


@dataclass(frozen=True)
class _Hypothesis:
    compare: str
    geometry: str
    factor: float = 1.0
    east: float = 1.0
    lag_days: int = 0


@dataclass(frozen=True)
class _Residuals:
    """Differences at all stations: plain, and without the rate they have in common."""

    plain: list[np.ndarray]
    framed: list[np.ndarray]

    @staticmethod
    def power(pieces: list[np.ndarray]) -> float:
        return float(sum((piece**2).sum() for piece in pieces) / sum(piece.size for piece in pieces))


def _sites(
    points: InsarPoints, stations: Sequence[GroundStation], places_m: np.ndarray, matching: Matching
) -> list[_Site]:
    from scipy.spatial import cKDTree

    tree = cKDTree(points.place_m)
    sites = []
    for index, station in enumerate(stations):
        stop_if_cancelled()
        found = around(points, tree, places_m[index], matching) if station.has_series else None
        if found is not None:
            rows, weights, _ = found
            if points.los is not None and mixed_directions(points.los[rows]):
                continue
            los = weighted_mean(points.los[rows], weights) if points.los is not None else None
            if los is None or np.isfinite(los).all():
                sites.append(_Site(station, mean_series(points.displacement_mm[rows], weights), los))
    return sites


def _residuals(
    points: InsarPoints, sites: Sequence[_Site], matching: Matching, hypothesis: _Hypothesis
) -> _Residuals | None:
    plain, times = [], []
    for site in sites:
        stop_if_cancelled()
        los = site.los * [hypothesis.east, 1.0, 1.0] if site.los is not None else None
        factor = hypothesis.factor
        if hypothesis.geometry == LOS and hypothesis.compare == VERTICAL:
            factor = factor / los[2] if los is not None else np.nan
        ground = project(site.station.motion_mm, vector(hypothesis.geometry, hypothesis.compare, los))
        dates, insar, ground = match(
            points.dates, factor * site.insar, site.station.dates, ground, matching, hypothesis.lag_days
        )
        if dates.size >= 4:
            residual = insar - ground
            plain.append(residual - residual.mean())
            time = years_since(dates, points.dates[0])
            times.append(time - time.mean())
    if not plain:
        return None
    framed = plain
    if len(plain) >= STATIONS_FOR_FRAME:
        common = sum(float(t @ d) for t, d in zip(times, plain)) / sum(float(t @ t) for t in times)
        framed = [d - common * t for t, d in zip(times, plain)]
    return _Residuals(plain, framed)


def _weigh(name: str, value: float, base: _Residuals, other: _Residuals, nothing: _Residuals) -> Reading | None:
    """The evidence for another reading, or None when it is not clear."""
    if sum(map(len, other.framed)) < 0.5 * sum(map(len, base.framed)):
        return None  # too little in common to compare with
    independent = sum(piece.size / inflation(piece) for piece in other.framed)
    power = _Residuals.power
    framed = power(base.framed) / max(power(other.framed), 1e-12)
    plain = power(base.plain) / max(power(other.plain), 1e-12)
    gain, gain_on_nothing = framed, power(nothing.framed) / max(power(other.framed), 1e-12)
    if name in ("sign", "unit") and plain > framed and framed > 1 / 1.05:
        # where all stations move alike, the common rate is all there is to tell the sign by
        gain, gain_on_nothing = plain, power(nothing.plain) / max(power(other.plain), 1e-12)
    if min(gain, gain_on_nothing) < LEAST_GAIN:
        return None
    evidence = 0.5 * independent * float(np.log(min(gain, gain_on_nothing)))
    if evidence < EVIDENCE:
        return None
    return Reading(
        name,
        value,
        np.sqrt(power(other.plain)),
        np.sqrt(power(base.plain)),
        0.5 * independent * float(np.log(gain)),
    )

"""Changes of motion whose date is unknown: steps, new rates, and settling that slows down; one column for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import map_rows
from ..progress import ALONE, Run
from ..series import years_since
from ..tabular.bounded_memory import rows_of
from ..units import wavelength_m
from ..wording import message
from .noise_models import NoiseModel

STEP, HINGE, EXPONENTIAL, LOGARITHMIC = CHANGES = ("step", "breakpoint", "exponential", "logarithmic")
EPOCHS_BESIDE_STEP = 3
SHARE_BESIDE_HINGE = 0.1
HINGES = 40  # dates of a new rate that are tried at most
SETTLING_SHARES = {EXPONENTIAL: (0.06, 0.12, 0.25, 0.5, 1.0), LOGARITHMIC: (0.01, 0.05, 0.25)}
PACES = {EXPONENTIAL: tuple(np.geomspace(0.05, 1.25, 18)), LOGARITHMIC: tuple(np.geomspace(0.008, 0.4, 8))}
SCANNED_NODES = 3
ROWS_PER_BLOCK = 1024
WITHIN_MM = 5.0  # a step this near to half a wavelength, or a multiple, may be an unwrapping error


@dataclass(frozen=True)
class Candidates:
    """The columns that are tried.

    kind : shape=(n_candidates,), of ``CHANGES``
    place : shape=(n_candidates,): the first epoch after a step, the epoch of a hinge; −1 for settling
    tau_years : shape=(n_candidates,): how fast settling slows down; NaN for steps and hinges
    columns : shape=(n_epochs, n_candidates)
    """

    kind: np.ndarray
    place: np.ndarray
    tau_years: np.ndarray
    columns: np.ndarray


@dataclass(frozen=True)
class Scan:
    """The likeliest candidate of each kind at each point; arrays shape=(n_points, n_kinds).

    index : into the candidates, −1 where none; gain : twice the log-likelihood it adds
    first, last : the candidates, in order, between which the likeliest 95 % lie
    """

    kinds: tuple[str, ...]
    index: np.ndarray
    gain: np.ndarray
    first: np.ndarray
    last: np.ndarray


def candidates(dates: np.ndarray) -> Candidates:
    """Every change that a series of these dates could show."""
    years = years_since(dates)
    n_epochs, span = years.size, years[-1]
    number = np.arange(n_epochs)
    found = [
        (STEP, place, np.nan, (number >= place).astype(float))
        for place in range(EPOCHS_BESIDE_STEP, n_epochs - EPOCHS_BESIDE_STEP + 1)
    ]
    beside = max(5, int(np.ceil(SHARE_BESIDE_HINGE * n_epochs)))
    possible = np.arange(beside, n_epochs - beside)
    hinges = possible[:: max(int(np.ceil(possible.size / HINGES)), 1)] if possible.size else possible
    found += [(HINGE, int(place), np.nan, np.maximum(years - years[place], 0.0)) for place in hinges]
    found += [
        (kind, -1, share * span, settling(years, kind, share * span))
        for kind, shares in SETTLING_SHARES.items()
        for share in shares
    ]
    kinds, places, taus, columns = zip(*found)
    return Candidates(np.array(kinds), np.array(places), np.array(taus), np.column_stack(columns))


def paces(dates: np.ndarray) -> Candidates:
    """Settling at many paces, for what its size owes to the pace and the form that were taken."""
    years = years_since(dates)
    found = [
        (kind, -1, share * years[-1], settling(years, kind, share * years[-1]))
        for kind, shares in PACES.items()
        for share in shares
    ]
    kinds, places, taus, columns = zip(*found)
    return Candidates(np.array(kinds), np.array(places), np.array(taus), np.column_stack(columns))


def between_hinges(
    tried: Candidates, first: np.ndarray, last: np.ndarray, dates: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Days from half-way to the hinge before ``first`` to half-way to the one after ``last``; shape=(n,) each.

    A new rate begins on any day, but only some are tried: the likeliest of them stands for all that are nearer to it
    than to the next.
    """
    members = np.flatnonzero(tried.kind == HINGE)
    days = dates.astype("datetime64[D]").astype(float)
    own = days[tried.place[members]]
    step = own[1] - own[0] if own.size > 1 else 2.0 * np.diff(days).max()
    edges = np.concatenate([[own[0] - step / 2.0], (own[1:] + own[:-1]) / 2.0, [own[-1] + step / 2.0]])
    low = np.floor(np.maximum(edges[first - members[0]], days[0]))
    high = np.ceil(np.minimum(edges[last - members[0] + 1], days[-1]))
    return low.astype("int64").astype("datetime64[D]"), high.astype("int64").astype("datetime64[D]")


def settling(years: np.ndarray, kind: str, tau_years: float) -> np.ndarray:
    """1 − exp(−t / τ) or ln(1 + t / τ), t in years from the first epoch."""
    ratio = years / tau_years
    return -np.expm1(-ratio) if kind == EXPONENTIAL else np.log1p(ratio)


def settling_slope(years: float, kind: str, tau_years: np.ndarray) -> np.ndarray:
    """Derivative of ``settling`` by t, in 1/yr."""
    tau = np.asarray(tau_years, dtype=float)
    return np.exp(-years / tau) / tau if kind == EXPONENTIAL else 1.0 / (tau + years)


def scan(
    displacement_mm: np.ndarray,
    design: np.ndarray,
    tried: Candidates,
    noise: NoiseModel,
    *,
    rows: np.ndarray | None = None,
    run: Run = ALONE,
) -> Scan:
    """For every series the likeliest candidate of each kind beside a design, averaged over kinds of noise.

    displacement_mm : shape=(n_points, n_epochs); gaps are bridged in a straight line, which is enough to find the date
    design : shape=(n_epochs, n_terms), such as level, rate and season
    rows : shape=(n_points,), the series of ``noise`` that these are
    """
    group = noise.group if rows is None else noise.group[rows]
    ready, log_weights = _scanned(design, tried, noise)
    kinds = tuple(kind for kind in CHANGES if (tried.kind == kind).any())
    members = [np.flatnonzero(tried.kind == kind) for kind in kinds]

    years = years_since(noise.dates)
    scan_rows = partial(_scan_rows, years=years, ready=ready, log_weights=log_weights, members=members)
    pieces = map_rows(scan_rows, [displacement_mm, group], ROWS_PER_BLOCK, report=run.report, workers=run.workers)
    table = np.concatenate(pieces, axis=1) if pieces else np.empty((4, 0, len(kinds)))
    return Scan(kinds, table[0].astype(int), table[1], table[2].astype(int), table[3].astype(int))


def shares(
    displacement_mm: np.ndarray, design: np.ndarray, tried: Candidates, noise: NoiseModel, rows: np.ndarray
) -> np.ndarray:
    """How likely each candidate is beside the others, for the given rows; shape=(n_rows, n_candidates), sum 1.

    displacement_mm : shape=(n_points, n_epochs); design, noise : as in ``scan``
    """
    ready, log_weights = _scanned(design, tried, noise)
    years = years_since(noise.dates)
    found = np.empty((rows.size, tried.kind.size))
    for start in range(0, rows.size, ROWS_PER_BLOCK):
        here = rows[start : start + ROWS_PER_BLOCK]
        values = bridged(np.array(rows_of(displacement_mm, here), dtype=float), years)
        gain = _gain(values, ready, log_weights[noise.group[here]])
        found[start : start + here.size] = np.exp(0.5 * (gain - gain.max(axis=1, keepdims=True)))
    return found / found.sum(axis=1, keepdims=True)


def _scanned(design: np.ndarray, tried: Candidates, noise: NoiseModel) -> tuple[list[_Projector], np.ndarray]:
    """The commonest kinds of noise with the design taken out, and the logarithms of their shares in every group."""
    total = np.bincount(noise.group, minlength=len(noise.weights)) @ noise.weights
    nodes = sorted({0, *(int(index) for index in np.argsort(-total)[:SCANNED_NODES])})
    ready = [_Projector(noise.nodes[index].covariance, design, tried.columns) for index in nodes]
    return ready, np.log(noise.weights[:, nodes].clip(1e-6))


def _scan_rows(
    displacement_mm: np.ndarray,
    group: np.ndarray,
    *,
    years: np.ndarray,
    ready: list[_Projector],
    log_weights: np.ndarray,
    members: list[np.ndarray],
) -> np.ndarray:
    gain = _gain(bridged(np.asarray(displacement_mm, dtype=float), years), ready, log_weights[group])
    return np.stack([_of_kind(gain, of_kind) for of_kind in members], axis=2)


def bridged(values: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Gaps filled in a straight line in time, ends by the nearest value; all-missing rows are 0."""
    known = np.isfinite(values)
    if known.all():
        return values
    filled = np.where(known, values, 0.0)
    for row in np.flatnonzero(known.any(axis=1) & ~known.all(axis=1)):
        here = known[row]
        filled[row] = np.interp(years, years[here], values[row, here])
    return filled


class _Projector:
    """A kind of noise with a design taken out: y P y are weighted residual squares of y."""

    def __init__(self, covariance: np.ndarray, design: np.ndarray, columns: np.ndarray) -> None:
        inverse = np.linalg.inv(covariance)
        weighted = inverse @ design
        normal = design.T @ weighted
        self.project = inverse - weighted @ np.linalg.solve(normal, weighted.T)
        self.tried = self.project @ columns
        self.squares = np.einsum("tc,tc->c", columns, self.tried).clip(1e-9)
        self.base = -0.5 * (np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(normal)[1])
        self.degrees = len(design) - design.shape[1]


def _gain(values: np.ndarray, ready: list[_Projector], log_weights: np.ndarray) -> np.ndarray:
    """Twice the log-likelihood that each candidate adds; shape=(n, n_candidates).

    The variance is profiled out at every kind of noise, and the kinds are averaged with and without the change, so that
    a step may turn a random walk into white noise.
    """
    without, with_change = [], []
    for number, node in enumerate(ready):
        squares = np.einsum("nt,nt->n", values @ node.project, values).clip(1e-12)
        explained = (values @ node.tried) ** 2 / node.squares
        left = np.maximum(squares[:, None] - explained, 1e-9 * squares[:, None])
        level = node.base + log_weights[:, number]
        without.append(level - 0.5 * node.degrees * np.log(squares))
        with_change.append(level[:, None] - 0.5 * node.degrees * np.log(left))
    return 2.0 * (_log_sum(with_change) - _log_sum(without)[:, None])


def _log_sum(parts: list[np.ndarray]) -> np.ndarray:
    top = np.maximum.reduce(parts)
    return top + np.log(sum(np.exp(part - top) for part in parts))


def _of_kind(gain: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Best candidate, its gain, and the first and last of the likeliest 95 %; shape=(4, n)."""
    own = gain[:, members]
    best = own.argmax(axis=1)
    share = np.exp(0.5 * (own - own.max(axis=1, keepdims=True)))
    share /= share.sum(axis=1, keepdims=True)
    order = np.argsort(-share, axis=1)
    before = np.cumsum(np.take_along_axis(share, order, axis=1), axis=1) - np.take_along_axis(share, order, axis=1)
    inside = np.zeros(own.shape, dtype=bool)
    np.put_along_axis(inside, order, before < 0.95, axis=1)
    first = inside.argmax(axis=1)
    last = own.shape[1] - 1 - inside[:, ::-1].argmax(axis=1)
    return np.stack([members[best], own[np.arange(len(own)), best], members[first], members[last]])


def unwrapping_error(
    size_mm: np.ndarray, std_mm: np.ndarray, half_wavelength_mm: float | Sequence[float] | None = None
) -> np.ndarray:
    """Whether a step is as large as an error of phase unwrapping, a multiple of half a wavelength; shape=(n,), bool.

    half_wavelength_mm : by default of Sentinel-1's C band in the line of sight

    >>> unwrapping_error(np.array([-27.0, 15.0, 57.0]), np.array([1.0, 1.0, 1.5])).tolist()
    [True, False, True]
    """
    half = 500.0 * wavelength_m() if half_wavelength_mm is None else np.asarray(half_wavelength_mm, dtype=float)
    size = np.abs(np.asarray(size_mm, dtype=float))
    turns = np.maximum(np.rint(np.nan_to_num(size) / half), 1.0)
    with np.errstate(invalid="ignore"):
        return np.abs(size - turns * half) <= np.minimum(np.maximum(1.96 * np.asarray(std_mm), 1.0), WITHIN_MM)


def break_kinds(size: np.ndarray, std: np.ndarray, new_rate: np.ndarray, wavelength: float) -> tuple[np.ndarray, int]:
    """Every break in words, None where there is none, and how many look like unwrapping errors.

    Parameters
    ----------
    size : ndarray, shape=(n_points,)
        Of the break, mm or mm/yr; NaN where there is none.
    std : ndarray, shape=(n_points,)
        Standard error of ``size``.
    new_rate : ndarray, shape=(n_points,)
        True where the break is a change of rate, and not a step.
    wavelength : float
        Of the radar, m.

    Returns
    -------
    tuple of ndarray, int
        Words of shape (n_points,), None where there is no break; how many look like unwrapping errors.
    """
    with np.errstate(invalid="ignore"):
        unwrapping = unwrapping_error(size, std, 500.0 * wavelength) & ~new_rate
    words = np.full(len(size), None, dtype=object)
    words[np.isfinite(size)] = message("step")
    words[new_rate] = message("new rate")
    words[unwrapping] = message("step of half a wavelength: unwrapping error?")
    return words, int(unwrapping.sum())

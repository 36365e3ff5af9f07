"""Noise of displacement series that is correlated in time: which kind it is, estimated from the series themselves.

The noise of a series is white noise plus one correlated process, in the covariance

    C = σ² [ f I + (1 − f) E ],   E of one of:
    AR(1) in continuous time   E_ij = exp(−|t_i − t_j| / τ), so that irregular epochs are exact
    power law, spectrum ~ f^κ  E = L Lᵀ, L the fractional integration filter of Hosking (1981) on the common grid
                               of days; κ = −1 is flicker noise, κ = −2 a random walk

Where epochs are irregular both are also tried with the number of the epoch in place of time: errors that a chain of
interferograms passes on grow by link, not by day. Sources: Williams 2003, J. Geodesy 76, 483–494; Williams 2008, GPS
Solutions 12, 147–153; Langbein 2004, J. Geophys. Res. 109, B04406.

A grid of (E, f), the *nodes*, is judged by restricted maximum likelihood, where σ of every series has been
integrated out. One series of a hundred epochs says little about which node is right, many say much: the share of each
node in a group of series is estimated by expectation and maximisation from a base prior, with as much weight as the
group holds independent series. Nothing is decided for good: whoever fits a trend averages over the nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np

from ..errors import SubsidenceError
from ..progress import ALONE, Run, stop_if_cancelled
from ..series import decimal_years, years_since
from ..tabular.bounded_memory import rows_of
from ..wording import message

SPECTRAL_INDICES = (-0.5, -1.0, -1.5, -2.0)
CORRELATION_STEPS = (0.7, 1.4, 2.8, 5.6, 11.2)  # τ of AR(1) in median steps between epochs
WHITE_SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97)  # f: part of the residual variance that is white
FAMILY_PRIOR = {"white": 0.3, "AR(1)": 0.3, "power law": 0.4}
STEEPER, PURER = 1.0, 3.0  # the prior of a power law ~ exp(−κ·STEEPER − f·PURER): walks that go unseen do most harm
PRIOR_SERIES = 2.0  # the base prior counts as much as so many independent series
LAYER_SERIES = 10.0  # and the kinds of the whole layer, for each of its groups
MOST_NODES = 12  # that a layer is given; the others hand their weight to those most like them
PAST_SHARE = 0.1  # power-law noise has run for so much of the series' length when the series begins
IRREGULAR = 0.05  # coefficient of variation of the steps between epochs from which on they count as irregular
MOST_LOOKED_AT = 100_000  # series that are read to find as many as that
LOOKED_AT_FOR_COMPLETE = 20_000  # and where some of the first ones are complete, to find as many that are
SAMPLE_WITH_GAPS = 60  # series that are taken one by one where few are complete
FEWEST_SHARE = 0.05  # of the series that must have an epoch for it to count
SAMPLE = 2000  # series of a group that the shares are learnt from
GRID_DAYS_LIMIT = 4000
FEWEST_EPOCHS = 4
EPOCHS_FOR_CURVATURE = 12
YEARS_FOR_ANNUAL = 1.5
EPOCHS_TO_TELL = 80  # two kinds of noise apart
MOST_REMEMBERED = 400  # epochs of dates whose covariances are kept for the next series
EM_STEPS = 600


_Shape = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class NoiseNode:
    """White noise plus one correlated process, up to a factor σ².

    family : "white", "AR(1)" or "power law"
    parameter : τ in days (in median steps by epoch), or κ; NaN for white
    white_share : part of the variance of residuals that is white
    covariance : shape=(n_epochs, n_epochs); residuals about a line have variance 1
    """

    family: str
    parameter: float
    white_share: float
    covariance: np.ndarray

    @cached_property
    def inverse(self) -> np.ndarray:
        """Of the covariance; shape=(n_epochs, n_epochs)."""
        whiten = np.linalg.inv(np.linalg.cholesky(self.covariance))
        return whiten.T @ whiten

    @cached_property
    def inverse32(self) -> np.ndarray:
        """Of the covariance in single precision, for residuals from which the trend has been taken."""
        return self.inverse.astype(np.float32)

    @cached_property
    def log_determinant(self) -> float:
        """Of the covariance."""
        return float(np.linalg.slogdet(self.covariance)[1])

    @property
    def name(self) -> str:
        """For people: white, AR(1), flicker, random walk or a power law in between, with white noise or without.

        >>> NoiseNode("power law", -1.0, 0.3, np.eye(2)).name
        'white + flicker'
        """
        if self.family == "white":
            return "white"
        named = {-1.0: "flicker", -2.0: "random walk"}.get(self.parameter, "power law")
        own = named if self.family == "power law" else self.family
        return f"white + {own}" if self.white_share > 0 else own


@dataclass(frozen=True)
class NoiseModel:
    """What is known about the noise of a layer of series.

    dates : shape=(n_epochs,); nodes : the kinds of noise that remain possible
    weights : shape=(n_groups, n_nodes), rows sum to 1: how much of each there is in a group
    group : shape=(n_points,), the row of ``weights`` of each series
    n_effective : shape=(n_groups,), independent series that the group is worth
    """

    dates: np.ndarray
    nodes: tuple[NoiseNode, ...]
    weights: np.ndarray
    group: np.ndarray
    n_effective: np.ndarray

    def shares(self) -> dict[str, float]:
        """Weight by name of node over all series, heaviest first."""
        total = np.bincount(self.group, minlength=len(self.weights)) @ self.weights
        shares: dict[str, float] = {}
        for node, weight in zip(self.nodes, total / max(total.sum(), 1e-300)):
            shares[node.name] = shares.get(node.name, 0.0) + float(weight)
        return dict(sorted(shares.items(), key=lambda item: -item[1]))

    def describe(self) -> str:
        """One line, such as “white + flicker 81 %, AR(1) 12 %”."""
        return ", ".join(f"{name} {100 * share:.0f} %" for name, share in self.shares().items() if share >= 0.05)


def power_law_covariance(dates: np.ndarray, spectral_index: float) -> np.ndarray:
    """Covariance of noise with spectrum ~ f^κ at the dates, in units of its innovation; shape=(n_epochs, n_epochs).

    The process runs on the common grid of the dates (their greatest common step in days) and begins some time
    before the first date, as noise that is older than the measurement does; the dates are a sample of it, so gaps and
    irregular steps are exact.

    >>> dates = np.datetime64("2020-01-01") + np.array([0, 12, 24])
    >>> walk = power_law_covariance(dates, -2.0)
    >>> (walk - walk[0, 0]).tolist()
    [[0.0, 0.0, 0.0], [0.0, 1.0, 1.0], [0.0, 1.0, 2.0]]
    """
    days = _days(dates)
    step = float(np.gcd.reduce(np.diff(days).astype(int))) if days.size > 1 else 1.0
    step = max(step, (days[-1] - days[0]) / GRID_DAYS_LIMIT)
    index = np.rint((days - days[0]) / step).astype(int)
    length = int(index[-1]) + 1
    index = index + int(np.ceil(PAST_SHARE * length))
    lag = np.arange(1, index[-1] + 1)
    filter_ = np.concatenate([[1.0], np.cumprod((lag - 1.0 - spectral_index / 2.0) / lag)])
    past = index[:, None] - np.arange(index[-1] + 1)[None, :]
    rows = np.where(past >= 0, filter_[np.maximum(past, 0)], 0.0)
    return rows @ rows.T


def ar1_covariance(dates: np.ndarray, tau_days: float) -> np.ndarray:
    """Covariance exp(−|Δt| / τ) of AR(1) noise of variance 1 at the dates; shape=(n_epochs, n_epochs)."""
    days = _days(dates)
    return np.exp(-np.abs(days[:, None] - days[None, :]) / tau_days)


def reference_design(dates: np.ndarray) -> np.ndarray:
    """Terms whose shape no noise may claim: level, rate and, where there are epochs enough, acceleration and season."""
    years = years_since(dates)
    time = years - (years[0] + years[-1]) / 2.0
    columns = [np.ones(time.size), time]
    if time.size >= EPOCHS_FOR_CURVATURE:
        columns.append(time**2 / 2.0)
        if years[-1] >= YEARS_FOR_ANNUAL:
            angle = 2.0 * np.pi * decimal_years(dates)
            columns += [np.sin(angle), np.cos(angle)]
    return np.column_stack(columns)


class SeriesRows(Protocol):
    """An array of series, shape=(n_points, n_epochs), or what gives one for some rows."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __len__(self) -> int: ...

    def __getitem__(self, rows: np.ndarray, /) -> np.ndarray: ...


def estimate_noise(
    displacement_mm: np.ndarray | SeriesRows,
    dates: np.ndarray,
    *,
    groups: np.ndarray | None = None,
    design: np.ndarray | None = None,
    run: Run = ALONE,
) -> NoiseModel:
    """Which noise the series of each group have, by restricted maximum likelihood.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        mm; NaN where missing. Anything that gives arrays for rows will do.
    dates : ndarray, shape=(n_epochs,)
        Increasing, any steps.
    groups : ndarray, shape=(n_points,), optional
        Any labels: series that may share their kinds of noise, such as a neighbourhood or a cluster; by default all.
        Every series keeps a level of noise, and a mixture of kinds, of its own.
    design : ndarray, shape=(n_epochs, n_terms), optional
        What is no noise; by default level, rate, acceleration and season.
    run : Run
        Report and seed; a large layer is judged by a sample.

    Returns
    -------
    NoiseModel
        Kinds of noise, and the weight of each in every group.

    Raises
    ------
    SubsidenceError
        Where dates and series do not fit, or there are too few epochs.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> dates = np.datetime64("2020-01-01") + 12 * np.arange(80)
    >>> estimate_noise(rng.normal(size=(300, 80)).cumsum(axis=1), dates).describe().split(" ")[0:2]
    ['random', 'walk']
    """
    dates = np.asarray(dates, dtype="datetime64[D]")
    displacement = displacement_mm if hasattr(displacement_mm, "shape") else np.asarray(displacement_mm)
    if len(displacement.shape) != 2 or displacement.shape[1] != dates.size:
        raise SubsidenceError(
            message(
                "The noise cannot be estimated: {count} dates for an array of {shape}.",
                count=dates.size,
                shape=displacement.shape,
            )
        )
    if dates.size < FEWEST_EPOCHS:
        raise SubsidenceError(
            message(
                "The noise of a series needs at least {least} epochs; there are {count}.",
                least=FEWEST_EPOCHS,
                count=dates.size,
            )
        )
    grid = _grid(dates)
    base = _base_prior(grid.kinds)
    usual = design is None
    design = grid.design if design is None else np.asarray(design, dtype=float)
    labels, group = _group_rows(groups, len(displacement))
    rng = np.random.default_rng(run.seed)
    pooled = rng.permutation(len(displacement))
    overall, n_overall = _shares(_likelihood(displacement, pooled, design, grid, usual), base, PRIOR_SERIES)
    weights, n_effective = [overall], [n_overall]
    if labels > 1:
        order = np.argsort(group[pooled], kind="stable")
        members = np.split(pooled[order], np.cumsum(np.bincount(group, minlength=labels))[:-1])
        found = [
            _shares(_likelihood(displacement, rows, design, grid, usual), overall, LAYER_SERIES)
            for rows in run.report.each(members)
        ]
        weights, n_effective = [own for own, _ in found], [count for _, count in found]
    kept, shares = _merged(grid.apart, np.asarray(weights), group, MOST_NODES)
    return NoiseModel(dates, tuple(grid.node(index) for index in kept), shares, group, np.asarray(n_effective))


def noise_of_sets(sets: Sequence[tuple[np.ndarray, np.ndarray]], dates: np.ndarray, *, run: Run = ALONE) -> NoiseModel:
    """As ``estimate_noise``, of series that share their kinds of noise but not what is no noise.

    Parameters
    ----------
    sets : sequence of tuple of ndarray
        Displacements in mm, shape=(n_points, n_epochs), NaN where missing, and their design, shape=(n_epochs, n_terms).
    dates : ndarray, shape=(n_epochs,)
        Increasing, any steps.
    run : Run
        Its seed; of a large set a sample is judged.

    Returns
    -------
    NoiseModel
        With one group, the series in the order of the sets. Series of different sets are taken for as much alike as
        those of one are, so that what all share does not count many times.
    """
    dates = np.asarray(dates, dtype="datetime64[D]")
    grid = _grid(dates)
    rng = np.random.default_rng(run.seed)
    found = [
        _likelihood(values, rng.permutation(len(values)), np.asarray(design, dtype=float), grid, False)
        for values, design in sets
    ]
    likelihood = np.concatenate([one for one, _ in found])
    sizes = np.array([len(one) for one, _ in found], dtype=float)
    alike = np.array([1.0 / max(worth, 1.0) - 1.0 / max(size, 1.0) for size, (_, worth) in zip(sizes, found)])
    many = np.where(sizes > 1, sizes, 0.0)
    shared = float(np.maximum(alike, 0.0) @ many / max(many.sum(), 1.0))
    worth = 1.0 / (1.0 / max(len(likelihood), 1) + shared)
    shares, n_effective = _shares((likelihood, worth), _base_prior(grid.kinds), PRIOR_SERIES)
    group = np.zeros(sum(len(values) for values, _ in sets), dtype=int)
    kept, weights = _merged(grid.apart, shares[None], group, MOST_NODES)
    return NoiseModel(dates, tuple(grid.node(index) for index in kept), weights, group, np.array([n_effective]))


def thinned(noise: NoiseModel, most: int) -> tuple[np.ndarray, np.ndarray]:
    """At most so many nodes that stand for all: indices, shape=(n_kept,), and the weights that they carry.

    One node after the other gives its weight to the one most like it, the one first that changes least by that. Like
    are those whose residuals could hardly be told apart, whatever their size: the sum of the logarithms of
    tr(Cᵢ⁻¹Cⱼ)/n and tr(Cⱼ⁻¹Cᵢ)/n. So rare kinds of noise are not forgotten, which would make intervals too narrow.
    The first node stays.
    weights : shape=(n_groups, n_kept)
    """
    if len(noise.nodes) <= most:
        return np.arange(len(noise.nodes)), noise.weights
    return _merged(_apart([node.covariance for node in noise.nodes]), noise.weights, noise.group, most)


def _apart(covariances: Sequence[np.ndarray]) -> np.ndarray:
    """How unlike kinds of noise are; shape=(n_nodes, n_nodes). Of many epochs some are enough to tell."""
    n_epochs = len(covariances[0])
    number = np.arange(n_epochs)
    if n_epochs > EPOCHS_TO_TELL:
        half = EPOCHS_TO_TELL // 2
        number = np.concatenate([number[:half], np.linspace(half, n_epochs - 1, half).astype(int)])
    small = np.stack([covariance[np.ix_(number, number)] for covariance in covariances])
    inverse = np.linalg.inv(small)
    ratio = np.log(inverse.reshape(len(small), -1) @ small.reshape(len(small), -1).T / number.size)
    return ratio + ratio.T


def _merged(apart: np.ndarray, weights: np.ndarray, group: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """As ``thinned``."""
    weights, apart = weights.copy(), apart.copy()
    left = list(range(len(apart)))
    total = np.bincount(group, minlength=len(weights)) @ weights + 1e-12 * max(len(group), 1)
    np.fill_diagonal(apart, np.inf)
    while len(left) > most:
        among = apart[np.ix_(left, left)]
        nearest = among.argmin(axis=1)
        cost = total[left] * among[np.arange(len(left)), nearest]
        place = int(cost[1:].argmin()) + 1
        gone, taker = left[place], left[int(nearest[place])]
        weights[:, taker] += weights[:, gone]
        total[taker] += total[gone]
        del left[place]
    return np.array(left), weights[:, left]


def white_noise(dates: np.ndarray, n_points: int) -> NoiseModel:
    """Noise that is taken to be independent from epoch to epoch.

    Parameters
    ----------
    dates : ndarray, shape=(n_epochs,)
        Days of the epochs.
    n_points : int
        Series that it is for.

    Returns
    -------
    NoiseModel
        With one kind of noise, the same for all series; rates from it have the usual, too small errors.
    """
    dates = np.asarray(dates, dtype="datetime64[D]")
    node = NoiseNode("white", float("nan"), 1.0, np.eye(dates.size))
    return NoiseModel(dates, (node,), np.ones((1, 1)), np.zeros(n_points, dtype=int), np.zeros(1))


def neighbourhoods(xy: np.ndarray, *, smallest: int = 400, most: int = 64) -> np.ndarray:
    """Labels of compact groups of at least ``smallest`` points, halved along their longer side; shape=(n_points,)."""
    xy = np.asarray(xy, dtype=float)
    pieces = [np.arange(len(xy))]
    while len(pieces) < most:
        largest = max(range(len(pieces)), key=lambda index: pieces[index].size)
        rows = pieces[largest]
        if rows.size < 2 * smallest:
            break
        axis = int(np.argmax(np.ptp(xy[rows], axis=0)))
        order = rows[np.argsort(xy[rows, axis], kind="stable")]
        pieces[largest : largest + 1] = [order[: rows.size // 2], order[rows.size // 2 :]]
    labels = np.zeros(len(xy), dtype=int)
    for number, rows in enumerate(pieces):
        labels[rows] = number
    return labels


def _days(dates: np.ndarray) -> np.ndarray:
    dates = np.asarray(dates, dtype="datetime64[D]")
    return (dates - dates[0]).astype(float)


def _group_rows(groups: np.ndarray | None, n_points: int) -> tuple[int, np.ndarray]:
    if groups is None:
        return 1, np.zeros(n_points, dtype=int)
    labels, group = np.unique(np.asarray(groups), return_inverse=True)
    return labels.size, group.reshape(-1)


@dataclass(frozen=True)
class _Kind:
    """A correlated process; by_epoch: it counts epochs, not days."""

    family: str
    parameter: float
    by_epoch: bool


def _kinds(dates: np.ndarray) -> list[_Kind]:
    """Every correlated process that is tried."""
    steps = np.diff(_days(dates))
    step = float(np.median(steps))
    clocks = (False, True) if steps.std() > IRREGULAR * steps.mean() else (False,)
    return [
        _Kind(family, parameter, by_epoch)
        for by_epoch in clocks
        for family, parameters in (
            ("AR(1)", [step * factor for factor in CORRELATION_STEPS]),
            ("power law", SPECTRAL_INDICES),
        )
        for parameter in parameters
    ]


def _correlated(dates: np.ndarray, kind: _Kind) -> np.ndarray:
    """Covariance whose residuals about a line have variance 1."""
    clock = dates
    if kind.by_epoch:
        step = int(np.median(np.diff(_days(dates))))
        clock = dates[0] + step * np.arange(len(dates))
    covariance = (ar1_covariance if kind.family == "AR(1)" else power_law_covariance)(clock, kind.parameter)
    days = _days(dates)
    line, _ = np.linalg.qr(np.column_stack([np.ones(days.size), days]))
    left = np.trace(covariance) - np.trace(line.T @ covariance @ line)
    return covariance * (days.size - 2) / left


@dataclass(frozen=True)
class _Grid:
    """Every node that is tried at some dates: white noise, then all shares of white noise of each correlated process.

    kinds, matrices : the processes and their covariances; design : ``reference_design``
    apart : shape=(n_nodes, n_nodes), see ``_apart``
    """

    kinds: tuple[_Kind, ...]
    matrices: tuple[np.ndarray, ...]
    design: np.ndarray

    @cached_property
    def shapes(self) -> list[_Shape]:
        return _shapes(self.matrices, self.design)

    @cached_property
    def apart(self) -> np.ndarray:
        return _apart([self.node(index).covariance for index in range(1 + len(self.kinds) * len(WHITE_SHARES))])

    def node(self, index: int) -> NoiseNode:
        one = np.eye(len(self.design))
        if index == 0:
            return NoiseNode("white", float("nan"), 1.0, one)
        number, of_share = divmod(int(index) - 1, len(WHITE_SHARES))
        kind, share = self.kinds[number], WHITE_SHARES[of_share]
        return NoiseNode(kind.family, kind.parameter, share, share * one + (1.0 - share) * self.matrices[number])


def _grid(dates: np.ndarray) -> _Grid:
    """Of these dates; the last ones are remembered, for one series after the other of a layer."""
    if len(dates) > MOST_REMEMBERED:
        return _new_grid(dates)
    return _remembered_grid(dates.astype("datetime64[D]").astype("int64").tobytes())


@lru_cache(maxsize=2)
def _remembered_grid(days: bytes) -> _Grid:
    return _new_grid(np.frombuffer(days, dtype="int64").astype("datetime64[D]"))


def _new_grid(dates: np.ndarray) -> _Grid:
    kinds = tuple(_kinds(dates))
    return _Grid(kinds, tuple(_correlated(dates, kind) for kind in kinds), reference_design(dates))


def _base_prior(kinds: Sequence[_Kind]) -> np.ndarray:
    """Weight of every node before any series is seen; shape=(n_nodes,)."""
    weight = np.ones((len(kinds), len(WHITE_SHARES)))
    for own, kind in zip(weight, kinds):
        if kind.family == "power law":
            own *= np.exp(-STEEPER * kind.parameter - PURER * np.asarray(WHITE_SHARES))
    family = np.array([kind.family for kind in kinds])
    for name in np.unique(family):
        weight[family == name] *= FAMILY_PRIOR[str(name)] / weight[family == name].sum()
    return np.concatenate([[FAMILY_PRIOR["white"]], weight.ravel()])


def _shapes(matrices: Sequence[np.ndarray], design: np.ndarray) -> list[_Shape]:
    """For white noise and every correlated process: a basis of contrasts that makes it diagonal, and its variances.

    All shares of white noise have the same basis, so one matrix product serves them all.
    """
    basis, _ = np.linalg.qr(design, mode="complete")
    contrasts = basis[:, design.shape[1] :]
    shapes = [(contrasts, np.ones(contrasts.shape[1]))]
    for matrix in matrices:
        variances, vectors = np.linalg.eigh(contrasts.T @ matrix @ contrasts)
        shapes.append((contrasts @ vectors, variances.clip(1e-10)))
    return shapes


def _likelihood(
    displacement: SeriesRows, rows: np.ndarray, design: np.ndarray, grid: _Grid, usual: bool
) -> tuple[np.ndarray, float]:
    """Restricted log-likelihood of up to ``SAMPLE`` series at every node, σ profiled out, and what they are worth.

    shape=(n_series, n_nodes). Epochs that hardly any series has are left out; series that are complete without them are
    taken where there are enough, else a few with gaps, each by the epochs that it has.
    usual : whether the design is that of the grid
    """
    values = _sample(displacement, rows)
    used = np.isfinite(values).mean(axis=0) >= FEWEST_SHARE if len(values) else np.ones(len(design), dtype=bool)
    values, design = values[:, used], design[used]
    matrices = grid.matrices if used.all() else [matrix[np.ix_(used, used)] for matrix in grid.matrices]
    complete = np.flatnonzero(np.isfinite(values).all(axis=1))
    if complete.size >= min(50, max(len(values), 1)):
        shapes = grid.shapes if usual and used.all() else _shapes(matrices, design)
        values = values[complete[:SAMPLE]]
        values = values - values @ np.linalg.pinv(design).T @ design.T
        values = values[np.square(values).sum(axis=1) > 1e-12]
        return _of_complete(values, shapes) if len(values) else (_nothing(matrices), 1.0)
    pieces = []
    for series in values:
        stop_if_cancelled()
        known = np.isfinite(series)
        if known.sum() < max(0.5 * series.size, design.shape[1] + 3):
            continue
        terms, *_ = np.linalg.lstsq(design[known], series[known], rcond=None)
        residual = series[known] - design[known] @ terms
        if np.square(residual).sum() > 1e-12:
            shapes = _shapes([matrix[np.ix_(known, known)] for matrix in matrices], design[known])
            pieces.append(_of_complete(residual[None], shapes)[0])
        if len(pieces) >= SAMPLE_WITH_GAPS:
            break
    return (np.concatenate(pieces), float(len(pieces))) if pieces else (_nothing(matrices), 1.0)


def _nothing(matrices: Sequence[np.ndarray]) -> np.ndarray:
    """The likelihood of no series at all; shape=(0, n_nodes)."""
    return np.zeros((0, 1 + len(matrices) * len(WHITE_SHARES)))


def _of_complete(values: np.ndarray, shapes: list[_Shape]) -> tuple[np.ndarray, float]:
    """As ``_likelihood``, of residuals without gaps."""
    result = []
    degrees = shapes[0][0].shape[1]
    for number, (basis, variances) in enumerate(shapes):
        stop_if_cancelled()
        squares = (values @ basis) ** 2
        shares = np.array([1.0]) if number == 0 else np.asarray(WHITE_SHARES)
        diagonal = shares[None, :] + (1.0 - shares[None, :]) * variances[:, None]  # (n_contrasts, n_shares)
        with np.errstate(divide="ignore"):
            scale = np.log(squares @ (1.0 / diagonal))
        result.append(-0.5 * np.log(diagonal).sum(axis=0) - 0.5 * degrees * scale)
    likelihood = np.concatenate(result, axis=1)
    best = int(np.argmax(likelihood.mean(axis=0)))
    number, share = (
        (0, 1.0) if best == 0 else ((best - 1) // len(WHITE_SHARES) + 1, WHITE_SHARES[(best - 1) % len(WHITE_SHARES)])
    )
    basis, variances = shapes[number]
    white = values @ basis / np.sqrt(share + (1.0 - share) * variances)
    return likelihood, independent_series(white)


def _sample(displacement: SeriesRows, rows: np.ndarray) -> np.ndarray:
    """Series that have values, in the order of ``rows``; shape=(n_series, n_epochs).

    Complete ones tell the kinds of noise: a hundred of them leave an error of a quarter in what flicker noise adds to a
    standard error.
    """
    pieces: list[np.ndarray] = []
    found = complete = 0
    used = np.ones(displacement.shape[1], dtype=bool)
    for start in range(0, min(rows.size, MOST_LOOKED_AT), SAMPLE):  # of a raster, most may be sea
        stop_if_cancelled()
        piece = np.asarray(rows_of(displacement, rows[start : start + SAMPLE]), dtype=float)
        pieces.append(piece[np.isfinite(piece).any(axis=1)])
        if not found and len(pieces[-1]):
            used = np.isfinite(pieces[-1]).mean(axis=0) >= FEWEST_SHARE
        found += len(pieces[-1])
        complete += int(np.isfinite(pieces[-1][:, used]).all(axis=1).sum())
        enough = complete >= SAMPLE or not complete or start + SAMPLE >= LOOKED_AT_FOR_COMPLETE
        if found >= SAMPLE and enough:
            break
    return np.concatenate(pieces) if pieces else np.empty((0, displacement.shape[1]))


def independent_series(white: np.ndarray, pairs: int = 4000) -> float:
    """How many independent series these are worth: 1 / (1 / n + mean ρ²), ρ the correlation of two of them.

    white : shape=(n_series, n_contrasts), residuals that are white in time
    """
    n_series, length = white.shape
    if n_series < 2:
        return float(n_series)
    rng = np.random.default_rng(0)
    first = rng.integers(0, n_series, pairs)
    second = (first + rng.integers(1, n_series, pairs)) % n_series
    unit = white / np.sqrt(np.square(white).sum(axis=1, keepdims=True)).clip(1e-300)
    squared = float(np.square((unit[first] * unit[second]).sum(axis=1)).mean())
    beyond_chance = max(squared - 1.0 / length, 0.0) / max(1.0 - 1.0 / length, 0.5)
    return 1.0 / (1.0 / n_series + beyond_chance)


def _shares(found: tuple[np.ndarray, float], base: np.ndarray, prior_series: float) -> tuple[np.ndarray, float]:
    """Share of every node by expectation and maximisation, shape=(n_nodes,), and the number of independent series.

    Whoever uses the shares will judge each series by its own likelihood, so it is left out of what the others tell it.
    """
    likelihood, n_effective = found
    if not len(likelihood):
        return base, 0.0
    relative = np.exp(likelihood - likelihood.max(axis=1, keepdims=True))
    others = max(n_effective - 1.0, 0.0)
    shares = base
    for _ in range(EM_STEPS):
        stop_if_cancelled()
        posterior = relative * shares
        posterior /= posterior.sum(axis=1, keepdims=True)
        new = (prior_series * base + others * posterior.mean(axis=0)) / (prior_series + others)
        moved = np.abs(new - shares).max()
        shares = new
        if moved < 1e-5:
            break
    return shares, n_effective

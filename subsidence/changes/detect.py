"""Which points changed: the test of each point alone and of each point with its neighbours, and what they found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..blocks import row_blocks
from ..progress import SILENT, Report
from ..spatial.noise_correlation import NoiseCorrelation, estimate_noise_correlation
from ..threads import one_thread_pools
from ..wording import message
from .expectation import Expectation, Group, expect_from_past
from .sequential_test import (
    RATE,
    STEP,
    NullLaw,
    Scan,
    Traces,
    false_alarm_probabilities,
    null_law,
    scan,
    traces_of,
    whitening,
)

NEIGHBOURS = 12  # with the point itself
LEAST_NEIGHBOURS = 3
CLOSE = 5  # the point itself and its nearest, who together decide whether a changed neighbourhood reaches this point
CLOSE_LEAN = 1.65  # their ratio from which on it does (one in twenty by chance)
CLOSE_SHARE = (
    0.4  # and the part that they must show of what the strongest neighbourhood about shows of each of its points
)
CLOSE_JOINS = 2.33  # the same for a neighbour of an area's point to belong to the area (one in a hundred),
JOINS = 0.5  # beside its own ratio, beyond what noise that neighbours share would show
AGREES = 1.0  # squared ratio from which on a neighbour counts as support
SAMPLE_OF_THE_PAST = 4000
MOST_INFLATION = 5.0
HALF_WAVE_MM = 28.0
PHASE_JUMP_MM = 4.0  # a step within so much of a multiple of half a wavelength may be an unwrapping error
NOTHING, ALONE, TOGETHER, BOTH = "", "point", "area", "point and area"


@dataclass(frozen=True)
class Changes:
    """What was found at each point; shape=(n_points,) unless said otherwise.

    alarm : "" (none), "point" (alone), "area" (with its neighbours) or "point and area"
    judged : whether the point could be judged at all
    kind : "rate" or "step" where there is an alarm, else ""
    onset, found : dates; NaT without alarm: when the change began, and at which epoch it was called
    p : probability of as much without a change, of the stronger of the two tests
    rate_before, rate_after, rate_after_std : mm/yr; after is before where the change is a step or there is none
    step_mm : size of a step, NaN otherwise; unwrapping : whether it is near a multiple of half a wavelength
    support : share of the neighbours that lean the same way as the point
    trace : number of the likeliest change among those that were tried
    expectation : what was expected; false_alarms : per 1,000 point-years; inflation : by how much scales were widened
    """

    alarm: np.ndarray
    judged: np.ndarray
    kind: np.ndarray
    onset: np.ndarray
    found: np.ndarray
    p: np.ndarray
    rate_before: np.ndarray
    rate_after: np.ndarray
    rate_after_std: np.ndarray
    step_mm: np.ndarray
    unwrapping: np.ndarray
    support: np.ndarray
    trace: np.ndarray
    expectation: Expectation
    correlation: NoiseCorrelation
    false_alarms: float
    inflation: float

    @property
    def is_alarm(self) -> np.ndarray:
        """shape=(n_points,), bool."""
        return self.alarm != NOTHING


@dataclass(frozen=True)
class _Whitened:
    """Errors of the new epochs, whitened, shape=(n_points, n_new), NaN where missing; by group its traces and law."""

    white: np.ndarray
    traces: list[Traces]
    laws: list[NullLaw]

    def of(self, group: Group) -> np.ndarray:
        """Those of a group, shape=(n, m)."""
        return self.white[np.ix_(group.rows, group.epochs)]


@dataclass(frozen=True)
class _Nearest:
    """What a point shows together with its nearest, who decide where a changed area ends.

    pooled : from ``_pool``; asked : shape=(n_points,), what they must show at least where the ground about changed
    """

    pooled: np.ndarray
    asked: np.ndarray

    def show(
        self, rows: np.ndarray, epochs: np.ndarray, traces: Traces, trace: np.ndarray, way: np.ndarray, least: float
    ) -> np.ndarray:
        """Whether they lean the ``way`` (a sign) of a trace far enough, shape=(n_rows,)."""
        lean = _lean(np.nan_to_num(self.pooled[np.ix_(rows, epochs)]), traces, trace)
        return np.sign(way) * lean >= np.maximum(least, self.asked[rows])


@one_thread_pools()
def detect(
    expectation: Expectation,
    last: np.datetime64,
    xy_m: np.ndarray,
    *,
    false_alarms: float = 1.0,
    radius_m: float = 200.0,
    inflation: float = 1.0,
    seed: int = 0,
    report: Report = SILENT,
) -> Changes:
    """Judge every point.

    last : the last epoch before the new ones; xy_m : shape=(n_points, 2), metres
    false_alarms : per 1,000 point-years that may be called where nothing changes, both tests together
    radius_m : neighbours within it, at most ``NEIGHBOURS``, are looked at together
    inflation : scales are multiplied by it, see ``inflation_of_the_past``
    """
    n_points = len(xy_m)
    whitened = _whiten(expectation, last, inflation, seed)
    correlation = estimate_noise_correlation(expectation.baseline_residual_mm, xy_m, seed=seed)
    near = _neighbours(xy_m, radius_m, whitened.white)
    pooled, of_all = _pool(whitened.white, near, xy_m, correlation)
    close, of_close = _pool(whitened.white, near[:, :CLOSE], xy_m, correlation)
    alone, area = false_alarm_probabilities(false_alarms, expectation.dates, last)
    area /= _called_together(near, of_all)
    result = _empty(n_points, expectation, correlation, false_alarms, inflation)
    leaning, strength = np.zeros((2, n_points))
    scans = []
    steps = list(zip(expectation.groups, whitened.traces, whitened.laws))
    for group, traces, law in report.each(steps):
        own = scan(whitened.of(group), traces, law.threshold(alone))
        together = scan(np.nan_to_num(pooled[np.ix_(group.rows, group.epochs)]), traces, law.threshold(area))
        leaning[group.rows] = np.sign(own.amount) * (own.amount / own.amount_std) ** 2
        strength[group.rows] = np.sqrt(together.peak) / of_all[group.rows]
        scans.append((own, together))
    strongest = np.where(near >= 0, strength[near], 0.0).max(axis=1)
    nearest = _Nearest(close, CLOSE_SHARE * strongest * of_close)
    for (group, traces, law), (own, together) in zip(steps, scans):
        _judge(result, group, own, together, traces, law, whitened.of(group), nearest)
    _grow(result, near, whitened, nearest, expectation.groups, _Shared(pooled, near, xy_m, correlation))
    _support(result, near, leaning)
    return result


def inflation_of_the_past(displacement_mm: np.ndarray, dates: np.ndarray, n_baseline: int, *, seed: int = 0) -> float:
    """By how much the errors of the last baseline epochs passed what was expected of them; at least 1.

    The trial is the same as that of the new epochs, some time earlier, on a sample of the points: whitened errors of
    unit variance have a median square of 0.455. The median is not moved by the few points that change.
    """
    n_trial = min(len(dates) - n_baseline, n_baseline // 4)
    if n_trial < 2 or n_baseline - n_trial < 20 or len(displacement_mm) < 30:
        return 1.0
    rows = np.sort(np.random.default_rng(seed).permutation(len(displacement_mm))[:SAMPLE_OF_THE_PAST])
    earlier = expect_from_past(
        np.asarray(displacement_mm)[rows][:, :n_baseline], dates[:n_baseline], n_baseline - n_trial, seed=seed
    )
    squares = []
    for group in earlier.groups:
        unit = earlier.residual_mm[np.ix_(group.rows, group.epochs)] / earlier.sigma_mm[group.rows, None]
        squares.append(((unit @ whitening(group.covariance).T) ** 2).ravel())
    found = float(np.sqrt(np.median(np.concatenate(squares)) / 0.4549364))
    return float(np.clip(found, 1.0, MOST_INFLATION))


def _whiten(expectation: Expectation, last: np.datetime64, inflation: float, seed: int) -> _Whitened:
    white = np.full(expectation.residual_mm.shape, np.nan)
    traces, laws = [], []
    largest = max(expectation.groups, key=lambda group: group.rows.size)
    known_laws: dict[int, NullLaw] = {}
    for group in [largest, *expectation.groups]:
        by = whitening(group.covariance)
        inside = np.ix_(group.rows, group.epochs)
        white[inside] = (expectation.residual_mm[inside] / (inflation * expectation.sigma_mm[group.rows, None])) @ by.T
        traces.append(traces_of(expectation.dates[group.epochs], last, by))
        if group.epochs.size not in known_laws:  # how many epochs there are decides; the spacing hardly does
            known_laws[group.epochs.size] = null_law(traces[-1], group.degrees, seed=seed)
        laws.append(known_laws[group.epochs.size])
    return _Whitened(white, traces[1:], laws[1:])


def _neighbours(xy_m: np.ndarray, radius_m: float, white: np.ndarray) -> np.ndarray:
    """Rows of the nearest points that can be judged, itself first, −1 where there are fewer; shape=(n, NEIGHBOURS)."""
    from scipy.spatial import cKDTree

    usable = np.flatnonzero(np.isfinite(white).any(axis=1))
    near = np.full((len(xy_m), NEIGHBOURS), -1)
    if usable.size < 2 or radius_m <= 0:
        return near
    count = min(NEIGHBOURS, usable.size)
    distance, index = cKDTree(xy_m[usable]).query(xy_m[usable], k=count, distance_upper_bound=radius_m)
    near[usable, :count] = np.where(np.isfinite(distance), usable[np.minimum(index, usable.size - 1)], -1)
    return near


def _pool(
    white: np.ndarray, near: np.ndarray, xy_m: np.ndarray, correlation: NoiseCorrelation
) -> tuple[np.ndarray, np.ndarray]:
    """Mean of the neighbours' whitened errors, scaled to unit variance by what they share; NaN without neighbours.

    And by how much what each of them shows alike stands out in it, shape=(n_points,).
    """
    pooled, gain = np.full(white.shape, np.nan), np.ones(len(white))
    for block in row_blocks(len(white), 4000):
        rows = near[block]
        there = rows >= 0
        enough = there.sum(axis=1) >= LEAST_NEIGHBOURS
        if not enough.any():
            continue
        rows, there = rows[enough], there[enough]
        share = correlation.matrix(xy_m[rows]) * (there[:, :, None] & there[:, None, :])
        values = white[rows]
        known = np.isfinite(values) & there[:, :, None]
        pairs = np.einsum("nit,nij,njt->nt", known.astype(float), share, known.astype(float))
        total = np.where(known, values, 0.0).sum(axis=1)
        here = np.flatnonzero(enough) + block.start
        with np.errstate(invalid="ignore", divide="ignore"):
            pooled[here] = np.where(pairs > 0, total / np.sqrt(pairs), np.nan)
        gain[here] = there.sum(axis=1) / np.sqrt(share.sum(axis=(1, 2)))
    return pooled, gain


def _called_together(near: np.ndarray, gain: np.ndarray) -> float:
    """How many points' worth of shared noise a neighbourhood has: where they share it, one accident calls them all.

    1 for independent points (the design effect of their mean); gain : from ``_pool``.
    """
    count = (near >= 0).sum(axis=1)
    some = count >= LEAST_NEIGHBOURS
    return max(float(np.median(count[some] / gain[some] ** 2)), 1.0) if some.any() else 1.0


def _empty(
    n: int, expectation: Expectation, correlation: NoiseCorrelation, false_alarms: float, inflation: float
) -> Changes:
    nothing = np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")

    def unknown() -> np.ndarray:
        return np.full(n, np.nan)

    return Changes(
        alarm=np.full(n, NOTHING, dtype=object), judged=np.zeros(n, dtype=bool), kind=np.full(n, "", dtype=object),
        onset=nothing, found=nothing.copy(), p=unknown(), rate_before=expectation.rate_mm_per_yr.copy(),
        rate_after=unknown(), trace=np.zeros(n, dtype=int), rate_after_std=unknown(), step_mm=unknown(),
        unwrapping=np.zeros(n, dtype=bool), support=unknown(), expectation=expectation, correlation=correlation,
        false_alarms=false_alarms, inflation=inflation,
    )  # fmt: skip


def _judge(
    result: Changes,
    group: Group,
    own: Scan,
    together: Scan,
    traces: Traces,
    law: NullLaw,
    white: np.ndarray,
    nearest: _Nearest,
) -> None:
    """Write what one group's points did into the result."""
    if not traces.kind:
        return
    rows, dates = group.rows, result.expectation.dates[group.epochs]
    agrees = nearest.show(rows, group.epochs, traces, together.trace, together.amount, CLOSE_LEAN)
    alone, area = own.first >= 0, (together.first >= 0) & agrees
    words = np.array([NOTHING, ALONE, TOGETHER, BOTH], dtype=object)
    result.judged[rows] = True
    result.alarm[rows] = words[alone + 2 * area]
    p_area = np.where(agrees, law.probability(together.peak), 1.0)
    result.p[rows] = np.minimum(2.0 * np.minimum(law.probability(own.peak), p_area), 1.0)
    when = np.minimum(np.where(alone, own.first, dates.size), np.where(area, together.first, dates.size))
    called = alone | area
    result.found[rows[called]] = dates[when[called]]
    result.rate_after[rows] = result.rate_before[rows]
    result.trace[rows] = np.where(area, together.trace, own.trace)  # many see the onset better than one
    _describe_change(result, rows[called], white[called], traces, result.trace[rows[called]])


def _lean(white: np.ndarray, traces: Traces, trace: np.ndarray) -> np.ndarray:
    """The signal-to-noise ratio, with its sign, of one trace in each point's own errors; shape=(n_points,)."""
    own = traces.white[trace]
    return (white * own).sum(axis=1) / np.sqrt((own**2).sum(axis=1))


def _describe_change(result: Changes, rows: np.ndarray, white: np.ndarray, traces: Traces, trace: np.ndarray) -> None:
    """Onset, kind and size of each alarm by its own series, for the trace that called it."""
    kinds = np.array(traces.kind, dtype=object)[trace]
    energy = (traces.white[trace] ** 2).sum(axis=1)
    scale = result.expectation.sigma_mm[rows] * result.inflation
    amount = scale * (white * traces.white[trace]).sum(axis=1) / energy
    turned = kinds == RATE
    result.onset[rows], result.kind[rows] = traces.onset[trace], kinds
    result.rate_after[rows[turned]] = result.rate_before[rows[turned]] + amount[turned]
    result.rate_after_std[rows[turned]] = (scale / np.sqrt(energy))[turned]
    result.step_mm[rows[~turned]] = amount[~turned]
    waves = np.abs(amount) / HALF_WAVE_MM
    near_wave = (np.rint(waves) >= 1) & (np.abs(waves - np.rint(waves)) * HALF_WAVE_MM <= PHASE_JUMP_MM)
    result.unwrapping[rows] = near_wave & ~turned


@dataclass(frozen=True)
class _Shared:
    """What a neighbour is expected to show by noise alone once a point and its neighbours together show something.

    pooled : from ``_pool``; near : from ``_neighbours``
    """

    pooled: np.ndarray
    near: np.ndarray
    xy_m: np.ndarray
    correlation: NoiseCorrelation

    def beyond(self, pairs: np.ndarray, lean: np.ndarray, way: np.ndarray) -> np.ndarray:
        """The neighbours' leans without what they share with the others about the core, in units of what is left.

        pairs : shape=(n, 2), core and neighbour; lean, way : shape=(n,), the neighbours' own and that of all about the
        core together; shape=(n,)
        """
        cores, others = pairs.T
        rows = self.near[cores]
        there = rows >= 0
        share = self.correlation.matrix(self.xy_m[rows]) * (there[:, :, None] & there[:, None, :])
        to_others = self.correlation.between(np.linalg.norm(self.xy_m[rows] - self.xy_m[others][:, None], axis=2))
        to_others = np.where(there & (rows != others[:, None]), to_others, 0.0)
        shared = np.clip(to_others.sum(axis=1) / np.sqrt(share.sum(axis=(1, 2))), 0.0, 0.99)
        return np.sign(way) * (lean - shared * way) / np.sqrt(1.0 - shared**2)


def _grow(
    result: Changes,
    near: np.ndarray,
    whitened: _Whitened,
    nearest: _Nearest,
    groups: tuple[Group, ...],
    shared: _Shared,
) -> None:
    """Neighbours of an area's points that show the same change belong to it.

    Each with its nearest clearly enough, and by itself a little, beyond what noise that neighbours share would show.
    """
    core = (result.alarm == TOGETHER) | (result.alarm == BOTH)
    for group, traces in zip(groups, whitened.traces):
        inside = np.zeros(len(near), dtype=bool)
        inside[group.rows] = True
        for trace in np.unique(result.trace[core & inside]):
            cores = np.flatnonzero(core & inside & (result.trace == trace))
            pairs = np.column_stack([np.repeat(cores, near.shape[1]), near[cores].ravel()])
            pairs = pairs[pairs[:, 1] >= 0]
            pairs = pairs[inside[pairs[:, 1]] & (result.alarm[pairs[:, 1]] == NOTHING)]
            _, first = np.unique(pairs[:, 1], return_index=True)
            pairs = pairs[first]
            change = np.full(len(pairs), trace)
            own, of_core = (
                _lean(np.nan_to_num(errors[np.ix_(rows, group.epochs)]), traces, change)
                for errors, rows in ((whitened.white, pairs[:, 1]), (shared.pooled, pairs[:, 0]))
            )
            joins = shared.beyond(pairs, own, of_core) >= JOINS
            joins &= nearest.show(pairs[:, 1], group.epochs, traces, change, of_core, CLOSE_JOINS)
            rows = pairs[joins, 1]
            result.alarm[rows], result.found[rows] = TOGETHER, result.found[pairs[joins, 0]]
            white = whitened.white[np.ix_(rows, group.epochs)]
            _describe_change(result, rows, white, traces, change[joins])


def _support(result: Changes, near: np.ndarray, leaning: np.ndarray) -> None:
    """Share of each alarm's neighbours that lean its way."""
    there = near[:, 1:] >= 0
    others = leaning[near[:, 1:]]
    agree = there & (np.sign(others) == np.sign(leaning)[:, None]) & (np.abs(others) >= AGREES)
    count = there.sum(axis=1)
    some = count > 0
    result.support[some] = agree.sum(axis=1)[some] / count[some]


def describe(changes: Changes) -> list[str]:
    """What was found, in sentences."""
    alarms = changes.is_alarm
    turned, stepped = (int((changes.kind == kind).sum()) for kind in (RATE, STEP))
    years = float((changes.expectation.dates[-1] - changes.expectation.dates[0]).astype(float)) / 365.25
    sentences = [
        message(
            "{count} of {judged} points changed: {turned} their rate, {stepped} by a step; {open} points could not be"
            " judged.",
            count=int(alarms.sum()),
            judged=int(changes.judged.sum()),
            turned=turned,
            stepped=stepped,
            open=int((~changes.judged).sum()),
        ),
        message(
            "By chance alone about {chance:.2g} points would have been called at {rate:g} false alarms per 1,000"
            " point-years over {years:.2g} years.",
            chance=changes.false_alarms / 1000.0 * years * int(changes.judged.sum()),
            rate=changes.false_alarms,
            years=years,
        ),
    ]
    if changes.inflation > 1.05:
        sentences.append(
            message(
                "The last epochs before the new ones already strayed {factor:.2f} times as far from their trend as the"
                " noise explains; the scales were widened by it.",
                factor=changes.inflation,
            )
        )
    if changes.unwrapping.any():
        sentences.append(
            message(
                "{count} steps are near a multiple of {wave:g} mm, half a wavelength of C-band: they may be unwrapping"
                " errors.",
                count=int(changes.unwrapping.sum()),
                wave=HALF_WAVE_MM,
            )
        )
    return sentences

"""Which points changed: each against what was expected of it and of its surroundings, alone and with its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Report
from ..spatial.noise_correlation import NoiseCorrelation, estimate_noise_correlation
from ..threads import one_thread_pools
from ..wording import message
from .expectation import Expectation, Innovations, innovations, widening
from .following import Followed, follow, independent_tests
from .sequential_test import RATE, STEP, NullLaw, Traces, false_alarm_probabilities
from .surroundings import Level, Nodes, close_look, look_at, nodes_of, plan

CLOSE = 5  # the point itself and its nearest, who together decide whether a changed place reaches this point
OWN = 0.375  # weight of the point itself beside the mean of all of them
CLOSE_LEAN = 1.65  # their ratio from which on it does (one in twenty by chance), and, for places of cells,
CLOSE_LEAN_WIDE = 2.33  # which may hold a small area somewhere else (one in a hundred)
SHOWS = 0.4  # and the part that they, or the point alone, must show, in mm, of what the place shows
NARROW = 0.7  # of the false alarms of places, for those of some points; the rest for the wider ones of cells
NEIGHBOURS = 12  # with the point itself, that support an alarm or do not
COMPANIONS = 2  # of those neighbours that must show as much as a point that is called, or it moved by itself
AGREES = 1.0  # squared ratio from which on a neighbour counts as support
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
    p : probability of as much without a change, of the strongest of the tests
    rate_before, rate_after, rate_after_std : mm/yr; after is before where the change is a step or there is none
    step_mm : size of a step, NaN otherwise; unwrapping : whether it is near a multiple of half a wavelength
    support : share of the neighbours that lean the same way as the point
    trace : the likeliest change: kind * n_new + number of the first epoch that it reaches
    width_m : radius of the place that called it, 0 where it was called alone, NaN without alarm
    shared_mm : shape=(n_points, n_new), what the surroundings foretold of the noise at each new epoch, beside what all
    points have in common; NaN where there are none
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
    width_m: np.ndarray
    shared_mm: np.ndarray
    expectation: Expectation
    correlation: NoiseCorrelation
    false_alarms: float
    inflation: float

    @property
    def is_alarm(self) -> np.ndarray:
        """shape=(n_points,), bool."""
        return self.alarm != NOTHING


@dataclass(frozen=True)
class _Seen:
    """Places of one level. about : of each point, shape=(n_points, m); tests : how many independent ones those are"""

    level: Level
    came: Innovations
    followed: Followed
    about: np.ndarray
    tests: float


@dataclass(frozen=True)
class _Calls:
    """Of each point the strongest change that a place about it shows; shape=(n_points,).

    first : number of the epoch at which it was called, −1 for none; place, level : which; trace : as ``Changes.trace``
    way : its sign; size_mm : its ratio in mm of the place's noise; p : of as much without a change, of all such tests
    """

    first: np.ndarray
    place: np.ndarray
    level: np.ndarray
    peak: np.ndarray
    trace: np.ndarray
    way: np.ndarray
    size_mm: np.ndarray
    p: np.ndarray

    def take(self, seen: _Seen, number: int, chance: float, tests: float) -> None:
        """Where the places of another level show more: called ones first, then by the peak."""
        found, p = seen.followed.scan(chance)
        for places in seen.about.T:
            called, peak = found.first[places] >= 0, found.peak[places]
            more = (places >= 0) & (called >= (self.first >= 0)) & ((peak > self.peak) | (called > (self.first >= 0)))
            rows = np.flatnonzero(more)
            at = places[rows]
            self.first[rows], self.place[rows], self.level[rows] = found.first[at], at, number
            self.peak[rows], self.trace[rows], self.way[rows] = (
                found.peak[at],
                found.trace[at],
                np.sign(found.amount[at]),
            )
            self.size_mm[rows] = np.sqrt(found.peak[at]) * seen.followed.sigma_mm[at]
            self.p[rows] = np.minimum(tests * p[at], 1.0)

    def put_but(self, rows: np.ndarray, other: _Calls) -> None:
        """Take the calls of all points but ``rows`` from others; those stay."""
        for name, values in vars(self).items():
            kept = values[rows]
            values[:] = getattr(other, name)
            values[rows] = kept


def _no_calls(n: int) -> _Calls:
    def zero() -> np.ndarray:
        return np.zeros(n)

    none = np.full(n, -1)
    whole = np.zeros(n, dtype=int)
    return _Calls(none, none.copy(), whole, zero(), whole.copy(), zero(), zero(), np.ones(n))


@one_thread_pools()
def detect(
    expectation: Expectation,
    last: np.datetime64,
    xy_m: np.ndarray,
    *,
    false_alarms: float = 1.0,
    radius_m: float = 200.0,
    widest_m: float = 1000.0,
    inflation: float = 1.0,
    seed: int = 0,
    report: Report = SILENT,
) -> Changes:
    """Judge every point.

    last : the last epoch before the new ones; xy_m : shape=(n_points, 2), metres
    false_alarms : per 1,000 point-years that may be called where nothing changes, all tests together
    radius_m : neighbours within it are looked at together; 0 judges each point alone
    widest_m : radius of the widest places that are looked at against their surroundings
    inflation : scales of the points are multiplied by it, see ``inflation_of_the_past``
    """
    laws: dict[tuple[int, int], NullLaw] = {}
    own = follow(
        expectation, last, expectation.residual_mm, inflation * expectation.sigma_mm, expectation.groups, laws, seed
    )
    correlation = estimate_noise_correlation(expectation.baseline_residual_mm, xy_m, seed=seed)
    usable = np.where(np.isfinite(own.white).any(axis=1), expectation.sigma_mm, np.nan)
    levels = plan(xy_m, usable, radius_m=radius_m, widest_m=widest_m)
    n = len(xy_m)
    alone, area = false_alarm_probabilities(false_alarms, expectation.dates, last)
    single, places = _no_calls(n), _no_calls(n)
    first, rest = report.parts(1, len(levels))
    found, shared_mm = _see(expectation, last, nodes_of(xy_m, usable, correlation, 0.0), levels[0], laws, seed)
    first.progress(1.0)
    single.take(found, 0, alone, 2.0)
    apart = _by_themselves(own, single, xy_m, usable)
    usable_by_others = usable.copy()
    usable_by_others[apart] = np.nan
    nodes = {cell: nodes_of(xy_m, usable_by_others, correlation, cell) for cell in {level.cell_m for level in levels}}
    seen: list[_Seen] = []
    for number, level in enumerate(rest.each(levels)):
        if number or apart.size:
            found, shared = _see(expectation, last, nodes[level.cell_m], level, laws, seed)
            if number < 2:  # places of some points tell more than single points
                shared_mm = np.where(np.isfinite(shared), shared, shared_mm)
        seen.append(found)
    if apart.size:
        again = _no_calls(n)
        again.take(seen[0], 0, alone, 2.0)
        single.put_but(apart, again)
    for number, tests in enumerate(_tests(seen[1:]), 1):
        places.take(seen[number], number, area / tests, 2.0 * tests)
    result = _empty(expectation, correlation, false_alarms, inflation, shared_mm)
    judged = [group.rows for group, traces in zip(own.groups, own.traces) if traces.kind]
    if judged:
        result.judged[np.concatenate(judged)] = True
    strength = np.where(places.first >= 0, places.way * places.peak, 0.0)
    reached = _reached(_Against(seen, places, expectation, last, nodes, strength, laws, seed))
    _judge(result, own, single, places, reached, levels)
    _support(result, own, xy_m, usable, radius_m)
    return result


def _shows(own: Followed, single: _Calls, rows: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Whether points show in their own motion what others, or they themselves, are called for; bool.

    rows, of : the points and those that are called, shape=(n,) each
    """
    with np.errstate(invalid="ignore"):  # what a point seems to do because its surroundings change is not its own
        return single.way[of] * own.lean(rows, single.trace[of]) >= SHOWS * single.size_mm[of] / own.sigma_mm[rows]


def _by_themselves(own: Followed, single: _Calls, xy_m: np.ndarray, usable: np.ndarray) -> np.ndarray:
    """Points that are called alone and whose neighbours do not go along.

    An unwrapping error of one point, or a target that was lost, says nothing of the ground about it; in the mean of a
    place it would call those beside it. Whoever moves less than a neighbour that moves the other way may only seem to.
    """
    from scipy.spatial import cKDTree

    there = np.flatnonzero(usable > 0)
    called = np.flatnonzero((single.first >= 0) & (usable > 0))
    called = called[_shows(own, single, called, called)]
    if not called.size:
        return called
    ranks = np.arange(1, min(NEIGHBOURS, there.size) + 1)
    near = there[cKDTree(xy_m[there]).query(xy_m[called], k=ranks)[1]]
    of = np.repeat(called, ranks.size)
    along = _shows(own, single, near.ravel(), of) & (near.ravel() != of)
    strength = np.zeros(len(xy_m))
    strength[called] = (single.way * single.size_mm)[called]
    other = (-single.way[called, None] * strength[near]).max(axis=1)
    return called[(along.reshape(near.shape).sum(axis=1) < COMPANIONS) & (other <= single.size_mm[called])]


def _see(
    expectation: Expectation, last: np.datetime64, nodes: Nodes, level: Level, laws: dict[tuple[int, int], NullLaw],
    seed: int,
) -> tuple[_Seen, np.ndarray]:  # fmt: skip
    """The places of a level, and what was taken off the new epochs of each point, mm, shape=(n_points, n_new)."""
    look, against, n_new = look_at(nodes, level), expectation.against_mm, expectation.dates.size
    about_trend = look.against_surroundings(expectation.about_trend_mm)
    errors = None if against is None else look.against_surroundings(against)
    came = innovations(expectation, about_trend, errors, look.noise_mm, seed=seed)
    followed = follow(expectation, last, came.residual_mm, came.sigma_mm, came.groups, laws, seed)
    if errors is not None:  # neighbours are forecast alike and err alike, of which neither past nor interval tells
        came = came.widened(widening(followed.white**2))
        followed = follow(expectation, last, came.residual_mm, came.sigma_mm, came.groups, laws, seed)
    tests = independent_tests(about_trend[:, :-n_new], look.about, seed=seed)
    return _Seen(level, came, followed, look.about, tests), look.foretold(expectation.about_trend_mm[:, -n_new:])


def _tests(seen: list[_Seen]) -> list[float]:
    """As how many tests each level counts: places of points share ``NARROW`` of the chance, wider ones the rest."""
    total = {wide: sum(one.tests for one in seen if (one.level.cell_m > 0) == wide) for wide in (False, True)}
    share = {False: NARROW, True: 1.0 - NARROW} if min(total.values()) > 0 else {False: 1.0, True: 1.0}
    return [total[wide] / share[wide] for wide in (one.level.cell_m > 0 for one in seen)]


@dataclass(frozen=True)
class _Against:
    """What is needed to see points against the surroundings of places. strength : as of ``close_look``"""

    seen: list[_Seen]
    places: _Calls
    expectation: Expectation
    last: np.datetime64
    nodes: dict[float, Nodes]
    strength: np.ndarray
    laws: dict[tuple[int, int], NullLaw]
    seed: int

    def follow(self, rows: np.ndarray, number: int, own: float) -> Followed:
        """Points and their nearest against the surroundings of the place that each was called by.

        number : of the level of those places; own : weight of the point itself, the mean with its nearest has the rest
        """
        level, expectation = self.seen[number].level, self.expectation
        points, nodes, n_new = self.nodes[0.0], self.nodes[level.cell_m], self.expectation.dates.size
        series, errors = np.zeros((rows.size, expectation.all_dates.size)), np.zeros((rows.size, n_new))
        noise = np.zeros(rows.size)
        for n_close, weight in ((1, own), (CLOSE, 1.0 - own)):
            if weight > 0:
                look = close_look(
                    points, nodes, level, points.node_of[rows], self.places.place[rows], self.strength, n_close
                )
                series += weight * look.against_surroundings(expectation.about_trend_mm)
                noise = noise + weight * look.noise_mm
                if expectation.against_mm is not None:
                    errors += weight * look.against_surroundings(expectation.against_mm)
        against, like = None if expectation.against_mm is None else errors, self.seen[number].came
        came = innovations(expectation, series, against, noise, like=like, seed=self.seed)
        return follow(expectation, self.last, came.residual_mm, came.sigma_mm, came.groups, self.laws, self.seed)


def _reached(against: _Against) -> list[tuple[np.ndarray, Followed]]:
    """Points that the change of a place that was called reaches, and how they moved against its surroundings.

    Those close to each must show the change, against the same surroundings as the place, so that neither shared noise
    nor the change itself hides it, and not much less than the strongest place about.
    """
    places, about = against.places, against.seen[1].about if len(against.seen) > 1 else np.empty((0, 0), dtype=int)
    called = places.first >= 0
    size = np.where(called, places.size_mm, 0.0)
    if called.any():
        near = against.nodes[0.0].points_of(about)
        same = (near >= 0) & (places.way[near] == places.way[:, None])
        size = np.maximum(size, np.where(same, size[near], 0.0).max(axis=1))
    found = []
    for number in np.unique(places.level[called]):
        rows = np.flatnonzero(called & (places.level == number))
        close = against.follow(rows, number, OWN)
        lean = places.way[rows] * close.lean(np.arange(rows.size), places.trace[rows])
        least = CLOSE_LEAN_WIDE if against.seen[number].level.cell_m > 0 else CLOSE_LEAN
        with np.errstate(invalid="ignore"):
            rows = rows[lean >= np.maximum(least, SHOWS * size[rows] / close.sigma_mm)]
        if rows.size:
            found.append((rows, against.follow(rows, number, 1.0)))
    return found


def _empty(
    expectation: Expectation, correlation: NoiseCorrelation, false_alarms: float, inflation: float,
    shared_mm: np.ndarray,
) -> Changes:  # fmt: skip
    n = len(shared_mm)
    nothing = np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")

    def unknown() -> np.ndarray:
        return np.full(n, np.nan)

    return Changes(
        alarm=np.full(n, NOTHING, dtype=object), judged=np.zeros(n, dtype=bool), kind=np.full(n, "", dtype=object),
        onset=nothing, found=nothing.copy(), p=unknown(), rate_before=expectation.rate_mm_per_yr.copy(),
        rate_after=unknown(), trace=np.zeros(n, dtype=int), rate_after_std=unknown(), step_mm=unknown(),
        unwrapping=np.zeros(n, dtype=bool), support=unknown(), width_m=unknown(), shared_mm=shared_mm,
        expectation=expectation, correlation=correlation, false_alarms=false_alarms, inflation=inflation,
    )  # fmt: skip


def _judge(
    result: Changes, own: Followed, single: _Calls, places: _Calls, reached: list[tuple[np.ndarray, Followed]],
    levels: list[Level],
) -> None:  # fmt: skip
    """Write what was found into the result; reached : from ``_reached``."""
    judged = result.judged
    area = np.zeros(judged.size, dtype=bool)
    for rows, _ in reached:
        area[rows] = judged[rows]
    every = np.arange(judged.size)
    shows = _shows(own, single, every, every)
    alone = judged & (single.first >= 0) & shows
    words = np.array([NOTHING, ALONE, TOGETHER, BOTH], dtype=object)
    result.alarm[:] = words[alone + 2 * area]
    result.p[judged] = np.minimum(np.where(shows, single.p, 1.0), np.where(area, places.p, 1.0))[judged]
    result.rate_after[judged] = result.rate_before[judged]
    result.trace[:] = np.where(area, places.trace, single.trace)  # many see the onset better than one
    called = np.flatnonzero(alone | area)
    late = result.expectation.dates.size
    when = np.minimum(np.where(alone, single.first, late), np.where(area, places.first, late))
    result.found[called] = result.expectation.dates[when[called]]
    radius = np.array([level.radius_m for level in levels])
    result.width_m[called] = np.where(area, radius[places.level], 0.0)[called]
    only = np.flatnonzero(alone & ~area)
    for at, group, traces, local in own.parts(only, result.trace[only]):
        _describe_change(result, only[at], own.of(only[at], group), own.sigma_mm[only[at]], traces, local)
    for rows, moved in reached:
        for at, group, traces, local in moved.parts(np.arange(rows.size), result.trace[rows]):
            kept = area[rows[at]]
            at, local = at[kept], local[kept]
            _describe_change(result, rows[at], moved.of(at, group), moved.sigma_mm[at], traces, local)


def _describe_change(
    result: Changes, rows: np.ndarray, white: np.ndarray, scale: np.ndarray, traces: Traces, trace: np.ndarray
) -> None:
    """Onset, kind and size of each alarm, for the trace that called it; scale : mm, of the whitened errors."""
    kinds = np.array(traces.kind, dtype=object)[trace]
    energy = (traces.white[trace] ** 2).sum(axis=1)
    amount = scale * (white * traces.white[trace]).sum(axis=1) / energy
    turned = kinds == RATE
    result.onset[rows], result.kind[rows] = traces.onset[trace], kinds
    result.rate_after[rows[turned]] = result.rate_before[rows[turned]] + amount[turned]
    result.rate_after_std[rows[turned]] = (scale / np.sqrt(energy))[turned]
    result.step_mm[rows[~turned]] = amount[~turned]
    waves = np.abs(amount) / HALF_WAVE_MM
    near_wave = (np.rint(waves) >= 1) & (np.abs(waves - np.rint(waves)) * HALF_WAVE_MM <= PHASE_JUMP_MM)
    result.unwrapping[rows] = near_wave & ~turned


def _support(result: Changes, own: Followed, xy_m: np.ndarray, usable: np.ndarray, radius_m: float) -> None:
    """Share of each point's neighbours whose own errors lean the same way as the point's."""
    from scipy.spatial import cKDTree

    rows = np.flatnonzero(usable > 0)
    if rows.size < 2 or radius_m <= 0:
        return
    alone, _ = own.scan(0.0)
    with np.errstate(invalid="ignore"):
        leaning = np.nan_to_num(np.sign(alone.amount) * (alone.amount / alone.amount_std) ** 2)[rows]
    count = min(NEIGHBOURS, rows.size)
    distance, near = cKDTree(xy_m[rows]).query(xy_m[rows], k=count, distance_upper_bound=radius_m)
    there = np.isfinite(distance)[:, 1:]
    others = leaning[np.where(there, near[:, 1:], 0)]
    agree = there & (np.sign(others) == np.sign(leaning)[:, None]) & (np.abs(others) >= AGREES)
    some = there.any(axis=1)
    result.support[rows[some]] = agree.sum(axis=1)[some] / there.sum(axis=1)[some]


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

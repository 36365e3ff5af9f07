"""When to call a change: likelihood ratios over onset and kind of change, with a stated rate of false alarms.

Every new epoch is judged when it comes. The errors of the new epochs are whitened by their covariance, so that each is
new knowledge; a change of rate from some date on (a ramp) or a jump (a step) leaves a known trace in them. The
statistic is the largest squared signal-to-noise ratio of any such trace so far: a generalised likelihood ratio, or
CUSUM whose drift is not fixed beforehand (Lorden 1971, Ann. Math. Stat. 42, 1897–1908; Willsky and Jones 1976).
A trace needs ``PERSISTENCE`` epochs after its onset, and must explain the errors better than a single bad epoch does,
by ``BETTER_THAN_ONE_EPOCH`` in the same squared ratio: one bad date alone is no change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..blocks import row_blocks
from ..progress import stop_if_cancelled
from ..series import years_since

PERSISTENCE = 2
BETTER_THAN_ONE_EPOCH = 3.0
RATE_BEFORE_STEP = 4.0  # in the same squared ratio, by which a step must explain more: most are too large to need it
RATE, STEP = "rate", "step"
SIMULATIONS = 40_000
TAIL = 0.004  # the share of simulations beyond which the law of a single test goes on
CELLS_PER_BLOCK = 20_000_000
SPARE = 0.45  # part of the false alarms that is used up by what can be simulated; the rest is for what cannot
# of them for the points alone, and for all places that hold them
ALONE_SHARE, TOGETHER_SHARE = 0.15, 0.75


@dataclass(frozen=True)
class Traces:
    """What changes look like in the whitened errors of the epochs a point has.

    kind : "rate" or "step" of each trace, rates first; onset : shape=(n_traces,), datetime64[D]
    white : shape=(n_traces, n_epochs); ready : shape=(n_traces, n_epochs), whether it has lasted long enough
    single : shape=(n_epochs, n_epochs), the trace of one bad epoch each
    """

    kind: tuple[str, ...]
    onset: np.ndarray
    white: np.ndarray
    ready: np.ndarray
    single: np.ndarray


@dataclass(frozen=True)
class Scan:
    """The statistic of each point.

    peak : shape=(n_points,), its largest value; trace : the number of the trace there
    first : shape=(n_points,), number of the first epoch at which it passed the threshold, −1 where it never did
    amount, amount_std : shape=(n_points,), size of the best trace by all epochs: per year for a rate, else plain; in
    units of each point's scale
    """

    peak: np.ndarray
    trace: np.ndarray
    first: np.ndarray
    amount: np.ndarray
    amount_std: np.ndarray


def whitening(covariance: np.ndarray) -> np.ndarray:
    """The lower triangle that makes errors of this covariance independent, epoch by epoch."""
    return np.linalg.inv(np.linalg.cholesky(covariance))


def traces_of(dates: np.ndarray, last: np.datetime64, whiten: np.ndarray) -> Traces:
    """Every onset between the last epoch of the baseline and the end, as a change of rate and as a step.

    dates : shape=(n_epochs,), of the new epochs; last : the last epoch of the baseline
    """
    n = dates.size
    before = np.concatenate([[last], dates[:-1]])
    later = np.arange(n)[None, :] >= np.arange(n)[:, None]
    ramps = np.array([np.maximum(years_since(dates, onset), 0.0) for onset in before])
    kinds = (RATE,) * n + (STEP,) * n
    plain = np.concatenate([ramps, later.astype(float)])
    ready = np.arange(n)[None, :] >= np.arange(n)[:, None] + PERSISTENCE - 1
    ready = np.concatenate([ready, ready])
    able = ready.any(axis=1)
    return Traces(
        tuple(kind for kind, use in zip(kinds, able) if use),
        np.concatenate([before, dates])[able],
        (plain @ whiten.T)[able],
        ready[able],
        whiten.T,
    )


def scan(white: np.ndarray, traces: Traces, threshold: float) -> Scan:
    """The statistic along the epochs. white : shape=(n_points, n_epochs), whitened errors of unit variance."""
    n_points, n_epochs = white.shape
    n_traces, n_rates = len(traces.kind), traces.kind.count(RATE)
    peak, amount, amount_std = (np.zeros(n_points) for _ in range(3))
    trace, first = np.zeros(n_points, dtype=int), np.full(n_points, -1)
    if n_traces == 0:
        return Scan(peak, trace, first, amount * np.nan, amount_std * np.nan)
    energy = np.cumsum(traces.white**2, axis=1)
    scale = np.where(traces.ready & (energy > 0), 1.0 / np.where(energy > 0, energy, 1.0), 0.0)
    single_energy = np.cumsum(traces.single**2, axis=1)
    single_scale = np.where(single_energy > 0, 1.0 / np.where(single_energy > 0, single_energy, 1.0), 0.0)
    for block in row_blocks(n_points, max(CELLS_PER_BLOCK // (n_traces * n_epochs), 1)):
        signal = np.cumsum(white[block][:, None, :] * traces.white[None], axis=2)
        ratio = signal**2 * scale
        course = ratio[:, :n_rates].max(axis=1, initial=0.0)
        course = np.maximum(course, ratio[:, n_rates:].max(axis=1, initial=0.0) - RATE_BEFORE_STEP)
        one = (np.cumsum(white[block][:, None, :] * traces.single[None], axis=2) ** 2 * single_scale).max(axis=1)
        course[course - one < BETTER_THAN_ONE_EPOCH] = 0.0
        passed = course > threshold
        first[block] = np.where(passed.any(axis=1), passed.argmax(axis=1), -1)
        peak[block] = course.max(axis=1)
        at = course.argmax(axis=1)
        at = np.where(peak[block] > 0, at, n_epochs - 1)
        best = ratio[np.arange(len(at)), :, at].argmax(axis=1)
        trace[block] = best
        amount[block] = signal[np.arange(len(at)), best, -1] / energy[best, -1]
        amount_std[block] = 1.0 / np.sqrt(energy[best, -1])
    return Scan(peak, trace, first, amount, amount_std)


@dataclass(frozen=True)
class NullLaw:
    """How large the statistic becomes where nothing changes.

    peaks : sorted, simulated; tests : how many independent single tests the largest of all is worth in the tail
    degrees : of freedom of the points' scales
    """

    peaks: np.ndarray
    tests: float
    degrees: float

    def probability(self, peak: np.ndarray) -> np.ndarray:
        """Of at least such a peak without any change; shape as given."""
        from scipy.stats import f

        peak = np.asarray(peak, dtype=float)
        above = 1.0 - np.searchsorted(self.peaks, peak, side="left") / self.peaks.size
        tail = np.minimum(self.tests * f.sf(peak, 1, self.degrees), 1.0)
        return np.where(above > TAIL, above, tail)

    def threshold(self, probability: float) -> float:
        """The peak that is passed with this probability."""
        from scipy.stats import f

        if probability > TAIL:
            return float(np.quantile(self.peaks, 1.0 - min(probability, 1.0)))
        return float(f.isf(probability / self.tests, 1, self.degrees))


def null_law(traces: Traces, degrees: float, *, seed: int = 0) -> NullLaw:
    """Simulate the largest value of the statistic for errors that are what they were expected to be.

    The scale of each point is estimated with ``degrees`` of freedom, which makes large values more frequent. Far in
    the tail, where simulations are few, the probability goes on like that of as many single F tests as fit it there.
    """
    from scipy.stats import f

    random = np.random.default_rng(seed)
    peaks = np.empty(SIMULATIONS)
    n_epochs = traces.white.shape[1] if len(traces.kind) else 1
    for start in range(0, SIMULATIONS, 4000):
        stop_if_cancelled()
        count = min(4000, SIMULATIONS - start)
        white = random.standard_normal((count, n_epochs))
        scale = np.sqrt(random.chisquare(degrees, count) / degrees)
        peaks[start : start + count] = scan(white / scale[:, None], traces, np.inf).peak
    peaks.sort()
    edge = float(np.quantile(peaks, 1.0 - TAIL))
    return NullLaw(peaks, max(TAIL / float(f.sf(edge, 1, degrees)), 1.0), degrees)


def false_alarm_probabilities(
    per_1000_point_years: float, dates: np.ndarray, last: np.datetime64
) -> tuple[float, float]:
    """Of a point alone and of all places about it together, over the whole time since ``last``."""
    years = float(years_since(dates[-1:], last)[0])
    chance = min(1.0 - np.exp(-SPARE * per_1000_point_years / 1000.0 * years), 0.5)
    return ALONE_SHARE * chance, TOGETHER_SHARE * chance

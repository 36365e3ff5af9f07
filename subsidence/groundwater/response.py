"""Storage and delay of an aquifer system from displacement and head: elastic, inelastic, and what cannot be told.

    d(t) = c + b t + 1000 S_ke h(t) ⊗ lag + 1000 (S_kv − S_ke) (h_min(t) − h_min(0)) ⊗ U'(τ)

d in mm, up; h in m, up; h_min the lowest head so far (preconsolidation); S_ke, S_kv the elastic and inelastic skeletal
storage coefficients (of the whole thickness, without unit); U the degree of consolidation of an interbed that drains
on both sides (see ``heads.drained``). b is a steady motion of other causes. S_ke ≥ 0, S_kv ≥ S_ke, all by least
squares, τ on a logarithmic grid with a parabola at its best place. Sources: Riley 1969, IAHS 89, 423–431; Helm 1975,
Water Resour. Res. 11, 465–478; Hoffmann et al. 2003, Water Resour. Res. 39, 1031.

The fit weighs the epochs by the noise that the series show (``noise.py``: white, AR(1), flicker noise, …). Intervals
come from fits of series that are the model and such noise, drawn anew, and from what is not known of the head between
readings: how far values move when a smooth curve takes the place of straight lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ..analysis.noise_models import NoiseModel
from ..errors import SubsidenceError
from ..missing_values import same_gaps
from ..progress import ALONE, Run, stop_if_cancelled
from ..threads import one_thread_pools
from ..wording import message
from .constrained import Designs, Fit, refined, vertex
from .drivers import DELAYS, ELASTIC_LAGS, FEWEST_EPOCHS, Drivers, Felt, Scenario
from .heads import Heads
from .noise import Judged, NoiseHere, noise_of_layer

LAG_SERIES = 50  # that decide on the lag of the elastic part
CLEARLY_BETTER = 10.0  # twice the log-likelihood
LEAST_SWING_M = 0.3  # of the head about its trend and its past minimum, or nothing elastic can be told
LEAST_NEW_LOW_M = 0.5  # below the past minimum, or nothing inelastic can be told
REPLICATES = 60
SERIES_PER_BLOCK = 1000
ROWS_TOGETHER = 3000  # series of replicates that are fitted at once
FEW = 5  # series of a well that are too few for every lag and delay to be tried
HALVINGS = 40
AGAINST = -4.0  # standard errors of a response of the wrong sign
(
    TOLD,
    ELASTIC_ONLY,
    STILL_HEAD,
    NO_RESPONSE,
    AGAINST_HEAD,
    LIKE_A_TREND,
    TOO_SHORT,
    NO_HEAD,
    IF_NOTHING_ELSE,
    INELASTIC_ONLY,
) = range(10)


def remark(code: int) -> str:
    """What could be told, in words."""
    return {
        TOLD: message("elastic and inelastic storage told apart"),
        ELASTIC_ONLY: message("elastic only: the head reached no new low"),
        STILL_HEAD: message("the head hardly varies: nothing can be told"),
        NO_RESPONSE: message("no response to the head beyond the noise"),
        AGAINST_HEAD: message("moves against the head: another cause, or the wrong well"),
        LIKE_A_TREND: message("the inelastic part cannot be told from a steady motion of other causes"),
        TOO_SHORT: message("too few epochs with a head"),
        NO_HEAD: message("no head"),
        INELASTIC_ONLY: message("inelastic only: the head recovers too little to tell the elastic part"),
        IF_NOTHING_ELSE: message("inelastic storage holds only if nothing else moves steadily here"),
    }[code]


@dataclass(frozen=True)
class Response:
    """What was found at each point; shape=(n_points,) unless said otherwise, NaN where it cannot be told.

    ske, skv : storage coefficients; delay_days : τ of the inelastic part, or the lag of an elastic answer alone
    …_lo, …_hi : ends of the interval; elastic_share : of the range of the motion that the parts of the model make
    code : what could be told, see ``remark``; explained : share of the variance; noise_mm : about the model
    trend_mm_per_yr : of other causes
    elastic_mm, inelastic_mm, modelled_mm : shape=(n_points, n_epochs)
    ahead_mm, ahead_lo_mm, ahead_hi_mm : shape=(n_points, n_ahead), of the scenario
    """

    ske: np.ndarray
    ske_lo: np.ndarray
    ske_hi: np.ndarray
    skv: np.ndarray
    skv_lo: np.ndarray
    skv_hi: np.ndarray
    delay_days: np.ndarray
    delay_days_lo: np.ndarray
    delay_days_hi: np.ndarray
    elastic_share: np.ndarray
    elastic_share_lo: np.ndarray
    elastic_share_hi: np.ndarray
    code: np.ndarray
    explained: np.ndarray
    noise_mm: np.ndarray
    trend_mm_per_yr: np.ndarray
    elastic_mm: np.ndarray
    inelastic_mm: np.ndarray
    modelled_mm: np.ndarray
    ahead_mm: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))
    ahead_lo_mm: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))
    ahead_hi_mm: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))


@one_thread_pools()
def respond(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    heads: Heads,
    head_of: np.ndarray,
    *,
    preconsolidation_m: float | None = None,
    other_trend: bool = False,
    level: float = 0.9,
    scenario: Scenario | None = None,
    noise: NoiseModel | None = None,
    run: Run = ALONE,
) -> Response:
    """Fit every point to the heads of its well.

    displacement_mm : shape=(n_points, n_epochs), NaN where missing
    head_of : shape=(n_points,), row of ``heads``, −1 for none
    preconsolidation_m : the lowest head before the records begin; None takes the first head as the lowest
    other_trend : whether a steady motion of other causes is allowed for
    noise : from ``noise_of_layer``; by default that of these series
    """
    values = np.asarray(displacement_mm, dtype=float)
    dates = np.asarray(dates, dtype="datetime64[D]")
    n_ahead = 0 if scenario is None else scenario.dates.size
    result = _empty(len(values), dates.size, n_ahead)
    wells = [int(well) for well in np.unique(head_of) if well >= 0]
    if not wells:
        raise SubsidenceError(message("No point has a head; check the wells, their distance, or the prefix."))
    if noise is None:
        noise = noise_of_layer(
            values, dates, heads, head_of, preconsolidation_m=preconsolidation_m, scenario=scenario, run=run
        )
    for well in run.report.each(wells):
        rows = np.flatnonzero(head_of == well)
        covered = heads.at(well, dates)
        whole = Felt.of_well(heads, well, dates, preconsolidation_m, other_trend, scenario)
        smooth = None
        if heads.curved_m is not None:
            other = Heads(heads.dates, heads.curved_m)
            smooth = Felt.of_well(other, well, dates, preconsolidation_m, other_trend, None)
        for members, known in same_gaps(np.isfinite(values[rows])):
            stop_if_cancelled()
            here = rows[members]
            epochs = known[np.isfinite(covered[known])]
            if epochs.size < FEWEST_EPOCHS or noise is None:
                result.code[here] = TOO_SHORT
                continue
            drivers = whole.at(epochs)
            curved = None
            if smooth is not None:
                curved = smooth.at(epochs)
                curved = replace(curved, swing_m=drivers.swing_m, new_low_m=drivers.new_low_m)  # the same parts
            if drivers.swing_m < LEAST_SWING_M and drivers.new_low_m < LEAST_NEW_LOW_M:
                result.code[here] = STILL_HEAD
                continue
            own = NoiseHere(noise, epochs, drivers.span(), n_ahead)
            for start in range(0, here.size, SERIES_PER_BLOCK):
                block = here[start : start + SERIES_PER_BLOCK]
                _fit_block(result, values, block, epochs, drivers, curved, own, level, run.seed)
    return result


def _fit_block(
    result: Response, values: np.ndarray, rows: np.ndarray, epochs: np.ndarray, drivers: Drivers,
    curved: Drivers | None, noise: NoiseHere, level: float, seed: int,
) -> None:  # fmt: skip
    """Fit points that share a well and their epochs, and write what was found. curved : of smooth heads, where known"""
    series = values[np.ix_(rows, epochs)]
    judged = noise.judge(series)
    whiten = noise.whitening(judged)
    model = _Model(drivers, whiten, series)
    fit = model.fit(series)
    rest = series - model.curves(fit)
    n_terms = model.values.shape[2] + 1
    result.noise_mm[rows] = np.sqrt(np.square(rest).sum(axis=1) / max(epochs.size - n_terms, 1))
    left, own = model.without_heads(rest), model.without_heads(series)
    with np.errstate(invalid="ignore", divide="ignore"):
        result.explained[rows] = 1.0 - np.square(left).sum(axis=1) / np.square(own).sum(axis=1)
    replicates, ahead = model.replicates(fit, noise, judged, seed)
    beside = model if curved is None else _Model(curved, whiten, series, model.lag)
    fit_beside = fit if curved is None else beside.fit(series)
    for name in NAMES:
        value, other = getattr(model, NAMES[name])(fit), getattr(beside, NAMES[name])(fit_beside)
        spread = np.array([getattr(model, NAMES[name])(one) for one in replicates])
        getattr(result, name)[rows] = value
        ends = _interval(value, other, spread, level, ratio=name == "delay_days")
        getattr(result, f"{name}_lo")[rows], getattr(result, f"{name}_hi")[rows] = ends
    _write_parts(result, rows, epochs, model, fit)
    if drivers.plain_ahead.size:
        _write_ahead(result, rows, model, fit, replicates, ahead, level)
    _say_what_is_told(result, rows, model, series, level)


NAMES = {"ske": "ske", "skv": "skv", "delay_days": "delay", "elastic_share": "elastic_share"}


def _interval(
    value: np.ndarray, other: np.ndarray, spread: np.ndarray, level: float, *, ratio: bool
) -> tuple[np.ndarray, np.ndarray]:
    """About a value, as wide as its replicates spread; of what is a ratio, in its logarithm. spread : (n, n_series).

    other : the value for the smooth heads; it lies where the truth may lie but for the noise
    """
    from scipy.special import stdtrit

    z = float(stdtrit(len(spread) - 1, 0.5 + level / 2.0))  # so many draws tell their spread
    if ratio:
        apart = np.log(np.maximum(other, 1.0) / np.maximum(value, 1.0))
        width = z * np.hypot(np.log(np.maximum(spread, 1.0)).std(axis=0), apart)
        return value * np.exp(-width), value * np.exp(width)
    width = z * np.hypot(spread.std(axis=0), other - value)
    return np.maximum(value - width, 0.0), value + width


class _Model:
    """The designs of one well: with an inelastic part where the head reached a new low, else the elastic one alone.

    whiten : shape=(n_epochs, n_epochs), see ``NoiseHere.whitening``
    lag : number of the elastic lag, where it is known already
    """

    def __init__(self, drivers: Drivers, whiten: np.ndarray, series: np.ndarray, lag: int | None = None):
        self.drivers, self.whiten = drivers, whiten
        self.inelastic = drivers.new_low_m >= LEAST_NEW_LOW_M
        self.elastic = drivers.swing_m >= LEAST_SWING_M or not self.inelastic
        if self.inelastic:
            common = self._common_lag(series) if self.elastic and lag is None else 0
            self.lag = common if lag is None else lag
            columns = [(self.lag, number) for number in range(DELAYS.size)]
            self.grid = DELAYS
        else:
            self.lag = 0
            columns = [(number, -1) for number in range(ELASTIC_LAGS.size)]
            self.grid = np.maximum(ELASTIC_LAGS, 1.0)
        self.columns = columns
        self.values = np.array([self._terms(*one) for one in columns])  # (n_designs, n_epochs, n_terms)
        self.designs = Designs(whiten @ self.values, self.elastic + self.inelastic)

    def fit(self, series: np.ndarray) -> Fit:
        """By generalised least squares; shape=(n_series, n_epochs)."""
        return self.designs.fit(series @ self.whiten.T)

    def _terms(self, lag: int, delay: int) -> np.ndarray:
        parts = [self.drivers.plain]
        if self.elastic:
            parts.append(self.drivers.elastic[lag][:, None])
        if delay >= 0:
            parts.append(self.drivers.inelastic[delay][:, None])
        return np.column_stack(parts)

    def _common_lag(self, series: np.ndarray) -> int:
        """The lag of the elastic part that suits some points together; none unless one is clearly better.

        A short lag and a long delay can stand for each other, so every delay is tried with every lag.
        """
        some = series[:: max(len(series) // LAG_SERIES, 1)]
        pairs = [(lag, delay) for lag in range(ELASTIC_LAGS.size) for delay in range(DELAYS.size)]
        if len(series) < FEW:
            pairs = [(lag, delay) for lag, delay in pairs if lag % 3 == 0 and delay % 2 == 0]
        lags = len({lag for lag, _ in pairs})
        tried = Designs(self.whiten @ np.array([self._terms(*pair) for pair in pairs]), 2)
        squares = tried.fit(some @ self.whiten.T).by_design
        by_lag = squares.reshape(len(some) * lags, -1)
        best = vertex(by_lag)[2].reshape(len(some), lags)  # between the delays, or a lag would make up for their steps
        gain = some.shape[1] * np.log(np.maximum(best[:, :1], 1e-9) / np.maximum(best, 1e-9)).sum(axis=0)
        best_lag = int(gain.argmax())
        return pairs[best_lag * (len(pairs) // lags)][0] if gain[best_lag] > CLEARLY_BETTER else 0

    def curves(self, fit: Fit) -> np.ndarray:
        """The model at the epochs; shape=(n_series, n_epochs)."""
        return np.einsum("np,ntp->nt", fit.coefficients, self.values[fit.design])

    def without_heads(self, series: np.ndarray) -> np.ndarray:
        """Residuals about what needs no heads."""
        plain = self.drivers.plain
        return series - series @ np.linalg.pinv(plain).T @ plain.T

    @property
    def n_plain(self) -> int:
        return self.drivers.plain.shape[1]

    @property
    def at_inelastic(self) -> int:
        """The column of the inelastic part."""
        return self.n_plain + self.elastic

    def ske(self, fit: Fit) -> np.ndarray:
        found = fit.between if self.inelastic else fit.coefficients
        return found[:, self.n_plain] if self.elastic else np.full(len(found), np.nan)

    def skv(self, fit: Fit) -> np.ndarray:
        if not self.inelastic:
            return np.full(len(fit.coefficients), np.nan)
        return np.nan_to_num(self.ske(fit)) + fit.between[:, self.at_inelastic]

    def delay(self, fit: Fit) -> np.ndarray:
        if self.inelastic:
            return refined(fit.by_design, self.grid)
        return ELASTIC_LAGS[fit.design]

    def parts(self, fit: Fit) -> tuple[np.ndarray, np.ndarray]:
        """Elastic and inelastic motion in mm, from the first epoch on; shape=(n_series, n_epochs) each."""
        values = self.values[fit.design]
        elastic, inelastic = np.zeros((2, *values.shape[:2]))
        if self.elastic:
            elastic = fit.coefficients[:, self.n_plain, None] * values[:, :, self.n_plain]
        if self.inelastic:
            inelastic = fit.coefficients[:, self.at_inelastic, None] * values[:, :, self.at_inelastic]
        return elastic - elastic[:, :1], inelastic - inelastic[:, :1]

    def elastic_share(self, fit: Fit) -> np.ndarray:
        elastic, inelastic = (np.ptp(part, axis=1) for part in self.parts(fit))
        slope = fit.coefficients[:, 1] if self.n_plain > 1 else np.zeros(len(elastic))
        trend = np.abs(slope) * np.ptp(self.drivers.plain[:, -1])
        total = elastic + inelastic + trend
        return np.where(total > 0, elastic / np.where(total > 0, total, 1.0), np.nan)

    def replicates(self, fit: Fit, noise: NoiseHere, judged: Judged, seed: int) -> tuple[list[Fit], np.ndarray]:
        """Fits of the model and noise, drawn anew, and how that noise goes on; (n_drawn, n_series, n_ahead)."""
        curve = self.curves(fit)
        n_series, n_epochs = curve.shape
        found: list[Fit] = []
        ahead = []
        together = int(np.clip(ROWS_TOGETHER // n_series, 1, REPLICATES))
        for drawn, later in noise.draws(judged, REPLICATES, together, np.random.default_rng(seed)):
            stop_if_cancelled()
            whole = self.fit((curve[None] + drawn).reshape(-1, n_epochs))
            ahead.append(later)
            for number in range(len(drawn)):
                rows = slice(number * n_series, (number + 1) * n_series)
                parts = (whole.coefficients, whole.design, whole.squares, whole.by_design, whole.between)
                found.append(Fit(*(part[rows] for part in parts)))
        return found, np.concatenate(ahead)

    def ahead(self, fit: Fit) -> np.ndarray:
        """The model at the scenario's dates; shape=(n_series, n_ahead)."""
        drivers, result = self.drivers, 0.0
        result = fit.coefficients[:, : self.n_plain] @ drivers.plain_ahead.T
        pairs = np.array(self.columns)[fit.design]
        if self.elastic:
            result = result + fit.coefficients[:, self.n_plain, None] * drivers.elastic_ahead[pairs[:, 0]]
        if self.inelastic:
            result = result + fit.coefficients[:, self.at_inelastic, None] * drivers.inelastic_ahead[pairs[:, 1]]
        return result


def _write_parts(
    result: Response,
    rows: np.ndarray,
    epochs: np.ndarray,
    model: _Model,
    fit: Fit,
) -> None:
    inside = np.ix_(rows, epochs)
    result.elastic_mm[inside], result.inelastic_mm[inside] = model.parts(fit)
    result.modelled_mm[inside] = model.curves(fit)
    if model.n_plain > 1:
        result.trend_mm_per_yr[rows] = fit.coefficients[:, 1]
    else:
        result.trend_mm_per_yr[rows] = 0.0


def _write_ahead(
    result: Response,
    rows: np.ndarray,
    model: _Model,
    fit: Fit,
    replicates: list[Fit],
    noise_ahead: np.ndarray,
    level: float,
) -> None:
    """The scenario with its interval: by how much the replicates miss it, each with the noise that goes on from it."""
    middle = model.ahead(fit)
    missed = noise_ahead - (np.array([model.ahead(one) for one in replicates]) - middle)
    low, high = np.quantile(missed, [0.5 - level / 2.0, 0.5 + level / 2.0], axis=0)
    result.ahead_mm[rows], result.ahead_lo_mm[rows], result.ahead_hi_mm[rows] = middle, middle + low, middle + high


def _say_what_is_told(result: Response, rows: np.ndarray, model: _Model, series: np.ndarray, level: float) -> None:
    """Empty what the data do not support, and say why."""
    code = np.full(rows.size, TOLD if model.inelastic else ELASTIC_ONLY)
    if not model.elastic:
        code[:] = INELASTIC_ONLY
    ratio = _elastic_ratio(model, series)
    if model.inelastic:
        loose = _hangs_on_no_trend(model, series) if model.n_plain == 1 else np.zeros(rows.size, dtype=bool)
        code[loose] = IF_NOTHING_ELSE
        untold = ~(result.skv_lo[rows] > np.nan_to_num(result.ske[rows]))
        untold |= result.skv_hi[rows] - result.skv_lo[rows] > 2.0 * result.skv[rows]
        code[untold] = LIKE_A_TREND
        for name in ("skv", "skv_lo", "skv_hi", "delay_days", "delay_days_lo", "delay_days_hi"):
            getattr(result, name)[rows[untold]] = np.nan
    unsure = ~(result.ske_lo[rows] > 0)
    for name in ("ske", "ske_lo", "ske_hi"):
        getattr(result, name)[rows[unsure]] = np.nan
    told = rows[~unsure]
    result.ske_lo[told] = lower_end_of_the_chosen(result.ske[told], result.ske_lo[told], level)
    code[unsure & (code == TOLD)] = INELASTIC_ONLY
    code[unsure & ~(result.skv_lo[rows] > 0)] = NO_RESPONSE
    code[ratio < AGAINST] = AGAINST_HEAD
    nothing = rows[(code == NO_RESPONSE) | (code == AGAINST_HEAD)]
    for name in NAMES:
        for end in ("", "_lo", "_hi"):
            getattr(result, f"{name}{end}")[nothing] = np.nan
    result.code[rows] = code


def lower_end_of_the_chosen(value: np.ndarray, low: np.ndarray, level: float) -> np.ndarray:
    """The lower end of an interval of values that are told because the usual end, ``low``, is above nothing.

    Of weak answers noise picks those that it made large; so the end is where a value as large as this would be met
    among those told with probability (1 − level) / 2: P(x > value) / P(x > least that is told). Not below 0.

    >>> lower_end_of_the_chosen(np.array([2.0, 3.0, 9.0]), np.array([0.355, 1.355, 7.355]), 0.9).round(2).tolist()
    [0.0, 0.51, 7.35]
    """
    from scipy.special import log_ndtr, ndtri

    z = float(ndtri(0.5 + level / 2.0))
    std = np.maximum(value - low, 1e-300) / z
    size = value / std
    below, above = np.zeros(size.shape), size.copy()
    for _ in range(HALVINGS):
        middle = 0.5 * (below + above)
        rare = log_ndtr(middle - size) - log_ndtr(middle - z) < np.log(0.5 - level / 2.0)
        below, above = np.where(rare, middle, below), np.where(rare, above, middle)
    return below * std


def _hangs_on_no_trend(model: _Model, series: np.ndarray) -> np.ndarray:
    """Whether a steady motion of other causes would explain the series as well as new lows of the head do.

    Twice the log-likelihood that the inelastic part adds to a model with a trend must reach ``CLEARLY_BETTER``.
    """
    n_epochs = series.shape[1]
    years = np.broadcast_to(model.drivers.years[None, :, None], (len(model.values), n_epochs, 1))
    with_trend = model.whiten @ np.concatenate([years, model.values], axis=2)
    white = series @ model.whiten.T
    whole = Designs(with_trend, model.elastic + model.inelastic).fit(white).squares
    without = Designs(with_trend[:1, :, :-1], int(model.elastic)).fit(white).squares
    return n_epochs * np.log(np.maximum(without, 1e-9) / np.maximum(whole, 1e-9)) < CLEARLY_BETTER


def _elastic_ratio(model: _Model, series: np.ndarray) -> np.ndarray:
    """The head's coefficient, free of sign, over its standard error.

    With the delay that suits each series best: with a much shorter one what drains slowly looks like a head that acts
    the other way.
    """
    ratio, smallest = np.full((2, len(series)), np.inf)
    white = series @ model.whiten.T
    for terms in model.designs.values:
        inverse = np.linalg.pinv(terms.T @ terms)
        coefficients = white @ terms @ inverse
        squares = np.square(white - coefficients @ terms.T).sum(axis=1)
        variance = squares / max(len(terms) - terms.shape[1], 1)
        at = model.n_plain
        own = coefficients[:, at] / np.sqrt(np.maximum(variance * inverse[at, at], 1e-30))
        better = squares < smallest
        ratio[better], smallest[better] = own[better], squares[better]
    return ratio


def _empty(n_points: int, n_epochs: int, n_ahead: int) -> Response:
    def unknown(*more: int) -> np.ndarray:
        return np.full((n_points, *more), np.nan)

    shapes: dict[str, tuple[int, ...]] = {name + end: () for name in NAMES for end in ("", "_lo", "_hi")}
    shapes |= dict.fromkeys(("explained", "noise_mm", "trend_mm_per_yr"), ())
    shapes |= dict.fromkeys(("elastic_mm", "inelastic_mm", "modelled_mm"), (n_epochs,))
    shapes |= dict.fromkeys(("ahead_mm", "ahead_lo_mm", "ahead_hi_mm"), (n_ahead,))
    return Response(code=np.full(n_points, NO_HEAD), **{name: unknown(*shape) for name, shape in shapes.items()})

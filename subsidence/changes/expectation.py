"""What was expected of new epochs before they came, and how its errors go together in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..analysis.noise_models import NoiseModel, estimate_noise
from ..blocks import map_rows
from ..errors import SubsidenceError
from ..missing_values import same_gaps
from ..progress import SILENT, Report, Run
from ..series import decimal_years, years_since
from ..threads import one_thread_pools
from ..wording import message
from .sequential_test import whitening

FEWEST_BASELINE = 20  # epochs before the new ones
YEARS_FOR_SEASON = 1.5
CURVED = 4.0  # standard errors from which on a point's own acceleration goes on into its expectation
FEWEST_FOR_COMMON = 30  # points; with fewer, what all have in common cannot be told from what one does
SPARE_EPOCHS = 5  # beyond the terms of the baseline
FORECAST_DEGREES = 100.0  # of freedom that a scale from a backtest counts for
SAMPLE_OF_THE_PAST = 4000
MOST_INFLATION = 5.0
MEDIAN_OF_SQUARES = 0.4549364  # of standard normal errors
ROWS_PER_BLOCK = 2_000
MOST_PRIOR = 3.0  # degrees of freedom that what all scales show may count for, in those of one
STRAYS = 0.01  # chance beyond which a scale is no draw from what all show


@dataclass(frozen=True)
class Group:
    """Points whose errors have the same covariance in time.

    rows : shape=(n,), points; epochs : shape=(m,), which of the new epochs they have
    covariance : shape=(m, m), of the errors at those epochs, in units of each point's variance
    degrees : of freedom of the variances
    """

    rows: np.ndarray
    epochs: np.ndarray
    covariance: np.ndarray
    degrees: float


@dataclass(frozen=True)
class Expectation:
    """What each point was expected to do at the new epochs, and what it did.

    dates : shape=(n_new,)
    expected_mm, std_mm, residual_mm : shape=(n_points, n_new); the residual is without what all points have in common
    common_mm : shape=(n_new,), that common part of each date, added to what was expected of none
    sigma_mm : shape=(n_points,), scale of the errors; rate_mm_per_yr : shape=(n_points,), at the end of the baseline
    baseline_residual_mm : shape=(n_points, n_baseline), about each point's own trend, for what neighbours share
    groups : together they hold every point that can be judged
    all_dates : shape=(n_baseline + n_new,)
    about_trend_mm : shape=(n_points, n_baseline + n_new), about each point's straight trend and season of the baseline
    against_mm : shape=(n_points, n_new), errors of a forecast at the scale of the trend's; None without a forecast
    """

    dates: np.ndarray
    expected_mm: np.ndarray
    std_mm: np.ndarray
    residual_mm: np.ndarray
    common_mm: np.ndarray
    sigma_mm: np.ndarray
    rate_mm_per_yr: np.ndarray
    baseline_residual_mm: np.ndarray
    groups: tuple[Group, ...]
    noise: str
    all_dates: np.ndarray
    about_trend_mm: np.ndarray
    against_mm: np.ndarray | None = None


@dataclass(frozen=True)
class Innovations:
    """What new epochs brought that was not expected, of series that were combined from those of points.

    residual_mm : shape=(n_series, n_new); sigma_mm : shape=(n_series,), with ``inflation`` on it; groups : as of an
    ``Expectation``; covariance : of their noise in time, of unit variance, shape=(n_epochs, n_epochs)
    """

    residual_mm: np.ndarray
    sigma_mm: np.ndarray
    groups: tuple[Group, ...]
    covariance: np.ndarray
    inflation: float

    def widened(self, factor: float) -> Innovations:
        """With scales that are so many times as large."""
        return replace(self, sigma_mm=self.sigma_mm * factor, inflation=self.inflation * factor)


@one_thread_pools()
def expect_from_past(
    displacement_mm: np.ndarray, dates: np.ndarray, n_baseline: int, *, seed: int = 0, report: Report = SILENT
) -> Expectation:
    """The frozen trend of the first ``n_baseline`` epochs, carried on under the noise of the series themselves.

    displacement_mm : shape=(n_points, n_epochs), NaN where missing; dates : shape=(n_epochs,)

    Level, rate and season (from a year and a half on), and an acceleration where it is worth ``CURVED`` standard
    errors, by generalised least squares under the mixture of noise that ``estimate_noise`` finds in the baseline. The
    prediction is the best linear one: it also carries on what correlated noise has piled up, and its covariance holds
    the noise to come and the error of every term (universal kriging in time).
    What all points do together at a date is taken out first, by the median over points.
    """
    dates = np.asarray(dates, dtype="datetime64[D]")
    _check_baseline(dates, n_baseline)
    values = np.array(displacement_mm, dtype=float)
    values[_is_flat(values[:, :n_baseline])] = np.nan  # no series that never changes was measured
    plain = _design(dates, n_baseline)
    design = np.column_stack([plain, (years_since(dates, dates[n_baseline - 1])) ** 2 / 2.0])
    common = np.zeros(dates.size)
    removes_common = len(values) >= FEWEST_FOR_COMMON
    if removes_common:
        rest = _residuals(values[:, :n_baseline], plain[:n_baseline])
        common[:n_baseline] = np.nan_to_num(_column_median(rest))
        values[:, :n_baseline] -= common[:n_baseline]
    else:
        report.warn(
            message(
                "With fewer than {count} points nothing is taken out as common to all; a shift of the reference would"
                " look like a change of every point.",
                count=FEWEST_FOR_COMMON,
            )
        )
    past = values.copy()
    past[:, n_baseline:] = np.nan
    model = estimate_noise(past, dates, design=plain, run=Run(seed=seed))
    covariance = _mixture(model)
    found = _predict(values, n_baseline, plain, design, covariance, report)
    groups, expected, std, sigma, rate, residual = found
    if not groups:
        raise SubsidenceError(message("No point has enough known epochs before and after the date to be judged."))
    fresh = values[:, n_baseline:] - expected
    if removes_common:
        common[n_baseline:] = np.nan_to_num(_column_median(fresh))
        fresh = fresh - common[n_baseline:]
    values[:, n_baseline:] -= common[n_baseline:]
    return Expectation(
        dates[n_baseline:], expected, std, fresh, common[n_baseline:], sigma, rate, residual, tuple(groups),
        model.describe(), dates, _about_trend(values, plain, n_baseline),
    )  # fmt: skip


def innovations(
    expectation: Expectation, about_trend_mm: np.ndarray, against_mm: np.ndarray | None, noise_mm: np.ndarray, *,
    like: Innovations | None = None, seed: int = 0,
) -> Innovations:  # fmt: skip
    """The same expectation of series that were combined from the points' own, under the noise that *they* have.

    about_trend_mm, against_mm : as those of the expectation, of the combined series
    noise_mm : shape=(n_series,), standard deviation that they should have but for a common factor
    like : series that have the same kind of noise, where these are few

    Their noise is estimated anew, each one's scale from its own past: what was taken off may have been of another kind
    than what is left, and how well it was foretold shows there. Where the last epochs of the past strayed farther than
    that, the scales are widened (``inflation_of_the_past``).
    """
    dates, n_new = expectation.all_dates, expectation.dates.size
    n_baseline = dates.size - n_new
    design = _design(dates, n_baseline)
    curved = np.column_stack([design, years_since(dates, dates[n_baseline - 1]) ** 2 / 2.0])
    past = about_trend_mm.copy()
    past[:, n_baseline:] = np.nan
    able = np.isfinite(past).sum(axis=1) >= curved.shape[1] + SPARE_EPOCHS
    if like is None and able.any():
        covariance = _mixture(estimate_noise(past[able], dates, design=design, run=Run(seed=seed)))
        inflation = inflation_of_the_past(about_trend_mm, dates, n_baseline, seed=seed)
    else:
        covariance, inflation = (np.eye(dates.size), 1.0) if like is None else (like.covariance, like.inflation)
    groups, expected, _, sigma, _, _ = _predict(about_trend_mm, n_baseline, design, curved, covariance, SILENT)
    residual = (about_trend_mm[:, n_baseline:] - expected) if against_mm is None else against_mm
    moderated = [_moderate(group, sigma, noise_mm) for group in groups]
    return Innovations(residual, sigma * inflation, tuple(moderated), covariance, inflation)


def _moderate(group: Group, sigma_mm: np.ndarray, noise_mm: np.ndarray) -> Group:
    """Scales of a group nearer to what all of them show, as far as they differ no more than estimates do by chance.

    The variances are drawn from a scaled inverse χ² about ``noise_mm``² (Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3,
    3), its parameters by median and median deviation; series that stray too far keep their own (Phipson et al. 2016,
    Ann. Appl. Stat. 10, 946–963). The degrees of freedom grow by those of the prior. ``sigma_mm`` is changed in place.
    """
    from scipy.special import polygamma, psi
    from scipy.stats import chi2

    rows, degrees = group.rows, group.degrees
    if rows.size < FEWEST_FOR_COMMON:
        return group
    ratio = np.log(sigma_mm[rows] ** 2 / noise_mm[rows] ** 2) - psi(degrees / 2.0) + np.log(degrees / 2.0)
    middle = float(np.median(ratio))
    excess = (1.4826 * float(np.median(np.abs(ratio - middle)))) ** 2 - float(polygamma(1, degrees / 2.0))
    prior = MOST_PRIOR * degrees
    if excess > 0:
        prior = min(prior, 2.0 * _trigamma_inverse(excess))
    common = np.exp(middle + psi(prior / 2.0) - np.log(prior / 2.0)) * noise_mm[rows] ** 2
    own = sigma_mm[rows] ** 2
    pooled = (prior * common + degrees * own) / (prior + degrees)
    strays = own > common * chi2.isf(STRAYS, degrees) / degrees
    sigma_mm[rows] = np.sqrt(np.where(strays, own, pooled))
    return Group(rows, group.epochs, group.covariance, degrees + prior)


def _trigamma_inverse(value: float) -> float:
    """Newton's method of Smyth 2004, appendix."""
    from scipy.special import polygamma

    found = 0.5 + 1.0 / value
    for _ in range(30):
        slope = float(polygamma(1, found))
        found += slope * (1.0 - slope / value) / float(polygamma(2, found))
    return found


def inflation_of_the_past(displacement_mm: np.ndarray, dates: np.ndarray, n_baseline: int, *, seed: int = 0) -> float:
    """By how much the errors of the last baseline epochs passed what was expected of them; at least 1.

    The trial is the same as that of the new epochs, some time earlier, on a sample of the points: whitened errors of
    unit variance have a median square of 0.455. The median is not moved by the few points that change.
    """
    n_trial = min(len(dates) - n_baseline, n_baseline // 4)
    if n_trial < 2 or n_baseline - n_trial < FEWEST_BASELINE or len(displacement_mm) < FEWEST_FOR_COMMON:
        return 1.0
    rows = np.sort(np.random.default_rng(seed).permutation(len(displacement_mm))[:SAMPLE_OF_THE_PAST])
    earlier = expect_from_past(
        np.asarray(displacement_mm)[rows][:, :n_baseline], dates[:n_baseline], n_baseline - n_trial, seed=seed
    )
    squares = []
    for group in earlier.groups:
        unit = earlier.residual_mm[np.ix_(group.rows, group.epochs)] / earlier.sigma_mm[group.rows, None]
        squares.append(((unit @ whitening(group.covariance).T) ** 2).ravel())
    return widening(np.concatenate(squares))


def widening(squares: np.ndarray) -> float:
    """By how much scales must grow for whitened errors, given squared, to have a median square of 0.455; at least 1."""
    known = squares[np.isfinite(squares)]
    return float(np.clip(np.sqrt(np.median(known) / MEDIAN_OF_SQUARES), 1.0, MOST_INFLATION)) if known.size else 1.0


def expect_from_forecast(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    n_baseline: int,
    forecast_mm: np.ndarray,
    half_mm: np.ndarray,
    level: float,
    *,
    seed: int = 0,
    report: Report = SILENT,
) -> Expectation:
    """A forecast that was made before the new epochs came, with its own intervals.

    forecast_mm, half_mm : shape=(n_points, n_new), the forecast and the half width of its interval of ``level``

    The interval gives the scale of each date; how the errors of different dates go together is that of the frozen trend
    (``expect_from_past``), because an interval says nothing about it.
    """
    from scipy.special import ndtri

    base = expect_from_past(displacement_mm, dates, n_baseline, seed=seed, report=report)
    scale = np.asarray(half_mm, dtype=float) / float(ndtri(0.5 + level / 2.0))
    values = np.asarray(displacement_mm, dtype=float)[:, n_baseline:]
    residual = np.where(scale > 0, values - forecast_mm, np.nan)
    common = np.zeros(base.dates.size)
    if len(values) >= FEWEST_FOR_COMMON:
        common = np.nan_to_num(_column_median(residual))
        residual = residual - common
    sigma = np.full(len(values), np.nan)
    groups = []
    for group in base.groups:
        relative = np.sqrt(np.diag(group.covariance))
        correlation = group.covariance / np.outer(relative, relative)
        ratio = scale[np.ix_(group.rows, group.epochs)]
        able = np.isfinite(residual[np.ix_(group.rows, group.epochs)]).all(axis=1) & (ratio > 0).all(axis=1)
        rows, ratio = group.rows[able], ratio[able]
        if not rows.size:
            continue
        sigma[rows] = ratio[:, 0]
        shapes, member = np.unique(np.round(ratio / ratio[:, :1], 6), axis=0, return_inverse=True)
        for number, shape in enumerate(shapes):
            groups.append(
                Group(
                    rows[member.reshape(-1) == number], group.epochs, correlation * np.outer(shape, shape),
                    FORECAST_DEGREES,
                )
            )  # fmt: skip
    if not groups:
        raise SubsidenceError(message("No point has a forecast with an interval at the new epochs."))
    with np.errstate(invalid="ignore", divide="ignore"):
        against = np.where(scale > 0, residual * base.std_mm / scale, np.nan)
    return Expectation(
        base.dates, np.asarray(forecast_mm, dtype=float), scale, residual, common, sigma, base.rate_mm_per_yr,
        base.baseline_residual_mm, tuple(groups), base.noise, base.all_dates, base.about_trend_mm, against,
    )  # fmt: skip


def _check_baseline(dates: np.ndarray, n_baseline: int) -> None:
    if n_baseline >= dates.size:
        raise SubsidenceError(
            message("No epoch lies after {date}, so nothing is new; choose an earlier date.", date=dates[-1])
        )
    if n_baseline < FEWEST_BASELINE:
        raise SubsidenceError(
            message(
                "What to expect is learnt from at least {least} epochs before the new ones; there are {count}. Choose a"
                " later date.",
                least=FEWEST_BASELINE,
                count=n_baseline,
            )
        )


def _design(dates: np.ndarray, n_baseline: int) -> np.ndarray:
    """Level, rate and, from a year and a half of baseline on, a season; years count from the baseline's end."""
    years = years_since(dates, dates[n_baseline - 1])
    columns = [np.ones(years.size), years]
    if -years[0] >= YEARS_FOR_SEASON:
        angle = 2.0 * np.pi * decimal_years(dates)
        columns += [np.sin(angle), np.cos(angle)]
    return np.column_stack(columns)


def _is_flat(values: np.ndarray) -> np.ndarray:
    """Whether all known values of a row are the same; shape=(n_points,)."""
    known = np.isfinite(values)
    low = np.where(known, values, np.inf).min(axis=1)
    return np.where(known, values, -np.inf).max(axis=1) <= low


def _mixture(model: NoiseModel) -> np.ndarray:
    """The covariance of all kinds of noise by their weights; shape=(n_epochs, n_epochs)."""
    return np.einsum("k,kij->ij", model.weights[0], np.array([node.covariance for node in model.nodes]))


def _column_median(values: np.ndarray) -> np.ndarray:
    """Median of every column, NaN where it is empty."""
    found = np.full(values.shape[1], np.nan)
    known = np.isfinite(values).any(axis=0)
    found[known] = np.nanmedian(values[:, known], axis=0)
    return found


def _about_trend(values: np.ndarray, design: np.ndarray, n_baseline: int) -> np.ndarray:
    """About an ordinary least-squares fit to the baseline, at all epochs; shape=(n_points, n_epochs)."""
    result = np.full(values.shape, np.nan)
    for rows, known in same_gaps(np.isfinite(values)):
        past = known[known < n_baseline]
        if past.size >= design.shape[1] + SPARE_EPOCHS:
            terms = np.linalg.pinv(design[past])
            inside = np.ix_(rows, known)
            result[inside] = values[inside] - values[np.ix_(rows, past)] @ terms.T @ design[known].T
    return result


def _residuals(values: np.ndarray, design: np.ndarray) -> np.ndarray:
    """About an ordinary least-squares fit; gaps stay gaps. shape=(n_points, n_epochs)"""
    result = np.full(values.shape, np.nan)
    for rows, known in same_gaps(np.isfinite(values)):
        if known.sum() >= design.shape[1] + 2:
            inside = np.ix_(rows, known)
            terms = np.linalg.pinv(design[known])
            result[inside] = values[inside] - values[inside] @ terms.T @ design[known].T
    return result


def _predict(
    values: np.ndarray, n_baseline: int, plain: np.ndarray, curved: np.ndarray, covariance: np.ndarray, report: Report
) -> tuple[list[Group], np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Groups, and expectation, its standard error, scale, rate and baseline residuals of every point."""
    n_points, n_new = len(values), values.shape[1] - n_baseline
    patterns = list(same_gaps(np.isfinite(values)))
    pattern = np.repeat(np.arange(len(patterns)), [rows.size for rows, _ in patterns])
    order = np.concatenate([rows for rows, _ in patterns]) if patterns else np.zeros(0, dtype=int)
    rows_of = partial(_predict_rows, n_baseline=n_baseline, plain=plain, curved=curved, covariance=covariance)
    blocks = map_rows(rows_of, [_Ordered(values, order), pattern], ROWS_PER_BLOCK, report=report)
    expected, std = np.full((n_points, n_new), np.nan), np.full((n_points, n_new), np.nan)
    sigma, rate = np.full(n_points, np.nan), np.full(n_points, np.nan)
    residual = np.full((n_points, n_baseline), np.nan)
    bent = np.zeros(n_points, dtype=bool)
    noise: dict[tuple[int, int], tuple[np.ndarray, float]] = {}
    for start, found in zip(range(0, n_points, ROWS_PER_BLOCK), blocks):
        rows = order[start : start + ROWS_PER_BLOCK]
        for all_rows, here in zip((expected, std, sigma, rate, residual, bent), found):
            all_rows[rows] = here
        for (number, is_bent), errors, degrees in zip(*found[6:]):
            noise[int(number), int(is_bent)] = errors, float(degrees)
    groups = []
    for (number, is_bent), (errors, degrees) in sorted(noise.items()):
        rows, known = patterns[number]
        usable, epochs = (
            rows[(bent[rows] == bool(is_bent)) & (sigma[rows] > 0)],
            known[known >= n_baseline] - n_baseline,
        )
        if usable.size:
            groups.append(Group(usable, epochs, errors[np.ix_(epochs, epochs)], degrees))
    return groups, expected, std, sigma, rate, residual


@dataclass(frozen=True)
class _Ordered:
    """Rows in another order, made when they are asked for."""

    values: np.ndarray
    order: np.ndarray

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.values[self.order[rows]]


def _predict_rows(
    values: np.ndarray, pattern: np.ndarray, *, n_baseline: int, plain: np.ndarray, curved: np.ndarray,
    covariance: np.ndarray,
) -> tuple[np.ndarray, ...]:  # fmt: skip
    """``_predict`` of a block of rows, wherever it is computed; pattern : shape=(n_rows,), which gaps each row has.

    Expectation, standard error, scale, rate, baseline residuals and whether the expectation is curved, of every row;
    then for each pattern and either kind: both as numbers, the covariance of the errors, and degrees of freedom.
    """
    n_rows, n_new = len(values), values.shape[1] - n_baseline
    expected, std = np.full((n_rows, n_new), np.nan), np.full((n_rows, n_new), np.nan)
    sigma, rate = np.full(n_rows, np.nan), np.full(n_rows, np.nan)
    residual = np.full((n_rows, n_baseline), np.nan)
    bent = np.zeros(n_rows, dtype=bool)
    keys, errors, degrees = [], [], []
    for rows in np.split(np.arange(n_rows), np.flatnonzero(np.diff(pattern)) + 1):
        known = np.flatnonzero(np.isfinite(values[rows[0]]))
        past = known[known < n_baseline]
        if past.size < curved.shape[1] + SPARE_EPOCHS or past.size == known.size:
            continue
        bent[rows] = _is_bent(values[np.ix_(rows, past)], curved[past], covariance[np.ix_(past, past)])
        for members, design in ((rows[~bent[rows]], plain), (rows[bent[rows]], curved)):
            if not members.size:
                continue
            step = _Kriging(design, covariance, past, n_baseline)
            observed = values[np.ix_(members, past)]
            terms = observed @ step.estimator.T
            rest = observed - terms @ design[past].T
            sigma[members] = np.sqrt(_forms(rest, step.inverse) / step.degrees)
            rate[members] = terms[:, 1]
            residual[np.ix_(members, past)] = rest
            # the expectation is wanted at every new epoch, the covariance at those that the point has
            expected[members] = terms @ design[n_baseline:].T + rest @ step.carry.T
            std[members] = sigma[members, None] * np.sqrt(np.diag(step.covariance))[None, :]
            keys.append((pattern[members[0]], design is curved))
            errors.append(step.covariance)
            degrees.append(step.degrees)
    kinds = np.array(keys, dtype=int).reshape(-1, 2), np.array(errors).reshape(-1, n_new, n_new), np.array(degrees)
    return expected, std, sigma, rate, residual, bent, *kinds


def _forms(rows: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """The quadratic form of every row; shape=(n_rows,)."""
    return ((rows @ matrix) * rows).sum(axis=1)


def _is_bent(observed: np.ndarray, design: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Whether the last term is worth ``CURVED`` standard errors; shape=(n_rows,)."""
    inverse = np.linalg.inv(covariance)
    normal = np.linalg.inv(design.T @ inverse @ design)
    terms = observed @ (normal @ design.T @ inverse).T
    rest = observed - terms @ design.T
    variance = _forms(rest, inverse) / (len(design) - design.shape[1])
    return np.abs(terms[:, -1]) > CURVED * np.sqrt(variance * normal[-1, -1])


class _Kriging:
    """Universal kriging in time from the epochs ``past`` to all epochs from number ``n_baseline`` on."""

    def __init__(self, design: np.ndarray, covariance: np.ndarray, past: np.ndarray, n_baseline: int):
        ahead = np.arange(n_baseline, len(covariance))
        before = design[past]
        self.inverse = np.linalg.inv(covariance[np.ix_(past, past)])
        normal = np.linalg.inv(before.T @ self.inverse @ before)
        self.estimator = normal @ before.T @ self.inverse
        self.degrees = past.size - design.shape[1]
        across = covariance[np.ix_(ahead, past)]
        self.carry = across @ self.inverse
        open_terms = design[ahead] - self.carry @ before
        self.covariance = (
            covariance[np.ix_(ahead, ahead)] - self.carry @ across.T + open_terms @ normal @ open_terms.T
        )  # fmt: skip

"""Models of motion fitted to every series: rate, acceleration, annual swing, breaks, settling, and which of them the
data support under the noise that they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

import numpy as np

from ..blocks import map_rows, row_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run
from ..series import decimal_years, linear_rate, years_since
from ..tabular.bounded_memory import let_go, passing, rows_of
from ..threads import one_thread_pools
from ..wording import message
from .breaks import (
    CHANGES,
    EXPONENTIAL,
    HINGE,
    LOGARITHMIC,
    STEP,
    Candidates,
    Scan,
    between_hinges,
    candidates,
    paces,
    scan,
    settling_slope,
    shares,
)
from .noise_models import NoiseModel, estimate_noise
from .trend_fit import TrendFit, fit_trend, fit_trends, mixture_std

PLAIN = ("linear", "quadratic", "linear + annual", "quadratic + annual")
MODELS = PLAIN + tuple(f"{kind}{season}" for kind in CHANGES for season in ("", " + annual"))
# terms that a model adds to level and rate
TERMS = {
    "linear": ("level", "rate"),
    "quadratic": ("level", "rate", "acceleration"),
    "linear + annual": ("level", "rate", "sine", "cosine"),
    "quadratic + annual": ("level", "rate", "acceleration", "sine", "cosine"),
    **dict.fromkeys(CHANGES, ("level", "rate", "change")),
    **{f"{kind} + annual": ("level", "rate", "change", "sine", "cosine") for kind in CHANGES},
}
PARAMETERS_OF_CHANGE = {STEP: 3.5, HINGE: 3.0, EXPONENTIAL: 2.5, LOGARITHMIC: 2.5}  # its size, and its date or pace
SETTLING = {EXPONENTIAL: 1, LOGARITHMIC: -1}
TOLD_APART = 6.0  # of the criterion: strong evidence (Kass and Raftery 1995)
CHANCE = (0.0, 4.218, 6.438, 8.311)  # 96th percentiles of chi-square with 0 to 3 degrees of freedom
NEGLIGIBLE = 0.01  # share of a pace of settling that is not looked at
PROMISING = 0.75  # share of the penalty that the search must find before a change is fitted
FEWEST_WITH_CHANGE = 20
ODD_TERM = 2  # of a model: its acceleration or its change
EQUAL_EPOCHS = 10.0  # that speak for the same noise at all epochs
ROWS_PER_BLOCK = 16_384
MEASURABLE_MM = 1e-6  # no series is better than that: a residual below is none
YEARS_FOR_ANNUAL = 1.5  # in a shorter series a season cannot be told from a trend
DAYS_OF_A_YEAR = 365.25


@dataclass(frozen=True)
class MotionModels:
    """Parameters of the chosen model of every point; arrays shape=(n_points,), NaN = not in the model or unknown.

    model : index into ``MODELS``, −1 where no model could be fitted
    rate, rate_std : mm/yr, in the middle of the series
    rate_std_white : mm/yr, of a straight line if the noise were white
    acceleration, acceleration_std : mm/yr²
    annual_amplitude, annual_amplitude_std : mm
    annual_phase, annual_phase_std : day of the year on which the annual part is highest, 0 … 365.25
    rate_before, rate_after : mm/yr, of a breakpoint
    break_size, break_size_std : mm for a step, mm/yr for a new rate
    break_date, break_date_lo, break_date_hi : datetime64[D], NaT where there is none; the true date lies between the
        last two in 95 of 100 cases
    settling_mm, settling_mm_std, settling_days : what settled over the series beside the rate, and its time constant
    residual_std : mm, standard deviation about the model
    support : by how much the criterion of the chosen model beats the next; above 10 is strong (Kass and Raftery 1995)
    runner_up : index into ``MODELS``, the model that comes next, −1 where none was compared
    noise : index into ``noise_names``, the likeliest noise, −1 where unknown
    n : epochs that were used
    """

    model: np.ndarray
    rate: np.ndarray
    rate_std: np.ndarray
    rate_std_white: np.ndarray
    acceleration: np.ndarray
    acceleration_std: np.ndarray
    annual_amplitude: np.ndarray
    annual_amplitude_std: np.ndarray
    annual_phase: np.ndarray
    annual_phase_std: np.ndarray
    rate_before: np.ndarray
    rate_after: np.ndarray
    break_size: np.ndarray
    break_size_std: np.ndarray
    break_date: np.ndarray
    break_date_lo: np.ndarray
    break_date_hi: np.ndarray
    settling_mm: np.ndarray
    settling_mm_std: np.ndarray
    settling_days: np.ndarray
    residual_std: np.ndarray
    support: np.ndarray
    runner_up: np.ndarray
    noise: np.ndarray
    n: np.ndarray
    noise_names: tuple[str, ...] = ()
    noise_summary: str = ""

    @property
    def undecided_settling(self) -> np.ndarray:
        """Where exponential and logarithmic settling fit alike, so that neither may be followed ahead; bool."""
        kind = np.array([SETTLING.get(_change_of(name) or "", 0) for name in MODELS] + [0])
        return (kind[self.model] * kind[self.runner_up] == -1) & (self.support < TOLD_APART)


@dataclass(frozen=True)
class _Found:
    """The candidate that some series share, and for each the first and last of its likeliest 95 %."""

    tried: Candidates
    index: int
    first: np.ndarray
    last: np.ndarray

    def of(self, rows: np.ndarray) -> _Found:
        return _Found(self.tried, self.index, self.first[rows], self.last[rows])


def possible_models(dates: np.ndarray) -> list[str]:
    """The models that a series of these dates can carry."""
    years = years_since(dates)
    n_epochs = len(dates)
    annual = n_epochs >= 8 and years[-1] >= YEARS_FOR_ANNUAL
    models = ["linear"] if n_epochs >= 4 else []
    if n_epochs >= 6:
        models.append("quadratic")
    if annual:
        models += ["linear + annual", "quadratic + annual"]
    if n_epochs >= FEWEST_WITH_CHANGE:
        models += [name for name in MODELS[len(PLAIN) :] if annual or "annual" not in name]
    return models


def design_matrix(dates: np.ndarray, model: str, change: np.ndarray | None = None) -> np.ndarray:
    """One column per term of ``TERMS[model]``; shape=(n_epochs, n_terms).

    Time is counted in years from the middle of the series, so that the rate is the one in the middle; the
    acceleration's column is t²/2; sine and cosine follow the calendar year.
    change : shape=(n_epochs,), the column of a step, a hinge or of settling
    """
    return _columns(dates, TERMS[model], change)


def _columns(dates: np.ndarray, terms: Sequence[str], change: np.ndarray | None = None) -> np.ndarray:
    years = years_since(dates)
    time = years - (years[0] + years[-1]) / 2.0
    angle = 2.0 * np.pi * decimal_years(dates)
    columns = {
        "level": np.ones(time.size),
        "rate": time,
        "acceleration": time**2 / 2.0,
        "sine": np.sin(angle),
        "cosine": np.cos(angle),
        "change": change,
    }
    return np.column_stack([columns[term] for term in terms])


@one_thread_pools()
def fit_motion_models(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    *,
    model: str | None = None,
    noise: NoiseModel | None = None,
    report: Report = SILENT,
    workers: int | None = None,
) -> MotionModels:
    """Generalised least squares of every model to every series; each point gets the one that its data support.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        datetime64[D].
    model : str, optional
        One of ``MODELS`` to be used for all points instead.
    noise : NoiseModel, optional
        By default estimated from the series; ``white_noise`` is fast, and its errors too small.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.
    workers : int, optional
        Threads; by default one for each core.

    Returns
    -------
    MotionModels
        The model of each point, its parameters and their standard errors, shape=(n_points,) each.

    Raises
    ------
    SubsidenceError
        With too few epochs, or a model that is not known.

    Notes
    -----
    A model is chosen by penalty minus evidence: ln n for each parameter beside level and rate (Schwarz 1978, Annals of
    Statistics 6(2)), with the date of a break or the pace of settling counted as parameters of their own, and what the
    parameters add to the likelihood under the noise of the series (``TrendFit.evidence``). Points with fewer than p + 2
    values stay unknown.

    Examples
    --------
    >>> days = np.datetime64("2020-01-01") + 12 * np.arange(60)
    >>> rows = -10.0 * np.arange(60) * 12 / 365.25 + np.random.default_rng(0).normal(size=(5, 60))
    >>> found = fit_motion_models(rows, days, model="linear", noise=estimate_noise(rows, days))
    >>> bool(np.abs(found.rate + 10.0).max() < 1.0)
    True
    """
    displacement, dates = np.asarray(displacement_mm), np.asarray(dates, dtype="datetime64[D]")
    held = _from_first_to_last(displacement)
    displacement, dates = displacement[:, held], dates[held]
    models = _models_to_try(dates, model)
    table = _Table(len(displacement), dates)
    tried = candidates(dates) if any(_change_of(name) for name in models) else None
    given = noise is not None
    estimating, scanning, scanning_again, fitting = Run(report, workers=workers).parts(10, 15, 15, 60)
    if noise is None:
        noise = estimate_noise(displacement, dates, run=estimating)
    found = None
    if tried is not None:
        season = design_matrix(dates, "linear + annual" if any("annual" in name for name in models) else "linear")
        found = scan(displacement, season, tried, noise, run=scanning)
        if not given:
            noise = _noise_without_changes(displacement, dates, season, tried, found, noise)
            found = scan(displacement, season, tried, noise, run=scanning_again)
    plain, changing = fitting.parts(6, 4)
    names = [name for name in models if _change_of(name) is None]
    if names:
        terms = list(dict.fromkeys(term for name in names for term in TERMS[name]))
        columns = [[terms.index(term) for term in TERMS[name]] for name in names]
        design = _columns(dates, terms)

        def compare(rows: slice, fits: list[TrendFit], names: Sequence[str] = names) -> None:
            for name, own_terms, fit in zip(names, columns, fits):
                if "acceleration" in TERMS[name]:
                    fit = _with_unequal_noise(name, fit, displacement[rows], design[:, own_terms])
                table.consider(name, np.arange(rows.start, rows.stop), fit)

        fit_trends(displacement, dates, design, columns, noise, take=compare, run=plain)
    if tried is not None and found is not None:
        for kind, part in changing.stages(found.kinds):
            names = [name for name in models if _change_of(name) == kind]
            if names:
                _fit_changes(table, displacement, dates, kind, names, (tried, found), noise, only=model is not None)
            part.report.progress(1.0)
        _allow_for_pace(table, displacement, dates, season, noise)
    fitting.report.progress(1.0)
    spread = map_rows(partial(_white_std, dates=dates), [displacement], ROWS_PER_BLOCK, workers=workers)
    table.white_std(np.concatenate(spread) if spread else np.empty(0))
    let_go(displacement)
    return table.result(noise)


def _from_first_to_last(displacement: np.ndarray) -> slice:
    """From the first to the last epoch at which anything is known: the middle of the series lies between them."""
    known, rows = np.zeros(displacement.shape[1], dtype=bool), passing(displacement)
    for block in row_blocks(len(displacement), ROWS_PER_BLOCK):  # by rows: of a file a column is as much as all of it
        known |= np.isfinite(rows[block]).any(axis=0)
        if known[0] and known[-1]:
            break
    epochs = np.flatnonzero(known)
    return slice(int(epochs[0]), int(epochs[-1]) + 1) if epochs.size else slice(0, known.size)


def _white_std(displacement: np.ndarray, *, dates: np.ndarray) -> np.ndarray:
    return linear_rate(displacement, dates)[1]


def _models_to_try(dates: np.ndarray, model: str | None) -> list[str]:
    models = possible_models(dates)
    if not models:
        raise SubsidenceError(
            message("A model of motion needs at least 4 epochs; the series has {count}.", count=len(dates))
        )
    if model is None:
        return models
    if model not in models:
        raise SubsidenceError(
            message(
                "The model “{model}” cannot be fitted to {count} epochs over {years_since:.1f} years;"
                " possible are: {names}.",
                model=model,
                count=len(dates),
                years_since=years_since(dates)[-1],
                names=", ".join(models),
            )
        )
    return [model]


def _change_of(model: str) -> str | None:
    first = model.split(" + ")[0]
    return first if first in CHANGES else None


def penalty(model: str, n: np.ndarray) -> np.ndarray:
    """What a model must add to twice the log-likelihood of a straight line; shape=(n_points,).

    Below some 70 epochs the ln n of a parameter is less than noise adds in one series of 25; then that counts.
    """
    terms = TERMS[model]
    kind = _change_of(model)
    parameters = int("acceleration" in terms) + 2 * ("sine" in terms)
    log_n = np.log(np.maximum(n, 2))
    by_chance = n * np.log1p(CHANCE[parameters] / np.maximum(n - parameters - 2, 1))  # as ``TrendFit.evidence``
    return np.maximum(parameters * log_n, by_chance) + (PARAMETERS_OF_CHANGE[kind] if kind else 0.0) * log_n


def _noise_without_changes(
    displacement: np.ndarray,
    dates: np.ndarray,
    design: np.ndarray,
    tried: Candidates,
    found: Scan,
    noise: NoiseModel,
) -> NoiseModel:
    """The noise again, where changes that are beyond doubt have been taken out of the series first."""
    least = 2.0 * max(PARAMETERS_OF_CHANGE.values()) * np.log(len(dates))
    best = found.gain.argmax(axis=1)
    rows = np.arange(len(displacement))
    clear = np.flatnonzero(found.gain[rows, best] > least)
    if not clear.size:
        return noise
    sizes = np.zeros(len(displacement))
    index = np.full(len(displacement), -1)
    index[clear] = found.index[clear, best[clear]]
    for candidate in np.unique(index[clear]):
        here = clear[index[clear] == candidate]
        own = np.column_stack([design, tried.columns[:, candidate]])
        fit = fit_trend(rows_of(displacement, here), dates, own, noise, rows=here)
        sizes[here] = np.nan_to_num(fit.values[:, -1])
    return estimate_noise(_Cleaned(displacement, tried.columns, index, sizes), dates)


@dataclass(frozen=True)
class _Cleaned:
    """Series without a change each, made when rows are asked for.

    columns : shape=(n_epochs, n_candidates); index, sizes : shape=(n_points,), the change of each series, −1 for none
    """

    displacement: np.ndarray
    columns: np.ndarray
    index: np.ndarray
    sizes: np.ndarray

    @property
    def shape(self) -> tuple[int, ...]:
        return self.displacement.shape

    def __len__(self) -> int:
        return len(self.displacement)

    def __getitem__(self, rows: np.ndarray | slice) -> np.ndarray:
        values = np.array(rows_of(self.displacement, rows), dtype=np.float32)
        changed = np.flatnonzero(self.index[rows] >= 0)
        change = self.sizes[rows][changed, None] * self.columns[:, self.index[rows][changed]].T
        values[changed] -= change.astype(np.float32)
        return values


def _fit_changes(
    table: _Table,
    displacement: np.ndarray,
    dates: np.ndarray,
    kind: str,
    names: Sequence[str],
    searched: tuple[Candidates, Scan],
    noise: NoiseModel,
    *,
    only: bool,
) -> None:
    """Fit the models of one kind of change to the series whose search was promising, those of one candidate together.

    names : of the models with that change, with and without a season
    """
    tried, found = searched
    column = found.kinds.index(kind)
    least = 0.0 if only else PROMISING * PARAMETERS_OF_CHANGE[kind] * np.log(len(dates))
    rows = np.flatnonzero(found.gain[:, column] >= least)
    index = found.index[rows, column]
    terms = list(dict.fromkeys(term for name in names for term in TERMS[name]))
    columns = [[terms.index(term) for term in TERMS[name]] for name in names]
    for candidate in np.unique(index):
        here = rows[index == candidate]
        design = _columns(dates, terms, tried.columns[:, candidate])
        own = _Found(tried, int(candidate), found.first[here, column], found.last[here, column])
        series = rows_of(displacement, here)
        fits = fit_trends(series, dates, design, columns, noise, rows=here)
        for name, own_terms, fit in zip(names, columns, fits):
            fit = _with_unequal_noise(name, fit, series, design[:, own_terms])
            table.consider(name, here, fit, own)


def _with_unequal_noise(name: str, fit: TrendFit, displacement: np.ndarray, design: np.ndarray) -> TrendFit:
    """The fit of a bend or a change, its error larger where it rests on epochs noisier than the others.

    The squares of residuals weighted as the term weighs the epochs, over their mean (White 1980, Econometrica 48,
    817–838; leverage as MacKinnon and White 1985, J. Econometrics 29, 305–325), held to 1 as by ``EQUAL_EPOCHS`` epochs
    more; errors never become smaller. So a few bad epochs at an end make no step. Series whose term has little evidence
    as it is are left.
    """
    basis, _ = np.linalg.qr(design)
    left = 1.0 - np.minimum(np.square(basis).sum(axis=1), 0.9)
    leans = np.square(np.linalg.pinv(design)[ODD_TERM])
    rows = np.flatnonzero(fit.evidence(range(2, len(TERMS[name]))) > penalty(name, fit.n))
    if not rows.size:
        return fit
    covariance = fit.covariance.copy()
    for start in range(0, rows.size, ROWS_PER_BLOCK):
        here = rows[start : start + ROWS_PER_BLOCK]
        squares = np.square(np.asarray(displacement[here], dtype=float) - fit.values[here] @ design.T) / left
        known = np.isfinite(squares)
        filled, weight = np.where(known, squares, 0.0), known * leans
        total = np.maximum(weight.sum(axis=1), 1e-300)
        worth = total**2 / np.maximum(np.square(weight).sum(axis=1), 1e-300)  # epochs that the term rests on
        mean = np.maximum(filled.sum(axis=1) / np.maximum(known.sum(axis=1), 1), 1e-30)
        ratio = (weight * filled).sum(axis=1) / total / mean
        wider = np.sqrt(np.maximum((EQUAL_EPOCHS + worth * ratio) / (EQUAL_EPOCHS + worth), 1.0))[:, None]
        covariance[here, ODD_TERM] *= wider
        covariance[here, :, ODD_TERM] *= wider
    return replace(fit, covariance=covariance)


def _allow_for_pace(
    table: _Table, displacement: np.ndarray, dates: np.ndarray, season: np.ndarray, noise: NoiseModel
) -> None:
    """Standard errors of what settled that know that neither its pace nor its form is known.

    season : design of level, rate and season, shape=(n_epochs, n_terms)

    The size at every likely pace, exponential or logarithmic, with its own error: the standard error is of all of them
    together, about the size that was taken.
    """
    settled = np.flatnonzero(np.isfinite(table.columns["settling_mm"]))
    for block in row_blocks(settled.size, ROWS_PER_BLOCK):
        _widen_for_pace(table, displacement, dates, season, noise, settled[block])


def _widen_for_pace(
    table: _Table,
    displacement: np.ndarray,
    dates: np.ndarray,
    season: np.ndarray,
    noise: NoiseModel,
    rows: np.ndarray,
) -> None:
    tried = paces(dates)
    share = shares(displacement, season, tried, noise, rows)
    share[share < NEGLIGIBLE] = 0.0
    size, std = np.zeros((2, *share.shape))
    for candidate in np.flatnonzero(share.any(axis=0)):
        likely = np.flatnonzero(share[:, candidate])
        column = tried.columns[:, candidate]
        own = rows_of(displacement, rows[likely])
        fit = fit_trend(own, dates, np.column_stack([season, column]), noise, rows=rows[likely])
        total = column[-1] - column[0]
        size[likely, candidate] = fit.values[:, -1] * total
        std[likely, candidate] = np.sqrt(fit.covariance[:, -1, -1]) * abs(total)
    apart = np.where(share > 0, size - table.columns["settling_mm"][rows, None], 0.0)
    share /= share.sum(axis=1, keepdims=True)
    found = mixture_std(share.T, std.T, apart.T)
    table.columns["settling_mm_std"][rows] = np.fmax(found, table.columns["settling_mm_std"][rows])


class _Table:
    """The best model of every point so far."""

    def __init__(self, n_points: int, dates: np.ndarray) -> None:
        self.dates = dates
        self.score = np.full(n_points, np.inf)
        self.second = np.full(n_points, np.inf)
        self.exact = np.zeros(n_points, dtype=bool)
        never = np.full(n_points, "NaT", dtype="datetime64[D]")
        self.columns: dict[str, np.ndarray] = {
            entry.name: never.copy() if entry.name.startswith("break_date") else np.full(n_points, np.nan)
            for entry in fields(MotionModels)
            if not entry.name.startswith("noise_")
        }
        for name, unknown in (("model", -1), ("runner_up", -1), ("noise", -1), ("n", 0)):
            self.columns[name] = np.full(n_points, unknown)

    def consider(self, name: str, rows: np.ndarray, fit: TrendFit, change: _Found | None = None) -> None:
        """Take a model for the rows where nothing better is known.

        What a model with fewer terms follows exactly needs no other: what is left is how the machine rounds.
        """
        self.columns["n"][rows] = fit.n
        terms = TERMS[name]
        score = penalty(name, fit.n) - (fit.evidence(range(2, len(terms))) if len(terms) > 2 else 0.0)
        score = np.where(np.isfinite(fit.values).all(axis=1) & ~self.exact[rows], score, np.inf)
        self.exact[rows] |= np.isfinite(score) & (fit.residual_std < MEASURABLE_MM)
        wins = score < self.score[rows]
        closer = ~wins & (score < self.second[rows])
        next_one = np.where(closer, MODELS.index(name), self.columns["runner_up"][rows])
        self.columns["runner_up"][rows] = np.where(wins, self.columns["model"][rows], next_one)
        self.second[rows] = np.where(wins, self.score[rows], np.minimum(self.second[rows], score))
        self.score[rows] = np.where(wins, score, self.score[rows])
        if wins.any():
            own = None if change is None else change.of(wins)
            found = _parameters(name, fit, wins, self.dates, own)
            for column, values in self.columns.items():
                if column in ("n", "support", "runner_up", "rate_std_white"):
                    continue
                empty = -1 if column == "model" else np.datetime64("NaT") if column.startswith("break_date") else np.nan
                values[rows[wins]] = found.get(column, empty)

    def white_std(self, std: np.ndarray) -> None:
        self.columns["rate_std_white"] = np.where(self.columns["model"] >= 0, std, np.nan)

    def result(self, noise: NoiseModel) -> MotionModels:
        compared = np.isfinite(self.second)
        self.columns["support"][compared] = self.second[compared] - self.score[compared]
        names = tuple(node.name for node in noise.nodes)
        return MotionModels(**self.columns, noise_names=names, noise_summary=noise.describe())


def _parameters(
    name: str, fit: TrendFit, wins: np.ndarray, dates: np.ndarray, change: _Found | None
) -> dict[str, np.ndarray]:
    """Fields of ``MotionModels`` for the rows of a fit that have model ``name``."""
    terms = TERMS[name]
    values, covariance = fit.values[wins], fit.covariance[wins]
    kind = _change_of(name)
    direction = np.zeros(len(terms))
    direction[1] = 1.0
    found = {
        "model": np.full(len(values), MODELS.index(name)),
        "residual_std": fit.residual_std[wins],
        "noise": fit.node[wins],
    }
    if "acceleration" in terms:
        found["acceleration"], found["acceleration_std"] = values[:, 2], np.sqrt(covariance[:, 2, 2])
    if "sine" in terms:
        first = terms.index("sine")
        found.update(_season(values[:, first : first + 2], covariance[:, first : first + 2, first : first + 2]))
    if kind is not None and change is not None:
        found.update(_change(kind, values, covariance, dates, change))
        direction[2] = _slope_in_the_middle(kind, dates, change)
    found["rate"] = values @ direction
    found["rate_std"] = np.sqrt(np.einsum("p,npq,q->n", direction, covariance, direction))
    return found


def _slope_in_the_middle(kind: str, dates: np.ndarray, change: _Found) -> float:
    """What one unit of a change adds to the rate in the middle of the series."""
    tried, candidate = change.tried, change.index
    years = years_since(dates)
    if kind == HINGE:
        return float(years[tried.place[candidate]] < years[-1] / 2.0)
    if kind == STEP:
        return 0.0
    return float(settling_slope(years[-1] / 2.0, kind, tried.tau_years[candidate]))


def _change(
    kind: str, values: np.ndarray, covariance: np.ndarray, dates: np.ndarray, change: _Found
) -> dict[str, np.ndarray]:
    """The fields of a break or of settling."""
    tried, candidate, first, last = change.tried, change.index, change.first, change.last
    size, std = values[:, 2], np.sqrt(covariance[:, 2, 2])
    if kind in (EXPONENTIAL, LOGARITHMIC):
        column = tried.columns[:, candidate]
        total = column[-1] - column[0]
        days = np.full(len(values), tried.tau_years[candidate] * DAYS_OF_A_YEAR)
        return {"settling_mm": size * total, "settling_mm_std": std * abs(total), "settling_days": days}
    place = tried.place
    found = {
        "break_size": size,
        "break_size_std": std,
        "break_date": np.full(len(values), dates[place[candidate]]),
    }
    if kind == HINGE:
        found["break_date_lo"], found["break_date_hi"] = between_hinges(tried, first, last, dates)
        found.update({"rate_before": values[:, 1], "rate_after": values[:, 1] + size})
    else:  # a step lies between the epoch before and its own
        found["break_date_lo"], found["break_date_hi"] = dates[place[first] - 1], dates[place[last]]
    return found


def _season(values: np.ndarray, covariance: np.ndarray) -> dict[str, np.ndarray]:
    """Amplitude and phase of sine and cosine."""
    sine, cosine = values.T
    amplitude = np.hypot(sine, cosine)
    with np.errstate(invalid="ignore", divide="ignore"):
        along = np.stack([sine, cosine], axis=1) / amplitude[:, None]
        across = np.stack([cosine, -sine], axis=1) / amplitude[:, None] ** 2
        amplitude_std = np.sqrt(np.einsum("np,npq,nq->n", along, covariance, along))
        angle_std = np.sqrt(np.einsum("np,npq,nq->n", across, covariance, across))
    return {
        "annual_amplitude": amplitude,
        "annual_amplitude_std": amplitude_std,
        "annual_phase": (np.arctan2(sine, cosine) / (2.0 * np.pi) % 1.0) * DAYS_OF_A_YEAR,
        "annual_phase_std": np.minimum(angle_std / (2.0 * np.pi), 0.5) * DAYS_OF_A_YEAR,
    }

"""Rolling origins: every model forecasts from several past moments, knowing only what came before.

Half-way to the next origin each forecasts once more, with the epochs that have come but without being fitted again.
That costs next to nothing, and the weights, which few origins leave uncertain, learn from it as far as it is judged.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import numpy as np

from ..errors import SubsidenceError
from ..progress import ALONE, Run
from ..wording import message
from .candidates import FAMILY, STATISTICAL, Candidates, usual_excess
from .combination import combine, error_products, even_weights, learn_weights, mean_leads
from .data.history import History, Past
from .data.windows import spread_mm
from .kept_models import kept_origin
from .models.baselines import BASELINES
from .models.lstm_training import LstmCorrection

LEAST_FRESH_SHARE = 0.2  # of points with a value at an origin
LEAST_BEFORE = 12  # epochs before the earliest origin
LEAST_TRAINING_ORIGINS = 6  # for the network
# What the stages take of the time (600 points with 100 epochs and a network, 1,200 without one): the statistical models
# at one origin, the training of each network at the oldest one
ORIGIN_WORK, TRAINING_WORK = 2, 16


@dataclass(frozen=True)
class Backtest:
    """What every model forecast, and what came.

    names : the models, simple baselines first
    origins : shape=(n_origins,), ascending numbers of known epochs
    leads_years : shape=(horizon,), mean time ahead of each step
    truth : shape=(n_origins, n_points, horizon), mm, NaN where not observed
    forecasts : shape=(n_origins, n_models, n_points, horizon), mm
    combined : shape=(n_origins, n_points, horizon), mm: each with weights learnt on earlier origins only
    spread : shape=(n_origins, n_points), mm, of each past
    weights : shape=(n_labels + 1, horizon, n_models), learnt on all origins: for the forecast to come
    network : the name of the best of the networks that were tried, "" where none was; the others have no weight
    without_network : as ``combined``, with weights learnt as if there were no network; None where there was none
    newest : the models fitted at the newest origin; without statistical ones where an interrupted run had fitted them
    """

    names: tuple[str, ...]
    origins: np.ndarray
    leads_years: np.ndarray
    truth: np.ndarray
    forecasts: np.ndarray
    combined: np.ndarray
    spread: np.ndarray
    weights: np.ndarray
    network: str
    without_network: np.ndarray | None = None
    newest: Candidates | None = field(default=None, repr=False, compare=False)

    def errors(self, name: str) -> np.ndarray:
        """Forecast minus truth of one model, or of the "combination"; shape=(n_origins, n_points, horizon)."""
        if name == "combination":
            return self.combined - self.truth
        return self.forecasts[:, self.names.index(name)] - self.truth


def plan_origins(n_epochs: int, horizon: int, wanted: int, least_before: int = LEAST_BEFORE) -> np.ndarray:
    """Numbers of known epochs: a horizon apart where the series is long enough, closer where not.

    >>> plan_origins(146, 10, 4).tolist()
    [106, 116, 126, 136]
    >>> plan_origins(36, 10, 4).tolist()
    [14, 18, 22, 26]
    >>> plan_origins(20, 10, 4).tolist()
    []
    """
    latest = n_epochs - horizon
    if latest < least_before:
        return np.empty(0, dtype=int)
    gap = min(horizon, max((latest - least_before) // max(wanted - 1, 1), 1))
    count = min(wanted, (latest - least_before) // gap + 1)
    return latest - gap * np.arange(count)[::-1]


class Evidence(NamedTuple):
    """``error_products`` of the forecasts from a moment, NaN at leads that have not come.

    between : whether it lies between two origins
    """

    start: int
    between: bool
    products: np.ndarray


def starts_with(origins: np.ndarray, horizon: int, n_epochs: int, origin: int) -> list[int]:
    """Where the models that are fitted at an origin forecast from: there, and half a horizon on with the epochs since.

    The second costs no fit, and its errors are half new. Where origins are closer than a horizon it says nothing new.

    >>> starts_with(np.array([106, 116, 126, 136]), 10, 146, 136)
    [136, 141]
    """
    half = horizon // 2
    if half < 1 or (np.diff(origins) < horizon).any() or origin + half >= n_epochs:
        return [int(origin)]
    return [int(origin), int(origin) + half]


def known_by(n_epochs: int, evidence: list[Evidence]) -> list[np.ndarray]:
    """The products of all moments, oldest first, NaN at leads that lie beyond the first ``n_epochs`` epochs."""
    found = []
    for one in evidence:
        products = one.products
        if one.between and n_epochs - one.start < products.shape[1]:
            products = products.copy()
            products[:, n_epochs - one.start :] = np.nan
        if not one.between or np.isfinite(products).any():
            found.append(products)
    return found


def _whole(evidence: list[Evidence]) -> list[np.ndarray]:
    """The products of the origins alone."""
    return [one.products for one in evidence if not one.between]


def run_backtest(
    history: History,
    horizon: int,
    *,
    n_origins: int,
    networks: Mapping[str, LstmCorrection],
    n_labels: int,
    name: str = "origin",
    run: Run = ALONE,
) -> Backtest:
    """Fit at each origin, oldest first.

    networks : untrained, by name; all are trained before the oldest origin only, and at each origin the one
        that was best at the earlier ones takes part (at the oldest, the first)
    name : of what is kept for an interrupted run to go on from
    """
    origins = plan_origins(history.n_epochs, horizon, n_origins)
    if networks:
        enough = max(network.window for network in networks.values()) + horizon + LEAST_TRAINING_ORIGINS
        with_network = plan_origins(history.n_epochs, horizon, n_origins, max(enough, LEAST_BEFORE))
        if with_network.size:
            origins = with_network
        else:
            networks = {}
            run.report.info(message("The series is too short to judge the network in a backtest; it is left out."))
    if not origins.size:
        raise SubsidenceError(
            message(
                "{n_epochs} epochs are too few to test a forecast {horizon} epochs ahead; use a shorter horizon.",
                n_epochs=history.n_epochs,
                horizon=horizon,
            )
        )
    device = next((network.device for network in networks.values()), "cpu")
    models: Candidates | None = None
    truth, forecasts, spreads, combined, without = [], [], [], [], []
    evidence: list[Evidence] = []
    names: tuple[str, ...] = ()
    counts = np.array([*np.bincount(history.labels[history.labels >= 0], minlength=n_labels), history.labels.size])
    first = ORIGIN_WORK + TRAINING_WORK * len(networks)
    starts = partial(starts_with, origins, horizon, history.n_epochs)
    for number, (origin, part) in enumerate(zip(origins, run.parts(first, *[ORIGIN_WORK] * (origins.size - 1)))):
        part.report.stage(
            message(
                "Backtest {number} of {count}: forecasts from {date}, knowing only what came before.",
                number=number + 1,
                count=origins.size,
                date=history.dates[origin - 1],
            )
        )
        past = history.past(origin)
        fit = partial(_fit_at, history, past, starts(origin), networks, models, horizon, part)
        models, fitted, forecast = kept_origin(f"{name} {origin}", models, fit, device)
        before, names = names, (*BASELINES, *(n for n in STATISTICAL if n in (*names, *fitted)), *models.networks)
        evidence = [one._replace(products=_widened(one.products, before, names)) for one in evidence]
        each = np.full((len(forecast), len(names), past.n_points, horizon), np.nan, dtype=np.float32)
        each[:, [names.index(name) for name in fitted]] = forecast
        here = each[0]
        now = _judged_truth(history, int(origin), horizon)
        mixed = partial(_combined, here, known_by(origin, evidence), names, networks, history.labels, counts)
        chosen = best_network(_whole(evidence), names, networks) if evidence else next(iter(networks), "")
        combined.append(mixed(chosen))
        without.append(mixed("") if networks else combined[-1])
        for later, said in zip(starts(origin), each):
            errors = said - _judged_truth(history, later, horizon)
            evidence.append(Evidence(later, later > origin, error_products(errors, history.labels, n_labels)))
        truth.append(now)
        forecasts.append(dict(zip(names, here)))
        spreads.append(spread_mm(past.displacement_mm, past.dates))
        part.report.progress(1.0)
    network = best_network(_whole(evidence), names, networks)
    products = known_by(history.n_epochs, evidence)
    return Backtest(
        names,
        origins,
        mean_leads(history.dates, origins, horizon),
        np.array(truth),
        np.array([[one.get(name, _nothing(now)) for name in names] for one in forecasts]),
        np.array(combined),
        np.array(spreads),
        _weights(products, names, networks, network, counts),
        network,
        np.array(without) if networks else None,
        models,
    )


def _combined(
    forecasts: np.ndarray,
    products: list[np.ndarray],
    names: tuple[str, ...],
    networks: Collection[str],
    labels: np.ndarray,
    counts: np.ndarray,
    chosen: str,
) -> np.ndarray:
    """The combination at an origin, by weights learnt on the ones before; even ones where there are none.

    forecasts : shape=(n_models, n_points, horizon); products : of the origins before
    counts : as in ``learn_weights``; chosen : the network, "" of none
    """
    if products:
        weights = _weights(products, names, networks, chosen, counts)
    else:
        proven = [name not in BASELINES and (name not in networks or name == chosen) for name in names]
        weights = even_weights(np.array(proven), counts.size - 1, forecasts.shape[2])
    return combine(forecasts, weights_of_present(weights, forecasts), labels)


def _fit_at(
    history: History,
    past: Past,
    starts: list[int],
    networks: Mapping[str, LstmCorrection],
    before: Candidates | None,
    horizon: int,
    run: Run,
) -> tuple[Candidates, np.ndarray]:
    """The models fitted on a past, with new networks at the oldest origin, and their forecasts from its end and later.

    The forecasts have shape=(n_starts, n_models, n_points, horizon), NaN at leads that have not come yet.
    """
    future = history.future(starts[0], history.dates[starts[0] : starts[0] + horizon])
    trains = bool(networks) and before is None
    fitting, training = run.report.parts(ORIGIN_WORK, TRAINING_WORK * len(networks) if trains else 0)
    fitted = Candidates(seed=run.seed, alike=before).fit(past, future.lead_years(past.dates[-1]), report=fitting)
    if before is None:
        if trains:
            training.stage(message("Training {count} kinds of network before that date.", count=len(networks)))
        fitted.train_networks(networks, past, horizon, training)
    else:
        fitted.networks = before.networks
    found = np.full((len(starts), len(fitted.names), past.n_points, horizon), np.nan, dtype=np.float32)
    found[0] = fitted.forecasts(past, future)
    for number, later in enumerate(starts[1:], 1):
        dates = history.dates[later : later + horizon]
        found[number, :, :, : dates.size] = fitted.forecasts(history.past(later), history.future(later, dates))
    return fitted, found


def _nothing(like: np.ndarray) -> np.ndarray:
    return np.full(like.shape, np.nan, dtype=np.float32)


def _widened(products: np.ndarray, before: tuple[str, ...], names: tuple[str, ...]) -> np.ndarray:
    """An origin's products with unknown ones for models that could not be fitted there."""
    if before == names:
        return products
    found = np.full((*products.shape[:2], len(names), len(names)), np.nan)
    place = [names.index(name) for name in before]
    found[:, :, np.array(place)[:, None], place] = products
    return found


def weights_of_present(weights: np.ndarray, forecasts: np.ndarray) -> np.ndarray:
    """Weights without those of models that have no forecast here, summing to one again.

    weights : shape=(n_labels + 1, horizon, n_models); forecasts : shape=(n_models, n_points, horizon)
    """
    present = np.isfinite(forecasts).any(axis=(1, 2))
    if present.all():
        return weights
    kept = weights * present
    total = kept.sum(axis=2, keepdims=True)
    return np.where(total > 0, kept / np.maximum(total, 1e-12), present / present.sum())


def _judged_truth(history: History, origin: int, horizon: int) -> np.ndarray:
    """What came after an origin; shape=(n_points, horizon).

    NaN for points without a value at its last epoch: their lead would be longer.
    Where nearly all points lack it they are kept, or nothing could be judged.
    """
    now = np.full((len(history.xy), horizon), np.nan)  # also where epochs have not come yet
    known = history.observed_mm[:, origin : origin + horizon]
    now[:, : known.shape[1]] = known
    fresh = history.ends(origin) == origin
    if fresh.mean() >= LEAST_FRESH_SHARE:
        now[~fresh] = np.nan
    return now


def best_network(products: list[np.ndarray], names: tuple[str, ...], networks: Collection[str]) -> str:
    """The network of least mean squared error over all points, "" of none.

    products : ``error_products`` of each origin, oldest first. Errors count in shares of the best
    network's at that origin, and those of the n-th origin n times.
    """
    if not networks:
        return ""
    columns = [names.index(name) for name in networks]
    squares = np.array([np.nanmean(np.diagonal(one[-1], axis1=1, axis2=2), axis=0)[columns] for one in products])
    shares = squares / np.maximum(squares.min(axis=1, keepdims=True), 1e-12)
    return list(networks)[int(np.argmin(np.average(shares, axis=0, weights=np.arange(1, len(shares) + 1))))]


def _weights(
    products: list[np.ndarray], names: tuple[str, ...], networks: Collection[str], chosen: str, counts: np.ndarray
) -> np.ndarray:
    """Weights of all models; nothing for the networks but the chosen one."""
    takes_part = np.array([name not in networks or name == chosen for name in names])
    is_simple = np.array([name in BASELINES for name in names])[takes_part]
    among = [one[:, :, takes_part][:, :, :, takes_part] for one in products]
    weights = np.zeros(products[0].shape[:3])
    family = np.array([names.index(FAMILY.get(name, name)) for name in names])[takes_part]
    usual = usual_excess(names)[takes_part]
    weights[:, :, takes_part] = learn_weights(among, is_simple, family, usual=usual, counts=counts)
    return weights

"""How much of the past a ridge autoregression learns from."""

from __future__ import annotations

import numpy as np

from subsidence.forecast.data.history import build_history
from subsidence.forecast.models import ridge
from subsidence.forecast.models.ridge import RidgeAutoregression
from subsidence.series import DeformationSeries


def world(sampling_changes, seed=0, n_points=40, n_epochs=240):
    """Walks with noise; in the second half every other epoch may be made up from the two beside it."""
    random = np.random.default_rng(seed)
    dates = np.datetime64("2016-01-01") + np.arange(n_epochs + 1) * np.timedelta64(6, "D")
    walk = random.normal(0, 0.25, (n_points, n_epochs + 1)).cumsum(axis=1) + random.normal(
        0, 2, (n_points, n_epochs + 1)
    )
    if sampling_changes:
        for epoch in range(n_epochs // 2 + 1, n_epochs, 2):
            walk[:, epoch] = (walk[:, epoch - 1] + walk[:, epoch + 1]) / 2
    return DeformationSeries(dates, walk, random.uniform(0, 3000, (n_points, 2)))


def first_errors(series, origins=range(204, 228, 4)):
    history, _ = build_history(series)
    found = []
    for origin in origins:
        past, future = history.past(origin), history.future(origin, history.dates[origin : origin + 5])
        model = RidgeAutoregression().fit(past, future.lead_years(past.dates[-1]))
        found.append(model.predict(past, future)[:, 0] - series.displacement_mm[:, origin])
    return np.sqrt(np.mean(np.square(found))), model.spans


def test_after_a_change_of_sampling_the_next_epoch_is_learned_from_what_came_after_it(monkeypatch):
    series = world(sampling_changes=True)
    ours, spans = first_errors(series)
    monkeypatch.setattr(ridge, "SPANS", (1.0,))
    from_all, whole = first_errors(series)
    assert spans[0] < whole[0] / 2
    assert ours < 0.95 * from_all


def test_without_a_change_all_of_the_past_counts():
    _, spans = first_errors(world(sampling_changes=False), origins=[224])
    assert (spans == spans.max()).all()

"""Groups of points that move alike, made by the forecast itself where nobody gave it clusters.

K-Shape finds them in the epochs before the oldest origin of the backtest, so that no test knows more of them than the
forecast to come does; a backtest with them and one without decide whether they are used. New points, and the same
points when epochs have arrived, belong to the group whose shape their own series had in those epochs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..blocks import row_blocks
from ..clustering.choose_clusters import choose_clusters
from ..clustering.kshape import kshape, predict_clusters
from ..clustering.smoothing import smooth
from ..errors import SubsidenceError
from ..progress import ALONE, Run
from ..series import years_since
from ..wording import message
from .backtest import Backtest, plan_origins, run_backtest
from .data.history import POINTS_TOGETHER, History, fill_gaps
from .fallback import COMBINATION, mean_square, worse_altogether
from .models.ridge import read_off

LEAST_POINTS = 20  # fewer are one group
LEAST_EPOCHS = 24  # before the oldest origin; fewer show no shape
MOST_GROUPS = 8
TRIAL_POINTS = 2_000  # that groups are made of and tried on, drawn from larger layers
LEAST_COVERED = 0.5  # of the groups' epochs that a series must have to be given its group


@dataclass(frozen=True)
class Groups:
    """Shapes that points are told apart by.

    dates : shape=(n_steps,), datetime64[D], on a regular step; shapes : shape=(n_groups, n_steps)
    """

    dates: np.ndarray
    shapes: np.ndarray

    @property
    def count(self) -> int:
        return len(self.shapes)

    def labels(self, displacement_mm: np.ndarray, dates: np.ndarray) -> np.ndarray:
        """The group of each series, −1 of one that stands still; shape=(n_points,).

        displacement_mm : shape=(n_points, n_epochs), NaN = missing; dates : shape=(n_epochs,). Only epochs that the
        groups were made of are looked at.
        """
        seen = np.flatnonzero((dates >= self.dates[0]) & (dates <= self.dates[-1]))
        here = (self.dates >= dates[0]) & (self.dates <= dates[-1])
        if here.mean() < LEAST_COVERED or seen.size < LEAST_EPOCHS * LEAST_COVERED:
            raise SubsidenceError(
                message(
                    "The model tells points apart by how they moved from {first} to {last}, but these series have"
                    " hardly any of that time; train it again.",
                    first=self.dates[0],
                    last=self.dates[-1],
                )
            )
        found = np.empty(len(displacement_mm), dtype=int)
        for block in row_blocks(len(displacement_mm), POINTS_TOGETHER):
            shapes = _smoothed(displacement_mm[block, seen[0] : seen[-1] + 1], dates[seen], self.dates[here])
            found[block] = predict_clusters(shapes, self.shapes[:, here])[0]
        return found

    def of(self, history: History) -> History:
        """The same history, every point in its group."""
        return replace(history, labels=self.labels(history.observed_mm, history.dates))


@dataclass(frozen=True)
class Trial:
    """Whether groups help.

    groups : those that are used, None where all points stay one group
    tried : how many groups were tried, 1 where there were none to try
    ratio : RMSE of the backtest with them over that without, NaN where none were tried
    backtest : of the history that was tried, with the groups that are used or without; None where there was none
    """

    groups: Groups | None = None
    tried: int = 1
    ratio: float = np.nan
    backtest: Backtest | None = None

    def in_words(self) -> str:
        if self.tried < 2:
            return message("No cluster field was given and the series make no groups: all points are one.")
        tried = message(
            "No cluster field was given: {count} groups by shape were tried; with them the forecasts from past moments"
            " err {percent:+.1f} %.",
            count=self.tried,
            percent=100.0 * (self.ratio - 1.0),
        )
        if self.groups is None:
            return tried + " " + message("That is no clear gain, so all points stay one group.")
        return (
            tried
            + " "
            + message(
                "They are used. They were made from the epochs up to {date}, before the oldest test.",
                date=self.groups.dates[-1],
            )
        )


def try_groups(history: History, horizon: int, n_origins: int, run: Run = ALONE) -> Trial:
    """Make groups and keep them where the backtest is clearly better for it.

    history : with one label for all points
    """
    origins = plan_origins(history.n_epochs, horizon, n_origins)
    if not origins.size or origins[0] < LEAST_EPOCHS or len(history.xy) < LEAST_POINTS:
        return Trial()
    history, _ = history.drawn(TRIAL_POINTS, run.seed)
    making, alone, apart = run.parts(1, 8, 10)
    making.report.stage(message("Groups of points that move alike, from the epochs before the oldest test."))
    groups = find_groups(history, int(origins[0]), making)
    if groups is None:
        return Trial()
    without = run_backtest(
        history, horizon, n_origins=n_origins, networks={}, n_labels=1, name="one group",
        run=replace(alone, report=alone.report.within(message("One group: "))),
    )  # fmt: skip
    with_ = run_backtest(
        groups.of(history), horizon, n_origins=n_origins, networks={}, n_labels=groups.count, name="own groups",
        run=replace(apart, report=apart.report.within(message("{count} groups: ", count=groups.count))),
    )  # fmt: skip
    squares = [mean_square(one.errors(COMBINATION)) for one in (with_, without)]
    judged = slice(1 if len(origins) > 1 else 0, None)  # the first has no weights that were learnt
    loss = [np.log(np.maximum(np.nanmean(one[judged], axis=1), 1e-12)).mean() for one in squares]
    ratio = float(np.exp(0.5 * (loss[0] - loss[1])))
    if worse_altogether(squares[1], squares[0]):
        return Trial(groups, groups.count, ratio, with_)
    return Trial(None, groups.count, ratio, without)


def find_groups(history: History, n_epochs: int, run: Run = ALONE) -> Groups | None:
    """Groups from the first ``n_epochs`` epochs, as many as the knee of the inertia says; None where there is one."""
    dates = history.dates[:n_epochs]
    step = max(int(np.median(np.diff(dates).astype(int))), 1)
    regular = np.arange(dates[0], dates[-1] + 1, step)
    shapes = _smoothed(history.observed_mm[:, :n_epochs], dates, regular)
    if (np.ptp(shapes, axis=1) > 0).sum() < LEAST_POINTS:
        return None
    choosing, making = run.parts(1, 1)
    try:
        count = choose_clusters(shapes, MOST_GROUPS, seed=run.seed, report=choosing.report).n_clusters
    except SubsidenceError as error:  # such as of series that are all the same line
        run.report.info(message("No groups were made. {error}", error=error))
        return None
    if count < 2:
        return None
    return Groups(regular, kshape(shapes, count, seed=run.seed, report=making.report).centroids)


def _smoothed(displacement_mm: np.ndarray, dates: np.ndarray, regular: np.ndarray) -> np.ndarray:
    """Gaps filled, brought to regular dates, without what passes quickly; shape=(n_points, n_steps)."""
    filled = fill_gaps(displacement_mm, dates)
    values = read_off(filled, years_since(dates), years_since(regular, dates[0]))
    return smooth(values, "local regression", 0, float((regular[1] - regular[0]).astype(int)))

"""The paper's protocol, to compare with: one network per point, one step ahead with the true past.

Zhou, Zuo & Zhao (2022): lag 1, 50 units with ReLU as the activation, batch 45, Adam from 0.01
lowered when the error stops falling, mean absolute error as the loss, 1,000 to 1,500 epochs. All
selected points are trained side by side, each with weights of its own; only the learning rate falls for all together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..progress import SILENT, Report
from ..wording import message

HIDDEN = 50
BATCH = 45
LEARNING_RATE = 0.01
PATIENCE = 10
FACTOR = 0.5
EPOCHS = 1000
LEAST_EPOCHS = 10


@dataclass(frozen=True)
class PaperResult:
    """What the per-point networks gave; each shape=(n_points, n_test), mm.

    one_step : with the true value of the epoch before
    recursive : from the origin on, fed with its own forecasts
    truth : what came
    """

    one_step: np.ndarray
    recursive: np.ndarray
    truth: np.ndarray


class PaperNetworks:
    """One network per point, all trained side by side.

    Inputs and displacements are scaled to [0, 1] by the training epochs alone, as the paper's tools do.
    window : epochs that a network is shown before the one it predicts
    """

    def __init__(self, *, epochs: int = EPOCHS, window: int = 1, seed: int = 0):
        self.epochs = epochs
        self.window = window
        self.seed = seed
        self.weights: list = []
        self.scale: list[tuple[np.ndarray, np.ndarray]] = []

    def fit(self, displacement_mm: np.ndarray, covariates: np.ndarray, report: Report = SILENT) -> PaperNetworks:
        """Train on whole series.

        displacement_mm : shape=(n_points, n_epochs), without gaps
        covariates : shape=(n_covariates, n_points, n_epochs); the value of the epoch that is predicted
        """
        torch = require("torch")
        n_points, n_epochs = displacement_mm.shape
        n_samples = n_epochs - self.window
        if n_samples < LEAST_EPOCHS - 1:
            raise SubsidenceError(
                message(
                    "{count} epochs are left to train a network per point; {least} are needed.",
                    count=n_epochs,
                    least=LEAST_EPOCHS - 1 + self.window,
                )
            )
        self.scale = [_scaling(one) for one in (displacement_mm, *covariates)]
        inputs = torch.from_numpy(self._inputs(displacement_mm[:, :-1], covariates[:, :, 1:]))
        targets = torch.from_numpy(self._scaled(displacement_mm[:, self.window :], 0))
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            self.weights = _random_weights(torch, n_points, inputs.shape[3], self.window)
        optimiser = torch.optim.Adam(self.weights, lr=LEARNING_RATE)
        schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimiser, factor=FACTOR, patience=PATIENCE)
        generator = np.random.default_rng(self.seed)
        for epoch in range(self.epochs):
            report.progress(epoch / self.epochs)
            order = torch.from_numpy(generator.permutation(n_samples))
            total = 0.0
            for start in range(0, n_samples, BATCH):
                chosen = order[start : start + BATCH]
                optimiser.zero_grad()
                loss = (_one_step(torch, self.weights, inputs[:, chosen]) - targets[:, chosen]).abs().mean()
                (loss * n_points).backward()  # the mean over points would slow each point's own training
                optimiser.step()
                total += float(loss.detach())
            schedule.step(total)
        return self

    def one_step(self, previous_mm: np.ndarray, covariates: np.ndarray) -> np.ndarray:
        """Displacements from those of the epoch before and the covariates of the day; shape=(n_points, n_dates), mm.

        previous_mm : shape=(n_points, window − 1 + n_dates), up to the epoch before the last date
        covariates : shape=(n_covariates, n_points, window − 1 + n_dates), up to the last date
        """
        torch = require("torch")
        low, size = self.scale[0]
        with torch.no_grad():
            found = _one_step(torch, self.weights, torch.from_numpy(self._inputs(previous_mm, covariates)))
        return found.numpy() * size + low

    def recursive(self, last_mm: np.ndarray, covariates: np.ndarray) -> np.ndarray:
        """Forecasts fed with themselves; returns shape=(n_points, n_dates), mm.

        last_mm : shape=(n_points, window) (or (n_points,) where that is 1), the values before the first date
        covariates : shape=(n_covariates, n_points, window − 1 + n_dates)
        """
        recent = last_mm.reshape(len(last_mm), self.window)
        found = np.empty((len(recent), covariates.shape[2] - self.window + 1))
        for step in range(found.shape[1]):
            now = self.one_step(recent, covariates[:, :, step : step + self.window])
            found[:, step] = now[:, 0]
            recent = np.concatenate([recent[:, 1:], now], axis=1)
        return found

    def _scaled(self, values: np.ndarray, number: int) -> np.ndarray:
        low, size = self.scale[number]
        return ((values - low) / size).astype(np.float32)

    def _inputs(self, previous_mm: np.ndarray, covariates: np.ndarray) -> np.ndarray:
        """Shape=(n_points, n_dates, window, 1 + n_covariates), scaled."""
        flat = np.stack([self._scaled(one, number) for number, one in enumerate((previous_mm, *covariates))], axis=2)
        windows = np.lib.stride_tricks.sliding_window_view(flat, self.window, axis=1)
        return windows.transpose(0, 1, 3, 2).copy()


def paper_test(
    displacement_mm: np.ndarray,
    covariates: np.ndarray,
    n_test: int,
    *,
    epochs: int = EPOCHS,
    window: int = 1,
    seed: int = 0,
    report: Report = SILENT,
) -> PaperResult:
    """Train on all but the last epochs of each point and forecast those, as the paper does.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        Without gaps.
    covariates : ndarray, shape=(n_covariates, n_points, n_epochs)
        Known at the test's epochs too; may have no covariate.
    n_test : int
        Epochs at the end that are forecast.
    epochs : int
        Of training.
    window : int
        Epochs that a network is shown; the paper's figures fit one.
    seed : int
        The same seed gives the same result.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    PaperResult
        One step at a time with known values before, all steps from the last known value, and the truth.

    Raises
    ------
    SubsidenceError
        Where the series is too short for the test, or torch is missing.
    """
    start = max(displacement_mm.shape[1] - n_test, 0)
    networks = PaperNetworks(epochs=epochs, window=window, seed=seed)
    networks.fit(displacement_mm[:, :start], covariates[:, :, :start], report)
    coming = covariates[:, :, start - window + 1 :]
    return PaperResult(
        networks.one_step(displacement_mm[:, start - window : -1], coming),
        networks.recursive(displacement_mm[:, start - window : start], coming),
        displacement_mm[:, start:],
    )


def _scaling(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low = values.min(axis=1, keepdims=True)
    size = values.max(axis=1, keepdims=True) - low
    return low, np.where(size > 0, size, 1.0)


def _random_weights(torch: Any, n_points: int, n_inputs: int, window: int) -> list:
    """Weights of the gates and of the head; at a window of 1 there is no memory yet to forget or to look back on."""
    bound = HIDDEN**-0.5
    gates = (3 if window == 1 else 4) * HIDDEN
    shapes = [(n_points, n_inputs, gates), (n_points, 1, gates), (n_points, HIDDEN, 1), (n_points, 1, 1)]
    shapes += [(n_points, HIDDEN, gates)] if window > 1 else []
    return [((torch.rand(shape) * 2 - 1) * bound).requires_grad_() for shape in shapes]


def _one_step(torch: Any, weights: list, inputs: Any) -> Any:
    """inputs : (n_points, n_samples, window, n_inputs) → (n_points, n_samples), an LSTM over each window."""
    first, constant, head, head_constant, *recurrent = weights
    hidden = memory = None
    for step in range(inputs.shape[2]):
        gates = torch.baddbmm(constant.expand(-1, inputs.shape[1], -1), inputs[:, :, step], first)
        if hidden is not None:
            gates = gates + torch.bmm(hidden, recurrent[0])
        entering, leaving, candidate, *forgetting = gates.split(HIDDEN, dim=2)
        new = torch.sigmoid(entering) * torch.relu(candidate)
        memory = new if memory is None else torch.sigmoid(forgetting[0]) * memory + new
        hidden = torch.sigmoid(leaving) * torch.relu(memory)
    return (torch.bmm(hidden, head) + head_constant)[:, :, 0]

"""The paper's protocol, to compare with: one network per point, one step ahead with the true past.

Zhou, Zuo & Zhao (2022): lag 1, 50 units with ReLU as the activation, batch 45, Adam from 0.01
lowered when the error stops falling, mean absolute error as the loss, 1,000 to 1,500 epochs. All
selected points are trained side by side, each with weights of its own; only the learning rate falls for all together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..progress import SILENT, Report

HIDDEN = 50
BATCH = 45
LEARNING_RATE = 0.01
PATIENCE = 10
FACTOR = 0.5
EPOCHS = 1000


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


def paper_forecast(
    displacement_mm: np.ndarray,
    covariates: np.ndarray,
    n_test: int,
    *,
    epochs: int = EPOCHS,
    seed: int = 0,
    report: Report = SILENT,
) -> PaperResult:
    """Train on all but the last ``n_test`` epochs of each point and forecast those.

    displacement_mm : shape=(n_points, n_epochs), without gaps
    covariates : shape=(n_covariates, n_points, n_epochs); the value of the epoch that is predicted
    """
    torch = require("torch")
    n_points, n_epochs = displacement_mm.shape
    n_train = n_epochs - n_test
    if n_train < 10:
        raise SubsidenceError(f"{n_epochs} epochs leave {n_train} for training a network per point; 10 are needed.")
    # Scaled to [0, 1] by the training epochs alone, as the paper's tools do.
    scale = [_scaling(one[:, :n_train]) for one in (displacement_mm, *covariates)]
    values = [(one - low) / size for one, (low, size) in zip((displacement_mm, *covariates), scale)]
    previous, drivers = values[0][:, :-1], [one[:, 1:] for one in values[1:]]
    inputs = np.stack([previous, *drivers], axis=2).astype(np.float32)  # (n_points, n_epochs - 1, 1 + n_covariates)
    targets = values[0][:, 1:].astype(np.float32)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        weights = _random_weights(torch, n_points, inputs.shape[2])
    train_inputs, train_targets = (
        torch.from_numpy(inputs[:, : n_train - 1]),
        torch.from_numpy(targets[:, : n_train - 1]),
    )
    optimiser = torch.optim.Adam(weights, lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimiser, factor=FACTOR, patience=PATIENCE)
    generator = np.random.default_rng(seed)
    for epoch in range(epochs):
        report.progress(epoch / epochs)
        order = torch.from_numpy(generator.permutation(n_train - 1))
        total = 0.0
        for start in range(0, n_train - 1, BATCH):
            chosen = order[start : start + BATCH]
            optimiser.zero_grad()
            loss = (_one_step(torch, weights, train_inputs[:, chosen]) - train_targets[:, chosen]).abs().mean()
            (loss * n_points).backward()  # the mean over points would slow each point's own training
            optimiser.step()
            total += float(loss.detach())
        schedule.step(total)
    low, size = scale[0]
    with torch.no_grad():
        one_step = _one_step(torch, weights, torch.from_numpy(inputs[:, n_train - 1 :])).numpy()
        recursive = np.empty_like(one_step)
        last = inputs[:, n_train - 1, 0]
        for step in range(n_test):
            now = inputs[:, n_train - 1 + step : n_train + step].copy()
            now[:, 0, 0] = last
            last = recursive[:, step] = _one_step(torch, weights, torch.from_numpy(now)).numpy()[:, 0]
    return PaperResult(one_step * size + low, recursive * size + low, displacement_mm[:, n_train:])


def _scaling(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low = values.min(axis=1, keepdims=True)
    size = values.max(axis=1, keepdims=True) - low
    return low, np.where(size > 0, size, 1.0)


def _random_weights(torch, n_points: int, n_inputs: int) -> list:
    """Weights of the input, output and cell gates, and of the head; at lag 1 there is no memory yet to forget."""
    bound = HIDDEN**-0.5
    shapes = [(n_points, n_inputs, 3 * HIDDEN), (n_points, 1, 3 * HIDDEN), (n_points, HIDDEN, 1), (n_points, 1, 1)]
    return [((torch.rand(shape) * 2 - 1) * bound).requires_grad_() for shape in shapes]


def _one_step(torch, weights: list, inputs):
    """inputs : (n_points, n_samples, n_inputs) → (n_points, n_samples), an LSTM over a window of one epoch."""
    gates = torch.baddbmm(weights[1].expand(-1, inputs.shape[1], -1), inputs, weights[0])
    entering, leaving, candidate = gates.split(HIDDEN, dim=2)
    memory = torch.sigmoid(entering) * torch.relu(candidate)
    hidden = torch.sigmoid(leaving) * torch.relu(memory)
    return (torch.bmm(hidden, weights[2]) + weights[3])[:, :, 0]

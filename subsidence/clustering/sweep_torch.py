"""One sweep of K-Shape on a graphics card, through torch."""

from __future__ import annotations

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..progress import SILENT, Report
from ..torch_device import torch_device
from ..wording import message
from .shape_distance import correlation_length
from .sweep_result import Sweep

VALUES_PER_BLOCK = 20_000_000


class TorchSweeper:
    """As the sweep on the processor, in the precision of ``shapes``; its sums are taken on the device."""

    def __init__(self, shapes: np.ndarray, device: str):
        torch = require("torch")
        self._device = torch_device(device)
        try:
            self._shapes = torch.from_numpy(np.ascontiguousarray(shapes)).to(self._device)
        except RuntimeError as error:
            raise SubsidenceError(
                message("The series do not go onto the device “{device}”: {error}", device=device, error=error)
            ) from error
        self._torch = torch
        self._length = correlation_length(shapes.shape[1])
        self._rows = max(VALUES_PER_BLOCK // self._length, 1)

    def __call__(self, centroids: np.ndarray, report: Report = SILENT) -> Sweep:
        torch = self._torch
        n_points, n_epochs = self._shapes.shape
        n_clusters = len(centroids)
        shapes_of_clusters = torch.from_numpy(np.ascontiguousarray(centroids)).to(self._shapes)
        spectra = torch.fft.rfft(shapes_of_clusters, n=self._length, dim=1)
        options = {"dtype": torch.float64, "device": self._device}
        scatter = torch.zeros((n_clusters, n_epochs, n_epochs), **options)
        total = torch.zeros((n_clusters, n_epochs), **options)
        labels, distances = [], []
        epochs = torch.arange(n_epochs, device=self._device)
        for start in range(0, n_points, self._rows):
            report.progress(start / n_points)
            block = self._shapes[start : start + self._rows]
            conjugate = torch.fft.rfft(block, n=self._length, dim=1).conj()
            best = torch.full((len(block),), -torch.inf, dtype=block.dtype, device=self._device)
            position = torch.zeros(len(block), dtype=torch.int64, device=self._device)
            label = torch.zeros(len(block), dtype=torch.int64, device=self._device)
            for number in range(n_clusters):
                value, where = torch.fft.irfft(conjugate * spectra[number], n=self._length, dim=1).max(dim=1)
                wins = value > best
                best, position = torch.where(wins, value, best), torch.where(wins, where, position)
                label = torch.where(wins, torch.full_like(label, number), label)
            shift = torch.where(position < n_epochs, position, position - self._length)
            source = epochs - shift[:, None]  # (rows, n_epochs): the epoch that moves to each place
            inside = (source >= 0) & (source < n_epochs)
            aligned = torch.gather(block, 1, source.clamp(0, n_epochs - 1)) * inside
            for number in range(n_clusters):
                members = aligned[label == number]
                scatter[number] += (members.T @ members).to(torch.float64)
                total[number] += members.sum(dim=0, dtype=torch.float64)
            labels.append(label)
            distances.append((1.0 - best).clamp(0.0, 2.0))
        return Sweep(
            torch.cat(labels).cpu().numpy(),
            torch.cat(distances).cpu().numpy(),
            scatter.cpu().numpy(),
            total.cpu().numpy(),
        )

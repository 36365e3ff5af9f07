"""Training and applying the networks: one per cluster, on all the cluster's points in batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, TypeVar

import numpy as np

from ...errors import SubsidenceError
from ...packages import require
from ...progress import SILENT, Report, stop_if_cancelled
from ...torch_device import torch_device
from ...wording import message
from ..data.history import Future, Past
from ..data.windows import Standard, WindowTable, gather, learn_standard, spread_mm, window_table
from .lstm import build_network, network_arrays, network_from_arrays

BATCH = 256
SAMPLES_PER_PASS = 16_000  # random (point, origin) pairs per network and pass
MOST_POINTS = 4_000  # per cluster in training
LEARNING_RATE = 0.004
WEIGHT_DECAY = 1e-3
GRADIENT_LIMIT = 1.0
POINTS_PER_BLOCK = 20_000

Seen = TypeVar("Seen", Past, Future)

SETTINGS = ("window", "hidden", "passes", "per_cluster", "use_covariates", "seed")  # in the order of format 1


class LstmCorrection:
    """Corrections to a base forecast.

    window : epochs shown; hidden : LSTM units; passes : rounds of ``SAMPLES_PER_PASS`` samples
    per_cluster : a network for each label, or one that sees the label as an input
    use_covariates : False hides them from the network (the base may still know them)
    device : "cpu", "cuda" or "auto"
    """

    def __init__(
        self,
        *,
        window: int,
        hidden: int = 50,
        passes: int = 2,
        per_cluster: bool = True,
        use_covariates: bool = True,
        seed: int = 0,
        device: str = "cpu",
    ):
        self.window = window
        self.hidden = hidden
        self.passes = passes
        self.per_cluster = per_cluster
        self.use_covariates = use_covariates
        self.seed = seed
        self.device = device
        self._standard: Standard | None = None
        self.labels = np.empty(0, dtype=int)
        self.networks: dict[int, Any] = {}
        self.losses: dict[int, list[float]] = {}

    @property
    def standard(self) -> Standard:
        """How the inputs were brought to one scale in training."""
        if self._standard is None:
            raise SubsidenceError(message("This network has not learned anything yet; call fit first."))
        return self._standard

    def training_origins(self, n_epochs: int, leads: int) -> np.ndarray:
        """Every origin with a whole window before it and all leads inside the past."""
        return np.arange(self.window, n_epochs - leads + 1)

    def fit(
        self, past: Past, base_of: Callable[..., np.ndarray], leads: int, report: Report = SILENT
    ) -> LstmCorrection:
        """base_of(past, origins, leads, rows) -> (n_origins, n_rows, leads): the base inside the past, mm."""
        origins = self.training_origins(past.dates.size, leads)
        years = past.years
        self._standard = learn_standard(self._shown(past), float((years[leads:] - years[:-leads]).max()))
        self.labels = np.unique(past.labels)
        shown = self._shown(past)
        table = window_table(shown, None, self.standard, spread_mm(past.displacement_mm, past.dates))
        generator = np.random.default_rng(self.seed)
        self.networks, self.losses = {}, {}
        groups = self._groups(past.labels)
        for (key, members), part in report.stages(groups.items()):
            points = np.sort(generator.choice(members, min(MOST_POINTS, members.size), replace=False))
            base = base_of(past, origins, leads, points)
            self._train(key, table, past.labels, points, origins, base, leads, part)
        return self

    def predict(
        self, past: Past, future: Future, base: np.ndarray, report: Report = SILENT, typical: float | None = None
    ) -> np.ndarray:
        """base : shape=(n_points, horizon), mm; typical : see ``spread_mm``. Returns base plus correction."""
        torch = require("torch")
        result = np.array(base, dtype=float)
        spread = spread_mm(past.displacement_mm, past.dates, typical)
        origin = past.dates.size
        device = torch_device(self.device)
        for start in range(0, past.n_points, POINTS_PER_BLOCK):
            report.progress(start / past.n_points)
            block = slice(start, start + POINTS_PER_BLOCK)
            here = self._shown(past.rows(block))
            table = window_table(here, self._shown(future.rows(block)), self.standard, spread[block])
            for key, points in self._groups(here.labels).items():
                if key not in self.networks:
                    continue  # a cluster that training never saw keeps the base
                inputs = gather(
                    table, self.standard, points, np.full(points.size, origin), base[block][points].astype(np.float32),
                    self.window, future.horizon,
                )  # fmt: skip
                tensors = [
                    torch.from_numpy(array).to(device) for array in self._with_label(inputs, here.labels[points])
                ]
                network = self.networks[key].to(device).eval()
                with torch.no_grad():
                    correction = network(*tensors).cpu().numpy()
                result[start + points] += correction * table.spread[points][:, None]
        return result

    def arrays(self) -> dict[str, np.ndarray]:
        found = {"labels": self.labels}
        for key, network in self.networks.items():
            found.update({f"network{key}.{name}": array for name, array in network_arrays(network).items()})
        found.update({f"standard.{name}": np.asarray(value) for name, value in asdict(self.standard).items()})
        found.update({f"settings.{name}": np.array(int(getattr(self, name))) for name in SETTINGS})
        return found

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], device: str = "cpu") -> LstmCorrection:
        if "settings" in arrays:  # of format 1: by their places
            settings = dict(zip(SETTINGS, arrays["settings"].tolist()))
        else:
            settings = {name: int(arrays[f"settings.{name}"]) for name in SETTINGS}
        for name in ("per_cluster", "use_covariates"):
            settings[name] = bool(settings[name])
        model = cls(**settings, device=device)
        model.labels = arrays["labels"]
        standard: dict[str, Any] = {n[9:]: array for n, array in arrays.items() if n.startswith("standard.")}
        for name in ("step_years", "last_lead_years"):
            standard[name] = float(standard[name])
        model._standard = Standard(**standard)
        keys = {name.split(".")[0] for name in arrays if name.startswith("network")}
        for key in sorted(keys):
            own = {name[len(key) + 1 :]: array for name, array in arrays.items() if name.startswith(key + ".")}
            model.networks[int(key[7:])] = network_from_arrays(own)
        return model

    def _shown(self, seen: Seen) -> Seen:
        """What the network is shown of it: without the covariates where it is not to know them."""
        return seen if self.use_covariates else replace(seen, covariates=seen.covariates[:0])

    def _groups(self, labels: np.ndarray) -> dict[int, np.ndarray]:
        """Row numbers per network."""
        if not self.per_cluster:
            return {0: np.arange(labels.size)}
        return {int(label): np.flatnonzero(labels == label) for label in np.unique(labels)}

    def _with_label(self, inputs: tuple[np.ndarray, ...], labels: np.ndarray) -> tuple[np.ndarray, ...]:
        """The label as static inputs where one network serves several clusters."""
        if self.per_cluster or self.labels.size < 2:
            return inputs
        sequence, steps, static = inputs
        which = (labels[:, None] == self.labels).astype(np.float32)
        return sequence, steps, np.concatenate([static, which], axis=1)

    def _train(
        self,
        key: int,
        table: WindowTable,
        labels: np.ndarray,
        points: np.ndarray,
        origins: np.ndarray,
        base: np.ndarray,
        leads: int,
        report: Report,
    ) -> None:
        torch = require("torch")
        device = torch_device(self.device)
        generator = np.random.default_rng([self.seed, key & 0xFFFF])
        n_static = table.static.shape[1] + (0 if self.per_cluster or self.labels.size < 2 else self.labels.size)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            network = build_network(table.n_sequence_inputs, table.n_step_inputs, n_static, self.hidden).to(device)
        optimiser = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
        n_samples = min(SAMPLES_PER_PASS, points.size * origins.size)
        batches = max(n_samples // BATCH, 1)
        total = self.passes * batches
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, total)
        loss_of = torch.nn.SmoothL1Loss(beta=1.0)
        losses = []
        network.train()
        for number in range(self.passes):
            report.progress(number / self.passes)
            summed = 0.0
            for _ in range(batches):
                stop_if_cancelled()
                row = generator.integers(0, points.size, BATCH)
                rank = generator.integers(0, origins.size, BATCH)
                chosen, own_base = points[row], base[rank, row]
                inputs = gather(table, self.standard, chosen, origins[rank], own_base, self.window, leads)
                ahead = origins[rank][:, None] + np.arange(leads)
                target = (table.displacement[chosen[:, None], ahead] - own_base) / table.spread[chosen][:, None]
                tensors = [torch.from_numpy(array).to(device) for array in self._with_label(inputs, labels[chosen])]
                optimiser.zero_grad()
                loss = loss_of(network(*tensors), torch.from_numpy(target).to(device))
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), GRADIENT_LIMIT)
                optimiser.step()
                schedule.step()
                summed += float(loss.detach())
            losses.append(summed / batches)
        self.networks[key] = network.cpu().eval()
        self.losses[key] = losses

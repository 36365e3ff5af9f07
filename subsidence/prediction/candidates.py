"""The models that compete at an origin: simple baselines, the statistical base, the network on top of it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..progress import SILENT, Report
from .baselines import BASELINES
from .gaussian_process import GaussianProcess
from .history import Future, Past
from .lstm_training import LstmCorrection
from .ridge import RidgeAutoregression

GAUSSIAN_PROCESS = "gaussian process"
WITH_COVARIATES = "gaussian process + covariates"
RIDGE = "ridge autoregression"
LSTM = "lstm"


class Candidates:
    """All models fitted on one past; each forecasts from that origin or from a later one."""

    def __init__(self, *, seed: int = 0):
        self.seed = seed
        self.process: GaussianProcess | None = None
        self.driven_process: GaussianProcess | None = None
        self.ridge: RidgeAutoregression | None = None
        self.network: LstmCorrection | None = None

    def fit(self, past: Past, leads_years: np.ndarray, report: Report = SILENT) -> Candidates:
        """Fit everything but the network. leads_years : shape=(horizon,)."""
        self.process = GaussianProcess(seed=self.seed).fit(past, report.part(0.0, 0.4))
        if len(past.covariates):
            self.driven_process = GaussianProcess(use_covariates=True, seed=self.seed)
            self.driven_process.fit(past, report.part(0.4, 0.8))
        self.ridge = RidgeAutoregression(seed=self.seed).fit(past, leads_years, report.part(0.8, 1.0))
        return self

    @property
    def base(self) -> GaussianProcess:
        """What the network corrects."""
        return self.driven_process or self.process

    def train_network(self, network: LstmCorrection, past: Past, horizon: int, report: Report = SILENT) -> None:
        """Train the network on this base, within the past."""
        self.network = network.fit(past, self.base.predict_from, horizon, report)

    @property
    def names(self) -> tuple[str, ...]:
        """Baselines first, then the models."""
        found = [*BASELINES, GAUSSIAN_PROCESS]
        if self.driven_process is not None:
            found.append(WITH_COVARIATES)
        found.append(RIDGE)
        if self.network is not None:
            found.append(LSTM)
        return tuple(found)

    def forecasts(self, past: Past, future: Future) -> np.ndarray:
        """Every model's displacement in mm; shape=(n_models, n_points, horizon), float32, in order of ``names``."""
        found = [rule(past.displacement_mm, past.dates, future.dates) for rule in BASELINES.values()]
        found.append(self.process.predict(past, future))
        if self.driven_process is not None:
            found.append(self.driven_process.predict(past, future))
        base = found[-1]
        found.append(self.ridge.predict(past, future))
        if self.network is not None:
            found.append(self.network.predict(past, future, base))
        return np.stack([one.astype(np.float32) for one in found])

    def arrays(self) -> dict[str, np.ndarray]:
        parts = {"process": self.process, "driven": self.driven_process, "ridge": self.ridge, "network": self.network}
        return {
            f"{prefix}/{name}": array
            for prefix, part in parts.items()
            if part is not None
            for name, array in part.arrays().items()
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], device: str = "cpu") -> Candidates:
        def part(prefix: str) -> dict[str, np.ndarray]:
            return {name[len(prefix) + 1 :]: array for name, array in arrays.items() if name.startswith(prefix + "/")}

        models = cls()
        models.process = GaussianProcess.from_arrays(part("process"))
        if part("driven"):
            models.driven_process = GaussianProcess.from_arrays(part("driven"))
        models.ridge = RidgeAutoregression.from_arrays(part("ridge"))
        if part("network"):
            models.network = LstmCorrection.from_arrays(part("network"), device)
        return models

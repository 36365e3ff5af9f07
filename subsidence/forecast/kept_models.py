"""Forecasts of the backtest and trained networks as blocks that the next run may take over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..kept_blocks import as_array, from_array, kept_block
from .candidates import Candidates
from .models.lstm_training import LstmCorrection

NETWORK = "network "


def kept_origin(
    name: str, before: Candidates | None, fit: Callable[[], tuple[Candidates, np.ndarray]], device: str
) -> tuple[Candidates, tuple[str, ...], np.ndarray]:
    """What was fitted at an origin, the names of the models, and their forecasts.

    Taken from an earlier run, the models are the networks alone: what else later origins ask of them follows anew.

    name : of the origin and the backtest; before : what was fitted at the origin before; its networks are used again
    """
    made: list[Candidates] = []

    def make() -> dict[str, np.ndarray]:
        fitted, forecasts = fit()
        made.append(fitted)
        networks = fitted.networks if before is None else {}
        return {"names": as_array(list(fitted.names)), "forecasts": forecasts, **_arrays(networks)}

    found = kept_block(name, make)
    models = made[0] if made else Candidates()
    if not made:
        models.networks = _networks(found, device) if before is None else before.networks
    names: Any = from_array(found["names"])
    return models, tuple(names), found["forecasts"]


def kept_networks(
    models: Candidates, networks: Mapping[str, LstmCorrection], train: Callable[[], None], device: str
) -> None:
    """Have ``train`` give the models their networks for the forecast to come."""
    made: list[bool] = []

    def make() -> dict[str, np.ndarray]:
        train()
        made.append(True)
        return _arrays({name: models.networks[name] for name in networks})

    found = kept_block("networks", make)
    if not made:
        models.networks = _networks(found, device)


def _arrays(networks: Mapping[str, LstmCorrection]) -> dict[str, np.ndarray]:
    return {f"{NETWORK}{name}/{key}": array for name, one in networks.items() for key, array in one.arrays().items()}


def _networks(arrays: Mapping[str, np.ndarray], device: str) -> dict[str, LstmCorrection]:
    own: dict[str, dict[str, np.ndarray]] = {}
    for name, array in arrays.items():
        if name.startswith(NETWORK):
            network, _, key = name[len(NETWORK) :].partition("/")
            own.setdefault(network, {})[key] = array
    return {name: LstmCorrection.from_arrays(parts, device) for name, parts in own.items()}

"""Forecast models on disk: everything that belongs to a model, a baseline or a setting is found by its name.

A file says which models its weights belong to and which baseline a point falls back on. So a version with more
models, or with the same in another order, forecasts from an older file what the older version did.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..model_file import MISFITS, load_model, save_model, unknown_name
from ..packages import missing
from ..wording import message
from .candidates import GAUSSIAN_PROCESS, LSTM, Candidates
from .fitted import FittedForecast
from .model_parts import check_parts
from .models.baselines import BASELINES
from .own_groups import Groups

KIND = "forecast"
PLAIN = (
    "cluster_values", "leads_years", "weights", "quantiles", "paths", "path_labels", "cluster_fallback",
    "fallback_places",
)  # fmt: skip
SETTINGS_V1 = (
    "horizon", "window", "hidden", "passes", "origins", "neighbours", "level", "seed", "device", "network",
)  # fmt: skip


def save_forecast_model(path: str | os.PathLike, fitted: FittedForecast, settings: Mapping[str, Any]) -> None:
    """Write what a forecaster has learned, with the settings it learned by."""
    arrays = {
        **fitted.models.arrays(),
        **{name: getattr(fitted, name) for name in PLAIN},
        "place_fallback": fitted.place_fallback,
    }
    if fitted.path_places is not None:
        arrays["path_places"] = fitted.path_places
    if fitted.groups is not None:
        arrays["group_days"] = fitted.groups.dates.astype("datetime64[D]").astype(np.int64)
        arrays["group_shapes"] = fitted.groups.shapes
    metadata = {
        "settings": dict(settings),
        "window": fitted.window,
        "covariates": list(fitted.covariate_names),
        "static_factors": list(fitted.static_names),
        "models": list(fitted.models.names),  # of the last axis of the weights
        "baselines": list(BASELINES),  # what the numbers in the fallbacks mean
        "trained_until": fitted.trained_until,
        "beyond": list(fitted.beyond),
    }
    save_model(path, KIND, arrays, metadata)


def load_forecast_model(path: str | os.PathLike, device: str) -> tuple[FittedForecast, dict[str, Any]]:
    """What a forecaster has learned, and its settings; damaged files and unknown names are refused in words."""
    arrays, metadata = load_model(path, KIND)
    if "settings" not in metadata:
        arrays, metadata = _from_version_1(arrays, metadata, path)
    try:
        check_parts(arrays, metadata)
        models = Candidates.from_arrays(arrays, device)
        names, baselines = list(metadata["models"]), list(metadata["baselines"])
        parts: dict[str, Any] = {name: arrays[name] for name in PLAIN}
        parts["weights"] = weights_by_name(parts["weights"], names, models.names, path)
        for key, values in (
            ("cluster_fallback", arrays["cluster_fallback"]),
            ("place_fallback", arrays["place_fallback"]),
        ):
            parts[key] = baselines_by_name(values, baselines, path)
        fitted = FittedForecast(
            window=int(metadata["window"]),
            covariate_names=tuple(metadata["covariates"]),
            static_names=tuple(metadata["static_factors"]),
            models=models,
            trained_until=str(metadata["trained_until"]),
            backtest=None,
            path_places=arrays.get("path_places"),
            groups=_groups(arrays),
            beyond=_beyond(metadata, models.names, len(parts["weights"])),
            **parts,
        )
        return fitted, dict(metadata["settings"])
    except MISFITS as error:
        raise _incomplete(path, error) from error


def _beyond(metadata: Mapping[str, Any], names: Sequence[str], n_rows: int) -> tuple[str, ...]:
    found = tuple(str(name) for name in metadata.get("beyond", ()))
    if found and (len(found) != n_rows or not set(found) <= set(names)):
        raise ValueError("models to follow beyond the judged lead that do not fit")
    return found


def _groups(arrays: Mapping[str, np.ndarray]) -> Groups | None:
    if "group_shapes" not in arrays:
        return None
    return Groups(arrays["group_days"].astype("datetime64[D]"), arrays["group_shapes"])


def weights_by_name(
    weights: np.ndarray, names: Sequence[str], wanted: Sequence[str], path: str | os.PathLike
) -> np.ndarray:
    """Weights, last axis ``names``, in the order of ``wanted``; what the file does not name weighs nothing."""
    if weights.shape[-1] != len(names):
        raise ValueError(f"{weights.shape[-1]} weights for {len(names)} models")
    result = np.zeros((*weights.shape[:-1], len(wanted)))
    for number, name in enumerate(names):
        if name in wanted:
            result[..., list(wanted).index(name)] = weights[..., number]
        elif not (name.startswith(LSTM) and missing(["torch"])):  # without torch the others share its weight
            raise unknown_name(path, name)
    total = result.sum(axis=-1, keepdims=True)
    return np.where(total > 0, result / np.maximum(total, 1e-12), 1.0 / len(wanted))


def baselines_by_name(numbers: np.ndarray, names: Sequence[str], path: str | os.PathLike) -> np.ndarray:
    """Numbers of the file's baselines as numbers of this version's; −1 stays."""
    result = np.full(numbers.shape, -1)
    for number in np.unique(numbers[numbers >= 0]):
        name = names[number]
        if name not in BASELINES:
            raise unknown_name(path, name)
        result[numbers == number] = list(BASELINES).index(name)
    return result


def _from_version_1(
    arrays: dict[str, np.ndarray], metadata: dict[str, Any], path: str | os.PathLike
) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """A file of format 1, which counted baselines without naming them, and knew only how many static factors."""
    try:
        names = list(metadata["models"])
        newer = {
            "settings": {name: metadata[name] for name in SETTINGS_V1},
            "window": metadata["window"],
            "covariates": metadata["covariates"],
            "static_factors": [""] * int(metadata["n_static"]),
            "models": names,
            "baselines": names[: names.index(GAUSSIAN_PROCESS)],  # they stood before all other models
            "trained_until": metadata["trained_until"],
        }
        return {**arrays, "place_fallback": arrays["fallback"]}, newer
    except MISFITS as error:
        raise _incomplete(path, error) from error


def _incomplete(path: str | os.PathLike, error: Exception) -> SubsidenceError:
    return SubsidenceError(
        message(
            "The model file {path} is incomplete ({error}); train and save the model again.", path=path, error=error
        )
    )

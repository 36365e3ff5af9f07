"""Rate models on disk: one ``.npz`` with weights, scalers, classes, intervals and where it all came from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from ..analysis.additive_splines import AdditiveSplines
from ..model_file import load_model, must_be_finite, must_have_shape, parts_must_fit, save_model, unknown_name
from ..wording import message
from .cluster_classifier import ClusterLabels
from .ensemble import Ensemble
from .fitting import FittedRate
from .intervals import Intervals
from .members.neighbours import Neighbours
from .members.stack import NETWORKS, SPLINES, TREES, Stack
from .members.surroundings import Surroundings
from .members.trees import Trees
from .network.multilayer_perceptron import Layout
from .scaling import FactorScaler, RateScaler
from .settings import RateSettings
from .unseen_ground import UnseenGround

KIND = "rate"
LARGEST = 1e12  # mm/yr
STACK, NEAR = "beside", "near"  # first parts of the names of arrays


def save_rate_model(
    path: str | os.PathLike, fitted: FittedRate, settings: RateSettings, seed: int, extra: dict[str, Any]
) -> None:
    """Write what a rate model has learned, with the settings and the seed it learned by."""
    scaler = fitted.scaler
    arrays = {
        "factor_low": scaler.low,
        "factor_high": scaler.high,
        "factor_centre": scaler.centre,
        "factor_spread": scaler.spread,
        "is_class": scaler.is_class,
        "used": scaler.used,
    }
    arrays.update({f"classes_{column}": codes for column, codes in scaler.classes.items()})
    ensembles = {"overall": fitted.overall, **{f"cluster_{c}": one for c, one in fitted.by_cluster.items()}}
    arrays.update({f"weights_{name}": one.weights for name, one in ensembles.items()})
    if fitted.labels is not None:
        arrays["label_weights"] = fitted.labels.weights
    if fitted.unseen is not None:
        arrays.update(fitted.unseen.arrays())
    metadata = {
        "names": list(scaler.names),
        "settings": settings.as_dict(),
        "seed": seed,
        "clusters": list(fitted.clusters),
        "ensembles": {
            name: {
                "n_inputs": one.layout.n_inputs,
                "n_hidden": one.layout.n_hidden,
                "rate_low": one.scaler.low,
                "rate_high": one.scaler.high,
            }
            for name, one in ensembles.items()
        },
        "label_hidden": None if fitted.labels is None else fitted.labels.layout.n_hidden,
        "intervals": {
            source: {
                "level": one.level,
                "noise": one.noise,
                "quantile": one.quantile,
                "by_cluster": {str(cluster): value for cluster, value in one.by_cluster.items()},
            }
            for source, one in fitted.intervals.items()
        },
        "facts": {**fitted.facts, "extra": extra},
    }
    if fitted.stack is not None:
        metadata["stack"] = fitted.stack.weights
        arrays.update(_named(STACK, {name: one.arrays() for name, one in fitted.stack.others.items()}))
    metadata["neighbours"] = {source: one.facts() for source, one in fitted.neighbours.items()}
    metadata["surroundings"] = {source: one.facts() for source, one in fitted.surroundings.items()}
    arrays.update(_named(NEAR, {source: one.process.arrays() for source, one in fitted.neighbours.items()}))
    save_model(path, KIND, arrays, metadata)


def load_rate_model(path: str | os.PathLike) -> tuple[FittedRate, np.ndarray, RateSettings, int]:
    """What a rate model has learned, which factors are class codes, its settings and its seed.

    A file that is damaged or lacks a part is refused in words.
    """
    arrays, metadata = load_model(path, KIND)
    if "committees" in metadata:  # as format 1 calls them
        metadata = {**metadata, "ensembles": metadata["committees"]}
    unknown = sorted(set(metadata.get("settings", ())) - {field.name for field in fields(RateSettings)})
    if unknown:
        raise unknown_name(path, unknown[0])
    with parts_must_fit(path):
        _check(arrays, metadata)
        is_class = arrays["is_class"].astype(bool)
        return (
            _fitted(arrays, metadata, is_class),
            is_class,
            RateSettings(**metadata["settings"]),
            int(metadata["seed"]),
        )


def _check(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, Any]) -> None:
    """Raise ``ValueError`` or ``KeyError`` unless every array is there, finite and as long as there are factors."""
    per_factor = ("factor_low", "factor_high", "factor_centre", "factor_spread", "is_class", "used")
    must_be_finite(arrays, per_factor)
    must_be_finite(arrays, [name for name in arrays if name.startswith(("weights_", "classes_"))])
    names = metadata["names"]
    if not names or len(set(names)) < len(names) or not all(isinstance(name, str) for name in names):
        raise ValueError(message("the names of the factors are no names"))
    for name in per_factor:
        must_have_shape(name, arrays[name], len(names))
    numbers = [
        value
        for about in metadata["intervals"].values()
        for value in (about["level"], about["noise"], about["quantile"], *about["by_cluster"].values())
    ]
    numbers += [value for about in metadata["ensembles"].values() for value in (about["rate_low"], about["rate_high"])]
    if not all(isinstance(value, (int, float)) and abs(value) < LARGEST for value in numbers):
        raise ValueError(message("its rates or intervals are no possible numbers"))


def _fitted(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, Any], is_class: np.ndarray) -> FittedRate:
    classes = {int(column): arrays[f"classes_{column}"] for column in np.flatnonzero(is_class)}
    scaler = FactorScaler(
        tuple(metadata["names"]), is_class, arrays["factor_low"], arrays["factor_high"], classes,
        arrays["factor_centre"], arrays["factor_spread"], arrays["used"].astype(bool),
    )  # fmt: skip
    ensembles = {}
    for name, about in metadata["ensembles"].items():
        layout = Layout(int(about["n_inputs"]), int(about["n_hidden"]))
        weights = arrays[f"weights_{name}"]
        if weights.ndim != 2 or weights.shape[1] != layout.n_weights or layout.n_inputs != scaler.n_inputs:
            raise ValueError(message("weights do not fit the network"))
        ensembles[name] = Ensemble(layout, weights, RateScaler(about["rate_low"], about["rate_high"]))
    clusters = tuple(int(cluster) for cluster in metadata["clusters"])
    label_layout = Layout(scaler.n_inputs, int(metadata["label_hidden"])) if clusters else None
    intervals = {
        source: Intervals(
            about["level"],
            about["noise"],
            about["quantile"],
            {int(cluster): value for cluster, value in about["by_cluster"].items()},
        )
        for source, about in metadata["intervals"].items()
    }
    return FittedRate(
        scaler,
        overall=ensembles.pop("overall"),
        by_cluster={int(name.partition("_")[2]): one for name, one in ensembles.items()},
        clusters=clusters,
        labels=None if label_layout is None else ClusterLabels(label_layout, arrays["label_weights"]),
        intervals=intervals,
        facts=metadata["facts"],
        stack=_stack(arrays, metadata, scaler.n_inputs) if "stack" in metadata else None,
        neighbours={
            source: Neighbours.from_parts(_parts(arrays, NEAR, source), about)
            for source, about in metadata.get("neighbours", {}).items()
        },
        surroundings={
            source: Surroundings.from_facts(about) for source, about in metadata.get("surroundings", {}).items()
        },
        unseen=UnseenGround.of_arrays(arrays, scaler.n_inputs + int((scaler.used & ~scaler.is_class).sum())),
    )


def _named(first: str, parts: Mapping[str, Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    return {f"{first}/{part}/{name}": values for part, arrays in parts.items() for name, values in arrays.items()}


def _parts(arrays: Mapping[str, np.ndarray], first: str, part: str) -> dict[str, np.ndarray]:
    """The finite arrays of one part, by their own names."""
    start = f"{first}/{part}/"
    found = {name[len(start) :]: values for name, values in arrays.items() if name.startswith(start)}
    must_be_finite(found, found)
    return found


def _stack(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, Any], n_inputs: int) -> Stack:
    weights = {source: dict(own) for source, own in metadata["stack"].items()}
    names = {name for own in weights.values() for name in own} - {NETWORKS}
    if not names <= {SPLINES, TREES} or not all(
        isinstance(value, (int, float)) and 0.0 <= value <= 1.0 for own in weights.values() for value in own.values()
    ):
        raise ValueError(message("its weights are no possible numbers"))
    others: dict[str, AdditiveSplines | Trees] = {}
    if SPLINES in names:
        others[SPLINES] = AdditiveSplines.from_arrays(_parts(arrays, STACK, SPLINES), n_inputs)
    if TREES in names:
        others[TREES] = Trees.from_arrays(_parts(arrays, STACK, TREES), n_inputs)
    return Stack(others, weights=weights)

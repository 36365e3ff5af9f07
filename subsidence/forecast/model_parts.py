"""Whether the parts of a saved forecaster fit together, asked before any is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..model_file import must_be_finite, must_have_shape
from ..wording import message

MOST_YEARS = 200.0  # of a lead
MOST = 10_000  # of a horizon, a window, …


def check_parts(arrays: Mapping[str, np.ndarray], metadata: Mapping[str, Any]) -> None:
    """Raise one of ``model_file.MISFITS`` where a part is absent, has another shape, or is not finite."""
    settings = metadata["settings"]
    for name in ("horizon", "window", "hidden", "origins"):
        if not 0 <= int(settings[name]) <= MOST:
            raise ValueError(message("“{name}” is {value}", name=name, value=settings[name]))
    if not 0 < int(metadata["window"]) <= MOST or not 0.0 < float(settings["level"]) < 1.0:
        raise ValueError(message("its window or its level is not possible"))
    must_be_finite(arrays, ["cluster_values", "path_labels", "cluster_fallback", "place_fallback", "fallback_places"])
    inner = [name for name, values in arrays.items() if "/" in name and values.dtype.kind == "f"]
    must_be_finite(arrays, ["leads_years", "weights", *inner])
    n_leads, n_groups = arrays["leads_years"].size, arrays["cluster_values"].size + 1
    leads = arrays["leads_years"]
    must_have_shape("leads_years", leads, n_leads)
    if not n_leads or (np.diff(leads) <= 0).any() or not 0 < leads[0] <= leads[-1] < MOST_YEARS:
        raise ValueError(message("its leads do not increase"))
    n_models = len(metadata["models"])
    must_have_shape("cluster_values", arrays["cluster_values"], n_groups - 1)
    must_have_shape("weights", arrays["weights"], n_groups, n_leads, n_models)
    must_have_shape("quantiles", arrays["quantiles"], n_groups, n_leads)
    must_have_shape("cluster_fallback", arrays["cluster_fallback"], n_groups)
    must_have_shape("paths", arrays["paths"], -1, n_leads)
    must_have_shape("path_labels", arrays["path_labels"], len(arrays["paths"]))
    if "path_places" in arrays:
        must_be_finite(arrays, ["path_places"])
        must_have_shape("path_places", arrays["path_places"], len(arrays["paths"]), 2)
    if "group_shapes" in arrays:
        must_be_finite(arrays, ["group_shapes"])
        must_have_shape("group_shapes", arrays["group_shapes"], n_groups - 1, arrays["group_days"].size)
        if arrays["group_days"].size < 2 or (np.diff(arrays["group_days"]) <= 0).any():
            raise ValueError(message("the days of its groups do not increase"))
    must_have_shape("fallback_places", arrays["fallback_places"], -1, 3)
    must_have_shape("place_fallback", arrays["place_fallback"], len(arrays["fallback_places"]))

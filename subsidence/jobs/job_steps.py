"""Steps of a job without QGIS: the ids and keys of the toolbox, from stores (or tables, or rasters) to stores."""

from __future__ import annotations

from typing import Any

from ..errors import SubsidenceError
from ..wording import message
from . import forecast_steps, point_steps, raster_steps
from .step import NUMBER, Step, Values

STEPS: dict[str, Step] = {**point_steps.STEPS, **raster_steps.STEPS, **forecast_steps.STEPS}


def checked(algorithm: str, given: Values) -> dict[str, Any]:
    """All keys of a step with their values; raises ``SubsidenceError`` for one that is not known or of a wrong type."""
    step = STEPS.get(algorithm)
    if step is None:
        raise SubsidenceError(
            message(
                "A job has no step “{name}”; it has {names}. The others run in QGIS or by qgis_process.",
                name=algorithm,
                names=", ".join(STEPS),
            )
        )
    defaults = {**dict.fromkeys((*step.inputs, *step.outputs), ""), **step.keys}
    values = {key: None if default is NUMBER else default for key, default in defaults.items()}
    for key, value in given.items():
        if key not in values:
            raise SubsidenceError(
                message("{name} has no key {key}; it has {keys}.", name=algorithm, key=key, keys=", ".join(values))
            )
        wanted = float if defaults[key] is NUMBER else type(defaults[key])
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not wanted:
            raise SubsidenceError(
                message(
                    "{key} of {name} is {value}, but must be like {example}.",
                    key=key,
                    name=algorithm,
                    value=repr(value),
                    example=repr(0.5 if defaults[key] is NUMBER else defaults[key]),
                )
            )
        values[key] = value
    _check_paths(algorithm, step, values)
    return values


def _check_paths(algorithm: str, step: Step, values: Values) -> None:
    """What a step reads first must be named, and what it makes."""
    for key in (*step.required, *(() if step.either else ("OUTPUT",))):
        if not values[key]:
            raise SubsidenceError(message("{name} lacks the key {key}.", name=algorithm, key=key))
    if step.either and not any(values[key] for key in step.either):
        raise SubsidenceError(message("{name} lacks an output: {keys}.", name=algorithm, keys=", ".join(step.either)))

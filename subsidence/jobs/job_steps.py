"""Steps of a job without QGIS: the ids and keys of the toolbox, from stores (or tables, or rasters) to stores."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

from ..errors import SubsidenceError
from ..units import AUTOMATIC
from ..wording import message
from . import factor_steps, forecast_steps, point_steps, raster_steps, rate_steps
from .step import NUMBER, Step, Values

_EXAMPLES = {list: ["one.gpkg", "other.gpkg"], float: 0.5, str: "text"}
STEPS: dict[str, Step] = {
    **point_steps.STEPS,
    **raster_steps.STEPS,
    **factor_steps.STEPS,
    **rate_steps.STEPS,
    **forecast_steps.STEPS,
}


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
    defaults: dict[str, Any] = {**dict.fromkeys((*step.inputs, *step.outputs), ""), **step.keys}
    defaults.update((key, []) for key in step.several)
    values = {key: None if default is NUMBER else default for key, default in defaults.items()}
    for key, value in given.items():
        if key in step.in_mm:
            _check_unit(algorithm, key, value)
            continue
        if key not in values:
            raise SubsidenceError(
                message("{name} has no key {key}; it has {keys}.", name=algorithm, key=key, keys=", ".join(values))
            )
        wanted = float if defaults[key] is NUMBER else type(defaults[key])
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if wanted is str and isinstance(value, date):  # a date of TOML, which needs no quotes
            value = value.isoformat()[:10]
        texts = value if isinstance(value, list) else []
        if type(value) is not wanted or not all(isinstance(one, str) for one in texts):
            raise SubsidenceError(
                message(
                    "{key} of {name} is {value}, but must be like {example}.",
                    key=key,
                    name=algorithm,
                    value=_in_toml(value),
                    example=_in_toml(_EXAMPLES[wanted] if defaults[key] in (NUMBER, "", []) else defaults[key]),
                )
            )
        _check_value(algorithm, step, key, value)
        values[key] = value
    _check_paths(algorithm, step, values)
    return values


def _in_toml(value: Any) -> str:
    """A value as it would stand in the job.

    >>> _in_toml(True), _in_toml(["é"]), _in_toml(0.5)
    ('true', '["é"]', '0.5')
    """
    return repr(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False, default=str)


def _check_unit(algorithm: str, key: str, value: Any) -> None:
    """Of a layer the toolbox is told the unit; a store has been brought to mm."""
    if value not in (AUTOMATIC, "mm"):
        raise SubsidenceError(
            message(
                "{key} of {name} is {value}, but a store is in mm; give the unit where the store is made.",
                key=key,
                name=algorithm,
                value=_in_toml(value),
            )
        )


def _check_value(algorithm: str, step: Step, key: str, value: Any) -> None:
    """A number within its limits, a text that is one of those to choose from."""
    least, most = step.limits.get(key, (-math.inf, math.inf))
    if isinstance(value, (int, float)) and not least <= value <= most:
        raise SubsidenceError(
            message(
                "{key} of {name} is {value}, but must lie between {least:g} and {most:g}.",
                key=key,
                name=algorithm,
                value=_in_toml(value),
                least=least,
                most=most,
            )
        )
    if isinstance(value, str) and any(ord(letter) < 32 for letter in value):
        raise SubsidenceError(
            message("{key} of {name} holds a line break or another sign that no name has.", key=key, name=algorithm)
        )
    if key in step.choices and value not in step.choices[key]:
        raise SubsidenceError(
            message(
                "{key} of {name} is {value}, but must be one of: {names}.",
                key=key,
                name=algorithm,
                value=_in_toml(value),
                names=", ".join(step.choices[key]),
            )
        )


def _check_paths(algorithm: str, step: Step, values: Values) -> None:
    """What a step reads first must be named, and what it makes."""
    for key in (*step.required, *(() if step.either else ("OUTPUT",))):
        if not values[key]:
            raise SubsidenceError(message("{name} lacks the key {key}.", name=algorithm, key=key))
    if step.either and not any(values[key] for key in step.either):
        raise SubsidenceError(message("{name} lacks an output: {keys}.", name=algorithm, keys=", ".join(step.either)))

"""Steps of a job without QGIS: the ids and keys of the toolbox, from stores (or tables) to stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..products.points import PointProduct
from ..progress import Report
from ..units import AUTOMATIC, LOS
from ..wording import message

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """run : from the values of the keys and a report to a product; keys : each with its default and so its type.

    INPUT and OUTPUT go without saying.
    """

    run: Callable[[Values, Report], PointProduct]
    keys: Mapping[str, Any]


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
    values = {"INPUT": "", "OUTPUT": "", **step.keys}
    for key, value in given.items():
        if key not in values:
            raise SubsidenceError(
                message("{name} has no key {key}; it has {keys}.", name=algorithm, key=key, keys=", ".join(values))
            )
        wanted = type(values[key])
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not wanted:
            raise SubsidenceError(
                message(
                    "{key} of {name} is {value}, but must be like {example}.",
                    key=key,
                    name=algorithm,
                    value=repr(value),
                    example=repr(values[key]),
                )
            )
        values[key] = value
    for key in ("INPUT", "OUTPUT"):
        if not values[key]:
            raise SubsidenceError(message("{name} lacks the key {key}.", name=algorithm, key=key))
    return values


def _input(values: Values) -> PointProduct:
    from ..store.point_store import open_store

    return open_store(values["INPUT"]).product()


def _with(product: PointProduct, columns: Mapping[str, np.ndarray]) -> PointProduct:
    return replace(product, columns={**product.columns, **columns})


def _import_series_table(values: Values, report: Report) -> PointProduct:
    from ..products.series_table import ColumnMapping, read_series_table

    mapping = ColumnMapping(
        x=values["X"],
        y=values["Y"],
        identifier=values["POINT"],
        date=values["DATE"],
        value=values["VALUE"],
        rate=values["RATE"],
        unit=values["UNIT"],
        reverse=values["REVERSE"],
        geometry=values["GEOMETRY"],
        crs=values["CRS"],
        date_pattern=values["DATE_PATTERN"],
    )
    return read_series_table(_file(values), mapping, report=report)


def _import_egms(values: Values, report: Report) -> PointProduct:
    from ..products.egms import read_egms

    tracks = values["TRACKS"].replace(";", ",").split(",")
    return read_egms([_file(values)], std_floor_mm_per_yr=values["STD_FLOOR"], tracks=tracks, report=report)


def _deformation_model(values: Values, report: Report) -> PointProduct:
    from ..analysis.motion_models import MODELS, fit_motion_models

    product = _input(values)
    model = values["MODEL"]
    if model and model not in MODELS:
        raise SubsidenceError(
            message("MODEL “{model}” is not known; use one of {names}.", model=model, names=", ".join(MODELS))
        )
    fitted = fit_motion_models(product.series.displacement_mm, product.series.dates, model=model or None, report=report)
    names = np.array([*MODELS, None], dtype=object)[fitted.model]
    numbers = ("rate", "rate_std", "acceleration", "acceleration_std", "annual_amplitude", "break_size")
    return _with(product, {"model": names, **{name: getattr(fitted, name) for name in numbers}})


def _kshape_clustering(values: Values, report: Report) -> PointProduct:
    from ..clustering.choose_clusters import choose_clusters, stability_in_words
    from ..clustering.kshape import in_order, kshape
    from ..clustering.regular import regular_series
    from ..clustering.smoothing import smooth

    product = _input(values)
    regular = regular_series(product.series.displacement_mm, product.series.dates, step_days=values["STEP"])
    shapes = smooth(regular.displacement_mm, values["SMOOTHING"], values["WINDOW"], regular.step_days)
    count = values["CLUSTERS"]
    choosing, clustering = report.parts(0 if count else 1, 1)
    options: dict[str, Any] = {"n_starts": values["STARTS"], "seed": values["SEED"]}
    if not count:
        choice = choose_clusters(shapes, values["MAX_CLUSTERS"], report=choosing, **options)
        report.info(choice.reason)
        count = choice.n_clusters
    result = in_order(kshape(shapes, count, report=clustering, **options), product.velocity_mm_per_yr)
    report.info(stability_in_words(result.stability))
    cluster = np.where(result.labels >= 0, result.labels + 1.0, np.nan)
    return _with(product, {"cluster": cluster, "sbd": result.distances, "sbd_margin": result.margins})


def _file(values: Values) -> Path:
    path = Path(values["INPUT"])
    if not path.exists():
        raise SubsidenceError(message("The input {path} does not exist.", path=path))
    return path


STEPS = {
    "import_series_table": Step(
        _import_series_table,
        {
            **dict.fromkeys(("X", "Y", "POINT", "DATE", "VALUE", "RATE", "DATE_PATTERN"), ""),
            "UNIT": AUTOMATIC,
            "REVERSE": False,
            "GEOMETRY": LOS,
            "CRS": "EPSG:4326",
        },
    ),
    "import_egms": Step(_import_egms, {"TRACKS": "", "STD_FLOOR": 0.5}),
    "deformation_model": Step(_deformation_model, {"MODEL": ""}),
    "kshape_clustering": Step(
        _kshape_clustering,
        {
            "CLUSTERS": 3,
            "MAX_CLUSTERS": 8,
            "STARTS": 10,
            "SEED": 0,
            "STEP": 0,
            "SMOOTHING": "none",
            "WINDOW": 0,
        },
    ),
}

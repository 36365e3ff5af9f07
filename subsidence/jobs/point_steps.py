"""Steps of a job from tables and stores of points to stores of points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..products.egms_settings import STD_FLOOR_MM_PER_YR
from ..progress import Report
from ..units import AUTOMATIC, LOS
from ..wording import message
from .step import Product, Step, Values, existing, extent_in, points_in, with_columns

BEST = "best"


def _import_series_table(values: Values, report: Report) -> Mapping[str, Product]:
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
    return {"OUTPUT": read_series_table(existing(values), mapping, report=report)}


def _import_egms(values: Values, report: Report) -> Mapping[str, Product]:
    from ..products.egms import read_egms

    tracks = values["TRACKS"].replace(";", ",").split(",")
    product = read_egms(
        [existing(values)],
        extent=extent_in(values["EXTENT"], "EXTENT"),
        std_floor_mm_per_yr=values["STD_FLOOR"],
        tracks=tracks,
        tie=values["TIE"],
        report=report,
    )
    return {"OUTPUT": product}


def _deformation_model(values: Values, report: Report) -> Mapping[str, Product]:
    from ..analysis.motion_models import MODELS, fit_motion_models

    product = points_in(values)
    model = values["MODEL"]
    if model not in ("", BEST, *MODELS):
        raise SubsidenceError(
            message("MODEL “{model}” is not known; use one of {names}.", model=model, names=", ".join((BEST, *MODELS)))
        )
    chosen = None if model in ("", BEST) else model
    fitted = fit_motion_models(product.series.displacement_mm, product.series.dates, model=chosen, report=report)
    names = np.array([*MODELS, None], dtype=object)[fitted.model]
    numbers = ("rate", "rate_std", "acceleration", "acceleration_std", "annual_amplitude", "break_size")
    return {"OUTPUT": with_columns(product, {"model": names, **{name: getattr(fitted, name) for name in numbers}})}


def _kshape_clustering(values: Values, report: Report) -> Mapping[str, Product]:
    from ..clustering.choose_clusters import choose_clusters, stability_in_words
    from ..clustering.kshape import in_order, kshape
    from ..clustering.regular import regular_series
    from ..clustering.smoothing import smooth

    product = points_in(values)
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
    found = {"cluster": cluster, "sbd": result.distances, "sbd_margin": result.margins}
    return {"OUTPUT": with_columns(product, found)}


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
    "import_egms": Step(_import_egms, {"EXTENT": "", "TRACKS": "", "TIE": False, "STD_FLOOR": STD_FLOOR_MM_PER_YR}),
    "deformation_model": Step(_deformation_model, {"MODEL": BEST}),
    "kshape_clustering": Step(
        _kshape_clustering,
        {
            "CLUSTERS": 3,
            "MAX_CLUSTERS": 8,
            "STARTS": 10,
            "SEED": 0,
            "STEP": 0,
            "SMOOTHING": "local regression",
            "WINDOW": 0,
        },
    ),
}

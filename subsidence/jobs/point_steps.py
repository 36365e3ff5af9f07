"""Steps of a job from tables and stores of points to stores of points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..analysis.motion_models import MODELS
from ..changes.update import NEWER, OLDER
from ..clustering import BUILT_IN, CPU, DEVICES, ENGINES
from ..clustering.regular import MAX_GAP_DAYS, MAX_MISSING_SHARE
from ..clustering.smoothing import METHODS
from ..errors import SubsidenceError
from ..insar import DEFAULT_MAX_GAP_DAYS, DEFAULT_STEP_DAYS
from ..products.egms_settings import ETRS89_LAEA, JOIN, NEWEST, STD_FLOOR_MM_PER_YR, WGS84
from ..products.points import PointProduct
from ..progress import Report
from ..series import DeformationSeries, linear_rate
from ..units import AUTOMATIC, EAST, LOS, MM_PER_UNIT, VERTICAL
from ..wording import message
from .places import check_known, is_geographic, measured, metres_per_unit, transformed
from .side_files import PAGE, TABLE, Table, WrittenPage
from .step import (
    POINTS,
    SEEDS,
    Product,
    Step,
    Values,
    column,
    existing,
    extent_in,
    name_of,
    points_in,
    room_beside,
    with_columns,
)

if TYPE_CHECKING:
    from ..insar.decompose import Look

BEST = "best"
OF_UPDATE = (
    "velocity_std",
    "velocity_std_white",
    "update",
    "match_distance",
    "tie",
    "revised",
)  # made anew


def _import_series_table(values: Values, report: Report) -> Mapping[str, Product]:
    from ..products.series_table import ColumnMapping, read_series_table

    check_known(values["CRS"])
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
        geographic=is_geographic(values["CRS"]),
        date_pattern=values["DATE_PATTERN"],
    )
    return {"OUTPUT": read_series_table(existing(values), mapping, report=report)}


def _import_egms(values: Values, report: Report) -> Mapping[str, Product]:
    from ..products.egms import read_egms

    tracks = values["TRACKS"].replace(";", ",").split(",")
    product = read_egms(
        [existing(values)],
        extent=extent_in(values["EXTENT"], "EXTENT"),
        geographic=values["COORDINATES"] == WGS84,
        releases=values["RELEASES"],
        std_floor_mm_per_yr=values["STD_FLOOR"],
        tracks=tracks,
        tie=values["TIE"],
        report=report,
    )
    return {"OUTPUT": product}


def _update_series(values: Values, report: Report) -> Mapping[str, Product]:
    from ..changes.report import update_page
    from ..changes.update import LOST, MATCHED, NEW, match_points, update
    from ..factors.stations import metric_coordinates
    from ..products.points import joined_column

    older, newer = points_in(values), points_in(values, "NEW")
    old, new = older.series, replace(newer.series, xy=transformed(newer.series.xy, newer.crs, older.crs))
    there, surface = measured(older)
    again, _ = measured(replace(older, series=new))
    match = match_points(
        metric_coordinates(there, surface, values["INPUT"]),
        metric_coordinates(again, surface, values["NEW"]),
        values["RADIUS"],
    )
    found = update(old, new, match, keep=values["KEEP"], keep_new=values["KEEP_NEW"], report=report)
    counts = {state: int((found.state == state).sum()) for state in (MATCHED, LOST, NEW)}
    report.info(
        message(
            "{matched} points matched, {lost} lost, {new} new; {epochs} epochs appended.",
            epochs=found.appended.size,
            **counts,
        )
    )
    if not found.appended.size:
        report.warn(message("The newer delivery has no epoch after {date}.", date=old.dates[-1]))
    fresh = found.new_row[found.old_row < 0]
    sizes = [older.n_points, fresh.size]
    columns = {
        name: joined_column([held, newer.columns[name][fresh] if name in newer.columns else None], sizes)
        for name, held in older.columns.items()
        if name not in OF_UPDATE
    }
    columns |= {"update": np.array([*found.state.tolist(), None], dtype=object)[:-1]}
    columns |= {"match_distance": found.distance_m, "tie": found.offset_mm, "revised": found.revised_mm}
    numbers = older.point_id.dtype.kind in "iu" and older.n_points > 0
    added = older.point_id.max() + 1 + np.arange(fresh.size) if numbers else newer.point_id[fresh]
    product = replace(
        older,
        series=found.series,
        velocity_mm_per_yr=linear_rate(found.series.displacement_mm, found.series.dates)[0],
        point_id=joined_column([older.point_id, added], sizes),
        columns=columns,
    )
    products: dict[str, Product] = {"OUTPUT": product}
    if values["REPORT"]:
        page = update_page(found, source=name_of(values), other=name_of(values, "NEW"))
        products["REPORT"] = WrittenPage(page.html())
    return products


def _deformation_model(values: Values, report: Report) -> Mapping[str, Product]:
    from ..analysis.motion_models import fit_motion_models

    product = points_in(values)
    chosen = None if values["MODEL"] == BEST else values["MODEL"]
    fitted = fit_motion_models(product.series.displacement_mm, product.series.dates, model=chosen, report=report)
    names = np.array([*MODELS, None], dtype=object)[fitted.model]
    numbers = ("rate", "rate_std", "acceleration", "acceleration_std", "annual_amplitude", "break_size")
    return {"OUTPUT": with_columns(product, {"model": names, **{name: getattr(fitted, name) for name in numbers}})}


def _kshape_clustering(values: Values, report: Report) -> Mapping[str, Product]:
    from ..clustering.shape_groups import GroupSettings, shape_groups

    product = points_in(values)
    settings = GroupSettings(
        n_clusters=values["CLUSTERS"],
        max_clusters=values["MAX_CLUSTERS"],
        n_starts=values["STARTS"],
        consensus=values["CONSENSUS"],
        smoothing=values["SMOOTHING"],
        window=values["WINDOW"],
        step_days=values["STEP"],
        max_gap_days=values["MAX_GAP"],
        max_missing_share=values["MAX_MISSING"],
        engine=values["ENGINE"],
        device=values["DEVICE"],
        seed=values["SEED"],
        search=bool(values["ELBOW"] or values["REPORT"]),
    )
    series = product.series
    groups = shape_groups(
        series.displacement_mm,
        series.dates,
        product.velocity_mm_per_yr,
        settings,
        room=room_beside(values),
        report=report,
    )
    result = groups.result
    cluster = np.where(result.labels >= 0, result.labels + 1.0, np.nan)
    columns = {"cluster": cluster, "sbd": result.distances, "sbd_margin": result.margins}
    if groups.agreed is not None:
        columns["cluster_sure"] = groups.agreed.sure
    products: dict[str, Product] = {"OUTPUT": with_columns(product, columns)}
    if values["SHAPES"]:
        products["SHAPES"] = Table(groups.shapes())
    if groups.choice is not None:
        products["ELBOW"] = Table(groups.elbow())
    if values["REPORT"]:
        products["REPORT"] = WrittenPage(groups.page(series.xy, is_geographic(product.crs)).html())
    return products


def _decompose_los(values: Values, report: Report) -> Mapping[str, Product]:
    from ..insar.decompose import decompose

    sides = [points_in(values, key) for key in ("ASCENDING", "DESCENDING")]
    if sides[0].crs != sides[1].crs:
        raise SubsidenceError(
            message(
                "The tracks have different coordinate systems ({one}, {other}); import them in the same.",
                one=sides[0].crs[:60],
                other=sides[1].crs[:60],
            )
        )
    found = decompose(
        *(_look(side, name) for side, name in zip(sides, ("ascending", "descending"))),
        cell_m=values["CELL"],
        reach_m=values["REACH"],
        step_days=values["STEP"],
        max_gap_days=values["MAX_GAP"],
        metres_per_unit=metres_per_unit(sides[0]),
        report=report,
    )
    more = {"velocity_east": found.east_rate, "velocity_east_std": found.east_rate_std, "condition": found.condition}
    more |= {"n_asc": found.n_ascending, "n_desc": found.n_descending}
    products = {}
    for key, motion, rate, std, geometry, columns in (
        ("OUTPUT", found.up_mm, found.up_rate, found.up_rate_std, VERTICAL, more),
        ("EAST", found.east_mm, found.east_rate, found.east_rate_std, EAST, {}),
    ):
        products[key] = PointProduct(
            DeformationSeries(found.dates, motion, found.xy), rate, np.arange(1, len(found.xy) + 1),
            {"velocity_std": std, **columns}, sides[0].crs, geometry,
        )  # fmt: skip
    return products


def _look(product: PointProduct, side: str) -> Look:
    """One track; of a store that holds both, the points of its pass."""
    from ..insar.decompose import Look

    if product.geometry not in ("", LOS):
        raise SubsidenceError(
            message(
                "The store of the {side} track does not hold motion along the line of sight, but: {geometry}.",
                side=side,
                geometry=product.geometry,
            )
        )
    passes = product.columns.get("pass")
    if passes is not None and (passes == side).any() and not (passes == side).all():
        product = product.only(np.asarray(passes == side))
    los = np.column_stack([column(product, f"los_{axis}") for axis in "enu"])
    std = product.columns.get("velocity_std")
    unknown = np.full(product.n_points, np.nan)
    return Look(product.series, product.velocity_mm_per_yr, unknown if std is None else std.astype(float), los, side)


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
        choices={"UNIT": (AUTOMATIC, *MM_PER_UNIT), "GEOMETRY": (LOS, VERTICAL)},
    ),
    "import_egms": Step(
        _import_egms,
        {
            "EXTENT": "",
            "COORDINATES": ETRS89_LAEA,
            "TRACKS": "",
            "RELEASES": JOIN,
            "TIE": False,
            "STD_FLOOR": STD_FLOOR_MM_PER_YR,
        },
        limits={"STD_FLOOR": (0, 100)},
        choices={"COORDINATES": (ETRS89_LAEA, WGS84), "RELEASES": (JOIN, NEWEST)},
    ),
    "decompose_los": Step(
        _decompose_los,
        {"CELL": 100.0, "REACH": 100.0, "STEP": DEFAULT_STEP_DAYS, "MAX_GAP": DEFAULT_MAX_GAP_DAYS},
        ("ASCENDING", "DESCENDING"),
        {"OUTPUT": POINTS, "EAST": POINTS},
        required=("ASCENDING", "DESCENDING"),
        in_mm=("UNIT",),
        limits={"CELL": (0, 1e7), "REACH": (0.01, 1e7), "STEP": (0, 3650), "MAX_GAP": (1, 3650)},
    ),
    "update_series": Step(
        _update_series,
        {"RADIUS": 20.0, "KEEP": OLDER, "KEEP_NEW": True},
        ("INPUT", "NEW"),
        {"OUTPUT": POINTS, "REPORT": PAGE},
        required=("INPUT", "NEW"),
        in_mm=("UNIT", "NEW_UNIT"),
        limits={"RADIUS": (0.001, 1e12)},
        choices={"KEEP": (OLDER, NEWER)},
    ),
    "deformation_model": Step(_deformation_model, {"MODEL": BEST}, in_mm=("UNIT",), choices={"MODEL": (BEST, *MODELS)}),
    "kshape_clustering": Step(
        _kshape_clustering,
        {
            "CLUSTERS": 3,
            "MAX_CLUSTERS": 8,
            "STARTS": 10,
            "CONSENSUS": 0,
            "SEED": 0,
            "STEP": 0,
            "MAX_GAP": MAX_GAP_DAYS,
            "MAX_MISSING": MAX_MISSING_SHARE,
            "SMOOTHING": "local regression",
            "WINDOW": 0,
            "ENGINE": BUILT_IN,
            "DEVICE": CPU,
        },
        outputs={"OUTPUT": POINTS, "SHAPES": TABLE, "ELBOW": TABLE, "REPORT": PAGE},
        in_mm=("UNIT",),
        limits={
            "CLUSTERS": (0, 50),
            "MAX_CLUSTERS": (3, 50),
            "STARTS": (1, 1000),
            "CONSENSUS": (0, 1000),
            "SEED": SEEDS,
            "STEP": (0, 1000),
            "MAX_GAP": (0, 1e12),
            "MAX_MISSING": (0, 1),
            "WINDOW": (0, 1001),
        },
        choices={"SMOOTHING": METHODS, "ENGINE": ENGINES, "DEVICE": DEVICES},
    ),
}

"""Steps of a job that add factors to points: distances to features, values of rasters and polygons."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..errors import SubsidenceError
from ..factors.classes import ALPHABETICAL, ENCODINGS, LEGEND, MEAN_RATE, ONE_HOT, TEXT_ONLY
from ..factors.grids import BILINEAR, MEAN_AROUND, PIXEL
from ..products.points import PointProduct
from ..progress import Report
from ..raster.pixel_size import DEGREES
from ..wording import message
from .map_layers import fields_of, names_of, read_layer, samples
from .places import measured, measured_crs
from .side_files import TABLE, Table
from .step import POINTS, Product, Step, Values, column, columns_of, existing, names_in, points_in, with_columns

FAR_M = 100_000.0


def _distance_factors(values: Values, report: Report) -> Mapping[str, Product]:
    from ..factors.distances import FeatureIndex, active_at, nearest_per_date
    from ..factors.rings import ring_outer_edge
    from ..factors.time import series_fields
    from ..factors.vector_geometry import LINE
    from ..tabular.column_values import parse_dates

    product = points_in(values)
    layers = values["LAYERS"]
    names = names_of(layers, names_in(values["NAMES"]))
    places, surface = measured(product)
    date = parse_dates([values["DATE"]], "DATE")[0] if values["DATE"] else None
    dated = _date_fields(values)
    columns: dict[str, np.ndarray] = {}
    for (source, name, fields), part in report.stages(list(zip(layers, names, dated))):
        every, held = read_layer(source, measured_crs(product), fields)
        shapes, spans = every, _spans(held, fields, name)
        if date is not None and spans is not None:
            active = active_at(*spans, date)
            if not active.any():
                raise SubsidenceError(message("No feature of “{name}” exists on {date}.", name=name, date=date))
            shapes = every.select(active)
        index = FeatureIndex(shapes, surface, name=name)
        finding, counting, summing, dating = part.parts(4, 3, 3, 3 if values["PER_EPOCH"] else 0)
        found = index.nearest(places, finding)
        if found.distance_m.min() > FAR_M:
            part.warn(
                message(
                    "The nearest feature of “{name}” is {km:.0f} km away from the points; is its CRS right?",
                    name=name,
                    km=found.distance_m.min() / 1000.0,
                )
            )
        columns[f"dist_{name}"] = found.distance_m
        if values["RING_WIDTH"] > 0:
            columns[f"ring_{name}"] = ring_outer_edge(found.distance_m, values["RING_WIDTH"])
        if values["BEARING"]:
            columns[f"bearing_{name}"] = found.bearing_deg
        radius_m = values["COUNT_RADIUS"]
        if radius_m > 0:
            count = columns[f"count_{name}"] = index.count_within(places, radius_m, counting)
            area_km2 = np.pi * (radius_m / 1000.0) ** 2
            if index.shapes.has(LINE):
                columns[f"density_{name}"] = index.length_within(places, radius_m, summing) / 1000.0 / area_km2
            else:
                columns[f"density_{name}"] = count / area_km2
        if values["PER_EPOCH"] and spans is not None:
            dates = product.series.dates
            distance = nearest_per_date(places, every, surface, *spans, dates, name=name, report=dating)
            unknown = np.isnan(distance[0])
            if unknown.any():
                part.warn(
                    message(
                        "At {count} of {total} epochs no feature of “{name}” exists; the distance is NULL there.",
                        count=int(unknown.sum()),
                        total=unknown.size,
                        name=name,
                    )
                )
            columns |= dict(zip(series_fields(f"dist_{name}_", dates), distance.T))
    return {"OUTPUT": with_columns(product, columns)}


def _date_fields(values: Values) -> list[list[str]]:
    """For each layer the names of its first and last date fields, or none."""
    if not values["DATE"] and not values["PER_EPOCH"]:
        return [[] for _ in values["LAYERS"]]
    start, end = values["START_FIELD"], values["END_FIELD"]
    wanted = {start.lower(), end.lower()}
    has = [wanted & {name.lower() for name in fields_of(source)} for source in values["LAYERS"]]
    if not any(has) or len(wanted) < 2:
        raise SubsidenceError(
            message(
                "No layer has the date fields “{start}” or “{end}”; say which fields hold the dates.",
                start=start,
                end=end,
            )
        )
    return [[start, end] if some else [] for some in has]


def _spans(held: Mapping[str, list], fields: list[str], name: str) -> tuple[np.ndarray, np.ndarray] | None:
    """First and last dates of the features, None for a layer without dates."""
    from ..factors.distances import feature_dates

    if not fields:
        return None
    first, last = fields
    start = feature_dates(held[first], f"{name}, {first}")
    return start, feature_dates(held[last], f"{name}, {last}", end=True)


def _sample_factors(values: Values, report: Report) -> Mapping[str, Product]:
    from ..factors.classes import class_counts, field_name
    from ..raster.grid_source import open_grid

    rasters, polygons = values["RASTERS"], values["POLYGONS"]
    if not rasters and not polygons:
        raise SubsidenceError(message("Nothing to sample: give RASTERS, POLYGONS, or both."))
    fields = names_in(values["POLYGON_FIELD"])
    if polygons and len(fields) not in (1, len(polygons)):
        raise SubsidenceError(
            message(
                "{layers} polygon layers need one field name, or one for each, but {given} are given.",
                layers=len(polygons),
                given=len(fields),
            )
        )
    product = points_in(values)
    names = names_of([*rasters, *polygons])
    columns: dict[str, np.ndarray] = {}
    of_rasters, of_polygons = report.parts(len(rasters), len(polygons))
    for (source, name), part in of_rasters.stages(list(zip(rasters, names))):
        grid = open_grid(source, values["VARIABLE"])
        found, inside = samples(
            grid, product.series.xy, product.crs, values["SAMPLING"], radius_m=values["RADIUS"], report=part
        )
        grid.tell(part)
        empty = int(np.isnan(found[inside]).all(axis=1).sum())
        if empty or not inside.all():
            part.warn(
                message(
                    "“{name}”: {outside} of {all} points lie outside the raster and {empty} on pixels without data.",
                    name=name,
                    outside=int((~inside).sum()),
                    all=product.n_points,
                    empty=empty,
                )
            )
        for at in range(found.shape[1]):
            band = field_name(grid.band_names[at] or str(at + 1))
            columns[name if found.shape[1] == 1 else f"{name}_{band}"] = found[:, at]
    every_field = fields * len(polygons) if len(fields) == 1 else fields
    legend: list[tuple[str, str, float, int]] = []
    last = list(zip(polygons, names[len(rasters) :], every_field))
    for (source, name, field), part in of_polygons.stages(last):
        columns[name] = held = _of_polygons(product.series.xy, product.crs, source, name, field, part)
        if held.dtype.kind == "O":
            added, code_of = _numbers_of_classes(values, product, name, held, part)
            columns |= added
            legend += [(name, text, code_of.get(text, np.nan), count) for text, count in zip(*class_counts(held))]
    table = Table.of_rows(("layer", "class", "code", "n"), legend)
    return {"OUTPUT": with_columns(product, columns), "CLASSES": table}


def _numbers_of_classes(
    values: Values, product: PointProduct, name: str, classes: np.ndarray, report: Report
) -> tuple[dict[str, np.ndarray], Mapping[str, float]]:
    """What stands for text classes, by ENCODING, and the code of each."""
    from ..factors.classes import alphabetical_codes, legend_codes, mean_rate_codes, one_hot
    from ..tabular.column_values import parse_numbers
    from ..tabular.tables import read_table

    encoding = values["ENCODING"]
    if encoding == TEXT_ONLY:
        return {}, {}
    if encoding == ONE_HOT:
        return one_hot(classes, name), {}
    if encoding == LEGEND:
        if not values["LEGEND"]:
            raise SubsidenceError(message("{name} lacks the key {key}.", name="sample_factors", key="LEGEND"))
        legend = read_table(existing(values, "LEGEND"))
        for note in legend.notes:
            report.info(note)
        if len(legend.columns) < 2:
            raise SubsidenceError(message("The legend table needs two columns: the class and its number."))
        (_, texts), (label, numbers) = list(legend.columns.items())[:2]
        codes = legend_codes(dict(zip((str(text) for text in texts), parse_numbers(numbers, label).tolist())))
    elif encoding == MEAN_RATE:
        rate = column(product, values["RATE"]) if values["RATE"] else product.velocity_mm_per_yr
        split = values["SPLIT"]
        rows = columns_of(product, [split])[split] == "train" if split else None
        if rows is None:
            report.warn(
                message("The mean rates are taken from all points; do not test a model of the same rate with them.")
            )
        codes = mean_rate_codes(classes, rate, rows)
    else:
        codes = alphabetical_codes(classes)
    unknown = codes.unknown(classes)
    if unknown:
        report.warn(
            message(
                "{count} points have classes of “{name}” without a code, such as “{example}”; the code is NULL.",
                count=sum(unknown.values()),
                name=name,
                example=next(iter(unknown)),
            )
        )
    return {f"{name}_code": codes.transform(classes)}, codes.codes


def _of_polygons(xy: np.ndarray, crs: str, source: str, name: str, field: str, report: Report) -> np.ndarray:
    """The attribute of the polygon that each point lies in, of several the first: numbers, or text with None."""
    from ..factors.vector_geometry import points_inside

    shapes, attributes = read_layer(source, crs, [field])
    point, feature = points_inside(xy, shapes, degrees=crs in DEGREES)
    owner = np.full(len(xy), -1)
    owner[point[::-1]] = feature[::-1]
    outside = int((owner < 0).sum())
    if outside == len(xy):
        raise SubsidenceError(
            message("No point lies in a polygon of “{name}”; check the CRS and the extent of both.", name=name)
        )
    doubled = int((np.bincount(point, minlength=len(xy)) > 1).sum())
    if outside or doubled:
        report.warn(
            message(
                "“{name}”: {outside} of {all} points lie in no polygon and {doubled} in several (the first counts).",
                name=name,
                outside=outside,
                all=len(xy),
                doubled=doubled,
            )
        )
    held = attributes[field]
    if any(isinstance(value, str) for value in held):
        return np.array([*(None if value is None else str(value) for value in held), None], dtype=object)[owner]
    return np.array([*(np.nan if value is None else float(value) for value in held), np.nan])[owner]


STEPS = {
    "distance_factors": Step(
        _distance_factors,
        {
            "RING_WIDTH": 200.0,
            "NAMES": "",
            "START_FIELD": "START",
            "END_FIELD": "END",
            "DATE": "",
            "PER_EPOCH": False,
            "COUNT_RADIUS": 0.0,
            "BEARING": False,
        },
        ("INPUT", "LAYERS"),
        required=("INPUT", "LAYERS"),
        several=("LAYERS",),
        limits={"RING_WIDTH": (0, 1e12), "COUNT_RADIUS": (0, 1e12)},
    ),
    "sample_factors": Step(
        _sample_factors,
        {
            "VARIABLE": "",
            "SAMPLING": PIXEL,
            "RADIUS": 200.0,
            "POLYGON_FIELD": "",
            "ENCODING": ALPHABETICAL,
            "RATE": "",
            "SPLIT": "",
        },
        ("INPUT", "RASTERS", "POLYGONS", "LEGEND"),
        {"OUTPUT": POINTS, "CLASSES": TABLE},
        several=("RASTERS", "POLYGONS"),
        limits={"RADIUS": (0, 1e12)},
        choices={"SAMPLING": (PIXEL, BILINEAR, MEAN_AROUND), "ENCODING": ENCODINGS},
    ),
}

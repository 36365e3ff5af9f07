"""Steps of a job that add factors to points: distances to features, values of rasters and polygons."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..errors import SubsidenceError
from ..factors.grids import BILINEAR, MEAN_AROUND, PIXEL
from ..progress import Report
from ..raster.pixel_size import DEGREES
from ..wording import message
from .map_layers import names_of, read_layer, samples
from .places import measured, measured_crs
from .step import Product, Step, Values, names_in, points_in, with_columns

FAR_M = 100_000.0


def _distance_factors(values: Values, report: Report) -> Mapping[str, Product]:
    from ..factors.distances import FeatureIndex
    from ..factors.rings import ring_outer_edge
    from ..factors.vector_geometry import LINE

    product = points_in(values)
    layers = values["LAYERS"]
    names = names_of(layers, names_in(values["NAMES"]))
    places, surface = measured(product)
    columns: dict[str, np.ndarray] = {}
    for (source, name), part in report.stages(list(zip(layers, names))):
        shapes, _ = read_layer(source, measured_crs(product))
        index = FeatureIndex(shapes, surface, name=name)
        finding, counting, summing = part.parts(4, 3, 3)
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
    return {"OUTPUT": with_columns(product, columns)}


def _sample_factors(values: Values, report: Report) -> Mapping[str, Product]:
    from ..factors.classes import alphabetical_codes, field_name
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
    last = list(zip(polygons, names[len(rasters) :], every_field))
    for (source, name, field), part in of_polygons.stages(last):
        columns[name] = held = _of_polygons(product.series.xy, product.crs, source, name, field, part)
        if held.dtype.kind == "O":
            columns[f"{name}_code"] = alphabetical_codes(held).transform(held)
    return {"OUTPUT": with_columns(product, columns)}


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
        {"RING_WIDTH": 200.0, "NAMES": "", "COUNT_RADIUS": 0.0, "BEARING": False},
        ("INPUT", "LAYERS"),
        required=("INPUT", "LAYERS"),
        several=("LAYERS",),
        limits={"RING_WIDTH": (0, 1e12), "COUNT_RADIUS": (0, 1e12)},
    ),
    "sample_factors": Step(
        _sample_factors,
        {"VARIABLE": "", "SAMPLING": PIXEL, "RADIUS": 200.0, "POLYGON_FIELD": ""},
        ("INPUT", "RASTERS", "POLYGONS"),
        several=("RASTERS", "POLYGONS"),
        limits={"RADIUS": (0, 1e12)},
        choices={"SAMPLING": (PIXEL, BILINEAR, MEAN_AROUND)},
    ),
}

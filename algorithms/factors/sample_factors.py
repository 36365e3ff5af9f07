"""Values of rasters and classes of polygons as columns of the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessing, QgsVectorLayer

from ...bridge.fields import Column
from ...bridge.geometry import read_vector
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.raster_inputs import raster_inputs, without_files
from ...bridge.sample_rasters import sample_raster
from ...bridge.station_layers import open_table
from ...bridge.styles import style_for
from ...bridge.undeclared_text import right_names, shown_name
from ...subsidence.errors import SubsidenceError
from ...subsidence.factors.classes import ALPHABETICAL, LEGEND, MEAN_RATE, ONE_HOT, TEXT_ONLY
from ...subsidence.factors.grids import BILINEAR, MEAN_AROUND, PIXEL
from ...subsidence.progress import Report
from ..base import Choice, SubsidenceAlgorithm
from .distance_factors import layer_names

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.factors.classes import ClassCodes


class SampleFactors(SubsidenceAlgorithm):
    ID = "sample_factors"
    GROUP = "factors"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {
        "INPUT": "points.gpkg",
        "RASTERS": ["height.tif"],
        "POLYGONS": ["geology.gpkg"],
        "POLYGON_FIELD": "class",
        "OUTPUT": "sampled.gpkg",
    }

    def title(self) -> str:
        return tr("Sample factors")

    def about(self) -> str:
        return tr(
            "<p>Adds a field for each raster (its value at the point, between pixels, or the mean within a radius) and"
            " for each polygon layer (an attribute of the polygon the point lies in), such as height, geology or"
            " hydrogeology. Layers may have any CRS. Field names come from the layers' names; a raster with several"
            " bands gives <b>&lt;layer&gt;_&lt;band&gt;</b>.</p>"
            "<p>Classes as text stay text, and get numbers that models can use: <b>&lt;layer&gt;_code</b> by the"
            " alphabet, by your legend table, or by the mean rate of the class, or a field of 0 and 1 per class. The"
            " table of classes lists them. A code by the mean rate carries the target: name the field that marks the"
            " training rows, or use it for looking only.</p>"
            "<p>Points outside, on pixels without data, or in several polygons (the first counts) are reported by"
            " number; their values are NULL, never filled.</p>"
        )

    def keywords(self) -> list[str]:
        return ["sample", "raster value", "point sampling", "geology", "class", "one-hot", "join by location", "height"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points"), tr("The points that get the new fields; any CRS."))
        self.add_layers(
            "RASTERS",
            tr("Rasters"),
            tr("Rasters to sample; any CRS."),
            QgsProcessing.SourceType.TypeRaster,
            optional=True,
        )
        self.add_text(
            "VARIABLE",
            tr("Variable of the rasters"),
            tr("Which variable (NetCDF, HDF5) or element (GRIB) to read; empty takes the only one."),
            optional=True,
            advanced=True,
        )
        self.add_choice(
            "SAMPLING",
            tr("Value of a raster"),
            tr("The pixel the point lies in, between the four nearest pixels, or the mean within the radius."),
            [
                Choice(PIXEL, tr("pixel")),
                Choice(BILINEAR, tr("bilinear")),
                Choice(MEAN_AROUND, tr("mean within the radius")),
            ],
        )
        self.add_number("RADIUS", tr("Radius (m)"), tr("For means around points."), 200.0, 0.0)
        self.add_layers(
            "POLYGONS",
            tr("Polygons"),
            tr("Polygon layers with an attribute to take over."),
            QgsProcessing.SourceType.TypeVectorPolygon,
            optional=True,
        )
        self.add_text(
            "POLYGON_FIELD",
            tr("Field of the polygons"),
            tr("One name for all polygon layers, or one for each with commas between."),
            optional=True,
        )
        self.add_choice(
            "ENCODING",
            tr("Numbers for classes"),
            tr("How text classes become numbers."),
            [
                Choice(TEXT_ONLY, tr("none, text only")),
                Choice(ALPHABETICAL, tr("code by the alphabet")),
                Choice(LEGEND, tr("code by the legend table")),
                Choice(MEAN_RATE, tr("mean rate of the class")),
                Choice(ONE_HOT, tr("a field of 0 and 1 per class")),
            ],
            ALPHABETICAL,
        )
        self.add_file(
            "LEGEND",
            tr("Legend table"),
            tr("A table with the class in the first column and its number in the second."),
            tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
            optional=True,
        )
        self.add_field("RATE", tr("Rate field"), tr("For codes by the mean rate; by default velocity."), optional=True)
        self.add_field(
            "SPLIT",
            tr("Field that marks training rows"),
            tr("Mean rates are taken from rows where this field is “train”; empty takes all rows."),
            numeric=False,
            optional=True,
        )
        self.add_points_output("OUTPUT", tr("Points with factors"), tr("The points with the new fields."))
        self.add_table_output("CLASSES", tr("Classes"), tr("Layer, class, code and number of points."))

    def checkParameterValues(self, parameters, context):
        """Files are looked at when they are read; QGIS knows no NetCDF without a CRS or with several variables."""
        return super().checkParameterValues(without_files(parameters, "RASTERS"), context)

    def execute(self, call: Call) -> dict:
        table = call.points() if call.choice("ENCODING") == MEAN_RATE else call.places()
        rasters = raster_inputs(call, "RASTERS", variable=call.text("VARIABLE"))
        polygons = [layer for layer in call.layers("POLYGONS") if isinstance(layer, QgsVectorLayer)]
        if not rasters and not polygons:
            raise SubsidenceError(tr("Nothing to sample: give rasters, polygons, or both."))
        wanted = _polygon_fields(call.text("POLYGON_FIELD"), polygons)
        names = layer_names([*rasters, *polygons], "")
        columns: list[Column] = []
        of_rasters, of_polygons = call.work.parts(len(rasters), len(polygons))
        for number, (raster, part) in enumerate(of_rasters.stages(rasters)):
            columns += _raster_columns(call, table, raster, names[number], part)
        legend: list[tuple[str, str, float, int]] = []
        for number, (layer, part) in enumerate(of_polygons.stages(polygons)):
            name = names[len(rasters) + number]
            values = _polygon_values(call, table, layer, wanted[number], part)
            columns += _class_columns(call, table, name, layer.name(), values, legend)
        style = columns[0]
        kind = "sequential" if np.asarray(style.values).dtype.kind in "fiu" else "categories"
        output = call.write_points(
            "OUTPUT",
            table,
            columns,
            style=style_for(style.name, style.values, kind),
            description=tr("Values of rasters and polygons at the points."),
        )
        classes = call.write_table("CLASSES", _legend_columns(legend), description=tr("Classes and their codes."))
        return {"OUTPUT": output, "CLASSES": classes}


def _polygon_fields(text: str, polygons: list) -> list[str]:
    """The field of each polygon layer."""
    given = [piece.strip() for piece in text.split(",") if piece.strip()]
    if polygons and len(given) not in (1, len(polygons)):
        raise SubsidenceError(
            tr("{layers} polygon layers need one field name, or one for each, but {given} are given.").format(
                layers=len(polygons), given=len(given)
            )
        )
    fields = given * len(polygons) if len(given) == 1 else given
    shown = [shown_name(layer, field) for layer, field in zip(polygons, fields)]
    for layer, field, found in zip(polygons, fields, shown):
        if not found:
            names = ", ".join(right_names(layer))
            raise SubsidenceError(
                tr("The layer “{layer}” has no field “{field}”; it has {names}.").format(
                    layer=layer.name(), field=field, names=names
                )
            )
    return shown


def _raster_columns(call: Call, table: PointTable, layer, name: str, report: Report) -> list[Column]:
    from ...subsidence.factors.classes import field_name

    samples = sample_raster(
        layer,
        table.xy,
        table.crs,
        call.choice("SAMPLING"),
        radius_m=call.number("RADIUS"),
        report=report,
    )
    layer.source.tell(report)
    outside = int((~samples.inside).sum())
    empty = int(np.isnan(samples.values[samples.inside]).all(axis=1).sum())
    if outside or empty:
        report.warn(
            tr("“{name}”: {outside} of {all} points lie outside the raster and {empty} on pixels without data.").format(
                name=layer.name(), outside=outside, all=table.n_points, empty=empty
            )
        )
    n_bands = samples.values.shape[1]
    columns = []
    for index in range(n_bands):
        band = samples.band_names[index] or str(index + 1)
        field = name if n_bands == 1 else f"{name}_{field_name(band)}"
        columns.append(Column(field, samples.values[:, index], layer.name() if n_bands == 1 else band))
    return columns


def _polygon_values(call: Call, table: PointTable, layer, field: str, report: Report) -> np.ndarray:
    """The attribute of the polygon each point lies in: numbers, or text with None; shape=(n_points,)."""
    from ...subsidence.factors.vector_geometry import points_inside

    reading, _placing = report.parts(1, 1)
    vector = read_vector(
        layer, layer.name(), table.crs, call.context.transformContext(), fields=[field], report=reading
    )
    for note in vector.notes:
        report.warn(note)
    point, feature = points_inside(table.xy, vector.shapes, degrees=table.crs.isGeographic())
    owner = np.full(table.n_points, -1)
    owner[point[::-1]] = feature[::-1]  # of several polygons the first
    outside = int((owner < 0).sum())
    if outside == table.n_points:
        raise SubsidenceError(
            tr("No point lies in a polygon of “{name}”; check the CRS and the extent of both.").format(
                name=layer.name()
            )
        )
    doubled = int((np.bincount(point, minlength=table.n_points) > 1).sum())
    if outside or doubled:
        report.warn(
            tr(
                "“{name}”: {outside} of {all} points lie in no polygon and {doubled} in several (the first counts)."
            ).format(name=layer.name(), outside=outside, all=table.n_points, doubled=doubled)
        )
    values = vector.columns[field]
    number = layer.fields().field(layer.fields().lookupField(field)).isNumeric()
    if number:
        plain = np.array([*(np.nan if value is None else float(value) for value in values), np.nan])
    else:
        plain = np.array([*(None if value is None else str(value) for value in values), None], dtype=object)
    report.progress(1.0)
    return plain[owner]


def _class_columns(call: Call, table: PointTable, name: str, title: str, values, legend: list) -> list[Column]:
    """The field of a polygon layer and, for text, its numbers; the classes are added to ``legend``."""
    from ...subsidence.factors.classes import class_counts, one_hot

    columns = [Column(name, values, title)]
    if values.dtype.kind == "f":
        return columns
    encoding = call.choice("ENCODING")
    counts = dict(zip(*class_counts(values)))
    if encoding == ONE_HOT:
        added = one_hot(values, name)
        columns += [Column(field, column, field) for field, column in added.items()]
        legend += [(name, text, np.nan, count) for text, count in counts.items()]
        return columns
    codes = _codes(call, table, values)
    if codes is not None:
        unknown = codes.unknown(values)
        if unknown:
            call.report.warn(
                tr(
                    "{count} points have classes of “{name}” without a code, such as “{example}”; the code is NULL."
                ).format(count=sum(unknown.values()), name=name, example=next(iter(unknown)))
            )
        columns.append(Column(f"{name}_code", codes.transform(values), tr("Code of {name}").format(name=title)))
    legend += [
        (name, text, np.nan if codes is None else codes.codes.get(text, np.nan), count)
        for text, count in counts.items()
    ]
    return columns


def _codes(call: Call, table: PointTable, values: np.ndarray) -> ClassCodes | None:
    from ...subsidence.factors.classes import alphabetical_codes, legend_codes, mean_rate_codes
    from ...subsidence.tabular.column_values import parse_numbers

    encoding = call.choice("ENCODING")
    if encoding == ALPHABETICAL:
        return alphabetical_codes(values)
    if encoding == LEGEND:
        legend = open_table(call.text("LEGEND"), call.context)
        for note in legend.notes:
            call.report.info(note)
        if len(legend.columns) < 2:
            raise SubsidenceError(tr("The legend table needs two columns: the class and its number."))
        (_, classes), (label, numbers) = list(legend.columns.items())[:2]
        return legend_codes(dict(zip((str(c) for c in classes), parse_numbers(numbers, label).tolist())))
    if encoding == MEAN_RATE:
        split = call.field("SPLIT")
        rows = None if split is None else table.column(split) == "train"
        if rows is None:
            call.report.warn(
                tr("The mean rates are taken from all points; do not test a model of the same rate with them.")
            )
        return mean_rate_codes(values, call.rate(table), rows)
    return None


def _legend_columns(legend: list[tuple[str, str, float, int]]) -> list[Column]:
    layer, text, code, count = zip(*legend) if legend else ((), (), (), ())
    return [
        Column("layer", np.array(layer, dtype=object)),
        Column("class", np.array(text, dtype=object)),
        Column("code", np.array(code, dtype=float)),
        Column("n", np.array(count, dtype=int)),
    ]

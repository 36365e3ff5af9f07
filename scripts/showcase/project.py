"""One GeoPackage with styled layers, and a QGIS project that opens with them in a sensible order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from land_subsidence.bridge.layer_series import band_dates
from land_subsidence.bridge.styles import SEQUENTIAL, apply_style, style_for
from land_subsidence.bridge.temporal import set_band_dates, set_project_time
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .tables import first_table

LINES = {"faults": ("#5c4033", "dash"), "subway": ("#222222", "solid")}
OTHER_LINES = ("#222222", "#5c4033", "#00695c", "#6a1b9a")
SHAPES = ("triangle", "square", "diamond", "pentagon")
WATER = ("lake", "water", "river")


@dataclass(frozen=True)
class View:
    """One way to look at a layer: a layer of the project, a style in the GeoPackage and a map.

    name : as in the layer tree
    field : the field that is coloured
    kind : "diverging", "sequential" or "categories"
    group : where it stands in the layer tree
    range_of : the field that sets the range of colours, by default the one that is shown
    """

    name: str
    field: str
    kind: str
    unit: str
    group: str
    visible: bool = False
    range_of: str = ""


def copy_layer(source: Path, package: Path, table: str) -> None:
    """Copy the one layer of a file into the GeoPackage, replacing a table of that name."""
    gdal.UseExceptions()
    options = {"format": "GPKG", "layerName": table}
    if package.exists():
        options["accessMode"] = "overwrite"
    if source.suffix.lower() == ".gpkg":
        options["layers"] = [first_table(source)]
    gdal.VectorTranslate(str(package), str(source), options=gdal.VectorTranslateOptions(**options))


def open_table(package: Path, table: str, name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{package}|layername={table}", name, "ogr")
    if not layer.isValid():
        raise RuntimeError(f"The layer {table} in {package} cannot be opened.")
    return layer


def numbers(layer: QgsVectorLayer, field: str) -> np.ndarray:
    """The values of a field; NULL is NaN. shape=(n_features,)."""
    from qgis.core import QgsFeatureRequest

    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.NoGeometry)
    index = layer.fields().indexOf(field)
    request.setSubsetOfAttributes([index])
    values = (feature.attributes()[index] for feature in layer.getFeatures(request))
    return np.array([_number(value) for value in values], dtype=float)


def _number(value) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def view_layer(package: Path, table: str, view: View, source: Path) -> QgsVectorLayer:
    """A layer styled for one view; units, sign, source and terms are what the copied file says of itself."""
    layer = open_table(package, table, view.name)
    made = QgsVectorLayer(str(source), table, "ogr")
    for field in made.fields():
        index = layer.fields().lookupField(field.name())
        if index >= 0 and field.alias():
            layer.setFieldAlias(index, field.alias())
    layer.setMetadata(made.metadata())
    values = numbers(layer, view.range_of or view.field)
    if view.kind == "categories":
        values = np.array([int(value) for value in values[np.isfinite(values)]])
    apply_style(layer, style_for(view.field, values, view.kind, view.unit))
    return layer


def keep_style(layer: QgsVectorLayer, *, default: bool) -> None:
    """Store the layer's style in its GeoPackage, so that it opens styled in any project."""
    error = layer.saveStyleToDatabase(layer.name(), "Land Subsidence demo", default, "")
    if error:
        raise RuntimeError(f"The style of {layer.name()} was not kept: {error}")


def style_context(layer: QgsVectorLayer, number: int) -> None:
    """Factor layers stand back: thin lines, pale polygons, small dots; classes in pale colours."""
    name = layer.name().lower()
    kind = layer.geometryType()
    if kind == QgsWkbTypes.GeometryType.LineGeometry:
        colour, dash = LINES.get(name, (OTHER_LINES[number % len(OTHER_LINES)], "solid"))
        symbol = QgsLineSymbol.createSimple({"color": colour, "width": "0.5", "line_style": dash})
    elif kind == QgsWkbTypes.GeometryType.PolygonGeometry:
        if any(word in name for word in WATER):
            symbol = QgsFillSymbol.createSimple(
                {"color": "#cfe3f1", "outline_color": "#8fb7d3", "outline_width": "0.2"}
            )
        elif "class" in layer.fields().names():
            _style_classes(layer)
            return
        else:
            symbol = QgsFillSymbol.createSimple(
                {"color": "#8d8d8d", "outline_color": "#4d4d4d", "outline_width": "0.1"}
            )
    else:
        count = layer.featureCount()
        size = "1.0" if count > 200 else "1.5" if count > 40 else "2.4"
        shape = SHAPES[number % len(SHAPES)]
        symbol = QgsMarkerSymbol.createSimple(
            {"name": shape, "color": "#222222", "size": size, "outline_color": "#ffffff", "outline_width": "0.1"}
        )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def _fill(colour: str, outline: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": outline, "outline_width": "0.1"})


def _style_classes(layer: QgsVectorLayer) -> None:
    order = "code" if "code" in layer.fields().names() else "class"
    names = [name for _, name in sorted({(feature[order], feature["class"]) for feature in layer.getFeatures()})]
    categories = [
        QgsRendererCategory(
            name,
            _fill(SEQUENTIAL[number % len(SEQUENTIAL)], "#777777"),
            str(name),
        )
        for number, name in enumerate(names)
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))
    layer.setOpacity(0.6)


def open_raster(path: Path, name: str, unit: str, dates: np.ndarray | None = None) -> QgsRasterLayer:
    """A raster with the diverging ramp; with ``dates`` its bands follow the temporal controller."""
    layer = QgsRasterLayer(str(path), name)
    if not layer.isValid():
        raise RuntimeError(f"The raster {path} cannot be opened.")
    band = layer.bandCount()
    dataset = gdal.Open(str(path))
    values = dataset.GetRasterBand(band).ReadAsArray().astype(float)
    nodata = dataset.GetRasterBand(band).GetNoDataValue()
    if nodata is not None:
        values[values == nodata] = np.nan
    apply_style(layer, style_for("", values, "diverging", unit))
    if dates is not None:
        set_band_dates(layer, dates)
    return layer


def write_project(path: Path, title: str, groups: dict[str, list], visible: set[str], extent_of) -> QgsProject:
    """Write a .qgz whose layer tree has the groups in the order given; paths are relative to it."""
    project = QgsProject()
    project.setTitle(title)
    project.setCrs(extent_of.crs())
    root = project.layerTreeRoot()
    for group_name, layers in groups.items():
        group = root.addGroup(group_name)
        for layer in layers:
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setItemVisibilityChecked(layer.name() in visible)
            node.setExpanded(layer.name() in visible)
        group.setExpanded(any(layer.name() in visible for layer in layers))
    box = QgsRectangle(extent_of.extent())
    box.scale(1.1)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(box, extent_of.crs()))
    project.writeEntry("Paths", "/Absolute", False)
    rasters = [layer for layers in groups.values() for layer in layers if isinstance(layer, QgsRasterLayer)]
    dates = np.concatenate([band_dates(layer) for layer in rasters] or [np.array([], dtype="datetime64[D]")])
    if (~np.isnat(dates)).sum() > 1:
        set_project_time(project, np.unique(dates[~np.isnat(dates)]))
    path.unlink(missing_ok=True)
    if not project.write(str(path)):
        raise RuntimeError(f"The project {path} cannot be written: {project.error()}")
    return project

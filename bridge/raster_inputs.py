"""Rasters that an algorithm was given: layers of the project, files, or variables of NetCDF files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..subsidence.errors import SubsidenceError
from .i18n import tr

if TYPE_CHECKING:
    from ..subsidence.raster.grid_source import GridSource


@dataclass(frozen=True)
class RasterInput:
    """A raster whose header has been read; ``name`` and ``crs`` are methods, as those of a map layer."""

    source: GridSource
    title: str
    reference: QgsCoordinateReferenceSystem

    def name(self) -> str:
        return self.title

    def crs(self) -> QgsCoordinateReferenceSystem:
        return self.reference


def raster_inputs(call, key: str, *, variable: str = "", hint: str = "") -> list[RasterInput]:
    """The rasters of a parameter for one or several layers.

    variable : of files with several; hint : a word that tells which one is meant
    """
    from ..subsidence.raster.grid_source import open_grids

    found = []
    for item in _items(call.parameters.get(key)):
        if not isinstance(item, str) or not is_raster_file(item):
            found.append(_of_layer(item, call, variable, hint))
            continue
        sources = open_grids(item, variable, hint=hint)
        title = _title(sources[0], item)
        found += [RasterInput(source, title if len(sources) == 1 else source.name, _crs(source, None))
                  for source in sources]  # fmt: skip
    return found


def _of_layer(item, call, variable: str, hint: str) -> RasterInput:
    """The raster of a layer, its id or name."""
    from ..subsidence.raster.grid_source import open_grid

    layer = item if isinstance(item, QgsMapLayer) else QgsProcessingUtils.mapLayerFromString(str(item), call.context)
    if isinstance(layer, QgsVectorLayer):  # QGIS takes some NetCDF files for tables
        path = layer.source().partition("|")[0]
        source = open_grid(path, variable, hint=hint)
        return RasterInput(source, layer.name(), _crs(source, None))
    if not isinstance(layer, QgsRasterLayer):
        raise SubsidenceError(tr("The raster “{name}” does not exist; choose another one.").format(name=item))
    if layer.providerType() != "gdal":
        raise SubsidenceError(
            tr("The raster “{name}” is not a file that GDAL can read; export it as GeoTIFF.").format(name=layer.name())
        )
    source = open_grid(layer.source(), variable, hint=hint)
    return RasterInput(source, layer.name(), _crs(source, layer))


def raster_files(call, key: str) -> list[str]:
    """The files, folders and ``NETCDF:"file":variable`` of a parameter for files; at least one, all of them there."""
    from ..subsidence.raster.grid_source import split_source

    texts = [text for text in call.algorithm.parameterAsFileList(call.parameters, key, call.context) if text]
    if not texts:
        raise SubsidenceError(tr("No input file or folder was given; choose at least one."))
    absent = next((text for text in texts if not Path(split_source(text)[0]).exists()), None)
    if absent is not None:
        raise SubsidenceError(
            tr("The file or folder “{absent}” does not exist; choose another one.").format(absent=absent)
        )
    return texts


def without_files(parameters: dict, *keys: str) -> dict:
    """The parameters without raster files that QGIS itself cannot judge, for its check of values."""
    checked = dict(parameters)
    for key in keys:
        if not checked.get(key):
            continue
        items = [item for item in _items(checked[key]) if not (isinstance(item, str) and is_raster_file(item))]
        if items:
            checked[key] = items
        else:
            checked.pop(key)
    return checked


def is_raster_file(text: str) -> bool:
    """Whether a text is a file or a variable of one, and no layer's id or name."""
    from ..subsidence.raster.grid_source import split_source

    path, _ = split_source(text)
    return Path(path.partition("|")[0]).is_file()


def _items(value) -> list:
    if value in (None, ""):
        return []
    if isinstance(value, (list, tuple)):
        return [item for item in value if item not in (None, "")]
    return [value]


def _title(source: GridSource, item: str) -> str:
    from ..subsidence.raster.grid_source import split_source

    path, own = split_source(item)
    return source.name if own else Path(path).stem


def _crs(source: GridSource, layer: QgsRasterLayer | None) -> QgsCoordinateReferenceSystem:
    """The file's CRS; where it has none, or its user chose another one, the layer's."""
    if layer is not None and layer.crs().isValid():
        return layer.crs()
    return QgsCoordinateReferenceSystem(source.crs) if source.crs else QgsCoordinateReferenceSystem()

"""Where the outputs of a run go, read from its parameters and checked before any work is done."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path
from urllib.parse import unquote

from qgis.core import (
    QgsDataSourceUri,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsVirtualLayerDefinition,
)
from qgis.PyQt.QtCore import QUrl

from ..subsidence.errors import SubsidenceError
from ..subsidence.raster.gdal_files import asked
from ..subsidence.raster.grid_source import split_source
from ..subsidence.staging import COMPANIONS
from .geopackage import NO_LAYERS, SIDE_TABLES, first_table
from .i18n import tr
from .vector_sink import driver_of

LAYER_NAME = re.compile(r"^(.*?)\|layername=(.*)$", re.IGNORECASE | re.DOTALL)
PROVIDER = re.compile(r"^(\w{3,}):(.*)$", re.DOTALL)
BEFORE_A_NAME = re.compile(r"^[^\w\s]+")
ARCHIVED = re.compile(r"\.(?:zip|gz|tar|tgz)\.\w+$|\.(?:tar\.gz|tgz)[/\\]", re.IGNORECASE)
RASTER_SUFFIXES = ("", ".tif", ".tiff")


class Kind(Enum):
    MEMORY = auto()
    FILE = auto()  # a vector file, or files, other than a GeoPackage
    PACKAGE = auto()  # a layer in a GeoPackage
    RASTER = auto()
    DOCUMENT = auto()  # a report, a model, a table of text
    FOLDER = auto()
    DATABASE = auto()


@dataclass(frozen=True)
class Target:
    """One output's destination.

    asked : the text as given
    path : the file as given, with the suffix that QGIS adds where the format is unknown
    table : the layer's name in a GeoPackage or database
    """

    key: str
    kind: Kind
    asked: str
    path: Path | None = None
    table: str = ""
    named: bool = False  # whether the user gave the layer's name

    @property
    def real(self) -> Path:
        assert self.path is not None
        return Path(os.path.realpath(self.path))

    @property
    def identity(self) -> str:
        """The same for two spellings of one file."""
        return os.path.normcase(self.real)


def asked_text(value, context) -> str | None:
    """An output's parameter as text, also where QGIS wrapped it; None for a temporary output."""
    sink = getattr(value, "sink", None)
    if sink is not None:
        value = sink
    if hasattr(value, "valueAsString"):  # a QgsProperty, fixed or computed
        value = value.valueAsString(context.expressionContext(), "")[0]
    if value in (None, QgsProcessing.TEMPORARY_OUTPUT):
        return None
    return str(value)


def read_target(definition, value, context) -> Target:
    """What an output's value means."""
    key = definition.name()
    text = asked_text(value, context)
    if definition.type() == "folderDestination":
        return Target(key, Kind.FOLDER, text or "", Path(text) if text else None)
    if isinstance(definition, QgsProcessingParameterRasterDestination):
        return _file(key, Kind.RASTER, text)
    if isinstance(definition, QgsProcessingParameterFileDestination):
        return _file(key, Kind.DOCUMENT, text)
    if text is None or text.startswith("memory:"):
        return Target(key, Kind.MEMORY, text or "")
    found = PROVIDER.match(text)
    if found and found[1].lower() == "ogr":
        uri = QgsDataSourceUri(found[2])
        if not uri.database():
            raise SubsidenceError(
                tr("The output “{text}” names no file; write ogr:dbname='file.gpkg' table=\"name\".").format(text=text)
            )
        return _vector(key, text, uri.database(), uri.table())
    if found and found[1].lower() in (*QgsProviderRegistry.instance().providerList(), "postgis"):
        return Target(key, Kind.DATABASE, text, table=QgsDataSourceUri(found[2]).table())
    named = LAYER_NAME.match(text)
    return _vector(key, text, named[1], named[2]) if named else _vector(key, text, text, "")


def _file(key: str, kind: Kind, text: str | None) -> Target:
    return Target(key, kind, text or "", _path(text) if text else None)


def _path(text: str) -> Path:
    name = Path(text).name
    if not name.strip("."):
        raise SubsidenceError(
            tr("The output {path} cannot be written: it is a folder; give a file name.").format(path=text)
        )
    if any(ord(letter) < 32 for letter in name) or "|" in name:
        raise SubsidenceError(
            tr("“{name}” cannot be the name of an output: leave out line breaks and “|”.").format(
                name=" ".join(name.split())
            )
        )
    return Path(text)


def _vector(key: str, text: str, file: str, table: str) -> Target:
    path = _path(file)
    if not driver_of(path):
        path = path.with_name(path.name + ".gpkg")  # as QGIS does
    if ARCHIVED.search(str(path)):
        raise SubsidenceError(
            tr("QGIS takes {path} for an archive, or a file in one; give the output another name.").format(path=path)
        )
    if path.suffix.lower() == ".gpkg":
        if unquote(str(path)) != str(path):
            raise SubsidenceError(
                tr("QGIS opens no GeoPackage with “%” and two digits in its path; give {path} another name.").format(
                    path=path
                )
            )
        _check_table(table)
        return Target(key, Kind.PACKAGE, text, path, table or _table_name(path.stem), bool(table))
    if table and table != path.stem:
        raise SubsidenceError(
            tr("Only a GeoPackage holds several layers; give {path} without a layer name, or a .gpkg.").format(
                path=path
            )
        )
    return Target(key, Kind.FILE, text, path, path.stem)


def _check_table(name: str) -> None:
    if name and (_table_name(name) != name or any(ord(letter) < 32 for letter in name) or "|" in name):
        raise SubsidenceError(
            tr(
                "“{name}” cannot be the name of a layer: begin with a letter, not with gpkg_ or sqlite_, and leave out"
                " line breaks and “|”."
            ).format(name=" ".join(name.split()))
        )


def _table_name(stem: str) -> str:
    """A layer's name from a file's: GDAL takes none that begins with a sign, and some belong to the format."""
    name = BEFORE_A_NAME.sub("", stem) or "layer"
    reserved = name.lower().startswith(NO_LAYERS) or name.lower() in SIDE_TABLES
    return f"layer_{name}" if reserved else name


def read_targets(algorithm, parameters: dict, context, wants) -> dict[str, Target]:
    """Every wanted output's target; two of them are never the same file, or the same layer of a GeoPackage."""
    targets = {}
    for definition in algorithm.destinationParameterDefinitions():
        if wants(definition.name()):
            targets[definition.name()] = read_target(definition, parameters.get(definition.name()), context)
    files: dict[str, list[Target]] = {}
    for target in targets.values():
        if target.path is not None and target.kind is not Kind.FOLDER:
            files.setdefault(target.identity, []).append(target)
    for shared in files.values():
        if len(shared) > 1:
            targets.update((target.key, target) for target in _share(shared))
    _check_pieces(targets)
    _check_folders(targets)
    return targets


def _check_folders(targets: dict[str, Target]) -> None:
    """A folder that is made anew may hold no other output."""
    placed = [target for target in targets.values() if target.path is not None]
    for one in placed:
        for other in placed:
            inside = one.kind is Kind.FOLDER and Path(one.identity) in (
                Path(other.identity),
                *Path(other.identity).parents,
            )
            if inside and one.key != other.key:
                raise SubsidenceError(
                    tr("The output {one} is a part of the output {other}; give it another name.").format(
                        one=other.path, other=one.path
                    )
                )


def _share(shared: list[Target]) -> list[Target]:
    """Several outputs in one GeoPackage are layers named by their output."""
    if any(target.kind is not Kind.PACKAGE for target in shared):
        raise SubsidenceError(
            tr(
                "The outputs {keys} would go to one file, {path}; give each a file of its own, or use a GeoPackage."
            ).format(keys=", ".join(target.key for target in shared), path=shared[0].path)
        )
    named = [target if target.named else replace(target, table=target.key) for target in shared]
    if len({target.table.lower() for target in named}) < len(named):
        raise SubsidenceError(
            tr("Two outputs would be the same layer of {path}; give each a layer name of its own.").format(
                path=shared[0].path
            )
        )
    return named


def pieces(target: Target) -> list[Path]:
    """The files that a target's format is made of."""
    path = target.real
    return [path, *(path.with_suffix(suffix) for suffix in COMPANIONS.get(path.suffix.lower(), ()))]


def _check_pieces(targets: dict[str, Target]) -> None:
    """One output may not be a piece of another, such as a table x.dbf beside points x.shp."""
    files = [target for target in targets.values() if target.path is not None and target.kind is not Kind.FOLDER]
    for one in files:
        for other in files:
            if one.identity != other.identity and one.real in [*pieces(other)[1:], *_beside(other)]:
                raise SubsidenceError(
                    tr("The output {one} is a part of the output {other}; give it another name.").format(
                        one=one.path, other=other.path
                    )
                )


def _beside(target: Target) -> list[Path]:
    """What is written beside a layer's file: its description, and a raster's style."""
    if target.kind not in (Kind.FILE, Kind.RASTER, Kind.DOCUMENT):
        return []
    path = target.real
    return [path.with_suffix(".qmd"), *([path.with_suffix(".qml")] if target.kind is Kind.RASTER else [])]


# ---- against the inputs ------------------------------------------------------------------


def check_against_inputs(targets: dict[str, Target], algorithm, parameters: dict, context) -> None:
    """Refuse an output that is also an input, or a piece of one, before anything is read.

    Safe is another layer of the GeoPackage that an input lies in. A folder takes the place of all that is in it.
    """
    files = [target for target in targets.values() if target.path is not None and target.kind is not Kind.FOLDER]
    folders = [target for target in targets.values() if target.path is not None and target.kind is Kind.FOLDER]
    if not files and not folders:
        return
    for source, table in input_files(algorithm, parameters, context):
        real = os.path.normcase(os.path.realpath(source))
        for target in folders:
            if Path(target.identity) in (Path(real), *Path(real).parents):
                raise SubsidenceError(
                    tr("The output {output} would overwrite the input {name}; choose another name.").format(
                        output=target.asked, name=Path(source).name
                    )
                )
        for target in files:
            same = real in [os.path.normcase(piece) for piece in [*pieces(target), *_beside(target)]] or _same(
                source, target
            )
            other_layer = target.kind is Kind.PACKAGE and table and table.lower() != target.table.lower()
            if same and not (other_layer and _same(source, target)):
                raise SubsidenceError(
                    tr("The output {output} would overwrite the input {name}; choose another name.").format(
                        output=target.asked, name=Path(source).name
                    )
                )


def _same(source: str, target: Target) -> bool:
    try:
        return target.real.samefile(source)
    except OSError:
        return False


def input_files(algorithm, parameters: dict, context) -> list[tuple[str, str]]:
    """Files that a run reads, with their companions; beside each the layer's table in a GeoPackage, else ""."""
    found: list[tuple[str, str]] = []
    for definition in algorithm.parameterDefinitions():
        value = parameters.get(definition.name())
        if definition.isDestination() or value in (None, ""):
            continue
        if isinstance(definition, QgsProcessingParameterFile):
            found += [(str(value), "")]
        elif _takes_files(definition):
            found += [(str(piece), "") for piece in (value if isinstance(value, (list, tuple)) else [value])]
    found += [(source, "") for path, _ in list(found) for source in _sources_of(path)]
    for layer in input_layers(algorithm, parameters, context):
        found += _layer_files(layer)
    return [(path, table) for path, table in found if path]


def _sources_of(path: str) -> list[str]:
    """The files that a virtual raster or table, or a variable of a file, is made of."""
    from osgeo import gdal

    plain, variable = split_source(path)
    if variable or Path(plain).suffix.lower() != ".vrt" or not Path(plain).is_file():
        return [plain] if variable else []
    dataset = asked(gdal.OpenEx, plain, gdal.OF_RASTER | gdal.OF_VECTOR)
    return list(asked(dataset.GetFileList) or ()) if dataset is not None else []


def input_layers(algorithm, parameters: dict, context) -> list:
    """The map layers that a run reads."""
    kinds = (QgsProcessingParameterFeatureSource, QgsProcessingParameterVectorLayer, QgsProcessingParameterRasterLayer)
    found: list = []
    for definition in algorithm.parameterDefinitions():
        key = definition.name()
        if definition.isDestination() or parameters.get(key) in (None, ""):
            continue
        if isinstance(definition, QgsProcessingParameterMultipleLayers) and not _takes_files(definition):
            found += algorithm.parameterAsLayerList(parameters, key, context) or []
        elif isinstance(definition, kinds):
            found.append(algorithm.parameterAsLayer(parameters, key, context))
    return _with_layers_behind([layer for layer in found if layer is not None], context)


def _with_layers_behind(layers: list, context) -> list:
    """Layers with those that are joined to them, and those that virtual ones are made of."""
    result: list = []
    waiting = list(layers)
    while waiting:
        layer = waiting.pop(0)
        if layer is None or any(layer.source() == known.source() for known in result):
            continue
        result.append(layer)
        if isinstance(layer, QgsVectorLayer):
            waiting += [join.joinLayer() for join in layer.vectorJoins()]
            if layer.providerType() == "virtual":
                waiting += _layers_in(
                    QgsVirtualLayerDefinition.fromUrl(QUrl.fromEncoded(layer.source().encode())), context
                )
    return result


def _layers_in(definition: QgsVirtualLayerDefinition, context) -> list:
    """The layers of a virtual one: those it names, and those of the project that its query speaks of."""
    project = context.project()
    of_project = list(project.mapLayers().values()) if project is not None else []
    found = []
    for source in definition.sourceLayers():
        if source.isReferenced():
            found += [layer for layer in of_project if layer.id() == source.reference()]
        else:
            found.append(QgsVectorLayer(source.source(), source.name(), source.provider()))
    query = definition.query()
    return found + [
        layer
        for layer in of_project
        if any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", query, re.I) for word in (layer.name(), layer.id()) if word
        )
    ]


def _takes_files(definition) -> bool:
    return (
        isinstance(definition, QgsProcessingParameterMultipleLayers)
        and definition.layerType() == QgsProcessing.SourceType.TypeFile
    )


def _layer_files(layer) -> list[tuple[str, str]]:
    from osgeo import gdal

    uri = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = split_source(str(uri.get("path") or ""))[0]
    if not path or not Path(path).is_file():
        return []
    if path.lower().endswith(".gpkg"):
        return [(path, str(uri.get("layerName") or "") or first_table(path))]
    kind = gdal.OF_RASTER if isinstance(layer, QgsRasterLayer) else gdal.OF_VECTOR
    dataset = asked(gdal.OpenEx, path, kind)
    files = asked(dataset.GetFileList) if dataset is not None else None
    return [(path, ""), *((name, "") for name in files or () if name != path)]

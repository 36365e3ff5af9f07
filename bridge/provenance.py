"""What a result says of itself: how it was made, from what, and under whose terms."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsException,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..subsidence.errors import SubsidenceError
from ..subsidence.series_fields import series_fields
from .i18n import tr

PROPERTY = "land_subsidence/provenance"
OURS = (b"plugin_version", b"subsidence:")  # in a description that a run has written
LAYER_KINDS = (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorLayer,
    QgsProcessingParameterRasterLayer,
)


@dataclass(frozen=True)
class Origin:
    """Where a result comes from.

    provenance : JSON with the algorithm, its parameters as they can be given again, versions and time
    sources : a sentence that names the inputs, "" where there are none
    licences : of the inputs; what is derived from them is under the same
    rights : whom to name
    """

    provenance: str
    sources: str
    licences: tuple[str, ...]
    rights: tuple[str, ...]


def origin_of(algorithm, parameters: dict, context, version: str) -> Origin:
    """The origin of a run's results."""
    given, names, licences, rights = {}, [], [], []
    for definition in algorithm.parameterDefinitions():
        key = definition.name()
        value = parameters.get(key)
        if value is None and not definition.isDestination():
            value = definition.defaultValue()  # told too, because a later version may have another
        if value is None:
            continue
        layers = _layers(algorithm, definition, parameters, context)
        for layer in layers:
            names.append(layer.name())
            licences += layer.metadata().licenses()
            rights += layer.metadata().rights()
        if isinstance(definition, QgsProcessingParameterFile) or _is_files(definition):
            names += [Path(str(piece)).name for piece in (value if isinstance(value, (list, tuple)) else [value])]
        sources = [_source(layer) for layer in layers]
        if not layers:
            given[key] = _plain(value)
        else:
            given[key] = sources if isinstance(definition, QgsProcessingParameterMultipleLayers) else sources[0]
    named = ", ".join(dict.fromkeys(names))
    if not licences:
        licences = [tr("As the inputs: {names}").format(names=named) if named else tr("No inputs")]
    terms = terms_of(algorithm.name())
    licences = list(dict.fromkeys(licences))
    rights = list(dict.fromkeys([*rights, *([terms] if terms else [])]))
    provenance = {
        "algorithm": algorithm.id(),
        "parameters": given,
        "plugin_version": version,
        "qgis_version": Qgis.QGIS_VERSION,
        "made": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "licences": licences,
        "rights": rights,
    }
    return Origin(
        json.dumps(provenance, ensure_ascii=False, default=str),
        tr("Made by {algorithm} from {names}.").format(algorithm=algorithm.displayName(), names=named or "–"),
        tuple(licences),
        tuple(rights),
    )


def terms_of(algorithm_name: str) -> str:
    """Whom to name for the data that an algorithm reads, as their producers ask."""
    licsar = tr(
        "Where the interferograms are LiCSAR's: contains modified Copernicus Sentinel data analysed by COMET;"
        " cite Lazecký et al. (2020), Remote Sensing 12, 2430."
    )
    return {
        "import_egms": tr(
            "Generated using European Union's Copernicus Land Monitoring Service information (European Ground Motion"
            " Service); free and open under Delegated Regulation (EU) No 1159/2013, with this source named."
        ),
        "import_opera": tr(
            "OPERA DISP-S1 by NASA's Jet Propulsion Laboratory, open data; contains modified Copernicus Sentinel data."
        ),
        "licsar_download": licsar,
        "licsar_time_series": licsar,
        "gacos_correction": licsar,
        "interferogram_quality": licsar,
    }.get(algorithm_name, "")


def describe_layer(layer: QgsMapLayer, abstract: str, origin: Origin) -> QgsLayerMetadata:
    """Put title, abstract, terms and provenance on a layer; returns the metadata."""
    metadata = layer.metadata()
    metadata.setType("dataset")
    metadata.setTitle(layer.name())
    metadata.setAbstract(" ".join(filter(None, (abstract, _unit_and_sign(layer, abstract), origin.sources))))
    metadata.setLicenses(list(origin.licences))
    metadata.setRights(list(origin.rights))
    metadata.setKeywords({"gmd:topicCategory": ["geoscientificInformation"]})
    metadata.setCrs(layer.crs())
    metadata.addHistoryItem(origin.provenance)
    layer.setMetadata(metadata)
    layer.setCustomProperty(PROPERTY, origin.provenance)
    return metadata


def describe_file(path: Path, origin: Origin) -> QgsLayerMetadata:
    """The same for a file that is not opened as a layer."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(path.stem)
    metadata.setAbstract(origin.sources)
    metadata.setLicenses(list(origin.licences))
    metadata.setRights(list(origin.rights))
    metadata.addHistoryItem(origin.provenance)
    return metadata


def keep_metadata(path: Path, metadata: QgsLayerMetadata, table: str = "") -> None:
    """Store metadata where QGIS finds it again: inside a GeoPackage, beside any other file as .qmd."""
    if path.suffix.lower() == ".gpkg":
        uri = f"{path}|layername={table or path.stem}"
        try:
            kept, why = QgsProviderRegistry.instance().providerMetadata("ogr").saveLayerMetadata(uri, metadata)
        except QgsException as error:  # of a path that QGIS takes for one into an archive
            kept, why = False, str(error).rstrip(".")
        if not kept:
            raise SubsidenceError(tr("The file {path} cannot be written: {message}.").format(path=path, message=why))
        return
    document = QDomDocument("qgis")
    root = document.createElement("qgis")
    root.setAttribute("version", Qgis.QGIS_VERSION)
    document.appendChild(root)
    metadata.writeMetadataXml(root, document)
    path.with_suffix(".qmd").write_text(document.toString(2), encoding="utf-8")


def is_ours(path: Path) -> bool:
    """Whether a description beside a file tells how a run of this plugin made that file."""
    content = path.read_bytes()
    return all(word in content for word in OURS)


def _unit_and_sign(layer: QgsMapLayer, abstract: str) -> str:
    """Said where a layer holds motion, unless its own description says it."""
    if "mm" in abstract or not isinstance(layer, QgsVectorLayer):
        return ""
    names = [field.name() for field in layer.fields()]
    try:
        series_fields(names)
    except SubsidenceError:
        if not {"velocity", "rate_predicted", "rate_mean", "rate"} & set(names):
            return ""
    return tr("Displacements in mm, rates in mm/yr; positive towards the satellite or up, subsidence is negative.")


def _is_files(definition) -> bool:
    return (
        isinstance(definition, QgsProcessingParameterMultipleLayers)
        and definition.layerType() == QgsProcessing.SourceType.TypeFile
    )


def _layers(algorithm, definition, parameters: dict, context) -> list[QgsMapLayer]:
    """The map layers behind a parameter; none where it is something else."""
    key = definition.name()
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        return [] if _is_files(definition) else algorithm.parameterAsLayerList(parameters, key, context) or []
    if isinstance(definition, LAYER_KINDS):
        layer = algorithm.parameterAsLayer(parameters, key, context)
        return [layer] if layer is not None else []
    return []


def _source(layer: QgsMapLayer) -> str:
    """What opens the layer again, without passwords; a scratch layer has only its name."""
    return layer.name() if layer.providerType() == "memory" else layer.publicSource()


def _plain(value):
    """A parameter's value as JSON can hold it; of an output, where it goes."""
    sink = getattr(value, "sink", None)
    if sink is not None:
        value = sink
    if hasattr(value, "staticValue"):
        value = value.staticValue()
    if isinstance(value, (list, tuple)):
        return [_plain(piece) for piece in value]
    return value if isinstance(value, (int, float, bool, str)) else str(value)

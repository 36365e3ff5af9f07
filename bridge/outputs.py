"""The outputs of one run of an algorithm: layers, rasters, tables and files, made from arrays."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.model_file import add_note
from ..subsidence.progress import SILENT, Report
from ..subsidence.report.page import with_origin
from .fields import Column, merged_fields, without_remarks
from .i18n import tr
from .output_paths import check_writable
from .point_table import PointTable
from .provenance import Origin, describe_file, describe_layer, keep_metadata, origin_of
from .rasters import write_raster
from .request import Request
from .styles import Style, apply_style
from .temporal import set_band_dates, set_feature_dates
from .write_features import add_features, fill_geopackage

PROVENANCE_FILE = "provenance.json"


class Outputs(Request):
    """Writes what an algorithm made.

    Outputs are remembered, so that a failed or cancelled run can take them back (``discard``).
    """

    def __init__(self, algorithm, parameters: dict, context, report: Report, version: str):
        super().__init__(algorithm, parameters, context, report, version)
        self._written: list[Path] = []
        self._origin: Origin | None = None
        self._sinks_begun = 0

    # ---- outputs ------------------------------------------------------------------------

    def wants(self, key: str) -> bool:
        """Whether the user asked for this output."""
        value = self.parameters.get(key)
        if value is not None:
            return value != ""
        definition = self.algorithm.parameterDefinition(key)
        return definition is not None and not definition.flags() & definition.Flag.FlagOptional

    def output_path(self, key: str) -> Path | None:
        """Where a file or raster output goes, or None when the user does not want it."""
        if not self.wants(key):
            return None
        text = self.algorithm.parameterAsOutputLayer(self.parameters, key, self.context)
        if not text:
            text = self.algorithm.parameterAsFileOutput(self.parameters, key, self.context)
        if not text:
            return None
        path = Path(text)
        check_writable(path)
        self._written.append(path)
        return path

    def write_text(self, key: str, text: str) -> str | None:
        """Write a text output such as an HTML report, whole or not at all; returns its path.

        A report ends with its origin.
        """
        path = self.output_path(key)
        if path is None:
            return None
        origin = self.origin()
        licence = tr("Licence: {licences}").format(licences="; ".join(origin.licences))
        text = with_origin(text, origin.sources, [licence, *origin.rights], origin.provenance)
        temporary = path.with_name(path.name + ".part")
        try:
            temporary.write_text(text, encoding="utf-8")
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        return str(path)

    def write_points(
        self,
        key: str,
        table: PointTable,
        columns: Sequence[Column] = (),
        *,
        style: Style | None = None,
        description: str = "",
    ) -> str | None:
        """The input's points and attributes with ``columns`` added or replaced; returns the layer's id."""
        fields = merged_fields(table.fields, list(columns))
        added = {column.name.lower(): column.values for column in columns}
        values = [added[f.name().lower()] if f.name().lower() in added else table.columns[f.name()] for f in fields]
        return self.write_rows(
            key, fields, values, table.xy, QgsWkbTypes.Type.Point, table.crs, style=style, description=description
        )

    def write_new_points(
        self,
        key: str,
        xy: np.ndarray,
        crs: QgsCoordinateReferenceSystem,
        columns: Sequence[Column],
        *,
        style: Style | None = None,
        description: str = "",
        period: tuple[str, str] | None = None,
    ) -> str | None:
        """A point layer from coordinates, shape=(n_points, 2), and columns.

        period : fields with the first date of a feature and the date at which it ends, for the temporal controller
        """
        fields = merged_fields(QgsFields(), list(columns))
        values = [column.values for column in columns]
        return self.write_rows(
            key, fields, values, np.asarray(xy, dtype=float), QgsWkbTypes.Type.Point, crs, style=style,
            description=description, period=period,
        )  # fmt: skip

    def write_table(self, key: str, columns: Sequence[Column], *, description: str = "") -> str | None:
        """A table without geometry, one row per thing."""
        fields = merged_fields(QgsFields(), list(columns))
        return self.write_rows(
            key, fields, [c.values for c in columns], None, QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem(),
            description=description,
        )  # fmt: skip

    def write_polygons(
        self,
        key: str,
        geometries: Iterable,
        crs: QgsCoordinateReferenceSystem,
        columns: Sequence[Column],
        *,
        style: Style | None = None,
        description: str = "",
    ) -> str | None:
        """A multipolygon layer from ``QgsGeometry`` objects and columns."""
        fields = merged_fields(QgsFields(), list(columns))
        return self.write_rows(
            key, fields, [c.values for c in columns], list(geometries), QgsWkbTypes.Type.MultiPolygon, crs, style=style,
            description=description,
        )  # fmt: skip

    def write_rows(
        self,
        key: str,
        fields: QgsFields,
        values: list[np.ndarray],
        geometries: np.ndarray | list | None,
        wkb_type,
        crs: QgsCoordinateReferenceSystem,
        *,
        style: Style | None = None,
        description: str = "",
        period: tuple[str, str] | None = None,
    ) -> str | None:
        """Any rows into any sink: the one place where vector outputs are made."""
        if not self.wants(key):
            return None
        target = self.destination(key)
        if target is not None:
            check_writable(target)
            self._written.append(target)
        # QGIS 3.40 warns of every alias that a scratch layer is given; _dress gives it them afterwards
        stored = without_remarks(fields) if self._in_memory(key) else fields
        sink, layer_id = self.algorithm.parameterAsSink(self.parameters, key, self.context, stored, wkb_type, crs)
        if sink is None:
            raise SubsidenceError(
                tr("The output “{name}” cannot be written; check the folder, the name and the format.").format(
                    name=self.parameters.get(key)
                )
            )
        report = self._writing()
        package = _geopackage_table(layer_id)
        if package is not None and (geometries is None or isinstance(geometries, np.ndarray)):
            sink.finalize() if hasattr(sink, "finalize") else sink.flushBuffer()
            del sink
            fill_geopackage(*package, fields, values, geometries, report)
        else:
            add_features(sink, fields, values, geometries, report)
            sink.finalize() if hasattr(sink, "finalize") else sink.flushBuffer()
            del sink
        self._dress(key, layer_id, fields, style, description, package, period)
        return layer_id

    def _writing(self) -> Report:
        """The next output's share of the last twentieth of the progress."""
        sinks = [d for d in self.algorithm.destinationParameterDefinitions() if d.type() == "sink"]
        wanted = max(1, sum(self.wants(definition.name()) for definition in sinks))
        number = min(self._sinks_begun, wanted - 1)
        self._sinks_begun += 1
        return self.report.part(0.95 + 0.05 * number / wanted, 0.95 + 0.05 * (number + 1) / wanted)

    def write_raster(
        self,
        key: str,
        values: np.ndarray,
        geotransform: Sequence[float],
        crs: QgsCoordinateReferenceSystem,
        band_names: Sequence[str],
        *,
        unit: str = "",
        style: Style | None = None,
        dates: np.ndarray | None = None,
        description: str = "",
        report: Report = SILENT,
    ) -> str | None:
        """A GeoTIFF; with ``dates`` its bands are placed in time. Returns the path."""
        path = self.output_path(key)
        if path is None:
            return None
        origin = self.origin()
        metadata = {
            "DESCRIPTION": description,
            "PROVENANCE": origin.provenance,
            "TIFFTAG_COPYRIGHT": "; ".join([*origin.licences, *origin.rights]),
        }
        write_raster(path, values, geotransform, crs.toWkt(), band_names, unit=unit, metadata=metadata, report=report)
        layer = QgsProcessingUtils.mapLayerFromString(str(path), self.context)
        if isinstance(layer, QgsRasterLayer):
            if style is not None:
                apply_style(layer, style)
            if dates is not None:
                set_band_dates(layer, dates)
            keep_metadata(path, describe_layer(layer, description, origin))
            everything = [] if Qgis.QGIS_VERSION_INT < 32600 else [layer.StyleCategory.AllStyleCategories]
            layer.saveDefaultStyle(*everything)
        return str(path)

    def origin(self) -> Origin:
        """How this run's results are made, from what and under whose terms."""
        if self._origin is None:
            self._origin = origin_of(self.algorithm, self.parameters, self.context, self.version)
        return self._origin

    def provenance(self) -> str:
        """How this run's results are made, as JSON."""
        return self.origin().provenance

    def sign_files(self, results: dict) -> None:
        """Say the origin of files and folders that are no layers and no reports: models, tables of text, folders."""
        kinds = (QgsProcessingParameterFileDestination, QgsProcessingParameterFolderDestination)
        for definition in self.algorithm.destinationParameterDefinitions():
            path = Path(str(results.get(definition.name()) or ""))
            if not isinstance(definition, kinds) or path.suffix == ".html" or not path.name or not path.exists():
                continue
            if path.is_dir():
                (path / PROVENANCE_FILE).write_text(self.provenance(), encoding="utf-8")
            elif path.suffix == ".npz":
                add_note(path, PROVENANCE_FILE, self.provenance())
            else:
                keep_metadata(path, describe_file(path, self.origin()))

    def _dress(
        self,
        key: str,
        layer_id: str,
        fields: QgsFields,
        style: Style | None,
        description: str,
        package: tuple | None,
        period: tuple[str, str] | None,
    ) -> None:
        """Style, aliases and provenance; kept in the GeoPackage so that any project shows them."""
        layer = QgsProcessingUtils.mapLayerFromString(layer_id, self.context)
        if not isinstance(layer, QgsVectorLayer):
            return
        for field in fields:
            index = layer.fields().lookupField(field.name())
            if index >= 0 and field.alias():
                layer.setFieldAlias(index, field.alias())
        if style is not None:
            apply_style(layer, style)
        if period is not None:
            set_feature_dates(layer, *period)
        metadata = describe_layer(layer, description, self.origin())
        if package is not None:
            keep_metadata(package[0], metadata, package[1])
        elif (file := self.destination(key)) is not None and layer.providerType() == "ogr":
            keep_metadata(file, metadata)
        if package is not None and layer.isSpatial():
            keep = getattr(layer, "saveStyleToDatabaseV2", layer.saveStyleToDatabase)  # QGIS 3.44 and newer have V2
            keep("default", description, True, "")

    # ---- destinations -------------------------------------------------------------------

    def destination(self, key: str) -> Path | None:
        """The file an output goes to, or None for memory layers, databases and temporary places."""
        value = self._asked(key)
        if not isinstance(value, str) or not value or value == QgsProcessing.TEMPORARY_OUTPUT:
            return None
        if value.startswith(("memory:", "ogr:", "postgres:", "postgis:")) or "://" in value:
            return None
        return Path(value)

    def _asked(self, key: str):
        """An output's parameter as text, also when QGIS wrapped it into an output layer definition."""
        value = self.parameters.get(key)
        sink = getattr(value, "sink", None)
        if sink is not None:
            value = sink.staticValue() if hasattr(sink, "staticValue") else sink
        return value

    def _in_memory(self, key: str) -> bool:
        value = self._asked(key)
        return value in (None, QgsProcessing.TEMPORARY_OUTPUT) or str(value).startswith("memory:")

    def check_destinations(self) -> None:
        """Refuse unwritable outputs before any work is done."""
        for definition in self.algorithm.destinationParameterDefinitions():
            path = self.destination(definition.name())
            if path is not None and definition.type() != "folderDestination":
                check_writable(path)

    def discard(self) -> None:
        """Remove what this run has written, with the files that QGIS and GDAL put beside it."""
        store = self.context.temporaryLayerStore()
        for path in self._written:
            for layer in list(store.mapLayers().values()):  # an open raster writes its .aux.xml when it is closed
                if Path(layer.source().partition("|")[0]) == path:  # QGIS writes slashes on Windows too
                    store.removeMapLayer(layer.id())
            beside = [Path(f"{path}{ending}") for ending in ("-wal", "-shm", "-journal", ".aux.xml")]
            for leftover in (path, *beside, path.with_suffix(".qml"), path.with_suffix(".qmd")):
                if leftover.is_file():
                    leftover.unlink()


def _geopackage_table(layer_id: str) -> tuple[Path, str] | None:
    """The file and table behind a layer id if it is a GeoPackage, else None."""
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer_id)
    path = uri.get("path") or ""
    if not path.lower().endswith(".gpkg") or not Path(path).is_file():
        return None
    return Path(path), uri.get("layerName") or Path(path).stem

"""The outputs of one run of an algorithm: layers, rasters, tables and files, made from arrays."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFields,
    QgsLayerMetadata,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.model_file import add_note
from ..subsidence.progress import SILENT, Report
from .databases import PostgisTable, postgis_place
from .fields import Column, merged_fields, without_remarks
from .i18n import tr
from .output_files import BYTES_PER_PIXEL, BYTES_PER_ROW, BYTES_PER_VALUE, Made, OutputFiles
from .output_targets import Kind, Target
from .point_table import PointTable
from .provenance import Origin, describe_file, describe_layer, keep_metadata, origin_of
from .rasters import write_raster
from .styles import Style, apply_style
from .temporal import set_band_dates, set_feature_dates
from .vector_sink import (
    NAMES_TABLE,
    check_file,
    check_nothing_missing,
    check_package,
    check_style,
    create_writer,
    format_for,
    write_all,
    write_names,
)
from .write_features import add_features, fill_geopackage

if TYPE_CHECKING:
    from .carried import Carried

PROVENANCE_FILE = "provenance.json"


@dataclass(frozen=True)
class Dress:
    """How a layer looks and what it says of itself.

    period : fields with the first date of a feature and the date at which it ends
    columns : the layer's values by name
    """

    style: Style | None
    description: str
    period: tuple[str, str] | None
    columns: Mapping[str, np.ndarray] | None = None

    def for_fields(self, fields: QgsFields, stored: QgsFields, values: Sequence[np.ndarray]) -> Dress:
        """The same for the names under which a file holds the fields."""
        names = [field.name() for field in stored]
        style = self.style
        at = fields.indexFromName(style.field) if style is not None else -1
        if style is not None and at >= 0:
            style = replace(style, field=names[at])
        known = {name: column for name, column in zip(names, values) if column is not None}
        return replace(self, style=style, columns=known)


class Outputs(OutputFiles):
    """Writes what an algorithm made, beside where it is to go (``output_files.py``)."""

    def __init__(self, algorithm, parameters: dict, context, report: Report, version: str):
        super().__init__(algorithm, parameters, context, report, version)
        self._origin: Origin | None = None
        self._sinks_begun = 0

    # ---- outputs ------------------------------------------------------------------------

    def write_text(self, key: str, text: str) -> str | None:
        """Write a text output such as an HTML report, whole or not at all; returns its path.

        A report ends with its origin.
        """
        path = self.output_path(key)
        if path is None:
            return None
        origin = self.origin()
        licence = tr("Licence: {licences}").format(licences="; ".join(origin.licences))
        from ..subsidence.report.page import with_origin

        text = with_origin(text, origin.sources, [licence, *origin.rights], origin.provenance)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SubsidenceError(
                tr("The file {path} cannot be written: {error}.").format(path=path.name, error=error.strerror or error)
            ) from error
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
        if table.carried is not None:
            target, dress = self.target(key), Dress(style, description, None)
            known = [added.get(field.name().lower()) for field in fields]
            return self._write_file(
                target, fields, known, table.xy, QgsWkbTypes.Type.Point, table.crs, dress, (table.carried, columns)
            )
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
        target = self.target(key)
        if target.path is not None:
            dress = Dress(style, description, period)
            return self._write_file(target, fields, values, geometries, wkb_type, crs, dress)
        if target.kind is Kind.DATABASE and (place := postgis_place(target.asked)) is not None:
            table = PostgisTable(place)
            self._database.append(table)
            layer = table.write(fields, values, geometries, wkb_type, crs, self._writing())
            dress = Dress(style, description, period, dict(zip((field.name() for field in fields), values)))
            self._dress(layer, fields, dress)
            self._made.append(Made(target, target.asked, lambda layer: self._dress(layer, fields, dress)))
            return target.asked
        # QGIS 3.40 warns of every alias that a scratch layer is given; _dress gives it them afterwards
        stored = without_remarks(fields) if target.kind is Kind.MEMORY else fields
        sink, layer_id = self.algorithm.parameterAsSink(self.parameters, key, self.context, stored, wkb_type, crs)
        if sink is None:
            raise SubsidenceError(
                tr("The output “{name}” cannot be written; check the folder, the name and the format.").format(
                    name=self.parameters.get(key)
                )
            )
        add_features(sink, fields, values, geometries, self._writing())
        sink.finalize() if hasattr(sink, "finalize") else sink.flushBuffer()
        del sink
        made = QgsProcessingUtils.mapLayerFromString(layer_id, self.context)
        if isinstance(made, QgsVectorLayer):
            self._dress(made, fields, Dress(style, description, period))
        return layer_id

    def _write_file(
        self,
        target: Target,
        fields: QgsFields,
        values: list,
        geometries: np.ndarray | list | None,
        wkb_type,
        crs: QgsCoordinateReferenceSystem,
        dress: Dress,
        carried: tuple[Carried, Sequence[Column]] | None = None,
    ) -> str:
        """A layer in a file beside its target, whole and read back; returns the id under which it lies there.

        carried : where the fields are for which ``values`` has None, and the columns that are new
        """
        assert target.path is not None
        place = self._place(target)
        if not place.parent.is_dir():
            raise SubsidenceError(
                tr("The folder {folder} is no longer there; the result cannot be written.").format(
                    folder=target.path.parent
                )
            )
        n_rows = len(values[0]) if values and carried is None else len(geometries if geometries is not None else ())
        self._make_room(place, n_rows * (len(fields) * BYTES_PER_VALUE + BYTES_PER_ROW) // 2)
        spatial = geometries is not None
        found = format_for(target.path, fields, spatial)
        if target.key in self._becomes:
            check_nothing_missing(target.path, fields, values, self._becomes[target.key])
        encoding = str(getattr(self.parameters.get(target.key), "createOptions", {}).get("fileEncoding", ""))
        writer = create_writer(place, target.table, found, wkb_type, crs, self.context.transformContext(), encoding)
        report = self._writing()
        if target.kind is Kind.PACKAGE and (geometries is None or isinstance(geometries, np.ndarray)):
            del writer
            if carried is None:
                fill_geopackage(place, target.table, fields, values, geometries, report)
            else:
                fill_geopackage(place, target.table, fields, list(carried[1]), geometries, report, carried[0])
        else:
            try:
                write_all(writer, found, values, geometries, report)
            except BaseException as error:
                traceback.clear_frames(error.__traceback__)  # they would hold the file open
                raise
            finally:
                del writer
        if target.kind is Kind.PACKAGE:
            check_package(place, target.table, n_rows)
            self._packages[target.identity].tables.append(target.table)
            staged = f"{place}|layername={target.table}"
        else:
            check_file(place, found, n_rows, spatial)
            renamed = found.renamed(fields)
            if renamed:
                write_names(place, renamed)
                self._say_renamed(target, renamed)
            staged = str(place)
        layer = QgsVectorLayer(staged, target.table, "ogr")
        dress = dress.for_fields(fields, found.stored, values)
        if not layer.isValid():
            raise SubsidenceError(
                tr("QGIS cannot open {path}, which it has just made; choose another name.").format(path=target.path)
            )
        metadata = self._dress(layer, found.stored, dress)
        keep_metadata(place, metadata, target.table)
        if target.kind is Kind.PACKAGE and layer.isSpatial():
            keep = getattr(layer, "saveStyleToDatabaseV2", layer.saveStyleToDatabase)  # QGIS 3.44 and newer have V2
            keep("default", dress.description, True, "")
            check_style(place, target.table)
        del layer
        self._made.append(Made(target, staged, lambda layer: self._dress(layer, found.stored, dress)))
        return staged

    def _say_renamed(self, target: Target, renamed: dict[str, str]) -> None:
        assert target.path is not None
        some = ", ".join(f"{old} → {new}" for new, old in list(renamed.items())[:3])
        self.report.warn(
            tr(
                "{count} field names do not fit into {path} and were changed ({some} …); {table} lists them all."
            ).format(
                count=len(renamed), path=target.path.name, some=some, table=target.path.with_suffix(NAMES_TABLE).name
            )
        )

    def _writing(self) -> Report:
        """The next output's share of the progress of writing."""
        sinks = [d for d in self.algorithm.destinationParameterDefinitions() if d.type() == "sink"]
        wanted = max(1, sum(self.wants(definition.name()) for definition in sinks))
        number = min(self._sinks_begun, wanted - 1)
        self._sinks_begun += 1
        return self.writing.parts(*[1] * wanted)[number]

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
        self._make_room(path, int(BYTES_PER_PIXEL * np.isfinite(values).sum()))
        origin = self.origin()
        metadata = {
            "DESCRIPTION": description,
            "PROVENANCE": origin.provenance,
            "TIFFTAG_COPYRIGHT": "; ".join([*origin.licences, *origin.rights]),
        }
        write_raster(path, values, geotransform, crs.toWkt(), band_names, unit=unit, metadata=metadata, report=report)
        layer = QgsRasterLayer(str(path), path.stem)
        if not layer.isValid():
            raise SubsidenceError(tr("The raster {path} cannot be read back.").format(path=path.name))

        def dress(layer: QgsRasterLayer) -> None:
            if style is not None:
                apply_style(layer, style)
            if dates is not None:
                set_band_dates(layer, dates)

        dress(layer)
        keep_metadata(path, describe_layer(layer, description, origin))
        everything = [] if Qgis.QGIS_VERSION_INT < 32600 else [layer.StyleCategory.AllStyleCategories]
        layer.saveDefaultStyle(*everything)
        del layer
        self._made.append(Made(self.target(key), str(path), dress))
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

    def _dress(self, layer: QgsVectorLayer, fields: QgsFields, dress: Dress) -> QgsLayerMetadata:
        """Style, aliases and provenance, so that any project shows them; returns the metadata."""
        for field in fields:
            index = layer.fields().lookupField(field.name())
            if index >= 0 and field.alias():
                layer.setFieldAlias(index, field.alias())
        if dress.style is not None:
            apply_style(layer, dress.style, dress.columns)
        if dress.period is not None:
            set_feature_dates(layer, *dress.period)
        return describe_layer(layer, dress.description, self.origin())

"""Point layers as files of a given format, where the user names the file and not a sink."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFields,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, Report
from .fields import Column, merged_fields
from .i18n import tr
from .styles import Style, apply_style
from .write_features import add_features

SHAPEFILE_DIGITS = (14, 4)  # width and decimals; a tenth of a micrometre, and half the size of OGR's default

LONGEST_DBF_TEXT = 254


def has_driver(name: str) -> bool:
    """Whether this QGIS can write a format, by its OGR name."""
    from osgeo import gdal

    driver = gdal.GetDriverByName(name)
    return driver is not None and driver.GetMetadataItem("DCAP_CREATE") == "YES"


def write_point_file(
    path: Path,
    driver: str,
    columns: Mapping[str, np.ndarray],
    xy: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    report: Report = SILENT,
) -> None:
    """Write points with whole columns as one file (with its companions), complete or not at all.

    driver : OGR name, such as GPKG, ESRI Shapefile, GeoJSON or Parquet
    """
    fields = merged_fields(QgsFields(), [Column(name, np.asarray(values)) for name, values in columns.items()])
    if driver == "ESRI Shapefile":
        fields = _narrow(fields, columns)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    options.fileEncoding = "UTF-8"
    options.layerName = path.stem
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export_") as folder:
        target = Path(folder) / path.name
        writer = QgsVectorFileWriter.create(
            str(target), fields, QgsWkbTypes.Type.Point, crs, QgsCoordinateTransformContext(), options
        )
        if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise SubsidenceError(
                tr("The file {path} cannot be written: {writer}.").format(path=path, writer=writer.errorMessage())
            )
        add_features(writer, fields, [np.asarray(values) for values in columns.values()], xy, report)
        failed = writer.hasError() != QgsVectorFileWriter.WriterError.NoError
        message = writer.errorMessage()
        del writer  # closes the file
        if failed:
            raise SubsidenceError(
                tr("The file {path} cannot be written: {message}.").format(path=path, message=message)
            )
        for piece in Path(folder).iterdir():
            os.replace(piece, path.parent / piece.name)


def keep_file_style(path: Path, style: Style, columns: Mapping[str, np.ndarray]) -> None:
    """A style beside a finished file, as ``.qml``: any QGIS and any plugin opens the layer with it."""
    layer = QgsVectorLayer("Point", path.stem, "memory")  # opened, the file could not be moved where Windows rules
    layer.dataProvider().addAttributes([Column(name, np.asarray(values)).field() for name, values in columns.items()])
    layer.updateFields()
    apply_style(layer, style, columns)
    text, done = layer.saveNamedStyle(str(path.with_suffix(".qml")))
    if not done:
        raise SubsidenceError(tr("The style of {path} cannot be written: {message}.").format(path=path, message=text))


def _narrow(fields: QgsFields, columns: Mapping[str, np.ndarray]) -> QgsFields:
    """Fields no wider than their values, because a shapefile keeps the full width of every row."""
    narrow = QgsFields()
    for field in fields:
        kind = np.asarray(columns[field.name()]).dtype.kind
        if kind == "f":
            field.setLength(SHAPEFILE_DIGITS[0])
            field.setPrecision(SHAPEFILE_DIGITS[1])
        elif kind in "OU":
            texts = [str(value) for value in columns[field.name()] if value is not None]
            longest = max((len(text.encode("utf-8")) for text in texts), default=1)
            field.setLength(min(max(longest, 1), LONGEST_DBF_TEXT))
        narrow.append(field)
    return narrow

"""Text of files that do not say their encoding: what QGIS decodes wrongly is read again from its bytes.

A shapefile without a .cpg and a MapInfo table in a "neutral" character set hold bytes of which nobody knows what they
mean. QGIS takes them for UTF-8 and shows “��”, so different classes look the same. Here the bytes are looked at, the
encoding is found out as for tables of text, and said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsFields, QgsProviderRegistry, QgsVectorLayer

from ..subsidence.raster.gdal_files import asked
from ..subsidence.tabular.encodings import encoding_of, encoding_title
from .i18n import tr

BYTE_DRIVERS = ("ESRI Shapefile", "MapInfo File")
SAMPLE_FEATURES = 5000
LONGEST_NAME = 10  # bytes of a field name of a shapefile; a longer one is cut, perhaps within a letter
VAGUE_DRIVERS = frozenset({0x00, 0x01, 0x02, 0x03, 0x57})  # numbers that programs write whatever the text is in


@dataclass(frozen=True)
class UndeclaredText:
    """The text columns of a layer in their right encoding; empty where QGIS reads them rightly.

    names : index of a field → its name; values : index of a text field → feature id → text
    note : what was found out, for the log
    """

    names: dict[int, str] = field(default_factory=dict)
    values: dict[int, dict[int, str | None]] = field(default_factory=dict)
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.note)

    def value(self, index: int, feature_id: int, shown):
        """The text of a feature, or what QGIS shows where the field is not text."""
        return self.values[index].get(feature_id, shown) if index in self.values else shown

    def fields(self, shown: QgsFields) -> QgsFields:
        """The fields under their right names."""
        renamed = QgsFields()
        for index, each in enumerate(shown):
            copy = type(each)(each)
            if index in self.names:
                copy.setName(self.names[index])
            renamed.append(copy)
        return renamed


NOTHING = UndeclaredText()


def undeclared_text(layer) -> UndeclaredText:
    """What is to be corrected of a layer, read from its file; nothing for anything but undeclared foreign text."""
    found = _byte_layer(layer)
    if found is None:
        return NOTHING
    dataset, ogr_layer = found
    definition = ogr_layer.GetLayerDefn()
    raw_names = [_bytes(definition.GetFieldDefn(i).GetNameRef()) for i in range(definition.GetFieldCount())]
    text_fields = [i for i in range(definition.GetFieldCount()) if definition.GetFieldDefn(i).GetTypeName() == "String"]
    sample: list[bytes] = []
    for number, feature in enumerate(_features(ogr_layer)):
        if number >= SAMPLE_FEATURES:
            break
        sample += [_bytes(feature.GetField(i)) for i in text_fields if feature.IsFieldSetAndNotNull(i)]
    encoding = encoding_of(b"\n".join(_names_to_look_at(raw_names, sample) + sample))
    if encoding.startswith("utf-8"):
        return NOTHING
    values: dict[int, dict[int, str | None]] = {i: {} for i in text_fields}
    for feature in _features(ogr_layer):
        for i in text_fields:
            known = feature.IsFieldSetAndNotNull(i)
            values[i][feature.GetFID()] = _decoded(_bytes(feature.GetField(i)), encoding) if known else None
    names = {i: _decoded(raw, encoding).rstrip("\ufffd") or f"field {i + 1}" for i, raw in enumerate(raw_names)}
    note = tr("“{name}” does not declare its encoding; it is read as {encoding}.").format(
        name=layer.name(), encoding=encoding_title(encoding)
    )
    del dataset
    return UndeclaredText(names, values, note)


def shown_name(layer: QgsVectorLayer, name: str) -> str:
    """The name under which QGIS has a field, also where it shows the right one as “��”; "" where there is none."""
    if layer.fields().lookupField(name) >= 0:
        return name
    names = undeclared_text(layer).names
    return next((layer.fields().at(index).name() for index, right in names.items() if right == name), "")


def right_names(layer: QgsVectorLayer) -> list[str]:
    """The names of the fields as they are meant."""
    texts = undeclared_text(layer)
    return [field.name() for field in (texts.fields(layer.fields()) if texts else layer.fields())]


def _names_to_look_at(names: list[bytes], values: list[bytes]) -> list[bytes]:
    """The names of fields, but those that may be cut within a letter only where nothing else tells the encoding."""
    cut = [name for name in names if len(name) >= LONGEST_NAME and not name.isascii()]
    whole = [name for name in names if name not in cut]
    if any(not text.isascii() for text in (*whole, *values)):
        return whole
    multibyte = ("gb18030", "cp950", "cp932", "cp949")
    shorter = [name[:-1] for name in cut]
    if cut and encoding_of(b"\n".join(cut)) not in multibyte and encoding_of(b"\n".join(shorter)) in multibyte:
        return whole + shorter
    return names


def _byte_layer(layer):
    """The dataset and OGR layer behind a layer whose bytes may be undeclared text; else None."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return None
    if layer.dataProvider() is None or layer.dataProvider().storageType() not in BYTE_DRIVERS:
        return None
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = Path(uri.get("path") or "")
    shapefile = layer.dataProvider().storageType() == BYTE_DRIVERS[0]
    if shapefile and (_declared(path) or layer.fields().count() == 0):
        return None
    from osgeo import gdal

    options = ["ENCODING="] if shapefile else []
    dataset = asked(gdal.OpenEx, str(path), gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
    if dataset is None:
        return None
    wanted = uri.get("layerName")
    ogr_layer = dataset.GetLayerByName(wanted) if wanted else dataset.GetLayer(0)
    if ogr_layer is None or ogr_layer.GetLayerDefn().GetFieldCount() > layer.fields().count():
        return None
    return dataset, ogr_layer


def _declared(path: Path) -> bool:
    """Whether a .cpg beside a shapefile, or the number of a language in its table, tells its encoding."""
    if any(path.with_suffix(suffix).is_file() for suffix in (".cpg", ".CPG", ".cst")):
        return True
    table = next((found for suffix in (".dbf", ".DBF") if (found := path.with_suffix(suffix)).is_file()), None)
    if table is None:
        return False
    with table.open("rb") as stream:
        head = stream.read(30)
    return len(head) == 30 and head[29] not in VAGUE_DRIVERS


def _features(ogr_layer) -> Iterator:
    ogr_layer.ResetReading()
    while (feature := ogr_layer.GetNextFeature()) is not None:
        yield feature


def _bytes(text) -> bytes:
    """What stands in the file; GDAL's bindings escape bytes that are no UTF-8."""
    if isinstance(text, bytes):
        return text
    return str(text).encode("utf-8", errors="surrogateescape")


def _decoded(raw: bytes, encoding: str) -> str:
    return raw.decode(encoding, errors="replace").rstrip()

"""Files that do not say their encoding are read rightly, and said; none ends QGIS."""

from pathlib import Path

import pytest
from land_subsidence.bridge.read_points import read_points
from land_subsidence.subsidence.progress import Report
from osgeo import ogr, osr
from qgis.core import QgsVectorLayer

WORDS = {
    "gbk": ("岩性", "花岗岩", "玄武岩"),
    "big5": ("岩性", "花崗岩", "玄武岩"),
    "cp1251": ("порода", "гранит", "базальт"),
    "cp1252": ("Straße", "Löß", "Geröll"),
    "cp1250": ("skała", "łupek", "wapień"),
    "utf-8": ("岩性", "花岗岩", "玄武岩"),
}


def shapefile(folder: Path, encoding: str, *, declared: str = "") -> Path:
    """Points with a field name and values in an encoding; undeclared unless a .cpg says it."""
    name, *values = (word.encode(encoding) for word in WORDS[encoding])
    path = folder / "points.shp"
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer("points", crs, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("D20180106", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("XXXXXXXXX", ogr.OFTString))
    for number in range(4):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, float(number))
        feature.SetField(1, "?")
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({number} 0)"))
        layer.CreateFeature(feature)
    del source, layer, feature
    table = folder / "points.dbf"
    content = bytearray(table.read_bytes())
    place = content.index(b"XXXXXXXXX")
    content[place : place + 11] = name.ljust(11, b"\0")
    for number in range(4):
        place = content.index(b"?")
        value = values[number % 2]
        content[place : place + len(value)] = value
    content[29] = 0  # no language driver
    table.write_bytes(bytes(content))
    (folder / "points.cpg").unlink(missing_ok=True)
    if declared:
        (folder / "points.cpg").write_text(declared)
    return path


class Told(Report):
    def __init__(self):
        self.said = []

    def on_warning(self, text):
        self.said.append(text)


@pytest.mark.parametrize("encoding", list(WORDS))
def test_undeclared_shapefiles_are_read_in_their_encoding_which_is_said(tmp_path, encoding):
    layer = QgsVectorLayer(str(shapefile(tmp_path, encoding)), "points", "ogr")
    told = Told()
    table = read_points(layer, "points", layer, told)
    name, first, second = WORDS[encoding]
    assert table.names == ["D20180106", name]
    assert table.column(name).tolist() == [first, second, first, second]
    assert table.fields.field(1).name() == name
    assert bool(told.said) == (encoding != "utf-8")


def test_a_declared_encoding_is_left_to_qgis(tmp_path):
    layer = QgsVectorLayer(str(shapefile(tmp_path, "gbk", declared="GBK")), "points", "ogr")
    told = Told()
    table = read_points(layer, "points", layer, told)
    assert table.column("岩性").tolist() == ["花岗岩", "玄武岩"] * 2
    assert not told.said


def test_names_of_fields_in_gbk_do_not_end_qgis(shared_cases):
    layer = QgsVectorLayer(str(shared_cases / "gbk" / "gbk_name_cpg.shp"), "points", "ogr")
    assert set(read_points(layer, "points", layer).column("岩性")) == {"粘土"}


def test_classes_in_undeclared_gbk_stay_apart(run, point_layer, shared_cases):
    path = shared_cases / "gbk" / "gbk_merge2.shp"
    polygons = QgsVectorLayer(str(path), "rock", "ogr")
    centres = [f.geometry().pointOnSurface().asPoint() for f in polygons.getFeatures()]
    points = point_layer([[p.x(), p.y()] for p in centres], {"velocity": [1.0, 2.0, 3.0]}, polygons.crs().authid())
    layer = run("sample_factors", INPUT=points, POLYGONS=[str(path)], POLYGON_FIELD="LITH", OUTPUT="memory:")["OUTPUT"]
    values = read_points(layer, "p", layer)
    text = next(column for column in values.columns.values() if column.dtype == object)
    assert sorted(text) == sorted(["花岗岩", "玄武岩", "流纹岩"])


def test_a_mapinfo_table_in_a_neutral_character_set_is_read(tmp_path):
    path = tmp_path / "points.tab"
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    source = ogr.GetDriverByName("MapInfo File").CreateDataSource(str(path))
    layer = source.CreateLayer("points", crs, ogr.wkbPoint, options=["BOUNDS=-180,-90,180,90"])
    layer.CreateField(ogr.FieldDefn("D20180106", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("rock", ogr.OFTString))
    for number in range(4):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, float(number))
        feature.SetField(1, "########")
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({number} 1)"))
        layer.CreateFeature(feature)
    del source, layer, feature
    table = tmp_path / "points.dat"
    content = table.read_bytes()
    for number in range(4):
        content = content.replace(b"########", WORDS["gbk"][1 + number % 2].encode("gbk").ljust(8), 1)
    table.write_bytes(content)
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert read_points(layer, "points", layer).column("rock").tolist() == ["花岗岩", "玄武岩"] * 2

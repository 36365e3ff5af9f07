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
    "cp932": ("地質", "砂礫", "火山灰"),
    "cp949": ("지질", "점토", "모래"),
    "koi8-r": ("порода", "гранит", "базальт"),
    "cp866": ("порода", "гранит", "базальт"),
    "utf-8": ("岩性", "花岗岩", "玄武岩"),
}


def shapefile(
    folder: Path, encoding: str, *, declared: str = "", long_name: str = "", driver: int = 0, areas: bool = False
) -> Path:
    """Points with a field name and values in an encoding; undeclared unless a .cpg says it."""
    name, *values = (word.encode(encoding) for word in WORDS[encoding])
    name = long_name.encode(encoding)[:10] or name  # as it is cut to the length of a name
    path = folder / "points.shp"
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer("points", crs, ogr.wkbPolygon if areas else ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("D20180106", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("XXXXXXXXX", ogr.OFTString))
    for number in range(4):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, float(number))
        feature.SetField(1, "?")
        place = ogr.CreateGeometryFromWkt(f"POINT({number} 0)")
        feature.SetGeometry(place.Buffer(0.4) if areas else place)
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
    content[29] = driver
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


@pytest.mark.parametrize("encoding", ["gbk", "cp1251", "cp866", "cp932"])
def test_a_mapinfo_table_in_a_neutral_character_set_is_read(tmp_path, encoding):
    layer = QgsVectorLayer(str(mapinfo(tmp_path, encoding)), "points", "ogr")
    told = Told()
    assert read_points(layer, "points", layer, told).column("rock").tolist() == [*WORDS[encoding][1:]] * 2
    assert told.said


@pytest.mark.parametrize(("encoding", "charset"), [("gbk", "WindowsSimpChinese"), ("cp1251", "WindowsCyrillic")])
def test_a_mapinfo_table_that_tells_its_character_set_is_read(tmp_path, encoding, charset):
    layer = QgsVectorLayer(str(mapinfo(tmp_path, encoding, charset)), "points", "ogr")
    assert read_points(layer, "points", layer).column("rock").tolist() == [*WORDS[encoding][1:]] * 2


def mapinfo(tmp_path, encoding, charset="Neutral"):
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
        feature.SetField(1, "#" * 16)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({number} 1)"))
        layer.CreateFeature(feature)
    del source, layer, feature
    table = tmp_path / "points.dat"
    content = table.read_bytes()
    for number in range(4):
        content = content.replace(b"#" * 16, WORDS[encoding][1 + number % 2].encode(encoding).ljust(16), 1)
    table.write_bytes(content)
    path.write_text(path.read_text().replace('"Neutral"', f'"{charset}"'))
    return path


CUT = [("gbk", "A岩性分类名称", 0x4D), ("cp932", "A地質調査所名", 0x13), ("cp949", "A지질조사소명", 0x4E)]


@pytest.mark.parametrize(("encoding", "long_name", "driver"), CUT)
@pytest.mark.parametrize("declared", [False, True])
def test_a_name_that_is_cut_within_a_letter_spoils_nothing(tmp_path, encoding, long_name, driver, declared):
    path = shapefile(tmp_path, encoding, long_name=long_name, driver=driver if declared else 0)
    layer = QgsVectorLayer(str(path), "points", "ogr")
    told = Told()
    table = read_points(layer, "points", layer, told)
    assert table.names[1] == long_name[:5]
    assert table.column(table.names[1]).tolist() == [*WORDS[encoding][1:]] * 2
    assert bool(told.said) != declared


@pytest.mark.parametrize("encoding", ["gbk", "cp932", "cp949", "koi8-r", "cp1251"])
def test_a_field_is_found_by_its_right_name(run, point_layer, tmp_path, encoding):
    path = shapefile(tmp_path, encoding, areas=True)
    name, first, second = WORDS[encoding]
    points = point_layer([[0.0, 0.0], [1.0, 0.0]], {"velocity": [1.0, 2.0]}, "EPSG:4326")
    layer = run("sample_factors", INPUT=points, POLYGONS=[str(path)], POLYGON_FIELD=name, OUTPUT="memory:")["OUTPUT"]
    values = read_points(layer, "p", layer)
    assert [first, second] in [column.tolist() for column in values.columns.values()]
    with pytest.raises(Exception, match=f"no field “rock”; it has D20180106, {name}"):
        run("sample_factors", INPUT=points, POLYGONS=[str(path)], POLYGON_FIELD="rock", OUTPUT="memory:")


@pytest.mark.parametrize("charset", ["WindowsCyrillic", "Neutral"])
def test_mapinfo_interchange_in_cyrillic_is_read(tmp_path, charset):
    name, *values = (word.encode("cp1251") for word in WORDS["cp1251"])
    head = f'Version 300\nCharset "{charset}"\nDelimiter ","\nCoordSys Earth Projection 1, 104\nColumns 2\n'
    rows = b"".join(b"Point %d 1\n" % number for number in range(4))
    path = tmp_path / "points.mif"
    path.write_bytes(head.encode() + b" D20180106 Float\n " + name + b" Char(20)\nData\n\n" + rows)
    path.with_suffix(".mid").write_bytes(b"".join(b'%d,"%s"\n' % (number, values[number % 2]) for number in range(4)))
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert read_points(layer, "points", layer).column("порода").tolist() == ["гранит", "базальт"] * 2

"""Layers, workbooks and folders that turned up when nobody looked."""

import gzip
import json
import zipfile

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsCoordinateTransformContext, QgsProcessingException, QgsVectorFileWriter

DAYS = np.datetime64("2019-01-05") + 12 * np.arange(5)
SERIAL = (DAYS - np.datetime64("1899-12-30")).astype(int)
MM = np.array([[0.0, -1.0, -2.0, -3.0, -4.0], [0.0, 0.5, 1.0, 1.5, 2.0]])
SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    "{rows}</sheetData></worksheet>"
)
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
    '"/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{MAIN}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    f'package/2006/relationships"><Relationship Id="rId1" Type="{MAIN}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def workbook(path, rows, settings=""):
    """A workbook of one sheet; texts and numbers."""

    def cell(place, value):
        if isinstance(value, str):
            return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        return f'<c r="{place}"><v>{value}</v></c>'

    lines = [
        f'<row r="{number}">' + "".join(cell(f"{chr(65 + at)}{number}", v) for at, v in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, start=1)
    ]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/'
                         f'spreadsheetml/2006/main" xmlns:r="{MAIN}">{settings}<sheets><sheet name="s" sheetId="1"'
                         ' r:id="rId1"/></sheets></workbook>')  # fmt: skip
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows="".join(lines)))
    return str(path)


def series(layer):
    names = sorted(field.name() for field in layer.fields() if field.name()[:1] == "D" and field.name()[1:].isdigit())
    assert names == ["D" + str(day).replace("-", "") for day in DAYS]
    return np.array([[feature[name] for name in names] for feature in layer.getFeatures()])


ROWS = [[f"P{number}", 14.2 + number / 100, 40.8, *row] for number, row in enumerate(MM.tolist())]


def test_a_workbook_that_counts_from_1904_is_refused_not_four_years_early(run, tmp_path):
    rows = [["id", "lon", "lat", *(SERIAL - 1462).tolist()], *ROWS]
    path = workbook(tmp_path / "mac.xlsx", rows, '<workbookPr date1904="1"/>')
    with pytest.raises(QgsProcessingException, match="counts its days from 1904"):
        run("import_any", FILE=path, OUTPUT="memory:")
    path = workbook(tmp_path / "pc.xlsx", [["id", "lon", "lat", *SERIAL.tolist()], *ROWS])
    np.testing.assert_allclose(series(run("import_any", FILE=path, OUTPUT="memory:")["OUTPUT"]), MM)


def test_a_line_of_units_in_a_workbook_is_obeyed(run, tmp_path, listener):
    header = ["id", "lon", "lat", *(str(day) for day in DAYS)]
    rows = [[*row[:3], *(value / 10 for value in row[3:])] for row in ROWS]
    path = workbook(tmp_path / "cm.xlsx", [header, ["-", "deg", "deg", *["cm"] * 5], *rows])
    done = run("import_any", FILE=path, OUTPUT="memory:", feedback=listener)
    np.testing.assert_allclose(series(done["OUTPUT"]), MM)
    assert any("states the unit cm" in text for text in listener.warnings)


@pytest.mark.parametrize("suffix", [".geojson", ".geojsonl"])
def test_times_of_a_layer_are_dates(run, tmp_path, suffix):
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": row[1:3]},
         "properties": {"id": row[0], "date": f"{day}T05:12:00Z", "disp_mm": value}}
        for row in ROWS for day, value in zip(DAYS, row[3:])
    ]  # fmt: skip
    path = tmp_path / f"long{suffix}"
    whole = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(whole if suffix == ".geojson" else "\n".join(map(json.dumps, features)))
    np.testing.assert_allclose(series(run("import_any", FILE=str(path), OUTPUT="memory:")["OUTPUT"]), MM)


def test_a_folder_is_taken_where_a_file_is_asked_for(run, tmp_path):
    from land_subsidence.bridge.rasters import write_raster
    from qgis.core import QgsCoordinateReferenceSystem

    (tmp_path / "stack").mkdir()
    for number, day in enumerate(DAYS):
        name = tmp_path / "stack" / f"disp_{str(day).replace('-', '')}.tif"
        values = -np.arange(4.0).reshape(2, 2) * number
        write_raster(
            name, values, (14.2, 0.01, 0, 40.8, 0, -0.01), QgsCoordinateReferenceSystem("EPSG:4326").toWkt(), ["d"]
        )
    done = run("import_any", FILE=str(tmp_path / "stack"), OUTPUT="memory:")
    assert (done["KIND"], done["POINT_COUNT"], done["EPOCH_COUNT"]) == ("dated rasters", 4, 5)


def test_bare_columns_in_an_xyz_file_are_read_by_their_names(run, tmp_path):
    (tmp_path / "rates.xyz").write_text("".join(f"{row[1]} {row[2]} {row[-1]}\n" for row in ROWS))
    done = run("import_any", FILE=str(tmp_path / "rates.xyz"), COLUMNS="lon lat velocity", OUTPUT="memory:")
    assert [feature["velocity"] for feature in done["OUTPUT"].getFeatures()] == [-4.0, 2.0]


def test_algorithms_say_which_of_several_sets_of_fields_they_read(run, point_layer, listener):
    words = [f"{word}_{str(day).replace('-', '')}" for word in ("up", "east") for day in DAYS]
    columns = {name: np.repeat(MM[:, index % 5], 10) for index, name in enumerate(words)}
    layer = point_layer(np.random.default_rng(0).uniform(0, 1000, (20, 2)), columns)
    run("deformation_model", INPUT=layer, OUTPUT="memory:", feedback=listener)
    assert any("“up_20190105” … is read as displacements" in text for text in listener.warnings)


def test_mapinfos_tab_is_no_text(run, point_layer, tmp_path):
    layer = point_layer(np.array([[500_000.0, 2_100_000.0], [500_900.0, 2_100_000.0]]),
                        {f"D201901{day:02d}": [0.0, float(day)] for day in (5, 17, 29)})  # fmt: skip
    path = tmp_path / "points.tab"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "MapInfo File"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    for algorithm in ("import_series_table", "import_any"):
        assert run(algorithm, INPUT=str(path), OUTPUT="memory:")["POINT_COUNT"] == 2


@pytest.mark.parametrize("name", ["t.csv.gz", "t.zip", "t.7z"])
def test_packed_tables_are_named_as_that(run, tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(b"id,lon,lat,20190105,20190117\n1,102,25,0,1\n"))
    with pytest.raises(QgsProcessingException, match="is packed"):
        run("import_series_table", INPUT=str(tmp_path / name), OUTPUT="memory:")


def dated_rasters(folder, epsg, place):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    paths = []
    for step, date in enumerate(("20190105", "20190117", "20190129")):
        paths.append(str(folder / f"{date}.tif"))
        dataset = gdal.GetDriverByName("GTiff").Create(paths[-1], 3, 3, 1, gdal.GDT_Float32)
        dataset.SetGeoTransform(place)
        dataset.SetSpatialRef(reference)
        dataset.GetRasterBand(1).WriteArray(np.full((3, 3), -2.0 * step))
        del dataset
    return paths


def test_rasters_far_from_where_their_crs_is_used_are_warned_of(run, tmp_path, listener):
    paths = dated_rasters(tmp_path, 32614, (14_486_000.0, 30.0, 0, 2_145_000.0, 0, -30.0))
    run("import_raster_stack", INPUT=paths, OUTPUT="memory:", feedback=listener)
    assert any("far from where EPSG:32614 is used" in warning for warning in listener.warnings)


def test_rasters_beyond_180_degrees_come_to_lie_in_the_west(run, tmp_path, listener):
    paths = dated_rasters(tmp_path, 4326, (282.0, 0.01, 0, 25.0, 0, -0.01))
    layer = run("import_raster_stack", INPUT=paths, OUTPUT="memory:", feedback=listener)["OUTPUT"]
    assert {round(feature.geometry().asPoint().x(), 3) for feature in layer.getFeatures()} == {
        -77.995,
        -77.985,
        -77.975,
    }
    assert not any("far from where" in warning for warning in listener.warnings)


def test_complex_rasters_are_no_displacements(run, tmp_path):
    paths = []
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    for date in ("20190105", "20190117"):
        paths.append(str(tmp_path / f"{date}.tif"))
        dataset = gdal.GetDriverByName("GTiff").Create(paths[-1], 3, 3, 1, gdal.GDT_CFloat32)
        dataset.SetGeoTransform((102.0, 0.01, 0, 25.0, 0, -0.01))
        dataset.SetSpatialRef(reference)
        dataset.GetRasterBand(1).WriteArray(np.full((3, 3), 1 + 2j))
        del dataset
    with pytest.raises(QgsProcessingException, match="complex numbers"):
        run("import_raster_stack", INPUT=paths, OUTPUT="memory:")

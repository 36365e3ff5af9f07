"""Every format that is exported is read back with the same values by the import that belongs to it."""

import re

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from land_subsidence.bridge.vector_files import has_driver
from qgis.core import QgsProcessingException, QgsVectorLayer

EXPLORER, MINTPY, WIDE, LONG, PARQUET, NETCDF = range(6)
DATES = ["D20180106", "D20180118", "D20180211"]


@pytest.fixture
def layer(point_layer):
    rows, columns = np.divmod(np.arange(12), 4)
    rng = np.random.default_rng(0)
    values = rng.normal(0, 5, (12, 3))
    values[3, 1] = np.nan
    return point_layer(
        np.column_stack([500_050 + 100 * columns, 2_100_000 - 100 * rows]),
        {
            "point_id": np.arange(1, 13),
            "velocity": rng.normal(0, 10, 12),
            "velocity_std": rng.random(12),
            "height": rng.normal(100, 5, 12),
            **dict(zip(DATES, values.T)),
        },
    )


def displacement(layer):
    return read_points(layer, "p", layer).series().displacement_mm


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson"])
def test_a_layer_for_insar_explorer_has_the_names_it_looks_for(run, layer, tmp_path, suffix):
    path = run("export_series", INPUT=layer, FORMAT=EXPLORER, OUTPUT=str(tmp_path / f"out.{suffix}"))["OUTPUT"]
    written = QgsVectorLayer(path, "out", "ogr")
    names = [field.name() for field in written.fields()]
    assert "velocity" in names
    assert [name for name in names if re.match(r"^D(\d{8})$", name)] == DATES
    np.testing.assert_allclose(displacement(written), displacement(layer), atol=6e-5)
    assert not [entry for entry in tmp_path.iterdir() if entry.name.startswith(".export")]
    assert written.renderer().type() == "graduatedSymbol", "it opens with its colours"
    assert written.renderer().classAttribute() == "velocity"
    numbers = {field.name(): field.isNumeric() for field in written.fields()}
    assert all(numbers[name] for name in ["velocity", *DATES])


def test_a_shapefile_after_mintpy_is_in_degrees_with_its_fields(run, layer, tmp_path):
    path = run("export_series", INPUT=layer, FORMAT=MINTPY, OUTPUT=str(tmp_path / "out.shp"))["OUTPUT"]
    written = QgsVectorLayer(path, "out", "ogr")
    assert written.crs().authid() == "EPSG:4326"
    names = [field.name() for field in written.fields()]
    assert names == ["CODE", "HEIGHT", "H_STDEV", "VEL", "V_STDEV", "COHERENCE", "EFF_AREA", *DATES]
    assert [f["CODE"] for f in written.getFeatures()][:2] == ["00000001", "00000002"]
    assert written.fields().field("CODE").length() == 8
    back = run("import_series_table", INPUT=path, OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_allclose(displacement(back), displacement(layer), atol=6e-5)
    table, source = read_points(back, "b", back), read_points(layer, "p", layer)
    np.testing.assert_allclose(table.numeric("velocity"), source.numeric("velocity"), atol=6e-5)
    np.testing.assert_allclose(table.numeric("velocity_std"), source.numeric("velocity_std"), atol=6e-5)


@pytest.mark.parametrize("form", [WIDE, LONG])
def test_csv_reads_back_exactly(run, layer, tmp_path, form):
    path = run("export_series", INPUT=layer, FORMAT=form, OUTPUT=str(tmp_path / "out.csv"))["OUTPUT"]
    back = run("import_series_table", INPUT=path, CRS="EPSG:32614", OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_array_equal(displacement(back), displacement(layer))
    table, source = read_points(back, "b", back), read_points(layer, "p", layer)
    np.testing.assert_array_equal(table.xy, source.xy)
    np.testing.assert_array_equal(table.numeric("point_id"), source.numeric("point_id"))


def test_a_netcdf_cube_reads_back_and_a_wrong_ending_is_mended(run, layer, tmp_path):
    path = run("export_series", INPUT=layer, FORMAT=NETCDF, OUTPUT=str(tmp_path / "out.gpkg"))["OUTPUT"]
    assert path.endswith("out.nc")
    back = run("import_raster_stack", INPUT=[path], OUTPUT="memory:", DISPLACEMENT=str(tmp_path / "d.tif"))
    np.testing.assert_allclose(displacement(back["OUTPUT"]), displacement(layer), rtol=1e-6)
    again = run("export_series", FORMAT=NETCDF, RASTER=str(tmp_path / "d.tif"), OUTPUT=str(tmp_path / "again.nc"))
    assert again["POINT_COUNT"] == 12
    third = run("import_raster_stack", INPUT=[again["OUTPUT"]], OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_allclose(displacement(third), displacement(layer), rtol=1e-6)


def test_geoparquet_is_written_or_its_absence_told(run, layer, tmp_path):
    if has_driver("Parquet"):
        path = run("export_series", INPUT=layer, FORMAT=PARQUET, OUTPUT=str(tmp_path / "out.parquet"))["OUTPUT"]
        np.testing.assert_allclose(displacement(QgsVectorLayer(path, "out", "ogr")), displacement(layer))
    else:
        with pytest.raises(QgsProcessingException, match="without its Parquet driver"):
            run("export_series", INPUT=layer, FORMAT=PARQUET, OUTPUT=str(tmp_path / "out.parquet"))
        assert list(tmp_path.iterdir()) == []


def test_a_shapefile_of_too_many_fields_is_refused(run, point_layer, tmp_path):
    days = np.datetime64("2018-01-01") + 6 * np.arange(260)
    columns = {"D" + str(day).replace("-", ""): np.array([1.0]) for day in days}
    with pytest.raises(QgsProcessingException, match="at most 255 fields"):
        run("export_series", INPUT=point_layer([[0, 0]], columns), FORMAT=MINTPY, OUTPUT=str(tmp_path / "out.shp"))
    assert list(tmp_path.iterdir()) == []


def test_a_real_product_comes_back_from_every_export_with_the_values_it_had(run, shared_data, tmp_path):
    source = shared_data / "mexico_city" / "licsbas" / "cum_filt.h5"
    points = run("import_licsbas", INPUT=str(source), OUTPUT=str(tmp_path / "points.gpkg"))["OUTPUT"]
    layer = QgsVectorLayer(points, "p", "ogr")
    table = read_points(layer, "p", layer)
    imports = {WIDE: ("wide.csv", "import_series_table"), NETCDF: ("cube.nc", "import_raster_stack")}
    for form, (name, reader) in imports.items():
        path = run("export_series", INPUT=points, FORMAT=form, OUTPUT=str(tmp_path / name))["OUTPUT"]
        back = run(reader, INPUT=[path] if form == NETCDF else path, OUTPUT="memory:")["OUTPUT"]
        read = read_points(back, "b", back)
        assert read.n_points == table.n_points == 5845
        np.testing.assert_allclose(read.xy, table.xy, rtol=0, atol=1e-9)
        np.testing.assert_array_equal(read.series().dates, table.series().dates)
        np.testing.assert_array_equal(
            read.series().displacement_mm.astype("f4"), table.series().displacement_mm.astype("f4")
        )


def test_google_earth_gets_colours_a_legend_and_the_series_as_pictures(run, layer, tmp_path):
    import zipfile
    from xml.etree import ElementTree

    path = run("export_series", INPUT=layer, FORMAT="kmz", OUTPUT=str(tmp_path / "city.kmz"))["OUTPUT"]
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        document = ElementTree.fromstring(archive.read("doc.kml"))
        space = {"k": "http://www.opengis.net/kml/2.2"}
        marks = document.findall(".//k:Placemark", space)
        assert len(marks) == layer.featureCount()
        first = marks[0]
        lon, lat = map(float, first.find(".//k:coordinates", space).text.split(","))
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90
        picture = re.search(r'img src="([^"]+)"', first.find("k:description", space).text)[1]
        assert archive.read(picture).startswith(b"\x89PNG")
        assert {"legend.png", "dot.png"} <= set(names)
        style = first.find("k:styleUrl", space).text[1:]
        colour = document.find(f".//k:Style[@id='{style}']//k:color", space).text
        assert re.fullmatch("ff[0-9a-f]{6}", colour)

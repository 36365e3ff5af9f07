"""The small foreign inputs beside the repository give what a person sees in them."""

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException

DATES = [
    f"D{day}"
    for day in [
        "20180106",
        "20180118",
        "20180130",
        "20180211",
        "20180223",
        "20180307",
        "20180319",
        "20180331",
        "20180412",
        "20180424",
    ]
]


def imported(run, path, **parameters):
    layer = run("import_series_table", INPUT=str(path), OUTPUT="memory:", **parameters)["OUTPUT"]
    return read_points(layer, "points", layer)


@pytest.mark.parametrize(
    "name",
    ["hdr_YYYYMMDDTHHMM.csv", "hdr__mm.csv", "hdr_disp_.csv", "hdr_underscore_lead.csv", "gbk.csv", "tre_like.csv"]
    + ["trailing_comma_rows.csv", "whitespace_header.txt"],
)
def test_headers_encodings_and_separators_are_understood(run, shared_cases, name):
    table = imported(run, shared_cases / name)
    assert [field for field in table.names if field in DATES] == DATES
    assert table.n_points == 12
    np.testing.assert_allclose(table.numeric("velocity")[:3], [0.0, -0.4, -0.8], atol=1e-9)


def test_undeclared_marks_are_missing_and_the_rate_is_right(run, shared_cases):
    table = imported(run, shared_cases / "sentinel_9999_novel.csv")
    assert abs(table.numeric("velocity")[0]) < 3.0
    assert np.nanmin(table.series().displacement_mm) > -100.0
    assert np.isnan(table.series().displacement_mm).sum() == 5


def test_a_unit_in_comment_lines_is_taken(run, shared_cases):
    table = imported(run, shared_cases / "psbas_comments.csv")
    np.testing.assert_allclose(table.series().displacement_mm[0, :3], [0.64, 0.72, 0.03])
    assert table.numeric("velocity").min() == pytest.approx(-20.0)
    assert {"los_e", "los_n", "los_u", "coherence"} <= set(table.names)
    assert imported(run, shared_cases / "comment_long.csv").series().displacement_mm.tolist() == [[0.0, -1.0]]


def test_a_table_without_a_header_is_shown_and_read_when_its_columns_are_named(run, shared_cases):
    with pytest.raises(QgsProcessingException, match=r"-99.1 19.4000 -0.0.*x y rate"):
        imported(run, shared_cases / "headerless.txt")
    table = imported(run, shared_cases / "headerless.txt", COLUMNS="x y rate")
    assert table.n_points == 12
    np.testing.assert_allclose(table.numeric("velocity")[:3], [0.0, -0.4, -0.8])
    np.testing.assert_allclose(table.xy[0], [-99.1, 19.4])


@pytest.mark.parametrize("name", ["xlsx_titlerow.xlsx", "xlsx_alltext.xlsx"])
def test_the_header_row_of_a_spreadsheet_is_found(run, shared_cases, name):
    table = imported(run, shared_cases / name)
    assert [field for field in table.names if field in DATES] == DATES[:2]
    np.testing.assert_allclose(table.xy[0], [-99.1, 19.4])


def test_a_usgs_table_belongs_to_its_stations(run, point_layer, shared_cases):
    points = point_layer([[0.0, 0.0], [1.0, 0.0]], {"D20180106": [0.0, 0.0], "D20180206": [1.0, 1.0]}, "EPSG:4326")
    stations = point_layer([[0.5, 0.0]], {"site": [1]}, "EPSG:4326", "stations")
    result = run(
        "sample_factor_series", INPUT=points, STATIONS=stations, TABLE=str(shared_cases / "rdb_like.txt"),
        PREFIX="GW", AGGREGATION=0, OUTPUT="memory:",
    )  # fmt: skip
    table = read_points(result["OUTPUT"], "p", result["OUTPUT"])
    text = (shared_cases / "rdb_like.txt").read_text().splitlines()
    last = float(text[-1].split("\t")[-1])
    np.testing.assert_allclose(table.numeric("GW20180206"), [last, last])


@pytest.mark.parametrize("name", ["gnss_Dates.csv", "ABCD.tenv", "ABCD_trunc.tenv3"])
def test_ground_series_of_other_forms_are_compared(run, point_layer, shared_cases, name):
    """The stations sink by 0.3 or 0.5 mm a day, as the points here do."""
    days = np.arange(np.datetime64("2018-01-01"), np.datetime64("2018-03-01"), 6)
    sinking = 0.3 if name == "gnss_Dates.csv" else 0.5
    columns = {f"D{str(day).replace('-', '')}": [-sinking * 6 * index] for index, day in enumerate(days)}
    points = point_layer([[-99.12, 19.41]], columns, "EPSG:4326")
    station = name.split(".")[0].split("_trunc")[0]
    stations = point_layer([[-99.12, 19.41]], {"name": np.array([station], dtype=object)}, "EPSG:4326", "stations")
    key = (
        {"TABLE": str(shared_cases / name), "TABLE_UNIT": 2}
        if name.endswith("csv")
        else {"GNSS": [str(shared_cases / name)]}
    )
    result = run(
        "validate_against_ground", INPUT=points, STATIONS=stations, **key, COMPARE=1, GEOMETRY=2, OUTPUT="memory:"
    )
    table = read_points(result["OUTPUT"], "p", result["OUTPUT"])
    rates = {
        field: table.numeric(field)[0]
        for field in table.names
        if "rate" in field and table.columns[field].dtype.kind == "f"
    }
    assert abs(rates["rate_difference"]) < 10.0, rates  # of 110 or 183; days are missing from the table


def test_layers_keep_their_names_in_any_script_as_fields(run, point_layer, tmp_path):
    points = point_layer([[500000.0, 2100000.0], [500100.0, 2100000.0]], {"velocity": [1.0, 2.0]})
    metro = point_layer([[500000.0, 2100000.0]], {"n": [1]}, name="地铁")
    roads = point_layer([[500000.0, 2100000.0]], {"n": [1]}, name="Straßen")
    output = tmp_path / "factors.gpkg"
    run("distance_factors", INPUT=points, LAYERS=[metro, roads], RING_WIDTH=0, OUTPUT=str(output))
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(output), "factors", "ogr")
    table = read_points(layer, "factors", layer)
    np.testing.assert_allclose(table.numeric("dist_地铁"), [0.0, 100.0], atol=0.1)
    np.testing.assert_allclose(table.numeric("dist_Straßen"), [0.0, 100.0], atol=0.1)


def rates_alone(folder):
    """A block of 16 x 16 points, half at -20 mm/yr inside still ground, and a factor that follows the rate."""
    lines = ["name;Rechtswert;Hochwert;Geschwindigkeit;tiefe"]
    rng = np.random.default_rng(0)
    for row in range(16):
        for column in range(16):
            inside = 4 <= row < 12 and 4 <= column < 12
            rate = (-20.0 if inside else 0.0) + rng.normal(0, 0.3)
            depth = (60.0 if inside else 10.0) + rng.normal(0, 2.0)
            place = f"{500_000 + 50 * column},5;{2_100_000 + 50 * row},5"
            lines.append(f"P{row}-{column};{place};{rate:.2f};{depth:.1f}".replace(".", ","))
    path = folder / "rates.csv"
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


def test_rates_alone_run_through_zones_factors_grey_grades_and_the_rate_model(run, tmp_path):
    path = rates_alone(tmp_path)
    result = run("import_series_table", INPUT=str(path), CRS="EPSG:32614", OUTPUT=str(tmp_path / "rates.gpkg"))
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (256, 0)
    points = result["OUTPUT"]
    zones = run("subsidence_zones", INPUT=points, THRESHOLD=-10, OUTPUT="memory:")["OUTPUT"]
    areas = [feature["area"] for feature in zones.getFeatures()]
    assert len(areas) == 1
    assert areas[0] == pytest.approx(8 * 8 * 50 * 50, rel=0.4)
    place = run("distance_factors", INPUT=points, LAYERS=[points], RING_WIDTH=0, OUTPUT="memory:")["OUTPUT"]
    assert place.featureCount() == 256
    grades = run("grey_relational_analysis", INPUT=points, FACTORS=["tiefe"], OUTPUT="memory:")["OUTPUT"]
    assert grades.featureCount() == 1
    model = run(
        "psobp_rate_prediction", INPUT=points, FACTORS=["tiefe"], GENERATIONS=2, SWARM=4, MEMBERS=1, HIDDEN=3,
        OUTPUT="memory:", MODEL=str(tmp_path / "model.npz"),
    )  # fmt: skip
    predicted = read_points(model["OUTPUT"], "p", model["OUTPUT"])
    misses = predicted.numeric("rate_predicted") - predicted.numeric("velocity")
    assert np.nanmedian(np.abs(misses)) < 2.0


def test_an_undeclared_mark_in_a_layer_moves_no_other_point(run, point_layer):
    """One −9999 in a rate field: the zones and the others' rates are as without it."""
    xy = [[500_000 + 50 * (i % 20), 2_100_000 + 50 * (i // 20)] for i in range(400)]
    rates = np.where([5 <= i % 20 < 15 and 5 <= i // 20 < 15 for i in range(400)], -20.0, 0.0)
    spoiled = rates.copy()
    spoiled[0] = -9999.0
    volumes = []
    for values in (rates, spoiled):
        layer = point_layer(xy, {"velocity": values})
        zones = run("subsidence_zones", INPUT=layer, THRESHOLD=-10, OUTPUT="memory:")["OUTPUT"]
        volumes.append(sum(feature["volume_per_year"] for feature in zones.getFeatures()))
    assert volumes[1] == pytest.approx(volumes[0], rel=1e-6)


def test_a_layer_that_looks_like_another_unit_is_warned_of(point_layer):
    import processing
    from qgis.core import QgsProcessingFeedback

    class Listener(QgsProcessingFeedback):
        said = ""

        def pushWarning(self, text):
            self.said += text + "\n"

    xy = [[500_000 + 50 * i, 2_100_000] for i in range(12)]
    rate = np.linspace(-30, -10, 12)
    columns = {"Topo": np.zeros(12), "Vel": rate / 10, "Coer": np.ones(12)}
    columns.update({f"D201{y}0101": rate * (y - 6) for y in (6, 7, 8, 9)})
    listener = Listener()
    processing.run(
        "subsidence:deformation_model", {"INPUT": point_layer(xy, columns), "OUTPUT": "memory:"}, feedback=listener
    )
    assert "P-SBAS" in listener.said
    assert "UNIT to cm" in listener.said
    assert "factor of 10" in listener.said
    for prefix, unit in (("disp_ft_", "ft"), ("disp[cm]_", "cm"), ("D_mm_", "")):
        named, listener = {f"{prefix}201{y}0101": rate * (y - 6) for y in (6, 7, 8, 9)}, Listener()
        parameters = {"INPUT": point_layer(xy, named), "OUTPUT": "memory:"}
        processing.run("subsidence:deformation_model", parameters, feedback=listener)
        assert (f"states the unit {unit}, but mm is taken" in listener.said) == bool(unit), prefix
        assert ("states the unit" in listener.said) == bool(unit), prefix


def test_whole_numbers_that_stand_for_nothing_are_null_in_outputs(run, point_layer):
    depth = np.arange(30)
    depth[4] = -9999
    layer = point_layer([[500_000 + 50 * i, 2_100_000] for i in range(30)], {"depth": depth})
    output = run("distance_factors", INPUT=layer, LAYERS=[layer], RING_WIDTH=0, OUTPUT="memory:")["OUTPUT"]
    values = read_points(output, "o", output).columns["depth"]
    assert np.isnan(values[4])
    np.testing.assert_array_equal(np.delete(values, 4), np.delete(depth, 4))


def test_stations_are_found_whatever_their_case_and_blanks(run, point_layer, tmp_path):
    points = point_layer([[0.0, 0.0], [1.0, 0.0]], {"D20180106": [0.0, 0.0], "D20180206": [1.0, 1.0]}, "EPSG:4326")
    names = np.array(["POZO 7", "Pozo 8"], dtype=object)
    stations = point_layer([[0.0, 0.0], [1.0, 0.0]], {"name": names}, "EPSG:4326", "stations")
    table = tmp_path / "wells.csv"
    table.write_text("Well;Date;Level\npozo7;06.01.2018;12,5\npozo 8 ;06.01.2018;-9999\npozo7;06.02.2018;13,5\n"
                     "pozo 8 ;06.02.2018;14,5\n")  # fmt: skip
    layer = run("sample_factor_series", INPUT=points, STATIONS=stations, TABLE=str(table), PREFIX="GW", AGGREGATION=0,
                INTERPOLATION=0, OUTPUT="memory:")["OUTPUT"]  # fmt: skip
    values = read_points(layer, "p", layer)
    np.testing.assert_allclose(values.numeric("GW20180206"), [13.5, 14.5], atol=1e-6)
    np.testing.assert_allclose(values.numeric("GW20180106"), [12.5, 12.5], atol=1e-6)


def test_a_table_of_wells_brings_its_own_places(run, point_layer, tmp_path):
    points = point_layer([[10.0, 50.0], [10.1, 50.0]], {"D20180106": [0.0, 0.0], "D20180206": [1.0, 1.0]}, "EPSG:4326")
    table = tmp_path / "wells.txt"
    lines = ["# made by hand", "site_no\tdec_lat_va\tdec_long_va\tlev_dt\tlev_va", "15s\t10n\t10n\t10d\t8n"]
    rows = [("001", 10.0, "2018-01-06", 3.5), ("001", 10.0, "2018-02-06", 4.5), ("002", 10.1, "2018-02-06", 8.5)]
    lines += [f"{name}\t50.0\t{x}\t{day}\t{value}" for name, x, day, value in rows]
    table.write_text("\n".join(lines) + "\n")
    layer = run("sample_factor_series", INPUT=points, TABLE=str(table), PREFIX="GW", AGGREGATION=0, INTERPOLATION=0,
                OUTPUT="memory:")["OUTPUT"]  # fmt: skip
    np.testing.assert_allclose(read_points(layer, "p", layer).numeric("GW20180206"), [4.5, 8.5], atol=1e-6)


def test_fields_that_spatialite_wrote_in_lower_case_are_a_series(run, point_layer):
    columns = {f"d201{y}0101": np.linspace(0, -3.0 * y, 8) for y in (6, 7, 8, 9)}
    layer = point_layer([[500_000 + 50 * i, 2_100_000] for i in range(8)], columns)
    output = run("deformation_model", INPUT=layer, OUTPUT="memory:")["OUTPUT"]
    assert np.isfinite(read_points(output, "p", output).numeric("rate")).all()


def test_a_shapefile_of_rates_alone_in_another_language_becomes_points(run, point_layer):
    layer = point_layer([[500_000, 2_100_000], [500_100, 2_100_000]], {"速率": [-3.5, 1.0], "高程": [10.0, 20.0]})
    output = run("import_series_table", INPUT=layer, UNIT=1, OUTPUT="memory:")["OUTPUT"]
    table = read_points(output, "p", output)
    assert table.numeric("velocity").tolist() == [-35.0, 10.0]
    assert table.numeric("height").tolist() == [10.0, 20.0]


def test_points_without_a_place_are_left_out_and_said(run, tmp_path):
    path = tmp_path / "points.geojson"
    features = [
        {"type": "Feature", "properties": {"D20180106": 0.0, "D20180118": v}, "geometry": g}
        for v, g in ((1.5, {"type": "Point", "coordinates": [10.0, 50.0]}), (2.5, None))
    ]
    import json

    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    table = imported(run, path)
    assert table.series().displacement_mm.tolist() == [[0.0, 1.5]]


def test_of_a_workbook_the_sheet_with_the_series_is_read_and_said(run, tmp_path):
    import processing
    from osgeo import gdal, ogr
    from qgis.core import QgsProcessingFeedback

    driver = gdal.GetDriverByName("XLSX")
    if driver is None:
        pytest.skip("this GDAL writes no workbooks")
    path = tmp_path / "book.xlsx"
    book = driver.Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    contents = {
        "About": (["Title", "Text"], [["made", "by hand"], ["in", "2018"]]),
        "Data": (["id", "lon", "lat", "20180106", "20180118"], [["A", "-99.1", "19.4", "0", "-1.5"]]),
        "More": (["id", "lon", "lat", "20190106", "20190118"], [["A", "-99.1", "19.4", "0", "-7.5"]]),
    }
    for name, (header, rows) in contents.items():
        sheet = book.CreateLayer(name)
        for column in header:
            kind = ogr.OFTString if column in ("id", "Title", "Text") else ogr.OFTReal
            sheet.CreateField(ogr.FieldDefn(column, kind))
        for row in rows:
            feature = ogr.Feature(sheet.GetLayerDefn())
            for index, value in enumerate(row):
                feature.SetField(index, value)
            sheet.CreateFeature(feature)
    book = None
    said = []

    class Listener(QgsProcessingFeedback):
        def pushInfo(self, text):
            said.append(text)

    result = processing.run(
        "subsidence:import_series_table", {"INPUT": str(path), "OUTPUT": "memory:"}, feedback=Listener()
    )
    table = read_points(result["OUTPUT"], "p", result["OUTPUT"])
    assert table.series().displacement_mm.tolist() == [[0.0, -1.5]]
    assert any("“Data” is read, not “About”, “More”" in text for text in said)
    assert imported(run, f"{path}|layername=More").series().displacement_mm.tolist() == [[0.0, -7.5]]

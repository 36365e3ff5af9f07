"""Dated rasters and station tables become one value per epoch."""

import numpy as np
import pytest
from land_subsidence.bridge.rasters import write_raster
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

WKT = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
TRANSFORM = (0.0, 1000.0, 0.0, 10000.0, 0.0, -1000.0)
XY = np.array([[500.0, 9500.0], [8500.0, 1500.0]])
EPOCHS = ["20180106", "20180215", "20180327"]


class Listener(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.warnings, self.infos = [], []

    def pushWarning(self, text):
        self.warnings.append(text)

    def pushInfo(self, text):
        self.infos.append(text)


@pytest.fixture
def points(point_layer):
    return point_layer(XY, {"velocity": np.zeros(2), **{f"D{epoch}": np.zeros(2) for epoch in EPOCHS}})


@pytest.fixture
def months(tmp_path):
    """Three rasters: value = 10 x month in the west, 20 x month in the east."""
    paths = []
    for month in (1, 2, 3):
        values = np.full((10, 10), 10.0 * month)
        values[:, 5:] *= 2
        path = tmp_path / f"rain_2018{month:02d}.tif"
        write_raster(path, values, TRANSFORM, WKT, ["rain"])
        paths.append(str(path))
    return paths


@pytest.fixture
def stations(point_layer):
    return point_layer(XY + 10.0, {"code": ["A", "B"], "other": ["x", "y"]}, name="gauges")


def table(tmp_path, text):
    path = tmp_path / "levels.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def series(layer, prefix):
    names = [f"{prefix}{epoch}" for epoch in EPOCHS]
    rows = [[feature[name] for name in names] for feature in layer.getFeatures()]
    return np.array([[np.nan if v is None or str(v) == "NULL" else v for v in row] for row in rows], dtype=float)


def test_monthly_rasters_hold_for_the_month_of_the_epoch(run, points, months):
    result = run("sample_factor_series", INPUT=points, RASTERS=months[::-1], PREFIX="RAIN", OUTPUT="memory:")
    assert series(result["OUTPUT"], "RAIN").tolist() == [[10, 20, 30], [20, 40, 60]]
    assert result["EMPTY_EPOCHS"] == 0


@pytest.mark.parametrize(("aggregation", "said"), [(3, True), (4, True), (0, False), (5, False)])
def test_months_that_know_the_days_after_the_epoch_are_said(points, months, aggregation, said):
    import processing

    listener = Listener()
    parameters = {"INPUT": points, "RASTERS": months, "AGGREGATION": aggregation, "OUTPUT": "memory:"}
    processing.run("subsidence:sample_factor_series", parameters, feedback=listener)
    assert any("these values know days that come later" in text for text in listener.infos) is said


def test_sums_between_epochs_share_months_out_by_days(run, points, months):
    result = run(
        "sample_factor_series", INPUT=points, RASTERS=months, AGGREGATION=1, OUTPUT="memory:", COVERAGE="memory:"
    )
    found = series(result["OUTPUT"], "RAIN")
    assert np.isnan(found[:, 0]).all()  # the interval before the first epoch begins before the first month
    second = 10 * 25 / 31 + 20 * 15 / 28
    assert found[:, 1] == pytest.approx([second, 2 * second])
    coverage = [f.attributes()[3:] for f in result["COVERAGE"].getFeatures()]
    assert coverage[1] == [1.0, 2, 2, 0]
    assert coverage[0][3] == 1


def test_a_multiband_raster_with_dated_bands_is_the_same(run, points, months, tmp_path):
    values = np.array([np.full((10, 10), 10.0 * month) for month in (1, 2, 3)])
    path = tmp_path / "stack.tif"
    write_raster(path, values, TRANSFORM, WKT, ["2018-01-01", "2018-02-01", "2018-03-01"])
    result = run("sample_factor_series", INPUT=points, RASTERS=[str(path)], PREFIX="R", OUTPUT="memory:")
    assert series(result["OUTPUT"], "R").tolist() == [[10, 20, 30]] * 2


@pytest.mark.parametrize("name", ["rain.nc", "rain.h5"])
def test_a_netcdf_or_hdf5_file_with_a_time_dimension_is_the_same(run, points, tmp_path, name):
    gdal = pytest.importorskip("osgeo.gdal")
    if gdal.GetDriverByName("netCDF") is None:
        pytest.skip("this GDAL has no netCDF driver")
    memory = gdal.GetDriverByName("MEM").Create("", 10, 10, 3, gdal.GDT_Float32)
    memory.SetGeoTransform(TRANSFORM)
    memory.SetProjection(WKT)
    memory.SetMetadata(
        {
            "NETCDF_DIM_EXTRA": "{time}",
            "NETCDF_DIM_time_DEF": "{3,6}",
            "NETCDF_DIM_time_VALUES": "{0,31,59}",
            "time#units": "days since 2018-01-01",
        }
    )
    for band in (1, 2, 3):
        memory.GetRasterBand(band).Fill(10.0 * band)
        memory.GetRasterBand(band).SetMetadataItem("NETCDF_DIM_time", str((0, 31, 59)[band - 1]))
    path = tmp_path / name
    gdal.GetDriverByName("netCDF").CreateCopy(str(path), memory, options=["FORMAT=NC4"])
    memory = None
    result = run("sample_factor_series", INPUT=points, RASTERS=[str(path)], PREFIX="R", OUTPUT="memory:")
    assert series(result["OUTPUT"], "R").tolist() == [[10, 20, 30]] * 2


def test_levels_of_stations_are_joined_in_time_and_brought_to_the_points(run, points, stations, tmp_path):
    text = "well;day;level\n"
    for month, level in (
        ("11.2017", 1),
        ("12.2017", 1),
        ("01.2018", 1),
        ("02.2018", 32),
        ("03.2018", 60),
        ("04.2018", 91),
    ):
        text += f"A;01.{month};{level},0\n"
        text += f"B;01.{month};{'' if month in ('02.2018', '03.2018') else '100,0'}\n"
    result = run(
        "sample_factor_series",
        INPUT=points,
        STATIONS=stations,
        TABLE=table(tmp_path, text),
        PREFIX="GW",
        OUTPUT="memory:",
    )
    found = series(result["OUTPUT"], "GW")
    assert found[0] == pytest.approx([6.0, 46.0, 86.0])
    assert found[1] == pytest.approx([6.0, 46.0, 86.0])  # B has a gap: A takes its place


def test_a_wide_table_and_a_table_layer_say_the_same(run, points, stations, tmp_path):
    rows = "2018-01-01,1,2\n2018-02-01,3,4\n2018-03-01,5,6\n2018-04-01,7,8\n"
    path = tmp_path / "wide.csv"
    path.write_text("date,A,B\n" + rows, encoding="utf-8")
    wide = run("sample_factor_series", INPUT=points, STATIONS=stations, TABLE=str(path), RECORDS=1, OUTPUT="memory:")
    assert series(wide["OUTPUT"], "RAIN").tolist() == [[1, 3, 5], [2, 4, 6]]
    package = run("native:savefeatures", INPUT=QgsVectorLayer(str(path), "wide"), OUTPUT=str(tmp_path / "wide.gpkg"))
    same = run(
        "sample_factor_series",
        INPUT=points,
        STATIONS=stations,
        TABLE=package["OUTPUT"],
        RECORDS=1,
        DATE_COLUMN="date",
        OUTPUT="memory:",
    )
    assert series(same["OUTPUT"], "RAIN").tolist() == [[1, 3, 5], [2, 4, 6]]


def test_a_table_of_months_gives_the_month_its_own_value(run, points, stations, tmp_path):
    rows = "2018-01-01,1,2\n2018-02-01,3,4\n2018-03-01,5,6\n2018-04-01,7,8\n"
    path = table(tmp_path, "date,A,B\n" + rows)
    result = run("sample_factor_series", INPUT=points, STATIONS=stations, TABLE=path, AGGREGATION=3, OUTPUT="memory:")
    assert series(result["OUTPUT"], "RAIN").tolist() == [[1, 3, 5], [2, 4, 6]]


def test_the_end_of_the_records_is_said_and_extrapolated_only_on_request(points, stations, tmp_path):
    import processing

    path = table(tmp_path, "n\td\tv\nA\t2018-01-01\t5\nA\t2018-02-01\t6\nA\t2018-03-01\t7\n")
    parameters = {"INPUT": points, "STATIONS": stations, "TABLE": path, "PREFIX": "GW", "OUTPUT": "memory:"}
    listener = Listener()
    result = processing.run("subsidence:sample_factor_series", parameters, feedback=listener)
    assert np.isnan(series(result["OUTPUT"], "GW")[:, 2]).all()
    assert result["EMPTY_EPOCHS"] == 1
    assert any("1 of 3 epochs (2018-03-27) reach beyond them" in text for text in listener.warnings)
    held = processing.run("subsidence:sample_factor_series", {**parameters, "EXTRAPOLATE": True}, feedback=listener)
    assert series(held["OUTPUT"], "GW")[:, 2].tolist() == [7.0, 7.0]


def test_a_reading_that_can_hardly_be_is_named_and_counts_all_the_same(points, stations, tmp_path):
    import processing

    days = np.datetime64("2018-01-01") + np.arange(90)
    rain = np.where(np.arange(90) % 3, 0.0, 5.0)
    rain[60] = 2500.0
    path = table(tmp_path, "n,d,v\n" + "".join(f"A,{day},{amount}\n" for day, amount in zip(days, rain)))
    listener = Listener()
    parameters = {"INPUT": points, "STATIONS": stations, "TABLE": path, "AGGREGATION": 1, "OUTPUT": "memory:"}
    result = processing.run("subsidence:sample_factor_series", parameters, feedback=listener)
    assert [text for text in listener.warnings if "A 2018-03-02: 2500" in text and "ever fallen" in text]
    assert series(result["OUTPUT"], "RAIN")[0, 2] > 2500.0


def refusal(run, **parameters):
    with pytest.raises(QgsProcessingException) as caught:
        run("sample_factor_series", OUTPUT="memory:", **parameters)
    return str(caught.value)


def test_bad_input_is_refused_in_one_sentence(run, point_layer, points, stations, months, tmp_path):
    good = table(tmp_path, "n\td\tv\nA\t2018-01-01\t5\nA\t2018-02-01\t6\n")
    assert "either dated rasters" in refusal(run, INPUT=points)
    assert "give the layer of stations" in refusal(run, INPUT=points, TABLE=good)
    assert "cannot be used" in refusal(run, INPUT=points, RASTERS=months, PREFIX="D")
    assert "both hold 2018-01-01" in refusal(run, INPUT=points, RASTERS=[months[0], months[0]])
    assert "no displacement fields" in refusal(run, INPUT=stations, RASTERS=months)
    old = tmp_path / "old.txt"
    old.write_text("n\td\tv\nA\t1999-01-01\t5\nA\t1999-02-01\t6\n")
    assert "share no time" in refusal(run, INPUT=points, STATIONS=stations, TABLE=str(old))
    strangers = tmp_path / "strangers.txt"
    strangers.write_text("n\td\tv\nZ\t2018-01-01\t5\nZ\t2018-02-01\t6\n")
    assert "No field of the stations" in refusal(run, INPUT=points, STATIONS=stations, TABLE=str(strangers))
    assert "at least 5 stations" in refusal(run, INPUT=points, STATIONS=stations, TABLE=good, INTERPOLATION=2)
    undated = tmp_path / "rain.tif"
    write_raster(undated, np.ones((10, 10)), TRANSFORM, WKT, ["rain"])
    assert "has no date" in refusal(run, INPUT=points, RASTERS=[str(undated)])
    far = point_layer(XY + 1e6, {"D20180106": np.zeros(2), "D20180215": np.zeros(2)})
    assert "covers none of the points" in refusal(run, INPUT=far, RASTERS=months)


def test_almonte_gets_rain_sums_and_groundwater_until_the_records_end(shared_data, tmp_path):
    import processing

    folder = shared_data / "almonte"
    rain = processing.run(
        "subsidence:sample_factor_series",
        {
            "INPUT": str(folder / "sentinel1_desc.shp"),
            "STATIONS": str(folder / "rain_gauges.shp"),
            "TABLE": str(folder / "rain_daily.txt"),
            "PREFIX": "RAIN",
            "AGGREGATION": 1,
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    names = [field.name() for field in rain.fields() if field.name().startswith("RAIN")]
    assert len(names) == 146
    assert rain.featureCount() == 914
    assert all(isinstance(feature[name], float) for feature in rain.getFeatures() for name in names[::29])
    # the points lie nearest to two of the gauges, whose rows of the file are added up here
    lines = (folder / "rain_daily.txt").read_text(encoding="utf-8").splitlines()[1:]
    rows = [(name, date, value) for name, date, value in (line.split("\t") for line in lines)]
    start, stop = (f"{n[4:8]}-{n[8:10]}-{n[10:12]}" for n in names[51:53])
    wanted = {
        sum(float(value) for name, date, value in rows if name == gauge and start < date <= stop)
        for gauge in ("Moguer", "La_Palma_del_Condado")
    }
    found = {feature[names[52]] for feature in rain.getFeatures()}
    assert sorted(found) == pytest.approx(sorted(wanted))

    listener = Listener()
    levels = processing.run(
        "subsidence:sample_factor_series",
        {
            "INPUT": str(folder / "sentinel1_desc.shp"),
            "STATIONS": str(folder / "piezometers.shp"),
            "TABLE": str(folder / "piezometer_levels.txt"),
            "PREFIX": "GW",
            "INTERPOLATION": 1,
            "OUTPUT": "memory:",
        },
        feedback=listener,
    )
    assert levels["EMPTY_EPOCHS"] == 14
    assert any("2010-01-01 to 2019-08-01" in text and "14 of 146" in text for text in listener.warnings)


@pytest.mark.parametrize(
    ("name", "encoding", "rows"),
    [
        ("levels.rdb", "utf-8", ["site_no\tlev_dt\tlev_va\tdec_lat_va\tdec_long_va", "15s\t10d\t8s\t12s\t12s",
                                 "1\t2019-01-05\t10.5\t22.4\t114.1", "1\t2019-02-05\t11.5\t22.4\t114.1"]),
        ("rain.csv", "gbk", ["站号,经度,纬度,日期,降水量(mm)", "59493,114.1,22.4,2019-01-05,10.5",
                             "59493,114.1,22.4,2019-02-05,11.5"]),
        ("rain.csv", "utf-8", ["Gauge,Lat,Lon,Date,Precip", "W1,22.4,114.1,2019-01-05,10.5",
                               "W1,22.4,114.1,2019-02-05,11.5"]),
    ],
)  # fmt: skip
def test_tables_with_their_own_places_need_no_layer_of_stations(run, point_layer, tmp_path, name, encoding, rows):
    path = tmp_path / name
    path.write_bytes("\n".join([*rows, ""]).encode(encoding))
    columns = {"velocity": np.array([-5.0]), "D20190105": np.array([0.0]), "D20190205": np.array([-1.0])}
    points = point_layer(np.array([[114.1, 22.4]]), columns, crs="EPSG:4326")
    output = run("sample_factor_series", INPUT=points, TABLE=str(path), PREFIX="GW", AGGREGATION=0, OUTPUT="memory:")
    row = next(output["OUTPUT"].getFeatures())
    assert (row["GW20190105"], row["GW20190205"]) == (10.5, 11.5)


def test_stations_far_from_all_points_and_a_unit_of_their_own_are_said(run, points, stations, tmp_path, listener):
    rows = "".join(f"{name},2018-0{month}-01,{month}\n" for name in "AB" for month in (1, 2, 3, 4))
    path = table(tmp_path, "station,date,rain_cm\n" + rows)
    result = run(
        "sample_factor_series", INPUT=points, STATIONS=stations, TABLE=path, OUTPUT="memory:", feedback=listener
    )
    assert any("“rain_cm” states the unit cm" in text for text in listener.warnings)
    assert not any("km away" in text for text in listener.warnings)
    layer = result["OUTPUT"]
    assert "[cm]" in next(field.alias() for field in layer.fields() if field.name().startswith("RAIN"))
    far = run("native:translategeometry", INPUT=stations, DELTA_X=400_000, OUTPUT="memory:")["OUTPUT"]
    listener.warnings.clear()
    run("sample_factor_series", INPUT=points, STATIONS=far, TABLE=path, OUTPUT="memory:", feedback=listener)
    assert any("km away" in text for text in listener.warnings)

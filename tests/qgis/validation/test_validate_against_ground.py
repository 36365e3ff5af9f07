"""Stations of known bias through Processing: GNSS files, tables, dated fields and rates."""

from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from land_subsidence.subsidence.series import epoch_field, linear_rate, years_since
from qgis.core import QgsProcessingException

DATES = np.datetime64("2018-01-06") + 12 * np.arange(50)
LOS = np.array([-0.6, -0.1, 0.79])
LOS = LOS / np.sqrt((LOS**2).sum())
BIAS = 4.0  # mm/yr along the line of sight
N = 8


def up_mm(number, dates):
    time = years_since(dates, DATES[0])
    return -(5.0 + 3.0 * number) * time + 5.0 * np.sin(2 * np.pi * time + number)


def east_mm(number, dates):
    return (2.0 + number) * years_since(dates, DATES[0])


def place(number):
    return np.array([500_000 + 2000.0 * (number % 4), 2_100_000 + 3000.0 * (number // 4)])


@pytest.fixture
def insar(point_layer):
    """Three points at each of eight stations, noise 1 mm, a bias against the ground; a line-of-sight layer."""
    rng = np.random.default_rng(0)
    xy, series = [], []
    for number in range(N):
        motion = LOS[0] * east_mm(number, DATES) + LOS[2] * up_mm(number, DATES) + BIAS * years_since(DATES)
        for offset in (-30, 0, 40):
            xy.append(place(number) + offset)
            series.append(motion + rng.normal(0, 1, DATES.size))
    series = np.array(series)

    def make(sign=1.0, los=True):
        rate, std, _ = linear_rate(sign * series, DATES)
        columns = {"velocity": rate, "velocity_std": std}
        if los:
            columns.update({name: np.full(len(xy), value) for name, value in zip(("los_e", "los_n", "los_u"), LOS)})
        columns.update({epoch_field(date): sign * series[:, index] for index, date in enumerate(DATES)})
        return point_layer(np.array(xy), columns)

    return make


@pytest.fixture
def stations(point_layer):
    names = np.array([f"ST{number}" for number in range(N)], dtype=object)
    up = np.array([linear_rate(up_mm(number, DATES)[None], DATES)[0][0] for number in range(N)])
    columns = {"code": names, "up_rate": up, "up_std": np.full(N, 0.3)}
    campaigns = DATES[[0, 12, 24, 36, 49]]
    for date in campaigns:
        columns[epoch_field(date)] = np.array([100.0 + up_mm(number, np.array([date]))[0] for number in range(N)])
    return point_layer(np.array([place(number) for number in range(N)]), columns)


@pytest.fixture
def gnss_table(tmp_path):
    rng = np.random.default_rng(1)
    days = np.arange(DATES[0] - 20, DATES[-1] + 20, 2)
    lines = ["station,date,east,north,up"]
    for number in range(N):
        east, up = east_mm(number, days), up_mm(number, days)
        noise = rng.normal(0, 1, (days.size, 3))
        lines += [
            f"ST{number},{day},{e + a:.3f},{b:.3f},{u + c:.3f}" for day, e, u, (a, b, c) in zip(days, east, up, noise)
        ]
    path = tmp_path / "gnss.csv"
    path.write_text("\n".join(lines))
    return str(path)


def test_a_gnss_table_recovers_the_bias_and_ties_the_points(run, insar, stations, gnss_table, tmp_path):
    result = run(
        "validate_against_ground",
        INPUT=insar(),
        STATIONS=stations,
        TABLE=gnss_table,
        RADIUS=100,
        TIE=1,
        OUTPUT="memory:",
        METRICS="memory:",
        SERIES="memory:",
        CALIBRATED="memory:",
        REPORT=str(tmp_path / "report.html"),
    )
    assert result["STATION_COUNT"] == N
    assert result["BIAS"] == pytest.approx(BIAS, abs=0.3)
    assert result["SUSPICIONS"] == 0
    table = read_points(result["OUTPUT"], "o", result["OUTPUT"])
    np.testing.assert_allclose(table.numeric("rate_difference"), BIAS, atol=1.0)
    assert table.numeric("n_points").tolist() == [3] * N
    assert (table.numeric("rmse") > 0).all()
    tied = read_points(result["CALIBRATED"], "t", result["CALIBRATED"])
    raw = read_points(layer := insar(), "r", layer)
    np.testing.assert_allclose(raw.numeric("velocity") - tied.numeric("velocity"), BIAS, atol=0.3)
    last = epoch_field(DATES[-1])
    np.testing.assert_allclose(raw.numeric(last) - tied.numeric(last), BIAS * years_since(DATES)[-1], atol=0.5)
    metrics = {f["measure"]: f["value"] for f in result["METRICS"].getFeatures()}
    assert metrics["tie_rmse_after"] < 0.5 < metrics["tie_rmse_before"]
    assert result["SERIES"].featureCount() == N * DATES.size
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "ST3" in page
    assert "<img" in page


def test_a_reversed_sign_is_said_in_the_log_and_the_report(run, insar, stations, gnss_table, tmp_path):
    result = run(
        "validate_against_ground",
        INPUT=insar(sign=-1.0),
        STATIONS=stations,
        TABLE=gnss_table,
        OUTPUT="memory:",
        REPORT=str(tmp_path / "report.html"),
    )
    assert result["SUSPICIONS"] >= 1
    assert "agrees better with the sign reversed" in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["rate", "dated fields"])
def test_levelling_in_the_stations_layer_is_compared_in_the_vertical(run, insar, stations, how):
    more = {"GROUND_RATE": "up_rate", "GROUND_RATE_STD": "up_std"} if how == "rate" else {}
    result = run(
        "validate_against_ground",
        INPUT=insar(),
        STATIONS=stations,
        STATION_NAME="code",
        COMPARE=1,
        OUTPUT="memory:",
        **more,
    )
    assert result["STATION_COUNT"] == N
    # the horizontal motion that levelling does not see is part of the difference
    numbers = np.arange(N)
    expected = np.mean((BIAS + LOS[0] * (2.0 + numbers)) / LOS[2])
    assert result["BIAS"] == pytest.approx(expected, abs=0.6)


def test_tenv3_files_bring_their_places_along(run, insar, tmp_path):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsCoordinateTransformContext,
        QgsPointXY,
    )

    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32614"), QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsCoordinateTransformContext(),
    )  # fmt: skip
    days = np.arange(DATES[0], DATES[-1] + 1, 3)
    for number in range(3):
        point = transform.transform(QgsPointXY(*place(number)))
        lines = ["site YYMMMDD yyyy.yyyy __MJD"]
        for day, east, up in zip(days, east_mm(number, days) / 1000, up_mm(number, days) / 1000):
            mjd = day.astype(int) + 40587
            lines.append(
                f"GN{number}X 18JAN01 2018.0 {mjd} 1 1 -99 -10 {10 + east:.6f} 5 0.0 2000 {up:.6f} 0 .001 .001 .003"
                f" 0 0 0 {point.y():.8f} {point.x():.8f} 2000.0"
            )
        (tmp_path / f"GN{number}X.tenv3").write_text("\n".join(lines))
    result = run("validate_against_ground", INPUT=insar(), GNSS=[str(tmp_path)], OUTPUT="memory:")
    assert result["STATION_COUNT"] == 3
    assert result["BIAS"] == pytest.approx(BIAS, abs=0.4)
    assert {f["station"] for f in result["OUTPUT"].getFeatures()} == {"GN0X", "GN1X", "GN2X"}


def test_gnss_files_of_several_archives_give_the_bias_with_places_of_their_own_or_of_the_layer(
    run, insar, stations, tmp_path, listener
):
    days = np.arange(DATES[0], DATES[-1] + 1, 3)
    years = days.astype("datetime64[Y]")
    starts, ends = years.astype("datetime64[D]"), (years + 1).astype("datetime64[D]")
    decimal = years.astype(int) + 1970 + (days - starts).astype(int) / (ends - starts).astype(int)
    for number, suffix in enumerate((".neu", ".rneu")):
        lines = ["# u offset 1: 3.0"] if suffix == ".neu" else []
        for row, day in enumerate(days):
            east, up = (motion(number, days[row : row + 1])[0] for motion in (east_mm, up_mm))
            moved = f"0.0 {east:.4f} {up:.4f}"
            if suffix == ".neu":
                lines.append(f"{decimal[row]:.5f} {years[row]} {(day - starts[row]).astype(int) + 1} {moved} 1 1 4")
            else:
                lines.append(f"{str(day).replace('-', '')} {decimal[row]:.5f} {moved} 0 1 1 4")
        (tmp_path / f"ST{number}{suffix}").write_text("\n".join(lines))
    result = run(
        "validate_against_ground",
        feedback=listener,
        INPUT=insar(),
        STATIONS=stations,
        GNSS=[str(tmp_path)],
        OUTPUT="memory:",
    )
    assert result["STATION_COUNT"] == 2
    assert result["BIAS"] == pytest.approx(BIAS, abs=0.4)
    assert any("offsets" in text for text in listener.warnings)
    table = str(tmp_path / "ST0.neu")
    with pytest.raises(QgsProcessingException, match="give it under GNSS files"):
        run("validate_against_ground", INPUT=insar(), STATIONS=stations, TABLE=table, OUTPUT="memory:")


def test_a_layer_of_rates_alone_is_compared_with_dated_readings(
    run, insar, stations, gnss_table, point_layer, tmp_path
):
    whole = read_points(layer := insar(), "i", layer)
    kept = {name: whole.numeric(name) for name in ("velocity", "los_e", "los_n", "los_u")}
    result = run(
        "validate_against_ground",
        INPUT=point_layer(whole.xy, kept),
        STATIONS=stations,
        TABLE=gnss_table,
        RADIUS=100,
        TIE=1,
        **dict.fromkeys(("OUTPUT", "METRICS", "SERIES", "CALIBRATED"), "memory:"),
        REPORT=str(tmp_path / "report.html"),
    )
    assert result["STATION_COUNT"] == N
    assert result["BIAS"] == pytest.approx(BIAS, abs=0.5)
    assert result["SERIES"].featureCount() == 0
    tied = read_points(result["CALIBRATED"], "t", result["CALIBRATED"])
    np.testing.assert_allclose(whole.numeric("velocity") - tied.numeric("velocity"), BIAS, atol=0.5)


def test_what_is_missing_is_told(run, insar, stations, gnss_table, point_layer, tmp_path):
    output = str(tmp_path / "out.gpkg")
    with pytest.raises(QgsProcessingException, match="Give what was measured"):
        run("validate_against_ground", INPUT=insar(), OUTPUT=output)
    with pytest.raises(QgsProcessingException, match="No station has a place"):
        run("validate_against_ground", INPUT=insar(), TABLE=gnss_table, OUTPUT=output)
    with pytest.raises(QgsProcessingException, match="no line of sight"):
        run("validate_against_ground", INPUT=insar(los=False), GEOMETRY=1, STATIONS=stations, TABLE=gnss_table,
            OUTPUT=output)  # fmt: skip
    far = point_layer(np.array([[0.0, 0.0]]), {"up_rate": np.array([1.0])})
    with pytest.raises(QgsProcessingException, match="no point within"):
        run("validate_against_ground", INPUT=insar(), STATIONS=far, GROUND_RATE="up_rate", OUTPUT=output)
    assert not (tmp_path / "out.gpkg").exists()


def test_a_table_with_longitude_and_latitude_needs_no_stations_layer(run, insar, gnss_table, tmp_path):
    from land_subsidence.bridge.read_points import transform_xy
    from qgis.core import QgsCoordinateReferenceSystem

    utm, wgs84 = QgsCoordinateReferenceSystem("EPSG:32614"), QgsCoordinateReferenceSystem("EPSG:4326")
    places = transform_xy(np.array([place(number) for number in range(N)]), utm, wgs84)
    header, *rows = Path(gnss_table).read_text().splitlines()
    placed = tmp_path / "placed.csv"
    with placed.open("w") as stream:
        stream.write(header + ",longitude,latitude\n")
        for row in rows:
            longitude, latitude = places[int(row.partition(",")[0][2:])]
            stream.write(f"{row},{longitude:.8f},{latitude:.8f}\n")
    result = run("validate_against_ground", INPUT=insar(), TABLE=str(placed), RADIUS=100, OUTPUT="memory:")
    assert result["STATION_COUNT"] == N
    assert result["BIAS"] == pytest.approx(BIAS, abs=0.3)


def test_rates_without_errors_agree_neither_nor_disagree(run, insar, stations, tmp_path):
    result = run(
        "validate_against_ground",
        INPUT=insar(),
        STATIONS=stations,
        STATION_NAME="code",
        GROUND_RATE="up_rate",
        COMPARE=1,
        TIE=1,
        **dict.fromkeys(("OUTPUT", "CALIBRATED"), "memory:"),
        REPORT=str(tmp_path / "report.html"),
    )
    table = read_points(result["OUTPUT"], "o", result["OUTPUT"])
    for name in ("difference_std", "ground_std", "within"):
        assert np.isnan(table.numeric(name)).all(), name
    assert result.get("SHARE_WITHIN") is None
    assert "not known at any station" in (tmp_path / "report.html").read_text(encoding="utf-8")
    tied = read_points(result["CALIBRATED"], "t", result["CALIBRATED"])
    assert (tied.numeric("velocity_std") > 0).all()  # the scatter of the stations tells how sure the tie is


def test_rates_and_dated_fields_of_the_layer_are_turned_where_sinking_counts_as_positive(run, insar, stations):
    given = {"INPUT": insar(los=False), "STATIONS": stations, "OUTPUT": "memory:", "METRICS": "memory:"}
    given |= {"SERIES": "memory:", "RADIUS": 100, "GEOMETRY": 2}
    up = run("validate_against_ground", **given, GROUND_RATE="up_rate")["BIAS"]
    sinking = read_points(stations, "s", stations)
    columns = {name: -sinking.numeric(name) for name in sinking.names if name not in ("code", "up_std")}
    turned = _like(stations, columns)
    for field in ({"GROUND_RATE": "up_rate"}, {}):
        expected = run("validate_against_ground", **given, **field)["BIAS"]
        assert run("validate_against_ground", **{**given, "STATIONS": turned}, **field, TABLE_REVERSE=True)[
            "BIAS"
        ] == pytest.approx(expected)
    assert np.isfinite(up)


def test_dated_fields_of_the_layer_count_in_the_unit_of_their_names(run, insar, stations, listener):
    given = {"INPUT": insar(los=False), "OUTPUT": "memory:", "METRICS": "memory:", "SERIES": "memory:"}
    given |= {"RADIUS": 100, "GEOMETRY": 2}
    expected = run("validate_against_ground", STATIONS=stations, **given)["BIAS"]
    heights = read_points(stations, "s", stations)
    dated = {f"{name}_cm": heights.numeric(name) / 10.0 for name in heights.names if name.startswith("D2")}
    found = run("validate_against_ground", STATIONS=_like(stations, dated), **given, feedback=listener)
    assert found["BIAS"] == pytest.approx(expected)
    assert any("states the unit cm" in text for text in listener.warnings)


def test_a_station_that_lies_in_two_places_is_refused(run, insar, point_layer, gnss_table):
    names = np.array(["ST0", "ST1", "ST0"], dtype=object)
    twice = point_layer(np.array([place(0), place(1), place(2)]), {"code": names})
    with pytest.raises(QgsProcessingException, match="“ST0” more than once"):
        run("validate_against_ground", INPUT=insar(), STATIONS=twice, TABLE=gnss_table, OUTPUT="memory:",
            METRICS="memory:", SERIES="memory:")  # fmt: skip


def _like(layer, columns):
    """A layer of the same places with other fields."""
    from qgis.core import QgsFeature, QgsField, QgsVectorLayer
    from qgis.PyQt.QtCore import QVariant

    made = QgsVectorLayer(f"Point?crs={layer.crs().authid()}", "turned", "memory")
    made.dataProvider().addAttributes([QgsField(name, QVariant.Double) for name in columns])
    made.updateFields()
    for row, feature in enumerate(layer.getFeatures()):
        one = QgsFeature(made.fields())
        one.setGeometry(feature.geometry())
        one.setAttributes([float(values[row]) for values in columns.values()])
        made.dataProvider().addFeature(one)
    return made

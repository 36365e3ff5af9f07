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

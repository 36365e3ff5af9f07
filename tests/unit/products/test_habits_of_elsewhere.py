"""Tables as they come from other countries: place, date, unit and nothing are read, said or refused."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.series_table import ColumnMapping, read_series_table
from subsidence.progress import Report

N, T = 12, 24
RANDOM = np.random.default_rng(4)
DAYS = np.datetime64("2019-01-05") + 12 * np.arange(T)
XY = np.column_stack([-99.1 + 0.01 * RANDOM.random(N), 19.4 + 0.01 * RANDOM.random(N)]).round(5)
UTM = np.column_stack([486_000 + 1000 * RANDOM.random(N), 2_145_000 + 1000 * RANDOM.random(N)]).round(2)
RATE = RANDOM.uniform(-60, 5, N).round(2)
YEARS = (DAYS - DAYS[0]).astype(float) / 365.25
MM = (RATE[:, None] * YEARS + RANDOM.normal(0, 1.5, (N, T))).round(2)
MM[:, 0] = 0.0
COMPACT = [str(day).replace("-", "") for day in DAYS]
IN_METRES = {"crs": "EPSG:32614", "geographic": False}


class Told(Report):
    def __init__(self):
        self.said = []

    def on_warning(self, text):
        self.said.append(text)


def lines(names=COMPACT, values=MM, places=XY, head=("id", "lon", "lat"), rate="velocity"):
    header = ",".join([*head, *([rate] if rate else []), *names])
    rows = [
        ",".join(map(str, [f"P{i}", *places[i], *([RATE[i]] if rate else []), *values[i]])) for i in range(len(values))
    ]
    return [header, *rows]


def read(tmp_path, rows, **mapping):
    path = tmp_path / "table.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = Told()
    return read_series_table(path, ColumnMapping(**mapping), report=told), told.said


def says(said, text):
    return any(text in sentence for sentence in said)


def is_truth(product, places=XY):
    np.testing.assert_allclose(product.series.displacement_mm, MM, atol=1e-9)
    np.testing.assert_allclose(product.series.xy, places, atol=1e-6)
    assert (product.series.dates == DAYS).all()
    return True


def with_holes(mark):
    cells = MM.astype(object)
    holes = np.random.default_rng(1).random((N, T)) < 0.05
    holes[:, 0] = False
    cells[holes] = mark
    return cells, holes


@pytest.mark.parametrize("mark", ["-99", "-99.0", "-99.00", "#BEZUG!", "#ЗНАЧ!", "#¡VALOR!", "NaT", "falta"])
def test_what_stands_for_nothing_elsewhere_becomes_missing(tmp_path, mark):
    cells, holes = with_holes(mark)
    product, _ = read(tmp_path, lines(values=cells))
    np.testing.assert_array_equal(np.isnan(product.series.displacement_mm), holes)


def test_99_below_zero_stays_where_it_is_a_longitude_or_a_value_among_others(tmp_path):
    places = XY.copy()
    places[:, 0] = -99.0
    product, said = read(tmp_path, lines(places=places))
    assert is_truth(product, places)
    assert said == []
    deep = np.linspace(0, -180, N * T).reshape(N, T).round(1)
    deep[5, 5] = -99.0
    product, _ = read(tmp_path, lines(values=deep, rate=None))
    np.testing.assert_allclose(product.series.displacement_mm, deep)


@pytest.mark.parametrize("mark", ["0", "-1", "5"])
def test_a_value_that_is_far_too_common_is_named_and_kept(tmp_path, mark):
    cells, holes = with_holes(mark)
    product, said = read(tmp_path, lines(values=cells))
    assert (product.series.displacement_mm[holes] == float(mark)).all()
    assert says(said, f"the value {mark} occurs {int(holes.sum())} times")


def test_a_reference_that_never_moves_is_not_doubted(tmp_path):
    values = MM.copy()
    values[3] = 0.0
    _, said = read(tmp_path, lines(values=values))
    assert not says(said, "far more often")


@pytest.mark.parametrize("head", [("id", "lon [rad]", "lat [rad]"), ("id", "lon (rad)", "lat (rad)")])
def test_radians_that_are_named_are_refused(tmp_path, head):
    with pytest.raises(SubsidenceError, match="radians"):
        read(tmp_path, lines(places=np.radians(XY).round(8), head=head))


def test_radians_without_a_name_are_doubted(tmp_path):
    _, said = read(tmp_path, lines(places=np.radians(XY).round(8)))
    assert says(said, "may be radians")


def test_longitudes_towards_the_west_are_turned_and_said(tmp_path):
    product, said = read(tmp_path, lines(places=XY * (-1, 1), head=("id", "lon (°W)", "lat (°N)")))
    assert is_truth(product)
    assert says(said, "towards the west")


def test_longitudes_up_to_360_are_brought_to_the_west(tmp_path):
    product, said = read(tmp_path, lines(places=XY + (360, 0)))
    assert is_truth(product)
    assert says(said, "up to 360")


def test_the_letter_o_is_east_here_and_west_there_and_refused(tmp_path):
    places = np.array([[f"{-x:.5f} O", f"{y:.5f} N"] for x, y in XY])
    with pytest.raises(SubsidenceError, match="Oeste"):
        read(tmp_path, lines(places=places))


@pytest.mark.parametrize(("unit", "metres"), [("km", 1000.0), ("ft", 0.3048), ("cm", 0.01)])
def test_eastings_in_the_unit_of_their_names_are_brought_to_that_of_the_crs(tmp_path, unit, metres):
    pytest.importorskip("osgeo")
    rows = lines(places=(UTM / metres).round(8), head=("id", f"easting_{unit}", f"northing_{unit}"))
    product, said = read(tmp_path, rows, **IN_METRES)
    np.testing.assert_allclose(product.series.xy, UTM, atol=1e-3)
    assert says(said, f"is in {unit}")


def test_eastings_in_kilometres_without_a_name_are_doubted(tmp_path):
    _, said = read(tmp_path, lines(places=(UTM / 1000).round(5), head=("id", "easting", "northing")), **IN_METRES)
    assert says(said, "look like kilometres")


@pytest.mark.parametrize("word", ["Mean", "Total", "Promedio", "合计", "ИТОГО"])
@pytest.mark.parametrize("at", [1, N + 1])
def test_rows_that_sum_the_others_up_are_no_points(tmp_path, word, at):
    rows = lines()
    means = [word, *XY.mean(axis=0).round(5), RATE.mean().round(2), *MM.mean(axis=0).round(2)]
    rows.insert(at, ",".join(map(str, means)))
    product, said = read(tmp_path, rows)
    assert is_truth(product)
    assert says(said, f"“{word}”")


def test_a_row_that_numbers_the_columns_is_no_point(tmp_path):
    rows = lines()
    rows.insert(1, ",".join(str(number) for number in range(1, 5 + T)))
    assert is_truth(read(tmp_path, rows)[0])


def test_units_above_the_header_count(tmp_path):
    rows = [",".join(["", "deg", "deg", "cm/yr", *["cm"] * T]), *lines()]
    product, said = read(tmp_path, rows)
    np.testing.assert_allclose(product.series.displacement_mm, 10 * MM)
    np.testing.assert_allclose(product.velocity_mm_per_yr, 10 * RATE)
    assert says(said, "unit cm")


def test_a_point_that_is_there_twice_is_said(tmp_path):
    rows = lines()
    _, said = read(tmp_path, [*rows, rows[4]])
    assert says(said, "1 rows repeat a point, such as “P3”")


@pytest.mark.parametrize("unit", ["[0.1 mm]", "(1/10 mm)", "(10^-1 mm)", "(mm*100)", "(10^-4 m)"])
def test_units_with_a_factor_are_refused_not_taken_without_it(tmp_path, unit):
    with pytest.raises(SubsidenceError, match="no unit of its own"):
        read(tmp_path, lines(names=[f"{day} {unit}" for day in COMPACT]))


@pytest.mark.parametrize(
    "rate", ["rate (mm/6 months)", "rate (mm/quarter)", "velocity [mm/10 yr]", "velocity (mm/12 days)"]
)
def test_rates_in_other_times_than_a_year_are_refused(tmp_path, rate):
    with pytest.raises(SubsidenceError, match="not per year"):
        read(tmp_path, lines(rate=rate))


def test_series_smaller_than_a_millimetre_are_doubted(tmp_path):
    _, said = read(tmp_path, lines(values=(MM / 1000).round(6), rate=None))
    assert says(said, "set UNIT")


@pytest.mark.parametrize("rate", ["velocity", None])
def test_increments_that_do_not_call_themselves_so_are_doubted(tmp_path, rate):
    _, said = read(tmp_path, lines(values=np.diff(MM, axis=1, prepend=0).round(2), rate=rate))
    assert says(said, "behave like increments")
    _, said = read(tmp_path, lines(rate=rate))
    assert said == []


POLISH = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"]
TURKISH = ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"]
DUTCH = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
SPANISH = [
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
]


def named(months, form="{d} {m} {y}"):
    days = [day.astype(object) for day in DAYS]
    return [form.format(d=day.day, m=months[day.month - 1], y=day.year) for day in days]


@pytest.mark.parametrize(
    "names",
    [
        named(POLISH),
        named(TURKISH),
        named(DUTCH),
        named(SPANISH, "{d} de {m} de {y}"),
        [f"{day.year}년 {day.month}월 {day.day}일" for day in DAYS.astype(object)],
        [name.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) for name in COMPACT],
        [name.translate(str.maketrans("0123456789", "０１２３４５６７８９")) for name in COMPACT],
    ],
    ids=["Polish", "Turkish", "Dutch", "Spanish", "Korean", "Arabic digits", "wide digits"],
)
def test_dates_of_other_languages_are_all_read(tmp_path, names):
    assert is_truth(read(tmp_path, lines(names=names))[0])


def test_a_month_that_is_not_known_is_not_lost_in_silence(tmp_path):
    months = [*POLISH[:11], "qwerty"]
    days = np.arange("2019-01", "2021-01", dtype="datetime64[M]").astype(object)
    names = [f"5 {months[day.month - 1]} {day.year}" for day in days]
    with pytest.raises(SubsidenceError, match="“qwerty”"):
        read(tmp_path, lines(names=names))


@pytest.mark.parametrize("names", [[f"day_{12 * k}" for k in range(T)], [f"{12 * k}" for k in range(T)]])
def test_columns_that_may_be_dates_are_named_where_rates_are_read_alone(tmp_path, names):
    product, said = read(tmp_path, lines(names=names))
    assert product.series.n_epochs == 0
    assert says(said, "are not read as dates")


def test_decimal_years_of_two_decimals_are_said_to_be_coarse(tmp_path):
    _, said = read(tmp_path, lines(names=[f"{2019.01 + k * 12 / 365.25:.2f}" for k in range(T)]))
    assert says(said, "two days off")

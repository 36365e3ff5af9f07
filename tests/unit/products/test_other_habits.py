"""Tables as spreadsheets, statistics programs and people write them: one small world, written in many ways."""

import re

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.series_table import ColumnMapping, read_series_table
from subsidence.progress import Report

DATES = ("2018-01-06", "2018-01-18", "2018-01-30", "2018-02-11")
DIGITS = tuple(day.replace("-", "") for day in DATES)
XY = np.array([[114.10001, 22.41], [114.20002, 22.42], [114.30003, 22.43]])
MM = np.array([[0, -1.25, -2.5, -3.75], [0, -0.5, -1.5, -2.25], [0, 0.5, 0.25, 1.0]])
NAMES = ("id", "lon", "lat")
ROWS = [[f"P{i}", *XY[i], *MM[i]] for i in range(3)]


class Told(Report):
    def __init__(self):
        self.said = []

    def on_warning(self, text):
        self.said.append(text)


def text(names, rows=ROWS, separator=","):
    return "".join(separator.join(map(str, row)) + "\n" for row in [names, *rows])


def read(tmp_path, content, **mapping):
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    told = Told()
    return read_series_table(path, ColumnMapping(**mapping), report=told), told.said


def german():
    head = "Punkt;Länge;Breite;06.01.2018;18.01.2018;30.01.2018;11.02.2018\r\n"
    rows = [";".join(str(cell).replace(".", ",") for cell in row) for row in ROWS]
    return (head + "\r\n".join(rows) + "\r\n").encode("cp1252")


def statistics_program():
    head = '"","id","lon","lat",' + ",".join(f'"X{day.replace("-", ".")}"' for day in DATES)
    return head + "\n" + "".join(f'"{i}","P{i}",' + ",".join(map(str, ROWS[i][1:])) + "\n" for i in range(3))


def statistics_program_with_names_of_rows():
    head = '"id" "lon" "lat" ' + " ".join(f'"X{day.replace("-", ".")}"' for day in DATES)
    return head + "\n" + "".join(f'"{i}" "P{i}" ' + " ".join(map(str, ROWS[i][1:])) + "\n" for i in range(3))


def long(write, *, head="id,lon,lat,date,disp"):
    dates = write if isinstance(write, (list, tuple)) else [write(day) for day in DATES]
    rows = [f"P{i},{XY[i, 0]},{XY[i, 1]},{day},{MM[i, t]}" for i in range(3) for t, day in enumerate(dates)]
    return "\n".join([head, *rows]) + "\n"


def well_known_text():
    rows = [[f'"POINT ({x} {y})"', f"P{i}", *MM[i]] for i, (x, y) in enumerate(XY)]
    return text(["WKT", "id", *(f"D{day}" for day in DIGITS)], rows)


def across(corner="date"):
    rows = [["lon", *XY[:, 0]], ["lat", *XY[:, 1]], *([day, *MM[:, t]] for t, day in enumerate(DATES))]
    return text([corner, "P0", "P1", "P2"], rows)


def beside(prefix):
    return text([*NAMES, *(f"{prefix}{day}" for day in DIGITS), *(f"D{day}" for day in DIGITS)],
                [[*row[:3], 9, 9, 9, 9, *row[3:]] for row in ROWS])  # fmt: skip


WRITTEN = {
    "German spreadsheet": german(),
    "R write.csv": statistics_program(),
    "R write.table": statistics_program_with_names_of_rows(),
    "well-known text": well_known_text(),
    "UTF-16 with tabs": text(("点号", "东经", "北纬", *DATES), separator="\t").encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + text((*NAMES, *DIGITS)).encode("utf-16-be"),
    "UTF-16 without its mark": text((*NAMES, *DIGITS)).encode("utf-16-le"),
    "mixed ends of lines": text((*NAMES, *DIGITS)).replace("\n", "\r\n", 2),
    "old ends of lines": text((*NAMES, *DIGITS)).replace("\n", "\r"),
    "everything quoted": text([f'"{name}"' for name in (*NAMES, *DIGITS)], [[f'"{c}"' for c in r] for r in ROWS]),
    "blanks around": text((*NAMES, *DIGITS), separator=" , "),
    "serial numbers of days": text((*NAMES, 43106, 43118, 43130, 43142)),
    "days of the year": text((*NAMES, 2018006, 2018018, 2018030, 2018042)),
    "two digits of the year": text((*NAMES, "180106", "180118", "180130", "180211")),
    "day first without marks": text((*NAMES, "06012018", "18012018", "30012018", "11022018")),
    "names of months": text((*NAMES, "06JAN2018", "18JAN2018", "30JAN2018", "11FEB2018")),
    "long, serial numbers": long(["43106", "43118", "43130", "43142"]),
    "long, American": long([f"{d} 12:00:00 AM" for d in ("1/6/2018", "1/18/2018", "1/30/2018", "2/11/2018")]),
    "long, timestamps": long(lambda day: f"{day} 00:00:00"),
    "long, without names": long(str, head="pid,lon,lat,date,disp").replace("P", ""),
    "across": across(),
    "a line of titles above": ",,,displacement [mm],,,\n" + text((*NAMES, *DIGITS)),
    "a note below": text((*NAMES, *DIGITS)) + "Source: made by hand\n",
    "a comment between": text((*NAMES, *DIGITS)).replace("P1", "# half\nP1"),
    "Traditional Chinese": text(("點號", "經度", "緯度", *DIGITS)).encode("big5"),
    "Cyrillic": text(("Точка", "Долгота", "Широта", *DIGITS), separator=";").encode("cp1251"),
    "wide letters": text((*NAMES, *DIGITS)).replace("114.1", "１１４．１"),
    "a typographic minus": text((*NAMES, *DIGITS)).replace("-", "−"),
    "degree signs": text((*NAMES, *DIGITS), [[r[0], f"{r[1]}°E", f"{r[2]}°N", *r[3:]] for r in ROWS]),
    "accountants": text((*NAMES, *DIGITS)).replace("-1.25", "(1.25)").replace("-0.5", "(0.5)"),
    "both kinds of coordinates": text(
        ("id", "easting", "northing", "lon", "lat", *DIGITS), [[r[0], 500_000.5, 2_100_000.5, *r[1:]] for r in ROWS]
    ),
    "errors beside": beside("std_"),
    "rain beside": beside("RAIN"),
    "east beside": beside("east_"),
    "forecasts beside": beside("F"),
}


@pytest.mark.parametrize("habit", list(WRITTEN))
def test_the_same_world_is_read_from_every_habit(tmp_path, habit):
    product, _ = read(tmp_path, WRITTEN[habit])
    assert product.series.dates.astype(str).tolist() == list(DATES)
    np.testing.assert_allclose(product.series.xy, XY, atol=1e-9)
    np.testing.assert_allclose(product.series.displacement_mm, MM, atol=1e-9)


@pytest.mark.parametrize(
    "nothing", ["-", "n/a", "#N/A", "NaN", "", "  ", "NULL", "-9999.00", "1e20", "9.96921e+36", "-1.#IND", ".", "inf"]
)
def test_what_stands_for_nothing_in_one_cell_is_missing(tmp_path, nothing):
    rows = [list(row) for row in ROWS]
    rows[1][4] = nothing
    product, _ = read(tmp_path, text((*NAMES, *DIGITS), rows))
    wanted = MM.copy()
    wanted[1, 1] = np.nan
    np.testing.assert_allclose(product.series.displacement_mm, wanted)


@pytest.mark.parametrize(
    ("content", "factor"),
    [
        (text((*NAMES, *(f"{day} (cm)" for day in DIGITS))), 10),
        (text((*NAMES, *(f"disp_cm_{day}" for day in DIGITS))), 10),
        (text((*NAMES, *(f"D-m-{day}" for day in DIGITS))), 1000),
        (across("date [cm]"), 10),
        (across("date (disp in m)"), 1000),
        (text((*NAMES, *(f"disp[m]_{day}" for day in DIGITS))), 1000),
        (text((*NAMES, *(f"{day}_mm" for day in DIGITS))), 1),
        (text((*NAMES, *DIGITS), [["-", "deg", "deg", "cm", "cm", "cm", "cm"], *ROWS]), 10),
        (text((*NAMES, *DIGITS, "UOM"), [[*row, "cm"] for row in ROWS]), 10),
        ("% Measure_units: m\n" + text((*NAMES, *DIGITS)), 1000),
        ("# height unit: m\n" + text((*NAMES, *DIGITS)), 1),
    ],
)
def test_units_that_the_file_states_are_taken_and_said(tmp_path, content, factor):
    product, said = read(tmp_path, content)
    np.testing.assert_allclose(product.series.displacement_mm, factor * MM)
    assert bool(said) == (factor != 1)
    chosen, said = read(tmp_path, content, unit="cm")
    np.testing.assert_allclose(chosen.series.displacement_mm, 10 * MM)
    assert bool([text for text in said if "UNIT is cm" in text]) == (factor == 1000 or "_mm" in content)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([*NAMES, "Topo", "Vel", "Coer", *DIGITS], "P-SBAS.*UNIT to cm"),
        ([*NAMES, "height", "velocity", "coh", *(f"沉降{day}" for day in DIGITS)], "REVERSE"),
        ([*NAMES, "height", "velocity", "coh", *(f"subsidence_{day}" for day in DIGITS)], "REVERSE"),
    ],
)
def test_what_may_be_another_unit_or_sign_is_warned_of_with_the_parameter(tmp_path, names, said):
    rows = [[*row[:3], 10, 30 * row[-1], 0.9, *row[3:]] for row in ROWS]
    _, warnings = read(tmp_path, text(names, rows))
    assert any(re.search(said, warning) for warning in warnings)


@pytest.mark.parametrize(
    ("factor", "said"), [(0.1, "factor of 10"), (0.001, "factor of 1000"), (-1, "opposite"), (1, "")]
)
def test_rates_that_do_not_fit_their_series_are_warned_of(tmp_path, factor, said):
    slopes = [-38.0, -23.6, 8.4]
    rows = [[*row[:3], factor * slope, *row[3:]] for row, slope in zip(ROWS, slopes)]
    _, warnings = read(tmp_path, text([*NAMES, "velocity", *DIGITS], rows))
    assert (not warnings) if not said else any(said in warning for warning in warnings)


def test_rates_alone_east_north_and_up(tmp_path):
    rows = [[*row[:3], 1.5, -2.5, rate] for row, rate in zip(ROWS, (-38.1, -22.5, 8.3))]
    product, _ = read(tmp_path, text([*NAMES, "vel_east", "vel_north", "vel_up"], rows))
    np.testing.assert_allclose(product.velocity_mm_per_yr, [-38.1, -22.5, 8.3])
    assert product.series.n_epochs == 0
    assert product.columns["velocity_east"].tolist() == [1.5] * 3


def test_a_stamps_export_and_a_p_sbas_table_without_names(tmp_path):
    head = ",".join(f"export_res_ {number}" for number in range(1, 8))
    rows = "".join(
        f"{x},{y},{rate}," + ",".join(map(str, mm)) + "\n" for (x, y), mm, rate in zip(XY, MM, (-38, -23, 8))
    )
    product, _ = read(tmp_path, f"{head}\n114,22,NaN,737065,737077,737089,737101\n{rows}")
    assert product.series.dates.astype(str).tolist() == list(DATES)
    np.testing.assert_allclose(product.velocity_mm_per_yr, [-38, -23, 8])
    times = ", ".join(f"{day}T06:13:38Z" for day in DATES)
    rows = "".join(f"{i},{y},{x},10,{i - 2},0.9,-0.1,-0.6,0.77," + ",".join(map(str, MM[i])) + "\n"
                   for i, (x, y) in enumerate(XY))  # fmt: skip
    product, _ = read(tmp_path, f"DDSS_ID: x\nValue_unit: cm\nDates: {times}\n{rows}")
    np.testing.assert_allclose(product.series.displacement_mm, 10 * MM)
    np.testing.assert_allclose(product.columns["los_u"], 0.77)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text((*NAMES, *(f"RAIN{day}" for day in DIGITS))), "no columns named by dates"),
        (text(("id", "lat", "lon", *DIGITS)), "exchanged"),
        (text((*NAMES, 0, 12, 24, 36)), "no columns named by dates"),
        (text((*NAMES, *(f"{a}_{b}" for a, b in zip(DIGITS, [*DIGITS[2:], *DIGITS[:2]])))), "pairs of dates"),
        (text((*NAMES, *DIGITS, "UOM"), [[*row, "cm" if row[0] == "P1" else "mm"] for row in ROWS]), "several units"),
        ("<html><body>error 404</body></html>", "web page"),
        (text((*NAMES, "060118", "070118", "080118", "090118")), "set the date pattern"),
        (text((*NAMES, *DIGITS), [[r[0], 503824.5, 2152846.5, *r[3:]] for r in ROWS]), "no degrees"),
    ],
)
def test_what_cannot_be_sure_is_refused_in_words(tmp_path, content, said):
    with pytest.raises(SubsidenceError, match=said):
        read(tmp_path, content)


def test_a_date_pattern_tells_the_rest(tmp_path):
    content = text((*NAMES, "060118", "070118", "080118", "090118"))
    product, _ = read(tmp_path, content, date_pattern="%d%m%y")
    assert product.series.dates.astype(str).tolist() == ["2018-01-06", "2018-01-07", "2018-01-08", "2018-01-09"]
    product, _ = read(tmp_path, content, date_pattern=r"(?P<month>..)(?P<day>..)(?P<year>..)")
    assert product.series.dates.astype(str).tolist()[1] == "2018-07-01"


LENGTHS = {"ft": 304.8, "Feet": 304.8, "inches": 25.4, "dm": 100.0, "µm": 1e-3, "millimeter": 1.0, "centimetre": 10.0,
           "yards": 914.4, "厘米": 10.0, "米": 1000.0}  # fmt: skip
STATED = {
    "comment": lambda unit: f"# displacement in {unit}\n" + text((*NAMES, *DIGITS)),
    "key": lambda unit: f"# Units: {unit}\n" + text((*NAMES, *DIGITS)),
    "title": lambda unit: f"Displacement ({unit})\n" + text((*NAMES, *DIGITS)),
    "row": lambda unit: text((*NAMES, *DIGITS), [["-", "deg", "deg", *[unit] * 4], *ROWS]),
    "brackets": lambda unit: text((*NAMES, *(f"{day} [{unit}]" for day in DIGITS))),
    "behind": lambda unit: text((*NAMES, *(f"disp_{day}_{unit}" for day in DIGITS))),
    "before": lambda unit: text((*NAMES, *(f"{unit}_{day}" for day in DIGITS))),
    "column": lambda unit: text((*NAMES, *DIGITS, "unit"), [[*row, unit] for row in ROWS]),
    "long": lambda unit: long(str, head=f"id,lon,lat,date,displacement in {unit}"),
}


@pytest.mark.parametrize("place", STATED)
def test_any_length_that_is_stated_for_displacements_counts(tmp_path, place):
    for unit, millimetres in LENGTHS.items():
        product, said = read(tmp_path, STATED[place](unit))
        np.testing.assert_allclose(product.series.displacement_mm, MM * millimetres, err_msg=f"{place}, {unit}")
        assert millimetres == 1.0 or any("states the unit" in sentence for sentence in said), (place, unit)


@pytest.mark.parametrize("place", STATED)
def test_radians_are_no_displacement_unless_a_unit_is_chosen(tmp_path, place):
    with pytest.raises(SubsidenceError, match=r"the unit rad .*UNIT"):
        read(tmp_path, STATED[place]("radians"))
    product, _ = read(tmp_path, STATED[place]("radians"), unit="mm")
    np.testing.assert_allclose(product.series.displacement_mm, MM)


def test_rates_per_day_are_not_taken_as_rates_per_year(tmp_path):
    with pytest.raises(SubsidenceError, match=r"per day.*UNIT"):
        read(tmp_path, text((*NAMES, "velocity [mm/day]"), [[*row[:3], 1.5] for row in ROWS]))


@pytest.mark.parametrize(
    "line", ["# Units in degrees, WGS 84", "# LOS incidence angle in radians", "# Unit: Institute of Surveying"]
)
def test_words_about_other_things_state_no_unit_of_displacements(tmp_path, line):
    product, said = read(tmp_path, f"{line}\n" + text((*NAMES, *DIGITS)))
    np.testing.assert_allclose(product.series.displacement_mm, MM)
    assert not any("unit" in sentence for sentence in said)


def amounts_beside_series(folder, name, header, sign, encoding="utf-8"):
    """Three points that sink by 12, 30 and 55 mm/yr for a year; the third column is an amount or a rate of sinking."""
    days = ["20190105", "20190705", "20200105"]
    lines = [",".join([*header, *days])]
    for number, rate in enumerate((12.0, 30.0, 55.0)):
        series = [sign * rate * share for share in (0.0, 0.5, 1.0)]
        lines.append(",".join(map(str, (f"P{number}", 114.1 + number / 100, 22.4 + number / 100, rate, *series))))
    path = folder / name
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def heard(path):
    warnings: list[str] = []

    class Told(Report):
        def on_warning(self, text):
            warnings.append(text)

    return read_series_table(path, report=Told()), warnings


@pytest.mark.parametrize("name", ["沈下量", "Subsidence (mm)", "累计沉降量(mm)"])
def test_an_amount_of_sinking_beside_a_series_is_no_rate_and_its_sign_is_warned_of(tmp_path, name):
    """The amount was taken for mm/yr."""
    header = ["id", "lon", "lat", name]
    product, warnings = heard(amounts_beside_series(tmp_path, "a.csv", header, 0.5))
    assert product.velocity_mm_per_yr == pytest.approx([6.0, 15.0, 27.5], rel=0.01)
    assert any(name in text and "REVERSE" in text for text in warnings)
    product, warnings = heard(amounts_beside_series(tmp_path, "b.csv", header, -0.5))
    assert product.velocity_mm_per_yr == pytest.approx([-6.0, -15.0, -27.5], rel=0.01)
    assert not any("REVERSE" in text for text in warnings)


def test_a_rate_of_sinking_is_found_beside_an_amount(tmp_path):
    header = ["点号", "经度", "纬度", "沉降速率(mm/a)"]
    product, warnings = heard(amounts_beside_series(tmp_path, "a.csv", header, 1.0, "gbk"))
    assert product.velocity_mm_per_yr == pytest.approx([12.0, 30.0, 55.0])
    assert any("REVERSE" in text for text in warnings)


def test_an_amount_in_feet_beside_a_series_without_a_unit_is_warned_of(tmp_path):
    _, warnings = heard(amounts_beside_series(tmp_path, "a.csv", ["id", "lon", "lat", "Subsidence (ft)"], -1.0))
    assert any("“Subsidence (ft)” is in ft" in text and "UNIT" in text for text in warnings)

"""What columns are called, once for all readers: the names by which producers and people know a thing.

Names are compared without regard to case, blanks, punctuation, units in brackets, and the ten characters to which
shapefiles cut them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from ..errors import SubsidenceError
from ..spatial.look_vectors import LOS_NAMES

BRACKETS = re.compile(r"[\[(（【{].*?[\])）】}]")
UNIT_NAMES = {
    "мкм": "µm",
    "мм": "mm",
    "миллиметр": "mm",
    "см": "cm",
    "сантиметр": "cm",
    "дм": "dm",
    "м": "m",
    "метр": "m",
    **dict.fromkeys(("nm", "nanometre", "nanometer", "纳米"), "nm"),
    **dict.fromkeys(("µm", "μm", "um", "micrometre", "micrometer", "micron", "微米"), "µm"),
    **dict.fromkeys(("mm", "millimetre", "millimeter", "milimetro", "millimetro", "毫米", "ミリメートル"), "mm"),
    **dict.fromkeys(("cm", "centimetre", "centimeter", "zentimeter", "centimetro", "厘米", "公分", "センチ"), "cm"),
    **dict.fromkeys(("dm", "decimetre", "decimeter", "dezimeter", "分米"), "dm"),
    **dict.fromkeys(("m", "metre", "meter", "metro", "米", "公尺", "メートル"), "m"),
    **dict.fromkeys(("km", "kilometre", "kilometer", "千米", "公里"), "km"),
    **dict.fromkeys(("in", "inch", "inche", "英寸"), "in"),
    **dict.fromkeys(("ft", "foot", "feet", "us survey foot", "us survey feet", "ftus", "英尺"), "ft"),
    **dict.fromkeys(("yd", "yard"), "yd"),
    **dict.fromkeys(("rad", "radian"), "rad"),
}
UNIT_NAMES = {
    **UNIT_NAMES,
    **{f"{name}s": unit for name, unit in UNIT_NAMES.items() if len(name) > 2 and name.isascii()},
}
_BY_LENGTH = sorted(map(re.escape, UNIT_NAMES), key=len, reverse=True)
_LAST = r"(?=\s*(?:[\])\"'.,;:/]|per\b|$))"  # “in” is a unit only where nothing follows that it may belong to
UNIT_WORDS = "(?:" + "|".join(f"in{_LAST}" if name == "in" else name for name in _BY_LENGTH) + ")"
_YEAR = r"(?:yr|year|a|an|y|jahr|ano|año|年)"
UNIT = re.compile(
    rf"(?<![^\W\d_])(?P<unit>{UNIT_WORDS})"
    rf"(?P<rate>\s*(?:/|\s*per\s*|_?p?er?_?)?\s*{_YEAR}(?:-1|\^-1|⁻¹)?)?(?![^\W\d_])",
    re.I,
)
_TAIL_RATE = r"(?:[ _]?(?:/|p|per)?[ _]?(?:yr|year|a|y|rok|jahr|ano|año|anno|an|ár|år|год|г|年))?"
_TAIL_CJK = "|".join(name for name in _BY_LENGTH if re.match(r"[\u3040-\u9fff]", name))
UNIT_TAIL = re.compile(
    rf"(?<=\w)[,;:]?(?:(?:[ _.\-]in)?[ _.\-/](?P<unit>{'|'.join(_BY_LENGTH)}){_TAIL_RATE}|[ _.\-/]?(?P<cjk>{_TAIL_CJK})"
    r"|(?<=[\u3040-\u9fff])(?P<after>mm|cm|dm|m))$",
    re.I,
)
OTHER_TIMES = re.compile(
    rf"(?<![^\W\d_])(?:{UNIT_WORDS})\s*(?:(?:/|_?per_?|\s+per\s+)\s*(?P<time>(?:\d+\s*)?(?:days?|d|months?|mon|mo|weeks?|"
    r"hours?|h|s|decades?|quarters?|trimest\w+|semest\w+|cent\w+|kyr|ka|myr|天|日|月|季度|день|сут|мес)|"
    r"(?!1\s*\D)\d+\s*(?:years?|yrs?|y|a))|[_ ](?P<word>day|month|week|hour|decade|quarter)s?)(?![^\W\d_])",
    re.I,
)
SHAPEFILE_LENGTH = 10
LEFT_OPEN = frozenset(("displaceme", "deformatio", "velocityst"))  # ten letters that names of several meanings share

X = (
    *("longitude", "lon", "long", "lng", "longitude_deg", "long_deg", "lon_deg", "lon_wgs84", "dec_long_va", "lambda"),
    *("easting", "x", "x_coord", "xcoord", "coord_x", "point_x", "pointx", "east_coord", "utm_x", "x_utm", "xutm"),
    *("e_utm", "utm_e", "utm_east", "utm_easting", "rechtswert", "hochx", "ostwert", "geolange", "geografische_lange"),
    *("długość", "dlugosc", "boylam", "delka", "hosszusag", "længdegrad", "laengdegrad", "lengdegrad", "lengtegraad"),
    *("längengrad", "pituusaste", "länge", "ostlig", "kinh_do", "garis_bujur"),
    *("longitud", "longitudine", "laenge", "lange", "long_x", "lon_x", "x_lon", "xlon", "lonx", "x_m", "epsg_x"),
    *(
        "经度",
        "經度",
        "东经",
        "東經",
        "东坐标",
        "横坐标",
        "x坐标",
        "坐标x",
        "x座標",
        "долгота",
        "经度e",
        "経度",
        "東経",
        "경도",
        "east",
        "e_lon",
    ),
)
Y = (
    *("latitude", "lat", "latitude_deg", "lat_deg", "lat_wgs84", "dec_lat_va", "phi", "geobreite"),
    *("northing", "y", "y_coord", "ycoord", "coord_y", "point_y", "pointy", "north_coord", "utm_y", "y_utm", "yutm"),
    *("n_utm", "utm_n", "utm_north", "utm_northing", "hochwert", "nordwert", "geografische_breite"),
    *("szerokosc", "enlem", "sirka", "szelesseg", "breddegrad", "breedtegraad", "breitengrad", "leveysaste", "bredde"),
    *("vi_do", "garis_lintang"),
    *("latitud", "latitudine", "breite", "lat_y", "y_lat", "ylat", "laty", "y_m", "epsg_y"),
    *(
        "纬度",
        "緯度",
        "北纬",
        "北緯",
        "北坐标",
        "纵坐标",
        "y坐标",
        "坐标y",
        "y座標",
        "широта",
        "纬度n",
        "北緯",
        "위도",
        "north",
        "n_lat",
    ),
)
_DEGREES = re.compile(
    r"^(?:lon|lng|lat|dec_l|geo|lambda|phi|l[aeäæ]e?ng|bre[de]|pituus|levey|kinh|vi_do|garis|ostl|lang|dlug|dług|boyl|delk|hossz|szer|enlem|sirk|szel|brei|long|經|经|緯|纬|东经|東經|北纬|北緯|долг|шир)"
)
X_METRES = tuple(name for name in X if not _DEGREES.match(name))
Y_METRES = tuple(name for name in Y if not _DEGREES.match(name))
POINT = (
    *("point_id", "id", "pid", "code", "point", "ps_id", "psid", "name", "station", "fid", "ident", "identifier"),
    *("pointid", "objectid", "object_id", "ps", "gid", "no", "nr", "num", "number", "point_no", "punkt", "punkt_id"),
    *(
        "punktnummer",
        "点号",
        "点名",
        "监测点",
        "编号",
        "序号",
        "番号",
        "번호",
        "지점",
        "점번호",
        "測點",
        "测点",
        "點號",
        "номер",
        "id_punto",
        "punto",
    ),
)
STATION = (
    *("station", "site", "site_no", "name", "benchmark", "id", "point", "code", "nombre", "stationid", "station_id"),
    *("marker", "site_id", "well", "well_id", "well_no", "wellid", "bore", "borehole", "messstelle", "brunnen", "pozo"),
    *("stations_id", "stationsid", "репер", "марка", "пункт", "reper", "reiter", "rain_gauge", "pluviometro"),
    *("stazione", "estacion", "estación", "bezeichnung", "punkt", "station_name", "site_name", "point_id", "pid"),
    *(
        "gauge",
        "gauge_id",
        "gage",
        "pozzo",
        "piezometro",
        "piezometer",
        "borehole_id",
        "puits",
        "站号",
        "站点编号",
        "井名",
    ),
    *("站名", "测站", "点名", "点号", "井号", "站点", "測站", "станция", "скважина"),
)
DATE = (
    *("date", "epoch", "time", "datetime", "day", "acquisition", "fecha", "fechas", "datum", "dates", "epochs"),
    *("date_time", "timestamp", "obs_date", "lev_dt", "measured_at", "zeitpunkt", "zeit", "messdatum", "tag"),
    *("decimal_year", "dec_year", "decyear", "decimalyear", "year", "yyyy_yyyy", "acq_date", "date_acq", "sampledate"),
    *("data", "dato", "tarih", "päivämäärä", "pvm", "dátum", "datum_mereni", "tanggal", "ngay", "mjd", "jd"),
    *("julian_date", "modified_julian_date", "unix_time", "decimal_date", "dec_date", "epoch_decimal"),
    *(
        "日期",
        "时间",
        "观测日期",
        "监测日期",
        "观测时间",
        "监测时间",
        "観測日",
        "時間",
        "дата",
        "日付",
        "날짜",
        "일자",
        "관측일",
        "yyyymmdd",
        "acquisition_date",
        "measurement_date",
        "jour",
        "giorno",
    ),
)
VALUE = (
    *("displacement", "displacement_mm", "disp", "disp_mm", "value", "los", "deformation", "deform", "motion", "d"),
    *("los_displacement", "los_displacement_mm", "los_mm", "cumulative", "cum", "cumulative_displacement", "cum_disp"),
    *("d_los", "dlos", "def", "defo", "wert", "verschiebung", "desplazamiento", "spostamento", "deplacement"),
    *("przemieszczenie", "verplaatsing", "bevægelse", "bevegelse", "rörelse", "forskydning", "yer_degistirme"),
    *("deplasman", "posun", "elmozdulás", "siirtymä", "deslocamento", "deformacion", "deformazione", "deformação"),
    *("increment", "incremental", "inc", "inc_disp", "incremental_disp", "incremental_displacement", "增量"),
    *(
        "位移",
        "形变",
        "形变量",
        "位移量",
        "累计形变",
        "累积形变",
        "смещение",
        "変位",
        "変位量",
        "沈下量",
        "변위",
        "변위량",
        "침하량",
        "cumul_disp",
        "cumdisp",
        "ts",
    ),
)
RATE = (
    *("velocity", "vel", "mean_velocity", "mean_vel", "meanvel", "rate", "v", "vlos", "v_los", "vel_los", "los_vel"),
    *("los_velocity", "velocity_los", "mean_veloc", "avg_velocity", "average_velocity", "vel_mean", "linear_velocity"),
    *("lin_vel", "linvel", "vel_mm_yr", "velocity_mm_yr", "v_mm_yr", "mm_yr", "vel_mm", "annual_rate", "los_rate"),
    *("geschwindigkeit", "rate_mm_yr", "mean_rate", "deformation_rate", "def_rate", "defo_rate", "velocidad"),
    *("predkosc", "prędkość", "hiz", "hız", "rychlost", "velocidade", "hastighed", "hastighet", "snelheid", "sebesség"),
    *("velocita", "vitesse", "vmean", "v_mean", "vel_avg", "disp_rate", "displacement_rate", "ps_vel", "velocity_mm"),
    *(
        "速率",
        "速度",
        "形变速率",
        "年均速率",
        "平均速率",
        "年平均速率",
        "形變速率",
        "скорость",
        "変位速度",
        "沈下速度",
        "속도",
        "변위속도",
        "침하속도",
        "年速率",
        "vel_lin",
    ),
)
VERTICAL_RATE = (
    *(
        "velocity_up",
        "vel_up",
        "v_up",
        "vu",
        "up_rate",
        "rate_up",
        "up_velocity",
        "vertical_velocity",
        "vel_v",
        "vel_u",
    ),
    *(
        "v_u",
        "velocity_u",
        "velocity_vertical",
        "vertical_rate",
        "vert_vel",
        "velvert",
        "vup",
        "v_vert",
        "vertical_vel",
    ),
    *("up", "vertical", "vu_mm_yr", "up_mm_yr", "垂直速率", "垂向速率", "竖向速率", "d_up"),
)
EAST_RATE = (
    *("velocity_east", "vel_east", "v_east", "ve", "east_rate", "rate_east", "east_velocity", "vel_e", "v_e"),
    *(
        "horizontal_velocity",
        "velocity_e",
        "veast",
        "ve_mm_yr",
        "east_mm_yr",
        "东向速率",
        "ew",
        "ew_velocity",
        "vel_ew",
    ),
)
NORTH_RATE = (
    *("velocity_north", "vel_north", "v_north", "vn", "north_rate", "rate_north", "north_velocity", "vel_n", "v_n"),
    *("velocity_n", "vnorth", "vn_mm_yr", "north_mm_yr", "北向速率"),
)
# Our fields and the names that producers give them.
ALIASES = {
    "velocity_std": (
        *("velocity_std", "v_stdev", "vel_std", "mean_velocity_std", "velocitystd", "vstd", "v_std", "sigma_vel"),
        *("vel_sigma", "sigma_v", "std_vel", "v_sigma", "mean_velo_1", "vel_stdev", "rate_std", "velocity_stdev"),
        *("velocity_sigma", "sigma_velocity", "vel_err", "velocity_error"),
    ),
    "coherence": (
        *("coherence", "temporal_coherence", "temp_coh", "coer", "coh", "coher", "coherence_temporal", "tcoh"),
        *("temporal_c", "tempcoh", "gamma", "mean_coherence", "koharenz", "相干性", "相干系数"),
    ),
    "height": (
        *("height", "height_m", "hgt", "elevation", "height_ortho", "topo", "elev", "altitude", "dem", "h", "hohe"),
        *("hoehe", "quota", "cota", "高程", "alt", "z"),
    ),
    **LOS_NAMES,
}
GEOMETRY = ("wkt", "geometry", "geom", "the_geom", "shape", "wkt_geom", "wkt_geometry", "point_wkt", ".geo")
# Ground measurements
EAST = ("east", "e", "de", "d_e", "east_mm", "east_m", "e_mm", "dx", "delta_e", "east_ft", "delta_east", "ost")
NORTH = ("north", "n", "dn", "d_n", "north_mm", "north_m", "n_mm", "dy", "delta_n", "north_ft", "delta_north", "nord")
UP = (
    *("up", "u", "du", "d_u", "up_mm", "up_m", "u_mm", "v", "vertical", "dz", "delta_v", "delta_up", "delta_u", "dv"),
    *("up_ft", "height_ft", "elevation_ft", "hohe", "hoehe", "höhe", "高程", "height", "height_m", "h", "elevation"),
    *("value", "displacement", "settlement", "level", "lev_va", "elev", "hochwert_m", "z", "quota", "cota", "altitude"),
    *("subsidence", "setzung", "hebung", "沉降", "沉降量", "累计沉降量", "累计变化量", "累计位移", "отметка", "высота"),
    *("høyde", "højde", "kote", "höjd", "hoogte", "rzędna", "wysokość", "altura", "yükseklik", "kot", "標高"),
)
SINKING = re.compile(
    r"subsid|settle|sättning|sætning|setning|osiadan|oturma|sedání|süllyed|vajoama|recalque|setzung|senkung|sink|hundim|asentam|abbass|cediment|affaiss|tassement|沉降|下沉|沈降|沉陷|地陷|"
    r"沈下|침하|осадк|просадк|оседани|zakk|bodemdaling|range_?(?:change|increase)|depth|tiefe|flurabstand|埋深",
    re.I,
)


# what rows and columns are called that sum others up
SUMMARIES = frozenset(
    (
        *("total", "totals", "sum", "mean", "average", "avg", "max", "maximum", "min", "minimum", "std", "stdev"),
        *("median", "grand total", "overall", "promedio", "media", "suma", "máximo", "mínimo", "moyenne", "somme"),
        *("durchschnitt", "mittel", "mittelwert", "summe", "gesamt", "totale", "somma", "média", "soma", "среднее"),
        *("итого", "сумма", "всего", "średnia", "średnio", "ortalama", "toplam", "gemiddelde", "totaal", "medel"),
        *("平均", "平均值", "合计", "总计", "合計", "最大值", "最小值", "最大", "最小", "합계", "평균"),
    )
)
BELOW_GROUND = re.compile(
    r"depth|profund|profond|tiefe|flurabst|soggiac|głębok|glebok|глубин|derinlik|diepte|dybde|djup|mélység|hloubka|"
    r"kedalaman|độ sâu|埋深|深度|深さ|깊이|drawdown|abatim|rabattement|below|(?<![a-z])(?:dtw|dtgw|d2w|wtd)(?![a-z])|"
    r"^lev_va$|m?b\.?g\.?[ls](?![a-z])|b\.?t\.?o\.?c|(?<![a-z])bmp(?![a-z])",
    re.I,
)
RATE_WORDS = re.compile(
    r"rate|veloc|\bvel|speed|annual|率|速|скорост|geschwind|vitess|tasa|tasso|"
    r"(?:/|per[ _]?|p)\s*(?:yr|year|y|a|an|anno|año|jahr|год|年)(?![^\W\d_])",
    re.I,
)


def normal(name: str) -> str:
    """A column's name as it is compared: lower case, without brackets, blanks, punctuation and accents.

    >>> normal(" SIGMA VEL [mm/yr] "), normal("____up(m)"), normal("COORD.X")
    ('sigmavel', 'up', 'coordx')
    """
    text = BRACKETS.sub("", str(name)).strip().lower() or str(name).strip().lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(letter for letter in text if letter.isalnum())


def find(names: Iterable[str], known: Iterable[str], taken: Iterable[str] = ()) -> str:
    """The first of ``known`` that one of ``names`` is, as it stands in ``names``; "" where there is none.

    Parameters
    ----------
    names : iterable of str
        Those of a table.
    known : iterable of str
        Names that a column of this meaning usually has, the likeliest first.
    taken : iterable of str
        Names that mean something else already.

    Returns
    -------
    str
        As it stands in ``names``; "" where there is none.

    Examples
    --------
    >>> find(["LON", "Lat."], ("longitude", "lon")), find(["temporal_c"], ("temporal_coherence",)), find(["a"], ("b",))
    ('LON', 'temporal_c', '')
    """
    gone = set(taken)
    left = [name for name in names if name not in gone]
    by_name: dict[str, str] = {}
    without_unit: dict[str, str] = {}
    for name in left:
        by_name.setdefault(normal(name), name)
        if cut := UNIT_TAIL.sub("", str(name).strip()):
            without_unit.setdefault(normal(cut), name)
    known = list(known)
    for mapping in (by_name, without_unit):
        for wanted in known:
            found = mapping.get(normal(wanted))
            if found is not None:
                return found
    for wanted in known:  # cut to ten characters by a shapefile
        if len(wanted) > SHAPEFILE_LENGTH:
            cut = normal(wanted[:SHAPEFILE_LENGTH])
            if cut in LEFT_OPEN:
                continue
            found = by_name.get(cut)
            if found is not None and len(found) == SHAPEFILE_LENGTH:
                return found
    return ""


def known_names() -> frozenset[str]:
    """Every name that any reader understands, as ``normal`` gives it: a line that has one is a header."""
    lists: list[Iterable[str]] = [X, Y, POINT, STATION, DATE, VALUE, RATE, VERTICAL_RATE, EAST_RATE, NORTH_RATE]
    lists += [EAST, NORTH, UP, *ALIASES.values()]
    return frozenset(normal(name) for names in lists for name in names)


def unit_named(text: str) -> str:
    """The unit that a word is, as we write it; "" for another word.

    >>> unit_named("Feet"), unit_named("[centimetres]"), unit_named("µm"), unit_named("mean")
    ('ft', 'cm', 'µm', '')
    """
    plain = " ".join(text.strip().strip("[](){} .").lower().replace("_", " ").split())
    return UNIT_NAMES.get(plain, "")


def unit_in(text: str) -> str:
    """The unit that a name or comment states: one of ``units.MM_PER_UNIT``, or rad; "" where it states none.

    >>> unit_in("VEL [cm/yr]"), unit_in("disp_mm"), unit_in("height (m)"), unit_in("Topo"), unit_in("mean velocity")
    ('cm', 'mm', 'm', '', '')
    >>> unit_in("disp_inches"), unit_in("displacement in ft"), unit_in("位移（毫米）")
    ('in', 'ft', 'mm')
    """
    inside = BRACKETS.findall(text)
    for piece in inside:
        match = UNIT.search(piece)
        if match:
            return unit_named(match["unit"])
    plain = BRACKETS.sub("", text).strip()
    match = UNIT_TAIL.search(plain)
    if match:
        return unit_named(match["unit"] or match["cjk"] or match["after"])
    match = re.fullmatch(r"(mm|cm|dm|m|ft|in)[_/ ]?(?:p|per)?[_ ]?(?:yr|year|a|y)", plain, re.I)
    return match[1].lower() if match else ""


def tells_series(columns: Iterable[str]) -> int:
    """How much the names of columns sound like measurements: 0 not at all, more with places, rates and dates.

    >>> tells_series(["lon", "lat", "20180106", "20180118"]) > tells_series(["remark", "lon"])
    True
    """
    from .dates import dated_columns

    names = list(columns)
    try:
        dated = len(dated_columns(names).names) >= 2
    except SubsidenceError:  # dates, though ones that cannot be told
        dated = True
    kinds = (X, Y, DATE, (*VALUE, *UP), (*RATE, *VERTICAL_RATE), STATION)
    return 3 * dated + sum(bool(find(names, kind)) for kind in kinds)


def sinks_positive(name: str) -> bool:
    """Whether a column's name says that sinking is counted as positive.

    >>> sinks_positive("Settlement_mm"), sinks_positive("累计沉降"), sinks_positive("displacement")
    (True, True, False)
    """
    return bool(SINKING.search(name))


def signature_in_cm(names: Iterable[str]) -> bool:
    """Whether the columns are those of a P-SBAS product (Topo, Vel, Coer, CosN, CosE, CosU), which is in cm."""
    known = {normal(name) for name in names}
    return {"topo", "vel", "coer"} <= known or {"coer", "cosn", "cose", "cosu"} <= known


def renamed_to_ours(columns: Mapping[str, object]) -> dict[str, str]:
    """Column → our field, for the columns that producers' names tell; the first of several aliases wins."""
    ours: dict[str, str] = {}
    for field, aliases in ALIASES.items():
        found = find(columns, aliases, taken=ours)
        if found:
            ours[found] = field
    return ours


def other_time(name: str) -> str:
    """The time other than a year that a rate's name says it is per; "" where it says none.

    >>> other_time("velocity [mm/day]"), other_time("vel_mm_month"), other_time("vel_mm_yr")
    ('day', 'month', '')
    """
    match = OTHER_TIMES.search(name)
    return (match["time"] or match["word"]) if match else ""


def says_depth(name: str) -> bool:
    """Whether a column's name says that it counts downwards, from the ground to the water.

    >>> [says_depth(name) for name in ("GWL (m bgs)", "wl_mbgl", "profundidad", "Głębokość", "head", "nivel")]
    [True, True, True, True, False, False]
    """
    return bool(BELOW_GROUND.search(name))


_FACTOR = r"(?:0[.,]0*1|1\s?/\s?10+|10\s?(?:\^|\*\*)?\s?[-−⁻]\s?[\d¹²³⁴⁵⁶]|1e-?\d)"
SCALED = re.compile(
    rf"(?<![\d.,]){_FACTOR}\s?[*x×·]?\s?(?:mm|cm|dm|m|µm|um)(?![^\W\d_])|"
    r"(?<![^\W\d_])(?:mm|cm|m)\s?[*x×·/]\s?10+(?!\d|\s*[a-z])|"
    r"(?<![^\W\d_])(?:tenths?|hundredths?|zehntel|hundertstel|d[eé]cim[ao]s? de)(?![^\W\d_])",
    re.I,
)


def scaled_unit(name: str) -> str:
    """The unit with a factor that a name states, such as “0.1 mm”; "" where it states none.

    >>> [scaled_unit(name) for name in ("los [0.1 mm]", "d (10^-4 m)", "x (mm*100)", "20190105 (mm)", "mm/10 yr")]
    ['0.1 mm', '10^-4 m', 'mm*100', '', '']
    """
    match = SCALED.search(name)
    return match[0].strip() if match else ""


def says_rate(name: str) -> bool:
    """Whether a column's name speaks of a rate, not of an amount.

    >>> [says_rate(name) for name in ("沉降速率(mm/a)", "Оседание, мм/год", "Subsidence (ft)", "沈下量")]
    [True, True, False, False]
    """
    return bool(RATE_WORDS.search(name))

"""Tables in the encodings people have: UTF-8, Chinese and Western, told apart by their bytes."""

import pytest

from subsidence.tabular.encodings import encoding_of
from subsidence.tabular.station_tables import station_records
from subsidence.tabular.tables import read_table
from subsidence.tabular.text_files import split_line
from subsidence.tabular.text_layout import layout_of

LEGEND = "岩性,编码\n黏土,1\n粉砂,2\n砾石,3\n淤泥质粉质黏土,4\n"
GERMAN = "Schicht;Nummer\nLöß;1\nMörtel über Grünsand;2\nGeröll;3\n"


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_chinese_legend_is_read_whatever_its_encoding(tmp_path, encoding):
    path = tmp_path / "legend.csv"
    path.write_bytes(LEGEND.encode(encoding))
    table = read_table(path)
    assert table.columns == {"岩性": ["黏土", "粉砂", "砾石", "淤泥质粉质黏土"], "编码": ["1", "2", "3", "4"]}
    said = ("legend.csv is read as Chinese text (GB 18030).",)
    assert table.notes == (said if encoding.startswith("gb") else ())


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8"])
def test_western_letters_are_not_taken_for_chinese(tmp_path, encoding):
    path = tmp_path / "legend.csv"
    path.write_bytes(GERMAN.encode(encoding))
    table = read_table(path)
    assert table.columns["Schicht"] == ["Löß", "Mörtel über Grünsand", "Geröll"]
    assert table.notes == ()


def test_rare_characters_beyond_gb_2312_are_read_too():
    text = "站名,镕,水位\n" + "".join(f"观测井{number},朱镕,{number}.5\n" for number in range(9))
    assert encoding_of(text.encode("gbk")) == "gb18030"
    assert text.encode("gbk").decode(encoding_of(text.encode("gbk"))) == text


def test_stations_in_a_chinese_table_say_how_it_was_read(tmp_path):
    path = tmp_path / "水位.csv"
    path.write_bytes("站名,日期,水位\n一号井,2020-01-01,3.5\n一号井,2020-02-01,3.4\n".encode("gbk"))
    found = station_records(read_table(path), periods=False)
    assert set(found.records) == {"一号井"}
    assert any("GB 18030" in note for note in found.notes)


def test_wide_tables_of_series_keep_chinese_names_of_columns_and_points():
    layout = layout_of("点号,经度,纬度,D20200101\n甲区一,102.7,25.0,0.0\n".encode("gbk"), "points.csv")
    assert layout.names == ["点号", "经度", "纬度", "D20200101"]
    assert split_line("甲区一,102.7,25.0,0.0\n".encode("gbk"), layout.delimiter.encode())[0] == "甲区一"


@pytest.mark.parametrize("text", ["Löß,1", "déjà,2", "Straße,3", "ÄÖÜ,1\nGeröll,2\nsüß,3", "Señor,4", "año;niño"])
def test_short_western_texts_stay_western(text):
    assert encoding_of(text.encode("cp1252")) == "cp1252"


WORDS = {
    "cp932": ["粘土", "砂礫", "火山灰", "花崗岩", "ローム層", "シルト", "東京都", "地下鉄"],
    "euc-kr": ["점토", "모래", "자갈", "화강암", "서울", "부산", "지하철", "사암"],
    "gbk": ["花岗岩", "玄武岩", "流纹岩", "粉质黏土", "地铁", "城市", "北京", "昆明"],
    "big5": ["黏土", "砂岩", "泥岩", "捷運", "臺北", "沉積層", "礫石", "雲林"],
    "cp1251": ["глина", "песок", "суглинок", "гранит", "базальт", "Москва", "известняк", "ГЛИНА"],
    "koi8-r": ["глина", "песок", "суглинок", "гранит", "базальт", "Москва", "известняк", "ГЛИНА"],
    "cp866": ["глина", "песок", "суглинок", "гранит", "базальт", "Москва", "известняк", "ГЛИНА"],
    "cp1252": ["été", "Château", "l’eau", "Müllerstraße", "Señor", "Ärger", "naïve", "cœur"],
}


@pytest.mark.parametrize("encoding", WORDS)
def test_a_few_words_tell_their_encoding(encoding):
    for first in range(len(WORDS[encoding])):
        words = [WORDS[encoding][(first + step) % len(WORDS[encoding])] for step in (0, 1, 3, 5)]
        text = "id,name\n" + "\n".join(f"{number},{word}" for number, word in enumerate(words))
        assert text.encode(encoding).decode(encoding_of(text.encode(encoding))) == text


def test_one_japanese_word_of_low_bytes_is_not_russian():
    assert encoding_of("id,name\n0,東京都\n".encode("cp932")) == "cp932"


@pytest.mark.parametrize(
    ("encoding", "header"), [("cp932", "点名,経度,緯度,速度"), ("euc-kr", "점번호,경도,위도,속도")]
)
def test_japanese_and_korean_names_of_columns_are_known(tmp_path, encoding, header):
    from subsidence.products.series_table import read_series_table

    path = tmp_path / "rates.csv"
    path.write_bytes(f"{header}\nA,135.1,35.2,-3.5\nB,135.2,35.2,-4.5\n".encode(encoding))
    assert read_series_table(path).velocity_mm_per_yr.tolist() == [-3.5, -4.5]

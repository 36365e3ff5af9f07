"""Whatever happens to a file's bytes, a reader gives a product or a sentence, and nothing else."""

import random

import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.egms import read_egms
from subsidence.products.series_table import read_series_table
from subsidence.tabular.tables import read_table
from subsidence.validation.ground_stations import read_tenv3, stations_from_table
from tests.unit.products.written_products import egms_rows

L3 = ["pid", "easting", "northing", "height_ortho", "rmse_ts", "mean_velocity", "mean_velocity_std"]
DATES = ["20200103", "20200109"]
FILES = {
    "wide.csv": ["id,lon,lat,VEL,name,2018-03-06,2018-03-18"] + [f"{i},{i}.5,45,-1.5,a b,0,-1.{i}" for i in range(6)],
    "long.csv": ["point_id;x;y;date;displacement"]
    + [f"{i % 3};5{i % 3};21;2020-0{1 + i // 3}-01;{i},5" for i in range(9)],
    "levelling.csv": ["benchmark;date;height_m"] + [f"B{i % 2};0{1 + i}.03.2018;12,34{i}" for i in range(6)],
    "MXTM.tenv3": [
        f"MXTM 18MAR06 2018.17 {58183 + i} 1991 2 -99 10 .5 20 .1 30 .2 0 .1 .1 .4 0 0 0 19.4 -99.1 2240"
        for i in range(5)
    ],
    "EGMS_L3_E44N25_100km_U.csv": [",".join([*L3, *DATES])]
    + [",".join(map(str, row)) for row in egms_rows(L3, DATES, 6)],
}
READERS = {
    "wide.csv": read_series_table,
    "long.csv": read_series_table,
    "levelling.csv": lambda path: stations_from_table(read_table(path), "m"),
    "MXTM.tenv3": read_tenv3,
    "EGMS_L3_E44N25_100km_U.csv": lambda path: read_egms([path]),
}


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """Bytes replaced, cut out, repeated, or the end cut off."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place, kind = chance.randrange(len(content) + 1), chance.random()
        if kind < 0.3:
            noise = bytes(
                chance.choice(b'0123456789.,;-\n\r"\t eE\x00\xff\xc3aDn/') for _ in range(chance.randint(0, 4))
            )
            content[place : place + chance.randint(0, 4)] = noise
        elif kind < 0.6:
            del content[place : place + chance.randint(1, 20)]
        elif kind < 0.7:
            del content[place:]
        else:
            content[place:place] = content[place // 2 : place // 2 + chance.randint(1, 30)]
    return bytes(content)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", list(FILES))
def test_a_spoiled_file_gives_a_product_or_a_sentence(tmp_path, name):
    content = ("\n".join(FILES[name]) + "\n").encode()
    path = tmp_path / name
    path.write_bytes(content)
    READERS[name](path)
    sentences = []
    chance = random.Random(0)
    for _ in range(150):
        path.write_bytes(spoiled(content, chance))
        try:
            READERS[name](path)
        except SubsidenceError as error:
            sentences.append(str(error))
    assert sentences
    assert all(text[0].isupper() or text[0] in "“0123456789" or text.startswith(name) for text in sentences)
    assert all(text.endswith(".") for text in sentences)

"""Ways to spoil a file: each takes bytes and a source of chance and gives bytes; what it did is always the same."""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile

import numpy as np

PAGE = 4096
NOISE = b'0123456789.,;-\n\r"\t eE\x00\xff\xc3aDn/<>&$\\{}|'


def flip_bits(content: bytes, chance: random.Random) -> bytes:
    """A few single bits, as a failing disk does it."""
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 32, 200))):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def flip_bits_early(content: bytes, chance: random.Random) -> bytes:
    """Bits of the first kilobytes, where formats keep their structure."""
    head = min(len(content), 3000)
    return flip_bits(content[:head], chance) + content[head:]


def cut(content: bytes, chance: random.Random) -> bytes:
    """The end is missing, as after a broken copy."""
    return content[: chance.randrange(len(content) + 1)]


def overwrite_page(content: bytes, chance: random.Random) -> bytes:
    """One page holds zeros, noise, or another page."""
    spoiled = bytearray(content)
    start = PAGE * chance.randrange(max(len(spoiled) // PAGE, 1))
    other = PAGE * chance.randrange(max(len(spoiled) // PAGE, 1))
    filling = chance.choice((bytes(PAGE), chance.getrandbits(8 * PAGE).to_bytes(PAGE, "little"), content[other:]))
    spoiled[start : start + PAGE] = filling[:PAGE][: max(len(spoiled) - start, 0)]
    return bytes(spoiled)


def replace_texts(content: bytes, chance: random.Random) -> bytes:
    """Pieces replaced, cut out or repeated."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(spoiled) + 1)
        kind = chance.random()
        if kind < 0.4:
            spoiled[place : place + chance.randint(0, 4)] = bytes(chance.choices(NOISE, k=chance.randint(0, 6)))
        elif kind < 0.7:
            del spoiled[place : place + chance.randint(1, 40)]
        else:
            spoiled[place:place] = spoiled[place // 2 : place // 2 + chance.randint(1, 60)]
    return bytes(spoiled)


def replace_numbers(content: bytes, chance: random.Random) -> bytes:
    """Numbers of a text become impossible ones."""
    text = content.decode("utf-8", "replace")
    impossible = ("nan", "inf", "-inf", "1e300", "-1e300", "9" * 400, "1e-320", "--", "0x10", "1,5", "''", "٣", "-9999")
    for _ in range(chance.randint(1, 8)):
        starts = [i for i in range(1, len(text)) if text[i].isdigit() and not text[i - 1].isdigit()]
        if not starts:
            break
        start = chance.choice(starts)
        end = start
        while end < len(text) and (text[end].isdigit() or text[end] == "."):
            end += 1
        text = text[:start] + chance.choice(impossible) + text[end:]
    return text.encode("utf-8")


def empty(content: bytes, chance: random.Random) -> bytes:
    return b""


def noise(content: bytes, chance: random.Random) -> bytes:
    """Nothing of the format is left."""
    return bytes(chance.getrandbits(8) for _ in range(chance.choice((1, 16, 512, 5000))))


def numbers_of_eight_bytes(content: bytes, chance: random.Random) -> bytes:
    """Somewhere eight bytes become a number that no size or coordinate can be."""
    spoiled = bytearray(content)
    values = (float("nan"), float("inf"), 1e300, -1e300, 5e-324)
    for _ in range(chance.choice((1, 4, 16))):
        packed = chance.choice(
            [struct.pack("<d", chance.choice(values)), b"\xff" * 8, b"\x00" * 8, struct.pack("<q", 2**62), b"\x7f" * 8]
        )
        place = chance.randrange(max(len(spoiled) - 8, 1))
        spoiled[place : place + 8] = packed[: max(len(spoiled) - place, 0)]
    return bytes(spoiled)


ANY = (flip_bits, flip_bits_early, cut, overwrite_page, numbers_of_eight_bytes, empty, noise)
TEXT = (replace_texts, replace_numbers, cut, replace_numbers, replace_texts, noise, empty)
TEXT_SUFFIXES = (".csv", ".txt", ".geojson", ".tenv3", ".par", ".rsc", ".json", ".prj", ".cpg")


def spoil(name: str, content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """The spoiled content of a file of this name, and how it was spoiled."""
    if name.endswith(".npz"):
        way = chance.choice((*MODEL, *MODEL, flip_bits, cut))
    elif name.endswith(".zip"):
        way = chance.choice((*ANY, *ARCHIVE, *ARCHIVE))
    else:
        way = chance.choice(TEXT if name.endswith(TEXT_SUFFIXES) else ANY)
    return way(content, chance), way.__name__


# ---- archives -------------------------------------------------------------------------------------------------


def climb_out(content: bytes, chance: random.Random) -> bytes:
    """Entries whose names lead out of the folder."""
    return _rezipped(content, lambda name: chance.choice(("../../", "/", "..\\..\\", "C:/", "a/../../")) + name)


def spoil_inside(content: bytes, chance: random.Random) -> bytes:
    """The archive is sound and the table within is not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, chance.choice(TEXT)(source.read(name), chance))
    return stream.getvalue()


def bomb(content: bytes, chance: random.Random) -> bytes:
    """A small archive of hundreds of megabytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        name = source.namelist()[0]
        head = source.read(name).partition(b"\n")[0] + b"\n"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target, target.open(name, "w") as table:
        table.write(head)
        for _ in range(200):
            table.write(bytes(2**20) if chance.random() < 0.5 else b"\n" * 2**20)
    return stream.getvalue()


def many_members(content: bytes, chance: random.Random) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(3000):
            archive.writestr(f"notes/{number}.txt", "")
    return stream.getvalue()


def _rezipped(content: bytes, renamed) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(renamed(name), source.read(name))
    return stream.getvalue()


ARCHIVE = (climb_out, spoil_inside, bomb, many_members)


# ---- models ---------------------------------------------------------------------------------------------------


def other_arrays(content: bytes, chance: random.Random) -> bytes:
    """One array of a model becomes another one: of another shape, kind or size, not finite, or absent."""

    def change(members: dict[str, bytes]) -> None:
        name = chance.choice([name for name in members if name.endswith(".npy")])
        values = np.load(io.BytesIO(members[name]), allow_pickle=False)
        flat = values.ravel()
        changed = chance.choice(
            (
                None,
                flat[: flat.size // 2],
                np.concatenate([flat, flat]),
                np.zeros(values.shape),
                np.full(values.shape, np.nan),
                np.full(values.shape, 1e300),
                np.full(values.shape, -1),
                np.array(3.0),
                np.array("text"),
                np.zeros((0,)),
                np.zeros((3, 0, 2)),
                values[None],
                values.T,
                np.full(values.shape, "x"),
                np.full(values.shape, 1j),
                np.full(values.shape, True),
            )
        )
        if changed is None:
            del members[name]
        else:
            stream = io.BytesIO()
            np.save(stream, changed)
            members[name] = stream.getvalue()

    return _changed_members(content, change)


def huge_shape(content: bytes, chance: random.Random) -> bytes:
    """An array that declares terabytes."""

    def change(members: dict[str, bytes]) -> None:
        name = chance.choice([name for name in members if name.endswith(".npy")])
        shapes = ("10000000000000,", "3000000, 3000000", f"{2**62},", "-5,", f"{'1, ' * 60}")
        header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({chance.choice(shapes)}), }}"
        header = header.ljust(117) + "\n"
        members[name] = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + bytes(64)

    return _changed_members(content, change)


def other_header(content: bytes, chance: random.Random) -> bytes:
    """The text of the header becomes deep, long, of other types, or lacks a name."""

    def change(members: dict[str, bytes]) -> None:
        header = json.loads(str(np.load(io.BytesIO(members["header.npy"]), allow_pickle=False)))
        metadata = header["metadata"]
        name = chance.choice(list(metadata))
        bad = (None, -1, 10**30, "x", [], {}, [[]], True, float("nan"), 1e300, ["a", 1], {"a": {"a": {}}}, 0, "9" * 999)
        kind = chance.random()
        if kind < 0.2:
            del metadata[name]
        elif kind < 0.8:
            metadata[name] = chance.choice(bad)
        elif kind < 0.9:
            header[chance.choice(list(header))] = chance.choice(bad)
        text = json.dumps(header)
        if kind >= 0.9:
            text = chance.choice(("[" * 100_000 + "]" * 100_000, "[]", "null", '"x"', "{", text * 2))
        stream = io.BytesIO()
        np.save(stream, np.array(text))
        members["header.npy"] = stream.getvalue()

    return _changed_members(content, change)


def broken_stream(content: bytes, chance: random.Random) -> bytes:
    """The compressed bytes of a member are not what a decompressor takes."""
    spoiled = bytearray(content)
    start = spoiled.find(b"PK\x03\x04")
    place = start + 60 + chance.randrange(max(len(spoiled) // 2, 1))
    for _ in range(4):
        spoiled[min(place, len(spoiled) - 1)] ^= 0xFF
        place += chance.randrange(50)
    return bytes(spoiled)


def pickled(content: bytes, chance: random.Random) -> bytes:
    """An array of objects, which only an unpickler could read."""

    def change(members: dict[str, bytes]) -> None:
        name = chance.choice([name for name in members if name.endswith(".npy")])
        stream = io.BytesIO()
        np.save(stream, np.array([{"a": 1}], dtype=object), allow_pickle=True)
        members[name] = stream.getvalue()

    return _changed_members(content, change)


def _changed_members(content: bytes, change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change(members)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, value in members.items():
            target.writestr(name, value)
    return stream.getvalue()


MODEL = (other_arrays, huge_shape, other_header, broken_stream, pickled)

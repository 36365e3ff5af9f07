"""Delimited text in files, folders and zip archives, as streams of bytes."""

from __future__ import annotations

import csv
import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..errors import SubsidenceError
from ..wording import message
from .encodings import encoding_of

BYTES_AT_ONCE = 2**20
MOST_TABLES = 1000  # of one archive; each is opened anew
BOMB_BYTES, BOMB_RATIO = 100 * 2**20, 200  # text packs to a tenth; what packs to a 200th is no table
LONGEST_LINE = 2**20  # bytes; a longer "line" is not a table


@dataclass(frozen=True)
class TextFile:
    """A text file on disk, or one inside a zip archive."""

    path: Path
    member: str = ""
    size: int = -1  # of the member, unpacked, where it is known

    @property
    def name(self) -> str:
        return Path(self.member or self.path).name

    @property
    def n_bytes(self) -> int:
        if not self.member:
            return self.path.stat().st_size
        if self.size >= 0:
            return self.size
        with _archive(self.path) as archive:
            return archive.getinfo(self.member).file_size

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes of the file, inflated where it lies in an archive."""
        if not self.member:
            with self.path.open("rb", buffering=BYTES_AT_ONCE) as stream:
                yield stream
            return
        with _archive(self.path) as archive:
            try:
                packed = archive.open(self.member)
            except RuntimeError as error:  # encrypted, or packed in a way that Python does not know
                raise SubsidenceError(
                    message(
                        "The archive {name} cannot be unpacked here ({error}); unpack it and choose the table.",
                        name=self.path.name,
                        error=error,
                    )
                ) from error
            with packed:
                yield from self._inflated(packed)

    def _inflated(self, packed: IO[bytes]) -> Iterator[IO[bytes]]:
        try:
            yield io.BufferedReader(packed, BYTES_AT_ONCE)  # type: ignore[type-var]
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise SubsidenceError(
                message("The archive {name} is damaged ({error}); download it again.", name=self.path.name, error=error)
            ) from error


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except zipfile.BadZipFile as error:
        raise SubsidenceError(
            message("The archive {name} is damaged or cut off; download it again.", name=path.name)
        ) from error


def _of_macos(name: str) -> bool:
    """Whether macOS put a file beside the data: __MACOSX/… and ._name hold no table."""
    return name.startswith("__MACOSX/") or "/__MACOSX/" in name or Path(name).name.startswith("._")


def find_text_files(paths: Sequence[str | os.PathLike], suffixes: Sequence[str] = (".csv",)) -> list[TextFile]:
    """The text files among files, folders (not below them) and zip archives, each name once, in order of name.

    Parameters
    ----------
    paths : sequence of str or path
        Files, folders (not what lies below them) and zip archives.
    suffixes : sequence of str
        Endings of the tables' names.

    Returns
    -------
    list of TextFile
        Each name once, in order of name.

    Raises
    ------
    SubsidenceError
        Where there is none, where two of one name are not the same, and where an archive holds another archive.

    Notes
    -----
    A table that is there twice, such as an archive beside what was unpacked from it, is taken once.
    """
    found: dict[str, TextFile] = {}
    for path in map(Path, paths):
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for entry in inside:
            if path.is_dir() and (entry.suffix.lower() not in (*suffixes, ".zip") or _of_macos(entry.name)):
                continue
            if entry.suffix.lower() == ".zip":
                with _archive(entry) as archive:
                    members = _tables_within(entry, archive, suffixes)
            else:
                members = [TextFile(entry)]
            for member in members:
                other = found.setdefault(member.name, member)
                if other is not member and not _the_same(other, member):
                    raise SubsidenceError(
                        message(
                            "{one} and {other} have the same name, but are different tables; give one another name, or"
                            " choose one of them.",
                            one=_place(other),
                            other=_place(member),
                        )
                    )
                if other.member and not member.member:
                    found[member.name] = member
    if not found:
        names = ", ".join(str(Path(path).name) for path in paths)
        raise SubsidenceError(
            message(
                "There is no table ({names}) in {place}; choose the file or its folder.",
                names=", ".join(suffixes),
                place=names,
            )
        )
    return [found[name] for name in sorted(found)]


def _the_same(one: TextFile, other: TextFile) -> bool:
    """Whether two tables are as long as each other and begin alike."""
    if one.n_bytes != other.n_bytes:
        return False
    with one.open() as ours, other.open() as theirs:
        return ours.read(BYTES_AT_ONCE) == theirs.read(BYTES_AT_ONCE)


def _place(file: TextFile) -> str:
    return f"{file.path}/{file.member}" if file.member else str(file.path)


def _tables_within(path: Path, archive: zipfile.ZipFile, suffixes: Sequence[str]) -> list[TextFile]:
    """The tables of an archive; they are read where they lie and never unpacked to a file, whatever their names say."""
    inside = [
        entry
        for entry in archive.infolist()
        if Path(entry.filename).suffix.lower() in suffixes and not _of_macos(entry.filename)
    ]
    nested = next((e.filename for e in archive.infolist() if e.filename.lower().endswith(".zip")), None)
    if nested is not None:
        raise SubsidenceError(
            message(
                "The archive {name} holds another archive, {inner}; unpack it, and choose its folder.",
                name=path.name,
                inner=nested,
            )
        )
    if len(inside) > MOST_TABLES:
        raise SubsidenceError(
            message(
                "The archive {name} holds {count} tables, more than {most}; unpack it and choose what you need.",
                name=path.name,
                count=len(inside),
                most=MOST_TABLES,
            )
        )
    for entry in inside:
        if entry.file_size > BOMB_BYTES and entry.file_size > BOMB_RATIO * max(entry.compress_size, 1):
            raise SubsidenceError(
                message(
                    "The archive {name} unpacks to {size} MB of the same bytes over and over, which is no table;"
                    " download it again.",
                    name=path.name,
                    size=entry.file_size // 2**20,
                )
            )
    return [TextFile(path, entry.filename, entry.file_size) for entry in inside]


def split_line(line: bytes, delimiter: bytes | None) -> list[str]:
    """The cells of a line, quoted or not; none where the line cannot be taken apart.

    delimiter : None for any run of blanks
    """
    try:
        text = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        text = line.decode(encoding_of(line), errors="replace").rstrip("\r\n")
    if delimiter is None:
        return text.split() if '"' not in text else next(csv.reader([" ".join(text.split())], delimiter=" "), [])
    separator = delimiter.decode()
    if '"' in text:
        try:
            return next(csv.reader([text], delimiter=separator), [])
        except csv.Error:
            return []
    return text.split(separator)

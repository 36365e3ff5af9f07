"""The encoding of a text that does not say it: UTF-8, Chinese (GB 18030, which holds GBK), or Western."""

from __future__ import annotations

import re

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # as Excel writes “Unicode text”
HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
PAIRED = 0.8  # of the high bytes in a Chinese text stand in pairs
COMMON = 0.5  # of its characters are among the 3,755 usual ones, whose first byte is 0xB0 to 0xD7; é, ö and ß lie above


def encoding_of(content: bytes) -> str:
    """The name of the encoding for ``bytes.decode``.

    Chinese characters take two high bytes each, while Western text has single ones among plain letters.

    >>> [encoding_of("黏土,löß".encode(name)) for name in ("utf-8", "utf-16")], encoding_of("黏土,3".encode("gbk"))
    (['utf-8-sig', 'utf-16'], 'gb18030')
    >>> encoding_of("löß,3;Señor;été".encode("cp1252"))
    'cp1252'
    """
    if content[:2] in UTF_16_MARKS:
        return "utf-16"
    if _decodes(content, "utf-8-sig"):
        return "utf-8-sig"
    if _looks_chinese(content) and _decodes(content, "gb18030"):
        return "gb18030"
    return "cp1252" if _decodes(content, "cp1252") else "latin-1"


def _looks_chinese(content: bytes) -> bool:
    runs = HIGH_BYTES.findall(content)
    leads = [run[index] for run in runs for index in range(0, len(run) - 1, 2)]
    common = sum(0xB0 <= lead <= 0xD7 for lead in leads)
    return 2 * len(leads) >= PAIRED * sum(map(len, runs)) and common >= COMMON * len(leads)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True

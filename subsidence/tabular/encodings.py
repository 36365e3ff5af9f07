"""The encoding of a text that does not say it: UTF-8, UTF-16, Chinese, Japanese, Korean, Cyrillic, or Western."""

from __future__ import annotations

import re

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # as Excel writes “Unicode text”
UTF_32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
PAIRED = 0.8  # of the high bytes in a Chinese text stand in pairs
COMMON = 0.5  # of its characters are among the 3,755 usual ones, whose first byte is 0xB0 to 0xD7; é, ö and ß lie above
CYRILLIC_LETTERS = 0.85  # of the high bytes of a Cyrillic text are letters of cp1251
CENTRAL_EUROPEAN = re.compile(rb"(?<=[A-Za-z])(?:[\xb3\xb9\xbf\x9f]|\x9c(?!u))(?=[a-z\s,;\"]|$)")
TURKISH = re.compile(rb"(?<=[A-Za-z\xfe\xfd\xf0\xfc\xf6])[\xfe\xfd\xf0](?=[a-z\s,;\"\xfe\xfd\xf0]|$)")
OFTEN_KOREAN = frozenset(
    "이다는의가을를에한지고도로서하기인사은자대리정시어나그수들해보있것주과아일장성부전동제연상국구원용공산안중선조위생경방유단물소면점토석질암"
    "층반모래자갈수변속날좌표번호침량지명측침강도북남현역관망계값평균최"
)
OFTEN_CHINESE = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "点区市县镇村路道河水沙砂土石岩层质粘泥灰砾花岗玄武流纹沉降速率度站井深高东南西北号名类型城建公铁基础测量位移黏软硬填冲积湖海山"
    "點區縣鎮層質礫崗紋沉東號類積測臺雲捷運鐵衝軟隧橋灣會時間國學個們來說對過後開長門"
)
OFTEN_RUSSIAN = frozenset("оеаинтсрвлкмдпу")
LONG_PIECE = 100_000  # bytes; such a text is the beginning of a file
TITLES = {
    "gb18030": "Chinese text (GB 18030)",
    "cp950": "Chinese text (Big5)",
    "cp932": "Japanese text (Shift JIS)",
    "cp949": "Korean text (EUC-KR)",
    "cp1251": "Cyrillic text (Windows-1251)",
    "koi8-r": "Cyrillic text (KOI8-R)",
    "cp866": "Cyrillic text (DOS, code page 866)",
    "cp1250": "Central European text (Windows-1250)",
    "cp1254": "Turkish text (Windows-1254)",
    "cp1252": "Western text (Windows-1252)",
    "latin-1": "Western text (Latin-1)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
}


def encoding_of(content: bytes) -> str:
    """The name of the encoding for ``bytes.decode``.

    Chinese characters take two bytes each, Cyrillic words are runs of high bytes of any length, while Western text
    has single high bytes among plain letters.

    >>> [encoding_of("黏土,löß".encode(name)) for name in ("utf-8", "utf-16")], encoding_of("黏土,3".encode("gbk"))
    (['utf-8-sig', 'utf-16'], 'gb18030')
    >>> encoding_of("löß,3;Señor;été".encode("cp1252")), encoding_of("глина,песок;3".encode("cp1251"))
    ('cp1252', 'cp1251')
    >>> encoding_of("經度,緯度,速率,沉降".encode("big5"))
    'cp950'
    >>> encoding_of("粘土,砂礫,火山灰".encode("cp932")), encoding_of("점토,모래,자갈".encode("euc-kr"))
    ('cp932', 'cp949')
    >>> encoding_of("глина,песок,суглинок".encode("koi8-r")), encoding_of("глина,песок,суглинок".encode("cp866"))
    ('koi8-r', 'cp866')
    """
    if content[:4] in UTF_32_MARKS:
        return "utf-32"
    if content[:2] in UTF_16_MARKS:
        return "utf-16"
    if plain := _utf_16_without_mark(content):
        return plain
    if _decodes(content, "utf-8-sig"):
        return "utf-8-sig"
    names = ("gb18030", "cp950", "cp932", "cp949", "cp1251", "koi8-r", "cp866", "cp1252", "cp1250",
             "cp1254")  # fmt: skip
    able = [name for name in names if _decodes(content, name)]
    by_words = {name: _known_words(content.decode(name, errors="replace")) for name in able}
    best = max(by_words.values(), default=0)
    if best > 0:
        fitting = [name for name in able if by_words[name] == best]
        western = {"cp1252", "cp1250", "cp1254"}  # ä and ö stand in the same place in all of them
        return _by_bytes(content) if set(fitting) <= western and len(fitting) > 1 else fitting[0]
    return _by_bytes(content)


def encoding_title(encoding: str) -> str:
    """An encoding in words, "" for UTF-8."""
    return TITLES.get(encoding, "")


def _known_words(text: str) -> int:
    """How many words of a text beyond plain letters are names of columns, or of sinking."""
    found = re.findall(r"[^\W\d_]+", text[:20_000])
    words = {word for word in found if not word.isascii() and len(word) >= (2 if max(word) > "\u2e7f" else 4)}
    from .column_names import SINKING, known_names, normal

    known = known_names()
    return sum(normal(word) in known or bool(SINKING.search(word)) for word in words)


def _by_bytes(content: bytes) -> str:
    if _looks_cp866(content):
        return "cp866"
    if _looks_japanese(content) and _decodes(content, "cp932"):
        return "cp932"
    if _looks_koi8(content) and _decodes(content, "koi8-r"):
        return "koi8-r"
    if _looks_korean(content) and _decodes(content, "cp949"):
        return "cp949"
    if _looks_cyrillic(content) and _decodes(content, "cp1251"):
        return "cp1251"
    if _looks_chinese(content) and _decodes(content, "gb18030"):
        return "cp950" if _looks_big5(content) and _decodes(content, "cp950") else "gb18030"
    if _looks_big5(content) and _decodes(content, "cp950"):
        return "cp950"
    traditional = _often_chinese(content, "cp950") if _decodes(content, "cp950") else 0.0
    if traditional >= 0.4 and traditional > _often_chinese(content, "gb18030"):
        return "cp950"
    if CENTRAL_EUROPEAN.search(content) and _decodes(content, "cp1250"):
        return "cp1250"
    if TURKISH.search(content) and _decodes(content, "cp1254"):
        return "cp1254"
    return "cp1252" if _decodes(content, "cp1252") else "latin-1"


def _utf_16_without_mark(content: bytes) -> str:
    """UTF-16 whose byte order mark is missing: every other byte of plain letters is zero."""
    head = content[:2000]
    if len(head) < 8 or b"\0" not in head:
        return ""
    zeros = [head[start::2].count(0) / max(len(head[start::2]), 1) for start in (0, 1)]
    if zeros[1] > 0.6 and zeros[0] < 0.05:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.6 and zeros[1] < 0.05 else ""


def _looks_chinese(content: bytes) -> bool:
    runs = HIGH_BYTES.findall(content)
    leads = [run[index] for run in runs for index in range(0, len(run) - 1, 2)]
    common = sum(0xB0 <= lead <= 0xD7 for lead in leads)
    return 2 * len(leads) >= PAIRED * sum(map(len, runs)) and common >= COMMON * len(leads)


def _looks_big5(content: bytes) -> bool:
    """Whether two bytes each make common characters of Big5, of which many have a second byte below 0x80."""
    pairs = low = common = in_runs = index = 0
    after_pair = False
    while index < len(content) - 1:
        first, second = content[index], content[index + 1]
        if first < 0x80:
            index += 1
            after_pair = False
            continue
        pairs += 1
        low += 0x40 <= second <= 0x7E
        common += 0xA4 <= first <= 0xC6
        in_runs += after_pair or (index + 2 < len(content) and content[index + 2] >= 0x80)
        after_pair = True
        index += 2
    return pairs >= 2 and low >= 0.15 * pairs and common >= 0.8 * pairs and in_runs >= 0.6 * pairs


def _looks_japanese(content: bytes) -> bool:
    """Whether the high bytes make pairs of Shift JIS, most of which begin below 0xA0, beside each other."""
    pairs = low = beside = others = index = 0
    after_pair = False
    while index < len(content):
        first = content[index]
        second = content[index + 1] if index + 1 < len(content) else 0
        if first < 0x80:
            index, after_pair = index + 1, False
        elif (0x81 <= first <= 0x9F or 0xE0 <= first <= 0xFC) and second >= 0x40 and second != 0x7F:
            pairs, low, beside = pairs + 1, low + (first <= 0x9F), beside + after_pair
            index, after_pair = index + 2, True
        else:  # Katakana of half width, or no Japanese
            others, index, after_pair = others + 1, index + 1, False
    return pairs >= 2 and low >= 0.7 * pairs and beside >= 0.4 * pairs and others <= 0.25 * pairs


def _looks_korean(content: bytes) -> bool:
    """Whether the pairs of bytes are syllables that Korean uses often, more than signs that Chinese does."""
    if not _decodes(content, "cp949"):
        return False
    letters = [letter for letter in content.decode("cp949", errors="replace") if letter > "\x7f"]
    hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in letters)
    if len(letters) < 2 or hangul < 0.9 * len(letters):
        return False
    often = sum(letter in OFTEN_KOREAN for letter in letters) / len(letters)
    return often > _often_chinese(content, "gb18030") and often >= 0.2


def _often_chinese(content: bytes, encoding: str) -> float:
    """The share of signs that Chinese uses often among the letters beyond plain ones."""
    letters = [letter for letter in content.decode(encoding, errors="replace") if letter > "\x7f"]
    return sum(letter in OFTEN_CHINESE for letter in letters) / max(len(letters), 1)


def _looks_koi8(content: bytes) -> bool:
    """Whether words of Cyrillic letters have the usual letters more often in KOI8-R than in Windows-1251."""
    runs = HIGH_BYTES.findall(content)
    high = b"".join(runs)
    if len(high) < 4 or sum(byte >= 0xC0 or byte in (0xA3, 0xB3) for byte in high) < 0.95 * len(high):
        return False
    if sum(len(run) for run in runs if len(run) >= 3) < 0.7 * len(high):
        return False

    def often(encoding: str) -> float:
        text = high.decode(encoding, errors="replace")
        small = sum(word[1:].islower() or word.isupper() for word in (run.decode(encoding, "replace") for run in runs))
        return sum(letter in OFTEN_RUSSIAN for letter in text.lower()) / len(text) + small / len(runs)

    if _often_chinese(content, "gb18030") >= 0.3:
        return False
    return often("koi8-r") > often("cp1251") + 0.1


def _looks_cp866(content: bytes) -> bool:
    """Words of Cyrillic letters as DOS has them, in the usual letters and written large or small as words are.

    What is Japanese, Chinese or Windows-1251 gives other signs there, rare letters, or capitals within words.
    """
    runs = HIGH_BYTES.findall(content)
    words = [run.decode("cp866") for run in runs]
    text = "".join(words)
    if len(text) < 5 or sum(len(word) for word in words if len(word) >= 3) < 0.8 * len(text):
        return False
    if text.isupper() and _looks_japanese(content):
        return False
    if sum("\u0400" <= letter <= "\u04ff" for letter in text) < 0.98 * len(text):
        return False
    written = sum(word.islower() or word.isupper() or word.istitle() for word in words)
    often = sum(letter in OFTEN_RUSSIAN for letter in text.lower())
    return written >= 0.9 * len(words) and often >= 0.65 * len(text)


def _looks_cyrillic(content: bytes) -> bool:
    """Words of letters of cp1251: runs longer than a Western word has, not all of even length as in Chinese."""
    runs = HIGH_BYTES.findall(content)
    high = b"".join(runs)
    letters = sum(byte >= 0xC0 or byte in (0xA8, 0xB8) for byte in high)
    if letters < CYRILLIC_LETTERS * len(high):
        return False
    inside = [run for run in runs if len(run) >= 3]
    if sum(map(len, inside)) < 0.7 * len(high):
        return False
    small = sum(byte >= 0xE0 for byte in high) / len(high)
    odd = sum(len(run) % 2 for run in runs)
    return small > 0.5 or odd >= 0.2 * len(runs)


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether the bytes are text in an encoding; of a long piece the last character may be cut off."""
    for end in range(4 if len(content) >= LONG_PIECE else 1):
        try:
            content[: len(content) - end].decode(encoding)
            return True
        except UnicodeDecodeError as error:
            if error.end < len(content) - 4:
                return False
    return False

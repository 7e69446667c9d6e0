"""Bytes of a page or a text, in whatever encoding they say or seem to be in, to text."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_LOOKED_AT: Final = 8192
_MEANT: Final = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-8"),
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
"""What browsers take some names of encodings for (WHATWG Encoding Standard); a page whose 'meta' can be read is not UTF-16."""


_LANGUAGE: Final = re.compile(rb"""<html\b[^>]*?\blang\s*=\s*["']?([A-Za-z]{2,3})""", re.IGNORECASE)
_USUAL: Final = {
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "cp1251"),
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "th": "cp874",
    "vi": "cp1258",
    "zh": "gb18030",
}
"""What browsers fall back on by language (WHATWG); windows-1252 for all others."""
_UNSAID: Final = "it does not say its encoding rightly: it was read as"


class Decoded(NamedTuple):
    """A text, and what should be known about how it was read."""

    text: str
    note: str = ""


def decode(data: bytes, said: str = "") -> Decoded:
    """Return the text of some bytes; the encoding is that of its first bytes, the one said, or else the likeliest.

    Args:
        data: The bytes.
        said: The encoding that was named where the bytes came from; else what the page itself names counts.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"))
    declared = _DECLARED.search(data, 0, _LOOKED_AT)
    name = said or (declared[1].decode("ascii") if declared else "")
    for one in dict.fromkeys((_meant(name), "utf-8")):
        if one and (text := _whole(data, one)) is not None:
            wrong = bool(name) and one != _meant(name)
            return Decoded(text, f"it says that it is {name}, and is UTF-8" if wrong else "")
    spoken = _LANGUAGE.search(data, 0, _LOOKED_AT)
    usual = _USUAL.get(spoken[1].decode("ascii").lower(), "cp1252") if spoken else ""
    if usual and (text := _whole(data, usual)) is not None:
        return Decoded(text, f"{_UNSAID} {usual}, as is usual in its language; look at the letters with accents")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return Decoded(data.decode("cp1252", "replace"), "its encoding could not be told: look at the letters with accents")
    return Decoded(str(best), f"{_UNSAID} {best.encoding}; look at the letters with accents")


def _meant(name: str) -> str:
    try:
        return codecs.lookup(_MEANT.get(name.lower(), name)).name if name else ""
    except LookupError:
        return ""


def _whole(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None

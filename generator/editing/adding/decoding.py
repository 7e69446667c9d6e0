"""Bytes of a page or a text, in whatever encoding they say or seem to be in, to text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from generator.editing.tables import table

PAGES: Final = Path(__file__).with_name("pages.yml")
"""What pages say of themselves, and in which words."""
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_LOOKED_AT: Final = 8192


def decode(data: bytes, said: str = "") -> tuple[str, str]:
    """Return the text of some bytes, and what should be known about how it was read.

    Args:
        data: The bytes. A mark at their beginning tells their encoding; else what was said of it counts, or UTF-8, or the likeliest.
        said: The encoding that was named where the bytes came from; else what the page itself names counts.
    """
    from charset_normalizer import from_bytes

    declared, is_marked = _DECLARED.search(data, 0, _LOOKED_AT), data.startswith(_MARKS)
    name = said or (declared[1].decode("ascii") if declared else "")
    for one in () if is_marked else dict.fromkeys((_meant(name), "utf-8")):
        try:
            text = data.decode(one)
        except (UnicodeError, LookupError):
            continue
        return text, f"it says that it is {name}, and is UTF-8" if name and one != _meant(name) else ""
    best = from_bytes(data, preemptive_behaviour=False).best()
    if best is None:
        return data.decode("cp1252", "replace"), "its encoding could not be told: look at the letters with accents"
    note = f"it does not say its encoding rightly: it was read as {best.encoding}; look at the letters with accents"
    return str(best), "" if is_marked else note


def _meant(name: str) -> str:
    try:
        meant = (one for one, names in table(PAGES)["encodings"].items() if name.lower() in names)
        return codecs.lookup(next(meant, name)).name
    except LookupError:
        return "utf-8" if not name else ""

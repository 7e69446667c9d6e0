"""Which characters a text may hold: none that cannot be seen and change what is seen, or that parsers disagree about."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Final

from generator.text.position import Span
from generator.text.problems import Problem

MOST_BAD_CHARACTERS: Final = 20
"""The most characters that are reported of one text."""

_BYTE_ORDER_MARK: Final = "\ufeff"

_BAD: Final = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # C0 but tab and line breaks, delete, C1 with next line (U+0085)
    "\\u2028\\u2029"  # line and paragraph separators: a line break to YAML 1.1, none to 1.2
    "\\u202a-\\u202e\\u2066-\\u2069"  # bidirectional embeddings, overrides, isolates (CVE-2021-42574)
    "\\ufeff\\ud800-\\udfff"  # byte order mark, surrogates
    "\\ufdd0-\\ufdef"  # noncharacters, and the last two of each plane
    + "".join(f"\\U{plane << 16 | 0xFFFE:08x}\\U{plane << 16 | 0xFFFF:08x}" for plane in range(0x11))
    + "\\U000e0000-\\U000e007f]"  # tag characters
    "|\\r(?!\\n)"
)

_CONTROL_NAMES: Final = {
    "\x00": "null",
    "\x08": "backspace",
    "\t": "tab",
    "\x0b": "line tabulation",
    "\x0c": "form feed",
    "\r": "carriage return",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    _BYTE_ORDER_MARK: "byte order mark",
}

_LINE_BREAKS: Final = frozenset("\x0b\x0c\r\x85\u2028\u2029")


def without_bad_characters(text: str, sign: str) -> str:
    """Return a text with a sign in the place of each character that it must not hold, but for a byte order mark at its beginning."""
    first = text.startswith(_BYTE_ORDER_MARK)
    return text[:first] + _BAD.sub(sign, text[first:])


def find_bad_characters(text: str, span: Span | None = None) -> tuple[Problem, ...]:
    """Return a problem for each character that a text must not hold, the first twenty of them.

    Refused are controls other than tab and line breaks, a carriage return alone, surrogates, noncharacters, line and
    paragraph separators, bidirectional embeddings, overrides and isolates, tag characters, and a byte order mark
    anywhere but at the beginning of the text. Joiners, direction marks, variation selectors and soft hyphens are
    part of real languages and allowed.
    """
    start, end = span or Span(0, len(text))
    found = _BAD.finditer(text, start, end)
    offsets = (match.start() for match in found if not (match.start() == 0 and match[0] == _BYTE_ORDER_MARK))
    return tuple(_problem(text[offset], offset) for offset in islice(offsets, MOST_BAD_CHARACTERS))


def _problem(character: str, offset: int) -> Problem:
    message = f"the character 'U+{ord(character):04X}' ({name_of(character)}) is not allowed"
    return Problem("bad-character", Span(offset, offset + 1), message, _hint(character))


def name_of(character: str) -> str:
    """Return the name of a character as Unicode gives it, or what it is where it has none."""
    known = _CONTROL_NAMES.get(character) or unicodedata.name(character, "").lower()
    if known:
        return known
    if "\U000e0000" <= character <= "\U000e007f":
        return "tag character"
    return {"Cc": "control character", "Cs": "surrogate"}.get(unicodedata.category(character), "noncharacter")


def _hint(character: str) -> str:
    if character in _LINE_BREAKS:
        return "remove it, and press Enter where a new line is meant"
    if character == _BYTE_ORDER_MARK:
        return "remove it: it may stand only at the very beginning of a file"
    return "remove it: it cannot be seen, or changes how the text around it is shown"

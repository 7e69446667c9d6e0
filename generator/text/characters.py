"""Which characters a text may hold, what cannot be seen or only looks like others, and text as terminals and logs can take it."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.position import Span
from generator.text.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BAD_CHARACTERS: Final = 20

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
UNSEEN: Final = re.compile(
    "[\\t\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2064\\u206a-\\u206f"
    "\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\U000e0100-\\U000e01ef]"
)
"""What cannot be told from a space, or from nothing: spaces but the plain one, joiners, marks, fillers, selectors of variants."""

_LETTERS: Final = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456"
    "\u0458\u0501\u051b\u051d\u04bb\u0261\u03bf\u03b1\u03c1\u03bd\u03b9\u03ba\u03c5\u0131"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "abekmhopctyxsijdqwhgoapvikuiABEKMHOPCTXSIJABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters, and two of Latin alphabets, that look like plain ones; after Unicode's confusables.txt (UTS 39)."""

_SIGNS: Final = str.maketrans(
    "\u2044\u2215\u2236\ua789\u02d0\u060c\u3001\u066b\u066c\u02dc\u223c\u061f\u2018\u2019\u201c\u201d\u00d7", "//:::,,.,~~?''\"\"x"
)
_ANYWHERE: Final = r"(?<=#)(?=#[\w-]*\[)"
_COMMAND: Final = re.compile(rf"^(?=[^\S\n]*::)|{_ANYWHERE}", re.MULTILINE)
"""Where a command of a workflow would begin: '::error ...' at the beginning of a line, '##[...]' and '##vso[...]' anywhere."""
_IN_JSON: Final = re.compile(f"{_BAD.pattern}|{_ANYWHERE}#")


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


class Odd(NamedTuple):
    """A character that is not what it seems to be."""

    offset: int
    what: str
    """It, in words: 'U+00A0 (no-break space), which cannot be seen'."""


def as_seen(text: str) -> str:
    """Return what a text seems to be: its letters, digits and signs in ASCII where they look so, without what cannot be seen."""
    return "".join(_as_seen(character) for character in text).strip(" ")


def odd_characters(text: str) -> Iterator[Odd]:
    """Yield the characters of a text that cannot be seen; and those that only look plain, where all others are."""
    plain = as_seen(text).isascii()
    for offset, character in enumerate(text):
        number = f"U+{ord(character):04X} ({name_of(character)})"
        if UNSEEN.match(character):
            yield Odd(offset, f"{number}, which cannot be seen")
        elif plain and not character.isascii():
            yield Odd(offset, f"'{character}', which is {number}")


def _as_seen(character: str) -> str:
    if character.isascii() and character != "\t":
        return character
    if UNSEEN.match(character):
        return " " if character.isspace() else ""
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    plain = character.translate(_LETTERS).translate(_SIGNS)
    return plain if plain.isascii() else unicodedata.normalize("NFKC", character)


def inert(text: str) -> str:
    """Return text in which no control is left but tabs and line feeds, and no line is a command of GitHub's or Azure's workflows."""
    return _COMMAND.sub("\\\\", without_controls(text.replace("\r\n", "\n")))


def without_controls(text: str) -> str:
    """Return text with U+FFFD in the place of every control, override of direction, and other character that terminals obey."""
    return _BAD.sub("\ufffd", text)


def escaped(json: str) -> str:
    """Return JSON in which all of that, which only strings can hold, is escaped."""
    return _IN_JSON.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), json)


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]

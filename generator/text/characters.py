"""Forbidden, invisible and look-alike characters, and escaping of text for terminals and logs."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text.position import Span
from generator.text.problems import Problem, table

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

_CONTROL_NAMES: Final = table(__file__, "signs")["controls"]
_LINE_BREAKS: Final = frozenset("\x0b\x0c\r\x85\u2028\u2029")
UNSEEN: Final = re.compile(f"[{table(__file__, 'signs')['unseen']}]")
"""Characters that are invisible or look like a space."""
_ALIKE: Final = {ord(sign): plain for pair in table(__file__, "signs")["alike"].values() for sign, plain in zip(*pair, strict=True)}
"""Letters and signs that look like ASCII ones."""
_ANYWHERE: Final = r"(?<=#)(?=#[\w-]*\[)"
_COMMAND: Final = re.compile(rf"^(?=[^\S\n]*::)|{_ANYWHERE}", re.MULTILINE)
"""The start of a CI workflow command: '::error ...' at the start of a line, '##[...]' and '##vso[...]' anywhere."""
_IN_JSON: Final = re.compile(f"{_BAD.pattern}|{_ANYWHERE}#")


def without_bad_characters(text: str, sign: str) -> str:
    """Return the text with each forbidden character replaced by a sign, except a byte order mark at the start."""
    first = text.startswith(_BYTE_ORDER_MARK)
    return text[:first] + _BAD.sub(sign, text[first:])


def find_bad_characters(text: str, span: Span | None = None) -> tuple[Problem, ...]:
    """Return a problem for each of the first twenty forbidden characters in a text.

    Forbidden are controls other than tab and line breaks, a lone carriage return, surrogates, noncharacters, line and paragraph
    separators, bidirectional embeddings, overrides and isolates, tag characters, and a byte order mark except at the start of the
    text. Joiners, direction marks, variation selectors and soft hyphens are part of real languages and allowed.
    """
    start, end = span or Span(0, len(text))
    matches = _BAD.finditer(text, start, end)
    offsets = (match.start() for match in matches if not (match.start() == 0 and match[0] == _BYTE_ORDER_MARK))
    return tuple(_problem(text[offset], offset) for offset in islice(offsets, MOST_BAD_CHARACTERS))


def _problem(character: str, offset: int) -> Problem:
    message = f"the character 'U+{ord(character):04X}' ({name_of(character)}) is not allowed"
    return Problem("bad-character", Span(offset, offset + 1), message, _hint(character))


def name_of(character: str) -> str:
    """Return the Unicode name of a character in lower case, or its kind if it has none."""
    if name := _CONTROL_NAMES.get(character) or unicodedata.name(character, "").lower():
        return str(name)
    if "\U000e0000" <= character <= "\U000e007f":
        return "tag character"
    return {"Cc": "control character", "Cs": "surrogate"}.get(unicodedata.category(character), "noncharacter")


def _hint(character: str) -> str:
    if character in _LINE_BREAKS:
        return "remove it, and start a new line if one is meant"
    if character == _BYTE_ORDER_MARK:
        return "remove it: it is allowed only at the start of a file"
    return "remove it: it is invisible, or changes how the text around it is shown"


class OddCharacter(NamedTuple):
    """An invisible or look-alike character."""

    offset: int
    what: str
    """Its description: 'U+00A0 (no-break space), which is invisible'."""


def as_seen(text: str) -> str:
    """Return a text as it looks: look-alike characters replaced by ASCII, invisible ones removed."""
    return "".join(_as_seen(character) for character in text).strip(" ")


def odd_characters(text: str) -> Iterator[OddCharacter]:
    """Yield the invisible characters of a text, and the look-alikes if the text otherwise looks like ASCII."""
    plain = as_seen(text).isascii()
    for offset, character in enumerate(text):
        number = f"U+{ord(character):04X} ({name_of(character)})"
        if UNSEEN.match(character):
            yield OddCharacter(offset, f"{number}, which is invisible")
        elif plain and not character.isascii():
            yield OddCharacter(offset, f"'{character}', which is {number}")


def _as_seen(character: str) -> str:
    if character.isascii() and character != "\t":
        return character
    if UNSEEN.match(character):
        return " " if character.isspace() else ""
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    plain = character.translate(_ALIKE)
    return plain if plain.isascii() else unicodedata.normalize("NFKC", character)


def inert(text: str) -> str:
    """Return text safe for CI logs: no controls but tabs and line feeds, and no GitHub or Azure workflow commands."""
    return _COMMAND.sub("\\\\", without_controls(text.replace("\r\n", "\n")))


def without_controls(text: str) -> str:
    """Return text with controls, direction overrides and other characters that terminals interpret replaced by U+FFFD."""
    return _BAD.sub("\ufffd", text)


def escaped(json: str) -> str:
    """Return JSON with the same characters and commands, which only occur in strings, escaped."""
    return _IN_JSON.sub(lambda match: "".join(f"\\u{unit:04x}" for unit in _utf16_units(match[0])), json)


def _utf16_units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]

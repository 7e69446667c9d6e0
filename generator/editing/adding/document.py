"""What was read of a document: each value with where it stood, and the words.

Days are read as documents print them, to EDTF; what may mean two days means none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from generator.model import meant_date, parse_edtf
from generator.text import without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

FIELDS: Final = ("title", "publisher", "authors", "url", "published", "language")
"""The fields of a source that a document may tell, in their order; what it does not tell stays open."""
LONGEST: Final = 400
"""The most characters of a value that is taken for a title or a name."""
_BY: Final = re.compile(r"(?:written |posted |reported )?by[:\s]+", re.IGNORECASE)
_JOINT: Final = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*;\s*")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_MOST_AUTHORS: Final = 30
_BREAKS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r\n?")
_UNSEEN_ENDS: Final = " \t\ufeff\u200b\u200e\u200f\u2060\u00ad"
_AMBIGUOUS: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}\W+(?:1[3-9]|[2-9]\d)\W+\d")
"""Days in numbers whose order is not sure: '03/06/2025', '2025-25-06'."""
_PLAIN: Final = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", re.ASCII)
"""A year, month or day in EDTF, but no season or quarter."""
_WITH_TIME: Final = re.compile(r"(\d{4}[-/.]?\d\d[-/.]?\d\d)(?:T|,? \d{1,2}:).*", re.ASCII)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN: Final = re.compile(
    rf"\b(?:[a-z]{{3,9}}\.? {_DAY},? \d{{4}}|{_DAY}(?: of)? [a-z]{{3,9}}\.?,? \d{{4}})\b", re.ASCII | re.IGNORECASE
)
_BEFORE: Final = re.compile(r"^(?:(?:Published|Updated|Posted)\b[:\s]*(?:on\s+)?)?(?:[A-Z][a-z]{2,8},?\s+(?=\w+ \d))?")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", re.ASCII)
_FIRST: Final = "1990-01-01"
"""Days before that are those of a clock that was never set, where a page gives them for its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and where it was read."""

    value: Any
    """Text, or a list of texts."""
    where: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document, as far as it could be read."""

    values: Mapping[str, Found]
    """What it says of itself, by the field of a source."""
    text: str
    """Its words: a paragraph a line, in the form in which quotations are looked for."""
    notes: tuple[str, ...] = ()
    """What an editor should know about the reading."""
    reasons: Mapping[str, str] | None = None
    """Why fields could not be read, where there is more to say than that nothing was found."""

    def open(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that nothing was found for, and why."""
        for name in FIELDS:
            if name not in self.values:
                yield name, (self.reasons or {}).get(name, "nothing in it says so")


def plain(text: str) -> str:
    """Return a value on one line, without characters that no record may hold; signs that are written as HTML writes them are read."""
    return " ".join(without_bad_characters(_BREAKS.sub(" ", unescape(text)), "").split()).strip(_UNSEEN_ENDS)


def words(text: str) -> str:
    """Return the words of a document as texts are kept: lines ended in one way, nothing that a terminal or an editor would obey."""
    clean = without_bad_characters(_BREAKS.sub("\n", text), "").removeprefix("\ufeff")
    lines = [line.strip(" \t") for line in clean.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def people_in(texts: Iterable[str], *, is_byline: bool = False) -> list[str]:
    """Return the names in what stands for authors; a text is taken apart only where each of its parts has the form of a name."""
    found = []
    for text in texts:
        name = _BY.sub("", plain(text), count=1) if _BY.match(plain(text)) else plain(text)
        parts = [part.strip() for part in _JOINT.split(name) if part.strip()]
        many = parts if len(parts) > 1 and all(map(_is_name, parts)) else [name]
        found += [one for one in many if one and "/" not in one and "@" not in one and (not is_byline or _is_name(one))]
    return list(dict.fromkeys(found))[:_MOST_AUTHORS]


def _is_name(text: str) -> bool:
    """Tell whether text has the form of a person's name: two words to five, of which neither the first nor the last is small."""
    return _NAME.fullmatch(text) is not None and not any(text.split()[at][0].islower() for at in (0, -1))


def day_of(text: str, today: date) -> str | None:
    """Return the day, month or year that a document gives for its publication; nothing for what is none, is to come or is ambiguous."""
    return _exact(text.strip(), today) or day_written(text, today)


def day_alone(line: str, today: date) -> str | None:
    """Return the day that a line gives and nothing else: 'Published on Monday, 16 June 2025'."""
    day = _exact(_BEFORE.sub("", line.strip()).rstrip("."), today)
    return day if day and len(day) == len(_FIRST) else None


def day_in_address(address: str, today: date) -> str | None:
    """Return the day that an address names, as in '/2025/06/16/'; nothing where it names none."""
    found = _IN_ADDRESS.search(address)
    return _exact("-".join((found[1], found[2].zfill(2), found[3].zfill(2))), today) if found else None


def day_written(text: str, today: date) -> str | None:
    """Return the first day that English words name: '16 June 2025', 'June 16th, 2025'."""
    return next((day for found in _WRITTEN.finditer(text) if (day := _exact(found[0], today))), None)


def _exact(text: str, today: date) -> str | None:
    meant = meant_date(_WITH_TIME.sub(r"\1", text).replace(" of ", " "))
    if meant is None or not _PLAIN.fullmatch(meant) or _AMBIGUOUS.match(text):
        return None
    first = parse_edtf(meant).earliest
    return meant if first is not None and first <= today and (meant >= _FIRST or len(meant) < len(_FIRST)) else None

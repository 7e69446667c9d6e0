"""What was read of a document: each value with where it stood, and the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from generator.text import without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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

"""The page of all records by title, from A to Z, for readers without a search."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.language import message, say
from generator.pages.page import Link, Page
from generator.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "index-a-z.md"
_NUMBERS: Final = "0–9"
_SCRIPTS: Final = (
    message("Arabic"),
    message("Hebrew"),
    message("Cyrillic"),
    message("Greek"),
    message("Devanagari"),
    message("Hangul"),
    message("Hiragana"),
    message("Katakana"),
    message("Thai"),
    message("Bengali"),
    message("Georgian"),
    message("Armenian"),
)
"""Scripts whose titles stand together under the script's name, as Unicode names their letters."""
_HAN: Final = message("Chinese characters")
_ELSE: Final = message("Other")


@dataclass(frozen=True, slots=True)
class LetterView:
    """The records whose titles begin alike."""

    label: str
    anchor: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the index shows."""

    letters: Sequence[LetterView]
    total: int


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the index."""
    here = desk.at(PATH)
    links = [link for record in here.corpus if (link := here.link(record, _title(record.label, source=isinstance(record, Source)))).href]
    ordered = sorted(links, key=lambda link: (_order(heading(link.label)), _letters(link.label), link.label, link.href))
    letters = [LetterView(_said(label), _anchor(label), list(group)) for label, group in groupby(ordered, lambda link: heading(link.label))]
    view = IndexView(letters, len(links))
    yield Page(PATH, "index-a-z", say("Index A–Z"), say("Every record by its title, in alphabetical order."), "index-a-z.md.j2", view)


def _title(label: str, *, source: bool) -> str:
    """Return a title as it stands in the index: a description in brackets, which stands for a title, without them."""
    return label[1:-1] if source and label.startswith("[") and label.endswith("]") else label


def heading(title: str) -> str:
    """Return the heading under which a title stands: its letter, its script's name, or that of numbers or of all else.

    Latin letters count without their accents, and signs before the first letter or digit do not count.
    """
    first = _letters(title)[:1]
    if not first:
        return _ELSE
    if first.isdigit():
        return _NUMBERS
    name = unicodedata.name(first, "")
    if name.startswith(("LATIN SMALL LETTER ", "LATIN CAPITAL LETTER ")):
        return name.partition(" LETTER ")[2].partition(" WITH ")[0].split(" ")[-1][0]
    if name.startswith("CJK"):
        return _HAN
    return next((script for script in _SCRIPTS if name.startswith(script.upper())), _ELSE)


def _letters(title: str) -> str:
    """Return a title as it is sorted: small letters without accents, from the first letter or digit on."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign)).casefold()
    return plain[next((at for at, sign in enumerate(plain) if sign.isalnum()), len(plain)) :]


def _order(label: str) -> tuple[int, str]:
    """Return where a heading stands: numbers, letters, scripts by name, all else."""
    kind = 0 if label == _NUMBERS else 1 if len(label) == 1 else 3 if label == _ELSE else 2
    return kind, label


def _said(label: str) -> str:
    """Return a heading as readers see it: letters and digits as they are, names in the language that is spoken."""
    return label if len(label) == 1 or label == _NUMBERS else say(label)


def _anchor(label: str) -> str:
    return "numbers" if label == _NUMBERS else f"letter-{label.lower().replace(' ', '-')}"

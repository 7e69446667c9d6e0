"""A language that no one speaks: every word that is said stands in ⟦brackets⟧, so that what was never said shows.

The values that messages are filled with stay outside the brackets.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser
from string import Formatter
from typing import TYPE_CHECKING, Final

from generator.language import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAID: Final = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD: Final = re.compile(r"[A-Za-z]+")
_NUMBER: Final = re.compile(r"\d[.,]\d+")
_ATTRIBUTES: Final = ("title", "aria-label", "alt")
"""Attributes that readers see or hear."""


def bracketed(text: str) -> str:
    """Return a message with all but its names for values in brackets."""
    parts = Formatter().parse(text)
    return "".join((f"⟦{said}⟧" if said else "") + (f"{{{name}}}" if name is not None else "") for said, name, *_ in parts)


class Brackets(NullTranslations):
    """Translates every message into itself in brackets."""

    def gettext(self, message: str) -> str:
        """Return a message in brackets."""
        return bracketed(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the message for a number of things in brackets."""
        return bracketed(msgid1 if n == 1 else msgid2)


_MONTHS: Final = tuple(f"⟦M{month}⟧" for month in range(1, 13))
PSEUDO: Final = messages.SiteLocale("qps", Brackets(), _MONTHS, _MONTHS, decimal="٫", group="٬")


@contextmanager
def pseudo(one: messages.SiteLocale = PSEUDO) -> Iterator[None]:
    """Speak the language of brackets, or another, for a while."""
    spoken = vars(messages)["_spoken"]
    token = spoken.set(one)
    try:
        yield
    finally:
        spoken.reset(token)


def greek(text: str) -> str:
    """Return a text of a record without Latin letters; different texts stay different."""
    return "".join(chr(0x3B1 + ord(one.lower()) - ord("a")) if one.isascii() and one.isalpha() else one for one in text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in _ATTRIBUTES and value]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def seen(html: str) -> list[str]:
    """Return what readers of HTML see or hear, piece by piece."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def english_numbers(texts: Sequence[str]) -> list[str]:
    """Return the numbers that are written the English way, with a decimal point or with commas, each with the text it stands in."""
    return [f"{number} in {text!r}" for text in texts for number in _NUMBER.findall(_SAID.sub("", text))]


def unsaid(texts: Sequence[str]) -> list[str]:
    """Return the Latin words that were not said, each with the text it stands in."""
    return [f"{word} in {text!r}" for text in texts for word in _WORD.findall(_SAID.sub("", text))]

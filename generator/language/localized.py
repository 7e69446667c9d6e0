"""Text that is not in the language of the page: it carries its language with it, through every sentence that it is put into.

Its characters are its words and nothing else, so that it stands for itself wherever a string does: in an attribute, in data, in a
file. Where it is written as HTML it says its language: that is done here alone.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from string import Formatter
from typing import TYPE_CHECKING, Final, NamedTuple, Self, SupportsIndex
from unicodedata import bidirectional

from markupsafe import escape

from generator.language.tags import direction_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


UNKNOWN: Final = "und"
"""The language of a name in a script of the other direction, of which nobody said it; the name keeps to itself in any sentence."""


class LanguageRun(NamedTuple):
    """A stretch of text in one language."""

    text: str
    language: str = ""
    """A BCP 47 tag; nothing for the language of the page."""
    printed: bool = False
    """Whether it is a source's own words, which nobody is to translate."""

    def with_text(self, text: str) -> str:
        """Return text that was made of it, in its language."""
        return LocalizedText(text, self.language, printed=self.printed) if self.language else text

    @property
    def attributes(self) -> str:
        """What an element says that holds it: its language, and its direction."""
        return f'{self.tag} dir="{self.direction}"'

    @property
    def direction(self) -> str:
        """The direction of its first letter, for a name may be in any script: 'ltr' or 'rtl'."""
        letters = (bidirectional(character) for character in self.text if character.isalpha())
        strong = next((kind for kind in letters if kind in ("L", "R", "AL")), None)
        return direction_of(self.language) if strong is None else "ltr" if strong == "L" else "rtl"

    @property
    def tag(self) -> str:
        """What an element says of its language; nothing where that is not known."""
        return "" if self.language == UNKNOWN else f' lang="{self.language}"'

    def note(self) -> None:
        """Note that it is written on a page, where somebody asked for that."""
        if self.language and not self.printed and (found := _untranslated.get()) is not None:
            found.append(self.language)


_SPACE: Final = re.compile(r"\s+")
_untranslated: Final = ContextVar[list[str] | None]("untranslated", default=None)


class LocalizedText(str):
    """Text that is not, or not all, in the language of the page."""

    __slots__ = ("runs",)
    runs: tuple[LanguageRun, ...]
    """Its stretches, each in one language; together they are its text."""

    def __new__(cls, text: str, language: str, *, printed: bool = False) -> Self:
        """Return text in one language."""
        made = super().__new__(cls, text)
        made.runs = (LanguageRun(str(text), language, printed),)
        return made

    @classmethod
    def of(cls, runs: Iterable[LanguageRun]) -> Self:
        """Return text of several runs."""
        found = tuple(runs)
        made = super().__new__(cls, "".join([run.text for run in found]))
        made.runs = found
        return made

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        """Return a part of it, which is in its language."""
        if not isinstance(place, slice) or len(self.runs) == 1:
            return in_language_of(str(self)[place], self)
        (start, stop, _step), parts, at = place.indices(len(self)), [], 0
        for run in self.runs:
            parts.append(run.with_text(run.text[max(start - at, 0) : max(stop - at, 0)]))
            at += len(run.text)
        return joined(parts)

    def __add__(self, after: str) -> str:
        """Return it with more text after it."""
        return joined((self, after))

    def __radd__(self, before: str) -> str:
        """Return it with more text before it."""
        return joined((before, self))

    def __html__(self) -> str:
        """Return it as the content of an element of HTML."""
        return html_of(self)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how it is made again of what a file holds."""
        return LocalizedText.of, (self.runs,)

    def __deepcopy__(self, _: object) -> Self:
        """Return itself: it never changes."""
        return self


def runs_of(text: str) -> tuple[LanguageRun, ...]:
    """Return the stretches of any text."""
    return text.runs if isinstance(text, LocalizedText) else (LanguageRun(text),)


def language_of(text: str) -> str:
    """Return the language of text whose letters are all in another than that of the page, if that is known; nothing for any other text."""
    languages = {run.language for run in runs_of(text) if run.language or any(map(str.isalpha, run.text))}
    return languages.pop() if len(languages) == 1 and UNKNOWN not in languages else ""


def joined(pieces: Iterable[str], between: str = "") -> str:
    """Return pieces of text as one, with words of the page between them, each in its own language."""
    found, runs = [*pieces], list[LanguageRun]()
    if LocalizedText not in map(type, found):
        return between.join(found)
    for number, piece in enumerate(found):
        for run in (*((LanguageRun(between),) if number else ()), *runs_of(piece)):
            if runs and runs[-1][1:] == run[1:]:
                runs[-1] = LanguageRun(runs[-1].text + run.text, *run[1:])
            elif run.text:
                runs.append(run)
    return LocalizedText.of(runs) if any(run.language for run in runs) else between.join(found)


def filled(message: str, values: Mapping[str, object]) -> str:
    """Return a message with values in the place of the names in braces, each in its own language."""
    if LocalizedText not in map(type, values.values()):
        return message.format_map(values)
    pieces = []
    for words, name, how, _unused in Formatter().parse(message):
        value = "" if name is None else values[name]
        pieces += [words, value if isinstance(value, LocalizedText) else format(value, how or "")]
    return joined(pieces)


def changed(text: str, change: Callable[[str], str]) -> str:
    """Return text with each stretch of it changed in the same way."""
    if not isinstance(text, LocalizedText):
        return change(text)
    if len(text.runs) == 1:
        return text.runs[0].with_text(change(text.runs[0].text))
    return joined(run.with_text(change(run.text)) for run in text.runs)


def on_one_line(text: str) -> str:
    """Return text with every run of white space as one space, and none around it."""
    found = changed(text, partial(_SPACE.sub, " "))
    return found[len(found) - len(found.lstrip()) : len(found.rstrip())]


def in_language_of(words: str, text: str) -> str:
    """Return words that were made of a text, in the language of that text."""
    return text.runs[0].with_text(words) if isinstance(text, LocalizedText) and len(text.runs) == 1 else words


def is_turned(text: str, tag: str) -> bool:
    """Tell whether text that is taken for one language has only letters in the other direction: a name in its own script."""
    along, found = ("L",) if direction_of(tag) == "ltr" else ("R", "AL"), False
    for character in text:
        kind = bidirectional(character) if character.isalpha() else ""
        if kind in along:
            return False
        found = found or kind in ("L", "R", "AL")
    return found


def _escaped(text: str) -> str:
    return str(escape(str(text)))


def html_of(text: str, escaped: Callable[[str], str] = _escaped, within: str = "") -> str:
    """Return text as the content of an element in a language, or in that of the page, where each stretch in another says so."""
    if not isinstance(text, LocalizedText):
        return escaped(text)
    written = []
    for run in text.runs:
        run.note()
        inside = escaped(run.text)
        written.append(f"<bdi{run.attributes}>{inside}</bdi>" if run.language not in ("", within) else inside)
    return "".join(written)


def attributes_and_html(text: str) -> tuple[str, str]:
    """Return text as all of the content of an element, which then says its language itself: its attributes, and what it holds."""
    if not isinstance(text, LocalizedText) or len(text.runs) > 1:
        return "", html_of(text)
    return text.runs[0].attributes, html_of(text, within=text.runs[0].language)


@contextmanager
def noting_untranslated() -> Iterator[list[str]]:
    """Give a list, for a while, in which the language of each text of ours is noted that is written and not in that of the page."""
    found: list[str] = []
    token = _untranslated.set(found)
    try:
        yield found
    finally:
        _untranslated.reset(token)

"""Strings that know the language of each of their runs, and keep it when formatted into messages, sliced or joined.

Their characters are the plain text, so that they can be used wherever a string can: in an attribute, in data, in a file. Only this
module writes them as HTML with 'lang' and 'dir' attributes.
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
"""The language of a name in a script of the opposite direction whose language is not stated; it is isolated in any sentence."""


class LanguageRun(NamedTuple):
    """A run of text in one language."""

    text: str
    language: str = ""
    """A BCP 47 tag; empty for the language of the page."""
    printed: bool = False
    """Whether it is not to be translated: it quotes a source, or is a name that readers can read."""

    def with_text(self, text: str) -> str:
        """Return another text in the language of this run."""
        return LocalizedText(text, self.language, printed=self.printed) if self.language else text

    @property
    def attributes(self) -> str:
        """The 'lang' and 'dir' attributes of an element that contains it."""
        return f'{self.tag} dir="{self.direction}"'

    @property
    def direction(self) -> str:
        """The direction of its first letter, as a name may be in any script: 'ltr' or 'rtl'."""
        letters = (bidirectional(character) for character in self.text if character.isalpha())
        strong = next((kind for kind in letters if kind in ("L", "R", "AL")), None)
        return direction_of(self.language) if strong is None else "ltr" if strong == "L" else "rtl"

    @property
    def tag(self) -> str:
        """The 'lang' attribute, or "" if the language is unknown."""
        return "" if self.language == UNKNOWN else f' lang="{self.language}"'

    def note(self) -> None:
        """Record its language as untranslated, within 'noting_untranslated'."""
        if self.language and not self.printed and (languages := _untranslated.get()) is not None:
            languages.append(self.language)


_SPACE: Final = re.compile(r"\s+")
_untranslated: Final = ContextVar[list[str] | None]("untranslated", default=None)


class LocalizedText(str):
    """A string of which some or all is not in the language of the page."""

    __slots__ = ("runs",)
    runs: tuple[LanguageRun, ...]
    """Its runs, each in one language, which concatenated are its text."""

    def __new__(cls, text: str, language: str, *, printed: bool = False) -> Self:
        """Create a text of one run."""
        localized = super().__new__(cls, text)
        localized.runs = (LanguageRun(str(text), language, printed),)
        return localized

    @classmethod
    def of(cls, runs: Iterable[LanguageRun]) -> Self:
        """Create a text of several runs."""
        parts = tuple(runs)
        localized = super().__new__(cls, "".join([run.text for run in parts]))
        localized.runs = parts
        return localized

    def __getitem__(self, index: SupportsIndex | slice) -> str:
        """Return a slice that keeps the language of each run."""
        if not isinstance(index, slice) or len(self.runs) == 1:
            return in_language_of(str(self)[index], self)
        (start, stop, _step), parts, at = index.indices(len(self)), [], 0
        for run in self.runs:
            parts.append(run.with_text(run.text[max(start - at, 0) : max(stop - at, 0)]))
            at += len(run.text)
        return joined(parts)

    def __add__(self, after: str) -> str:
        """Append text, keeping the languages of both."""
        return joined((self, after))

    def __radd__(self, before: str) -> str:
        """Prepend text, keeping the languages of both."""
        return joined((before, self))

    def __html__(self) -> str:
        """Return it as HTML content, for markupsafe."""
        return html_of(self)

    def __reduce__(self) -> tuple[object, ...]:
        """Support pickling."""
        return LocalizedText.of, (self.runs,)

    def __deepcopy__(self, _: object) -> Self:
        """Return itself, as it is immutable."""
        return self


def runs_of(text: str) -> tuple[LanguageRun, ...]:
    """Return the language runs of any string."""
    return text.runs if isinstance(text, LocalizedText) else (LanguageRun(text),)


def language_of(text: str) -> str:
    """Return the language of a text if all its letters are in one known language other than the page's, else ""."""
    languages = {run.language for run in runs_of(text) if run.language or any(map(str.isalpha, run.text))}
    return languages.pop() if len(languages) == 1 and UNKNOWN not in languages else ""


def joined(pieces: Iterable[str], between: str = "") -> str:
    """Join texts with a separator in the language of the page, keeping the language of each."""
    parts, runs = [*pieces], list[LanguageRun]()
    if LocalizedText not in map(type, parts):
        return between.join(parts)
    for number, part in enumerate(parts):
        for run in (*((LanguageRun(between),) if number else ()), *runs_of(part)):
            if runs and runs[-1][1:] == run[1:]:
                runs[-1] = LanguageRun(runs[-1].text + run.text, *run[1:])
            elif run.text:
                runs.append(run)
    return LocalizedText.of(runs) if any(run.language for run in runs) else between.join(parts)


def filled(message: str, values: Mapping[str, object]) -> str:
    """Format a message with named values, keeping the language of each."""
    if LocalizedText not in map(type, values.values()):
        return message.format_map(values)
    parts = []
    for words, name, spec, _unused in Formatter().parse(message):
        value = "" if name is None else values[name]
        parts += [words, value if isinstance(value, LocalizedText) else format(value, spec or "")]
    return joined(parts)


def changed(text: str, change: Callable[[str], str]) -> str:
    """Apply a function to each run of a text, keeping its language."""
    if not isinstance(text, LocalizedText):
        return change(text)
    if len(text.runs) == 1:
        return text.runs[0].with_text(change(text.runs[0].text))
    return joined(run.with_text(change(run.text)) for run in text.runs)


def on_one_line(text: str) -> str:
    """Collapse white space to single spaces, and strip it at both ends."""
    collapsed = changed(text, partial(_SPACE.sub, " "))
    return collapsed[len(collapsed) - len(collapsed.lstrip()) : len(collapsed.rstrip())]


def in_language_of(words: str, text: str) -> str:
    """Return words derived from a text, in the language of that text."""
    return text.runs[0].with_text(words) if isinstance(text, LocalizedText) and len(text.runs) == 1 else words


def is_turned(text: str, tag: str) -> bool:
    """Return whether all letters of a text run against the direction of its supposed language, as a name in its own script."""
    same_direction, has_other = ("L",) if direction_of(tag) == "ltr" else ("R", "AL"), False
    for character in text:
        kind = bidirectional(character) if character.isalpha() else ""
        if kind in same_direction:
            return False
        has_other = has_other or kind in ("L", "R", "AL")
    return has_other


def _escaped(text: str) -> str:
    return str(escape(str(text)))


def html_of(text: str, escaped: Callable[[str], str] = _escaped, within: str = "") -> str:
    """Return a text as HTML content of an element in the language 'within'; runs in other languages get a <bdi> of their own."""
    if not isinstance(text, LocalizedText):
        return escaped(text)
    parts = []
    for run in text.runs:
        run.note()
        html = escaped(run.text)
        parts.append(f"<bdi{run.attributes}>{html}</bdi>" if run.language not in ("", within) else html)
    return "".join(parts)


def attributes_and_html(text: str) -> tuple[str, str]:
    """Return a text as the whole content of an element: the attributes of the element, if it is in one language, and its HTML."""
    if not isinstance(text, LocalizedText) or len(text.runs) > 1:
        return "", html_of(text)
    return text.runs[0].attributes, html_of(text, within=text.runs[0].language)


@contextmanager
def noting_untranslated() -> Iterator[list[str]]:
    """Return a context manager with a list of the languages of untranslated texts that are rendered within it."""
    languages: list[str] = []
    token = _untranslated.set(languages)
    try:
        yield languages
    finally:
        _untranslated.reset(token)

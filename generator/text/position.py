"""Positions in a text: spans of offsets, and locations by line and column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Span(NamedTuple):
    """A range of a text, in code points from its start; the end is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A range of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class SourceText:
    """A file's text and its path relative to the project folder, with forward slashes on every platform."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        unseen = 1 if line == 1 and offset > 0 and self.text.startswith("\ufeff") else 0
        return line, offset - self._starts[line - 1] + 1 - unseen

    def place(self, span: Span) -> Location:
        """Return the location of a span of this text."""
        start, end = min(span.start, len(self.text)), min(max(span), len(self.text))
        return Location(self.path, *self._line_and_column(start), *self._line_and_column(end))

    def span(self, place: Location) -> Span:
        """Return the span of a location in this text."""
        return Span(self._offset(place.line, place.column), self._offset(place.end_line, place.end_column))

    def _offset(self, line: int, column: int) -> int:
        unseen = 1 if line == 1 and self.text.startswith("\ufeff") else 0
        return min(self._starts[line - 1] + column - 1 + unseen, len(self.text))

    def line(self, number: int) -> str:
        """Return a line by its number from 1, without line break and byte order mark; '' if there is no such line."""
        starts = self._starts
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].removeprefix("\ufeff" if number == 1 else "").removesuffix("\r")


@dataclass(frozen=True, slots=True)
class Marks:
    """The spans of a value, of its key if it has one, and of its children: a tree parallel to the plain values."""

    value: Span
    key: Span | None = None
    children: Mapping[str | int, Marks] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    """The names of the fields here that could not be parsed; '' for a list item or a field without a name."""

    @property
    def is_whole(self) -> bool:
        """Whether everything here was parsed."""
        return not self.lost and all(child.is_whole for child in self.children.values())


@dataclass(frozen=True, slots=True)
class Located:
    """A file's text and the marks of its values, to look up the location of a value by its keys."""

    source: SourceText
    marks: Marks
    translations: Mapping[str, Located] = field(default_factory=dict)
    """Translation files by language; their values are found under the record's 'translations' key."""

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.source.path

    @property
    def start(self) -> Location:
        """The location of the start of the file."""
        return self.source.place(Span(0, 0))

    def place_of(self, span: Span, language: str = "") -> Location:
        """Return the location of a span of the file, or of the translation file of a language."""
        return self.translations.get(language, self).source.place(span)

    def find(self, keys: tuple[str | int, ...]) -> tuple[Located, Marks, bool]:
        """Return the file that contains a path of keys, the marks there, and whether all of the path was found.

        A key that is missing in a list or a scalar is skipped: the model may see another shape than was written.
        """
        if len(keys) > 1 and keys[0] == "translations" and str(keys[1]) in self.translations:
            return self.translations[str(keys[1])].find(keys[2:])
        marks = self.marks
        for key in keys:
            if key in marks.children:
                marks = marks.children[key]
            elif isinstance(key, str) and any(isinstance(child, str) for child in marks.children):
                return self, marks, False
        return self, marks, True

    def at(self, *keys: str | int) -> Location:
        """Return the location of the value at a path of keys, or of its nearest parent if the path does not exist."""
        file, marks, is_found = self.find(keys)
        return file.source.place(marks.value if is_found or marks.key is None else marks.key)

    def lost_at(self, *keys: str | int) -> frozenset[str]:
        """Return the names of the fields at a path that could not be parsed; see Marks.lost."""
        _file, marks, is_found = self.find(keys)
        return marks.lost if is_found else frozenset()

    def is_written(self, *keys: str | int) -> bool:
        """Return whether the file has a value at a path."""
        return self.find(keys)[2]

    def rest_of_line(self, *keys: str | int) -> str:
        """Return the rest of the line after a key, or from the start of a value without a key."""
        file, marks, _is_found = self.find(keys)
        start = marks.key.end if marks.key else marks.value.start
        return file.source.text[start:].partition("\n")[0]

    def is_collection(self, *keys: str | int) -> bool:
        """Return whether the file has a non-empty list or mapping at a path."""
        return bool(self.find(keys)[1].children)

    def within(self, words: str, *keys: str | int, number: int = 0) -> Location:
        """Return the location of the nth occurrence, from 0, of words in a value, or of the value if they are not found literally."""
        file, marks, is_found = self.find(keys)
        at = marks.value.start - 1
        for _ in range(number + 1):
            at = file.source.text.find(words, at + 1, marks.value.end) if is_found else -1
            if at < 0:
                return self.at(*keys)
        return file.source.place(Span(at, at + len(words)))

    def key_at(self, *keys: str | int) -> Location:
        """Return the location of the key at a path, or of the value if it has no key; for a translation file, its start."""
        file, marks, _is_found = self.find(keys)
        return file.start if file is not self and marks is file.marks else file.source.place(marks.key or marks.value)


NOWHERE = Located(SourceText("", ""), Marks(Span(0, 0)))
"""The location of a record that was not loaded from a file."""

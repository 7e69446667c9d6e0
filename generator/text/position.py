"""Where things stand in a text: spans of characters, and places an editor can jump to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Span(NamedTuple):
    """A stretch of a text, in code points from its beginning; the end is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class SourceText:
    """A file's text and its path below the project's folder, with forward slashes on every machine."""

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
        """Return the place of a span of this text."""
        start, end = min(span.start, len(self.text)), min(max(span), len(self.text))
        return Location(self.path, *self._line_and_column(start), *self._line_and_column(end))

    def span(self, place: Location) -> Span:
        """Return the span of a place in this text."""
        return Span(self._offset(place.line, place.column), self._offset(place.end_line, place.end_column))

    def _offset(self, line: int, column: int) -> int:
        unseen = 1 if line == 1 and self.text.startswith("\ufeff") else 0
        return min(self._starts[line - 1] + column - 1 + unseen, len(self.text))

    def line(self, number: int) -> str:
        """Return a line by its number from 1, without its break and a mark of the order of bytes; nothing for one that is not there."""
        starts = self._starts
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].removeprefix("\ufeff" if number == 1 else "").removesuffix("\r")


@dataclass(frozen=True, slots=True)
class Marks:
    """The spans of a value, of its key if it has one, and of everything inside: a tree beside the plain values."""

    value: Span
    key: Span | None = None
    children: Mapping[str | int, Marks] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    """What is written here and could not be read: the names of fields, and nothing for an item of a list or a field without a name."""

    @property
    def is_whole(self) -> bool:
        """Whether all that is written here was read."""
        return not self.lost and all(child.is_whole for child in self.children.values())


@dataclass(frozen=True, slots=True)
class Located:
    """A value's text and marks, to turn the path of a value into a place."""

    source: SourceText
    marks: Marks
    beside: Mapping[str, Located] = field(default_factory=dict)
    """Translations in files of their own, by language: what stands there at a path stands in the record below 'translations'."""

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.source.path

    @property
    def start(self) -> Location:
        """The place of the file's beginning."""
        return self.source.place(Span(0, 0))

    def place_of(self, span: Span, language: str = "") -> Location:
        """Return the place of a span of the file, or of the file of its own in which a translation stands."""
        return self.beside.get(language, self).source.place(span)

    def find(self, keys: tuple[str | int, ...]) -> tuple[Located, Marks, bool]:
        """Return the file into which a path leads, the marks there, and whether it was followed to its end.

        A step that is not in a list or a single value is passed over: the model may see a form that was not written.
        """
        if len(keys) > 1 and keys[0] == "translations" and str(keys[1]) in self.beside:
            return self.beside[str(keys[1])].find(keys[2:])
        marks = self.marks
        for key in keys:
            if key in marks.children:
                marks = marks.children[key]
            elif isinstance(key, str) and any(isinstance(child, str) for child in marks.children):
                return self, marks, False
        return self, marks, True

    def at(self, *keys: str | int) -> Location:
        """Return the place of the value at a path of keys; where a step is not there, of what is around it."""
        file, marks, found = self.find(keys)
        return file.source.place(marks.value if found or marks.key is None else marks.key)

    def lost_at(self, *keys: str | int) -> frozenset[str]:
        """Return the names of fields that are written in the value at a path and could not be read; see Marks.lost."""
        _file, marks, found = self.find(keys)
        return marks.lost if found else frozenset()

    def is_written(self, *keys: str | int) -> bool:
        """Tell whether a value is written at a path."""
        return self.find(keys)[2]

    def rest_of_line(self, *keys: str | int) -> str:
        """Return what follows a field's name, or the beginning of a value without a name, in its line."""
        file, marks, _found = self.find(keys)
        start = marks.key.end if marks.key else marks.value.start
        return file.source.text[start:].partition("\n")[0]

    def is_collection(self, *keys: str | int) -> bool:
        """Tell whether a list or a mapping is written at a path."""
        return bool(self.find(keys)[1].children)

    def within(self, words: str, *keys: str | int, number: int = 0) -> Location:
        """Return the place of words inside a value, of their occurrence with a number from 0; of the value where they are not plain."""
        file, marks, found = self.find(keys)
        at = marks.value.start - 1
        for _ in range(number + 1):
            at = file.source.text.find(words, at + 1, marks.value.end) if found else -1
            if at < 0:
                return self.at(*keys)
        return file.source.place(Span(at, at + len(words)))

    def key_at(self, *keys: str | int) -> Location:
        """Return the place of the key at a path of keys, or of the value if it has none; of a file beside this one its beginning."""
        file, marks, _found = self.find(keys)
        return file.start if file is not self and marks is file.marks else file.source.place(marks.key or marks.value)


NOWHERE = Located(SourceText("", ""), Marks(Span(0, 0)))
"""The place of a record that was not read from a file."""

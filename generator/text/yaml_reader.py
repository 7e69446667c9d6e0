"""YAML to plain values with exact places: one mapping, every scalar as text, the risky features refused.

PyYAML's scanner gives the events; values, limits and places are made here from that one stream, so that nothing can
be checked by one parser and read by another. Text stays text: '010', 'no' and '2025-06' are what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import yaml

from generator.text.characters import find_bad_characters
from generator.text.position import Marks, Span
from generator.text.problems import MOST_PROBLEMS, Problem, quoted
from generator.text.yaml_mistakes import explain, refuse_feature

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE: Final = 1 << 20
"""The most bytes of YAML that are read at once, in UTF-8."""
DEEPEST: Final = 24
"""The most levels of mappings and lists inside each other."""
MOST_NODES: Final = 50_000
"""The most keys, values, mappings and lists."""
LONGEST_SCALAR: Final = 200_000
"""The most characters in one value."""

LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Where the events come from: libyaml, or Python where there is none. Nothing else of the loader is used."""

_MARKS: Final = attrgetter("start_mark.index", "end_mark.index")
_DIRECTIVE: Final = re.compile(r"^%[^\s#]*(?:[ \t]+[^\s#]+)*", re.MULTILINE)
_PROPERTY: Final = re.compile(r"[&*!](?:<[^>\n]*>|[^\s,\[\]{}]*)")
_BETWEEN: Final = re.compile(r"(?<!\S)#[^\n]*|(?P<comment>#)|(?P<key>\?)")
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class YamlReading:
    """What was read. The value is None if the text could not be read to its end."""

    value: dict[str, object] | None
    marks: Marks
    problems: tuple[Problem, ...] = ()


def read_yaml(text: str, *, start: int = 0, end: int | None = None) -> YamlReading:
    """Read a stretch of a text as one YAML mapping; all places are places in the whole text.

    Every scalar is a str as YAML 1.2 gives its text, and an empty plain value None. Features that are refused and
    keys that occur twice do not stop the reading, unless there are a hundred: the value then holds the rest (of a key
    that occurs twice, the first). Never raises for what a text holds.
    """
    span = Span(start, len(text) if end is None else end)
    if span.start == 0 and text.startswith("\ufeff"):
        span = Span(1, max(span.end, 1))
    if refused := _refuse(text, span):
        return YamlReading(None, Marks(span), refused)
    composer = _Composer(text, span)
    try:
        value, marks = composer.document()
    except _Stopped as stop:
        composer.problems.append(stop.problem)
        value, marks = None, Marks(span)
    except yaml.YAMLError as error:
        composer.problems.append(explain(error, text, span))
        value, marks = None, Marks(span)
    return YamlReading(value, marks, tuple(composer.problems))


def _refuse(text: str, span: Span) -> tuple[Problem, ...]:
    size = span.end - span.start
    if size > LARGEST_FILE or len(text[span.start : span.end].encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        hint = f"split it: at most {LARGEST_FILE // 1024} KiB are read"
        return (Problem("too-large", Span(span.start, span.start), "there is too much YAML here", hint),)
    return find_bad_characters(text, span)


class _Stopped(Exception):
    """Ends the reading at a problem that makes the rest unreadable."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Composer:
    """Makes one value and its marks of a stream of events."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self._span = span
        self._events: Iterator[yaml.Event] = yaml.parse(text[span.start : span.end], Loader=LOADER)
        self._seen = span.start
        self._nodes = 0

    def document(self) -> tuple[dict[str, object], Marks]:
        """Return the only document's mapping."""
        self._next()
        event, span = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise _Stopped(self._not_a_mapping(event, span))
        for directive in _DIRECTIVE.finditer(self.text, self._span.start, span.end):
            self._report(refuse_feature("%", self.text, Span(*directive.span())))
        event, span = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            raise _Stopped(self._not_a_mapping(event, span))
        self._refuse_properties(event, span)
        value, marks = self._mapping(span, 1, None)
        self._next()
        event, span = self._next()
        if isinstance(event, yaml.DocumentStartEvent):
            self._report(refuse_feature("---", self.text, span))
        return value, marks

    def _not_a_mapping(self, event: yaml.Event, span: Span) -> Problem:
        place, found = Span(self._span.start, self._span.start), "nothing"
        if isinstance(event, yaml.SequenceStartEvent):
            place, found = Span(span.start, span.start + 1), "a list"
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and span.end > span.start:
            place, found = span, quoted(self.text[span.start : span.end])
        hint = "write each field on a line of its own, as 'name: value'"
        return Problem("not-a-mapping", place, f"expected fields, found {found}", hint)

    def _report(self, problem: Problem) -> None:
        if len(self.problems) == MOST_PROBLEMS - 1:
            raise _Stopped(problem)
        self.problems.append(problem)

    def _next(self) -> tuple[yaml.Event, Span]:
        event = next(self._events)
        start, end = _MARKS(event)
        span = Span(start + self._span.start, end + self._span.start)
        until = span.end if isinstance(event, yaml.MappingStartEvent) and self.text.startswith("?", span.start) else span.start
        between = self.text[self._seen : until]
        if "#" in between or "?" in between:
            self._refuse_misread(Span(self._seen, until))
        self._seen = max(self._seen, span.end)
        return event, span

    def _node(self, event: yaml.Event, span: Span, depth: int, key: Span | None) -> tuple[object, Marks]:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise _Stopped(_too_large(span, f"there are more than {MOST_NODES} keys and values", "split the file"))
        self._refuse_properties(event, span)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, span, key)
        if isinstance(event, yaml.AliasEvent):
            return self.text[span.start : span.end], Marks(span, key)
        if depth >= DEEPEST:
            raise _Stopped(_too_large(span, f"this is nested more than {DEEPEST} levels deep", "use fewer levels"))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(span, depth + 1, key)
        return self._sequence(span, depth + 1, key)

    def _scalar(self, event: yaml.ScalarEvent, span: Span, key: Span | None) -> tuple[object, Marks]:
        text: str = event.value
        if len(text) > LONGEST_SCALAR:
            hint = f"shorten it: at most {LONGEST_SCALAR} characters are read"
            raise _Stopped(_too_large(Span(span.start, span.start + 1), "the text that begins here is too long", hint))
        if event.style == '"' and "\\" in self.text[span.start : span.end]:
            for bad in find_bad_characters(f" {text}")[:1]:  # an escape is no way in; the blank keeps a mark from being first
                self._report(Problem(bad.rule, span, bad.message, "remove its escape"))
        if event.style in ("|", ">"):
            span = Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))
            header = _BLOCK_HEADER.match(self.text, span.start)
            if header and self.text.startswith("#", header.end()):
                raise _Stopped(_misread("comment", header.end()))
        return None if event.implicit[0] and not text else text, Marks(span, key)

    def _sequence(self, span: Span, depth: int, key: Span | None) -> tuple[object, Marks]:
        values: list[object] = []
        children: dict[str | int, Marks] = {}
        end = span.end
        event, place = self._next()
        while not isinstance(event, yaml.SequenceEndEvent):
            value, marks = self._node(event, place, depth, None)
            children[len(values)] = marks
            values.append(value)
            end = max(end, marks.value.end)
            event, place = self._next()
        return values, Marks(Span(span.start, _end(place, end)), key, children)

    def _mapping(self, span: Span, depth: int, key: Span | None) -> tuple[dict[str, object], Marks]:
        values: dict[str, object] = {}
        children: dict[str | int, Marks] = {}
        end = span.end
        event, place = self._next()
        while not isinstance(event, yaml.MappingEndEvent):
            name, name_span = self._key(event, place, depth)
            value, marks = self._node(*self._next(), depth, name_span)
            end = max(end, name_span.end, marks.value.end)
            if name is not None and name in children:
                self._report(self._duplicate(name, name_span, children[name]))
            elif name is not None:
                values[name], children[name] = value, marks
            event, place = self._next()
        return values, Marks(Span(span.start, _end(place, end)), key, children)

    def _key(self, event: yaml.Event, span: Span, depth: int) -> tuple[str | None, Span]:
        name, marks = self._node(event, span, depth, None)
        if isinstance(event, yaml.AliasEvent):
            return None, span
        if name == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            self._report(refuse_feature("<<", self.text, span))
            return None, span
        if not isinstance(name, str):
            what = "a mapping" if isinstance(name, dict) else "a list" if isinstance(name, list) else "nothing"
            hint = "write a name before ':', and put text that begins with '{' or '[' in quotes"
            self._report(Problem("yaml-feature", marks.value, f"a key must be text, not {what}", hint))
            return None, marks.value
        return name, span

    def _duplicate(self, name: str, span: Span, first: Marks) -> Problem:
        line = self.text.count("\n", 0, (first.key or first.value).start) + 1
        return Problem("duplicate-key", span, f"the key {quoted(name)} occurs twice", f"keep one of them: the first is on line {line}")

    def _refuse_misread(self, between: Span) -> None:
        """Stop at signs between values that libyaml takes for comments and keys, and YAML 1.2 for text."""
        for match in _BETWEEN.finditer(self.text, *between):
            following = self.text[match.end() : match.end() + 1]
            if match.lastgroup == "comment" or (match.lastgroup == "key" and not following.isspace()):
                raise _Stopped(_misread(match.lastgroup, match.start()))

    def _refuse_properties(self, event: yaml.Event, span: Span) -> None:
        if getattr(event, "anchor", None) is None and getattr(event, "tag", None) is None:
            return
        match = _PROPERTY.match(self.text, span.start, self._span.end)
        kind, place = (match[0][0], Span(*match.span())) if match else ("&", span)
        self._report(refuse_feature(kind, self.text, place))


def _end(closing: Span, last: int) -> int:
    """Return where a collection ends: at its bracket, or where its last part ends if it has none."""
    return closing.end if closing.end > closing.start else last


def _too_large(span: Span, message: str, hint: str) -> Problem:
    return Problem("too-large", span, message, hint)


def _misread(kind: str, offset: int) -> Problem:
    span = Span(offset, offset + 1)
    if kind == "key":
        return Problem("yaml-syntax", span, "text cannot begin with '?' here", "put the text in quotes")
    hint = "put a space before '#', or the text in quotes if '#' belongs to it"
    return Problem("yaml-syntax", span, "'#' follows without a space, and would hide the rest of the line", hint)

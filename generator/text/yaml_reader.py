"""Reads YAML into plain values with exact spans: one mapping, every scalar a string, risky features refused.

Values, limits and spans are all derived from one stream of PyYAML events, so that nothing is checked by one parser and
read by another. Scalars are not converted: '010', 'no' and '2025-06' stay strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import yaml

from generator.text.characters import UNSEEN, find_bad_characters, without_bad_characters
from generator.text.position import Marks, Span
from generator.text.problems import MOST_PROBLEMS, UNREAD, Problem, find_unresolved, quoted
from generator.text.yaml_mistakes import INDENTATION, NO_SPACE, explain, refuse_feature
from generator.text.yaml_repair import Repair
from generator.text.yaml_signs import OddSign, cut_off, is_cut_off, no_colon, odd_structure, swallowed, text_as_comment, unseen_in_name

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 24
"""The most nesting levels of mappings and lists."""
MOST_NODES: Final = 50_000
LONGEST_SCALAR: Final = 200_000

LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""The source of the events: libyaml, or pure Python if it is missing. Nothing else of the loader is used."""

_MARKS: Final = attrgetter("start_mark.index", "end_mark.index")
_DIRECTIVE: Final = re.compile(r"^%[^\s#]*(?:[ \t]+[^\s#]+)*", re.MULTILINE)
_PROPERTY: Final = re.compile(r"[&*!](?:<[^>\n]*>|[^\s,\[\]{}]*)")
_COMMENT: Final = re.compile(r"#[^\n]*")
LARGEST_FILE: Final = 1 << 20
"""The most bytes of YAML that are read at once, in UTF-8."""


class Stopped(Exception):
    """Aborts reading; its argument is the problem that makes the rest unreadable."""


class Composer:
    """Composes one value and its marks from a stream of events."""

    def __init__(self, text: str, span: Span) -> None:
        """Start parsing a span of a text."""
        self.text = text
        self.problems: list[Problem] = []
        self.second: int | None = None
        """The offset of a second document, which is not read."""
        self._span = span
        self._events: Iterator[yaml.Event] = yaml.parse(text[span.start : span.end], Loader=LOADER)
        self._seen = span.start
        self._nodes = 0

    def document(self) -> tuple[dict[str, object], Marks]:
        """Return the mapping of the only document, with its marks."""
        self._next()
        event, span = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise Stopped(self._not_a_mapping(event, span))
        for directive in _DIRECTIVE.finditer(self.text, self._span.start, span.end):
            self._report(refuse_feature("%", self.text, Span(*directive.span())))
        event, span = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            raise Stopped(self._not_a_mapping(event, span))
        self._refuse_properties(event, span)
        value, marks = self._mapping(span, 1, None)
        self._next()
        event, span = self._next()
        if isinstance(event, yaml.DocumentStartEvent):
            self._report(refuse_feature("---", self.text, span))
            self.second = span.start
        return value, marks

    def _not_a_mapping(self, event: yaml.Event, span: Span) -> Problem:
        place, actual = Span(self._span.start, self._span.start), "nothing"
        if isinstance(event, yaml.SequenceStartEvent):
            place, actual = Span(span.start, span.start + 1), "a list"
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) and span.end > span.start:
            if problem := no_colon(self.text, Span(span.start, self._span.end)):
                return problem
            place, actual = span, quoted(self.text[span.start : span.end])
        hint = "write each field on its own line, as 'name: value'"
        return Problem("not-a-mapping", place, f"expected fields, found {actual}", hint)

    def _report(self, problem: Problem) -> None:
        if len(self.problems) == MOST_PROBLEMS - 1:
            raise Stopped(problem)
        self.problems.append(problem)

    def _next(self) -> tuple[yaml.Event, Span]:
        event = next(self._events)
        start, end = _MARKS(event)
        span = Span(start + self._span.start, end + self._span.start)
        for comment in _COMMENT.finditer(self.text, self._seen, span.start):
            if problem := text_as_comment(self.text, self._seen, comment):
                self._report(problem)
        self._seen = max(self._seen, span.end)
        return event, span

    def _node(self, event: yaml.Event, span: Span, depth: int, key: Span | None) -> tuple[object, Marks]:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise Stopped(Problem("too-large", span, f"there are more than {MOST_NODES} keys and values", "split the file"))
        self._refuse_properties(event, span)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, span, key)
        if isinstance(event, yaml.AliasEvent):
            return self.text[span.start : span.end], Marks(span, key)
        if depth >= DEEPEST:
            raise Stopped(Problem("too-large", span, f"this is nested more than {DEEPEST} levels deep", "use fewer levels"))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(span, depth + 1, key)
        return self._sequence(span, depth + 1, key)

    def _scalar(self, event: yaml.ScalarEvent, span: Span, key: Span | None) -> tuple[object, Marks]:
        text: str = event.value
        if len(text) > LONGEST_SCALAR:
            hint = f"shorten it: at most {LONGEST_SCALAR} characters are read"
            raise Stopped(Problem("too-large", Span(span.start, span.start + 1), "the text that starts here is too long", hint))
        if event.style == '"' and "\\" in self.text[span.start : span.end]:
            for bad in find_bad_characters(f" {text}")[:1]:  # also as an escape; the space makes a byte order mark not the first
                self._report(Problem(bad.rule, span, bad.message, "remove the escape"))
        if event.style in ("|", ">"):
            span = Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))
        elif event.style and key and (problem := swallowed(self.text, span, key)):
            raise Stopped(problem)
        if UNREAD in text:
            return UNREAD, Marks(span, key)
        return None if event.implicit[0] and not text else text, Marks(span, key)

    def _sequence(self, span: Span, depth: int, key: Span | None) -> tuple[object, Marks]:
        values: list[object] = []
        children: dict[str | int, Marks] = {}
        lost: set[str] = set()
        end = span.end
        event, place = self._next()
        while not isinstance(event, yaml.SequenceEndEvent):
            value, marks = self._node(event, place, depth, None)
            end = max(end, marks.value.end)
            if value == UNREAD:
                lost.add("")
            else:
                children[len(values)] = marks
                values.append(value)
            event, place = self._next()
        return values, Marks(Span(span.start, _end(place, end)), key, children, frozenset(lost))

    def _mapping(self, span: Span, depth: int, key: Span | None) -> tuple[dict[str, object], Marks]:
        values: dict[str, object] = {}
        children: dict[str | int, Marks] = {}
        lost: set[str] = set()
        end = span.end
        last, last_marks = "", Marks(span)
        duplicates: list[tuple[str, Span, Marks]] = []
        event, place = self._next()
        while not isinstance(event, yaml.MappingEndEvent):
            name, name_span = self._key(event, place, depth)
            value, marks = self._node(*self._next(), depth, name_span)
            end = max(end, name_span.end, marks.value.end)
            if name is None:
                lost.add("")
                if last in values and values[last] is None:  # the unreadable key may be its text
                    del values[last], children[last]
                    lost.add(last)
            elif value is None and (last in lost or isinstance(values.get(last), str)) and is_cut_off(self.text, name_span, last_marks):
                if last not in lost:
                    self._report(cut_off(self.text, last_marks.value, name_span))
                    del values[last], children[last]
                    lost.add(last)
                last_marks = Marks(name_span)
            elif name in children:
                duplicates.append((name, name_span, children[name]))
            elif value == UNREAD:
                lost.add(name)
            else:
                values[name], children[name] = value, marks
                last, last_marks = name, marks
            event, place = self._next()
        is_item = key is None and depth > 1
        for name, name_span, first in duplicates[: 1 if is_item else None]:
            self._report(self._duplicate(name, name_span, first, is_item=is_item))
        return values, Marks(Span(span.start, _end(place, end)), key, children, frozenset(lost))

    def _key(self, event: yaml.Event, span: Span, depth: int) -> tuple[str | None, Span]:
        name, marks = self._node(event, span, depth, None)
        if isinstance(event, yaml.AliasEvent) or name == UNREAD:
            return None, span
        if name == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            self._report(refuse_feature("<<", self.text, span))
            return None, span
        if not isinstance(name, str):
            what = "a mapping" if isinstance(name, dict) else "a list" if isinstance(name, list) else "nothing"
            hint = "write a name before ':', and put text that starts with '{' or '[' in quotes"
            self._report(Problem("yaml-feature", marks.value, f"a key must be text, not {what}", hint))
            return None, marks.value
        if unseen := UNSEEN.search(self.text, *span):
            if odd := odd_structure(self.text, span.start, self._span):
                raise Stopped(odd.problem)
            self._report(unseen_in_name(unseen))
            name = UNSEEN.sub("", name)
        return name, span

    def _duplicate(self, name: str, span: Span, first: Marks, *, is_item: bool) -> Problem:
        line = self.text.count("\n", 0, (first.key or first.value).start) + 1
        hint = f"keep one of them: the first is on line {line}"
        hint += "; or write '- ' before the first field of a new item" if is_item else ""
        return Problem("duplicate-key", span, f"duplicate key {quoted(name)}", hint)

    def _refuse_properties(self, event: yaml.Event, span: Span) -> None:
        if getattr(event, "anchor", None) is None and getattr(event, "tag", None) is None:
            return
        match = _PROPERTY.match(self.text, span.start, self._span.end)
        kind, place = (match[0][0], Span(*match.span())) if match else ("&", span)
        self._report(refuse_feature(kind, self.text, place))


def _end(closing: Span, last: int) -> int:
    """Return the end of a collection: its closing bracket, or the end of its last child if it has none."""
    return closing.end if closing.end > closing.start else last


@dataclass(frozen=True, slots=True)
class YamlReading:
    """The result of reading YAML. The value is None if it is unreadable; the marks name the parts of it that are lost."""

    value: dict[str, object] | None
    marks: Marks
    problems: tuple[Problem, ...] = ()


def read_yaml(text: str, *, start: int = 0, end: int | None = None) -> YamlReading:
    """Read a span of a text as one YAML mapping; all spans are offsets in the whole text.

    Every scalar is a str with its YAML 1.2 text, and an empty plain scalar is None. Reading recovers from mistakes, except
    after a hundred of them, twenty syntax errors, or merge conflict markers: the value has what could be read (of a
    duplicate key, the first value), and its marks name what is lost. Never raises, whatever the text.
    """
    span = Span(start, len(text) if end is None else end)
    if span.start == 0 and text.startswith("\ufeff"):
        span = Span(1, max(span.end, 1))
    if max(span.end - span.start, len(text[span.start : span.end].encode("utf-8", "surrogatepass"))) > LARGEST_FILE:
        hint = f"split it: at most {LARGEST_FILE // 1024} KiB are read"
        return YamlReading(None, Marks(span), (Problem("too-large", Span(span.start, span.start), "too much YAML", hint),))
    if unresolved := find_unresolved(text, span, "yaml-syntax"):
        return YamlReading(None, Marks(span), unresolved)
    problems = dict.fromkeys(find_bad_characters(text, span))
    plain = text[: span.start] + without_bad_characters(text[span.start : span.end], UNREAD) + text[span.end :]
    repair = Repair(plain, span)
    composed = None
    while composed is None:
        composer = Composer(repair.text, span)
        try:
            composed = composer.document()
        except Stopped as stop:
            (problem,) = stop.args
        except yaml.YAMLError as error:
            problem = explain(error, composer.text, span)
        problems |= dict.fromkeys(composer.problems)
        if composed and composer.second is not None and repair.join(composer.second, composed[0]):
            composed = None
        elif composed is None and not _recover(problem, problems, repair, composer.text):
            break
    value, marks = composed or (None, Marks(span))
    if composed and repair.lost_a_line:
        marks = Marks(marks.value, marks.key, marks.children, marks.lost | {""})
    return YamlReading(value, marks, tuple(sorted(problems, key=lambda problem: problem.span))[:MOST_PROBLEMS])


def _recover(problem: Problem, problems: dict[Problem, None], repair: Repair, text: str) -> bool:
    """Record a problem that stopped the reading, unless it follows from the last one; return whether the rest can be read."""
    words = text[problem.span.start : problem.span.end]
    is_blank = bool(words) and not words.strip()  # bad indentation, of which each is reported
    is_known = (repair.belongs(problem.span.start) and not is_blank) or (problem.rule == "not-a-mapping" and bool(problems))
    odd = None if is_known else _odd_sign(text, problem.span.start, repair.span)
    if not is_known:
        problems[odd.problem if odd else problem] = None
        if problem.hint in (INDENTATION, NO_SPACE):
            repair.shift(problem.span.start)
    if problem.rule not in ("yaml-syntax", "yaml-feature") or len(problems) >= MOST_PROBLEMS:
        return False
    if odd is not None:
        return repair.write(odd.span, odd.right)
    if is_blank:
        return repair.write(problem.span, " ")
    if "\n" in words and not is_known:
        return repair.drop(problem.span)
    return repair.take_out(problem.span.start)


def _odd_sign(text: str, offset: int, span: Span) -> OddSign | None:
    """Return a look-alike of a YAML indicator in the line of an offset or the one before, or None."""
    before = text.rfind("\n", span.start, offset)
    return odd_structure(text, offset, span) or (odd_structure(text, before, span) if before >= 0 else None)

"""YAML to plain values with exact places: one mapping, every scalar as text, the risky features refused.

PyYAML's scanner gives the events; values, limits and places are made from that one stream, so that nothing can be checked
by one parser and read by another. Text stays text: '010', 'no' and '2025-06' are what they look like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import yaml

from generator.text.characters import find_bad_characters, without_bad_characters
from generator.text.position import Marks, Span
from generator.text.problems import MOST_PROBLEMS, UNREAD, Problem
from generator.text.yaml_composer import Composer, Stopped
from generator.text.yaml_mistakes import INDENTATION, explain
from generator.text.yaml_repair import Repair, without_conflicts
from generator.text.yaml_signs import OddSign, odd_structure

LARGEST_FILE: Final = 1 << 20
"""The most bytes of YAML that are read at once, in UTF-8."""


@dataclass(frozen=True, slots=True)
class YamlReading:
    """What was read. The value is None if hardly anything could be; its marks know which parts of it could not."""

    value: dict[str, object] | None
    marks: Marks
    problems: tuple[Problem, ...] = ()


def read_yaml(text: str, *, start: int = 0, end: int | None = None) -> YamlReading:
    """Read a stretch of a text as one YAML mapping; all places are places in the whole text.

    Every scalar is a str as YAML 1.2 gives its text, and an empty plain value None. Mistakes do not stop the reading,
    unless there are a hundred or twenty of syntax: the value then holds the rest (of a key that occurs twice, the
    first), and its marks name what is lost. Never raises for what a text holds.
    """
    span = Span(start, len(text) if end is None else end)
    if span.start == 0 and text.startswith("\ufeff"):
        span = Span(1, max(span.end, 1))
    if _is_too_large(text, span):
        hint = f"split it: at most {LARGEST_FILE // 1024} KiB are read"
        return YamlReading(None, Marks(span), (Problem("too-large", Span(span.start, span.start), "there is too much YAML here", hint),))
    problems = dict.fromkeys(find_bad_characters(text, span))
    plain = text[: span.start] + without_bad_characters(text[span.start : span.end], UNREAD) + text[span.end :]
    plain, conflicts = without_conflicts(plain, span)
    problems |= dict.fromkeys(conflicts)
    repair = Repair(plain, span)
    composed = None
    while composed is None:
        composer = Composer(repair.text, span)
        try:
            composed = composer.document()
        except Stopped as stop:
            problem = stop.problem
        except yaml.YAMLError as error:
            problem = explain(error, composer.text, span)
        problems |= dict.fromkeys(composer.problems)
        if composed and composer.second is not None and repair.join(composer.second, composed[0]):
            composed = None
        elif composed is None and not _goes_on(problem, problems, repair, composer.text):
            break
    value, marks = composed or (None, Marks(span))
    if composed and (conflicts or repair.lost_a_line):
        marks = Marks(marks.value, marks.key, marks.children, marks.lost | {""})
    return YamlReading(value, marks, tuple(sorted(problems, key=lambda one: one.span))[:MOST_PROBLEMS])


def _is_too_large(text: str, span: Span) -> bool:
    return span.end - span.start > LARGEST_FILE or len(text[span.start : span.end].encode("utf-8", "surrogatepass")) > LARGEST_FILE


def _goes_on(problem: Problem, problems: dict[Problem, None], repair: Repair, text: str) -> bool:
    """Take down a problem that stopped the reading, unless it is part of the last one; tell whether the rest can be read."""
    words = text[problem.span.start : problem.span.end]
    is_blank = bool(words) and not words.strip()  # what a line is indented with: each is told
    known = (repair.belongs(problem.span.start) and not is_blank) or (problem.rule == "not-a-mapping" and bool(problems))
    odd = None if known else _odd_sign(text, problem.span.start, repair.span)
    if not known:
        problems[odd.problem if odd else problem] = None
        if problem.hint == INDENTATION:
            repair.shift(problem.span.start)
    if problem.rule not in ("yaml-syntax", "yaml-feature") or len(problems) >= MOST_PROBLEMS:
        return False
    if odd is not None:
        return repair.write(odd.span, odd.right)
    if is_blank:
        return repair.write(problem.span, " ")
    if "\n" in words and not known:
        return repair.drop(problem.span)
    return repair.take_out(problem.span.start)


def _odd_sign(text: str, offset: int, span: Span) -> OddSign | None:
    """Return what only looks like a sign of YAML in the line of an offset or the one before, where that explains a problem."""
    before = text.rfind("\n", span.start, offset)
    return odd_structure(text, offset, span) or (odd_structure(text, before, span) if before >= 0 else None)

"""What is wrong with a text, as a value: readers collect problems and never raise for an editor's mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from generator.text.position import Span

TextRule = Literal[
    "yaml-syntax",
    "yaml-feature",
    "text-as-comment",
    "duplicate-key",
    "too-large",
    "bad-character",
    "not-a-mapping",
    "front-matter",
    "unsupported-markup",
    "bad-link",
    "loose-emphasis",
    "year-list",
]
"""The rules that the readers of texts hold."""

MOST_PROBLEMS: Final = 100
"""The most problems that one reading collects: more have one cause, and a list of them helps nobody."""

UNREAD: Final = "\ufdd0"
"""What stands for a character, a value or a key that cannot be read: a noncharacter, which is refused in every text."""

_LONGEST_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a text: the rule it breaks, where, what is wrong and how to mend it."""

    rule: TextRule
    span: Span
    message: str
    hint: str = ""


@cache
def table(module: str, name: str = "") -> Any:  # noqa: ANN401 - what the file has
    """Return what a file of YAML beside a module says, by its path from there without its ending; left out, the one of its name."""
    path = Path(module)
    data = (path.parent / f"{name or path.stem}.yml").read_bytes()
    return yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader


def refused(what: Literal["markup", "yaml"], kind: str) -> tuple[str, str]:
    """Return what is wrong with something that is refused, and how to mend it (refused.yml)."""
    message, hint = table(__file__, "refused")[what][kind]
    return message, hint


_MERGED: Final = re.compile(r"^<{7}(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)


def find_unresolved(text: str, span: Span, rule: TextRule = "unsupported-markup") -> tuple[Problem, ...]:
    """Return a problem for each line that git left in a text where two sides of a merge differ: nobody knows which of them is meant."""
    hint = "keep the lines of one side, or of both, and remove the marks"
    found = islice(_MERGED.finditer(text, *span), MOST_PROBLEMS)
    return tuple(Problem(rule, Span(*mark.span()), "the mark of an unresolved merge", hint) for mark in found)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun for a message: 'no errors', '1 error', '2 errors'."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def quoted(text: str) -> str:
    """Return text in single quotes for a message: on one line, and cut short if it is long."""
    line = " ".join(text[: 2 * _LONGEST_QUOTED].split()).replace(UNREAD, "\ufffd")
    return f"'{line}'" if len(line) <= _LONGEST_QUOTED else f"'{line[: _LONGEST_QUOTED - 1]}…'"

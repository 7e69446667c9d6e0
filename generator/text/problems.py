"""Problems in a text as values: parsers collect them and never raise for an editor's mistake."""

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
"""The rules that the parsers check."""

MOST_PROBLEMS: Final = 100
"""The most problems that one parse collects: more usually share one cause."""

UNREAD: Final = "\ufdd0"
"""Placeholder for an unreadable character, value or key: a noncharacter, which is forbidden in every text."""

_LONGEST_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a text: the rule it breaks, its span, what is wrong and how to fix it."""

    rule: TextRule
    span: Span
    message: str
    hint: str = ""


@cache
def table(module: str, name: str = "") -> Any:  # noqa: ANN401 - what the file has
    """Load the YAML file next to a module, by its relative path without suffix; by default the one with the module's name."""
    path = Path(module)
    data = (path.parent / f"{name or path.stem}.yml").read_bytes()
    return yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader


def refused(what: Literal["markup", "yaml"], kind: str) -> tuple[str, str]:
    """Return message and hint for a refused feature (refused.yml)."""
    message, hint = table(__file__, "refused")[what][kind]
    return message, hint


_MERGED: Final = re.compile(r"^<{7}(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)


def find_unresolved(text: str, span: Span, rule: TextRule = "unsupported-markup") -> tuple[Problem, ...]:
    """Return a problem for each conflict marker of an unresolved git merge."""
    hint = "keep the lines of one side or both, and remove the conflict markers"
    markers = islice(_MERGED.finditer(text, *span), MOST_PROBLEMS)
    return tuple(Problem(rule, Span(*marker.span()), "unresolved merge conflict", hint) for marker in markers)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 'no errors', '1 error', '2 errors'."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def quoted(text: str) -> str:
    """Return text in single quotes for a message, on one line and truncated if it is long."""
    line = " ".join(text[: 2 * _LONGEST_QUOTED].split()).replace(UNREAD, "\ufffd")
    return f"'{line}'" if len(line) <= _LONGEST_QUOTED else f"'{line[: _LONGEST_QUOTED - 1]}…'"

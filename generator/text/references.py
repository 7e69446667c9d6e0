"""Inline references to records: Markdown links with the section as scheme, '[the pledge](claim:nuclear-pledge)'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

CHART: Final = "chart"
"""The scheme of a figure: '![headline](chart:spectrum "focal=avalon")'."""

_LINK: Final = re.compile(
    r"\[(?P<words>(?>(?:[^\[\]\n]|\n(?![ \t\r]*\n)|\[[^\[\]]*+\])*))\]"
    r"\((?P<scheme>[A-Za-z][A-Za-z0-9+.-]*+):(?P<target>[^\s()<>\[\]\"']*+)"
    r"(?P<title>[ \t]++\"[^\"\n]*+\")?\)"
)


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A reference as written: '[words](scheme:target)'."""

    scheme: str
    target: str
    words: str
    """What stands in the brackets; may be empty, which asks for the record's own name."""
    span: Span
    """The whole link, with its brackets (and the '!' of a chart)."""
    target_span: Span
    """The target alone, without the scheme."""


Run = str | InlineLink
"""A piece of prose: literal text, or a reference."""


def find_links(text: str, span: Span | None = None) -> tuple[InlineLink, ...]:
    """Return every '[words](scheme:target)' and '![headline](chart:name "options")' in a stretch of a text, in order.

    Any scheme is found, those of the web too. This looks at the text alone: it finds all references of a prose field
    and of a body, and in a body also what stands in code.
    """
    start, end = span or Span(0, len(text))
    return tuple(_links(text, start, end))


def _links(text: str, start: int, end: int) -> Iterator[InlineLink]:
    for match in _LINK.finditer(text, start, end):
        chart = match["scheme"] == CHART
        if chart or not match["title"]:
            first = match.start() - (chart and match.start() > start and text[match.start() - 1] == "!")
            yield InlineLink(match["scheme"], match["target"], match["words"], Span(first, match.end()), Span(*match.span("target")))


def read_prose(text: str, schemes: frozenset[str]) -> tuple[Run, ...]:
    """Return the runs of a prose field: references with one of the schemes, and all else as literal text.

    Joined again, the literal runs and the sources of the references are the text, character for character. The spans
    of the references count from the beginning of the text given.
    """
    runs: list[Run] = []
    end = 0
    for link in find_links(text):
        if link.scheme in schemes and link.scheme != CHART:
            runs += [text[end : link.span.start], link]
            end = link.span.end
    return tuple(run for run in (*runs, text[end:]) if run != "")

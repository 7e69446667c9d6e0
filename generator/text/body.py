"""The tree of a document's body: the elements of a safe subset of Markdown, and references to records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.text.problems import Problem

CHART: Final = "chart"
"""The scheme of a figure: '![headline](chart:spectrum "focal=avalon")'."""

BLOCKS: Final = frozenset(
    ["blockquote", "div", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)
"""The block elements; all others are inline."""
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
NEARLY: Final = re.compile(r"\[\[(?:[a-z]+:)?[a-z0-9]+(?:-[a-z0-9]+)+\]\]|\[[^\[\]()\n]{1,200}\((?P<scheme>[a-z]+):[a-z0-9-]+\)")
"""Malformed references: an id in double brackets, or words whose bracket is not closed."""
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
    """The link text; if empty, the record's name is shown."""
    span: Span
    """The span of the whole link, with its brackets (and the '!' of a chart)."""
    target_span: Span
    """The span of the target, without the scheme."""


Run = str | InlineLink
"""A piece of prose: literal text, or a reference."""


def find_links(text: str, span: Span | None = None) -> tuple[InlineLink, ...]:
    """Return every '[words](scheme:target)' and '![headline](chart:name "options")' in a span of a text, in order.

    Links of any scheme are found, web links too. The text is not parsed as Markdown: links in code are found as well.
    """
    start, end = span or Span(0, len(text))
    links = []
    for match in _LINK.finditer(text, start, end):
        chart = match["scheme"] == CHART
        if chart or not match["title"]:
            first = match.start() - (chart and match.start() > start and text[match.start() - 1] == "!")
            places = Span(first, match.end()), Span(*match.span("target"))
            links.append(InlineLink(match["scheme"], match["target"], match["words"], *places))
    return tuple(links)


def read_prose(text: str, schemes: frozenset[str]) -> tuple[Run, ...]:
    """Split a prose field into runs: references with one of the schemes, and literal text.

    Joined again, the literal runs and the sources of the references are the text, character for character. The spans
    of the references are offsets in the text.
    """
    runs: list[Run] = []
    end = 0
    for link in find_links(text):
        if link.scheme in schemes and link.scheme != CHART:
            runs += [text[end : link.span.start], link]
            end = link.span.end
    return tuple(run for run in (*runs, text[end:]) if run != "")


_NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True)
class Element:
    """A block or inline element, with the name of its HTML tag."""

    tag: str
    """'p', 'h2' to 'h6', 'ul', 'ol', 'li', 'blockquote', 'table' and its parts; 'strong', 'em', 'code', 'br', 'a'."""
    pieces: tuple[Any, ...] = ()
    """The children: strings without line breaks, elements, record references and figures."""
    attributes: tuple[tuple[str, str], ...] = ()
    """The HTML attributes: 'start' of a list, 'href' of a web link, 'scope' and 'align' of a cell."""
    span: Span = _NOWHERE
    """The span of a block other than list items and parts of tables."""


@dataclass(frozen=True, slots=True)
class RecordReference:
    """A reference to a record. Without pieces it shows the record's name."""

    link: InlineLink
    """The link as written, with its spans."""
    pieces: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A chart: '![headline](chart:name "option=value option=value")' in a paragraph of its own."""

    name: str
    options: Mapping[str, str]
    headline: str
    span: Span
    name_span: Span
    option_spans: Mapping[str, Span] = field(default_factory=dict)


Block = Element | FigureBlock
"""A block of a body."""
Piece = str | Element | RecordReference
"""An inline node."""


@dataclass(frozen=True, slots=True)
class Body:
    """A parsed document body and its problems. Unsupported markup is left out of the blocks."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def links(self) -> tuple[InlineLink, ...]:
        """All references to records, in order."""
        return tuple(link for block in self.blocks for link in _links(block))

    @property
    def figures(self) -> tuple[FigureBlock, ...]:
        """All figures, in order."""
        return tuple(block for block in self.blocks if isinstance(block, FigureBlock))

    @property
    def headings(self) -> Iterator[tuple[int, Span]]:
        """The level, 2 to 6, and the span of each top-level heading, in order."""
        return ((int(block.tag[1:]), block.span) for block in self.blocks if isinstance(block, Element) and block.tag in HEADINGS)


def words_in(pieces: Iterable[object], joined: Callable[[Iterable[str]], str] = "".join) -> str:
    """Return the plain text of pieces, with spaces around blocks, concatenated by a function; a link gives its label."""
    return joined(words for piece in pieces for words in _words(piece, joined))


def _words(piece: object, joined: Callable[[Iterable[str]], str]) -> Iterable[str]:
    if isinstance(piece, Element | RecordReference):
        between = " " if isinstance(piece, Element) and piece.tag in BLOCKS else ""
        return between, words_in(piece.pieces, joined) or " ", between
    return (piece if isinstance(piece, str) else piece.headline if isinstance(piece, FigureBlock) else getattr(piece, "label", ""),)


def _links(part: Block | Piece) -> Iterator[InlineLink]:
    if isinstance(part, RecordReference):
        yield part.link
    for piece in getattr(part, "pieces", ()):
        yield from _links(piece)

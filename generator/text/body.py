"""What the body of a document is made of: the elements of a safe part of Markdown, and references to records in them."""

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
"""The elements that are no part of a line of text."""
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
NEARLY: Final = re.compile(r"\[\[(?:[a-z]+:)?[a-z0-9]+(?:-[a-z0-9]+)+\]\]|\[[^\[\]()\n]{1,200}\((?P<scheme>[a-z]+):[a-z0-9-]+\)")
"""What may be written for a reference and is none: an id in two brackets, words whose bracket is not closed."""
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
    found = []
    for match in _LINK.finditer(text, start, end):
        chart = match["scheme"] == CHART
        if chart or not match["title"]:
            first = match.start() - (chart and match.start() > start and text[match.start() - 1] == "!")
            places = Span(first, match.end()), Span(*match.span("target"))
            found.append(InlineLink(match["scheme"], match["target"], match["words"], *places))
    return tuple(found)


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


_NOWHERE: Final = Span(0, 0)


@dataclass(frozen=True)
class Element:
    """A block of a body, or words set apart within a line, by the name that HTML has for it."""

    tag: str
    """'p', 'h2' to 'h6', 'ul', 'ol', 'li', 'blockquote', 'table' and what is in it; 'strong', 'em', 'code', 'br', 'a'."""
    pieces: tuple[Any, ...] = ()
    """Words, as text on one line, elements, references to records, and figures."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Those of HTML: the 'start' of a list, the 'href' of a link to the web, the 'scope' and the 'align' of a cell."""
    span: Span = _NOWHERE
    """The place of a block that is no item and no part of a table."""


@dataclass(frozen=True, slots=True)
class RecordReference:
    """A reference to a record. Without pieces it is shown by the record's own name."""

    link: InlineLink
    """The link as written, with its places."""
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
"""A part of a body."""
Piece = str | Element | RecordReference
"""A part of a line of text."""


@dataclass(frozen=True, slots=True)
class Body:
    """A document's body as read, and what is wrong with it. What is not supported is left out of the blocks."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def links(self) -> tuple[InlineLink, ...]:
        """Every reference to a record, in order."""
        return tuple(link for block in self.blocks for link in _links(block))

    @property
    def figures(self) -> tuple[FigureBlock, ...]:
        """Every figure, in order."""
        return tuple(block for block in self.blocks if isinstance(block, FigureBlock))

    @property
    def headings(self) -> Iterator[tuple[int, Span]]:
        """The level, 2 to 6, and the place of each heading that stands in no other block, in order."""
        return ((int(block.tag[1:]), block.span) for block in self.blocks if isinstance(block, Element) and block.tag in HEADINGS)


def words_in(pieces: Iterable[object], joined: Callable[[Iterable[str]], str] = "".join) -> str:
    """Return the words of pieces without their markup, with spaces around blocks, as a function joins them; of a link its label."""
    return joined(words for piece in pieces for words in _words(piece, joined))


def _words(piece: object, joined: Callable[[Iterable[str]], str]) -> Iterable[str]:
    if isinstance(piece, Element | RecordReference):
        between = " " if isinstance(piece, Element) and piece.tag in BLOCKS else ""
        return between, words_in(piece.pieces, joined) or " ", between
    return (piece if isinstance(piece, str) else piece.headline if isinstance(piece, FigureBlock) else getattr(piece, "label", ""),)


def _links(part: Block | Piece) -> Iterator[InlineLink]:
    if isinstance(part, RecordReference):
        yield part.link
    for one in getattr(part, "pieces", ()):
        yield from _links(one)

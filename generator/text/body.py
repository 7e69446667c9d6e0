"""What the body of a document is made of: the blocks and inlines of a safe part of Markdown, and references to records in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.text.problems import Problem

CHART: Final = "chart"
"""The scheme of a figure: '![headline](chart:spectrum "focal=avalon")'."""

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


@dataclass(frozen=True, slots=True)
class Words:
    """Literal text on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words, or a title."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text shown as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line break that the editor asked for."""


@dataclass(frozen=True, slots=True)
class RecordReference:
    """A reference to a record. Without inlines it is shown by the record's own name."""

    link: InlineLink
    """The link as written, with its places."""
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to the web: an absolute address with http, https or mailto."""

    address: str
    inlines: tuple[Inline, ...]


Inline = Words | Strong | Emphasis | Code | Break | RecordReference | WebLink
"""A part of a line of text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the page's own, which is the title."""

    level: int
    """2 to 6."""
    inlines: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]
    span: Span
    tight: bool = False
    """Whether it is the bare text of an item, in a list without blank lines."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, with bullets or numbers."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]
    span: Span
    start: int = 1
    """The number of the first item of an ordered list."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    inlines: tuple[Inline, ...]
    align: str = ""
    """'left', 'center' or 'right', where the editor asked for it."""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, as GitHub reads it: every row has as many cells as the first."""

    rows: tuple[tuple[Cell, ...], ...]
    """Its rows; the first has the names of the columns."""
    span: Span


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A chart: '![headline](chart:name "option=value option=value")' in a paragraph of its own."""

    name: str
    options: Mapping[str, str]
    headline: str
    span: Span
    name_span: Span
    option_spans: Mapping[str, Span] = field(default_factory=dict)


Block = Heading | Paragraph | ListBlock | Quotation | TableBlock | FigureBlock
"""A part of a body."""


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


def parts_of(part: Block | Cell | Inline) -> tuple[Block | Cell | Inline, ...]:
    """Return what stands directly in a part of a body, in order."""
    match part:
        case Words() | Code() | Break() | FigureBlock():
            return ()
        case Quotation():
            return part.blocks
        case ListBlock():
            return tuple(block for item in part.items for block in item)
        case TableBlock():
            return tuple(cell for row in part.rows for cell in row)
    return part.inlines


def words_in(
    part: Block | Cell | Inline, joined: Callable[[Iterable[str], str], str] = lambda pieces, between: between.join(pieces)
) -> str:
    """Return the words of a part of a body without its markup, as a function joins them; where there are none, a space."""
    if isinstance(part, Words | Code):
        return part.text
    if isinstance(part, FigureBlock):
        return part.headline
    apart = " " if isinstance(part, ListBlock | Quotation | TableBlock) else ""
    return joined((words_in(one, joined) for one in parts_of(part)), apart) or " "


def _links(part: Block | Cell | Inline) -> Iterator[InlineLink]:
    if isinstance(part, RecordReference):
        yield part.link
    for one in parts_of(part):
        yield from _links(one)

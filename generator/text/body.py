"""What the body of a document is made of: the blocks and inlines of a safe part of Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.text.position import Span
    from generator.text.problems import Problem
    from generator.text.references import Link


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
class Reference:
    """A reference to a record. Without inlines it is shown by the record's own name."""

    link: Link
    """The link as written, with its places."""
    inlines: tuple[Inline, ...]
    """The words of the link, with their markup."""


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to the web: an absolute address with http, https or mailto."""

    address: str
    inlines: tuple[Inline, ...]


Inline = Words | Strong | Emphasis | Code | Break | Reference | WebLink
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
class Figure:
    """A chart: '![headline](chart:name "option=value option=value")' in a paragraph of its own."""

    name: str
    options: Mapping[str, str]
    headline: str
    span: Span
    name_span: Span
    """The name alone."""
    option_spans: Mapping[str, Span] = field(default_factory=dict)
    """The value of each option."""


Block = Heading | Paragraph | ListBlock | Quotation | Figure
"""A part of a body."""


@dataclass(frozen=True, slots=True)
class Body:
    """A document's body as read, and what is wrong with it. What is not supported is left out of the blocks."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def links(self) -> tuple[Link, ...]:
        """Every reference to a record, in order."""
        return tuple(link for block in self.blocks for link in _links(block))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))


def _links(part: Block | Inline) -> Iterator[Link]:
    match part:
        case Reference():
            yield part.link
        case Heading() | Paragraph() | Strong() | Emphasis() | WebLink():
            for inline in part.inlines:
                yield from _links(inline)
        case Quotation():
            for block in part.blocks:
                yield from _links(block)
        case ListBlock():
            for item in part.items:
                for block in item:
                    yield from _links(block)

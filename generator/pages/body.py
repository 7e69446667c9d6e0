"""The Markdown body of a record as blocks that a template can write out: editors' markup, records' words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.language.foreign import Foreign, of_the_same
from generator.pages.page import Link
from generator.text.body import (
    Break,
    Code,
    Emphasis,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    WebLink,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.pages.desk import Citations, Desk
    from generator.records import Record
    from generator.text.body import Block


@dataclass(frozen=True, slots=True)
class Styled:
    """Words set apart: strong, emphasised, or as code."""

    tag: str
    pieces: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block: a heading, a paragraph, a list, a quotation, a note in the margin or a figure."""

    kind: str
    level: int = 0
    """The level of a heading, or the first number of an ordered list."""
    pieces: tuple[object, ...] = ()
    blocks: tuple[BlockView, ...] = ()
    items: tuple[tuple[BlockView, ...], ...] = ()
    figure: str = ""


BodyView = tuple[BlockView, ...]


def body_view(desk: Desk, record: Record, citations: Citations | None, draw: Callable[[Figure], str] | None = None) -> BodyView:
    """Return the body of a record as blocks; figures are drawn by the page that has them."""
    body = desk.corpus.bodies.get(record.key)
    views = (_block(desk, block, citations, draw) for block in body.blocks) if body else ()
    return tuple(replace(one, kind="note") if _is_note(one) else one for one in views)


def _is_note(block: BlockView) -> bool:
    """Tell whether a quotation is a note of the editors: its first words are strong, as no quoted words begin."""
    first = block.blocks[0].pieces[:1] if block.kind == "quotation" and block.blocks else ()
    return any(isinstance(one, Styled) and one.tag == "strong" for one in first)


def _block(desk: Desk, block: Block, citations: Citations | None, draw: Callable[[Figure], str] | None) -> BlockView:
    def inside(blocks: Iterable[Block]) -> tuple[BlockView, ...]:
        return tuple(_block(desk, one, citations, draw) for one in blocks)

    match block:
        case Heading():
            return BlockView("heading", block.level, _pieces(desk, block.inlines, citations))
        case Paragraph():
            return BlockView("paragraph", 0, _pieces(desk, block.inlines, citations))
        case ListBlock():
            kind = "ordered" if block.ordered else "list"
            return BlockView(kind, block.start, items=tuple(inside(item) for item in block.items))
        case Quotation():
            return BlockView("quotation", blocks=inside(block.blocks))
        case Figure():
            return BlockView("figure", figure=draw(block) if draw else "")


def _pieces(desk: Desk, inlines: Sequence[Inline], citations: Citations | None) -> tuple[object, ...]:
    return tuple(_piece(desk, inline, citations) for inline in inlines)


def _piece(desk: Desk, inline: Inline, citations: Citations | None) -> object:
    match inline:
        case Words() | Break():
            return inline.text if isinstance(inline, Words) else " "
        case Code():
            return Styled("code", (inline.text,))
        case Strong() | Emphasis():
            tag = "strong" if isinstance(inline, Strong) else "em"
            return Styled(tag, _pieces(desk, inline.inlines, citations))
        case Reference():
            return desk.piece(inline.link, citations)
        case WebLink():
            label = _pieces(desk, inline.inlines, citations)
            first = next((one for one in label if isinstance(one, Foreign)), "")
            return Link(of_the_same(plain(label), first), inline.address)


def plain(pieces: Iterable[object]) -> str:
    """Return pieces as words alone."""
    return "".join(_plain(piece) for piece in pieces)


def _plain(piece: object) -> str:
    if isinstance(piece, Styled):
        return plain(piece.pieces)
    return piece.label if isinstance(piece, Link) else piece if isinstance(piece, str) else ""

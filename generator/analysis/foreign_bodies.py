"""The text of a document with its language in every word of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.language import LocalizedText
from generator.text import (
    Break,
    Code,
    Emphasis,
    FigureBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    RecordReference,
    Strong,
    TableBlock,
    WebLink,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.text import Block, Inline


def foreign_blocks(blocks: Iterable[Block], language: str) -> tuple[Block, ...]:
    """Return the blocks of a text whose words know the language in which they are."""
    return tuple(_block(block, language) for block in blocks)


def _block(block: Block, language: str) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, inlines=_inlines(block.inlines, language))
        case ListBlock():
            return replace(block, items=tuple(foreign_blocks(item, language) for item in block.items))
        case Quotation():
            return replace(block, blocks=foreign_blocks(block.blocks, language))
        case TableBlock():
            return replace(
                block, rows=tuple(tuple(replace(cell, inlines=_inlines(cell.inlines, language)) for cell in row) for row in block.rows)
            )
        case FigureBlock():
            return replace(block, headline=LocalizedText(block.headline, language)) if block.headline else block


def _inlines(inlines: Iterable[Inline], language: str) -> tuple[Inline, ...]:
    return tuple(_inline(inline, language) for inline in inlines)


def _inline(inline: Inline, language: str) -> Inline:
    match inline:
        case Words() | Code():
            return replace(inline, text=LocalizedText(inline.text, language))
        case Strong() | Emphasis() | WebLink():
            return replace(inline, inlines=_inlines(inline.inlines, language))
        case RecordReference():
            words = LocalizedText(inline.link.words, language) if inline.link.words else ""
            return RecordReference(replace(inline.link, words=words), _inlines(inline.inlines, language))
        case Break():
            return inline

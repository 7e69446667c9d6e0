"""A text that is too long for one page: the parts between which it may be cut, section by section where these are short enough."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.text import Heading, ListBlock, TableBlock, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.text import Block

_MOST: Final = 50_000
"""The most that a section may weigh that is not cut."""
_OF_ROWS: Final = 8_000
"""The most that rows of a table or items of a list may weigh that are not cut."""
_WORDS: Final = 60
"""How many characters of its beginning name a part without a heading."""


class TextPart(NamedTuple):
    """Blocks of a text that stay together."""

    blocks: Sequence[Block]
    weighs: int
    anchors: Sequence[str]
    """The places of the headings in it."""
    label: str
    """The heading that it begins with or is under, or else its first words."""


class Weighed(NamedTuple):
    """A block of a text, what it weighs, and its place where it is a heading."""

    block: Block
    weighs: int
    anchor: str


def text_parts(blocks: Iterable[Weighed]) -> Iterator[TextPart]:
    """Yield the parts of a text: its sections, but of a long one its blocks, a heading with what follows it, or rows of a table."""
    number = 0

    def section(one: Weighed) -> int:
        nonlocal number
        number += isinstance(one.block, Heading) and one.block.level == 2  # noqa: PLR2004 - the highest in a body
        return number

    for _unused, found in groupby(blocks, section):
        inside = [*found]
        whole = _part(inside)
        if whole.weighs <= _MOST:
            yield whole
            continue
        waiting: list[Weighed] = []
        for one in (piece for block in inside for piece in _pieces(block)):
            waiting.append(one)
            if not isinstance(one.block, Heading):
                yield _part(waiting)._replace(label=whole.label)
                waiting = []
        if waiting:
            yield _part(waiting)


def _part(found: Sequence[Weighed]) -> TextPart:
    words = " ".join(words_in(found[0].block).split())
    label = words if isinstance(found[0].block, Heading) or len(words) <= _WORDS else f"{words[:_WORDS].rpartition(' ')[0]}…"
    return TextPart([one.block for one in found], sum(one.weighs for one in found), [one.anchor for one in found if one.anchor], label)


def _pieces(one: Weighed) -> Iterator[Weighed]:
    """Yield a block, or a list or a table that is long as several."""
    block, number = one.block, -(-one.weighs // _OF_ROWS)
    if isinstance(block, ListBlock) and number > 1:
        step = -(-len(block.items) // number)
        for at in range(0, len(block.items), step):
            yield Weighed(replace(block, items=block.items[at : at + step], start=block.start + at), one.weighs // number, "")
    elif isinstance(block, TableBlock) and number > 1:
        head, *rows = block.rows
        step = -(-len(rows) // number)
        for at in range(0, len(rows), step):
            yield Weighed(replace(block, rows=(head, *rows[at : at + step])), one.weighs // number, "")
    else:
        yield one

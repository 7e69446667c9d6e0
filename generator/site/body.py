"""The Markdown body of a record as elements that a template can write out: editors' markup, records' words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeGuard
from unicodedata import category, normalize

from generator import text
from generator.language import _, comma_list, joined
from generator.site.gallery import FigureView
from generator.site.page import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model import Record
    from generator.site.citations import Citations
    from generator.site.context import PageContext

BLOCKS: Final = frozenset(
    ["blockquote", "div", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)
"""The elements that are no part of a line of text."""
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_OF_A_NOTE: Final = (("class", "margin"), ("role", "note"))
_ALIGNED: Final = {"left": "al-l", "center": "al-c", "right": "al-r"}


@dataclass(frozen=True)
class Element:
    """An element of HTML: a block of a body, or words set apart within a line."""

    tag: str
    pieces: tuple[object, ...] = ()
    """Elements, words, links and reference marks; a figure is written where the page is."""
    attributes: tuple[tuple[str, str], ...] = ()


BodyView = tuple[Element | FigureView, ...]
"""The blocks of a body; a figure is written where the page is."""


@dataclass(frozen=True)
class _BodyReader:
    """Reads the body of one record for a page."""

    context: PageContext
    citations: Citations | None
    draw: Callable[[text.FigureBlock], FigureView] | None

    def block(self, block: text.Block) -> Iterator[Element | FigureView]:
        match block:
            case text.Heading():
                yield Element(f"h{block.level}", self.pieces(block.inlines))
            case text.Paragraph():
                yield Element("p", self.pieces(block.inlines))
            case text.ListBlock():
                start = (("start", str(block.start)),) if block.start != 1 else ()
                items = tuple(Element("li", tuple(self.item(item))) for item in block.items)
                yield Element("ol", items, start) if block.ordered else Element("ul", items)
            case text.Quotation():
                yield Element("blockquote", self.blocks(block.blocks))
            case text.TableBlock():
                yield self.table(block)
            case text.FigureBlock():
                if self.draw:
                    yield self.draw(block)

    def blocks(self, blocks: Iterable[text.Block]) -> BodyView:
        return tuple(one for block in blocks for one in self.block(block))

    def item(self, blocks: Iterable[text.Block]) -> Iterator[object]:
        for block in blocks:
            yield from self.pieces(block.inlines) if isinstance(block, text.Paragraph) and block.tight else self.block(block)

    def table(self, table: text.TableBlock) -> Element:
        first, *rows = table.rows
        head = Element("tr", tuple(self.cell("th", cell, ("scope", "col")) for cell in first))
        body = tuple(Element("tr", tuple(self.cell("td", cell) for cell in row)) for row in rows)
        parts = (Element("thead", (head,)), *((Element("tbody", body),) if body else ()))
        names = [name for cell in head.pieces if (name := plain((cell,)).strip())]
        label = _("Table: {columns}", columns=comma_list(names)) if names else _("Table")
        frame = (("class", "tablewrap"), ("tabindex", "0"), ("role", "region"), ("aria-label", label))
        return Element("div", (Element("table", parts, (("class", "plain"),)),), frame)

    def cell(self, tag: str, cell: text.Cell, *attributes: tuple[str, str]) -> Element:
        align = (("class", _ALIGNED[cell.align]),) if cell.align else ()
        return Element(tag, self.pieces(cell.inlines), (*attributes, *align))

    def pieces(self, inlines: Iterable[text.Inline]) -> tuple[object, ...]:
        return tuple(piece for inline in inlines for piece in self.inline(inline))

    def inline(self, inline: text.Inline) -> Iterator[object]:
        match inline:
            case text.Words():
                yield inline.text
            case text.Break():
                yield Element("br")
            case text.Code():
                yield Element("code", (inline.text,))
            case text.Strong() | text.Emphasis():
                yield Element("strong" if isinstance(inline, text.Strong) else "em", self.pieces(inline.inlines))
            case text.WebLink():
                yield Element("a", self.pieces(inline.inlines), (("href", inline.address),))
            case text.RecordReference():
                target = self.context.piece(inline.link, self.citations)
                if not inline.inlines or not isinstance(target, Link):
                    yield target
                elif target.href:
                    yield Element("a", self.pieces(inline.inlines), (("href", target.href),))
                else:
                    yield from self.pieces(inline.inlines)


def body_view(
    context: PageContext, record: Record, citations: Citations | None, draw: Callable[[text.FigureBlock], FigureView] | None = None
) -> BodyView:
    """Return the body of a record as elements; figures are drawn by the page that has them."""
    found = _BodyReader(context, citations, draw).blocks(context.corpus.body_of(record).blocks)
    found = tuple(Element("div", one.pieces, _OF_A_NOTE) if _is_note(one) else one for one in found)
    anchors = _anchors(found)
    return tuple(Element(one.tag, one.pieces, (("id", next(anchors)),)) if _is_heading(one) else one for one in found)


def _is_note(block: object) -> TypeGuard[Element]:
    """Tell whether a quotation is a note of the editors: its first words are strong, as no quoted words begin."""
    for tag in ("blockquote", "p", "strong"):
        if not isinstance(block, Element) or block.tag != tag:
            return False
        block = block.pieces[0] if block.pieces else None
    return True


def _anchors(blocks: BodyView) -> Iterator[str]:
    """Yield an anchor for each heading: no page has anchors of its own that begin with 'text-'."""
    taken: set[str] = set()
    for block in blocks:
        if _is_heading(block):
            name = anchor = f"text-{_slug(plain(block.pieces)) or 'section'}"
            number = 1
            while anchor in taken:
                number += 1
                anchor = f"{name}-{number}"
            taken.add(anchor)
            yield anchor


def _is_heading(block: Element | FigureView) -> TypeGuard[Element]:
    """Tell whether a block is a heading."""
    return isinstance(block, Element) and block.tag in HEADINGS


def _slug(words: str) -> str:
    """Return the letters, marks and digits of a text in any script, in lower case, with hyphens between words."""
    letters = (character if category(character)[0] in "LMN" else " " for character in normalize("NFC", words.lower()))
    return "-".join("".join(letters).split())


def plain(pieces: Iterable[object]) -> str:
    """Return pieces as words alone."""
    return joined(_plain(piece) for piece in pieces)


def _plain(piece: object) -> str:
    if isinstance(piece, Element):
        return joined((plain(piece.pieces), " " if piece.tag in BLOCKS or piece.tag == "br" else ""))
    if isinstance(piece, Link):
        return piece.label
    return piece if isinstance(piece, str) else ""

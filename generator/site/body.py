"""The Markdown body of a record as elements for templates: the editors' markup, with record references resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeGuard
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

_NOTE_ATTRIBUTES: Final = (("class", "margin"), ("role", "note"))
_ALIGNED: Final = {"left": "al-l", "center": "al-c", "right": "al-r"}
BodyView = tuple[text.Element | FigureView, ...]
"""The blocks of a body; figures are rendered with the page."""


@dataclass(frozen=True)
class _BodyConverter:
    """Converts the body of one record for a page."""

    context: PageContext
    citations: Citations | None
    draw: Callable[[text.FigureBlock], FigureView] | None

    def pieces(self, pieces: Iterable[text.Block | text.Piece]) -> tuple[Any, ...]:
        """Return pieces with record references as links or reference marks, and figure blocks as figures."""
        return tuple(converted for piece in pieces for converted in self.piece(piece))

    def piece(self, piece: text.Block | text.Piece) -> Iterator[object]:
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece, text.FigureBlock):
            if self.draw:
                yield self.draw(piece)
        elif isinstance(piece, text.Element):
            attributes = tuple(("class", _ALIGNED[value]) if name == "align" else (name, value) for name, value in piece.attributes)
            made = text.Element(piece.tag, self.pieces(piece.pieces), attributes)
            yield _in_scroll_frame(made) if made.tag == "table" else made
        else:
            target = self.context.resolved_reference(piece.link, self.citations)
            if not piece.pieces or not isinstance(target, Link):
                yield target
            elif target.href:
                yield text.Element("a", self.pieces(piece.pieces), (("href", target.href),))
            else:
                yield from self.pieces(piece.pieces)


def _in_scroll_frame(table: text.Element) -> text.Element:
    """Wrap a table in a scrollable frame, labelled with its column names."""
    names = [name for cell in table.pieces[0].pieces[0].pieces if (name := plain(cell.pieces).strip())]
    label = _("Table: {columns}", columns=comma_list(names)) if names else _("Table")
    frame = (("class", "tablewrap"), ("tabindex", "0"), ("role", "region"), ("aria-label", label))
    return text.Element("div", (text.Element("table", table.pieces, (("class", "plain"),)),), frame)


def body_view(
    context: PageContext, record: Record, citations: Citations | None, draw: Callable[[text.FigureBlock], FigureView] | None = None
) -> BodyView:
    """Return the body of a record as elements; figures are left out unless `draw` is given."""
    blocks = _BodyConverter(context, citations, draw).pieces(context.corpus.body_of(record).blocks)
    blocks = tuple(text.Element("div", block.pieces, _NOTE_ATTRIBUTES) if _is_note(block) else block for block in blocks)
    anchors = _anchors(blocks)
    return tuple(text.Element(block.tag, block.pieces, (("id", next(anchors)),)) if _is_heading(block) else block for block in blocks)


def _is_note(block: object) -> TypeGuard[text.Element]:
    """Return whether a quotation is an editors' note: its first words are strong, as no quoted words begin."""
    for tag in ("blockquote", "p", "strong"):
        if not isinstance(block, text.Element) or block.tag != tag:
            return False
        block = block.pieces[0] if block.pieces else None
    return True


def _anchors(blocks: BodyView) -> Iterator[str]:
    """Yield a unique anchor for each heading; no page has anchors of its own that begin with 'text-'."""
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


def _is_heading(block: text.Element | FigureView) -> TypeGuard[text.Element]:
    return isinstance(block, text.Element) and block.tag in text.HEADINGS


def _slug(words: str) -> str:
    """Return the letters, marks and digits of a text in any script, in lower case, with hyphens between words."""
    letters = (character if category(character)[0] in "LMN" else " " for character in normalize("NFC", words.lower()))
    return "-".join("".join(letters).split())


def plain(pieces: Iterable[object]) -> str:
    """Return the plain text of pieces."""
    return text.words_in(pieces, joined)

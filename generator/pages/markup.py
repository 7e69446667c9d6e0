"""Record text as Markdown and as HTML: the escaping that lets a reader see exactly what the record says, and nothing active.

In Markdown, characters that it gives a meaning to become numeric references; in HTML, Jinja's escaping does the same. White
space is folded to single spaces, as HTML would do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import Markup

from generator.language import say, spoken
from generator.language.foreign import Foreign, direction_of, grouped, marked
from generator.pages.body import BlockView, Styled
from generator.pages.page import Link, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.pages.body import BodyView

_WHITE: Final = " \t\n\r\f\v"
_SPACE: Final = re.compile(rf"[{_WHITE}]+")
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]{}\"]")
_AT_START: Final = re.compile(r"^(\d*)([-+#=:~|.)])")
_AT_END: Final = re.compile(r"#\Z")
"""A heading drops the signs of number that it ends in: 'C#'."""
_MARKS: Final = {"strong": "**", "em": "*"}
_LISTS: Final = frozenset({"list", "ordered"})
_ADDRESS: Final = "/:?#@!$&*+,;=%~"
"""What stays as it is in a web address; brackets, quotes and backslashes are percent-encoded."""
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
"""What Markdown would read as a character by name or number."""
_APART: Final = "\n\n<!-- -->\n\n"
"""What keeps two lists apart that Markdown would make one."""


def markdown(text: str) -> Markup:
    """Escape text for a paragraph, heading or list item of Markdown."""
    return Markup(_ends(_inline(text.strip(_WHITE), text)))


def _inline(text: str, like: str | None = None) -> str:
    written = _ANYWHERE.sub(lambda found: _code(found[0]), escape(_SPACE.sub(" ", text), quote=False))
    return marked(written, text if like is None else like)


def _ends(written: str) -> str:
    """Escape what has a meaning only where a line begins or ends."""
    return _AT_END.sub(_code("#"), _AT_START.sub(_digits_then_code, written))


def _digits_then_code(found: re.Match[str]) -> str:
    return f"{found[1]}{_code(found[2])}"


def _code(character: str) -> str:
    return f"&#{ord(character)};"


def markdown_rich(pieces: Iterable[object]) -> Markup:
    """Return running text as Markdown: escaped words, links, and reference marks."""
    written = ""
    for piece in _joined(pieces):
        written += _styled(piece, marks=not written.endswith("*")) if isinstance(piece, Styled) else _markdown_piece(piece)
    return Markup(_ends(written.strip()))


def _styled(words: Styled, *, marks: bool) -> str:
    """Return styled words between marks, or between tags where marks would run into others or mean something else."""
    inside = "".join(_styled(one, marks=False) if isinstance(one, Styled) else _markdown_piece(one) for one in _joined(words.pieces))
    if marks and words.tag in _MARKS and inside == inside.strip():
        return f"{_MARKS[words.tag]}{inside}{_MARKS[words.tag]}"
    return f"<{words.tag}>{inside}</{words.tag}>"


def _joined(pieces: Iterable[object]) -> Iterator[object]:
    """Yield pieces with marks that follow each other as one piece, so that they stand together."""
    for are_marks, run in groupby(pieces, lambda piece: isinstance(piece, Ref)):
        found = tuple(run)
        yield from (found,) if are_marks else found


def _markdown_piece(piece: object) -> str:
    if isinstance(piece, tuple):
        return str(refs(piece))
    if isinstance(piece, Link):
        address = _ENTITY.sub("&amp;", safe_address(piece.file or piece.href))
        return f"[{_inline(piece.label)}]({address})" if piece.href else _inline(piece.label)
    return _inline(piece if isinstance(piece, str) else str(piece))


def blocks(body: BodyView) -> Markup:
    """Return the body of a record as Markdown: headings, paragraphs, lists, quotations, notes and figures.

    A figure in a list or quotation follows it: only where a line begins is HTML left alone.
    """
    return Markup(_blocks([one for block in body for one in (block, *_figures_in(block))]))


def _figures_in(block: BlockView) -> Iterator[BlockView]:
    for one in (*block.blocks, *(inner for item in block.items for inner in item)):
        if one.kind == "figure":
            yield one
        yield from _figures_in(one)


def _inside(body: BodyView) -> str:
    return _blocks([block for block in body if block.kind != "figure"])


def _blocks(body: Sequence[BlockView]) -> str:
    written = ""
    for before, block in zip((None, *body), body, strict=False):
        joint = _APART if before and before.kind in _LISTS and block.kind in _LISTS else "\n\n" if before else ""
        written += joint + _block(block)
    return written


def _block(block: BlockView) -> str:
    if block.kind == "note" or (block.kind != "figure" and _is_foreign(block)):
        return f"{'#' * block.level} {html_rich(block.pieces)}" if block.kind == "heading" else _html_block(block)
    match block.kind:
        case "heading":
            return f"{'#' * block.level} {markdown_rich(block.pieces)}"
        case "paragraph":
            return str(markdown_rich(block.pieces))
        case "quotation":
            return _indented(_inside(block.blocks), "> ", "> ")
        case "figure":
            return block.figure
    markers = [f"{number}." if block.kind == "ordered" else "-" for number in range(block.level, block.level + len(block.items))]
    items = [_inside(item) for item in block.items]
    return "\n".join(_indented(item, f"{marker:<4}", " " * 4) for marker, item in zip(markers, items, strict=True))


def _is_foreign(block: BlockView) -> bool:
    """Tell whether a block has words in another language than that of the page."""
    inside = (*block.blocks, *(one for item in block.items for one in item))
    return any(map(_has_foreign, block.pieces)) or any(map(_is_foreign, inside))


def _has_foreign(piece: object) -> bool:
    return any(map(_has_foreign, piece.pieces)) if isinstance(piece, Styled) else isinstance(piece, Foreign)


def _html_block(block: BlockView) -> str:
    """Return a block in another language as HTML, whose elements say it."""
    if block.kind == "paragraph":
        return f'<p dir="auto">{html_rich(block.pieces)}</p>'
    if block.kind == "note":
        return f'<div class="margin" role="note">{"".join(map(_html_block, block.blocks))}</div>'
    if block.kind == "quotation":
        return f"<blockquote>{''.join(map(_html_block, block.blocks))}</blockquote>"
    if block.kind not in _LISTS:
        return ""
    items = "".join(f"<li>{''.join(map(_html_block, item))}</li>" for item in block.items)
    return f'<ol start="{block.level}">{items}</ol>' if block.kind == "ordered" else f"<ul>{items}</ul>"


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])


def html_rich(pieces: Iterable[object]) -> Markup:
    """Return running text as HTML: escaped words, links, and reference marks. Text in another language stays together as one."""
    written = Markup("")
    for is_apart, run in groupby(_joined(pieces), _is_of_the_page):
        found = [*run]
        if len(found) > 1 and isinstance(found[0], str) and found[0].isspace():
            written += _html_piece(found.pop(0))  # between two texts, and so on the side of the first
        like = next(_foreign_words(found), None)
        inside = Markup("").join(map(_html_piece, found))
        if is_apart or like is None or len(found) == 1:
            written += inside
        else:
            written += Markup(grouped(Markup("").join(_among(piece) for piece in found), like))
    return written


def tongue(pieces: Iterable[object]) -> Markup:
    """Return the attributes of an element that holds several stretches of one text in another language; nothing for any other text."""
    like = next(_foreign_words(pieces), None)
    if like is None:
        return Markup("")
    return Markup('lang="{}" dir="{}"').format(like.language, direction_of(like.language))


def _is_of_the_page(piece: object) -> bool:
    """Tell whether a piece is words in the language of the page, so that what is around it cannot be one text."""
    if isinstance(piece, Styled):
        return all(map(_is_of_the_page, piece.pieces))
    return isinstance(piece, str) and not isinstance(piece, Foreign) and any(map(str.isalpha, piece))


def _foreign_words(pieces: Iterable[object]) -> Iterator[Foreign]:
    for piece in pieces:
        if isinstance(piece, Styled):
            yield from _foreign_words(piece.pieces)
        elif isinstance(piece, Foreign):
            yield piece


def _among(piece: object) -> Markup:
    """Return a piece of a text in another language; a name in that of the page says so."""
    if isinstance(piece, Link) and not isinstance(piece.label, Foreign):
        return link(replace(piece, label=Foreign(piece.label, spoken().tag, printed=True)))
    return _html_piece(piece)


def _html_piece(piece: object) -> Markup:
    if isinstance(piece, tuple):
        return refs(piece)
    if isinstance(piece, Styled):
        return Markup("<{0}>{1}</{0}>").format(piece.tag, Markup("").join(map(_html_piece, _joined(piece.pieces))))
    return link(piece) if isinstance(piece, Link) else _html_words(piece if isinstance(piece, str) else str(piece))


def _html_words(words: str) -> Markup:
    """Return words as HTML that says their language, where it is not that of the page."""
    return Markup.escape(marked(folded(words), words))


def link(target: Link | str) -> Markup:
    """Return a link as HTML, or its words alone where it leads nowhere."""
    if isinstance(target, str):
        return _html_words(target)
    if not target.href:
        return _html_words(target.label)
    return Markup('<a href="{}">{}</a>').format(safe_address(target.href), _html_words(target.label))


def refs(marks: Iterable[Ref]) -> Markup:
    """Return reference marks as links to the page's list of sources; nothing for none."""
    inside = [_ref(mark) for mark in marks]
    return Markup('<span class="refs" data-search-exclude>{}</span>').format(Markup("").join(inside)) if inside else Markup("")


def _ref(mark: Ref) -> Markup:
    label = Markup(_inline(say("Source {number}: {name}", number=mark.number, name=mark.name)))
    return Markup('<a class="ref" href="#s-{}" aria-label="{}">{}</a>').format(mark.number, label, mark.number)


def safe_address(address: str) -> str:
    """Return an address with everything encoded that could end it, or nothing where it is not one that we link to."""
    scheme = (
        address.partition(":")[0].lower()
        if ":" in address.split("/", maxsplit=1)[0].split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
        else ""
    )
    return quote(address, safe=_ADDRESS) if scheme in ("", "http", "https", "mailto") else ""


def folded(text: str) -> str:
    """Return text with every run of white space as one space, so that no line of it begins a block of Markdown."""
    return _SPACE.sub(" ", text)

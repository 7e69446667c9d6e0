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

from generator.language import LocalizedText, _, current_locale, direction_of, tagged, tagged_group
from generator.site.body import BLOCKS, HEADINGS, Element
from generator.site.gallery import FigureView
from generator.site.page import Link, SourceRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.site.body import BodyView

_WHITE: Final = " \t\n\r\f\v"
_SPACE: Final = re.compile(rf"[{_WHITE}]+")
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]{}\"]")
_AT_START: Final = re.compile(r"^(\d*)([-+#=:~|.)])")
_AT_END: Final = re.compile(r"#\Z")
"""A heading drops the signs of number that it ends in: 'C#'."""
_ADDRESS: Final = "/:?#@!$&*+,;=%~"
"""What stays as it is in a web address; brackets, quotes and backslashes are percent-encoded."""
_HOLDERS: Final = frozenset({"p", "td", "th"})
"""Elements of running text, which say what language it is in."""
_TAG: Final = re.compile(r"(<[^<>]*>)")


def markdown(text: str) -> Markup:
    """Escape text for a paragraph, heading or list item of Markdown."""
    return Markup(_ends(_inline(text.strip(_WHITE), text)))


def _inline(text: str, like: str | None = None) -> str:
    written = _ANYWHERE.sub(lambda found: _code(found[0]), escape(_SPACE.sub(" ", text), quote=False))
    return tagged(written, text if like is None else like)


def _ends(written: str) -> str:
    """Escape what has a meaning only where a line begins or ends."""
    return _AT_END.sub(_code("#"), _AT_START.sub(_digits_then_code, written))


def _digits_then_code(found: re.Match[str]) -> str:
    return f"{found[1]}{_code(found[2])}"


def _code(character: str) -> str:
    return f"&#{ord(character)};"


def _joined(pieces: Iterable[object]) -> Iterator[object]:
    """Yield pieces with marks that follow each other as one piece, so that they stand together."""
    for are_marks, run in groupby(pieces, lambda piece: isinstance(piece, SourceRef)):
        found = tuple(run)
        yield from (found,) if are_marks else found


def blocks(body: BodyView, figure: Callable[[FigureView], Markup]) -> Markup:
    """Return the body of a record as blocks of HTML, each apart, and headings of Markdown, which reach the table of contents."""
    drawn = (figure(one) if isinstance(one, FigureView) else one for one in body)
    return Markup("\n\n".join(_heading(one) if isinstance(one, Element) and one.tag in HEADINGS else _flow([one]) for one in drawn))


def _heading(heading: Element) -> str:
    """Return a heading as Markdown with its anchor: what Markdown would read in its words is escaped."""
    parts = _TAG.split(html_rich(heading.pieces).strip())
    words = _ends("".join(part if part.startswith("<") else _ANYWHERE.sub(lambda found: _code(found[0]), part) for part in parts))
    return f"{'#' * int(heading.tag[1:])} {words} {{#{dict(heading.attributes)['id']}}}"


def _flow(pieces: Iterable[object]) -> Markup:
    """Return blocks, each on lines of its own, and the text between them."""
    runs = groupby(pieces, lambda piece: isinstance(piece, Markup) or (isinstance(piece, Element) and piece.tag in BLOCKS))
    return Markup("\n").join(Markup("\n").join(map(_block, run)) if are_blocks else html_rich(run) for are_blocks, run in runs)


def _block(block: object) -> Markup:
    return _element(block, _flow(block.pieces)) if isinstance(block, Element) else Markup(block)


def _element(element: Element, inside: Markup) -> Markup:
    attributes = dict(element.attributes)
    if element.tag in _HOLDERS and any(_foreign_words(element.pieces)):
        attributes["dir"] = "auto"
    if "href" in attributes:
        attributes["href"] = safe_address(attributes["href"])
    start = Markup("").join(Markup(' {}="{}"').format(*one) for one in attributes.items())
    return Markup("<{}{}>{}</{}>").format(element.tag, start, inside, element.tag)


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
            written += Markup(tagged_group(Markup("").join(_among(piece) for piece in found), like))
    return written


def lang_attributes(pieces: Iterable[object]) -> Markup:
    """Return the attributes of an element that holds several stretches of one text in another language; nothing for any other text."""
    like = next(_foreign_words(pieces), None)
    if like is None:
        return Markup("")
    return Markup('lang="{}" dir="{}"').format(like.language, direction_of(like.language))


def _is_of_the_page(piece: object) -> bool:
    """Tell whether a piece is words in the language of the page, so that what is around it cannot be one text."""
    if isinstance(piece, Element):
        return all(map(_is_of_the_page, piece.pieces))
    return isinstance(piece, str) and not isinstance(piece, LocalizedText) and any(map(str.isalpha, piece))


def _foreign_words(pieces: Iterable[object]) -> Iterator[LocalizedText]:
    for piece in pieces:
        if isinstance(piece, Element):
            yield from _foreign_words(piece.pieces)
        elif isinstance(piece, LocalizedText):
            yield piece


def _among(piece: object) -> Markup:
    """Return a piece of a text in another language; a name in that of the page says so."""
    if isinstance(piece, Link) and not isinstance(piece.label, LocalizedText):
        return link(replace(piece, label=LocalizedText(piece.label, current_locale().tag, printed=True)))
    return _html_piece(piece)


def _html_piece(piece: object) -> Markup:
    if isinstance(piece, tuple):
        return refs(piece)
    if isinstance(piece, Element):
        return Markup("<br>") if piece.tag == "br" else _element(piece, Markup("").join(map(_html_piece, _joined(piece.pieces))))
    return link(piece) if isinstance(piece, Link) else _html_words(piece if isinstance(piece, str) else str(piece))


def _html_words(words: str) -> Markup:
    """Return words as HTML that says their language, where it is not that of the page."""
    return Markup.escape(tagged(folded(words), words))


def link(target: Link | str) -> Markup:
    """Return a link as HTML, or its words alone where it leads nowhere."""
    if isinstance(target, str):
        return _html_words(target)
    if not target.href:
        return _html_words(target.label)
    return Markup('<a href="{}">{}</a>').format(safe_address(target.href), _html_words(target.label))


def refs(marks: Iterable[SourceRef]) -> Markup:
    """Return reference marks as links to the page's list of sources; nothing for none."""
    inside = [_ref(mark) for mark in marks]
    return Markup('<span class="refs">{}</span>').format(Markup("").join(inside)) if inside else Markup("")


def _ref(mark: SourceRef) -> Markup:
    label = Markup(_inline(_("Source {number}: {name}", number=mark.number, name=mark.name)))
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

"""Record text as Markdown and HTML, escaped so that readers see exactly what the record says, and nothing is active.

In Markdown, characters with a meaning become numeric references; in HTML, Jinja's escaping does the same. White space is folded to
single spaces, as browsers do.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote

from markupsafe import Markup

from generator.figures import mark_place
from generator.language import LocalizedText, _, attributes_and_html, changed, current_locale, html_of, runs_of
from generator.site.body import plain
from generator.site.gallery import FigureView
from generator.site.page import Link, SourceRef
from generator.text import BLOCKS, HEADINGS, Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.language import LanguageRun
    from generator.site.body import BodyView

_WHITE: Final = " \t\n\r\f\v"
_SPACE: Final = re.compile(rf"[{_WHITE}]+")
_FOLDED: Final = partial(_SPACE.sub, " ")
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]{}\"]")
_AT_START: Final = re.compile(r"^(\d*)([-+#=:~|.)])")
_AT_END: Final = re.compile(r"#\Z")
"""A heading drops trailing number signs, as in 'C#'."""
_SAFE_IN_URL: Final = "/:?#@!$&*+,;=%~"
"""Characters left unencoded in a URL; brackets, quotes and backslashes are percent-encoded."""
_TEXT_ELEMENTS: Final = frozenset({"p", "td", "th"})
"""Elements of running text, which carry a lang attribute."""
_TAG: Final = re.compile(r"(<[^<>]*>)")


class ForeignText(Markup):
    """HTML of a single text in another language, in a bdi element with its language."""

    attributes = ""
    """The language attributes for an element that contains it alone; empty once it is part of other HTML."""
    inside = ""
    """The content for such an element."""

    @classmethod
    def of(cls, attributes: str, inside: str) -> Self:
        """Return the HTML with its attributes set."""
        made = cls(f"<bdi{attributes}>{inside}</bdi>")
        made.attributes, made.inside = attributes, inside
        return made


def markdown(text: str) -> Markup:
    """Escape text for a paragraph, heading or list item of Markdown."""
    return Markup(_escape_ends(html_of(text, _inline).strip(_WHITE)))


def _inline(text: str) -> str:
    return _ANYWHERE.sub(lambda match: _entity(match[0]), escape(_SPACE.sub(" ", text), quote=False))


def _escape_ends(written: str) -> str:
    """Escape characters that have a meaning only at the beginning or end of a line."""
    return _AT_END.sub(_entity("#"), _AT_START.sub(lambda match: f"{match[1]}{_entity(match[2])}", written))


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def _grouped_marks(pieces: Iterable[object]) -> Iterator[object]:
    """Yield pieces, with consecutive reference marks grouped into a tuple."""
    for are_marks, run in groupby(pieces, lambda piece: isinstance(piece, SourceRef)):
        group = tuple(run)
        yield from (group,) if are_marks else group


def blocks(body: BodyView, figure: Callable[[FigureView], Markup]) -> Markup:
    """Return the body of a record as HTML blocks, with headings in Markdown so that they reach the table of contents."""
    drawn = (figure(block) if isinstance(block, FigureView) else block for block in body)
    return Markup("\n\n".join(_heading(it) if isinstance(it, Element) and it.tag in HEADINGS else _blocks_html([it]) for it in drawn))


def _heading(heading: Element) -> str:
    return f"{'#' * int(heading.tag[1:])} {_heading_words(heading)} {{#{dict(heading.attributes)['id']}}}"


def _heading_words(heading: Element) -> str:
    """Return the inner HTML of a heading, escaped for Markdown."""
    parts = _TAG.split(html_rich(heading.pieces).strip())
    return _escape_ends("".join(part if part.startswith("<") else _ANYWHERE.sub(lambda match: _entity(match[0]), part) for part in parts))


def _blocks_html(pieces: Iterable[object]) -> Markup:
    """Return blocks on lines of their own, with the text between them."""
    runs = groupby(pieces, lambda piece: isinstance(piece, Markup) or (isinstance(piece, Element) and piece.tag in BLOCKS))
    parts = [Markup("\n").join(map(_block_html, run)) if are_blocks else html_rich(run) for are_blocks, run in runs]
    return parts[0] if len(parts) == 1 else Markup("\n").join(parts)


def _block_html(block: object) -> Markup:
    return _element_html(block, _blocks_html(block.pieces)) if isinstance(block, Element) else Markup(block)


def _element_html(element: Element, inside: Markup) -> Markup:
    attributes, language = dict(element.attributes), ""
    if element.tag in _TEXT_ELEMENTS and isinstance(inside, ForeignText) and inside.attributes:
        language, inside = inside.attributes, Markup(inside.inside)
    elif element.tag in _TEXT_ELEMENTS and any(_foreign_runs(element.pieces)):
        attributes["dir"] = "auto"
    if "href" in attributes:
        attributes["href"] = safe_address(attributes["href"])
    start = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in attributes.items()) + Markup(language)
    return Markup("<{}{}>{}</{}>").format(element.tag, start, inside, element.tag)


def html_rich(pieces: Iterable[object]) -> Markup:
    """Return running text as HTML: escaped words, links and reference marks. Text in another language is wrapped as a whole."""
    written: list[Markup] = []
    for is_apart, run in groupby(_grouped_marks(pieces), _has_page_language):
        group = [*run]
        if len(group) > 1 and _is_space(group[0]):
            written.append(_html_piece(group.pop(0)))  # space between two texts belongs to the first
        after = group.pop() if len(group) > 1 and _is_space(group[-1]) else ""
        foreign = next(_foreign_runs(group), None)
        if is_apart or foreign is None or len(group) == 1:
            written += map(_html_piece, group)
        else:
            inside = Markup("").join(_html_piece(piece, foreign.language) for piece in group)
            written.append(ForeignText.of(foreign.attributes, inside))
        written += [_html_piece(after)] if after else []
    return written[0] if len(written) == 1 else Markup("").join(written)


def _is_space(piece: object) -> bool:
    return isinstance(piece, str) and piece.isspace()


def alone(values: Iterable[object], auto: str, in_item: bool) -> Markup:  # noqa: FBT001 - as a template calls it
    """Return the only content of an element, after the end of its start tag, with `auto` as attributes if direction is to be detected.

    A single text in another language sets its own attributes there; in a list item it is isolated, so that the bullet does not move.
    """
    shown = (value if isinstance(value, Markup) else _html_words(value if isinstance(value, str) else str(value)) for value in values)
    written = [html for html in shown if html]
    text = written[0] if len(written) == 1 else None
    if isinstance(text, ForeignText) and text.attributes:
        return Markup(">") + text if in_item else Markup(f"{text.attributes}>{text.inside}")
    return Markup(f"{auto}>") + Markup("").join(written)


def lang_attributes(text: str | Iterable[object]) -> Markup:
    """Return the language attributes for an element that contains text, or pieces, in another language; else empty."""
    pieces = (text,) if isinstance(text, str) else text
    foreign = next(_foreign_runs(pieces), None)
    return Markup(foreign.attributes if foreign else "")


def foreign_headings(headings: Iterable[object]) -> dict[str, str]:
    """Map headings (text, or h2 elements) that have words in another language from their text in the table of contents to their HTML."""
    by_text: dict[str, str] = {}
    for heading in headings:
        text = plain(heading.pieces) if isinstance(heading, Element) and heading.tag == "h2" else heading
        if isinstance(text, LocalizedText):
            written = _heading_words(heading) if isinstance(heading, Element) else markdown(text)
            by_text[_TAG.sub("", written)] = html_of(folded(text))
    return by_text


def _has_page_language(piece: object) -> bool:
    """Return whether a piece has words in the page's language, and so separates the texts around it."""
    if isinstance(piece, Element):
        return all(map(_has_page_language, piece.pieces))
    if isinstance(piece, LocalizedText):
        return any(_has_page_language(run.text) for run in piece.runs if not run.language)
    return isinstance(piece, str) and any(map(str.isalpha, piece))


def _foreign_runs(pieces: Iterable[object]) -> Iterator[LanguageRun]:
    for piece in pieces:
        if isinstance(piece, Element):
            yield from _foreign_runs(piece.pieces)
        elif isinstance(piece, LocalizedText):
            yield from (run for run in piece.runs if run.language)


def _html_piece(piece: object, within: str = "") -> Markup:
    if isinstance(piece, tuple):
        return refs(piece)
    if isinstance(piece, Element):
        inside = Markup("").join(_html_piece(child, within) for child in _grouped_marks(piece.pieces))
        return Markup("<br>") if piece.tag == "br" else _element_html(piece, inside)
    return link(piece, within) if isinstance(piece, Link) else _html_words(piece if isinstance(piece, str) else str(piece), within)


def _html_words(words: str, within: str = "") -> Markup:
    """Return words as HTML, with their language if it differs from that of the page or of the surrounding text (`within`)."""
    text = folded(words)
    if not within and not isinstance(text, LocalizedText):
        return Markup.escape(text)
    if within and _has_page_language(text):
        own = current_locale().tag
        text = LocalizedText.of(run if run.language else run._replace(language=own, printed=True) for run in runs_of(text))
    attributes, inside = attributes_and_html(text)
    if attributes and runs_of(text)[0].language != within:
        return ForeignText.of(attributes, inside)
    return Markup(html_of(text, within=within))


def link(target: Link | str, within: str = "") -> Markup:
    """Return a link as HTML, or only its words if it has no target; `within` is the language of the surrounding text, if not the page's."""
    words = _html_words(target if isinstance(target, str) else target.label, within)
    if isinstance(target, str) or not target.href:
        return words
    language, inside = (words.attributes, words.inside) if isinstance(words, ForeignText) else ("", words)
    return Markup(f'<a href="{escape(safe_address(target.href))}"{language}>{inside}</a>')


def refs(marks: Iterable[SourceRef]) -> Markup:
    """Return reference marks as links to the page's list of sources, or empty if there are none."""
    inside = [_ref(mark) for mark in marks]
    return Markup('<span class="refs">{}</span>').format(Markup("").join(inside)) if inside else Markup("")


def _ref(mark: SourceRef) -> Markup:
    label = Markup(_inline(_("Source {number}: {name}", number=mark.number, name=mark.name)))
    place = Markup(mark_place(mark.number))
    return Markup('<a class="ref"{} href="#s-{}" aria-label="{}">{}</a>').format(place, mark.number, label, mark.number)


def safe_address(address: str) -> str:
    """Return a URL with all unsafe characters encoded, or an empty string if its scheme is not allowed."""
    scheme, colon, _unused = re.split("[/#?]", address, maxsplit=1)[0].partition(":")
    return quote(address, safe=_SAFE_IN_URL) if not colon or scheme.lower() in ("", "http", "https", "mailto") else ""


def folded(text: str) -> str:
    """Collapse every run of white space to one space, so that no line of it begins a Markdown block."""
    return changed(text, _FOLDED)

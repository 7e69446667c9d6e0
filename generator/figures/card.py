"""The picture that stands for a page where its address is shared: 1200 by 630 pixels, drawn as SVG from words alone.

The fonts are those of the site, as site_templates/cards/ has them. A text that they cannot write is set in the font inside
vl-convert, if it is Latin; one in any other script is left out, because what would be drawn depends on the machine.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING, Final

from generator.figures.writers.measuring import shortened, width_of
from generator.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WIDTH: Final = 1200
HEIGHT: Final = 630
EDGE: Final = 80
"""How far words stay from the left and right edges, in pixels."""
SERIF: Final = "Card Serif"
SANS: Final = "Card Sans"
BOLD: Final = "Card Bold"
OTHER: Final = "Liberation Sans"
"""The font inside vl-convert."""
_OTHERS: Final = 0x180
"""What it can write for certain ends here: the Latin letters of Europe."""
_MORE: Final = frozenset("\u00a0£§©°±·ÇÉÖ×ÜßàáâãäåçèéêëíîïñóôöøúüāąćčėęěğīİłńőřŞşšūųž–—‘’“”…€−")
"""What the fonts of the cards have beyond ASCII."""
_PAPER, _INK, _INK_2, _RULE, _ACCENT = "#fdfcf9", "#1b1d20", "#575c62", "#dedad0", "#00616b"
_SIZES: Final = (76, 66, 56, 48, 42)
_DECK: Final = 32
_LINE: Final = 1.16
_TOP, _BOTTOM = 160, 500
_NARROWER: Final = 0.92
"""How wide our serif is at most beside the font that is measured, even in capitals."""
_MARK: Final = 36
_MOST: Final = 600
"""The most characters of a text that are read."""
_RING: Final = "<circle cx='8' cy='8' r='7' fill='none' stroke='{0}' stroke-width='2'{1}/>"
_SHAPES: Final[Mapping[str, str]] = {
    "supported": "<circle cx='8' cy='8' r='8' fill='{0}'/>",
    "partly": _RING.format("{0}", "") + "<path d='M8 8V1a7 7 0 1 1-7 7z' fill='{0}'/>",
    "disputed": _RING.format("{0}", "") + "<path d='M8 1a7 7 0 0 0 0 14z' fill='{0}'/>",
    "contradicted": _RING.format("{0}", "") + "<path d='M3 13 13 3' stroke='{0}' stroke-width='2'/>",
    "unproven": _RING.format("{0}", " stroke-dasharray='3 2.5'"),
    "outdated": _RING.format("{0}", "") + "<path d='M8 3.5V8.5l3.5 2' fill='none' stroke='{0}' stroke-width='2'/>",
    "unjudged": "<path d='M1 8 8 1M1.7 12.3 12.3 1.7M4 15 15 4M9 15.5 15.5 9' fill='none' stroke='{0}' stroke-width='1.7'/>",
}
"""The marks of the style sheet (05-marks.css), by their classes there."""


@dataclass(frozen=True, slots=True)
class Card:
    """The words on a card."""

    kind: str
    """What the page is: 'Claim'."""
    about: str
    """What it is about, or nothing."""
    title: str
    deck: str
    """What stands under the title where there is room, or nothing."""
    status: str
    """How it stands, in words: with a mark for a claim."""
    mark: str
    """The class of its mark in the style sheet, without 'st--', or nothing."""
    publication: str

    @property
    def words(self) -> str:
        """The same for those who cannot see it."""
        return " · ".join(one for one in (say("{kind}: {title}", kind=self.kind, title=self.title), self.status, self.publication) if one)


def font_of(text: str, usual: str) -> str:
    """Return the font that can write a text the same on every machine; nothing where there is none."""
    if all(character in _MORE or " " <= character <= "~" for character in text):
        return usual
    return OTHER if all(character in _MORE or ord(" ") <= ord(character) < _OTHERS for character in text) else ""


def card_svg(card: Card) -> str:
    """Return a card as SVG; white space in its texts is folded, and of a text longer than any card no more than its beginning is read."""
    card = Card(**{field.name: " ".join(getattr(card, field.name)[:_MOST].split()) for field in fields(card)})
    start = EDGE + (36 if card.mark else 0)
    size, lines = title_lines(card.title, WIDTH - EDGE - start)
    shown = font_of(card.title, SERIF)
    deck = list(_deck(card, _TOP + size * _LINE * len(lines))) if shown else []
    if not shown:
        start, size, lines, shown = EDGE, _SIZES[0], [card.publication if font_of(card.publication, SERIF) else card.kind], SERIF
    pieces = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>',
        f'<rect width="{WIDTH}" height="12" fill="{_ACCENT}"/>',
        *_kicker(card),
        *(_text(line, start, _TOP + size * (0.8 + _LINE * number), size, shown, _INK) for number, line in enumerate(lines)),
        *deck,
        *([f'<rect x="{EDGE}" y="{_TOP}" width="6" height="{size * _LINE * len(lines):g}" fill="{_ACCENT}"/>'] if start > EDGE else []),
        f'<rect x="{EDGE}" y="528" width="{WIDTH - 2 * EDGE}" height="2" fill="{_RULE}"/>',
        *_status(card),
        *_wordmark(card.publication),
    ]
    size_of = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size_of}>{"".join(pieces)}</svg>'


def title_lines(title: str, width: float) -> tuple[int, list[str]]:
    """Return the greatest size at which a title fits, and its lines; one too long for the least size is cut with an ellipsis."""
    size, lines = _SIZES[0], [title]
    for size in _SIZES:
        lines = list(_wrapped(title, size, width / _NARROWER))
        most = int((_BOTTOM - _TOP) / (size * _LINE))
        if len(lines) <= most:
            return size, lines
    most = int((_BOTTOM - _TOP) / (size * _LINE))
    return size, [*lines[: most - 1], lines[most - 1].rstrip(" ,;:–—-")[:-1].rstrip() + "…"]


def _wrapped(text: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        together = f"{line} {word}".strip()
        if width_of(together, size) <= width:
            line = together
            continue
        if line:
            yield line
        line = word
        while width_of(line, size) > width:
            fits = max(1, next(end for end in range(1, len(line)) if width_of(line[: end + 1], size) > width))
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line


def _deck(card: Card, top: float) -> Iterator[str]:
    """Yield the lines of the deck, if all of them have room."""
    font, width = font_of(card.deck, SANS), WIDTH - 2 * EDGE
    lines = list(_wrapped(card.deck, _DECK, width)) if font else []
    if top + _DECK * (0.3 + 1.4 * len(lines)) <= _BOTTOM:
        yield from (_text(line, EDGE, top + _DECK * (1.5 + 1.4 * number), _DECK, font, _INK_2) for number, line in enumerate(lines))


def _kicker(card: Card) -> Iterator[str]:
    yield _text(card.kind, EDGE, 108, 30, BOLD, _ACCENT)
    start = EDGE + width_of(card.kind, 30) + 8
    if card.about and (font := font_of(card.about, SANS)) and (about := shortened(card.about, 30, WIDTH - EDGE - start)):
        yield _text(f"· {about}", start, 108, 30, font, _INK_2)


def _status(card: Card) -> Iterator[str]:
    x = EDGE
    if card.mark:
        yield f'<g transform="translate({EDGE} {557}) scale({_MARK / 16:g})">{_SHAPES[card.mark].format(_INK)}</g>'
        x += _MARK + 16
    if font := font_of(card.status, BOLD if card.mark else SANS):
        yield _text(card.status, x, 586, 34 if card.mark else 28, font, _INK if card.mark else _INK_2)


def _wordmark(name: str) -> Iterator[str]:
    font = font_of(name, SERIF)
    if not font or width_of(name, 36) > WIDTH / 2:
        return
    yield f'<rect x="{WIDTH - EDGE - 12}" y="575" width="12" height="12" fill="{_ACCENT}"/>'
    yield _text(name, WIDTH - EDGE - 18, 587, 38, font, _INK, anchor="end")


def _text(words: str, x: float, y: float, size: float, font: str, colour: str, anchor: str = "start") -> str:
    place = f'x="{x:g}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    return f'<text {place} font-family="{font}, {OTHER}" fill="{colour}">{escape(words)}</text>'

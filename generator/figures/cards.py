"""The picture that stands for a page where its address is shared: 1200 by 630 pixels, drawn as SVG from words alone.

It never shows how a claim stands without the claim: where nothing of that can be drawn, it shows the publication and the question.

It is the same on every machine: its fonts are those of the site and one for Arabic, as site_templates/cards/ has them, and the one inside
vl-convert, which has the letters of Europe and of Hebrew. A letter of any other script is written in Latin letters, as AnyASCII does: what
else would be drawn depends on the machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional, category, combining, east_asian_width, normalize

from anyascii import anyascii

from generator.figures.licence import svg_metadata
from generator.figures.writers.wrapping import SLACK, TextRun, width_of, wrapped
from generator.language import _, current_locale, isolated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.figures.tokens import Tokens

WIDTH: Final = 1200
HEIGHT: Final = 630
EDGE: Final = 80
"""How far words stay from the left and right edges, in pixels."""
_SIZES: Final = (76, 66, 56, 48, 42)
_DECK: Final = 32
_LINE: Final = 1.16
_TOP, _BOTTOM = 160, 500
_NARROWER: Final = 0.92
"""How wide our serif is at most beside the font that is measured, even in capitals."""
_MARK: Final = 36
_MOST: Final = 600
"""The most characters of a text that are read."""
_NO_BREAK: Final = "\u00a0"
_LEAST_WIDTH: Final = 3.5
"""How many times as wide as its size shortened text has to be, so that it says something: about seven small letters."""
SERIF: Final = "Card Serif"
SANS: Final = "Card Sans"
BOLD: Final = "Card Bold"
ARABIC: Final = "Card Arabic"
OTHER: Final = "Liberation Sans"
"""The font inside vl-convert."""
_OWN: Final = frozenset(
    [*map(chr, range(0x20, 0x7F)), *"\u00a0£§©°±·ÇÉÖ×ÜßàáâãäåçèéêëíîïñóôöøúüāąćčėęěğīİłńőřŞşšūųž–—‘’“”…€−"],
)
"""What the fonts of the site have as those of the cards."""
_OF_ARABIC: Final = re.compile("[\u0606-\u061b\u061e-\u06ff\u0750-\u077f]")
_DRAWN: Final = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0384-\u03ce\u03d0-\u0482\u048a-\u0513\u05d0-\u05ea\u1e00-\u1e9b\u1ea0-\u1ef9"
    "\u2012-\u2022\u2026\u2030\u2032-\u2034\u2039\u203a\u20a0-\u20b5\u2116\u2122\u2153\u2154\u215b-\u215e\u2190-\u2195"
    "\u2212\u221e\u2248\u2260\u2264\u2265\u25cf]"
    f"|{_OF_ARABIC.pattern}"
)
"""Most of what the font inside vl-convert has, and that for Arabic."""
_APART: Final = re.compile(r"\0(?=\w)")
"""Where a letter that is a syllable or a word ends: a space stands before another."""


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
    """The glyph of how it stands, by its name, or nothing."""
    publication: str
    question: str = ""
    """What stands for a title of which nothing can be drawn, under the name of the publication; or nothing."""

    @property
    def words(self) -> str:
        """The same for those who cannot see it."""
        return " · ".join(one for one in (_("{kind}: {title}", kind=self.kind, title=self.title), self.status, self.publication) if one)


def card_svg(card: Card, tokens: Tokens, licence: str = "") -> str:
    """Return a card as SVG, with its licence beside what is drawn.

    White space in its texts is folded, and of a text longer than any card no more than its beginning is read.
    """
    card = Card(**{field.name: drawable(getattr(card, field.name)[:_MOST]) for field in fields(card)})
    if not card.title:
        card = replace(card, about="", title=card.publication, deck=card.question, status="", mark="")
    drawing = _Drawing(tokens, runs_back(card.title) if card.title else current_locale().direction == "rtl")
    start, font = EDGE + (36 if card.mark else 0), font_of(card.title, SERIF)
    size, lines = title_lines(card.title, (WIDTH - EDGE - start) / (_NARROWER if font == SERIF else 1))
    height = size * _LINE * len(lines)
    pieces = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--paper)"/>',
        f'<rect width="{WIDTH}" height="12" fill="var(--accent)"/>',
        *drawing.kicker(card),
        *(drawing.text(line, start, _TOP + size * (0.8 + _LINE * number), size, font, "ink") for number, line in enumerate(lines)),
        *drawing.deck(card, _TOP + height),
        *([drawing.rect(EDGE, _TOP, 6, height, "accent")] if card.mark else []),
        drawing.rect(EDGE, 528, WIDTH - 2 * EDGE, 2, "rule"),
        *drawing.status(card),
        *drawing.wordmark(card.publication),
    ]
    size_of = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return tokens.coloured(f'<svg xmlns="http://www.w3.org/2000/svg" {size_of}>{svg_metadata(licence)}{"".join(pieces)}</svg>')


def title_lines(title: str, width: float) -> tuple[int, list[str]]:
    """Return the greatest size at which a title fits into a width, as labels measure it, and its lines.

    One too long for the least size is cut with an ellipsis.
    """
    for size in _SIZES:
        lines, most = _wrapped(title, size, width), int((_BOTTOM - _TOP) / (size * _LINE))
        if len(lines) <= most:
            break
    else:
        lines[most - 1 :] = [lines[most - 1].rstrip(" ,;:–—-")[:-1].rstrip() + "…"]
    return size, lines


def _wrapped(text: str, size: float, width: float) -> list[str]:
    """Return the lines of a text, as labels measure it: none wider than it may be in whatever font."""
    rows = wrapped([[TextRun(text)]], width / SLACK - 1, size)
    return ["".join(run.text for run in row).rstrip() for row in rows]


def shortened(text: str, size: float, most: float) -> str:
    """Return text cut so that it fits, with an ellipsis; empty where no more than a stub would be left, as of 'The…'.

    It is cut between words, or within one that takes up half of the room or more, as the words of scripts without spaces do.
    """
    if width_of(text, size) <= most:
        return text
    room = most - width_of("…", size)
    words = _wrapped(text, size, room)[0]
    if width_of(words, size) < room / 2:
        words = _wrapped(text.replace(" ", _NO_BREAK), size, room)[0].replace(_NO_BREAK, " ")
    cut = words.rstrip(" ,;:–—-")
    return f"{cut}…" if width_of(cut, size) >= _LEAST_WIDTH * size else ""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Writes the parts of a card, from the left, or from the right where its title runs back."""

    tokens: Tokens
    from_right: bool

    def deck(self, card: Card, top: float) -> Iterator[str]:
        """Yield the lines of the deck, if all of them have room."""
        lines = _wrapped(card.deck, _DECK, WIDTH - 2 * EDGE)
        if top + _DECK * (0.3 + 1.4 * len(lines)) <= _BOTTOM:
            font = font_of(card.deck, SANS)
            yield from (
                self.text(line, EDGE, top + _DECK * (1.5 + 1.4 * number), _DECK, font, "ink-2") for number, line in enumerate(lines)
            )

    def kicker(self, card: Card) -> Iterator[str]:
        yield self.text(card.kind, EDGE, 108, 30, font_of(card.kind, BOLD), "accent")
        start = EDGE + width_of(card.kind, 30) + 8
        if card.about and (about := shortened(card.about, 30, WIDTH - EDGE - start)):
            separated = f"{about} ·" if self.from_right and not runs_back(about) else f"· {about}"
            yield self.text(separated, start, 108, 30, font_of(about, SANS), "ink-2")

    def status(self, card: Card) -> Iterator[str]:
        x = EDGE
        if card.mark:
            left = WIDTH - EDGE - _MARK if self.from_right else EDGE
            yield f'<g transform="translate({left} {557}) scale({_MARK / 16:g})">{self.tokens.glyph(card.mark)}</g>'
            x += _MARK + 16
        size, font, colour = (34, BOLD, "ink") if card.mark else (28, SANS, "ink-2")
        if card.status:
            yield self.text(card.status, x, 586, size, font_of(card.status, font), colour)

    def wordmark(self, name: str) -> Iterator[str]:
        if not name or width_of(name, 36) > WIDTH / 2:
            return
        yield self.rect(WIDTH - EDGE - 12, 575, 12, 12, "accent")
        yield self.text(name, WIDTH - EDGE - 18, 587, 38, font_of(name, SERIF), "ink", at_end=True)

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> str:
        left = WIDTH - x - width if self.from_right else x
        return f'<rect x="{left:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="var(--{colour})"/>'

    def text(self, words: str, x: float, y: float, size: float, font: str, colour: str, *, at_end: bool = False) -> str:
        """Return words that begin, or end, at a place."""
        left, anchor = (WIDTH - x, "start" if at_end else "end") if self.from_right else (x, "end" if at_end else "start")
        place = f'x="{left:g}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
        in_order = escape(isolated(words, "rtl") if runs_back(words) else words)
        return f'<text {place} font-family="{font}, {OTHER}" fill="var(--{colour})">{in_order}</text>'


def font_of(text: str, usual: str) -> str:
    """Return the font in which a text is set that has drawable letters alone; what it lacks of Arabic or Latin comes from the others."""
    if all(character in _OWN for character in text):
        return usual
    return ARABIC if _OF_ARABIC.search(text) else OTHER


@lru_cache(maxsize=1 << 12)
def drawable(text: str) -> str:
    """Return a text in letters that the fonts have: another by its base letter, or else in Latin letters; nothing for what has none."""
    written = "".join(map(_written, normalize("NFC", text)))
    return " ".join(_APART.sub(" ", written).replace("\0", "").split())


def runs_back(text: str) -> bool:
    """Tell whether a text runs from right to left, by its first letter."""
    strong = (kind for character in text if (kind := bidirectional(character)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


@lru_cache(maxsize=1 << 12)
def _written(character: str) -> str:
    kind = category(character)
    if kind != "Cn" and _DRAWN.fullmatch(character):
        return character
    if kind[0] == "C":
        return " " if character.isspace() else ""
    base = "".join(one for one in normalize("NFKD", character) if not combining(one))
    is_wide = east_asian_width(character) in "WF"
    if base and base != character and all(_written(one) == one for one in base):
        return f"{base} " if is_wide and not base.isalnum() else base
    return anyascii(character) + ("\0" if is_wide and character.isalpha() else "")

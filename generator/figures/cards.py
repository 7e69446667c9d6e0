"""The preview image of a page on social media: 1200 by 630 pixels, drawn as SVG from text only.

It never shows the status of a claim without the claim: if none of the claim's text can be drawn, it shows the publication and the question.

It is the same on every machine: its fonts are those of the site and one for Arabic, in site_templates/cards/, and the font bundled with
vl-convert, which covers European scripts and Hebrew. Other scripts are transliterated to Latin with AnyASCII, since the fonts for them
would depend on the machine.
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
"""The left and right margin in pixels."""
_SIZES: Final = (76, 66, 56, 48, 42)
_DECK: Final = 32
_LINE_HEIGHT: Final = 1.16
_TOP, _BOTTOM = 160, 500
_SERIF_WIDTH: Final = 0.92
"""The maximum width of our serif font relative to the measured one, even in capitals."""
_MARK_SIZE: Final = 36
_MAX_LENGTH: Final = 600
"""The maximum length of a text; the rest is ignored."""
_NO_BREAK: Final = "\u00a0"
_MIN_WIDTH: Final = 3.5
"""The minimum width of shortened text in em, so that it is meaningful: about seven lower-case letters."""
SERIF: Final = "Card Serif"
SANS: Final = "Card Sans"
BOLD: Final = "Card Bold"
ARABIC: Final = "Card Arabic"
OTHER: Final = "Liberation Sans"
"""The font bundled with vl-convert."""
_OWN: Final = frozenset(
    [*map(chr, range(0x20, 0x7F)), *"\u00a0£§©°±·ÇÉÖ×ÜßàáâãäåçèéêëíîïñóôöøúüāąćčėęěğīİłńőřŞşšūųž–—‘’“”…€−"],
)
"""The characters in the fonts of the site that cards use."""
_OF_ARABIC: Final = re.compile("[\u0606-\u061b\u061e-\u06ff\u0750-\u077f]")
_DRAWN: Final = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0384-\u03ce\u03d0-\u0482\u048a-\u0513\u05d0-\u05ea\u1e00-\u1e9b\u1ea0-\u1ef9"
    "\u2012-\u2022\u2026\u2030\u2032-\u2034\u2039\u203a\u20a0-\u20b5\u2116\u2122\u2153\u2154\u215b-\u215e\u2190-\u2195"
    "\u2212\u221e\u2248\u2260\u2264\u2265\u25cf]"
    f"|{_OF_ARABIC.pattern}"
)
"""Most characters of the font bundled with vl-convert, and those of the Arabic font."""
_SYLLABLE_END: Final = re.compile(r"\0(?=\w)")
"""The end of a transliterated syllable or word, where a space separates it from the next."""


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of a card."""

    kind: str
    """The kind of page: 'Claim'."""
    about: str
    """Its topic; may be empty."""
    title: str
    deck: str
    """The text below the title if there is room; may be empty."""
    status: str
    """The status in words, with a mark for a claim."""
    mark: str
    """The name of the glyph of the status; may be empty."""
    publication: str
    question: str = ""
    """Shown below the name of the publication if nothing of the title can be drawn; may be empty."""

    @property
    def words(self) -> str:
        """The alternative text."""
        return " · ".join(filter(None, (_("{kind}: {title}", kind=self.kind, title=self.title), self.status, self.publication)))


def card_svg(card: Card, tokens: Tokens, licence: str = "") -> str:
    """Return a card as SVG, with its licence as metadata.

    White space in its texts is folded, and overlong texts are cut.
    """
    card = Card(**{field.name: drawable(getattr(card, field.name)[:_MAX_LENGTH]) for field in fields(card)})
    if not card.title:
        card = replace(card, about="", title=card.publication, deck=card.question, status="", mark="")
    drawing = _Drawing(tokens, is_right_to_left(card.title) if card.title else current_locale().direction == "rtl")
    start, font = EDGE + (36 if card.mark else 0), font_of(card.title, SERIF)
    size, lines = title_lines(card.title, (WIDTH - EDGE - start) / (_SERIF_WIDTH if font == SERIF else 1))
    height = size * _LINE_HEIGHT * len(lines)
    pieces = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="var(--paper)"/>',
        f'<rect width="{WIDTH}" height="12" fill="var(--accent)"/>',
        *drawing.kicker(card),
        *(drawing.text(line, start, _TOP + size * (0.8 + _LINE_HEIGHT * number), size, font, "ink") for number, line in enumerate(lines)),
        *drawing.deck(card, _TOP + height),
        *([drawing.rect(EDGE, _TOP, 6, height, "accent")] if card.mark else []),
        drawing.rect(EDGE, 528, WIDTH - 2 * EDGE, 2, "rule"),
        *drawing.status(card),
        *drawing.wordmark(card.publication),
    ]
    size_of = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return tokens.coloured(f'<svg xmlns="http://www.w3.org/2000/svg" {size_of}>{svg_metadata(licence)}{"".join(pieces)}</svg>')


def title_lines(title: str, width: float) -> tuple[int, list[str]]:
    """Return the largest font size at which a title fits, measured like figure labels, and its lines.

    A title too long for the smallest size is cut with an ellipsis.
    """
    for size in _SIZES:
        lines, max_lines = _wrapped(title, size, width), int((_BOTTOM - _TOP) / (size * _LINE_HEIGHT))
        if len(lines) <= max_lines:
            break
    else:
        lines[max_lines - 1 :] = [lines[max_lines - 1].rstrip(" ,;:–—-")[:-1].rstrip() + "…"]
    return size, lines


def _wrapped(text: str, size: float, width: float) -> list[str]:
    """Return a text wrapped to a width, whatever the font."""
    rows = wrapped([[TextRun(text)]], width / SLACK - 1, size)
    return ["".join(run.text for run in row).rstrip() for row in rows]


def shortened(text: str, size: float, most: float) -> str:
    """Return text cut to fit, with an ellipsis; empty if only a stub would be left, such as 'The…'.

    It is cut between words, or inside a word that takes half of the width or more, as in scripts without spaces.
    """
    if width_of(text, size) <= most:
        return text
    room = most - width_of("…", size)
    words = _wrapped(text, size, room)[0]
    if width_of(words, size) < room / 2:
        words = _wrapped(text.replace(" ", _NO_BREAK), size, room)[0].replace(_NO_BREAK, " ")
    cut = words.rstrip(" ,;:–—-")
    return f"{cut}…" if width_of(cut, size) >= _MIN_WIDTH * size else ""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Writes the parts of a card, mirrored if its title is right-to-left."""

    tokens: Tokens
    from_right: bool

    def deck(self, card: Card, top: float) -> Iterator[str]:
        """Yield the lines of the deck if all of them fit."""
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
            separated = f"{about} ·" if self.from_right and not is_right_to_left(about) else f"· {about}"
            yield self.text(separated, start, 108, 30, font_of(about, SANS), "ink-2")

    def status(self, card: Card) -> Iterator[str]:
        x = EDGE
        if card.mark:
            left = WIDTH - EDGE - _MARK_SIZE if self.from_right else EDGE
            yield f'<g transform="translate({left} {557}) scale({_MARK_SIZE / 16:g})">{self.tokens.glyph(card.mark)}</g>'
            x += _MARK_SIZE + 16
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
        """Return text that starts, or ends, at a position."""
        left, anchor = (WIDTH - x, "start" if at_end else "end") if self.from_right else (x, "end" if at_end else "start")
        attributes = f'x="{left:g}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
        isolated_text = escape(isolated(words, "rtl") if is_right_to_left(words) else words)
        return f'<text {attributes} font-family="{font}, {OTHER}" fill="var(--{colour})">{isolated_text}</text>'


def font_of(text: str, usual: str) -> str:
    """Return the font for a drawable text; characters that it lacks fall back to the others."""
    if all(character in _OWN for character in text):
        return usual
    return ARABIC if _OF_ARABIC.search(text) else OTHER


@lru_cache(maxsize=1 << 12)
def drawable(text: str) -> str:
    """Return a text in characters that the fonts have: others become their base letter or are transliterated or dropped."""
    characters = "".join(map(_drawable_character, normalize("NFC", text)))
    return " ".join(_SYLLABLE_END.sub(" ", characters).replace("\0", "").split())


def is_right_to_left(text: str) -> bool:
    """Return whether a text is right-to-left, by its first strong character."""
    strong = (kind for character in text if (kind := bidirectional(character)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


@lru_cache(maxsize=1 << 12)
def _drawable_character(character: str) -> str:
    kind = category(character)
    if kind != "Cn" and _DRAWN.fullmatch(character):
        return character
    if kind[0] == "C":
        return " " if character.isspace() else ""
    base = "".join(part for part in normalize("NFKD", character) if not combining(part))
    is_wide = east_asian_width(character) in "WF"
    if base and base != character and all(_drawable_character(part) == part for part in base):
        return f"{base} " if is_wide and not base.isalnum() else base
    return anyascii(character) + ("\0" if is_wide and character.isalpha() else "")

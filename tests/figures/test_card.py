"""Cards: what is drawn is what is said, in letters that every machine draws alike, and nothing runs out of the picture."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from unicodedata import category
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import cards
from generator.figures.cards import ARABIC, EDGE, OTHER, SERIF, WIDTH, Card, card_svg, drawable, font_of, title_lines
from generator.figures.tokens import read_tokens
from generator.figures.words import status_glyph
from generator.figures.writers.wrapping import width_of
from generator.language.localized import LocalizedText
from generator.model.vocabularies import ASSESSMENTS
from tests.sites import ROOT, TEMPLATES

CAN_BE_DRAWN = vars(cards)["_DRAWN"]
DRAW = """
import json, sys
from html import escape
from pathlib import Path
import vl_convert
from generator.builder import picture_worker
assert "_OF_MACHINES" in vars(picture_worker)
vars(picture_worker)["_OF_MACHINES"] = ()
picture_worker.load_fonts(Path({fonts!r}))
def drawn(text, font):
    words = "<text y='16' font-size='14' font-family='" + font + "'>" + escape(text) + "</text>"
    return vl_convert.svg_to_png("<svg xmlns='http://www.w3.org/2000/svg' width='24' height='24'>" + words + "</svg>")
missing = {{font: drawn(chr(0xE123), font) for font in ("Liberation Sans", "Card Arabic")}}
print(json.dumps([text for text, font in json.load(sys.stdin) if drawn(text, font) in (missing[font], drawn("", font))]))
"""
"""Tells which of some letters the fonts of cards do not have: they are drawn as the sign of a missing letter, or not at all."""

PLAIN = Card("Claim", "Harbour", "The ferry is safe", "", "Disputed", "disputed", "On Record")


TOKENS = read_tokens(TEMPLATES)


def card(**fields: str) -> Card:
    return Card(**{name: fields.get(name, getattr(PLAIN, name)) for name in PLAIN.__dataclass_fields__})


def said(one: Card) -> list[str]:
    return [element.text or "" for element in ET.fromstring(card_svg(one, TOKENS)).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"/><image href="x"/>', "]]> & &amp; <!--", "a\nb\tc"])
def test_no_text_becomes_part_of_the_drawing(text: str) -> None:
    root = ET.fromstring(card_svg(card(title=text, about=text, publication=text, status=text), TOKENS))  # noqa: S314
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "rect", "text", "g", "circle", "path"}
    assert " ".join(text.split()) in said(card(title=text))


def test_a_card_says_what_it_is_how_it_stands_and_who_says_so() -> None:
    assert said(PLAIN) == ["Claim", "· Harbour", "The ferry is safe", "Disputed", "On Record"]
    assert PLAIN.words == "Claim: The ferry is safe · Disputed · On Record"


TITLES = {
    "ʿAlī sailed": "ʿAlī sailed",
    "oil → gas": "oil → gas",
    "The ferry 🚢": "The ferry :ship:",
    "🇵🇰 👍🏽": "PK :thumbsup:",
    "Паром": "Паром",
    "Ελλάδα": "Ελλάδα",
    "המעבורת": "\u2067המעבורת\u2069",
    "هل العبارة آمنة؟": "\u2067هل العبارة آمنة؟\u2069",
    "ﻫﻞ": "\u2067هل\u2069",
    "پاکستان": "\u2067پاکستان\u2069",
    "渡輪安全，下週": "Du Lun An Quan, Xia Zhou",
    "The 渡輪": "The Du Lun",
    "서울": "Seo Ul",
    "गंगा": "gmga",
    "𝔘𝔫𝔦 ① ﬁ": "Uni 1 fi",
    "e\u0301t\u00e9": "été",
    "x\u0307\u0323": "ẋ",
    "\u202eferry\u200b": "ferry",
    "non‐breaking‑hyphen": "non-breaking-hyphen",
}


@pytest.mark.parametrize(("title", "shown"), TITLES.items())
def test_a_claim_is_never_without_its_words_whatever_its_letters(title: str, shown: str) -> None:
    drawn = said(card(title=title))
    assert (drawn[2], drawn[3]) == (shown, "Disputed")


@pytest.mark.parametrize("title", ["\ue000", "\u200b\u202e", "\U0010fffd \u0301", ""])
def test_of_a_title_that_cannot_be_drawn_no_verdict_is_shown(title: str) -> None:
    made = card(title=title, question="Who runs the ferry?")
    assert said(made) == ["Claim", "On Record", "Who runs the ferry?", "On Record"]
    assert "<g " not in card_svg(made, TOKENS)
    assert said(card(title=title, question="", publication="\ue000")) == ["Claim"]


def test_text_of_another_language_is_drawn_without_its_marks() -> None:
    assert said(card(title=LocalizedText("=?", "fr"), about=LocalizedText("Le port", "fr")))[1:3] == ["· Le port", "=?"]


def test_a_card_whose_title_runs_back_begins_at_the_right() -> None:
    def places(title: str) -> list[tuple[float, str]]:
        root = ET.fromstring(card_svg(card(title=title), TOKENS))  # noqa: S314
        return [(float(one.get("x", "")), one.get("text-anchor", "")) for one in root.iter("{http://www.w3.org/2000/svg}text")]

    left, right = places("The ferry"), places("العبارة")
    assert [anchor for _, anchor in left] == ["start"] * 4 + ["end"]
    assert [anchor for _, anchor in right] == ["end"] * 4 + ["start"]
    assert [WIDTH - x for x, _ in right] == pytest.approx([x for x, _ in left], abs=0.01)


@pytest.mark.parametrize(
    ("text", "font"),
    [("Ferry", SERIF), ("Şişli – “ğ”", SERIF), ("À propos Ŵ", OTHER), ("Ǆ", OTHER), ("ع", ARABIC), ("The ع", ARABIC), ("→", OTHER)],
)
def test_a_text_is_set_in_one_font_that_has_its_letters(text: str, font: str) -> None:
    assert font_of(text, SERIF) == font


@given(st.text(max_size=40))
def test_whatever_is_drawn_is_drawn_by_fonts_of_ours(text: str) -> None:
    shown = drawable(text)
    assert drawable(shown) == shown
    assert all(one in vars(cards)["_OWN"] or CAN_BE_DRAWN.fullmatch(one) for one in shown)
    assert shown or not any(one.isascii() and one.isalnum() for one in text)


def test_every_letter_that_is_said_to_be_drawn_is_drawn() -> None:
    signs = [chr(number) for number in range(0x10000) if CAN_BE_DRAWN.fullmatch(chr(number))]
    seen = [one for one in signs if category(one)[0] not in "CMZ" and font_of(one, SERIF) != SERIF]
    code = DRAW.format(fonts=str(TEMPLATES / "cards"))
    given = json.dumps([[one, font_of(one, SERIF)] for one in seen])
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    assert len(seen) > 1500
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize(
    "title", ["x" * 600, "W" * 90 + "ʿ", "W" * 90, "word " * 400, "i", "A claim of usual length that needs more than one line to be told"]
)
def test_no_line_of_a_title_is_wider_than_its_room_and_all_fit(title: str) -> None:
    size, lines = title_lines(title, 1000)
    assert all(width_of(line, size) <= 1000 for line in lines)
    assert len(lines) * size * 1.16 <= 340
    whole = "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert whole is not lines[-1].endswith("…")


def test_what_has_no_room_beside_the_kind_is_cut() -> None:
    (_, about, *_) = said(card(about="Harbour and " * 40))
    assert about.endswith("…")
    assert width_of(about, 30) < WIDTH - 2 * EDGE
    endless = said(card(about="H" * 400))[1]
    assert endless.endswith("H…")
    assert width_of(endless, 30) < WIDTH - 2 * EDGE
    assert said(card(publication="H" * 400))[-1] == "Disputed"


def test_a_deck_stands_only_where_all_of_it_has_room() -> None:
    assert "It floats." in said(card(deck="It floats."))
    assert said(card(deck="It floats. " * 60)) == said(PLAIN)
    assert "\u2067هي تطفو\u2069" in said(card(deck="هي تطفو"))


@pytest.mark.parametrize("status", ASSESSMENTS.terms)
def test_the_mark_of_every_standing_of_a_claim_is_that_of_the_site_in_its_colours(status: str) -> None:
    drawn = card_svg(card(mark=status_glyph(status)), TOKENS)
    assert TOKENS.glyphs[status_glyph(status)].replace("#000", TOKENS.light["ink"]) in drawn
    assert set(re.findall(r'fill="(#\w+)"', drawn)) <= set(TOKENS.light.values())
    assert "var(" not in drawn

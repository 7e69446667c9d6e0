"""Cards: what is drawn is what is said, in letters that every machine draws alike, and nothing runs out of the picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
import vl_convert

from generator.charts import card as cards
from generator.charts.card import BOLD, EDGE, OTHER, SERIF, WIDTH, Card, card_svg, font_of, title_lines
from generator.charts.labels import width_of
from generator.charts.png import packed
from generator.charts.statuses import status_class
from generator.vocabularies import ASSESSMENTS
from tests.sites import TEMPLATES

PLAIN = Card("Claim", "Harbour", "The ferry is safe", "", "Disputed", "disputed", "On Record")


def card(**fields: str) -> Card:
    return Card(**{name: fields.get(name, getattr(PLAIN, name)) for name in PLAIN.__dataclass_fields__})


def said(one: Card) -> list[str]:
    return [element.text or "" for element in ET.fromstring(card_svg(one)).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"/><image href="x"/>', "]]> & &amp; <!--", "a\nb\tc"])
def test_no_text_becomes_part_of_the_drawing(text: str) -> None:
    root = ET.fromstring(card_svg(card(title=text, about=text, publication=text, status=text)))  # noqa: S314
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "rect", "text", "g", "circle", "path"}
    assert " ".join(text.split()) in said(card(title=text))


def test_a_card_says_what_it_is_how_it_stands_and_who_says_so() -> None:
    assert said(PLAIN) == ["Claim", "· Harbour", "The ferry is safe", "Disputed", "On Record"]
    assert PLAIN.words == "Claim: The ferry is safe · Disputed · On Record"


@pytest.mark.parametrize("title", ["هل العبارة آمنة", "המעבורת", "渡輪安全", "Паром", "The ferry 🚢", "The 渡輪", "\u202eferry"])
def test_a_title_that_machines_draw_differently_is_left_out(title: str) -> None:
    assert said(card(title=title)) == ["Claim", "· Harbour", "On Record", "Disputed", "On Record"]
    assert said(card(title=title, publication=title, about=title)) == ["Claim", "Claim", "Disputed"]


@pytest.mark.parametrize(
    ("text", "font"), [("Ferry", SERIF), ("Şişli – “ğ”", SERIF), ("À propos Ŵ", OTHER), ("Ǆ", ""), ("ع", ""), ("\u0301e", "")]
)
def test_a_text_is_set_in_one_font_that_has_all_its_letters(text: str, font: str) -> None:
    assert font_of(text, SERIF) == font


@pytest.mark.parametrize(
    "title", ["x" * 600, "W" * 90, "word " * 400, "i", "A claim of usual length that needs more than one line to be told"]
)
def test_no_line_of_a_title_is_wider_than_its_room_and_all_fit(title: str) -> None:
    size, lines = title_lines(title, 1000)
    assert all(width_of(line, size) <= 1000 / 0.92 + size for line in lines)
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
    assert said(card(deck="هي تطفو")) == said(PLAIN)


def test_marks_are_those_of_the_style_sheet() -> None:
    sheet = (TEMPLATES / "assets" / "css" / "05-marks.css").read_text(encoding="utf-8")
    for name, shape in vars(cards)["_SHAPES"].items():
        (drawing,) = re.findall(rf"\.st--{name}[ ,][^}}]*?viewBox='0 0 16 16'%3E(.*?)%3C/svg%3E", sheet)
        assert _attributes(shape.format("#000")) == _attributes(drawing.replace("%3C", "<").replace("%3E", ">").replace("%23", "#"))


def _attributes(drawing: str) -> list[tuple[str, str]]:
    """Return where a drawing's lines run; which of its parts are filled, and how a group shares that, may differ."""
    return [found for found in re.findall(r"([a-z-]+)='([^']*)'", drawing) if found[0] in ("d", "cx", "cy", "r", "stroke-dasharray")]


def test_every_standing_of_a_claim_has_a_mark() -> None:
    names = {status_class(status).removeprefix("st st--") for status in ASSESSMENTS.terms}
    assert names == vars(cards)["_SHAPES"].keys()


def test_packing_tighter_changes_no_pixel() -> None:
    png = vl_convert.svg_to_png(card_svg(PLAIN))
    light = packed(png)
    assert len(light) < len(png) / 2
    assert packed(light) == light
    assert BOLD in card_svg(PLAIN)

"""Figures as pictures: nothing of what is read is lost, nothing of what is only heard or tapped is drawn."""

from __future__ import annotations

import re
from json import dumps, loads
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from generator.charts.card import Card, card_svg
from generator.charts.figure import Figure, html_of
from generator.charts.png import packed
from generator.stills.layout import MOST_ROWS, WIDTH, picture
from generator.stills.nodes import figure_of, origin_of
from generator.stills.style import TOKENS
from generator.stills.words import Run, width_of_lines, wrapped
from generator.stills.worker import answer, make
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&'
STRIP = '<svg class="strip" aria-hidden="true"><a href="../x/" tabindex="-1"><circle class="dot" cx="50%" cy="50%" r="5"/></a></svg>'


def drawn(drawing: str, **fields: str) -> ET.Element:
    words = {"title": "A finding", "subtitle": "Per cent", "note": "How to read it", **fields}
    figure = Figure("fig-x", words["title"], words["subtitle"], drawing, words["note"])
    return ET.fromstring(picture(figure_of(html_of(figure)), words.get("origin", "The Record")))  # noqa: S314 - our own drawing


def texts(svg: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def table(*rows: str) -> str:
    return f'<table class="spec"><tbody>{"".join(f"<tr>{row}</tr>" for row in rows)}</tbody></table>'


def test_a_picture_says_what_it_shows_how_to_read_it_and_where_it_comes_from() -> None:
    svg = drawn(table(f'<th scope="row"><a href="../y/">Avalon</a></th><td class="s">{STRIP}</td><td class="n">+0.50</td>'))
    assert texts(svg) == ["A finding", "Per cent", "Avalon", "+0.50", "How to read it", "The Record"]
    assert svg.findtext(f"{SVG}title") == "A finding"
    assert [circle.get("class") for circle in svg.iter(f"{SVG}circle")] == ["dot"]


def test_links_and_words_that_are_only_heard_stay_out() -> None:
    heard = '<th scope="row">Avalon<span class="vh"> toward Brigid</span></th><td>23 <a class="ref" href="#s-1">1</a></td>'
    svg = drawn(table(heard.replace("<a", '<span class="refs"><a').replace("</a>", "</a></span>")))
    assert texts(svg)[2:4] == ["Avalon", "23"]
    assert not list(svg.iter(f"{SVG}a"))


def test_places_to_break_a_line_are_no_elements_that_stay_open() -> None:
    svg = drawn(table('<th scope="row"><span>10–<wbr>20</span></th><td>At<br>once</td>'))
    assert texts(svg)[2:4] == ["10–20", "At once"]


def test_a_ballot_that_is_only_hatched_is_said_in_words() -> None:
    svg = drawn(table('<th scope="row">Avalon</th><td><span class="bl bl--none"><span class="vh">not on record</span></span></td>'))
    assert "not on record" in texts(svg)


def test_hostile_words_stay_words() -> None:
    svg = drawn(table(f'<th scope="row">{HOSTILE.replace("&", "&amp;").replace("<", "&lt;")}</th><td>1</td>'), title=HOSTILE, note=HOSTILE)
    assert sum(HOSTILE in text for text in texts(svg)) == 3
    assert not [one for one in svg.iter() if "script" in one.tag]


def test_nothing_leaves_the_picture() -> None:
    long = "Ferry " * 60
    svg = drawn(table(*(f'<th scope="row">{long}</th><td class="s">{STRIP}</td><td class="n">{long}</td>' for _ in range(3))), title=long)
    height = float(svg.get("height", 0))
    for text in svg.iter(f"{SVG}text"):
        size, words = float(text.get("font-size", 0)), [[Run("".join(text.itertext()))]]
        x, wide = float(text.get("x", 0)), width_of_lines(words, size)
        assert x - (wide if text.get("text-anchor") == "end" else 0) >= 0
        assert x + (0 if text.get("text-anchor") == "end" else wide) <= WIDTH + 1
        assert float(text.get("y", 0)) < height


def test_a_long_list_is_cut_and_says_so() -> None:
    rows = [f'<th scope="row">Row {number}</th><td>1</td>' for number in range(MOST_ROWS + 5)]
    said = texts(drawn(table(*rows)))
    assert f"Row {MOST_ROWS - 1}" in said
    assert f"Row {MOST_ROWS}" not in said
    assert "… and 5 more rows in the data" in said


def test_a_drawing_with_a_size_of_its_own_is_scaled_to_the_width() -> None:
    svg = drawn('<svg class="vega" width="336" height="100"><rect fill="var(--accent)" width="3" height="3"/></svg>')
    inner = next(svg.iter(f"{SVG}svg"), None)
    nested = [one for one in svg.iter(f"{SVG}svg") if one is not inner]
    assert [(one.get("width"), one.get("height")) for one in nested] == [("672", "200")]
    assert TOKENS["accent"] in ET.tostring(svg, encoding="unicode")


def test_no_colour_is_left_to_a_style_sheet_that_is_not_there() -> None:
    svg = ET.tostring(drawn(f'<svg class="vega" width="9" height="9"><rect fill="var(--no-such)"/></svg>{STRIP}'), encoding="unicode")
    assert "var(" not in svg


def test_the_colours_are_those_of_the_site() -> None:
    css = (ROOT / "site_templates/assets/css/02-tokens.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([\w-]+): (#\w+)", css.partition("@supports")[0]))
    assert {name: light[name] for name in TOKENS} == TOKENS


def test_what_a_strip_borrows_is_drawn_in_it() -> None:
    svg = drawn(
        '<svg class="strip axis"><g id="grid"><line class="g" x1="1%" x2="1%"/></g></svg><svg class="strip"><use href="#grid"/></svg>'
    )
    assert not list(svg.iter(f"{SVG}use"))


@pytest.mark.parametrize("html", ["", "<p>no figure</p>", '<figure class="fig"><p>cut short'])
def test_a_page_without_a_figure_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="there is no figure"):
        figure_of(html)


def test_a_figure_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="<b> ends with </p>"):
        figure_of('<figure class="fig"><p><b>x</p></figure>')


RISKS = (
    '<table class="rk"><tbody>'
    '<tr><th scope="row" rowspan="2">Minor</th><td class="rk__c"><i class="rk__box rk__box--0 rk__t rk__s"></i></td>'
    '<td class="rk__c"><i class="rk__box rk__box--0 rk__t rk__e"></i><a class="rk__n rk__n--boxed" href="../x/">7</a></td></tr>'
    '<tr><td class="rk__c"><i class="rk__box rk__box--0 rk__b rk__s"></i></td>'
    '<td class="rk__none"><i class="rk__box rk__box--0 rk__b rk__e"></i></td></tr></tbody></table>'
)


def test_a_box_over_several_cells_is_one_box_and_a_name_holds_for_all_its_lines() -> None:
    svg = drawn(RISKS)
    pieces = [
        [float(rect.get(side, 0)) for side in ("x", "y", "width", "height")]
        for rect in svg.iter(f"{SVG}rect")
        if rect.get("class") == "box"
    ]
    (one, two), (three, four) = pieces[:2], pieces[2:]
    assert one[0] == three[0]
    assert two[0] == four[0] == pytest.approx(one[0] + one[2], abs=0.1)
    assert one[1] == two[1]
    assert three[1] == four[1] == pytest.approx(one[1] + one[3], abs=0.1)
    edges = [line for line in svg.iter(f"{SVG}line") if line.get("class") == "edge"]
    assert len(edges) == 8
    assert [rect.get("rx") for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "ring"] == ["5"]
    assert "7" in texts(svg)


def test_the_origin_is_read_from_the_page() -> None:
    assert origin_of('<p class="embed__from" dir="auto">A &amp; B · <a href="x">C</a></p>') == "A & B · C"
    assert origin_of("<p>nothing</p>") == ""


def test_lines_are_broken_at_spaces_and_a_word_only_where_it_is_wider_than_the_line() -> None:
    lines = wrapped([[Run("one two "), Run("three", bold=True), Run(" unbreakableword")]], 60, 12)
    assert ["".join(run.text for run in line).strip() for line in lines] == ["one two", "three", "unbreakabl", "eword"]


def page_of(folder: Path, inner: str) -> Path:
    path = folder / "index.html"
    path.write_text(html_of(Figure("fig-x", "A finding", "", inner, "")), encoding="utf-8")
    return path


def png_parts(png: bytes) -> Iterator[bytes]:
    return iter(re.findall(rb"(IHDR|IDAT|IEND)", png))


def test_the_worker_writes_both_pictures_and_the_same_each_time(tmp_path: Path) -> None:
    page = page_of(tmp_path, table(f'<th scope="row">Avalon</th><td class="s">{STRIP}</td>'))
    for name in ("one", "two"):
        make(page, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert list(png_parts((tmp_path / "one.png").read_bytes())) == [b"IHDR", b"IDAT", b"IEND"]


def test_a_card_becomes_a_small_png_of_the_size_that_others_ask_for(tmp_path: Path) -> None:
    card = tmp_path / "card.svg"
    card.write_text(card_svg(Card("Claim", "Harbour", "W" * 300, "", "Disputed", "disputed", "x" * 40)), encoding="utf-8")
    for name in ("one", "two"):
        make(card, tmp_path / name)
    png = (tmp_path / "one.png").read_bytes()
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1200, 630)
    assert len(png) < 100_000
    assert (tmp_path / "two.png").read_bytes() == png
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card.svg", "one.png", "two.png"]


def test_a_card_that_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    (tmp_path / "card.svg").write_text("no svg", encoding="utf-8")
    found = answer(dumps({"id": 1, "source": str(tmp_path / "card.svg"), "to": str(tmp_path / "x")}))
    assert found["error"].startswith("RuntimeError: unknown token at 1:1\n")


def test_what_goes_wrong_is_the_answer(tmp_path: Path) -> None:
    asked = {"id": 7, "source": str(tmp_path / "missing.html"), "to": str(tmp_path / "x")}
    found = loads(dumps(answer(dumps(asked))))
    assert found["id"] == 7
    assert found["error"].startswith("FileNotFoundError")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_png_is_not_packed() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        packed(b"GIF89a")


def test_a_word_without_end_is_broken_so_that_no_column_is_lost() -> None:
    word = "Flussgebietsbewirtschaftungsangelegenheiten"
    assert "".join(run.text for line in wrapped([[Run(word)]], 120, 12) for run in line) == word
    assert width_of_lines(wrapped([[Run(word)]], 120, 12), 12) <= 121
    heads = "".join(f'<th scope="col">{word}</th>' for _ in range(7))
    svg = drawn(f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{'<td>1</td>' * 7}</tr></tbody></table>")
    assert max(float(text.get("x", "0")) for text in svg.iter(f"{SVG}text")) < WIDTH - 40

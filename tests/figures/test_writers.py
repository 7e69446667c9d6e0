"""Every figure through every writer: each word, number and mark of its data is in the page, in the picture and in the file."""

from __future__ import annotations

import csv
import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from generator.derive.publishing import published
from generator.derive.scenario_scores import scenario_scores
from generator.derive.stances import stances
from generator.derive.timeline import timeline
from generator.figures.claims import claims_figure
from generator.figures.costs import costs_figure
from generator.figures.dots import lanes_figure, over_time_figure
from generator.figures.figure import Grid, Mark, Plot, Ref, Sign, Strip, Text, items_of
from generator.figures.life import life_figure
from generator.figures.risks import risks_figure
from generator.figures.scores import scores_figure
from generator.figures.signposts import signposts_figure
from generator.figures.stances import Shown, stances_figure
from generator.figures.timeline import timeline_figure
from generator.figures.votes import votes_figure
from generator.figures.writers.csv import csv_of
from generator.figures.writers.html import figure_html
from generator.figures.writers.svg import figure_svg
from generator.figures.writers.tokens import read_tokens
from generator.pages.figures import figure_context
from generator.records import Claim, Cost, Event, Risk, Scenario, Vote
from tests.conftest import TODAY
from tests.sites import TEMPLATES, desk_of, fragment

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.checking import Checked
    from generator.corpus import Corpus
    from generator.figures.context import FigureContext
    from generator.figures.figure import Figure

SVG = "{http://www.w3.org/2000/svg}"
DRAWN: dict[str, Callable[[Corpus, FigureContext], Figure]] = {
    "stances": lambda corpus, context: stances_figure(stances(corpus), Shown(stances(corpus).dyads), context),
    "by-issue": lambda corpus, context: stances_figure(stances(corpus), Shown(stances(corpus).dyads[:2], by_issue=True), context),
    "over-time": lambda corpus, context: over_time_figure(stances(corpus), stances(corpus).dyads, context),
    "lanes": lambda corpus, context: lanes_figure(timeline(corpus, corpus.all(Event)), context),
    "actors": lambda corpus, context: lanes_figure(timeline(corpus, corpus.all(Event)), context, by="actor"),
    "timeline": lambda corpus, context: timeline_figure(timeline(corpus, corpus.all(Event)), context),
    "life": lambda corpus, context: life_figure(corpus.one(Claim, "gate-broken"), context),
    "claims": lambda corpus, context: claims_figure(corpus.all(Claim), context),
    "votes": lambda corpus, context: votes_figure(corpus.all(Vote), context),
    "costs": lambda corpus, context: costs_figure(corpus.all(Cost), corpus, context),
    "risks": lambda corpus, context: risks_figure(corpus.all(Risk), context),
    "signposts": lambda corpus, context: signposts_figure(corpus.all(Scenario), context, today=TODAY),
    "scores": lambda corpus, context: scores_figure(scenario_scores(corpus.all(Scenario)), context),
}


def draw(spec: dict[str, Any]) -> str:
    """Stand for Altair: a drawing with the words of the rows, and a link for each dot."""
    words = "".join(f"<text>{escape(row['label'], quote=False)}</text>" for row in spec["rows"])
    links = "".join(f'<a href="https://onrecord.invalid/{dot["key"]}"><circle r="1"/></a>' for row in spec["rows"] for dot in row["dots"])
    return f'<svg class="vega" viewBox="0 0 {spec["width"]} 90">{words}{links}</svg>'


@pytest.fixture(scope="module")
def corpus(small: Checked) -> Corpus:
    return published(small.corpus)


@pytest.fixture(params=DRAWN)
def figure(request: pytest.FixtureRequest, corpus: Corpus) -> Figure:
    name: str = request.param
    drawn = DRAWN[name](corpus, figure_context(desk_of(corpus)))
    assert drawn.body, "a figure without anything in it shows nothing"
    return drawn


def bare(text: str) -> str:
    """Return text without spaces and without marks of language and direction, as lines and elements break it anywhere."""
    return re.sub(r"[\s\u2066-\u2069\ufdd0-\ufdd5]|(?<=\ufdd1)[a-z-]*(?=\ufdd2)|(?<=\ufdd0)[a-z-]*(?=\ufdd2)", "", text)


def words_of(figure: Figure) -> list[str]:
    found = [figure.title, figure.subtitle, figure.note, figure.sources]
    for item in items_of(figure):
        found += [item.text] if isinstance(item, Text) else [item.word] if isinstance(item, Sign) and not item.alone else []
    for block in figure.body:
        if isinstance(block, Plot):
            found += block.words
        else:
            found += [block.caption, *(tick.label for column in block.columns for tick in column.ticks)]
    return [one for one in found if one.strip()]


def html_of(figure: Figure) -> str:
    return figure_html(figure, tokens=read_tokens(TEMPLATES), draw=draw, root="../", page="here/", folder="figures/x/")


def svg_of(figure: Figure) -> ET.Element:
    return ET.fromstring(figure_svg(figure, tokens=read_tokens(TEMPLATES), draw=draw, origin="On Record · A page"))  # noqa: S314 - our own


def test_every_word_is_on_the_page(figure: Figure) -> None:
    text = bare("".join(fragment(html_of(figure)).itertext()))
    assert [word for word in words_of(figure) if bare(word) not in text] == []


def test_every_word_is_in_the_picture(figure: Figure) -> None:
    text = bare("".join(svg_of(figure).itertext()))
    assert [word for word in words_of(figure) if not all(bare(part) in text for part in re.split(r"[\s]+", word))] == []
    assert bare("On Record · A page") in text


def test_every_mark_is_on_the_page_with_its_words_and_its_link(figure: Figure) -> None:
    marks = [item for item in items_of(figure) if isinstance(item, Mark)]
    shown = [one for one in fragment(html_of(figure)).iter() if "um__one" in (one.get("class") or "").split()]
    assert [one.get("title") for one in shown] == [str(mark.label) for mark in marks]
    assert [one.get("href") for one in shown] == [None if mark.href is None else f"../{mark.href}" for mark in marks]
    hollow = [any("u--hollow" in (part.get("class") or "") for part in one.iter()) for one in shown]
    assert hollow == [mark.hollow for mark in marks]


def test_every_mark_and_strip_is_in_the_picture(figure: Figure) -> None:
    tree, items = svg_of(figure), list(items_of(figure))
    marks = [item for item in items if isinstance(item, Mark)]
    assert [one.text for one in tree.iter(f"{SVG}title")][1:] == [str(mark.label) for mark in marks]
    pieces = sum(len(item.pieces) for item in items if isinstance(item, Strip))
    classes = [one.get("class") or "" for strip in tree.iter(f"{SVG}svg") if strip.get("class") == "strip" for one in strip.iter()]
    glyphs = sum(piece.style == "glyph" for item in items if isinstance(item, Strip) for piece in item.pieces)
    assert sum("d--" in one for one in classes) >= pieces - glyphs


def test_every_strip_is_on_the_page(figure: Figure) -> None:
    strips = [item for item in items_of(figure) if isinstance(item, Strip)]
    drawn = [one for one in fragment(html_of(figure)).iter() if str(one.tag).endswith("svg") and one.get("class") == "strip"]
    pieces = [sum("d-" in (one.get("class") or "") for one in svg.iter()) for svg in drawn]
    assert len(drawn) == len(strips)
    assert all(number >= len(strip.pieces) - 1 for number, strip in zip(pieces, strips, strict=True))


def test_every_reference_leads_to_the_list_of_sources(figure: Figure) -> None:
    refs = [item for item in items_of(figure) if isinstance(item, Ref)]
    shown = [one for one in fragment(html_of(figure)).iter("a") if one.get("class") == "ref"]
    assert [one.text for one in shown] == [str(ref.number) for ref in refs]


def test_every_link_of_a_plot_leads_somewhere(figure: Figure) -> None:
    plots = [block for block in figure.body if isinstance(block, Plot)]
    html = html_of(figure)
    assert all(html.count(f'href="../{href}"') >= 3 for plot in plots for href in plot.links.values() if href)
    assert "onrecord.invalid" not in html


def test_every_value_is_in_the_file(figure: Figure) -> None:
    assert figure.table is not None
    rows = list(csv.reader(StringIO(csv_of(figure.table).decode("utf-8-sig"))))
    assert len(rows) == len(figure.table.rows) + 1
    for row, values in zip(rows[1:], figure.table.rows, strict=True):
        assert len(row) == len(values) == len(figure.table.columns)
        for cell, value in zip(row, values, strict=True):
            written = "" if value is None else str(value)
            assert cell.lstrip("'") == written or float(cell) == float(written.replace(",", "").replace("−", "-"))


def test_the_data_of_a_figure_are_read_on_the_page_unless_it_is_a_list_of_them(figure: Figure) -> None:
    assert figure.table is not None
    assert ("Data behind this figure" in html_of(figure)) == figure.table.shown
    assert figure.table.shown or any(isinstance(block, Grid) for block in figure.body)


def test_no_id_stands_twice_and_nothing_is_styled_in_place(figure: Figure) -> None:
    tree = fragment(html_of(figure))
    ids = [name for one in tree.iter() if (name := one.get("id"))]
    assert len(ids) == len(set(ids))
    assert [one.tag for one in tree.iter() if one.get("style") is not None] == []


def test_it_can_be_passed_over_where_it_has_many_links(figure: Figure) -> None:
    tree = fragment(html_of(figure))
    links = [item for item in items_of(figure) if isinstance(item, Text | Mark | Ref) and item.href is not None]
    skip = [one for one in tree.iter("a") if one.get("class") == "fig__skip"]
    assert len(skip) == (len(links) > 3)
    assert all(any(one.get("id") == (link.get("href") or "")[1:] for one in tree.iter("p")) for link in skip)


def test_more_than_eight_marks_are_one_stop(figure: Figure) -> None:
    marks = [item for item in items_of(figure) if isinstance(item, Mark) and item.href is not None]
    (frame,) = fragment(html_of(figure)).iter("figure")
    assert (frame.get("data-rove") is not None) == (len(marks) > 8)

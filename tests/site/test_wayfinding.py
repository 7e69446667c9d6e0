"""Ways through the site: marks and back, records beside a record, how long a text takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.builder.render import _there_and_back
from generator.figures.figure import Figure
from generator.model.records import Actor, Explainer
from generator.site.body import Element, body_view
from generator.site.gallery import FigureView
from generator.site.wayfinding import neighbours, reading_time, words_of
from tests.conftest import MINIMAL
from tests.sites import context_of

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus

MARKS = re.compile(r"\.((?:st|sn|pr|bl|ev|k|note|unit)--[a-z-]+)")


@pytest.mark.parametrize(("words", "said"), [(0, ""), (1, "1 minute"), (238, "1 minute"), (480, "2 minutes"), (2380, "10 minutes")])
def test_how_long_a_text_takes_is_told_in_whole_minutes(words: int, said: str) -> None:
    assert reading_time(words) == said


def test_words_are_counted_in_every_block_and_figures_are_none() -> None:
    inner = Element("p", ("three words", Element("br"), "more"))
    blocks = (
        Element("h2", ("One two",)),
        Element("ul", (Element("li", ("three", Element("em", (" words",)), " more")), Element("li", (inner,)))),
        Element("blockquote", (inner,)),
        Element("table", (Element("tr", (Element("th", ("one",)), Element("td", ("two",)))),)),
        FigureView(Figure("fig-never", "Never counted", "", (), ""), "", ""),
    )
    assert words_of(blocks) == 2 + 6 + 3 + 2


@pytest.mark.parametrize(("written", "tag"), [("> **Why?** So.", "div"), ("> Why? **So.**", "blockquote"), ("**Why?** So.", "p")])
def test_a_quotation_that_begins_in_bold_is_a_note(corpus: MakeCorpus, written: str, tag: str) -> None:
    here = context_of(corpus({"explainers/ferry.md": f"{MINIMAL['explainers/ferry.md']}\n{written}\n"}))
    (explainer,) = here.corpus.all(Explainer)
    assert [one.tag for one in body_view(here, explainer, None) if isinstance(one, Element)][-1] == tag


def test_the_first_and_the_last_of_an_order_have_one_neighbour(corpus: MakeCorpus) -> None:
    here = context_of(corpus({"actors/camelot.yml": "name: Camelot\nkind: state\n"})).at("actors/avalon.md")
    order = sorted(here.corpus.all(Actor), key=lambda one: one.name)
    found = [neighbours(here, order, place) for place in range(len(order))]
    names = [(one.before and one.before.label, one.after and one.after.label) for one in found]
    assert names == [(None, "Brigid"), ("Avalon", "Camelot"), ("Brigid", None)]
    assert neighbours(here, order[:1], 0).before is neighbours(here, order[:1], 0).after is None


MARK = '<a class="ref" href="#s-{0}" aria-label="Source {0}: x">{0}</a>'
BACK = '<li id="s-{0}"><p>x <a class="back" href="#r-{0}" aria-label="Back to the text">↑</a></p></li>'


def test_only_the_first_mark_of_a_source_is_the_place_to_go_back_to() -> None:
    text = _there_and_back(MARK.format(7) + MARK.format(7) + MARK.format(70) + BACK.format(7))
    assert re.findall(r'id="(r-\d+)"', text) == ["r-7", "r-70"]
    assert text.index('id="r-7"') < text.index("Source 7: x")
    assert 'href="#r-7"' in text


def test_a_source_without_marks_leads_nowhere_back() -> None:
    text = _there_and_back(MARK.format(1) + BACK.format(1) + BACK.format(2))
    assert re.findall(r'href="#r-(\d+)"', text) == ["1"]
    assert '<li id="s-2"><p>x</p></li>' in text


def test_words_of_a_record_that_look_like_a_mark_stay_words() -> None:
    assert "id=" not in _there_and_back('&lt;a class="ref" href="#s-1"&gt;')

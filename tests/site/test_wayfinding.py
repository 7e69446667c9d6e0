"""Ways through the site: marks and back, records beside a record, how long a text takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.figures.figure import Figure
from generator.figures.writers.html import is_marked, noting_marks
from generator.model.records import Actor, Explainer
from generator.site.body import body_view
from generator.site.explainers import reading_time, words_of
from generator.site.gallery import FigureView
from generator.site.markup import refs
from generator.site.page import SourceRef, View
from generator.site.page_parts import in_order
from generator.text.body import Element
from tests.conftest import MINIMAL
from tests.sites import context_of, environment_of

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
        FigureView("index.md", Figure("fig-never", "Never counted", "", (), ""), has_files=False),
    )
    assert words_of(blocks) == 2 + 6 + 3 + 2


@pytest.mark.parametrize(("written", "tag"), [("> **Why?** So.", "div"), ("> Why? **So.**", "blockquote"), ("**Why?** So.", "p")])
def test_a_quotation_that_begins_in_bold_is_a_note(corpus: MakeCorpus, written: str, tag: str) -> None:
    here = context_of(corpus({"explainers/ferry.md": f"{MINIMAL['explainers/ferry.md']}\n{written}\n"}))
    (explainer,) = here.corpus.all(Explainer)
    assert [one.tag for one in body_view(here, explainer, None) if isinstance(one, Element)][-1] == tag


def test_the_first_and_the_last_of_an_order_have_one_neighbour(corpus: MakeCorpus) -> None:
    here = context_of(corpus({"actors/camelot.yml": "name: Camelot\nkind: state\n"}))
    order = sorted(here.corpus.all(Actor), key=lambda one: one.name)
    found = [around for _path, _actor, around in in_order(here, order)]
    names = [(one.before and one.before.label, one.after and one.after.label) for one in found]
    assert names == [(None, "Brigid"), ("Avalon", "Camelot"), ("Brigid", None)]
    ((path, actor, around),) = in_order(here, order[:1])
    assert (path, actor, around.before, around.after) == ("actors/avalon.md", order[0], None, None)


SOURCES = '{% import "parts/macros.html.j2" as m %}{{ view.marks | refs }}{{ m.source_list(view.sources) }}'


def written(*numbers: int, listed: int = 2) -> str:
    """Return marks of sources, and a list of sources below them, as a page has them."""
    marks = [SourceRef(number, "x") for number in numbers]
    entries = [
        View(number=number, publisher="x", link="x", published="", kind="", read="", grade="", outside="", cards=())
        for number in range(1, listed + 1)
    ]
    with noting_marks():
        return environment_of().from_string(SOURCES).render(view=View(marks=marks, sources=entries))


def test_only_the_first_mark_of_a_source_is_the_place_to_go_back_to() -> None:
    text = written(1, 1, 2)
    assert re.findall(r'id="(r-\d+)"', text) == ["r-1", "r-2"]
    assert text.index('id="r-1"') < text.index("Source 1: x")
    assert re.findall(r'href="#r-(\d+)"', text) == ["1", "2"]


def test_a_source_without_marks_leads_nowhere_back() -> None:
    assert re.findall(r'href="#r-(\d+)"', written(1)) == ["1"]


def test_a_mark_that_is_written_for_no_page_has_no_place() -> None:
    assert "id=" not in refs([SourceRef(1, "x")])
    assert not is_marked(1)


def test_marks_of_a_page_count_for_that_page_alone() -> None:
    assert [written(2), written(2)] == [written(2)] * 2

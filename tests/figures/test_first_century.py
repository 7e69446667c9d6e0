"""Years before 100 are told and drawn as they are: the year 79 is neither 1979 nor 0079."""

from __future__ import annotations

import re
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from generator.analysis.chronology import timeline
from generator.analysis.publishing import published
from generator.analysis.stance_counts import stances
from generator.builder.render import render_page
from generator.figures.drawing.drawer import Drawer
from generator.figures.figure import Plot
from generator.figures.over_time import lanes_figure, over_time_figure, timeline_figure
from generator.figures.stances import ShownStances
from generator.figures.writers.svg import figure_svg
from generator.model.records import Event
from generator.site import search
from generator.site import timeline as timelines
from generator.site.figures import figure_context
from generator.system.cache import Cache
from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.sites import SMALL, TOKENS, context_of, environment_of

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.corpus import Corpus

EVENT = "title: The mountain erupts\nwhen: {}\nplaces: [upper-gate]\nactors: [tarsia]\nissue: river-water\n"
ACT = "title: Tarsia sends boats\nwhen: 0079-10-24\nby: tarsia\ntoward: ondria\ntype: SUPPORT\nform: deed\nissue: river-water\n"
REST = "evidence: [{source: herald, says: supports, credibility: 2}]\nexplainers: who-owns-the-isel\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    content = copytree(SMALL, tmp_path_factory.mktemp("early") / "content")
    for name, when in (("day", "0079-08-24"), ("year", "0079"), ("span", "0062-02-05/0079-08-24"), ("first", "0001-01-01")):
        (content / "events" / f"{name}.yml").write_text(EVENT.format(when) + REST, encoding="utf-8")
    (content / "acts" / "boats.yml").write_text(f"{ACT}standing: established\n{REST}", encoding="utf-8")
    checked = check_content(content, today=TODAY)
    assert not checked.has_errors
    return published(checked.corpus)


def test_pages_have_the_year_as_readers_write_it(made: Corpus) -> None:
    context = context_of(made)
    text = "".join(render_page(environment_of(), page) for page in timelines.pages(context))
    for words in ("24 Aug 79<", "5 Feb 62 – 24 Aug 79<", "1 Jan 1<"):
        assert words in text
    assert "1979" not in text
    assert not re.search(r">[^<]*\b00\d\d\b[^<]*</(?:p|h\d)>", text)
    assert context.corpus.one(Event, "day").when.words(short=False) == "24 August 79"


def test_charts_place_it_in_its_century(made: Corpus, tmp_path: Path) -> None:
    context, counts = figure_context(context_of(made)), stances(made)
    events = timeline(made.all(Event))
    shown = ShownStances((("tarsia", "ondria"),))
    with Drawer(Cache(tmp_path), workers=1) as drawer:
        for figure in (lanes_figure(events, context), over_time_figure(counts, shown, context), timeline_figure(events, context)):
            picture = figure_svg(figure, tokens=TOKENS, draw=drawer.draw, origin="")
            assert ">1979<" not in picture
            assert not re.search(r">[^<]*\b00\d\d\b[^<]*<", picture)
    (plot,) = (block for block in over_time_figure(counts, shown, context).body if isinstance(block, Plot))
    (dots,) = (row["dots"] for row in plot.data["rows"])  # type: ignore[attr-defined]
    early, late = (next(dot["from"] for dot in dots if words in dot["description"]) for words in ("24 Oct 79", "10 Jan 2024"))
    assert 2 < early < 5
    assert late > 90


def test_years_to_search_in_are_in_order_of_time(made: Corpus) -> None:
    (page,) = search.pages(context_of(made))
    (years,) = (facet.options for facet in page.view.facets if facet.name == "year")  # type: ignore[attr-defined]
    order = [int(option.value) for option in years]
    assert order == sorted(order, reverse=True)
    assert {2024, 79, 1} <= set(order)

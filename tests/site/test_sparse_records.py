"""Pages of a publication that has little: no figure counts nothing, and no number stands beside the wrong word."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.builder.render import render_page
from generator.model.records import Claim, Source
from generator.model.records.risks import Impact
from generator.site import explainers, home, scenarios
from generator.site.all_pages import list_pages
from generator.site.context import PageContext
from generator.site.material import FEW, MOST_LISTED
from generator.site.page import Link, View
from generator.site.record_actions import citation_files, record_actions
from generator.verify.evidence.coverage import coverage
from tests.conftest import MINIMAL, TODAY
from tests.sites import context_of, environment_of, html_of

if TYPE_CHECKING:
    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from tests.conftest import MakeCorpus, MakeRecord


def context(corpus: Corpus) -> PageContext:
    return context_of(corpus, "index.md")


def test_an_explainer_counts_only_what_it_has(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims")})
    _unused, page = explainers.pages(context(found))
    assert isinstance(page.view, View)
    assert page.view.counts == "1 source and 1 claim"


@pytest.mark.parametrize(("named", "shown"), [(0, 8), (FEW - 1, 8), (FEW, FEW), (8, 8)])
def test_an_explainer_lists_what_its_text_speaks_of_or_everything_where_that_is_little(
    corpus: MakeCorpus, record: MakeRecord, named: int, shown: int
) -> None:
    assert FEW == 6
    files = {f"{section}/x{number}.yml": record(section) for section in ("claims", "events") for number in range(8)}
    links = "".join(f"See [it](claim:x{number}) and [that](event:x{number}).\n\n" for number in range(named))
    _unused, page = explainers.pages(context(corpus({**files, "explainers/ferry.md": MINIMAL["explainers/ferry.md"] + "\n" + links})))
    assert isinstance(page.view, View)
    assert len(page.view.claims) == shown
    timeline = html_of(page.view.timeline)
    assert len(set(re.findall(r"#event-x\d", timeline))) == shown
    assert ("The events that this text speaks of, in order" in timeline) is (shown == FEW)


def test_an_explainer_lists_the_first_of_very_many_records_those_of_which_its_text_speaks_before_others(
    corpus: MakeCorpus, record: MakeRecord
) -> None:
    many, named = MOST_LISTED + 3, (MOST_LISTED + 2, MOST_LISTED + 1)
    files = {f"{section}/x{number:02}.yml": record(section) for section in ("claims", "costs", "events", "risks") for number in range(many)}
    links = "".join(f"See [it](risk:x{number}) and [that](event:x{number}).\n" for number in named)
    _unused, page = explainers.pages(context(corpus({**files, "explainers/ferry.md": MINIMAL["explainers/ferry.md"] + "\n" + links})))
    view = page.view
    assert isinstance(view, View)
    listed = [number for number in range(many) if number < MOST_LISTED - 2 or number in named]
    timeline = html_of(view.timeline)
    assert [number for number in range(many) if f"#event-x{number:02}" in timeline] == listed
    assert f"{MOST_LISTED} of {many} events, in order" in timeline
    assert len(view.claims) == len(view.risks) == MOST_LISTED
    text = render_page(environment_of(), page)
    assert f"<summary>{MOST_LISTED} of {many} claims</summary>" in text
    assert f"<summary>{MOST_LISTED} of {many} risks</summary>" in text
    assert f"<summary>{many} costs</summary>" in text
    assert view.more["risks"] == Link("3 more", "../../costs-and-risks/")
    assert view.more["drivers"] is None
    assert view.costed == many
    assert all(f"#cost-x{number:02}" in html_of(view.costs) for number in range(many))


@pytest.mark.parametrize(
    ("chart", "is_listed"),
    [
        ("costs", False),
        ('costs "bearer=avalon"', True),
        ('costs "bearer=brigid"', True),
        ("timeline", False),
        ('timeline "actor=avalon"', True),
        ("stances", False),
        ('stances "focal=avalon toward=brigid"', False),
        ('stances "focal=brigid toward=avalon"', True),
    ],
)
def test_what_a_figure_in_the_text_shows_is_not_listed_again_unless_it_shows_a_part(
    corpus: MakeCorpus, record: MakeRecord, chart: str, *, is_listed: bool
) -> None:
    files = {
        "costs/x.yml": record("costs"),
        "costs/y.yml": record("costs", bearer="[brigid]"),
        "events/x.yml": record("events", actors="[brigid]"),
        "acts/x.yml": record("acts"),
        "acts/y.yml": record("acts", by="[brigid]", toward="[avalon]"),
    }
    text = f"{MINIMAL['explainers/ferry.md']}\n![Shown](chart:{chart})\n"
    _unused, page = explainers.pages(context(corpus({**files, "explainers/ferry.md": text})))
    assert isinstance(page.view, View)
    lists = {"costs": page.view.costs, "timeline": page.view.timeline, "stances": page.view.stands}
    assert bool(lists[chart.partition(" ")[0]]) is is_listed


@pytest.mark.parametrize(
    ("chart", "shown"), [('![What it costs](chart:costs "bearer=avalon")', "What it costs"), ("", "Avalon toward Brigid: 1 act on record")]
)
def test_the_home_page_shows_the_first_figure_of_the_newest_explainer_or_what_its_first_actor_did(
    corpus: MakeCorpus, record: MakeRecord, chart: str, shown: str
) -> None:
    text = f"{MINIMAL['explainers/ferry.md']}\n{chart}\n\n![Later](chart:timeline)\n" if chart else MINIMAL["explainers/ferry.md"]
    made = context(corpus({"costs/x.yml": record("costs"), "acts/x.yml": record("acts"), "explainers/ferry.md": text}))
    (page,) = home.pages(made)
    assert isinstance(page.view, View)
    assert f">{shown}</p>" in html_of(page.view.lead.figure)
    assert len([*made.site.gallery]) == 1


@pytest.mark.parametrize(
    ("leading", "first", "kicker"),
    [
        ((), "new", "Newest explainer"),
        (("old",), "old", "Explainer"),
        (("old", "older"), "old", "Explainer"),
        (("retired",), "new", "Newest explainer"),
    ],
)
def test_the_home_page_begins_with_what_leads_and_else_with_the_newest(
    corpus: MakeCorpus, record: MakeRecord, leading: tuple[str, ...], first: str, kicker: str
) -> None:
    days = {"new": "2025-04-01", "old": "2025-03-01", "older": "2025-02-01", "retired": "2025-05-01"}
    fields = {name: {"published": day, **({"leads": "true"} if name in leading else {})} for name, day in days.items()}
    fields["retired"]["retired"] = "{on: 2025-05-02, because: It was another's.}"
    made = corpus({f"explainers/{name}.md": record("explainers", "So.", title=name, **given) for name, given in fields.items()})
    (page,) = home.pages(context(made))
    assert isinstance(page.view, View)
    assert (page.view.lead.link.label, page.view.lead.kicker) == (first, kicker)
    assert first not in [str(one.label) for one in page.view.others]


@pytest.mark.parametrize("chart", ["", "![](chart:stances)\n", "![Whose acts](chart:stances)\n"])
def test_the_home_page_counts_acts_over_all_periods(corpus: MakeCorpus, record: MakeRecord, chart: str) -> None:
    periods = "periods: [{name: Then, from: 2024, to: 2024-12-31, because: So.}, {name: Now, from: 2025-01-01, because: So.}]\n"
    text = MINIMAL["explainers/ferry.md"].replace("period: 2025\n", f"period: 2025\n{periods}") + f"\n{chart}"
    made = context(corpus({"acts/x.yml": record("acts"), "explainers/ferry.md": text}))
    (page,) = home.pages(made)
    _unused, explainer = explainers.pages(made)
    assert isinstance(page.view, View)
    assert "Then" not in html_of(page.view.lead.figure)
    assert "Then" in render_page(environment_of(), explainer)


def test_an_explainer_says_how_much_there_is_where_it_leads(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = record("claims", retired="{on: 2025-06-01, because: Nobody said it.}")
    of_another = {f"{section}/other.yml": record(section, explainers="[bridge]") for section in ("claims", "events")}
    files = {"explainers/bridge.md": record("explainers", "So."), "claims/c.yml": record("claims"), "events/e.yml": record("events")}
    _unused, page, *_others = explainers.pages(context(corpus({**files, **of_another, "claims/old.yml": retired})))
    view = page.view
    assert isinstance(view, View)
    assert (view.events, view.all_claims) == (2, 2)


@pytest.mark.parametrize(("number", "is_drawn"), [(1, False), (2, False), (3, True)])
def test_risks_stand_once_where_no_grid_can_be_drawn(corpus: MakeCorpus, record: MakeRecord, number: int, *, is_drawn: bool) -> None:
    risk = record("risks", likelihood="{word: unlikely, said_by: avalon}")
    _unused, page = explainers.pages(context(corpus({f"risks/r{one}.yml": risk for one in range(number)})))
    assert isinstance(page.view, View)
    assert (page.view.risk_figure is not None) is is_drawn


@pytest.mark.parametrize(("number", "told"), [(7, 7), (8, 8), (9, 8)])
def test_an_explainer_tells_of_the_newest_changes(corpus: MakeCorpus, record: MakeRecord, number: int, told: int) -> None:
    history = "[{on: 2025-05-%02d, what: It was raised.}]"
    files = {f"events/e{one}.yml": record("events", history=history % (one + 1)) for one in range(number)}
    _unused, page = explainers.pages(context(corpus(files)))
    assert isinstance(page.view, View)
    assert len(page.view.changes) == told
    assert (page.view.of_changes, page.view.more["moved"]) == (number, Link("1 more", "../../changes/") if number > told else None)


@pytest.mark.parametrize(("number", "told"), [(5, 5), (6, 6), (7, 6)])
def test_an_explainer_names_six_of_each_side_and_of_the_others(corpus: MakeCorpus, record: MakeRecord, number: int, told: int) -> None:
    people = {f"actors/p{one}.yml": record("actors", name=f"P{one}", kind="person", part_of="[avalon]") for one in range(number)}
    others = {f"actors/o{one}.yml": record("actors", name=f"O{one}") for one in range(number)}
    every = ", ".join(name.removeprefix("actors/").removesuffix(".yml") for name in (*people, *others))
    _unused, page = explainers.pages(context(corpus({**people, **others, "acts/a.yml": record("acts", toward=f"[{every}]")})))
    assert isinstance(page.view, View)
    assert [len(party.members) for party in page.view.parties] == [told, told]


def test_no_address_is_cited_where_that_of_the_site_is_not_known(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims")})
    (claim,) = found.all(Claim)
    assert "://" not in record_actions(context(found), claim).cite


def test_a_source_of_an_unknown_day_is_shown_cited_and_found_without_one(corpus: MakeCorpus, record: MakeRecord) -> None:
    undated, dated = record("sources", published=None, publisher="The Gazette"), record("sources", publisher="The Gazette")
    found = corpus(
        {
            "sources/anon.md": undated,
            "sources/times.md": dated,
            "claims/c1.yml": record("claims", evidence="[{source: anon, says: supports}, {source: times, says: supports}]"),
        }
    )
    here = context(found)
    (source,) = [one for one in found.all(Source) if one.id == "anon"]
    views = {page.path: page.view for page in list_pages(here)}
    view, overview = views["sources/anon.md"], views["sources/index.md"]
    assert isinstance(view, View)
    assert isinstance(overview, View)
    assert (view.published, "".join(map(str, next(fact.value for fact in view.facts if fact.label == "Published")))) == (
        "date not known",
        "date not known",
    )
    assert [row.published for row in overview.sources] == ["1 Mar 2025", "3 Mar 2025", "date not known", "2 Mar 2025"]
    assert record_actions(here, source).cite == "“A bridge”, The Gazette"
    assert all(
        "date" not in text and "DA  -" not in text and "issued" not in text for name, text in citation_files(here) if "/anon." in name
    )
    (document,) = [one for one in context_of(found).site.search_entries if one.url == "sources/anon/"]
    assert (document.when, document.facets["year"]) == ("", ())
    (footing,) = coverage(found, {}, TODAY)["claims"]
    assert footing["newest"] == (TODAY - date(2025, 3, 3)).days


def test_a_dimension_is_shown_without_its_hyphens() -> None:
    said = [Impact(dimension=one, level="minor", because="Why.").dimension_words for one in ("human-security", "Long-term trade")]
    assert said == ["human security", "Long-term trade"]


@pytest.mark.parametrize(("due", "state"), [("2025-01", "Overdue"), ("2099", "Open")])
def test_a_signpost_has_one_state_in_the_figure_and_in_the_list_under_it(
    corpus: MakeCorpus, record: MakeRecord, due: str, state: str
) -> None:
    made = context(corpus({"scenarios/s.yml": record("scenarios", signposts=f"[{{id: sold, text: Sold, points_to: toward, due: {due}}}]")}))
    (page,) = scenarios.pages(made)
    assert isinstance(page.view, View)
    ((post,),) = (one.signposts for one in page.view.scenarios)
    assert post.mark.word == state
    figure = html_of(page.view.figure)
    assert [word for word in ("Overdue", "Open") if f">{word}<" in figure] == [state]

"""What has no usual shape: a decision without ballots, a driver that points both ways, a quotation that many cannot read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import shown_in
from generator.builder.render import render_page
from generator.model.records import Event
from generator.site import actors, alignment, claims, explainers, home, scenarios, sources
from generator.site.citations import evidence_card
from tests.conftest import EVIDENCE, MINIMAL
from tests.sites import context_of, environment_of, fragment, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site.page import Page
    from tests.conftest import MakeCorpus, MakeRecord

ARABIC = MINIMAL["sources/herald.md"].replace("language: en", "language: ar-EG")


def shown(pages: Iterator[Page]) -> str:
    return words_of(fragment(render_page(environment_of(), next(pages))))


@pytest.mark.parametrize(
    ("decided", "ballots", "said"),
    [
        ("consensus", None, "By consensus, without a vote."),
        ("unrecorded", None, "Ballots not recorded."),
        ("unrecorded", "{brigid: no}", "Brigid: no; other ballots not on record"),
    ],
)
def test_a_decision_without_ballots_says_how_it_was_taken(
    corpus: MakeCorpus, record: MakeRecord, decided: str, ballots: str | None, said: str
) -> None:
    context = context_of(corpus({"votes/ferry.yml": record("votes", decided=decided, ballots=ballots)}))
    page = shown(alignment.pages(context))
    assert said in page
    assert ("allots not recorded" in page) == (said == "Ballots not recorded.")
    assert ("other ballots" in page) == bool(ballots)
    assert "1 decision, oldest first; by recorded vote: 0" in page


def test_a_driver_that_points_both_ways_stands_with_neither_side(corpus: MakeCorpus) -> None:
    driver = "title: The toll\ndirection: both\nactor: avalon\nwith: brigid\nsummary: It pays, and it is resented.\n"
    page = shown(scenarios.pages(context_of(corpus({"drivers/toll.yml": f"{driver}evidence: {EVIDENCE}\nexplainers: [ferry]\n"}))))
    assert "Both ways The toll. It pays, and it is resented." in page
    assert "toward and away from Brigid" in page


@pytest.mark.parametrize(("language", "translation"), [("en", "The ferry sank"), ("ar", "")])
def test_our_translation_stands_where_the_source_is_in_another_language_than_the_page(
    corpus: MakeCorpus, record: MakeRecord, language: str, translation: str
) -> None:
    evidence = "[{source: herald, says: supports, credibility: 2, quote: غرقت العبارة, translation: The ferry sank}]"
    made = corpus(
        {
            "sources/herald.md": ARABIC,
            "publication.yml": "title: T\nlanguages: ar\n",
            "events/sunk.yml": record("events", evidence=evidence),
        }
    )
    read = shown_in(made, language)
    card = evidence_card(context_of(read), read.all(Event)[0].evidence[0])
    assert (card.quote, card.translation) == ("غرقت العبارة", translation)


def test_a_claim_that_was_not_assessed_or_was_taken_back_is_shown_as_such(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "claims/new.yml": record("claims", assessments=None),
        "claims/back.yml": record("claims", retired="{on: 2025-06-01, because: It tests what nobody said.}"),
    }
    page = shown(claims.pages(context_of(corpus(files))))
    assert "The one claim is not assessed" in page
    assert "Not assessed 1 {: #status-unassessed } We have not yet said what the evidence says of it." in page
    assert "Retired 1 {: #status-retired } We have taken it back; its page says why." in page
    assert "annot be judged" not in page


def test_a_source_says_who_names_it_without_using_it_as_evidence(corpus: MakeCorpus) -> None:
    files = {"sources/copy.md": MINIMAL["sources/herald.md"].replace("rights:", "derives_from: herald\nrights:")}
    context = context_of(corpus(files))
    page = next(one for one in sources.pages(context) if one.path == "sources/herald.md")
    said = shown(iter([page]))
    assert "No record has it as evidence. ## Where it appears Mentioned in 1 Who runs the ferry?" in said
    assert "Repeated by 1" in said
    assert "3 sources 2 publishers" in shown(sources.pages(context))


def test_actors_stand_under_the_name_of_many(corpus: MakeCorpus) -> None:
    assert re.findall("States|State|People|Person", shown(actors.pages(context_of(corpus({}))))) == ["States", "People"]


def test_a_record_that_was_taken_back_is_listed_as_such(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = record("costs", bearer="avalon", retired="{on: 2025-06-01, because: It is no cost.}")
    found = corpus({"costs/toll.yml": record("costs", bearer="avalon"), "costs/loan.yml": retired})
    page = next(one for one in actors.pages(context_of(found)) if one.path == "actors/avalon.md")
    assert "Costs borne 2" in (said := shown(iter([page])))
    assert (said.count(" cost "), said.count(" Retired cost ")) == (2, 1)


def test_no_page_leads_to_an_explainer_that_was_taken_back_as_if_it_stood(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = record("explainers", "So.", title="The bridge", updated="2025-06-02", retired="{on: 2025-06-03, because: Nobody asked.}")
    context = context_of(corpus({"explainers/bridge.md": retired, "explainers/quay.md": record("explainers", "So.", title="The quay")}))
    front, listed = shown(home.pages(context)), shown(explainers.pages(context))
    assert "The bridge" not in front.partition("Latest changes")[0] + front.partition("More explainers")[2]
    assert "The bridge Retired. 3 Jun 2025. Nobody asked." in listed
    for page in explainers.pages(context):
        assert "The bridge" not in shown(iter([page])).partition("Read next")[2]

"""The lines under a record: nothing in it leaves its part of an address, and nothing is promised that nobody takes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.model.records import Act, Actor, Claim, Event, Explainer, Source
from generator.site.record_actions import MOST_LETTERS, citation_files, dispute_of, record_actions, record_actions_at, work_of
from tests.sites import context_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from tests.conftest import Check, MakeCorpus, MakeRecord

HOSTILE = """'"Ferry" & gate #1 ?title=x&body=y <script>%0A \\ naïve נהר'"""
ADDRESS = "site_url: https://a.example/record\n"
REPOSITORY = "repository: https://git.example/a/b/\n"
LETTER = "email: desk+a@b.example\n"
CAMELOT = {"actors/camelot.yml": "name: Camelot\nkind: state\n"}


def context(corpus: Corpus, site_url: str = "") -> PageContext:
    return context_of(corpus, site_url=site_url)


@pytest.fixture
def corpus_with(corpus: MakeCorpus, record: MakeRecord) -> Callable[[str], Corpus]:
    def make(publication: str) -> Corpus:
        return corpus({"claims/c1.yml": record("claims", statement=HOSTILE), "publication.yml": publication})

    return make


def test_a_hostile_name_stays_in_its_part_of_the_address_of_an_issue(corpus_with: Callable[[str], Corpus]) -> None:
    found = corpus_with(REPOSITORY + ADDRESS)
    (claim,) = found.all(Claim)
    address = urlsplit(record_actions(context(found), claim).dispute)
    assert (address.netloc, address.path, address.fragment) == ("git.example", "/a/b/issues/new", "")
    asked = parse_qs(address.query)
    assert asked.keys() == {"title", "body"}
    assert asked["title"] == ["Dispute: claim c1"]
    assert asked["body"][0].split("\r\n")[:4] == [
        "Record: claims/c1",
        f"Says: {claim.statement}",
        f"Version: {claim.version}",
        "Page: https://a.example/record/claims/c1/",
    ]


def test_without_a_repository_a_dispute_is_a_letter(corpus_with: Callable[[str], Corpus]) -> None:
    found = corpus_with(LETTER)
    (claim,) = found.all(Claim)
    address = urlsplit(record_actions(context(found), claim).dispute)
    assert (address.scheme, address.path) == ("mailto", "desk+a@b.example")
    assert parse_qs(address.query).keys() == {"subject", "body"}
    assert record_actions(context(found), claim).edit == ""
    assert dispute_of(context(found)).by == "letter"


def test_an_issue_comes_before_a_letter(corpus_with: Callable[[str], Corpus]) -> None:
    found = corpus_with(REPOSITORY + LETTER)
    assert dispute_of(context(found)).by == "issue"
    assert record_actions(context(found), found.all(Claim)[0]).dispute.startswith("https://git.example/")


def test_where_nobody_takes_disputes_there_is_no_link(corpus_with: Callable[[str], Corpus]) -> None:
    found = corpus_with("contact: By the ferry\n")
    assert record_actions(context(found), found.all(Claim)[0]).dispute == ""
    assert dispute_of(context(found)).href == ""


def test_a_long_name_is_cut_in_a_dispute(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims", statement="x" * 5000), "publication.yml": REPOSITORY})
    told = parse_qs(urlsplit(record_actions(context(found), found.all(Claim)[0]).dispute).query)["body"][0].split("\r\n")[1]
    assert told == "Says: " + "x" * (MOST_LETTERS - 1) + "…"


def test_a_version_is_of_the_file_and_of_nothing_else(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {"claims/c1.yml": record("claims"), "claims/c2.yml": record("claims") + "verdict: No\n"}
    first, second = corpus(files).all(Claim)
    (again, changed) = corpus({**files, "claims/c2.yml": record("claims") + "verdict: Yes\n"}).all(Claim)
    assert len(first.version) == 8
    assert first.version == again.version
    assert len({first.version, second.version, changed.version}) == 3
    assert Actor(id="x", name="X", kind="state").version == ""


def test_a_source_is_cited_as_itself_and_other_records_as_pages_of_the_publication(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims"), "publication.yml": ADDRESS + "title: The Ferry Record\n"})
    here = context(found)
    gazette = found.one(Source, "gazette")
    assert work_of(here, gazette).container == "The Gazette"
    assert record_actions(here, gazette).cite == "“Ferry runs again”, The Gazette, 1 March 2025"
    assert "https://a.example/record/sources/gazette/" in record_actions(here, gazette).share
    (claim,), actor, explainer = found.all(Claim), found.one(Actor, "avalon"), found.one(Explainer, "ferry")
    lead, tail = "The Ferry Record, “", "”, version {}, https://a.example/record/{}/"
    assert record_actions(here, claim).cite == lead + "Claim: The ferry is safe" + tail.format(claim.version, "claims/c1")
    assert record_actions(here, actor).cite == lead + "Actor: Avalon" + tail.format(actor.version, "actors/avalon")
    assert record_actions(here, explainer).cite == lead + "Who runs the ferry?" + tail.format(explainer.version, "explainers/ferry")


def test_a_claim_is_never_shared_without_what_the_evidence_says(corpus: MakeCorpus, record: MakeRecord) -> None:
    judged = "assessments: [{on: 2025-03-02, status: contradicted, because: It sank.}]\n"
    gone = "retired: {on: 2025-04-01, because: It was a joke.}\n"
    found = corpus(
        {"claims/c1.yml": record("claims"), "claims/c2.yml": record("claims") + judged, "claims/c3.yml": record("claims") + gone}
    )
    shared = [record_actions(context(found), claim).share for claim in found.all(Claim)]
    assert shared[0] == "Claim: “The ferry is safe”. Not assessed. · On Record"
    assert shared[1] == "Claim: “The ferry is safe”. What the evidence says: contradicted. · On Record"
    assert shared[2].startswith("Retired: Claim: ")


def test_the_address_at_which_the_site_will_stand_wins(corpus_with: Callable[[str], Corpus]) -> None:
    found = corpus_with(ADDRESS)
    line = record_actions(context(found, "https://elsewhere.example/"), found.all(Claim)[0])
    assert line.cite.endswith("https://elsewhere.example/claims/c1/")
    assert line.address
    assert not record_actions(context(corpus_with("title: x\n")), found.all(Claim)[0]).address


def test_each_record_with_a_place_has_a_file_in_each_format(corpus: MakeCorpus, record: MakeRecord) -> None:
    gone = record("acts") + "retired: {on: 2025-04-01, because: It was a joke.}\n"
    shared = ("acts", "claims", "costs", "drivers", "events", "risks", "scenarios", "votes")
    found = corpus({**{f"{section}/x.yml": record(section) for section in shared}, "acts/gone.yml": gone})
    files = dict(citation_files(context(found)))
    stems = ["explainers/ferry", "actors/avalon", "actors/brigid", "sources/gazette", "sources/herald", *(f"{one}/x" for one in shared)]
    assert sorted(files) == sorted(f"cite/{stem}.{ending}" for stem in stems for ending in ("bib", "ris", "json"))
    assert "Cost: A new hull" in files["cite/costs/x.bib"]


def test_the_lines_at_a_place_lead_to_it_and_to_its_files_from_the_page_they_stand_on(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"acts/praise.yml": record("acts", toward="[brigid, camelot]"), "publication.yml": ADDRESS + REPOSITORY, **CAMELOT})
    (act,) = found.all(Act)
    here = record_actions_at(context(found).at("relations/avalon--camelot.md"), act)
    assert here is not None
    assert [one.href for one in here.downloads] == [f"../../cite/acts/praise.{ending}" for ending in ("bib", "ris", "json")]
    address = "https://a.example/record/relations/avalon--brigid/#act-praise"
    assert here.anchor == "act-praise"
    assert here.cite.endswith(f"“Act: Avalon praises Brigid”, version {act.version}, {address}")
    assert here.share == f"Act: Avalon praises Brigid · On Record {address}"
    assert "Record: acts/praise" in parse_qs(urlsplit(here.dispute).query)["body"][0]


def test_nothing_has_lines_where_it_has_no_place(corpus: MakeCorpus, record: MakeRecord) -> None:
    gone = record("acts") + "retired: {on: 2025-04-01, because: It was a joke.}\n"
    found = corpus({"acts/gone.yml": gone, "events/sinks.yml": record("events")})
    assert record_actions_at(context(found), found.all(Act)[0]) is None
    unread = Event.model_validate({"id": "sinks", "title": "x", "when": "2025", "evidence": [], "explainers": ["ferry"]})
    assert record_actions_at(context(found), unread) is None


@pytest.mark.parametrize(
    ("section", "fields", "shared"),
    [
        ("acts", {"standing": "disputed", "because": "Some deny it."}, "Act: Avalon praises Brigid. Status: disputed."),
        ("acts", {}, "Act: Avalon praises Brigid"),
        ("events", {"contested": "Some deny it."}, "Event: The ferry sinks. Status: disputed."),
        ("events", {}, "Event: The ferry sinks"),
        ("costs", {}, "Cost: A new hull. Status: projected."),
        ("risks", {}, "Risk: The ferry sinks again. Status: open."),
        ("costs", {"retired": "{on: 2025-04-01, because: No hull.}"}, "Retired: Cost: A new hull. Status: projected."),
    ],
)
def test_nothing_in_doubt_is_shared_as_if_it_were_none(
    corpus: MakeCorpus, record: MakeRecord, section: str, fields: dict[str, str], shared: str
) -> None:
    found = corpus({f"{section}/x.yml": record(section, **fields)})
    (one,) = (one for one in found if one.key == (section, "x"))
    assert record_actions(context(found), one).share == f"{shared} · On Record"


@pytest.mark.parametrize(
    "address", ["desk", "a@b", "the desk <a@b.example>", "a@b.example?cc=c@d.example", "mailto:a@b.example", "a b@c.example"]
)
def test_what_is_no_mail_address_is_a_mistake_of_the_editor(checked: Check, address: str) -> None:
    found = checked({"publication.yml": f"title: x\nemail: {address!r}\n"})
    assert found.found == ["publication.yml:2:8 bad-value"]
    assert found.messages == [f"'{address}' is not an e-mail address = write only the address: desk@example.org"]


def test_an_event_is_disputed_by_the_address_of_its_place(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"events/sinks.yml": record("events"), "publication.yml": REPOSITORY + ADDRESS})
    told = parse_qs(urlsplit(record_actions(context(found), found.all(Event)[0]).dispute).query)["body"][0]
    assert "Page: https://a.example/record/timeline/#event-sinks\r\n" in told

"""What a publication says of itself: no page where nothing is stated, and then the page about it says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from generator.analysis.changing import revisions
from generator.builder.render import render_page
from generator.model.vocabularies import ASSESSMENTS, CREDIBILITY, LIKELIHOOD, RELIABILITY, SIGNPOST_STATES, STANCES
from generator.site import about, changes, claims, method
from tests.sites import context_of, environment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from generator.site.page import Page
    from tests.conftest import Check, MakeCorpus, MakeRecord

GONE = "retired: {on: 2025-04-01, because: It was a joke.}\n"
MENDED = "corrections: {on: 2025-04-02, what: It said that it is not <b>., because: 'The [Gazette](source:gazette) wrote.'}\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def shown(pages: Callable[[PageContext], Iterator[Page]], corpus: Corpus) -> dict[str, str]:
    environment = environment_of()
    return {page.path: render_page(environment, page) for page in pages(context_of(corpus))}


def test_what_is_not_stated_has_no_page_and_is_told(corpus: MakeCorpus) -> None:
    found = corpus({"publication.yml": "title: x\n"})
    made = shown(about.pages, found)
    assert made.keys() == {"about.md", "contact.md"}
    complaint, text = made["contact.md"], made["about.md"]
    for told in ("No address of the editors is stated.", "records carry no link to dispute them", "No policy of corrections is stated."):
        assert told in complaint
    assert "publication.yml" not in complaint
    assert "<a " not in complaint
    assert "(../corrections" not in complaint
    assert shown(changes.corrections, found) == {}
    for name in ("Corrections", "Funding", "Contact", "Licence", "Repository"):
        assert f'<dt>{name}</dt><dd class="none" dir="auto">Not stated</dd>' in text
    assert "Who publishes, and why: not stated." in text
    assert "records carry no link to dispute them" in text


@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("funding: By readers", "funding.md"),
        ("contact: At the quay", "contact.md"),
        ("email: a@b.example", "contact.md"),
        ("repository: https://git.example/a", "contact.md"),
        ("corrections: At once", "corrections.md"),
    ],
)
def test_what_is_stated_has_a_page_and_nothing_else_has_but_how_to_complain(corpus: MakeCorpus, setting: str, path: str) -> None:
    found = corpus({"publication.yml": f"{setting}\n"})
    pages = shown(about.pages, found) | shown(changes.corrections, found)
    assert pages.keys() == {path, "contact.md", "about.md"}
    assert ("No address of the editors is stated." in pages["contact.md"]) == (path != "contact.md")
    assert setting.partition(": ")[2] in pages[path]
    about_it = pages["about.md"]
    assert f'href="../{path.removesuffix(".md")}/"' in about_it
    assert about_it.count("Not stated") == (3 if setting.startswith("repository") else 4)


def test_a_record_that_was_taken_back_is_a_correction_even_without_a_policy(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims") + GONE})
    text = shown(changes.corrections, found)["corrections.md"]
    assert "No policy is stated." in text
    assert "It was a joke." in text
    assert '<a href="../claims/c1/">The ferry is safe</a>' in text


def test_records_taken_back_stand_newest_first_and_no_others(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {f"claims/c{n}.yml": record("claims") + GONE.replace("04-01", f"04-0{n}") for n in (1, 3, 2)}
    found = corpus({**files, "claims/c9.yml": record("claims")})
    assert [one.record.id for one in revisions(found)] == ["c3", "c2", "c1"]


def test_a_correction_stands_on_the_page_of_its_record_and_among_all_corrections(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims") + MENDED, "claims/c2.yml": record("claims", statement="It floats")})
    pages = shown(changes.corrections, found) | shown(claims.pages, found)
    assert "No record was taken back so far." in pages["corrections.md"]
    assert '<a href="../claims/c1/">The ferry is safe</a>' in pages["corrections.md"]
    assert "It floats" not in pages["corrections.md"]
    note = '<b>Corrected.</b> 2 Apr 2025. It said that it is not &lt;b&gt;. The <a href="../../sources/gazette/">Gazette</a> wrote.</p>'
    assert note in pages["claims/c1.md"]
    assert "Corrected." not in pages["claims/c2.md"]


def test_every_part_of_the_method_stands_among_its_contents(corpus: MakeCorpus) -> None:
    page = shown(method.pages, corpus({}))["method.md"]
    assert "<h2" not in page
    for anchor in ("alignment", "reading", "proof", "brier"):
        assert re.search(rf"^## .* \{{: #{anchor} \}}$", page, re.MULTILINE)


def test_corrections_stand_newest_first(corpus: MakeCorpus, record: MakeRecord) -> None:
    three = "corrections: [{on: 2025-04-01, what: a}, {on: 2025-04-03, what: b}, {on: 2025-04-02, what: c}]\n"
    found = corpus({"claims/c1.yml": record("claims") + three})
    assert [one.texts[0] for one in revisions(found)] == ["b", "c", "a"]
    page = shown(claims.pages, found)["claims/c1.md"]
    assert sorted((" b</p>", " c</p>", " a</p>"), key=page.index) == [" b</p>", " c</p>", " a</p>"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("corrections: [{on: 2025-04-01}]", "missing-field"),
        ("corrections: [{what: It sank.}]", "missing-field"),
        ("corrections: [{on: 2025-04-01, what: It sank., evidence: []}]", "unknown-field"),
        ("corrections: [{on: soon, what: It sank.}]", "bad-date"),
        ("corrections: [{on: 2026-07, what: It sank.}]", "yet-to-come"),
        ("corrections: [{on: 2025-04-01, what: '[x](claim:none)'}]", "unknown-reference"),
        ("corrections: It sank.", "bad-value"),
    ],
)
def test_a_correction_that_is_none_is_a_mistake(checked: Check, record: MakeRecord, text: str, rule: str) -> None:
    found = checked({"claims/c1.yml": record("claims") + f"{text}\n"})
    assert [one.split()[1] for one in found.found] == [rule]


def feed(corpus: Corpus) -> dict[str, str]:
    return dict(changes.feed_files(context_of(corpus)))


def test_the_feed_has_what_the_page_has_with_whole_addresses(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "claims/c1.yml": record("claims", statement="A <b> & c") + MENDED,
        "acts/a1.yml": record("acts") + GONE.replace("04-01", "05"),
        "publication.yml": "site_url: https://a.example/record\n",
    }
    found = corpus(files)
    (text,) = feed(found).values()
    assert feed(corpus(files)) == {"corrections.xml": text}
    root = ET.fromstring(text)  # noqa: S314 - it is our own
    entries = [{part.tag.removeprefix(ATOM): part for part in entry} for entry in root.findall(f"{ATOM}entry")]
    assert [(one["title"].text, one["updated"].text) for one in entries] == [
        ("Retired act: Avalon praises Brigid", "2025-05-01T00:00:00Z"),
        ("Claim: A <b> & c", "2025-04-02T00:00:00Z"),
    ]
    links = [one["link"].get("href") for one in entries]
    assert links == ["https://a.example/record/corrections/", "https://a.example/record/claims/c1/"]
    assert entries[1]["summary"].text == "It said that it is not <b>. The Gazette wrote."
    assert root.findtext(f"{ATOM}updated") == "2025-05-01T00:00:00Z"
    assert len({one["id"].text for one in entries}) == 2
    assert '<a href="../corrections.xml">' in shown(changes.corrections, found)["corrections.md"]


def test_a_feed_has_the_newest_corrections_alone_and_the_page_has_all(corpus: MakeCorpus, record: MakeRecord) -> None:
    most = changes.MOST_IN_FEED
    mended = [f"{{on: 2025-04-{1 + number % 28:02}, what: It was {number}.}}" for number in range(most + 5)]
    files = {
        "claims/c1.yml": record("claims") + f"corrections: [{', '.join(mended)}]\n",
        "publication.yml": "site_url: https://a.example/\n",
    }
    found = corpus(files)
    (text,) = feed(found).values()
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in ET.fromstring(text).findall(f"{ATOM}entry")]  # noqa: S314 - it is our own
    assert len(days) == most
    assert days == sorted(days, reverse=True)
    page = "".join(one for path, one in shown(changes.corrections, found).items() if path.startswith("corrections"))
    assert page.count("<time") == most + 5


def test_there_is_no_feed_without_an_address_or_without_a_page(corpus: MakeCorpus, record: MakeRecord) -> None:
    assert feed(corpus({"publication.yml": "site_url: https://a.example/\n"})) == {}
    (empty,) = feed(corpus({"publication.yml": "site_url: https://a.example/\ncorrections: At once.\n"})).values()
    assert "<entry>" not in empty
    nowhere = corpus({"claims/c1.yml": record("claims") + MENDED, "publication.yml": "title: x\n"})
    assert feed(nowhere) == {}
    assert "corrections.xml" not in shown(changes.corrections, nowhere)["corrections.md"]


def test_the_editors_are_reached_in_the_repository_where_nothing_else_is_stated(corpus: MakeCorpus) -> None:
    reached = 'The editors are reached by an issue in <a href="https://git.example/a">'
    where = "repository: https://git.example/a\n"
    for told, here in (("", True), ("contact: At the quay\n", False), ("email: a@b.example\n", False)):
        found = corpus({"publication.yml": where + told})
        made = shown(about.pages, found)
        assert (reached in made["contact.md"]) == here
        assert "How to reach" in made["about.md"]


def test_disputes_go_where_the_pages_say(corpus: MakeCorpus) -> None:
    letter = shown(about.pages, corpus({"publication.yml": "email: a@b.example\n"}))["contact.md"]
    assert 'a letter to <a href="mailto:a@b.example">' in letter
    issue = shown(changes.corrections, corpus({"publication.yml": "corrections: At once\nrepository: https://git.example/a\n"}))
    assert 'an issue in <a href="https://git.example/a">' in issue["corrections.md"]


def test_every_mark_in_force_is_explained(corpus: MakeCorpus) -> None:
    text = shown(method.pages, corpus({}))["how-to-read.md"]
    for scale in (ASSESSMENTS, STANCES, RELIABILITY, CREDIBILITY, LIKELIHOOD):
        assert [one.label for one in scale.terms.values() if one.label[1:] not in text] == []
    states = SIGNPOST_STATES
    assert method.STATES.keys() == states.keys()
    assert [word for word in states.values() if word not in text] == []
    assert text.count('<svg class="strip"') == len(method.DATES)

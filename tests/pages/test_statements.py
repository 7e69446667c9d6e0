"""What a publication says of itself: no page where nothing is stated, and then the page about it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.charts import statuses
from generator.derive.alignment import alignment
from generator.derive.corrections import retirements
from generator.pages import about, corrections, marks, statements
from generator.pages.desk import Desk
from generator.render import make_environment, render_page
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, LIKELIHOOD, RELIABILITY, STANCES
from tests.conftest import TODAY
from tests.sites import TEMPLATES, fake_draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.corpus import Corpus
    from generator.pages.page import Page
    from tests.conftest import MakeCorpus, MakeRecord

GONE = "retired: {on: 2025-04-01, because: It was a joke.}\n"


def shown(pages: Callable[[Desk], Iterator[Page]], corpus: Corpus) -> dict[str, str]:
    environment = make_environment(TEMPLATES)
    return {page.path: render_page(environment, page) for page in pages(Desk(corpus, alignment(corpus), TODAY, fake_draw))}


def test_what_is_not_stated_has_no_page_and_is_told(corpus: MakeCorpus) -> None:
    found = corpus({"publication.yml": "title: x\n"})
    assert shown(statements.pages, found) == {}
    assert shown(corrections.pages, found) == {}
    text = shown(about.pages, found)["about.md"]
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
        ("corrections: At once", "corrections.md"),
    ],
)
def test_what_is_stated_has_a_page_and_nothing_else_has(corpus: MakeCorpus, setting: str, path: str) -> None:
    found = corpus({"publication.yml": f"{setting}\n"})
    pages = shown(statements.pages, found) | shown(corrections.pages, found)
    assert list(pages) == [path]
    assert setting.partition(": ")[2] in pages[path]
    about_it = shown(about.pages, found)["about.md"]
    assert f'href="../{path.removesuffix(".md")}/"' in about_it
    assert about_it.count("Not stated") == 4


def test_a_record_that_was_taken_back_is_a_correction_even_without_a_policy(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims") + GONE})
    text = shown(corrections.pages, found)["corrections.md"]
    assert "No policy is stated." in text
    assert "It was a joke." in text
    assert '<a href="../claims/c1/">The ferry is safe</a>' in text


def test_records_taken_back_stand_newest_first_and_no_others(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {f"claims/c{n}.yml": record("claims") + GONE.replace("04-01", f"04-0{n}") for n in (1, 3, 2)}
    found = corpus({**files, "claims/c9.yml": record("claims")})
    assert [one.record.id for one in retirements(found)] == ["c3", "c2", "c1"]


def test_disputes_go_where_the_pages_say(corpus: MakeCorpus) -> None:
    letter = shown(statements.pages, corpus({"publication.yml": "email: a@b.example\n"}))["contact.md"]
    assert 'a letter to <a href="mailto:a@b.example">' in letter
    issue = shown(corrections.pages, corpus({"publication.yml": "corrections: At once\nrepository: https://git.example/a\n"}))
    assert 'an issue in <a href="https://git.example/a">' in issue["corrections.md"]


def test_every_mark_in_force_is_explained(corpus: MakeCorpus) -> None:
    text = shown(marks.pages, corpus({}))["how-to-read.md"]
    for scale in (ASSESSMENTS, STANCES, RELIABILITY, CREDIBILITY, LIKELIHOOD):
        assert [one.label for one in scale.terms.values() if one.label[1:] not in text] == []
    states = vars(statuses)["_WORDS"]
    assert marks.STATES.keys() == states.keys()
    assert [word for word in states.values() if word not in text] == []
    assert text.count('<svg class="strip"') == len(marks.DATES)

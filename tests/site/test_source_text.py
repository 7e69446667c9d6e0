from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.records import Source
from generator.site import sources
from generator.site.page import View
from generator.site.sources import source_text
from tests.sites import context_of

if TYPE_CHECKING:
    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from tests.conftest import MakeCorpus, MakeRecord

OWNED = """---
title: The ferry's report
publisher: The Harbour Board
published: 2025-03-01
language: en
kind: official
rights: {rights}
reliability: B
---

Our summary.
{text}"""

TEXT = """
## Text

The ferry runs. It stops in June.

Nobody knows why it stops.
"""


def context(corpus: Corpus) -> PageContext:
    return context_of(corpus, "sources/report.md")


def claims(record: MakeRecord, *evidence: str) -> dict[str, str]:
    return {
        f"claims/c{number}.yml": record("claims", evidence=f"[{{source: report, says: supports, {one}, credibility: 2}}]")
        for number, one in enumerate(evidence, 1)
    }


def shown(corpus: Corpus) -> list[View]:
    return source_text(context(corpus), corpus.one(Source, "report"))


def test_the_words_used_are_marked_and_the_rest_is_not(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = shown(corpus({"sources/report.md": OWNED.format(rights="owned", text=TEXT), **claims(record, "quote: It stops in June")}))
    first, second = found
    assert [(one.text, one.notes) for one in first.stretches] == [("The ferry runs. ", ()), ("It stops in June", (1,)), (".", ())]
    assert [(note.number, note.record.href, note.says) for note in first.notes] == [(1, "../../claims/c1/", "supports")]
    assert [(one.text, one.notes) for one in second.stretches] == [("Nobody knows why it stops.", ())]
    assert second.notes == []


def test_the_text_is_whole_whatever_is_marked(corpus: MakeCorpus, record: MakeRecord) -> None:
    used = claims(record, "quote: ferry runs. It stops", "quote: stops in June", "passage: p2", "passage: p1.s2")
    found = shown(corpus({"sources/report.md": OWNED.format(rights="owned", text=TEXT), **used}))
    assert ["".join(one.text for one in paragraph.stretches) for paragraph in found] == [
        "The ferry runs. It stops in June.",
        "Nobody knows why it stops.",
    ]


def test_stretches_that_overlap_carry_every_note(corpus: MakeCorpus, record: MakeRecord) -> None:
    used = claims(record, "quote: ferry runs. It stops", "quote: It stops in June")
    first, _ = shown(corpus({"sources/report.md": OWNED.format(rights="open-licence", text=TEXT), **used}))
    assert [(one.text, one.notes, one.first) for one in first.stretches][1:4] == [
        ("ferry runs. ", (1,), (1,)),
        ("It stops", (1, 2), (2,)),
        (" in June", (2,), ()),
    ]


def test_each_note_stands_once(corpus: MakeCorpus, record: MakeRecord) -> None:
    used = claims(record, "'quote': 'The ferry runs. It stops in June. Nobody knows'")
    found = shown(corpus({"sources/report.md": OWNED.format(rights="owned", text=TEXT), **used}))
    assert [[note.number for note in paragraph.notes] for paragraph in found] == [[1], []]
    assert found[1].stretches[0].notes == (1,)


def test_a_source_without_text_shows_none(corpus: MakeCorpus) -> None:
    assert shown(corpus({"sources/report.md": OWNED.format(rights="owned", text="")})) == []


def test_a_text_that_may_not_be_shown_is_not(corpus: MakeCorpus) -> None:
    found = corpus({"sources/report.md": OWNED.format(rights="owned", text=TEXT)})
    hidden = found.one(Source, "report").model_copy(update={"rights": "quote-only"})
    assert source_text(context(found), hidden) == []


def test_the_page_of_a_source_says_that_its_words_are_verified(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"sources/report.md": OWNED.format(rights="owned", text=TEXT), **claims(record, "quote: It stops in June")})
    view = next(page.view for page in sources.pages(context(found)) if page.path == "sources/report.md")
    assert isinstance(view, View)
    assert [use.card.proof.words for use in view.uses] == ["Verified"]

"""What is published: everything but drafts and what appears in drafts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis.publishing import published
from generator.model.records import Claim
from generator.verify.evidence.lock import lock_text

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord


def test_drafts_and_what_appears_in_drafts_alone_are_left_out(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "publication.yml": "title: The Ferry Watch\n",
            "evidence.lock.json": lock_text([]),
            "explainers/bridge.md": record("explainers", "Not yet.\n", status="draft"),
            "claims/both.yml": record("claims", explainers="[bridge, ferry]"),
            "claims/draft.yml": record("claims", explainers="[bridge]", related="[both]"),
            "actors/camelot.yml": record("actors"),
        }
    )
    shown = published(made)
    assert [record.key for record in shown if record.section in ("claims", "explainers")] == [("claims", "both"), ("explainers", "ferry")]
    assert shown.get("actors", "camelot") is not None
    assert ("explainers", "ferry") in shown.bodies
    assert ("explainers", "bridge") not in shown.bodies
    assert shown.publication.title == "The Ferry Watch"
    assert shown.lock_text is made.lock_text is not None
    assert [one.record.id for one in shown.referring_to(shown.one(Claim, "both"))] == []
    assert [one.record.id for one in made.referring_to(made.one(Claim, "both"))] == ["draft"]


def test_a_translation_is_published_with_what_it_is_of(corpus: MakeCorpus, record: MakeRecord) -> None:
    body = "---\ntitle: عنوان\n---\n\nنص.\n"
    made = corpus(
        {
            "publication.yml": "languages: ar\n",
            "explainers/bridge.md": record("explainers", "Not yet.\n", status="draft"),
            "explainers/bridge.ar.md": body,
            "explainers/ferry.ar.md": body,
        }
    )
    assert {key for key, _ in made.translated_bodies} == {("explainers", "bridge"), ("explainers", "ferry")}
    assert {key for key, _ in published(made).translated_bodies} == {("explainers", "ferry")}


def test_nothing_is_left_of_a_publication_of_drafts(corpus: MakeCorpus, record: MakeRecord) -> None:
    ferry = record("explainers", status="draft", focal="[avalon, brigid]")
    shown = published(corpus({"explainers/ferry.md": ferry, "claims/draft.yml": record("claims")}))
    assert {record.section for record in shown} == {"actors", "sources"}

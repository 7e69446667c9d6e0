"""What is published: everything but drafts and what appears in drafts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import published, shown_in
from generator.language.localized import html_of, noting_untranslated
from generator.language.tags import direction_of
from generator.model.records import Actor, Claim
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


@pytest.mark.parametrize(
    ("own", "name", "tag", "note", "counted"),
    [
        ("fr", "Avalon", "en", "", []),
        ("fr", "Avalon", "en", "Une île.", ["fr"]),
        ("fa", "آوالون", "ar", "", []),
        ("ru", "Авалон", "en", "", ["ru"]),
        ("en", "Avalon", "ar", "", ["en"]),
    ],
)
def test_a_name_that_readers_can_read_as_it_is_does_not_wait_for_its_translation(
    corpus: MakeCorpus, record: MakeRecord, own: str, name: str, tag: str, note: str, counted: list[str]
) -> None:
    actor = record("actors", name=name, aliases=f"[{name}]", description=note or None)
    shown = shown_in(corpus({"publication.yml": f"language: {own}\nlanguages: {tag}\n", "actors/avalon.yml": actor}), tag).one(
        Actor, "avalon"
    )
    with noting_untranslated() as found:
        told = [html_of(text) for text in (shown.name, *shown.aliases, shown.description or "")]
    assert [*dict.fromkeys(found)] == counted
    assert told[0] == f'<bdi lang="{own}" dir="{direction_of(own)}">{name}</bdi>'


def test_the_original_of_a_translated_name_does_not_wait_for_its_translation(corpus: MakeCorpus, record: MakeRecord) -> None:
    actor = record("actors", name="Avalon") + "translations: {ar: {name: أفالون}}\n"
    shown = shown_in(corpus({"publication.yml": "languages: ar\n", "actors/avalon.yml": actor}), "ar").one(Actor, "avalon")
    with noting_untranslated() as found:
        assert html_of(shown.aliases[0]) == '<bdi lang="en" dir="ltr">Avalon</bdi>'
    assert found == []

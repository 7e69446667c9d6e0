"""Records looked up by words and by fields, and shown with what leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.content.load import load_content
from generator.editing.changes import Refused
from generator.editing.finding import find_records, listed_records, shown_record
from generator.model.records import Actor, Claim
from tests.conftest import MINIMAL
from tests.sites import SMALL

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord, WriteContent


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("tarsia", "actors/tarsia"),
        ("Tarzia", "actors/tarsia"),
        ("noa levy", "actors/noa"),
        ("נועה", "actors/noa"),
        ("velm-republic", "actors/velm"),
        ("三國", "events/talks"),
        ("gate brokn", "claims/gate-broken"),
    ],
)
def test_words_find_what_is_like_them(words: str, first: str) -> None:
    found = find_records(load_content(SMALL).corpus, words)
    assert [f"{one.section}/{one.id}" for one in found][:1] == [first]


def test_every_record_is_found_by_its_id_and_its_name() -> None:
    corpus = load_content(SMALL).corpus
    for record in corpus:
        assert record in find_records(corpus, record.id)
        assert record in find_records(corpus, record.label)


@pytest.mark.parametrize("words", ["", "  ", "xyzzyq"])
def test_what_is_like_nothing_finds_nothing(words: str) -> None:
    assert find_records(load_content(SMALL).corpus, words) == []


@pytest.mark.parametrize(
    ("section", "wanted", "found"),
    [
        (Actor, ["kind=person"], ["brigid"]),
        (Actor, ["kind!=person"], ["avalon"]),
        (Actor, ["name~AVAL"], ["avalon"]),
        (Actor, ["aliases=Isle"], ["avalon"]),
        (Actor, ["aliases.1=Isle"], []),
        (Actor, ["short="], ["avalon", "brigid"]),
        (Actor, ["id=brigid", "kind=state"], []),
        (Claim, ["evidence.source=gazette"], ["safe"]),
        (Claim, ["evidence.2.source=gazette"], []),
        (Claim, ["evidence.says!=context"], ["safe"]),
    ],
)
def test_records_are_listed_by_what_they_say(
    content: WriteContent, record: MakeRecord, section: type[Actor], wanted: list[str], found: list[str]
) -> None:
    loaded = load_content(
        content({**MINIMAL, "actors/avalon.yml": "name: Avalon\nkind: state\naliases: [Old, Isle]\n", "claims/safe.yml": record("claims")})
    )
    assert [one.id for one, _ in listed_records(loaded, section, wanted)[0]] == found


@pytest.mark.parametrize("word", ["knid=state", "kind", "=x", ""])
def test_what_is_no_condition_is_refused(content: WriteContent, word: str) -> None:
    loaded = load_content(content(MINIMAL))
    with pytest.raises(Refused):
        listed_records(loaded, Actor, [word])


def test_a_record_is_shown_with_its_place_and_its_backlinks(content: WriteContent, record: MakeRecord) -> None:
    files = {
        "publication.yml": "title: T\nsite_url: https://example.org/record/\n",
        "events/sinks.yml": record("events", former_ids="sank"),
        "claims/safe.yml": record("claims", summary="See [it](event:sinks)."),
        "explainers/later.md": record("explainers", status="draft"),
        "claims/late.yml": record("claims", explainers="later"),
    }
    loaded = load_content(content({**MINIMAL, **files}))
    text = shown_record(
        loaded, loaded.corpus.one(next(kind for kind in {type(one) for one in loaded.corpus} if kind.section == "events"), "sinks")
    )
    assert text.startswith("events/sinks\tThe ferry sinks\ncontent/events/sinks.yml\n\ntitle: The ferry sinks\n")
    assert "published at: https://example.org/record/timeline/#event-sinks\n" in text
    assert text.endswith("former ids: sank\n1 reference to it:\n  claims/safe\tMentioned in\tThe ferry is safe")
    assert "published at: nowhere" in shown_record(loaded, loaded.corpus.one(Claim, "late"))


def test_aliases_and_translations_are_names(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"actors/avalon.yml": "name: Avalon\nkind: state\naliases: Ynys Afallach\n"})
    assert [one.id for one in find_records(made, "ynys afalach")] == ["avalon"]
    made = corpus({"places/quay.yml": record("places", name="The quay", aliases="[Nord-Kai]")})
    assert [one.id for one in find_records(made, "nord kai")] == ["quay"]

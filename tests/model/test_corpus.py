"""Records and what refers to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model.corpus import MENTIONS, Corpus, prose_runs
from generator.model.records import Actor, Claim, Source
from generator.text.body import InlineLink

if TYPE_CHECKING:
    from generator.model.records import Record
    from tests.conftest import Check, MakeCorpus, MakeRecord


def referring(corpus: Corpus, record: Record) -> list[tuple[str, str]]:
    return [(one.record.id, one.heading) for one in corpus.referring_to(record)]


def test_a_corpus_of_nothing(corpus: MakeCorpus) -> None:
    empty = Corpus([])
    assert (len(empty), list(empty), empty.ids("claims"), empty.publication.title) == (0, [], [], "On Record")
    assert empty.get("claims", "x") is None
    with pytest.raises(KeyError):
        empty.one(Claim, "x")
    assert len(corpus({})) == 5


def test_records_are_known_by_section_and_id(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"claims/avalon.yml": record("claims")})
    assert made.one(Claim, "avalon") != made.one(Actor, "avalon")
    assert made.one(Claim, "avalon") == made.get("claims", "avalon")
    assert len({made.one(Claim, "avalon"), made.one(Actor, "avalon")}) == 2
    with pytest.raises(KeyError):
        made.one(Claim, "brigid")


def test_one_record_is_listed_under_each_heading_once(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = record("claims", claimant="[brigid, brigid]", about="[brigid]", summary="So [she](actor:brigid) and [she](actor:brigid).")
    made = corpus({"claims/safe.yml": claim})
    assert referring(made, made.one(Actor, "brigid")) == [
        ("safe", "Claims made"),
        ("safe", "Claims about"),
        ("safe", MENTIONS),
        ("ferry", "Explainers about it"),
    ]


def test_keys_of_mappings_and_nested_parts_refer(corpus: MakeCorpus, record: MakeRecord) -> None:
    position = "{actor: avalon, stance: denied, when: 2025, evidence: {source: herald, says: supports, speaker: avalon}}"
    made = corpus({"votes/fares.yml": record("votes"), "claims/safe.yml": record("claims", positions=position)})
    assert referring(made, made.one(Actor, "avalon")) == [
        ("safe", "Stance on claims"),
        ("safe", "Quoted"),
        ("ferry", "Explainers about it"),
        ("fares", "Votes cast"),
    ]
    assert ("safe", "Used as evidence by") in referring(made, made.one(Source, "herald"))


def test_a_record_does_not_refer_to_itself(checked: Check, record: MakeRecord) -> None:
    own = {"part_of": "[camelot]", "description": "'See [it](actor:camelot).'"}
    made = checked({"actors/camelot.yml": record("actors", **own), "claims/safe.yml": record("claims", about="[camelot]")}).corpus
    assert [one for one, _ in referring(made, made.one(Actor, "camelot"))] == ["safe"]


def test_the_one_that_replaces_is_of_the_same_section(checked: Check, record: MakeRecord) -> None:
    retired = "{on: 2025, because: Wrong., replaced_by: gazette}"
    files = {"claims/old.yml": record("claims", retired=retired), "claims/gazette.yml": record("claims")}
    found = checked(files)
    assert found.found == []
    assert referring(found.corpus, found.corpus.one(Claim, "gazette")) == [("old", "Replaces")]
    assert ("old", "Replaces") not in referring(found.corpus, found.corpus.one(Source, "gazette"))
    alone = checked({"claims/gazette.yml": None, "claims/old.yml": record("claims", retired=retired.replace("gazette", "avalon"))})
    assert alone.found == ["claims/old.yml:8:51 wrong-kind"]
    assert alone.messages == ["'avalon' is an actor, but a claim is needed here"]


@pytest.mark.parametrize(
    ("voice", "found"),
    [
        ("avalon", []),
        ("gazette", []),
        ("Some officials", []),
        ("Avalon", []),
        ("the-crown", ["unknown-reference"]),
        ("avalonn", ["unknown-reference"]),
        ("ferry", ["wrong-kind"]),
    ],
)
def test_words_may_stand_for_a_voice_unless_they_look_like_an_id(checked: Check, record: MakeRecord, voice: str, found: list[str]) -> None:
    assert checked({"risks/sinks.yml": record("risks", raised_by=f"[brigid, {voice}]")}).found == [
        f"risks/sinks.yml:3:21 {rule}" for rule in found
    ]


def test_of_two_records_of_one_id_the_first_section_is_meant(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "actors/gazette.yml": record("actors"),
            "risks/sinks.yml": record("risks", raised_by="[gazette]", evidence="[{source: herald, says: supports}]"),
        }
    )
    assert ("sinks", "Warnings and forecasts") in referring(made, made.one(Actor, "gazette"))
    assert ("sinks", "Warnings and forecasts") not in referring(made, made.one(Source, "gazette"))


@pytest.mark.parametrize(
    ("target", "found"), [("toward", []), ("away", []), ("on", []), ("Some words", []), ("nowhere", ["6:47 unknown-reference"])]
)
def test_directions_and_words_are_no_scenarios(checked: Check, record: MakeRecord, target: str, found: list[str]) -> None:
    text = record("scenarios") + f"signposts:\n  - {{id: fares, text: Fares rise, points_to: [{target}]}}\n"
    assert checked({"scenarios/on.yml": text}).found == [f"scenarios/on.yml:{one}" for one in found]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("[x](claim:safe)", []),
        ("[](source:gazette)", []),
        ("[x](claim:sfae)", ["unknown-reference"]),
        ("[x](claim:gazette)", ["wrong-kind"]),
        ("[x](https://example.org)", []),
        ("[x](claim:)", ["unknown-reference"]),
        ("[x](claim:../etc/passwd)", ["unknown-reference"]),
        (r"\[x](claim:sfae)", ["unknown-reference"]),
    ],
)
def test_inline_references_of_prose_are_held_to_the_record(checked: Check, record: MakeRecord, link: str, found: list[str]) -> None:
    text = record("claims", summary=f"'See {link}.'")
    column = text.splitlines()[7].find(":", len("summary: '")) + 2
    assert checked({"claims/safe.yml": text}).found == [f"claims/safe.yml:8:{column} {rule}" for rule in found]


@pytest.mark.parametrize(
    ("link", "column", "hint"),
    [
        ("[x](claims:safe)", 17, "write '[words](claim:some-id)', without spaces"),
        ("[x](clam:safe)", 17, "write '[words](claim:some-id)', without spaces"),
        ("[x](article:gazette)", None, ""),
        ("[x] (claim:safe)", 17, "write '[words](claim:some-id)', without spaces"),
        ("[x]( claim:safe)", 17, "write '[words](claim:some-id)', without spaces"),
        ("[x](claim: safe)", 17, "write '[words](claim:some-id)', without spaces"),
        ("[x](claim:safe", 17, "write '[words](claim:some-id)', without spaces"),
        ("[x](claim:sa\N{NO-BREAK SPACE}fe)", 27, "write '[words](claim:some-id)', without spaces"),
        ("[x] (see the claim: safe)", None, ""),
        ("[sic] (claim by Brigid)", None, ""),
    ],
)
def test_what_begins_like_a_reference_and_is_none_is_told(
    checked: Check, record: MakeRecord, link: str, column: int | None, hint: str
) -> None:
    found = checked({"claims/safe.yml": record("claims", summary=f"'See {link}.'")})
    assert found.found == ([f"claims/safe.yml:8:{column} bad-link"] if column else [])
    assert [one.hint for one in found.diagnostics] == ([hint] if column else [])


def test_each_inline_reference_of_folded_text_has_its_own_place(checked: Check, record: MakeRecord) -> None:
    text = record("claims", summary=">-\n  See [x](claim:nowhere) and\n  then [y](claim:nowhere).")
    assert checked({"claims/safe.yml": text}).found == ["claims/safe.yml:9:17 unknown-reference", "claims/safe.yml:10:18 unknown-reference"]


def test_an_inline_reference_written_with_escapes_has_the_place_of_its_text(checked: Check, record: MakeRecord) -> None:
    text = record("claims", summary='"See [x](claim:no\\x77here)."')
    assert checked({"claims/safe.yml": text}).found == ["claims/safe.yml:8:10 unknown-reference"]


def test_inline_references_of_a_record_that_cannot_be_read_are_held_to_the_record_too(checked: Check, record: MakeRecord) -> None:
    text = record("claims", hedge="wrong", summary="'[x](claim:nowhere) and [y](claim:safe)'")
    assert [one.split()[-1] for one in checked({"claims/safe.yml": text}).found] == ["bad-value", "unknown-reference"]


def test_references_in_the_fields_of_a_text_that_cannot_be_read_are_held_to_the_record_too(checked: Check, record: MakeRecord) -> None:
    text = record("explainers", "It [is](claim:nowhere).\n", not_known="'[x](claim:nobody)'", status="wrong")
    assert [one.split()[-1] for one in checked({"explainers/bridge.md": text}).found] == [
        "unknown-reference",
        "bad-value",
        "unknown-reference",
    ]


def test_an_id_in_capitals_is_not_taken_for_words(checked: Check, record: MakeRecord) -> None:
    files = {"actors/ferry-line.yml": record("actors"), "votes/ferry.yml": record("votes", body="Ferry-Line")}
    assert [one.split()[-1] for one in checked(files).found if one.startswith("votes")] == ["unknown-reference"]


@pytest.mark.parametrize("body", ["Al-Ahram Board", "The Harbour\u00a0Board", "Ferry-Lines"])
def test_words_that_are_no_id_are_words(checked: Check, record: MakeRecord, body: str) -> None:
    files = {"actors/ferry-line.yml": record("actors"), "votes/ferry.yml": record("votes", body=f"'{body}'")}
    assert [one for one in checked(files).found if one.startswith("votes")] == []


def test_no_record_is_replaced_by_itself(checked: Check, record: MakeRecord) -> None:
    text = record("claims") + "retired: {on: 2025, because: Old., replaced_by: safe}\n"
    assert [one.split()[-1] for one in checked({"claims/safe.yml": text}).found] == ["circle"]


def test_inline_references_of_a_body_have_their_own_place(checked: Check) -> None:
    body = "---\ntitle: T\nquestion: Q\nanswer: ['[a](source:gazette)', '[b](source:herald)', '[c](source:gazette)']\n"
    body += "focal: [avalon, brigid]\nperiod: 2025\n---\n\n## On [it](claim:one)\n\n- **[it](actor:two)**\n\n> [it](act:three)\n"
    assert checked({"explainers/ferry.md": body}).found == [
        "explainers/ferry.md:9:18 unknown-reference",
        "explainers/ferry.md:11:16 unknown-reference",
        "explainers/ferry.md:13:12 unknown-reference",
    ]


def test_prose_is_words_and_references() -> None:
    before, link, after = prose_runs("See [the ferry](event:sinks) *now*.")
    assert isinstance(link, InlineLink)
    assert (before, link.scheme, link.target, link.words, after) == ("See ", "event", "sinks", "the ferry", " *now*.")
    assert prose_runs("[x](https://example.org)") == ("[x](https://example.org)",)


def test_the_hint_for_what_is_missing_names_the_file_to_add(checked: Check, record: MakeRecord) -> None:
    files = {
        "claims/a.yml": record("claims", claimant="[zzzzzz]"),
        "claims/b.yml": record("claims", explainers="[zzzzzz]"),
        "claims/c.yml": record("claims", evidence="[{source: zzzzzz, says: supports}]"),
        "risks/d.yml": record("risks", raised_by="[zzzzzz]"),
    }
    assert [one.hint for one in checked(files).diagnostics] == [
        "add it as content/actors/zzzzzz.yml",
        "add it as content/explainers/zzzzzz.md",
        "add it as content/sources/zzzzzz.md",
        "add it as content/actors/zzzzzz.yml or content/sources/zzzzzz.md",
    ]


def test_records_of_an_explainer(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "explainers/bridge.md": record("explainers"),
        "claims/a.yml": record("claims", explainers="[bridge]"),
        "claims/b.yml": record("claims"),
    }
    made = corpus(files)
    assert [one.id for one in made.appearing_in("bridge", Claim)] == ["a"]
    assert [one.id for one in made.appearing_in("nowhere", Claim)] == []


def test_issues_have_names(corpus: MakeCorpus) -> None:
    made = corpus({"publication.yml": "issues: {fares: Fares and tolls, military: Guns}\n"})
    labels = [made.issue_label(one) for one in ("fares", "military", "human_rights", "old-quarrel")]
    assert labels == ["Fares and tolls", "Guns", "Human rights", "Old quarrel"]


def test_a_voice_under_the_id_of_an_actor_and_of_a_source_is_the_actor(corpus: MakeCorpus, record: MakeRecord) -> None:
    source = record("sources", title="T", publisher="The Avalon Times")
    made = corpus({"sources/avalon.md": source, "sources/times.md": source})
    assert (made.voice_names["avalon"], made.voice_names["times"]) == (made.actor_names["avalon"], "The Avalon Times")
    assert made.sources["avalon"] == made.one(Source, "avalon")
    assert not {"avalon-times", "nobody"} & {*made.voice_names, *made.sources}


@pytest.mark.parametrize("target", ["", "Zzz", "../zzz", "z/z", "\u0436\u0436"])
def test_no_file_is_proposed_for_what_is_no_id(checked: Check, record: MakeRecord, target: str) -> None:
    (found,) = checked({"claims/safe.yml": record("claims", summary=f"'See [x](event:{target}).'")}).diagnostics
    assert (found.message, found.hint) == (f"there is no event '{target}'", "write the name of its file, without the extension")

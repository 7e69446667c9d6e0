from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.grades import origins, sensitivity, weighed
from generator.analysis.stance_counts import count_acts, stances
from generator.model.records import Claim, Source
from generator.site.claims import leaning_words
from tests.conftest import dyads_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.analysis.grades import Side
    from tests.conftest import MakeCorpus, MakeRecord


def source(publisher: str, derives_from: str = "") -> str:
    more = f"derives_from: {derives_from}\n" if derives_from else ""
    return (
        f"---\ntitle: T\npublisher: {publisher}\npublished: 2025\nlanguage: en\nkind: news\nrights: quote-only\nreliability: B\n{more}---\n"
    )


SOURCES = {
    "sources/wire.md": source("Wire"),
    "sources/one.md": source("One", "wire"),
    "sources/two.md": source("Two", "[one]"),
    "sources/other.md": source("Other"),
    "sources/round.md": source("Round", "about"),
    "sources/about.md": source("About", "round"),
}


def evidence(*pieces: str) -> str:
    lines = [f"{{source: {one.split()[0]}, says: {one.split()[1]}, credibility: 2}}" for one in pieces]
    return f"[{', '.join(lines)}]"


def test_an_outlet_that_repeats_another_speaks_with_its_voice(corpus: MakeCorpus) -> None:
    found = corpus(SOURCES)
    assert {one: origins(found, found.one(Source, one)) for one in ("wire", "one", "two", "other")} == {
        "wire": {"Wire"},
        "one": {"Wire"},
        "two": {"Wire"},
        "other": {"Other"},
    }


def test_outlets_that_repeat_each_other_in_a_circle_end_the_search(corpus: MakeCorpus) -> None:
    found = corpus(SOURCES)
    assert origins(found, found.one(Source, "round")) <= {"Round", "About"}


def left(sides: Mapping[str, Side]) -> dict[str, tuple[int, int]]:
    """Return how many pieces of either side are left without each publisher."""
    return {name: (number, sides["contradicts"].left[name]) for name, number in sides["supports"].left.items()}


def test_many_outlets_of_one_chain_are_one_publisher(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = record("claims", evidence=evidence("wire supports", "one supports", "two supports"))
    found = corpus({**SOURCES, "claims/x.yml": claim})
    result = sensitivity(found, found.one(Claim, "x"))
    assert (result["supports"].publishers, left(result)) == (["Wire"], {"Wire": (0, 0)})
    assert leaning_words(result) == "All that supports it comes from one publisher, Wire. Nothing on record contradicts it."


def test_context_counts_for_neither_side(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = record("claims", evidence=evidence("wire context", "other contradicts"))
    found = corpus({**SOURCES, "claims/x.yml": claim})
    result = sensitivity(found, found.one(Claim, "x"))
    assert (result["supports"].pieces, result["contradicts"].pieces, result["contradicts"].publishers) == (0, 1, ["Other"])


def test_what_our_assessments_name_beyond_the_evidence_of_a_claim_counts(corpus: MakeCorpus, record: MakeRecord) -> None:
    named = evidence("one supports", "wire contradicts", "other contradicts", "two context")
    assessments = f"[{{on: 2025-04, status: disputed, because: So., evidence: {named}}}]"
    claim = record("claims", evidence=evidence("one supports"), assessments=assessments)
    found = corpus({**SOURCES, "claims/x.yml": claim})
    assert [(one.source, one.says) for one in weighed(found.one(Claim, "x"))] == [
        ("one", "supports"),
        ("wire", "contradicts"),
        ("other", "contradicts"),
    ]
    result = sensitivity(found, found.one(Claim, "x"))
    assert (result["supports"].publishers, result["contradicts"].publishers) == (["Wire"], ["Other", "Wire"])


@pytest.mark.parametrize(
    ("pieces", "said", "words"),
    [
        ("wire supports", ["contradicts"], "Nothing contradicts it but what was said of it."),
        ("wire contradicts", ["supports"], "Nothing supports it but what was said of it."),
        ("wire supports", ["supports", "context"], "Nothing on record contradicts it."),
    ],
)
def test_where_somebody_spoke_against_a_claim_it_is_not_said_that_nothing_does(
    corpus: MakeCorpus, record: MakeRecord, pieces: str, said: list[str], words: str
) -> None:
    found = corpus({**SOURCES, "claims/x.yml": record("claims", evidence=evidence(pieces))})
    assert words in leaning_words(sensitivity(found, found.one(Claim, "x")), said)


def test_what_is_left_without_each_publisher_is_told_for_both_sides(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = record("claims", evidence=evidence("wire supports", "one supports", "other supports", "other contradicts"))
    found = corpus({**SOURCES, "claims/x.yml": claim})
    result = sensitivity(found, found.one(Claim, "x"))
    assert left(result) == {"Other": (2, 0), "Wire": (1, 1)}
    assert leaning_words(result).startswith("What supports it comes from 2 independent publishers")


def test_a_count_without_a_wire_is_without_those_who_repeat_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    acts = {
        "acts/x.yml": record("acts", type="SUPPORT", evidence=evidence("one supports")),
        "acts/y.yml": record("acts", type="ASSAULT", evidence=evidence("other supports")),
    }
    found = corpus({**SOURCES, **acts})
    marks = stances(found)
    dyad = dyads_of(marks)[0]
    assert {mark.publishers for mark in marks.between(*dyad)} == {frozenset({"Wire"}), frozenset({"Other"})}
    result = count_acts(marks.between(*dyad))
    assert (result.by_direction, result.least) == ((1, 0, 1), (0, 0, 0))


SENTENCES = {
    "wire supports": "All that supports it comes from one publisher, Wire. Nothing on record contradicts it.",
    "wire contradicts": "Nothing on record supports it. All that contradicts it comes from one publisher, Wire.",
    "wire supports, other supports, wire contradicts, other contradicts": (
        "What supports it comes from 2 independent publishers; without any one of them, some of it remains. "
        "What contradicts it comes from 2 independent publishers; without any one of them, some of it remains."
    ),
}


@pytest.mark.parametrize("pieces", SENTENCES)
def test_both_sides_are_told_in_words(corpus: MakeCorpus, record: MakeRecord, pieces: str) -> None:
    found = corpus({**SOURCES, "claims/x.yml": record("claims", evidence=evidence(*pieces.split(", ")))})
    assert leaning_words(sensitivity(found, found.one(Claim, "x"))) == SENTENCES[pieces]


def test_publishers_stand_by_name_whatever_their_case(corpus: MakeCorpus, record: MakeRecord) -> None:
    sources = {f"sources/{name.lower()}.md": source(name) for name in ("beta", "Alpha", "Gamma")}
    pieces = evidence("gamma supports", "beta supports", "alpha supports", "gamma contradicts", "beta contradicts", "alpha contradicts")
    found = corpus({**sources, "claims/x.yml": record("claims", evidence=pieces)})
    result = sensitivity(found, found.one(Claim, "x"))
    names = ["Alpha", "beta", "Gamma"]
    assert result["supports"].publishers == result["contradicts"].publishers == list(left(result)) == names
    assert [*left(result).values()] == [(2, 2)] * 3

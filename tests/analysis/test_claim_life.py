"""The life of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.changing import by_status, claim_life, lane_of
from generator.model.records import Claim

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord

SUPPORT = "evidence: [{source: gazette, says: supports}]"


def positions(*told: str) -> str:
    return "[" + ", ".join(f"{{{one}, {SUPPORT}}}" for one in told) + "]"


def life(corpus: MakeCorpus, record: MakeRecord, **fields: str) -> list[tuple[str, str, str, str]]:
    claim = corpus({"claims/safe.yml": record("claims", **fields)}).one(Claim, "safe")
    return [(one.when.text, one.actor, one.stance, lane_of(one)) for one in claim_life(claim).moments]


@pytest.mark.parametrize(
    ("hedge", "stance", "lane"),
    [
        ("asserted", "asserted", "said"),
        ("reported", "reported", "reported"),
        ("suggested", "hedged", "hedged"),
        ("predicted", "asserted", "said"),
        ("conditional", "asserted", "said"),
        ("promised", "asserted", "said"),
    ],
)
def test_a_life_begins_with_who_made_the_claim(corpus: MakeCorpus, record: MakeRecord, hedge: str, stance: str, lane: str) -> None:
    assert life(corpus, record, hedge=hedge) == [("2025-03-01", "brigid", stance, lane)]


def test_the_claimant_is_not_told_twice(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = positions("actor: brigid, stance: said, when: 2025-03-02")
    assert life(corpus, record, positions=told) == [("2025-03-02", "brigid", "asserted", "said")]


def test_who_suggested_a_claim_is_not_told_twice_to_have_hedged_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = positions("actor: brigid, stance: hedged, when: 2025-03-02")
    assert life(corpus, record, positions=told, hedge="suggested") == [("2025-03-02", "brigid", "hedged", "hedged")]
    assert len(life(corpus, record, positions=told, hedge="asserted")) == 2


def test_a_claimant_who_only_denies_it_later_still_made_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = positions("actor: brigid, stance: retracted, when: 2025-03-02")
    assert life(corpus, record, positions=told) == [
        ("2025-03-01", "brigid", "asserted", "said"),
        ("2025-03-02", "brigid", "retracted", "retracted"),
    ]


@pytest.mark.parametrize(("day", "times"), [("2025-03-01", 1), ("2025-03-02", 2)])
def test_who_says_it_again_later_said_it_before(corpus: MakeCorpus, record: MakeRecord, day: str, times: int) -> None:
    told = positions(f"actor: brigid, stance: repeated, when: {day}")
    assert [stance for _, _, stance, _ in life(corpus, record, positions=told)] == ["asserted", "repeated"][-times:]


def test_moments_come_in_order_of_time_and_on_a_day_said_before_denied(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = positions(
        "actor: avalon, stance: denies, when: 2025-03-01",
        "actor: avalon, stance: no comment, when: 2025-02-28",
        "actor: avalon, stance: hedged, when: 2025-03-01",
    )
    assert [moment[2] for moment in life(corpus, record, positions=told)] == ["sidestepped", "asserted", "hedged", "denied"]


def test_the_claimants_step_rests_on_the_first_two_that_support_the_claim(corpus: MakeCorpus, record: MakeRecord) -> None:
    evidence = "[{source: herald, says: contradicts}, " + ", ".join(["{source: gazette, says: supports}"] * 3) + "]"
    claim = corpus({"claims/safe.yml": record("claims", evidence=evidence)}).one(Claim, "safe")
    assert claim_life(claim).moments[0].evidence == claim.evidence[1:3]


def test_the_newest_assessment_stands_wherever_it_is_written(corpus: MakeCorpus, record: MakeRecord) -> None:
    assessments = "[{on: 2025-06-02, status: refuted, because: No.}, {on: 2025-06-01, status: unproven, because: Maybe.}]"
    made = corpus({"claims/safe.yml": record("claims", assessments=assessments), "claims/slow.yml": record("claims")})
    safe, slow = made.all(Claim)
    assert [one.status for one in claim_life(safe).assessments] == ["unproven", "contradicted"]
    assert (safe.stands, slow.stands) == ("contradicted", "unassessed")
    assert by_status([slow, safe]) == [("contradicted", [safe]), ("unassessed", [slow])]
    assert by_status([]) == []


def test_who_reports_is_not_who_is_reported_to_have_said_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = positions("actor: brigid, stance: reported to have said, when: 2025-03-02", "actor: avalon, stance: reports, when: 2025-03-03")
    assert [(actor, lane) for _, actor, _, lane in life(corpus, record, positions=told)] == [
        ("brigid", "reportedly-said"),
        ("avalon", "reported"),
    ]


def test_who_repeats_a_claim_did_not_begin_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = positions("actor: brigid, stance: asserted, when: 2025-03-02", "actor: avalon, stance: repeated, when: 2025-03-03")
    assert [(actor, lane) for _, actor, _, lane in life(corpus, record, positions=told)] == [("brigid", "said"), ("avalon", "repeated")]

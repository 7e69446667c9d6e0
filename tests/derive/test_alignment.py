"""Balances of acts: medians, what they lean on, and how they change over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.derive.alignment import Balance, Mark, Step, act_marks, alignment, balance, level_of, steps, word_of
from generator.records import Act

if TYPE_CHECKING:
    from generator.derive.alignment import Alignment
    from tests.conftest import MakeCorpus, MakeRecord

UNTIL = date(2026, 6, 1)


class Said(NamedTuple):
    """An act of Avalon toward Brigid, in few words."""

    type: str
    when: str = "2025-03-05"
    sources: str = "gazette"
    standing: str = "established"
    credibility: str = "2"


Acts = Callable[..., "Alignment"]


@pytest.fixture
def acts(corpus: MakeCorpus, record: MakeRecord) -> Acts:
    def make(*given: Said) -> Alignment:
        files = {}
        for number, act in enumerate(given):
            grade = f", credibility: {act.credibility}" if act.credibility else ""
            evidence = ", ".join(f"{{source: {source}, says: supports{grade}}}" for source in act.sources.split())
            because = "Doubted." if act.standing == "disputed" else None
            files[f"acts/act-{number}.yml"] = record(
                "acts", when=act.when, type=act.type, standing=act.standing, because=because, evidence=f"[{evidence}]"
            )
        third = record("sources", title="T", publisher="The Times", reliability="B")
        return alignment(corpus({**files, "sources/times.md": third}))

    return make


def between(found: Alignment) -> Balance:
    return balance(found.between("avalon", "brigid"))


@pytest.mark.parametrize(
    ("types", "median"),
    [
        (["SUPPORT"], 0.5),
        (["SUPPORT", "ACCUSE"], 0.1),
        (["SUPPORT", "ACCUSE", "AID"], 0.5),
        (["AID", "AID", "ASSAULT/unconventional", "ASSAULT/unconventional"], 0.0),
        (["abstain"], 0.0),
    ],
)
def test_the_balance_is_the_median_of_the_scores(acts: Acts, types: list[str], median: float) -> None:
    found = between(acts(*(Said(one) for one in types)))
    assert found.median == pytest.approx(median)
    assert (found.count, found.uncounted) == (len(types), 0)


@pytest.mark.parametrize(
    ("doubtful", "doubt"),
    [
        (Said("ASSAULT", standing="disputed"), "disputed"),
        (Said("ASSAULT", credibility=""), "ungraded"),
        (Said("ASSAULT", credibility="6"), "ungraded"),
        (Said("ASSAULT", standing="disputed", credibility=""), "disputed"),
    ],
)
def test_a_disputed_or_ungraded_act_is_shown_and_not_counted(acts: Acts, doubtful: Said, doubt: str) -> None:
    found = acts(Said("SUPPORT"), doubtful)
    marks = found.between("avalon", "brigid")
    assert [(mark.doubt, mark.counted) for mark in marks] == [("", True), (doubt, False)]
    assert balance(marks) == Balance(0.5, 1, 1, 0.5, 0.5, "The Gazette", None)


def test_a_source_that_cannot_be_judged_does_not_grade(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {"sources/times.md": record("sources", reliability="F")}
    act = record("acts", evidence="[{source: times, says: supports, credibility: 1}]")
    (mark,) = alignment(corpus({**files, "acts/praise.yml": act})).between("avalon", "brigid")
    assert (mark.doubt, mark.publishers) == ("ungraded", frozenset())


def test_no_evidence_is_not_a_balance_of_nought(acts: Acts) -> None:
    nothing = between(acts())
    assert nothing == Balance(None, 0, 0, None, None, "", None)
    assert (nothing.word, nothing.thin) == ("no evidence", True)
    assert between(acts(Said("AID", standing="disputed"))) == Balance(None, 0, 1, None, None, "", None)
    assert between(acts(Said("abstain"))).word == "even"


def test_each_publisher_is_left_out_in_turn(acts: Acts) -> None:
    found = between(acts(Said("SUPPORT"), Said("SUPPORT"), Said("SUPPORT"), Said("ACCUSE", sources="herald"), Said("AID", sources="times")))
    assert found.median == pytest.approx(0.5)
    assert (found.low, found.high) == (0.35, 0.5)
    assert (found.leans_on, found.without) == ("The Gazette", 0.35)


def test_an_act_that_another_publisher_reports_too_stays(acts: Acts) -> None:
    found = between(acts(Said("SUPPORT", sources="gazette herald"), Said("SUPPORT", sources="herald gazette")))
    assert found == Balance(0.5, 2, 0, 0.5, 0.5, "", None)


def test_two_sources_of_one_publisher_are_one(acts: Acts) -> None:
    found = between(acts(Said("SUPPORT", sources="gazette gazette")))
    assert (found.leans_on, found.without) == ("The Gazette", None)


def test_of_publishers_that_move_it_as_much_the_last_by_name_is_named(acts: Acts) -> None:
    found = between(acts(Said("SUPPORT"), Said("AID", sources="herald")))
    assert (found.leans_on, found.without) == ("The Herald", 0.5)
    assert (found.low, found.high) == (0.5, 1.0)


@pytest.mark.parametrize(("count", "thin"), [(1, True), (2, True), (3, False)])
def test_a_balance_of_few_acts_is_thin(acts: Acts, count: int, *, thin: bool) -> None:
    assert between(acts(*[Said("SUPPORT")] * count)).thin is thin


@pytest.mark.parametrize(
    ("score", "word", "level"),
    [
        (-1.0, "against", -2),
        (-0.61, "against", -2),
        (-0.6, "leaning against", -1),
        (-0.2, "even", 0),
        (0.0, "even", 0),
        (0.19, "even", 0),
        (0.2, "leaning with", 1),
        (0.59, "leaning with", 1),
        (0.6, "with", 2),
        (1.0, "with", 2),
    ],
)
def test_a_score_has_a_word(score: float, word: str, level: int) -> None:
    assert (word_of(score), level_of(score)) == (word, level)


def test_the_balance_over_time_is_cut_at_the_days_on_which_it_can_change(acts: Acts) -> None:
    found = acts(Said("SUPPORT", when="2025-03-05"), Said("ACCUSE", when="2025-09-01"))
    assert steps(found.between("avalon", "brigid"), UNTIL) == [
        Step(date(2025, 3, 5), date(2025, 9, 1), 0.5, 1),
        Step(date(2025, 9, 1), date(2026, 3, 5), 0.1, 2),
        Step(date(2026, 3, 5), UNTIL, -0.3, 1),
    ]


def test_a_year_without_acts_is_a_step_without_a_balance(acts: Acts) -> None:
    found = acts(Said("SUPPORT", when="2024-01-01"), Said("SUPPORT", when="2026-05-31"))
    assert steps(found.between("avalon", "brigid"), UNTIL) == [
        Step(date(2024, 1, 1), date(2024, 12, 31), 0.5, 1),
        Step(date(2024, 12, 31), date(2026, 5, 31), None, 0),
        Step(date(2026, 5, 31), UNTIL, 0.5, 1),
    ]


def test_acts_after_the_last_day_and_uncounted_acts_make_no_step(acts: Acts) -> None:
    found = acts(Said("AID", when="2026-05-31"), Said("AID", standing="disputed"), Said("AID", credibility=""))
    assert steps(found.between("avalon", "brigid"), date(2026, 5, 30)) == []


def test_an_act_on_the_last_day_makes_no_step_of_no_length(acts: Acts) -> None:
    assert steps(acts(Said("AID", when="2026-06-01")).between("avalon", "brigid"), UNTIL) == []


def test_several_acts_on_a_day_are_one_step(acts: Acts) -> None:
    found = acts(Said("SUPPORT", when="2026-01-01"), Said("AID", when="2026-01-01"))
    assert steps(found.between("avalon", "brigid"), UNTIL) == [Step(date(2026, 1, 1), UNTIL, 0.75, 2)]


@pytest.mark.parametrize(("when", "day"), [("2025-03", date(2025, 3, 1)), ("../2025-03", date(2025, 3, 31)), ("2025/..", date(2025, 1, 1))])
def test_an_act_counts_from_the_first_day_on_which_it_can_have_happened(acts: Acts, when: str, day: date) -> None:
    assert [mark.day for mark in acts(Said("AID", when=when)).between("avalon", "brigid")] == [day]


def test_an_act_of_several_toward_several_is_one_mark_for_each_pair_of_two(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {"actors/camelot.yml": record("actors"), "acts/praise.yml": record("acts", by="[avalon, camelot]", toward="[brigid, camelot]")}
    )
    found = alignment(made)
    assert found.dyads == [("avalon", "brigid"), ("avalon", "camelot"), ("camelot", "brigid")]
    assert found.relations == [("avalon", "brigid"), ("avalon", "camelot"), ("brigid", "camelot")]
    assert found.pairs == frozenset(found.relations)
    assert found.others("camelot") == ["avalon", "brigid"]
    assert found.others("nobody") == []


def test_an_actor_that_is_named_twice_acts_once(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/praise.yml": record("acts", by="[avalon, avalon]", toward="[brigid, brigid]")})
    assert [(mark.by, mark.toward) for mark in act_marks(made, made.one(Act, "praise"))] == [("avalon", "brigid")]


def test_what_one_does_says_nothing_of_what_the_other_does(acts: Acts) -> None:
    found = acts(Said("AID"))
    assert balance(found.between("brigid", "avalon")).median is None
    assert found.dyads == [("avalon", "brigid")]


def test_acts_are_told_apart_by_issue_and_form(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/a.yml": record("acts"), "acts/b.yml": record("acts", issue="military", form="deed")})
    found = alignment(made)

    def ids(marks: list[Mark]) -> list[str]:
        return [mark.act.id for mark in marks]

    assert ids([*found.between("avalon", "brigid", issue="military")]) == ["b"]
    assert ids([*found.between("avalon", "brigid", form="words")]) == ["a"]
    assert ids([*found.between("avalon", "brigid", issue="economic", form="deed")]) == []


def test_a_balance_is_that_of_the_acts_asked_for_however_often(corpus: MakeCorpus, record: MakeRecord) -> None:
    deed = record("acts", issue="military", form="deed", type="ACCUSE")
    found = alignment(corpus({"acts/a.yml": record("acts"), "acts/b.yml": deed}))
    for _ in range(2):
        for pair in (("avalon", "brigid"), ("brigid", "avalon")):
            assert found.balance(*pair) == balance(found.between(*pair))
            assert found.balance(*pair, issue="military") == balance(found.between(*pair, issue="military"))
            assert found.balance(*pair, form="words") == balance(found.between(*pair, form="words"))
    assert found.balance("avalon", "brigid", issue="military") != found.balance("avalon", "brigid", form="words")
    assert found.balance("avalon", "nobody").median is None


def test_a_retired_act_is_left_out(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/praise.yml": record("acts", retired="{on: 2025-04-01, because: It was never said.}")})
    assert alignment(made).dyads == []


def test_acts_come_in_order_of_time_then_of_id(acts: Acts) -> None:
    found = acts(Said("AID", when="2025-03-05"), Said("AID", when="2025-03"), Said("AID", when="2025-03-05"), Said("AID", when="2024"))
    assert [mark.act.id for mark in found.between("avalon", "brigid")] == ["act-3", "act-1", "act-0", "act-2"]

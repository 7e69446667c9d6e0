"""Acts of one actor toward another, counted: with, neither, against; what is shown and not counted; what a count leans on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.stance_counts import FEWEST_ACTS, Count, count_acts, direction_of, in_period, is_collected, stances
from generator.model.records import Act
from generator.model.records.explainers import Collected, Period
from tests.conftest import dyads_of

if TYPE_CHECKING:
    from generator.analysis.stance_counts import ActMark, Stances
    from tests.conftest import MakeCorpus, MakeRecord


@pytest.fixture
def acts(corpus: MakeCorpus, record: MakeRecord) -> Acts:
    return Acts(corpus, record)


class Acts:
    """Makes acts of Avalon toward Brigid, each of the fields that it has of its own."""

    def __init__(self, corpus: MakeCorpus, record: MakeRecord) -> None:
        self.corpus, self.record = corpus, record

    def __call__(self, *given: dict[str, str]) -> Stances:
        files = {f"acts/a{number}.yml": self.record("acts", **fields) for number, fields in enumerate(given)}
        others = {
            "actors/camelot.yml": self.record("actors"),
            "sources/times.md": self.record("sources", reliability="B"),
            "sources/unjudged.md": self.record("sources", publisher="Nobody", reliability="F"),
        }
        return stances(self.corpus({**files, **others}))

    def marks(self, *given: dict[str, str]) -> list[ActMark]:
        return list(self(*given).between("avalon", "brigid"))


def by(*sources: str, credibility: str = "2") -> str:
    return "[" + ", ".join(f"{{source: {one}, says: supports, credibility: {credibility}}}" for one in sources) + "]"


DISPUTED = {"standing": "disputed", "because": "Doubted."}


@pytest.mark.parametrize(
    ("fields", "direction"),
    [
        ({"type": "SUPPORT"}, "with"),
        ({"type": "REQUEST/assist"}, "with"),
        ({"type": "ACCUSE"}, "against"),
        ({"type": "REQUEST/change"}, "against"),
        ({"type": "REQUEST"}, "neither"),
        ({"type": "abstain"}, "neither"),
        ({"type": "SUPPORT", "direction": "neither", "direction_because": "A text that takes no side."}, "neither"),
        ({"type": "abstain", "direction": "against", "direction_because": "So."}, "against"),
    ],
)
def test_an_act_points_where_its_type_does_unless_it_says_otherwise(acts: Acts, fields: dict[str, str], direction: str) -> None:
    (mark,) = acts.marks(fields)
    assert mark.direction == direction == direction_of(mark.act)


@pytest.mark.parametrize(
    ("fields", "doubt", "publishers"),
    [
        ({}, "", {"The Gazette"}),
        ({"evidence": by("gazette", "times", "gazette")}, "", {"The Gazette", "The Times"}),
        (DISPUTED, "disputed", {"The Gazette"}),
        ({"evidence": by("gazette", credibility="6")}, "ungraded", set()),
        ({"evidence": "[{source: gazette, says: supports}]"}, "ungraded", set()),
        ({"evidence": by("unjudged")}, "ungraded", set()),
        ({"evidence": "[{source: gazette, says: contradicts, credibility: 2}]"}, "ungraded", set()),
        ({"evidence": by("unjudged"), **DISPUTED}, "disputed", set()),
    ],
)
def test_what_is_disputed_or_not_graded_is_shown_and_not_counted(
    acts: Acts, fields: dict[str, str], doubt: str, publishers: set[str]
) -> None:
    (mark,) = acts.marks(fields)
    assert (str(mark.doubt), {*mark.publishers}, mark.counted) == (doubt, publishers, not doubt)
    number = int(not doubt)
    assert count_acts([mark]) == Count((number, 0, 0), 1 - number, (number if len(publishers) > 1 else 0, 0, 0))


def test_what_is_one_matter_counts_once(acts: Acts) -> None:
    marks = acts.marks({}, {"part_of": "a0"}, {"part_of": "a0", **DISPUTED})
    assert [mark.counted for mark in marks] == [True, False, False]
    assert count_acts(marks) == Count((1, 0, 0), 0, (0, 0, 0))


def test_a_step_of_what_was_taken_back_counts_for_itself(acts: Acts) -> None:
    retired = {"retired": "{on: 2025-04, because: It did not happen.}"}
    (mark,) = acts.marks(retired, {"part_of": "a0"})
    assert (mark.act.id, mark.whole, mark.counted) == ("a1", None, True)


@pytest.mark.parametrize(
    ("step", "counted"),
    [
        ({}, [False]),
        ({"toward": "[camelot]"}, []),
        ({"toward": "[brigid, camelot]"}, [False]),
        ({"by": "[avalon, camelot]"}, [False]),
    ],
)
def test_a_step_counts_by_itself_toward_whom_its_act_was_not(acts: Acts, step: dict[str, str], counted: list[bool]) -> None:
    found = acts({}, {"part_of": "a0", **step})
    assert [mark.counted for mark in found.between("avalon", "brigid") if mark.act.id == "a1"] == counted
    others = [mark for pair in (("avalon", "camelot"), ("camelot", "brigid")) for mark in found.between(*pair)]
    assert all(mark.counted and mark.whole is None for mark in others)
    assert len(others) == len(step)


def test_an_answer_is_no_step_of_what_it_answers(acts: Acts) -> None:
    (mark,) = acts({}, {"by": "[brigid]", "toward": "[avalon]", "part_of": "a0"}).between("brigid", "avalon")
    assert (mark.whole, mark.counted) == (None, True)


def test_a_count_is_told_without_each_publisher_that_stands_alone(acts: Acts) -> None:
    marks = acts.marks(
        {"evidence": by("gazette")},
        {"evidence": by("gazette"), "type": "ACCUSE"},
        {"evidence": by("herald"), "type": "ACCUSE"},
        {"evidence": by("gazette", "herald"), "type": "abstain"},
        {"evidence": by("times"), **DISPUTED},
    )
    assert count_acts(marks) == Count((1, 1, 2), 1, (0, 1, 1))
    assert count_acts([]) == Count((0, 0, 0), 0, (0, 0, 0))
    assert count_acts(marks).counted == 4


@pytest.mark.parametrize(
    ("numbers", "leaning"),
    [
        ((FEWEST_ACTS, 0, 0), "with"),
        ((FEWEST_ACTS - 1, 0, 0), None),
        ((1, FEWEST_ACTS - 1, 0), "with"),
        ((0, 3, 2), "against"),
        ((2, 5, 2), None),
        ((0, 9, 0), None),
        ((4, 0, 5), "against"),
    ],
)
def test_a_direction_is_named_of_five_acts_and_more(numbers: tuple[int, int, int], leaning: str | None) -> None:
    assert FEWEST_ACTS == 5
    assert Count(numbers, 9, numbers).leaning == leaning


@pytest.mark.parametrize(
    ("fields", "heavy"),
    [
        ({"type": "AID"}, True),
        ({"type": "ASSAULT/aerial"}, True),
        ({"type": "MOBILIZE"}, True),
        ({"type": "AGREE", "form": "institutional"}, True),
        ({"type": "AGREE", "form": "words"}, False),
        ({"type": "SUPPORT", "form": "institutional"}, False),
    ],
)
def test_what_weighs_more_than_most_is_named(acts: Acts, fields: dict[str, str], *, heavy: bool) -> None:
    (mark,) = acts.marks(fields)
    assert mark.heavy is heavy


def test_acts_stand_between_two_in_order_of_time(acts: Acts) -> None:
    found = acts(
        {"when": "2025-03-05"},
        {"when": "2025-03-04", "issue": "military", "form": "deed"},
        {"by": "[camelot]", "toward": "[avalon, brigid]"},
        {"toward": "[avalon, brigid, brigid]", "when": "2025-03-04"},
        {"retired": "{on: 2025-04, because: It did not happen.}"},
    )
    assert [mark.act.id for mark in found.between("avalon", "brigid")] == ["a1", "a3", "a0"]
    assert [mark.act.id for mark in found.between("avalon", "brigid", issue="military")] == ["a1"]
    assert found.between("brigid", "avalon") == []
    assert dyads_of(found) == [("avalon", "brigid"), ("camelot", "avalon"), ("camelot", "brigid")]
    assert found.relations == [("avalon", "brigid"), ("avalon", "camelot"), ("brigid", "camelot")]
    assert [found.others(one) for one in ("avalon", "brigid", "camelot")] == [
        ["brigid", "camelot"],
        ["avalon", "camelot"],
        ["avalon", "brigid"],
    ]


@pytest.mark.parametrize(
    ("when", "within"),
    [
        ("2025-02-28", False),
        ("2025-03-01", True),
        ("2025-04-30", True),
        ("2025-05-01", False),
        ("2025-04-30/2025-06", True),
        ("2025-02/2025-03", False),
        ("../2025-03-15", True),
        ("../2025-05-15", False),
    ],
)
def test_an_act_falls_into_the_period_of_its_first_day(acts: Acts, when: str, *, within: bool) -> None:
    period = Period.model_validate({"name": "A", "from": "2025-03", "to": "2025-04", "because": "B"})
    found = acts({"when": when})
    assert [in_period(mark, period) for mark in found.between("avalon", "brigid")] == [within]
    assert len(found.between("avalon", "brigid", period=period)) == within


def test_a_period_may_be_open_and_a_date_unknown(acts: Acts) -> None:
    still = Period.model_validate({"name": "A", "from": "2025-03", "because": "B"})
    ever = Period.model_validate({"name": "A", "from": "../2025-03", "to": "2025-03", "because": "B"})
    (mark,) = acts.marks({"when": "2025-03-31"})
    assert in_period(mark, still)
    assert in_period(mark, ever)
    assert mark.day == mark.act.when.earliest


def test_where_no_scope_is_declared_everything_was_looked_for() -> None:
    scope = [
        Collected.model_validate({"by": [one], "toward": [other], "from": "2024", "to": "2025", "sources": "Two wires"})
        for one, other in (("avalon", "brigid"), ("avalon", "camelot"))
    ]
    assert is_collected([], "brigid", "avalon")
    assert is_collected(scope, "avalon", "camelot")
    assert not is_collected(scope, "brigid", "avalon")
    assert not is_collected(scope, "avalon", "avalon")
    assert not is_collected(scope, "brigid", "camelot")


def test_nobody_acts_toward_himself(acts: Acts) -> None:
    marks = acts({"by": "[avalon, brigid]", "toward": "[brigid, camelot]"})
    assert dyads_of(marks) == [("avalon", "brigid"), ("avalon", "camelot"), ("brigid", "camelot")]
    assert [mark.act.section for mark in marks.between("avalon", "brigid")] == [Act.section]

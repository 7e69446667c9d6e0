from __future__ import annotations

import pytest

from generator.derive.agreement import Agreement, agreement, ballots_of, wilson
from generator.records import Vote


def pairs(text: str) -> list[tuple[str, str]]:
    """Read 'yy yn an' as the ballots of two actors in three votes."""
    words = {"y": "yes", "n": "no", "a": "abstain"}
    return [(words[one[0]], words[one[1]]) for one in text.split()]


def of(text: str) -> Agreement:
    found = agreement(pairs(text))
    assert found is not None
    return found


def test_a_table_worked_out_by_hand() -> None:
    """Shares of the first: 4/6 yes, 1/6 no, 1/6 abstain; of the second: 3/6, 2/6, 1/6. By chance 12/36 + 2/36 + 1/36 = 15/36."""
    found = of("yy yy yy ya nn an")
    assert (found.same, found.both) == (4, 6)
    assert found.raw == pytest.approx(4 / 6)
    assert found.expected == pytest.approx(15 / 36)
    assert found.kappa == pytest.approx((24 / 36 - 15 / 36) / (21 / 36))
    assert (found.least, found.most) == pytest.approx((1 / 6, 9 / 14))
    assert (found.undefined_without, found.fixed) == (0, False)


def test_an_example_from_textbooks() -> None:
    """Fifty proposals: 20 yes of both, 15 no of both, 5 and 10 of one alone: observed 0.70, by chance 0.50, kappa 0.40."""
    found = of(" ".join(["yy"] * 20 + ["yn"] * 5 + ["ny"] * 10 + ["nn"] * 15))
    assert found.expected == pytest.approx(0.5)
    assert found.kappa == pytest.approx(0.4)


def test_the_interval_of_wilson() -> None:
    assert wilson(3, 6) == pytest.approx((0.18761, 0.81239), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((0.72247, 1.0), abs=1e-5)
    assert wilson(0, 1) == pytest.approx((0.0, 0.79346), abs=1e-5)


def test_one_kind_of_ballot_leaves_chance_nothing_to_be_told_from() -> None:
    found = of("yy yy yy")
    assert found.raw == 1
    assert found.expected == 1
    assert (found.kappa, found.least, found.most) == (None, None, None)
    assert found.undefined_without == 3
    assert not found.fixed


def test_one_that_always_votes_alike_has_a_kappa_of_nought_by_construction() -> None:
    found = of("yy yn yy ya")
    assert (found.kappa, found.fixed) == (0.0, True)


def test_a_kappa_that_hangs_on_one_vote_says_so() -> None:
    found = of("yy yy nn")
    assert found.kappa == 1.0
    assert (found.least, found.most, found.undefined_without) == (1.0, 1.0, 1)


def test_full_disagreement_is_below_chance() -> None:
    found = of("yn ny")
    assert found.kappa == -1.0


def test_a_single_vote_says_nothing_beyond_chance() -> None:
    assert of("yy").kappa is None
    assert (of("yn").kappa, of("yn").fixed, of("yn").least) == (0.0, True, None)


def test_no_vote_of_both_gives_nothing() -> None:
    assert agreement([]) is None


def test_the_order_of_votes_and_actors_does_not_matter() -> None:
    there = of("yy ya nn an")
    assert agreement(pairs("an nn ya yy")) == there
    assert of("yy ay nn na") == there


def test_being_absent_is_no_ballot() -> None:
    votes = [
        Vote.model_validate(
            {"id": f"v{number}", "title": "t", "when": "2025-03-06", "body": "b", "text": "x", "evidence": [], "explainers": ["e"]}
            | {"ballots": ballots}
        )
        for number, ballots in enumerate(({"a": "yes", "b": "absent"}, {"a": "no"}, {"a": "abstain", "b": "yes"}))
    ]
    assert ballots_of(votes, "a", "b") == [("abstain", "yes")]

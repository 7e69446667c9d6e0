from __future__ import annotations

from itertools import permutations

from generator.derive.blocs import in_blocs


def planted(*, hidden: frozenset[tuple[str, str]] = frozenset()) -> dict[tuple[str, str], float]:
    """Return the balances of two blocs, a c e and b d f, whose members are with one another and against the others."""
    pairs = permutations("abcdef", 2)
    return {(one, other): 0.6 if (one in "ace") == (other in "ace") else -0.6 for one, other in pairs if (one, other) not in hidden}


def test_two_blocs_stand_apart_the_first_actors_own_first() -> None:
    order = in_blocs("abcdef", planted(), "d")
    assert order[0] == "d"
    assert (set(order[:3]), set(order[3:])) == ({"b", "d", "f"}, {"a", "c", "e"})


def test_an_ally_that_never_met_the_first_actor_stands_in_its_bloc() -> None:
    """By closeness to the first actor alone it would come last, after the other bloc."""
    order = in_blocs("abcdef", planted(hidden=frozenset({("a", "e"), ("e", "a")})), "a")
    assert set(order[:3]) == {"a", "c", "e"}


def test_those_against_one_and_the_same_stand_together_though_neither_acted_toward_the_other() -> None:
    order = in_blocs("abcd", {("a", "b"): 0.5, ("c", "a"): -0.9, ("d", "a"): -0.9, ("c", "b"): -0.5, ("d", "b"): -0.5}, "a")
    assert order == ["a", "b", "c", "d"]


def test_without_any_balance_the_order_stays_but_for_the_first() -> None:
    assert in_blocs("bac", {}, "b") == ["b", "a", "c"]
    assert in_blocs("bacx", {("c", "b"): 0.1}, "b") == ["b", "c", "a", "x"]


def test_the_order_of_equals_is_that_in_which_they_are_named() -> None:
    level = dict.fromkeys(permutations("abcd", 2), 0.0)
    assert in_blocs("acbd", level, "a") == in_blocs("acbd", dict(reversed(level.items())), "a")


def test_one_actor_alone() -> None:
    assert in_blocs("a", {}, "a") == ["a"]


def test_a_balance_of_two_counts_beside_what_they_share() -> None:
    """Both meet the same third in the same way: what decides is how they stand to each other."""
    toward = {("b", "a"): 0.1, ("c", "a"): 0.1, ("d", "a"): 0.1, ("b", "c"): -0.9, ("b", "d"): 0.9, ("c", "d"): 0.2}
    assert in_blocs("abcd", toward, "a") == ["a", "d", "b", "c"]


def test_the_balances_of_both_ways_are_one() -> None:
    """One way alone, b is the nearest; with what it gets back, c is."""
    toward = {("a", "b"): 0.9, ("b", "a"): -0.9, ("a", "c"): 0.3, ("c", "a"): 0.3}
    assert in_blocs("abc", toward, "a") == ["a", "c", "b"]
    assert in_blocs("abc", {("a", "b"): 0.9, ("a", "c"): 0.3}, "a") == ["a", "b", "c"]


def test_what_is_shared_is_taken_together_and_not_added() -> None:
    """b agrees a little with a on many, c agrees much with a on one."""
    thirds = {(one, third): 0.5 for one in "ab" for third in "wxyz"}
    order = in_blocs("abcvwxyz", {**thirds, ("a", "v"): 0.9, ("c", "v"): 0.9}, "a")
    assert order.index("c") < order.index("b")

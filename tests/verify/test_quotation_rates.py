"""How often a proof is wrong, on labelled quotations in many scripts: what the manual says of it stays true."""

from __future__ import annotations

from collections import Counter

from tests.quotation_rates import judged, rates

MOST_ACCEPTED = 0.035
"""The share of changes of meaning that may pass."""
MOST_REFUSED = 0.02
"""The share of faithful quotations that may be refused."""


def test_few_changes_of_meaning_pass_and_few_faithful_quotations_are_refused() -> None:
    some = list(judged())
    accepted, refused = rates(some)
    assert (len(some) >= 400, len({one.script for one in some}) >= 8) == (True, True)
    assert min(Counter(one.is_faithful for one in some).values()) > 250
    assert accepted <= MOST_ACCEPTED, [one.quote for one in some if one.is_accepted and not one.is_faithful]
    assert refused <= MOST_REFUSED, [one.quote for one in some if one.is_faithful and not one.is_accepted]


def test_no_script_is_left_behind() -> None:
    some = list(judged())
    wrong = Counter(one.script for one in some if not one.is_right)
    every = Counter(one.script for one in some)
    assert {script for script in every if wrong[script] > 0.1 * every[script]} == set()

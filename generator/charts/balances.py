"""Balances and acts as the data behind a figure: every number in full, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.scale import exact
from generator.vocabularies import ACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.charts.markup import Names
    from generator.derive.alignment import Balance, Mark

BALANCE_COLUMNS: Final = ("Balance", "In words", "Acts counted", "Acts not counted", "Lowest", "Highest", "Leans on", "Without it")
"""What the cells of a balance are."""

FORM_NAMES: Final = {"words": "words", "institutional": "votes, visits, signatures", "deed": "deeds"}
"""The forms of an act as readers know them."""
ACT_COLUMNS: Final = ("Date", "Who", "Toward", "What", "Type", "Score", "Form", "Counted", "Independent publishers")
"""What the cells of an act are."""


def balance_cells(found: Balance) -> tuple[str, ...]:
    """Return a balance as cells: the median, its word, the numbers of acts, its range, and what it leans on."""
    without = "no evidence" if found.leans_on and found.without is None else exact(found.without)
    numbers = (str(found.count), str(found.uncounted), exact(found.low), exact(found.high))
    return exact(found.median), found.word, *numbers, found.leans_on, without


def act_rows(marks: Iterable[Mark], names: Names) -> list[tuple[str, ...]]:
    """Return acts as rows, oldest first."""
    return [_act_cells(mark, names) for mark in sorted(marks, key=lambda mark: (mark.act.when.sort_key, mark.act.id))]


def _act_cells(mark: Mark, names: Names) -> tuple[str, ...]:
    act = mark.act
    who = act.when.words(), names(mark.by), names(mark.toward), act.title
    counted = "yes" if mark.counted else f"no, {mark.doubt}"
    return *who, ACT_TYPES[act.type].label, exact(mark.score), FORM_NAMES[act.form], counted, str(len(mark.publishers))

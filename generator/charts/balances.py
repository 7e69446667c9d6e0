"""Balances and acts as the data behind a figure: every number in full, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.scale import Number, exact
from generator.language import message, say
from generator.vocabularies import ACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.charts.markup import Names
    from generator.derive.alignment import Balance, Mark

_FORMS: Final = {"words": message("words"), "institutional": message("votes, visits, signatures"), "deed": message("deeds")}
"""The forms of an act as readers know them."""
_BALANCES: Final = {
    "against": message("against"),
    "leaning against": message("leaning against"),
    "even": message("even"),
    "leaning with": message("leaning with"),
    "with": message("with"),
    "no evidence": message("no evidence"),
}
"""Balances in words."""
_DOUBTS: Final = {"disputed": message("no, disputed"), "ungraded": message("no, ungraded")}
"""That an act is not counted, and why."""


def balance_columns() -> tuple[str, ...]:
    """Return what the cells of a balance are."""
    told = say("Balance"), say("In words"), say("Acts counted"), say("Acts not counted")
    return *told, say("Lowest"), say("Highest"), say("Leans on"), say("Without it")


def act_columns() -> tuple[str, ...]:
    """Return what the cells of an act are."""
    told = say("Date"), say("Who"), say("Toward"), say("What"), say("Type")
    return *told, say("Score"), say("Form"), say("Counted"), say("Independent publishers")


def form_name(form: str) -> str:
    """Return the form of an act as readers know it."""
    return say(_FORMS[form])


def balance_word(found: Balance) -> str:
    """Return a balance in words."""
    return say(_BALANCES[found.word])


def balance_cells(found: Balance) -> tuple[str, ...]:
    """Return a balance as cells: the median, its word, the numbers of acts, its range, and what it leans on."""
    without = say("no evidence") if found.leans_on and found.without is None else exact(found.without)
    numbers = (Number(found.count), Number(found.uncounted), exact(found.low), exact(found.high))
    return exact(found.median), balance_word(found), *numbers, found.leans_on, without


def act_rows(marks: Iterable[Mark], names: Names) -> list[tuple[str, ...]]:
    """Return acts as rows, oldest first."""
    return [_act_cells(mark, names) for mark in sorted(marks, key=lambda mark: (mark.act.when.sort_key, mark.act.id))]


def _act_cells(mark: Mark, names: Names) -> tuple[str, ...]:
    act = mark.act
    who = act.when.words(), names(mark.by), names(mark.toward), act.title
    counted = say("yes") if mark.counted else say(_DOUBTS[mark.doubt])
    return *who, say(ACT_TYPES[act.type].label), exact(mark.score), form_name(act.form), counted, Number(len(mark.publishers))

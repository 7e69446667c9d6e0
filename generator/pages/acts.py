"""Acts as rows of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.stances import direction_of
from generator.evidence.grades import is_graded
from generator.figures.stances import DIRECTION_WORDS, FORM_WORDS
from generator.language import say
from generator.pages.blocks import mentions, places_of
from generator.pages.foot import foot_at
from generator.pages.words import row_of
from generator.vocabularies import ACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pages.citations import Citations
    from generator.pages.desk import Desk
    from generator.pages.foot import Foot
    from generator.pages.page import Link, Ref, Rich
    from generator.records import Act


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act in a ledger."""

    anchor: str
    link: Link
    when: str
    toward: Rich
    type: str
    direction: str
    """With, neither or against, in words."""
    form: str
    issue: str
    places: Rich
    direction_because: Rich
    """Why the direction is not that of the type, or nothing."""
    standing: str
    """Why it is not counted, in words; empty for a counted act."""
    because: Rich
    summary: Rich
    refs: tuple[Ref, ...]
    mentions: Rich
    foot: Foot | None


def act_rows(desk: Desk, acts: Iterable[Act], citations: Citations | None = None) -> list[ActRow]:
    """Return acts as rows, in order of time."""
    return [_row(desk, act, citations) for act in in_order(acts)]


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts in order of time; those of the same date by id."""
    return sorted(acts, key=lambda act: (act.when.sort_key, act.id))


def _row(desk: Desk, act: Act, citations: Citations | None) -> ActRow:
    term = ACT_TYPES[act.type]
    return ActRow(
        f"act-{act.id}",
        desk.link(act),
        act.when.words(),
        row_of(desk.voices(act.toward)),
        term.label,
        say(DIRECTION_WORDS[direction_of(act)]),
        say(FORM_WORDS[act.form]),
        desk.corpus.issue_label(act.issue),
        places_of(desk, act.places),
        desk.rich(act.direction_because, citations),
        standing_words(desk, act),
        desk.retired(act) or desk.rich(act.because, citations),
        desk.rich(act.summary, citations),
        citations.refs(act.evidence) if citations else (),
        mentions(desk, act),
        foot_at(desk, act),
    )


def standing_words(desk: Desk, act: Act) -> str:
    """Return why an act is not counted; nothing for one that is."""
    if act.retired is not None:
        return say("taken back, so left out of the count")
    if act.standing == "disputed":
        return say("disputed, so left out of the count")
    return "" if is_graded(desk.corpus, act) else say("its evidence is not graded, so left out of the count")

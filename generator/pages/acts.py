"""Acts as rows of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.evidence.grades import is_graded
from generator.language import message, numeral, say
from generator.pages.blocks import mentions, row_of
from generator.pages.foot import foot_at
from generator.vocabularies import ACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pages.desk import Citations, Desk
    from generator.pages.foot import Foot
    from generator.pages.page import Link, Ref, Rich
    from generator.records import Act

FORMS: Final = {"words": message("Words"), "institutional": message("Vote, visit or signature"), "deed": message("Deed")}
"""The forms of an act as readers know them, to be said."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act in a ledger."""

    anchor: str
    link: Link
    when: str
    toward: Rich
    type: str
    score: str
    form: str
    issue: str
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
        score_words(term.score or 0.0),
        say(FORMS[act.form]),
        desk.corpus.issue_label(act.issue),
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
        return say("retired, not counted")
    if act.standing == "disputed":
        return say("disputed, not counted")
    return "" if is_graded(desk.corpus, act) else say("not graded, not counted")


def score_words(score: float) -> str:
    """Return a PLOVER score divided by ten, with a sign: '+0.50', '0' without a sign, a true minus."""
    return numeral(f"{score / 10:+.2f}".replace("-", "−")) if score else "0"

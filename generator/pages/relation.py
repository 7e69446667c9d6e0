"""The page of two actors: what each did toward the other over time, words and deeds apart, every act with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.language import numeral, say, say_count
from generator.pages import figures
from generator.pages.acts import FORMS, ActRow, act_rows, score_words
from generator.pages.desk import Citations, SourceEntry
from generator.pages.page import Link, Page, direction_address, relation_path
from generator.records import Actor, Explainer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.alignment import Balance
    from generator.pages.desk import Desk
    from generator.records import Act


@dataclass(frozen=True, slots=True)
class FormRow:
    """The balance of one form of act, in one direction."""

    form: str
    score: str
    word: str
    acts: str


@dataclass(frozen=True, slots=True)
class DirectionView:
    """What one did toward the other."""

    anchor: str
    by: str
    toward: str
    score: str
    word: str
    sentence: str
    forms: Sequence[FormRow]
    acts: Sequence[ActRow]


@dataclass(frozen=True, slots=True)
class RelationView:
    """What the page of two actors shows."""

    title: str
    actors: Sequence[Link]
    counted: int
    uncounted: int
    figure: str
    over_time: str
    """The balance over time, for two actors that an explainer is about; else nothing."""
    directions: Sequence[DirectionView]
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every two actors of whom one acted toward the other."""
    for one, other in desk.alignment.relations:
        path = relation_path(one, other)
        view = _view(desk.at(path), one, other)
        described = say(
            "What {one} and {other} did toward each other, words and deeds apart, every act with its evidence.",
            one=desk.name(one),
            other=desk.name(other),
        )
        yield Page(path, "relation", view.title, described, "relation.md.j2", view)


def _view(desk: Desk, one: str, other: str) -> RelationView:
    acts = _acts(desk, one, other)
    citations = Citations(desk, [evidence for act in acts for evidence in act.evidence])
    both = [*desk.alignment.between(one, other), *desk.alignment.between(other, one)]
    actors = [found for actor in (one, other) if (found := desk.corpus.get(Actor.section, actor)) is not None]
    anchored: set[str] = set()
    return RelationView(
        say("{one} and {other}", one=desk.name(one), other=desk.name(other)),
        [desk.link(actor) for actor in actors],
        len({mark.act.id for mark in both if mark.counted}),
        len({mark.act.id for mark in both if not mark.counted}),
        figures.relation(desk, one, other),
        _over_time(desk, one, other),
        [_direction(desk, by, toward, citations, anchored) for by, toward in ((one, other), (other, one))],
        citations.entries,
    )


def _over_time(desk: Desk, one: str, other: str) -> str:
    """Return the balance over time of two actors that an explainer is about, in its order; nothing for others."""
    pairs = [explainer.focal[:2] for explainer in desk.corpus.all(Explainer)]
    pair = next((pair for pair in pairs if set(pair) == {one, other}), None)
    return figures.over_time(desk, *pair) if pair else ""


def _acts(desk: Desk, one: str, other: str) -> list[Act]:
    marks = [*desk.alignment.between(one, other), *desk.alignment.between(other, one)]
    return list({mark.act.id: mark.act for mark in marks}.values())


def _direction(desk: Desk, by: str, toward: str, citations: Citations, anchored: set[str]) -> DirectionView:
    marks = desk.alignment.between(by, toward)
    whole = desk.alignment.balance(by, toward)
    rows = act_rows(desk, [mark.act for mark in marks], citations)
    shown = [row if row.anchor not in anchored else replace(row, anchor="") for row in rows]
    anchored.update(row.anchor for row in rows)
    return DirectionView(
        direction_address(by, toward).anchor,
        desk.name(by),
        desk.name(toward),
        balance_words(whole),
        say(whole.word),
        sensitivity(whole),
        [_form(form, desk.alignment.balance(by, toward, form=form)) for form in FORMS],
        shown,
    )


def balance_words(found: Balance) -> str:
    """Return a balance as a figure with its sign, or a dash for no evidence."""
    return score_words(found.median * 10) if found.median is not None else "–"


def _form(form: str, found: Balance) -> FormRow:
    counted = numeral(f"{found.count:,}")
    acts = (
        say_count("{counted}, {number} not counted", "{counted}, {number} not counted", found.uncounted, counted=counted)
        if found.uncounted
        else counted
    )
    return FormRow(say(FORMS[form]), balance_words(found), say(found.word), acts)


def sensitivity(found: Balance) -> str:
    """Return in a sentence how far a balance leans on any one publisher."""
    if found.median is None:
        return say("No act is counted, so nothing is known.")
    if not found.leans_on:
        return say("It stays the same whichever publisher is left out.")
    if found.without is None:
        return say("It rests on {publisher} alone.", publisher=found.leans_on)
    return say(
        "It would be {balance} without {publisher}, the publisher it leans on most.",
        balance=score_words(found.without * 10),
        publisher=found.leans_on,
    )

"""The page of two actors: what each did toward the other over time, words and deeds apart, every act with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.derive.stances import count
from generator.figures.scale import capital
from generator.figures.stances import count_words, robustness
from generator.language import say
from generator.pages import figures
from generator.pages.acts import ActRow, act_rows
from generator.pages.citations import Citations, SourceEntry
from generator.pages.page import Link, Page, direction_address, relation_path
from generator.records import Actor, Explainer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk
    from generator.records import Act


@dataclass(frozen=True, slots=True)
class DirectionView:
    """What one did toward the other."""

    anchor: str
    former: Sequence[str]
    """The anchors that it had under ids which the one had before."""
    by: str
    toward: str
    count: str
    """How many acts are with, neither and against, in words."""
    sentence: str
    """How far that leans on any one publisher, and what is in doubt; or nothing."""
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
    """The acts over time, for two actors that an explainer is about; else nothing."""
    directions: Sequence[DirectionView]
    sources: Sequence[SourceEntry]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every two actors of whom one acted toward the other."""
    for one, other in desk.stances.relations:
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
    marks = [*desk.stances.between(one, other), *desk.stances.between(other, one)]
    actors = [found for actor in (one, other) if (found := desk.corpus.get(Actor.section, actor)) is not None]
    anchored: set[str] = set()
    explainer = _explainer(desk, one, other)
    return RelationView(
        say("{one} and {other}", one=desk.name(one), other=desk.name(other)),
        [desk.link(actor) for actor in actors],
        len({mark.act.id for mark in marks if mark.counted}),
        len({mark.act.id for mark in marks if not mark.counted}),
        figures.both_ways(desk, one, other, explainer),
        figures.over_time(desk, [(one, other), (other, one)], listed=True) if explainer else "",
        [_direction(desk, by, toward, citations, anchored) for by, toward in ((one, other), (other, one))],
        citations.entries,
    )


def _explainer(desk: Desk, one: str, other: str) -> Explainer | None:
    """Return the first explainer that is about two actors."""
    return next((found for found in desk.corpus.all(Explainer) if set(found.focal[:2]) == {one, other}), None)


def _acts(desk: Desk, one: str, other: str) -> list[Act]:
    marks = [*desk.stances.between(one, other), *desk.stances.between(other, one)]
    return list({mark.act.id: mark.act for mark in marks}.values())


def _direction(desk: Desk, by: str, toward: str, citations: Citations, anchored: set[str]) -> DirectionView:
    marks = desk.stances.between(by, toward)
    found = count(marks)
    rows = act_rows(desk, [mark.act for mark in marks], citations)
    actor = desk.corpus.get(Actor.section, by)
    former = [direction_address(one, toward).anchor for one in actor.former_ids] if actor else []
    shown = [row if row.anchor not in anchored else replace(row, anchor="") for row in rows]
    anchored.update(row.anchor for row in rows)
    return DirectionView(
        direction_address(by, toward).anchor,
        former,
        desk.name(by),
        desk.name(toward),
        capital(count_words(found)),
        robustness(found),
        shown,
    )

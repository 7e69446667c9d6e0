"""The page of all actors, by kind and name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.language.sentences import comma_list
from generator.pages.actor import KINDS, by_kind
from generator.pages.page import Link, Page, Rich
from generator.records import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext

PATH = "actors/index.md"


@dataclass(frozen=True)
class ActorRow:
    """An actor in the list."""

    link: Link
    detail: Rich


@dataclass(frozen=True)
class KindView:
    """The actors of one kind."""

    label: str
    actors: Sequence[ActorRow]


@dataclass(frozen=True)
class ActorsView:
    """What the page of all actors shows."""

    kinds: Sequence[KindView]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all actors."""
    here = context.at(PATH)
    actors = by_kind(here.corpus.all(Actor))
    groups = [KindView(_(label), [_row(here, one) for one in actors if one.kind == kind]) for kind, label in KINDS.items()]
    view = ActorsView([group for group in groups if group.actors])
    yield Page(PATH, "actors", _("Actors"), _("Who acts, claims, pays or is acted upon."), "actors.md.j2", view)


def _row(context: PageContext, actor: Actor) -> ActorRow:
    if actor.roles:
        role = actor.roles[0]
        return ActorRow(context.link(actor), (comma_list([role.title, role.when.words()]) if role.when else role.title,))
    return ActorRow(context.link(actor), context.rich(actor.description))

"""The page of all actors, by kind and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.language import _
from generator.model import Actor
from generator.site.actor import KINDS, by_kind
from generator.site.letters import heading, heading_order
from generator.site.page import Page, View
from generator.site.page_parts import office
from generator.site.parts import by_letter, in_parts, is_long, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.parts import ListPart

PATH = "actors/index.md"


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of all actors: one, or one that leads to a page for each letter with which names begin."""
    actors = by_kind(context.corpus.all(Actor))
    page = Page(PATH, "actors", _("Actors"), _("Who acts, claims, pays or is acted upon."), "actors.md.j2", None)
    named = sorted(actors, key=lambda one: (heading_order(heading(_filed(one))), _filed(one).casefold()))
    parts = by_letter("actors/all", named, _filed, _weigh) if is_long(actors, _weigh) else ()
    yield from in_parts(context, page, actors, parts, _view, begins=_filed)


def _filed(actor: Actor) -> str:
    return actor.sort_as or actor.name


def _weigh(actor: Actor) -> int:
    return row_weight(actor.name, actor.description or "")


def _view(here: PageContext, actors: Sequence[Actor], part: ListPart) -> View:
    listed = by_kind(actors) if part.has_items else ()
    groups = [View(label=_(label), actors=[_row(here, one) for one in listed if one.kind == kind]) for kind, label in KINDS.items()]
    return View(part=part, kinds=[group for group in groups if group.actors])


def _row(context: PageContext, actor: Actor) -> View:
    return View(link=context.link(actor), detail=office(actor) or context.rich(actor.description))

"""Redirect pages at the addresses of a record's former ids."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from posixpath import relpath
from typing import TYPE_CHECKING

from generator.language import _
from generator.model import TABLE, Actor
from generator.site.page import Address, Link, Page, View, href, relation_path
from generator.site.timeline import selection_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.site.context import PageContext


def pages(context: PageContext) -> Iterator[Page]:
    """Yield a redirect page at every former address."""
    for path, (now, name) in sorted(former_paths(context).items()):
        link = href(path, Address(now))
        described = _("This page has another address now.")
        yield Page(path, "moved", _("Moved: {title}", title=name), described, "moved.md.j2", View(to=Link(name, link)), moved=link)


def former_figures(context: PageContext) -> Iterator[tuple[str, View]]:
    """Yield the path and view of a redirect for each figure page at a former address."""
    for former, (now, name) in sorted(former_paths(context).items()):
        for shown in context.site.gallery:
            if shown.page == now:
                before = replace(shown, page=former)
                yield f"{before.folder}index.html", View(title=name, way=relpath(shown.folder, before.folder) + "/")


def former_paths(context: PageContext) -> Mapping[str, tuple[str, str]]:
    """Map the path of every page at a former address to the current path and the name of its record."""
    corpus = context.corpus
    targets: dict[str, tuple[str, str]] = {}
    for folder, kind in ((row.folder, row.model) for row in TABLE if row.folder):
        for record in corpus.all(kind):
            targets |= {f"{folder}{former}.md": (f"{folder}{record.id}.md", record.label) for former in record.former_ids}
    ids = {actor.id: (actor.id, *actor.former_ids) for actor in corpus.all(Actor)}
    for actor in context.facts.selections["actor"]:
        for former in ids.get(actor, (actor,))[1:]:
            targets[selection_path("actor", former)] = selection_path("actor", actor), context.name(actor)
    for one, other in context.stances.relations:
        for pair in list(product(ids.get(one, (one,)), ids.get(other, (other,))))[1:]:
            targets[relation_path(*pair)] = relation_path(one, other), context.relation_link(one, other).label
    return targets

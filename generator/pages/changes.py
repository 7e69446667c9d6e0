"""The page of changes: what we changed, and what the evidence moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.changes import changes
from generator.derive.revisions import revisions
from generator.language import say
from generator.pages.blocks import ChangeRow, RevisedDay, change_rows, revised_days
from generator.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "changes.md"


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What the page of changes shows."""

    ours: Sequence[RevisedDay]
    moved: Sequence[ChangeRow]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of changes."""
    here = desk.at(PATH)
    described = say("What we changed, by the day on which we did, and what later evidence moved.")
    view = ChangesView(revised_days(here, revisions(here.corpus)), change_rows(here, changes(here.corpus)))
    yield Page(PATH, "changes", say("Changes"), described, "changes.md.j2", view)

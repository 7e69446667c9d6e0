"""The page of changes: what we changed, and what the evidence moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.language import _
from generator.pages.blocks import ChangeRow, RevisedDay, change_rows, revised_days
from generator.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext

PATH = "changes.md"


@dataclass(frozen=True)
class ChangesView:
    """What the page of changes shows."""

    ours: Sequence[RevisedDay]
    moved: Sequence[ChangeRow]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of changes."""
    here = context.at(PATH)
    described = _("What we changed, by the day on which we did, and what later evidence moved.")
    view = ChangesView(revised_days(here, here.facts.revisions), change_rows(here, here.facts.changes))
    yield Page(PATH, "changes", _("Changes"), described, "changes.md.j2", view)

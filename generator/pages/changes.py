"""The page of what changed in the world, as the record tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.derive.changes import changes
from generator.language import say
from generator.pages.blocks import ChangeRow, change_rows
from generator.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.desk import Desk

PATH = "changes.md"


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What the page of changes shows."""

    changes: Sequence[ChangeRow]


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of changes."""
    here = desk.at(PATH)
    described = say("What changed in meaning, newest first: assessments, risks, signposts and the histories of records.")
    view = ChangesView(change_rows(here, changes(here.corpus)))
    yield Page(PATH, "changes", say("Changes"), described, "changes.md.j2", view)

"""The page of changes: what we changed, and what the evidence moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import Changed, Revised
from generator.language import _
from generator.site.page import Page, View
from generator.site.page_parts import change_rows, revised_days
from generator.site.parts import by_year, in_parts, is_long, row_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Edtf
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

PATH = "changes.md"
_OF_A_ROW: Final = 200
"""What a row weighs beside its link and its words: its day, its marks, the links in its words."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of changes: one, or one that leads to a page for each year."""
    described = _("What we changed, by the day on which we did, and what later evidence moved.")
    page = Page(PATH, "changes", _("Changes"), described, "changes.md.j2", None)
    found: list[Revised | Changed] = [*context.facts.revisions, *context.facts.changes]
    parts = by_year("changes", found, _dated, _weigh, newest_first=True) if is_long(found, _weigh) else ()
    yield from in_parts(context, page, found, parts, _view)


def _dated(one: Revised | Changed) -> Edtf:
    return one.on if isinstance(one, Revised) else one.when


def _weigh(one: Revised | Changed) -> int:
    texts = one.texts if isinstance(one, Revised) else (one.subject, *one.because)
    return _OF_A_ROW + row_weight(one.record.label, *(text or "" for text in texts))


def _view(here: PageContext, found: Sequence[Revised | Changed], part: ListPart) -> View:
    shown = found if part.has_items else ()
    ours, moved = [one for one in shown if isinstance(one, Revised)], [one for one in shown if isinstance(one, Changed)]
    return View(part=part, ours=revised_days(here, ours), moved=change_rows(here, moved))

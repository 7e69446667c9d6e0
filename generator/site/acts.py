"""Acts as rows of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis import by_matter, direction_of, is_graded
from generator.language import _
from generator.model import ACT_TYPES, DIRECTION_WORDS, FORM_WORDS, Act
from generator.site.page_parts import places_of
from generator.site.record_actions import shared_view
from generator.site.words import row_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.site.citations import Citations
    from generator.site.context import PageContext
    from generator.site.page import View


def act_rows(context: PageContext, acts: Iterable[Act], citations: Citations | None = None) -> list[View]:
    """Return acts as rows, in order of time, each with its further steps right after it."""
    found = by_matter(acts)
    known = {act.id for act in found}
    return [_row(context, act, citations, step=act.part_of in known) for act in found]


def _row(context: PageContext, act: Act, citations: Citations | None, *, step: bool) -> View:
    term = ACT_TYPES[act.type]
    whole = context.corpus.get(Act.section, act.part_of) if act.part_of else None
    return shared_view(
        context,
        act,
        citations,
        when=act.when.words(),
        toward=row_of(context.voices(act.toward)),
        type=term.label,
        direction=_(DIRECTION_WORDS[direction_of(act)]),
        form=_(FORM_WORDS[act.form]),
        issue=context.corpus.issue_label(act.issue),
        places=places_of(context, act.places),
        direction_because=context.rich(act.direction_because, citations),
        step=step,
        step_of=context.link(whole) if whole else None,
        standing=standing_words(context, act),
        because=context.retired(act) or context.rich(act.because, citations),
    )


def standing_words(context: PageContext, act: Act) -> str:
    """Return why an act is not counted; nothing for one that is."""
    if act.retired is not None:
        return _("taken back, so left out of the count")
    if act.standing == "disputed":
        return _("disputed, so left out of the count")
    return "" if is_graded(context.corpus, act) else _("its evidence is not graded, so left out of the count")

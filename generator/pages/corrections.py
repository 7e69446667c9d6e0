"""The page of corrections: how mistakes are mended, and which records were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.derive.corrections import retirements
from generator.language import say
from generator.pages.blocks import ChangeRow
from generator.pages.foot import Dispute, dispute_of
from generator.pages.page import Page, Rich
from generator.pages.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.derive.corrections import Retirement
    from generator.pages.desk import Desk

PATH: Final = "corrections.md"


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What the page of corrections shows."""

    policy: Sequence[Rich]
    dispute: Dispute
    retired: Sequence[ChangeRow]


def is_given(desk: Desk) -> bool:
    """Tell whether there is anything to say: a policy, or a record that was taken back."""
    return bool(desk.corpus.publication.corrections) or bool(retirements(desk.corpus))


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of corrections, where there is a policy or a correction."""
    if not is_given(desk):
        return
    here = desk.at(PATH)
    policy = [here.rich(one) for one in here.corpus.publication.corrections]
    view = CorrectionsView(policy, dispute_of(here), [_row(here, one) for one in retirements(here.corpus)])
    described = say("How mistakes are mended, how to report one, and which records were taken back.")
    yield Page(PATH, "corrections", say("Corrections"), described, "corrections.md.j2", view)


def _row(desk: Desk, one: Retirement) -> ChangeRow:
    when, record = one.retired.on, one.record
    iso = when.earliest.isoformat() if when.earliest else ""
    kind = say(KINDS[type(record)].retired)
    return ChangeRow(when.words(), iso, desk.link(record), kind, "", None, None, desk.retired_because(record))

"""What we changed, by the day on which we did: what is new, what was revised, what was mended, what was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.analysis.own_mistakes import corrections, retirements
from generator.model import Explainer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Edtf, Record


@dataclass(frozen=True, slots=True)
class Revised:
    """One change of ours."""

    on: Edtf
    record: Record
    kind: Literal["published", "revised", "corrected", "retired"]
    texts: tuple[str | None, ...] = ()
    """What was changed, and why, in the words of the editors."""


_ORDER = ("published", "retired", "corrected", "revised")


def revisions(records: Iterable[Record]) -> list[Revised]:
    """Return every change of ours that records tell, the newest first; of one day, what is new comes first."""
    all_records = list(records)
    explainers = [one for one in all_records if isinstance(one, Explainer)]
    found = [Revised(one.published, one, "published") for one in explainers if one.published]
    found += [Revised(told.on, one, "revised", (told.what,)) for one in explainers for told in one.revisions]
    found += [
        Revised(one.correction.on, one.record, "corrected", (one.correction.what, one.correction.because))
        for one in corrections(all_records)
    ]
    found += [Revised(one.retired.on, one.record, "retired", (one.retired.because,)) for one in retirements(all_records)]
    found.sort(key=lambda one: (_ORDER.index(one.kind), one.record.section, one.record.id))
    return sorted(found, key=lambda one: one.on.sort_key, reverse=True)

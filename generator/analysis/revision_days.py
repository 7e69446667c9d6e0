"""What we changed, by the day on which we did: what is new, what was revised, what was mended, what was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.model import Explainer, corrections_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    found = sorted((one for record in records for one in _of(record)), key=lambda one: (_ORDER.index(one.kind), one.record.key))
    return sorted(found, key=lambda one: one.on.sort_key, reverse=True)


def _of(record: Record) -> Iterator[Revised]:
    if isinstance(record, Explainer):
        if record.published:
            yield Revised(record.published, record, "published")
        yield from (Revised(revision.on, record, "revised", (revision.what,)) for revision in record.revisions)
    yield from (Revised(one.on, record, "corrected", (one.what, one.because)) for one in corrections_of(record))
    if (why := getattr(record, "retired", None)) is not None:
        yield Revised(why.on, record, "retired", (why.because,))

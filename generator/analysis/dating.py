"""When a record was last changed, by the dates that records themselves tell: no clock is read, and no history of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.model import Explainer, Stance, dates_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Corpus, Edtf, Record

_TELLING: Final = frozenset({"updated", "on", "published", "retrieved", "made"})
"""Fields whose date is one of the record: it cannot have been written, as it is, before."""


def changed_on(record: Record, today: date) -> date | None:
    """Return the newest day on which a record says that something in it was made, judged or mended; nothing where it tells none.

    Of a date that is no day, the first day counts that it may be. What lies ahead of today changed nothing yet.
    """
    return max((day for when in _dates(record) if (day := when.earliest) and day <= today), default=None)


def last_changes(corpus: Corpus, today: date) -> dict[Record, date]:
    """Return the newest of those days of each record and of those that refer to it, which its page tells of too; explainers it only names.

    Records of which nothing tells a day are left out.
    """
    changed = {record: day for record in corpus if (day := changed_on(record, today))}
    found = {}
    for record in corpus:
        referring = (backlink.record for backlink in corpus.referring_to(record) if not isinstance(backlink.record, Explainer))
        if days := [changed[one] for one in (record, *referring) if one in changed]:
            found[record] = max(days)
    return found


def _dates(record: Record) -> Iterator[Edtf]:
    yield from (when for found, when in dates_in(record) if found.field.name in _TELLING or isinstance(found.part, Stance))

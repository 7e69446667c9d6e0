"""One record as it is being written, among all others as they were last read: what checks of single records need to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import PUBLICATION_KEY, AnyRecord, Backlink, Corpus, Event, Key, Record, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.content import Reading


class Focus(Corpus):
    """A corpus in which one record is looked at: it alone is gone through, and all others are found by their ids."""

    def __init__(self, whole: Corpus, key: Key, reading: Reading) -> None:
        """Look at the record of a key, as it was read, or at what could be read of it."""
        self._whole = whole
        self._key = key
        self._record = reading.records[0] if reading.records else None
        self.publication = whole.publication
        self.publication_at = whole.publication_at
        self.lock_text = whole.lock_text
        self.bodies = reading.bodies
        self.translated_bodies = reading.translated_bodies
        self.broken = {**reading.broken, **({PUBLICATION_KEY: unread} if (unread := whole.broken.get(PUBLICATION_KEY)) else {})}
        self._references, self._links = {}, {}
        if isinstance(self._record, Event) and self._record.is_measured and self._record.after is not None:
            before = whole.get(Event.section, self._record.after.event)
            self._record.measure(before.when if isinstance(before, Event) and before.is_dated else None)

    def __iter__(self) -> Iterator[Record]:
        """Yield the record, if it could be read."""
        return iter(() if self._record is None else (self._record,))

    def __len__(self) -> int:
        """Return the number of all records."""
        return len(self._whole)

    def get(self, section: str, record_id: str) -> Record | None:
        """Return a record by section and id."""
        return self._record if (section, record_id) == self._key else self._whole.get(section, record_id)

    def one(self, kind: type[AnyRecord], record_id: str) -> AnyRecord:
        """Return a record that is known to exist; raises KeyError where it does not."""
        found = self.get(kind.section, record_id)
        if not isinstance(found, kind):
            raise KeyError(record_id)
        return found

    def all(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return the record, if it is of a section."""
        return [self._record] if isinstance(self._record, kind) else []

    def ids(self, section: str) -> list[str]:
        """Return the ids of a section, those of broken records too."""
        found = self._whole.ids(section)
        return found if section != self._key[0] or self._key[1] in found else sorted([*found, self._key[1]])

    def former_ids(self, sections: Iterable[str]) -> Mapping[str, str]:
        """Return the ids that records of some sections had, or by their names may have had, with those that they have."""
        return self._whole.former_ids(sections)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by its id."""
        own = {self._record.id: self._record} if isinstance(self._record, Source) else {}
        return {**self._whole.sources, **own} if own else self._whole.sources

    @property
    def actor_names(self) -> Mapping[str, str]:
        """The name of every actor, by its id."""
        return self._whole.actor_names

    @property
    def voice_names(self) -> Mapping[str, str]:
        """The name of every actor and the publisher of every source, by its id."""
        return self._whole.voice_names

    def referring_to(self, record: Record) -> Sequence[Backlink]:
        """Return the records that refer to one, by section and id, as they were last read."""
        return self._whole.referring_to(record)

    @property
    def has_unread(self) -> bool:
        """Whether some file holds a record that could not be read."""
        return self._whole.has_unread

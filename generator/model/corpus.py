"""All records: by id, by section, by explainer, by who refers to them."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from generator.language import N_, changed
from generator.model.records import SECTIONS, Actor, Event, Explainer, Record, Source
from generator.model.records.events import measure_all
from generator.model.records.publication import Publication
from generator.model.records.values import as_id
from generator.model.records.walking import prose_in, references_in
from generator.model.records.wording import translated_texts
from generator.model.vocabularies import ISSUES
from generator.text import NOWHERE, Body, InlineLink, Located, Location, Run, SourceText, read_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model.records.base import Keys, Reference

    _Referring = tuple["Record | Broken", Sequence[Reference], Sequence[tuple[Keys, InlineLink]]]
    """A record with what it refers to in its fields, and in its running text."""

AnyRecord = TypeVar("AnyRecord", bound=Record)
Key = tuple[str, str]
SCHEMES: Mapping[str, str] = {section.singular: section.section for section in SECTIONS}
"""The section that each scheme of inline references names: 'claim' is 'claims'."""
PUBLICATION_KEY: Key = ("", "publication")
"""What stands among the broken keys for a publication.yml that could not be read."""
MENTIONS = N_("Mentioned in")
"""The heading for records that name another in running text."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that holds a record which could not be read into its model, with what could be read of it."""

    key: Key
    kind: type[Record]
    values: Mapping[str, object]
    located: Located

    @property
    def section(self) -> str:
        """The section in which it stands."""
        return self.kind.section

    def at(self, *keys: str | int) -> Location:
        """Return the place of a value, or of the nearest thing around it that was written."""
        return self.located.at(*keys)


@dataclass(frozen=True, slots=True)
class Backlink:
    """A record that refers to another, and under which heading the other lists it."""

    record: Record
    heading: str


def prose_runs(text: str) -> tuple[Run, ...]:
    """Return running text as words and references to records."""
    return _referring_runs(text) if "](" in text else (text,) if text else ()


@lru_cache(maxsize=1 << 13)
def _referring_runs(text: str) -> tuple[Run, ...]:
    return read_prose(text, frozenset(SCHEMES))


def prose_of(record: Record | Publication | Broken) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a record that may hold inline references, with its path, translations too; of one unread, what could be read."""
    if isinstance(record, Broken):
        yield from prose_in(record.values, record.kind)
    else:
        yield from prose_in(record)
        yield from ((keys, text) for keys, text, field in translated_texts(record, record.translations) if field.is_prose)


def links_in(text: str) -> tuple[InlineLink, ...]:
    """Return the references to records in running text."""
    return tuple(run for run in prose_runs(text) if isinstance(run, InlineLink))


def without_links(text: str) -> str:
    """Return running text with the words of its references in their place, in the language of the text."""
    return changed(text, lambda words: "".join(run.words if isinstance(run, InlineLink) else run for run in prose_runs(words)))


def _names_of(record: Record) -> Iterator[str]:
    yield record.label
    if isinstance(record, Actor):
        yield from (*record.aliases, record.short or "", record.identifiers.iso3166 or "")


class Corpus:
    """All records of a publication. Nothing in it changes after it is made."""

    def __init__(
        self,
        records: Iterable[Record],
        *,
        publication: Publication | None = None,
        publication_at: Located = NOWHERE,
        bodies: Mapping[Key, Body] | None = None,
        translated_bodies: Mapping[tuple[Key, str], Body] | None = None,
        broken: Mapping[Key, Broken] | None = None,
        astray: Mapping[Key, str] | None = None,
        lock_text: SourceText | None = None,
        before: Corpus | None = None,
    ) -> None:
        """Index the records; 'broken' are the files that hold a record which could not be read.

        Of the records that it shares with a corpus before, which are the same objects, it knows at once what they refer to.
        """
        self.publication = publication or Publication()
        self.publication_at = publication_at
        self.lock_text = lock_text
        """The lock of proofs as it stands in the content folder; generator.verify.evidence reads it."""
        self.bodies: Mapping[Key, Body] = bodies or {}
        self.translated_bodies: Mapping[tuple[Key, str], Body] = translated_bodies or {}
        """The text of records in further languages, by record and language."""
        self.broken: Mapping[Key, Broken] = broken or {}
        self.astray: Mapping[Key, str] = astray or {}
        """Files that may hold a record, badly named or misplaced, by the section and the id that it would have.

        Outside of a section the section is empty; of a folder that cannot be listed the id is.
        """
        self._records = {record.key: record for record in sorted(records, key=lambda record: record.key)}
        self._all: dict[type[Record], list[Any]] = {}
        self._known: dict[Key, _Referring] = {**before._known} if before else {}  # noqa: SLF001 - of its own kind
        for key, explainers in self._reached().items():
            self._records[key] = self._records[key].model_copy(update={"explainers": explainers})
        self._by_section: dict[str, list[Record]] = defaultdict(list)
        for record in self._records.values():
            self._by_section[record.section].append(record)
        measure_all({event.id: event for event in self.all(Event)})

    def __iter__(self) -> Iterator[Record]:
        """Yield every record, by section and id."""
        return iter(self._records.values())

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._records)

    def of(self, publication: Publication) -> Corpus:
        """Return the same records as those of another publication."""
        other = copy(self)
        other.publication = publication
        return other

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """The name of every actor, by its id."""
        return {actor.id: actor.label for actor in self.all(Actor)}

    @cached_property
    def voice_names(self) -> Mapping[str, str]:
        """The name of every actor and the publisher of every source, by its id; of both under one id the actor."""
        return {**{source.id: source.publisher for source in self.sources.values()}, **self.actor_names}

    def former_ids(self, sections: Iterable[str]) -> Mapping[str, str]:
        """Return the ids that records of some sections had, or by their names may have had, with those that they have."""
        records = [record for section in sections for record in self._by_section[section]]
        likely = {former: record.id for record in records for former in self._names_as_ids[record]}
        return likely | {former: record.id for record in records for former in record.former_ids}

    @cached_property
    def _names_as_ids(self) -> Mapping[Record, frozenset[str]]:
        return {record: frozenset(filter(None, map(as_id, _names_of(record)))) for record in self}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by its id."""
        return {source.id: source for source in self.all(Source)}

    def get(self, section: str, record_id: str) -> Record | None:
        """Return a record by section and id."""
        return self._records.get((section, record_id))

    def find(self, kind: type[AnyRecord], record_id: str | None) -> AnyRecord | None:
        """Return a record of a kind by its id; nothing where there is none, or no id."""
        record = self.get(kind.section, record_id or "")
        return record if isinstance(record, kind) else None

    def one(self, kind: type[AnyRecord], record_id: str) -> AnyRecord:
        """Return a record that is known to exist; raises KeyError where it does not."""
        if (record := self.find(kind, record_id)) is None:
            raise KeyError(record_id)
        return record

    def all(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return every record of a section, by id."""
        found = self._all.get(kind)
        if found is None:
            found = self._all[kind] = [record for record in self._by_section[kind.section] if isinstance(record, kind)]
        return found

    @property
    def unread(self) -> Sequence[Broken]:
        """What could be read of records that could not be read into their models."""
        return [one for key, one in self.broken.items() if key != PUBLICATION_KEY and self.get(*key) is None]

    def references(self, record: Record | Broken) -> Sequence[Reference]:
        """Return every reference that the fields of a record declare, in the order of the fields."""
        return self._known_of(record)[1]

    def _known_of(self, record: Record | Broken) -> _Referring:
        known = self._known.get(record.key)
        if known is None or known[0] is not record:
            references = references_in(record.values, record.kind) if isinstance(record, Broken) else references_in(record)
            links = ((keys, link) for keys, text in prose_of(record) for link in links_in(text))
            known = self._known[record.key] = record, tuple(references), tuple(links)
        return known

    def astray_in(self, record_id: str, sections: Iterable[str]) -> str:
        """Return the file or folder in which a record may be that was not read from it; nothing where none is likely to have it."""
        keys = (key for section in sections for key in ((section, record_id), ("", record_id), (section, "")))
        return next((self.astray[key] for key in keys if key in self.astray), "")

    def ids(self, section: str) -> list[str]:
        """Return the ids of a section, those of broken records too."""
        return sorted({record.id for record in self._by_section[section]} | {one for where, one in self.broken if where == section})

    def appearing_in(self, explainer: str, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of a section that appear in an explainer, by id."""
        return [record for record in self._appearing.get(explainer, ()) if isinstance(record, kind)]

    @cached_property
    def _appearing(self) -> Mapping[str, Sequence[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self:
            for explainer in dict.fromkeys(vars(record).get("explainers", ())):
                found[explainer].append(record)
        return dict(found)

    def resolve(self, reference: Reference, of: Record | Broken) -> Record | None:
        """Return the record that a reference names; nothing for words and for what is not there."""
        if reference.is_words:
            return None
        sections = reference.to.sections or (of.section,)
        return next((found for section in sections if (found := self.get(section, reference.id)) is not None), None)

    def resolve_link(self, link: InlineLink) -> Record | None:
        """Return the record that an inline reference names."""
        section = SCHEMES.get(link.scheme)
        return self.get(section, link.target) if section else None

    def links(self, record: Record | Broken) -> Iterator[tuple[Keys, InlineLink]]:
        """Yield every inline reference in a record's running text, with the path of the field it stands in."""
        yield from self._known_of(record)[2]
        yield from (((), link) for link in self.body_of(record).links)

    def body_of(self, record: Record | Broken) -> Body:
        """Return the text of a record as read; an empty one for a record without."""
        return self.bodies.get(record.key) or Body()

    def referring_to(self, record: Record) -> Sequence[Backlink]:
        """Return the records that refer to one, by section and id."""
        return self._backlinks.get(record.key, [])

    @property
    def has_unread(self) -> bool:
        """Whether some file holds a record, or a text, that could not be read, so that what it refers to is not known."""
        bodies = *self.bodies.values(), *self.translated_bodies.values()
        return bool(self.unread_astray or self.unread) or any(body.problems and not body.blocks for body in bodies)

    @cached_property
    def unread_astray(self) -> frozenset[str]:
        """The badly named or misplaced files and folders in which a record may be that was not read."""
        return frozenset(self.astray.values()) - {record.path for record in self}

    def issue_label(self, issue: str) -> str:
        """Return the name of an issue: the publication's, the scale's, or the word itself made readable."""
        if issue in self.publication.issues:
            return self.publication.issues[issue]
        term = ISSUES.find(issue)
        return term.label if term else issue.replace("-", " ").capitalize()

    def _reached(self) -> Mapping[Key, tuple[str, ...]]:
        """Return the explainers of each record that names none itself: those that link to it, or have a record that names it."""
        loose = {key for key, record in self._records.items() if getattr(record, "explainers", None) == ()}
        found: dict[Key, list[str]] = defaultdict(list)
        for explainer in self if loose else ():
            if isinstance(explainer, Explainer):
                reached = {record.key for record in self if explainer.id in getattr(record, "explainers", ())} | {explainer.key}
                ahead = sorted(reached)
                while ahead:
                    new = {target.key for target, _ in self._named_by(self._records[ahead.pop()])} & loose - reached
                    reached |= new
                    ahead += sorted(new)
                for key in reached & loose:
                    found[key].append(explainer.id)
        return {key: tuple(explainers) for key, explainers in found.items()}

    def _named_by(self, record: Record) -> Iterator[tuple[Record, str]]:
        """Yield every other record that one names, in its fields and then in its running text, and the heading for it there."""
        for reference in self.references(record):
            target = self.resolve(reference, record)
            if target is not None and target is not record:
                yield target, reference.to.heading
        for _, link in self.links(record):
            target = self.resolve_link(link)
            if target is not None and target is not record:
                yield target, MENTIONS

    @cached_property
    def _backlinks(self) -> dict[Key, list[Backlink]]:
        backlinks: dict[Key, dict[Backlink, None]] = defaultdict(dict)
        for record in self:
            for target, heading in self._named_by(record):
                backlinks[target.key][Backlink(record, heading)] = None
        return {key: list(found) for key, found in backlinks.items()}

"""The corpus: all records, indexed by id, section, explainer and backlink."""

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

    _RecordReferences = tuple["Record | Broken", Sequence[Reference], Sequence[tuple[Keys, InlineLink]]]
    """A record with the references in its fields, and those in its running text."""

AnyRecord = TypeVar("AnyRecord", bound=Record)
Key = tuple[str, str]
SCHEMES: Mapping[str, str] = {section.singular: section.section for section in SECTIONS}
"""The section of each scheme of inline references: 'claim' is 'claims'."""
PUBLICATION_KEY: Key = ("", "publication")
"""The key of a broken publication.yml among the broken files."""
MENTIONS = N_("Mentioned in")
"""The heading of backlinks from running text."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record file that could not be validated, with the values that could be read."""

    key: Key
    kind: type[Record]
    values: Mapping[str, object]
    located: Located

    @property
    def section(self) -> str:
        """The section of the record."""
        return self.kind.section

    def at(self, *keys: str | int) -> Location:
        """Return the location of a value, or of the nearest enclosing value present in the file."""
        return self.located.at(*keys)


@dataclass(frozen=True, slots=True)
class Backlink:
    """A record that refers to another, and the heading under which the other lists it."""

    record: Record
    heading: str


def prose_runs(text: str) -> tuple[Run, ...]:
    """Split running text into words and inline references."""
    return _referring_runs(text) if "](" in text else (text,) if text else ()


@lru_cache(maxsize=1 << 13)
def _referring_runs(text: str) -> tuple[Run, ...]:
    return read_prose(text, frozenset(SCHEMES))


def prose_of(record: Record | Publication | Broken) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a record that may contain inline references, with its path; also its translations, unless it is broken."""
    if isinstance(record, Broken):
        yield from prose_in(record.values, record.kind)
    else:
        yield from prose_in(record)
        yield from ((keys, text) for keys, text, field in translated_texts(record, record.translations) if field.is_prose)


def links_in(text: str) -> tuple[InlineLink, ...]:
    """Return the inline references in running text."""
    return tuple(run for run in prose_runs(text) if isinstance(run, InlineLink))


def without_links(text: str) -> str:
    """Return running text with each inline reference replaced by its words, in the language of the text."""
    return changed(text, lambda words: "".join(run.words if isinstance(run, InlineLink) else run for run in prose_runs(words)))


def _names_of(record: Record) -> Iterator[str]:
    yield record.label
    if isinstance(record, Actor):
        yield from (*record.aliases, record.short or "", record.identifiers.iso3166 or "")


class Corpus:
    """All records of a publication; immutable once created."""

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
        """Index the records; `broken` are the record files that could not be validated.

        References of records that are the same objects in the corpus `before` are reused rather than collected again.
        """
        self.publication = publication or Publication()
        self.publication_at = publication_at
        self.lock_text = lock_text
        """The lock file of proofs in the content folder; parsed by generator.verify.evidence."""
        self.bodies: Mapping[Key, Body] = bodies or {}
        self.translated_bodies: Mapping[tuple[Key, str], Body] = translated_bodies or {}
        """The bodies of records in further languages, by record key and language tag."""
        self.broken: Mapping[Key, Broken] = broken or {}
        self.astray: Mapping[Key, str] = astray or {}
        """Badly named or misplaced files that may hold a record, by the section and id that it would have.

        The section is empty for a file outside of a section, the id for a folder that cannot be listed.
        """
        self._records = {record.key: record for record in sorted(records, key=lambda record: record.key)}
        self._by_kind: dict[type[Record], list[Any]] = {}
        self._references: dict[Key, _RecordReferences] = {**before._references} if before else {}  # noqa: SLF001 - of its own kind
        for key, explainers in self._reaching_explainers().items():
            self._records[key] = self._records[key].model_copy(update={"explainers": explainers})
        self._by_section: dict[str, list[Record]] = defaultdict(list)
        for record in self._records.values():
            self._by_section[record.section].append(record)
        measure_all({event.id: event for event in self.all(Event)})

    def __iter__(self) -> Iterator[Record]:
        """Yield every record, sorted by section and id."""
        return iter(self._records.values())

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._records)

    def of(self, publication: Publication) -> Corpus:
        """Return a copy of the corpus with another publication."""
        other = copy(self)
        other.publication = publication
        return other

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """The name of every actor, by id."""
        return {actor.id: actor.label for actor in self.all(Actor)}

    @cached_property
    def voice_names(self) -> Mapping[str, str]:
        """The name of every actor and the publisher of every source, by id; an actor wins over a source with the same id."""
        return {**{source.id: source.publisher for source in self.sources.values()}, **self.actor_names}

    def name_within(self, voice: str) -> str:
        """Return the name of an actor, or the publisher of a source, by id, as it stands within a sentence; any other text unchanged."""
        actor = self.find(Actor, voice)
        return actor.within if actor else self.voice_names.get(voice, voice)

    def former_ids(self, sections: Iterable[str]) -> Mapping[str, str]:
        """Map the former ids of records of some sections, and ids derived from their names, to their current ids."""
        records = [record for section in sections for record in self._by_section[section]]
        likely = {former: record.id for record in records for former in self._names_as_ids[record]}
        return likely | {former: record.id for record in records for former in record.former_ids}

    @cached_property
    def _names_as_ids(self) -> Mapping[Record, frozenset[str]]:
        return {record: frozenset(filter(None, map(as_id, _names_of(record)))) for record in self}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source, by id."""
        return {source.id: source for source in self.all(Source)}

    def get(self, section: str, record_id: str) -> Record | None:
        """Return a record by section and id, or None if there is none."""
        return self._records.get((section, record_id))

    def find(self, kind: type[AnyRecord], record_id: str | None) -> AnyRecord | None:
        """Return a record of a kind by id, or None if there is none or the id is None."""
        record = self.get(kind.section, record_id or "")
        return record if isinstance(record, kind) else None

    def one(self, kind: type[AnyRecord], record_id: str) -> AnyRecord:
        """Return a record that is known to exist. Raise KeyError if it does not."""
        if (record := self.find(kind, record_id)) is None:
            raise KeyError(record_id)
        return record

    def all(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return every record of a kind, sorted by id."""
        records = self._by_kind.get(kind)
        if records is None:
            records = self._by_kind[kind] = [record for record in self._by_section[kind.section] if isinstance(record, kind)]
        return records

    @property
    def unread(self) -> Sequence[Broken]:
        """Records that could not be validated, with the values that could be read."""
        return [broken for key, broken in self.broken.items() if key != PUBLICATION_KEY and self.get(*key) is None]

    def references(self, record: Record | Broken) -> Sequence[Reference]:
        """Return every reference in the fields of a record, in field order."""
        return self._references_of(record)[1]

    def _references_of(self, record: Record | Broken) -> _RecordReferences:
        cached = self._references.get(record.key)
        if cached is None or cached[0] is not record:
            references = references_in(record.values, record.kind) if isinstance(record, Broken) else references_in(record)
            links = ((keys, link) for keys, text in prose_of(record) for link in links_in(text))
            cached = self._references[record.key] = record, tuple(references), tuple(links)
        return cached

    def astray_in(self, record_id: str, sections: Iterable[str]) -> str:
        """Return the badly named or misplaced file or folder that may hold a record, or an empty string if there is none."""
        keys = (key for section in sections for key in ((section, record_id), ("", record_id), (section, "")))
        return next((self.astray[key] for key in keys if key in self.astray), "")

    def ids(self, section: str) -> list[str]:
        """Return the ids of a section, including those of broken records, sorted."""
        return sorted({record.id for record in self._by_section[section]} | {one for where, one in self.broken if where == section})

    def appearing_in(self, explainer: str, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return the records of a kind that appear in an explainer, sorted by id."""
        return [record for record in self._appearing.get(explainer, ()) if isinstance(record, kind)]

    @cached_property
    def _appearing(self) -> Mapping[str, Sequence[Record]]:
        by_explainer: dict[str, list[Record]] = defaultdict(list)
        for record in self:
            for explainer in dict.fromkeys(vars(record).get("explainers", ())):
                by_explainer[explainer].append(record)
        return dict(by_explainer)

    def resolve(self, reference: Reference, of: Record | Broken) -> Record | None:
        """Return the record that a reference names, or None if it is words or the record does not exist."""
        if reference.is_words:
            return None
        sections = reference.to.sections or (of.section,)
        return next((record for section in sections if (record := self.get(section, reference.id)) is not None), None)

    def resolve_link(self, link: InlineLink) -> Record | None:
        """Return the record that an inline reference names, or None if it does not exist."""
        section = SCHEMES.get(link.scheme)
        return self.get(section, link.target) if section else None

    def links(self, record: Record | Broken) -> Iterator[tuple[Keys, InlineLink]]:
        """Yield every inline reference in a record's running text, with the path of its field."""
        yield from self._references_of(record)[2]
        yield from (((), link) for link in self.body_of(record).links)

    def body_of(self, record: Record | Broken) -> Body:
        """Return the parsed body of a record, empty if it has none."""
        return self.bodies.get(record.key) or Body()

    def referring_to(self, record: Record) -> Sequence[Backlink]:
        """Return the backlinks of a record, sorted by section and id of the referring record."""
        return self._backlinks.get(record.key, [])

    @property
    def has_unread(self) -> bool:
        """Whether any file with a record or body could not be read, so that its references are unknown."""
        bodies = *self.bodies.values(), *self.translated_bodies.values()
        return bool(self.unread_astray or self.unread) or any(body.problems and not body.blocks for body in bodies)

    @cached_property
    def unread_astray(self) -> frozenset[str]:
        """The badly named or misplaced files and folders that may hold an unread record."""
        return frozenset(self.astray.values()) - {record.path for record in self}

    def issue_label(self, issue: str) -> str:
        """Return the name of an issue: the publication's, the scale's, or the id made readable."""
        if issue in self.publication.issues:
            return self.publication.issues[issue]
        term = ISSUES.find(issue)
        return term.label if term else issue.replace("-", " ").capitalize()

    def _reaching_explainers(self) -> Mapping[Key, tuple[str, ...]]:
        """Return the explainers of each record that names none itself: those from which it can be reached through references."""
        unassigned = {key for key, record in self._records.items() if getattr(record, "explainers", None) == ()}
        explainers_of: dict[Key, list[str]] = defaultdict(list)
        for explainer in self if unassigned else ():
            if isinstance(explainer, Explainer):
                reached = {record.key for record in self if explainer.id in getattr(record, "explainers", ())} | {explainer.key}
                ahead = sorted(reached)
                while ahead:
                    new = {target.key for target, _ in self._targets_of(self._records[ahead.pop()])} & unassigned - reached
                    reached |= new
                    ahead += sorted(new)
                for key in reached & unassigned:
                    explainers_of[key].append(explainer.id)
        return {key: tuple(explainers) for key, explainers in explainers_of.items()}

    def _targets_of(self, record: Record) -> Iterator[tuple[Record, str]]:
        """Yield every other record that a record refers to, in its fields and then its running text, with the heading for the backlink."""
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
            for target, heading in self._targets_of(record):
                backlinks[target.key][Backlink(record, heading)] = None
        return {key: list(links) for key, links in backlinks.items()}

"""Content with unsaved changes: the result of the last full check, and the text of open files.

A record that is being edited is checked by itself against all others as last read ('Focus').
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

from generator.content import PUBLICATION_FILE, Diagnostic, Rule, is_translation, load_content, read_publication_alone, read_record_alone
from generator.editing.fixing import Fix, proposed_fix, sure_fix
from generator.model import BY_SECTION, PUBLICATION_KEY, AnyRecord, Corpus, Event, Key, Part, Publication, Record, Source, is_id
from generator.text import SourceText
from generator.verify import ALONE, CHECKS, OF_ALL, Checked, run_checks, without_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from generator.content import Reading


class Overtaken(Exception):
    """Raised when content changes during a check, whose result is then useless."""


@dataclass(slots=True)
class UnsavedContent:
    """A content folder with the text of its open files."""

    content: Path
    days: Callable[[], tuple[date, date]]
    """Returns the day of a check, and the latest date anywhere."""
    unsaved: dict[Path, bytes] = field(default_factory=dict)
    """The text of open files."""
    checked: Checked | None = None
    """The result of the last full check."""
    of_all: list[Diagnostic] = field(default_factory=list)
    """The diagnostics of the last full check that checking a record alone cannot find."""
    _as_of: tuple[date, date] | None = None
    """The days of the last full check."""
    is_stale: bool = True
    _lock: Lock = field(default_factory=Lock)

    def write(self, path: Path, text: str | None) -> None:
        """Store the text of an open file; None once it is closed."""
        if text is None:
            self.unsaved.pop(path, None)
        else:
            self.unsaved[path] = text.encode("utf-8", "surrogatepass")
        self.is_stale = True

    def read(self, *, may_stop: bool = False) -> Checked:
        """Return all content as it is now, checked again if anything changed.

        Raise Overtaken if content changes meanwhile and 'may_stop' is set.
        """
        with self._lock:
            if self.checked is not None and not self.is_stale:
                return self.checked
            self.is_stale = False
            today, latest = self._as_of = self.days()
            loaded = load_content(self.content, dict(self.unsaved))
            alone: list[Diagnostic] = []
            of_all: list[Diagnostic] = []
            for check in CHECKS:
                if may_stop and self.is_stale:
                    raise Overtaken
                group = of_all if check in OF_ALL else alone
                group += run_checks(loaded.corpus, today=today, latest=latest, checks=[check])
            diagnostics = without_repeats([*loaded.diagnostics, *alone, *of_all], loaded.texts)
            of_all += [item for item in loaded.diagnostics if item.rule in (Rule.BAD_ID, Rule.DUPLICATE_ID)]  # found only in full reads
            self.of_all = without_repeats(of_all, loaded.texts)
            self.checked = Checked(loaded.corpus, diagnostics, loaded.texts)
            return self.checked

    def text_of(self, path: Path) -> str | None:
        """Return the current text of a file with normalized newlines, or None if it does not exist."""
        data = self.unsaved.get(path)
        if data is None and path.is_file():
            data = path.read_bytes()
        return None if data is None else data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def kind_of(self, path: Path) -> tuple[type[Part], bool] | None:
        """Return the model of a file and whether it is a translation, or None for other files."""
        if path.parent == self.content and path.suffix == ".yml" and path.name.startswith("publication."):
            return Publication, path.name != PUBLICATION_FILE
        section = BY_SECTION.get(path.parent.name) if path.parent.parent == self.content else None
        return (section, is_translation(path)) if section and path.suffix == section.ending() else None

    def look(self, path: Path) -> list[Diagnostic] | None:
        """Check a record, its translation or the publication by itself, and return its diagnostics.

        Return None for other files, and before the first full check.
        """
        kind, checked = self.kind_of(path), self.checked
        if kind is None or checked is None:
            return None
        record_path = path.with_name(path.name.partition(".")[0] + path.suffix)
        key = key_of(self.content, record_path) if record_path in self.unsaved or record_path.is_file() else None
        if kind[0] is Publication:
            reading = read_publication_alone(self.content, self.unsaved)
            diagnostics = [
                *reading.diagnostics,
                *(item for item in checked.diagnostics if item.rule is Rule.BAD_TRANSLATION),
            ]  # found by a check
        elif key is not None:
            today, latest = self._as_of or self.days()
            reading = read_record_alone(self.content, record_path, self.unsaved)
            diagnostics = mistakes_alone(checked.corpus, key, reading, today, latest)
        else:
            return None
        source = reading.texts.get(reading.name(path))
        if source is None:
            return None
        relevant = [item for item in (*diagnostics, *self.of_all) if item.place.path == source.path]
        return without_repeats(relevant, reading.texts)

    def fixes(self, path: Path) -> list[tuple[Fix, bool]]:
        """Return the fixes for a file, and whether each is certain."""
        diagnostics, checked, name = self.look(path), self.checked, path.relative_to(self.content.parent).as_posix()
        if not diagnostics or checked is None:
            return []
        texts = {name: SourceText(name, self.text_of(path) or "")}
        proposed = ((diagnostic, proposed_fix(texts, diagnostic)) for diagnostic in diagnostics)
        return [(fix, sure_fix(checked.corpus, texts, diagnostic) is not None) for diagnostic, fix in proposed if fix is not None]


def mistakes_alone(corpus: Corpus, key: Key, reading: Reading, today: date, latest: date) -> list[Diagnostic]:
    """Return the diagnostics of a record that was read alone, checked against a corpus."""
    return [*reading.diagnostics, *run_checks(Focus(corpus, key, reading), today=today, latest=latest, checks=ALONE)]


def key_of(content: Path, path: Path) -> Key | None:
    """Return the key of the record whose file a path is, or None."""
    section = BY_SECTION.get(path.parent.name)
    if section is None or path.parent.parent != content or path.suffix != section.ending():
        return None
    return (section.section, path.stem) if is_id(path.stem) else None


class Focus(Corpus):
    """A corpus that iterates over one record only, and finds all others by id."""

    def __init__(self, corpus: Corpus, key: Key, reading: Reading) -> None:
        """Focus on the record of a key as newly read, or what could be read of it; the rest is as in 'corpus'."""
        vars(self).update(vars(corpus) | {name: getattr(corpus, name) for name in _CACHED_ATTRIBUTES})
        self._corpus, self._key = corpus, key
        self._record = reading.records[0] if reading.records else None
        self.bodies, self.translated_bodies = reading.bodies, reading.translated_bodies
        self.broken = {**reading.broken, **({PUBLICATION_KEY: unread} if (unread := corpus.broken.get(PUBLICATION_KEY)) else {})}
        self._references = {}
        if isinstance(self._record, Source):
            self.sources = {**corpus.sources, self._record.id: self._record}
        if isinstance(self._record, Event) and self._record.is_measured and self._record.after is not None:
            before = corpus.get(Event.section, self._record.after.event)
            self._record.measure(before.when if isinstance(before, Event) and before.is_dated else None)

    def __iter__(self) -> Iterator[Record]:
        """Yield the record, if it could be parsed."""
        return iter(() if self._record is None else (self._record,))

    def get(self, section: str, record_id: str) -> Record | None:
        """Return a record by section and id."""
        return self._record if (section, record_id) == self._key else self._corpus.get(section, record_id)

    def all(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return the record, if it belongs to a section."""
        return [self._record] if isinstance(self._record, kind) else []

    def ids(self, section: str) -> list[str]:
        """Return the ids of a section, including those of broken records."""
        ids = self._corpus.ids(section)
        return ids if section != self._key[0] or self._key[1] in ids else sorted([*ids, self._key[1]])

    @property
    def has_unread(self) -> bool:
        """Whether any record could not be parsed."""
        return self._corpus.has_unread


_CACHED_ATTRIBUTES: Final = ("actor_names", "voice_names", "sources", "_names_as_ids", "_backlinks")
"""Cached properties that a corpus computes from all of its records."""

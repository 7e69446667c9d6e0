"""The content as it is in an editor: what was last read of all of it, and what is typed into some files since.

One record as it is being written is looked at by itself, among all others as they were last read ('Focus').
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
    """What was being read changed meanwhile, so that nobody waits for it any more."""


@dataclass(slots=True)
class UnsavedContent:
    """A content folder and the files of it that are open."""

    content: Path
    days: Callable[[], tuple[date, date]]
    """Gives the day of a check, and the latest day that it is anywhere."""
    unsaved: dict[Path, bytes] = field(default_factory=dict)
    """The text of each file that is open."""
    checked: Checked | None = None
    """All of the content as it was last read."""
    of_all: list[Diagnostic] = field(default_factory=list)
    """What only a look at all of it showed then."""
    _as_of: tuple[date, date] | None = None
    """The days by which it was checked."""
    is_stale: bool = True
    _reading: Lock = field(default_factory=Lock)

    def write(self, path: Path, text: str | None) -> None:
        """Take down what stands in a file in an editor; None once it is closed there."""
        if text is None:
            self.unsaved.pop(path, None)
        else:
            self.unsaved[path] = text.encode("utf-8", "surrogatepass")
        self.is_stale = True

    def read(self, *, may_stop: bool = False) -> Checked:
        """Return all of the content as it is now, read and checked anew if anything changed.

        Raises Overtaken where something changed meanwhile, if it may stop for that.
        """
        with self._reading:
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
                found = of_all if check in OF_ALL else alone
                found += run_checks(loaded.corpus, today=today, latest=latest, checks=[check])
            diagnostics = without_repeats([*loaded.diagnostics, *alone, *of_all], loaded.texts)
            of_all += [one for one in loaded.diagnostics if one.rule in (Rule.BAD_ID, Rule.DUPLICATE_ID)]  # held where a folder is read
            self.of_all = without_repeats(of_all, loaded.texts)
            self.checked = Checked(loaded.corpus, diagnostics, loaded.texts)
            return self.checked

    def text_of(self, path: Path) -> str | None:
        """Return the text of a file as it is now, its lines ended in one way; nothing where there is none."""
        data = self.unsaved.get(path)
        if data is None and path.is_file():
            data = path.read_bytes()
        return None if data is None else data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def kind_of(self, path: Path) -> tuple[type[Part], bool] | None:
        """Return the section of a file, or the publication, and whether it holds a translation; nothing for other files."""
        if path.parent == self.content and path.suffix == ".yml" and path.name.startswith("publication."):
            return Publication, path.name != PUBLICATION_FILE
        section = BY_SECTION.get(path.parent.name) if path.parent.parent == self.content else None
        return (section, is_translation(path)) if section and path.suffix == section.ending() else None

    def look(self, path: Path) -> list[Diagnostic] | None:
        """Return what is wrong with a file as it is now, checked by itself: a record, its translation, the publication.

        Nothing for other files, and before all was read once.
        """
        kind, whole = self.kind_of(path), self.checked
        if kind is None or whole is None:
            return None
        record = path.with_name(path.name.partition(".")[0] + path.suffix)
        key = key_of(self.content, record) if record in self.unsaved or record.is_file() else None
        if kind[0] is Publication:
            reading = read_publication_alone(self.content, self.unsaved)
            found = [*reading.diagnostics, *(one for one in whole.diagnostics if one.rule is Rule.BAD_TRANSLATION)]  # held by a check
        elif key is not None:
            today, latest = self._as_of or self.days()
            reading = read_record_alone(self.content, record, self.unsaved)
            found = mistakes_alone(whole.corpus, key, reading, today, latest)
        else:
            return None
        own = reading.texts.get(reading.name(path))
        if own is None:
            return None
        relevant = [one for one in (*found, *self.of_all) if one.place.path == own.path]
        return without_repeats(relevant, reading.texts)

    def fixes(self, path: Path) -> list[tuple[Fix, bool]]:
        """Return what may mend mistakes in a file, and whether that is sure."""
        found, whole, name = self.look(path), self.checked, path.relative_to(self.content.parent).as_posix()
        if not found or whole is None:
            return []
        texts = {name: SourceText(name, self.text_of(path) or "")}
        proposed = ((one, proposed_fix(texts, one)) for one in found)
        return [(fix, sure_fix(whole.corpus, texts, one) is not None) for one, fix in proposed if fix is not None]


def mistakes_alone(corpus: Corpus, key: Key, reading: Reading, today: date, latest: date) -> list[Diagnostic]:
    """Return what is wrong with a record as it was read alone, among all others of a corpus."""
    return [*reading.diagnostics, *run_checks(Focus(corpus, key, reading), today=today, latest=latest, checks=ALONE)]


def key_of(content: Path, path: Path) -> Key | None:
    """Return the section and the id of the record whose file a path is; nothing for any other path."""
    section = BY_SECTION.get(path.parent.name)
    if section is None or path.parent.parent != content or path.suffix != section.ending():
        return None
    return (section.section, path.stem) if is_id(path.stem) else None


class Focus(Corpus):
    """A corpus in which one record is looked at: it alone is gone through, and all others are found by their ids."""

    def __init__(self, whole: Corpus, key: Key, reading: Reading) -> None:
        """Look at the record of a key, as it was read, or at what could be read of it; the rest is as it was last read."""
        vars(self).update(vars(whole) | {name: getattr(whole, name) for name in _WORKED_OUT})
        self._whole, self._key = whole, key
        self._record = reading.records[0] if reading.records else None
        self.bodies, self.translated_bodies = reading.bodies, reading.translated_bodies
        self.broken = {**reading.broken, **({PUBLICATION_KEY: unread} if (unread := whole.broken.get(PUBLICATION_KEY)) else {})}
        self._references = {}
        if isinstance(self._record, Source):
            self.sources = {**whole.sources, self._record.id: self._record}
        if isinstance(self._record, Event) and self._record.is_measured and self._record.after is not None:
            before = whole.get(Event.section, self._record.after.event)
            self._record.measure(before.when if isinstance(before, Event) and before.is_dated else None)

    def __iter__(self) -> Iterator[Record]:
        """Yield the record, if it could be read."""
        return iter(() if self._record is None else (self._record,))

    def get(self, section: str, record_id: str) -> Record | None:
        """Return a record by section and id."""
        return self._record if (section, record_id) == self._key else self._whole.get(section, record_id)

    def all(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return the record, if it is of a section."""
        return [self._record] if isinstance(self._record, kind) else []

    def ids(self, section: str) -> list[str]:
        """Return the ids of a section, those of broken records too."""
        found = self._whole.ids(section)
        return found if section != self._key[0] or self._key[1] in found else sorted([*found, self._key[1]])

    @property
    def has_unread(self) -> bool:
        """Whether some file holds a record that could not be read."""
        return self._whole.has_unread


_WORKED_OUT: Final = ("actor_names", "voice_names", "sources", "_names_as_ids", "_backlinks")
"""What a corpus works out of all of its records."""

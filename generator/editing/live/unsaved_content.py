"""The content as it is in an editor: what was last read of all of it, and what is typed into some files since."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

from generator.content import (
    PUBLICATION_FILE,
    Diagnostic,
    Rule,
    is_translation,
    load_content,
    read_publication_alone,
    read_record_alone,
)
from generator.editing.fixing import Fix, proposed_fix, sure_fix
from generator.editing.live.focus import Focus
from generator.editing.trying import added
from generator.model import BY_SECTION, Corpus, Part, Publication, Record, is_id
from generator.verify import ALONE, CHECKS, OF_ALL, Checked, run_checks, told_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from generator.text import SourceText

_OF_PUBLICATION: Final = frozenset({Rule.BAD_TRANSLATION})
"""Rules on the publication that are held by checks, not by reading it."""
_TIDY: Final = 50
"""After so many readings what refers to itself is thrown away: the command runs without that, and a reading leaves about 2 MB."""
_OF_NAMES: Final = frozenset({Rule.BAD_ID, Rule.DUPLICATE_ID})
"""Rules on the names of files, which are held where a folder is read."""


class Overtaken(Exception):
    """What was being read changed meanwhile, so that nobody waits for it any more."""


@dataclass(frozen=True, slots=True)
class Look:
    """One file as it is now: what is wrong with it by itself, its text, and the records around it."""

    diagnostics: list[Diagnostic]
    source: SourceText
    corpus: Corpus


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
    """Whether something changed since all was read."""
    _reads: int = 0
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

        Raises:
            Overtaken: Something changed meanwhile, where it may stop for that.
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
            diagnostics = told_once([*loaded.diagnostics, *alone, *of_all], loaded.texts)
            of_all += [one for one in loaded.diagnostics if one.rule in _OF_NAMES]
            self.of_all = told_once(of_all, loaded.texts)
            self.checked = Checked(loaded.corpus, diagnostics, loaded.texts)
            self._reads += 1
            if self._reads % _TIDY == 0:
                gc.collect()
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

    def look(self, path: Path, text: str | None = None) -> Look | None:
        """Return a file as it is now, or as it would be with another text, checked by itself: a record, its translation, the publication.

        Nothing for other files, and before all was read once.
        """
        kind, whole = self.kind_of(path), self.checked
        if kind is None or whole is None:
            return None
        unsaved = self.unsaved if text is None else {**self.unsaved, path: text.encode()}
        record = path.with_name(path.name.partition(".")[0] + path.suffix)
        key = key_of(self.content, record) if record in unsaved or record.is_file() else None
        if kind[0] is Publication:
            reading, corpus = read_publication_alone(self.content, unsaved), whole.corpus
            found = [*reading.diagnostics, *(one for one in whole.diagnostics if one.rule in _OF_PUBLICATION)]
        elif key is not None:
            today, latest = self._as_of or self.days()
            reading = read_record_alone(self.content, record, unsaved)
            corpus = Focus(whole.corpus, (key[0].section, key[1]), reading)
            found = [*reading.diagnostics, *run_checks(corpus, today=today, latest=latest, checks=ALONE)]
        else:
            return None
        own = reading.texts.get(reading.name(path))
        if own is None:
            return None
        kept = [one for one in (*found, *self.of_all) if one.place.path == own.path]
        return Look(told_once(kept, reading.texts), own, corpus)

    def fixes(self, path: Path) -> list[tuple[Fix, bool]]:
        """Return what may mend mistakes in a file, and whether that is sure: then it was tried, and brings no other mistake."""
        look, whole = self.look(path), self.checked
        if look is None or whole is None:
            return []
        found = []
        for one in look.diagnostics:
            texts = {look.source.path: look.source}
            fix = sure_fix(whole.corpus, texts, one)
            if fix is not None and self._only_mends(path, look, fix):
                found.append((fix, True))
            elif (maybe := proposed_fix(texts, one)) is not None:
                found.append((maybe, False))
        return found

    def _only_mends(self, path: Path, look: Look, fix: Fix) -> bool:
        span, text = fix.edit.span, look.source.text
        after = self.look(path, text[: span.start] + fix.edit.text + text[span.end :])
        if after is None:
            return False
        gone = added(after.diagnostics, look.diagnostics)
        is_read = any(True for _ in look.corpus)
        return fix.diagnostic in gone and not (is_read and added(look.diagnostics, after.diagnostics))


def key_of(content: Path, path: Path) -> tuple[type[Record], str] | None:
    """Return the section and the id of the record whose file a path is; nothing for any other path."""
    section = BY_SECTION.get(path.parent.name)
    if section is None or path.parent.parent != content or path.suffix != section.ending():
        return None
    return (section, path.stem) if is_id(path.stem) else None

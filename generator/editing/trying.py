"""Plan changes on top of each other, and check the content as it would be before they are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.editing.changes import FileChange, Refused, as_read, rewritten
from generator.editing.describing import order_of
from generator.editing.fields import Fields, Given, read_fields, with_values
from generator.model import Record, as_id, is_id
from generator.verify import Checked, check_content

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.content import Diagnostic


@dataclass(frozen=True, slots=True)
class Workplace:
    """A content folder to edit, and the days as of which it is checked."""

    content: Path
    today: date
    latest: date
    unsaved: Mapping[Path, bytes] = field(default_factory=dict)
    """Unsaved content of files that are open in a text editor."""
    doing: Callable[[str], None] | None = None
    """Shows progress."""

    def check(self, changes: Sequence[FileChange] = ()) -> Checked:
        """Check the content, with some changes applied if any are given."""
        unsaved = {**self.unsaved, **{change.path: change.after for change in changes}}
        return check_content(self.content, today=self.today, latest=self.latest, unsaved=unsaved, doing=self.doing)

    def path(self, section: type[Record], record_id: str) -> Path:
        """Return the path of a record, whether it exists or not."""
        return self.content / section.section / f"{record_id}{section.ending()}"

    def read(self, path: Path) -> bytes:
        """Return the content of a file, as in the text editor if it is open there."""
        return self.unsaved[path] if path in self.unsaved else path.read_bytes()

    def name(self, path: Path) -> str:
        """Return the path of a file as diagnostics give it, relative to the project."""
        return path.relative_to(self.content.parent).as_posix()


@dataclass(slots=True)
class Plan:
    """Changes of records on top of each other; nothing is written."""

    workplace: Workplace
    before: Checked | None = None
    """The content before the changes, if already checked."""
    planned: dict[Path, FileChange] = field(default_factory=dict)
    """The changes by path, with the content before the first of them."""

    @property
    def changes(self) -> list[FileChange]:
        """The files that would change."""
        return [change for change in self.planned.values() if change.before != change.after]

    def begin(self, section: type[Record], record_id: str, text: str, values: Given = ()) -> None:
        """Plan a new record from a text and some values; raise Refused if it exists already or cannot be created so."""
        require_id(record_id)
        path = self._path_without_links(section, record_id)
        if path.exists() or path in self.planned:
            raise Refused(f"there is already {section.with_article()} '{record_id}'", "choose another id with --id, or edit that record")
        fields = with_values(read_fields(self.workplace.name(path), text), values, order_of(section))
        self.planned[path] = FileChange(path, None, fields.source.text.encode())

    def fields(self, section: type[Record], record_id: str) -> Fields:
        """Return the fields of a record as they are or as planned; raise Refused if they cannot be parsed."""
        path = self._path_without_links(section, record_id)
        if path not in self.planned:
            self.planned[path] = FileChange(path, data := path.read_bytes(), data)
        return read_fields(self.workplace.name(path), as_read(self.planned[path].after or b""))

    def set(self, section: type[Record], record_id: str, values: Given) -> None:
        """Plan to set values in a record; raise Refused if one cannot be set reliably."""
        text = with_values(self.fields(section, record_id), values, order_of(section)).source.text
        change = self.planned[self.workplace.path(section, record_id)]
        self.planned[change.path] = replace(change, after=rewritten(change.after or b"", text))

    def _path_without_links(self, section: type[Record], record_id: str) -> Path:
        path = self.workplace.path(section, record_id)
        for part in (path.parent, path):
            if part.is_symlink():
                raise Refused(f"{self.workplace.name(part)} is a symbolic link", "replace it with its target")
        return path

    def tried(self, may_bring: Container[object] | None = frozenset()) -> list[Diagnostic]:
        """Return the diagnostics that the changes cause; raise Refused with all errors among them.

        Errors of the rules in 'may_bring' are allowed, of all rules if it is None.
        """
        if not (changes := self.changes):
            return []
        new = added((self.before or self.workplace.check()).diagnostics, self.workplace.check(changes).diagnostics)
        if errors := [error for error in new if error.is_error and may_bring is not None and error.rule not in may_bring]:
            raise Refused("\n".join(f"{error.place}: {error.message}" + (f"\n  = {error.hint}" if error.hint else "") for error in errors))
        return new


def require_id(record_id: str) -> None:
    """Raise Refused if a word is not a valid id."""
    if not is_id(record_id):
        valid = as_id(record_id)
        raise Refused(f"'{record_id}' cannot be an id", f"did you mean '{valid}'?" if valid else "use lower-case words joined by hyphens")


def added(before: Sequence[Diagnostic], after: Sequence[Diagnostic], renamed: Callable[[str], str] = str) -> list[Diagnostic]:
    """Return the diagnostics that were not there before, ignoring positions; 'renamed' is applied to paths and messages."""

    def identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
        return renamed(diagnostic.place.path), diagnostic.rule.code, renamed(diagnostic.message)

    remaining = Counter(map(identity, before))
    new = []
    for diagnostic in after:
        key = identity(diagnostic)
        if remaining[key]:
            remaining[key] -= 1
        else:
            new.append(diagnostic)
    return new

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

    def check(self, changes: Sequence[FileChange] = ()) -> Checked:
        """Check the content, with some changes applied if any are given."""
        unsaved = {**self.unsaved, **{change.path: change.after for change in changes}}
        return check_content(self.content, today=self.today, latest=self.latest, unsaved=unsaved)

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
    made: dict[Path, FileChange] = field(default_factory=dict)
    """The changes by path, with the content before the first of them."""

    @property
    def changes(self) -> list[FileChange]:
        """Everything that changes."""
        return [one for one in self.made.values() if one.before != one.after]

    def begin(self, section: type[Record], record_id: str, text: str, values: Given = ()) -> None:
        """Plan a new record of some text, in which values are set; raises Refused where that cannot be, or where there is one."""
        require_id(record_id)
        path = self._plain_path(section, record_id)
        if path.exists() or path in self.made:
            raise Refused(f"there is a {section.singular} '{record_id}' already", "choose another id with --id, or change that one")
        fields = with_values(read_fields(self.workplace.name(path), text), values, order_of(section))
        self.made[path] = FileChange(path, None, fields.source.text.encode())

    def fields(self, section: type[Record], record_id: str) -> Fields:
        """Return the fields of a record as they are, or are planned to be; raises Refused where they cannot be read."""
        path = self._plain_path(section, record_id)
        if path not in self.made:
            self.made[path] = FileChange(path, data := path.read_bytes(), data)
        return read_fields(self.workplace.name(path), as_read(self.made[path].after or b""))

    def set(self, section: type[Record], record_id: str, values: Given) -> None:
        """Plan that values are set in a record; raises Refused where one cannot be set surely."""
        text = with_values(self.fields(section, record_id), values, order_of(section)).source.text
        made = self.made[self.workplace.path(section, record_id)]
        self.made[made.path] = replace(made, after=rewritten(made.after or b"", text))

    def _plain_path(self, section: type[Record], record_id: str) -> Path:
        path = self.workplace.path(section, record_id)
        for one in (path.parent, path):
            if one.is_symlink():
                raise Refused(f"{self.workplace.name(one)} is a symbolic link", "put what it leads to in its place")
        return path

    def tried(self, may_bring: Container[object] | None = frozenset()) -> list[Diagnostic]:
        """Return the mistakes that the changes bring; raises Refused, which names every one, where there are errors among them.

        Those of the rules that 'may_bring' has may be, of all where it is None.
        """
        if not (changes := self.changes):
            return []
        found = added((self.before or self.workplace.check()).diagnostics, self.workplace.check(changes).diagnostics)
        if errors := [one for one in found if one.is_error and may_bring is not None and one.rule not in may_bring]:
            raise Refused("\n".join(f"{one.place}: {one.message}" + (f"\n  = {one.hint}" if one.hint else "") for one in errors))
        return found


def require_id(record_id: str) -> None:
    """Raise Refused where a word cannot be an id."""
    if not is_id(record_id):
        meant = as_id(record_id)
        raise Refused(f"'{record_id}' cannot be an id", f"did you mean '{meant}'?" if meant else "write lower-case words joined by hyphens")


def added(before: Sequence[Diagnostic], after: Sequence[Diagnostic], renamed: Callable[[str], str] = str) -> list[Diagnostic]:
    """Return the diagnostics that were not there before, wherever they stand in their files; 'renamed' is done to paths and words."""

    def identity(one: Diagnostic) -> tuple[str, str, str]:
        return renamed(one.place.path), one.rule.code, renamed(one.message)

    known = Counter(map(identity, before))
    new = []
    for one in after:
        key = identity(one)
        if known[key]:
            known[key] -= 1
        else:
            new.append(one)
    return new

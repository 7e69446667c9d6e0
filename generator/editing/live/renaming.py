"""A rename as it is asked for in an editor: done by 'rename' on a copy that holds what is not saved, and told as edits of files."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.editing.changes import Edit, FileChange, as_read, staged
from generator.editing.renaming import rename_record
from generator.editing.trying import Workplace
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.editing.live.unsaved_content import UnsavedContent


@dataclass(slots=True)
class Moves:
    """What a rename changes."""

    moved: dict[Path, Path] = field(default_factory=dict)
    """Files that get another name."""
    edits: dict[Path, tuple[str, list[Edit]]] = field(default_factory=dict)
    """Edits by the name that a file has then, with its text before them."""


def moves(live: UnsavedContent, name: str, new: str) -> Moves:
    """Return what gives a record another id in all content as it is in the editor; raises Refused as 'rename' does."""
    unsaved = [FileChange(path, None, data) for path, data in live.unsaved.items()]
    today, latest = live.days()
    project = live.content.parent
    with staged(live.content, unsaved) as copy:
        private = project / "private"
        if private.is_dir():
            (copy.parent / "private").symlink_to(private, target_is_directory=True)
        found = rename_record(Workplace(copy, today, latest), name, new).changes
        return _told([_on(project, copy.parent, change) for change in found])


def _on(project: Path, copy: Path, change: FileChange) -> FileChange:
    return FileChange(project / change.path.relative_to(copy), change.before, change.after)


def _told(changes: Sequence[FileChange]) -> Moves:
    told = Moves()
    gone: FileChange | None = None
    for change in changes:
        if change.after is None:
            gone = change
            continue
        before = gone if change.before is None else change
        if gone is not None and change.before is None:
            told.moved[gone.path], gone = change.path, None
        text = as_read(before.before or b"") if before else ""
        if edits := _edits(text, as_read(change.after)):
            told.edits[change.path] = text, edits
    return told


def _edits(before: str, after: str) -> list[Edit]:
    """Return edits that make one text of another, each of whole lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(Span(starts[i], starts[j]), "".join(new[k:m])) for tag, i, j, k, m in steps if tag != "equal"]

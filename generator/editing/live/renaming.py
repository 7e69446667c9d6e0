"""A rename as it is asked for in an editor: done by 'rename' on a copy that holds what is not saved, and told as edits of files."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.editing.changes import Edit, FileChange, as_read, staged
from generator.editing.renaming import rename_record
from generator.editing.trying import Workplace
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from generator.editing.live.unsaved_content import UnsavedContent


class Moved(NamedTuple):
    """A file that a rename changes."""

    was: Path
    path: Path
    """What it is called then."""
    text: str
    """Its text before."""
    edits: list[Edit]


def moves(live: UnsavedContent, name: str, new: str) -> list[Moved]:
    """Return what gives a record another id in all content as it is in the editor; raises Refused as 'rename' does."""
    unsaved = [FileChange(path, None, data) for path, data in live.unsaved.items()]
    project = live.content.parent
    with staged(live.content, unsaved) as copy:
        private = project / "private"
        if private.is_dir():
            (copy.parent / "private").symlink_to(private, target_is_directory=True)
        changes = rename_record(Workplace(copy, *live.days()), name, new).changes
    return list(_moved(changes, lambda path: project / path.relative_to(copy.parent)))


def _moved(changes: Sequence[FileChange], here: Callable[[Path], Path]) -> Iterator[Moved]:
    """Yield what becomes of each file; one that gets another name goes before it comes."""
    gone: FileChange | None = None
    for change in changes:
        if change.after is None:
            gone = change
        else:
            was = gone if gone and change.before is None else change
            text = as_read(was.before or b"")
            yield Moved(here(was.path), here(change.path), text, _edits(text, as_read(change.after)))
            gone = None


def _edits(before: str, after: str) -> list[Edit]:
    """Return edits that make one text of another, each of whole lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(Span(starts[i], starts[j]), "".join(new[k:m])) for tag, i, j, k, m in steps if tag != "equal"]

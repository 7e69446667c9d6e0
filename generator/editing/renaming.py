"""Give a record another id, everywhere at once, saved or not; the old one stays known, and what leads to it leads on."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.content import LOCK_FILE, is_translation
from generator.editing.changes import Edit, FileChange, Refused, as_read, edited, rewritten
from generator.editing.fields import Keys, read_fields, with_values
from generator.editing.finding import record_named
from generator.editing.trying import Workplace, added, require_id
from generator.editing.uses import edits_to_name
from generator.model import PUBLICATION_KEY, Corpus, Record, Source
from generator.text import SourceText, Span
from generator.verify import PRIVATE_TEXTS, TEXT_ENDING, Checked, lock_text, read_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def rename_record(workplace: Workplace, name: str, new: str) -> list[FileChange]:
    """Return the changes that give a record another id.

    Args:
        workplace: The content.
        name: The record, as 'claims/some-id'.
        new: Its id from now on; one that it had before is taken back.

    Raises:
        Refused: It cannot be done, or not so that everything else stays as it is.
        OSError: The file system refused something.
    """
    checked = workplace.check()
    record = record_named(checked.corpus, name)
    new = new.removeprefix(f"{record.section}/")
    _refuse(checked, record, new)
    edits = edits_to_name(checked.corpus, checked.texts, record, new)
    changes = list(_changes(workplace, record, new, edits))
    _try(workplace, checked, record, new, changes)
    return changes


def _refuse(checked: Checked, record: Record, new: str) -> None:
    corpus = checked.corpus
    require_id(new)
    if new in corpus.ids(record.section):
        raise Refused(f"there is already {record.with_article()} '{new}'", "choose another id")
    owner = next((other for other in corpus if other.section == record.section and other is not record and new in other.former_ids), None)
    if owner is not None:
        raise Refused(f"'{new}' is a former id of '{owner.id}', to which it leads", "choose another id")
    if corpus.has_unread or PUBLICATION_KEY in corpus.broken:
        one = next(one for one in checked.diagnostics if one.is_error)
        message = f"not all content can be read, so not all that names the {record.singular} is known: {one.message}"
        raise Refused(message, one.hint, one.place)


def _changes(workplace: Workplace, record: Record, new: str, edits: dict[str, set[Edit]]) -> Iterator[FileChange]:
    project = workplace.content.parent
    own = project / record.path
    beside = [
        path
        for path in {*own.parent.iterdir(), *workplace.unsaved}
        if path.parent == own.parent and path.name.partition(".")[0] == record.id and is_translation(path)
    ]
    moved = {path: path.with_name(new + path.name.removeprefix(record.id)) for path in [own, *sorted(beside)]}
    named = {project / path: found for path, found in edits.items()}
    for path in sorted({*named, *moved}):
        before = workplace.read(path)
        after = edited(before, named.get(path, ()))
        if path == own:
            after = _with_former_id(record, after, new)
        if path in moved:
            yield FileChange(path, before, None)
            yield FileChange(moved[path], None, after)
        else:
            yield FileChange(path, before, after)
    if isinstance(record, Source):
        yield from _proofs(workplace.content / LOCK_FILE, record, new)
        text = project.joinpath(*PRIVATE_TEXTS, record.id + TEXT_ENDING)
        if text.is_file() and not text.is_symlink():
            yield FileChange(text, text.read_bytes(), None)
            yield FileChange(text.with_name(new + TEXT_ENDING), None, text.read_bytes())


def _with_former_id(record: Record, data: bytes, new: str) -> bytes:
    """Return a record's file with the id that it had among its former ones, in the place of the new one where that was one of them."""
    former = record.former_ids
    keys: Keys = ("former_ids", former.index(new) if new in former else len(former)) if former else ("former_ids",)
    fields = read_fields(record.path, as_read(data))
    return rewritten(data, with_values(fields, [(keys, record.id if former else [record.id])], list(fields.values)).source.text)


def _proofs(path: Path, record: Record, new: str) -> Iterator[FileChange]:
    """Yield the change of the lock in which a source's proofs are filed under its new id, in order where they were in order."""
    if not path.is_file():
        return
    before = path.read_bytes()
    text = before.decode("utf-8")
    after = re.sub(rf'(?m)^(\s*"){record.id} ', rf"\g<1>{new} ", text)
    lock, _ = read_lock(SourceText(path.name, text))
    if text == lock_text(lock.proofs.values()):
        after = lock_text(read_lock(SourceText(path.name, after))[0].proofs.values())
    if after != text:
        yield FileChange(path, before, after.encode("utf-8"))


def _try(workplace: Workplace, before: Checked, record: Record, new: str, changes: list[FileChange]) -> None:
    """Refuse changes after which something else would be wrong, or some record would refer to another than before."""
    word = re.compile(rf"(?<![\w-]){record.id}(?![\w-])")

    def renamed(text: str) -> str:
        return word.sub(new, text)

    after = workplace.check(changes)
    found = added(before.diagnostics, after.diagnostics, renamed) or added(after.diagnostics, before.diagnostics, renamed)
    if found:
        one = found[0]
        raise Refused(f"the content would not say the same under '{new}': {one.message}", one.hint, one.place)
    own = (record.section, new)
    was = {tuple(own if part == record.key else part for part in one) for one in _references(before.corpus)}
    if was != _references(after.corpus):
        raise Refused(f"under the id '{new}' other records would refer to it than do now", "choose another id")


def _references(corpus: Corpus) -> set[tuple[object, ...]]:
    """Return who refers to whom, and as what."""
    return {(link.record.key, record.key, link.heading) for record in corpus for link in corpus.referring_to(record)}


class Moved(NamedTuple):
    """A file that a rename changes."""

    was: Path
    path: Path
    """What it is called then."""
    text: str
    """Its text before."""
    edits: list[Edit]


def moved(changes: Sequence[FileChange]) -> Iterator[Moved]:
    """Yield what becomes of each file that a rename changes; one that gets another name goes before it comes."""
    gone: FileChange | None = None
    for change in changes:
        if change.after is None:
            gone = change
        else:
            was = gone if gone and change.before is None else change
            text = as_read(was.before or b"")
            yield Moved(was.path, change.path, text, _edits(text, as_read(change.after)))
            gone = None


def _edits(before: str, after: str) -> list[Edit]:
    """Return edits that make one text of another, each of whole lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(Span(starts[i], starts[j]), "".join(new[k:m])) for tag, i, j, k, m in steps if tag != "equal"]

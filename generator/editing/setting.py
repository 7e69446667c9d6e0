"""Set fields of a record, or retire it, in its own file and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.content import did_you_mean
from generator.editing.changes import FileChange, Refused, as_read, rewritten
from generator.editing.describing import order_of
from generator.editing.fields import read_fields, with_values
from generator.editing.names import key_named, record_named
from generator.editing.trying import added

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.content import Diagnostic
    from generator.editing.fields import Keys
    from generator.editing.trying import Workplace
    from generator.model import Corpus
    from generator.verify import Checked


def set_fields(workplace: Workplace, name: str, changed: Iterable[tuple[Keys, Any]]) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the change that sets fields of a record, and the warnings that it brings, having tried it on a copy.

    Raises:
        Refused: A field cannot be set alone, or the content would have an error that it has not now.
        OSError: The file system refused something.
    """
    before = workplace.check()
    section, record_id = key_named(name)
    path = workplace.content / section.section / f"{record_id}{section.ending()}"
    if not path.is_file():
        record_named(before.corpus, name)
    data = path.read_bytes()
    fields = with_values(read_fields(_shown(workplace, path), as_read(data)), changed, order_of(section))
    changes = [FileChange(path, data, after)] if (after := rewritten(data, fields.source.text)) != data else []
    return changes, tried(workplace, before, changes)


def _shown(workplace: Workplace, path: Path) -> str:
    return path.relative_to(workplace.content.parent).as_posix()


def tried(workplace: Workplace, before: Checked, changes: list[FileChange]) -> list[Diagnostic]:
    """Return the warnings that changes bring; raises Refused, with every one of them, where they bring errors."""
    found = added(before.diagnostics, workplace.check(changes).diagnostics) if changes else []
    if errors := [one for one in found if one.is_error]:
        first, *more = errors
        lines = [first.message + (f"\n  = {first.hint}" if first.hint else "")]
        lines += [f"{one.place}: {one.message}" + (f"\n  = {one.hint}" if one.hint else "") for one in more]
        raise Refused("\n".join(lines), "", first.place)
    return found


def retire_record(
    workplace: Workplace, name: str, because: str, replaced_by: str | None, on: str | None
) -> tuple[list[FileChange], list[Diagnostic], int]:
    """Return the change that retires a record, the warnings that it brings, and how many records still refer to it."""
    corpus = workplace.check().corpus
    record = record_named(corpus, name)
    if getattr(record, "retired", None) is not None:
        raise Refused(f"{record.section}/{record.id} is retired already", "change it with 'onrecord set'", record.at("retired"))
    why = {"on": on or workplace.today.isoformat(), "because": because}
    if replaced_by:
        why["replaced_by"] = _heir(corpus, record.section, replaced_by)
    changes, found = set_fields(workplace, f"{record.section}/{record.id}", [(("retired",), why)])
    return changes, found, len({link.record.key for link in corpus.referring_to(record)})


def _heir(corpus: Corpus, section: str, name: str) -> str:
    heir = key_named(name)[1] if "/" in name or ":" in name else name
    if corpus.get(section, heir) is None:
        raise Refused(f"there is no '{heir}' in {section} to take its place", did_you_mean(heir, corpus.ids(section)))
    return heir

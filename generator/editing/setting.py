"""Set fields of a record, or retire it, in its own file and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.content import Diagnostic, did_you_mean
from generator.editing.changes import FileChange, Refused
from generator.editing.names import key_named, record_named
from generator.editing.trying import Plan, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.editing.fields import Keys


def set_fields(workplace: Workplace, name: str, changed: Iterable[tuple[Keys, Any]]) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the change that sets fields of a record, and the warnings that it brings, having tried it on a copy.

    Raises:
        Refused: A field cannot be set alone, or the content would have an error that it has not now.
        OSError: The file system refused something.
    """
    key, plan = key_named(name), Plan(workplace)
    if not workplace.path(*key).is_file():
        record_named(workplace.check().corpus, name)
    plan.set(*key, changed)
    return plan.changes, plan.tried()


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
        heir = key_named(replaced_by)[1] if "/" in replaced_by or ":" in replaced_by else replaced_by
        if corpus.get(record.section, heir) is None:
            hint = did_you_mean(heir, corpus.ids(record.section))
            raise Refused(f"there is no '{heir}' in {record.section} to take its place", hint)
        why["replaced_by"] = heir
    changes, found = set_fields(workplace, f"{record.section}/{record.id}", [(("retired",), why)])
    return changes, found, len({link.record.key for link in corpus.referring_to(record)})

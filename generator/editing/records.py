"""Create records from skeletons, set fields, and retire records."""

from __future__ import annotations

import re
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from generator.content import Diagnostic, did_you_mean
from generator.editing.changes import FileChange, Refused
from generator.editing.describing import Described, described
from generator.editing.finding import ids_named, key_named, record_named
from generator.editing.trying import Plan, Workplace
from generator.model import Corpus, ModelField, Record, as_id, fields_of, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.editing.fields import Given

LONGEST: Final = 48
"""The maximum length of a proposed id."""
_WIDTH: Final = 110
NAMES: Final = ("title", "name", "statement")
"""The fields from which an id is made: a section has one of them."""
KNOWN_BY: Final = ("name", "statement", "url")
"""Fields that are unique within a section."""


def proposed_id(corpus: Corpus, section: type[Record], given: Given) -> str:
    """Return a free id made from the title or name of a record, or "" if it has neither."""
    title = next((str(value) for keys, value in given if keys[0] in NAMES and len(keys) == 1 and value), "")
    slug = as_id(anyascii(title))
    base = slug if len(slug) <= LONGEST else slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    taken = {*corpus.ids(section.section), *(former for record in corpus.all(section) for former in record.former_ids)}
    return next((name for name in (base, *(f"{base}-{number}" for number in range(2, 1000))) if name not in taken), "") if base else ""


def chosen_id(corpus: Corpus, section: type[Record], given: Given, command: str) -> str:
    """Return the proposed id; raise Refused with a hint for the command if there is none."""
    if not (record_id := proposed_id(corpus, section, given)):
        naming = next(name for name in NAMES if name in fields_of(section))
        raise Refused("the new record has no id", f"set its {naming}: '{command} {naming}=...', or pass --id")
    return record_id


def known_already(corpus: Corpus, section: type[Record], given: Given) -> str:
    """Return why a record may exist already, as its id is taken or a unique field matches another, or "" if it does not."""
    preferred = proposed_id(Corpus([]), section, given)
    if preferred != proposed_id(corpus, section, given):
        return f"'{preferred}' is already an id or former id of {section.with_article()}"
    matches = ((value, ids_named(corpus, str(value), [section.section])) for keys, value in given if keys[0] in KNOWN_BY and value)
    return next((f"'{value}' already exists as {section.section}/{ids[0]}" for value, ids in matches if ids), "")


def needed(section: type[Record], given: Given, issues: Iterable[str] = ()) -> list[Described]:
    """Return the required fields that are not given; 'issues' are those that the publication declares."""
    given_names = {keys[0] for keys, _ in given}
    return [field for field in described(section, tuple(issues)) if field.field.is_needed and field.name not in given_names]


def value_of(field: ModelField, text: str) -> object:
    """Parse an answer for a field: several ids separated by commas become a list."""
    parts = [part for part in re.split(r"[,\s]+", text) if part]
    return parts if field.is_list and len(parts) > 1 and all(map(is_id, parts)) else text


def new_record(
    workplace: Workplace, section: type[Record], record_id: str, given: Given, unread: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the change that creates a record, and the diagnostics of its open fields.

    Fields in 'unread' stay open even if optional, each with a note. Raise Refused if the id is taken or invalid, or a value cannot be set.
    """
    plan = Plan(workplace, before := workplace.check())
    values = [(keys, value) for keys, value in given if value is not None]
    plan.begin(section, record_id, skeleton(section, values, unread, before.corpus.publication.issues), values)
    return plan.changes, plan.tried(may_bring=None)


def skeleton(section: type[Record], given: Given = (), unread: Mapping[str, str] = MappingProxyType({}), issues: Iterable[str] = ()) -> str:
    """Return the text of an empty record: required fields, and the optional ones as comments.

    Fields that are 'given' will be filled in and need no comment; those in 'unread' stay open, each with a note. 'issues' are
    those that the publication declares.
    """
    names = {keys[0] for keys, _ in given if len(keys) == 1}
    lines, optional = [], ["", "# Optional fields:"]
    for field in described(section, tuple(issues)):
        if field.name in names:
            lines += [f"{field.name}:"] if field.field.is_needed else []
        elif field.name in unread:
            note = unread[field.name] if field.field.is_needed else f"{unread[field.name]}; remove the line if unknown"
            lines += _with_note(field.name, note)
        elif field.field.is_needed:
            lines += _empty_field(field)
        elif field.name not in Record.apart:
            optional += _comment(f"{field.name}: {field.takes}; {field.means}" if field.takes else f"{field.name}: {field.means}")
    text = "\n".join(lines + optional) + "\n"
    return f"---\n{text}---\n" if section.below else text


def _with_note(name: str, note: str) -> list[str]:
    """Return an empty field with a note, next to it or above if the note is long."""
    return [*_comment(note), f"{name}:"] if len(note) + len(name) > _WIDTH else [f"{name}:  # {note}"]


def _comment(note: str) -> list[str]:
    return wrap(note, _WIDTH, initial_indent="#   ", subsequent_indent="#     ", break_long_words=False, break_on_hyphens=False)


def _empty_field(entry: Described) -> list[str]:
    """Return a required field without a value; a part is expanded to its own required fields."""
    field = entry.field
    if field.part is None:
        return _with_note(entry.name, _hint(entry))
    inner = [f"{nested.name}:  # {_hint(nested)}" for nested in described(field.part) if nested.field.is_needed]
    return [f"{entry.name}:", *(f"{'  - ' if field.is_list and not number else '    '}{line}" for number, line in enumerate(inner))]


def _hint(field: Described) -> str:
    several = "one or more, as [a, b]: " if field.field.is_list and field.takes else ""
    return f"{several}{field.takes}" if field.takes else field.means.partition(". ")[0]


def set_fields(workplace: Workplace, name: str, changed: Given) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the change that sets fields of a record, and the warnings that it causes.

    Raise Refused if a field cannot be set by itself, or the change causes an error.
    """
    key, plan = key_named(name), Plan(workplace)
    if not workplace.path(*key).is_file():
        record_named(workplace.check().corpus, name)
    plan.set(*key, changed)
    return plan.changes, plan.tried()


def retire_record(workplace: Workplace, name: str, because: str, replaced_by: str | None) -> tuple[list[FileChange], list[Diagnostic], int]:
    """Return the change that retires a record, the warnings that it causes, and the number of records that still refer to it."""
    corpus = workplace.check().corpus
    record = record_named(corpus, name)
    if record.retired is not None:
        raise Refused(f"{record.section}/{record.id} is already retired", "change it with 'onrecord set'", record.at("retired"))
    retirement = {"on": workplace.today.isoformat(), "because": because}
    if replaced_by:
        replacement = key_named(replaced_by)[1] if "/" in replaced_by or ":" in replaced_by else replaced_by
        if corpus.get(record.section, replacement) is None:
            hint = did_you_mean(replacement, corpus.ids(record.section))
            raise Refused(f"there is no '{replacement}' in {record.section} to replace it", hint)
        retirement["replaced_by"] = replacement
    changes, warnings = set_fields(workplace, f"{record.section}/{record.id}", [(("retired",), retirement)])
    return changes, warnings, len({link.record.key for link in corpus.referring_to(record)})

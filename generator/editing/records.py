"""Records as editors begin and change them: a new file with what it needs and may have, fields that are set, one that is retired."""

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
"""The most characters of an id that is proposed."""
_WIDTH: Final = 110
NAMES: Final = ("title", "name", "statement")
"""The fields of which one names a record of a section."""
KNOWN_BY: Final = ("name", "statement", "url")
"""Fields in which two records of a section never say the same."""


def proposed_id(corpus: Corpus, section: type[Record], given: Given) -> str:
    """Return the id that a record may have by its title or name, free in its section; nothing where it has neither."""
    title = next((str(value) for keys, value in given if keys[0] in NAMES and len(keys) == 1 and value), "")
    whole = as_id(anyascii(title))
    short = whole if len(whole) <= LONGEST else whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]
    taken = {*corpus.ids(section.section), *(one for record in corpus.all(section) for one in record.former_ids)}
    return next((one for one in (short, *(f"{short}-{number}" for number in range(2, 1000))) if one not in taken), "") if short else ""


def chosen_id(corpus: Corpus, section: type[Record], given: Given, command: str) -> str:
    """Return the id that is proposed; raises Refused where there is none, which says how the command gives one."""
    if not (chosen := proposed_id(corpus, section, given)):
        named = next(name for name in NAMES if name in fields_of(section))
        raise Refused("nothing gives the new record an id", f"give its {named}: '{command} {named}=...', or name one with --id")
    return chosen


def known_already(corpus: Corpus, section: type[Record], given: Given) -> str:
    """Return why a record may be there already: its id is taken, or another is known by the same; nothing where neither is so."""
    usual = proposed_id(Corpus([]), section, given)
    if usual != proposed_id(corpus, section, given):
        return f"'{usual}' is or was the id of {section.with_article()} already"
    known = ((value, ids_named(corpus, str(value), [section.section])) for keys, value in given if keys[0] in KNOWN_BY and value)
    return next((f"'{value}' is on record as {section.section}/{found[0]}" for value, found in known if found), "")


def needed(section: type[Record], given: Given, issues: Iterable[str] = ()) -> list[Described]:
    """Return the fields that a record needs and that are not given; 'issues' are those that the publication declares."""
    named = {keys[0] for keys, _ in given}
    return [one for one in described(section, tuple(issues)) if one.field.is_needed and one.name not in named]


def value_of(field: ModelField, text: str) -> object:
    """Return what an editor answered for a field: several ids with commas between them are a list."""
    parts = [part for part in re.split(r"[,\s]+", text) if part]
    return parts if field.is_list and len(parts) > 1 and all(map(is_id, parts)) else text


def new_record(
    workplace: Workplace, section: type[Record], record_id: str, given: Given, unread: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the change that writes a new record, and what is still open in it.

    Fields that are 'unread' stay open though it could do without them, with what is said beside each. Raises Refused where there is a
    record of that id, or it cannot be an id, or a value cannot stand where it is given.
    """
    plan = Plan(workplace, before := workplace.check())
    values = [(keys, value) for keys, value in given if value is not None]
    plan.begin(section, record_id, skeleton(section, values, unread, before.corpus.publication.issues), values)
    return plan.changes, plan.tried(may_bring=None)


def skeleton(section: type[Record], given: Given = (), unread: Mapping[str, str] = MappingProxyType({}), issues: Iterable[str] = ()) -> str:
    """Return the text of a record with nothing filled in: the fields that it needs, and as comments those that it may have.

    Fields that are 'given' will be filled in, and need no comment; those 'unread' stay open beside those that it needs, each with a note.
    The 'issues' are those that the publication declares.
    """
    names = {keys[0] for keys, _ in given if len(keys) == 1}
    lines, others = [], ["", "# It may also have:"]
    for one in described(section, tuple(issues)):
        if one.name in names:
            lines += [f"{one.name}:"] if one.field.is_needed else []
        elif one.name in unread:
            note = unread[one.name] if one.field.is_needed else f"{unread[one.name]}; remove the line if it is not known"
            lines += _with_note(one.name, note)
        elif one.field.is_needed:
            lines += _asked(one)
        elif one.name not in Record.apart:
            others += _comment(f"{one.name}: {one.takes}; {one.means}" if one.takes else f"{one.name}: {one.means}")
    text = "\n".join(lines + others) + "\n"
    return f"---\n{text}---\n" if section.below else text


def _with_note(name: str, note: str) -> list[str]:
    """Return a field without a value, and what is to be said of it: beside it, or above where that is long."""
    return [*_comment(note), f"{name}:"] if len(note) + len(name) > _WIDTH else [f"{name}:  # {note}"]


def _comment(note: str) -> list[str]:
    return wrap(note, _WIDTH, initial_indent="#   ", subsequent_indent="#     ", break_long_words=False, break_on_hyphens=False)


def _asked(one: Described) -> list[str]:
    """Return a field that is needed, without a value; that of a part with the fields that this needs."""
    field = one.field
    if field.part is None:
        return _with_note(one.name, _hint(one))
    inside = [f"{each.name}:  # {_hint(each)}" for each in described(field.part) if each.field.is_needed]
    return [f"{one.name}:", *(f"{'  - ' if field.is_list and not number else '    '}{line}" for number, line in enumerate(inside))]


def _hint(one: Described) -> str:
    several = "one or more, as [a, b]: " if one.field.is_list and one.takes else ""
    return f"{several}{one.takes}" if one.takes else one.means.partition(". ")[0]


def set_fields(workplace: Workplace, name: str, changed: Given) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the change that sets fields of a record, and the warnings that it brings, having tried it.

    Raises Refused where a field cannot be set alone, or the content would have an error that it has not now.
    """
    key, plan = key_named(name), Plan(workplace)
    if not workplace.path(*key).is_file():
        record_named(workplace.check().corpus, name)
    plan.set(*key, changed)
    return plan.changes, plan.tried()


def retire_record(workplace: Workplace, name: str, because: str, replaced_by: str | None) -> tuple[list[FileChange], list[Diagnostic], int]:
    """Return the change that retires a record, the warnings that it brings, and how many records still refer to it."""
    corpus = workplace.check().corpus
    record = record_named(corpus, name)
    if record.retired is not None:
        raise Refused(f"{record.section}/{record.id} is retired already", "change it with 'onrecord set'", record.at("retired"))
    why = {"on": workplace.today.isoformat(), "because": because}
    if replaced_by:
        heir = key_named(replaced_by)[1] if "/" in replaced_by or ":" in replaced_by else replaced_by
        if corpus.get(record.section, heir) is None:
            hint = did_you_mean(heir, corpus.ids(record.section))
            raise Refused(f"there is no '{heir}' in {record.section} to take its place", hint)
        why["replaced_by"] = heir
    changes, found = set_fields(workplace, f"{record.section}/{record.id}", [(("retired",), why)])
    return changes, found, len({link.record.key for link in corpus.referring_to(record)})

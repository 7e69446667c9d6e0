"""The commands that write for editors, and those that look things up."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

import click

from generator import editing, model
from generator.command.options import ONLY_CHECK, PATHS, PROBLEMS, RECORD, RECORD_ID, TEXT_OR_JSON, VALUES, Run, ask_for, asks, command
from generator.command.terminal import print_line, put
from generator.text import counted, escaped

if TYPE_CHECKING:
    from pathlib import Path

_MOST_FOUND: Final = 20
"""The most records that are shown as found."""


@command(writes=True)
@click.argument("section")
@VALUES
@RECORD_ID
def new(run: Run, section: str, values: tuple[str, ...], record_id: str | None) -> None:
    """Begin a record of a section: a file with every field that it needs, and what each takes.

    On a terminal the fields that are needed and not given are asked for; one that is left empty stays open. What is open in the new
    record is said; it stands there until it is filled in.
    """
    kind, given = editing.section_named(section), editing.assignments(values)
    if asks():
        given += ask_for(kind, given)
    chosen = record_id or editing.proposed_id(run.load().corpus, kind, given)
    if not chosen:
        named = next(one for one in editing.NAMES if one in model.fields_of(kind))
        hint = f"name one with --id, or give its {named}: 'onrecord new {section} {named}=...'"
        raise editing.Refused("nothing gives the new record an id", hint)
    if not record_id and asks():
        chosen = click.prompt("id", default=chosen)
    run.write(*editing.new_record(run.workplace, kind, chosen, given))


@command(writes=True)
@RECORD
@click.argument("new_id", metavar="NEW-ID")
def rename(run: Run, record: str, new_id: str) -> None:
    """Give a record another id, and change everything that names it.

    The file and its translations are renamed, and references in fields, running text and figures follow, as do the proofs of a
    source. The old id stays in 'former_ids', so that its address leads on. All files are written, or none.
    """
    run.write(editing.rename_record(run.workplace, record, new_id))


@command("set", writes=True)
@RECORD
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
def set_(run: Run, record: str, values: tuple[str, ...]) -> None:
    """Set fields of a record and leave all else in its file as it is.

    A path has dots, and items of lists by their number from 1: 'evidence.1.says=context'; the number after the last adds one.
    A list is written [a, b]; a field that is given nothing, 'deck=', is removed. Nothing is written that brings an error.
    """
    run.write(*editing.set_fields(run.workplace, record, editing.assignments(values)))


@command(writes=True)
@RECORD
@click.option("--because", required=True, metavar="TEXT", help="Why it no longer stands; readers see it.")
@click.option("--replaced-by", metavar="ID", help="The record of the same section that takes its place.")
def retire(run: Run, record: str, because: str, replaced_by: str | None) -> None:
    """Retire a record with its reason: it is shown as retired, never deleted."""
    changes, found, references = editing.retire_record(run.workplace, record, because, replaced_by)
    run.write(changes, found)
    if references:
        print_line(f"what refers to it still ({counted(references, 'record')}): 'onrecord show {record}'")


@command()
@click.argument("words", nargs=-1, required=True)
def find(run: Run, words: tuple[str, ...]) -> None:
    """Find records by words like their ids, names, other names or titles, in any script."""
    found = editing.find_records(run.load().corpus, " ".join(words))
    for record in found[:_MOST_FOUND]:
        print_line(f"{record.section}/{record.id}\t{record.label}")
    if len(found) > _MOST_FOUND:
        print_line(f"and {len(found) - _MOST_FOUND} more", err=True)
    if not found:
        print_line("nothing is like that", err=True)
        sys.exit(PROBLEMS)


@command()
@RECORD
def show(run: Run, record: str) -> None:
    """Show a record, where it is published, and who refers to it."""
    loaded = run.load()
    print_line(editing.shown_record(loaded, editing.record_named(loaded.corpus, record)))


@command("list")
@click.argument("section")
@click.argument("wanted", metavar="[FIELD=VALUE]...", nargs=-1)
@TEXT_OR_JSON
def list_(run: Run, section: str, wanted: tuple[str, ...], form: str) -> None:
    """List the records of a section, those alone that meet all conditions.

    'field=value' is that value, 'field!=value' is not, 'field~words' holds those words, 'field=' has none. Of a list every item counts.
    """
    kind = editing.section_named(section)
    found = editing.listed_records(run.load(), kind, editing.conditions(kind, wanted))
    if form == "json":
        rows = [{"section": one.section, "id": one.id, "label": one.label, "path": one.path, "values": values} for one, values in found]
        put(escaped(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n")
    else:
        for one, _ in found:
            print_line(f"{one.id}\t{one.label}\t{one.path}")


@command(writes=True)
@PATHS
@ONLY_CHECK
def fmt(run: Run, paths: tuple[Path, ...], *, only_check: bool) -> None:
    """Put the fields of records in order and take away spaces that mean nothing; all files, or those named.

    Values, comments and quoting stay as they are. A file that cannot be read whole is left alone.
    """
    found = list(editing.format_files(run.folder, editing.files_to_format(run.folder, run.chosen(paths))))
    refused = [one for one in found if isinstance(one, editing.Refused)]
    changes = [one for one in found if not isinstance(one, editing.Refused)]
    for refusal in refused:
        print_line(str(refusal), err=True)
    if only_check:
        run.name_unwritten(changes)
    elif changes:
        run.write(changes)
    if refused:
        sys.exit(PROBLEMS)


@command(on_project=False)
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what a rule means, with an example that breaks it and the same mended; without a rule, name all of them."""
    print_line(editing.explain_rule(rule) if rule else editing.all_rules())


EDITING: Final = (new, rename, retire, set_, fmt, find, show, list_, explain)
"""Every command of editing, in the order of the manual."""

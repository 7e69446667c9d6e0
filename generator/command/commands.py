"""The commands that write for editors, and those that look things up."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.command.options import PROBLEMS, ask_for, asks, in_content, shared, tell, telling, workplace, write
from generator.command.terminal import print_line, put
from generator.text import counted, escaped

if TYPE_CHECKING:
    from datetime import date


@click.command()
@shared
@click.argument("section")
@click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--id", "record_id", metavar="ID", help="The id, if not that which its title or name gives.")
@telling(writes=True)
def new(project: Path, today: date, section: str, values: tuple[str, ...], record_id: str | None) -> None:
    """Begin a record of a section: a file with every field that it needs, and what each takes.

    On a terminal the fields that are needed and not given are asked for; one that is left empty stays open. What is open in the new
    record is said; it stands there until it is filled in.
    """
    from generator.content import load_content
    from generator.editing import Refused, assignments, proposed_id, section_named
    from generator.editing import new_record as plan

    kind, given = section_named(section), assignments(values)
    if asks():
        given += ask_for(kind, given)
    chosen = record_id or proposed_id(load_content(project / "content").corpus, kind, given)
    if not chosen:
        raise Refused(
            "nothing gives the new record an id", f"name one with --id, or give its title or name: 'onrecord new {section} title=...'"
        )
    if not record_id and asks():
        chosen = click.prompt("id", default=chosen)
    changes, found = plan(workplace(project, today), kind, chosen, given)
    write(project, changes)
    tell(found, changes, project)


@click.command()
@shared
@click.argument("record", metavar="SECTION/ID")
@click.argument("new_id", metavar="NEW-ID")
@telling(writes=True)
def rename(project: Path, today: date, record: str, new_id: str) -> None:
    """Give a record another id, and change everything that names it.

    The file and its translations are renamed, and references in fields, running text and figures follow, as do the proofs of a
    source. The old id stays in 'former_ids', so that its address leads on. All files are written, or none.
    """
    from generator.editing import rename_record as plan

    renamed = plan(workplace(project, today), record, new_id)
    write(project, renamed.changes)
    named = f"'{new_id}' is named {counted(renamed.places, 'time')} now, in {counted(renamed.files, 'file')}"
    print_line(named if renamed.places else "nothing else names it")


@click.command("set")
@shared
@click.argument("record", metavar="SECTION/ID")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@telling(writes=True)
def set_(project: Path, today: date, record: str, values: tuple[str, ...]) -> None:
    """Set fields of a record and leave all else in its file as it is.

    A path has dots, and items of lists by their number from 1: 'evidence.1.says=context'; the number after the last adds one.
    A list is written [a, b]; a field that is given nothing, 'deck=', is removed. Nothing is written that brings an error.
    """
    from generator.editing import assignments, set_fields

    changes, found = set_fields(workplace(project, today), record, assignments(values))
    write(project, changes)
    tell(found, changes, project)


@click.command()
@shared
@click.argument("record", metavar="SECTION/ID")
@click.option("--because", required=True, metavar="TEXT", help="Why it no longer stands; readers see it.")
@click.option("--replaced-by", metavar="ID", help="The record of the same section that takes its place.")
@click.option("--on", metavar="DATE", help="The day on which it was retired, if not today.")
@telling(writes=True)
def retire(project: Path, today: date, record: str, because: str, replaced_by: str | None, on: str | None) -> None:
    """Retire a record with its reason: it is shown as retired, never deleted."""
    from generator.editing import retire_record as plan

    changes, found, references = plan(workplace(project, today), record, because, replaced_by, on)
    write(project, changes)
    tell(found, changes, project)
    if references:
        print_line(f"what refers to it still ({counted(references, 'record')}): 'onrecord show {record}'")


@click.command()
@shared
@click.argument("words", nargs=-1, required=True)
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="The most records that are shown.")
@telling(writes=False)
def find(project: Path, today: date, words: tuple[str, ...], most: int) -> None:  # noqa: ARG001 - shared by all commands
    """Find records by words like their ids, names, other names or titles, in any script."""
    from generator.content import load_content
    from generator.editing import find_records as search

    found = search(load_content(project / "content").corpus, " ".join(words))
    for record in found[:most]:
        print_line(f"{record.section}/{record.id}\t{record.label}")
    if len(found) > most:
        print_line(f"and {len(found) - most} more", err=True)
    if not found:
        print_line("nothing is like that", err=True)
        sys.exit(PROBLEMS)


@click.command()
@shared
@click.argument("record", metavar="SECTION/ID")
@telling(writes=False)
def show(project: Path, today: date, record: str) -> None:  # noqa: ARG001 - shared by all commands
    """Show a record, where it is published, and who refers to it."""
    from generator.content import load_content
    from generator.editing import record_named, shown_record

    loaded = load_content(project / "content")
    print_line(shown_record(loaded, record_named(loaded.corpus, record)))


@click.command("list")
@shared
@click.argument("section")
@click.argument("wanted", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How they are shown.")
@telling(writes=False)
def list_(project: Path, today: date, section: str, wanted: tuple[str, ...], form: str) -> None:  # noqa: ARG001 - shared by all commands
    """List the records of a section, those alone that meet all conditions.

    'field=value' is that value, 'field!=value' is not, 'field~words' holds those words, 'field=' has none. Of a list every item counts.
    """
    from generator.content import load_content
    from generator.editing import conditions, listed_records, section_named

    kind = section_named(section)
    found = listed_records(load_content(project / "content"), kind, conditions(kind, wanted))
    if form == "json":
        rows = [{"section": one.section, "id": one.id, "label": one.label, "path": one.path, "values": values} for one, values in found]
        put(escaped(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n")
    else:
        for one, _ in found:
            print_line(f"{one.id}\t{one.label}\t{one.path}")


@click.command()
@shared
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; name the files that are not formatted, and fail if there are any."
)
@telling(writes=True)
def fmt(project: Path, today: date, paths: tuple[Path, ...], *, only_check: bool) -> None:  # noqa: ARG001 - shared by all commands
    """Put the fields of records in order and take away spaces that mean nothing; all files, or those named.

    Values, comments and quoting stay as they are. A file that cannot be read whole is left alone.
    """
    from generator.editing import Refused, files_to_format, format_files

    content = project / "content"
    found = list(format_files(content, files_to_format(content, in_content(project, paths))))
    refused = [one for one in found if isinstance(one, Refused)]
    changes = [one for one in found if not isinstance(one, Refused)]
    for refusal in refused:
        print_line(str(refusal), err=True)
    if only_check:
        for change in changes:
            print_line(change.path.relative_to(project).as_posix())
    elif changes:
        write(project, changes)
    if refused or (only_check and changes):
        sys.exit(PROBLEMS)


@click.command()
@click.argument("rule", required=False)
@telling(writes=False)
def explain(rule: str | None) -> None:
    """Say what a rule means, with an example that breaks it and the same mended; without a rule, name all of them."""
    from generator.editing import all_rules
    from generator.editing import explain_rule as told

    print_line(told(rule) if rule else all_rules())


EDITING: Final = (new, rename, retire, set_, fmt, find, show, list_, explain)
"""Every command of editing, in the order of the manual."""

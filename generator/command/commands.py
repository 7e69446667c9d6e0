"""The commands that edit content, and those that look things up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator import editing
from generator.command.clock import present_days
from generator.command.options import FOLDER, ONLY_CHECK, PATHS, RECORD, TEXT_OR_JSON, VALUES, VERSION, WITH_ID, Run, ask_for, asks, command
from generator.command.terminal import print_line, put
from generator.text import counted, escaped

if TYPE_CHECKING:
    from typing import BinaryIO


_MOST_FOUND: Final = 20


@command(writes=True)
@click.argument("section")
@VALUES
@WITH_ID
def new(run: Run, section: str, values: tuple[str, ...], record_id: str | None) -> None:
    """Create a record with the required fields of its section.

    On a terminal, prompt for required fields that are not given. A field without a value stays open: it is reported, and the file
    shows what it accepts.
    """
    kind, assigned, corpus = editing.section_named(section), editing.assignments(values), run.load().corpus
    if asks():
        assigned += ask_for(kind, assigned, corpus.publication.issues)
    chosen_id = record_id or editing.chosen_id(corpus, kind, assigned, f"onrecord new {section}")
    if not record_id and (duplicate := editing.known_already(corpus, kind, assigned)):
        if not asks():
            raise editing.Refused(duplicate, f"if it is a different one, choose an id with --id, as '--id {chosen_id}'")
        print_line(duplicate)
    if not record_id and asks():
        chosen_id = click.prompt("id", default=chosen_id)
    run.write(*editing.new_record(run.workplace, kind, chosen_id, assigned))


@command(writes=True)
@RECORD
@click.argument("new_id", metavar="NEW-ID")
def rename(run: Run, record: str, new_id: str) -> None:
    """Change the id of a record, and update every reference to it.

    Rename its file and translations, and update references in fields, text and figures, and the proofs of a source. The old id
    is kept in 'former_ids', so that its URL redirects. Either all files are written, or none.
    """
    run.write(editing.rename_record(run.workplace, record, new_id))


@command("set", writes=True)
@RECORD
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
def set_(run: Run, record: str, values: tuple[str, ...]) -> None:
    """Set fields of a record; the rest of its file is unchanged.

    Field paths use dots, and number list items from 1: 'evidence.1.says=context'; the number after the last adds an item.
    Write a list as [a, b]; an empty value, 'deck=', removes the field. Changes that cause an error are not written.
    """
    run.write(*editing.set_fields(run.workplace, record, editing.assignments(values)))


@command(writes=True)
@RECORD
@click.option("--because", required=True, metavar="TEXT", help="Reason, shown to readers.")
@click.option("--replaced-by", metavar="ID", help="Record of the same section that replaces it.")
def retire(run: Run, record: str, because: str, replaced_by: str | None) -> None:
    """Mark a record as retired, with a reason. It is never deleted."""
    changes, diagnostics, references = editing.retire_record(run.workplace, record, because, replaced_by)
    run.write(changes, diagnostics)
    if references:
        print_line(f"{counted(references, 'record')} still refer{'' if references > 1 else 's'} to it: see 'onrecord show {record}'")


@command()
@click.argument("words", nargs=-1, required=True)
def find(run: Run, words: tuple[str, ...]) -> None:
    """Search records by id, name, alias or title. Similar words match too, in any script."""
    records = editing.find_records(run.load().corpus, " ".join(words))
    for record in records[:_MOST_FOUND]:
        print_line(f"{record.section}/{record.id}\t{record.label}")
    if len(records) > _MOST_FOUND:
        print_line(f"and {len(records) - _MOST_FOUND} more", err=True)
    if not records:
        raise editing.Refused("no record matches")


@command()
@RECORD
def show(run: Run, record: str) -> None:
    """Show a record, where it is published, and what refers to it."""
    loaded = run.load()
    print_line(editing.shown_record(loaded, editing.record_named(loaded.corpus, record)))


@command("list")
@click.argument("section")
@click.argument("wanted", metavar="[FIELD=VALUE]...", nargs=-1)
@TEXT_OR_JSON
def list_(run: Run, section: str, wanted: tuple[str, ...], form: str) -> None:
    """List the records of a section that meet all conditions.

    'field=value': equals; 'field!=value': does not equal; 'field~words': contains; 'field=': is empty. Every item of a list is compared.
    """
    kind = editing.section_named(section)
    records, warning = editing.listed_records(run.load(), kind, wanted)
    if warning:
        print_line(warning, err=True)
    if form == "json":
        rows = [{"section": of.section, "id": of.id, "label": of.label, "path": of.path, "values": values} for of, values in records]
        put(escaped(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n")
    else:
        for record, _ in records:
            print_line(f"{record.id}\t{record.label}\t{record.path}")


@command(writes=True)
@PATHS
@ONLY_CHECK
def fmt(run: Run, paths: tuple[Path, ...], *, only_check: bool) -> None:
    """Format records: sort their fields, remove extra whitespace.

    Format all files, or only PATH. Values, comments and quoting are unchanged. Files with syntax errors are skipped.
    """
    results = list(editing.format_files(run.folder, editing.files_to_format(run.folder, run.chosen(paths))))
    refused = [result for result in results if isinstance(result, editing.Refused)]
    changes = [result for result in results if not isinstance(result, editing.Refused)]
    for refusal in refused:
        print_line(str(refusal), err=True)
    if only_check:
        run.name_unwritten(changes)
    elif changes:
        run.write(changes)
    run.fail_if(refused)


@command(on_project=False)
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Explain a rule, with an example that breaks it and its fix. Without RULE, list all rules."""
    print_line(editing.explain_rule(rule) if rule else editing.all_rules())


@command(writes=True)
@ONLY_CHECK
def forms(run: Run, *, only_check: bool) -> None:
    """Write issue forms with which readers suggest records.

    The forms are for sources, claims, actors, events and acts. They are written to .github/ISSUE_TEMPLATE/, from the fields of
    these sections and the issues of the publication.
    """
    files = editing.issue_form_files(run.load().corpus)
    changes = editing.changes_to({run.project / name: data for name, data in files.items()})
    (run.name_unwritten if only_check else run.write)(changes)


@command("from-issue", writes=True)
@click.argument("file", type=click.File("rb"))
@WITH_ID
def from_issue(run: Run, file: BinaryIO, record_id: str | None) -> None:
    """Create a record from an issue opened with one of the forms.

    FILE contains the body of the issue; '-' reads standard input. Answers may name records by name or title, and sources by URL.
    If there are errors, nothing is written, and each is reported with its question.
    """
    result = editing.from_issue(run.workplace, editing.as_read(file.read()), record_id)
    if result.mistakes:
        raise editing.Refused("\n".join(map(str, result.mistakes)))
    run.write(result.changes, result.warnings)


@command(writes=True)
@click.option("--modelines", is_flag=True, help="Add a comment with its schema to the top of every YAML file of content.")
def schema(run: Run, *, modelines: bool) -> None:
    """Write JSON Schemas of content files, and VS Code settings.

    The schemas, in schemas/, have the meaning of each field, allowed values, patterns, and a template of each record. An existing
    .vscode/settings.json is left unchanged.
    """
    changes, unchanged = editing.changes_for_editors(run.project)
    run.write([*changes, *(editing.modelines(run.project) if modelines else ())])
    for name in unchanged:
        print_line(f"{name} already exists; left unchanged", err=True)
    if unchanged:
        print_line(f"to use the schemas, set 'yaml.schemas' in it to: {json.dumps(editing.globs())}", err=True)


@command(on_project=False)
@click.option("--project", type=FOLDER, help="Folder that contains content/; by default, the one open in the editor.")
def lsp(project: Path | None) -> None:
    """Run the language server, which editors start.

    It provides diagnostics, completion by id or name, hover texts, definitions, references, rename and fixes, over the Language
    Server Protocol on standard input and output. Unsaved changes are checked too.
    """
    try:
        serve = editing.serve_language
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise editing.Refused(
            "the language server needs 'pygls', which is not installed", "install it with: pip install 'onrecord[lsp]'"
        ) from error
    serve(VERSION, project.resolve() if project else None, present_days)


@command(writes=True)
@click.argument("package", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def admin(run: Run, package: Path | None) -> None:
    """Add an editor in the browser to the site, at /admin/.

    PACKAGE is the npm package of Sveltia CMS. It is verified against a known hash and stored in .cache/; delete it there to remove
    the editor. Without PACKAGE, show the command that downloads it.
    """
    stored = run.project.joinpath(*editing.EDITOR_PACKAGE)
    if package is not None:
        print_line(f"{run.name(editing.store_editor(run.project, package))}: the next build adds /admin/")
    elif stored.is_file():
        print_line("the package is stored; builds add /admin/")
    else:
        print_line(f"no package is stored; download it with: {editing.FETCH_EDITOR}")


EDITING: Final = (new, rename, retire, set_, fmt, find, show, list_, explain, schema, lsp, forms, from_issue, admin)

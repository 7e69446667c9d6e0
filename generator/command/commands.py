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
    """Begin a record of a section: a file with every field that it needs, and what each takes.

    On a terminal the fields that are needed and not given are asked for; one that is left empty stays open. What is open in the new
    record is said; it stands there until it is filled in.
    """
    kind, assigned, corpus = editing.section_named(section), editing.assignments(values), run.load().corpus
    if asks():
        assigned += ask_for(kind, assigned, corpus.publication.issues)
    chosen_id = record_id or editing.chosen_id(corpus, kind, assigned, f"onrecord new {section}")
    if not record_id and (duplicate := editing.known_already(corpus, kind, assigned)):
        if not asks():
            raise editing.Refused(duplicate, f"if that is not the one, name the new one with --id, as '--id {chosen_id}'")
        print_line(duplicate)
    if not record_id and asks():
        chosen_id = click.prompt("id", default=chosen_id)
    run.write(*editing.new_record(run.workplace, kind, chosen_id, assigned))


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
    changes, diagnostics, references = editing.retire_record(run.workplace, record, because, replaced_by)
    run.write(changes, diagnostics)
    if references:
        print_line(f"what refers to it still ({counted(references, 'record')}): 'onrecord show {record}'")


@command()
@click.argument("words", nargs=-1, required=True)
def find(run: Run, words: tuple[str, ...]) -> None:
    """Find records by words like their ids, names, other names or titles, in any script."""
    records = editing.find_records(run.load().corpus, " ".join(words))
    for record in records[:_MOST_FOUND]:
        print_line(f"{record.section}/{record.id}\t{record.label}")
    if len(records) > _MOST_FOUND:
        print_line(f"and {len(records) - _MOST_FOUND} more", err=True)
    if not records:
        raise editing.Refused("nothing is like that")


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
    """Put the fields of records in order and take away spaces that mean nothing; all files, or those named.

    Values, comments and quoting stay as they are. A file that cannot be read whole is left alone.
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
    """Say what a rule means, with an example that breaks it and the same mended; without a rule, name all of them."""
    print_line(editing.explain_rule(rule) if rule else editing.all_rules())


@command(writes=True)
@ONLY_CHECK
def forms(run: Run, *, only_check: bool) -> None:
    """Write the forms with which readers without git send sources, claims, actors, events and acts as issues of the repository.

    They go to .github/ISSUE_TEMPLATE/, from the fields of these sections and the issues of the publication.
    """
    files = editing.issue_form_files(run.load().corpus)
    changes = editing.changes_to({run.project / name: data for name, data in files.items()})
    (run.name_unwritten if only_check else run.write)(changes)


@command("from-issue", writes=True)
@click.argument("file", type=click.File("rb"))
@WITH_ID
def from_issue(run: Run, file: BinaryIO, record_id: str | None) -> None:
    """Write the record of an issue that was opened with one of the forms; FILE holds its body, '-' reads it from the input.

    Records may be named by their names and titles, sources by their addresses. Where anything is wrong, nothing is written, and every
    mistake is said with the question that it answers.
    """
    result = editing.from_issue(run.workplace, editing.as_read(file.read()), record_id)
    if result.mistakes:
        raise editing.Refused("\n".join(map(str, result.mistakes)))
    run.write(result.changes, result.warnings)


@command(writes=True)
@click.option("--modelines", is_flag=True, help="Begin every YAML file of content with the comment that names its schema.")
def schema(run: Run, *, modelines: bool) -> None:
    """Write JSON Schemas of all files of content into schemas/, and tell VS Code which file has which.

    They have each field with its meaning, the words of scales, patterns, and how a record begins. A .vscode/settings.json that is there
    already stays as it is.
    """
    changes, unchanged = editing.changes_for_editors(run.project)
    run.write([*changes, *(editing.modelines(run.project) if modelines else ())])
    for name in unchanged:
        print_line(f"{name} is there already and stays as it is", err=True)
    if unchanged:
        print_line(f"its 'yaml.schemas' may be: {json.dumps(editing.globs())}", err=True)


@command(on_project=False)
@click.option("--project", type=FOLDER, help="The folder that holds content/, if not the one that the editor has open.")
def lsp(project: Path | None) -> None:
    """Serve an editor while it types: mistakes, completion by id or name, what things mean, definitions, references, rename, fixes.

    It speaks the Language Server Protocol over standard input and output; an editor starts it. What is not saved yet is what is checked.
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
    """Let builds make /admin/, an editor in the browser: Sveltia CMS, from the PACKAGE that npm gives.

    The package is verified by the hash that this program has of it, and kept in .cache/, where it may be removed again. Without one, the
    command that fetches it is said.
    """
    stored = run.project.joinpath(*editing.EDITOR_PACKAGE)
    if package is not None:
        print_line(f"{run.name(editing.store_editor(run.project, package))}: the next build makes /admin/")
    elif stored.is_file():
        print_line("the package is kept; builds make /admin/")
    else:
        print_line(f"no package is kept: '{editing.FETCH_EDITOR}' fetches it")


EDITING: Final = (new, rename, retire, set_, fmt, find, show, list_, explain, schema, lsp, forms, from_issue, admin)

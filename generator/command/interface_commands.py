"""The commands by which others than a terminal write records: programs of editors, forms of readers, an editor in the browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator import editing
from generator.command.clock import present_days
from generator.command.options import FOLDER, ONLY_CHECK, RECORD_ID, VERSION, Run, command
from generator.command.terminal import print_line

if TYPE_CHECKING:
    from typing import BinaryIO


@command(writes=True)
@ONLY_CHECK
def forms(run: Run, *, only_check: bool) -> None:
    """Write the forms with which readers without git send sources, claims, actors, events and acts as issues of the repository.

    They go to .github/ISSUE_TEMPLATE/, from the fields of these sections and the issues of the publication.
    """
    wanted = editing.issue_form_files(run.load().corpus)
    changes = editing.changes_to({run.project / name: data for name, data in wanted.items()})
    (run.name_unwritten if only_check else run.write)(changes)


@command("from-issue", writes=True)
@click.argument("file", type=click.File("rb"))
@click.option("--event", is_flag=True, help="The file is the event of GitHub that has the issue in it, as GITHUB_EVENT_PATH names it.")
@RECORD_ID
def from_issue(run: Run, file: BinaryIO, record_id: str | None, *, event: bool) -> None:
    """Write the record of an issue that was opened with one of the forms; FILE holds its body, '-' reads it from the input.

    Records may be named by their names and titles, sources by their addresses. Where anything is wrong, nothing is written, and every
    mistake is said with the question that it answers.
    """
    text = editing.as_read(file.read())
    sent = editing.from_issue(run.workplace, editing.body_of_event(text) if event else text, record_id)
    if sent.mistakes:
        raise editing.Refused("\n".join(map(str, sent.mistakes)))
    run.write(sent.changes, sent.warnings)


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


INTERFACES: Final = (schema, lsp, forms, from_issue, admin)
"""Every command by which others than a terminal write records, in the order of the manual."""

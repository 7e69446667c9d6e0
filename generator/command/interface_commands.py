"""The commands by which others than a terminal write records: programs of editors, forms of readers, an editor in the browser."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.command.clock import EVERYWHERE, present_day
from generator.command.options import PROBLEMS, VERSION, shared, tell, telling, workplace, write
from generator.command.terminal import print_line

if TYPE_CHECKING:
    from datetime import date
    from typing import BinaryIO


@click.command()
@shared
@click.option("--check", "only_check", is_flag=True, help="Change nothing; name the forms that are not as they would be, and fail if any.")
@telling(writes=True)
def forms(project: Path, today: date, *, only_check: bool) -> None:  # noqa: ARG001 - shared by all commands
    """Write the forms with which readers without git send sources, claims, actors, events and acts as issues of the repository.

    They go to .github/ISSUE_TEMPLATE/, from the fields of these sections and the issues of the publication.
    """
    from generator.content import load_content
    from generator.editing import FileChange
    from generator.editing import issue_form_files as made

    wanted = {project / name: data for name, data in made(load_content(project / "content").corpus).items()}
    there = {path: path.read_bytes() if path.is_file() else None for path in wanted}
    changes = [FileChange(path, there[path], data) for path, data in wanted.items() if there[path] != data]
    if not only_check:
        write(project, changes)
        return
    for change in changes:
        print_line(change.path.relative_to(project).as_posix())
    if changes:
        sys.exit(PROBLEMS)


@click.command("from-issue")
@shared
@click.argument("file", type=click.File("rb"))
@click.option("--event", is_flag=True, help="The file is the event of GitHub that has the issue in it, as GITHUB_EVENT_PATH names it.")
@click.option("--section", help="The section, if the questions do not tell it.")
@click.option("--id", "record_id", metavar="ID", help="The id, if not that which its title or name gives.")
@telling(writes=True)
def from_issue(project: Path, today: date, file: BinaryIO, section: str | None, record_id: str | None, *, event: bool) -> None:
    """Write the record of an issue that was opened with one of the forms; FILE holds its body, '-' reads it from the input.

    Records may be named by their names and titles, sources by their addresses. Where anything is wrong, nothing is written, and every
    mistake is said with the question that it answers.
    """
    from generator.editing import Refused, as_read, body_of_event, section_named
    from generator.editing import from_issue as plan

    text = as_read(file.read())
    sent = plan(workplace(project, today), body_of_event(text) if event else text, section_named(section) if section else None, record_id)
    if sent.mistakes:
        raise Refused("\n".join(map(str, sent.mistakes)))
    write(project, sent.changes)
    tell(sent.warnings, sent.changes, project)


@click.command()
@shared
@click.option("--modelines", is_flag=True, help="Begin every YAML file of content with the comment that names its schema.")
@telling(writes=True)
def schema(project: Path, today: date, *, modelines: bool) -> None:  # noqa: ARG001 - shared by all commands
    """Write JSON Schemas of all files of content into schemas/, and tell VS Code which file has which.

    They have each field with its meaning, the words of scales, patterns, and how a record begins. A .vscode/settings.json that is there
    already stays as it is.
    """
    from generator.editing import changes_for_editors, globs
    from generator.editing import modelines as named_in_files

    changes, kept = changes_for_editors(project)
    write(project, [*changes, *(named_in_files(project) if modelines else ())])
    for name in kept:
        print_line(f"{name} is there already and stays as it is", err=True)
    if kept:
        print_line(f"its 'yaml.schemas' may be: {json.dumps(globs())}", err=True)


def _named(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    return value.resolve() if value else None


@click.command()
@click.option(
    "--project",
    callback=_named,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds content/, if not the one that the editor has open.",
)
@telling(writes=False)
def lsp(project: Path | None) -> None:
    """Serve an editor while it types: mistakes, completion by id or name, what things mean, definitions, references, rename, fixes.

    It speaks the Language Server Protocol over standard input and output; an editor starts it. What is not saved yet is what is checked.
    """
    from generator.editing import Refused

    try:
        from generator.editing import serve_language
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Refused(
            "the language server needs 'pygls', which is not installed", "install it with: pip install 'onrecord[lsp]'"
        ) from error

    serve_language(VERSION, project, lambda one: (present_day(one), present_day(one, EVERYWHERE)))


@click.command()
@shared
@click.argument("package", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--remove", is_flag=True, help="Keep no package any more; the next build makes no /admin/.")
@telling(writes=True)
def admin(project: Path, today: date, package: Path | None, *, remove: bool) -> None:  # noqa: ARG001 - shared by all commands
    """Let builds make /admin/, an editor in the browser: Sveltia CMS, from the PACKAGE that npm gives.

    The package is verified by the hash that this program has of it, and kept in .cache/. Without one, the command that fetches it is said.
    """
    from generator.editing import EDITOR_PACKAGE, FETCH_EDITOR, keep_editor

    if remove:
        project.joinpath(*EDITOR_PACKAGE).unlink(missing_ok=True)
        print_line("the next build makes no /admin/")
    elif package is None:
        there = project.joinpath(*EDITOR_PACKAGE).is_file()
        print_line("the package is kept; builds make /admin/" if there else f"no package is kept: '{FETCH_EDITOR}' fetches it")
    else:
        print_line(f"{keep_editor(project, package).relative_to(project).as_posix()}: the next build makes /admin/")


INTERFACES: Final = (schema, lsp, forms, from_issue, admin)
"""Every command by which others than a terminal write records, in the order of the manual."""

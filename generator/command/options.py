"""What commands share: the options of the project and the day, the exit codes, and how they say what they did."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from generator.command.clock import EVERYWHERE, present_day
from generator.command.terminal import print_line, put
from generator.system import BuildFailedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.content import Diagnostic
    from generator.editing import FileChange, Keys, Workplace
    from generator.model import Record

FORMATS: Final = ("text", "json", "github", "sarif", "rdjson")
"""The forms in which mistakes are reported."""

VERSION: Final = "0.1.0"
"""The version in pyproject.toml; not read from an installed package, since the program runs from its folder."""

FINE: Final = 0
PROBLEMS: Final = 1
"""Something is wrong with the content; usage mistakes exit with 2, a fault of our own with 3."""


def _today(context: click.Context, _option: click.Parameter, value: str | None) -> date:
    if value is None:
        return present_day(context.params["project"])
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("write a day as 2025-06-13") from error


def latest_day(project: Path, today: date) -> date:
    """Return the latest day that it is anywhere, unless the day is given."""
    return today if is_given("today") else present_day(project, EVERYWHERE)


def is_given(option: str) -> bool:
    """Tell whether an option of the command that runs was written."""
    return click.get_current_context().get_parameter_source(option) is not ParameterSource.DEFAULT


def _project(_context: click.Context, _option: click.Parameter, value: Path) -> Path:
    project = value.resolve()
    if not (project / "content").exists():
        raise click.BadParameter(f"there is no folder 'content' in {value}; 'onrecord init FOLDER' writes one to start from")
    return project


def in_content(project: Path, paths: Sequence[Path]) -> list[Path]:
    """Return files and folders of the content that an editor names, as whole paths; raises click.BadParameter for others."""
    for path in paths:
        if not path.resolve().is_relative_to(project / "content"):
            raise click.BadParameter(f"{path} is not in the folder 'content' of the project", param_hint="PATH")
    return [path.resolve() for path in paths]


def shared(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the project and the day."""
    command = click.option("--today", callback=_today, metavar="DATE", help="Check as of this day instead of the present one.")(command)
    project = click.option(
        "--project",
        default=".",
        is_eager=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_project,
        help="The folder that holds content/ and mkdocs.yml.",
    )
    return project(command)


def telling(*, writes: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a command say why it refuses, and that nothing was changed if it is one that writes."""

    def told(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(*arguments: object, **options: object) -> None:
            try:
                command(*arguments, **options)
            except BuildFailedError as refusal:
                print_line(f"{refusal}" + ("\nnothing was changed" if writes else ""), err=True)
                sys.exit(PROBLEMS)

        return run

    return told


def asks() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask_for(kind: type[Record], given: Sequence[tuple[Keys, Any]]) -> list[tuple[Keys, Any]]:
    """Ask for the fields that a record needs and that are not given; return those that were answered, others stay open."""
    from generator.editing import needed, value_of

    answered: list[tuple[Keys, Any]] = []
    for one in needed(kind, given):
        if one.field.part is None:
            told = f" ({one.takes})" if one.takes else ""
            if answer := click.prompt(f"{one.name}{told}", default="", show_default=False).strip():
                answered.append(((one.name,), value_of(one.field, answer)))
    return answered


def workplace(project: Path, today: date) -> Workplace:
    """Return the content of a project, and the days by which it is checked."""
    from generator.editing import Workplace

    return Workplace(project / "content", today, latest_day(project, today))


def write(project: Path, changes: Sequence[FileChange]) -> None:
    """Make changes, and name the files."""
    from generator.editing import write_all

    write_all(changes)
    for change in changes:
        sign = "-" if change.after is None else "+" if change.before is None else " "
        print_line(f"{sign} {change.path.relative_to(project).as_posix()}")
    if not changes:
        print_line("nothing to change: it says that already")


def tell(found: Sequence[Diagnostic], changes: Sequence[FileChange], project: Path) -> None:
    """Show what is wrong in files that were written."""
    from generator.command.reporting import FORMATS
    from generator.editing import as_read
    from generator.text import SourceText

    names = {one.path.relative_to(project).as_posix(): one.after for one in changes if one.after is not None}
    if found:
        put(FORMATS["text"](found, {name: SourceText(name, as_read(data)) for name, data in names.items()}))


def text_folders(project: Path, given: Path | None) -> list[Path]:
    """Return the folders of texts that are there: the one given, the one of the environment, the project's own."""
    from generator.verify import PRIVATE_TEXTS

    named = os.environ.get("ONRECORD_TEXTS")
    private = project.joinpath(*PRIVATE_TEXTS)
    return [*([given] if given else []), *([Path(named)] if named else []), *([private] if private.is_dir() else [])]

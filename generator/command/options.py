"""What commands share: the project they run on, their options, exit codes, and how they report changes."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator import content, editing, verify
from generator.command.clock import present_days
from generator.command.terminal import print_line, put, show_progress
from generator.system import BuildFailedError, Stopwatch
from generator.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from generator.model import Corpus, Record

FORMATS: Final = ("text", "json", "github", "sarif", "rdjson")

VERSION: Final = "0.1.0"
"""The version in pyproject.toml; not read from an installed package, since the program runs from its folder."""

FINE: Final = 0
PROBLEMS: Final = 1
"""The content has errors; usage errors exit with 2, internal errors with 3."""


def progress_line() -> Callable[[str], None] | None:
    """Return the function that shows progress; None in CI and where there is no terminal to show it on."""
    is_quiet = os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty()
    return None if is_quiet else show_progress


@dataclass(frozen=True, slots=True)
class Run:
    """The project and the day that a command runs on."""

    project: Path
    day: date | None = None
    """The value of --today, overriding the clock."""

    @property
    def days(self) -> tuple[date, date]:
        """The day as of which content is checked, and the latest date in any time zone."""
        return (self.day, self.day) if self.day else present_days(self.project)

    @property
    def today(self) -> date:
        """The day as of which content is checked."""
        return self.days[0]

    @property
    def folder(self) -> Path:
        """The folder of the content."""
        return self.project / "content"

    @property
    def workplace(self) -> editing.Workplace:
        """The content to edit, and the days as of which it is checked."""
        return editing.Workplace(self.folder, *self.days, doing=Stopwatch(show=progress_line()).doing)

    def load(self) -> content.Loaded:
        """Return the content, unchecked."""
        return content.load_content(self.folder)

    def texts(self, corpus: Corpus, folder: Path | None = None) -> verify.Texts:
        """Return the texts of sources, from the given folder, then the one in ONRECORD_TEXTS, then the private one of the project."""
        environment, private = os.environ.get("ONRECORD_TEXTS"), self.project.joinpath(*verify.PRIVATE_TEXTS)
        return verify.read_texts(
            corpus, [*([folder] if folder else []), *([Path(environment)] if environment else []), *([private] if private.is_dir() else [])]
        )

    def name(self, path: Path) -> str:
        """Return the path of a file as it is printed, relative to the project."""
        return path.relative_to(self.project).as_posix()

    def write(self, changes: Sequence[editing.FileChange], diagnostics: Sequence[content.Diagnostic] = ()) -> None:
        """Write changes, list the files, and show the diagnostics in them."""
        editing.write_all(changes)
        for change in changes:
            print_line(f"{'-' if change.after is None else '+' if change.before is None else ' '} {self.name(change.path)}")
        if not changes:
            print_line("nothing to change")
        self.show(diagnostics, changes)

    def show(self, diagnostics: Sequence[content.Diagnostic], changes: Sequence[editing.FileChange]) -> None:
        """Show diagnostics in files that were written."""
        from generator.command.reporting import FORMATS

        if diagnostics:
            contents = {self.name(change.path): change.after for change in changes if change.after is not None}
            put(FORMATS["text"](diagnostics, {name: SourceText(name, editing.as_read(data)) for name, data in contents.items()}))

    def name_unwritten(self, changes: Sequence[editing.FileChange]) -> None:
        """List the files that would change, and fail if there are any."""
        for change in changes:
            print_line(self.name(change.path))
        self.fail_if(changes)

    @staticmethod
    def fail_if(problems: object) -> None:
        """Exit with PROBLEMS if a value is true."""
        if problems:
            sys.exit(PROBLEMS)

    def chosen(self, paths: Sequence[Path]) -> list[Path]:
        """Return files and folders of the content as absolute paths; raise click.BadParameter for any outside it."""
        for path in paths:
            if not path.resolve().is_relative_to(self.folder):
                raise click.BadParameter(f"'{path}' is not in the project's 'content' folder", param_hint="PATH")
        return [path.resolve() for path in paths]


def _up_to_repository(folder: Path) -> Iterator[Path]:
    """Yield a folder and its parents, up to the root of the repository."""
    for parent in (folder, *folder.parents):
        yield parent
        if (parent / ".git").exists():
            return


def _project(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    start = Path.cwd() if value is None else value.resolve()
    project = next((folder for folder in (_up_to_repository(start) if value is None else [start]) if (folder / "content").exists()), None)
    if project is None:
        hint = "create one with 'onrecord init FOLDER'"
        if value is None:
            raise click.UsageError(f"no 'content' folder here or in a parent folder; {hint}")
        raise click.BadParameter(f"no 'content' folder in '{value}'; {hint}")
    return project


FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
_PROJECT: Final = click.option(
    "--project", is_eager=True, type=FOLDER, callback=_project, help="Folder with content/ and mkdocs.yml; by default, here or above."
)
_TODAY: Final = click.option(
    "--today", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Check as of this date, such as 2025-06-13, instead of today."
)
FORMAT: Final = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Format of the report."
)
TEXT_OR_JSON: Final = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="Output format."
)
TEXTS: Final = click.option("--texts", type=FOLDER, help="Folder of texts, searched before others.")
RECORD: Final = click.argument("record", metavar="SECTION/ID")
WITH_ID: Final = click.option("--id", "record_id", metavar="ID", help="Id to use instead of one made from its title or name.")
VALUES: Final = click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
PATHS: Final = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
ONLY_CHECK: Final = click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; list files that would change, and fail if there are any."
)


def command(name: str | None = None, *, writes: bool = False, on_project: bool = True) -> Callable[[Callable[..., None]], click.Command]:
    """Return a decorator that makes a function a command, which reports a BuildFailedError and, if it writes, that nothing was changed.

    With 'on_project' it gets the options --project and --today, and passes them as a Run.
    """

    def decorate(function: Callable[..., None]) -> click.Command:
        @wraps(function)
        def run(**options: Any) -> None:  # noqa: ANN401 - the options of any command
            day = options.pop("day", None)
            arguments = [Run(options.pop("project"), day and day.date())] if on_project else []
            try:
                function(*arguments, **options)
            except BuildFailedError as refusal:
                if os.environ.get("ONRECORD_DEBUG"):
                    raise
                print_line(f"{refusal}" + ("\nnothing was changed" if writes else ""), err=True)
                sys.exit(PROBLEMS)

        return click.command(name)(_PROJECT(_TODAY(run)) if on_project else run)

    return decorate


def asks() -> bool:
    """Return whether standard input is a terminal, so that a user can be prompted."""
    return sys.stdin.isatty()


def ask_for(kind: type[Record], given: editing.Given, issues: Iterable[str] = ()) -> list[tuple[editing.Keys, Any]]:
    """Prompt for the required fields that are not given; return those that were answered, the others stay open.

    'issues' are those that the publication declares.
    """
    answered: list[tuple[editing.Keys, Any]] = []
    for field in editing.needed(kind, given, issues):
        if field.field.part is None:
            hint = f" ({field.takes})" if field.takes else ""
            if answer := click.prompt(f"{field.name}{hint}", default="", show_default=False).strip():
                answered.append(((field.name,), editing.value_of(field.field, answer)))
    return answered

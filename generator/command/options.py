"""What commands share: the project that they run on, their options, the exit codes, and how they say what they did."""

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
from generator.command.terminal import print_line, put
from generator.system import BuildFailedError
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
"""Something is wrong with the content; usage mistakes exit with 2, a fault of our own with 3."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command runs on."""

    project: Path
    day: date | None = None
    """The day that was given, instead of the present one."""

    @property
    def days(self) -> tuple[date, date]:
        """The day by which content is checked, and the latest day that it is anywhere."""
        return (self.day, self.day) if self.day else present_days(self.project)

    @property
    def today(self) -> date:
        """The day by which content is checked."""
        return self.days[0]

    @property
    def folder(self) -> Path:
        """The folder of the content."""
        return self.project / "content"

    @property
    def workplace(self) -> editing.Workplace:
        """The content that is edited, and the days by which it is checked."""
        return editing.Workplace(self.folder, *self.days)

    def load(self) -> content.Loaded:
        """Return the content, unchecked."""
        return content.load_content(self.folder)

    def texts(self, corpus: Corpus, given: Path | None = None) -> verify.Texts:
        """Return the texts of sources at hand: of a folder that is given, of that which the environment names, of the project's own."""
        named, private = os.environ.get("ONRECORD_TEXTS"), self.project.joinpath(*verify.PRIVATE_TEXTS)
        return verify.read_texts(
            corpus, [*([given] if given else []), *([Path(named)] if named else []), *([private] if private.is_dir() else [])]
        )

    def name(self, path: Path) -> str:
        """Return a file as it is called in what is printed."""
        return path.relative_to(self.project).as_posix()

    def write(self, changes: Sequence[editing.FileChange], found: Sequence[content.Diagnostic] = ()) -> None:
        """Make changes, name the files, and show what is wrong in them."""
        editing.write_all(changes)
        for change in changes:
            print_line(f"{'-' if change.after is None else '+' if change.before is None else ' '} {self.name(change.path)}")
        if not changes:
            print_line("nothing to change: it says that already")
        self.show(found, changes)

    def show(self, found: Sequence[content.Diagnostic], changes: Sequence[editing.FileChange]) -> None:
        """Show what is wrong in files that were written."""
        from generator.command.reporting import FORMATS

        if found:
            names = {self.name(one.path): one.after for one in changes if one.after is not None}
            put(FORMATS["text"](found, {name: SourceText(name, editing.as_read(data)) for name, data in names.items()}))

    def name_unwritten(self, changes: Sequence[editing.FileChange]) -> None:
        """Name the files that changes would be made in, and fail if there are any."""
        for change in changes:
            print_line(self.name(change.path))
        self.fail_if(changes)

    @staticmethod
    def fail_if(wrong: object) -> None:
        """End as a command does where something is wrong, if anything is."""
        if wrong:
            sys.exit(PROBLEMS)

    def chosen(self, paths: Sequence[Path]) -> list[Path]:
        """Return files and folders of the content that an editor names, as whole paths; raises click.BadParameter for others."""
        for path in paths:
            if not path.resolve().is_relative_to(self.folder):
                raise click.BadParameter(f"{path} is not in the folder 'content' of the project", param_hint="PATH")
        return [path.resolve() for path in paths]


def _and_above(folder: Path) -> Iterator[Path]:
    """Yield a folder and those above it, up to that of a repository, which holds no part of what is around it."""
    for one in (folder, *folder.parents):
        yield one
        if (one / ".git").exists():
            return


def _project(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path:
    here = Path.cwd() if value is None else value.resolve()
    found = next((one for one in (_and_above(here) if value is None else [here]) if (one / "content").exists()), None)
    if found is None:
        start = "'onrecord init FOLDER' writes one to start from"
        if value is None:
            raise click.UsageError(f"there is no folder 'content' here or in a folder above; {start}")
        raise click.BadParameter(f"there is no folder 'content' in {value}; {start}")
    return found


FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)
_PROJECT: Final = click.option(
    "--project",
    is_eager=True,
    type=FOLDER,
    callback=_project,
    help="The folder that holds content/ and mkdocs.yml, if not this one or the nearest above.",
)
_TODAY: Final = click.option(
    "--today", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Check as of this day, as 2025-06-13, not the present one."
)
FORMAT: Final = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How mistakes are shown."
)
TEXT_OR_JSON: Final = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How it is shown."
)
TEXTS: Final = click.option("--texts", type=FOLDER, help="A folder with texts, before others.")
RECORD: Final = click.argument("record", metavar="SECTION/ID")
WITH_ID: Final = click.option("--id", "record_id", metavar="ID", help="The id, if not that which its title or name gives.")
VALUES: Final = click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
PATHS: Final = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
ONLY_CHECK: Final = click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; name the files that are not as they would be, and fail if there are any."
)


def command(name: str | None = None, *, writes: bool = False, on_project: bool = True) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command of a function; it says why it refuses, and that nothing was changed if it is one that writes.

    On a project, it has the options of the project and the day, and gets them as a Run.
    """

    def made(function: Callable[..., None]) -> click.Command:
        @wraps(function)
        def run(**given: Any) -> None:  # noqa: ANN401 - what a command takes
            day = given.pop("day", None)
            here = [Run(given.pop("project"), day and day.date())] if on_project else []
            try:
                function(*here, **given)
            except BuildFailedError as refusal:
                if os.environ.get("ONRECORD_DEBUG"):
                    raise
                print_line(f"{refusal}" + ("\nnothing was changed" if writes else ""), err=True)
                sys.exit(PROBLEMS)

        return click.command(name)(_PROJECT(_TODAY(run)) if on_project else run)

    return made


def asks() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask_for(kind: type[Record], given: editing.Given, issues: Iterable[str] = ()) -> list[tuple[editing.Keys, Any]]:
    """Ask for the fields that a record needs and that are not given; return those that were answered, others stay open.

    'issues' are those that the publication declares.
    """
    answered: list[tuple[editing.Keys, Any]] = []
    for one in editing.needed(kind, given, issues):
        if one.field.part is None:
            hint = f" ({one.takes})" if one.takes else ""
            if answer := click.prompt(f"{one.name}{hint}", default="", show_default=False).strip():
                answered.append(((one.name,), editing.value_of(one.field, answer)))
    return answered

"""The commands that write for editors, and those that look things up."""

from __future__ import annotations

import sys
from functools import wraps
from typing import TYPE_CHECKING, Final

import click

from generator.failures import BuildFailedError
from generator.options import PROBLEMS, latest_day, shared
from generator.printing import print_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from generator.editing.trying import Workplace


def _telling(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command say why it refuses, and that nothing was changed."""

    @wraps(command)
    def run(*arguments: object, **options: object) -> None:
        try:
            command(*arguments, **options)
        except BuildFailedError as refusal:
            print_line(f"{refusal}\nnothing was changed", err=True)
            sys.exit(PROBLEMS)

    return run


def _workplace(project: Path, today: date) -> Workplace:
    from generator.editing.trying import Workplace

    return Workplace(project / "content", today, latest_day(project, today))


@click.command()
@shared
@click.argument("record", metavar="SECTION/ID")
@click.argument("new_id", metavar="NEW-ID")
@_telling
def rename(project: Path, today: date, record: str, new_id: str) -> None:
    """Give a record another id, and change everything that names it.

    The file and its translations are renamed, and references in fields, running text and figures follow, as do the proofs of a
    source. The old id stays in 'former_ids', so that its address leads on. All files are written, or none.
    """
    from generator.editing.changes import write_all
    from generator.editing.rename import rename as plan

    renamed = plan(_workplace(project, today), record, new_id)
    write_all(renamed.changes)
    for change in renamed.changes:
        sign = "-" if change.after is None else "+" if change.before is None else " "
        print_line(f"{sign} {change.path.relative_to(project).as_posix()}")
    print_line(f"{renamed.places} places in {renamed.files} files name it '{new_id}' now")


EDITING: Final = (rename,)
"""Every command of editing, in the order of the manual."""

"""What commands share: the options of the project and the day, and the exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from generator.clock import EVERYWHERE, present_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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

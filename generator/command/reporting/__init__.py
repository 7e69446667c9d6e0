"""How a command reports mistakes: in the form asked for, folded where not all are wanted, and on GitHub partly in the job's summary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from generator.command.reporting.data import NO_FIXES, as_json, as_rdjson, as_sarif
from generator.command.reporting.excerpts import as_github, as_text, rest_as_markdown, split
from generator.content import fold_unreachable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit
    from generator.text import SourceText
    from generator.verify import Checked

FORMATS: Final[dict[str, Callable[..., str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "rdjson": as_rdjson,
}
"""Every format of a report: of diagnostics in order, the texts they point into, and what mends some of them; ended with a line break."""

WITH_FIXES: Final = frozenset({"json", "sarif", "rdjson"})
"""Those that tell how a mistake is mended, as 'check --fix' does it."""


def is_whole(form: str) -> bool:
    """Tell whether every mistake is to be reported, and none folded."""
    context = click.get_current_context(silent=True)  # none in the thread of 'serve' that rebuilds
    return form not in ("text", "github") or bool(context and context.get_parameter_source("verbose") is ParameterSource.COMMANDLINE)


def reported(checked: Checked, form: str, fixes: Mapping[Diagnostic, Edit] = NO_FIXES) -> str:
    """Return what is wrong with content in a form, as it is printed."""
    return shown(checked.diagnostics if is_whole(form) else fold_unreachable(checked.diagnostics), checked.texts, form, fixes)


def shown(found: Sequence[Diagnostic], texts: Mapping[str, SourceText], form: str, fixes: Mapping[Diagnostic, Edit] = NO_FIXES) -> str:
    """Return mistakes in a form, as they are printed; on GitHub those that get no annotation go to the summary of the job."""
    return FORMATS[form](found, texts, fixes) + (_summarised(found, texts) if form == "github" else "")


def _summarised(found: Sequence[Diagnostic], texts: Mapping[str, SourceText]) -> str:
    """Put what is not annotated into the summary of the job; where there is none, return it as text."""
    rest = split(found)[1]
    if not rest:
        return ""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return "\n" + as_text(rest, texts)
    with Path(place).open("a", encoding="utf-8", errors="replace") as file:
        file.write(rest_as_markdown(found))
    return ""

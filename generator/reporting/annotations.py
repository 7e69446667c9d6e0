"""Mistakes as GitHub workflow commands, shown on the lines of a pull request.

GitHub keeps ten errors and ten warnings a step and drops the rest in silence: the tenth says how many more there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.reporting.excerpts import as_text
from generator.text.inert import without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.diagnostics import Diagnostic
    from generator.text.position import SourceText

MOST: Final = 10


def as_github(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText]) -> str:
    """Return annotations for the first mistakes of each severity, then the whole report as text for the log."""
    lines: list[str] = []
    for errors in (True, False):
        some = [one for one in diagnostics if one.is_error is errors]
        shown = some if len(some) <= MOST else some[: MOST - 1]
        lines.extend(_command(one) for one in shown)
        if len(shown) < len(some):
            lines.append(f"::{'error' if errors else 'warning'}::{len(some) - len(shown)} more: see the log of this step")
    return "\n".join([*lines, as_text(diagnostics, texts)])


def _command(one: Diagnostic) -> str:
    place = one.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "endLine": place.end_line}
    if place.end_line == place.line:
        properties["endColumn"] = place.end_column
    properties["title"] = one.rule.code
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{one.message} - {one.hint}" if one.hint else one.message
    return f"::{one.rule.severity} {written}::{_data(message)}"


def _data(text: str) -> str:
    return without_controls(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

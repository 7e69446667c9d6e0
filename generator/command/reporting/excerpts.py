"""Mistakes for people: on a terminal with the line and a caret under the words, on GitHub at the lines of a pull request.

GitHub keeps ten annotations of a kind a step and drops the others in silence, and of a summary that is over 1 MiB all of it:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from generator.command.reporting.data import NO_FIXES
from generator.text import SourceText, counted, inert, without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit

WIDTH: Final = 160
MOST: Final = 9
"""The most annotations, of errors and warnings together."""
MOST_ROWS: Final = 400
"""The most mistakes of a summary, which stays below what GitHub takes with them."""
_SIGNS: Final = re.compile(r"[!-/:-@\[-`{-~]")


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], _fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return every mistake with its line, and a closing count."""
    blocks = [_block(one, texts.get(one.place.path)) for one in diagnostics]
    return inert("\n\n".join([*blocks, summary(diagnostics)])) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(one.is_error for one in diagnostics)
    return f"{counted(errors, 'error')}, {counted(len(diagnostics) - errors, 'warning')}"


def _block(one: Diagnostic, source: SourceText | None) -> str:
    lines = [f"{one.place}: {one.rule.severity}: {one.message} [{one.rule.code}]"]
    if source is not None and source.line(one.place.line).strip():
        lines.extend(_excerpt(one, source))
    if one.hint:
        lines.append(f"  = {one.hint}")
    return "\n".join(lines)


def _excerpt(one: Diagnostic, source: SourceText) -> list[str]:
    line, start = source.line(one.place.line), one.place.column - 1
    end = one.place.end_column - 1 if one.place.end_line == one.place.line else len(line.rstrip())
    end = max(end, start + 1)
    cut = max(0, start - WIDTH // 2)
    shown = line[cut : cut + WIDTH]
    gutter = " " * len(str(one.place.line))
    before = "".join("\t" if c == "\t" else " " * _width(c) for c in shown[: start - cut])
    carets = before + "^" * max(1, _width(shown[start - cut : end - cut]))
    visible = "".join(c if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "\ufffd" for c in shown)
    return [f"{gutter} |", f"{one.place.line} | {visible}", f"{gutter} | {carets}"]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.category(c) in ("Mn", "Me") else 1 for c in text)


def split(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the mistakes that are annotated, errors before warnings, and the rest, errors first too: each in one of the two."""
    ordered = sorted(diagnostics, key=lambda one: not one.is_error)
    return ordered[:MOST], ordered[MOST:]


def as_github(diagnostics: Sequence[Diagnostic], _texts: Mapping[str, SourceText], _fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return annotations for the first mistakes, and how many there are; the rest is for the summary of the job."""
    shown, rest = split(diagnostics)
    more = f"; {len(rest)} of them in the summary of the job" if rest else ""
    return "\n".join([*map(_command, shown), f"{summary(diagnostics)}{more}"]) + "\n"


def _command(one: Diagnostic) -> str:
    place = one.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "endLine": place.end_line}
    if place.end_line == place.line:
        properties["endColumn"] = place.end_column
    properties["title"] = one.rule.code
    written = ",".join(f"{name}={_data(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items())
    message = f"{one.message} - {one.hint}" if one.hint else one.message
    return f"::{one.rule.severity} {written}::{_data(message)}"


def _data(text: str) -> str:
    return without_controls(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def rest_as_markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the mistakes that are not annotated as a table, within what GitHub takes; nothing where all are."""
    _, rest = split(diagnostics)
    if not rest:
        return ""
    head = f"### {len(rest)} more mistakes in the content\n\n| place | rule | what is wrong |\n|---|---|---|\n"
    more = len(rest) - MOST_ROWS
    return head + "".join(map(_row, rest[:MOST_ROWS])) + (f"\nand {more} more: 'onrecord check' shows all of them\n" if more > 0 else "")


def _row(one: Diagnostic) -> str:
    paragraph = _literal(one.message) + (f"<br>{_literal(one.hint)}" if one.hint else "")
    return f"| {_literal(str(one.place))} | {one.rule.severity}: {_literal(one.rule.code)} | {paragraph} |\n"


def _literal(text: str) -> str:
    """Return text as Markdown that shows it as it is: every sign escaped, on one line."""
    return _SIGNS.sub(r"\\\g<0>", without_controls(" ".join(text.split())))

"""Mistakes for people: the place, the line, a caret under the words, and how to mend it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from generator.command.reporting.data import NO_FIXES
from generator.text import SourceText, counted, inert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit

WIDTH: Final = 160


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], _fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return every mistake with its line, and a closing count."""
    blocks = [_block(one, texts.get(one.place.path)) for one in diagnostics]
    return inert("\n\n".join([*blocks, summary(diagnostics)])) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(one.is_error for one in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return "no errors, no warnings"
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"


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
    carets = _columns(shown[: start - cut]) + "^" * max(1, _width(shown[start - cut : end - cut]))
    return [f"{gutter} |", f"{one.place.line} | {_visible(shown)}", f"{gutter} | {carets}"]


def _visible(text: str) -> str:
    return "".join(c if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "\ufffd" for c in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.category(c) in ("Mn", "Me") else 1 for c in text)


def _columns(text: str) -> str:
    return "".join("\t" if c == "\t" else " " * _width(c) for c in text)

"""Mistakes as JSON for tools."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from generator.text import Location, SourceText, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit

NO_FIXES: Final[Mapping[Diagnostic, Edit]] = MappingProxyType({})


def as_json(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return {'version': 1, 'diagnostics': [...]}; lines and columns count from 1, columns in code points, ends are exclusive."""
    found = [
        {
            "path": one.place.path,
            **_stretch(one.place),
            "severity": str(one.rule.severity),
            "rule": one.rule.code,
            "message": one.message,
            "hint": one.hint,
            "fix": _fix(texts[one.place.path], fixes[one]) if one in fixes else None,
        }
        for one in diagnostics
    ]
    return written({"version": 1, "diagnostics": found})


def _stretch(place: Location) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _fix(source: SourceText, edit: Edit) -> dict[str, Any]:
    return {"edits": [{"path": source.path, **_stretch(source.place(edit.span)), "text": edit.text}]}


def written(value: object) -> str:
    """Return data as JSON in which nothing is obeyed by a terminal or a log."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"

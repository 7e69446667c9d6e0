"""Mistakes for tools: one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.text.inert import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.diagnostics import Diagnostic
    from generator.text.position import SourceText


def as_json(diagnostics: Sequence[Diagnostic], _texts: Mapping[str, SourceText]) -> str:
    """Return {'version': 1, 'diagnostics': [...]}; lines and columns count from 1, columns in code points."""
    found = [
        {
            "path": one.place.path,
            "line": one.place.line,
            "column": one.place.column,
            "endLine": one.place.end_line,
            "endColumn": one.place.end_column,
            "severity": str(one.rule.severity),
            "rule": one.rule.code,
            "message": one.message,
            "hint": one.hint,
        }
        for one in diagnostics
    ]
    return escaped(json.dumps({"version": 1, "diagnostics": found}, ensure_ascii=False, indent=2)) + "\n"

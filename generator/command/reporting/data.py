"""Mistakes as JSON for tools, and in the Reviewdog Diagnostic Format, from which reviewdog makes suggestions on a pull request.

It is the one format for these that several tools read, and reviewdog keeps to the lines that a pull request changes, outside of which
GitHub refuses a whole review: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from generator.text import Location, SourceText, Span, escaped

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


def as_rdjson(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return every mistake, with what mends it as a suggestion; columns count the bytes of UTF-8 from 1."""
    found = []
    for one in diagnostics:
        source = texts.get(one.place.path)
        location: dict[str, Any] = {"path": one.place.path}
        if source is not None:
            location["range"] = _range(source, source.span(one.place))
        entry: dict[str, Any] = {
            "message": f"{one.message} - {one.hint}" if one.hint else one.message,
            "location": location,
            "severity": str(one.rule.severity).upper(),
            "code": {"value": one.rule.code},
        }
        if source is not None and one in fixes:
            entry["suggestions"] = [{"range": _range(source, fixes[one].span), "text": fixes[one].text}]
        found.append(entry)
    return written({"source": {"name": "onrecord"}, "diagnostics": found})


def _range(source: SourceText, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: SourceText, offset: int) -> dict[str, int]:
    begin = source.text.rfind("\n", 0, offset) + 1
    return {"line": source.text.count("\n", 0, offset) + 1, "column": len(source.text[begin:offset].encode(errors="replace")) + 1}


def written(value: object) -> str:
    """Return data as JSON in which nothing is obeyed by a terminal or a log."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"

"""Mistakes in the Reviewdog Diagnostic Format, from which reviewdog makes suggestions on the lines of a pull request.

It is the one format for them that several tools read, and reviewdog keeps to the lines that a pull request changes, outside of which
GitHub refuses a whole review: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.command.reporting.data import NO_FIXES, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit
    from generator.text import SourceText, Span


def as_rdjson(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return every mistake, with what mends it as a suggestion; columns count the bytes of UTF-8 from 1."""
    found = []
    for one in diagnostics:
        source = texts.get(one.place.path)
        location: dict[str, Any] = {"path": one.place.path}
        if source is not None:
            location["range"] = _range(source, source.span(one.place))
        told: dict[str, Any] = {
            "message": f"{one.message} - {one.hint}" if one.hint else one.message,
            "location": location,
            "severity": str(one.rule.severity).upper(),
            "code": {"value": one.rule.code},
        }
        if source is not None and one in fixes:
            told["suggestions"] = [{"range": _range(source, fixes[one].span), "text": fixes[one].text}]
        found.append(told)
    return written({"source": {"name": "onrecord"}, "diagnostics": found})


def _range(source: SourceText, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: SourceText, offset: int) -> dict[str, int]:
    begin = source.text.rfind("\n", 0, offset) + 1
    return {"line": source.text.count("\n", 0, offset) + 1, "column": len(source.text[begin:offset].encode(errors="replace")) + 1}

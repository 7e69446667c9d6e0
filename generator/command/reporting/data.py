"""Mistakes for programs: as JSON, as SARIF 2.1.0, and in the Reviewdog Diagnostic Format, of which reviewdog makes suggestions.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. The last is the one format for suggestions that several tools read, and
reviewdog keeps to the lines that a pull request changes, outside of which GitHub refuses a whole review:
https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from generator.content import RULES
from generator.text import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit
    from generator.text import Location, SourceText, Span

NO_FIXES: Final[Mapping[Diagnostic, Edit]] = MappingProxyType({})
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


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
            "fix": {"edits": [_edit(texts[one.place.path], fixes[one])]} if one in fixes else None,
        }
        for one in diagnostics
    ]
    return written({"version": 1, "diagnostics": found})


def _stretch(place: Location) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _edit(source: SourceText, edit: Edit) -> dict[str, Any]:
    return {"path": source.path, **_stretch(source.place(edit.span)), "text": edit.text}


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


def as_sarif(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return one run: the rules that are broken, with their help, and a result for each mistake with what mends it."""
    rules = sorted({one.rule.code for one in diagnostics})
    driver = {"name": "onrecord", "rules": [_rule(code) for code in rules]}
    results = []
    for one in diagnostics:
        result: dict[str, Any] = {
            "ruleId": one.rule.code,
            "ruleIndex": rules.index(one.rule.code),
            "level": str(one.rule.severity),
            "message": {"text": _plain(f"{one.message}\n{one.hint}" if one.hint else one.message)},
            "locations": [{"physicalLocation": {"artifactLocation": _file(one.place.path), "region": _region(one.place)}}],
        }
        if one in fixes:
            result["fixes"] = [_fix(texts[one.place.path], fixes[one])]
        results.append(result)
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    from generator.editing import explain_rule  # noqa: PLC0415 - it takes time that reports of other kinds need not

    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": _plain(rule.summary)},
        "help": {"text": _plain(explain_rule(code))},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _file(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="replace"), "uriBaseId": _ROOT}


def _region(place: Location) -> dict[str, int]:
    return {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _fix(source: SourceText, edit: Edit) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(source.place(edit.span)), "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": _file(source.path), "replacements": [replacement]}
    return {"description": {"text": _plain(f"Write {edit.text}")}, "artifactChanges": [change]}


def _plain(text: str) -> str:
    """Return text in which SARIF sees neither a placeholder (3.11.5) nor an embedded link (3.11.6)."""
    return text.replace("](", "\\](").replace("{", "{{").replace("}", "}}")

"""Mistakes as SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from generator.command.reporting.data import NO_FIXES, written
from generator.content import RULES, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.editing import Edit
    from generator.text import Location, SourceText

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


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

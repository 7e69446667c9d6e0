"""Formats of diagnostics: text with excerpts, GitHub annotations, and JSON, SARIF and RDJSON for other programs.

GitHub keeps ten annotations of each severity per step and silently drops the others, and drops a job summary of more than 1 MiB:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. SARIF is 2.1.0:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Suggestions are in the Reviewdog Diagnostic Format because
several tools read it, and reviewdog stays within the lines that a pull request changes, outside of which GitHub rejects a whole review:
https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import click
from click.core import ParameterSource

from generator.content import RULES, fold_unreachable
from generator.text import counted, escaped, inert, without_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit
    from generator.text import Location, SourceText, Span
    from generator.verify import Checked

NO_FIXES: Final[Mapping[Diagnostic, Edit]] = MappingProxyType({})
WIDTH: Final = 160
MOST: Final = 9
"""The maximum number of annotations, errors and warnings together."""
MOST_ROWS: Final = 400
"""The maximum number of rows of a job summary, which keeps it below 1 MiB."""
_SIGNS: Final = re.compile(r"[!-/:-@\[-`{-~]")


def as_text(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], _fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return every diagnostic with an excerpt of its line, and the counts at the end."""
    blocks = [_block(diagnostic, texts.get(diagnostic.place.path)) for diagnostic in diagnostics]
    return inert("\n\n".join([*blocks, summary(diagnostics)])) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the counts of errors and warnings, in words."""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    return f"{counted(errors, 'error')}, {counted(len(diagnostics) - errors, 'warning')}"


def _block(diagnostic: Diagnostic, source: SourceText | None) -> str:
    lines = [f"{diagnostic.place}: {diagnostic.rule.severity}: {diagnostic.message} [{diagnostic.rule.code}]"]
    if source is not None and source.line(diagnostic.place.line).strip():
        lines.extend(_excerpt(diagnostic, source))
    if diagnostic.hint:
        lines.append(f"  = {diagnostic.hint}")
    return "\n".join(lines)


def _excerpt(diagnostic: Diagnostic, source: SourceText) -> list[str]:
    line, start = source.line(diagnostic.place.line), diagnostic.place.column - 1
    end = diagnostic.place.end_column - 1 if diagnostic.place.end_line == diagnostic.place.line else len(line.rstrip())
    end = max(end, start + 1)
    cut = max(0, start - WIDTH // 2)
    excerpt = line[cut : cut + WIDTH]
    gutter = " " * len(str(diagnostic.place.line))
    indent = "".join("\t" if c == "\t" else " " * _width(c) for c in excerpt[: start - cut])
    carets = indent + "^" * max(1, _width(excerpt[start - cut : end - cut]))
    visible = "".join(c if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "\ufffd" for c in excerpt)
    return [f"{gutter} |", f"{diagnostic.place.line} | {visible}", f"{gutter} | {carets}"]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.category(c) in ("Mn", "Me") else 1 for c in text)


def split(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics to annotate and the rest, each with errors before warnings."""
    ordered = sorted(diagnostics, key=lambda diagnostic: not diagnostic.is_error)
    return ordered[:MOST], ordered[MOST:]


def as_github(diagnostics: Sequence[Diagnostic], _texts: Mapping[str, SourceText], _fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return annotations for the first diagnostics, and the counts of all; the rest goes to the job summary."""
    annotated, rest = split(diagnostics)
    remainder = f"; {len(rest)} of them in the job summary" if rest else ""
    return "\n".join([*map(_annotation, annotated), f"{summary(diagnostics)}{remainder}"]) + "\n"


def _annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "endLine": place.end_line}
    if place.end_line == place.line:
        properties["endColumn"] = place.end_column
    properties["title"] = diagnostic.rule.code
    parameters = ",".join(f"{name}={_escape(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items())
    message = f"{diagnostic.message} - {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{diagnostic.rule.severity} {parameters}::{_escape(message)}"


def _escape(text: str) -> str:
    return without_controls(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def rest_as_markdown(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics without annotation as a Markdown table within GitHub's limit, or "" if there are none."""
    _, rest = split(diagnostics)
    if not rest:
        return ""
    head = f"### {len(rest)} more problems in the content\n\n| location | rule | problem |\n|---|---|---|\n"
    more = len(rest) - MOST_ROWS
    return head + "".join(map(_row, rest[:MOST_ROWS])) + (f"\nand {more} more: 'onrecord check' shows all of them\n" if more > 0 else "")


def _row(diagnostic: Diagnostic) -> str:
    message = _literal(diagnostic.message) + (f"<br>{_literal(diagnostic.hint)}" if diagnostic.hint else "")
    return f"| {_literal(str(diagnostic.place))} | {diagnostic.rule.severity}: {_literal(diagnostic.rule.code)} | {message} |\n"


def _literal(text: str) -> str:
    """Return text as one line of Markdown with all punctuation escaped."""
    return _SIGNS.sub(r"\\\g<0>", without_controls(" ".join(text.split())))


SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


def as_json(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return {'version': 1, 'diagnostics': [...]}; lines and columns are 1-based, columns count code points, ends are exclusive."""
    entries = [
        {
            "path": diagnostic.place.path,
            **_extent(diagnostic.place),
            "severity": str(diagnostic.rule.severity),
            "rule": diagnostic.rule.code,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
            "fix": {"edits": [_edit(texts[diagnostic.place.path], fixes[diagnostic])]} if diagnostic in fixes else None,
        }
        for diagnostic in diagnostics
    ]
    return _dump_json({"version": 1, "diagnostics": entries})


def _extent(place: Location) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _edit(source: SourceText, edit: Edit) -> dict[str, Any]:
    return {"path": source.path, **_extent(source.place(edit.span)), "text": edit.text}


def as_rdjson(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return every diagnostic, with its fix as a suggestion; columns are 1-based and count UTF-8 bytes."""
    entries = []
    for diagnostic in diagnostics:
        source = texts.get(diagnostic.place.path)
        location: dict[str, Any] = {"path": diagnostic.place.path}
        if source is not None:
            location["range"] = _range(source, source.span(diagnostic.place))
        entry: dict[str, Any] = {
            "message": f"{diagnostic.message} - {diagnostic.hint}" if diagnostic.hint else diagnostic.message,
            "location": location,
            "severity": str(diagnostic.rule.severity).upper(),
            "code": {"value": diagnostic.rule.code},
        }
        if source is not None and diagnostic in fixes:
            entry["suggestions"] = [{"range": _range(source, fixes[diagnostic].span), "text": fixes[diagnostic].text}]
        entries.append(entry)
    return _dump_json({"source": {"name": "onrecord"}, "diagnostics": entries})


def _range(source: SourceText, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: SourceText, offset: int) -> dict[str, int]:
    begin = source.text.rfind("\n", 0, offset) + 1
    return {"line": source.text.count("\n", 0, offset) + 1, "column": len(source.text[begin:offset].encode(errors="replace")) + 1}


def _dump_json(value: object) -> str:
    """Return data as indented JSON without control characters that a terminal or a log would interpret."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def as_sarif(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = NO_FIXES, /) -> str:
    """Return one SARIF run: the broken rules with their help, and a result with its fix for each diagnostic."""
    rules = sorted({diagnostic.rule.code for diagnostic in diagnostics})
    driver = {"name": "onrecord", "rules": [_sarif_rule(code) for code in rules]}
    results = []
    for diagnostic in diagnostics:
        result: dict[str, Any] = {
            "ruleId": diagnostic.rule.code,
            "ruleIndex": rules.index(diagnostic.rule.code),
            "level": str(diagnostic.rule.severity),
            "message": {"text": _plain(f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message)},
            "locations": [
                {"physicalLocation": {"artifactLocation": _artifact(diagnostic.place.path), "region": _sarif_region(diagnostic.place)}}
            ],
        }
        if diagnostic in fixes:
            result["fixes"] = [_sarif_fix(texts[diagnostic.place.path], fixes[diagnostic])]
        results.append(result)
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dump_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str) -> dict[str, Any]:
    from generator.editing import explain_rule  # noqa: PLC0415 - slow to import, and not needed by other formats

    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": _plain(rule.summary)},
        "help": {"text": _plain(explain_rule(code))},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path, errors="replace"), "uriBaseId": _ROOT}


def _sarif_region(place: Location) -> dict[str, int]:
    return {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}


def _sarif_fix(source: SourceText, edit: Edit) -> dict[str, Any]:
    replacement = {"deletedRegion": _sarif_region(source.place(edit.span)), "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": _artifact(source.path), "replacements": [replacement]}
    return {"description": {"text": _plain(f"Write {edit.text}")}, "artifactChanges": [change]}


def _plain(text: str) -> str:
    """Escape what SARIF would read as a placeholder (3.11.5) or an embedded link (3.11.6)."""
    return text.replace("](", "\\](").replace("{", "{{").replace("}", "}}")


FORMATS: Final[dict[str, Callable[..., str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "rdjson": as_rdjson,
}
"""The format functions, of diagnostics in order, the texts they point into and fixes; their results end with a newline."""

WITH_FIXES: Final = frozenset({"json", "sarif", "rdjson"})
"""The formats that contain the fixes of 'check --fix'."""


def is_whole(form: str) -> bool:
    """Return whether to report every diagnostic, instead of folding those of unreferenced records."""
    context = click.get_current_context(silent=True)  # none in the thread of 'serve' that rebuilds
    return form not in ("text", "github") or bool(context and context.get_parameter_source("verbose") is ParameterSource.COMMANDLINE)


def reported(checked: Checked, form: str, fixes: Mapping[Diagnostic, Edit] = NO_FIXES) -> str:
    """Return the diagnostics of checked content in a format, as printed."""
    return shown(checked.diagnostics if is_whole(form) else fold_unreachable(checked.diagnostics), checked.texts, form, fixes)


def shown(
    diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], form: str, fixes: Mapping[Diagnostic, Edit] = NO_FIXES
) -> str:
    """Return diagnostics in a format, as printed; for GitHub, those without annotation go to the job summary."""
    return FORMATS[form](diagnostics, texts, fixes) + (_to_job_summary(diagnostics, texts) if form == "github" else "")


def _to_job_summary(diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText]) -> str:
    """Append the diagnostics without annotation to the job summary; return them as text if there is none."""
    rest = split(diagnostics)[1]
    if not rest:
        return ""
    summary_path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not summary_path:
        return "\n" + as_text(rest, texts)
    with Path(summary_path).open("a", encoding="utf-8", errors="replace") as file:
        file.write(rest_as_markdown(diagnostics))
    return ""

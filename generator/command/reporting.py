"""How a command reports mistakes: to people as excerpts, on GitHub at the lines of a pull request, and to programs as data.

GitHub keeps ten annotations of a kind a step and drops the others in silence, and of a summary that is over 1 MiB all of it:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. SARIF is 2.1.0:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. The Reviewdog Diagnostic Format is the one for suggestions that several
tools read, and reviewdog keeps to the lines that a pull request changes, outside of which GitHub refuses a whole review:
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


FORMATS: Final[dict[str, Callable[..., str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "rdjson": as_rdjson,
}
"""Every format of a report: of diagnostics in order, the texts they point into, and what mends some of them; ended with a line break."""

WITH_FIXES: Final = frozenset({"json", "sarif", "rdjson"})
"""Those that tell how a mistake is mended, as 'check --fix' does it."""


def is_whole(form: str) -> bool:
    """Tell whether every mistake is to be reported, and none folded."""
    context = click.get_current_context(silent=True)  # none in the thread of 'serve' that rebuilds
    return form not in ("text", "github") or bool(context and context.get_parameter_source("verbose") is ParameterSource.COMMANDLINE)


def reported(checked: Checked, form: str, fixes: Mapping[Diagnostic, Edit] = NO_FIXES) -> str:
    """Return what is wrong with content in a form, as it is printed."""
    return shown(checked.diagnostics if is_whole(form) else fold_unreachable(checked.diagnostics), checked.texts, form, fixes)


def shown(found: Sequence[Diagnostic], texts: Mapping[str, SourceText], form: str, fixes: Mapping[Diagnostic, Edit] = NO_FIXES) -> str:
    """Return mistakes in a form, as they are printed; on GitHub those that get no annotation go to the summary of the job."""
    return FORMATS[form](found, texts, fixes) + (_summarised(found, texts) if form == "github" else "")


def _summarised(found: Sequence[Diagnostic], texts: Mapping[str, SourceText]) -> str:
    """Put what is not annotated into the summary of the job; where there is none, return it as text."""
    rest = split(found)[1]
    if not rest:
        return ""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return "\n" + as_text(rest, texts)
    with Path(place).open("a", encoding="utf-8", errors="replace") as file:
        file.write(rest_as_markdown(found))
    return ""

"""Automatic fixes: single words for which exactly one other can be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from generator.content import Diagnostic, Rule
from generator.editing.changes import Edit, FileChange, as_read, edited
from generator.editing.trying import Workplace, added
from generator.text import SourceText, as_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.model import Corpus
    from generator.verify import Checked

_NAMES: Final = frozenset(
    {Rule.UNKNOWN_FIELD, Rule.UNKNOWN_REFERENCE, Rule.UNKNOWN_VOTER, Rule.UNKNOWN_ISSUE, Rule.UNKNOWN_CHART, Rule.BAD_VALUE}
)
"""Rules whose hints propose another name."""
_MEANT: Final = re.compile(r"did you mean '(?P<word>[^']+)'\?")
_YEAR_FIRST: Final = re.compile(r"\d{4}\D\d\d\D\d\d")
_WRITTEN: Final = re.compile(r"write '(?P<word>[0-9]{4}(?:-[0-9]{2}){0,2})'")
"""An exact date; a hint with an uncertain one or an interval is not applied, as the words may mean otherwise."""
MOST_SLIPS: Final = 2
"""The maximum edit distance between a slip and the intended name."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A diagnostic and the edit that fixes it."""

    diagnostic: Diagnostic
    was: str
    now: str
    edit: Edit
    """The edit, in the text of its file."""

    def __str__(self) -> str:
        return f"{self.diagnostic.place}: replaced '{self.was}' with '{self.now}' [{self.diagnostic.rule.code}]"


def fixes(workplace: Workplace, checked: Checked, within: Callable[[str], bool]) -> tuple[list[Fix], list[FileChange]]:
    """Return the fixes for files whose path is selected by 'within', and the changes that apply them.

    The changes were checked: a fix is left out if it causes a diagnostic or does not resolve its own. Mistakes that only appear after
    these fixes need another call.
    """
    candidates = [fix for item in checked.diagnostics if within(item.place.path) and (fix := sure_fix(checked.corpus, checked.texts, item))]
    applied, changes = list[Fix](), list[FileChange]()
    for batch in [candidates, *([fix] for fix in candidates)] if candidates else []:  # all at once, else one by one
        attempt = _changes(workplace, [*applied, *batch])
        if _only_fixes(checked, workplace.check(attempt), [*applied, *batch]):
            applied, changes = [*applied, *batch], attempt
            if batch is candidates:
                break
    return applied, changes


def _only_fixes(before: Checked, after: Checked, applied: Sequence[Fix]) -> bool:
    """Return whether fixes cause no new diagnostics, but for records that were unreadable before and so not fully checked."""
    unread = {record.key for record in before.corpus.unread}
    gone = added(after.diagnostics, before.diagnostics)
    new = (PurePosixPath(diagnostic.place.path) for diagnostic in added(before.diagnostics, after.diagnostics))
    return all((path.parent.name, path.name.partition(".")[0]) in unread for path in new) and all(fix.diagnostic in gone for fix in applied)


def _changes(workplace: Workplace, applied: Sequence[Fix]) -> list[FileChange]:
    edits: dict[Path, set[Edit]] = {}
    for fix in applied:
        edits.setdefault(workplace.content.parent / fix.diagnostic.place.path, set()).add(fix.edit)
    return [FileChange(path, before := path.read_bytes(), edited(before, of_file)) for path, of_file in edits.items()]


def sure_fix(corpus: Corpus, texts: Mapping[str, SourceText], diagnostic: Diagnostic) -> Fix | None:
    """Return the fix of a diagnostic, or None unless the whole value is one word and a single other one can be meant."""
    fix = proposed_fix(texts, diagnostic)
    return fix if fix and _is_sure(corpus, diagnostic, fix.was, fix.now) else None


def proposed_fix(texts: Mapping[str, SourceText], diagnostic: Diagnostic) -> Fix | None:
    """Return the fix that the hint of a diagnostic proposes for a one-word value, certain or not, or None."""
    source = texts.get(diagnostic.place.path)
    if source is None or diagnostic.place.path.endswith(".json"):
        return None
    span = source.span(diagnostic.place)
    text = source.text[span.start : span.end]
    was = text[1:-1] if text[:1] in ("'", '"') and text[-1:] == text[0] and len(text) > 1 else text
    if not was or "\n" in was or f"'{was}'" not in diagnostic.message or as_read(text.encode()) != text:
        return None
    hint = _WRITTEN if diagnostic.rule is Rule.BAD_DATE else _MEANT if diagnostic.rule in _NAMES else None
    match = hint.fullmatch(diagnostic.hint) if hint else None
    if match is None or match["word"] == was:
        return None
    return Fix(diagnostic, was, match["word"], Edit(span, text.replace(was, match["word"])))


def _is_sure(corpus: Corpus, diagnostic: Diagnostic, was: str, now: str) -> bool:
    """Return whether a name is a misspelling or former id of one record and no other, or a date keeps the order of its digits."""
    if diagnostic.rule is Rule.BAD_DATE:  # in '2025-13-01' any of the digits may be the wrong one
        return not _YEAR_FIRST.fullmatch(was) or re.sub(r"\D", "", was) == re.sub(r"\D", "", now)
    if diagnostic.rule in (Rule.UNKNOWN_REFERENCE, Rule.UNKNOWN_VOTER):
        ids = {*(record_id for _, record_id in corpus.astray), *(record.id for record in corpus)}
        owners = {record.id for record in corpus if was in record.former_ids}
        if owners:
            return owners == {now}
        distance = OSA.distance(was, now)
        return _is_slip(was, now) and not any(other != now and OSA.distance(was, other) <= distance + 1 for other in ids)
    return _is_slip(was, now)


def _is_slip(was: str, now: str) -> bool:
    seen, meant = as_seen(was).casefold().replace("_", "-"), now.casefold().replace("_", "-")
    return OSA.distance(seen, meant) <= min(MOST_SLIPS, len(meant) // 4)

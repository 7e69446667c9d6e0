"""What a machine can mend surely: one word at its exact place, for which one other is meant."""

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
"""Rules that a name breaks for which another is proposed."""
_MEANT: Final = re.compile(r"did you mean '(?P<word>[^']+)'\?")
_YEAR_FIRST: Final = re.compile(r"\d{4}\D\d\d\D\d\d")
_WRITTEN: Final = re.compile(r"write '(?P<word>[0-9]{4}(?:-[0-9]{2}){0,2})'")
"""A date that says as much as was written: none with a doubt or an interval, which words may mean otherwise."""
MOST_SLIPS: Final = 2
"""The most letters in which a name differs from the one that is meant."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A mistake, and the word that takes the place of what stands there."""

    diagnostic: Diagnostic
    was: str
    now: str
    edit: Edit
    """What mends it, in the text of its file."""

    def __str__(self) -> str:
        return f"{self.diagnostic.place}: wrote '{self.now}' for '{self.was}' [{self.diagnostic.rule.code}]"


def fixes(workplace: Workplace, checked: Checked, within: Callable[[str], bool]) -> tuple[list[Fix], list[FileChange]]:
    """Return what can be mended surely in the files chosen by their paths, and the changes that do it.

    The changes were tried: they bring no mistake, and what they mend is no mistake any more. A fix that brings one is left. What is to be
    seen only once they are made is left to a further call.
    """
    found = [fix for one in checked.diagnostics if within(one.place.path) and (fix := sure_fix(checked.corpus, checked.texts, one))]
    done, made = list[Fix](), list[FileChange]()
    for some in [found, *([fix] for fix in found)] if found else []:  # all at once, or else one by one
        tried = _changes(workplace, [*done, *some])
        if _only_mends(checked, workplace.check(tried), [*done, *some]):
            done, made = [*done, *some], tried
            if some is found:
                break
    return done, made


def _only_mends(before: Checked, after: Checked, found: Sequence[Fix]) -> bool:
    """Tell whether fixes bring no mistake: none is new but in records that could not be read before, and so were not held to all rules."""
    unread = {one.key for one in before.corpus.unread}
    gone = added(after.diagnostics, before.diagnostics)
    new = (PurePosixPath(one.place.path) for one in added(before.diagnostics, after.diagnostics))
    return all((path.parent.name, path.name.partition(".")[0]) in unread for path in new) and all(fix.diagnostic in gone for fix in found)


def _changes(workplace: Workplace, found: Sequence[Fix]) -> list[FileChange]:
    edits: dict[Path, set[Edit]] = {}
    for fix in found:
        edits.setdefault(workplace.content.parent / fix.diagnostic.place.path, set()).add(fix.edit)
    return [FileChange(path, before := path.read_bytes(), edited(before, some)) for path, some in edits.items()]


def sure_fix(corpus: Corpus, texts: Mapping[str, SourceText], one: Diagnostic) -> Fix | None:
    """Return how a mistake is mended where that is sure: the whole value is one word, and one other is meant."""
    fix = proposed_fix(texts, one)
    return fix if fix and _is_sure(corpus, one, fix.was, fix.now) else None


def proposed_fix(texts: Mapping[str, SourceText], one: Diagnostic) -> Fix | None:
    """Return how a mistake may be mended: the whole value is one word, and its hint names another, sure or not."""
    source = texts.get(one.place.path)
    if source is None or one.place.path.endswith(".json"):
        return None
    span = source.span(one.place)
    text = source.text[span.start : span.end]
    was = text[1:-1] if text[:1] in ("'", '"') and text[-1:] == text[0] and len(text) > 1 else text
    if not was or "\n" in was or f"'{was}'" not in one.message or as_read(text.encode()) != text:
        return None
    hint = _WRITTEN if one.rule is Rule.BAD_DATE else _MEANT if one.rule in _NAMES else None
    match = hint.fullmatch(one.hint) if hint else None
    if match is None or match["word"] == was:
        return None
    return Fix(one, was, match["word"], Edit(span, text.replace(was, match["word"])))


def _is_sure(corpus: Corpus, one: Diagnostic, was: str, now: str) -> bool:
    """Tell whether a name is a slip of another, or the former id of a record, and of no second one, or a date has its order."""
    if one.rule is Rule.BAD_DATE:  # in '2025-13-01' any of the digits may be the wrong one
        return not _YEAR_FIRST.fullmatch(was) or re.sub(r"\D", "", was) == re.sub(r"\D", "", now)
    if one.rule in (Rule.UNKNOWN_REFERENCE, Rule.UNKNOWN_VOTER):
        ids = {*(one for _, one in corpus.astray), *(record.id for record in corpus)}
        owners = {record.id for record in corpus if was in record.former_ids}
        if owners:
            return owners == {now}
        slips = OSA.distance(was, now)
        return _is_slip(was, now) and not any(other != now and OSA.distance(was, other) <= slips + 1 for other in ids)
    return _is_slip(was, now)


def _is_slip(was: str, now: str) -> bool:
    seen, meant = as_seen(was).casefold().replace("_", "-"), now.casefold().replace("_", "-")
    return OSA.distance(seen, meant) <= min(MOST_SLIPS, len(meant) // 4)

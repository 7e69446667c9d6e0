"""Mistakes whose cause cannot be seen, or looks like what it is not: the character is named, at its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.content.diagnostics import Diagnostic, Rule
from generator.model import BadDate, parse_edtf
from generator.text import UNSEEN, SourceText, as_seen, odd_characters

_PLAIN: Final = frozenset(
    {
        Rule.BAD_DATE,
        Rule.BAD_LINK,
        Rule.BAD_VALUE,
        Rule.ID_MISMATCH,
        Rule.UNKNOWN_CHART,
        Rule.UNKNOWN_FIELD,
        Rule.UNKNOWN_ISSUE,
        Rule.UNKNOWN_REFERENCE,
        Rule.UNKNOWN_VOTER,
        Rule.WRONG_KIND,
    }
)
"""Rules on what is written in plain ASCII: ids, dates, numbers, names of fields, words of lists."""
_LONGEST: Final = 200


def name_invisible(one: Diagnostic, source: SourceText | None) -> Diagnostic:
    """Return a mistake with the first odd character of what it is about named, and its place narrowed to that; as it is without one."""
    place = one.place
    if source is None or one.rule not in _PLAIN or place.line != place.end_line:
        return one
    value = source.line(place.line)[place.column - 1 : place.end_column - 1]
    if len(value) > _LONGEST or value[:1] in ("[", "{") or not as_seen(value).isascii() or "U+" in one.message:
        return one
    odd = next(odd_characters(value), None)
    if odd is None:
        written = UNSEEN.search(one.message) if "\\" in value else None
        return replace(one, message=f"{one.message}: it holds {next(odd_characters(written[0])).what}") if written else one
    plain = as_seen(value.strip("'\""))
    at = place.column + odd.offset
    message = f"{one.message}: it holds {odd.what}"
    return replace(one, place=replace(place, column=at, end_column=at + 1), message=message, hint=_hint(one, plain))


def _hint(one: Diagnostic, plain: str) -> str:
    """Return how to mend a value that is plain but for its odd characters, or the hint of its rule where it is wrong without them, too."""
    if one.rule is Rule.BAD_DATE:
        try:
            parse_edtf(plain)
        except BadDate as problem:
            return problem.hint
    if one.rule is Rule.BAD_LINK or one.hint.startswith(("did you mean", "write a list")) or not plain:
        return one.hint or "remove it"
    return f"write '{plain}'"

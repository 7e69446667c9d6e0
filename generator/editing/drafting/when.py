"""Times that English words name in a text, as EDTF: found by the rules of 'time_rules', read with the words before them.

None is made more exact than it is told. Where only the month or year of publication is known, a time is given only if every day of it
leads to the same.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.drafting.lists import words
from generator.editing.drafting.time_rules import ABOUT, RULES, Seen, TimeRule, day_of
from generator.model import BadDate, Edtf, meant_date, parse_edtf
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Time(NamedTuple):
    """A time that a text names."""

    span: Span
    value: str | None
    """The time as EDTF; nothing where the day of publication does not tell it."""
    why: str


class _Atom(NamedTuple):
    span: Span
    rule: TimeRule
    found: re.Match[str]


_BEHIND: Final = re.compile(
    r"\b(?:(?P<wrap>since|until|till|through|by|before|after|from|between|as of)\s+)?"
    r"(?:(?:the )?(?P<edge>early|mid|late|earlier|later|beginning of|start of|end of|middle of)[ -])?"
    rf"(?:(?P<about>{ABOUT}) )?(?:(?:in|on|of|during|at|to|and|over|throughout) )?(?:the (?:month of |year )?)?$",
    re.IGNORECASE,
)
_NEEDED: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|before|after|from|of|during|early|late|mid|around|about|circa|through|to|and|between|the)[ -]|[(–-])$",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"\s*(?:to|and|through|until|till|–|-)\s*(?:in\s+|on\s+)?", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\s+(?:people|men|women|troops|soldiers|dollars|million|billion|km|miles|kilomet|per|%)|[%,.]\d|%")
"""What shows that a number before it is no year."""
_FUTURE: Final = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words("times", "future")), re.IGNORECASE)
_BEFORE: Final = 40
_MOST_DAYS: Final = 400


def times(text: str, sentences: list[Span], published: Edtf | None) -> Iterator[Time]:
    """Yield the times that sentences name, in order."""
    for sentence in sentences:
        line = text[sentence.start : sentence.end]
        future = _FUTURE.search(line) is not None
        atoms = list(_atoms(line))
        taken = -1
        for number, atom in enumerate(atoms):
            if number <= taken:
                continue
            after = atoms[number + 1] if number + 1 < len(atoms) else None
            behind = _BEHIND.search(line[max(0, atom.span.start - _BEFORE) : atom.span.start])
            wrap = (behind["wrap"] or "").lower() if behind else ""
            both = after is not None and wrap in ("from", "between") and _JOINT.fullmatch(line, atom.span.end, after.span.start) is not None
            last = after if both and after else atom
            start = atom.span.start - (len(behind[0]) if behind and (wrap or behind["edge"] or behind["about"]) else 0)
            days = _days(published, atom, last)
            values = {_whole(atom, last if both else None, behind, wrap, Seen(day, future)) for day in days}
            taken = number + 1 if both else number
            span = Span(sentence.start + start, sentence.start + last.span.end)
            yield _time_of(span, text[span.start : span.end], values, published, is_counted=atom.rule.is_counted or last.rule.is_counted)


def _time_of(span: Span, phrase: str, values: set[str], published: Edtf | None, *, is_counted: bool) -> Time:
    value = values.pop() if len(values) == 1 else ""
    if value:
        counted = f", counted from {published.text}, the day of publication" if is_counted and published else ""
        return Time(span, value, f"'{phrase}' is {value}{counted}")
    if published is None and is_counted:
        return Time(span, None, f"'{phrase}' is counted from the day of publication, which is not known")
    if len(values) > 1 and published is not None:
        return Time(span, None, f"'{phrase}' means different times on different days of {published.text}, when the text was published")
    return Time(span, None, f"'{phrase}' is a time that the day of publication alone does not tell")


def _days(published: Edtf | None, *atoms: _Atom) -> list[date]:
    if not any(atom.rule.is_counted for atom in atoms):
        return [date(2000, 1, 1)]
    if published is None or published.earliest is None or published.latest is None:
        return []
    first, last = published.earliest, published.latest
    return [first + timedelta(step) for step in range(min((last - first).days + 1, _MOST_DAYS))]


def _atoms(phrase: str) -> Iterator[_Atom]:
    found: list[_Atom] = []
    for rule in RULES:
        for match in rule.pattern.finditer(phrase):
            span = Span(*match.span())
            if any(one.span.start < span.end and span.start < one.span.end for one in found) or not _is_time(phrase, match, rule):
                continue
            found.append(_Atom(span, rule, match))
    yield from sorted(found, key=lambda one: one.span)


def _is_time(phrase: str, match: re.Match[str], rule: TimeRule) -> bool:
    names = [match[name] for name in ("m", "w") if name in match.re.groupindex and match[name]]
    if any(name[0].islower() for name in names) or (rule.needs and not _NEEDED.search(phrase[: match.start()])):
        return False
    return not (match[0].isdigit() and _COUNTED.match(phrase, match.end()))


def _whole(atom: _Atom, last: _Atom | None, behind: re.Match[str] | None, wrap: str, seen: Seen) -> str:
    """Return what a time means with the words before it."""
    value = atom.rule.value(atom.found, seen._replace(is_future=seen.is_future and wrap != "since"))
    if last is not None:
        end = last.rule.value(last.found, seen)
        if end < value:
            end = last.rule.value(last.found, seen._replace(is_future=True))
        return _read(f"{value}/{end}") if value and end and not {"[", "/"} & {value[0], end[0]} else ""
    if not value or behind is None:
        return _read(value)
    edge, about = (behind["edge"] or "").lower(), behind["about"]
    if edge in ("earlier", "later"):
        value = _side(value, seen.day, is_before=edge == "earlier")
    elif edge:
        value = meant_date(f"{edge} {value}") or value
    if about and value[-1].isdigit() and "/" not in value:
        value += "~"
    if wrap == "since":
        return _read(f"{_first(value)}/..")
    if wrap in ("until", "till", "through"):
        return _read(f"../{value}") if "[" not in value else value
    if wrap in ("by", "before", "after") and "[" not in value and "/" not in value:
        return meant_date(f"{wrap} {value}") or _read(value)
    return _read(value)


def _first(value: str) -> str:
    """Return where a time begins that is one of several days: the first of them, as about that day."""
    return re.split(r"\.\.|,", value.strip("[]"))[0] + "~" if value.startswith("[") else value.partition("/")[0]


def _side(value: str, day: date, *, is_before: bool) -> str:
    """Return the part of a week, a month or a year before or after the day of publication."""
    if value.startswith("["):
        first, _, last = value.strip("[]").partition("..")
    elif len(value) == len("2025"):
        first, last = (f"{value}-01", f"{day:%Y-%m}") if is_before else (f"{day:%Y-%m}", f"{value}-12")
        return f"[{first}..{last}]" if first < last else first
    else:
        first, last = f"{value}-01", day_of(int(value[:4]), int(value[5:7]), monthrange(int(value[:4]), int(value[5:7]))[1])
    here = day.isoformat()
    first, last = (first, here) if is_before else (here, last)
    return f"[{first}..{last}]" if first < last else first


def _read(value: str) -> str:
    try:
        return parse_edtf(value).text if value else ""
    except BadDate:
        return ""

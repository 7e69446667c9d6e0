"""Find acts of one actor toward another, sums of money, and words of cost, risk and prediction.

The type of an act is the usual one of its verb.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel.numbers import get_currency_name

from generator.editing.drafting.frames import MONTH, Frame, is_followed
from generator.editing.drafting.lists import either, lists, verbs
from generator.editing.drafting.speakers import subject
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.editing.drafting.mentions import Named, Speakers

_NEGATION_WINDOW: Final = 4
"""The number of words before a verb that are searched for a negation."""
_CLAUSE_ENDS: Final = frozenset([",", ";", "—", "–", ":"])
_SIGNS: Final = either(lists("money")["signs"])
_SCALE: Final = either(lists("money")["scale"])
_CODES: Final = "|".join(lists("money")["codes"])
_NAMES: Final[Mapping[str, str]] = {
    **{get_currency_name(code, count=count, locale="en"): code for code in lists("money")["codes"] for count in (1, 2)},
    **lists("money")["words"],
}
"""Currency codes by name; empty for a name that several currencies share."""
_WORDS: Final = either(_NAMES)
_NUMBER: Final = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RANGE: Final = r"\s?(?:-|–|—|to|and)\s?"
_SUM: Final = re.compile(
    rf"(?P<sign>(?:{_CODES})\s?|(?:{_SIGNS})\.?\s?)?(?P<first>{_NUMBER})(?:\s?-?(?P<scale>(?:{_SCALE})\b))?"
    rf"(?:{_RANGE}(?(sign)(?:{_SIGNS})?)(?P<last>{_NUMBER})(?:\s?-?(?P<last_scale>(?:{_SCALE})\b))?)?"
    rf"(?(sign)|[\s-]?(?P<word>(?:{_WORDS}|{_CODES})\b))"
)
_MOST: Final = re.compile(rf"(?:{'|'.join(lists('money')['most'])})\s+$", re.IGNORECASE)
_LEAST: Final = re.compile(rf"(?:{'|'.join(lists('money')['least'])})\s+$", re.IGNORECASE)
_PER: Final = re.compile(r"\s*(?:a|per|each|every)\s+(day|week|month|year)\b|\s+(annual|daily|monthly)ly?\b", re.IGNORECASE)
_BEFORE: Final = 24
KINDS: Final = ("cost", "risk", "prediction")
_IF: Final = re.compile(r"\b(?:if|unless|should|in case|provided that|were to)\b", re.IGNORECASE)


class ReportedAct(NamedTuple):
    """An act reported by a sentence."""

    span: Span
    """From the actor to the end of the clause."""
    verb: str
    type: str
    form: str
    by: list[Named]
    toward: list[Named]


def deeds(frame: Frame, speakers: Speakers) -> Iterator[ReportedAct]:
    """Yield the acts that a sentence reports: an actor, a listed verb, and another actor after it.

    Future and negated acts are ignored.
    """
    for at, token in enumerate(frame):
        if at and token.kind == "word" and not token.is_capital and (act := _act_of(frame, at, speakers)):
            yield act


def _act_of(frame: Frame, at: int, speakers: Speakers) -> ReportedAct | None:
    matching = [verb for verb in verbs("acts").get(frame[at].low, ()) if is_followed(frame, at, verb.after)]
    if not matching or _is_not_done(frame, at):
        return None
    verb = max(matching, key=lambda verb: len(verb.after))
    object_start = at + 1 + len(verb.after)
    ends = (number for number in range(object_start, len(frame)) if frame[number].text in _CLAUSE_ENDS or frame[number].kind == "quote")
    end = next(ends, len(frame))
    end = end - 1 if end == len(frame) and frame[-1].kind == "sign" else end
    if object_start >= end:
        return None
    subject_span = subject(frame, at)
    by = speakers.of(subject_span)
    objects = speakers.first_inside(Span(frame[object_start].span.start, frame[end - 1].span.end))
    toward = [actor for actor in objects if actor.key not in {other.key for other in by}]
    if not by or not toward or subject_span is None:
        return None
    span = Span(min(subject_span.start, frame[at].span.start), frame[end - 1].span.end)
    return ReportedAct(span, frame[at].text, verb.group, lists("acts")[verb.group]["form"], by, toward)


def _is_not_done(frame: Frame, at: int) -> bool:
    """Return whether a word is not a verb here, or the words before it negate it or put it in the future."""
    before = frame[at - 1]
    if before.is_in("before_nouns") or before.low in ("'s", "’s", "in", "for", "with", "by", "on", "from"):
        return True
    is_helper = before.is_adverb or before.is_in("auxiliaries", "pronouns", "joints")
    is_plain = frame[at].low in {verb.plain for verb in verbs("acts")[frame[at].low]}
    if is_plain and before.kind == "word" and not before.is_capital and not is_helper:
        return True
    return any(piece.is_in("not_done") and piece.text != MONTH for piece in frame[max(0, at - _NEGATION_WINDOW) : at])


class Sum(NamedTuple):
    """A sum of money."""

    span: Span
    amount: dict[str, str]
    """The known fields of an amount."""
    why: str


def sums(text: str, span: Span) -> Iterator[Sum]:
    """Yield the sums of money in a span; ambiguous currencies are left open."""
    for match in _SUM.finditer(text, span.start, span.end):
        name = match["word"] or match["sign"].strip().rstrip(".")
        currency = name if name in lists("money")["codes"] else lists("money")["signs"].get(name) or _NAMES.get(name)
        before, end, last = text[max(0, match.start() - _BEFORE) : match.start()], match.end(), match["last"]
        if last and match["sign"] and " and " in match[0] and not before.lower().endswith("between "):
            last, end = None, text.index(" and ", match.start())
        scale, last_scale = match["scale"], last and match["last_scale"]
        amount = _amount(before, _number(match["first"], scale or last_scale), _number(last, last_scale or scale))
        if currency:
            amount["currency"] = currency
        if per := _PER.match(text, end):
            amount["per"] = per[1] or {"annual": "year", "daily": "day", "monthly": "month"}[per[2].lower()]
        why = f"'{text[match.start() : end].strip()}' is an amount" + ("" if currency else f"; '{name}' can mean several currencies")
        yield Sum(Span(match.start(), end), amount, why)


def _amount(before: str, first: str, last: str) -> dict[str, str]:
    if last and Decimal(first) <= Decimal(last):
        return {"low": first, "high": last}
    if _MOST.search(before):
        return {"high": first}
    return {"low": first} if _LEAST.search(before) else {"best": first}


def _number(text: str | None, scale: str | None) -> str:
    if not text:
        return ""
    value = Decimal(text.replace(",", "")).scaleb(int(lists("money")["scale"][scale]) if scale else 0)
    return f"{value.normalize():f}" if value == value.to_integral() else f"{value:f}"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = either(lists("signals")[kind]).replace(r"\~", "~").replace("~", r"\w*")
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def signals(sentence: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds of signal words in a sentence, with the words."""
    for kind in KINDS:
        matches = list(dict.fromkeys(match[0] for match in _pattern(kind).finditer(sentence) if match[0] != MONTH))
        if matches:
            yield kind, matches


def is_conditional(sentence: str) -> bool:
    """Return whether a sentence states a condition."""
    return _IF.search(sentence) is not None

"""Sums of money that an English text names, and words of cost, of risk and of what is to come."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from babel.numbers import get_currency_name

from generator.editing.drafting.lists import either, lists
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SIGNS: Final = either(lists("money")["signs"])
_SCALE: Final = either(lists("money")["scale"])
_CODES: Final = "AED|CHF|CNY|EGP|EUR|GBP|ILS|INR|IRR|JPY|PKR|RUB|SAR|TRY|UAH|USD|QAR|KWD|OMR|BHD|IQD|AFN|KRW|AUD|CAD"
_NAMES: Final[Mapping[str, str]] = {
    **{get_currency_name(code, count=count, locale="en"): code for code in _CODES.split("|") for count in (1, 2)},
    **lists("money")["words"],
}
"""Currencies by what a text calls them; nothing by a word that several share."""
_WORDS: Final = either(_NAMES)
_NUMBER: Final = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_RANGE: Final = r"\s?(?:-|–|—|to|and)\s?"
_SUM: Final = re.compile(
    rf"(?P<sign>(?:{_CODES})\s?|(?:{_SIGNS})\.?\s?)(?P<first>{_NUMBER})(?:\s?-?(?P<scale1>(?:{_SCALE})\b))?"
    rf"(?:{_RANGE}(?:{_SIGNS})?(?P<last>{_NUMBER})(?:\s?-?(?P<scale2>(?:{_SCALE})\b))?)?"
    rf"|(?P<first2>{_NUMBER})(?:{_RANGE}(?P<last2>{_NUMBER}))?[\s-]?(?P<scale3>{_SCALE})?\s?(?P<word>(?:{_WORDS}|{_CODES})\b)",
)
_MOST: Final = re.compile(rf"(?:{'|'.join(lists('money')['most'])})\s+$", re.IGNORECASE)
_LEAST: Final = re.compile(rf"(?:{'|'.join(lists('money')['least'])})\s+$", re.IGNORECASE)
_PER: Final = re.compile(r"\s*(?:a|per|each|every)\s+(day|week|month|year)\b|\s+(annual|daily|monthly)ly?\b", re.IGNORECASE)
_BEFORE: Final = 24
KINDS: Final = ("cost", "risk", "prediction")
"""The kinds of sentences that are told by their words."""
_IF: Final = re.compile(r"\b(?:if|unless|should|in case|provided that|were to)\b", re.IGNORECASE)


class Sum(NamedTuple):
    """A sum of money."""

    span: Span
    amount: dict[str, str]
    """The fields of an amount, as far as they can be told."""
    why: str


def sums(text: str, span: Span) -> Iterator[Sum]:
    """Yield the sums of money in a stretch of a text. A currency that can be several is left open."""
    for found in _SUM.finditer(text, span.start, span.end):
        sign = (found["sign"] or "").strip().rstrip(".")
        word = found["word"] or ""
        currency = sign if sign in _CODES.split("|") else word if word in _CODES.split("|") else ""
        currency = currency or lists("money")["signs"].get(sign, "") or _NAMES.get(word, "")
        scale = found["scale1"] or found["scale2"] or found["scale3"] or ""
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        end = found.end()
        if found["last"] and " and " in found[0] and not before.lower().endswith("between "):
            found_last, end = "", text.index(" and ", found.start())
        else:
            found_last = found["last"] or found["last2"] or ""
        first = _number(found["first"] or found["first2"], (found["scale1"] or (found_last and found["scale2"])) or found["scale3"])
        amount = _amount(before, first, _number(found_last, found["scale2"] or scale))
        if currency:
            amount["currency"] = currency
        if per := _PER.match(text, end):
            amount["per"] = per[1] or {"annual": "year", "daily": "day", "monthly": "month"}[per[2].lower()]
        why = f"'{text[found.start() : end].strip()}' is a sum" + ("" if currency else f"; '{sign or word}' can be several currencies")
        yield Sum(Span(found.start(), end), amount, why)


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
    """Yield the kinds of which a sentence has words, and the words."""
    for kind in KINDS:
        found = list(dict.fromkeys(match[0] for match in _pattern(kind).finditer(sentence)))
        if found:
            yield kind, found


def is_conditional(sentence: str) -> bool:
    """Tell whether a sentence says that something is so if something else is."""
    return _IF.search(sentence) is not None

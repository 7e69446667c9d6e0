"""What belongs to a number and stands beside it: scale words, units and currencies of the languages that may be meant.

Words come from the Unicode CLDR, through Babel (compact decimals, names of units and of currencies), and from words/measures.yml.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from generator.model.vocabularies.negations import languages_meant, scripts_of, without_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale

COUNTS: Final = (0, 1, 2, 3, 5, 11, 100, 1.5)
"""Numbers that between them take every plural form of the CLDR's rules."""

_ABBREVIATED: Final = 3
"""The longest abbreviation of a scale word."""

_PLACEHOLDER: Final = re.compile(r"[\d.,٫\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u1040-\u1049]+")


@cache
def _listed() -> dict[str, frozenset[str]]:
    data: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("words").joinpath("measures.yml").read_text(encoding="utf-8"))
    return {name: frozenset(word.strip() for line in lines for word in line.split(",")) for name, lines in data.items()}


def scale_words() -> frozenset[str]:
    """Return the words, of every language, that multiply the number before them."""
    return _listed()["scale"]


@cache
def scale_words_alone() -> frozenset[str]:
    """Return those that always multiply what is before them: 'million', where 'millions' may just be many."""
    return frozenset(word for word in scale_words() - _listed()["many"] if len(word) > _ABBREVIATED)


def numerals() -> frozenset[str]:
    """Return numbers in words, of every language that is listed."""
    return _listed()["numerals"]


@cache
def measures(tag: str, script: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what stands before, and what after, numbers in a script, in the languages that a text said to be in one may hold."""
    before, after = set(_listed()["before"]) | _codes(), set(_listed()["after"]) | scale_words() | _codes()
    for language in languages_meant(tag):
        if script in scripts_of(language):
            for first, last in _of_language(language):
                before.add(first)
                after.add(last)
    return frozenset(map(without_points, before)) - {""}, frozenset(map(without_points, after)) - {""}


def _codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def _of_language(language: str) -> Iterator[tuple[str, str]]:
    """Yield the words before and after a number for each of its measures."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_currency_name
    from babel.units import UnknownUnitError, format_unit

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    for count in COUNTS:
        for unit in _listed()["units"]:
            try:
                words = format_unit(count, unit, "long", locale=locale)
            except UnknownUnitError:
                continue
            if unit not in words:
                yield _around(words)
        yield from (("", get_currency_name(code, count, locale)) for code in _listed()["currencies"])
    yield from _scale(locale)


def _scale(locale: Locale) -> Iterator[tuple[str, str]]:
    forms: Any = locale.compact_decimal_formats
    for length in ("short", "long"):
        for by_size in dict(forms.get(length) or {}).values():
            for pattern in by_size.values():
                yield _around(str(pattern.pattern).partition(";")[0].replace("'", ""))


def _around(words: str) -> tuple[str, str]:
    parts = _PLACEHOLDER.split(words.replace("\u00a0", " ").replace("\u202f", " "), maxsplit=1)
    return (parts[0].strip(" \u200e\u200f"), parts[-1].strip(" \u200e\u200f.")) if len(parts) > 1 else ("", "")

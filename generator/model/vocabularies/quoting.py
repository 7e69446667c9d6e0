"""Words that limit where a quotation may be cut: negations by language (words/negations.yml), and the units of numbers.

Units come from the Unicode CLDR, through Babel (compact decimals, units and currencies), and from words/measures.yml.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from generator.text import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_POINTS: Final = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670]")
"""Vowel points of Hebrew and Arabic, which most texts omit."""
_NEVER: Final = r"(?!)"


@dataclass(frozen=True, slots=True)
class Negations:
    """The negations of one language."""

    scripts: frozenset[str]
    """The scripts of the language, by the first word of their letters' Unicode names."""
    word: re.Pattern[str]
    """A negation that is a whole word."""
    within: re.Pattern[str]
    """A negation anywhere."""
    denial: re.Pattern[str]
    """A whole word that denies without being a negation."""
    stops: frozenset[str]
    """Words that begin another clause."""
    that: frozenset[str]
    """Words that continue what is denied."""
    joined: str
    """Letters that mean 'and' at the beginning of a word."""
    is_final: bool
    """Whether the negation comes last."""


def script_of(letter: str) -> str:
    """Return the script of a letter, the first word of its Unicode name ('LATIN', 'ARABIC', 'CJK'); empty for other characters."""
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def without_points(text: str) -> str:
    """Return a text without the vowel points of Hebrew and Arabic."""
    return _POINTS.sub("", text)


def negation_words(text: str) -> list[str]:
    """Split a text into lower-case words without vowel points; an apostrophe within a word belongs to it."""
    words: list[str] = []
    word = ""
    for character in f"{without_points(text).lower()} ":
        if unicodedata.category(character)[0] in "LMN" or (character == "'" and word):
            word += character
        elif word:
            words.append(word.rstrip("'"))
            word = ""
    return words


@cache
def _languages() -> Mapping[str, Negations]:
    return {tag: one for tags, entry in table(__file__, "words/negations").items() for one in (_read(entry),) for tag in tags.split()}


def _read(entry: Mapping[str, Any]) -> Negations:
    words = [unicodedata.normalize("NFC", word) for word in entry.get("words", "").split()]
    word = [*map(re.escape, words), *entry.get("like", ())]
    letters = "".join([*words, *entry.get("like", ()), *entry.get("within", ())])
    scripts = frozenset(script_of(letter) for letter in re.sub(r"\\.", "", letters)) - {""}
    return Negations(
        frozenset(scripts if len(scripts) == 1 or not words else {script_of(letter) for letter in "".join(words)} - {""}),
        _any_of(word),
        _any_of(entry.get("within", ())),
        _any_of(entry.get("denials", ())),
        frozenset(entry.get("stops", "").split()),
        frozenset(entry.get("that", "").split()),
        entry.get("joined", ""),
        entry.get("final", False),
    )


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(unicodedata.normalize("NFC", "|".join(patterns)) or _NEVER)


@cache
def _languages_for(tag: str) -> Mapping[str, Negations]:
    """Return the languages that a text tagged with one may contain: that language, and those in other scripts.

    If the language is not listed, the commonest negations in Latin letters are used instead ('und').
    """
    listed, code = _languages(), tag.partition("-")[0].lower()
    code = code if code in listed else "und"
    return {code: listed[code]} | {other: negations for other, negations in listed.items() if not negations.scripts & listed[code].scripts}


def negates(text: str, language: str, *, also_denials: bool = False) -> bool:
    """Return whether a normalized text contains a negation of its language or of one in another script."""
    words, small = negation_words(text), without_points(text).lower()
    return any(
        each.within.search(small) or any(each.word.fullmatch(word) or (also_denials and each.denial.fullmatch(word)) for word in words)
        for each in dict.fromkeys(_languages_for(language).values())
    )


@dataclass(frozen=True, slots=True)
class Clauses:
    """How clauses are joined in the languages that a text may contain."""

    stops: frozenset[str]
    that: frozenset[str]
    joined: str
    final: frozenset[str]
    """The scripts of languages in which the negation comes last."""


@cache
def clauses(language: str) -> Clauses:
    """Return how clauses are joined in a language and in those of other scripts."""
    meant = dict.fromkeys(_languages_for(language).values())
    return Clauses(
        frozenset().union(*(language.stops for language in meant)),
        frozenset().union(*(language.that for language in meant)),
        "".join(language.joined for language in meant),
        frozenset().union(*(language.scripts for language in meant if language.is_final)),
    )


COUNTS: Final = (0, 1, 2, 3, 5, 11, 100, 1.5)
"""Numbers that together cover every plural form of the CLDR."""
_ABBREVIATED: Final = 3
"""The longest abbreviation of a scale word."""
_PLACEHOLDER: Final = re.compile(r"[\d.,٫\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u1040-\u1049]+")


@cache
def _listed() -> dict[str, frozenset[str]]:
    lists = table(__file__, "words/measures").items()
    return {name: frozenset(word.strip() for line in lines for word in line.split(",")) for name, lines in lists}


def scale_words() -> frozenset[str]:
    """Return the words of all languages that multiply the number before them."""
    return _listed()["scale"]


@cache
def scale_words_alone() -> frozenset[str]:
    """Return the scale words that always multiply: 'million', whereas 'millions' may just mean many."""
    return frozenset(word for word in scale_words() - _listed()["many"] if len(word) > _ABBREVIATED)


def numerals() -> frozenset[str]:
    """Return the numerals in words of all listed languages."""
    return _listed()["numerals"]


@cache
def measures(tag: str, script: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the units before and after numbers in a script, in the languages that a text tagged with one may contain."""
    before, after = set(_listed()["before"]) | _currency_codes(), set(_listed()["after"]) | scale_words() | _currency_codes()
    for language, negations in _languages_for(tag).items():
        if script in negations.scripts:
            for first, last in _units_of(language):
                before.add(first)
                after.add(last)
    return frozenset(map(without_points, before)) - {""}, frozenset(map(without_points, after)) - {""}


def _currency_codes() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def _units_of(language: str) -> Iterator[tuple[str, str]]:
    """Yield the words before and after a number for each unit of a language."""
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
                yield _split_around_number(words)
        yield from (("", get_currency_name(code, count, locale)) for code in _listed()["currencies"])
    forms: Any = locale.compact_decimal_formats
    patterns = (form for length in ("short", "long") for sizes in dict(forms.get(length) or {}).values() for form in sizes.values())
    yield from (_split_around_number(str(pattern.pattern).partition(";")[0].replace("'", "")) for pattern in patterns)


def _split_around_number(words: str) -> tuple[str, str]:
    parts = _PLACEHOLDER.split(words.replace("\u00a0", " ").replace("\u202f", " "), maxsplit=1)
    return (parts[0].strip(" \u200e\u200f"), parts[-1].strip(" \u200e\u200f.")) if len(parts) > 1 else ("", "")

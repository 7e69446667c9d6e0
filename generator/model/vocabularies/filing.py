"""Alphabetical order of titles: what is ignored at their beginning (words/filing.yml), and the order of letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from generator.language import name_of
from generator.model.vocabularies.quoting import script_of
from generator.text import table

if TYPE_CHECKING:
    from collections.abc import Sequence

Order = tuple[tuple[int, str], ...]
"""A sort key: each letter as its rank and itself."""


def uncounted(title: str, language: str, names: Sequence[str] = ()) -> int:
    """Return how many leading characters of a title, in a language given as a BCP 47 tag, are ignored when it is filed.

    These are punctuation, an article, and `names` that nearly every title begins with, with what joins them to the next word: in
    'The Isel and Velm treaty' with the names 'Isel' and 'Velm' only 'treaty' counts. In a title with nothing else, only the article is
    ignored.
    """
    article, joined = _leading_patterns(_primary_subtag(language), tuple(names))
    start = _skip(article, title, 0)
    at = start
    while joined is not None and (match := joined.match(title, at)):
        at = _skip(article, title, match.end())
    return at if any(map(str.isalnum, title[at:])) else start


def _skip(article: re.Pattern[str], title: str, at: int) -> int:
    match = article.match(title, at)
    return match.end() if match else at


@cache
def _leading_patterns(language: str, names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return patterns for punctuation and an article, and for a name with what joins it to the next word."""
    articles = [article.strip() for article in table(__file__, "words/filing")["articles"].get(language, "").split(",") if article.strip()]
    apart = "|".join(re.escape(article) for article in articles if not article.endswith("-"))
    together = "|".join(re.escape(article[:-1]).replace("'", "['’]") for article in articles if article.endswith("-"))
    choices = "|".join([*([rf"(?:{apart})\s+"] if apart else []), *([rf"(?:{together})(?=\w{{3}})"] if together else [])])
    article = re.compile(rf"[\W_]*(?:{choices})?[\W_]*" if choices else r"[\W_]*", re.IGNORECASE)
    if not names:
        return article, None
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    joiner = rf"(?:\s*[-‐–—]\s*|\s+{re.escape(_list_conjunction(language))}\s+|\s+)"
    return article, re.compile(rf"(?:{either})(?:['’]s?)?{joiner}", re.IGNORECASE)


@cache
def _list_conjunction(language: str) -> str:
    """Return the word before the last item of a list in a language, from the Unicode CLDR."""
    try:
        pattern = str(Locale.parse(language).list_patterns["standard"]["2"])
    except (UnknownLocaleError, ValueError, KeyError):
        return "and"
    return pattern.replace("{0}", "").replace("{1}", "").strip()


def filing_order(text: str, language: str) -> Order:
    """Return the sort key of a text on a page in a language, from its first letter or digit on.

    Digits come before letters, letters of the language's own script before others. Marks on letters are ignored.
    """
    plain = "".join(map(_without_marks, text))
    begin = next((at for at, sign in enumerate(plain) if sign.isalnum()), len(plain))
    return tuple((_rank(letter, language), letter) for letter in plain[begin:])


def filing_letter(text: str) -> str:
    """Return the letter or digit that a text is filed under, in lower case without marks, or an empty string if it has none."""
    return next((letter for sign in text for letter in _without_marks(sign) if letter.isalnum()), "")


def is_of_script(letter: str, language: str) -> bool:
    """Return whether a letter is of the script in which a language writes its own name."""
    return script_of(letter) == script_of(name_of(language)[0])


@lru_cache(maxsize=1 << 12)
def _rank(letter: str, language: str) -> int:
    return (1 if is_of_script(letter, language) else 2) if letter.isalpha() else 0


@lru_cache(maxsize=1 << 12)
def _without_marks(letter: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(sign)).casefold()


def _primary_subtag(language: str) -> str:
    return language.split("-", maxsplit=1)[0]

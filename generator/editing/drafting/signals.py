"""Sentences with words of cost, of risk, and of what is to come."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from generator.editing.drafting.lists import lists

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: Final = ("cost", "risk", "prediction")
_IF: Final = re.compile(r"\b(?:if|unless|should|in case|provided that|were to)\b", re.IGNORECASE)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = sorted((re.escape(word).replace(r"\~", "~") for word in lists("signals")[kind]), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(word.replace("~", r"\w*") for word in words) + r")(?![\w-])", re.IGNORECASE)


def signals(sentence: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds of which a sentence has words, and the words."""
    for kind in KINDS:
        found = list(dict.fromkeys(match[0] for match in _pattern(kind).finditer(sentence)))
        if found:
            yield kind, found


def is_conditional(sentence: str) -> bool:
    """Tell whether a sentence says that something is so if something else is."""
    return _IF.search(sentence) is not None

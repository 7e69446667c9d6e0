"""Suggestions for queries without results: names and words on record, with which near.js compares the query."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import category

from generator.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.site import SearchEntry

NEAR: Final = "near.json"
"""The file of suggestions in the index; browsers fetch it only if a query has a word that is not on record."""
MOST_WORDS: Final = 6000
"""The maximum number of words, the most frequent ones: about 20 kB compressed."""
_MIN_LENGTH: Final = 4
"""The minimum length of a suggested word."""


def near(documents: Sequence[SearchEntry]) -> str:
    """Return JSON of actor names and the words of records, the most frequent first, each in its most frequent spelling."""
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    word_of, folded = cache(_word), cache(fold)
    for document in documents:
        words = [word for token in f"{document.title} {document.text}".split() if (word := word_of(token))]
        counts.update({folded(word) for word in words})
        for word in words:
            spellings[folded(word)][word] += 1
    names = dict.fromkeys(document.title for document in documents if document.names)
    commonest = sorted((word for word in counts if len(word) >= _MIN_LENGTH), key=lambda word: (-counts[word], word))[:MOST_WORDS]
    best = (max(spellings[word].items(), key=lambda item: (item[1], item[0]))[0] for word in commonest)
    return json.dumps({"names": [*names], "words": " ".join(best)}, ensure_ascii=False, separators=(",", ":"))


def _word(token: str) -> str:
    """Return a token without surrounding punctuation and possessive 's; empty if it has a digit."""
    letters = [index for index, character in enumerate(token) if category(character)[0] in "LM"]
    word = token[letters[0] : letters[-1] + 1] if letters else ""
    return "" if any(character.isdigit() for character in token) else word.removesuffix("’s").removesuffix("'s")

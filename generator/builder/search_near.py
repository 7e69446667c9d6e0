"""What the search offers for words that are not on record: names and words that may have been meant; near.js compares them."""

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
"""The file of the index that holds them; it is fetched only where a word is not on record."""
MOST_WORDS: Final = 6000
"""The most words in it, those on most records: some 20 kB when packed."""
_SHORTEST: Final = 4
"""The fewest letters of a word of which others can be near ones."""


def near(documents: Sequence[SearchEntry]) -> str:
    """Return the names of actors and the words of records, each as it is most often written, those on most records first, as JSON."""
    counts: Counter[str] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    word_of, folded = cache(_word), cache(fold)
    for document in documents:
        words = [word for token in f"{document.title} {document.text}".split() if (word := word_of(token))]
        counts.update({folded(word) for word in words})
        for word in words:
            written[folded(word)][word] += 1
    names = dict.fromkeys(document.title for document in documents if document.names)
    commonest = sorted((word for word in counts if len(word) >= _SHORTEST), key=lambda word: (-counts[word], word))[:MOST_WORDS]
    best = (max(written[word].items(), key=lambda one: (one[1], one[0]))[0] for word in commonest)
    return json.dumps({"names": [*names], "words": " ".join(best)}, ensure_ascii=False, separators=(",", ":"))


def _word(token: str) -> str:
    """Return what stands between white space without the signs around it and the 's of a possessive; nothing where it has a digit."""
    places = [place for place, sign in enumerate(token) if category(sign)[0] in "LM"]
    word = token[places[0] : places[-1] + 1] if places else ""
    return "" if any(sign.isdigit() for sign in token) else word.removesuffix("’s").removesuffix("'s")

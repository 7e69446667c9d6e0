"""Links that open a document at the quoted words.

Text fragments are a draft of the Web Incubator Community Group (wicg.github.io/scroll-to-text-fragment):
'#:~:text=start,end'. A browser that does not know them opens the document as usual.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent

WHOLE: Final = 8
"""The most words that are looked for as they stand; of longer quotations, their beginning and their end."""
EDGE: Final = 4
"""How many words of the beginning and of the end are looked for."""

_BROKEN: Final = re.compile(r"\s*\[[^\]]*\]\s*")


def fragment_link(address: str, words: str) -> str:
    """Return the address of a document, opened at quoted words.

    An omission or an editor's insertion in square brackets is not in the document, so that only the words before the
    first and after the last bracket are looked for. Words in brackets alone leave the address as it is.
    """
    parts = [part.split() for part in _BROKEN.split(words) if part.split()]
    if not parts:
        return address
    if len(parts) == 1 and len(parts[0]) <= WHOLE:
        text = _encoded(parts[0])
    else:
        text = f"{_encoded(parts[0][:EDGE])},{_encoded(parts[-1][-EDGE:])}"
    return f"{address}{'' if '#' in address else '#'}:~:text={text}"


def _encoded(words: list[str]) -> str:
    return percent(" ".join(words), safe="").replace("-", "%2D")

"""Which words of a page stand in an element that does not say their language: by their letters, of which two languages share none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SILENT: Final = frozenset({"script", "style", "code", "pre", "svg:title"})
"""Elements whose words are of no language."""
_NAMES: Final = re.compile(r"\b(?:CSV|SVG|PNG|BibTeX|RIS|CSL|JSON|404|[A-F][1-6]?|[A-Z]{2,6}|https?:\S+|\S+@\S+|[a-z]+\([a-z, ]+\))")
"""What is written so in every language: names of formats, grades and codes, addresses, formulas."""
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")
_ARABIC: Final = re.compile(r"[\u0620-\u064a]{2,}")


def wrongly_said(root: Element, page: str) -> list[str]:
    """Return the words of a page in Arabic whose element is not of their language, or not of its direction."""
    return list(_walk(root, page, "ltr"))


def _walk(element: Element, language: str, direction: str) -> Iterator[str]:
    name: object = element.tag
    if not isinstance(name, str) or name in _SILENT:
        return
    language = element.get("lang") or language
    direction = element.get("dir") or direction
    yield from _problems(element.text or "", name, language, direction)
    for child in element:
        yield from _walk(child, language, direction)
        yield from _problems(child.tail or "", name, language, direction)


def _problems(text: str, name: str, language: str, direction: str) -> Iterator[str]:
    plain = _NAMES.sub(" ", text)
    is_arabic = language.split("-", maxsplit=1)[0] == "ar"
    for letters, wanted, towards in ((_LATIN, not is_arabic, "ltr"), (_ARABIC, is_arabic, "rtl")):
        if letters.search(plain):
            if not wanted:
                yield f"<{name}> of '{language}': {' '.join(text.split())[:90]}"
            elif direction not in (towards, "auto") and name not in ("text", "tspan", "title"):
                yield f"<{name}> {direction}: {' '.join(text.split())[:90]}"

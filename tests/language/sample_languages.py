"""Which words of a page in Arabic stand in an element that does not say their language: told by their letters."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel.messages.pofile import read_po

from generator.language.collect import collect
from generator.language.messages import CATALOGUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SILENT: Final = frozenset({"script", "style", "code", "pre", "title"})
"""Elements whose words are of no language, or that can say that of all of them alone."""
_DRAWN: Final = frozenset({"text", "tspan"})
"""Elements whose direction a style sheet gives: drawings run from left to right in every language."""
_NAMES: Final = re.compile(r"https?:\S+|\S+@\S+|[a-z]\S*\.[a-z]\S*/\S*|\b(?:[A-Z]{2,6}|BibTeX|[0-9a-f]{8,12})\b")
"""What is written so in every language: addresses, codes, the names of formats, hashes."""
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What data hold in the place of words: ids."""
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")
_ARABIC: Final = re.compile(r"[\u0620-\u064a]{2,}")


def wrongly_said(root: Element) -> list[str]:
    """Return the words of a page in Arabic whose element is not of their language, or not of its direction."""
    return list(_walk(root, "", "ltr"))


def _walk(element: Element, language: str, direction: str) -> Iterator[str]:
    tag: object = element.tag
    name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
    if not name or name in _SILENT:
        return
    language, direction = element.get("lang") or language, element.get("dir") or direction
    yield from _problems(element.text or "", name, language, direction)
    for child in element:
        yield from _walk(child, language, direction)
        yield from _problems(child.tail or "", name, language, direction)


def _problems(text: str, name: str, language: str, direction: str) -> Iterator[str]:
    plain, is_arabic, shown = _NAMES.sub(" ", text), language.split("-", maxsplit=1)[0] == "ar", " ".join(text.split())[:90]
    for letters, wanted, towards in ((_LATIN, not is_arabic, "ltr"), (_ARABIC, is_arabic, "rtl")):
        words = {word for word in letters.findall(plain) if letters is not _LATIN or word not in _borrowed()}
        if not words or (name == "td" and _ID.fullmatch(text.strip())):
            continue
        if not wanted:
            yield f"<{name}> of '{language}': {shown}"
        elif direction not in (towards, "auto") and name not in _DRAWN:
            yield f"<{name}> {direction}: {shown}"


@cache
def _borrowed() -> frozenset[str]:
    """Return the words in Latin letters that the Arabic catalogue writes itself, and those of what it does not translate yet."""
    with (CATALOGUES / "ar.po").open("rb") as file:
        catalogue = read_po(file, locale="ar")
    said = [text for one in catalogue for text in (one.string if isinstance(one.string, tuple | list) else [one.string])]
    said += [str(one.id) for one in collect() if one.id not in catalogue or not catalogue[one.id].string]
    return frozenset(word for text in said for word in _LATIN.findall(re.sub(r"\{\w*\}|%\(\w+\)s|<[^>]*>", " ", text or "")))

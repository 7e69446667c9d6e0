"""Links and ids in a drawing that many pages share: placeholders when it is drawn, the page's own when it is shown."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from generator.language.foreign import Foreign, marked, unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HOST: Final = "https://onrecord.invalid/"
"""Where links point until a page takes them over. vl-convert makes every relative link absolute, and wrongly so."""
ID_PREFIX: Final = "drawn-"
"""What the ids of a drawing begin with until a page takes them over."""
_LINK: Final = re.compile(rf'<a href="{re.escape(HOST)}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)

_WORDS: Final = re.compile(r"(<text\b[^<>]*>)([^<>]+)(?=</text>)")
_CUT: Final = "…"


def drawn(draw: Callable[[dict[str, Any]], str], spec: dict[str, Any]) -> str:
    """Return a drawing of plain data, with marks at the words in it that are not in the language of the page."""
    foreign = {escape(str(text), quote=False): text for text in _foreign(spec)}
    svg = draw({name: _plain(value) for name, value in spec.items()})
    if not foreign:
        return svg

    def said(found: re.Match[str]) -> str:
        words = found[2].strip()
        whole = foreign.get(words) or next(
            (text for other, text in foreign.items() if words.endswith(_CUT) and other.startswith(words[:-1])), None
        )
        return f"{found[1]}{marked(found[2], whole)}" if whole is not None else found[0]

    return _WORDS.sub(said, svg)


def _foreign(value: object) -> Iterator[Foreign]:
    if isinstance(value, Foreign):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _foreign(one)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return unmarked(str(value))
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def placed(svg: str, links: Mapping[str, str | None], prefix: str) -> str:
    """Return a drawing for one place on one page.

    Args:
        svg: The drawing, with placeholders.
        links: The address of each placeholder on that page; where there is none, the link is taken off.
        prefix: What its ids begin with, unique on the page.
    """
    own = svg.replace(f'id="{ID_PREFIX}', f'id="{escape(prefix)}-').replace(f"url(#{ID_PREFIX}", f"url(#{escape(prefix)}-")

    def link(found: re.Match[str]) -> str:
        href = links.get(found[1])
        return found[3] if href is None else f'<a href="{escape(href)}"{found[2]}>{found[3]}</a>'

    return _LINK.sub(link, own)

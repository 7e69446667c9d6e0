"""Links and ids in a drawing that many pages share: placeholders when it is drawn, the page's own when it is shown."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HOST: Final = "https://onrecord.invalid/"
"""Where links point until a page takes them over. vl-convert makes every relative link absolute, and wrongly so."""
ID_PREFIX: Final = "drawn-"
"""What the ids of a drawing begin with until a page takes them over."""
_LINK: Final = re.compile(rf'<a href="{re.escape(HOST)}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


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

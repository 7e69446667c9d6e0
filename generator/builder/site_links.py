"""Links inside a site: each leads to a file that is there, and to a place in it that has that name."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LINK: Final = re.compile(r"<[a-z][^<>]*?\s(?:href|src)=\"([^\"]*)\"")
_MAYBE: Final = re.compile(r"\s(?:href|src)=\"([^\"]*)\"")
"""What is found in a third of the time: every link, and what in text looks like one."""
_ID: Final = re.compile(r"<[a-z][^<>]*?\sid=\"([^\"]+)\"")
_FOLDERS: Final = ("", ".", "..")
"""What an address ends with that leads to a folder, and so to the page in it."""
_ELSEWHERE: Final = ("https://", "http://", "mailto:")
_NOWHERE: Final = "404.html"
"""The page of what is not there: it is shown at any address, so that its links begin at the root of the host."""


def broken_links(site: Path, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each link of a page that leads nowhere inside the site: the page, and the link as it stands there.

    Links to other hosts are left alone, and so are those of the page of what is not there, which begin at the root of the host.

    Args:
        site: The folder of the site.
        texts: The HTML of its pages, by their path below the site.
    """
    there = _There(site, texts)
    for page, text in texts.items():
        broken = [] if page == _NOWHERE else [link for link in dict.fromkeys(_MAYBE.findall(text)) if not there.has(page, link)]
        if broken:
            links = set(_LINK.findall(text))
            yield from ((page, link) for link in broken if link in links)


class _There:
    """What is in a site: its files, and the named places of its pages."""

    def __init__(self, site: Path, texts: Mapping[str, str]) -> None:
        self._site, self._texts = site, texts
        self._files: dict[str, bool] = {}
        self._places: dict[str, frozenset[str]] = {}

    def has(self, page: str, link: str) -> bool:
        """Tell whether what a link of a page leads to is there, or elsewhere than in the site."""
        if link.startswith(_ELSEWHERE):
            return True
        address = urlsplit(unescape(link))
        if address.scheme or address.netloc or address.path.startswith("/"):
            return True
        target = posixpath.join(posixpath.dirname(page), unquote(address.path)) if address.path else page
        target = posixpath.normpath(f"{target}/index.html" if posixpath.basename(target) in _FOLDERS else target)
        is_named = not address.fragment or target not in self._texts or unquote(address.fragment) in self._named_in(target)
        return is_named and self._is_file(target)

    def _is_file(self, target: str) -> bool:
        if target not in self._files:
            self._files[target] = target in self._texts or (self._site / target).is_file()
        return self._files[target]

    def _named_in(self, target: str) -> frozenset[str]:
        if target not in self._places:
            self._places[target] = frozenset(unescape(one) for one in _ID.findall(self._texts[target]))
        return self._places[target]

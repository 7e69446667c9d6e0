"""Links inside a site: each leads to a file that is there, and to a place in it that has that name."""

from __future__ import annotations

import json
import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from generator.builder.stamp import program_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.system import Cache

_LINK: Final = re.compile(r"<[a-z][^<>]*?\s(?:href|src)=\"([^\"]*)\"")
_ID: Final = re.compile(r"<[a-z][^<>]*?\sid=\"([^\"]+)\"")
_ACTIVE: Final = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>|<(?:style|iframe|object|embed)\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=\"",
    re.IGNORECASE,
)
"""What the pages' policy would block, and what therefore nobody may have meant to be there."""
_FOLDERS: Final = ("", ".", "..")
"""What an address ends with that leads to a folder, and so to the page in it."""
_ELSEWHERE: Final = ("https://", "http://", "mailto:")
_NOWHERE: Final = "404.html"
"""The page of what is not there: it is shown at any address, so that its links begin at the root of the host."""


class Anatomy(NamedTuple):
    """What a page says of itself to whoever checks a site."""

    links: list[tuple[str, str, str]]
    """Each link to something inside the site, as it stands in the page; the file that it leads to; the place in that, or nothing."""
    names: list[str]
    """The places of the page that have names."""
    active: str
    """The beginning of the first inline script, style or frame; empty where there is none."""


def anatomy_of(page: str, html: str) -> Anatomy:
    """Return what is in a page, by its path below the site.

    Links to other hosts are left out, and so are those of the page of what is not there, which begin at the root of the host.
    """
    links = [] if page == _NOWHERE else dict.fromkeys(_LINK.findall(html))
    active = _ACTIVE.search(html)
    leads = [(link, *target) for link in links if (target := _target(page, link))]
    return Anatomy(leads, [unescape(name) for name in _ID.findall(html)], active[0] if active else "")


def _target(page: str, link: str) -> tuple[str, str] | None:
    """Return the file and the place in it to which a link of a page leads; nothing where that is elsewhere than in the site."""
    if link.startswith(_ELSEWHERE):
        return None
    address = urlsplit(unescape(link))
    if address.scheme or address.netloc or address.path.startswith("/"):
        return None
    target = posixpath.join(posixpath.dirname(page), unquote(address.path)) if address.path else page
    target = posixpath.normpath(f"{target}/index.html" if posixpath.basename(target) in _FOLDERS else target)
    return target, unquote(address.fragment)


def read_pages(site: Path, cache: Cache) -> dict[str, Anatomy]:
    """Return what is in each page of a site, by its path below the site, in order."""
    known = cache.of(program_hash())
    found = {}
    for path in sorted(site.rglob("*.html")):
        page, html = path.relative_to(site).as_posix(), path.read_bytes()

        def read(page: str = page, html: bytes = html) -> bytes:
            return json.dumps(anatomy_of(page, html.decode())).encode()

        found[page] = Anatomy(*json.loads(known.get("json", f"{page}\n".encode() + html, read)))
    return found


def broken_links(site: Path, pages: Mapping[str, Anatomy]) -> Iterator[tuple[str, str]]:
    """Yield each link of a page that leads nowhere inside the site: the page, and the link as it stands there.

    Args:
        site: The folder of the site.
        pages: What is in its pages, by their path below the site.
    """
    names = {page: frozenset(one.names) for page, one in pages.items()}
    files: dict[str, bool] = {}
    for page, one in pages.items():
        for link, target, place in one.links:
            if target not in files:
                files[target] = target in pages or (site / target).is_file()
            if not files[target] or (place and target in names and place not in names[target]):
                yield page, link

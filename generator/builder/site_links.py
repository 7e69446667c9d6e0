"""Checks the internal links of a site: each must have an existing file and fragment as its target."""

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

_TAG: Final = re.compile(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""\s([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_LINKING: Final = ("href", "src", "action")
_ACTIVE: Final = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>|<(?:style|iframe|object|embed)\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=\"",
    re.IGNORECASE,
)
"""What the Content Security Policy of pages would block, and which therefore cannot be intended."""
_FOLDER_SEGMENTS: Final = ("", ".", "..")
"""The last segments of URL paths that resolve to a folder's index.html."""
_EXTERNAL: Final = ("https://", "http://", "mailto:")
_ERROR_PAGE: Final = "404.html"
"""The error page, which is served at any URL, so that its links are relative to the root of the host."""


class Anatomy(NamedTuple):
    """What the checks of a site need to know about a page."""

    links: list[tuple[str, str, str]]
    """Each internal link as written, the path of its target, and the fragment, which may be empty."""
    names: list[str]
    """The ids of its elements."""
    active: str
    """The start of its first inline script, style or frame; empty if there is none."""


def anatomy_of(page: str, html: str) -> Anatomy:
    """Return the links, ids and active content of a page, given its path relative to the site.

    External links are left out, and so are those of the error page, which are relative to the root of the host.
    """
    attributes = [(name.lower(), "".join(value)) for tag in _TAG.findall(html) for name, *value in _ATTRIBUTE.findall(tag)]
    links = dict.fromkeys(value for name, value in attributes if name in _LINKING and page != _ERROR_PAGE)
    active = _ACTIVE.search(html)
    internal = [(link, *target) for link in links if (target := _target(page, link))]
    return Anatomy(internal, [unescape(value) for name, value in attributes if name == "id" and value], active[0] if active else "")


def _target(page: str, link: str) -> tuple[str, str] | None:
    """Return path and fragment of the target of a link; None if it is outside the site."""
    if link.startswith(_EXTERNAL):
        return None
    url = urlsplit(unescape(link))
    if url.scheme or url.netloc or url.path.startswith("/"):
        return None
    target = posixpath.join(posixpath.dirname(page), unquote(url.path)) if url.path else page
    target = posixpath.normpath(f"{target}/index.html" if posixpath.basename(target) in _FOLDER_SEGMENTS else target)
    return target, unquote(url.fragment)


def read_pages(site: Path, cache: Cache) -> dict[str, Anatomy]:
    """Return the anatomy of each page of a site by its path relative to the site, in order."""
    page_cache = cache.of(program_hash())
    pages = {}
    for path in sorted(site.rglob("*.html")):
        page, html = path.relative_to(site).as_posix(), path.read_bytes()

        def read(page: str = page, html: bytes = html) -> bytes:
            return json.dumps(anatomy_of(page, html.decode())).encode()

        pages[page] = Anatomy(*json.loads(page_cache.get("json", f"{page}\n".encode() + html, read)))
    return pages


def broken_links(site: Path, pages: Mapping[str, Anatomy]) -> Iterator[tuple[str, str]]:
    """Yield the page and the link, as written, of each internal link without a target; pages are by path relative to the site."""
    ids = {page: frozenset(anatomy.names) for page, anatomy in pages.items()}
    exists: dict[str, bool] = {}
    for page, anatomy in pages.items():
        for link, target, fragment in anatomy.links:
            if target not in exists:
                exists[target] = target in pages or (site / target).is_file()
            if not exists[target] or (fragment and target in ids and fragment not in ids[target]):
                yield page, link

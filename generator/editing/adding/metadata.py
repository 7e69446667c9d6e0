"""What a page says of itself: in JSON-LD, in its 'meta' lines, in its marks. Nothing is guessed; the first that says it counts."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from generator.editing.adding.document import LONGEST, Found, day_in_address, day_of, day_written, people_in, plain
from generator.editing.tables import table
from generator.language import standard_tag
from generator.text import address_mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lxml.html import HtmlElement

_ARTICLES: Final[Mapping[str, str]] = table("adding/pages")["articles"]
_META: Final[Mapping[str, list[str]]] = table("adding/pages")["meta"]
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_TRACKING: Final = re.compile(r"(?:[?&])(?:utm_\w+|fbclid|gclid|ref_src)=[^&#]*")
_BYLINE: Final = "contains(concat(' ', @class, ' '), ' byline ')"
_DEEPEST: Final = 12


class PageMetadata:
    """A page, and the values that it gives for a field, the most to be trusted first."""

    def __init__(self, tree: HtmlElement, raw: str, address: str, today: date) -> None:
        """Take a page apart.

        The address is where it was fetched, or where a browser saved it from, as far as that is known; nothing was published after 'today'.
        """
        saved = _SAVED_FROM.search(raw)
        self._tree = tree
        self._today = today
        self._address = address or (saved[1] if saved else "")
        self._where = "where it was read" if address else "where the browser saved it from"
        self._meta = list(_meta(tree))
        self._article = _article(tree)

    def values(self) -> dict[str, Found]:
        """Return what the page says, by the field of a source."""
        kind = next((_ARTICLES[one] for one in _texts(self._article.get("@type")) if one in _ARTICLES), "")
        publishers = (*_found(_names(self._article.get("publisher")), "JSON-LD"), *self._named("publisher"))
        found = {
            "title": next(self._titles(), None),
            "publisher": next((one for one in publishers if "://" not in one.value), None),
            "authors": next(self._authors(), None),
            "url": next(self._addresses(), None),
            "language": next(self._languages(), None),
            "kind": Found(kind, "JSON-LD") if kind else None,
        }
        days = list(self._days(found["url"].value if found["url"] else self._address))
        found["published"] = days[0] if days else None
        if found["title"] and found["publisher"]:
            found["title"] = _without_publisher(found["title"], found["publisher"].value)
        return {name: value for name, value in found.items() if value is not None}

    def notes(self) -> Iterator[str]:
        """Yield what an editor should know about the page."""
        days = list(self._days(self._address))
        others = {
            one.value: one.where for one in days if not one.value.startswith(days[0].value) and not days[0].value.startswith(one.value)
        }
        for day, where in others.items():
            yield f"published: {days[0].value} ({days[0].where}), but {where} says {day}"
        if str(self._article.get("isAccessibleForFree")).lower() == "false":
            yield "the page says that it is not free to read: its text may be cut short"

    def reasons(self) -> dict[str, str]:
        """Return why some fields may not have been read."""
        host = urlsplit(self._address).hostname
        future = [f"'{plain(text)[:40]}'" for text, _ in self._stated_days() if text and day_of(text, self._today) is None]
        return {
            **({"publisher": f"nothing in it names one; it was on {host}"} if host else {}),
            **({"published": f"{', '.join(dict.fromkeys(future))} is no day that has come and can be told"} if future else {}),
        }

    def _named(self, field: str) -> Iterator[Found]:
        """Yield what 'meta' lines say of a field."""
        for name in _META[field]:
            yield from _found((content for own, content in self._meta if own == name), name)

    def _marked(self, path: str, where: str) -> Iterator[Found]:
        yield from _found((element.text_content() for element in self._tree.xpath(path)), where)

    def _titles(self) -> Iterator[Found]:
        yield from _found(_texts(self._article.get("headline")), "JSON-LD")
        yield from self._named("title")
        headings = list(self._marked("//article//h1", "the heading")) or list(self._marked("//h1", "the heading"))
        yield from headings if len(headings) == 1 else ()
        yield from self._marked("//head/title", "the page's title")
        yield from headings

    def _authors(self) -> Iterator[Found]:
        if own := people_in(_names(self._article.get("author"))):
            yield Found(own, "JSON-LD")
        for name, some in groupby(self._named("authors"), key=lambda one: one.where):
            if people := people_in(one.value for one in some):
                yield Found(people, name)
        for path in ("//*[@itemprop='author']", "//a[@rel='author']", f"//*[{_BYLINE}]", "//*[@class='author']"):
            if people := people_in((one.value for one in self._marked(path, "")), is_byline=True):
                yield Found(people, "the byline")

    def _addresses(self) -> Iterator[Found]:
        candidates = [
            *((one, "canonical") for one in self._tree.xpath("//link[@rel='canonical']/@href")),
            *((one.value, one.where) for one in self._named("url")),
            *((one, "JSON-LD") for one in (*_texts(self._article.get("url")), *_texts(self._article.get("mainEntityOfPage"), "@id"))),
            (self._address, self._where),
        ]
        for text, where in candidates:
            address = _TRACKING.sub("", urljoin(self._address, str(text).strip()).partition("#")[0])
            if address and len(urlsplit(address).path) + len(urlsplit(address).query) > 1 and address_mistake(address) is None:
                yield Found(address, where)

    def _stated_days(self) -> Iterator[tuple[str, str]]:
        yield from ((text, "JSON-LD") for text in _texts(self._article.get("datePublished")))
        yield from ((one.value, one.where) for one in self._named("published"))
        for path in ("//*[@itemprop='datePublished']", "//time[@pubdate]"):
            for element in self._tree.xpath(path):
                yield element.get("datetime") or element.get("content") or element.text_content(), "the mark of its day"
        stamps = self._tree.xpath("//article//time/@datetime") or self._tree.xpath("//time/@datetime")
        if len(times := {one[:10] for one in stamps}) == 1:
            yield times.pop(), "the only time on the page"

    def _days(self, address: str) -> Iterator[Found]:
        for text, where in self._stated_days():
            if day := day_of(text, self._today):
                yield Found(day, where)
        if day := day_in_address(address, self._today):
            yield Found(day, "its address")
        for one in self._marked(f"//*[{_BYLINE} or contains(@class, 'dateline')]", "the byline"):
            if day := day_written(one.value, self._today):
                yield Found(day, one.where)

    def _languages(self) -> Iterator[Found]:
        candidates = [
            *((one, "JSON-LD") for one in _texts(self._article.get("inLanguage"), "alternateName")),
            *((one, "lang") for one in self._tree.xpath("/html/@lang | /html/@*[local-name()='lang']")),
            *((one.value, one.where) for one in self._named("language")),
        ]
        for text, where in candidates:
            if tag := standard_tag(plain(text).replace("_", "-")):
                yield Found(tag, where)


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        if name and element.get("content"):
            yield name.strip().lower(), element.get("content")


def _article(tree: HtmlElement) -> Mapping[str, Any]:
    """Return the JSON-LD of the document: of those on the page the one whose type is the likeliest to be it; nothing where none is."""
    found = [one for script in tree.xpath("//script[@type='application/ld+json']/text()") for one in _objects(_json(script))]
    ranks = list(_ARTICLES)
    typed = [(min((ranks.index(kind) for kind in _texts(one.get("@type")) if kind in ranks), default=len(ranks)), one) for one in found]
    return min((pair for pair in typed if pair[0] < len(ranks)), key=lambda pair: pair[0], default=(0, {}))[1]


def _json(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _texts(value: object, name: str = "name") -> list[str]:
    """Return the texts of a value of JSON-LD: itself, those in its list, or what its 'name' says."""
    if isinstance(value, dict):
        value = value.get(name)
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, str) and one.strip()]


def _names(value: object) -> list[str]:
    return [text for one in (value if isinstance(value, list) else [value]) for text in _texts(one)]


def _found(texts: Iterable[str], where: str) -> Iterator[Found]:
    yield from (Found(value, where) for text in texts if (value := plain(text)[:LONGEST]))


def _without_publisher(title: Found, publisher: str) -> Found:
    for joint in (" | ", " - ", " – ", " — ", " :: ", " · "):
        head, found, tail = title.value.rpartition(joint)
        if found and head and tail.strip().casefold().partition(".")[0] == publisher.casefold().partition(".")[0]:
            return Found(head.strip(), title.where)
    return title

"""What a document says of itself, each value with where it stood, and its words.

Days are read as documents print them, to EDTF; what may mean two days means none.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from generator.editing.drafting.when import times
from generator.language import standard_tag
from generator.model import meant_date, parse_edtf
from generator.text import Span, address_mistake, table, without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lxml.html import HtmlElement

FIELDS: Final = ("title", "publisher", "authors", "url", "published", "language")
"""The fields of a source that a document may tell, in their order; what it does not tell stays open."""
LONGEST: Final = 400
"""The most characters of a value that is taken for a title or a name."""
_BY: Final = re.compile(r"(?:written |posted |reported )?by[:\s]+", re.IGNORECASE)
_JOINT: Final = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*;\s*")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_MOST_AUTHORS: Final = 30
_BREAKS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r\n?")
_UNSEEN_ENDS: Final = " \t\ufeff\u200b\u200e\u200f\u2060\u00ad"
_AMBIGUOUS: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}\W+(?:1[3-9]|[2-9]\d)\W+\d")
"""Days in numbers whose order is not sure: '03/06/2025', '2025-25-06'."""
_PLAIN: Final = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", re.ASCII)
"""A year, month or day in EDTF, but no season or quarter."""
_WITH_TIME: Final = re.compile(r"(\d{4}[-/.]?\d\d[-/.]?\d\d)(?:T|,? \d{1,2}:).*", re.ASCII)
_BEFORE: Final = re.compile(r"^(?:(?:Published|Updated|Posted)\b[:\s]*(?:on\s+)?)?(?:[A-Z][a-z]{2,8},?\s+(?=\w+ \d))?")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", re.ASCII)
_FIRST: Final = "1990-01-01"
"""Days before that are those of a clock that was never set, where a page gives them for its own."""
_ARTICLES: Final[Mapping[str, str]] = table(__file__, "pages")["articles"]
_SAID: Final[Mapping[str, list[dict[str, Any]]]] = table(__file__, "pages")["said"]
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_TRACKING: Final = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref_src)=[^&#]*(?:&|$)")
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and where it was read."""

    value: Any
    """Text, or a list of texts."""
    where: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document, as far as it could be read."""

    values: Mapping[str, Found]
    """What it says of itself, by the field of a source."""
    text: str
    """Its words: a paragraph a line, in the form in which quotations are looked for."""
    notes: tuple[str, ...] = ()
    """What an editor should know about the reading."""
    reasons: Mapping[str, str] | None = None
    """Why fields could not be read, where there is more to say than that nothing was found."""

    def open(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that nothing was found for, and why."""
        for name in FIELDS:
            if name not in self.values:
                yield name, (self.reasons or {}).get(name, "nothing in it says so")


def plain(text: str) -> str:
    """Return a value on one line, without characters that no record may hold; signs that are written as HTML writes them are read."""
    return " ".join(without_bad_characters(_BREAKS.sub(" ", unescape(text)), "").split()).strip(_UNSEEN_ENDS)


def words(text: str) -> str:
    """Return the words of a document as texts are kept: lines ended in one way, nothing that a terminal or an editor would obey."""
    clean = without_bad_characters(_BREAKS.sub("\n", text), "").removeprefix("\ufeff")
    lines = [line.strip(" \t") for line in clean.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def people_in(texts: Iterable[str], *, is_byline: bool = False) -> list[str]:
    """Return the names in what stands for authors; a text is taken apart only where each of its parts has the form of a name."""
    found = []
    for text in texts:
        name = _BY.sub("", plain(text), count=1) if _BY.match(plain(text)) else plain(text)
        parts = [part.strip() for part in _JOINT.split(name) if part.strip()]
        many = parts if len(parts) > 1 and all(map(_is_name, parts)) else [name]
        found += [one for one in many if one and "/" not in one and "@" not in one and (not is_byline or _is_name(one))]
    return list(dict.fromkeys(found))[:_MOST_AUTHORS]


def _is_name(text: str) -> bool:
    """Tell whether text has the form of a person's name: two words to five, of which neither the first nor the last is small."""
    return _NAME.fullmatch(text) is not None and not any(text.split()[at][0].islower() for at in (0, -1))


def day_of(text: str, today: date) -> str | None:
    """Return the day, month or year that a document gives for its publication; nothing for what is none, is to come or is ambiguous."""
    line = plain(text)[:LONGEST]
    return _exact(line, today) or day_written(line, today)


def day_alone(line: str, today: date) -> str | None:
    """Return the day that a line gives and nothing else: 'Published on Monday, 16 June 2025'."""
    day = _exact(_BEFORE.sub("", line.strip()).rstrip("."), today)
    return day if day and len(day) == len(_FIRST) else None


def day_in_address(address: str, today: date) -> str | None:
    """Return the day that an address names, as in '/2025/06/16/'; nothing where it names none."""
    found = _IN_ADDRESS.search(address)
    return _exact("-".join((found[1], found[2].zfill(2), found[3].zfill(2))), today) if found else None


def day_written(text: str, today: date) -> str | None:
    """Return the first day that English words name: '16 June 2025', 'June 16th, 2025'."""
    told = (time for time in times(text, [Span(0, len(text))], None) if not _AMBIGUOUS.match(text, *time.span))
    days = (time.value or "" for time in told)
    return next((day for one in days if len(one) == len(_FIRST) and (day := _exact(one, today))), None)


def _exact(text: str, today: date) -> str | None:
    meant = meant_date(_WITH_TIME.sub(r"\1", text).replace(" of ", " "))
    if meant is None or not _PLAIN.fullmatch(meant) or _AMBIGUOUS.match(text):
        return None
    first = parse_edtf(meant).earliest
    return meant if first is not None and first <= today and (meant >= _FIRST or len(meant) < len(_FIRST)) else None


class PageMetadata:
    """What a page says of itself: in JSON-LD, in its 'meta' lines, in its marks. Nothing is guessed; the first that says it counts."""

    def __init__(self, tree: HtmlElement, raw: str, address: str, today: date) -> None:
        """Take a page apart.

        The address is where it was fetched, or where a browser saved it from, as far as that is known; nothing was published after 'today'.
        """
        saved = _SAVED_FROM.search(raw)
        self._tree = tree
        self._today = today
        self._address = address or (saved[1] if saved else "")
        self._where = "where it was read" if address else "where the browser saved it from"
        self._meta = [
            ((one.get("property") or one.get("name") or one.get("http-equiv") or "").strip().lower(), one.get("content", ""))
            for one in tree.iter("meta")
        ]
        self._article = _article(tree)

    def values(self) -> dict[str, Found]:
        """Return what the page says, by the field of a source."""
        kind = next((_ARTICLES[one] for one in _texts(self._article.get("@type")) if one in _ARTICLES), "")
        title, address = next(self._found("title"), None), next(self._addresses(), None)
        publisher = next((one for one in self._found("publisher") if "://" not in one.value), None)
        found = {
            "title": _without_publisher(title, publisher.value) if title and publisher else title,
            "publisher": publisher,
            "authors": next(self._authors(), None),
            "url": address,
            "language": next(self._languages(), None),
            "kind": Found(kind, "JSON-LD") if kind else None,
            "published": next(self._days(address.value if address else self._address), None),
        }
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
        future = [f"'{plain(text)[:40]}'" for text, _ in self._stated_days() if plain(text) and day_of(text, self._today) is None]
        return {
            **({"publisher": f"nothing in it names one; it was on {host}"} if host else {}),
            **({"published": f"{', '.join(dict.fromkeys(future))} is no day that has come and can be told"} if future else {}),
        }

    def _said(self, field: str) -> Iterator[tuple[str, list[str]]]:
        """Yield where the page says a field, the most to be trusted first, and what stands there."""
        for one in _SAID[field]:
            if "ld" in one:
                yield "JSON-LD", _texts(self._article.get(one["ld"]), one.get("name", "name"))
            elif "meta" in one:
                yield from ((name, [content for own, content in self._meta if own == name]) for name in one["meta"])
            else:
                yield one["is"], [_written(element, one.get("in", ())) for element in self._tree.xpath(one["path"])]

    def _found(self, field: str) -> Iterator[Found]:
        yield from (Found(value, where) for where, texts in self._said(field) for text in texts if (value := plain(text)[:LONGEST]))

    def _authors(self) -> Iterator[Found]:
        for where, texts in self._said("authors"):
            if people := people_in((plain(text)[:LONGEST] for text in texts), is_byline=where == "the byline"):
                yield Found(people, where)

    def _addresses(self) -> Iterator[Found]:
        for where, texts in (*self._said("url"), (self._where, [self._address])):
            for text in texts:
                whole = urljoin(self._address, text.strip().replace("&amp;", "&")).partition("#")[0]
                address = _TRACKING.sub("", whole).rstrip("?&")
                if address and len(urlsplit(address).path) + len(urlsplit(address).query) > 1 and address_mistake(address) is None:
                    yield Found(address, where)

    def _stated_days(self) -> Iterator[tuple[str, str]]:
        yield from ((text, where) for where, texts in self._said("published") for text in texts)
        stamps = self._tree.xpath("//article//time/@datetime") or self._tree.xpath("//time/@datetime")
        if len(times := {one[:10] for one in stamps}) == 1:
            yield times.pop(), "the only time on the page"

    def _days(self, address: str) -> Iterator[Found]:
        yield from (Found(day, where) for text, where in self._stated_days() if (day := day_of(text, self._today)))
        if day := day_in_address(address, self._today):
            yield Found(day, "its address")
        yield from (Found(day, one.where) for one in self._found("dateline") if (day := day_written(one.value, self._today)))

    def _languages(self) -> Iterator[Found]:
        yield from (Found(tag, one.where) for one in self._found("language") if (tag := standard_tag(one.value.replace("_", "-"))))


def _written(element: HtmlElement | str, attributes: Iterable[str]) -> str:
    """Return what an XPath found: an attribute, or of an element the first of some attributes that it has, or else its text."""
    return element if isinstance(element, str) else next(filter(None, map(element.get, attributes)), None) or element.text_content()


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
    """Return the texts of a value of JSON-LD: itself, those in its list, or what the 'name' of each says."""
    named = [one.get(name) if isinstance(one, dict) else one for one in (value if isinstance(value, list) else [value])]
    return [one for some in named for one in (some if isinstance(some, list) else [some]) if isinstance(one, str) and one.strip()]


def _without_publisher(title: Found, publisher: str) -> Found:
    for joint in (" | ", " - ", " – ", " — ", " :: ", " · "):
        head, found, tail = title.value.rpartition(joint)
        if found and head and tail.strip().casefold().partition(".")[0] == publisher.casefold().partition(".")[0]:
            return Found(head.strip(), title.where)
    return title

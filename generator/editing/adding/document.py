"""The metadata of a document, with where each value was found, and its text.

Dates are parsed from printed forms to EDTF; ambiguous ones are ignored.
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
"""The fields of a source that may be extracted, in order; others stay open."""
LONGEST: Final = 400
"""The maximum length of a title or a name."""
_BY: Final = re.compile(r"(?:written |posted |reported )?by[:\s]+", re.IGNORECASE)
_JOINT: Final = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*;\s*")
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_MOST_AUTHORS: Final = 30
_BREAKS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r\n?")
_INVISIBLE: Final = " \t\ufeff\u200b\u200e\u200f\u2060\u00ad"
_AMBIGUOUS: Final = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}\W+(?:1[3-9]|[2-9]\d)\W+\d")
"""Numeric dates whose order is ambiguous: '03/06/2025', '2025-25-06'."""
_SIMPLE_DATE: Final = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", re.ASCII)
"""A year, month or day in EDTF, but not a season or quarter."""
_WITH_TIME: Final = re.compile(r"(\d{4}[-/.]?\d\d[-/.]?\d\d)(?:T|,? \d{1,2}:).*", re.ASCII)
_BEFORE: Final = re.compile(r"^(?:(?:Published|Updated|Posted)\b[:\s]*(?:on\s+)?)?(?:[A-Z][a-z]{2,8},?\s+(?=\w+ \d))?")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)", re.ASCII)
_FIRST: Final = "1990-01-01"
"""The earliest date accepted from a page: earlier ones come from clocks that were never set."""
_ARTICLES: Final[Mapping[str, str]] = table(__file__, "pages")["articles"]
_SELECTORS: Final[Mapping[str, list[dict[str, Any]]]] = table(__file__, "pages")["said"]
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_TRACKING: Final = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|ref_src)=[^&#]*(?:&|$)")
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Sourced:
    """An extracted value and its origin."""

    value: Any
    """A string, or a list of strings."""
    where: str


@dataclass(frozen=True, slots=True)
class Document:
    """The extracted content of a document."""

    values: Mapping[str, Sourced]
    """Its metadata, by field of a source."""
    text: str
    """Its text, one paragraph per line, in which quotations are searched."""
    notes: tuple[str, ...] = ()
    """Notes for editors on the extraction."""
    reasons: Mapping[str, str] | None = None
    """Why fields could not be extracted, if there is more to say than that they were not found."""

    def open(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that were not found, and why."""
        for name in FIELDS:
            if name not in self.values:
                yield name, (self.reasons or {}).get(name, "not found in the document")


def plain(text: str) -> str:
    """Normalize a value: one line, HTML entities decoded, without characters that records may not contain."""
    return " ".join(without_bad_characters(_BREAKS.sub(" ", unescape(text)), "").split()).strip(_INVISIBLE)


def words(text: str) -> str:
    """Normalize the text of a document: newlines, blank lines, no control characters."""
    clean = without_bad_characters(_BREAKS.sub("\n", text), "").removeprefix("\ufeff")
    lines = [line.strip(" \t") for line in clean.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def people_in(texts: Iterable[str], *, is_byline: bool = False) -> list[str]:
    """Return the names in author fields or bylines; a text is split only if each of its parts looks like a name."""
    names = []
    for text in texts:
        name = _BY.sub("", plain(text), count=1) if _BY.match(plain(text)) else plain(text)
        parts = [part.strip() for part in _JOINT.split(name) if part.strip()]
        candidates = parts if len(parts) > 1 and all(map(_is_name, parts)) else [name]
        names += [name for name in candidates if name and "/" not in name and "@" not in name and (not is_byline or _is_name(name))]
    return list(dict.fromkeys(names))[:_MOST_AUTHORS]


def _is_name(text: str) -> bool:
    """Return whether a text looks like the name of a person: two to five words, neither the first nor the last in lower case."""
    return _NAME.fullmatch(text) is not None and not any(text.split()[at][0].islower() for at in (0, -1))


def day_of(text: str, today: date) -> str | None:
    """Return the date of publication in a text, or None if it is invalid, in the future or ambiguous."""
    line = plain(text)[:LONGEST]
    return _exact(line, today) or day_written(line, today)


def day_alone(line: str, today: date) -> str | None:
    """Return the date if a line contains nothing else, as 'Published on Monday, 16 June 2025', else None."""
    day = _exact(_BEFORE.sub("", line.strip()).rstrip("."), today)
    return day if day and len(day) == len(_FIRST) else None


def day_in_address(address: str, today: date) -> str | None:
    """Return the date in a URL, as in '/2025/06/16/', or None."""
    match = _IN_ADDRESS.search(address)
    return _exact("-".join((match[1], match[2].zfill(2), match[3].zfill(2))), today) if match else None


def day_written(text: str, today: date) -> str | None:
    """Return the first date written in English, as '16 June 2025' or 'June 16th, 2025', or None."""
    unambiguous = (time for time in times(text, [Span(0, len(text))], None) if not _AMBIGUOUS.match(text, *time.span))
    days = (time.value or "" for time in unambiguous)
    return next((day for value in days if len(value) == len(_FIRST) and (day := _exact(value, today))), None)


def _exact(text: str, today: date) -> str | None:
    edtf = meant_date(_WITH_TIME.sub(r"\1", text).replace(" of ", " "))
    if edtf is None or not _SIMPLE_DATE.fullmatch(edtf) or _AMBIGUOUS.match(text):
        return None
    first = parse_edtf(edtf).earliest
    return edtf if first is not None and first <= today and (edtf >= _FIRST or len(edtf) < len(_FIRST)) else None


class PageMetadata:
    """Extracts the metadata of a page from JSON-LD, 'meta' elements and markup; the first match of a field wins."""

    def __init__(self, tree: HtmlElement, raw: str, address: str, today: date) -> None:
        """Prepare a parsed page.

        'address' is where it was fetched or saved from, if known; dates after 'today' are ignored.
        """
        saved = _SAVED_FROM.search(raw)
        self._tree = tree
        self._today = today
        self._address = address or (saved[1] if saved else "")
        self._where = "the URL it was fetched from" if address else "the URL it was saved from"
        self._meta = [
            ((meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower(), meta.get("content", ""))
            for meta in tree.iter("meta")
        ]
        self._article = _article(tree)

    def values(self) -> dict[str, Sourced]:
        """Return the extracted values by field of a source."""
        kind = next((_ARTICLES[name] for name in _texts(self._article.get("@type")) if name in _ARTICLES), "")
        title, address = next(self._extracted("title"), None), next(self._addresses(), None)
        publisher = next((found for found in self._extracted("publisher") if "://" not in found.value), None)
        extracted = {
            "title": _without_publisher(title, publisher.value) if title and publisher else title,
            "publisher": publisher,
            "authors": next(self._authors(), None),
            "url": address,
            "language": next(self._languages(), None),
            "kind": Sourced(kind, "JSON-LD") if kind else None,
            "published": next(self._days(address.value if address else self._address), None),
        }
        return {name: value for name, value in extracted.items() if value is not None}

    def notes(self) -> Iterator[str]:
        """Yield notes for editors on the page."""
        days = list(self._days(self._address))
        others = {
            each.value: each.where for each in days if not each.value.startswith(days[0].value) and not days[0].value.startswith(each.value)
        }
        for day, where in others.items():
            yield f"published: {days[0].value} ({days[0].where}), but {where} has {day}"
        if str(self._article.get("isAccessibleForFree")).lower() == "false":
            yield "the page is marked as not free to read: its text may be incomplete"

    def reasons(self) -> dict[str, str]:
        """Return why some fields may be missing."""
        host = urlsplit(self._address).hostname
        unusable = [f"'{plain(text)[:40]}'" for text, _ in self._stated_days() if plain(text) and day_of(text, self._today) is None]
        return {
            **({"publisher": f"not found in the document; its host is {host}"} if host else {}),
            **({"published": f"{', '.join(dict.fromkeys(unusable))} is ambiguous, in the future or not a date"} if unusable else {}),
        }

    def _candidates(self, field: str) -> Iterator[tuple[str, list[str]]]:
        """Yield the origins of a field with their texts, most reliable first."""
        for selector in _SELECTORS[field]:
            if "ld" in selector:
                yield "JSON-LD", _texts(self._article.get(selector["ld"]), selector.get("name", "name"))
            elif "meta" in selector:
                yield from ((name, [content for key, content in self._meta if key == name]) for name in selector["meta"])
            else:
                yield selector["is"], [_text_of_match(element, selector.get("in", ())) for element in self._tree.xpath(selector["path"])]

    def _extracted(self, field: str) -> Iterator[Sourced]:
        yield from (Sourced(value, where) for where, texts in self._candidates(field) for text in texts if (value := plain(text)[:LONGEST]))

    def _authors(self) -> Iterator[Sourced]:
        for where, texts in self._candidates("authors"):
            if people := people_in((plain(text)[:LONGEST] for text in texts), is_byline=where == "the byline"):
                yield Sourced(people, where)

    def _addresses(self) -> Iterator[Sourced]:
        for where, texts in (*self._candidates("url"), (self._where, [self._address])):
            for text in texts:
                absolute = urljoin(self._address, text.strip().replace("&amp;", "&")).partition("#")[0]
                address = _TRACKING.sub("", absolute).rstrip("?&")
                if address and len(urlsplit(address).path) + len(urlsplit(address).query) > 1 and address_mistake(address) is None:
                    yield Sourced(address, where)

    def _stated_days(self) -> Iterator[tuple[str, str]]:
        yield from ((text, where) for where, texts in self._candidates("published") for text in texts)
        timestamps = self._tree.xpath("//article//time/@datetime") or self._tree.xpath("//time/@datetime")
        if len(times := {stamp[:10] for stamp in timestamps}) == 1:
            yield times.pop(), "the only timestamp on the page"

    def _days(self, address: str) -> Iterator[Sourced]:
        yield from (Sourced(day, where) for text, where in self._stated_days() if (day := day_of(text, self._today)))
        if day := day_in_address(address, self._today):
            yield Sourced(day, "its URL")
        yield from (Sourced(day, line.where) for line in self._extracted("dateline") if (day := day_written(line.value, self._today)))

    def _languages(self) -> Iterator[Sourced]:
        yield from (Sourced(tag, each.where) for each in self._extracted("language") if (tag := standard_tag(each.value.replace("_", "-"))))


def _text_of_match(element: HtmlElement | str, attributes: Iterable[str]) -> str:
    """Return the text of an XPath match: an attribute value, or the first present attribute of an element, else its text."""
    return element if isinstance(element, str) else next(filter(None, map(element.get, attributes)), None) or element.text_content()


def _article(tree: HtmlElement) -> Mapping[str, Any]:
    """Return the JSON-LD object whose type most likely describes the article, or {} if there is none."""
    objects = [obj for script in tree.xpath("//script[@type='application/ld+json']/text()") for obj in _objects(_json(script))]
    ranks = list(_ARTICLES)
    typed = [(min((ranks.index(kind) for kind in _texts(obj.get("@type")) if kind in ranks), default=len(ranks)), obj) for obj in objects]
    return min((pair for pair in typed if pair[0] < len(ranks)), key=lambda pair: pair[0], default=(0, {}))[1]


def _json(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _texts(value: object, name: str = "name") -> list[str]:
    """Return the strings of a JSON-LD value: itself, those of a list, or the 'name' of each object."""
    values = [item.get(name) if isinstance(item, dict) else item for item in (value if isinstance(value, list) else [value])]
    return [text for value in values for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text.strip()]


def _without_publisher(title: Sourced, publisher: str) -> Sourced:
    for separator in (" | ", " - ", " – ", " — ", " :: ", " · "):
        head, match, tail = title.value.rpartition(separator)
        if match and head and tail.strip().casefold().partition(".")[0] == publisher.casefold().partition(".")[0]:
            return Sourced(head.strip(), title.where)
    return title

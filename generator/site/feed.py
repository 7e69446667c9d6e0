"""A feed in the format Atom (RFC 4287), for those who follow what changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

ATOM: Final = "http://www.w3.org/2005/Atom"
_LONG_AGO: Final = "1970-01-01"
"""The day of a feed without entries, since every feed has to have one."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One piece of news."""

    title: str
    address: str
    """Where it stands, as a whole web address."""
    on: date
    text: str


def atom(title: str, author: str, address: str, own: str, entries: Sequence[FeedEntry], licence: str = "") -> str:
    """Return entries, the newest first, as a feed with its own address, that of the page with the same, and the licence.

    An entry is known by a UUID of its address, day and words: one that is written anew is a new one to readers.
    """
    feed = ET.Element("feed", xmlns=ATOM)
    _add(feed, "id", own)
    _add(feed, "title", title)
    _add(feed, "updated", _moment(entries[0].on.isoformat() if entries else _LONG_AGO))
    ET.SubElement(feed, "link", rel="self", href=own)
    ET.SubElement(feed, "link", rel="alternate", href=address)
    _add(ET.SubElement(feed, "author"), "name", author)
    if licence:
        _add(feed, "rights", licence)
    for one in entries:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", uuid5(NAMESPACE_URL, f"{one.address} {one.on} {one.text}").urn)
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.on.isoformat()))
        ET.SubElement(entry, "link", rel="alternate", href=one.address)
        _add(entry, "summary", one.text)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = " ".join(text.split())


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"

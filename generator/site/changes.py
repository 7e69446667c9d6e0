"""The page of changes (our revisions, and what later evidence moved), and the page of corrections with its Atom feed.

The latter states the correction policy, what was corrected, and which records were retired.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from generator.analysis import Changed, Revised
from generator.language import _
from generator.site.body import plain
from generator.site.page import Address, Page, View, address_of, kind_word, url_of
from generator.site.page_parts import change_rows, revised_days
from generator.site.parts import ListOfPage, by_year, in_parts, row_weight
from generator.site.record_actions import dispute_of, lasting_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.parts import ListPart

CORRECTIONS: Final = "corrections.md"
FEED: Final = "corrections.xml"
ATOM: Final = "http://www.w3.org/2005/Atom"
_EPOCH: Final = date(1970, 1, 1)
"""The date of a feed without entries, since a feed must have one."""
MOST_IN_FEED: Final = 200
"""The most entries in the feed, newest first, since readers fetch it again and again; the page has all."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the pages of changes and of corrections, each split by year if too long."""
    described = _("What we changed, by the day on which we did, and what later evidence moved.")
    page = Page("changes.md", "changes", _("Changes"), described, "changes.md.j2", None)
    entries: list[Revised | Changed] = [*context.facts.revisions, *context.facts.changes]
    yield from in_parts(context, page, [_by_year(entries)], _changes)
    yield from corrections(context)


def has_corrections(context: PageContext) -> bool:
    """Return whether there is anything to say of corrections: a policy, a correction, or a retired record."""
    return bool(context.corpus.publication.corrections or context.facts.own_mistakes)


def corrections(context: PageContext) -> Iterator[Page]:
    """Yield the page of corrections, split by year if too long; nothing if there is neither a policy nor a correction."""
    if has_corrections(context):
        described = _("How mistakes are mended, how to report one, what was mended, and which records were taken back.")
        page = Page(CORRECTIONS, "corrections", _("Corrections"), described, "corrections.md.j2", None)
        yield from in_parts(context, page, [_by_year(context.facts.own_mistakes)], _corrections)


def _by_year(shown: Sequence[Revised | Changed]) -> ListOfPage[Revised | Changed]:
    return ListOfPage("all", "", shown, row_weight(_texts, 200), partial(by_year, when=attrgetter("on"), newest_first=True), is_first=True)


def _texts(entry: Revised | Changed) -> tuple[str | None, ...]:
    return (entry.record.label, *entry.texts) if isinstance(entry, Revised) else (entry.record.label, entry.subject, *entry.because)


def _changes(here: PageContext, part: ListPart, shown: Sequence[Revised | Changed]) -> View:
    ours, moved = [entry for entry in shown if isinstance(entry, Revised)], [entry for entry in shown if isinstance(entry, Changed)]
    return View(part=part, ours=revised_days(here, ours), moved=change_rows(here, moved))


def _corrections(here: PageContext, part: ListPart, shown: Sequence[Revised]) -> View:
    return View(
        part=part,
        policy=[here.rich(text) for text in here.corpus.publication.corrections],
        dispute=dispute_of(here),
        feed=f"../{FEED}" if lasting_address(here, Address(CORRECTIONS)) else "",
        mended=[_correction_row(here, revision) for revision in shown if revision.kind == "corrected"],
        retired=[_correction_row(here, revision) for revision in shown if revision.kind == "retired"],
    )


def feed_files(context: PageContext) -> Iterator[tuple[str, str]]:
    """Yield the path and text of the corrections feed, if there is a page of corrections and the site's URL is known.

    The format is Atom (RFC 4287), newest entry first. The id of an entry is a UUID of its URL, day and text, so that an entry whose text
    changed is new to feed readers.
    """
    address, publication = lasting_address(context, Address(CORRECTIONS)), context.corpus.publication
    if not address or not has_corrections(context):
        return
    own = address.removesuffix(url_of(CORRECTIONS)) + FEED
    entries = [(entry, entry.on.earliest) for entry in context.facts.own_mistakes if entry.on.earliest is not None][:MOST_IN_FEED]
    feed = ET.Element("feed", xmlns=ATOM)
    _add_texts(feed, id=own, title=f"{publication.title!s}: {_('Corrections')}", updated=_timestamp(entries[0][1] if entries else _EPOCH))
    ET.SubElement(feed, "link", rel="self", href=own)
    ET.SubElement(feed, "link", rel="alternate", href=address)
    _add_texts(ET.SubElement(feed, "author"), name=publication.title)
    if publication.licence:
        _add_texts(feed, rights=publication.licence)
    for revision, on in entries:
        _add_entry(ET.SubElement(feed, "entry"), context, revision, on)
    yield FEED, '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _add_entry(entry: ET.Element, context: PageContext, revision: Revised, on: date) -> None:
    """Fill an entry, which links to its record, or to the page of corrections if the record has no page any more."""
    row, record = _correction_row(context, revision), revision.record
    address, text = lasting_address(context, address_of(record) if context.href_to(record) else Address(CORRECTIONS)), plain(row.because)
    title = _("{kind}: {record}", kind=row.kind, record=record.label)
    _add_texts(entry, id=uuid5(NAMESPACE_URL, f"{address} {on} {text!s}").urn, title=title, updated=_timestamp(on))
    ET.SubElement(entry, "link", rel="alternate", href=address)
    _add_texts(entry, summary=text)


def _add_texts(parent: ET.Element, **attributes: str) -> None:
    for name, text in attributes.items():
        ET.SubElement(parent, name).text = " ".join(text.split())


def _timestamp(day: date) -> str:
    return f"{day}T00:00:00Z"


def _correction_row(context: PageContext, revision: Revised) -> View:
    """Return a correction or a retirement, with its reason, as a row."""
    (row,) = change_rows(context, [Changed(revision.on, revision.record, "", "", "", revision.texts)])
    if revision.kind == "corrected":
        return row
    return row.but(kind=kind_word(revision.record, retired=True), because=context.retired_because(revision.record))

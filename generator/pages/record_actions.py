"""The lines under a record, on its page or at its place on a shared one: how to cite and share it, where to dispute or change it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from generator.derive.claim_life import status_of
from generator.figures.standing import status_word
from generator.language import _
from generator.language.localized import LocalizedText, tagged
from generator.language.sentences import capitalized
from generator.outputs.citations import FORMATS, Work, plain
from generator.pages.blocks import in_succession
from generator.pages.page import OWN_PAGE, Link, address_of, anchor_of, url_of
from generator.pages.words import kind_word
from generator.records import Act, Actor, Claim, Cost, Event, Explainer, Place, Record, Risk, Source
from generator.records.shared import corrections_of
from generator.repository import edit_address, issue_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.outputs.citations import Kind
    from generator.pages.context import PageContext
    from generator.pages.page import Address, Rich
    from generator.records.shared import Correction

MOST_TOLD: Final = 300
"""The most characters of a record's name in a dispute; an address has no room for more."""
_KINDS: Final[Mapping[str, Kind]] = {
    "official": "document",
    "wire": "article",
    "news": "article",
    "analysis": "page",
    "opinion": "article",
    "reference": "page",
    "data": "data",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordActions:
    """The lines under a record, and what stands at its head of its mistakes."""

    cite: str
    downloads: Sequence[Link]
    """The same in the formats of reference managers."""
    share: str
    """A short text with the record's lasting address, if the site's is known."""
    has_address: bool
    """Whether the address of the page itself is in those texts."""
    edit: str
    dispute: str
    anchor: str = ""
    """Where the record stands on its page, or nothing where the page is its own."""
    former: Sequence[str] = ()
    """Where the record stood on its page under ids that it had before."""
    corrected: Sequence[Rich] = ()
    """Each correction of it with its day, the newest first."""


def record_actions_at(context: PageContext, record: Record) -> RecordActions | None:
    """Return the lines under a record at its place on a shared page; nothing for one that has no place or was read from no file."""
    return record_actions(context, record) if record.path and context.where(record) else None


def record_actions(context: PageContext, record: Record) -> RecordActions:
    """Return the lines under a record."""
    publication = context.corpus.publication
    address = _address(context, record)
    edit = edit_address(publication, record.path) if record.path else ""
    place = address_of(record)
    here = f"/{url_of(context.page if place.anchor else place.path)}"
    downloads = [Link(name, posixpath.relpath(f"/{_file(record)}.{ending}", here)) for name, ending, _unused in FORMATS]
    share = " ".join(filter(None, [_shared(context, record), address]))
    return RecordActions(
        cite=plain(work_of(context, record)),
        downloads=downloads,
        share=share,
        has_address=bool(address),
        edit=edit,
        dispute=dispute_link(context, record),
        anchor=place.anchor,
        former=[anchor_of(record, one) for one in record.former_ids] if place.anchor else [],
        corrected=_corrected(context, record),
    )


def _corrected(context: PageContext, record: Record) -> list[Rich]:
    newest = sorted(corrections_of(record), key=lambda one: one.on.sort_key, reverse=True)
    return [(f"{one.on.words()}. ", *correction_words(context, one)) for one in newest]


def correction_words(context: PageContext, one: Correction) -> Rich:
    """Return what was mended and how it came about, without the day."""
    return in_succession(context, (one.what, one.because))


def citation_files(context: PageContext) -> Iterator[tuple[str, str]]:
    """Yield a file for each record with a place on the site and each format: its path below the site, and its text."""
    for record in context.corpus:
        if context.where(record) is not None:
            work = work_of(context, record)
            for _unused, ending, write in FORMATS:
                yield f"{_file(record)}.{ending}", write(work)


def _file(record: Record) -> str:
    return f"cite/{record.section}/{record.id}"


def _address(context: PageContext, record: Record) -> str:
    return lasting_address(context, address_of(record))


def lasting_address(context: PageContext, place: Address) -> str:
    """Return the web address of a place, or nothing where that of the site is not known."""
    base = (context.site_url or context.corpus.publication.site_url or "").rstrip("/")
    anchor = f"#{place.anchor}" if place.anchor else ""
    return f"{base}/{url_of(place.path)}{anchor}" if base else ""


def work_of(context: PageContext, record: Record) -> Work:
    """Return what is cited under a record: a source as the document that it is, any other as a page of this publication."""
    publication, key = context.corpus.publication, f"{record.singular}-{record.id}"
    if isinstance(record, Source):
        kind, url = _KINDS[record.kind], record.url or record.archived_url or ""
        return Work(
            key,
            kind,
            record.authors,
            record.title,
            record.publisher,
            record.published,
            record.retrieved,
            url,
            record.language,
            licence=record.licence or "",
        )
    editors = record.editors if isinstance(record, Explainer) else ()
    updated = record.updated if isinstance(record, Explainer) else None
    title = _title(record)
    container, language = publication.title, record.label.language if isinstance(record.label, LocalizedText) else publication.language
    address, licence = _address(context, record), publication.licence or ""
    return Work(key, "page", editors or (container,), title, container, updated, None, address, language, record.version, licence)


def _title(record: Record) -> str:
    if isinstance(record, Claim):
        return _("Claim: {claim}", claim=record.label)
    if isinstance(record, Actor):
        return _("Actor: {name}", name=record.label)
    if isinstance(record, Place):
        return _("Place: {name}", name=record.label)
    return record.label if type(record) in OWN_PAGE else _("{kind}: {record}", kind=capitalized(kind_word(record)), record=record.label)


def _shared(context: PageContext, record: Record) -> str:
    """Return a record in a few words; never without what the evidence says of it, nothing retired as if it stood."""
    if isinstance(record, Claim):
        words = (
            _(
                "Claim: “{claim}”. What the evidence says: {status}.",
                claim=record.label,
                status=status_word(status_of(record)).lower(),
            )
            if record.standing
            else _("Claim: “{claim}”. Not assessed.", claim=record.label)
        )
    elif isinstance(record, Source):
        words = _("What is used of “{title}”, {publisher}", title=record.label, publisher=record.publisher)
    else:
        words = record.label if type(record) in OWN_PAGE else _with_status(record)
    told = _("Retired: {record}", record=words) if getattr(record, "retired", None) else words
    return f"{tagged(told)} · {tagged(context.corpus.publication.title)}"


def _with_status(record: Record) -> str:
    """Return a record of a shared page with how it stands, where that can be in doubt."""
    status = ""
    match record:
        case Cost():
            status = status_word(record.status)
        case Risk():
            status = status_word(record.record_so_far.status if record.record_so_far else "open")
        case Act() if record.standing == "disputed":
            status = status_word("disputed")
        case Event() if record.contested:
            status = status_word("disputed")
    return _("{record}. Status: {status}.", record=_title(record), status=status.lower()) if status else _title(record)


def dispute_link(context: PageContext, record: Record) -> str:
    """Return the address of a new issue, or of a letter, about a record, begun for the reader; nothing where nobody takes either."""
    publication = context.corpus.publication
    title, body = _("Dispute: {record}", record=f"{record.singular} {record.id}"), _dispute(context, record)
    if publication.repository:
        return issue_address(publication, title, body)
    letter = f"?subject={quote(title, safe='')}&body={quote(body, safe='')}"
    return f"mailto:{quote(publication.email, safe='@+')}{letter}" if publication.email else ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Where disputes go."""

    href: str
    """The address, or nothing where there is none."""
    by: Literal["issue", "letter", ""]


def dispute_of(context: PageContext) -> Dispute:
    """Return where disputes go: to the repository, else to the editors' address, else nowhere."""
    publication = context.corpus.publication
    if publication.repository:
        return Dispute(publication.repository, "issue")
    return Dispute(f"mailto:{publication.email}", "letter") if publication.email else Dispute("", "")


def _dispute(context: PageContext, record: Record) -> str:
    name = " ".join(record.label.split())
    lines = [
        _("Record: {record}", record=f"{record.section}/{record.id}"),
        _("Says: {words}", words=name if len(name) <= MOST_TOLD else name[: MOST_TOLD - 1] + "…"),
        *([_("Version: {version}", version=record.version)] if record.version else []),
        *([_("Page: {address}", address=address)] if (address := _address(context, record)) else []),
        "",
        _("What is wrong:"),
        "",
        "",
        _("What shows it (a link, a document, a quotation):"),
        "",
    ]
    return "\r\n".join(lines)

"""The lines under a record, on its page or at its anchor on a shared one: how to cite, share, dispute and edit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from generator.content import edit_address, issue_form
from generator.figures import status_word
from generator.language import _, capitalized, joined, language_of, sentence_list
from generator.model import Claim, Explainer, Record, Source, section_of
from generator.site.citation_formats import FORMATS, Work, plain
from generator.site.page import Address, Link, View, address_of, anchor_of, kind_word, url_of
from generator.site.page_parts import joined_texts, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.model import Act, Cost, Driver, Event, Key, Risk, Scenario, Vote
    from generator.site.citation_formats import Kind
    from generator.site.citations import Citations
    from generator.site.context import PageContext
    from generator.site.page import Rich

    Shared = Act | Cost | Driver | Event | Risk | Scenario | Vote

MOST_LETTERS: Final = 300
"""The most characters of a record's name in a dispute; a URL has no room for more."""
_UNREMARKABLE: Final = frozenset({"", "established", "resolved", "unresolved"})
"""The statuses that need no mention when a record is named alone."""
_KINDS: Final[Mapping[str, Kind]] = {
    "official": "document",
    "wire": "article",
    "news": "article",
    "analysis": "page",
    "opinion": "article",
    "reference": "page",
    "data": "data",
}


@dataclass(frozen=True, kw_only=True)
class RecordActions:
    """The lines under a record, and the corrections above it. Long texts are generated when rendered, not stored."""

    singular: str
    key: Key
    label: str
    version: str
    work: Work
    """The work cited under the record."""
    files: str
    """The relative path of its citation files, without extension."""
    share: str
    """A short text with the record's permanent URL, if the site's is known."""
    address: str
    """The record's permanent URL, or empty."""
    edit: str
    form: str
    """The URL of an issue form or e-mail, with '{title}' and '{body}' as placeholders, or empty if neither is offered."""
    anchor: str = ""
    """The anchor of the record on its page, or empty if it has a page of its own."""
    former: Sequence[str] = ()
    """The anchors of the record for former ids."""
    corrected: Sequence[Rich] = ()
    """Each correction with its date, newest first."""

    @property
    def cite(self) -> str:
        """The citation in words."""
        return plain(self.work)

    @property
    def downloads(self) -> Sequence[Link]:
        """Links to the citation in the formats of reference managers."""
        return [Link(name, f"{self.files}.{ending}") for name, ending, _unused in FORMATS]

    @property
    def dispute(self) -> str:
        """The URL of a prefilled issue or e-mail about the record, or empty if neither is offered."""
        name = " ".join(self.label.split())
        lines = [
            _("Record: {record}", record="/".join(self.key)),
            _("Says: {words}", words=name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1] + "…"),
            *([_("Version: {version}", version=self.version)] if self.version else []),
            *([_("Page: {address}", address=self.address)] if self.address else []),
            *("", _("What is wrong:"), "", "", _("What shows it (a link, a document, a quotation):"), ""),
        ]
        title = _("Dispute: {record}", record=f"{self.singular} {self.key[1]}")
        return self.form.format(title=quote(title, safe=""), body=quote("\r\n".join(lines), safe=""))


def record_actions_at(context: PageContext, record: Record) -> RecordActions | None:
    """Return the lines under a record on a shared page, or None if it has no place on the site or was read from no file."""
    return record_actions(context, record) if record.path and context.href_to(record) else None


def shared_view(context: PageContext, record: Shared, citations: Citations | None, **values: object) -> View:
    """Return the view of a record on a shared page: the values that all such records have, and `values` of its own."""
    common: dict[str, object] = {
        "anchor": anchor_of(record, record.id),
        "link": context.link(record),
        "title": record.title,
        "summary": context.rich(record.summary, citations),
        "retired": context.retired(record),
        "mentions": mentions(context, record),
        "refs": citations.refs(record.evidence) if citations else (),
        "record_actions": record_actions_at(context, record),
    }
    return View(**{**common, **values})


def record_actions(context: PageContext, record: Record) -> RecordActions:
    """Return the lines under a record."""
    publication = context.corpus.publication
    letter = f"mailto:{quote(publication.email, safe='@+')}?subject={{title}}&body={{body}}" if publication.email else ""
    place = address_of(record)
    address = lasting_address(context, place)
    here = url_of(context.page if place.anchor else place.path)
    return RecordActions(
        singular=record.singular,
        key=record.key,
        label=record.label,
        version=record.version,
        work=work_of(context, record),
        files="../" * here.count("/") + _citation_path(record),
        share=sentence_list((_share_text(context, record), address)),
        address=address,
        edit=edit_address(publication, record.path) if record.path else "",
        form=issue_form(publication) or letter,
        anchor=place.anchor,
        former=[anchor_of(record, former_id) for former_id in record.former_ids] if place.anchor else [],
        corrected=_corrected(context, record),
    )


def _corrected(context: PageContext, record: Record) -> list[Rich]:
    newest = sorted(record.corrections, key=lambda correction: correction.on.sort_key, reverse=True)
    return [(f"{correction.on.words()}. ", *joined_texts(context, (correction.what, correction.because))) for correction in newest]


def citation_files(context: PageContext) -> Iterator[tuple[str, str]]:
    """Yield the path and text of a citation file for each record with a place on the site, in each format."""
    for record in context.corpus:
        if context.href_to(record) is not None:
            work = work_of(context, record)
            for _unused, ending, write in FORMATS:
                yield f"{_citation_path(record)}.{ending}", write(work)


def _citation_path(record: Record) -> str:
    return f"cite/{record.section}/{record.id}"


def lasting_address(context: PageContext, place: Address) -> str:
    """Return the permanent URL of an address, or an empty string if the site's URL is unknown."""
    anchor = f"#{place.anchor}" if place.anchor else ""
    return f"{root}{url_of(place.path)}{anchor}" if (root := context.site.root) else ""


def work_of(context: PageContext, record: Record) -> Work:
    """Return the work cited under a record: a source as the document itself, any other record as a page of this publication."""
    publication, key = context.corpus.publication, f"{record.singular}-{record.id}"
    if isinstance(record, Source):
        url, when, licence = record.url or record.archived_url or "", (record.published, record.retrieved), record.licence or ""
        return Work(key, _KINDS[record.kind], record.authors, record.title, record.publisher, *when, url, record.language, licence=licence)
    editors, updated = (record.editors, record.updated) if isinstance(record, Explainer) else ((), None)
    container, language = publication.title, language_of(record.label) or publication.language
    address, licence = lasting_address(context, address_of(record)), publication.licence or ""
    return Work(key, "page", editors or (container,), _title(record), container, updated, None, address, language, record.version, licence)


def _title(record: Record) -> str:
    if isinstance(record, Explainer):
        return record.label
    return _("{kind}: {record}", kind=capitalized(kind_word(record)), record=record.label)


def _share_text(context: PageContext, record: Record) -> str:
    """Return a record in a few words, always with its status, so that nothing retired or doubtful is shared as if it held."""
    if isinstance(record, Claim) and record.standing:
        status = status_word(record.standing.status).lower()
        words = _("Claim: “{claim}”. What the evidence says: {status}.", claim=record.label, status=status)
    elif isinstance(record, Claim):
        words = _("Claim: “{claim}”. Not assessed.", claim=record.label)
    elif isinstance(record, Source):
        words = _("What is used of “{title}”, {publisher}", title=record.label, publisher=record.publisher)
    elif section_of(record).folder:
        words = record.label
    elif record.stands in _UNREMARKABLE:
        words = _title(record)
    else:
        words = _("{record}. Status: {status}.", record=_title(record), status=status_word(record.stands).lower())
    subject = _("Retired: {record}", record=words) if record.retired else words
    return joined((subject, context.corpus.publication.title), " · ")


def dispute_of(context: PageContext) -> View:
    """Return where disputes go: the repository (as an issue), else the editors' e-mail address, else nowhere."""
    publication = context.corpus.publication
    if publication.repository:
        return View(href=publication.repository, by="issue")
    return View(href=f"mailto:{publication.email}", by="letter") if publication.email else View(href="", by="")

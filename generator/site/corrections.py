"""The page of corrections, and their feed: how mistakes are mended, what was mended, and which records were taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import Mended, Retirement
from generator.language import _, capitalized
from generator.model import section_of
from generator.site.body import plain
from generator.site.feed import FeedEntry, atom
from generator.site.page import Address, Page, Rich, View, address_of, url_of
from generator.site.parts import by_year, in_parts, is_long, row_weight
from generator.site.record_actions import correction_words, dispute_of, lasting_address
from generator.site.words import kind_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Edtf, Record
    from generator.site.context import PageContext
    from generator.site.parts import ListPart

PATH: Final = "corrections.md"
FEED: Final = "corrections.xml"
_OF_A_ROW: Final = 200
"""What a row weighs beside its link and its words: its day, its kind, the links in its words."""


def is_given(context: PageContext) -> bool:
    """Tell whether there is anything to say: a policy, a correction, or a record that was taken back."""
    return bool(context.corpus.publication.corrections) or bool(context.facts.corrections) or bool(context.facts.retirements)


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of corrections, where there is a policy or a correction: one, or one that leads to a page for each year."""
    if not is_given(context):
        return
    described = _("How mistakes are mended, how to report one, what was mended, and which records were taken back.")
    page = Page(PATH, "corrections", _("Corrections"), described, "corrections.md.j2", None)
    found: list[Mended | Retirement] = [*context.facts.corrections, *context.facts.retirements]
    parts = by_year("corrections", found, _dated, _weigh, newest_first=True) if is_long(found, _weigh) else ()
    yield from in_parts(context, page, found, parts, _view)


def _dated(one: Mended | Retirement) -> Edtf:
    return one.correction.on if isinstance(one, Mended) else one.retired.on


def _weigh(one: Mended | Retirement) -> int:
    told = (one.correction.what, one.correction.because) if isinstance(one, Mended) else (one.retired.because,)
    return _OF_A_ROW + row_weight(one.record.label, *(text or "" for text in told))


def _view(here: PageContext, found: Sequence[Mended | Retirement], part: ListPart) -> View:
    shown = found if part.has_items else ()
    return View(
        part=part,
        policy=[here.rich(one) for one in here.corpus.publication.corrections],
        dispute=dispute_of(here),
        feed=f"../{FEED}" if lasting_address(here, Address(PATH)) else "",
        mended=[_mended(here, one) for one in shown if isinstance(one, Mended)],
        retired=[_retired(here, one) for one in shown if isinstance(one, Retirement)],
    )


def feed_files(context: PageContext) -> Iterator[tuple[str, str]]:
    """Yield the feed of corrections, where there is a page of them and the site's address is known: its path and its text."""
    address = lasting_address(context, Address(PATH))
    if not address or not is_given(context):
        return
    site = address.removesuffix(url_of(PATH))
    rows = [(one.correction.on, one.record, _mended(context, one)) for one in context.facts.corrections]
    rows += [(one.retired.on, one.record, _retired(context, one)) for one in context.facts.retirements]
    rows.sort(key=lambda one: (one[0].sort_key, one[1].key), reverse=True)
    entries = [
        FeedEntry(
            _("{kind}: {record}", kind=row.kind, record=record.label), _entry_address(context, record), on.earliest, plain(row.because)
        )
        for on, record, row in rows
        if on.earliest is not None
    ]
    publication = context.corpus.publication
    title, licence = f"{publication.title}: {_('Corrections')}", publication.licence or ""
    yield FEED, atom(title, publication.title, address, f"{site}{FEED}", entries, licence)


def _entry_address(context: PageContext, record: Record) -> str:
    """Return where a record stands, or the page of corrections for one that has no place any more."""
    return lasting_address(context, address_of(record) if context.where(record) else Address(PATH))


def _mended(context: PageContext, one: Mended) -> View:
    return _row(context, one.correction.on, one, capitalized(kind_word(one.record)), correction_words(context, one.correction))


def _retired(context: PageContext, one: Retirement) -> View:
    return _row(context, one.retired.on, one, _(section_of(one.record).words.retired), context.retired_because(one.record))


def _row(context: PageContext, when: Edtf, one: Mended | Retirement, kind: str, because: Rich) -> View:
    iso = when.earliest.isoformat() if when.earliest else ""
    return View(when=when.words(), iso=iso, link=context.link(one.record), kind=kind, subject="", before=None, after=None, because=because)

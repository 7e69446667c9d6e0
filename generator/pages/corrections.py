"""The page of corrections, and their feed: how mistakes are mended, what was mended, and which records were taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.derive.corrections import corrections, retirements
from generator.figures.scale import capital
from generator.language import say
from generator.outputs.feed import Entry, atom
from generator.pages.blocks import ChangeRow
from generator.pages.body import plain
from generator.pages.foot import Dispute, correction_words, dispute_of, lasting_address
from generator.pages.page import Address, Page, Rich, address_of, url_of
from generator.pages.words import KINDS, kind_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.dates import Edtf
    from generator.derive.corrections import Mended, Retirement
    from generator.pages.desk import Desk
    from generator.records import Record

PATH: Final = "corrections.md"
FEED: Final = "corrections.xml"


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What the page of corrections shows."""

    policy: Sequence[Rich]
    dispute: Dispute
    feed: str
    """The address of the feed, or nothing where the site's own is not known."""
    mended: Sequence[ChangeRow]
    retired: Sequence[ChangeRow]


def is_given(desk: Desk) -> bool:
    """Tell whether there is anything to say: a policy, a correction, or a record that was taken back."""
    corpus = desk.corpus
    return bool(corpus.publication.corrections) or bool(corrections(corpus)) or bool(retirements(corpus))


def pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of corrections, where there is a policy or a correction."""
    if not is_given(desk):
        return
    here = desk.at(PATH)
    view = CorrectionsView(
        [here.rich(one) for one in here.corpus.publication.corrections],
        dispute_of(here),
        f"../{FEED}" if lasting_address(here, Address(PATH)) else "",
        [_mended(here, one) for one in corrections(here.corpus)],
        [_retired(here, one) for one in retirements(here.corpus)],
    )
    described = say("How mistakes are mended, how to report one, what was mended, and which records were taken back.")
    yield Page(PATH, "corrections", say("Corrections"), described, "corrections.md.j2", view)


def feed_files(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield the feed of corrections, where there is a page of them and the site's address is known: its path and its text."""
    address = lasting_address(desk, Address(PATH))
    if not address or not is_given(desk):
        return
    site = address.removesuffix(url_of(PATH))
    rows = [(one.correction.on, one.record, _mended(desk, one)) for one in corrections(desk.corpus)]
    rows += [(one.retired.on, one.record, _retired(desk, one)) for one in retirements(desk.corpus)]
    rows.sort(key=lambda one: (one[0].sort_key, one[1].key), reverse=True)
    entries = [
        Entry(say("{kind}: {record}", kind=row.kind, record=record.label), _entry_address(desk, record), on.earliest, plain(row.because))
        for on, record, row in rows
        if on.earliest is not None
    ]
    publication = desk.corpus.publication
    yield FEED, atom(f"{publication.title}: {say('Corrections')}", publication.title, address, f"{site}{FEED}", entries)


def _entry_address(desk: Desk, record: Record) -> str:
    """Return where a record stands, or the page of corrections for one that has no place any more."""
    return lasting_address(desk, address_of(record) if desk.where(record) else Address(PATH))


def _mended(desk: Desk, one: Mended) -> ChangeRow:
    return _row(desk, one.correction.on, one, capital(kind_word(one.record)), correction_words(desk, one.correction))


def _retired(desk: Desk, one: Retirement) -> ChangeRow:
    return _row(desk, one.retired.on, one, say(KINDS[type(one.record)].retired), desk.retired_because(one.record))


def _row(desk: Desk, when: Edtf, one: Mended | Retirement, kind: str, because: Rich) -> ChangeRow:
    iso = when.earliest.isoformat() if when.earliest else ""
    return ChangeRow(when.words(), iso, desk.link(one.record), kind, "", None, None, because)

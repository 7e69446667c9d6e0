"""Blocks shared by several kinds of page: ledger rows, changes, backlinks."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from generator.figures import stance_sign, status_sign
from generator.language import _, comma_list
from generator.model import ASSESSMENTS, BY_SECTION, HEDGES, RETIRED, UNASSESSED, Actor, Claim, Place, Record, names_of
from generator.site.citations import Citations, evidence_card
from generator.site.page import SAYS, View, address_of, kind_word, row_of
from generator.site.parts import ListOfPage, by_letter, row_weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.analysis import Changed, Revised
    from generator.model import AnyRecord, Backlink, Evidence, Stance
    from generator.site.context import PageContext
    from generator.site.page import Link, Rich
    from generator.site.parts import PartPage


def status_meaning(status: str) -> str:
    """Return the meaning of a claim's status."""
    if status == RETIRED:
        return _("We have taken it back; its page says why.")
    return _("We have not yet said what the evidence says of it.") if status == UNASSESSED else ASSESSMENTS[status].means


def facts(*lines: tuple[str, Rich | str | Link | None]) -> list[View]:
    """Return the lines of a fact list that have a value."""
    return [View(label=label, value=value if isinstance(value, tuple) else (value,)) for label, value in lines if value]


def places_of(context: PageContext, places: Iterable[str], words: str | None = None) -> Rich:
    """Return places as links, followed by the description of the place in words."""
    return row_of([*context.links(Place, places), *([words] if words else [])])


def office(actor: Actor) -> Rich:
    """Return an actor's current or last office in words, or () if it has none."""
    roles = [(role.title, role.when.words()) if role.when else (role.title,) for role in actor.roles[:1]]
    return tuple(map(comma_list, roles))


MOST_REFS: Final = 4
"""The most reference marks in a ledger row; the claim's own page has them all."""


def claim_row(context: PageContext, claim: Claim, citations: Citations | None = None) -> View:
    """Return a claim as a row: claimants, denials and retractions, status and reasons."""
    standing = claim.standing
    cited = citations or Citations(context, ())
    denied, retracted = ({step.actor: None for step in claim.positions if step.stance == stance} for stance in ("denied", "retracted"))
    return View(
        link=context.link(claim),
        claimants=cited.voices(claim.claimant),
        manner=HEDGES[claim.hedge].label.lower(),
        made=claim.made.words(),
        denials=cited.within(denied),
        retractions=cited.within(retracted),
        mark=status_sign(claim.stands),
        because=context.rich(standing.because if standing else None, citations),
        refs=citations.refs(assessed(claim)[:MOST_REFS]) if citations else (),
    )


def stance_row(context: PageContext, position: Stance, about: Link | str, citations: Citations) -> View:
    """Return an actor's stance on a claim as a row; `about` is the claim, or the actor on the claim's page."""
    return View(
        about=about,
        mark=stance_sign(position.stance),
        when=position.when.words(),
        words=position.words or "",
        note=context.rich(position.note),
        refs=citations.refs(position.evidence),
    )


def assessed(claim: Claim) -> Sequence[Evidence]:
    """Return the evidence of a claim's newest assessment, or the claim's own if that names none."""
    standing = claim.standing
    return standing.evidence if standing and standing.evidence else claim.evidence


def joined_texts(context: PageContext, texts: Iterable[str | None]) -> Rich:
    """Concatenate running texts, leaving out missing ones."""
    return tuple(chain.from_iterable((" ", *context.rich(text)) for text in texts if text))[1:]


def change_rows(context: PageContext, changed: Iterable[Changed]) -> list[View]:
    """Return changes as rows."""
    return [
        View(
            when=entry.on.words(),
            iso=entry.on.earliest.isoformat() if entry.on.earliest else "",
            link=context.link(entry.record),
            kind=kind_word(entry.record).capitalize(),
            subject=entry.subject,
            before=status_sign(entry.before) if entry.before else None,
            after=status_sign(entry.after) if entry.after else None,
            because=joined_texts(
                context, (_("Resolved: {outcome}.", outcome=entry.resolution.outcome_words) if entry.resolution else None, *entry.because)
            ),
        )
        for entry in changed
    ]


_REVISED: Final = names_of("revisions")


def revised_days(context: PageContext, revisions: Iterable[Revised]) -> list[View]:
    """Return our own changes grouped by day, and within a day by record and kind."""
    days = []
    for when, of_day in groupby(revisions, lambda revision: revision.on):
        rows: dict[tuple[Record, str], list[Rich]] = {}
        for revision in of_day:
            paragraph = joined_texts(context, revision.texts)
            rows.setdefault((revision.record, revision.kind), []).extend([paragraph] if paragraph else [])
        iso = when.earliest.isoformat() if when.earliest else ""
        shown = [View(kind=_(_REVISED[kind]), link=context.link(record), texts=texts) for (record, kind), texts in rows.items()]
        days.append(View(when=when.words(), iso=iso, rows=shown))
    return days


_SECTION_ORDER: Final = {section: number for number, section in enumerate(BY_SECTION)}


def backlink_list(context: PageContext, record: Record, *, without: Iterable[str] = ()) -> ListOfPage[Backlink]:
    """Return a record's backlinks by heading, kind and name, as a list of its page that is split by letter.

    Headings in `without` are left out, since the page shows them in another way.
    """
    uses = sorted((use for use in context.corpus.referring_to(record) if use.heading not in without), key=_backlink_order)
    title = _("Elsewhere on record") if isinstance(record, Actor) else _("Where it appears")
    return ListOfPage("appears", title, uses, row_weight(attrgetter("record.label", "record.id")), _split_by_letter)


def _split_by_letter(folder: str, uses: Sequence[Backlink], weigh: Callable[[Backlink], int]) -> list[PartPage[Backlink]]:
    parts = by_letter(folder, uses, weigh, lambda use: use.record.label)
    return [replace(part, items=sorted(part.items, key=_backlink_order)) for part in parts]


def _backlink_order(use: Backlink) -> tuple[str, int, str]:
    return use.heading, _SECTION_ORDER[use.record.section], use.record.label.casefold()


def backlinks(context: PageContext, uses: Iterable[Backlink]) -> list[View]:
    """Return backlinks, already sorted, grouped by heading."""
    groups = groupby(uses, key=lambda use: use.heading)
    return [View(heading=_(name), links=[context.link(use.record) for use in group]) for name, group in groups]


def mentions(context: PageContext, record: Record) -> Rich:
    """Return a link to each record that refers to this one, for records without a page of their own."""
    records = {use.record: None for use in context.corpus.referring_to(record)}
    return row_of(context.link(other) for other in sorted(records, key=lambda other: (other.section, other.label.casefold())))


def sides(context: PageContext, evidence: Iterable[Evidence]) -> View:
    """Return evidence cards grouped by stance."""
    cards = [evidence_card(context, piece) for piece in evidence]
    return View(**{says: [card for card in cards if card.says == says] for says in SAYS})


def in_order(context: PageContext, order: Sequence[AnyRecord]) -> Iterator[tuple[str, AnyRecord, View]]:
    """Yield the pages of records to build: path, record, and a view with links to the previous and next record."""
    for path, index in context.wanted((address_of(record).path, index) for index, record in enumerate(order)):
        here = context.at(path)
        before = here.link(order[index - 1]) if index else None
        yield path, order[index], View(before=before, after=here.link(order[index + 1]) if index + 1 < len(order) else None)

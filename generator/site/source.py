"""The page of a source: what it is, how far it can be relied on, every passage used and by which record."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from generator.language import _, capitalized, comma_list, direction_of, language_name
from generator.model import RELIABILITY, Record, Source, names_of
from generator.site.body import body_view
from generator.site.citations import evidence_card
from generator.site.letters import heading, heading_order
from generator.site.page import Link, Page, View, address_of
from generator.site.page_parts import facts
from generator.site.parts import by_letter, in_parts, is_long, row_weight
from generator.site.record_actions import record_actions
from generator.site.source_text import source_text
from generator.site.wayfinding import neighbours
from generator.site.words import SAYS, read_word, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Evidence
    from generator.site.context import PageContext
    from generator.site.parts import ListPart, PartPage

    Use = tuple[Record, Evidence]

KINDS: Final = names_of("sources.kind")
_PROXIMITIES: Final = names_of("sources.proximity")
_RIGHTS: Final = names_of("sources.rights")


_OF_A_USE: Final = 350
"""What a use weighs beside its words and its record: its element, its grade, its proof."""


def by_publisher(sources: Iterable[Source]) -> list[Source]:
    """Return sources by publisher and day, those of an unknown day last."""
    return sorted(sources, key=_place)


def _place(source: Source) -> tuple[str, tuple[date, date, str], str]:
    published = source.published.sort_key if source.published else (date.max, date.max, "")
    return source.publisher.casefold(), published, source.id


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of every source; for one that is used very often, with a page for each letter of the records that use it."""
    uses, order = context.facts.evidence_from, by_publisher(context.corpus.all(Source))
    for path, place in context.wanted((address_of(one).path, number) for number, one in enumerate(order)):
        source = order[place]
        found, around = uses.get(source.id, ()), neighbours(context.at(path), order, place)
        described = _(
            "{kind}, {publisher}, {date}: what is used from it, and where.",
            kind=_(KINDS[source.kind]),
            publisher=source.publisher,
            date=source.published_words,
        )
        page = Page(path, "source", _("Source: {title}", title=source.title), described, "source.md.j2", None, source.path)
        parts = _parts(path, found) if is_long(found, _weigh) else ()
        yield from in_parts(context, page, found, parts, partial(_view, source=source, around=around), begins=_label)


def _parts(path: str, uses: Sequence[Use]) -> list[PartPage[Use]]:
    ordered = sorted(uses, key=lambda use: (heading_order(heading(_label(use))), _label(use).casefold()))
    return by_letter(path.removesuffix(".md"), ordered, _label, _weigh)


def _label(use: Use) -> str:
    return use[0].label


def _weigh(use: Use) -> int:
    record, evidence = use
    return _OF_A_USE + row_weight(record.label, evidence.quote or "", evidence.translation or "", evidence.note or "")


def _view(context: PageContext, uses: Sequence[Use], part: ListPart, *, source: Source, around: View) -> View:
    derived = [context.corpus.get(Source.section, one) for one in source.derives_from]
    grade = RELIABILITY[source.reliability] if source.reliability else None
    because = context.rich(source.reliability_because)
    lines = facts(
        (_("Publisher"), source.publisher),
        (_("Author"), row_of(source.authors)),
        (_("Title"), _("Put together by us, not copied from the document") if source.title_reconstructed else None),
        (_("Published"), source.published_words),
        (_("Kind"), comma_list([_(KINDS[source.kind]), *([_(_PROXIMITIES[source.proximity])] if source.proximity else [])])),
        (_("Language"), language_name(source.language)),
        (_("Rights"), _rights(source)),
        (
            _("Grade"),
            (_("{grade}: {meaning}", grade=grade.id, meaning=grade.label.lower()), ". " if because else "", *because)
            if grade
            else _("Not graded"),
        ),
        (_("Original"), Link(_shortened(source.url), source.url) if source.url else None),
        (_("Archived copy"), Link(_shortened(source.archived_url), source.archived_url) if source.archived_url else None),
        (_("Read"), capitalized(comma_list(filter(None, (read_word(source), source.retrieved.words() if source.retrieved else ""))))),
        (_("Repeats"), row_of(context.link(one) for one in derived if one is not None)),
    )
    return View(
        part=part,
        title=source.title,
        kind=_(KINDS[source.kind]),
        publisher=source.publisher,
        published=source.published_words,
        grade=grade.id if grade else "",
        grade_words=grade.label.lower() if grade else _("not graded"),
        language=source.language,
        direction=direction_of(source.language),
        facts=lines,
        note=context.rich(source.note),
        summary=body_view(context, source, None),
        uses=[
            View(record=context.link(record), card=evidence_card(context, evidence, _(SAYS[evidence.says])))
            for record, evidence in (uses if part.has_items else ())
        ],
        text=() if part.label else source_text(context, source),
        retired=context.retired(source),
        record_actions=record_actions(context, source),
        neighbours=around,
    )


def _rights(source: Source) -> str:
    rights = _(_RIGHTS[source.rights])
    return _("{rights} ({licence})", rights=rights, licence=source.licence) if source.licence else rights


def _shortened(address: str, most: int = 60) -> str:
    words = address.split("://", 1)[-1].removeprefix("www.")
    return words if len(words) <= most else words[: most - 1] + "…"

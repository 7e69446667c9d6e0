"""The overview of sources, by publisher, and a page per source: description, reliability, every passage used and by which record."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from generator.figures import status_sign
from generator.language import _, capitalized, comma_list, direction_of, language_name
from generator.model import RELIABILITY, RETIRED, Backlink, Record, Source, names_of
from generator.site.body import body_view
from generator.site.citations import evidence_card
from generator.site.page import SAYS, Link, Page, View, read_counts, read_word, reliability_word, row_of
from generator.site.page_parts import backlink_list, backlinks, facts, in_order
from generator.site.parts import ListOfPage, by_letter, in_parts, row_weight
from generator.site.record_actions import record_actions
from generator.verify import prepare_text, spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Evidence
    from generator.site.context import PageContext
    from generator.site.parts import ListPart
    from generator.text import Span

    Use = tuple[Record, Evidence]

_KINDS: Final = names_of("sources.kind")
_PROXIMITIES: Final = names_of("sources.proximity")
_RIGHTS: Final = names_of("sources.rights")
_AS_EVIDENCE: Final = "Used as evidence by"
"""The heading of the backlinks that the list of uses already has."""
_LONGEST_URL: Final = 60


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the overview of sources and a page per source.

    If there are too many sources for one page, the overview links to a page per letter of publishers; the page of a source with very many
    uses links to a page per letter of the records that use it.
    """
    order = sorted(context.corpus.all(Source), key=_sort_key)
    described = _("The documents that the record rests on, graded.")
    page = Page("sources/index.md", "sources", _("Sources"), described, "sources.md.j2", None)
    publisher = attrgetter("publisher")
    graded = ListOfPage("all", "", order, row_weight(attrgetter("publisher", "title"), 180), partial(by_letter, filed=publisher))
    yield from in_parts(context, page, [graded], partial(_overview, every=order), title_of=publisher)
    for path, source, around in in_order(context, order):
        described = _(
            "{kind}, {publisher}, {date}: what is used from it, and where.",
            kind=_(_KINDS[source.kind]),
            publisher=source.publisher,
            date=source.published_words,
        )
        page = Page(path, "source", _("Source: {title}", title=source.title), described, "source.md.j2", None, source.path)
        uses, text = context.facts.evidence_from.get(source.id, ()), source_text(context.at(path), source)
        lists: tuple[ListOfPage[Any], ...] = (
            ListOfPage("uses", _("What is used from it"), uses, row_weight(_texts, 350), partial(by_letter, filed=_title), is_first=True),
            ListOfPage("text", _("Text"), text, _text_weight),
            backlink_list(context, source, without=(_AS_EVIDENCE,)),
        )
        yield from in_parts(context, page, lists, partial(_source_view, source=source, around=around), anchors=_anchors, title_of=_title)


def _sort_key(source: Source) -> tuple[str, tuple[date, date, str], str]:
    """Return the sort key of a source: publisher, then date, undated last."""
    published = source.published.sort_key if source.published else (date.max, date.max, "")
    return source.publisher.casefold(), published, source.id


def _overview(here: PageContext, part: ListPart, shown: Sequence[Source], *, every: Sequence[Source]) -> View:
    sources = shown or every
    grades = [
        (_("{grade}: {meaning}", grade=term.id, meaning=term.label.lower()), sum(source.reliability == term.id for source in sources))
        for term in RELIABILITY.terms.values()
    ]
    return View(
        part=part,
        count=len(sources),
        publishers=len({source.publisher for source in sources}),
        grades=[(label, count) for label, count in grades if count],
        read=read_counts(sources),
        sources=[
            View(
                link=here.link(source),
                publisher=source.publisher,
                published=source.published_words,
                kind=_(_KINDS[source.kind]),
                mark=status_sign(RETIRED) if source.retired else None,
                grade=source.reliability or "",
                grade_words=reliability_word(source),
                uses=len({use.record.key for use in here.corpus.referring_to(source)}),
            )
            for source in shown
        ],
    )


def _title(item: Use | View | Backlink) -> str:
    return item.stretches[0].text if isinstance(item, View) else (item.record if isinstance(item, Backlink) else item[0]).label


def _anchors(item: Use | View | Backlink) -> Sequence[str]:
    """Return the anchors of a paragraph of source text: its own, and those of its notes and their marks."""
    return [item.place, *(f"{kind}-{note.number}" for note in item.notes for kind in ("use", "note"))] if isinstance(item, View) else ()


def _text_weight(paragraph: View) -> int:
    notes = sum(map(row_weight(attrgetter("record.label", "record.href"), 300), paragraph.notes))
    return notes + row_weight(lambda it: [stretch.text for stretch in it.stretches])(paragraph)


def _texts(use: Use) -> tuple[str | None, ...]:
    record, evidence = use
    return record.label, evidence.quote, evidence.translation, evidence.note


def _source_view(
    context: PageContext,
    part: ListPart,
    uses: Sequence[Use],
    text: Sequence[View],
    others: Sequence[Backlink],
    *,
    source: Source,
    around: View,
) -> View:
    places = {paragraph.place for paragraph in text}
    grade = RELIABILITY[source.reliability] if source.reliability else None
    because, rights = context.rich(source.reliability_because), _(_RIGHTS[source.rights])
    lines = facts(
        (_("Publisher"), source.publisher),
        (_("Author"), row_of(source.authors)),
        (_("Title"), _("Put together by us, not copied from the document") if source.title_reconstructed else None),
        (_("Published"), source.published_words),
        (_("Kind"), comma_list([_(_KINDS[source.kind]), *([_(_PROXIMITIES[source.proximity])] if source.proximity else [])])),
        (_("Language"), language_name(source.language)),
        (_("Rights"), _("{rights} ({licence})", rights=rights, licence=source.licence) if source.licence else rights),
        (
            _("Grade"),
            (_("{grade}: {meaning}", grade=grade.id, meaning=grade.label.lower()), ". " if because else "", *because)
            if grade
            else _("Not graded"),
        ),
        (_("Original"), Link(_short_url(source.url), source.url) if source.url else None),
        (_("Archived copy"), Link(_short_url(source.archived_url), source.archived_url) if source.archived_url else None),
        (_("Read"), capitalized(comma_list(filter(None, (read_word(source), source.retrieved.words() if source.retrieved else ""))))),
        (_("Repeats"), row_of(context.links(Source, source.derives_from))),
    )
    return View(
        part=part,
        title=source.title,
        kind=_(_KINDS[source.kind]),
        publisher=source.publisher,
        published=source.published_words,
        grade=source.reliability or "",
        grade_words=reliability_word(source),
        language=source.language,
        direction=direction_of(source.language),
        facts=lines,
        note=context.rich(source.note),
        summary=body_view(context, source, None),
        uses=[
            View(record=context.link(record), card=evidence_card(context, evidence, _(SAYS[evidence.says]))) for record, evidence in uses
        ],
        text=[paragraph for paragraph in source_text(context, source) if paragraph.place in places] if places else [],
        backlinks=backlinks(context, others),
        retired=context.retired(source),
        record_actions=record_actions(context, source),
        neighbours=around,
    )


def _short_url(address: str) -> str:
    words = address.split("://", 1)[-1].removeprefix("www.")
    return words if len(words) <= _LONGEST_URL else words[: _LONGEST_URL - 1] + "…"


def source_text(context: PageContext, source: Source) -> list[View]:
    """Return the paragraphs of a source text with the used passages marked; [] if its rights do not allow showing it."""
    if not source.text or not source.may_show_text:
        return []
    prepared = prepare_text(source.text, source.language)
    notes: list[tuple[View, Sequence[Span]]] = []
    for use in context.facts.uses_of.get(source.id, ()):
        if spans := spans_of(use, prepared):
            notes.append((View(number=len(notes) + 1, record=context.link(use.record), says=_(SAYS[use.evidence.says])), spans))
    seen: set[int] = set()
    return [_paragraph(source.text, part.place, part.kind, part.span, notes, seen) for part in prepared.passages.paragraphs]


def _paragraph(text: str, place: str, kind: str, span: Span, uses: Iterable[tuple[View, Sequence[Span]]], seen: set[int]) -> View:
    """Return a paragraph as fragments used by the same records, each with its notes, and which of them begin there."""
    here = [(note, spans) for note, spans in uses if any(part.start < span.end and span.start < part.end for part in spans)]
    edges = {edge for _unused, spans in here for part in spans for edge in part if span.start < edge < span.end}
    stretches, begun = [], []
    for start, end in pairwise(sorted({span.start, span.end, *edges})):
        over = [note for note, spans in here if any(part.start <= start and end <= part.end for part in spans)]
        first = [note for note in over if note.number not in seen]
        seen.update(note.number for note in first)
        begun += first
        stretches.append(View(text=text[start:end], notes=tuple(note.number for note in over), first=tuple(note.number for note in first)))
    return View(place=place, kind=kind, stretches=stretches, notes=sorted(begun, key=lambda note: note.number))

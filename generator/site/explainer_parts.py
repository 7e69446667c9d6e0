"""What an explainer is made of, its text and its records, and the parts that these are in where its page would be too long."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from generator.analysis import Revised, revisions, timeline
from generator.figures import FEWEST_STATED
from generator.language import N_, _
from generator.model import Act, Claim, Cost, Driver, Event, Explainer, Record, Risk, Scenario, Source, evidence_in
from generator.site import figures
from generator.site.body import Element, blocks_view, with_anchors
from generator.site.citations import Citations
from generator.site.costs_and_risks import risk_view
from generator.site.named_figures import named
from generator.site.page import View
from generator.site.page_parts import MOST_REFS, assessed, claim_row, revised_days
from generator.site.parts import ListOfPage, by_year, row_weight
from generator.site.scenarios import driver_view, scenario_views
from generator.site.shared_pages import Stretch, stretches_of
from generator.site.text_parts import Weighed, text_parts
from generator.site.weighing import weigh, weigh_source
from generator.text import Body, FigureBlock, Heading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.model import Edtf, Evidence
    from generator.site.context import PageContext
    from generator.site.gallery import FigureView
    from generator.site.page import Rich
    from generator.site.parts import ListPart
    from generator.text import Block

AnyRecord = TypeVar("AnyRecord", bound=Record)

FEW: Final = 6
"""With fewer records than this spoken of in the text, all are listed."""
TEXT: Final = "text"
"""The list of the page that is the text."""
SECTIONS: Final = {
    TEXT: N_("The text"),
    "events": N_("What happened"),
    "claims": N_("What is claimed"),
    "costs": N_("What it costs"),
    "risks": N_("What it risks"),
    "drivers": N_("What pushes"),
    "scenarios": N_("Where it may go"),
    "changes": N_("What changed"),
}
"""The lists of the page that may be in parts, by what their addresses end in, with their headings."""
_MOST: Final = 246_000
"""The most that the page may weigh before the longest of its lists are in parts."""
_MANY_ROWS: Final = 100_000
"""From what weight on a figure may have left rows out."""
_FRAME: Final = 13_000
"""What the page weighs without any: the theme, its head, its headings, how to cite it, what to read next."""
_OF_A_SOURCE: Final = 450
"""What a source weighs in the list of a part, beside the words used."""
_OF_AN_EVENT: Final = 500
_OF_A_COST: Final = 650
_OF_A_RISK: Final = 750
"""What an event, a cost and a risk weigh in their figures beside their names."""
_OF_A_SIGNPOST: Final = 300
_OF_A_CHANGE: Final = 200
"""What a signpost, and a change of ours, weigh beside their words."""


class ListEntry(NamedTuple):
    """An entry of one of the lists: a record, blocks of the text, a change of ours."""

    one: Any
    weighs: int
    label: str
    anchors: Sequence[str] = ()
    """The places of the headings in it."""


@dataclass(frozen=True, eq=False)
class Material:
    """What an explainer is made of."""

    context: PageContext
    explainer: Explainer

    def all(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return all records of a kind that it rests on."""
        return self.context.corpus.appearing_in(self.explainer.id, kind)

    def spoken(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return those that the text speaks of, or all where it speaks of few."""
        in_text = [record for record in self.all(kind) if record in self._spoken]
        return in_text if len(in_text) >= FEW else self.all(kind)

    @cached_property
    def _spoken(self) -> set[Record | None]:
        corpus = self.context.corpus
        return {corpus.resolve_link(link) for _unused, link in corpus.links(self.explainer)}

    @cached_property
    def records(self) -> list[Record]:
        """All records that it rests on."""
        kinds: tuple[type[Record], ...] = (Claim, Risk, Scenario, Event, Cost, Driver, Act)
        return [record for kind in kinds for record in self.all(kind)]

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence of all of these."""
        return [one for record in self.records for one in self.context.facts.evidence[record]]

    @property
    def blocks(self) -> Sequence[Block]:
        """Its text."""
        return self.context.corpus.body_of(self.explainer).blocks

    @cached_property
    def placed(self) -> set[str]:
        """The names of the figures in its text."""
        return {block.name for block in self.blocks if isinstance(block, FigureBlock)}

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Any]]:
        """What stands in each of the lists of the page, but for the text; not what a figure in the text shows."""
        return {
            "events": () if "timeline" in self.placed else self.spoken(Event),
            "claims": self.spoken(Claim),
            "costs": () if "costs" in self.placed else self.all(Cost),
            "risks": self.all(Risk),
            "drivers": self.all(Driver),
            "scenarios": [*map(Stretch, self.all(Scenario))],
            "changes": revisions([self.explainer, *self.records]),
        }

    def figure(self, context: PageContext, block: FigureBlock) -> FigureView:
        """Return a figure of its text."""
        return named(context, self.explainer, block.name, block.options, block.headline)


def lists_view(context: PageContext, material: Material, lists: Mapping[str, Sequence[Any]], citations: Citations) -> Mapping[str, Any]:
    """Return what a page shows of the lists, by its name in the view: of all of them, or of those that the page has."""
    events, costs, risks = lists.get("events", ()), lists.get("costs", ()), lists.get("risks", ())
    pushes = [driver_view(context, driver, citations) for driver in lists.get("drivers", ())]
    is_some = len(material.spoken(Event)) < len(material.all(Event))
    title = _("The events that this text speaks of, in order") if is_some else None
    has_grid = sum(risk.likelihood is not None for risk in risks) >= FEWEST_STATED and "risks" not in material.placed
    return {
        "timeline": figures.timeline(context, timeline(context.corpus, events), title) if events else None,
        "claims": [_brief(context, claim, citations) for claim in lists.get("claims", ())],
        "costs": figures.costs(context, costs) if costs else None,
        "risks": [risk_view(context, risk, citations) for risk in risks],
        "risk_figure": figures.risks(context, risks) if has_grid else None,
        "toward": [one for one in pushes if one.direction == "toward"],
        "away": [one for one in pushes if one.direction == "away"],
        "both": [one for one in pushes if one.direction == "both"],
        "scenarios": scenario_views(context, lists.get("scenarios", ()), citations),
        "revised": revised_days(context, lists.get("changes", ())),
    }


def _brief(context: PageContext, claim: Claim, citations: Citations) -> View:
    """Return a claim as a row with what a reader needs first; the claim's page has all reasons."""
    row = claim_row(context, claim, citations)
    return row.but(because=context.rich(claim.summary, citations) or first_sentence(row.because).lead)


def first_sentence(pieces: Rich) -> View:
    """Return running text with its first sentence apart."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and (cut := _sentence_end(piece)):
            return View(lead=(*pieces[:index], piece[:cut]), rest=(piece[cut:], *pieces[index + 1 :]))
    return View(lead=pieces, rest=())


def _sentence_end(text: str) -> int:
    """Return where the first sentence of a text ends, or 0 where it does not end inside."""
    ends = [text.find(mark + " ") for mark in ".?!؟۔。"]
    found = [end for end in ends if end >= 0]
    return min(found) + 1 if found else 0


def part_view(context: PageContext, items: Sequence[ListEntry], part: ListPart, material: Material) -> View:
    """Return the view of the page of a part of one list, with the sources of what stands there."""
    name, found = part.of, [item.one for item in items]
    blocks = [block for one in found for block in one] if name == TEXT else ()
    if name == TEXT:
        citations = Citations(context, (), cited_in(context, blocks), also=material.evidence)
    else:
        records = [one.scenario if isinstance(one, Stretch) else one for one in found]
        citations = Citations(context, [one for record in records if isinstance(record, Record) for one in _shown_evidence(record)])
    anchors = [anchor for item in items for anchor in item.anchors]
    return View(
        part=part,
        title=material.explainer.title,
        heading=_(SECTIONS[name]),
        body=with_anchors(blocks_view(context, blocks, citations, partial(material.figure, context)), anchors),
        sources=citations.entries,
        **lists_view(context, material, {name: found}, citations),
    )


def cited_in(context: PageContext, blocks: Sequence[Block]) -> list[Source]:
    """Return the sources to which blocks of a text point by marks, in the order of reading."""
    marks = [link for link in Body(tuple(blocks)).links if not link.words]
    return [found for link in marks if isinstance(found := context.corpus.resolve_link(link), Source)]


def lists_in_parts(context: PageContext, material: Material, whole: View) -> list[ListOfPage[ListEntry]]:
    """Return those of the lists that have to be in parts: the longest of the record first, the text last unless it is too long by itself.

    Args:
        context: The page.
        material: What it is made of.
        whole: Its view with all of it.
    """
    of = partial(weigh, tokens=context.site.tokens)
    sources = {entry.link.href: weigh_source(entry) for entry in whole.sources}
    of_lists = {
        "events": of(whole.timeline),
        "claims": of(whole.claims),
        "costs": _with_all_rows(of(whole.costs), material.lists["costs"]),
        "risks": of(whole.risks) + _with_all_rows(of(whole.risk_figure), material.lists["risks"]),
        "drivers": of((whole.toward, whole.away, whole.both)),
        "scenarios": of(whole.scenarios),
        "changes": of(whole.revised) * 6 // 5,
    }
    beside = of((whole.answer, whole.not_known, whole.parties, whole.stands, whole.changes))
    text = of(whole.body) + sum(sources.values())
    left = _FRAME + beside + text + sum(of_lists.values())
    order = sorted(of_lists, key=lambda name: -of_lists[name])
    found = []
    for name in (TEXT, *order) if _FRAME + beside + text > _MOST else (*order, TEXT):
        weighs = text if name == TEXT else of_lists[name]
        if left > _MOST and weighs:
            found.append(_text_of(context, material, whole, sources, of) if name == TEXT else _list_of(material, whole, name, of))
            left -= weighs
    return sorted(found, key=lambda one: [*SECTIONS].index(one.name))


def _with_all_rows(weighs: int, records: Sequence[Cost | Risk]) -> int:
    """Return what a figure would weigh with the rows for which a page has no room, given what it weighs without them."""
    return max(weighs, sum(map(_weight_of, records))) if weighs > _MANY_ROWS else weighs


def _text_of(
    context: PageContext, material: Material, whole: View, sources: Mapping[str, int], of: Callable[[object], int]
) -> ListOfPage[ListEntry]:
    """Return the text; each of its blocks weighs as much as it does with the sources, given by their addresses, that it cites."""
    blocks = [
        Weighed(
            block,
            of(element) + sum(sources.get(context.link(source).href, 0) for source in {*cited_in(context, [block])}),
            dict(element.attributes)["id"] if isinstance(block, Heading) and isinstance(element, Element) else "",
        )
        for block, element in zip(material.blocks, whole.body, strict=True)
    ]
    items = [ListEntry(one.blocks, one.weighs, one.label, one.anchors) for one in text_parts(blocks)]
    return ListOfPage(TEXT, _(SECTIONS[TEXT]), items, attrgetter("weighs"))


def _list_of(material: Material, whole: View, name: str, of: Callable[[object], int]) -> ListOfPage[ListEntry]:
    """Return one of the lists of the record; events, and what we changed, are cut by year."""
    found: list[Any] = [*material.lists[name]]
    if name == "scenarios":
        found = [stretch for one in found for stretch in stretches_of(one.scenario)]
    rows = [of(row) for row in {"claims": whole.claims, "risks": whole.risks}.get(name, ())] or [0] * len(found)
    items = [ListEntry(one, _weight_of(one) + row, _label(one)) for one, row in zip(found, rows, strict=True)]
    by = partial(by_year, when=_when, newest_first=name == "changes") if name in ("events", "changes") else None
    return ListOfPage(name, _(SECTIONS[name]), items, attrgetter("weighs"), by)


def _weight_of(one: Record | Stretch | Revised) -> int:
    """Return what an entry weighs in a part beside its row: its sources, and all of one that is shown otherwise than on the page."""
    match one:
        case Revised():
            return _OF_A_CHANGE + row_weight(one.record.label, *(text or "" for text in one.texts))
        case Event() | Cost():
            return (_OF_AN_EVENT if isinstance(one, Event) else _OF_A_COST) + row_weight(one.title)
        case Stretch():
            scenario = one.scenario
            return scenario.size // one.of + _OF_A_SIGNPOST * len(scenario.signposts) + _sources_weight(scenario)
        case Driver() | Risk():
            return (_OF_A_RISK if isinstance(one, Risk) else one.size) + _sources_weight(one)
    return _sources_weight(one)


def _sources_weight(record: Record) -> int:
    return sum(_OF_A_SOURCE + 2 * len((one.quote or "").encode()) for one in _shown_evidence(record))


def _shown_evidence(record: Record) -> Sequence[Evidence]:
    """Return the evidence to which the row of a record in a part points by marks; figures have none."""
    if isinstance(record, Claim):
        return assessed(record)[:MOST_REFS]
    return () if isinstance(record, Event | Cost) else [*evidence_in(record)]


def _label(one: Record | Stretch | Revised) -> str:
    return "" if isinstance(one, Revised) else one.title if isinstance(one, Stretch) else one.label


def _when(one: ListEntry) -> Edtf:
    when: Edtf = one.one.on if isinstance(one.one, Revised) else one.one.when
    return when

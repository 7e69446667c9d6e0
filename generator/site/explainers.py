"""The overview of explainers, newest first, and a page per explainer: a question, its answer in brief, and what that rests on."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from generator.analysis import changes, timeline
from generator.figures import FEWEST_STATED
from generator.language import _, and_list, comma_list, ngettext
from generator.model import Act, Actor, Claim, Event, Explainer, Record, Source
from generator.site import figures
from generator.site.body import body_view, plain
from generator.site.citations import Citations
from generator.site.costs_and_risks import risk_view
from generator.site.gallery import card_of, card_path
from generator.site.jsonld import explainer_jsonld
from generator.site.material import MOST_LISTED, Material
from generator.site.page import Address, Link, Page, View, address_of, href, row_of
from generator.site.page_parts import change_rows, claim_row, office, revised_days
from generator.site.parts import ListOfPage, by_year, in_parts, row_weight
from generator.site.record_actions import record_actions
from generator.site.scenarios import driver_view, scenario_view
from generator.site.timeline import issue_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model import Edtf
    from generator.site.context import PageContext
    from generator.site.page import Rich
    from generator.site.parts import ListPart

MOST_CHANGES: Final = 8
"""The most changes by later evidence listed, newest first."""
MOST_WHO = 6
MOST_ISSUES: Final = 4
"""The most issues shown above an explainer's title; if there are more, they are shown at its end."""
PACE: Final = 238
"""Words a minute: the mean of silent reading of English non-fiction (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""
MOST_EXPLAINERS: Final = 3
"""The most other explainers offered at the end of one, newest first."""
_OVERVIEWS: Final = {
    "risks": "costs-and-risks.md",
    "drivers": "scenarios.md",
    "scenarios": "scenarios.md",
    "changes": "changes.md",
}
"""The overview with all records of lists that may be cut; the lists of events and claims always link to theirs."""


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the overview of explainers, split by year if too long, and a page per explainer."""

    def dated(explainer: Explainer) -> Edtf:
        return explainer.updated or explainer.period

    described = _("Questions, each with its answer in brief and what it rests on.")
    page = Page("explainers/index.md", "explainers", _("Explainers"), described, "explainers.md.j2", None)
    by_date = partial(by_year, when=dated, newest_first=True)
    weigh = row_weight(lambda explainer: 2 * (explainer.title, explainer.question, explainer.deck), 120)
    yield from in_parts(context, page, [ListOfPage("all", "", context.facts.explainers, weigh, by_date)], _overview)
    for path, explainer in context.wanted((address_of(explainer).path, explainer) for explainer in context.corpus.all(Explainer)):
        if context.wants(path):
            here, data, card = context.at(path), explainer_jsonld(context, explainer), card_path(explainer)
            view, alt = _explainer_view(here, Material(here, explainer)), card_of(context, explainer).words
            told = explainer.title, explainer.deck or explainer.question, "explainer.md.j2", view, explainer.path, data, card, alt
            yield Page(path, "explainer", *told, styles="first")


def _overview(here: PageContext, part: ListPart, shown: Sequence[Explainer]) -> View:
    rows = [
        View(
            link=here.link(explainer),
            question=explainer.question if explainer.question != explainer.title else "",
            deck=explainer.deck or "",
            retired=here.retired(explainer),
            period=explainer.period.words(),
            updated=explainer.updated.words() if explainer.updated else "",
        )
        for explainer in shown
    ]
    return View(part=part, explainers=rows)


def answer_points(context: PageContext, explainer: Explainer, citations: Citations) -> list[View]:
    """Return the points of the answer in brief, each split after its first sentence."""
    return [first_sentence(context.rich(point, citations)) for point in explainer.answer]


def first_sentence(pieces: Rich) -> View:
    """Split running text after its first sentence."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and (ends := [end + 1 for mark in ".?!؟۔。" if (end := piece.find(f"{mark} ")) >= 0]):
            return View(lead=(*pieces[:index], piece[: min(ends)]), rest=(piece[min(ends) :], *pieces[index + 1 :]))
    return View(lead=pieces, rest=())


def _explainer_view(context: PageContext, material: Material) -> View:
    explainer = material.explainer
    citations = Citations(context, (), _cited(context, material), also=material.evidence)
    answer = answer_points(context, explainer, citations)
    body = body_view(
        context, explainer, citations, lambda asked: figures.named(context, explainer, asked.name, asked.options, asked.headline)
    )
    parties, pairs = _parties(context, material), figures.stance_pairs(context, explainer, {})
    return View(
        title=explainer.title,
        deck=explainer.deck or "",
        retired=context.retired(explainer),
        question=explainer.question if explainer.question != explainer.title else "",
        issues=row_of(issue_link(context, issue) for issue in explainer.issues),
        is_broad=len(explainer.issues) > MOST_ISSUES,
        counts=_counts(context, material),
        period=explainer.period.words(),
        updated=explainer.updated.words() if explainer.updated else "",
        corrected_on=max((one.on for one in explainer.corrections), key=lambda on: on.sort_key).words() if explainer.corrections else "",
        editors=comma_list(explainer.editors),
        answer=answer,
        not_known=[context.rich(text, citations) for text in explainer.not_known],
        body=body,
        is_untitled=bool(body) and getattr(body[0], "tag", "") != "h2",
        parties=parties,
        people=sum(len(party.members) for party in parties),
        stands=[figures.stances(context, pairs, explainer)] if pairs and "stances" not in material.shown_in_full else [],
        relation=_relation_link(context, explainer.focal),
        sources=citations.entries,
        record_actions=record_actions(context, explainer),
        events=len(context.facts.standing),
        all_claims=sum(claim.retired is None for claim in context.corpus.all(Claim)),
        timeline_page=href(context.page, Address("timeline.md")),
        claims_page=href(context.page, Address("claims/index.md")),
        brief_minutes=reading_time(sum(words_of((*point.lead, *point.rest)) for point in answer)),
        text_minutes=reading_time(words_of(body)),
        next=[context.link(other) for other in context.facts.standing_explainers if other is not explainer][:MOST_EXPLAINERS],
        **_lists(context, material, citations),
    )


def _lists(context: PageContext, material: Material, citations: Citations) -> Mapping[str, Any]:
    """Return the lists of records on the page, by name in the view, and links to what they have no room for."""
    events, costs, risks = material.listed("events"), material.lists["costs"], material.lists["risks"]
    pushes = [driver_view(context, driver, citations) for driver in material.listed("drivers")]
    moved = changes(material.records)
    has_grid = sum(risk.likelihood is not None for risk in risks) >= FEWEST_STATED and "risks" not in material.shown_in_full
    return {
        "timeline": figures.timeline(context, timeline(events), _events_title(material, len(events))) if events else None,
        "spoken_events": len(events),
        "claims": [_claim_brief(context, claim, citations) for claim in material.listed("claims")],
        "of_events": sum(event.retired is None for event in material.all(Event)),
        "of_claims": sum(claim.retired is None for claim in material.all(Claim)),
        "of_risks": len(risks),
        "costs": figures.costs(context, costs) if costs else None,
        "costed": sum(cost.retired is None and cost.status != "exposed" for cost in costs),
        "risks": [risk_view(context, risk, citations) for risk in material.listed("risks")],
        "risk_figure": figures.risks(context, risks) if has_grid else None,
        **{way: [driver for driver in pushes if driver.direction == way] for way in ("toward", "away", "both")},
        "scenarios": [scenario_view(context, scenario, citations) for scenario in material.listed("scenarios")],
        "revised": revised_days(context, material.listed("changes")),
        "changes": change_rows(context, moved[:MOST_CHANGES]),
        "of_changes": len(material.lists["changes"]) + len(moved),
        "more": {
            **{name: _more_link(context, overview, len(material.lists[name]) - MOST_LISTED) for name, overview in _OVERVIEWS.items()},
            "moved": _more_link(context, _OVERVIEWS["changes"], len(moved) - MOST_CHANGES),
        },
    }


def _events_title(material: Material, listed: int) -> str | None:
    """Return the title of a partial list of events, or None for a list of all, which has its own."""
    of_all, in_list = sum(event.retired is None for event in material.all(Event)), len(material.lists["events"])
    if listed < in_list:
        return _("{number} of {all} events, in order", number=listed, all=of_all)
    return _("The events that this text speaks of, in order") if listed < of_all else None


def _more_link(context: PageContext, overview: str, left: int) -> Link | None:
    """Return a link 'N more' to an overview, or None if nothing is left."""
    return Link(ngettext("{number} more", "{number} more", left), href(context.page, Address(overview))) if left > 0 else None


def _claim_brief(context: PageContext, claim: Claim, citations: Citations) -> View:
    """Return a claim as a row with its summary, or the first sentence of the reasons; the claim's page has all reasons."""
    row = claim_row(context, claim, citations)
    return row.but(because=context.rich(claim.summary, citations) or first_sentence(row.because).lead)


def _cited(context: PageContext, material: Material) -> list[Source]:
    """Return the sources cited by marks in the answer, the text and the unknowns, in reading order."""
    marks = [link for link in context.corpus.body_of(material.explainer).links if not link.words]
    in_body = [source for link in marks if isinstance(source := context.corpus.resolve_link(link), Source)]
    return [*context.cited_sources(*material.explainer.answer), *in_body, *context.cited_sources(*material.explainer.not_known)]


def _counts(context: PageContext, material: Material) -> str:
    cited = (context.facts.evidence[record] for record in material.all(Record) if record.retired is None)
    sources = {piece.source for evidence in cited for piece in evidence}
    events, claims, acts = (sum(record.retired is None for record in material.all(kind)) for kind in (Event, Claim, Act))
    counts = (
        ngettext("{number} source", "{number} sources", len(sources)) if sources else "",
        ngettext("{number} event", "{number} events", events) if events else "",
        ngettext("{number} claim", "{number} claims", claims) if claims else "",
        ngettext("{number} act", "{number} acts", acts) if acts else "",
    )
    return and_list([count for count in counts if count])


def _parties(context: PageContext, material: Material) -> list[View]:
    """Return who is who: each focal actor with its people, each person once, then the others, most frequent first."""
    explainer, weights = material.explainer, _occurrences(context, material)
    actors = [actor for actor in context.corpus.all(Actor) if weights[actor.id] and actor.id not in explainer.focal]
    actors.sort(key=lambda actor: (-weights[actor.id], actor.id))
    grouped: dict[str, list[Actor]] = {actor: [] for actor in explainer.focal}
    others = []
    for actor in actors:
        held = (role.of for role in actor.roles if role.of) if actor.kind == "person" else ()
        party = next((group for group in (*actor.part_of, *held) if group in grouped), None)
        if party is None:
            others.append(actor)
        elif actor.kind == "person":
            grouped[party].append(actor)
    named_groups = [*((context.name(focal), members) for focal, members in grouped.items()), (_("Others"), others)]
    return [View(name=name, members=[_who(context, member) for member in members[:MOST_WHO]]) for name, members in named_groups if members]


def _occurrences(context: PageContext, material: Material) -> Counter[str]:
    """Return how often each actor occurs in the text, acts and claims of an explainer."""
    counts = Counter(actor for act in material.all(Act) for actor in (*act.by, *act.toward))
    counts.update(actor for claim in material.all(Claim) for actor in (*claim.claimant, *(position.actor for position in claim.positions)))
    counts.update(link.target for _unused, link in context.corpus.links(material.explainer) if link.scheme == Actor.singular)
    return counts


def _who(context: PageContext, actor: Actor) -> tuple[Link, Rich]:
    return context.link(actor), office(actor) or first_sentence(context.rich(actor.description)).lead


def _relation_link(context: PageContext, focal: Sequence[str]) -> Link | None:
    """Return a link to the acts between the first two focal actors, or None if neither acted toward the other."""
    address = context.relation_href(*focal[:2]) if len(focal) > 1 else None
    if not address:
        return None
    return Link(_("All acts between {one} and {other}", one=context.name(focal[0]), other=context.name(focal[1])), address)


def words_of(pieces: Iterable[object]) -> int:
    """Return the number of words in pieces of a page, not counting figures."""
    return len(plain(pieces).split())


def reading_time(words: int) -> str:
    """Return the reading time of a number of words in whole minutes, as text, or an empty string for 0."""
    minutes = max(1, round(words / PACE))
    return ngettext("{number} minute", "{number} minutes", minutes) if words else ""

"""The page of costs and risks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.figures import amount_words, level_words, likelihood_words, prices_words, status_sign
from generator.language import _, capitalized, comma_list
from generator.model import COST_KINDS, Claim, Cost, Risk
from generator.site import figures
from generator.site.citations import Citations
from generator.site.page import Page, View, row_of, url_of
from generator.site.page_parts import places_of
from generator.site.parts import anchors_of, in_parts
from generator.site.record_actions import shared_view
from generator.site.shared_pages import COSTS_AND_RISKS, costs_and_risks_lists, costs_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site.context import PageContext
    from generator.site.page import Rich, SourceRef
    from generator.site.parts import ListPart


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of costs and risks, split into a page per kind of cost and pages of risks if too long."""
    described = _("What it costs, with ranges and who says so; what may go wrong, and what became of each risk.")
    page = Page(COSTS_AND_RISKS, "costs", _("Costs and risks"), described, "costs-and-risks.md.j2", None)
    yield from in_parts(context, page, costs_and_risks_lists(context.corpus), _view, anchors=anchors_of, title_of=lambda item: item.title)


def _view(here: PageContext, part: ListPart, *lists: Sequence[Any]) -> View:
    *kinds, risks = lists
    costs: list[Cost] = [cost for group in kinds for cost in group]
    citations = Citations(here, [piece for record in (*costs, *risks) for piece in here.facts.evidence[record]])
    apart = figures.costs(here, costs) if costs else None  # has a page of its own
    return View(
        part=part,
        costs_in_all=apart.figure.title if apart else "",
        costs_how=apart.figure.subtitle if apart else "",
        costs_at="../" * url_of(apart.page).count("/") + apart.folder if apart and apart.folder else "",
        costs=[View(label=label, costs=[cost_view(here, cost, citations) for cost in group]) for label, group in costs_by_kind(costs)],
        risk_figure=figures.risks(here, risks) if risks else None,
        risks=[risk_view(here, risk, citations) for risk in risks],
        sources=citations.entries,
    )


def cost_view(context: PageContext, cost: Cost, citations: Citations) -> View:
    """Return the view of a cost."""
    return shared_view(
        context,
        cost,
        citations,
        amount=comma_list(filter(None, (amount_words(cost.amount), prices_words(cost.amount)))) if cost.amount else cost.qualitative or "",
        has_figure=cost.amount is not None,
        kind=_(COST_KINDS[cost.kind]) if cost.status == "exposed" else "",
        bearer=citations.within(cost.bearer),
        imposed_by=citations.within(cost.imposed_by),
        threatened_by=citations.within(cost.threatened_by),
        threat=context.rich(cost.threat, citations),
        period=cost.period.words() if cost.period else "",
        places=places_of(context, cost.places),
        estimated_by=citations.within(cost.estimated_by if cost.amount or cost.estimated_by != cost.threatened_by else ()),
        mechanism=context.rich(cost.mechanism, citations),
        mark=status_sign(cost.status),
        changes=_changes(context, cost, citations),
    )


def risk_view(context: PageContext, risk: Risk, citations: Citations) -> View:
    """Return the view of a risk."""
    so_far = risk.record_so_far
    return shared_view(
        context,
        risk,
        citations,
        bearer=citations.within(risk.bearer),
        likelihood=likelihood_words(risk.likelihood) if risk.likelihood else "",
        said_by=citations.within(risk.likelihood_said_by),
        impacts=[(capitalized(item.dimension_words), level_words(item), context.rich(item.because, citations)) for item in risk.impact],
        raised_by=citations.within(risk.raised_by),
        basis=row_of(context.links(Claim, risk.basis)),
        mark=status_sign(so_far.status if so_far else "open"),
        on=so_far.on.words() if so_far and so_far.on else "",
        because=context.rich(so_far.because if so_far else None, citations),
        refs=citations.refs([*risk.evidence, *(so_far.evidence if so_far else ())]),
        changes=_changes(context, risk, citations),
    )


def _changes(context: PageContext, record: Cost | Risk, citations: Citations) -> list[tuple[str, Rich, Sequence[SourceRef]]]:
    ordered = sorted(record.history, key=lambda change: change.on.sort_key)
    return [(change.on.words(), context.rich(change.what, citations), citations.refs(change.evidence)) for change in ordered]

"""The page of what it costs and what may go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.figures.risks import level_words, likelihood_words
from generator.language import N_, _, numeral
from generator.language.sentences import capitalized
from generator.pages import figures
from generator.pages.blocks import Badge, mentions, places_of, status_badge
from generator.pages.citations import Citations, SourceEntry
from generator.pages.page import Link, Page, Rich, SourceRef
from generator.pages.record_actions import RecordActions, record_actions_at
from generator.pages.words import row_of
from generator.records import Claim, Cost, Risk
from generator.records.shared import evidence_in
from generator.vocabularies.names import COST_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.pages.context import PageContext
    from generator.records.costs import Amount

PATH = "costs-and-risks.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostView:
    """A cost with all that is known of it."""

    anchor: str
    title: str
    amount: str
    kind: str
    """Its kind, where it does not stand among others of that kind."""
    bearer: Rich
    imposed_by: Rich
    period: str
    places: Rich
    estimated_by: Rich
    mechanism: Rich
    summary: Rich
    retired: Rich
    mentions: Rich
    refs: tuple[SourceRef, ...]
    mark: Badge
    changes: Sequence[tuple[str, Rich, tuple[SourceRef, ...]]]
    record_actions: RecordActions | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskView:
    """A risk with all that is known of it."""

    anchor: str
    link: Link
    title: str
    bearer: Rich
    likelihood: str
    said_by: Rich
    impacts: Sequence[tuple[str, str, Rich]]
    raised_by: Rich
    summary: Rich
    retired: Rich
    mentions: Rich
    basis: Rich
    mark: Badge
    on: str
    because: Rich
    refs: tuple[SourceRef, ...]
    changes: Sequence[tuple[str, Rich, tuple[SourceRef, ...]]]
    record_actions: RecordActions | None


@dataclass(frozen=True, slots=True)
class CostGroup:
    """Costs of one kind, or what is merely exposed."""

    label: str
    costs: Sequence[CostView]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostsAndRisksView:
    """What the page of costs and risks shows."""

    costs_in_all: str
    """How many costs there are, by what became of them, in words; nothing where there is none."""
    costs_how: str
    costs: Sequence[CostGroup]
    risk_figure: str
    risks: Sequence[RiskView]
    sources: Sequence[SourceEntry]


def pages(context: PageContext) -> Iterator[Page]:
    """Yield the page of costs and risks."""
    here = context.at(PATH)
    grouped = _by_kind(sorted(here.corpus.all(Cost), key=lambda cost: cost.title.casefold()))
    costs = [cost for _unused, found in grouped for cost in found]
    risks = sorted(here.corpus.all(Risk), key=lambda risk: risk.title.casefold())
    citations = Citations(here, [one for record in (*costs, *risks) for one in evidence_in(record)])
    apart = figures.costs_apart(here, costs) if costs else None
    view = CostsAndRisksView(
        costs_in_all=apart.title if apart else "",
        costs_how=apart.subtitle if apart else "",
        costs=[CostGroup(label, [cost_view(here, cost, citations) for cost in found]) for label, found in grouped],
        risk_figure=figures.risks(here, risks) if risks else "",
        risks=[risk_view(here, risk, citations) for risk in risks],
        sources=citations.entries,
    )
    described = _("What it costs, with ranges and who says so; what may go wrong, and what became of each risk.")
    yield Page(PATH, "costs", _("Costs and risks"), described, "costs-and-risks.md.j2", view)


def _by_kind(costs: Sequence[Cost]) -> list[tuple[str, list[Cost]]]:
    """Return costs by kind, and last what is exposed, which is no cost."""
    groups = [(_(label), [one for one in costs if one.kind == kind and one.status != "exposed"]) for kind, label in COST_KINDS.items()]
    groups.append((_("Exposed: what might be lost, and nobody has threatened"), [one for one in costs if one.status == "exposed"]))
    return [(label, found) for label, found in groups if found]


def cost_view(context: PageContext, cost: Cost, citations: Citations) -> CostView:
    """Return a cost as a page shows it."""
    return CostView(
        anchor=f"cost-{cost.id}",
        title=cost.title,
        amount=amount_words(cost.amount) if cost.amount else cost.qualitative or "",
        kind=_(COST_KINDS[cost.kind]) if cost.status == "exposed" else "",
        bearer=citations.voices(cost.bearer),
        imposed_by=citations.voices(cost.imposed_by),
        period=cost.period.words() if cost.period else "",
        places=places_of(context, cost.places),
        estimated_by=citations.voices(cost.estimated_by),
        mechanism=context.rich(cost.mechanism, citations),
        summary=context.rich(cost.summary, citations),
        retired=context.retired(cost),
        mentions=mentions(context, cost),
        refs=citations.refs(cost.evidence),
        mark=status_badge(cost.status),
        changes=_changes(context, cost, citations),
        record_actions=record_actions_at(context, cost),
    )


def risk_view(context: PageContext, risk: Risk, citations: Citations) -> RiskView:
    """Return a risk as a page shows it."""
    so_far = risk.record_so_far
    claims = [found for one in risk.basis if (found := context.corpus.get(Claim.section, one)) is not None]
    return RiskView(
        anchor=f"risk-{risk.id}",
        link=context.link(risk),
        title=risk.title,
        bearer=citations.voices(risk.bearer),
        likelihood=likelihood_words(risk.likelihood) if risk.likelihood else "",
        said_by=citations.voices(risk.likelihood_said_by),
        impacts=[(capitalized(one.dimension_words), level_words(one), context.rich(one.because, citations)) for one in risk.impact],
        raised_by=citations.voices(risk.raised_by),
        summary=context.rich(risk.summary, citations),
        retired=context.retired(risk),
        mentions=mentions(context, risk),
        basis=row_of(context.link(one) for one in claims),
        mark=status_badge(so_far.status if so_far else "open"),
        on=so_far.on.words() if so_far and so_far.on else "",
        because=context.rich(so_far.because if so_far else None, citations),
        refs=citations.refs([*risk.evidence, *(so_far.evidence if so_far else ())]),
        changes=_changes(context, risk, citations),
        record_actions=record_actions_at(context, risk),
    )


def _changes(context: PageContext, record: Cost | Risk, citations: Citations) -> list[tuple[str, Rich, tuple[SourceRef, ...]]]:
    ordered = sorted(record.history, key=lambda change: change.on.sort_key)
    return [(change.on.words(), context.rich(change.what, citations), citations.refs(change.evidence)) for change in ordered]


_SCALES: Final = (
    (1_000_000_000_000, N_("{number} trillion")),
    (1_000_000_000, N_("{number} billion")),
    (1_000_000, N_("{number} million")),
)


def amount_words(amount: Amount) -> str:
    """Return an amount in words with its unit: 'US dollars' as the code 'USD', ranges with a dash, 'up to' for a ceiling."""
    told = _span(*(float(one) if one is not None else None for one in (amount.low, amount.best, amount.high)))
    if amount.currency:
        told = _("{currency} {amount}", currency=amount.currency, amount=told)
    elif amount.unit:
        told = _("{amount} {unit}", amount=told, unit=amount.unit)
    if amount.per:
        told = _("{amount} per {unit}", amount=told, unit=amount.per)
    if amount.price_year:
        return _("{amount}, in prices of {year}", amount=told, year=amount.price_year)
    return _("{amount}, price year not given", amount=told) if amount.currency else told


def _span(low: float | None, best: float | None, high: float | None) -> str:
    least, likely, most = (figure_words(one or 0.0) for one in (low, best, high))
    if low is None and high is None:
        return likely
    if low is None:
        return _("up to {most}", most=most) if best is None else _("{best}, up to {most}", best=likely, most=most)
    if high is None:
        return _("at least {least}", least=least) if best is None else _("at least {least}, likely {best}", least=least, best=likely)
    if best in (None, low, high):
        return _("{least}–{most}", least=least, most=most)
    return _("{least}–{most}, best estimate {best}", least=least, most=most, best=likely)


def figure_words(figure: float) -> str:
    """Return a number for readers: '18 billion', '158 million', '2,750', '0.5'."""
    for size, words in _SCALES:
        if abs(figure) >= size:
            return _(words, number=numeral(f"{figure / size:,.2f}".rstrip("0").rstrip(".")))
    return numeral(f"{figure:,.2f}".rstrip("0").rstrip(".") if figure % 1 else f"{figure:,.0f}")

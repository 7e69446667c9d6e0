"""Costs: what somebody pays or may pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.language import N_
from generator.model.records.base import Part, RefersTo
from generator.model.records.places import PlaceList
from generator.model.records.shared import Evidenced, Issue
from generator.model.records.values import AtLeastOne, Many, PlainNumber, Prose, Text, When, refusal

Figure = Annotated[Decimal, PlainNumber, Field(allow_inf_nan=False, max_digits=24)]


class Amount(Part):
    """A sum or a number with its range. Sums are never converted or added across currencies."""

    low: Figure | None = None
    """The lowest figure given."""
    best: Figure | None = None
    """The figure given as the likeliest, or the only one."""
    high: Figure | None = None
    """The highest figure given; without 'low', it means 'up to'."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """The ISO 4217 code; omitted if the figure is not money."""
    unit: Text | None = None
    """What is counted, if the figure is not money: 'people', 'days'."""
    price_year: Annotated[int, PlainNumber, Field(ge=1000, le=9999)] | None = None
    """The year in whose prices a sum is given."""
    per: Text | None = None
    """The time or thing it is for: 'day', 'year'; omitted for a total."""

    @model_validator(mode="after")
    def _figures(self) -> Self:
        given = [figure for figure in (self.low, self.best, self.high) if figure is not None]
        if not given:
            raise refusal("no_figure", "an amount needs at least one of low, best and high")
        if given != sorted(given):
            raise refusal("reversed_range", "the figures of an amount must be in ascending order: low, best, high")
        return self


class Cost(Evidenced, section="costs", singular="cost", dated=("period",), search_first=("summary", "qualitative", "mechanism")):
    """Something somebody pays, or may pay."""

    title: Text
    """What is paid, in a few words."""
    kind: Literal["fiscal", "trade", "sanctions", "security", "diplomatic", "domestic", "reputational", "humanitarian"]
    """What sort of cost it is."""
    bearer: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Costs borne"))], ...], Many, AtLeastOne]
    """Who pays."""
    imposed_by: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Costs imposed"))], ...], Many] = ()
    """Who makes them pay."""
    amount: Amount | None = None
    """How much, as a range with its unit."""
    qualitative: Text | None = None
    """How much, in words, if there is no figure."""
    status: Literal["incurred", "projected", "threatened", "avoided", "disputed", "exposed"]
    """Whether it has been paid. 'exposed' is what might be lost and nobody has threatened: a programme, a flow of trade; not a cost."""
    threatened_by: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Threats made"))], ...], Many] = ()
    """Who threatened it; required if it is threatened."""
    threat: Prose | None = None
    """What had been threatened, and by whom; required if it was avoided."""
    period: When | None = None
    """When it falls due or was paid."""
    places: PlaceList = ()
    """Where it arises: place records."""
    issue: Issue | None = None
    """What it is about."""
    mechanism: Prose
    """How it comes about, in a sentence."""
    estimated_by: Annotated[tuple[Annotated[str, RefersTo(("actors", "sources"), N_("Estimates"), words=True)], ...], Many] = ()
    """Who says how much: an actor, a source, or free text."""
    summary: Prose | None = None
    """What a reader needs to know about it."""

    @model_validator(mode="after")
    def _amount_or_words(self) -> Self:
        if self.amount is None and self.qualitative is None:
            raise refusal("no_amount", "a cost needs an amount, or a 'qualitative' description if there is no figure")
        return self

    @property
    def stands(self) -> str:
        """Whether it has been paid."""
        return self.status

"""Explainers: one question and its answer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal, NamedTuple

from pydantic import Field

from generator.language import N_
from generator.model.records.base import Part, Record, RefersTo
from generator.model.records.shared import Issue, Revision
from generator.model.records.values import AtLeastOne, Happened, Many, Prose, Text, When


class PlacedFigure(NamedTuple):
    """A figure that an explainer may place, as '![headline](chart:name "option=value")'."""

    options: tuple[str, ...]
    """The options that it takes."""
    sections: tuple[str, ...] = ()
    """The sections of the records that it shows, if it shows only those of the explainer."""


FIGURES: Final = {
    "stances": PlacedFigure(("focal", "toward")),
    "by-issue": PlacedFigure(("by", "toward")),
    "over-time": PlacedFigure(("by", "toward")),
    "timeline": PlacedFigure(("actor", "issue"), ("events",)),
    "lanes": PlacedFigure(("actor", "issue", "rows"), ("events",)),
    "map": PlacedFigure(("actor", "issue"), ("events", "acts", "costs")),
    "range": PlacedFigure(("place",)),
    "claims": PlacedFigure(("issue",), ("claims",)),
    "costs": PlacedFigure(("bearer",), ("costs",)),
    "risks": PlacedFigure(("bearer",), ("risks",)),
    "votes": PlacedFigure(("actor",), ("votes",)),
    "signposts": PlacedFigure((), ("scenarios",)),
    "scores": PlacedFigure((), ("scenarios",)),
}
"""The figures that an explainer may place, by name."""
ACTOR_OPTIONS: Final = frozenset({"focal", "toward", "by", "actor", "bearer"})
"""Figure options whose value is an actor's id."""
PLACE_OPTION: Final = "place"
"""The figure option whose value is the id of a place with ranges."""
OPTION_WORDS: Final = {"rows": ("issue", "actor")}
"""Figure options with a fixed set of values; the first is the default."""


class Period(Part):
    """A stretch of time by which acts are counted apart."""

    name: Text
    """What readers know it by: 'Before the pact'."""
    start: Annotated[When, Field(alias="from")]
    """Its first day."""
    end: Annotated[When | None, Field(alias="to")] = None
    """Its last day; omitted for the period that is still open."""
    because: Text
    """Why the boundary is there."""


class Collected(Part):
    """What was looked for; beyond that, the absence of acts on record means nothing."""

    by: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Explainers about it"))], ...], Many, AtLeastOne]
    """Whose acts."""
    toward: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Explainers about it"))], ...], Many, AtLeastOne]
    """Toward whom."""
    start: Annotated[When, Field(alias="from")]
    """From when."""
    end: Annotated[When, Field(alias="to")]
    """To when."""
    sources: Text
    """In which sources: 'state news agencies and two wires'."""


class Explainer(Record, section="explainers", singular="explainer", dated=("published", "period"), search_first=("question", "deck")):
    """One question, answered from the record."""

    below: ClassVar[tuple[str, ...]] = ("body",)

    title: Text
    """The headline."""
    question: Text
    """The question it answers."""
    deck: Text | None = None
    """The answer in one or two sentences, under the headline."""
    answer: Annotated[tuple[Prose, ...], Many, AtLeastOne]
    """The answer in brief: three to five short points, each with references. 'Lead words. The rest.'"""
    focal: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Explainers about it"))], ...], Many, AtLeastOne]
    """The actors it is about; the first is the one whose alignment is shown, the second toward whom."""
    period: When
    """The time it covers."""
    issues: Annotated[tuple[Issue, ...], Many] = ()
    """What it is about."""
    periods: Annotated[tuple[Period, ...], Many] = ()
    """Periods for which its acts are counted separately, in order."""
    collected: Annotated[tuple[Collected, ...], Many] = ()
    """Which acts were searched for: by whom, toward whom, where and when."""
    status: Literal["draft", "published"] = "published"
    """A draft is checked but not published."""
    leads: bool = False
    """Whether the home page starts with it. If several explainers lead, or none, it starts with the newest."""
    editors: Annotated[tuple[Text, ...], Many] = ()
    """Who edits it."""
    published: Happened | None = None
    """When it was first published; by default, the day of the last update is used where a date is needed."""
    updated: Happened | None = None
    """When it was last updated in substance."""
    not_known: Annotated[tuple[Prose, ...], Many] = ()
    """What is not known, one sentence each."""
    revisions: Annotated[tuple[Revision, ...], Many] = ()
    """Editorial changes in it and its records, other than corrections."""

    body: str = ""
    """The text, as Markdown with inline references."""

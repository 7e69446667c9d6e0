"""What the page of an explainer is made of: the records that it rests on, and which of them each of its lists has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from generator.analysis import revisions
from generator.model import Claim, Cost, Driver, Event, Explainer, Record, Risk, Scenario
from generator.site import figures
from generator.text import FigureBlock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import AnyRecord, Evidence
    from generator.site.context import PageContext

FEW: Final = 6
"""With fewer records than this spoken of in the text, all are listed."""
MOST_LISTED: Final = 40
"""The most entries of one list, those first of which the text speaks."""


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
    def _spoken(self) -> Mapping[object, int]:
        """The records of which the text speaks, each with its place in the order in which it does."""
        corpus = self.context.corpus
        found = dict.fromkeys(corpus.resolve_link(link) for _unused, link in corpus.links(self.explainer))
        return {record: place for place, record in enumerate(found)}

    @cached_property
    def records(self) -> list[Record]:
        """All records that it rests on."""
        return self.all(Record)

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence of all of these."""
        return [one for record in self.records for one in self.context.facts.evidence[record]]

    @cached_property
    def placed(self) -> set[str]:
        """The names of the figures in its text that show all that there is."""
        return {block.name for block in self.figures if figures.shows_all(self.context, self.explainer, block.name, block.options)}

    @cached_property
    def figures(self) -> Sequence[FigureBlock]:
        """The figures in its text."""
        return [block for block in self.context.corpus.body_of(self.explainer).blocks if isinstance(block, FigureBlock)]

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Any]]:
        """What stands for each of the lists of the page; not what a figure in the text shows."""
        found: Mapping[str, Sequence[Record]] = {
            "events": () if "timeline" in self.placed else self.spoken(Event),
            "claims": self.spoken(Claim),
            "costs": () if "costs" in self.placed else self.all(Cost),
            "risks": self.all(Risk),
            "drivers": self.all(Driver),
            "scenarios": self.all(Scenario),
        }
        standing = {name: [one for one in records if one.retired is None] for name, records in found.items()}
        return {**standing, "changes": revisions([self.explainer, *self.records])}

    def listed(self, name: str) -> Sequence[Any]:
        """Return what stands in one of the lists, in its order."""
        found = self.lists[name]
        first = sorted(range(len(found)), key=lambda place: self._spoken.get(found[place], len(self._spoken)))
        return [found[place] for place in sorted(first[:MOST_LISTED])]

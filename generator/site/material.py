"""The records that an explainer's page rests on, and the records in each of its lists."""

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
"""If the text mentions fewer records of a kind than this, all are listed."""
MOST_LISTED: Final = 40
"""The most entries in a list, those mentioned in the text first."""


@dataclass(frozen=True, eq=False)
class Material:
    """The records of an explainer."""

    context: PageContext
    explainer: Explainer

    def all(self, kind: type[AnyRecord]) -> list[AnyRecord]:
        """Return all records of a kind that the explainer rests on."""
        return self.context.corpus.appearing_in(self.explainer.id, kind)

    def mentioned(self, kind: type[AnyRecord]) -> Sequence[AnyRecord]:
        """Return the records of a kind that the text mentions, or all of them if it mentions few."""
        in_text = [record for record in self.all(kind) if record in self._mention_order]
        return in_text if len(in_text) >= FEW else self.all(kind)

    @cached_property
    def _mention_order(self) -> Mapping[object, int]:
        """The records mentioned in the text, each with its position in the order of mention."""
        corpus = self.context.corpus
        records = dict.fromkeys(corpus.resolve_link(link) for _unused, link in corpus.links(self.explainer))
        return {record: place for place, record in enumerate(records)}

    @cached_property
    def records(self) -> list[Record]:
        """All records that the explainer rests on."""
        return self.all(Record)

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence of all these records."""
        return [piece for record in self.records for piece in self.context.facts.evidence[record]]

    @cached_property
    def shown_in_full(self) -> set[str]:
        """The names of the figures in the text that show everything there is."""
        return {block.name for block in self.figures if figures.shows_all(self.context, self.explainer, block.name, block.options)}

    @cached_property
    def figures(self) -> Sequence[FigureBlock]:
        """The figures in the text."""
        return [block for block in self.context.corpus.body_of(self.explainer).blocks if isinstance(block, FigureBlock)]

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Any]]:
        """The content of each list of the page, without what a figure in the text already shows."""
        by_list: Mapping[str, Sequence[Record]] = {
            "events": () if "timeline" in self.shown_in_full else self.mentioned(Event),
            "claims": self.mentioned(Claim),
            "costs": () if "costs" in self.shown_in_full else self.all(Cost),
            "risks": self.all(Risk),
            "drivers": self.all(Driver),
            "scenarios": self.all(Scenario),
        }
        standing = {name: [record for record in records if record.retired is None] for name, records in by_list.items()}
        return {**standing, "changes": revisions([self.explainer, *self.records])}

    def listed(self, name: str) -> Sequence[Any]:
        """Return at most MOST_LISTED entries of a list, in its order."""
        records = self.lists[name]
        first = sorted(range(len(records)), key=lambda place: self._mention_order.get(records[place], len(self._mention_order)))
        return [records[place] for place in sorted(first[:MOST_LISTED])]

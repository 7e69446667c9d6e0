"""The kinds of record that editors write, one module per section, and the table of sections for pages, search and navigation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from generator.language import N_
from generator.model.records.actors import Actor
from generator.model.records.acts import Act
from generator.model.records.base import Record
from generator.model.records.claims import Claim
from generator.model.records.costs import Cost
from generator.model.records.drivers import Driver
from generator.model.records.events import Event
from generator.model.records.explainers import Explainer
from generator.model.records.places import Place
from generator.model.records.risks import Risk
from generator.model.records.scenarios import Scenario
from generator.model.records.sources import Source
from generator.model.records.votes import Vote
from generator.model.records.walking import fields_of, parts_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


class IncompleteSectionError(TypeError):
    """Raised for a section that lacks something that pages, search or navigation need."""

    def __init__(self, section: str, missing: Iterable[str]) -> None:
        """Name the section and everything it lacks."""
        super().__init__(f"the section '{section}' is incomplete: {'; '.join(missing)}")


@dataclass(frozen=True, slots=True)
class Section:
    """A row of the table. An incomplete row raises IncompleteSectionError."""

    model: type[Record]
    """The model of its records."""
    one: str = ""
    """The name of a record, as a message: 'claim'."""
    many: str = ""
    """The name of the section, as a heading."""
    retired: str = ""
    """The name of a retired record, as a heading."""
    overview: str = ""
    """The page that lists or links to all its records. If it is the index of a folder, each record has a page of its own in that folder."""
    of_two: Callable[[Any], tuple[str, str]] | None = None
    """Returns the two actors on whose page a record is; None if it is on the overview or a page of its own."""
    drops_retired: bool = False
    """Whether retired records are dropped from the site."""

    def __post_init__(self) -> None:
        """Raise IncompleteSectionError if something is missing or wrong."""
        if wrong := list(self._wrong()):
            raise IncompleteSectionError(self.name or self.model.__name__, wrong)

    def _wrong(self) -> Iterator[str]:
        needed = ("section", "singular", "dated", "search_first")
        yield from (f"its model has no '{name}'" for name in needed if getattr(self.model, name, "") == "")
        given = ("one", "many", "retired", "overview")
        yield from (f"its row has no '{name}'" for name in given if not getattr(self, name))
        names = {field.name for kind in (self.model, *parts_in([self.model])) for field in fields_of(kind).values()}
        names |= {name for name, value in vars(self.model).items() if isinstance(value, property)}
        for attribute in ("dated", "search_first"):
            unknown = [name for name in getattr(self.model, attribute, ()) if name not in names]
            yield from (f"its '{attribute}' names '{name}', which is no field" for name in unknown)

    @property
    def name(self) -> str:
        """The name of the section, as in the content folder."""
        return self.model.section

    @property
    def folder(self) -> str:
        """The folder of its pages, with a trailing slash, or empty if its records have no pages of their own."""
        folder, _, page = self.overview.rpartition("/")
        return f"{folder}/" if folder and page == "index.md" else ""

    @property
    def module(self) -> str:
        """The module of generator/site that yields the pages of its records, named after the overview."""
        return self.overview.removesuffix(".md").removesuffix("/index").replace("-", "_")

    def has_place(self, record: Record) -> bool:
        """Return whether a published record has a place on the site."""
        return not (self.drops_retired and record.retired)


def kinds_of(base: type[Record]) -> Iterator[type[Record]]:
    """Yield the kinds of record: the subclasses of a base that have none themselves."""
    for kind in base.__subclasses__():
        yield from kinds_of(kind) if kind.__subclasses__() else (kind,)


def checked(table: Sequence[Section], navigation: Mapping[str, str], models: Iterable[type[Record]]) -> tuple[Section, ...]:
    """Check that a table of sections has a row for each model, and that NAVIGATION has each overview, and return it as a tuple.

    Raise IncompleteSectionError if not, or if two sections have the same name.
    """
    for model in set(models) - {row.model for row in table}:
        name = model.__name__
        raise IncompleteSectionError(model.section or name, [f"{name} has no row in TABLE of generator/model/records/__init__.py"])
    names = Counter(name for row in table for name in (row.name, row.model.singular, *([row.folder] if row.folder else ())))
    for row in table:
        wrong = [f"'{name}' is that of another section too" for name in (row.name, row.model.singular, row.folder) if names[name] > 1]
        if row.overview not in navigation:
            wrong.append(f"its overview '{row.overview}' has no place in NAVIGATION of generator/model/records/__init__.py")
        if wrong:
            raise IncompleteSectionError(row.name, wrong)
    return tuple(table)


NAVIGATION: Final[Mapping[str, str]] = {
    "index.md": N_("Home"),
    "explainers/index.md": N_("Explainers"),
    "timeline.md": N_("Timeline"),
    "alignment.md": N_("Alignment"),
    "claims/index.md": N_("Claims"),
    "actors/index.md": N_("Actors"),
    "places/index.md": N_("Places"),
    "sources/index.md": N_("Sources"),
    "costs-and-risks.md": N_("Costs and risks"),
    "scenarios.md": N_("Scenarios"),
    "method.md": N_("Method"),
    "about.md": N_("About"),
}
"""The pages of the main navigation, in order, each with its label as a message. A page whose sections are empty is left out."""
TABLE: Final = checked(
    (
        Section(Explainer, N_("explainer"), N_("Explainers"), N_("Retired explainer"), "explainers/index.md"),
        Section(Actor, N_("actor"), N_("Actors"), N_("Retired actor"), "actors/index.md"),
        Section(Source, N_("source"), N_("Sources"), N_("Retired source"), "sources/index.md"),
        Section(Event, N_("event"), N_("Events"), N_("Retired event"), "timeline.md"),
        Section(Place, N_("place"), N_("Places"), N_("Retired place"), "places/index.md"),
        Section(Claim, N_("claim"), N_("Claims"), N_("Retired claim"), "claims/index.md"),
        Section(Act, N_("act"), N_("Acts"), N_("Retired act"), "alignment.md", of_two=attrgetter("pair"), drops_retired=True),
        Section(Vote, N_("vote"), N_("Votes"), N_("Retired vote"), "alignment.md"),
        Section(Cost, N_("cost"), N_("Costs"), N_("Retired cost"), "costs-and-risks.md"),
        Section(Risk, N_("risk"), N_("Risks"), N_("Retired risk"), "costs-and-risks.md"),
        Section(Driver, N_("driver"), N_("Drivers"), N_("Retired driver"), "scenarios.md"),
        Section(Scenario, N_("scenario"), N_("Scenarios"), N_("Retired scenario"), "scenarios.md"),
    ),
    NAVIGATION,
    kinds_of(Record),
)
"""Every section, in display order: model, names, and overview, after which the module of its pages is named."""

BY_SECTION: Final[Mapping[str, type[Record]]] = {row.name: row.model for row in TABLE}
"""The model of every section, by name."""
SECTIONS: Final = tuple(BY_SECTION.values())
"""The model of every section."""
_ROWS: Final = {row.name: row for row in TABLE}


def section_of(of: Record | type[Record]) -> Section:
    """Return the table row of the section of a record or model."""
    return _ROWS[of.section]

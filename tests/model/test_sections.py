"""The table of sections is complete: what is left out of a row, or a section without one, is refused with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

import pytest

from generator.figures.words import status_word
from generator.model.records import (
    NAVIGATION,
    SECTIONS,
    TABLE,
    Act,
    Claim,
    Event,
    IncompleteSectionError,
    Section,
    Source,
    checked,
    section_of,
)
from generator.model.records.base import Part, Record
from generator.model.records.values import Happened, Prose, Text
from generator.site import all_pages
from generator.site.page import Address, address_of, anchor_of
from tests.sites import ROOT

if TYPE_CHECKING:
    from generator.verify.checking import Checked


class Clause(Part):
    """A clause of a treaty."""

    wording: Text
    """What it says."""


class Treaty(Record):
    """A made-up kind of record."""

    section: ClassVar[str] = "treaties"
    singular: ClassVar[str] = "treaty"
    dated: ClassVar[tuple[str, ...]] = ("signed",)
    search_first: ClassVar[tuple[str, ...]] = ("summary", "wording")

    title: Text
    """Its name."""
    signed: Happened | None = None
    """When it was signed."""
    summary: Prose | None = None
    """What it says."""
    clauses: tuple[Clause, ...] = ()
    """Its clauses."""


WHOLE: Final[dict[str, Any]] = {
    "model": Treaty,
    "one": "treaty",
    "many": "Treaties",
    "retired": "Retired treaty",
    "overview": "treaties/index.md",
}
WITH_TREATIES: Final = {**NAVIGATION, "treaties/index.md": "Treaties"}


def refusal(**changed: object) -> str:
    """Return why a row with other values is refused; values that are not to be there are ellipses."""
    row = {name: value for name, value in {**WHOLE, **changed}.items() if value is not ...}
    with pytest.raises(IncompleteSectionError) as refused:
        checked((*TABLE, Section(**row)), WITH_TREATIES, [*SECTIONS, Treaty])
    return str(refused.value)


def test_a_whole_row_is_taken() -> None:
    treaties = Section(**WHOLE)
    assert checked((*TABLE, treaties), WITH_TREATIES, [*SECTIONS, Treaty]) == (*TABLE, treaties)
    assert (treaties.name, treaties.folder) == ("treaties", "treaties/")


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "model"])
def test_a_row_without_one_of_its_facts_is_refused_with_the_section_and_what_is_missing(name: str) -> None:
    assert refusal(**{name: ...}) == f"the section 'treaties' is incomplete: its row has no '{name}'"


@pytest.mark.parametrize(("name", "value"), [("many", ""), ("overview", "")])
def test_a_fact_that_says_nothing_is_none(name: str, value: object) -> None:
    assert refusal(**{name: value}) == f"the section 'treaties' is incomplete: its row has no '{name}'"


def test_all_that_is_missing_is_named_at_once() -> None:
    assert refusal(many=..., overview=...).startswith(
        "the section 'treaties' is incomplete: its row has no 'many'; its row has no 'overview'"
    )


@pytest.mark.parametrize("name", ["dated", "search_first"])
def test_a_field_that_the_model_has_not_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Treaty, name, ("summary", "when"))
    assert refusal() == f"the section 'treaties' is incomplete: its '{name}' names 'when', which is no field"


def test_a_section_without_a_row_is_refused() -> None:
    told = "the section 'treaties' is incomplete: Treaty has no row in TABLE of generator/model/records/__init__.py"
    with pytest.raises(IncompleteSectionError) as refused:
        checked(TABLE, NAVIGATION, [*SECTIONS, Treaty])
    assert str(refused.value) == told


def test_a_page_without_a_place_in_the_navigation_is_refused() -> None:
    told = (
        "the section 'treaties' is incomplete: its overview 'treaties.md' has no place in NAVIGATION of generator/model/records/__init__.py"
    )
    assert refusal(overview="treaties.md") == told


def test_pages_of_two_sections_in_one_folder_are_refused() -> None:
    assert "'claims/' is that of another section too" in refusal(overview="claims/index.md")


@pytest.mark.parametrize(("field", "value"), [("section", "claims"), ("singular", "claim")])
def test_a_name_that_another_section_has_is_refused(field: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Treaty, field, value)
    assert f"'{value}' is that of another section too" in refusal()


@pytest.mark.parametrize("name", ["singular", "dated", "search_first"])
def test_a_model_in_which_something_is_missing_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Treaty, name)
    assert refusal() == f"the section 'treaties' is incomplete: its model has no '{name}'"


def test_a_model_that_names_no_section_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Treaty, "section", "")
    assert refusal() == "the section 'Treaty' is incomplete: its model has no 'section'"


@pytest.mark.parametrize("module", ["treaties", "blocks"])
def test_pages_that_no_module_lists_are_refused(module: str) -> None:
    pages_of = vars(all_pages)["_pages_of"]
    with pytest.raises(IncompleteSectionError) as refused:
        pages_of(Section(**{**WHOLE, "overview": f"{module}/index.md"}))
    assert str(refused.value) == f"the section 'treaties' is incomplete: generator/site/{module}.py lists no 'pages'"


def test_each_module_of_pages_of_a_section_is_listed_once() -> None:
    listed = [*all_pages.PAGES, *all_pages.DRAWN]
    assert len(set(listed)) == len(listed)
    assert {pages.__module__.rpartition(".")[2] for pages in listed} >= {row.module for row in TABLE}


def test_every_place_of_the_navigation_has_a_template_or_a_section() -> None:
    templates = {path.name.removesuffix(".j2") for path in (ROOT / "site_templates" / "pages").iterdir()}
    assert {path for path in NAVIGATION if path not in {row.overview for row in TABLE}} <= {*templates, "index.md"}


def test_records_stand_where_their_section_says(small: Checked) -> None:
    corpus = small.corpus
    claim, event, act = corpus.all(Claim)[0], corpus.all(Event)[0], corpus.all(Act)[0]
    assert address_of(claim) == Address(f"claims/{claim.id}.md")
    assert address_of(event) == Address("timeline.md", anchor_of(event, event.id))
    assert address_of(act).path == f"relations/{'--'.join(sorted(act.pair))}.md"


def test_of_several_dates_the_first_that_is_given_places_a_record_in_time(small: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    source = next(one for one in small.corpus.all(Source) if one.published and one.retrieved)
    monkeypatch.setattr(Source, "dated", ("retrieved", "published"))
    assert source.date == source.retrieved
    assert source.model_copy(update={"retrieved": None}).date == source.published
    assert source.model_copy(update={"retrieved": None, "published": None}).date is None


def test_the_word_by_which_a_record_stands_is_one_that_readers_are_told(small: Checked) -> None:
    words = {one.stands for one in small.corpus}
    assert words >= {"", "open", "established", "disputed", "unresolved", "incurred"}
    assert all(status_word(word) for word in words if word)


def test_only_a_retired_act_stands_nowhere(small: Checked) -> None:
    retired = [one for one in small.corpus if getattr(one, "retired", None)]
    assert {one.section for one in retired if not section_of(one).has_place(one)} == {"acts"}
    assert {one.section for one in retired if section_of(one).has_place(one)} >= {"claims", "votes"}

"""Fields are taken apart as their models annotate them; values are found where they stand, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from pydantic import Field, create_model

from generator.model.dates import Edtf
from generator.model.records import SECTIONS, Claim, Cost, Event, Explainer, Place, Risk, Scenario, Source, Vote
from generator.model.records.base import Part, RefersTo, Retired
from generator.model.records.publication import Publication
from generator.model.records.risks import Likelihood
from generator.model.records.shared import Evidence
from generator.model.records.values import Many, Text
from generator.model.records.walking import dates_in, field_of, fields_of, has_parts, parts_in, prose_in, references_in, texts_in, walk

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord

KINDS: tuple[type[Part], ...] = (*SECTIONS, *parts_in(SECTIONS), Publication)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_every_field_of_every_model_is_read(kind: type[Part]) -> None:
    assert [field.name for field in fields_of(kind).values()] == list(kind.model_fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__name__))
def test_no_field_is_of_two_sorts(kind: type[Part]) -> None:
    for field in fields_of(kind).values():
        sorts = [field.part is not None, field.takes is Edtf, field.is_text, bool(field.choices), field.mark(RefersTo) is not None]
        assert sum(sorts) <= 1, field


@pytest.mark.parametrize(
    ("kind", "key", "holds", "takes"),
    [
        (Event, "when", "one", Edtf),
        (Event, "actors", "list", str),
        (Claim, "evidence", "list", Evidence),
        (Claim, "retired", "one", Retired),
        (Cost, "bearer", "list", str),
        (Likelihood, "range", "pair", float),
        (Place, "radius_km", "one", Decimal),
        (Publication, "issues", "lines", str),
        (Source, "title_reconstructed", "one", bool),
    ],
)
def test_a_field_holds_what_its_model_says(kind: type[Part], key: str, holds: str, takes: object) -> None:
    field = fields_of(kind)[key]
    assert (field.key, field.holds, field.takes) == (key, holds, takes)


def test_a_field_is_found_by_the_name_that_editors_write_alone() -> None:
    assert field_of(Event, "written") is None
    assert field_of(Event, "nothing") is None
    assert (found := field_of(Event, "when")) is not None
    assert (found.name, found.is_needed, found.is_optional) == ("written", True, True)


def test_what_refers_in_the_names_of_lines_is_no_reference_of_values() -> None:
    ballots = fields_of(Vote)["ballots"]
    assert ballots.refers is not None
    assert ballots.mark(RefersTo) is None
    assert "yes" in ballots.choices


def test_a_voice_is_no_text_and_an_id_is_no_voice() -> None:
    assert fields_of(Risk)["raised_by"].is_voice
    assert not fields_of(Risk)["raised_by"].is_text
    assert not fields_of(Risk)["bearer"].is_voice
    assert not fields_of(Claim)["summary"].is_voice


@pytest.mark.parametrize(
    "annotation",
    [str | int, list[str], dict[str, int], tuple[str | int, ...], Annotated[str | Part, Field()], Mapping[str, tuple[str, ...]] | str],
)
def test_a_form_that_nothing_reads_is_refused_by_name(annotation: object) -> None:
    kind = create_model("Odd", __base__=Part, mixed=(annotation, ...))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'mixed' is annotated as"):
        fields_of(kind)


def test_marks_are_those_of_the_value_or_of_the_list() -> None:
    class Marked(Part):
        names: Annotated[tuple[Annotated[str, RefersTo(("actors",), "Names")], ...], Many]
        word: Literal["a", "b"] | None = None

    names = fields_of(Marked)["names"]
    assert Many in names.around
    assert Many not in names.marks
    assert fields_of(Marked)["word"].choices == ("a", "b")


def test_values_are_found_with_their_paths_the_outer_first(corpus: MakeCorpus, record: MakeRecord) -> None:
    position = "[{actor: brigid, stance: denied, when: 2025-06-14, evidence: [{source: gazette, says: supports}]}]"
    claim = corpus({"claims/safe.yml": record("claims", positions=position)}).one(Claim, "safe")
    assert [found.keys for found in walk(claim, has_parts)] == [("positions", 0), ("positions", 0, "evidence", 0), ("evidence", 0)]
    assert ("positions", 0, "when") in [found.keys for found, _ in dates_in(claim)]
    assert "gazette" in [text for found, text in texts_in(claim) if found.keys == ("evidence", 0, "source")]


def test_a_word_that_stands_alone_has_the_path_of_its_list_as_it_was_written_and_an_index_as_it_was_read() -> None:
    found = [one.keys for one in references_in({"claimant": "avalon", "about": ["brigid"]}, Claim)]
    assert found == [("claimant",), ("about", 0)]
    assert all(one.takes_list for one in references_in({"claimant": "avalon"}, Claim))


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Claim, {"claimant": {"avalon": 1}, "about": [["brigid"]], "evidence": "gazette", "related": None, "unknown": "x"}),
        (Claim, {"evidence": [["gazette"], 3, None], "retired": "x"}),
        (Vote, {"ballots": ["avalon"], "about": 3}),
        (Scenario, {"said_by": {"a": "b"}}),
        (Explainer, {}),
    ],
)
def test_values_of_another_form_are_passed_over(kind: type[Part], written: Mapping[str, object]) -> None:
    assert list(references_in(written, kind)) == []


def test_an_unread_part_is_walked_as_far_as_it_is_one() -> None:
    written = {"evidence": [{"source": "gazette"}, "no part", {"speaker": "avalon"}], "retired": {"replaced_by": "other"}}
    assert [(one.keys, one.id) for one in references_in(written, Claim)] == [
        (("evidence", 0, "source"), "gazette"),
        (("evidence", 2, "speaker"), "avalon"),
        (("retired", "replaced_by"), "other"),
    ]


def test_the_names_of_lines_are_references_and_their_words_are_none() -> None:
    (found,) = references_in({"ballots": {"avalon": "brigid"}}, Vote)
    assert (found.id, found.keys, found.is_key, found.takes_list) == ("avalon", ("ballots", "avalon"), True, False)


def test_prose_is_no_plain_text(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = corpus({"claims/safe.yml": record("claims", summary="See [it](claim:safe).")}).one(Claim, "safe")
    assert list(prose_in(claim)) == [(("summary",), "See [it](claim:safe).")]


def test_text_that_is_only_stripped_is_text() -> None:
    class Plain(Part):
        words: Text

    assert fields_of(Plain)["words"].is_text
    assert not fields_of(Plain)["words"].is_prose

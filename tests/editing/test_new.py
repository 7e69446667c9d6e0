"""A new record: nothing that it needs is missing from its file, and what is open is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.editing.changes import Refused, write_all
from generator.editing.describing import described, order_of
from generator.editing.fields import read_fields
from generator.editing.finding import assignments
from generator.editing.formatting import formatted
from generator.editing.records import needed, new_record, proposed_id, set_fields, skeleton, value_of
from generator.editing.trying import Plan, Workplace
from generator.model.records import SECTIONS, Act, Actor, Claim, Record
from generator.model.records.walking import fields_of
from tests.conftest import MINIMAL, RECORDS, TODAY

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord, WriteContent


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_a_record_with_all_that_it_needs_has_nothing_open(content: WriteContent, section: type[Record]) -> None:
    place = Workplace(content(MINIMAL), TODAY, TODAY)
    words = [f"{name}={value.strip(chr(39))}" for name, value in RECORDS[section.section].items()]
    changes, found = new_record(place, section, "a-new-one", assignments(words))
    assert [one for one in found if one.is_error] == []
    write_all(changes)
    assert place.check().corpus.get(section.section, "a-new-one") is not None


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_a_record_without_anything_names_all_that_is_open(content: WriteContent, section: type[Record]) -> None:
    place = Workplace(content(MINIMAL), TODAY, TODAY)
    _, found = new_record(place, section, "a-new-one", [])
    names = {field.key for field in fields_of(section).values() if field.is_needed and field.part is None and field.key != "id"}
    assert names <= {one.message.split("'")[1] for one in found}
    assert {one.rule.code for one in found} <= {"empty-value", "unreachable-record"}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_a_skeleton_names_every_field_once_and_fits_a_line(section: type[Record]) -> None:
    text = skeleton(section)
    fields = read_fields(f"x{section.ending()}", text)
    assert list(fields.values) == [one.name for one in described(section) if one.field.is_needed]
    for field in described(section):
        assert field.name in Record.apart or f"{field.name}:" in text, field.name
        assert field.means, field.name
    assert max(map(len, text.splitlines())) < 160


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_a_new_record_is_in_order(content: WriteContent, section: type[Record]) -> None:
    (change,), _ = new_record(Workplace(content(MINIMAL), TODAY, TODAY), section, "a-new-one", [])
    text = (change.after or b"").decode()
    assert formatted(f"x{section.ending()}", text, order_of(section)) == text


def test_issues_of_the_publication_are_named_first(content: WriteContent) -> None:
    place = Workplace(content({**MINIMAL, "publication.yml": "title: A\nissues: {ferry: The ferry, harbour: The harbour}\n"}), TODAY, TODAY)
    changes, found = new_record(place, Claim, "late", [])
    assert b"#   one of ferry, harbour, military, " in (changes[0].after or b"")
    assert "add a value, an issue of the scale, or one under 'issues' of publication.yml" in {one.hint for one in found}
    assert any(one.takes.startswith("one of ferry, military, ") for one in needed(Claim, [], ["ferry"]))


def test_lists_show_their_words() -> None:
    assert "hedge:  # one of asserted, reported, suggested, predicted, conditional, promised\n" in skeleton(Claim)
    assert "#   one of military, " in skeleton(Claim)
    assert "#   one of AGREE, CONSULT," in skeleton(Act)


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ("title=The Ferry, sunk!", "the-ferry-sunk"),
        ("name=Łódź", "lodz"),
        ("name=Avalon", "avalon-2"),
        ("name=Isle", "isle-2"),
        ("name=נועה", "nvh"),
        ("statement=" + "long " * 30, "long-long-long-long-long-long-long-long-long"),
        ("kind=state", ""),
        ("name=!!!", ""),
    ],
)
def test_an_id_is_proposed_that_is_free(corpus: MakeCorpus, said: str, proposed: str) -> None:
    made = corpus({"actors/avalon.yml": "name: Avalon\nkind: state\nformer_ids: isle\n"})
    assert proposed_id(made, Actor, assignments([said])) == proposed


def test_nothing_is_written_over_and_no_odd_id_taken(content: WriteContent, record: MakeRecord) -> None:
    place = Workplace(content({**MINIMAL, "claims/safe.yml": record("claims")}), TODAY, TODAY)
    with pytest.raises(Refused, match="there is already a claim 'safe'"):
        new_record(place, Claim, "safe", [])
    with pytest.raises(Refused, match="cannot be an id\n  = did you mean 'a-b'"):
        new_record(place, Claim, "A b", [])
    with pytest.raises(Refused, match=r"there is no 'claimant\.3'\n  = the next is 'claimant\.1'"):
        new_record(place, Claim, "late", assignments(["claimant.3=avalon"]))


def test_a_file_that_another_wrote_meanwhile_is_left_alone(content: WriteContent) -> None:
    place = Workplace(content(MINIMAL), TODAY, TODAY)
    plan = Plan(place)
    plan.begin(Actor, "isle", "name: Isle\nkind: state\n")
    plan.set(Actor, "avalon", assignments(["name=Isle of Avalon"]))
    for name in ("isle", "avalon"):
        path = place.content / "actors" / f"{name}.yml"
        before = path.read_bytes() if path.exists() else None
        path.write_text("another\n", encoding="utf-8")
        with pytest.raises(Refused, match=f"{name}.yml has changed on disk"):
            write_all(plan.changes)
        path.write_bytes(before) if before else path.unlink()


def test_nothing_is_written_behind_a_link(content: WriteContent) -> None:
    place = Workplace(content(MINIMAL), TODAY, TODAY)
    (place.content / "actors").rename(place.content.parent / "actors")
    (place.content / "actors").symlink_to("../actors")
    with pytest.raises(Refused, match="content/actors is a symbolic link"):
        new_record(place, Actor, "isle", [])
    with pytest.raises(Refused, match="content/actors is a symbolic link"):
        set_fields(place, "actors/avalon", assignments(["kind=perzon"]))


def test_what_is_asked_for_is_what_is_needed_and_not_given() -> None:
    assert [field.name for field in needed(Actor, assignments(["name=A"]))] == ["kind"]
    claimant, statement = fields_of(Claim)["claimant"], fields_of(Claim)["statement"]
    assert value_of(claimant, "avalon, brigid") == ["avalon", "brigid"]
    assert value_of(claimant, "avalon") == "avalon"
    assert value_of(statement, "a, b") == "a, b"

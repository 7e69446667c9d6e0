"""The manual tells every field as the models have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from generator.command import cli
from generator.command.commands import EDITING
from generator.command.source_commands import SOURCES
from generator.editing import describing
from generator.editing.describing import all_words
from generator.model import vocabularies
from generator.model.records import SECTIONS, Act
from generator.model.records.publication import Publication
from generator.model.records.shared import Evidence
from generator.model.records.walking import fields_of, parts_in
from generator.model.vocabularies import ACT_TYPES, SCALES, names_of
from generator.system.bundled import MANUAL
from generator.text.problems import table as read_table
from tests.manual import BEGIN, END, WORDS_BEGIN, WORDS_END, tables, with_tables

if TYPE_CHECKING:
    from generator.model.records.base import Part

TEXT = MANUAL.read_text(encoding="utf-8")
CODINGS = read_table(describing.__file__, "coding")["acts"]


def test_the_tables_of_fields_are_those_of_the_models() -> None:
    assert with_tables(TEXT) == TEXT, "run: make generated"


def test_every_field_has_a_meaning() -> None:
    rows = re.findall(r"^\| `(\S+)` \|.*\| (.*) \|$", tables(), re.MULTILINE)
    assert len(rows) > 100
    assert [name for name, means in rows if not means] == []


KINDS: Final[list[type[Part]]] = [*SECTIONS, *parts_in(SECTIONS), Publication]


def test_every_word_of_a_field_that_is_no_scale_has_a_meaning_and_no_other_has() -> None:
    wanted = {
        (kind.__name__, field.key): set(field.choices)
        for kind in KINDS
        for field in fields_of(kind).values()
        if field.choices and field.scale is None and field.takes is not bool
    }
    told = {(name, field): set(means) for name, fields in all_words().items() for field, means in fields.items()}
    assert told == wanted, "tell in generator/editing/words.yml what each word of each of these fields means, and of no other"
    for fields in all_words().values():
        for means in fields.values():
            assert [one for one in means.values() if not re.fullmatch(r"[A-Z].*\.", one)] == []


def test_every_word_of_a_field_that_has_names_for_readers_has_one() -> None:
    sections = {section.section: section for section in SECTIONS} | {"evidence": Evidence}
    fields = {f"{name}.{field.key}": set(field.choices) for name, kind in sections.items() for field in fields_of(kind).values()}
    named = {field: set(names) for field, names in read_table(vocabularies.__file__, "words/names").items() if fields.get(field)}
    assert len(named) > 8
    assert named == {field: fields[field] for field in named}, (
        "name each word in generator/model/vocabularies/words/names.yml, and no other"
    )


def test_a_field_that_nobody_named_is_told_with_the_file_of_names() -> None:
    with pytest.raises(LookupError, match=r"give 'acts\.colour' its names in generator/model/vocabularies/words/names\.yml"):
        names_of("acts.colour")


def test_every_word_of_every_scale_stands_in_the_manual_with_its_meaning() -> None:
    for scale in SCALES:
        _, _, table = TEXT.partition(f"\n#### {scale.english_title}: ")
        for term in scale.terms.values():
            assert re.search(
                rf"^\| `{re.escape(term.id)}` \| .*\| {re.escape(term.english_means)} \|$", table.partition("\n#### ")[0], re.MULTILINE
            )


def test_acts_are_coded_with_types_and_forms_that_there_are() -> None:
    assert len(CODINGS) > 20
    assert len({one["what"] for one in CODINGS}) == len(CODINGS)
    for one in CODINGS:
        assert {"what", "type", "form"} <= set(one) <= {"what", "type", "form", "direction", "note"}
        assert one["type"] in ACT_TYPES.terms
        assert one["form"] in fields_of(Act)["form"].choices
        assert "direction" not in one or one["direction"] in fields_of(Act)["direction"].choices
        assert "direction" not in one or "direction" in one["note"]
        assert "note" not in one or one["note"].endswith(".")
    whats = " ".join(one["what"].lower() for one in CODINGS)
    assert [word for word in ("treaty", "resolution", "letter", "threat", "abstention", "visit") if word not in whats] == []


@pytest.mark.parametrize(
    "words",
    [
        "**What `says` means in a position.**",
        "**Who is *with* in a vote.**",
        "## Drafts and embargoes",
        "## When a publication is replaced",
    ],
)
def test_what_editors_ask_for_has_a_place(words: str) -> None:
    assert TEXT.count(words) == 1


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(#([\w-]+)\)", TEXT))))
def test_links_within_the_manual_lead_somewhere(link: str) -> None:
    headings = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    assert link in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END} {BEGIN}", f"{BEGIN} {END}", f"{BEGIN} {END} {WORDS_END} {WORDS_BEGIN}"])
def test_a_manual_without_a_place_for_them_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        with_tables(text)


def test_every_command_of_editing_is_in_the_manual_and_says_what_it_does() -> None:
    for command in (*EDITING, *SOURCES):
        assert f"`onrecord {command.name}" in TEXT
        result = CliRunner().invoke(cli.cli, [str(command.name), "--help"])
        assert (result.exit_code, f"{command.name} [OPTIONS]" in result.output) == (0, True)

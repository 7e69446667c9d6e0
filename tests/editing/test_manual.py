"""The manual tells every field as the models have it."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from generator import cli
from generator.commands import EDITING
from generator.editing.manual import BEGIN, END, MANUAL, tables, with_tables

TEXT = MANUAL.read_text(encoding="utf-8")


def test_the_tables_of_fields_are_those_of_the_models() -> None:
    assert with_tables(TEXT) == TEXT, "run 'python -m generator.editing.manual'"


def test_every_field_has_a_meaning() -> None:
    rows = re.findall(r"^\| `(\S+)` \|.*\| (.*) \|$", tables(), re.MULTILINE)
    assert len(rows) > 100
    assert [name for name, means in rows if not means] == []


@pytest.mark.parametrize("text", ["", BEGIN, END, f"{END} {BEGIN}"])
def test_a_manual_without_a_place_for_them_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        with_tables(text)


def test_every_command_of_editing_is_in_the_manual_and_says_what_it_does() -> None:
    for command in EDITING:
        assert f"`onrecord {command.name}" in TEXT
        result = CliRunner().invoke(cli.cli, [str(command.name), "--help"])
        assert (result.exit_code, f"{command.name} [OPTIONS]" in result.output) == (0, True)

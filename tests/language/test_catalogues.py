"""The catalogues hold what the code, the templates and the scales say, and nothing else."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.pofile import read_po

from generator.language.collect import TEMPLATE, collect
from generator.language.messages import CATALOGUES, SOURCE, languages

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

COMPLETE: Final = ("ar",)
"""The languages whose catalogue has every message; held to it from then on."""


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None if path == TEMPLATE else path.stem)


def ids(catalogue: Catalog) -> dict[object, list[str]]:
    return {message.id: sorted({path for path, _ in message.locations}) for message in catalogue if message.id}


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of a translation with the English that it is of, of two the one with the number; empty ones are left out."""
    own = message.id if isinstance(message.id, tuple) else (message.id,)
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [(str(own[-1]), text) for text in said if text]


@pytest.fixture(scope="module")
def collected() -> dict[object, list[str]]:
    return ids(collect())


def names_in(text: str) -> set[str]:
    braces = {name for _, name, _, _ in Formatter().parse(text) if name} if "%(" not in text else set()
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def test_the_template_is_what_is_said_now(collected: dict[object, list[str]]) -> None:
    assert ids(read(TEMPLATE)) == collected, "run: make generated"


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != SOURCE])
def test_a_catalogue_has_the_messages_of_the_template_and_no_doubtful_ones(tag: str) -> None:
    catalogue = read(CATALOGUES / f"{tag}.po")
    assert ids(catalogue).keys() == ids(read(TEMPLATE)).keys(), "run: make generated"
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert not catalogue.obsolete


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != SOURCE])
def test_a_translation_has_the_names_of_its_message_and_all_its_forms(tag: str) -> None:
    catalogue = read(CATALOGUES / f"{tag}.po")
    for message in catalogue:
        if message.id:
            said = forms(message)
            for english, text in said:
                left_out = {"number", "num", "n"} if message.pluralizable else set()
                assert names_in(text) <= names_in(english), message.id
                assert names_in(english) - names_in(text) <= left_out, message.id
                assert text == text.strip() or english != english.strip(), message.id
            if message.pluralizable and said:
                assert len(said) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("tag", COMPLETE)
def test_a_complete_catalogue_has_every_translation(tag: str) -> None:
    untranslated = [message.id for message in read(CATALOGUES / f"{tag}.po") if message.id and not forms(message)]
    assert untranslated == [], f"give each its msgstr in generator/language/catalogues/{tag}.po"


def test_code_templates_and_scales_are_all_read(collected: dict[object, list[str]]) -> None:
    assert collected["Home"] == ["generator/model/records/__init__.py", "site_templates/theme/partials/crumbs.html"]
    assert "generator/model/vocabularies/stances.yml" in collected["Stance on a claim"]
    assert "generator/model/dates/words.py" in collected["about {date}"]
    assert any(isinstance(one, tuple) for one in collected)

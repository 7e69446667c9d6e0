"""What Babel reads of the scales, for translators."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from babel.messages.extract import extract

import generator.model.vocabularies
from generator.language.collect import names, vocabulary
from generator.language.messages import N_, _
from generator.model.vocabularies import SCALES

SCALE = """\
# What a ferry is.
title: Ferries
source: Our own list
licence: MIT
note: >-
  A ferry
  floats.
terms:
  boat:
    label: boat
    means: It floats.
    also: [boats]
    group: small
  UFO/saucer: {label: saucer, means: "It flies.", score: -2}
"""


def found(text: str) -> list[str]:
    return [words for _line, _unused, words, _unused2 in vocabulary(BytesIO(text.encode()), (), (), {})]


def test_the_words_that_readers_see_are_found_in_order() -> None:
    whole = ["Ferries", "Our own list", "MIT", "A ferry floats."]
    assert found(SCALE) == [*whole, "boat", "It floats.", "saucer", "It flies."]


def test_what_readers_do_not_see_in_their_language_is_left_out() -> None:
    assert set(found(SCALE)).isdisjoint({"boats", "small", "UFO/saucer", "-2"})


def test_translators_are_told_what_a_word_is() -> None:
    comments = [comment for _unused, _unused2, _unused3, comment in vocabulary(BytesIO(SCALE.encode()), (), (), {})]
    assert comments[4:6] == [["Ferries, boat: label"], ["Ferries, boat: means"]]


@pytest.mark.parametrize("text", ["title: Ferries\nnote: ''\nterms: {}\n", "title: Ferries\nterms: {}\n"])
def test_a_scale_without_a_note_asks_for_none(text: str) -> None:
    assert found(text) == ["Ferries"]


def test_a_broken_file_is_no_scale() -> None:
    with pytest.raises(yaml.YAMLError):
        found("title: [")


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_babel_finds_every_word_of_every_scale(scale: generator.model.vocabularies.Scale) -> None:
    path = Path(generator.model.vocabularies.__file__).with_name(f"{scale.name}.yml")
    with path.open("rb") as file:
        words = {words for _unused, words, _unused2, _unused3 in extract("generator.language.collect.vocabulary", file)}
    said = [(term.english_label, term.english_means) for term in scale.terms.values()]
    whole = (scale.english_title, scale.english_source, scale.english_licence, scale.english_note)
    assert words == {*filter(None, whole), *(one for pair in said for one in pair)}


def test_a_message_is_marked_and_nothing_else() -> None:
    assert N_("Where {name} stands") == "Where {name} stands"
    assert _(N_("Where {name} stands"), name="Avalon") == "Where Avalon stands"


def test_the_names_of_values_are_found_with_the_field_whose_values_they_name() -> None:
    told = list(names(BytesIO(b'# Ferries.\nferries.kind:\n  "yes": Boat\n  no: "not one"\n'), (), (), {}))
    assert told == [(1, None, "Boat", ["ferries.kind: yes"]), (1, None, "not one", ["ferries.kind: no"])]

"""The tiny publication is complete: every field of every model, every kind of date, every shape of amount, nothing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, get_args

import pytest

from generator.model.dates import End, Kind
from generator.model.records import SECTIONS, Cost
from generator.model.records.base import Part
from generator.model.records.explainers import FIGURES
from generator.model.records.publication import Publication
from generator.model.records.walking import dates_in, has_parts, parts_in, walk
from generator.text.body import find_links

if TYPE_CHECKING:
    from generator.verify.checking import Checked

ROOTS: tuple[type[Part], ...] = (*SECTIONS, Publication)


FIELDS = sorted({(part.__name__, name) for part in (*ROOTS, *parts_in(ROOTS)) for name in part.model_fields})


def _roots(small: Checked) -> tuple[Part, ...]:
    return (*small.corpus, small.corpus.publication)


def _is_said(value: object) -> bool:
    return value is not None and not (isinstance(value, str | tuple | Mapping) and not value)


def test_nothing_is_wrong_with_it(small: Checked) -> None:
    assert [str(one.place) for one in small.diagnostics if one.is_error] == []


@pytest.mark.parametrize("field", FIELDS, ids=".".join)
def test_every_field_of_every_model_is_used(field: tuple[str, str], small: Checked) -> None:
    owner, name = field
    parts = [*_roots(small), *(found.value for root in _roots(small) for found in walk(root, has_parts))]
    used = [one for one in parts if isinstance(one, Part) and type(one).__name__ == owner and name in one.model_fields_set]
    assert any(_is_said(getattr(one, name)) for one in used), f"give {owner}.{name} a value in a record of tests/small_publication"


def test_every_kind_of_date_is_used(small: Checked) -> None:
    dates = [when for root in _roots(small) for _, when in dates_in(root)]
    assert {one.kind for one in dates} == set(get_args(Kind))
    assert {one.start for one in dates} == {one.end for one in dates} == set(get_args(End))
    assert {(one.approximate, one.uncertain) for one in dates} == {(False, False), (True, False), (False, True), (True, True)}


def test_every_shape_of_amount_is_used(small: Checked) -> None:
    amounts = [cost.amount for cost in small.corpus.all(Cost)]
    shapes = {tuple(figure is not None for figure in (one.low, one.best, one.high)) for one in amounts if one}
    assert len(shapes) == 2**3 - 1
    assert None in amounts


def test_every_figure_and_every_kind_of_reference_is_used(small: Checked) -> None:
    figures = {figure.name for body in small.corpus.bodies.values() for figure in body.figures}
    assert figures == set(FIGURES), "place each figure in an explainer of tests/small_publication"
    linked = {link.scheme for source in small.texts.values() for link in find_links(source.text)}
    missing = {section.singular for section in SECTIONS} - linked
    assert not missing, "link to a record of each of these kinds in a text of tests/small_publication"


def test_its_texts_are_hostile_and_of_many_scripts(small: Checked) -> None:
    text = "\n".join(source.text for source in small.texts.values())
    for hostile in ("<b>", "*x*", "[a](javascript:alert(1))", "R&D", "{{ x }}", "$a$", '"quotes"', "1. not a list", "# not a heading"):
        assert hostile in text
    for letter in "אم伊":
        assert letter in text
    assert find_links("[a](javascript:alert(1))") == ()

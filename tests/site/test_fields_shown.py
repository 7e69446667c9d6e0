"""Every field of every model is shown: another value of it changes a page. What is not shown stands here, with its reason.

Values are changed in the records as they were read, one at a time, and all pages are written anew: a field that editors fill in
and no reader can see is found, be it new or forgotten by a change of a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

import pytest

from generator.analysis.publishing import shown_in
from generator.builder.render import render_page
from generator.model.corpus import Corpus
from generator.model.dates import Edtf, parse_edtf
from generator.model.records import SECTIONS, Record
from generator.model.records.base import Part
from generator.model.records.walking import fields_of
from generator.site.all_pages import list_pages
from generator.site.page import address_of, url_of
from tests.effort import share
from tests.sites import context_of, environment_of
from tests.test_small_publication import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from generator.model.records.walking import ModelField
    from generator.verify.checking import Checked

pytestmark = pytest.mark.slow

NOT_SHOWN: Final[Mapping[str, str]] = {
    "Evidence.prefix": "finds the quoted words where they stand twice",
    "Explainer.body": "is shown from its blocks",
    "Publication.direction": "turns the whole page round, in the theme",
    "Publication.languages": "gives whole sites of their own, to which the theme leads",
    "Publication.quoting": "limits what editors may quote; readers are told on the page of each source what is",
    "Publication.site_url": "is the URL of the site, which builds take from the command or from here",
    "Publication.timezone": "tells what day it is",
    "Quoting.longest": "limits what editors may quote",
    "Quoting.share": "likewise",
    "Quoting.total": "likewise",
    "Signpost.id": "names the signpost in translations and citations of the scenario",
    "Source.summary": "is shown from the body of the file, with its links",
}
"""Fields of which no page tells by their values alone, each with the reason."""
IN_ANOTHER_LANGUAGE: Final = "translations"
"""A field that pages in another language show; tests/language/ holds it."""
TRIES: Final = 4
"""How many of the values of a field are changed before it counts as not shown."""
OTHER_DAY: Final = parse_edtf("1971-02-03")


@cache
def environment() -> Environment:
    return environment_of()


def written(corpus: Corpus, only: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of every page, or of the one at an address."""
    context = replace(context_of(shown_in(corpus), site_url="https://a.example/"), only=only)
    return ((page.path, render_page(environment(), page)) for page in list_pages(context))


def places(part: Part, owner: str, name: str) -> Iterator[tuple[Part, ...]]:
    """Yield every way from a part down to one of the kind that has a field set, the last of each is that part."""
    if type(part).__name__ == owner and name in part.model_fields_set and getattr(part, name) not in (None, (), "", {}):
        yield (part,)
    for field in fields_of(type(part)).values():
        for _, one in field.values(getattr(part, field.name), ()) if field.part else ():
            if isinstance(one, Part):
                yield from ((part, *rest) for rest in places(one, owner, name))


def replaced(way: tuple[Part, ...], name: str, value: object) -> Part:
    """Return the first part of a way, in which the field of the last one has another value."""
    part = way[-1].model_copy(update={name: value})
    for above, old in zip(way[-2::-1], way[:0:-1], strict=True):
        part = above.model_copy(update=dict(_swapped(above, old, part)))
    return part


def _swapped(above: Part, old: Part, new: Part) -> Iterator[tuple[str, object]]:
    for field in type(above).model_fields:
        value = getattr(above, field)
        if value is old:
            yield field, new
        elif isinstance(value, tuple) and any(one is old for one in value):
            yield field, tuple(new if one is old else one for one in value)


def others(corpus: Corpus, field: ModelField, value: object) -> Iterator[object]:
    """Yield other values that a field could have."""
    if isinstance(value, tuple | Mapping | Part):
        yield from _others_of_many(corpus, field, value)
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float | Decimal):
        yield value + 1
    elif isinstance(value, Edtf):
        yield OTHER_DAY
    else:
        yield from _other_words(corpus, field, value)


def _others_of_many(corpus: Corpus, field: ModelField, value: tuple[object, ...] | Mapping[str, object] | Part) -> Iterator[object]:
    if isinstance(value, tuple):
        yield value[1:]
        yield from ((one, *value[1:]) for one in others(corpus, field, value[0]))
    elif isinstance(value, Mapping):
        first, *rest = value
        yield {name: value[name] for name in rest}
        yield from ({**value, first: one} for one in others(corpus, field, value[first]))
    else:
        filled = (name for name in type(value).model_fields if getattr(value, name) not in (None, (), "", {}))
        for name in filled:
            for one in others(corpus, named(type(value), name), getattr(value, name)):
                yield value.model_copy(update={name: one})


def _other_words(corpus: Corpus, field: ModelField, value: object) -> Iterator[str]:
    words: Sequence[str] = field.choices
    if field.refers is not None and field.holds != "lines":
        words = [one for section in field.refers.sections or [kind.section for kind in SECTIONS] for one in corpus.ids(section)]
    yield from (word for word in words if word != value)
    if not words:
        yield f"{value} Zqx"


def named(kind: type[Part], name: str) -> ModelField:
    """Return the field that the model calls by a name."""
    return next(field for field in fields_of(kind).values() if field.name == name)


def changed(corpus: Corpus, root: Part, new: Part) -> Corpus:
    """Return a corpus in which a record, or the publication, is another."""
    records = [new if one is root else one for one in corpus]
    publication = new if root is corpus.publication else corpus.publication
    return Corpus(
        records,  # type: ignore[arg-type]
        publication=publication,  # type: ignore[arg-type]
        bodies=corpus.bodies,
        translated_bodies=corpus.translated_bodies,
        lock_text=corpus.lock_text,
    )


def variants(corpus: Corpus, owner: str, name: str) -> Iterator[tuple[Part, Corpus]]:
    """Yield a record, or the publication, with the corpus in which a field of it has another value: of a few, a few values of each."""
    ways = ((root, way) for root in (*corpus, corpus.publication) for way in places(root, owner, name))
    for root, way in islice(ways, TRIES):
        for value in islice(others(corpus, named(type(way[-1]), name), getattr(way[-1], name)), TRIES):
            yield root, changed(corpus, root, replaced(way, name, value))


@pytest.fixture(scope="module")
def pages(small: Checked) -> dict[str, str]:
    return dict(written(small.corpus))


def shows(root: Part, corpus: Corpus, pages: dict[str, str]) -> bool:
    """Tell whether other pages come of a corpus, the record's own first; one with a value that no check lets pass tells nothing."""
    own = url_of(address_of(root).path) if isinstance(root, Record) else ""
    try:
        if any(pages.get(path) != text for path, text in written(corpus, own)):
            return True
        left = set(pages)
        for path, text in written(corpus):
            if pages.get(path) != text:
                return True
            left.discard(path)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return False
    return bool(left)


@pytest.mark.parametrize("field", [one for one in FIELDS if one[1] != IN_ANOTHER_LANGUAGE and ".".join(one) not in NOT_SHOWN], ids=".".join)
def test_another_value_of_a_field_changes_a_page(field: tuple[str, str], small: Checked, pages: dict[str, str]) -> None:
    name = ".".join(field)
    tried = [*variants(small.corpus, *field)]
    assert tried, f"give {name} a value in a record of tests/small_publication"
    missing = f"no page shows {name}: add it to the view and the template of its page, or to NOT_SHOWN with its reason"
    assert any(shows(*one, pages) for one in tried), missing


@pytest.mark.parametrize("name", share(sorted(NOT_SHOWN), 6))
def test_no_value_of_what_is_not_shown_changes_a_page(name: str, small: Checked, pages: dict[str, str]) -> None:
    owner, _, field = name.partition(".")
    assert not any(shows(*one, pages) for one in variants(small.corpus, owner, field)), f"a page shows {name}: take it from NOT_SHOWN"


def test_what_is_not_shown_is_a_field() -> None:
    assert {tuple(one.split(".")) for one in NOT_SHOWN} <= set(FIELDS)

"""The index of all records: under which word a title is filed, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.builder.render import render_page
from generator.language.messages import using_locale
from generator.model.vocabularies.filing import filing_letter, filing_order, uncounted
from generator.site import index_a_z
from generator.site.page import View
from generator.site.parts import heading
from tests.conftest import MINIMAL
from tests.sites import context_of, environment_of

if TYPE_CHECKING:
    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Élan", "E"),
        ("“The” ferry", "T"),
        ("şehir", "S"),
        ("Łódź", "L"),
        ("20 states", "0–9"),
        ("ليلى", "Arabic"),
        ("נועה", "Hebrew"),
        ("Москва", "Cyrillic"),
        ("北京", "Chinese characters"),
        ("…", "Other"),
        ("", "Other"),
        ("ǂkhomani", "ǂ"),
    ],
)
def test_titles_stand_under_their_letter_or_script(title: str, letter: str) -> None:
    assert heading(title) == letter


def test_a_letter_of_the_script_of_the_page_has_a_heading_of_its_own() -> None:
    with using_locale("ar"):
        assert [heading(title) for title in ("ليلى", "أول", "Élan", "20")] == ["ل", "ا", "E", "0–9"]


@pytest.mark.parametrize(
    ("language", "before", "counts"),
    [
        ("en", "The ", "ferry sinks"),
        ("en", "“A ", "bold” stand"),
        ("en", "Avalon ", "strikes back"),
        ("en", "Avalon’s ", "ferry"),
        ("en", "Avalon's ", "ferry"),
        ("en", "The Avalon–Brigid ", "treaty"),
        ("en", "Avalon and Brigid ", "agree"),
        ("en", "Avalon and the ", "Herald quarrel"),
        ("fr", "L’", "escale"),
        ("fr", "Avalon et Brigid ", "se parlent"),
        ("ar", "ال", "عبارة"),
        ("de", "Die ", "Fähre"),
    ],
)
def test_an_article_and_a_name_that_many_titles_begin_with_do_not_count(language: str, before: str, counts: str) -> None:
    title = before + counts
    assert title[uncounted(title, language, ("Avalon", "Brigid")) :] == counts


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Avalon"),
        ("en", "Avalonian ships"),
        ("en", "Avalon, not Brigid, pays"),
        ("en", "Another ferry"),
        ("en", "Anchors"),
        ("de", "A ferry"),
        ("xx", "The ferry"),
        ("ar", "الم"),
        ("en", ""),
    ],
)
def test_all_of_a_title_counts_where_nothing_of_it_may_be_left_out(language: str, title: str) -> None:
    assert uncounted(title, language, ("Avalon", "Brigid")) == 0


def test_of_a_title_of_names_alone_all_counts_but_the_article() -> None:
    assert uncounted("The Avalon", "en", ("Avalon",)) == len("The ")
    assert uncounted("Avalon and Brigid", "en", ("Avalon", "Brigid")) == len("Avalon and ")


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["10 boats", "Élan", "embers", "Zoo", "Москва", "ليلى"]),
        ("en", ["ähre", "apfel", "İnce", "Irmak", "zebra"]),
        ("ar", ["10", "أب", "بحر", "تاج", "ليلى", "وطن", "Élan", "Zoo"]),
    ],
)
def test_letters_follow_each_other_those_of_the_script_of_the_page_first(language: str, ordered: list[str]) -> None:
    assert sorted({*ordered}, key=lambda one: filing_order(one, language)) == ordered


@pytest.mark.parametrize(("title", "letter"), [("Irmak", "i"), ("İnce", "i"), ("…Élan", "e"), ("…", "")])
def test_a_title_is_filed_under_its_first_letter_without_marks(title: str, letter: str) -> None:
    assert filing_letter(title) == letter


def filed(corpus: Corpus) -> dict[str, list[tuple[str, str]]]:
    (page,) = index_a_z.pages(context_of(corpus))
    assert isinstance(page.view, View)
    found = {letter.label: letter.entries for letter in page.view.letters}
    told = {label: [(one.before, [one.filed, one.description]) for one in entries] for label, entries in found.items()}
    return {label: [(before, " | ".join(filter(None, words))) for before, words in entries] for label, entries in told.items()}


def test_records_are_filed_under_what_tells_them_from_others(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "actors/board.yml": "name: Avalon Board\nkind: organisation\n",
            "actors/ona.yml": "name: Ona Bagge\nkind: person\nsort_as: Bagge, Ona\n",
            "events/sinks.yml": record("events", title="The ferry of Avalon sinks"),
            "events/raises.yml": record("events", title="Avalon raises the ferry"),
            "sources/seen.md": record("sources", title="Avalon raises ferry", publisher="The Avalon Times"),
            "sources/told.md": record("sources", title='"[Report on a ferry]"', publisher="The Avalon Times"),
        }
    )
    found = filed(made)
    assert found["A"] == [("", "Avalon"), ("", "Avalon Board"), ("The ", "Avalon Times | Report on a ferry")]
    assert found["B"] == [("", "Bagge, Ona"), ("", "Brigid")]
    assert ("The ", "ferry of Avalon sinks") in found["F"]
    assert found["R"] == [("Avalon ", "raises ferry"), ("Avalon ", "raises the ferry")]


def test_every_letter_is_folded_with_its_anchor_inside(corpus: MakeCorpus) -> None:
    (page,) = index_a_z.pages(context_of(corpus({})))
    text = render_page(environment_of(), page)
    assert text.count("<details") == text.count('<ul class="links" id="letter-')
    assert "<details open" not in text
    assert text.count("<li ") == len(MINIMAL)

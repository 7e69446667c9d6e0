"""Translations stand beside their originals; what is wrong with one is said where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import translated
from generator.language.localized import LocalizedText, language_of, runs_of
from generator.model.records import Actor, Claim, Explainer

if TYPE_CHECKING:
    from tests.conftest import Check, MakeCorpus, MakeRecord

ARABIC = "languages: ar\n"


@pytest.mark.parametrize(
    ("publication", "found", "message"),
    [
        ("languages: [ar, fr]\n", ["publication.yml:1:17 bad-value"], "the interface is not available in 'fr'"),
        ("languages: ../ar\n", ["publication.yml:1:12 bad-value"], "the interface is not available in '../ar'"),
        ("languages: [en]\n", ["publication.yml:1:13 bad-translation"], "the site is already built in 'en'"),
        ("languages: [ar, ar]\n", ["publication.yml:1:17 bad-translation"], "the site is already built in 'ar'"),
    ],
)
def test_a_language_that_cannot_be_one_more_is_a_mistake(publication: str, found: list[str], message: str, checked: Check) -> None:
    wrong = checked({"publication.yml": publication})
    assert wrong.found == found
    assert wrong.diagnostics[0].message.startswith(message)
    assert wrong.diagnostics[0].hint


@pytest.mark.parametrize(("publication", "direction"), [("", "ltr"), ("language: ar\n", "rtl"), ("language: ar\ndirection: ltr\n", "ltr")])
def test_the_direction_follows_from_the_language_unless_it_is_given(publication: str, direction: str, corpus: MakeCorpus) -> None:
    assert corpus({"publication.yml": publication}).publication.direction == direction


def test_the_languages_that_there_are_stand_in_the_hint(checked: Check) -> None:
    (wrong,) = checked({"publication.yml": "languages: fr\n"}).diagnostics
    assert wrong.hint.startswith("write one of ar, en,")


@pytest.mark.parametrize(
    ("translations", "message"),
    [
        ("{he: {statement: א}}", "'he' is not one of the publication's 'languages'"),
        ("{en: {statement: a}}", "'en' is not one of the publication's 'languages'"),
        ("{ar: {statment: أ}}", "'statment' cannot be translated = did you mean 'statement'?"),
        ("{ar: {made: 2025}}", "'made' cannot be translated"),
        ("{ar: {claimant: avalon}}", "'claimant' cannot be translated"),
        ("{ar: {id: أ}}", "'id' cannot be translated"),
        ("{ar: {summary: أ}}", "the original has no 'summary'"),
        ("{ar: {statement: [أ, ب]}}", "the translation of 'statement' has 2 texts, the original 1"),
        ("{ar: {not_found: [أ, ب]}}", "the original has no 'not_found'"),
    ],
)
def test_a_translation_of_nothing_is_a_mistake(translations: str, message: str, checked: Check, record: MakeRecord) -> None:
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": record("claims", translations=translations)})
    assert [one.rule.code for one in wrong.diagnostics] == ["bad-translation"]
    assert wrong.messages[0].startswith(message)


def test_points_are_translated_one_by_one(checked: Check, record: MakeRecord) -> None:
    short = record("claims", not_found="[one, two]", translations="{ar: {not_found: [أ]}}")
    assert checked({"publication.yml": ARABIC, "claims/x.yml": short}).messages == [
        "the translation of 'not_found' has 1 texts, the original 2 = translate the texts one by one, in order"
    ]


def test_a_text_that_a_comma_parts_is_to_be_put_in_quotes(checked: Check, record: MakeRecord) -> None:
    cut = record("claims", not_found="[one]", translations="{ar: {not_found: [أ, ب]}}")
    (message,) = checked({"publication.yml": ARABIC, "claims/x.yml": cut}).messages
    assert message.endswith("in order; in brackets, quote a text that has a comma")


@pytest.mark.parametrize("translations", ["أ", "{ar: أ}", "{ar: {statement: {deep: أ}}}", "{ar: [أ]}"])
def test_a_translation_of_another_shape_is_a_mistake_with_its_place(translations: str, checked: Check, record: MakeRecord) -> None:
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": record("claims", translations=translations)})
    assert wrong.diagnostics
    assert {one.place.path for one in wrong.diagnostics} == {"content/claims/x.yml"}


def test_a_broken_publication_makes_no_translation_wrong(checked: Check, record: MakeRecord) -> None:
    translation = record("claims", translations="{ar: {statement: أ}}")
    wrong = checked({"publication.yml": "languages: ar\ncolour: red\n", "claims/x.yml": translation})
    assert {one.place.path for one in wrong.diagnostics} == {"content/publication.yml"}


def test_a_corpus_in_another_language_has_translations_and_knows_what_has_none(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = record("claims", statement="The ferry is safe", summary="It is.", translations="{ar: {statement: العبّارة آمنة}}")
    publication = ARABIC + "title: The Ferry\ntranslations: {ar: {title: العبّارة}}\n"
    original = corpus({"publication.yml": publication, "claims/x.yml": claim})
    there = translated(original, "ar")
    said = there.one(Claim, "x")
    assert (said.statement, type(said.statement)) == ("العبّارة آمنة", str)
    assert (said.summary, language_of(said.summary or "")) == ("It is.", "en")
    assert isinstance(there.one(Actor, "avalon").label, LocalizedText)
    assert all(isinstance(point, LocalizedText) for point in there.one(Explainer, "ferry").answer)
    assert (there.publication.title, there.publication.language, there.publication.direction) == ("العبّارة", "ar", "rtl")
    assert (original.one(Claim, "x").statement, original.publication.language) == ("The ferry is safe", "en")


def test_the_words_of_a_source_stay_in_its_own_language(corpus: MakeCorpus, record: MakeRecord) -> None:
    evidence = "[{source: gazette, says: supports, quote: Ferry runs, note: Our words.}]"
    there = translated(corpus({"publication.yml": ARABIC, "claims/x.yml": record("claims", evidence=evidence)}), "ar")
    (one,) = there.one(Claim, "x").evidence
    assert (runs_of(one.quote or "")[0].printed, runs_of(one.note or "")[0].printed) == (True, False)

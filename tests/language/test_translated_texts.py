"""Everything that editors write in their own words can be translated, in the record or in a file beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import translated
from generator.language.localized import LocalizedText, language_of, runs_of
from generator.model.records import Claim, Cost, Event, Explainer, Scenario, Source
from generator.text.body import Element

if TYPE_CHECKING:
    from tests.conftest import Check, MakeCorpus, MakeRecord

ARABIC = "languages: ar\n"
CLAIM = """
statement: The ferry is safe
claimant: [brigid]
made: 2025-03-01
hedge: asserted
issue: economic
positions:
  - {actor: avalon, stance: denied, when: 2025-03-02, note: Too late., evidence: [{source: gazette, says: supports}]}
  - {actor: brigid, stance: asserted, when: 2025-03-03, words: Safe, evidence: [{source: gazette, says: supports, quote: Safe}]}
evidence: [{source: gazette, says: supports, credibility: 2, note: It says so.}]
explainers: [ferry]
"""
BODY = 'Brigid runs [the ferry](claim:x).[](source:gazette)\n\n## Fares\n\n![Who stands where](chart:stances "focal=avalon")\n'


def explainer(body: str) -> str:
    head = "title: Who runs the ferry?\nquestion: Who?\nfocal: [avalon, brigid]\nperiod: 2025\n"
    answer = "answer: ['[a](source:gazette)', '[b](source:herald)', '[c](source:gazette)']\n"
    return f"---\n{head}{answer}---\n\n{body}"


def test_a_translation_has_the_shape_of_the_record(corpus: MakeCorpus) -> None:
    translation = CLAIM + "translations: {ar: {positions: [{note: متأخر.}, {}], evidence: {note: يقول ذلك.}}}\n"
    said = translated(corpus({"publication.yml": ARABIC, "claims/x.yml": translation}), "ar").one(Claim, "x")
    assert (said.positions[0].note, said.evidence[0].note) == ("متأخر.", "يقول ذلك.")
    assert runs_of(said.positions[1].words or "")[0].printed
    assert isinstance(said.statement, LocalizedText)


def test_only_what_a_source_printed_in_another_language_is_foreign(corpus: MakeCorpus, record: MakeRecord) -> None:
    quote = "positions: [{actor: avalon, stance: denied, when: 2025-03-02, words: %s, evidence: [{source: %s, says: supports}]}]"
    files = {
        "publication.yml": ARABIC,
        "sources/own.md": record("sources", title="العبّارة", language="ar", reliability="B"),
        "sources/bare.md": record("sources", title="'[A letter]'", language="de", reliability="B"),
        "sources/post.md": record("sources", title="Die Fähre", language="de", reliability="B"),
        "events/e.yml": record("events", title="ferry"),
        "claims/own.yml": CLAIM.partition("positions")[0] + quote % ("آمنة", "own") + CLAIM[CLAIM.index("\nevidence:") :],
    }
    said = translated(corpus(files), "ar")
    assert type(said.one(Claim, "own").positions[0].words) is str
    assert type(said.one(Source, "own").title) is str
    titles = (said.one(Source, "bare").title, said.one(Source, "post").title, said.one(Event, "e").title)
    assert [(language_of(one), runs_of(one)[0].printed) for one in titles] == [
        ("en", False),
        ("de", True),
        ("en", False),
    ]


def test_every_word_of_a_text_without_a_translation_knows_its_language(corpus: MakeCorpus) -> None:
    body = "Brigid **runs** it\\\nand `more`.\n\n![](chart:lanes)\n\n![Who stands where](chart:stances)\n"
    there = translated(corpus({"publication.yml": ARABIC, "explainers/ferry.md": explainer(body)}), "ar").bodies["explainers", "ferry"]
    assert [(type(one.headline), one.headline) for one in there.figures] == [(str, ""), (LocalizedText, "Who stands where")]
    paragraph = there.blocks[0]
    assert isinstance(paragraph, Element)
    assert [one.tag if isinstance(one, Element) else type(one) for one in paragraph.pieces] == [
        *(LocalizedText, "strong", LocalizedText, "br", LocalizedText, "code", LocalizedText)
    ]
    assert {type(one.pieces[0]) for one in (paragraph.pieces[1], paragraph.pieces[5])} == {LocalizedText}


def test_a_translation_may_stand_in_a_file_beside_its_record(corpus: MakeCorpus) -> None:
    files = {"publication.yml": ARABIC, "claims/x.yml": CLAIM, "claims/x.ar.yml": "statement: العبّارة آمنة\n"}
    assert translated(corpus(files), "ar").one(Claim, "x").statement == "العبّارة آمنة"


def test_the_publication_may_be_translated_in_a_file_beside_it(corpus: MakeCorpus) -> None:
    publication = ARABIC + "about: [One., Two.]\nissues: {quay: The quay, mud: Mud}\n"
    said = translated(corpus({"publication.yml": publication, "publication.ar.yml": "about: [أ, ب]\nissues: {quay: رصيف}\n"}), "ar")
    assert said.publication.about == ("أ", "ب")
    assert (said.issue_label("quay"), said.issue_label("mud")) == ("رصيف", "Mud")
    assert isinstance(said.publication.issues["mud"], LocalizedText)


def test_a_translation_of_no_publication_is_a_mistake(checked: Check) -> None:
    assert checked({"publication.ar.yml": "title: أ\n"}).found == ["publication.ar.yml:1:1 stray-file"]


def test_a_publication_in_arabic_is_translated_into_english(corpus: MakeCorpus) -> None:
    publication = "language: ar\nlanguages: en\ntitle: السجل\n"
    there = translated(corpus({"publication.yml": publication, "claims/x.yml": CLAIM, "claims/x.en.yml": "statement: Safe\n"}), "en")
    assert (there.one(Claim, "x").statement, there.publication.direction) == ("Safe", "ltr")
    assert language_of(there.publication.title) == "ar"


def test_words_and_ids_in_one_list_are_translated_one_by_one(corpus: MakeCorpus, record: MakeRecord) -> None:
    cost = record("costs", estimated_by="[avalon, A clerk]", translations="{ar: {estimated_by: [avalon, كاتب]}}")
    assert translated(corpus({"publication.yml": ARABIC, "costs/x.yml": cost}), "ar").one(Cost, "x").estimated_by == ("avalon", "كاتب")


def test_an_outcome_that_the_site_says_itself_keeps_its_meaning(corpus: MakeCorpus, record: MakeRecord) -> None:
    resolution = "{on: 2025-05-01, outcome: occurred, because: It did., evidence: [{source: gazette, says: supports, credibility: 2}]}"
    scenario = record("scenarios", resolution=resolution)
    said = translated(corpus({"publication.yml": ARABIC, "scenarios/x.yml": scenario}), "ar").one(Scenario, "x").resolution
    assert said is not None
    assert (type(said.outcome), isinstance(said.because, LocalizedText)) == (str, True)


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("{positions: [{note: أ}]}", ["claims/x.ar.yml:1:2 the translation of 'positions' has 1 texts, the original 2"]),
        ("{positions: [{note: أ}, أ]}", ["claims/x.ar.yml:1:25 'positions' takes 'field: text' lines"]),
        ("{positions: [{}, {note: أ}]}", ["claims/x.ar.yml:1:19 the original has no 'note'"]),
        ("{positions: [{}, {words: أ}]}", ["claims/x.ar.yml:1:19 'words' has the words of a source, which are not translated"]),
        ("{evidence: [{quote: أ}]}", ["claims/x.ar.yml:1:14 'quote' has the words of a source, which are not translated"]),
        ("{evidence: [{note: [أ, ب]}]}", ["claims/x.ar.yml:1:14 the translation of 'note' has 2 texts, the original 1"]),
        ("{evidence: [{note: {deep: أ}}]}", ["claims/x.ar.yml:1:14 the translation of 'note' is not text"]),
        ('{statement: " "}', ["claims/x.ar.yml:1:2 the translation of 'statement' is not text"]),
        ("{statment: أ}", ["claims/x.ar.yml:1:2 'statment' cannot be translated"]),
        ("{id: x}", ["claims/x.ar.yml:1:2 'id' cannot be translated"]),
    ],
)
def test_a_wrong_translation_is_a_mistake_where_it_stands(translation: str, found: list[str], checked: Check) -> None:
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": CLAIM, "claims/x.ar.yml": translation + "\n"})
    assert [f"{str(one.place).removeprefix('content/')} {one.message}" for one in wrong.diagnostics] == found
    assert all(one.hint for one in wrong.diagnostics)


def test_a_text_in_a_language_of_no_site_is_told_once(checked: Check) -> None:
    files = {"publication.yml": ARABIC, "explainers/ferry.he.md": "---\ntitle: T\n---\n\nNo such words.\n", "claims/x.yml": CLAIM}
    wrong = checked({**files, "explainers/ferry.md": explainer(BODY)})
    assert [one.hint for one in wrong.diagnostics] == ["add 'languages: [he]' to publication.yml, or remove the translation"]


def test_a_language_that_is_nearly_one_of_the_site_is_proposed(checked: Check) -> None:
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": CLAIM + "translations: {arb: {statement: أ}}\n"})
    assert [one.hint for one in wrong.diagnostics] == ["did you mean 'ar'?"]


def test_names_are_translated_by_name(checked: Check) -> None:
    wrong = checked({"publication.yml": ARABIC + "issues: {quay: The quay}\n", "publication.ar.yml": "issues: رصيف\n"})
    assert wrong.messages == ["'issues' takes 'name: text' lines = the names are quay"]


def test_a_reference_in_a_translated_text_names_a_record(checked: Check) -> None:
    translation = "evidence: [{note: 'أ [ب](claim:y)'}]\n"
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": CLAIM, "claims/x.ar.yml": translation})
    assert wrong.found == ["claims/x.ar.yml:1:32 unknown-reference"]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"claims/y.ar.yml": "statement: أ\n"}, ["claims/y.ar.yml:1:1 stray-file"]),
        ({"claims/x.he.yml": "statement: א\n"}, ["claims/x.he.yml:1:1 bad-translation"]),
        ({"claims/x.ar.yml": "- أ\n"}, ["claims/x.ar.yml:1:1 not-a-mapping"]),
        ({"claims/x.ar.yml": "statement:\n"}, ["claims/x.ar.yml:1:1 empty-value"]),
        ({"sources/gazette.ar.md": "no front matter\n"}, ["sources/gazette.ar.md:1:1 front-matter"]),
        ({"claims/x.Arabic.yml": "statement: أ\n"}, ["claims/x.Arabic.yml:1:1 bad-id"]),
    ],
)
def test_a_file_that_translates_nothing_is_a_mistake(files: dict[str, str], found: list[str], checked: Check) -> None:
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": CLAIM, **files})
    assert [one for one in wrong.found if not one.endswith("missing-field")][: len(found)] == found


def test_a_translation_stands_in_one_place(checked: Check) -> None:
    twice = CLAIM + "translations: {ar: {statement: أ}}\n"
    wrong = checked({"publication.yml": ARABIC, "claims/x.yml": twice, "claims/x.ar.yml": "statement: ب\n"})
    assert wrong.found == ["claims/x.yml:11:16 bad-translation"]
    assert wrong.messages == ["the translation into 'ar' is both here and in content/claims/x.ar.yml = keep one of the two"]


def test_the_text_of_an_explainer_and_the_summary_of_a_source_are_translated_beside_them(corpus: MakeCorpus) -> None:
    body = 'بريجيد تدير [العبّارة](claim:x).[](source:gazette)\n\n## الأجرة\n\n![من يقف أين](chart:stances "focal=avalon")\n'
    files = {
        "publication.yml": ARABIC,
        "claims/x.yml": CLAIM,
        "explainers/ferry.md": explainer(BODY),
        "explainers/ferry.ar.md": f"---\ntitle: من يدير العبّارة؟\n---\n\n{body}",
        "sources/gazette.ar.md": "---\n---\n\nعن العبّارة.\n",
    }
    there = translated(corpus(files), "ar")
    assert there.one(Explainer, "ferry").title == "من يدير العبّارة؟"
    assert [figure.headline for figure in there.bodies["explainers", "ferry"].figures] == ["من يقف أين"]
    assert "عن العبّارة." in str(there.bodies["sources", "gazette"].blocks)
    assert isinstance(there.one(Source, "herald").publisher, LocalizedText)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (BODY.replace("## Fares\n\n", ""), "the translation has '##' less often than the original"),
        (BODY.replace("[](source:gazette)", ""), "the translation has 'source:gazette' less often than the original"),
        (
            BODY.replace("source:gazette", "source:herald"),
            "the translation has 'source:herald' more often than the original",
        ),
        (
            BODY.replace("focal=avalon", "focal=brigid"),
            "the translation has 'chart:stances focal=brigid' more often than the original",
        ),
        (BODY.partition("![")[0], "the translation has 'chart:stances focal=avalon' less often than the original"),
    ],
)
def test_a_translated_text_has_the_headings_figures_and_references_of_its_original(body: str, message: str, checked: Check) -> None:
    files = {
        "publication.yml": ARABIC,
        "claims/x.yml": CLAIM,
        "explainers/ferry.md": explainer(BODY),
        "explainers/ferry.ar.md": f"---\ntitle: أ\n---\n\n{body}",
    }
    wrong = [one for one in checked(files).diagnostics if one.rule.code == "bad-translation"]
    assert message in [one.message for one in wrong]
    assert {one.place.path for one in wrong} == {"content/explainers/ferry.ar.md"}

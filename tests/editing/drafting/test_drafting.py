"""What a text proposes: nothing that it does not say, the same each time, and whose words are whose."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.content.load import load_content
from generator.editing.drafting.draft import draft_proposals
from generator.editing.drafting.frames import quoted_in
from generator.editing.drafting.lists import forms, lists, verbs
from generator.editing.drafting.signals import sums
from generator.model.records import Source
from generator.model.vocabularies import ACT_TYPES, HEDGES
from generator.text.normalising import normalise
from generator.text.passages import read_passages
from generator.text.position import Span
from generator.verify.evidence.texts import read_texts
from tests.conftest import in_time

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus

ARTICLE = Path(os.environ.get("ONRECORD_TEXTS", "")) / "op-ed.txt"

ROOT = Path(__file__).parents[3]
PEOPLE = {
    "actors/bagge.yml": "name: Ona Bagge\nkind: person\naliases: [The Ferrywoman]\n",
    "actors/court.yml": "name: The River Court\nkind: organisation\n",
    "actors/beacon.yml": "name: The Beacon\nkind: organisation\n",
    "actors/arabia.yml": "name: Arabland\nkind: state\naliases: [عربستان, 阿拉伯]\nshort: ARL\n",
}


def proposed(corpus: MakeCorpus, text: str, language: str = "en", published: str = "2025-06-18") -> list[dict[str, Any]]:
    """Return what a text proposes."""
    source = "title: A text\npublisher: The Gazette\nlanguage: {}\nkind: news\nrights: quote-only\n{}"
    front = source.format(language, f"published: {published}\n" if published else "")
    made = corpus({**PEOPLE, "sources/a-text.md": f"---\n{front}---\n"})
    record = made.get("sources", "a-text")
    assert isinstance(record, Source)
    return list(draft_proposals(record, text, made).values())


def of(some: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [one for one in some if one["kind"] == kind]


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("“The ferry is safe,” said Ona Bagge.", "The ferry is safe", "bagge"),
        ("“The ferry is safe,” Ona Bagge said.", "The ferry is safe", "bagge"),
        ("Ona Bagge said: “The ferry is safe.”", "The ferry is safe.", "bagge"),
        ("Ona Bagge, who runs the ferry, said that it is “quite safe now” in May.", "quite safe now", "bagge"),
        ("Ona Bagge arrived. “The ferry is safe,” she said.", "The ferry is safe", "bagge"),
        ("“The ferry is safe,” said the harbour master. “It was always so.”", "It was always so.", "the harbour master"),
        ('"The ferry is safe," officials told The Gazette.', "The ferry is safe", "officials"),
        ("‘The ferry is quite safe,’ said Ona Bagge.", "The ferry is quite safe", "bagge"),
        ("‘It’s quite safe,’ said Ona Bagge.", "It’s quite safe", "bagge"),
        ("'I don't know,' said Ona Bagge.", "I don't know", "bagge"),
        ("‘He told me “never again” and left,’ said Ona Bagge.", "He told me “never again” and left", "bagge"),
        ("“He told me ‘never again’ and left,” said Ona Bagge.", "He told me ‘never again’ and left", "bagge"),
        ("According to Ona Bagge, the ferry is “safe as houses”.", "safe as houses", "bagge"),
        ("Brigid, promising “full and complete help” to Ona Bagge, has gone.", "full and complete help", "brigid"),
        ("Letters from the port claim that Brigid, promising “full and complete help”, has gone.", "full and complete help", "brigid"),
        ("The port’s finding that it was “quite safe now” came late.", "quite safe now", "The port"),
        ("Arabland’s denying of it “surprised everyone here” in May.", "surprised everyone here", "arabia"),
        (
            "Ona Bagge called it “the end,” a word in use among the people of the old harbour since the great storm, historians say.",
            "the end",
            "bagge",
        ),
        (
            "Analysts say the harbour office of the far north of the island under the new master Ona Bagge denied “sinking the ferry”.",
            "sinking the ferry",
            "bagge",
        ),
        ("Bagge was accused by Brigid of “sinking the ferry”.", "sinking the ferry", "brigid"),
        ("“The ferry is safe. It always was.”", "The ferry is safe. It always was.", None),
    ],
)
def test_a_quotation_has_its_words_and_who_speaks_them(corpus: MakeCorpus, text: str, quote: str, speaker: str | None) -> None:
    found = of(proposed(corpus, text), "quotation")
    assert (quote, speaker) in [(one["quote"], one["speaker"]) for one in found]


@pytest.mark.parametrize("above", ["", "A line above.\n"])
def test_whole_words_of_the_same_line_around_a_quotation_tell_it_from_its_like(corpus: MakeCorpus, above: str) -> None:
    text = f"{above}Ona Bagge said: “The ferry is safe.” Nobody in the whole harbour of Avalon believed her.\nShe left."
    (found,) = of(proposed(corpus, text), "quotation")
    assert (found["prefix"], found["suffix"]) == ("Ona Bagge said: “", "” Nobody in the whole harbour of Avalon")
    (found,) = of(proposed(corpus, f"{above}In the small town by the sea where we met, Ona Bagge said: “The ferry is safe.”"), "quotation")
    assert (found["prefix"], found["suffix"]) == ("the sea where we met, Ona Bagge said: “", "”")


@pytest.mark.parametrize(
    "text",
    [
        "She works for “The Harbour Gazette” in town.",
        "The so-called “ferry” left.",
        'It is 5\' 10" tall and 3" wide.',
        "Don't say that it isn't Bagge's, 'cause it is.",
        "He played in “Return of the Ferry” on Monday.",
        "“”",
        "An open “mark and no end",
        "The ministers' ferry is 'cause for joy, and the captains' too.",
    ],
)
def test_what_stands_in_marks_for_another_reason_is_no_quotation(corpus: MakeCorpus, text: str) -> None:
    assert [one["quote"] for one in of(proposed(corpus, text), "quotation") if one["speaker"]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«A» and „B“ and “C” and 「D」 and »E« here", ["A", "B", "C", "D", "E"]),
        ("“outer ‘inner’ outer” tail", ["outer ‘inner’ outer"]),
        ("He said “one “two” three” then", ["one “two” three"]),
        ("He said “one and “two” then “three” and left", ["one and “two", "three"]),
        ('"one" and "two"', ["one", "two"]),
        ("“goes on to the end", ["goes on to the end"]),
        ('a 6" pipe', []),
    ],
)
def test_marks_of_every_script_are_paired(text: str, expected: list[str]) -> None:
    assert [text[slice(*one.inner)] for one in quoted_in(text, [Span(0, len(text))])] == expected


def test_actors_are_found_by_every_name_in_any_script(corpus: MakeCorpus) -> None:
    found = of(proposed(corpus, "The Ferrywoman met Avalon. Ms Bagge spoke. ARL, not arl, agreed.", "en"), "mention")
    assert {one["record"] for one in found} == {"actors/bagge", "actors/avalon", "actors/arabia"}
    assert [one["record"] for one in of(proposed(corpus, "وقالت وعربستان إن العبّارة ليست للبيع.", "ar"), "mention")] == ["actors/arabia"]
    assert [one["record"] for one in of(proposed(corpus, "外交部说阿拉伯不同意。", "zh"), "mention")] == ["actors/arabia"]
    assert of(proposed(corpus, "an avalon of bagges, and arabs", "en"), "mention") == []


def test_unknown_actors_have_the_kind_that_their_words_show(corpus: MakeCorpus) -> None:
    text = (
        "Minister Bo Lund met the Harbour Council in France. French officials, said Lund, had met Kea Moe. Lund left in May. Monday came."
    )
    found = {one["fields"]["name"]: one["fields"].get("kind") for one in of(proposed(corpus, text), "actor")}
    assert found == {
        "Bo Lund": "person",
        "Harbour Council": "organisation",
        "France": "state",
        "French officials": "group",
        "Kea Moe": None,
    }
    (france,) = [one for one in of(proposed(corpus, text), "actor") if one["fields"]["name"] == "France"]
    assert france["fields"]["identifiers"] == {"iso3166": "FR"}


def test_a_small_title_shows_a_person_and_former_or_a_word_for_an_organisation_does_not(corpus: MakeCorpus) -> None:
    text = "A spokesman Bo Lund met former Great Marsh, the chairman Kea Moe and editor Harbour Council. Then director Moonlight left."
    found = {one["fields"]["name"]: one["fields"].get("kind") for one in of(proposed(corpus, text), "actor")}
    assert found == {"Bo Lund": "person", "Great Marsh": None, "Kea Moe": "person", "Harbour Council": "organisation", "Moonlight": None}


def test_a_pronoun_means_the_last_person_whom_a_small_title_shows(corpus: MakeCorpus) -> None:
    text = "Minister Kea Moe left. “No,” spokesman Bo Lund told reporters. He added: “The ferry is quite safe.”"
    assert [one["speaker"] for one in of(proposed(corpus, text), "quotation")] == ["bo-lund", "bo-lund"]


def test_a_name_at_the_beginning_of_a_sentence_is_known_by_where_it_stands_else(corpus: MakeCorpus) -> None:
    found = proposed(corpus, "Ruritania condemned Avalon. Nobody in Ruritania minds. “Somebody should mind,” said Avalon. Winter came.")
    assert [one["fields"]["name"] for one in of(found, "actor")] == ["Ruritania"]
    assert [one["fields"]["by"] for one in of(found, "act")] == [["ruritania"]]


def test_a_longer_form_of_a_known_name_is_proposed_as_another_name(corpus: MakeCorpus) -> None:
    (found,) = of(proposed(corpus, "They met Ona Mary Bagge there."), "mention")
    assert (found["record"], found["fields"]) == ("actors/bagge", {"aliases": ["Ona Mary Bagge"]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brigid, Ona Bagge and Avalon, reject Arabland’s attacks on ferries.", []),
        ("The fact-checker’s finding that the clip was doctored came late.", [("The fact-checker", "the clip was doctored came late")]),
    ],
)
def test_what_belongs_to_somebody_is_no_part_of_who_speaks(corpus: MakeCorpus, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one["speaker"], one["quote"]) for one in of(proposed(corpus, text), "statement")] == expected


def test_the_word_for_whose_a_deed_is_does_not_hide_who_does_it(corpus: MakeCorpus) -> None:
    (found,) = of(proposed(corpus, "Gives Arabland’s account of the talks of May, which puts Avalon and thanks to Brigid first."), "act")
    assert found["fields"]["by"] == ["arabia"]


def test_statements_have_who_makes_them_and_how_firmly(corpus: MakeCorpus) -> None:
    text = "Ona Bagge warned that the ferry would sink. Avalon promised to pay for the ferry. Brigid reportedly left the island at night. "
    found = of(proposed(corpus, text + "It rained, and nobody said a word."), "statement")
    assert [(one["fields"].get("claimant"), one["fields"].get("hedge")) for one in found] == [
        (["bagge"], "predicted"),
        (["avalon"], "promised"),
        (None, "reported"),
    ]
    assert found[0]["quote"] == "the ferry would sink"


def test_acts_have_a_type_and_who_did_them_to_whom(corpus: MakeCorpus) -> None:
    found = of(proposed(corpus, "On Monday, Avalon condemned Brigid and Arabland for it."), "act")
    assert [one["fields"] for one in found] == [
        {"when": "2025-06-16", "by": ["avalon"], "toward": ["brigid", "arabia"], "type": "ACCUSE/disapprove", "form": "words"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Avalon would condemn Brigid.",
        "Avalon did not condemn Brigid.",
        "Avalon condemned the weather.",
        "Somebody condemned Brigid.",
        "Avalon may attack Brigid.",
        "The attack on Brigid by night is over.",
        "Avalon condemned Avalon.",
    ],
)
def test_what_was_not_done_or_not_to_anybody_is_no_act(corpus: MakeCorpus, text: str) -> None:
    assert of(proposed(corpus, text), "act") == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("It cost $1.5 billion a year.", {"best": "1500000000", "currency": "USD", "per": "year"}),
        ("It cost up to Rs 500 million.", {"high": "500000000"}),
        ("It cost €3-5m.", {"low": "3000000", "high": "5000000", "currency": "EUR"}),
        ("It cost between 5 and 7 billion dollars.", {"low": "5000000000", "high": "7000000000", "currency": "USD"}),
        ("It cost at least USD 2,000,000 then.", {"low": "2000000", "currency": "USD"}),
        ("It cost 20 lakh rupees.", {"best": "2000000"}),
        ("It cost £0.5m.", {"best": "500000", "currency": "GBP"}),
    ],
)
def test_sums_are_read_and_no_currency_is_guessed(text: str, amount: dict[str, str]) -> None:
    assert [one.amount for one in sums(text, Span(0, len(text)))] == [amount]


@pytest.mark.parametrize("text", ["It has 5 dollar shops", "the 2025 won", "$", "USD", "a 5 m hull", "$ 5 00 0,0,0"])
def test_odd_sums_break_nothing(text: str) -> None:
    for one in sums(text, Span(0, len(text))):
        assert {"low", "best", "high"} & set(one.amount)


def test_sentences_with_words_of_cost_risk_and_what_is_to_come(corpus: MakeCorpus) -> None:
    found = proposed(corpus, "The ferry could face heavy penalties. If it sinks, it would be a catastrophe. The sun shone.")
    assert {(one["kind"], one["passage"]) for one in found} >= {
        ("cost", "p1.s1"),
        ("risk", "p1.s1"),
        ("risk", "p1.s2"),
        ("prediction", "p1.s2"),
    }
    assert [one["fields"]["hedge"] for one in of(found, "prediction")] == ["predicted", "conditional"]
    assert not any(one["passage"] == "p1.s3" for one in found)


def test_the_month_of_may_is_no_word_of_what_may_be(corpus: MakeCorpus) -> None:
    found = proposed(corpus, "On 4 May Avalon condemned Brigid. Brigid may go.")
    assert [one["passage"] for one in of(found, "prediction")] == ["p1.s2"]
    assert len(of(found, "act")) == 1


@pytest.mark.parametrize(
    "text", ["The River Court sat.", "It went to the River Court.", "A River Court judge sat.", "It told the Beacon so."]
)
def test_the_article_of_a_name_on_record_may_be_small_or_missing(corpus: MakeCorpus, text: str) -> None:
    found = proposed(corpus, text)
    assert (of(found, "actor"), len(of(found, "mention"))) == ([], 1)


def test_the_same_text_proposes_the_same_and_every_word_is_its_own(corpus: MakeCorpus) -> None:
    text = "“The ferry is safe,” said Ona Bagge on Monday. Avalon will pay $5 million.\nBrigid visited Avalon last month, Bo Lund said.\n"
    first, second = proposed(corpus, text), proposed(corpus, text)
    assert first == second
    for one in first:
        assert normalise(one["quote"]) in normalise(text)
        assert one["status"] == "proposed"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "status: published\n--- \n- &a *b !!python/object:x {y: [z]} # c",
        "\u202e“\x1b[31mhostile\x07” said Ona Bagge\u2028 # x: y",
        "“" * 500,
        '"' * 501,
        "«" * 200 + "»" * 200,
        "said " * 2000,
        "Avalon, " * 1500 + "said “x y z w”.",
        "(" * 3000 + ") said",
        "\n" * 500,
        "",
        "🛳️ “🛳️🛳️ 🛳️ 🛳️” said 🛳️.",
    ],
)
def test_odd_text_breaks_nothing_and_takes_no_time(corpus: MakeCorpus, text: str) -> None:
    with in_time(8):
        proposed(corpus, text)
        proposed(corpus, text, "fa")


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("fr", "« Ces rapports sont faux », a déclaré Avalon.", ["Ces rapports sont faux"]),
        ("fa", "او گفت: «این گزارش‌ها نادرست است».", ["این گزارش‌ها نادرست است"]),
        ("ar", "وأضاف: «هذه التقارير كاذبة تماماً».", ["هذه التقارير كاذبة تماماً"]),
        ("zh", "他说：“这些报道完全是错误的。”", ["这些报道完全是错误的。"]),
        ("de", "„Das ist falsch“, sagte Avalon am Montag.", ["Das ist falsch"]),
    ],
)
def test_in_other_languages_known_names_and_quotation_marks_alone_are_found(
    corpus: MakeCorpus, language: str, text: str, quotes: list[str]
) -> None:
    found = proposed(corpus, text, language)
    assert [one["quote"] for one in of(found, "quotation")] == quotes
    assert {one["kind"] for one in found} <= {"quotation", "mention"}
    assert all("no rules" in one["why"] and "hedge" not in one.get("fields", {}) for one in of(found, "quotation"))


def test_without_a_day_of_publication_times_stay_open(corpus: MakeCorpus) -> None:
    (one,) = of(proposed(corpus, "It began last month.", published=""), "date")
    assert "fields" not in one
    assert "which is unknown" in one["why"]


def test_the_lists_of_words_fit_the_scales() -> None:
    for kind, told in lists("acts").items():
        assert ACT_TYPES.find(kind) is not None, kind
        assert told["form"] in ("words", "institutional", "deed")
    assert all(isinstance(word, str) for group in lists("grammar").values() for word in group)
    groups = {"asserted", "reported", "suggested", "predicted", "promised"}
    assert groups <= set(HEDGES.terms)
    assert all(len(verbs("speech", group)) > 5 for group in groups)


@pytest.mark.parametrize(
    ("plain", "irregular", "expected"),
    [
        ("say", ["said"], {"say", "says", "said", "saying"}),
        ("deny", [], {"deny", "denies", "denied", "denying"}),
        ("argue", [], {"argue", "argues", "argued", "arguing"}),
        ("admit", [], {"admit", "admits", "admitted", "admitting"}),
        ("agree", [], {"agree", "agrees", "agreed", "agreeing"}),
        ("echo", [], {"echo", "echoes", "echoed", "echoing"}),
    ],
)
def test_verbs_have_their_forms(plain: str, irregular: list[str], expected: set[str]) -> None:
    assert set(forms(plain, irregular)) == expected


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article may not be kept here: ONRECORD_TEXTS names no folder with op-ed.txt")
def test_of_an_article_that_we_hold_every_actor_quotation_and_time_is_proposed() -> None:
    corpus = load_content(ROOT / "content").corpus
    text = read_texts(corpus, [ARTICLE.parent]).held["op-ed"]
    source = corpus.get("sources", "op-ed")
    assert isinstance(source, Source)
    found = list(draft_proposals(source, text.text, corpus).values())
    passages = read_passages(text.text, "en")
    assert all(normalise(one["quote"]) in normalise(text.text) and passages.find(one["passage"]) for one in found)
    named = {one.get("record", "").removeprefix("actors/") or one["fields"]["name"] for one in found if one["kind"] in ("mention", "actor")}
    known = {"pakistan", "iran", "israel", "united-states", "china", "russia", "turkiye", "india", "shehbaz-sharif", "ali-khamenei", "irgc"}
    known |= {"mohsen-rezaei", "khawaja-asif", "oic", "un-security-council"}
    assert named >= known | {"Iranian officials", "Foreign Ministry", "Jawaharlal Nehru University", "Centre for National Security Studies"}
    speakers = [(one["passage"], one["speaker"]) for one in found if one["kind"] == "quotation"]
    assert speakers == [("p2.s1", "pakistan"), ("p3.s1", "shehbaz-sharif"), ("p5.s1", "mohsen-rezaei")]
    assert [one["fields"]["when"] for one in found if one["kind"] == "date"] == ["2024-10/..", "2025-05"]


def test_who_denies_something_is_not_said_to_claim_it(corpus: MakeCorpus) -> None:
    (found,) = of(proposed(corpus, "Brigid denied on Monday that the ferry is safe. Nobody else spoke."), "statement")
    assert (found["quote"], found["speaker"]) == ("the ferry is safe", "brigid")
    assert "claimant" not in found["fields"]
    assert [one["says"] for one in found["fields"]["evidence"]] == ["contradicts"]

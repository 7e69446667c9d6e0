"""Issue forms ask for what the models need, and the body of an issue becomes a record, or every mistake in it is said; it does no harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.command.cli import cli
from generator.content.load import load_content
from generator.editing import describing
from generator.editing.changes import Refused, write_all
from generator.editing.describing import described
from generator.editing.fields import read_fields
from generator.editing.issue_forms import ASKED, FOLDER, MOST, asked, filled, from_issue, issue_form_files
from generator.editing.trying import Workplace
from generator.model.records import SECTIONS, Act, Actor, Claim, Event, Record, Source
from generator.model.records.walking import parts_in
from generator.text.problems import table
from tests.conftest import MINIMAL, TODAY
from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord, WriteContent

ANSWERS: Final[dict[type[Record], dict[str, str]]] = {
    Source: {
        "Title": "The bridge is shut",
        "Publisher": "The Times",
        "Authors": "A. Writer\nB. Reader",
        "URL": "https://times.example/bridge",
        "When it was published": "2025-03-03",
        "Language": "en",
        "Kind": "news",
        "How much of its text may be shown": "quote-only",
        "Summary": "Says that the bridge is shut.\n\nAnd why.",
    },
    Claim: {
        "Statement": "The bridge is shut",
        "Who makes the claim": "Brigid",
        "When it was made": "2025-03-01",
        "How firmly it was stated": "asserted: put as a plain fact",
        "Topic": "Economy",
        "Actors it is about": "avalon",
        "Evidence: source": "Ferry runs again",
        "Evidence: how the source relates to it": "supports",
        "Evidence: note": "Says so.",
        "Which explainer it belongs to": "Who runs the ferry?",
    },
    Actor: {"Name": "Camelot", "Kind": "state", "Other names": "- Camlann\n- Kamelot", "Part of": "Avalon"},
    Event: {
        "Title": "The bridge falls",
        "When": "2025-04",
        "Actors": "Avalon, Brigid",
        "Evidence: source": "herald",
        "Evidence: how the source relates to it": "context",
        "Which explainer it belongs to": "Who runs the ferry?",
    },
    Act: {
        "Title": "Avalon praises the bridge",
        "When": "2025-03-05",
        "Who did it": "Avalon",
        "Toward whom": "Brigid",
        "Type of act": "SUPPORT: support in words",
        "Words, institution or deed": "words",
        "Topic": "Economy",
        "Established or disputed": "established",
        "Evidence: source": "gazette",
        "Evidence: how the source relates to it": "supports",
        "Which explainer it belongs to": "Who runs the ferry?",
    },
}
SHARED: Final = pytest.mark.parametrize("section", ASKED, ids=lambda section: str(section.section))


def body(section: type[Record], corpus: Corpus, **changed: str) -> str:
    """Return the body that GitHub makes of answers; those that are changed are named by their labels, with '_' for what no name holds."""
    answers = dict(ANSWERS[section])
    labels = [one.label for one in asked(section, corpus)]
    for name, answer in changed.items():
        answers[next(label for label in labels if re.sub(r"\W", "_", label) == name)] = answer
    return "\r\n\r\n".join(f"### {label}\r\n\r\n{answers.get(label) or '_No response_'}" for label in labels)


@pytest.fixture
def place(content: WriteContent) -> Workplace:
    return Workplace(content(MINIMAL), TODAY, TODAY)


def corpus_of(place: Workplace) -> Corpus:
    return place.check().corpus


def mistakes(place: Workplace, section: type[Record], **changed: str) -> list[str]:
    sent = from_issue(place, body(section, corpus_of(place), **changed))
    assert bool(sent.mistakes) is not bool(sent.changes)
    return [str(one) for one in sent.mistakes]


# --- the forms


def test_the_forms_are_those_of_the_models_and_of_the_content() -> None:
    there = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / FOLDER).iterdir()}
    assert there == issue_form_files(load_content(ROOT / "content").corpus), "run: make generated"


@SHARED
def test_a_form_asks_for_all_that_a_record_needs(section: type[Record]) -> None:
    names = {field.name for field in described(section)} | {"summary"}
    assert {one.name for one in described(section) if one.field.is_needed} <= set(ASKED[section]) <= names


@SHARED
def test_a_form_is_what_github_takes(section: type[Record], corpus: MakeCorpus) -> None:
    form = yaml.safe_load(issue_form_files(corpus({}))[f"{FOLDER}/{section.singular}.yml"])
    assert {"name", "description", "title", "labels", "body"} == set(form)
    questions = [one for one in form["body"] if one["type"] != "markdown"]
    assert len({one["id"] for one in questions}) == len(questions)
    assert len({one["attributes"]["label"] for one in questions}) == len(questions)
    for one in questions:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", one["id"])
        options = one["attributes"].get("options")
        assert (one["type"] == "dropdown") is bool(options)
        assert all(isinstance(option, str) and option.strip() and option != "None" for option in options or ())
        assert len(set(options or ())) == len(options or ())


@SHARED
def test_a_form_speaks_of_no_field_that_it_does_not_ask_for(section: type[Record], corpus: MakeCorpus) -> None:
    form = asked(section, corpus(MINIMAL))
    unasked = {one.name for one in described(section)} - {one.keys[0] for one in form}
    assert [one.label for one in form if unasked & {*re.findall(r"'(\w+)'", one.means)}] == []


def test_names_in_plain_words_are_those_of_fields_that_there_are() -> None:
    assert set(table(describing.__file__, "names")) <= {
        field.name for kind in (*SECTIONS, *parts_in(SECTIONS)) for field in described(kind)
    }


def test_a_publication_without_explainers_is_not_asked_for_one(content: WriteContent) -> None:
    (there,) = [form for name, form in issue_form_files(load_content(content({})).corpus).items() if name.endswith("claim.yml")]
    assert b"explainer" not in there


@pytest.mark.parametrize("held", ["status: draft", "retired: {on: 2025-05-01, because: It was another.}"])
def test_readers_are_offered_no_explainer_that_is_held_back(content: WriteContent, held: str) -> None:
    drafted = MINIMAL["explainers/ferry.md"].replace("Who runs the ferry?", "Who sank the ferry?").replace("period:", f"{held}\nperiod:")
    files = issue_form_files(load_content(content({**MINIMAL, "explainers/sunk.md": drafted})).corpus)
    (there,) = [form for name, form in files.items() if name.endswith("claim.yml")]
    assert b"Who runs" in there
    assert b"Who sank" not in there


# --- what becomes a record


@SHARED
def test_an_issue_becomes_a_record_in_which_nothing_is_wrong(section: type[Record], place: Workplace) -> None:
    sent = from_issue(place, body(section, corpus_of(place)))
    assert sent.mistakes == []
    write_all(sent.changes)
    checked = place.check()
    assert [one for one in checked.diagnostics if one.is_error] == []
    (change,) = sent.changes
    assert checked.corpus.get(section.section, change.path.stem) is not None


def test_records_are_named_by_what_readers_know_and_choices_by_their_words(place: Workplace) -> None:
    (change,) = from_issue(place, body(Claim, corpus_of(place), Evidence__source="GAZETTE")).changes
    assert (change.after or b"").startswith(
        b"statement: The bridge is shut\nclaimant: [brigid]\nmade: 2025-03-01\nhedge: asserted\nissue: economic\nabout: [avalon]\n"
        b"evidence: [{source: gazette, says: supports, note: Says so.}]\nexplainers: [ferry]\n"
    )


def test_a_source_is_named_by_its_address(content: WriteContent) -> None:
    gazette = MINIMAL["sources/gazette.md"].replace("language: en", "language: en\nurl: https://gazette.example/ferry/")
    place = Workplace(content({**MINIMAL, "sources/gazette.md": gazette}), TODAY, TODAY)
    (change,) = from_issue(place, body(Claim, corpus_of(place), Evidence__source="https://gazette.example/ferry")).changes
    assert b"source: gazette," in (change.after or b"")
    assert mistakes(place, Source, URL="https://gazette.example/ferry") == [
        "URL: this already exists as sources/gazette\n  = to report an error in it, open an issue without a form"
    ]


def test_a_name_that_two_have_names_neither(content: WriteContent) -> None:
    place = Workplace(content({**MINIMAL, "actors/other.yml": "name: Brigid\nkind: person\n"}), TODAY, TODAY)
    (told,) = mistakes(place, Claim)
    assert told.startswith("Who makes the claim: there is no actor 'Brigid'")


def test_an_id_is_proposed_free_and_may_be_given(content: WriteContent, record: MakeRecord) -> None:
    place = Workplace(content({**MINIMAL, "events/the-bridge-falls.yml": record("events")}), TODAY, TODAY)
    sent = body(Event, corpus_of(place))
    assert [one.path.name for one in from_issue(place, sent).changes] == ["the-bridge-falls-2.yml"]
    assert [one.path.name for one in from_issue(place, sent, "fall").changes] == ["fall.yml"]
    for wrong in ("the-bridge-falls", "../x", "A", "a/b"):
        with pytest.raises(Refused):
            from_issue(place, sent, wrong)


# --- what is wrong


def test_every_mistake_is_said_at_once_with_its_question(place: Workplace) -> None:
    assert mistakes(
        place,
        Claim,
        Statement="",
        Who_makes_the_claim="Nobody",
        When_it_was_made="last week",
        Topic="Cheese",
        Evidence__how_the_source_relates_to_it="",
    ) == [
        "Statement: this question is required",
        "Who makes the claim: there is no actor 'Nobody'\n  = enter an existing one, or suggest it first: 'Suggest an actor'",
        "When it was made: 'last week' is not an EDTF date\n  = write '2025-06-13' for a day, '2025-06' for a month, '2025' for a year",
        "Topic: 'Cheese' is not a known issue\n  = choose one from the list",
        "Evidence: how the source relates to it: this question is required",
    ]


@pytest.mark.parametrize(("answer", "told"), [("", "this question is required"), ("en_GB!", "'en_GB!' is not a language tag")])
def test_mistakes_in_a_source_are_said_of_its_form(answer: str, told: str, place: Workplace) -> None:
    (mistake,) = mistakes(place, Source, Language=answer)
    assert mistake.startswith(f"Language: {told}")


def test_a_mistake_below_the_front_matter_is_one_in_the_summary(place: Workplace) -> None:
    (mistake,) = mistakes(place, Source, Summary="See [it](claim:nowhere).")
    assert mistake.startswith("Summary: there is no claim 'nowhere'")


def test_the_same_name_is_not_put_on_record_twice(place: Workplace) -> None:
    assert mistakes(place, Actor, Name="avalon")[0].startswith("Name: this already exists as actors/avalon")


def test_a_name_without_letters_of_an_id_needs_one(place: Workplace) -> None:
    assert mistakes(place, Actor, Name="!!!") == ["Name: no id can be made from it\n  = an editor can choose one with --id"]
    assert from_issue(place, body(Actor, corpus_of(place), Name="!!!"), "marks").mistakes == []


@pytest.mark.parametrize("text", ["", "Hello", "### Title\n\nx", "### Nothing\n\nx", "\x00", "### Name ###\n", "---\nname: x\n---"])
def test_what_is_from_no_form_is_refused(text: str, place: Workplace) -> None:
    with pytest.raises(Refused, match="was not made with one of the forms"):
        from_issue(place, text)


def test_a_body_beyond_all_measure_is_refused(place: Workplace) -> None:
    with pytest.raises(Refused, match=r"at most 262,144 are accepted"):
        from_issue(place, "x" * (MOST + 1))


# --- hostile bodies


HOSTILE: Final = [
    "x\n### Evidence: source\n\nherald",
    "a\nclaimant: [avalon]\nretired: {on: 2025, because: x}",
    "'\nfoo: bar",
    "--- \n...\n- &a [*a, *a]",
    "!!python/object/apply:os.system ['true']",
    "<!-- ### Statement -->\n<script>alert(1)</script>",
    "${{ github.token }} $(touch x) `touch x`; rm -rf .",
    "@everyone #1 [x](javascript:alert(1))",
    "::error file=x::y\n##[group]",
    "../../../etc/passwd",
    "a\x00b\x1b[31mc\u202ed\u2028e\x85f",
    "w " * 30_000,
    "\t\tindented\n\n\n    code",
    '"' * 500 + "'" * 500,
    "𝕬𝖛𝖆𝖑𝖔𝖓 \u200b\ufeff",
    "%TAG ! tag:x\n---\n",
    "{{ 7 * 7 }} {% raw %}",
]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("label", ["Statement", "Evidence__note", "Who_makes_the_claim", "Topic", "Evidence__exact_words"])
def test_nothing_in_an_answer_is_more_than_an_answer(label: str, text: str, place: Workplace) -> None:
    corpus = corpus_of(place)
    sent = from_issue(place, body(Claim, corpus, **{label: text}))
    assert bool(sent.mistakes) is not bool(sent.changes)
    for change in sent.changes:
        assert change.path.parent == place.content / "claims"
        values = read_fields("x.yml", (change.after or b"").decode()).values
        assert set(values) <= {*ASKED[Claim]}
        harmless = body(Claim, corpus)
        (same,) = from_issue(place, harmless).changes
        wanted = read_fields("x.yml", (same.after or b"").decode()).values
        wanted_evidence, evidence = wanted.pop("evidence"), values.pop("evidence")
        assert [name for name in wanted if values[name] != wanted[name]] in ([], ["statement"])
        assert {**evidence[0], "note": "", "quote": ""} == {**wanted_evidence[0], "note": "", "quote": ""}


@pytest.mark.parametrize("text", ["## Text\n\nAll of it.", "x\n\n# Text", "Text\n----", "Text\n===", "   ## Text"])
def test_a_summary_cannot_become_the_text_of_a_source(text: str, place: Workplace) -> None:
    told = mistakes(place, Source, Summary=text, How_much_of_its_text_may_be_shown="owned")
    assert told[0].startswith("Summary: it contains a heading")


def test_a_question_within_an_answer_is_told(place: Workplace) -> None:
    assert "Evidence: note: the question appears more than once\n  = remove the line '### Evidence: note' from the answers" in mistakes(
        place, Claim, Summary="x\n### Evidence: note\n\ny"
    )


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    corpus = CORPUS[0]
    form = asked(Claim, corpus)
    for body in (text, f"### Statement\n\n{text}\n\n### Summary\n\n{text}"):
        values, _, _ = filled(Claim, form, body, corpus)
        assert set(values) <= set(ASKED[Claim])


CORPUS: Final = [load_content(ROOT / "tests" / "small_publication").corpus]


# --- the commands


@pytest.fixture
def project(content: WriteContent) -> Path:
    return content(MINIMAL).parent


def run(project: Path, *words: str, text: str | bytes = "") -> tuple[int, str]:
    result = CliRunner().invoke(cli, [*words[:1], "--project", str(project), "--today", "2026-06-01", *words[1:]], input=text)
    return result.exit_code, result.output


def test_the_command_writes_a_record_from_the_input(project: Path) -> None:
    code, said = run(project, "from-issue", "-", text=body(Claim, load_content(project / "content").corpus))
    assert (code, said) == (0, "+ content/claims/the-bridge-is-shut.yml\n")
    assert (project / "content" / "claims" / "the-bridge-is-shut.yml").is_file()


def test_the_command_says_every_mistake_and_writes_nothing(project: Path) -> None:
    text = body(Claim, load_content(project / "content").corpus, When_it_was_made="soon", Who_makes_the_claim="::error::Nobody\x1b")
    code, said = run(project, "from-issue", "-", text=text)
    assert code == 1
    assert "When it was made: 'soon' is not an EDTF date" in said
    assert said.endswith("nothing was changed\n")
    assert "\x1b" not in said
    assert not (project / "content" / "claims").exists()


def test_the_command_refuses_what_is_not_utf_8(project: Path) -> None:
    assert run(project, "from-issue", "-", text=b"\xff\xfe") == (
        1,
        "the file is not UTF-8 text\n  = save it as UTF-8\nnothing was changed\n",
    )


def test_forms_are_written_and_held_to_what_they_would_be(project: Path) -> None:
    assert run(project, "forms", "--check")[0] == 1
    code, said = run(project, "forms")
    assert (code, len(said.splitlines())) == (0, len(ASKED))
    assert run(project, "forms", "--check") == (0, "")
    (project / FOLDER / "claim.yml").write_text("mine", encoding="utf-8")
    assert run(project, "forms", "--check") == (1, f"{FOLDER}/claim.yml\n")

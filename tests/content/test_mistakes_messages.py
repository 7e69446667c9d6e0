"""What an editor reads: one message for one mistake, a likely repair, everything of a run at once and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.content import diagnostics
from generator.content.diagnostics import (
    Rule,
    did_you_mean,
    fold_unreachable,
    in_order,
    likeliest,
    meant,
    nearest,
)
from generator.model.records import SECTIONS
from generator.model.records.publication import Publication
from generator.model.records.walking import fields_of
from generator.model.records.wording import what_it_takes
from generator.model.vocabularies import ACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.records.base import Part
    from tests.conftest import Check, MakeRecord


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("statment", ["statement", "state"], "statement"),
        ("Statement", ["statement"], "statement"),
        ("INVESTIGATE", ["ACCUSE/investigate", "AID"], "ACCUSE/investigate"),
        ("mdae", ["made", "hedge"], "made"),
        ("x", ["made", "hedge"], None),
        ("", ["made"], None),
        ("made", [], None),
        ("abcdef", ["abcdxy"], "abcdxy"),
        ("abcd", ["abxy"], None),
        ("ab", ["bb", "aa"], None),
        ("abc", ["abd", "abe"], "abd"),
    ],
)
def test_the_likeliest_word_is_proposed_only_if_it_is_like(word: str, choices: list[str], found: str | None) -> None:
    assert nearest(word, choices) == found
    assert did_you_mean(word, choices) == (f"did you mean '{found}'?" if found else "")


def test_a_misspelt_needed_field_is_one_mistake(checked: Check, record: MakeRecord) -> None:
    found = checked({"claims/safe.yml": record("claims").replace("statement", "statment")})
    assert found.found == ["claims/safe.yml:1:1 unknown-field"]
    assert found.messages == ["unknown field 'statment' = did you mean 'statement'?"]


def test_each_misspelt_field_finds_its_own(checked: Check, record: MakeRecord) -> None:
    text = record("acts").replace("toward", "towrd").replace("title", "titel").replace("standing", "standin")
    found = checked({"acts/praise.yml": text})
    assert found.found == ["acts/praise.yml:1:1 unknown-field", "acts/praise.yml:4:1 unknown-field", "acts/praise.yml:8:1 unknown-field"]
    assert found.messages == [
        "unknown field 'titel' = did you mean 'title'?",
        "unknown field 'towrd' = did you mean 'toward'?",
        "unknown field 'standin' = did you mean 'standing'?",
    ]


def test_a_field_that_is_like_none_and_one_that_is_missing_are_two_mistakes(checked: Check, record: MakeRecord) -> None:
    found = checked({"claims/safe.yml": record("claims", hedge=None, certainty="high")})
    assert found.found == ["claims/safe.yml:1:1 missing-field", "claims/safe.yml:7:1 unknown-field"]
    hedges = "asserted, reported, suggested, predicted, conditional, promised"
    assert found.messages[0] == f"'hedge' is missing = add 'hedge: ...', one of {hedges}"
    assert found.messages[1].startswith("unknown field 'certainty' = the fields here are statement, claimant, made,")
    assert " id," not in found.messages[1]


@pytest.mark.parametrize(
    ("section", "field", "wanted"),
    [("votes", "txt", "text"), ("votes", "bodi", "body"), ("drivers", "wth", "with"), ("sources", "publishr", "publisher")],
)
def test_every_field_of_a_section_is_proposed(checked: Check, record: MakeRecord, section: str, field: str, wanted: str) -> None:
    ending = "md" if section == "sources" else "yml"
    (found,) = (one for one in checked({f"{section}/x.{ending}": record(section, **{field: "x"})}).diagnostics if one.is_error)
    assert (found.message, found.hint) == (f"unknown field '{field}'", f"did you mean '{wanted}', which is already given?")


def test_what_is_no_field_is_not_proposed(checked: Check, record: MakeRecord) -> None:
    (found,) = (one for one in checked({"sources/x.md": record("sources", zzz="x")}).diagnostics if one.is_error)
    assert found.hint.startswith("the fields here are title, publisher,")
    assert not {"id", "summary", "text"} & set(found.hint.removeprefix("the fields here are ").split(", "))


def test_parts_have_fields_of_their_own(checked: Check, record: MakeRecord) -> None:
    evidence = "[{source: gazette, says: supports, qoute: So}, {sorce: gazette, says: supports}]"
    found = checked({"claims/safe.yml": record("claims", evidence=evidence)})
    assert found.found == ["claims/safe.yml:6:46 unknown-field", "claims/safe.yml:6:59 unknown-field"]
    assert [one.hint for one in found.diagnostics] == ["did you mean 'quote'?", "did you mean 'source'?"]


@pytest.mark.parametrize(
    ("section", "field", "value", "column", "message"),
    [
        ("claims", "hedge", "asertd", 8, "did you mean 'asserted'?"),
        ("claims", "hedge", "[asserted]", 8, "expected one word, not a list"),
        ("claims", "hedge", "{a: b}", 8, "expected one word, not a mapping"),
        ("claims", "made", "[2025]", 7, "expected a date, not a list"),
        ("claims", "made", "{a: b}", 7, "expected a date, not a mapping"),
        ("claims", "made", "[2024, 2025]", 7, "= write '2024/2025' for the period between them, '\"[2024,2025]\"' for one of them"),
        ("claims", "made", "{2024, 2025}", 7, "= write '2024/2025' for the period between them, '\"{2024,2025}\"' for all of them"),
        ("claims", "statement", "{a, b}", 12, "expected text, not a mapping = if it is text, put it in quotes"),
        ("claims", "made", "13/06/2025", 7, "'13/06/2025' is not an EDTF date = write '2025-06-13'"),
        ("claims", "statement", "[a]", 12, "expected text, not a list"),
        ("claims", "statement", "'  '", 12, "'statement' is empty = add at least one value"),
        ("claims", "evidence", "gazette", 11, "expected 'field: value' lines, not 'gazette'"),
        ("claims", "evidence", "[[]]", 12, "expected 'field: value' lines, not a list"),
        ("claims", "claimant", "{a: brigid}", 11, "expected text, not a mapping"),
        ("acts", "form", "wrods", 7, "'wrods' is not one of words, institutional, deed = did you mean 'words'?"),
        ("acts", "type", "SUPORT", 7, "did you mean 'SUPPORT'?"),
        ("votes", "ballots", "{avalon: maybe}", 19, "'maybe' is not one of yes, no, abstain, absent"),
        ("votes", "ballots", "[avalon]", 10, "expected 'name: value' lines, not a list"),
        ("costs", "amount", "{best: many}", 16, "expected a number, not 'many'"),
        ("costs", "amount", "{best: nan}", 16, "expected a number, not 'nan'"),
        ("costs", "amount", "{best: 1, price_year: 25}", 31, "it must be at least 1000"),
        ("costs", "amount", "{best: 1, currency: usd}", 29, "'usd' is not a valid 'currency' = write the ISO 4217 code"),
        ("costs", "amount", "{low: 2, high: 1}", 9, "the figures of an amount must be in ascending order: low, best, high"),
        ("costs", "amount", "{currency: USD}", 9, "an amount needs at least one of low, best and high"),
        ("risks", "likelihood", "{word: likely, range: [1, 2]}", 13, "a likelihood is either a value of the scale or a range"),
        ("risks", "likelihood", "{range: [2, 1]}", 13, "the lower bound of a likelihood must come first"),
        ("risks", "impact", "[{dimension: a, because: b}]", 10, "an impact is either one level of the scale or a range of two"),
        ("risks", "impact", "[{dimension: a, level: minor, range: [minor, limited], because: b}]", 10, "an impact is either one level"),
        ("risks", "impact", "[{dimension: a, range: [severe, minor], because: b}]", 10, "the lower level of an impact must come first"),
        ("risks", "impact", "[{dimension: a, range: [minor, bda], because: b}]", 40, "'bda' is not one of minor, limited, moderate"),
        ("risks", "impact", "[{dimension: a, range: [minor], because: b}]", 32, "write two, the lower first"),
    ],
)
def test_a_bad_value_is_told_in_an_editors_words(
    checked: Check, record: MakeRecord, section: str, field: str, value: str, column: int, message: str
) -> None:
    text = record(section, **{field: value})
    line = next(number for number, one in enumerate(text.splitlines(), 1) if one.startswith(f"{field}:"))
    found = checked({f"{section}/x.yml": text})
    assert [one.rsplit(" ", 1)[0] for one in found.found] == [f"{section}/x.yml:{line}:{column}"]
    assert message in found.messages[0]


@pytest.mark.parametrize("passage", ["p0", "P4", "p4.s0", "p4.", "4", '"p4\\n"'])
def test_what_does_not_fit_a_pattern_is_told_what_does(checked: Check, record: MakeRecord, passage: str) -> None:
    found = checked({"claims/safe.yml": record("claims", evidence=f"[{{source: gazette, says: supports, passage: {passage}}}]")})
    assert found.found == ["claims/safe.yml:6:55 bad-value"]
    assert found.diagnostics[0].hint == "write 'p4' for a paragraph or 'p4.s2' for a sentence"


@pytest.mark.parametrize("line", ["verdict:", "verdict: ", "verdict: # to do", "about:", "retired:"])
def test_a_field_without_a_value_is_one_mistake(checked: Check, record: MakeRecord, line: str) -> None:
    found = checked({"claims/safe.yml": record("claims") + line + "\n"})
    assert found.found == ["claims/safe.yml:8:1 empty-value"]
    assert found.messages[0].endswith("has no value = add a value, or remove the line")


@pytest.mark.parametrize("field", ["statement", "claimant", "made", "hedge", "evidence", "explainers"])
def test_a_needed_field_without_a_value_is_not_told_twice(checked: Check, record: MakeRecord, field: str) -> None:
    (found,) = checked({"claims/safe.yml": record("claims", **{field: ""})}).diagnostics
    assert (found.rule.code, found.message) == ("empty-value", f"'{field}' has no value")


def test_all_mistakes_of_a_run_are_told_at_once_in_order_of_place(checked: Check, record: MakeRecord) -> None:
    files = {
        "votes/x.yml": record("votes", ballots="{nobody: yes}"),
        "claims/b.yml": record("claims", claimant="[nobody]", made="2025-13"),
        "claims/a.yml": record("claims", claimant="[nobody]", issue="ferries"),
        "acts/x.yml": record("acts", title="a: b"),
        "notes.txt": "",
    }
    assert checked(files).found == [
        "acts/x.yml:1:9 yaml-syntax",
        "claims/a.yml:2:12 unknown-reference",
        "claims/a.yml:5:8 unknown-issue",
        "claims/b.yml:2:12 unknown-reference",
        "claims/b.yml:3:7 bad-date",
        "notes.txt:1:1 stray-file",
        "votes/x.yml:5:11 unknown-voter",
    ]


def test_what_is_found_twice_is_told_once(checked: Check, record: MakeRecord) -> None:
    found = checked({"claims/safe.yml": record("claims", claimant="[nobody]")}).diagnostics
    assert in_order([*found, *found]) == found


def test_lines_come_in_order_of_number(checked: Check, record: MakeRecord) -> None:
    text = record("claims") + "\n" * 4 + "zz: 1\n" + "yy: 2\n"
    assert checked({"claims/safe.yml": text}).found == ["claims/safe.yml:12:1 unknown-field", "claims/safe.yml:13:1 unknown-field"]


@pytest.mark.parametrize(
    ("ballots", "message"),
    [
        ("{}", "the vote has no ballots"),
        ("{avalon: [yes]}", "a list is not one of yes, no, abstain, absent"),
    ],
)
def test_ballots_are_cast_and_told_in_words(checked: Check, record: MakeRecord, ballots: str, message: str) -> None:
    assert [one.message for one in checked({"votes/x.yml": record("votes", ballots=ballots)}).diagnostics] == [message]


@pytest.mark.parametrize(
    ("likelihood", "message"),
    [
        ("{range: [20], said_by: gazette}", "'range' has too few values"),
        ("{range: [20, 30, 40], said_by: gazette}", "'range' has too many values: at most 2 are allowed"),
        ("{range: [20, 101], said_by: gazette}", "'101.0' is too high for 'range': it must be at most 100"),
    ],
)
def test_limits_are_told_in_words(checked: Check, record: MakeRecord, likelihood: str, message: str) -> None:
    found = [one.message for one in checked({"risks/x.yml": record("risks", likelihood=likelihood)}).diagnostics]
    assert [one.replace("'101'", "'101.0'") for one in found] == [message]


def test_what_yaml_refuses_is_told_once(checked: Check, record: MakeRecord) -> None:
    assert [one.rule.code for one in checked({"acts/x.yml": record("acts", by="*a")}).diagnostics] == ["yaml-feature"]


def test_a_disputed_act_with_an_empty_reason_is_one_mistake(checked: Check, record: MakeRecord) -> None:
    text = record("acts", standing="disputed") + "because:\n"
    assert [one.rule.code for one in checked({"acts/x.yml": text}).diagnostics] == ["empty-value"]


def test_the_marks_of_a_merge_are_told_as_such(checked: Check, record: MakeRecord) -> None:
    conflict = "<<<<<<< HEAD\nform: deed\n=======\nform: words\nwhen: 2025-13\n>>>>>>> other"
    found = checked({"acts/x.yml": record("acts", form=None) + conflict}).diagnostics
    assert [one.message for one in found] == ["unresolved merge conflict"]


def test_an_empty_entry_of_a_list_is_told_without_its_number(checked: Check, record: MakeRecord) -> None:
    found = checked({"acts/x.yml": record("acts", explainers="\n  - ferry\n  -")}).diagnostics
    assert [one.message for one in found] == ["the entry has no value"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("actors/avalon.AR.yml", "cannot be an id = rename the file: avalon.ar.yml"),
        ("actors/Old Avalon.AR.yml", "cannot be an id = rename the file: old-avalon-ar.yml"),
        (
            "publication.arabic.yml",
            "is not in a section = name it 'publication.yml', or for a translation, as 'publication.ar.yml'",
        ),
    ],
)
def test_a_translation_under_a_wrong_name_is_told_the_right_one(checked: Check, path: str, told: str) -> None:
    found = checked({"publication.yml": "languages: ar\n", path: "name: Avalon\nkind: state\n"})
    assert any(message.endswith(told) for message in found.messages)


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("date", ["title", "when", "evidence"], "when"),
        ("date", ["statement", "made", "evidence"], "made"),
        ("date", ["title", "published", "retrieved"], "published"),
        ("date", ["id", "text", "due", "state", "on"], "due"),
        ("Date", ["when"], "when"),
        ("published_on", ["published"], "published"),
        ("published on", ["published"], "published"),
        ("date", ["title"], None),
        ("constructor", ["title"], None),
    ],
)
def test_a_word_is_known_by_its_meaning(word: str, choices: list[str], found: str | None) -> None:
    assert meant(word, choices) == found


@pytest.mark.parametrize(
    ("word", "choices", "found"),
    [
        ("probably not", ["probably", "unlikely"], "unlikely"),
        ("not supported", ["supported"], None),
        ("never-seen", ["seen"], None),
        ("not-sen", ["not-seen", "seen"], "not-seen"),
        ("ava\N{ZERO WIDTH SPACE}lon", ["avalon"], "avalon"),
        ("\N{CYRILLIC SMALL LETTER A}valon", ["avalon"], "avalon"),
        ("date", ["state", "when"], "when"),
    ],
)
def test_a_word_is_not_taken_for_its_contrary_nor_for_how_it_is_written(word: str, choices: list[str], found: str | None) -> None:
    assert likeliest(word, choices) == found


@pytest.mark.parametrize(
    ("section", "field", "wanted"),
    [
        ("actors", "type", "kind"),
        ("actors", "title", "name"),
        ("actors", "aka", "aliases"),
        ("actors", "country", "part_of"),
        ("sources", "type", "kind"),
        ("sources", "date", "published"),
        ("sources", "accessed", "retrieved"),
        ("sources", "link", "url"),
        ("sources", "lang", "language"),
        ("sources", "author", "authors"),
        ("sources", "license", "licence"),
        ("sources", "archive", "archived_url"),
        ("sources", "grade", "reliability"),
        ("events", "location", "place"),
        ("events", "participants", "actors"),
        ("events", "topic", "issue"),
        ("events", "description", "summary"),
        ("claims", "topic", "about"),
        ("claims", "status", "assessments"),
        ("claims", "reactions", "positions"),
        ("acts", "reason", "because"),
        ("votes", "result", "outcome"),
        ("votes", "date", "when"),
        ("costs", "sum", "amount"),
        ("costs", "date", "period"),
        ("costs", "type", "kind"),
        ("risks", "probability", "likelihood"),
        ("risks", "severity", "impact"),
        ("drivers", "topic", "issue"),
        ("scenarios", "indicators", "signposts"),
        ("scenarios", "date", "horizon"),
        ("explainers", "subtitle", "deck"),
        ("explainers", "modified", "updated"),
        ("explainers", "author", "editors"),
    ],
)
def test_a_field_of_another_name_is_proposed_in_every_section(
    checked: Check, record: MakeRecord, section: str, field: str, wanted: str
) -> None:
    ending = "md" if section in ("sources", "explainers") else "yml"
    (found,) = (one for one in checked({f"{section}/x.{ending}": record(section, **{field: "x"})}).diagnostics if one.is_error)
    assert found.message == f"unknown field '{field}'"
    assert found.hint in (f"did you mean '{wanted}'?", f"did you mean '{wanted}', which is already given?")


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("quote", "So", "it belongs to 'evidence': indent it below that"),
        ("dimension", "lives", "the fields here are"),
        ("wikidata", "Q42", "the fields here are"),
        ("evidence", "[{source: gazette, says: supports, explainers: [ferry]}]", "it belongs to the record itself: indent it less"),
        ("positions", "[{actor: brigid, stance: denied, when: 2025, evidence: [{source: gazette, says: supports, stance: x}]}]", "did you"),
    ],
)
def test_a_field_of_another_part_is_sent_there(checked: Check, record: MakeRecord, field: str, value: str, hint: str) -> None:
    explainers = None if "explainers" in value else "[ferry]"
    (found,) = checked({"claims/safe.yml": record("claims", explainers=explainers, **{field: value})}).diagnostics
    assert found.rule.code == "unknown-field"
    assert found.hint.startswith(hint)


KINDS: list[type[Part]] = [*SECTIONS, Publication]


def parts_of(kind: type[Part]) -> Iterable[tuple[type[Part], str]]:
    return ((kind, field.key) for field in fields_of(kind).values() if field.is_needed and field.name != "id")


@pytest.mark.parametrize(("kind", "name"), [one for kind in KINDS for one in parts_of(kind)])
def test_a_needed_field_says_what_it_takes_wherever_it_has_a_list(checked: Check, record: MakeRecord, kind: type[Part], name: str) -> None:
    section = getattr(kind, "section", "")
    ending = "md" if section in ("sources", "explainers") else "yml"
    found = [one for one in checked({f"{section}/x.{ending}": record(section, **{name: None})}).diagnostics if one.is_error]
    taken = what_it_takes(fields_of(kind)[name])
    assert [(one.message, one.hint) for one in found] == [(f"'{name}' is missing", f"add '{name}: ...'" + (f", {taken}" if taken else ""))]
    for word in fields_of(kind)[name].choices:
        assert word in found[0].hint


def test_lists_of_words_are_never_cut(checked: Check, record: MakeRecord) -> None:
    wrong, missing = (checked({"acts/x.yml": record("acts", type=value)}).messages[0] for value in ("zzzzz", None))
    for term in ACT_TYPES.terms:
        assert term in wrong
        assert term in missing
    assert "..." not in wrong.replace("'type: ...'", "")


def test_unknown_fields_are_compared_a_few_times_each(checked: Check, record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def count(word: str, choices: Iterable[str]) -> str | None:
        known = list(choices)
        compared.append(len(known))
        return nearest(word, known)

    monkeypatch.setattr(diagnostics, "nearest", count)
    text, costs = record("acts", title=None, by=None), []
    for number in (500, 5000):
        compared.clear()
        found = checked({"acts/x.yml": text + "".join(f"zz{index}x: y\n" for index in range(number))}).found
        assert len(found) == number + 2
        costs.append(sum(compared))
    assert costs[1] <= 10 * costs[0]
    assert costs[1] <= 5000 * 60


@pytest.mark.parametrize(
    ("name", "text", "old"),
    [
        ("actors/isle-of-apples.yml", "name: Isle of Apples\nkind: state\naliases: [Ynys Afallon, Avalon]\n", "avalon"),
        ("actors/isle-of-apples.yml", "name: Avalon\nkind: state\n", "avalon"),
        ("actors/isle-of-apples.yml", "name: Isle of Apples\nkind: state\nshort: AVA\n", "ava"),
        ("actors/isle-of-apples.yml", "name: Isle of Apples\nkind: state\nidentifiers: {iso3166: AVL}\n", "avl"),
        ("actors/isle-of-apples.yml", "name: The Isle of Av\u00e1lon\nkind: state\n", "the-isle-of-avalon"),
        ("actors/isle-of-apples.yml", "name: Isle of Avalon\nkind: state\n", "isle-of-avalone"),
    ],
)
def test_after_a_rename_the_new_id_is_proposed(checked: Check, record: MakeRecord, name: str, text: str, old: str) -> None:
    files = {"actors/avalon.yml": None, "explainers/ferry.md": record("explainers", focal="[brigid]"), name: text}
    claim = record("claims", claimant=f"[{old}]", summary=f"'[x](actor:{old})'")
    found = [one for one in checked({**files, "claims/safe.yml": claim}).diagnostics if one.is_error]
    assert [one.rule.code for one in found] == ["unknown-reference", "unknown-reference"]
    assert {one.hint for one in found} == {"did you mean 'isle-of-apples'?"}


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("avalon, brigid", "write a list: [avalon, brigid]"),
        ("avalon brigid", "write a list: [avalon, brigid]"),
        ("avalon; brigid", "write a list: [avalon, brigid]"),
        ("avalon and brigid", "write a list: [avalon, brigid]"),
        ("avalon & brigid", "write a list: [avalon, brigid]"),
        ("avalon\N{ARABIC COMMA} brigid", "write a list: [avalon, brigid]"),
        ("avalon, camelot", "write the name of its file, without the extension"),
    ],
)
def test_several_ids_in_one_value_are_a_list(checked: Check, record: MakeRecord, value: str, hint: str) -> None:
    (found,) = checked({"claims/safe.yml": record("claims", claimant=value)}).diagnostics
    assert (found.rule.code, found.hint) == ("unknown-reference", hint)


@pytest.mark.parametrize(
    ("section", "field", "value", "hint"),
    [
        ("risks", "raised_by", "avalon, brigid", "write a list: [avalon, brigid]"),
        ("risks", "raised_by", "ava\N{ZERO WIDTH SPACE}lon", "did you mean 'avalon'?"),
        ("votes", "body", "avalon, brigid", "name only one of them"),
        ("votes", "body", "\N{CYRILLIC SMALL LETTER A}valon", "did you mean 'avalon'?"),
    ],
)
def test_words_in_the_place_of_an_id_are_told_where_an_id_is_meant(
    checked: Check, record: MakeRecord, section: str, field: str, value: str, hint: str
) -> None:
    (found,) = checked({f"{section}/x.yml": record(section, **{field: value})}).diagnostics
    assert (found.rule.code, found.hint) == ("unknown-reference", hint)


@pytest.mark.parametrize("words", ["Avalon, in talks with Brigid", "The Avalon Times, citing Brigid", "avalonian envoys", "A & B"])
def test_words_in_the_place_of_an_id_may_have_commas(checked: Check, record: MakeRecord, words: str) -> None:
    assert checked({"risks/x.yml": record("risks", raised_by=words)}).found == []


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("aliases", "Logres, Camelot", ["list-as-text"]),
        ("aliases", "Logres; Camelot", ["list-as-text"]),
        ("aliases", "\N{ARABIC LETTER ALEF}\N{ARABIC COMMA} \N{ARABIC LETTER BEH}", ["list-as-text"]),
        ("aliases", '["Logres, Camelot"]', []),
        ("aliases", '\n  - "Logres, Camelot"', []),
        ("aliases", "[Logres, Camelot]", []),
        ("aliases", "Logres", []),
        ("aliases", "Logres,", []),
        ("description", "Logres, or Camelot.", []),
    ],
)
def test_names_in_one_value_are_told(checked: Check, record: MakeRecord, field: str, value: str, found: list[str]) -> None:
    text = record("actors", name="Avalon", **{field: value})
    assert [one.rule.code for one in checked({"actors/avalon.yml": text}).diagnostics] == found


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("100,000,000", "write 100000000"),
        ("1 500 000", "write 1500000"),
        ("1\N{NO-BREAK SPACE}500", "write '1 500'"),
        ("1.500.000", "write 1500000"),
        ("1'500'000", "write 1500000"),
        ("1_500", "write 1500"),
        ("1,500.25", "write 1500.25"),
        ("1.500,25", "write 1500.25"),
        ("3,5", "write 3.5"),
        ("100 million", "write 100000000"),
        ("2.5bn", "write 2500000000"),
        ("$100", "write 100"),
        ("20%", "write 20"),
        ("\N{EURO SIGN}3.5 billion", "write 3500000000"),
        ("1e9", "write only digits, without separators: 1500000"),
        ("many", "write only digits, without separators: 1500000"),
    ],
)
def test_a_number_is_told_in_digits(checked: Check, record: MakeRecord, value: str, hint: str) -> None:
    found = checked({"costs/x.yml": record("costs", amount=f"\n  best: {value}\n  currency: USD")}).diagnostics
    assert [(one.rule.code, one.hint) for one in found] == [("bad-value", hint)]


def test_what_no_record_refers_to_is_one_line_if_it_is_several(checked: Check, record: MakeRecord) -> None:
    one = checked({"actors/camelot.yml": record("actors")}).diagnostics
    assert fold_unreachable(one) == one
    many = checked({**{f"actors/c{number}.yml": record("actors") for number in range(3)}, "sources/x.md": record("sources"), "acts/x": ""})
    assert sum(found.rule is Rule.UNREACHABLE_RECORD for found in many.diagnostics) == 5
    error, whole = sorted(fold_unreachable(many.diagnostics), key=lambda found: not found.is_error)
    assert error.rule.code == "stray-file"
    assert (str(whole.place), whole.message) == ("content:1:1", "no record refers to 4 actors and 1 source, so readers cannot find them")
    assert "--verbose" in whole.hint

"""What is wrong with a lock of proofs is told where it stands, with what to do; its limits are those of the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.text.position import SourceText
from generator.verify.evidence.lock import REMEDY, read_lock
from generator.verify.evidence.proving import verify_quotations
from tests.conftest import TODAY

if TYPE_CHECKING:
    from tests.conftest import Check, MakeCorpus, MakeRecord

GOOD: dict[str, Any] = {"text": "a" * 64, "size": 100, "start": 3, "length": 5, "quote": "b" * 64, "on": "2026-06-01"}
SHORTENED: dict[str, Any] = {**GOOD, "parts": [[3, 4], [6, 8]], "left_out": 1}
OLD = "remove the file and run 'onrecord verify' with all texts, which recreates every proof under the current rules"


def lines(**values: object) -> str:
    return (
        "{\n"
        + "".join(f"{json.dumps(key.replace('_', ' '))}: {json.dumps(value)},\n" for key, value in values.items())
        + '"version": 2\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", f"1:2 the lock is not valid JSON: expecting property name enclosed in double quotes = {REMEDY}"),
        *((text, f"{place} the lock is not valid JSON: expecting value = {OLD}") for text, place in (("", "1:1"), (" \n", "2:1"))),
        ('{"version": ' + "9" * 5000 + "}", f"1:1 the lock is not valid JSON = {REMEDY}"),
        ("[" * 100_000, f"1:1 the lock is not valid JSON = {REMEDY}"),
        ("[]", f"1:1 the lock is not an object = {REMEDY}"),
        ('{\n\n "version": 1}', f"3:2 the lock is not of version 2, the only supported one = {OLD}"),
        (" {}", f"1:1 the lock is not of version 2, the only supported one = {OLD}"),
        (lines(b_p1=GOOD, a_p0=GOOD), f"3:1 'a p0' is not the key of a proof = {REMEDY}"),
        (lines(b_p1=GOOD, **{"x" * 90: GOOD}), f"3:1 '{'x' * 80}' is not the key of a proof = {REMEDY}"),
        (lines(b_p1=GOOD, a_p1={}), f"3:1 'a p1' is not a proof as 'onrecord verify' writes it: 'text': field required = {REMEDY}"),
        (lines(a_p1=GOOD, b_p1=GOOD) + " ", None),
        ('{"a p1": {"on": 1, "on": 2},\n "version": 2}', f"1:20 duplicate key 'on' with different proofs = {REMEDY}"),
    ],
)
def test_a_mistake_in_a_lock_is_told_where_it_stands(text: str, told: str | None) -> None:
    lock, found = read_lock(SourceText("l", text))
    messages = [f"{one.place.line}:{one.place.column} {one.message} = {one.hint}" for one in found]
    assert messages[:1] == ([told] if told else [])
    assert bool(lock.proofs) is (told is None)


def test_the_place_of_a_mistake_reaches_to_its_end() -> None:
    _, (found,) = read_lock(SourceText("l", lines(a_p0=GOOD)))
    assert (found.place.line, found.place.column, found.place.end_line, found.place.end_column) == (2, 1, 2, 7)


@pytest.mark.parametrize(
    ("proof", "mistake"),
    [
        (GOOD, ""),
        ({**GOOD, "start": 0}, ""),
        ({**GOOD, "start": 95}, ""),
        ({**GOOD, "start": 96}, "within"),
        ({**GOOD, "start": -1}, "start"),
        ({**GOOD, "length": 1}, ""),
        ({**GOOD, "length": 0}, "length"),
        ({**GOOD, "size": 8}, ""),
        ({**GOOD, "size": 7}, "within"),
        ({**GOOD, "size": 100.0}, "size"),
        (SHORTENED, ""),
        ({**SHORTENED, "left_out": 0}, ""),
        ({**SHORTENED, "left_out": -1}, "left_out"),
        ({**SHORTENED, "left_out": 1.0}, "left_out"),
        ({**SHORTENED, "parts": [[3, 8]]}, ""),
        ({**SHORTENED, "parts": [[2, 8]]}, "within"),
        ({**SHORTENED, "parts": [[3, 9]]}, "within"),
        ({**SHORTENED, "parts": [[3, 3]]}, "within"),
        ({**SHORTENED, "parts": [[3]]}, "parts"),
        ({**SHORTENED, "parts": [[3, 4, 5]]}, "parts"),
        ({**SHORTENED, "parts": [["3", 4]]}, "parts"),
        ({**SHORTENED, "parts": [{"3": 4}]}, "parts"),
        ({**SHORTENED, "parts": 3}, "parts"),
        ({**GOOD, "text": "a" * 63}, "text"),
        ({**GOOD, "text": "g" * 64}, "text"),
        ({**GOOD, "on": "2026-6-1"}, "on"),
        ({**GOOD, "on": "20260601"}, "on"),
        ({**GOOD, "on": 20260601}, "on"),
    ],
)
def test_a_proof_lies_within_its_text(proof: dict[str, Any], mistake: str) -> None:
    _, found = read_lock(SourceText("l", lines(a_p1=proof)))
    told = "'a p1' is not a proof as 'onrecord verify' writes it: " + (
        "the words must lie within" if mistake == "within" else f"'{mistake}"
    )
    assert [one.message[: len(told)] for one in found] == ([told] if mistake else [])


TEXT = "The ferry runs again.\n" + "Other things happened. " * 40
QUOTED = "[{source: gazette, says: supports, credibility: 2, quote: %s}]"


def test_a_proof_too_many_and_a_quotation_without_one_are_told_apart(checked: Check, corpus: MakeCorpus, record: MakeRecord) -> None:
    def claims(**quotes: str) -> dict[str, str]:
        return {f"claims/{name}.yml": record("claims", evidence=QUOTED % quote) for name, quote in quotes.items()}

    files = claims(a="The ferry", b="runs again")
    lock = verify_quotations(corpus(files), {"gazette": SourceText("gazette.txt", TEXT)}, TODAY).lock
    unused = next(line.partition('"')[2].partition('"')[0] for line in lock.splitlines() if '"start": 10' in line)
    gone = {**claims(a="The ferry"), "claims/b.yml": record("claims"), "evidence.lock.json": lock}
    found = checked(gone)
    number = [line.startswith(f'"{unused}"') for line in lock.splitlines()].index(True) + 1
    assert found.found == [f"evidence.lock.json:{number}:1 stale-lock"]
    assert found.messages == [f"no record uses the proof '{unused}' = run 'onrecord verify' to remove it, or restore the record"]
    assert found.diagnostics[0].place.end_column == len(unused) + 3
    changed = checked({**claims(a="The ferry", b="runs agian"), "evidence.lock.json": lock})
    assert changed.found == ["claims/b.yml:6:69 quote-changed"]
    mend = "restore the proved words, or run 'onrecord verify' with the text of the source"
    assert changed.messages == [f"this is not the quotation of 'gazette' that was proved on 2026-06-01 = {mend}"]
    passage = {**claims(a="The ferry"), "claims/b.yml": record("claims", evidence=PASSAGE), "evidence.lock.json": lock}
    assert [one.split()[-1] for one in checked(passage).found] == ["stale-lock"]


PASSAGE = "[{source: gazette, says: supports, credibility: 2, passage: p1}]"


def test_words_that_the_lock_has_otherwise_are_told(checked: Check, corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {"claims/a.yml": record("claims", evidence=QUOTED % "The ferry")}
    lock = verify_quotations(corpus(files), {"gazette": SourceText("gazette.txt", TEXT)}, TODAY).lock
    quote = lock.partition('"quote": "')[2][:64]
    found = checked({**files, "evidence.lock.json": lock.replace(quote, "0" * 64)})
    assert found.found == ["claims/a.yml:6:69 quote-changed"]
    assert found.messages[0].startswith("the lock has a different hash for these words of 'gazette' = restore the proved words")

"""The lock of proofs: written by 'verify', held against the records by 'check', shown to readers."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from generator.command.cli import cli
from generator.model.records import Claim
from generator.model.records.shared import Evidence
from generator.text.normalising import normalise
from generator.text.position import SourceText, Span
from generator.verify.evidence.annotations import annotations_text
from generator.verify.evidence.brackets import words_in
from generator.verify.evidence.lock import LockedProof, lock_text, read_lock
from generator.verify.evidence.proving import lock_of, verify_quotations
from generator.verify.evidence.texts import MOST_TEXT_BYTES, read_texts
from generator.verify.evidence.uses import LOCATED, NAMED, TRANSCRIBED, VERIFIED, WHOLE, digest, proof_key, proof_of, uses_in
from tests.conftest import MINIMAL, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from generator.verify.evidence.proving import Verified
    from tests.conftest import Check, MakeCorpus, MakeRecord, WriteContent

TEXT = "The ferry runs again.\nBrigid said it would not stop in 2025. She said so twice.\n" + "Other things happened. " * 40 + "\n"
CLAIM = "[{source: gazette, says: supports, credibility: 2, %s}]"
LATER = date(2026, 7, 1)


@pytest.fixture
def claim(record: MakeRecord) -> dict[str, str]:
    return {"claims/ferry.yml": record("claims", evidence=CLAIM % "quote: it would not stop in 2025")}


def texts(text: str = TEXT) -> dict[str, SourceText]:
    return {"gazette": SourceText("private/sources/gazette.txt", text)}


def told(verified: Verified) -> list[str]:
    return [f"{one.place} {one.rule.code}: {one.message} = {one.hint}" for one in verified.diagnostics]


def test_a_proof_is_one_line(corpus: MakeCorpus, claim: dict[str, str]) -> None:
    verified = verify_quotations(corpus(claim), texts(), TODAY)
    assert told(verified) == []
    assert verified.summary == "1 quotations and passages proved, 0 earlier proofs kept, 0 not machine-checked"
    form = digest(normalise(TEXT))
    quote = digest("it would not stop in 2025")
    key = digest("it would not stop in 2025\0\0\0")[:16]
    assert verified.lock == (
        f'{{\n"gazette q-{key}": {{"text": "{form}", "size": 1001, "start": 34, "length": 25, "quote": "{quote}", "on": "2026-06-01"}},\n'
        '"version": 2\n}\n'
    )


SHORT: Final = (
    "The ferry runs again, as Brigid had hoped, in May.\nIt stops in June. It rains then. It is dark.\n" + "Other things happened. " * 60
)


def test_what_is_left_out_is_shown_counted_and_said(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "claims/x.yml": record("claims", evidence=CLAIM % "quote: 'The ferry runs again [...] in May.'"),
        "claims/y.yml": record("claims", evidence=CLAIM % "quote: 'It stops in June. [...] It is dark.'"),
        "claims/z.yml": record("claims", evidence=CLAIM % "quote: The ferry runs again"),
    }
    verified = verify_quotations(corpus(files), texts(SHORT), TODAY)
    assert told(verified) == []
    assert verified.shortened == (
        "content/claims/x.yml:6:69: omits the words in ⟦ ⟧: The ferry runs again⟦, as Brigid had hoped, ⟧in May.",
        "content/claims/y.yml:6:69: omits the words in ⟦ ⟧: It stops in June.⟦ It rains then. ⟧It is dark.",
    )
    made = corpus({**files, "evidence.lock.json": verified.lock})
    lock = lock_of(made, TODAY)
    assert [one.left_out for one in sorted(lock.proofs.values(), key=lambda one: (one.start, one.left_out))] == [0, 4, 3]
    said = {name: proof_of(made.one(Claim, name).evidence[0], lock).shortened for name in "xyz"}
    assert said == {"x": "shortened by 4 words", "y": "shortened by 3 words", "z": ""}


def test_a_proof_of_another_text_is_not_as_in_the_lock(corpus: MakeCorpus, claim: dict[str, str]) -> None:
    made = corpus({**claim, "evidence.lock.json": verify_quotations(corpus(claim), texts(), TODAY).lock})
    assert "1 quotations and passages proved, 1 of them unchanged, " in verify_quotations(made, texts(), LATER).summary
    assert "as in the lock" not in verify_quotations(made, texts(TEXT + "More.\n"), LATER).summary


def test_one_word_left_out_is_one(corpus: MakeCorpus, record: MakeRecord) -> None:
    own = record("sources", "Ours.\n\n## Text\n\nIt rains hard today.", rights="owned", reliability="B")
    evidence = (CLAIM % "quote: 'It rains [...] today'").replace("gazette", "times")
    made = corpus({"sources/times.md": own, "claims/x.yml": record("claims", evidence=evidence)})
    proof = proof_of(made.one(Claim, "x").evidence[0], lock_of(made, TODAY))
    assert (proof.words, proof.shortened) == ("Verified", "shortened by one word")


def test_the_same_proof_keeps_its_date(corpus: MakeCorpus, claim: dict[str, str]) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    assert verify_quotations(corpus({**claim, "evidence.lock.json": lock}), texts(), LATER).lock == lock


def test_another_text_gets_another_date(corpus: MakeCorpus, claim: dict[str, str]) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    assert '"2026-07-01"' in verify_quotations(corpus({**claim, "evidence.lock.json": lock}), texts(TEXT + "More.\n"), LATER).lock


def test_proofs_are_kept_while_the_text_is_away(corpus: MakeCorpus, claim: dict[str, str]) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    verified = verify_quotations(corpus({**claim, "evidence.lock.json": lock}), {}, LATER)
    assert (verified.lock, "1 earlier proofs kept" in verified.summary, told(verified)) == (lock, True, [])


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("quote: it would stop in 2025", "quote-not-found: the words are not in the text of 'gazette': 'not' is missing after 'would'"),
        (
            "quote: it would not stop in 2026",
            "quote-not-found: the words are not in the text of 'gazette': the source has '2025', not '2026'",
        ),
        ("quote: stop in 202", "quote-not-found: in 'gazette', these words start or end inside a longer word or number"),
        ("quote: zebras graze", "quote-not-found: the words are not in the text of 'gazette', nor any similar ones"),
        (
            "quote: said",
            "quote-ambiguous: the words occur 2 times in 'gazette' = add 'prefix' with the words directly before the quotation",
        ),
        ("quote: said, prefix: He", "quote-not-found: the words are in 'gazette', but not after this prefix"),
        ("quote: said, suffix: no", "quote-not-found: the words are in 'gazette', but not before this suffix"),
        ("quote: runs again, passage: p2", "quote-not-found: the words are in 'gazette', but not in 'p2' = they are in 'p1.s1'"),
        ("quote: 'again [...] again'", "quote-misleads: the parts of the quotation are not in this order"),
        ("quote: 'would [...] stop in'", "quote-misleads: '[...]' shortens a sentence with a negation"),
        ("quote: '[Brigid]'", "quote-not-found: the quotation has no words"),
        ("passage: p4", "passage-not-found: 'gazette' has no 'p4': the text has 3 paragraphs"),
        ("passage: p2.s3", "passage-not-found: 'gazette' has no 'p2.s3': 'p2' has 2 sentences"),
        ("quote: said so, passage: p2.s1", "quote-not-found: the words are in 'gazette', but not in 'p2.s1' = they are in 'p2.s2'"),
    ],
)
def test_what_is_not_there_is_said_with_its_remedy(corpus: MakeCorpus, record: MakeRecord, evidence: str, expected: str) -> None:
    found = told(verify_quotations(corpus({"claims/ferry.yml": record("claims", evidence=CLAIM % evidence)}), texts(), TODAY))
    assert len(found) == 1
    assert found[0].split(" ", 1)[1].startswith(expected)
    assert found[0].split(" = ")[1]


LONG: Final = ("a" * 59, "b" * 59)


@pytest.mark.parametrize(
    ("text", "quote", "field", "options"),
    [
        ("One two three four it rains. So it rains.", "it rains", "prefix", "'two three four' or 'it rains. So'"),
        (f"{LONG[0]} it rains. {LONG[1]} it rains.", "it rains", "prefix", f"'{LONG[0]}' or '{LONG[1]}'"),
        ("So it rains now and then here. So it rains there.", "So it rains", "suffix", "'now and then' or 'there.'"),
        (f"So it rains {LONG[0]} end. So it rains {LONG[1]} end.", "So it rains", "suffix", f"'{LONG[0]}' or '{LONG[1]}'"),
    ],
)
def test_repeats_are_told_apart_by_the_words_beside_them(
    corpus: MakeCorpus, record: MakeRecord, text: str, quote: str, field: str, options: str
) -> None:
    made = corpus({"claims/ferry.yml": record("claims", evidence=CLAIM % f"quote: {quote}")})
    (found,) = verify_quotations(made, texts(text), TODAY).diagnostics
    beside = "before" if field == "prefix" else "after"
    assert found.rule.code == "quote-ambiguous"
    assert found.hint == f"add '{field}' with the words directly {beside} the quotation: {options}"


def test_repeats_with_the_same_words_beside_them_are_told_apart_by_their_place(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"claims/ferry.yml": record("claims", evidence=CLAIM % "quote: So it rains")})
    (found,) = verify_quotations(made, texts("So it rains now So it rains"), TODAY).diagnostics
    assert found.hint == "quote more of the sentence, or add 'passage'"


def test_words_of_a_step_are_proved_too(corpus: MakeCorpus, record: MakeRecord) -> None:
    step = "[{actor: brigid, stance: repeated, when: 2025-03-01, words: it would stop, evidence: [{source: gazette, says: supports}]}]"
    verified = verify_quotations(corpus({"claims/ferry.yml": record("claims", positions=step)}), texts(), TODAY)
    assert [one.rule.code for one in verified.diagnostics] == ["quote-not-found"]
    assert str(verified.diagnostics[0].place) == "content/claims/ferry.yml:8:72"


def test_an_altered_quotation_is_no_new_one_without_the_text(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    altered = {"claims/ferry.yml": record("claims", evidence=CLAIM % "quote: it would stop in 2025"), "evidence.lock.json": lock}
    found = checked(altered)
    assert [one.rule.code for one in found.diagnostics] == ["quote-changed"]
    assert [one.rule.code for one in verify_quotations(found.corpus, {}, LATER).diagnostics] == ["quote-changed"]


def test_typography_alters_no_quotation(checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    same = record("claims", evidence=CLAIM % "quote: it\u00a0would not st\u00adop  in 2025")
    assert checked({"claims/ferry.yml": same, "evidence.lock.json": lock}).found == []


def test_a_new_quotation_is_not_yet_proved_and_no_mistake(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    other = record("claims", evidence=CLAIM % "quote: runs again")
    found = checked({**claim, "claims/other.yml": other, "evidence.lock.json": lock})
    assert found.found == []
    assert proof_of(found.corpus.one(Claim, "other").evidence[0], lock_of(found.corpus, TODAY)) == TRANSCRIBED


def test_a_proof_without_a_record_is_stale_and_dropped(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    found = checked({"claims/ferry.yml": record("claims"), "evidence.lock.json": lock})
    assert found.found == ["evidence.lock.json:2:1 stale-lock"]
    assert verify_quotations(found.corpus, texts(), LATER).lock == '{\n"version": 2\n}\n'
    assert verify_quotations(found.corpus, {}, LATER).lock == '{\n"version": 2\n}\n'


def test_the_proofs_of_a_text_that_now_stands_in_the_repository_are_stale(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    own = record("sources", f"Ours.\n\n## Text\n\n{TEXT}", rights="owned", reliability="B")
    claims = {"claims/ferry.yml": record("claims", evidence=CLAIM % "quote: The ferry runs again")}
    assert checked({**claims, "sources/gazette.md": own, "evidence.lock.json": lock}).found == ["evidence.lock.json:2:1 stale-lock"]


def test_a_document_used_as_a_whole_is_no_other_passage_than_the_one_proved(checked: Check, corpus: MakeCorpus, record: MakeRecord) -> None:
    lock = verify_quotations(corpus({"claims/ferry.yml": record("claims", evidence=CLAIM % "passage: p1")}), texts(), TODAY).lock
    found = checked({"claims/ferry.yml": record("claims"), "evidence.lock.json": lock})
    assert found.found == ["evidence.lock.json:2:1 stale-lock"]


def test_a_stale_proof_is_told_by_its_file_where_its_key_is_written_otherwise(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock.replace('"gazette q-', '"gazett\\u0065 q-')
    found = checked({"claims/ferry.yml": record("claims"), "evidence.lock.json": lock})
    assert [(str(one.place), one.place.end_column) for one in found.diagnostics] == [("content/evidence.lock.json:1:1", 1)]


def test_brackets_of_what_is_only_transcribed_are_judged(checked: Check, record: MakeRecord) -> None:
    given = record("claims", evidence=CLAIM % "quote: 'it would [not] stop'")
    own = record("sources", "Ours.\n\n## Text\n\nIt stops.", rights="owned", reliability="B")
    for quote, rules in (("it would [not] stop", ["quote-misleads"]), ("it [soon] [...] stop", ["quote-misleads"]), ("it would stop", [])):
        assert [one.rule.code for one in checked({"claims/x.yml": given.replace("it would [not] stop", quote)}).diagnostics] == rules
    (found,) = checked({"claims/x.yml": given.replace("it would [not] stop", "it [soon] [...] stop")}).diagnostics
    assert found.message == "the brackets '[soon]' replace words of the source"
    files = {"sources/own.md": own, "claims/x.yml": given.replace("gazette", "own")}
    assert [one.rule.code for one in checked(files).diagnostics] == ["quote-not-found"]


@pytest.mark.parametrize("mistake", ["hegde: asserted\n", "{"])
def test_the_proofs_of_a_record_that_cannot_be_read_are_not_called_stale(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], mistake: str
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    found = checked({"claims/ferry.yml": claim["claims/ferry.yml"] + mistake, "evidence.lock.json": lock})
    assert {one.place.path for one in found.diagnostics} == {"content/claims/ferry.yml"}


def test_the_proofs_of_what_is_lost_of_a_record_are_not_called_stale(checked: Check, corpus: MakeCorpus, claim: dict[str, str]) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    found = checked({"claims/ferry.yml": claim["claims/ferry.yml"].replace("source: ", "source: @"), "evidence.lock.json": lock})
    assert {one.place.path for one in found.diagnostics} == {"content/claims/ferry.yml"}
    assert {one.rule.code for one in found.diagnostics} == {"yaml-syntax"}


def test_what_a_record_that_cannot_be_read_may_have_quoted_is_not_called_changed(
    checked: Check, corpus: MakeCorpus, claim: dict[str, str], record: MakeRecord
) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    unread = claim["claims/ferry.yml"].replace("made: 2025-03-01", "made: never")
    other = record("claims", evidence=CLAIM % "quote: runs again")
    found = checked({"claims/ferry.yml": unread, "claims/other.yml": other, "evidence.lock.json": lock})
    assert found.found == ["claims/ferry.yml:3:7 bad-date"]


def test_a_number_of_many_digits_in_the_lock_is_a_mistake(checked: Check) -> None:
    assert checked({"evidence.lock.json": '{"version": ' + "9" * 5000 + "}"}).found == ["evidence.lock.json:1:1 bad-lock"]


NO_PROOF = "'a p1' is not a proof as 'onrecord verify' writes it: "
GOOD = {"text": "a" * 64, "size": 100, "start": 3, "length": 5, "quote": "b" * 64, "on": "2026-06-01"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the lock is not valid JSON"),
        ("[]", "the lock is not an object"),
        ("{}", "the lock is not of version 2"),
        ('{"version": 1}', "the lock is not of version 2"),
        ('{"version": true}', "the lock is not of version 2"),
        ("[" * 100_000, "the lock is "),
        ('{\n"a p1": {},\n<<<<<<< HEAD\n"version": 2\n}', "the lock has markers of an unresolved merge conflict"),
        (json.dumps({"a p1": {}, "version": 2}), NO_PROOF),
        (json.dumps({"a p0": GOOD, "version": 2}), "'a p0' is not the key of a proof"),
        (json.dumps({"A p1": GOOD, "version": 2}), "'A p1' is not the key of a proof"),
        (json.dumps({"a p1": [], "version": 2}), NO_PROOF),
        (json.dumps({"a p1": {**GOOD, "more": 1}, "version": 2}), NO_PROOF),
        (json.dumps({"a p1": {**GOOD, "text": "A" * 64}, "version": 2}), f"{NO_PROOF}'text'"),
        (json.dumps({"a p1": {**GOOD, "quote": 5}, "version": 2}), f"{NO_PROOF}'quote'"),
        (json.dumps({"a p1": {**GOOD, "start": -1}, "version": 2}), f"{NO_PROOF}'start'"),
        (json.dumps({"a p1": {**GOOD, "length": 98}, "version": 2}), f"{NO_PROOF}the words must lie within"),
        (json.dumps({"a p1": {**GOOD, "length": True}, "version": 2}), f"{NO_PROOF}'length'"),
        (json.dumps({"a p1": {**GOOD, "parts": [[1, 2]], "left_out": 1}, "version": 2}), f"{NO_PROOF}the words must lie within"),
        (json.dumps({"a p1": {**GOOD, "parts": [3, 4], "left_out": 1}, "version": 2}), f"{NO_PROOF}'parts.0'"),
        (json.dumps({"a p1": {**GOOD, "parts": [[3, 4], [6, 8]]}, "version": 2}), NO_PROOF),
        (json.dumps({"a p1": {**GOOD, "left_out": 1}, "version": 2}), NO_PROOF),
        (json.dumps({"a p1": {**GOOD, "parts": [[3, 4], [6, 8]], "left_out": -1}, "version": 2}), f"{NO_PROOF}'left_out'"),
        (json.dumps({"a p1": {**GOOD, "parts": [[3, 4], [6, 8]], "left_out": True}, "version": 2}), f"{NO_PROOF}'left_out'"),
        (json.dumps({"a p1": {**GOOD, "on": "yesterday"}, "version": 2}), f"{NO_PROOF}'on'"),
        (json.dumps({"a p1": {**GOOD, "on": "2026-02-30"}, "version": 2}), f"{NO_PROOF}'on'"),
        (f'{{"a p1": {json.dumps(GOOD)}, "a p1": {json.dumps({**GOOD, "start": 4})}, "version": 2}}', "duplicate key 'a p1'"),
    ],
)
def test_a_broken_lock_is_said_to_be(text: str, message: str) -> None:
    lock, found = read_lock(SourceText("content/evidence.lock.json", text))
    assert lock.proofs == {}
    assert [one.rule.code for one in found] == ["bad-lock"]
    assert found[0].message.startswith(message)


def test_both_sides_of_a_merge_may_add_the_same_proof() -> None:
    line = f'"a p1": {json.dumps(GOOD)},\n'
    lock, found = read_lock(SourceText("l", f'{{\n{line}{line}"version": 2\n}}\n'))
    assert found == ()
    assert list(lock.proofs) == ["a p1"]


PROVED: dict[str, Any] = {"text": "a" * 64, "size": 90, "start": 3, "length": 20, "quote": "b" * 64, "on": TODAY}


def test_a_lock_is_read_as_it_was_written() -> None:
    proofs = [
        LockedProof(**PROVED, key="b q-0123456789abcdef", parts=(Span(3, 8), Span(20, 23)), left_out=2),
        LockedProof(**PROVED, key="a p2.s1"),
    ]
    text = lock_text(proofs)
    lock, found = read_lock(SourceText("l", text))
    assert found == ()
    assert lock_text(lock.proofs.values()) == text == lock_text(reversed(proofs))


@pytest.mark.parametrize(
    ("evidence", "proof"),
    [
        ("quote: So be it", TRANSCRIBED),
        ("quote: So be it, passage: p4", TRANSCRIBED),
        ("passage: p4.s2", NAMED),
        ("note: It says so", WHOLE),
    ],
)
def test_what_was_not_checked_says_so(corpus: MakeCorpus, record: MakeRecord, evidence: str, proof: object) -> None:
    made = corpus({"claims/x.yml": record("claims", evidence=CLAIM % evidence)})
    one = made.one(Claim, "x").evidence[0]
    assert proof_of(one, lock_of(made, TODAY)) == proof
    assert one.is_whole is (proof is WHOLE)


@pytest.mark.parametrize(
    ("evidence", "mark", "words"),
    [
        ("quote: would not stop", "verified", "Verified on 2026-06-01 against the text with hash "),
        ("passage: p2.s1", "passage", "Passage located on 2026-06-01 against the text with hash "),
    ],
)
def test_what_was_proved_says_when_and_against_what(corpus: MakeCorpus, record: MakeRecord, evidence: str, mark: str, words: str) -> None:
    claims = {"claims/x.yml": record("claims", evidence=CLAIM % evidence)}
    made = corpus({**claims, "evidence.lock.json": verify_quotations(corpus(claims), texts(), TODAY).lock})
    proof = proof_of(made.one(Claim, "x").evidence[0], lock_of(made, LATER))
    assert (proof.mark, proof.words) == (mark, words + digest(normalise(TEXT))[:12])


@pytest.mark.parametrize(("evidence", "proof"), [("quote: would not stop", VERIFIED), ("passage: p2.s1", LOCATED)])
def test_texts_in_the_repository_need_no_lock(corpus: MakeCorpus, record: MakeRecord, evidence: str, proof: object) -> None:
    own = record("sources", f"Ours.\n\n## Text\n\n{TEXT}", rights="owned", reliability="B")
    made = corpus({"sources/times.md": own, "claims/x.yml": record("claims", evidence=(CLAIM % evidence).replace("gazette", "times"))})
    lock = lock_of(made, TODAY)
    assert proof_of(made.one(Claim, "x").evidence[0], lock) == proof
    assert verify_quotations(made, read_texts(made, []).held, TODAY).lock == '{\n"version": 2\n}\n'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gazette.txt", b"\xff", "the text is not UTF-8"),
        ("gazette.txt", b" \n", "the text is empty"),
        ("gazete.txt", b"x", "no source has the id 'gazete'"),
        ("gazette.txt", b"x" * (MOST_TEXT_BYTES + 1), "the text has"),
    ],
)
def test_texts_that_cannot_be_read(corpus: MakeCorpus, tmp_path: Path, name: str, data: bytes, message: str) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / name).write_bytes(data)
    found = read_texts(corpus({}), [folder])
    assert found.held == {}
    assert [one.message[: len(message)] for one in found.diagnostics] == [message]


def test_links_to_texts_and_texts_that_differ_are_refused(corpus: MakeCorpus, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "gazette.txt").write_text("A.")
    (other / "gazette.txt").write_text("B.")
    (one / "herald.txt").symlink_to(one / "gazette.txt")
    (one / "notes.md").write_text("not a text")
    found = read_texts(corpus({}), [one, other, tmp_path / "none"])
    assert {name: text.text for name, text in found.held.items()} == {"gazette": "A."}
    assert [one.message for one in found.diagnostics] == [
        "'herald.txt' is a symbolic link",
        "there are two different texts of 'gazette'",
        "this folder of texts does not exist",
    ]


def test_the_command_writes_the_lock_only_where_nothing_is_wrong(content: WriteContent, claim: dict[str, str], tmp_path: Path) -> None:
    folder = content({**MINIMAL, **claim})
    held = tmp_path / "held"
    held.mkdir()
    (held / "gazette.txt").write_text(TEXT.replace("2025", "2024"))
    run = CliRunner()
    arguments = ["verify", "--project", str(tmp_path), "--today", "2026-06-01"]
    failed = run.invoke(cli, arguments, env={"ONRECORD_TEXTS": str(held)})
    assert failed.exit_code == 1
    assert "quote the source exactly: 'it would not stop in 2024'" in failed.output
    assert not (folder / "evidence.lock.json").exists()
    (held / "gazette.txt").write_text(TEXT)
    done = run.invoke(cli, [*arguments, "--texts", str(held)])
    assert done.exit_code == 0
    assert done.output == "1 quotations and passages proved, 0 earlier proofs kept, 0 not machine-checked\n"
    again = run.invoke(cli, [*arguments, "--texts", str(held)])
    assert again.output == "1 quotations and passages proved, 1 of them unchanged, 0 earlier proofs kept, 0 not machine-checked\n"
    assert (folder / "evidence.lock.json").read_text().count("\n") == 4
    assert run.invoke(cli, ["check", *arguments[1:]]).exit_code == 0


@pytest.mark.parametrize(
    ("quote", "words"),
    [("one two", 2), ("one [the] two", 2), ("one [...] two", 2), ("one – two", 1), ("北京市", 3), ("北京 ok", 3), ("", 0)],
)
def test_words_are_counted(quote: str, words: int) -> None:
    assert words_in(quote) == words


@pytest.mark.parametrize(
    ("limits", "rules"),
    [
        ("{longest: 6, total: 6, share: 100}", []),
        ("{longest: 5}", ["quote-budget"]),
        ("{longest: 5, total: 5}", ["quote-budget", "quote-budget"]),
        ("{longest: 6, share: 1}", ["quote-budget"]),
    ],
)
def test_budgets_are_kept(checked: Check, corpus: MakeCorpus, claim: dict[str, str], limits: str, rules: list[str]) -> None:
    lock = verify_quotations(corpus(claim), texts(), TODAY).lock
    found = checked({**claim, "publication.yml": f"quoting: {limits}\n", "evidence.lock.json": lock})
    assert [one.rule.code for one in found.diagnostics] == rules


@pytest.mark.parametrize("limits", ["{longest: 0}", "{share: 101}", "{total: many}", "{words: 5}"])
def test_budgets_are_numbers(checked: Check, limits: str) -> None:
    found = checked({"publication.yml": f"quoting: {limits}\n"})
    assert [one.rule.code for one in found.diagnostics] in (["bad-value"], ["unknown-field"])


def test_annotations_say_what_rights_allow(corpus: MakeCorpus, record: MakeRecord) -> None:
    given = CLAIM % "quote: would not stop, prefix: it, suffix: in 2025"
    own = record("sources", f"Ours.\n\n## Text\n\n{TEXT}", rights="owned", reliability="B")
    files = {
        "sources/times.md": own,
        "claims/x.yml": record("claims", evidence=given),
        "claims/y.yml": record("claims", evidence=given.replace("gazette", "times")),
        "claims/z.yml": record("claims", evidence=CLAIM % "passage: p1"),
    }
    made = corpus({**files, "evidence.lock.json": verify_quotations(corpus(files), texts(), TODAY).lock})
    text = annotations_text(made, lock_of(made, TODAY), lambda record: f"https://x.org/{record.section}/{record.id}/")
    items = [one["target"] for one in json.loads(text)["first"]["items"]]
    state = {"type": "TimeState", "sourceDate": "2026-06-01T00:00:00Z", "sha256": digest(normalise(TEXT))}
    place = {"type": "TextPositionSelector", "start": 37, "end": 51}
    assert items[0]["selector"] == [{"type": "TextQuoteSelector", "exact": "would not stop"}, place]
    assert items[0]["state"] == state
    assert items[1]["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "would not stop",
        "prefix": "Brigid said it ",
        "suffix": " in 2025. She said so twice.",
    }
    assert "sourceDate" not in items[1]["state"]
    assert items[2] == {
        "type": "SpecificResource",
        "source": "https://x.org/sources/gazette/",
        "selector": {"type": "TextPositionSelector", "start": 0, "end": 21},
        "state": state,
    }


def test_uses_have_places_and_keys(corpus: MakeCorpus, claim: dict[str, str]) -> None:
    uses = uses_in(corpus(claim))
    assert [(str(use.at("quote")), use.source) for use in uses] == [("content/claims/ferry.yml:6:69", "gazette")]
    whole = Evidence(source="a", says="supports")
    assert proof_key(whole) is None
    assert proof_key(whole.model_copy(update={"passage": "p1"})) == "a p1"
    told: list[dict[str, str]] = [{}, {"prefix": "b"}, {"suffix": "b"}, {"passage": "p1"}, {"passage": "p2"}]
    keys = {proof_key(whole.model_copy(update={"quote": "a", **one})) for one in told}
    assert len(keys) == 5


def test_a_number_without_what_belongs_to_it_is_not_proposed_again(corpus: MakeCorpus, record: MakeRecord) -> None:
    (found,) = verify_quotations(
        corpus({"claims/ferry.yml": record("claims", evidence=CLAIM % "quote: fell by 11")}), texts("Fares fell by 11 percent.\n"), TODAY
    ).diagnostics
    assert found.hint == "quote a number with its sign, fraction and unit: add what comes directly before or after it"

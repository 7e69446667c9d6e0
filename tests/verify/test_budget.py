"""How much is quoted of a source: what adjoins, what is part of another, what share of the text it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.command import cli
from generator.text.position import SourceText
from generator.verify.checks.proofs import NEAR, quotations_of, runs_of, share_of, words_of
from generator.verify.evidence.proving import lock_of, verify_quotations
from tests.conftest import MINIMAL, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.corpus import Corpus
    from generator.verify.evidence.lock import Lock
    from generator.verify.evidence.uses import Use
    from tests.conftest import Check, MakeCorpus, MakeRecord, WriteContent

ONE, OTHER, THIRD = "The ferry runs again", "They said so twice", "It came at noon"
QUOTED = "[{source: gazette, says: supports, credibility: 2, quote: '%s'}]"
REST = ". " + "Nothing else was told. " * 20


@pytest.fixture
def quoting(corpus: MakeCorpus, record: MakeRecord) -> Quoting:
    return Quoting(corpus, record)


class Quoting:
    """Makes claims that quote the Gazette, each some words, and proves them against a text."""

    def __init__(self, corpus: MakeCorpus, record: MakeRecord) -> None:
        self.corpus, self.record = corpus, record

    def made(self, text: str, quotes: tuple[str, ...]) -> Corpus:
        files = {f"claims/c{number}.yml": self.record("claims", evidence=QUOTED % quote) for number, quote in enumerate(quotes)}
        files["publication.yml"] = "title: The Ferry Watch\nquoting: {share: 100}\n"
        verified = verify_quotations(self.corpus(files), {"gazette": SourceText("gazette.txt", text)}, TODAY)
        assert not verified.diagnostics
        return self.corpus({**files, "evidence.lock.json": verified.lock})

    def spent(self, text: str, *quotes: str) -> tuple[list[Use], Lock]:
        made = self.made(text, quotes)
        (found,) = quotations_of(made).values()
        return found, lock_of(made, TODAY)


@pytest.mark.parametrize(("between", "adjoin"), [(2, True), (NEAR, True), (NEAR + 1, False), (NEAR + 40, False)])
def test_quotations_adjoin_up_to_twenty_letters_apart(quoting: Quoting, between: int, *, adjoin: bool) -> None:
    assert NEAR == 20
    spent = quoting.spent(f"{ONE},{'x' * (between - 2)} {OTHER}{REST}", ONE, OTHER)
    assert [(words_of(*run), len(run)) for run in runs_of(*spent)] == ([(8, 2)] if adjoin else [])
    assert [words_of(use) for use in spent[0]] == [4, 4]


def test_what_adjoins_is_told_from_end_to_end(quoting: Quoting) -> None:
    long = f"{ONE}, {OTHER}, {THIRD}"
    spent = quoting.spent(f"{long}{REST}", f"{ONE}, They", "ferry runs again, They said", f"twice, {THIRD}")
    assert [(words_of(*run), [use.record.id for use in run]) for run in runs_of(*spent)] == [(15, ["c0", "c1", "c2"])]


def test_stretches_apart_are_runs_of_their_own(quoting: Quoting) -> None:
    text = f"{ONE}, {OTHER}{REST}{THIRD}. Then it left again{REST}"
    spent = quoting.spent(text, ONE, OTHER, THIRD, "Then it left again")
    assert [[use.record.id for use in run] for run in runs_of(*spent)] == [["c0", "c1"], ["c2", "c3"]]


def test_the_parts_of_one_quotation_are_no_run(quoting: Quoting) -> None:
    assert runs_of(*quoting.spent(f"The ferry, in May, runs again{REST}", "The ferry [...] runs again")) == []


def test_words_within_a_longer_quotation_are_quoted_once(quoting: Quoting) -> None:
    spent = quoting.spent(f"{ONE}{REST}", "ferry runs", ONE, "The ferry")
    assert [(use.record.id, words_of(use)) for use in spent[0]] == [("c1", 4)]


def test_the_longest_comes_first_and_of_what_is_as_long_the_earlier_record(quoting: Quoting) -> None:
    spent = quoting.spent(f"{ONE}{REST}{OTHER}{REST}{THIRD}{REST}", "It came", ONE, OTHER)
    assert [use.record.id for use in spent[0]] == ["c1", "c2", "c0"]


def test_the_share_of_the_text_counts_what_overlaps_once(quoting: Quoting) -> None:
    text = f"{ONE}, {OTHER}."
    spent = quoting.spent(text, "The ferry runs", "ferry runs again", OTHER)
    assert share_of(*spent) == (len(ONE) + len(OTHER)) / len(text)


def test_nothing_is_known_of_words_that_were_not_proved(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"claims/c.yml": record("claims", evidence=QUOTED % ONE), "claims/d.yml": record("claims", evidence=QUOTED % OTHER)})
    (unproved,), lock = quotations_of(made).values(), lock_of(made, TODAY)
    assert (share_of(unproved, lock), runs_of(unproved, lock), words_of(*unproved)) == (None, [], 8)


def test_only_texts_that_may_not_be_published_are_counted(corpus: MakeCorpus, record: MakeRecord) -> None:
    own = record("sources", "Ours.\n\n## Text\n\nThe ferry runs again.", rights="owned", reliability="B")
    quoted = "[{source: times, says: supports, credibility: 2, quote: The ferry runs again}]"
    made = corpus({"sources/times.md": own, "claims/c.yml": record("claims", evidence=quoted)})
    assert quotations_of(made) == {}


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ("{longest: 8, share: 100}", []),
        ("{longest: 7, share: 100}", ["2 adjoining quotations of 'gazette' add up to 8 words in a row (claim 'c0', claim 'c1')"]),
        ("{total: 8, share: 100}", []),
        ("{total: 7, share: 100}", ["8 words of 'gazette' are quoted; at most 7 may be"]),
        ("{longest: 4, total: 8, share: 100}", ["2 adjoining quotations of 'gazette' add up to 8 words in a row (claim 'c0', claim 'c1')"]),
    ],
)
def test_a_limit_may_be_reached_and_not_passed(quoting: Quoting, checked: Check, limits: str, found: list[str]) -> None:
    quoting.made(f"{ONE}, {OTHER}{REST}", (ONE, OTHER))
    messages = checked({"publication.yml": f"title: The Ferry Watch\nquoting: {limits}\n"}).messages
    assert [one.partition(" = ")[0] for one in messages] == found


def test_the_share_of_a_text_is_told_of_the_longest(quoting: Quoting, checked: Check) -> None:
    quoting.made(f"{ONE}{REST}{OTHER}{REST}", (ONE, OTHER))
    found = checked({"publication.yml": "title: The Ferry Watch\nquoting: {share: 3}\n"})
    hint = "cut words, starting with this, the longest of 2 quotations"
    assert found.messages == [f"4.0 % of the text of 'gazette' is quoted; at most 3 % may be = {hint}"]
    assert found.found == ["claims/c0.yml:6:69 quote-budget"]
    assert checked({"publication.yml": "title: The Ferry Watch\nquoting: {share: 4}\n"}).found == []


@pytest.mark.parametrize(
    ("limits", "text", "told"),
    [
        ("{share: 10}", ONE + REST, ""),
        ("{share: 10}", f"{ONE}. That was all of it.", "48.8 % of the text of 'gazette' is quoted; at most 10 % may be"),
        ("{longest: 3}", ONE + REST, "the quotation has 4 words; at most 3 may be quoted from a source under 'quote-only'"),
    ],
)
def test_what_exceeds_the_budget_is_told_before_its_proof_is_written_down(
    content: WriteContent, record: MakeRecord, tmp_path: Path, limits: str, text: str, told: str
) -> None:
    files = {"publication.yml": f"title: The Ferry Watch\nquoting: {limits}\n", "claims/c.yml": record("claims", evidence=QUOTED % ONE)}
    folder = content({**MINIMAL, **files})
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "gazette.txt").write_text(text, encoding="utf-8")
    project = ["--project", str(folder.parent)]
    result = CliRunner().invoke(cli.cli, ["verify", *project, "--texts", str(tmp_path / "texts")])
    assert result.exit_code == (1 if told else 0)
    assert told in result.output
    assert ("quote-budget" in result.output, "evidence.lock.json was not written" in result.output) == (bool(told), bool(told))
    assert (folder / "evidence.lock.json").exists() == (not told)
    assert CliRunner().invoke(cli.cli, ["check", *project]).exit_code == (1 if "words" in told else 0)

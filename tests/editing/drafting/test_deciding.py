"""Proposals as files: checked, left out of every build, accepted whole or not at all, dropped for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.command import cli
from generator.editing.drafting.proposals import read_proposals
from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import MakeRecord, WriteContent

pytestmark = pytest.mark.slow

TEXT = """The ferry is “safe and sound at last,” said Brigid on Monday.
On Monday, Avalon condemned Brigid for it.
Captain Bo Lund warned that the ferry would sink.
It may cost Avalon $5 million.
"""


@pytest.fixture
def project(content: WriteContent, record: MakeRecord) -> Path:
    quoting = "title: T\nquoting: {share: 100}\n"
    folder = content({**MINIMAL, "claims/safe.yml": record("claims"), "publication.yml": quoting}).parent
    (folder / "private" / "sources").mkdir(parents=True)
    (folder / "private" / "sources" / "gazette.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def run(project: Path) -> Callable[..., Result]:
    def run(command: str, *arguments: str, says: str | None = None) -> Result:
        options = [command, "--project", str(project), "--today=2026-06-01"]
        result = CliRunner(env={"ONRECORD_TEXTS": None}).invoke(cli.cli, [*options, *arguments], input=says)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def drafted(run: Callable[..., Result], project: Path) -> Callable[[str], str]:
    """Return what gives the id of the first proposal of a kind."""
    assert run("draft", "gazette").exit_code == 0

    def first(kind: str) -> str:
        return next(one.id for one in read_proposals(project).files.values() if one.proposal.kind == kind)

    return first


def files(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in sorted(project.rglob("*")) if path.is_file()}


def test_a_text_is_drafted_once_and_its_proposals_are_fine(run: Callable[..., Result], project: Path) -> None:
    first = run("draft", "gazette")
    assert "new proposals, 0 existing; rules: all, for English" in first.output
    before = files(project)
    again = run("draft", "sources/gazette")
    assert again.output.startswith("no new proposals, ")
    assert files(project) == before
    assert all("status: proposed\n" in text.decode() for name, text in before.items() if "/proposals/" in name)
    assert run("check").output.endswith("6 records checked\n")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("herald", "the text of 'herald' is not available\n  = save it as private/sources/herald.txt"),
        ("gazete", "there is no source 'gazete'\n  = did you mean 'gazette'?"),
        ("actors/avalon", "'actors/avalon' is not a source"),
    ],
)
def test_what_cannot_be_drafted_is_said(run: Callable[..., Result], project: Path, source: str, why: str) -> None:
    result = run("draft", source)
    assert (result.exit_code, why in result.output) == (1, True), result.output
    assert not (project / "private" / "proposals").exists()


def test_a_quotation_becomes_a_claim_with_its_evidence(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    name = drafted("quotation")
    result = run("accept", name, "statement=The ferry is safe at last", "made=2025-03-01", "issue=economic", "explainers=ferry")
    assert result.exit_code == 0, result.output
    text = (project / "content" / "claims" / "the-ferry-is-safe-at-last.yml").read_text(encoding="utf-8")
    assert "claimant: [brigid]\n" in text
    assert "evidence: [{source: gazette, says: supports, quote: safe and sound at last, speaker: brigid}]\n" in text
    assert run("check").exit_code == 0
    assert run("verify").output.startswith("1 quotations and passages proved")
    one = read_proposals(project).files[name].proposal
    assert (one.status, one.record) == ("accepted", "claims/the-ferry-is-safe-at-last")
    again = f"'{name}' is already accepted\n  = change its record: 'onrecord set claims/the-ferry-is-safe-at-last field=value'"
    assert again in run("accept", name, "title=x").output
    assert f"'{name}' is already accepted" in run("drop", name).output


def test_what_is_open_is_said_and_stays_open(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    before = files(project)
    nameless = run("accept", name := drafted("act"))
    assert nameless.exit_code == 1
    assert f"the new record has no id\n  = set its title: 'onrecord accept {name} title=...'" in nameless.output
    assert files(project) == before
    result = run("accept", name, "title=Avalon condemns Brigid")
    assert result.exit_code == 0
    for name in ("issue", "standing"):
        assert f"error: '{name}' has no value" in result.output
    (path,) = (project / "content" / "acts").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "by: [avalon]\ntoward: [brigid]\ntype: ACCUSE/disapprove\nform: words\n" in text
    assert "evidence: [{source: gazette, says: supports, passage: p2.s1}]\n" in text
    assert "condemned" not in text.replace("# ", "")


def test_an_actor_whose_name_gives_no_id_is_not_made_under_another(
    run: Callable[..., Result], drafted: Callable[[str], str], project: Path
) -> None:
    one = read_proposals(project).files[name := drafted("actor")]
    text = one.path.read_text(encoding="utf-8")
    one.path.write_text(text.replace(f"name: {one.proposal.fields['name']}", "name: '!!!'"), encoding="utf-8")
    before = files(project)
    refused = run("accept", name, "kind=person")
    assert f"the new record has no id\n  = set its name: 'onrecord accept {name} name=...'" in refused.output
    assert files(project) == before
    run("accept", name, "kind=person", "name=Bo Lund")
    assert (project / "content/actors/bo-lund.yml").is_file()


def test_evidence_is_added_to_a_record(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    before = (project / "content" / "claims" / "safe.yml").read_text(encoding="utf-8")
    assert "the evidence has no 'says'" in run("accept", drafted("quotation"), "--to", "claims/safe").output
    deep = run("accept", drafted("quotation"), "--to", "claims/safe", "says.deep=context")
    assert "evidence to add has no field 'says.deep'" in deep.output
    assert "unknown field 'title'" in run("accept", drafted("quotation"), "--to", "claims/safe", "title=x", "says=context").output
    result = run("accept", drafted("quotation"), "--to", "claims/safe", "says=supports", "credibility=2")
    assert result.exit_code == 0, result.output
    after = (project / "content" / "claims" / "safe.yml").read_text(encoding="utf-8")
    assert after.startswith(before.partition("evidence:")[0])
    assert "quote: safe and sound at last" in after
    assert run("check").exit_code == 0


def test_who_is_not_on_record_is_accepted_first_or_together(
    run: Callable[..., Result], drafted: Callable[[str], str], project: Path
) -> None:
    before = files(project)
    alone = run("accept", drafted("statement"), "statement=The ferry is late")
    assert (alone.exit_code, "there is no 'bo-lund'" in alone.output or "bo-lund" in alone.output) == (1, True)
    assert alone.output.endswith("nothing was changed\n")
    assert files(project) == before
    both = run("accept", drafted("statement"), drafted("actor"))
    assert both.exit_code == 0, both.output
    assert "name: Bo Lund\nkind: person\n" in (project / "content" / "actors" / "bo-lund.yml").read_text(encoding="utf-8")


def test_a_known_actor_needs_nothing_to_be_written(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    before = files(project / "content")
    assert run("accept", drafted("mention")).exit_code == 0
    assert files(project / "content") == before


def test_what_is_dropped_is_not_proposed_again(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    name = drafted("money")
    assert run("drop", name).exit_code == 0
    assert run("drop", name).output == "nothing to change\n"
    run("draft", "gazette")
    assert read_proposals(project).files[name].proposal.status == "dropped"
    assert name not in run("review", "--list").output
    assert f"'{name}' is already dropped" in run("accept", name).output


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("gazette/nothing",), "there is no proposal 'gazette/nothing'"),
        (("title=x",), "no proposal is given"),
        (("../../etc/passwd",), "there is no proposal"),
    ],
)
def test_what_is_no_proposal_is_refused(
    run: Callable[..., Result], drafted: Callable[[str], str], arguments: tuple[str, ...], why: str
) -> None:
    assert drafted("act")
    result = run("accept", *arguments)
    assert (result.exit_code, why in result.output) == (1, True), result.output


def test_values_that_cannot_stand_change_nothing(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    before = files(project)
    for value, why in (("when=soon", "'soon' is not an EDTF date"), ("by=[nobody]", "nobody"), ("typ=x", "unknown field 'typ'")):
        result = run("accept", drafted("act"), value, "title=Avalon condemns Brigid")
        assert (result.exit_code, why in result.output) == (1, True), result.output
    two = run("accept", drafted("act"), drafted("money"), "--id", "one")
    assert "several records cannot share one id" in two.output
    assert files(project) == before


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("status: proposed", "status: published", "error: 'published' is not one of 'proposed', 'accepted', 'dropped'|status"),
        ("type: ACCUSE/disapprove", "type: ACUSE", "'ACUSE' is not one of"),
        ("by: [avalon]", "by: [avalonn]", "there is no record or proposal 'avalonn'"),
        ("by: [avalon]", "bye: [avalon]", "unknown field 'bye'"),
        ("quote: Avalon", "quote: Camelot", "the text of 'gazette' does not have these words"),
        ("passage: p2.s1", "passage: 2", "passage"),
        ("section: acts", "section: acts\nsection: acts", "section"),
        ("kind: act", "kind:", "'kind' has no value"),
        ("when: 2025-02-24", "when: 2025-02-30", "2025-02-30"),
    ],
)
def test_a_check_finds_what_is_wrong_with_a_proposal(
    run: Callable[..., Result], drafted: Callable[[str], str], project: Path, old: str, new: str, mistake: str
) -> None:
    name = drafted("act")
    path = project / "private" / "proposals" / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new), encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1, result.output
    assert f"private/proposals/{name}.yml:" in result.output
    assert any(one in result.output for one in mistake.split("|")), result.output


def test_files_that_are_no_proposals_are_passed_over_or_named(
    run: Callable[..., Result], drafted: Callable[[str], str], project: Path
) -> None:
    folder = project / "private" / "proposals" / "gazette"
    assert drafted("act")
    (folder / ".hidden.yml").write_text("x", encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (project / "private" / "proposals" / "stray.yml").write_text("x", encoding="utf-8")
    assert run("check").exit_code == 0
    (folder / "bytes.yml").write_bytes(b"\xff\xfe\x00")
    (folder / "list.yml").write_text("- a\n", encoding="utf-8")
    (folder / "link.yml").symlink_to(project / "content" / "claims" / "safe.yml")
    output = run("check").output
    for said in ("bytes.yml", "list.yml", "'link.yml' is a symbolic link"):
        assert said in output


def test_no_build_looks_at_proposals(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    path = project / "private" / "proposals" / f"{drafted('act')}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: proposed", "status: published"), encoding="utf-8")
    assert run("build", "--markdown-only").exit_code == 0
    assert not any(b"condemned" in data for name, data in files(project).items() if name.startswith("build/"))


def test_a_review_writes_each_decision_at_once(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    assert drafted("act")
    shown = run("review", "gazette", "--kind", "act", says="p\n").output
    assert "act -> acts: 'condemned' indicates an act of type ACCUSE/disapprove" in shown
    assert "p2.s1: On Monday, [[Avalon condemned Brigid for it]]" in shown
    run("review", "--kind", "money", says="d\n")
    assert read_proposals(project).files[drafted("money")].proposal.status == "dropped"
    answers = "a\nAvalon condemns Brigid\neconomic\nestablished\n"
    result = run("review", "--kind", "act", says=answers)
    assert "+ content/acts/avalon-condemns-brigid.yml" in result.output, result.output
    before = files(project)
    assert run("review", says="q\n").exit_code == 0
    assert files(project) == before
    assert run("review", "nowhere").output == "no open proposals\n"


def test_a_review_opens_the_file_and_shows_it_anew(
    run: Callable[..., Result], drafted: Callable[[str], str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = drafted("act")
    path = project / "private" / "proposals" / f"{name}.yml"

    def edit(**_: object) -> None:
        path.write_text(path.read_text(encoding="utf-8").replace("type: ACCUSE/disapprove", "type: REJECT"), encoding="utf-8")

    monkeypatch.setattr("click.edit", edit)
    output = run("review", "--kind", "act", says="e\np\n").output
    assert "type: REJECT" in output.rpartition(name)[2]


def test_hostile_words_of_a_text_stay_words(run: Callable[..., Result], project: Path) -> None:
    hostile = "“status: published # \x1b[31m{x: [y]} &a *b !!z” said Brigid.\n- --- :: Avalon condemned Brigid \u202efor it.\n"
    (project / "private" / "sources" / "gazette.txt").write_text(hostile, encoding="utf-8")
    assert run("draft", "gazette").exit_code == 0
    some = read_proposals(project)
    assert some.diagnostics == []
    assert {one.proposal.status for one in some.files.values()} == {"proposed"}
    listed = run("review", "--list").output
    assert not {"\x1b", "\u202e"} & set(listed)
    assert run("check").exit_code == 0, run("check").output


def test_a_proposal_whose_text_changed_is_a_mistake(run: Callable[..., Result], drafted: Callable[[str], str], project: Path) -> None:
    assert drafted("act")
    (project / "private" / "sources" / "gazette.txt").write_text("Nothing of it is left here.\n", encoding="utf-8")
    assert "does not have these words" in run("check").output

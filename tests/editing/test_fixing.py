"""What a machine mends: one word at its place, where that is sure, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.command import cli
from generator.editing import trying
from generator.editing.changes import Refused, write_all
from generator.editing.fixing import fixes
from generator.editing.trying import Workplace
from generator.verify import check_content
from tests.conftest import MINIMAL, TODAY
from tests.test_mistakes import MISTAKES, read_mistake

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Files, MakeRecord, WriteContent

    Fixed = Callable[[Files], tuple[list[str], Path]]


@pytest.fixture
def fixed(content: WriteContent) -> Fixed:
    def run(files: Files) -> tuple[list[str], Path]:
        place = Workplace(content({**MINIMAL, **files}), TODAY, TODAY)
        done = []
        while (found := fixes(place, place.check(), lambda _: True)) != ([], []):
            write_all(found[1])
            done += [str(one) for one in found[0]]
        return done, place.content

    return run


def test_slips_are_mended_in_their_place(fixed: Fixed, record: MakeRecord) -> None:
    text = record("claims", claimant="[ 'brgid' ] # who", made='"1 March 2025"', hedge="assertd", issue=None, related="[sound]")
    text = text.replace("statement:", "statment:").replace("related: [sound]\n", "related: [sound]\nisue: economc\n")
    done, content = fixed({"claims/late.yml": text, "claims/safe.yml": record("claims", former_ids="sound")})
    assert sorted(done) == sorted(
        [
            "content/claims/late.yml:1:1: replaced 'statment' with 'statement' [unknown-field]",
            "content/claims/late.yml:3:7: replaced '1 March 2025' with '2025-03-01' [bad-date]",
            "content/claims/late.yml:4:8: replaced 'assertd' with 'asserted' [bad-value]",
            "content/claims/late.yml:8:1: replaced 'isue' with 'issue' [unknown-field]",
            "content/claims/late.yml:2:13: replaced 'brgid' with 'brigid' [unknown-reference]",
            "content/claims/late.yml:7:11: replaced 'sound' with 'safe' [unknown-reference]",
            "content/claims/late.yml:8:8: replaced 'economc' with 'economic' [unknown-issue]",
        ]
    )
    wanted = text
    for was, now in (("statment", "statement"), ("1 March 2025", "2025-03-01"), ("assertd", "asserted"), ("isue", "issue")):
        wanted = wanted.replace(was, now)
    for was, now in (("brgid", "brigid"), ("[sound]", "[safe]"), ("economc", "economic")):
        wanted = wanted.replace(was, now)
    assert (content / "claims" / "late.yml").read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("claimant", "[avalom, xyz]"),
        ("made", "summer 2025"),
        ("made", "03/04/2025"),
        ("made", "2024-13-01"),
        ("made", "about 2025"),
        ("hedge", "said"),
        ("issue", "weather"),
        ("colour", "red"),
        ("headline", "x"),
    ],
)
def test_what_is_not_sure_is_left_alone(fixed: Fixed, record: MakeRecord, field: str, value: str) -> None:
    files = {
        "actors/avalor.yml": "name: B\nkind: state\n",
        "actors/avalok.yml": "name: C\nkind: state\n",
        "claims/late.yml": record("claims", **{field: value}),
    }
    done, content = fixed(files)
    assert done == []
    assert (content / "claims" / "late.yml").read_text(encoding="utf-8") == files["claims/late.yml"]


@pytest.mark.parametrize(
    "path", ["actors/portlind.yaml", "actors/Portlind.yml", "actors/2025/portlind.yml", "portlind.yml", "actor/portlind.yml"]
)
@pytest.mark.parametrize("named", ["portlind", "portlyind"])
def test_no_other_record_is_named_where_a_file_that_is_none_may_be_meant(fixed: Fixed, record: MakeRecord, path: str, named: str) -> None:
    actor = "name: P\nkind: state\n"
    late = {"actors/portland.yml": actor, "claims/late.yml": record("claims", claimant=named)}
    done, _ = fixed(late)
    assert [one.partition(": ")[2] for one in done] == [f"replaced '{named}' with 'portland' [unknown-reference]"]
    done, _ = fixed({**late, path: actor})
    assert done == []


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_of_every_kind_of_mistake_only_words_are_mended_and_nothing_new_is_wrong(path: Path, content: WriteContent) -> None:
    place = Workplace(content({**MINIMAL, **read_mistake(path.read_text(encoding="utf-8")).files}), TODAY, TODAY)
    before = place.check()
    done, changes = fixes(place, before, lambda _: True)
    after = place.check(changes)
    assert len(after.diagnostics) <= len(before.diagnostics) - len([one for one in done if one.diagnostic in before.diagnostics])
    for change in changes:
        assert change.before is not None
        assert change.after is not None
        assert change.before.count(b"\n") == change.after.count(b"\n")
    assert fixes(place, after, lambda _: False) == ([], [])


def test_the_command_names_what_it_mends_and_keeps_to_its_files(content: WriteContent, record: MakeRecord) -> None:
    folder = content(
        {**MINIMAL, "claims/late.yml": record("claims", hedge="assertd"), "claims/other.yml": record("claims", hedge="assertd")}
    )

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli.cli, ["check", "--project", str(folder.parent), "--today=2026-06-01", *arguments])
        return result.exit_code, result.output

    late = str(folder / "claims" / "late.yml")
    assert run(late)[1].count("error: ") == 1
    assert run(str(folder / "claims"))[1].count("error: ") == 2
    assert run(str(folder / "actors")) == (0, "no errors, no warnings\n2 records checked\n")
    code, said = run("--fix", late)
    assert (code, said.splitlines()[0]) == (0, "content/claims/late.yml:4:8: replaced 'assertd' with 'asserted' [bad-value]")
    assert run()[0] == 1
    assert run("--fix") == (
        0,
        "content/claims/other.yml:4:8: replaced 'assertd' with 'asserted' [bad-value]\nno errors, no warnings\n7 records checked\n",
    )
    assert run("--fix") == (0, "no errors, no warnings\n7 records checked\n")
    code, said = run(str(folder.parent))
    assert (code, "is not in the project's 'content' folder" in said) == (2, True)


def test_what_is_saved_while_the_content_is_checked_stays(
    content: WriteContent, record: MakeRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Workplace(content({**MINIMAL, "claims/late.yml": record("claims", hedge="assertd")}), TODAY, TODAY)
    path = place.content / "claims" / "late.yml"
    before = place.check()
    monkeypatch.setattr(
        trying,
        "check_content",
        lambda *given, **days: path.write_text("saved meanwhile\n", encoding="utf-8") and check_content(*given, **days),
    )
    _, changes = fixes(place, before, lambda _: True)
    with pytest.raises(Refused, match="has changed on disk"):
        write_all(changes)
    assert path.read_text(encoding="utf-8") == "saved meanwhile\n"


def test_of_files_that_are_no_records_none_is_counted(content: WriteContent) -> None:
    folder = content({**MINIMAL, "publication.yml": "title: A\n"})
    arguments = ["check", str(folder / "publication.yml"), "--project", str(folder.parent), "--today=2026-06-01"]
    assert CliRunner().invoke(cli.cli, arguments).output == "no errors, no warnings\n"

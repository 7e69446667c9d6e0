"""The language server, driven over its protocol as an editor drives it."""

from __future__ import annotations

import subprocess
import sys
from time import sleep
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from generator.command import cli
from generator.command.options import VERSION
from generator.verify.checking import check_content
from tests.conftest import MINIMAL, RECORDS, TODAY, write_content
from tests.editing.lsp_client import Client
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import MakeRecord, WriteContent

pytestmark = pytest.mark.slow

SAFE: Final = "".join(f"{name}: {value}\n" for name, value in RECORDS["claims"].items())
FILES: Final = {
    **MINIMAL,
    "publication.yml": "issues: {the-strait: The strait}\nlanguages: [ar]\n",
    "actors/morgan.yml": "name: Morgan le Fay\nkind: person\naliases: [مورغان, Морган]\n",
    "claims/safe.yml": SAFE,
    "claims/sound.yml": SAFE.replace("The ferry is safe", "The ferry is sound").replace("explainers", "related: [safe]\nexplainers"),
    "events/sinks.yml": "title: The [ferry](claim:safe) sinks\nwhen: 2025-04-01\nsummary: See 😀 [it](claim:safe).\n"
    "evidence: [{source: gazette, says: supports, credibility: 2}]\nexplainers: [ferry]\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_content(tmp_path_factory.mktemp("project") / "content", FILES).parent


@pytest.fixture(scope="module")
def editor(project: Path) -> Iterator[Client]:
    with Client(project) as client:
        yield client
    assert (client.exit_code, client.errors) == (0, "")


class Buffer:
    """A file that is open, and is closed again without being saved."""

    def __init__(self, editor: Client, project: Path, name: str) -> None:
        self.editor, self.uri = editor, (project / "content" / name).as_uri()
        self.text = ""

    def type(self, text: str) -> tuple[int, int]:
        """Put text into the file and return the place of the '|' in it, which is no part of it."""
        before, _, after = text.partition("|")
        is_open, self.text = bool(self.text), before + after
        (self.editor.change if is_open else self.editor.open)(self.uri, self.text)
        return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2

    def complete(self, text: str) -> dict[str, Any]:
        line, character = self.type(text)
        found = self.editor.at("completion", self.uri, line, character)
        return {one["label"]: one for one in found["items"]} if found else {}

    def after(self, item: dict[str, Any]) -> str:
        """Return the text of the file once a proposal was taken."""
        edit, lines = item["textEdit"], self.text.split("\n")
        start, end = edit["range"]["start"], edit["range"]["end"]
        units = [line.encode("utf-16-le") for line in lines]
        before = units[start["line"]][: 2 * start["character"]].decode("utf-16-le")
        rest = units[end["line"]][2 * end["character"] :].decode("utf-16-le")
        return "\n".join([*lines[: start["line"]], before + edit["newText"] + rest, *lines[end["line"] + 1 :]])


@pytest.fixture
def buffer(editor: Client, project: Path) -> Iterator[Buffer]:
    one = Buffer(editor, project, "claims/new.yml")
    yield one
    editor.close(one.uri)


# --- completion


@pytest.mark.parametrize("typed", ["mor", "le fay", "Morgan", "morgna", "морг", "مورغان"])
def test_a_record_is_completed_by_id_or_name_in_any_script_and_with_slips(buffer: Buffer, typed: str) -> None:
    found = buffer.complete(f"statement: X 😀\nclaimant: {typed}| # who\nmade: 2025\n")
    assert found["morgan"]["detail"] == "Morgan le Fay"
    assert found["morgan"]["filterText"] == typed
    assert buffer.after(found["morgan"]) == "statement: X 😀\nclaimant: morgan # who\nmade: 2025\n"
    assert "gazette" not in found


@pytest.mark.parametrize(
    ("text", "wanted", "not_wanted"),
    [
        ("hedge: |", {"asserted", "reported"}, {"denied", "brigid"}),
        ("positions:\n  - actor: brigid\n    stance: |", {"denied", "asserted"}, {"suggested"}),
        ("issue: |", {"the-strait", "economic"}, {"brigid"}),
        ("claimant: [brigid, |]", {"morgan", "avalon"}, {"gazette"}),
        ("evidence: [{source: |", {"gazette", "herald"}, {"brigid"}),
        ("evidence:\n  - source: gazette\n    says: |", {"supports", "context"}, {"gazette"}),
        ("evidence:\n  - |", {"source", "says", "quote"}, {"claimant"}),
        ("retired:\n  replaced_by: |", {"safe", "sound"}, {"brigid", "ferry"}),
        ("|", {"new claim", "statement", "evidence"}, {"says"}),
        ("statement: x\n|", {"claimant", "explainers"}, {"new claim"}),
        ("translations:\n  |", {"ar"}, {"statement"}),
        ("translations:\n  ar:\n    |", {"statement", "not_found"}, {"made", "hedge"}),
        ("summary: See [it](|", {"claim:", "source:"}, {"safe"}),
        ("summary: See [it](claim:|)", {"safe", "sound"}, {"brigid"}),
        ('summary: "![x](chart:vo|"', {"votes"}, {"safe"}),
        ("hedge: asserted # |", set(), {"asserted"}),
        ("nonsense:\n  - deeper: |", set(), {"asserted", "safe"}),
        ("statement: [[{: |", set(), {"asserted"}),
    ],
)
def test_what_can_be_written_is_proposed_and_nothing_else(buffer: Buffer, text: str, wanted: set[str], not_wanted: set[str]) -> None:
    found = set(buffer.complete(text))
    assert wanted <= found
    assert not (not_wanted & found)
    assert bool(found) == bool(wanted) or "statement" in found


def test_a_word_of_a_scale_says_what_it_means_and_a_field_what_it_takes(buffer: Buffer) -> None:
    assert buffer.complete("hedge: |")["reported"]["documentation"]["value"] == "Put as what somebody else says."
    found = buffer.complete("statement: x\n|")
    assert found["hedge"]["documentation"]["value"] == "How firmly the claimant put it. Required."
    assert found["made"]["detail"] == "a date, as 2025-06-13, 2025-06 or 2025"
    assert buffer.after(found["evidence"]) == "statement: x\nevidence:\n  - "


def test_front_matter_ballots_and_options_of_figures_are_completed(editor: Client, project: Path) -> None:
    for name, text, wanted, not_wanted in (
        ("sources/new.md", "---\ntitle: x\nkind: |\n---\n\nSummary", "opinion", "state"),
        ("sources/new.md", "---\ntitle: x\n---\n\n[x](actor:mor|", "morgan", "gazette"),
        ("sources/new.md", "---\ntitle: x\nki|", "kind", "hedge"),
        ("explainers/new.md", '---\ntitle: x\n---\n\n![x](chart:votes "ac|")', "actor", "focal"),
        ("explainers/new.md", '---\ntitle: x\n---\n\n![x](chart:votes "actor=|")', "brigid", "safe"),
        ("votes/new.yml", "ballots:\n  bri|", "brigid", "safe"),
        ("votes/new.yml", "ballots:\n  brigid: |", "abstain", "avalon"),
        ("claims/safe.ar.yml", "|", "statement", "hedge"),
        ("publication.yml", "tit|", "title", "statement"),
    ):
        one = Buffer(editor, project, name)
        found = one.complete(text)
        assert wanted in found, text
        assert not_wanted not in found, text
        editor.close(one.uri)


def test_a_bracket_in_running_text_begins_no_list(buffer: Buffer) -> None:
    for text in ("statement: >-\n  The [ferry|\nmade: 2025\n", "claimant:\n  - The {ferry|\nmade: 2025\n"):
        found = buffer.complete(text)
        assert {one["textEdit"]["range"]["start"]["character"] for one in found.values()} <= {text.index("The") - text.index("\n") - 1}


# --- what stands somewhere


def place(text: str, words: str, number: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(number + 1):
        at = text.index(words, at + 1)
    before = text[: at + 1]
    return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("brigid", "**Brigid**\n\nactor `brigid` in content/actors/brigid.yml"),
        ("claimant", "`claimant` (required): Who makes it."),
        ("asserted", "`asserted` Put as a plain fact."),
        ("economic", "`economic` **Economy**: Trade, finance"),
        ("gazette", "source `gazette`"),
        ("supports", "`supports` The source supports what the record says."),
        ("2025-03-01", None),
        ("ferry is safe", None),
    ],
)
def test_what_stands_there_is_told(editor: Client, project: Path, words: str, said: str | None) -> None:
    uri = (project / "content/claims/safe.yml").as_uri()
    found = editor.at("hover", uri, *place(SAFE, words))
    assert (found is None) == (said is None)
    if said:
        assert found["contents"]["value"].startswith(said) or said in found["contents"]["value"]


def test_a_definition_is_the_file_of_the_record_also_behind_letters_of_two_units(editor: Client, project: Path) -> None:
    def defined(name: str, words: str, number: int = 0) -> str | None:
        uri = (project / "content" / name).as_uri()
        found = editor.at("definition", uri, *place(FILES[name], words, number))
        return found["uri"].partition("/content/")[2] if found else None

    assert defined("claims/safe.yml", "brigid") == "actors/brigid.yml"
    assert defined("claims/sound.yml", "safe]") == "claims/safe.yml"
    assert defined("events/sinks.yml", "safe).\n") == "claims/safe.yml"
    assert defined("events/sinks.yml", "😀") is None
    assert defined("claims/safe.yml", "made") is None
    assert defined("explainers/ferry.md", "herald") == "sources/herald.md"


def test_every_place_that_names_a_record_is_found(editor: Client, project: Path) -> None:
    uri = (project / "content/claims/safe.yml").as_uri()
    found = editor.at("references", uri, *place(SAFE, "The ferry"), context={"includeDeclaration": True})
    named = [(one["uri"].partition("/content/")[2], one["range"]["start"]["line"], one["range"]["start"]["character"]) for one in found]
    assert named == [("claims/safe.yml", 0, 0), ("claims/sound.yml", 6, 10), ("events/sinks.yml", 2, 27)]
    start, end = found[2]["range"]["start"], found[2]["range"]["end"]
    line = FILES["events/sinks.yml"].split("\n")[2].encode("utf-16-le")
    assert line[2 * start["character"] : 2 * end["character"]].decode("utf-16-le") == "safe"
    assert editor.at("references", uri, *place(SAFE, "2025"), context={"includeDeclaration": True}) is None


def test_places_are_found_of_a_record_that_was_written_just_now(editor: Client, project: Path, buffer: Buffer) -> None:
    assert editor.at("references", (project / "content/claims/safe.yml").as_uri(), 0, 15, context={"includeDeclaration": False})
    spot = buffer.type(SAFE.replace("The ferry is safe", "The ferry is |swift"))
    found = editor.at("references", buffer.uri, *spot, context={"includeDeclaration": True})
    assert [one["uri"] for one in found] == [buffer.uri]


# --- what is wrong


def test_mistakes_are_told_while_one_types_and_those_of_check(buffer: Buffer, project: Path) -> None:
    bad = SAFE.replace("[brigid]", "[brgid]").replace("2025-03-01", "1 March 2025").replace("asserted", "assertd")
    buffer.type(bad)
    told = buffer.editor.until(buffer.uri, ["unknown-reference", "bad-date", "bad-value"])
    assert [(one["range"]["start"]["line"], one["range"]["start"]["character"], one["range"]["end"]["character"]) for one in told] == [
        (1, 11, 16),
        (2, 6, 18),
        (3, 7, 14),
    ]
    assert told[0]["message"] == "there is no actor 'brgid'\ndid you mean 'brigid'?"
    assert not (project / "content/claims/new.yml").exists()
    buffer.type(SAFE)
    buffer.editor.until(buffer.uri, [])


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("publication.yml", "languages: [ar]\ntitel: x\n", "unknown-field"),
        ("publication.yml", "languages: [ar\n", "yaml-syntax"),
        ("claims/safe.ar.yml", "statment: x\n", "bad-translation"),
        ("sources/new.md", "---\ntitle: x\n", "front-matter"),
        ("explainers/ferry.md", "---\ntitle: x\n---\n\n# H\n", "unsupported-markup"),
    ],
)
def test_every_kind_of_file_is_checked_while_one_types(editor: Client, project: Path, name: str, text: str, rule: str) -> None:
    one = Buffer(editor, project, name)
    one.type(text)
    while rule not in [found["code"] for found in editor.scale_meaning(one.uri)]:
        pass
    editor.close(one.uri)
    if name in FILES:
        editor.until(one.uri, [])


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("statement: [x\n", [*["missing-field"] * 5, "yaml-syntax"]),
        ("statement: 'x\nclaimant: brigid\n", [*["missing-field"] * 4, "yaml-syntax"]),
        ("- a\n- b\n", ["not-a-mapping"]),
        (SAFE + "statement: y\n", ["duplicate-key"]),
        (SAFE.replace("\n", "\r\n").replace("asserted", "assertd"), ["bad-value"]),
        ("# 😀😀 قبل\n" + SAFE.replace("[brigid]", "[ '😀', brigid ]"), ["unknown-reference"]),
    ],
)
def test_a_file_that_is_not_whole_is_no_trouble(buffer: Buffer, text: str, rules: list[str]) -> None:
    buffer.type(SAFE.replace("asserted", "x"))
    buffer.editor.until(buffer.uri, ["bad-value"])
    buffer.type(text)
    told = buffer.editor.until(buffer.uri, rules)
    lines = text.replace("\r\n", "\n").split("\n")
    for one in told:
        for end in (one["range"]["start"], one["range"]["end"]):
            assert end["character"] <= len(lines[min(end["line"], len(lines) - 1)].encode("utf-16-le")) // 2
    if rules == ["unknown-reference"]:
        assert (told[0]["range"]["start"]["character"], told[0]["range"]["end"]["character"]) == (12, 16)


def test_a_mistake_made_elsewhere_is_told_where_it_shows(editor: Client, project: Path) -> None:
    actor, claim = ((project / "content" / name).as_uri() for name in ("actors/morgan.yml", "claims/late.yml"))
    editor.open(claim, SAFE.replace("[brigid]", "[morgana]"))
    editor.until(claim, ["unknown-reference"])
    editor.open((project / "content/actors/morgana.yml").as_uri(), "name: Morgana\nkind: person\n")
    editor.until(claim, [])
    editor.close((project / "content/actors/morgana.yml").as_uri())
    editor.until(claim, ["unknown-reference"])
    editor.close(claim)
    editor.until(claim, [])
    assert editor.diagnostics.get(actor, []) in ([], editor.diagnostics.get(actor))


def test_fixes_are_those_of_check_fix_and_what_may_be_meant_comes_after(buffer: Buffer) -> None:
    buffer.type(SAFE.replace("[brigid]", "[brgid, nobody]").replace("asserted", "probable"))
    buffer.editor.until(buffer.uri, ["unknown-reference", "unknown-reference", "bad-value"])

    def fixes(line: int, only: list[str] | None = None) -> list[dict[str, Any]]:
        stretch = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 0}}
        context: dict[str, Any] = {"diagnostics": [], **({"only": only} if only is not None else {})}
        asked = {"textDocument": {"uri": buffer.uri}, "range": stretch, "context": context}
        found: list[dict[str, Any]] = buffer.editor.ask("textDocument/codeAction", asked)
        return found

    (fix,) = fixes(1)
    assert (fix["title"], fix["isPreferred"], fix["diagnostics"][0]["code"]) == ("Replace with 'brigid'", True, "unknown-reference")
    assert fix["edit"]["changes"][buffer.uri] == [
        {"range": {"start": {"line": 1, "character": 11}, "end": {"line": 1, "character": 16}}, "newText": "brigid"}
    ]
    assert fixes(0) == fixes(1, ["refactor"]) == []
    assert fixes(1, ["quickfix"]) == [fix]
    assert [one["isPreferred"] for one in fixes(3)] in ([], [False])


# --- what is none of its business


def test_files_that_are_no_content_are_left_alone(editor: Client, project: Path) -> None:
    for path in (project / "notes.yml", project / "content/README.md", project / "content/elsewhere/x.yml", project.parent / "a.yml"):
        uri = path.as_uri()
        editor.open(uri, "statement: [")
        assert editor.at("completion", uri, 0, 5) is None
        assert editor.at("hover", uri, 0, 1) is None
        assert editor.at("definition", uri, 0, 1) is None
        assert editor.at("references", uri, 0, 1, context={"includeDeclaration": True}) is None
        assert editor.at("prepareRename", uri, 0, 1) is None
        assert editor.at("rename", uri, 0, 1, newName="x") is None
        editor.close(uri)
    editor.open("untitled:new", "x")
    assert editor.at("hover", "untitled:new", 9, 9) is None
    gone = (project / "content/claims/gone.yml").as_uri()
    assert editor.at("hover", gone, 0, 1) is None
    assert editor.at("completion", gone, 5, 5) is None


@pytest.mark.parametrize(("line", "character"), [(999, 0), (0, 999), (999, 999)])
def test_a_place_beyond_the_end_is_its_end(editor: Client, project: Path, line: int, character: int) -> None:
    uri = (project / "content/claims/safe.yml").as_uri()
    assert editor.at("definition", uri, line, character) is None
    assert editor.at("completion", uri, line, character) is None or line == 999


def test_it_says_who_it_is_and_what_it_can(editor: Client) -> None:
    assert editor.server == {"name": "onrecord", "version": VERSION}
    can = {name for name, value in editor.capabilities.items() if value and name.endswith("Provider")}
    assert can >= {f"{one}Provider" for one in ("completion", "hover", "definition", "references", "rename", "codeAction")}
    assert editor.capabilities["positionEncoding"] == "utf-16"


# --- what needs a server of its own


def test_a_rename_changes_all_that_names_a_record_and_says_what_it_refuses(content: WriteContent) -> None:
    folder = content(FILES)
    with Client(folder.parent) as editor:
        claim = (folder / "claims/safe.yml").as_uri()
        text = "# 😀 not saved\n" + SAFE
        editor.open(claim, text)
        assert editor.at("prepareRename", claim, *place(text, "The ferry"))["placeholder"] == "safe"
        assert editor.at("prepareRename", claim, *place(text, "2025")) is None
        with pytest.raises(LookupError, match="'Not An Id'"):
            editor.at("rename", claim, *place(text, "The ferry"), newName="Not An Id")
        with pytest.raises(LookupError, match="sound"):
            editor.at("rename", claim, *place(text, "The ferry"), newName="sound")
        changes = editor.at("rename", claim, *place(text, "The ferry"), newName="seaworthy")["documentChanges"]
        assert changes[0] == {"kind": "rename", "oldUri": claim, "newUri": claim.replace("safe.yml", "seaworthy.yml")}
        files = {claim.replace("safe.yml", "seaworthy.yml"): text}
        for change in changes[1:]:
            uri = change["textDocument"]["uri"]
            lines = files.get(uri, FILES.get(uri.partition("/content/")[2], "")).split("\n")
            for edit in reversed(change["edits"]):
                start, end = edit["range"]["start"], edit["range"]["end"]
                assert start["character"] == end["character"] == 0
                lines[start["line"] : end["line"]] = edit["newText"].removesuffix("\n").split("\n") if edit["newText"] else []
            files[uri] = "\n".join(lines)
    assert (editor.exit_code, editor.errors) == (0, "")
    for uri, changed in files.items():
        name = uri.partition("/content/")[2]
        (folder / name).write_text(changed, encoding="utf-8")
    (folder / "claims/safe.yml").unlink()
    assert (folder / "claims/seaworthy.yml").read_text(encoding="utf-8").startswith("# 😀 not saved\n")
    checked = check_content(folder, today=TODAY)
    assert [one.rule.code for one in checked.diagnostics] == ["unreachable-record"]  # Morgan's
    assert checked.corpus.get("claims", "seaworthy").former_ids == ("safe",)  # type: ignore[union-attr]


def test_an_editor_that_cannot_rename_files_is_told_how_else(content: WriteContent) -> None:
    folder = content(FILES)
    with Client(folder.parent, capabilities={}) as editor:
        claim = (folder / "claims/safe.yml").as_uri()
        with pytest.raises(LookupError, match="onrecord rename claims/safe other"):
            editor.at("rename", claim, *place(SAFE, "The ferry"), newName="other")


def test_what_changes_on_disk_is_seen_once_the_editor_says_so(content: WriteContent, record: MakeRecord) -> None:
    folder = content({**FILES, "claims/safe.yml": record("claims", hedge="x"), "claims/sound.yml": record("claims")})
    safe = folder / "claims/safe.yml"
    with Client(folder.parent) as editor:
        editor.until(safe.as_uri(), ["bad-value"])
        safe.unlink()
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": safe.as_uri(), "type": 3}]})
        editor.until((folder / "events/sinks.yml").as_uri(), ["unknown-reference"])
        assert editor.diagnostics[safe.as_uri()] == []
        safe.write_text(record("claims"), encoding="utf-8")
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": safe.as_uri(), "type": 1}]})
        editor.until((folder / "events/sinks.yml").as_uri(), [])


def test_it_ends_when_it_is_told_to_whatever_it_is_doing(content: WriteContent) -> None:
    folder = content(FILES)
    claim = (folder / "claims/safe.yml").as_uri()
    for pause in (0.0, 0.35, 0.5):
        with Client(folder.parent) as editor:
            editor.open(claim, SAFE.replace("asserted", "x"))
            editor.until(claim, ["bad-value"])
            editor.change(claim, SAFE)
            sleep(pause)
        assert (editor.exit_code, editor.errors) == (0, "")


def test_without_content_it_says_so_and_answers_nothing(tmp_path: Path) -> None:
    with Client(tmp_path) as editor:
        uri = (tmp_path / "content/claims/x.yml").as_uri()
        editor.open(uri, "hedge: ")
        assert editor.at("completion", uri, 0, 7) is None
        assert editor.shown == ["onrecord: there is no 'content' folder here"]
    assert editor.exit_code == 0


def test_the_project_may_be_another_than_the_folder_that_is_open(content: WriteContent, tmp_path: Path) -> None:
    folder = content(FILES)
    (tmp_path / "other").mkdir()
    with Client(tmp_path / "other", "--project", str(folder.parent)) as editor:
        uri = (folder / "claims/safe.yml").as_uri()
        assert editor.at("hover", uri, *place(SAFE, "brigid")) is not None


def test_an_editor_with_no_folder_open_gets_that_in_which_it_was_started(content: WriteContent, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = content(FILES)
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with Client(None) as editor:
        uri = (folder / "claims/safe.yml").as_uri()
        assert editor.at("hover", uri, *place(SAFE, "brigid")) is not None


def test_without_pygls_the_command_says_what_to_install() -> None:
    code = "import sys; sys.modules['pygls'] = None; sys.argv = ['onrecord', 'lsp']; from generator.command.cli import main; main()"
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "the language server needs 'pygls', which is not installed\n  = install it with: pip install 'onrecord[lsp]'\n"


def test_no_other_command_needs_pygls(content: WriteContent) -> None:
    folder = content(MINIMAL)
    asked = ["onrecord", "check", "--project", str(folder.parent)]
    code = f"import sys; sys.modules['pygls'] = None; sys.argv = {asked}; from generator.command.cli import main; main()"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_a_folder_that_is_not_there_is_refused() -> None:
    assert CliRunner().invoke(cli.cli, ["lsp", "--project", "nowhere"]).exit_code == 2

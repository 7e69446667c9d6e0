"""A new id for a record: everything that names it follows, everything else stays as it is, to the byte."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.content.load import load_content
from generator.editing import changes as changing
from generator.editing.changes import Edit, FileChange, Refused, edited, rewritten, write_all
from generator.editing.renaming import edits_to_name, rename_record
from generator.editing.trying import Workplace
from generator.model.records import Actor
from generator.text.position import Span
from tests.conftest import EVIDENCE, MINIMAL, TODAY
from tests.effort import share
from tests.sites import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from tests.conftest import Files, MakeRecord, WriteContent

    Rename = Callable[..., Path]


def files_of(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()}


def renamed(content: Path, name: str, new: str, today: date = TODAY) -> None:
    write_all(rename_record(Workplace(content, today, today), name, new))


@pytest.fixture
def rename_in(content: WriteContent) -> Rename:
    def run(files: Files, name: str, new: str) -> Path:
        folder = content({**MINIMAL, **files})
        renamed(folder, name, new)
        return folder

    return run


def test_what_names_a_record_is_found_in_records_with_other_mistakes_too(content: WriteContent, record: MakeRecord) -> None:
    explainer = record("explainers", '![](chart:votes "actor=avalon")\n\nOf [it](actor:avalon).\n', focal="[avalon]")
    claim = record("claims", claimant="[avalon]", summary="Of [it](actor:avalon).")

    def named(mistake: str) -> dict[str, set[Edit]]:
        files = {"explainers/tunnel.md": explainer.replace("title:", f"{mistake}title:", 1), "claims/late.yml": claim + mistake}
        loaded = load_content(content({**MINIMAL, **files}))
        avalon = loaded.corpus.one(Actor, "avalon")
        assert len(loaded.corpus.broken) == (2 if mistake else 0)
        return edits_to_name(loaded.corpus, loaded.texts, avalon, "x")

    assert {path: len(found) for path, found in named("colour: red\n").items()} == {path: len(found) for path, found in named("").items()}
    assert len(named("colour: red\n")["content/explainers/tunnel.md"]) == 3


@pytest.mark.parametrize("mistake", ["colour: red\n", "- not a field\n", "translations: {ar: {title: نفق}}\n"])
def test_what_names_a_record_is_found_in_its_own_file_where_a_translation_stands_beside_it(
    content: WriteContent, record: MakeRecord, mistake: str
) -> None:
    explainer = record("explainers", "Of [it](actor:avalon).\n", focal="[brigid]").replace("title:", f"{mistake}title:", 1)
    translation = "---\ntitle: نفق\n---\n\n" + "نص " * 200 + "[له](actor:avalon)\n"
    publication = "languages: [ar]\n"
    files = {"publication.yml": publication, "explainers/tunnel.md": explainer, "explainers/tunnel.ar.md": translation}
    loaded = load_content(content({**MINIMAL, **files}))
    found = edits_to_name(loaded.corpus, loaded.texts, loaded.corpus.one(Actor, "avalon"), "x")
    places = {path: [loaded.texts[path].text[slice(*one.span)] for one in edits] for path, edits in found.items()}
    assert places.pop("content/explainers/tunnel.md") == ["avalon"]
    assert {tuple(words) for path, words in places.items() if "tunnel" in path} <= {("avalon",)}
    assert ("content/explainers/tunnel.ar.md" in places) is (mistake == "colour: red\n")


@pytest.mark.slow
def test_every_record_of_a_publication_can_be_renamed_and_nothing_else_changes(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    was = files_of(content)
    before = Workplace(content, TODAY, TODAY).check()
    all_keys = [record.key for record in before.corpus]
    keys = share(all_keys, 4)
    for section, one in keys:
        renamed(content, f"{section}/{one}", f"{one}-anew")
    after = Workplace(content, TODAY, TODAY).check()
    assert [(one.rule, one.message) for one in after.diagnostics] == [(one.rule, one.message) for one in before.diagnostics]
    anew = {(section, f"{one}-anew") if (section, one) in keys else (section, one) for section, one in all_keys}
    assert {record.key for record in after.corpus} == anew
    own = re.compile(rb"(?m)^former_ids: \[[a-z0-9-]+\]\n")
    known = re.compile(rb"(?m)(?<=^former_ids: \[)([a-z0-9-]+), [a-z0-9-]+(?=\]$)")

    def back(name: str, data: bytes) -> bytes:
        if "-anew" in name:
            data = known.sub(rb"\1", data) if known.search(data) else own.sub(b"", data)
        return data.replace(b"-anew", b"")

    assert {name.replace("-anew", ""): back(name, data) for name, data in files_of(content).items()} == was


ALL = {
    "actors/camelot.yml": "\ufeffname: Camelot   # the city\r\nkind:  'state'\r\npart_of: [\"avalon\"]\r\n",
    "acts/thanks.yml": (
        "title: avalon thanks Brigid\nwhen: 2025-03-05\nby:\n  - avalon # who\n  - 'camelot'\ntoward: brigid\ntype: SUPPORT\nform: words\n"
        "issue: economic\nstanding: established\nevidence:\n- {source: gazette,says: supports, credibility: 2, speaker: avalon}\n"
        "explainers: [ferry]\nsummary: >\n  As [avalon](actor:avalon)\n  and [its\n  neighbour](actor:camelot) say, actor:avalon.\n"
    ),
    "votes/ferry.yml": (
        f"title: V\nwhen: 2025-03-06\nbody: avalon\ntext: T\nballots: {{avalon: yes, camelot: no}}\n"
        f"evidence: {EVIDENCE}\nexplainers: [ferry]\n"
    ),
    "explainers/bridge.md": (
        "---\ntitle: 'Avalon: avalon'\nquestion: Q\n"
        "answer: ['[A](actor:avalon).', '[B](source:gazette).', \"[C](actor:avalon), [D](actor:avalon).\"]\n"
        'focal: avalon\nperiod: 2025\n---\n\nOf [avalon](actor:avalon) and `[avalon](actor:avalon)`.\n\n![](chart:votes "actor=avalon")\n'
    ),
    "publication.yml": "title: T\nabout: ['By [us](actor:avalon), avalon.']\n",
}


def test_fields_keys_links_and_options_follow_and_nothing_else(rename_in: Rename) -> None:
    after = files_of(rename_in(ALL, "actors/avalon", "isle-of-avalon"))
    assert after["actors/camelot.yml"].decode() == ALL["actors/camelot.yml"].replace('["avalon"]', '["isle-of-avalon"]')
    act = ALL["acts/thanks.yml"].replace("- avalon #", "- isle-of-avalon #").replace("speaker: avalon", "speaker: isle-of-avalon")
    assert after["acts/thanks.yml"].decode() == act.replace("(actor:avalon)", "(actor:isle-of-avalon)")
    assert after["votes/ferry.yml"].decode() == ALL["votes/ferry.yml"].replace("avalon", "isle-of-avalon")
    text = (
        ALL["explainers/bridge.md"]
        .replace("(actor:avalon)", "(actor:isle-of-avalon)")
        .replace("`[avalon](actor:isle-of-avalon)`", "`[avalon](actor:avalon)`")
    )
    assert after["explainers/bridge.md"].decode() == text.replace("focal: avalon", "focal: isle-of-avalon").replace(
        "=avalon", "=isle-of-avalon"
    )
    assert after["publication.yml"].decode() == ALL["publication.yml"].replace("(actor:avalon)", "(actor:isle-of-avalon)")
    assert after["explainers/ferry.md"].decode() == MINIMAL["explainers/ferry.md"].replace("[avalon, brigid]", "[isle-of-avalon, brigid]")
    assert after["actors/isle-of-avalon.yml"] == b"name: Avalon\nkind: state\nformer_ids: [avalon]\n"
    assert "actors/avalon.yml" not in after


def test_a_place_is_followed_into_figures(rename_in: Rename, record: MakeRecord) -> None:
    files = {
        "places/quay.yml": record("places"),
        "events/sinks.yml": record("events", places="quay"),
        "explainers/bridge.md": record("explainers", '![](chart:range "place=quay")\n'),
    }
    content = rename_in(files, "places/quay", "old-quay")
    assert 'chart:range "place=old-quay"' in (content / "explainers" / "bridge.md").read_text(encoding="utf-8")
    assert "places: old-quay\n" in (content / "events" / "sinks.yml").read_text(encoding="utf-8")


def test_an_explainer_is_renamed_of_which_a_record_is_part_without_naming_it(rename_in: Rename, record: MakeRecord) -> None:
    linked = record("claims", related="other", explainers=None)
    files = {
        "claims/safe.yml": linked,
        "claims/other.yml": record("claims", explainers=None),
        "events/sinks.yml": record("events", explainers="[bridge]"),
        "explainers/bridge.md": record("explainers", "It is [safe](claim:safe).\n"),
    }
    after = files_of(rename_in(files, "explainers/bridge", "old-bridge"))
    assert after["claims/safe.yml"].decode() == linked
    assert b"explainers: [old-bridge]\n" in after["events/sinks.yml"]
    assert "explainers/bridge.md" not in after


def test_line_ends_and_marks_of_order_stay(rename_in: Rename) -> None:
    after = files_of(rename_in({**ALL, "actors/avalon.yml": "name: A\nkind: state\npart_of: camelot\n"}, "actors/camelot", "camlann"))
    assert after["actors/camlann.yml"].decode() == str(ALL["actors/camelot.yml"]) + "former_ids: [camelot]\r\n"


def test_a_translation_beside_the_record_moves_and_follows(rename_in: Rename, record: MakeRecord) -> None:
    files = {
        "publication.yml": "title: T\nlanguages: [ar]\n",
        "publication.ar.yml": "title: عنوان\n",
        "claims/safe.yml": record("claims", summary="As [Avalon](actor:avalon) says."),
        "claims/safe.ar.yml": "statement: العبّارة آمنة\nsummary: كما تقول [أفالون](actor:avalon).\n",
        "claims/other.yml": record("claims", related="safe"),
    }
    after = files_of(rename_in(files, "claims/safe", "ferry-safe"))
    assert after["claims/ferry-safe.ar.yml"].decode() == files["claims/safe.ar.yml"]
    assert b"related: ferry-safe\n" in after["claims/other.yml"]
    assert not {"claims/safe.yml", "claims/safe.ar.yml"} & set(after)
    content = rename_in(files, "actor:avalon", "isle")
    assert "(actor:isle)" in (content / "claims" / "safe.ar.yml").read_text(encoding="utf-8")


def test_the_proofs_of_a_source_and_its_text_follow(content: WriteContent, record: MakeRecord) -> None:
    line = f'{{"text": "{"a" * 64}", "size": 10, "start": 0, "length": 5, "quote": "{"b" * 64}", "on": "2026-05-01"}}'
    lock = f'{{\n"gazette p1": {line},\n"herald p1": {line},\n"version": 2\n}}\n'
    evidence = (
        "[{source: gazette, says: supports, passage: p1, credibility: 2}, {source: herald, says: supports, passage: p1, credibility: 2}]"
    )
    folder = content({**MINIMAL, "claims/safe.yml": record("claims", evidence=evidence), "evidence.lock.json": lock})
    private = folder.parent / "private" / "sources"
    private.mkdir(parents=True)
    (private / "gazette.txt").write_text("Words.", encoding="utf-8")
    renamed(folder, "sources/gazette", "the-gazette")
    assert (folder / "evidence.lock.json").read_text(encoding="utf-8") == lock.replace(f'"gazette p1": {line},\n', "").replace(
        '"version"', f'"the-gazette p1": {line},\n"version"'
    )
    assert [path.name for path in private.iterdir()] == ["the-gazette.txt"]


def test_proposals_follow_what_they_name_and_nothing_of_the_same_name(content: WriteContent) -> None:
    proposal = (
        "status: proposed\nkind: act\nsection: acts\nwhy: A verb.\nsource: {source}\nquote: avalon gazette\npassage: p1.s1\n"
        "speaker: {actor}\nrecord: {record}\nfields:\n  by: [{actor}]  # avalon\n"
        "  evidence: [{{source: {source}, says: context, note: avalon gazette}}]\n"
    )
    first = {"source": "gazette", "actor": "avalon", "record": "acts/avalon"}
    folder = content(MINIMAL)
    file = folder.parent / "private" / "proposals" / "gazette" / "act-p1-s1-0a0a.yml"
    file.parent.mkdir(parents=True)
    file.write_text(proposal.format(**first), encoding="utf-8")
    renamed(folder, "actors/avalon", "isle")
    assert file.read_text(encoding="utf-8") == proposal.format(**{**first, "actor": "isle"})
    renamed(folder, "sources/gazette", "the-gazette")
    assert not file.exists()
    moved = folder.parent / "private" / "proposals" / "the-gazette" / file.name
    assert moved.read_text(encoding="utf-8") == proposal.format(**{**first, "actor": "isle", "source": "the-gazette"})


def test_the_old_id_is_told_where_it_is_written_and_may_be_taken_back(rename_in: Rename, record: MakeRecord) -> None:
    content = rename_in({"claims/safe.yml": record("claims")}, "claims/safe", "sound")
    (content / "claims" / "late.yml").write_text(record("claims", related="safe"), encoding="utf-8")
    found = [one for one in Workplace(content, TODAY, TODAY).check().diagnostics if one.is_error]
    assert [(one.message, one.hint) for one in found] == [("there is no claim 'safe'", "did you mean 'sound'?")]
    (content / "claims" / "late.yml").unlink()
    renamed(content, "claims/sound", "third")
    assert "former_ids: [safe, sound]\n" in (content / "claims" / "third.yml").read_text(encoding="utf-8")
    renamed(content, "claims/third", "safe")
    assert "former_ids: [third, sound]\n" in (content / "claims" / "safe.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "new", "message"),
    [
        ("actors/avalom", "x", "there is no actor 'avalom'\n  = did you mean 'avalon'?"),
        ("actor/avalon", "brigid", "there is already an actor 'brigid'"),
        ("actors/avalon", "avalon", "there is already an actor 'avalon'"),
        ("actors/avalon", "Isle of Avalon", "cannot be an id\n  = did you mean 'isle-of-avalon'?"),
        ("actors/avalon", "camlot", "'camlot' is a former id of 'camelot'"),
        ("knights/avalon", "x", "there is no section 'knights'"),
        ("avalon", "x", "'avalon' is missing its section\n  = did you mean 'actors/avalon'?"),
        ("avallon", "x", "'avallon' is not a record\n  = write its section and id"),
        ("actors/avalon", "actors/brigid", "there is already an actor 'brigid'"),
    ],
)
def test_what_cannot_be_done_is_refused(content: WriteContent, record: MakeRecord, name: str, new: str, message: str) -> None:
    folder = content(
        {
            **MINIMAL,
            "actors/camelot.yml": "name: Camelot\nkind: state\nformer_ids: camlot\npart_of: avalon\n",
            "costs/hull.yml": record("costs", estimated_by="gazette"),
        }
    )
    before = files_of(folder)
    with pytest.raises(Refused, match=message.replace("?", r"\?")):
        renamed(folder, name, new)
    assert files_of(folder) == before


def test_an_id_that_would_take_references_from_another_is_refused(content: WriteContent, record: MakeRecord) -> None:
    folder = content(
        {
            **MINIMAL,
            "actors/camelot.yml": "name: C\nkind: state\npart_of: avalon\n",
            "costs/hull.yml": record("costs", estimated_by="gazette"),
        }
    )
    with pytest.raises(Refused, match="would change what the content means"):
        renamed(folder, "actors/camelot", "gazette")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("claims/odd.yml", "statement: [\n"),
        ("explainers/ferry.md", MINIMAL["explainers/ferry.md"] + "\n<<<<<<< HEAD\n[It](actor:avalon) is safe.\n"),
        ("sources/herald.md", MINIMAL["sources/herald.md"] + "\n[It](actor:avalon) is \x07safe.\n"),
    ],
)
def test_while_something_cannot_be_read_nothing_is_renamed(content: WriteContent, path: str, text: str) -> None:
    folder = content({**MINIMAL, path: text})
    with pytest.raises(Refused, match="not all content can be read"):
        renamed(folder, "actors/avalon", "isle")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("images/a.png", ""),
        ("claims/README.md", "# Claims\n"),
        ("actors/notes.md", "Notes.\n"),
        ("drafts/.cache/x.yml", ""),
        ("drafts/more/idea.md", "An idea.\n"),
        ("actors/Mara Lind.yml", "name: M\nkind: person\n"),
    ],
)
def test_what_holds_no_record_or_was_read_is_in_the_way_of_no_rename(rename_in: Rename, path: str, text: str) -> None:
    folder = rename_in({path: text}, "actors/avalon", "isle")
    assert (folder / "actors" / "isle.yml").is_file()


@pytest.mark.parametrize(
    "path", ["claim/x.yml", "drafts/more/x.yaml", "actors/2025/x.yml", "x.yml", "actors/x.yml.txt", "claims/x.md", "claims/x.ar.yml"]
)
def test_a_record_that_is_misplaced_is_in_the_way_of_a_rename_and_said_to_be_so(content: WriteContent, path: str) -> None:
    folder = content({**MINIMAL, path: "---\nname: X\n---\n"})
    with pytest.raises(Refused, match="a misplaced file may be a record") as refused:
        renamed(folder, "actors/avalon", "isle")
    assert "cannot be read" not in str(refused.value)


def test_a_folder_that_cannot_be_listed_is_in_the_way_of_a_rename(content: WriteContent, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = content({**MINIMAL, "drafts/x.yml": ""})

    def denied(_path: Path, onerror: Callable[[OSError], None]) -> Iterator[object]:
        onerror(PermissionError())
        return iter(())

    monkeypatch.setattr(os, "walk", denied)
    with pytest.raises(Refused, match="unknown section 'drafts'"):
        renamed(folder, "actors/avalon", "isle")


def test_a_file_that_changed_meanwhile_is_left_alone(content: WriteContent) -> None:
    folder = content(MINIMAL)
    plan = rename_record(Workplace(folder, TODAY, TODAY), "actors/avalon", "isle")
    (folder / "explainers" / "ferry.md").write_text("other", encoding="utf-8")
    before = files_of(folder)
    with pytest.raises(Refused, match="has changed on disk"):
        write_all(plan)
    assert files_of(folder) == before


@pytest.mark.parametrize("fails_at", range(6))
def test_all_files_are_written_or_none(tmp_path: Path, fails_at: int) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    before = files_of(tmp_path)
    calls = iter(range(9))

    class Failing(type(tmp_path)):  # type: ignore[misc]  # the paths of this machine
        def write_bytes(self, data: bytes) -> int:
            self._or_fail()
            return int(super().write_bytes(data))

        def replace(self, target: Path) -> Path:
            self._or_fail()
            return type(tmp_path)(super().replace(target))

        def unlink(self, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as in Path
            if not missing_ok:
                self._or_fail()
            super().unlink(missing_ok)

        def _or_fail(self) -> None:
            if next(calls) == fails_at:
                raise OSError(28, "No space left on device")

    plan = [
        FileChange(Failing(tmp_path / "a"), b"a", b"new a"),
        FileChange(Failing(tmp_path / "b"), b"b", None),
        FileChange(Failing(tmp_path / "d"), None, b"new d"),
    ]
    if fails_at < 5:
        with pytest.raises(OSError, match="No space"):
            changing.write_all(plan)
        assert files_of(tmp_path) == before
    else:
        changing.write_all(plan)
        assert files_of(tmp_path) == {"a": b"new a", "c": b"c", "d": b"new d"}


def test_edits_keep_line_ends_and_do_not_overlap() -> None:
    assert edited(b"a\r\nb\r\nc", [Edit(Span(2, 3), "x\ny"), Edit(Span(0, 1), "")]) == b"\r\nx\r\ny\r\nc"
    assert edited(b"a\nb\r\nc\n", [Edit(Span(4, 5), "z")]) == b"a\nb\r\nz\n"
    with pytest.raises(ValueError, match="overlap"):
        edited(b"abc", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])
    assert rewritten(b"a\r\nb\r\n", "a\nbb\nc\n") == b"a\r\nbb\r\nc\r\n"
    assert rewritten(b"aa", "a") == b"a"


def test_former_ids_are_known_to_the_corpus(content: WriteContent) -> None:
    folder = content({**MINIMAL, "actors/avalon.yml": "name: Avalon\nkind: state\nformer_ids: [isle]\n"})
    assert load_content(folder).corpus.former_ids(["actors"])["isle"] == "avalon"

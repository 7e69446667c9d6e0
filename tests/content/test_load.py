"""Content as files: what is read, what is refused, and where."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.command.reporting import FORMATS
from generator.content.load import load_content
from generator.content.reading import MOST_BYTES
from generator.model.records import Actor, Claim, Explainer, Source
from generator.verify.checking import check_content
from tests.conftest import MINIMAL, TODAY
from tests.sites import write_under_odd_name

if TYPE_CHECKING:
    from tests.conftest import Check, MakeCorpus, MakeRecord, WriteContent

CYRILLIC = "f\N{CYRILLIC SMALL LETTER IE}rry"


def test_the_minimal_content_has_nothing_wrong(checked: Check) -> None:
    assert checked({}).found == []
    assert [record.key for record in checked({}).corpus] == [
        ("actors", "avalon"),
        ("actors", "brigid"),
        ("explainers", "ferry"),
        ("sources", "gazette"),
        ("sources", "herald"),
    ]


def test_the_id_is_the_files_name_and_may_be_repeated(corpus: MakeCorpus, record: MakeRecord) -> None:
    assert corpus({"claims/safe.yml": record("claims", id="safe")}).one(Claim, "safe").id == "safe"


@pytest.mark.parametrize(("given", "column"), [("unsafe", 5), ("Safe", 5), ("[safe]", 5), ("{safe: safe}", 5)])
def test_another_id_is_refused(checked: Check, record: MakeRecord, given: str, column: int) -> None:
    found = checked({"claims/safe.yml": f"id: {given}\n{record('claims')}"})
    assert found.found == [f"claims/safe.yml:1:{column} id-mismatch"]
    assert "remove the line" in found.messages[0]


def test_an_id_that_is_no_file_name_is_not_proposed_as_one(checked: Check, record: MakeRecord) -> None:
    assert checked({"claims/safe.yml": record("claims", id="../unsafe")}).messages == [
        "the id '../unsafe' differs from the file name 'safe' = remove the line"
    ]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Ferry", "ferry"),
        ("ferry_safe", "ferry-safe"),
        ("ferry safe", "ferry-safe"),
        ("-ferry", "ferry"),
        ("ferry-", "ferry"),
        ("ferry--safe", "ferry-safe"),
        ("ferry.safe", "ferry-safe"),
        (CYRILLIC, "ferry"),
        ("ferry\N{FULLWIDTH DIGIT ONE}", "ferry1"),
        ("\N{ARABIC-INDIC DIGIT ONE}", "1"),
        ("Türkiye", "turkiye"),
        ("ʿAlī's", "alis"),
        ("\N{CJK UNIFIED IDEOGRAPH-4E2D}", "a-name-in-lower-case"),
        ("f" * 81, "f" * 80),
        ("con", "the-con"),
        ("nul", "the-nul"),
        ("lpt1", "the-lpt1"),
        ("index", "the-index"),
    ],
)
def test_a_name_that_is_no_id_is_refused_and_a_better_one_proposed(checked: Check, record: MakeRecord, name: str, better: str) -> None:
    found = checked({f"claims/{name}.yml": record("claims")})
    assert found.found == [f"claims/{name}.yml:1:1 bad-id"]
    assert found.messages[0].endswith(f"rename the file: {better}.yml")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        (CYRILLIC, "it contains '\N{CYRILLIC SMALL LETTER IE}', which is U+0435 (cyrillic small letter ie)"),
        ("fer\N{ZERO WIDTH SPACE}ry", "it contains U+200B (zero width space), which is invisible"),
        ("ferry\N{NO-BREAK SPACE}safe", "it contains U+00A0 (no-break space), which is invisible"),
        ("ferry\N{EN DASH}safe", "it contains '\N{EN DASH}', which is U+2013 (en dash)"),
    ],
)
def test_a_name_that_only_looks_like_an_id_names_the_character(checked: Check, record: MakeRecord, name: str, named: str) -> None:
    assert named in checked({f"claims/{name}.yml": record("claims")}).messages[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("name: a\nkind: state\n".encode("utf-16"), "the file is not UTF-8: invalid byte 0xFF"),
        ("name: a\nkind: state\n".encode("utf-32"), "the file is not UTF-8: invalid byte 0xFF"),
        ("name: Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}\n".encode("latin-1"), "the file is not UTF-8: invalid byte 0xEB"),
        ("name: Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}".encode()[:-1], "the file is not UTF-8: invalid byte 0xC3"),
    ],
)
def test_what_is_no_text_of_ours_is_told_for_what_it_is(checked: Check, data: bytes, message: str) -> None:
    assert checked({"actors/x.yml": data}).messages == [f"{message} = save it as UTF-8"]


def test_the_line_ends_of_old_machines_are_told_once_and_read(checked: Check, record: MakeRecord) -> None:
    text = record("sources", "Ours.\n", kind="nws", reliability="B").replace("\n", "\r")
    found = checked({"sources/gazette.md": text.encode()})
    assert found.found == ["sources/gazette.md:1:4 bad-character", "sources/gazette.md:6:7 bad-value"]
    assert found.messages[0].startswith("the character 'U+000D' (carriage return) alone is not a line ending, here and in 10 more")


HOSTILE = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([*b"---\n\r\t :[]{}'\"#|>&*!%@`,\xff\x00\xc3\xe2\x80\x8b"]), max_size=60).map(bytes),
    st.lists(
        st.sampled_from(
            ["name: x\n", "kind: state\n", "---\n", "  - a\n", "a: b: c\n", "\u00a0", "\u200b", "<<<<<<< x\n", "'", '"', "[", "=======\n"]
        ),
        max_size=20,
    ).map(lambda lines: "".join(lines).encode()),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=HOSTILE,
    name=st.sampled_from(
        ["actors/x.yml", "sources/x.md", "publication.yml", "explainers/x.md", "actors/avalon.ar.yml", "evidence.lock.json"]
    ),
)
def test_no_bytes_are_a_fault_of_ours(content: WriteContent, data: bytes, name: str) -> None:
    found = check_content(content({**MINIMAL, name: data}), today=TODAY)
    try:
        for form in FORMATS.values():
            assert form(found.diagnostics, found.texts).encode()
    finally:
        (content({}) / name).unlink()


@pytest.mark.parametrize("name", ["ferry\n", "\x1b[31mferry", "\u202eferry", "\u200bferry"])
def test_a_name_that_cannot_be_seen_is_shown_so(checked: Check, record: MakeRecord, name: str) -> None:
    (found,) = checked({f"claims/{name}.yml": record("claims")}).diagnostics
    assert found.rule.code == "bad-id"
    assert "\ufffd" in found.place.path
    assert (found.place.path + found.message + found.hint).isprintable()


def test_a_name_of_bytes_that_are_no_text_is_shown_so(content: WriteContent, checked: Check) -> None:
    (content({}) / "claims").mkdir()
    write_under_odd_name(content({}) / "claims", b"f\xff.yml", "x: y\n")
    found = checked({})
    assert found.found[0] == "claims/f\ufffd.yml:1:1 bad-id"
    assert "".join([*found.messages, *found.found]).encode()


def test_an_id_of_eighty_characters_is_fine(checked: Check, record: MakeRecord) -> None:
    assert checked({f"claims/{'f' * 80}.yml": record("claims")}).found == []


def test_ids_that_differ_by_case_alone_are_one(checked: Check, record: MakeRecord) -> None:
    found = checked({"claims/SAFE.yml": record("claims"), "claims/Safe.yml": record("claims"), "claims/safe.yml": record("claims")})
    assert found.found == [
        "claims/SAFE.yml:1:1 bad-id",
        "claims/Safe.yml:1:1 bad-id",
        "claims/Safe.yml:1:1 duplicate-id",
        "claims/safe.yml:1:1 duplicate-id",
    ]
    assert found.messages[3] == "'safe.yml' and 'SAFE.yml' have the same id on case-insensitive file systems = rename one of them"


def test_ids_are_unique_in_their_section_only(checked: Check, record: MakeRecord) -> None:
    assert checked({"claims/ferry.yml": record("claims"), "events/ferry.yml": record("events")}).found == []


def test_a_missing_content_folder_is_a_mistake(tmp_path: Path) -> None:
    loaded = load_content(tmp_path / "content")
    assert [(str(one.place), one.message) for one in loaded.diagnostics] == [("content:1:1", "no content folder 'content'")]
    assert len(loaded.corpus) == 0


def test_a_file_in_the_place_of_the_content_folder_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("", encoding="utf-8")
    assert [one.rule.code for one in load_content(tmp_path / "content").diagnostics] == ["bad-file"]


def test_content_behind_a_link_is_not_read(tmp_path: Path, content: WriteContent) -> None:
    content({"actors/avalon.yml": "name: Avalon\nkind: state\n"})
    (tmp_path / "link").symlink_to(tmp_path / "content")
    loaded = load_content(tmp_path / "link")
    assert [one.rule.code for one in loaded.diagnostics] == ["bad-file"]
    assert len(loaded.corpus) == 0


def test_links_folders_and_pipes_are_no_records(content: WriteContent, checked: Check, tmp_path: Path) -> None:
    folder = content({"claims/folder.yml/deep.yml": "", "events/x/y.yml": ""})
    secret = tmp_path / "secret.yml"
    secret.write_text("name: Secret\n", encoding="utf-8")
    (folder / "claims" / "link.yml").symlink_to(secret)
    (folder / "claims" / "nowhere.yml").symlink_to(tmp_path / "nowhere")
    (folder / "acts").symlink_to(tmp_path)
    (folder / "notes").symlink_to(secret)
    os.mkfifo(folder / "claims" / "pipe.yml")
    found = checked({})
    assert found.found == [
        "acts:1:1 bad-file",
        "claims/folder.yml:1:1 bad-file",
        "claims/link.yml:1:1 bad-file",
        "claims/nowhere.yml:1:1 bad-file",
        "claims/pipe.yml:1:1 bad-file",
        "events/x:1:1 bad-file",
        "notes:1:1 bad-file",
    ]
    assert found.messages[0].endswith("not a folder = put a regular folder here")
    assert found.messages[1:5] == [
        f"'{name}.yml' is {what}, not a file = put a regular file here"
        for name, what in (
            ("folder", "a folder"),
            ("link", "a symbolic link"),
            ("nowhere", "a symbolic link"),
            ("pipe", "a special file"),
        )
    ]
    assert not any("Secret" in text.text for text in found.checked.texts.values())


@pytest.mark.parametrize("name", ["publication.yml", "README.md"])
def test_links_and_folders_in_the_place_of_known_files_are_one_mistake(content: WriteContent, checked: Check, name: str) -> None:
    (content({}) / name).mkdir()
    assert checked({}).found == [f"{name}:1:1 bad-file"]


def test_a_file_that_cannot_be_read_is_a_mistake(checked: Check, record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "safe.yml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = checked({"claims/safe.yml": record("claims")})
    assert found.found == ["claims/safe.yml:1:1 bad-file"]
    assert found.messages == ["cannot read the file: Permission denied = check its permissions"]


@pytest.mark.parametrize(
    ("path", "rule", "hint"),
    [
        ("claim/x.yml", "claim:1:1 unknown-section", "did you mean 'claims'?"),
        ("Claims/x.yml", "Claims:1:1 unknown-section", "did you mean 'claims'?"),
        ("drafts/x.yml", "drafts:1:1 unknown-section", "the sections are explainers, actors,"),
        ("x.yml", "x.yml:1:1 stray-file", "move it into the folder of its section"),
        ("claims/x.yaml", "claims/x.yaml:1:1 stray-file", "name it 'x.yml'"),
        ("claims/x.YML", "claims/x.YML:1:1 stray-file", "name it 'x.yml'"),
        ("claims/x.md", "claims/x.md:1:1 stray-file", "name it 'x.yml'"),
        ("sources/x.yml", "sources/x.yml:1:1 stray-file", "name it 'x.md'"),
        ("claims/x", "claims/x:1:1 stray-file", ""),
        ("claims/x.txt", "claims/x.txt:1:1 stray-file", "move it out"),
        ("claims/x.yml.txt", "claims/x.yml.txt:1:1 stray-file", "name it 'x.yml'"),
        ("claims/FERRY.YML", "claims/FERRY.YML:1:1 stray-file", "name it 'ferry.yml'"),
        ("claims/x.ar.YML", "claims/x.ar.YML:1:1 stray-file", "name it 'x.ar.yml'"),
        ("votes", "votes:1:1 stray-file", "replace it with the folder"),
    ],
)
def test_what_is_in_the_wrong_place_is_told(checked: Check, path: str, rule: str, hint: str) -> None:
    found = checked({path: "x: y\n"})
    assert found.found == [rule]
    assert found.diagnostics[0].hint.startswith(hint)


@pytest.mark.parametrize("name", ["Safe.yml", "safe.yaml"])
def test_no_name_is_proposed_that_another_file_has(checked: Check, record: MakeRecord, name: str) -> None:
    found = checked({"claims/safe.yml": record("claims"), f"claims/{name}": record("claims")})
    assert "choose another name: 'safe.yml' already exists" in [one.hint for one in found.diagnostics]
    assert not [one.hint for one in found.diagnostics if one.hint.startswith(("name it", "rename the file"))]


def test_a_record_in_a_file_of_markdown_is_looked_for_there(checked: Check, record: MakeRecord) -> None:
    found = checked({"claims/safe.yml": record("claims", related="[other]"), "claims/other.md": record("claims")})
    assert "it may be in content/claims/other.md: fix the problem there first" in [one.hint for one in found.diagnostics]


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n[It](claim:safe) is safe.\n", "[It](claim:safe) is \x07safe.\n"])
def test_nobody_knows_what_appears_nowhere_while_a_text_cannot_be_read(checked: Check, record: MakeRecord, text: str) -> None:
    ferry = MINIMAL["explainers/ferry.md"] + "\n" + text
    found = checked({"explainers/ferry.md": ferry, "claims/safe.yml": record("claims", explainers=None)})
    assert [one.place.path for one in found.diagnostics] == ["content/explainers/ferry.md"]


@pytest.mark.parametrize(
    "path",
    [
        *("notes.yml~", "claims/#x.yml#", "claims/x.yml~", "claims/Thumbs.db", ".gitkeep", ".draft/x.yml", "claims/.x.yml.swp"),
        *("README.md", "claims/README.md", "sources/README.md"),
    ],
)
def test_hidden_files_what_programs_leave_and_readmes_are_left_alone(checked: Check, path: str) -> None:
    assert checked({path: b"\xff\x00"}).found == []


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "1:1 not-a-mapping"),
        (b"\n\n", "1:1 not-a-mapping"),
        (b"# nothing\n", "1:1 not-a-mapping"),
        (b"\xef\xbb\xbf", "1:1 not-a-mapping"),
        (b"- x\n", "1:1 not-a-mapping"),
        (b"x\n", "1:1 not-a-mapping"),
        (b"caf\xe9: 1\n", "1:4 bad-file"),
        ("name: Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} \N{GRINNING FACE}\nkind: ".encode() + b"\xff\n", "2:7 bad-file"),
        ("x: y\n".encode("utf-16"), "1:1 bad-file"),
        (b"\xed\xa0\x80", "1:1 bad-file"),
        (b"name: a\x00b\nkind: state\n", "1:8 bad-character"),
        ("name: a\nkind: \u202estate\n".encode(), "2:7 bad-character"),
        (b"name: a\rkind: state\n", "1:8 bad-character"),
        (b'name: "a\\u202eb"\nkind: state\n', "1:7 bad-character"),
        (b'name: "a\\0b"\nkind: state\n', "1:7 bad-character"),
        (b"[" * 100_000, "1:1 not-a-mapping"),
        (b"name: " + b"[" * 100_000, "1:30 too-large"),
        (b"name: " + b"{a: " * 100_000, None),
        (b"name: " + b"a" * 200_001 + b"\nkind: state\n", "1:7 too-large"),
        (b"n" * (MOST_BYTES + 1), "1:1 too-large"),
        (b"n" * (2 << 20), "1:1 too-large"),
    ],
)
def test_hostile_text_is_one_mistake_at_its_place(checked: Check, data: bytes, rule: str | None) -> None:
    found = [one for one in checked({"actors/camelot.yml": data}).found if "unreachable" not in one]
    assert found[0].startswith("actors/camelot.yml:")
    assert rule is None or found == [f"actors/camelot.yml:{rule}"]


def test_an_alias_bomb_is_refused_as_it_is_written(checked: Check) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    found = checked({"actors/camelot.yml": bomb}).found
    assert found[-1] == "actors/camelot.yml:9:12 yaml-feature"
    assert sum("yaml-feature" in one for one in found) == 9 + 16


def test_windows_line_ends_and_a_byte_order_mark_are_read(checked: Check, corpus: MakeCorpus, record: MakeRecord) -> None:
    text = record("claims", made="nope").replace("\n", "\r\n").encode()
    assert checked({"claims/safe.yml": b"\xef\xbb\xbf" + text}).found == ["claims/safe.yml:3:7 bad-date"]
    source = record("sources", "Ours.\n\n## Text\n\nTheirs.\n", rights="owned").replace("\n", "\r\n").encode()
    read = corpus({"claims/safe.yml": record("claims"), "sources/times.md": b"\xef\xbb\xbf" + source}).one(Source, "times")
    assert (read.summary, read.text) == ("Ours.", "Theirs.")


def test_a_markdown_record_is_its_fields_and_its_text(corpus: MakeCorpus) -> None:
    made = corpus({})
    assert made.one(Explainer, "ferry").body.strip() == "Brigid runs the ferry."
    assert made.one(Source, "gazette").summary == "Reports the ferry."
    assert made.one(Source, "gazette").text == ""
    assert set(made.bodies) == {("explainers", "ferry"), ("sources", "gazette"), ("sources", "herald")}


@pytest.mark.parametrize("name", ["summary", "text"])
def test_the_text_of_a_source_is_no_field(checked: Check, record: MakeRecord, name: str) -> None:
    found = checked({"sources/gazette.md": record("sources", "Below.\n", reliability="B", **{name: "Above."})})
    assert found.found == ["sources/gazette.md:9:1 unknown-field"]
    assert found.messages == [f"'{name}' is not a field, but the text of the file = write it below the second '---'"]
    assert found.corpus.one(Source, "gazette").summary == "Below."


@pytest.mark.parametrize(
    ("body", "summary", "text"),
    [
        ("Ours.\n\n## Text\n\nTheirs.\n\n## Text\n\nMore.\n", "Ours.", "Theirs.\n\n## Text\n\nMore."),
        ("## Text\nTheirs.\n", "", "Theirs."),
        ("Ours.\n\n## Text\n", "Ours.", ""),
        ("Ours.\n\n## Text  \nTheirs.\n", "Ours.", "Theirs."),
        ("Ours.\n\n## text\nTheirs.\n", "Ours.", "Theirs."),
        ("Ours.\n\n ##  TEXT ##\nTheirs.\n", "Ours.", "Theirs."),
        ("Ours.\n\n## Text#\nOurs.\n", "Ours.\n\n## Text#\nOurs.", ""),
        ("Ours.\n\n## Textual notes\n\nOurs too.\n", "Ours.\n\n## Textual notes\n\nOurs too.", ""),
        ("Ours.\n\n### Text\n\nOurs too.\n", "Ours.\n\n### Text\n\nOurs too.", ""),
        ("Ours. ## Text\n", "Ours. ## Text", ""),
    ],
)
def test_the_own_text_of_a_source_follows_its_heading(corpus: MakeCorpus, record: MakeRecord, body: str, summary: str, text: str) -> None:
    source = corpus({"sources/times.md": record("sources", body, rights="public-domain")}).one(Source, "times")
    assert (source.summary, source.text) == (summary, text)


@pytest.mark.parametrize(
    ("rights", "found"), [("quote-only", ["14:1 forbidden-text"]), ("licensed", ["14:1 forbidden-text"]), ("owned", [])]
)
def test_the_text_of_others_is_kept_out(checked: Check, record: MakeRecord, rights: str, found: list[str]) -> None:
    text = record("sources", "Ours.\n\n## Text\n\nTheirs.\n", rights=rights, reliability="B\n## Text")
    assert checked({"sources/gazette.md": text}).found == [f"sources/gazette.md:{one}" for one in found]


def test_the_own_text_of_a_source_hides_nothing(checked: Check, record: MakeRecord) -> None:
    text = record("sources", "Ours.\n\n## Text\n\nTheirs \u202e.\n", rights="owned", reliability="B")
    assert checked({"sources/gazette.md": text}).found == ["sources/gazette.md:15:8 bad-character"]


def test_a_broken_record_is_known_by_its_id(checked: Check, record: MakeRecord) -> None:
    files = {"actors/camelot.yml": "name: [\nkind: state\n", "claims/safe.yml": record("claims", claimant="[camelot, camelott]")}
    found = checked(files)
    assert found.found == ["actors/camelot.yml:1:7 yaml-syntax", "claims/safe.yml:2:21 unknown-reference"]
    assert found.messages[1].endswith("did you mean 'camelot'?")
    assert found.corpus.get("actors", "camelot") is None


def test_what_stands_below_fields_that_are_none_has_its_place(checked: Check) -> None:
    found = checked({"explainers/tunnel.md": "---\n- a list\n---\n\nOf [her](actor:nimue).\n"})
    assert found.found == ["explainers/tunnel.md:2:1 not-a-mapping", "explainers/tunnel.md:5:16 unknown-reference"]


def test_nobody_knows_what_is_unused_while_a_record_cannot_be_read(checked: Check, record: MakeRecord) -> None:
    files = {"actors/camelot.yml": record("actors"), "claims/safe.yml": record("claims", claimant="[camelot]", made="nope")}
    assert checked(files).found == ["claims/safe.yml:3:7 bad-date"]


def test_the_texts_are_there_to_show_lines_of(checked: Check) -> None:
    assert checked({}).checked.texts["content/actors/avalon.yml"].line(1) == "name: Avalon"


def test_reading_leaves_the_collector_as_it_was(content: WriteContent) -> None:
    assert gc.isenabled()
    load_content(content({}))
    assert gc.isenabled()
    gc.disable()
    try:
        load_content(content({}))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_one_value_stands_for_a_list_of_one(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"claims/safe.yml": record("claims", claimant="brigid", evidence="{source: gazette, says: supports}")})
    claim = made.one(Claim, "safe")
    assert (claim.claimant, len(claim.evidence)) == (("brigid",), 1)


def test_text_stays_text(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"actors/no.yml": record("actors", name="no", aliases="[010, 12:30, null, ~x, 1e3, 2025-06]")})
    assert (made.one(Actor, "no").name, made.one(Actor, "no").aliases) == ("no", ("010", "12:30", "null", "~x", "1e3", "2025-06"))


class TestPublication:
    @pytest.mark.parametrize("text", ["", "\n", "  \n"])
    def test_an_empty_one_says_nothing(self, checked: Check, text: str) -> None:
        assert checked({"publication.yml": text}).found == []
        assert checked({"publication.yml": text}).corpus.publication.title == "On Record"

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("titel: X\n", ["1:1 unknown-field"]),
            ("title: [X]\n", ["1:8 bad-value"]),
            ("title:\n", ["1:1 empty-value"]),
            ("site_url: example.org\n", ["1:11 bad-value"]),
            ("site_url: javascript://a.b/%0aalert()\n", ["1:11 bad-value"]),
            ("site_url: https://user@example.org/\n", ["1:11 bad-value"]),
            ("site_url: https://localhost/\n", ["1:11 bad-value"]),
            ("site_url: https://example.org:99999/\n", ["1:11 bad-value"]),
            ("site_url: https://example.org/?a=b\n", ["1:11 bad-value"]),
            ("site_url: https://example.org/#a\n", ["1:11 bad-value"]),
            ("languages: ar, fr\n", ["1:12 bad-value"]),
            ("repository: https://exa mple.org\n", ["1:13 bad-value"]),
            ("branch: ma in\n", ["1:9 bad-value"]),
            ("language: English\n", ["1:11 bad-value"]),
            ("direction: up\n", ["1:12 bad-value"]),
            ("issues: [fares]\n", ["1:9 bad-value"]),
            ("issues: {fares: }\n", ["1:10 empty-value"]),
            ("issues: {Fares: Fares}\n", ["1:9 bad-value"]),
            ("- title\n", ["1:1 not-a-mapping"]),
            ("title: X\ntitle: Y\n", ["2:1 duplicate-key"]),
            ("title: X: Y\n", ["1:9 yaml-syntax"]),
            ("titel: X\nbranch: '?'\ndirection: up\n", ["1:1 unknown-field", "2:9 bad-value", "3:12 bad-value"]),
        ],
    )
    def test_its_mistakes_are_told_at_their_place(self, checked: Check, text: str, found: list[str]) -> None:
        assert checked({"publication.yml": text}).found == [f"publication.yml:{one}" for one in found]

    def test_one_that_is_no_text_is_a_mistake(self, checked: Check) -> None:
        assert checked({"publication.yml": b"title: \xff\n"}).found == ["publication.yml:1:8 bad-file"]

    def test_its_issues_are_known(self, checked: Check, record: MakeRecord) -> None:
        claim = {"claims/safe.yml": record("claims", issue="fares")}
        assert checked(claim).found == ["claims/safe.yml:5:8 unknown-issue"]
        assert checked({**claim, "publication.yml": "issues: {fares: Fares}\n"}).found == []

    def test_its_limits_of_quoting_are_not_guessed_while_it_cannot_be_read(self, checked: Check, record: MakeRecord) -> None:
        words = " ".join(["word"] * 60)
        evidence = f"[{{source: gazette, says: supports, quote: {words}, credibility: 2}}]"
        files = {"publication.yml": "quoting: {longest: 80}\ntitel: A paper\n", "claims/safe.yml": record("claims", evidence=evidence)}
        assert checked(files).found == ["publication.yml:2:1 unknown-field"]

    def test_its_issues_are_not_missed_while_it_cannot_be_read(self, checked: Check, record: MakeRecord) -> None:
        claim = {"claims/safe.yml": record("claims", issue="fares")}
        assert checked({**claim, "publication.yml": "issues: {fares: Fares}\ndirection: up\n"}).found == ["publication.yml:2:12 bad-value"]

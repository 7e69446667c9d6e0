"""On what, and on how little, the record rests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.evidence.coverage import coverage
from generator.evidence.coverage_report import as_json, as_text
from generator.text.position import SourceText
from tests.conftest import TODAY

if TYPE_CHECKING:
    from generator.evidence.coverage import Coverage
    from tests.conftest import MakeCorpus, MakeRecord

TEXT = "A heading\nThe ferry runs. It stops in June. Nobody knows why.\nBrigid was asked.\n"


def covered(corpus: MakeCorpus, record: MakeRecord) -> Coverage:
    def evidence(*sources: str, rest: str = "") -> str:
        return "[" + ", ".join(f"{{source: {source}, says: supports{rest}}}" for source in sources) + "]"

    made = corpus(
        {
            "sources/wire.md": record("sources", publisher="Wire", reliability="B"),
            "sources/copy.md": record("sources", publisher="Copy", derives_from="wire", reliability="B"),
            "sources/essay.md": record("sources", publisher="Essay", kind="opinion", published="2026-05-01"),
            "actors/camelot.yml": record("actors"),
            "claims/a.yml": record("claims", evidence=evidence("gazette", rest=", quote: It stops in, speaker: brigid")),
            "claims/b.yml": record("claims", evidence=evidence("wire", "copy"), about="camelot"),
            "claims/c.yml": record("claims", evidence=evidence("essay")),
            "claims/d.yml": record("claims", evidence=evidence("gazette", "herald", rest=", passage: p3"), claimant="avalon"),
        }
    )
    return coverage(made, {"gazette": SourceText("gazette.txt", TEXT)}, TODAY)


def test_what_a_record_rests_on(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = covered(corpus, record)
    assert [(one.source, one.used, one.unused) for one in found.texts] == [("gazette", ("p2.s2", "p3.s1"), ("p2.s1", "p2.s3"))]
    assert found.without_text == ("copy", "essay", "herald", "wire")
    assert found.whole_documents == (("claim b", "wire"), ("claim b", "copy"), ("claim c", "essay"))
    assert found.without_quotes == ("b", "c", "d")
    assert found.one_publisher == ("a", "c")
    assert found.one_chain == ("b",)
    assert found.opinion_only == ("c",)
    assert found.old == ("a", "b", "d")
    assert dict(found.voices.quoted) == {"brigid": 1}
    assert found.voices.reported == ("avalon",)
    assert found.voices.only_talked_about == ("camelot",)


def test_reports_hold_no_word_of_a_text(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = covered(corpus, record)
    text, data = as_text(found), as_json(found)
    assert text.startswith("gazette: 2 of 4 sentences used\n  not used: p2.s1, p2.s3\n")
    assert "1 of 4 claims resting on opinion alone\n  c\n" in text
    assert json.loads(data)["one_chain"] == ["b"]
    assert not any(word in text + data for word in ("stops", "Nobody", "heading"))

"""On what, and on how little, the record rests."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from generator.text.position import SourceText
from generator.verify.evidence.coverage import OLD, coverage, coverage_as_json, coverage_as_text
from tests.conftest import TODAY

if TYPE_CHECKING:
    from generator.verify.evidence.coverage import Data
    from tests.conftest import MakeCorpus, MakeRecord

TEXT = "A heading\nThe ferry runs. It stops in June. Nobody knows why.\nBrigid was asked.\n"


def covered(corpus: MakeCorpus, record: MakeRecord) -> Data:
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
    assert found["texts"] == [{"source": "gazette", "used": ["p2.s2", "p3.s1"], "unused": ["p2.s1", "p2.s3"]}]
    assert found["without_text"] == ["copy", "essay", "herald", "wire"]
    assert found["whole_documents"] == [("claim b", "wire"), ("claim b", "copy"), ("claim c", "essay")]
    assert found["without_quotes"] == ["b", "c", "d"]
    assert [one["publishers"] for one in found["claims"]] == [["The Gazette"], ["Copy", "Wire"], ["Essay"], ["The Gazette", "The Herald"]]
    assert found["one_publisher"] == ["a", "c"]
    assert found["one_chain"] == ["b"]
    assert found["opinion_only"] == ["c"]
    assert found["old"] == ["a", "b", "d"]
    assert found["voices"] == {"quoted": {"brigid": 1}, "reported": ["avalon"], "only_talked_about": ["camelot"]}


@pytest.mark.parametrize(("days", "old"), [(OLD - 1, []), (OLD, []), (OLD + 1, ["a"])])
def test_support_is_old_after_a_year(corpus: MakeCorpus, record: MakeRecord, days: int, old: list[str]) -> None:
    assert OLD == 365
    day = (TODAY - timedelta(days)).isoformat()
    files = {
        "sources/times.md": record("sources", published=day),
        "sources/undated.md": record("sources", published=None),
        "sources/new.md": record("sources", publisher="Post", published=TODAY.isoformat()),
        "claims/a.yml": record("claims", evidence="[{source: times, says: supports}, {source: new, says: contradicts}]"),
        "claims/b.yml": record("claims", evidence="[{source: times, says: supports}, {source: new, says: supports}]"),
        "claims/c.yml": record("claims", evidence="[{source: undated, says: supports}]"),
        "claims/d.yml": record("claims", evidence="[{source: undated, says: context}]"),
    }
    found = coverage(corpus(files), {}, TODAY)
    assert found["old"] == old
    assert [one["newest"] for one in found["claims"]] == [days, 0, None, None]
    assert (found["one_publisher"], found["opinion_only"], found["one_chain"]) == (["a", "c"], [], [])


def test_only_sentences_that_a_quotation_reaches_into_are_used(corpus: MakeCorpus, record: MakeRecord) -> None:
    def used(text: str, quote: str) -> tuple[list[str], list[str]]:
        quoted = f"[{{source: gazette, says: supports, quote: '{quote}'}}]"
        (found,) = coverage(corpus({"claims/a.yml": record("claims", evidence=quoted)}), {"gazette": SourceText("g", text)}, TODAY)["texts"]
        return found["used"], found["unused"]

    text = "The ferry runs. It stops in June. Nobody knows why."
    assert used(text, "It stops in June.") == (["p1.s2"], ["p1.s1", "p1.s3"])
    assert used(text, "runs. It") == (["p1.s1", "p1.s2"], ["p1.s3"])
    assert used(text, "It never stops") == ([], ["p1.s1", "p1.s2", "p1.s3"])
    assert used("渡轮开往对岸。票价很便宜。座位很宽敞。", "票价很便宜。") == (["p1.s2"], ["p1.s1", "p1.s3"])  # no space between


def test_voices_are_those_of_actors_the_most_quoted_first(corpus: MakeCorpus, record: MakeRecord) -> None:
    def said(*speakers: str) -> str:
        pieces = (f"{{source: gazette, says: supports, quote: 'Word {at} of {one}', speaker: {one}}}" for at, one in enumerate(speakers))
        return f"[{', '.join(pieces)}]"

    files = {
        **{f"actors/{name}.yml": f"name: {name}\nkind: person\n" for name in ("ann", "ben", "cid", "dora", "eve")},
        "claims/a.yml": record("claims", claimant="[brigid]", about="[dora]", evidence=said("ann", "ben", "ben", "A clerk")),
        "claims/b.yml": record(
            "claims",
            claimant="cid",
            evidence=said("ann"),
            positions="[{actor: eve, stance: denied, when: 2025-03-02, evidence: [{source: herald, says: supports}]}]",
        ),
    }
    voices = coverage(corpus(files), {}, TODAY)["voices"]
    assert list(voices["quoted"].items()) == [("ann", 2), ("ben", 2)]
    assert (voices["reported"], voices["only_talked_about"]) == (["brigid", "cid", "eve"], ["avalon", "dora"])


REPORT = """\
gazette: 2 of 4 sentences used
  unused: p2.s1, p2.s3
4 sources without an available text
3 uses of a document as a whole
  claim b: wire, copy
  claim c: essay
3 of 4 claims without a quotation
  b
  c
  d
2 of 4 claims supported by one publisher
  a
  c
1 of 4 claims supported by several publishers that repeat each other
  b
1 of 4 claims supported only by opinion
  c
3 of 4 claims without support newer than a year
  a
  b
  d
1 voice quoted
  brigid: 1
1 reported but never quoted
  avalon
1 only mentioned
  camelot
"""


def test_a_report_is_places_and_ids(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = covered(corpus, record)
    assert coverage_as_text(found) == REPORT
    told = json.loads(coverage_as_json(found))
    assert (told["version"], told["texts"][0]["used"], told["voices"]["quoted"]) == (1, ["p2.s2", "p3.s1"], {"brigid": 1})
    lists = ("without_quotes", "one_publisher", "one_chain", "opinion_only", "old")
    assert [told[name] for name in lists] == [["b", "c", "d"], ["a", "c"], ["b"], ["c"], ["a", "b", "d"]]
    assert coverage_as_json(found).startswith('{\n  "version": 1,\n  "texts"')


def test_of_a_text_that_is_used_whole_nothing_is_left(corpus: MakeCorpus, record: MakeRecord) -> None:
    quoted = "[{source: gazette, says: supports, quote: It runs.}]"
    found = coverage(corpus({"claims/a.yml": record("claims", evidence=quoted)}), {"gazette": SourceText("g", "It runs.")}, TODAY)
    assert coverage_as_text(found).splitlines()[:2] == ["gazette: 1 of 1 sentence used", "1 source without an available text"]


def test_reports_hold_no_word_of_a_text(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = covered(corpus, record)
    text, data = coverage_as_text(found), coverage_as_json(found)
    assert text.startswith("gazette: 2 of 4 sentences used\n  unused: p2.s1, p2.s3\n")
    assert "1 of 4 claims supported only by opinion\n  c\n" in text
    assert json.loads(data)["one_chain"] == ["b"]
    assert not any(word in text + data for word in ("stops", "Nobody", "heading"))


def test_what_was_taken_back_lacks_nothing(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = record("claims", retired="{on: 2025-06-01, because: Nobody said it.}")
    assert coverage(corpus({"claims/old.yml": retired}), {}, TODAY)["claims"] == []

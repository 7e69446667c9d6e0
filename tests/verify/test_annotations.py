"""annotations.json: what stands in it is what stands in the text, as far as rights allow, and finds its place again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.text.normalising import normalise
from generator.text.position import SourceText
from generator.verify.evidence.annotations import CONTEXT_LENGTH, annotations_text
from generator.verify.evidence.proving import lock_of, verify_quotations
from generator.verify.evidence.uses import digest
from tests.conftest import TODAY

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord

TEXT = (
    "The ferry, which was built in 1962, runs again in June.\n\nIt is “safe”, they say — and it’s fast. It is safe for all of us "
    "who live on the island.\n\n"
    "渡轮很安全。渡轮每天开往对岸的小镇，票价便宜，船员友好，座位宽敞，风景优美，深受岛上居民和远方游客的欢迎。\n"
)
GIVEN = "[{source: %s, says: supports, credibility: 2, quote: %s}]"


def annotation(corpus: MakeCorpus, record: MakeRecord, quote: str, *, owned: bool = True, here: str = "") -> dict[str, Any]:
    source = record("sources", f"Ours.\n\n## Text\n\n{TEXT}", rights="owned", reliability="B")
    files = {
        "sources/times.md": source,
        "claims/x.yml": record("claims", evidence=GIVEN % ("times" if owned else "gazette", json.dumps(quote))),
    }
    lock = verify_quotations(corpus(files), {"gazette": SourceText("gazette.txt", TEXT)}, TODAY).lock
    made = corpus({**files, "evidence.lock.json": lock})
    text = annotations_text(made, lock_of(made, TODAY), lambda record: f"{record.section}/{record.id}/", here)
    found: dict[str, Any] = json.loads(text)
    return found


def quoted(found: dict[str, Any]) -> list[dict[str, str]]:
    target = found["first"]["items"][0]["target"]
    return [one["selector"][0] for one in (target if isinstance(target, list) else [target])]


@pytest.mark.parametrize(
    ("quote", "exacts"),
    [
        ("runs again in June", ["runs again in June"]),
        ("The ferry [...] runs again", ["The ferry", "runs again"]),
        ("[t]he ferry, which", ["The ferry, which"]),
        ('It is "safe", they say - and it\'s fast', ["It is “safe”, they say — and it’s fast"]),
        ("It [the ferry] is safe for all", ["It is safe for all"]),
        ("runs again in June. It is “safe”, they say", ["runs again in June.", "It is “safe”, they say"]),
        ("渡轮每天开往对岸的小镇", ["渡轮每天开往对岸的小镇"]),
    ],
)
def test_words_are_cut_from_the_text_where_rights_allow(corpus: MakeCorpus, record: MakeRecord, quote: str, exacts: list[str]) -> None:
    selectors = quoted(annotation(corpus, record, quote))
    assert [one["exact"] for one in selectors] == exacts
    for one in selectors:
        around = one.get("prefix", "") + one["exact"] + one.get("suffix", "")
        assert TEXT.count(around) == 1
        assert any(around in paragraph for paragraph in TEXT.split("\n\n"))
        assert max(len(one.get("prefix", "")), len(one.get("suffix", ""))) <= CONTEXT_LENGTH


def test_no_word_around_is_cut(corpus: MakeCorpus, record: MakeRecord) -> None:
    (one,) = quoted(annotation(corpus, record, "runs again in June"))
    assert one == {"type": "TextQuoteSelector", "exact": "runs again in June", "prefix": "ferry, which was built in 1962, ", "suffix": "."}


@pytest.mark.parametrize(
    ("quote", "exacts"),
    [
        ("runs again in June", ["runs again in June"]),
        ("The ferry [...] runs again", ["The ferry", "runs again"]),
        ("[t]he ferry, which", ["The ferry, which"]),
        ("It [the ferry] is safe for all", ["It is safe for all"]),
    ],
)
def test_of_other_texts_there_is_the_quotation_without_its_marks_alone(
    corpus: MakeCorpus, record: MakeRecord, quote: str, exacts: list[str]
) -> None:
    found = annotation(corpus, record, quote, owned=False)
    assert quoted(found) == [{"type": "TextQuoteSelector", "exact": exact} for exact in exacts]
    target = found["first"]["items"][0]["target"]
    for one, exact in zip(target if isinstance(target, list) else [target], exacts, strict=True):
        _, place = one["selector"]
        assert TEXT[place["start"] : place["end"]] == exact


def test_ids_are_absolute_where_the_address_is_known(corpus: MakeCorpus, record: MakeRecord) -> None:
    here = "https://x.org/annotations.json"
    found = annotation(corpus, record, "runs again in June", here=here)
    assert (found["id"], found["first"]["id"]) == (here, f"{here}#page")
    assert found["first"]["items"][0]["id"].startswith(f"{here}#claims:x:")
    without = annotation(corpus, record, "runs again in June")
    assert without["first"]["items"][0]["id"].startswith("urn:onrecord:claims:x:")


def test_the_whole_file_is_as_the_model_of_annotations_says(corpus: MakeCorpus, record: MakeRecord) -> None:
    own = record("sources", "Ours.\n\n## Text\n\nIt runs.", rights="owned", reliability="B", licence="https://licence.example/by/4.0/")
    evidence = (
        "[{source: times, says: supports, credibility: 2, quote: It runs},"
        " {source: gazette, says: contradicts, quote: It sank}, {source: herald, says: context}]"
    )
    made = corpus({"sources/times.md": own, "claims/x.yml": record("claims", evidence=evidence)})
    text = annotations_text(made, lock_of(made, TODAY), lambda record: f"{record.section}/{record.id}/", "https://x.org/a.json")
    body = {"id": "claims/x/", "type": "Text", "format": "text/html"}
    ids = [f"https://x.org/a.json#claims:x:{digest(f'evidence/{number}')[:16]}" for number in range(3)]
    proved = {
        "type": "SpecificResource",
        "source": "sources/times/",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "It runs", "suffix": "."},
            {"type": "TextPositionSelector", "start": 0, "end": 7},
        ],
        "state": {"type": "TimeState", "sha256": digest("It runs.")},
    }
    unproved = {
        "type": "SpecificResource",
        "source": "sources/gazette/",
        "selector": {"type": "TextQuoteSelector", "exact": "It sank"},
    }
    assert json.loads(text) == {
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {"sha256": "https://schema.org/sha256", "copyrightNotice": "https://schema.org/copyrightNotice"},
        ],
        "id": "https://x.org/a.json",
        "type": "AnnotationCollection",
        "label": "Evidence on record",
        "total": 3,
        "first": {
            "id": "https://x.org/a.json#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [
                {
                    "id": ids[0],
                    "type": "Annotation",
                    "motivation": "linking",
                    "body": body,
                    "target": proved,
                    "rights": "https://licence.example/by/4.0/",
                },
                {"id": ids[1], "type": "Annotation", "motivation": "questioning", "body": body, "target": unproved},
                {"id": ids[2], "type": "Annotation", "motivation": "commenting", "body": body, "target": "sources/herald/"},
            ],
        },
    }
    assert text.startswith('{\n "@context"')
    assert text.endswith("}\n")


def test_what_was_proved_earlier_has_its_day_and_a_passage_its_place(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "sources/post.md": record("sources", url="https://post.example/a"),
        "claims/x.yml": record("claims", evidence="[{source: post, says: supports, passage: p2}]"),
    }
    lock = verify_quotations(corpus(files), {"post": SourceText("post.txt", TEXT)}, TODAY).lock
    made = corpus({**files, "evidence.lock.json": lock})
    found = json.loads(annotations_text(made, lock_of(made, TODAY), lambda record: record.id))
    start = TEXT.index("It is “safe”")
    assert found["id"] == "urn:onrecord:collection"
    assert found["first"]["id"] == "urn:onrecord:page"
    assert found["first"]["items"][0]["target"] == {
        "type": "SpecificResource",
        "source": "https://post.example/a",
        "selector": {"type": "TextPositionSelector", "start": start, "end": TEXT.index("\n\n渡")},
        "state": {"type": "TimeState", "sourceDate": "2026-06-01T00:00:00Z", "sha256": digest(normalise(TEXT))},
    }


def test_a_licence_that_is_no_address_is_not_one_of_an_annotation(corpus: MakeCorpus, record: MakeRecord) -> None:
    own = record("sources", "Ours.\n\n## Text\n\nIt runs.", rights="owned", licence="CC BY 4.0", reliability="B")
    made = corpus({"sources/times.md": own, "claims/x.yml": record("claims", evidence=GIVEN % ("times", "It runs"))})
    found = json.loads(annotations_text(made, lock_of(made, TODAY), lambda record: record.id))
    assert "rights" not in found["first"]["items"][0]


@pytest.mark.parametrize(
    ("before", "prefix"),
    [
        ("渡" * 40, "渡" * CONTEXT_LENGTH),
        ("渡" * 32, "渡" * 32),
        ("a" * 10 + " " + "b" * 31 + " ", "b" * 31 + " "),
        ("a" * 10 + " " + "b" * 32 + " ", "b" * 31 + " "),
        ("word " * 8, "word " * 6),
        ("", None),
    ],
)
def test_what_stands_before_is_as_long_as_whole_words_allow(
    corpus: MakeCorpus, record: MakeRecord, before: str, prefix: str | None
) -> None:
    own = record("sources", f"Ours.\n\n## Text\n\n{before}轮很安全。", rights="owned", reliability="B")
    made = corpus({"sources/times.md": own, "claims/x.yml": record("claims", evidence=GIVEN % ("times", "轮很安全。"))})
    found = json.loads(annotations_text(made, lock_of(made, TODAY), lambda record: record.id))
    assert quoted(found)[0].get("prefix") == prefix

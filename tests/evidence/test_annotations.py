"""annotations.json: what stands in it is what stands in the text, as far as rights allow, and finds its place again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.evidence.annotations import CONTEXT_LENGTH, annotations_text
from generator.evidence.proving import lock_of
from generator.evidence.verify import verify
from generator.text.position import SourceText
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
    lock = verify(corpus(files), {"gazette": SourceText("gazette.txt", TEXT)}, TODAY).lock
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
        place = one["selector"][1]
        assert TEXT[place["start"] : place["end"]] == exact


def test_ids_are_absolute_where_the_address_is_known(corpus: MakeCorpus, record: MakeRecord) -> None:
    here = "https://x.org/annotations.json"
    found = annotation(corpus, record, "runs again in June", here=here)
    assert (found["id"], found["first"]["id"]) == (here, f"{here}#page")
    assert found["first"]["items"][0]["id"].startswith(f"{here}#claims:x:")
    without = annotation(corpus, record, "runs again in June")
    assert without["first"]["items"][0]["id"].startswith("urn:onrecord:claims:x:")

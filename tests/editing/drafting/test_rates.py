"""The measure of quotations and speakers counts what is right, wrong and missed as it says."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.drafting_rates import articles, judged, rates

TEXT = (
    '“The ferry is safe at last,” said Brigid. He saw <tweet id="1"/> it.\n“It is not so,” said Avalon.\nShe wrote “of all things” down.\n'
)


def folder(place: Path, labels: str) -> Path:
    (place / "text").mkdir()
    (place / "attributions").mkdir()
    (place / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    (place / "attributions" / "one_a1.ann").write_text(labels, encoding="utf-8")
    return place


def counted(place: Path) -> Counter[str]:
    return Counter(one.outcome for article in articles(place) for one in judged(article) if one.outcome)


def labels(*attributions: tuple[str, str]) -> str:
    lines = []
    for number, (source, content) in enumerate(attributions):
        for kind, said in (("Source", source), ("Content", content)):
            start = TEXT.index(said)
            lines.append(f"T{2 * number + (kind == 'Content')}\t{kind} {start} {start + len(said)}\t{said}")
        lines.append(f"E{number}\tAttribution:T99 Content:T{2 * number + 1} Source:T{2 * number}")
    return "\n".join(lines)


def test_what_is_labelled_is_counted(tmp_path: Path) -> None:
    said = labels(("Brigid", "“The ferry is safe at last,”"), ("Brigid", "“It is not so,”"))
    count = counted(folder(tmp_path, said))
    assert count == {"right": 2, "speaker right": 1, "speaker wrong": 1, "wrong": 1}
    assert rates(count) == (2 / 3, 1, 1 / 2)


def test_a_text_without_labels_is_no_article(tmp_path: Path) -> None:
    assert counted(folder(tmp_path, "")) == {"wrong": 3}
    (tmp_path / "attributions" / "one_a1.ann").unlink()
    assert list(articles(tmp_path)) == []


@pytest.mark.skipif("ONRECORD_POLNEAR" not in os.environ, reason="ONRECORD_POLNEAR names no compartment of PolNeAR")
def test_quotations_and_speakers_are_found_in_a_public_corpus() -> None:
    precision, recall, speakers = rates(counted(Path(os.environ["ONRECORD_POLNEAR"])))
    assert precision >= 0.95
    assert recall >= 0.90
    assert speakers >= 0.80

"""What the search offers for words that are not on record: the names of actors and the words of records, those on most first."""

from __future__ import annotations

import json

from generator.builder.search_near import MOST_WORDS, near
from generator.site.search import SearchEntry


def document(text: str, title: str = "", names: tuple[str, ...] = ()) -> SearchEntry:
    return SearchEntry(url="claims/c/", title=title, kind="Claim", text=text, when="", status="", facets={}, names=names)


def words(*texts: str) -> list[str]:
    return str(json.loads(near([document(text) for text in texts]))["words"]).split()


def test_words_on_most_records_come_first_each_as_it_is_most_often_written() -> None:
    assert words("Pipeline quay", "pipeline Quay ferry", "pipeline, Quay") == ["pipeline", "Quay", "ferry"]


def test_a_word_counts_once_a_record() -> None:
    assert words("ferry ferry ferry", "quay", "quay") == ["quay", "ferry"]


def test_signs_around_a_word_possessives_numbers_and_short_words_are_left_out() -> None:
    assert words("“Isel’s” (non-proliferation)… sea 2025 F-16 isn’t") == ["Isel", "isn’t", "non-proliferation"]


def test_words_of_every_script_stay_whole() -> None:
    assert words("किताबें المياهُ") == ["المياهُ", "किताबें"]


def test_no_more_words_than_can_be_fetched_are_held() -> None:
    found = words(" ".join(f"word{chr(97 + a)}{chr(97 + b)}{chr(97 + c)}" for a in range(26) for b in range(26) for c in range(10)), "last")
    assert len(found) == MOST_WORDS


def test_names_are_those_of_actors_alone() -> None:
    found = json.loads(
        near([document("", "Ann Weir", ("Ann Weir", "Weir")), document("", "The ferry"), document("", "Ann Weir", ("Annie",))])
    )
    assert found["names"] == ["Ann Weir"]

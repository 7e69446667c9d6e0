"""What words find: what is there, however it is written, and nothing that is not; what is offered instead; phrases and names."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.text.folding import fold
from tests.conftest import MINIMAL, RECORDS, written
from tests.search_bench import ask, ask_again
from tests.serving import served
from tests.sites import build, make_project, once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import Visit, Windows

pytestmark = pytest.mark.browser

TITLES = {
    "dam": "The dam of Ethiopia alarms Egypt",
    "talks": "Sudan and Egypt resume talks on the pipeline",
    "gas": "A pipeline for gas is planned",
    "reverse": "The gas in the pipeline is cold",
    "lodz": "Łódź, Ørsted, Đinđić, Ħamrun and ıspartalı met for a grand œuvre on the Straße of the Æsir",
    "iran": "وصل علي خامنئي إلى كابل مع فاطمة من إيران",
    "phone": "AT&T signs a non‑proliferation clause with Shiʿa clerics of Qurʾān",
    "aligned": "The alignment of Thebes was allied and aligned",
    "kin": "Kinship in the north",
    "names": "A letter about Hani Sewilam by Hani Sewilam for Hani Sewilam",
    "apart": "Billion 18",
    "beside": "Nobody on the island knows whether its ferries may come to cost 18 billion before they are sold",
    "university": "The agreement was agreed by ministers",
}
ACTORS = {
    "sewilam": "name: Hani Sewilam\nkind: person\naliases: [Minister of Water]\nshort: HS\n",
    "brigid": "name: Brigid\nkind: person\naliases: [ʿAlī al-Dīn]\n",
    "egypt": "name: Egypt\nkind: state\n",
    "ethiopia": "name: Ethiopia\nkind: state\n",
}


def _built(folder: Path) -> Path:
    """Build a site of these records in a folder; return where it is."""
    files = {**MINIMAL, **{f"actors/{name}.yml": text for name, text in ACTORS.items()}}
    for name, title in TITLES.items():
        values = {**RECORDS["events"], "title": title, "actors": "[avalon]"}
        files[f"events/{name}.yml"] = "".join(f"{key}: {value}\n" for key, value in values.items())
    for name, text in files.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(written(text), encoding="utf-8")
    return build(make_project(folder / "project", folder / "content")).site


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, windows: Windows) -> Iterator[Visit]:
    site = once(tmp_path_factory, "words", _built) / "project" / "build" / "site"
    with served(site) as base, windows.lent(base) as visit:
        yield visit


def events(found: list[str]) -> set[str]:
    return {one.removeprefix("timeline/#event-") for one in found if one.startswith("timeline/#event-")}


def said(words: Visit) -> str:
    return words.page.get_by_role("status").inner_text()


def offered(words: Visit) -> list[str]:
    return words.page.get_by_role("status").get_by_role("link").all_inner_texts()


@pytest.mark.parametrize(
    "asked",
    ["Thessaloniki", "Khartoum", "Kingdom", "qqqzzz", "The\u00adssaloniki", "The-ssaloniki", '"Thessaloniki"', "AT&Texas", "R&D"],
)
def test_what_is_not_there_is_not_found_and_nothing_is_offered_that_is_not_near(words: Visit, asked: str) -> None:
    found = ask_again(words.page, words.base, asked)
    assert found == []
    assert said(words) == f"Nothing on record has {asked}."
    assert offered(words) == []


def test_words_that_begin_alike_are_other_words(words: Visit) -> None:
    assert ask_again(words.page, words.base, "Ship Kingdom") == []
    found = ask_again(words.page, words.base, "Egypt Kin Thessaloniki")
    assert events(found) == {"dam", "talks"}
    assert said(words).startswith("No record has all of the words; ")
    assert said(words).endswith(" have some of them. Not on record: Kin, Thessaloniki.")


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("pipline", ["pipeline"]),
        ("piepline", ["pipeline"]),
        ("Egipt", ["Egypt"]),
        ("Ethiopa", ["Ethiopia"]),
        ("Sewilem", ["Hani Sewilam", "Sewilam"]),
        ("hani sewillam", ["Hani Sewilam"]),
        ("Ethiopa talks", ["Ethiopia talks"]),
        ("Egipt Ethiopa", ["Egypt Ethiopia"]),
        ("pipel", ["pipeline"]),
        ("Łodz dinđid", ["Łodz Đinđić"]),
    ],
)
def test_a_slip_offers_what_is_near(words: Visit, asked: str, near: list[str]) -> None:
    ask_again(words.page, words.base, asked)
    assert offered(words) == near


@pytest.mark.parametrize(
    ("asked", "also"),
    [
        ("Minister of Water", ["Hani Sewilam"]),
        ("minister  of WATER", ["Hani Sewilam"]),
        ("Ali al-Din", ["Brigid"]),
        ("Hani Sewilam", []),
        ("Sewilam", []),
        ("Minister", []),
        ("Egypt", []),
    ],
)
def test_another_name_of_an_actor_offers_what_the_record_calls_it(words: Visit, asked: str, also: list[str]) -> None:
    assert ask_again(words.page, words.base, asked)
    assert offered(words) == also
    assert ("See also" in said(words)) == bool(also)


def test_what_has_the_words_side_by_side_comes_before_what_has_them_apart(words: Visit) -> None:
    assert [one.removeprefix("timeline/#event-") for one in ask_again(words.page, words.base, "18 billion")] == ["beside", "apart"]
    assert [one.removeprefix("timeline/#event-") for one in ask_again(words.page, words.base, "billion 18")] == ["apart", "beside"]
    assert said(words) == "2 records with all of the words"


def test_an_offer_is_a_link_that_keeps_the_facets_and_finds(words: Visit) -> None:
    page = words.go("explore/?section=events&q=Ethiopa")
    page.get_by_role("status").get_by_role("link", name="Ethiopia").click()
    expect(page.get_by_label("Words")).to_have_value("Ethiopia")
    expect(page.get_by_label("Section", exact=True)).to_have_value("events")
    expect(page.locator(".found__title a")).to_have_text([TITLES["dam"]])


def test_what_may_have_been_meant_is_fetched_only_when_something_is_not_there(words: Visit) -> None:
    words.asked.clear()
    ask(words.page, words.base, "Egypt dam")
    assert not {"near.js", "near.json"} & {one.rpartition("/")[2] for one in words.asked}
    ask(words.page, words.base, "Egipt")
    assert {"near.js", "near.json"} <= {one.rpartition("/")[2] for one in words.asked}


def test_the_search_does_without_what_may_have_been_meant(words: Visit) -> None:
    words.page.route("**/near.json", lambda route: route.abort())
    ask(words.page, words.base, "Egipt")
    assert said(words) == "Nothing on record has Egipt."
    words.page.unroute("**/near.json")


@pytest.mark.parametrize(
    ("asked", "event"),
    [
        *(
            (word, "lodz")
            for word in ("lodz", "Łódź", "ŁÓDŹ", "orsted", "dindic", "Đindić", "hamrun", "ISPARTALI", "oeuvre", "strasse", "aesir")
        ),
        *((word, "iran") for word in ("علی خامنئی", "خامنئي", "ايران", "اِیران", "کابل", "فاطمه", "فاطمة")),
        *(
            (word, "phone")
            for word in ("AT&T", "at&t", "att", "non-proliferation", "non‑proliferation", "nonproliferation", "proliferation")
        ),
        *((word, "phone") for word in ("Shia", "Shi'a", "Shi’a", "Shiʿa", "Quran", "Qur'an", "QURʾĀN")),
        *((word, "gas") for word in ("planned", "plan", "Plans")),
    ],
)
def test_what_is_there_is_found_however_it_is_written(words: Visit, asked: str, event: str) -> None:
    found = ask_again(words.page, words.base, asked)
    assert events(found) == {event}
    assert said(words) in ("1 record", "1 record with all of the words")


def test_a_result_shows_words_as_they_are_written(words: Visit) -> None:
    ask_again(words.page, words.base, "lodz")
    expect(words.page.locator(".found__title a")).to_have_text(TITLES["lodz"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ('"gas is planned"', {"gas"}),
        ("“Gas is Planned”", {"gas"}),
        ("«gas in the pipeline»", {"reverse"}),
        ('"pipeline for gas" planned', {"gas"}),
        ('"pipeline gas"', set()),
        ('"the pipeline"', {"talks", "reverse"}),
        ('"a pipeline"', {"gas"}),
        ('"non-proliferation clause"', {"phone"}),
        ('"Ħamrun and ıspartalı"', {"lodz"}),
    ],
)
def test_words_in_quotation_marks_are_a_phrase(words: Visit, asked: str, found: set[str]) -> None:
    assert events(ask_again(words.page, words.base, asked)) == found


def test_a_quotation_mark_without_another_is_none(words: Visit) -> None:
    assert events(ask_again(words.page, words.base, '"gas planned')) >= {"gas"}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Hani Sewilam", "actors/sewilam/"),
        ("hani SEWILAM", "actors/sewilam/"),
        ("Sewilam", "actors/sewilam/"),
        ("Minister of Water", "actors/sewilam/"),
        ("HS", "actors/sewilam/"),
        ("Egypt", "actors/egypt/"),
        ("Ali al-Din", "actors/brigid/"),
        ("’Alī al‑Dīn", "actors/brigid/"),
        ("Brigid", "actors/brigid/"),
        ("avalon", "actors/avalon/"),
    ],
)
def test_a_name_leads_to_that_actor_first(words: Visit, asked: str, first: str) -> None:
    assert ask_again(words.page, words.base, asked)[0] == first


def test_a_name_among_other_words_is_a_word(words: Visit) -> None:
    assert ask_again(words.page, words.base, "letter about Hani Sewilam")[0] == "timeline/#event-names"


def test_a_facet_without_the_word_does_not_say_that_it_is_not_on_record(words: Visit) -> None:
    words.go("explore/?section=sources&q=Ethiopia")
    expect(words.page.get_by_role("status")).to_have_text("No record is like this.")
    words.go("explore/?section=actors&q=Ethiopia+dam")
    expect(words.page.get_by_role("status")).to_have_text("No record has all of the words; 1 has some of them")


def test_the_browser_compares_words_as_the_index_does(words: Visit) -> None:
    ask_again(words.page, words.base, "Egypt")
    letters = [chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")]
    texts = ["".join(letters[start : start + 50]) for start in range(0, len(letters), 50)]
    there = words.page.evaluate(
        "async (texts) => { const { fold } = await import(document.querySelector('script[type=module]').src); return texts.map(fold); }",
        texts,
    )
    assert [(text, one) for text, one in zip(texts, there, strict=True) if one != fold(text)] == []

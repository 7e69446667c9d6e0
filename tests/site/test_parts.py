"""Lists in parts: what is cut where, that nothing is lost by it, and that no page of a large publication is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import shown_in
from generator.builder.mkdocs_site import MOST_HTML
from generator.builder.render import render_page
from generator.builder.site_links import broken_links, read_pages
from generator.language.messages import using_locale
from generator.model.dates import Edtf, parse_edtf
from generator.model.records import Act
from generator.site import parts
from generator.site.all_pages import list_pages
from generator.site.page import address_of, url_of
from generator.site.parts import MOST, by_letter, by_year, cut, is_long
from generator.system.cache import Cache
from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.effort import IN_CI
from tests.sites import SMALL, build, context_of, environment_of, make_project
from tests.synthetic import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.model.corpus import Corpus
    from tests.conftest import MakeCorpus, MakeRecord

_OF_THE_THEME = 12_000
"""What the theme adds to a page at most: masthead, contents and foot."""


def weigh(number: int) -> int:
    return number


@pytest.mark.parametrize(("items", "is_too_long"), [([], False), ([MOST], False), ([MOST, 1], True), ([1] * 1000, False)])
def test_a_list_is_long_by_what_it_weighs(items: list[int], is_too_long: bool) -> None:  # noqa: FBT001
    assert is_long(items, weigh) is is_too_long


@pytest.mark.parametrize("items", [[MOST], [1], [MOST - 1, 1]])
def test_what_fits_on_one_page_is_not_cut(items: list[int]) -> None:
    assert cut(items, weigh) == [items]


def test_nothing_has_no_parts() -> None:
    assert cut([], weigh) == []
    assert by_letter("x", [], len, str) == []
    assert by_year("x", [], len, parse_edtf) == []


@pytest.mark.parametrize(
    "items", [[1000] * 400, [*range(0, 20_000, 50)], [MOST * 3, 1, 1, 1], [1, MOST * 3, 1], [1] * 5 + [MOST] * 5, [50_000, 50_000, 70_000]]
)
def test_every_entry_is_in_one_run_and_none_is_too_heavy(items: list[int]) -> None:
    runs = cut(items, weigh)
    assert [one for run in runs for one in run] == items
    assert len(runs) > 1
    assert all(sum(run) <= MOST + max(items) for run in runs)
    assert all(runs)


def test_each_letter_has_a_part_and_a_full_one_several() -> None:
    titles = ["10 boats", *["Anna"] * 3, "bridge", "Élan", "Москва", "ليلى"]
    found = by_letter("index", titles, lambda title: MOST // 2 if title == "Anna" else 1, str)
    assert [(one.path, one.label, len(one.items)) for one in found] == [
        ("index/numbers.md", "0–9", 1),
        ("index/a-1.md", "A, part 1", 1),
        ("index/a-2.md", "A, part 2", 1),
        ("index/a-3.md", "A, part 3", 1),
        ("index/b.md", "B", 1),
        ("index/e.md", "E", 1),
        ("index/arabic.md", "Arabic", 1),
        ("index/cyrillic.md", "Cyrillic", 1),
    ]


def test_an_address_has_no_letter_that_would_have_to_be_escaped() -> None:
    with using_locale("ar"):
        assert [one.path for one in by_letter("index", ["ليلى", "أول"], lambda _unused: MOST, str)] == ["index/u627.md", "index/u644.md"]


@pytest.mark.parametrize(("newest_first", "order"), [(False, [2019, 2024]), (True, [2024, 2019])])
def test_each_year_has_a_part_whatever_the_order_of_the_list(newest_first: bool, order: Sequence[int]) -> None:  # noqa: FBT001
    dates = ["2024-05", "2019", "../2024", "2024-01-01", ".."]
    found = by_year("x", dates, lambda _unused: MOST // 3, _date, newest_first=newest_first)
    assert [one.path for one in found] == [*(f"x/{year}.md" for year in order), "x/date-not-known.md"]
    assert next(one for one in found if one.label == "2024").items == ["2024-05", "../2024", "2024-01-01"]


def _date(text: str) -> Edtf | None:
    return None if text == ".." else parse_edtf(text)


def test_many_years_are_decades_but_for_one_that_is_too_full() -> None:
    dates = [str(year) for year in range(1950, 2000)]
    found = by_year("x", dates, lambda date: MOST // 5 if date.startswith("197") else 1, parse_edtf)
    assert [one.path for one in found] == [
        *("x/1950-1959.md", "x/1960-1969.md"),
        *(f"x/{year}.md" for year in range(1970, 1980)),
        *("x/1980-1989.md", "x/1990-1999.md"),
    ]


@pytest.fixture
def all_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every entry of every list be a part of its own."""
    monkeypatch.setattr(parts, "MOST", 1)
    monkeypatch.setattr(parts, "_OF_A_PART", 1)


@pytest.mark.slow
@pytest.mark.usefixtures("all_in_parts")
def test_with_all_in_parts_nothing_leads_nowhere_in_any_language(tmp_path: Path) -> None:
    site = build(make_project(tmp_path, SMALL), in_all_languages=True)
    pages = read_pages(site.site, Cache(tmp_path / "cache"))
    assert [(page, link) for page, link in broken_links(site.site, pages) if not link.endswith(".png")] == []
    assert len(pages) > 400


@pytest.mark.slow
@pytest.mark.usefixtures("all_in_parts")
def test_a_lasting_address_leads_to_the_record_when_its_list_is_in_parts() -> None:
    corpus = shown_in(check_content(SMALL, today=TODAY).corpus)
    pages, places = rendered(corpus), context_of(corpus).site.places
    moved = 0
    for record in corpus:
        if isinstance(record, Act) and record.retired:
            continue
        lasting, here = address_of(record), places[record.key]
        moved += lasting.path != here.path
        for address in (lasting, here) if lasting.anchor else ():
            assert f'id="{address.anchor}"' in pages[address.path], (record.key, address)
        if lasting.path != here.path:
            way = url_of(here.path).removeprefix(url_of(lasting.path))
            assert f'href="{way}"' in pages[lasting.path], (record.key, way)
    assert moved > 20


@pytest.mark.slow
def test_the_pages_of_a_small_publication_are_not_in_parts() -> None:
    corpus = shown_in(check_content(SMALL, today=TODAY).corpus)
    assert [page.path for page in list_pages(context_of(corpus)) if page.whole] == []


@pytest.mark.slow
def test_a_part_leads_back_and_to_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 20_000)
    monkeypatch.setattr(parts, "_OF_A_PART", 15_000)
    pages = rendered(synthetic(tmp_path, 260))
    own = {path: text for path, text in pages.items() if path.startswith("index-a-z/")}
    assert len(own) > 10
    for path, text in own.items():
        assert '<p class="kicker"><a href="../"><bdi>Index A–Z</bdi></a></p>' in text
        assert text.count('aria-current="page"') == 2
        assert f'<a href="{path.removeprefix("index-a-z/").removesuffix(".md")}/">' in pages["index-a-z.md"]
    assert pages["index-a-z.md"].count("<li>") == len(own)


@pytest.mark.usefixtures("all_in_parts")
def test_the_years_of_two_actors_stand_under_neither_direction(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({f"acts/a{year}.yml": record("acts", when=str(year)) for year in (2024, 2025)})
    sections = rendered(found)["relations/avalon--brigid.md"].split("\n## ")
    assert [one.partition("\n")[0] for one in sections if 'class="links wide parts"' in one] == ["Act by act"]


@pytest.mark.parametrize(
    ("list_", "row"), [("claims", '<article class="lrow">'), ("sources", '<td class="n lbl"'), ("actors", '<li dir="auto">')]
)
def test_each_record_of_a_list_is_in_one_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, list_: str, row: str) -> None:
    corpus = synthetic(tmp_path, 260)
    whole = rendered(corpus)[f"{list_}/index.md"].count(row)
    monkeypatch.setattr(parts, "MOST", 1_000)
    monkeypatch.setattr(parts, "_OF_A_PART", 700)
    pages = rendered(corpus)
    counts = [text.count(row) for path, text in pages.items() if path.startswith(f"{list_}/all/")]
    assert len(counts) > 1
    assert sum(counts) == whole > 0
    assert pages[f"{list_}/index.md"].count(row) == 0


@pytest.mark.slow
@pytest.mark.parametrize("number", [1_000, *([3_000] if IN_CI else [])])
def test_no_page_of_a_large_publication_is_too_long(tmp_path: Path, number: int) -> None:
    corpus = synthetic(tmp_path, number)
    pages = rendered(corpus)
    assert {path: len(text) for path, text in pages.items() if len(text.encode()) > MOST_HTML - _OF_THE_THEME} == {}
    assert (sum(path.startswith("index-a-z/") for path in pages) > 10) is (number > 1_000)
    assert {address.path for address in context_of(corpus).site.places.values()} <= pages.keys()


def synthetic(folder: Path, number: int) -> Corpus:
    write(folder / "content", number)
    checked = check_content(folder / "content", today=TODAY)
    assert not checked.has_errors, checked.diagnostics
    return shown_in(checked.corpus)


def rendered(corpus: Corpus) -> dict[str, str]:
    environment = environment_of()
    found: dict[str, str] = {}
    for page in list_pages(context_of(corpus)):
        assert page.path not in found, "two pages claim a path"
        found[page.path] = render_page(environment, page)
    return found

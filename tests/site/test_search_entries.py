"""What the search finds: one document a record that is published, with its own words, its facets and its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import shown_in
from generator.builder.project import list_trees
from generator.model.records import SECTIONS, Act, Source
from generator.site.page import address_of, url_of
from generator.site.search import FACETS, SearchEntry
from tests.conftest import MINIMAL
from tests.sites import context_of, sites_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model.corpus import Corpus
    from generator.verify.checking import Checked
    from tests.conftest import MakeCorpus, MakeRecord
    from tests.sites import Site


def by_url(corpus: Corpus) -> dict[str, SearchEntry]:
    found = context_of(shown_in(corpus)).site.search_entries
    assert len({one.url for one in found}) == len(found)
    return {one.url: one for one in found}


def values(document: SearchEntry, facet: str) -> list[str]:
    return [one.value for one in document.facets[facet]]


@pytest.mark.site
def test_every_record_with_a_place_is_found_there_and_no_other(small_site: Site) -> None:
    shown = shown_in(small_site.corpus)
    found = by_url(small_site.corpus)
    standing = [record for record in shown if not (isinstance(record, Act) and record.retired)]
    addresses = [address_of(record) for record in standing]
    assert sorted(found) == sorted(url_of(one.path) + (f"#{one.anchor}" if one.anchor else "") for one in addresses)
    for url in found:
        path, _, anchor = url.partition("#")
        page = (small_site.site / path / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in page, url


def test_facets_are_those_that_are_offered_and_every_record_has_a_section(small: Checked) -> None:
    for document in context_of(shown_in(small.corpus)).site.search_entries:
        assert tuple(document.facets) == FACETS
        assert values(document, "section")[0] in {section.section for section in SECTIONS}
        assert all(facet.value and facet.label for facets in document.facets.values() for facet in facets)


def test_drafts_are_not_found(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "explainers/bridge.md": record("explainers", "Not yet.\n", status="draft"),
            "claims/c.yml": record("claims", explainers="[bridge]"),
        }
    )
    assert not {"explainers/bridge/", "claims/c/"} & set(by_url(made))


def test_a_claim_is_found_by_whom_it_concerns_its_year_and_how_it_stands(corpus: MakeCorpus, record: MakeRecord) -> None:
    claim = by_url(corpus({"claims/c.yml": record("claims", about="[avalon]", made="2024-12/2025-02")}))["claims/c/"]
    assert values(claim, "actor") == ["brigid", "avalon"]
    assert values(claim, "year") == ["2024", "2025"]
    assert claim.status == "Not assessed"
    assert values(claim, "status") == ["not-assessed"]
    assert values(claim, "verified") == ["no"]


@pytest.mark.parametrize(("last", "years"), [(2019, range(1990, 2020)), (2020, (1990, 2020))])
def test_a_long_time_counts_by_its_first_and_last_year(corpus: MakeCorpus, record: MakeRecord, last: int, years: Iterable[int]) -> None:
    event = by_url(corpus({"events/e.yml": record("events", when=f"1990/{last}")}))["timeline/#event-e"]
    assert values(event, "year") == [str(year) for year in years]


def test_the_search_holds_the_first_words_of_a_text(corpus: MakeCorpus, record: MakeRecord) -> None:
    summary = " ".join(f"w{number}" for number in range(400))
    held = by_url(corpus({"claims/c.yml": record("claims", summary=summary)}))["claims/c/"].text.split(" ")
    assert len(held) == 300
    assert held[-1] == f"w{300 - held.index('w0') - 1}"


def test_words_that_nobody_proved_are_not_verified(corpus: MakeCorpus, record: MakeRecord) -> None:
    quoted = "[{source: gazette, says: supports, quote: The ferry sank, credibility: 2}]"
    found = by_url(corpus({"claims/c.yml": record("claims", evidence=quoted)}))
    assert values(found["claims/c/"], "verified") == ["no"]
    assert values(found["sources/gazette/"], "verified") == ["no"]
    assert values(found["sources/herald/"], "verified") == []
    assert "The ferry sank." in found["claims/c/"].text


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_one_proof_among_others_verifies_a_record_and_its_source(corpus: MakeCorpus, record: MakeRecord, order: tuple[int, ...]) -> None:
    own = record("sources", "Ours.\n\n## Text\n\nThe ferry runs again.", rights="owned", reliability="B")
    pieces = (
        "source: times, says: supports, quote: runs again",
        "source: times, says: context",
        "source: gazette, says: supports, quote: It runs",
    )
    files = {
        "sources/times.md": own,
        "claims/c.yml": record("claims", evidence="[" + ", ".join(f"{{{pieces[one]}}}" for one in order) + "]"),
        "claims/d.yml": record("claims", evidence="[{source: times, says: supports}]"),
    }
    found = by_url(corpus(files))
    verified = {url: values(found[url], "verified") for url in ("claims/c/", "claims/d/", "sources/times/", "sources/gazette/")}
    assert verified == {"claims/c/": ["yes"], "claims/d/": ["no"], "sources/times/": ["yes"], "sources/gazette/": ["no"]}


def test_words_proved_in_their_source_are_verified(small: Checked) -> None:
    found = context_of(shown_in(small.corpus)).site.search_entries
    assert {value for one in found for value in values(one, "verified")} == {"yes", "no"}


def test_references_are_found_by_their_words_and_text_keeps_to_one_line(corpus: MakeCorpus, record: MakeRecord) -> None:
    told = "'The [old  crew](actor:brigid) left.'"
    claim = by_url(corpus({"claims/c.yml": record("claims", summary=told)}))["claims/c/"]
    assert claim.text.startswith("The old crew left. ")
    assert "(actor:" not in claim.text


def test_texts_are_found_by_what_readers_see_of_them(corpus: MakeCorpus) -> None:
    text = "It **ran**  \nagain.\n\n- a\n\n  > [who](actor:brigid)\n\n| k | l |\n|---|---|\n| m \\\\| n | `o` |\n"
    files = {
        path: MINIMAL[path].replace(was, text)
        for path, was in (("sources/gazette.md", "Reports the ferry."), ("explainers/ferry.md", "Brigid runs the ferry."))
    }
    found = by_url(corpus(files))
    assert all("It ran again. a who. k l m | n o." in found[url].text for url in ("sources/gazette/", "explainers/ferry/"))
    assert found["sources/gazette/"].text.startswith("It ran again. ")
    assert found["sources/gazette/"].text.count("ran") == 1


def test_the_text_of_a_source_that_may_not_be_shown_is_not_in_the_index(small: Checked) -> None:
    sources = {f"sources/{one.id}/": one for one in small.corpus.all(Source)}
    found = by_url(small.corpus)
    hidden = [url for url, source in sources.items() if source.text and not source.may_show_text]
    assert all(sources[url].text.split(".")[0] not in found[url].text for url in hidden)


def test_the_newest_come_first_and_what_has_no_date_last(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"events/a.yml": record("events", when="2024"), "events/b.yml": record("events", when="2025-06")})
    urls = [one.url for one in context_of(shown_in(made)).site.search_entries]
    assert urls.index("timeline/#event-b") < urls.index("timeline/#event-a") < urls.index("actors/avalon/")


def test_foreign_titles_know_their_language_in_the_index_of_every_language(corpus: MakeCorpus, record: MakeRecord, tmp_path: Path) -> None:
    made = corpus(
        {
            "publication.yml": "languages: ar\n",
            "sources/davar.md": record("sources", title="המעבורת שקעה", publisher="Davar", language="he"),
            "sources/nahar.md": record("sources", title="غرقت العبارة", publisher="Nahar", language="ar"),
        }
    )
    main, further = list_trees(sites_in(made), tmp_path / "docs", tmp_path / "languages")
    assert [tree.publication.language for tree in (main, further)] == ["en", "ar"]
    found, other = ({one.url: one.language for one in tree.found} for tree in (main, further))
    assert (found["sources/davar/"], found["sources/nahar/"], found["sources/gazette/"]) == ("he", "ar", "")
    assert (other["sources/davar/"], other["sources/nahar/"], other["sources/gazette/"]) == ("he", "", "en")


def test_words_are_of_one_language_only_where_all_are(corpus: MakeCorpus, record: MakeRecord) -> None:
    ferry = record("explainers", "The body says more.\n", translations="{ar: {deck: سؤال}}", deck="A deck")
    made = corpus({"publication.yml": "languages: ar\n", "explainers/ferry.md": ferry})
    languages = {one.url: one.text_language for one in context_of(shown_in(made, "ar")).site.search_entries}
    assert languages["explainers/ferry/"] == ""
    assert {languages[url] for url in languages if url.startswith("claims/")} <= {"en"}
    assert {one.text_language for one in context_of(shown_in(made)).site.search_entries} == {""}


def test_an_actor_is_found_under_its_own_name_where_that_is_translated(corpus: MakeCorpus) -> None:
    actor = "name: Brigid\nkind: person\naliases: [Bride]\ntranslations: {ar: {name: بريجيد}}\n"
    sites = sites_in(corpus({"publication.yml": "languages: [ar]\n", "actors/brigid.yml": actor}))
    found = [set(entry.names) for site in sites for entry in site.search_entries if entry.url.endswith("actors/brigid/")]
    assert found == [{"Brigid", "Bride"}, {"Brigid", "Bride", "بريجيد"}]

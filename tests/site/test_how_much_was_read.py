"""How much of a source was read is said on its page, in every list of sources, and counted; nothing is said where nobody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.builder.render import render_page
from generator.model.records import Claim
from generator.model.records.sources import Source
from generator.site import claims, method, sources
from generator.site.page import READ, read_counts
from tests.sites import context_of, environment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from generator.site.page import Page
    from tests.conftest import MakeCorpus, MakeRecord


def shown(pages: Callable[[PageContext], Iterator[Page]], corpus: Corpus) -> dict[str, str]:
    environment = environment_of()
    return {page.path: render_page(environment, page) for page in pages(context_of(corpus))}


def with_source(corpus: MakeCorpus, record: MakeRecord, **fields: str) -> Corpus:
    evidence = "[{source: times, says: supports, credibility: 2}]"
    return corpus({"sources/times.md": record("sources", **fields), "claims/c.yml": record("claims", evidence=evidence)})


@pytest.mark.parametrize("read", sorted(READ))
def test_it_is_said_wherever_the_source_is_listed(corpus: MakeCorpus, record: MakeRecord, read: str) -> None:
    made = with_source(corpus, record, read=read, retrieved="2025-04")
    words = READ[read]
    assert f"{words[0].upper()}{words[1:]}, Apr 2025" in shown(sources.pages, made)["sources/times.md"]
    assert f" · {words}" in shown(claims.pages, made)["claims/c.md"]
    assert f"1 × {words}<" in shown(sources.pages, made)["sources/index.md"]
    assert f'<dt>{words.capitalize()}</dt><dd class="n">1</dd>' in shown(method.pages, made)["method.md"]


def test_where_nobody_said_it_that_is_counted_and_nothing_made_up(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = with_source(corpus, record)
    assert made.all(Claim)
    for path, text in (shown(sources.pages, made) | shown(claims.pages, made)).items():
        assert not [words for words in READ.values() if words in text.lower()], path
    number = len(made.all(Source))
    assert f"{number} × not said how much was read<" in shown(sources.pages, made)["sources/index.md"]


def test_without_sources_nothing_is_counted(corpus: MakeCorpus) -> None:
    assert read_counts([]) == []
    assert "{: #reading }" in shown(method.pages, corpus({}))["method.md"]

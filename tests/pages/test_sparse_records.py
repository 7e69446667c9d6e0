"""Pages of a publication that has little: no figure counts nothing, and no number stands beside the wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages import explainer
from generator.pages.explainer import ExplainerView
from generator.pages.foot import foot
from generator.records import Claim
from generator.records.risks import Impact
from tests.sites import desk_of

if TYPE_CHECKING:
    from generator.corpus import Corpus
    from generator.pages.desk import Desk
    from tests.conftest import MakeCorpus, MakeRecord


def desk(corpus: Corpus) -> Desk:
    return desk_of(corpus, "index.md")


def test_an_explainer_counts_only_what_it_has(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims")})
    (page,) = explainer.pages(desk(found))
    assert isinstance(page.view, ExplainerView)
    assert page.view.counts == "1 source and 1 claim"


def test_no_address_is_cited_where_that_of_the_site_is_not_known(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = corpus({"claims/c1.yml": record("claims")})
    (claim,) = found.all(Claim)
    assert "://" not in foot(desk(found), claim).cite


def test_a_dimension_is_shown_without_its_hyphens() -> None:
    said = [Impact(dimension=one, level="minor", because="Why.").dimension_words for one in ("human-security", "Long-term trade")]
    assert said == ["human security", "Long-term trade"]

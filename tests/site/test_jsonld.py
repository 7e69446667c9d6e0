"""Structured data: of the shape that schema.org gives it, with addresses and days that are known and none that are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.analysis.publishing import shown_in
from generator.model.records import Claim, Explainer
from generator.site.jsonld import claim_jsonld, explainer_jsonld
from tests.sites import context_of

if TYPE_CHECKING:
    from generator.model.corpus import Corpus
    from generator.verify.checking import Checked
    from tests.conftest import MakeCorpus, MakeRecord

ADDRESS = "https://a.example/record/"
ASSESSED = "[{on: 2025-04-01, status: corroborated, because: It floats.}, {on: 2025-05-02, status: contradicted, because: It sank.}]"
SHAPES: dict[str, tuple[set[str], set[str]]] = {
    "ClaimReview": (
        {"author", "claimReviewed", "datePublished", "dateModified", "inLanguage", "itemReviewed", "reviewRating"},
        {"url", "license", "copyrightNotice"},
    ),
    "Claim": ({"appearance", "author", "inLanguage", "text"}, {"datePublished", "sdLicense"}),
    "BackgroundNewsArticle": (
        {"about", "abstract", "author", "headline", "inLanguage", "publisher"},
        {"url", "datePublished", "dateModified", "license", "copyrightNotice"},
    ),
    "Rating": ({"alternateName"}, set()),
    "Person": ({"name"}, {"sameAs"}),
    "Organization": ({"name"}, {"sameAs"}),
    "CreativeWork": ({"url"}, set()),
}
"""The properties that a thing of each type must and may have."""


def is_of_shape(thing: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether a thing has what its type needs and nothing else, and no value is empty."""
    if isinstance(thing, list):
        return all(is_of_shape(one) for one in thing)
    if not isinstance(thing, dict):
        return isinstance(thing, str) and bool(thing)
    needed, possible = SHAPES[thing["@type"]]
    return needed <= thing.keys() - {"@type"} <= needed | possible and all(is_of_shape(one) for one in thing.values())


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    assert found.pop("@context") == "https://schema.org"
    assert is_of_shape(found), found
    return found


def claim_of(corpus: Corpus, language: str = "", *, site_url: str = ADDRESS) -> dict[str, Any]:
    context = context_of(shown_in(corpus, language), site_url=site_url)
    return read(claim_jsonld(context, context.corpus.one(Claim, "c")))


def explainer_of(corpus: Corpus, language: str = "", *, site_url: str = ADDRESS) -> dict[str, Any]:
    context = context_of(shown_in(corpus, language), site_url=site_url)
    return read(explainer_jsonld(context, context.corpus.one(Explainer, "ferry")))


def test_a_verdict_is_a_review_at_its_address_from_the_first_assessment_to_the_newest(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = claim_of(corpus({"claims/c.yml": record("claims", verdict="It sank", assessments=ASSESSED)}))
    assert (found["@type"], found["url"]) == ("ClaimReview", f"{ADDRESS}claims/c/")
    assert (found["datePublished"], found["dateModified"]) == ("2025-04-01", "2025-05-02")
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "It sank"}
    assert found["itemReviewed"]["datePublished"] == "2025-03-01"
    assert found["claimReviewed"] == found["itemReviewed"]["text"] == "The ferry is safe"


def test_a_verdict_without_an_assessment_has_its_days_all_the_same(corpus: MakeCorpus, record: MakeRecord) -> None:
    mended = "[{on: 2025-06-01, what: Mended.}]"
    found = claim_of(corpus({"claims/c.yml": record("claims", verdict="It sank", corrections=mended)}))
    assert (found["datePublished"], found["dateModified"]) == ("2025-03-01", "2025-06-01")


def test_a_claim_without_a_verdict_is_no_review(corpus: MakeCorpus, record: MakeRecord) -> None:
    found = claim_of(corpus({"claims/c.yml": record("claims", made="2025-03", assessments=ASSESSED)}))
    assert found["@type"] == "Claim"
    assert "datePublished" not in found


@pytest.mark.parametrize(
    ("kind", "agent"),
    [
        ("person", "Person"),
        ("state", "Organization"),
        ("organisation", "Organization"),
        ("bloc", "Organization"),
        ("group", "Organization"),
    ],
)
def test_who_claims_is_a_person_or_an_organization(corpus: MakeCorpus, record: MakeRecord, kind: str, agent: str) -> None:
    brigid = f"name: Brigid\nkind: {kind}\nidentifiers: {{wikidata: Q42}}\n"
    found = claim_of(corpus({"actors/brigid.yml": brigid, "claims/c.yml": record("claims")}))
    assert found["author"] == [{"@type": agent, "name": "Brigid", "sameAs": "https://www.wikidata.org/entity/Q42"}]


def test_without_an_address_none_is_told(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"claims/c.yml": record("claims", verdict="It sank", assessments=ASSESSED)})
    assert "url" not in claim_of(made, site_url="")
    assert "url" not in explainer_of(made, site_url="")


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"published": "2025-01-02", "updated": "2025-06-03"}, ("2025-01-02", "2025-06-03")),
        ({"updated": "2025-06-03"}, ("2025-06-03", "2025-06-03")),
        ({"published": "2025-01-02"}, ("2025-01-02", "2025-01-02")),
        ({"published": "2025-01-02", "corrections": "[{on: 2025-02-01, what: Mended.}]"}, ("2025-01-02", "2025-02-01")),
        ({}, (None, None)),
    ],
)
def test_an_explainer_has_the_days_that_are_known(
    corpus: MakeCorpus, record: MakeRecord, fields: dict[str, str], days: tuple[str | None, str | None]
) -> None:
    found = explainer_of(corpus({"explainers/ferry.md": record("explainers", "Text.\n", **fields)}))
    assert (found.get("datePublished"), found.get("dateModified")) == days
    assert found["url"] == f"{ADDRESS}explainers/ferry/"


def test_an_explainer_without_editors_is_by_the_publication(corpus: MakeCorpus, record: MakeRecord) -> None:
    one, other = (corpus({"explainers/ferry.md": record("explainers", "Text.\n", editors=names)}) for names in ("[Ann Weir]", None))
    assert explainer_of(one)["author"] == [{"@type": "Person", "name": "Ann Weir"}]
    assert explainer_of(other)["author"] == [{"@type": "Organization", "name": "On Record"}]


def test_each_text_tells_its_own_language(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "publication.yml": "languages: ar\n",
            "explainers/ferry.md": record("explainers", "Text.\n", translations="{ar: {title: من يدير العبارة؟}}"),
            "claims/c.yml": record("claims", verdict="It sank", assessments=ASSESSED),
        }
    )
    assert (explainer_of(made)["inLanguage"], explainer_of(made, "ar")["inLanguage"]) == ("en", "ar")
    assert explainer_of(made, "ar")["headline"] == "من يدير العبارة؟"
    assert claim_of(made, "ar")["itemReviewed"]["inLanguage"] == "en"


def test_every_page_of_the_small_publication_is_of_shape(small: Checked) -> None:
    for language in ("", "ar"):
        context = context_of(shown_in(small.corpus, language), site_url=ADDRESS)
        texts = [claim_jsonld(context, one) for one in context.corpus.all(Claim)]
        for text in (*texts, *(explainer_jsonld(context, one) for one in context.corpus.all(Explainer))):
            read(text)

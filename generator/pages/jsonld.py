"""Structured data for machines that read pages: schema.org, as JSON that is safe inside a script element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from generator.records import Actor, Claim, Explainer, Source

if TYPE_CHECKING:
    from generator.corpus import Corpus

_ESCAPES: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029'"})


def safe_json(value: object) -> str:
    """Return JSON without any character that could end a script element or an attribute in single quotes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_ESCAPES)


def claim_jsonld(corpus: Corpus, claim: Claim) -> str:
    """Return a claim as a schema.org Claim; as a ClaimReview only where an editor gave a verdict in words."""
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Claim",
        "text": claim.statement,
        "author": [{"@type": "Thing", "name": _name(corpus, one)} for one in claim.claimant],
        "appearance": [{"@type": "CreativeWork", "url": url} for url in _addresses(corpus, claim)],
    }
    if claim.made.is_day and claim.made.earliest:
        about["datePublished"] = claim.made.earliest.isoformat()
    if claim.verdict is None:
        return safe_json(about)
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim.statement,
        "author": {"@type": "Organization", "name": corpus.publication.title},
        "reviewRating": {"@type": "Rating", "alternateName": claim.verdict},
        "itemReviewed": about,
    }
    return safe_json(review)


def explainer_jsonld(corpus: Corpus, explainer: Explainer) -> str:
    """Return an explainer as a schema.org article with background to the news."""
    return safe_json(
        {
            "@context": "https://schema.org",
            "@type": "BackgroundNewsArticle",
            "headline": explainer.title,
            "abstract": explainer.deck or explainer.question,
            "publisher": {"@type": "Organization", "name": corpus.publication.title},
            "author": [{"@type": "Person", "name": name} for name in explainer.editors],
            "about": [{"@type": "Thing", "name": _name(corpus, one)} for one in explainer.focal],
        }
    )


def _name(corpus: Corpus, actor: str) -> str:
    found = corpus.get(Actor.section, actor)
    return found.label if found else actor


def _addresses(corpus: Corpus, claim: Claim) -> list[str]:
    sources = [corpus.get(Source.section, one.source) for one in claim.evidence if one.says == "supports"]
    return sorted({source.url for source in sources if isinstance(source, Source) and source.url})

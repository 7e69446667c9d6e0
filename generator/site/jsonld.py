"""Machine-readable data: schema.org JSON-LD that is safe in a script element, and evidence as Web Annotations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from generator.analysis import changed_on
from generator.figures import licence_address, schema_licence
from generator.language import language_of
from generator.model import Actor, Claim, Explainer
from generator.site.page import address_of, url_of
from generator.site.record_actions import lasting_address
from generator.verify import annotations_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.model import Corpus, Record
    from generator.site.context import PageContext

_ESCAPES: Final = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029'"})


def safe_json(value: object) -> str:
    """Return JSON without any character that could end a script element or a single-quoted attribute."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_ESCAPES)


def claim_jsonld(context: PageContext, claim: Claim) -> str:
    """Return a claim as a schema.org Claim, or as a ClaimReview if an editor gave a verdict in words.

    A review is dated by our first assessment, and modified by the newest one and by corrections. Its URL is left out if that of the site is
    unknown. The licence is that of the review; the words of a claim are not ours, so for a Claim it is that of the data (sdLicense).
    Source: schema.org/ClaimReview, where the rating is the only place for a verdict.
    """
    corpus, licence = context.corpus, context.corpus.publication.licence or ""
    sources = [corpus.sources.get(piece.source) for piece in claim.evidence if piece.says == "supports"]
    about: dict[str, Any] = {
        "@type": "Claim",
        "text": claim.statement,
        "author": [_agent(corpus, actor) for actor in claim.claimant],
        "appearance": [
            {"@type": "CreativeWork", "url": url} for url in sorted({source.url for source in sources if source and source.url})
        ],
        **_in_language(claim.statement, corpus),
    }
    if claim.made.is_day and claim.made.earliest:
        about["datePublished"] = claim.made.earliest.isoformat()
    if claim.verdict is None:
        return safe_json({**_CONTEXT, **about, **({"sdLicense": licence_address(licence) or str(licence)} if licence else {})})
    assessed = [day for assessment in claim.assessments if (day := assessment.on.earliest)]
    first, last = min(assessed, default=claim.made.earliest), changed_on(claim, context.facts.today)
    review = {
        "@type": "ClaimReview",
        **_url(context, claim),
        **_dates(first, last),
        "claimReviewed": claim.statement,
        "author": _publisher(corpus),
        "reviewRating": {"@type": "Rating", "alternateName": claim.verdict},
        "itemReviewed": about,
        **_in_language(claim.verdict, corpus),
    }
    return safe_json({**_CONTEXT, **review, **schema_licence(licence)})


def explainer_jsonld(context: PageContext, explainer: Explainer) -> str:
    """Return an explainer as a schema.org BackgroundNewsArticle."""
    corpus, updated = context.corpus, changed_on(explainer, context.facts.today)
    first = explainer.published.earliest if explainer.published else updated
    article = {
        "@type": "BackgroundNewsArticle",
        **_url(context, explainer),
        **_dates(first, updated),
        "headline": explainer.title,
        "abstract": explainer.deck or explainer.question,
        "publisher": _publisher(corpus),
        "author": [{"@type": "Person", "name": name} for name in explainer.editors] or [_publisher(corpus)],
        "about": [_agent(corpus, actor) for actor in explainer.focal],
        **_in_language(explainer.title, corpus),
    }
    return safe_json({**_CONTEXT, **article, **schema_licence(corpus.publication.licence or "")})


_CONTEXT: Final[Mapping[str, Any]] = {"@context": "https://schema.org"}


def _url(context: PageContext, record: Record) -> dict[str, str]:
    """Return the URL of a record, if that of the site is known."""
    address = lasting_address(context, address_of(record))
    return {"url": address} if address else {}


def _dates(first: date | None, last: date | None) -> dict[str, str]:
    """Return the dates of publication and last change, leaving out unknown ones; the latter is never before the former."""
    days = {"datePublished": first, "dateModified": max(first, last) if first and last else last}
    return {name: day.isoformat() for name, day in days.items() if day}


def _in_language(text: str, corpus: Corpus) -> dict[str, str]:
    """Return the language of a text: its own, or that of the page."""
    return {"inLanguage": language_of(text) or corpus.publication.language}


def _publisher(corpus: Corpus) -> dict[str, str]:
    return {"@type": "Organization", "name": corpus.publication.title}


def _agent(corpus: Corpus, actor: str) -> dict[str, str]:
    """Return an actor as a schema.org Person, or as an Organization, which includes states, blocs and groups."""
    if (record := corpus.find(Actor, actor)) is None:
        return {"@type": "Organization", "name": actor}
    same_as = {"sameAs": f"https://www.wikidata.org/entity/{record.identifiers.wikidata}"} if record.identifiers.wikidata else {}
    return {"@type": "Person" if record.kind == "person" else "Organization", "name": record.name, **same_as}


def annotations_of(context: PageContext) -> str:
    """Return all evidence as W3C Web Annotations in JSON-LD, with addresses relative to the root if the site's URL is unknown."""
    base = context.site.root

    def address(record: Record) -> str:
        at = address_of(record)
        return f"{base}{url_of(at.path)}" + (f"#{at.anchor}" if at.anchor else "") or "./"

    here, licence = f"{base}annotations.json" if base else "", context.corpus.publication.licence or ""
    terms = {name: content for name, content in (("rights", licence_address(licence)), ("copyrightNotice", str(licence))) if content}
    return annotations_text(context.corpus, context.facts.lock, address, here, terms)

"""What is published of a corpus, in which language: everything but drafts and what appears in drafts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis.translating import translated
from generator.model import Corpus, Explainer

if TYPE_CHECKING:
    from generator.model import Record


def shown_in(corpus: Corpus, tag: str = "") -> Corpus:
    """Return what is published of a corpus as it is read in a language of its publication, in its own unless a tag is given."""
    return published(translated(corpus, tag or corpus.publication.language))


def published(corpus: Corpus) -> Corpus:
    """Return the corpus without draft explainers and without the records that appear in drafts alone."""
    shown = {explainer.id for explainer in corpus.all(Explainer) if explainer.status == "published"}
    records = [record for record in corpus if _is_shown(record, shown)]
    keys = {record.key for record in records}
    bodies = {key: body for key, body in corpus.bodies.items() if key in keys}
    translations = {(key, tag): body for (key, tag), body in corpus.translated_bodies.items() if key in keys}
    return Corpus(
        records, publication=corpus.publication, bodies=bodies, translated_bodies=translations, lock_text=corpus.lock_text, before=corpus
    )


def _is_shown(record: Record, shown: set[str]) -> bool:
    if isinstance(record, Explainer):
        return record.id in shown
    explainers = getattr(record, "explainers", None)
    return explainers is None or any(one in shown for one in explainers)

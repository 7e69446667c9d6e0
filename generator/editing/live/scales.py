"""The words that a field takes, with what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.editing.schema import told_of
from generator.editing.words import words_of
from generator.model import ISSUES, field_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Corpus, Part, Scale


def scale_of(kind: type[Part], field: str) -> Scale | None:
    """Return the scale from which a field takes its words; nothing where it takes none, or words of its own."""
    if field in ("issue", "issues"):
        return ISSUES
    found = field_of(kind, field)
    return found.scale if found else None


def meanings(kind: type[Part], field: str, corpus: Corpus) -> Mapping[str, str]:
    """Return the words that a field takes, each with its meaning as Markdown, or nothing where the word says it itself."""
    scale = scale_of(kind, field)
    if scale is None:
        means = words_of(kind, field)
        found = field_of(kind, field)
        return {word: means.get(word, "") for word in (found.choices if found else ())}
    own = corpus.publication.issues if scale is ISSUES else {}
    return {term.id: told_of(term) for term in scale.terms.values()} | {word: f"**{name}**" for word, name in own.items()}

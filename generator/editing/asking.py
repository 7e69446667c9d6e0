"""What editors who write no YAML are asked: each field with a name in plain words, what it means, and the words that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from generator.editing.describing import described
from generator.model import ISSUES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import ModelField, Part, Publication, Term

NAMES: Final[Mapping[str, str]] = {
    "about": "Whom it is about",
    "after": "After which event",
    "aliases": "Other names",
    "archived_url": "Address of an archived copy",
    "bearer": "Who bears it",
    "because": "Why",
    "by": "Who did it",
    "claimant": "Who makes the claim",
    "contested": "What is disputed",
    "derives_from": "Sources that it repeats",
    "form": "Words, institution or deed",
    "hedge": "How firmly it was put",
    "iso3166": "ISO 3166 code",
    "issue": "What it is about",
    "issues": "What it is about",
    "kind": "What kind it is",
    "km": "Kilometres",
    "km_high": "Kilometres, the higher figure",
    "known": "How exactly it is known",
    "made": "When it was made",
    "of": "Where the office is held",
    "passage": "Paragraph or sentence",
    "place": "Where, in words",
    "places": "Places on record",
    "prefix": "Words just before",
    "proximity": "First hand or second hand",
    "published": "When it was published",
    "quote": "Exact words",
    "radius_km": "Radius in kilometres",
    "read": "How much of it was read",
    "retrieved": "When it was read",
    "rights": "What may be shown of its text",
    "says": "How the source bears on it",
    "short": "Short form",
    "sort_as": "Filed under",
    "speaker": "Who speaks these words",
    "standing": "Established or disputed",
    "suffix": "Words just after",
    "title_reconstructed": "The title is put together, not copied",
    "toward": "Toward whom",
    "type": "What sort of act it was",
    "url": "Web address",
    "what": "What",
}
"""Names in plain words of fields whose own name is none."""


class Question(NamedTuple):
    """One field as it is asked for."""

    field: ModelField
    label: str
    means: str
    options: Mapping[str, str]
    """The words that it takes, where it takes no others, each with what readers are shown."""
    is_long: bool
    """Whether its text may be more than a line."""


def question(kind: type[Part], name: str, publication: Publication) -> Question:
    """Return what is asked of a field of a section or a part; raises StopIteration where it has none of that name."""
    field, _, means = next(one for one in described(kind) if one.name == name)
    return Question(field, NAMES.get(name) or name.replace("_", " ").capitalize(), means, _options(field, publication), field.is_prose)


def _options(field: ModelField, publication: Publication) -> dict[str, str]:
    if field.key in ("issue", "issues"):
        own = {issue: str(label) for issue, label in publication.issues.items()}
        return own | {term.id: term.english_label for term in ISSUES.terms.values() if term.id not in own}
    if field.scale is not None:
        return {term.id: f"{term.id}: {_told(term)}" for term in field.scale.terms.values()}
    return {word: word for word in field.choices}


def _told(term: Term) -> str:
    """Return what a word of a scale means, in a few words."""
    if term.english_label != term.id:
        return term.english_label
    means = term.english_means.rstrip(".")
    return f"{means[0].lower()}{means[1:]}"

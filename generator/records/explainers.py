"""Explainers: one question and its answer."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from generator.language import message
from generator.records.base import Record, RefersTo
from generator.records.shared import Corrections, Issue, Retired
from generator.records.values import AtLeastOne, Many, Prose, Text, When

FIGURES: Final = {
    "spectrum": ("focal", "toward", "issue"),
    "matrix": ("issue",),
    "issues": ("by", "toward"),
    "by-issue": ("focal", "toward"),
    "words-deeds": ("focal", "toward"),
    "alignment": ("by", "toward"),
    "timeline": ("actor", "issue"),
    "lanes": ("actor", "issue", "rows"),
    "claims": ("issue",),
    "costs": ("bearer",),
    "risks": ("bearer",),
    "votes": ("actor",),
    "signposts": (),
    "scores": (),
}
"""The figures an explainer may show, as '![headline](chart:name "option=value")', each with its options."""

ACTOR_OPTIONS: Final = frozenset({"focal", "toward", "by", "actor", "bearer"})
"""The options of figures whose value is an actor's id."""
OPTION_WORDS: Final = {"rows": ("issue", "actor")}
"""The options of figures whose value is one of a few words; the first is what is meant without."""


class Explainer(Record):
    """One question, answered from the record."""

    section: ClassVar[str] = "explainers"
    singular: ClassVar[str] = "explainer"
    prose: ClassVar[bool] = True

    title: Text
    """The headline."""
    question: Text
    """The question it answers."""
    deck: Text | None = None
    """The answer in one or two sentences, under the headline."""
    answer: Annotated[tuple[Prose, ...], Many, AtLeastOne]
    """The answer in brief: three to five short points, each with references. 'Lead words. The rest.'"""
    focal: Annotated[tuple[Annotated[str, RefersTo(("actors",), message("Explainers about it"))], ...], Many, AtLeastOne]
    """The actors it is about; the first is the one whose alignment is asked for, the second toward whom."""
    period: When
    """The time it covers."""
    issues: Annotated[tuple[Issue, ...], Many] = ()
    """What it is about."""
    status: Literal["draft", "published"] = "published"
    """A draft is checked but not published."""
    editors: Annotated[tuple[Text, ...], Many] = ()
    """Who edits it."""
    updated: When | None = None
    """When it was last updated in substance."""
    not_known: Annotated[tuple[Prose, ...], Many] = ()
    """What is not known, in a sentence each."""
    retired: Retired | None = None
    """Why the record no longer stands."""
    corrections: Corrections = ()
    """Mistakes of ours in the record that were mended."""

    body: str = ""
    """The text, as Markdown with inline references."""

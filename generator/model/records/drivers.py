"""Drivers: what pushes one side toward or away from another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.language import N_
from generator.model.records.base import RefersTo
from generator.model.records.shared import Evidenced, Issue
from generator.model.records.values import AtLeastOne, Many, Prose, Text


class Driver(Evidenced, section="drivers", singular="driver", dated=(), search_first=("summary",)):
    """Something that pushes an actor toward or away from others."""

    title: Text
    """What pushes, in a few words."""
    direction: Literal["toward", "away", "both"]
    """Which way it pushes; both, if the same thing pushes toward and away."""
    actor: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("What pushes it"))], ...], Many, AtLeastOne]
    """Whom it pushes."""
    with_: Annotated[
        tuple[Annotated[str, RefersTo(("actors",), N_("What pushes others toward or away from it"))], ...],
        Many,
        AtLeastOne,
        Field(alias="with"),
    ]
    """Toward or away from whom; written 'with'."""
    issue: Issue | None = None
    """What it is about."""
    summary: Prose
    """How it pushes, in a sentence or two."""

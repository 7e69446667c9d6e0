"""The publication as a whole: its name, addresses and languages, and what it adds to the scales."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from generator.language import direction_of, languages
from generator.model.records.base import Part
from generator.model.records.sources import WebAddress
from generator.model.records.values import LanguageTag, Many, PlainNumber, Prose, Text, Translation, as_id, is_id, refusal
from generator.text import site_mistake


def _issue_ids(issues: Mapping[str, str]) -> Mapping[str, str]:
    for issue in issues:
        if not is_id(issue):
            raise refusal("bad_issue_id", "'{id}' is not a valid id of an issue", id=issue, hint=f"write '{as_id(issue) or 'some-issue'}'")
    return issues


Forge = Literal["github", "gitea", "gitlab"]
"""The software that hosts the repository; Forgejo has the same URLs as Gitea."""
_MAIL: Final = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _mail_address(value: str) -> str:
    if not _MAIL.fullmatch(value):
        raise refusal("not_an_address", "'{value}' is not an e-mail address", value=value, hint="write only the address: desk@example.org")
    return value


def _time_zone(value: str) -> str:
    zones = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    if value not in zones:
        hint = "write a name from the IANA time zone database: 'Asia/Karachi'"
        raise refusal("unknown_zone", "unknown time zone '{value}'", value=value, hint=hint, choices=zones)
    return value


def _spoken_language(value: str) -> str:
    if value not in languages():
        supported = ", ".join(languages())
        parts = [part.strip() for part in value.split(",")]
        hint = f"write a list: [{', '.join(parts)}]" if parts[1:] else f"write one of {supported}, the languages of its interface"
        raise refusal("unknown_language", "the interface is not available in '{value}'", value=value, hint=hint)
    return value


def _site_address(value: str) -> str:
    if mistake := site_mistake(value):
        raise refusal("not_a_site", f"the URL {mistake[0]}", hint=mistake[1])
    return value


class Quoting(Part):
    """How much may be quoted from a source whose text we must not publish (rights 'quote-only' and 'licensed')."""

    longest: Annotated[int, PlainNumber, Field(ge=1, le=1000)] = 50
    """The maximum number of words in one quotation."""
    total: Annotated[int, PlainNumber, Field(ge=1, le=100_000)] = 300
    """The maximum number of words of one source in total."""
    share: Annotated[int, PlainNumber, Field(ge=1, le=100)] = 10
    """The maximum share of a source's text that may be quoted, in per cent, if its length is known."""


class Publication(Part):
    """The settings in content/publication.yml. Every field may be left out."""

    title: Text = "On Record"
    """The name of the publication."""
    tagline: Text = "Explainers in which every statement names its sources."
    """What it is, in one sentence."""
    site_url: Annotated[WebAddress, AfterValidator(_site_address)] | None = None
    """The URL at which it is published, with its path: 'https://example.org/record/'."""
    repository: WebAddress | None = None
    """The URL of the git repository, for links to edit and dispute records; by default, the one set by CI."""
    forge: Forge | None = None
    """The software that hosts the repository, if its URL does not show it."""
    branch: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/-]+$")] = "main"
    """The branch that is published; by default, the one set by CI."""
    language: LanguageTag = "en"
    """The language of the records, as a BCP 47 tag; any language. Interface text without a translation is English."""
    languages: Annotated[tuple[Annotated[str, AfterValidator(_spoken_language)], ...], Many] = ()
    """Further languages in which the whole site is built, each under its tag; only languages of the interface."""
    timezone: Annotated[str, AfterValidator(_time_zone)] | None = None
    """The IANA name of the time zone that decides which day is today; by default, a day has come once it has begun anywhere on earth."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """The direction of that language's script; by default, derived from the language."""
    contact: Annotated[tuple[Prose, ...], Many] = ()
    """How readers reach the editors: one paragraph each."""
    email: Annotated[str, Field(max_length=254), AfterValidator(_mail_address)] | None = None
    """The address to which readers write; disputes go there if no repository is given."""
    licence: Text | None = None
    """The terms of use of our own text and data."""
    about: Annotated[tuple[Prose, ...], Many] = ()
    """Who publishes, and why: one paragraph each."""
    funding: Annotated[tuple[Prose, ...], Many] = ()
    """Who funds it: one paragraph each."""
    corrections: Annotated[tuple[Prose, ...], Many] = ()
    """The corrections policy: one paragraph each."""
    issues: Annotated[Mapping[str, Text], AfterValidator(_issue_ids)] = {}
    """Issues of this publication in addition to the built-in scale: id and name."""
    translations: Mapping[str, Translation] = {}
    """Translations of the texts here: by language, each with the structure of this file."""
    quoting: Quoting = Quoting()
    """The budget for quotations from sources whose text we must not publish."""

    @model_validator(mode="before")
    @classmethod
    def _follow_language(cls, values: object) -> object:
        """Derive the direction from the language if none is given."""
        if isinstance(values, Mapping) and "direction" not in values and isinstance(values.get("language"), str):
            return {**values, "direction": direction_of(values["language"])}
        return values

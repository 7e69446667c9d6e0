"""What every record has, and how one record refers to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from generator.language import N_
from generator.model.records.values import ID_LENGTH, ID_PATTERN, Happened, Many, Prose, Translation, is_id
from generator.text import NOWHERE, Located, Location

if TYPE_CHECKING:
    from generator.model.dates import Edtf

Keys = tuple[str | int, ...]
"""The path of a value in a record: field names and list indices."""
VERSION_LENGTH: Final = 8
"""The number of hex digits of a record's version, from the hash of its file."""


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a text field as the id of another record. Declared once, used everywhere.

    Checks, backlinks, links and the manual all derive from this annotation, which generator.model.records.walking finds in fields, lists,
    mapping keys and nested parts.
    """

    sections: tuple[str, ...]
    """The sections that may contain the target; the first that has the id wins. Empty: the record's own."""
    heading: str
    """The heading under which the target's page lists the records that refer to it."""
    rule: str = "unknown-reference"
    """The rule that is broken if no such record exists."""
    words: bool = False
    """Whether plain words are allowed instead of an id: text that is no id (a space, a capital) is shown as it is."""
    reserved: frozenset[str] = frozenset()
    """Words in the form of an id that are no reference."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of an id: its path, and what it refers to."""

    to: RefersTo
    id: str
    keys: Keys
    is_key: bool = False
    """Whether the id is a mapping key rather than a value."""
    takes_list: bool = False
    """Whether a list of ids is allowed in its place."""

    @property
    def is_words(self) -> bool:
        """Whether the value is plain words where words are allowed, so that there is nothing to look up."""
        return self.id in self.to.reserved or (self.to.words and not is_id(self.id))


class Part(BaseModel):
    """A piece of a record: frozen, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    fixed_words: ClassVar[frozenset[str]] = frozenset()
    """Words with a meaning for the program, which are not translated in texts of this part."""


FormerId = Annotated[str, Field(max_length=ID_LENGTH, pattern=f"^{ID_PATTERN.pattern}$")]


class Retired(Part):
    """Why a record was retired. It is shown as retired, never deleted."""

    on: Happened
    """The day it was retired."""
    because: Prose
    """Why."""
    replaced_by: Annotated[str, RefersTo((), N_("Replaces"))] | None = None
    """The record of the same section that replaces it."""


class Correction(Part):
    """A mistake of ours that was mended; a change in the world is a Change."""

    on: Happened
    """The day it was corrected."""
    what: Prose
    """What was wrong, and what it says now."""
    because: Prose | None = None
    """How it came about, or who pointed it out."""


class Record(Part):
    """What every record has: an id (its file's name) and a place in the content."""

    section: ClassVar[str] = ""
    """The section: the folder in content/, the folder of its pages, the name in every list."""
    singular: ClassVar[str]
    """One of the section, as a word and as the scheme of inline references: 'claim' in 'claim:some-id'."""
    below: ClassVar[tuple[str, ...]] = ()
    """The fields written below the front matter of its file, which is then Markdown; without any, it is YAML."""

    dated: ClassVar[tuple[str, ...]]
    """The fields that place a record in time, of which the first with a value counts; empty for records without a date."""
    search_first: ClassVar[tuple[str, ...]]
    """The most significant fields, of a record or its parts, which come first in its search text."""
    apart: ClassVar[frozenset[str]] = frozenset({"id", "former_ids", "translations"})
    """The fields of every record that are described apart from those with its content."""

    retired: Retired | None = None
    """Why the record was retired."""
    corrections: Annotated[tuple[Correction, ...], Many] = ()
    """Our errors in the record that were corrected."""
    id: str
    """The file's name without its ending."""
    former_ids: Annotated[tuple[FormerId, ...], Many] = ()
    """Previous ids; links to them redirect here. Written by 'onrecord rename'."""
    translations: Mapping[str, Translation] = {}
    """Texts in other languages of the publication: by language, each with the structure of the record."""

    _located: Located = PrivateAttr(default_factory=lambda: NOWHERE)

    def __init_subclass__(cls, **attributes: object) -> None:
        """Set class attributes of a section from keyword arguments: 'class Act(Record, section="acts", ...)'."""
        super().__init_subclass__()
        for name, value in attributes.items():
            setattr(cls, name, value)

    @classmethod
    def __pydantic_init_subclass__(cls, **_unused: object) -> None:
        """Order fields from the most specific class to Record, so that a section's own come first."""
        shared = {name: distance for distance, kind in enumerate(cls.__mro__) for name in vars(kind).get("__annotations__", {})}
        for name in sorted(cls.__pydantic_fields__, key=shared.__getitem__):
            cls.__pydantic_fields__[name] = cls.__pydantic_fields__.pop(name)

    @classmethod
    def ending(cls) -> str:
        """Return the file extension of its section."""
        return ".md" if cls.below else ".yml"

    @classmethod
    def with_article(cls) -> str:
        """Return the name of a record with its article: 'an act'."""
        return f"{'an' if cls.singular[0] in 'aeiou' else 'a'} {cls.singular}"

    @property
    def label(self) -> str:
        """The record's name in lists and links."""
        fields = vars(self)
        text = fields.get("title") or fields.get("name") or fields.get("statement") or self.id
        return text if isinstance(text, str) else str(text)

    @property
    def date(self) -> Edtf | None:
        """The date that places the record in time, or None."""
        return next((when for name in self.dated if (when := getattr(self, name)) is not None), None)

    @property
    def stands(self) -> str:
        """The record's status, a word of a scale, STATES or UNMARKED_STATES; empty if its kind has none."""
        return ""

    @property
    def key(self) -> tuple[str, str]:
        """The section and id, which identify a record."""
        return self.section, self.id

    @property
    def path(self) -> str:
        """The file the record was read from, relative to the content folder's parent, with forward slashes."""
        return self._located.path

    @property
    def version(self) -> str:
        """The first digits of the SHA-256 of the record's file, which identify what a reader read; empty without a file."""
        text = self._located.source.text
        return sha256(text.encode()).hexdigest()[:VERSION_LENGTH] if text else ""

    @property
    def size(self) -> int:
        """The length of the record's file in characters; 0 without a file."""
        return len(self._located.source.text)

    @property
    def located(self) -> Located:
        """The text of its file, and the location of each value in it."""
        return self._located

    def locate(self, located: Located) -> None:
        """Set where the record was read; called once, by the loader."""
        self._located = located

    def at(self, *keys: str | int) -> Location:
        """Return the location of a value, or of the nearest enclosing value present in the file."""
        return self._located.at(*keys)

    def __hash__(self) -> int:
        """Hash by section and id, which identify a record."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Compare by section and id."""
        return isinstance(other, Record) and self.key == other.key


def place_of_reference(located: Located, reference: Reference) -> Location:
    """Return the location of the id in a reference."""
    return located.key_at(*reference.keys) if reference.is_key else located.at(*reference.keys)

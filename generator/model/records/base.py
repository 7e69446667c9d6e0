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
"""The path of a value in a record: names of fields, and indices of lists."""
VERSION_LENGTH: Final = 8
"""How many digits of its file's hash tell a record's version."""


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a text field as the id of another record. Declared once, used everywhere.

    Checks, backlinks, links and the manual all follow from this declaration. It stands in the field's
    annotation; generator.model.records.walking finds it, in lists, in the names of lines and in parts too.
    """

    sections: tuple[str, ...]
    """The sections in which the target may be; the first that has the id wins. Empty: the record's own."""
    heading: str
    """The heading under which the target's page lists the records that refer to it."""
    rule: str = "unknown-reference"
    """The rule that is broken when no such record exists."""
    words: bool = False
    """Whether plain words may stand instead of an id: text that is no id (a space, a capital) is shown as it is."""
    reserved: frozenset[str] = frozenset()
    """Words of the form of an id that are no reference."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of an id: where it stands, and what it names."""

    to: RefersTo
    id: str
    keys: Keys
    is_key: bool = False
    """Whether the id is the key of a mapping rather than a value."""
    takes_list: bool = False
    """Whether a list of ids may stand in its place."""

    @property
    def is_words(self) -> bool:
        """Whether the value is plain words where words are allowed, so that there is nothing to look up."""
        return self.id in self.to.reserved or (self.to.words and not is_id(self.id))


class Part(BaseModel):
    """A piece of a record: frozen, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    fixed_words: ClassVar[frozenset[str]] = frozenset()
    """Words that mean something to the program where they stand in a text of this part; they are not translated."""


FormerId = Annotated[str, Field(max_length=ID_LENGTH, pattern=f"^{ID_PATTERN.pattern}$")]


class Retired(Part):
    """Why a record no longer stands. It is shown as retired, never deleted."""

    on: Happened
    """The day it was retired."""
    because: Prose
    """Why."""
    replaced_by: Annotated[str, RefersTo((), N_("Replaces"))] | None = None
    """The record of the same section that takes its place."""


class Correction(Part):
    """A mistake of ours that was mended; a change in the world is a Change."""

    on: Happened
    """The day it was mended."""
    what: Prose
    """What was wrong, and what is said now."""
    because: Prose | None = None
    """How it came about, or who pointed it out."""


class Record(Part):
    """What every record has: an id (its file's name) and a place in the content."""

    section: ClassVar[str] = ""
    """The section: the folder in content/, the folder of its pages, the name in every list."""
    singular: ClassVar[str]
    """One of the section, as a word and as the scheme of inline references: 'claim' in 'claim:some-id'."""
    below: ClassVar[tuple[str, ...]] = ()
    """The fields that stand below the front matter of its file, which is Markdown then; without any it is YAML."""

    dated: ClassVar[tuple[str, ...]]
    """The fields that place a record in time, of which the first with a value does; none for what is of no time."""
    search_first: ClassVar[tuple[str, ...]]
    """The fields, of a record or of parts in it, that tell most; what the search shows of a record begins with them."""
    apart: ClassVar[frozenset[str]] = frozenset({"id", "former_ids", "translations"})
    """The fields of every record that are told apart from those in which its editors write what they know."""

    retired: Retired | None = None
    """Why the record no longer stands."""
    corrections: Annotated[tuple[Correction, ...], Many] = ()
    """Mistakes of ours in the record that were mended."""
    id: str
    """The file's name without its ending."""
    former_ids: Annotated[tuple[FormerId, ...], Many] = ()
    """Ids that it had before; what leads to them leads to it. 'onrecord rename' writes them."""
    translations: Mapping[str, Translation] = {}
    """Its texts in further languages of the publication: by language, each of the shape of the record."""

    _located: Located = PrivateAttr(default_factory=lambda: NOWHERE)

    def __init_subclass__(cls, **told: object) -> None:
        """Take what is said of a section where its model begins: 'class Act(Record, section="acts", ...)'."""
        super().__init_subclass__()
        for name, value in told.items():
            setattr(cls, name, value)

    @classmethod
    def __pydantic_init_subclass__(cls, **_unused: object) -> None:
        """Put the fields of a section before those that it shares with others, and these before what every record has."""
        shared = {name: distance for distance, kind in enumerate(cls.__mro__) for name in vars(kind).get("__annotations__", {})}
        for name in sorted(cls.__pydantic_fields__, key=shared.__getitem__):
            cls.__pydantic_fields__[name] = cls.__pydantic_fields__.pop(name)

    @classmethod
    def ending(cls) -> str:
        """Return the ending of the files of its section."""
        return ".md" if cls.below else ".yml"

    @classmethod
    def with_article(cls) -> str:
        """Return what one of the section is called, with its article: 'an act'."""
        return f"{'an' if cls.singular[0] in 'aeiou' else 'a'} {cls.singular}"

    @property
    def label(self) -> str:
        """The record's name in lists and links."""
        fields = vars(self)
        text = fields.get("title") or fields.get("name") or fields.get("statement") or self.id
        return text if isinstance(text, str) else str(text)

    @property
    def date(self) -> Edtf | None:
        """The date that places the record in time, if it has one."""
        return next((when for name in self.dated if (when := getattr(self, name)) is not None), None)

    @property
    def stands(self) -> str:
        """The word of a scale, or of STATES or UNMARKED_STATES, by which it stands; nothing for what stands in no way of its own."""
        return ""

    @property
    def key(self) -> tuple[str, str]:
        """The section and the id: what identifies a record."""
        return self.section, self.id

    @property
    def path(self) -> str:
        """The file the record was read from, below the content folder's parent, with forward slashes."""
        return self._located.path

    @property
    def version(self) -> str:
        """The first digits of the SHA-256 of the record's file: what a reader read, to the letter. Empty without a file."""
        text = self._located.source.text
        return sha256(text.encode()).hexdigest()[:VERSION_LENGTH] if text else ""

    @property
    def size(self) -> int:
        """How many characters the record's file has; 0 without a file."""
        return len(self._located.source.text)

    @property
    def located(self) -> Located:
        """Its text and where everything stands in it."""
        return self._located

    def locate(self, located: Located) -> None:
        """Remember where the record was read; called once, by the loader."""
        self._located = located

    def at(self, *keys: str | int) -> Location:
        """Return the place of a value, or of the nearest thing around it that was written."""
        return self._located.at(*keys)

    def __hash__(self) -> int:
        """Hash by section and id, which identify a record."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Tell whether two records are the same one."""
        return isinstance(other, Record) and self.key == other.key


def place_of_reference(located: Located, reference: Reference) -> Location:
    """Return the place of the id that a reference is made of."""
    return located.key_at(*reference.keys) if reference.is_key else located.at(*reference.keys)

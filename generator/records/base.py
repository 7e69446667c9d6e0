"""What every record has, and how one record refers to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from generator.records.values import ID_LENGTH, ID_PATTERN, IsProse, Many, Translation, is_id
from generator.text.position import NOWHERE, Located, Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.text.position import Span

Value = TypeVar("Value")
Keys = tuple[str | int, ...]
"""The path of a value in a record: names of fields, and indices of lists."""

VERSION_LENGTH: Final = 8
"""How many digits of its file's hash tell a record's version."""


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a text field as the id of another record. Declared once, used everywhere.

    Checks, backlinks, links and the manual all follow from this declaration. It stands in the field's
    annotation; lists, mappings (their keys) and nested models are walked to find it.
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
    keys: tuple[str | int, ...]
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


class Record(Part):
    """What every record has: an id (its file's name) and a place in the content."""

    section: ClassVar[str] = ""
    """The section: the folder in content/, the folder of its pages, the name in every list."""
    singular: ClassVar[str]
    """One of the section, as a word and as the scheme of inline references: 'claim' in 'claim:some-id'."""
    prose: ClassVar[bool] = False
    """Whether the record is a Markdown file with front matter rather than a YAML file."""

    id: str
    """The file's name without its ending."""

    former_ids: Annotated[tuple[FormerId, ...], Many] = ()
    """Ids that it had before; what leads to them leads to it. 'onrecord rename' writes them."""
    translations: Mapping[str, Translation] = {}
    """Its texts in further languages of the publication: by language, each of the shape of the record."""

    _located: Located = PrivateAttr(default=NOWHERE)

    @property
    def label(self) -> str:
        """The record's name in lists and links."""
        fields = vars(self)
        text = next((text for field in ("title", "name", "statement") if (text := fields.get(field))), self.id)
        return text if isinstance(text, str) else str(text)

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

    def locate(self, located: Located) -> None:
        """Remember where the record was read; called once, by the loader."""
        self._located = located

    def at(self, *keys: str | int) -> Location:
        """Return the place of a value, or of the nearest thing around it that was written."""
        return self._located.at(*keys)

    def is_alone(self, *keys: str | int) -> bool:
        """Tell whether one value stands at a path where a list may stand."""
        return not self._located.is_collection(*keys)

    def key_at(self, *keys: str | int) -> Location:
        """Return the place of a field's name."""
        return self._located.key_at(*keys)

    def place_of_words(self, words: str, *keys: str | int, number: int = 0) -> Location:
        """Return the place of words inside a value, of their occurrence with a number from 0."""
        return self._located.within(words, *keys, number=number)

    @property
    def start(self) -> Location:
        """The place of the record's first line."""
        return self._located.start

    def place_of_reference(self, reference: Reference) -> Location:
        """Return the place of the id that a reference is made of."""
        return place_of_reference(self._located, reference)

    def place_of(self, span: Span, language: str = "") -> Location:
        """Return the place of a span of the record's file, or of the file of its own in which its translation stands."""
        return self._located.beside.get(language, self._located).source.place(span)

    def references(self) -> Iterator[Reference]:
        """Yield every reference that the fields declare, in the order of the fields."""
        yield from _references(self, ())

    def prose_fields(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield every text that may hold inline references, with the path of its field."""
        yield from ((keys, text) for keys, text, part, name in values_in(self, str) if is_marked(part, name, IsProse))

    def __hash__(self) -> int:
        """Hash by section and id, which identify a record."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Tell whether two records are the same one."""
        return isinstance(other, Record) and self.key == other.key


@cache
def _names_marked(kind: type[Part], mark: type) -> frozenset[str]:
    """Return the names of the fields whose values, or one of those in them, are marked."""
    return frozenset(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(one, mark) for one in field.metadata) or _holds(field.annotation, mark)
    )


def _holds(annotation: object, mark: type) -> bool:
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(one, mark) for one in marks) or any(_holds(argument, mark) for argument in get_args(annotation))


def values_in(part: Part, kind: type[Value], keys: Keys = ()) -> Iterator[tuple[Keys, Value, Part, str]]:
    """Yield every value of a kind in a part and in the parts in it: its path, itself, the part and the field that it stands in."""
    for name, key in _names_holding(type(part), kind):  # type: ignore[arg-type]  # classes have hashes
        value = getattr(part, name)
        here = (*keys, key)
        for index, one in enumerate(value if isinstance(value, tuple) else (value,)):
            there = (*here, index) if isinstance(value, tuple) else here
            if isinstance(one, Part):
                yield from values_in(one, kind, there)
            elif isinstance(one, kind):
                yield there, one, part, name


@cache
def _names_holding(part: type[Part], kind: type) -> tuple[tuple[str, str], ...]:
    """Return the names and the keys of the fields that can hold a value of a kind, or a part that can."""
    return tuple((name, field.alias or name) for name, field in part.model_fields.items() if _can_hold(field.annotation, kind))


def _can_hold(annotation: object, kind: type) -> bool:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return issubclass(annotation, kind) or (issubclass(annotation, Part) and bool(_names_holding(annotation, kind)))
    return any(_can_hold(argument, kind) for argument in get_args(annotation))


def is_marked(part: Part, name: str, mark: type) -> bool:
    """Tell whether the values of a field are marked."""
    return name in _names_marked(type(part), mark)


def place_of_reference(located: Located, reference: Reference) -> Location:
    """Return the place of the id that a reference is made of."""
    return located.key_at(*reference.keys) if reference.is_key else located.at(*reference.keys)


def references_in(kind: type[Part], values: Mapping[str, object], keys: tuple[str | int, ...] = ()) -> Iterator[Reference]:
    """Yield the references in the values of a part, read into its model or not, in the order of the fields.

    Values that are not of the form that their field takes are passed over.
    """
    for _, key, annotation in _referring_fields(kind):
        value = values.get(key)
        if value is not None:
            yield from _walk(annotation, value, (*keys, key))


def _references(part: Part, keys: tuple[str | int, ...]) -> Iterator[Reference]:
    for name, key, annotation in _referring_fields(type(part)):
        value = getattr(part, name)
        if value is not None:
            yield from _walk(annotation, value, (*keys, key))


@cache
def _referring_fields(kind: type[Part]) -> tuple[tuple[str, str, object], ...]:
    """Return the name, key and annotation of the fields that can hold a reference."""
    found = []
    for name, field in kind.model_fields.items():
        annotation: object = field.annotation
        for mark in field.metadata:
            annotation = Annotated[annotation, mark]
        if _can_refer(annotation):
            found.append((name, field.alias or name, annotation))
    return tuple(found)


def _can_refer(annotation: object) -> bool:
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, Part):
        return bool(_referring_fields(annotation))
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(mark, RefersTo) for mark in marks) or any(_can_refer(argument) for argument in get_args(annotation))


def _walk(annotation: object, value: object, keys: tuple[str | int, ...]) -> Iterator[Reference]:
    """Yield the references in a value, whose annotation says where they are: in unions, lists, keys and parts."""
    arguments = get_args(annotation)
    marks = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, RefersTo)]
    if isinstance(value, Part):
        yield from _references(value, keys)
    elif marks and isinstance(value, str):
        yield Reference(marks[0], value, keys)
    elif get_origin(annotation) is Annotated:
        yield from _walk(arguments[0], value, keys)
    elif get_origin(annotation) in (Union, UnionType):
        for argument in arguments:
            yield from _walk(argument, value, keys)
    elif isinstance(annotation, type) and issubclass(annotation, Part):
        yield from references_in(annotation, value, keys) if isinstance(value, Mapping) else ()
    elif arguments:
        yield from _walk_inside(annotation, value, keys)


def _walk_inside(annotation: object, value: object, keys: tuple[str | int, ...]) -> Iterator[Reference]:
    """Yield the references in a list, in one value that stands for a list of one, or in the keys of a mapping."""
    inside = get_args(annotation)[0]
    if get_origin(annotation) is tuple:
        many = value if isinstance(value, tuple | list) else None
        for index, one in enumerate((value,) if many is None else many):
            here = keys if many is None else (*keys, index)
            for reference in _walk(inside, one, here):
                yield replace(reference, takes_list=True) if reference.keys == here else reference
    elif isinstance(value, Mapping):
        for key in value:
            for reference in _walk(inside, key, (*keys, key)):
                yield replace(reference, is_key=True)

"""Mentions of actors in a text: comparison of names, names recognized by capitals, and resolution of speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from anyascii import anyascii

from generator.editing.drafting.lists import words
from generator.model import Actor, as_id
from generator.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


BELONGS: Final = "the adjective of the state"
"""Marks a mention that is the adjective of a state."""
_NAME: Final = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:(?<!['’]s)(?<!['’])(?:\s+(?:of|for|and|the|de|del|van|von|bin|ibn|al|el|du|da|di|on|&)){0,2}"
    r"\s+[^\W\d_a-zß-öø-ÿ][\w'’-]*)*(?:-\d+)?"
)
"""A run of capitalized words, up to a possessive."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_SMALL_WORD: Final = re.compile(r"\b[a-z]+(?=\s$)")
_LONGEST_TITLE: Final = 20
_LONGEST: Final = 9
_PERSON_NAME_LENGTHS: Final = (2, 3)
"""The numbers of words of names of persons that end with a surname."""


class Mention(NamedTuple):
    """A mention of an actor."""

    span: Span
    key: str
    """The id of the actor, on record or proposed."""
    how: str
    """The reason of its recognition."""


@dataclass(slots=True)
class Named:
    """An actor named in a text."""

    key: str
    name: str
    kind: str = ""
    """Its kind, if known."""
    known_as: tuple[str, ...] = ()
    """Its names on record; empty if it is not on record."""
    mentions: list[Mention] = field(default_factory=list)
    new_names: list[str] = field(default_factory=list)
    """Forms of its name that are not on record."""
    iso: str = ""
    """The ISO 3166 code of a state."""


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text folded for the comparison of names, and the original offset of each character: spaces collapse, 'z' becomes 's'."""
    parts: list[str] = []
    starts: list[int] = []
    for at, character in enumerate(text):
        folded_character = " " if character.isspace() else _fold(character)
        if folded_character == " " and parts and parts[-1] == " ":
            continue
        parts += folded_character
        starts += [at] * len(folded_character)
    return "".join(parts), [*starts, len(text)]


@cache
def _fold(sign: str) -> str:
    return fold(sign).replace("z", "s")


def plain(name: str) -> str:
    """Normalize a name for comparison: folded, without hyphens."""
    return " ".join(folded(part)[0] for part in name.replace("-", " ").split())


def names_of_record(actor: Actor) -> Iterator[str]:
    """Yield all names of an actor on record, in all languages."""
    names = [actor.name, *actor.aliases, *(texts.get("name") for texts in actor.translations.values())]
    for texts in actor.translations.values():
        names += aliases if isinstance(aliases := texts.get("aliases"), list | tuple) else ()
    known = [name for name in names if isinstance(name, str) and len(name) > 1]
    yield from dict.fromkeys((*known, *(bare for name in known if " " in (bare := without_article(name)))))
    if actor.short and len(actor.short) > len("US") and actor.short.isupper():
        yield actor.short


def without_article(name: str) -> str:
    """Return a name without a leading English article, which texts omit or write in lower case."""
    return name.removeprefix("The ")


class Speakers:
    """Resolves the words that name a speaker to actors."""

    def __init__(self, text: str, actors: Iterable[Named]) -> None:
        """Index the actors of a text by their mentions."""
        self._text = text
        self._actors = {actor.key: actor for actor in actors}
        self._mentions = sorted((mention for actor in self._actors.values() for mention in actor.mentions), key=lambda each: each.span)

    def of(self, by: Span | None) -> list[Named]:
        """Return the actors named by the words for a speaker, several for "Bagge and the ministry"."""
        if by is None:
            return []
        if self._text[by.start : by.end].strip().lower() in ("he", "she", "who"):
            people = [mention for mention in self._mentions if mention.span.end <= by.start and self._actors[mention.key].kind == "person"]
            return self._actors_of(people[-1:])
        heads = [mention for mention in self._mentions_in(by) if not self._is_modifier(mention, by)]
        heads.sort(key=lambda head: head.span.start - head.span.end)
        if not heads:
            return []
        joined = [head for head in heads[1:] if self._is_joined(heads[0], head)]
        return self._actors_of(sorted([heads[0], *joined], key=lambda mention: mention.span))

    def _mentions_in(self, span: Span) -> list[Mention]:
        return [mention for mention in self._mentions if span.start <= mention.span.start and mention.span.end <= span.end]

    def _actors_of(self, mentions: Iterable[Mention]) -> list[Named]:
        return [self._actors[key] for key in dict.fromkeys(mention.key for mention in mentions)]

    def _is_joined(self, mention: Mention, other: Mention) -> bool:
        first, last = sorted((mention.span, other.span))
        return re.fullmatch(r"\s*(?:,|,?\s+and|\s&)\s+(?:the\s+)?", self._text[first.end : last.start]) is not None

    def _is_modifier(self, mention: Mention, by: Span) -> bool:
        """Return whether a mention only modifies another word, as the state in 'the minister of Avalon'."""
        before = self._text[by.start : mention.span.start].lower().split()
        after = self._text[mention.span.end : by.end]
        if after.startswith(("'", "’")) or (before and before[-1] in ("of", "for", "in", "at", "from", "to")):
            return True
        actor = self._actors[mention.key]
        return BELONGS in mention.how or (actor.kind == "state" and bool(after.strip()))

    def first_inside(self, span: Span) -> list[Named]:
        """Return the first actor named in a span, with those joined to it by 'and'."""
        chosen: list[Mention] = []
        for mention in self._mentions_in(span):
            if chosen and not self._is_joined(chosen[-1], mention):
                break
            chosen.append(mention)
        return self._actors_of(chosen)

    def inside(self, span: Span) -> list[Named]:
        """Return the actors named in a span, without duplicates."""
        return self._actors_of(self._mentions_in(span))


def names_in_capitals(
    text: str, sentences: Sequence[Span], known: Mapping[str, Named], taken: list[Span]
) -> Iterator[tuple[Mention, Named]]:
    """Yield mentions of names by their capitals, new names and forms of known ones.

    Full names are processed first, so that a surname alone resolves to the person.
    """
    surnames = {plain(actor.name.split()[-1]): actor for actor in known.values() if actor.kind == "person" and len(actor.name.split()) > 1}
    new: dict[str, Named] = {}
    untaken = _masked(text, taken)
    parts = [
        (part, sentence)
        for sentence in sentences
        for match in _NAME.finditer(untaken, *sentence)
        for part in _names_of(text, [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, *match.span())])
    ]
    parts.sort(key=lambda item: (len(text[slice(*item[0][0])].split()) == 1, _begins(text, item[0][0], item[1])))
    for (span, kind, why), sentence in parts:
        phrase = text[slice(*span)]
        is_single_word = len(phrase.split()) == 1
        actor = _same_person(phrase, known, new) or (surnames.get(plain(phrase)) if is_single_word else None)
        if actor is None:
            key = as_id(anyascii(phrase)) or "name"
            if is_single_word and not kind and key not in new and _is_common_word(text, span, sentence):
                continue
            actor = new.setdefault(key, Named(key, phrase, kind))
        elif actor.known_as and not is_single_word and phrase not in actor.new_names and plain(phrase) not in map(plain, actor.known_as):
            actor.new_names.append(phrase)
        if actor.kind == "person" or (not actor.kind and len(actor.name.split()) in _PERSON_NAME_LENGTHS):
            surnames.setdefault(plain(actor.name.split()[-1]), actor)
        yield Mention(span, actor.key, "the name is similar to that of a recorded actor" if actor.known_as else why), actor


def _begins(text: str, span: Span, sentence: Span) -> bool:
    """Return whether a span is at the start of a sentence or a quotation."""
    return span.start == sentence.start or text[span.start - 1] in "“\"«‘'("


def _is_common_word(text: str, span: Span, sentence: Span) -> bool:
    """Return whether a single word is capitalized only as the start of a sentence, or is in lower case elsewhere in the text."""
    phrase = text[slice(*span)]
    is_unsure = _begins(text, span, sentence) or phrase.lower() in _lower_case_words(text)
    return phrase.lower() in words("grammar", "pronouns") or (is_unsure and not phrase.isupper())


def _same_person(phrase: str, known: Mapping[str, Named], new: Mapping[str, Named]) -> Named | None:
    """Return the person with the same first and last word of the name, as 'Anna Maria Berg' and 'Anna Berg', or None."""
    parts = plain(phrase).split()
    if len(parts) < len(("first", "last")):
        return None
    for actor in (*known.values(), *new.values()):
        others = plain(actor.name).split()
        if actor.kind in ("person", "") and len(others) > 1 and (others[0], others[-1]) == (parts[0], parts[-1]):
            return actor
    return None


@cache
def _lower_case_words(text: str) -> frozenset[str]:
    """Return the lower-case words of a text, which are not names at the start of a sentence either."""
    return frozenset(re.findall(r"(?<![\w'’])[a-z]{3,}", text))


def _masked(text: str, taken: Iterable[Span]) -> str:
    """Return a text with words that overlap taken spans masked, at unchanged offsets."""
    characters = list(text)
    for span in taken:
        characters[slice(*span)] = "\0" * (span.end - span.start)
    return re.sub(r"[\w'’-]*\0[\w'’-]*", lambda match: "\0" * len(match[0]), "".join(characters))


def _names_of(text: str, run: Sequence[Span]) -> Iterator[tuple[Span, str, str]]:
    """Yield the names in a run of capitalized words, with kind and reason."""
    parts = [_POSSESSIVE.sub("", text[span.start : span.end]).rstrip(".,;:") for span in run]
    start, end, is_person = _bounds(parts)
    if start >= end or end - start > _LONGEST:
        return
    lowered = [part.lower() for part in parts[start:end]]
    has_word_for = {kind: any(word in words("actors", kind) for word in lowered) for kind in ("organisations", "blocs", "places")}
    titles = words("actors", "persons")
    if "and" in lowered and not has_word_for["organisations"]:
        at = start + lowered.index("and")
        yield from _names_of(text, run[start:at])
        yield from _names_of(text, run[at + 1 : end])
    elif (
        (has_word_for["places"] and not has_word_for["organisations"] and not is_person)
        or all(word in titles for word in lowered)
        or " ".join(lowered) in titles
    ):
        return
    else:
        span = Span(run[start].start, run[end - 1].start + len(parts[end - 1]))
        small = _SMALL_WORD.search(text, max(0, span.start - _LONGEST_TITLE), span.start)  # 'spokesman' in 'spokesman Bo Lund'
        has_title = small is not None and small[0] in titles and small[0] != "former" and end - start in _PERSON_NAME_LENGTHS
        if is_person or (has_title and not any(has_word_for.values())):
            yield span, "person", "a personal title precedes it"
        elif has_word_for["organisations"]:
            yield span, "organisation", "it contains a word for an organisation"
        elif has_word_for["blocs"]:
            yield span, "bloc", "it contains a word for a group of states"
        else:
            yield span, "", "a capitalized name; the text does not show what it is"


def _bounds(parts: Sequence[str]) -> tuple[int, int, bool]:
    """Return the bounds of a name in capitalized words, and whether a title before it marks a person."""
    start, end, is_person = 0, len(parts), False
    titles, never, links = words("actors", "persons"), words("actors", "never"), words("grammar", "links_in_names")
    while start < end:
        lowered = parts[start].lower()
        if lowered in links or lowered in never or lowered in words("grammar", "starters"):
            start += 1
        elif " ".join(parts[start : start + 2]).lower() in titles and end - start > len(("two", "words")):
            is_person, start = True, start + 2
        elif lowered in titles and end - start > 1:
            is_person, start = True, start + 1
        else:
            break
    while end > start and (parts[end - 1].lower() in links or parts[end - 1].lower() in never):
        end -= 1
    return start, end, is_person

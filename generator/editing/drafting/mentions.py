"""Where a text names actors, on record or not: how names are compared and told by their capitals, and whom the words for a speaker name."""

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


BELONGS: Final = "the word for what belongs to it"
"""How a mention is told that is the word for what belongs to a state."""
_NAME: Final = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:(?<!['’]s)(?<!['’])(?:\s+(?:of|for|and|the|de|del|van|von|bin|ibn|al|el|du|da|di|on|&)){0,2}"
    r"\s+[^\W\d_a-zß-öø-ÿ][\w'’-]*)*(?:-\d+)?"
)
"""Words with capitals, up to one that says whose something is."""
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_LONGEST: Final = 9
_FORE_AND_SUR: Final = (2, 3)
"""How many words the name of a person may have of which the last is a surname."""


class Mention(NamedTuple):
    """One place at which an actor is named."""

    span: Span
    key: str
    """The id of the actor on record, or the one proposed for it."""
    how: str
    """By what it was recognised."""


@dataclass(slots=True)
class Named:
    """An actor that a text names."""

    key: str
    name: str
    kind: str = ""
    """What it is, where the text shows that."""
    known_as: tuple[str, ...] = ()
    """Its names on record; none where it is on none."""
    mentions: list[Mention] = field(default_factory=list)
    new_names: list[str] = field(default_factory=list)
    """Forms of a known actor's name that are not on record."""
    iso: str = ""
    """The ISO 3166 code of a state."""


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text as names are compared in it, and where each letter stood: spaces are one space, 's' and 'z' the same."""
    parts: list[str] = []
    starts: list[int] = []
    for at, sign in enumerate(text):
        one = " " if sign.isspace() else _fold(sign)
        if one == " " and parts and parts[-1] == " ":
            continue
        parts += one
        starts += [at] * len(one)
    return "".join(parts), [*starts, len(text)]


@cache
def _fold(sign: str) -> str:
    return fold(sign).replace("z", "s")


def plain(name: str) -> str:
    """Return a name as names are compared: folded, without hyphens."""
    return " ".join(folded(part)[0] for part in name.replace("-", " ").split())


def names_of_record(one: Actor) -> Iterator[str]:
    """Yield every name of an actor on record, in every language."""
    names = [one.name, *one.aliases, *(texts.get("name") for texts in one.translations.values())]
    for texts in one.translations.values():
        names += aliases if isinstance(aliases := texts.get("aliases"), list | tuple) else ()
    known = [name for name in names if isinstance(name, str) and len(name) > 1]
    yield from dict.fromkeys((*known, *(bare for name in known if " " in (bare := without_article(name)))))
    if one.short and len(one.short) > len("US") and one.short.isupper():
        yield one.short


def without_article(name: str) -> str:
    """Return a name without the English article that it may begin with, which a text leaves out or writes small."""
    return name.removeprefix("The ")


class Speakers:
    """Which actor the words for a speaker name."""

    def __init__(self, text: str, actors: Iterable[Named]) -> None:
        """Take the actors of a text."""
        self._text = text
        self._actors = {one.key: one for one in actors}
        self._mentions = sorted((mention for one in self._actors.values() for mention in one.mentions), key=lambda one: one.span)

    def of(self, by: Span | None) -> list[Named]:
        """Return the actors that the words for a speaker name, as far as it can be told: several in "Bagge and the ministry"."""
        if by is None:
            return []
        if self._text[by.start : by.end].strip().lower() in ("he", "she", "who"):
            people = [one for one in self._mentions if one.span.end <= by.start and self._actors[one.key].kind == "person"]
            return self._named(people[-1:])
        heads = sorted((one for one in self._in(by) if not self._belongs(one, by)), key=lambda one: one.span.start - one.span.end)
        if not heads:
            return []
        joined = [one for one in heads[1:] if self._is_joined(heads[0], one)]
        return self._named(sorted([heads[0], *joined], key=lambda one: one.span))

    def _in(self, span: Span) -> list[Mention]:
        return [one for one in self._mentions if span.start <= one.span.start and one.span.end <= span.end]

    def _named(self, mentions: Iterable[Mention]) -> list[Named]:
        return [self._actors[key] for key in dict.fromkeys(one.key for one in mentions)]

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        first, last = sorted((one.span, other.span))
        return re.fullmatch(r"\s*(?:,|,?\s+and|\s&)\s+(?:the\s+)?", self._text[first.end : last.start]) is not None

    def _belongs(self, mention: Mention, by: Span) -> bool:
        """Tell whether a mention only says to whom or where somebody belongs: the state in 'the minister of Avalon'."""
        before = self._text[by.start : mention.span.start].lower().split()
        after = self._text[mention.span.end : by.end]
        if after.startswith(("'", "’")) or (before and before[-1] in ("of", "for", "in", "at", "from", "to")):
            return True
        named = self._actors[mention.key]
        return BELONGS in mention.how or (named.kind == "state" and bool(after.strip()))

    def first_inside(self, span: Span) -> list[Named]:
        """Return the actor that a stretch of the text names first, with those that 'and' joins to it."""
        chosen: list[Mention] = []
        for one in self._in(span):
            if chosen and not self._is_joined(chosen[-1], one):
                break
            chosen.append(one)
        return self._named(chosen)

    def inside(self, span: Span) -> list[Named]:
        """Return the actors that a stretch of the text names, each once."""
        return self._named(self._in(span))


def names_in_capitals(
    text: str, sentences: Sequence[Span], known: Mapping[str, Named], taken: list[Span]
) -> Iterator[tuple[Mention, Named]]:
    """Yield names not on record: words with capitals, with what stands before them and is no name left out.

    Whole names come first, so that a surname alone is taken for the person.
    """
    surnames = {plain(one.name.split()[-1]): one for one in known.values() if one.kind == "person" and len(one.name.split()) > 1}
    made: dict[str, Named] = {}
    free = _without(text, taken)
    parts = [
        (part, sentence)
        for sentence in sentences
        for match in _NAME.finditer(free, *sentence)
        for part in _names_of(text, [Span(*word.span()) for word in re.compile(r"\S+").finditer(text, *match.span())])
    ]
    parts.sort(key=lambda one: (len(text[slice(*one[0][0])].split()) == 1, _begins(text, one[0][0], one[1])))
    for (span, kind, why), sentence in parts:
        phrase = text[slice(*span)]
        is_one = len(phrase.split()) == 1
        named = _same(phrase, known, made) or (surnames.get(plain(phrase)) if is_one else None)
        if named is None:
            key = as_id(anyascii(phrase)) or "name"
            if is_one and not kind and key not in made and _is_no_name(text, span, sentence):
                continue
            named = made.setdefault(key, Named(key, phrase, kind))
        elif named.known_as and not is_one and phrase not in named.new_names and plain(phrase) not in map(plain, named.known_as):
            named.new_names.append(phrase)
        if named.kind == "person" or (not named.kind and len(named.name.split()) in _FORE_AND_SUR):
            surnames.setdefault(plain(named.name.split()[-1]), named)
        yield Mention(span, named.key, "its name is like that of one on record" if named.known_as else why), named


def _begins(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether a sentence, or words in quotation marks, begin with a stretch."""
    return span.start == sentence.start or text[span.start - 1] in "“\"«‘'("


def _is_no_name(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether a word alone has its capital because a sentence begins with it, or is written small elsewhere."""
    phrase = text[slice(*span)]
    is_small = _begins(text, span, sentence) or phrase.lower() in _small(text)
    return phrase.lower() in words("grammar", "pronouns") or (is_small and not phrase.isupper())


def _same(phrase: str, known: Mapping[str, Named], made: Mapping[str, Named]) -> Named | None:
    """Return the person of whose name another has the first and the last word: 'Anna Maria Berg' and 'Anna Berg'."""
    parts = plain(phrase).split()
    if len(parts) < len(("first", "last")):
        return None
    for one in (*known.values(), *made.values()):
        own = plain(one.name).split()
        if one.kind in ("person", "") and len(own) > 1 and (own[0], own[-1]) == (parts[0], parts[-1]):
            return one
    return None


@cache
def _small(text: str) -> frozenset[str]:
    """Return the words that a text has in small letters, which are no names where a sentence begins with them."""
    return frozenset(re.findall(r"(?<![\w'’])[a-z]{3,}", text))


def _without(text: str, taken: Iterable[Span]) -> str:
    """Return a text in which no words stand where some were taken already; all others stand where they do."""
    signs = list(text)
    for span in taken:
        signs[slice(*span)] = "\0" * (span.end - span.start)
    return re.sub(r"[\w'’-]*\0[\w'’-]*", lambda found: "\0" * len(found[0]), "".join(signs))


def _names_of(text: str, run: Sequence[Span]) -> Iterator[tuple[Span, str, str]]:
    """Yield the names in a run of words with capitals, and what each is as far as the words show."""
    parts = [_POSSESSIVE.sub("", text[one.start : one.end]).rstrip(".,;:") for one in run]
    start, end, is_person = _bounds(parts)
    if start >= end or end - start > _LONGEST:
        return
    lowered = [one.lower() for one in parts[start:end]]
    has = {kind: any(one in words("actors", kind) for one in lowered) for kind in ("organisations", "blocs", "places")}
    titles = words("actors", "persons")
    if "and" in lowered and not has["organisations"]:
        at = start + lowered.index("and")
        yield from _names_of(text, run[start:at])
        yield from _names_of(text, run[at + 1 : end])
    elif (
        (has["places"] and not has["organisations"] and not is_person)
        or all(one in titles for one in lowered)
        or " ".join(lowered) in titles
    ):
        return
    else:
        span = Span(run[start].start, run[end - 1].start + len(parts[end - 1]))
        if is_person:
            yield span, "person", "a title of a person stands before it"
        elif has["organisations"]:
            yield span, "organisation", "a word for an organisation is in it"
        elif has["blocs"]:
            yield span, "bloc", "a word for a group of states is in it"
        else:
            yield span, "", "a name in capitals; what it stands for, the text does not show"


def _bounds(parts: Sequence[str]) -> tuple[int, int, bool]:
    """Return where a name begins and ends in words with capitals, and whether a title before it shows that it is a person's."""
    start, end, is_person = 0, len(parts), False
    titles, never, links = words("actors", "persons"), words("actors", "never"), words("grammar", "links_in_names")
    while start < end:
        low = parts[start].lower()
        if low in links or low in never or low in words("grammar", "starters"):
            start += 1
        elif " ".join(parts[start : start + 2]).lower() in titles and end - start > len(("two", "words")):
            is_person, start = True, start + 2
        elif low in titles and end - start > 1:
            is_person, start = True, start + 1
        else:
            break
    while end > start and (parts[end - 1].lower() in links or parts[end - 1].lower() in never):
        end -= 1
    return start, end, is_person

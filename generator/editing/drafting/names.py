"""Actors that a text names: those on record, by every name in any script, states by the words of English, and names not on record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from anyascii import anyascii

from generator.editing.drafting.lists import lists, words
from generator.records import Actor
from generator.records.values import as_id
from generator.text.folding import fold
from generator.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.corpus import Corpus

_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_PROCLITICS: Final = "(?:[وفبلك]?(?:ال)?|لل)"
_SHORT: Final = 5
"""The most letters of a name in capitals that is taken only where the text has capitals: 'US', not 'us'."""
_NAME: Final = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:(?:\s+(?:of|for|and|the|de|del|van|von|bin|ibn|al|el|du|da|di|on|&)){0,2}\s+[^\W\d_a-zß-öø-ÿ][\w'’-]*)*(?:-\d+)?"
)
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_LONGEST: Final = 9
_FORE_AND_SUR: Final = (2, 3)
"""How many words the name of a person may have of which the last is a surname."""
_NO_NAME: Final = re.compile(r"-(?:[a-z]{4,}|\d+)$")
"""The end of a word with a capital that is no name: 'Avalon-made', 'Fisher-3'."""
_BELONGS: Final = "the word for what belongs to it"


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
    is_known: bool = False
    why: str = ""
    mentions: list[Mention] = field(default_factory=list)
    new_names: list[str] = field(default_factory=list)
    """Forms of a known actor's name that are not on record."""
    iso: str = ""
    """The ISO 3166 code of a state."""


class Folded(NamedTuple):
    """A text as names are compared in it, with the way back."""

    text: str
    starts: list[int]


def folded(text: str) -> Folded:
    """Return a text folded letter by letter; spaces are one space, 's' and 'z' the same."""
    parts: list[str] = []
    starts: list[int] = []
    for at, sign in enumerate(text):
        one = " " if sign.isspace() else _fold(sign)
        if one == " " and parts and parts[-1] == " ":
            continue
        parts += one
        starts += [at] * len(one)
    return Folded("".join(parts), [*starts, len(text)])


@cache
def _fold(sign: str) -> str:
    return fold(sign).replace("z", "s")


def actors_in(text: str, sentences: Sequence[Span], corpus: Corpus, language: str) -> list[Named]:
    """Return the actors that sentences name, by their first mention.

    Known actors are found in every language; states by the words of English, and names not on record by their capitals, in English alone.
    """
    whole = folded(text)
    found: dict[str, Named] = {}
    taken: list[Span] = []

    def take(mention: Mention, named: Named) -> None:
        if all(mention.span.end <= span.start or span.end <= mention.span.start for span in taken):
            taken.append(mention.span)
            found.setdefault(named.key, named).mentions.append(mention)

    known = {
        one.id: Named(one.id, one.name, one.kind, is_known=True, why="on record", iso=one.identifiers.iso3166 or "")
        for one in corpus.all(Actor)
    }
    names = sorted(((name, one.id) for one in corpus.all(Actor) for name in _names(one)), key=lambda pair: -len(pair[0]))
    for name, key in names:
        for span in _places(text, whole, name):
            take(Mention(span, key, f"'{name}' is a name of it on record"), known[key])
    if language.partition("-")[0] == "en":
        for mention, named in _groups(text):
            found.setdefault(named.key, named).mentions.append(mention)
        for mention, named in _unknown(text, sentences, known, corpus, taken):
            take(mention, found.get(named.key, named))
    for one in found.values():
        one.mentions.sort(key=lambda mention: mention.span)
    return sorted(found.values(), key=lambda one: one.mentions[0].span)


def _names(one: Actor) -> Iterator[str]:
    said = [one.name, *one.aliases, *(texts.get("name") for texts in one.translations.values())]
    said += [alias for texts in one.translations.values() for alias in _listed(texts.get("aliases"))]
    yield from dict.fromkeys(name for name in said if isinstance(name, str) and len(name) > 1)
    if one.short and len(one.short) > len("US") and one.short.isupper():
        yield one.short


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _places(text: str, whole: Folded, name: str) -> Iterator[Span]:
    """Yield where a name stands in a text: whole words where its script has spaces, with a capital where it has one."""
    wanted = "".join(folded(name).text).strip()
    if not wanted:
        return
    before, after = ("", "") if _UNSPACED.search(name) else (r"(?<!\w)", r"(?!\w)")
    if _ARABIC.search(name):
        before += f"{_PROCLITICS}"
    for match in re.finditer(f"{before}(?P<name>{re.escape(wanted)}){after}", whole.text):
        span = Span(whole.starts[match.start("name")], whole.starts[match.end("name") - 1] + 1)
        said = text[span.start : span.end]
        if name[0].isupper() and not said[0].isupper():
            continue
        if name.isupper() and len(name) <= _SHORT and not said.isupper():
            continue
        yield span


@cache
def _states() -> Mapping[str, tuple[str, str]]:
    """Return the states that English words name: by the word, the ISO code and how it names the state."""
    from babel import Locale

    territories: Mapping[str, str] = Locale("en").territories
    found: dict[str, tuple[str, str]] = {}
    for code, said in lists("states").items():
        name = territories.get(code, "")
        for one in (name, name.replace(" & ", " and "), *(other.replace("+", name) for other in said.get("names", ()))):
            found[one] = (code, "a name of the state")
        if "capital" in said:
            found.setdefault(said["capital"], (code, "its capital, by which its government may be meant"))
        for one in said.get("of", ()):
            found[one.replace("+", name)] = (code, _BELONGS)
    return found


def state_name(code: str) -> str:
    """Return the English name of a state by its ISO code (CLDR)."""
    from babel import Locale

    return str(Locale("en").territories.get(code, code))


@cache
def _alpha2(code: str) -> str:
    from babel.core import get_global

    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    return aliases.get(code, [code])[0]


def _unknown(
    text: str, sentences: Sequence[Span], known: Mapping[str, Named], corpus: Corpus, taken: Sequence[Span]
) -> Iterator[tuple[Mention, Named]]:
    by_iso = {_alpha2(one.iso): one for one in known.values() if one.iso}
    by_name = {one.name: one for one in known.values() if one.kind == "state"}
    states = _states()
    for name in sorted(states, key=len, reverse=True):
        code, how = states[name]
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w])", text):
            named = (
                by_iso.get(code)
                or by_name.get(state_name(code))
                or Named(as_id(state_name(code)), state_name(code), "state", why=how, iso=code)
            )
            yield Mention(Span(*match.span()), named.key, f"'{name}' is {how}"), named
    yield from _capitals(text, sentences, known, corpus, list(taken))


def _groups(text: str) -> Iterator[tuple[Mention, Named]]:
    """Yield the groups that a text names by a state's adjective, within which the state is named as well: 'Danish officials'."""
    for name, (_, how) in _states().items():
        if how != _BELONGS:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}\s+(?:[a-z]+\s+)??([a-z]+)\b", text):
            if match[1] in words("actors", "groups"):
                said = " ".join(match[0].split())
                named = Named(as_id(said), said, "group", why="a group that is named by its state")
                yield Mention(Span(*match.span()), named.key, f"'{match[1]}' is a word for a group of people"), named


def _capitals(
    text: str, sentences: Sequence[Span], known: Mapping[str, Named], corpus: Corpus, taken: list[Span]
) -> Iterator[tuple[Mention, Named]]:
    """Yield names not on record: words with capitals, with what stands before them and is no name left out.

    Whole names come first, so that a surname alone is taken for the person.
    """
    surnames = {_plain(one.name.split()[-1]): one for one in known.values() if one.kind == "person" and len(one.name.split()) > 1}
    made: dict[str, Named] = {}
    parts = [(part, sentence) for sentence in sentences for span in _candidates(text, sentence) for part in _parts(text, span, taken)]
    for (span, kind, why), sentence in sorted(
        parts, key=lambda one: (len(text[slice(*one[0][0])].split()) == 1, _begins(text, one[0][0], one[1]))
    ):
        said = text[slice(*span)]
        is_one = len(said.split()) == 1
        named = _same(said, known, made) or (surnames.get(_plain(said)) if is_one else None)
        if named is None:
            key = as_id(anyascii(said)) or "name"
            if is_one and not kind and key not in made and _is_no_name(text, span, sentence):
                continue
            named = made.setdefault(key, Named(key, said, kind, why=why))
        elif (
            named.is_known and not is_one and said not in named.new_names and _plain(said) not in map(_plain, _all_names(corpus, named.key))
        ):
            named.new_names.append(said)
        if named.kind == "person" or (not named.kind and len(named.name.split()) in _FORE_AND_SUR):
            surnames.setdefault(_plain(named.name.split()[-1]), named)
        yield Mention(span, named.key, "its name is like that of one on record" if named.is_known else why), named


def _begins(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether a sentence, or words in quotation marks, begin with a stretch."""
    return span.start == sentence.start or text[span.start - 1] in "“\"«‘'("


def _is_no_name(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether a word alone has its capital because a sentence begins with it, or is written small elsewhere."""
    said = text[slice(*span)]
    is_small = _begins(text, span, sentence) or said.lower() in _small(text)
    return said.lower() in words("grammar", "pronouns") or (is_small and not said.isupper())


def _all_names(corpus: Corpus, key: str) -> list[str]:
    one = corpus.get(Actor.section, key)
    return list(_names(one)) if isinstance(one, Actor) else []


def _plain(name: str) -> str:
    return " ".join("".join(folded(part).text) for part in name.replace("-", " ").split())


def _same(said: str, known: Mapping[str, Named], made: Mapping[str, Named]) -> Named | None:
    """Return the person of whose name another has the first and the last word: 'Anna Maria Berg' and 'Anna Berg'."""
    parts = _plain(said).split()
    if len(parts) < len(("first", "last")):
        return None
    for one in (*known.values(), *made.values()):
        own = _plain(one.name).split()
        if one.kind in ("person", "") and len(own) > 1 and (own[0], own[-1]) == (parts[0], parts[-1]):
            return one
    return None


@cache
def _small_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![\w'’])[a-z]{3,}", text))


def _small(text: str) -> frozenset[str]:
    """Return the words that a text has in small letters, which are no names where a sentence begins with them."""
    return _small_of(text)


def _candidates(text: str, sentence: Span) -> Iterator[Span]:
    for match in _NAME.finditer(text, sentence.start, sentence.end):
        yield Span(*match.span())


def _parts(text: str, span: Span, taken: Sequence[Span]) -> Iterator[tuple[Span, str, str]]:
    """Yield the names in a run of words with capitals, and what each is as far as the words show."""
    pieces = [Span(match.start(), match.end()) for match in re.finditer(r"\S+", text[span.start : span.end])]
    pieces = [Span(span.start + one.start, span.start + one.end) for one in pieces]
    run: list[Span] = []
    for piece in (*pieces, None):
        is_taken = piece is not None and any(one.start < piece.end and piece.start < one.end for one in taken)
        if piece is not None and not is_taken:
            cut = _POSSESSIVE.search(text[piece.start : piece.end])
            run.append(Span(piece.start, piece.start + cut.start()) if cut else piece)
            if not cut:
                continue
        yield from _names_of(text, run)
        run = []


def _names_of(text: str, run: Sequence[Span]) -> Iterator[tuple[Span, str, str]]:
    said = [text[one.start : one.end].strip(".,;:") for one in run]
    start, end, is_person = _bounds(said)
    if start >= end or end - start > _LONGEST:
        return
    kept = [one.lower() for one in said[start:end]]
    has = {kind: any(one in words("actors", kind) for one in kept) for kind in ("organisations", "blocs", "places")}
    titles = words("actors", "persons")
    if "and" in kept and not has["organisations"]:
        at = start + kept.index("and")
        yield from _names_of(text, run[start:at])
        yield from _names_of(text, run[at + 1 : end])
    elif (
        (has["places"] and not has["organisations"] and not is_person)
        or all(one in titles for one in kept)
        or " ".join(kept) in titles
        or (len(kept) == 1 and _NO_NAME.search(said[start]))
    ):
        return
    else:
        span = Span(run[start].start, run[end - 1].start + len(text[slice(*run[end - 1])].rstrip(".,;:")))
        if is_person:
            yield span, "person", "a title of a person stands before it"
        elif has["organisations"]:
            yield span, "organisation", "a word for an organisation is in it"
        elif has["blocs"]:
            yield span, "bloc", "a word for a group of states is in it"
        else:
            yield span, "", "a name in capitals; what it stands for, the text does not show"


def _bounds(said: Sequence[str]) -> tuple[int, int, bool]:
    """Return where a name begins and ends in words with capitals, and whether a title before it shows that it is a person's."""
    start, end, is_person = 0, len(said), False
    titles, never, links = words("actors", "persons"), words("actors", "never"), words("grammar", "links_in_names")
    while start < end:
        low = said[start].lower()
        if low in links or low in never or low in words("grammar", "starters"):
            start += 1
        elif " ".join(said[start : start + 2]).lower() in titles and end - start > len(("two", "words")):
            is_person, start = True, start + 2
        elif low in titles and end - start > 1:
            is_person, start = True, start + 1
        else:
            break
    while end > start and (said[end - 1].lower() in links or said[end - 1].lower() in never):
        end -= 1
    return start, end, is_person


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
            last = self._last_person(by.start)
            return [last] if last else []
        inside = [one for one in self._mentions if by.start <= one.span.start and one.span.end <= by.end]
        heads = sorted((one for one in inside if not self._belongs(one, by)), key=lambda one: one.span.start - one.span.end)
        if not heads:
            return []
        joined = [one for one in heads[1:] if self._is_joined(heads[0], one)]
        return [self._actors[key] for key in dict.fromkeys(one.key for one in sorted([heads[0], *joined], key=lambda one: one.span))]

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
        return _BELONGS in mention.how or (named.kind == "state" and bool(after.strip()))

    def _last_person(self, before: int) -> Named | None:
        people = [one for one in self._mentions if one.span.end <= before and self._is_person(self._actors[one.key])]
        return self._actors[people[-1].key] if people else None

    @staticmethod
    def _is_person(named: Named) -> bool:
        return named.kind == "person"

    def first_inside(self, span: Span) -> list[Named]:
        """Return the actor that a stretch of the text names first, with those that 'and' joins to it."""
        inside = [one for one in self._mentions if span.start <= one.span.start and one.span.end <= span.end]
        kept = inside[:1]
        for one in inside[1:]:
            if not self._is_joined(kept[-1], one):
                break
            kept.append(one)
        return [self._actors[key] for key in dict.fromkeys(one.key for one in kept)]

    def inside(self, span: Span) -> list[Named]:
        """Return the actors that a stretch of the text names, each once."""
        keys = dict.fromkeys(one.key for one in self._mentions if span.start <= one.span.start and one.span.end <= span.end)
        return [self._actors[key] for key in keys]

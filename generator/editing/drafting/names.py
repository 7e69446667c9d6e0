"""Actors that a text names: those on record, by every name in any script, states by the words of English, and names not on record."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.core import get_global

from generator.editing.drafting.lists import lists, words
from generator.editing.drafting.mentions import BELONGS, Mention, Named, folded, names_in_capitals, names_of_record, without_article
from generator.model import Actor, Corpus, as_id
from generator.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_PROCLITICS: Final = "(?:[وفبلك]?(?:ال)?|لل)"
_SHORT: Final = 5
"""The most letters of a name in capitals that is taken only where the text has capitals: 'US', not 'us'."""


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
        one.id: Named(one.id, one.name, one.kind, tuple(names_of_record(one)), iso=one.identifiers.iso3166 or "")
        for one in corpus.all(Actor)
    }
    names = sorted(((name, one.key) for one in known.values() for name in one.known_as), key=lambda pair: -len(pair[0]))
    for name, key in names:
        for span in _places(text, whole, name):
            take(Mention(span, key, f"'{name}' is a name of it on record"), known[key])
    if language.partition("-")[0] == "en":
        for mention, named in _groups(text):
            found.setdefault(named.key, named).mentions.append(mention)
        for mention, named in _unknown(text, sentences, known, taken):
            take(mention, found.get(named.key, named))
    for one in found.values():
        one.mentions.sort(key=lambda mention: mention.span)
    return sorted(found.values(), key=lambda one: one.mentions[0].span)


def _places(text: str, whole: tuple[str, list[int]], name: str) -> Iterator[Span]:
    """Yield where a name stands in a text: whole words where its script has spaces, with a capital where it has one."""
    wanted, (form, starts) = folded(name)[0].strip(), whole
    if not wanted:
        return
    before, after = ("", "") if _UNSPACED.search(name) else (r"(?<!\w)", r"(?!\w)")
    if _ARABIC.search(name):
        before += f"{_PROCLITICS}"
    for match in re.finditer(f"{before}(?P<name>{re.escape(wanted)}){after}", form):
        span = Span(starts[match.start("name")], starts[match.end("name") - 1] + 1)
        phrase, article = text[span.start : span.end], len(name) - len(without_article(name))
        if name[article].isupper() and not phrase[article].isupper():
            continue
        if name.isupper() and len(name) <= _SHORT and not phrase.isupper():
            continue
        yield span


@cache
def _states() -> Mapping[str, tuple[str, str]]:
    """Return the states that English words name: by the word, the ISO code and how it names the state."""
    found: dict[str, tuple[str, str]] = {}
    for code, phrase in lists("states").items():
        name = state_name(code)
        for one in (name, name.replace(" & ", " and "), *(other.replace("+", name) for other in phrase.get("names", ()))):
            found[one] = (code, "a name of the state")
        if "capital" in phrase:
            found.setdefault(phrase["capital"], (code, "its capital, by which its government may be meant"))
        for one in phrase.get("of", ()):
            found[one.replace("+", name)] = (code, BELONGS)
    return found


def state_name(code: str) -> str:
    """Return the English name of a state by its ISO code (CLDR)."""
    return str(Locale("en").territories.get(code, code))


def _unknown(text: str, sentences: Sequence[Span], known: Mapping[str, Named], taken: Sequence[Span]) -> Iterator[tuple[Mention, Named]]:
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    by_iso = {aliases.get(one.iso, [one.iso])[0]: one for one in known.values() if one.iso}
    by_name = {one.name: one for one in known.values() if one.kind == "state"}
    states = _states()
    for name in sorted(states, key=len, reverse=True):
        code, how = states[name]
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w])", text):
            own = state_name(code)
            named = by_iso.get(code) or by_name.get(own) or Named(as_id(own), own, "state", iso=code)
            yield Mention(Span(*match.span()), named.key, f"'{name}' is {how}"), named
    yield from names_in_capitals(text, sentences, known, list(taken))


def _groups(text: str) -> Iterator[tuple[Mention, Named]]:
    """Yield the groups that a text names by a state's adjective, within which the state is named as well: 'Danish officials'."""
    for name, (_, how) in _states().items():
        if how != BELONGS:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}\s+(?:[a-z]+\s+)??([a-z]+)\b", text):
            if match[1] in words("actors", "groups"):
                phrase = " ".join(match[0].split())
                named = Named(as_id(phrase), phrase, "group")
                yield Mention(Span(*match.span()), named.key, f"'{match[1]}' is a word for a group of people"), named

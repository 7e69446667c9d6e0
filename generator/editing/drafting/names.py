"""Find actors in a text: those on record by any of their names, states by English words, and unknown names by capitals."""

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
_LONGEST_ACRONYM: Final = 5
"""The maximum length of an acronym that only matches in capitals: 'US', not 'us'."""


def actors_in(text: str, sentences: Sequence[Span], corpus: Corpus, language: str) -> list[Named]:
    """Return the actors named in sentences, by first mention.

    Actors on record are found in every language, states and unknown names only in English.
    """
    folded_text = folded(text)
    actors: dict[str, Named] = {}
    taken: list[Span] = []

    def add_mention(mention: Mention, actor: Named) -> None:
        if all(mention.span.end <= span.start or span.end <= mention.span.start for span in taken):
            taken.append(mention.span)
            actors.setdefault(actor.key, actor).mentions.append(mention)

    known = {
        actor.id: Named(actor.id, actor.name, actor.kind, tuple(names_of_record(actor)), iso=actor.identifiers.iso3166 or "")
        for actor in corpus.all(Actor)
    }
    names = sorted(((name, actor.key) for actor in known.values() for name in actor.known_as), key=lambda pair: -len(pair[0]))
    for name, key in names:
        for span in _spans_of_name(text, folded_text, name):
            add_mention(Mention(span, key, f"'{name}' is one of its recorded names"), known[key])
    if language.partition("-")[0] == "en":
        for mention, actor in _groups(text):
            actors.setdefault(actor.key, actor).mentions.append(mention)
        for mention, actor in _unrecorded(text, sentences, known, taken):
            add_mention(mention, actors.get(actor.key, actor))
    for actor in actors.values():
        actor.mentions.sort(key=lambda mention: mention.span)
    return sorted(actors.values(), key=lambda actor: actor.mentions[0].span)


def _spans_of_name(text: str, folded_text: tuple[str, list[int]], name: str) -> Iterator[Span]:
    """Yield the spans of a name in a text: whole words in scripts with spaces, capitalized if the name is."""
    folded_name, (form, starts) = folded(name)[0].strip(), folded_text
    if not folded_name:
        return
    before, after = ("", "") if _UNSPACED.search(name) else (r"(?<!\w)", r"(?!\w)")
    if _ARABIC.search(name):
        before += f"{_PROCLITICS}"
    for match in re.finditer(f"{before}(?P<name>{re.escape(folded_name)}){after}", form):
        span = Span(starts[match.start("name")], starts[match.end("name") - 1] + 1)
        phrase, article = text[span.start : span.end], len(name) - len(without_article(name))
        if name[article].isupper() and not phrase[article].isupper():
            continue
        if name.isupper() and len(name) <= _LONGEST_ACRONYM and not phrase.isupper():
            continue
        yield span


@cache
def _states() -> Mapping[str, tuple[str, str]]:
    """Map English words for states to ISO codes, and how they name the state."""
    states: dict[str, tuple[str, str]] = {}
    for code, entry in lists("states").items():
        name = state_name(code)
        for word in (name, name.replace(" & ", " and "), *(other.replace("+", name) for other in entry.get("names", ()))):
            states[word] = (code, "a name of the state")
        if "capital" in entry:
            states.setdefault(entry["capital"], (code, "its capital, which may mean its government"))
        for word in entry.get("of", ()):
            states[word.replace("+", name)] = (code, BELONGS)
    return states


def state_name(code: str) -> str:
    """Return the English name of a state by ISO code (CLDR)."""
    return str(Locale("en").territories.get(code, code))


def _unrecorded(text: str, sentences: Sequence[Span], known: Mapping[str, Named], taken: Sequence[Span]) -> Iterator[tuple[Mention, Named]]:
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    by_iso = {aliases.get(actor.iso, [actor.iso])[0]: actor for actor in known.values() if actor.iso}
    by_name = {actor.name: actor for actor in known.values() if actor.kind == "state"}
    states = _states()
    for name in sorted(states, key=len, reverse=True):
        code, how = states[name]
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w])", text):
            official = state_name(code)
            actor = by_iso.get(code) or by_name.get(official) or Named(as_id(official), official, "state", iso=code)
            yield Mention(Span(*match.span()), actor.key, f"'{name}' is {how}"), actor
    yield from names_in_capitals(text, sentences, known, list(taken))


def _groups(text: str) -> Iterator[tuple[Mention, Named]]:
    """Yield groups named with the adjective of a state, which is a mention of the state too: 'Danish officials'."""
    for name, (_, how) in _states().items():
        if how != BELONGS:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}\s+(?:[a-z]+\s+)??([a-z]+)\b", text):
            if match[1] in words("actors", "groups"):
                phrase = " ".join(match[0].split())
                group = Named(as_id(phrase), phrase, "group")
                yield Mention(Span(*match.span()), group.key, f"'{match[1]}' is a word for a group of people"), group

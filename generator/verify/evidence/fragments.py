"""Links that open a document at the quoted words.

Text fragments are a draft of the Web Incubator Community Group (wicg.github.io/scroll-to-text-fragment):
'#:~:text=prefix-,start,end,-suffix'. A browser that does not know them opens the document as usual.

Browsers compare letters, not the form of generator.text.normalising: case and quotation marks alone are folded, a match begins and
ends with a word, 'start' and 'end' each lie within a block, and 'prefix' and 'suffix' touch the words. So 'start' and 'end' are
taken from runs of words without a dash, a quotation mark or the end of a sentence in them, which may be the end of a paragraph;
and as records give 'prefix' and 'suffix' without the signs that stand between, one directive is written for each likely sign.
Browsers take the first that matches.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent

from generator.text import is_unspaced, is_word_character
from generator.verify.evidence.brackets import ELISION, cased, source_words

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE: Final = 8
"""The most words that are looked for as they stand; of longer quotations, their beginning and their end."""
EDGE: Final = 4
"""How many words of the beginning and of the end are looked for."""
TELLING: Final = 3
"""The fewest words of a run that tell a place; a shorter one is passed over if there is another."""
MOST: Final = 16
"""The most directives of a link."""
_BEFORE: Final = ("", ' "', ': "', ', "', ":", ",", ".", " «", ": «", " : «")
"""Signs between the words of a prefix and the quotation."""
_AFTER: Final = ("", '"', '."', ',"', '",', ",", ".", " »", " »,", "»")
_AFTER_OWN: Final = ("{}", '{}"', '"{}', "{} »", "{}»")
"""Signs between the quotation and the words of a suffix; those with the quotation's own last sign."""
_SOME: Final = 4
"""How many of these signs are tried on each side where there are two."""
_BREAK: Final = re.compile(
    f"{ELISION.pattern}|[.!?…\u061f\u06d4]+[\"'”’»)\\]]*\\s|\\.{{2,}}|[…\u0964\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]"
    "|\\s[-\u2010-\u2015\u2212]+|[-\u2010-\u2015\u2212]+\\s|[\u2014\u2015]|--+"
    "|[\"“”„«»‹›「」『』\u05f4]|(?<!\\w)['‘’‚]|['’](?!\\w)|[\n\r\u2028\u2029]"
)


@lru_cache(maxsize=1 << 13)
def fragment_link(address: str, words: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """Return the address of a document, opened at quoted words, which may be told apart by those right before and after them.

    What stands in brackets is the editor's, or else the document's: both are tried. Without words outside brackets the address stays.
    """
    own = " [...] ".join(map(source_words, ELISION.split(words)))
    if not any(map(is_word_character, own)):
        return address
    found = (directive for one in dict.fromkeys((own, cased(words))) for directive in _directives(one, prefix, suffix))
    return f"{address}{'' if '#' in address else '#'}:~:{'&'.join(islice(dict.fromkeys(found), MOST))}"


def _directives(words: str, prefix: str | None, suffix: str | None) -> Iterator[str]:
    runs = [run for run in map(_trimmed, _BREAK.split(words)) if run]
    start, end = _ends(runs, is_first=prefix is not None, is_last=suffix is not None)
    middle = _encoded(start) + (f",{_encoded(end)}" if end else "")
    most = _SOME if prefix and suffix else None
    last = words.rstrip(" \"'”’»")[-1:]
    signs = _AFTER if not last or is_word_character(last) else tuple(sign.format(last) for sign in _AFTER_OWN)
    before, after = _around(prefix, _BEFORE[:most], -1), _around(suffix, signs[:most], 1)
    for one, other in product(before, after):
        yield "text=" + (f"{_encoded(one)}-," if one else "") + middle + (f",-{_encoded(other)}" if other else "")


def _ends(runs: list[str], *, is_first: bool, is_last: bool) -> tuple[str, str]:
    """Return the words with which a quotation begins and ends, or all of them and nothing where they are few and in one run."""
    telling = [run for run in runs if len(run.split()) >= TELLING or is_unspaced(run[0])] or runs
    first, last = runs[0] if is_first else telling[0], runs[-1] if is_last else telling[-1]
    if first is last:
        words = first.split()
        return (first, "") if len(words) <= WHOLE else (" ".join(words[:EDGE]), " ".join(words[-EDGE:]))
    return " ".join(first.split()[:EDGE]), " ".join(last.split()[-EDGE:])


def _around(words: str | None, signs: tuple[str, ...], side: int) -> list[str]:
    """Return the words beside a quotation that touch it, as given and then with each likely sign between."""
    given = " ".join((words or "").split())
    run = _trimmed(given)
    if not run:
        return [""]
    some = run.split()[-EDGE:] if side < 0 else run.split()[:EDGE]
    bare = " ".join(some)
    at = given.rfind(bare) if side < 0 else given.find(bare)
    written = given[at:] if side < 0 else given[: at + len(bare)]
    likely = (bare + sign if side < 0 else f"{sign} {bare}".lstrip() for sign in signs)
    return list(dict.fromkeys([written, *likely]))


def _trimmed(run: str) -> str:
    """Return a run from its first word to its last, on one line."""
    places = [at for at, character in enumerate(run) if is_word_character(character)]
    return " ".join(run[places[0] : places[-1] + 1].split()) if places else ""


def _encoded(words: str) -> str:
    return percent(words, safe="").replace("-", "%2D")

"""Text fragment URLs that open a document at the quoted words.

Text fragments are a draft of the Web Incubator Community Group (wicg.github.io/scroll-to-text-fragment):
'#:~:text=prefix-,start,end,-suffix'. Browsers without support open the document as usual.

Browsers do not compare normalised forms (generator.text.normalising): only case and quotation marks are folded, matches are whole
words, 'start' and 'end' are each within a block, and 'prefix' and 'suffix' are adjacent. So 'start' and 'end' are taken from runs of
words without a dash, a quotation mark or the end of a sentence, which may end a paragraph; and since records give 'prefix' and
'suffix' without the punctuation in between, there is one directive for each likely punctuation. Browsers use the first that matches.
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
"""The most words that are matched in full; longer quotations are matched by their start and end."""
EDGE: Final = 4
"""The number of words matched at the start and the end."""
TELLING: Final = 3
"""The fewest words of a distinctive run; shorter ones are skipped if there is another."""
MOST: Final = 16
"""The most directives of a link."""
_BEFORE: Final = ("", ' "', ': "', ', "', ":", ",", ".", " «", ": «", " : «")
"""Punctuation between the words of a prefix and the quotation."""
_AFTER: Final = ("", '"', '."', ',"', '",', ",", ".", " »", " »,", "»")
_AFTER_OWN: Final = ("{}", '{}"', '"{}', "{} »", "{}»")
"""Punctuation between the quotation and the words of a suffix; the latter with the quotation's own last sign."""
_SOME: Final = 4
"""How many of these are tried on each side if there are both prefix and suffix."""
_BREAK: Final = re.compile(
    f"{ELISION.pattern}|[.!?…\u061f\u06d4]+[\"'”’»)\\]]*\\s|\\.{{2,}}|[…\u0964\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]"
    "|\\s[-\u2010-\u2015\u2212]+|[-\u2010-\u2015\u2212]+\\s|[\u2014\u2015]|--+"
    "|[\"“”„«»‹›「」『』\u05f4]|(?<!\\w)['‘’‚]|['’](?!\\w)|[\n\r\u2028\u2029]"
)


@lru_cache(maxsize=1 << 13)
def fragment_link(address: str, words: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """Return the URL of a document with a text fragment for quoted words, disambiguated by the words before and after them.

    Words in brackets are the editor's or the document's: both are tried. Without words outside brackets the URL is unchanged.
    """
    own = " [...] ".join(map(source_words, ELISION.split(words)))
    if not any(map(is_word_character, own)):
        return address
    directives = (directive for text in dict.fromkeys((own, cased(words))) for directive in _directives(text, prefix, suffix))
    return f"{address}{'' if '#' in address else '#'}:~:{'&'.join(islice(dict.fromkeys(directives), MOST))}"


def _directives(words: str, prefix: str | None, suffix: str | None) -> Iterator[str]:
    runs = [run for run in map(_trimmed, _BREAK.split(words)) if run]
    start, end = _ends(runs, is_first=prefix is not None, is_last=suffix is not None)
    middle = _encoded(start) + (f",{_encoded(end)}" if end else "")
    most = _SOME if prefix and suffix else None
    last = words.rstrip(" \"'”’»")[-1:]
    signs = _AFTER if not last or is_word_character(last) else tuple(sign.format(last) for sign in _AFTER_OWN)
    before, after = _around(prefix, _BEFORE[:most], -1), _around(suffix, signs[:most], 1)
    for first, second in product(before, after):
        yield "text=" + (f"{_encoded(first)}-," if first else "") + middle + (f",-{_encoded(second)}" if second else "")


def _ends(runs: list[str], *, is_first: bool, is_last: bool) -> tuple[str, str]:
    """Return the first and last words of a quotation, or all its words and '' if they are few and in one run."""
    telling = [run for run in runs if len(run.split()) >= TELLING or is_unspaced(run[0])] or runs
    first, last = runs[0] if is_first else telling[0], runs[-1] if is_last else telling[-1]
    if first is last:
        words = first.split()
        return (first, "") if len(words) <= WHOLE else (" ".join(words[:EDGE]), " ".join(words[-EDGE:]))
    return " ".join(first.split()[:EDGE]), " ".join(last.split()[-EDGE:])


def _around(words: str | None, signs: tuple[str, ...], side: int) -> list[str]:
    """Return the words adjacent to a quotation, as written and then with each likely punctuation in between."""
    context = " ".join((words or "").split())
    run = _trimmed(context)
    if not run:
        return [""]
    bare = " ".join(run.split()[-EDGE:] if side < 0 else run.split()[:EDGE])
    at = context.rfind(bare) if side < 0 else context.find(bare)
    written = context[at:] if side < 0 else context[: at + len(bare)]
    likely = (bare + sign if side < 0 else f"{sign} {bare}".lstrip() for sign in signs)
    return list(dict.fromkeys([written, *likely]))


def _trimmed(run: str) -> str:
    """Return a run without punctuation around it, on one line."""
    offsets = [offset for offset, character in enumerate(run) if is_word_character(character)]
    return " ".join(run[offsets[0] : offsets[-1] + 1].split()) if offsets else ""


def _encoded(words: str) -> str:
    return percent(words, safe="").replace("-", "%2D")

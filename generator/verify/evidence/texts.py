"""The texts of sources that an editor holds, and each read for proving: 'op-ed.txt' in a folder is the text of the source 'op-ed'."""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.content import Diagnostic, Rule, did_you_mean
from generator.model import Corpus, Source
from generator.text import Location, Normalised, Passages, SourceText, Span, is_word_character, normalised, read_passages, read_sentences
from generator.verify.evidence.uses import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


PRIVATE_TEXTS: Final = ("private", "sources")
"""The folder of a project, kept out of git, that holds texts."""
MOST_TEXT_BYTES: Final = 8 * 1024 * 1024
"""The largest text that is read."""
TEXT_ENDING: Final = ".txt"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts at hand, by source."""

    held: Mapping[str, SourceText]
    diagnostics: tuple[Diagnostic, ...] = ()


def own_texts(corpus: Corpus) -> dict[str, SourceText]:
    """Return the texts that stand in the repository, under '## Text' of sources whose rights allow it."""
    return {one.id: SourceText(one.path, one.text) for one in corpus.all(Source) if one.text and one.may_show_text}


def read_texts(corpus: Corpus, folders: Iterable[Path]) -> Texts:
    """Return the texts in the repository and in folders; where several hold one, the first counts, and all must agree.

    Files that do not end in '.txt' or begin with a dot are not looked at. What cannot be read is reported: symbolic links,
    what is no file, more than 8 MB, other encodings than UTF-8, and names that no source has.
    """
    held = own_texts(corpus)
    known = set(corpus.ids(Source.section))
    found: list[Diagnostic] = []
    for folder in folders:
        if not folder.is_dir():
            found.append(Rule.BAD_FILE.at(Location(str(folder)), "there is no such folder of texts", "name a folder that is there"))
            continue
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            found.append(_unreadable(folder, error))
            continue
        for path in paths:
            if path.suffix == TEXT_ENDING and not path.name.startswith("."):
                try:
                    text = _read(path, known)
                except OSError as error:
                    text = _unreadable(path, error)
                if isinstance(text, Diagnostic):
                    found.append(text)
                elif held.setdefault(path.stem, text).text != text.text:
                    message = f"two texts of '{path.stem}' are at hand, and they differ"
                    found.append(Rule.BAD_FILE.at(Location(str(path)), message, f"remove one: the other is in {held[path.stem].path}"))
    return Texts(held, tuple(found))


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    return Rule.BAD_FILE.at(Location(str(path)), f"it cannot be read: {error.strerror}", "let your account read it")


def _read(path: Path, known: set[str]) -> SourceText | Diagnostic:
    place = Location(str(path))
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        what = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "no file"
        return Rule.BAD_FILE.at(place, f"'{path.name}' is {what}", "put the file itself here")
    if path.stem not in known:
        return Rule.BAD_FILE.at(
            place, f"no source has the id '{path.stem}'", did_you_mean(path.stem, known) or "name the file after its source"
        )
    if status.st_size > MOST_TEXT_BYTES:
        return Rule.BAD_FILE.at(
            place, f"the text has {status.st_size:,} bytes; at most {MOST_TEXT_BYTES:,} are read", "keep the article alone"
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        at = SourceText(str(path), before).place(Span(len(before), len(before)))
        return Rule.BAD_FILE.at(at, "the text is not UTF-8", "save it as UTF-8")
    if not text.strip():
        return Rule.BAD_FILE.at(place, "the text is empty", "put the words of the source into it, or remove it")
    return SourceText(str(path), text)


_TITLES: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Cmdr|Cdr|Adm|Maj|Rev|Hon|Pres|Amb|Atty|Ft|Mt|Mme|Mlle|Sr|Sra|Dra|Hr|Nr"
    "|проф|акад|ген|им|гр|ул|डॉ|प्रो|श्री"
)
"""Abbreviations that a name or a number follows, of which sentencex takes some for the end of a sentence."""
_NAME_FOLLOWS: Final = re.compile(rf"(?:^|[^\w.])(?:[^\W\d_]|{_TITLES})\.$")
_ABBREVIATION: Final = re.compile(r"\W([^\W\d_]{1,4})\.$")


class ProofSentence(NamedTuple):
    """A sentence within the form of a text; what stands in quotation marks has sentences of its own."""

    start: int
    end: int
    first: int
    """Where its first word begins."""
    last: int
    """Where its last word ends."""
    paragraph: int
    """Where its paragraph begins."""


@dataclass(frozen=True)
class PreparedText:
    """A source's text, read for proving."""

    form: Normalised
    passages: Passages
    language: str
    """The language that the text is said to be in."""
    hash: str
    """The SHA-256 of the text's form."""

    @cached_property
    def sentences(self) -> Sequence[ProofSentence]:
        """The sentences of the text, in order."""
        length = len(self.form.text)
        return tuple(self._read()) or (ProofSentence(0, length, 0, length, 0),)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [one.start for one in self.sentences]

    def first_sentence(self, stretch: Span) -> ProofSentence:
        """Return the sentence of the first word of a stretch of the form."""
        return self._sentence_at(next(filter(self._is_word, range(*stretch)), stretch.start))

    def last_sentence(self, stretch: Span) -> ProofSentence:
        """Return the sentence of the last word of a stretch of the form."""
        return self._sentence_at(next(filter(self._is_word, range(stretch.end - 1, stretch.start - 1, -1)), stretch.start))

    def _is_word(self, place: int) -> bool:
        return is_word_character(self.form.text[place])

    def _sentence_at(self, place: int) -> ProofSentence:
        return self.sentences[max(0, bisect_right(self._starts, place) - 1)]

    def around(self, start: int, end: int) -> str:
        """Return the sentences of which a stretch of the form has a character, with those that may be one with them."""
        some = [index for index, one in enumerate(self.sentences) if one.start < end and start < one.end]
        first, last = some[0], some[-1]
        while first and self._may_go_on(first - 1):
            first -= 1
        while last + 1 < len(self.sentences) and self._may_go_on(last):
            last += 1
        return self.form.text[self.sentences[first].start : self.sentences[last].end]

    def _may_go_on(self, index: int) -> bool:
        """Tell whether a sentence ends as an abbreviation may, so that the next one may belong to it."""
        one, other = self.sentences[index : index + 2]
        last = _ABBREVIATION.search(self.form.text[one.start : one.end])
        return one.paragraph == other.paragraph and last is not None and last[1][0].isupper()

    def _read(self) -> Iterator[ProofSentence]:
        text, passages = self.form.text, self.passages
        for paragraph in passages.paragraphs:
            is_text = paragraph.kind == "text"
            spans = read_sentences(passages.text, paragraph.span, self.language, quoted=True) if is_text else (paragraph.span,)
            begins, start = self.form.stretch(paragraph.span).start, -1
            for index, span in enumerate(spans):
                first, end = self.form.stretch(span)
                start = first if start < 0 else start
                if index + 1 < len(spans) and _NAME_FOLLOWS.search(text[start:end]):
                    continue
                words = list(filter(self._is_word, range(start, end)))
                if words:
                    yield ProofSentence(start, end, words[0], words[-1] + 1, begins)
                start = -1


def prepare_text(text: str, language: str) -> PreparedText:
    """Read a source's text for proving."""
    form = normalised(text)
    return PreparedText(form, read_passages(text, language), language, digest(form.text.strip(" ")))

"""Reads the texts of sources, from the repository and from folders ('op-ed.txt' for the source 'op-ed'), and prepares them for proofs."""

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
"""The project's folder of texts, ignored by git."""
MOST_TEXT_BYTES: Final = 8 * 1024 * 1024
"""The size limit of a text file, in bytes."""
TEXT_ENDING: Final = ".txt"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts at hand by source id, and diagnostics for those that cannot be read."""

    held: Mapping[str, SourceText]
    diagnostics: tuple[Diagnostic, ...] = ()


def repository_texts(corpus: Corpus) -> dict[str, SourceText]:
    """Return the texts in the repository by source id: those under '## Text' of sources whose rights allow it."""
    return {source.id: SourceText(source.path, source.text) for source in corpus.all(Source) if source.text and source.may_show_text}


def read_texts(corpus: Corpus, folders: Iterable[Path]) -> Texts:
    """Return the texts in the repository and in folders; if a source has several texts, the first is used, and all must be equal.

    Files without the suffix '.txt' and hidden files are ignored. Unreadable files are reported: symbolic links, special
    files, more than 8 MB, other encodings than UTF-8, and names that no source has.
    """
    texts = repository_texts(corpus)
    source_ids = set(corpus.ids(Source.section))
    diagnostics: list[Diagnostic] = []
    for folder in folders:
        if not folder.is_dir():
            diagnostics.append(Rule.BAD_FILE.at(Location(str(folder)), "this folder of texts does not exist", "name an existing folder"))
            continue
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            diagnostics.append(_unreadable(folder, error))
            continue
        for path in paths:
            if path.suffix == TEXT_ENDING and not path.name.startswith("."):
                try:
                    text = _read(path, source_ids)
                except OSError as error:
                    text = _unreadable(path, error)
                if isinstance(text, Diagnostic):
                    diagnostics.append(text)
                elif texts.setdefault(path.stem, text).text != text.text:
                    message = f"there are two different texts of '{path.stem}'"
                    hint = f"remove one of them; the other is {texts[path.stem].path}"
                    diagnostics.append(Rule.BAD_FILE.at(Location(str(path)), message, hint))
    return Texts(texts, tuple(diagnostics))


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    return Rule.BAD_FILE.at(Location(str(path)), f"cannot read it: {error.strerror}", "check its permissions")


def _read(path: Path, source_ids: set[str]) -> SourceText | Diagnostic:
    place = Location(str(path))
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        what = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "not a file"
        return Rule.BAD_FILE.at(place, f"'{path.name}' is {what}", "put a regular file here")
    if path.stem not in source_ids:
        hint = did_you_mean(path.stem, source_ids) or "name the file after its source"
        return Rule.BAD_FILE.at(place, f"no source has the id '{path.stem}'", hint)
    if status.st_size > MOST_TEXT_BYTES:
        message = f"the text has {status.st_size:,} bytes; at most {MOST_TEXT_BYTES:,} are read"
        return Rule.BAD_FILE.at(place, message, "keep only the article")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        at = SourceText(str(path), before).place(Span(len(before), len(before)))
        return Rule.BAD_FILE.at(at, "the text is not UTF-8", "save it as UTF-8")
    if not text.strip():
        return Rule.BAD_FILE.at(place, "the text is empty", "add the text of the source, or remove the file")
    return SourceText(str(path), text)


_TITLES: Final = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Cmdr|Cdr|Adm|Maj|Rev|Hon|Pres|Amb|Atty|Ft|Mt|Mme|Mlle|Sr|Sra|Dra|Hr|Nr"
    "|проф|акад|ген|им|гр|ул|डॉ|प्रो|श्री"
)
"""Abbreviations before a name or number, after some of which sentencex ends a sentence."""
_NAME_FOLLOWS: Final = re.compile(rf"(?:^|[^\w.])(?:[^\W\d_]|{_TITLES})\.$")
_ABBREVIATION: Final = re.compile(r"\W([^\W\d_]{1,4})\.$")


class ProofSentence(NamedTuple):
    """A sentence of a normalised text, in offsets of it; sentences also end within quotation marks."""

    start: int
    end: int
    first: int
    """The start of its first word."""
    last: int
    """The end of its last word."""
    paragraph: int
    """The start of its paragraph."""


@dataclass(frozen=True)
class PreparedText:
    """A source's text, prepared for proofs."""

    form: Normalised
    passages: Passages
    language: str
    """The language that the source gives for the text."""
    hash: str
    """The SHA-256 of the text's normalised form."""

    @cached_property
    def sentences(self) -> Sequence[ProofSentence]:
        """The sentences of the text, in order."""
        length = len(self.form.text)
        return tuple(self._read()) or (ProofSentence(0, length, 0, length, 0),)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [sentence.start for sentence in self.sentences]

    def first_sentence(self, span: Span) -> ProofSentence:
        """Return the sentence of the first word in a span of the form."""
        return self._sentence_at(next(filter(self._is_word, range(*span)), span.start))

    def last_sentence(self, span: Span) -> ProofSentence:
        """Return the sentence of the last word in a span of the form."""
        return self._sentence_at(next(filter(self._is_word, range(span.end - 1, span.start - 1, -1)), span.start))

    def _is_word(self, offset: int) -> bool:
        return is_word_character(self.form.text[offset])

    def _sentence_at(self, offset: int) -> ProofSentence:
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def around(self, start: int, end: int) -> str:
        """Return the sentences that overlap with a span of the form, extended across ends that may be those of abbreviations."""
        indices = [index for index, sentence in enumerate(self.sentences) if sentence.start < end and start < sentence.end]
        first, last = indices[0], indices[-1]
        while first and self._may_continue(first - 1):
            first -= 1
        while last + 1 < len(self.sentences) and self._may_continue(last):
            last += 1
        return self.form.text[self.sentences[first].start : self.sentences[last].end]

    def _may_continue(self, index: int) -> bool:
        """Return whether a sentence may end with an abbreviation, so that the next one may belong to it."""
        sentence, following = self.sentences[index : index + 2]
        last_word = _ABBREVIATION.search(self.form.text[sentence.start : sentence.end])
        return sentence.paragraph == following.paragraph and last_word is not None and last_word[1][0].isupper()

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
    """Prepare a source's text for proofs."""
    form = normalised(text)
    return PreparedText(form, read_passages(text, language), language, digest(form.text.strip(" ")))

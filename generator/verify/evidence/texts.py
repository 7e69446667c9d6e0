"""The texts of sources that an editor holds: 'op-ed.txt' in a folder is the text of the source 'op-ed'."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.content import Diagnostic, Rule, did_you_mean
from generator.model import Source
from generator.text import Location, SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.model import Corpus

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

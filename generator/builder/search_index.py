"""What the search finds to the index that a browser reads piece by piece: Pagefind's, kept until what is found changes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import threading
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, Self
from unicodedata import category

from pagefind.service import get_executable

from generator.builder.search_list import UnknownFormError, settle
from generator.builder.search_near import NEAR, near
from generator.builder.stamp import program_hash
from generator.system import INDEX, BuildFailedError, TimeLimit, files_in, limited, replacing, share, write_whole
from generator.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from typing import IO

    from generator.site import SearchEntry

SEARCH: Final = "pagefind"
"""The folder of the search's index in the site; Pagefind takes the site's root from this name."""
CHUNK: Final = 2000
"""How many places of words one chunk of the index holds. Pagefind's own 20,000 makes a chunk weigh 20 to 60 kB, this 1 to 3."""
CPU_LIMIT: Final = 600.0
"""How much processor time Pagefind may take, in seconds; 10,000 records take it some twenty."""
_LAST_LINES: Final = 20
"""How many lines of what Pagefind complains of are told."""
_KEY: Final = "key.txt"
"""The file that says what an index was made of, and proves what was made."""
_ENTRY: Final = "pagefind-entry.json"
_NEEDED: Final = re.compile(r"pagefind\.js|pagefind-entry\.json|pagefind\..*\.pf_meta|(?:fragment|index|filter)/.*")
"""What a search needs beside its program; Pagefind's own user interfaces are not used."""
_ENVIRONMENT: Final = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)}
_PREFIX: Final = 3
"""How many hexadecimal digits of the hash of the input the names of its files begin with."""
_LIST: Final = 10
"""How many digits of it stand in the name of the list, which alone is fetched by a name that is known before."""
_NOTHING: Final = "·"
"""What stands for a word of which nothing is left, so that every word keeps its number."""


class SearchError(BuildFailedError):
    """The index could not be made; the message says why."""


def cache_index(documents: Sequence[SearchEntry], language: str, folder: Path) -> Path:
    """Return the folder of an index of documents, made anew only where they changed; raises SearchError.

    The same documents give the same bytes: they are given to Pagefind one after the other, in their order, and what it
    writes in no order is put in one (generator.builder.search_list).
    """
    key = _key(documents, language)
    if not _is_current(folder, key):
        with replacing(folder, INDEX) as new:
            _make_index(documents, language, new, key)
            write_whole(new / _KEY, f"{key}\n{_proof(new)}\n".encode())
    return folder


class SearchIndexes:
    """Makes the index of each language, one after the other, while pages are written; to be used in a with statement."""

    def __init__(self, folder: Path) -> None:
        """Prepare to make indexes, each kept in a folder of its own in this one."""
        self._folder = folder
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._made: dict[str, Future[Path]] = {}

    def begin(self, place: str, documents: Sequence[SearchEntry], language: str) -> None:
        """Begin with the index of what stands somewhere below the site, unless it was begun before."""
        if place not in self._made:
            self._made[place] = self._thread.submit(cache_index, documents, language, self._folder / (place or "main"))

    def put_into(self, site: Path, place: str) -> set[str]:
        """Wait for the index of what stands somewhere below the site, and put it there; return its files, by their paths below the site.

        Raises:
            SearchError: It could not be made.
            OSError: The file system refused something.
        """
        return {f"{place}{SEARCH}/{name}" for name in copy_index(self._made[place].result(), site / place / SEARCH)}

    def __enter__(self) -> Self:
        """Return the same."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Leave what is not begun, and wait for the rest."""
        self._thread.shutdown(cancel_futures=True)


def copy_index(index: Path, to: Path) -> list[str]:
    """Put an index that was kept in a site; return the names of its files."""
    names = [name for name in sorted(files_in(index)) if name != _KEY]
    for name in names:
        share(index / name, to / name)
    return names


def _is_current(folder: Path, key: str) -> bool:
    """Tell whether an index was made of the same documents, and every file of it is as it was made."""
    try:
        return (folder / _KEY).read_text(encoding="utf-8").split() == [key, _proof(folder)]
    except (OSError, UnicodeDecodeError):
        return False


def _proof(folder: Path) -> str:
    digest = sha256()
    for name in sorted(files_in(folder) - {_KEY}):
        digest.update(f"{name}\n".encode() + sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()


def _key(documents: Sequence[SearchEntry], language: str) -> str:
    digest = sha256(f"{program_hash()} {CHUNK} {language}\n".encode())
    for document in documents:
        digest.update(repr(document).encode())
    return digest.hexdigest()


def _make_index(documents: Sequence[SearchEntry], language: str, folder: Path, key: str) -> None:
    files = _files(_requests(documents, language))
    if _ENTRY not in files:
        raise SearchError("Pagefind made no index")
    entry = json.loads(files[_ENTRY])
    programs = {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in entry["languages"].values()}
    for name, data in files.items():
        if _NEEDED.fullmatch(name) or name in programs:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for tag, one in entry["languages"].items():
        listed = f"pagefind.{one['hash']}.pf_meta"
        try:
            settle(folder, listed, key[:_PREFIX], [_fragment(document) for document in documents])
        except UnknownFormError as error:
            raise SearchError(f"Pagefind {version('pagefind')} wrote an index of another form than this version knows: {error}") from error
        one["hash"] = f"{tag}_{key[:_LIST]}"
        (folder / listed).rename(folder / f"pagefind.{one['hash']}.pf_meta")
    (folder / _ENTRY).write_text(json.dumps(entry, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    (folder / NEAR).write_text(near(documents), encoding="utf-8")


def _fragment(document: SearchEntry) -> Mapping[str, object]:
    """Return what a result shows of a document, of the form of Pagefind's."""
    meta = {
        "title": document.title,
        "kind": document.kind,
        "when": document.when,
        "status": document.status,
        "lang": document.language,
        "textLang": document.text_language,
    }
    content = " ".join((document.text or document.title).split())
    return {"url": document.url, "content": content, "meta": {name: words for name, words in meta.items() if words}, "anchors": []}


def _requests(documents: Iterable[SearchEntry], language: str) -> Iterator[Mapping[str, object]]:
    """Yield what is asked of Pagefind: to index each document, its words folded, each at the number that it has in the fragment."""
    yield {"type": "NewIndex", "config": {"force_language": language.partition("-")[0]}}
    for document in documents:
        named = "headline" if document.is_source else "title"
        asked = {named: document.title, "kind": document.kind, "when": document.when, "status": document.status}
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": document.url,
            "content": f"{_folded(document.text or document.title)} {' '.join(map(key_of, document.names))}".strip(),
            "language": language.partition("-")[0],
            "meta": {name: _folded(words) for name, words in asked.items() if words},
            "filters": {name: [one.value for one in values] for name, values in document.facets.items() if values},
            "sort": None,
        }
    yield {"type": "GetFiles", "index_id": 0}


def _folded(text: str) -> str:
    return " ".join(fold(word) or _NOTHING for word in text.split())


def key_of(name: str) -> str:
    """Return the word that stands for a whole name in the index; explore.js asks for it by the same rule, to lead to that actor first."""
    return "actor" + "".join(letter for letter in fold(name) if category(letter)[0] in "LMN")


def _files(requests: Iterable[Mapping[str, object]]) -> dict[str, bytes]:
    """Return the files that Pagefind's service gives for requests, which it carries out one after the other.

    Pagefind's own client in Python waits a tenth of a second for every answer, which a publication of hundreds of records
    cannot wait for; so the same messages are sent without waiting, and the answers are read as they come. The files are
    asked for, not left to the service to write: it answers before they are on disk.
    """
    program = get_executable()
    if program is None:
        raise SearchError("the program of the package 'pagefind-bin' is not installed for this machine: the search cannot be built")
    messages = [_message(number, request) for number, request in enumerate(requests, 1)]
    patience = TimeLimit(CPU_LIMIT)
    with tempfile.TemporaryFile() as log, _started(program, log) as service:
        try:
            with limited(service, patience):
                return _converse(service, messages)
        except SearchError as error:
            what = f"Pagefind was ended while it built the search: {patience.ended}" if patience.ended else str(error)
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
            raise SearchError("\n  ".join([what, *lines[-_LAST_LINES:]])) from error


@contextmanager
def _started(program: Path, log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start Pagefind's service, which says what it complains of into a file, and end it."""
    pipe = subprocess.PIPE
    try:
        service = subprocess.Popen(  # noqa: S603 - our own dependency, by its full path
            [program, "--service"], stdin=pipe, stdout=pipe, stderr=log, env={**os.environ, **_ENVIRONMENT}
        )
    except OSError as error:
        raise SearchError(f"Pagefind could not be started: {error}") from error
    try:
        yield service
    finally:
        service.kill()
        with suppress(OSError):  # what it was not sent cannot be sent any more
            service.__exit__(None, None, None)


def _message(number: int, request: Mapping[str, object]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _converse(service: subprocess.Popen[bytes], messages: Sequence[bytes]) -> dict[str, bytes]:
    if service.stdin is None or service.stdout is None:
        raise SearchError("Pagefind cannot be spoken to")
    threading.Thread(target=_send, args=(service.stdin, messages), daemon=True).start()
    answers = _answers(service.stdout)
    given: list[Mapping[str, str]] = []
    for _ in messages:
        answer = next(answers, None)
        if answer is None:
            raise SearchError("Pagefind stopped while the search was built")
        if answer["type"] == "Error":
            raise SearchError(f"Pagefind could not build the search: {answer['message']}")
        given = answer.get("files", [])
    return {file["path"]: b64decode(file["content"]) for file in given}


def _send(pipe: IO[bytes], messages: Iterable[bytes]) -> None:
    try:
        for message in messages:
            pipe.write(message)
        pipe.flush()
    except (OSError, ValueError):
        return  # the other end is gone, or this one was closed for want of an answer; that it is missing is told


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the answers that come through a pipe: JSON in base64, each ended by a comma."""
    read = b""
    while more := os.read(pipe.fileno(), 1 << 20):
        *whole, read = (read + more).split(b",")
        for one in whole:
            try:
                payload = json.loads(b64decode(one))["payload"]
            except (ValueError, KeyError, TypeError) as error:
                raise SearchError("Pagefind gave no answer that can be read while the search was built") from error
            yield payload

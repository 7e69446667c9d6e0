"""Builds the search index, which browsers fetch in chunks, with Pagefind; it is cached until the search entries change."""

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
from generator.system import INDEX, BuildFailedError, TimeLimit, files_in, hard_link, limited, replacing, write_whole
from generator.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from typing import IO

    from generator.site import SearchEntry

SEARCH: Final = "pagefind"
"""The folder of the index in the site; Pagefind derives the site's root from this name."""
CHUNK: Final = 2000
"""How many word positions a chunk holds. With Pagefind's default of 20,000 a chunk has 20 to 60 kB, with this 1 to 3 kB."""
CPU_LIMIT: Final = 600.0
"""The CPU time limit of Pagefind in seconds; 10,000 records take about 20."""
_LOG_LINES: Final = 20
"""How many lines of Pagefind's stderr an error includes."""
_KEY_FILE: Final = "key.txt"
"""The file with the hash of an index's inputs and the hash of its files."""
_ENTRY_FILE: Final = "pagefind-entry.json"
_NEEDED: Final = re.compile(r"pagefind\.js|pagefind-entry\.json|pagefind\..*\.pf_meta|(?:fragment|index|filter)/.*")
"""The files that a search needs besides the WebAssembly; Pagefind's user interfaces are not used."""
_ENVIRONMENT: Final = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)}
_PREFIX_DIGITS: Final = 3
"""How many hexadecimal digits of the input hash prefix its file names."""
_META_DIGITS: Final = 10
"""How many digits of it the name of the metadata file has, the only one whose URL a browser knows in advance."""
_PLACEHOLDER_WORD: Final = "·"
"""Replaces a word that folds to nothing, so that word positions stay the same."""


class SearchError(BuildFailedError):
    """The index could not be built, for the reason in the message."""


def cache_index(documents: Sequence[SearchEntry], language: str, folder: Path) -> Path:
    """Return the folder of an index, rebuilt only if its documents changed; raise SearchError if that fails.

    The same documents give the same bytes: Pagefind indexes them sequentially, and its unordered output is sorted
    (generator.builder.search_list).
    """
    key = _inputs_hash(documents, language)
    if not _is_current(folder, key):
        with replacing(folder, INDEX) as new:
            _make_index(documents, language, new, key)
            write_whole(new / _KEY_FILE, f"{key}\n{_files_hash(new)}\n".encode())
    return folder


class SearchIndexes:
    """Builds the index of each language in turn while pages are written; use it in a with statement."""

    def __init__(self, folder: Path) -> None:
        """Use a folder for cached indexes, a subfolder each."""
        self._folder = folder
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._indexes: dict[str, Future[Path]] = {}

    def begin(self, prefix: str, documents: Sequence[SearchEntry], language: str) -> None:
        """Start to build the index of the tree at a path prefix of the site, unless it was started before."""
        if prefix not in self._indexes:
            self._indexes[prefix] = self._thread.submit(cache_index, documents, language, self._folder / (prefix or "main"))

    def put_into(self, site: Path, prefix: str) -> set[str]:
        """Wait for the index of the tree at a path prefix and link it into the site; return its paths, relative to the site.

        Raises:
            SearchError: It could not be built.
            OSError: A file could not be read or written.
        """
        return {f"{prefix}{SEARCH}/{name}" for name in copy_index(self._indexes[prefix].result(), site / prefix / SEARCH)}

    def __enter__(self) -> Self:
        """Return self."""
        return self

    def __exit__(self, *_unused: object) -> None:
        """Cancel indexes that are not started, and wait for the others."""
        self._thread.shutdown(cancel_futures=True)


def copy_index(index: Path, to: Path) -> list[str]:
    """Hard-link a cached index into a site; return the names of its files."""
    names = [name for name in sorted(files_in(index)) if name != _KEY_FILE]
    for name in names:
        hard_link(index / name, to / name)
    return names


def _is_current(folder: Path, key: str) -> bool:
    """Return whether an index was built from the same documents and its files are unchanged."""
    try:
        return (folder / _KEY_FILE).read_text(encoding="utf-8").split() == [key, _files_hash(folder)]
    except (OSError, UnicodeDecodeError):
        return False


def _files_hash(folder: Path) -> str:
    digest = sha256()
    for name in sorted(files_in(folder) - {_KEY_FILE}):
        digest.update(f"{name}\n".encode() + sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()


def _inputs_hash(documents: Sequence[SearchEntry], language: str) -> str:
    digest = sha256(f"{program_hash()} {CHUNK} {language}\n".encode())
    for document in documents:
        digest.update(repr(document).encode())
    return digest.hexdigest()


def _make_index(documents: Sequence[SearchEntry], language: str, folder: Path, key: str) -> None:
    files = _files(_requests(documents, language))
    if _ENTRY_FILE not in files:
        raise SearchError("Pagefind wrote no index")
    entry = json.loads(files[_ENTRY_FILE])
    programs = {f"wasm.{index['wasm'] or 'unknown'}.pagefind" for index in entry["languages"].values()}
    for name, data in files.items():
        if _NEEDED.fullmatch(name) or name in programs:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for tag, index in entry["languages"].items():
        metadata = f"pagefind.{index['hash']}.pf_meta"
        try:
            settle(folder, metadata, key[:_PREFIX_DIGITS], [_fragment(document) for document in documents])
        except UnknownFormError as error:
            raise SearchError(f"Pagefind {version('pagefind')} wrote an index in an unsupported format: {error}") from error
        index["hash"] = f"{tag}_{key[:_META_DIGITS]}"
        (folder / metadata).rename(folder / f"pagefind.{index['hash']}.pf_meta")
    (folder / _ENTRY_FILE).write_text(json.dumps(entry, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    (folder / NEAR).write_text(near(documents), encoding="utf-8")


def _fragment(document: SearchEntry) -> Mapping[str, object]:
    """Return what a search result shows of a document, in Pagefind's format."""
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
    """Yield the requests to Pagefind: index each document, with folded words at the positions that they have in its fragment."""
    yield {"type": "NewIndex", "config": {"force_language": language.partition("-")[0]}}
    for document in documents:
        title_field = "headline" if document.is_source else "title"
        fields = {title_field: document.title, "kind": document.kind, "when": document.when, "status": document.status}
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": document.url,
            "content": f"{_folded(document.text or document.title)} {' '.join(map(key_of, document.names))}".strip(),
            "language": language.partition("-")[0],
            "meta": {name: _folded(words) for name, words in fields.items() if words},
            "filters": {name: [facet.value for facet in values] for name, values in document.facets.items() if values},
            "sort": None,
        }
    yield {"type": "GetFiles", "index_id": 0}


def _folded(text: str) -> str:
    return " ".join(fold(word) or _PLACEHOLDER_WORD for word in text.split())


def key_of(name: str) -> str:
    """Return the index word for a full name; explore.js queries it by the same rule, to rank that actor first."""
    return "actor" + "".join(letter for letter in fold(name) if category(letter)[0] in "LMN")


def _files(requests: Iterable[Mapping[str, object]]) -> dict[str, bytes]:
    """Return the files that Pagefind's service returns for requests, which it executes in order.

    Pagefind's Python client waits 0.1 s for every answer, too long for hundreds of records; so the same messages are sent without
    waiting, and answers are read as they arrive. The service does not write the files itself, since it answers before they are on disk.
    """
    program = get_executable()
    if program is None:
        raise SearchError("cannot build the search index: the program of 'pagefind-bin' is not installed for this machine")
    messages = [_message(number, request) for number, request in enumerate(requests, 1)]
    limit = TimeLimit(CPU_LIMIT)
    with tempfile.TemporaryFile() as log, _started(program, log) as service:
        try:
            with limited(service, limit):
                return _converse(service, messages)
        except SearchError as error:
            problem = f"Pagefind was stopped while it built the search index: {limit.ended}" if limit.ended else str(error)
            log.seek(0)
            lines = log.read().decode(errors="replace").splitlines()
            raise SearchError("\n  ".join([problem, *lines[-_LOG_LINES:]])) from error


@contextmanager
def _started(program: Path, log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Start Pagefind's service with a file as stderr, and end it after the with block."""
    pipe = subprocess.PIPE
    try:
        service = subprocess.Popen(  # noqa: S603 - our own dependency, by its full path
            [program, "--service"], stdin=pipe, stdout=pipe, stderr=log, env={**os.environ, **_ENVIRONMENT}
        )
    except OSError as error:
        raise SearchError(f"could not start Pagefind: {error}") from error
    try:
        yield service
    finally:
        service.kill()
        with suppress(OSError):  # unsent data in the pipe is lost
            service.__exit__(None, None, None)


def _message(number: int, request: Mapping[str, object]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _converse(service: subprocess.Popen[bytes], messages: Sequence[bytes]) -> dict[str, bytes]:
    if service.stdin is None or service.stdout is None:
        raise SearchError("cannot communicate with Pagefind")
    threading.Thread(target=_send, args=(service.stdin, messages), daemon=True).start()
    answers = _answers(service.stdout)
    files: list[Mapping[str, str]] = []
    for _ in messages:
        answer = next(answers, None)
        if answer is None:
            raise SearchError("Pagefind exited while it built the search index")
        if answer["type"] == "Error":
            raise SearchError(f"Pagefind could not build the search index: {answer['message']}")
        files = answer.get("files", [])
    return {file["path"]: b64decode(file["content"]) for file in files}


def _send(pipe: IO[bytes], messages: Iterable[bytes]) -> None:
    try:
        for message in messages:
            pipe.write(message)
        pipe.flush()
    except (OSError, ValueError):
        return  # the pipe is closed; _converse reports the missing answer


def _answers(pipe: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the answers from a pipe: base64 of JSON, each terminated by a comma."""
    read = b""
    while more := os.read(pipe.fileno(), 1 << 20):
        *complete, read = (read + more).split(b",")
        for answer in complete:
            try:
                payload = json.loads(b64decode(answer))["payload"]
            except (ValueError, KeyError, TypeError) as error:
                raise SearchError("Pagefind gave an invalid response while it built the search index") from error
            yield payload

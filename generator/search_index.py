"""What the search finds to the index that a browser reads piece by piece: Pagefind's, kept until what is found changes."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pagefind.service import get_executable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from generator.pages.documents import Document

CHUNK: Final = 4000
"""How many places of words one chunk of the index holds. Pagefind's own 20,000 makes a chunk weigh 20 to 60 kB."""
_KEY: Final = "key.txt"
_ENTRY: Final = "pagefind-entry.json"
_NEEDED: Final = re.compile(r"pagefind\.js|pagefind-entry\.json|pagefind\..*\.pf_meta|wasm\..*\.pagefind")
"""What a search needs beside the folders of chunks; Pagefind's own user interfaces are not used."""
_ENVIRONMENT: Final = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)}
_MAGIC: Final = b"pagefind_dcd"
_PAGE: Final = re.compile(rb"\x82[\x60-\x77]([a-z]+_[0-9a-f]{7,})(?:[\x00-\x17]|\x18.|\x19..)", re.DOTALL)
"""A page in Pagefind's list of all pages (CBOR): an array of two, the name of its fragment and its number of words."""
_PREFIX: Final = 4
"""How many hexadecimal digits of the list's own hash the names of fragments begin with."""


class SearchError(Exception):
    """The index could not be made; the message says why."""


def keep_index(documents: Sequence[Document], language: str, folder: Path) -> Path:
    """Return the folder of an index of documents, made anew only where they changed; raises SearchError.

    The same documents give the same bytes: they are given to Pagefind one after the other, in their order.
    """
    key = _key(documents, language)
    mark = folder / _KEY
    if not mark.is_file() or mark.read_text(encoding="utf-8") != key:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _make_index(documents, language, new)
            (new / _KEY).write_text(key, encoding="utf-8")
            new.chmod(0o755)
            shutil.rmtree(folder, ignore_errors=True)
            new.rename(folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return folder


def copy_index(index: Path, to: Path) -> None:
    """Put an index that was kept in a site."""
    shutil.copytree(index, to, ignore=shutil.ignore_patterns(_KEY))


def _key(documents: Sequence[Document], language: str) -> str:
    digest = sha256(f"{version('pagefind')} {CHUNK} {language}\n".encode())
    digest.update(Path(__file__).read_bytes())
    for document in documents:
        digest.update(json.dumps(asdict(document), ensure_ascii=False).encode())
    return digest.hexdigest()


def _make_index(documents: Sequence[Document], language: str, folder: Path) -> None:
    _ask(_requests(documents, language, folder))
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in ("fragment", "index", "filter"):
            shutil.rmtree(path)
        elif path.is_file() and not _NEEDED.fullmatch(path.name):
            path.unlink()
    if not (folder / _ENTRY).is_file():
        raise SearchError("Pagefind wrote no index")
    entry = json.loads((folder / _ENTRY).read_text(encoding="utf-8"))
    used = {f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in entry["languages"].values()}
    for path in folder.glob("wasm.*.pagefind"):
        if path.name not in used:
            path.unlink()
    for one in entry["languages"].values():
        shorten_list(folder / f"pagefind.{one['hash']}.pf_meta", folder / "fragment", one["hash"].rpartition("_")[2][:_PREFIX])


def _requests(documents: Iterable[Document], language: str, folder: Path) -> Iterator[Mapping[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": language.partition("-")[0]}}
    for document in documents:
        named = "headline" if document.is_source else "title"
        shown = {named: document.title, "kind": document.kind, "when": document.when, "status": document.status}
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": document.url,
            "content": document.text or document.title,
            "language": language.partition("-")[0],
            "meta": {name: words for name, words in shown.items() if words},
            "filters": {name: [one.value for one in values] for name, values in document.facets.items() if values},
            "sort": None,
        }
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(folder)}


def _ask(requests: Iterable[Mapping[str, object]]) -> None:
    """Carry out requests in Pagefind's service, one after the other.

    Pagefind's own client in Python waits a tenth of a second for every answer, which a publication of hundreds of records
    cannot wait for; so the same messages are sent without waiting, and the answers are read as they come.
    """
    program = get_executable()
    if program is None:
        raise SearchError("the program of the package 'pagefind-bin' is not installed for this machine: the search cannot be built")
    try:
        service = subprocess.Popen(  # noqa: S603 - our own dependency, by its full path
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **_ENVIRONMENT}
        )
    except OSError as error:
        raise SearchError(f"Pagefind could not be started: {error}") from error
    try:
        _converse(service, [_message(number, request) for number, request in enumerate(requests, 1)])
    finally:
        service.kill()
        with suppress(OSError):  # what it was not sent cannot be sent any more
            service.__exit__(None, None, None)


def _message(number: int, request: Mapping[str, object]) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","


def _converse(service: subprocess.Popen[bytes], messages: Sequence[bytes]) -> None:
    if service.stdin is None or service.stdout is None:
        raise SearchError("Pagefind cannot be spoken to")
    threading.Thread(target=_send, args=(service.stdin, messages), daemon=True).start()
    for _ in messages:
        answer = _answer(service.stdout)
        if answer["type"] == "Error":
            raise SearchError(f"Pagefind could not build the search: {answer['message']}")


def _send(pipe: IO[bytes], messages: Iterable[bytes]) -> None:
    try:
        for message in messages:
            pipe.write(message)
        pipe.flush()
    except OSError:
        return  # the other end is gone, which the missing answer tells


def _answer(pipe: IO[bytes]) -> Mapping[str, object]:
    read = bytearray()
    while (byte := pipe.read(1)) not in (b",", b""):
        read += byte
    try:
        payload: Mapping[str, object] = json.loads(b64decode(read))["payload"]
    except (ValueError, KeyError, TypeError) as error:
        said = bytes(read[:200]).decode(errors="replace")
        raise SearchError(f"Pagefind stopped while the search was built{': ' if said else ''}{said}") from error
    return payload


def shorten_list(listed: Path, fragments: Path, prefix: str) -> None:
    """Make the list of all pages, which every first query fetches, as short as it can be: for 10,000 pages 26 kB instead of 65.

    Pagefind names fragments by hashes, which no compression makes smaller; here their number in the list is their name, after
    a prefix by which no cache takes one for that of another build. Numbers of words, by which a long record would weigh less
    than a short one, are made equal. A list that is not as expected is left as it is.
    """
    data = gzip.decompress(listed.read_bytes())
    pages = list(_PAGE.finditer(data))
    names = [page[1].decode() for page in pages]
    if not data.startswith(_MAGIC) or {f"{name}.pf_fragment" for name in names} != {path.name for path in fragments.iterdir()}:
        return
    new = {name: f"{prefix}{number:04x}" for number, name in enumerate(names)}
    for name, other in new.items():
        (fragments / f"{name}.pf_fragment").rename(fragments / f"{other}.pf_fragment")
    written = _PAGE.sub(lambda page: _page(new[page[1].decode()]), data)
    listed.write_bytes(gzip.compress(written, 9, mtime=0))


def _page(name: str) -> bytes:
    """Return a page of the list, of one word, as CBOR (RFC 8949, section 3); its name has fewer than 24 letters."""
    return b"\x82" + bytes([0x60 + len(name)]) + name.encode() + b"\x01"

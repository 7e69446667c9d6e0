"""Makes the files of a Pagefind index deterministic, and lets results show the original words.

Pagefind orders filters and their values differently in each run, and derives file names from that order. Here both are sorted, and
those files are named by their number and a prefix from the input hash. The index holds folded words; results show the original ones.
Nothing else is changed. Omitting from the index what most queries do not need saved 2 % of a first query at 1,000 records, the median
of the questions in tests/search_questions.yml (`python -m tests.search_bench 1000`), and 30 % at 10,000: too little for its complexity.

Pagefind's files are CBOR (RFC 8949) of integers, text and arrays after a signature, compressed with gzip. The metadata is [version,
pages, chunks, filters, ...], a page [fragment name, word count], a chunk [first word, last word, name], a filter [name, file name];
a filter file is [name, values], a value [value, pages]. A fragment, which a result shows, is JSON.
"""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import cbor2

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Data: TypeAlias = Any
"""The decoded content of a Pagefind file: an integer, a string, or a list of them."""
MARK: Final = b"pagefind_dcd"
_WORD_SEPARATOR: Final = "\u200b"
"""The zero-width space that Pagefind puts between words of scripts without spaces."""


class UnknownFormError(Exception):
    """Pagefind wrote an index in an unknown format."""


def settle(folder: Path, listed: str, mark: str, shown: Sequence[Mapping[str, Data]]) -> None:
    """Make the files of an index deterministic, and let results show the original words.

    Args:
        folder: The index folder.
        listed: The name of its metadata file.
        mark: The prefix of file names, so that no HTTP cache confuses files of different inputs.
        shown: The fragment of each page, in page order, which replaces the indexed one.

    Raises:
        UnknownFormError: The index does not have the format described above, or has another number of pages.
    """
    data = read(folder / listed)
    if not isinstance(data, list) or not _is_known_format(data, folder, len(shown)):
        raise UnknownFormError(f"{listed} is not a list of {len(shown)} pages")
    for number, (page, result) in enumerate(zip(data[1], shown, strict=True)):
        path = folder / "fragment" / f"{page[0]}.pf_fragment"
        indexed = json.loads(_decompressed(path))
        if indexed["url"] != result["url"]:
            raise UnknownFormError(f"page {number} of {listed} is not {result['url']}")
        page[0] = _replace_file(path, f"{mark}{number:x}", _fragment(indexed, result))
    data[3].sort()
    for number, entry in enumerate(data[3]):
        path = folder / "filter" / f"{entry[1]}.pf_filter"
        content = read(path)
        if content is None:
            raise UnknownFormError(f"{path.name} has an unknown format")
        entry[1] = _replace_file(path, f"{mark}{number:x}", cbor2.dumps([content[0], sorted(content[1])]))
    write(folder / listed, data)


def _fragment(indexed: Mapping[str, Data], result: Mapping[str, Data]) -> bytes:
    """Return the fragment of a result; text that Pagefind segmented into words, such as Chinese, keeps its zero-width spaces."""
    content = indexed["content"] if _WORD_SEPARATOR in indexed["content"] else result["content"]
    return json.dumps({**result, "content": content}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _replace_file(path: Path, name: str, data: bytes) -> str:
    """Replace a Pagefind file by one with another name; return that name."""
    path.unlink()
    write_packed(path.with_stem(name), data)
    return name


def _is_known_format(data: list[Data], folder: Path, pages: int) -> bool:
    """Return whether metadata has the known format and number of pages, and names exactly the existing files."""
    parts = {1: ("fragment", 2, 0), 2: ("index", 3, 2), 3: ("filter", 2, 1)}
    if len(data) <= max(parts) or len(data[1]) != pages:
        return False
    for part, (name, size, name_index) in parts.items():
        if not all(isinstance(entry, list) and len(entry) == size for entry in data[part]):
            return False
        files = sorted(path.stem for path in (folder / name).glob("*"))
        if files != sorted(entry[name_index] for entry in data[part]):
            return False
    return True


def read(path: Path) -> Data | None:
    """Return the decoded content of a Pagefind file, or None if it has an unknown format."""
    file = BytesIO(_decompressed(path))
    try:
        content = cbor2.load(file)
    except cbor2.CBORDecodeError:
        return None
    return None if file.read() else content


def _decompressed(path: Path) -> bytes:
    """Return the decompressed bytes of a Pagefind file; empty if it has no signature."""
    data = gzip.decompress(path.read_bytes())
    return data.removeprefix(MARK) if data.startswith(MARK) else b""


def write(path: Path, value: Data) -> None:
    """Write a value as a Pagefind file; the same value gives the same bytes."""
    write_packed(path, cbor2.dumps(value))


def write_packed(path: Path, data: bytes) -> None:
    """Write bytes as a Pagefind file."""
    path.write_bytes(gzip.compress(MARK + data, 9, mtime=0))

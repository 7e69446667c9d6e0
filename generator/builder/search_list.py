"""What Pagefind wrote, made the same for the same input, with results that show words as they are written.

Pagefind sets the values of a filter, and its filters, in an order that changes from run to run, and names the files that have to do
with them by it. Here both are sorted, and those files are named by their number and a mark of the input. What is indexed are folded
words; a result shows what was folded. Nothing else is changed: the parts of the index are as Pagefind made them. To leave out of them
what most queries can do without saved 2 % of a first query at 1,000 records, the median of the questions in tests/search_questions.yml
(`python -m tests.search_bench 1000`), and 30 % at 10,000: too little for what it asked for.

Pagefind's files are CBOR (RFC 8949) of integers, text and arrays, after a mark, packed by gzip. Its list is [version, pages,
chunks, filters, ...], a page [name of its fragment, number of words], a chunk [first word, last word, name], a filter [name, name
of its file]; a filter's file is [name, values], a value [value, pages]. A fragment, which is what a result shows, is JSON.
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
"""What a file of Pagefind holds: an integer, a text, or a list of such."""
MARK: Final = b"pagefind_dcd"
_APART: Final = "\u200b"
"""What Pagefind puts between words of scripts without spaces."""


class UnknownFormError(Exception):
    """Pagefind wrote an index of another form than is known."""


def settle(folder: Path, listed: str, mark: str, shown: Sequence[Mapping[str, Data]]) -> None:
    """Make the files of an index the same for the same input, and let results show words as they are written.

    Args:
        folder: The index.
        listed: The name of its list.
        mark: What names of files begin with, by which no cache takes one for that of another input.
        shown: What the result of each page shows, in the order of the pages, in the place of what was indexed.

    Raises:
        UnknownFormError: The index is not of the form described above, or not of as many pages.
    """
    data = read(folder / listed)
    if not isinstance(data, list) or not _is_list(data, folder, len(shown)):
        raise UnknownFormError(f"{listed} is no list of {len(shown)} pages")
    for number, (page, result) in enumerate(zip(data[1], shown, strict=True)):
        path = folder / "fragment" / f"{page[0]}.pf_fragment"
        indexed = json.loads(_unpacked(path))
        if indexed["url"] != result["url"]:
            raise UnknownFormError(f"page {number} of {listed} is not {result['url']}")
        page[0] = _written_anew(path, f"{mark}{number:x}", _fragment(indexed, result))
    data[3].sort()
    for number, one in enumerate(data[3]):
        path = folder / "filter" / f"{one[1]}.pf_filter"
        held = read(path)
        if held is None:
            raise UnknownFormError(f"{path.name} is of no known form")
        one[1] = _written_anew(path, f"{mark}{number:x}", cbor2.dumps([held[0], sorted(held[1])]))
    write(folder / listed, data)


def _fragment(indexed: Mapping[str, Data], result: Mapping[str, Data]) -> bytes:
    """Return what a result shows; words that Pagefind told apart where no space is, as in Chinese, stay as it told them apart."""
    content = indexed["content"] if _APART in indexed["content"] else result["content"]
    return json.dumps({**result, "content": content}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _written_anew(path: Path, name: str, data: bytes) -> str:
    """Write bytes in the place of a file of Pagefind, under another name; return that name."""
    path.unlink()
    write_packed(path.with_stem(name), data)
    return name


def _is_list(data: list[Data], folder: Path, pages: int) -> bool:
    """Tell whether a list is of the form that is known, of so many pages, and names the files that are there."""
    parts = {1: ("fragment", 2, 0), 2: ("index", 3, 2), 3: ("filter", 2, 1)}
    if len(data) <= max(parts) or len(data[1]) != pages:
        return False
    for part, (name, size, place) in parts.items():
        if not all(isinstance(one, list) and len(one) == size for one in data[part]):
            return False
        files = sorted(path.stem for path in (folder / name).glob("*"))
        if files != sorted(one[place] for one in data[part]):
            return False
    return True


def read(path: Path) -> Data | None:
    """Return what a file of Pagefind holds, or nothing for one that is not of the known form."""
    file = BytesIO(_unpacked(path))
    try:
        found = cbor2.load(file)
    except cbor2.CBORDecodeError:
        return None
    return None if file.read() else found


def _unpacked(path: Path) -> bytes:
    """Return the bytes of a file of Pagefind; none for one without its mark."""
    data = gzip.decompress(path.read_bytes())
    return data.removeprefix(MARK) if data.startswith(MARK) else b""


def write(path: Path, value: Data) -> None:
    """Write a value as a file of Pagefind; the same value gives the same bytes."""
    write_packed(path, cbor2.dumps(value))


def write_packed(path: Path, data: bytes) -> None:
    """Write bytes as a file of Pagefind."""
    path.write_bytes(gzip.compress(MARK + data, 9, mtime=0))

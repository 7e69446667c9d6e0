"""What Pagefind wrote, made the same for the same input, and to weigh less on a first query.

Pagefind sets the values of a filter, and its filters, in an order that changes from run to run, and names every file that has to
do with them by it. Here both are sorted, and files are named by their number and a mark of the input. Shorter lists, lighter
chunks, and what each chunk weighs, are for the first query.

Pagefind's files are CBOR (RFC 8949) of integers, text and arrays, after a mark, packed by gzip. Its list is [version, pages,
chunks, filters, ...], a page [name of its fragment, number of words], a chunk [first word, last word, name], a filter [name, name
of its file]; a chunk of the index is [words], a word [stem, pages, variants], of which a page is [distance from the one before,
places, ...]; a filter's file is [name, values], a value [value, pages]. A fragment, which is what a result shows, is JSON.
"""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import cbor2

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Data: TypeAlias = Any
"""What a file of Pagefind holds: an integer, a text, or a list of such."""
MARK: Final = b"pagefind_dcd"
WEIGHTS: Final = "weights.json"
LIGHT: Final = 3500
"""Up to how many bytes a chunk is a light one."""
COMMON: Final = 1000
"""On how many records a word stands that is common: of these its first place in each is enough to find and to show it."""
_LONG: Final = 160
"""From how many words on a record is a long one."""
_LENGTHS: Final = (48, 192)
"""The numbers of words that stand for records of usual length and for long ones."""

_APART: Final = "\u200b"
"""What Pagefind puts between words of scripts without spaces."""


class UnknownFormError(Exception):
    """Pagefind wrote an index of another form than is known."""


def settle(folder: Path, listed: str, mark: str, shown: Sequence[Mapping[str, Data]]) -> None:
    """Make the files of an index the same for the same input, and lighter, and write what its chunks weigh to WEIGHTS.

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
    for number, (page, told) in enumerate(zip(data[1], shown, strict=True)):
        old, new = folder / "fragment" / f"{page[0]}.pf_fragment", mark + f"{number:04x}"[::-1]
        indexed = json.loads(_unpacked(old))
        if indexed["url"] != told["url"]:
            raise UnknownFormError(f"page {number} of {listed} is not {told['url']}")
        old.unlink()
        write_packed(old.with_stem(new), _fragment(indexed, told))
        page[:] = new, _LENGTHS[page[1] >= _LONG]
    weights, common = [], False
    for number, chunk in enumerate(data[2]):
        path = _settled(folder / "index" / f"{chunk[2]}.pf_index", f"{mark}{number:x}", _first_places)
        chunk[2] = path.stem
        common = common or any(map(_is_common, (read(path) or [[]])[0]))
        weights.append((chunk[0], chunk[1], path.stat().st_size))
    data[3].sort()
    for number, one in enumerate(data[3]):
        one[1] = _settled(folder / "filter" / f"{one[1]}.pf_filter", f"{mark}{number:x}", _sorted_values).stem
    write(folder / listed, data)
    (folder / WEIGHTS).write_text(json.dumps(_weights(weights, common=common), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _fragment(indexed: Mapping[str, Data], told: Mapping[str, Data]) -> bytes:
    """Return what a result shows; words that Pagefind told apart where no space is, as in Chinese, stay as it told them apart."""
    content = indexed["content"] if _APART in indexed["content"] else told["content"]
    return json.dumps({**told, "content": content}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _settled(path: Path, name: str, mended: Callable[[Data], Data]) -> Path:
    """Mend what a file holds and give it another name; return its path."""
    held = read(path)
    if held is None:
        raise UnknownFormError(f"{path.name} is of no known form")
    path.unlink()
    write(path.with_stem(name), mended(held))
    return path.with_stem(name)


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


def _sorted_values(filtered: Data) -> Data:
    """Return a filter with its values in order."""
    return [filtered[0], sorted(filtered[1])]


def _is_common(word: Data) -> bool:
    return len(word[1]) > COMMON


def _first_places(chunk: Data) -> Data:
    """Return a chunk of the index in which the common words have one place in each record; a weight stands before it, as a negative."""
    for word in chunk[0]:
        if _is_common(word):
            for page in word[1]:
                first = next((number for number, place in enumerate(page[1]) if place >= 0), 0)
                del page[1][first + 1 :]
    return chunk


def _weights(chunks: list[tuple[str, str, int]], *, common: bool) -> dict[str, object]:
    """Return what the heaviest of the light chunks weighs, and for each heavier one its first word, its last and its bytes.

    Whether there are common words tells that phrases with them cannot be found by places alone.
    """
    light = max((size for _, _, size in chunks if size <= LIGHT), default=0)
    return {"light": light, "heavy": [one for one in chunks if one[2] > LIGHT], "common": common}


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

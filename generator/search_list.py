"""What Pagefind wrote, made to weigh less on a first query: shorter lists, lighter chunks, and what each chunk weighs.

Pagefind's files are CBOR (RFC 8949) of integers, text and arrays, after a mark, packed by gzip. Its list is [version, pages,
chunks, ...], a page [name of its fragment, number of words], a chunk [first word, last word, name]; a chunk of the index is
[words], a word [stem, pages, variants], of which a page is [distance from the one before, places, ...].
"""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import cbor2

if TYPE_CHECKING:
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


def lighten(folder: Path, listed: str, prefix: str) -> None:
    """Make the files of an index lighter, and write what its chunks weigh to WEIGHTS; an index that is not as expected is left as it is.

    Args:
        folder: The index.
        listed: The name of its list.
        prefix: What names of fragments begin with, by which no cache takes one for that of another build.
    """
    data = read(folder / listed)
    if not isinstance(data, list) or not _is_list(data, folder):
        return
    for number, page in enumerate(data[1]):
        new = prefix + f"{number:04x}"[::-1]
        (folder / "fragment" / f"{page[0]}.pf_fragment").rename(folder / "fragment" / f"{new}.pf_fragment")
        page[:] = new, _LENGTHS[page[1] >= _LONG]
    weights = []
    for number, chunk in enumerate(data[2]):
        old, new = folder / "index" / f"{chunk[2]}.pf_index", f"{prefix}{number:x}"
        words = read(old)
        if words is not None:
            write(old, _first_places(words))
        chunk[2] = new
        weights.append((chunk[0], chunk[1], old.rename(old.with_stem(new)).stat().st_size))
    write(folder / listed, data)
    (folder / WEIGHTS).write_text(json.dumps(_weights(weights), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _is_list(data: list[Data], folder: Path) -> bool:
    """Tell whether a list is of the form that is known, and names the files that are there."""
    sizes = {1: 2, 2: 3}
    if len(data) <= max(sizes) or not all(isinstance(one, list) and len(one) == size for part, size in sizes.items() for one in data[part]):
        return False
    pages, chunks = {f"{one[0]}.pf_fragment" for one in data[1]}, {f"{one[2]}.pf_index" for one in data[2]}
    there = tuple({path.name for path in (folder / name).iterdir()} for name in ("fragment", "index"))
    return there == (pages, chunks) and len(pages) == len(data[1])


def _first_places(chunk: Data) -> Data:
    """Return a chunk of the index in which the common words have one place in each record; a weight stands before it, as a negative."""
    for word in chunk[0]:
        if len(word[1]) > COMMON:
            for page in word[1]:
                first = next((number for number, place in enumerate(page[1]) if place >= 0), 0)
                del page[1][first + 1 :]
    return chunk


def _weights(chunks: list[tuple[str, str, int]]) -> dict[str, object]:
    """Return what the heaviest of the light chunks weighs, and for each heavier one its first word, its last and its bytes."""
    light = max((size for _, _, size in chunks if size <= LIGHT), default=0)
    return {"light": light, "heavy": [one for one in chunks if one[2] > LIGHT]}


def read(path: Path) -> Data | None:
    """Return what a file of Pagefind holds, or nothing for one that is not of the known form."""
    data = gzip.decompress(path.read_bytes())
    file = BytesIO(data.removeprefix(MARK))
    try:
        found = cbor2.load(file)
    except cbor2.CBORDecodeError:
        return None
    return found if data.startswith(MARK) and not file.read() else None


def write(path: Path, value: Data) -> None:
    """Write a value as a file of Pagefind; the same value gives the same bytes."""
    path.write_bytes(gzip.compress(MARK + cbor2.dumps(value), 9, mtime=0))

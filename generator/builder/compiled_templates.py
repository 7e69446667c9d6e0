"""Templates that Jinja need not compile again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from generator.system import Cache


class CompiledTemplates(BytecodeCache):
    """What Jinja made of templates, each under a hash of its path and its text, in the cache of a build."""

    def __init__(self, cache: Cache) -> None:
        """Begin a build.

        Args:
            cache: Where they are kept; it has to depend on the program, and on the locale where filters of constants do.
        """
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take in what is kept; what another Python made is left."""
        if (found := self._cache.read(self._cache.name("code", _inputs(bucket)))) is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made."""
        self._cache.write(self._cache.name("code", _inputs(bucket)), bucket.bytecode_to_string())


def _inputs(bucket: Bucket) -> bytes:
    return f"{bucket.key}\n{bucket.checksum}".encode()

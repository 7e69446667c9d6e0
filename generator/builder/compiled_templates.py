"""A bytecode cache for Jinja templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from generator.system import Cache


class CompiledTemplates(BytecodeCache):
    """Bytecode of templates in the cache of a build, by a hash of path and source."""

    def __init__(self, cache: Cache) -> None:
        """Use a cache.

        Args:
            cache: Its key must cover the program, and the locale if filters that Jinja applies to constants depend on it.
        """
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load cached bytecode; Jinja ignores that of another Python version."""
        if (bytecode := self._cache.read(self._cache.name("code", _inputs(bucket)))) is not None:
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache compiled bytecode."""
        self._cache.write(self._cache.name("code", _inputs(bucket)), bucket.bytecode_to_string())


def _inputs(bucket: Bucket) -> bytes:
    return f"{bucket.key}\n{bucket.checksum}".encode()

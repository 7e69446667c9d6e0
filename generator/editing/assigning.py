"""What an editor writes as 'field=value' on the command line: 'title=...', 'evidence.1.says=context', 'about=[a, b]'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.editing.changes import Refused
from generator.text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.editing.fields import Keys


def assignments(words: Iterable[str]) -> list[tuple[Keys, Any]]:
    """Return the path and the value of each assignment; None for a field that is given nothing. Raises Refused for other words."""
    found = []
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise Refused(f"'{word}' sets nothing", "write 'field=value', in quotes if the value has spaces")
        found.append((path_of(name.strip()), _value(name, value.strip())))
    return found


def path_of(name: str) -> Keys:
    """Return the path that 'evidence.1.says' names; items of lists are counted from 1."""
    parts = name.split(".")
    if not all(parts) or "0" in parts:
        raise Refused(
            f"'{name}' is no field", "write names with dots between them, and items of lists by their number from 1: 'evidence.1.says'"
        )
    return tuple(int(part) - 1 if part.isascii() and part.isdigit() else part for part in parts)


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - what YAML holds
    if text[:1] not in ("[", "{"):
        return text or None
    reading = read_yaml(f"x: {text}\n")
    if reading.problems or reading.value is None:
        problem = reading.problems[0] if reading.problems else None
        raise Refused(
            f"the value of '{name}' is no list: {problem.message if problem else text}",
            "write a list as [a, b], or put text in quotes of its own",
        )
    return reading.value["x"]

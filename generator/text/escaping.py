"""Text of records as terminals and logs can take it: nothing in it is obeyed."""

from __future__ import annotations

import re
from typing import Final

_OBEYED: Final = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # controls but tab and line feed: a carriage return alone begins a line in a log
    "\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069"  # what ends lines, or turns the direction of text (CVE-2021-42574)
    "\\ud800-\\udfff\\U000e0000-\\U000e007f"  # what cannot be written, and tags, which nobody sees
)
_CONTROLS: Final = re.compile(f"[{_OBEYED}]")
_ANYWHERE: Final = r"(?<=#)(?=#[\w-]*\[)"
_COMMAND: Final = re.compile(rf"^(?=[^\S\n]*::)|{_ANYWHERE}", re.MULTILINE)
"""Where a command of a workflow would begin: '::error ...' at the beginning of a line, '##[...]' and '##vso[...]' anywhere."""
_IN_JSON: Final = re.compile(f"[{_OBEYED}]|{_ANYWHERE}#")


def inert(text: str) -> str:
    """Return text in which no control is left but tabs and line feeds, and no line is a command of GitHub's or Azure's workflows."""
    return _COMMAND.sub("\\\\", without_controls(text.replace("\r\n", "\n")))


def without_controls(text: str) -> str:
    """Return text with U+FFFD in the place of every control, override of direction, and other character that terminals obey."""
    return _CONTROLS.sub("\ufffd", text)


def escaped(json: str) -> str:
    """Return JSON in which all of that, which only strings can hold, is escaped."""
    return _IN_JSON.sub(lambda found: "".join(f"\\u{unit:04x}" for unit in _units(found[0])), json)


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]

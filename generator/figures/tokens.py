"""Reads the design tokens in site_templates/: colours and glyphs for style sheets, pictures and cards, and mark styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "tokens.yml"
"""The path of the colours and glyphs in the template folder."""
RULES: Final = "assets/css/07-drawing.css"
PATTERNS: Final = "theme/partials/patterns.html"
_VARIABLE: Final = re.compile(r"var\(--([\w-]+)\)")
_INK: Final = "var(--ink)"
_SVG_FILE: Final = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{}</svg>"
_UNENCODED: Final = " '/:;=,()."
"""Characters that need no encoding in a double-quoted data URL."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Colours and glyphs by name."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    glyphs: Mapping[str, str]
    """SVG of 16 by 16 units, black on transparent."""
    rules: str
    """The style sheet of unit marks and strip pieces."""
    patterns: str
    """The SVG definitions of hatching and fading that it references."""

    def coloured(self, svg: str) -> str:
        """Return SVG with colour variables replaced by light colours, since pictures have no style sheet."""
        return _VARIABLE.sub(lambda match: self.light.get(match[1], self.light["ink"]), svg)

    def glyph(self, name: str) -> str:
        """Return a glyph in the text colour, as SVG of 16 by 16 units."""
        return f'<g fill="{_INK}">{self.glyphs[name].replace("#000", _INK)}</g>'

    def css(self) -> str:
        """Return CSS with the colours as custom properties and each glyph as a class."""
        light = "".join(f"--{name}:{colour};" for name, colour in self.light.items())
        both = "".join(f"--{name}:light-dark({colour},{self.dark[name]});" for name, colour in self.light.items())
        pictures = {name: quote(_SVG_FILE.format(inner), safe=_UNENCODED) for name, inner in self.glyphs.items()}
        glyphs = "".join(f'.g--{name}{{--g:url("data:image/svg+xml,{svg}")}}' for name, svg in pictures.items())
        return f":root{{{light}}}@supports (color:light-dark(#000,#fff)){{:root{{color-scheme:light dark;{both}}}}}{glyphs}\n"


def read_tokens(templates: Path) -> Tokens:
    """Return the tokens of a template folder."""
    tokens, rules, patterns = ((templates / name).read_text(encoding="utf-8") for name in (FILE, RULES, PATTERNS))
    read = yaml.safe_load(tokens)
    light, dark = ({name: pair[side] for name, pair in read["colours"].items()} for side in (0, 1))
    return Tokens(light, dark, read["glyphs"], rules, patterns.partition("<defs>")[2].partition("</defs>")[0])

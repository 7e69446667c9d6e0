"""How a picture looks: the light colours of the site as they are, since no style sheet and no reader's setting reaches it."""

from __future__ import annotations

import re
from typing import Final

TOKENS: Final = {
    "paper": "#fdfcf9",
    "ink": "#1b1d20",
    "ink-2": "#575c62",
    "rule": "#dedad0",
    "wash": "#f4f1e9",
    "accent": "#00616b",
    "line": "#1b1d20",
    "under": "#8f8b80",
    "n2": "#b0490a",
    "n1": "#f0b67a",
    "z": "#e9e5da",
    "p1": "#9cc4e4",
    "p2": "#1f5f9f",
    "on-dark": "#fff",
}
"""The light colours of site_templates/assets/css/02-tokens.css, by their names."""
FONT: Final = "'Liberation Sans', Arial, Helvetica, sans-serif"
"""What the words are measured with, and faces of the same widths."""
_VARIABLE: Final = re.compile(r"var\(--(?:c-)?([\w-]+)\)")

_RULES: Final = """
text{fill:var(--ink)}
.m,.strip text{fill:var(--ink-2)}
.b{font-weight:bold}
.dk text,.dk .m{fill:var(--on-dark)}
.mid{text-anchor:middle}
.end{text-anchor:end}
.g{stroke:var(--rule)}
.g0{stroke:var(--ink-2);opacity:.55}
.dot,.bar,.neut{fill:var(--ink-2)}
.thin{fill:var(--paper);stroke:var(--ink-2);stroke-width:1.8;stroke-dasharray:3 2.2}
.wh{stroke:var(--ink-2);stroke-width:6;stroke-linecap:round;opacity:.35}
.tick{stroke:var(--accent);stroke-width:3}
.focus .dot,.focus .bar{fill:var(--accent)}
.focus .thin,.focus .wh{stroke:var(--accent)}
.hatch{fill:url(#p-hatch)}
.fade{fill:url(#p-fade)}
.fadeL{fill:url(#p-fadeL)}
.fadeR{fill:url(#p-fadeR)}
.with{fill:var(--p2)}
.agst{fill:var(--n2)}
.weak{fill:var(--paper);stroke:var(--p2);stroke-width:1.6;stroke-dasharray:2.4 1.8}
.before{fill:var(--accent);font-weight:bold}
.maybe{fill:var(--paper);stroke:var(--accent);stroke-width:1.6}
.frame{fill:none;stroke:var(--accent);stroke-width:1.4;stroke-dasharray:3 2.2}
.join{fill:var(--accent);stroke:var(--accent)}
.after{stroke:var(--ink-2);stroke-width:2}
.hollow{stroke-dasharray:3 2}
.faint1{opacity:.6}
.faint2{opacity:.3}
.b-n2{fill:var(--n2)}
.b-n1{fill:var(--n1)}
.b-z{fill:var(--z)}
.b-p1{fill:var(--p1)}
.b-p2{fill:var(--p2)}
.b-none{fill:url(#p-none)}
.dash{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
.dk .dash{stroke:var(--on-dark)}
.rule{stroke:var(--rule)}
.chip{fill:var(--ink-2)}
.chip--none{fill:none;stroke:var(--ink-2);stroke-width:1.5;stroke-dasharray:3 2.2}
.gap{stroke:var(--accent);stroke-width:2}
.doubt{stroke-dasharray:3 3;opacity:.75}
.faint0{opacity:.85}
.gone{opacity:.45}
.hit{fill:none}
.lv__g{fill:var(--ink);stroke:var(--paper);stroke-width:1}
.lv__g--hollow{fill:var(--paper);stroke:var(--ink);stroke-width:2}
.lv__g--dashed{stroke-dasharray:3 2}
.posts__now{stroke:var(--ink);stroke-width:1.5}
.posts__late{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:3 3}
.posts__on .dot,.posts__on .bar{fill:var(--accent)}
.posts__not .dot,.posts__not .bar{fill:var(--paper);stroke:var(--accent);stroke-width:1.8}
.ring{fill:var(--paper);stroke:var(--ink)}
.ink{fill:var(--ink)}
.half{fill:var(--rule)}
.rk__c{fill:var(--wash)}
.rk__none{fill:none;stroke:var(--under);stroke-dasharray:3 3}
.box{fill:var(--accent);fill-opacity:.08}
.edge{stroke:var(--accent);stroke-width:1.5;stroke-linecap:square}
"""


def _lines(name: str, size: int, wide: float, colour: str) -> str:
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="{wide}" height="{size}" fill="var(--{colour})"/></pattern>'
    )


def _fade(name: str, *stops: tuple[float, int]) -> str:
    inner = "".join(f'<stop offset="{offset}" stop-color="var(--accent)" stop-opacity="{opacity}"/>' for offset, opacity in stops)
    return f'<linearGradient id="{name}">{inner}</linearGradient>'


_PATTERNS: Final = "".join(
    (
        _lines("p-hatch", 5, 1.2, "ink-2"),
        _lines("p-none", 6, 1, "rule"),
        _fade("p-fade", (0, 0), (0.3, 1), (0.7, 1), (1, 0)),
        _fade("p-fadeL", (0, 0), (1, 1)),
        _fade("p-fadeR", (0, 1), (1, 0)),
    )
)


def coloured(svg: str) -> str:
    """Return SVG with each colour that has a name replaced by the colour; one that is not known becomes that of words."""
    return _VARIABLE.sub(lambda found: TOKENS.get(found[1], TOKENS["ink"]), svg)


STYLE: Final = coloured(f"<style>{_RULES.strip()}</style><defs>{_PATTERNS}</defs>").replace("\n", "")
"""What stands at the beginning of every picture."""
DARK: Final = frozenset({"b-n2", "b-p2"})
"""Grounds on which words are light."""

"""Bodies as editors write them, in every script, at random but the same at every run: nested lists, quotations, tables, emphasis."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS: Final = (
    *("The", "envoy", "said", "it", "is", "safe", "not", "a", "2025", "13,14", "e.g.", "isn't", "C#", "snake_case", "2*3", "50%", "AT&T"),
    *("Ägypten", "ʿAlī", "Łódź", "œuvre", "Тегеран", "заявил", "Αθήνα", "Երևան", "თბილისი", "السد", "قال", "می‌خواهد", "مذاکرات", "שלום"),
    *(
        "नदी",
        "वार्ता",
        "বাঁধ",
        "நதி",
        "ทะเล",
        "東京",
        "声明",
        "聲明。",
        "「水」",
        "댐은",
        "ግድብ",
        "མཚོ",
        "ទន្លេ",
        "😀",
        "𐤀𐤁",
        "→",
        "—",
        "…",
        "“so”",
        "«نعم»",
    ),
)
SIGNS: Final = (
    *("*", "**", "_", "#", "~", "|", ":", "!", "=", "+", "-", ">", "<", "&", "]", "[", "(", ")", "`", "\\", "$x$", "==a==", "~~b~~", "{x}"),
    *(
        "\\*",
        "\\_",
        "\\[",
        "\\#",
        "\\\\",
        "\\<b>",
        "&amp;",
        "&lt;",
        "&#42;",
        "&copy;",
        "&nbsp;",
        "a < b",
        "<3",
        "1.",
        "5)",
        "x^2",
        ":::",
        "!!!",
    ),
    *("[TOC]", "*[HTML]:", "%", "@", "http://no.link", "a|b", "'''", "&", "&copy", "!\\[a](b)", "$$", "(c)", "--", "^^", "++a++", ";", "/"),
)


class Bodies:
    """Makes bodies; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        """Begin with a seed."""
        self._random = Random(seed)  # noqa: S311 - the same at every run
        self._blocks: tuple[tuple[int, Callable[[int], list[str]]], ...] = (
            (5, self._paragraph),
            (4, self._list),
            (2, self._quotation),
            (1, self._table),
            (1, self._heading),
        )

    def __iter__(self) -> Iterator[str]:
        """Yield bodies without end."""
        while True:
            body = "\n".join(self._some_blocks(0, self._random.choice((1, 1, 2))))
            yield self._mangled(body) if self._random.random() < 0.5 else body

    def _chance(self, likely: float) -> bool:
        return self._random.random() < likely

    def _words(self, most: int = 4) -> str:
        found = [self._random.choice(SIGNS if self._chance(0.12) else WORDS) for _ in range(self._random.randint(1, most))]
        return "".join(one + ("" if self._chance(0.1) else " ") for one in found).strip()

    def _inline(self, depth: int = 0) -> str:
        pieces = [self._piece(depth) for _ in range(self._random.choice((1, 1, 2, 3)))]
        return "".join(one + ("" if self._chance(0.25) else " ") for one in pieces).strip()

    def _piece(self, depth: int) -> str:
        kind = self._random.randrange(20) if depth < 2 else 0
        if kind < 6 or kind > 15:
            return self._words()
        inside = self._inline(depth + 1) if kind < 11 and self._chance(0.4) else self._words(3)
        plain = "".join(c for c in self._words(3) if c not in "[]\\`<&*_") or "x"
        return {
            6: f"*{inside}*",
            7: f"**{inside}**",
            8: f"_{inside}_",
            9: f"__{inside}__",
            10: f"***{inside}***",
            11: f"[*{plain}* {plain}](https://a.example/b_c?d=1&e=*f*)",
            12: f"[{plain}](actor:brigid)",
            13: f"`{plain} *y* <z>`",
            14: "<https://a.example/x_y_z>",
            15: f"{self._words()}{self._random.choice(['  ', chr(92)])}\n{self._words()}",
        }[kind]

    def _some_blocks(self, depth: int, number: int) -> list[str]:
        lines: list[str] = []
        for _ in range(number):
            make = self._random.choices([one for _, one in self._blocks], [weight for weight, _ in self._blocks])[0]
            lines += ([""] * self._random.choice((1, 1, 1, 1, 2, 0)) if lines else []) + make(depth)
        return lines

    def _paragraph(self, _: int) -> list[str]:
        return "\n".join(self._inline() for _ in range(self._random.choice((1, 1, 1, 2)))).split("\n")

    def _heading(self, _: int) -> list[str]:
        return [f"{'#' * self._random.randint(2, 6)} {self._inline()}{self._random.choice(['', '', ' ##'])}".replace("\n", " ")]

    def _within(self, depth: int) -> list[str]:
        return self._some_blocks(depth + 1, self._random.choice((1, 1, 1, 1, 2, 3))) if depth < 3 else self._paragraph(depth)

    def _quotation(self, depth: int) -> list[str]:
        return [line if number and line and self._chance(0.1) else f"> {line}".rstrip() for number, line in enumerate(self._within(depth))]

    def _list(self, depth: int) -> list[str]:
        sign, start = self._random.choice(["-", "*", "+", "1.", "1)"]), self._random.choice((0, 1, 1, 2, 3, 7, 10, 99, 1999, 999_999_999))
        is_loose, items = self._chance(0.3), 105 if self._chance(0.01) else self._random.choice((1, 2, 2, 3))
        lines: list[str] = []
        for number in range(items):
            marker = f"{start + number if start < 10**8 else start}{sign[1:]}" if len(sign) > 1 else sign
            inside = [""] if self._chance(0.06) else self._within(depth + (items > 4)) if items < 100 else [self._words()]
            width = len(marker) + self._random.choice((1, 1, 1, 2, 4))
            lines += [""] * (is_loose and bool(lines))
            lines += [f"{marker:<{width}}{inside[0]}".rstrip(), *(f"{' ' * width}{line}".rstrip() for line in inside[1:])]
        return lines

    def _table(self, _: int) -> list[str]:
        columns = self._random.randint(1, 4)

        def row() -> str:
            cells = (self._inline().replace("\n", " ").replace("|", "\\|") if self._chance(0.9) else "" for _ in range(columns))
            return f"| {' | '.join(cells)} |"

        rule = "|".join(self._random.choice(["---", ":--", "--:", ":-:", "-"]) for _ in range(columns))
        return [row(), f"|{rule}|", *(row() for _ in range(self._random.randint(0, 3)))]

    def _mangled(self, body: str) -> str:
        """Return a body with slips of the hand: lines left out, doubled, run together, indented more or less."""
        lines = body.split("\n")
        for _ in range(self._random.randint(1, 3)):
            at = self._random.randrange(len(lines))
            line = lines[at]
            slip = self._random.choice(
                (line[1:], f" {line}", f"   {line}", line.lstrip(), f"> {line}", f"- {line}", f"{line}\n", f"{line}\n{line}", "")
            )
            lines[at : at + 1] = slip.split("\n")
        return "\n".join(lines)

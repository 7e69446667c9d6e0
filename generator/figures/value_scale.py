"""Sums and numbers on a strip: a scale from nought, or a logarithmic one where the figures are far apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.language import N_, _, cached_per_locale, numeral

if TYPE_CHECKING:
    from collections.abc import Iterable

FAR_APART: Final = 100
"""From this ratio of the largest to the least figure on, the scale is logarithmic."""
_USED: Final = 96.0
_MOST_TICKS: Final = 5
_MOST_POWERS: Final = 3
"""The most steps of a logarithmic scale; their words are longer."""
_LEAST: Final = Decimal("0.0005")
_SIZES: Final = (
    (Decimal(10) ** 12, N_("{figure} trillion")),
    (Decimal(10) ** 9, N_("{figure} bn")),
    (Decimal(10) ** 6, N_("{figure} m")),
)
"""By what figures are divided so that they are short, and how they are then said."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """A stretch of values laid out from 0 to 100 per cent."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float | Decimal) -> float:
        """Return the place of a value, in per cent, kept within the scale."""
        low, high, number = self.low, self.high, max(float(value), self.low)
        if self.logarithmic:
            low, high, number = math.log(low), math.log(high), math.log(number)
        return min(1.0, (number - low) / (high - low)) * _USED


def value_scale(values: Iterable[Decimal]) -> ValueScale:
    """Return a scale that holds all values; linear scales start at nought or below."""
    known = [float(value) for value in values]
    least, most = min(known, default=0.0), max(known, default=0.0)
    if least > 0 and most / least > FAR_APART:
        first, last = math.floor(math.log10(least)), math.ceil(math.log10(most))
        step = max(1, math.ceil((last - first) / _MOST_POWERS))
        powers = range(first, last + step, step)
        return ValueScale(10.0**first, 10.0 ** powers[-1], logarithmic=True, ticks=tuple(10.0**power for power in powers))
    step_size = _step(max(most, 0.0) - min(least, 0.0))
    low, high = math.floor(min(least, 0.0) / step_size), max(math.ceil(max(most, 0.0) / step_size), 1)
    return ValueScale(low * step_size, high * step_size, logarithmic=False, ticks=tuple(tick * step_size for tick in range(low, high + 1)))


def _step(span: float) -> float:
    if span <= 0:
        return 1.0
    rough = span / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)


@cached_per_locale
def figure_with_word(value: Decimal | float) -> str:
    """Return a figure with the word of its own size, where figures far apart stand together: '5 thousand', '18 bn'."""
    number = Decimal(str(value))
    for size, words in _SIZES:
        if abs(number) >= size:
            return _(words, figure=figure_of(number, size))
    return figure_of(number)


@cached_per_locale
def figure_of(value: Decimal | float, factor: Decimal = Decimal(1)) -> str:
    """Return a figure as readers write it: '7.3', '1,200', '18', with three decimals at most, or two digits of one that is less."""
    number = Decimal(str(value)) / factor + 0  # of -0 and 0, which are kept as one, the sign goes
    text = f"{number:,.3f}" if not number or abs(number) >= _LEAST else f"{Decimal(f'{number:.1e}'):f}"
    return numeral((text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−"))

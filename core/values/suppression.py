"""Small numbers that aren't published, because they would point at somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

FEWEST: Final = 5  # the smallest number but zero that is published


def suppressed_cells(numbers: Sequence[int], *, fewest: int = FEWEST) -> set[int]:
    """Indices of the numbers that stay hidden although their sum is known.

    Every number above zero and below `fewest` (primary suppression), and as many more, the smallest
    first, as it takes until each hidden one might as well be a large one (secondary suppression):
    Hundepool et al., Handbook on Statistical Disclosure Control (2010), chapter 4. Zeros are shown.
    Where too few others are left, all are hidden.
    """
    hidden = {cell for cell, number in enumerate(numbers) if 0 < number < fewest}
    others = sorted((number, cell) for cell, number in enumerate(numbers) if number >= fewest)
    while hidden and not _may_be_large([numbers[cell] for cell in hidden], fewest):
        if not others:
            return set(range(len(numbers)))
        hidden.add(others.pop(0)[1])
    return hidden


def suppress_small[Key](
    numbers: Mapping[Key, int], *, fewest: int = FEWEST
) -> tuple[int | None, dict[Key, int | None]]:
    """The sum and each number, with None for what isn't published.

    A sum above zero and below `fewest` hides itself and every number.
    """
    total = sum(numbers.values())
    if 0 < total < fewest:
        return None, dict.fromkeys(numbers)
    hidden = suppressed_cells(list(numbers.values()), fewest=fewest)
    shown = {
        key: None if cell in hidden else number
        for cell, (key, number) in enumerate(numbers.items())
    }
    return total, shown


def _may_be_large(hidden: Sequence[int], fewest: int) -> bool:
    """Each is one at least, as zeros are shown: what is left may then be this one’s."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= fewest

"""A night as a calendar shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Night:
    """`state` is free, on_request, taken, closed, chosen, between, departure or past.

    `words` say more than the state, to those who may know it: who is expected.
    """

    date: date
    state: str
    url: str = ""
    value: str = ""
    words: str = ""

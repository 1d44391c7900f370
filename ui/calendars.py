"""A night as a calendar shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Night:
    """`state` is free, on_request, taken, closed, chosen, between or past."""

    date: date
    state: str
    url: str = ""
    value: str = ""

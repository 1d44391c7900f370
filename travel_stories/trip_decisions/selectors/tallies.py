"""What a vote came to, counted from the ballots alone: whoever has them can count again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an option stands. Equal approvals share a rank: a tie is shown as one."""

    option: int
    approvals: int
    rank: int

    @property
    def is_ahead(self) -> bool:
        """Nobody has more; what nobody wants is never ahead."""
        return self.rank == 1 and self.approvals > 0


def tally(options: Sequence[int], ballots: Iterable[Collection[int]]) -> list[Standing]:
    """Approval voting: by approvals, then in the order of the asking (that of `options`).

    A ballot counts an option once, however often it names it, and never one that wasn't asked.
    """
    counted = Counter(option for ballot in ballots for option in set(ballot))
    ordered = sorted(options, key=lambda option: -counted[option])
    approvals = [counted[option] for option in ordered]
    return [
        Standing(option, counted[option], approvals.index(counted[option]) + 1)
        for option in ordered
    ]

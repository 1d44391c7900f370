"""How good a list is: nDCG@10, recall@50, and whether there is one at all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from bench.relevance.questions import Request

TOP: Final = 10
DEEP: Final = 50


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one list, or the mean of many."""

    ndcg: float
    recall: float
    empty: float

    @classmethod
    def mean(cls, marks: Sequence[Marks]) -> Marks:
        return cls(
            fmean(mark.ndcg for mark in marks),
            fmean(mark.recall for mark in marks),
            fmean(mark.empty for mark in marks),
        )


def marks_of(request: Request, found: Sequence[str]) -> Marks:
    """What a list of offers, the best first, is worth for this request."""
    return Marks(
        ndcg=ndcg(request.grades, found),
        recall=recall(request.relevant, found),
        empty=float(not found),
    )


def ndcg(grades: Mapping[str, int], found: Sequence[str]) -> float:
    """Gain 2^grade - 1, halved with depth by the logarithm, over that of the best possible list."""
    best = gain(sorted(grades.values(), reverse=True)[:TOP])
    return gain([grades.get(offer, 0) for offer in found[:TOP]]) / best if best else 0.0


def gain(grades: Sequence[int]) -> float:
    """What these grades are worth in this order."""
    return sum(((1 << grade) - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def recall(relevant: frozenset[str], found: Sequence[str]) -> float:
    """How many of those that fit, or of 50 where more fit than a list of 50 holds."""
    if not relevant:
        return 0.0
    return len(relevant & set(found[:DEEP])) / min(len(relevant), DEEP)

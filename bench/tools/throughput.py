"""Requests per second of several pages, side by side: they take turns, so that whatever else this
machine does slows down all alike.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median
from typing import Final

from bench.tools.load import Ask, in_turn, steadily
from bench.tools.server import Server

CLIENTS: Final = 4
SECONDS: Final = 1.5
TURNS: Final = 7


@dataclass(frozen=True)
class Throughput:
    """How fast one page came, and what each answer took of a processor."""

    rate: float
    milliseconds: float


@dataclass(frozen=True)
class MeasuredPage:
    """A page of a server."""

    server: Server
    path: str


def throughputs_of(
    courses: Mapping[str, MeasuredPage], *, turns: int = TURNS
) -> dict[str, Throughput]:
    """The middle of several turns, of which the first only warms up."""
    run: dict[str, list[Throughput]] = {name: [] for name in courses}
    for _ in range(turns):
        for name, course in courses.items():
            # A few clients that never rest.
            server = course.server
            began, used = time.perf_counter(), server.worker_seconds()
            answers = steadily(server.port, Ask(course.path), clients=CLIENTS, seconds=SECONDS)
            seen = Counter(answer.status for answer in answers)
            if set(seen) != {HTTPStatus.OK}:
                last_words = server.child.last_words()
                raise RuntimeError(
                    f"{course.path} did not always answer: {dict(seen)}\n{last_words}"
                )
            rate = len(answers) / (time.perf_counter() - began)
            run[name].append(
                Throughput(rate, 1000 * (server.worker_seconds() - used) / len(answers))
            )
    return {name: median_of(paces[1:]) for name, paces in run.items()}


def median_of(paces: Sequence[Throughput]) -> Throughput:
    """Rate and time by themselves: the middle turn of the one need not be that of the other."""
    return Throughput(
        median(pace.rate for pace in paces), median(pace.milliseconds for pace in paces)
    )


def milliseconds_of(server: Server, paths: Sequence[str], *, unheard: int) -> list[float]:
    """Of one visitor who opens one page after the other; the first ones don't count."""
    answers = in_turn(server.port, [Ask(path) for path in paths])
    wrong = [path for path, one in zip(paths, answers, strict=True) if one.status != HTTPStatus.OK]
    if wrong:
        raise RuntimeError(f"{wrong[0]} did not answer as it should")
    return [1000 * answer.seconds for answer in answers[unheard:]]

"""People who do something at the same moment, each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from core.errors import DomainError

TOGETHER = 10  # seconds until all stand at the line


def at_once(*deeds, refusals=DomainError):
    """What each deed came to, or its refusal, in the order of the deeds."""
    line = Barrier(len(deeds))

    def run(deed):
        try:
            line.wait(timeout=TOGETHER)
            return deed()
        except refusals as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def said_at_once(*deeds):
    """The name of each refusal, and "done" where there was none."""
    came_to = at_once(*deeds)
    return [type(one).__name__ if isinstance(one, DomainError) else "done" for one in came_to]

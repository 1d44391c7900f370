"""People who do something at the same moment, each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from core.errors import DomainError

TOGETHER = 10  # seconds until all stand at the line


def at_once(*actions, refusals=DomainError):
    """What each deed came to, or its refusal, in the order of the deeds."""
    line = Barrier(len(actions))

    def run(action):
        try:
            line.wait(timeout=TOGETHER)
            return action()
        except refusals as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def outcomes_at_once(*actions):
    """The name of each refusal, and "done" where there was none."""
    came_to = at_once(*actions)
    return [type(one).__name__ if isinstance(one, DomainError) else "done" for one in came_to]

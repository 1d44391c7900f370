"""Two small jobs by which the site knows that its workers and its clock are alive."""

from celery import shared_task
from django.core.cache import cache

from core.heartbeat import ANSWER, PATIENCE, record_tick


@shared_task(name="core.answer")
def answer(*, token: str) -> None:
    """Say that this queue is worked on: whoever sent the token finds it in the cache."""
    cache.set(ANSWER.format(token), True, PATIENCE)


@shared_task(name="core.tick")
def tick() -> None:
    """The clock sends this twice a minute, a worker runs it: so both were alive then."""
    record_tick()

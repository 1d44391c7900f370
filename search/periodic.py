"""What the clock starts."""

from celery import shared_task

from search.engine.rebuilding import sweep
from search.errors import SearchDownError
from search.tasks import logger


@shared_task(name="search.sweep")
def sweep_index() -> None:
    """Each night: what time changed (seasons, sessions that passed) and what was ever missed."""
    try:
        found = sweep()
    except SearchDownError as error:
        logger.warning("The index could not be swept: %r", error.__cause__ or error)
    else:
        logger.info("The sweep wrote %s offers anew", len(found.pks))
